/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-number.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-query.h>
#include <ka-text.h>
#include <string.h>

/* ---- how a number is written ---- */

#define SERIAL "{号}"

static void
replace (GString *text, const char *name, const char *value)
{
  g_string_replace (text, name, value, 0);
}

/* The number with the place of its serial still named. */
static char *
format_pattern (KaLedger *ledger, const char *word, int year)
{
  g_autoptr (GString) text = g_string_new (ka_ledger_setting (ledger, "paper.number"));
  g_autofree char *digits = g_strdup_printf ("%d", year);

  if (strstr (text->str, SERIAL) == NULL)
    g_string_append (text, SERIAL "号");
  replace (text, "{地区}", ka_ledger_setting (ledger, "paper.abbreviation"));
  replace (text, "{字}", word);
  replace (text, "{年}", digits);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ka_paper_format_number (KaLedger *ledger, const char *word, int year, gint64 serial)
{
  g_autofree char *pattern = NULL, *digits = NULL;
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && word != NULL, NULL);

  pattern = format_pattern (ledger, word, year);
  text = g_string_new (pattern);
  digits = serial > 0 ? g_strdup_printf ("%" PRId64, serial) : g_strdup ("　　");
  replace (text, SERIAL, digits);
  return serial > 0 ? ka_text_document_number (text->str)
                    : g_string_free (g_steal_pointer (&text), FALSE);
}

/* What stands before and behind the serial, written as numbers are stored. */
static void
split_pattern (KaLedger *ledger, const char *word, int year, char **before, char **after)
{
  g_autofree char *pattern = format_pattern (ledger, word, year);
  char *place = strstr (pattern, SERIAL);

  *after = ka_text_document_number (place + strlen (SERIAL));
  *place = '\0';
  *before = ka_text_document_number (pattern);
  if (*before == NULL)
    *before = g_strdup ("");
  if (*after == NULL)
    *after = g_strdup ("");
}

static gboolean
parse_year (KaLedger *ledger, const char *word, const char *number, int year, gint64 *serial)
{
  g_autofree char *before = NULL, *after = NULL;
  const char *digits;
  char *end = NULL;

  split_pattern (ledger, word, year, &before, &after);
  if (!g_str_has_prefix (number, before))
    return FALSE;
  digits = number + strlen (before);
  if (!g_ascii_isdigit (*digits) || *digits == '0')
    return FALSE;
  *serial = g_ascii_strtoll (digits, &end, 10);
  return strcmp (end, after) == 0;
}

gboolean
ka_paper_parse_number (KaLedger *ledger,
                       const char *word,
                       const char *number,
                       int *year,
                       gint64 *serial)
{
  g_autofree char *clean = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && word != NULL, FALSE);

  clean = number != NULL ? ka_text_document_number (number) : NULL;
  if (clean == NULL)
    return FALSE;
  for (const char *p = clean; *p != '\0'; p++)
    if (g_ascii_isdigit (p[0]) && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2])
        && g_ascii_isdigit (p[3]))
      {
        int candidate = (int)g_ascii_strtoll ((char[]){ p[0], p[1], p[2], p[3], '\0' }, NULL, 10);

        if (parse_year (ledger, word, clean, candidate, serial))
          {
            *year = candidate;
            return TRUE;
          }
      }
  return FALSE;
}

/* ---- the next one ---- */

static gboolean
ask_number (KaCursor *cursor, gint64 *number, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  *number = 0;
  if (ka_cursor_next (cursor, &local) && !ka_cursor_is_null (cursor, 0))
    *number = ka_cursor_get_int (cursor, 0);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The last state of each number of the word and year that the register ever held. Where the office's
 * numbers do not show the word, all words run together. */
static GPtrArray *
read_registered (KaLedger *ledger, const char *word, int year, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_record_unref);
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT body FROM revision WHERE kind = 'paper' AND body IS NOT NULL"
                     " ORDER BY rev",
                     error);

  if (cursor == NULL)
    return NULL;
  split_pattern (ledger, word, year, &before, &after);
  while (ka_cursor_next (cursor, &local))
    {
      g_autoptr (KaRecord) paper
        = ka_record_from_json (ka_kind_get ("paper"), ka_cursor_get_text (cursor, 0), -1, error);
      const char *number;
      gpointer place;

      if (paper == NULL)
        return NULL;
      number = ka_record_get (paper, "number");
      if (number == NULL
          || (!g_str_has_prefix (number, before)
              && (g_strcmp0 (ka_record_get (paper, "word"), word) != 0
                  || ka_record_get_int (paper, "year", 0) != year)))
        continue;
      if (!g_hash_table_lookup_extended (places, number, NULL, &place))
        place = GUINT_TO_POINTER (papers->len);
      /* The name of the place must outlive the record that it came from. */
      g_hash_table_insert (places, g_strdup (number), place);
      if (GPOINTER_TO_UINT (place) < papers->len)
        {
          ka_record_unref (papers->pdata[GPOINTER_TO_UINT (place)]);
          papers->pdata[GPOINTER_TO_UINT (place)] = g_steal_pointer (&paper);
        }
      else
        g_ptr_array_add (papers, g_steal_pointer (&paper));
    }
  if (local == NULL)
    return g_steal_pointer (&papers);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

/* Numbers of papers that were made before the register, or elsewhere: they stand in the records. */
static gboolean
find_highest_in_field (KaLedger *ledger,
                       const KaKind *kind,
                       const KaField *field,
                       const char *before,
                       gint64 *highest,
                       GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT max (CAST (substr (\"%s\", length (:before) + 1) AS INTEGER))"
                       " FROM \"%s\" WHERE substr (\"%s\", 1, length (:before)) = :before",
                       field->id, kind->id, field->id);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  gint64 found;

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, "before", before);
  if (!ask_number (cursor, &found, error))
    return FALSE;
  *highest = MAX (*highest, found);
  return TRUE;
}

static gboolean
find_highest (KaLedger *ledger,
              const char *word,
              int year,
              GPtrArray *registered,
              gint64 *highest,
              GError **error)
{
  g_autofree char *before = NULL, *after = NULL;
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  *highest = 0;
  for (guint i = 0; i < registered->len; i++)
    *highest = MAX (*highest, ka_record_get_int (registered->pdata[i], "serial", 0));
  split_pattern (ledger, word, year, &before, &after);
  for (guint k = 0; k < n; k++)
    for (guint f = 0; f < kinds[k]->n_fields; f++)
      if ((kinds[k]->flags & KA_KIND_INTERNAL) == 0
          && kinds[k]->fields[f].format == KA_FORMAT_NUMBER
          && !find_highest_in_field (ledger, kinds[k], &kinds[k]->fields[f], before, highest,
                                     error))
        return FALSE;
  return TRUE;
}

/* ---- numbers whose issuing was undone ---- */

/* What it referred to may be gone as well: the register keeps what the paper was, not what it hung on. */
static gboolean
keep_as_voided (KaLedger *ledger, const KaRecord *was, GError **error)
{
  static const char *const kept[]
    = { "number", "name", "party", "issued", "form", "word", "year", "serial" };
  g_autoptr (KaRecord) paper = ka_record_new (was->kind);
  g_autofree char *today = ka_day_to_iso (ka_today ());

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    ka_record_set (paper, kept[i], ka_record_get (was, kept[i]));
  ka_record_set (paper, "state", "作废");
  ka_record_set (paper, "voided", today);
  ka_record_set (paper, "void_reason", "编号后撤销，号不再使用");
  return ka_ledger_save (ledger, paper, error);
}

static gboolean
keep_vanished (KaLedger *ledger, GPtrArray *registered, GError **error)
{
  for (guint i = 0; i < registered->len; i++)
    {
      const KaRecord *paper = g_ptr_array_index (registered, i);
      gint64 there
        = ka_ledger_find (ledger, paper->kind, "number", ka_record_get (paper, "number"), error);

      if (there < 0 || (there == 0 && !keep_as_voided (ledger, paper, error)))
        return FALSE;
    }
  return TRUE;
}

/* ---- giving one ---- */

/* （江津）应急检记〔2024〕补3号: of the word, though not as the office writes its numbers now. */
static gboolean
is_of_word (const char *number, const char *word)
{
  g_autofree char *begin = g_strconcat (word, "〔", NULL);

  return number != NULL && strstr (number, begin) != NULL;
}

static void
set_serial (KaRecord *paper, int year, gint64 serial)
{
  g_autofree char *years = g_strdup_printf ("%d", year);
  g_autofree char *serials = g_strdup_printf ("%" PRId64, serial);

  ka_record_set (paper, "year", years);
  ka_record_set (paper, "serial", serials);
}

/* 1: the number that the record bears is taken; 0: it is none, or another paper has it; −1: failed. */
static int
take_given (KaLedger *ledger, KaRecord *paper, const char *word, const char *given, GError **error)
{
  g_autofree char *number = given != NULL ? ka_text_document_number (given) : NULL;
  gint64 serial, holder;
  int year;

  if (!is_of_word (number, word))
    return 0;
  holder = ka_ledger_find (ledger, paper->kind, "number", number, error);
  if (holder != 0)
    return holder < 0 ? -1 : 0;
  ka_record_set (paper, "number", number);
  if (ka_paper_parse_number (ledger, word, number, &year, &serial))
    set_serial (paper, year, serial);
  return 1;
}

gboolean
ka_paper_take_number (KaLedger *ledger,
                      KaRecord *paper,
                      const char *word,
                      int year,
                      const char *given,
                      GError **error)
{
  g_autoptr (GPtrArray) registered = NULL;
  g_autofree char *number = NULL;
  gint64 serial;
  int taken;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && paper != NULL && word != NULL, FALSE);

  registered = read_registered (ledger, word, year, error);
  if (registered == NULL || !keep_vanished (ledger, registered, error))
    return FALSE;
  ka_record_set (paper, "word", word);
  taken = take_given (ledger, paper, word, given, error);
  if (taken != 0)
    return taken > 0;
  if (!find_highest (ledger, word, year, registered, &serial, error))
    return FALSE;
  number = ka_paper_format_number (ledger, word, year, serial + 1);
  ka_record_set (paper, "number", number);
  set_serial (paper, year, serial + 1);
  return TRUE;
}
