/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "import-fixture.h"
#include "make-xlsx.h"

/* ---- what is the same, what is new ---- */

static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) first = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) second = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) third = NULL;
  gint64 head = ka_ledger_get_head (fixture->ledger);

  assert_counts (first, 0, 2, 0, 0, 0);
  assert_counts (second, 0, 0, 0, 2, 0);
  /* A newer copy: one value more, one changed, one blank, which erases nothing. */
  third = import_text (fixture, "企业.csv",
                       "企业名称,统一社会信用代码,所在镇街,从业人员数\n"
                       "江津甲矿业有限公司,,,13\n"
                       "江津乙石材厂,,双福街道,7\n");
  assert_counts (third, 0, 0, 2, 0, 0);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head + 2);
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "staff", "13");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "town", "德感街道");
  g_assert_cmpuint (ka_import_get_problems (third)->len, ==, 0);
}

static void
test_keys (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) first = import_text (
    fixture, "企业.csv", "企业名称,统一社会信用代码\n甲厂,91500116MA5U123450\n乙厂,\n");
  g_autoptr (KaImport) second = NULL;
  g_autofree char *problems = show_problems (first);

  g_assert_cmpstr (problems, ==, "?credit_code_check@B2");
  g_clear_pointer (&first, ka_import_free);
  first = import_text (fixture, "企业.csv", "企业名称,统一社会信用代码\n甲厂,91500116MA5U123453\n");
  g_free (problems);
  problems = show_problems (first);
  g_assert_cmpstr (problems, ==, "");
  assert_counts (first, 0, 0, 1, 0, 0);
  /* The code says who it is, whatever the name; another code is another enterprise, whatever the name;
   * likeness is nothing. */
  second
    = import_text (fixture, "企业2.csv",
                   "企业名称,统一社会信用代码\n甲石料厂,91500116MA5U123453\n乙厂（一分厂）,\n");
  assert_counts (second, 0, 1, 1, 0, 0);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 3);
  assert_value (fixture, "enterprise", "name", "甲石料厂", "credit_code", "91500116MA5U123453");
}

/* The district's own cell, an enterprise's and a town's of one task and quarter are three. */
static void
test_apart (Fixture *fixture, gconstpointer data)
{
  static const char *const sheets[] = {
    "任务编号,季度,落实情况\n甲-1,2025Q4,部分落实\n",
    "任务编号,季度,企业,落实情况\n甲-1,2025Q4,江津乙石材厂,不落实\n",
    "任务编号,季度,镇街,落实情况\n甲-1,2025Q4,双福街道,落实\n",
  };
  g_autoptr (KaImport) enterprises = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) tasks
    = import_text (fixture, "任务.csv", "编号,工作任务,责任主体\n甲-1,按月排查,企业\n");

  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
      {
        g_autoptr (KaImport) import = import_text (fixture, "硬措施进展.csv", sheets[i]);

        assert_counts (import, 0, round == 0, 0, round > 0, 0);
      }
  g_assert_cmpint (count (fixture, "measure_progress"), ==, 3);
  assert_value (fixture, "measure_progress", "state", "不落实", "town", NULL);
  assert_value (fixture, "measure_progress", "state", "落实", "town", "双福街道");
}

/* Mines that bear one name belong to different enterprises; without the enterprise it cannot be said. */
static void
test_references (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) base = ka_import_new ();
  g_autoptr (KaImport) good = NULL;
  g_autoptr (KaImport) bad = NULL;
  g_autofree char *problems = NULL;

  /* Mines before their enterprises: the order of the ledger counts, not that of the files. */
  add_text (fixture, base, "矿山.csv", MINES);
  add_text (fixture, base, "企业.csv", ENTERPRISES);
  commit (fixture, base);
  assert_counts (base, 0, 3, 0, 0, 0);
  assert_counts (base, 1, 2, 0, 0, 0);

  good = import_text (fixture, "履职月报.csv",
                      "所属企业,矿山,月份,总工程师在岗(工作日)\n"
                      "江津甲矿业有限公司,一号矿,2025-01,20\n"
                      "江津乙石材厂,一号矿,2025-01,21\n"
                      ",二号矿,2025年1月,22\n"
                      ",江津甲矿业有限公司,2025-02,23\n");
  assert_counts (good, 0, 4, 0, 0, 0);
  bad = open_text (fixture, "履职月报.csv",
                   "所属企业,矿山,月份,总工程师在岗(工作日)\n"
                   ",一号矿,2025-03,20\n"
                   "江津甲矿业有限公司,二号矿,2025-03,20\n"
                   ",三号矿,2025-03,20\n"
                   ",江津乙石材厂,2025-03,20\n"
                   "别的厂,二号矿,2025-03,20\n");
  ka_import_set_skip_bad (bad, TRUE);
  commit (fixture, bad);
  assert_counts (bad, 0, 0, 0, 0, 5);
  problems = show_problems (bad);
  g_assert_cmpstr (problems, ==,
                   "reference_ambiguous@B2 reference_unknown@B3 reference_unknown@B4 "
                   "reference_ambiguous@B5 reference_unknown@B6");
}

static void
test_joined_reference (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) base = ka_import_new ();
  g_autoptr (KaImport) inspections = NULL;
  g_autoptr (KaRecord) record = NULL;

  add_text (fixture, base, "企业.csv", ENTERPRISES);
  add_text (fixture, base, "矿山.csv", MINES);
  add_text (fixture, base, "检查计划.csv",
            "所属企业,年度,检查对象,计划月份,检查类别\n"
            "江津甲矿业有限公司,2025,一号矿,2025-03,重点检查\n"
            "江津甲矿业有限公司,2025,一号矿,2025-03,一般检查\n");
  commit (fixture, base);
  inspections = import_text (
    fixture, "检查.csv",
    "所属企业,被检查矿山,对应计划,检查日期,检查记录文书号\n"
    "江津甲矿业有限公司,一号矿,一号矿／2025-03／一般检查,2025-03-05,检〔2025〕1号\n");
  assert_counts (inspections, 0, 1, 0, 0, 0);
  record = find (fixture, "inspection", "record_no", "检〔2025〕1号");
  g_assert_cmpint (ka_record_get_int (record, "plan", 0), >, 0);
}

/* ---- what is refused ---- */

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "企业名称,所在镇街,从业人员数,保险有效期至,主要负责人电话,备注\n"
                             "甲厂,德感街道,-2,2025-02-30,139,好\n"
                             ",双福街道,1,,,没有名字\n"
                             "丙厂,火星镇,3,未公示,13900001015,/\n"
                             "丁厂,双福街道,4,,,\n";
  g_autoptr (KaImport) import = open_text (fixture, "企业.csv", text);
  g_autoptr (GError) error = NULL;
  g_autofree char *problems = NULL;
  gint64 head = ka_ledger_get_head (fixture->ledger), change;

  /* All or nothing … */
  g_assert_false (ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_cmpint (change, ==, 0);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 0);
  problems = show_problems (import);
  g_assert_cmpstr (
    problems, ==,
    "number_negative@C2 date_impossible@D2 ?phone_form@E2 required@A3 town_unknown@B4");
  g_assert_cmpuint (ka_import_get_n_refusals (import), ==, 4);

  /* … unless told to leave out what is wrong: a value, or the row that cannot stand without it. */
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  assert_counts (import, 0, 3, 0, 0, 1);
  assert_value (fixture, "enterprise", "name", "甲厂", "staff", NULL);
  assert_value (fixture, "enterprise", "name", "甲厂", "note", "好");
  assert_value (fixture, "enterprise", "name", "丙厂", "principal_phone", "13900001015");
  assert_value (fixture, "enterprise", "name", "丙厂", "insured_until", NULL);
  assert_value (fixture, "enterprise", "name", "丙厂", "note", NULL);
}

static void
test_messages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = open_text (fixture, "企业.csv", "企业名称,保险有效期至\n甲厂,2025-02-30\n");
  const KaImportProblem *problem;
  g_autoptr (GError) error = NULL;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  problem = g_ptr_array_index (ka_import_get_problems (import), 0);
  g_assert_cmpstr (problem->file, ==, "企业.csv");
  g_assert_cmpstr (problem->sheet, ==, "企业");
  g_assert_cmpstr (problem->cell, ==, "B2");
  g_assert_cmpuint (problem->row, ==, 2);
  g_assert_cmpstr (problem->field->id, ==, "insured_until");
  g_assert_nonnull (strstr (problem->message, "第 2 行"));
  g_assert_nonnull (strstr (problem->message, "保险有效期至"));
  g_assert_nonnull (strstr (problem->message, "2025-02-30"));
}

/* What is quoted of personal data is masked; the list that goes back to who wrote it has it in full. */
static void
test_masked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = open_text (fixture, "人员.csv",
                 "姓名,身份证号,电话,岗位类别\n张某,500116199001010018,139000010151,其他\n");
  g_autoptr (GError) error = NULL;
  GPtrArray *problems;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  problems = ka_import_get_problems (import);
  g_assert_cmpuint (problems->len, >=, 2);
  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      g_assert_null (strstr (problem->message, "19900101"));
      g_assert_null (strstr (problem->message, "13900001015"));
    }
}

/* Another file that says something else, a person that did, the same file twice over: told as what it is. */
static void
test_conflicts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) first = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) other = import_text (
    fixture, "另一份.csv", "企业名称,所在镇街,从业人员数\n江津甲矿业有限公司,德感街道,99\n");
  g_autoptr (KaImport) newer = import_text (
    fixture, "另一份.csv", "企业名称,所在镇街,从业人员数\n江津甲矿业有限公司,德感街道,98\n");
  g_autoptr (KaImport) twice
    = import_text (fixture, "重复.csv", "企业名称,从业人员数,备注\n丙厂,1,甲\n丙厂,2,甲\n");
  g_autofree char *a = show_problems (first);
  g_autofree char *b = show_problems (other);
  g_autofree char *c = show_problems (newer);
  g_autofree char *d = show_problems (twice);

  g_assert_cmpstr (a, ==, "");
  g_assert_cmpstr (b, ==, "?conflict@C2");
  g_assert_cmpstr (c, ==, "");
  /* told where the value stands that does not stay */
  g_assert_cmpstr (d, ==, "?conflict@B2");
  assert_counts (twice, 0, 1, 1, 0, 0);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 3);
}

/* ---- the plan ---- */

/* Who is on a list is told at the cell, whatever column it stands in. */
static void
test_barred (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaRecord) listing = ka_record_new (ka_kind_get ("discredit"));
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  const KaImportProblem *found = NULL;
  GPtrArray *problems;

  ka_record_set (listing, "subject", "个人");
  ka_record_set (listing, "person", "张一");
  ka_record_set (listing, "list", "安全生产严重失信主体");
  ka_record_set (listing, "reason", "瞒报事故");
  ka_record_set (listing, "listed", "2025-06-01");
  ka_record_set (listing, "restrictions", "职业禁入");
  g_assert_true (ka_ledger_save (fixture->ledger, listing, &error));
  add_text (fixture, import, "企业.csv",
            "企业名称,法定代表人,主要负责人\n甲公司,王五,张一\n乙公司,王五,李二\n");
  g_assert_true (ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error));
  problems = ka_import_get_problems (import);
  for (guint i = 0; i < problems->len; i++)
    if (g_str_equal (((KaImportProblem *)problems->pdata[i])->code, "person_barred"))
      {
        g_assert_null (found);
        found = problems->pdata[i];
      }
  g_assert_nonnull (found);
  g_assert_cmpstr (found->cell, ==, "C2");
  g_assert_cmpint (found->severity, ==, KA_SEVERITY_WARN);
  g_assert_nonnull (strstr (found->message, "张一"));
  g_assert_nonnull (strstr (found->message, "2028-05-31"));
  g_assert_cmpint (found->listing, ==, listing->id);
}

static void
test_plan (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) before = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 head = ka_ledger_get_head (fixture->ledger);
  const KaImportRow *row;

  add_text (fixture, import, "企业.csv",
            "企业名称,所在镇街,从业人员数\n江津甲矿业有限公司,德感街道,13\n丙厂,德感街道,1\n");
  add_text (fixture, import, "矿山.csv",
            "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n丙厂,三号矿,露天矿山,生产,德感街道\n"
            "江津乙石材厂,四号矿,露天矿山,生产,德感街道\n无此厂,五号矿,露天矿山,生产,德感街道\n");
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
  g_assert_cmpint (count (fixture, "mine"), ==, 0);
  assert_counts (import, 0, 1, 1, 0, 0);
  assert_counts (import, 1, 2, 0, 0, 1);
  rows = ka_import_get_rows (import, 0);
  g_assert_cmpuint (rows->len, ==, 5);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->state, ==, KA_ROW_CHANGED);
  g_assert_cmpstr (ka_record_get (row->record, "staff"), ==, "13");
  g_assert_cmpstr (ka_record_get (row->before, "staff"), ==, "12");
  g_assert_cmpint (row->id, ==, row->before->id);
  row = g_ptr_array_index (rows, 2);
  g_assert_cmpint (row->state, ==, KA_ROW_NEW);
  g_assert_cmpint (row->id, ==, 0);
  g_assert_cmpint (row->record->id, ==, 0);
  /* 丙厂 is only in the same import: nothing that the plan made may be pointed to. */
  g_assert_null (ka_record_get (row->record, "enterprise"));
  row = g_ptr_array_index (rows, 3);
  g_assert_nonnull (ka_record_get (row->record, "enterprise"));
  row = g_ptr_array_index (rows, 4);
  g_assert_cmpint (row->state, ==, KA_ROW_REFUSED);
  g_ptr_array_unref (rows);
  rows = ka_import_get_rows (import, 1);
  g_assert_cmpuint (rows->len, ==, 2);
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  assert_counts (import, 0, 1, 1, 0, 0);
  assert_counts (import, 1, 2, 0, 0, 1);
  g_assert_cmpint (count (fixture, "mine"), ==, 2);
}

/* ---- the change ---- */

static void
test_one_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = ka_import_new ();
  g_autoptr (KaRecord) mine = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) changes = NULL;
  g_autoptr (GError) error = NULL;
  const KaRevision *revision;
  const KaChange *made;
  gint64 change;

  add_text (fixture, import, "企业.csv", ENTERPRISES);
  add_text (fixture, import, "矿山.csv", MINES);
  ka_import_commit (import, fixture->ledger, NULL, NULL, NULL, &change, &error);
  g_assert_no_error (error);
  mine = find (fixture, "mine", "name", "二号矿");
  history = ka_ledger_history (fixture->ledger, mine->kind, mine->id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 1);
  revision = g_ptr_array_index (history, 0);
  g_assert_cmpint (revision->change, ==, change);
  g_assert_cmpstr (revision->what, ==, KA_CHANGE_IMPORT);
  g_assert_cmpstr (revision->file, ==, "矿山.csv");
  g_assert_cmpstr (revision->sheet, ==, "矿山");
  g_assert_cmpuint (revision->row, ==, 4);
  g_assert_cmpstr (
    revision->columns, ==,
    "{\"enterprise\":\"A\",\"name\":\"B\",\"type\":\"C\",\"status\":\"D\",\"town\":\"E\"}");
  changes = ka_ledger_changes (fixture->ledger, 1, &error);
  made = g_ptr_array_index (changes, 0);
  g_assert_cmpstr (made->why, ==, "导入“企业.csv”等 2 个文件");
  g_assert_cmpuint (made->n_revisions, ==, 5);
  g_assert_cmpint (ka_ledger_undo_change (fixture->ledger, change, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 0);
  g_assert_cmpint (count (fixture, "mine"), ==, 0);
}

static void
stop (double fraction, const char *what, gpointer data)
{
  g_assert_cmpfloat (fraction, <=, 1);
  g_assert_nonnull (what);
  g_cancellable_cancel (data);
}

static GString *
make_many (guint rows, guint bad)
{
  GString *text = g_string_new ("企业名称,所在镇街,从业人员数\n");

  for (guint i = 0; i < rows; i++)
    g_string_append_printf (text, "江津第%u号示例厂,德感街道,%s\n", i, i == bad ? "很多" : "5");
  return text;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = make_many (5000, G_MAXUINT);
  g_autoptr (KaImport) import = open_text (fixture, "企业.csv", text->str);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (fixture->ledger), change;

  g_assert_false (
    ka_import_commit (import, fixture->ledger, stop, cancellable, cancellable, &change, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 0);
}

/* Enough rows for the reading thread. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) bad = make_many (5000, 4321);
  g_autoptr (GString) good = make_many (5000, G_MAXUINT);
  g_autoptr (KaImport) refused = open_text (fixture, "企业.csv", bad->str);
  g_autoptr (KaImport) import = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *problems = NULL;
  gint64 change;

  g_assert_false (ka_import_commit (refused, fixture->ledger, NULL, NULL, NULL, &change, &error));
  problems = show_problems (refused);
  g_assert_cmpstr (problems, ==, "number_unreadable@C4323");
  g_assert_cmpint (count (fixture, "enterprise"), ==, 0);
  import = import_text (fixture, "企业.csv", good->str);
  assert_counts (import, 0, 5000, 0, 0, 0);
  g_clear_pointer (&import, ka_import_free);
  import = import_text (fixture, "企业.csv", good->str);
  assert_counts (import, 0, 0, 0, 5000, 0);
}

/* ---- 问题清单 ---- */

static void
test_problem_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = open_text (fixture, "企业.csv",
                 "企业名称,所在镇街,从业人员数\n甲厂,德感街道,1\n乙厂,火星镇,2\n,双福街道,3\n");
  g_autofree char *path = g_build_filename (fixture->folder, "问题清单.xlsx", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no", "such.xlsx", NULL);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = NULL;
  g_autoptr (KaImport) again = ka_import_new ();
  KaGrid *grid;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ka_import_write_problems (import, path, &error));
  g_assert_no_error (error);
  book = ka_book_open (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  grid = ka_book_get_sheet (book, 0);
  g_assert_cmpstr (ka_grid_get_name (grid), ==, "企业");
  g_assert_cmpuint (ka_grid_get_n_rows (grid), ==, 3);
  ka_grid_read_row (grid, 1, cells);
  g_assert_cmpuint (cells->len, ==, 4);
  g_assert_cmpstr (g_array_index (cells, KaCell, 0).text, ==, "乙厂");
  g_assert_cmpstr (g_array_index (cells, KaCell, 2).text, ==, "2");
  g_assert_nonnull (strstr (g_array_index (cells, KaCell, 3).text, "火星镇"));
  /* It can be imported as it is: the same is refused again, and nothing else. */
  ka_import_add_file (again, path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  ka_import_plan (again, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_counts (again, 0, 1, 0, 0, 1);
  g_assert_cmpuint (ka_import_get_n_refusals (again), ==, 2);
  g_assert_false (ka_import_write_problems (import, nowhere, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/import/again", test_again },
    { "/import/keys", test_keys },
    { "/import/apart", test_apart },
    { "/import/references", test_references },
    { "/import/joined-reference", test_joined_reference },
    { "/import/refusals", test_refusals },
    { "/import/messages", test_messages },
    { "/import/masked", test_masked },
    { "/import/barred", test_barred },
    { "/import/conflicts", test_conflicts },
    { "/import/plan", test_plan },
    { "/import/one-change", test_one_change },
    { "/import/cancel", test_cancel },
    { "/import/many", test_many },
    { "/import/problem-list", test_problem_list },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
