/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-accident.h"
#include "ka-indicator-private.h"

/* The predicates read like the regulation and cite it. They keep to the SQL that SQLite and PostgreSQL
 * share; ka_size () is a function of the application. Parameters:
 *   :day            the day on which is counted
 *   :quarter_start  first day of its quarter
 *   :year_start     first day of its year
 *   :construction :suspended :tailings   'in' or 'out': the switches of the settings */

/* N: the mines that count. 关闭 never does; the office decides about 基建, 停产/停建 and 尾矿库. */
#define IN_N(m)                                                                                    \
  m ".status <> '关闭'"                                                                          \
    " AND (" m ".status <> '基建' OR :construction = 'in')"                                      \
    " AND (" m ".status NOT IN ('停产', '停建') OR :suspended = 'in')"                         \
    " AND (" m ".type <> '尾矿库' OR :tailings = 'in')"

#define SIZE "ka_size (t.mineral, t.capacity, t.capacity_unit, t.density, t.size_class)"
#define LARGE SIZE " IN ('大型', '中型')"
/* The size at a capacity of a/b of what is laid down now, for how far a mine is from 中型. */
#define LARGE_AT(a, b)                                                                             \
  "ka_size (t.mineral, t.capacity * " a " / " b                                                    \
  ", t.capacity_unit, t.density, NULL) IN ('大型', '中型')"

#define UNDERGROUND "t.type IN ('地下矿山', '露天地下联合')"

#define FLAG(f) "CASE WHEN t." f " = 1 THEN 1 ELSE 0 END"
#define UNSET(f) "t." f " IS NULL"
#define ONE "1"

/* 江津府办发〔2023〕11号 二: 开采、铲装、运输等主要作业工序; 渝府办发〔2022〕105号 adds 通风, which an open pit
 * does not have. */
#define PROCESSES "3 + CASE WHEN " UNDERGROUND " THEN 1 ELSE 0 END"
#define MECHANISED                                                                                 \
  FLAG ("mech_extraction")                                                                         \
  " + " FLAG ("mech_loading") " + " FLAG (                                                         \
    "mech_haulage") " + CASE WHEN " UNDERGROUND " AND t.mech_ventilation = 1 THEN 1 ELSE 0 END"
#define MECH_UNSET                                                                                 \
  UNSET ("mech_extraction")                                                                        \
  " OR " UNSET ("mech_loading") " OR " UNSET ("mech_haulage") " OR (" UNDERGROUND " AND " UNSET (  \
    "mech_ventilation") ")"

/* A certificate that ends today still holds today. */
#define CERTIFIED(levels)                                                                          \
  "CASE WHEN t.std_level IN (" levels ") AND t.std_until >= :day THEN 1 ELSE 0 END"
/* The date of a level that would not count anyway is not asked for. */
#define STD_UNSET(levels)                                                                          \
  UNSET ("std_level") " OR (t.std_level IN (" levels ") AND " UNSET ("std_until") ")"

/* 安全生产事故等级, 国务院令第493号 第三条. */
#define GRADED_LARGER "CASE WHEN " KA_ACCIDENT_GRADE_SQL ("t") " >= 2 THEN 1 ELSE 0 END"

static const KaIndicator indicators[] = {
  /* 江津府办发〔2023〕11号 二: 大中型非煤矿山比例不低于60%. */
  {
    .code = "scale",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = "CASE WHEN " LARGE " THEN 1 ELSE 0 END",
    .missing = SIZE " IS NULL",
    .effort
    = "CASE WHEN " LARGE_AT ("5", "4") " THEN 1 WHEN " LARGE_AT ("3", "2") " THEN 2 WHEN " LARGE_AT (
      "2",
      "1") " THEN 3 WHEN " LARGE_AT ("3", "1") " THEN 4 WHEN " LARGE_AT ("5",
                                                                         "1") " THEN 5 ELSE 6 END",
  },
  /* 同上 二: 主要作业工序机械化率达到100%. */
  {
    .code = "mechanization",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = PROCESSES,
    .numerator = MECHANISED,
    .missing = MECH_UNSET,
  },
  /* 同上 三(六)2: 大中型非煤矿山机械化率达到100%. */
  {
    .code = "mechanization_large",
    .kind = "mine",
    .universe = "(" IN_N ("t") ") AND " LARGE,
    .denominator = ONE,
    .numerator = "CASE WHEN " MECHANISED " = " PROCESSES " THEN 1 ELSE 0 END",
    .missing = MECH_UNSET,
    .effort = PROCESSES " - (" MECHANISED ")",
  },
  /* 同上 三(六)3: 三级标准化企业达到100%; a higher level is more than the third. */
  {
    .code = "standard3",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = CERTIFIED ("'一级', '二级', '三级'"),
    .missing = STD_UNSET ("'一级', '二级', '三级'"),
    .effort = "CASE WHEN t.std_level IN ('一级', '二级', '三级') THEN 1 ELSE 2 END",
  },
  /* 同上 三(六)3: 二级标准化企业达到40%. */
  {
    .code = "standard2",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = CERTIFIED ("'一级', '二级'"),
    .missing = STD_UNSET ("'一级', '二级'"),
    .effort = "CASE WHEN t.std_level IN ('一级', '二级') THEN 1"
              " WHEN t.std_level = '三级' AND t.std_until >= :day THEN 2"
              " WHEN t.std_level = '三级' THEN 3 ELSE 4 END",
  },
  /* 同上 三(六)4: 安全管理信息化率达到100%. */
  {
    .code = "information",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = FLAG ("info_management"),
    .missing = UNSET ("info_management"),
  },
  /* 同上 三(六)4: 在线视频监控率达到100%. */
  {
    .code = "video",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = FLAG ("video"),
    .missing = UNSET ("video"),
  },
  /* 同上 二: 非煤矿山总工程师配备达到100%. */
  {
    .code = "engineer",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = "CASE WHEN t.chief_engineer IS NOT NULL THEN 1 ELSE 0 END",
  },
  /* 同上 二: 区级监管部门、镇街专业监管人员达到75%. */
  {
    .code = "regulator",
    .kind = "regulator",
    .universe = "1 = 1",
    .denominator = ONE,
    .numerator = FLAG ("professional"),
    .missing = UNSET ("professional"),
  },
  /* 同上 三(三)1: 专业执法人员配备率达到75%. */
  {
    .code = "enforcement",
    .kind = "regulator",
    .universe = "1 = 1",
    .denominator = FLAG ("enforcement"),
    .numerator = "CASE WHEN t.enforcement = 1 AND t.professional = 1 THEN 1 ELSE 0 END",
    .missing = UNSET ("enforcement") " OR (t.enforcement = 1 AND " UNSET ("professional") ")",
  },
  /* 同上 三(五)4: 重点岗位“两单两卡”编制率达到100%. More cards than posts is a slip of the ledger and must not
   * make up for another mine. */
  {
    .code = "cards",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = "COALESCE (t.posts_key, 0)",
    .numerator = "CASE WHEN t.posts_carded > t.posts_key THEN t.posts_key"
                 " WHEN t.posts_key IS NULL THEN 0 ELSE COALESCE (t.posts_carded, 0) END",
    .missing = UNSET ("posts_key") " OR " UNSET ("posts_carded"),
  },
  /* 渝安办〔2025〕13号 七: 矿山安全培训教室视频联网率达到90%以上. */
  {
    .code = "training_video",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = FLAG ("training_video"),
    .missing = UNSET ("training_video"),
  },
  /* 同上 六: 2025年9月底前填报隐蔽致灾因素普查成果. Here and below: what the ledger dates after the day had not
   * been done by then. */
  {
    .code = "survey",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = "CASE WHEN t.survey_status = '已完成'"
                 " AND (t.survey_done IS NULL OR t.survey_done <= :day) THEN 1 ELSE 0 END",
    .missing = UNSET ("survey_status"),
    .effort = "CASE WHEN t.survey_status IN ('进行中', '已完成') THEN 1 ELSE 2 END",
  },
  /* 同上 四: 2025年6月底前建立并实施事故隐患内部报告奖励机制. Asked of enterprises with a mine in N. */
  {
    .code = "reward",
    .kind = "enterprise",
    .universe = "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND " IN_N ("m") ")",
    .denominator = ONE,
    .numerator = "CASE WHEN t.reward_scheme = 1 AND (t.reward_scheme_since IS NULL"
                 " OR t.reward_scheme_since <= :day) THEN 1 ELSE 0 END",
    .missing = UNSET ("reward_scheme"),
  },
  /* 江津府办发〔2023〕11号 三(一)1: “三个责任人”监管公示制度. */
  {
    .code = "published",
    .kind = "mine",
    .universe = IN_N ("t"),
    .denominator = ONE,
    .numerator = "CASE WHEN t.officials_published <= :day THEN 1 ELSE 0 END",
  },
  /* 渝安办〔2025〕13号 四: 重大事故隐患动态清零. */
  {
    .code = "major_closed",
    .kind = "hazard",
    .universe = "t.level = '重大' AND t.found <= :day",
    .denominator = ONE,
    .numerator = "CASE WHEN t.closed <= :day THEN 1 ELSE 0 END",
    .effort
    = "CASE WHEN t.review_result = '合格' THEN 1 WHEN t.rectified <= :day THEN 2 ELSE 3 END",
  },
  /* 同上 八: 安全设施竣工验收按照不少于总数10%的比例进行随机抽查. */
  {
    .code = "acceptance_sample",
    .kind = "project",
    .universe = "t.accepted BETWEEN :year_start AND :day",
    .denominator = ONE,
    .numerator = FLAG ("sampled"),
    .missing = UNSET ("sampled"),
  },
  /* 同上 五: 每季度至少报送1个典型案例. */
  {
    .code = "cases",
    .kind = "typical_case",
    .universe = "t.reported BETWEEN :quarter_start AND :day",
    .numerator = ONE,
  },
  /* 江津府办发〔2023〕11号 二: 坚决杜绝较大及以上事故发生. */
  {
    .code = "accidents_larger",
    .kind = "accident",
    .universe = "substr (t.occurred, 1, 10) BETWEEN :year_start AND :day",
    .numerator = GRADED_LARGER,
    .missing = "t.grade IS NULL AND t.deaths IS NULL AND t.serious IS NULL AND t.loss IS NULL",
    .goal = KA_GOAL_AT_MOST,
  },
};

const KaIndicator *
ka_indicators (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (indicators);
  return indicators;
}

const KaIndicator *
ka_indicator_get (const char *code)
{
  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (indicators); i++)
    if (g_str_equal (indicators[i].code, code))
      return &indicators[i];
  return NULL;
}

const char *
ka_indicator_mines_sql (void)
{
  return IN_N ("t");
}

/* ---- what people read about it ---- */

static const char *
get_column (const KaIndicator *indicator, const char *column)
{
  const KaCodeTable *table = ka_codes_get ("indicators");
  const KaCode *code = ka_codes_lookup (table, indicator->code, KA_DAY_NONE);
  const char *text = code != NULL ? ka_codes_column (table, code, column) : NULL;

  return text != NULL ? text : "";
}

const char *
ka_indicator_name (const KaIndicator *indicator)
{
  return get_column (indicator, "name");
}

const char *
ka_indicator_group (const KaIndicator *indicator)
{
  return get_column (indicator, "group");
}

const char *
ka_indicator_unit (const KaIndicator *indicator)
{
  return get_column (indicator, "unit");
}

const char *
ka_indicator_source (const KaIndicator *indicator)
{
  return get_column (indicator, "source");
}

const char *
ka_indicator_definition (const KaIndicator *indicator)
{
  return get_column (indicator, "definition");
}

const char *
ka_indicator_counter (const KaIndicator *indicator)
{
  return ka_kind_get (indicator->kind)->counter;
}

const char *
ka_indicator_gap_counter (const KaIndicator *indicator)
{
  return indicator->denominator == NULL ? ka_indicator_unit (indicator)
                                        : ka_indicator_counter (indicator);
}

/* ---- parameters and conditions ---- */

static const char *
get_switch (KaLedger *ledger, const char *key)
{
  return ka_ledger_setting_flag (ledger, key) ? "in" : "out";
}

GHashTable *
ka_indicator_parameters (KaLedger *ledger, KaDay on, const KaScope *scope)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  int year;

  ka_day_get_ymd (on, &year, NULL, NULL);
  g_hash_table_insert (parameters, (char *)":day", ka_day_to_iso (on));
  g_hash_table_insert (parameters, (char *)":quarter_start",
                       ka_day_to_iso (ka_quarter_start (ka_quarter_of (on))));
  g_hash_table_insert (parameters, (char *)":year_start",
                       ka_day_to_iso (ka_day_from_ymd (year, 1, 1)));
  g_hash_table_insert (parameters, (char *)":construction",
                       g_strdup (get_switch (ledger, "scope.construction")));
  g_hash_table_insert (parameters, (char *)":suspended",
                       g_strdup (get_switch (ledger, "scope.suspended")));
  g_hash_table_insert (parameters, (char *)":tailings",
                       g_strdup (get_switch (ledger, "scope.tailings")));
  if (scope != NULL)
    {
      if (scope->town != NULL)
        g_hash_table_insert (parameters, (char *)":town", g_strdup (scope->town));
      if (scope->mineral != NULL)
        g_hash_table_insert (parameters, (char *)":mineral", g_strdup (scope->mineral));
      if (scope->type != NULL)
        g_hash_table_insert (parameters, (char *)":type", g_strdup (scope->type));
      if (scope->size != NULL)
        g_hash_table_insert (parameters, (char *)":size", g_strdup (scope->size));
    }
  return parameters;
}

void
ka_indicator_bind (KaCursor *cursor, GHashTable *parameters)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    ka_cursor_bind_text (cursor, name, value);
}

char *
ka_indicator_failing_sql (const KaIndicator *indicator)
{
  if (indicator->denominator != NULL)
    return g_strdup_printf ("(%s) < (%s)", indicator->numerator, indicator->denominator);
  /* Nobody fails where too little was done; what was done too much stands there. */
  return indicator->goal == KA_GOAL_AT_MOST ? g_strdup_printf ("(%s) > 0", indicator->numerator)
                                            : g_strdup ("1 = 0");
}

char *
ka_indicator_counted_sql (const KaIndicator *indicator)
{
  return g_strdup_printf ("(%s) AND (%s) > 0", indicator->universe,
                          indicator->denominator != NULL ? indicator->denominator
                                                         : indicator->numerator);
}

KaQuery *
ka_indicator_query (KaLedger *ledger, const KaIndicator *indicator, KaDay on, gboolean failing_only)
{
  KaQuery *query = ka_query_new (ka_kind_get (indicator->kind));
  g_autoptr (GHashTable) parameters = ka_indicator_parameters (ledger, on, NULL);
  g_autofree char *counted = ka_indicator_counted_sql (indicator);
  g_autofree char *failing = ka_indicator_failing_sql (indicator);
  g_autofree char *sql = g_strdup_printf ("%s AND %s", counted, failing);

  ka_query_set_predicate (query, failing_only ? sql : counted, parameters);
  return query;
}
