/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-year-view.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaYearView
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkGrid *grid;
  GtkLabel *title;

  int year;
};

enum
{
  DUTY,
  YEAR,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaYearView, ka_year_view, GTK_TYPE_BOX)

static const struct
{
  const char *sign, *word, *tone;
} STATES[] = {
  [KA_DUTY_AHEAD] = { "", N_ ("还没有开始"), NULL },
  [KA_DUTY_RUNNING] = { "○", N_ ("进行中"), "ka-cell-running" },
  [KA_DUTY_DONE] = { "✓", N_ ("已完成"), "ka-cell-done" },
  [KA_DUTY_UNDONE] = { "✗", N_ ("没有完成"), "ka-cell-undone" },
  [KA_DUTY_FREE] = { "—", N_ ("不涉及"), "ka-quiet" },
  [KA_DUTY_UNKNOWN] = { "？", N_ ("台账中看不出"), "ka-quiet" },
};

static void
clear (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static void
on_duty_clicked_cb (GtkButton *button, KaYearView *self)
{
  const KaDuty *duty = g_object_get_data (G_OBJECT (button), "ka-duty");

  g_signal_emit (self, signals[DUTY], 0, duty->kind);
}

static void
attach_heading (KaYearView *self, const char *text, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->grid, label, 0, row, 1, 1);
}

static void
attach_months (KaYearView *self)
{
  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *text = g_strdup_printf (_ ("%d月"), month);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "ka-quiet");
      gtk_grid_attach (self->grid, label, month, 0, 1, 1);
    }
}

static void
attach_duty (KaYearView *self, const KaDuty *duty, int row)
{
  GtkWidget *button = gtk_button_new_with_label (ka_duty_name (duty));

  gtk_widget_add_css_class (button, "flat");
  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  ka_set_tooltip (button, duty->clause);
  g_object_set_data (G_OBJECT (button), "ka-duty", (gpointer)duty);
  g_signal_connect (button, "clicked", G_CALLBACK (on_duty_clicked_cb), self);
  gtk_grid_attach (self->grid, button, 0, row, 1, 1);
}

static void
attach_cell (KaYearView *self, const KaDutyCell *cell, int row)
{
  g_autofree char *end = ka_day_to_iso (cell->end);
  g_autofree char *spoken = g_strdup_printf (_ ("%s，%s前：%s"), ka_duty_name (cell->duty), end,
                                             _ (STATES[cell->state].word));
  GtkWidget *label = gtk_label_new (STATES[cell->state].sign);

  gtk_widget_add_css_class (label, "ka-cell");
  if (STATES[cell->state].tone != NULL)
    gtk_widget_add_css_class (label, STATES[cell->state].tone);
  ka_set_tooltip (label, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_grid_attach (self->grid, label, cell->first, row, cell->last - cell->first + 1, 1);
}

void
ka_year_view_show (KaYearView *self, int year, GArray *cells)
{
  static const char *const HEADINGS[] = { N_ ("每月"), N_ ("每季度"), N_ ("每年") };
  g_autofree char *title = g_strdup_printf (_ ("%d年"), year);
  const KaDuty *duty = NULL;
  int every = -1, row = 0;

  g_return_if_fail (KA_IS_YEAR_VIEW (self));

  self->year = year;
  gtk_label_set_label (self->title, title);
  clear (self->grid);
  attach_months (self);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaDutyCell *cell = &g_array_index (cells, KaDutyCell, i);

      if ((int)cell->duty->every != every)
        {
          every = cell->duty->every;
          attach_heading (self, _ (HEADINGS[every]), ++row);
        }
      if (cell->duty != duty)
        {
          duty = cell->duty;
          attach_duty (self, duty, ++row);
        }
      attach_cell (self, cell, row);
    }
}

int
ka_year_view_get_year (KaYearView *self)
{
  g_return_val_if_fail (KA_IS_YEAR_VIEW (self), 0);
  return self->year;
}

static void
on_before_clicked_cb (KaYearView *self)
{
  g_signal_emit (self, signals[YEAR], 0, self->year - 1);
}

static void
on_next_clicked_cb (KaYearView *self)
{
  g_signal_emit (self, signals[YEAR], 0, self->year + 1);
}

static void
ka_year_view_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_YEAR_VIEW);
  G_OBJECT_CLASS (ka_year_view_parent_class)->dispose (object);
}

static void
ka_year_view_class_init (KaYearViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_year_view_dispose;

  signals[DUTY] = g_signal_new ("duty", KA_TYPE_YEAR_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[YEAR] = g_signal_new ("year", KA_TYPE_YEAR_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-year-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaYearView, grid);
  gtk_widget_class_bind_template_child (widget_class, KaYearView, title);
  gtk_widget_class_bind_template_callback (widget_class, on_before_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
}

static void
ka_year_view_init (KaYearView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
