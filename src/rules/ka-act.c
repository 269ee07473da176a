/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-act.h"

#include "ka-affair-state.h"
#include "ka-discredit-state.h"
#include "ka-hazard-act-private.h"
#include "ka-penalty-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <ka-reason.h>

static const KaActs *const ALL[] = {
  &_ka_hazard_acts,    &ka_discredit_acts, &ka_project_acts,
  &ka_suspension_acts, &ka_tip_acts,       &ka_penalty_acts,
};

const KaActs *
ka_acts_of (const KaKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (ALL); i++)
    if (strcmp (ALL[i]->kind, kind->id) == 0)
      return ALL[i];
  return NULL;
}

const char *
ka_acts_state_id (const KaActs *acts, guint state)
{
  g_return_val_if_fail (state < acts->n_states, NULL);
  return acts->states[state].id;
}

const char *
ka_acts_state_label (const KaActs *acts, guint state)
{
  g_return_val_if_fail (state < acts->n_states, NULL);
  return _ (acts->states[state].label);
}

const KaAct *
ka_acts (const KaKind *kind, guint *n)
{
  const KaActs *acts = ka_acts_of (kind);

  *n = acts != NULL ? acts->n_acts : 0;
  return acts != NULL ? acts->acts : NULL;
}

const KaAct *
ka_act_get (const char *kind, const char *id)
{
  const KaActs *acts = ka_acts_of (ka_kind_get (kind));

  g_return_val_if_fail (acts != NULL, NULL);
  for (guint i = 0; i < acts->n_acts; i++)
    if (strcmp (acts->acts[i].id, id) == 0)
      return &acts->acts[i];
  return NULL;
}

const char *
ka_act_label (const KaAct *act)
{
  return _ (act->label);
}

const KaKind *
ka_act_kind (const KaAct *act, const KaKind *subject)
{
  return act->made != NULL ? ka_kind_get (act->made) : subject;
}

static gboolean
is_major (const KaRecord *subject)
{
  const KaActs *acts = ka_acts_of (subject->kind);

  return acts->is_major != NULL && acts->is_major (subject);
}

gboolean
ka_act_needs (const KaAct *act, const KaActField *field, const KaRecord *subject)
{
  return field->need == KA_ACT_NEEDED || (field->need == KA_ACT_MAJOR && is_major (subject));
}

gboolean
ka_act_asks (const KaAct *act, const KaActField *field, const KaRecord *subject)
{
  return field->need != KA_ACT_MAJOR || is_major (subject);
}

/* ---- may it be done ---- */

static char *
name_states (const KaActs *acts, guint states)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint s = 0; s < acts->n_states; s++)
    if (states & KA_STATE_BIT (s))
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? "、" : "",
                              ka_acts_state_label (acts, s));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

gboolean
ka_act_lawful (const KaAct *act, const KaRecord *subject, KaDay on, GError **error)
{
  const KaActs *acts = ka_acts_of (subject->kind);
  guint state = acts->state (subject);

  if (act->level != NULL && g_strcmp0 (ka_record_get (subject, "level"), act->level) != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”只用于%s隐患，这条隐患不是。"),
                   ka_act_label (act), act->level);
      return FALSE;
    }
  if ((act->from & KA_STATE_BIT (state)) == 0)
    {
      g_autofree char *states = name_states (acts, act->from);

      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("现在是“%s”，不能“%s”；只有在%s时可以。"),
                   ka_acts_state_label (acts, state), ka_act_label (act), states);
      return FALSE;
    }
  return act->allowed == NULL || act->allowed (act, subject, on, error);
}

/* ---- what it begins with ---- */

KaRecord *
ka_act_draft (const KaAct *act, KaLedger *ledger, const KaRecord *subject, KaDay on)
{
  const KaActs *acts = ka_acts_of (subject->kind);
  KaRecord *draft = act->made == NULL ? ka_record_copy (subject)
                                      : ka_record_new (ka_act_kind (act, subject->kind));
  g_autofree char *today = ka_day_to_iso (on);

  if (acts->prepare != NULL)
    acts->prepare (act, ledger, subject, draft);
  for (const KaActField *f = act->fields; f->field != NULL; f++)
    if (f->given == KA_ACT_ANEW)
      ka_record_set (draft, f->field, NULL);
    else if (f->given == KA_ACT_FOUND)
      ka_record_set (draft, f->field, ka_record_get (subject, "found"));
    else if (f->given == KA_ACT_TODAY)
      ka_record_set (draft, f->field, today);
  return draft;
}

/* ---- doing it ---- */

typedef struct
{
  KaRecord *subject;
  KaRecord *made; /* or NULL */
  KaRecord *kept; /* or NULL: what ends with this act */
} Change;

static gboolean
save_change (KaLedger *ledger, gpointer data, GError **error)
{
  Change *change = data;

  return (change->kept == NULL || ka_ledger_save (ledger, change->kept, error))
         && ka_ledger_save (ledger, change->subject, error)
         && (change->made == NULL || ka_ledger_save (ledger, change->made, error));
}

static gboolean
check_needed (const KaAct *act, const KaRecord *subject, const KaRecord *record, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const KaActField *f = act->fields; f->field != NULL; f++)
    if (ka_act_needs (act, f, subject) && ka_record_get (record, f->field) == NULL)
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? "、" : "",
                              ka_field_label (ka_kind_field (record->kind, f->field)));
  if (names->len == 0)
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_REQUIRED, _ ("“%s”还缺%s，请补上。"), ka_act_label (act),
               names->str);
  return FALSE;
}

/* What is agreed for later, not something that happened. */
static gboolean
is_term (const char *field)
{
  static const char *const TERMS[] = { "deadline", "due", "extended_until", "pay_by", NULL };

  return g_strv_contains (TERMS, field);
}

/* Events in their order, none of them ahead. */
static gboolean
check_days (const KaAct *act, const KaRecord *record, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) problems = ka_record_check (record, on);

  for (const KaActField *f = act->fields; f->field != NULL; f++)
    {
      const KaField *field = ka_kind_field (record->kind, f->field);
      const char *text = field->type == KA_FIELD_DATE ? ka_record_get (record, f->field) : NULL;

      if (text != NULL && ka_day_from_iso (text) > on && !is_term (f->field))
        {
          g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                       _ ("“%s”（%s）在今天之后，还没有发生的事不能登记。"), ka_field_label (field),
                       text);
          return FALSE;
        }
      for (guint i = 0; i < problems->len; i++)
        {
          const KaProblem *problem = g_ptr_array_index (problems, i);

          if (problem->field != field || problem->severity < KA_SEVERITY_WARN)
            continue;
          g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID, problem->message);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
check_reached (const KaAct *act, const KaRecord *before, const KaRecord *after, GError **error)
{
  const KaActs *acts = ka_acts_of (before->kind);
  guint was = acts->state (before), is = acts->state (after);
  guint wanted = act->to != 0 ? act->to : KA_STATE_BIT (was);

  if (acts->also != NULL)
    wanted |= acts->also (act, was);
  if (wanted & KA_STATE_BIT (is))
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
               _ ("按所填的内容，“%s”之后会成为“%s”，请核对所填的日期和期限。"), ka_act_label (act),
               ka_acts_state_label (acts, is));
  return FALSE;
}

gboolean
ka_act_run (const KaAct *act,
            KaLedger *ledger,
            const KaKind *kind,
            gint64 id,
            const KaRecord *draft,
            KaDay on,
            gint64 *made,
            GError **error)
{
  const KaActs *acts = ka_acts_of (kind);
  g_autoptr (KaRecord) before = ka_ledger_get (ledger, kind, id, error);
  g_autoptr (KaRecord) subject = NULL, record = NULL, kept = NULL;
  g_autofree char *why = NULL;
  Change change = { 0 };

  g_return_val_if_fail (draft->kind == ka_act_kind (act, kind), FALSE);

  if (before == NULL || !ka_act_lawful (act, before, on, error))
    return FALSE;
  subject = ka_record_copy (before);
  record = act->made != NULL ? ka_record_copy (draft) : ka_record_ref (subject);
  /* The act's own fields alone: nothing else of the record changes with it. */
  for (const KaActField *f = act->fields; f->field != NULL; f++)
    if (ka_act_asks (act, f, before))
      ka_record_set (record, f->field, ka_record_get (draft, f->field));
  if (!check_needed (act, before, record, error) || !check_days (act, record, on, error)
      || (act->check != NULL && !act->check (act, ledger, before, record, on, error)))
    return FALSE;
  if (acts->keep != NULL)
    kept = acts->keep (act, ledger, before);
  if (act->finish != NULL)
    act->finish (subject, record);
  if (!check_reached (act, before, subject, error))
    return FALSE;

  change = (Change){ subject, act->made != NULL ? record : NULL, kept };
  why = g_strdup_printf (KA_WHY_ACT, act->label, ka_ledger_title (ledger, kind, id));
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_change, &change, NULL, error))
    return FALSE;
  if (made != NULL)
    *made = act->made != NULL ? record->id : 0;
  return TRUE;
}
