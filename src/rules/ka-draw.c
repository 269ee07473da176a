/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-draw-private.h"

#include "ka-plan.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-check.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_TEAM 2

typedef struct
{
  KaLedger *ledger;
  KaDraw *draw;
  const KaDrawRequest *request;
  KaDay on;
  gint64 cap;
} Work;

/* ---- reading ---- */

typedef void (*RowFunc) (Work *work, KaCursor *cursor);

static gboolean
read_rows (Work *work, const char *sql, RowFunc func, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (work->ledger, sql, error);
  g_autofree char *day = ka_day_to_iso (work->on);
  g_autofree char *first = g_strdup_printf ("%04d-01-01", work->draw->year);
  g_autofree char *last = g_strdup_printf ("%04d-12-31", work->draw->year);
  const char *until = strcmp (last, day) < 0 ? last : day;

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":day", day);
  ka_cursor_bind_text (cursor, ":first", first);
  ka_cursor_bind_text (cursor, ":last", last);
  ka_cursor_bind_text (cursor, ":until", until);
  ka_cursor_bind_int (cursor, ":year", work->draw->year);
  while (ka_cursor_next (cursor, &local))
    func (work, cursor);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
is_wanted (const Work *work, gint64 id)
{
  if (work->request->only == NULL)
    return TRUE;
  for (guint i = 0; i < work->request->only->len; i++)
    if (g_array_index (work->request->only, gint64, i) == id)
      return TRUE;
  return FALSE;
}

/* The riskier, the likelier. */
static guint
weigh_grade (const char *grade)
{
  return grade == NULL ? 2 : (guint)(grade[0] - 'A' + 1);
}

static void
read_mine (Work *work, KaCursor *cursor)
{
  gint64 id = ka_cursor_get_int (cursor, 0);
  const char *name = ka_cursor_get_text (cursor, 1);
  gint64 done = ka_cursor_get_int (cursor, 4), all = ka_cursor_get_int (cursor, 5);

  if (!is_wanted (work, id))
    return;
  if (ka_cursor_get_int (cursor, 3) != 0)
    ka_draw_exclude (work->draw, id, name, 0, NULL, "矿山已关闭");
  else if (work->cap > 0 && all >= work->cap)
    {
      g_autofree char *reason = g_strdup_printf ("企业本年已检查%" PRId64 "次、计划未查%" PRId64
                                                 "次，已达频次上限%" PRId64 "次",
                                                 done, all - done, work->cap);

      ka_draw_exclude (work->draw, id, name, 0, NULL, reason);
    }
  else
    ka_draw_add_one (work->draw->candidates, id, name,
                     weigh_grade (ka_cursor_get_text (cursor, 2)));
}

/* Of its enterprise: visits made, and with them those that the plan still asks for; a joint one that is half
 * carried out is one. */
#define PLANNED_SQL                                                                                \
  "SELECT q.visit FROM (SELECT " KA_VISIT_OF_PLAN (                                                \
    "t") " AS visit, m.enterprise AS enterprise FROM plan AS t JOIN mine AS m ON m.id = t.mine"    \
         " WHERE t.year = :year AND NOT " KA_PLAN_DONE_SQL                                         \
         ") AS q WHERE q.enterprise = t.enterprise"
#define MINES_SQL                                                                                                                                                                         \
  "SELECT t.id, t.name, t.risk_grade, t.status = '关闭', " KA_VISITS_SQL ("t.enterprise", ":first", ":until") ", (SELECT count (DISTINCT k.visit) FROM (SELECT " KA_VISIT_OF_INSPECTION ( \
    "i", "t.enterprise") " AS visit FROM mine AS m JOIN inspection AS i ON i.mine = m.id"                                                                                                 \
                         " WHERE m.enterprise = t.enterprise AND i.started BETWEEN :first AND"                                                                                            \
                         " :until AND " KA_VISIT_COUNTS (                                                                                                                                 \
                           "i") " UNION ALL " PLANNED_SQL ") AS k) FROM mine AS t ORDER BY t.id"

static void
read_person (Work *work, KaCursor *cursor)
{
  gint64 id = ka_cursor_get_int (cursor, 0);
  const char *name = ka_cursor_get_text (cursor, 1);

  if (ka_cursor_is_null (cursor, 2))
    ka_draw_exclude (work->draw, 0, NULL, id, name, "没有登记执法证号");
  else
    ka_draw_add_one (work->draw->people, id, name, 1);
}

static void
read_recusal (Work *work, KaCursor *cursor)
{
  g_autofree char *reason = g_strconcat ("回避：", ka_cursor_get_text (cursor, 4), NULL);

  ka_draw_exclude (work->draw, ka_cursor_get_int (cursor, 0), ka_cursor_get_text (cursor, 1),
                   ka_cursor_get_int (cursor, 2), ka_cursor_get_text (cursor, 3), reason);
}

#define RECUSALS_SQL                                                                               \
  "SELECT m.id, m.name, r.id, r.name, t.reason FROM recusal AS t JOIN mine AS m"                   \
  " ON m.enterprise = t.enterprise JOIN regulator AS r ON r.id = t.regulator"                      \
  " WHERE m.status <> '关闭' AND (t.since IS NULL OR t.since <= :day)"                           \
  " AND (t.until IS NULL OR t.until >= :day) ORDER BY m.id, r.id"

static void
read_project (Work *work, KaCursor *cursor)
{
  gint64 id = ka_cursor_get_int (cursor, 0);
  const char *name = ka_cursor_get_text (cursor, 1);

  if (!is_wanted (work, id))
    return;
  if (!ka_cursor_is_null (cursor, 2) && ka_cursor_get_int (cursor, 2) != 0)
    ka_draw_exclude (work->draw, id, name, 0, NULL, "已列入随机抽查");
  else
    ka_draw_add_one (work->draw->candidates, id, name, 1);
}

#define PROJECTS_SQL                                                                               \
  "SELECT t.id, t.name, t.sampled FROM project AS t WHERE t.accepted BETWEEN :first AND :last"     \
  " AND t.accepted <= :day ORDER BY t.id"

/* ---- who was sent there before ---- */

static gboolean
has_pair (const KaDraw *draw, gint64 id, gint64 person)
{
  for (guint i = 0; i < draw->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (draw->exclusions, i);

      if (e->id == id && e->person == person)
        return TRUE;
    }
  return FALSE;
}

static const KaDrawOne *
find_one (GPtrArray *ones, gint64 id)
{
  for (guint i = 0; i < ones->len; i++)
    if (((const KaDrawOne *)g_ptr_array_index (ones, i))->id == id)
      return g_ptr_array_index (ones, i);
  return NULL;
}

/* The same person never twice for one mine in a year. */
static gboolean
exclude_sent (Work *work, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("draw"));
  g_autofree char *year = g_strdup_printf ("%d", work->draw->year);
  g_autoptr (GArray) ids = NULL;

  ka_query_filter (query, "year", KA_OP_EQ, year);
  ka_query_filter (query, "purpose", KA_OP_EQ, KA_DRAW_INSPECTION);
  ka_query_filter (query, "state", KA_OP_EQ, "已抽取");
  ka_query_set_order (query, "id", FALSE);
  ids = ka_query_ids (query, work->ledger, NULL, error);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      g_autoptr (KaDraw) before
        = ka_draw_load (work->ledger, g_array_index (ids, gint64, i), error);

      if (before == NULL)
        return FALSE;
      for (guint k = 0; k < before->picks->len; k++)
        {
          const KaDrawPick *pick = g_ptr_array_index (before->picks, k);
          g_autofree char *reason = g_strdup_printf ("本年%s已抽到该矿", before->number);

          for (guint p = 0; p < pick->people->len; p++)
            {
              gint64 id = g_array_index (pick->people, gint64, p);
              const KaDrawOne *person = find_one (work->draw->people, id);

              if (person != NULL && !has_pair (work->draw, pick->id, id))
                ka_draw_exclude (work->draw, pick->id, pick->name, id, person->name, reason);
            }
        }
    }
  return ids != NULL;
}

/* A mine for which too few are left cannot be drawn. */
static void
exclude_unstaffed (Work *work)
{
  KaDraw *draw = work->draw;

  for (guint i = draw->candidates->len; i-- > 0;)
    {
      const KaDrawOne *one = g_ptr_array_index (draw->candidates, i);
      guint there = 0;

      for (guint p = 0; p < draw->people->len; p++)
        there += !has_pair (draw, one->id,
                            ((const KaDrawOne *)g_ptr_array_index (draw->people, p))->id);
      if (there >= draw->team)
        continue;
      {
        g_autofree char *reason
          = g_strdup_printf ("可派的检查人员%u名，不足%u名", there, draw->team);

        ka_draw_exclude (draw, one->id, one->name, 0, NULL, reason);
      }
      g_ptr_array_remove_index (draw->candidates, i);
    }
}

/* ---- preparing ---- */

static gboolean
prepare_inspection (Work *work, GError **error)
{
  g_autoptr (KaPlanDays) days = ka_plan_days_new (work->ledger, work->draw->year, error);
  guint team = work->request->team;

  if (days == NULL)
    return FALSE;
  if (team == 0)
    team = (guint)CLAMP (atoi (ka_ledger_setting (work->ledger, "plan.team")), 0, 20);
  /* 《行政处罚法》第四十二条: not fewer than two. */
  work->draw->team = MAX (team, DEFAULT_TEAM);
  work->cap = days->cap;
  if (!read_rows (work, MINES_SQL, read_mine, error)
      || !read_rows (work,
                     "SELECT t.id, t.name, t.cert_no FROM regulator AS t"
                     " WHERE t.level = '区级监管部门' AND t.enforcement = 1 ORDER BY t.id",
                     read_person, error)
      || !read_rows (work, RECUSALS_SQL, read_recusal, error) || !exclude_sent (work, error))
    return FALSE;
  exclude_unstaffed (work);
  return TRUE;
}

/* 渝安办〔2025〕13号: not less than 10 % of the year's completed acceptances. */
static gboolean
prepare_acceptance (Work *work, GError **error)
{
  KaDraw *draw = work->draw;
  guint percent = (guint)CLAMP (atoi (ka_ledger_setting (work->ledger, "plan.sample")), 0, 100),
        all, wanted;

  if (!read_rows (work, PROJECTS_SQL, read_project, error))
    return FALSE;
  all = draw->candidates->len + draw->exclusions->len;
  wanted = (all * percent + 99) / 100;
  if (draw->count == 0)
    draw->count = wanted > draw->exclusions->len ? wanted - draw->exclusions->len : 0;
  if (draw->count > 0)
    return TRUE;
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
               _ ("%d年已竣工验收%u个，已抽查%u个，不需要再抽。"), draw->year, all,
               draw->exclusions->len);
  return FALSE;
}

static char *
make_number (KaLedger *ledger, int year, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger, "SELECT count (*) FROM draw AS t WHERE t.year = :year", error);
  gint64 n = 0;

  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_int (cursor, ":year", year);
  if (ka_cursor_next (cursor, &local))
    n = ka_cursor_get_int (cursor, 0);
  if (local == NULL)
    return g_strdup_printf ("抽〔%d〕%" PRId64 "号", year, n + 1);
  g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

static gboolean
check_draw (const KaDraw *draw, GError **error)
{
  if (draw->candidates->len == 0)
    {
      const KaDrawExclusion *first
        = draw->exclusions->len > 0 ? g_ptr_array_index (draw->exclusions, 0) : NULL;

      g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
                   _ ("没有可以抽取的对象：全部%u个都已排除（%s），请核对范围、上限和人员。"),
                   draw->exclusions->len, first != NULL ? first->reason : _ ("没有对象"));
      return FALSE;
    }
  if (draw->count == 0 || draw->count > draw->candidates->len)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("要抽取%u个，候选对象有%u个，请填1到%u。"),
                   draw->count, draw->candidates->len, draw->candidates->len);
      return FALSE;
    }
  return TRUE;
}

KaDraw *
ka_draw_prepare (KaLedger *ledger, const KaDrawRequest *request, KaDay on, GError **error)
{
  g_autoptr (KaDraw) draw = ka_draw_new ();
  Work work = { ledger, draw, request, on, 0 };
  g_autofree char *now = ka_now ();

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  draw->purpose = g_strdup (request->purpose);
  draw->state = g_strdup ("待抽取");
  draw->year = request->year;
  draw->count = request->count;
  draw->fixed = g_strndup (now, strlen ("YYYY-MM-DDTHH:MM"));
  if (request->seed != NULL
      && !ka_field_parse (ka_kind_field (ka_kind_get ("draw"), "seed"), request->seed, KA_DAY_NONE,
                          &draw->seed, NULL, error))
    return NULL;
  if (draw->seed == NULL)
    draw->seed = ka_draw_make_seed ();
  draw->number = make_number (ledger, draw->year, error);
  if (draw->number == NULL)
    return NULL;
  if (g_str_equal (request->purpose, KA_DRAW_INSPECTION) ? !prepare_inspection (&work, error)
                                                         : !prepare_acceptance (&work, error))
    return NULL;
  return check_draw (draw, error) ? g_steal_pointer (&draw) : NULL;
}

/* ---- keeping ---- */

static void
set_int (KaRecord *record, const char *field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" PRId64, value);

  ka_record_set (record, field, text);
}

static void
set_result (KaRecord *record, const KaDraw *draw, KaDay on)
{
  g_autofree char *picks = ka_draw_write_picks (draw);
  g_autofree char *day = ka_day_to_iso (on);

  ka_record_set (record, "result", picks);
  ka_record_set (record, "hash", draw->hash);
  ka_record_set (record, "drawn", day);
  ka_record_set (record, "state", "已抽取");
}

gboolean
ka_draw_fix (KaLedger *ledger, KaDraw *draw, GError **error)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("draw"));
  g_autofree char *candidates = ka_draw_write_ones (draw->candidates);
  g_autofree char *people = ka_draw_write_ones (draw->people);
  g_autofree char *exclusions = ka_draw_write_exclusions (draw);

  g_return_val_if_fail (draw->record == 0, FALSE);

  ka_record_set (record, "number", draw->number);
  set_int (record, "year", draw->year);
  ka_record_set (record, "purpose", draw->purpose);
  ka_record_set (record, "state", draw->state);
  set_int (record, "count", draw->count);
  set_int (record, "team", draw->team);
  ka_record_set (record, "seed", draw->seed);
  ka_record_set (record, "fixed", draw->fixed);
  ka_record_set (record, "algorithm", ka_draw_algorithm ());
  ka_record_set (record, "candidates", candidates);
  ka_record_set (record, "people", people);
  ka_record_set (record, "exclusions", exclusions);
  if (!ka_ledger_save (ledger, record, error))
    return FALSE;
  draw->record = record->id;
  return TRUE;
}

KaDraw *
ka_draw_finish (KaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("draw"), id, error);
  g_autoptr (KaDraw) draw = record != NULL ? ka_draw_load (ledger, id, error) : NULL;

  if (draw == NULL)
    return NULL;
  if (g_strcmp0 (draw->state, "待抽取") != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT, _ ("%s已经是“%s”，不能再抽取。"),
                   draw->number, draw->state);
      return NULL;
    }
  ka_draw_run (draw);
  set_result (record, draw, ka_today ());
  if (!ka_ledger_save (ledger, record, error))
    return NULL;
  return ka_draw_load (ledger, id, error);
}

gboolean
ka_draw_void (KaLedger *ledger, gint64 id, const char *reason, GError **error)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("draw"), id, error);

  if (record == NULL)
    return FALSE;
  if (reason == NULL || *reason == '\0')
    {
      g_set_error (error, KA_ERROR, KA_ERROR_REQUIRED, _ ("作废要说明原因。"));
      return FALSE;
    }
  ka_record_set (record, "state", "作废");
  ka_record_set (record, "void_reason", reason);
  return ka_ledger_save (ledger, record, error);
}

/* ---- putting to work ---- */

typedef struct
{
  const KaDraw *draw;
  guint month;
  KaDay on;
} Apply;

static gboolean
write_plans (KaLedger *ledger, const Apply *apply, GError **error)
{
  const KaDraw *draw = apply->draw;
  g_autofree char *month = g_strdup_printf ("%04d-%02u", draw->year, apply->month);

  for (guint i = 0; i < draw->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (draw->picks, i);
      g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("plan"));
      g_autofree char *reason = g_strdup_printf ("双随机抽取，%s", draw->number);

      set_int (record, "year", draw->year);
      set_int (record, "mine", pick->id);
      ka_record_set (record, "month", month);
      ka_record_set (record, "kind", "一般检查");
      ka_record_set (record, "item", ka_ledger_setting (ledger, "plan.item"));
      ka_record_set (record, "basis", ka_ledger_setting (ledger, "plan.basis"));
      ka_record_set (record, "content", ka_ledger_setting (ledger, "plan.content"));
      ka_record_set (record, "dept", ka_ledger_setting (ledger, "bureau.section"));
      ka_record_set (record, "method", "现场");
      ka_record_set (record, "workdays", ka_ledger_setting (ledger, "plan.days.general"));
      ka_record_set (record, "reason", reason);
      ka_record_set (record, "team", pick->people_names);
      set_int (record, "draw", draw->record);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_samples (KaLedger *ledger, const Apply *apply, GError **error)
{
  g_autofree char *day = ka_day_to_iso (apply->on);

  for (guint i = 0; i < apply->draw->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (apply->draw->picks, i);
      g_autoptr (KaRecord) record
        = ka_ledger_get (ledger, ka_kind_get ("project"), pick->id, error);

      if (record == NULL)
        return FALSE;
      ka_record_set (record, "sampled", "1");
      ka_record_set (record, "sampled_on", day);
      set_int (record, "draw", apply->draw->record);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_result (KaLedger *ledger, gpointer data, GError **error)
{
  const Apply *apply = data;

  return g_str_equal (apply->draw->purpose, KA_DRAW_INSPECTION)
           ? write_plans (ledger, apply, error)
           : write_samples (ledger, apply, error);
}

gboolean
ka_draw_apply (KaLedger *ledger, gint64 id, guint month, KaDay on, GError **error)
{
  g_autoptr (KaDraw) draw = ka_draw_load (ledger, id, error);
  Apply apply = { draw, month, on };
  g_autofree char *why = NULL;
  g_autofree char *text = g_strdup_printf ("%" PRId64, id);
  gint64 used;

  if (draw == NULL)
    return FALSE;
  if (g_strcmp0 (draw->state, "已抽取") != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT, _ ("%s是“%s”，没有可以列入的结果。"),
                   draw->number, draw->state);
      return FALSE;
    }
  used = ka_ledger_find (
    ledger, ka_kind_get (g_str_equal (draw->purpose, KA_DRAW_INSPECTION) ? "plan" : "project"),
    "draw", text, error);
  if (used < 0)
    return FALSE;
  if (used > 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_CONFLICT, _ ("%s的结果已经列入，不用再列。"),
                   draw->number);
      return FALSE;
    }
  why = g_strdup_printf (KA_WHY_DRAW, draw->number, draw->picks->len);
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, write_result, &apply, NULL, error);
}
