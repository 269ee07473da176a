/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-print.h"

#include "ka-dialogs.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <gtk/gtkunixprint.h>

typedef struct
{
  GtkWindow *parent; /* weak */
  char *title;
  char *folder;
  char *path;
} Printing;

static void
free_printing (Printing *printing)
{
  g_unlink (printing->path);
  g_rmdir (printing->folder);
  g_clear_weak_pointer (&printing->parent);
  g_free (printing->title);
  g_free (printing->folder);
  g_free (printing->path);
  g_free (printing);
}

static void
on_sent_cb (GtkPrintJob *job, gpointer data, const GError *error)
{
  Printing *printing = data;

  if (error != NULL && printing->parent != NULL)
    ka_show_message (printing->parent, _ ("没有打印"), error->message);
  free_printing (printing);
}

static void
send (Printing *printing, GtkPrintUnixDialog *dialog)
{
  GtkPrinter *printer = gtk_print_unix_dialog_get_selected_printer (dialog);
  g_autoptr (GtkPrintSettings) settings = gtk_print_unix_dialog_get_settings (dialog);
  g_autoptr (GtkPrintJob) job = NULL;
  g_autoptr (GError) error = NULL;

  job = gtk_print_job_new (printing->title, printer, settings,
                           gtk_print_unix_dialog_get_page_setup (dialog));
  if (gtk_print_job_set_source_file (job, printing->path, &error))
    {
      gtk_print_job_send (job, (GtkPrintJobCompleteFunc)on_sent_cb, printing, NULL);
      return;
    }
  on_sent_cb (job, printing, error);
}

static void
on_response_cb (GtkPrintUnixDialog *dialog, int response, gpointer data)
{
  if (response == GTK_RESPONSE_OK && gtk_print_unix_dialog_get_selected_printer (dialog) != NULL)
    send (data, dialog);
  else
    free_printing (data);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

void
ka_print_pdf (GtkWindow *parent, const char *title, GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", &error);
  Printing *printing;
  GtkWidget *dialog;
  gsize length;
  const char *data;

  g_return_if_fail (GTK_IS_WINDOW (parent));
  g_return_if_fail (pdf != NULL);

  if (folder == NULL)
    {
      ka_show_message (parent, _ ("没有打印"), error->message);
      return;
    }
  printing = g_new0 (Printing, 1);
  g_set_weak_pointer (&printing->parent, parent);
  printing->title = g_strdup (title);
  printing->path = g_build_filename (folder, "print.pdf", NULL);
  printing->folder = g_steal_pointer (&folder);
  data = g_bytes_get_data (pdf, &length);
  if (!g_file_set_contents (printing->path, data, length, &error))
    {
      ka_show_message (parent, _ ("没有打印"), error->message);
      free_printing (printing);
      return;
    }
  dialog = gtk_print_unix_dialog_new (title, parent);
  gtk_print_unix_dialog_set_manual_capabilities (
    GTK_PRINT_UNIX_DIALOG (dialog), GTK_PRINT_CAPABILITY_GENERATE_PDF | GTK_PRINT_CAPABILITY_COPIES
                                      | GTK_PRINT_CAPABILITY_PAGE_SET);
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response_cb), printing);
  gtk_window_present (GTK_WINDOW (dialog));
}
