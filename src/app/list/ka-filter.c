/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-filter.h"

#include <glib/gi18n.h>
#include <ka-check.h>

/* ---- conditions ---- */

KaCondition *
ka_condition_new (const KaField *field, KaOp op, const char *value)
{
  KaCondition *self = g_new0 (KaCondition, 1);

  self->field = field;
  self->op = op;
  self->value = g_strdup (value);
  return self;
}

void
ka_condition_free (KaCondition *self)
{
  g_free (self->value);
  g_free (self);
}

const int *
ka_field_ops (const KaField *field)
{
  static const int texts[] = { KA_OP_CONTAINS, KA_OP_EQ, KA_OP_NE, KA_OP_EMPTY, KA_OP_GIVEN, -1 };
  static const int choices[] = { KA_OP_EQ, KA_OP_NE, KA_OP_EMPTY, KA_OP_GIVEN, -1 };
  static const int flags[] = { KA_OP_EQ, KA_OP_EMPTY, KA_OP_GIVEN, -1 };
  static const int ordered[]
    = { KA_OP_EQ, KA_OP_LT, KA_OP_LE, KA_OP_GT, KA_OP_GE, KA_OP_EMPTY, KA_OP_GIVEN, -1 };

  switch (field->type)
    {
    case KA_FIELD_TEXT:
    case KA_FIELD_LONG:
      return texts;
    case KA_FIELD_REF:
    case KA_FIELD_CHOICE:
      return choices;
    case KA_FIELD_FLAG:
      return flags;
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
    case KA_FIELD_DATE:
    case KA_FIELD_MONTH:
    case KA_FIELD_QUARTER:
    case KA_FIELD_TIME:
      return ordered;
    default:
      g_return_val_if_reached (choices);
    }
}

const char *
ka_op_label (const KaField *field, KaOp op)
{
  gboolean number = ka_field_is_number (field);

  switch (op)
    {
    case KA_OP_EQ:
      return _ ("等于");
    case KA_OP_NE:
      return _ ("不等于");
    case KA_OP_LT:
      return number ? _ ("小于") : _ ("早于");
    case KA_OP_LE:
      return number ? _ ("不大于") : _ ("不晚于");
    case KA_OP_GT:
      return number ? _ ("大于") : _ ("晚于");
    case KA_OP_GE:
      return number ? _ ("不小于") : _ ("不早于");
    case KA_OP_CONTAINS:
      return _ ("包含");
    case KA_OP_EMPTY:
      return _ ("未填");
    case KA_OP_GIVEN:
      return _ ("已填");
    default:
      g_return_val_if_reached ("");
    }
}

char *
ka_condition_describe (const KaCondition *self, KaLedger *ledger)
{
  g_autofree char *value = NULL;

  if (self->value == NULL)
    return g_strdup_printf ("%s %s", ka_field_label (self->field),
                            ka_op_label (self->field, self->op));
  if (self->field->type == KA_FIELD_REF && ledger != NULL)
    value = g_strdup (ka_ledger_title (ledger, ka_field_target (self->field),
                                       g_ascii_strtoll (self->value, NULL, 10)));
  else
    value = ka_field_display (self->field, self->value, FALSE);
  if (self->op == KA_OP_EQ)
    return g_strdup_printf (_ ("%s：%s"), ka_field_label (self->field), value);
  return g_strdup_printf ("%s %s %s", ka_field_label (self->field),
                          ka_op_label (self->field, self->op), value);
}
