/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measures.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>
#include <ka-reason.h>

/* How good a state is; 不涉及 cannot be compared. 假落实 is worse than none: it deceives. */
static const struct
{
  const char *state, *sign;
  int rank;
} states[] = {
  { "落实", "✓", 5 },   { "部分落实", "◐", 4 }, { "软落实", "软", 3 },
  { "不落实", "✗", 2 }, { "假落实", "假", 1 },  { "不涉及", "—", 0 },
};

const char *
ka_measure_sign (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return states[i].sign;
  return "";
}

const char *
ka_measure_review_sign (const char *review)
{
  static const char *const signs[][2]
    = { { "待回头看", "待" }, { "已核实", "核" }, { "反弹", "反" } };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_strcmp0 (signs[i][0], review) == 0)
      return signs[i][1];
  return "";
}

char *
ka_measure_cell_text (const KaMeasureCell *cell)
{
  if (cell == NULL)
    return g_strdup ("");
  return g_strconcat (ka_measure_sign (cell->state),
                      cell->change > 0   ? "↑"
                      : cell->change < 0 ? "↓"
                                         : "",
                      ka_measure_review_sign (cell->review), NULL);
}

static int
get_rank (const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (g_strcmp0 (states[i].state, state) == 0)
      return states[i].rank;
  return 0;
}

static void
free_unit (gpointer data)
{
  KaMeasureUnit *unit = data;

  g_free (unit->town);
  g_free (unit->name);
  g_free (unit);
}

static void
free_line (gpointer data)
{
  KaMeasureLine *line = data;

  g_free (line->no);
  g_free (line->task);
  g_free (line->heading);
  g_free (line->actor);
  g_free (line);
}

static void
free_cell (gpointer data)
{
  KaMeasureCell *cell = data;

  g_free (cell->state);
  g_free (cell->last);
  g_free (cell->review);
  g_free (cell);
}

void
ka_measure_table_free (KaMeasureTable *table)
{
  g_ptr_array_unref (table->units);
  g_ptr_array_unref (table->lines);
  g_hash_table_unref (table->cells);
  g_free (table);
}

/* Most cells of many enterprises tell nothing: only those that do are kept, by line and unit. */
static gint64
get_place (guint line, guint unit)
{
  return ((gint64)line << 32) | unit;
}

const KaMeasureCell *
ka_measure_table_cell (const KaMeasureTable *table, guint line, guint unit)
{
  gint64 place = get_place (line, unit);

  return g_hash_table_lookup (table->cells, &place);
}

/* ---- reading ---- */

static void
add_unit (KaMeasureTable *table, gint64 enterprise, const char *town, const char *name)
{
  KaMeasureUnit *unit = g_new0 (KaMeasureUnit, 1);

  unit->enterprise = enterprise;
  unit->town = g_strdup (town);
  unit->name = g_strdup (name);
  g_ptr_array_add (table->units, unit);
}

static KaCursor *
ask (KaLedger *ledger, const char *sql, KaQuarter quarter, GError **error)
{
  KaCursor *cursor = ka_cursor_new (ledger, sql, error);
  g_autofree char *now = ka_quarter_to_text (quarter);
  g_autofree char *last = ka_quarter_to_text (quarter - 1);

  if (cursor != NULL)
    {
      ka_cursor_bind_text (cursor, ":quarter", now);
      ka_cursor_bind_text (cursor, ":last", last);
    }
  return cursor;
}

#define TOLD(field, value)                                                                         \
  "EXISTS (SELECT 1 FROM measure_progress p WHERE p." field " = " value                            \
  " AND p.quarter IN (:quarter, :last))"

static gboolean
read_units (KaMeasureTable *table, KaLedger *ledger, GError **error)
{
  static const char *const questions[]
    = { "SELECT 0, x.town, x.town FROM (SELECT DISTINCT m.town FROM mine m WHERE m.status <>"
        " '关闭' AND m.town IS NOT NULL UNION SELECT DISTINCT p.town FROM measure_progress p WHERE"
        " p.town IS NOT NULL AND p.quarter IN (:quarter, :last)) x ORDER BY x.town",
        "SELECT e.id, NULL, e.name FROM enterprise e WHERE EXISTS (SELECT 1 FROM mine m WHERE"
        " m.enterprise = e.id AND m.status <> '关闭') OR " TOLD ("enterprise",
                                                                 "e.id") " ORDER BY e.id" };
  g_autoptr (GError) local = NULL;

  add_unit (table, 0, NULL, _ ("全区"));
  for (guint i = 0; i < G_N_ELEMENTS (questions) && local == NULL; i++)
    {
      g_autoptr (KaCursor) cursor = ask (ledger, questions[i], table->quarter, &local);

      while (cursor != NULL && ka_cursor_next (cursor, &local))
        add_unit (table, ka_cursor_get_int (cursor, 0), ka_cursor_get_text (cursor, 1),
                  ka_cursor_get_text (cursor, 2));
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return *error == NULL;
}

static gboolean
read_lines (KaMeasureTable *table, KaLedger *ledger, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("measure"));
  g_autoptr (GPtrArray) tasks = ka_query_records (query, ledger, error);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      const KaRecord *task = g_ptr_array_index (tasks, i);
      const char *until = ka_record_get (task, "until");
      KaMeasureLine *line;

      if (until != NULL && ka_quarter_from_text (until) < table->quarter)
        continue;
      line = g_new0 (KaMeasureLine, 1);
      line->id = task->id;
      line->no = g_strdup (ka_record_get (task, "no"));
      line->task = g_strdup (ka_record_get (task, "task"));
      line->heading = g_strdup (ka_record_get (task, "heading"));
      line->actor = g_strdup (ka_record_get (task, "actor"));
      g_ptr_array_add (table->lines, line);
    }
  return tasks != NULL;
}

/* Of several records of one cell the newest one counts. */
static void
read_cell (KaMeasureTable *table, guint line, guint unit, KaCursor *cursor)
{
  gint64 place = get_place (line, unit);
  KaMeasureCell *cell = g_hash_table_lookup (table->cells, &place);

  if (cell == NULL)
    {
      cell = g_new0 (KaMeasureCell, 1);
      g_hash_table_insert (table->cells, g_memdup2 (&place, sizeof place), cell);
    }
  if (ka_cursor_get_int (cursor, 5) == 0)
    {
      g_free (cell->last);
      cell->last = g_strdup (ka_cursor_get_text (cursor, 4));
      return;
    }
  cell->id = ka_cursor_get_int (cursor, 0);
  g_free (cell->state);
  g_free (cell->review);
  cell->state = g_strdup (ka_cursor_get_text (cursor, 4));
  cell->review = g_strdup (ka_cursor_get_text (cursor, 6));
  cell->papers = (guint)ka_cursor_get_int (cursor, 7);
}

typedef struct
{
  GHashTable *lines;       /* id → place + 1 */
  GHashTable *enterprises; /* id → place + 1 */
  GHashTable *towns;       /* name → place + 1 */
} Places;

static guint
find_unit (const Places *places, gint64 enterprise, const char *town)
{
  if (enterprise > 0)
    return GPOINTER_TO_UINT (g_hash_table_lookup (places->enterprises, &enterprise));
  return town != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (places->towns, town)) : 1;
}

static gboolean
fill_table (KaMeasureTable *table, KaLedger *ledger, const Places *places, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ask (ledger,
           "SELECT p.id, p.measure, p.enterprise, p.town, p.state, CASE WHEN p.quarter = :quarter"
           " THEN 1 ELSE 0 END, p.review, (SELECT count (*) FROM attachment a WHERE a.owner_kind ="
           " 'measure_progress' AND a.owner_id = p.id) FROM measure_progress p WHERE p.quarter IN"
           " (:quarter, :last) ORDER BY p.id",
           table->quarter, error);

  if (cursor == NULL)
    return FALSE;
  for (guint i = 0; i < table->lines->len; i++)
    g_hash_table_insert (places->lines, &((KaMeasureLine *)table->lines->pdata[i])->id,
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 1; i < table->units->len; i++)
    {
      KaMeasureUnit *unit = g_ptr_array_index (table->units, i);

      if (unit->town != NULL)
        g_hash_table_insert (places->towns, unit->town, GUINT_TO_POINTER (i + 1));
      else
        g_hash_table_insert (places->enterprises, &unit->enterprise, GUINT_TO_POINTER (i + 1));
    }
  while (ka_cursor_next (cursor, &local))
    {
      gint64 task = ka_cursor_get_int (cursor, 1);
      guint line = GPOINTER_TO_UINT (g_hash_table_lookup (places->lines, &task));
      guint unit
        = find_unit (places, ka_cursor_get_int (cursor, 2), ka_cursor_get_text (cursor, 3));

      if (line > 0 && unit > 0)
        read_cell (table, line - 1, unit - 1, cursor);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return *error == NULL;
}

static gboolean
read_cells (KaMeasureTable *table, KaLedger *ledger, GError **error)
{
  g_autoptr (GHashTable) lines = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) enterprises = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GHashTable) towns = g_hash_table_new (g_str_hash, g_str_equal);
  const Places places = { lines, enterprises, towns };

  return fill_table (table, ledger, &places, error);
}

static void
compare (KaMeasureTable *table)
{
  GHashTableIter iter;
  gpointer place, value;

  g_hash_table_iter_init (&iter, table->cells);
  while (g_hash_table_iter_next (&iter, &place, &value))
    {
      KaMeasureCell *cell = value;
      gboolean district = (*(gint64 *)place & G_MAXUINT32) == 0;
      int now = get_rank (cell->state), last = get_rank (cell->last);

      table->told += !district && cell->state != NULL;
      if (now > 0 && last > 0)
        cell->change = (now > last) - (now < last);
    }
}

KaMeasureTable *
ka_measure_table_new (KaLedger *ledger, KaQuarter quarter, GError **error)
{
  g_autoptr (KaMeasureTable) table = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  table = g_new0 (KaMeasureTable, 1);
  table->quarter = quarter;
  table->units = g_ptr_array_new_with_free_func (free_unit);
  table->lines = g_ptr_array_new_with_free_func (free_line);
  table->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_cell);
  if (!read_units (table, ledger, &local) || !read_lines (table, ledger, &local)
      || !read_cells (table, ledger, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  compare (table);
  return g_steal_pointer (&table);
}

/* ---- counting ---- */

static void
count_cell (const KaMeasureCell *cell, KaMeasureCount *count)
{
  if (cell == NULL || cell->id == 0)
    return;
  count->told += cell->state != NULL;
  count->better += cell->change > 0;
  count->worse += cell->change < 0;
  count->waiting += g_strcmp0 (cell->review, "待回头看") == 0;
  count->confirmed += g_strcmp0 (cell->review, "已核实") == 0;
  count->relapsed += g_strcmp0 (cell->review, "反弹") == 0;
  switch (get_rank (cell->state))
    {
    case 5:
      count->done++;
      break;
    case 4:
      count->partial++;
      break;
    case 3:
      count->soft++;
      break;
    case 2:
      count->unmet++;
      break;
    case 1:
      count->sham++;
      break;
    default:
      return;
    }
  count->applicable++;
}

void
ka_measure_count_unit (const KaMeasureTable *table, guint unit, KaMeasureCount *count)
{
  *count = (KaMeasureCount){ 0 };
  for (guint line = 0; line < table->lines->len; line++)
    count_cell (ka_measure_table_cell (table, line, unit), count);
}

void
ka_measure_count_line (const KaMeasureTable *table, guint line, KaMeasureCount *count)
{
  *count = (KaMeasureCount){ 0 };
  for (guint unit = 1; unit < table->units->len; unit++)
    count_cell (ka_measure_table_cell (table, line, unit), count);
}

/* ---- filling ---- */

typedef struct
{
  KaQuarter quarter;
  const GArray *places;
  const char *field, *value;
  guint filled;
} Filling;

/* The newest record of the cell; 0: there is none, -1: failed. */
static gint64
find_record (KaLedger *ledger, KaQuarter quarter, const KaMeasurePlace *place, GError **error)
{
  g_autofree char *text = ka_quarter_to_text (quarter);
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (ledger,
                     "SELECT p.id FROM measure_progress p WHERE p.measure = :measure AND p.quarter"
                     " = :quarter AND COALESCE (p.enterprise, 0) = :enterprise AND"
                     " COALESCE (p.town, '') = :town ORDER BY p.id DESC",
                     error);

  if (cursor == NULL)
    return -1;
  ka_cursor_bind_int (cursor, ":measure", place->task);
  ka_cursor_bind_text (cursor, ":quarter", text);
  ka_cursor_bind_int (cursor, ":enterprise", place->enterprise);
  ka_cursor_bind_text (cursor, ":town", place->town != NULL ? place->town : "");
  if (ka_cursor_next (cursor, &local))
    return ka_cursor_get_int (cursor, 0);
  if (local == NULL)
    return 0;
  g_propagate_error (error, g_steal_pointer (&local));
  return -1;
}

static void
set_id (KaRecord *record, const char *field, gint64 id)
{
  g_autofree char *text = id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : NULL;

  ka_record_set (record, field, text);
}

static KaRecord *
make_record (KaQuarter quarter, const KaMeasurePlace *place)
{
  KaRecord *record = ka_record_new (ka_kind_get ("measure_progress"));
  g_autofree char *text = ka_quarter_to_text (quarter);

  set_id (record, "measure", place->task);
  ka_record_set (record, "quarter", text);
  set_id (record, "enterprise", place->enterprise);
  ka_record_set (record, "town", place->enterprise > 0 ? NULL : place->town);
  return record;
}

/* A review that is done is dated; one that is still to come is not. */
static void
date_review (KaRecord *record, const char *review)
{
  g_autofree char *today = ka_day_to_iso (ka_today ());
  gboolean done = g_strcmp0 (review, "已核实") == 0 || g_strcmp0 (review, "反弹") == 0;

  if (!done)
    ka_record_set (record, "reviewed", NULL);
  else if (g_strcmp0 (ka_record_get (record, "review"), review) != 0
           || ka_record_get (record, "reviewed") == NULL)
    ka_record_set (record, "reviewed", today);
}

static gboolean
fill_cell (KaLedger *ledger, Filling *filling, const KaMeasurePlace *place, GError **error)
{
  g_autoptr (KaRecord) record = NULL;
  gint64 id = find_record (ledger, filling->quarter, place, error);

  if (id < 0)
    return FALSE;
  if (id > 0)
    {
      g_autoptr (KaRecord) there
        = ka_ledger_get (ledger, ka_kind_get ("measure_progress"), id, error);

      if (there == NULL)
        return FALSE;
      record = ka_record_copy (there);
    }
  else if (g_strcmp0 (filling->field, "state") == 0 && filling->value != NULL)
    record = make_record (filling->quarter, place);
  else
    return TRUE;
  if (g_strcmp0 (filling->field, "review") == 0)
    date_review (record, filling->value);
  ka_record_set (record, filling->field, filling->value);
  filling->filled++;
  return ka_ledger_save (ledger, record, error);
}

static gboolean
fill_cells (KaLedger *ledger, gpointer data, GError **error)
{
  Filling *filling = data;

  for (guint i = 0; i < filling->places->len; i++)
    if (!fill_cell (ledger, filling, &g_array_index (filling->places, KaMeasurePlace, i), error))
      return FALSE;
  if (filling->filled == 0)
    g_set_error_literal (error, KA_ERROR, KA_ERROR_USAGE,
                         _ ("选中的单元格还没有填落实情况，请先填落实情况。"));
  return filling->filled > 0;
}

gboolean
ka_measures_fill (KaLedger *ledger,
                  KaQuarter quarter,
                  const GArray *places,
                  const char *field,
                  const char *value,
                  gint64 *change,
                  GError **error)
{
  Filling filling = { quarter, places, field, value, 0 };
  const KaField *its = ka_kind_field (ka_kind_get ("measure_progress"), field);
  g_autofree char *words = ka_quarter_to_chinese (quarter);
  g_autofree char *why = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && its != NULL, FALSE);

  why
    = g_strdup_printf (KA_WHY_MEASURES, words, its->label, value != NULL ? value : "", places->len);
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, fill_cells, &filling, change, error);
}
