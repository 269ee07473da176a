/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Dialogs as asynchronous calls (GTK 4.8 has no GtkFileDialog, libadwaita 1.2 no choose()). */

/* The files that end so (xlsx;xls), in capitals or not. */
GtkFileFilter *ka_file_filter_new (const char *name, const char *suffixes);

/* A file chooser. name: suggested name (saving) or NULL; suffixes: of ka_file_filter_new(), told as
 * filter_name; or NULL: all files. `multiple` only when opening. */
void ka_choose_file_async (GtkWindow *parent,
                           const char *title,
                           GtkFileChooserAction action,
                           const char *name,
                           const char *filter_name,
                           const char *suffixes,
                           gboolean multiple,
                           GAsyncReadyCallback callback,
                           gpointer data);
/* NULL with G_IO_ERROR_CANCELLED: nothing was chosen. */
GFile *ka_choose_file_finish (GAsyncResult *result, GError **error);
GListModel *ka_choose_files_finish (GAsyncResult *result, GError **error);

/* A question with two answers; TRUE: the second one (accept). */
void ka_confirm_async (GtkWindow *parent,
                       const char *heading,
                       const char *body,
                       const char *accept,
                       gboolean destructive,
                       GAsyncReadyCallback callback,
                       gpointer data);
/* The same with a first answer that is more than 取消. */
void ka_choose_one_async (GtkWindow *parent,
                          const char *heading,
                          const char *body,
                          const char *refuse,
                          const char *accept,
                          gboolean destructive,
                          GAsyncReadyCallback callback,
                          gpointer data);
gboolean ka_confirm_finish (GAsyncResult *result, GError **error);

/* Something that must be read before going on. */
void ka_show_message (GtkWindow *parent, const char *heading, const char *body);

G_END_DECLS
