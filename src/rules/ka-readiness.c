/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-calendar.h"

#include "ka-due-private.h"

#define IN_QUARTER(field) "t." field " BETWEEN :quarter_start AND :quarter_end"

/* What stands in the report and is not in the ledger yet. $1: how many. */
static const KaDueRule rows[] = {
  { .code = "lack_registry",
    .kind = "mine",
    .district = "NOT EXISTS (SELECT 1 FROM mine t WHERE t.status <> '关闭')",
    .message = N_ ("台账里没有在册矿山") },
  { .code = "lack_mines",
    .kind = "mine",
    .where = "t.status <> '关闭' AND t.type <> '尾矿库' AND (t.mech_extraction IS NULL OR"
             " t.mech_loading IS NULL OR t.mech_haulage IS NULL OR t.info_management IS NULL OR"
             " t.video IS NULL OR t.std_level IS NULL OR t.posts_key IS NULL OR t.training_video IS"
             " NULL OR t.survey_status IS NULL)",
    .message = N_ ("$1座矿山的四化六体系数据没有填全") },
  { .code = "lack_duty",
    .kind = "mine",
    .where
    = RUNS " AND t.type <> '尾矿库' AND (SELECT count (*) FROM duty d WHERE d.mine = t.id AND"
           " d.month BETWEEN substr (:quarter_start, 1, 7) AND substr (:quarter_end, 1, 7)) < 3",
    .message = N_ ("$1座矿山缺本季度的履职月报") },
  { .code = "lack_inspection",
    .kind = "inspection",
    .where = IN_QUARTER ("started") " AND (t.result IS NULL OR t.record_no IS NULL)",
    .message = N_ ("$1次检查没有检查结果或者检查记录文书号") },
  { .code = "lack_hazard",
    .kind = "hazard",
    .where = IN_QUARTER ("found") " AND t.deadline IS NULL AND t.closed IS NULL",
    .message = N_ ("$1条隐患没有整改期限") },
  { .code = "lack_major",
    .kind = "hazard",
    .where = "t.level = '重大' AND t.found <= :quarter_end AND (t.closed IS NULL OR t.closed >"
             " :quarter_start) AND t.criterion IS NULL",
    .message = N_ ("$1条重大隐患没有判定条款") },
  { .code = "lack_penalty",
    .kind = "penalty",
    .where = "(" IN_QUARTER ("filed") " OR " IN_QUARTER (
      "decided") ") AND (t.decided IS NULL OR t.kind IS NULL OR (t.kind = '罚款' AND t.amount IS NULL))",
    .message = N_ ("$1件行政处罚没有决定日期、种类或者金额") },
  { .code = "lack_accident",
    .kind = "accident",
    .where = "substr (t.occurred, 1, 10) BETWEEN :year_start AND :quarter_end AND (t.deaths IS NULL"
             " OR t.category IS NULL)",
    .message = N_ ("$1起事故没有死亡人数或者事故类型") },
  { .code = "lack_case",
    .kind = "typical_case",
    .district = "NOT EXISTS (SELECT 1 FROM typical_case t WHERE " IN_QUARTER ("reported") ")",
    .message = N_ ("本季度还没有报送典型案例") },
  { .code = "lack_review",
    .kind = "typical_case",
    .where = "t.quarter = :quarter AND t.reported IS NULL AND (t.review IS NULL OR t.review IN"
             " ('待审核', '审核中'))",
    .message = N_ ("本季度$1件典型案例还没有审核完") },
  { .code = "lack_measures",
    .kind = "measure_progress",
    .district = "NOT EXISTS (SELECT 1 FROM measure_progress t WHERE t.quarter = :quarter)",
    .message = N_ ("本季度“八条硬措施”进展还没有填") },
  { .code = "lack_measure_state",
    .kind = "measure_progress",
    .where = "t.quarter = :quarter AND t.state IS NULL",
    .message = N_ ("$1项硬措施没有落实情况") },
  { .code = "lack_plan_year",
    .kind = "plan_year",
    .district = "NOT EXISTS (SELECT 1 FROM plan_year t WHERE t.year = :year)",
    .message = N_ ("没有本年度检查计划的工作日测算") },
};

void
ka_lack_free (KaLack *lack)
{
  g_free (lack->text);
  g_free (lack);
}

static KaLack *
make_lack (const KaDueRule *rule, guint count)
{
  KaLack *lack = g_new0 (KaLack, 1);
  g_autofree char *number = g_strdup_printf ("%u", count);
  g_auto (GStrv) parts = g_strsplit (_ (rule->message), "$1", -1);

  lack->rule = rule;
  lack->count = count;
  lack->text = g_strjoinv (number, parts);
  return lack;
}

GPtrArray *
ka_report_lacks (KaLedger *ledger, KaQuarter quarter, GError **error)
{
  g_autoptr (GPtrArray) lacks = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_lack_free);

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gint64 count = ka_due_count_rule (ledger, &rows[i], ka_quarter_end (quarter), error);

      if (count < 0)
        return NULL;
      if (count > 0)
        g_ptr_array_add (lacks, make_lack (&rows[i], (guint)count));
    }
  return g_steal_pointer (&lacks);
}
