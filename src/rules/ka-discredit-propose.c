/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-discredit-propose.h"

#include "ka-accident.h"
#include "ka-due.h"

#include <string.h>

#define LIST "安全生产严重失信主体"
#define BASIS "《安全生产严重失信主体名单管理办法》（应急管理部令第11号）"

GPtrArray *
ka_discredit_proposals (KaLedger *ledger, KaDay on, GError **error)
{
  static const char *const codes[] = { "discredit_penalty", "discredit_accident" };
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_due_item_free);

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      const KaDueRule *rule = ka_due_rule_get (codes[i]);
      g_autoptr (GPtrArray) items = NULL;

      if (!ka_due_rule_enabled (ledger, rule))
        continue;
      items = ka_due_find_rule (ledger, rule, on, error);
      if (items == NULL)
        return NULL;
      while (items->len > 0)
        g_ptr_array_add (all, g_ptr_array_steal_index (items, 0));
    }
  return g_steal_pointer (&all);
}

static void
take_penalty (KaRecord *listing, const KaRecord *penalty)
{
  const char *person = ka_record_get (penalty, "person");
  const char *facts = ka_record_get (penalty, "facts");

  ka_record_set (listing, "subject", person != NULL ? "个人" : "单位");
  ka_record_set (listing, "enterprise", ka_record_get (penalty, "enterprise"));
  ka_record_set (listing, "person", person);
  ka_record_set (listing, "penalty_no", ka_record_get (penalty, "doc_no"));
  ka_record_set (listing, "reason", facts != NULL ? facts : ka_record_get (penalty, "violated"));
}

static void
take_accident (KaLedger *ledger, KaRecord *listing, const KaRecord *accident)
{
  const char *enterprise = ka_record_get (accident, "enterprise");
  gint64 mine = ka_record_get_int (accident, "mine", 0);
  g_autoptr (KaRecord) owner = enterprise == NULL && mine != 0
                                 ? ka_ledger_get (ledger, ka_kind_get ("mine"), mine, NULL)
                                 : NULL;
  const char *reporting = ka_record_get (accident, "reporting");
  const char *grade = ka_accident_grade_name (ka_accident_grade (accident));
  gboolean hidden = g_strcmp0 (reporting, "瞒报") == 0 || g_strcmp0 (reporting, "谎报") == 0;
  g_autofree char *reason = g_strdup_printf (
    "“%s”（%s事故%s%s）", ka_record_get (accident, "title"), grade != NULL ? grade : "生产安全",
    hidden ? "，" : "", hidden ? reporting : "");

  ka_record_set (listing, "subject", "单位");
  ka_record_set (listing, "enterprise",
                 owner != NULL ? ka_record_get (owner, "enterprise") : enterprise);
  ka_record_set (listing, "reason", reason);
}

KaRecord *
ka_discredit_propose (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, error);
  g_autoptr (KaRecord) listing = ka_record_new (ka_kind_get ("discredit"));

  if (record == NULL)
    return NULL;
  ka_record_set (listing, "list", LIST);
  ka_record_set (listing, "basis", BASIS);
  if (strcmp (kind->id, "penalty") == 0)
    take_penalty (listing, record);
  else
    take_accident (ledger, listing, record);
  return g_steal_pointer (&listing);
}
