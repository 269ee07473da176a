/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-plan.h"

#include "ka-workdays.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-query.h>
#include <ka-reason.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a mine comes to its inspections of the year. */
typedef struct
{
  gint64 id, enterprise;
  char *name, *enterprise_name;
  char grade;      /* 'A' … 'D', '-': none */
  gboolean flood;  /* open to the weather: 露天矿山, 尾矿库 */
  gboolean idle;   /* 停产, 停建 */
  gboolean level2; /* 二级以上标准化 in force */
  gint64 majors;   /* open 重大 hazards */
  gint64 unmet;    /* hard measures of its enterprise in two years: 不/假/软落实, */
  gint64 named;    /* 列为重点执法对象, */
  gint64 acted;    /* 通报, 曝光, 约谈, */
  gint64 relapsed; /* and those that did not hold when they were looked at again */
  gboolean listed; /* its enterprise is on a list of bad faith */
  guint reopening; /* the month in which it reopens, or 0 */
  guint frequency; /* what the grade asks for */
  guint reduced;   /* by the level of standardisation */
  guint wanted;    /* inspections of the year */
  guint have[13];  /* lines that the plan has: 1…12; 0: all of them */
  guint alone[13]; /* of them not joint; 1…12 */
  gboolean key;    /* 重点检查 */
  guint priority;
} Mine;

typedef struct
{
  gint64 id;
  const char *name; /* of a mine's record */
  GPtrArray *mines; /* Mine, borrowed */
  guint visits;     /* wanted in the year */
  guint months;     /* bits: months in which the plan goes there */
  guint joint;      /* bits: of them those with a joint visit */
  guint alone[13];  /* lines that are a visit each, 1…12 */
  guint priority;
  char grade;
} Party;

typedef struct
{
  KaLedger *ledger;
  KaPlanProposal *out;
  KaPlanDays *days;
  GPtrArray *mines;   /* Mine */
  GHashTable *by_id;  /* id → Mine */
  GPtrArray *parties; /* Party */
  guint from;         /* the first month that may be used */
  guint flood_first, flood_last;
  gint64 day_key, day_general; /* tenths */
  gint64 load[13];             /* tenths planned */
  int workdays[13];
  KaDay first, last; /* of the year */
} Work;

static void
free_mine (gpointer data)
{
  Mine *mine = data;

  g_free (mine->name);
  g_free (mine->enterprise_name);
  g_free (mine);
}

static void
free_party (gpointer data)
{
  Party *party = data;

  g_ptr_array_unref (party->mines);
  g_free (party);
}

static void
free_line (gpointer data)
{
  KaPlanLine *line = data;

  g_free (line->reason);
  g_free (line);
}

void
ka_plan_proposal_free (KaPlanProposal *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->notes);
  g_free (self);
}

G_GNUC_PRINTF (2, 3)
static void
add_note (Work *work, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (work->out->notes, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

/* ---- reading ---- */

static guint
get_setting (KaLedger *ledger, const char *key, guint most)
{
  int value = atoi (ka_ledger_setting (ledger, key));

  return (guint)CLAMP (value, 0, (int)most);
}

static guint
get_frequency (KaLedger *ledger, char grade)
{
  char key[] = "plan.frequency.?";

  if (grade == '-')
    return get_setting (ledger, "plan.frequency.none", 12);
  key[sizeof key - 2] = grade;
  return get_setting (ledger, key, 12);
}

/* "5-9"; anything else: no flood season. */
static void
read_flood (Work *work)
{
  unsigned first, last;

  if (sscanf (ka_ledger_setting (work->ledger, "plan.flood"), "%u-%u", &first, &last) == 2
      && first >= 1 && first <= last && last <= 12)
    {
      work->flood_first = first;
      work->flood_last = last;
    }
}

/* Hard measures of the enterprise, in the plan's year and the one before. */
#define CELLS_SQL                                                                                  \
  "(SELECT count (*) FROM measure_progress AS p WHERE p.enterprise = t.enterprise"                 \
  " AND p.quarter BETWEEN :since AND :until AND "
#define MEASURES_SQL                                                                               \
  CELLS_SQL "p.state IN ('不落实', '假落实', '软落实')), " CELLS_SQL                               \
            "p.action = '列为重点执法对象'), " CELLS_SQL                                           \
            "p.action IN ('通报', '曝光', '约谈')), " CELLS_SQL "p.review = '反弹')"

/* The year before counts for what was not carried out: 渝安办〔2025〕13号 三 puts them on the list of key
 * enforcement. */
#define MINES_SQL                                                                                             \
  "SELECT t.id, t.enterprise, t.name, e.name, t.risk_grade, t.type IN ('露天矿山', '露天地下联合'," \
  " '尾矿库'), t.status IN ('停产', '停建'), t.std_level IN ('一级', '二级') AND t.std_until >="   \
  " :first, (SELECT count (*) FROM hazard AS h WHERE h.mine = t.id AND h.level = '重大'"                    \
  " AND h.closed IS NULL), " MEASURES_SQL                                                                     \
  ", EXISTS (SELECT 1 FROM discredit AS d WHERE d.enterprise = t.enterprise"                                  \
  " AND d.listed <= :on AND (d.removed IS NULL OR d.removed > :on)),"                                         \
  " (SELECT min (s.since) FROM suspension AS s WHERE s.mine = t.id AND s.kind IN ('复产', '复工')"        \
  " AND s.since BETWEEN :first AND :last)"                                                                    \
  " FROM mine AS t JOIN enterprise AS e ON e.id = t.enterprise WHERE t.status <> '关闭'"                    \
  " ORDER BY t.id"

static void
judge_mine (Work *work, Mine *mine)
{
  guint less = get_setting (work->ledger, "plan.level2_less", 12);
  guint idle = get_setting (work->ledger, "plan.frequency.idle", 12);

  mine->frequency = get_frequency (work->ledger, mine->grade);
  if (mine->idle && mine->frequency > idle)
    mine->frequency = idle;
  mine->wanted = mine->frequency;
  if (mine->level2 && mine->wanted > 1)
    {
      mine->reduced = MIN (less, mine->wanted - 1);
      mine->wanted -= mine->reduced;
    }
  mine->priority = (mine->majors > 0 ? 4u : 0u) + (mine->listed ? 2u : 0u)
                   + (mine->unmet + mine->named + mine->acted + mine->relapsed > 0);
  mine->key = mine->priority > 0 || mine->grade == 'C' || mine->grade == 'D';
}

static gboolean
read_mines (Work *work, KaDay on, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (work->ledger, MINES_SQL, error);
  g_autofree char *first = ka_day_to_iso (work->first);
  g_autofree char *last = ka_day_to_iso (work->last);
  g_autofree char *today = ka_day_to_iso (on);
  g_autofree char *since = g_strdup_printf ("%dQ1", work->out->year - 1);
  g_autofree char *until = g_strdup_printf ("%dQ4", work->out->year);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":first", first);
  ka_cursor_bind_text (cursor, ":last", last);
  ka_cursor_bind_text (cursor, ":on", today);
  ka_cursor_bind_text (cursor, ":since", since);
  ka_cursor_bind_text (cursor, ":until", until);
  while (ka_cursor_next (cursor, &local))
    {
      Mine *mine = g_new0 (Mine, 1);
      const char *grade = ka_cursor_get_text (cursor, 4);
      const char *reopening = ka_cursor_get_text (cursor, 14);

      mine->id = ka_cursor_get_int (cursor, 0);
      mine->enterprise = ka_cursor_get_int (cursor, 1);
      mine->name = g_strdup (ka_cursor_get_text (cursor, 2));
      mine->enterprise_name = g_strdup (ka_cursor_get_text (cursor, 3));
      mine->grade = grade != NULL ? grade[0] : '-';
      mine->flood = ka_cursor_get_int (cursor, 5) != 0;
      mine->idle = ka_cursor_get_int (cursor, 6) != 0;
      mine->level2 = !ka_cursor_is_null (cursor, 7) && ka_cursor_get_int (cursor, 7) != 0;
      mine->majors = ka_cursor_get_int (cursor, 8);
      mine->unmet = ka_cursor_get_int (cursor, 9);
      mine->named = ka_cursor_get_int (cursor, 10);
      mine->acted = ka_cursor_get_int (cursor, 11);
      mine->relapsed = ka_cursor_get_int (cursor, 12);
      mine->listed = ka_cursor_get_int (cursor, 13) != 0;
      mine->reopening = reopening != NULL ? (guint)atoi (reopening + 5) : 0;
      judge_mine (work, mine);
      g_ptr_array_add (work->mines, mine);
      g_hash_table_insert (work->by_id, &mine->id, mine);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
read_lines (Work *work, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    work->ledger,
    "SELECT t.mine, t.month, t.workdays, t.joint = 1 FROM plan AS t WHERE t.year = :year", error);

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_int (cursor, ":year", work->out->year);
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 0);
      guint month = (guint)CLAMP (atoi (ka_cursor_get_text (cursor, 1) + 5), 1, 12);
      Mine *mine = g_hash_table_lookup (work->by_id, &id);

      work->out->kept++;
      if (!ka_cursor_is_null (cursor, 2))
        work->load[month] += ka_cursor_get_int (cursor, 2);
      if (mine == NULL)
        continue;
      mine->have[month]++;
      mine->have[0]++;
      if (ka_cursor_is_null (cursor, 3) || ka_cursor_get_int (cursor, 3) == 0)
        mine->alone[month]++;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- enterprises ---- */

/* Who has most to fear goes first. */
static int
compare_parties (gconstpointer a, gconstpointer b)
{
  const Party *x = *(const Party *const *)a, *y = *(const Party *const *)b;

  if (x->priority != y->priority)
    return x->priority > y->priority ? -1 : 1;
  if (x->grade != y->grade)
    return x->grade > y->grade ? -1 : 1;
  return (x->id > y->id) - (x->id < y->id);
}

static void
gather_parties (Work *work)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < work->mines->len; i++)
    {
      Mine *mine = g_ptr_array_index (work->mines, i);
      Party *party = g_hash_table_lookup (by_id, &mine->enterprise);

      if (party == NULL)
        {
          party = g_new0 (Party, 1);
          party->id = mine->enterprise;
          party->name = mine->enterprise_name;
          party->mines = g_ptr_array_new ();
          party->grade = mine->grade;
          g_ptr_array_add (work->parties, party);
          g_hash_table_insert (by_id, &party->id, party);
        }
      g_ptr_array_add (party->mines, mine);
      party->visits = MAX (party->visits, mine->wanted);
      party->priority = MAX (party->priority, mine->priority);
      party->grade = MAX (party->grade, mine->grade);
      for (guint m = 1; m <= 12; m++)
        {
          if (mine->have[m] > 0)
            party->months |= 1u << m;
          if (mine->have[m] > mine->alone[m])
            party->joint |= 1u << m;
          party->alone[m] += mine->alone[m];
        }
    }
  g_ptr_array_sort (work->parties, compare_parties);
}

/* As KA_VISIT_OF_PLAN has it. */
static guint
count_visits (const Party *party)
{
  guint n = (guint)__builtin_popcount (party->joint);

  for (guint m = 1; m <= 12; m++)
    n += party->alone[m];
  return n;
}

/* ---- months ---- */

static gboolean
is_flood (const Work *work, guint month)
{
  return work->flood_first > 0 && month >= work->flood_first && month <= work->flood_last;
}

static gboolean
minds_flood (const Party *party)
{
  for (guint i = 0; i < party->mines->len; i++)
    if (((const Mine *)g_ptr_array_index (party->mines, i))->flood)
      return TRUE;
  return FALSE;
}

static gboolean
is_near_visit (const Party *party, guint month, guint gap)
{
  for (guint m = month > gap ? month - gap : 1; m <= MIN (month + gap, 12); m++)
    if (party->months & 1u << m)
      return TRUE;
  return FALSE;
}

/* The month of a party's k-th of n visits: within its share of what is left of the year, where least is
 * planned for the working days that there are; flood season counts double for who minds it. */
static guint
choose_month (const Work *work, const Party *party, guint k, guint n)
{
  guint span = 13 - work->from;
  guint first = work->from + k * span / n, last = work->from + (k + 1) * span / n - 1;
  guint best = 0;
  gboolean flood = minds_flood (party);

  last = MAX (last, first);
  /* Those that must come first do so in the first quarter of the time that is left. */
  if (party->priority > 0 && k == 0)
    last = MIN (last, first + span / 4);
  for (guint round = 0; round < 2 && best == 0; round++)
    {
      guint begin = round == 0 ? first : work->from, end = round == 0 ? MIN (last, 12) : 12;

      for (guint m = begin; m <= end; m++)
        {
          gint64 weight = (gint64)work->workdays[m] * (flood && is_flood (work, m) ? 2 : 1);
          gint64 best_weight
            = best == 0 ? 0
                        : (gint64)work->workdays[best] * (flood && is_flood (work, best) ? 2 : 1);

          if (weight == 0 || is_near_visit (party, m, round == 0 ? span / n / 3 : 0))
            continue;
          /* load / weight < best load / best weight, without dividing; what is equal goes to the
           * greater weight, then to the earlier month. */
          if (best == 0 || work->load[m] * best_weight < work->load[best] * weight
              || (work->load[m] * best_weight == work->load[best] * weight && weight > best_weight))
            best = m;
        }
    }
  return best;
}

/* ---- lines ---- */

static char *
explain (const Work *work,
         const Party *party,
         const Mine *mine,
         guint visit,
         guint month,
         gboolean reopening,
         gboolean joint)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (mine->grade == '-')
    g_string_append_printf (text, "未分级，每年%u次", mine->frequency);
  else
    g_string_append_printf (text, "%s%c级，每年%u次", mine->idle ? "停产停建，" : "分类分级",
                            mine->grade, mine->frequency);
  if (mine->reduced > 0)
    g_string_append_printf (text, "；二级以上标准化，减少%u次", mine->reduced);
  if (mine->majors > 0)
    g_string_append_printf (text, "；未销号重大事故隐患%d项，优先安排", (int)mine->majors);
  if (mine->listed)
    g_string_append (text, "；企业在失信名单，优先安排");
  if (mine->unmet > 0)
    g_string_append_printf (text, "；硬措施不落实、假落实、软落实%d项，列为重点执法对象",
                            (int)mine->unmet);
  else if (mine->named > 0)
    g_string_append_printf (text, "；硬措施%d项列为重点执法对象", (int)mine->named);
  if (mine->acted > 0)
    g_string_append_printf (text, "；硬措施被通报、曝光、约谈%d项次", (int)mine->acted);
  if (mine->relapsed > 0)
    g_string_append_printf (text, "；硬措施“回头看”反弹%d项", (int)mine->relapsed);
  if (reopening)
    g_string_append (text, "；当月复产复工");
  if (mine->flood && is_flood (work, month))
    g_string_append (text, "；汛期");
  if (joint)
    g_string_append_printf (text, "；与%s其他矿山同月一并检查（综合查一次）", party->name);
  g_string_append_printf (text, "；第%u次。", visit);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* With others in the month it is one visit, and the lines that stood there alone join it. */
static void
add_visit (Work *work, Party *party, GPtrArray *going, guint month)
{
  gboolean joint = going->len > 1 || (party->months & 1u << month) != 0;

  for (guint i = 0; i < going->len; i++)
    {
      Mine *mine = g_ptr_array_index (going, i);
      KaPlanLine *line = g_new0 (KaPlanLine, 1);

      mine->have[0]++;
      mine->have[month]++;
      line->mine = mine->id;
      line->enterprise = mine->enterprise;
      line->month = month;
      line->kind = mine->key ? "重点检查" : "一般检查";
      line->days = mine->key ? work->day_key : work->day_general;
      line->joint = joint;
      line->reason
        = explain (work, party, mine, mine->have[0], month, mine->reopening == month, line->joint);
      work->load[month] += line->days;
      work->out->days += line->days;
      g_ptr_array_add (work->out->lines, line);
    }
  party->months |= 1u << month;
  party->alone[month] = joint ? 0 : 1;
  if (joint)
    party->joint |= 1u << month;
}

/* Those that have not got what they want; NULL when there is none. */
static GPtrArray *
gather_wanting (const Party *party, guint month)
{
  g_autoptr (GPtrArray) going = g_ptr_array_new ();

  for (guint i = 0; i < party->mines->len; i++)
    {
      Mine *mine = g_ptr_array_index (party->mines, i);

      if (mine->have[0] < mine->wanted && (month == 0 || mine->have[month] == 0))
        g_ptr_array_add (going, mine);
    }
  return going->len > 0 ? g_steal_pointer (&going) : NULL;
}

static guint
find_reopening (const Work *work, const Party *party)
{
  for (guint i = 0; i < party->mines->len; i++)
    {
      const Mine *mine = g_ptr_array_index (party->mines, i);

      if (mine->reopening >= work->from && mine->have[0] < mine->wanted
          && !(party->months & 1u << mine->reopening))
        return mine->reopening;
    }
  return 0;
}

static void
tell_short (Work *work, const Party *party, gint64 cap)
{
  for (guint i = 0; i < party->mines->len; i++)
    {
      const Mine *mine = g_ptr_array_index (party->mines, i);

      if (mine->have[0] >= mine->wanted)
        continue;
      if (cap > 0 && count_visits (party) >= cap)
        add_note (work, _ ("“%s”应当检查%u次，受同一企业年度频次上限%d次限制，只排%u次。"),
                  mine->name, mine->wanted, (int)cap, mine->have[0]);
      else
        add_note (work, _ ("“%s”应当检查%u次，余下的月份不够，只排%u次。"), mine->name,
                  mine->wanted, mine->have[0]);
    }
}

/* First the visits that the plan makes already: whoever wants more goes along. Then new ones. */
static void
plan_party (Work *work, Party *party)
{
  gint64 cap = work->days->cap;
  guint made, k = 0, n;

  for (guint m = work->from; m <= 12; m++)
    if (party->months & 1u << m)
      {
        g_autoptr (GPtrArray) going = gather_wanting (party, m);

        if (going != NULL)
          add_visit (work, party, going, m);
      }
  made = count_visits (party);
  n = party->visits > made ? party->visits - made : 1;
  if (cap > 0)
    n = (guint)MIN ((gint64)n, MAX (cap - (gint64)made, 1));
  for (;;)
    {
      g_autoptr (GPtrArray) going = gather_wanting (party, 0);
      guint month;

      if (going == NULL || (cap > 0 && count_visits (party) >= cap))
        break;
      month = k == 0 ? find_reopening (work, party) : 0;
      if (month == 0)
        month = choose_month (work, party, MIN (k, n - 1), n);
      if (month == 0)
        break;
      add_visit (work, party, going, month);
      k++;
    }
  tell_short (work, party, cap);
}

/* ---- the whole ---- */

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const KaPlanLine *x = *(const KaPlanLine *const *)a, *y = *(const KaPlanLine *const *)b;

  if (x->month != y->month)
    return x->month < y->month ? -1 : 1;
  if (x->enterprise != y->enterprise)
    return x->enterprise < y->enterprise ? -1 : 1;
  return (x->mine > y->mine) - (x->mine < y->mine);
}

static void
judge_days (Work *work)
{
  KaPlanProposal *out = work->out;
  guint general = 0;

  out->left = work->days->available == G_MININT64
                ? G_MININT64
                : work->days->available - work->days->used - out->days;
  if (out->left == G_MININT64)
    add_note (work, _ ("%d年的监督检查工作日还算不出来，请先填年度测算。"), out->year);
  if (out->left >= 0 || out->left == G_MININT64)
    return;
  for (guint i = 0; i < out->lines->len; i++)
    general += g_str_equal (((KaPlanLine *)g_ptr_array_index (out->lines, i))->kind, "一般检查");
  {
    g_autofree char *more = ka_plan_format_days (-out->left);

    add_note (work,
              _ ("按分类分级排满，工作日超出%s个；请增加纳入计算人数、核减其他工作日，或者在设置里"
                 "减少次数（其中一般检查%u项）。"),
              more, general);
  }
}

static gboolean
prepare (Work *work, KaDay on, GError **error)
{
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (work->ledger, error);
  int year = work->out->year;

  if (workdays == NULL)
    return FALSE;
  work->first = ka_day_from_ymd (year, 1, 1);
  work->last = ka_day_from_ymd (year, 12, 31);
  for (int m = 1; m <= 12; m++)
    {
      KaDay day = ka_day_from_ymd (year, m, 1);

      work->workdays[m] = ka_workdays_count (workdays, day, ka_day_month_end (day));
    }
  work->day_key = get_setting (work->ledger, "plan.days.key", 1000) * 10;
  work->day_general = get_setting (work->ledger, "plan.days.general", 1000) * 10;
  read_flood (work);
  work->days = ka_plan_days_new (work->ledger, year, error);
  return work->days != NULL && read_mines (work, on, error) && read_lines (work, error);
}

KaPlanProposal *
ka_plan_propose (KaLedger *ledger, int year, guint from, KaDay on, GError **error)
{
  g_autoptr (KaPlanProposal) out = NULL;
  Work work = { 0 };
  gboolean done;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (from >= 1 && from <= 12, NULL);

  out = g_new0 (KaPlanProposal, 1);
  out->year = year;
  out->lines = g_ptr_array_new_with_free_func (free_line);
  out->notes = g_ptr_array_new_with_free_func (g_free);
  work.ledger = ledger;
  work.out = out;
  work.from = from;
  work.mines = g_ptr_array_new_with_free_func (free_mine);
  work.by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  work.parties = g_ptr_array_new_with_free_func (free_party);

  done = prepare (&work, on, error);
  if (done)
    {
      gather_parties (&work);
      for (guint i = 0; i < work.parties->len; i++)
        plan_party (&work, g_ptr_array_index (work.parties, i));
      g_ptr_array_sort (out->lines, compare_lines);
      judge_days (&work);
    }
  g_clear_pointer (&work.days, ka_plan_days_free);
  g_ptr_array_unref (work.parties);
  g_hash_table_unref (work.by_id);
  g_ptr_array_unref (work.mines);
  return done ? g_steal_pointer (&out) : NULL;
}

/* ---- accepting ---- */

static void
set_int (KaRecord *record, const char *field, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  ka_record_set (record, field, text);
}

/* What the bureau's own register says of its staff, to begin with. */
static gboolean
make_year (KaLedger *ledger, const KaPlanDays *days, GError **error)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("plan_year"));
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT count (*) FROM regulator AS t WHERE t.level = '区级监管部门'"
                     " AND t.enforcement = 1",
                     error);

  if (cursor == NULL)
    return FALSE;
  set_int (record, "year", days->year);
  set_int (record, "statutory_days", days->calendar);
  set_int (record, "cap", days->cap);
  if (ka_cursor_next (cursor, &local) && ka_cursor_get_int (cursor, 0) > 0)
    set_int (record, "staff", ka_cursor_get_int (cursor, 0));
  g_clear_pointer (&cursor, ka_cursor_free);
  if (local == NULL)
    return ka_ledger_save (ledger, record, error);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static KaRecord *
make_record (KaLedger *ledger, int year, const KaPlanLine *line)
{
  static const char *const copied[][2] = { { "item", "plan.item" },
                                           { "basis", "plan.basis" },
                                           { "content", "plan.content" },
                                           { "dept", "bureau.section" } };
  KaRecord *record = ka_record_new (ka_kind_get ("plan"));
  g_autofree char *month = g_strdup_printf ("%04d-%02u", year, line->month);
  g_autofree char *days = ka_plan_format_days (line->days);

  set_int (record, "year", year);
  set_int (record, "mine", line->mine);
  ka_record_set (record, "month", month);
  ka_record_set (record, "kind", line->kind);
  for (guint i = 0; i < G_N_ELEMENTS (copied); i++)
    ka_record_set (record, copied[i][0], ka_ledger_setting (ledger, copied[i][1]));
  ka_record_set (record, "method", "现场");
  ka_record_set (record, "joint", line->joint ? "1" : "0");
  ka_record_set (record, "workdays", days);
  ka_record_set (record, "reason", line->reason);
  return record;
}

/* What the plan has in the month of a joint line goes along with it. */
static gboolean
join_lines (KaLedger *ledger, int year, const KaPlanLine *line, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("plan"));
  g_autofree char *month = g_strdup_printf ("%04d-%02u", year, line->month);
  g_autofree char *of = g_strdup_printf (
    "t.mine IN (SELECT m.id FROM mine AS m WHERE m.enterprise = %" PRId64 ")", line->enterprise);
  g_autoptr (GPtrArray) lines = NULL;

  ka_query_filter (query, "month", KA_OP_EQ, month);
  ka_query_set_predicate (query, of, NULL);
  lines = ka_query_records (query, ledger, error);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      KaRecord *record = g_ptr_array_index (lines, i);

      if (ka_record_get_int (record, "year", 0) != year
          || ka_record_get_int (record, "joint", 0) != 0)
        continue;
      ka_record_set (record, "joint", "1");
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return lines != NULL;
}

static gboolean
write_lines (KaLedger *ledger, gpointer data, GError **error)
{
  const KaPlanProposal *proposal = data;
  g_autoptr (KaPlanDays) days = ka_plan_days_new (ledger, proposal->year, error);

  if (days == NULL || (days->plan_year == 0 && !make_year (ledger, days, error)))
    return FALSE;
  for (guint i = 0; i < proposal->lines->len; i++)
    {
      const KaPlanLine *line = g_ptr_array_index (proposal->lines, i);
      g_autoptr (KaRecord) record = make_record (ledger, proposal->year, line);

      if (!ka_ledger_save (ledger, record, error)
          || (line->joint && !join_lines (ledger, proposal->year, line, error)))
        return FALSE;
    }
  return TRUE;
}

gboolean
ka_plan_accept (KaLedger *ledger, const KaPlanProposal *proposal, gint64 *change, GError **error)
{
  g_autofree char *why = g_strdup_printf (KA_WHY_PLAN, proposal->year, proposal->lines->len);

  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, write_lines, (gpointer)proposal, change,
                             error);
}
