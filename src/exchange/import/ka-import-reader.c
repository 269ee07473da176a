/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

/* Understanding rows needs no ledger and takes as long as writing them: for larger imports a thread of its
 * own runs ahead of the writer, by a few batches at most. */
#define BATCH_ROWS 128
#define MAX_BATCHES 6
/* Below this a thread is not worth its start. */
#define MIN_THREADED_ROWS 2000

struct _KaRowReader
{
  GPtrArray *tables; /* const KaTable, in the order in which they are read */
  guint table;       /* being read */
  KaRows *rows;
  GArray *cells;
  GThread *thread;
  GAsyncQueue *full, *empty; /* KaRowBatch */
  gint stop;
};

void
ka_row_batch_free (KaRowBatch *batch)
{
  if (batch == NULL)
    return;
  g_ptr_array_unref (batch->rows);
  g_free (batch);
}

static KaRowBatch *
make_batch (void)
{
  KaRowBatch *batch = g_new0 (KaRowBatch, 1);

  batch->rows = g_ptr_array_new_full (BATCH_ROWS, (GDestroyNotify)ka_understood_free);
  return batch;
}

/* The next rows of one table; none: all tables are done. */
static void
fill_batch (KaRowReader *reader, KaRowBatch *batch)
{
  g_ptr_array_set_size (batch->rows, 0);
  while (reader->table < reader->tables->len)
    {
      const KaTable *table = g_ptr_array_index (reader->tables, reader->table);
      guint number;

      if (reader->rows == NULL)
        reader->rows = ka_rows_new (table->grid, table->found);
      batch->table = reader->table;
      while (batch->rows->len < BATCH_ROWS && ka_rows_next (reader->rows, &number, reader->cells))
        ka_understand_row (table, reader->rows, number, reader->cells, batch->rows);
      if (batch->rows->len >= BATCH_ROWS)
        return;
      g_clear_pointer (&reader->rows, ka_rows_free);
      reader->table++;
      if (batch->rows->len > 0)
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
      KaRowBatch *batch = g_async_queue_pop (reader->empty);

      if (g_atomic_int_get (&reader->stop))
        g_ptr_array_set_size (batch->rows, 0);
      else
        fill_batch (reader, batch);
      more = batch->rows->len > 0;
      g_async_queue_push (reader->full, batch);
    }
  return NULL;
}

KaRowReader *
ka_row_reader_new (GPtrArray *tables)
{
  KaRowReader *reader = g_new0 (KaRowReader, 1);
  guint rows = 0;

  reader->tables = g_ptr_array_ref (tables);
  reader->cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  reader->full = g_async_queue_new_full ((GDestroyNotify)ka_row_batch_free);
  reader->empty = g_async_queue_new_full ((GDestroyNotify)ka_row_batch_free);
  for (guint i = 0; i < tables->len; i++)
    rows += ka_grid_get_n_rows (((const KaTable *)g_ptr_array_index (tables, i))->grid);
  if (rows >= MIN_THREADED_ROWS)
    {
      for (guint i = 0; i < MAX_BATCHES; i++)
        g_async_queue_push (reader->empty, make_batch ());
      reader->thread = g_thread_new ("ka-import", run_thread, reader);
    }
  return reader;
}

KaRowBatch *
ka_row_reader_next (KaRowReader *reader)
{
  KaRowBatch *batch;

  if (reader->thread != NULL)
    batch = g_async_queue_pop (reader->full);
  else
    {
      batch = g_async_queue_try_pop (reader->empty);
      if (batch == NULL)
        batch = make_batch ();
      fill_batch (reader, batch);
    }
  if (batch->rows->len > 0)
    return batch;
  ka_row_batch_free (batch);
  return NULL;
}

void
ka_row_reader_give_back (KaRowReader *reader, KaRowBatch *batch)
{
  /* Emptied when it is filled again: by the reading thread, which has less to do. */
  g_async_queue_push (reader->empty, batch);
}

void
ka_row_reader_free (KaRowReader *reader)
{
  if (reader == NULL)
    return;
  g_atomic_int_set (&reader->stop, 1);
  if (reader->thread != NULL)
    {
      g_async_queue_push (reader->empty, make_batch ());
      g_thread_join (reader->thread);
    }
  g_async_queue_unref (reader->full);
  g_async_queue_unref (reader->empty);
  ka_rows_free (reader->rows);
  g_array_unref (reader->cells);
  g_ptr_array_unref (reader->tables);
  g_free (reader);
}
