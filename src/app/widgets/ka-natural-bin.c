/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-natural-bin.h"

struct _KaNaturalBin
{
  GtkWidget parent_instance;

  GtkWidget *child; /* owned by being its parent */
  int natural_width;
};

enum
{
  PROP_0,
  PROP_CHILD,
  PROP_NATURAL_WIDTH,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaNaturalBin, ka_natural_bin, GTK_TYPE_WIDGET)

static void
ka_natural_bin_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KaNaturalBin *self = KA_NATURAL_BIN (widget);

  if (self->child == NULL)
    return;
  gtk_widget_measure (self->child, orientation, for_size, minimum, natural, minimum_baseline,
                      natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = MAX (*minimum, self->natural_width);
}

static void
ka_natural_bin_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaNaturalBin *self = KA_NATURAL_BIN (widget);

  if (self->child != NULL)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
}

static GtkSizeRequestMode
ka_natural_bin_get_request_mode (GtkWidget *widget)
{
  KaNaturalBin *self = KA_NATURAL_BIN (widget);

  return self->child != NULL ? gtk_widget_get_request_mode (self->child)
                             : GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
ka_natural_bin_dispose (GObject *object)
{
  KaNaturalBin *self = KA_NATURAL_BIN (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  G_OBJECT_CLASS (ka_natural_bin_parent_class)->dispose (object);
}

static void
ka_natural_bin_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaNaturalBin *self = KA_NATURAL_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_value_set_object (value, self->child);
      break;
    case PROP_NATURAL_WIDTH:
      g_value_set_int (value, self->natural_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_natural_bin_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaNaturalBin *self = KA_NATURAL_BIN (object);

  switch (id)
    {
    case PROP_CHILD:
      g_clear_pointer (&self->child, gtk_widget_unparent);
      self->child = g_value_get_object (value);
      if (self->child != NULL)
        gtk_widget_set_parent (self->child, GTK_WIDGET (self));
      break;
    case PROP_NATURAL_WIDTH:
      self->natural_width = g_value_get_int (value);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_natural_bin_class_init (KaNaturalBinClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_natural_bin_dispose;
  object_class->get_property = ka_natural_bin_get_property;
  object_class->set_property = ka_natural_bin_set_property;
  widget_class->measure = ka_natural_bin_measure;
  widget_class->size_allocate = ka_natural_bin_size_allocate;
  widget_class->get_request_mode = ka_natural_bin_get_request_mode;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NATURAL_WIDTH] = g_param_spec_int ("natural-width", NULL, NULL, 0, G_MAXINT, 0,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ka_natural_bin_init (KaNaturalBin *self)
{
}
