/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <ka-attachment.h>
#include <ka-history.h>
#include <ka-query.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* A program is killed at any instant while it opens, saves, imports, undoes or closes. Every time the
 * ledger opens again, is sound, holds every save that was reported as done, and of an import either all
 * or nothing. */

#define N_ROUNDS 200       /* KA_KILL_ROUNDS: fewer, where everything is slow */
#define ROUNDS_A_LEDGER 20 /* then a new one, so that checking stays short */
#define IMPORT_ROWS 30
/* The longest that it is left to live, at first: then longer where it got nothing done (a slow machine,
 * sanitizers), shorter where it got much done. */
#define LONGEST_US 25000
#define MUCH 8

/* ---- the program that is killed ---- */

typedef struct
{
  guint round;
  guint n;
} Batch;

static gboolean
import_rows (KaLedger *ledger, gpointer data, GError **error)
{
  Batch *batch = data;
  gint64 source = ka_ledger_add_source (ledger, "台账.xlsx", "企业", NULL, error);

  for (guint i = 0; i < IMPORT_ROWS && source != 0; i++)
    {
      g_autofree char *name = g_strdup_printf ("i%u-%u#%u", batch->round, batch->n, i);
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, NULL);

      ka_ledger_set_source_row (ledger, source, i + 2);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }

  return source != 0;
}

static void
report (int fd, char what, guint n)
{
  char line[32];
  int length = snprintf (line, sizeof line, "%c%u\n", what, n);

  if (write (fd, line, length) != length)
    _exit (3);
}

static gint64
newest_change (KaLedger *ledger)
{
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, "SELECT max (id) FROM change", NULL);

  return cursor != NULL && ka_cursor_next (cursor, NULL) ? ka_cursor_get_int (cursor, 0) : 0;
}

static void
work (const char *path, guint round, guint32 seed, int fd)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  KaLedger *ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);

  if (ledger == NULL || ka_ledger_is_read_only (ledger))
    _exit (2);
  for (guint n = 0;; n++)
    {
      Batch batch = { round, n };
      g_autofree char *name = g_strdup_printf ("s%u-%u", round, n);
      g_autoptr (KaRecord) record = test_record ("enterprise", "name", name, NULL);

      switch (g_rand_int_range (rand, 0, 8))
        {
        case 0:
        case 1:
          if (!ka_ledger_transact (ledger, KA_CHANGE_IMPORT, "导入", import_rows, &batch, NULL,
                                   NULL))
            _exit (4);
          report (fd, 'i', n);
          break;
        case 2:
          /* Closing folds the log, opening makes it anew. */
          if (!ka_ledger_close (ledger, NULL))
            _exit (5);
          g_object_unref (ledger);
          ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);
          if (ledger == NULL || ka_ledger_is_read_only (ledger))
            _exit (6);
          break;
        case 3:
          {
            g_autofree char *undone = g_strdup_printf ("u%u-%u", round, n);
            gint64 change = 0;

            ka_record_set (record, "name", undone);
            if (!ka_ledger_save (ledger, record, NULL))
              _exit (7);
            report (fd, 'k', n);
            change = newest_change (ledger);
            if (change == 0 || ka_ledger_undo_change (ledger, change, NULL) == 0)
              _exit (8);
            report (fd, 'u', n);
            break;
          }
        default:
          if (!ka_ledger_save (ledger, record, NULL))
            _exit (7);
          report (fd, 's', n);
        }
    }
}

/* ---- the one that looks after it ---- */

static gint64
ask (KaLedger *ledger, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, &error);

  g_assert_no_error (error);
  g_assert_true (ka_cursor_next (cursor, &error));
  g_assert_no_error (error);

  return ka_cursor_get_int (cursor, 0);
}

static GPtrArray *
read_reports (int fd)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  GPtrArray *reports = g_ptr_array_new_with_free_func (g_free);
  char buffer[4096];
  ssize_t n;

  while ((n = read (fd, buffer, sizeof buffer)) > 0)
    g_string_append_len (text, buffer, n);
  lines = g_strsplit (text->str, "\n", -1);
  /* What stands behind the last line feed was cut off. */
  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    g_ptr_array_add (reports, g_strdup (lines[i]));

  return reports;
}

static void
check_reports (KaLedger *ledger, guint round, GPtrArray *reports)
{
  for (guint i = 0; i < reports->len; i++)
    {
      const char *line = g_ptr_array_index (reports, i);
      gboolean is_import = *line == 'i';
      g_autofree char *sql
        = g_strdup_printf ("SELECT count(*) FROM enterprise WHERE name GLOB '%c%u-%s%s'", *line,
                           round, line + 1, is_import ? "#*" : "");

      /* 'k': saved to be undone, which may or may not have been done. */
      if (*line != 'k')
        g_assert_cmpint (ask (ledger, sql), ==, is_import ? IMPORT_ROWS : *line == 's' ? 1 : 0);
    }
  g_assert_cmpint (ask (ledger,
                        "SELECT count(*) FROM (SELECT count(*) AS n FROM enterprise"
                        " WHERE name GLOB 'i*' GROUP BY substr (name, 1, instr (name, '#')))"
                        " WHERE n <> 30"),
                   ==, 0);
}

static guint
run_round (const char *folder, guint round, GRand *rand, guint longest, gint64 *n_changes)
{
  g_autofree char *path = test_path (folder);
  g_autoptr (GPtrArray) reports = NULL;
  g_autoptr (KaLedger) ledger = NULL;
  guint32 seed = g_rand_int (rand);
  gint64 n_before = *n_changes;
  int pipe_fds[2], status = 0;
  pid_t child;

  g_assert_cmpint (pipe (pipe_fds), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (pipe_fds[0]);
      work (path, round, seed, pipe_fds[1]);
      _exit (1);
    }
  close (pipe_fds[1]);
  g_usleep (g_rand_int_range (rand, 0, longest));
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  /* It never ends by itself: an exit code tells which of its steps failed. */
  g_assert_cmpint (WIFEXITED (status) ? WEXITSTATUS (status) : 0, ==, 0);
  reports = read_reports (pipe_fds[0]);
  close (pipe_fds[0]);

  ledger = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (ledger));
  test_verify (ledger);
  check_reports (ledger, round, reports);
  /* At most the one thing that was under way is there without having been reported. */
  *n_changes = ask (ledger, "SELECT count(*) FROM change");
  g_assert_cmpint (*n_changes, >=, n_before + reports->len);
  g_assert_cmpint (*n_changes, <=, n_before + reports->len + 1);

  return reports->len;
}

static guint
adapt_longest (guint longest, guint n_reports)
{
  if (n_reports == 0)
    return MIN (longest * 5 / 4, LONGEST_US * 400);
  return n_reports > MUCH ? MAX (longest * 4 / 5, LONGEST_US / 5) : longest;
}

/* Tells how many changes it begins with: what the program seeds. */
static gint64
new_ledger (const char *folder)
{
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);

  return ask (ledger, "SELECT count(*) FROM change");
}

static void
test_kill (void)
{
  const char *wanted = g_getenv ("KA_KILL_ROUNDS");
  guint n_rounds = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : N_ROUNDS;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint n_reports = 0, n_silent = 0, longest = LONGEST_US;
  gint64 n_changes = 0;
  char *folder = NULL;

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < n_rounds; round++)
    {
      guint n;

      if (round % ROUNDS_A_LEDGER == 0)
        {
          if (folder != NULL)
            test_folder_remove (folder);
          folder = test_folder_new ();
          n_changes = new_ledger (folder);
        }
      n = run_round (folder, round, rand, longest, &n_changes);
      n_reports += n;
      n_silent += n == 0;
      longest = adapt_longest (longest, n);
    }
  g_test_message (
    "%u rounds, %u reports, %u killed before the first, after %u ms at most at the end", n_rounds,
    n_reports, n_silent, longest / 1000);
  /* It did get to work. */
  g_assert_cmpuint (n_reports, >, n_rounds / 4);
  test_folder_remove (folder);
}

/* ---- bringing a ledger to a newer version, of which much stands in the file already ---- */

static void
test_half (gconstpointer data)
{
  KaOpenMode mode = GPOINTER_TO_INT (data);
  const KaKind *kind = ka_kind_get ("enterprise");
  char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GError) error = NULL;

  test_enterprise (ledger, "甲矿业有限公司");
  g_clear_object (&ledger);
  test_break_off (path);

  ledger = ka_ledger_open (path, mode, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (ledger, kind, NULL), ==, 1);
  test_verify (ledger);
  g_clear_object (&ledger);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  ledger = test_ledger_open (folder);
  test_enterprise (ledger, "乙矿业有限公司");
  test_verify (ledger);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* ---- attaching ---- */

#define N_ATTACH_ROUNDS 40
#define ATTACHED_BYTES (1 << 20) /* several chunks */

static void
attach_work (const char *folder, gint64 enterprise, guint round, int fd)
{
  g_autofree char *path = test_path (folder);
  g_autofree char *file = g_strdup_printf ("%s/附件.bin", folder);
  g_autofree char *content = g_malloc (ATTACHED_BYTES);
  KaLedger *ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);

  if (ledger == NULL || ka_ledger_is_read_only (ledger))
    _exit (2);
  for (guint n = 0;; n++)
    {
      g_autofree char *name = g_strdup_printf ("a%u-%u.bin", round, n);

      for (gsize i = 0; i < ATTACHED_BYTES; i++)
        content[i] = (char)(i * 31 + round * 7 + n);
      memcpy (content, name, strlen (name));
      if (!g_file_set_contents (file, content, ATTACHED_BYTES, NULL))
        _exit (3);
      if (ka_attachment_add (ledger, ka_kind_get ("enterprise"), enterprise, file, name, NULL, NULL,
                             NULL, NULL)
          == 0)
        _exit (4);
      report (fd, 'a', n);
    }
}

/* Each attachment has its content whole, each content its attachment, and what was reported is there. */
static void
check_attached (KaLedger *ledger, const char *folder, guint round, GPtrArray *reports)
{
  g_autofree char *out = g_build_filename (folder, "出.bin", NULL);
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("attachment"));
  g_autoptr (GPtrArray) all = ka_query_records (query, ledger, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (ask (ledger, "SELECT count(*) FROM blob WHERE sha256 NOT IN"
                                " (SELECT sha256 FROM attachment)"),
                   ==, 0);
  for (guint i = 0; i < all->len; i++)
    {
      const KaRecord *one = g_ptr_array_index (all, i);

      /* Writing it out compares it with its digest. */
      g_assert_true (ka_ledger_write_file (ledger, ka_record_get (one, "sha256"), out, NULL, NULL,
                                           NULL, &error));
      g_assert_no_error (error);
    }
  for (guint i = 0; i < reports->len; i++)
    {
      g_autofree char *sql
        = g_strdup_printf ("SELECT count(*) FROM attachment WHERE name = 'a%u-%s.bin'", round,
                           (const char *)g_ptr_array_index (reports, i) + 1);

      g_assert_cmpint (ask (ledger, sql), ==, 1);
    }
}

static void
test_attach (void)
{
  const char *wanted = g_getenv ("KA_KILL_ROUNDS");
  guint n_rounds
    = wanted != NULL ? MIN (g_ascii_strtoull (wanted, NULL, 10), N_ATTACH_ROUNDS) : N_ATTACH_ROUNDS;
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) made = test_ledger_new (folder);
  gint64 enterprise = test_enterprise (made, "甲");
  guint n_reports = 0, longest = LONGEST_US * 6;

  g_clear_object (&made);
  g_test_message ("seed %u", seed);
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autoptr (GPtrArray) reports = NULL;
      g_autoptr (KaLedger) ledger = NULL;
      int pipe_fds[2], status = 0;
      pid_t child;

      g_assert_cmpint (pipe (pipe_fds), ==, 0);
      child = fork ();
      if (child == 0)
        {
          close (pipe_fds[0]);
          attach_work (folder, enterprise, round, pipe_fds[1]);
          _exit (1);
        }
      close (pipe_fds[1]);
      g_usleep (g_rand_int_range (rand, 0, longest));
      kill (child, SIGKILL);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_cmpint (WIFEXITED (status) ? WEXITSTATUS (status) : 0, ==, 0);
      reports = read_reports (pipe_fds[0]);
      close (pipe_fds[0]);
      ledger = test_ledger_open (folder);
      g_assert_false (ka_ledger_is_read_only (ledger));
      test_verify (ledger);
      check_attached (ledger, folder, round, reports);
      n_reports += reports->len;
      longest = adapt_longest (longest, reports->len);
      /* Checking stays short. */
      if (round % 10 == 9)
        {
          g_clear_object (&ledger);
          test_folder_remove (g_steal_pointer (&folder));
          g_free (g_steal_pointer (&path));
          folder = test_folder_new ();
          path = test_path (folder);
          ledger = test_ledger_new (folder);
          enterprise = test_enterprise (ledger, "甲");
        }
    }
  g_test_message ("%u attached in %u rounds", n_reports, n_rounds);
  g_assert_cmpuint (n_reports, >, 0);
  test_folder_remove (g_steal_pointer (&folder));
}

/* ---- reading what a killed program left ---- */

#define N_LEFT 12 /* saves before the index is kept, and again after it */

typedef struct
{
  const char *name;
  gboolean keep;  /* the index of before the last saves is put back */
  gssize size;    /* the index is cut to that; -1: left as it is */
  gboolean spoil; /* it holds anything */
} Index;

static const Index indexes[] = {
  { "as-left", FALSE, -1, FALSE }, { "none", FALSE, 0, FALSE },   { "cut", FALSE, 100, FALSE },
  { "older", TRUE, -1, FALSE },    { "spoilt", FALSE, -1, TRUE },
};

static void
save_some (const char *path, int reports, int told)
{
  KaLedger *ledger = ka_ledger_open (path, KA_OPEN_READ_WRITE, NULL);
  char byte;

  for (guint n = 0; n < 2 * N_LEFT; n++)
    {
      g_autofree char *name = g_strdup_printf ("l%u", n);

      if (n % N_LEFT == 0 && read (told, &byte, 1) != 1)
        _exit (2);
      test_enterprise (ledger, name);
      report (reports, 'l', n);
    }
  pause ();
  _exit (1);
}

/* Waits for so many reports. */
static void
await_reports (int fd, guint n)
{
  char byte;

  while (n > 0)
    {
      g_assert_cmpint (read (fd, &byte, 1), ==, 1);
      n -= byte == '\n';
    }
}

/* Leaves 2 * N_LEFT saves in the log of a program that was killed, and an index beside it. */
static void
leave_log (const char *path, const Index *index)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *kept = NULL;
  gsize length;
  int reports[2], told[2], status;
  pid_t child;

  g_assert_cmpint (pipe (reports), ==, 0);
  g_assert_cmpint (pipe (told), ==, 0);
  child = fork ();
  if (child == 0)
    save_some (path, reports[1], told[0]);
  g_assert_cmpint (write (told[1], "x", 1), ==, 1);
  await_reports (reports[0], N_LEFT);
  g_assert_true (g_file_get_contents (shm, &kept, &length, NULL));
  g_assert_cmpint (write (told[1], "x", 1), ==, 1);
  await_reports (reports[0], N_LEFT);
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  for (guint i = 0; i < 2; i++)
    {
      close (reports[i]);
      close (told[i]);
    }

  if (index->spoil)
    memset (kept, 0x5a, length);
  if (index->keep || index->spoil)
    g_assert_true (g_file_set_contents (shm, kept, length, NULL));
  if (index->size > 0)
    g_assert_cmpint (truncate (shm, index->size), ==, 0);
  else if (index->size == 0)
    g_assert_cmpint (g_unlink (shm), ==, 0);
}

/* Whoever only reads sees all that was saved, whatever stands in the index, and so do those who come while it
 * reads, one who writes among them. */
static void
test_read_left (gconstpointer data)
{
  const KaKind *kind = ka_kind_get ("enterprise");
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = test_path (folder);
  g_autoptr (KaLedger) first = test_ledger_new (folder);
  g_autoptr (KaLedger) second = NULL;
  g_autoptr (KaLedger) writer = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&first);
  leave_log (path, data);
  first = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_count (first, kind, NULL), ==, 2 * N_LEFT);
  second = ka_ledger_open (path, KA_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  test_verify (second);
  g_clear_object (&second);
  g_assert_cmpint (ka_ledger_count (first, kind, NULL), ==, 2 * N_LEFT);
  writer = test_ledger_open (folder);
  g_assert_false (ka_ledger_is_read_only (writer));
  test_enterprise (writer, "后来的矿业有限公司");
  g_assert_cmpint (ka_ledger_count (first, kind, NULL), ==, 2 * N_LEFT + 1);
  g_clear_object (&writer);
  g_assert_cmpint (ka_ledger_count (first, kind, NULL), ==, 2 * N_LEFT + 1);
  g_clear_object (&first);
  writer = test_ledger_open (folder);
  g_assert_cmpint (ka_ledger_count (writer, kind, NULL), ==, 2 * N_LEFT + 1);
  test_verify (writer);
  g_clear_object (&writer);
  test_folder_remove (g_steal_pointer (&folder));
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/kill/work", test_kill);
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_autofree char *name = g_strconcat ("/store/kill/read-left/", indexes[i].name, NULL);

      g_test_add_data_func (name, &indexes[i], test_read_left);
    }
  g_test_add_func ("/store/kill/attach", test_attach);
  g_test_add_data_func ("/store/kill/half", GINT_TO_POINTER (KA_OPEN_READ_WRITE), test_half);
  g_test_add_data_func ("/store/kill/half-read", GINT_TO_POINTER (KA_OPEN_READ_ONLY), test_half);

  return g_test_run ();
}
