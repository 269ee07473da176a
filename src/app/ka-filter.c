/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-filter.h"

#include <glib/gi18n.h>
#include <ka-check.h>
#include <stdlib.h>

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

/* ---- the usual questions ---- */

static const KaQuestion QUESTIONS[] = {
  { "mine", N_ ("在册"), FALSE, "status != 关闭" },
  { "mine", N_ ("未达标"), FALSE, "status != 关闭; std_level = 未达标" },
  { "mine", N_ ("标准化已到期"), TRUE, "status != 关闭; std_until < @today" },
  { "mine", N_ ("无总工程师"), FALSE, "status != 关闭; chief_engineer empty" },
  { "enterprise", N_ ("无信用代码"), FALSE, "credit_code empty" },
  { "enterprise", N_ ("保险已到期"), TRUE, "insured_until < @today" },
  { "permit", N_ ("已过期"), TRUE, "valid_until < @today" },
  { "permit", N_ ("90天内到期"), TRUE, "valid_until >= @today; valid_until <= @today+90" },
  { "pond", N_ ("头顶库"), FALSE, "overhead = 1" },
  { "pond", N_ ("病险危"), FALSE, "safety_degree != 正常" },
  { "project", N_ ("未验收"), FALSE, "accepted empty" },
  { "project", N_ ("超期未完工"), TRUE, "accepted empty; due < @today; extended_until empty" },
  { "plan", N_ ("本年"), FALSE, "year = @year" },
  { "plan", N_ ("本月"), FALSE, "month = @month" },
  { "inspection", N_ ("本季度"), FALSE, "started >= @quarter-start; started <= @quarter-end" },
  { "inspection", N_ ("本年"), FALSE, "started >= @year-start; started <= @year-end" },
  { "hazard", N_ ("未销号"), FALSE, "closed empty" },
  { "hazard", N_ ("逾期"), TRUE, "closed empty; rectified empty; deadline < @today" },
  { "hazard", N_ ("待复查"), TRUE, "closed empty; rectified given; reviewed empty" },
  { "hazard", N_ ("重大"), FALSE, "level = 重大" },
  { "hazard", N_ ("本季度"), FALSE, "found >= @quarter-start; found <= @quarter-end" },
  { "penalty", N_ ("本季度"), FALSE, "decided >= @quarter-start; decided <= @quarter-end" },
  { "penalty", N_ ("未执行完毕"), TRUE, "decided given; executed empty" },
  { "discredit", N_ ("在列"), FALSE, "listed given; removed empty" },
  { "accident", N_ ("本年"), FALSE, "occurred >= @year-startT00:00; occurred <= @year-endT23:59" },
  { "accident", N_ ("未结案"), TRUE, "closed empty" },
  { "typical_case", N_ ("本季度"), FALSE, "quarter = @quarter" },
  { "typical_case", N_ ("待审核"), TRUE, "review = 待审核" },
  { "typical_case", N_ ("未报送"), FALSE, "reported empty" },
  { "measure_progress", N_ ("本季度"), FALSE, "quarter = @quarter" },
  { "duty", N_ ("本月"), FALSE, "month = @month" },
  { "duty", N_ ("上月"), FALSE, "month = @month-1" },
  { "person", N_ ("证书已过期"), TRUE, "cert_until < @today" },
  { "person", N_ ("90天内到期"), TRUE, "cert_until >= @today; cert_until <= @today+90" },
  { "training", N_ ("本年"), FALSE, "held >= @year-start; held <= @year-end" },
  { "regulator", N_ ("区级"), FALSE, "level = 区级监管部门" },
  { "regulator", N_ ("镇街"), FALSE, "level = 镇街" },
  { "tip", N_ ("未办结"), TRUE, "closed empty" },
  { "expert_visit", N_ ("本季度"), FALSE, "held >= @quarter-start; held <= @quarter-end" },
};

const KaQuestion *
ka_questions (guint *n)
{
  *n = G_N_ELEMENTS (QUESTIONS);
  return QUESTIONS;
}

static char *
format_month (KaDay day)
{
  int year, month, dom;

  ka_day_get_ymd (day, &year, &month, &dom);
  return g_strdup_printf ("%04d-%02d", year, month);
}

static char *
format_year_day (KaDay today, const char *rest, int month, int dom)
{
  int year, m, d;
  g_autofree char *iso = NULL;

  ka_day_get_ymd (today, &year, &m, &d);
  iso = ka_day_to_iso (ka_day_from_ymd (year, month, dom));
  return g_strconcat (iso, rest, NULL);
}

/* "@today+90" → "2026-04-05"; anything that does not begin with @ stands for itself. */
static char *
resolve_value (const char *text, KaDay today)
{
  int year, month, dom;

  if (text[0] != '@')
    return g_strdup (text);
  if (g_str_has_prefix (text, "@today"))
    return ka_day_to_iso (today + atoi (text + strlen ("@today")));
  if (g_str_has_prefix (text, "@quarter-start"))
    return ka_day_to_iso (ka_quarter_start (ka_quarter_of (today)));
  if (g_str_has_prefix (text, "@quarter-end"))
    return ka_day_to_iso (ka_quarter_end (ka_quarter_of (today)));
  if (g_str_equal (text, "@quarter"))
    return ka_quarter_to_text (ka_quarter_of (today));
  if (g_str_has_prefix (text, "@year-start"))
    return format_year_day (today, text + strlen ("@year-start"), 1, 1);
  if (g_str_has_prefix (text, "@year-end"))
    return format_year_day (today, text + strlen ("@year-end"), 12, 31);
  if (g_str_has_prefix (text, "@month"))
    return format_month (
      ka_day_add_months (ka_day_month_start (today), atoi (text + strlen ("@month"))));
  g_return_val_if_fail (g_str_equal (text, "@year"), NULL);
  ka_day_get_ymd (today, &year, &month, &dom);
  return g_strdup_printf ("%d", year);
}

static KaCondition *
parse_criterion (const KaKind *kind, const char *text, KaDay today)
{
  static const struct
  {
    const char *word;
    KaOp op;
  } WORDS[] = {
    { "=", KA_OP_EQ }, { "!=", KA_OP_NE }, { "<", KA_OP_LT },        { "<=", KA_OP_LE },
    { ">", KA_OP_GT }, { ">=", KA_OP_GE }, { "empty", KA_OP_EMPTY }, { "given", KA_OP_GIVEN },
  };
  g_auto (GStrv) parts = g_strsplit (text, " ", 3);
  const KaField *field = ka_kind_field (kind, parts[0]);
  g_autofree char *value = NULL;

  g_return_val_if_fail (field != NULL && parts[1] != NULL, NULL);

  if (parts[2] != NULL)
    value = resolve_value (parts[2], today);
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    if (g_str_equal (WORDS[i].word, parts[1]))
      return ka_condition_new (field, WORDS[i].op, value);
  g_return_val_if_reached (NULL);
}

GPtrArray *
ka_question_conditions (const KaQuestion *self, KaDay today)
{
  const KaKind *kind = ka_kind_get (self->kind);
  g_auto (GStrv) criteria = g_strsplit (self->criteria, "; ", -1);
  GPtrArray *conditions = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_condition_free);

  g_return_val_if_fail (kind != NULL, conditions);

  for (char **c = criteria; *c != NULL; c++)
    {
      KaCondition *condition = parse_criterion (kind, *c, today);

      if (condition != NULL)
        g_ptr_array_add (conditions, condition);
    }
  return conditions;
}

void
ka_question_apply (const KaQuestion *self, KaQuery *query)
{
  g_autoptr (GPtrArray) conditions = ka_question_conditions (self, ka_today ());

  for (guint i = 0; i < conditions->len; i++)
    {
      const KaCondition *c = g_ptr_array_index (conditions, i);

      ka_query_filter (query, c->field->id, c->op, c->value);
    }
}
