/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ---- problems ---- */

/* Where a cell of a form really stands. */
static void
find_place (const KaTable *table, guint *row, guint *column)
{
  GPtrArray *forms = table->found->forms;

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const GArray *places = g_ptr_array_index (forms, i);

      if (places->len == 0 || g_array_index (places, KaPlace, 0).row + 1 != *row)
        continue;
      for (guint p = 0; p < places->len; p++)
        {
          const KaPlace *place = &g_array_index (places, KaPlace, p);

          if (place->virtual_column != *column)
            continue;
          *row = place->row + 1;
          *column = place->column;
          return;
        }
    }
}

KaImportProblem *
ka_import_problem_new (const KaTable *table,
                       guint row,
                       int column,
                       const KaField *field,
                       KaSeverity severity,
                       const char *code,
                       char *message)
{
  KaImportProblem *problem = g_new0 (KaImportProblem, 1);
  char letters[8];

  problem->file = g_strdup (table->public.file);
  problem->sheet = g_strdup (table->public.sheet);
  problem->row = row;
  if (row > 0 && column >= 0)
    {
      guint at = column, real = row;

      find_place (table, &real, &at);
      problem->cell = g_strdup_printf ("%s%u", ka_column_letters (at, letters), real);
    }
  problem->field = field;
  problem->severity = severity;
  problem->code = g_intern_string (code);
  problem->message = message;
  return problem;
}

void
ka_import_problem_free (KaImportProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->file);
  g_free (problem->sheet);
  g_free (problem->cell);
  g_free (problem->message);
  g_free (problem);
}

/* By row; the files and sheets in the order in which they were met (the sort is stable). */
int
ka_import_problem_compare (gconstpointer a, gconstpointer b)
{
  const KaImportProblem *x = *(KaImportProblem *const *)a, *y = *(KaImportProblem *const *)b;
  int order = strcmp (x->file, y->file);

  if (order == 0)
    order = strcmp (x->sheet ? x->sheet : "", y->sheet ? y->sheet : "");
  if (order != 0)
    return order;
  return x->row < y->row ? -1 : x->row > y->row;
}

/* ---- tables ---- */

static void
free_table (gpointer data)
{
  KaTable *table = data;

  g_free (table->public.file);
  g_free (table->public.sheet);
  g_free (table->fingerprint);
  ka_found_free (table->found);
  g_free (table);
}

static void
free_row (gpointer data)
{
  KaImportRow *row = data;

  g_clear_pointer (&row->record, ka_record_unref);
  g_clear_pointer (&row->before, ka_record_unref);
  g_free (row);
}

/* What was found, as the public part shows it. */
static void
show_found (KaTable *table)
{
  KaImportTable *public = &table->public;

  public->kind = table->found->kind;
  public->score = table->found->score;
  public->heading_row = table->found->heading_row;
  public->first_row = table->found->first_row;
  public->last_row = table->found->last_row;
  public->headings = table->found->headings;
  public->fields = table->found->fields;
}

static void
forget_plan (KaImport *import)
{
  g_ptr_array_set_size (import->problems, 0);
  g_ptr_array_set_size (import->rows, 0);
  import->n_refusals = 0;
}

KaImport *
ka_import_new (void)
{
  KaImport *import = g_new0 (KaImport, 1);

  import->books = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_book_free);
  import->tables = g_ptr_array_new_with_free_func (free_table);
  import->notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  import->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  import->rows = g_ptr_array_new_with_free_func (free_row);
  return import;
}

void
ka_import_free (KaImport *import)
{
  if (import == NULL)
    return;
  g_ptr_array_unref (import->rows);
  g_ptr_array_unref (import->problems);
  g_ptr_array_unref (import->notes);
  g_ptr_array_unref (import->tables);
  g_ptr_array_unref (import->books);
  g_free (import);
}

static KaImportProblem *
make_note (const char *file,
           const char *sheet,
           KaSeverity severity,
           const char *code,
           char *message)
{
  KaImportProblem *note = g_new0 (KaImportProblem, 1);

  note->file = g_strdup (file);
  note->sheet = g_strdup (sheet);
  note->severity = severity;
  note->code = code;
  note->message = message;
  return note;
}

static void
add_table (KaImport *import, KaGrid *grid, const char *file, KaFound *found, guint number)
{
  KaTable *table = g_new0 (KaTable, 1);

  table->grid = grid;
  table->number = number;
  table->fingerprint = ka_import_fingerprint (found);
  table->found = found;
  table->public.file = g_strdup (file);
  table->public.sheet = g_strdup (ka_grid_get_name (grid));
  table->public.hidden = ka_grid_get_state (grid) == KA_SHEET_HIDDEN;
  table->public.taken = found->kind != NULL && !table->public.hidden;
  show_found (table);
  g_ptr_array_add (import->tables, table);
  if (found->kind == NULL && !table->public.hidden)
    g_ptr_array_add (
      import->notes,
      make_note (
        file, table->public.sheet, KA_SEVERITY_INFO, "sheet_unknown",
        g_strdup_printf (_ ("工作表“%s”认不出是哪一类台账，没有导入；如果是台账，请指定它的类别。"),
                         table->public.sheet)));
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
    g_ptr_array_add (import->notes,
                     make_note (file, NULL, KA_SEVERITY_WARN, "file_note",
                                g_strdup (g_ptr_array_index (ka_book_get_notes (book), i))));
  for (guint i = 0; i < ka_book_get_n_sheets (book); i++)
    add_sheet (import, ka_book_get_sheet (book, i), file);
  forget_plan (import);
  return TRUE;
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

void
ka_import_set_kind (KaImport *import, guint index, const KaKind *kind)
{
  KaTable *table;

  g_return_if_fail (index < import->tables->len);
  table = g_ptr_array_index (import->tables, index);
  /* Nothing new is said: what was found, and which rows go with another table's, stays. */
  if (kind != NULL && kind == table->found->kind)
    {
      table->public.taken = TRUE;
      forget_plan (import);
      return;
    }
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
  table->public.taken = kind != NULL;
  show_found (table);
  forget_plan (import);
}

/* Months across give one field to several columns. */
static gboolean
same_share (const KaFound *found, guint a, guint b)
{
  return found->spread == NULL
         || g_strcmp0 (g_ptr_array_index (found->shares, a), g_ptr_array_index (found->shares, b))
              == 0;
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
  for (guint c = 0; c < fields->len; c++)
    if (field != NULL && g_ptr_array_index (fields, c) == field
        && same_share (table->found, c, column))
      fields->pdata[c] = NULL;
  fields->pdata[column] = (gpointer)field;
  if (table->found->context_column == (int)column)
    table->found->context_column = -1;
  ka_found_read_title (table->found, table->public.sheet, table->public.file);
  forget_plan (import);
}

void
ka_import_set_skip_bad (KaImport *import, gboolean skip)
{
  import->skip_bad = skip;
}

/* ---- plan and commit ---- */

static KaImportProblem *
copy_note (const KaImportProblem *note)
{
  return make_note (note->file, note->sheet, note->severity, note->code, g_strdup (note->message));
}

static gboolean
run (KaImport *import,
     KaLedger *ledger,
     gboolean commit,
     KaProgress progress,
     gpointer data,
     GCancellable *cancellable,
     gint64 *change,
     GError **error)
{
  if (!ka_import_recall (import, ledger, error))
    return FALSE;
  if (commit)
    {
      g_ptr_array_set_size (import->problems, 0);
      import->n_refusals = 0;
    }
  else
    forget_plan (import);
  for (guint i = 0; i < import->notes->len; i++)
    g_ptr_array_add (import->problems, copy_note (g_ptr_array_index (import->notes, i)));
  return ka_import_run (import, ledger, commit, progress, data, cancellable, change, error);
}

gboolean
ka_import_plan (KaImport *import,
                KaLedger *ledger,
                KaProgress progress,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  return run (import, ledger, FALSE, progress, data, cancellable, NULL, error);
}

gboolean
ka_import_commit (KaImport *import,
                  KaLedger *ledger,
                  KaProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  gint64 *change,
                  GError **error)
{
  gint64 none;

  if (change == NULL)
    change = &none;
  *change = 0;
  return run (import, ledger, TRUE, progress, data, cancellable, change, error);
}

GPtrArray *
ka_import_get_problems (KaImport *import)
{
  return import->problems;
}

guint
ka_import_get_n_refusals (KaImport *import)
{
  return import->n_refusals;
}

GPtrArray *
ka_import_get_rows (KaImport *import, guint limit)
{
  GPtrArray *rows = g_ptr_array_new ();
  g_autofree guint *taken = g_new0 (guint, MAX (1, import->tables->len));

  for (guint i = 0; i < import->rows->len; i++)
    {
      KaImportRow *row = g_ptr_array_index (import->rows, i);

      if (limit == 0 || taken[row->table]++ < limit)
        g_ptr_array_add (rows, row);
    }
  return rows;
}
