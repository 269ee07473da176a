/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-width-layout.h"

#include "ka-children.h"

struct _KaWidthLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KaWidthLayout, ka_width_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
ka_width_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ka_width_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  KaChildrenSize size = ka_children_measure (
    widget, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size);

  *minimum = size.minimum;
  *natural = size.natural;
}

static void
ka_width_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          int width,
                          int height,
                          int baseline)
{
  for (GtkWidget *child = ka_children_first (widget); child != NULL;
       child = ka_children_next (child))
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
ka_width_layout_class_init (KaWidthLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->allocate = ka_width_layout_allocate;
  layout_class->get_request_mode = ka_width_layout_get_request_mode;
  layout_class->measure = ka_width_layout_measure;
}

static void
ka_width_layout_init (KaWidthLayout *self)
{
}

GtkLayoutManager *
ka_width_layout_new (void)
{
  return g_object_new (KA_TYPE_WIDTH_LAYOUT, NULL);
}
