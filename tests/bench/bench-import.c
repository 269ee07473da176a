/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Ledgers into a new ledger file, with revisions and hash chain, as whole processes: 100,000 rows × 20 columns
 * against LibreOffice and Gnumeric turning the same file into csv (time that one waits; what all processors
 * took is printed beside it), the 52 rows of an ordinary ledger and the preview of 5,000 against the clock of
 * the processor, and the memory of the widest ledgers. Prints ratios; fails where a limit is passed. */

#include "wide-ledger.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <ka-check.h>
#include <ka-import.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define ROWS 100000
#define FEW_ROWS 52
#define PREVIEW_ROWS 5000
#define ROUNDS 3
#define MAX_MIB 60.0
#define MAX_FEW_SECONDS 0.05
#define MAX_PREVIEW_SECONDS 0.3

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
preview_file (const char *path, const char *ledger_path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) ledger = ka_ledger_open (ledger_path, KA_OPEN_READ_WRITE, &error);
  g_autoptr (KaImport) import = ka_import_new ();

  if (ledger == NULL || !ka_import_add_file (import, path, NULL, NULL, NULL, &error)
      || !ka_import_plan (import, ledger, NULL, NULL, NULL, &error))
    fail (error->message);
}

static WideCost
run_ours (const char *self, const char *mode, const char *file, const char *ledger)
{
  const char *argv[] = { self, mode, file, ledger, NULL };

  if (strcmp (mode, "import") == 0)
    g_unlink (ledger);
  return wide_ledger_run ((char **)argv);
}

static int
compare_costs (gconstpointer a, gconstpointer b)
{
  const WideCost *x = a, *y = b;

  return x->seconds < y->seconds ? -1 : x->seconds > y->seconds;
}

static int
compare_walls (gconstpointer a, gconstpointer b)
{
  const WideCost *x = a, *y = b;

  return x->wall < y->wall ? -1 : x->wall > y->wall;
}

/* Of time each by itself; of memory the most. */
static WideCost
median (WideCost *costs)
{
  WideCost middle = { 0 };

  for (guint i = 0; i < ROUNDS; i++)
    middle.mib = MAX (middle.mib, costs[i].mib);
  qsort (costs, ROUNDS, sizeof *costs, compare_costs);
  middle.seconds = costs[ROUNDS / 2].seconds;
  qsort (costs, ROUNDS, sizeof *costs, compare_walls);
  middle.wall = costs[ROUNDS / 2].wall;
  return middle;
}

/* Rounds in turn, so that whatever else the machine does meets both. */
static gboolean
compare (const char *self,
         const char *file,
         const char *ledger,
         const char *name,
         char **peer,
         double limit)
{
  g_autofree char *program = g_find_program_in_path (peer[0]);
  WideCost ours[ROUNDS], theirs[ROUNDS], a, b;

  if (program == NULL)
    {
      printf ("%s is not here: not compared\n", name);
      return TRUE;
    }
  for (guint i = 0; i < ROUNDS; i++)
    {
      ours[i] = run_ours (self, "import", file, ledger);
      theirs[i] = wide_ledger_run (peer);
    }
  a = median (ours);
  b = median (theirs);
  printf ("%u rows: %.2f s (%.2f s of the processors), %.0f MiB; %s %.2f s (%.2f s), %.0f MiB;"
          " time %.2f (limit %.2f), of the processors %.2f, memory %.2f\n",
          ROWS, a.wall, a.seconds, a.mib, name, b.wall, b.seconds, b.mib, a.wall / b.wall, limit,
          a.seconds / b.seconds, a.mib / b.mib);
  return a.wall / b.wall <= limit && a.mib <= MAX_MIB;
}

static gboolean
measure (const char *self,
         const char *mode,
         const char *file,
         const char *ledger,
         guint rows,
         double limit)
{
  WideCost costs[ROUNDS], cost;

  for (guint i = 0; i < ROUNDS; i++)
    costs[i] = run_ours (self, mode, file, ledger);
  cost = median (costs);
  printf ("%s, %u rows: %.3f s of the processor (limit %.3f), %.0f MiB\n", mode, rows, cost.seconds,
          limit, cost.mib);
  return cost.seconds <= limit;
}

/* The ledgers are made in processes of their own: what that takes must not count as ours. */
static void
make (const char *self, const char *mode, const char *file, guint rows)
{
  g_autofree char *n = g_strdup_printf ("%u", rows);
  const char *argv[] = { self, mode, file, n, NULL };

  wide_ledger_run ((char **)argv);
}

static gboolean
measure_wide (const char *self, const char *folder, const char *ledger, const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);
  WideCost cost;

  make (self, "make-wide", file, ROWS);
  cost = run_ours (self, "import", file, ledger);
  printf ("%s, %u rows: %.2f s of the processor, %.0f MiB (limit %.0f)\n", name, ROWS, cost.seconds,
          cost.mib, MAX_MIB);
  g_unlink (file);
  return cost.mib <= MAX_MIB;
}

/* One of the processes. */
static gboolean
play_part (int argc, char **argv)
{
  if (argc != 4)
    return FALSE;
  if (strcmp (argv[1], "make") == 0)
    make_file (argv[2], atoi (argv[3]));
  else if (strcmp (argv[1], "make-wide") == 0)
    wide_ledger_write (argv[2], atoi (argv[3]));
  else if (strcmp (argv[1], "import") == 0)
    wide_ledger_import (argv[2], argv[3]);
  else if (strcmp (argv[1], "preview") == 0)
    preview_file (argv[2], argv[3]);
  else
    return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autofree char *file = NULL;
  g_autofree char *few = NULL;
  g_autofree char *some = NULL;
  g_autofree char *ledger = NULL;
  g_autofree char *csv = NULL;
  g_autofree char *profile = NULL;
  gboolean ok;

  if (play_part (argc, argv))
    return 0;
  folder = g_dir_make_tmp ("kuangan-bench-XXXXXX", NULL);
  file = g_build_filename (folder, "many.xlsx", NULL);
  few = g_build_filename (folder, "few.xlsx", NULL);
  some = g_build_filename (folder, "some.xlsx", NULL);
  ledger = g_build_filename (folder, "bench.kuangan", NULL);
  csv = g_build_filename (folder, "many.csv", NULL);
  profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", folder);
  make (argv[0], "make", file, ROWS);
  make (argv[0], "make", few, FEW_ROWS);
  make (argv[0], "make", some, PREVIEW_ROWS);
  ok = measure (argv[0], "import", few, ledger, FEW_ROWS, MAX_FEW_SECONDS);
  ok &= measure (argv[0], "preview", some, ledger, PREVIEW_ROWS, MAX_PREVIEW_SECONDS);
  ok &= compare (argv[0], file, ledger, "LibreOffice",
                 (char *[]){ (char *)"soffice", profile, (char *)"--headless",
                             (char *)"--convert-to", (char *)"csv", (char *)"--outdir", folder,
                             file, NULL },
                 0.5);
  ok &= compare (argv[0], file, ledger, "Gnumeric",
                 (char *[]){ (char *)"ssconvert", file, csv, NULL }, 0.35);
  ok &= measure_wide (argv[0], folder, ledger, "wide.xlsx");
  ok &= measure_wide (argv[0], folder, ledger, "wide.csv");
  wide_ledger_run ((char *[]){ (char *)"rm", (char *)"-rf", folder, NULL });
  return ok ? 0 : 1;
}
