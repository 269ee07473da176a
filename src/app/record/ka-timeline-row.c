/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-timeline-row.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaTimelineRow
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkLabel *day;
  GtkWidget *event;
  GtkLabel *heading;
  GtkLabel *sort;
  GtkLabel *state;
  GtkLabel *text;
};

G_DEFINE_FINAL_TYPE (KaTimelineRow, ka_timeline_row, GTK_TYPE_BOX)

/* Of a term: how long it has been, or how long there still is. */
static char *
say_state (const KaEvent *event, KaDay on)
{
  if (!event->term)
    return NULL;
  if (event->day < on)
    return g_strdup_printf (_ ("逾期%d天"), on - event->day);
  return event->day == on ? g_strdup (_ ("今天"))
                          : g_strdup_printf (_ ("还有%d天"), event->day - on);
}

static void
set_tone (GtkWidget *widget, const KaEvent *event, KaDay on)
{
  gtk_widget_remove_css_class (widget, "ka-tone-bad");
  gtk_widget_remove_css_class (widget, "ka-tone-warn");
  if (event->term)
    gtk_widget_add_css_class (widget, event->day < on ? "ka-tone-bad" : "ka-tone-warn");
}

static void
show_event (KaTimelineRow *self, const KaEvent *event, const char *mine, KaDay on)
{
  g_autofree char *date = ka_day_to_iso (event->day);
  g_autofree char *state = say_state (event, on);
  g_autofree char *sort = mine != NULL
                            ? g_strdup_printf ("%s · %s", ka_event_sort_label (event->sort), mine)
                            : g_strdup (ka_event_sort_label (event->sort));
  g_autofree char *spoken = g_strdup_printf ("%s %s %s%s%s", date, event->text, sort,
                                             state != NULL ? "，" : "", state != NULL ? state : "");

  /* The month stands in the heading. */
  gtk_label_set_label (self->day, date + strlen ("2025-"));
  gtk_label_set_label (self->text, event->text);
  gtk_label_set_label (self->sort, sort);
  gtk_label_set_label (self->state, state != NULL ? state : "");
  gtk_widget_set_visible (GTK_WIDGET (self->state), state != NULL);
  set_tone (GTK_WIDGET (self->state), event, on);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

void
ka_timeline_row_show (KaTimelineRow *self, KaTimelineItem *item, const char *mine, KaDay on)
{
  const KaEvent *event;

  g_return_if_fail (KA_IS_TIMELINE_ROW (self) && KA_IS_TIMELINE_ITEM (item));

  event = ka_timeline_item_get_event (item);
  gtk_widget_set_visible (self->event, event != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->heading), event == NULL);
  if (event != NULL)
    {
      show_event (self, event, mine, on);
      return;
    }
  gtk_label_set_label (self->heading, ka_timeline_item_get_heading (item));
  if (ka_timeline_item_is_today (item))
    gtk_widget_add_css_class (GTK_WIDGET (self->heading), "ka-today");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->heading), "ka-today");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ka_timeline_item_get_heading (item), -1);
}

static void
ka_timeline_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_TIMELINE_ROW);
  G_OBJECT_CLASS (ka_timeline_row_parent_class)->dispose (object);
}

static void
ka_timeline_row_class_init (KaTimelineRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_timeline_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-timeline-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KaTimelineRow, day);
  gtk_widget_class_bind_template_child (widget_class, KaTimelineRow, event);
  gtk_widget_class_bind_template_child (widget_class, KaTimelineRow, heading);
  gtk_widget_class_bind_template_child (widget_class, KaTimelineRow, sort);
  gtk_widget_class_bind_template_child (widget_class, KaTimelineRow, state);
  gtk_widget_class_bind_template_child (widget_class, KaTimelineRow, text);
}

static void
ka_timeline_row_init (KaTimelineRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ka_tooltip_add_to_label (self->text);
}

GtkWidget *
ka_timeline_row_new (void)
{
  return g_object_new (KA_TYPE_TIMELINE_ROW, NULL);
}
