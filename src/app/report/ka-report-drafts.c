/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-report-drafts.h"

#include <errno.h>

struct _KaReportDrafts
{
  GKeyFile *file; /* group: 2025Q4, key: part */
  char *path;
};

KaReportDrafts *
ka_report_drafts_new (const char *ledger_path)
{
  KaReportDrafts *drafts = g_new0 (KaReportDrafts, 1);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, ledger_path, -1);
  g_autofree char *base = g_strdup_printf ("%.16s.report", name);

  drafts->file = g_key_file_new ();
  drafts->path = g_build_filename (g_get_user_state_dir (), "kuangan", "drafts", base, NULL);
  g_key_file_load_from_file (drafts->file, drafts->path, G_KEY_FILE_NONE, NULL);
  return drafts;
}

void
ka_report_drafts_free (KaReportDrafts *drafts)
{
  g_key_file_unref (drafts->file);
  g_free (drafts->path);
  g_free (drafts);
}

char *
ka_report_drafts_get (KaReportDrafts *drafts, KaQuarter quarter, const char *part)
{
  g_autofree char *group = ka_quarter_to_text (quarter);

  return g_key_file_get_string (drafts->file, group, part, NULL);
}

guint
ka_report_drafts_count (KaReportDrafts *drafts, KaQuarter quarter)
{
  g_autofree char *group = ka_quarter_to_text (quarter);
  g_auto (GStrv) keys = g_key_file_get_keys (drafts->file, group, NULL, NULL);

  return keys != NULL ? g_strv_length (keys) : 0;
}

void
ka_report_drafts_set (KaReportDrafts *drafts, KaQuarter quarter, const char *part, const char *text)
{
  g_autofree char *group = ka_quarter_to_text (quarter);
  g_autofree char *folder = g_path_get_dirname (drafts->path);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  /* Another editor of this desk may have written since. */
  g_key_file_load_from_file (drafts->file, drafts->path, G_KEY_FILE_NONE, NULL);
  if (text != NULL)
    g_key_file_set_string (drafts->file, group, part, text);
  else if (!g_key_file_remove_key (drafts->file, group, part, NULL))
    return;
  data = g_key_file_to_data (drafts->file, &length, NULL);
  /* The text stays in the editor whatever becomes of the file. */
  if (g_mkdir_with_parents (folder, 0700) != 0
      || !g_file_set_contents_full (drafts->path, data, length, G_FILE_SET_CONTENTS_CONSISTENT,
                                    0600, &error))
    g_info ("No draft kept in %s: %s", drafts->path, error ? error->message : g_strerror (errno));
}
