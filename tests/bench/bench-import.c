/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* xlsx into a new ledger, with revisions and hash chain, as a whole process: 100,000 rows × 20 columns
 * against LibreOffice and Gnumeric turning the same file into csv, and the 52 rows of an ordinary ledger
 * against the clock. Prints ratios; fails where a limit is passed. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <ka-check.h>
#include <ka-import.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define ROWS 100000
#define FEW_ROWS 52
#define ROUNDS 3
#define MAX_MIB 60.0
#define MAX_FEW_SECONDS 0.05

static const char *const headings[]
  = { "企业名称",       "统一社会信用代码",   "企业类别",         "经济类型",
      "法定代表人",     "主要负责人",         "主要负责人电话",   "实际控制人",
      "实际控制人电话", "上级公司",           "所在镇街",         "详细地址",
      "从业人员数",     "专职安全管理人员数", "注册安全工程师数", "安全生产责任保险",
      "保险有效期至",   "安全费用提取(万元)", "机制实施日期",     "备注" };

static void
fail (const char *what)
{
  fprintf (stderr, "%s\n", what);
  exit (1);
}

/* ---- the file ---- */

/* A code with the right check character, 91500116 and eight of our own. */
static void
make_code (guint i, char *code)
{
  static const char characters[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  g_snprintf (code, 19, "91500116MA%06u00", i);
  code[16] = '0';
  for (const char *c = characters; *c != '\0'; c++)
    {
      code[17] = *c;
      if (ka_credit_code_valid (code, NULL))
        return;
    }
  fail ("no check character");
}

static void
write_row (lxw_worksheet *sheet, guint i, lxw_format *date)
{
  static const char *const towns[] = { "双福街道", "德感街道", "珞璜镇", "蔡家镇" };
  static const char *const names[] = { "陈某甲", "王某乙", "李某丙", "周某丁", "郑某某" };
  char text[96], code[20];

  g_snprintf (text, sizeof text, "江津区示例第%06u号石料有限公司", i);
  worksheet_write_string (sheet, i, 0, text, NULL);
  make_code (i, code);
  worksheet_write_string (sheet, i, 1, code, NULL);
  worksheet_write_string (sheet, i, 2, "矿山企业", NULL);
  worksheet_write_string (sheet, i, 3, "有限责任公司", NULL);
  worksheet_write_string (sheet, i, 4, names[i % 5], NULL);
  worksheet_write_string (sheet, i, 5, names[i % 3], NULL);
  g_snprintf (text, sizeof text, "1390%07u", i % 13000);
  worksheet_write_string (sheet, i, 6, text, NULL);
  worksheet_write_string (sheet, i, 7, names[i % 4], NULL);
  worksheet_write_string (sheet, i, 8, text, NULL);
  worksheet_write_string (sheet, i, 9, "示例控股有限公司", NULL);
  worksheet_write_string (sheet, i, 10, towns[i % 4], NULL);
  g_snprintf (text, sizeof text, "江津区%s示例村%u组%u号", towns[i % 4], i % 97, i);
  worksheet_write_string (sheet, i, 11, text, NULL);
  worksheet_write_number (sheet, i, 12, i % 300, NULL);
  worksheet_write_number (sheet, i, 13, i % 7, NULL);
  worksheet_write_number (sheet, i, 14, i % 3, NULL);
  worksheet_write_string (sheet, i, 15, i % 2 ? "是" : "否", NULL);
  worksheet_write_number (sheet, i, 16, 45658 + i % 700, date);
  worksheet_write_number (sheet, i, 17, (i % 9000) / 10.0, NULL);
  worksheet_write_number (sheet, i, 18, 45300 + i % 600, date);
  worksheet_write_string (sheet, i, 19, "示例数据，用于测量", NULL);
}

static void
make_file (const char *path, guint rows)
{
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "企业");
  lxw_format *date = workbook_add_format (workbook);

  format_set_num_format (date, "yyyy-mm-dd");
  for (guint c = 0; c < G_N_ELEMENTS (headings); c++)
    worksheet_write_string (sheet, 0, c, headings[c], NULL);
  for (guint i = 1; i <= rows; i++)
    write_row (sheet, i, date);
  if (workbook_close (workbook) != LXW_NO_ERROR)
    fail ("the file cannot be written");
}

/* ---- ours, as a process of its own ---- */

static void
import_file (const char *path, const char *ledger_path)
{
  g_autoptr (GError) error = NULL;
  KaLedger *ledger = ka_ledger_create (ledger_path, &error);
  g_autoptr (KaImport) import = ka_import_new ();
  gint64 change;

  if (ledger == NULL || !ka_import_add_file (import, path, NULL, NULL, NULL, &error)
      || !ka_import_commit (import, ledger, NULL, NULL, NULL, &change, &error)
      || !ka_ledger_close (ledger, &error))
    fail (error->message);
  g_object_unref (ledger);
}

typedef struct
{
  double seconds, mib;
} Cost;

static Cost
run (char **argv)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  Cost cost;
  int status;
  GPid pid;

  if (!g_spawn_async (NULL, argv, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL
                        | G_SPAWN_STDERR_TO_DEV_NULL,
                      NULL, NULL, &pid, &error))
    fail (error->message);
  if (wait4 (pid, &status, 0, &usage) != pid || status != 0)
    fail (argv[0]);
  cost.seconds = (g_get_monotonic_time () - began) / (double)G_USEC_PER_SEC;
  cost.mib = usage.ru_maxrss / 1024.0;
  return cost;
}

static Cost
run_ours (char *self, char *file, const char *folder)
{
  g_autofree char *ledger = g_build_filename (folder, "bench.kuangan", NULL);
  char *argv[] = { self, (char *)"import", file, ledger, NULL };
  Cost cost;

  g_unlink (ledger);
  cost = run (argv);
  g_unlink (ledger);
  return cost;
}

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  const Cost *x = a, *y = b;

  return x->seconds < y->seconds ? -1 : x->seconds > y->seconds;
}

static Cost
median (Cost *costs)
{
  qsort (costs, ROUNDS, sizeof *costs, compare_costs);
  return costs[ROUNDS / 2];
}

/* Rounds in turn, so that whatever else the machine does meets both. */
static gboolean
compare (char *self, char *file, const char *folder, const char *name, char **peer, double limit)
{
  g_autofree char *program = g_find_program_in_path (peer[0]);
  Cost ours[ROUNDS], theirs[ROUNDS], a, b;

  if (program == NULL)
    {
      printf ("%s is not here: not compared\n", name);
      return TRUE;
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      ours[i] = run_ours (self, file, folder);
      theirs[i] = run (peer);
    }
  a = median (ours);
  b = median (theirs);
  printf ("%u rows: %.2f s, %.0f MiB; %s %.2f s, %.0f MiB; time %.2f (limit %.2f), memory %.2f\n",
          ROWS, a.seconds, a.mib, name, b.seconds, b.mib, a.seconds / b.seconds, limit,
          a.mib / b.mib);
  return a.seconds / b.seconds <= limit && a.mib <= MAX_MIB;
}

static gboolean
measure_few (char *self, const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "few.xlsx", NULL);
  Cost costs[ROUNDS], cost;

  make_file (file, FEW_ROWS);
  for (guint i = 0; i < ROUNDS; i++)
    costs[i] = run_ours (self, file, folder);
  cost = median (costs);
  printf ("%u rows: %.3f s (limit %.3f), %.0f MiB\n", FEW_ROWS, cost.seconds, MAX_FEW_SECONDS,
          cost.mib);
  g_unlink (file);
  return cost.seconds <= MAX_FEW_SECONDS;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *profile = NULL;
  g_autofree char *rows = g_strdup_printf ("%d", ROWS);
  gboolean ok;

  if (argc == 4 && strcmp (argv[1], "make") == 0)
    {
      make_file (argv[2], atoi (argv[3]));
      return 0;
    }
  if (argc == 4 && strcmp (argv[1], "import") == 0)
    {
      import_file (argv[2], argv[3]);
      return 0;
    }
  folder = g_dir_make_tmp ("kuangan-bench-XXXXXX", NULL);
  file = g_build_filename (folder, "many.xlsx", NULL);
  csv = g_build_filename (folder, "many.csv", NULL);
  profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  /* In a process of its own: what it takes must not count as ours. */
  run ((char *[]){ argv[0], (char *)"make", file, rows, NULL });
  ok = measure_few (argv[0], folder);
  ok &= compare (argv[0], file, folder, "LibreOffice",
                 (char *[]){ (char *)"soffice", profile, (char *)"--headless",
                             (char *)"--convert-to", (char *)"csv", (char *)"--outdir", folder,
                             file, NULL },
                 0.5);
  ok &= compare (argv[0], file, folder, "Gnumeric",
                 (char *[]){ (char *)"ssconvert", file, csv, NULL }, 0.35);
  run ((char *[]){ (char *)"rm", (char *)"-rf", folder, NULL });
  return ok ? 0 : 1;
}
