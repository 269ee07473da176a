/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <ka-timeline.h>

G_BEGIN_DECLS

/* A line of a timeline: an event, or the heading of those that follow. */
#define KA_TYPE_TIMELINE_ITEM (ka_timeline_item_get_type ())
G_DECLARE_FINAL_TYPE (KaTimelineItem, ka_timeline_item, KA, TIMELINE_ITEM, GObject)

KaTimelineItem *ka_timeline_item_new (GPtrArray *events, guint index);
/* Takes the text. today: the line between what is to come and what was. */
KaTimelineItem *ka_timeline_item_new_heading (char *text, gboolean today);

const KaEvent *ka_timeline_item_get_event (KaTimelineItem *self); /* NULL: a heading */
const char *ka_timeline_item_get_heading (KaTimelineItem *self);
gboolean ka_timeline_item_is_today (KaTimelineItem *self);

G_END_DECLS
