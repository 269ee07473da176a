/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-codes.h"

typedef struct
{
  const char *text;
  const char *value; /* NULL: no match */
} Case;

static void
assert_matches (const char *table, const Case *cases, guint n, KaDay on)
{
  for (guint i = 0; i < n; i++)
    {
      const KaCode *code = ka_codes_match (ka_codes_get (table), cases[i].text, on);

      g_test_message ("%s: %s", table, cases[i].text);
      g_assert_cmpstr (code == NULL ? NULL : code->value, ==, cases[i].value);
    }
}

static void
test_tables (void)
{
  static const struct
  {
    const char *name;
    guint size;
  } tables[] = {
    { "towns", 30 },      { "minerals", 49 },
    { "hazards", 151 },   { "accident_categories", 47 },
    { "indicators", 19 }, { "targets", 19 },
    { "districts", 41 },  { "size_classes", 36 },
    { "measures", 82 },   { "ledger_headings", 236 },
    { "holidays", 72 },   { "case_criteria", 7 },
    { "laws", 26 },
  };
  const char *const *names = ka_codes_names ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const KaCodeTable *table = ka_codes_get (tables[i].name);

      g_assert_nonnull (table);
      g_assert_true (g_strv_contains (names, tables[i].name));
      g_assert_cmpuint (ka_codes_size (table), ==, tables[i].size);
      g_assert_true (g_str_has_prefix (ka_codes_source (table), "来源："));
      for (guint k = 0; k < ka_codes_size (table); k++)
        {
          const KaCode *code = ka_codes_nth (table, k);

          g_assert_nonnull (code->value);
          g_assert_nonnull (code->label);
          g_assert_true (ka_code_is_valid (code, KA_DAY_NONE));
        }
    }
  g_assert_cmpuint (g_strv_length ((char **)names), ==, G_N_ELEMENTS (tables));
  g_assert_null (ka_codes_get ("no_such"));
}

/* Every row is found by its own value and by what people read of it. */
static void
test_own_words (void)
{
  static const char *const names[] = { "towns", "minerals", "hazards", "indicators" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const KaCodeTable *table = ka_codes_get (names[i]);

      for (guint k = 0; k < ka_codes_size (table); k++)
        {
          const KaCode *code = ka_codes_nth (table, k);

          g_assert_true (ka_codes_lookup (table, code->value, KA_DAY_NONE) == code);
          g_assert_true (ka_codes_lookup (table, code->code, KA_DAY_NONE) == code);
          g_assert_true (ka_codes_match (table, code->label, KA_DAY_NONE) == code);
        }
    }
}

/* Kind of mine and number of the clause, kind of mine and words, paper and clause. */
static void
test_criteria_by_clause (void)
{
  const KaCodeTable *table = ka_codes_get ("hazards");

  for (guint k = 0; k < ka_codes_size (table); k++)
    {
      const KaCode *code = ka_codes_nth (table, k);
      const char *number = ka_codes_column (table, code, "number");
      const char *words = ka_codes_column (table, code, "text_short");
      g_autofree char *clause = g_strconcat (code->group, number, NULL);
      g_autofree char *paper = g_strconcat (code->source, " ", clause, NULL);
      g_autofree char *typed = g_strconcat (code->group, "：", words, NULL);

      g_test_message ("%s %s", code->value, clause);
      g_assert_true (ka_codes_match (table, clause, KA_DAY_NONE) == code);
      g_assert_true (ka_codes_match (table, paper, KA_DAY_NONE) == code);
      g_assert_true (ka_codes_match (table, typed, KA_DAY_NONE) == code);
    }
}

static void
test_towns (void)
{
  static const Case cases[] = {
    { "双福街道", "双福街道" },
    { "双福", "双福街道" },
    { "双　福", "双福街道" },
    { "双福镇", "双福街道" },
    { "双福街", "双福街道" },
    { "双福街道办", "双福街道" },
    { "双福街道办事处", "双福街道" },
    { "江津区双福街道", "双福街道" },
    { "重庆市江津区双福街道办事处", "双福街道" },
    { "江津双福", "双福街道" },
    { "白沙镇人民政府", "白沙镇" },
    { "四面山", "四面山镇" },
    { "500116116", "先锋镇" },
    { "500116116000", "先锋镇" },
    { "支坪镇陡石梯村3组", "支坪镇" },
    { "珞磺镇", "珞璜镇" },
    { "石井坡镇", NULL },
    { "双河口乡", NULL },
    { "江津区", NULL },
    { "镇", NULL },
    { "福", NULL },
    { "500117001", NULL },
  };

  assert_matches ("towns", cases, G_N_ELEMENTS (cases), KA_DAY_NONE);
}

/* The towns of a district elsewhere, added by its ledger. */
static void
test_added_towns (void)
{
  static const Case cases[] = {
    { "红炉镇", "红炉镇" },
    { "红炉", "红炉镇" },
    { "永川区红炉镇", "红炉镇" },
    { "重庆市永川区红炉镇人民政府", "红炉镇" },
    { "茶山街道办事处", "茶山街道" },
    { "双福", "双福街道" },
    { "火星镇", NULL },
  };
  g_autofree char *name = ka_town_name ("重庆市永川区朱沱镇");

  assert_matches ("towns", cases + 6, 1, KA_DAY_NONE);
  g_assert_cmpstr (name, ==, "朱沱镇");
  g_assert_null (ka_town_name ("江津区"));
  g_assert_null (ka_town_name ("镇"));
  g_assert_null (ka_town_name ("3镇"));
  g_assert_false (ka_towns_add ("某某公司"));
  ka_towns_add_all ("永川区红炉镇、茶山街道");
  g_assert_true (ka_towns_add ("双福街道"));
  assert_matches ("towns", cases, G_N_ELEMENTS (cases), KA_DAY_NONE);
  g_assert_cmpstr (ka_towns_nth (1)->value, ==, "茶山街道");
  g_assert_null (ka_towns_nth (2));
}

static void
test_minerals (void)
{
  static const Case cases[] = {
    { "建筑石料用灰岩", "建筑石料用灰岩" },
    { "83907", "建筑石料用灰岩" },
    { "建筑用石灰石", "建筑石料用灰岩" },
    { "石灰岩（建筑石料用）", "建筑石料用灰岩" },
    { "砂岩（建筑用）", "建筑用砂岩" },
    { "石灰岩矿", "石灰岩" },
    { "砖瓦用页岩矿", "砖瓦用页岩" },
    { "水泥用石灰岩", "水泥用灰岩" },
    { "煤矸石", NULL },
    { "金矿", NULL },
    { "石", NULL },
    { "砂石", NULL },
  };

  assert_matches ("minerals", cases, G_N_ELEMENTS (cases), KA_DAY_NONE);
}

static void
test_criteria (void)
{
  static const Case cases[] = {
    { "LT-06", "LT-06" },
    { "lt-06", "LT-06" },
    { "ｌｔ－０６", "LT-06" },
    { "LT06", "LT-06" },
    { "LT-6", "LT-06" },
    { "LT—06", "LT-06" },
    { "DX-20.6", "DX-20.6" },
    { "DX20.6", "DX-20.6" },
    { "LT-B2", "LT-B2" },
    { "DX-01.1 直通地面的独立出口不足2个或少于设计", "DX-01.1" },
    { "矿安〔2022〕88号 地下矿山（一）1", "DX-01.1" },
    { "矿安[2022]88号地下矿山(一)1", "DX-01.1" },
    { "矿安88号 露天矿山（六）", "LT-06" },
    { "露天矿山第（七）条第1项", "LT-07.1" },
    { "露天矿山第七条第1项", "LT-07.1" },
    { "金属非金属露天矿山（七）1", "LT-07.1" },
    { "尾矿库（九）2", "WK-09.2" },
    { "地下矿山（三十二）", "DX-32" },
    { "地下矿山（二十）6", "DX-20.6" },
    { "露天矿山补充（二）", "LT-B2" },
    { "露天矿山补充情形（二）", "LT-B2" },
    { "矿安〔2024〕41号 露天矿山（二）", "LT-B2" },
    { "采场边坡、排土场边坡未按标准做稳定性分析", "LT-06" },
    { "露天矿山 仍在用国家明令禁止的设备、材料、工艺", "LT-02" },
    { "尾矿库：未按设计设置", "WK-13.1" },
    { "仍在用国家明令禁止的设备、材料、工艺", NULL }, /* of which kind of mine? */
    { "（一）1", NULL },
    { "LT-99", NULL },
    { "地下矿山（四十）", NULL },
    { "地下矿山", NULL },
    { "边坡", NULL },
  };

  assert_matches ("hazards", cases, G_N_ELEMENTS (cases), KA_DAY_NONE);
}

static void
test_validity (void)
{
  const KaCodeTable *hazards = ka_codes_get ("hazards");
  const KaCodeTable *categories = ka_codes_get ("accident_categories");
  const KaCodeTable *districts = ka_codes_get ("districts");
  static const Case before[]
    = { { "车辆伤害", "车辆伤害" }, { "冒顶片帮", "冒顶片帮" }, { "滑坡", NULL },
        { "物体打击", "物体打击" }, { "01", "物体打击" },       { "物体打击事故", "物体打击" },
        { "高坠", "高处坠落" } };
  static const Case after[] = { { "车辆伤害", NULL },
                                { "滑坡", "滑坡" },
                                { "物体打击", "物体打击" },
                                { "WSA10025", "滑坡" },
                                { "wsa10025 滑坡", "滑坡" } };

  assert_matches ("accident_categories", before, G_N_ELEMENTS (before),
                  ka_day_from_ymd (2026, 6, 30));
  assert_matches ("accident_categories", after, G_N_ELEMENTS (after), ka_day_from_ymd (2026, 7, 1));
  g_assert_nonnull (ka_codes_lookup (categories, "物体打击", KA_DAY_NONE));
  g_assert_null (ka_codes_match (categories, "死亡事故", KA_DAY_NONE)); /* a degree of injury */

  g_assert_null (ka_codes_lookup (hazards, "LT-06", ka_day_from_ymd (2022, 8, 31)));
  g_assert_nonnull (ka_codes_lookup (hazards, "LT-06", ka_day_from_ymd (2022, 9, 1)));
  g_assert_null (ka_codes_lookup (hazards, "LT-B1", ka_day_from_ymd (2024, 4, 22)));
  g_assert_nonnull (ka_codes_lookup (hazards, "LT-B1", ka_day_from_ymd (2024, 4, 23)));

  g_assert_nonnull (ka_codes_lookup (districts, "渝北区", ka_day_from_ymd (2025, 11, 5)));
  g_assert_null (ka_codes_lookup (districts, "渝北区", ka_day_from_ymd (2025, 11, 6)));
  g_assert_nonnull (ka_codes_lookup (districts, "两江新区", ka_day_from_ymd (2025, 11, 6)));
  g_assert_null (ka_codes_lookup (districts, "两江新区", ka_day_from_ymd (2025, 11, 5)));
}

static void
test_columns (void)
{
  const KaCodeTable *minerals = ka_codes_get ("minerals");
  const KaCodeTable *targets = ka_codes_get ("targets");
  const KaCodeTable *indicators = ka_codes_get ("indicators");
  const KaCode *mineral = ka_codes_lookup (minerals, "建筑石料用灰岩", KA_DAY_NONE);
  guint tasks = 0;

  g_assert_cmpstr (ka_codes_column (minerals, mineral, "size_class_row"), ==, "建筑石料");
  g_assert_cmpstr (ka_codes_column (minerals, mineral, "density"), ==, "2.6");
  g_assert_null (ka_codes_column (minerals, mineral, "no_such"));
  for (guint i = 0; i < ka_codes_size (targets); i++)
    {
      const KaCode *target = ka_codes_nth (targets, i);

      g_assert_nonnull (ka_codes_lookup (indicators, target->value, KA_DAY_NONE));
      g_assert_cmpint (ka_day_from_iso (ka_codes_column (targets, target, "due")), !=, KA_DAY_NONE);
      g_assert_nonnull (ka_codes_column (targets, target, "value"));
      g_assert_nonnull (target->source);
    }
  for (guint i = 0; i < ka_codes_size (ka_codes_get ("measures")); i++)
    {
      const KaCode *row = ka_codes_nth (ka_codes_get ("measures"), i);
      const char *status = ka_codes_column (ka_codes_get ("measures"), row, "status");

      tasks += g_strcmp0 (status, "verified") == 0;
    }
  g_assert_cmpuint (tasks, ==, 38);
  g_assert_cmpstr (ka_codes_lookup (indicators, "scale", KA_DAY_NONE)->label, ==, "大中型矿山比例");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/codes/tables", test_tables);
  g_test_add_func ("/core/codes/own-words", test_own_words);
  g_test_add_func ("/core/codes/towns", test_towns);
  g_test_add_func ("/core/codes/added-towns", test_added_towns);
  g_test_add_func ("/core/codes/minerals", test_minerals);
  g_test_add_func ("/core/codes/criteria", test_criteria);
  g_test_add_func ("/core/codes/criteria-by-clause", test_criteria_by_clause);
  g_test_add_func ("/core/codes/validity", test_validity);
  g_test_add_func ("/core/codes/columns", test_columns);
  return g_test_run ();
}
