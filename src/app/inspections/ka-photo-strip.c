/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-photo-strip.h"

#include "ka-ask.h"
#include "ka-attach.h"
#include "ka-tooltip.h"
#include "ka-window.h"
#include "ka-wrap-layout.h"

#include <glib/gi18n.h>
#include <ka-attachment.h>
#include <ka-pdf.h>

/* A thumbnail's longest side in pixels, and what is not read for one. */
#define SIDE 96
#define LARGEST (64 << 20)

struct _KaPhotoStrip
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkWidget *add;
  GtkWidget *box;
  GtkWidget *paste;
  KaWork *work;

  /* Owned */
  KaContext *context;
  GCancellable *reading; /* the helper's part */
  GQueue waiting;        /* Photo: bytes to be made small, one after the other */
  GPtrArray *shown;      /* GtkPicture, borrowed, by their place */

  const KaKind *kind;
  gint64 id;
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (KaPhotoStrip, ka_photo_strip, ADW_TYPE_BIN)

static gboolean
is_photo (const KaRecord *attachment)
{
  const char *type = ka_record_get (attachment, "mime");

  return type != NULL && g_str_has_prefix (type, "image/");
}

guint
ka_photos_count (KaLedger *ledger, const KaKind *kind, gint64 id)
{
  g_autoptr (GPtrArray) all = ka_attachments_of (ledger, kind, id, NULL);
  guint n = 0;

  for (guint i = 0; all != NULL && i < all->len; i++)
    n += is_photo (all->pdata[i]);
  return n;
}

/* ---- reading ---- */

typedef struct
{
  guint place;
  GBytes *bytes;
} Photo;

static void
free_photo (gpointer data)
{
  Photo *photo = data;

  g_bytes_unref (photo->bytes);
  g_free (photo);
}

typedef struct
{
  const KaKind *kind;
  gint64 id;
} Question;

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (GPtrArray) all = ka_attachments_of (ledger, question->kind, question->id, error);
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (free_photo);
  guint place = 0;

  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      const KaRecord *attachment = all->pdata[i];
      GBytes *bytes;
      Photo *photo;

      if (!is_photo (attachment))
        continue;
      place++;
      if (ka_record_get_int (attachment, "size", 0) > LARGEST)
        continue;
      bytes = ka_ledger_get_blob (ledger, ka_record_get (attachment, "sha256"), error);
      if (bytes == NULL)
        return NULL;
      photo = g_new0 (Photo, 1);
      photo->place = place - 1;
      photo->bytes = bytes;
      g_ptr_array_add (photos, photo);
    }
  return g_steal_pointer (&photos);
}

static void read_next (KaPhotoStrip *self);

typedef struct
{
  KaPhotoStrip *self;
  GCancellable *reading;
  guint place;
} Reading;

static void
end_reading (Reading *reading)
{
  KaPhotoStrip *self = reading->self;

  if (!g_cancellable_is_cancelled (reading->reading))
    {
      self->busy = FALSE;
      read_next (self);
    }
  g_object_unref (reading->reading);
  g_object_unref (self);
  g_free (reading);
}

static void
on_rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = ka_pdf_render_finish (KA_PDF (source), result, &error);

  if (surface != NULL && !g_cancellable_is_cancelled (reading->reading))
    {
      int width = cairo_image_surface_get_width (surface);
      int height = cairo_image_surface_get_height (surface);
      g_autoptr (GdkPixbuf) pixels = gdk_pixbuf_get_from_surface (surface, 0, 0, width, height);
      g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixels);

      gtk_picture_set_paintable (g_ptr_array_index (reading->self->shown, reading->place),
                                 GDK_PAINTABLE (texture));
    }
  g_clear_pointer (&surface, cairo_surface_destroy);
  end_reading (reading);
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Reading *reading = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = ka_pdf_open_finish (result, &error);
  double width = 0, height = 0;

  if (pdf == NULL || g_cancellable_is_cancelled (reading->reading))
    {
      end_reading (reading);
      return;
    }
  ka_pdf_get_page_size (pdf, 0, &width, &height);
  ka_pdf_render_async (pdf, 0, SIDE / MAX (MAX (width, height), 1.0), reading->reading,
                       on_rendered_cb, reading);
}

static void
read_next (KaPhotoStrip *self)
{
  Photo *photo = self->busy ? NULL : g_queue_pop_head (&self->waiting);
  Reading *reading;

  if (photo == NULL)
    return;
  self->busy = TRUE;
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->reading = g_object_ref (self->reading);
  reading->place = photo->place;
  ka_pdf_open_bytes_async (photo->bytes, NULL, self->reading, on_opened_cb, reading);
  free_photo (photo);
}

static void
stop_reading (KaPhotoStrip *self)
{
  ka_ask_forget (&self->work);
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_queue_clear_full (&self->waiting, free_photo);
  self->busy = FALSE;
}

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaPhotoStrip *self = owner;
  g_autoptr (GPtrArray) photos = answer;

  while (photos != NULL && photos->len > 0)
    g_queue_push_tail (&self->waiting, g_ptr_array_steal_index (photos, 0));
  read_next (self);
}

/* ---- adding ---- */

gboolean
ka_photo_strip_take_files (KaPhotoStrip *self, GSList *files)
{
  g_return_val_if_fail (KA_IS_PHOTO_STRIP (self), FALSE);

  return ka_attach_files (self->context, GTK_WIDGET (self), self->kind, self->id, files, TRUE);
}

static gboolean
on_drop_cb (KaPhotoStrip *self, const GValue *value)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));

  return ka_photo_strip_take_files (self, files);
}

static void
on_add_cb (KaPhotoStrip *self)
{
  ka_attach_choose (GTK_WIDGET (self), _ ("添加现场照片"), TRUE,
                    (KaTakeFiles)ka_photo_strip_take_files);
}

static void
on_paste_cb (KaPhotoStrip *self)
{
  ka_attach_pasted (self->context, GTK_WIDGET (self), self->kind, self->id, TRUE);
}

/* ---- showing ---- */

static void
on_clicked_cb (KaPhotoStrip *self)
{
  ka_window_show_record (ka_window_of (self), self->kind, self->id);
}

static void
add_thumbnail (KaPhotoStrip *self, const KaRecord *attachment)
{
  GtkWidget *picture = gtk_picture_new ();
  GtkWidget *button = gtk_button_new ();
  const char *name = ka_record_get (attachment, "name");

  gtk_widget_set_size_request (picture, SIDE, SIDE * 3 / 4);
  gtk_button_set_child (GTK_BUTTON (button), picture);
  gtk_widget_add_css_class (button, "flat");
  ka_set_tooltip (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_clicked_cb), self);
  gtk_widget_insert_before (button, self->box, self->add);
  g_ptr_array_add (self->shown, picture);
}

static void
clear (KaPhotoStrip *self)
{
  GtkWidget *child;

  stop_reading (self);
  while ((child = gtk_widget_get_first_child (self->box)) != self->add)
    gtk_box_remove (GTK_BOX (self->box), child);
  g_ptr_array_set_size (self->shown, 0);
}

static void
update_state (KaPhotoStrip *self)
{
  gboolean can = self->id != 0 && ka_context_can_write (self->context);

  gtk_widget_set_sensitive (self->add, can);
  gtk_widget_set_sensitive (self->paste, can);
}

void
ka_photo_strip_show (KaPhotoStrip *self, gint64 id)
{
  KaLedger *ledger;
  g_autoptr (GPtrArray) all = NULL;
  Question *question;

  g_return_if_fail (KA_IS_PHOTO_STRIP (self));

  ledger = ka_context_get_ledger (self->context);
  self->id = ledger != NULL ? id : 0;
  clear (self);
  update_state (self);
  if (self->id == 0)
    return;
  all = ka_attachments_of (ledger, self->kind, id, NULL);
  for (guint i = 0; all != NULL && i < all->len; i++)
    if (is_photo (all->pdata[i]))
      add_thumbnail (self, all->pdata[i]);
  if (self->shown->len == 0)
    return;
  question = g_new0 (Question, 1);
  *question = (Question){ self->kind, id };
  self->reading = g_cancellable_new ();
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, read_in_worker, question, g_free,
                       (GDestroyNotify)g_ptr_array_unref),
          on_read_cb);
}

guint
ka_photo_strip_get_n_shown (KaPhotoStrip *self)
{
  g_return_val_if_fail (KA_IS_PHOTO_STRIP (self), 0);
  return self->shown->len;
}

gboolean
ka_photo_strip_is_ready (KaPhotoStrip *self)
{
  g_return_val_if_fail (KA_IS_PHOTO_STRIP (self), FALSE);
  return self->work == NULL && !self->busy && g_queue_is_empty (&self->waiting);
}

/* ---- object ---- */

static void
ka_photo_strip_dispose (GObject *object)
{
  KaPhotoStrip *self = KA_PHOTO_STRIP (object);

  stop_reading (self);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_photo_strip_parent_class)->dispose (object);
}

static void
ka_photo_strip_finalize (GObject *object)
{
  g_ptr_array_unref (KA_PHOTO_STRIP (object)->shown);
  G_OBJECT_CLASS (ka_photo_strip_parent_class)->finalize (object);
}

static void
ka_photo_strip_class_init (KaPhotoStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_photo_strip_dispose;
  G_OBJECT_CLASS (klass)->finalize = ka_photo_strip_finalize;
}

static void
ka_photo_strip_init (KaPhotoStrip *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_queue_init (&self->waiting);
  self->shown = g_ptr_array_new ();
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->box, ka_wrap_layout_new ());
  self->add = gtk_button_new_with_label (_ ("添加照片…"));
  self->paste = gtk_button_new_with_label (_ ("粘贴"));
  ka_set_tooltip (self->add, _ ("也可以把照片拖到这里"));
  ka_set_tooltip (self->paste, _ ("粘贴剪贴板里的图片"));
  gtk_box_append (GTK_BOX (self->box), self->add);
  gtk_box_append (GTK_BOX (self->box), self->paste);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add_cb), self);
  g_signal_connect_swapped (self->paste, "clicked", G_CALLBACK (on_paste_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  adw_bin_set_child (ADW_BIN (self), self->box);
}

GtkWidget *
ka_photo_strip_new (KaContext *context, const KaKind *kind)
{
  KaPhotoStrip *self = g_object_new (KA_TYPE_PHOTO_STRIP, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
