/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-calendar.h"

#include "ka-due-private.h"

#define RUNNING_MINE "m.status IN ('生产', '基建') AND m.type <> '尾矿库'"
#define ANY_MINE "EXISTS (SELECT 1 FROM mine m WHERE m.status <> '关闭')"
#define REPORTED "EXISTS (SELECT 1 FROM duty d WHERE d.month = :month)"
/* Every report of the month gives enough of it. */
#define ENOUGH(field, least)                                                                       \
  REPORTED " AND NOT EXISTS (SELECT 1 FROM duty d JOIN mine m ON m.id = d.mine WHERE d.month ="    \
           " :month AND m.status <> '关闭' AND (d." field " IS NULL OR d." field " < " least "))"
#define HELD(kinds)                                                                                \
  "EXISTS (SELECT 1 FROM training t WHERE t.kind IN (" kinds ") AND t.held BETWEEN :start AND"     \
  " :end AND t.held <= :day)"
/* What is not filled in does not hold. */
#define ALL_MINES(predicate)                                                                       \
  "NOT EXISTS (SELECT 1 FROM mine m WHERE m.status <> '关闭' AND m.type <> '尾矿库'"          \
  " AND CASE WHEN " predicate " THEN 0 ELSE 1 END = 1)"
#define ANALYSED(what)                                                                             \
  "NOT EXISTS (SELECT 1 FROM mine m WHERE m.status <> '关闭' AND m." what "_height >= 1000 AND"    \
  " (m." what "_analysed IS NULL OR m." what "_analysed < :start OR m." what "_analysed > :day))"
#define PLANNED "EXISTS (SELECT 1 FROM plan p WHERE p.month = :month)"

static const KaDuty duties[] = {
  /* ---- every month ---- */
  { .code = "duty_reports",
    .name = N_ ("抽查实际控制人、总工程师履职"),
    .every = KA_EVERY_MONTH,
    .clause = JINJIN "三（一）3；" YUAN "三",
    .kind = "duty",
    .owed = "EXISTS (SELECT 1 FROM mine m WHERE " RUNNING_MINE ")",
    .done
    = REPORTED " AND NOT EXISTS (SELECT 1 FROM mine m WHERE " RUNNING_MINE
               " AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.mine = m.id AND d.month = :month))" },
  { .code = "controller_meetings",
    .name = N_ ("实际控制人研究重大问题"),
    .every = KA_EVERY_MONTH,
    .clause = JINJIN "三（一）3",
    .kind = "duty",
    .owed = ANY_MINE,
    .done = ENOUGH ("controller_meetings", "1") },
  { .code = "principal_checks",
    .name = N_ ("主要负责人隐患排查"),
    .every = KA_EVERY_MONTH,
    .clause = JINJIN "三（一）3",
    .kind = "duty",
    .owed = ANY_MINE,
    .done = ENOUGH ("principal_checks", "1") },
  { .code = "major_checks",
    .name = N_ ("重大事故隐患自查并填报"),
    .every = KA_EVERY_MONTH,
    .clause = YUAN "四",
    .kind = "duty",
    .owed = ANY_MINE,
    .done = ENOUGH ("major_checks", "1") },
  { .code = "planned_inspections",
    .name = N_ ("按计划开展执法检查"),
    .every = KA_EVERY_MONTH,
    .clause = JINJIN "三（三）2；" YUAN "九",
    .kind = "plan",
    .owed = PLANNED,
    .done
    = "NOT EXISTS (SELECT 1 FROM plan p JOIN mine m ON m.id = p.mine WHERE p.month = :month"
      " AND m.status <> '关闭' AND NOT EXISTS (SELECT 1 FROM inspection i WHERE i.mine = p.mine"
      " AND i.started <= :day AND (i.plan = p.id OR (i.plan IS NULL AND i.started >= :start"
      " AND (i.\"trigger\" IS NULL OR i.\"trigger\" IN ('计划', '双随机'))))))" },
  /* ---- every quarter ---- */
  { .code = "measures_analysis",
    .name = N_ ("分析“八条硬措施”进展和短板"),
    .every = KA_EVERY_QUARTER,
    .clause = YUAN "一",
    .kind = "measure_progress",
    .done = "EXISTS (SELECT 1 FROM measure_progress t WHERE t.quarter = :quarter)" },
  { .code = "case_report",
    .name = N_ ("报送典型案例"),
    .every = KA_EVERY_QUARTER,
    .clause = YUAN "五",
    .kind = "typical_case",
    .done = "EXISTS (SELECT 1 FROM typical_case t WHERE t.reported BETWEEN :start AND :end"
            " AND t.reported <= :day)" },
  { .code = "quarter_report",
    .name = N_ ("季度工作情况报告"),
    .every = KA_EVERY_QUARTER,
    .clause = YUAN "一",
    .kind = "typical_case",
    .done = "EXISTS (SELECT 1 FROM frozen t WHERE t.quarter = :quarter)" },
  /* ---- every year ---- */
  { .code = "year_plan",
    .name = N_ ("编制年度监督检查计划并报批"),
    .every = KA_EVERY_YEAR,
    .month = 2,
    .clause = JINJIN "三（三）2",
    .kind = "plan_year",
    .done = "EXISTS (SELECT 1 FROM plan_year t WHERE t.year = :year AND t.approved <= :day)" },
  { .code = "four_batches",
    .name = N_ ("明确“四个一批”任务"),
    .every = KA_EVERY_YEAR,
    .month = 6,
    .clause = JINJIN "三（六）1；" YUAN "八",
    .kind = "mine",
    .owed = ANY_MINE,
    .done = ALL_MINES ("m.disposal IS NOT NULL") },
  { .code = "safety_month",
    .name = N_ ("“安全生产月”宣传和警示教育"),
    .every = KA_EVERY_YEAR,
    .month = 6,
    .clause = YUAN "十",
    .kind = "training",
    .done = HELD ("'专题宣讲', '警示教育'") },
  { .code = "reward_scheme",
    .name = N_ ("隐患内部报告奖励机制"),
    .every = KA_EVERY_YEAR,
    .month = 6,
    .year = 2025,
    .clause = YUAN "四",
    .kind = "enterprise",
    .owed = ANY_MINE,
    .done = "NOT EXISTS (SELECT 1 FROM enterprise t WHERE " WITH_MINE
            " AND (t.reward_scheme IS NULL OR t.reward_scheme = 0"
            " OR t.reward_scheme_since > :day))" },
  { .code = "survey",
    .name = N_ ("填报隐蔽致灾因素普查成果"),
    .every = KA_EVERY_YEAR,
    .month = 9,
    .year = 2025,
    .clause = YUAN "六",
    .kind = "mine",
    .owed = ANY_MINE,
    .done = ALL_MINES ("m.survey_status = '已完成' AND (m.survey_done IS NULL"
                       " OR m.survey_done <= :day)") },
  { .code = "slope_analysis",
    .name = N_ ("100米以上边坡稳定性分析"),
    .every = KA_EVERY_YEAR,
    .month = 12,
    .clause = JINJIN "三（四）",
    .kind = "mine",
    .owed = "EXISTS (SELECT 1 FROM mine m WHERE m.status <> '关闭' AND m.slope_height >= 1000)",
    .done = ANALYSED ("slope") },
  { .code = "dump_analysis",
    .name = N_ ("100米以上排土场稳定性分析"),
    .every = KA_EVERY_YEAR,
    .month = 12,
    .clause = JINJIN "三（四）",
    .kind = "mine",
    .owed = "EXISTS (SELECT 1 FROM mine m WHERE m.status <> '关闭' AND m.dump_height >= 1000)",
    .done = ANALYSED ("dump") },
  { .code = "three_posts",
    .name = N_ ("“三项岗位”人员培训"),
    .every = KA_EVERY_YEAR,
    .month = 12,
    .clause = YUAN "七",
    .kind = "training",
    .done = HELD ("'主要负责人'") " AND " HELD ("'安全生产管理人员'") " AND " HELD (
      "'特种作业人员'") " AND NOT EXISTS (SELECT 1 FROM training_plan p WHERE p.year = :year"
                        " AND p.persons > (SELECT COALESCE (sum (t.attended), 0) FROM training t"
                        " WHERE t.kind = p.kind AND t.held BETWEEN :start AND :end AND t.held <="
                        " :day AND (p.enterprise IS NULL OR t.enterprise = p.enterprise)))" },
  { .code = "expert_visits",
    .name = N_ ("专家服务覆盖生产、基建矿山"),
    .every = KA_EVERY_YEAR,
    .month = 12,
    .clause = YUAN "九；" JINJIN "二（专家服务体系）",
    .kind = "expert_visit",
    .owed = "EXISTS (SELECT 1 FROM mine m WHERE " RUNNING_MINE ")",
    .done = "NOT EXISTS (SELECT 1 FROM mine m WHERE " RUNNING_MINE " AND NOT EXISTS (SELECT 1 FROM"
            " expert_visit v WHERE v.mine = m.id AND v.held BETWEEN :start AND :end AND v.held <="
            " :day))" },
  { .code = "acceptance_sample",
    .name = N_ ("竣工验收随机抽查10%"),
    .every = KA_EVERY_YEAR,
    .month = 12,
    .clause = YUAN "八",
    .kind = "project",
    .owed = "EXISTS (SELECT 1 FROM project t WHERE t.accepted BETWEEN :start AND :end)",
    .done = "(SELECT count (*) FROM project t WHERE t.accepted BETWEEN :start AND :end"
            " AND t.sampled = 1) * 10 >= (SELECT count (*) FROM project t WHERE t.accepted"
            " BETWEEN :start AND :end)" },
  { .code = "officials",
    .name = N_ ("“三个责任人”公示"),
    .every = KA_EVERY_YEAR,
    .month = 12,
    .clause = JINJIN "三（一）1",
    .kind = "mine",
    .owed = ANY_MINE,
    .done = ALL_MINES ("m.officials_published <= :day") },
};

const KaDuty *
ka_duties (guint *n)
{
  *n = G_N_ELEMENTS (duties);
  return duties;
}

const char *
ka_duty_name (const KaDuty *duty)
{
  return _ (duty->name);
}

/* ---- the calendar ---- */

static int
ask (KaLedger *ledger, const char *predicate, const KaDutyCell *cell, KaDay on, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 WHERE %s", predicate);
  g_autofree char *start = ka_day_to_iso (cell->start);
  g_autofree char *end = ka_day_to_iso (cell->end);
  g_autofree char *day = ka_day_to_iso (on);
  g_autofree char *month = g_strndup (start, strlen ("2025-01"));
  g_autofree char *quarter = ka_quarter_to_text (ka_quarter_of (cell->start));
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autoptr (GError) local = NULL;
  gboolean holds;

  if (cursor == NULL)
    return -1;
  ka_cursor_bind_text (cursor, ":start", start);
  ka_cursor_bind_text (cursor, ":end", end);
  ka_cursor_bind_text (cursor, ":day", day);
  ka_cursor_bind_text (cursor, ":month", month);
  ka_cursor_bind_text (cursor, ":quarter", quarter);
  ka_cursor_bind_int (cursor, ":year", g_ascii_strtoll (start, NULL, 10));
  holds = ka_cursor_next (cursor, &local);
  if (local == NULL)
    return holds;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

static gboolean
judge (KaLedger *ledger, KaDutyCell *cell, KaDay on, GError **error)
{
  int owed, done;

  if (cell->start > on)
    {
      cell->state = KA_DUTY_AHEAD;
      return TRUE;
    }
  owed = cell->duty->owed != NULL ? ask (ledger, cell->duty->owed, cell, on, error) : 1;
  if (owed < 0)
    return FALSE;
  if (owed == 0)
    {
      cell->state = KA_DUTY_FREE;
      return TRUE;
    }
  if (cell->duty->done == NULL)
    {
      cell->state = KA_DUTY_UNKNOWN;
      return TRUE;
    }
  done = ask (ledger, cell->duty->done, cell, on, error);
  if (done < 0)
    return FALSE;
  cell->state = done ? KA_DUTY_DONE : cell->end < on ? KA_DUTY_UNDONE : KA_DUTY_RUNNING;
  return TRUE;
}

/* A year's duty may be done from the year's beginning, and is due by the end of its month. */
static void
set_period (KaDutyCell *cell, int year, int index)
{
  KaDay month;

  switch (cell->duty->every)
    {
    case KA_EVERY_MONTH:
      cell->first = cell->last = index + 1;
      break;
    case KA_EVERY_QUARTER:
      cell->first = index * 3 + 1;
      cell->last = index * 3 + 3;
      break;
    case KA_EVERY_YEAR:
    default:
      cell->first = cell->last = cell->duty->month;
    }
  month = ka_day_from_ymd (year, cell->last, 1);
  cell->end = ka_day_month_end (month);
  cell->start = cell->duty->every == KA_EVERY_YEAR ? ka_day_from_ymd (year, 1, 1)
                                                   : ka_day_from_ymd (year, cell->first, 1);
}

GArray *
ka_calendar_compute (KaLedger *ledger, int year, KaDay on, GError **error)
{
  static const int PERIODS[] = { 12, 4, 1 };
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaDutyCell));

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (duties); i++)
    {
      if (duties[i].year != 0 && duties[i].year != year)
        continue;
      for (int p = 0; p < PERIODS[duties[i].every]; p++)
        {
          KaDutyCell cell = { .duty = &duties[i] };

          set_period (&cell, year, p);
          if (!judge (ledger, &cell, on, error))
            return NULL;
          g_array_append_val (cells, cell);
        }
    }
  return g_steal_pointer (&cells);
}
