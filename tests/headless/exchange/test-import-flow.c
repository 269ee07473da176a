/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the officer meets on the way: lists of problems that come back corrected, where values come from,
 * questions about names, answers that are remembered, cells from the clipboard. */
#include "config.h"

#include "import-fixture.h"

#include <ka-merge.h>

/* ---- 问题清单 ---- */

/* Puts a word in place of another in all cells of the first sheet, as the town does, and saves it as csv. */
static char *
correct (Fixture *fixture, const char *path, const char *wrong, const char *right)
{
  g_autoptr (KaBook) book = ka_book_open (path, NULL, NULL, NULL, NULL);
  KaGrid *grid = ka_book_get_sheet (book, 0);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (GString) out = g_string_new (NULL);
  char *corrected = g_build_filename (fixture->folder, "改好.csv", NULL);

  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      guint column = 0;

      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; c < cells->len; c++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, c);
          const char *text = strcmp (cell->text, wrong) == 0 ? right : cell->text;

          for (; column < cell->column; column++)
            g_string_append_c (out, ',');
          g_string_append_printf (out, "\"%s\"", text);
        }
      g_string_append_c (out, '\n');
    }
  g_assert_true (g_file_set_contents (corrected, out->str, -1, NULL));
  return corrected;
}

static void
add_base (Fixture *fixture)
{
  g_autoptr (KaImport) base = ka_import_new ();

  add_text (fixture, base, "企业.csv", ENTERPRISES);
  add_text (fixture, base, "矿山.csv", MINES);
  commit (fixture, base);
}

/* Out to the town and back: what was refused of tables of every shape is taken once it is put right, with
 * what title and section lines said of it. */
static void
test_problem_list_returns (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *file, *text, *wrong, *right;
    const char *kind, *key, *value;
    const char *field, *expected;
  } cases[] = {
    /* Plain. */
    { "企业.csv", "企业名称,所在镇街,从业人员数\n甲厂,火星镇,1\n", "火星镇", "德感街道",
      "enterprise", "name", "甲厂", "town", "德感街道" },
    /* A title gives the year of all rows. */
    { "计划.csv",
      "2025年度检查计划\n所属企业,检查对象,计划月份,检查类别\n"
      "江津甲矿业有限公司,没有的矿,3月,重点检查\n",
      "没有的矿", "一号矿", "plan", "month", "2025-03", "year", "2025" },
    /* Months across. */
    { "履职.csv",
      "2025年履职情况\n所属企业,矿山,1月总工程师在岗(工作日),2月总工程师在岗(工作日)\n"
      "江津甲矿业有限公司,一号矿,二十个,21\n",
      "二十个", "20", "duty", "month", "2025-01", "engineer_days", "20" },
  };

  add_base (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaImport) import = open_text (fixture, cases[i].file, cases[i].text);
      g_autoptr (KaImport) again = ka_import_new ();
      g_autofree char *path = g_build_filename (fixture->folder, "问题清单.xlsx", NULL);
      g_autofree char *corrected = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].file);
      ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ka_import_get_n_refusals (import), >, 0);
      g_assert_true (ka_import_write_problems (import, path, &error));
      corrected = correct (fixture, path, cases[i].wrong, cases[i].right);
      g_assert_true (ka_import_add_file (again, corrected, NULL, NULL, NULL, &error));
      g_assert_true (table_of (again, 0)->kind == ka_kind_get (cases[i].kind));
      commit (fixture, again);
      g_assert_cmpuint (ka_import_get_n_refusals (again), ==, 0);
      assert_value (fixture, cases[i].kind, cases[i].key, cases[i].value, cases[i].field,
                    cases[i].expected);
    }
}

/* What was answered of the sheet holds for the list of its problems too. */
static void
test_problem_list_answered (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = open_text (
    fixture, "甲乙丙.csv", "企业名称,说法,所在镇街\n甲厂,王五,火星镇\n乙厂,赵六,双福街道\n");
  g_autoptr (KaImport) again = ka_import_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "问题清单.xlsx", NULL);
  g_autofree char *corrected = NULL;
  g_autoptr (GError) error = NULL;

  ka_import_set_kind (import, 0, ka_kind_get ("enterprise"));
  ka_import_set_field (import, 0, 1, ka_kind_field (ka_kind_get ("enterprise"), "legal_rep"));
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  g_assert_true (ka_import_write_problems (import, path, &error));
  corrected = correct (fixture, path, "火星镇", "德感街道");
  g_assert_true (ka_import_add_file (again, corrected, NULL, NULL, NULL, &error));
  g_assert_true (ka_import_recall (again, fixture->ledger, &error));
  g_assert_cmpstr (table_of (again, 0)->recalled, ==, "甲乙丙");
  commit (fixture, again);
  assert_value (fixture, "enterprise", "name", "甲厂", "legal_rep", "王五");
  assert_value (fixture, "enterprise", "name", "甲厂", "town", "德感街道");
}

/* ---- where values come from ---- */

static void
assert_cell (Fixture *fixture,
             const char *kind,
             const char *key,
             const char *value,
             const char *field,
             const char *expected)
{
  g_autoptr (KaRecord) record = find (fixture, kind, key, value);
  g_autoptr (GPtrArray) history
    = ka_ledger_history (fixture->ledger, record->kind, record->id, NULL);
  const KaField *wanted = ka_kind_field (record->kind, field);
  const KaRevision *origin = ka_history_origin (history, wanted);
  g_autofree char *cell = NULL;

  g_assert_nonnull (origin);
  cell = ka_revision_cell (origin, wanted);
  g_assert_cmpstr (cell, ==, expected);
}

static void
test_origins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) form = NULL;
  g_autoptr (KaImport) months = NULL;
  g_autoptr (KaImport) newer = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  const KaImportRow *row;
  guint town;

  add_base (fixture);
  assert_cell (fixture, "enterprise", "name", "江津乙石材厂", "name", "A3");
  /* A newer copy gives one value anew; the others keep their origin. */
  newer = open_text (fixture, "企业新.csv", "法定代表人,企业名称,所在镇街\n,江津乙石材厂,白沙镇\n");
  ka_import_plan (newer, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rows = ka_import_get_rows (newer, 0);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  town = ka_kind_field_index (row->record->kind, "town");
  g_assert_cmpint (row->state, ==, KA_ROW_CHANGED);
  g_assert_cmpuint (row->places[town].row, ==, 2);
  g_assert_cmpuint (row->places[town].column, ==, 2);
  text = ka_import_get_text (newer, 0, row->places[town]);
  g_assert_cmpstr (text, ==, "白沙镇");
  g_assert_cmpstr (row->origins[town], ==, "企业.csv · 企业 · C3");
  commit (fixture, newer);
  assert_cell (fixture, "enterprise", "name", "江津乙石材厂", "town", "C2");
  assert_cell (fixture, "enterprise", "name", "江津乙石材厂", "name", "A3");
  /* A form: the cells are where they are. */
  form = import_text (fixture, "典型案例报送表.csv",
                      "典型案例报送表\n案例名称,边坡失稳案,报送季度,2025年第三季度\n"
                      "发生时间,2025-08-01,类别,重大隐患\n案情简介,很长的经过,,\n");
  g_assert_cmpuint (table_of (form, 0)->added, ==, 1);
  assert_cell (fixture, "typical_case", "title", "边坡失稳案", "title", "B2");
  assert_cell (fixture, "typical_case", "title", "边坡失稳案", "quarter", "D2");
  /* Months across: each record has cells of its own. */
  months = import_text (fixture, "履职.csv",
                        "2025年履职情况\n"
                        "所属企业,矿山,1月总工程师在岗(工作日),2月总工程师在岗(工作日)\n"
                        "江津甲矿业有限公司,一号矿,20,21\n");
  g_assert_cmpuint (table_of (months, 0)->added, ==, 2);
  assert_cell (fixture, "duty", "month", "2025-01", "engineer_days", "C3");
  assert_cell (fixture, "duty", "month", "2025-02", "engineer_days", "D3");
}

/* Two files that say it differently: both places are named. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = open_text (fixture, "甲.csv", "企业名称,所在镇街,从业人员数\n渝州一厂,双福街道,7\n");
  const KaImportProblem *problem;
  g_autoptr (GError) error = NULL;

  add_text (fixture, import, "乙.csv", "备注,企业名称,从业人员数\n,渝州一厂,9\n");
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_import_get_problems (import)->len, ==, 1);
  problem = g_ptr_array_index (ka_import_get_problems (import), 0);
  g_assert_cmpstr (problem->code, ==, "conflict");
  g_assert_cmpstr (problem->file, ==, "乙.csv");
  g_assert_cmpint (problem->table, ==, 1);
  g_assert_cmpstr (problem->cell, ==, "C2");
  g_assert_cmpuint (problem->place.row, ==, 2);
  g_assert_cmpuint (problem->place.column, ==, 2);
  g_assert_nonnull (strstr (problem->message, "甲.csv · 甲 · C2"));
}

/* Two rows of one record that differ: the later one stays, also when the same file comes again. */
static void
test_contradiction (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "企业名称,所在镇街,从业人员数,备注\n渝州一厂,双福街道,7,甲\n"
                             "渝州二厂,双福街道,3,\n渝州一厂,双福街道,9,\n"
                             "渝州一厂,双福街道,11,\n";
  static const char moved[] = "企业名称,所在镇街,从业人员数,备注\n渝州一厂,双福街道,7,乙\n"
                              "渝州二厂,双福街道,4,\n";
  gint64 head;

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (KaImport) import = open_text (fixture, "甲.csv", text);
      const KaImportProblem *problem;
      GPtrArray *problems;

      head = ka_ledger_get_head (fixture->ledger);
      commit (fixture, import);
      problems = ka_import_get_problems (import);
      /* Each of the two values that do not stay is told once, with both places. */
      g_assert_cmpuint (problems->len, ==, 2);
      problem = g_ptr_array_index (problems, 0);
      g_assert_cmpstr (problem->code, ==, "conflict");
      g_assert_cmpstr (problem->cell, ==, "C2");
      g_assert_nonnull (strstr (problem->message, "第 2 行是“7”"));
      g_assert_nonnull (strstr (problem->message, "第 4 行是“9”"));
      problem = g_ptr_array_index (problems, 1);
      g_assert_cmpstr (problem->cell, ==, "C4");
      if (i == 0)
        assert_counts (import, 0, 2, 2, 0, 0);
      else
        {
          GPtrArray *rows = NULL;

          assert_counts (import, 0, 0, 0, 4, 0);
          g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
          g_assert_true (ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, NULL));
          rows = ka_import_get_rows (import, 0);
          g_assert_cmpuint (rows->len, ==, 4);
          for (guint r = 0; r < rows->len; r++)
            g_assert_cmpuint (((KaImportRow *)g_ptr_array_index (rows, r))->row, ==, r + 2);
          g_ptr_array_unref (rows);
        }
    }
  /* A newer copy without the later rows: what it says is taken. */
  {
    g_autoptr (KaImport) import = import_text (fixture, "甲.csv", moved);

    assert_counts (import, 0, 0, 2, 0, 0);
    g_assert_cmpuint (ka_import_get_problems (import)->len, ==, 0);
  }
}

/* The same of two sheets, and of two files that come together. */
static void
test_contradicting_files (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KaImport) import
        = open_text (fixture, "甲.csv", "企业名称,所在镇街,从业人员数\n渝州一厂,双福街道,7\n");
      const KaImportProblem *problem;

      add_text (fixture, import, "乙.csv", "备注,企业名称,从业人员数\n,渝州一厂,9\n");
      commit (fixture, import);
      g_assert_cmpuint (ka_import_get_problems (import)->len, ==, 1);
      problem = g_ptr_array_index (ka_import_get_problems (import), 0);
      g_assert_cmpstr (problem->file, ==, "乙.csv");
      g_assert_cmpstr (problem->cell, ==, "C2");
      g_assert_nonnull (strstr (problem->message, "甲.csv · 甲 · C2"));
      g_assert_nonnull (strstr (problem->message, "“7”"));
      assert_counts (import, 0, i == 0, 0, i > 0, 0);
      assert_counts (import, 1, 0, i == 0, i > 0, 0);
    }
}

/* Text that no cell can hold is cut, and that is said. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text
    = g_string_new ("企业名称,所在镇街,备注\n渝州一厂,双福街道,此处以下很长");
  g_autoptr (KaImport) import = NULL;
  const KaImportProblem *problem;

  for (guint i = 0; i < 40000; i++)
    g_string_append (text, "长");
  g_string_append_c (text, '\n');
  import = import_text (fixture, "甲.csv", text->str);
  assert_counts (import, 0, 1, 0, 0, 0);
  g_assert_cmpuint (ka_import_get_problems (import)->len, ==, 1);
  problem = g_ptr_array_index (ka_import_get_problems (import), 0);
  g_assert_cmpstr (problem->code, ==, "file_note");
  g_assert_nonnull (strstr (problem->message, "此处以下很长"));
}

/* ---- names that are unsure ---- */

static void
test_questions (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "企业名称,从业人员数\n江津甲矿业有限责任公司,55\n";
  static const char mines[] = "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                              "江津甲矿业有限责任公司,三号矿,露天矿山,生产,德感街道\n";
  g_autoptr (KaImport) base = import_text (fixture, "企业.csv", ENTERPRISES);
  g_autoptr (KaImport) import = open_text (fixture, "新.csv", text);
  g_autoptr (KaImport) refers = open_text (fixture, "矿山.csv", mines);
  g_autoptr (KaImport) later = open_text (fixture, "再来.csv", text);
  const KaKind *enterprise = ka_kind_get ("enterprise");
  const KaImportQuestion *question;
  g_autoptr (GError) error = NULL;

  /* Its own row: new unless it is said that it is not. */
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  assert_counts (import, 0, 1, 0, 0, 0);
  g_assert_cmpuint (ka_import_get_questions (import)->len, ==, 1);
  question = g_ptr_array_index (ka_import_get_questions (import), 0);
  g_assert_true (question->is_new);
  g_assert_cmpstr (question->text, ==, "江津甲矿业有限责任公司");
  g_assert_cmpstr (g_ptr_array_index (question->guesses, 0), ==, "江津甲矿业有限公司");
  g_assert_null (question->answer);
  ka_import_answer (import, enterprise, "江津甲矿业有限责任公司", "江津甲矿业有限公司");
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  assert_counts (import, 0, 0, 1, 0, 0);
  question = g_ptr_array_index (ka_import_get_questions (import), 0);
  g_assert_cmpstr (question->answer, ==, "江津甲矿业有限公司");
  ka_import_answer (import, enterprise, "江津甲矿业有限责任公司", "");
  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  assert_counts (import, 0, 1, 0, 0, 0);
  g_assert_cmpuint (ka_import_get_problems (import)->len, ==, 0);
  /* Rows that refer to it are refused until it is said who is meant. */
  ka_import_plan (refers, fixture->ledger, NULL, NULL, NULL, &error);
  assert_counts (refers, 0, 0, 0, 0, 1);
  question = g_ptr_array_index (ka_import_get_questions (refers), 0);
  g_assert_false (question->is_new);
  ka_import_answer (refers, question->kind, "江津甲矿业有限责任公司", "江津甲矿业有限公司");
  commit (fixture, refers);
  assert_counts (refers, 0, 1, 0, 0, 0);
  /* And it is known the next time. */
  commit (fixture, later);
  assert_counts (later, 0, 0, 1, 0, 0);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 2);
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "staff", "55");
}

/* An enterprise that was merged into another one does not come back with the next ledger. */
static void
test_merged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) base = import_text (
    fixture, "企业.csv", "企业名称,所在镇街\n渝州一厂,双福街道\n别的石料公司,双福街道\n");
  g_autoptr (KaRecord) keep = find (fixture, "enterprise", "name", "渝州一厂");
  g_autoptr (KaRecord) other = find (fixture, "enterprise", "name", "别的石料公司");
  g_autoptr (KaImport) again = NULL;
  g_autoptr (KaImport) mines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_ledger_merge (fixture->ledger, keep, other->id, NULL, &error));
  g_assert_no_error (error);
  again = import_text (fixture, "新.csv", "企业名称,从业人员数\n别的石料公司,12\n");
  assert_counts (again, 0, 0, 1, 0, 0);
  mines = import_text (fixture, "矿山.csv",
                       "所属企业,矿山名称,矿山类型,矿山状态,所在镇街\n"
                       "别的石料公司,三号矿,露天矿山,生产,双福街道\n");
  assert_counts (mines, 0, 1, 0, 0, 0);
  g_assert_cmpint (count (fixture, "enterprise"), ==, 1);
  assert_value (fixture, "enterprise", "name", "渝州一厂", "staff", "12");
}

/* Who stands in a list of persons without a firm and without a number is known by name and day; two of one
 * name whose firms differ are two. */
static void
test_persons_listed (Fixture *fixture, gconstpointer data)
{
  const char *text = "主体类型,姓名,企业,名单类型,列入事由,列入日期\n"
                     "个人,张三,,安全生产严重失信主体,重大事故责任人,2025-03-01\n"
                     "个人,李四,渝州一厂,安全生产严重失信主体,重大事故责任人,2025-03-01\n"
                     "个人,李四,别的石料公司,安全生产严重失信主体,重大事故责任人,2025-03-01\n";
  g_autoptr (KaImport) base = import_text (
    fixture, "企业.csv", "企业名称,所在镇街\n渝州一厂,双福街道\n别的石料公司,双福街道\n");
  g_autoptr (KaImport) first = import_text (fixture, "名单.csv", text);
  g_autoptr (KaImport) again = import_text (fixture, "名单.csv", text);

  assert_counts (base, 0, 2, 0, 0, 0);
  assert_counts (first, 0, 3, 0, 0, 0);
  assert_counts (again, 0, 0, 0, 3, 0);
}

/* ---- what was answered before ---- */

static void
test_drop_recalled (Fixture *fixture, gconstpointer data)
{
  static const char text[] = "企业名称,所在镇街,说法\n甲厂,德感街道,王五\n";
  g_autoptr (KaImport) first = open_text (fixture, "德感街道台账.csv", text);
  g_autoptr (KaImport) second = open_text (fixture, "再来.csv", text);
  g_autoptr (KaImport) third = open_text (fixture, "三来.csv", text);
  g_autoptr (GError) error = NULL;

  ka_import_set_field (first, 0, 2, ka_kind_field (ka_kind_get ("enterprise"), "legal_rep"));
  commit (fixture, first);
  g_assert_true (ka_import_recall (second, fixture->ledger, &error));
  g_assert_cmpstr (table_of (second, 0)->recalled, ==, "德感街道");
  g_assert_nonnull (g_ptr_array_index (table_of (second, 0)->fields, 2));
  ka_import_drop_recalled (second, 0);
  g_assert_null (table_of (second, 0)->recalled);
  g_assert_null (g_ptr_array_index (table_of (second, 0)->fields, 2));
  commit (fixture, second);
  /* Dropping it is an answer too. */
  g_assert_true (ka_import_recall (third, fixture->ledger, &error));
  g_assert_null (g_ptr_array_index (table_of (third, 0)->fields, 2));
}

/* ---- the clipboard ---- */

static void
test_paste (Fixture *fixture, gconstpointer data)
{
  const KaKind *enterprise = ka_kind_get ("enterprise");
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();
  g_autoptr (KaImport) headed = ka_import_new ();
  g_autoptr (KaImport) bare = ka_import_new ();
  g_autoptr (KaImport) nothing = ka_import_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (shown, (gpointer)ka_kind_field (enterprise, "name"));
  g_ptr_array_add (shown, (gpointer)ka_kind_field (enterprise, "town"));
  g_ptr_array_add (shown, (gpointer)ka_kind_field (enterprise, "note"));
  /* With headings they say what is in the columns, whatever the list shows. */
  g_assert_true (ka_import_add_text (headed, "从业人员数\t企业名称\n7\t渝州一厂\n", "剪贴板",
                                     enterprise, shown, &error));
  commit (fixture, headed);
  assert_counts (headed, 0, 1, 0, 0, 0);
  assert_value (fixture, "enterprise", "name", "渝州一厂", "staff", "7");
  /* Without, the columns are those of the list; a quoted cell may hold a line break and a quote. */
  g_assert_true (ka_import_add_text (
    bare, "渝州一厂\t德感街道\t\"第一行\n第二行，\"\"好\"\"\"\r\n渝州二厂\t双福街道\t\r\n",
    "剪贴板", enterprise, shown, &error));
  g_assert_no_error (error);
  commit (fixture, bare);
  assert_counts (bare, 0, 1, 1, 0, 0);
  assert_value (fixture, "enterprise", "name", "渝州一厂", "note", "第一行\n第二行，\"好\"");
  assert_value (fixture, "enterprise", "name", "渝州二厂", "town", "双福街道");
  assert_cell (fixture, "enterprise", "name", "渝州二厂", "town", "B2");
  g_assert_false (ka_import_add_text (nothing, "\n \n", "剪贴板", enterprise, shown, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (ka_import_add_text (nothing, "\xff\xfe", "剪贴板", enterprise, shown, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
}

/* "code@cell …" of the remarks alone. */
static char *
show_remarks (KaImport *import)
{
  GPtrArray *problems = ka_import_get_problems (import);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      const KaImportProblem *problem = g_ptr_array_index (problems, i);

      if (problem->severity == KA_SEVERITY_INFO)
        g_string_append_printf (out, "%s%s@%s", out->len > 0 ? " " : "", problem->code,
                                problem->cell != NULL ? problem->cell : "-");
    }
  return g_string_free (out, FALSE);
}

/* A column of no field, with a heading or without one, is not left out without a word; what only counts the rows
 * or holds nothing is. */
static void
test_passed_columns (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *remarks;
  } cases[] = {
    { "企业名称,法定代表人\n甲厂,张三\n", "" },
    { "序号,企业名称,吉祥物,法定代表人\n1,甲厂,,张三\n2,乙厂,/,李四\n", "" },
    { "序号,企业名称,吉祥物,法定代表人\n1,甲厂,,张三\n2,乙厂,虎,李四\n", "column_passed@C1" },
    { "企业名称,,法定代表人\n甲厂,说明一,张三\n乙厂,,李四\n", "column_passed@B1" },
    { "企业名称,法定代表人,\n甲厂,张三,\n乙厂,李四,说明二\n", "column_passed@C1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaImport) import = open_text (fixture, "企业.csv", cases[i].text);
      g_autofree char *remarks = NULL;
      g_autoptr (GError) error = NULL;

      ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      remarks = show_remarks (import);
      g_assert_cmpstr (remarks, ==, cases[i].remarks);
      g_assert_cmpuint (ka_import_get_n_refusals (import), ==, 0);
    }
}

/* All of the ledger that a new name is like are told, the oldest first: two of them may be one. */
static void
test_all_alike (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) base = import_text (
    fixture, "企业.csv", "企业名称,从业人员数\n江津丙矿业有限公司,1\n江津丙矿业有限责任公司,2\n");
  g_autoptr (KaImport) import
    = open_text (fixture, "新.csv", "企业名称,从业人员数\n江津丙矿业股份有限公司,3\n");
  const KaImportQuestion *question;
  g_autoptr (GError) error = NULL;

  ka_import_plan (import, fixture->ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_import_get_questions (import)->len, ==, 1);
  question = g_ptr_array_index (ka_import_get_questions (import), 0);
  g_assert_cmpuint (question->guesses->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (question->guesses, 0), ==, "江津丙矿业有限公司");
  g_assert_cmpstr (g_ptr_array_index (question->guesses, 1), ==, "江津丙矿业有限责任公司");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/import-flow/problem-list-returns", test_problem_list_returns },
    { "/import-flow/problem-list-answered", test_problem_list_answered },
    { "/import-flow/origins", test_origins },
    { "/import-flow/conflict", test_conflict },
    { "/import-flow/contradiction", test_contradiction },
    { "/import-flow/contradicting-files", test_contradicting_files },
    { "/import-flow/cut", test_cut },
    { "/import-flow/questions", test_questions },
    { "/import-flow/merged", test_merged },
    { "/import-flow/persons-listed", test_persons_listed },
    { "/import-flow/drop-recalled", test_drop_recalled },
    { "/import-flow/paste", test_paste },
    { "/import-flow/passed-columns", test_passed_columns },
    { "/import-flow/all-alike", test_all_alike },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
