/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers through the window: what is missing leads to its field, parts are rewritten, the paper is numbered,
 * kept and voided. */
#include "config.h"

#include "ka-desk.h"

#include "ka-paper-dialog.h"
#include "ka-paper-editor.h"
#include "ka-record-view.h"

#include <ka-paper.h>
#include <ka-query.h>

static Desk desk;

static KaPaperDialog *
get_dialog (void)
{
  return KA_PAPER_DIALOG (guitest_toplevel (KA_TYPE_PAPER_DIALOG));
}

static gboolean
is_ready (void)
{
  return ka_paper_dialog_is_ready (get_dialog ());
}

/* The dialog of the form that has this name in the tab of the record. */
static KaPaperDialog *
open_form (const char *kind, gint64 id, const char *name)
{
  KaListView *view = desk_list (&desk, kind);
  GtkWidget *record, *row;

  ka_window_show_record (desk.window, ka_kind_get (kind), id);
  guitest_until (ka_list_view_get_open (view) == id);
  record = guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_VIEW);
  ka_record_view_show_tab (KA_RECORD_VIEW (record), "papers");
  guitest_until (guitest_by_text (record, name) != NULL);
  row = gtk_widget_get_ancestor (guitest_by_text (record, name), GTK_TYPE_LIST_BOX_ROW);
  g_assert_nonnull (row);
  gtk_widget_activate (row);
  guitest_settle ();
  g_assert_nonnull (get_dialog ());
  return get_dialog ();
}

static gint64
count_papers (const char *state)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("paper"));
  g_autoptr (GArray) ids = NULL;

  ka_query_filter (query, "state", KA_OP_EQ, state);
  ids = ka_query_ids (query, desk_ledger (&desk), NULL, NULL);
  return ids->len;
}

static void
test_issue_and_void (void)
{
  KaPaperDialog *dialog;
  GtkWidget *parts, *text, *issue, *reason;
  GtkTextBuffer *buffer;
  g_autoptr (GBytes) kept = NULL;
  g_autoptr (GError) error = NULL;

  desk_window (&desk);
  desk_open (&desk);
  dialog = open_form ("inspection", 1, "现场检查记录");
  guitest_until (is_ready ());
  issue = guitest_by_id (GTK_WIDGET (dialog), "issue");
  g_assert_true (gtk_widget_get_sensitive (issue));
  g_assert_null (gtk_widget_get_first_child (guitest_by_id (GTK_WIDGET (dialog), "gaps")));

  /* What was found is rewritten. Emptied, the paper cannot be numbered. */
  parts = guitest_by_id (GTK_WIDGET (dialog), "parts");
  text = guitest_by_type (parts, GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_set_text (buffer, "", -1);
  guitest_until (!gtk_widget_get_sensitive (issue));
  g_assert_nonnull (gtk_widget_get_first_child (guitest_by_id (GTK_WIDGET (dialog), "gaps")));
  gtk_text_buffer_set_text (buffer, "1．采场北帮边坡浮石未清理。\n2．未设警示标志。", -1);
  guitest_until (gtk_widget_get_sensitive (issue));
  guitest_until (is_ready ());
  g_assert_cmpint (count_papers ("已发"), ==, 0);
  guitest_press (issue);
  guitest_until (count_papers ("已发") == 1);
  guitest_until (!gtk_widget_get_visible (issue));
  kept = ka_paper_get_issued (desk_ledger (&desk), 1, &error);
  g_assert_no_error (error);

  /* Voiding wants a reason. */
  guitest_until (gtk_widget_get_visible (guitest_by_id (GTK_WIDGET (dialog), "voiding")));
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (GTK_WIDGET (dialog), "void_button")));
  reason = guitest_by_id (GTK_WIDGET (dialog), "reason");
  gtk_editable_set_text (GTK_EDITABLE (reason), "检查日期写错");
  guitest_press (guitest_by_id (GTK_WIDGET (dialog), "void_button"));
  guitest_until (count_papers ("作废") == 1);
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();
  desk_close (&desk);
}

/* A gap closes the dialog and goes to the field that is missing. */
static void
test_gap_leads (void)
{
  KaPaperDialog *dialog;
  KaListView *view;
  GtkWidget *gaps, *focus;

  desk_window (&desk);
  desk_open (&desk);
  dialog = open_form ("penalty", 1, "行政处罚决定书");
  gaps = guitest_by_id (GTK_WIDGET (dialog), "gaps");
  g_assert_nonnull (gtk_widget_get_first_child (gaps));
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (GTK_WIDGET (dialog), "issue")));
  guitest_press (gtk_widget_get_first_child (gaps));
  guitest_settle ();
  g_assert_null (guitest_toplevel (KA_TYPE_PAPER_DIALOG));
  view = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)));
  g_assert_cmpstr (ka_list_view_get_kind (view)->id, ==, "penalty");
  g_assert_cmpint (ka_list_view_get_open (view), ==, 1);
  focus = gtk_window_get_focus (GTK_WINDOW (desk.window));
  g_assert_nonnull (focus);
  g_assert_nonnull (gtk_widget_get_ancestor (focus, g_type_from_name ("KaFieldEditor")));
  desk_close (&desk);
}

/* A draft keeps what was written and goes on from the register. */
static void
test_draft (void)
{
  KaPaperDialog *dialog;
  GtkWidget *text;
  g_autofree char *shown = NULL;
  GtkTextIter start, end;
  GtkTextBuffer *buffer;
  KaPaperJob job = { 0 };
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("paper"));
  g_autoptr (GArray) ids = NULL;

  desk_window (&desk);
  desk_open (&desk);
  dialog = open_form ("inspection", 2, "现场检查记录");
  text = guitest_by_type (guitest_by_id (GTK_WIDGET (dialog), "parts"), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text)), "草稿里的话", -1);
  guitest_press (guitest_by_id (GTK_WIDGET (dialog), "draft"));
  g_assert_cmpint (count_papers ("草稿"), ==, 1);
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();

  ka_query_filter (query, "state", KA_OP_EQ, "草稿");
  ids = ka_query_ids (query, desk_ledger (&desk), NULL, NULL);
  job.registered = g_array_index (ids, gint64, 0);
  dialog = KA_PAPER_DIALOG (ka_paper_dialog_present (GTK_WIDGET (desk.window), desk.context, &job));
  text = guitest_by_type (guitest_by_id (GTK_WIDGET (dialog), "parts"), GTK_TYPE_TEXT_VIEW);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  shown = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  g_assert_cmpstr (shown, ==, "草稿里的话");
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();
  desk_close (&desk);
}

/* The office's own text: a wrong one is refused with its line, a right one is on the next pages. */
static void
test_own_form (void)
{
  KaPaperDialog *dialog;
  GtkWidget *editor, *text;
  GtkTextBuffer *buffer;
  g_autofree char *came = NULL, *kept = NULL, *back = NULL;
  GtkTextIter end;

  desk_window (&desk);
  desk_open (&desk);
  dialog = open_form ("inspection", 3, "现场检查记录");
  came = ka_paper_get_form_text (desk_ledger (&desk), "record");
  guitest_press (guitest_by_id (GTK_WIDGET (dialog), "form"));
  guitest_settle ();
  editor = GTK_WIDGET (guitest_toplevel (KA_TYPE_PAPER_EDITOR));
  text = guitest_by_id (editor, "text");
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text));
  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert (buffer, &end, "胡写 一行\n", -1);
  guitest_press (guitest_by_id (editor, "save"));
  g_assert_true (gtk_widget_get_visible (guitest_by_id (editor, "problem")));
  gtk_text_buffer_set_text (buffer, "文书 本局检查记录\n字 应急检记\n段 {found}\n", -1);
  guitest_press (guitest_by_id (editor, "save"));
  guitest_settle ();
  kept = ka_paper_get_form_text (desk_ledger (&desk), "record");
  g_assert_nonnull (strstr (kept, "本局检查记录"));
  guitest_until (is_ready ());

  guitest_press (guitest_by_id (GTK_WIDGET (dialog), "form"));
  guitest_settle ();
  editor = GTK_WIDGET (guitest_toplevel (KA_TYPE_PAPER_EDITOR));
  guitest_press (guitest_by_id (editor, "reset"));
  guitest_settle ();
  back = ka_paper_get_form_text (desk_ledger (&desk), "record");
  g_assert_cmpstr (back, ==, came);
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();
  desk_close (&desk);
}

/* The field-day pack of a mine. */
static void
test_pack (void)
{
  desk_window (&desk);
  desk_open (&desk);
  open_form ("mine", 1, "现场检查资料");
  guitest_until (is_ready ());
  g_assert_false (gtk_widget_get_visible (guitest_by_id (GTK_WIDGET (get_dialog ()), "issue")));
  gtk_window_close (GTK_WINDOW (get_dialog ()));
  guitest_settle ();
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  desk_take_sample (&desk);
  g_test_add_func ("/papers/issue-and-void", test_issue_and_void);
  g_test_add_func ("/papers/gap-leads", test_gap_leads);
  g_test_add_func ("/papers/draft", test_draft);
  g_test_add_func ("/papers/own-form", test_own_form);
  g_test_add_func ("/papers/pack", test_pack);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
