/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <ka-book-file.h>
#include <ka-official.h>
#include <string.h>
#include <xlsxwriter.h>

/* Excel's limit for the name of a sheet. */
#define MAX_SHEET_NAME 31
/* Recognition is sure of the kind. */
#define SURE_SCORE 0.8

typedef struct
{
  lxw_workbook *workbook;
  lxw_format *heading, *wrapped, *text;
  GHashTable *names; /* of the sheets made, folded */
} Writer;

static void
add_reason (GHashTable *reasons, guint row, const char *text)
{
  const char *before = g_hash_table_lookup (reasons, GUINT_TO_POINTER (row));

  if (before != NULL && strstr (before, text) != NULL)
    return;
  g_hash_table_insert (reasons, GUINT_TO_POINTER (row),
                       before ? g_strdup_printf ("%s\n%s", before, text) : g_strdup (text));
}

/* Two kinds in the same rows, an inspection and its hazards. */
static gboolean
are_joined (const KaTable *a, const KaTable *b)
{
  return a == b
         || (a->grid == b->grid && a->found->join != KA_JOIN_NONE && b->found->join != KA_JOIN_NONE
             && a->found->heading_row == b->found->heading_row && b->public.taken);
}

/* Reasons of the rows of a table, and of what is joined to it: row from 1 → text. */
static GHashTable *
collect_reasons (KaImport *import, const KaTable *table)
{
  GHashTable *reasons = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GPtrArray *problems = import->official != NULL ? import->official : import->problems;

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity != KA_SEVERITY_REFUSE || problem->row == 0 || problem->table < 0
          || !are_joined (table, g_ptr_array_index (import->tables, problem->table)))
        continue;
      add_reason (reasons, problem->row,
                  problem->places != NULL ? problem->what : problem->message);
      for (guint p = 1; problem->places != NULL && p < problem->places->len; p++)
        add_reason (reasons, g_array_index (problem->places, KaImportPlace, p).row, problem->what);
    }
  return reasons;
}

/* Names of sheets: at most 31 characters, none of []:*?/\, no name twice. */
static char *
make_sheet_name (Writer *writer, const KaTable *table)
{
  g_autofree char *name
    = g_strdup (*table->public.sheet ? table->public.sheet : table->public.file);

  g_strdelimit (name, "[]:*?/\\'", '_');
  for (guint n = 0;; n++)
    {
      g_autofree char *tail = n == 0 ? g_strdup ("") : g_strdup_printf ("(%u)", n + 1);
      glong room = MAX_SHEET_NAME - g_utf8_strlen (tail, -1);
      g_autofree char *head = g_utf8_substring (name, 0, MIN (room, g_utf8_strlen (name, -1)));
      g_autofree char *candidate = g_strconcat (*head ? head : "表", tail, NULL);
      g_autofree char *folded = g_utf8_casefold (candidate, -1);

      if (g_hash_table_add (writer->names, g_steal_pointer (&folded)))
        return g_steal_pointer (&candidate);
    }
}

static void
write_text (lxw_worksheet *sheet, guint row, guint column, const char *text, lxw_format *format)
{
  g_autofree char *cut = NULL;

  if (g_utf8_strlen (text, -1) > (glong)KA_MAX_CELL_CHARS)
    text = cut = g_utf8_substring (text, 0, KA_MAX_CELL_CHARS);
  worksheet_write_string (sheet, row, column, text, format);
}

/* What lines above or between the rows say of them, as columns behind the reasons: the lines themselves do
 * not go along. const KaField. */
static GPtrArray *
collect_said (const KaTable *table, GHashTable *reasons)
{
  GPtrArray *said = g_ptr_array_new ();
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (KaRows) rows = ka_rows_new (table->grid, table->found);
  const KaKind *kind = table->found->kind;
  g_autofree gboolean *seen = g_new0 (gboolean, kind->n_fields);
  guint number;

  for (guint f = 0; f < kind->n_fields; f++)
    seen[f] = g_hash_table_contains (table->found->constants, &kind->fields[f]);
  while (ka_rows_next (rows, &number, cells))
    for (guint f = 0; ka_rows_get_context (rows) != NULL && f < kind->n_fields; f++)
      seen[f] |= g_hash_table_contains (reasons, GUINT_TO_POINTER (number + 1))
                 && g_hash_table_contains (ka_rows_get_context (rows), &kind->fields[f]);
  for (guint f = 0; f < kind->n_fields; f++)
    if (seen[f] && ka_table_column_of (table, &kind->fields[f]) < 0)
      g_ptr_array_add (said, (gpointer)&kind->fields[f]);
  return said;
}

/* A table of which the headings alone may not say what it is. */
static gboolean
needs_title (const KaTable *table)
{
  return table->answered || table->public.recalled != NULL || table->public.score < SURE_SCORE
         || (table->found->title != NULL && *table->found->title != '\0');
}

/* Which ledger it is, of which file and sheet, and the lines that stood above; gives the next row. */
static guint
write_title (Writer *writer, lxw_worksheet *sheet, const KaTable *table)
{
  g_auto (GStrv) lines = g_strsplit (table->found->title ? table->found->title : "", "\n", -1);
  g_autofree char *first
    = g_strdup_printf ("%s %s %s", table->found->kind->label, table->public.file,
                       table->public.sheet != NULL ? table->public.sheet : "");
  guint row = 0;

  if (!needs_title (table))
    return row;
  write_text (sheet, row++, 0, first, writer->heading);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0')
      write_text (sheet, row++, 0, *line, NULL);
  return row;
}

static void
write_headings (Writer *writer,
                lxw_worksheet *sheet,
                guint row,
                const KaTable *table,
                GPtrArray *said,
                guint reason)
{
  for (guint c = 0; c < table->found->headings->len; c++)
    write_text (sheet, row, c, g_ptr_array_index (table->found->headings, c), writer->heading);
  write_text (sheet, row, reason, KA_REASON_HEADING, writer->heading);
  for (guint i = 0; i < said->len; i++)
    {
      g_autofree char *heading = ka_field_heading (g_ptr_array_index (said, i));

      write_text (sheet, row, reason + 1 + i, heading, writer->heading);
    }
  worksheet_set_column (sheet, 0, reason > 0 ? reason - 1 : 0, 16, NULL);
  worksheet_set_column (sheet, reason, reason, 60, NULL);
  worksheet_freeze_panes (sheet, row + 1, 0);
}

static void
write_said (Writer *writer,
            lxw_worksheet *sheet,
            guint line,
            guint column,
            const KaTable *table,
            GHashTable *context,
            GPtrArray *said)
{
  for (guint i = 0; i < said->len; i++)
    {
      gpointer field = g_ptr_array_index (said, i);
      const char *value = context ? g_hash_table_lookup (context, field) : NULL;

      if (value == NULL)
        value = g_hash_table_lookup (table->found->constants, field);
      if (value != NULL)
        write_text (sheet, line, column + i, value, writer->text);
    }
}

/* The rows as they stand in the file, merged cells filled, with the reason behind. */
static void
write_rows (Writer *writer,
            lxw_worksheet *sheet,
            guint line,
            const KaTable *table,
            GHashTable *reasons,
            GPtrArray *said,
            guint reason)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (KaRows) rows = ka_rows_new (table->grid, table->found);
  guint number;

  while (ka_rows_next (rows, &number, cells))
    {
      const char *why = g_hash_table_lookup (reasons, GUINT_TO_POINTER (number + 1));

      if (why == NULL)
        continue;
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          if (cell->column < reason)
            write_text (sheet, line, cell->column, cell->text, writer->text);
        }
      write_said (writer, sheet, line, reason + 1, table, ka_rows_get_context (rows), said);
      write_text (sheet, line++, reason, why, writer->wrapped);
    }
}

static guint
write_table (KaImport *import, Writer *writer, const KaTable *table)
{
  g_autoptr (GHashTable) reasons = collect_reasons (import, table);
  guint reason = table->found->headings->len;
  g_autofree char *name = NULL;
  g_autoptr (GPtrArray) said = NULL;
  lxw_worksheet *sheet;
  guint line;

  if (g_hash_table_size (reasons) == 0)
    return 0;
  name = make_sheet_name (writer, table);
  sheet = workbook_add_worksheet (writer->workbook, name);
  if (sheet == NULL)
    return 0;
  said = collect_said (table, reasons);
  line = write_title (writer, sheet, table);
  write_headings (writer, sheet, line, table, said, reason);
  write_rows (writer, sheet, line + 1, table, reasons, said, reason);
  return g_hash_table_size (reasons);
}

/* It goes back to who filled the table in. */
static void
write_tables (KaImport *import, Writer *writer)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();
  guint written = 0;

  for (guint i = 0; i < import->tables->len; i++)
    {
      const KaTable *table = g_ptr_array_index (import->tables, i);

      gboolean told = FALSE;

      for (guint before = 0; before < i && !told; before++)
        told
          = table->public.taken && are_joined (table, g_ptr_array_index (import->tables, before));
      if (table->public.taken && table->found->kind != NULL && !told)
        written += write_table (import, writer, table);
    }
  if (written == 0)
    write_text (workbook_add_worksheet (writer->workbook, NULL), 0, 0, _ ("没有未导入的内容。"),
                NULL);
}

gboolean
ka_import_write_problems (KaImport *import, const char *path, GError **error)
{
  g_autoptr (KaBookFile) file = ka_book_file_new (path, 0, FALSE, error);
  Writer writer = { 0 };

  if (file == NULL)
    return FALSE;
  writer.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  writer.workbook = file->book;
  writer.heading = workbook_add_format (writer.workbook);
  format_set_bold (writer.heading);
  writer.text = workbook_add_format (writer.workbook);
  format_set_num_format (writer.text, "@");
  writer.wrapped = workbook_add_format (writer.workbook);
  format_set_text_wrap (writer.wrapped);
  format_set_font_color (writer.wrapped, 0xC00000);
  write_tables (import, &writer);
  g_hash_table_unref (writer.names);
  return ka_book_file_finish (file, LXW_NO_ERROR, error);
}
