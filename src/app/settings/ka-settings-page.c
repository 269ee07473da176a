/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-settings-page.h"

#include "ka-backup-group.h"
#include "ka-setting-row.h"
#include "ka-steps.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-due.h>
#include <ka-indicator.h>

struct _KaSettingsPage
{
  KaPage parent_instance;

  /* Template Widgets */
  GtkWidget *add_target;
  KaBackupGroup *backup;
  GtkBox *groups;
  AdwPreferencesGroup *rules;
  AdwPreferencesGroup *targets;

  /* Owned References */
  GPtrArray *setting_rows; /* the groups own the widgets */
  GPtrArray *target_rows;
  GPtrArray *targets_read; /* KaRecord, of the ledger that is shown; or NULL */

  /* What the rows to come are for; they are made one by one. */
  guint next;          /* among ka_settings () */
  guint next_rule;     /* among ka_due_settings () */
  const char *section; /* whose group or area is being filled */
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (KaSettingsPage, ka_settings_page, KA_TYPE_PAGE)

/* ---- the settings of the ledger, by section ---- */

static void
add_setting (KaSettingsPage *self, const KaSetting *setting)
{
  GtkWidget *row;

  if (setting->section == NULL)
    return;
  row = ka_setting_row_new (ka_page_get_context (KA_PAGE (self)), setting);
  if (g_strcmp0 (setting->section, self->section) != 0)
    {
      self->section = setting->section;
      self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
      adw_preferences_group_set_title (self->group, _ (self->section));
      gtk_box_append (self->groups, GTK_WIDGET (self->group));
    }
  adw_preferences_group_add (self->group, row);
  ka_setting_row_refresh (KA_SETTING_ROW (row));
  g_ptr_array_add (self->setting_rows, row);
}

/* The lists inside of an expander have no names of their own. */
static void
name_lists (GtkWidget *widget, const char *name)
{
  if (GTK_IS_LIST_BOX (widget))
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_lists (child, name);
}

static const KaSetting *
get_rule_setting (guint i)
{
  guint n;
  const KaSetting *settings = ka_due_settings (&n);

  return i < n ? &settings[i] : NULL;
}

/* The next row of the area that was unfolded. */
static gboolean
on_area_step_cb (gpointer area)
{
  KaSettingsPage *self
    = KA_SETTINGS_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (area), KA_TYPE_SETTINGS_PAGE));
  guint i = GPOINTER_TO_UINT (g_object_get_data (area, "ka-rule"));
  const KaSetting *setting = get_rule_setting (i), *next = get_rule_setting (i + 1);
  GtkWidget *row = ka_setting_row_new (ka_page_get_context (KA_PAGE (self)), setting);

  if (setting->type == KA_SETTING_INT)
    gtk_widget_set_margin_start (row, 24);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (area), row);
  ka_setting_row_refresh (KA_SETTING_ROW (row));
  g_ptr_array_add (self->setting_rows, row);
  g_object_set_data (area, "ka-rule", GUINT_TO_POINTER (i + 1));
  return next != NULL && g_str_equal (next->section, setting->section);
}

static void
on_area_expanded_cb (GtkWidget *area)
{
  g_signal_handlers_disconnect_by_func (area, on_area_expanded_cb, NULL);
  ka_take_steps (area, on_area_step_cb);
}

/* The rules of what is due, folded by area: a switch each, with their limits. They are made when their area
 * is unfolded. */
static void
add_area (KaSettingsPage *self)
{
  const char *section = get_rule_setting (self->next_rule)->section;
  GtkWidget *area = adw_expander_row_new ();
  const KaSetting *setting;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (area), _ (section));
  name_lists (area, _ (section));
  g_object_set_data (G_OBJECT (area), "ka-rule", GUINT_TO_POINTER (self->next_rule));
  g_signal_connect (area, "notify::expanded", G_CALLBACK (on_area_expanded_cb), NULL);
  adw_preferences_group_add (self->rules, area);
  do
    setting = get_rule_setting (++self->next_rule);
  while (setting != NULL && g_str_equal (setting->section, section));
}

/* ---- targets ---- */

static void
on_target_activated_cb (KaSettingsPage *self, AdwActionRow *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "id");

  ka_window_show_record (ka_window_of (self), ka_kind_get ("target"), *id);
}

static void
on_add_target_cb (KaSettingsPage *self)
{
  KaWindow *window = ka_window_of (self);

  ka_window_show_page (window, ka_page_info_of_kind (ka_kind_get ("target"))->id);
  gtk_widget_activate_action (GTK_WIDGET (window), "page.new", NULL);
}

static char *
display (KaLedger *ledger, const KaRecord *record, const char *field)
{
  return ka_ledger_display (ledger, record, ka_kind_field (record->kind, field), FALSE);
}

static GtkWidget *
make_target_row (KaSettingsPage *self, KaLedger *ledger, const KaRecord *record)
{
  GtkWidget *row = adw_action_row_new ();
  const KaIndicator *indicator = ka_indicator_get (ka_record_get (record, "indicator"));
  g_autofree char *value = display (ledger, record, "value");
  g_autofree char *due = display (ledger, record, "due");
  g_autofree char *source = display (ledger, record, "source");
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (indicator != NULL)
    title = g_strdup_printf ("%s %s%s%s", ka_indicator_name (indicator),
                             indicator->goal == KA_GOAL_AT_MOST ? "≤" : "≥", value,
                             ka_indicator_unit (indicator));
  else
    title = display (ledger, record, "indicator");
  subtitle = g_strdup_printf (_ ("期限 %s · %s"), due, source);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "id", g_memdup2 (&record->id, sizeof record->id), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_target_activated_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      const KaRecord *one = a->pdata[i], *other = b->pdata[i];

      if (one->id != other->id || one->rev != other->rev)
        return FALSE;
    }
  return TRUE;
}

static void
read_targets (KaSettingsPage *self, KaLedger *ledger)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("target"));
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  if (ledger != NULL)
    records = ka_query_records (query, ledger, &error);
  if (error != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("目标没有读出来"), error);
  if (is_same (records, self->targets_read))
    return;
  for (guint i = 0; i < self->target_rows->len; i++)
    adw_preferences_group_remove (self->targets, self->target_rows->pdata[i]);
  g_ptr_array_set_size (self->target_rows, 0);
  g_clear_pointer (&self->targets_read, g_ptr_array_unref);
  self->targets_read = g_steal_pointer (&records);
}

static void
add_target (KaSettingsPage *self)
{
  GtkWidget *row = make_target_row (self, ka_page_get_ledger (KA_PAGE (self)),
                                    self->targets_read->pdata[self->target_rows->len]);

  adw_preferences_group_add (self->targets, row);
  g_ptr_array_add (self->target_rows, row);
}

/* ---- building ---- */

/* As many as fill a window are there at once: what stands below must not be seen moving. */
#define FIRST_ROWS 8

static gboolean
on_step_cb (gpointer page)
{
  KaSettingsPage *self = page;
  guint n;
  const KaSetting *settings = ka_settings (&n);

  if (ka_page_get_ledger (KA_PAGE (self)) == NULL)
    return FALSE;
  if (self->next < n)
    add_setting (self, &settings[self->next++]);
  else if (get_rule_setting (self->next_rule) != NULL)
    add_area (self);
  else if (self->targets_read != NULL && self->target_rows->len < self->targets_read->len)
    add_target (self);
  else
    return FALSE;
  return TRUE;
}

/* ---- object ---- */

static void
ka_settings_page_refresh (KaPage *page)
{
  KaSettingsPage *self = KA_SETTINGS_PAGE (page);
  KaContext *context = ka_page_get_context (page);

  for (guint i = 0; i < self->setting_rows->len; i++)
    ka_setting_row_refresh (self->setting_rows->pdata[i]);
  read_targets (self, ka_page_get_ledger (page));
  while (self->setting_rows->len < FIRST_ROWS && on_step_cb (self))
    ;
  ka_take_steps (self, on_step_cb);
  gtk_widget_set_sensitive (self->add_target, ka_context_can_write (context));
  ka_backup_group_refresh (self->backup, context);
}

static void
ka_settings_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (ka_settings_page_parent_class)->constructed (object);
  g_signal_connect_object (ka_page_get_context (KA_PAGE (object)), "notify::can-write",
                           G_CALLBACK (ka_page_invalidate), object, G_CONNECT_SWAPPED);
}

static void
ka_settings_page_dispose (GObject *object)
{
  KaSettingsPage *self = KA_SETTINGS_PAGE (object);

  g_clear_pointer (&self->setting_rows, g_ptr_array_unref);
  g_clear_pointer (&self->target_rows, g_ptr_array_unref);
  g_clear_pointer (&self->targets_read, g_ptr_array_unref);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_SETTINGS_PAGE);
  G_OBJECT_CLASS (ka_settings_page_parent_class)->dispose (object);
}

static void
ka_settings_page_class_init (KaSettingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ka_settings_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = ka_settings_page_dispose;
  KA_PAGE_CLASS (klass)->refresh = ka_settings_page_refresh;

  g_type_ensure (KA_TYPE_BACKUP_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-settings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaSettingsPage, add_target);
  gtk_widget_class_bind_template_child (widget_class, KaSettingsPage, backup);
  gtk_widget_class_bind_template_child (widget_class, KaSettingsPage, groups);
  gtk_widget_class_bind_template_child (widget_class, KaSettingsPage, rules);
  gtk_widget_class_bind_template_child (widget_class, KaSettingsPage, targets);
  gtk_widget_class_bind_template_callback (widget_class, on_add_target_cb);
}

static void
ka_settings_page_init (KaSettingsPage *self)
{
  self->setting_rows = g_ptr_array_new ();
  self->target_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
