/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figure-item.h"

#include <ka-text.h>

struct _KaFigureItem
{
  GObject parent_instance;

  /* Owned */
  char *name;
  char *value;
  char *meaning;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_VALUE,
  PROP_MEANING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaFigureItem, ka_figure_item, G_TYPE_OBJECT)

static void
ka_figure_item_finalize (GObject *object)
{
  KaFigureItem *self = KA_FIGURE_ITEM (object);

  g_free (self->name);
  g_free (self->value);
  g_free (self->meaning);
  G_OBJECT_CLASS (ka_figure_item_parent_class)->finalize (object);
}

static void
ka_figure_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaFigureItem *self = KA_FIGURE_ITEM (object);

  switch (id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_MEANING:
      g_value_set_string (value, self->meaning);
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
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  properties[PROP_MEANING] = g_param_spec_string ("meaning", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ka_figure_item_init (KaFigureItem *self)
{
}

KaFigureItem *
ka_figure_item_new (const char *name, const char *value, const char *meaning)
{
  KaFigureItem *self = g_object_new (KA_TYPE_FIGURE_ITEM, NULL);

  self->name = g_strdup (name);
  self->value = g_strdup (value);
  self->meaning = g_strdup (meaning);
  return self;
}

const char *
ka_figure_item_get_name (KaFigureItem *self)
{
  g_return_val_if_fail (KA_IS_FIGURE_ITEM (self), NULL);
  return self->name;
}

gboolean
ka_figure_item_matches (KaFigureItem *self, const char *needle)
{
  g_return_val_if_fail (KA_IS_FIGURE_ITEM (self), FALSE);
  return ka_text_matches (self->meaning ? self->meaning : "", needle)
         || ka_text_matches (self->name ? self->name : "", needle);
}
