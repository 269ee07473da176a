/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-attach.h"

#include "ka-ask.h"
#include "ka-attach-job.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>

static void
tell (gpointer owner, GPtrArray *done, const GError *error, const char *failed, const char *added)
{
  KaWindow *window = ka_window_of (owner);

  if (window == NULL)
    return;
  if (done == NULL)
    ka_window_tell_error (window, failed, error);
  else
    ka_window_tell_undoable (window, added);
}

static void
on_files_attached_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  g_autoptr (GPtrArray) done = answer;

  tell (owner, done, error, _ ("附件没有添加"), _ ("已添加附件"));
}

static void
on_photos_attached_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  g_autoptr (GPtrArray) done = answer;

  tell (owner, done, error, _ ("照片没有添加"), _ ("已添加照片"));
}

static void
attach (KaContext *context, GtkWidget *owner, KaWork *work, gboolean photos)
{
  ka_ask (context, owner, NULL, work, photos ? on_photos_attached_cb : on_files_attached_cb);
}

static gboolean
can_attach (KaContext *context, gint64 id)
{
  return id != 0 && ka_context_can_write (context);
}

gboolean
ka_attach_files (KaContext *context,
                 GtkWidget *owner,
                 const KaKind *kind,
                 gint64 id,
                 GSList *files,
                 gboolean photos)
{
  KaWork *work = can_attach (context, id) ? ka_attach_list_work (kind, id, files) : NULL;

  if (work != NULL)
    attach (context, owner, work, photos);
  return work != NULL;
}

/* ---- pasting ---- */

typedef struct
{
  KaContext *context;
  GtkWidget *owner;
  const KaKind *kind;
  gint64 id;
  gboolean photos;
} Paste;

static void
on_texture_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Paste *paste = data;
  g_autoptr (KaContext) context = paste->context;
  g_autoptr (GtkWidget) owner = paste->owner;
  g_autoptr (GdkTexture) texture
    = gdk_clipboard_read_texture_finish (GDK_CLIPBOARD (source), result, NULL);
  KaWork *work = texture != NULL && can_attach (context, paste->id)
                   ? ka_attach_texture_work (paste->kind, paste->id, texture)
                   : NULL;

  if (work != NULL)
    attach (context, owner, work, paste->photos);
  else if (ka_window_of (owner) != NULL)
    ka_window_tell (ka_window_of (owner), _ ("剪贴板里没有图片。"));
}

void
ka_attach_pasted (KaContext *context,
                  GtkWidget *owner,
                  const KaKind *kind,
                  gint64 id,
                  gboolean photos)
{
  Paste *paste = g_new0 (Paste, 1);

  paste->context = g_object_ref (context);
  paste->owner = g_object_ref (owner);
  paste->kind = kind;
  paste->id = id;
  paste->photos = photos;
  gdk_clipboard_read_texture_async (gtk_widget_get_clipboard (owner), NULL, on_texture_cb, paste);
}

/* ---- choosing and dropping ---- */

typedef struct
{
  GtkWidget *owner;
  KaTakeFiles take;
} Choice;

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (GtkWidget) owner = choice->owner;
  g_autoptr (GListModel) chosen = ka_choose_files_finish (result, NULL);
  GSList *files = NULL;

  for (guint i = 0; chosen != NULL && i < g_list_model_get_n_items (chosen); i++)
    files = g_slist_append (files, g_list_model_get_item (chosen, i));
  if (files != NULL)
    choice->take (owner, files);
  g_slist_free_full (files, g_object_unref);
}

void
ka_attach_choose (GtkWidget *owner, const char *title, gboolean photos, KaTakeFiles take)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->owner = g_object_ref (owner);
  choice->take = take;
  ka_choose_file_async (GTK_WINDOW (ka_window_of (owner)), title, GTK_FILE_CHOOSER_ACTION_OPEN,
                        NULL, photos ? _ ("照片") : NULL, photos ? "jpg;jpeg;png" : NULL, TRUE,
                        on_chosen_cb, choice);
}
