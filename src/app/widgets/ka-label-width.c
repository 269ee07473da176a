/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-label-width.h"

static void (*measure_of_gtk) (GtkWidget *widget,
                               GtkOrientation orientation,
                               int for_size,
                               int *minimum,
                               int *natural,
                               int *minimum_baseline,
                               int *natural_baseline);

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  measure_of_gtk (widget, orientation, orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size,
                  minimum, natural, minimum_baseline, natural_baseline);
}

void
ka_label_width_install (void)
{
  GtkWidgetClass *klass;

  if (measure_of_gtk != NULL)
    return;
  klass = g_type_class_ref (GTK_TYPE_LABEL);
  measure_of_gtk = klass->measure;
  klass->measure = measure;
  g_type_class_unref (klass);
}
