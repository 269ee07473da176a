/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-discredit-state.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>
#include <string.h>

static const KaState STATES[KA_DISCREDIT_N_STATES] = {
  [KA_DISCREDIT_PROPOSED] = { "proposed", N_ ("拟列入") },
  [KA_DISCREDIT_NOTIFIED] = { "notified", N_ ("已告知") },
  [KA_DISCREDIT_HEARD] = { "heard", N_ ("已陈述申辩") },
  [KA_DISCREDIT_DROPPED] = { "dropped", N_ ("不予列入") },
  [KA_DISCREDIT_LISTED] = { "listed", N_ ("已列入") },
  [KA_DISCREDIT_REPAIR] = { "repair", N_ ("修复审查") },
  [KA_DISCREDIT_EARLY] = { "early", N_ ("提前移出") },
  [KA_DISCREDIT_EXPIRED] = { "expired", N_ ("期满移出") },
  [KA_DISCREDIT_RESTORED] = { "restored", N_ ("恢复列入") },
  [KA_DISCREDIT_ANNULLED] = { "annulled", N_ ("撤销列入") },
};

static const char *
get (const KaRecord *record, const char *field)
{
  return ka_record_get (record, field);
}

/* From what happened last to what happened first. */
KaDiscreditState
ka_discredit_state (const KaRecord *discredit)
{
  g_return_val_if_fail (strcmp (discredit->kind->id, "discredit") == 0, KA_DISCREDIT_PROPOSED);

  if (get (discredit, "removed") != NULL)
    {
      if (g_strcmp0 (get (discredit, "removal"), "提前移出") == 0)
        return KA_DISCREDIT_EARLY;
      return g_strcmp0 (get (discredit, "removal"), "撤销列入") == 0 ? KA_DISCREDIT_ANNULLED
                                                                     : KA_DISCREDIT_EXPIRED;
    }
  if (get (discredit, "listed") != NULL)
    {
      if (get (discredit, "repair_applied") != NULL && get (discredit, "repair_refused") == NULL)
        return KA_DISCREDIT_REPAIR;
      return get (discredit, "revoked") != NULL ? KA_DISCREDIT_RESTORED : KA_DISCREDIT_LISTED;
    }
  if (get (discredit, "dropped") != NULL)
    return KA_DISCREDIT_DROPPED;
  if (get (discredit, "heard") != NULL)
    return KA_DISCREDIT_HEARD;
  return get (discredit, "notified") != NULL ? KA_DISCREDIT_NOTIFIED : KA_DISCREDIT_PROPOSED;
}

static KaDay
add_to_listed (const KaRecord *discredit, gint64 months)
{
  KaDay listed = ka_record_get_day (discredit, "listed");

  return listed != KA_DAY_NONE ? ka_day_add_months (listed, (int)months) : KA_DAY_NONE;
}

KaDay
ka_discredit_term_end (const KaRecord *discredit)
{
  return add_to_listed (discredit,
                        ka_record_get_int (discredit, "term_months", KA_DISCREDIT_TERM_MONTHS));
}

KaDay
ka_discredit_last_day (const KaRecord *discredit)
{
  KaDay end = ka_discredit_term_end (discredit);

  return end != KA_DAY_NONE ? end - 1 : KA_DAY_NONE;
}

KaDay
ka_discredit_repair_from (const KaRecord *discredit)
{
  return add_to_listed (discredit, KA_DISCREDIT_REPAIR_MONTHS);
}

#define ON(state) KA_STATE_BIT (KA_DISCREDIT_##state)
#define ON_LIST (ON (LISTED) | ON (REPAIR) | ON (RESTORED))

int
ka_discredit_overdue (const KaRecord *discredit, KaDay on)
{
  KaDay end = ka_discredit_term_end (discredit);

  if ((ON_LIST & KA_STATE_BIT (ka_discredit_state (discredit))) == 0)
    return 0;
  return end != KA_DAY_NONE && on > end ? on - end : 0;
}

/* ---- what the table of acts cannot say by itself ---- */

static gboolean
is_serious (const KaRecord *discredit)
{
  return g_strcmp0 (get (discredit, "list"), "安全生产严重失信主体") == 0;
}

/* Before the day the law names, on which the act may be done at the earliest. */
static gboolean
check_from (KaDay day, KaDay first, const char *format, GError **error)
{
  g_autofree char *text = NULL;

  if (first == KA_DAY_NONE || day >= first)
    return TRUE;
  text = ka_day_to_iso (first);
  return ka_refuse (error, format, text);
}

static gboolean
allow_apply (const KaAct *act, const KaRecord *discredit, KaDay on, GError **error)
{
  return check_from (on, ka_discredit_repair_from (discredit),
                     _ ("列入满12个月才可以申请信用修复，最早在%s。"), error);
}

static gboolean
check_apply (const KaAct *act,
             KaLedger *ledger,
             const KaRecord *before,
             const KaRecord *record,
             KaDay on,
             GError **error)
{
  return allow_apply (act, before, ka_record_get_day (record, "repair_applied"), error);
}

static gboolean
allow_expire (const KaAct *act, const KaRecord *discredit, KaDay on, GError **error)
{
  return check_from (on, ka_discredit_term_end (discredit),
                     _ ("管理期限到%s才届满；此前只能“提前移出”或者“撤销列入”。"), error);
}

static gboolean
check_expire (const KaAct *act,
              KaLedger *ledger,
              const KaRecord *before,
              const KaRecord *record,
              KaDay on,
              GError **error)
{
  return allow_expire (act, before, ka_record_get_day (record, "removed"), error);
}

/* Three years; only a longer ban from the trade goes beyond. */
static gboolean
check_list (const KaAct *act,
            KaLedger *ledger,
            const KaRecord *before,
            const KaRecord *record,
            KaDay on,
            GError **error)
{
  gint64 months = ka_record_get_int (record, "term_months", 0);

  if (is_serious (record) && months < KA_DISCREDIT_TERM_MONTHS)
    return ka_refuse (
      error, _ ("安全生产严重失信主体名单的管理期限为%d个月，不能填%d个月；请核对“管理期限”。"),
      KA_DISCREDIT_TERM_MONTHS, (int)months);
  return TRUE;
}

static gboolean
check_early (const KaAct *act,
             KaLedger *ledger,
             const KaRecord *before,
             const KaRecord *record,
             KaDay on,
             GError **error)
{
  if (ka_record_get_day (record, "removed") < ka_record_get_day (before, "repair_applied"))
    return ka_refuse (error, _ ("移出日期（%s）不能早于信用修复申请日期（%s）。"),
                      get (record, "removed"), get (before, "repair_applied"));
  return TRUE;
}

static gboolean
check_revoke (const KaAct *act,
              KaLedger *ledger,
              const KaRecord *before,
              const KaRecord *record,
              KaDay on,
              GError **error)
{
  if (ka_record_get_day (record, "revoked") < ka_record_get_day (before, "removed"))
    return ka_refuse (error, _ ("撤销移出日期（%s）不能早于移出日期（%s）。"),
                      get (record, "revoked"), get (before, "removed"));
  return TRUE;
}

/* Only what was decided is sent. */
static gboolean
check_send (const KaAct *act,
            KaLedger *ledger,
            const KaRecord *before,
            const KaRecord *record,
            KaDay on,
            GError **error)
{
  const char *decided = get (before, "restrictions");
  const char *restriction = get (record, "restriction");

  if (decided != NULL && strstr (decided, restriction) == NULL)
    return ka_refuse (error, _ ("“%s”不在这次列入的惩戒措施（%s）中，请核对“惩戒措施”。"),
                      restriction, decided);
  if (ka_record_get_day (record, "sent") < ka_record_get_day (before, "listed"))
    return ka_refuse (error, _ ("推送日期（%s）不能早于列入日期（%s）。"), get (record, "sent"),
                      get (before, "listed"));
  return TRUE;
}

/* ---- what follows by itself ---- */

/* The listing names the first day and everyone it went to; each restriction has its own record. */
static void
finish_send (KaRecord *discredit, const KaRecord *made)
{
  const char *so_far = get (discredit, "sent_to");
  g_autofree char *all = so_far == NULL || strstr (so_far, get (made, "sent_to")) != NULL
                           ? g_strdup (so_far != NULL ? so_far : get (made, "sent_to"))
                           : g_strdup_printf ("%s、%s", so_far, get (made, "sent_to"));

  if (get (discredit, "sent") == NULL)
    ka_record_set (discredit, "sent", get (made, "sent"));
  ka_record_set (discredit, "sent_to", all);
}

static void
finish_apply (KaRecord *discredit, const KaRecord *made)
{
  ka_record_set (discredit, "repair_refused", NULL);
}

static void
finish_early (KaRecord *discredit, const KaRecord *made)
{
  ka_record_set (discredit, "removal", "提前移出");
}

static void
finish_expire (KaRecord *discredit, const KaRecord *made)
{
  ka_record_set (discredit, "removal", "期满移出");
}

static void
finish_annul (KaRecord *discredit, const KaRecord *made)
{
  ka_record_set (discredit, "removal", "撤销列入");
}

/* Listed as before; the removal that was got by deceit stays in the history. */
static void
finish_revoke (KaRecord *discredit, const KaRecord *made)
{
  static const char *const fields[]
    = { "removed", "removal", "removal_no", "repair_applied", "repair_evidence" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    ka_record_set (discredit, fields[i], NULL);
}

/* The first of the restrictions decided that went to nobody yet. */
static void
prepare_notice (KaLedger *ledger, const KaRecord *discredit, KaRecord *draft)
{
  const char *decided = get (discredit, "restrictions");
  g_auto (GStrv) fields = g_strsplit (decided != NULL ? decided : "", "、", -1);
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, discredit->id);

  ka_record_set (draft, "discredit", id);
  for (guint i = 0; fields[i] != NULL && get (draft, "restriction") == NULL; i++)
    {
      const KaField *field = ka_kind_field (draft->kind, "restriction");
      g_autofree const char **choices = ka_field_choices (field, ka_today ());
      g_autoptr (KaQuery) query = ka_query_new (draft->kind);
      g_autoptr (GArray) sent = NULL;

      ka_query_filter (query, "discredit", KA_OP_EQ, id);
      ka_query_filter (query, "restriction", KA_OP_EQ, fields[i]);
      sent = ka_query_ids (query, ledger, NULL, NULL);
      if (g_strv_contains (choices, fields[i]) && sent != NULL && sent->len == 0)
        ka_record_set (draft, "restriction", fields[i]);
    }
}

static void
prepare_draft (const KaAct *act, KaLedger *ledger, const KaRecord *discredit, KaRecord *draft)
{
  if (strcmp (act->id, "list") == 0 && get (draft, "term_months") == NULL)
    ka_record_set (draft, "term_months", G_STRINGIFY (KA_DISCREDIT_TERM_MONTHS));
  else if (strcmp (act->id, "send") == 0)
    prepare_notice (ledger, discredit, draft);
}

/* clang-format off */
#define TODAY(field) { field, KA_ACT_NEEDED, KA_ACT_TODAY }
#define NEEDED(field) { field, KA_ACT_NEEDED }
#define ANEW(field) { field, KA_ACT_NEEDED, KA_ACT_ANEW }

static const KaAct ACTS[] = {
  { .id = "notify", .label = N_ ("列入前告知"), .from = ON (PROPOSED), .to = ON (NOTIFIED),
    .fields = { TODAY ("notified"), NEEDED ("reason"), NEEDED ("basis") },
    .source = N_ ("应急管理部令第11号：列入前告知事由、依据和依法享有的权利。") },
  { .id = "hear", .label = N_ ("陈述申辩"), .from = ON (NOTIFIED), .to = ON (HEARD),
    .fields = { TODAY ("heard"), ANEW ("hearing") },
    .source = N_ ("应急管理部令第11号：听取陈述、申辩；没有提出的，记明期限内未提出。") },
  { .id = "drop", .label = N_ ("不予列入"), .from = ON (PROPOSED) | ON (NOTIFIED) | ON (HEARD),
    .to = ON (DROPPED), .fields = { TODAY ("dropped"), NEEDED ("drop_reason") },
    .source = N_ ("应急管理部令第11号：陈述、申辩的事实和理由成立的，应当采纳。") },
  { .id = "list", .label = N_ ("列入"), .from = ON (HEARD), .to = ON (LISTED),
    .fields = { NEEDED ("decided_by"), NEEDED ("decision_no"), TODAY ("listed"),
                NEEDED ("term_months"), NEEDED ("restrictions"), { "delivered" } },
    .source = N_ ("应急管理部令第11号：书面决定并送达，管理期限三年。"), .check = check_list },
  { .id = "publish", .label = N_ ("公示"), .from = ON_LIST, .fields = { TODAY ("published") },
    .source = N_ ("应急管理部令第11号：列入后录入信用信息系统并公示。") },
  { .id = "send", .label = N_ ("推送惩戒"), .from = ON_LIST, .made = "discredit_notice",
    .fields = { NEEDED ("restriction"), NEEDED ("sent_to"), TODAY ("sent"), { "number" } },
    .source = N_ ("江津府办发〔2023〕11号三（三）4：联合惩戒投融资、保险税收、招标投标、土地出让。"),
    .check = check_send, .finish = finish_send },
  { .id = "apply", .label = N_ ("申请信用修复"), .from = ON (LISTED) | ON (RESTORED),
    .to = ON (REPAIR), .fields = { TODAY ("repair_applied"), NEEDED ("repair_evidence") },
    .source = N_ ("应急管理部令第11号：列入满12个月，可以申请提前移出。"),
    .allowed = allow_apply, .check = check_apply, .finish = finish_apply },
  { .id = "refuse", .label = N_ ("不予修复"), .from = ON (REPAIR),
    .to = ON (LISTED) | ON (RESTORED), .fields = { { "repair_refused", KA_ACT_NEEDED, KA_ACT_TODAY } },
    .source = N_ ("应急管理部令第11号：不符合提前移出条件的，不予移出并告知理由。") },
  { .id = "early", .label = N_ ("提前移出"), .from = ON (REPAIR), .to = ON (EARLY),
    .fields = { TODAY ("removed"), NEEDED ("removal_no"), NEEDED ("repair_evidence") },
    .source = N_ ("应急管理部令第11号：履行处罚义务、消除危害后果、期间没有新的严重失信行为。"),
    .check = check_early, .finish = finish_early },
  { .id = "expire", .label = N_ ("期满移出"), .from = ON_LIST, .to = ON (EXPIRED),
    .fields = { TODAY ("removed"), NEEDED ("removal_no") },
    .source = N_ ("应急管理部令第11号：期限届满，由决定机关移出、停止公示、解除措施。"),
    .allowed = allow_expire, .check = check_expire, .finish = finish_expire },
  { .id = "annul", .label = N_ ("撤销列入"), .from = ON_LIST, .to = ON (ANNULLED),
    .fields = { TODAY ("removed"), NEEDED ("removal_no") },
    .source = N_ ("应急管理部令第11号：列入所依据的处罚决定被撤销、变更的，及时移出。"),
    .finish = finish_annul },
  { .id = "revoke", .label = N_ ("撤销移出"), .from = ON (EARLY), .to = ON (RESTORED),
    .fields = { TODAY ("revoked"), ANEW ("revoked_no"), ANEW ("revoke_reason") },
    .source = N_ ("应急管理部令第11号：提供虚假材料取得提前移出的，撤销移出决定，恢复列入。"),
    .check = check_revoke, .finish = finish_revoke },
};
/* clang-format on */

static int
count_overdue (KaLedger *ledger, const KaRecord *discredit, KaDay on)
{
  return ka_discredit_overdue (discredit, on);
}

const KaActs ka_discredit_acts = {
  .kind = "discredit",
  .acts = ACTS,
  .n_acts = G_N_ELEMENTS (ACTS),
  .n_states = KA_DISCREDIT_N_STATES,
  .states = STATES,
  .state = ka_discredit_state,
  .overdue = count_overdue,
  .prepare = prepare_draft,
};
