/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-timeline-item.h"

struct _KaTimelineItem
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *events;
  char *heading;

  guint index;
  gboolean today;
};

G_DEFINE_FINAL_TYPE (KaTimelineItem, ka_timeline_item, G_TYPE_OBJECT)

static void
ka_timeline_item_finalize (GObject *object)
{
  KaTimelineItem *self = KA_TIMELINE_ITEM (object);

  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_free (self->heading);
  G_OBJECT_CLASS (ka_timeline_item_parent_class)->finalize (object);
}

static void
ka_timeline_item_class_init (KaTimelineItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_timeline_item_finalize;
}

static void
ka_timeline_item_init (KaTimelineItem *self)
{
}

KaTimelineItem *
ka_timeline_item_new (GPtrArray *events, guint index)
{
  KaTimelineItem *self = g_object_new (KA_TYPE_TIMELINE_ITEM, NULL);

  self->events = g_ptr_array_ref (events);
  self->index = index;
  return self;
}

KaTimelineItem *
ka_timeline_item_new_heading (char *text, gboolean today)
{
  KaTimelineItem *self = g_object_new (KA_TYPE_TIMELINE_ITEM, NULL);

  self->heading = text;
  self->today = today;
  return self;
}

const KaEvent *
ka_timeline_item_get_event (KaTimelineItem *self)
{
  g_return_val_if_fail (KA_IS_TIMELINE_ITEM (self), NULL);
  return self->events != NULL ? g_ptr_array_index (self->events, self->index) : NULL;
}

const char *
ka_timeline_item_get_heading (KaTimelineItem *self)
{
  g_return_val_if_fail (KA_IS_TIMELINE_ITEM (self), NULL);
  return self->heading;
}

gboolean
ka_timeline_item_is_today (KaTimelineItem *self)
{
  g_return_val_if_fail (KA_IS_TIMELINE_ITEM (self), FALSE);
  return self->today;
}
