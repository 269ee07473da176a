/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <stdlib.h>
#include <string.h>

static const char *const state_labels[KA_N_PLAN_STATES] = {
  [KA_PLAN_PLANNED] = N_ ("未到期"),     [KA_PLAN_DONE] = N_ ("已完成"),
  [KA_PLAN_DONE_LATE] = N_ ("推迟完成"), [KA_PLAN_OVERDUE] = N_ ("逾期未查"),
  [KA_PLAN_BEYOND] = N_ ("计划外"),
};

const char *
ka_plan_state_label (KaPlanState state)
{
  g_return_val_if_fail (state < KA_N_PLAN_STATES, "");
  return _ (state_labels[state]);
}

/* ---- making and freeing ---- */

static void
free_item (gpointer data)
{
  KaPlanItem *item = data;

  g_free (item->kind);
  g_free (item->deviation);
  g_free (item);
}

static void
free_mine (gpointer data)
{
  KaPlanMine *mine = data;

  g_free (mine->name);
  g_free (mine->enterprise_name);
  g_free (mine->town);
  g_free (mine->grade);
  g_ptr_array_unref (mine->items);
  g_free (mine);
}

void
ka_plan_sheet_free (KaPlanSheet *self)
{
  g_clear_pointer (&self->days, ka_plan_days_free);
  g_ptr_array_unref (self->mines);
  g_ptr_array_unref (self->over_cap);
  g_free (self);
}

/* ---- reading ---- */

static char *
dup_text (KaCursor *cursor, guint column)
{
  const char *text = ka_cursor_get_text (cursor, column);

  return g_strdup (text != NULL ? text : "");
}

static gboolean
finish (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

static gboolean
read_mines (KaLedger *ledger, KaPlanSheet *self, GHashTable *by_id, GError **error)
{
  GError *local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT t.id, t.enterprise, t.name, e.name, t.town, t.risk_grade,"
                     " t.status = '关闭' FROM mine AS t JOIN enterprise AS e ON e.id = t.enterprise"
                     " ORDER BY t.name COLLATE KA_ZH, t.id",
                     error);

  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    {
      KaPlanMine *mine = g_new0 (KaPlanMine, 1);

      mine->id = ka_cursor_get_int (cursor, 0);
      mine->enterprise = ka_cursor_get_int (cursor, 1);
      mine->name = dup_text (cursor, 2);
      mine->enterprise_name = dup_text (cursor, 3);
      mine->town = dup_text (cursor, 4);
      mine->grade = dup_text (cursor, 5);
      mine->closed = ka_cursor_get_int (cursor, 6) != 0;
      mine->items = g_ptr_array_new_with_free_func (free_item);
      g_ptr_array_add (self->mines, mine);
      g_hash_table_insert (by_id, &mine->id, mine);
    }
  return finish (local, error);
}

/* "2025-03" → 3; what lies outside the year stands at its end that is nearer. */
static guint
month_in_year (const char *text, int year)
{
  int y = atoi (text);

  if (y < year)
    return 1;
  if (y > year)
    return 12;
  return (guint)CLAMP (atoi (text + 5), 1, 12);
}

static gboolean
read_plans (KaLedger *ledger,
            KaPlanSheet *self,
            GHashTable *mines,
            GHashTable *plans,
            GError **error)
{
  GError *local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT t.id, t.mine, t.month, t.kind, t.workdays, t.joint, t.moved_from,"
                     " t.deviation FROM plan AS t WHERE t.year = :year ORDER BY t.month, t.id",
                     error);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", self->year);
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 1);
      KaPlanMine *mine = g_hash_table_lookup (mines, &id);
      const char *moved = ka_cursor_get_text (cursor, 6);
      KaPlanItem *item;

      if (mine == NULL)
        continue;
      item = g_new0 (KaPlanItem, 1);
      item->plan = ka_cursor_get_int (cursor, 0);
      item->month = month_in_year (ka_cursor_get_text (cursor, 2), self->year);
      item->kind = dup_text (cursor, 3);
      item->days = ka_cursor_is_null (cursor, 4) ? 0 : ka_cursor_get_int (cursor, 4);
      item->joint = !ka_cursor_is_null (cursor, 5) && ka_cursor_get_int (cursor, 5) != 0;
      item->moved_from = moved != NULL ? month_in_year (moved, self->year) : 0;
      item->deviation = g_strdup (ka_cursor_get_text (cursor, 7));
      item->done = KA_DAY_NONE;
      g_ptr_array_add (mine->items, item);
      g_hash_table_insert (plans, &item->plan, item);
    }
  return finish (local, error);
}

/* The lines that the inspection carries out: the one that it names, else those of the mine in its month. */
static gboolean
tell_done (KaPlanMine *mine, GHashTable *plans, gint64 plan, gint64 id, KaDay day, guint month)
{
  KaPlanItem *named = plan > 0 ? g_hash_table_lookup (plans, &plan) : NULL;
  gboolean told = named != NULL;

  if (named != NULL && named->done == KA_DAY_NONE)
    {
      named->done = day;
      named->inspection = id;
    }
  for (guint i = 0; plan == 0 && i < mine->items->len; i++)
    {
      KaPlanItem *item = g_ptr_array_index (mine->items, i);

      if (item->plan == 0 || item->month != month)
        continue;
      told = TRUE;
      if (item->done == KA_DAY_NONE || day < item->done)
        {
          item->done = day;
          item->inspection = id;
        }
    }
  return told;
}

/* Takes kind. */
static void
add_beyond (KaPlanMine *mine, gint64 id, KaDay day, guint month, char *kind)
{
  KaPlanItem *item = g_new0 (KaPlanItem, 1);

  item->inspection = id;
  item->month = month;
  item->kind = kind;
  item->done = day;
  item->state = KA_PLAN_BEYOND;
  g_ptr_array_add (mine->items, item);
}

/* Reviews are no inspections of their own; what complaints and leads set off is beyond the plan by right, and
 * is shown as such. */
static gboolean
read_inspections (KaLedger *ledger,
                  KaPlanSheet *self,
                  GHashTable *mines,
                  GHashTable *plans,
                  GError **error)
{
  GError *local = NULL;
  g_autofree char *on = ka_day_to_iso (self->on);
  g_autofree char *first = g_strdup_printf ("%04d-01-01", self->year);
  g_autofree char *last = g_strdup_printf ("%04d-12-31", self->year);
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    ledger,
    "SELECT t.id, t.mine, t.plan, t.started, t.kind, t.\"trigger\" = '计划'"
    " FROM inspection AS t LEFT JOIN plan AS p ON p.id = t.plan"
    " WHERE t.started <= :on AND (p.year = :year"
    " OR (t.plan IS NULL AND t.started BETWEEN :first AND :last"
    " AND (t.\"trigger\" IS NULL OR t.\"trigger\" <> '复查'))) ORDER BY t.started, t.id",
    error);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", self->year);
  ka_cursor_bind_text (cursor, ":on", on);
  ka_cursor_bind_text (cursor, ":first", first);
  ka_cursor_bind_text (cursor, ":last", last);
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 0), mine_id = ka_cursor_get_int (cursor, 1);
      gint64 plan = ka_cursor_is_null (cursor, 2) ? 0 : ka_cursor_get_int (cursor, 2);
      const char *text = ka_cursor_get_text (cursor, 3);
      guint month = month_in_year (text, self->year);
      KaPlanMine *mine = g_hash_table_lookup (mines, &mine_id);
      gboolean by_plan = !ka_cursor_is_null (cursor, 5) && ka_cursor_get_int (cursor, 5) != 0;

      if (mine == NULL)
        continue;
      if ((plan == 0 && !by_plan)
          || !tell_done (mine, plans, plan, id, ka_day_from_iso (text), month))
        add_beyond (mine, id, ka_day_from_iso (text), month, dup_text (cursor, 4));
    }
  return finish (local, error);
}

static gboolean
read_over_cap (KaLedger *ledger, KaPlanSheet *self, GError **error)
{
  GError *local = NULL;
  g_autoptr (KaCursor) cursor = NULL;

  if (self->days->cap <= 0)
    return TRUE;
  cursor
    = ka_cursor_new (ledger,
                     "SELECT e.name FROM plan AS p JOIN mine AS m ON m.id = p.mine JOIN enterprise"
                     " AS e ON e.id = m.enterprise WHERE p.year = :year GROUP BY e.id, e.name"
                     " HAVING count (DISTINCT " KA_VISIT_OF_PLAN ("p") ") > :cap ORDER BY e.id",
                     error);
  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", self->year);
  ka_cursor_bind_int (cursor, ":cap", self->days->cap);
  while (ka_cursor_next (cursor, &local))
    g_ptr_array_add (self->over_cap, g_strdup (ka_cursor_get_text (cursor, 0)));
  return finish (local, error);
}

/* ---- judging ---- */

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const KaPlanItem *x = *(const KaPlanItem *const *)a, *y = *(const KaPlanItem *const *)b;

  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  if ((x->plan == 0) != (y->plan == 0))
    return x->plan == 0 ? 1 : -1;
  if (x->plan != y->plan)
    return x->plan < y->plan ? -1 : 1;
  return (x->inspection > y->inspection) - (x->inspection < y->inspection);
}

static KaDay
find_end (const KaPlanSheet *self, const KaPlanItem *item)
{
  return ka_day_month_end (ka_day_from_ymd (self->year, (int)item->month, 1));
}

static void
judge_item (const KaPlanSheet *self, KaPlanItem *item)
{
  KaDay end;

  if (item->state == KA_PLAN_BEYOND)
    return;
  end = find_end (self, item);
  if (item->done != KA_DAY_NONE)
    item->state = item->done > end ? KA_PLAN_DONE_LATE : KA_PLAN_DONE;
  else
    item->state = end < self->on ? KA_PLAN_OVERDUE : KA_PLAN_PLANNED;
}

static void
count_item (KaPlanCount *count, const KaPlanItem *item)
{
  count->planned += item->state != KA_PLAN_BEYOND;
  count->done += item->state == KA_PLAN_DONE || item->state == KA_PLAN_DONE_LATE;
  count->late += item->state == KA_PLAN_DONE_LATE;
  count->overdue += item->state == KA_PLAN_OVERDUE;
  count->beyond += item->state == KA_PLAN_BEYOND;
  count->days += item->days;
}

static void
judge (KaPlanSheet *self)
{
  for (guint i = self->mines->len; i-- > 0;)
    {
      KaPlanMine *mine = g_ptr_array_index (self->mines, i);

      if (mine->closed && mine->items->len == 0)
        {
          g_ptr_array_remove_index (self->mines, i);
          continue;
        }
      for (guint k = 0; k < mine->items->len; k++)
        judge_item (self, g_ptr_array_index (mine->items, k));
      g_ptr_array_sort (mine->items, compare_items);
      for (guint k = 0; k < mine->items->len; k++)
        {
          const KaPlanItem *item = g_ptr_array_index (mine->items, k);

          count_item (&self->months[item->month], item);
          count_item (&self->months[0], item);
        }
    }
}

KaPlanSheet *
ka_plan_sheet_new (KaLedger *ledger, int year, KaDay on, GError **error)
{
  g_autoptr (KaPlanSheet) self = NULL;
  g_autoptr (GHashTable) mines = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) plans = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (on != KA_DAY_NONE, NULL);

  self = g_new0 (KaPlanSheet, 1);
  self->year = year;
  self->on = on;
  self->mines = g_ptr_array_new_with_free_func (free_mine);
  self->over_cap = g_ptr_array_new_with_free_func (g_free);
  self->days = ka_plan_days_new (ledger, year, error);
  if (self->days == NULL || !read_mines (ledger, self, mines, error)
      || !read_plans (ledger, self, mines, plans, error)
      || !read_inspections (ledger, self, mines, plans, error)
      || !read_over_cap (ledger, self, error))
    return NULL;
  judge (self);
  return g_steal_pointer (&self);
}

void
ka_plan_sheet_close_day (KaPlanSheet *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->mines->len; i++)
    {
      GPtrArray *items = ((KaPlanMine *)g_ptr_array_index (self->mines, i))->items;

      for (guint k = 0; k < items->len; k++)
        {
          KaPlanItem *item = g_ptr_array_index (items, k);

          if (item->state != KA_PLAN_PLANNED || find_end (self, item) != self->on)
            continue;
          item->state = KA_PLAN_OVERDUE;
          self->months[item->month].overdue++;
          self->months[0].overdue++;
        }
    }
}

void
ka_plan_sheet_sum (const KaPlanSheet *self, guint first, guint last, KaPlanCount *count)
{
  g_return_if_fail (first >= 1 && last <= 12);

  *count = (KaPlanCount){ 0 };
  for (guint m = first; m <= last; m++)
    {
      const KaPlanCount *month = &self->months[m];

      count->planned += month->planned;
      count->done += month->done;
      count->late += month->late;
      count->overdue += month->overdue;
      count->beyond += month->beyond;
      count->days += month->days;
    }
}

/* ---- notes ---- */

void
ka_plan_note_free (KaPlanNote *note)
{
  g_free (note->letter);
  g_free (note->text);
  g_free (note);
}

/* a … z, aa, ab … */
static char *
make_letter (guint n)
{
  GString *text = g_string_new (NULL);

  for (n++; n > 0; n = (n - 1) / 26)
    g_string_prepend_c (text, (char)('a' + (n - 1) % 26));
  return g_string_free (text, FALSE);
}

/* On paper, and so Chinese in every language. */
static char *
describe_slip (const KaPlanMine *mine, const KaPlanItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *reason = item->deviation != NULL ? item->deviation : "未说明原因";
  guint approved = item->moved_from != 0 ? item->moved_from : item->month;

  g_string_append_printf (text, "%s%u月的%s", mine->name, approved, item->kind);
  if (item->moved_from != 0)
    g_string_append_printf (text, "调整到%u月", item->month);
  if (item->state == KA_PLAN_DONE_LATE)
    {
      int year, month, dom;

      ka_day_get_ymd (item->done, &year, &month, &dom);
      g_string_append_printf (text, "%s推迟到%d月%d日完成", item->moved_from != 0 ? "，" : "",
                              month, dom);
    }
  else if (item->state == KA_PLAN_OVERDUE)
    g_string_append_printf (text, "%s未实施", item->moved_from != 0 ? "，" : "");
  g_string_append_printf (text, "：%s%s", reason, g_str_has_suffix (reason, "。") ? "" : "。");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

GPtrArray *
ka_plan_sheet_notes (const KaPlanSheet *self, guint first, guint last)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_plan_note_free);

  for (guint m = first; m <= last; m++)
    for (guint i = 0; i < self->mines->len; i++)
      {
        const KaPlanMine *mine = g_ptr_array_index (self->mines, i);

        for (guint k = 0; k < mine->items->len; k++)
          {
            const KaPlanItem *item = g_ptr_array_index (mine->items, k);
            guint approved = item->moved_from != 0 ? item->moved_from : item->month;
            KaPlanNote *note;

            if (item->plan == 0 || approved != m
                || (item->moved_from == 0 && item->state != KA_PLAN_DONE_LATE
                    && item->state != KA_PLAN_OVERDUE))
              continue;
            note = g_new0 (KaPlanNote, 1);
            note->letter = make_letter (notes->len);
            note->mine = mine;
            note->item = item;
            note->text = describe_slip (mine, item);
            g_ptr_array_add (notes, note);
          }
      }
  return notes;
}

/* ---- moving ---- */

typedef struct
{
  gint64 plan;
  guint month;
  const char *reason;
} Move;

static gboolean
write_move (KaLedger *ledger, gpointer data, GError **error)
{
  const Move *move = data;
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("plan"), move->plan, error);
  g_autoptr (KaPlanDays) days = NULL;
  g_autofree char *month = NULL;
  const char *approved;
  int year;

  if (record == NULL)
    return FALSE;
  year = (int)ka_record_get_int (record, "year", 0);
  month = g_strdup_printf ("%04d-%02u", year, move->month);
  days = ka_plan_days_new (ledger, year, error);
  if (days == NULL)
    return FALSE;
  approved = ka_record_get (record, "moved_from");
  if (days->approved == KA_DAY_NONE || g_strcmp0 (approved, month) == 0)
    {
      ka_record_set (record, "moved_from", NULL);
      ka_record_set (record, "deviation", move->reason);
    }
  else if (g_strcmp0 (ka_record_get (record, "month"), month) != 0)
    {
      if (move->reason == NULL || *move->reason == '\0')
        {
          g_set_error (error, KA_ERROR, KA_ERROR_REQUIRED,
                       _ ("%d年的计划已经批准，调整月份要说明原因。"), year);
          return FALSE;
        }
      if (approved == NULL)
        {
          g_autofree char *old = g_strdup (ka_record_get (record, "month"));

          ka_record_set (record, "moved_from", old);
        }
      ka_record_set (record, "deviation", move->reason);
    }
  ka_record_set (record, "month", month);
  return ka_ledger_save (ledger, record, error);
}

gboolean
ka_plan_move (KaLedger *ledger, gint64 plan, guint month, const char *reason, GError **error)
{
  Move move = { plan, month, reason };
  g_autofree char *why = NULL;

  g_return_val_if_fail (month >= 1 && month <= 12, FALSE);

  why = g_strdup_printf (KA_WHY_PLAN_MOVE, ka_ledger_title (ledger, ka_kind_get ("plan"), plan),
                         month);
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, write_move, &move, NULL, error);
}
