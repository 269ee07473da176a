/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check.h"
#include "ka-decimal.h"
#include "ka-record.h"
#include "ka-settings.h"
#include "ka-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* What must not lie before what. Only a warning: one of the two is wrong, but nobody can say which, and
 * a ledger is better with both than with neither. */
static const struct
{
  const char *kind;
  const char *earlier;
  const char *later;
} orders[] = {
  { "permit", "issued", "valid_until" },
  { "permit", "valid_from", "valid_until" },
  { "person", "cert_issued", "cert_review" },
  { "person", "cert_issued", "cert_until" },
  { "plan_year", "approved", "filed" },
  { "inspection", "started", "ended" },
  { "inspection", "started", "begin_time" },
  { "inspection", "begin_time", "end_time" },
  { "inspection", "started", "signed" },
  { "inspection", "scheme_approved", "started" },
  { "inspection", "started", "filed" },
  { "hazard", "found", "deadline" },
  { "hazard", "found", "rectified" },
  { "hazard", "found", "reviewed" },
  { "hazard", "found", "closed" },
  { "hazard", "found", "reported_online" },
  { "hazard", "rectified", "reviewed" },
  { "hazard", "rectified", "closed" },
  { "hazard", "reviewed", "closed" },
  { "hazard", "found", "ordered" },
  { "hazard", "ordered", "deadline" },
  { "hazard", "found", "supervised_on" },
  { "hazard", "found", "halted_on" },
  { "hazard", "halted_on", "resumed" },
  { "hazard", "rectified", "accepted" },
  { "hazard", "accepted", "closed" },
  { "hazard", "found", "case_filed" },
  { "hazard", "closed", "revisited" },
  { "penalty", "filed", "decided" },
  { "penalty", "informed", "decided" },
  { "penalty", "decided", "pay_by" },
  { "penalty", "decided", "executed" },
  { "penalty", "decided", "published" },
  { "penalty", "decided", "delivered" },
  { "penalty", "decided", "urged" },
  { "penalty", "urged", "enforced" },
  { "discredit", "notified", "listed" },
  { "discredit", "listed", "published" },
  { "discredit", "listed", "repair_applied" },
  { "discredit", "listed", "removed" },
  { "discredit", "notified", "heard" },
  { "discredit", "heard", "listed" },
  { "discredit", "notified", "dropped" },
  { "discredit", "listed", "delivered" },
  { "discredit", "listed", "sent" },
  { "discredit", "repair_applied", "repair_refused" },
  { "discredit", "listed", "revoked" },
  { "accident", "occurred", "known" },
  { "accident", "known", "reported" },
  { "accident", "occurred", "reported" },
  { "accident", "occurred", "closed" },
  { "accident", "occurred", "warned" },
  { "accident", "occurred", "extended_until" },
  { "accident", "closed", "evaluated" },
  { "typical_case", "occurred", "received" },
  { "typical_case", "received", "reviewed" },
  { "typical_case", "occurred", "reported" },
  { "project", "approved", "accepted" },
  { "project", "started", "due" },
  { "project", "started", "accepted" },
  { "project", "due", "extended_until" },
  { "project", "accepted", "sampled_on" },
  { "suspension", "filed", "accepted" },
  { "postponement", "asked", "granted" },
  { "postponement", "old_deadline", "deadline" },
  { "tip", "received", "closed" },
  { "tip", "received", "accepted" },
  { "tip", "accepted", "closed" },
  { "tip", "accepted", "replied" },
  { "suspension", "accepted", "approved" },
};

/* What must not be greater than what. */
static const struct
{
  const char *kind;
  const char *part;
  const char *whole;
} parts[] = {
  { "enterprise", "safety_staff", "staff" }, { "mine", "posts_carded", "posts_key" },
  { "plan_year", "counted", "staff" },       { "inspection", "exam_passed", "examined" },
  { "training", "passed", "attended" },      { "expert_visit", "solved", "problems" },
};

/* What happened cannot lie ahead. */
static const struct
{
  const char *kind;
  const char *field;
} events[] = {
  { "permit", "issued" },     { "inspection", "started" }, { "hazard", "found" },
  { "hazard", "rectified" },  { "hazard", "closed" },      { "penalty", "decided" },
  { "discredit", "listed" },  { "accident", "occurred" },  { "typical_case", "reported" },
  { "project", "accepted" },  { "tip", "received" },       { "training", "held" },
  { "expert_visit", "held" },
};

/* The rules of one kind with the places of their fields: an import checks every row by them. */
typedef struct
{
  int a;
  int b;
} Pair;

typedef struct
{
  GArray *orders; /* of Pair: a not after b */
  GArray *parts;  /* of Pair: a not greater than b */
  GArray *events; /* of int */
  void (*check) (const KaRecord *record, GPtrArray *problems);
} Rules;

static void
add_problem (GPtrArray *problems,
             const KaField *field,
             KaSeverity severity,
             const char *code,
             char *message)
{
  KaProblem *problem = g_new0 (KaProblem, 1);

  problem->field = field;
  problem->severity = severity;
  problem->code = code;
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

static void
check_fields (const KaRecord *record, KaDay on, GPtrArray *problems)
{
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const KaField *field = &record->kind->fields[i];
      const char *value = record->values[i], *code;
      g_autoptr (GError) error = NULL;

      if (value == NULL)
        {
          if ((field->flags & KA_REQUIRED) != 0 && (field->flags & KA_AUTO) == 0)
            add_problem (problems, field, KA_SEVERITY_REFUSE, "required",
                         g_strdup_printf (_ ("“%s”没有填写，请补上。"), ka_field_label (field)));
        }
      else if (!ka_field_check (field, value, on, &code, &error))
        add_problem (problems, field, KA_SEVERITY_REFUSE, code, g_strdup (error->message));
      else if (field->type == KA_FIELD_DATE && (field->flags & KA_FOREVER) == 0
               && ka_day_from_iso (value) == KA_DAY_FOREVER)
        add_problem (
          problems, field, KA_SEVERITY_REFUSE, "date_forever",
          g_strdup_printf (_ ("“%s”不能填长期，请填具体日期。"), ka_field_label (field)));
    }
}

/* 无 for a name is no name, but it would count as one: who counts sees that something is given. */
static void
check_names (const KaRecord *record, GPtrArray *problems)
{
  static const char *const strokes[] = { "无", "/", "—", "-", NULL };

  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const KaField *field = &record->kind->fields[i];
      const char *value = record->values[i];

      if (value == NULL || field->type != KA_FIELD_TEXT || field->format != KA_FORMAT_NAME
          || !(g_strv_contains (strokes, value) || ka_text_names_nobody (value)))
        continue;
      add_problem (problems, field, KA_SEVERITY_WARN, "word_for_empty",
                   g_strdup_printf (_ ("“%s”写的是“%s”，会当作已经填了人；没有的请留空。"),
                                    ka_field_label (field), value));
    }
}

/* Dates and times compare as text; a date against a time of day, by its day. */
static int
compare_moments (const char *a, const char *b)
{
  gsize n = MIN (strlen (a), strlen (b));

  return strncmp (a, b, n);
}

static void
check_orders (const KaRecord *record, const GArray *pairs, GPtrArray *problems)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      const char *earlier = record->values[pair->a], *later = record->values[pair->b];
      const KaField *from, *to;

      if (earlier == NULL || later == NULL || compare_moments (earlier, later) <= 0)
        continue;
      from = &record->kind->fields[pair->a];
      to = &record->kind->fields[pair->b];
      add_problem (problems, to, KA_SEVERITY_WARN, "range_reversed",
                   g_strdup_printf (_ ("“%s”（%s）早于“%s”（%s），请核对。"), ka_field_label (to),
                                    later, ka_field_label (from), earlier));
    }
}

static gboolean
read_count (const char *value, gint64 *count)
{
  return value != NULL && g_ascii_string_to_signed (value, 10, 0, G_MAXINT64, count, NULL);
}

static void
check_parts (const KaRecord *record, const GArray *pairs, GPtrArray *problems)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);
      gint64 part, whole;
      const KaField *small, *great;

      if (!read_count (record->values[pair->a], &part)
          || !read_count (record->values[pair->b], &whole) || part <= whole)
        continue;
      small = &record->kind->fields[pair->a];
      great = &record->kind->fields[pair->b];
      add_problem (problems, small, KA_SEVERITY_WARN, "number_range",
                   g_strdup_printf (_ ("“%s”（%s）大于“%s”（%s），请核对。"),
                                    ka_field_label (small), record->values[pair->a],
                                    ka_field_label (great), record->values[pair->b]));
    }
}

/* The day of a date or a time of day. */
static KaDay
read_day (const char *value)
{
  char day[11];

  if (value == NULL || g_strlcpy (day, value, sizeof day) < 10)
    return KA_DAY_NONE;
  return ka_day_from_iso (day);
}

static void
check_events (const KaRecord *record, const GArray *fields, GPtrArray *problems)
{
  KaDay today = fields->len == 0 ? KA_DAY_NONE : ka_today ();

  for (guint i = 0; i < fields->len; i++)
    {
      int index = g_array_index (fields, int, i);
      const KaField *field = &record->kind->fields[index];
      KaDay day = read_day (record->values[index]);

      if (day == KA_DAY_NONE || day <= today)
        continue;
      add_problem (problems, field, KA_SEVERITY_INFO, "date_future",
                   g_strdup_printf (_ ("“%s”（%s）在今天之后，请核对。"), ka_field_label (field),
                                    record->values[index]));
    }
}

/* ---- what concerns one kind alone ---- */

static void
check_mine (const KaRecord *record, GPtrArray *problems)
{
  if (ka_record_get (record, "capacity") != NULL && ka_record_get (record, "capacity_unit") == NULL)
    add_problem (problems, ka_kind_field (record->kind, "capacity_unit"), KA_SEVERITY_INFO,
                 "unit_missing",
                 g_strdup (_ ("填了设计生产规模而没有填规模单位，无法算出规模，请补上单位。")));
}

static void
check_duty (const KaRecord *record, GPtrArray *problems)
{
  static const char *const days[] = { "controller_days", "engineer_days" };
  const char *month = ka_record_get (record, "month");
  g_autofree char *first = month == NULL ? NULL : g_strconcat (month, "-01", NULL);
  KaDay start = ka_day_from_iso (first);

  for (guint i = 0; start != KA_DAY_NONE && i < G_N_ELEMENTS (days); i++)
    {
      const KaField *field = ka_kind_field (record->kind, days[i]);
      gint64 given = ka_record_get_int (record, days[i], 0);
      int length = ka_day_month_end (start) - start + 1;

      if (given > length)
        add_problem (problems, field, KA_SEVERITY_WARN, "number_range",
                     g_strdup_printf (_ ("“%s”（%" PRId64 "）多于当月的%d天，请核对。"),
                                      ka_field_label (field), given, length));
    }
}

static void
check_plan (const KaRecord *record, GPtrArray *problems)
{
  const char *year = ka_record_get (record, "year"), *month = ka_record_get (record, "month");

  if (year != NULL && month != NULL && !g_str_has_prefix (month, year))
    add_problem (problems, ka_kind_field (record->kind, "month"), KA_SEVERITY_WARN, "year_differs",
                 g_strdup_printf (_ ("计划月份（%s）不在年度（%s）内，请核对。"), month, year));
}

static void
check_discredit (const KaRecord *record, GPtrArray *problems)
{
  const char *subject = ka_record_get (record, "subject");

  if (g_strcmp0 (subject, "个人") == 0 && ka_record_get (record, "person") == NULL)
    add_problem (problems, ka_kind_field (record->kind, "person"), KA_SEVERITY_WARN,
                 "person_missing", g_strdup (_ ("主体类型是个人而没有填姓名，请补上。")));
  if (g_strcmp0 (subject, "单位") == 0 && ka_record_get (record, "enterprise") == NULL)
    add_problem (problems, ka_kind_field (record->kind, "enterprise"), KA_SEVERITY_WARN,
                 "enterprise_missing", g_strdup (_ ("主体类型是单位而没有填企业，请补上。")));
}

static void
check_target (const KaRecord *record, GPtrArray *problems)
{
  const KaCodeTable *indicators = ka_codes_get ("indicators");
  const char *value = ka_record_get (record, "value");
  const char *indicator = ka_record_get (record, "indicator");
  const KaCode *code
    = indicator != NULL ? ka_codes_lookup (indicators, indicator, KA_DAY_NONE) : NULL;
  gint64 hundredths;

  if (value == NULL || !ka_decimal_parse (value, 2, &hundredths, NULL))
    return;
  if (hundredths < 0
      || (hundredths > 10000 && code != NULL
          && g_strcmp0 (ka_codes_column (indicators, code, "unit"), "%") == 0))
    add_problem (
      problems, ka_kind_field (record->kind, "value"), KA_SEVERITY_WARN, "number_range",
      g_strdup_printf (_ ("目标值%s不在0到100%%之间，达不到也无法评价，请核对。"), value));
}

static void
check_setting (const KaRecord *record, GPtrArray *problems)
{
  const char *key = ka_record_get (record, "key"), *value = ka_record_get (record, "value");
  const KaSetting *setting = key != NULL ? ka_setting_get (key) : NULL;
  g_autoptr (GError) error = NULL;

  if (setting != NULL && value != NULL && !ka_setting_check (setting, value, &error))
    add_problem (problems, ka_kind_field (record->kind, "value"), KA_SEVERITY_REFUSE,
                 "setting_value", g_strdup (error->message));
}

static const struct
{
  const char *kind;
  void (*check) (const KaRecord *record, GPtrArray *problems);
} checks[] = {
  { "mine", check_mine },           { "duty", check_duty },     { "plan", check_plan },
  { "discredit", check_discredit }, { "target", check_target }, { "setting", check_setting },
};

static void
add_pair (GArray *pairs, const KaKind *kind, const char *a, const char *b)
{
  Pair pair = { ka_kind_field_index (kind, a), ka_kind_field_index (kind, b) };

  g_assert (pair.a >= 0 && pair.b >= 0);
  g_array_append_val (pairs, pair);
}

static Rules *
collect_rules (const KaKind *kind)
{
  Rules *rules = g_new0 (Rules, 1);

  rules->orders = g_array_new (FALSE, FALSE, sizeof (Pair));
  rules->parts = g_array_new (FALSE, FALSE, sizeof (Pair));
  rules->events = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (strcmp (orders[i].kind, kind->id) == 0)
      add_pair (rules->orders, kind, orders[i].earlier, orders[i].later);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i].kind, kind->id) == 0)
      add_pair (rules->parts, kind, parts[i].part, parts[i].whole);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    if (strcmp (events[i].kind, kind->id) == 0)
      {
        int index = ka_kind_field_index (kind, events[i].field);

        g_array_append_val (rules->events, index);
      }
  for (guint i = 0; i < G_N_ELEMENTS (checks); i++)
    if (strcmp (checks[i].kind, kind->id) == 0)
      rules->check = checks[i].check;
  return rules;
}

static const Rules *
get_rules (const KaKind *kind)
{
  static gsize once = 0;
  static Rules **rules;

  if (g_once_init_enter (&once))
    {
      guint n;
      const KaKind *const *kinds = ka_kinds (&n);

      rules = g_new0 (Rules *, n);
      for (guint i = 0; i < n; i++)
        rules[i] = collect_rules (kinds[i]);
      g_once_init_leave (&once, 1);
    }
  return rules[ka_kind_index (kind)];
}

GPtrArray *
ka_record_check (const KaRecord *record, KaDay on)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_problem_free);
  const Rules *rules;

  g_return_val_if_fail (record != NULL, problems);

  rules = get_rules (record->kind);
  check_fields (record, ka_record_dated (record, on), problems);
  check_names (record, problems);
  check_orders (record, rules->orders, problems);
  check_parts (record, rules->parts, problems);
  check_events (record, rules->events, problems);
  if (rules->check != NULL)
    rules->check (record, problems);
  return problems;
}
