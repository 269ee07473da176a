/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-book.h"

#include <ka-day.h>
#include <ka-decimal.h>
#include <ka-text.h>

/* What Excel takes in one cell. */
#define MOST_TEXT 32767
/* In points, and in Excel's units of width what a landscape A4 page takes in a size that can be read. */
#define LINE_HEIGHT 13.5
#define MAX_LINES 28u
#define PAGE_WIDTH 150.0
#define NARROW 14.0
#define A4 9

static void
note_failure (KaWorkbook *book, lxw_error failure)
{
  if (failure != LXW_NO_ERROR && book->failure == 0)
    book->failure = failure;
}

/* ---- formats ---- */

static lxw_format *
make_format (KaWorkbook *book, guint8 align, gboolean bold)
{
  lxw_format *format = workbook_add_format (book->workbook);

  format_set_font_name (format, "宋体");
  format_set_font_size (format, 10.5);
  format_set_align (format, align);
  format_set_align (format, LXW_ALIGN_VERTICAL_CENTER);
  format_set_border (format, LXW_BORDER_THIN);
  format_set_text_wrap (format);
  if (bold)
    format_set_bold (format);
  return format;
}

static lxw_format *
make_link (KaWorkbook *book, const char *number)
{
  lxw_format *format = make_format (book, LXW_ALIGN_RIGHT, FALSE);

  format_set_num_format (format, number);
  format_set_font_color (format, 0x0563C1);
  format_set_underline (format, LXW_UNDERLINE_SINGLE);
  return format;
}

void
ka_workbook_make_formats (KaWorkbook *book)
{
  book->title = workbook_add_format (book->workbook);
  format_set_font_name (book->title, "黑体");
  format_set_font_size (book->title, 16);
  format_set_align (book->title, LXW_ALIGN_CENTER);
  format_set_align (book->title, LXW_ALIGN_VERTICAL_CENTER);
  book->note = workbook_add_format (book->workbook);
  format_set_font_name (book->note, "宋体");
  format_set_font_size (book->note, 9);
  book->heading = make_format (book, LXW_ALIGN_CENTER, TRUE);
  format_set_bg_color (book->heading, 0xE7E6E6);
  book->text = make_format (book, LXW_ALIGN_LEFT, FALSE);
  book->center = make_format (book, LXW_ALIGN_CENTER, FALSE);
  book->number = make_format (book, LXW_ALIGN_RIGHT, FALSE);
  format_set_num_format (book->number, "#,##0.######");
  book->date = make_format (book, LXW_ALIGN_CENTER, FALSE);
  format_set_num_format (book->date, "yyyy-mm-dd");
  book->decimal = make_format (book, LXW_ALIGN_RIGHT, FALSE);
  format_set_num_format (book->decimal, "0.0");
  book->percent = make_format (book, LXW_ALIGN_RIGHT, FALSE);
  format_set_num_format (book->percent, "0.0%");
  book->total_text = make_format (book, LXW_ALIGN_CENTER, TRUE);
  book->total_number = make_format (book, LXW_ALIGN_RIGHT, TRUE);
  book->link_number = make_link (book, "#,##0.######");
  book->link_percent = make_link (book, "0.0%");
}

/* ---- sheets ---- */

/* Names of sheets: at most 31 characters, none of []:*?/\ and no quote at an end. */
static char *
clean_name (const char *name)
{
  g_autofree char *cut = g_utf8_substring (name, 0, MIN (31, g_utf8_strlen (name, -1)));

  return g_strdelimit (g_steal_pointer (&cut), "[]:*?/\\'", ' ');
}

lxw_worksheet *
ka_workbook_add_sheet (KaWorkbook *book, const char *name)
{
  g_autofree char *clean = clean_name (name);
  lxw_worksheet *sheet = workbook_add_worksheet (book->workbook, clean);

  /* NULL for a name that is taken or refused; the next call on it would crash. */
  if (sheet == NULL)
    {
      note_failure (book, LXW_ERROR_SHEETNAME_ALREADY_USED);
      return NULL;
    }
  worksheet_set_landscape (sheet);
  worksheet_set_paper (sheet, A4);
  worksheet_fit_to_pages (sheet, 1, 0);
  worksheet_set_margins (sheet, 0.5, 0.5, 0.6, 0.6);
  worksheet_set_footer (sheet, "&C&P / &N");
  return sheet;
}

void
ka_workbook_frame_sheet (KaWorkbook *book,
                         lxw_worksheet *sheet,
                         guint heads,
                         guint rows,
                         guint columns)
{
  worksheet_freeze_panes (sheet, heads, 0);
  worksheet_repeat_rows (sheet, 0, heads - 1);
  if (rows > 0)
    note_failure (book, worksheet_autofilter (sheet, heads - 1, 0, heads - 1 + rows, columns - 1));
}

void
ka_workbook_set_row_height (lxw_worksheet *sheet, guint row, guint lines)
{
  if (lines > 1)
    worksheet_set_row (sheet, row, MIN (lines, MAX_LINES) * LINE_HEIGHT + 2, NULL);
}

void
ka_workbook_put_heads (KaWorkbook *book,
                       lxw_worksheet *sheet,
                       guint row,
                       const char *const *heads,
                       const double *widths,
                       guint n)
{
  guint lines = 1;

  for (guint i = 0; i < n; i++)
    {
      lines = MAX (lines, ka_text_lines (heads[i], widths[i] - 1));
      ka_workbook_put_text (book, sheet, row, i, heads[i], book->heading);
      worksheet_set_column (sheet, i, i, widths[i], NULL);
    }
  ka_workbook_set_row_height (sheet, row, lines);
}

/* ---- cells ---- */

void
ka_workbook_put_text (KaWorkbook *book,
                      lxw_worksheet *sheet,
                      guint row,
                      guint column,
                      const char *text,
                      lxw_format *format)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *plain = ka_doc_strip_marks (valid);

  if (*plain == '\0')
    {
      note_failure (book, worksheet_write_blank (sheet, row, column, format));
      return;
    }
  if (g_utf8_strlen (plain, -1) > MOST_TEXT)
    *g_utf8_offset_to_pointer (plain, MOST_TEXT) = '\0';
  note_failure (book, worksheet_write_string (sheet, row, column, plain, format));
}

void
ka_workbook_put_day (KaWorkbook *book,
                     lxw_worksheet *sheet,
                     guint row,
                     guint column,
                     const char *text)
{
  KaDay day = text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;
  lxw_datetime date = { 0 };

  if (day != KA_DAY_NONE)
    ka_day_get_ymd (day, &date.year, &date.month, &date.day);
  /* The sheets' calendar begins in 1900 and is right from March of that year on. */
  if (date.year <= 1900 || day == KA_DAY_FOREVER)
    ka_workbook_put_text (book, sheet, row, column, text, book->center);
  else
    note_failure (book, worksheet_write_datetime (sheet, row, column, &date, book->date));
}

void
ka_workbook_put_number (KaWorkbook *book,
                        lxw_worksheet *sheet,
                        guint row,
                        guint column,
                        gint64 value,
                        guint places,
                        lxw_format *format)
{
  g_autofree char *exact = ka_decimal_format (value, places);

  /* The nearest double of the exact decimal, which Excel shows as that decimal again. */
  note_failure (book,
                worksheet_write_number (sheet, row, column, g_ascii_strtod (exact, NULL), format));
}

static guint
get_places (const char *name)
{
  const char *dot;
  const KaFigureSpec *spec = ka_figure_spec (name);

  if (spec != NULL)
    return spec->sum != NULL ? spec->places : 0;
  dot = strrchr (name, '.');
  if (dot == NULL)
    return 0;

  g_autofree char *stem = g_strndup (name, dot - name);

  spec = ka_figure_spec (stem);
  return spec != NULL ? spec->places : 0;
}

void
ka_workbook_put_figure (KaWorkbook *book,
                        lxw_worksheet *sheet,
                        guint row,
                        guint column,
                        const char *name,
                        lxw_format *plain,
                        lxw_format *linked)
{
  const char *place = g_hash_table_lookup (book->places, name);
  const char *text = ka_figures_text (book->report->figures, name);

  /* 未填, 无数据 and — are words. */
  if (!g_ascii_isdigit (*text))
    {
      ka_workbook_put_text (book, sheet, row, column, text, plain);
      return;
    }
  if (place != NULL)
    note_failure (book, worksheet_write_url (sheet, row, column, place, linked));
  /* Overwrites the text of the link, which stays on the cell. */
  ka_workbook_put_number (book, sheet, row, column, ka_figures_number (book->report->figures, name),
                          get_places (name), place != NULL ? linked : plain);
}

/* ---- tables ---- */

/* The figure that a cell's link names, or NULL. */
static char *
read_link (const char *text)
{
  static const char begin[] = KA_DOC_LINK "kuangan:figure/";
  const char *end;

  if (!g_str_has_prefix (text, begin))
    return NULL;
  end = strstr (text, KA_DOC_LINK_TEXT);
  return end != NULL ? g_strndup (text + strlen (begin), end - text - strlen (begin)) : NULL;
}

/* A number as people write it, plain or in percent. */
static gboolean
parse_number (const char *text, double *value, gboolean *percent)
{
  g_autofree char *exact = NULL;
  char *end;
  gsize digits = strspn (text, "-0123456789.");

  if (digits == 0 || digits > 15 || (text[digits] != '\0' && !g_str_equal (text + digits, "%")))
    return FALSE;
  *value = g_ascii_strtod (text, &end);
  *percent = *end == '%';
  if (end == text || (*end != '\0' && !*percent))
    return FALSE;
  if (!*percent)
    return TRUE;
  /* 89.6% is 0.896 and not 0.8959999999999999. */
  exact = g_strdup_printf ("%.*se-2", (int)digits, text);
  *value = g_ascii_strtod (exact, NULL);
  return TRUE;
}

static void
put_cell (KaWorkbook *book,
          lxw_worksheet *sheet,
          guint row,
          guint column,
          KaTable *table,
          guint source)
{
  const char *text = ka_table_get_cell (table, source, column);
  gboolean total = ka_table_get_row_kind (table, source) == KA_ROW_TOTAL;
  KaAlign align = ka_table_get_align (table, column);
  g_autofree char *name = read_link (text);
  g_autofree char *plain = ka_doc_strip_marks (text);
  const char *place = name != NULL ? g_hash_table_lookup (book->places, name) : NULL;
  double value;
  gboolean percent;

  if (!total && ka_day_from_iso (plain) != KA_DAY_NONE)
    {
      ka_workbook_put_day (book, sheet, row, column, plain);
      return;
    }
  /* What counts rows stands below a column of their names. */
  if ((name == NULL && align == KA_ALIGN_LEFT && !total) || !parse_number (plain, &value, &percent))
    {
      ka_workbook_put_text (book, sheet, row, column, plain,
                            total                    ? book->total_text
                            : align == KA_ALIGN_LEFT ? book->text
                                                     : book->center);
      return;
    }
  if (place != NULL)
    note_failure (book, worksheet_write_url (sheet, row, column, place, book->link_number));
  note_failure (book, worksheet_write_number (sheet, row, column, value,
                                              percent         ? book->percent
                                              : place != NULL ? book->link_number
                                              : total         ? book->total_number
                                                              : book->number));
}

/* Only columns that hold sentences give way: a date or a number stays on one line. */
static double
get_column_width (KaTable *table, guint column)
{
  double own = MAX (2 * ka_table_get_width (table, column) + 1, 6);
  double narrow = 0, wide = 0;

  for (guint i = 0; i < ka_table_get_n_columns (table); i++)
    {
      double width = MAX (2 * ka_table_get_width (table, i) + 1, 6);

      *(width > NARROW ? &wide : &narrow) += width;
    }
  if (own <= NARROW || narrow + wide <= PAGE_WIDTH)
    return own;
  return MAX (own * (PAGE_WIDTH - narrow) / wide, NARROW);
}

static guint
count_lines (KaTable *table, guint row)
{
  guint lines = 1;

  for (guint i = 0; i < ka_table_get_n_columns (table); i++)
    {
      g_autofree char *plain = ka_doc_strip_marks (ka_table_get_cell (table, row, i));

      lines = MAX (lines, ka_text_lines (plain, get_column_width (table, i) - 1));
    }
  return lines;
}

/* Whether the column stands below the same upper heading as the one before. */
static gboolean
shares_upper (KaTable *table, guint column)
{
  const char *heading = ka_table_get_heading (table, column), *before;
  const char *bar = strchr (heading, '|');
  gsize length = bar != NULL ? (gsize)(bar - heading) + 1 : 0;

  if (column == 0 || bar == NULL)
    return FALSE;
  before = ka_table_get_heading (table, column - 1);
  return strncmp (before, heading, length) == 0;
}

/* Names of one level, and those of two, of which the upper one goes over all columns that share it. */
static void
put_upper_heads (KaWorkbook *book, lxw_worksheet *sheet, guint row, KaTable *table)
{
  guint n = ka_table_get_n_columns (table);

  for (guint i = 0; i < n; i++)
    {
      const char *heading = ka_table_get_heading (table, i);
      const char *bar = strchr (heading, '|');
      g_autofree char *upper
        = bar != NULL ? g_strndup (heading, bar - heading) : g_strdup (heading);
      guint last = i;

      if (shares_upper (table, i))
        continue;
      while (last + 1 < n && shares_upper (table, last + 1))
        last++;
      if (last > i)
        note_failure (book, worksheet_merge_range (sheet, row, i, row, last, "", book->heading));
      ka_workbook_put_text (book, sheet, row, i, upper, book->heading);
    }
}

/* A name of one level goes down over both rows; its text stands in the upper one already, which cannot be
 * written any more once the lower one was begun. */
static void
put_lower_heads (KaWorkbook *book, lxw_worksheet *sheet, guint row, KaTable *table)
{
  for (guint i = 0; i < ka_table_get_n_columns (table); i++)
    {
      const char *heading = ka_table_get_heading (table, i);
      const char *bar = strchr (heading, '|');

      if (bar == NULL)
        note_failure (book,
                      worksheet_merge_range (sheet, row - 1, i, row, i, heading, book->heading));
      else
        ka_workbook_put_text (book, sheet, row, i, bar + 1, book->heading);
    }
}

/* Up to two levels: 规模化|大中型. */
static guint
count_levels (KaTable *table)
{
  for (guint i = 0; i < ka_table_get_n_columns (table); i++)
    if (strchr (ka_table_get_heading (table, i), '|') != NULL)
      return 2;
  return 1;
}

static void
put_table_heads (KaWorkbook *book, lxw_worksheet *sheet, guint row, KaTable *table)
{
  guint n = ka_table_get_n_columns (table), levels = count_levels (table), lines = 1;

  for (guint i = 0; i < n; i++)
    {
      const char *heading = ka_table_get_heading (table, i);
      const char *bar = strchr (heading, '|');
      double width = get_column_width (table, i);

      worksheet_set_column (sheet, i, i, width, NULL);
      lines = MAX (lines, bar != NULL ? ka_text_lines (bar + 1, width - 1)
                                      : (ka_text_lines (heading, width - 1) + levels - 1) / levels);
    }
  put_upper_heads (book, sheet, row, table);
  ka_workbook_set_row_height (sheet, row, lines);
  if (levels == 2)
    {
      put_lower_heads (book, sheet, row + 1, table);
      ka_workbook_set_row_height (sheet, row + 1, lines);
    }
}

void
ka_workbook_write_table (KaWorkbook *book,
                         lxw_worksheet *sheet,
                         const char *title,
                         KaTable *table,
                         GCancellable *cancellable)
{
  guint n = ka_table_get_n_columns (table), rows = ka_table_get_n_rows (table);
  const char *own = ka_table_get_title (table);
  const char *note = ka_table_get_note (table);
  g_autofree char *full = own != NULL ? g_strconcat (title, "　", own, NULL) : g_strdup (title);
  guint heads = 1 + count_levels (table);

  ka_workbook_frame_sheet (book, sheet, heads, ka_table_count_rows (table, KA_ROW_PLAIN), n);
  note_failure (book, worksheet_merge_range (sheet, 0, 0, 0, n - 1, "", book->title));
  ka_workbook_put_text (book, sheet, 0, 0, full, book->title);
  worksheet_set_row (sheet, 0, 28, NULL);
  put_table_heads (book, sheet, 1, table);
  for (guint r = 0; r < rows && !g_cancellable_is_cancelled (cancellable); r++)
    {
      ka_workbook_set_row_height (sheet, heads + r, count_lines (table, r));
      for (guint c = 0; c < n; c++)
        put_cell (book, sheet, heads + r, c, table, r);
    }
  if (note != NULL)
    ka_workbook_put_text (book, sheet, heads + rows, 0, note, book->note);
}
