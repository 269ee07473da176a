/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <ka-file.h>
#include <ka-maintain.h>
#include <ka-sample-ledger.h>
#include <string.h>

/* Only the default folder is made; a folder that was asked for and is not there is rather mistyped. */
static gboolean
make_default_folder (KaCli *cli, GError **error)
{
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "kuangan", NULL);
  g_autofree char *folder = g_path_get_dirname (cli->path);
  if (strcmp (own, folder) != 0 || g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return ka_file_refuse (error, folder, errno);
}

static gboolean
fill_with_sample (KaLedger *ledger, GError **error)
{
  return ka_sample_import (ledger, ka_cli_progress, NULL, NULL, error);
}

static gboolean
run_init (KaCli *cli, GError **error)
{
  gboolean sample = FALSE;
  GOptionEntry entries[]
    = { { "sample", 0, 0, G_OPTION_ARG_NONE, &sample, NULL, NULL }, G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 0, 0, error) || !make_default_folder (cli, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_ledger_create (cli->path, error);
  if (ledger == NULL)
    return FALSE;
  gboolean ok = (!sample || fill_with_sample (ledger, error));
  if (ok)
    ok = ka_cli_close (ledger, error);
  if (!ok)
    {
      /* Nothing half made is left: the file is ours, it was not there before. */
      ka_ledger_close (ledger, NULL);
      g_unlink (cli->path);
      return FALSE;
    }
  ka_cli_progress_end ();
  ka_cli_print (sample ? _ ("已建立示例台账：%s\n") : _ ("已建立台账：%s\n"), cli->path);
  return TRUE;
}

static gboolean
run_backup (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 1, 1, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL || !ka_ledger_backup (ledger, cli->args[0], NULL, error))
    return FALSE;
  ka_cli_print (_ ("已备份到：%s\n"), cli->args[0]);
  return TRUE;
}

static gboolean
run_restore (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 1, 1, error) || !make_default_folder (cli, error))
    return FALSE;
  if (!ka_ledger_restore_file (cli->args[0], cli->path, error))
    return FALSE;
  ka_cli_print (_ ("已用备份恢复：%s\n"), cli->path);
  return TRUE;
}

static gboolean
run_verify (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  if (!ka_cli_parse (cli, entries, 0, 0, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, -1, error);
  if (ledger == NULL)
    return FALSE;
  g_autoptr (GPtrArray) findings = ka_ledger_verify (ledger, ka_cli_progress, NULL, NULL, error);
  ka_cli_progress_end ();
  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < findings->len; i++)
    ka_cli_print ("%s\n", (char *)g_ptr_array_index (findings, i));
  if (findings->len > 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CORRUPT,
                   _ ("台账有%u处问题，请用最近的备份恢复（kuanganctl restore）。"), findings->len);
      return FALSE;
    }
  ka_cli_print (_ ("台账完好：数据库、引用、修改链和各条记录都已核对，最新修订号%" PRId64 "\n"),
                ka_ledger_get_head (ledger));
  return TRUE;
}

const KaCliVerb ka_cli_ledger_verbs[] = {
  { "init", "[--sample]", N_ ("建立新台账"),
    N_ ("--sample  装入一个虚构区的示例台账（时间设在2026-01-05）。已有的文件不会被覆盖。"),
    run_init },
  { "backup", "FILE", N_ ("把台账备份成一个文件"),
    N_ ("备份时台账可以开着；写完核对后才改成这个名字。"), run_backup },
  { "restore", "FILE", N_ ("用备份恢复台账"),
    N_ ("原来的台账改名留在旁边（.before-restore-时间）。备份本身不完好就不恢复。"), run_restore },
  { "verify", "", N_ ("核对台账是否完好"),
    N_ ("核对数据库、引用、修改记录的哈希链，以及每条记录与它最新的修订是否一致。"), run_verify },
  { NULL },
};
