/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-decimal.h>
#include <ka-size.h>
#include <ka-text.h>

#include <string.h>

/* The SQL functions that every connection has. */

#define FUNCTION_FLAGS (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY)

/* ---- ka_matches (text, needle), ka_any_matches (needle, text, …) ---- */

/* Towns, categories and names come again and again in a list; what was found in them is kept. */
#define CACHE_SIZE 256
#define CACHE_TEXT 63

typedef struct
{
  char text[CACHE_TEXT];
  guint8 length;
  guint8 known; /* 0: empty, 1: did not match, 2: matched */
} Cached;

typedef struct
{
  char *needle; /* as it was given */
  char *folded;
  gsize length;   /* of folded */
  gboolean plain; /* no initials are to be tried */
  Cached cache[CACHE_SIZE];
} Matcher;

static void
free_matcher (gpointer data)
{
  Matcher *matcher = data;

  g_free (matcher->needle);
  g_free (matcher->folded);
  g_free (matcher);
}

static Matcher *
new_matcher (const char *needle)
{
  Matcher *matcher = g_new0 (Matcher, 1);

  matcher->needle = g_strdup (needle);
  matcher->folded = ka_text_fold (needle);
  matcher->length = strlen (matcher->folded);
  matcher->plain = TRUE;
  for (const char *p = matcher->folded; *p != '\0'; p++)
    if (g_ascii_isalpha (*p))
      matcher->plain = FALSE;
  if (strspn (matcher->folded, "abcdefghijklmnopqrstuvwxyz0123456789") != matcher->length)
    matcher->plain = TRUE;

  return matcher;
}

typedef enum
{
  SCRIPT_OTHER, /* folding may change it */
  SCRIPT_HAN, /* small letters, digits and common Chinese characters: folding leaves it as it is */
  SCRIPT_LATIN, /* the same, without Chinese characters */
} Script;

/* Most text is of a kind that needs no folding to be searched. */
static Script
get_script (const guchar *text, gsize length)
{
  Script script = SCRIPT_LATIN;

  for (gsize i = 0; i < length;)
    {
      guchar c = text[i];

      if (g_ascii_islower (c) || g_ascii_isdigit (c))
        i++;
      /* U+4E00…U+9FFF */
      else if (i + 2 < length && c >= 0xe4 && c <= 0xe9 && (c != 0xe4 || text[i + 1] >= 0xb8))
        {
          script = SCRIPT_HAN;
          i += 3;
        }
      else
        return SCRIPT_OTHER;
    }

  return script;
}

static Cached *
get_cached (Matcher *matcher, const char *text, gsize length)
{
  guint32 hash = 2166136261u;

  if (length > CACHE_TEXT)
    return NULL;
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guchar)text[i]) * 16777619u;

  return &matcher->cache[hash % CACHE_SIZE];
}

/* What only core can say: folded text, or the initials of Chinese characters. */
static gboolean
match_slowly (Matcher *matcher, const char *text, gsize length)
{
  Cached *cached = get_cached (matcher, text, length);

  if (cached != NULL && cached->known != 0 && cached->length == length
      && memcmp (cached->text, text, length) == 0)
    return cached->known == 2;
  if (cached == NULL)
    return ka_text_matches (text, matcher->needle);

  memcpy (cached->text, text, length);
  cached->length = length;
  cached->known = ka_text_matches (text, matcher->needle) ? 2 : 1;

  return cached->known == 2;
}

static gboolean
match_value (Matcher *matcher, sqlite3_value *value)
{
  const char *text;
  gsize length;
  Script script;

  if (sqlite3_value_type (value) == SQLITE_NULL)
    return FALSE;
  if (matcher->length == 0)
    return TRUE;
  text = (const char *)sqlite3_value_text (value);
  if (text == NULL)
    return FALSE;
  length = sqlite3_value_bytes (value);
  if (memmem (text, length, matcher->folded, matcher->length) != NULL)
    return TRUE;
  script = get_script ((const guchar *)text, length);
  /* Only Chinese characters have initials. */
  if (script == SCRIPT_LATIN || (script == SCRIPT_HAN && matcher->plain))
    return FALSE;

  return match_slowly (matcher, text, length);
}

static Matcher *
get_matcher (sqlite3_context *context, sqlite3_value **values, int i)
{
  Matcher *matcher = sqlite3_get_auxdata (context, i);

  if (matcher != NULL)
    return matcher;
  if (sqlite3_value_type (values[i]) == SQLITE_NULL)
    return NULL;
  matcher = new_matcher ((const char *)sqlite3_value_text (values[i]));
  sqlite3_set_auxdata (context, i, matcher, free_matcher);

  /* SQLite may have dropped it at once. */
  return sqlite3_get_auxdata (context, i);
}

static void
run_matches (sqlite3_context *context, int n, sqlite3_value **values)
{
  Matcher *matcher = get_matcher (context, values, 1);

  if (matcher == NULL)
    sqlite3_result_null (context);
  else
    sqlite3_result_int (context, match_value (matcher, values[0]));
}

static void
run_any_matches (sqlite3_context *context, int n, sqlite3_value **values)
{
  Matcher *matcher = n > 0 ? get_matcher (context, values, 0) : NULL;
  gboolean found = FALSE;

  for (int i = 1; i < n && matcher != NULL && !found; i++)
    found = match_value (matcher, values[i]);
  sqlite3_result_int (context, found);
}

/* ---- ka_decimal (value, places): the canonical text of a stored decimal ---- */

static void
run_decimal (sqlite3_context *context, int n, sqlite3_value **values)
{
  if (sqlite3_value_type (values[0]) == SQLITE_NULL)
    return;
  sqlite3_result_text (
    context, ka_decimal_format (sqlite3_value_int64 (values[0]), sqlite3_value_int (values[1])), -1,
    g_free);
}

/* ---- ka_size (mineral, capacity, capacity_unit, density, size_class) ---- */

static void
run_size (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *size = (const char *)sqlite3_value_text (values[4]);

  if (size != NULL && *size != '\0')
    {
      sqlite3_result_text (context, size, -1, SQLITE_TRANSIENT);
      return;
    }
  if (sqlite3_value_type (values[0]) == SQLITE_NULL)
    return;

  size = ka_size_compute (
    (const char *)sqlite3_value_text (values[0]), sqlite3_value_int64 (values[1]),
    (const char *)sqlite3_value_text (values[2]), sqlite3_value_int64 (values[3]), NULL);
  if (size != NULL)
    sqlite3_result_text (context, size, -1, SQLITE_STATIC);
}

/* ---- ka_add_days (date, n), ka_add_months (date, n), ka_add_minutes (time, n) ---- */

/* Of a term that nobody gave comes no date. */

/* The day, or KA_DAY_NONE for what is none. */
static KaDay
read_day (sqlite3_value *value)
{
  const char *text = (const char *)sqlite3_value_text (value);

  return text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;
}

static void
return_day (sqlite3_context *context, KaDay day)
{
  sqlite3_result_text (context, ka_day_to_iso (MIN (day, KA_DAY_FOREVER)), -1, g_free);
}

static void
run_add_days (sqlite3_context *context, int n, sqlite3_value **values)
{
  KaDay day = read_day (values[0]);

  if (day != KA_DAY_NONE && sqlite3_value_type (values[1]) != SQLITE_NULL)
    return_day (context,
                day == KA_DAY_FOREVER
                  ? day
                  : day + CLAMP (sqlite3_value_int (values[1]), -KA_DAY_FOREVER, KA_DAY_FOREVER));
}

static void
run_add_months (sqlite3_context *context, int n, sqlite3_value **values)
{
  KaDay day = read_day (values[0]);

  if (day != KA_DAY_NONE && sqlite3_value_type (values[1]) != SQLITE_NULL)
    return_day (context,
                day == KA_DAY_FOREVER
                  ? day
                  : ka_day_add_months (day, CLAMP (sqlite3_value_int (values[1]), -12000, 12000)));
}

/* ka_weekday (date): 1 Monday … 7 Sunday */
static void
run_weekday (sqlite3_context *context, int n, sqlite3_value **values)
{
  KaDay day = read_day (values[0]);

  if (day != KA_DAY_NONE && day != KA_DAY_FOREVER)
    sqlite3_result_int (context, ka_day_weekday (day));
}

/* Of times as the ledger writes them, YYYY-MM-DDTHH:MM. */
static void
run_add_minutes (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text = (const char *)sqlite3_value_text (values[0]);
  g_autofree char *date = NULL;
  g_autofree char *iso = NULL;
  gint64 minutes;
  KaDay day;

  if (text == NULL || strlen (text) != strlen ("2025-01-31T00:00") || text[10] != 'T'
      || sqlite3_value_type (values[1]) == SQLITE_NULL)
    return;
  date = g_strndup (text, 10);
  day = ka_day_from_iso (date);
  if (day == KA_DAY_NONE || day == KA_DAY_FOREVER)
    return;
  minutes = (gint64)day * 1440 + g_ascii_strtoll (text + 11, NULL, 10) * 60
            + g_ascii_strtoll (text + 14, NULL, 10) + sqlite3_value_int (values[1]);
  day = (KaDay)(minutes >= 0 ? minutes / 1440 : -((1439 - minutes) / 1440));
  minutes -= (gint64)day * 1440;
  iso = ka_day_to_iso (day);
  sqlite3_result_text (context,
                       g_strdup_printf ("%sT%02d:%02d", iso, (int)minutes / 60, (int)minutes % 60),
                       -1, g_free);
}

/* ---- ka_credit_code (code): 1 if it stands GB 32100-2015, else 0 ---- */

static void
run_credit_code (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *code = (const char *)sqlite3_value_text (values[0]);

  if (code != NULL)
    sqlite3_result_int (context, ka_credit_code_valid (code, NULL));
}

/* ---- ka_sort_key (text): in the order of KA_ZH, and sooner where there are many ---- */

static void
run_sort_key (sqlite3_context *context, int n, sqlite3_value **values)
{
  const char *text;
  gsize length;
  guint8 *key;

  if (sqlite3_value_type (values[0]) == SQLITE_NULL)
    return;
  text = (const char *)sqlite3_value_text (values[0]);
  if (text == NULL)
    return;
  key = ka_text_sort_key (text, sqlite3_value_bytes (values[0]), &length);
  sqlite3_result_blob64 (context, key, length, g_free);
}

static int
collate (gpointer data, int a_length, const void *a, int b_length, const void *b)
{
  return ka_text_collate (a, a_length, b, b_length);
}

void
ka_db_add_functions (sqlite3 *db)
{
  ka_tokenizer_add (db);
  sqlite3_create_function (db, "ka_matches", 2, FUNCTION_FLAGS, NULL, run_matches, NULL, NULL);
  sqlite3_create_function (db, "ka_any_matches", -1, FUNCTION_FLAGS, NULL, run_any_matches, NULL,
                           NULL);
  sqlite3_create_function (db, "ka_add_days", 2, FUNCTION_FLAGS, NULL, run_add_days, NULL, NULL);
  sqlite3_create_function (db, "ka_add_months", 2, FUNCTION_FLAGS, NULL, run_add_months, NULL,
                           NULL);
  sqlite3_create_function (db, "ka_add_minutes", 2, FUNCTION_FLAGS, NULL, run_add_minutes, NULL,
                           NULL);
  sqlite3_create_function (db, "ka_weekday", 1, FUNCTION_FLAGS, NULL, run_weekday, NULL, NULL);
  sqlite3_create_function (db, "ka_credit_code", 1, FUNCTION_FLAGS, NULL, run_credit_code, NULL,
                           NULL);
  sqlite3_create_function (db, "ka_decimal", 2, FUNCTION_FLAGS, NULL, run_decimal, NULL, NULL);
  sqlite3_create_function (db, "ka_size", 5, FUNCTION_FLAGS, NULL, run_size, NULL, NULL);
  sqlite3_create_function (db, "ka_sort_key", 1, FUNCTION_FLAGS, NULL, run_sort_key, NULL, NULL);
  sqlite3_create_collation (db, "KA_ZH", SQLITE_UTF8, NULL, collate);
}
