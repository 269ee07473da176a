/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-dossier.h"

#include "ka-export.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <ka-attachment.h>
#include <ka-file.h>
#include <ka-record.h>

#define RECORD_NAME "记录.xlsx"

/* Two attachments of one name stand beside each other: 照片.jpg, 照片 (2).jpg. */
static char *
find_free_name (GHashTable *taken, const char *name)
{
  g_autofree char *safe = ka_attachment_safe_name (name);
  const char *dot = strrchr (safe, '.');
  gsize stem = dot != NULL && dot > safe ? (gsize)(dot - safe) : strlen (safe);
  char *free_name = g_strdup (safe);

  for (guint i = 2; g_hash_table_contains (taken, free_name); i++)
    {
      g_free (free_name);
      free_name = g_strdup_printf ("%.*s (%u)%s", (int)stem, safe, i, safe + stem);
    }
  g_hash_table_add (taken, g_strdup (free_name));
  return free_name;
}

static gboolean
write_record (KaLedger *ledger,
              const KaKind *kind,
              gint64 id,
              const char *path,
              gboolean unmasked,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_query_free);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  KaQuery *query = ka_query_new (kind);

  ka_query_filter (query, "id", KA_OP_EQ, number);
  g_ptr_array_add (queries, query);
  return ka_export_xlsx (ledger, queries, path, unmasked, NULL, NULL, cancellable, error);
}

gboolean
ka_dossier_write (KaLedger *ledger,
                  const KaKind *kind,
                  gint64 id,
                  const char *folder,
                  gboolean unmasked,
                  guint *n,
                  GCancellable *cancellable,
                  KaProgress progress,
                  gpointer data,
                  GError **error)
{
  g_autoptr (GPtrArray) attachments = NULL;
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *record = g_build_filename (folder, RECORD_NAME, NULL);

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && kind != NULL && folder != NULL, FALSE);

  if (g_mkdir_with_parents (folder, 0777) != 0)
    return ka_file_refuse (error, folder, errno);
  attachments = ka_attachments_of (ledger, kind, id, error);
  if (attachments == NULL || !write_record (ledger, kind, id, record, unmasked, cancellable, error))
    return FALSE;
  g_hash_table_add (taken, g_strdup (RECORD_NAME));
  for (guint i = 0; i < attachments->len; i++)
    {
      const KaRecord *attachment = attachments->pdata[i];
      const char *name = ka_record_get (attachment, "name");
      g_autofree char *own = find_free_name (taken, name != NULL ? name : "");
      g_autofree char *path = g_build_filename (folder, own, NULL);

      if (progress != NULL)
        progress ((double)i / attachments->len, own, data);
      if (!ka_ledger_write_file (ledger, ka_record_get (attachment, "sha256"), path, cancellable,
                                 NULL, NULL, error))
        return FALSE;
    }
  if (n != NULL)
    *n = attachments->len;
  return TRUE;
}
