/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-xlsx-private.h"

#include <ka-day.h>
#include <stdlib.h>
#include <string.h>

/* What a spreadsheet made of a value when it was typed: days as numbers, codes as numbers, 是 as TRUE. */

/* Excel keeps fifteen digits of a number: a longer code that was stored as a number has lost its end. */
#define MAX_EXACT_DIGITS 15
/* Serial days between 1954 and 2119: a number in a column of dates whose style was lost. */
#define MIN_SERIAL 20000
#define MAX_SERIAL 80000
/* Of a text only what is a day of this time: 20251 is none. */
#define MIN_TEXT_SERIAL 36526 /* 2000-01-01 */
#define MAX_TEXT_SERIAL 54788 /* 2049-12-31 */

static guint
count_digits (const char *text)
{
  guint n = 0;

  while (*text == '0')
    text++;
  for (; *text != '\0' && *text != '.'; text++)
    n += g_ascii_isdigit (*text);
  return n;
}

/* 5.00116E+17, as a csv keeps what the workbook showed; 1E5165 is a code. */
static gboolean
is_scientific (const char *text)
{
  gsize digits = g_ascii_isdigit (text[0]) && text[1] == '.' ? strspn (text + 2, "0123456789") : 0;
  const char *power = text + 2 + digits;

  return digits > 0 && (power[0] == 'E' || power[0] == 'e') && power[1] == '+'
         && g_ascii_isdigit (power[2]) && g_ascii_isdigit (power[3]) && power[4] == '\0'
         && atoi (power + 2) >= MAX_EXACT_DIGITS;
}

gboolean
ka_cell_has_lost_digits (const KaCell *cell, const KaField *field)
{
  if (field->type != KA_FIELD_TEXT && field->type != KA_FIELD_LONG)
    return FALSE;
  if (cell->type == KA_CELL_NUMBER)
    return count_digits (cell->text) > MAX_EXACT_DIGITS;
  return cell->type == KA_CELL_TEXT && field->format >= KA_FORMAT_NUMBER
         && is_scientific (cell->text);
}

gboolean
ka_cell_may_lack_zero (const KaTable *table, const KaCell *cell, const KaField *field)
{
  gsize n = strspn (cell->text, "0123456789");

  if (field->type != KA_FIELD_DATE || n == 0 || n > 2 || cell->text[n] != '.'
      || cell->text[n + 1] < '1' || cell->text[n + 1] > '3' || cell->text[n + 2] != '\0')
    return FALSE;
  return cell->type == KA_CELL_NUMBER
         || strcmp (ka_book_get_format (ka_grid_get_book (table->grid)), "csv") == 0;
}

/* The day of a serial number among the digits of a text: a csv keeps them where a column had no format for
 * days. */
static char *
adapt_serial (const KaTable *table, const char *text, const KaField *field)
{
  char buffer[24];
  KaCellType type;
  gsize n = strspn (text, "0123456789");
  int serial = n == 5 && text[n] == '\0' ? atoi (text) : 0;

  if (field->type != KA_FIELD_DATE || serial < MIN_TEXT_SERIAL || serial > MAX_TEXT_SERIAL
      || !ka_serial_format (text, ka_book_get_1904 (ka_grid_get_book (table->grid)), &type, buffer))
    return NULL;
  return g_strndup (buffer, 10);
}

char *
ka_cell_adapt (const KaTable *table, const KaCell *cell, const KaField *field)
{
  KaCellType type;
  char buffer[24];
  char *adapted;

  switch (cell->type)
    {
    case KA_CELL_NUMBER:
      if (field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME
          || field->type == KA_FIELD_MONTH)
        {
          double serial = g_ascii_strtod (cell->text, NULL);
          KaCell date = { 0 };

          if (serial < MIN_SERIAL || serial > MAX_SERIAL
              || !ka_serial_format (cell->text, ka_book_get_1904 (ka_grid_get_book (table->grid)),
                                    &type, buffer))
            break;
          date.type = type;
          date.text = buffer;
          adapted = ka_cell_adapt (table, &date, field);
          return adapted ? adapted : g_strdup (buffer);
        }
      /* A number where words are meant: 13900001015.0 is 13900001015. */
      if (field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG)
        {
          gsize len = strlen (cell->text);

          if (len > 2 && strcmp (cell->text + len - 2, ".0") == 0)
            return g_strndup (cell->text, len - 2);
        }
      break;
    case KA_CELL_DATE:
    case KA_CELL_TIME:
      if (field->type == KA_FIELD_MONTH)
        return g_strndup (cell->text, 7);
      if (field->type == KA_FIELD_DATE)
        return cell->text[10] != '\0' ? g_strndup (cell->text, 10) : NULL;
      if (field->type == KA_FIELD_QUARTER)
        {
          g_autofree char *day = g_strndup (cell->text, 10);

          return ka_quarter_to_text (ka_quarter_of (ka_day_from_iso (day)));
        }
      break;
    case KA_CELL_BOOLEAN:
      return g_strdup (*cell->text == '1' ? "是" : "否");
    case KA_CELL_TEXT:
      return adapt_serial (table, cell->text, field);
    case KA_CELL_EMPTY:
    case KA_CELL_ERROR:
    default:
      break;
    }
  return NULL;
}
