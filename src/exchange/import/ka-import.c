/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-csv-private.h"

#include <glib/gi18n-lib.h>
#include <ka-official.h>
#include <string.h>

/* Places that a problem of many of them names. */
#define MAX_SHOWN_PLACES 6u

/* ---- problems ---- */

KaImportPlace
ka_form_place (const KaTable *table, guint form, guint row, guint column)
{
  const GArray *places = g_ptr_array_index (table->found->forms, form);

  for (guint p = 0; p < places->len; p++)
    {
      const KaPlace *place = &g_array_index (places, KaPlace, p);

      if (place->virtual_column == column)
        return (KaImportPlace){ place->row + 1, place->column };
    }
  return (KaImportPlace){ row + 1, column };
}

KaImportPlace
ka_table_place (const KaTable *table, guint row, guint column)
{
  GPtrArray *forms = table->found->forms;

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const GArray *places = g_ptr_array_index (forms, i);

      if (places->len > 0 && g_array_index (places, KaPlace, 0).row == row)
        return ka_form_place (table, i, row, column);
    }
  return (KaImportPlace){ row + 1, column };
}

void
ka_import_problem_set_place (KaImportProblem *problem, KaImportPlace place)
{
  char letters[8];

  g_free (problem->cell);
  problem->place = place;
  problem->cell = g_strdup_printf ("%s%u", ka_column_letters (place.column, letters), place.row);
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

  problem->file = g_strdup (table->public.file);
  problem->sheet = g_strdup (table->public.sheet);
  problem->table = (int)table->index;
  problem->row = row;
  if (row > 0 && column >= 0)
    ka_import_problem_set_place (problem, ka_table_place (table, row - 1, column));
  problem->field = field;
  problem->severity = severity;
  problem->code = g_intern_string (code);
  problem->message = g_strdelimit (message, "\n\r\t", ' ');
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
  g_free (problem->what);
  g_clear_pointer (&problem->places, g_array_unref);
  g_free (problem);
}

KaImportPlace
ka_import_problem_get_place (const KaImportProblem *problem)
{
  if (problem->cell == NULL)
    return (KaImportPlace){ problem->row, KA_WHOLE_ROW };
  /* What was refused is the row, wherever its merged cells stand. */
  if (problem->severity == KA_SEVERITY_REFUSE)
    return (KaImportPlace){ problem->row, problem->place.column };
  return problem->place;
}

void
ka_import_problem_add_place (KaImportProblem *problem, KaImportPlace place)
{
  if (problem->places == NULL)
    {
      KaImportPlace own = ka_import_problem_get_place (problem);

      problem->places = g_array_new (FALSE, FALSE, sizeof (KaImportPlace));
      g_array_append_val (problem->places, own);
    }
  g_array_append_val (problem->places, place);
}

/* 第 4、7、9 行；J13、K13 等 72 格. */
void
ka_import_problem_tell_places (KaImportProblem *problem)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gboolean one_column = TRUE;
  guint shown;

  if (problem->places == NULL || problem->what == NULL)
    return;
  for (guint i = 1; i < problem->places->len; i++)
    one_column = one_column
                 && g_array_index (problem->places, KaImportPlace, i).column
                      == g_array_index (problem->places, KaImportPlace, 0).column;
  shown = MIN (problem->places->len, MAX_SHOWN_PLACES);
  for (guint i = 0; i < shown; i++)
    {
      const KaImportPlace *place = &g_array_index (problem->places, KaImportPlace, i);
      char letters[8];

      if (i > 0)
        g_string_append (list, "、");
      if (!one_column && place->column != KA_WHOLE_ROW)
        g_string_append (list, ka_column_letters (place->column, letters));
      g_string_append_printf (list, "%u", place->row);
    }
  g_free (problem->message);
  if (one_column && shown == problem->places->len)
    problem->message = g_strdup_printf (_ ("第 %s 行：%s"), list->str, problem->what);
  else if (one_column)
    problem->message = g_strdup_printf (_ ("第 %s 行等 %u 行：%s"), list->str, problem->places->len,
                                        problem->what);
  else if (shown == problem->places->len)
    problem->message = g_strdup_printf (_ ("%s：%s"), list->str, problem->what);
  else
    problem->message
      = g_strdup_printf (_ ("%s 等 %u 格：%s"), list->str, problem->places->len, problem->what);
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
  g_free (table->public.recalled);
  g_free (table->fingerprint);
  ka_found_free (table->found);
  g_free (table);
}

static void
free_row (gpointer data)
{
  KaImportRow *row = data;

  for (guint f = 0; row->origins != NULL && f < row->record->kind->n_fields; f++)
    g_free (row->origins[f]);
  g_free (row->origins);
  g_free (row->places);
  g_free (row->bases);
  g_clear_pointer (&row->record, ka_record_unref);
  g_clear_pointer (&row->before, ka_record_unref);
  g_free (row);
}

static void
free_question (gpointer data)
{
  KaImportQuestion *question = data;

  g_free (question->text);
  g_free (question->answer);
  g_ptr_array_unref (question->guesses);
  g_free (question);
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
  public->seconds = table->found->seconds;
}

static void
forget_plan (KaImport *import)
{
  g_ptr_array_set_size (import->problems, 0);
  g_ptr_array_set_size (import->rows, 0);
  g_ptr_array_set_size (import->questions, 0);
  import->n_refusals = 0;
  g_clear_pointer (&import->accounts, g_hash_table_unref);
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
  import->questions = g_ptr_array_new_with_free_func (free_question);
  import->answers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  import->recalled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  import->max_rows = KA_MAX_PREVIEW_ROWS;
  return import;
}

void
ka_import_free (KaImport *import)
{
  if (import == NULL)
    return;
  g_clear_pointer (&import->accounts, g_hash_table_unref);
  g_hash_table_unref (import->recalled);
  g_hash_table_unref (import->answers);
  g_ptr_array_unref (import->questions);
  g_ptr_array_unref (import->rows);
  g_ptr_array_unref (import->problems);
  g_clear_pointer (&import->official, g_ptr_array_unref);
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
  note->table = -1;
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
  table->index = import->tables->len;
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
  if (ka_book_has_comments (book))
    g_ptr_array_add (
      import->notes,
      make_note (
        file, NULL, KA_SEVERITY_INFO, "comments_passed",
        g_strdup (
          _ ("文件里有批注，批注的内容不导入；要保留的，请写进单元格（如“备注”一列）后再导入。"))));
  for (guint i = 0; i < ka_book_get_n_sheets (book); i++)
    add_sheet (import, ka_book_get_sheet (book, i), file);
  forget_plan (import);
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
  forget_plan (import);
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
  show_found (partner);
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
  if (partner != NULL && kind != NULL)
    join_again (table, partner);
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
  ka_found_forget_parts (table->found, column);
  if (ka_found_option (table->found, column) != NULL)
    g_clear_pointer (&table->found->options->pdata[column], g_free);
  if (table->found->context_column == (int)column)
    table->found->context_column = -1;
  ka_found_read_title (table->found, table->public.sheet, table->public.file);
  forget_plan (import);
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
  g_clear_pointer (&table->public.recalled, g_free);
  all = ka_recognise_all (table->grid, table->public.file);
  if (table->number < all->len)
    {
      ka_found_free (table->found);
      table->found = g_steal_pointer (&all->pdata[table->number]);
    }
  table->answered = TRUE;
  table->public.taken = table->found->kind != NULL && !table->public.hidden;
  show_found (table);
  forget_plan (import);
}

void
ka_import_answer (KaImport *import, const KaKind *kind, const char *text, const char *name)
{
  g_autofree char *key = ka_import_name_key (kind, text);

  if (name != NULL)
    g_hash_table_insert (import->answers, g_steal_pointer (&key), g_strdup (name));
  else
    g_hash_table_remove (import->answers, key);
}

void
ka_import_keep_rows (KaImport *import, guint max)
{
  import->max_rows = max;
  import->keep_committed = TRUE;
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

/* Of the two passes of a desk that is not Chinese. */
typedef struct
{
  KaProgress progress;
  gpointer data;
  double begin;
} Half;

static void
tell_half (double fraction, const char *what, gpointer data)
{
  const Half *half = data;

  half->progress (fraction < 0 ? fraction : half->begin + fraction / 2, what, half->data);
}

/* The reasons for the towns, who read Chinese whatever this desk speaks. Only a pass of its own words all of
 * them, those of the layers below too. */
static gboolean
plan_in_chinese (KaImport *import,
                 KaLedger *ledger,
                 Half *half,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();

  forget_plan (import);
  if (!ka_import_run (import, ledger, FALSE, half->progress != NULL ? tell_half : NULL, half,
                      cancellable, NULL, error))
    return FALSE;
  import->official = g_steal_pointer (&import->problems);
  import->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  half->begin = 0.5;
  return TRUE;
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
  Half half = { progress, data, 0 };

  if (!ka_import_recall (import, ledger, error))
    return FALSE;
  g_clear_pointer (&import->official, g_ptr_array_unref);
  if (ka_official_is_foreign ())
    {
      if (!plan_in_chinese (import, ledger, &half, cancellable, error))
        return FALSE;
      if (progress != NULL)
        progress = tell_half;
      data = &half;
    }
  if (commit && !import->keep_committed)
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

GPtrArray *
ka_import_get_questions (KaImport *import)
{
  return import->questions;
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
