/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "full-disk.h"

#include <signal.h>
#include <sys/resource.h>

static struct rlimit whole;
static volatile guint refused, until_room;
static void (*handler_before) (int);

/* Comes with every write that is refused, before its caller learns of it. */
static void
on_refused (int number)
{
  if (++refused == until_room)
    setrlimit (RLIMIT_FSIZE, &whole);
}

void
test_disk_fill (guint64 limit, guint room_after)
{
  struct rlimit small;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  small = (struct rlimit){ (rlim_t)limit, whole.rlim_max };
  refused = 0;
  until_room = room_after;
  handler_before = signal (SIGXFSZ, on_refused);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
}

guint
test_disk_mend (void)
{
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &whole), ==, 0);
  signal (SIGXFSZ, handler_before);
  return refused;
}
