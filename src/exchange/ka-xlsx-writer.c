/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xlsx-writer.h"

#include "ka-book-file.h"
#include "ka-decimal.h"
#include "ka-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <xlsxwriter.h>

/* Day 0 of Excel's calendar as a KaDay, and its first right day: it believes in 1900-02-29. */
#define SERIAL_OF_EPOCH 25569
#define FIRST_RIGHT_DAY (61 - SERIAL_OF_EPOCH)
/* Whole numbers up to here pass through a double and its 15 shown digits unchanged. */
#define MAX_EXACT G_GINT64_CONSTANT (999999999999999)
#define MAX_CELL 32767
#define MAX_ROWS 1048576u
#define MAX_COLUMNS 16384u
/* In Excel's units of width: what a page of A4 takes at 60 %, and what may stay in sight of it. */
#define PAGE_WIDTH 215.0
#define MAX_LEAD 70.0
/* A row shows at most so many lines of wrapped text; in points. */
#define MAX_LINES 12u
#define LINE_HEIGHT 15.0
/* Below the last row, for those that somebody adds. */
#define SPARE_ROWS 100u

#define KEY_GROUND 0xF2F2F2

struct _KaXlsxWriter
{
  KaBookFile *file;
  lxw_workbook *book; /* of the file */
  lxw_worksheet *sheet;
  lxw_format *heading, *text, *lines, *number, *day, *time;
  lxw_format *key, *key_lines; /* texts that stay */
  gboolean protects;           /* the sheet has such */
  KaXlsxColumn *columns;
  guint n_columns;
  guint row; /* the present one; 0: the headings */
  guint lines_of_row;
  GHashTable *names;
  lxw_error failure;
  GString *scratch;
};

static void
make_formats (KaXlsxWriter *writer)
{
  writer->heading = workbook_add_format (writer->book);
  format_set_bold (writer->heading);
  format_set_text_wrap (writer->heading);
  format_set_align (writer->heading, LXW_ALIGN_CENTER);
  format_set_align (writer->heading, LXW_ALIGN_VERTICAL_CENTER);
  format_set_bg_color (writer->heading, 0xE7EEF7);
  format_set_border (writer->heading, LXW_BORDER_THIN);

  writer->text = workbook_add_format (writer->book);
  format_set_num_format (writer->text, "@");
  writer->lines = workbook_add_format (writer->book);
  format_set_num_format (writer->lines, "@");
  format_set_text_wrap (writer->lines);
  writer->key = workbook_add_format (writer->book);
  format_set_num_format (writer->key, "@");
  writer->key_lines = workbook_add_format (writer->book);
  format_set_num_format (writer->key_lines, "@");
  format_set_text_wrap (writer->key_lines);
  writer->number = workbook_add_format (writer->book);
  writer->day = workbook_add_format (writer->book);
  format_set_num_format (writer->day, "yyyy-mm-dd");
  writer->time = workbook_add_format (writer->book);
  format_set_num_format (writer->time, "yyyy-mm-dd hh:mm");
  lxw_format *body[] = { writer->text, writer->lines, writer->number, writer->day, writer->time };
  for (guint i = 0; i < G_N_ELEMENTS (body); i++)
    {
      format_set_align (body[i], LXW_ALIGN_VERTICAL_TOP);
      /* Of no account but in a sheet that is protected. */
      format_set_unlocked (body[i]);
    }
  /* Told from what is to be filled in by their ground. */
  format_set_align (writer->key, LXW_ALIGN_VERTICAL_TOP);
  format_set_bg_color (writer->key, KEY_GROUND);
  format_set_align (writer->key_lines, LXW_ALIGN_VERTICAL_TOP);
  format_set_bg_color (writer->key_lines, KEY_GROUND);
}

KaXlsxWriter *
ka_xlsx_writer_new (const char *path, const char *title, GError **error)
{
  g_autoptr (KaXlsxWriter) writer = g_new0 (KaXlsxWriter, 1);
  writer->scratch = g_string_new (NULL);
  writer->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  writer->file = ka_book_file_new (path, 0, TRUE, error);
  if (writer->file == NULL)
    return NULL;
  writer->book = writer->file->book;
  make_formats (writer);
  /* The day is all that is told of the time of writing: the same ledger gives the same bytes. */
  lxw_doc_properties properties = {
    .title = (char *)title,
    .created = (time_t)ka_today () * 86400,
  };
  workbook_set_properties (writer->book, &properties);
  return g_steal_pointer (&writer);
}

static void
clear_columns (KaXlsxWriter *writer)
{
  for (guint i = 0; i < writer->n_columns; i++)
    g_free ((char *)writer->columns[i].heading);
  g_clear_pointer (&writer->columns, g_free);
  writer->n_columns = 0;
}

void
ka_xlsx_writer_free (KaXlsxWriter *writer)
{
  if (writer == NULL)
    return;
  ka_book_file_free (writer->file);
  clear_columns (writer);
  g_hash_table_unref (writer->names);
  g_string_free (writer->scratch, TRUE);
  g_free (writer);
}

/* Excel's rules: at most 31 characters, none of []:*?/\, no apostrophe at the ends, no two alike. */
static char *
make_sheet_name (KaXlsxWriter *writer, const char *wanted)
{
  g_autofree char *valid = g_utf8_make_valid (wanted, -1);
  g_strdelimit (valid, "[]:*?/\\'", '_');
  if (*valid == '\0')
    {
      g_free (valid);
      valid = g_strdup ("Sheet");
    }
  for (guint n = 1;; n++)
    {
      g_autofree char *tail = n == 1 ? g_strdup ("") : g_strdup_printf ("(%u)", n);
      g_autofree char *head
        = g_utf8_substring (valid, 0, MIN (g_utf8_strlen (valid, -1), (glong)(31 - strlen (tail))));
      g_autofree char *name = g_strconcat (head, tail, NULL);
      g_autofree char *key = g_utf8_casefold (name, -1);
      if (g_hash_table_add (writer->names, g_steal_pointer (&key)))
        return g_steal_pointer (&name);
    }
}

/* Width in Excel's units: a Chinese character takes two. */
static double
column_width (const KaXlsxColumn *column)
{
  guint heading = ka_text_width (column->heading);
  /* Headings may break into two lines. */
  double width = MAX (column->width * 2 + 2, MIN (heading, heading / 2 + 5) + 1);
  return CLAMP (width, 8, 80);
}

/* As many pages side by side as keep the print readable. */
static void
divide_pages (KaXlsxWriter *writer)
{
  double total = 0, leading = 0;
  guint n_lead = 0;
  for (guint i = 0; i < writer->n_columns; i++)
    {
      total += column_width (&writer->columns[i]);
      if (writer->columns[i].lead && total <= MAX_LEAD)
        {
          n_lead = i + 1;
          leading = total;
        }
    }
  guint n_pages = 1;
  if (total > PAGE_WIDTH)
    n_pages = (guint)((total - leading) / (PAGE_WIDTH - leading)) + 1;
  worksheet_fit_to_pages (writer->sheet, n_pages, 0);
  worksheet_freeze_panes (writer->sheet, 1, n_lead);
  if (n_pages > 1 && n_lead > 0)
    worksheet_repeat_columns (writer->sheet, 0, n_lead - 1);
}

/* What else is typed is refused with a word. */
static void
offer_choices (KaXlsxWriter *writer, guint column)
{
  g_auto (GStrv) choices = g_strsplit (writer->columns[column].choices, "|", -1);
  lxw_data_validation validation = {
    .validate = LXW_VALIDATION_TYPE_LIST,
    .value_list = choices,
    .error_title = (char *)"不在列表中",
    .error_message = (char *)"请从下拉列表里选。",
  };
  lxw_error code = worksheet_data_validation_range (
    writer->sheet, 1, column, MIN (writer->row + SPARE_ROWS, MAX_ROWS - 1), column, &validation);

  if (code != LXW_NO_ERROR && writer->failure == LXW_NO_ERROR)
    writer->failure = code;
}

/* No row is put between those that are there, where it would take their locked cells, and none taken out;
 * who has more to say goes on below. */
static void
protect (KaXlsxWriter *writer)
{
  lxw_protection allowed = {
    .format_cells = LXW_TRUE,
    .format_columns = LXW_TRUE,
    .format_rows = LXW_TRUE,
    .autofilter = LXW_TRUE,
  };

  worksheet_protect (writer->sheet, NULL, &allowed);
}

static void
end_sheet (KaXlsxWriter *writer)
{
  if (writer->sheet == NULL)
    return;
  for (guint i = 0; i < writer->n_columns && writer->row > 0; i++)
    if (writer->columns[i].choices != NULL)
      offer_choices (writer, i);
  worksheet_autofilter (writer->sheet, 0, 0, writer->row, writer->n_columns - 1);
  if (writer->protects)
    protect (writer);
  writer->sheet = NULL;
}

gboolean
ka_xlsx_writer_begin_sheet (KaXlsxWriter *writer,
                            const char *name,
                            const KaXlsxColumn *columns,
                            guint n_columns,
                            GError **error)
{
  g_return_val_if_fail (n_columns > 0 && n_columns <= MAX_COLUMNS, FALSE);
  end_sheet (writer);
  clear_columns (writer);

  g_autofree char *fitting = make_sheet_name (writer, name);
  writer->sheet = workbook_add_worksheet (writer->book, fitting);
  if (writer->sheet == NULL)
    {
      writer->failure = LXW_ERROR_MEMORY_MALLOC_FAILED;
      return ka_book_file_refuse (writer->file, (int)writer->failure, error);
    }
  writer->columns = g_new0 (KaXlsxColumn, n_columns);
  writer->n_columns = n_columns;
  writer->row = 0;
  writer->lines_of_row = 1;
  writer->protects = FALSE;

  worksheet_set_landscape (writer->sheet);
  worksheet_set_paper (writer->sheet, 9);
  worksheet_repeat_rows (writer->sheet, 0, 0);
  worksheet_set_margins (writer->sheet, 0.5, 0.5, 0.6, 0.6);
  worksheet_set_header (writer->sheet, "&C&A");
  worksheet_set_footer (writer->sheet, "&C第 &P 页，共 &N 页");
  for (guint i = 0; i < n_columns; i++)
    {
      writer->columns[i] = columns[i];
      writer->protects |= columns[i].key;
      writer->columns[i].heading = g_utf8_make_valid (columns[i].heading, -1);
      worksheet_set_column (writer->sheet, i, i, column_width (&writer->columns[i]),
                            columns[i].text ? writer->text : NULL);
    }
  divide_pages (writer);
  worksheet_set_row (writer->sheet, 0, 30, NULL);
  for (guint i = 0; i < n_columns; i++)
    worksheet_write_string (writer->sheet, 0, i, writer->columns[i].heading, writer->heading);
  return TRUE;
}

gboolean
ka_xlsx_writer_begin_row (KaXlsxWriter *writer, GError **error)
{
  if (writer->row + 1 >= MAX_ROWS)
    {
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_TOO_LARGE,
        _ ("记录超过一张工作表能容纳的1048576行，请先筛选再导出，或改导出为 csv。"));
      return FALSE;
    }
  if (writer->failure != LXW_NO_ERROR)
    return ka_book_file_refuse (writer->file, (int)writer->failure, error);
  writer->row++;
  writer->lines_of_row = 1;
  return TRUE;
}

static void
note_failure (KaXlsxWriter *writer, lxw_error code)
{
  if (code != LXW_NO_ERROR && writer->failure == LXW_NO_ERROR)
    writer->failure = code;
}

static gboolean
is_escape (const char *text)
{
  if (text[0] != '_' || text[1] != 'x')
    return FALSE;
  for (guint i = 2; i < 6; i++)
    if (!g_ascii_isxdigit (text[i]))
      return FALSE;
  return text[6] == '_';
}

/* What stands in a text by chance in the shape of an escape (_x0041_) is escaped itself, or readers turn
 * it into a letter. */
static const char *
escape (KaXlsxWriter *writer, const char *text)
{
  const char *found = strstr (text, "_x");
  while (found != NULL && !is_escape (found))
    found = strstr (found + 2, "_x");
  if (found == NULL)
    return text;
  g_string_truncate (writer->scratch, 0);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (is_escape (p))
        g_string_append (writer->scratch, "_x005F");
      g_string_append_c (writer->scratch, *p);
    }
  return writer->scratch->str;
}

void
ka_xlsx_writer_text (KaXlsxWriter *writer, guint column, const char *text)
{
  gboolean key = writer->columns[column].key;

  if (text == NULL || *text == '\0')
    {
      if (key)
        note_failure (writer,
                      worksheet_write_blank (writer->sheet, writer->row, column, writer->key));
      return;
    }
  g_autofree char *valid = NULL;
  gsize bytes = strlen (text);
  if (!g_utf8_validate (text, bytes, NULL))
    text = valid = g_utf8_make_valid (text, bytes);
  text = escape (writer, text);
  g_autofree char *cut = NULL;
  if (bytes > MAX_CELL && g_utf8_strlen (text, -1) > MAX_CELL)
    {
      const char *mark = _ ("…（超过单元格能容纳的长度，以下略）");
      g_autofree char *head = g_utf8_substring (text, 0, MAX_CELL - g_utf8_strlen (mark, -1));
      text = cut = g_strconcat (head, mark, NULL);
    }
  lxw_format *format = key ? writer->key : writer->text;
  if (writer->columns[column].wrap)
    format = key ? writer->key_lines : writer->lines;
  if (writer->columns[column].wrap)
    {
      guint lines = ka_text_lines (text, column_width (&writer->columns[column]) - 1);
      /* Not every program finds the height by itself; the row is still the one being written. */
      if (lines > writer->lines_of_row && writer->lines_of_row < MAX_LINES)
        {
          writer->lines_of_row = MIN (lines, MAX_LINES);
          worksheet_set_row (writer->sheet, writer->row, writer->lines_of_row * LINE_HEIGHT, NULL);
        }
    }
  note_failure (writer, worksheet_write_string (writer->sheet, writer->row, column, text, format));
}

void
ka_xlsx_writer_decimal (KaXlsxWriter *writer, guint column, gint64 value, guint places)
{
  static const double steps[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
  if (value > MAX_EXACT || value < -MAX_EXACT || places >= G_N_ELEMENTS (steps))
    {
      g_autofree char *text = ka_decimal_format (value, places);
      ka_xlsx_writer_text (writer, column, text);
      return;
    }
  /* Both are whole and exact, so that the quotient is the double nearest to the decimal. */
  double number = (double)value / steps[places];
  note_failure (
    writer, worksheet_write_number (writer->sheet, writer->row, column, number, writer->number));
}

void
ka_xlsx_writer_day (KaXlsxWriter *writer, guint column, KaDay day)
{
  if (day == KA_DAY_NONE)
    return;
  if (day == KA_DAY_FOREVER || day < FIRST_RIGHT_DAY)
    {
      g_autofree char *text = day == KA_DAY_FOREVER ? g_strdup ("长期") : ka_day_to_iso (day);
      ka_xlsx_writer_text (writer, column, text);
      return;
    }
  note_failure (writer, worksheet_write_number (writer->sheet, writer->row, column,
                                                day + SERIAL_OF_EPOCH, writer->day));
}

void
ka_xlsx_writer_time (KaXlsxWriter *writer, guint column, KaDay day, guint minute)
{
  if (day == KA_DAY_NONE)
    return;
  if (day == KA_DAY_FOREVER || day < FIRST_RIGHT_DAY)
    {
      g_autofree char *iso = ka_day_to_iso (day);
      g_autofree char *text = g_strdup_printf ("%s %02u:%02u", iso, minute / 60, minute % 60);
      ka_xlsx_writer_text (writer, column, text);
      return;
    }
  note_failure (writer,
                worksheet_write_number (writer->sheet, writer->row, column,
                                        day + SERIAL_OF_EPOCH + minute / 1440.0, writer->time));
}

gboolean
ka_xlsx_writer_finish (KaXlsxWriter *writer, GError **error)
{
  g_return_val_if_fail (writer->sheet != NULL, FALSE);
  end_sheet (writer);
  writer->book = NULL;
  return ka_book_file_finish (writer->file, (int)writer->failure, error);
}
