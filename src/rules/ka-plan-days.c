/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan.h"

#include "ka-workdays.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-decimal.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <stdlib.h>

#define TENTHS 10
#define UNKNOWN G_MININT64

void
ka_plan_days_free (KaPlanDays *self)
{
  g_free (self->approval_no);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

char *
ka_plan_format_days (gint64 tenths)
{
  return tenths == UNKNOWN ? g_strdup ("—") : ka_decimal_format (tenths, 1);
}

G_GNUC_PRINTF (2, 3)
static void
add_problem (KaPlanDays *self, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (self->problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* ---- reading ---- */

/* What one year says of itself: -1 where it says nothing. */
typedef struct
{
  gint64 id, staff, counted, statutory, other, idle, cap;
  KaDay approved, filed;
  char *approval_no;
} Year;

static gint64
get_int (KaCursor *cursor, guint column)
{
  return ka_cursor_is_null (cursor, column) ? -1 : ka_cursor_get_int (cursor, column);
}

static KaDay
get_day (KaCursor *cursor, guint column)
{
  const char *text = ka_cursor_get_text (cursor, column);

  return text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;
}

static gboolean
read_year (KaLedger *ledger, int year, Year *out, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT t.id, t.staff, t.counted, t.statutory_days, t.other_days, t.idle_days,"
                     " t.cap, t.approved, t.filed, t.approval_no FROM plan_year AS t"
                     " WHERE t.year = :year",
                     error);

  *out = (Year){ 0, -1, -1, -1, -1, -1, -1, KA_DAY_NONE, KA_DAY_NONE, NULL };
  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", year);
  if (ka_cursor_next (cursor, &local))
    *out = (Year){ ka_cursor_get_int (cursor, 0), get_int (cursor, 1),
                   get_int (cursor, 2),           get_int (cursor, 3),
                   get_int (cursor, 4),           get_int (cursor, 5),
                   get_int (cursor, 6),           get_day (cursor, 7),
                   get_day (cursor, 8),           g_strdup (ka_cursor_get_text (cursor, 9)) };
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The sum of the year's items of a class, in tenths; -1: there are none. */
static gboolean
read_items (KaLedger *ledger, int year, const char *class, gint64 *sum, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger,
                                               "SELECT sum (t.days) FROM workday_item AS t"
                                               " WHERE t.year = :year AND t.class = :class",
                                               error);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", year);
  ka_cursor_bind_text (cursor, ":class", class);
  *sum = ka_cursor_next (cursor, &local) ? get_int (cursor, 0) : -1;
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_lines (KaLedger *ledger, KaPlanDays *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT count (*), count (*) - count (t.workdays), sum (t.workdays)"
                     " FROM plan AS t WHERE t.year = :year",
                     error);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", self->year);
  if (ka_cursor_next (cursor, &local))
    {
      self->lines = (guint)ka_cursor_get_int (cursor, 0);
      self->bare = (guint)ka_cursor_get_int (cursor, 1);
      self->used = MAX (get_int (cursor, 2), 0);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

GPtrArray *
ka_plan_items (KaLedger *ledger, int year, const char *class, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("workday_item"));
  g_autofree char *text = g_strdup_printf ("%d", year);

  ka_query_filter (query, "year", KA_OP_EQ, text);
  ka_query_filter (query, "class", KA_OP_EQ, class);
  ka_query_set_order (query, "id", FALSE);
  return ka_query_records (query, ledger, error);
}

/* ---- reckoning ---- */

/* The year's own figure, else the sum of its items, else what the year before had. */
static gboolean
choose_days (KaLedger *ledger,
             KaPlanDays *self,
             const char *class,
             gint64 entered,
             gint64 last,
             gint64 *days,
             KaDaysFrom *from,
             GError **error)
{
  gint64 items, last_items;

  if (!read_items (ledger, self->year, class, &items, error)
      || !read_items (ledger, self->year - 1, class, &last_items, error))
    return FALSE;
  *days = entered >= 0      ? entered * TENTHS
          : items >= 0      ? items
          : last >= 0       ? last * TENTHS
          : last_items >= 0 ? last_items
                            : 0;
  *from = entered >= 0                   ? KA_DAYS_ENTERED
          : items >= 0                   ? KA_DAYS_ITEMS
          : last >= 0 || last_items >= 0 ? KA_DAYS_LAST
                                         : KA_DAYS_NONE;
  if (entered >= 0 && items >= 0 && items != entered * TENTHS)
    {
      g_autofree char *sum = ka_plan_format_days (items);

      add_problem (self, _ ("%s填的是%" PRId64 "个，各项合计%s个，请核对。"), _ (class), entered,
                   sum);
    }
  return TRUE;
}

static void
judge_staff (KaPlanDays *self)
{
  if (self->counted < 0)
    add_problem (self, _ ("没有填纳入计算人数，算不出监督检查工作日。"));
  if (self->staff >= 0 && self->counted > self->staff)
    add_problem (self, _ ("纳入计算%" PRId64 "人，多于在册执法人员%" PRId64 "人，请核对。"),
                 self->counted, self->staff);
  if (self->staff > 0 && self->counted >= 0 && self->counted < self->least)
    add_problem (
      self, _ ("纳入计算%" PRId64 "人，不到在册执法人员%" PRId64 "人的70%%，至少要%" PRId64 "人。"),
      self->counted, self->staff, self->least);
}

static void
judge_days (KaPlanDays *self)
{
  g_autofree char *used = ka_plan_format_days (self->used);
  g_autofree char *available = ka_plan_format_days (self->available);

  if (!self->calendar_known)
    add_problem (self, _ ("没有登记%d年的节假日，法定工作日按周一至周五计算，请先登记节假日。"),
                 self->year);
  else if (self->statutory_from == KA_DAYS_ENTERED && self->statutory != self->calendar)
    add_problem (self, _ ("法定工作日填的是%" PRId64 "个，按节假日表是%" PRId64 "个，请核对。"),
                 self->statutory, self->calendar);
  if (self->other_from == KA_DAYS_NONE || self->idle_from == KA_DAYS_NONE)
    add_problem (self, _ ("没有填其他执法工作日或者非执法工作日，上一年也没有，请补充测算项。"));
  if (self->available == UNKNOWN)
    return;
  if (self->available < 0)
    add_problem (self, _ ("监督检查工作日是%s个，扣除的工作日多于总法定工作日，请核对。"),
                 available);
  else if (self->used > self->available)
    {
      g_autofree char *more = ka_plan_format_days (self->used - self->available);

      add_problem (self,
                   _ ("计划用%s个工作日，比监督检查工作日%s个多%s个，请减少次数或者增加人员。"),
                   used, available, more);
    }
  if (self->bare > 0)
    add_problem (self, _ ("有%u项计划没有填计划工作日，没有算进去。"), self->bare);
}

static gboolean
reckon (KaLedger *ledger, KaPlanDays *self, GError **error)
{
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (ledger, error);
  Year own, last;
  gboolean done;

  if (workdays == NULL || !read_year (ledger, self->year, &own, error))
    return FALSE;
  if (!read_year (ledger, self->year - 1, &last, error))
    {
      g_free (own.approval_no);
      return FALSE;
    }
  self->plan_year = own.id;
  self->staff = own.staff;
  self->counted = own.counted;
  self->least = own.staff > 0 ? (own.staff * 7 + 9) / 10 : 0;
  self->calendar = ka_workdays_of_year (workdays, self->year);
  self->calendar_known = ka_workdays_knows (workdays, self->year);
  self->statutory = own.statutory >= 0 ? own.statutory : self->calendar;
  self->statutory_from = own.statutory >= 0 ? KA_DAYS_ENTERED : KA_DAYS_ITEMS;
  self->cap_entered = own.cap >= 0;
  self->cap = own.cap >= 0 ? own.cap : atoi (ka_ledger_setting (ledger, "plan.cap"));
  self->approved = own.approved;
  self->filed = own.filed;
  self->approval_no = g_steal_pointer (&own.approval_no);
  g_free (last.approval_no);

  judge_staff (self);
  done = choose_days (ledger, self, "其他执法工作日", own.other, last.other, &self->other,
                      &self->other_from, error)
         && choose_days (ledger, self, "非执法工作日", own.idle, last.idle, &self->idle,
                         &self->idle_from, error)
         && read_lines (ledger, self, error);
  if (!done)
    return FALSE;
  self->total = self->counted >= 0 ? self->statutory * self->counted * TENTHS : UNKNOWN;
  self->available
    = self->total == UNKNOWN || self->other_from == KA_DAYS_NONE || self->idle_from == KA_DAYS_NONE
        ? UNKNOWN
        : self->total - self->other - self->idle;
  judge_days (self);
  return TRUE;
}

KaPlanDays *
ka_plan_days_new (KaLedger *ledger, int year, GError **error)
{
  g_autoptr (KaPlanDays) self = g_new0 (KaPlanDays, 1);

  self->problems = g_ptr_array_new_with_free_func (g_free);
  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  self->year = year;
  if (!reckon (ledger, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- items of the year before ---- */

typedef struct
{
  int year;
  guint n;
} Copying;

static gboolean
has_item (GPtrArray *items, const char *name)
{
  for (guint i = 0; i < items->len; i++)
    if (g_strcmp0 (ka_record_get (g_ptr_array_index (items, i), "item"), name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
write_items (KaLedger *ledger, gpointer data, GError **error)
{
  static const char *const classes[] = { "其他执法工作日", "非执法工作日" };
  Copying *copying = data;
  g_autofree char *year = g_strdup_printf ("%d", copying->year);

  for (guint c = 0; c < G_N_ELEMENTS (classes); c++)
    {
      g_autoptr (GPtrArray) last = ka_plan_items (ledger, copying->year - 1, classes[c], error);
      g_autoptr (GPtrArray) own
        = last != NULL ? ka_plan_items (ledger, copying->year, classes[c], error) : NULL;

      for (guint i = 0; own != NULL && i < last->len; i++)
        {
          g_autoptr (KaRecord) item = ka_record_copy (g_ptr_array_index (last, i));

          if (has_item (own, ka_record_get (item, "item")))
            continue;
          item->id = 0;
          item->rev = 0;
          ka_record_set (item, "year", year);
          if (!ka_ledger_save (ledger, item, error))
            return FALSE;
          copying->n++;
        }
      if (own == NULL)
        return FALSE;
    }
  return TRUE;
}

gboolean
ka_plan_copy_items (KaLedger *ledger, int year, guint *n, GError **error)
{
  Copying copying = { year, 0 };
  g_autofree char *why = g_strdup_printf (KA_WHY_PLAN_ITEMS, year - 1);

  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, write_items, &copying, NULL, error))
    return FALSE;
  *n = copying.n;
  return TRUE;
}
