/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <glib/gi18n-lib.h>

/* Columns that hold something and are of no field: nothing of a table is left out without a word. */

/* A column that is all empty so far down is not read to its end. */
#define MAX_LOOKED 2000u
/* Columns beside those that have headings are looked at as far as this. */
#define MAX_COLUMNS 256u

static gboolean
holds_column (const KaFound *found, guint c)
{
  return (c < found->fields->len && g_ptr_array_index (found->fields, c) != NULL)
         || (found->seconds != NULL && c < found->seconds->len
             && g_ptr_array_index (found->seconds, c) != NULL)
         || (found->parts != NULL && c < found->parts->len
             && g_ptr_array_index (found->parts, c) != NULL)
         || (found->options != NULL && c < found->options->len
             && g_ptr_array_index (found->options, c) != NULL)
         || (int)c == found->context_column || (int)c == found->former_column
         || (int)c == found->across.metric_column;
}

static gboolean
is_clock (const KaFound *found, guint c)
{
  for (guint i = 0; found->clocks != NULL && i < found->clocks->len; i++)
    if (g_array_index (found->clocks, guint, i) + 1 == c)
      return TRUE;
  return FALSE;
}

static const char *
get_heading (const KaTable *table, guint c)
{
  return c < table->found->headings->len ? g_ptr_array_index (table->found->headings, c) : "";
}

/* By this table, or by another of the same rows (an inspection and its hazards). */
static gboolean
is_taken (const KaRun *run, const KaTable *table, guint c)
{
  for (guint i = 0; i < run->tables->len; i++)
    {
      const KaTable *other = g_ptr_array_index (run->tables, i);

      if (other->grid == table->grid && holds_column (other->found, c)
          && other->found->first_row <= table->found->last_row
          && table->found->first_row <= other->found->last_row)
        return TRUE;
    }
  return FALSE;
}

/* 序号 counts; what stands behind the reasons is the program's own. */
static gboolean
says_nothing (const char *text)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  return ka_heading_is_counter (heading);
}

/* Whether the column is to be looked for, by column up to *n. */
static gboolean *
find_passed (const KaRun *run, const KaTable *table, guint *n)
{
  const KaFound *found = table->found;
  gboolean *passed;

  *n = MAX (found->headings->len, MAX_COLUMNS);
  passed = g_new0 (gboolean, *n);
  for (guint c = 0; c < *n; c++)
    {
      const char *heading = get_heading (table, c);

      if (g_strcmp0 (heading, KA_REASON_HEADING) == 0)
        break;
      passed[c] = (*heading == '\0' || !says_nothing (heading)) && !is_clock (found, c)
                  && c >= found->first_column && c <= found->last_column
                  && !is_taken (run, table, c);
    }
  return passed;
}

static gboolean
is_stroke (const char *text)
{
  static const char *const strokes[] = { "", "/", "-", "—", "――", "——", "无", NULL };

  return text == NULL || g_strv_contains (strokes, text);
}

static void
tell (KaRun *run, const KaTable *table, guint c, guint row)
{
  const char *heading = get_heading (table, c);
  char letters[8];
  char *what;

  if (*heading != '\0')
    what = g_strdup_printf (
      _ ("“%s”这一列没有对应的项，没有导入（第 %u 行起有内容）；要导入的，请为这一列选定项目。"),
      heading, row + 1);
  else
    what = g_strdup_printf (
      _ ("%s 列没有表头，没有导入（第 %u 行起有内容）；要导入的，请为这一列选定项目。"),
      ka_column_letters (c, letters), row + 1);

  g_ptr_array_add (run->import->problems,
                   ka_import_problem_new (table, table->found->heading_row + 1, (int)c, NULL,
                                          KA_SEVERITY_INFO, "column_passed", what));
}

/* Of forms and of months across every cell is asked for one by one. */
static gboolean
is_plain (const KaTable *table)
{
  return table->found->forms == NULL && table->found->spread == NULL;
}

void
ka_run_tell_passed (KaRun *run)
{
  for (guint t = 0; t < run->tables->len; t++)
    {
      const KaTable *table = g_ptr_array_index (run->tables, t);
      g_autofree gboolean *passed = NULL;
      g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
      g_autoptr (KaRows) rows = NULL;
      guint n, number, looked = 0;

      if (!is_plain (table))
        continue;
      passed = find_passed (run, table, &n);
      rows = ka_rows_new (table->grid, table->found);
      while (looked++ < MAX_LOOKED && ka_rows_next (rows, &number, cells))
        for (guint i = 0; i < cells->len; i++)
          {
            const KaCell *cell = &g_array_index (cells, KaCell, i);

            if (cell->column >= n || !passed[cell->column] || is_stroke (cell->text))
              continue;
            passed[cell->column] = FALSE;
            tell (run, table, cell->column, number);
          }
    }
}
