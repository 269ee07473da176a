/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "ka-pdf-jail-private.h"

/* What the helper must not be able to do once it holds a foreign file. Each is tried in a child of its
 * own, which ends with 0 if it was refused. */

static int
try_socket (void)
{
  return socket (AF_INET, SOCK_STREAM, 0) < 0 && errno == EPERM ? 0 : 1;
}

static int
try_write (void)
{
  return open ("/tmp/kuangan-jail-test", O_WRONLY | O_CREAT, 0600) < 0 && errno == EPERM ? 0 : 1;
}

static int
try_unlink (void)
{
  return unlinkat (AT_FDCWD, "/tmp/kuangan-jail-none", 0) < 0 && errno == EPERM ? 0 : 1;
}

static int
try_exec (void)
{
  char *argv[] = { (char *)"true", NULL };

  execv ("/bin/true", argv);
  return errno == EPERM ? 0 : 1;
}

static int
try_fork (void)
{
  pid_t pid = fork ();

  if (pid == 0)
    _exit (1);
  return pid < 0 ? 0 : 1;
}

static int
try_memory (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return 0;
#else
  return mmap (NULL, (size_t)2 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
             == MAP_FAILED
           ? 0
           : 1;
#endif
}

/* What it must still be able to do. */
static int
try_read (void)
{
  char byte;
  int file = open ("/etc/fonts/fonts.conf", O_RDONLY);

  return file >= 0 && read (file, &byte, 1) == 1 ? 0 : 1;
}

/* No file of the user's: where the kernel can do that. */
static char *foreign;

static int
try_foreign (void)
{
  int file;

  if (syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) < 0)
    return 0;
  file = open (foreign, O_RDONLY);
  if (file >= 0 || errno != EACCES)
    return 1;
  return open ("/etc/passwd", O_RDONLY) < 0 && errno == EACCES ? 0 : 2;
}

static int
try_handed_over (void)
{
  char byte;

  return pread (STDIN_FILENO, &byte, 1, 0) == 1 ? 0 : 1;
}

static int
try_memory_file (void)
{
  int file = memfd_create ("test", 0);

  return file >= 0 && ftruncate (file, 160 << 20) == 0 ? 0 : 1;
}

static gpointer
end_thread (gpointer data)
{
  return data;
}

static int
try_thread (void)
{
  return g_thread_join (g_thread_new ("test", end_thread, GINT_TO_POINTER (7)))
             == GINT_TO_POINTER (7)
           ? 0
           : 1;
}

/* A second of work is allowed, not more. */
static int
try_long_work (void)
{
  volatile guint64 n = 0;

  ka_pdf_jail_allow_seconds (0);
  while (n < G_MAXUINT64)
    n++;
  return 1;
}

typedef struct
{
  const char *name;
  int (*try) (void);
  int signal; /* that ends it */
} Case;

static const Case cases[] = {
  { "socket", try_socket, 0 },
  { "write", try_write, 0 },
  { "unlink", try_unlink, 0 },
  { "exec", try_exec, 0 },
  { "fork", try_fork, 0 },
  { "memory", try_memory, 0 },
  { "read", try_read, 0 },
  { "foreign", try_foreign, 0 },
  { "handed-over", try_handed_over, 0 },
  { "memory-file", try_memory_file, 0 },
  { "thread", try_thread, 0 },
  { "long-work", try_long_work, SIGXCPU },
};

static void
test_jail (gconstpointer data)
{
  const Case *one = data;
  pid_t pid = fork ();
  int status;

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      ka_pdf_jail_enter ();
      _exit (one->try ());
    }
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  if (one->signal != 0)
    {
      g_assert_true (WIFSIGNALED (status));
      g_assert_cmpint (WTERMSIG (status), ==, one->signal);
      return;
    }
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

int
main (int argc, char **argv)
{
  int file, result;

  g_test_init (&argc, &argv, NULL);
  file = g_file_open_tmp ("kuangan-foreign-XXXXXX", &foreign, NULL);
  g_assert_cmpint (file, >=, 0);
  g_assert_cmpint (write (file, "secret", 6), ==, 6);
  g_assert_cmpint (dup2 (file, STDIN_FILENO), ==, STDIN_FILENO);
  g_close (file, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/pdf/jail/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_jail);
    }
  result = g_test_run ();
  g_unlink (foreign);
  g_free (foreign);
  return result;
}
