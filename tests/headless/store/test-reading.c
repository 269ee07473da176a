/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <sqlite3.h>

/* What reading on a connection sees, and how it ends. */

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->folder = test_folder_new ();
  f->ledger = test_ledger_new (f->folder);
  f->enterprise = test_enterprise (f->ledger, "重庆甲矿业有限公司");
  test_mine (f->ledger, f->enterprise, "甲矿");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->ledger);
  test_folder_remove (f->folder);
}

static gint64
count_mines (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  gint64 n = ka_ledger_count (ledger, ka_kind_get ("mine"), &error);

  g_assert_no_error (error);
  return n;
}

static void
test_hold (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) other = ka_ledger_dup (f->ledger, &error);

  g_assert_true (ka_ledger_hold (other, &error));
  g_assert_true (ka_ledger_hold (other, &error));
  g_assert_cmpint (count_mines (other), ==, 1);
  test_mine (f->ledger, f->enterprise, "乙矿");
  g_assert_cmpint (count_mines (other), ==, 1);
  ka_ledger_release (other);
  g_assert_cmpint (count_mines (other), ==, 1);
  ka_ledger_release (other);
  g_assert_cmpint (count_mines (other), ==, 2);
}

/* Within a change it is held by that. */
static gboolean
hold_and_write (KaLedger *ledger, gpointer data, GError **error)
{
  Fixture *f = data;

  g_assert_true (ka_ledger_hold (ledger, error));
  test_mine (ledger, f->enterprise, "乙矿");
  ka_ledger_release (ledger);
  test_mine (ledger, f->enterprise, "丙矿");
  return TRUE;
}

static void
test_hold_writing (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ka_ledger_transact (f->ledger, KA_CHANGE_SAVE, "试", hold_and_write, f, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count_mines (f->ledger), ==, 3);
  test_verify (f->ledger);
}

/* Counts without an end in sight, were it not cancelled. */
#define ENDLESS                                                                                    \
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"                               \
  " SELECT i FROM n JOIN mine m WHERE i < 0 OR m.id < 0"

static gpointer
cancel_later (gpointer cancellable)
{
  g_usleep (20000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) own = ka_ledger_dup (f->ledger, &error);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KaLedger) past = NULL;
  KaLedger *ledgers[2] = { own, NULL };

  ka_ledger_set_cancellable (own, cancellable);
  ledgers[1] = past = ka_ledger_open_as_of (own, ka_ledger_get_head (own), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (ledgers); i++)
    {
      g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("mine"));
      g_autoptr (KaCursor) cursor = NULL;
      GThread *thread;

      g_cancellable_reset (cancellable);
      cursor = ka_cursor_new (ledgers[i], ENDLESS, &error);
      g_assert_no_error (error);
      /* A search of its own does not let it go. */
      g_array_unref (ka_query_ids (query, ledgers[i], NULL, NULL));
      thread = g_thread_new ("cancel", cancel_later, cancellable);
      g_assert_true (ka_ledger_hold (ledgers[i], NULL));
      g_assert_false (ka_cursor_next (cursor, &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
      g_clear_error (&error);
      ka_ledger_release (ledgers[i]);
      g_thread_join (thread);
    }
  ka_ledger_set_cancellable (own, NULL);
  g_assert_cmpint (count_mines (own), ==, 1);
  test_mine (f->ledger, f->enterprise, "乙矿");
  g_assert_cmpint (count_mines (own), ==, 2);
}

/* A table of the past that was not finished when it was cancelled is made anew, and so are those that were
 * made while the same view was held. */
static void
test_cancel_stand_in (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (KaLedger) past = NULL;
  gint64 head = ka_ledger_get_head (f->ledger);

  for (guint i = 0; i < 3000; i++)
    test_save (f->ledger, "regulator", "name", "张某", "level", "镇街", "town", "珞璜镇", NULL);
  test_mine (f->ledger, f->enterprise, "乙矿");
  past = ka_ledger_open_as_of (f->ledger, head, &error);
  ka_ledger_set_cancellable (past, cancellable);
  g_assert_true (ka_ledger_hold (past, &error));
  g_assert_cmpint (count_mines (past), ==, 1);
  g_cancellable_cancel (cancellable);
  g_assert_cmpint (ka_ledger_count (past, ka_kind_get ("regulator"), &error), ==, -1);
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_cancellable_reset (cancellable);
  ka_ledger_release (past);
  g_assert_cmpint (count_mines (past), ==, 1);
  g_assert_cmpint (ka_ledger_count (past, ka_kind_get ("regulator"), NULL), ==, 0);
}

/* What finds its rows by an index in the present does so in the past. */
static void
test_indexes (Fixture *f, gconstpointer data)
{
  static const char *const PLANS[] = {
    "EXPLAIN QUERY PLAN SELECT 1 FROM mine m WHERE m.enterprise = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM duty d WHERE d.month = '2025-01' AND d.mine = 1",
    "EXPLAIN QUERY PLAN SELECT 1 FROM measure_progress p WHERE p.measure = 1 AND p.quarter = ''",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) past
    = ka_ledger_open_as_of (f->ledger, ka_ledger_get_head (f->ledger), &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (PLANS); i++)
    {
      g_autoptr (KaCursor) cursor = ka_cursor_new (past, PLANS[i], &error);

      g_assert_no_error (error);
      g_assert_true (ka_cursor_next (cursor, &error));
      g_test_message ("%s", ka_cursor_get_text (cursor, 3));
      g_assert_nonnull (strstr (ka_cursor_get_text (cursor, 3), "INDEX"));
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  add ("/store/reading/hold", test_hold);
  add ("/store/reading/hold-writing", test_hold_writing);
  add ("/store/reading/cancel", test_cancel);
  add ("/store/reading/cancel-stand-in", test_cancel_stand_in);
  add ("/store/reading/indexes", test_indexes);
  return g_test_run ();
}
