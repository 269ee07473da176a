/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <ka-check.h>
#include <ka-codes.h>
#include <glib/gi18n-lib.h>
#include <ka-reason.h>

/* What a ledger begins with: records of a kind as its code table has them, which the office then changes
 * and deletes as any others. */
typedef struct
{
  const char *kind, *codes;
  const char *why;
} Seed;

static const Seed seeds[] = {
  /* The district's targets as laid down in the documents that the code table names. */
  { "target", "targets", KA_WHY_TARGETS },
  /* The days of the State Council's yearly notices. */
  { "holiday", "holidays", KA_WHY_HOLIDAYS },
  /* By what submitted cases are scored. */
  { "case_criterion", "case_criteria", KA_WHY_CRITERIA },
};

static gboolean
write_seed (KaLedger *ledger, gpointer data, GError **error)
{
  const Seed *seed = data;
  const KaCodeTable *table = ka_codes_get (seed->codes);
  const KaKind *kind = ka_kind_get (seed->kind);

  g_return_val_if_fail (table != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);
      g_autoptr (KaRecord) record = ka_record_new (kind);

      for (guint j = 0; j < kind->n_fields; j++)
        {
          const char *text = ka_codes_column (table, code, kind->fields[j].id);
          char *value = NULL;

          if (text != NULL
              && !ka_field_parse (&kind->fields[j], text, KA_DAY_NONE, &value, NULL, error))
            return FALSE;
          ka_record_take (record, j, value);
        }
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }

  return TRUE;
}

/* Deleted ones have revisions too: what an office took out does not come again. */
static gboolean
was_seeded (KaLedger *ledger, const Seed *seed, gboolean *was, GError **error)
{
  sqlite3_stmt *stmt
    = ka_ledger_use (ledger, "SELECT 1 FROM revision WHERE kind = ? LIMIT 1", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, seed->kind);
  answer = ka_db_step (stmt, error);
  sqlite3_reset (stmt);
  *was = answer > 0;

  return answer >= 0;
}

gboolean
ka_ledger_seed (KaLedger *ledger, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      gboolean was;

      if (!was_seeded (ledger, &seeds[i], &was, error)
          || (!was
              && !ka_ledger_transact (ledger, KA_CHANGE_SEED, seeds[i].why, write_seed,
                                      (gpointer)&seeds[i], NULL, error)))
        return FALSE;
    }

  return TRUE;
}
