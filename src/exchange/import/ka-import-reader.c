/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

/* Understanding rows needs no ledger, but a thread of its own would cost more than it saves: every text would
 * go from one processor's cache to the other's. So few at a time that they are still near when they are
 * written. */
#define BATCH_ROWS 16

struct _KaRowReader
{
  GHashTable *accounts;
  GPtrArray *tables; /* const KaTable, in the order in which they are read */
  guint table;       /* being read */
  KaRows *rows;
  GArray *cells;
  KaRowBatch batch;
};

/* Rows that were passed over. */
static void
on_line_cb (guint index, KaPassedLine line, gpointer data)
{
  const KaRowReader *reader = data;
  const KaTable *table = g_ptr_array_index (reader->tables, reader->table);
  static const KaImportPart parts[] = { [KA_PASSED_SUM] = KA_PART_SUM,
                                        [KA_PASSED_REMARK] = KA_PART_REMARK,
                                        [KA_PASSED_SECTION] = KA_PART_SECTION,
                                        [KA_PASSED_REPEATED] = KA_PART_REPEATED };

  ka_account_set_line (g_hash_table_lookup (reader->accounts, table->grid), table->found, index,
                       parts[line]);
}

KaRowReader *
ka_row_reader_new (GPtrArray *tables, GHashTable *accounts)
{
  KaRowReader *reader = g_new0 (KaRowReader, 1);

  reader->tables = g_ptr_array_ref (tables);
  reader->accounts = g_hash_table_ref (accounts);
  reader->cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  reader->batch.rows = g_ptr_array_new_full (BATCH_ROWS, (GDestroyNotify)ka_understood_free);
  return reader;
}

const KaRowBatch *
ka_row_reader_next (KaRowReader *reader)
{
  KaRowBatch *batch = &reader->batch;

  g_ptr_array_set_size (batch->rows, 0);
  while (reader->table < reader->tables->len)
    {
      const KaTable *table = g_ptr_array_index (reader->tables, reader->table);
      guint number;

      if (reader->rows == NULL)
        {
          reader->rows = ka_rows_new (table->grid, table->found);
          ka_rows_watch (reader->rows, on_line_cb, reader);
        }
      batch->table = reader->table;
      while (batch->rows->len < BATCH_ROWS && ka_rows_next (reader->rows, &number, reader->cells))
        ka_understand_row (table, reader->rows, number, reader->cells, batch->rows);
      if (batch->rows->len >= BATCH_ROWS)
        return batch;
      g_clear_pointer (&reader->rows, ka_rows_free);
      reader->table++;
      if (batch->rows->len > 0)
        return batch;
    }
  return NULL;
}

void
ka_row_reader_free (KaRowReader *reader)
{
  if (reader == NULL)
    return;
  g_ptr_array_unref (reader->batch.rows);
  ka_rows_free (reader->rows);
  g_array_unref (reader->cells);
  g_ptr_array_unref (reader->tables);
  g_hash_table_unref (reader->accounts);
  g_free (reader);
}
