/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-page.h"

#include "ka-width-layout.h"

#include <glib/gi18n.h>
#include <ka-text.h>

typedef struct
{
  /* Owned */
  KaContext *context;
  const KaPageInfo *info; /* static */
  char *title;
  char *subtitle;
  GtkWidget *tools;
  GSimpleActionGroup *actions;

  guint refresh_source;
  gboolean stale;
} KaPagePrivate;

enum
{
  PROP_0,
  PROP_CONTEXT,
  PROP_INFO,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_TOOLS,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KaPage, ka_page, ADW_TYPE_BIN)

#define PRIVATE(self) ((KaPagePrivate *)ka_page_get_instance_private (KA_PAGE (self)))

static void
refresh_now (KaPage *self)
{
  KaPagePrivate *priv = PRIVATE (self);

  g_clear_handle_id (&priv->refresh_source, g_source_remove);
  priv->stale = FALSE;
  if (KA_PAGE_GET_CLASS (self)->refresh != NULL)
    KA_PAGE_GET_CLASS (self)->refresh (self);
}

static gboolean
on_refresh_idle (gpointer data)
{
  PRIVATE (data)->refresh_source = 0;
  refresh_now (KA_PAGE (data));
  return G_SOURCE_REMOVE;
}

void
ka_page_invalidate (KaPage *self)
{
  KaPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (KA_IS_PAGE (self));

  priv->stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && priv->refresh_source == 0)
    priv->refresh_source = g_idle_add (on_refresh_idle, self);
}

static void
ka_page_map (GtkWidget *widget)
{
  KaPagePrivate *priv = PRIVATE (widget);

  GTK_WIDGET_CLASS (ka_page_parent_class)->map (widget);
  if (priv->stale)
    refresh_now (KA_PAGE (widget));
}

static void
ka_page_constructed (GObject *object)
{
  KaPagePrivate *priv = PRIVATE (object);

  G_OBJECT_CLASS (ka_page_parent_class)->constructed (object);
  ka_page_set_title (KA_PAGE (object), _ (priv->info->label));
  g_signal_connect_object (priv->context, "changed", G_CALLBACK (ka_page_invalidate), object,
                           G_CONNECT_SWAPPED);
}

static void
ka_page_dispose (GObject *object)
{
  KaPagePrivate *priv = PRIVATE (object);

  g_clear_handle_id (&priv->refresh_source, g_source_remove);
  g_clear_object (&priv->tools);
  g_clear_object (&priv->actions);
  G_OBJECT_CLASS (ka_page_parent_class)->dispose (object);
}

static void
ka_page_finalize (GObject *object)
{
  KaPagePrivate *priv = PRIVATE (object);

  g_clear_object (&priv->context);
  g_free (priv->title);
  g_free (priv->subtitle);
  G_OBJECT_CLASS (ka_page_parent_class)->finalize (object);
}

static void
ka_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaPagePrivate *priv = PRIVATE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, priv->context);
      break;
    case PROP_INFO:
      g_value_set_pointer (value, (gpointer)priv->info);
      break;
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_TOOLS:
      g_value_set_object (value, priv->tools);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KaPage *self = KA_PAGE (object);

  switch (id)
    {
    case PROP_CONTEXT:
      PRIVATE (self)->context = g_value_dup_object (value);
      break;
    case PROP_INFO:
      PRIVATE (self)->info = g_value_get_pointer (value);
      break;
    case PROP_TITLE:
      ka_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      ka_page_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_TOOLS:
      ka_page_set_tools (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_page_class_init (KaPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = ka_page_constructed;
  object_class->dispose = ka_page_dispose;
  object_class->finalize = ka_page_finalize;
  object_class->get_property = ka_page_get_property;
  object_class->set_property = ka_page_set_property;
  widget_class->map = ka_page_map;

  properties[PROP_CONTEXT]
    = g_param_spec_object ("context", NULL, NULL, KA_TYPE_CONTEXT,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_INFO] = g_param_spec_pointer (
    "info", NULL, NULL, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  properties[PROP_TOOLS] = g_param_spec_object ("tools", NULL, NULL, GTK_TYPE_WIDGET, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ka_page_init (KaPage *self)
{
  KaPagePrivate *priv = PRIVATE (self);

  priv->actions = g_simple_action_group_new ();
  priv->stale = TRUE;
  gtk_widget_set_layout_manager (GTK_WIDGET (self), ka_width_layout_new ());
}

KaPage *
ka_page_new (KaContext *context, const KaPageInfo *info)
{
  g_return_val_if_fail (KA_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (info != NULL, NULL);

  return g_object_new (info->type (), "context", context, "info", info, NULL);
}

const KaPageInfo *
ka_page_get_info (KaPage *self)
{
  g_return_val_if_fail (KA_IS_PAGE (self), NULL);
  return PRIVATE (self)->info;
}

KaContext *
ka_page_get_context (KaPage *self)
{
  g_return_val_if_fail (KA_IS_PAGE (self), NULL);
  return PRIVATE (self)->context;
}

KaLedger *
ka_page_get_ledger (KaPage *self)
{
  g_return_val_if_fail (KA_IS_PAGE (self), NULL);
  return ka_context_get_ledger (PRIVATE (self)->context);
}

void
ka_page_set_title (KaPage *self, const char *title)
{
  g_return_if_fail (KA_IS_PAGE (self));
  if (ka_set_string (&PRIVATE (self)->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

const char *
ka_page_get_subtitle (KaPage *self)
{
  g_return_val_if_fail (KA_IS_PAGE (self), NULL);
  return PRIVATE (self)->subtitle;
}

void
ka_page_set_subtitle (KaPage *self, const char *subtitle)
{
  g_return_if_fail (KA_IS_PAGE (self));
  if (ka_set_string (&PRIVATE (self)->subtitle, subtitle))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

void
ka_page_set_tools (KaPage *self, GtkWidget *tools)
{
  KaPagePrivate *priv = PRIVATE (self);

  g_return_if_fail (KA_IS_PAGE (self));
  g_return_if_fail (tools == NULL || GTK_IS_WIDGET (tools));

  if (priv->tools == tools)
    return;
  g_clear_object (&priv->tools);
  if (tools != NULL)
    priv->tools = g_object_ref_sink (tools);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOOLS]);
}

void
ka_page_add_actions (KaPage *self, const GActionEntry *entries, guint n)
{
  g_return_if_fail (KA_IS_PAGE (self));
  g_action_map_add_action_entries (G_ACTION_MAP (PRIVATE (self)->actions), entries, (int)n, self);
}

void
ka_page_enable_action (KaPage *self, const char *name, gboolean enabled)
{
  GAction *action;

  g_return_if_fail (KA_IS_PAGE (self));

  if (PRIVATE (self)->actions == NULL)
    return;
  action = g_action_map_lookup_action (G_ACTION_MAP (PRIVATE (self)->actions), name);
  g_return_if_fail (G_IS_SIMPLE_ACTION (action));
  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

GActionGroup *
ka_page_get_actions (KaPage *self)
{
  g_return_val_if_fail (KA_IS_PAGE (self), NULL);
  return G_ACTION_GROUP (PRIVATE (self)->actions);
}

void
ka_page_go (KaPage *self, KaLocation *location)
{
  g_return_if_fail (KA_IS_PAGE (self));
  if (KA_PAGE_GET_CLASS (self)->go != NULL)
    KA_PAGE_GET_CLASS (self)->go (self, location);
}

KaLocation *
ka_page_where (KaPage *self)
{
  g_return_val_if_fail (KA_IS_PAGE (self), NULL);
  return KA_PAGE_GET_CLASS (self)->where != NULL ? KA_PAGE_GET_CLASS (self)->where (self) : NULL;
}
