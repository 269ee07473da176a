/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* 100,000 records × 20 values out to xlsx, against libxlsxwriter alone (constant_memory) with the same
 * cells from the same SQLite file: time as a ratio of pairs, peak memory of each as a process. */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <ka-export.h>
#include <ka-kind.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <xlsxwriter.h>

#define ROWS 100000
#define PAIRS 3
#define MAX_RATIO 1.2
#define MAX_MIB 40.0

static gboolean
fill (KaLedger *ledger, gpointer data, GError **error)
{
  const KaKind *kind = ka_kind_get ("enterprise");
  for (guint i = 1; i <= ROWS; i++)
    {
      g_autoptr (KaRecord) record = ka_record_new (kind);
      g_autofree char *name = g_strdup_printf ("江津区示例第%06u号石料有限公司", i);
      g_autofree char *address = g_strdup_printf ("江津区珞璜镇示例村%u组", i % 97);
      g_autofree char *phone = g_strdup_printf ("1390000%04u", i % 10000);
      g_autofree char *staff = g_strdup_printf ("%u", i % 300);
      g_autofree char *fund = g_strdup_printf ("%u.%u", i % 900, i % 9 + 1);
      const struct
      {
        const char *field, *value;
      } values[] = {
        { "name", name },
        { "category", "矿山企业" },
        { "economic_type", "有限责任公司" },
        { "legal_rep", "陈某甲" },
        { "principal", "王某乙" },
        { "principal_phone", phone },
        { "controller", "李某丙" },
        { "controller_phone", phone },
        { "parent", "示例控股有限公司" },
        { "town", "珞璜镇" },
        { "address", address },
        { "staff", staff },
        { "safety_staff", "3" },
        { "registered_engineers", "1" },
        { "insured", "1" },
        { "insured_until", "2026-11-30" },
        { "safety_fund", fund },
        { "reward_scheme", "1" },
        { "reward_scheme_since", "2025-05-20" },
        { "note", "示例数据，用于测量" },
      };
      for (guint v = 0; v < G_N_ELEMENTS (values); v++)
        ka_record_set (record, values[v].field, values[v].value);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

static void
check (gboolean ok, GError *error)
{
  if (ok)
    return;
  fprintf (stderr, "%s\n", error != NULL ? error->message : "failed");
  exit (1);
}

/* In the order of the table, as the other reads it; or by name in pinyin, as lists are sorted. */
static void
run_ours (const char *ledger_path, const char *path, gboolean sorted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) ledger = ka_ledger_open (ledger_path, KA_OPEN_READ_ONLY, &error);
  check (ledger != NULL, error);
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_query_free);
  KaQuery *query = ka_query_new (ka_kind_get ("enterprise"));
  ka_query_set_order (query, sorted ? "name" : "id", FALSE);
  g_ptr_array_add (queries, query);
  check (ka_export_xlsx (ledger, queries, path, TRUE, NULL, NULL, NULL, &error), error);
}

static void
write_bare_cell (lxw_worksheet *sheet,
                 guint row,
                 guint column,
                 const KaField *field,
                 KaCursor *cursor,
                 lxw_format *text,
                 lxw_format *number,
                 lxw_format *date)
{
  if (ka_cursor_is_null (cursor, column))
    return;
  if (ka_field_is_number (field))
    worksheet_write_number (sheet, row, column, (double)ka_cursor_get_int (cursor, column), number);
  else if (field->type == KA_FIELD_DATE)
    worksheet_write_number (sheet, row, column, 46000, date);
  else if (field->type == KA_FIELD_FLAG)
    worksheet_write_string (sheet, row, column, ka_cursor_get_int (cursor, column) ? "是" : "否",
                            text);
  else
    worksheet_write_string (sheet, row, column, ka_cursor_get_text (cursor, column), text);
}

/* The least that gives the same cells: no checks, no order, no references, no widths. */
static void
run_bare (const char *ledger_path, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) ledger = ka_ledger_open (ledger_path, KA_OPEN_READ_ONLY, &error);
  check (ledger != NULL, error);
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? ", " : "", kind->fields[i].id);
  g_string_append (sql, " FROM enterprise");
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql->str, &error);
  check (cursor != NULL, error);

  g_autofree char *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE, .tmpdir = folder };
  lxw_workbook *book = workbook_new_opt (path, &options);
  lxw_worksheet *sheet = workbook_add_worksheet (book, NULL);
  lxw_format *text = workbook_add_format (book);
  lxw_format *number = workbook_add_format (book);
  lxw_format *date = workbook_add_format (book);
  format_set_num_format (text, "@");
  format_set_align (number, LXW_ALIGN_VERTICAL_TOP);
  format_set_num_format (date, "yyyy-mm-dd");
  for (guint row = 0; ka_cursor_next (cursor, &error); row++)
    for (guint i = 0; i < kind->n_fields; i++)
      write_bare_cell (sheet, row, i, &kind->fields[i], cursor, text, number, date);
  check (error == NULL, error);
  check (workbook_close (book) == LXW_NO_ERROR, NULL);
}

/* A process of its own: its processor time in seconds (what else the machine does leaves that alone), its
 * peak memory in MiB. */
static double
measure (const char *program, const char *what, const char *ledger, const char *out, double *mib)
{
  const char *argv[] = { program, what, ledger, out, NULL };
  GPid pid;
  g_autoptr (GError) error = NULL;
  gboolean ok = g_spawn_async (NULL, (char **)argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL,
                               &pid, &error);
  check (ok, error);
  int status;
  struct rusage usage;
  wait4 (pid, &status, 0, &usage);
  check (WIFEXITED (status) && WEXITSTATUS (status) == 0, NULL);
  *mib = MAX (*mib, (double)usage.ru_maxrss / 1024);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static int
compare_doubles (const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

int
main (int argc, char **argv)
{
  if (argc == 4)
    {
      if (strcmp (argv[1], "bare") == 0)
        run_bare (argv[2], argv[3]);
      else
        run_ours (argv[2], argv[3], strcmp (argv[1], "sorted") == 0);
      return 0;
    }
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ka-bench-XXXXXX", &error);
  check (folder != NULL, error);
  g_autofree char *path = g_build_filename (folder, "ledger.kuangan", NULL);
  g_autofree char *ours = g_build_filename (folder, "ours.xlsx", NULL);
  g_autofree char *bare = g_build_filename (folder, "bare.xlsx", NULL);
  g_autoptr (KaLedger) ledger = ka_ledger_create (path, &error);
  check (ledger != NULL, error);
  gboolean ok = ka_ledger_transact (ledger, KA_CHANGE_SAVE, "bench", fill, NULL, NULL, &error)
                && ka_ledger_close (ledger, &error);
  check (ok, error);

  double ratios[PAIRS], sorted[PAIRS], mib = 0, bare_mib = 0;
  for (guint i = 0; i < PAIRS; i++)
    {
      double b = measure (argv[0], "bare", path, bare, &bare_mib);
      double a = measure (argv[0], "ours", path, ours, &mib);
      double c = measure (argv[0], "sorted", path, ours, &mib);
      ratios[i] = a / b;
      sorted[i] = c / b;
      printf ("# round %u: ours %.2f s, sorted %.2f s, libxlsxwriter alone %.2f s\n", i + 1, a, c,
              b);
    }
  qsort (ratios, PAIRS, sizeof *ratios, compare_doubles);
  qsort (sorted, PAIRS, sizeof *sorted, compare_doubles);
  double ratio = ratios[PAIRS / 2];
  printf ("export 100,000 x 20: %.2f x libxlsxwriter alone (limit %.1f)\n", ratio, MAX_RATIO);
  printf ("export 100,000 x 20, sorted by pinyin: %.2f x\n", sorted[PAIRS / 2]);
  printf ("export 100,000 x 20: peak %.0f MiB (limit %.0f; alone %.0f)\n", mib, MAX_MIB, bare_mib);
  g_unlink (ours);
  g_unlink (bare);
  g_unlink (path);
  g_rmdir (folder);
  return ratio <= MAX_RATIO && mib <= MAX_MIB ? 0 : 1;
}
