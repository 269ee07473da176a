/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For layout managers: the children of a widget that are to be laid out, one after the other. */
GtkWidget *ka_children_first (GtkWidget *parent);
GtkWidget *ka_children_next (GtkWidget *child);

typedef struct
{
  int n;
  int minimum; /* the largest of the minima */
  int natural; /* the largest of the natural sizes */
  int sum;     /* of the natural sizes */
} KaChildrenSize;

KaChildrenSize ka_children_measure (GtkWidget *parent, GtkOrientation orientation, int for_size);

G_END_DECLS
