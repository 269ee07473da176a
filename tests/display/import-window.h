/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* The import dialog as its tests handle it. */

/* Has read the file. */
GtkWidget *import_open (const char *path);
/* Nothing is read or written any more. */
void import_wait (GtkWidget *dialog);
void import_show_tab (GtkWidget *dialog, const char *tab);
/* The label on view that has these words in it, or NULL. */
GtkWidget *import_find_words (gpointer root, const char *words);
/* Another window, as soon as it is there. */
GtkWidget *import_wait_for_window (const char *type);
/* A file in the folder: its path. */
char *import_write_csv (const char *folder, const char *name, const char *text);
