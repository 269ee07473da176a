/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <ka-day.h>
#include <string.h>

void
ka_understood_free (KaUnderstood *understood)
{
  if (understood == NULL)
    return;
  ka_record_unref (understood->record);
  g_free (understood->columns);
  g_free (understood->bases);
  g_clear_pointer (&understood->nothing, g_array_unref);
  g_free (understood->context);
  g_free (understood->former);
  g_clear_pointer (&understood->months, g_ptr_array_unref);
  g_clear_pointer (&understood->tops, g_array_unref);
  g_clear_pointer (&understood->problems, g_ptr_array_unref);
  g_free (understood);
}

KaUnderstood *
ka_understood_copy (const KaUnderstood *understood)
{
  KaUnderstood *copy = g_new0 (KaUnderstood, 1);
  guint n = understood->record->kind->n_fields;

  copy->row = understood->row;
  copy->form = understood->form;
  copy->weak = understood->weak;
  copy->columns = g_memdup2 (understood->columns, n * sizeof (guint));
  copy->bases = g_memdup2 (understood->bases, n);
  copy->tops = understood->tops ? g_array_ref (understood->tops) : NULL;
  copy->context = g_strdup (understood->context);
  copy->record = ka_record_copy (understood->record);
  return copy;
}

void
ka_understood_set_basis (KaUnderstood *understood, const KaField *field, KaImportBasis basis)
{
  understood->bases[field - understood->record->kind->fields] = basis;
}

void
ka_understood_take_problem (KaUnderstood *understood, KaImportProblem *problem)
{
  if (understood->problems == NULL)
    understood->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_import_problem_free);
  g_ptr_array_add (understood->problems, problem);
}

KaImportPlace
ka_understood_place (const KaTable *table, const KaUnderstood *understood, guint column)
{
  if (understood->tops != NULL && column < understood->tops->len
      && g_array_index (understood->tops, guint, column) > 0)
    return (KaImportPlace){ g_array_index (understood->tops, guint, column), column };
  if (table->found->forms != NULL)
    return ka_form_place (table, understood->form, understood->row, column);
  return ka_table_place (table, understood->row, column);
}

KaImportProblem *
ka_understood_problem (const KaTable *table,
                       const KaUnderstood *understood,
                       int column,
                       const KaField *field,
                       KaSeverity severity,
                       const char *code,
                       const char *what)
{
  KaImportProblem *problem
    = ka_import_problem_new (table, understood->row + 1, column, field, severity, code,
                             g_strdup_printf (_ ("第 %u 行：%s"), understood->row + 1, what));

  problem->what = g_strdelimit (g_strdup (what), "\n\r\t", ' ');
  if (column >= 0)
    ka_import_problem_set_place (problem, ka_understood_place (table, understood, column));
  return problem;
}

int
ka_table_column_of (const KaTable *table, const KaField *field)
{
  for (guint c = 0; c < table->found->fields->len; c++)
    if (ka_found_holds (table->found, c, field))
      return (int)c;
  return -1;
}

KaDay
ka_understand_date (const KaRecord *record)
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
  KaDay today = ka_today ();
  g_autoptr (GPtrArray) problems = ka_record_check (record, today);
  gboolean sound = TRUE;

  for (guint i = 0; i < problems->len; i++)
    {
      const KaProblem *problem = g_ptr_array_index (problems, i);
      int f = problem->field ? (int)(problem->field - record->kind->fields) : -1;
      int column = problem->field ? ka_table_column_of (table, problem->field) : -1;

      sound = sound && problem->severity != KA_SEVERITY_REFUSE;

      /* What is missing is asked for when it is known what the ledger has; names of records are not yet
       * looked up; what stood in the ledger before is none of this row's. */
      if (f >= 0
          && (understood->record->values[f] == NULL || is_reported (understood, problem->field)
              || (problem->field->type == KA_FIELD_REF && problem->severity == KA_SEVERITY_REFUSE)))
        continue;
      ka_understood_take_problem (
        understood, ka_understood_problem (table, understood, column, problem->field,
                                           problem->severity, problem->code, problem->message));
      if (f >= 0 && problem->severity == KA_SEVERITY_REFUSE)
        {
          ka_record_take (record, f, NULL);
          if (record != understood->record)
            ka_record_take (understood->record, f, NULL);
        }
    }
  if (sound)
    ka_record_set_checked (record, today);
}
