/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-progress-row.h"

#include "ka-chart-view.h"
#include "ka-indicator-text.h"
#include "ka-indicator-tile.h"

#include <glib/gi18n.h>

/* As many bars as stand beside the figures without making the row longer. */
#define MAX_TOWNS 9

struct _KaProgressRow
{
  GtkBox parent_instance;

  /* Template Widgets */
  KaChartView *bars;
  GtkLabel *heading;
  GtkSpinner *spinner;
  GtkBox *tiles;
  GtkWidget *town_box;
  GtkLabel *town_caption;
  KaChartView *towns;
  KaChartView *trend;

  /* Owned References */
  GPtrArray *shown_towns; /* char *, as the bars stand */

  const KaIndicator *by_town;
  const char *group;
};

enum
{
  SIGNAL_TOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaProgressRow, ka_progress_row, GTK_TYPE_BOX)

static void
on_town_picked_cb (KaProgressRow *self, guint series, guint category)
{
  if (self->by_town != NULL && category < self->shown_towns->len)
    g_signal_emit (self, signals[SIGNAL_TOWN], 0, self->by_town->code,
                   self->shown_towns->pdata[category]);
}

static void
ka_progress_row_dispose (GObject *object)
{
  KaProgressRow *self = KA_PROGRESS_ROW (object);

  g_clear_pointer (&self->shown_towns, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_PROGRESS_ROW);
  G_OBJECT_CLASS (ka_progress_row_parent_class)->dispose (object);
}

static void
ka_progress_row_class_init (KaProgressRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_progress_row_dispose;

  signals[SIGNAL_TOWN]
    = g_signal_new ("town", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);

  g_type_ensure (KA_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-progress-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, bars);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, heading);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, tiles);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, town_box);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, town_caption);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, towns);
  gtk_widget_class_bind_template_child (widget_class, KaProgressRow, trend);
  gtk_widget_class_bind_template_callback (widget_class, on_town_picked_cb);
}

static void
ka_progress_row_init (KaProgressRow *self)
{
  self->shown_towns = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_progress_row_new (const char *group)
{
  KaProgressRow *self = g_object_new (KA_TYPE_PROGRESS_ROW, NULL);

  self->group = group;
  gtk_label_set_label (self->heading, group);
  return GTK_WIDGET (self);
}

static void
show_towns (KaProgressRow *self, const KaResult *result, GPtrArray *parts)
{
  g_autoptr (GPtrArray) shown = NULL;
  g_autoptr (KaChart) chart = NULL;
  g_autofree char *caption = NULL;

  g_ptr_array_set_size (self->shown_towns, 0);
  self->by_town = NULL;
  gtk_widget_set_visible (self->town_box, parts != NULL && parts->len > 0);
  if (parts == NULL || parts->len == 0)
    return;

  shown = ka_parts_pick (parts, MAX_TOWNS);
  chart = ka_parts_chart (result, shown);
  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (self->shown_towns, g_strdup (((KaPart *)shown->pdata[i])->label));
  self->by_town = result->indicator;
  caption = shown->len < parts->len
              ? g_strdup_printf (_ ("%s：差得最多的 %u 个镇街（共 %u 个）"),
                                 ka_indicator_name (result->indicator), shown->len, parts->len)
              : g_strdup_printf (_ ("%s：各镇街"), ka_indicator_name (result->indicator));
  gtk_label_set_label (self->town_caption, caption);
  ka_chart_view_set_chart (self->towns, chart);
}

void
ka_progress_row_set_progress (KaProgressRow *self, KaQuarterProgress *progress)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (KaChart) bars = NULL;
  GtkWidget *child;

  g_return_if_fail (KA_IS_PROGRESS_ROW (self));
  g_return_if_fail (progress != NULL);

  results = ka_quarter_progress_group (progress, self->group);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->tiles))) != NULL)
    gtk_box_remove (self->tiles, child);
  gtk_widget_set_visible (GTK_WIDGET (self), results->len > 0);
  ka_chart_view_set_chart (self->trend, NULL);
  gtk_spinner_start (self->spinner);
  if (results->len == 0)
    return;

  for (guint i = 0; i < results->len; i++)
    gtk_box_append (self->tiles, ka_indicator_tile_new (results->pdata[i]));
  bars = ka_results_chart (results);
  ka_chart_view_set_chart (self->bars, bars);
  show_towns (self, results->pdata[0],
              g_hash_table_lookup (progress->towns, ((KaResult *)results->pdata[0])->indicator));
}

void
ka_progress_row_set_trend (KaProgressRow *self, KaQuarterProgress *progress, GPtrArray *points)
{
  g_autoptr (GPtrArray) results = NULL;
  g_autoptr (KaChart) trend = NULL;

  g_return_if_fail (KA_IS_PROGRESS_ROW (self));

  gtk_spinner_stop (self->spinner);
  results = ka_quarter_progress_group (progress, self->group);
  if (points != NULL && points->len > 0 && results->len > 0)
    {
      g_autofree char *title = g_strdup_printf (_ ("%s：逐季走势"), self->group);

      trend = ka_trend_chart (title, points, results);
    }
  ka_chart_view_set_chart (self->trend, trend);
}
