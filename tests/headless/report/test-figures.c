/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-annex.h>
#include <ka-decimal.h>
#include <ka-doc.h>
#include <ka-quarterly-template.h>
#include <ka-quarterly.h>
#include <ka-scenario.h>

#include "store-test.h"

#include <stdlib.h>

#define QUARTER "2025Q4"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

static char *
id (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static gint64
add_enterprise (Fixture *fixture, const char *name, const char *staff)
{
  return test_save (fixture->ledger, "enterprise", "name", name, "staff", staff, NULL);
}

static gint64
add_mine (Fixture *fixture,
          gint64 enterprise,
          const char *name,
          const char *type,
          const char *status,
          const char *size)
{
  g_autofree char *owner = id (enterprise);

  return test_save (fixture->ledger, "mine", "enterprise", owner, "name", name, "type", type,
                    "status", status, "town", "德感街道", "size_class", size, NULL);
}

static KaFigures *
compute (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KaFigures *figures = ka_figures_new (fixture->ledger, ka_quarter_from_text (QUARTER),
                                       ka_day_from_iso ("2026-01-05"), &error);

  g_assert_no_error (error);
  return figures;
}

/* ---- names ---- */

static void
test_names (void)
{
  GPtrArray *names = ka_figure_names ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_test_message ("%s", name);
      g_assert_true (g_hash_table_add (seen, (char *)name));
      g_assert_true (ka_figure_known (name));
      g_assert_cmpstr (ka_figure_label (name), !=, "");
    }
  g_assert_false (ka_figure_known ("mines.totla"));
  g_assert_cmpstr (ka_figure_nearest ("mines.totla"), ==, "mines.total");
  g_assert_cmpstr (ka_figure_nearest ("scale.vaule"), ==, "scale.value");
  g_assert_null (ka_figure_nearest ("zzzzzzzzzzzzzzzz"));
}

/* Every name is computed, and every list; also where there is nothing. */
static void
test_all_computed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaFigures) figures = compute (fixture);
  GPtrArray *names = ka_figure_names ();

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      g_test_message ("%s", name);
      if (ka_list_known (name) != NULL)
        g_assert_nonnull (ka_figures_items (figures, name));
      else
        g_assert_nonnull (ka_figures_text (figures, name));
    }
  g_assert_null (ka_figures_text (figures, "no.such"));
}

/* The rows that a number leads to are those that it counts. */
static void
test_queries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaFigures) figures = NULL;
  GPtrArray *names = ka_figure_names ();
  gint64 enterprise = add_enterprise (fixture, "重庆甲矿业有限公司", "30");
  g_autofree char *mine = id (add_mine (fixture, enterprise, "甲矿", "露天矿山", "生产", "大型"));
  guint counted = 0;

  test_save (fixture->ledger, "inspection", "mine", mine, "started", "2025-11-03", "examined", "12",
             NULL);
  test_save (fixture->ledger, "inspection", "mine", mine, "started", "2025-02-03", NULL);
  test_save (fixture->ledger, "hazard", "mine", mine, "found", "2025-11-03", "level", "重大",
             "description", "一", NULL);
  figures = compute (fixture);
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autoptr (KaQuery) query = NULL;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GError) error = NULL;
      const KaFigureSpec *spec = ka_figure_spec (name);

      if (!ka_figures_counts (figures, name))
        continue;
      query = ka_figures_query (figures, name);
      g_assert_nonnull (query);
      ids = ka_query_ids (query, fixture->ledger, NULL, &error);
      g_assert_no_error (error);
      counted++;
      if (spec != NULL && spec->sum == NULL)
        g_assert_cmpint (ids->len, ==, ka_figures_number (figures, name));
    }
  g_assert_cmpuint (counted, >, 200);
}

/* ---- values ---- */

static void
assert_text (KaFigures *figures, const char *name, const char *expected)
{
  g_test_message ("%s", name);
  g_assert_cmpstr (ka_figures_text (figures, name), ==, expected);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *text;
  } expected[] = {
    { "mines.total", "4" },
    { "mines.closed", "1" },
    { "mines.counted", "3" },
    { "mines.open_pit", "2" },
    { "mines.underground", "1" },
    { "mines.tailings", "1" },
    { "mines.large", "1" },
    { "mines.unsized", "1" },
    { "enterprises", "2" },
    { "staff", "30" },
    { "staff.unfilled", "1" },
    { "staff.safety", "未填" },
    { "inspections", "2" },
    { "inspections.year", "3" },
    { "inspections.last", "1" },
    { "inspections.change", "较上季增加1家次、增长100.0%" },
    { "inspections.growth", "无上年同期数据" },
    { "exams.people", "12" },
    { "exams.people.unfilled", "1" },
    { "exams.rate", "83.3%（10/12）" },
    { "trainings.people", "90" },
    /* A talk without an exam is no failed one. */
    { "trainings.rate", "95.0%（38/40）" },
    { "hazards.due", "2" },
    { "hazards.rate", "50.0%（1/2）" },
    { "hazards.overdue", "1" },
    { "hazards.change", "上季为零" },
    { "hazards.overdue.names", "甲矿" },
    { "penalties.amount", "12.5" },
    { "accidents", "0" },
    { "accidents.change", "较上季减少1起、下降100.0%" },
    { "accidents.safe_days", "139" },
    { "accidents.loss.year", "138.6" },
    { "scale.value", "66.7%（2/3）" },
    { "scale.progress", "达到60%的目标（期限2025年12月31日）" },
    { "video.progress", "距100%的目标（期限2025年12月31日）还差3座" },
    { "cards.progress", "无统计对象，不作评价" },
    { "survey.progress", "距100%的目标（沿用2025年目标）还差3座" },
    { "targets.lapsed", "2" },
    { "cases.progress", "未达到不少于1个的要求，还差1个" },
    { "accidents_larger.progress", "实现零发生目标" },
    { "mines.inspected.rate", "25.0%（1/4）" },
    { "day", "2025年12月31日" },
    { "on", "2026年1月5日" },
    { "next.quarter", "2026年第一季度" },
    { "next.end", "2026年3月31日" },
    { "edition", "1" },
  };
  gint64 one = add_enterprise (fixture, "重庆甲矿业有限公司", "30");
  gint64 two = add_enterprise (fixture, "重庆乙矿业有限公司", NULL);
  g_autofree char *owner = id (one);
  g_autofree char *mine = id (add_mine (fixture, one, "甲矿", "露天矿山", "生产", "大型"));
  g_autofree char *other = id (add_mine (fixture, one, "乙矿", "地下矿山", "停产", "中型"));
  g_autoptr (KaFigures) figures = NULL;

  add_mine (fixture, two, "丙矿", "露天矿山", "基建", NULL);
  add_mine (fixture, two, "丁库", "尾矿库", "生产", NULL);
  add_mine (fixture, two, "戊矿", "露天矿山", "关闭", "大型");
  test_save (fixture->ledger, "inspection", "mine", mine, "started", "2025-10-01", "examined", "12",
             "exam_passed", "10", NULL);
  test_save (fixture->ledger, "inspection", "mine", mine, "started", "2025-12-31", NULL);
  test_save (fixture->ledger, "inspection", "mine", other, "started", "2025-09-30", NULL);
  test_save (fixture->ledger, "inspection", "mine", other, "started", "2026-01-01", NULL);
  test_save (fixture->ledger, "hazard", "mine", mine, "found", "2025-10-01", "level", "一般",
             "description", "一", "deadline", "2025-10-20", NULL);
  test_save (fixture->ledger, "hazard", "mine", mine, "found", "2025-06-01", "level", "一般",
             "description", "二", "deadline", "2025-10-20", "rectified", "2025-10-25", NULL);
  test_save (fixture->ledger, "penalty", "enterprise", owner, "doc_no", "（江津）应急罚〔2025〕1号",
             "decided", "2025-11-01", "kind", "罚款", "amount", "125000", NULL);
  test_save (fixture->ledger, "training", "held", "2025-10-01", "kind", "特种作业人员", "attended",
             "40", "passed", "38", NULL);
  test_save (fixture->ledger, "training", "held", "2025-10-02", "kind", "专题宣讲", "attended",
             "50", NULL);
  test_save (fixture->ledger, "accident", "title", "甲矿“8·14”物体打击事故", "occurred",
             "2025-08-14T15:20", "deaths", "1", "loss", "138.6", NULL);
  figures = compute (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    assert_text (figures, expected[i].name, expected[i].text);
  g_assert_false (ka_figures_holds (figures, "accidents"));
  g_assert_true (ka_figures_holds (figures, "hazards"));
  g_assert_true (ka_figures_holds (figures, "scale.met"));
  g_assert_false (ka_figures_holds (figures, "scale.unmet"));
}

/* With a ledger that knew the quarter before, what has changed is told. */
static void
test_changes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaFigures) figures = NULL;
  g_autoptr (GString) changes = g_string_new (NULL);
  GPtrArray *items;
  gint64 one, a, b, c;

  ka_set_today (ka_day_from_iso ("2025-09-01"));
  one = add_enterprise (fixture, "重庆甲矿业有限公司", "30");
  a = add_mine (fixture, one, "甲矿", "露天矿山", "生产", "大型");
  b = add_mine (fixture, one, "乙矿", "露天矿山", "生产", "小型");
  c = add_mine (fixture, one, "丙矿", "露天矿山", "生产", "小型");
  ka_set_today (ka_day_from_iso ("2025-11-01"));
  test_change (fixture->ledger, "mine", a, "status", "停产");
  test_change (fixture->ledger, "mine", b, "status", "关闭");
  test_change (fixture->ledger, "mine", c, "size_class", "中型");
  add_mine (fixture, one, "丁矿", "露天矿山", "基建", "大型");
  figures = compute (fixture);
  assert_text (figures, "previous", "有");
  assert_text (figures, "mines.total.last", "3");
  assert_text (figures, "mines.total.change", "与上季末持平");
  assert_text (figures, "mines.new", "1");
  assert_text (figures, "mines.gone", "1");
  assert_text (figures, "mines.changed", "1");
  assert_text (figures, "scale.change", "较上季末提高66.7个百分点");
  items = ka_figures_items (figures, "changes");
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (changes, "%s|", ((char **)items->pdata[i])[0]);
  g_assert_cmpstr (changes->str, ==, "甲矿由生产转为停产|新增丁矿（基建）|乙矿关闭或移出台账|");
  ka_set_today (KA_DAY_NONE);
}

/* ---- texts ---- */

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *expanded;
  } cases[] = {
    { "在册{mines.total}座。", "在册1座。" },
    { "{{不是数据}", "{不是数据}" },
    { "{#if mines.closed}有{#else}无{/if}关闭", "无关闭" },
    { "{#if !mines.closed}无{/if}", "无" },
    { "{#if mines.total}\n一\n{#else}\n二\n{/if}\n三", "一\n三" },
    { "{#each minerals 、}{.name}{.count}座{/each}", "建筑石料用灰岩1座" },
    { "{#each changes}{.text}{/each}空", "空" },
    { "{#each minerals}{.n}{.cn}{#if .count}有{/if}{/each}", "1一有" },
    { "{#}是甲。\n{#if mines.closed}{#}是乙。{/if}\n{#}是丙。", "一是甲。\n二是丙。" },
    { "// 说明{不是名字\n文字\n\n\n", "文字" },
    { "{#if minerals}列表{/if}{#if changes}空{/if}", "列表" },
    { "", "" },
  };
  gint64 one = add_enterprise (fixture, "重庆甲矿业有限公司", "30");
  gint64 mine = add_mine (fixture, one, "甲矿", "露天矿山", "生产", "大型");
  g_autoptr (KaFigures) figures = NULL;

  test_change (fixture->ledger, "mine", mine, "mineral", "建筑石料用灰岩");
  figures = compute (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *expanded = ka_template_expand (cases[i].text, figures, FALSE, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (expanded, ==, cases[i].expanded);
      g_assert_true (ka_template_check (cases[i].text, NULL));
    }
  test_assert_text (ka_template_expand ("{mines.total}座", figures, TRUE, NULL), KA_DOC_LINK
                    "kuangan:figure/mines.total" KA_DOC_LINK_TEXT "1" KA_DOC_LINK_END "座");
  test_assert_text (ka_template_expand ("{day}", figures, TRUE, NULL), "2025年12月31日");
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "{mines.totla}", "*“{mines.totla}”*“{在册非煤矿山}”*" },
    { "{#if mines.closde}{/if}", "*{mines.closde}*{已关闭矿山}*" },
    { "{#if mines.total}有", "*{如完}*" },
    { "有{/if}", "*多了*" },
    { "{#else}", "*多了*" },
    { "{#each minerals}{.name}", "*{逐项完}*" },
    { "{#each nothing}{/each}", "*nothing*" },
    { "{#each minerals}{.weight}{/each}", "*{.weight}*" },
    { "{#each minerals}{#each towns}{/each}{/each}", "*不能再写*" },
    { "{.name}", "*{逐项 *" },
    { "{minerals}", "*列表*" },
    { "{共有}", "*没有名为“{共有}”的数据*" },
    { "共{mines.total 座", "*没有闭合*" },
    { "共{", "*没有闭合*" },
    { "编码\xe4{", "*无法识别*" },
    { "{#if }{/if}", "*不是数据名*" },
    { "{#if mines.total}{#if mines.total}{/if}", "*{如完}*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (ka_template_check (cases[i].text, &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

/* Whatever is typed, it is taken or refused. */
static void
test_any_text (Fixture *fixture, gconstpointer data)
{
  static const char *const pieces[]
    = { "{",       "}",   "{{",          "{#if ",    "{#else}", "{/if}", "{#each ",
        "{/each}", "{#}", "mines.total", "minerals", ".name",   "\n",    "//",
        " ",       "、",  "座",          "!",        "\x1c",    "\xe4" };
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (KaFigures) figures = compute (fixture);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      g_autofree char *expanded = NULL;
      guint n = (guint)g_rand_int_range (rand, 0, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      expanded = ka_template_expand (text->str, figures, FALSE, &error);
      g_assert_true ((expanded == NULL) == (error != NULL));
      g_assert_cmpint (ka_template_check (text->str, NULL), ==, expanded != NULL);
    }
}

/* ---- 八条硬措施 ---- */

static void
add_cell (Fixture *fixture,
          gint64 task,
          const char *quarter,
          const char *state,
          const char *more,
          ...)
{
  g_autofree char *measure = id (task);
  gint64 cell = test_save (fixture->ledger, "measure_progress", "measure", measure, "quarter",
                           quarter, "state", state, NULL);
  va_list args;

  va_start (args, more);
  for (const char *field = more; field != NULL; field = va_arg (args, const char *))
    test_change (fixture->ledger, "measure_progress", cell, field, va_arg (args, const char *));
  va_end (args);
}

/* Cells of the district, of towns and of enterprises are counted apart; each against the quarter before. */
static void
test_measures (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name;
    gint64 number;
  } wanted[] = {
    { "measures", 2 },          { "progress", 2 },        { "progress.done", 1 },
    { "progress.soft", 1 },     { "progress.failed", 1 }, { "progress.better", 1 },
    { "progress.worse", 0 },    { "cells", 3 },           { "cells.applicable", 2 },
    { "cells.unmet", 1 },       { "cells.false", 0 },     { "cells.worse", 1 },
    { "cells.better", 0 },      { "reviews", 2 },         { "reviews.relapsed", 1 },
    { "reviews.confirmed", 1 }, { "reviews.pending", 1 }, { "progress.acted", 1 },
    { "cells.silent", 1 },
  };
  g_autofree char *owner = id (add_enterprise (fixture, "重庆甲矿业有限公司", "30"));
  gint64 one = test_save (fixture->ledger, "measure", "no", "1.1.1", "task", "排查", NULL);
  gint64 two = test_save (fixture->ledger, "measure", "no", "1.1.2", "task", "履职", NULL);
  g_autoptr (KaFigures) figures = NULL;
  char **item;

  add_mine (fixture, atoll (owner), "甲矿", "露天矿山", "生产", "大型");
  add_mine (fixture, add_enterprise (fixture, "重庆乙矿业有限公司", "9"), "乙矿", "露天矿山",
            "生产", "大型");
  /* Replaced before the quarter: none of its tasks any more. */
  test_save (fixture->ledger, "measure", "no", "硬措施-1.1", "task", "旧", "until", "2025Q3", NULL);
  add_cell (fixture, one, "2025Q3", "不落实", NULL);
  add_cell (fixture, one, "2025Q4", "落实", "review", "待回头看", NULL);
  add_cell (fixture, two, "2025Q4", "软落实", NULL);
  add_cell (fixture, one, "2025Q3", "落实", "enterprise", owner, "review", "反弹", "reviewed",
            "2025-11-20", NULL);
  add_cell (fixture, one, "2025Q4", "不落实", "enterprise", owner, "problem", "没有台账。",
            "action", "约谈", NULL);
  add_cell (fixture, two, "2025Q4", "不涉及", "enterprise", owner, NULL);
  add_cell (fixture, two, "2025Q4", "部分落实", "town", "德感街道", "review", "已核实", "reviewed",
            "2025-12-20", NULL);
  /* A row of a sheet that came back as it was sent tells nothing. */
  add_cell (fixture, one, "2025Q4", NULL, "town", "德感街道", NULL);
  figures = compute (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_test_message ("%s", wanted[i].name);
      g_assert_cmpint (ka_figures_number (figures, wanted[i].name), ==, wanted[i].number);
    }
  g_assert_cmpstr (ka_figures_text (figures, "cells.rate"), ==, "0.0%（0/2）");
  g_assert_cmpuint (ka_figures_items (figures, "progress.changes")->len, ==, 1);
  g_assert_cmpuint (ka_figures_items (figures, "reviews.list")->len, ==, 1);
  g_assert_cmpuint (ka_figures_items (figures, "cells.behind")->len, ==, 1);
  item = g_ptr_array_index (ka_figures_items (figures, "cells.list"), 0);
  g_assert_cmpstr (item[0], ==, "重庆甲矿业有限公司");
  g_assert_cmpstr (item[4], ==, "没有台账");
}

/* Words of records are written out and their braces are no names; what counts stays named. */
static void
test_write_out (Fixture *fixture, gconstpointer data)
{
  gint64 task = test_save (fixture->ledger, "measure", "no", "1.1.1", "task", "排查", NULL);
  g_autoptr (KaFigures) figures = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  g_autofree char *said = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *broken = NULL;
  const char *text
    = "// 说明{\n{#if progress}共{progress}项{#else}没有{/if}：\n"
      "{#each progress.list}\n{.n}．{.task}{#if .problem}：{.problem}{#else}未填{/if}"
      "{#}\n{/each}\n{#each headings ；}{.name}{.total}{#if .done}好{/if}{/each}";

  add_cell (fixture, task, "2025Q4", "不落实", "problem", "缺{制度}", NULL);
  figures = compute (fixture);
  out = ka_template_write_out (text, figures, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (out, ==,
                   "{#if progress}共{progress}项{#else}没有{/if}：\n1．排查：缺{{制度}{#}\n"
                   "{#each headings ；}{.name}{.total}{#if .done}好{/if}{/each}");
  said = ka_template_expand (out, figures, FALSE, &error);
  g_assert_no_error (error);
  plain = ka_template_expand (text, figures, FALSE, &error);
  g_assert_cmpstr (said, ==, plain);
  broken = ka_template_write_out ("{#each headings}{.name}", figures, &error);
  g_assert_null (broken);
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
}

/* 未填 is not 0: it is not compared, takes no measure word, and is told beside a sum. */
static void
test_unfilled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *mine
    = id (add_mine (fixture, add_enterprise (fixture, "重庆甲矿业有限公司", NULL), "甲矿",
                    "露天矿山", "生产", "大型"));
  g_autoptr (KaFigures) none = NULL;
  g_autoptr (KaFigures) one = NULL;
  g_autofree char *without = NULL;
  g_autofree char *with = NULL;
  const char *text
    = "死亡{accidents.deaths}人{#if accidents.deaths.unfilled}（{accidents.deaths.unfilled}起未填）"
      "{/if}，{accidents.deaths.change}；从业{staff}人。{#each accidents.list ；}亡{.deaths}人{/each}";

  test_save (fixture->ledger, "accident", "title", "甲", "mine", mine, "occurred",
             "2025-08-01T08:00", "deaths", "2", NULL);
  test_save (fixture->ledger, "accident", "title", "乙", "mine", mine, "occurred",
             "2025-11-01T08:00", NULL);
  none = compute (fixture);
  without = ka_template_expand (text, none, FALSE, NULL);
  g_assert_cmpstr (without, ==, "死亡未填（1起未填），与上季不作比较；从业未填。亡未填");
  test_save (fixture->ledger, "accident", "title", "丙", "mine", mine, "occurred",
             "2025-11-02T08:00", "deaths", "1", NULL);
  one = compute (fixture);
  with = ka_template_expand (text, one, FALSE, NULL);
  g_assert_cmpstr (with, ==,
                   "死亡1人（1起未填），较上季减少1人、下降50.0%；从业未填。亡未填；亡1人");
}

/* What belongs to a closed mine is not asked about any more; a renewed permit neither. */
static void
test_closed (Fixture *fixture, gconstpointer data)
{
  static const char *const zero[] = { "permits.safety", "permits.lapsed", "permits.lapsing",
                                      "projects.open",  "posts3",         "slopes.100" };
  gint64 enterprise = add_enterprise (fixture, "重庆甲矿业有限公司", NULL);
  gint64 other = add_enterprise (fixture, "重庆乙矿业有限公司", NULL);
  g_autofree char *closed = id (add_mine (fixture, enterprise, "甲矿", "露天矿山", "关闭", "大型"));
  g_autofree char *pond = id (add_mine (fixture, other, "乙库", "尾矿库", "生产", NULL));
  g_autofree char *owner = id (other);
  g_autoptr (KaFigures) before = NULL;
  g_autoptr (KaFigures) after = NULL;

  for (guint i = 0; i < 2; i++)
    {
      const char *until = i == 0 ? "2025-12-01" : "2026-01-15", *number = i == 0 ? "一" : "二";

      test_save (fixture->ledger, "permit", "mine", closed, "kind", "安全生产许可证", "number",
                 number, "valid_until", until, NULL);
    }
  test_save (fixture->ledger, "project", "mine", closed, "name", "工程", "started", "2025-01-01",
             NULL);
  test_save (fixture->ledger, "person", "mine", closed, "name", "张某", "post", "特种作业人员",
             "cert_until", "2025-12-01", NULL);
  test_change (fixture->ledger, "mine", g_ascii_strtoll (pond, NULL, 10), "slope_height", "120");
  before = compute (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (zero); i++)
    assert_text (before, zero[i], "0");

  /* Of the enterprise as a whole; the later one takes its place from the day it begins. */
  test_save (fixture->ledger, "permit", "enterprise", owner, "kind", "安全生产许可证", "number",
             "三", "valid_until", "2025-12-01", NULL);
  test_save (fixture->ledger, "permit", "mine", pond, "kind", "安全生产许可证", "number", "四",
             "valid_until", "2025-12-01", NULL);
  test_save (fixture->ledger, "permit", "mine", pond, "kind", "安全生产许可证", "number", "五",
             "valid_from", "2026-01-01", "valid_until", "2028-12-31", NULL);
  after = compute (fixture);
  assert_text (after, "permits.lapsed", "2");
  assert_text (after, "permits.safety", "0");
}

/* 规模化测算: only the scenarios that were put into this quarter's report, computed on what it counts. */
static void
test_scenarios (Fixture *fixture, gconstpointer data)
{
  gint64 enterprise = add_enterprise (fixture, "重庆甲矿业有限公司", "30");
  gint64 small = add_mine (fixture, enterprise, "甲矿", "露天矿山", "生产", "小型");
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaFigures) figures = NULL;
  g_autoptr (KaFigures) closed = NULL;
  g_autoptr (GError) error = NULL;
  gint64 kept;
  char **item;

  add_mine (fixture, enterprise, "乙矿", "露天矿山", "生产", "小型");
  ka_scenario_put (scenario, small, "升级");
  kept = ka_scenario_save (fixture->ledger, 0, "方案", "先易后难", scenario, &error);
  g_assert_no_error (error);
  ka_scenario_save (fixture->ledger, 0, "另一个", NULL, scenario, &error);
  ka_scenario_report (fixture->ledger, kept, ka_quarter_from_text (QUARTER), &error);
  g_assert_no_error (error);
  figures = compute (fixture);
  g_assert_cmpuint (ka_figures_items (figures, "scenarios")->len, ==, 1);
  item = g_ptr_array_index (ka_figures_items (figures, "scenarios"), 0);
  g_assert_cmpstr (item[0], ==, "方案");
  g_assert_cmpstr (item[1], ==, "升级改造1座");
  g_assert_cmpstr (item[2], ==, "0.0%（0/2）");
  g_assert_cmpstr (item[3], ==, "50.0%（1/2）");
  g_assert_cmpstr (item[5], ==, "还差1座");
  g_assert_cmpstr (item[6], ==, "先易后难");

  /* Of a mine that was closed since nothing can be supposed: the report goes on without it. */
  test_change (fixture->ledger, "mine", small, "status", "关闭");
  closed = compute (fixture);
  g_assert_cmpuint (ka_figures_items (closed, "scenarios")->len, ==, 0);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/figures/names", test_names);
  add ("/figures/all-computed", test_all_computed);
  add ("/figures/queries", test_queries);
  add ("/figures/values", test_values);
  add ("/figures/changes", test_changes);
  add ("/figures/templates", test_templates);
  g_test_add_func ("/figures/refused", test_refused);
  add ("/figures/any-text", test_any_text);
  add ("/figures/measures", test_measures);
  add ("/figures/write-out", test_write_out);
  add ("/figures/unfilled", test_unfilled);
  add ("/figures/closed", test_closed);
  add ("/figures/scenarios", test_scenarios);
  return g_test_run ();
}
