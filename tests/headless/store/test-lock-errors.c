/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Disks that know no locks, or not all of them: the functions below stand in the place of the C library's. */

static int flock_error; /* 0: as ever */
static int by_description_error, by_process_error;

int
flock (int fd, int operation)
{
  if (flock_error != 0)
    {
      errno = flock_error;
      return -1;
    }
  return (int)syscall (SYS_flock, fd, operation);
}

int
fcntl64 (int fd, int command, ...)
{
  va_list arguments;
  gpointer argument;
  int wanted = 0;

  va_start (arguments, command);
  argument = va_arg (arguments, gpointer);
  va_end (arguments);
  if (command == F_OFD_SETLK || command == F_OFD_GETLK)
    wanted = by_description_error;
  else if (command == F_SETLK || command == F_GETLK)
    wanted = by_process_error;
  if (wanted != 0)
    {
      errno = wanted;
      return -1;
    }
  return (int)syscall (SYS_fcntl, fd, command, argument);
}

/* Who cannot be told apart from others may look, and is told why it may do no more. */
static void
test_holder (void)
{
  static const struct
  {
    int number;
    const char *said;
  } errors[] = {
    { ENOLCK, "所在的磁盘不支持文件锁，现在只能查看，请把台账复制到本机磁盘。" },
    { EOPNOTSUPP, "所在的磁盘不支持文件锁，现在只能查看，请把台账复制到本机磁盘。" },
    { EINVAL, "无法锁定台账“" },
  };
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  KaLedger *ledger = test_ledger_new (folder);

  test_enterprise (ledger, "甲矿业有限公司");
  g_object_unref (ledger);
  for (guint i = 0; i < G_N_ELEMENTS (errors); i++)
    {
      g_autoptr (GError) error = NULL;

      flock_error = errors[i].number;
      ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
      flock_error = 0;
      g_assert_no_error (error);
      g_assert_true (ka_ledger_is_read_only (ledger));
      g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (ledger), errors[i].said));
      g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
      g_object_unref (ledger);
    }
  test_folder_remove (folder);
}

/* A kernel that knows only the locks of a process. */
static void
test_by_process (void)
{
  char *folder = test_folder_new ();
  KaLedger *ledger;

  by_description_error = EINVAL;
  ledger = test_ledger_new (folder);
  test_enterprise (ledger, "甲矿业有限公司");
  g_assert_false (ka_ledger_is_read_only (ledger));
  g_object_unref (ledger);
  ledger = test_ledger_open (folder);
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
  test_verify (ledger);
  g_object_unref (ledger);
  by_description_error = 0;
  test_folder_remove (folder);
}

/* One that knows none: the ledger can be looked at, and it is said what to do. */
static void
test_none (void)
{
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  KaLedger *ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  test_enterprise (ledger, "甲矿业有限公司");
  g_object_unref (ledger);
  by_description_error = by_process_error = ENOLCK;
  ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  g_assert_true (ka_ledger_is_read_only (ledger));
  g_test_message ("%s", ka_ledger_get_read_only_reason (ledger));
  g_assert_nonnull (strstr (ka_ledger_get_read_only_reason (ledger), "所在的磁盘不支持文件锁"));
  g_assert_cmpint (ka_ledger_count (ledger, ka_kind_get ("enterprise"), NULL), ==, 1);
  g_object_unref (ledger);
  by_description_error = by_process_error = 0;
  ledger = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (ledger));
  test_verify (ledger);
  g_object_unref (ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/store/lock-errors/holder", test_holder);
  g_test_add_func ("/store/lock-errors/by-process", test_by_process);
  g_test_add_func ("/store/lock-errors/none", test_none);
  return g_test_run ();
}
