/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-tooltip.h"

#include <ka-text.h>

/* In columns of ka_text_width (). */
#define MAX_WIDTH 64

typedef gboolean (
  *QueryTooltip) (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip);

static QueryTooltip query_of_gtk;
static GParamSpec *text_property;
static void (*set_property_of_gtk) (GObject *object,
                                    guint id,
                                    const GValue *value,
                                    GParamSpec *pspec);

/* One label for each tooltip: GTK lays it out anew only where it changes. */
static void
set_markup (GtkTooltip *tooltip, const char *markup)
{
  GtkWidget *label = g_object_get_data (G_OBJECT (tooltip), "ka-label");

  if (label == NULL)
    {
      label = g_object_ref_sink (gtk_label_new (NULL));
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_WIDTH);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      g_object_set_data_full (G_OBJECT (tooltip), "ka-label", label, g_object_unref);
    }
  if (g_strcmp0 (gtk_label_get_label (GTK_LABEL (label)), markup) != 0)
    {
      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_label_set_wrap (GTK_LABEL (label),
                          ka_text_width (gtk_label_get_text (GTK_LABEL (label))) > MAX_WIDTH);
    }
  gtk_tooltip_set_custom (tooltip, label);
}

static gboolean
query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = g_object_get_data (G_OBJECT (widget), "ka-tooltip");
  const char *markup = gtk_widget_get_tooltip_markup (widget);

  if ((text == NULL && markup == NULL) || !gtk_widget_get_has_tooltip (widget))
    return FALSE;
  if (text != NULL)
    ka_tooltip_set_text (tooltip, text);
  else
    set_markup (tooltip, markup);
  return TRUE;
}

/* What templates say comes here. */
static void
set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (pspec == text_property)
    ka_set_tooltip (GTK_WIDGET (object), g_value_get_string (value));
  else
    set_property_of_gtk (object, id, value, pspec);
}

/* A class made already holds a copy of its parent's. */
static void
take_over (GType type)
{
  GtkWidgetClass *klass = g_type_class_peek (type);
  g_autofree GType *children = NULL;

  if (klass == NULL)
    return;
  if (klass->query_tooltip == query_of_gtk)
    klass->query_tooltip = query_tooltip;
  children = g_type_children (type, NULL);
  for (const GType *child = children; *child != 0; child++)
    take_over (*child);
}

void
ka_tooltip_install (void)
{
  GtkWidgetClass *klass;

  if (query_of_gtk != NULL)
    return;
  klass = g_type_class_ref (GTK_TYPE_WIDGET);
  query_of_gtk = klass->query_tooltip;
  take_over (GTK_TYPE_WIDGET);
  /* GObject sets a property by the class that has it, not by the object's own. */
  text_property = g_object_class_find_property (G_OBJECT_CLASS (klass), "tooltip-text");
  set_property_of_gtk = G_OBJECT_CLASS (klass)->set_property;
  G_OBJECT_CLASS (klass)->set_property = set_property;
  g_type_class_unref (klass);
}

void
ka_set_tooltip (GtkWidget *widget, const char *text)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (text != NULL && *text == '\0')
    text = NULL;
  g_object_set_data_full (G_OBJECT (widget), "ka-tooltip", g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
}

const char *
ka_get_tooltip (GtkWidget *widget)
{
  const char *text;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  text = g_object_get_data (G_OBJECT (widget), "ka-tooltip");
  return text != NULL ? text : gtk_widget_get_tooltip_text (widget);
}

/* More would cover the window, and is read where it stands. */
#define MOST_CHARACTERS 400

void
ka_tooltip_set_text (GtkTooltip *tooltip, const char *text)
{
  g_autofree char *begin = g_utf8_strlen (text, -1) > MOST_CHARACTERS
                             ? g_utf8_substring (text, 0, MOST_CHARACTERS)
                             : NULL;
  g_autofree char *shown
    = g_strconcat (begin != NULL ? begin : text, begin != NULL ? "…" : NULL, NULL);
  g_autofree char *markup = g_markup_escape_text (shown, -1);

  set_markup (tooltip, markup);
}

static gboolean
on_query_tooltip_cb (GtkLabel *label, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  if (!pango_layout_is_ellipsized (gtk_label_get_layout (label)))
    return FALSE;
  ka_tooltip_set_text (tooltip, gtk_label_get_text (label));
  return TRUE;
}

void
ka_tooltip_add_to_label (GtkLabel *label)
{
  g_return_if_fail (GTK_IS_LABEL (label));

  gtk_widget_set_has_tooltip (GTK_WIDGET (label), TRUE);
  g_signal_connect (label, "query-tooltip", G_CALLBACK (on_query_tooltip_cb), NULL);
}
