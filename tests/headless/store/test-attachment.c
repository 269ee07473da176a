/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-attachment.h>
#include <ka-maintain.h>

#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static gint64
attach (KaLedger *ledger, gint64 id, const char *path, const char *name)
{
  g_autoptr (GError) error = NULL;
  gint64 attached = ka_attachment_add (ledger, ka_kind_get ("enterprise"), id, path, name, NULL,
                                       NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (attached, >, 0);
  return attached;
}

static void
check_content (KaLedger *ledger, gint64 attachment, const char *folder, const char *content)
{
  g_autofree char *sha256 = test_value (ledger, "attachment", attachment, "sha256");
  g_autofree char *path = g_build_filename (folder, "out", NULL);
  g_autofree char *data = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_ledger_write_file (ledger, sha256, path, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &data, NULL, NULL));
  g_assert_cmpstr (data, ==, content);
  g_unlink (path);
}

static gint64
count_blobs (const char *folder)
{
  g_autofree char *path = test_path (folder);

  return test_number (path, "SELECT count(*) FROM blob");
}

static guint
count_of (KaLedger *ledger, gint64 id)
{
  g_autoptr (GPtrArray) all = ka_attachments_of (ledger, ka_kind_get ("enterprise"), id, NULL);

  return all->len;
}

static void
undo (KaLedger *ledger)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) change = ka_ledger_next_undo (ledger, &error);

  g_assert_cmpint (ka_ledger_undo_change (ledger, change->id, &error), >, 0);
  g_assert_no_error (error);
}

static void
test_life (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *one = g_build_filename (folder, "一.txt", NULL);
  g_autofree char *two = g_build_filename (folder, "二.txt", NULL);
  g_autofree char *empty = g_build_filename (folder, "空.txt", NULL);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) history = NULL;
  gint64 a = test_enterprise (ledger, "甲"), b = test_enterprise (ledger, "乙"), first, same;

  g_file_set_contents (one, "第一份", -1, NULL);
  g_file_set_contents (two, "第二份", -1, NULL);
  g_file_set_contents (empty, "", 0, NULL);

  first = attach (ledger, a, one, NULL);
  g_assert_cmpint (attach (ledger, a, one, NULL), ==, first);
  same = attach (ledger, b, one, "别名.txt");
  g_assert_cmpint (same, !=, first);
  g_assert_cmpint (count_blobs (folder), ==, 1);
  attach (ledger, a, empty, NULL);
  g_assert_cmpint (count_blobs (folder), ==, 2);
  check_content (ledger, first, folder, "第一份");
  all = ka_attachments_of (ledger, ka_kind_get ("enterprise"), a, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (ka_attachments_size (all), ==, (gint64)strlen ("第一份"));

  /* Replaced: the old one can be had back. */
  g_assert_true (ka_attachment_replace (ledger, first, two, NULL, NULL, NULL, NULL, &error));
  check_content (ledger, first, folder, "第二份");
  history = ka_ledger_history (ledger, ka_kind_get ("attachment"), first, &error);
  g_assert_cmpuint (history->len, ==, 2);
  undo (ledger);
  check_content (ledger, first, folder, "第一份");

  /* Removed, with its record or alone, and undone. */
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("attachment"), first, &error));
  g_assert_cmpuint (count_of (ledger, a), ==, 1);
  undo (ledger);
  g_assert_cmpuint (count_of (ledger, a), ==, 2);
  g_assert_true (ka_ledger_delete (ledger, ka_kind_get ("enterprise"), a, &error));
  g_assert_cmpuint (count_of (ledger, a), ==, 0);
  undo (ledger);
  g_assert_cmpuint (count_of (ledger, a), ==, 2);
  check_content (ledger, first, folder, "第一份");

  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

static void
test_refusals (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "不在.txt", NULL);
  g_autofree char *big = g_build_filename (folder, "大.bin", NULL);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 id = test_enterprise (ledger, "甲");
  const KaKind *kind = ka_kind_get ("enterprise");
  const struct
  {
    const char *path;
    gint64 id;
    KaError code;
  } cases[] = {
    { path, id, KA_ERROR_NOT_FOUND },
    { folder, id, KA_ERROR_INVALID },
    { "/dev/zero", id, KA_ERROR_INVALID },
    { big, id, KA_ERROR_TOO_LARGE },
    { "/proc/self/status", 77, KA_ERROR_NOT_FOUND },
  };
  FILE *file = fopen (big, "w");

  g_assert_cmpint (ftruncate (fileno (file), KA_ATTACHMENT_MAX + 1), ==, 0);
  fclose (file);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (ka_attachment_add (ledger, kind, cases[i].id, cases[i].path, NULL, NULL,
                                          NULL, NULL, &error),
                       ==, 0);
      g_assert_error (error, KA_ERROR, (int)cases[i].code);
    }
  g_assert_cmpint (count_blobs (folder), ==, 0);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

static void
cancel_halfway (double fraction, const char *what, gpointer data)
{
  if (fraction > 0.7)
    g_cancellable_cancel (data);
}

/* Cancelled halfway nothing of it stays, and the ledger goes on. */
static void
test_cancel (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "长.bin", NULL);
  g_autofree char *data = g_malloc0 (4 << 20);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 id = test_enterprise (ledger, "甲");

  g_file_set_contents (path, data, 4 << 20, NULL);
  g_assert_cmpint (ka_attachment_add (ledger, ka_kind_get ("enterprise"), id, path, NULL,
                                      cancellable, cancel_halfway, cancellable, &error),
                   ==, 0);
  g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
  g_assert_cmpint (count_blobs (folder), ==, 0);
  attach (ledger, id, path, NULL);
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

static glong
peak_kib (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

/* How long the log is that lies beside the ledger. */
static goffset
log_size (const char *folder)
{
  g_autofree char *ledger = test_path (folder);
  g_autofree char *path = g_strconcat (ledger, "-wal", NULL);
  GStatBuf info;

  return g_stat (path, &info) == 0 ? info.st_size : 0;
}

/* What a large file leaves there is emptied where nobody reads, and does not wait for those who do. */
static void
check_log (KaLedger *ledger, const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaLedger) reader = ka_ledger_dup (ledger, &error);

  g_assert_no_error (error);
  g_assert_cmpint (log_size (folder), >, 200 << 20);
  g_assert_true (ka_ledger_hold (reader, &error));
  g_assert_cmpint (ka_ledger_count (reader, ka_kind_get ("enterprise"), &error), ==, 1);
  /* So that there is something in the log that the reader does not see. */
  test_enterprise (ledger, "乙");
  ka_ledger_trim_log (ledger);
  g_assert_cmpint (log_size (folder), >, 0);
  ka_ledger_release (reader);
  ka_ledger_trim_log (ledger);
  g_assert_cmpint (log_size (folder), ==, 0);
  g_assert_cmpint (ka_ledger_count (reader, ka_kind_get ("enterprise"), &error), ==, 2);
}

/* 200 MB go in and out without memory growing with them. */
static void
test_large (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "大.bin", NULL);
  g_autofree char *out = g_build_filename (folder, "出.bin", NULL);
  g_autofree char *sha256 = NULL;
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;
  gint64 id = test_enterprise (ledger, "甲"), attached;
  FILE *file = fopen (path, "w");
  GStatBuf info;
  glong before;

  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *block = g_strnfill (1 << 20, (char)('a' + i % 26));

      fwrite (block, 1, 1 << 20, file);
    }
  fclose (file);
  before = peak_kib ();
  attached = attach (ledger, id, path, NULL);
  sha256 = test_value (ledger, "attachment", attached, "sha256");
  g_assert_true (ka_ledger_write_file (ledger, sha256, out, NULL, NULL, NULL, &error));
  g_assert_no_error (error);
  g_test_message ("%ld KiB more at the peak", peak_kib () - before);
  g_assert_cmpint (peak_kib () - before, <, 64 * 1024);
  g_assert_cmpint (g_stat (out, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 200 << 20);
  check_log (ledger, folder);
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

static void
test_names (void)
{
  static const struct
  {
    const char *name, *safe;
  } cases[] = {
    { "案例.pdf", "案例.pdf" },
    { "../../etc/passwd", "_.._etc_passwd" },
    { ".隐藏", "隐藏" },
    { "a\nb:c*?.pdf", "a_b_c__.pdf" },
    { "..", "_" },
    { "", "_" },
    { "坏\xff名", "坏\xef\xbf\xbd名" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    test_assert_text (ka_attachment_safe_name (cases[i].name), cases[i].safe);
}

/* Whatever a file is called, it can be attached, under a name by which it is known again. */
static void
test_any_name (void)
{
  static const struct
  {
    const char *name, *kept;
  } cases[] = {
    { "现场照片.jpg", "现场照片.jpg" },
    { "现场 照片.jpg", "现场照片.jpg" },
    { "粘贴的图片 2026-01-05-12-52-11.png", NULL },
    { "a  b.txt", NULL },
    { " 前后有空格 .txt", NULL },
    { "１２３.pdf", "123.pdf" },
    { "（终稿）报告.PDF", NULL },
    { "无.txt", NULL },
    { "-", "-" },
    { "e\xcc\x81.txt", "\xc3\xa9.txt" }, /* composed */
    { "2025-12-01.pdf", NULL },
  };
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "一.bin", NULL);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 id = test_enterprise (ledger, "甲");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *name = NULL;
      gint64 attached;

      g_assert_true (g_file_set_contents (path, cases[i].name, -1, NULL));
      attached = ka_attachment_add (ledger, ka_kind_get ("enterprise"), id, path, cases[i].name,
                                    NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (attached, >, 0);
      name = test_value (ledger, "attachment", attached, "name");
      if (cases[i].kept != NULL)
        g_assert_cmpstr (name, ==, cases[i].kept);
      /* The same once more is the same. */
      g_assert_cmpint (ka_attachment_add (ledger, ka_kind_get ("enterprise"), id, path,
                                          cases[i].name, NULL, NULL, NULL, NULL),
                       ==, attached);
    }
  g_clear_object (&ledger);
  test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/attachment/life", test_life);
  g_test_add_func ("/attachment/refusals", test_refusals);
  g_test_add_func ("/attachment/cancel", test_cancel);
  g_test_add_func ("/attachment/large", test_large);
  g_test_add_func ("/attachment/names", test_names);
  g_test_add_func ("/attachment/any-name", test_any_name);
  return g_test_run ();
}
