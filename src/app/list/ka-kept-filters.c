/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-kept-filters.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>

#define KEY "filters"

struct _KaKeptFilters
{
  GtkPopover parent_instance;

  /* Template widgets */
  GtkButton *keep;
  GtkEntry *name;
  GtkWidget *none;
  GtkBox *rows;

  /* Owned */
  GSettings *settings;
  GStrv words;
};

enum
{
  USE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaKeptFilters, ka_kept_filters, GTK_TYPE_POPOVER)

/* All that are kept but the one of this name, and that one anew where there are words. */
static void
put (KaKeptFilters *self, const char *name, const char *const *words)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, KEY);
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(sas)"));
  gsize n = g_variant_n_children (kept);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (kept, i);
      const char *other;

      g_variant_get_child (child, 0, "&s", &other);
      if (!g_str_equal (other, name))
        g_variant_builder_add_value (&builder, child);
    }
  if (words != NULL)
    g_variant_builder_add (&builder, "(s^as)", name, words);
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static void
on_use_cb (KaKeptFilters *self, GtkWidget *button)
{
  g_autoptr (GVariant) words = g_variant_ref (g_object_get_data (G_OBJECT (button), "ka-words"));
  g_auto (GStrv) strv = g_variant_dup_strv (words, NULL);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[USE], 0, strv);
}

static void
on_drop_cb (KaKeptFilters *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "ka-name"));

  put (self, name, NULL);
}

static void
add_row (KaKeptFilters *self, const char *name, GVariant *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *use = gtk_button_new_with_label (name);
  GtkWidget *drop = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (use));
  g_autofree char *spoken = g_strdup_printf (_ ("删除筛选“%s”"), name);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_widget_set_hexpand (use, TRUE);
  gtk_widget_add_css_class (use, "flat");
  gtk_widget_add_css_class (drop, "flat");
  ka_set_tooltip (drop, _ ("删除这个筛选"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (use), "ka-words", g_variant_ref (words),
                          (GDestroyNotify)g_variant_unref);
  g_object_set_data_full (G_OBJECT (drop), "ka-name", g_strdup (name), g_free);
  g_signal_connect_swapped (use, "clicked", G_CALLBACK (on_use_cb), self);
  g_signal_connect_swapped (drop, "clicked", G_CALLBACK (on_drop_cb), self);
  gtk_box_append (GTK_BOX (row), use);
  gtk_box_append (GTK_BOX (row), drop);
  gtk_box_append (self->rows, row);
}

static void
show (KaKeptFilters *self)
{
  g_autoptr (GVariant) kept = g_settings_get_value (self->settings, KEY);
  gsize n = g_variant_n_children (kept);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) words = NULL;
      const char *name;

      g_variant_get_child (kept, i, "(&s@as)", &name, &words);
      add_row (self, name, words);
    }
  gtk_widget_set_visible (self->none, n == 0);
}

static void
on_name_changed_cb (KaKeptFilters *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  gtk_widget_set_sensitive (GTK_WIDGET (self->keep), *g_strstrip (name) != '\0'
                                                       && self->words != NULL
                                                       && self->words[0] != NULL);
}

static void
on_keep_cb (KaKeptFilters *self)
{
  g_autofree char *name = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name)));

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->keep)))
    return;
  put (self, g_strstrip (name), (const char *const *)self->words);
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

static void
ka_kept_filters_dispose (GObject *object)
{
  KaKeptFilters *self = KA_KEPT_FILTERS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_KEPT_FILTERS);
  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->words, g_strfreev);
  G_OBJECT_CLASS (ka_kept_filters_parent_class)->dispose (object);
}

static void
ka_kept_filters_class_init (KaKeptFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_kept_filters_dispose;
  signals[USE] = g_signal_new ("use", KA_TYPE_KEPT_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRV);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-kept-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, KaKeptFilters, keep);
  gtk_widget_class_bind_template_child (widget_class, KaKeptFilters, name);
  gtk_widget_class_bind_template_child (widget_class, KaKeptFilters, none);
  gtk_widget_class_bind_template_child (widget_class, KaKeptFilters, rows);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_name_changed_cb);
}

static void
ka_kept_filters_init (KaKeptFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
ka_kept_filters_new (GSettings *settings)
{
  KaKeptFilters *self = g_object_new (KA_TYPE_KEPT_FILTERS, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_swapped (settings, "changed::" KEY, G_CALLBACK (show), self);
  show (self);
  return GTK_WIDGET (self);
}

void
ka_kept_filters_set_words (KaKeptFilters *self, const char *const *words)
{
  g_return_if_fail (KA_IS_KEPT_FILTERS (self));

  g_clear_pointer (&self->words, g_strfreev);
  self->words = g_strdupv ((char **)words);
  on_name_changed_cb (self);
}
