/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Cells of which nothing was noted (ka-import-account.c): nothing of a sheet is left out without a word. A column
 * of no field is said once, at its heading; lines that are no rows once where they begin. */

#define MAX_QUOTED 30

/* Of the cells of a column under a table. */
typedef struct
{
  GArray *rows; /* guint from 0; NULL: none */
  char *text;   /* of the first */
} Column;

typedef struct
{
  KaRun *run;
  KaGrid *grid;
  KaAccount *account;
  GPtrArray *tables;    /* KaTable of the sheet */
  const KaTable *table; /* whose columns those are */
  Column *columns;
  guint n_columns;
  /* Lines one after another that are no rows. */
  const KaTable *lines_of;
  GArray *lines; /* guint: rows from 0 */
  guint last_index;
  char *line;         /* text of the first; NULL: there are none */
  GHashTable *labels; /* of forms, text → problem that says it is left out */
} Sheet;

static gboolean
is_stroke (const char *text)
{
  static const char *const strokes[]
    = { "/", "／", "\\", "-", "－", "–", "—", "――", "——", "--", "无", NULL };
  g_autofree char *bare = g_strstrip (g_strdup (text));
  g_autofree char *ticked = ka_read_ticked (bare);

  /* □是 □否, and none of them ticked. */
  if (ticked != NULL && *ticked == '\0')
    return TRUE;
  return *bare == '\0' || g_strv_contains (strokes, bare);
}

static char *
quote (const char *text)
{
  g_autofree char *flat = g_strdup (text);

  g_strdelimit (flat, "\n\r\t", ' ');
  g_strstrip (flat);
  if (g_utf8_strlen (flat, -1) > MAX_QUOTED)
    {
      g_autofree char *head = g_utf8_substring (flat, 0, MAX_QUOTED);

      return g_strconcat (head, "…", NULL);
    }
  return g_steal_pointer (&flat);
}

static KaImportProblem *
add (Sheet *sheet, const KaTable *table, guint row, int column, const char *code, char *what)
{
  KaImportProblem *problem
    = ka_import_problem_new (table, row + 1, column, NULL, KA_SEVERITY_INFO, code, what);

  /* Where it stands in the sheet, of a form too. */
  if (column >= 0)
    ka_import_problem_set_place (problem, (KaImportPlace){ row + 1, column });
  ka_run_take_problem (sheet->run, problem);
  return problem;
}

/* The rows beside the first. */
static void
add_rows (KaImportProblem *problem, const GArray *rows, guint column)
{
  for (guint i = 1; i < rows->len; i++)
    ka_import_problem_add_place (problem,
                                 (KaImportPlace){ g_array_index (rows, guint, i) + 1, column });
}

static const char *
get_heading (const KaTable *table, guint c)
{
  return c < table->found->headings->len ? g_ptr_array_index (table->found->headings, c) : "";
}

/* ---- columns ---- */

/* By this table, or by another of the same rows (an inspection and its hazards). */
static gboolean
is_used (const Sheet *sheet, const KaTable *table, guint c)
{
  for (guint i = 0; i < sheet->tables->len; i++)
    {
      const KaFound *other = ((const KaTable *)g_ptr_array_index (sheet->tables, i))->found;

      if (ka_found_uses_column (other, c) && other->first_row <= table->found->last_row
          && table->found->first_row <= other->last_row)
        return TRUE;
    }
  return FALSE;
}

/* ，可能是“…”（表头相近）, from the first on; "" where there are none. */
static char *
say_guesses (const KaRun *run, const KaTable *table, guint c, guint first)
{
  KaTable *own = g_ptr_array_index (run->import->tables, table->index);
  g_autofree char *guesses = ka_guesses_say (ka_table_get_guesses (run->import, own, c), first);

  if (guesses == NULL)
    return g_strdup ("");
  return g_strdup_printf (first > 0 ? _ ("，也可能是%s") : _ ("，可能是%s"), guesses);
}

/* “备注二”这一列, or by its letters where nothing stands above it. */
static char *
name_column (const KaTable *table, guint c)
{
  g_autofree char *heading = quote (get_heading (table, c));
  char letters[8];

  if (*heading != '\0')
    return g_strdup_printf (_ ("“%s”这一列"), heading);
  return g_strdup_printf (_ ("%s 列（没有表头）"), ka_column_letters (c, letters));
}

static void
tell_column (Sheet *sheet, guint c, const Column *column)
{
  const KaTable *table = sheet->table;
  g_autofree char *name = name_column (table, c);
  g_autofree char *may_be = say_guesses (sheet->run, table, c, 0);

  add (sheet, table, table->found->heading_row, (int)c, "column_passed",
       g_strdup_printf (
         _ ("%s没有对应的项，没有导入（第 %u 行起有内容）%s；要导入的，请为这一列选定项目。"), name,
         g_array_index (column->rows, guint, 0) + 1, may_be));
}

static void
tell_cells (Sheet *sheet, guint c, const Column *column)
{
  const KaTable *table = sheet->table;
  g_autofree char *heading = quote (get_heading (table, c));
  g_autofree char *text = quote (column->text);
  guint row = g_array_index (column->rows, guint, 0);
  KaImportProblem *problem
    = add (sheet, table, row, (int)c, "cell_passed",
           g_strdup_printf (_ ("第 %u 行：“%s”一列的“%s”没有取用；请核对写法，或在导入后补填。"),
                            row + 1, heading, text));

  problem->what = g_strdup_printf (_ ("“%s”一列的“%s”%s没有取用；请核对写法，或在导入后补填。"),
                                   heading, text, column->rows->len > 1 ? _ ("等") : "");
  add_rows (problem, column->rows, c);
}

static void
flush_columns (Sheet *sheet)
{
  for (guint c = 0; sheet->table != NULL && c < sheet->n_columns; c++)
    {
      Column *column = &sheet->columns[c];

      if (column->rows != NULL && is_used (sheet, sheet->table, c))
        tell_cells (sheet, c, column);
      else if (column->rows != NULL)
        tell_column (sheet, c, column);
      g_clear_pointer (&column->rows, g_array_unref);
      g_free (column->text);
      *column = (Column){ 0 };
    }
}

/* ---- lines ---- */

static void
flush_lines (Sheet *sheet)
{
  g_autofree char *text = sheet->line ? quote (sheet->line) : NULL;
  guint row;
  KaImportProblem *problem;

  if (text == NULL)
    return;
  row = g_array_index (sheet->lines, guint, 0);
  problem
    = add (sheet, sheet->lines_of, row, -1, "row_passed",
           g_strdup_printf (_ ("第 %u 行（“%s”）没有读出记录，没有导入；如果是台账内容，请核对。"),
                            row + 1, text));
  problem->what
    = g_strdup_printf (_ ("没有读出记录（“%s”等），没有导入；如果是台账内容，请核对。"), text);
  add_rows (problem, sheet->lines, KA_WHOLE_ROW);
  g_array_set_size (sheet->lines, 0);
  g_clear_pointer (&sheet->line, g_free);
}

static void
take_line (Sheet *sheet, const KaTable *table, guint index, guint row, const char *text)
{
  if (sheet->line == NULL || sheet->lines_of != table || sheet->last_index + 1 != index)
    {
      flush_lines (sheet);
      sheet->line = g_strdup (text);
      sheet->lines_of = table;
    }
  g_array_append_val (sheet->lines, row);
  sheet->last_index = index;
}

/* ---- forms ---- */

/* Over the next form stands what stood over the first. */
static gboolean
is_title_again (const KaTable *table, GArray *cells)
{
  const char *title = table->found->title;

  return cells->len == 1 && title != NULL
         && strstr (title, g_array_index (cells, KaCell, 0).text) != NULL;
}

/* 核查情况 | 属实: what stands in the row, once for all the forms of the sheet. */
static void
take_form_row (Sheet *sheet, const KaTable *table, guint row, GArray *passed)
{
  const KaCell *first = &g_array_index (passed, KaCell, 0);
  KaImportProblem *problem = g_hash_table_lookup (sheet->labels, first->text);
  g_autoptr (GString) text = g_string_new (NULL);
  char *what;

  if (problem != NULL)
    {
      ka_import_problem_add_place (problem, (KaImportPlace){ row + 1, first->column });
      return;
    }
  for (guint i = 0; i < passed->len; i++)
    {
      g_autofree char *quoted = quote (g_array_index (passed, KaCell, i).text);

      g_string_append_printf (text, "%s%s", i == 0 ? "" : i == 1 ? "：" : "、", quoted);
    }
  what = g_strdup_printf (_ ("“%s”没有对应的项，没有导入；要保留的，请写进备注等项后再导入。"),
                          text->str);
  problem = add (sheet, table, row, (int)first->column, "form_passed",
                 g_strdup_printf (_ ("第 %u 行：%s"), row + 1, what));
  problem->what = what;
  g_hash_table_insert (sheet->labels, g_strdup (first->text), problem);
}

/* ---- the sheet ---- */

/* The table in whose range the cell stands, else the next above it; NULL: it was said not to be taken. */
static const KaTable *
find_table (const Sheet *sheet, guint row, guint column)
{
  const KaTable *best = NULL;

  for (guint i = 0; i < sheet->run->import->tables->len; i++)
    {
      const KaTable *table = g_ptr_array_index (sheet->run->import->tables, i);
      const KaFound *found = table->found;
      gboolean within
        = column >= found->first_column && column <= found->last_column && row <= found->last_row;

      if (table->grid != sheet->grid || row < found->heading_row)
        continue;
      if (within && row >= found->heading_row
          && (best == NULL || best->found->last_row < row
              || (table->public.taken && !best->public.taken)))
        best = table;
      else if (best == NULL
               || (best->found->last_row < row && found->heading_row > best->found->heading_row))
        best = table;
    }
  if (best == NULL)
    best = g_ptr_array_index (sheet->tables, 0);
  return best->public.taken && best->found->kind != NULL ? best : NULL;
}

static void
take_cell (Sheet *sheet, const KaTable *table, guint row, const KaCell *cell)
{
  Column *column;

  if (table != sheet->table)
    {
      flush_columns (sheet);
      sheet->table = table;
    }
  column = &sheet->columns[cell->column];
  if (column->rows == NULL)
    {
      column->rows = g_array_new (FALSE, FALSE, sizeof (guint));
      column->text = g_strdup (cell->text);
    }
  g_array_append_val (column->rows, row);
}

/* Cells of which nothing was noted; FALSE: nothing in the row is more than a stroke or a number that counts. */
static gboolean
find_passed (Sheet *sheet, guint index, guint row, GArray *cells, GArray *passed)
{
  gboolean others = FALSE;

  g_array_set_size (passed, 0);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      KaImportPart part = ka_account_get (sheet->account, index, cell->column);

      if (cell->column >= sheet->n_columns)
        break;
      if (part == KA_PART_NONE && (is_stroke (cell->text) || ka_across_is_stroke (cell->text)))
        ka_account_set_cell (sheet->account, row, cell->column, part = KA_PART_NOTHING);
      if (part == KA_PART_NONE)
        part = ka_tables_get_part (sheet->tables, sheet->grid, row, cell->column);
      if (part == KA_PART_NONE)
        g_array_append_val (passed, *cell);
      else
        others |= part != KA_PART_NOTHING && part != KA_PART_COUNTER;
    }
  return others;
}

static void
take_row (Sheet *sheet, guint index, guint row, GArray *cells, GArray *passed)
{
  gboolean others = find_passed (sheet, index, row, cells, passed);
  const KaTable *first
    = passed->len > 0 ? find_table (sheet, row, g_array_index (passed, KaCell, 0).column) : NULL;

  if (first == NULL)
    return;
  if (first->found->forms != NULL && is_title_again (first, cells))
    ka_account_set_line (sheet->account, first->found, index, KA_PART_REPEATED);
  else if (first->found->forms != NULL && ka_cells_are_remark (cells))
    ka_account_set_line (sheet->account, first->found, index, KA_PART_REMARK);
  else if (first->found->forms != NULL)
    take_form_row (sheet, first, row, passed);
  else if (!others)
    take_line (sheet, first, index, row, g_array_index (passed, KaCell, 0).text);
  else
    for (guint i = 0; i < passed->len; i++)
      {
        const KaCell *cell = &g_array_index (passed, KaCell, i);
        const KaTable *table = find_table (sheet, row, cell->column);

        if (table != NULL)
          take_cell (sheet, table, row, cell);
      }
}

static void
tell_sheet (KaRun *run, KaGrid *grid, KaAccount *account)
{
  Sheet sheet = { run, grid, account, g_ptr_array_new (), NULL };
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (GArray) passed = g_array_new (FALSE, FALSE, sizeof (KaCell));

  for (guint i = 0; i < run->tables->len; i++)
    if (((KaTable *)g_ptr_array_index (run->tables, i))->grid == grid)
      g_ptr_array_add (sheet.tables, g_ptr_array_index (run->tables, i));
  sheet.n_columns = ka_account_get_n_columns (account);
  sheet.columns = g_new0 (Column, sheet.n_columns);
  sheet.lines = g_array_new (FALSE, FALSE, sizeof (guint));
  sheet.labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      ka_grid_read_row (grid, i, cells);
      take_row (&sheet, i, ka_grid_row_number (grid, i), cells, passed);
    }
  flush_lines (&sheet);
  flush_columns (&sheet);
  g_hash_table_unref (sheet.labels);
  g_array_unref (sheet.lines);
  g_free (sheet.columns);
  g_ptr_array_unref (sheet.tables);
}

static char *
say_unheard (const KaTable *table, guint c)
{
  g_autofree char *heading = quote (get_heading (table, c));
  char letters[8];

  if (*heading != '\0')
    return g_strdup_printf (_ ("“%s”这一列的表头没有登记过"), heading);
  return g_strdup_printf (_ ("%s 列没有表头"), ka_column_letters (c, letters));
}

/* Columns that were taken by their values, or by a heading that is only like a name: what nobody was asked is
 * said. */
static void
tell_shown (KaRun *run, const KaTable *table)
{
  const KaFound *found = table->found;
  KaTable *own = g_ptr_array_index (run->import->tables, table->index);

  for (guint i = 0; found->shown != NULL && i < found->shown->len; i++)
    {
      guint c = g_array_index (found->shown, guint, i);
      const KaField *field = g_ptr_array_index (found->fields, c);
      GPtrArray *guesses = ka_table_get_guesses (run->import, own, c);
      const KaGuess *first = guesses != NULL ? g_ptr_array_index (guesses, 0) : NULL;
      g_autofree char *name = NULL;
      g_autofree char *others = NULL;

      if (field == NULL || first == NULL || first->field != field)
        continue;
      name = say_unheard (table, c);
      others = say_guesses (run, table, c, 1);
      ka_run_take_problem (
        run, ka_import_problem_new (
               table, found->heading_row + 1, (int)c, field, KA_SEVERITY_INFO, "column_shown",
               g_strdup_printf (
                 first->named ? _ ("%s，与“%s”相近，按它读%s；如果不是，请为这一列另选项目。")
                              : _ ("%s，按列中的内容读作“%s”%s；如果不是，请为这一列另选项目。"),
                 name, ka_field_label (field), others)));
    }
}

void
ka_run_tell_passed (KaRun *run)
{
  for (guint t = 0; t < run->tables->len; t++)
    {
      KaGrid *grid = ((KaTable *)g_ptr_array_index (run->tables, t))->grid;
      gboolean seen = FALSE;

      /* Here, where nobody waits for it. */
      ka_table_get_guesses (run->import, g_ptr_array_index (run->tables, t), 0);
      tell_shown (run, g_ptr_array_index (run->tables, t));

      for (guint before = 0; before < t && !seen; before++)
        seen = ((KaTable *)g_ptr_array_index (run->tables, before))->grid == grid;
      if (!seen)
        tell_sheet (run, grid, g_hash_table_lookup (run->accounts, grid));
    }
}
