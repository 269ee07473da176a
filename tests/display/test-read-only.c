/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second window on a ledger that another one holds: it says so, and on no page is anything offered that
 * would write. */
#include "config.h"

#include "ka-desk.h"

#include "ka-ask.h"
#include "ka-filter-bar.h"
#include "ka-hazard-column.h"
#include "ka-pages.h"
#include "ka-paper-dialog.h"
#include "ka-pdf-view.h"
#include "ka-record-view.h"
#include "ka-what-if-view.h"

#include <ka-paper.h>
#include <string.h>

static Desk desk;
static KaLedger *holder;

/* What the buttons are called that write. Kept filters and columns are of the desk, not of the ledger; the
 * what-if is thought of, not written. */
static const char *const WRITING[]
  = { "新建", "保存", "删除", "导入",     "粘贴", "添加",   "更换", "移走",   "移除",    "撤销",
      "重做", "恢复", "作废", "登记",     "编号", "拟定",   "随机", "收稿",   "归档",    "锁定本",
      "批准", "接受", "采纳", "审核通过", "退回", "已报送", "开始", "已处理", "沿用",    "成批",
      "写入", "记录", "标为", "责令",     "整改", "复查",   "销号", "立案",   "列入",    "告知",
      "推送", "停产", "办结", "受理",     "填报", "放弃",   "催告", "公示",   "执行完毕" };
static const char *const NOT_WRITING[]
  = { "添加条件", "保存的筛选", "整改轮次", "锁定记录", "公示", "选择备份" };
static const char *const ACTIONS[]
  = { "new", "save", "delete", "edit-many", "paste", "merge", "freeze" };

/* ---- what is offered ---- */

/* What a button is called: its words, else those of its tooltip. */
static const char *
get_name (GtkWidget *button)
{
  GtkWidget *child = gtk_button_get_child (GTK_BUTTON (button));

  if (gtk_button_get_label (GTK_BUTTON (button)) != NULL)
    return gtk_button_get_label (GTK_BUTTON (button));
  if (child != NULL && GTK_IS_LABEL (child))
    return gtk_label_get_text (GTK_LABEL (child));
  return gtk_widget_get_tooltip_text (button);
}

static gboolean
begins_with (const char *name, const char *const *words, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_str_has_prefix (name, words[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_within (GtkWidget *widget, GType type)
{
  return gtk_widget_get_ancestor (widget, type) != NULL;
}

static char *
describe (GtkWidget *widget)
{
  GString *path = g_string_new (G_OBJECT_TYPE_NAME (widget));

  for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL; w = gtk_widget_get_parent (w))
    g_string_append_printf (path, " < %s", G_OBJECT_TYPE_NAME (w));
  return g_string_free (path, FALSE);
}

/* A toggle chooses what is looked at. */
static gboolean
is_offered (GtkWidget *widget, gconstpointer data)
{
  const char *name;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  if (GTK_IS_TEXT (widget))
    return gtk_editable_get_editable (GTK_EDITABLE (widget))
           && !is_within (widget, GTK_TYPE_SEARCH_ENTRY) && !is_within (widget, KA_TYPE_FILTER_BAR)
           && !is_within (widget, KA_TYPE_PDF_VIEW);
  if (GTK_IS_TEXT_VIEW (widget))
    return gtk_text_view_get_editable (GTK_TEXT_VIEW (widget));
  if (GTK_IS_SWITCH (widget))
    return TRUE;
  if (!GTK_IS_BUTTON (widget) || GTK_IS_TOGGLE_BUTTON (widget)
      || is_within (widget, KA_TYPE_WHAT_IF_VIEW) || is_within (widget, KA_TYPE_HAZARD_COLUMN))
    return FALSE;
  name = get_name (widget);
  return name != NULL && begins_with (name, WRITING, G_N_ELEMENTS (WRITING))
         && !begins_with (name, NOT_WRITING, G_N_ELEMENTS (NOT_WRITING));
}

static void
look (const char *where)
{
  GtkWidget *offered;
  GActionGroup *actions = ka_page_get_actions (ka_window_get_page (desk.window));

  guitest_until (!ka_ask_is_busy (desk.context));
  guitest_settle ();
  offered = guitest_find (GTK_WIDGET (desk.window), is_offered, NULL);
  if (offered != NULL)
    g_error ("%s: “%s” (%s) is offered in a ledger that is read only", where,
             GTK_IS_BUTTON (offered) ? get_name (offered) : "", describe (offered));
  for (guint i = 0; i < G_N_ELEMENTS (ACTIONS); i++)
    if (g_action_group_get_action_enabled (actions, ACTIONS[i]))
      g_error ("%s: the action %s is enabled in a ledger that is read only", where, ACTIONS[i]);
}

static void
look_at_tabs (GtkWidget *stack, const char *where)
{
  g_autoptr (GtkSelectionModel) tabs = gtk_stack_get_pages (GTK_STACK (stack));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tabs)); i++)
    {
      g_autofree char *at = g_strdup_printf ("%s, tab %u", where, i);

      gtk_selection_model_select_item (tabs, i, TRUE);
      look (at);
    }
}

/* The first record with all that goes with it. */
static void
look_at_record (GtkWidget *list, const char *where)
{
  GtkWidget *columns = guitest_by_type (list, GTK_TYPE_COLUMN_VIEW);
  GtkWidget *record;

  guitest_until (!ka_ask_is_busy (desk.context));
  if (columns == NULL || ka_list_view_get_n_shown (KA_LIST_VIEW (list)) == 0)
    return;
  gtk_selection_model_select_item (gtk_column_view_get_model (GTK_COLUMN_VIEW (columns)), 0, TRUE);
  g_signal_emit_by_name (columns, "activate", 0);
  guitest_settle ();
  record = guitest_by_type (list, KA_TYPE_RECORD_VIEW);
  g_assert_nonnull (record);
  look_at_tabs (guitest_by_id (record, "stack"), where);
}

static void
look_at_lists (GtkWidget *page, const char *id)
{
  GtkWidget *stack = guitest_by_id (page, "stack");
  g_autoptr (GtkSelectionModel) views = gtk_stack_get_pages (GTK_STACK (stack));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (views)); i++)
    {
      g_autofree char *where = NULL;
      GtkWidget *list, *tabs;

      gtk_selection_model_select_item (views, i, TRUE);
      where = g_strdup_printf ("%s, %s", id, gtk_stack_get_visible_child_name (GTK_STACK (stack)));
      look (where);
      list = guitest_by_type (gtk_stack_get_visible_child (GTK_STACK (stack)), KA_TYPE_LIST_VIEW);
      tabs = guitest_by_id (gtk_stack_get_visible_child (GTK_STACK (stack)), "stack");
      if (list != NULL)
        look_at_record (list, where);
      else if (tabs != NULL)
        look_at_tabs (tabs, where);
    }
}

/* ---- the tests ---- */

static void
open_held (void)
{
  g_autoptr (GError) error = NULL;

  desk_take_sample (&desk);
  holder = ka_ledger_open (desk.path, KA_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (ka_ledger_is_read_only (holder));
  desk_window (&desk);
  desk_open (&desk);
  g_assert_true (ka_ledger_is_read_only (desk_ledger (&desk)));
}

static void
let_go (void)
{
  desk_close (&desk);
  g_clear_object (&holder);
}

static void
test_walk (void)
{
  guint n;
  const KaPageInfo *pages = ka_pages (&n);
  GtkWidget *bar;

  open_held ();
  bar = guitest_by_id (GTK_WIDGET (desk.window), "info_bar");
  g_assert_true (gtk_info_bar_get_revealed (GTK_INFO_BAR (bar)));
  g_assert_cmpstr (
    gtk_label_get_text (GTK_LABEL (guitest_by_id (GTK_WIDGET (desk.window), "info_label"))), ==,
    ka_ledger_get_read_only_reason (desk_ledger (&desk)));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *page;

      g_test_message ("%s", pages[i].id);
      ka_window_show_page (desk.window, pages[i].id);
      guitest_settle ();
      page = GTK_WIDGET (ka_window_get_page (desk.window));
      look (pages[i].id);
      if (KA_IS_LIST_PAGE (page))
        look_at_lists (page, pages[i].id);
    }
  let_go ();
}

/* A paper can be looked at, not numbered: neither by its dialog nor behind its back. */
static void
test_paper (void)
{
  const KaKind *kind = ka_kind_get ("inspection");
  KaPaperJob job = { .form = ka_paper_form_get ("record"), .kind = kind, .id = 1 };
  GtkWindow *dialog;
  g_autoptr (KaPaper) paper = NULL;
  g_autoptr (GError) error = NULL;

  open_held ();
  dialog = ka_paper_dialog_present (GTK_WIDGET (desk.window), desk.context, &job);
  guitest_until (ka_paper_dialog_is_ready (KA_PAPER_DIALOG (dialog)));
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (GTK_WIDGET (dialog), "issue")));
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (GTK_WIDGET (dialog), "draft")));
  g_assert_true (gtk_widget_get_sensitive (guitest_by_id (GTK_WIDGET (dialog), "print")));
  guitest_close (dialog);

  paper = ka_paper_new (desk_ledger (&desk), job.form, kind, 1, ka_today (), &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_paper_issue (paper, NULL, &error), ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_READ_ONLY);
  g_assert_true (g_str_has_suffix (error->message, "。"));
  g_assert_cmpint (ka_ledger_count (holder, ka_kind_get ("paper"), NULL), ==, 0);
  g_clear_pointer (&paper, ka_paper_free);
  let_go ();
}

static gboolean
is_telling (gpointer word)
{
  GtkWidget *toasts = guitest_by_id (GTK_WIDGET (desk.window), "toasts");

  return guitest_by_text (toasts, word) != NULL;
}

/* Files that are let go over the window are refused with a sentence. */
static void
test_import (void)
{
  static char sentence[] = "台账是只读打开的，不能导入；请在打开它的那个窗口里导入。";
  g_autoptr (GListModel) controllers = NULL;
  g_autoptr (GFile) file = NULL;
  GSList list = { NULL, NULL };
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = TRUE;

  open_held ();
  file = g_file_new_for_path ("/nowhere/台账.xlsx");
  list.data = file;
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_set_boxed (&value, &list);
  controllers = gtk_widget_observe_controllers (GTK_WIDGET (desk.window));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        g_signal_emit_by_name (controller, "drop", &value, 10.0, 10.0, &taken);
    }
  g_assert_false (taken);
  guitest_until (is_telling (sentence));
  g_assert_null (guitest_toplevel (g_type_from_name ("KaImportDialog")));
  let_go ();
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  g_test_add_func ("/read-only/import", test_import);
  g_test_add_func ("/read-only/paper", test_paper);
  g_test_add_func ("/read-only/walk", test_walk);
  status = g_test_run ();
  desk_clear (&desk);
  return status;
}
