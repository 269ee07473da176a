/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-attach-job.h"

#include "ka-ask.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-attachment.h>
#include <ka-dossier.h>
#include <ka-search.h>
#include <ka-reason.h>

typedef struct
{
  const KaKind *kind;
  gint64 id;
  gint64 attachment;
  char **paths;
  GdkTexture *texture; /* to be written to the path first, or NULL */
  KaWork *work;        /* while it runs */
  guint done;
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_strfreev (job->paths);
  g_clear_object (&job->texture);
  g_free (job);
}

/* The one file, and the folder that was made for it. */
static void
remove_and_free_job (gpointer data)
{
  Job *job = data;
  g_autofree char *folder = g_path_get_dirname (job->paths[0]);

  g_unlink (job->paths[0]);
  g_rmdir (folder);
  free_job (job);
}

static void
free_result (gpointer result)
{
  g_ptr_array_unref (result);
}

static Job *
create_job (const KaKind *kind, gint64 id, gint64 attachment, const char *path)
{
  const char *const one[] = { path, NULL };
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->id = id;
  job->attachment = attachment;
  job->paths = g_strdupv ((char **)one);
  return job;
}

static GPtrArray *
create_result (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

/* ---- attach ---- */

static void
tell_progress (double fraction, const char *what, gpointer data)
{
  const Job *job = data;
  guint n = g_strv_length (job->paths);

  ka_work_progress ((job->done + fraction) / MAX (n, 1), what, job->work);
}

static gboolean
attach_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Job *job = data;

  for (job->done = 0; job->paths[job->done] != NULL; job->done++)
    if (ka_attachment_add (ledger, job->kind, job->id, job->paths[job->done], NULL,
                           ka_work_get_cancellable (job->work), tell_progress, job, error)
        == 0)
      return FALSE;
  return TRUE;
}

static gpointer
attach_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Job *job = data;
  GPtrArray *done;
  guint n = g_strv_length (job->paths);
  g_autofree char *name = g_path_get_basename (job->paths[0]);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *why = n == 1
                           ? g_strdup_printf (KA_WHY_ATTACH, job->kind->label,
                                              ka_ledger_title (ledger, job->kind, job->id), shown)
                           : g_strdup_printf (KA_WHY_ATTACH_SOME, job->kind->label,
                                              ka_ledger_title (ledger, job->kind, job->id), n);

  job->work = work;
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, attach_in_change, job, NULL, error))
    return NULL;
  done = create_result ();
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (done, g_filename_display_basename (job->paths[i]));
  return done;
}

KaWork *
ka_attach_files_work (const KaKind *kind, gint64 id, const char *const *paths)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->id = id;
  job->paths = g_strdupv ((char **)paths);
  return ka_work_new (_ ("添加附件"), KA_WORK_WRITES, attach_in_worker, job, free_job, free_result);
}

KaWork *
ka_attach_list_work (const KaKind *kind, gint64 id, GSList *files)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (GSList *l = files; l != NULL; l = l->next)
    {
      char *path = g_file_get_path (l->data);

      if (path != NULL)
        g_ptr_array_add (paths, path);
    }
  if (paths->len == 0)
    return NULL;
  g_ptr_array_add (paths, NULL);
  return ka_attach_files_work (kind, id, (const char *const *)paths->pdata);
}

/* A picture of twelve megapixels takes a second to compress. */
static gpointer
attach_texture_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Job *job = data;

  if (!gdk_texture_save_to_png (job->texture, job->paths[0]))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                   _ ("图片写不到临时文件夹“%s”，请检查磁盘空间。"), g_get_tmp_dir ());
      return NULL;
    }
  return attach_in_worker (ledger, work, data, error);
}

KaWork *
ka_attach_texture_work (const KaKind *kind, gint64 id, GdkTexture *texture)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", NULL);
  g_autofree char *now = ka_now ();
  g_autofree char *name = NULL;
  g_autofree char *path = NULL;
  Job *job;

  if (folder == NULL)
    return NULL;
  /* Kept in the ledger, whose language it is. */
  name = g_strdup_printf ("粘贴的图片 %s.png", now);
  g_strdelimit (name, ":T", '-');
  path = g_build_filename (folder, name, NULL);
  job = create_job (kind, id, 0, path);
  job->texture = g_object_ref (texture);
  return ka_work_new (_ ("添加附件"), KA_WORK_WRITES, attach_texture_in_worker, job,
                      remove_and_free_job, free_result);
}

/* ---- replace ---- */

static gpointer
replace_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;

  return ka_attachment_replace (ledger, job->attachment, job->paths[0], NULL,
                                ka_work_get_cancellable (work), ka_work_progress, work, error)
           ? create_result ()
           : NULL;
}

KaWork *
ka_attach_replace_work (gint64 attachment, const char *path)
{
  return ka_work_new (_ ("更换附件"), KA_WORK_WRITES, replace_in_worker,
                      create_job (NULL, 0, attachment, path), free_job, free_result);
}

/* ---- write ---- */

static gpointer
write_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (KaRecord) record
    = ka_ledger_get (ledger, ka_kind_get ("attachment"), job->attachment, error);
  GPtrArray *done;

  if (record == NULL
      || !ka_ledger_write_file (ledger, ka_record_get (record, "sha256"), job->paths[0],
                                ka_work_get_cancellable (work), ka_work_progress, work, error))
    return NULL;
  done = create_result ();
  g_ptr_array_add (done, g_strdup (job->paths[0]));
  return done;
}

KaWork *
ka_attach_write_work (gint64 attachment, const char *path)
{
  return ka_work_new (_ ("另存附件"), KA_WORK_READS, write_in_worker,
                      create_job (NULL, 0, attachment, path), free_job, free_result);
}

/* ---- dossier ---- */

static gpointer
write_dossier_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;
  GPtrArray *done;

  if (!ka_dossier_write (ledger, job->kind, job->id, job->paths[0], FALSE, NULL,
                         ka_work_get_cancellable (work), ka_work_progress, work, error))
    return NULL;
  done = create_result ();
  g_ptr_array_add (done, g_strdup (job->paths[0]));
  return done;
}

KaWork *
ka_attach_dossier_work (const KaKind *kind, gint64 id, const char *folder)
{
  return ka_work_new (_ ("导出卷宗"), KA_WORK_READS, write_dossier_in_worker,
                      create_job (kind, id, 0, folder), free_job, free_result);
}

/* ---- texts ---- */

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_documents_read (ledger, ka_work_progress, work, ka_work_get_cancellable (work), error)
           ? create_result ()
           : NULL;
}

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  g_autoptr (GPtrArray) done = answer;

  /* It is tried again when the ledger is opened next. */
  if (done == NULL)
    g_debug ("reading documents: %s", error->message);
}

void
ka_attach_read_documents (KaContext *context)
{
  KaLedger *ledger = ka_context_get_ledger (context);
  g_autoptr (GArray) unread = NULL;

  if (ledger == NULL || ka_ledger_is_read_only (ledger))
    return;
  unread = ka_documents_unread (ledger, NULL);
  if (unread == NULL || unread->len == 0)
    return;
  /* Not KA_WORK_WRITES: each document is kept by a short write of its own. */
  ka_ask (context, context, NULL,
          ka_work_new (_ ("为附件的文字建立索引"), KA_WORK_READS, read_in_worker, NULL, NULL,
                       free_result),
          on_read_cb);
}
