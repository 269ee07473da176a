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
static const KaAct ACTS[] = {
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

static void
prepare_draft (const KaAct *act, KaLedger *ledger, const KaRecord *hazard, KaRecord *draft)
{
  g_autofree char *id = g_strdup_printf ("%" PRId64, hazard->id);

  if (act->made == NULL)
    return;
  ka_record_set (draft, "hazard", id);
  if (strcmp (act->made, "postponement") == 0)
    ka_record_set (draft, "old_deadline", ka_record_get (hazard, "deadline"));
  else if (strcmp (act->made, "penalty") == 0)
    draft_penalty (ledger, hazard, draft);
}

/* A case that is opened on a hazard that failed is what 立案 means. */
static guint
get_further (const KaAct *act, guint was)
{
  return act->to == 0 && was == KA_HAZARD_FAILED ? ON (FILED) : 0;
}

/* What the order said and its review found, before the next order takes its place. */
static KaRecord *
close_round (const KaAct *act, KaLedger *ledger, const KaRecord *hazard)
{
  const KaKind *kind = ka_kind_get ("hazard_round");
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autofree char *id = g_strdup_printf ("%" PRId64, hazard->id);
  g_autoptr (GArray) earlier = NULL;
  g_autofree char *number = NULL;
  KaRecord *round;

  if (strcmp (act->id, "reorder") != 0)
    return NULL;
  round = ka_record_new (kind);

  ka_query_filter (query, "hazard", KA_OP_EQ, id);
  earlier = ka_query_ids (query, ledger, NULL, NULL);
  number = g_strdup_printf ("%u", (earlier != NULL ? earlier->len : 0) + 1);
  ka_record_set (round, "hazard", id);
  ka_record_set (round, "round", number);
  for (guint i = 2; i < kind->n_fields; i++)
    ka_record_set (round, kind->fields[i].id, ka_record_get (hazard, kind->fields[i].id));
  return round;
}

static int
count_overdue (KaLedger *ledger, const KaRecord *hazard, KaDay on)
{
  return ka_hazard_overdue (hazard, on);
}

const KaActs _ka_hazard_acts = {
  .kind = "hazard",
  .acts = ACTS,
  .n_acts = G_N_ELEMENTS (ACTS),
  .n_states = KA_HAZARD_N_STATES,
  .state = ka_hazard_state,
  .states = _ka_hazard_states,
  .overdue = count_overdue,
  .is_major = ka_hazard_is_major,
  .prepare = prepare_draft,
  .also = get_further,
  .keep = close_round,
};
