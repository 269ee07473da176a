/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-xlsx-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* Excel keeps fifteen digits of a number: a longer code that was stored as a number has lost its end. */
#define MAX_EXACT_DIGITS 15
/* Serial days between 1954 and 2119: a number in a column of dates whose style was lost. */
#define MIN_SERIAL 20000
#define MAX_SERIAL 80000

void
ka_understood_free (KaUnderstood *understood)
{
  if (understood == NULL)
    return;
  ka_record_unref (understood->record);
  g_free (understood->context);
  g_clear_pointer (&understood->problems, g_ptr_array_unref);
  g_free (understood);
}

void
ka_understood_take_problem (KaUnderstood *understood, KaImportProblem *problem)
{
  if (understood->problems == NULL)
    understood->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  g_ptr_array_add (understood->problems, problem);
}

int
ka_table_column_of (const KaTable *table, const KaField *field)
{
  for (guint c = 0; c < table->found->fields->len; c++)
    if (g_ptr_array_index (table->found->fields, c) == field)
      return (int)c;
  return -1;
}

static void
refuse (const KaTable *table,
        KaUnderstood *understood,
        const KaCell *cell,
        const KaField *field,
        const char *code,
        const char *what)
{
  ka_understood_take_problem (
    understood,
    ka_import_problem_new (
      table, understood->row + 1, cell->column, field, KA_SEVERITY_REFUSE, code,
      g_strdup_printf (_ ("第 %u 行“%s”：%s"), understood->row + 1, ka_field_label (field), what)));
}

static gboolean
has_choice (const KaField *field, const char *value)
{
  g_autofree const char **choices = NULL;

  if (field->type != KA_FIELD_CHOICE)
    return FALSE;
  choices = ka_field_choices (field, KA_DAY_NONE);
  return choices != NULL && g_strv_contains ((const char *const *)choices, value);
}

/* A stroke says that there is nothing; so does 无, where it is not itself an answer. */
static gboolean
is_nothing (const char *text, const KaField *field)
{
  static const char *const strokes[]
    = { "/", "／", "\\", "-", "--", "—", "——", "－", "–", "無", "无", NULL };
  const char *start = text, *end;
  gsize len;

  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  if (*start == '\0')
    return TRUE;
  end = start + strlen (start);
  if (end - start > 12)
    return FALSE;
  while (end > start && g_ascii_isspace (end[-1]))
    end--;
  len = end - start;
  for (guint i = 0; strokes[i] != NULL; i++)
    if (strlen (strokes[i]) == len && strncmp (strokes[i], start, len) == 0)
      return strcmp (strokes[i], "无") != 0
             || (field->type != KA_FIELD_FLAG && !has_choice (field, "无"));
  return FALSE;
}

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

/* What Excel holds as a number or a date, as text that suits the field. */
static char *
adapt (const KaTable *table, const KaCell *cell, const KaField *field)
{
  KaCellType type;
  char buffer[24];

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
          return adapt (table, &date, field);
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
        return g_strndup (cell->text, 10);
      if (field->type == KA_FIELD_QUARTER)
        {
          g_autofree char *day = g_strndup (cell->text, 10);

          return ka_quarter_to_text (ka_quarter_of (ka_day_from_iso (day)));
        }
      break;
    case KA_CELL_BOOLEAN:
      return g_strdup (*cell->text == '1' ? "是" : "否");
    case KA_CELL_EMPTY:
    case KA_CELL_TEXT:
    case KA_CELL_ERROR:
    default:
      break;
    }
  return g_strdup (cell->text);
}

static void
understand_cell (const KaTable *table,
                 KaUnderstood *understood,
                 const KaCell *cell,
                 const KaField *field,
                 KaDay on)
{
  guint index = field - table->found->kind->fields;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const char *code = NULL;
  char *value = NULL;

  if (cell->type == KA_CELL_ERROR)
    {
      g_autofree char *what
        = g_strdup_printf (_ ("单元格是错误值 %s，没有取用；请在原表改正后再导入。"), cell->text);

      refuse (table, understood, cell, field, "cell_error", what);
      return;
    }
  if (is_nothing (cell->text, field))
    return;
  if (cell->type == KA_CELL_NUMBER && (field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG)
      && count_digits (cell->text) > MAX_EXACT_DIGITS)
    {
      refuse (
        table, understood, cell, field, "precision_lost",
        _ ("超过 15 位的号码存成了数字，末尾几位已丢失，没有取用；请在原表改为文本格式重新填写。"));
      return;
    }
  text = adapt (table, cell, field);
  if (field->type == KA_FIELD_REF)
    {
      ka_record_take (understood->record, index, g_steal_pointer (&text));
      return;
    }
  if (ka_field_parse (field, text, on, &value, &code, &error))
    ka_record_take (understood->record, index, value);
  else
    refuse (table, understood, cell, field, code ? code : "invalid", error->message);
}

/* The day that dates the row: codes are checked as they were valid then. */
static KaDay
date_of_row (const KaRecord *record)
{
  const char *value = record->kind->date ? ka_record_get (record, record->kind->date) : NULL;
  g_autofree char *day = NULL;
  KaQuarter quarter;

  if (value == NULL)
    return KA_DAY_NONE;
  quarter = ka_quarter_from_text (value);
  if (quarter != KA_QUARTER_NONE)
    return ka_quarter_end (quarter);
  day = strlen (value) == 7 ? g_strdup_printf ("%s-01", value) : g_strndup (value, 10);
  return ka_day_from_iso (day);
}

KaUnderstood *
ka_understand_row (const KaTable *table, guint row, GArray *cells)
{
  const KaFound *found = table->found;
  const KaField *date = found->kind->date ? ka_kind_field (found->kind, found->kind->date) : NULL;
  KaUnderstood *understood = g_new0 (KaUnderstood, 1);
  KaDay on;

  understood->row = row;
  understood->record = ka_record_new (found->kind);
  for (guint pass = 0; pass < 2; pass++)
    {
      on = pass == 0 ? KA_DAY_NONE : date_of_row (understood->record);
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);
          const KaField *field = cell->column < found->fields->len
                                   ? g_ptr_array_index (found->fields, cell->column)
                                   : NULL;

          if (field != NULL && (field == date) == (pass == 0))
            understand_cell (table, understood, cell, field, on);
          else if (pass == 0 && (int)cell->column == found->context_column
                   && cell->type == KA_CELL_TEXT)
            {
              g_free (understood->context);
              understood->context = g_strdup (cell->text);
            }
        }
    }
  return understood;
}
