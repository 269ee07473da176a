/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-wrap-layout.h"

#include "ka-children.h"

#define SPACING 6
#define EVEN_SPACING 12

struct _KaWrapLayout
{
  GtkLayoutManager parent_instance;

  gboolean even;
};

G_DEFINE_FINAL_TYPE (KaWrapLayout, ka_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

/* Goes through the lines at the width; allocates if told to. Returns the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0, y = 0, line = 0;

  for (GtkWidget *child = ka_children_first (widget); child != NULL;
       child = ka_children_next (child))
    {
      GtkRequisition minimum, natural;
      int w;

      gtk_widget_get_preferred_size (child, &minimum, &natural);
      w = CLAMP (natural.width, minimum.width, MAX (width, minimum.width));
      if (x > 0 && x + w > width)
        {
          y += line + SPACING;
          x = line = 0;
        }
      if (allocate)
        gtk_widget_size_allocate (
          child, &(GtkAllocation){ mirrored ? width - x - w : x, y, w, natural.height }, -1);
      x += w + SPACING;
      line = MAX (line, natural.height);
    }
  return y + line;
}

/* The same for children of one size. */
static int
lay_out_even (GtkWidget *widget, int width, gboolean allocate)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  KaChildrenSize size = ka_children_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1);
  int n = size.n, least = MAX (size.minimum, 1), columns, w, h, i = 0;

  if (n == 0)
    return 0;
  columns = CLAMP ((width + EVEN_SPACING) / (least + EVEN_SPACING), 1, n);
  w = CLAMP ((width - (columns - 1) * EVEN_SPACING) / columns, least, least * 2);
  h = ka_children_measure (widget, GTK_ORIENTATION_VERTICAL, w).natural;
  for (GtkWidget *child = ka_children_first (widget); child != NULL && allocate;
       child = ka_children_next (child), i++)
    {
      int x = i % columns * (w + EVEN_SPACING);

      gtk_widget_size_allocate (
        child,
        &(GtkAllocation){ mirrored ? width - x - w : x, i / columns * (h + EVEN_SPACING), w, h },
        -1);
    }
  return (n + columns - 1) / columns * (h + EVEN_SPACING) - EVEN_SPACING;
}

static void
ka_wrap_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KaChildrenSize size;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      for_size = for_size < 0 ? G_MAXINT / 2 : for_size;
      *minimum = *natural = KA_WRAP_LAYOUT (manager)->even ? lay_out_even (widget, for_size, FALSE)
                                                           : lay_out (widget, for_size, FALSE);
      return;
    }
  size = ka_children_measure (widget, orientation, -1);
  *minimum = size.minimum;
  *natural = size.sum + MAX (size.n - 1, 0) * SPACING;
}

static void
ka_wrap_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  if (KA_WRAP_LAYOUT (manager)->even)
    lay_out_even (widget, width, TRUE);
  else
    lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
ka_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ka_wrap_layout_class_init (KaWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = ka_wrap_layout_measure;
  layout_class->allocate = ka_wrap_layout_allocate;
  layout_class->get_request_mode = ka_wrap_layout_get_request_mode;
}

static void
ka_wrap_layout_init (KaWrapLayout *self)
{
}

GtkLayoutManager *
ka_wrap_layout_new (void)
{
  return g_object_new (KA_TYPE_WRAP_LAYOUT, NULL);
}

GtkLayoutManager *
ka_wrap_layout_new_even (void)
{
  KaWrapLayout *self = g_object_new (KA_TYPE_WRAP_LAYOUT, NULL);

  self->even = TRUE;
  return GTK_LAYOUT_MANAGER (self);
}
