/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-backup-group.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-maintain.h>

/* As many of the daily backups are listed; older ones are opened as a file. */
#define MAX_LISTED 10

struct _KaBackupGroup
{
  GtkBox parent_instance;

  /* Template Widgets */
  GtkWidget *backup_now;
  AdwPreferencesGroup *backups;
  AdwActionRow *file;
  GtkLabel *findings;
  AdwActionRow *revisions;
  GtkWidget *verify;

  /* Borrowed References */
  KaWork *verifying; /* under way, or NULL */

  /* Owned References */
  KaContext *context;
  GPtrArray *rows; /* of the backups; the group owns the widgets */
};

G_DEFINE_FINAL_TYPE (KaBackupGroup, ka_backup_group, GTK_TYPE_BOX)

static KaLedger *
get_ledger (KaBackupGroup *self)
{
  return self->context != NULL ? ka_context_get_ledger (self->context) : NULL;
}

/* ---- backing up ---- */

static gpointer
backup (KaLedger *ledger, KaWork *work, gpointer path, GError **error)
{
  return ka_ledger_backup (ledger, path, ka_work_get_cancellable (work), error) ? g_strdup (path)
                                                                                : NULL;
}

static void
on_backed_up_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaBackupGroup *self = owner;
  g_autofree char *path = answer;
  g_autofree char *told = path ? g_strdup_printf (_ ("已备份到 %s"), path) : NULL;

  if (told != NULL)
    ka_window_tell (ka_window_of (self), told);
  else
    ka_window_tell_error (ka_window_of (self), _ ("没有备份"), error);
}

static void
on_backup_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaBackupGroup) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file == NULL || get_ledger (self) == NULL)
    return;
  ka_ask (
    self->context, self, NULL,
    ka_work_new (_ ("备份账本"), KA_WORK_READS, backup, g_file_get_path (file), g_free, g_free),
    on_backed_up_cb);
}

static void
on_backup_now_cb (KaBackupGroup *self)
{
  g_autofree char *base = g_path_get_basename (ka_ledger_get_path (get_ledger (self)));
  g_autofree char *day = ka_day_to_iso (ka_today ());
  g_autofree char *name = NULL;
  char *dot = strrchr (base, '.');

  if (dot != NULL)
    *dot = '\0';
  name = g_strdup_printf ("%s-%s.kuangan", base, day);
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("备份账本"),
                        GTK_FILE_CHOOSER_ACTION_SAVE, name, _ ("矿安账本"), "kuangan", FALSE,
                        on_backup_chosen_cb, g_object_ref (self));
}

/* ---- restoring ---- */

typedef struct
{
  KaBackupGroup *self;
  char *backup;
} Restoring;

static void
on_restore_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Restoring *restoring = data;
  g_autoptr (KaBackupGroup) self = restoring->self;
  g_autofree char *from = restoring->backup;
  g_autofree char *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  KaWindow *window = ka_window_of (self);

  if (!ka_confirm_finish (result, NULL) || get_ledger (self) == NULL || window == NULL)
    return;
  path = g_strdup (ka_ledger_get_path (get_ledger (self)));
  file = g_file_new_for_path (path);
  if (!ka_context_close (self->context, &error) || !ka_ledger_restore_file (from, path, &error))
    ka_window_tell_error (window, _ ("没有恢复"), error);
  else
    ka_window_tell (window, _ ("已恢复；原来的账本保留在同一文件夹"));
  /* Whichever of the two it is now. */
  ka_window_open (window, file);
}

/* Takes path. */
static void
ask_to_restore (KaBackupGroup *self, char *path)
{
  Restoring *restoring = g_new (Restoring, 1);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *body
    = g_strdup_printf (_ ("账本将换成备份“%s”。现在的账本不会删除，改名留在同一文件夹。"), name);

  restoring->self = g_object_ref (self);
  restoring->backup = path;
  ka_confirm_async (GTK_WINDOW (ka_window_of (self)), _ ("恢复备份"), body, _ ("恢复"), TRUE,
                    on_restore_answered_cb, restoring);
}

static void
on_restore_clicked_cb (GtkButton *button, KaBackupGroup *self)
{
  ask_to_restore (self, g_strdup (g_object_get_data (G_OBJECT (button), "path")));
}

static void
on_restore_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaBackupGroup) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL)
    ask_to_restore (self, g_file_get_path (file));
}

static void
on_restore_file_cb (KaBackupGroup *self)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("恢复备份"),
                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, _ ("矿安账本"), "kuangan", FALSE,
                        on_restore_chosen_cb, g_object_ref (self));
}

static GtkWidget *
make_backup_row (KaBackupGroup *self, const char *path)
{
  GtkWidget *row = adw_action_row_new (), *button = gtk_button_new_with_label (_ ("恢复"));
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *spoken = g_strdup_printf (_ ("恢复 %s"), name);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info = g_file_query_info (
    file, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_TIME_MODIFIED, 0, NULL, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (info != NULL)
    {
      g_autoptr (GDateTime) time = g_file_info_get_modification_date_time (info);
      g_autoptr (GDateTime) local = g_date_time_to_local (time);
      g_autofree char *at = g_date_time_format (local, "%Y-%m-%d %H:%M");
      g_autofree char *size = g_format_size (g_file_info_get_size (info));
      g_autofree char *text = g_strdup_printf ("%s · %s", at, size);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
    }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "path", g_strdup (path), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_restore_clicked_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
fill_backups (KaBackupGroup *self)
{
  g_autoptr (GPtrArray) backups = ka_list_backups (ka_ledger_get_path (get_ledger (self)));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->backups, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < backups->len && i < MAX_LISTED; i++)
    {
      GtkWidget *row = make_backup_row (self, backups->pdata[i]);

      adw_preferences_group_add (self->backups, row);
      g_ptr_array_add (self->rows, row);
    }
}

/* ---- checking ---- */

static gpointer
verify (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_ledger_verify (ledger, ka_work_progress, work, ka_work_get_cancellable (work), error);
}

static void
on_verified_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaBackupGroup *self = owner;
  g_autoptr (GPtrArray) findings = answer;
  g_autoptr (GString) text = g_string_new (NULL);

  gtk_widget_set_sensitive (self->verify, get_ledger (self) != NULL);
  if (findings == NULL)
    g_string_append (text, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                             ? _ ("核对已取消。")
                             : error->message);
  else if (findings->len == 0)
    g_string_append (text, _ ("核对完毕：文件完整，修改记录连贯，每条记录与最近一次修改一致。"));
  else
    g_string_append_printf (text, _ ("核对发现 %u 个问题："), findings->len);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    g_string_append_printf (text, "\n%s", (char *)findings->pdata[i]);
  gtk_label_set_label (self->findings, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->findings), TRUE);
}

static void
on_verify_cb (KaBackupGroup *self)
{
  if (self->verifying != NULL)
    return;
  gtk_widget_set_sensitive (self->verify, FALSE);
  gtk_label_set_label (self->findings, _ ("正在核对。"));
  gtk_widget_set_visible (GTK_WIDGET (self->findings), TRUE);
  ka_ask (self->context, self, &self->verifying,
          ka_work_new (_ ("核对账本"), KA_WORK_READS, verify, NULL, NULL,
                       (GDestroyNotify)g_ptr_array_unref),
          on_verified_cb);
}

/* ---- object ---- */

void
ka_backup_group_refresh (KaBackupGroup *self, KaContext *context)
{
  KaLedger *ledger;
  g_autofree char *head = NULL;

  g_return_if_fail (KA_IS_BACKUP_GROUP (self));

  g_set_object (&self->context, context);
  ledger = get_ledger (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self), ledger != NULL);
  if (ledger == NULL)
    return;
  /* What was found of another ledger says nothing of this one. */
  if (g_strcmp0 (adw_action_row_get_subtitle (self->file), ka_ledger_get_path (ledger)) != 0)
    gtk_widget_set_visible (GTK_WIDGET (self->findings), FALSE);
  adw_action_row_set_subtitle (self->file, ka_ledger_get_path (ledger));
  head = g_strdup_printf ("%" G_GINT64_FORMAT, ka_ledger_get_head (ledger));
  adw_action_row_set_subtitle (self->revisions, head);
  gtk_widget_set_sensitive (self->verify, self->verifying == NULL);
  fill_backups (self);
}

static void
ka_backup_group_dispose (GObject *object)
{
  KaBackupGroup *self = KA_BACKUP_GROUP (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_BACKUP_GROUP);
  G_OBJECT_CLASS (ka_backup_group_parent_class)->dispose (object);
}

static void
ka_backup_group_class_init (KaBackupGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_backup_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-backup-group.ui");
  gtk_widget_class_bind_template_child (widget_class, KaBackupGroup, backup_now);
  gtk_widget_class_bind_template_child (widget_class, KaBackupGroup, backups);
  gtk_widget_class_bind_template_child (widget_class, KaBackupGroup, file);
  gtk_widget_class_bind_template_child (widget_class, KaBackupGroup, findings);
  gtk_widget_class_bind_template_child (widget_class, KaBackupGroup, revisions);
  gtk_widget_class_bind_template_child (widget_class, KaBackupGroup, verify);
  gtk_widget_class_bind_template_callback (widget_class, on_backup_now_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_verify_cb);
}

static void
ka_backup_group_init (KaBackupGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
