/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-picker.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-text.h>

/* ---- options ---- */

struct _KaOption
{
  GObject parent_instance;

  char *value;
  char *label;
  char *detail;
};

G_DEFINE_FINAL_TYPE (KaOption, ka_option, G_TYPE_OBJECT)

static void
ka_option_finalize (GObject *object)
{
  KaOption *self = KA_OPTION (object);

  g_free (self->value);
  g_free (self->label);
  g_free (self->detail);
  G_OBJECT_CLASS (ka_option_parent_class)->finalize (object);
}

static void
ka_option_class_init (KaOptionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_option_finalize;
}

static void
ka_option_init (KaOption *self)
{
}

KaOption *
ka_option_new (const char *value, const char *label, const char *detail)
{
  KaOption *self = g_object_new (KA_TYPE_OPTION, NULL);

  self->value = g_strdup (value);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);
  return self;
}

/* ---- picker ---- */

struct _KaPicker
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkEntry *entry;
  GtkListView *list;
  GtkPopover *popover;
  GtkLabel *nothing;

  /* Owned */
  GListStore *options;
  GtkSingleSelection *selection;
  char *value;
  gpointer find_data;
  GDestroyNotify find_destroy;

  KaPickerFind find;
  guint search_source;
  gboolean setting;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaPicker, ka_picker, GTK_TYPE_BOX)

#define SEARCH_DELAY_MS 120

static void
find_options (KaPicker *self, const char *text)
{
  g_list_store_remove_all (self->options);
  self->find (text, self->options, self->find_data);
}

static void
on_options_changed_cb (KaPicker *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->nothing),
                          g_list_model_get_n_items (G_LIST_MODEL (self->options)) == 0);
}

static void
show_options (KaPicker *self, gboolean all)
{
  g_clear_handle_id (&self->search_source, g_source_remove);
  find_options (self, all ? NULL : ka_picker_get_text (self));
  gtk_widget_set_size_request (GTK_WIDGET (self->popover),
                               MAX (260, gtk_widget_get_width (GTK_WIDGET (self))), -1);
  gtk_popover_popup (self->popover);
}

static void
pick (KaPicker *self, KaOption *option)
{
  ka_picker_set (self, option->value, option->label);
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
on_search_timeout (gpointer data)
{
  KaPicker *self = KA_PICKER (data);

  self->search_source = 0;
  show_options (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
on_entry_changed_cb (KaPicker *self)
{
  if (self->setting)
    return;
  g_clear_pointer (&self->value, g_free);
  g_clear_handle_id (&self->search_source, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->search_source = g_timeout_add (SEARCH_DELAY_MS, on_search_timeout, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_icon_press_cb (KaPicker *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popdown (self->popover);
  else if (gtk_editable_get_editable (GTK_EDITABLE (self->entry)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      show_options (self, TRUE);
    }
}

static void
on_list_activate_cb (KaPicker *self, guint position)
{
  g_autoptr (KaOption) option = g_list_model_get_item (G_LIST_MODEL (self->options), position);

  if (option != NULL)
    pick (self, option);
}

static void
move_selection (KaPicker *self, int step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->options));
  guint position = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else
    position = (guint)CLAMP ((int)position + step, 0, (int)n - 1);
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
}

static gboolean
on_key_pressed_cb (KaPicker *self, guint key, guint code, GdkModifierType state)
{
  gboolean open = gtk_widget_get_visible (GTK_WIDGET (self->popover));

  if (!gtk_editable_get_editable (GTK_EDITABLE (self->entry)))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (open)
        move_selection (self, 1);
      else
        show_options (self, self->value != NULL);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_selection (self, -1);
      return open;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      if (self->search_source != 0)
        show_options (self, FALSE);
      if (!gtk_widget_get_visible (GTK_WIDGET (self->popover)))
        return FALSE;
      on_list_activate_cb (self, gtk_single_selection_get_selected (self->selection));
      return TRUE;
    case GDK_KEY_Escape:
      gtk_popover_popdown (self->popover);
      return open;
    default:
      return FALSE;
    }
}

/* What stands there without having been picked, is picked if it can mean one thing only. */
static void
on_focus_leave_cb (KaPicker *self)
{
  const char *text = ka_picker_get_text (self);
  g_autoptr (KaOption) only = NULL;
  guint n;

  g_clear_handle_id (&self->search_source, g_source_remove);
  if (gtk_widget_get_visible (GTK_WIDGET (self->popover)))
    gtk_popover_popdown (self->popover);
  if (self->value != NULL || text[0] == '\0')
    return;
  find_options (self, text);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->options));
  for (guint i = 0; i < n && only == NULL; i++)
    {
      g_autoptr (KaOption) option = g_list_model_get_item (G_LIST_MODEL (self->options), i);

      if (n == 1 || g_str_equal (option->label, text))
        only = g_steal_pointer (&option);
    }
  if (only != NULL)
    pick (self, only);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (detail), 0);
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "ka-quiet");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  KaOption *option = gtk_list_item_get_item (item);
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *detail = gtk_widget_get_next_sibling (label);

  gtk_label_set_label (GTK_LABEL (label), option->label);
  ka_set_tooltip (label, option->label);
  gtk_label_set_label (GTK_LABEL (detail), option->detail != NULL ? option->detail : "");
  gtk_widget_set_visible (detail, option->detail != NULL);
}

static void
ka_picker_dispose (GObject *object)
{
  KaPicker *self = KA_PICKER (object);

  g_clear_handle_id (&self->search_source, g_source_remove);
  if (self->popover != NULL)
    {
      GtkWidget *popover = GTK_WIDGET (self->popover);

      gtk_list_view_set_model (self->list, NULL);
      self->popover = NULL;
      gtk_widget_unparent (popover);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_PICKER);
  g_clear_object (&self->options);
  g_clear_object (&self->selection);
  if (self->find_destroy != NULL)
    g_clear_pointer (&self->find_data, self->find_destroy);
  G_OBJECT_CLASS (ka_picker_parent_class)->dispose (object);
}

static void
ka_picker_finalize (GObject *object)
{
  g_free (KA_PICKER (object)->value);
  G_OBJECT_CLASS (ka_picker_parent_class)->finalize (object);
}

static gboolean
ka_picker_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (KA_PICKER (widget)->entry));
}

static void
ka_picker_class_init (KaPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_picker_dispose;
  object_class->finalize = ka_picker_finalize;
  widget_class->grab_focus = ka_picker_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, KaPicker, entry);
  gtk_widget_class_bind_template_child (widget_class, KaPicker, list);
  gtk_widget_class_bind_template_child (widget_class, KaPicker, nothing);
  gtk_widget_class_bind_template_child (widget_class, KaPicker, popover);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_focus_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_icon_press_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
}

static void
ka_picker_init (KaPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->options = g_list_store_new (KA_TYPE_OPTION);
  g_signal_connect_object (self->options, "items-changed", G_CALLBACK (on_options_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->options)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
}

GtkWidget *
ka_picker_new (KaPickerFind find, gpointer data, GDestroyNotify destroy)
{
  KaPicker *self = g_object_new (KA_TYPE_PICKER, NULL);

  self->find = find;
  self->find_data = data;
  self->find_destroy = destroy;
  return GTK_WIDGET (self);
}

void
ka_picker_set (KaPicker *self, const char *value, const char *label)
{
  g_return_if_fail (KA_IS_PICKER (self));

  g_clear_handle_id (&self->search_source, g_source_remove);
  ka_set_string (&self->value, value);
  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), label != NULL ? label : "");
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->setting = FALSE;
}

const char *
ka_picker_get_value (KaPicker *self)
{
  g_return_val_if_fail (KA_IS_PICKER (self), NULL);
  return self->value;
}

const char *
ka_picker_get_text (KaPicker *self)
{
  g_return_val_if_fail (KA_IS_PICKER (self), "");
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

GtkWidget *
ka_picker_get_entry (KaPicker *self)
{
  g_return_val_if_fail (KA_IS_PICKER (self), NULL);
  return GTK_WIDGET (self->entry);
}
