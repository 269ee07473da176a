/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <string.h>

/* Changes larger than the log is good for. What is written into the log has to be read and written once more when
 * it is folded into the file; SQLite itself advises a rollback journal for transactions of a hundred megabytes
 * (https://sqlite.org/wal.html, section 1), in which pages that are new are written once and need no copy. Of an import of
 * 100,000 rows that is a tenth of all that the processor does.
 *
 * All or nothing holds as ever: what stood in the file is kept in the journal, and whoever opens the ledger after
 * a crash puts it back. But nobody can read meanwhile. So this is only done while the connection is the only one on
 * the file, which SQLite itself makes sure of; a window has several, and goes on with the log. */

/* Not long: it is only tried. */
#define WAIT_MS 200

static gboolean
leave_log (KaLedger *ledger)
{
  g_autofree char *mode = NULL;

  sqlite3_busy_timeout (ledger->db, WAIT_MS);
  mode = ka_db_text (ledger->db, "PRAGMA journal_mode = DELETE", NULL);
  /* Exclusive from the beginning: who read meanwhile would stop it half way. */
  ledger->direct
    = g_strcmp0 (mode, "delete") == 0 && ka_db_exec (ledger->db, "BEGIN EXCLUSIVE", NULL);
  sqlite3_busy_timeout (ledger->db, KA_DB_BUSY_TIMEOUT);

  return ledger->direct;
}

gboolean
ka_large_begin (KaLedger *ledger, GError **error)
{
  ledger->large = FALSE;

  return leave_log (ledger)
         || (ka_db_exec (ledger->db, "PRAGMA journal_mode = WAL", error)
             && ka_db_exec (ledger->db, "BEGIN IMMEDIATE", error));
}

void
ka_large_end (KaLedger *ledger)
{
  /* If that fails, the file is as safe without the log, and the next one to open it turns to it again. */
  if (ledger->direct)
    ka_db_exec (ledger->db, "PRAGMA journal_mode = WAL", NULL);
  ledger->direct = FALSE;
}

void
ka_ledger_announce_large (KaLedger *ledger)
{
  g_return_if_fail (KA_IS_LEDGER (ledger));

  ledger->large = TRUE;
}
