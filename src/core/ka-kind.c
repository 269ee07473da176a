/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KaKind *const all_kinds[] = {
  &ka_kind_enterprise,
  &ka_kind_mine,
  &ka_kind_pond,
  &ka_kind_permit,
  &ka_kind_person,
  &ka_kind_duty,
  &ka_kind_plan_year,
  &ka_kind_draw,
  &ka_kind_plan,
  &ka_kind_inspection,
  &ka_kind_hazard,
  &ka_kind_penalty,
  &ka_kind_discredit,
  &ka_kind_accident,
  &ka_kind_typical_case,
  &ka_kind_measure,
  &ka_kind_measure_progress,
  &ka_kind_project,
  &ka_kind_suspension,
  &ka_kind_tip,
  &ka_kind_training,
  &ka_kind_expert_visit,
  &ka_kind_regulator,
  &ka_kind_target,
  &ka_kind_setting,
  &ka_kind_narrative,
  &ka_kind_frozen,
  &ka_kind_attachment,
  &ka_kind_mapping,
  &ka_kind_recusal,
  &ka_kind_training_plan,
  &ka_kind_workday_item,
  &ka_kind_holiday,
  &ka_kind_postponement,
  &ka_kind_hazard_round,
  &ka_kind_clause,
  &ka_kind_paper,
  &ka_kind_paper_text,
  &ka_kind_due_note,
  &ka_kind_case_criterion,
  &ka_kind_case_comment,
  &ka_kind_scenario,
  &ka_kind_scenario_act,
  &ka_kind_prevention,
  &ka_kind_mine_output,
  &ka_kind_discredit_notice,
};

const KaKind *const *
ka_kinds (guint *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (all_kinds);
  return all_kinds;
}

const KaKind *
ka_kind_get (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    if (strcmp (all_kinds[i]->id, id) == 0)
      return all_kinds[i];
  return NULL;
}

const KaKind *
ka_kind_by_label (const char *label)
{
  g_return_val_if_fail (label != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    if (strcmp (all_kinds[i]->label, label) == 0)
      return all_kinds[i];
  return NULL;
}

guint
ka_kind_index (const KaKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_kinds); i++)
    if (all_kinds[i] == kind)
      return i;
  g_return_val_if_reached (0);
}

const char *
ka_kind_label (const KaKind *kind)
{
  return _ (kind->label);
}

gboolean
ka_kind_has_page (const KaKind *kind)
{
  return (kind->flags & KA_KIND_INTERNAL) == 0 || (kind->flags & KA_KIND_PAGE) != 0;
}

gboolean
ka_kind_is_read (const KaKind *kind)
{
  return (kind->flags & KA_KIND_INTERNAL) == 0 || (kind->flags & KA_KIND_READ) != 0;
}

int
ka_kind_field_index (const KaKind *kind, const char *id)
{
  g_return_val_if_fail (kind != NULL && id != NULL, -1);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *own = kind->fields[i].id;

      if (own == id || (own[0] == id[0] && strcmp (own, id) == 0))
        return (int)i;
    }
  return -1;
}

const KaField *
ka_kind_field (const KaKind *kind, const char *id)
{
  int i = ka_kind_field_index (kind, id);

  return i < 0 ? NULL : &kind->fields[i];
}

const char *
ka_field_label (const KaField *field)
{
  return _ (field->label);
}

char *
ka_field_heading (const KaField *field)
{
  if (field->unit == NULL)
    return g_strdup (field->label);
  return g_strdup_printf ("%s(%s)", field->label, field->unit);
}

char *
ka_field_caption (const KaField *field)
{
  if (field->unit == NULL)
    return g_strdup (ka_field_label (field));
  return g_strdup_printf ("%s(%s)", ka_field_label (field), _ (field->unit));
}

const KaKind *
ka_field_target (const KaField *field)
{
  return field->target == NULL ? NULL : ka_kind_get (field->target);
}

const KaCodeTable *
ka_field_codes (const KaField *field)
{
  return field->codes == NULL ? NULL : ka_codes_get (field->codes);
}

gboolean
ka_field_is_number (const KaField *field)
{
  return field->type == KA_FIELD_INT || field->type == KA_FIELD_DEC;
}

const char **
ka_field_choices (const KaField *field, KaDay on)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  const KaCodeTable *table = ka_field_codes (field);

  if (table != NULL)
    for (guint i = 0; i < ka_codes_size (table); i++)
      {
        const KaCode *code = ka_codes_nth (table, i);

        /* The same word may stand in two editions of a list (物体打击). */
        if (ka_code_is_valid (code, on)
            && !g_ptr_array_find_with_equal_func (values, code->value, g_str_equal, NULL))
          g_ptr_array_add (values, (gpointer)code->value);
      }
  if (table != NULL && strcmp (field->codes, "towns") == 0)
    {
      const KaCode *code;

      for (guint i = 0; (code = ka_towns_nth (i)) != NULL; i++)
        g_ptr_array_add (values, (gpointer)code->value);
    }
  else if (table == NULL && field->choices != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (field->choices, "|", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        g_ptr_array_add (values, (gpointer)g_intern_string (parts[i]));
    }
  g_ptr_array_add (values, NULL);
  return (const char **)g_ptr_array_free (g_steal_pointer (&values), FALSE);
}
