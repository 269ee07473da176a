/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* One condition of a list, as the chip shows it: field, comparison, value. */
typedef struct
{
  const KaField *field;
  KaOp op;
  char *value; /* canonical; NULL for EMPTY and GIVEN */
} KaCondition;

KaCondition *ka_condition_new (const KaField *field, KaOp op, const char *value);
void ka_condition_free (KaCondition *self);
/* 所在镇街：德感街道; 整改期限 早于 2026-01-05. The ledger names what a REF points to. */
char *ka_condition_describe (const KaCondition *self, KaLedger *ledger);
/* As it is kept: field, comparison and value; what a REF points to with its title. Back from that: NULL where
 * the kind has no such field or the ledger no such record. */
char *ka_condition_to_text (const KaCondition *self, KaLedger *ledger);
KaCondition *ka_condition_from_text (const KaKind *kind, KaLedger *ledger, const char *text);
/* The comparisons that make sense for a field; ends with -1. */
const int *ka_field_ops (const KaField *field);
const char *ka_op_label (const KaField *field, KaOp op);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCondition, ka_condition_free)

G_END_DECLS
