/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

/* How long reading goes on, and what it sees meanwhile. */

void
ka_ledger_listen (KaLedger *ledger, GCancellable *cancellable)
{
  ka_db_set_cancellable (ledger->db, cancellable != NULL ? cancellable : ledger->cancellable);
}

void
ka_ledger_set_cancellable (KaLedger *ledger, GCancellable *cancellable)
{
  g_return_if_fail (KA_IS_LEDGER (ledger));

  if (ledger->db != NULL)
    ka_db_set_cancellable (ledger->db, cancellable);
  g_set_object (&ledger->cancellable, cancellable);
}

gboolean
ka_ledger_hold (KaLedger *ledger, GError **error)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger), FALSE);

  if (!ka_ledger_check_open (ledger, error))
    return FALSE;
  /* A change that is being written holds it already. */
  if (ledger->held == 0)
    ledger->holding = sqlite3_get_autocommit (ledger->db) != 0;
  if (ledger->held == 0 && ledger->holding && !ka_db_exec (ledger->db, "BEGIN", error))
    return FALSE;
  ledger->held++;
  return TRUE;
}

void
ka_ledger_release (KaLedger *ledger)
{
  g_return_if_fail (KA_IS_LEDGER (ledger) && ledger->held > 0);

  ledger->held--;
  if (ledger->held > 0 || !ledger->holding || ledger->db == NULL)
    return;
  ledger->holding = FALSE;
  /* What was cancelled must still be let go. */
  ka_db_set_cancellable (ledger->db, NULL);
  if (!sqlite3_get_autocommit (ledger->db))
    ka_db_exec (ledger->db, "COMMIT", NULL);
  ka_db_set_cancellable (ledger->db, ledger->cancellable);
}
