/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-codes.h>
#include <ka-query.h>
#include <string.h>

/* Which district's towns are these? A town that is not in the table is a mistake where the others are; where
 * none or hardly any is, the ledger is of another district, and its towns are as good. */

#define MAX_ROWS 5000u
#define MAX_TOWNS 400u
/* Rows and towns that show another district; for each town that the table knows, so many that it does not. */
#define MIN_ROWS 4u
#define MIN_SHARE 3u

typedef struct
{
  GHashTable *others; /* char * */
  GHashTable *known;  /* char *, static */
  guint n_others, n_known;
} Towns;

static void
look_at (Towns *towns, const char *text)
{
  const KaCodeTable *table = ka_codes_get ("towns");
  const KaCode *code = ka_codes_match (table, text, KA_DAY_NONE);
  char *name;

  if (code != NULL && code->code != NULL)
    {
      g_hash_table_add (towns->known, (gpointer)code->value);
      towns->n_known++;
      return;
    }
  name = ka_town_name (text);
  if (name == NULL)
    return;
  towns->n_others++;
  if (g_hash_table_size (towns->others) < MAX_TOWNS)
    g_hash_table_add (towns->others, name);
  else
    g_free (name);
}

static void
look_at_table (Towns *towns, const KaTable *table)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (KaRows) rows = NULL;
  guint number, n = 0, column;

  for (column = 0; column < table->found->fields->len; column++)
    {
      const KaField *field = g_ptr_array_index (table->found->fields, column);

      if (field != NULL && g_strcmp0 (field->codes, "towns") == 0)
        break;
    }
  if (column == table->found->fields->len)
    return;
  rows = ka_rows_new (table->grid, table->found);
  while (n++ < MAX_ROWS && ka_rows_next (rows, &number, cells))
    for (guint i = 0; i < cells->len; i++)
      {
        const KaCell *cell = &g_array_index (cells, KaCell, i);

        if (cell->column == column && cell->type == KA_CELL_TEXT)
          look_at (towns, cell->text);
      }
}

/* What the ledger has already. */
static gboolean
look_at_ledger (Towns *towns, KaLedger *ledger, GError **error)
{
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger, "SELECT town, count(*) FROM mine GROUP BY town", error);
  g_autoptr (GError) failure = NULL;

  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &failure))
    for (gint64 i = 0; i < MIN (ka_cursor_get_int (cursor, 1), 50); i++)
      look_at (towns, ka_cursor_get_text (cursor, 0));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_elsewhere (const Towns *towns)
{
  guint known = g_hash_table_size (towns->known), others = g_hash_table_size (towns->others);

  return towns->n_others >= MIN_ROWS && others >= MIN_SHARE * known
         && towns->n_others >= MIN_SHARE * towns->n_known;
}

char *
ka_import_find_towns (GPtrArray *tables, KaLedger *ledger, GError **error)
{
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Towns towns = { others, known, 0, 0 };
  g_autoptr (GList) names = NULL;
  GString *list = g_string_new (ka_ledger_setting (ledger, "district.towns"));
  gboolean added = FALSE;

  for (guint i = 0; i < tables->len; i++)
    look_at_table (&towns, g_ptr_array_index (tables, i));
  if (towns.n_others == 0 || !look_at_ledger (&towns, ledger, error) || !is_elsewhere (&towns))
    {
      g_string_free (list, TRUE);
      return NULL;
    }
  names = g_list_sort (g_hash_table_get_keys (others), (GCompareFunc)strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    {
      g_auto (GStrv) had = g_strsplit (list->str, "、", -1);

      if (g_strv_contains ((const char *const *)had, l->data))
        continue;
      g_string_append_printf (list, "%s%s", list->len > 0 ? "、" : "", (const char *)l->data);
      added = TRUE;
    }
  return g_string_free (list, !added);
}
