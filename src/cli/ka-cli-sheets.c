/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-import-json.h"
#include "ka-cli-json.h"
#include "ka-cli-table.h"
#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-grid.h>
#include <ka-import.h>
#include <ka-kind.h>
#include <string.h>

/* What stands in a file and what is understood of it, without a ledger. */

/* ---- cells ---- */

static const char *
type_name (KaCellType type)
{
  static const char *const names[]
    = { "empty", "text", "number", "date", "time", "boolean", "error" };

  return names[type];
}

static char *
make_place (const KaCell *cell, guint row)
{
  char letters[8];
  return g_strdup_printf ("%s%u", ka_column_letters (cell->column, letters), row + 1);
}

static void
add_json_sheet (JsonBuilder *builder, KaGrid *grid)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "sheet", ka_grid_get_name (grid));
  json_builder_set_member_name (builder, "hidden");
  json_builder_add_boolean_value (builder, ka_grid_get_state (grid) == KA_SHEET_HIDDEN);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      guint row = ka_grid_row_number (grid, i);
      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; c < cells->len; c++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, c);
          g_autofree char *place = make_place (cell, row);
          json_builder_begin_object (builder);
          ka_cli_json_add_string (builder, "cell", place);
          ka_cli_json_add_string (builder, "type", type_name (cell->type));
          ka_cli_json_add_string (builder, "value", cell->text);
          if (cell->formula)
            {
              json_builder_set_member_name (builder, "formula");
              json_builder_add_boolean_value (builder, TRUE);
            }
          json_builder_end_object (builder);
        }
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "merges");
  json_builder_begin_array (builder);
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);
  for (guint i = 0; i < n; i++)
    {
      char first[8], last[8];
      g_autofree char *range = g_strdup_printf (
        "%s%u:%s%u", ka_column_letters (merges[i].column, first), merges[i].row + 1,
        ka_column_letters (merges[i].last_column, last), merges[i].last_row + 1);
      json_builder_add_string_value (builder, range);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Rows and columns as they stand, empty ones too, so that the lines of the output are the rows. */
static void
print_csv_sheet (KaGrid *grid)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint line = 0;
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      guint row = ka_grid_row_number (grid, i), column = 0;
      g_autoptr (GString) out = g_string_new (NULL);
      for (; line < row; line++)
        ka_cli_print ("\n");
      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; c < cells->len; c++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, c);
          for (; column < cell->column; column++)
            g_string_append_c (out, ',');
          if (strpbrk (cell->text, ",\"\r\n") != NULL)
            {
              g_auto (GStrv) parts = g_strsplit (cell->text, "\"", -1);
              g_autofree char *doubled = g_strjoinv ("\"\"", parts);
              g_string_append_printf (out, "\"%s\"", doubled);
            }
          else
            g_string_append (out, cell->text);
        }
      ka_cli_print ("%s\n", out->str);
      line = row + 1;
    }
}

static void
print_plain_sheet (KaGrid *grid)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (KaCliTable) table = ka_cli_table_new (3);
  ka_cli_print ("%s%s\n", ka_grid_get_name (grid),
                ka_grid_get_state (grid) == KA_SHEET_HIDDEN ? _ ("（隐藏）") : "");
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      guint row = ka_grid_row_number (grid, i);
      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; c < cells->len; c++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, c);
          ka_cli_table_take (table, make_place (cell, row));
          ka_cli_table_add (table, type_name (cell->type));
          ka_cli_table_add (table, cell->text);
        }
    }
  ka_cli_table_print (table, "  ");
}

static gboolean
run_cells (KaCli *cli, GError **error)
{
  g_autofree char *sheet = NULL;
  gboolean json = FALSE, csv = FALSE, found = FALSE;
  GOptionEntry entries[] = {
    { "sheet", 0, 0, G_OPTION_ARG_FILENAME, &sheet, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  if (csv && json)
    {
      ka_cli_set_usage_error (error, _ ("--csv 和 --json 只能用一个。"));
      return FALSE;
    }
  g_autoptr (KaBook) book = ka_book_open (cli->args[0], ka_cli_progress, NULL, NULL, error);
  ka_cli_progress_end ();
  if (book == NULL)
    return FALSE;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < ka_book_get_n_sheets (book); i++)
    {
      KaGrid *grid = ka_book_get_sheet (book, i);
      if (sheet != NULL && strcmp (sheet, ka_grid_get_name (grid)) != 0)
        continue;
      /* CSV holds one sheet: the first, unless one is named. */
      if (csv && found)
        break;
      found = TRUE;
      if (json)
        add_json_sheet (builder, grid);
      else if (csv)
        print_csv_sheet (grid);
      else
        print_plain_sheet (grid);
    }
  json_builder_end_array (builder);
  if (sheet != NULL && !found)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("文件里没有工作表“%s”。"), sheet);
      return FALSE;
    }
  if (json)
    ka_cli_json_print (builder, FALSE);
  return TRUE;
}

/* ---- peek ---- */

/* The other field of a column whose cells hold two, or NULL. */
static const KaField *
get_second (const KaImportTable *table, guint column)
{
  return table->seconds != NULL && column < table->seconds->len
           ? g_ptr_array_index (table->seconds, column)
           : NULL;
}

static void
add_json_table (JsonBuilder *builder, KaImport *import, guint i)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), i);
  char letters[8];
  json_builder_begin_object (builder);
  ka_cli_json_add_string (builder, "file", table->file);
  ka_cli_json_add_string (builder, "sheet", table->sheet);
  json_builder_set_member_name (builder, "hidden");
  json_builder_add_boolean_value (builder, table->hidden);
  ka_cli_json_add_string (builder, "kind", table->kind == NULL ? NULL : table->kind->id);
  json_builder_set_member_name (builder, "score");
  json_builder_add_double_value (builder, table->score);
  ka_cli_json_add_int (builder, "heading_row", table->heading_row + 1);
  ka_cli_json_add_int (builder, "first_row", table->first_row + 1);
  ka_cli_json_add_int (builder, "last_row", table->last_row + 1);
  ka_cli_json_add_int (builder, "rows", ka_import_count_rows (import, i));
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint c = 0; c < table->headings->len; c++)
    {
      const KaField *field = g_ptr_array_index (table->fields, c);
      const char *heading = g_ptr_array_index (table->headings, c);
      GPtrArray *guesses = ka_import_get_guesses (import, i, c);
      if (field == NULL && *heading == '\0' && guesses == NULL)
        continue;
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "column", ka_column_letters (c, letters));
      ka_cli_json_add_string (builder, "heading", heading);
      ka_cli_json_add_string (builder, "field", field == NULL ? NULL : field->id);
      if (get_second (table, c) != NULL)
        ka_cli_json_add_string (builder, "second", get_second (table, c)->id);
      ka_cli_json_add_guesses (builder, guesses);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* 可能是：主要负责人电话（内容像电话号码）; "" where all is certain. */
static char *
say_guesses (GPtrArray *guesses, const KaField *present)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean others = FALSE;
  for (guint i = 0; guesses != NULL && i < guesses->len; i++)
    {
      const KaGuess *guess = g_ptr_array_index (guesses, i);
      g_autofree char *why = ka_guess_explain (guess);
      if (guess->field == present)
        {
          g_string_append (out, why);
          continue;
        }
      g_string_append_printf (out, "%s%s（%s）",
                              others         ? _ ("、")
                              : out->len > 0 ? _ ("；也可能是：")
                                             : _ ("可能是："),
                              ka_field_label (guess->field), why);
      others = TRUE;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
print_table (KaImport *import, guint i)
{
  const KaImportTable *table = g_ptr_array_index (ka_import_get_tables (import), i);
  g_autoptr (KaCliTable) columns = ka_cli_table_new (4);
  char letters[8];
  ka_cli_print (_ ("%s／%s%s：%s，表头在第%u行，数据%u行\n"), table->file, table->sheet,
                table->hidden ? _ ("（隐藏）") : "",
                table->kind == NULL ? _ ("没有认出") : ka_kind_label (table->kind),
                table->heading_row + 1, ka_import_count_rows (import, i));
  for (guint c = 0; c < table->headings->len; c++)
    {
      const KaField *field = g_ptr_array_index (table->fields, c);
      const char *heading = g_ptr_array_index (table->headings, c);
      GPtrArray *guesses = ka_import_get_guesses (import, i, c);
      g_autofree char *named = NULL;
      g_autofree char *may_be = say_guesses (guesses, field);
      if (field == NULL && *heading == '\0' && guesses == NULL)
        continue;
      ka_cli_table_add (columns, ka_column_letters (c, letters));
      ka_cli_table_add (columns, heading);
      if (get_second (table, c) != NULL)
        named = g_strdup_printf ("%s、%s", ka_field_label (field),
                                 ka_field_label (get_second (table, c)));
      ka_cli_table_add (columns, named != NULL   ? named
                                 : field == NULL ? "—"
                                                 : ka_field_label (field));
      ka_cli_table_take (columns, g_steal_pointer (&may_be));
    }
  ka_cli_table_print (columns, "  ");
}

static gboolean
run_peek (KaCli *cli, GError **error)
{
  gboolean json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, -1, error))
    return FALSE;
  g_autoptr (KaImport) import = ka_import_new ();
  for (guint i = 0; cli->args[i] != NULL; i++)
    if (!ka_import_add_file (import, cli->args[i], ka_cli_progress, NULL, NULL, error))
      return FALSE;
  ka_cli_progress_end ();
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  json_builder_begin_array (builder);
  for (guint i = 0; i < ka_import_get_tables (import)->len; i++)
    if (json)
      add_json_table (builder, import, i);
    else
      print_table (import, i);
  json_builder_end_array (builder);
  if (json)
    ka_cli_json_print (builder, TRUE);
  return TRUE;
}

const KaCliVerb ka_cli_sheet_verbs[] = {
  { "peek", "FILE… [--json]", N_ ("看认出了什么：有哪些表、是什么台账、每列是哪一项，不需要台账"),
    N_ ("--json          以 JSON 输出"), run_peek },
  { "cells", "FILE [--sheet S] [--csv|--json]", N_ ("按原样列出表格文件的单元格，不需要台账"),
    N_ ("--sheet S       只列这张工作表\n"
        "--csv           写成 csv（只写一张工作表）\n"
        "--json          以 JSON 输出，带类型和合并的单元格"),
    run_cells },
  { NULL },
};
