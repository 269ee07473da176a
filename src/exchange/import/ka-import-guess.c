/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Columns of which it is not certain what they hold: nothing unsure is taken, or left out, without a word. */

/* Of the guesses, those named in a message. */
#define MAX_NAMED 3

void
ka_table_forget_guesses (KaTable *table)
{
  g_clear_pointer (&table->guesses, g_ptr_array_unref);
}

static gboolean
shares_rows (const KaTable *a, const KaTable *b)
{
  return a != b && a->grid == b->grid && b->found->kind != NULL
         && a->found->first_row <= b->found->last_row && b->found->first_row <= a->found->last_row;
}

/* Another table of the same rows (the hazards of inspections) has the column. */
static gboolean
is_anothers (KaImport *import, const KaTable *table, guint column)
{
  for (guint i = 0; i < import->tables->len; i++)
    {
      const KaTable *other = g_ptr_array_index (import->tables, i);

      if (shares_rows (table, other) && ka_found_uses_column (other->found, column))
        return TRUE;
    }
  return FALSE;
}

/* It is a field's with certainty, or it holds what is none: the owner of the mine, what is ticked, why the program
 * itself refused the row. */
static gboolean
is_passed (KaImport *import, const KaTable *table, guint column)
{
  const KaFound *found = table->found;

  if (table->said != NULL && g_hash_table_contains (table->said, GUINT_TO_POINTER (column + 1)))
    return TRUE;
  return column < found->first_column || column > found->last_column
         || strcmp (g_ptr_array_index (found->headings, column), KA_REASON_HEADING) == 0
         || (g_ptr_array_index (found->fields, column) == NULL
             && (ka_found_uses_column (found, column) || is_anothers (import, table, column)));
}

static void
guess (KaImport *import, KaTable *table)
{
  guint n = table->found->fields->len;
  g_autofree gboolean *passed = g_new0 (gboolean, n + 1);

  for (guint c = 0; c < n; c++)
    passed[c] = is_passed (import, table, c);
  table->guesses = ka_found_guess (table->found, table->grid, passed);
}

GPtrArray *
ka_table_get_guesses (KaImport *import, KaTable *table, guint column)
{
  if (table->settled || table->public.recalled != NULL || table->found->kind == NULL)
    return NULL;
  if (table->guesses == NULL)
    guess (import, table);
  return column < table->guesses->len ? g_ptr_array_index (table->guesses, column) : NULL;
}

GPtrArray *
ka_import_get_guesses (KaImport *import, guint index, guint column)
{
  g_return_val_if_fail (index < import->tables->len, NULL);
  return ka_table_get_guesses (import, g_ptr_array_index (import->tables, index), column);
}

guint
ka_import_count_unsure (KaImport *import)
{
  guint n = 0;

  for (guint i = 0; i < import->tables->len; i++)
    {
      KaTable *table = g_ptr_array_index (import->tables, i);

      for (guint c = 0; table->public.taken && c < table->found->fields->len; c++)
        n += ka_table_get_guesses (import, table, c) != NULL;
    }
  return n;
}

void
ka_import_settle (KaImport *import, guint index)
{
  KaTable *table;

  g_return_if_fail (index < import->tables->len);
  table = g_ptr_array_index (import->tables, index);
  table->settled = TRUE;
  table->answered = TRUE;
  ka_table_forget_guesses (table);
}

char *
ka_guesses_say (GPtrArray *guesses, guint first)
{
  GString *out = NULL;

  for (guint i = first; guesses != NULL && i < guesses->len && i < first + MAX_NAMED; i++)
    {
      const KaGuess *each = g_ptr_array_index (guesses, i);
      g_autofree char *why = ka_guess_explain (each);

      out = out != NULL ? g_string_append (out, _ ("、")) : g_string_new (NULL);
      g_string_append_printf (out, _ ("“%s”（%s）"), ka_field_label (each->field), why);
    }
  return out != NULL ? g_string_free (out, FALSE) : NULL;
}
