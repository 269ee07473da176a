/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-xls-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What an old sheet can hold, and what is kept of one. */
#define MAX_XLS_CELLS 8000000u

typedef struct
{
  guint16 row, column;
  guint8 type;  /* KaCellType */
  guint8 style; /* KaStyle */
  guint8 formula;
  guint8 code; /* BOOLEAN, ERROR */
  union
  {
    double number;
    guint string;
  };
} XlsCell;

typedef struct
{
  KaXls *xls;
  KaGrid *grid;
  GArray *cells;      /* XlsCell in the order of the file */
  GHashTable *hidden; /* rows */
  gboolean sorted;
  gboolean awaits_string; /* the last cell is a formula whose text comes in the next STRING */
} Sheet;

static XlsCell *
add_cell (Sheet *sheet, guint row, guint column, guint format, KaCellType type)
{
  XlsCell cell = { .row = (guint16)row, .column = (guint16)column, .type = (guint8)type };

  if (format < sheet->xls->styles->len)
    cell.style = sheet->xls->styles->data[format];
  if (sheet->cells->len > 0)
    {
      const XlsCell *last = &g_array_index (sheet->cells, XlsCell, sheet->cells->len - 1);

      if (last->row > row || (last->row == row && last->column >= column))
        sheet->sorted = FALSE;
    }
  g_array_append_val (sheet->cells, cell);
  return &g_array_index (sheet->cells, XlsCell, sheet->cells->len - 1);
}

/* [MS-XLS] 2.5.217: 30 bits of an integer or of a double's upper half, perhaps in hundredths. */
static double
decode_rk (guint32 rk)
{
  double value;

  if (rk & 2)
    value = (gint32)rk >> 2;
  else
    {
      guint64 bits = (guint64)(rk & ~3u) << 32;

      memcpy (&value, &bits, sizeof value);
    }
  return (rk & 1) ? value / 100 : value;
}

static double
read_double (const KaXls *xls, gsize at)
{
  guint64 bits = ka_xls_u32 (xls, at) | (guint64)ka_xls_u32 (xls, at + 4) << 32;
  double value;

  memcpy (&value, &bits, sizeof value);
  return value;
}

static void
add_number (Sheet *sheet, guint row, guint column, guint format, double value, gboolean formula)
{
  XlsCell *cell;

  if (!isfinite (value))
    return;
  cell = add_cell (sheet, row, column, format, KA_CELL_NUMBER);
  cell->number = value;
  cell->formula = formula;
}

static void
add_text (Sheet *sheet, guint row, guint column, const char *text)
{
  add_cell (sheet, row, column, G_MAXUINT, KA_CELL_TEXT)->string
    = ka_book_add_string (sheet->xls->book, text, -1);
}

static void
add_code (Sheet *sheet, guint row, guint column, KaCellType type, guint code, gboolean formula)
{
  XlsCell *cell = add_cell (sheet, row, column, G_MAXUINT, type);

  cell->code = (guint8)code;
  cell->formula = formula;
}

static void
read_mulrk (Sheet *sheet, const KaXlsRecord *record, guint row, guint column)
{
  gsize end = record->start + record->len;

  for (gsize at = record->start + 4; at + 8 <= end; at += 6, column++)
    add_number (sheet, row, column, ka_xls_u16 (sheet->xls, at),
                decode_rk (ka_xls_u32 (sheet->xls, at + 2)), FALSE);
}

/* The cached result of a formula: a double, or a mark in its upper bytes ([MS-XLS] 2.5.133). */
static void
read_formula (Sheet *sheet, const KaXlsRecord *record, guint row, guint column, guint format)
{
  const KaXls *xls = sheet->xls;
  gsize at = record->start + 6;

  if (record->len < 14)
    return;
  if (ka_xls_u16 (xls, at + 6) != 0xffff)
    {
      add_number (sheet, row, column, format, read_double (xls, at), TRUE);
      return;
    }
  switch (xls->bytes[at])
    {
    case 0:
      add_text (sheet, row, column, "");
      g_array_index (sheet->cells, XlsCell, sheet->cells->len - 1).formula = TRUE;
      sheet->awaits_string = TRUE;
      break;
    case 1:
      add_code (sheet, row, column, KA_CELL_BOOLEAN, xls->bytes[at + 2], TRUE);
      break;
    case 2:
      add_code (sheet, row, column, KA_CELL_ERROR, xls->bytes[at + 2], TRUE);
      break;
    default:
      break;
    }
}

static void
read_merges (Sheet *sheet, const KaXlsRecord *record)
{
  const KaXls *xls = sheet->xls;
  guint count = ka_xls_u16 (xls, record->start);

  for (guint i = 0; i < count && 2 + (gsize)(i + 1) * 8 <= record->len; i++)
    {
      gsize at = record->start + 2 + (gsize)i * 8;
      KaMerge merge = { .row = ka_xls_u16 (xls, at),
                        .last_row = ka_xls_u16 (xls, at + 2),
                        .column = ka_xls_u16 (xls, at + 4),
                        .last_column = ka_xls_u16 (xls, at + 6) };

      if (merge.row <= merge.last_row && merge.column <= merge.last_column)
        ka_grid_add_merge (sheet->grid, &merge);
    }
}

static void
read_label (Sheet *sheet, const KaXlsRecord *record, guint row, guint column)
{
  g_autofree char *text = ka_xls_string (sheet->xls, record->start + 8, record->start + record->len,
                                         ka_xls_u16 (sheet->xls, record->start + 6));

  add_text (sheet, row, column, text);
}

static void
read_string (Sheet *sheet, const KaXlsRecord *record)
{
  if (sheet->awaits_string)
    {
      g_autofree char *text = ka_xls_read_long_string (sheet->xls, record);

      g_array_index (sheet->cells, XlsCell, sheet->cells->len - 1).string
        = ka_book_add_string (sheet->xls->book, text, -1);
    }
  sheet->awaits_string = FALSE;
}

static void
read_record (Sheet *sheet, const KaXlsRecord *record)
{
  KaXls *xls = sheet->xls;
  gsize at = record->start;
  guint row = ka_xls_u16 (xls, at), column = ka_xls_u16 (xls, at + 2);
  guint format = ka_xls_u16 (xls, at + 4);

  switch (record->type)
    {
    case KA_XLS_LABELSST:
      {
        guint32 string = ka_xls_u32 (xls, at + 6);

        if (record->len >= 10 && string < xls->strings->len)
          add_cell (sheet, row, column, G_MAXUINT, KA_CELL_TEXT)->string
            = g_array_index (xls->strings, guint, string);
        break;
      }
    case KA_XLS_LABEL:
    case KA_XLS_RSTRING:
      if (record->len >= 8)
        read_label (sheet, record, row, column);
      break;
    case KA_XLS_NUMBER:
      if (record->len >= 14)
        add_number (sheet, row, column, format, read_double (xls, at + 6), FALSE);
      break;
    case KA_XLS_RK:
      if (record->len >= 10)
        add_number (sheet, row, column, format, decode_rk (ka_xls_u32 (xls, at + 6)), FALSE);
      break;
    case KA_XLS_MULRK:
      read_mulrk (sheet, record, row, column);
      break;
    case KA_XLS_FORMULA:
      read_formula (sheet, record, row, column, format);
      break;
    case KA_XLS_STRING:
      read_string (sheet, record);
      break;
    case KA_XLS_BOOLERR:
      if (record->len >= 8)
        add_code (sheet, row, column,
                  ka_xls_u16 (xls, at + 6) >> 8 ? KA_CELL_ERROR : KA_CELL_BOOLEAN,
                  xls->bytes[at + 6], FALSE);
      break;
    case KA_XLS_MERGEDCELLS:
      read_merges (sheet, record);
      break;
    case KA_XLS_NOTE:
      ka_book_set_comments (sheet->xls->book);
      break;
    case KA_XLS_ROW:
      if (record->len >= 14 && (ka_xls_u16 (xls, at + 12) & 0x20))
        g_hash_table_add (sheet->hidden, GUINT_TO_POINTER (row));
      break;
    case KA_XLS_COLINFO:
      if (record->len >= 10 && (ka_xls_u16 (xls, at + 8) & 1))
        ka_grid_hide_columns (sheet->grid, row, column); /* first and last column stand there */
      break;
    default:
      break;
    }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const XlsCell *x = a, *y = b;

  return x->row != y->row ? (int)x->row - (int)y->row : (int)x->column - (int)y->column;
}

static const char *
error_text (guint code)
{
  switch (code)
    {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0f:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1d:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
    }
}

/* A double as a person typed it: the fewest of 15 to 17 figures that give it back. */
static void
format_double (double value, char *buffer)
{
  for (int figures = 15; figures <= 17; figures++)
    {
      char format[8];
      double back;

      g_snprintf (format, sizeof format, "%%.%dg", figures);
      g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, format, value);
      back = g_ascii_strtod (buffer, NULL);
      if (memcmp (&back, &value, sizeof value) == 0)
        return;
    }
}

static void
emit_cell (Sheet *sheet, const XlsCell *cell)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  switch ((KaCellType)cell->type)
    {
    case KA_CELL_TEXT:
      ka_grid_add_shared (sheet->grid, cell->column, cell->string, cell->formula);
      break;
    case KA_CELL_NUMBER:
      format_double (cell->number, buffer);
      ka_xlsx_add_number (sheet->grid, cell->column, buffer, strlen (buffer), cell->style,
                          cell->formula);
      break;
    case KA_CELL_BOOLEAN:
      ka_grid_add_cell (sheet->grid, cell->column, KA_CELL_BOOLEAN, cell->code ? "1" : "0", 1,
                        cell->formula);
      break;
    default:
      ka_grid_add_cell (sheet->grid, cell->column, KA_CELL_ERROR, error_text (cell->code), -1,
                        cell->formula);
      break;
    }
}

static void
emit_cells (Sheet *sheet)
{
  guint row = G_MAXUINT;

  /* Excel writes cells in order; others need not. Of two at one place the later one stands. */
  if (!sheet->sorted)
    g_array_sort (sheet->cells, compare_cells);
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const XlsCell *cell = &g_array_index (sheet->cells, XlsCell, i);

      if (i + 1 < sheet->cells->len && compare_cells (cell, cell + 1) == 0)
        continue;
      if (cell->row != row)
        {
          row = cell->row;
          ka_grid_begin_row (sheet->grid, row,
                             g_hash_table_contains (sheet->hidden, GUINT_TO_POINTER (row)));
        }
      emit_cell (sheet, cell);
    }
}

gboolean
ka_xls_read_sheet (KaXls *xls, gsize start, KaGrid *grid, GError **error)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (XlsCell));
  g_autoptr (GHashTable) hidden = g_hash_table_new (NULL, NULL);
  Sheet sheet = { xls, grid, cells, hidden, TRUE, FALSE };
  KaXlsRecord record;
  guint depth = 0, n = 0;

  for (gsize at = start; ka_xls_next (xls, at, &record); at = record.next)
    {
      if (record.type == KA_XLS_BOF)
        depth++;
      else if (record.type == KA_XLS_EOF)
        {
          if (depth <= 1)
            break;
          depth--;
        }
      else if (depth == 1) /* deeper: a chart within the sheet */
        read_record (&sheet, &record);
      if (cells->len > MAX_XLS_CELLS)
        {
          g_set_error (
            error, KA_ERROR, KA_ERROR_TOO_LARGE,
            _ ("工作表“%s”的单元格超过 %u 个，不像台账，没有读取；请只保留要导入的部分。"),
            ka_grid_get_name (grid), MAX_XLS_CELLS);
          return FALSE;
        }
      if (++n % 65536 == 0
          && (!ka_book_check_size (xls->book, error)
              || g_cancellable_set_error_if_cancelled (xls->cancellable, error)))
        return FALSE;
    }
  emit_cells (&sheet);
  return ka_book_check_size (xls->book, error);
}
