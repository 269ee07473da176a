/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-grid.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

static void
test_letters (void)
{
  static const struct
  {
    guint column;
    const char *letters;
  } cases[] = { { 0, "A" },    { 25, "Z" },    { 26, "AA" },    { 51, "AZ" },
                { 701, "ZZ" }, { 702, "AAA" }, { 16383, "XFD" } };
  char buffer[8];

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (ka_column_letters (cases[i].column, buffer), ==, cases[i].letters);
}

static const KaCell *
cell_at (GArray *cells, guint i)
{
  g_assert_cmpuint (i, <, cells->len);
  return &g_array_index (cells, KaCell, i);
}

static void
test_cells (void)
{
  g_autoptr (KaBook) book = ka_book_new ("test");
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  KaGrid *grid = ka_book_add_sheet (book, "矿山", KA_SHEET_VISIBLE);
  guint shared = ka_book_add_string (book, "双福街道", -1);

  ka_grid_begin_row (grid, 2, FALSE);
  ka_grid_begin_row (grid, 4, TRUE); /* row 2 holds nothing and is not kept */
  ka_grid_add_cell (grid, 0, KA_CELL_TEXT, "矿", -1, FALSE);
  ka_grid_add_cell (grid, 1, KA_CELL_TEXT, "", -1, FALSE);
  ka_grid_add_shared (grid, 8, shared, FALSE);
  ka_grid_add_cell (grid, 9, KA_CELL_NUMBER, "15.600000000000001", -1, TRUE);
  ka_grid_add_cell (grid, 16383, KA_CELL_DATE, "2025-12-31", -1, FALSE);
  ka_grid_begin_row (grid, 9, FALSE);
  ka_grid_add_cell (grid, 3, KA_CELL_ERROR, "#N/A", -1, FALSE);
  ka_grid_begin_row (grid, 10, FALSE);

  g_assert_cmpuint (ka_grid_get_n_rows (grid), ==, 2);
  g_assert_cmpuint (ka_grid_get_n_columns (grid), ==, 16384);
  g_assert_cmpuint (ka_grid_row_number (grid, 0), ==, 4);
  g_assert_true (ka_grid_row_hidden (grid, 0));
  g_assert_false (ka_grid_row_hidden (grid, 1));
  ka_grid_read_row (grid, 0, cells);
  g_assert_cmpuint (cells->len, ==, 4);
  g_assert_cmpstr (cell_at (cells, 0)->text, ==, "矿");
  g_assert_cmpstr (cell_at (cells, 1)->text, ==, "双福街道");
  g_assert_cmpuint (cell_at (cells, 1)->column, ==, 8);
  g_assert_cmpint (cell_at (cells, 2)->type, ==, KA_CELL_NUMBER);
  g_assert_true (cell_at (cells, 2)->formula);
  g_assert_cmpstr (cell_at (cells, 2)->text, ==, "15.600000000000001");
  g_assert_cmpuint (cell_at (cells, 3)->column, ==, 16383);
  g_assert_cmpint (cell_at (cells, 3)->type, ==, KA_CELL_DATE);
  ka_grid_read_row (grid, 1, cells);
  g_assert_cmpuint (cells->len, ==, 1);
  g_assert_cmpuint (cell_at (cells, 0)->column, ==, 3);
  g_assert_cmpstr (cell_at (cells, 0)->text, ==, "#N/A");
}

/* Rows and cells that a file gives out of order are put in order; of a cell given twice the later stands. */
static void
test_out_of_order (void)
{
  g_autoptr (KaBook) book = ka_book_new ("test");
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  KaGrid *grid = ka_book_add_sheet (book, "", KA_SHEET_HIDDEN);

  ka_grid_begin_row (grid, 7, FALSE);
  ka_grid_add_cell (grid, 5, KA_CELL_TEXT, "f", -1, FALSE);
  ka_grid_add_cell (grid, 1, KA_CELL_TEXT, "b", -1, FALSE);
  ka_grid_add_cell (grid, 5, KA_CELL_TEXT, "F", -1, FALSE);
  ka_grid_begin_row (grid, 3, FALSE);
  ka_grid_add_cell (grid, 0, KA_CELL_TEXT, "first", -1, FALSE);

  g_assert_cmpint (ka_grid_get_state (grid), ==, KA_SHEET_HIDDEN);
  g_assert_cmpuint (ka_grid_get_n_rows (grid), ==, 2);
  g_assert_cmpuint (ka_grid_row_number (grid, 0), ==, 3);
  ka_grid_read_row (grid, 0, cells);
  g_assert_cmpuint (cells->len, ==, 1);
  ka_grid_read_row (grid, 1, cells);
  g_assert_cmpuint (cells->len, ==, 2);
  g_assert_cmpstr (cell_at (cells, 0)->text, ==, "b");
  g_assert_cmpstr (cell_at (cells, 1)->text, ==, "F");
}

/* Whatever bytes a reader hands over, what comes back is valid text of at most one cell's length. */
static void
test_repaired (void)
{
  g_autoptr (KaBook) book = ka_book_new ("test");
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (GString) large = g_string_new (NULL);
  KaGrid *grid = ka_book_add_sheet (book, "\xff表", KA_SHEET_VISIBLE);

  for (guint i = 0; i < 40000; i++)
    g_string_append (large, "矿");
  ka_grid_begin_row (grid, 0, FALSE);
  ka_grid_add_cell (grid, 0, KA_CELL_TEXT, "a\xff\xfe", 3, FALSE);
  ka_grid_add_cell (grid, 1, KA_CELL_TEXT, "a\0b", 3, FALSE);
  ka_grid_add_shared (grid, 2, ka_book_add_string (book, large->str, large->len), FALSE);
  ka_grid_read_row (grid, 0, cells);
  g_assert_cmpuint (cells->len, ==, 3);
  for (guint i = 0; i < cells->len; i++)
    g_assert_true (g_utf8_validate (cell_at (cells, i)->text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (cell_at (cells, 2)->text, -1), ==, 32767);
  g_assert_true (g_utf8_validate (ka_grid_get_name (grid), -1, NULL));
}

static void
test_merges (void)
{
  g_autoptr (KaBook) book = ka_book_new ("test");
  KaGrid *grid = ka_book_add_sheet (book, "表", KA_SHEET_VISIBLE);
  KaMerge merge = { 0, 1, 2, 3 };
  guint n;

  ka_grid_add_merge (grid, &merge);
  ka_grid_hide_columns (grid, 2, 4);
  g_assert_cmpuint (ka_grid_get_merges (grid, &n)->last_column, ==, 3);
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (ka_grid_column_hidden (grid, 1));
  g_assert_true (ka_grid_column_hidden (grid, 4));
  g_assert_false (ka_grid_column_hidden (grid, 5));
}

/* ---- books that do not stay in memory ---- */

#define LARGE_ROWS 12000
#define LARGE_STRINGS 20000

static char *
make_large_text (guint i)
{
  g_autofree char *fill = g_strnfill (i * 7919 % 1500, 'x');

  return g_strdup_printf ("第%u号%s", i, fill);
}

/* The two sheets are filled in turn: their rows lie among each other. */
static KaBook *
make_large_book (void)
{
  KaBook *book = ka_book_new ("test");
  KaGrid *grids[] = { ka_book_add_sheet (book, "甲", KA_SHEET_VISIBLE),
                      ka_book_add_sheet (book, "乙", KA_SHEET_VISIBLE) };

  for (guint i = 0; i < LARGE_STRINGS; i++)
    {
      g_autofree char *text = make_large_text (i);

      g_assert_cmpuint (ka_book_add_string (book, text, -1), ==, i);
    }
  for (guint row = 0; row < LARGE_ROWS; row++)
    {
      KaGrid *grid = grids[row % 2];
      g_autofree char *text = make_large_text (row + 1);

      ka_grid_begin_row (grid, row / 2, FALSE);
      ka_grid_add_shared (grid, 0, row * 31u % LARGE_STRINGS, FALSE);
      ka_grid_add_cell (grid, 2, KA_CELL_TEXT, text, -1, FALSE);
    }
  return book;
}

static void
check_large_row (KaBook *book, guint row, GArray *cells)
{
  KaGrid *grid = ka_book_get_sheet (book, row % 2);
  g_autofree char *shared = make_large_text (row * 31u % LARGE_STRINGS);
  g_autofree char *own = make_large_text (row + 1);

  ka_grid_read_row (grid, row / 2, cells);
  g_assert_cmpuint (cells->len, ==, 2);
  g_assert_cmpstr (cell_at (cells, 0)->text, ==, shared);
  g_assert_cmpstr (cell_at (cells, 1)->text, ==, own);
  g_assert_cmpuint (ka_grid_row_number (grid, row / 2), ==, row / 2);
}

static void
check_large_book (KaBook *book)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autofree char *own = make_large_text (1);
  guint32 seed = g_test_rand_int ();
  GRand *rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  ka_grid_read_row (ka_book_get_sheet (book, 0), 0, first);
  for (guint row = 0; row < LARGE_ROWS; row++)
    check_large_row (book, row, cells);
  for (guint i = 0; i < LARGE_ROWS; i++)
    check_large_row (book, (guint)g_rand_int_range (rand, 0, LARGE_ROWS), cells);
  /* What was handed out at first stands where it stood. */
  g_assert_cmpstr (cell_at (first, 1)->text, ==, own);
  g_rand_free (rand);
}

static void
test_large (void)
{
  g_autoptr (KaBook) book = make_large_book ();

  check_large_book (book);
}

/* The disk takes no more (here: files of at most so many bytes): the book stays in memory. */
static void
test_large_without_disk (gconstpointer bytes)
{
  struct rlimit before, small;
  KaBook *book;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = (struct rlimit){ GPOINTER_TO_SIZE (bytes), before.rlim_max };
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  book = make_large_book ();
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  check_large_book (book);
  ka_book_free (book);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grid/letters", test_letters);
  g_test_add_func ("/grid/cells", test_cells);
  g_test_add_func ("/grid/out-of-order", test_out_of_order);
  g_test_add_func ("/grid/repaired", test_repaired);
  g_test_add_func ("/grid/merges", test_merges);
  g_test_add_func ("/grid/large", test_large);
  g_test_add_data_func ("/grid/large/no-disk", GSIZE_TO_POINTER (1 << 20), test_large_without_disk);
  g_test_add_data_func ("/grid/large/disk-full", GSIZE_TO_POINTER (9 << 20),
                        test_large_without_disk);
  return g_test_run ();
}
