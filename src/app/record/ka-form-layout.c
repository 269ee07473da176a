/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-layout.h"

#include "ka-children.h"

#define COLUMN_SPACING 24
#define ROW_SPACING 8
/* Narrower, and label, control and unit no longer fit beside each other. */
#define LEAST_COLUMN 330

struct _KaFormLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KaFormLayout, ka_form_layout, GTK_TYPE_LAYOUT_MANAGER)

static gboolean
is_wide (GtkWidget *child)
{
  return g_object_get_data (G_OBJECT (child), "ka-form-wide") != NULL;
}

void
ka_form_layout_set_wide (GtkWidget *child)
{
  g_return_if_fail (GTK_IS_WIDGET (child));
  g_object_set_data (G_OBJECT (child), "ka-form-wide", GINT_TO_POINTER (TRUE));
}

static int
measure_height (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* Goes through the rows at the width; allocates if told to. Returns the height. */
static int
lay_out (GtkWidget *widget, int width, gboolean allocate)
{
  gboolean two = width >= 2 * LEAST_COLUMN + COLUMN_SPACING;
  int column = two ? (width - COLUMN_SPACING) / 2 : width;
  int y = 0;
  GtkWidget *first = ka_children_first (widget);

  while (first != NULL)
    {
      GtkWidget *second = ka_children_next (first);
      int first_width = is_wide (first) ? width : column;
      int height;

      if (!two || is_wide (first) || (second != NULL && is_wide (second)))
        second = NULL;
      height = measure_height (first, first_width);
      if (second != NULL)
        height = MAX (height, measure_height (second, column));
      if (allocate)
        {
          gtk_widget_size_allocate (first, &(GtkAllocation){ 0, y, first_width, height }, -1);
          if (second != NULL)
            gtk_widget_size_allocate (
              second, &(GtkAllocation){ column + COLUMN_SPACING, y, column, height }, -1);
        }
      y += height + ROW_SPACING;
      first = ka_children_next (second != NULL ? second : first);
    }
  return MAX (0, y - ROW_SPACING);
}

static void
ka_form_layout_measure (GtkLayoutManager *manager,
                        GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = ka_children_measure (widget, orientation, -1).minimum;
      *natural = MAX (*minimum, 2 * LEAST_COLUMN + COLUMN_SPACING);
    }
  else
    {
      int width = for_size;

      if (width < 0)
        gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
      *minimum = *natural = lay_out (widget, width, FALSE);
    }
}

static void
ka_form_layout_allocate (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         int width,
                         int height,
                         int baseline)
{
  lay_out (widget, width, TRUE);
}

static GtkSizeRequestMode
ka_form_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ka_form_layout_class_init (KaFormLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = ka_form_layout_measure;
  layout_class->allocate = ka_form_layout_allocate;
  layout_class->get_request_mode = ka_form_layout_get_request_mode;
}

static void
ka_form_layout_init (KaFormLayout *self)
{
}

GtkLayoutManager *
ka_form_layout_new (void)
{
  return g_object_new (KA_TYPE_FORM_LAYOUT, NULL);
}
