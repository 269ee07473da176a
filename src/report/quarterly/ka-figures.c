/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures-private.h"

#include <glib/gi18n-lib.h>
#include <ka-decimal.h>

typedef struct
{
  char *text;
  gint64 number, rows;
  gboolean holds;
} Value;

static void
free_value (Value *value)
{
  g_free (value->text);
  g_free (value);
}

void
ka_figures_set (KaFigures *figures, const char *name, char *text, gint64 number, gboolean holds)
{
  Value *value = g_new0 (Value, 1);

  value->text = text != NULL ? text : g_strdup ("");
  value->number = number;
  value->holds = holds;
  g_hash_table_replace (figures->values, g_strdup (name), value);
}

void
ka_figures_set_count (KaFigures *figures, const char *name, gint64 number)
{
  ka_figures_set (figures, name, g_strdup_printf ("%" G_GINT64_FORMAT, number), number,
                  number != 0);
}

char *
ka_figures_ratio (gint64 numerator, gint64 denominator)
{
  g_autofree char *ratio = ka_ratio_format (numerator, denominator);

  if (denominator == 0)
    return g_steal_pointer (&ratio);
  return g_strdup_printf ("%s%%（%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "）", ratio, numerator,
                          denominator);
}

/* ---- spans and parameters ---- */

void
ka_figures_get_span (KaFigures *figures, KaSpan span, KaDay *start, KaDay *end)
{
  int year;

  *start = ka_quarter_start (figures->quarter);
  *end = figures->day;
  switch (span)
    {
    case KA_SPAN_YEAR:
      ka_day_get_ymd (figures->day, &year, NULL, NULL);
      *start = ka_day_from_ymd (year, 1, 1);
      break;
    case KA_SPAN_LAST:
      *start = ka_quarter_start (figures->quarter - 1);
      *end = ka_quarter_end (figures->quarter - 1);
      break;
    case KA_SPAN_AGO:
      *start = ka_quarter_start (figures->quarter - 4);
      *end = ka_quarter_end (figures->quarter - 4);
      break;
    case KA_SPAN_QUARTER:
    case KA_N_SPANS:
    default:
      break;
    }
}

static GHashTable *
make_parameters (KaLedger *ledger, KaDay day)
{
  GHashTable *parameters = ka_indicator_parameters (ledger, day, NULL);

  g_hash_table_insert (parameters, (char *)":soon", ka_day_to_iso (day + 90));
  g_hash_table_insert (parameters, (char *)":year_ago",
                       ka_day_to_iso (ka_day_add_months (day, -12)));
  return parameters;
}

GHashTable *
ka_figures_parameters (KaFigures *figures, KaSpan span)
{
  GHashTable *parameters = make_parameters (figures->ledger, figures->day);
  KaDay start, end;

  ka_figures_get_span (figures, span, &start, &end);
  g_hash_table_insert (parameters, (char *)":start", ka_day_to_iso (start));
  g_hash_table_insert (parameters, (char *)":end", ka_day_to_iso (end));
  return parameters;
}

KaCursor *
ka_figures_cursor (KaFigures *figures, KaSpan span, const char *sql, GError **error)
{
  g_autoptr (GHashTable) parameters = ka_figures_parameters (figures, span);
  KaCursor *cursor = ka_cursor_new (figures->ledger, sql, error);

  if (cursor != NULL)
    ka_indicator_bind (cursor, parameters);
  return cursor;
}

typedef struct
{
  gint64 rows, number, unfilled;
} Tally;

/* 未填 is not 0. */
static gboolean
is_unfilled (const Tally *tally)
{
  return tally->rows > 0 && tally->unfilled == tally->rows;
}

/* ---- what has changed, in words ---- */

/* than: 上季, 上季末, 上年同期. A base of zero has no percentage, and is not the same as no data. */
static char *
describe_change (const KaFigureSpec *spec,
                 const Tally *now,
                 const Tally *before,
                 gboolean known,
                 const char *than,
                 gboolean percent)
{
  g_autofree char *amount = NULL;
  g_autofree char *share = NULL;
  gint64 difference = ABS (now->number - before->number);

  if (!known)
    return g_strdup_printf ("无%s数据", than);
  if (is_unfilled (now))
    return g_strdup_printf ("与%s不作比较", than);
  if (is_unfilled (before))
    return g_strdup_printf ("%s未填", than);
  if (now->number == before->number)
    return now->number == 0 && percent ? g_strdup_printf ("与%s持平（均为零）", than)
                                       : g_strdup_printf ("与%s持平", than);
  if (before->number == 0 && percent)
    return g_strdup_printf ("%s为零", than);
  amount = ka_decimal_format (difference, spec->places);
  if (!percent)
    return g_strdup_printf (now->number > before->number ? "较%s增加%s%s" : "较%s减少%s%s", than,
                            amount, spec->unit);
  share = ka_ratio_format (difference, before->number);
  return g_strdup_printf (now->number > before->number ? "较%s增加%s%s、增长%s%%"
                                                       : "较%s减少%s%s、下降%s%%",
                          than, amount, spec->unit, share);
}

/* ---- counts and sums ---- */

static void
set_tally (KaFigures *figures, const char *name, const KaFigureSpec *spec, const Tally *tally)
{
  Value *value;

  if (is_unfilled (tally))
    ka_figures_set (figures, name, g_strdup ("未填"), 0, FALSE);
  else
    ka_figures_set (figures, name, ka_decimal_format (tally->number, spec->places), tally->number,
                    tally->number != 0);
  value = g_hash_table_lookup (figures->values, name);
  value->rows = tally->rows;
}

static void
set_named_tally (KaFigures *figures,
                 const KaFigureSpec *spec,
                 const char *suffix,
                 const Tally *tally)
{
  g_autofree char *name = g_strconcat (spec->name, suffix, NULL);

  set_tally (figures, name, spec, tally);
}

/* Of a time before the ledger has any record of the kind: not 0. */
static void
set_unknown (KaFigures *figures, const KaFigureSpec *spec, const char *suffix)
{
  g_autofree char *name = g_strconcat (spec->name, suffix, NULL);

  ka_figures_set (figures, name, g_strdup ("无数据"), 0, FALSE);
}

static void
set_words (KaFigures *figures, const KaFigureSpec *spec, const char *suffix, char *text)
{
  g_autofree char *name = g_strconcat (spec->name, suffix, NULL);

  ka_figures_set (figures, name, text, 0, TRUE);
}

static gboolean
read_state (KaLedger *ledger,
            const KaFigureSpec *spec,
            GHashTable *parameters,
            Tally *tally,
            GError **error)
{
  g_autofree char *where = ka_figure_where (spec);
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;

  sql = g_strdup_printf (
    "SELECT COUNT (*), SUM (%s), SUM (CASE WHEN (%s) IS NULL THEN 1 ELSE 0 END)"
    " FROM %s t WHERE %s",
    spec->sum != NULL ? spec->sum : "1", spec->sum != NULL ? spec->sum : "1", spec->kind, where);
  cursor = ka_cursor_new (ledger, sql, error);
  if (cursor == NULL)
    return FALSE;
  ka_indicator_bind (cursor, parameters);
  if (!ka_cursor_next (cursor, error))
    return FALSE;
  tally->rows = ka_cursor_get_int (cursor, 0);
  tally->number = ka_cursor_get_int (cursor, 1);
  tally->unfilled = ka_cursor_get_int (cursor, 2);
  return TRUE;
}

static gboolean
compute_state (KaFigures *figures, const KaFigureSpec *spec, GError **error)
{
  g_autoptr (GHashTable) parameters = ka_figures_parameters (figures, KA_SPAN_QUARTER);
  Tally now = { 0 }, last = { 0 };

  if (!read_state (figures->ledger, spec, parameters, &now, error))
    return FALSE;
  if (figures->last_ledger != NULL)
    {
      g_autoptr (GHashTable) before
        = make_parameters (figures->last_ledger, ka_quarter_end (figures->quarter - 1));

      if (!read_state (figures->last_ledger, spec, before, &last, error))
        return FALSE;
    }
  set_named_tally (figures, spec, "", &now);
  if (figures->last_ledger != NULL)
    set_named_tally (figures, spec, ".last", &last);
  else
    set_unknown (figures, spec, ".last");
  set_words (figures, spec, ".change",
             describe_change (spec, &now, &last, figures->last_ledger != NULL, "上季末", FALSE));
  if (spec->sum != NULL)
    {
      g_autofree char *name = g_strconcat (spec->name, ".unfilled", NULL);

      ka_figures_set_count (figures, name, now.unfilled);
    }
  return TRUE;
}

/* The first day that any record of the kind bears: before it, nothing is known. days: what was found, by kind and
 * date. */
static gboolean
find_first_day (KaFigures *figures,
                const KaFigureSpec *spec,
                GHashTable *days,
                KaDay *first,
                GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT MIN (%s) FROM %s t", spec->date, spec->kind);
  g_autoptr (KaCursor) cursor = NULL;
  const char *text;
  gpointer found;

  if (g_hash_table_lookup_extended (days, sql, NULL, &found))
    {
      *first = GPOINTER_TO_INT (found);
      return TRUE;
    }
  cursor = ka_cursor_new (figures->ledger, sql, error);
  if (cursor == NULL || !ka_cursor_next (cursor, error))
    return FALSE;
  text = ka_cursor_get_text (cursor, 0);
  *first = text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;
  g_hash_table_insert (days, g_steal_pointer (&sql), GINT_TO_POINTER (*first));
  return TRUE;
}

static gboolean
read_spans (KaFigures *figures, const KaFigureSpec *spec, Tally tallies[KA_N_SPANS], GError **error)
{
  static const char *const starts[] = { ":s0", ":s1", ":s2", ":s3" };
  static const char *const ends[] = { ":e0", ":e1", ":e2", ":e3" };
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autofree char *where = ka_figure_where (spec);
  g_autoptr (KaCursor) cursor = NULL;

  for (guint i = 0; i < KA_N_SPANS; i++)
    {
      g_autofree char *within
        = g_strdup_printf ("CASE WHEN %s BETWEEN %s AND %s THEN", spec->date, starts[i], ends[i]);

      g_string_append_printf (sql, "%sCOUNT (%s 1 END)", i > 0 ? ", " : "", within);
      if (spec->sum != NULL)
        g_string_append_printf (sql, ", SUM (%s %s END), COUNT (%s %s END)", within, spec->sum,
                                within, spec->sum);
    }
  /* Most rows of a ledger kept for years lie before all spans: they cost a look at their day. */
  g_string_append_printf (sql, " FROM %s t WHERE %s BETWEEN %s AND %s AND (%s)", spec->kind,
                          spec->date, starts[KA_SPAN_AGO], ends[KA_SPAN_QUARTER], where);
  cursor = ka_figures_cursor (figures, KA_SPAN_QUARTER, sql->str, error);
  if (cursor == NULL)
    return FALSE;
  for (guint i = 0; i < KA_N_SPANS; i++)
    {
      g_autofree char *start = NULL;
      g_autofree char *end = NULL;
      KaDay from, to;

      ka_figures_get_span (figures, i, &from, &to);
      start = ka_day_to_iso (from);
      end = ka_day_to_iso (to);
      ka_cursor_bind_text (cursor, starts[i], start);
      ka_cursor_bind_text (cursor, ends[i], end);
    }
  if (!ka_cursor_next (cursor, error))
    return FALSE;
  for (guint i = 0, column = 0; i < KA_N_SPANS; i++)
    {
      tallies[i].rows = tallies[i].number = ka_cursor_get_int (cursor, column++);
      if (spec->sum == NULL)
        continue;
      tallies[i].number = ka_cursor_get_int (cursor, column++);
      tallies[i].unfilled = tallies[i].rows - ka_cursor_get_int (cursor, column++);
    }
  return TRUE;
}

static const char *const span_suffixes[KA_N_SPANS] = { "", ".year", ".last", ".ago" };

static gboolean
compute_spans (KaFigures *figures, const KaFigureSpec *spec, GHashTable *days, GError **error)
{
  Tally tallies[KA_N_SPANS] = { 0 };
  gboolean known[KA_N_SPANS];
  KaDay first, start, end;

  if (!find_first_day (figures, spec, days, &first, error)
      || !read_spans (figures, spec, tallies, error))
    return FALSE;
  for (guint i = 0; i < KA_N_SPANS; i++)
    {
      ka_figures_get_span (figures, i, &start, &end);
      known[i] = first != KA_DAY_NONE && first <= end;
      if (known[i] || i == KA_SPAN_QUARTER || i == KA_SPAN_YEAR)
        set_named_tally (figures, spec, span_suffixes[i], &tallies[i]);
      else
        set_unknown (figures, spec, span_suffixes[i]);
    }
  set_words (figures, spec, ".change",
             describe_change (spec, &tallies[KA_SPAN_QUARTER], &tallies[KA_SPAN_LAST],
                              known[KA_SPAN_LAST], "上季", TRUE));
  set_words (figures, spec, ".growth",
             describe_change (spec, &tallies[KA_SPAN_QUARTER], &tallies[KA_SPAN_AGO],
                              known[KA_SPAN_AGO], "上年同期", TRUE));
  if (spec->sum != NULL)
    {
      g_autofree char *name = g_strconcat (spec->name, ".unfilled", NULL);

      ka_figures_set_count (figures, name, tallies[KA_SPAN_QUARTER].unfilled);
    }
  return TRUE;
}

static gboolean
compute_specs (KaFigures *figures, GError **error)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const KaFigureSpec *specs;
  guint n;

  specs = ka_figure_specs (&n);
  for (guint i = 0; i < n; i++)
    if (!(specs[i].date != NULL ? compute_spans (figures, &specs[i], days, error)
                                : compute_state (figures, &specs[i], error)))
      {
        g_prefix_error (error, _ ("计算“%s”："), specs[i].label);
        return FALSE;
      }
  return TRUE;
}

static gboolean
has_spans (const KaRatioSpec *ratio)
{
  return ka_figure_spec (ratio->numerator)->date != NULL
         && ka_figure_spec (ratio->denominator)->date != NULL;
}

static void
compute_ratios (KaFigures *figures)
{
  const KaRatioSpec *ratios;
  guint n;

  ratios = ka_ratio_specs (&n);
  for (guint i = 0; i < n; i++)
    for (guint s = 0; s <= (has_spans (&ratios[i]) ? KA_SPAN_YEAR : KA_SPAN_QUARTER); s++)
      {
        g_autofree char *name = g_strconcat (ratios[i].name, span_suffixes[s], NULL);
        g_autofree char *upper = g_strconcat (ratios[i].numerator, span_suffixes[s], NULL);
        g_autofree char *lower = g_strconcat (ratios[i].denominator, span_suffixes[s], NULL);
        gint64 numerator = ka_figures_number (figures, upper);
        gint64 denominator = ka_figures_number (figures, lower);

        ka_figures_set (figures, name, ka_figures_ratio (numerator, denominator), numerator,
                        denominator != 0);
      }
}

/* ---- the whole ---- */

KaFigures *
ka_figures_new (KaLedger *ledger, KaQuarter quarter, KaDay on, GError **error)
{
  g_autoptr (KaFigures) figures = g_new0 (KaFigures, 1);
  KaBasis basis;

  figures->ledger = g_object_ref (ledger);
  figures->quarter = quarter;
  figures->day = ka_quarter_end (quarter);
  figures->on = on;
  figures->values
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)free_value);
  figures->items
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  figures->last_ledger = ka_quarter_ledger (ledger, quarter - 1, &basis, error);
  if (figures->last_ledger == NULL)
    return NULL;
  /* Today's rows say nothing of how things stood then. */
  if (basis == KA_BASIS_ESTIMATE)
    g_clear_object (&figures->last_ledger);

  figures->results = ka_indicators_compute (ledger, figures->day, NULL, error);
  if (figures->results == NULL)
    return NULL;
  if (figures->last_ledger != NULL)
    {
      figures->last_results
        = ka_indicators_compute (figures->last_ledger, ka_quarter_end (quarter - 1), NULL, error);
      if (figures->last_results == NULL)
        return NULL;
    }
  if (!compute_specs (figures, error))
    return NULL;
  compute_ratios (figures);
  ka_figures_compute_indicators (figures);
  if (!ka_figures_compute_words (figures, error) || !ka_figures_compute_lists (figures, error)
      || !ka_figures_compute_scenarios (figures, error))
    return NULL;
  /* Its tables of the past take as much memory as those of the present. */
  g_clear_object (&figures->last_ledger);
  return g_steal_pointer (&figures);
}

void
ka_figures_free (KaFigures *figures)
{
  g_clear_object (&figures->ledger);
  g_clear_object (&figures->last_ledger);
  g_clear_pointer (&figures->values, g_hash_table_unref);
  g_clear_pointer (&figures->items, g_hash_table_unref);
  g_clear_pointer (&figures->results, g_ptr_array_unref);
  g_clear_pointer (&figures->last_results, g_ptr_array_unref);
  g_free (figures);
}

KaLedger *
ka_figures_get_ledger (KaFigures *figures)
{
  return figures->ledger;
}

KaQuarter
ka_figures_get_quarter (KaFigures *figures)
{
  return figures->quarter;
}

KaDay
ka_figures_get_day (KaFigures *figures)
{
  return figures->day;
}

GPtrArray *
ka_figures_results (KaFigures *figures)
{
  return figures->results;
}

KaResult *
ka_figures_result (KaFigures *figures, const char *code)
{
  for (guint i = 0; i < figures->results->len; i++)
    {
      KaResult *result = g_ptr_array_index (figures->results, i);

      if (g_str_equal (result->indicator->code, code))
        return result;
    }
  return NULL;
}

const char *
ka_figures_text (KaFigures *figures, const char *name)
{
  const Value *value = g_hash_table_lookup (figures->values, name);

  return value != NULL ? value->text : NULL;
}

gboolean
ka_figures_holds (KaFigures *figures, const char *name)
{
  const Value *value = g_hash_table_lookup (figures->values, name);
  GPtrArray *items;

  if (value != NULL)
    return value->holds;
  items = g_hash_table_lookup (figures->items, name);
  return items != NULL && items->len > 0;
}

gint64
ka_figures_number (KaFigures *figures, const char *name)
{
  const Value *value = g_hash_table_lookup (figures->values, name);

  return value != NULL ? value->number : 0;
}

gint64
ka_figures_rows (KaFigures *figures, const char *name)
{
  const Value *value = g_hash_table_lookup (figures->values, name);

  return value != NULL ? value->rows : 0;
}

GPtrArray *
ka_figures_items (KaFigures *figures, const char *list)
{
  return g_hash_table_lookup (figures->items, list);
}

/* ---- from a figure to its rows ---- */

/* The spec behind a name and the span that its end names; NULL for what counts no rows. */
static const KaFigureSpec *
find_counted (const char *name, KaSpan *span)
{
  const KaFigureSpec *spec = ka_figure_spec (name);
  const KaRatioSpec *ratios;
  guint n;

  *span = KA_SPAN_QUARTER;
  if (spec != NULL)
    return spec;
  for (guint i = 1; i < KA_N_SPANS; i++)
    if (g_str_has_suffix (name, span_suffixes[i]))
      {
        g_autofree char *stem = g_strndup (name, strlen (name) - strlen (span_suffixes[i]));
        KaSpan inner;

        *span = i;
        spec = find_counted (stem, &inner);
        /* The state of the quarter before stands in another ledger. */
        return spec != NULL && (spec->date != NULL || i == KA_SPAN_QUARTER) ? spec : NULL;
      }
  ratios = ka_ratio_specs (&n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (ratios[i].name, name))
      return ka_figure_spec (ratios[i].numerator);
  return NULL;
}

static const KaIndicator *
find_indicator (const char *name, gboolean *failing)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *code = dot != NULL ? g_strndup (name, dot - name) : NULL;

  if (code == NULL)
    return NULL;
  *failing
    = g_str_equal (dot, ".gap") || g_str_equal (dot, ".failing") || g_str_equal (dot, ".laggards");
  if (!*failing && !g_str_equal (dot, ".value") && !g_str_equal (dot, ".numerator")
      && !g_str_equal (dot, ".denominator"))
    return NULL;
  return ka_indicator_get (code);
}

gboolean
ka_figures_counts (KaFigures *figures, const char *name)
{
  KaSpan span;
  gboolean failing;

  return find_counted (name, &span) != NULL || find_indicator (name, &failing) != NULL;
}

KaQuery *
ka_figures_query (KaFigures *figures, const char *name)
{
  g_autoptr (GHashTable) parameters = NULL;
  g_autofree char *where = NULL;
  g_autofree char *dated = NULL;
  const KaIndicator *indicator;
  const KaFigureSpec *spec;
  KaQuery *query;
  KaSpan span;
  gboolean failing;

  spec = find_counted (name, &span);
  if (spec == NULL)
    {
      indicator = find_indicator (name, &failing);
      return indicator != NULL
               ? ka_indicator_query (figures->ledger, indicator, figures->day, failing)
               : NULL;
    }
  parameters = ka_figures_parameters (figures, span);
  where = ka_figure_where (spec);
  dated = spec->date != NULL
            ? g_strdup_printf ("(%s) AND %s BETWEEN :start AND :end", where, spec->date)
            : g_strdup (where);
  query = ka_query_new (ka_kind_get (spec->kind));
  ka_query_set_predicate (query, dated, parameters);
  return query;
}

/* ---- names in a row ---- */

char *
ka_figures_join_names (KaLedger *ledger,
                       const KaKind *kind,
                       GArray *ids,
                       guint most,
                       const char *where)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint shown = ids->len <= most ? ids->len : most;

  for (guint i = 0; i < shown; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? "、" : "",
                            ka_ledger_title (ledger, kind, g_array_index (ids, gint64, i)));
  if (ids->len > shown)
    g_string_append_printf (out, "等%u%s", ids->len, kind->counter);
  if (ids->len > shown && where != NULL)
    g_string_append_printf (out, "（%s）", where);
  return g_string_free (g_steal_pointer (&out), FALSE);
}
