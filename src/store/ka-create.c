/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"
#include "ka-schema-private.h"
#include "ka-search-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

/* Half as many pages to move for a large import, to check when opening and to copy for a backup; a single save
 * writes no more often. Ledgers made before keep theirs. */
#define PAGE_SIZE "PRAGMA page_size = 8192; "

/* Makes the schema in an empty file that SQLite opens for the first time. Nobody knows the file yet: if this
 * is cut short it is thrown away, and it is synced as a whole before it gets its name. */
static gboolean
make_schema (const char *path, GError **error)
{
  g_autofree char *identify = g_strdup_printf ("PRAGMA application_id = %d", KA_APPLICATION_ID);
  sqlite3 *db = ka_db_open (path, SQLITE_OPEN_READWRITE, FALSE, error);
  gboolean done;

  if (db == NULL)
    return FALSE;
  done = ka_db_exec (db, PAGE_SIZE "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", error)
         && ka_db_exec (db, identify, error) && ka_schema_upgrade (db, 0, error)
         && ka_search_ensure (db, error);
  sqlite3_close (db);

  return done;
}

/* Gives the finished file its name, unless there is one of that name by now. */
static gboolean
give_name (const char *temporary, const char *path, GError **error)
{
  int number;

  if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
    return TRUE;
  number = errno;
  /* Not every file system knows how to rename without replacing. */
  if ((number == EINVAL || number == ENOSYS) && !g_file_test (path, G_FILE_TEST_EXISTS)
      && g_rename (temporary, path) == 0)
    return TRUE;

  ka_db_set_errno (error, number == EINVAL || number == ENOSYS ? errno : number, path);
  return FALSE;
}

static gboolean
make_file (const char *temporary, GError **error)
{
  g_autoptr (KaLedger) ledger = NULL;

  if (!make_schema (temporary, error))
    return FALSE;
  ledger = ka_ledger_open (temporary, KA_OPEN_READ_WRITE, error);

  return ledger != NULL && ka_ledger_close (ledger, error) && ka_db_sync_file (temporary, error);
}

KaLedger *
ka_ledger_create (const char *path, GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *temporary = g_strconcat (canonical, ".new-XXXXXX", NULL);
  int fd;

  if (g_file_test (canonical, G_FILE_TEST_EXISTS))
    {
      ka_db_set_errno (error, EEXIST, canonical);
      return NULL;
    }

  /* Made whole beside and then given its name: there is never half a ledger. */
  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    {
      ka_db_set_errno (error, errno, canonical);
      return NULL;
    }
  g_close (fd, NULL);
  if (!make_file (temporary, error) || !give_name (temporary, canonical, error))
    {
      static const char *const suffixes[] = { "", "-wal", "-shm", "-journal", "-lock" };

      for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
        {
          g_autofree char *rest = g_strconcat (temporary, suffixes[i], NULL);

          g_unlink (rest);
        }
      return NULL;
    }
  if (!ka_db_sync_folder (canonical, error))
    return NULL;

  return ka_ledger_open (canonical, KA_OPEN_READ_WRITE, error);
}
