/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* 案卷检查: what in the papers of one inspection (itself, its hazards, their postponements and earlier
 * rounds, the penalties) is missing or contradicts itself, rule by rule, each with its clause. */

typedef struct _KaCase KaCase; /* one inspection with all that hangs on it */

typedef struct
{
  const char *code;
  const char *kind;    /* of the records that it looks at, one by one */
  const char *field;   /* the field that mends it */
  KaSeverity severity; /* REFUSE: the file cannot be closed with it */
  const char *message; /* Chinese, untranslated: what is wrong, what to do */
  const char *source;  /* the clause */
  gboolean (*trips) (const KaCase *the, const KaRecord *record);
} KaCaseRule;

const KaCaseRule *ka_case_rules (guint *n);

typedef struct
{
  const KaCaseRule *rule;
  gint64 id; /* of the record of rule->kind */
  char *title;
} KaCaseProblem;

void ka_case_problem_free (KaCaseProblem *self);
const char *ka_case_problem_message (const KaCaseProblem *self);
const char *ka_case_problem_source (const KaCaseProblem *self);

/* KaCaseProblem elements, the graver first; NULL on failure. */
GPtrArray *ka_case_file_check (KaLedger *ledger, gint64 inspection, KaDay on, GError **error);
/* Files the case on the day (归档日期); refused while there is anything grave, with the first of it. */
gboolean ka_case_file_close (KaLedger *ledger, gint64 inspection, KaDay on, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCaseProblem, ka_case_problem_free)

G_END_DECLS
