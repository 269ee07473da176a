/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-setting-row.h"

#include "ka-window.h"

#include <glib/gi18n.h>

struct _KaSettingRow
{
  AdwActionRow parent_instance;

  /* Owned References */
  KaContext *context;

  const KaSetting *setting;
  GtkWidget *control; /* GtkEntry, GtkSwitch or GtkSpinButton */
  gboolean showing;   /* the control follows the ledger, not the ledger the control */
};

G_DEFINE_FINAL_TYPE (KaSettingRow, ka_setting_row, ADW_TYPE_ACTION_ROW)

static char *
get_value (KaSettingRow *self)
{
  switch (self->setting->type)
    {
    case KA_SETTING_FLAG:
      return g_strdup (gtk_switch_get_active (GTK_SWITCH (self->control)) ? "1" : "0");
    case KA_SETTING_INT:
      return g_strdup_printf ("%d",
                              gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->control)));
    case KA_SETTING_DAYS:
    case KA_SETTING_TEXT:
    default:
      return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control))));
    }
}

static void
commit (KaSettingRow *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autofree char *value = NULL;
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  KaWindow *window = ka_window_of (self);

  if (self->showing || ledger == NULL || !ka_context_can_write (self->context))
    return;
  value = get_value (self);
  if (g_strcmp0 (value, ka_ledger_setting (ledger, self->setting->key)) == 0)
    return;
  if (ka_ledger_set_setting (ledger, self->setting->key, value, &error))
    {
      told = g_strdup_printf (_ ("已设置“%s”"), ka_setting_label (self->setting));
      if (window != NULL)
        ka_window_tell_undoable (window, told);
    }
  else
    {
      ka_setting_row_refresh (self);
      if (window != NULL)
        ka_window_tell_error (window, _ ("设置没有保存"), error);
    }
}

void
ka_setting_row_refresh (KaSettingRow *self)
{
  KaLedger *ledger;
  const char *value;

  g_return_if_fail (KA_IS_SETTING_ROW (self));

  ledger = ka_context_get_ledger (self->context);
  value = ledger != NULL ? ka_ledger_setting (ledger, self->setting->key) : "";
  gtk_widget_set_sensitive (self->control, ka_context_can_write (self->context));
  self->showing = TRUE;
  switch (self->setting->type)
    {
    case KA_SETTING_FLAG:
      gtk_switch_set_active (GTK_SWITCH (self->control), g_str_equal (value, "1"));
      break;
    case KA_SETTING_INT:
      gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->control),
                                 g_ascii_strtoll (value, NULL, 10));
      break;
    case KA_SETTING_DAYS:
    case KA_SETTING_TEXT:
    default:
      if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->control)), value))
        gtk_editable_set_text (GTK_EDITABLE (self->control), value);
      break;
    }
  self->showing = FALSE;
}

static void
make_control (KaSettingRow *self)
{
  GtkEventController *focus;

  switch (self->setting->type)
    {
    case KA_SETTING_FLAG:
      self->control = gtk_switch_new ();
      g_signal_connect_object (self->control, "notify::active", G_CALLBACK (commit), self,
                               G_CONNECT_SWAPPED);
      break;
    case KA_SETTING_INT:
      self->control = gtk_spin_button_new_with_range (1, 999, 1);
      g_signal_connect_object (self->control, "value-changed", G_CALLBACK (commit), self,
                               G_CONNECT_SWAPPED);
      break;
    case KA_SETTING_DAYS:
    case KA_SETTING_TEXT:
    default:
      self->control = gtk_entry_new ();
      gtk_editable_set_width_chars (GTK_EDITABLE (self->control), 26);
      gtk_entry_set_placeholder_text (GTK_ENTRY (self->control), _ ("未填"));
      g_signal_connect_object (self->control, "activate", G_CALLBACK (commit), self,
                               G_CONNECT_SWAPPED);
      focus = gtk_event_controller_focus_new ();
      g_signal_connect_object (focus, "leave", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
      gtk_widget_add_controller (self->control, focus);
    }
  gtk_widget_set_valign (self->control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ka_setting_label (self->setting), -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), self->control);
}

static void
ka_setting_row_dispose (GObject *object)
{
  g_clear_object (&KA_SETTING_ROW (object)->context);
  G_OBJECT_CLASS (ka_setting_row_parent_class)->dispose (object);
}

static void
ka_setting_row_class_init (KaSettingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_setting_row_dispose;
}

static void
ka_setting_row_init (KaSettingRow *self)
{
}

GtkWidget *
ka_setting_row_new (KaContext *context, const KaSetting *setting)
{
  KaSettingRow *self = g_object_new (KA_TYPE_SETTING_ROW, NULL);

  self->context = g_object_ref (context);
  self->setting = setting;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), ka_setting_label (setting));
  if (setting->help != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ (setting->help));
  make_control (self);
  return GTK_WIDGET (self);
}
