/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The readers of xls (BIFF5, BIFF8) and ods. The same cells stand in tests/data/sheets in both. */
#include "config.h"

#include <ka-grid.h>

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
write_file (const char *name, const void *bytes, gsize len)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize)len, &error);
  g_assert_no_error (error);
  return path;
}

static char *
data_file (const char *name)
{
  return g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "sheets", name, NULL);
}

static KaBook *
read_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  KaBook *book = ka_book_open (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return book;
}

/* The cell at row and column (from 0) as "type text", "" where there is none. */
static char *
cell_text (KaGrid *grid, guint row, guint column)
{
  static const char *const types[]
    = { "empty", "text", "number", "date", "time", "boolean", "error" };
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));

  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    if (ka_grid_row_number (grid, i) == row)
      {
        ka_grid_read_row (grid, i, cells);
        for (guint c = 0; c < cells->len; c++)
          {
            const KaCell *cell = &g_array_index (cells, KaCell, c);

            if (cell->column == column)
              return g_strdup_printf ("%s%s %s", types[cell->type], cell->formula ? "=" : "",
                                      cell->text);
          }
      }
  return g_strdup ("");
}

static const struct
{
  guint row, column;
  const char *xls, *ods; /* ods NULL: the same */
} expected[] = {
  { 0, 0, "text 非煤矿山台账", NULL },
  { 1, 4, "text 隐藏列", NULL },
  { 2, 1, "text 91500116MAYY10179B", NULL },
  { 2, 2, "date 2025-03-05", NULL },
  { 2, 3, "number 15.6", NULL },
  { 3, 0, "text 𠮷样例砂石厂\n二分厂", NULL },
  { 3, 1, "text ００１", NULL },
  { 3, 2, "time 2025-03-05T15:20", NULL },
  { 3, 3, "number 1234567890.25", NULL },
  { 4, 1, "", NULL },
  { 4, 3, "number= 1234567905.85", NULL },
  { 5, 0, "text= 重庆示例石料有限公司（原）", NULL },
  /* LibreOffice writes a truth that came from a formula as the number 1. */
  { 5, 1, "boolean= 1", "number= 1" },
  { 5, 2, "error= #N/A", NULL },
  { 6, 3, "number 0.125", NULL },
  { 7, 0, "text 纵向", NULL },
  { 8, 1, "number -3", NULL },
};

static void
check_book (const char *name, gboolean ods)
{
  g_autofree char *path = data_file (name);
  g_autoptr (KaBook) book = read_file (path);
  KaGrid *grid = ka_book_get_sheet (book, 0);
  const KaMerge *merges;
  guint n;

  g_assert_cmpstr (ka_book_get_format (book), ==, ods ? "ods" : "xls");
  g_assert_cmpuint (ka_book_get_n_sheets (book), ==, 2);
  g_assert_cmpstr (ka_grid_get_name (grid), ==, "台账");
  g_assert_cmpint (ka_grid_get_state (grid), ==, KA_SHEET_VISIBLE);
  g_assert_cmpint (ka_grid_get_state (ka_book_get_sheet (book, 1)), ==, KA_SHEET_HIDDEN);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *text = cell_text (grid, expected[i].row, expected[i].column);

      g_assert_cmpstr (text, ==, ods && expected[i].ods ? expected[i].ods : expected[i].xls);
    }
  merges = ka_grid_get_merges (grid, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (merges[0].last_column, ==, 3);
  g_assert_cmpuint (merges[1].last_row, ==, 8);
  g_assert_true (ka_grid_column_hidden (grid, 4));
  g_assert_false (ka_grid_column_hidden (grid, 3));
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    g_assert_cmpint (ka_grid_row_hidden (grid, i), ==, ka_grid_row_number (grid, i) == 8);
  /* Strings that run over the end of a record. */
  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *text = cell_text (grid, 11 + i, 0);
      g_autofree char *end = g_strdup_printf ("说明文字%u", i);

      g_assert_true (g_str_has_suffix (text, end));
      g_assert_cmpint (g_utf8_strlen (text, -1), ==, (glong)(5 + 240 + strlen (end) - 12));
    }
}

static void
test_xls (void)
{
  check_book ("cells.xls", FALSE);
}

static void
test_ods (void)
{
  check_book ("cells.ods", TRUE);
}

static void
add_record (GByteArray *out, guint type, const void *data, gsize len)
{
  guint8 head[4] = { type & 0xff, type >> 8, len & 0xff, (guint8)(len >> 8) };

  g_byte_array_append (out, head, 4);
  g_byte_array_append (out, data, (guint)len);
}

/* BIFF5 as old programs wrote it: bytes of the code page, no container. */
static void
test_biff5 (void)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *name = g_convert ("矿山", -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  g_autofree char *text = g_convert ("陡石梯砂岩矿", -1, "GB18030", "UTF-8", NULL, NULL, NULL);
  guint8 bound[32] = { 0 }, label[64] = { 0 };
  guint8 rk[] = { 1, 0, 0, 0, 0, 0, 0x4b, 0x9a, 0x02, 0 };
  g_autofree char *path = NULL;
  g_autofree char *cell = NULL;
  g_autofree char *number = NULL;
  g_autoptr (KaBook) book = NULL;
  gsize name_len = strlen (name), text_len = strlen (text);

  add_record (out, 0x0809, "\x00\x05\x05\x00\x00\x00\x00\x00", 8);
  add_record (out, 0x0042, "\xa8\x03", 2); /* 936 */
  bound[6] = (guint8)name_len;
  memcpy (bound + 7, name, name_len);
  /* The sheet begins behind: head 12, code page 6, this record and the end. */
  bound[0] = (guint8)(12 + 6 + 4 + 7 + name_len + 4);
  add_record (out, 0x0085, bound, 7 + name_len);
  add_record (out, 0x000a, "", 0);
  add_record (out, 0x0809, "\x00\x05\x10\x00\x00\x00\x00\x00", 8);
  label[6] = (guint8)text_len;
  memcpy (label + 8, text, text_len);
  add_record (out, 0x0204, label, 8 + text_len);
  add_record (out, 0x027e, rk, sizeof rk);
  add_record (out, 0x000a, "", 0);

  path = write_file ("five.xls", out->data, out->len);
  book = read_file (path);
  g_assert_cmpuint (ka_book_get_n_sheets (book), ==, 1);
  g_assert_cmpstr (ka_grid_get_name (ka_book_get_sheet (book, 0)), ==, "矿山");
  cell = cell_text (ka_book_get_sheet (book, 0), 0, 0);
  g_assert_cmpstr (cell, ==, "text 陡石梯砂岩矿");
  number = cell_text (ka_book_get_sheet (book, 0), 1, 0);
  g_assert_cmpstr (number, ==, "number 426.42");
}

/* Copies with bytes changed at random end in a book or in a sentence. */
static void
test_damaged (gconstpointer name)
{
  g_autofree char *path = data_file (name);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize len;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  /* libgsf warns of what is damaged; the reader drops that and says its own. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  g_assert_true (g_file_get_contents (path, &bytes, &len, &error));
  for (guint round = 0; round < 150; round++)
    {
      g_autofree char *copy = g_memdup2 (bytes, len);
      g_autofree char *damaged = NULL;
      g_autoptr (KaBook) book = NULL;
      g_autoptr (GError) refusal = NULL;
      gsize kept = round % 3 == 0 ? (gsize)g_rand_int_range (random, 1, (int)len) : len;

      for (guint i = 0; i < 20; i++)
        copy[g_rand_int_range (random, 0, (int)len)] = (char)g_rand_int (random);
      damaged = write_file ("damaged", copy, kept);
      book = ka_book_open (damaged, NULL, NULL, NULL, &refusal);
      g_assert_true ((book != NULL) != (refusal != NULL));
      if (refusal != NULL)
        g_assert_true (refusal->domain == KA_ERROR);
    }
}

/* What another program wrote by the code page of Chinese Windows (make-cells.py says how). */
static void
test_biff7_of_gnumeric (void)
{
  static const struct
  {
    guint row, column;
    const char *text;
  } wanted[] = { { 0, 0, "text 矿山名称" },
                 { 1, 0, "text 石堰口〔一号〕矿，东段" },
                 { 1, 1, "text （渝）FM安许证字〔2024〕0012号" },
                 { 1, 2, "date 2025-03-05" },
                 { 1, 3, "number 0.1501" },
                 { 2, 0, "text 德感街道①" },
                 { 2, 1, "text C5001162023077130991006" },
                 { 2, 2, "date 2025-12-31" } };
  g_autofree char *path = data_file ("gnumeric-biff7.xls");
  g_autoptr (KaBook) book = read_file (path);

  g_assert_cmpuint (ka_book_get_n_sheets (book), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (wanted); i++)
    {
      g_autofree char *text
        = cell_text (ka_book_get_sheet (book, 0), wanted[i].row, wanted[i].column);

      g_assert_cmpstr (text, ==, wanted[i].text);
    }
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("ka-sheets-XXXXXX", NULL);
  g_test_add_func ("/exchange/old-sheets/xls", test_xls);
  g_test_add_func ("/exchange/old-sheets/ods", test_ods);
  g_test_add_func ("/exchange/old-sheets/biff5", test_biff5);
  g_test_add_func ("/exchange/old-sheets/biff7-of-gnumeric", test_biff7_of_gnumeric);
  g_test_add_data_func ("/exchange/old-sheets/damaged-xls", "cells.xls", test_damaged);
  g_test_add_data_func ("/exchange/old-sheets/damaged-ods", "cells.ods", test_damaged);
  status = g_test_run ();
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path = g_build_filename (folder, i ? "damaged" : "five.xls", NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}
