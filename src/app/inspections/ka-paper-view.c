/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-view.h"

#include "ka-ask.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-attachment.h>

/* A picture larger than this is shown smaller; one of more points than that not at all. */
#define MAX_SIDE 3000
#define MAX_POINTS (G_GINT64_CONSTANT (200) * 1000 * 1000)

struct _KaPaperView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkLabel *message;
  GtkLabel *password_label;
  GtkPasswordEntry *password;
  KaPdfView *pdf;
  GtkPicture *picture;
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

static void
forget_file (KaPaperView *self)
{
  if (self->path != NULL)
    g_unlink (self->path);
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
  char *path; /* of a PDF, in a temporary file */
  GdkPixbuf *picture;
  char *message;
} Paper;

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  if (paper->path != NULL)
    g_unlink (paper->path);
  g_free (paper->path);
  g_clear_object (&paper->picture);
  g_free (paper->message);
  g_free (paper);
}

static char *
write_temporary (KaLedger *ledger, const char *sha256, KaWork *work, GError **error)
{
  g_autofree char *path = NULL;
  int file = g_file_open_tmp ("kuangan-XXXXXX", &path, NULL);

  if (file < 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO,
                           _ ("临时文件建不了，附件无法预览，请检查磁盘空间。"));
      return NULL;
    }
  g_close (file, NULL);
  if (ka_ledger_write_file (ledger, sha256, path, ka_work_get_cancellable (work), NULL, NULL,
                            error))
    return g_steal_pointer (&path);
  g_unlink (path);
  return NULL;
}

static GdkPixbuf *
read_picture (const char *path, char **message)
{
  g_autoptr (GError) error = NULL;
  GdkPixbuf *picture;
  int width = 0, height = 0;

  if (gdk_pixbuf_get_file_info (path, &width, &height) == NULL)
    {
      *message = g_strdup (_ ("这张图片已损坏或格式不认识，请用别的程序打开。"));
      return NULL;
    }
  if ((gint64)width * height > MAX_POINTS)
    {
      *message = g_strdup (_ ("这张图片过大，不预览，请用别的程序打开。"));
      return NULL;
    }
  picture = width > MAX_SIDE || height > MAX_SIDE
              ? gdk_pixbuf_new_from_file_at_scale (path, MAX_SIDE, MAX_SIDE, TRUE, &error)
              : gdk_pixbuf_new_from_file (path, &error);
  if (picture == NULL)
    *message = g_strdup (_ ("这张图片已损坏，显示不出来，请用别的程序打开。"));
  return picture;
}

static gpointer
load_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Paper *paper = data;
  g_autoptr (KaRecord) record
    = ka_ledger_get (ledger, ka_kind_get ("attachment"), paper->attachment, error);
  const char *type = record != NULL ? ka_record_get (record, "mime") : NULL;
  g_autofree char *path = NULL;
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
  path = write_temporary (ledger, ka_record_get (record, "sha256"), work, error);
  if (path == NULL)
    {
      free_paper (out);
      return NULL;
    }
  if (g_strcmp0 (type, "application/pdf") == 0)
    out->path = g_steal_pointer (&path);
  else
    {
      out->picture = read_picture (path, &out->message);
      g_unlink (path);
    }
  return out;
}

/* ---- PDFs ---- */

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
  else if (paper->picture != NULL)
    {
      g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (paper->picture);

      gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
      show_state (self, "picture");
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
  gtk_widget_class_bind_template_child (widget_class, KaPaperView, picture);
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
  gtk_picture_set_paintable (self->picture, NULL);
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
