/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A year of the section through the window, on the sample ledger: the plan proposed and approved, a mine
 * inspected by it, its hazards ordered, put off, put right, failed, ordered again, reviewed and closed, the
 * case filed; and the figures of the report that say so. */
#include "config.h"

#include "ka-desk.h"

#include "ka-act-buttons.h"
#include "ka-act-dialog.h"
#include "ka-case-pane.h"
#include "ka-field-editor.h"
#include "ka-finding-pane.h"
#include "ka-plan-matrix.h"
#include "ka-record-form.h"
#include "ka-record-view.h"

#include <inttypes.h>
#include <ka-figures.h>
#include <ka-hazard-state.h>
#include <ka-plan.h>

static Desk desk;

static void
set_today (const char *iso)
{
  ka_set_today (ka_day_from_iso (iso));
}

static KaRecord *
get (const char *kind, gint64 id)
{
  return ka_ledger_get (desk_ledger (&desk), ka_kind_get (kind), id, NULL);
}

/* ---- the plan ---- */

static KaPlanMatrix *
show_plan (void)
{
  g_autoptr (KaLocation) location = ka_location_new ("plans", NULL, 0);
  KaPlanMatrix *matrix;

  location->view = g_intern_static_string ("year");
  ka_window_go (desk.window, location);
  guitest_settle ();
  matrix = KA_PLAN_MATRIX (guitest_by_type (GTK_WIDGET (desk.window), KA_TYPE_PLAN_MATRIX));
  guitest_until (ka_plan_matrix_get_n_shown (matrix) > 0);
  return matrix;
}

static gboolean
is_proposal (void)
{
  GtkWidget *window = guitest_toplevel (ADW_TYPE_WINDOW);

  return window != NULL && guitest_by_text (window, "列入计划") != NULL;
}

static void
propose (KaPlanMatrix *matrix)
{
  gint64 before = ka_ledger_count (desk_ledger (&desk), ka_kind_get ("plan"), NULL);

  guitest_action (GTK_WIDGET (matrix), "plan.propose");
  guitest_until (is_proposal ());
  guitest_press (guitest_by_text (guitest_toplevel (ADW_TYPE_WINDOW), "列入计划"));
  guitest_until (ka_ledger_count (desk_ledger (&desk), ka_kind_get ("plan"), NULL) > before);
  guitest_settle ();
}

static void
approve (KaPlanMatrix *matrix)
{
  GtkWidget *dialog;

  guitest_action (GTK_WIDGET (matrix), "plan.approve");
  dialog = guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG);
  g_assert_nonnull (dialog);
  gtk_editable_set_text (GTK_EDITABLE (guitest_by_type (dialog, ADW_TYPE_ENTRY_ROW)), "2026-01-05");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  guitest_settle ();
}

/* A line of the plan that nobody has carried out yet. */
static gint64
find_plan (gint64 *mine, KaPlanState *state, gint64 wanted)
{
  g_autoptr (KaPlanSheet) sheet = ka_plan_sheet_new (desk_ledger (&desk), 2026, ka_today (), NULL);

  for (guint i = 0; i < sheet->mines->len; i++)
    {
      const KaPlanMine *one = g_ptr_array_index (sheet->mines, i);

      for (guint k = 0; k < one->items->len; k++)
        {
          const KaPlanItem *item = g_ptr_array_index (one->items, k);
          g_autoptr (KaRecord) plan = NULL;

          if (item->plan == 0 || (wanted != 0 ? item->plan != wanted : item->month != 1))
            continue;
          plan = get ("plan", item->plan);
          *mine = ka_record_get_int (plan, "mine", 0);
          *state = item->state;
          return item->plan;
        }
    }
  return 0;
}

/* ---- the inspection ---- */

static gint64
inspect (gint64 plan, gint64 mine)
{
  static const char *const values[][2] = {
    { "trigger", "计划" },    { "started", "2026-01-06" },
    { "kind", "重点检查" },   { "inspectors", "王某甲、李某甲" },
    { "notice_no", "检通1" }, { "record_no", "检记1" },
    { "scheme_no", "检查1" }, { "scheme_approved", "2026-01-05" },
    { "place", "采场" },      { "found", "发现问题2项" },
    { "result", "责令整改" }, { "signed", "2026-01-06" },
  };
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("inspection"));
  g_autofree char *plan_text = g_strdup_printf ("%" PRId64, plan);
  g_autofree char *mine_text = g_strdup_printf ("%" PRId64, mine);

  ka_record_set (record, "mine", mine_text);
  ka_record_set (record, "plan", plan_text);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    ka_record_set (record, values[i][0], values[i][1]);
  ka_window_new_record (desk.window, record);
  guitest_settle ();
  guitest_action (GTK_WIDGET (desk.window), "page.save");
  guitest_settle ();
  return ka_list_view_get_open (
    ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk.window))));
}

static KaRecordView *
open_record (const char *kind, gint64 id)
{
  KaListView *view = desk_list (&desk, kind);

  ka_window_show_record (desk.window, ka_kind_get (kind), id);
  guitest_until (ka_list_view_get_open (view) == id);
  guitest_settle ();
  return KA_RECORD_VIEW (guitest_by_type (GTK_WIDGET (view), KA_TYPE_RECORD_VIEW));
}

static void
type_findings (gint64 inspection)
{
  static const char *const lines[] = { "采场：护栏缺失", "破碎站：防护罩松动 15日" };
  KaRecordView *record = open_record ("inspection", inspection);
  KaFindingPane *pane;
  GtkWidget *entry;

  ka_record_view_show_tab (record, "findings");
  guitest_settle ();
  pane = KA_FINDING_PANE (guitest_by_type (GTK_WIDGET (record), KA_TYPE_FINDING_PANE));
  entry = guitest_by_id (GTK_WIDGET (pane), "entry");
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (entry), lines[i]);
      g_signal_emit_by_name (entry, "activate");
      guitest_settle ();
    }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (guitest_by_id (GTK_WIDGET (pane), "examined")), 4);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (guitest_by_id (GTK_WIDGET (pane), "passed")), 4);
  guitest_press (guitest_by_id (GTK_WIDGET (pane), "record_exam"));
  guitest_settle ();
}

/* ---- the acts, by their buttons ---- */

static gboolean
is_dialog (void)
{
  return guitest_toplevel (KA_TYPE_ACT_DIALOG) != NULL;
}

/* What the dialog says is wrong. */
static void
tell_errors (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "ka-error")
      && gtk_widget_get_mapped (widget))
    g_test_message ("%s", gtk_label_get_text (GTK_LABEL (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    tell_errors (child);
}

/* The state's label may say the same. */
static gboolean
is_button_of (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget)
         && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static void
act (gint64 hazard, const char *label, const char *values)
{
  KaRecordView *record = open_record ("hazard", hazard);
  g_auto (GStrv) pairs = g_strsplit (values, "|", -1);
  GtkWidget *bar = guitest_by_type (GTK_WIDGET (record), KA_TYPE_ACT_BUTTONS);
  GtkWidget *dialog;

  g_test_message ("%s", label);
  guitest_press (guitest_find (bar, is_button_of, label));
  guitest_until (is_dialog ());
  dialog = guitest_toplevel (KA_TYPE_ACT_DIALOG);
  for (guint i = 0; pairs[i] != NULL && *pairs[i] != '\0'; i++)
    {
      char *equals = strchr (pairs[i], '=');
      GtkWidget *editor, *control;

      *equals = '\0';
      editor = ka_act_dialog_get_editor (KA_ACT_DIALOG (dialog), pairs[i]);
      g_assert_nonnull (editor);
      control = ka_field_editor_get_control (KA_FIELD_EDITOR (editor));
      if (GTK_IS_TEXT_VIEW (control))
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), equals + 1,
                                  -1);
      else
        ka_field_editor_set_text (KA_FIELD_EDITOR (editor), equals + 1);
    }
  g_signal_emit_by_name (guitest_by_id (dialog, "apply"), "clicked");
  if (is_dialog ())
    tell_errors (dialog);
  guitest_until (!is_dialog ());
  guitest_settle ();
}

static KaHazardState
state_of (gint64 id)
{
  g_autoptr (KaRecord) hazard = get ("hazard", id);

  return ka_hazard_state (hazard);
}

static void
follow_up (gint64 first, gint64 second)
{
  act (first, "责令整改", "order_no=责改1|deadline=5个工作日|violated=《安全生产法》第三十六条");
  act (first, "开始整改", "responsible=张三|measures=补装护栏");
  act (second, "责令整改",
       "order_no=责改1|responsible=张三|measures=紧固|violated=《安全生产法》第三十六条");
  act (second, "延期整改", "deadline=2026-02-10|reason=备件未到|granted_by=科长");
  set_today ("2026-01-13");
  act (first, "整改完成", "");
  set_today ("2026-01-15");
  act (first, "复查合格", "reviewer=王某甲、李某甲|review_no=复查1");
  g_assert_cmpint (state_of (first), ==, KA_HAZARD_CLOSED);

  /* The second fails, is ordered once more, and passes. */
  set_today ("2026-02-11");
  act (second, "复查不合格", "reviewer=王某甲、李某甲|review_no=复查2");
  act (second, "再次责改", "order_no=责改2|deadline=10日");
  set_today ("2026-02-20");
  act (second, "整改完成", "");
  set_today ("2026-02-24");
  act (second, "复查合格", "reviewer=王某甲、李某甲|review_no=复查3");
  g_assert_cmpint (state_of (second), ==, KA_HAZARD_CLOSED);
}

static void
file_case (gint64 inspection)
{
  KaRecordView *record = open_record ("inspection", inspection);
  GtkWidget *pane;
  g_autoptr (KaRecord) filed = NULL;

  ka_record_view_show_tab (record, "case");
  guitest_settle ();
  pane = guitest_by_type (GTK_WIDGET (record), KA_TYPE_CASE_PANE);
  guitest_press (guitest_by_id (pane, "file"));
  guitest_settle ();
  filed = get ("inspection", inspection);
  g_assert_cmpstr (ka_record_get (filed, "filed"), ==, "2026-02-24");
}

static gint64
figure (const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaFigures) figures
    = ka_figures_new (desk_ledger (&desk), ka_quarter_from_text ("2026Q1"), ka_today (), &error);

  g_assert_no_error (error);
  return ka_figures_number (figures, name);
}

static gint64
find_hazard (gint64 inspection, guint n)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("hazard"));
  g_autofree char *id = g_strdup_printf ("%" PRId64, inspection);
  g_autoptr (GArray) ids = NULL;

  ka_query_filter (query, "inspection", KA_OP_EQ, id);
  ka_query_set_order (query, "id", FALSE);
  ids = ka_query_ids (query, desk_ledger (&desk), NULL, NULL);
  g_assert_cmpuint (ids->len, ==, 2);
  return g_array_index (ids, gint64, n);
}

static void
test_year (void)
{
  KaPlanMatrix *matrix;
  KaPlanState state = KA_PLAN_PLANNED;
  gint64 plan, mine = 0, inspection, orders, found, closed, inspections;

  desk_window (&desk);
  desk_take_sample (&desk);
  desk_open (&desk);
  orders = figure ("orders");
  found = figure ("hazards");
  closed = figure ("hazards.closed");
  inspections = figure ("inspections.planned");

  matrix = show_plan ();
  propose (matrix);
  approve (matrix);
  plan = find_plan (&mine, &state, 0);
  g_assert_cmpint (plan, >, 0);

  set_today ("2026-01-06");
  inspection = inspect (plan, mine);
  g_assert_cmpint (inspection, >, 0);
  type_findings (inspection);
  follow_up (find_hazard (inspection, 0), find_hazard (inspection, 1));
  file_case (inspection);

  /* What the plan and the report say of it. */
  find_plan (&mine, &state, plan);
  g_assert_cmpint (state, ==, KA_PLAN_DONE);
  g_assert_cmpint (figure ("inspections.planned"), ==, inspections + 1);
  g_assert_cmpint (figure ("hazards"), ==, found + 2);
  g_assert_cmpint (figure ("orders"), ==, orders + 2);
  g_assert_cmpint (figure ("hazards.closed"), ==, closed + 2);
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
  g_test_add_func ("/year", test_year);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
