/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page 报表: what is typed, its figures, the preview, freezing. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-pdf-view.h"
#include "ka-report-data.h"
#include "ka-report-drafts.h"
#include "ka-report-editor.h"

#include <gtk/gtkunixprint.h>

static const char *
get_label (KaPage *page, const char *id)
{
  return gtk_label_get_label (fixture_find (page, id));
}

static GtkTextBuffer *
get_buffer (KaPage *page)
{
  return gtk_text_view_get_buffer (fixture_find (page, "view"));
}

static char *
get_text (KaPage *page)
{
  GtkTextBuffer *buffer = get_buffer (page);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
test_preview (void)
{
  KaPage *page;
  KaPdfView *view;

  fixture_open ("sample", TRUE);
  page = fixture_show ("report");
  view = fixture_find (page, "pdf_view");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (view)));
  g_assert_cmpfloat (
    gtk_adjustment_get_upper (gtk_spin_button_get_adjustment (fixture_find (view, "number"))), >=,
    5);
  /* The last finished quarter on 2026-01-05. */
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (page), "2025年第四季度"));
  ka_pdf_view_show_page (view, 3);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpint (gtk_spin_button_get_value_as_int (fixture_find (view, "number")), ==, 4);
}

/* A name that does not exist is named at once and refused; what is typed is kept until it is saved. */
static void
test_edit (void)
{
  g_autofree char *before = NULL;
  g_autofree char *draft = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (KaReportDrafts) drafts = NULL;
  KaQuarter quarter = ka_quarter_from_text ("2025Q4");
  gboolean edited;
  gint64 head;
  KaPage *page;

  fixture_open ("sample", TRUE);
  page = fixture_show ("report");
  gtk_drop_down_set_selected (fixture_find (page, "parts"), 1);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  before = get_text (page);
  head = ka_ledger_get_head (fixture_ledger ());

  gtk_text_buffer_set_text (get_buffer (page), "矿山{no.such.figure}座。", -1);
  guitest_until (gtk_widget_get_visible (fixture_find (page, "problem")));
  g_assert_nonnull (strstr (get_label (page, "problem"), "no.such.figure"));
  drafts = ka_report_drafts_new (ka_ledger_get_path (fixture_ledger ()));
  draft = ka_report_drafts_get (drafts, quarter, ka_quarterly_part_id (1));
  g_assert_cmpstr (draft, ==, "矿山{no.such.figure}座。");
  fixture_act (page, "save");
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), ==, head);
  g_free (kept);
  kept = get_text (page);
  g_assert_cmpstr (kept, ==, "矿山{no.such.figure}座。");

  gtk_text_buffer_set_text (get_buffer (page), "矿山{mines.total}座。", -1);
  guitest_until (!gtk_widget_get_visible (fixture_find (page, "problem"))
                 && g_str_has_prefix (get_label (page, "expansion"), "矿山")
                 && strchr (get_label (page, "expansion"), '{') == NULL);
  fixture_act (page, "save");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_cmpint (ka_ledger_get_head (fixture_ledger ()), >, head);
  g_free (kept);
  kept = ka_quarterly_get_text (fixture_ledger (), quarter, 1, &edited);
  g_assert_cmpstr (kept, ==, "矿山{在册非煤矿山}座。");
  g_assert_true (edited);
  g_assert_cmpuint (ka_report_editor_count_unsaved (fixture_find (page, "editor")), ==, 0);

  guitest_press (fixture_find (page, "restore"));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_free (kept);
  kept = get_text (page);
  g_assert_cmpstr (kept, ==, before);
}

static void
answer (const char *response)
{
  GtkWidget *dialog;

  guitest_until (guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL);
  dialog = guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  /* A press of its button would close it too. */
  guitest_close (GTK_WINDOW (dialog));
}

static void
test_freeze (void)
{
  g_autoptr (GPtrArray) frozen = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  KaPage *page;

  fixture_open ("sample", TRUE);
  page = fixture_show ("report");
  fixture_act (page, "freeze");
  answer ("accept");
  guitest_until (gtk_list_box_get_row_at_index (fixture_find (page, "frozen_list"), 0) != NULL);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  frozen = ka_quarterly_list_frozen (fixture_ledger (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (frozen->len, ==, 1);
  bytes
    = ka_ledger_get_blob (fixture_ledger (), ((KaFrozen *)frozen->pdata[0])->pdf_sha256, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (g_bytes_get_data (bytes, NULL), "%PDF-"));
  g_assert_nonnull (strstr (get_label (page, "state"), "1"));

  /* What was sent is shown, and the way back. */
  gtk_stack_set_visible_child_name (fixture_find (page, "tabs"), "frozen");
  guitest_action_on (GTK_WIDGET (page), "report.open-frozen",
                     g_variant_new ("x", ((KaFrozen *)frozen->pdata[0])->id));
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_true (gtk_info_bar_get_revealed (fixture_find (page, "viewing")));
  guitest_action (GTK_WIDGET (page), "report.close-frozen");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_false (gtk_info_bar_get_revealed (fixture_find (page, "viewing")));
}

static void
test_freeze_refused (void)
{
  g_autoptr (GPtrArray) frozen = NULL;
  KaPage *page;

  fixture_open ("sample", TRUE);
  page = fixture_show ("report");
  fixture_act (page, "freeze");
  answer ("cancel");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  frozen = ka_quarterly_list_frozen (fixture_ledger (), NULL);
  g_assert_cmpuint (frozen->len, ==, 0);
}

/* The printers are the system's; the dialog is ours to open and to take back. */
static void
test_print (void)
{
  GtkWidget *dialog;
  KaPage *page;

  fixture_open ("sample", FALSE);
  page = fixture_show ("report");
  fixture_act (page, "print");
  guitest_until (guitest_toplevel (GTK_TYPE_PRINT_UNIX_DIALOG) != NULL);
  dialog = guitest_toplevel (GTK_TYPE_PRINT_UNIX_DIALOG);
  guitest_until (gtk_widget_get_mapped (dialog));
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_CANCEL);
  guitest_until (guitest_toplevel (GTK_TYPE_PRINT_UNIX_DIALOG) == NULL);
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/report-page/preview", test_preview);
  g_test_add_func ("/report-page/edit", test_edit);
  g_test_add_func ("/report-page/freeze", test_freeze);
  g_test_add_func ("/report-page/print", test_print);
  g_test_add_func ("/report-page/freeze-refused", test_freeze_refused);
  return fixture_run ();
}
