/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-work.h"

#include <glib/gstdio.h>
#include <ka-kind.h>

KaPaperJob *
ka_paper_job_copy (const KaPaperJob *job)
{
  KaPaperJob *copy = g_memdup2 (job, sizeof *job);

  copy->parts = g_strdup (job->parts);
  return copy;
}

void
ka_paper_job_free (gpointer data)
{
  KaPaperJob *job = data;

  g_free (job->parts);
  g_free (job);
}

KaPaper *
ka_paper_job_open (const KaPaperJob *job, KaLedger *ledger, GError **error)
{
  g_autoptr (KaPaper) paper = NULL;

  paper = job->registered != 0
            ? ka_paper_new_registered (ledger, job->registered, error)
            : ka_paper_new (ledger, job->form, job->kind, job->id, ka_today (), error);
  if (paper != NULL && job->parts != NULL && !ka_paper_set_parts (paper, job->parts, error))
    return NULL;
  return g_steal_pointer (&paper);
}

static GBytes *
make_pack (KaLedger *ledger, gint64 mine, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaDoc) doc = ka_paper_make_pack (ledger, mine, ka_today (), error);
  g_autofree char *folder = doc != NULL ? g_dir_make_tmp ("kuangan-XXXXXX", error) : NULL;
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize length = 0;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "pack.pdf", NULL);
  if (ka_doc_write_pdf (doc, path, NULL, NULL, NULL, cancellable, error))
    g_file_get_contents (path, &data, &length, error);
  g_unlink (path);
  g_rmdir (folder);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

gpointer
ka_paper_job_preview (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const KaPaperJob *job = data;
  g_autoptr (KaPaper) paper = NULL;

  if (job->form == NULL && job->registered == 0)
    return make_pack (ledger, job->id, ka_work_get_cancellable (work), error);
  if (job->issued)
    return ka_paper_get_issued (ledger, job->registered, error);
  paper = ka_paper_job_open (job, ledger, error);
  return paper != NULL ? ka_paper_make_pdf (paper, ka_work_get_cancellable (work), error) : NULL;
}

gpointer
ka_paper_job_issue (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  g_autoptr (KaPaper) paper = ka_paper_job_open (data, ledger, error);
  gint64 id = paper != NULL ? ka_paper_issue (paper, ka_work_get_cancellable (work), error) : 0;

  return id > 0 ? g_memdup2 (&id, sizeof id) : NULL;
}
