/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-steps.h"

/* Of a frame; what was built is then styled and laid out in it, which takes about as long again. */
#define BUDGET_US 6000

typedef struct
{
  KaStepFunc step;
  guint tick; /* 0 while the widget is not seen */
  gboolean begun;
} Steps;

static Steps *
get_steps (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "ka-steps");
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Steps *steps = get_steps (widget);
  gint64 end = g_get_monotonic_time () + BUDGET_US;
  KaStepFunc step = steps->step;

  /* A clock that nobody looks at need not run. */
  if (!gtk_widget_get_mapped (widget))
    {
      steps->tick = 0;
      return G_SOURCE_REMOVE;
    }
  /* This frame shows what is there already. */
  if (!steps->begun)
    {
      steps->begun = TRUE;
      return G_SOURCE_CONTINUE;
    }
  do
    if (!step (widget))
      {
        g_object_set_data (G_OBJECT (widget), "ka-steps", NULL);
        return G_SOURCE_REMOVE;
      }
  while (g_get_monotonic_time () < end);
  return G_SOURCE_CONTINUE;
}

static void
on_map_cb (GtkWidget *widget)
{
  Steps *steps = get_steps (widget);

  if (steps != NULL && steps->tick == 0)
    steps->tick = gtk_widget_add_tick_callback (widget, on_tick_cb, NULL, NULL);
}

void
ka_take_steps (gpointer widget, KaStepFunc step)
{
  Steps *steps;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (get_steps (widget) != NULL)
    return;
  steps = g_new0 (Steps, 1);
  steps->step = step;
  g_object_set_data_full (G_OBJECT (widget), "ka-steps", steps, g_free);
  if (g_object_get_data (G_OBJECT (widget), "ka-steps-map") == NULL)
    {
      g_object_set_data (G_OBJECT (widget), "ka-steps-map", GINT_TO_POINTER (TRUE));
      g_signal_connect (widget, "map", G_CALLBACK (on_map_cb), NULL);
    }
  if (gtk_widget_get_mapped (widget))
    on_map_cb (widget);
}

gboolean
ka_is_taking_steps (GtkWidget *widget)
{
  g_return_val_if_fail (GTK_IS_WIDGET (widget), FALSE);
  return get_steps (widget) != NULL;
}
