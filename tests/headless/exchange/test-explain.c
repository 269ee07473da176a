/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cell-judge.h"
#include "import-fixture.h"
#include "make-xlsx.h"

/* Every cell of what is imported is the origin of a value, or of what the sheet was understood to be, or named by a
 * remark; and no value is from nowhere. By hand: test-explain FOLDER|FILE… prints what is not so. */

/* Two rows that say different things of one record change it back and forth, and are told. */
static gboolean
is_disputed (KaImport *import, const KaImportRow *row)
{
  GPtrArray *problems = ka_import_get_problems (import);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      if ((strcmp (problem->code, "conflict") == 0 || strcmp (problem->code, "duplicate") == 0)
          && problem->table == (int)row->table)
        return TRUE;
    }
  return FALSE;
}

/* The same file once more brings nothing. */
static void
judge_again (Fixture *fixture, const char *path, GPtrArray *faults)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  ka_import_add_file (import, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ka_import_keep_rows (import, G_MAXUINT);
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rows = ka_import_get_rows (import, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const KaImportRow *row = g_ptr_array_index (rows, i);

      if (row->state == KA_ROW_NEW || (row->state == KA_ROW_CHANGED && !is_disputed (import, row)))
        g_ptr_array_add (faults, g_strdup_printf ("AGAIN %s: %s row %u %s",
                                                  row->state == KA_ROW_NEW ? "NEW" : "CHANGED",
                                                  path, row->row, row->record->kind->id));
    }
}

static void
judge_file (Fixture *fixture, const char *path, GPtrArray *faults)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  gint64 change;

  if (!ka_import_add_file (import, path, NULL, NULL, NULL, &error))
    return; /* said of the file as a whole */
  ka_import_set_skip_bad (import, TRUE);
  ka_import_keep_rows (import, G_MAXUINT);
  ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, &error);
  g_assert_no_error (error);
  judge_import (import, fixture->ledger, path, change, faults);
  judge_again (fixture, path, faults);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *x = *(const char *const *)a, *y = *(const char *const *)b;
  gint64 i = g_ascii_strtoll (strrchr (x, '/') + 1, NULL, 10);
  gint64 j = g_ascii_strtoll (strrchr (y, '/') + 1, NULL, 10);

  return i != j ? (i < j ? -1 : 1) : strcmp (x, y);
}

/* The files of a folder, in the order of their numbers. */
static GPtrArray *
list_files (const char *folder)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (!g_str_has_suffix (name, ".json") && !g_str_has_suffix (name, ".py")
        && !g_str_has_suffix (name, ".md"))
      g_ptr_array_add (files, g_build_filename (folder, name, NULL));
  g_ptr_array_sort (files, compare_names);
  return files;
}

static void
judge_folder (Fixture *fixture, const char *folder, GPtrArray *faults)
{
  g_autoptr (GPtrArray) files = list_files (folder);

  for (guint i = 0; i < files->len; i++)
    judge_file (fixture, g_ptr_array_index (files, i), faults);
}

static void
assert_none (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len && i < 40; i++)
    g_test_message ("%s", (const char *)g_ptr_array_index (faults, i));
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_shared (Fixture *fixture, gconstpointer data)
{
  const char *shared = g_getenv ("KA_SHARED");
  g_autofree char *folder = g_build_filename (shared ? shared : "/nowhere", data, NULL);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_test_skip ("no shared samples");
      return;
    }
  judge_folder (fixture, folder, faults);
  assert_none (faults);
}

/* "code@place,place …" of all problems. */
static char *
show_all (KaImport *import)
{
  GPtrArray *problems = ka_import_get_problems (import);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      g_string_append_printf (out, "%s%s@%s", out->len > 0 ? " " : "", problem->code,
                              problem->cell ? problem->cell : "-");
      for (guint p = 1; problem->places != NULL && p < problem->places->len; p++)
        {
          const KaImportPlace *place = &g_array_index (problem->places, KaImportPlace, p);
          char letters[8];

          g_string_append_printf (
            out, ",%s%u",
            place->column == KA_WHOLE_ROW ? "" : ka_column_letters (place->column, letters),
            place->row);
        }
    }
  return g_string_free (out, FALSE);
}

/* What is left out of tables of every shape is named, once, where it stands. */
static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *text, *problems;
  } cases[] = {
    /* A column, whatever the rows below; a cell right of the table. */
    { "企业.csv", "企业名称,吉祥物,从业人员数\n江津甲矿业有限公司,虎,12\n江津乙石材厂,狮,,,改名\n",
      "column_passed@B1 column_passed@E1" },
    /* Lines that are no rows, side by side in one remark. */
    { "企业.csv",
      "企业名称,所在镇街,从业人员数\n江津甲矿业有限公司,德感街道,12\n,,,以下略\n,,,另附页\n",
      "row_passed@-,4" },
    /* The same on row after row. */
    { "企业.csv", "企业名称,从业人员数\n江津甲矿业有限公司,不详\n江津乙石材厂,不详\n",
      "word_for_empty@B2,B3" },
    /* What stands in brackets behind a value. */
    { "矿山.csv",
      "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
      "江津甲矿业有限公司,一号矿,露天矿山,停产（2025.3起）,德感街道\n",
      "partly_taken@D2" },
    { "矿山.csv",
      "所属企业,矿山名称,矿山类型,矿山状态,所在镇街,设计生产规模\n"
      "江津甲矿业有限公司,一号矿,露天矿山,停产,德感街道,15（设计20）\n",
      "number_unreadable@F2" },
    /* Somebody among the firms: his name is from the firms' column. */
    { "失信名单.csv",
      "失信主体,主体类型,列入决定文号,名单类别,列入原因,列入日期\n"
      "张永福,个人,江应急信〔2025〕1号,安全生产严重失信主体,瞒报事故,2025-03-01\n",
      "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (KaImport) import = open_text (fixture, cases[i].name, cases[i].text);
      g_autofree char *path = g_build_filename (fixture->folder, cases[i].name, NULL);
      g_autofree char *problems = NULL;
      g_autoptr (GError) error = NULL;

      ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      problems = show_all (import);
      g_assert_cmpstr (problems, ==, cases[i].problems);
      judge_file (fixture, path, faults);
      assert_none (faults);
    }
}

/* The label that no field has is said once for all forms of the sheet, with its value. */
static void
test_forms (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "重大事故隐患登记卡,,,\n"
                             "矿山名称,一号矿,发现日期,2025-03-01\n"
                             "隐患描述,边坡超高,隐患等级,重大\n"
                             "整改期限,2025-04-01,整改责任人,张三\n"
                             "吉祥物,老虎,,\n"
                             "重大事故隐患登记卡,,,\n"
                             "矿山名称,二号矿,发现日期,2025-03-02\n"
                             "隐患描述,未设挡墙,隐患等级,重大\n"
                             "整改期限,2025-04-02,整改责任人,李四\n"
                             "吉祥物,老虎,,\n";
  g_autoptr (KaImport) firms = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) mines = import_text (fixture, "矿山.csv",
                                            "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                                            "江津甲矿业有限公司,一号矿,露天矿山,生产,德感街道\n"
                                            "江津乙石材厂,二号矿,露天矿山,生产,双福街道\n");
  g_autoptr (KaImport) import = open_text (fixture, "重大隐患.csv", text);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *path = g_build_filename (fixture->folder, "重大隐患.csv", NULL);
  g_autofree char *problems = NULL;
  g_autoptr (GError) error = NULL;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (import, 0, 2, 0, 0, 0);
  problems = show_all (import);
  g_assert_cmpstr (problems, ==, "form_passed@A5,A10");
  judge_file (fixture, path, faults);
  assert_none (faults);
}

/* A newer copy of a ledger of any shape changes what differs, adds what is new, doubles nothing and erases
 * nothing. */
static void
test_newer (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *name, *old, *newer;
    guint n_old, added, changed, unchanged;
  } cases[] = {
    /* Months across: one corrected, one told later, one blank now. */
    { "履职月报.csv",
      "2025年非煤矿山实际控制人现场履职天数月报\n矿山名称,1月,2月,3月\n"
      "甲一矿,18,19,停产\n乙一矿,3,,5\n",
      "2025年非煤矿山实际控制人现场履职天数月报\n矿山名称,1月,2月,3月\n"
      "甲一矿,18,20,21\n乙一矿,3,4,\n",
      4, 2, 1, 2 },
    { "检查计划.csv",
      "2025年度非煤矿山监督检查计划表\n矿山名称,检查类别,1月,2月,3月\n"
      "甲一矿,重点检查,√,,√\n乙一矿,一般检查,,√,\n",
      "2025年度非煤矿山监督检查计划表\n矿山名称,检查类别,1月,2月,3月\n"
      "甲一矿,重点检查,√,,√\n乙一矿,一般检查,,√,√\n",
      3, 1, 0, 3 },
    /* A form: blank is not erased. */
    { "隐患卡.csv",
      "重大事故隐患登记卡,,,\n矿山名称,甲一矿,发现日期,2025-03-01\n"
      "隐患描述,边坡超高,隐患等级,重大\n整改期限,2025-04-01,整改责任人,张三\n整改完成日期,,,\n",
      "重大事故隐患登记卡,,,\n矿山名称,甲一矿,发现日期,2025-03-01\n"
      "隐患描述,边坡超高,隐患等级,重大\n整改期限,2025-04-01,整改责任人,\n"
      "整改完成日期,2025-03-28,,\n",
      1, 0, 1, 0 },
  };
  g_autoptr (KaImport) firms = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) mines = import_text (fixture, "矿山.csv",
                                            "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                                            "江津甲矿业有限公司,甲一矿,露天矿山,生产,德感街道\n"
                                            "江津乙石材厂,乙一矿,露天矿山,生产,双福街道\n");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaImport) old = import_text (fixture, cases[i].name, cases[i].old);
      g_autoptr (KaImport) newer = NULL;

      assert_counts (old, 0, cases[i].n_old, 0, 0, 0);
      newer = import_text (fixture, cases[i].name, cases[i].newer);
      assert_counts (newer, 0, cases[i].added, cases[i].changed, cases[i].unchanged, 0);
    }
  assert_value (fixture, "hazard", "description", "边坡超高", "responsible", "张三");
  assert_value (fixture, "hazard", "description", "边坡超高", "rectified", "2025-03-28");
}

/* What is wrong in a cell that every month of its row reads is said once. */
static void
test_said_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = open_text (
    fixture, "检查计划.csv",
    "2025年度非煤矿山监督检查计划表\n矿山名称,检查类别,1月,2月,3月\n没有这座矿,重点检查,√,√,√\n");
  g_autofree char *problems = NULL;
  g_autoptr (GError) error = NULL;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  problems = show_all (import);
  g_assert_cmpstr (problems, ==, "reference_unknown@A3");
  assert_counts (import, 0, 0, 0, 0, 3);
}

int
main (int argc, char *argv[])
{
  if (argc > 1 && argv[1][0] == '/' && g_file_test (argv[1], G_FILE_TEST_EXISTS))
    {
      Fixture fixture;
      g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

      set_up (&fixture, NULL);
      for (int i = 1; i < argc; i++)
        if (g_file_test (argv[i], G_FILE_TEST_IS_DIR))
          judge_folder (&fixture, argv[i], faults);
        else
          judge_file (&fixture, argv[i], faults);
      for (guint i = 0; i < faults->len; i++)
        puts (g_ptr_array_index (faults, i));
      tear_down (&fixture, NULL);
      return faults->len > 0;
    }
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/explain/samples", Fixture, "samples", set_up, test_shared, tear_down);
  g_test_add ("/explain/samples-plain", Fixture, "samples-plain", set_up, test_shared, tear_down);
  g_test_add ("/explain/left-out", Fixture, NULL, set_up, test_left_out, tear_down);
  g_test_add ("/explain/forms", Fixture, NULL, set_up, test_forms, tear_down);
  g_test_add ("/explain/newer", Fixture, NULL, set_up, test_newer, tear_down);
  g_test_add ("/explain/said-once", Fixture, NULL, set_up, test_said_once, tear_down);
  return g_test_run ();
}
