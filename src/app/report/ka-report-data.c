/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-report-data.h"

#include "ka-aside.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-file.h>

void
ka_report_made_free (KaReportMade *made)
{
  /* At once: whoever closes the ledger counts on it. */
  if (made->ledger != NULL)
    ka_ledger_close (made->ledger, NULL);
  g_clear_object (&made->ledger);
  ka_free_aside (g_steal_pointer (&made->report), (GDestroyNotify)ka_quarterly_free);
  g_clear_pointer (&made->preview, g_bytes_unref);
  g_free (made);
}

static GBytes *
make_preview (KaQuarterly *report, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", error);
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize length;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "preview.pdf", NULL);
  if (ka_quarterly_write_preview (report, path, cancellable, error))
    g_file_get_contents (path, &data, &length, error);
  g_unlink (path);
  g_rmdir (folder);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}

gpointer
ka_report_compute (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error)
{
  g_autoptr (KaReportMade) made = g_new0 (KaReportMade, 1);

  made->quarter = GPOINTER_TO_INT (quarter);
  made->ledger = ka_ledger_dup (ledger, error);
  if (made->ledger == NULL)
    return NULL;
  ka_work_progress (-1, _ ("计算数字"), work);
  ka_ledger_set_cancellable (made->ledger, ka_work_get_cancellable (work));
  made->report = ka_quarterly_new (made->ledger, made->quarter, KA_DAY_NONE, error);
  ka_ledger_set_cancellable (made->ledger, NULL);
  return made->report != NULL ? g_steal_pointer (&made) : NULL;
}

gpointer
ka_report_make (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error)
{
  g_autoptr (KaReportMade) made = ka_report_compute (ledger, work, quarter, error);
  GCancellable *cancellable = ka_work_get_cancellable (work);

  if (made == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  ka_work_progress (0.6, _ ("排版"), work);
  made->preview = make_preview (made->report, cancellable, error);
  return made->preview != NULL ? g_steal_pointer (&made) : NULL;
}

KaReportExport *
ka_report_export_new (KaQuarter quarter, KaReportFile file, const char *sha256, const char *path)
{
  KaReportExport *export = g_new (KaReportExport, 1);

  export->quarter = quarter;
  export->file = file;
  export->sha256 = g_strdup (sha256);
  export->path = g_strdup (path);
  return export;
}

void
ka_report_export_free (gpointer data)
{
  KaReportExport *export = data;

  g_free (export->sha256);
  g_free (export->path);
  g_free (export);
}

gpointer
ka_report_write (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const KaReportExport *export = data;
  GCancellable *cancellable = ka_work_get_cancellable (work);
  g_autoptr (KaQuarterly) report = NULL;
  gboolean done;

  if (export->sha256 != NULL)
    {
      g_autoptr (GBytes) bytes = ka_ledger_get_blob (ledger, export->sha256, error);
      gsize length;
      const char *kept;

      if (bytes == NULL)
        return NULL;
      kept = g_bytes_get_data (bytes, &length);
      done = ka_file_save (export->path, kept, length, 0600, error);
    }
  else
    {
      ka_work_progress (-1, _ ("计算数字"), work);
      report = ka_quarterly_new (ledger, export->quarter, KA_DAY_NONE, error);
      if (report == NULL)
        return NULL;
      ka_work_progress (0.5, _ ("写文件"), work);
      done = export->file == KA_REPORT_PDF
               ? ka_quarterly_write_pdf (report, export->path, cancellable, error)
               : ka_quarterly_write_xlsx (report, export->path, cancellable, error);
    }
  return done ? g_strdup (export->path) : NULL;
}

gpointer
ka_report_freeze (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error)
{
  ka_work_progress (-1, _ ("计算并保存两个文件"), work);
  return ka_quarterly_freeze (ledger, GPOINTER_TO_INT (quarter), ka_work_get_cancellable (work),
                              error);
}

char *
ka_report_file_name (KaQuarter quarter, KaReportFile file, gint64 edition)
{
  g_autofree char *text = ka_quarter_to_text (quarter);
  g_autofree char *number
    = edition > 0 ? g_strdup_printf ("-%" G_GINT64_FORMAT, edition) : g_strdup ("");

  return file == KA_REPORT_PDF ? g_strdup_printf ("%s-report%s.pdf", text, number)
                               : g_strdup_printf ("%s-annexes%s.xlsx", text, number);
}
