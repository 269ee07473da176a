/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures-private.h"

#include <glib/gi18n-lib.h>
#include <ka-check.h>
#include <ka-decimal.h>
#include <ka-measures.h>

/* Lists of the text: each is one SELECT whose columns are the fields of the list (ka-figures-table.c). How
 * a column is written, by letter:
 *   t text   d date   n number   w 万元 (× 10000)   m mine   o days since (overdue)   u day+months */

#define GRADE                                                                                      \
  "CASE WHEN t.grade IS NOT NULL THEN t.grade"                                                     \
  " WHEN t.deaths >= 30 OR t.serious >= 100 OR t.loss >= 100000000 THEN '特别重大'"            \
  " WHEN t.deaths >= 10 OR t.serious >= 50 OR t.loss >= 50000000 THEN '重大'"                    \
  " WHEN t.deaths >= 3 OR t.serious >= 10 OR t.loss >= 10000000 THEN '较大'"                     \
  " WHEN t.deaths IS NULL AND t.serious IS NULL AND t.loss IS NULL THEN '等级未定' ELSE '一般' END"

/* 八条硬措施: whose cell it is; what is not carried out, whatever is said. */
#define UNIT "COALESCE ((SELECT e.name FROM enterprise e WHERE e.id = p.enterprise), p.town)"
#define SHAMS "'不落实', '假落实', '软落实'"

static const struct
{
  const char *list, *columns, *sql;
  const char *kind, *field; /* of the first column, where it is a code; or NULL */
} queries[] = {
  { "minerals", "tn",
    "SELECT t.mineral, COUNT (*) FROM mine t WHERE t.status <> '关闭' GROUP BY t.mineral"
    " ORDER BY CASE WHEN t.mineral IS NULL THEN 1 ELSE 0 END, COUNT (*) DESC, t.mineral",
    "mine", "mineral" },
  { "towns", "tn",
    "SELECT t.town, COUNT (*) FROM mine t WHERE t.status <> '关闭' GROUP BY t.town"
    " ORDER BY CASE WHEN t.town IS NULL THEN 1 ELSE 0 END, COUNT (*) DESC, t.town",
    "mine", "town" },
  { "triggers", "tn",
    "SELECT t.\"trigger\", COUNT (*) FROM inspection t WHERE t.started BETWEEN :start AND :end"
    " GROUP BY t.\"trigger\" ORDER BY CASE WHEN t.\"trigger\" IS NULL THEN 1 ELSE 0 END, COUNT (*) DESC,"
    " t.\"trigger\"" },
  { "places", "tn",
    "SELECT t.place, COUNT (*) FROM hazard t WHERE t.found BETWEEN :start AND :end AND t.place IS NOT NULL"
    " GROUP BY t.place ORDER BY COUNT (*) DESC, t.place LIMIT 5" },
  { "majors.list", "mttddott",
    "SELECT t.mine, t.criterion, t.description, t.found, t.deadline,"
    " CASE WHEN t.rectified <= :day THEN NULL ELSE t.deadline END, t.responsible, t.supervised"
    " FROM hazard t WHERE t.level = '重大' AND t.found <= :day AND (t.closed IS NULL OR t.closed > :day)"
    " ORDER BY t.found, t.id" },
  { "discredits.list", "ttddt",
    "SELECT COALESCE (t.person, (SELECT e.name FROM enterprise e WHERE e.id = t.enterprise)), t.list,"
    " t.listed, ka_add_days (ka_add_months (t.listed, COALESCE (t.term_months, 36)), -1), t.reason"
    " FROM discredit t WHERE t.listed <= :day"
    " AND (t.removed IS NULL OR t.removed > :day) ORDER BY t.listed, t.id" },
  { "accidents.list", "tdtttwt",
    "SELECT t.title, substr (t.occurred, 1, 10), " GRADE
    ", COALESCE (CAST (t.deaths AS TEXT), '未填'), COALESCE (CAST (t.serious AS TEXT), '未填'),"
    " t.loss, t.direct_cause"
    " FROM accident t WHERE substr (t.occurred, 1, 10) BETWEEN :start AND :end ORDER BY t.occurred, t.id" },
  { "cases.list", "tttttd",
    "SELECT t.title, t.kind, t.party, t.outcome, t.significance, t.reported FROM typical_case t"
    " WHERE t.reported BETWEEN :start AND :end ORDER BY t.reported, t.id" },
  { "headings", "tnnnnn",
    "SELECT m.heading, COUNT (DISTINCT m.id), SUM (CASE WHEN p.state = '落实' THEN 1 ELSE 0 END),"
    " SUM (CASE WHEN p.state = '部分落实' THEN 1 ELSE 0 END),"
    " SUM (CASE WHEN p.state IN ('不落实', '假落实', '软落实') THEN 1 ELSE 0 END),"
    " SUM (CASE WHEN p.state IS NULL THEN 1 ELSE 0 END)"
    " FROM measure m LEFT JOIN measure_progress p"
    " ON p.measure = m.id AND p.quarter = :quarter AND p.enterprise IS NULL AND p.town IS NULL"
    " WHERE m.until IS NULL OR m.until >= :quarter GROUP BY m.heading ORDER BY MIN (m.id)" },
  { "progress.list", "tttttt",
    "SELECT m.no, m.task, p.state, p.problem, p.next, p.action FROM measure_progress p"
    " JOIN measure m ON m.id = p.measure WHERE p.quarter = :quarter AND p.enterprise IS NULL"
    " AND p.town IS NULL AND p.state IN ('部分落实', " SHAMS ") ORDER BY m.id, p.id" },
  { "progress.changes", "tttt",
    "SELECT m.no, m.task, b.state, t.state FROM measure_progress t"
    " JOIN measure m ON m.id = t.measure JOIN measure_progress b ON b.measure = t.measure"
    " AND " KA_SAME_UNIT " AND b.quarter = " KA_QUARTER_BEFORE
    " WHERE t.quarter = :quarter AND t.enterprise IS NULL AND t.town IS NULL"
    " AND b.state <> t.state ORDER BY m.id, t.id" },
  { "cells.list", "ttttttt",
    "SELECT " UNIT ", m.no, m.task, p.state, p.problem, p.next, p.action FROM measure_progress p"
    " JOIN measure m ON m.id = p.measure WHERE p.quarter = :quarter AND p.state IN (" SHAMS ")"
    " AND (p.enterprise IS NOT NULL OR p.town IS NOT NULL)"
    " ORDER BY p.enterprise, p.town, m.id, p.id LIMIT 20" },
  { "cells.behind", "tnnn",
    "SELECT " UNIT ", SUM (CASE WHEN p.state IN (" SHAMS ") THEN 1 ELSE 0 END),"
    " SUM (CASE WHEN p.state = '部分落实' THEN 1 ELSE 0 END), COUNT (*) FROM measure_progress p"
    " WHERE p.quarter = :quarter AND p.state <> '不涉及'"
    " AND (p.enterprise IS NOT NULL OR p.town IS NOT NULL) GROUP BY p.enterprise, p.town"
    " HAVING SUM (CASE WHEN p.state IN (" SHAMS ") THEN 1 ELSE 0 END) > 0"
    " ORDER BY 2 DESC, 3 DESC, p.enterprise, p.town LIMIT 10" },
  { "reviews.list", "tttdtt",
    "SELECT COALESCE (" UNIT ", '全区'), m.no, m.task, p.reviewed, p.finding, p.action"
    " FROM measure_progress p JOIN measure m ON m.id = p.measure WHERE p.review = '反弹'"
    " AND p.reviewed BETWEEN :start AND :end ORDER BY p.reviewed, p.id" },
  { "trainings.list", "tnnn",
    "SELECT t.kind, COUNT (*), SUM (t.attended), SUM (t.passed) FROM training t"
    " WHERE t.held BETWEEN :start AND :end GROUP BY t.kind ORDER BY COUNT (*) DESC, t.kind" },
};

/* A line break would begin a paragraph of its own; the stop at the end is the template's. */
static char *
format_text (const char *text)
{
  char *plain = g_strdelimit (g_strdup (text), "\n", ' ');

  g_strchomp (plain);
  while (g_str_has_suffix (plain, "。"))
    plain[strlen (plain) - strlen ("。")] = '\0';
  return plain;
}

static char *
format_cell (KaFigures *figures, KaCursor *cursor, guint column, char format)
{
  const char *text;
  KaDay day;

  if (ka_cursor_is_null (cursor, column))
    return NULL;
  switch (format)
    {
    case 'n':
      return g_strdup_printf ("%" G_GINT64_FORMAT, ka_cursor_get_int (cursor, column));
    case 'w':
      return ka_decimal_format (ka_cursor_get_int (cursor, column), 4);
    case 'm':
      return g_strdup (ka_ledger_title (figures->ledger, ka_kind_get ("mine"),
                                        ka_cursor_get_int (cursor, column)));
    case 'd':
      day = ka_day_from_iso (ka_cursor_get_text (cursor, column));
      return ka_day_to_chinese (day);
    case 'o':
      day = ka_day_from_iso (ka_cursor_get_text (cursor, column));
      return day != KA_DAY_NONE && day < figures->day ? g_strdup_printf ("%d", figures->day - day)
                                                      : NULL;
    default:
      text = ka_cursor_get_text (cursor, column);
      return *text != '\0' ? format_text (text) : NULL;
    }
}

/* "—" would be read as a name: what is not given is said. */
static void
name_first (char **item, const KaField *field)
{
  char *label;

  if (item[0] == NULL)
    {
      item[0] = field != NULL ? g_strdup_printf ("%s未填", field->label) : g_strdup ("未填");
      return;
    }
  if (field == NULL)
    return;
  label = ka_field_display (field, item[0], FALSE);
  g_free (item[0]);
  item[0] = label;
}

static GPtrArray *
read_list (KaFigures *figures, guint query, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autofree char *quarter = ka_quarter_to_text (figures->quarter);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;
  const char *columns = queries[query].columns;
  const KaField *field = NULL;
  gsize n = strlen (columns);

  if (queries[query].kind != NULL)
    field = ka_kind_field (ka_kind_get (queries[query].kind), queries[query].field);
  cursor = ka_figures_cursor (figures, KA_SPAN_QUARTER, queries[query].sql, error);
  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_text (cursor, ":quarter", quarter);
  while (ka_cursor_next (cursor, &local))
    {
      /* g_strfreev () would stop at the first NULL: an empty text stands for it. */
      char **item = g_new0 (char *, n + 1);

      for (gsize i = 0; i < n; i++)
        item[i] = format_cell (figures, cursor, (guint)i, columns[i]);
      name_first (item, field);
      for (gsize i = 0; i < n; i++)
        if (item[i] == NULL)
          item[i] = g_strdup ("");
      g_ptr_array_add (items, item);
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&items);
}

gboolean
ka_figures_compute_lists (KaFigures *figures, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      GPtrArray *items = read_list (figures, i, error);

      if (items == NULL)
        {
          g_prefix_error (error, _ ("计算“%s”："), ka_list_known (queries[i].list)->label);
          return FALSE;
        }
      g_hash_table_insert (figures->items, (char *)queries[i].list, items);
    }
  return TRUE;
}
