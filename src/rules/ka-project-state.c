/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-affair-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KaState STATES[KA_PROJECT_N_STATES] = {
  [KA_PROJECT_DESIGN] = { "design", N_ ("待设计审查") },
  [KA_PROJECT_APPROVED] = { "approved", N_ ("待开工") },
  [KA_PROJECT_BUILDING] = { "building", N_ ("建设中") },
  [KA_PROJECT_EXTENDED] = { "extended", N_ ("延期建设") },
  [KA_PROJECT_SAMPLED] = { "sampled", N_ ("待抽查") },
  [KA_PROJECT_ACCEPTED] = { "accepted", N_ ("已验收") },
};

static const char *
get (const KaRecord *record, const char *field)
{
  return ka_record_get (record, field);
}

KaProjectState
ka_project_state (const KaRecord *project)
{
  g_return_val_if_fail (strcmp (project->kind->id, "project") == 0, KA_PROJECT_DESIGN);

  if (get (project, "accepted") != NULL)
    return g_strcmp0 (get (project, "sampled"), "1") == 0 && get (project, "sampled_on") == NULL
             ? KA_PROJECT_SAMPLED
             : KA_PROJECT_ACCEPTED;
  if (get (project, "started") != NULL)
    return get (project, "extended_until") != NULL ? KA_PROJECT_EXTENDED : KA_PROJECT_BUILDING;
  return get (project, "approved") != NULL ? KA_PROJECT_APPROVED : KA_PROJECT_DESIGN;
}

KaDay
ka_project_approved_end (const KaRecord *project)
{
  KaDay due = ka_record_get_day (project, "due"), started = ka_record_get_day (project, "started");
  gint64 months = ka_record_get_int (project, "months", 0);

  if (due != KA_DAY_NONE || started == KA_DAY_NONE || months <= 0)
    return due;
  return ka_day_add_months (started, (int)months);
}

KaDay
ka_project_end (const KaRecord *project)
{
  KaDay extended = ka_record_get_day (project, "extended_until");

  return extended != KA_DAY_NONE ? extended : ka_project_approved_end (project);
}

static gboolean
is_building (const KaRecord *project)
{
  KaProjectState state = ka_project_state (project);

  return state == KA_PROJECT_BUILDING || state == KA_PROJECT_EXTENDED;
}

static int
count_overdue (KaLedger *ledger, const KaRecord *project, KaDay on)
{
  KaDay end = is_building (project) ? ka_project_end (project) : KA_DAY_NONE;

  return end != KA_DAY_NONE && on > end ? on - end : 0;
}

static char *
say_next (KaLedger *ledger, const KaRecord *project, KaDay on)
{
  static const char *const NEXT[KA_PROJECT_N_STATES] = {
    [KA_PROJECT_DESIGN] = N_ ("下一步：安全设施设计审查批复"),
    [KA_PROJECT_APPROVED] = N_ ("下一步：开工"),
    [KA_PROJECT_SAMPLED] = N_ ("下一步：对竣工验收进行抽查"),
  };
  KaProjectState state = ka_project_state (project);
  g_autofree char *end = NULL;

  if (!is_building (project))
    return NEXT[state] != NULL ? g_strdup (_ (NEXT[state])) : NULL;
  if (ka_project_end (project) == KA_DAY_NONE)
    return g_strdup (_ ("下一步：竣工验收；没有填批准施工期和应完工日期"));
  end = ka_day_to_iso (ka_project_end (project));
  return g_strdup_printf (_ ("下一步：竣工验收，施工期到%s"), end);
}

/* ---- what the table cannot say by itself ---- */

static gboolean
check_extension (const KaAct *act,
                 KaLedger *ledger,
                 const KaRecord *before,
                 const KaRecord *record,
                 KaDay on,
                 GError **error)
{
  KaDay end = ka_project_approved_end (before),
        until = ka_record_get_day (record, "extended_until");
  g_autofree char *last = NULL;

  if (end == KA_DAY_NONE)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID,
                           _ ("没有填应完工日期，也没有批准施工期，请先补上再办理延期。"));
      return FALSE;
    }
  if (until <= ka_day_add_months (end, KA_PROJECT_EXTENSION_MONTHS))
    return TRUE;
  last = ka_day_to_iso (ka_day_add_months (end, KA_PROJECT_EXTENSION_MONTHS));
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
               _ ("延期不超过1年，最晚到%s；需要更长时间的，应当重新审查设计。"), last);
  return FALSE;
}

static void
finish_start (KaRecord *project, const KaRecord *made)
{
  KaDay end = ka_project_approved_end (project);
  g_autofree char *due = end != KA_DAY_NONE ? ka_day_to_iso (end) : NULL;

  ka_record_set (project, "due", due);
}

static void
finish_design (KaRecord *project, const KaRecord *made)
{
  ka_record_set (project, "extended_until", NULL);
  ka_record_set (project, "extension_no", NULL);
}

static void
finish_sample (KaRecord *project, const KaRecord *made)
{
  ka_record_set (project, "sampled", "1");
}

/* clang-format off */
#define ON(state) KA_STATE_BIT (KA_PROJECT_##state)
#define TODAY(field) { field, KA_ACT_NEEDED, KA_ACT_TODAY }
#define NEEDED(field) { field, KA_ACT_NEEDED }
#define ANEW(field) { field, KA_ACT_NEEDED, KA_ACT_ANEW }

static const KaAct ACTS[] = {
  { .id = "approve", .label = N_ ("设计审查批复"), .from = ON (DESIGN), .to = ON (APPROVED),
    .fields = { TODAY ("approved"), NEEDED ("approval_no"), NEEDED ("months") },
    .source = N_ ("《安全生产法》第三十三条：矿山建设项目的安全设施设计应当报经审查。") },
  { .id = "start", .label = N_ ("开工"), .from = ON (APPROVED), .to = ON (BUILDING),
    .fields = { TODAY ("started"), NEEDED ("months"), { "due" } },
    .source = N_ ("江津府办发〔2023〕11号三（二）2：在批准的施工期限内完成项目建设。"), .finish = finish_start },
  { .id = "extend", .label = N_ ("延期"), .from = ON (BUILDING), .to = ON (EXTENDED),
    .fields = { ANEW ("extended_until"), ANEW ("extension_no") },
    .source = N_ ("江津府办发〔2023〕11号三（二）2：延期时间原则上不超过1年。"), .check = check_extension },
  { .id = "redesign", .label = N_ ("重新审查设计"), .from = ON (BUILDING) | ON (EXTENDED), .to = ON (BUILDING),
    .fields = { { "approved", KA_ACT_NEEDED, KA_ACT_ANEW }, ANEW ("approval_no"), ANEW ("due") },
    .source = N_ ("江津府办发〔2023〕11号三（二）2：延期后再延期的应当重新履行安全设施设计审查程序。"),
    .finish = finish_design },
  { .id = "accept", .label = N_ ("竣工验收"), .from = ON (BUILDING) | ON (EXTENDED), .to = ON (ACCEPTED) | ON (SAMPLED),
    .fields = { TODAY ("accepted"), { "acceptance_no" } },
    .source = N_ ("《安全生产法》第三十四条；安监总管一〔2016〕14号：建设单位组织安全设施竣工验收。") },
  { .id = "sample", .label = N_ ("抽查验收"), .from = ON (ACCEPTED) | ON (SAMPLED), .to = ON (ACCEPTED),
    .fields = { { "sampled_on", KA_ACT_NEEDED, KA_ACT_TODAY }, ANEW ("sample_result") },
    .source = N_ ("渝安办〔2025〕13号八：对安全设施竣工验收按不少于总数10%随机抽查。"), .finish = finish_sample },
};
/* clang-format on */

const KaActs ka_project_acts = {
  .kind = "project",
  .acts = ACTS,
  .n_acts = G_N_ELEMENTS (ACTS),
  .n_states = KA_PROJECT_N_STATES,
  .states = STATES,
  .state = ka_project_state,
  .overdue = count_overdue,
  .settled = ON (ACCEPTED),
  .next = say_next,
};
