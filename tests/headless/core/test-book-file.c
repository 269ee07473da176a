/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A workbook is whole or not there, wherever the disk is full and whether or not there is room again. */
#include "config.h"

#include "full-disk.h"

#include <ka-book-file.h>
#include <ka-error.h>

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sched.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROWS 400
#define NOT_PERMITTED 77

typedef struct
{
  char *folder, *path;
  gboolean in_order; /* rows go through scratch files */
} Book;

static Book
book_new (const char *folder, gboolean in_order)
{
  return (Book){ .folder = g_strdup (folder),
                 .path = g_build_filename (folder, "台账.xlsx", NULL),
                 .in_order = in_order };
}

static void
book_clear (Book *book)
{
  g_free (book->folder);
  g_free (book->path);
}

/* Sheets of many rows, of one and of none; columns with widths, so that what stands before the rows is longer
 * than a block of stdio; a list to choose from and a link behind them. */
static void
fill_sheet (lxw_worksheet *sheet, guint rows)
{
  lxw_data_validation validation = { .validate = LXW_VALIDATION_TYPE_LIST,
                                     .value_list = (char *[]){ (char *)"甲", (char *)"乙", NULL } };
  char text[64];

  for (guint i = 0; i < 120; i++)
    worksheet_set_column (sheet, (lxw_col_t)i, (lxw_col_t)i, 8 + i % 7, NULL);
  for (guint row = 0; row < rows; row++)
    {
      g_snprintf (text, sizeof text, "江津区示例第%06u号石料有限公司", row);
      worksheet_write_string (sheet, row, 0, text, NULL);
      worksheet_write_number (sheet, row, 1, row * 1.5, NULL);
    }
  worksheet_data_validation_range (sheet, 0, 2, ROWS, 2, &validation);
}

static gboolean
write_book (const Book *book, GError **error)
{
  lxw_doc_properties properties = { .title = (char *)"台账", .created = 1000000000 };
  static const guint rows[] = { ROWS, 0, 1, ROWS / 3 };
  g_autoptr (KaBookFile) file = ka_book_file_new (book->path, 0600, book->in_order, error);

  if (file == NULL)
    return FALSE;
  workbook_set_properties (file->book, &properties);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    fill_sheet (workbook_add_worksheet (file->book, NULL), rows[i]);
  return ka_book_file_finish (file, LXW_NO_ERROR, error);
}

static GBytes *
read_book (const Book *book)
{
  char *content;
  gsize length;

  g_assert_true (g_file_get_contents (book->path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

static GBytes *
write_whole (const Book *book)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (write_book (book, &error));
  g_assert_no_error (error);
  return read_book (book);
}

/* Whole, to the byte, or refused with nothing left behind. */
static void
assert_honest (const Book *book, gboolean done, const GError *error, GBytes *whole)
{
  g_autoptr (GDir) dir = g_dir_open (book->folder, 0, NULL);
  g_autoptr (GBytes) written = NULL;
  const char *name = g_dir_read_name (dir);

  if (!done)
    {
      g_assert_error (error, KA_ERROR, KA_ERROR_FULL);
      g_assert_null (name);
      return;
    }
  g_assert_nonnull (name);
  g_assert_null (g_dir_read_name (dir));
  g_assert_no_error (error);
  written = read_book (book);
  g_assert_true (g_bytes_equal (written, whole));
  g_unlink (book->path);
}

/* Returns how many writes were refused. */
static guint
write_on_full (const Book *book, guint64 limit, guint room_after, GBytes *whole)
{
  g_autoptr (GError) error = NULL;
  gboolean done;
  guint refused;

  test_disk_fill (limit, room_after);
  done = write_book (book, &error);
  refused = test_disk_mend ();
  assert_honest (book, done, error, whole);
  if (refused == 0)
    g_assert_true (done);
  return refused;
}

static void
test_full (gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("ka-book-XXXXXX", NULL);
  Book book = book_new (folder, GPOINTER_TO_INT (data));
  g_autoptr (GBytes) whole = write_whole (&book);
  guint n_full = 0, refused = 1;

  g_unlink (book.path);
  for (guint64 limit = 0; refused > 0; limit += limit < 16384 ? 331 : 1327)
    {
      /* Disks have room by blocks. */
      guint64 blocks = limit / 4096 * 4096;

      refused = write_on_full (&book, limit, 0, whole);
      n_full += refused > 0;
      for (guint after = 1; after < MIN (refused, 6); after++)
        write_on_full (&book, book.in_order ? limit : blocks, after, whole);
    }
  g_assert_cmpuint (n_full, >, 40);
  book_clear (&book);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* ---- a disk of its own ---- */

static gboolean
put_line (const char *path, const char *line)
{
  int fd = g_open (path, O_WRONLY, 0);
  gboolean done = fd >= 0 && write (fd, line, strlen (line)) == (gssize)strlen (line);

  if (fd >= 0)
    close (fd);
  return done;
}

/* In the eyes of this process alone. */
static gboolean
mount_small (const char *folder)
{
  g_autofree char *user = g_strdup_printf ("0 %u 1", (guint)geteuid ());
  g_autofree char *group = g_strdup_printf ("0 %u 1", (guint)getegid ());

  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && put_line ("/proc/self/setgroups", "deny")
         && put_line ("/proc/self/uid_map", user) && put_line ("/proc/self/gid_map", group)
         && mount ("none", folder, "tmpfs", 0, "size=4k") == 0;
}

/* Unlike a file's limit, a full disk has room again as soon as a scratch file is gone. */
static void
fill_small (const char *folder)
{
  g_autofree char *outside = g_dir_make_tmp ("ka-book-XXXXXX", NULL);
  Book large = book_new (outside, TRUE), small = book_new (folder, TRUE);
  g_autoptr (GBytes) whole = write_whole (&large);
  guint n_full = 0;
  gboolean done = FALSE;

  g_unlink (large.path);
  g_rmdir (outside);
  for (guint pages = 1; !done; pages++)
    {
      g_autofree char *size = g_strdup_printf ("size=%uk", pages * 4);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (mount ("none", folder, "tmpfs", MS_REMOUNT, size), ==, 0);
      done = write_book (&small, &error);
      n_full += !done;
      assert_honest (&small, done, error, whole);
    }
  g_assert_cmpuint (n_full, >, 5);
  book_clear (&large);
  book_clear (&small);
}

/* A process of its own, for what is mounted to go with it. */
static void
test_small_disk (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ka-disk-XXXXXX", NULL);
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      if (!mount_small (folder))
        _exit (NOT_PERMITTED);
      fill_small (folder);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  if (WIFEXITED (status) && WEXITSTATUS (status) == NOT_PERMITTED)
    g_test_skip ("no file system of its own is permitted here");
  else
    g_assert_cmpint (status, ==, 0);
}

/* ---- what is in the way ---- */

static void
test_refused_cells (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ka-book-XXXXXX", NULL);
  Book book = book_new (folder, TRUE);
  g_autoptr (KaBookFile) file = ka_book_file_new (book.path, 0600, TRUE, NULL);
  g_autoptr (GError) error = NULL;

  workbook_add_worksheet (file->book, NULL);
  g_assert_false (ka_book_file_finish (file, LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
  g_clear_pointer (&file, ka_book_file_free);
  book_clear (&book);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/book/full/in-order", GINT_TO_POINTER (TRUE), test_full);
  g_test_add_data_func ("/book/full/in-memory", GINT_TO_POINTER (FALSE), test_full);
  g_test_add_func ("/book/small-disk", test_small_disk);
  g_test_add_func ("/book/refused-cells", test_refused_cells);
  return g_test_run ();
}
