/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-filter.h"

#include <glib/gi18n.h>
#include <ka-check.h>
#include <ka-ledger.h>
#include <string.h>

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

/* In the order of KaOp; what is kept names them so. */
static const char *const OP_WORDS[]
  = { "eq", "ne", "lt", "le", "gt", "ge", "contains", "empty", "given" };
G_STATIC_ASSERT (G_N_ELEMENTS (OP_WORDS) == KA_OP_GIVEN + 1);

static gboolean
names_record (const KaField *field, KaOp op)
{
  return field->type == KA_FIELD_REF && (op == KA_OP_EQ || op == KA_OP_NE);
}

char *
ka_condition_to_text (const KaCondition *self, KaLedger *ledger)
{
  const char *value = self->value != NULL ? self->value : "";

  if (names_record (self->field, self->op))
    return g_strdup_printf (
      "%s %s %s %s", self->field->id, OP_WORDS[self->op], value,
      ka_ledger_title (ledger, ka_field_target (self->field), g_ascii_strtoll (value, NULL, 10)));
  return g_strdup_printf ("%s %s %s", self->field->id, OP_WORDS[self->op], value);
}

KaCondition *
ka_condition_from_text (const KaKind *kind, KaLedger *ledger, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", 3);
  const KaField *field = words[0] != NULL ? ka_kind_field (kind, words[0]) : NULL;
  guint op = 0;

  if (field == NULL || g_strv_length (words) != 3)
    return NULL;
  while (op < G_N_ELEMENTS (OP_WORDS) && !g_str_equal (OP_WORDS[op], words[1]))
    op++;
  if (op == G_N_ELEMENTS (OP_WORDS))
    return NULL;
  if (names_record (field, op))
    {
      char *title = strchr (words[2], ' ');
      gint64 id = g_ascii_strtoll (words[2], NULL, 10);

      /* Another ledger has another record under this number. */
      if (title == NULL || id <= 0
          || !g_str_equal (ka_ledger_title (ledger, ka_field_target (field), id), title + 1))
        return NULL;
      *title = '\0';
    }
  return ka_condition_new (field, op, op == KA_OP_EMPTY || op == KA_OP_GIVEN ? NULL : words[2]);
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
