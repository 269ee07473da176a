/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "quarterly-district.h"

#include <glib/gstdio.h>

/* ---- paper and workbook ---- */

/* Whether the paper leads anywhere, uncompressed; FALSE where it cannot be told. */
static gboolean
contains_link (District *fixture, const char *path, gboolean *linked)
{
  g_autofree char *plain = g_build_filename (fixture->folder, "plain.pdf", NULL);
  g_autofree char *out
    = district_run ("qpdf", "--qdf", "--object-streams=disable", path, plain, NULL);
  g_autofree char *contents = NULL;
  gsize length;

  if (out == NULL)
    return FALSE;
  g_assert_true (g_file_get_contents (plain, &contents, &length, NULL));
  *linked = memmem (contents, length, "kuangan:figure/", strlen ("kuangan:figure/")) != NULL;
  return TRUE;
}

static void
test_paper (District *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *preview = g_build_filename (fixture->folder, "preview.pdf", NULL);
  g_autofree char *text = NULL;
  g_autofree char *plain = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  gboolean linked;

  district_fill (fixture, 7);
  report = district_report (fixture->ledger);
  path = district_write (report, fixture, "report.pdf");
  text = district_run ("pdftotext", "-raw", path, "-", NULL);
  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  plain = g_strjoinv ("", lines);
  for (guint i = 1; i < ka_quarterly_n_parts (); i++)
    g_assert_nonnull (strstr (plain, ka_quarterly_part_title (i)));
  g_assert_nonnull (strstr (plain, "重庆市江津区应急管理局文件"));
  g_assert_nonnull (strstr (plain, "重庆市应急管理局："));
  g_assert_nonnull (strstr (plain, "附件8"));
  g_assert_nonnull (strstr (plain, "抄送"));
  g_assert_null (strstr (plain, "{"));
  for (guint i = 0; i < report->annexes->len; i++)
    g_assert_nonnull (strstr (plain, ((KaAnnex *)report->annexes->pdata[i])->title));

  ka_quarterly_write_preview (report, preview, NULL, &error);
  g_assert_no_error (error);
  if (!contains_link (fixture, path, &linked))
    return;
  g_assert_false (linked);
  g_assert_true (contains_link (fixture, preview, &linked));
  g_assert_true (linked);
}

static void
test_workbook (District *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sheet = NULL;
  g_autofree char *book = NULL;
  g_autofree char *charts = NULL;
  g_autofree char *link = NULL;
  const KaResult *scale;

  district_fill (fixture, 11);
  report = district_report (fixture->ledger);
  scale = ka_figures_result (report->figures, "scale");
  path = district_write (report, fixture, "annexes.xlsx");
  book = district_run ("unzip", "-p", path, "xl/workbook.xml", NULL);
  sheet
    = book != NULL ? district_run ("unzip", "-p", path, "xl/worksheets/sheet1.xml", NULL) : NULL;
  charts = sheet != NULL ? district_run ("unzip", "-p", path, "xl/charts/chart1.xml", NULL) : NULL;
  if (charts == NULL)
    return;
  g_assert_nonnull (strstr (book, "name=\"指标\""));
  g_assert_nonnull (strstr (book, "name=\"01大中型矿山比例\""));
  g_assert_nonnull (strstr (book, "name=\"附件8 培训宣讲\""));
  /* The numerator leads to its rows, and is a number. */
  g_assert_nonnull (strstr (sheet, "ref=\"D3\" location=\"'01大中型矿山比例'!A1\""));
  link = g_strdup_printf ("<v>%" G_GINT64_FORMAT "</v>", scale->numerator);
  g_assert_nonnull (strstr (strstr (sheet, "<c r=\"D3\""), link));
  g_assert_nonnull (strstr (sheet, "<f>ROUND(D3*100/E3,1)</f>"));
  g_assert_nonnull (strstr (sheet, "<autoFilter"));
  g_assert_nonnull (strstr (sheet, "orientation=\"landscape\""));
  g_assert_nonnull (strstr (sheet, "state=\"frozen\""));
  g_assert_nonnull (strstr (charts, "barChart"));
}

/* Other programs read it, with the same figures. */
static void
test_workbook_read (District *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *csv = g_build_filename (fixture->folder, "sheet.csv", NULL);
  g_autofree char *first = NULL;
  g_autofree char *out = NULL;
  g_autofree char *contents = NULL;
  GPtrArray *results;

  district_fill (fixture, 13);
  report = district_report (fixture->ledger);
  path = district_write (report, fixture, "annexes.xlsx");
  out = district_run ("ssconvert", "-S", path, csv, NULL);
  if (out == NULL)
    return;
  first = g_strconcat (csv, ".0", NULL);
  g_assert_true (g_file_get_contents (first, &contents, NULL, NULL));
  results = ka_figures_results (report->figures);
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);
      g_autofree char *row = NULL;

      if (result->denominator < 0)
        continue;
      row = g_strdup_printf ("%u,%s,%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",", i + 1,
                             ka_indicator_name (result->indicator),
                             ka_indicator_group (result->indicator), result->numerator,
                             result->denominator);
      g_assert_nonnull (strstr (contents, row));
    }
}

/* Whatever stands in the ledger, the workbook is valid. */
static void
test_odd_strings (District *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (40000, 'x');
  g_autofree char *odd = g_strdup_printf ("=1+1 <&>\"' ]]> 𠮷 %s", long_text);
  gint64 enterprise
    = test_save (fixture->ledger, "enterprise", "name", "重庆“甲”<矿业>&有限公司", NULL);
  gint64 mine = test_mine (fixture->ledger, enterprise, "=HYPERLINK(\"a\")");
  g_autoptr (KaRecord) hazard = district_of_mine ("hazard", mine);
  g_autoptr (KaQuarterly) report = NULL;
  g_autofree char *path = NULL;
  g_autofree char *out = NULL;

  ka_record_set (hazard, "found", "2025-11-01");
  ka_record_set (hazard, "level", "重大");
  ka_record_set (hazard, "description", odd);
  if (!ka_ledger_save (fixture->ledger, hazard, NULL))
    {
      ka_record_set (hazard, "description", "=1+1 <&>\"' ]]> 𠮷");
      district_save (fixture->ledger, hazard);
    }
  report = district_report (fixture->ledger);
  path = district_write (report, fixture, "odd.xlsx");
  out = district_run ("unzip", "-tq", path, NULL);
  g_assert_true (out == NULL || strstr (out, "No errors") != NULL);
}

/* ---- the same again ---- */

static void
test_reproducible (District *fixture, gconstpointer data)
{
  static const char *const names[] = { "report.pdf", "annexes.xlsx" };
  g_autoptr (KaQuarterly) first = NULL;
  g_autoptr (KaQuarterly) second = NULL;

  district_fill (fixture, 17);
  first = district_report (fixture->ledger);
  ka_set_today (ka_day_from_iso ("2031-05-05"));
  second = district_report (fixture->ledger);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *a = district_write_digest (first, fixture, names[i]);
      g_autofree char *b = district_write_digest (second, fixture, names[i]);

      g_assert_cmpstr (a, ==, b);
    }
}

static gboolean
change_all (KaLedger *ledger, gpointer data, GError **error)
{
  for (gint64 id = 1; id <= 25; id++)
    {
      test_change (ledger, "mine", id, "video", id % 2 ? "1" : "0");
      test_change (ledger, "mine", id, "status", id % 3 ? "生产" : "关闭");
    }
  return ka_ledger_set_setting (ledger, "bureau.name", "改了名字的局", error)
         && ka_ledger_set_setting (ledger, "scope.tailings", "1", error);
}

static void
test_freeze (District *fixture, gconstpointer data)
{
  g_autoptr (KaFrozen) frozen = NULL;
  g_autoptr (KaFrozen) second = NULL;
  g_autoptr (KaFrozen) third = NULL;
  g_autoptr (KaFrozen) newest = NULL;
  g_autoptr (KaQuarterly) again = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GBytes) blob = NULL;
  g_autofree char *pdf = NULL;
  g_autofree char *xlsx = NULL;
  g_autofree char *lead = NULL;
  g_autoptr (KaQuarterly) draft = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head;

  district_fill (fixture, 19);
  g_assert_true (ka_quarterly_set_text (fixture->ledger, district_quarter (), 7,
                                        "本季报送{cases.sent}件。", &error));
  g_assert_null (ka_quarterly_get_frozen (fixture->ledger, district_quarter (), &error));
  g_assert_no_error (error);
  head = ka_ledger_get_head (fixture->ledger);
  frozen = ka_quarterly_freeze (fixture->ledger, district_quarter (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (frozen->edition, ==, 1);
  g_assert_cmpint (frozen->revision, ==, head);
  g_assert_null (frozen->differs);

  /* Edits of the ledger, of settings, of the text. */
  ka_set_today (ka_day_from_iso ("2026-04-01"));
  ka_ledger_transact (fixture->ledger, KA_CHANGE_SAVE, "修改", change_all, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (
    ka_quarterly_set_text (fixture->ledger, district_quarter (), 7, "别的文字。", &error));
  again = ka_quarterly_new_frozen (fixture->ledger, frozen, &error);
  g_assert_no_error (error);
  pdf = district_write_digest (again, fixture, "again.pdf");
  xlsx = district_write_digest (again, fixture, "again.xlsx");
  g_assert_cmpstr (pdf, ==, frozen->pdf_sha256);
  g_assert_cmpstr (xlsx, ==, frozen->xlsx_sha256);
  blob = ka_ledger_get_blob (fixture->ledger, frozen->pdf_sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (blob), >, 10000);

  /* A correction says what differs, and says that it is one. */
  draft = ka_quarterly_new (fixture->ledger, district_quarter (), KA_DAY_NONE, &error);
  g_assert_no_error (error);
  lead = ka_quarterly_expand (draft, 0, NULL);
  g_assert_nonnull (strstr (lead, "第2版"));
  second = ka_quarterly_freeze (fixture->ledger, district_quarter (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (second->edition, ==, 2);
  g_assert_nonnull (strstr (second->differs, "在册非煤矿山："));
  g_assert_nonnull (strstr (second->differs, "→"));
  g_assert_nonnull (strstr (second->differs, "的文字有修改"));
  g_assert_null (strstr (second->differs, "本季第几版"));
  g_assert_null (strstr (second->differs, "与上季比"));

  third = ka_quarterly_freeze (fixture->ledger, district_quarter (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (third->differs, ==, "数据和文字与上一版相同");
  list = ka_quarterly_list_frozen (fixture->ledger, &error);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpint (((KaFrozen *)list->pdata[0])->edition, ==, 3);
  newest = ka_quarterly_get_frozen (fixture->ledger, district_quarter (), &error);
  g_assert_cmpint (newest->id, ==, third->id);
  g_assert_cmpstr (newest->pdf_sha256, ==, third->pdf_sha256);
  test_verify (fixture->ledger);
}

/* A cancelled or refused freeze leaves nothing. */
static void
test_freeze_cancelled (District *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 head = ka_ledger_get_head (fixture->ledger);

  g_cancellable_cancel (cancellable);
  g_assert_null (ka_quarterly_freeze (fixture->ledger, district_quarter (), cancellable, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_null (ka_quarterly_freeze (fixture->ledger, district_quarter () + 1, NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_assert_cmpint (ka_ledger_get_head (fixture->ledger), ==, head);
}

static void
test_unwritable (District *fixture, gconstpointer data)
{
  g_autoptr (KaQuarterly) report = district_report (fixture->ledger);
  g_autoptr (GError) error = NULL;

  g_assert_false (ka_quarterly_write_xlsx (report, "/no/such/folder/annexes.xlsx", NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (ka_quarterly_write_pdf (report, "/no/such/folder/report.pdf", NULL, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, District, NULL, district_set_up, func, district_tear_down)
  add ("/quarterly/paper", test_paper);
  add ("/quarterly/workbook", test_workbook);
  add ("/quarterly/workbook-read", test_workbook_read);
  add ("/quarterly/odd-strings", test_odd_strings);
  add ("/quarterly/reproducible", test_reproducible);
  add ("/quarterly/freeze", test_freeze);
  add ("/quarterly/freeze-cancelled", test_freeze_cancelled);
  add ("/quarterly/unwritable", test_unwritable);
  return g_test_run ();
}
