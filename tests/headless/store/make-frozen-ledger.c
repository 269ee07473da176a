/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-day.h>

/* Makes the small ledger that is frozen in tests/data/ when a version of the file is released, and must
 * open ever after: make-frozen-ledger tests/data/ledger-vNNN.kuangan. */

static gboolean
import (KaLedger *ledger, gpointer data, GError **error)
{
  static const char *const names[]
    = { "陡石梯砂岩矿", "1号石灰岩矿", "2号石灰岩矿", "3号石灰岩矿" };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("附件的内容\n", 16);
  g_autofree char *sum = ka_ledger_put_blob (ledger, bytes, error);
  gint64 source = ka_ledger_add_source (ledger, "台账.xlsx", "矿山", "{\"name\":\"C\"}", error);

  if (sum == NULL || source == 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      ka_ledger_set_source_row (ledger, source, i + 3);
      test_mine (ledger, 1 + i % 2, names[i]);
    }
  ka_ledger_set_source_row (ledger, 0, 0);
  test_save (ledger, "attachment", "owner_kind", "mine", "owner_id", "1", "name", "说明.txt",
             "sha256", sum, "size", "16", NULL);

  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (KaChange) change = NULL;
  g_autoptr (GError) error = NULL;
  gint64 gone;

  if (argc != 2)
    {
      g_printerr ("usage: %s FILE\n", argv[0]);
      return 2;
    }
  g_setenv ("KA_USER", "经办人", TRUE);
  ka_set_today (ka_day_from_ymd (2025, 12, 31));
  ledger = ka_ledger_create (argv[1], &error);
  g_assert_no_error (error);
  test_save (ledger, "enterprise", "name", "甲矿业有限公司", "credit_code", "91350100M000100Y43",
             "insured", "1", "insured_until", "2026-06-30", "safety_fund", "12.3456", NULL);
  test_enterprise (ledger, "乙矿业有限公司");
  test_enterprise (ledger, "丙矿业有限公司");
  ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入“台账.xlsx”", import, NULL, NULL, &error);
  g_assert_no_error (error);
  test_change (ledger, "mine", 1, "capacity", "15.6");
  test_change (ledger, "mine", 1, "slope_height", "120.5");
  change = ka_ledger_next_undo (ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (ledger, change->id, &error), >, 0);
  gone = test_enterprise (ledger, "注销的矿业有限公司");
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("enterprise"), gone, &error));
  ka_ledger_set_setting (ledger, "officer.name", "经办人", &error);
  test_save (ledger, "hazard", "mine", "1", "found", "2025-08-14", "level", "一般", "description",
             "边坡有浮石\n未设警示标志", NULL);
  test_save (ledger, "accident", "title", "车辆伤害事故", "occurred", "2025-08-14T15:20", "mine",
             "2", NULL);
  test_save (ledger, "duty", "mine", "1", "month", "2025-08", "controller_days", "11", NULL);
  test_save (ledger, "typical_case", "quarter", "2025Q4", "title", "一起典型案例", NULL);
  test_verify (ledger);
  g_assert_true (ka_ledger_close (ledger, &error));

  return 0;
}
