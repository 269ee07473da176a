/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <glib/gstdio.h>
#include <ka-day.h>
#include <ka-draw.h>
#include <ka-plan-paper.h>
#include <string.h>

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 mines[3], plans[3];
} Fixture;

/* One line carried out late, one not at all, one in its month. */
static void
set_up (Fixture *f, gconstpointer data)
{
  static const char *const months[] = { "2026-04", "2026-05", "2026-06" };
  static const char *const days[] = { "2026-05-20", NULL, "2026-06-03" };
  gint64 enterprise;

  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  ka_set_today (ka_day_from_ymd (2026, 6, 30));
  enterprise = test_enterprise (f->ledger, "甲矿业有限公司");
  test_save (f->ledger, "plan_year", "year", "2026", "staff", "8", "counted", "6", "other_days",
             "712", "idle_days", "451", "cap", "2", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u号矿", i + 1);
      g_autofree char *mine = NULL;
      g_autofree char *plan = NULL;

      f->mines[i] = test_mine (f->ledger, enterprise, name);
      mine = g_strdup_printf ("%" G_GINT64_FORMAT, f->mines[i]);
      f->plans[i]
        = test_save (f->ledger, "plan", "year", "2026", "mine", mine, "month", months[i], "kind",
                     i == 2 ? "一般检查" : "重点检查", "item", "监督检查", "workdays", "3", NULL);
      plan = g_strdup_printf ("%" G_GINT64_FORMAT, f->plans[i]);
      if (days[i] != NULL)
        test_save (f->ledger, "inspection", "mine", mine, "started", days[i], "trigger", "计划",
                   "plan", plan, NULL);
    }
  test_change (f->ledger, "plan", f->plans[0], "deviation", "企业停产检修");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
  ka_set_today (KA_DAY_NONE);
}

static KaPlanSheet *
read_sheet (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  KaPlanSheet *sheet = ka_plan_sheet_new (f->ledger, 2026, ka_today (), &error);

  g_assert_no_error (error);
  return sheet;
}

/* The letters in the rows are those of the notes below. */
static void
test_compare (Fixture *f, gconstpointer data)
{
  g_autoptr (KaPlanSheet) sheet = read_sheet (f);
  g_autoptr (KaTable) table = ka_plan_compare_table (sheet, 4, 6);
  g_autoptr (KaTable) quiet = ka_plan_compare_table (sheet, 7, 9);

  g_assert_cmpuint (ka_table_get_n_rows (table), ==, 4);
  g_assert_cmpstr (ka_table_get_cell (table, 0, 0), ==, "4月");
  g_assert_cmpstr (ka_table_get_cell (table, 0, 3), ==, "1");
  g_assert_cmpstr (ka_table_get_cell (table, 0, 8), ==, "a");
  g_assert_cmpstr (ka_table_get_cell (table, 1, 4), ==, "1");
  g_assert_cmpstr (ka_table_get_cell (table, 1, 8), ==, "b");
  g_assert_cmpstr (ka_table_get_cell (table, 2, 8), ==, "");
  g_assert_cmpstr (ka_table_get_cell (table, 3, 1), ==, "3");
  g_assert_cmpstr (ka_table_get_cell (table, 3, 6), ==, "66.7%");
  g_assert_cmpstr (ka_table_get_note (table), ==,
                   "注：a. 1号矿4月的重点检查推迟到5月20日完成：企业停产检修。\n"
                   "b. 2号矿5月的重点检查未实施：未说明原因。");
  g_assert_null (ka_table_get_note (quiet));
}

/* The headings are those that districts publish (domain: 龙岩 2025, 綦江). */
static void
test_forms (Fixture *f, gconstpointer data)
{
  static const char *const plan_heads[] = { "序号",
                                            "检查事项",
                                            "实施依据",
                                            "具体检查对象（含数量）",
                                            "检查内容（项目）",
                                            "检查方式",
                                            "检查频次和上限",
                                            "检查时间安排",
                                            "承办机构",
                                            "是否跨部门联合检查",
                                            "备注" };
  static const char *const random_heads[]
    = { "序号",     "抽查事项", "抽查依据", "抽查对象", "抽查基数", "抽查比例",
        "抽查周期", "抽查方式", "抽查主体", "实施日期", "备注" };
  g_autoptr (KaPlanSheet) sheet = read_sheet (f);
  g_autoptr (KaTable) plan = ka_plan_table (f->ledger, sheet, NULL);
  g_autoptr (KaTable) random = ka_plan_random_table (f->ledger, sheet, NULL);

  g_assert_cmpuint (ka_table_get_n_columns (plan), ==, G_N_ELEMENTS (plan_heads));
  g_assert_cmpuint (ka_table_get_n_columns (random), ==, G_N_ELEMENTS (random_heads));
  for (guint i = 0; i < G_N_ELEMENTS (plan_heads); i++)
    {
      g_assert_cmpstr (ka_table_get_heading (plan, i), ==, plan_heads[i]);
      g_assert_cmpstr (ka_table_get_heading (random, i), ==, random_heads[i]);
    }
  /* 一、重点检查, two mines, 二、一般检查, one. */
  g_assert_cmpuint (ka_table_get_n_rows (plan), ==, 5);
  g_assert_cmpstr (ka_table_get_cell (plan, 0, 0), ==, "一、重点检查（共2家）");
  g_assert_cmpstr (ka_table_get_cell (plan, 1, 3), ==, "1号矿（甲矿业有限公司）");
  g_assert_cmpstr (ka_table_get_cell (plan, 1, 6), ==, "1次/年，上限2次/年");
  g_assert_cmpuint (ka_table_get_n_rows (random), ==, 1);
  g_assert_cmpstr (ka_table_get_cell (random, 0, 4), ==, "3");
  g_assert_cmpstr (ka_table_get_cell (random, 0, 5), ==, "33.3%");
}

static void
test_files (Fixture *f, gconstpointer data)
{
  static const char *const names[] = { "a.xlsx", "b.xlsx", "c.pdf" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (f->folder, names[i], NULL);
      g_autofree char *content = NULL;
      g_autofree char *lost = g_build_filename (f->folder, "no", names[i], NULL);
      g_autoptr (GError) error = NULL;
      gsize length;

      g_assert_true (ka_plan_write (f->ledger, 2026, (KaPlanForm)i, path, NULL, &error));
      g_assert_no_error (error);
      g_assert_true (g_file_get_contents (path, &content, &length, NULL));
      g_assert_cmpuint (length, >, 1000);
      g_assert_true (g_str_has_prefix (content, i == 2 ? "%PDF" : "PK"));
      g_assert_false (ka_plan_write (f->ledger, 2026, (KaPlanForm)i, lost, NULL, &error));
      g_assert_nonnull (error);
      g_remove (path);
    }
}

/* A receipt that does not hold is not put on paper. */
static void
test_receipt (Fixture *f, gconstpointer data)
{
  KaDrawRequest request = { KA_DRAW_INSPECTION, 2026, NULL, 1, 0, "种子" };
  g_autofree char *path = g_build_filename (f->folder, "d.pdf", NULL);
  g_autoptr (KaDraw) fixed = NULL, drawn = NULL;
  g_autoptr (GError) error = NULL;

  test_save (f->ledger, "setting", "key", "plan.cap", "value", "12", NULL);
  {
    gint64 year = ka_ledger_find (f->ledger, ka_kind_get ("plan_year"), "year", "2026", NULL);

    test_change (f->ledger, "plan_year", year, "cap", "12");
  }
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *name = g_strdup_printf ("王某%s", i == 0 ? "甲" : "乙");
      g_autofree char *cert = g_strdup_printf ("229900010%u", i);

      test_save (f->ledger, "regulator", "name", name, "level", "区级监管部门", "enforcement", "1",
                 "cert_no", cert, NULL);
    }
  fixed = ka_draw_prepare (f->ledger, &request, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_true (ka_draw_fix (f->ledger, fixed, &error));
  drawn = ka_draw_finish (f->ledger, fixed->record, &error);
  g_assert_true (ka_draw_write_pdf (f->ledger, drawn->record, path, NULL, &error));
  g_assert_no_error (error);
  test_change (f->ledger, "draw", drawn->record, "seed", "别的");
  g_assert_false (ka_draw_write_pdf (f->ledger, drawn->record, path, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_remove (path);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/report/plan/compare", test_compare);
  ADD ("/report/plan/forms", test_forms);
  ADD ("/report/plan/files", test_files);
  ADD ("/report/plan/receipt", test_receipt);
  return g_test_run ();
}
