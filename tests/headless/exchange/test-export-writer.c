/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ka-decimal.h>
#include <ka-grid.h>
#include <ka-xlsx-writer.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ka-test-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "表.xlsx", NULL);
  ka_set_today (ka_day_from_iso ("2026-01-05"));
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;
  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  /* Nothing else was left behind. */
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static const KaXlsxColumn columns[] = { { .heading = "甲", .width = 8 },
                                        { .heading = "乙", .text = TRUE },
                                        { .heading = "丙", .wrap = TRUE } };

static KaXlsxWriter *
begin (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaXlsxWriter *writer = ka_xlsx_writer_new (path, "试", &error);
  g_assert_no_error (error);
  g_assert_true (
    ka_xlsx_writer_begin_sheet (writer, "表", columns, G_N_ELEMENTS (columns), &error));
  return writer;
}

static void
finish (KaXlsxWriter *writer)
{
  g_autoptr (GError) error = NULL;
  gboolean ok = ka_xlsx_writer_finish (writer, &error);
  g_assert_no_error (error);
  g_assert_true (ok);
  ka_xlsx_writer_free (writer);
}

static KaBook *
read_back (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaBook *book = ka_book_open (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return book;
}

/* The first cell of row i after the headings; its text is the book's. */
static KaCell
read_cell (KaBook *book, guint i)
{
  KaGrid *grid = ka_book_get_sheet (book, 0);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  ka_grid_read_row (grid, i + 1, cells);
  g_assert_cmpuint (cells->len, >, 0);
  return g_array_index (cells, KaCell, 0);
}

static void
test_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *expected;
  } cases[] = {
    { "江津区示例石灰岩矿", NULL },
    { "911101050000000001", NULL },
    { "990116199001011234", NULL },
    { "=1+1", NULL },
    { "+570m至+450m", NULL },
    { "a<b>&\"c'", NULL },
    { "  前后有空格  ", NULL },
    { "第一行\n第二行", NULL },
    { "_x0041_", NULL },
    { "a_x0041_b_x005F_", NULL },
    { "_x00", NULL },
    { "_xZZZZ_", NULL },
    { "𠀀😀㎡", NULL },
    { "坏\xff字", "坏\xef\xbf\xbd字" },
    { "半\xe6\xb1", "半\xef\xbf\xbd\xef\xbf\xbd" },
    { "]]>", NULL },
  };
  KaXlsxWriter *writer = begin (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
      ka_xlsx_writer_text (writer, 0, cases[i].text);
      ka_xlsx_writer_text (writer, 1, "");
      ka_xlsx_writer_text (writer, 2, NULL);
    }
  finish (writer);
  g_autoptr (KaBook) book = read_back (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KaCell cell = read_cell (book, i);
      g_autofree char *valid = g_utf8_make_valid (cases[i].text, -1);
      g_assert_cmpint (cell.type, ==, KA_CELL_TEXT);
      g_assert_cmpstr (cell.text, ==, valid);
    }
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) fits = g_string_new (NULL);
  for (guint i = 0; i < 32767; i++)
    g_string_append (fits, "矿");
  g_autofree char *passes = g_strconcat (fits->str, "山", NULL);
  KaXlsxWriter *writer = begin (fixture->path);
  g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
  ka_xlsx_writer_text (writer, 0, fits->str);
  g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
  ka_xlsx_writer_text (writer, 0, passes);
  finish (writer);
  g_autoptr (KaBook) book = read_back (fixture->path);
  g_assert_cmpstr (read_cell (book, 0).text, ==, fits->str);
  const char *cut = read_cell (book, 1).text;
  g_assert_cmpint (g_utf8_strlen (cut, -1), ==, 32767);
  g_assert_true (g_str_has_suffix (cut, "以下略）"));
}

static void
test_numbers (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64 value;
    guint places;
  } cases[] = {
    { 0, 2 },
    { 1560, 2 },
    { 995, 2 },
    { 1, 6 },
    { -3, 0 },
    { 105898611, 6 },
    { 10001, 4 },
    { 99999999999, 2 },
    { 123456789012345, 6 },
    { 999999999999999, 0 },
    { 1005, 3 },
    { 8115, 3 },
  };
  KaXlsxWriter *writer = begin (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
      ka_xlsx_writer_decimal (writer, 0, cases[i].value, cases[i].places);
    }
  g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
  ka_xlsx_writer_decimal (writer, 0, G_MAXINT64, 2);
  finish (writer);
  g_autoptr (KaBook) book = read_back (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KaCell cell = read_cell (book, i);
      gint64 value;
      gboolean rounded = FALSE;
      g_assert_cmpint (cell.type, ==, KA_CELL_NUMBER);
      g_assert_true (ka_decimal_parse (cell.text, cases[i].places, &value, &rounded));
      g_assert_cmpint (value, ==, cases[i].value);
      g_assert_false (rounded);
    }
  KaCell cell = read_cell (book, G_N_ELEMENTS (cases));
  g_assert_cmpint (cell.type, ==, KA_CELL_TEXT);
  g_assert_cmpstr (cell.text, ==, "92233720368547758.07");
}

static void
test_days (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *iso;
    KaCellType type;
    const char *text;
  } cases[] = {
    { "2025-12-31", KA_CELL_DATE, "2025-12-31" }, { "1900-03-01", KA_CELL_DATE, "1900-03-01" },
    { "1900-02-28", KA_CELL_TEXT, "1900-02-28" }, { "9999-12-31", KA_CELL_TEXT, "长期" },
    { "2024-02-29", KA_CELL_DATE, "2024-02-29" },
  };
  KaXlsxWriter *writer = begin (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
      ka_xlsx_writer_day (writer, 0, ka_day_from_iso (cases[i].iso));
      ka_xlsx_writer_day (writer, 1, KA_DAY_NONE);
    }
  /* Every minute of a day comes back as it was. */
  for (guint minute = 0; minute < 1440; minute++)
    {
      g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
      ka_xlsx_writer_time (writer, 0, ka_day_from_iso ("2025-07-22"), minute);
    }
  finish (writer);
  g_autoptr (KaBook) book = read_back (fixture->path);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KaCell cell = read_cell (book, i);
      g_assert_cmpint (cell.type, ==, cases[i].type);
      g_assert_cmpstr (cell.text, ==, cases[i].text);
    }
  for (guint minute = 1; minute < 1440; minute++)
    {
      KaCell cell = read_cell (book, G_N_ELEMENTS (cases) + minute);
      g_autofree char *expected
        = g_strdup_printf ("2025-07-22T%02u:%02u", minute / 60, minute % 60);
      g_assert_cmpint (cell.type, ==, KA_CELL_TIME);
      g_assert_cmpstr (cell.text, ==, expected);
    }
}

static void
test_sheet_names (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = {
    "企业",
    "企业",
    "a/b:c[d]*?\\'",
    "",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三",
    "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一四",
  };
  g_autoptr (GError) error = NULL;
  KaXlsxWriter *writer = ka_xlsx_writer_new (fixture->path, "试", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    g_assert_true (ka_xlsx_writer_begin_sheet (writer, wanted[i], columns, 1, &error));
  finish (writer);
  g_autoptr (KaBook) book = read_back (fixture->path);
  g_assert_cmpuint (ka_book_get_n_sheets (book), ==, G_N_ELEMENTS (wanted));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      const char *name = ka_grid_get_name (ka_book_get_sheet (book, i));
      g_assert_cmpint (g_utf8_strlen (name, -1), <=, 31);
      g_assert_null (strpbrk (name, "[]:*?/\\"));
      g_assert_true (g_hash_table_add (seen, (gpointer)name));
    }
  g_assert_cmpstr (ka_grid_get_name (ka_book_get_sheet (book, 1)), ==, "企业(2)");
}

static void
test_unfinished (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents (fixture->path, "before", -1, NULL));
  KaXlsxWriter *writer = begin (fixture->path);
  for (guint i = 0; i < 1000; i++)
    {
      g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
      ka_xlsx_writer_text (writer, 0, "没有写完的");
    }
  ka_xlsx_writer_free (writer);
  g_autofree char *content = NULL;
  g_assert_true (g_file_get_contents (fixture->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
write_some (const char *path)
{
  KaXlsxWriter *writer = begin (path);
  for (guint i = 0; i < 50; i++)
    {
      g_assert_true (ka_xlsx_writer_begin_row (writer, NULL));
      ka_xlsx_writer_text (writer, 0, "同样的");
      ka_xlsx_writer_decimal (writer, 1, i, 2);
      ka_xlsx_writer_day (writer, 2, 20000 + (KaDay)i);
    }
  finish (writer);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = NULL, *second = NULL;
  gsize n_first, n_second;
  write_some (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &first, &n_first, NULL));
  g_usleep (1100 * 1000);
  write_some (fixture->path);
  g_assert_true (g_file_get_contents (fixture->path, &second, &n_second, NULL));
  g_assert_cmpmem (first, n_first, second, n_second);
}

static void
test_full_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KaXlsxWriter *writer = begin (fixture->path);
  guint rows = 0;
  while (ka_xlsx_writer_begin_row (writer, &error))
    rows++;
  g_assert_cmpuint (rows, ==, 1048575);
  g_assert_error (error, KA_ERROR, KA_ERROR_TOO_LARGE);
  ka_xlsx_writer_free (writer);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;
  g_assert_null (ka_xlsx_writer_new ("/nonexistent/folder/a.xlsx", "试", &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "a.xlsx"));
}

/* The limit on the size of a file stands for a full disk: writes fail in the middle in the same way. */
static void
test_full_disk (Fixture *fixture, gconstpointer data)
{
  struct rlimit old, small = { 64 * 1024, RLIM_INFINITY };
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &old), ==, 0);
  small.rlim_max = old.rlim_max;
  void (*handler) (int) = signal (SIGXFSZ, SIG_IGN);
  KaXlsxWriter *writer = begin (fixture->path);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  gboolean ok = TRUE;
  for (guint i = 0; ok && i < 20000; i++)
    {
      ok = ka_xlsx_writer_begin_row (writer, &error);
      if (ok)
        ka_xlsx_writer_text (writer, 0, "磁盘就要满了");
    }
  ok = ok && ka_xlsx_writer_finish (writer, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &old), ==, 0);
  signal (SIGXFSZ, handler);
  g_assert_false (ok);
  g_assert_error (error, KA_ERROR, KA_ERROR_FULL);
  ka_xlsx_writer_free (writer);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

#define ADD(name, func) g_test_add ("/export-writer/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text", test_text);
  ADD ("long", test_long);
  ADD ("numbers", test_numbers);
  ADD ("days", test_days);
  ADD ("sheet-names", test_sheet_names);
  ADD ("unfinished", test_unfinished);
  ADD ("same-bytes", test_same_bytes);
  ADD ("full-sheet", test_full_sheet);
  ADD ("full-disk", test_full_disk);
  g_test_add_func ("/export-writer/no-folder", test_no_folder);
  return g_test_run ();
}
