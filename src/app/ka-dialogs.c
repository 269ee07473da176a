/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* ---- files ---- */

static void
on_chooser_response_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  GTask *task = data;

  if (response == GTK_RESPONSE_ACCEPT)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)),
                           g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s", _ ("没有选择文件。"));
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
  g_object_unref (task);
}

GtkFileFilter *
ka_file_filter_new (const char *name, const char *suffixes)
{
  GtkFileFilter *filter = gtk_file_filter_new ();
  g_auto (GStrv) list = g_strsplit (suffixes, ";", -1);

  g_return_val_if_fail (strpbrk (suffixes, "*.|") == NULL, filter);

  gtk_file_filter_set_name (filter, name);
  for (char **p = list; *p != NULL; p++)
    gtk_file_filter_add_suffix (filter, *p);
  return filter;
}

static void
add_filters (GtkFileChooser *chooser, const char *name, const char *suffixes)
{
  g_autoptr (GtkFileFilter) filter = ka_file_filter_new (name, suffixes);
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_filter_set_name (all, _ ("所有文件"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, all);
}

void
ka_choose_file_async (GtkWindow *parent,
                      const char *title,
                      GtkFileChooserAction action,
                      const char *name,
                      const char *filter_name,
                      const char *suffixes,
                      gboolean multiple,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  GtkFileChooserNative *chooser;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  task = g_task_new (parent, NULL, callback, data);
  g_task_set_source_tag (task, ka_choose_file_async);
  chooser = gtk_file_chooser_native_new (
    title, parent, action, action == GTK_FILE_CHOOSER_ACTION_SAVE ? _ ("保存(_S)") : _ ("选择(_O)"),
    _ ("取消(_C)"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), multiple);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  if (suffixes != NULL)
    add_filters (GTK_FILE_CHOOSER (chooser), filter_name, suffixes);
  /* The reference is held until the answer: an unreferenced native dialog vanishes. */
  g_signal_connect (chooser, "response", G_CALLBACK (on_chooser_response_cb), task);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

GListModel *
ka_choose_files_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

GFile *
ka_choose_file_finish (GAsyncResult *result, GError **error)
{
  g_autoptr (GListModel) files = ka_choose_files_finish (result, error);

  return files != NULL ? g_list_model_get_item (files, 0) : NULL;
}

/* ---- questions ---- */

static void
on_ask_response_cb (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  g_autoptr (GTask) task = data;

  g_task_return_boolean (task, g_str_equal (response, "accept"));
}

void
ka_confirm_async (GtkWindow *parent,
                  const char *heading,
                  const char *body,
                  const char *accept,
                  gboolean destructive,
                  GAsyncReadyCallback callback,
                  gpointer data)
{
  ka_choose_one_async (parent, heading, body, _ ("取消(_C)"), accept, destructive, callback, data);
}

void
ka_choose_one_async (GtkWindow *parent,
                     const char *heading,
                     const char *body,
                     const char *refuse,
                     const char *accept,
                     gboolean destructive,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  GtkWidget *dialog;
  GTask *task;

  g_return_if_fail (GTK_IS_WINDOW (parent));

  task = g_task_new (parent, NULL, callback, data);
  g_task_set_source_tag (task, ka_confirm_async);
  dialog = adw_message_dialog_new (parent, heading, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", refuse, "accept", accept,
                                    NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "accept",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE
                                                          : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_ask_response_cb), task);
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
ka_confirm_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ka_show_message (GtkWindow *parent, const char *heading, const char *body)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("知道了(_C)"));
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "close");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  gtk_window_present (GTK_WINDOW (dialog));
}
