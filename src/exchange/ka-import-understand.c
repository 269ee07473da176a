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

/* A message that quotes a personal number shows no more of it than lists do. */
static char *
hide_private (const KaField *field, const char *text, const char *what)
{
  g_autofree char *masked = NULL;
  GString *out = g_string_new (what);

  if ((field->flags & KA_PRIVATE) && *text != '\0')
    {
      masked = ka_mask (field, text);
      g_string_replace (out, text, masked, 0);
    }
  return g_string_free (out, FALSE);
}

static void
report (const KaTable *table,
        KaUnderstood *understood,
        const KaCell *cell,
        const KaField *field,
        KaSeverity severity,
        const char *code,
        const char *what)
{
  g_autofree char *shown = hide_private (field, cell->text, what);

  ka_understood_take_problem (
    understood,
    ka_import_problem_new (table, understood->row + 1, cell->column, field, severity, code,
                           g_strdup_printf (_ ("第 %u 行：%s"), understood->row + 1, shown)));
}

/* A number of a person, a company or a telephone that is wrong in itself is left out and told, but holds
 * up nothing else: whoever wrote the ledger may have had no better one. */
static KaSeverity
severity_of (const char *code)
{
  static const char *const harmless[]
    = { "credit_code_form", "credit_code_check", "id_form", "id_check", "phone_form", NULL };

  return g_strv_contains (harmless, code) ? KA_SEVERITY_WARN : KA_SEVERITY_REFUSE;
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

/* What Excel holds as a number or a date, as text that suits the field; NULL: it stands as it is. */
static char *
adapt (const KaTable *table, const KaCell *cell, const KaField *field)
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
          adapted = adapt (table, &date, field);
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
  return NULL;
}

/* A validity in one cell gives both its dates, unless each has a column of its own. */
static gboolean
take_range (KaUnderstood *understood, const KaField *field, const char *text)
{
  const KaKind *kind = understood->record->kind;
  const KaField *partner;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean field_is_end;

  if (field->type != KA_FIELD_DATE || strlen (text) < 13)
    return FALSE;
  partner = ka_value_range_partner (kind, field, &field_is_end);
  if (partner == NULL || !ka_value_split_range (text, &from, &to))
    return FALSE;
  ka_record_take (understood->record, field - kind->fields, g_strdup (field_is_end ? to : from));
  if (understood->record->values[partner - kind->fields] == NULL)
    ka_record_take (understood->record, partner - kind->fields,
                    g_strdup (field_is_end ? from : to));
  return TRUE;
}

/* A number whose unit is a value of its own. */
static void
take_unit (KaUnderstood *understood, const KaField *field, const char *text, const char *unit)
{
  const KaKind *kind = understood->record->kind;
  const KaField *unit_field = ka_value_unit_field (kind, field);
  guint index;

  if (unit_field == NULL)
    return;
  index = unit_field - kind->fields;
  if (understood->record->values[index] == NULL)
    ka_record_take (understood->record, index, ka_value_find_unit (unit_field, text, unit));
}

static void
understand_cell (const KaTable *table,
                 KaUnderstood *understood,
                 const KaCell *cell,
                 const KaField *field,
                 KaDay on)
{
  guint index = field - table->found->kind->fields;
  const char *unit = g_ptr_array_index (table->found->units, cell->column);
  g_autofree char *adapted = NULL;
  g_autofree char *converted = NULL;
  const char *text;
  g_autoptr (GError) error = NULL;
  const char *code = NULL;
  char *value = NULL;

  if (cell->type == KA_CELL_ERROR)
    {
      g_autofree char *what
        = g_strdup_printf (_ ("“%s”的单元格是错误值 %s，没有取用；请在原表改正后再导入。"),
                           ka_field_label (field), cell->text);

      report (table, understood, cell, field, KA_SEVERITY_REFUSE, "cell_error", what);
      return;
    }
  if (ka_value_is_nothing (cell->text, field))
    return;
  if (cell->type == KA_CELL_NUMBER && (field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG)
      && count_digits (cell->text) > MAX_EXACT_DIGITS)
    {
      g_autofree char *what = g_strdup_printf (
        _ (
          "“%s”超过 15 位却存成了数字（%s），末尾几位已丢失，没有取用；请在原表改为文本格式重新填写。"),
        ka_field_label (field), cell->text);

      report (table, understood, cell, field, KA_SEVERITY_REFUSE, "precision_lost", what);
      return;
    }
  adapted = adapt (table, cell, field);
  text = adapted ? adapted : cell->text;
  if (field->type == KA_FIELD_REF)
    {
      ka_record_take (understood->record, index, g_strdup (text));
      return;
    }
  if (take_range (understood, field, text))
    return;
  if (cell->type == KA_CELL_TEXT && ka_value_is_pending (cell->text, field))
    {
      g_autofree char *what = g_strdup_printf (_ ("“%s”写的是“%s”，按没有填写处理。"),
                                               ka_field_label (field), cell->text);

      report (table, understood, cell, field, KA_SEVERITY_INFO, "word_for_empty", what);
      return;
    }
  converted = ka_value_convert (text, unit, field);
  if (!ka_field_parse (field, converted ? converted : text, on, &value, &code, &error))
    {
      report (table, understood, cell, field, severity_of (code ? code : "invalid"),
              code ? code : "invalid", error->message);
      return;
    }
  if (value == NULL)
    return;
  ka_record_take (understood->record, index, value);
  take_unit (understood, field, text, unit);
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

static gboolean
is_reported (const KaUnderstood *understood, const KaField *field)
{
  for (guint i = 0; understood->problems != NULL && i < understood->problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (understood->problems, i);

      if (problem->field == field && problem->severity != KA_SEVERITY_INFO)
        return TRUE;
    }
  return FALSE;
}

void
ka_understood_check (const KaTable *table, KaUnderstood *understood, KaRecord *record)
{
  g_autoptr (GPtrArray) problems = ka_record_check (record, ka_today ());

  for (guint i = 0; i < problems->len; i++)
    {
      const KaProblem *problem = g_ptr_array_index (problems, i);
      int f = problem->field ? (int)(problem->field - record->kind->fields) : -1;
      int column = problem->field ? ka_table_column_of (table, problem->field) : -1;

      /* What is missing is asked for when it is known what the ledger has; names of records are not yet
       * looked up; what stood in the ledger before is none of this row's. */
      if (f >= 0
          && (understood->record->values[f] == NULL || is_reported (understood, problem->field)
              || (problem->field->type == KA_FIELD_REF && problem->severity == KA_SEVERITY_REFUSE)))
        continue;
      ka_understood_take_problem (
        understood,
        ka_import_problem_new (
          table, understood->row + 1, column, problem->field, problem->severity, problem->code,
          g_strdup_printf (_ ("第 %u 行：%s"), understood->row + 1, problem->message)));
      if (f >= 0 && problem->severity == KA_SEVERITY_REFUSE)
        {
          ka_record_take (record, f, NULL);
          if (record != understood->record)
            ka_record_take (understood->record, f, NULL);
        }
    }
}

KaUnderstood *
ka_understand_row (const KaTable *table, guint row, GArray *cells)
{
  const KaFound *found = table->found;
  const KaField *date = found->kind->date ? ka_kind_field (found->kind, found->kind->date) : NULL;
  KaUnderstood *understood = g_new0 (KaUnderstood, 1);
  gpointer field, value;
  GHashTableIter iter;
  KaDay on;

  understood->row = row;
  understood->record = ka_record_new (found->kind);
  g_hash_table_iter_init (&iter, found->constants);
  while (g_hash_table_iter_next (&iter, &field, &value))
    ka_record_take (understood->record, (const KaField *)field - found->kind->fields,
                    g_strdup (value));
  for (guint pass = 0; pass < 2; pass++)
    {
      on = pass == 0 ? KA_DAY_NONE : date_of_row (understood->record);
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);
          const KaField *named = cell->column < found->fields->len
                                   ? g_ptr_array_index (found->fields, cell->column)
                                   : NULL;

          if (named != NULL && (named == date) == (pass == 0))
            understand_cell (table, understood, cell, named, on);
          else if (pass == 0 && (int)cell->column == found->context_column
                   && cell->type == KA_CELL_TEXT)
            {
              g_free (understood->context);
              understood->context = g_strdup (cell->text);
            }
        }
    }
  ka_understood_check (table, understood, understood->record);
  return understood;
}
