/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-view.h"

#include "ka-ask.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-attachment.h>

struct _KaPaperView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *message;
  GtkLabel *password_label;
  GtkPasswordEntry *password;
  KaPdfView *pdf;
  GtkStack *stack;

  /* Borrowed */
  KaWork *work; /* the attachment being read, or NULL */

  /* Owned */
  KaContext *context;
  GCancellable *loading; /* of the PDF */
  char *path;            /* of the file that waits for a password */

  gint64 attachment;
  guint page;
};

enum
{
  LOADED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaPaperView, ka_paper_view, ADW_TYPE_BIN)

/* ---- states ---- */

/* The file and the folder that it lies in alone. */
static void
remove_temporary (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  g_rmdir (folder);
}

static void
forget_file (KaPaperView *self)
{
  if (self->path != NULL)
    remove_temporary (self->path);
  g_clear_pointer (&self->path, g_free);
}

static void
show_state (KaPaperView *self, const char *state)
{
  gtk_stack_set_visible_child_name (self->stack, state);
  if (!g_str_equal (state, "busy"))
    g_signal_emit (self, signals[LOADED], 0);
}

static void
show_message (KaPaperView *self, const char *text)
{
  gtk_label_set_label (self->message, text);
  show_state (self, "message");
}

/* ---- on the worker ---- */

typedef struct
{
  gint64 attachment;
  char *path; /* of a PDF or picture, in a temporary file */
  char *message;
} Paper;

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  if (paper->path != NULL)
    remove_temporary (paper->path);
  g_free (paper->path);
  g_free (paper->message);
  g_free (paper);
}

/* Under its own name, which stands in what is said of it. */
static char *
write_temporary (KaLedger *ledger, const KaRecord *record, KaWork *work, GError **error)
{
  g_autofree char *name = ka_attachment_safe_name (ka_record_get (record, "name"));
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (folder == NULL)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO,
                           _ ("临时文件建不了，附件无法预览，请检查磁盘空间。"));
      return NULL;
    }
  if (ka_ledger_write_file (ledger, ka_record_get (record, "sha256"), path,
                            ka_work_get_cancellable (work), NULL, NULL, error))
    return g_steal_pointer (&path);
  remove_temporary (path);
  return NULL;
}

static gpointer
load_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Paper *paper = data;
  g_autoptr (KaRecord) record
    = ka_ledger_get (ledger, ka_kind_get ("attachment"), paper->attachment, error);
  const char *type = record != NULL ? ka_record_get (record, "mime") : NULL;
  Paper *out;

  if (record == NULL)
    return NULL;
  out = g_new0 (Paper, 1);
  out->attachment = paper->attachment;
  if (g_strcmp0 (type, "application/pdf") != 0
      && (type == NULL || !g_str_has_prefix (type, "image/")))
    {
      out->message = g_strdup (_ ("这种文件不能在这里预览，请点“打开”用别的程序查看。"));
      return out;
    }
  out->path = write_temporary (ledger, record, work, error);
  if (out->path == NULL)
    {
      free_paper (out);
      return NULL;
    }
  return out;
}

/* ---- PDFs and pictures: neither is read in this process ---- */

typedef struct
{
  KaPaperView *self;
  GCancellable *loading;
} Opening;

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Opening *opening = data;
  g_autoptr (KaPaperView) self = opening->self;
  g_autoptr (GCancellable) loading = opening->loading;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = ka_pdf_open_finish (result, &error);

  if (g_cancellable_is_cancelled (loading))
    return;
  if (pdf != NULL)
    {
      forget_file (self);
      ka_pdf_view_set_pdf (self->pdf, pdf);
      ka_pdf_view_show_page (self->pdf, self->page);
      show_state (self, "pdf");
    }
  else if (g_error_matches (error, KA_ERROR, KA_ERROR_ENCRYPTED))
    {
      gtk_editable_set_text (GTK_EDITABLE (self->password), "");
      gtk_label_set_label (self->password_label, error->message);
      show_state (self, "password");
      gtk_widget_grab_focus (GTK_WIDGET (self->password));
    }
  else
    {
      forget_file (self);
      show_message (self, error->message);
    }
}

static void
open_pdf (KaPaperView *self, const char *password)
{
  Opening *opening = g_new0 (Opening, 1);

  opening->self = g_object_ref (self);
  opening->loading = g_object_ref (self->loading);
  show_state (self, "busy");
  ka_pdf_open_async (self->path, password, self->loading, on_opened_cb, opening);
}

static void
on_password_cb (KaPaperView *self)
{
  if (self->path != NULL && self->loading != NULL)
    open_pdf (self, gtk_editable_get_text (GTK_EDITABLE (self->password)));
}

static void
on_loaded_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaPaperView *self = owner;
  Paper *paper = answer;

  if (paper == NULL)
    {
      show_message (self, error->message);
      return;
    }
  if (paper->path != NULL)
    {
      forget_file (self);
      self->path = g_steal_pointer (&paper->path);
      open_pdf (self, NULL);
    }
  else
    show_message (self, paper->message);
  free_paper (paper);
}

/* ---- object ---- */

static void
stop_loading (KaPaperView *self)
{
  ka_ask_forget (&self->work);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  forget_file (self);
}

static void
ka_paper_view_dispose (GObject *object)
{
  KaPaperView *self = KA_PAPER_VIEW (object);

  stop_loading (self);
  /* Bound, and the bin's own child: it must not be taken from it behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_PAPER_VIEW);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_paper_view_parent_class)->dispose (object);
}

static void
ka_paper_view_class_init (KaPaperViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_paper_view_dispose;
  signals[LOADED] = g_signal_new ("loaded", KA_TYPE_PAPER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  g_type_ensure (KA_TYPE_PDF_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-paper-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaPaperView, message);
  gtk_widget_class_bind_template_child (widget_class, KaPaperView, password);
  gtk_widget_class_bind_template_child (widget_class, KaPaperView, password_label);
  gtk_widget_class_bind_template_child (widget_class, KaPaperView, pdf);
  gtk_widget_class_bind_template_child (widget_class, KaPaperView, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_password_cb);
}

static void
ka_paper_view_init (KaPaperView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaPaperView *
ka_paper_view_new (KaContext *context)
{
  KaPaperView *self = g_object_new (KA_TYPE_PAPER_VIEW, NULL);

  self->context = g_object_ref (context);
  return self;
}

void
ka_paper_view_show (KaPaperView *self, gint64 attachment, guint page)
{
  Paper *paper;

  g_return_if_fail (KA_IS_PAPER_VIEW (self));

  if (attachment != 0 && attachment == self->attachment
      && g_str_equal (ka_paper_view_get_state (self), "pdf"))
    {
      ka_pdf_view_show_page (self->pdf, page);
      return;
    }
  stop_loading (self);
  self->attachment = attachment;
  self->page = page;
  ka_pdf_view_set_pdf (self->pdf, NULL);
  if (attachment == 0)
    {
      show_state (self, "empty");
      return;
    }
  self->loading = g_cancellable_new ();
  show_state (self, "busy");
  paper = g_new0 (Paper, 1);
  paper->attachment = attachment;
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, load_in_worker, paper, free_paper, free_paper),
          on_loaded_cb);
}

gint64
ka_paper_view_get_attachment (KaPaperView *self)
{
  g_return_val_if_fail (KA_IS_PAPER_VIEW (self), 0);
  return self->attachment;
}

KaPdfView *
ka_paper_view_get_pdf_view (KaPaperView *self)
{
  g_return_val_if_fail (KA_IS_PAPER_VIEW (self), NULL);
  return self->pdf;
}

const char *
ka_paper_view_get_state (KaPaperView *self)
{
  g_return_val_if_fail (KA_IS_PAPER_VIEW (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
