/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The year's plan in the window: the days, the matrix by keyboard and mouse, propose, undo, draw. */
#include "config.h"

#include "ka-desk.h"

#include "ka-ask.h"
#include "ka-draw-dialog.h"
#include "ka-filter-bar.h"
#include "ka-plan-matrix.h"
#include "ka-plan-view.h"

#include <inttypes.h>
#include <ka-draw.h>

static Desk desk;

static KaPlanMatrix *
get_matrix (void)
{
  g_autoptr (KaLocation) location = ka_location_new ("plans", NULL, 0);

  location->view = g_intern_static_string ("year");
  ka_window_go (desk.window, location);
  guitest_settle ();
  return KA_PLAN_MATRIX (guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_PLAN_MATRIX));
}

static KaFilterBar *
get_filter (void)
{
  GtkWidget *view = guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_PLAN_VIEW);

  return KA_FILTER_BAR (guitest_by_type (view, KA_TYPE_FILTER_BAR));
}

static const char *
get_label (const char *id)
{
  return gtk_label_get_text (GTK_LABEL (guitest_by_id (GTK_WIDGET (desk.window), id)));
}

static char *
get_month (gint64 plan)
{
  g_autoptr (KaRecord) record
    = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("plan"), plan, NULL);

  return g_strdup (ka_record_get (record, "month"));
}

static gboolean
is_in (gint64 plan, const char *month)
{
  g_autofree char *now = get_month (plan);

  return g_strcmp0 (now, month) == 0;
}

static gint64
count_plans (void)
{
  return ka_ledger_count (desk_ledger (&desk), ka_kind_get ("plan"), NULL);
}

static void
step (KaPlanMatrix *matrix, int rows, int months)
{
  guitest_action_on (GTK_WIDGET (matrix), "matrix.step", g_variant_new ("(ii)", rows, months));
}

/* On the sample: the year's four lines, of which one is looked for by its mine. */
static gint64
find_plan (KaPlanMatrix *matrix, guint *row, guint *month)
{
  g_autoptr (KaPlanSheet) sheet = ka_plan_sheet_new (desk_ledger (&desk), 2026, ka_today (), NULL);

  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *mine = g_ptr_array_index (sheet->mines, i);

      for (guint k = 0; k < mine->items->len; k++)
        {
          const KaPlanItem *item = g_ptr_array_index (mine->items, k);

          if (item->plan == 0 || item->state != KA_PLAN_PLANNED)
            continue;
          *row = i;
          *month = item->month;
          return item->plan;
        }
    }
  return 0;
}

static void
open_sample (void)
{
  desk_window (&desk);
  desk_take_sample (&desk);
  desk_open (&desk);
}

static KaPlanMatrix *
wait_for_matrix (void)
{
  KaPlanMatrix *matrix = get_matrix ();

  guitest_until (ka_plan_matrix_get_n_shown (matrix) > 0);
  guitest_paint (GTK_WINDOW (desk.window));
  return matrix;
}

/* ---- which mines ---- */

/* The filters are those of the mines' list, kept under a name with them; Ctrl+F stays here. */
static void
test_filter (void)
{
  KaPlanMatrix *matrix;
  KaCondition *condition;
  KaQuery *query;
  g_autoptr (GArray) wanted = NULL;
  g_auto (GStrv) kept = NULL;
  guint all;

  open_sample ();
  matrix = wait_for_matrix ();
  all = ka_plan_matrix_get_n_shown (matrix);
  condition = ka_condition_new (ka_kind_field (ka_kind_get ("mine"), "town"), KA_OP_EQ, "德感街道");
  ka_filter_bar_add (get_filter (), condition);
  ka_condition_free (condition);
  query = ka_filter_bar_build_query (get_filter ());
  wanted = ka_query_ids (query, desk_ledger (&desk), NULL, NULL);
  ka_query_free (query);
  g_assert_cmpuint (wanted->len, >, 0);
  g_assert_cmpuint (wanted->len, <, all);
  guitest_until (ka_plan_matrix_get_n_shown (matrix) == wanted->len);
  kept = ka_filter_bar_dup_words (get_filter ());
  g_assert_cmpuint (g_strv_length (kept), ==, 1);

  ka_filter_bar_clear (get_filter ());
  guitest_until (ka_plan_matrix_get_n_shown (matrix) == all);
  g_assert_true (ka_filter_bar_set_words (get_filter (), (const char *const *)kept));
  guitest_until (ka_plan_matrix_get_n_shown (matrix) == wanted->len);

  guitest_action (GTK_WIDGET (desk.window), "page.find");
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (matrix)));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (desk.window)),
                                         GTK_WIDGET (get_filter ())));
  desk_close (&desk);
}

/* ---- the headings ---- */

static double
get_column_width (KaPlanMatrix *matrix)
{
  graphene_point_t first, second;

  g_assert_true (ka_cell_grid_locate (KA_CELL_GRID (matrix), 0, 0, &first));
  g_assert_true (ka_cell_grid_locate (KA_CELL_GRID (matrix), 0, 1, &second));
  return second.x - first.x;
}

/* Every month is read whole in the smallest window, and all of them are in sight there. */
static void
test_headings (void)
{
  KaPlanMatrix *matrix;
  g_autoptr (PangoLayout) layout = NULL;
  graphene_point_t last;

  open_sample ();
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 1024, 700);
  matrix = wait_for_matrix ();
  guitest_until (gtk_widget_get_width (GTK_WIDGET (desk.window)) <= 1024);
  guitest_paint (GTK_WINDOW (desk.window));
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (matrix), NULL);
  for (guint month = 1; month <= 12; month++)
    {
      g_autofree char *text = ka_plan_matrix_heading (matrix, month);
      int width;

      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, &width, NULL);
      g_test_message ("%s: %d of %.0f", text, width, get_column_width (matrix));
      g_assert_cmpfloat (width, <=, get_column_width (matrix));
    }
  g_assert_true (ka_cell_grid_locate (KA_CELL_GRID (matrix), 0, 11, &last));
  desk_close (&desk);
}

/* ---- the days above ---- */

static void
test_days (void)
{
  gint64 year;
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  open_sample ();
  wait_for_matrix ();
  g_assert_nonnull (strstr (get_label ("arithmetic"), "总法定工作日 1729"));
  g_assert_nonnull (strstr (get_label ("arithmetic"), "监督检查工作日 384"));
  g_assert_nonnull (strstr (get_label ("arithmetic"), "未批准"));
  g_assert_nonnull (strstr (get_label ("problems"), "按节假日表是248个"));
  /* Live: what is changed anywhere shows at once. */
  year = ka_ledger_find (desk_ledger (&desk), ka_kind_get ("plan_year"), "year", "2026", NULL);
  record = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("plan_year"), year, NULL);
  ka_record_set (record, "statutory_days", "248");
  ka_record_set (record, "approved", "2026-01-04");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), record, &error));
  guitest_until (strstr (get_label ("arithmetic"), "总法定工作日 1736") != NULL);
  g_assert_nonnull (strstr (get_label ("arithmetic"), "2026-01-04 批准"));
  g_assert_false (gtk_widget_get_visible (guitest_by_id (GTK_WIDGET (desk.window), "problems")));
  desk_close (&desk);
}

/* What slipped without a reason is counted, and the number leads to its rows. */
static void
test_unexplained (void)
{
  GtkLabel *legend;
  gboolean handled = FALSE;
  KaListView *view;

  ka_set_today (ka_day_from_iso ("2026-12-31"));
  open_sample ();
  wait_for_matrix ();
  legend = GTK_LABEL (guitest_by_id (GTK_WIDGET (desk.window), "legend"));
  g_assert_nonnull (strstr (gtk_label_get_text (legend), "未说明原因 4"));
  g_signal_emit_by_name (legend, "activate-link", "unexplained", &handled);
  g_assert_true (handled);
  guitest_settle ();
  view = ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)));
  guitest_until (ka_list_view_get_n_shown (view) == 4);
  desk_close (&desk);
  ka_set_today (ka_day_from_iso ("2026-01-05"));
}

/* Each number of the legend opens as many rows as it says. */
static void
test_numbers (void)
{
  g_autoptr (GRegex) link = g_regex_new ("<a href=\"([^\"]+)\">(?:\\d+/)?(\\d+)</a>", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *markup = NULL;
  GtkLabel *legend;
  GtkSpinButton *year;
  guint n = 0, sum = 0;

  open_sample ();
  wait_for_matrix ();
  year = GTK_SPIN_BUTTON (guitest_by_id (GTK_WIDGET (get_filter ()), "year"));
  gtk_spin_button_set_value (year, 2025);
  legend = GTK_LABEL (guitest_by_id (GTK_WIDGET (desk.window), "legend"));
  guitest_until (strstr (get_label ("arithmetic"), "批准") != NULL
                 && !ka_ask_is_busy (desk.context));
  guitest_settle ();
  markup = g_strdup (gtk_label_get_label (legend));
  for (g_regex_match (link, markup, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *target = g_match_info_fetch (match, 1);
      g_autofree char *number = g_match_info_fetch (match, 2);
      gboolean handled = FALSE;

      g_test_message ("%s: %s", target, number);
      g_signal_emit_by_name (legend, "activate-link", target, &handled);
      g_assert_true (handled);
      guitest_settle ();
      g_assert_cmpuint (ka_list_view_get_n_shown (
                          ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window)))),
                        ==, (guint)g_ascii_strtoull (number, NULL, 10));
      guitest_action (GTK_WIDGET (desk.window), "win.back");
      guitest_until (gtk_widget_get_mapped (GTK_WIDGET (legend)) && !ka_ask_is_busy (desk.context));
      sum += (guint)g_ascii_strtoull (number, NULL, 10);
      n++;
    }
  /* Five states and four quarters at least, and not all of them empty. */
  g_assert_cmpuint (n, >=, 9);
  g_assert_cmpuint (sum, >, 20);
  desk_close (&desk);
}

/* ---- the matrix ---- */

static void
test_keyboard (void)
{
  KaPlanMatrix *matrix;
  guint row = 0, month = 0, at_row, at_month;
  gint64 plan;
  g_autofree char *to = NULL;

  open_sample ();
  matrix = wait_for_matrix ();
  plan = find_plan (matrix, &row, &month);
  g_assert_cmpint (plan, >, 0);
  ka_plan_matrix_set_cursor (matrix, 0, 1);
  for (guint i = 0; i < row; i++)
    step (matrix, 1, 0);
  for (guint m = 1; m < month; m++)
    step (matrix, 0, 1);
  ka_plan_matrix_get_cursor (matrix, &at_row, &at_month);
  g_assert_cmpuint (at_row, ==, row);
  g_assert_cmpuint (at_month, ==, month);
  g_assert_nonnull (strstr (ka_cell_grid_get_spoken (KA_CELL_GRID (matrix)), "未到期"));
  to = g_strdup_printf ("2026-%02u", month + 1);
  guitest_action_on (GTK_WIDGET (matrix), "matrix.shift", g_variant_new ("i", 1));
  guitest_until (is_in (plan, to));
  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (!is_in (plan, to));
  /* No further than the ends. */
  step (matrix, -1000, -1000);
  ka_plan_matrix_get_cursor (matrix, &at_row, &at_month);
  g_assert_cmpuint (at_row, ==, 0);
  g_assert_cmpuint (at_month, ==, 1);
  desk_close (&desk);
}

static GtkGesture *
get_drag (KaPlanMatrix *matrix)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (matrix));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }
  g_assert_not_reached ();
}

/* Where a mark is, and where it is let go, as the gesture tells it. */
static void
test_mouse (void)
{
  KaPlanMatrix *matrix;
  guint row = 0, month = 0;
  gint64 plan;
  graphene_point_t from, to;

  open_sample ();
  matrix = wait_for_matrix ();
  plan = find_plan (matrix, &row, &month);
  ka_plan_matrix_set_cursor (matrix, row, month);
  g_assert_true (ka_cell_grid_locate (KA_CELL_GRID (matrix), row, month - 1, &from));
  g_assert_true (ka_cell_grid_locate (KA_CELL_GRID (matrix), row, 10, &to));
  g_signal_emit_by_name (get_drag (matrix), "drag-begin", (double)from.x, (double)from.y);
  g_assert_true (is_in (plan, "2026-11") == FALSE);
  /* The start point is the gesture's own and unknown without a pointer, so the month comes from the move. */
  ka_plan_matrix_drag_to (matrix, 11);
  guitest_paint (GTK_WINDOW (desk.window));
  g_signal_emit_by_name (get_drag (matrix), "drag-end", (double)(to.x - from.x), 0.0);
  guitest_until (is_in (plan, "2026-11"));
  desk_close (&desk);
}

/* An approved plan asks why. */
static void
test_reason (void)
{
  KaPlanMatrix *matrix;
  guint row = 0, month = 0;
  gint64 plan, year;
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaRecord) moved = NULL;
  GtkWidget *dialog, *entry;

  open_sample ();
  year = ka_ledger_find (desk_ledger (&desk), ka_kind_get ("plan_year"), "year", "2026", NULL);
  record = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("plan_year"), year, NULL);
  ka_record_set (record, "approved", "2026-01-04");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), record, NULL));
  matrix = wait_for_matrix ();
  guitest_until (strstr (get_label ("arithmetic"), "批准") != NULL
                 && strstr (get_label ("arithmetic"), "未批准") == NULL);
  plan = find_plan (matrix, &row, &month);
  ka_plan_matrix_set_cursor (matrix, row, month);
  guitest_action_on (GTK_WIDGET (matrix), "matrix.shift", g_variant_new ("i", 1));
  dialog = guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  entry = guitest_by_type (dialog, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (entry), "企业停产检修");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  guitest_settle ();
  moved = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("plan"), plan, NULL);
  g_assert_cmpstr (ka_record_get (moved, "deviation"), ==, "企业停产检修");
  g_assert_nonnull (ka_record_get (moved, "moved_from"));
  desk_close (&desk);
}

/* ---- proposing ---- */

static gboolean
is_proposal (void)
{
  GtkWidget *window = guitest_toplevel (ADW_TYPE_WINDOW);

  return window != NULL && guitest_by_text (window, "列入计划") != NULL;
}

static void
test_propose (void)
{
  KaPlanMatrix *matrix;
  gint64 before;

  open_sample ();
  matrix = wait_for_matrix ();
  before = count_plans ();
  guitest_action (GTK_WIDGET (matrix), "plan.propose");
  guitest_until (is_proposal ());
  g_assert_nonnull (guitest_by_type (guitest_toplevel (ADW_TYPE_WINDOW), GTK_TYPE_LIST_VIEW));
  guitest_press (guitest_by_text (guitest_toplevel (ADW_TYPE_WINDOW), "列入计划"));
  guitest_until (count_plans () > before);
  guitest_settle ();
  guitest_until (!is_proposal ());
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  guitest_until (count_plans () == before);
  desk_close (&desk);
}

/* ---- drawing ---- */

static void
test_draw (void)
{
  GtkWidget *dialog, *next;
  g_autoptr (KaDraw) draw = NULL;
  g_autofree char *why = NULL;
  gint64 before;

  open_sample ();
  wait_for_matrix ();
  before = count_plans ();
  guitest_action (GTK_WIDGET (get_matrix ()), "plan.draw");
  dialog = guitest_toplevel (KA_TYPE_DRAW_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (guitest_by_id (dialog, "seed")), "见证人报出的种子");
  next = guitest_by_id (dialog, "next");
  g_signal_emit_by_name (next, "clicked");
  g_assert_cmpint (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("draw"), NULL), ==, 1);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (next)), ==, "抽取");
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (dialog, "seed")));
  g_signal_emit_by_name (next, "clicked");
  draw = ka_draw_load (desk_ledger (&desk), 1, NULL);
  g_assert_cmpstr (draw->seed, ==, "见证人报出的种子");
  g_assert_cmpuint (draw->picks->len, ==, 3);
  g_assert_true (ka_draw_verify (draw, &why));
  g_signal_emit_by_name (next, "clicked");
  g_assert_cmpint (count_plans (), ==, before + 3);
  g_assert_false (gtk_widget_get_sensitive (next));
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();
  desk_close (&desk);
}

/* Of acceptances the share says how many. */
static void
test_draw_acceptances (void)
{
  g_autoptr (KaRecord) project = ka_record_new (ka_kind_get ("project"));
  g_autoptr (KaRecord) drawn = NULL;
  GtkWidget *dialog, *next;
  g_autoptr (GError) error = NULL;

  open_sample ();
  ka_record_set (project, "mine", "1");
  ka_record_set (project, "name", "示例扩建项目");
  ka_record_set (project, "accepted", "2026-01-04");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), project, &error));
  wait_for_matrix ();
  guitest_action (GTK_WIDGET (get_matrix ()), "plan.draw");
  dialog = guitest_toplevel (KA_TYPE_DRAW_DIALOG);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (guitest_by_id (dialog, "purpose")), 1);
  g_assert_false (gtk_widget_get_sensitive (guitest_by_id (dialog, "count")));
  next = guitest_by_id (dialog, "next");
  for (guint i = 0; i < 3; i++)
    g_signal_emit_by_name (next, "clicked");
  drawn = ka_ledger_get (desk_ledger (&desk), ka_kind_get ("project"), project->id, &error);
  g_assert_cmpstr (ka_record_get (drawn, "sampled"), ==, "1");
  g_assert_cmpstr (ka_record_get (drawn, "sampled_on"), ==, "2026-01-05");
  gtk_window_close (GTK_WINDOW (dialog));
  guitest_settle ();
  desk_close (&desk);
}

/* ---- thousands of mines ---- */

static gboolean
write_mines (KaLedger *ledger, gpointer data, GError **error)
{
  g_autoptr (KaRecord) enterprise = ka_record_new (ka_kind_get ("enterprise"));
  g_autofree char *owner = NULL;

  ka_record_set (enterprise, "name", "重庆示例集团有限公司");
  if (!ka_ledger_save (ledger, enterprise, error))
    return FALSE;
  owner = g_strdup_printf ("%" PRId64, enterprise->id);
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
      g_autoptr (KaRecord) plan = ka_record_new (ka_kind_get ("plan"));
      g_autofree char *name = g_strdup_printf ("示例%u号矿", i);
      g_autofree char *month = g_strdup_printf ("2026-%02u", i % 12 + 1);
      g_autofree char *id = NULL;

      ka_record_set (mine, "enterprise", owner);
      ka_record_set (mine, "name", name);
      ka_record_set (mine, "type", "露天矿山");
      ka_record_set (mine, "status", "生产");
      ka_record_set (mine, "town", "德感街道");
      if (!ka_ledger_save (ledger, mine, error))
        return FALSE;
      id = g_strdup_printf ("%" PRId64, mine->id);
      ka_record_set (plan, "year", "2026");
      ka_record_set (plan, "mine", id);
      ka_record_set (plan, "month", month);
      ka_record_set (plan, "kind", "一般检查");
      if (!ka_ledger_save (ledger, plan, error))
        return FALSE;
    }
  return TRUE;
}

/* The work of a page down and up again, in ms: the least of many, since others disturb it. */
static double
turn_pages (KaPlanMatrix *matrix)
{
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < 40; i++)
    {
      double began;

      guitest_settle ();
      began = guitest_worked ();
      guitest_action_on (GTK_WIDGET (matrix), "matrix.page",
                         g_variant_new ("i", i % 2 == 0 ? 1 : -1));
      guitest_paint (GTK_WINDOW (desk.window));
      least = MIN (least, guitest_worked () - began);
    }
  return least;
}

/* A page down is as much work whether there are a hundred mines or thousands. */
static void
test_many (void)
{
  KaPlanMatrix *matrix;
  g_autoptr (GError) error = NULL;
  double few, many;

  desk_window (&desk);
  g_remove (desk.path);
  desk_open (&desk);
  g_assert_true (ka_ledger_transact (desk_ledger (&desk), KA_CHANGE_SAVE, "造数", write_mines, NULL,
                                     NULL, &error));
  g_assert_no_error (error);
  matrix = get_matrix ();
  guitest_until (ka_plan_matrix_get_n_shown (matrix) == 5000);
  guitest_paint (GTK_WINDOW (desk.window));
  many = turn_pages (matrix);
  ka_filter_bar_set_text (get_filter (), "示例12");
  guitest_until (ka_plan_matrix_get_n_shown (matrix) == 111);
  few = turn_pages (matrix);
  g_test_message ("a page of 5000 takes %.1f ms, of 111 %.1f ms", many, few);
  g_assert_cmpfloat (many, <, 5 * few);
  ka_filter_bar_set_text (get_filter (), "示例4999号");
  guitest_until (ka_plan_matrix_get_n_shown (matrix) == 1);
  desk_close (&desk);
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
  g_test_add_func ("/plan/filter", test_filter);
  g_test_add_func ("/plan/headings", test_headings);
  g_test_add_func ("/plan/days", test_days);
  g_test_add_func ("/plan/unexplained", test_unexplained);
  g_test_add_func ("/plan/numbers", test_numbers);
  g_test_add_func ("/plan/keyboard", test_keyboard);
  g_test_add_func ("/plan/mouse", test_mouse);
  g_test_add_func ("/plan/reason", test_reason);
  g_test_add_func ("/plan/propose", test_propose);
  g_test_add_func ("/plan/draw", test_draw);
  g_test_add_func ("/plan/draw-acceptances", test_draw_acceptances);
  g_test_add_func ("/plan/many", test_many);
  status = g_test_run ();
  desk_clear (&desk);
  return status;
}
