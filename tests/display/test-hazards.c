/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hazards in the window: the acts on the record, the board, what is refused. */
#include "config.h"

#include "ka-desk.h"

#include "ka-accident-view.h"
#include "ka-chart-view.h"
#include "ka-clearance-view.h"
#include "ka-field-editor.h"
#include "ka-filter-bar.h"
#include "ka-act-buttons.h"
#include "ka-act-dialog.h"
#include "ka-hazard-board.h"
#include "ka-hazard-card.h"
#include "ka-record-form.h"
#include "ka-record-view.h"

#include <inttypes.h>

static Desk desk;

static gint64
add_mine (void)
{
  g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
  g_autofree char *enterprise
    = g_strdup_printf ("%" PRId64, desk_add_enterprise (&desk, "重庆示例石材有限公司"));
  g_autoptr (GError) error = NULL;

  ka_record_set (mine, "enterprise", enterprise);
  ka_record_set (mine, "name", "陡石梯砂岩矿");
  ka_record_set (mine, "type", "露天矿山");
  ka_record_set (mine, "status", "生产");
  ka_record_set (mine, "town", "德感街道");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), mine, &error));
  g_assert_no_error (error);
  return mine->id;
}

static gint64
add_hazard (gint64 mine, const char *level, const char *deadline)
{
  g_autoptr (KaRecord) hazard = ka_record_new (ka_kind_get ("hazard"));
  g_autofree char *id = g_strdup_printf ("%" PRId64, mine);
  g_autoptr (GError) error = NULL;

  ka_record_set (hazard, "mine", id);
  ka_record_set (hazard, "found", "2026-01-04");
  ka_record_set (hazard, "level", level);
  ka_record_set (hazard, "source", "监管检查");
  ka_record_set (hazard, "description", deadline != NULL ? deadline : "护栏缺失");
  ka_record_set (hazard, "deadline", deadline);
  g_assert_true (ka_ledger_save (desk_ledger (&desk), hazard, &error));
  g_assert_no_error (error);
  return hazard->id;
}

static KaHazardState
state_of (gint64 id)
{
  g_autoptr (KaRecord) hazard
    = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("hazard"), id, NULL);

  return ka_hazard_state (hazard);
}

static void
assert_saved (gint64 id, const char *field, const char *value)
{
  g_autoptr (KaRecord) hazard
    = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("hazard"), id, NULL);

  g_assert_cmpstr (ka_record_get (hazard, field), ==, value);
}

static KaActDialog *
get_dialog (void)
{
  GtkWidget *dialog = guitest_toplevel (KA_TYPE_ACT_DIALOG);

  return dialog != NULL ? KA_ACT_DIALOG (dialog) : NULL;
}

static void
fill_in (const char *field, const char *text)
{
  GtkWidget *editor = ka_act_dialog_get_editor (get_dialog (), field);

  g_assert_nonnull (editor);
  ka_field_editor_set_text (KA_FIELD_EDITOR (editor), text);
}

static void
apply (void)
{
  g_signal_emit_by_name (guitest_by_id (GTK_WIDGET (get_dialog ()), "apply"), "clicked");
  guitest_settle ();
}

static GtkWidget *
get_bar (KaListView *view)
{
  return guitest_by_type (GTK_WIDGET (view), KA_TYPE_ACT_BUTTONS);
}

/* ---- on the record ---- */

static void
test_acts_on_the_record (void)
{
  KaListView *view;
  KaRecordForm *form;
  GtkWidget *bar, *place;
  gint64 id;

  desk_window (&desk);
  desk_open (&desk);
  id = add_hazard (add_mine (), "一般", NULL);
  ka_window_show_record (desk.window, ka_kind_get ("hazard"), id);
  guitest_settle ();
  view = desk_list (&desk, "hazard");
  ka_list_view_open (view, id);
  guitest_settle ();
  bar = get_bar (view);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (guitest_by_text (bar, "发现"));
  /* Only what is lawful is offered. */
  g_assert_nonnull (guitest_by_text (bar, "责令整改"));
  g_assert_null (guitest_by_text (bar, "复查合格"));
  g_assert_null (guitest_by_text (bar, "停产撤人"));

  guitest_press (guitest_by_text (bar, "责令整改"));
  guitest_until (get_dialog () != NULL);
  /* Asks for its own fields alone, and says what is missing without closing. */
  g_assert_null (ka_act_dialog_get_editor (get_dialog (), "reviewer"));
  fill_in ("order_no", "（江津）应急责改〔2026〕1号");
  apply ();
  g_assert_nonnull (get_dialog ());
  g_assert_cmpint (state_of (id), ==, KA_HAZARD_FOUND);
  fill_in ("deadline", "5个工作日");
  apply ();
  guitest_until (get_dialog () == NULL);
  g_assert_cmpint (state_of (id), ==, KA_HAZARD_ORDERED);
  assert_saved (id, "deadline", "2026-01-12");
  g_assert_nonnull (guitest_by_text (get_bar (view), "开始整改"));

  /* What is typed and not saved comes first. */
  form = KA_RECORD_FORM (guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_FORM));
  place = ka_field_editor_get_control (KA_FIELD_EDITOR (ka_record_form_get_editor (form, "place")));
  gtk_editable_set_text (GTK_EDITABLE (place), "采场");
  g_assert_false (gtk_widget_get_sensitive (guitest_by_text (get_bar (view), "开始整改")));
  ka_record_view_discard (
    KA_RECORD_VIEW (guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_VIEW)));
  g_assert_true (gtk_widget_get_sensitive (guitest_by_text (get_bar (view), "开始整改")));

  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_settle ();
  g_assert_cmpint (state_of (id), ==, KA_HAZARD_FOUND);
  g_assert_nonnull (guitest_by_text (get_bar (view), "责令整改"));
  desk_close (&desk);
}

/* ---- the board ---- */

static KaHazardBoard *
get_board (void)
{
  g_autoptr (KaLocation) location = ka_location_new ("hazards", NULL, 0);
  KaHazardBoard *board;

  location->view = g_intern_static_string ("board");
  ka_window_go (desk.window, location);
  guitest_settle ();
  board = KA_HAZARD_BOARD (guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_HAZARD_BOARD));
  guitest_until (!ka_hazard_board_is_loading (board));
  guitest_settle ();
  return board;
}

static guint
count (KaHazardBoard *board, KaHazardState state)
{
  return ka_hazard_column_get_count (ka_hazard_board_get_column (board, state));
}

/* The same bar on a listing: its state and what may be done now. */
static void
test_acts_on_a_listing (void)
{
  g_autoptr (KaRecord) listing = ka_record_new (ka_kind_get ("discredit"));
  g_autoptr (GError) error = NULL;
  KaListView *view;

  desk_window (&desk);
  desk_open (&desk);
  ka_record_set (listing, "subject", "个人");
  ka_record_set (listing, "person", "张三");
  ka_record_set (listing, "list", "安全生产严重失信主体");
  ka_record_set (listing, "reason", "未取得许可擅自生产");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), listing, &error));
  g_assert_no_error (error);
  ka_window_show_record (desk.window, listing->kind, listing->id);
  guitest_settle ();
  view = desk_list (&desk, "discredit");
  ka_list_view_open (view, listing->id);
  guitest_settle ();
  g_assert_true (gtk_widget_get_visible (get_bar (view)));
  g_assert_nonnull (guitest_by_text (get_bar (view), "拟列入"));
  g_assert_null (guitest_by_text (get_bar (view), "期满移出"));

  guitest_press (guitest_by_text (get_bar (view), "列入前告知"));
  guitest_until (get_dialog () != NULL);
  apply ();
  g_assert_nonnull (get_dialog ()); /* the basis is missing */
  fill_in ("basis", "应急管理部令第11号");
  apply ();
  guitest_until (get_dialog () == NULL);
  g_assert_nonnull (guitest_by_text (get_bar (view), "已告知"));
  g_assert_nonnull (guitest_by_text (get_bar (view), "陈述申辩"));
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_settle ();
  g_assert_nonnull (guitest_by_text (get_bar (view), "拟列入"));
  desk_close (&desk);
}

static guint
follow (GtkWidget *label, const char *target)
{
  gboolean handled = FALSE;
  guint n;

  g_signal_emit_by_name (label, "activate-link", target, &handled);
  g_assert_true (handled);
  guitest_settle ();
  n = ka_list_view_get_n_shown (
    ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window))));
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  guitest_settle ();
  return n;
}

/* The pictures of the accidents: a bar opens the accidents that it counts. */
static void
test_accident_statistics (void)
{
  g_autoptr (KaRecord) accident = ka_record_new (ka_kind_get ("accident"));
  g_autoptr (KaLocation) location = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *view, *chart;

  desk_window (&desk);
  desk_open (&desk);
  ka_record_set (accident, "title", "示例坍塌事故");
  ka_record_set (accident, "occurred", "2025-08-14T15:20");
  ka_record_set (accident, "deaths", "3");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), accident, &error));
  g_assert_no_error (error);
  location = ka_location_new ("accidents", NULL, 0);
  location->view = g_intern_static_string ("statistics");
  ka_window_go (desk.window, location);
  guitest_settle ();
  view = guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_ACCIDENT_VIEW);
  guitest_until (!ka_accident_view_is_loading (KA_ACCIDENT_VIEW (view)));
  guitest_settle ();
  g_assert_cmpstr (ka_page_get_subtitle (ka_window_get_page (desk.window)), ==,
                   "事故 1 起，其中较大以上 1 起；死亡 3 人，重伤 0 人。");
  chart = guitest_by_text (view, "事故 1 起，其中较大以上 1 起；死亡 3 人，重伤 0 人。");
  g_assert_cmpuint (follow (chart, "all"), ==, 1);
  g_assert_cmpuint (follow (chart, "larger"), ==, 1);
  g_assert_cmpuint (follow (chart, "2025"), ==, 1);
  chart = guitest_by_type (view, KA_TYPE_CHART_VIEW);
  g_signal_emit_by_name (chart, "picked", 0u, 0u);
  guitest_settle ();
  g_assert_false (gtk_widget_get_mapped (view));
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (desk_list (&desk, "accident"))));
  desk_close (&desk);
}

static void
ask_of (KaHazardBoard *board, const char *question, gboolean asked)
{
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (guitest_by_text (GTK_WIDGET (board), question)),
                                asked);
  guitest_until (!ka_hazard_board_is_loading (board));
}

/* The list's questions and conditions, kept under a name with those of the list. */
static void
filter_board (KaHazardBoard *board)
{
  KaFilterBar *filter = KA_FILTER_BAR (guitest_by_type (GTK_WIDGET (board), KA_TYPE_FILTER_BAR));
  g_auto (GStrv) kept = NULL;
  GtkWidget *column;

  ask_of (board, "重大", TRUE);
  g_assert_cmpuint (count (board, KA_HAZARD_ORDERED), ==, 1);
  ask_of (board, "逾期", TRUE);
  g_assert_cmpuint (count (board, KA_HAZARD_ORDERED), ==, 1);
  g_assert_cmpuint (count (board, KA_HAZARD_FOUND), ==, 0);
  ask_of (board, "重大", FALSE);
  g_assert_cmpuint (count (board, KA_HAZARD_ORDERED), ==, 1);
  kept = ka_filter_bar_dup_words (filter);
  ask_of (board, "逾期", FALSE);
  g_assert_cmpuint (count (board, KA_HAZARD_ORDERED), ==, 2);
  g_assert_true (ka_filter_bar_set_words (filter, (const char *const *)kept));
  guitest_until (!ka_hazard_board_is_loading (board));
  g_assert_cmpuint (count (board, KA_HAZARD_ORDERED), ==, 1);

  /* The number over a column leads to its rows. */
  column = GTK_WIDGET (ka_hazard_board_get_column (board, KA_HAZARD_ORDERED));
  guitest_press (gtk_widget_get_parent (guitest_by_text (column, "责令整改 1")));
  guitest_settle ();
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (board)));
  g_assert_cmpuint (ka_list_view_get_n_shown (
                      ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
                    ==, 1);
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  guitest_settle ();
}

static void
test_board (void)
{
  KaHazardBoard *board;
  gint64 mine, found, ordered;

  desk_window (&desk);
  desk_open (&desk);
  mine = add_mine ();
  found = add_hazard (mine, "一般", NULL);
  ordered = add_hazard (mine, "重大", "2026-01-02");
  board = get_board ();
  g_assert_cmpuint (count (board, KA_HAZARD_FOUND), ==, 2);
  g_assert_cmpuint (count (board, KA_HAZARD_ORDERED), ==, 1);
  g_assert_cmpstr (ka_page_get_subtitle (ka_window_get_page (desk.window)), ==,
                   "3 条，未销号 3 条");

  /* Where no act leads, the reason is told and nothing opens. */
  g_assert_null (ka_hazard_board_drop (board, found, KA_HAZARD_PASSED));
  g_assert_null (get_dialog ());
  g_assert_null (ka_hazard_board_drop (board, ordered, KA_HAZARD_AWAITING));
  g_assert_null (get_dialog ());

  /* Dropped on the next column: its act asks and does. */
  g_assert_nonnull (ka_hazard_board_drop (board, found, KA_HAZARD_ORDERED));
  fill_in ("order_no", "甲");
  fill_in ("deadline", "2026-02-01");
  apply ();
  guitest_until (get_dialog () == NULL);
  guitest_until (count (board, KA_HAZARD_ORDERED) == 2);
  g_assert_cmpuint (count (board, KA_HAZARD_FOUND), ==, 1);

  filter_board (board);

  /* Opened from the board, and back to the board. */
  ka_window_show_record (desk.window, ka_kind_get ("hazard"), ordered);
  guitest_settle ();
  g_assert_cmpint (
    ka_list_view_get_open (ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
    ==, ordered);
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  guitest_settle ();
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (board)));
  desk_close (&desk);
}

/* ---- 动态清零 ---- */

static void
test_clearance (void)
{
  g_autoptr (KaLocation) location = NULL;
  KaClearanceView *view;
  GtkWidget *list;

  desk_window (&desk);
  desk_open (&desk);
  location = ka_location_new ("hazards", NULL, 0);
  location->view = g_intern_static_string ("clearance");
  ka_window_go (desk.window, location);
  guitest_settle ();
  view = KA_CLEARANCE_VIEW (guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_CLEARANCE_VIEW));
  guitest_until (!ka_clearance_view_is_loading (view));
  guitest_settle ();
  g_assert_cmpstr (ka_page_get_subtitle (ka_window_get_page (desk.window)), ==,
                   "重大隐患未销号 1 条");
  list = guitest_by_id (GTK_WIDGET (view), "open");
  g_signal_emit_by_name (list, "row-activated", gtk_widget_get_first_child (list));
  guitest_settle ();
  g_assert_cmpint (
    ka_list_view_get_open (ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
    >, 0);
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  guitest_settle ();
  /* Each number opens as many rows as it says. */
  list = guitest_by_id (GTK_WIDGET (view), "summary");
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (list)), "未销号 1 条，其中逾期 1 条"));
  g_assert_cmpuint (follow (list, "open"), ==, 1);
  g_assert_cmpuint (follow (list, "overdue"), ==, 1);
  list = guitest_by_type (GTK_WIDGET (view), KA_TYPE_CHART_VIEW);
  g_signal_emit_by_name (list, "picked", 1u, 7u);
  guitest_settle ();
  g_assert_cmpuint (ka_list_view_get_n_shown (
                      ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
                    ==, 1);
  guitest_action (GTK_WIDGET (desk.window), "win.back");
  guitest_settle ();
  guitest_press (guitest_by_id (GTK_WIDGET (view), "open_all"));
  guitest_settle ();
  g_assert_cmpuint (ka_list_view_get_n_shown (
                      ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
                    ==, 1);
  desk_close (&desk);
}

/* ---- ten thousand ---- */

typedef struct
{
  gint64 mine;
  guint first, n;
} Many;

static gboolean
save_many (KaLedger *ledger, gpointer data, GError **error)
{
  const char *fields[][2]
    = { { "order_no", "甲" }, { "deadline", "2026-02-01" },  { "responsible", "张三" },
        { "measures", "修" }, { "rectified", "2026-01-04" }, { "review_result", "不合格" } };
  const Many *many = data;
  g_autofree char *id = g_strdup_printf ("%" PRId64, many->mine);

  for (guint i = many->first; i < many->first + many->n; i++)
    {
      g_autoptr (KaRecord) hazard = ka_record_new (ka_kind_get ("hazard"));
      g_autofree char *text = g_strdup_printf ("第%u处护栏缺失，安全距离不足", i);

      ka_record_set (hazard, "mine", id);
      ka_record_set (hazard, "found", "2026-01-03");
      ka_record_set (hazard, "level", i % 9 == 0 ? "重大" : "一般");
      ka_record_set (hazard, "description", text);
      for (guint f = 0; f < i % 7; f++)
        ka_record_set (hazard, fields[f][0], fields[f][1]);
      if (!ka_ledger_save (ledger, hazard, error))
        return FALSE;
    }
  return TRUE;
}

/* The board with so many hazards more; the work of a jump in a column, in ms: the least of many, since others
 * disturb it. */
static double
jump (guint first, guint n)
{
  Many many = { 1, first, n };
  KaHazardBoard *board;
  GtkWidget *scroller;
  GtkAdjustment *place;
  double least = G_MAXDOUBLE;
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_ledger_transact (desk_ledger (&desk), KA_CHANGE_IMPORT, "造数", save_many,
                                     &many, NULL, &error));
  g_assert_no_error (error);
  board = get_board ();
  guitest_until (count (board, KA_HAZARD_FOUND) > n / 7);
  guitest_paint (GTK_WINDOW (desk.window));
  scroller = gtk_widget_get_ancestor (
    guitest_by_type (GTK_WIDGET (ka_hazard_board_get_column (board, KA_HAZARD_FOUND)),
                     KA_TYPE_HAZARD_CARD),
    GTK_TYPE_SCROLLED_WINDOW);
  place = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  for (guint i = 0; i < 30; i++)
    {
      double begun;

      guitest_settle ();
      begun = guitest_worked ();
      gtk_adjustment_set_value (place, i % 2 == 0 ? gtk_adjustment_get_upper (place) / 2 : 0);
      guitest_paint (GTK_WINDOW (desk.window));
      least = MIN (least, guitest_worked () - begun);
    }
  return least;
}

/* A jump is as much work whether there are a few hundred hazards or ten thousand. */
static void
test_ten_thousand (void)
{
  double few, many;

  desk_window (&desk);
  desk_open (&desk);
  few = jump (0, 500);
  many = jump (500, 9500);
  g_test_message ("a jump among 10000 takes %.1f ms, among 500 %.1f ms", many, few);
  g_assert_cmpfloat (many, <, 5 * few);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  g_test_add_func ("/hazards/acts", test_acts_on_the_record);
  g_test_add_func ("/hazards/acts-on-a-listing", test_acts_on_a_listing);
  g_test_add_func ("/accidents/statistics", test_accident_statistics);
  g_test_add_func ("/hazards/board", test_board);
  g_test_add_func ("/hazards/clearance", test_clearance);
  g_test_add_func ("/hazards/ten-thousand", test_ten_thousand);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
