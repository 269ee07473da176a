/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-quarterly-private.h>

#include "store-test.h"

/* A report on more mines than paper shows: the workbook holds them all, and the totals stay exact. */

#define N_MINES 2010
#define ON_PAPER 500
#define IN_LIST 2000

static char *
run (const char *program, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autofree char *path = g_find_program_in_path (program);
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  va_list args;

  if (path == NULL)
    {
      g_test_skip (program);
      return NULL;
    }
  g_ptr_array_add (argv, (gpointer)program);
  va_start (args, program);
  for (char *arg = va_arg (args, char *); arg != NULL; arg = va_arg (args, char *))
    g_ptr_array_add (argv, arg);
  va_end (args);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return out;
}

/* Every tenth is large, which is what the first indicator counts. */
static gboolean
fill (KaLedger *ledger, gpointer data, GError **error)
{
  gint64 enterprise = test_save (ledger, "enterprise", "name", "某矿业公司", NULL);

  for (guint i = 0; i < N_MINES; i++)
    {
      g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
      g_autofree char *owner = g_strdup_printf ("%" G_GINT64_FORMAT, enterprise);
      g_autofree char *name = g_strdup_printf ("第%u号矿", i + 1);

      ka_record_set (mine, "enterprise", owner);
      ka_record_set (mine, "name", name);
      ka_record_set (mine, "type", "露天矿山");
      ka_record_set (mine, "status", "生产");
      ka_record_set (mine, "town", "珞璜镇");
      ka_record_set (mine, "size_class", i % 10 == 0 ? "大型" : "小型");
      if (!ka_ledger_save (ledger, mine, error))
        return FALSE;
    }
  return TRUE;
}

static KaQuarterly *
make_report (const char *folder)
{
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  KaQuarterly *report;

  ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "试", fill, NULL, NULL, &error);
  g_assert_no_error (error);
  report = ka_quarterly_new (ledger, ka_quarter_from_text ("2025Q4"), KA_DAY_NONE, &error);
  g_assert_no_error (error);
  return report;
}

static void
check_paper (KaQuarterly *report, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
  g_autofree char *rest = g_strdup_printf (
    "其余%u行见Excel附表“附件1矿山基本情况”，合计按全部%u行计算。", N_MINES - ON_PAPER, N_MINES);
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GRegex) blanks = g_regex_new ("\\s+", 0, 0, NULL);
  g_autoptr (GError) error = NULL;

  ka_quarterly_write_pdf (report, path, NULL, &error);
  g_assert_no_error (error);
  text = run ("pdftotext", "-layout", path, "-", NULL);
  if (text == NULL)
    return;
  plain = g_regex_replace_literal (blanks, text, -1, 0, "", 0, NULL);
  g_assert_nonnull (strstr (plain, rest));
  g_assert_nonnull (strstr (plain, "合计2010"));
  g_assert_nonnull (strstr (plain, "第500号矿"));
  g_assert_null (strstr (plain, "第501号矿"));
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = strstr (text, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

/* The number of the sheet in the workbook, from 1. */
static guint
find_sheet (const char *book, const char *name)
{
  g_autofree char *attribute = g_strdup_printf ("name=\"%s\"", name);
  const char *at = strstr (book, attribute);

  g_assert_nonnull (at);
  g_autofree char *before = g_strndup (book, (gsize)(at - book));
  return count (before, "<sheet ") + (g_str_has_suffix (before, "<sheet ") ? 0 : 1);
}

static char *
read_sheet (const char *path, const char *book, const char *name)
{
  g_autofree char *member = g_strdup_printf ("xl/worksheets/sheet%u.xml", find_sheet (book, name));

  return run ("unzip", "-p", path, member, NULL);
}

static void
check_workbook (KaQuarterly *report, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "annexes.xlsx", NULL);
  g_autofree char *book = NULL;
  g_autofree char *all = NULL;
  g_autofree char *scale = NULL;
  g_autoptr (GError) error = NULL;

  ka_quarterly_write_xlsx (report, path, NULL, &error);
  g_assert_no_error (error);
  book = run ("unzip", "-p", path, "xl/workbook.xml", NULL);
  if (book == NULL)
    return;
  /* Two rows of head, the mines, the total and a note. */
  all = read_sheet (path, book, "附件1 矿山基本情况");
  g_assert_cmpuint (count (all, "<row "), ==, 3 + N_MINES + 2);
  /* Two rows of head, the mines listed, the total and how many there are. */
  scale = read_sheet (path, book, "01大中型矿山比例");
  g_assert_cmpuint (count (scale, "<row "), ==, 2 + IN_LIST + 2);
  g_assert_nonnull (strstr (scale, "<v>201</v>"));
}

static void
test_many (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaQuarterly) report = NULL;

  ka_set_today (ka_day_from_iso ("2025-12-31"));
  report = make_report (folder);
  check_paper (report, folder);
  check_workbook (report, folder);
  g_clear_pointer (&report, ka_quarterly_free);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/quarterly/many", test_many);
  return g_test_run ();
}
