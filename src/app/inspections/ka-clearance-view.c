/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-clearance-view.h"

#include "ka-ask.h"
#include "ka-chart-view.h"
#include "ka-hazard-text.h"
#include "ka-page-view.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-chart.h>
#include <ka-clearance.h>

/* So many are shown here; the rest stands in the list. */
#define SHOWN 100

struct _KaClearanceView
{
  AdwBin parent_instance;

  /* Template widgets */
  AdwBin *chart_bin;
  GtkListBox *open;
  GtkButton *open_all;
  GtkListBox *proposals;
  GtkWidget *proposals_box;
  GtkLabel *summary;

  /* Borrowed */
  KaChartView *chart;
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  KaClearance *clearance;
};

static void ka_clearance_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaClearanceView,
                               ka_clearance_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_clearance_view_iface_init))

static void
clear_list (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static GtkWidget *
create_open_row (KaClearanceView *self, const KaClearanceOpen *open)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  KaHazardState state = ka_hazard_state (open->hazard);
  const char *deadline = ka_record_get (open->hazard, "deadline");
  g_autofree char *overdue = ka_hazard_overdue_text (open->hazard);
  g_autofree char *subtitle = g_strdup_printf (
    _ ("%s · 第 %d 天 · 整改期限 %s %s"),
    ka_ledger_title (ledger, ka_kind_get ("mine"), ka_record_get_int (open->hazard, "mine", 0)),
    open->days, deadline != NULL ? deadline : "—", overdue != NULL ? overdue : "");
  GtkWidget *row = create_row (ka_record_get (open->hazard, "description"), subtitle);
  GtkWidget *word = gtk_label_new (ka_hazard_state_label (state));

  gtk_widget_add_css_class (word, ka_hazard_state_tone (state));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), word);
  return row;
}

static GtkWidget *
create_proposal_row (const KaClearanceProposal *proposal)
{
  g_autofree char *title
    = g_strdup_printf ("%s：%s", proposal->item->name, proposal->item->message);

  return create_row (title, proposal->item->rule->clause);
}

static void
show_chart (KaClearanceView *self)
{
  g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_TREND, _ ("重大隐患各季情况"), _ ("条"));
  guint open = ka_chart_add_series (chart, _ ("季末未销号"), KA_TONE_BAD);
  guint found = ka_chart_add_series (chart, _ ("新发现"), KA_TONE_SET_1);
  guint closed = ka_chart_add_series (chart, _ ("销号"), KA_TONE_SET_2);

  for (guint i = 0; i < KA_CLEARANCE_QUARTERS; i++)
    {
      const KaClearancePoint *point = &self->clearance->points[i];
      g_autofree char *label = ka_quarter_to_text (point->quarter);
      guint c = ka_chart_add_category (chart, label);
      g_autofree char *open_text = g_strdup_printf ("%u", point->open);
      g_autofree char *found_text = g_strdup_printf ("%u", point->found);
      g_autofree char *closed_text = g_strdup_printf ("%u", point->closed);

      ka_chart_set_value (chart, open, c, point->open, open_text);
      ka_chart_set_value (chart, found, c, point->found, found_text);
      ka_chart_set_value (chart, closed, c, point->closed, closed_text);
    }
  ka_chart_view_set_chart (self->chart, chart);
}

static void
show (KaClearanceView *self)
{
  const GPtrArray *open = self->clearance->open, *proposals = self->clearance->proposals;
  guint overdue = 0;
  int days = 0;
  g_autofree char *text = NULL;

  clear_list (self->open);
  clear_list (self->proposals);
  for (guint i = 0; i < open->len; i++)
    {
      const KaClearanceOpen *one = g_ptr_array_index (open, i);

      overdue += one->overdue > 0;
      days += one->days;
      if (i < SHOWN)
        gtk_list_box_append (self->open, create_open_row (self, one));
    }
  for (guint i = 0; i < MIN (proposals->len, SHOWN); i++)
    gtk_list_box_append (self->proposals, create_proposal_row (g_ptr_array_index (proposals, i)));
  if (self->clearance->known == 0)
    text
      = g_strdup (_ ("台账里还没有重大隐患。录入或者导入以后，这里列出没有销号的和各季的变化。"));
  else if (open->len == 0)
    text = g_strdup (_ ("重大隐患已清零。"));
  else
    text = g_strdup_printf (_ ("重大隐患未销号 <a href=\"open\">%u</a> 条，其中逾期 "
                               "<a href=\"overdue\">%u</a> 条，平均 %d 天，最长 %d 天。"),
                            open->len, overdue, days / (int)open->len,
                            ((const KaClearanceOpen *)g_ptr_array_index (open, 0))->days);
  gtk_label_set_markup (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->open), open->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->open_all), open->len > 0);
  gtk_widget_set_visible (self->proposals_box, proposals->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->chart_bin), self->clearance->known > 0);
  show_chart (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

/* ---- asking ---- */

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_clearance_read (ledger, GPOINTER_TO_INT (data), error);
}

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaClearanceView *self = owner;
  g_autoptr (KaClearance) clearance = answer;

  if (clearance == NULL)
    {
      if (ka_window_of (self) != NULL)
        ka_window_tell_error (ka_window_of (self), _ ("动态清零没有读出"), error);
      return;
    }
  g_clear_pointer (&self->clearance, ka_clearance_free);
  self->clearance = g_steal_pointer (&clearance);
  show (self);
}

static void
ka_clearance_view_refresh (KaPageView *view)
{
  KaClearanceView *self = KA_CLEARANCE_VIEW (view);

  if (ka_context_get_ledger (self->context) == NULL)
    return;
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, read_in_worker, GINT_TO_POINTER (ka_today ()), NULL,
                       (GDestroyNotify)ka_clearance_free),
          on_read_cb);
}

static char *
ka_clearance_view_describe (KaPageView *view)
{
  KaClearanceView *self = KA_CLEARANCE_VIEW (view);

  if (self->clearance == NULL)
    return NULL;
  return g_strdup_printf (_ ("重大隐患未销号 %u 条"), self->clearance->open->len);
}

static void
ka_clearance_view_iface_init (KaPageViewInterface *iface)
{
  iface->refresh = ka_clearance_view_refresh;
  iface->describe = ka_clearance_view_describe;
}

gboolean
ka_clearance_view_is_loading (KaClearanceView *self)
{
  g_return_val_if_fail (KA_IS_CLEARANCE_VIEW (self), FALSE);
  return self->work != NULL;
}

/* ---- every number opens its rows ---- */

static void
on_open_activated_cb (KaClearanceView *self, GtkListBoxRow *row)
{
  const KaClearanceOpen *open
    = g_ptr_array_index (self->clearance->open, (guint)gtk_list_box_row_get_index (row));

  ka_window_show_record (ka_window_of (self), open->hazard->kind, open->hazard->id);
}

static void
on_open_all_clicked_cb (KaClearanceView *self)
{
  ka_window_show_list (ka_window_of (self), ka_clearance_open_query (ka_today ()),
                       _ ("重大隐患未销号"));
}

/* Just those that were counted. */
static void
show_overdue (KaClearanceView *self)
{
  KaQuery *query = ka_query_new (ka_kind_get ("hazard"));
  g_autoptr (GString) sql = g_string_new ("t.id IN (0");

  for (guint i = 0; i < self->clearance->open->len; i++)
    {
      const KaClearanceOpen *open = g_ptr_array_index (self->clearance->open, i);

      if (open->overdue > 0)
        g_string_append_printf (sql, ", %" G_GINT64_FORMAT, open->hazard->id);
    }
  g_string_append_c (sql, ')');
  ka_query_set_predicate (query, sql->str, NULL);
  ka_query_set_order (query, "found", FALSE);
  ka_window_show_list (ka_window_of (self), query, _ ("重大隐患逾期"));
}

static gboolean
on_link_cb (KaClearanceView *self, const char *target)
{
  if (g_str_equal (target, "overdue"))
    show_overdue (self);
  else
    on_open_all_clicked_cb (self);
  return TRUE;
}

/* The series stand in the order of the counts. */
static void
on_picked_cb (KaClearanceView *self, guint series, guint category)
{
  KaClearanceCount count = series <= KA_CLEARANCE_CLOSED ? series : KA_CLEARANCE_OPEN;
  static const char *const words[] = { N_ ("季末未销号"), N_ ("新发现"), N_ ("销号") };
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;

  if (self->clearance == NULL || category >= KA_CLEARANCE_QUARTERS)
    return;
  name = ka_quarter_to_chinese (self->clearance->points[category].quarter);
  label = g_strdup_printf (_ ("%s重大隐患：%s"), name, _ (words[count]));
  ka_window_show_list (
    ka_window_of (self),
    ka_clearance_point_query (self->clearance->points[category].quarter, count, ka_today ()),
    label);
}

static void
on_proposal_activated_cb (KaClearanceView *self, GtkListBoxRow *row)
{
  const KaClearanceProposal *proposal
    = g_ptr_array_index (self->clearance->proposals, (guint)gtk_list_box_row_get_index (row));
  g_autofree char *label
    = g_strdup_printf ("%s：%s", ka_due_rule_name (proposal->item->rule), proposal->item->name);

  ka_window_show_list (ka_window_of (self), ka_query_copy (proposal->evidence), label);
}

/* ---- object ---- */

static void
ka_clearance_view_dispose (GObject *object)
{
  KaClearanceView *self = KA_CLEARANCE_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_CLEARANCE_VIEW);
  g_clear_pointer (&self->clearance, ka_clearance_free);
  G_OBJECT_CLASS (ka_clearance_view_parent_class)->dispose (object);
}

static void
ka_clearance_view_finalize (GObject *object)
{
  g_clear_object (&KA_CLEARANCE_VIEW (object)->context);
  G_OBJECT_CLASS (ka_clearance_view_parent_class)->finalize (object);
}

static void
ka_clearance_view_class_init (KaClearanceViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_clearance_view_dispose;
  object_class->finalize = ka_clearance_view_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-clearance-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaClearanceView, chart_bin);
  gtk_widget_class_bind_template_child (widget_class, KaClearanceView, open);
  gtk_widget_class_bind_template_child (widget_class, KaClearanceView, open_all);
  gtk_widget_class_bind_template_child (widget_class, KaClearanceView, proposals);
  gtk_widget_class_bind_template_child (widget_class, KaClearanceView, proposals_box);
  gtk_widget_class_bind_template_child (widget_class, KaClearanceView, summary);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_open_all_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_proposal_activated_cb);
}

static void
ka_clearance_view_init (KaClearanceView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->chart = KA_CHART_VIEW (ka_chart_view_new ());
  g_signal_connect_swapped (self->chart, "picked", G_CALLBACK (on_picked_cb), self);
  adw_bin_set_child (self->chart_bin, GTK_WIDGET (self->chart));
}

GtkWidget *
ka_clearance_view_new (KaContext *context)
{
  KaClearanceView *self = g_object_new (KA_TYPE_CLEARANCE_VIEW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
