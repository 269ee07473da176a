/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <sys/mman.h>
#include <unistd.h>

void
fuzz_file_open (FuzzFile *file, const void *bytes, gsize size)
{
  const char *at = bytes;

  file->fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_assert_cmpint (file->fd, >=, 0);
  while (size > 0)
    {
      gssize n = write (file->fd, at, size);

      g_assert_cmpint (n, >, 0);
      at += n;
      size -= n;
    }
  g_snprintf (file->path, sizeof file->path, "/proc/self/fd/%d", file->fd);
}

void
fuzz_file_close (FuzzFile *file)
{
  close (file->fd);
}

static void
check_sheet (KaGrid *grid, GArray *cells)
{
  guint n, last = 0;

  g_assert_true (g_utf8_validate (ka_grid_get_name (grid), -1, NULL));
  for (guint r = 0; r < ka_grid_get_n_rows (grid); r++)
    {
      g_assert_true (r == 0 || ka_grid_row_number (grid, r) >= last);
      last = ka_grid_row_number (grid, r);
      ka_grid_read_row (grid, r, cells);
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          g_assert_cmpuint (cell->column, <, ka_grid_get_n_columns (grid));
          g_assert_true (i == 0 || cell->column > cell[-1].column);
          g_assert_true (g_utf8_validate (cell->text, -1, NULL));
        }
    }
  ka_grid_get_merges (grid, &n);
}

void
fuzz_read_book (const char *path)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (GError) error = NULL;
  g_autoptr (KaBook) book = ka_book_open (path, NULL, NULL, NULL, &error);

  g_assert_true ((book == NULL) == (error != NULL));
  if (error != NULL)
    g_assert_true (g_utf8_validate (error->message, -1, NULL));
  for (guint i = 0; book != NULL && i < ka_book_get_n_sheets (book); i++)
    check_sheet (ka_book_get_sheet (book, i), cells);
}
