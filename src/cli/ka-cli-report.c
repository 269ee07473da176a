/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <ka-file.h>
#include <ka-quarterly.h>

static gboolean
write_blob (KaLedger *ledger, const char *sha256, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = ka_ledger_get_blob (ledger, sha256, error);
  if (bytes == NULL)
    return FALSE;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  return ka_file_save (path, data, size, 0600, error);
}

static void
tell_warnings (KaQuarterly *report)
{
  GPtrArray *warnings = ka_quarterly_get_warnings (report);
  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    ka_cli_remark ("%s", (char *)g_ptr_array_index (warnings, i));
}

static gboolean
write_report (KaLedger *ledger,
              KaQuarter quarter,
              const char *pdf,
              const char *xlsx,
              GError **error)
{
  g_autoptr (KaQuarterly) report = ka_quarterly_new (ledger, quarter, KA_DAY_NONE, error);
  if (report == NULL)
    return FALSE;
  tell_warnings (report);
  return ka_quarterly_write_pdf (report, pdf, NULL, error)
         && ka_quarterly_write_xlsx (report, xlsx, NULL, error);
}

static gboolean
run_report (KaCli *cli, GError **error)
{
  g_autofree char *folder = NULL, *as_of = NULL;
  GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { "as-of", 0, 0, G_OPTION_ARG_FILENAME, &as_of, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  KaQuarter quarter;
  gint64 revision = -1;
  if (!ka_cli_parse (cli, entries, 1, 1, error) || !ka_cli_quarter (cli->args[0], &quarter, error)
      || (as_of != NULL && !ka_cli_number (as_of, _ ("--as-of"), &revision, error)))
    return FALSE;
  if (folder == NULL)
    {
      ka_cli_set_usage_error (error, _ ("请用 -o 写明报告放在哪个文件夹。"));
      return FALSE;
    }
  g_autoptr (KaLedger) ledger = ka_cli_open (cli, revision, error);
  if (ledger == NULL)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return ka_file_refuse (error, folder, errno);
  g_autofree char *text = ka_quarter_to_text (quarter);
  g_autofree char *pdf = g_strdup_printf ("%s/%s-report.pdf", folder, text);
  g_autofree char *xlsx = g_strdup_printf ("%s/%s-annexes.xlsx", folder, text);

  /* A frozen quarter is what was sent, as it was kept. */
  g_autoptr (GError) failure = NULL;
  g_autoptr (KaFrozen) frozen
    = revision >= 0 ? NULL : ka_quarterly_get_frozen (ledger, quarter, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (frozen != NULL)
    {
      if (!write_blob (ledger, frozen->pdf_sha256, pdf, error)
          || !write_blob (ledger, frozen->xlsx_sha256, xlsx, error))
        return FALSE;
      ka_cli_remark (_ ("%s已锁定，这是第%" PRId64 "版（修订号%" PRId64 "）"), text,
                     frozen->edition, frozen->revision);
    }
  else if (!write_report (ledger, quarter, pdf, xlsx, error))
    return FALSE;
  ka_cli_print ("%s\n%s\n", pdf, xlsx);
  return TRUE;
}

static gboolean
run_freeze (KaCli *cli, GError **error)
{
  GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  KaQuarter quarter;
  if (!ka_cli_parse (cli, entries, 1, 1, error) || !ka_cli_quarter (cli->args[0], &quarter, error))
    return FALSE;
  g_autoptr (KaLedger) ledger = ka_cli_open_for_writing (cli, error);
  g_autoptr (KaFrozen) frozen
    = ledger == NULL ? NULL : ka_quarterly_freeze (ledger, quarter, NULL, error);
  if (frozen == NULL)
    return FALSE;
  ka_cli_print (_ ("已锁定%s：第%" PRId64 "版，修订号%" PRId64 "\n"), cli->args[0], frozen->edition,
                frozen->revision);
  ka_cli_print ("report.pdf   SHA-256 %s\nannexes.xlsx SHA-256 %s\n", frozen->pdf_sha256,
                frozen->xlsx_sha256);
  if (frozen->differs != NULL)
    ka_cli_print (_ ("与上一版的差别：\n%s\n"), frozen->differs);
  return ka_cli_close (ledger, error);
}

const KaCliVerb ka_cli_report_verbs[] = {
  { "report", "QUARTER -o DIR [--as-of REV]", N_ ("生成季度报告：PDF 公文和 Excel 附表"),
    N_ ("写出 DIR/2025Q4-report.pdf 和 DIR/2025Q4-annexes.xlsx。锁定过的季度给出锁定时的文件；\n"
        "--as-of REV 则按第 REV 号修订重新计算。"),
    run_report },
  { "freeze", "QUARTER", N_ ("锁定一个季度的报告"),
    N_ ("记下修订号和文字，把两个文件存进台账；再次锁定是新的一版，并列出差别。"), run_freeze },
  { NULL },
};
