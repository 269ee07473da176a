/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-measure-sheet.h>
#include <string.h>

static gboolean
run_measures (KaCli *cli, GError **error)
{
  g_autofree char *path = NULL;
  g_autofree char *unit = NULL;
  GOptionEntry entries[] = {
    { "unit", 0, 0, G_OPTION_ARG_FILENAME, &unit, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &path, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (KaLedger) ledger = NULL;
  KaQuarter quarter;

  if (!ka_cli_parse (cli, entries, 2, 2, error) || !ka_cli_quarter (cli->args[0], &quarter, error))
    return FALSE;
  if (strcmp (cli->args[1], "export") != 0)
    {
      ka_cli_set_usage_error (error, _ ("“%s”不行，请写 export。"), cli->args[1]);
      return FALSE;
    }
  if (unit == NULL || path == NULL || !g_str_has_suffix (path, ".xlsx"))
    {
      ka_cli_set_usage_error (error,
                              _ ("请用 --unit 写明填报单位，用 -o 写明以 .xlsx 结尾的输出文件。"));
      return FALSE;
    }
  ledger = ka_cli_open (cli, -1, error);
  return ledger != NULL && ka_measure_sheet_write (ledger, quarter, unit, path, error);
}

const KaCliVerb ka_cli_measures_verbs[] = {
  { "measures", "QUARTER export --unit NAME -o FILE.xlsx", N_ ("八条硬措施：给单位的填报表"),
    N_ (
      "NAME 是企业、镇街或者任务清单里的责任单位。表里只有它自己的任务，落实情况和处置从下拉列表选；\n"
      "填好后用 import 导回。"),
    run_measures },
  { NULL },
};
