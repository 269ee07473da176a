/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-children.h"

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

GtkWidget *
ka_children_first (GtkWidget *parent)
{
  return skip_hidden (gtk_widget_get_first_child (parent));
}

GtkWidget *
ka_children_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

KaChildrenSize
ka_children_measure (GtkWidget *parent, GtkOrientation orientation, int for_size)
{
  KaChildrenSize size = { 0 };

  for (GtkWidget *child = ka_children_first (parent); child != NULL;
       child = ka_children_next (child))
    {
      int minimum, natural;

      gtk_widget_measure (child, orientation, for_size, &minimum, &natural, NULL, NULL);
      size.n++;
      size.minimum = MAX (size.minimum, minimum);
      size.natural = MAX (size.natural, natural);
      size.sum += natural;
    }
  return size;
}
