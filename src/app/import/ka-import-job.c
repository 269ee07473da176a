/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-job.h"

#include <glib/gi18n.h>
#include <ka-history.h>

KaImportJob *
ka_import_job_new (KaImport *import, gpointer owner)
{
  KaImportJob *job = g_new0 (KaImportJob, 1);

  job->import = import;
  g_set_object (&job->owner, owner);
  job->paths = g_ptr_array_new_with_free_func (g_free);
  job->failures = g_ptr_array_new_with_free_func (g_free);
  return job;
}

void
ka_import_job_add_path (KaImportJob *job, const char *path)
{
  g_ptr_array_add (job->paths, g_strdup (path));
}

void
ka_import_job_set_text (KaImportJob *job, const char *text, const KaKind *kind, GPtrArray *fields)
{
  job->text = g_strdup (text);
  job->kind = kind;
  job->fields = fields != NULL ? g_ptr_array_ref (fields) : NULL;
}

void
ka_import_job_free (gpointer data)
{
  KaImportJob *job = data;

  g_clear_object (&job->owner);
  g_free (job->text);
  g_free (job->out);
  g_clear_pointer (&job->fields, g_ptr_array_unref);
  g_ptr_array_unref (job->paths);
  g_ptr_array_unref (job->failures);
  g_free (job);
}

/* The job is freed with the work; what it found goes on. */
static KaImportJob *
take_result (KaImportJob *job)
{
  KaImportJob *result = ka_import_job_new (job->import, NULL);

  result->change = job->change;
  g_ptr_array_extend_and_steal (result->failures, g_steal_pointer (&job->failures));
  job->failures = g_ptr_array_new_with_free_func (g_free);
  return result;
}

gpointer
ka_import_job_read (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  KaImportJob *job = data;
  GCancellable *cancellable = ka_work_get_cancellable (work);

  for (guint i = 0; i < job->paths->len; i++)
    {
      g_autoptr (GError) local = NULL;

      if (ka_import_add_file (job->import, job->paths->pdata[i], ka_work_progress, work,
                              cancellable, &local))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      /* The other files are not to suffer from this one. */
      g_autofree char *name = g_path_get_basename (job->paths->pdata[i]);
      g_ptr_array_add (job->failures, g_strdup_printf ("%s\n%s", name, local->message));
    }
  if (job->text != NULL)
    {
      g_autoptr (GError) local = NULL;

      if (!ka_import_add_text (job->import, job->text, _ ("剪贴板"), job->kind, job->fields,
                               &local))
        g_ptr_array_add (job->failures, g_strdup_printf ("%s\n%s", _ ("剪贴板"), local->message));
    }
  if (!ka_import_plan (job->import, ledger, ka_work_progress, work, cancellable, error))
    return NULL;
  return take_result (job);
}

gpointer
ka_import_job_undo (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  KaImportJob *job = data;

  if (ka_ledger_undo_change (ledger, job->change, error) == 0)
    return NULL;
  job->change = 0;
  return ka_import_job_read (ledger, work, job, error);
}

gpointer
ka_import_job_write_problems (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  KaImportJob *job = data;

  return ka_import_write_problems (job->import, job->out, error) ? take_result (job) : NULL;
}

gpointer
ka_import_job_commit (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  KaImportJob *job = data;

  if (!ka_import_commit (job->import, ledger, ka_work_progress, work,
                         ka_work_get_cancellable (work), &job->change, error))
    return NULL;
  return take_result (job);
}
