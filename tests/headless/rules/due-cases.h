/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the ledger holds besides one producing open pit and its enterprise, and what a rule finds of it.
 *
 * Records are divided by ";": "mine field=value …" and "enterprise …" change those there are, "+kind field=value
 * …" adds one of the mine or the enterprise. "mine2" is a further mine of the same enterprise. The group is what
 * the rule's only finding falls into; NULL: it finds nothing. */
typedef struct
{
  const char *rule, *records, *day, *group;
} DueCase;

/* The cases of src/rules/ka-due-<part>.c; the last has no rule. */
extern const DueCase due_cases_affairs[];
extern const DueCase due_cases_enforcement[];
extern const DueCase due_cases_mines[];
extern const DueCase due_cases_people[];
extern const DueCase due_cases_projects[];

#define OVERDUE "逾期"
#define TODAY "今日到期"
#define SOON "30 日内"
#define WRONG "不符合规定"
#define MISSING "数据缺失"
#define LATER "30 日后"
#define ADVICE "提示"
#define SERIOUS "+discredit subject=单位 list=安全生产严重失信主体 reason=甲 "
#define ID_A "id_number=11010519491231002X"
#define ID_B "id_number=440524188001010014"

G_END_DECLS
