/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-csv-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What was found, as the public part shows it. */
void
ka_table_show_found (KaTable *table)
{
  KaImportTable *public = &table->public;

  ka_table_forget_guesses (table);
  public->kind = table->found->kind;
  public->score = table->found->score;
  public->heading_row = table->found->heading_row;
  public->n_heading_rows = table->found->n_heading_rows;
  public->first_row = table->found->first_row;
  public->last_row = table->found->last_row;
  public->headings = table->found->headings;
  public->fields = table->found->fields;
  public->seconds = table->found->seconds;
}

KaTable *
ka_import_table_new (KaGrid *grid, const char *file, KaFound *found)
{
  KaTable *table = g_new0 (KaTable, 1);

  table->grid = grid;
  table->fingerprint = ka_import_fingerprint (found);
  table->found = found;
  table->public.file = g_strdup (file);
  table->public.sheet = g_strdup (ka_grid_get_name (grid));
  table->public.hidden = ka_grid_get_state (grid) == KA_SHEET_HIDDEN;
  table->public.taken = found->kind != NULL && !table->public.hidden;
  table->unknown = found->kind == NULL && !table->public.hidden;
  ka_table_show_found (table);
  return table;
}

static void
add_table (KaImport *import, KaGrid *grid, const char *file, KaFound *found, guint number)
{
  KaTable *table = ka_import_table_new (grid, file, found);

  table->index = import->tables->len;
  table->number = number;
  g_ptr_array_add (import->tables, table);
}

void
ka_import_tell_unknown (KaImport *import)
{
  for (guint i = 0; i < import->tables->len; i++)
    {
      const KaTable *table = g_ptr_array_index (import->tables, i);

      if (table->unknown && table->found->kind == NULL)
        g_ptr_array_add (
          import->problems,
          ka_import_problem_new (
            table, 0, -1, NULL, KA_SEVERITY_INFO, "sheet_unknown",
            g_strdup_printf (
              _ (
                "工作表“%s”认不出是哪一类台账，没有导入；如果是台账，请指定它的类别和表头所在的行。"),
              table->public.sheet)));
    }
}

static void
add_sheet (KaImport *import, KaGrid *grid, const char *file)
{
  g_autoptr (GPtrArray) all = ka_recognise_all (grid, file);

  for (guint i = 0; all->len > 0; i++)
    add_table (import, grid, file, g_ptr_array_steal_index (all, 0), i);
}

gboolean
ka_import_add_file (KaImport *import,
                    const char *path,
                    KaProgress progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  KaBook *book = ka_book_open (path, progress, data, cancellable, error);
  g_autofree char *file = g_filename_display_basename (path);

  if (book == NULL)
    return FALSE;
  g_ptr_array_add (import->books, book);
  for (guint i = 0; i < ka_book_get_notes (book)->len; i++)
    g_ptr_array_add (import->notes, ka_import_note_new (
                                      file, NULL, KA_SEVERITY_WARN, "file_note",
                                      g_strdup (g_ptr_array_index (ka_book_get_notes (book), i))));
  if (ka_book_has_comments (book))
    g_ptr_array_add (
      import->notes,
      ka_import_note_new (
        file, NULL, KA_SEVERITY_INFO, "comments_passed",
        g_strdup (
          _ ("文件里有批注，批注的内容不导入；要保留的，请写进单元格（如“备注”一列）后再导入。"))));
  for (guint i = 0; i < ka_book_get_n_sheets (book); i++)
    add_sheet (import, ka_book_get_sheet (book, i), file);
  ka_import_forget_plan (import);
  return TRUE;
}

/* ---- cells from the clipboard ---- */

/* Headings stand in the first row and most of its cells are known; a row of values may name a field by
 * chance. */
static gboolean
has_headings (const KaFound *found)
{
  guint named = 0, known = 0;

  if (found->kind == NULL || found->heading_row >= found->first_row)
    return FALSE;
  for (guint c = 0; c < found->headings->len; c++)
    {
      named += *(const char *)g_ptr_array_index (found->headings, c) != '\0';
      known += g_ptr_array_index (found->fields, c) != NULL;
    }
  return known > 0 && known * 2 >= named;
}

/* Rows without headings, whose columns are the fields in their order. */
static KaFound *
make_bare (KaGrid *grid, const KaKind *kind, GPtrArray *fields)
{
  guint n = ka_grid_get_n_columns (grid), n_rows = ka_grid_get_n_rows (grid);
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  KaFound *found;

  for (guint c = 0; c < n; c++)
    g_ptr_array_add (headings, c < fields->len ? ka_field_heading (g_ptr_array_index (fields, c))
                                               : g_strdup (""));
  found = ka_found_new (headings, "");
  found->kind = kind;
  found->score = 1;
  found->n_heading_rows = 0;
  found->last_row = n_rows > 0 ? ka_grid_row_number (grid, n_rows - 1) : 0;
  for (guint c = 0; c < n; c++)
    {
      const KaField *field = c < fields->len ? g_ptr_array_index (fields, c) : NULL;

      g_ptr_array_add (found->fields, (gpointer)field);
      g_ptr_array_add (found->units, field != NULL ? g_strdup (field->unit) : NULL);
    }
  return found;
}

gboolean
ka_import_add_text (KaImport *import,
                    const char *text,
                    const char *name,
                    const KaKind *kind,
                    GPtrArray *fields,
                    GError **error)
{
  KaBook *book;
  KaGrid *grid;
  g_autoptr (GPtrArray) all = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                           _ ("剪贴板里不是文字，没有粘贴；请在表格里重新复制单元格。"));
      return FALSE;
    }
  book = ka_csv_read_bytes (text, strlen (text), name, NULL, NULL, NULL, error);
  if (book == NULL)
    return FALSE;
  grid = ka_book_get_sheet (book, 0);
  all = ka_recognise_all (grid, name);
  if (all->len == 0 || text[strspn (text, " \t\r\n\"")] == '\0')
    {
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_FORMAT,
        _ ("剪贴板里没有单元格，没有粘贴；请先在 WPS、Excel 里复制要导入的行。"));
      ka_book_free (book);
      return FALSE;
    }
  g_ptr_array_add (import->books, book);
  if (kind != NULL && !has_headings (g_ptr_array_index (all, 0)))
    add_table (import, grid, name, make_bare (grid, kind, fields), 0);
  else
    for (guint i = 0; i < all->len; i++)
      add_table (import, grid, name, g_steal_pointer (&all->pdata[i]), i);
  ka_import_forget_plan (import);
  return TRUE;
}

/* ---- the sheets ---- */

KaGrid *
ka_import_get_grid (KaImport *import, guint index)
{
  g_return_val_if_fail (index < import->tables->len, NULL);
  return ((KaTable *)g_ptr_array_index (import->tables, index))->grid;
}

static gboolean
find_row (KaGrid *grid, guint number, guint *index)
{
  guint low = 0, high = ka_grid_get_n_rows (grid);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ka_grid_row_number (grid, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }
  *index = low;
  return low < ka_grid_get_n_rows (grid) && ka_grid_row_number (grid, low) == number;
}

char *
ka_import_get_text (KaImport *import, guint index, KaImportPlace place)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  KaGrid *grid = ka_import_get_grid (import, index);
  guint row;

  if (place.row == 0 || !find_row (grid, place.row - 1, &row))
    return g_strdup ("");
  ka_grid_read_row (grid, row, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, KaCell, i).column == place.column)
      return g_strdup (g_array_index (cells, KaCell, i).text);
  return g_strdup ("");
}

KaImportPart
ka_import_get_part (KaImport *import, guint index, KaImportPlace place)
{
  KaGrid *grid = ka_import_get_grid (import, index);
  const KaAccount *account = import->accounts ? g_hash_table_lookup (import->accounts, grid) : NULL;
  KaImportPart part = KA_PART_NONE;
  guint row;

  if (account == NULL || place.row == 0 || !find_row (grid, place.row - 1, &row))
    return KA_PART_NONE;
  part = ka_account_get (account, row, place.column);
  return part != KA_PART_NONE
           ? part
           : ka_tables_get_part (import->tables, grid, place.row - 1, place.column);
}

GPtrArray *
ka_import_get_tables (KaImport *import)
{
  return import->tables;
}

guint
ka_import_count_rows (KaImport *import, guint index)
{
  const KaTable *table;
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (KaRows) rows = NULL;
  guint number, n = 0;

  g_return_val_if_fail (index < import->tables->len, 0);
  table = g_ptr_array_index (import->tables, index);
  if (table->found->kind == NULL)
    return 0;
  rows = ka_rows_new (table->grid, table->found);
  while (ka_rows_next (rows, &number, cells))
    n++;
  return n;
}

/* The other of the two kinds whose records stand in the same rows, or NULL. */
static KaTable *
find_partner (KaImport *import, const KaTable *table)
{
  for (guint i = 0; table->found->join != KA_JOIN_NONE && i < import->tables->len; i++)
    {
      KaTable *other = g_ptr_array_index (import->tables, i);

      if (other != table && other->grid == table->grid && other->found->join != KA_JOIN_NONE
          && other->found->heading_row == table->found->heading_row)
        return other;
    }
  return NULL;
}

/* The rows were said to be of another kind: what is joined to that, or nothing. */
static void
join_again (KaTable *table, KaTable *partner)
{
  KaFound *other = ka_joined_find (table->found, table->grid);

  if (other != NULL)
    {
      ka_found_read_title (other, partner->public.sheet, partner->public.file);
      ka_found_free (partner->found);
      partner->found = other;
    }
  else
    ka_found_assign (partner->found, NULL);
  partner->public.taken = other != NULL;
  ka_table_show_found (partner);
}

void
ka_table_forget_said (KaTable *table)
{
  g_clear_pointer (&table->said, g_hash_table_unref);
  table->settled = FALSE;
}

void
ka_import_set_kind (KaImport *import, guint index, const KaKind *kind)
{
  KaTable *table, *partner;

  g_return_if_fail (index < import->tables->len);
  table = g_ptr_array_index (import->tables, index);
  partner = find_partner (import, table);
  /* Nothing new is said: what was found, and which rows go with another table's, stays. */
  if (kind != NULL && kind == table->found->kind)
    {
      table->public.taken = TRUE;
      ka_import_forget_plan (import);
      return;
    }
  if (table->public.headed && kind != NULL)
    {
      ka_import_set_headings (import, index, table->rows.first, table->rows.last, kind);
      return;
    }
  ka_table_forget_said (table);
  table->answered = TRUE;
  /* Of several tables in a sheet each keeps its place. */
  if (kind != NULL && table->number > 0)
    {
      ka_found_assign (table->found, kind);
      ka_found_read_title (table->found, table->public.sheet, table->public.file);
    }
  else if (kind != NULL)
    {
      KaFound *found = ka_recognise (table->grid, table->public.file, kind);

      ka_found_free (table->found);
      table->found = found;
    }
  else
    ka_found_assign (table->found, NULL);
  if (partner != NULL && kind != NULL)
    join_again (table, partner);
  table->public.taken = kind != NULL;
  ka_table_show_found (table);
  ka_import_forget_plan (import);
}

/* Months across give one field to several columns. */
static gboolean
same_share (const KaFound *found, guint a, guint b)
{
  return found->spread == NULL
         || g_strcmp0 (g_ptr_array_index (found->shares, a), g_ptr_array_index (found->shares, b))
              == 0;
}

static void
note_said (KaTable *table, guint column)
{
  if (table->said == NULL)
    table->said = g_hash_table_new (NULL, NULL);
  g_hash_table_add (table->said, GUINT_TO_POINTER (column + 1));
  ka_table_forget_guesses (table);
}

void
ka_import_set_field (KaImport *import, guint index, guint column, const KaField *field)
{
  KaTable *table;
  GPtrArray *fields;

  g_return_if_fail (index < import->tables->len);
  table = g_ptr_array_index (import->tables, index);
  fields = table->found->fields;
  g_return_if_fail (column < fields->len);
  table->answered = TRUE;
  note_said (table, column);
  for (guint c = 0; c < fields->len; c++)
    if (field != NULL && g_ptr_array_index (fields, c) == field
        && same_share (table->found, c, column))
      fields->pdata[c] = NULL;
  fields->pdata[column] = (gpointer)field;
  ka_found_forget_parts (table->found, column);
  if (ka_found_option (table->found, column) != NULL)
    g_clear_pointer (&table->found->options->pdata[column], g_free);
  if (table->found->context_column == (int)column)
    table->found->context_column = -1;
  ka_found_read_title (table->found, table->public.sheet, table->public.file);
  ka_import_forget_plan (import);
}

void
ka_import_drop_recalled (KaImport *import, guint index)
{
  KaTable *table;
  g_autoptr (GPtrArray) all = NULL;

  g_return_if_fail (index < import->tables->len);
  table = g_ptr_array_index (import->tables, index);
  if (table->public.recalled == NULL)
    return;
  if (table->public.headed)
    {
      ka_import_recognise_again (import, index);
      return;
    }
  g_clear_pointer (&table->public.recalled, g_free);
  ka_table_forget_said (table);
  all = ka_recognise_all (table->grid, table->public.file);
  if (table->number < all->len)
    {
      ka_found_free (table->found);
      table->found = g_steal_pointer (&all->pdata[table->number]);
    }
  table->answered = TRUE;
  table->public.taken = table->found->kind != NULL && !table->public.hidden;
  ka_table_show_found (table);
  ka_import_forget_plan (import);
}
