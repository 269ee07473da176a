/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

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

  ka_understood_take_problem (understood, ka_understood_problem (table, understood, cell->column,
                                                                 field, severity, code, shown));
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

/* A value, and the cell that it is from. */
static void
take_value (KaUnderstood *understood, guint index, char *value, guint column)
{
  ka_record_take (understood->record, index, value);
  understood->columns[index] = column + 1;
}

/* The cell says that there is none. */
static void
take_nothing (KaUnderstood *understood, const KaCell *cell)
{
  if (understood->nothing == NULL)
    understood->nothing = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (understood->nothing, cell->column);
}

/* Part of what the cell says has no field. */
static void
report_rest (const KaTable *table,
             KaUnderstood *understood,
             const KaCell *cell,
             const KaField *field,
             const char *rest)
{
  g_autofree char *what = g_strdup_printf (_ ("“%s”里的“%s”没有取用；要保留的，请写进备注。"),
                                           ka_field_label (field), rest);

  report (table, understood, cell, field, KA_SEVERITY_INFO, "partly_taken", what);
}

/* 199.95 in a field of one place is 200 from here on, which may lie on the other side of a limit. What a formula
 * gives has as many places as fit, and nobody means them. */
static void
tell_rounded (const KaTable *table,
              KaUnderstood *understood,
              const KaCell *cell,
              const KaField *field,
              const char *text,
              const char *value)
{
  const char *point = strchr (text, '.');
  g_autofree char *what = NULL;

  if (point == NULL || strspn (point + 1, "0123456789") > field->places + 3)
    return;
  what = g_strdup_printf (_ ("“%s”填写的“%s”只能记到%u位小数，按%s算，请核对。"),
                          ka_field_label (field), text, field->places, value);
  report (table, understood, cell, field, KA_SEVERITY_INFO, "number_rounded", what);
}

static char *
get_figures (const char *text)
{
  GString *out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text >= '1' && *text <= '9')
      g_string_append_c (out, *text);
  return g_string_free (out, FALSE);
}

/* 停产（2025.3起）: what stands in brackets behind a value of a list, where no other field took it. */
static void
tell_rest (const KaTable *table,
           KaUnderstood *understood,
           const KaCell *cell,
           const KaField *field,
           const char *text)
{
  const KaRecord *record = understood->record;
  g_autofree char *narrow = NULL;
  g_autofree char *figures = NULL;
  char *open, *close;

  if ((field->type != KA_FIELD_CHOICE && field->type != KA_FIELD_FLAG)
      || strpbrk (text, "123456789") == NULL)
    return;
  narrow = ka_text_narrow (text);
  open = strchr (narrow, '(');
  close = open ? strchr (open, ')') : NULL;
  if (close == NULL || open == narrow)
    return;
  *close = '\0';
  figures = get_figures (open + 1);
  if (*figures == '\0')
    return;
  for (guint f = 0; f < record->kind->n_fields; f++)
    if (understood->columns[f] == cell->column + 1 && record->values[f] != NULL)
      {
        g_autofree char *taken = get_figures (record->values[f]);

        if (strstr (taken, figures) != NULL)
          return;
      }
  report_rest (table, understood, cell, field, open + 1);
}

/* A validity in one cell gives both its dates, unless each has a column of its own; what lasted several
 * days is dated by the first. */
static gboolean
take_range (const KaTable *table,
            KaUnderstood *understood,
            const KaCell *cell,
            const KaField *field,
            const char *text)
{
  const KaKind *kind = understood->record->kind;
  const KaField *partner;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean field_is_end = FALSE;

  /* Nearly all are just a day. */
  if (field->type != KA_FIELD_DATE || strlen (text) < 10 || ka_day_from_iso (text) != KA_DAY_NONE)
    return FALSE;
  partner = ka_value_range_partner (kind, field, &field_is_end);
  if (partner == NULL && g_str_has_suffix (field->id, "_until"))
    field_is_end = TRUE;
  if ((partner == NULL && !field_is_end && g_strcmp0 (kind->date, field->id) != 0)
      || !ka_value_split_range (text, &from, &to))
    return FALSE;
  take_value (understood, field - kind->fields, g_strdup (field_is_end ? to : from), cell->column);
  if (partner == NULL)
    report_rest (table, understood, cell, field, field_is_end ? from : to);
  else if (understood->record->values[partner - kind->fields] == NULL)
    take_value (understood, partner - kind->fields, g_strdup (field_is_end ? from : to),
                cell->column);
  return TRUE;
}

/* 2月、8月: each of them is a record; a month alone is of the year of the row or of the table. */
static gboolean
take_months (const KaTable *table,
             KaUnderstood *understood,
             const KaField *field,
             const char *text,
             guint column)
{
  const KaKind *kind = understood->record->kind;
  int year = table->found->year;
  g_autoptr (GPtrArray) months = NULL;

  if (field->type != KA_FIELD_MONTH)
    return FALSE;
  if (ka_kind_field_index (kind, "year") >= 0)
    year = (int)ka_record_get_int (understood->record, "year", year);
  months = ka_value_split_months (text, year);
  if (months == NULL)
    return FALSE;
  take_value (understood, field - kind->fields, g_ptr_array_steal_index (months, 0), column);
  if (months->len > 0)
    {
      g_clear_pointer (&understood->months, g_ptr_array_unref);
      understood->months = g_steal_pointer (&months);
    }
  return TRUE;
}

/* A number whose unit is a value of its own. */
static void
take_unit (KaUnderstood *understood,
           const KaField *field,
           const char *text,
           const char *unit,
           guint column)
{
  const KaKind *kind = understood->record->kind;
  const KaField *unit_field = ka_value_unit_field (kind, field);
  guint index;

  if (unit_field == NULL)
    return;
  index = unit_field - kind->fields;
  if (understood->record->values[index] == NULL)
    take_value (understood, index, ka_value_find_unit (unit_field, text, unit), column);
}

/* 已建立（2025.2.3）: the answer and its day, where that has no column of its own. */
static void
take_day (const KaTable *table,
          KaUnderstood *understood,
          const KaField *field,
          const char *text,
          guint column)
{
  const KaKind *kind = understood->record->kind;
  const KaField *partner = ka_value_day_partner (kind, field);
  char *day;

  if (partner == NULL || understood->record->values[partner - kind->fields] != NULL
      || ka_table_column_of (table, partner) >= 0)
    return;
  day = ka_value_find_day (text);
  if (day != NULL)
    take_value (understood, partner - kind->fields, day, column);
}

/* 2月24日 of a ledger that says no year: of the year of its row, where it is not before it. */
static char *
mend_by_row (const KaRecord *record, const KaField *field, const char *text)
{
  KaDay from = ka_understand_date (record);
  g_autofree char *day = NULL;
  int year, month, number;

  if (from == KA_DAY_NONE || from == KA_DAY_FOREVER || field->type != KA_FIELD_DATE)
    return NULL;
  ka_day_get_ymd (from, &year, &month, &number);
  day = ka_value_mend (text, field, year);
  return day != NULL && ka_day_from_iso (day) >= from ? g_steal_pointer (&day) : NULL;
}

/* The first look found no value. */
static gboolean
parse_again (const KaTable *table,
             const KaRecord *record,
             const KaField *field,
             const char *text,
             KaDay on,
             char **value)
{
  g_autofree char *mended = ka_value_mend (text, field, table->found->year);
  g_autofree char *converted = NULL;
  guint column = 0;

  if (mended == NULL && table->found->year == 0)
    mended = mend_by_row (record, field, text);
  if (mended == NULL)
    return FALSE;
  if (g_ptr_array_find (table->found->fields, field, &column))
    converted = ka_value_convert (mended, g_ptr_array_index (table->found->units, column), field);
  return ka_field_parse (field, converted ? converted : mended, on, value, NULL, NULL)
         && *value != NULL;
}

/* Until when something is valid or to be done. */
static gboolean
is_end (const KaField *field)
{
  static const char *const ends[] = { "deadline", "due", "disposal_due", "cert_review", NULL };

  return field->type == KA_FIELD_DATE
         && (g_str_has_suffix (field->id, "_until") || g_strv_contains (ends, field->id));
}

/* 2026年5月 of a validity lasts until the end of the month; of another day it is not enough. */
static gboolean
take_month_end (const KaTable *table,
                KaUnderstood *understood,
                const KaCell *cell,
                const KaField *field,
                const char *text)
{
  char *day = field->type == KA_FIELD_DATE ? ka_value_month_end (text) : NULL;
  g_autofree char *what = NULL;

  if (day == NULL)
    return FALSE;
  if (is_end (field))
    {
      what = g_strdup_printf (_ ("“%s”只写到月份（%s），按当月最后一天 %s 记；请核对到日。"),
                              ka_field_label (field), text, day);
      report (table, understood, cell, field, KA_SEVERITY_WARN, "date_by_month", what);
      take_value (understood, field - table->found->kind->fields, day, cell->column);
      return TRUE;
    }
  g_free (day);
  what = g_strdup_printf (_ ("“%s”只写到月份（%s），没有取用；请补到日，如2025-03-05。"),
                          ka_field_label (field), text);
  report (table, understood, cell, field, KA_SEVERITY_REFUSE, "date_by_month", what);
  return TRUE;
}

/* 张三（男）, 李四/女: the name. NULL: it is the name alone. */
static char *
strip_sex (const char *text)
{
  static const char *const ends[]
    = { "（男）", "（女）", "(男)", "(女)", "/男", "/女", " 男", " 女", "，男", "，女", NULL };

  if (strstr (text, "男") == NULL && strstr (text, "女") == NULL)
    return NULL;
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]) && strlen (text) >= strlen (ends[i]) + 6)
      return g_strndup (text, strlen (text) - strlen (ends[i]));
  return NULL;
}

/* 15（设计20）: more than one. */
static gboolean
holds_numbers (const char *text)
{
  static const char figures[] = "0123456789.,";
  const char *at = text + strcspn (text, "0123456789");

  at += strspn (at, figures);
  return strstr (text, "e+") == NULL && strstr (text, "E+") == NULL
         && at[strcspn (at, "0123456789")] != '\0';
}

void
ka_understand_cell (const KaTable *table,
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
  if (ka_value_says_none (cell->text, field))
    {
      g_autofree char *what
        = g_strdup_printf (_ ("“%s”写的是“%s”，这一行不记%s。"), ka_field_label (field), cell->text,
                           ka_kind_label (table->found->kind));

      report (table, understood, cell, field, KA_SEVERITY_INFO, "nothing_to_record", what);
      understood->none = TRUE;
      return;
    }
  if (ka_value_is_nothing (cell->text, field))
    {
      take_nothing (understood, cell);
      return;
    }
  if (ka_cell_has_lost_digits (cell, field))
    {
      g_autofree char *what = g_strdup_printf (
        _ (
          "“%s”超过 15 位却存成了数字（%s），末尾几位已丢失，没有取用；请在原表改为文本格式重新填写。"),
        ka_field_label (field), cell->text);

      report (table, understood, cell, field, KA_SEVERITY_REFUSE, "precision_lost", what);
      return;
    }
  adapted = ka_cell_adapt (table, cell, field);
  text = adapted ? adapted : cell->text;
  if (field->format == KA_FORMAT_TITLE && cell->type == KA_CELL_TEXT)
    {
      char *name = ka_understood_split_former (understood, field, text);

      if (name != NULL)
        {
          g_free (adapted);
          text = adapted = name;
        }
    }
  /* 张三 13900000000 where only his name is asked for. */
  if (field->format == KA_FORMAT_NAME && cell->type == KA_CELL_TEXT)
    {
      g_autofree char *phone = NULL;
      char *name = NULL;

      if (ka_pair_split_phone (text, &name, &phone) || (name = strip_sex (text)) != NULL)
        {
          g_free (adapted);
          text = adapted = name;
        }
    }
  /* 1.公示“三个责任人”: the number is the row's, not the task's. */
  if ((field->flags & KA_NUMBERED) && cell->type == KA_CELL_TEXT)
    {
      const char *rest;

      /* 2.1 is the number itself. */
      if (ka_skip_numbering (text, &rest) > 0 && rest[strspn (rest, "0123456789.")] != '\0')
        text = rest;
    }
  if (ka_understood_take_unit (understood, field, text, cell->column))
    return;
  if (field->type == KA_FIELD_REF)
    {
      take_value (understood, index, g_strdup (text), cell->column);
      return;
    }
  if (take_range (table, understood, cell, field, text)
      || take_months (table, understood, field, text, cell->column))
    return;
  if (field->type == KA_FIELD_DATE && (cell->type == KA_CELL_TEXT || cell->type == KA_CELL_NUMBER))
    {
      g_autofree char *days = is_end (field) ? ka_value_days (text, unit) : NULL;
      char *day
        = ka_value_relative_day (days ? days : text, ka_understand_date (understood->record));

      if (day != NULL)
        {
          take_value (understood, index, day, cell->column);
          return;
        }
    }
  if (cell->type == KA_CELL_TEXT && ka_value_is_pending (cell->text, field))
    {
      g_autofree char *what = g_strdup_printf (_ ("“%s”写的是“%s”，按没有填写处理。"),
                                               ka_field_label (field), cell->text);

      report (table, understood, cell, field, KA_SEVERITY_INFO, "word_for_empty", what);
      return;
    }
  converted = ka_value_convert (text, unit, field);
  if (!ka_field_parse (field, converted ? converted : text, on, &value, &code, &error)
      && (ka_cell_may_lack_zero (table, cell, field)
          || !parse_again (table, understood->record, field, text, on, &value)))
    {
      if (ka_field_is_number (field) && holds_numbers (text))
        {
          g_autofree char *what = g_strdup_printf (
            _ ("“%s”填写的“%s”不止一个数，分不清取哪一个；请只留一个，其余的写进备注。"),
            ka_field_label (field), text);

          report (table, understood, cell, field, KA_SEVERITY_REFUSE, code ? code : "invalid",
                  what);
        }
      else if (!take_month_end (table, understood, cell, field, text))
        report (table, understood, cell, field, severity_of (code ? code : "invalid"),
                code ? code : "invalid", error->message);
      return;
    }
  if (value == NULL)
    return;
  if (g_strcmp0 (code, "number_rounded") == 0)
    tell_rounded (table, understood, cell, field, text, value);
  take_value (understood, index, value, cell->column);
  if (cell->type == KA_CELL_TEXT)
    take_day (table, understood, field, text, cell->column);
  take_unit (understood, field, text, unit, cell->column);
  if (cell->type == KA_CELL_TEXT)
    tell_rest (table, understood, cell, field, text);
}
