/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-db-private.h"

#include <ka-decimal.h>
#include <ka-size.h>
#include <ka-text.h>

#include <string.h>

/* The SQL functions that every connection has. */

#define FUNCTION_FLAGS (SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY)

/* ---- ka_matches (text, needle), ka_any_matches (needle, text, …) ---- */

typedef struct
{
  char *needle; /* as it was given */
  char *folded;
  gsize length;   /* of folded */
  gboolean plain; /* it has more than Latin letters: no initials to be tried */
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
  for (const char *p = matcher->folded; *p != '\0' && !matcher->plain; p++)
    matcher->plain = !g_ascii_isalpha (*p);

  return matcher;
}

/* Whether folding would leave the text as it is: small letters and digits, and common Chinese characters
 * and their comma. Most text is of that kind, and needs no folding to be searched. */
static gboolean
is_folded (const guchar *text, gsize length)
{
  for (gsize i = 0; i < length;)
    {
      guchar c = text[i];

      if (g_ascii_islower (c) || g_ascii_isdigit (c) || c == '-' || c == '.')
        i++;
      /* U+4E00…U+9FFF */
      else if (i + 2 < length && c >= 0xe4 && c <= 0xe9 && (c != 0xe4 || text[i + 1] >= 0xb8))
        i += 3;
      else
        return FALSE;
    }

  return TRUE;
}

static gboolean
match_value (Matcher *matcher, sqlite3_value *value)
{
  const char *text;
  gsize length;

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
  if (matcher->plain && is_folded ((const guchar *)text, length))
    return FALSE;

  return ka_text_matches (text, matcher->needle);
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

static int
collate (gpointer data, int a_length, const void *a, int b_length, const void *b)
{
  return ka_text_collate (a, a_length, b, b_length);
}

void
ka_db_add_functions (sqlite3 *db)
{
  sqlite3_create_function (db, "ka_matches", 2, FUNCTION_FLAGS, NULL, run_matches, NULL, NULL);
  sqlite3_create_function (db, "ka_any_matches", -1, FUNCTION_FLAGS, NULL, run_any_matches, NULL,
                           NULL);
  sqlite3_create_function (db, "ka_decimal", 2, FUNCTION_FLAGS, NULL, run_decimal, NULL, NULL);
  sqlite3_create_function (db, "ka_size", 5, FUNCTION_FLAGS, NULL, run_size, NULL, NULL);
  sqlite3_create_collation (db, "KA_ZH", SQLITE_UTF8, NULL, collate);
}
