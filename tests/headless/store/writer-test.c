/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "writer-test.h"

#include "full-disk.h"
#include "store-test.h"

#include <glib/gstdio.h>
#include <string.h>

#define BEFORE "what another wrote"

typedef struct
{
  char *folder, *path;
  const char *name;
  TestWrite write;
  gpointer data;
} Writer;

static void
assert_sentence (const Writer *writer, const GError *error)
{
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_suffix (error->message, "。"));
  g_assert_null (strchr (error->message, '\n'));
}

static void
assert_alone (const Writer *writer)
{
  g_autoptr (GDir) dir = g_dir_open (writer->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_cmpstr (name, ==, writer->name);
}

static void
assert_untouched (const Writer *writer)
{
  g_autofree char *content = NULL;

  assert_alone (writer);
  g_assert_true (g_file_get_contents (writer->path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, BEFORE);
}

static GBytes *
read_written (const Writer *writer)
{
  char *content;
  gsize length;

  assert_alone (writer);
  g_assert_true (g_file_get_contents (writer->path, &content, &length, NULL));
  return g_bytes_new_take (content, length);
}

/* Returns how many writes were refused. room_after: as of test_disk_fill(). */
static guint
write_on_full (const Writer *writer, guint64 limit, guint room_after, GBytes *whole)
{
  g_autoptr (GError) error = NULL;
  gboolean done;
  guint refused;

  g_assert_true (g_file_set_contents (writer->path, BEFORE, -1, NULL));
  test_disk_fill (limit, room_after);
  done = writer->write (writer->path, writer->data, NULL, &error);
  refused = test_disk_mend ();
  if (done)
    {
      g_autoptr (GBytes) written = read_written (writer);

      g_assert_true (g_bytes_equal (written, whole));
      return refused;
    }
  g_assert_cmpuint (refused, >, 0);
  assert_sentence (writer, error);
  g_assert_error (error, KA_ERROR, KA_ERROR_FULL);
  assert_untouched (writer);
  return refused;
}

static void
test_full (const Writer *writer, GBytes *whole)
{
  guint n_full = 0, refused = 1;

  for (guint64 limit = 0; refused > 0; limit = limit * 9 / 8 + 512)
    {
      refused = write_on_full (writer, limit, 0, whole);
      if (refused > 0)
        n_full++;
      if (refused > 1)
        write_on_full (writer, limit, 1 + n_full % (refused - 1), whole);
    }
  g_assert_cmpuint (n_full, >, 1);
}

static void
test_cancelled (const Writer *writer)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (writer->path, BEFORE, -1, NULL));
  g_cancellable_cancel (cancellable);
  g_assert_false (writer->write (writer->path, writer->data, cancellable, &error));
  g_assert_nonnull (error);
  assert_untouched (writer);
}

static void
test_nowhere (const Writer *writer)
{
  g_autofree char *path = g_build_filename (writer->folder, "没有", writer->name, NULL);
  g_autoptr (GError) missing = NULL, folder = NULL;

  g_assert_false (writer->write (path, writer->data, NULL, &missing));
  g_assert_error (missing, KA_ERROR, KA_ERROR_NOT_FOUND);
  assert_sentence (writer, missing);

  g_assert_cmpint (g_unlink (writer->path), ==, 0);
  g_assert_cmpint (g_mkdir (writer->path, 0700), ==, 0);
  g_assert_false (writer->write (writer->path, writer->data, NULL, &folder));
  assert_sentence (writer, folder);
  assert_alone (writer);
  g_assert_cmpint (g_rmdir (writer->path), ==, 0);
}

void
test_writer (const char *name, TestWrite write, gpointer data, gboolean cancels)
{
  char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const Writer writer = { folder, path, name, write, data };
  g_autoptr (GBytes) whole = NULL;
  g_autoptr (GError) error = NULL;

  g_test_message ("%s", name);
  g_assert_true (write (path, data, NULL, &error));
  g_assert_no_error (error);
  whole = read_written (&writer);
  test_full (&writer, whole);
  if (cancels)
    test_cancelled (&writer);
  test_nowhere (&writer);
  test_folder_remove (folder);
}
