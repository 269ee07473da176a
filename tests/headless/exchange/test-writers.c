/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for others is whole or not there: exports, supposed ratios, hard measures. */
#include "config.h"

#include "store-test.h"
#include "writer-test.h"

#include <ka-export.h>
#include <ka-measure-book.h>
#include <ka-measure-list.h>
#include <ka-measure-sheet.h>
#include <ka-scenario.h>
#include <ka-what-if-book.h>

#define TOWN "双福街道"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  KaScenario *scenario;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 enterprise, mine;
  guint n;

  ka_set_today (ka_day_from_iso ("2025-10-08"));
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
  mine = test_mine (fixture->ledger, enterprise, "甲石灰岩矿");
  test_change (fixture->ledger, "mine", mine, "town", TOWN);
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *name = g_strdup_printf ("第%u石灰岩矿", i);

      test_mine (fixture->ledger, enterprise, name);
    }
  g_assert_true (ka_measure_list_load (fixture->ledger, &n, &error));
  g_assert_no_error (error);
  fixture->scenario = ka_scenario_new ();
  ka_scenario_put (fixture->scenario, mine, "关闭");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ka_scenario_free (fixture->scenario);
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

static gboolean
write_book (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) queries = ka_export_all_queries ();

  return ka_export_xlsx (((Fixture *)data)->ledger, queries, path, FALSE, NULL, NULL, cancellable,
                         error);
}

static gboolean
write_csv (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));

  return ka_export_csv (((Fixture *)data)->ledger, query, path, FALSE, error);
}

static void
test_exports (Fixture *fixture, gconstpointer data)
{
  test_writer ("全部.xlsx", write_book, fixture, TRUE);
  test_writer ("矿山.csv", write_csv, fixture, FALSE);
}

static gboolean
write_what_if (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;

  return ka_what_if_book_write (fixture->ledger, "甲", fixture->scenario, ka_today (), path, error);
}

static void
test_what_if (Fixture *fixture, gconstpointer data)
{
  test_writer ("规模化测算.xlsx", write_what_if, fixture, FALSE);
}

static gboolean
write_analysis (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  return ka_measure_book_write (((Fixture *)data)->ledger, ka_quarter_from_text ("2025Q3"), path,
                                error);
}

static gboolean
write_sheet (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  return ka_measure_sheet_write (((Fixture *)data)->ledger, ka_quarter_from_text ("2025Q3"), TOWN,
                                 path, error);
}

static void
test_measures (Fixture *fixture, gconstpointer data)
{
  test_writer ("分析表.xlsx", write_analysis, fixture, FALSE);
  test_writer ("填报表.xlsx", write_sheet, fixture, FALSE);
}

#define ADD(name, func) g_test_add ("/writers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  ADD ("exports", test_exports);
  ADD ("what-if", test_what_if);
  ADD ("measures", test_measures);
  return g_test_run ();
}
