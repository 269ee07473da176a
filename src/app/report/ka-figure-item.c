/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figure-item.h"

#include <ka-text.h>

struct _KaFigureItem
{
  GObject parent_instance;

  /* Owned */
  char *label;
  char *value;
  char *use;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_VALUE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaFigureItem, ka_figure_item, G_TYPE_OBJECT)

static void
ka_figure_item_finalize (GObject *object)
{
  KaFigureItem *self = KA_FIGURE_ITEM (object);

  g_free (self->label);
  g_free (self->value);
  g_free (self->use);
  G_OBJECT_CLASS (ka_figure_item_parent_class)->finalize (object);
}

static void
ka_figure_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaFigureItem *self = KA_FIGURE_ITEM (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_figure_item_class_init (KaFigureItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ka_figure_item_finalize;
  object_class->get_property = ka_figure_item_get_property;
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ka_figure_item_init (KaFigureItem *self)
{
}

KaFigureItem *
ka_figure_item_new (const char *label, const char *value, const char *use)
{
  KaFigureItem *self = g_object_new (KA_TYPE_FIGURE_ITEM, NULL);

  self->label = g_strdup (label);
  self->value = g_strdup (value);
  self->use = g_strdup (use);
  return self;
}

const char *
ka_figure_item_get_use (KaFigureItem *self)
{
  g_return_val_if_fail (KA_IS_FIGURE_ITEM (self), NULL);
  return self->use;
}

gboolean
ka_figure_item_matches (KaFigureItem *self, const char *needle)
{
  g_return_val_if_fail (KA_IS_FIGURE_ITEM (self), FALSE);
  return ka_text_matches (self->label, needle);
}
