/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-analysis-view.h"

#include "ka-ask.h"
#include "ka-measure-export.h"
#include "ka-report-data.h"
#include "ka-report-editor.h"
#include "ka-window.h"

#include <glib/gi18n.h>

struct _KaAnalysisView
{
  AdwBin parent_instance;

  /* Template widgets */
  KaReportEditor *editor;
  GtkLabel *quarter_label;
  GtkSpinner *spinner;
  GtkLabel *state;

  /* Owned */
  KaContext *context;
  KaReportMade *made; /* the figures that the editor shows, or NULL */

  /* Borrowed */
  KaWork *making;

  KaQuarter quarter;
};

static void ka_analysis_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaAnalysisView,
                               ka_analysis_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_analysis_view_iface_init))

static void
drop_figures (KaAnalysisView *self)
{
  ka_report_editor_set_report (self->editor, NULL);
  g_clear_pointer (&self->made, ka_report_made_free);
}

static void
on_made_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaAnalysisView *self = owner;
  KaReportMade *made = answer;

  gtk_spinner_stop (self->spinner);
  drop_figures (self);
  self->made = made;
  if (made != NULL)
    ka_report_editor_set_report (self->editor, made->report);
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("数字没有算出来"), error);
}

/* A quarter that was sent stays as it was sent, whatever is written now. */
static void
show_state (KaAnalysisView *self)
{
  g_autoptr (KaFrozen) frozen
    = ka_quarterly_get_frozen (ka_context_get_ledger (self->context), self->quarter, NULL);
  g_autofree char *text = NULL;

  if (frozen != NULL)
    text = g_strdup_printf (_ ("本季度已锁定（第 %d 版）：改动进入下一版"), (int)frozen->edition);
  gtk_label_set_label (self->state, text != NULL ? text : _ ("进入季度报告第八部分，随报告锁定"));
}

static void
compute (KaAnalysisView *self)
{
  g_autofree char *words = ka_quarter_to_chinese (self->quarter);

  gtk_label_set_label (self->quarter_label, words);
  ka_report_editor_load (self->editor, self->context, self->quarter);
  if (self->made != NULL && self->made->quarter != self->quarter)
    drop_figures (self);
  if (ka_context_get_ledger (self->context) == NULL)
    {
      drop_figures (self);
      return;
    }
  show_state (self);
  gtk_spinner_start (self->spinner);
  ka_ask (self->context, self, &self->making,
          ka_work_new (NULL, KA_WORK_READS, ka_report_compute, GINT_TO_POINTER (self->quarter),
                       NULL, (GDestroyNotify)ka_report_made_free),
          on_made_cb);
}

static char *
describe (KaPageView *view)
{
  g_autofree char *words = ka_quarter_to_chinese (KA_ANALYSIS_VIEW (view)->quarter);

  return g_strdup_printf (_ ("%s进展、短板、举措"), words);
}

static void
refresh (KaPageView *view)
{
  compute (KA_ANALYSIS_VIEW (view));
}

static void
ka_analysis_view_iface_init (KaPageViewInterface *iface)
{
  iface->describe = describe;
  iface->refresh = refresh;
}

/* ---- controls ---- */

static void
step (KaAnalysisView *self, int by)
{
  self->quarter += by;
  compute (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

static void
on_before_clicked_cb (KaAnalysisView *self)
{
  step (self, -1);
}

static void
on_next_clicked_cb (KaAnalysisView *self)
{
  step (self, 1);
}

static void
on_book_clicked_cb (KaAnalysisView *self)
{
  ka_measure_export_book (GTK_WIDGET (self), self->context, self->quarter);
}

/* ---- object ---- */

static void
ka_analysis_view_dispose (GObject *object)
{
  KaAnalysisView *self = KA_ANALYSIS_VIEW (object);

  if (self->editor != NULL)
    drop_figures (self);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_ANALYSIS_VIEW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_analysis_view_parent_class)->dispose (object);
}

static void
ka_analysis_view_class_init (KaAnalysisViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_analysis_view_dispose;

  g_type_ensure (KA_TYPE_REPORT_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-analysis-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaAnalysisView, editor);
  gtk_widget_class_bind_template_child (widget_class, KaAnalysisView, quarter_label);
  gtk_widget_class_bind_template_child (widget_class, KaAnalysisView, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaAnalysisView, state);
  gtk_widget_class_bind_template_callback (widget_class, on_before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_book_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
}

static void
ka_analysis_view_init (KaAnalysisView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ka_report_editor_set_only (self->editor, "measure");
}

GtkWidget *
ka_analysis_view_new (KaContext *context)
{
  KaAnalysisView *self = g_object_new (KA_TYPE_ANALYSIS_VIEW, NULL);

  self->context = g_object_ref (context);
  /* In the first month of a quarter the one before is still told of. */
  self->quarter = ka_quarter_of (ka_day_add_months (ka_today (), -1));
  return GTK_WIDGET (self);
}
