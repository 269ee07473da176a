/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check.h"
#include "ka-error.h"

typedef struct
{
  const char *field; /* kind.field */
  const char *text;
  const char *
    want; /* canonical text, or !code where it is refused, ~text where places are lost, or NULL for empty */
} Case;

static const KaField *
get_field (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", 2);
  const KaField *field = ka_kind_field (ka_kind_get (parts[0]), parts[1]);

  g_assert_nonnull (field);
  return field;
}

static void
run_cases (const Case *cases, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      const KaField *field = get_field (cases[i].field);
      g_autoptr (GError) error = NULL;
      g_autofree char *value = NULL;
      gboolean rounded = cases[i].want != NULL && cases[i].want[0] == '~';
      const char *code;
      gboolean good = ka_field_parse (field, cases[i].text, ka_day_from_ymd (2025, 12, 31), &value,
                                      &code, &error);

      g_test_message ("%s: %s", cases[i].field, cases[i].text);
      if (cases[i].want != NULL && cases[i].want[0] == '!')
        {
          g_assert_cmpstr (code, ==, cases[i].want + 1);
          g_assert_false (good);
          g_assert_null (value);
          g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
          g_assert_true (g_str_has_suffix (error->message, "。"));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (good);
      g_assert_cmpstr (code, ==, rounded ? "number_rounded" : NULL);
      g_assert_cmpstr (value, ==, rounded ? cases[i].want + 1 : cases[i].want);
      /* What was given back is canonical: it passes the check and parses to itself. */
      g_assert_true (ka_field_check (field, value, ka_day_from_ymd (2025, 12, 31), NULL, NULL));
      if (value != NULL)
        {
          g_autofree char *again = NULL;

          g_assert_true (
            ka_field_parse (field, value, ka_day_from_ymd (2025, 12, 31), &again, NULL, NULL));
          g_assert_cmpstr (again, ==, value);
        }
    }
}

static void
test_numbers (void)
{
  static const Case cases[] = {
    { "hazard.funds", "1.5", "1.5" },
    { "hazard.funds", "1.50", "1.5" },
    { "hazard.funds", "1.5万元", "1.5" },
    { "hazard.funds", "15000元", "1.5" },
    { "hazard.funds", "5元", "0.0005" },
    { "hazard.funds", "约 1,050 万元", "1050" },
    { "hazard.funds", "９.５", "9.5" },
    { "hazard.funds", "15.600000000000001", "15.6" },
    { "mine.slope_height", "199.95", "~200" },
    { "mine.slope_height", "199.9", "199.9" },
    { "mine.slope_height", "约199.94米", "~199.9" },
    { "mine.slope_height", "200.00", "200" },
    { "hazard.funds", "十二万三", "!number_unreadable" },
    { "hazard.funds", "15万吨", "!number_unreadable" },
    { "hazard.funds", "1e5", "!number_unreadable" },
    { "hazard.funds", "#VALUE!", "!number_unreadable" },
    { "hazard.funds", "-2", "!number_negative" },
    { "hazard.funds", "99999999999999999999", "!number_unreadable" },
    { "penalty.amount", "20,000", "20000" },
    { "penalty.amount", "12000元", "12000" },
    { "penalty.amount", "1.2万元", "12000" },
    { "penalty.amount", "￥5000.00", "5000" },
    { "penalty.amount", "-5000", "!number_negative" },
    { "discredit.term_months", "36个月", "36" },
    { "discredit.term_months", "3年", "36" },
    { "mine.capacity", "10万吨/年", "10" },
    { "mine.capacity", "4.9万m³/年", "4.9" },
    { "mine.capacity", "115000吨/年", "11.5" },
    { "mine.capacity", "10亩", "!number_unreadable" },
    { "mine.service_life", "10.6年", "10.6" },
    { "mine.service_life", "见采矿证", "!number_unreadable" },
    { "mine.slope_height", "-35.5", "!number_negative" },
    { "mine.slope_height", "120米", "120" },
    { "mine.latitude", "129.260000", "!number_range" },
    { "mine.longitude", "106.15416700000000105", "106.154167" },
    { "mine.longitude", "106.1°", "106.1" },
    { "mine.density", "2600kg/m³", "2.6" },
    { "permit.area_km2", "12.42公顷", "0.1242" },
    { "permit.area_km2", "0.1242km²", "0.1242" },
    { "permit.area_km2", "124200平方米", "0.1242" },
    { "enterprise.staff", "88", "88" },
    { "enterprise.staff", "088", "88" },
    { "enterprise.staff", "88.0", "88" },
    { "enterprise.staff", "64人", "64" },
    { "enterprise.staff", "88.5", "!number_unreadable" },
    { "enterprise.staff", "1,024", "1024" },
    { "duty.controller_days", "１２", "12" },
    { "duty.controller_days", "12天", "12" },
    { "duty.controller_days", "41", "!number_range" },
    { "duty.controller_days", "停产", "!number_unreadable" },
    { "plan_year.year", "2025年", "2025" },
    { "plan_year.year", "25", "!number_range" },
    { "typical_case.score", "101", "!number_range" },
    { "enterprise.staff", "", NULL },
    { "enterprise.staff", " 　", NULL },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

/* Exchanged, each looks like the other. */
static void
test_exchanged (void)
{
  static const struct
  {
    const char *field, *text;
    gboolean exchanged;
  } PLACES[] = {
    { "longitude", "29.26", TRUE },
    { "latitude", "106.25", TRUE },
    { "longitude", "2.9", FALSE },
    { "latitude", "150", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
    {
      const KaField *field = ka_kind_field (ka_kind_get ("mine"), PLACES[i].field);
      g_autofree char *value = NULL;
      g_autoptr (GError) error = NULL;
      const char *code;

      g_assert_false (ka_field_parse (field, PLACES[i].text, ka_today (), &value, &code, &error));
      g_assert_cmpstr (code, ==, "number_range");
      g_assert_true ((strstr (error->message, "写反") != NULL) == PLACES[i].exchanged);
    }
}

static void
test_moments (void)
{
  static const Case cases[] = {
    { "permit.valid_until", "2027.1.31", "2027-01-31" },
    { "permit.valid_until", "长期", "9999-12-31" },
    { "permit.valid_until", "2027-02-30", "!date_impossible" },
    { "permit.valid_until", "有效", "!date_unreadable" },
    { "permit.valid_until", "2016.1.22～2026.1.21", "!date_unreadable" },
    { "duty.month", "2025-03", "2025-03" },
    { "duty.month", "2025年3月", "2025-03" },
    { "duty.month", "2025年03月份", "2025-03" },
    { "duty.month", "2025.3", "2025-03" },
    { "duty.month", "2025/12", "2025-12" },
    { "duty.month", "202512", "2025-12" },
    { "duty.month", "2025-03-01", "2025-03" },
    { "duty.month", "2025-13", "!month_impossible" },
    { "duty.month", "13月", "!month_impossible" },
    { "duty.month", "202513", "!month_impossible" },
    { "duty.month", "3月", "!month_unreadable" },
    { "duty.month", "三月", "!month_unreadable" },
    { "duty.month", "2025-02-30", "!month_unreadable" },
    { "typical_case.quarter", "2025Q4", "2025Q4" },
    { "typical_case.quarter", "2025q4", "2025Q4" },
    { "typical_case.quarter", "2025年第四季度", "2025Q4" },
    { "typical_case.quarter", "2025年4季度", "2025Q4" },
    { "typical_case.quarter", "2025年度第三季度", "2025Q3" },
    { "typical_case.quarter", "2025年三季", "2025Q3" },
    { "typical_case.quarter", "2025-1", "2025Q1" },
    { "typical_case.quarter", "2025年第Ⅱ季度", "2025Q2" },
    { "typical_case.quarter", "2025年10—12月", "2025Q4" },
    { "typical_case.quarter", "2025年第五季度", "!quarter_unreadable" },
    { "typical_case.quarter", "第四季度", "!quarter_unreadable" },
    { "typical_case.quarter", "2025年9-12月", "!quarter_unreadable" },
    { "accident.occurred", "2025-08-14T15:20", "2025-08-14T15:20" },
    { "accident.occurred", "2025年8月14日15时20分", "2025-08-14T15:20" },
    { "accident.occurred", "2025/8/14 15:55", "2025-08-14T15:55" },
    { "accident.occurred", "2025-08-14 16:37:20", "2025-08-14T16:37" },
    { "accident.occurred", "2024年11月21日16时05分许", "2024-11-21T16:05" },
    { "accident.occurred", "2024年11月21日9时许", "2024-11-21T09:00" },
    { "accident.occurred", "2025年8月14日下午3时30分", "2025-08-14T15:30" },
    { "accident.occurred", "2025年8月14日凌晨1点半", "2025-08-14T01:30" },
    { "accident.occurred", "2025.8.14", "2025-08-14T00:00" },
    { "accident.occurred", "2025-08-14 25:00", "!time_unreadable" },
    { "accident.occurred", "2025-08-14 12:61", "!time_unreadable" },
    { "accident.occurred", "2025-08-14 上午", "!time_unreadable" },
    { "accident.occurred", "2025-02-30 12:00", "!date_impossible" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_flags (void)
{
  static const char *const yes[]
    = { "是",   "有",     "√",      "✓",    "Y",  "y",    "Yes",  "1",          "已达标", "达标",
        "100%", "已建立", "已安装", "TRUE", "１", " 是 ", "具备", "已全部接入", "全覆盖" };
  static const char *const no[]
    = { "否", "无",     "×",      "✗",     "N",    "no", "0",        "未达标",   "不达标",
        "0%", "未建立", "未安装", "FALSE", "没有", "Ｘ", "尚未建成", "没有安装", "还未接入" };
  static const char *const neither[]
    = { "在建中", "50%", "部分", "2", "是否", "/", "#N/A", "拟建", "部分接入", "未知" };
  const KaField *field = get_field ("mine.video");

  for (guint i = 0; i < G_N_ELEMENTS (yes); i++)
    run_cases (&(Case){ "mine.video", yes[i], "1" }, 1);
  for (guint i = 0; i < G_N_ELEMENTS (no); i++)
    run_cases (&(Case){ "mine.video", no[i], "0" }, 1);
  for (guint i = 0; i < G_N_ELEMENTS (neither); i++)
    run_cases (&(Case){ "mine.video", neither[i], "!flag_unreadable" }, 1);
  run_cases (&(Case){ "person.full_time", "兼职", "0" }, 1);
  run_cases (&(Case){ "hazard.halted", "已停产撤人", "1" }, 1);
  g_assert_false (ka_field_check (field, "2", KA_DAY_NONE, NULL, NULL));
}

static void
test_choices (void)
{
  static const Case cases[] = {
    { "mine.std_level", "Ⅲ级", "三级" },
    { "mine.std_level", "三级（复评中）", "三级" },
    { "mine.std_level", "四级", "!choice_unknown" },
    { "mine.status", "正常生产", "生产" },
    { "mine.status", "在建（基建）", "基建" },
    { "mine.status", "停产（关闭）", "!choice_unknown" },
    { "mine.risk_grade", "c级", "C" },
    { "mine.risk_grade", "Ｂ", "B" },
    { "mine.capacity_unit", "万t/a", "万吨/年" },
    { "mine.capacity_unit", "4.9万m³/年", "万立方米/年" },
    { "mine.capacity_unit", "115000吨/年", "万吨/年" },
    { "mine.capacity_unit", "吨/年", "!choice_unknown" },
    { "mine.capacity_unit", "9", "!choice_unknown" },
    { "mine.town", "江津区双福", "双福街道" },
    { "mine.town", "石井坡镇", "!town_unknown" },
    { "mine.mineral", "煤矸石", "!choice_unknown" },
    { "inspection.trigger", "计划检查", "计划" },
    { "inspection.trigger", "“双随机”抽查", "双随机" },
    { "inspection.result", "责令限期改正", "责令整改" },
    { "hazard.level", "一般隐患", "一般" },
    { "hazard.criterion", "露天矿山（六）", "LT-06" },
    { "measure.actor", "（一）企业任务清单", "企业" },
    { "discredit.list", "二、诚信管理“黑名单”", "诚信管理黑名单" },
    { "regulator.level", "镇（街）", "镇街" },
    { "accident.category", "车辆伤害", "车辆伤害" },
    { "accident.category", "滑坡", "!choice_expired" },
  };

  run_cases (cases, G_N_ELEMENTS (cases));
}

static void
test_texts (void)
{
  static const Case cases[] = {
    { "enterprise.name", "重庆市江津区\n示例岭南矿业有限公司\xc2\xa0",
      "重庆市江津区示例岭南矿业有限公司" },
    { "enterprise.name", "江津　石料厂", "江津石料厂" },
    { "enterprise.name", "ＡＢＣ矿业（１）", "ABC矿业（1）" },
    { "enterprise.legal_rep", "熊　某 某", "熊某某" },
    { "enterprise.legal_rep", "John Smith", "John Smith" },
    { "inspection.inspectors", "秦某 吕某某", "秦某、吕某某" },
    { "inspection.inspectors", "杜 某，秦　某", "杜某、秦某" },
    { "inspection.inspectors", "秦某\n吕某某；唐  某", "秦某、吕某某、唐某" },
    { "discredit.restrictions", "土地出让，招标投标", "土地出让、招标投标" },
    { "hazard.order_no", "(江津)应急责改[2025] 1号", "（江津）应急责改〔2025〕1号" },
    { "hazard.order_no", "\t(江津)应急责改【2025】1号", "（江津）应急责改〔2025〕1号" },
    { "permit.number", "c500 0002 022127130991004", "C5000002022127130991004" },
    { "person.cert_no", "'渝fmag202290020", "渝FMAG202290020" },
    { "hazard.description", "一、护栏缺失\r\n二、无警示牌", "一、护栏缺失\n二、无警示牌" },
    { "person.phone", "13900001015", "13900001015" },
    { "person.phone", "139-0000-1015", "13900001015" },
    { "person.phone", "139 0000 1015", "13900001015" },
    { "person.phone", "13900001015.0", "13900001015" },
    { "person.phone", "+86 13900001015", "13900001015" },
    { "person.phone", "１３９００００１０１５", "13900001015" },
    { "person.phone", "023-47521234", "023-47521234" },
    { "person.phone", "02347521234", "023-47521234" },
    { "person.phone", "(0831) 2345678", "0831-2345678" },
    { "person.phone", "47521234", "47521234" },
    { "person.phone", "13900001015/023-47521234", "13900001015、023-47521234" },
    { "person.phone", "1390000104", "!phone_form" },
    { "person.phone", "23900001015", "!phone_form" },
    { "person.phone", "无", "!phone_form" },
    { "person.id_number", "990381199505220944", "990381199505220944" },
    { "person.id_number", "'9903 8119 9505 220944", "990381199505220944" },
    { "person.id_number", "９９０３８１１９９５０５２２０９４４", "990381199505220944" },
    { "person.id_number", "990116198307143451", "!id_check" },
    { "person.id_number", "990381199513220944", "!id_form" },
    { "person.id_number", "9.90116196812062E+17", "!id_form" },
    { "enterprise.credit_code", "９１５００１１６ＭＡＹＹ１０１７９Ｂ", "91500116MAYY10179B" },
    { "enterprise.credit_code", "9150 0116 mayy12131w", "91500116MAYY12131W" },
    { "enterprise.credit_code", "91500116MAYY1206XA", "!credit_code_check" },
    { "enterprise.credit_code", "500381905726607", "!credit_code_form" },
    { "permit.mine", "12", "12" },
    { "permit.mine", "石料厂", "!reference_unreadable" },
    { "permit.mine", "0", "!reference_unreadable" },
  };
  g_autofree char *text = g_strnfill (1001, 'x');

  run_cases (cases, G_N_ELEMENTS (cases));
  run_cases (&(Case){ "enterprise.address", text, "!text_too_long" }, 1);
}

/* domain.md §5.5: real codes of government bodies. */
static void
test_credit_code_vectors (void)
{
  static const char characters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  static const char *const codes[]
    = { "11500000009275780L", "11500381009320238D", "11500110588903998Y",
        "11500384008682034F", "115000005567784755", "1150022100930385XN",
        "11500226009341047W", "11500384008682915K", "11500381771784229H" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const char *why = "?";

      g_assert_true (ka_credit_code_valid (codes[i], &why));
      g_assert_null (why);
      /* Any other character at any place is refused. */
      for (guint place = 0; place < 18; place++)
        for (const char *c = characters; *c != '\0'; c++)
          {
            g_autofree char *wrong = g_strdup (codes[i]);

            if (wrong[place] == *c)
              continue;
            wrong[place] = *c;
            g_assert_false (ka_credit_code_valid (wrong, &why));
            g_assert_true (g_str_equal (why, "credit_code_form")
                           || g_str_equal (why, "credit_code_check"));
          }
    }
  g_assert_false (ka_credit_code_valid ("", NULL));
  g_assert_false (ka_credit_code_valid ("11500000009275780l", NULL));
  g_assert_false (ka_credit_code_valid ("11500000009275780L1", NULL));
}

/* Numbers of the standard and with a region that there is not; every wrong digit is refused. */
static void
test_id_numbers (void)
{
  static const char *const numbers[]
    = { "11010519491231002X", "440524188001010014", "990381199505220944" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_assert_true (ka_id_number_valid (numbers[i], NULL));
      for (guint place = 0; place < 18; place++)
        for (const char *c = "0123456789X"; *c != '\0'; c++)
          {
            g_autofree char *wrong = g_strdup (numbers[i]);

            if (wrong[place] == *c)
              continue;
            wrong[place] = *c;
            g_assert_false (ka_id_number_valid (wrong, NULL));
          }
    }
  g_assert_false (ka_id_number_valid ("", NULL));
  g_assert_false (ka_id_number_valid ("110105491231002", NULL));
}

static void
test_display (void)
{
  static const struct
  {
    const char *field;
    const char *value;
    gboolean mask;
    const char *want;
  } cases[] = {
    { "mine.video", "1", FALSE, "是" },
    { "mine.video", "0", FALSE, "否" },
    { "mine.video", NULL, FALSE, "" },
    { "permit.valid_until", "9999-12-31", FALSE, "长期" },
    { "permit.valid_until", "2025-03-05", FALSE, "2025-03-05" },
    { "penalty.amount", "20000", FALSE, "20,000" },
    { "penalty.amount", "1234567.5", FALSE, "1,234,567.5" },
    { "plan_year.year", "2025", FALSE, "2025" },
    { "mine.longitude", "106.154167", FALSE, "106.154167" },
    { "duty.month", "2025-03", FALSE, "2025年3月" },
    { "duty.month", "2025-12", FALSE, "2025年12月" },
    { "typical_case.quarter", "2025Q4", FALSE, "2025年第四季度" },
    { "accident.occurred", "2025-08-14T15:20", FALSE, "2025-08-14 15:20" },
    { "hazard.criterion", "LT-06", FALSE, "LT-06 采场边坡、排土场边坡未按标准做稳定性分析" },
    { "target.indicator", "scale", FALSE, "大中型矿山比例" },
    { "mine.town", "白沙镇", FALSE, "白沙镇" },
    { "person.phone", "13812345678", TRUE, "138****5678" },
    { "person.phone", "13812345678", FALSE, "13812345678" },
    { "person.id_number", "990381199505220944", TRUE, "9903**********0944" },
    { "enterprise.name", "石料厂", TRUE, "石料厂" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *shown
        = ka_field_display (get_field (cases[i].field), cases[i].value, cases[i].mask);

      g_assert_cmpstr (shown, ==, cases[i].want);
    }
}

/* A mask never shows the whole. */
static void
test_mask (void)
{
  static const char *const values[]
    = { "1", "12", "1234567", "47521234", "023-47521234", "13812345678" };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      g_autofree char *masked = ka_mask (get_field ("person.phone"), values[i]);

      g_assert_cmpuint (strlen (masked), ==, strlen (values[i]));
      if (strlen (values[i]) > 1)
        g_assert_nonnull (strchr (masked, '*'));
    }
}

/* Whatever stands in a cell of a foreign file: an answer, never a crash; what is accepted is canonical. */
static void
test_any_text (void)
{
  static const char *const pieces[]
    = { "2025", "年", "月",   "日",       ".", "-", "/",  "3",  "12",   "万", "吨",
        "元",   " ",  "　",   "（",       ")", "[", "是", "无", "长期", "第", "四",
        "季度", "\n", "\xff", "\xe4\xb8", "a", "X", "9",  ",",  "约",   ":" };
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (int round = 0; round < 60000; round++)
    {
      const KaKind *kind = kinds[g_test_rand_int_range (0, (gint32)n)];
      const KaField *field = &kind->fields[g_test_rand_int_range (0, (gint32)kind->n_fields)];
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *value = NULL;
      g_autofree char *shown = NULL;

      for (int i = g_test_rand_int_range (0, 9); i > 0; i--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      if (!ka_field_parse (field, text->str, KA_DAY_NONE, &value, NULL, NULL))
        continue;
      if (!ka_field_check (field, value, KA_DAY_NONE, NULL, NULL))
        {
          g_autofree char *escaped = g_strescape (text->str, NULL);

          g_error ("%s.%s: %s became %s, which is not canonical", kind->id, field->id, escaped,
                   value);
        }
      shown = ka_field_display (field, value, round % 2 == 0);
      g_assert_nonnull (shown);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/check/numbers", test_numbers);
  g_test_add_func ("/core/check/moments", test_moments);
  g_test_add_func ("/core/check/exchanged", test_exchanged);
  g_test_add_func ("/core/check/flags", test_flags);
  g_test_add_func ("/core/check/choices", test_choices);
  g_test_add_func ("/core/check/texts", test_texts);
  g_test_add_func ("/core/check/credit-code-vectors", test_credit_code_vectors);
  g_test_add_func ("/core/check/id-numbers", test_id_numbers);
  g_test_add_func ("/core/check/display", test_display);
  g_test_add_func ("/core/check/mask", test_mask);
  g_test_add_func ("/core/check/any-text", test_any_text);
  return g_test_run ();
}
