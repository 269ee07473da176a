/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

/* Understanding rows needs no ledger and takes two thirds as long as writing them: of a large import a thread
 * of its own runs ahead of the writer, by a few batches at most, so that whoever waits has both processors at
 * work. Every text goes from one processor's cache to the other's for that, which costs some per cent of the
 * processor; a small import is done before the thread would be. */
#define BATCH_ROWS 64
#define MAX_BATCHES 8
#define MIN_THREADED_ROWS 2000

/* A row that was passed over. */
typedef struct
{
  guint table;
  guint index;
  KaImportPart part;
} Line;

typedef struct
{
  KaRowBatch public;
  GArray *lines; /* Line: among its rows and before them */
} Batch;

struct _KaRowReader
{
  GPtrArray *tables;    /* const KaTable, in the order in which they are read */
  GHashTable *accounts; /* the writer's */

  /* What is read, by the thread alone where there is one. */
  guint table;
  KaRows *rows;
  GArray *cells;
  Batch *filled;

  Batch *given; /* to the writer */
  GThread *thread;
  GAsyncQueue *full, *empty; /* Batch */
  gint stop;
};

static void
free_batch (gpointer data)
{
  Batch *batch = data;

  g_ptr_array_unref (batch->public.rows);
  g_array_unref (batch->lines);
  g_free (batch);
}

static Batch *
make_batch (void)
{
  Batch *batch = g_new0 (Batch, 1);

  batch->public.rows = g_ptr_array_new_full (BATCH_ROWS, (GDestroyNotify)ka_understood_free);
  batch->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return batch;
}

/* ---- what is read ---- */

static void
on_line_cb (guint index, KaPassedLine line, gpointer data)
{
  KaRowReader *reader = data;
  static const KaImportPart parts[] = { [KA_PASSED_SUM] = KA_PART_SUM,
                                        [KA_PASSED_REMARK] = KA_PART_REMARK,
                                        [KA_PASSED_SECTION] = KA_PART_SECTION,
                                        [KA_PASSED_REPEATED] = KA_PART_REPEATED };
  Line passed = { reader->table, index, parts[line] };

  g_array_append_val (reader->filled->lines, passed);
}

/* The next rows of one table; none: all tables are done. What was in the batch is freed here, by the thread
 * that allocated it and has less to do. */
static void
fill_batch (KaRowReader *reader, Batch *batch)
{
  GPtrArray *rows = batch->public.rows;

  g_ptr_array_set_size (rows, 0);
  g_array_set_size (batch->lines, 0);
  reader->filled = batch;
  while (reader->table < reader->tables->len)
    {
      const KaTable *table = g_ptr_array_index (reader->tables, reader->table);
      guint number;

      if (reader->rows == NULL)
        {
          reader->rows = ka_rows_new (table->grid, table->found);
          ka_rows_watch (reader->rows, on_line_cb, reader);
        }
      batch->public.table = reader->table;
      while (rows->len < BATCH_ROWS && ka_rows_next (reader->rows, &number, reader->cells))
        ka_understand_row (table, reader->rows, number, reader->cells, rows);
      if (rows->len >= BATCH_ROWS)
        return;
      g_clear_pointer (&reader->rows, ka_rows_free);
      reader->table++;
      if (rows->len > 0)
        return;
    }
}

static gpointer
run_thread (gpointer data)
{
  KaRowReader *reader = data;
  gboolean more = TRUE;

  while (more)
    {
      Batch *batch = g_async_queue_pop (reader->empty);

      if (g_atomic_int_get (&reader->stop))
        g_ptr_array_set_size (batch->public.rows, 0);
      else
        fill_batch (reader, batch);
      more = batch->public.rows->len > 0;
      g_async_queue_push (reader->full, batch);
    }
  return NULL;
}

/* ---- what is given to the writer ---- */

KaRowReader *
ka_row_reader_new (GPtrArray *tables, GHashTable *accounts)
{
  KaRowReader *reader = g_new0 (KaRowReader, 1);
  guint rows = 0;

  reader->tables = g_ptr_array_ref (tables);
  reader->accounts = g_hash_table_ref (accounts);
  reader->cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  reader->full = g_async_queue_new_full (free_batch);
  reader->empty = g_async_queue_new_full (free_batch);
  for (guint i = 0; i < tables->len; i++)
    rows += ka_grid_get_n_rows (((const KaTable *)g_ptr_array_index (tables, i))->grid);
  if (rows < MIN_THREADED_ROWS || g_get_num_processors () < 2)
    {
      g_async_queue_push (reader->empty, make_batch ());
      return reader;
    }
  for (guint i = 0; i < MAX_BATCHES; i++)
    g_async_queue_push (reader->empty, make_batch ());
  reader->thread = g_thread_new ("ka-import", run_thread, reader);
  return reader;
}

static void
account_for_lines (const KaRowReader *reader, const Batch *batch)
{
  for (guint i = 0; i < batch->lines->len; i++)
    {
      const Line *line = &g_array_index (batch->lines, Line, i);
      const KaTable *table = g_ptr_array_index (reader->tables, line->table);

      ka_account_set_line (g_hash_table_lookup (reader->accounts, table->grid), table->found,
                           line->index, line->part);
    }
}

const KaRowBatch *
ka_row_reader_next (KaRowReader *reader)
{
  if (reader->given != NULL)
    g_async_queue_push (reader->empty, reader->given);
  if (reader->thread != NULL)
    reader->given = g_async_queue_pop (reader->full);
  else
    {
      reader->given = g_async_queue_pop (reader->empty);
      fill_batch (reader, reader->given);
    }
  account_for_lines (reader, reader->given);
  if (reader->given->public.rows->len > 0)
    return &reader->given->public;
  g_clear_pointer (&reader->given, free_batch);
  return NULL;
}

void
ka_row_reader_free (KaRowReader *reader)
{
  if (reader == NULL)
    return;
  g_atomic_int_set (&reader->stop, 1);
  if (reader->thread != NULL)
    {
      /* It may wait for one. */
      g_async_queue_push (reader->empty, make_batch ());
      g_thread_join (reader->thread);
    }
  g_clear_pointer (&reader->given, free_batch);
  g_async_queue_unref (reader->full);
  g_async_queue_unref (reader->empty);
  ka_rows_free (reader->rows);
  g_array_unref (reader->cells);
  g_ptr_array_unref (reader->tables);
  g_hash_table_unref (reader->accounts);
  g_free (reader);
}
