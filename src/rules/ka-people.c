/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-people.h"

#include "ka-due-private.h"

#include <string.h>

#define N_MONTHS 12
/* A certificate that lapses within so many days is told of. */
#define NEAR_DAYS 90

/* 江津府办发〔2023〕11号 三（一）3, 渝安办〔2025〕13号 三、四. A mine that stands still owes no engineer's days. */
static const KaDutyMeasure measures[] = {
  { "controller_days", "controller_days", "days", N_ ("实际控制人现场履职（工作日）"),
    "m.status <> '关闭'" },
  { "controller_meetings", "controller_meeting", "times", N_ ("研究重大问题会议（次）"),
    "m.status <> '关闭'" },
  { "engineer_days", "engineer_days", "days", N_ ("总工程师在岗（工作日）"),
    "m.status IN ('生产', '基建')" },
  { "principal_checks", "principal_check", "times", N_ ("主要负责人隐患排查（次）"),
    "m.status <> '关闭'" },
  { "major_checks", "major_check", "times", N_ ("重大隐患排查（次）"), "m.status <> '关闭'" },
};

void
ka_mine_line_free (KaMineLine *line)
{
  for (guint i = 0; i < line->n_cells; i++)
    g_free (line->cells[i].text);
  g_free (line->cells);
  g_free (line->name);
  g_free (line->town);
  g_free (line->status);
  g_free (line);
}

static KaMineLine *
create_line (KaCursor *cursor, guint n_cells)
{
  KaMineLine *line = g_new0 (KaMineLine, 1);

  line->mine = ka_cursor_get_int (cursor, 0);
  line->name = g_strdup (ka_cursor_get_text (cursor, 1));
  line->town = g_strdup (ka_cursor_get_text (cursor, 2));
  line->status = g_strdup (ka_cursor_get_text (cursor, 3));
  line->cells = g_new0 (KaCell, n_cells);
  line->n_cells = n_cells;
  return line;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const KaMineLine *x = *(KaMineLine *const *)a, *y = *(KaMineLine *const *)b;

  if (x->missed != y->missed)
    return x->missed > y->missed ? -1 : 1;
  return strcmp (x->name, y->name);
}

static GPtrArray *
finish (GPtrArray *lines, const GError *failure, GError **error)
{
  if (failure != NULL)
    {
      g_propagate_error (error, g_error_copy (failure));
      return NULL;
    }
  for (guint i = 0; i < lines->len; i++)
    {
      KaMineLine *line = g_ptr_array_index (lines, i);

      for (guint c = 0; c < line->n_cells; c++)
        line->missed
          += line->cells[c].state == KA_CELL_MISSED || line->cells[c].state == KA_CELL_ABSENT;
    }
  g_ptr_array_sort (lines, compare_lines);
  return g_ptr_array_ref (lines);
}

/* ---- duties ---- */

const KaDutyMeasure *
ka_duty_measures (guint *n)
{
  *n = G_N_ELEMENTS (measures);
  return measures;
}

gint64
ka_duty_least (KaLedger *ledger, const KaDutyMeasure *measure)
{
  g_autofree char *key = g_strdup_printf ("due.%s.%s", measure->rule, measure->limit);

  ka_due_settings (NULL);
  return g_ascii_strtoll (ka_ledger_setting (ledger, key), NULL, 10);
}

/* Before anything was reported: what the month owes by now. */
static void
judge_months (KaMineLine *line, gboolean owed, gboolean runs, int year, KaDay on)
{
  for (int month = 0; month < N_MONTHS; month++)
    {
      KaDay end = ka_day_month_end (ka_day_from_ymd (year, month + 1, 1));

      line->cells[month].state = !owed               ? KA_CELL_FREE
                                 : end <= on && runs ? KA_CELL_ABSENT
                                                     : KA_CELL_EMPTY;
    }
}

static void
read_report (KaMineLine *line, KaCursor *cursor, gint64 least, KaDay on, int year)
{
  const char *month = ka_cursor_get_text (cursor, 6);
  int index = month != NULL ? (int)g_ascii_strtoll (month + strlen ("2025-"), NULL, 10) - 1 : -1;
  KaCell *cell;
  gint64 value;

  if (index < 0 || index >= N_MONTHS)
    return;
  cell = &line->cells[index];
  cell->id = ka_cursor_get_int (cursor, 7);
  if (ka_cursor_is_null (cursor, 8))
    return;
  value = ka_cursor_get_int (cursor, 8);
  g_free (cell->text);
  cell->text = g_strdup_printf ("%" G_GINT64_FORMAT, value);
  if (cell->state == KA_CELL_FREE)
    return;
  cell->state = value >= least ? KA_CELL_MET : KA_CELL_MISSED;
  /* A month that still runs may be made up for. */
  if (cell->state == KA_CELL_MISSED && ka_day_month_end (ka_day_from_ymd (year, index + 1, 1)) > on)
    cell->state = KA_CELL_EMPTY;
}

GPtrArray *
ka_duty_table (KaLedger *ledger, const KaDutyMeasure *measure, int year, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_mine_line_free);
  g_autofree char *sql = NULL;
  g_autofree char *first = g_strdup_printf ("%04d-01", year);
  g_autofree char *last = g_strdup_printf ("%04d-12", year);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;
  KaMineLine *line = NULL;
  gint64 least;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && measure != NULL, NULL);

  least = ka_duty_least (ledger, measure);
  sql = g_strdup_printf (
    "SELECT m.id, m.name, m.town, m.status, CASE WHEN %s THEN 1 ELSE 0 END,"
    " CASE WHEN m.status IN ('生产', '基建') AND m.type <> '尾矿库' THEN 1 ELSE 0 END,"
    " d.month, d.id, d.\"%s\" FROM mine m LEFT JOIN duty d ON d.mine = m.id AND d.month BETWEEN"
    " :first AND :last WHERE m.status <> '关闭' OR d.id IS NOT NULL ORDER BY m.id, d.month",
    measure->owed, measure->field);
  cursor = ka_cursor_new (ledger, sql, error);
  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_text (cursor, ":first", first);
  ka_cursor_bind_text (cursor, ":last", last);
  while (ka_cursor_next (cursor, &local))
    {
      if (line == NULL || line->mine != ka_cursor_get_int (cursor, 0))
        {
          line = create_line (cursor, N_MONTHS);
          judge_months (line, ka_cursor_get_int (cursor, 4) != 0,
                        ka_cursor_get_int (cursor, 5) != 0, year, on);
          g_ptr_array_add (lines, line);
        }
      read_report (line, cursor, least, on, year);
    }
  return finish (lines, local, error);
}

/* ---- posts ---- */

#define OPEN_PIT (1 << 0)
#define PIT (1 << 1)

/* 渝安办〔2025〕13号 七: 五职矿长 underground, 矿长、总工程师和专业技术人员 in an open pit; 《安全生产法》第二十四条:
 * 专职安全生产管理人员; 第三十条: 特种作业人员 with a certificate. */
static const struct
{
  const char *post;
  guint wanted; /* of which mines */
} posts[] = {
  { "主要负责人", OPEN_PIT | PIT },
  { "矿长", OPEN_PIT | PIT },
  { "总工程师", OPEN_PIT | PIT },
  { "安全副矿长", PIT },
  { "生产副矿长", PIT },
  { "机电副矿长", PIT },
  { "专业技术人员", OPEN_PIT },
  { "安全生产管理人员", OPEN_PIT | PIT },
  { "特种作业人员", OPEN_PIT | PIT },
};

const char *const *
ka_posts (void)
{
  static const char *names[G_N_ELEMENTS (posts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
    names[i] = posts[i].post;
  return names;
}

/* How many hold the post, how many of their certificates have lapsed or lapse soon, and one of them. */
static void
judge_post (KaCell *cell, gboolean wanted, gint64 n, gint64 lapsed, gint64 near)
{
  if (n == 0)
    {
      cell->state = wanted ? KA_CELL_ABSENT : KA_CELL_FREE;
      return;
    }
  if (lapsed > 0)
    cell->text = g_strdup_printf (_ ("%d，过期%d"), (int)n, (int)lapsed);
  else
    cell->text = g_strdup_printf ("%d", (int)n);
  cell->state = lapsed >= n && wanted    ? KA_CELL_MISSED
                : lapsed > 0 || near > 0 ? KA_CELL_NEAR
                                         : KA_CELL_MET;
}

static gboolean
read_mines (KaLedger *ledger, GPtrArray *lines, GHashTable *by_mine, GError **error)
{
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    ledger,
    "SELECT m.id, m.name, m.town, m.status, CASE WHEN m.type = '露天矿山' THEN 1 ELSE 2 END,"
    " CASE WHEN m.chief_engineer IS NOT NULL THEN 1 ELSE 0 END FROM mine m"
    " WHERE m.status <> '关闭' AND m.type <> '尾矿库' ORDER BY m.id",
    error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    {
      KaMineLine *line = create_line (cursor, G_N_ELEMENTS (posts));
      gint64 type = ka_cursor_get_int (cursor, 4);

      for (guint i = 0; i < G_N_ELEMENTS (posts); i++)
        judge_post (&line->cells[i], (posts[i].wanted & type) != 0, 0, 0, 0);
      if (ka_cursor_get_int (cursor, 5))
        line->cells[2].state = KA_CELL_MET;
      g_ptr_array_add (lines, line);
      g_hash_table_insert (by_mine, GSIZE_TO_POINTER ((gsize)line->mine), line);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
read_holders (GHashTable *by_mine, KaCursor *cursor)
{
  KaMineLine *line
    = g_hash_table_lookup (by_mine, GSIZE_TO_POINTER ((gsize)ka_cursor_get_int (cursor, 0)));
  const char *post = ka_cursor_get_text (cursor, 1);

  for (guint i = 0; line != NULL && i < G_N_ELEMENTS (posts); i++)
    if (g_strcmp0 (posts[i].post, post) == 0)
      {
        gboolean wanted = line->cells[i].state != KA_CELL_FREE;

        judge_post (&line->cells[i], wanted, ka_cursor_get_int (cursor, 2),
                    ka_cursor_get_int (cursor, 3), ka_cursor_get_int (cursor, 4));
        line->cells[i].id = ka_cursor_get_int (cursor, 5);
      }
}

/* Those who are recorded with the enterprise alone stand for each of its mines. */
GPtrArray *
ka_post_table (KaLedger *ledger, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_mine_line_free);
  g_autoptr (GHashTable) by_mine = g_hash_table_new (NULL, NULL);
  g_autofree char *day = ka_day_to_iso (on);
  g_autofree char *near = ka_day_to_iso (on + NEAR_DAYS);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (!read_mines (ledger, lines, by_mine, error))
    return NULL;
  cursor = ka_cursor_new (
    ledger,
    "SELECT h.mine, h.post, count (*), sum (CASE WHEN h.cert_until < :day THEN 1 ELSE 0 END),"
    " sum (CASE WHEN h.cert_until BETWEEN :day AND :near THEN 1 ELSE 0 END), min (h.id) FROM"
    " (SELECT p.mine AS mine, p.post, p.cert_until, p.id FROM person p WHERE p.mine IS NOT NULL"
    "  UNION ALL SELECT m.id AS mine, p.post, p.cert_until, p.id FROM person p"
    "  JOIN mine m ON m.enterprise = p.enterprise WHERE p.mine IS NULL) AS h"
    " GROUP BY h.mine, h.post",
    error);
  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_text (cursor, ":day", day);
  ka_cursor_bind_text (cursor, ":near", near);
  while (ka_cursor_next (cursor, &local))
    read_holders (by_mine, cursor);
  return finish (lines, local, error);
}

const char *
ka_person_twice_sql (void)
{
  return KA_PERSON_TWICE_SQL;
}
