/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sample.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-sample-ledger.h>

char *
ka_sample_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "kuangan", _ ("示例.kuangan"), NULL);
}

gboolean
ka_sample_make (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (KaLedger) ledger = NULL;

  g_mkdir_with_parents (parent, 0700);
  ledger = ka_ledger_create (path, error);
  if (ledger == NULL)
    return FALSE;
  if (!ka_sample_import (ledger, NULL, NULL, NULL, error))
    {
      ka_ledger_close (ledger, NULL);
      g_remove (path);
      return FALSE;
    }
  return ka_ledger_close (ledger, error);
}
