/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-history.h>
#include <ka-maintain.h>
#include <ka-query.h>
#include <ka-record.h>

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <locale.h>
#include <string.h>
#include <time.h>

/* How long the ledger takes, beside what the same work costs SQLite alone where there is such a work:
 * bench-store [SCALE], 1 for the sizes of the targets (100,000 saved rows; 450,000 revisions). */

#define N_SAVED 100000
#define N_RECORDS 50000
#define N_ROUNDS 9 /* revisions of each record */

static double scale = 1;

/* Wall and processor time: on a machine that does other things too, only the second one says anything. */
typedef struct
{
  double wall;
  double cpu;
} Span;

static Span
begin_span (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (Span){ g_get_monotonic_time () / 1e6, cpu.tv_sec + cpu.tv_nsec / 1e9 };
}

static Span
end_span (Span start)
{
  Span end = begin_span ();

  return (Span){ end.wall - start.wall, end.cpu - start.cpu };
}

static void
tell (const char *what, Span span, double limit)
{
  g_print ("%-44s wall %7.3f s  cpu %7.3f s  target %5.2f s  wall/target %5.2f  cpu/target %5.2f\n",
           what, span.wall, span.cpu, limit * scale, span.wall / (limit * scale),
           span.cpu / (limit * scale));
}

static void
keep_best (Span *best, Span span)
{
  if (span.wall < best->wall)
    *best = span;
}

static KaRecord *
make_enterprise (guint i)
{
  static const char *const surnames[]
    = { "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴" };
  static const char *const places[]
    = { "德感", "几江", "双福", "珞璜", "白沙", "油溪", "石门", "先锋" };
  KaRecord *record = ka_record_new (ka_kind_get ("enterprise"));
  g_autofree char *name = g_strdup_printf ("重庆%s%s%u号矿业有限公司", places[i % 8],
                                           surnames[i / 8 % 10], (i * 7919) % 1000000);
  g_autofree char *person = g_strdup_printf ("%s某%s", surnames[i % 10], surnames[i / 10 % 10]);
  g_autofree char *phone = g_strdup_printf ("138%08u", i);
  g_autofree char *address = g_strdup_printf ("江津区%s街道第%u村", places[i % 8], i % 500);
  g_autofree char *staff = g_strdup_printf ("%u", i % 300);
  g_autofree char *fund = g_strdup_printf ("%u.%u", i % 1000, i % 9 + 1);
  const char *const values[][2] = {
    { "name", name },
    { "category", "矿山企业" },
    { "economic_type", "有限责任公司" },
    { "legal_rep", person },
    { "principal", person },
    { "principal_phone", phone },
    { "controller", person },
    { "controller_phone", phone },
    { "parent", "重庆某矿业集团有限公司" },
    { "town", "德感街道" },
    { "address", address },
    { "staff", staff },
    { "safety_staff", "2" },
    { "registered_engineers", "1" },
    { "insured", "1" },
    { "insured_until", "2027-01-31" },
    { "safety_fund", fund },
    { "reward_scheme", "0" },
    { "reward_scheme_since", "2025-06-30" },
    { "note", "季度检查时核对" },
  };

  for (guint j = 0; j < G_N_ELEMENTS (values); j++)
    ka_record_set (record, values[j][0], values[j][1]);

  return record;
}

static gboolean
save_many (KaLedger *ledger, gpointer data, GError **error)
{
  GPtrArray *records = data;

  for (guint i = 0; i < records->len; i++)
    if (!ka_ledger_save (ledger, g_ptr_array_index (records, i), error))
      return FALSE;

  return TRUE;
}

static Span
save_all (KaLedger *ledger, GPtrArray *records)
{
  g_autoptr (GError) error = NULL;
  Span start = begin_span ();

  ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "测量", save_many, records, NULL, &error);
  g_assert_no_error (error);

  return end_span (start);
}

static GPtrArray *
make_records (guint n)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_record_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, make_enterprise (i));

  return records;
}

static void
bench_save (KaLedger *ledger)
{
  g_autoptr (GPtrArray) records = make_records (N_SAVED * scale);
  g_autoptr (KaChange) change = NULL;
  g_autoptr (GError) error = NULL;
  Span start;

  tell ("save 100,000 × 20 (checks, revisions, chain)", save_all (ledger, records), 1.8);
  start = begin_span ();
  change = ka_ledger_next_undo (ledger, &error);
  g_assert_cmpint (ka_ledger_undo_change (ledger, change->id, &error), >, 0);
  tell ("undo that as one step", end_span (start), 3);
}

static void
bench_query (KaLedger *ledger, const char *what, const char *text, const char *order)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  Span start, best = { G_MAXDOUBLE, 0 };

  ka_query_set_text (query, text);
  ka_query_set_order (query, order, FALSE);
  for (guint i = 0; i < 3; i++)
    {
      g_clear_pointer (&ids, g_array_unref);
      start = begin_span ();
      ids = ka_query_ids (query, ledger, NULL, &error);
      g_assert_no_error (error);
      keep_best (&best, end_span (start));
    }
  tell (what, best, 0.1);
}

static void
bench_as_of (KaLedger *ledger, gint64 revision)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("enterprise"));
  Span start, best = { G_MAXDOUBLE, 0 };

  ka_query_set_order (query, "id", FALSE);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (KaLedger) past = NULL;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GError) error = NULL;

      start = begin_span ();
      past = ka_ledger_open_as_of (ledger, revision, &error);
      g_assert_no_error (error);
      ids = ka_query_ids (query, past, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (ids->len, ==, (guint)(N_RECORDS * scale));
      keep_best (&best, end_span (start));
    }
  tell ("list 50,000 as of a middle revision", best, 0.3);
}

static void
bench_verify (KaLedger *ledger)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;
  Span start = begin_span ();

  findings = ka_ledger_verify (ledger, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 0);
  tell ("verify 450,000 revisions", end_span (start), 2);
}

static void
bench_history (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) ledger = ka_ledger_create (path, &error);
  g_autoptr (GPtrArray) records = make_records (N_RECORDS * scale);
  g_autofree char *copy = g_strconcat (path, ".copy", NULL);
  gint64 middle = 0;
  Span start;

  g_assert_no_error (error);
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      for (guint i = 0; i < records->len; i++)
        {
          g_autofree char *staff = g_strdup_printf ("%u", i % 300 + round + 2);

          ka_record_set (g_ptr_array_index (records, i), "staff", staff);
        }
      save_all (ledger, records);
      if (round == N_ROUNDS / 2)
        middle = ka_ledger_get_head (ledger);
    }
  g_clear_pointer (&records, g_ptr_array_unref);

  g_clear_object (&ledger);
  start = begin_span ();
  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  tell ("open it", end_span (start), 0.5);
  bench_as_of (ledger, middle);
  bench_query (ledger, "sort 50,000 by pinyin", NULL, "name");
  bench_query (ledger, "sort 50,000 by number", NULL, "staff");
  bench_query (ledger, "sort 50,000 by choice", NULL, "category");
  bench_query (ledger, "search 50,000 for 德感", "德感", "id");
  bench_query (ledger, "search 50,000 for what is not there", "没有的词", "id");
  bench_query (ledger, "search 50,000 for initials", "qpzz", "id");
  bench_verify (ledger);
  start = begin_span ();
  g_assert_true (ka_ledger_backup (ledger, copy, NULL, &error));
  tell ("back it up", end_span (start), 2);
  g_unlink (copy);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("ka-bench-XXXXXX", NULL);
  g_autofree char *first = g_build_filename (folder, "save.kuangan", NULL);
  g_autofree char *second = g_build_filename (folder, "history.kuangan", NULL);
  g_autoptr (KaLedger) ledger = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (argc > 1)
    scale = g_ascii_strtod (argv[1], NULL);
  g_print ("SQLite %s, scale %g\n", sqlite3_libversion (), scale);
  ledger = ka_ledger_create (first, &error);
  g_assert_no_error (error);
  bench_save (ledger);
  g_clear_object (&ledger);
  g_unlink (first);
  bench_history (second);
  g_unlink (second);
  g_rmdir (folder);

  return 0;
}
