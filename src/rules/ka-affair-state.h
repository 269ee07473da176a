/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-act.h"

G_BEGIN_DECLS

/* Where a project, a suspension or a tip stands, and what may be done next. Nothing is stored: the fields say
 * it. */

/* ---- 建设项目 ---- */

typedef enum
{
  KA_PROJECT_DESIGN,   /* 待设计审查 */
  KA_PROJECT_APPROVED, /* 待开工 */
  KA_PROJECT_BUILDING, /* 建设中 */
  KA_PROJECT_EXTENDED, /* 延期建设 */
  KA_PROJECT_SAMPLED,  /* 待抽查: accepted and drawn, not looked at yet */
  KA_PROJECT_ACCEPTED, /* 已验收 */
  KA_PROJECT_N_STATES,
} KaProjectState;

KaProjectState ka_project_state (const KaRecord *project);
/* The end of the approved term, and of the term as it was extended; KA_DAY_NONE: none is said. */
KaDay ka_project_approved_end (const KaRecord *project);
KaDay ka_project_end (const KaRecord *project);
#define KA_PROJECT_EXTENSION_MONTHS 12

extern const KaActs ka_project_acts;

/* ---- 停复产 ---- */

typedef enum
{
  KA_SUSPENSION_STOPPED,   /* 停产停建 */
  KA_SUSPENSION_FILING,    /* 待备案: of a resumption */
  KA_SUSPENSION_ACCEPTING, /* 待验收 */
  KA_SUSPENSION_APPROVING, /* 待批复 */
  KA_SUSPENSION_RESUMED,   /* 已批复 */
  KA_SUSPENSION_N_STATES,
} KaSuspensionState;

KaSuspensionState ka_suspension_state (const KaRecord *suspension);

extern const KaActs ka_suspension_acts;

/* ---- 举报 ---- */

typedef enum
{
  KA_TIP_RECEIVED, /* 待受理 */
  KA_TIP_CHECKING, /* 核查中 */
  KA_TIP_ANSWER,   /* 待答复 */
  KA_TIP_SETTLED,  /* 已办结 */
  KA_TIP_N_STATES,
} KaTipState;

KaTipState ka_tip_state (const KaRecord *tip);
/* The day by which the next step has to be taken (accepting, settling, answering): the term of the rule that
 * tells of it, as the office has set it. KA_DAY_NONE: nothing is left to do. */
KaDay ka_tip_end (KaLedger *ledger, const KaRecord *tip);

extern const KaActs ka_tip_acts;

G_END_DECLS
