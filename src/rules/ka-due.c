/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-private.h"
#include "ka-sentence-private.h"
#include "ka-workdays.h"

#include <stdlib.h>
#include <string.h>

/* What is due within so many days is near. */
#define NEAR_DAYS 30

static const KaDueRule *const tables[] = {
  ka_due_mine_rules,        ka_due_people_rules, ka_due_enforcement_rules,
  ka_due_mine_affair_rules, ka_due_affair_rules, ka_due_questions,
};

/* ---- the table ---- */

static GPtrArray *
collect_rules (void)
{
  GPtrArray *rules = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const KaDueRule *rule = tables[i]; rule->code != NULL; rule++)
      g_ptr_array_add (rules, (gpointer)rule);
  return rules;
}

const KaDueRule *const *
ka_due_rules (guint *n)
{
  static gsize once;
  static GPtrArray *rules;

  if (g_once_init_enter (&once))
    {
      rules = collect_rules ();
      g_once_init_leave (&once, 1);
    }
  *n = rules->len;
  return (const KaDueRule *const *)rules->pdata;
}

const KaDueRule *
ka_due_rule_get (const char *code)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  g_return_val_if_fail (code != NULL, NULL);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (rules[i]->code, code))
      return rules[i];
  return NULL;
}

gboolean
ka_due_rule_is_question (const KaDueRule *rule)
{
  return rule->clause == NULL;
}

const char *
ka_due_rule_name (const KaDueRule *rule)
{
  return _ (rule->name != NULL ? rule->name : rule->chip);
}

const char *
ka_due_group_id (KaDueGroup group)
{
  static const char *const IDS[] = {
    N_ ("逾期"),     N_ ("今日到期"), N_ ("30 日内"), N_ ("不符合规定"),
    N_ ("数据缺失"), N_ ("30 日后"),  N_ ("提示"),    N_ ("已延后"),
  };

  g_return_val_if_fail (group < G_N_ELEMENTS (IDS), "");
  return IDS[group];
}

const char *
ka_due_group_label (KaDueGroup group)
{
  return _ (ka_due_group_id (group));
}

/* ---- settings ---- */

static void
add_setting (GArray *settings,
             const KaDueRule *rule,
             const char *limit,
             const char *label,
             KaSettingType type,
             int value)
{
  KaSetting setting = { .label = label, .type = type, .section = rule->area };

  setting.key = limit != NULL ? g_strdup_printf ("due.%s.%s", rule->code, limit)
                              : g_strdup_printf ("due.%s", rule->code);
  setting.otherwise = g_strdup_printf ("%d", value);
  setting.help = limit != NULL ? NULL : rule->clause;
  g_array_append_val (settings, setting);
}

static GArray *
make_settings (void)
{
  GArray *settings = g_array_new (FALSE, FALSE, sizeof (KaSetting));
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  for (guint i = 0; i < n; i++)
    {
      if (ka_due_rule_is_question (rules[i]))
        continue;
      add_setting (settings, rules[i], NULL, rules[i]->name, KA_SETTING_FLAG, 1);
      for (guint l = 0; l < KA_DUE_MAX_LIMITS && rules[i]->limits[l].id != NULL; l++)
        add_setting (settings, rules[i], rules[i]->limits[l].id, rules[i]->limits[l].label,
                     KA_SETTING_INT, rules[i]->limits[l].value);
    }
  ka_settings_set_further ((const KaSetting *)settings->data, settings->len);
  return settings;
}

const KaSetting *
ka_due_settings (guint *n)
{
  static gsize once;
  static GArray *settings;

  if (g_once_init_enter (&once))
    {
      settings = make_settings ();
      g_once_init_leave (&once, 1);
    }
  if (n != NULL)
    *n = settings->len;
  return (const KaSetting *)settings->data;
}

int
ka_due_limit (KaLedger *ledger, const char *code, const char *limit)
{
  g_autofree char *key = g_strdup_printf ("due.%s.%s", code, limit);

  ka_due_settings (NULL);
  return atoi (ka_ledger_setting (ledger, key));
}

gboolean
ka_due_rule_enabled (KaLedger *ledger, const KaDueRule *rule)
{
  g_autofree char *key = g_strdup_printf ("due.%s", rule->code);

  ka_due_settings (NULL);
  return ka_ledger_setting_flag (ledger, key);
}

GPtrArray *
ka_due_rules_off (KaLedger *ledger)
{
  GPtrArray *off = g_ptr_array_new ();
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  g_return_val_if_fail (KA_IS_LEDGER (ledger), off);

  for (guint i = 0; i < n; i++)
    if (!ka_due_rule_is_question (rules[i]) && !ka_due_rule_enabled (ledger, rules[i]))
      g_ptr_array_add (off, (gpointer)rules[i]);
  return off;
}

/* The steps of the ladder, greatest first; at least one. */
static GArray *
read_ladder (KaLedger *ledger)
{
  GArray *ladder = g_array_new (FALSE, FALSE, sizeof (int));
  g_auto (GStrv) steps = g_strsplit_set (ka_ledger_setting (ledger, "due.ladder"), ",， 、", -1);

  for (char **step = steps; *step != NULL; step++)
    {
      int days = atoi (*step);
      guint place = 0;

      if (days <= 0)
        continue;
      while (place < ladder->len && g_array_index (ladder, int, place) > days)
        place++;
      g_array_insert_val (ladder, place, days);
    }
  if (ladder->len == 0)
    {
      int month = NEAR_DAYS;

      g_array_append_val (ladder, month);
    }
  return ladder;
}

/* ---- parameters ---- */

static void
put_day (GHashTable *parameters, const char *name, KaDay day)
{
  g_hash_table_insert (parameters, g_strdup (name), ka_day_to_iso (day));
}

static void
put_text (GHashTable *parameters, const char *name, char *value)
{
  g_hash_table_insert (parameters, g_strdup (name), value);
}

static void
put_limits (GHashTable *parameters, KaLedger *ledger, const KaDueRule *rule)
{
  for (guint i = 0; i < KA_DUE_MAX_LIMITS && rule->limits[i].id != NULL; i++)
    put_text (parameters, rule->limits[i].id,
              g_strdup_printf ("%d", ka_due_limit (ledger, rule->code, rule->limits[i].id)));
  if (rule->base != NULL)
    put_text (parameters, "base",
              g_strdup_printf ("%d", ka_due_limit (ledger, rule->base, "days")));
}

static GHashTable *
make_parameters (KaLedger *ledger, const KaDueRule *rule, KaDay on, int ahead)
{
  GHashTable *parameters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  KaQuarter quarter = ka_quarter_of (on);
  /* A month has ended on its last day. */
  KaDay last_month_end = ka_day_month_start (on + 1) - 1;
  int year;

  ka_day_get_ymd (on, &year, NULL, NULL);
  put_day (parameters, "day", on);
  put_text (parameters, "quarter", ka_quarter_to_text (quarter));
  put_day (parameters, "quarter_start", ka_quarter_start (quarter));
  put_day (parameters, "quarter_end", ka_quarter_end (quarter));
  put_text (parameters, "year", g_strdup_printf ("%d", year));
  put_day (parameters, "year_start", ka_day_from_ymd (year, 1, 1));
  put_day (parameters, "year_end", ka_day_from_ymd (year, 12, 31));
  put_day (parameters, "last_month_end", last_month_end);
  put_text (parameters, "ahead", g_strdup_printf ("%d", ahead));
  if (rule->clause != NULL)
    put_limits (parameters, ledger, rule);
  put_text (parameters, "last_month", ka_day_to_iso (last_month_end));
  ((char *)g_hash_table_lookup (parameters, "last_month"))[strlen ("2025-01")] = '\0';
  return parameters;
}

static int
get_ahead (KaLedger *ledger)
{
  g_autoptr (GArray) ladder = read_ladder (ledger);

  return g_array_index (ladder, int, 0);
}

static void
bind_parameters (KaCursor *cursor, GHashTable *parameters)
{
  GHashTableIter iter;
  gpointer name, value;

  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_autofree char *full = g_strconcat (":", name, NULL);
      gint64 number;

      /* As a number where it is one: a bound text has no affinity of its own. */
      if (g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL))
        ka_cursor_bind_int (cursor, full, number);
      else
        ka_cursor_bind_text (cursor, full, value);
    }
}

/* ---- statements ---- */

/* What people call what a record of the kind is about. */
static const char *
get_subject_sql (const KaDueRule *rule)
{
  static const struct
  {
    const char *kind, *sql;
  } SUBJECTS[] = {
    { "mine", "t.name" },
    { "enterprise", "t.name" },
    { "person",
      "t.name || COALESCE ('（' || COALESCE (" ITS_MINE (
        "name") ", (SELECT e.name FROM enterprise e WHERE e.id = t.enterprise)) || '）', '')" },
    { "permit",
      "COALESCE (" ITS_MINE (
        "name") ", (SELECT e.name FROM enterprise e WHERE e.id = t.enterprise), t.number)" },
    { "discredit",
      "COALESCE (t.person, (SELECT e.name FROM enterprise e WHERE e.id = t.enterprise), t.reason)" },
    { "penalty", "(SELECT e.name FROM enterprise e WHERE e.id = t.enterprise)" },
    { "accident", "t.title" },
    { "prevention", "(SELECT a.title FROM accident a WHERE a.id = t.accident)" },
    { "tip", "COALESCE (" ITS_MINE ("name") ", t.subject, t.content)" },
    { "training_plan",
      "COALESCE ((SELECT e.name FROM enterprise e WHERE e.id = t.enterprise), '全区')" },
    { "typical_case", "COALESCE (t.submitted_by, t.title)" },
    { "measure_progress",
      "COALESCE ((SELECT e.name FROM enterprise e WHERE e.id = t.enterprise), t.town,"
      " (SELECT COALESCE (m.unit, m.heading, m.task) FROM measure m WHERE m.id = t.measure))" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (SUBJECTS); i++)
    if (g_str_equal (SUBJECTS[i].kind, rule->kind))
      return SUBJECTS[i].sql;
  return ITS_MINE ("name");
}

static char *
make_statement (const KaDueRule *rule)
{
  GString *sql = g_string_new ("SELECT ");

  g_string_append (sql, rule->where != NULL ? "t.id, " : "0, ");
  g_string_append (sql, rule->where != NULL ? get_subject_sql (rule) : "NULL");
  g_string_append_printf (sql, ", %s", rule->due != NULL ? rule->due : "NULL");
  g_string_append_printf (sql, ", %s%s%s", rule->missing != NULL ? "CASE WHEN " : "0",
                          rule->missing != NULL ? rule->missing : "",
                          rule->missing != NULL ? " THEN 1 ELSE 0 END" : "");
  g_string_append_printf (sql, ", %s%s%s", rule->pressing != NULL ? "CASE WHEN " : "0",
                          rule->pressing != NULL ? rule->pressing : "",
                          rule->pressing != NULL ? " THEN 1 ELSE 0 END" : "");
  for (guint i = 0; i < KA_DUE_MAX_FACTS; i++)
    g_string_append_printf (sql, ", %s", rule->facts[i] != NULL ? rule->facts[i] : "NULL");
  if (rule->where != NULL)
    g_string_append_printf (sql, " FROM \"%s\" t", rule->kind);
  g_string_append_printf (sql, " WHERE %s", rule->where != NULL ? rule->where : rule->district);
  return g_string_free (sql, FALSE);
}

/* ---- items ---- */

void
ka_due_item_free (KaDueItem *item)
{
  g_free (item->name);
  g_free (item->message);
  g_free (item->reason);
  g_free (item);
}

char *
ka_due_item_say_days (const KaDueItem *item)
{
  if (item->due == KA_DAY_NONE || item->group == KA_DUE_MISSING)
    return g_strdup ("");
  if (item->days < 0)
    return g_strdup_printf (_ ("逾期%d天"), -item->days);
  return item->days == 0 ? g_strdup (_ ("今天")) : g_strdup_printf (_ ("还有%d天"), item->days);
}

/* The least step that it has come to. */
static int
find_step (GArray *ladder, int days)
{
  int step = 0;

  for (guint i = 0; days >= 0 && i < ladder->len; i++)
    if (days <= g_array_index (ladder, int, i))
      step = g_array_index (ladder, int, i);
  return step;
}

static KaDueGroup
find_group (const KaDueItem *item, gboolean missing)
{
  if (item->rule->advice)
    return KA_DUE_ADVICE;
  if (missing)
    return KA_DUE_MISSING;
  if (item->due == KA_DAY_NONE)
    return KA_DUE_WRONG;
  if (item->days < 0)
    return KA_DUE_OVERDUE;
  if (item->days == 0)
    return KA_DUE_TODAY;
  return item->days <= NEAR_DAYS ? KA_DUE_SOON : KA_DUE_LATER;
}

/* A term in working days begins on the day after. */
static KaDay
read_due (const KaDueRule *rule, KaCursor *cursor, const KaWorkdays *workdays, int term)
{
  const char *text = ka_cursor_get_text (cursor, 2);
  KaDay due = text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;

  return workdays != NULL && due != KA_DAY_NONE ? ka_workdays_add (workdays, due, term) : due;
}

static KaDueItem *
read_item (const KaDueRule *rule, KaDay on, KaDay due, GArray *ladder, KaCursor *cursor)
{
  KaDueItem *item = g_new0 (KaDueItem, 1);
  gboolean missing = ka_cursor_get_int (cursor, 3) != 0;
  gboolean pressing = ka_cursor_get_int (cursor, 4) != 0;
  const char *message = rule->message;

  item->rule = rule;
  item->id = ka_cursor_get_int (cursor, 0);
  item->name = g_strdup (ka_cursor_get_text (cursor, 1));
  item->due = due;
  item->days = item->due != KA_DAY_NONE ? item->due - on : 0;
  item->step = item->due != KA_DAY_NONE ? find_step (ladder, item->days) : 0;
  item->until = KA_DAY_NONE;
  item->group = find_group (item, missing);
  item->severity = pressing ? KA_DUE_HIGH : rule->severity;
  if (missing && rule->unknown != NULL)
    message = rule->unknown;
  else if (pressing && rule->urgent != NULL)
    message = rule->urgent;
  item->message = _ka_fill_sentence (_ (message), cursor, 5, KA_DUE_MAX_FACTS);
  if (item->name == NULL)
    item->name = g_strdup (rule->where == NULL ? _ ("全区") : "");
  return item;
}

static gboolean
find_of_rule (KaLedger *ledger,
              const KaDueRule *rule,
              KaDay on,
              GArray *ladder,
              GPtrArray *items,
              GError **error)
{
  g_autoptr (GHashTable) parameters
    = make_parameters (ledger, rule, on, g_array_index (ladder, int, 0));
  g_autofree char *sql = make_statement (rule);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autoptr (KaWorkdays) workdays = NULL;
  g_autoptr (GError) local = NULL;
  int term = 0;

  if (cursor == NULL)
    return FALSE;
  if (rule->workdays != NULL)
    {
      workdays = ka_workdays_new (ledger, error);
      if (workdays == NULL)
        return FALSE;
      term = atoi (g_hash_table_lookup (parameters, rule->workdays));
    }
  bind_parameters (cursor, parameters);
  while (ka_cursor_next (cursor, &local))
    g_ptr_array_add (items,
                     read_item (rule, on, read_due (rule, cursor, workdays, term), ladder, cursor));
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- notes ---- */

typedef struct
{
  gint64 id;
  KaDay until;
  char *reason;
} Note;

static void
free_note (gpointer data)
{
  g_free (((Note *)data)->reason);
  g_free (data);
}

/* "hazard_overdue/17" → Note; a rule has but one kind. */
static GHashTable *
read_notes (KaLedger *ledger, GError **error)
{
  g_autoptr (GHashTable) notes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_note);
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    ledger, "SELECT t.rule, t.owner_id, t.id, t.until, t.reason FROM due_note t", error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return NULL;
  while (ka_cursor_next (cursor, &local))
    {
      const char *until = ka_cursor_get_text (cursor, 3);
      Note *note = g_new0 (Note, 1);

      note->id = ka_cursor_get_int (cursor, 2);
      note->until = until != NULL ? ka_day_from_iso (until) : KA_DAY_NONE;
      note->reason = g_strdup (ka_cursor_get_text (cursor, 4));
      g_hash_table_replace (notes,
                            g_strdup_printf ("%s/%" G_GINT64_FORMAT, ka_cursor_get_text (cursor, 0),
                                             ka_cursor_get_int (cursor, 1)),
                            note);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&notes);
}

static void
apply_notes (GPtrArray *items, GHashTable *notes, KaDay on)
{
  if (g_hash_table_size (notes) == 0)
    return;
  for (guint i = 0; i < items->len; i++)
    {
      KaDueItem *item = g_ptr_array_index (items, i);
      g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, item->rule->code, item->id);
      const Note *note = g_hash_table_lookup (notes, key);

      if (note == NULL)
        continue;
      item->note = note->id;
      item->until = note->until;
      item->reason = g_strdup (note->reason);
      if (note->until != KA_DAY_NONE && note->until > on)
        item->group = KA_DUE_POSTPONED;
    }
}

gboolean
ka_due_note (KaLedger *ledger,
             const KaDueItem *item,
             KaDay until,
             const char *reason,
             GError **error)
{
  const KaKind *kind = ka_kind_get ("due_note");
  g_autoptr (KaQuery) query = ka_query_new (kind);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *id = NULL;
  g_autofree char *day = until != KA_DAY_NONE ? ka_day_to_iso (until) : NULL;
  g_autofree char *made = ka_day_to_iso (ka_today ());

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && item != NULL, FALSE);

  id = g_strdup_printf ("%" G_GINT64_FORMAT, item->id);
  ka_query_filter (query, "rule", KA_OP_EQ, item->rule->code);
  ka_query_filter (query, "owner_id", KA_OP_EQ, id);
  found = ka_query_records (query, ledger, error);
  if (found == NULL)
    return FALSE;
  if ((reason == NULL || *reason == '\0') && until == KA_DAY_NONE)
    return found->len == 0
           || ka_ledger_delete (ledger, kind, ((KaRecord *)found->pdata[0])->id, error);
  record = found->len > 0 ? ka_record_copy (found->pdata[0]) : ka_record_new (kind);
  ka_record_set (record, "rule", item->rule->code);
  ka_record_set (record, "owner_kind", item->rule->kind);
  ka_record_set (record, "owner_id", id);
  ka_record_set (record, "until", day);
  ka_record_set (record, "reason", reason);
  ka_record_set (record, "made", made);
  return ka_ledger_save (ledger, record, error);
}

/* ---- all of it ---- */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KaDueItem *x = *(KaDueItem *const *)a, *y = *(KaDueItem *const *)b;
  int order;

  if (x->group != y->group)
    return (int)x->group - (int)y->group;
  if (x->rule != y->rule)
    return x->rule->severity != y->rule->severity ? (int)y->rule->severity - (int)x->rule->severity
                                                  : strcmp (x->rule->code, y->rule->code);
  if (x->due != y->due)
    return x->due < y->due ? -1 : 1;
  order = strcmp (x->name, y->name);
  /* Not as an index happens to bring them. */
  return order != 0 ? order : (x->id > y->id) - (x->id < y->id);
}

GPtrArray *
ka_due_find (KaLedger *ledger, KaDay on, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_due_item_free);
  g_autoptr (GArray) ladder = NULL;
  g_autoptr (GHashTable) notes = NULL;
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  ladder = read_ladder (ledger);
  notes = read_notes (ledger, error);
  if (notes == NULL)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      if (!ka_due_rule_is_question (rules[i]) && ka_due_rule_enabled (ledger, rules[i])
          && !find_of_rule (ledger, rules[i], on, ladder, items, error))
        return NULL;
    }
  apply_notes (items, notes, on);
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

GPtrArray *
ka_due_find_rule (KaLedger *ledger, const KaDueRule *rule, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_due_item_free);
  g_autoptr (GArray) ladder = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  ladder = read_ladder (ledger);
  if (!find_of_rule (ledger, rule, on, ladder, items, error))
    return NULL;
  g_ptr_array_sort (items, compare_items);
  return g_steal_pointer (&items);
}

gint64
ka_due_count_rule (KaLedger *ledger, const KaDueRule *rule, KaDay on, GError **error)
{
  g_autofree char *sql
    = rule->where != NULL
        ? g_strdup_printf ("SELECT count (*) FROM \"%s\" t WHERE %s", rule->kind, rule->where)
        : g_strdup_printf ("SELECT count (*) WHERE %s", rule->district);
  g_autoptr (GHashTable) parameters = make_parameters (ledger, rule, on, get_ahead (ledger));
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return -1;
  bind_parameters (cursor, parameters);
  if (ka_cursor_next (cursor, &local))
    return ka_cursor_get_int (cursor, 0);
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

/* ---- lists ---- */

KaQuery *
ka_due_query (KaLedger *ledger, const KaDueRule *rule, KaDay on)
{
  KaQuery *query = ka_query_new (ka_kind_get (rule->kind));
  g_autoptr (GHashTable) parameters = make_parameters (ledger, rule, on, get_ahead (ledger));

  if (rule->where != NULL)
    ka_query_set_predicate (query, rule->where, parameters);
  return query;
}

void
ka_due_apply_chip (KaLedger *ledger, const KaDueRule *rule, KaDay on, KaQuery *query)
{
  g_autoptr (GHashTable) parameters = make_parameters (ledger, rule, on, get_ahead (ledger));
  g_autofree char *both = rule->chip_where != NULL
                            ? g_strdup_printf ("(%s) AND (%s)", rule->where, rule->chip_where)
                            : NULL;

  ka_query_add_predicate (query, both != NULL ? both : rule->where, parameters);
}
