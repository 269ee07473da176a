/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ledgers of many rows through the import assistant, and whoever interrupts it. */
#include "config.h"

#include "full-disk.h"
#include "guitest.h"
#include "loop-watch.h"
#include "window-fixture.h"

#include "ka-import-dialog.h"

#include <glib/gstdio.h>
#include <ka-check.h>
#include <ka-maintain.h>
#include <xlsxwriter.h>

#ifdef __SANITIZE_ADDRESS__ /* several times slower, and no other code runs */
#define N_ROWS 3000
#else
#define N_ROWS 12000
#endif

static const char *const HEADINGS[]
  = { "企业名称",       "统一社会信用代码",   "企业类别",         "经济类型",
      "法定代表人",     "主要负责人",         "主要负责人电话",   "实际控制人",
      "实际控制人电话", "上级公司",           "所在镇街",         "详细地址",
      "从业人员数",     "专职安全管理人员数", "注册安全工程师数", "安全生产责任保险",
      "保险有效期至",   "安全费用提取(万元)", "机制实施日期",     "备注" };
#define N_COLUMNS G_N_ELEMENTS (HEADINGS)

static guint n_rows = N_ROWS; /* KA_ROWS: as many */
static char *folder;

/* ---- files ---- */

static char *
make_code (guint i)
{
  for (const char *c = "0123456789ABCDEFGHJKLMNPQRTUWXY"; *c != '\0'; c++)
    {
      g_autofree char *code = g_strdup_printf ("91500116MA%06u0%c", i, *c);

      if (ka_credit_code_valid (code, NULL))
        return g_steal_pointer (&code);
    }
  g_assert_not_reached ();
}

static char *
make_value (guint row, guint column, gboolean bad)
{
  static const char *const towns[] = { "双福街道", "德感街道", "珞璜镇", "蔡家镇" };
  static const char *const names[] = { "陈某甲", "王某乙", "李某丙", "周某丁", "郑某某" };

  switch (column)
    {
    case 0:
      return g_strdup_printf ("江津区示例第%06u号石料有限公司", row);
    case 1:
      return make_code (row);
    case 2:
      return g_strdup ("矿山企业");
    case 3:
      return g_strdup ("有限责任公司");
    case 4:
    case 5:
    case 7:
      return g_strdup (names[row % (column == 7 ? 5 : column - 1)]);
    case 6:
    case 8:
      return g_strdup_printf ("1390%07u", row % 13000);
    case 9:
      return g_strdup ("示例控股有限公司");
    case 10:
      return g_strdup (towns[row % 4]);
    case 11:
      return g_strdup_printf ("江津区%s示例村%u组%u号", towns[row % 4], row % 97, row);
    case 15:
      return g_strdup (row % 2 ? "是" : "否");
    case 16:
      if (bad)
        return g_strdup_printf ("2025-02-3%u", row % 10);
      G_GNUC_FALLTHROUGH;
    case 18:
      return g_strdup_printf ("20%02u-%02u-%02u", column + 8 + row % 2, 1 + row % 12, 1 + row % 28);
    case 17:
      return g_strdup_printf ("%u.%u", row % 900, row % 10);
    case 19:
      return g_strdup ("示例数据，用于测量");
    default:
      return g_strdup_printf ("%u", row % 7);
    }
}

typedef struct
{
  const char *begin, *row, *cell, *end_cell, *end_row, *end;
} Markup;

static const Markup CSV = { "", "", "", ",", "\r\n", "" };
static const Markup HTML = { "<html><head><meta charset=\"utf-8\"></head><body><table>",
                             "<tr>",
                             "<td>",
                             "</td>",
                             "</tr>\n",
                             "</table></body></html>" };
static const Markup XML = { "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"
                            "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\""
                            " xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
                            "<Worksheet ss:Name=\"企业\"><Table>",
                            "<Row>",
                            "<Cell><Data ss:Type=\"String\">",
                            "</Data></Cell>",
                            "</Row>\n",
                            "</Table></Worksheet></Workbook>" };

static void
write_markup (const char *path, const Markup *markup, gboolean bad)
{
  g_autoptr (GString) text = g_string_new (markup->begin);

  for (guint row = 0; row <= n_rows; row++)
    {
      g_string_append (text, markup->row);
      for (guint c = 0; c < N_COLUMNS; c++)
        {
          g_autofree char *value = row == 0 ? g_strdup (HEADINGS[c]) : make_value (row, c, bad);

          g_string_append (text, markup->cell);
          g_string_append (text, value);
          if (*markup->cell != '\0' || c + 1 < N_COLUMNS)
            g_string_append (text, markup->end_cell);
        }
      g_string_append (text, markup->end_row);
    }
  g_string_append (text, markup->end);
  g_assert_true (g_file_set_contents (path, text->str, (gssize)text->len, NULL));
}

static void
write_xlsx (const char *path)
{
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  lxw_workbook *workbook = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "企业");

  for (guint row = 0; row <= n_rows; row++)
    for (guint c = 0; c < N_COLUMNS; c++)
      {
        g_autofree char *value = row == 0 ? g_strdup (HEADINGS[c]) : make_value (row, c, FALSE);

        worksheet_write_string (sheet, row, (lxw_col_t)c, value, NULL);
      }
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
}

/* As its name says. */
static char *
make_file (const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  if (g_str_has_suffix (name, ".xlsx"))
    write_xlsx (path);
  else
    write_markup (path,
                  g_str_has_suffix (name, ".csv")    ? &CSV
                  : g_str_has_suffix (name, ".html") ? &HTML
                                                     : &XML,
                  g_str_has_prefix (name, "不对"));
  return path;
}

/* ---- the assistant ---- */

static gint64
count (void)
{
  return ka_ledger_count (fixture_ledger (), ka_kind_get ("enterprise"), NULL);
}

static GtkWidget *
get_dialog (void)
{
  return guitest_toplevel (g_type_from_name ("KaImportDialog"));
}

static const char *
get_state (GtkWidget *dialog)
{
  return gtk_stack_get_visible_child_name (fixture_find (dialog, "stack"));
}

static gboolean
is_at_work (GtkWidget *dialog)
{
  return g_str_equal (get_state (dialog), "busy");
}

static GtkWidget *
begin_import (KaWindow *window, const char *name)
{
  g_autofree char *path = make_file (name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFile *files[] = { file, NULL };

  ka_import_dialog_present (window, files);
  g_assert_true (is_at_work (get_dialog ()));
  return get_dialog ();
}

/* The assistant with the file's rows understood. */
static GtkWidget *
plan_import (const char *name)
{
  GtkWidget *dialog = begin_import (fixture_window (), name);

  guitest_until (!is_at_work (dialog));
  g_assert_cmpstr (get_state (dialog), ==, "review");
  return dialog;
}

/* It ends with all rows in the ledger, or with none. */
static void
accept_import (GtkWidget *dialog)
{
  guitest_press (fixture_find (dialog, "accept"));
  guitest_until (get_dialog () == NULL);
}

static void
undo (void)
{
  guitest_action (GTK_WIDGET (fixture_window ()), "win.undo");
  fixture_rest (GTK_WINDOW (fixture_window ()));
}

static void
verify (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = ka_ledger_verify (fixture_ledger (), NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
}

static void
open_ledger (void)
{
  fixture_open ("import", TRUE);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  loop_watch_reset ();
}

/* ---- a whole import ---- */

static void
test_whole (gconstpointer name)
{
  g_autofree char *path = make_file (name);
  static const char *const tabs[] = { "problems", "columns", "rows" };
  GtkWidget *dialog;
  KaLedger *ledger;

  open_ledger ();
  ledger = fixture_ledger ();
  dialog = plan_import (name);
  fixture_rest (GTK_WINDOW (dialog));
  loop_watch_judge ("preview");
  for (guint i = 0; i < G_N_ELEMENTS (tabs); i++)
    {
      gtk_stack_set_visible_child_name (fixture_find (dialog, "tabs"), tabs[i]);
      fixture_rest (GTK_WINDOW (dialog));
      loop_watch_judge (tabs[i]);
    }
  g_assert_cmpint (count (), ==, 0);
  accept_import (dialog);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  loop_watch_judge ("import");
  g_assert_cmpint (count (), ==, n_rows);
  verify ();
  loop_watch_reset ();
  undo ();
  loop_watch_judge ("undo");
  g_assert_cmpint (count (), ==, 0);
  verify ();
  g_assert_true (fixture_ledger () == ledger);
}

/* A problem in each row: the first is seen at once, and so is the worst alone. */
static void
test_problems (void)
{
  GtkSelectionModel *problems;
  GtkWidget *dialog;

  open_ledger ();
  dialog = plan_import ("不对.csv");
  gtk_stack_set_visible_child_name (fixture_find (dialog, "tabs"), "problems");
  fixture_rest (GTK_WINDOW (dialog));
  loop_watch_judge ("problems");
  problems = gtk_list_view_get_model (fixture_find (dialog, "problem_list"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problems)), >=, n_rows);
  loop_watch_reset ();
  gtk_drop_down_set_selected (fixture_find (dialog, "severity"), 1);
  fixture_rest (GTK_WINDOW (dialog));
  loop_watch_judge ("refusals");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (problems)), ==, n_rows);
  loop_watch_reset ();
  gtk_selection_model_select_item (problems, n_rows - 1, TRUE);
  guitest_press (fixture_find (dialog, "go"));
  fixture_rest (GTK_WINDOW (dialog));
  loop_watch_judge ("the last cell");
  guitest_close (GTK_WINDOW (dialog));
  loop_watch_judge ("closed");
}

/* ---- interrupted ---- */

/* So far has the work come, or it has ended. */
static gboolean
has_come (GtkWidget *dialog, const char *text, double fraction)
{
  return !is_at_work (dialog)
         || (g_strcmp0 (gtk_label_get_label (fixture_find (dialog, "progress_text")), text) == 0
             && gtk_progress_bar_get_fraction (fixture_find (dialog, "progress")) >= fraction);
}

static void
press_cancel (GtkWidget *dialog)
{
  if (is_at_work (dialog))
    g_signal_emit_by_name (guitest_by_text (dialog, "取消"), "clicked");
  guitest_until (get_dialog () == NULL || !is_at_work (dialog));
}

/* While a file is read and understood nothing is written, whenever that is left off; and what was left off is
 * understood anew before it can be accepted. */
static void
test_cancel_reading (void)
{
  static const char *const texts[] = { "读取和核对", "正在核对", "正在核对" };
  static const double fractions[] = { 0, 0.01, 0.7 };
  gint64 head;

  open_ledger ();
  head = ka_ledger_get_head (fixture_ledger ());
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *dialog = begin_import (fixture_window (), "企业.xlsx");

      if (i > 0)
        guitest_until (has_come (dialog, texts[i], fractions[i]));
      press_cancel (dialog);
      g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head);
      if (g_str_equal (get_state (dialog), "failure"))
        {
          g_assert_nonnull (guitest_by_text (dialog, "已取消，台账没有改动。"));
          guitest_press (guitest_by_text (dialog, "返回"));
          guitest_until (!is_at_work (dialog));
        }
      fixture_rest (GTK_WINDOW (dialog));
      if (g_str_equal (get_state (dialog), "review"))
        {
          g_autofree char *all
            = g_strdup_printf ("1 张表：新增 %u，修改 0，未变 0，拒绝 0", n_rows);

          g_assert_cmpstr (gtk_label_get_label (fixture_find (dialog, "summary")), ==, all);
          g_assert_true (gtk_widget_get_sensitive (fixture_find (dialog, "accept")));
        }
      else
        g_assert_cmpstr (get_state (dialog), ==, "choose");
      guitest_close (GTK_WINDOW (dialog));
    }
  loop_watch_judge ("reading cancelled");
  verify ();
}

static void
check_all_or_none (void)
{
  gint64 n = count ();

  g_test_message ("%" G_GINT64_FORMAT " rows", n);
  g_assert_true (n == 0 || n == n_rows);
  verify ();
  if (n > 0)
    undo ();
  g_assert_cmpint (count (), ==, 0);
}

/* Cancelled, or the assistant closed, here and there while it writes; somebody else looks into the ledger
 * meanwhile. */
static void
test_cancel_writing (void)
{
  open_ledger ();
  for (guint i = 0; i < 6; i++)
    {
      double fraction = i < 2 ? 0 : g_test_rand_double_range (0, 1);
      GtkWidget *dialog = plan_import ("企业.csv");
      g_autoptr (KaLedger) other = NULL;

      guitest_press (fixture_find (dialog, "accept"));
      guitest_until (get_dialog () == NULL || has_come (dialog, "正在导入", fraction));
      other = ka_ledger_open (ka_ledger_get_path (fixture_ledger ()), KA_OPEN_READ_WRITE, NULL);
      g_assert_true (ka_ledger_is_read_only (other));
      if (get_dialog () != NULL && i % 2 == 0)
        press_cancel (dialog);
      else if (get_dialog () != NULL)
        {
          gtk_window_close (GTK_WINDOW (dialog));
          guitest_until (get_dialog () == NULL);
          /* After what else is told there. */
          if (i == 1 && count () == 0)
            guitest_until (
              guitest_by_text (GTK_WIDGET (fixture_window ()), "已取消导入，台账没有改动。")
              != NULL);
        }
      if (get_dialog () != NULL)
        guitest_close (GTK_WINDOW (dialog));
      check_all_or_none ();
    }
  loop_watch_judge ("writing cancelled");
}

/* The window closed while the assistant reads, and while it writes: no assistant stays, and the ledger is
 * whole. */
static void
test_close_window (void)
{
  g_autofree char *path = g_build_filename (folder, "另一本.kuangan", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint writing = 0; writing < 2; writing++)
    {
      KaWindow *window
        = ka_window_new (gtk_window_get_application (GTK_WINDOW (fixture_window ())));
      g_autoptr (KaLedger) ledger = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      GtkWidget *dialog;
      gint64 n;

      g_unlink (path);
      guitest_present (GTK_WINDOW (window));
      ka_window_create (window, file);
      guitest_until (ka_context_get_ledger (ka_window_get_context (window)) != NULL);
      guitest_settle ();
      dialog = begin_import (window, "企业.csv");
      if (writing)
        {
          guitest_until (!is_at_work (dialog));
          guitest_press (fixture_find (dialog, "accept"));
          guitest_until (get_dialog () == NULL || has_come (dialog, "正在导入", 0.2));
        }
      gtk_window_close (GTK_WINDOW (window));
      guitest_settle ();
      g_assert_null (get_dialog ());
      ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
      g_assert_no_error (error);
      g_assert_false (ka_ledger_is_read_only (ledger));
      n = ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL);
      g_assert_true (n == 0 || (writing && n == n_rows));
      findings = ka_ledger_verify (ledger, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (findings->len, ==, 0);
    }
  g_unlink (path);
}

/* The disk fills up while the rows are compared with the ledger, and while they are written: it is said, and
 * once there is room again it goes on from there. */
static void
test_disk_full (void)
{
  g_autofree char *path = make_file ("企业.csv");
  GtkWidget *dialog;

  open_ledger ();
  for (guint writing = 0; writing < 2; writing++)
    {
      if (writing)
        dialog = plan_import ("企业.csv");
      test_disk_fill (256 * 1024, 0);
      if (writing)
        guitest_press (fixture_find (dialog, "accept"));
      else
        dialog = begin_import (fixture_window (), "企业.csv");
      guitest_until (!is_at_work (dialog));
      if (test_disk_mend () == 0)
        {
          /* What is not kept may have had room in memory. */
          g_assert_false (writing);
          g_assert_cmpstr (get_state (dialog), ==, "review");
          guitest_close (GTK_WINDOW (dialog));
          continue;
        }
      g_assert_cmpstr (get_state (dialog), ==, "failure");
      g_test_message ("%s", adw_status_page_get_description (fixture_find (dialog, "failure")));
      g_assert_nonnull (
        strstr (adw_status_page_get_description (fixture_find (dialog, "failure")), "磁盘"));
      g_assert_cmpint (count (), ==, 0);
      guitest_press (guitest_by_text (dialog, "返回"));
      guitest_until (!is_at_work (dialog));
      accept_import (dialog);
      g_assert_cmpint (count (), ==, n_rows);
      check_all_or_none ();
    }
}

/* Ctrl+I again, or files dropped on the window, while the assistant is there. */
static void
test_twice (void)
{
  GListModel *toplevels = gtk_window_get_toplevels ();
  GtkWidget *dialog;
  guint n = 0;

  open_ledger ();
  dialog = begin_import (fixture_window (), "企业.csv");
  gtk_widget_activate_action (GTK_WIDGET (fixture_window ()), "win.import", NULL);
  g_assert_true (begin_import (fixture_window (), "企业.xlsx") == dialog);
  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWidget) toplevel = g_list_model_get_item (toplevels, i);

      n += g_str_equal (G_OBJECT_TYPE_NAME (toplevel), "KaImportDialog");
    }
  g_assert_cmpuint (n, ==, 1);
  guitest_until (!is_at_work (dialog));
  g_assert_nonnull (guitest_by_text (dialog, "正在读取或写入，等它完成后再加文件。"));
  accept_import (dialog);
  g_assert_cmpint (count (), ==, n_rows);
}

static void
remove_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  static const char *const files[] = { "企业.xlsx", "企业.csv", "企业.html", "企业.xml" };
  int status;

  if (!fixture_init (&argc, &argv, 1))
    return 77;
  if (g_getenv ("KA_ROWS") != NULL)
    n_rows = (guint)g_ascii_strtoull (g_getenv ("KA_ROWS"), NULL, 10);
  folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  loop_watch_begin ();
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = g_strdup_printf ("/import-large/%s", strrchr (files[i], '.') + 1);

      g_test_add_data_func (path, files[i], test_whole);
    }
  g_test_add_func ("/import-large/problems", test_problems);
  g_test_add_func ("/import-large/cancel-reading", test_cancel_reading);
  g_test_add_func ("/import-large/cancel-writing", test_cancel_writing);
  g_test_add_func ("/import-large/close-window", test_close_window);
  g_test_add_func ("/import-large/disk-full", test_disk_full);
  g_test_add_func ("/import-large/twice", test_twice);
  status = fixture_run ();
  remove_files ();
  return status;
}
