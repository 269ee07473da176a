/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures-private.h"

#include <ka-visits.h>

/* Figures that a count over one kind cannot give. */

#define MOST_NAMES 5

static void
set_word (KaFigures *figures, const char *name, char *text)
{
  gboolean holds = text != NULL && *text != '\0';

  ka_figures_set (figures, name, text, 0, holds);
}

/* ---- dates and names ---- */

static gboolean
compute_edition (KaFigures *figures, GError **error)
{
  g_autofree char *quarter = ka_quarter_to_text (figures->quarter);
  g_autoptr (KaCursor) cursor = NULL;
  gint64 edition;

  cursor = ka_cursor_new (figures->ledger,
                          "SELECT MAX (t.edition) FROM frozen t WHERE t.quarter = :quarter", error);
  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":quarter", quarter);
  if (!ka_cursor_next (cursor, error))
    return FALSE;
  edition = ka_cursor_get_int (cursor, 0) + 1;
  ka_figures_set_count (figures, "edition", edition);
  ka_figures_set (figures, "correction", g_strdup (edition > 1 ? "是" : "否"), 0, edition > 1);
  return TRUE;
}

/* 全区, 全县, 全市: by what the district is. */
static char *
name_whole (const char *district)
{
  static const char *const ranks[] = { "区", "县", "市", "旗" };

  for (guint i = 0; i < G_N_ELEMENTS (ranks); i++)
    if (g_str_has_suffix (district, ranks[i]))
      return g_strconcat ("全", ranks[i], NULL);
  return g_strdup ("辖区");
}

static void
compute_dates (KaFigures *figures)
{
  KaQuarter quarter = figures->quarter;
  int year;

  ka_day_get_ymd (figures->day, &year, NULL, NULL);
  set_word (figures, "district", g_strdup (ka_ledger_setting (figures->ledger, "district.name")));
  set_word (figures, "district.whole",
            name_whole (ka_ledger_setting (figures->ledger, "district.name")));
  set_word (figures, "bureau", g_strdup (ka_ledger_setting (figures->ledger, "bureau.name")));
  set_word (figures, "section", g_strdup (ka_ledger_setting (figures->ledger, "bureau.section")));
  set_word (figures, "quarter", ka_quarter_to_chinese (quarter));
  set_word (figures, "quarter.start", ka_day_to_chinese (ka_quarter_start (quarter)));
  ka_figures_set_count (figures, "year", year);
  set_word (figures, "day", ka_day_to_chinese (figures->day));
  set_word (figures, "on", ka_day_to_chinese (figures->on));
  set_word (figures, "previous.quarter", ka_quarter_to_chinese (quarter - 1));
  set_word (figures, "next.quarter", ka_quarter_to_chinese (quarter + 1));
  set_word (figures, "next.end", ka_day_to_chinese (ka_quarter_end (quarter + 1)));
  ka_figures_set (figures, "previous", g_strdup (figures->last_ledger != NULL ? "有" : "无"), 0,
                  figures->last_ledger != NULL);
}

/* ---- names of what a figure counts ---- */

/* Distinct values of a column over the rows that a figure of the quarter counts. */
static GArray *
read_ids (KaFigures *figures, const char *name, const char *column, GError **error)
{
  const KaFigureSpec *spec = ka_figure_spec (name);
  g_autofree char *where = ka_figure_where (spec);
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local = NULL;

  sql = g_strdup_printf (
    "SELECT DISTINCT %s AS x FROM %s t WHERE (%s)%s%s%s AND %s IS NOT NULL ORDER BY x", column,
    spec->kind, where, spec->date != NULL ? " AND " : "", spec->date != NULL ? spec->date : "",
    spec->date != NULL ? " BETWEEN :start AND :end" : "", column);
  cursor = ka_figures_cursor (figures, KA_SPAN_QUARTER, sql, error);
  if (cursor == NULL)
    return NULL;
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 0);

      g_array_append_val (ids, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ids);
}

static gboolean
compute_names (KaFigures *figures, GError **error)
{
  static const struct
  {
    const char *name, *of, *annex;
  } rows[] = {
    { "plan.undone.names", "plan.undone", NULL },
    { "hazards.overdue.names", "hazards.overdue", NULL },
    { "majors.open.names", "majors.open", "见附件4" },
    { "permits.lapsed.names", "permits.lapsed", "见附件1" },
    { "duty.short.names", "duty.short", "见附件8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) ids = read_ids (figures, rows[i].of, "t.mine", error);

      if (ids == NULL)
        return FALSE;
      ka_figures_set (figures, rows[i].name,
                      ka_figures_join_names (figures->ledger, ka_kind_get ("mine"), ids, MOST_NAMES,
                                             rows[i].annex != NULL ? rows[i].annex : NULL),
                      ids->len, ids->len > 0);
    }
  return TRUE;
}

/* ---- what became of the mines ---- */

typedef struct
{
  char *name, *status;
} Mine;

static void
free_mine (Mine *mine)
{
  g_free (mine->name);
  g_free (mine->status);
  g_free (mine);
}

/* Registered mines by id. */
static GHashTable *
read_mines (KaLedger *ledger, GArray *ids, GError **error)
{
  g_autoptr (GHashTable) mines
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)free_mine);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = ka_cursor_new (
    ledger, "SELECT t.id, t.name, t.status FROM mine t WHERE t.status <> '关闭' ORDER BY t.id",
    error);
  if (cursor == NULL)
    return NULL;
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 0);
      Mine *mine = g_new0 (Mine, 1);

      mine->name = g_strdup (ka_cursor_get_text (cursor, 1));
      mine->status = g_strdup (ka_cursor_get_text (cursor, 2));
      g_hash_table_insert (mines, g_memdup2 (&id, sizeof id), mine);
      g_array_append_val (ids, id);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&mines);
}

static void
add_change (GPtrArray *items, char *text)
{
  char **item = g_new0 (char *, 2);

  item[0] = text;
  g_ptr_array_add (items, item);
}

static gboolean
compare_mines (KaFigures *figures,
               GPtrArray *items,
               gint64 *added,
               gint64 *gone,
               gint64 *changed,
               GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) last_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) now = read_mines (figures->ledger, ids, error);
  g_autoptr (GHashTable) last
    = now != NULL ? read_mines (figures->last_ledger, last_ids, error) : NULL;

  if (last == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      const Mine *a = g_hash_table_lookup (now, &g_array_index (ids, gint64, i));
      const Mine *b = g_hash_table_lookup (last, &g_array_index (ids, gint64, i));

      if (b == NULL)
        {
          (*added)++;
          add_change (items, g_strdup_printf ("新增%s（%s）", a->name, a->status));
        }
      else if (!g_str_equal (a->status, b->status))
        {
          (*changed)++;
          add_change (items, g_strdup_printf ("%s由%s转为%s", a->name, b->status, a->status));
        }
    }
  for (guint i = 0; i < last_ids->len; i++)
    {
      const Mine *b = g_hash_table_lookup (last, &g_array_index (last_ids, gint64, i));

      if (g_hash_table_contains (now, &g_array_index (last_ids, gint64, i)))
        continue;
      (*gone)++;
      add_change (items, g_strdup_printf ("%s关闭或移出台账", b->name));
    }
  return TRUE;
}

static gboolean
compute_changes (KaFigures *figures, GError **error)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  gint64 added = 0, gone = 0, changed = 0;

  g_hash_table_insert (figures->items, (char *)"changes", items);
  if (figures->last_ledger != NULL
      && !compare_mines (figures, items, &added, &gone, &changed, error))
    return FALSE;
  ka_figures_set_count (figures, "mines.new", added);
  ka_figures_set_count (figures, "mines.gone", gone);
  ka_figures_set_count (figures, "mines.changed", changed);
  return TRUE;
}

/* ---- the year's plan ---- */

static void
set_days (KaFigures *figures, const char *name, KaCursor *cursor, guint column)
{
  if (ka_cursor_is_null (cursor, column))
    ka_figures_set (figures, name, g_strdup ("未填"), 0, FALSE);
  else
    ka_figures_set_count (figures, name, ka_cursor_get_int (cursor, column));
}

static void
set_date (KaFigures *figures, const char *name, KaCursor *cursor, guint column)
{
  const char *text = ka_cursor_get_text (cursor, column);
  KaDay day = text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;

  if (day == KA_DAY_NONE)
    ka_figures_set (figures, name, g_strdup ("未填"), 0, FALSE);
  else
    set_word (figures, name, ka_day_to_chinese (day));
}

/* 安监总政法〔2017〕150号: 监督检查工作日 = 总法定工作日 − 其他执法工作日 − 非执法工作日, 总法定工作日 = 法定工作日 ×
 * 纳入计算人数. */
static gboolean
compute_plan_year (KaFigures *figures, GError **error)
{
  static const char *const names[]
    = { "plan_year.staff", "plan_year.counted", "plan_year.other_days", "plan_year.idle_days",
        "plan_year.cap" };
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;
  gboolean known, complete;
  gint64 total;

  sql = g_strdup_printf (
    "SELECT t.staff, t.counted, t.other_days, t.idle_days, t.cap, t.statutory_days,"
    " t.approved, t.filed, t.approval_no FROM plan_year t WHERE t.year = %s",
    ka_figures_text (figures, "year"));
  cursor = ka_cursor_new (figures->ledger, sql, error);
  if (cursor == NULL)
    return FALSE;
  known = ka_cursor_next (cursor, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  ka_figures_set (figures, "plan_year", g_strdup (known ? "是" : "否"), 0, known);
  if (!known)
    {
      static const char *const others[]
        = { "plan_year.total_days", "plan_year.days", "plan_year.approved", "plan_year.filed",
            "plan_year.approval_no" };

      for (guint i = 0; i < G_N_ELEMENTS (names); i++)
        ka_figures_set (figures, names[i], g_strdup ("无数据"), 0, FALSE);
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        ka_figures_set (figures, others[i], g_strdup ("无数据"), 0, FALSE);
      return TRUE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    set_days (figures, names[i], cursor, i);
  total = ka_cursor_get_int (cursor, 1) * ka_cursor_get_int (cursor, 5);
  complete = !ka_cursor_is_null (cursor, 1) && !ka_cursor_is_null (cursor, 2)
             && !ka_cursor_is_null (cursor, 3) && !ka_cursor_is_null (cursor, 5);
  ka_figures_set_count (figures, "plan_year.total_days", total);
  if (complete)
    ka_figures_set_count (figures, "plan_year.days",
                          total - ka_cursor_get_int (cursor, 2) - ka_cursor_get_int (cursor, 3));
  else
    ka_figures_set (figures, "plan_year.days", g_strdup ("未填"), 0, FALSE);
  set_date (figures, "plan_year.approved", cursor, 6);
  set_date (figures, "plan_year.filed", cursor, 7);
  set_word (figures, "plan_year.approval_no", g_strdup (ka_cursor_get_text (cursor, 8)));
  return TRUE;
}

static gboolean
compute_over_cap (KaFigures *figures, GError **error)
{
  gint64 cap = ka_figures_number (figures, "plan_year.cap");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  if (cap > 0)
    {
      cursor = ka_figures_cursor (
        figures, KA_SPAN_YEAR,
        "SELECT e.id, " KA_VISITS_SQL ("e.id", ":start", ":end") " FROM enterprise e ORDER BY e.id",
        error);
      if (cursor == NULL)
        return FALSE;
      while (ka_cursor_next (cursor, &local))
        if (ka_cursor_get_int (cursor, 1) > cap)
          {
            gint64 id = ka_cursor_get_int (cursor, 0);

            g_array_append_val (ids, id);
          }
      if (local != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  ka_figures_set_count (figures, "over_cap", ids->len);
  ka_figures_set (
    figures, "over_cap.names",
    ka_figures_join_names (figures->ledger, ka_kind_get ("enterprise"), ids, MOST_NAMES, NULL), 0,
    ids->len > 0);
  return TRUE;
}

static gboolean
compute_coverage (KaFigures *figures, GError **error)
{
  g_autoptr (KaCursor) cursor = NULL;
  gint64 inspected, total = ka_figures_number (figures, "mines.total");

  cursor = ka_figures_cursor (
    figures, KA_SPAN_QUARTER,
    "SELECT COUNT (*) FROM mine t WHERE t.status <> '关闭' AND EXISTS (SELECT 1"
    " FROM inspection i WHERE i.mine = t.id AND i.started BETWEEN :start AND :end)",
    error);
  if (cursor == NULL || !ka_cursor_next (cursor, error))
    return FALSE;
  inspected = ka_cursor_get_int (cursor, 0);
  ka_figures_set_count (figures, "mines.inspected", inspected);
  ka_figures_set (figures, "mines.inspected.rate", ka_figures_ratio (inspected, total), inspected,
                  total > 0);
  return TRUE;
}

/* ---- accidents ---- */

/* Minutes since 1970 of 2025-08-14T15:20; FALSE for what is no time. */
static gboolean
parse_minutes (const char *text, gint64 *minutes)
{
  g_autofree char *iso = text != NULL ? g_strndup (text, MIN (strlen (text), 10)) : NULL;
  KaDay day = iso != NULL ? ka_day_from_iso (iso) : KA_DAY_NONE;
  int hour, minute;

  if (day == KA_DAY_NONE || strlen (text) < 16 || text[13] != ':' || !g_ascii_isdigit (text[11])
      || !g_ascii_isdigit (text[12]) || !g_ascii_isdigit (text[14]) || !g_ascii_isdigit (text[15]))
    return FALSE;
  hour = (text[11] - '0') * 10 + text[12] - '0';
  minute = (text[14] - '0') * 10 + text[15] - '0';
  *minutes = ((gint64)day * 24 + hour) * 60 + minute;
  return TRUE;
}

/* 生产安全事故报告和调查处理条例 第九条: within one hour. */
static gboolean
compute_late (KaFigures *figures, GError **error)
{
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;
  gint64 late = 0;

  cursor = ka_figures_cursor (figures, KA_SPAN_QUARTER,
                              "SELECT t.known, t.reported FROM accident t"
                              " WHERE substr (t.occurred, 1, 10) BETWEEN :start AND :end",
                              error);
  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    {
      gint64 known, reported;

      if (parse_minutes (ka_cursor_get_text (cursor, 0), &known)
          && parse_minutes (ka_cursor_get_text (cursor, 1), &reported) && reported - known > 60)
        late++;
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  ka_figures_set_count (figures, "accidents.late", late);
  return TRUE;
}

static gboolean
compute_accidents (KaFigures *figures, GError **error)
{
  const KaResult *larger = ka_figures_result (figures, "accidents_larger");
  g_autoptr (KaCursor) cursor = NULL;
  KaDay last = KA_DAY_NONE;

  ka_figures_set (figures, "accidents.none_larger", g_strdup (larger->numerator == 0 ? "是" : "否"),
                  0, larger->numerator == 0);
  cursor = ka_figures_cursor (
    figures, KA_SPAN_QUARTER,
    "SELECT MAX (substr (t.occurred, 1, 10)) FROM accident t WHERE t.deaths > 0"
    " AND substr (t.occurred, 1, 10) <= :day",
    error);
  if (cursor == NULL || !ka_cursor_next (cursor, error))
    return FALSE;
  if (!ka_cursor_is_null (cursor, 0))
    last = ka_day_from_iso (ka_cursor_get_text (cursor, 0));
  if (last == KA_DAY_NONE)
    ka_figures_set (figures, "accidents.safe_days", g_strdup ("—"), 0, FALSE);
  else
    ka_figures_set (figures, "accidents.safe_days", g_strdup_printf ("%d", figures->day - last),
                    figures->day - last, TRUE);
  return compute_late (figures, error);
}

/* ---- duty ---- */

/* Mines at work times months of the quarter, and how many of these reports are not there. */
static gboolean
compute_duty (KaFigures *figures, GError **error)
{
  KaDay start = ka_quarter_start (figures->quarter);
  gint64 expected = 0, missing = 0;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *iso = ka_day_to_iso (ka_day_add_months (start, (int)i));
      g_autofree char *month = g_strndup (iso, 7);
      g_autoptr (KaCursor) cursor = NULL;

      cursor
        = ka_cursor_new (figures->ledger,
                         "SELECT COUNT (*), SUM (CASE WHEN NOT EXISTS (SELECT 1 FROM duty d"
                         " WHERE d.mine = t.id AND d.month = :month) THEN 1 ELSE 0 END)"
                         " FROM mine t WHERE t.status IN ('生产', '基建') AND t.type <> '尾矿库'",
                         error);
      if (cursor == NULL)
        return FALSE;
      ka_cursor_bind_text (cursor, ":month", month);
      if (!ka_cursor_next (cursor, error))
        return FALSE;
      expected += ka_cursor_get_int (cursor, 0);
      missing += ka_cursor_get_int (cursor, 1);
    }
  ka_figures_set_count (figures, "duty.expected", expected);
  ka_figures_set_count (figures, "duty.missing", missing);
  return TRUE;
}

gboolean
ka_figures_compute_words (KaFigures *figures, GError **error)
{
  compute_dates (figures);
  return compute_edition (figures, error) && compute_names (figures, error)
         && compute_changes (figures, error) && compute_plan_year (figures, error)
         && compute_over_cap (figures, error) && compute_coverage (figures, error)
         && compute_accidents (figures, error) && compute_duty (figures, error);
}
