/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers of official papers: no gaps, no doubles, whatever happens between two of them. */
#include "config.h"

#include "store-test.h"

#include <ka-day.h>
#include <ka-history.h>
#include <ka-paper-number.h>
#include <ka-query.h>

#define WORD "应急检记"

static const char *issue_word = WORD;

typedef struct
{
  const char *given;
  int year;
  char *number;
} Issue;

static gboolean
issue_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  Issue *issue = data;
  g_autoptr (KaRecord) paper = ka_record_new (ka_kind_get ("paper"));

  ka_record_set (paper, "name", "现场检查记录");
  ka_record_set (paper, "form", "inspect-record");
  ka_record_set (paper, "state", "已发");
  if (!ka_paper_take_number (ledger, paper, issue_word, issue->year, issue->given, error)
      || !ka_ledger_save (ledger, paper, error))
    return FALSE;
  issue->number = g_strdup (ka_record_get (paper, "number"));
  return TRUE;
}

static char *
issue (KaLedger *ledger, int year, const char *given)
{
  Issue call = { given, year };
  g_autoptr (GError) error = NULL;

  ka_ledger_transact (ledger, KA_CHANGE_SAVE, "编号", issue_in_change, &call, NULL, &error);
  g_assert_no_error (error);
  return call.number;
}

static void
assert_next (KaLedger *ledger, int year, const char *given, const char *expected)
{
  g_autofree char *number = issue (ledger, year, given);

  g_assert_cmpstr (number, ==, expected);
}

/* That the serials of the year are 1 … n, each once. */
static void
assert_whole (KaLedger *ledger, gint64 year, gint64 n)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT count (*), count (DISTINCT serial), min (serial), max (serial),"
                     " count (DISTINCT number) FROM paper WHERE word = :word AND year = :year",
                     &error);

  ka_cursor_bind_text (cursor, "word", WORD);
  ka_cursor_bind_int (cursor, "year", year);
  g_assert_true (ka_cursor_next (cursor, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ka_cursor_get_int (cursor, 0), ==, n);
  g_assert_cmpint (ka_cursor_get_int (cursor, 1), ==, n);
  g_assert_cmpint (ka_cursor_get_int (cursor, 2), ==, n > 0 ? 1 : 0);
  g_assert_cmpint (ka_cursor_get_int (cursor, 3), ==, n);
  g_assert_cmpint (ka_cursor_get_int (cursor, 4), ==, n);
}

static void
test_runs_by_year (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);

  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕1号");
  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕2号");
  assert_next (ledger, 2026, NULL, "（江津）应急检记〔2026〕1号");
  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕3号");
  assert_whole (ledger, 2025, 3);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Records may bear numbers from before the register: they are kept, and not given again. */
static void
test_given (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 mine = test_mine (ledger, test_enterprise (ledger, "甲矿业有限公司"), "甲矿");
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, mine);

  test_save (ledger, "inspection", "mine", id, "started", "2025-03-01", "record_no",
             "（江津）应急检记〔2025〕12号", NULL);
  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕13号");
  /* Its own number, also typed otherwise; a second paper of the record gets a new one. */
  assert_next (ledger, 2025, "(江津)应急检记[2025]12号", "（江津）应急检记〔2025〕12号");
  assert_next (ledger, 2025, "（江津）应急检记〔2025〕12号", "（江津）应急检记〔2025〕14号");
  /* Of another word or shape, of no year: a new one. */
  assert_next (ledger, 2025, "（江津）应急责改〔2025〕3号", "（江津）应急检记〔2025〕15号");
  assert_next (ledger, 2025, "待编号", "（江津）应急检记〔2025〕16号");
  /* Of the word, but not as the office writes them now: it is what was written. */
  assert_next (ledger, 2025, "（江津）应急检记〔2025〕补3号", "（江津）应急检记〔2025〕补3号");
  assert_next (ledger, 2025, "（几江）应急检记〔2025〕3号", "（几江）应急检记〔2025〕3号");
  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕17号");
  assert_next (ledger, 2025, "（江津）应急检记〔2024〕5号", "（江津）应急检记〔2024〕5号");
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

static void
test_format (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *blank = NULL;
  int year = 0;
  gint64 serial = 0;

  ka_ledger_set_setting (ledger, "paper.number", "{地区}应急罚〔{年}〕执法二中队-{号}号", &error);
  g_assert_no_error (error);
  assert_next (ledger, 2025, NULL, "江津应急罚〔2025〕执法二中队-1号");
  assert_next (ledger, 2025, NULL, "江津应急罚〔2025〕执法二中队-2号");
  issue_word = "应急责改";
  assert_next (ledger, 2025, NULL, "江津应急罚〔2025〕执法二中队-3号");
  issue_word = WORD;
  g_assert_true (
    ka_paper_parse_number (ledger, WORD, "江津应急罚〔2025〕执法二中队-37号", &year, &serial));
  g_assert_cmpint (year, ==, 2025);
  g_assert_cmpint (serial, ==, 37);
  g_assert_false (
    ka_paper_parse_number (ledger, WORD, "江津应急罚〔2025〕执法二中队-037号", &year, &serial));
  blank = ka_paper_format_number (ledger, WORD, 2025, 0);
  g_assert_cmpstr (blank, ==, "江津应急罚〔2025〕执法二中队-　　号");
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Undone, the number is not given to another paper: the undone one stands as voided. */
static void
test_undo (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = NULL;
  g_autofree char *state = NULL, *reason = NULL;
  gint64 found;

  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕1号");
  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕2号");
  change = ka_ledger_next_undo (ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (ledger, change->id, &error), >, 0);
  g_assert_no_error (error);
  assert_next (ledger, 2025, NULL, "（江津）应急检记〔2025〕3号");
  assert_whole (ledger, 2025, 3);
  found = ka_ledger_find (ledger, ka_kind_get ("paper"), "number", "（江津）应急检记〔2025〕2号",
                          &error);
  state = test_value (ledger, "paper", found, "state");
  reason = test_value (ledger, "paper", found, "void_reason");
  g_assert_cmpstr (state, ==, "作废");
  g_assert_nonnull (reason);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* Two connections, two threads, at once. */
static gpointer
issue_many (gpointer data)
{
  g_autoptr (KaLedger) ledger = data;

  for (guint i = 0; i < 25; i++)
    g_free (issue (ledger, 2025, NULL));
  return NULL;
}

static void
test_at_once (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  GThread *threads[3];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      KaLedger *own = ka_ledger_dup (ledger, &error);

      g_assert_no_error (error);
      threads[i] = g_thread_new ("issue", issue_many, own);
    }
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  ka_ledger_refresh (ledger);
  assert_whole (ledger, 2025, 75);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  ka_set_today (ka_day_from_ymd (2025, 10, 8));
  g_test_add_func ("/report/paper-number/runs-by-year", test_runs_by_year);
  g_test_add_func ("/report/paper-number/given", test_given);
  g_test_add_func ("/report/paper-number/format", test_format);
  g_test_add_func ("/report/paper-number/undo", test_undo);
  g_test_add_func ("/report/paper-number/at-once", test_at_once);
  return g_test_run ();
}
