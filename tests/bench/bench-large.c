/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "bench-ledger.h"

#include <glib/gstdio.h>
#include <ka-due.h>
#include <ka-indicator.h>
#include <ka-measure-list.h>
#include <ka-measures.h>
#include <ka-people.h>
#include <ka-quarterly.h>
#include <ka-scenario.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <string.h>
#include <time.h>

/* What the window asks its workers on a ledger of many mines that was kept for a year: bench-large [MINES],
 * 50,000 unless said. BENCH_LEDGER=FILE: in that ledger, which is made if it is not there. */

static guint n_mines = 50000;
static char *folder;

/* Processor time: on a machine that does other things too, only that says anything. In seconds. */
static double
get_cpu_time (void)
{
  struct timespec cpu;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &cpu);
  return (double)cpu.tv_sec + (double)cpu.tv_nsec / 1e9;
}

static double
get_peak (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

/* ---- the ledger ---- */

static void
change (KaLedger *ledger, int year, int month, KaWriteFunc func, const char *what)
{
  g_autoptr (GError) error = NULL;

  ka_set_today (ka_day_from_ymd (year, month, 20));
  if (!ka_ledger_transact (ledger, what, "试", func, &n_mines, NULL, &error))
    g_error ("%s", error->message);
}

/* The past quarters are read as of a revision, which is what takes long. */
static KaLedger *
make_ledger (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaLedger *ledger;
  guint n;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    ledger = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  else
    {
      ka_set_today (ka_day_from_ymd (2025, 1, 10));
      ledger = ka_ledger_create (path, &error);
      if (ledger != NULL && !ka_measure_list_load (ledger, &n, &error))
        g_error ("%s", error->message);
      if (ledger != NULL)
        {
          change (ledger, 2025, 1, bench_ledger_fill, KA_CHANGE_IMPORT);
          for (int month = 5; month <= 12; month += 3)
            change (ledger, 2025, month, bench_ledger_change, KA_CHANGE_SAVE);
        }
    }
  if (ledger == NULL)
    g_error ("%s", error->message);
  return ledger;
}

/* ---- the questions ---- */

#define ON ka_day_from_ymd (2026, 1, 5)
#define QUARTER ka_quarter_of (ka_day_from_ymd (2025, 12, 31))

static gboolean
ask_indicators (KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) results = ka_indicators_compute (ledger, ON, NULL, error);

  return results != NULL;
}

static gboolean
ask_towns (KaLedger *ledger, GError **error)
{
  guint n;
  const KaIndicator *indicators = ka_indicators (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GPtrArray) parts
        = ka_indicator_divides (&indicators[i], "town")
            ? ka_indicator_breakdown (ledger, &indicators[i], ON, "town", NULL, error)
            : g_ptr_array_new ();

      if (parts == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
ask_trend (KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) points = ka_indicator_trend (ledger, NULL, QUARTER, 8, error);

  return points != NULL;
}

static gboolean
ask_what_if (KaLedger *ledger, GError **error)
{
  g_autoptr (KaScenario) scenario = ka_scenario_new ();
  g_autoptr (KaWhatIf) what_if = NULL;

  ka_scenario_put (scenario, 2, "升级");
  ka_scenario_put (scenario, 3, "关闭");
  what_if = ka_what_if_new (ledger, scenario, ON, error);
  return what_if != NULL;
}

static gboolean
ask_measures (KaLedger *ledger, GError **error)
{
  g_autoptr (KaMeasureTable) table = ka_measure_table_new (ledger, QUARTER, error);

  return table != NULL;
}

static gboolean
ask_duties (KaLedger *ledger, GError **error)
{
  guint n;
  const KaDutyMeasure *measures = ka_duty_measures (&n);
  g_autoptr (GPtrArray) lines = ka_duty_table (ledger, &measures[0], 2025, ON, error);

  return lines != NULL;
}

static gboolean
ask_posts (KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) lines = ka_post_table (ledger, ON, error);

  return lines != NULL;
}

static gboolean
ask_due (KaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) items = ka_due_find (ledger, ON, NULL, error);

  return items != NULL;
}

static gboolean
ask_figures (KaLedger *ledger, GError **error)
{
  g_autoptr (KaQuarterly) report = ka_quarterly_new (ledger, QUARTER, ON, error);

  return report != NULL;
}

static gboolean
ask_report (KaLedger *ledger, GError **error)
{
  g_autoptr (KaQuarterly) report = ka_quarterly_new (ledger, QUARTER, ON, error);
  g_autofree char *pdf = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *xlsx = g_build_filename (folder, "annexes.xlsx", NULL);

  return report != NULL && ka_quarterly_write_pdf (report, pdf, NULL, error)
         && ka_quarterly_write_xlsx (report, xlsx, NULL, error);
}

static const struct
{
  const char *name;
  gboolean (*ask) (KaLedger *, GError **);
  double target;
} QUESTIONS[] = {
  { "indicators", ask_indicators, 1 },
  { "indicators by town", ask_towns, 1 },
  { "trend of 8 quarters", ask_trend, 3 },
  { "what if", ask_what_if, 2 },
  { "measures", ask_measures, 3 },
  { "duties", ask_duties, 3 },
  { "posts", ask_posts, 3 },
  { "due", ask_due, 3 },
  { "figures of the report", ask_figures, 5 },
  { "report, PDF and annexes", ask_report, 15 },
};

int
main (int argc, char **argv)
{
  const char *kept = g_getenv ("BENCH_LEDGER");
  g_autofree char *path = NULL;
  g_autofree char *command = NULL;
  g_autoptr (KaLedger) ledger = NULL;
  gboolean met = TRUE;

  setlocale (LC_ALL, "");
  folder = g_dir_make_tmp ("bench-large-XXXXXX", NULL);
  path = kept != NULL ? g_strdup (kept) : g_build_filename (folder, "ledger.kuangan", NULL);
  if (argc > 1)
    n_mines = (guint)atoi (argv[1]);
  ledger = make_ledger (path);
  ka_set_today (ON);
  for (guint i = 0; i < G_N_ELEMENTS (QUESTIONS); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) own = ka_ledger_dup (ledger, &error);
      double start = get_cpu_time (), took;

      if (own == NULL || (argc > 2 && strstr (QUESTIONS[i].name, argv[2]) == NULL))
        continue;
      if (!QUESTIONS[i].ask (own, &error))
        g_error ("%s", error->message);
      took = get_cpu_time () - start;
      met = met && took <= QUESTIONS[i].target;
      g_print ("%-26s %6.2f s of %2.0f, peak so far %4.0f MiB\n", QUESTIONS[i].name, took,
               QUESTIONS[i].target, get_peak ());
    }
  g_clear_object (&ledger);
  command = g_strdup_printf ("rm -r '%s'", folder);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
  return met ? 0 : 1;
}
