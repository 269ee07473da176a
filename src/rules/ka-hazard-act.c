/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-act-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-query.h>
#include <string.h>

#define ON(state) KA_STATE_BIT (KA_HAZARD_##state)
#define UNDER_WAY (ON (ORDERED) | ON (RECTIFYING))
#define OPEN (ON (FOUND) | UNDER_WAY | ON (AWAITING) | ON (FAILED) | ON (FILED) | ON (PASSED))
#define ANY (OPEN | ON (CLOSED))

static void
finish_order (KaRecord *hazard, const KaRecord *made)
{
  static const char *const fields[]
    = { "rectified", "reviewed", "reviewer", "review_no", "review_result" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    ka_record_set (hazard, fields[i], NULL);
}

static void
finish_pass (KaRecord *hazard, const KaRecord *made)
{
  ka_record_set (hazard, "review_result", "合格");
  /* A major one is accepted first. */
  if (!ka_hazard_is_major (hazard))
    ka_record_set (hazard, "closed", ka_record_get (hazard, "reviewed"));
}

static void
finish_fail (KaRecord *hazard, const KaRecord *made)
{
  ka_record_set (hazard, "review_result", "不合格");
}

static void
finish_halt (KaRecord *hazard, const KaRecord *made)
{
  ka_record_set (hazard, "halted", "1");
}

static void
finish_postpone (KaRecord *hazard, const KaRecord *made)
{
  ka_record_set (hazard, "deadline", ka_record_get (made, "deadline"));
}

/* clang-format off */
static const KaHazardAct ACTS[] = {
  { .id = "spot", .label = N_ ("当场改正"), .from = ON (FOUND), .to = ON (CLOSED), .level = "一般",
    .fields = { { "rectified", KA_ACT_NEEDED, KA_ACT_FOUND }, { "closed", KA_ACT_NEEDED, KA_ACT_FOUND } },
    .source = N_ ("《安全生产法》第六十五条：对检查中发现的事故隐患，应当责令立即排除。"),
    .check = _ka_act_check_spot },
  { .id = "order", .label = N_ ("责令整改"), .from = ON (FOUND) | UNDER_WAY,
    .to = UNDER_WAY,
    .fields = { { "order_no", KA_ACT_NEEDED }, { "ordered", KA_ACT_NEEDED, KA_ACT_TODAY },
                { "deadline", KA_ACT_NEEDED }, { "violated" }, { "responsible" }, { "measures" } },
    .source = N_ ("《安全生产法》第六十五条：对违法行为当场予以纠正或者要求限期改正。"),
    .allowed = _ka_act_allow_order, .check = _ka_act_check_order },
  { .id = "begin", .label = N_ ("开始整改"), .from = ON (FOUND) | ON (ORDERED), .to = ON (RECTIFYING),
    .fields = { { "responsible", KA_ACT_NEEDED }, { "measures", KA_ACT_NEEDED },
                { "deadline", KA_ACT_NEEDED }, { "criterion", KA_ACT_MAJOR },
                { "funds", KA_ACT_MAJOR }, { "contingency", KA_ACT_MAJOR } },
    .source = N_ ("江津府办发〔2023〕11号：重大隐患整改责任、措施、资金、时限、预案“五落实”。"),
    .allowed = _ka_act_allow_begin, .check = _ka_act_check_order },
  { .id = "postpone", .label = N_ ("延期整改"), .from = UNDER_WAY, .made = "postponement",
    .fields = { { "asked", KA_ACT_NEEDED, KA_ACT_TODAY }, { "deadline", KA_ACT_NEEDED },
                { "reason", KA_ACT_NEEDED }, { "granted_by", KA_ACT_NEEDED },
                { "granted", KA_ACT_NEEDED, KA_ACT_TODAY }, { "measures" }, { "number" } },
    .source = N_ ("《安全生产违法行为行政处罚办法》：确需延期的，在期限届满前申请。"),
    .allowed = _ka_act_allow_postpone, .check = _ka_act_check_postpone, .finish = finish_postpone },
  { .id = "submit", .label = N_ ("整改完成"), .from = UNDER_WAY, .to = ON (AWAITING),
    .fields = { { "rectified", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("《安全生产法》第四十一条：事故隐患排查治理情况应当如实记录并通报。"),
    .allowed = _ka_act_allow_submit },
  { .id = "pass", .label = N_ ("复查合格"), .from = ON (AWAITING), .to = ON (PASSED) | ON (CLOSED),
    .fields = { { "reviewed", KA_ACT_NEEDED, KA_ACT_TODAY }, { "reviewer", KA_ACT_NEEDED },
                { "review_no", KA_ACT_NEEDED } },
    .source = N_ ("《安全生产违法行为行政处罚办法》：自申请或者期满之日起10日内复查。"),
    .allowed = _ka_act_allow_review, .finish = finish_pass },
  { .id = "fail", .label = N_ ("复查不合格"), .from = UNDER_WAY | ON (AWAITING),
    .to = ON (FAILED) | ON (FILED),
    .fields = { { "reviewed", KA_ACT_NEEDED, KA_ACT_TODAY }, { "reviewer", KA_ACT_NEEDED },
                { "review_no", KA_ACT_NEEDED } },
    .source = N_ ("《安全生产违法行为行政处罚办法》：自申请或者期满之日起10日内复查。"),
    .allowed = _ka_act_allow_fail, .finish = finish_fail },
  { .id = "reorder", .label = N_ ("再次责改"), .from = ON (FAILED) | ON (FILED), .to = UNDER_WAY,
    .fields = { { "order_no", KA_ACT_NEEDED, KA_ACT_ANEW }, { "ordered", KA_ACT_NEEDED, KA_ACT_TODAY },
                { "deadline", KA_ACT_NEEDED, KA_ACT_ANEW } },
    .source = N_ ("《安全生产法》第六十五条：对违法行为要求限期改正。"),
    .check = _ka_act_check_order, .finish = finish_order },
  { .id = "file", .label = N_ ("立案"), .from = OPEN,
    .fields = { { "case_filed", KA_ACT_NEEDED, KA_ACT_TODAY }, { "case_no" } },
    .source = N_ ("《行政处罚法》第五十四条：符合立案标准的，应当及时立案。"),
    .allowed = _ka_act_allow_file },
  { .id = "penalise", .label = N_ ("行政处罚"), .from = ANY, .made = "penalty",
    .fields = { { "doc_no", KA_ACT_NEEDED }, { "decided", KA_ACT_NEEDED, KA_ACT_TODAY },
                { "kind", KA_ACT_NEEDED }, { "amount" }, { "facts", KA_ACT_NEEDED },
                { "violated", KA_ACT_NEEDED }, { "basis", KA_ACT_NEEDED }, { "informed" },
                { "extended_until" } },
    .source = N_ ("《行政处罚法》第六十条：自立案之日起90日内作出行政处罚决定。"),
    .allowed = _ka_act_allow_penalise, .check = _ka_act_check_penalty },
  { .id = "report", .label = N_ ("上报安全在线"), .from = ANY, .level = "重大",
    .fields = { { "reported_online", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("《安全生产法》第四十一条：重大事故隐患纳入相关信息系统。") },
  { .id = "supervise", .label = N_ ("挂牌督办"), .from = OPEN, .level = "重大",
    .fields = { { "supervised", KA_ACT_NEEDED, KA_ACT_ANEW }, { "supervision_no", KA_ACT_NEEDED },
                { "supervised_on", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("《安全生产法》第四十一条：建立健全重大事故隐患治理督办制度。") },
  { .id = "halt", .label = N_ ("停产撤人"), .from = OPEN, .level = "重大",
    .fields = { { "halted_on", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("《安全生产法》第六十五条：无法保证安全的，撤出作业人员，责令暂时停产停业。"),
    .allowed = _ka_act_allow_halt, .finish = finish_halt },
  { .id = "accept", .label = N_ ("验收"), .from = ON (PASSED), .level = "重大",
    .fields = { { "accepted", KA_ACT_NEEDED, KA_ACT_TODAY }, { "accepted_by", KA_ACT_NEEDED } },
    .source = N_ ("《安全生产法》第六十五条：重大事故隐患排除后，经审查同意方可恢复生产经营。") },
  { .id = "close", .label = N_ ("销号"), .from = ON (PASSED), .to = ON (CLOSED),
    .fields = { { "closed", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("渝安办〔2025〕13号：重大隐患动态清零、闭环销号。"),
    .allowed = _ka_act_allow_close },
  { .id = "resume", .label = N_ ("恢复生产"), .from = ON (PASSED) | ON (CLOSED), .level = "重大",
    .fields = { { "resumed", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("《安全生产法》第六十五条：重大事故隐患排除后，经审查同意方可恢复生产经营。"),
    .allowed = _ka_act_allow_resume },
  { .id = "revisit", .label = N_ ("回访"), .from = ON (CLOSED), .level = "重大",
    .fields = { { "revisited", KA_ACT_NEEDED, KA_ACT_TODAY }, { "revisit_result", KA_ACT_NEEDED } },
    .source = N_ ("渝安办〔2025〕13号：重大隐患整改销号后“回头看”。") },
};
/* clang-format on */

const KaHazardAct *
ka_hazard_acts (guint *n)
{
  *n = G_N_ELEMENTS (ACTS);
  return ACTS;
}

const KaHazardAct *
ka_hazard_act_get (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (ACTS); i++)
    if (strcmp (ACTS[i].id, id) == 0)
      return &ACTS[i];
  return NULL;
}

const char *
ka_hazard_act_label (const KaHazardAct *act)
{
  return _ (act->label);
}

const KaKind *
ka_hazard_act_kind (const KaHazardAct *act)
{
  return ka_kind_get (act->made != NULL ? act->made : "hazard");
}

gboolean
ka_hazard_act_needs (const KaHazardAct *act, const KaActField *field, const KaRecord *hazard)
{
  return field->need == KA_ACT_NEEDED
         || (field->need == KA_ACT_MAJOR && ka_hazard_is_major (hazard));
}

gboolean
ka_hazard_act_asks (const KaHazardAct *act, const KaActField *field, const KaRecord *hazard)
{
  return field->need != KA_ACT_MAJOR || ka_hazard_is_major (hazard);
}

/* ---- may it be done ---- */

static char *
name_states (guint states)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint s = 0; s < KA_HAZARD_N_STATES; s++)
    if (states & KA_STATE_BIT (s))
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? "、" : "",
                              ka_hazard_state_label (s));
  return g_string_free (g_steal_pointer (&names), FALSE);
}

gboolean
ka_hazard_act_lawful (const KaHazardAct *act, const KaRecord *hazard, KaDay on, GError **error)
{
  KaHazardState state = ka_hazard_state (hazard);

  if (act->level != NULL && g_strcmp0 (ka_record_get (hazard, "level"), act->level) != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”只用于%s隐患，这条隐患不是。"),
                   ka_hazard_act_label (act), act->level);
      return FALSE;
    }
  if ((act->from & KA_STATE_BIT (state)) == 0)
    {
      g_autofree char *states = name_states (act->from);

      g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                   _ ("这条隐患现在是“%s”，不能“%s”；只有%s的隐患可以。"),
                   ka_hazard_state_label (state), ka_hazard_act_label (act), states);
      return FALSE;
    }
  return act->allowed == NULL || act->allowed (act, hazard, on, error);
}

/* ---- what it begins with ---- */

/* A penalty knows its party, its inspection and its facts from the hazard. */
static void
draft_penalty (KaLedger *ledger, const KaRecord *hazard, KaRecord *penalty)
{
  g_autoptr (KaRecord) mine
    = ka_ledger_get (ledger, ka_kind_get ("mine"), ka_record_get_int (hazard, "mine", 0), NULL);

  if (mine != NULL)
    ka_record_set (penalty, "enterprise", ka_record_get (mine, "enterprise"));
  ka_record_set (penalty, "mine", ka_record_get (hazard, "mine"));
  ka_record_set (penalty, "inspection", ka_record_get (hazard, "inspection"));
  ka_record_set (penalty, "filed", ka_record_get (hazard, "case_filed"));
  ka_record_set (penalty, "case_no", ka_record_get (hazard, "case_no"));
  ka_record_set (penalty, "facts", ka_record_get (hazard, "description"));
  ka_record_set (penalty, "violated", ka_record_get (hazard, "violated"));
  ka_record_set (penalty, "major_hazard", ka_hazard_is_major (hazard) ? "1" : "0");
}

KaRecord *
ka_hazard_act_draft (const KaHazardAct *act, KaLedger *ledger, const KaRecord *hazard, KaDay on)
{
  KaRecord *draft
    = act->made == NULL ? ka_record_copy (hazard) : ka_record_new (ka_hazard_act_kind (act));
  g_autofree char *today = ka_day_to_iso (on);

  if (act->made != NULL)
    {
      g_autofree char *id = g_strdup_printf ("%" PRId64, hazard->id);

      ka_record_set (draft, "hazard", id);
    }
  if (g_strcmp0 (act->made, "postponement") == 0)
    ka_record_set (draft, "old_deadline", ka_record_get (hazard, "deadline"));
  if (g_strcmp0 (act->made, "penalty") == 0)
    draft_penalty (ledger, hazard, draft);
  for (const KaActField *f = act->fields; f->field != NULL; f++)
    if (f->given == KA_ACT_ANEW)
      ka_record_set (draft, f->field, NULL);
    else if (f->given == KA_ACT_FOUND)
      ka_record_set (draft, f->field, ka_record_get (hazard, "found"));
    else if (f->given == KA_ACT_TODAY)
      ka_record_set (draft, f->field, today);
  return draft;
}

/* ---- doing it ---- */

typedef struct
{
  KaRecord *hazard;
  KaRecord *made;  /* or NULL */
  KaRecord *round; /* or NULL: what ends with this act */
} Change;

static gboolean
save_change (KaLedger *ledger, gpointer data, GError **error)
{
  Change *change = data;

  return (change->round == NULL || ka_ledger_save (ledger, change->round, error))
         && ka_ledger_save (ledger, change->hazard, error)
         && (change->made == NULL || ka_ledger_save (ledger, change->made, error));
}

static gboolean
check_needed (const KaHazardAct *act,
              const KaRecord *hazard,
              const KaRecord *record,
              GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (const KaActField *f = act->fields; f->field != NULL; f++)
    if (ka_hazard_act_needs (act, f, hazard) && ka_record_get (record, f->field) == NULL)
      g_string_append_printf (names, "%s“%s”", names->len > 0 ? "、" : "",
                              ka_field_label (ka_kind_field (record->kind, f->field)));
  if (names->len == 0)
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_REQUIRED, _ ("“%s”还缺%s，请补上。"),
               ka_hazard_act_label (act), names->str);
  return FALSE;
}

static gboolean
check_reached (const KaHazardAct *act,
               const KaRecord *before,
               const KaRecord *after,
               GError **error)
{
  KaHazardState was = ka_hazard_state (before), is = ka_hazard_state (after);
  guint wanted = act->to != 0 ? act->to : KA_STATE_BIT (was);

  /* A case that is opened on a hazard that failed is what 立案 means. */
  if (act->to == 0 && was == KA_HAZARD_FAILED)
    wanted |= KA_STATE_BIT (KA_HAZARD_FILED);
  if (wanted & KA_STATE_BIT (is))
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
               _ ("按所填的内容，“%s”之后这条隐患会成为“%s”，请核对所填的日期和期限。"),
               ka_hazard_act_label (act), ka_hazard_state_label (is));
  return FALSE;
}

/* What the order said and its review found, before the next order takes its place. */
static KaRecord *
close_round (KaLedger *ledger, const KaRecord *hazard)
{
  const KaKind *kind = ka_kind_get ("hazard_round");
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autofree char *id = g_strdup_printf ("%" PRId64, hazard->id);
  g_autoptr (GArray) earlier = NULL;
  g_autofree char *number = NULL;
  KaRecord *round = ka_record_new (kind);

  ka_query_filter (query, "hazard", KA_OP_EQ, id);
  earlier = ka_query_ids (query, ledger, NULL, NULL);
  number = g_strdup_printf ("%u", (earlier != NULL ? earlier->len : 0) + 1);
  ka_record_set (round, "hazard", id);
  ka_record_set (round, "round", number);
  for (guint i = 2; i < kind->n_fields; i++)
    ka_record_set (round, kind->fields[i].id, ka_record_get (hazard, kind->fields[i].id));
  return round;
}

gboolean
ka_hazard_act_run (const KaHazardAct *act,
                   KaLedger *ledger,
                   gint64 id,
                   const KaRecord *draft,
                   KaDay on,
                   gint64 *made,
                   GError **error)
{
  const KaKind *kind = ka_kind_get ("hazard");
  g_autoptr (KaRecord) before = ka_ledger_get (ledger, kind, id, error);
  g_autoptr (KaRecord) hazard = NULL, record = NULL, round = NULL;
  g_autofree char *why = NULL;
  Change change = { 0 };

  g_return_val_if_fail (draft->kind == ka_hazard_act_kind (act), FALSE);

  if (before == NULL || !ka_hazard_act_lawful (act, before, on, error))
    return FALSE;
  hazard = ka_record_copy (before);
  record = act->made != NULL ? ka_record_copy (draft) : ka_record_ref (hazard);
  /* The act's own fields alone: nothing else of the hazard changes with it. */
  for (const KaActField *f = act->fields; f->field != NULL; f++)
    if (ka_hazard_act_asks (act, f, before))
      ka_record_set (record, f->field, ka_record_get (draft, f->field));
  if (!check_needed (act, before, record, error) || !_ka_act_check_days (act, record, on, error)
      || (act->check != NULL && !act->check (act, ledger, before, record, on, error)))
    return FALSE;
  if (strcmp (act->id, "reorder") == 0)
    round = close_round (ledger, before);
  if (act->finish != NULL)
    act->finish (hazard, record);
  if (!check_reached (act, before, hazard, error))
    return FALSE;

  change = (Change){ hazard, act->made != NULL ? record : NULL, round };
  why = g_strdup_printf ("%s：%s", act->label, ka_ledger_title (ledger, kind, id));
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_change, &change, NULL, error))
    return FALSE;
  if (made != NULL)
    *made = act->made != NULL ? record->id : 0;
  return TRUE;
}
