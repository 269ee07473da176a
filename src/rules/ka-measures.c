/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measures.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>

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

  g_free (unit->name);
  g_free (unit);
}

static void
free_line (gpointer data)
{
  KaMeasureLine *line = data;

  for (guint i = 0; i < line->n_cells; i++)
    {
      g_free (line->cells[i].state);
      g_free (line->cells[i].last);
    }
  g_free (line->cells);
  g_free (line->no);
  g_free (line->task);
  g_free (line->heading);
  g_free (line->actor);
  g_free (line);
}

void
ka_measure_table_free (KaMeasureTable *table)
{
  g_ptr_array_unref (table->units);
  g_ptr_array_unref (table->lines);
  g_free (table);
}

/* ---- reading ---- */

static void
add_unit (KaMeasureTable *table, gint64 enterprise, const char *name)
{
  KaMeasureUnit *unit = g_new0 (KaMeasureUnit, 1);

  unit->enterprise = enterprise;
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

static gboolean
read_units (KaMeasureTable *table, KaLedger *ledger, GError **error)
{
  g_autoptr (KaCursor) cursor = ask (
    ledger,
    "SELECT e.id, e.name FROM enterprise e WHERE EXISTS (SELECT 1 FROM mine m WHERE m.enterprise ="
    " e.id AND m.status <> '关闭') OR EXISTS (SELECT 1 FROM measure_progress p WHERE p.enterprise ="
    " e.id AND p.quarter IN (:quarter, :last)) ORDER BY e.id",
    table->quarter, error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  add_unit (table, 0, _ ("全区"));
  while (ka_cursor_next (cursor, &local))
    add_unit (table, ka_cursor_get_int (cursor, 0), ka_cursor_get_text (cursor, 1));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
read_lines (KaMeasureTable *table, KaLedger *ledger, GHashTable *places, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("measure"));
  g_autoptr (GPtrArray) tasks = ka_query_records (query, ledger, error);

  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    {
      const KaRecord *task = g_ptr_array_index (tasks, i);
      KaMeasureLine *line = g_new0 (KaMeasureLine, 1);

      line->id = task->id;
      line->no = g_strdup (ka_record_get (task, "no"));
      line->task = g_strdup (ka_record_get (task, "task"));
      line->heading = g_strdup (ka_record_get (task, "heading"));
      line->actor = g_strdup (ka_record_get (task, "actor"));
      line->n_cells = table->units->len;
      line->cells = g_new0 (KaMeasureCell, line->n_cells);
      g_ptr_array_add (table->lines, line);
      g_hash_table_insert (places, &line->id, line);
    }
  return tasks != NULL;
}

/* Of several records of one cell the newest one counts. */
static void
read_cell (KaMeasureCell *cell, KaCursor *cursor)
{
  const char *state = ka_cursor_get_text (cursor, 3);
  char **slot = ka_cursor_get_int (cursor, 4) != 0 ? &cell->state : &cell->last;

  if (slot == &cell->state)
    cell->id = ka_cursor_get_int (cursor, 0);
  g_free (*slot);
  *slot = g_strdup (state);
}

static gboolean
read_cells (KaMeasureTable *table, KaLedger *ledger, GHashTable *lines, GError **error)
{
  g_autoptr (GHashTable) columns = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (KaCursor) cursor
    = ask (ledger,
           "SELECT p.id, p.measure, p.enterprise, p.state, CASE WHEN p.quarter = :quarter THEN 1"
           " ELSE 0 END FROM measure_progress p WHERE p.quarter IN (:quarter, :last) ORDER BY p.id",
           table->quarter, error);
  g_autoptr (GError) local = NULL;

  if (cursor == NULL)
    return FALSE;
  for (guint i = 0; i < table->units->len; i++)
    g_hash_table_insert (columns, &((KaMeasureUnit *)table->units->pdata[i])->enterprise,
                         GUINT_TO_POINTER (i));
  while (ka_cursor_next (cursor, &local))
    {
      gint64 task = ka_cursor_get_int (cursor, 1), enterprise = ka_cursor_get_int (cursor, 2);
      KaMeasureLine *line = g_hash_table_lookup (lines, &task);
      gpointer column;

      if (line != NULL && g_hash_table_lookup_extended (columns, &enterprise, NULL, &column))
        read_cell (&line->cells[GPOINTER_TO_UINT (column)], cursor);
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static void
compare (KaMeasureTable *table)
{
  for (guint i = 0; i < table->lines->len; i++)
    {
      KaMeasureLine *line = g_ptr_array_index (table->lines, i);

      for (guint c = 0; c < line->n_cells; c++)
        {
          int now = get_rank (line->cells[c].state), last = get_rank (line->cells[c].last);

          if (now > 0 && last > 0)
            line->cells[c].change = (now > last) - (now < last);
        }
    }
}

KaMeasureTable *
ka_measure_table_new (KaLedger *ledger, KaQuarter quarter, GError **error)
{
  g_autoptr (KaMeasureTable) table = g_new0 (KaMeasureTable, 1);
  g_autoptr (GHashTable) lines = g_hash_table_new (g_int64_hash, g_int64_equal);

  table->quarter = quarter;
  table->units = g_ptr_array_new_with_free_func (free_unit);
  table->lines = g_ptr_array_new_with_free_func (free_line);

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (!read_units (table, ledger, error) || !read_lines (table, ledger, lines, error)
      || !read_cells (table, ledger, lines, error))
    return NULL;
  compare (table);
  return g_steal_pointer (&table);
}

/* ---- filling ---- */

typedef struct
{
  KaQuarter quarter;
  gint64 enterprise;
  const GArray *tasks;
  const char *state;
} Filling;

static const KaMeasureCell *
find_cell (const KaMeasureTable *table, gint64 task, gint64 enterprise)
{
  for (guint i = 0; i < table->lines->len; i++)
    {
      const KaMeasureLine *line = g_ptr_array_index (table->lines, i);

      for (guint c = 0; line->id == task && c < line->n_cells; c++)
        if (((KaMeasureUnit *)table->units->pdata[c])->enterprise == enterprise)
          return &line->cells[c];
    }
  return NULL;
}

static gboolean
fill_cell (KaLedger *ledger,
           const Filling *filling,
           const KaMeasureTable *table,
           gint64 task,
           GError **error)
{
  const KaKind *kind = ka_kind_get ("measure_progress");
  const KaMeasureCell *cell = find_cell (table, task, filling->enterprise);
  g_autoptr (KaRecord) record = NULL;

  if (cell != NULL && cell->id > 0)
    {
      g_autoptr (KaRecord) there = ka_ledger_get (ledger, kind, cell->id, error);

      if (there == NULL)
        return FALSE;
      record = ka_record_copy (there);
    }
  else
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, task);
      g_autofree char *quarter = ka_quarter_to_text (filling->quarter);
      g_autofree char *enterprise = filling->enterprise > 0
                                      ? g_strdup_printf ("%" G_GINT64_FORMAT, filling->enterprise)
                                      : NULL;

      record = ka_record_new (kind);
      ka_record_set (record, "measure", id);
      ka_record_set (record, "quarter", quarter);
      ka_record_set (record, "enterprise", enterprise);
    }
  ka_record_set (record, "state", filling->state);
  return ka_ledger_save (ledger, record, error);
}

static gboolean
fill_cells (KaLedger *ledger, gpointer data, GError **error)
{
  const Filling *filling = data;
  g_autoptr (KaMeasureTable) table = ka_measure_table_new (ledger, filling->quarter, error);

  if (table == NULL)
    return FALSE;
  for (guint i = 0; i < filling->tasks->len; i++)
    if (!fill_cell (ledger, filling, table, g_array_index (filling->tasks, gint64, i), error))
      return FALSE;
  return TRUE;
}

gboolean
ka_measures_fill (KaLedger *ledger,
                  KaQuarter quarter,
                  gint64 enterprise,
                  const GArray *tasks,
                  const char *state,
                  gint64 *change,
                  GError **error)
{
  Filling filling = { quarter, enterprise, tasks, state };
  g_autofree char *words = ka_quarter_to_chinese (quarter);
  g_autofree char *why = g_strdup_printf (_ ("%s硬措施进展填“%s”（%u项）"), words,
                                          state != NULL ? state : "", tasks->len);

  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, fill_cells, &filling, change, error);
}
