/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-row-private.h"

/* GTK 4.8 keeps some 205 rows bound; the cache holds several times as many. */
#define CHUNK_ROWS 64
#define N_CHUNKS 16

typedef struct
{
  KaRow *rows[CHUNK_ROWS]; /* owned; NULL behind the last one */
  guint number;            /* of its first row ÷ CHUNK_ROWS */
  guint64 used;            /* 0: empty */
} Chunk;

struct _KaRowModel
{
  GObject parent_instance;

  KaLedger *ledger;      /* owned */
  KaQuery *query;        /* owned */
  GArray *ids;           /* gint64 */
  GHashTable *positions; /* id → position; made when first asked for */
  GHashTable *alive; /* place → KaRow, borrowed: one object a place, as long as anyone holds it */
  Chunk chunks[N_CHUNKS];
  guint64 clock;
};

static GType
ka_row_model_get_item_type (GListModel *list)
{
  return KA_TYPE_ROW;
}

static guint
ka_row_model_get_n_items (GListModel *list)
{
  return KA_ROW_MODEL (list)->ids->len;
}

static void
on_row_gone_cb (gpointer data, GObject *where_it_was)
{
  KaRowModel *self = data;

  g_hash_table_remove (self->alive, GUINT_TO_POINTER (ka_row_get_place ((KaRow *)where_it_was)));
}

static KaRow *
ref_row (KaRowModel *self, guint place)
{
  KaRow *row = g_hash_table_lookup (self->alive, GUINT_TO_POINTER (place));

  if (row != NULL)
    return g_object_ref (row);

  row = ka_row_new (self->ledger, ka_query_get_kind (self->query),
                    g_array_index (self->ids, gint64, place), place);
  g_object_weak_ref (G_OBJECT (row), on_row_gone_cb, self);
  g_hash_table_insert (self->alive, GUINT_TO_POINTER (place), row);

  return row;
}

static void
clear_chunk (Chunk *chunk)
{
  for (guint i = 0; i < CHUNK_ROWS; i++)
    g_clear_object (&chunk->rows[i]);
  chunk->used = 0;
}

static void
fill_chunk (KaRowModel *self, Chunk *chunk, guint number)
{
  guint first = number * CHUNK_ROWS;
  guint n = MIN (CHUNK_ROWS, self->ids->len - first);

  clear_chunk (chunk);
  chunk->number = number;
  for (guint i = 0; i < n; i++)
    {
      chunk->rows[i] = ref_row (self, first + i);
      ka_row_ensure (chunk->rows[i]);
    }
}

static Chunk *
get_chunk (KaRowModel *self, guint number)
{
  Chunk *oldest = &self->chunks[0];

  for (guint i = 0; i < N_CHUNKS; i++)
    {
      Chunk *chunk = &self->chunks[i];

      if (chunk->used != 0 && chunk->number == number)
        {
          chunk->used = ++self->clock;
          return chunk;
        }
      if (chunk->used < oldest->used)
        oldest = chunk;
    }

  fill_chunk (self, oldest, number);
  oldest->used = ++self->clock;

  return oldest;
}

static gpointer
ka_row_model_get_item (GListModel *list, guint position)
{
  KaRowModel *self = KA_ROW_MODEL (list);

  if (position >= self->ids->len)
    return NULL;

  return g_object_ref (get_chunk (self, position / CHUNK_ROWS)->rows[position % CHUNK_ROWS]);
}

static void
ka_row_model_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ka_row_model_get_item_type;
  iface->get_n_items = ka_row_model_get_n_items;
  iface->get_item = ka_row_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KaRowModel,
                               ka_row_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      ka_row_model_list_model_init))

/* Rows from this place on that others hold; they stay what they are, but no longer ours. */
static void
forget_rows (KaRowModel *self, guint from)
{
  GHashTableIter iter;
  gpointer place, row;

  for (guint i = 0; i < N_CHUNKS; i++)
    clear_chunk (&self->chunks[i]);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &place, &row))
    if (GPOINTER_TO_UINT (place) >= from)
      {
        g_object_weak_unref (row, on_row_gone_cb, self);
        g_hash_table_iter_remove (&iter);
      }
}

static void
ka_row_model_dispose (GObject *object)
{
  KaRowModel *self = KA_ROW_MODEL (object);

  forget_rows (self, 0);
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_clear_pointer (&self->query, ka_query_free);
  g_array_set_size (self->ids, 0);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (ka_row_model_parent_class)->dispose (object);
}

static void
ka_row_model_finalize (GObject *object)
{
  KaRowModel *self = KA_ROW_MODEL (object);

  g_array_unref (self->ids);
  g_hash_table_unref (self->alive);

  G_OBJECT_CLASS (ka_row_model_parent_class)->finalize (object);
}

static void
ka_row_model_class_init (KaRowModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ka_row_model_dispose;
  object_class->finalize = ka_row_model_finalize;
}

static void
ka_row_model_init (KaRowModel *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->alive = g_hash_table_new (NULL, NULL);
}

KaRowModel *
ka_row_model_new (KaLedger *ledger)
{
  KaRowModel *model;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  model = g_object_new (KA_TYPE_ROW_MODEL, NULL);
  model->ledger = g_object_ref (ledger);

  return model;
}

/* Takes both; the rows that are held stand for the records at their places now. */
static void
replace_ids (KaRowModel *self, KaQuery *query, GArray *ids)
{
  GHashTableIter iter;
  gpointer place, row;

  if (query != self->query)
    {
      g_clear_pointer (&self->query, ka_query_free);
      self->query = query;
    }
  g_array_unref (self->ids);
  self->ids = ids;
  g_clear_pointer (&self->positions, g_hash_table_unref);
  g_hash_table_iter_init (&iter, self->alive);
  while (g_hash_table_iter_next (&iter, &place, &row))
    ka_row_set_id (row, g_array_index (ids, gint64, GPOINTER_TO_UINT (place)));
}

static void
emit_rows_changed (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    ka_row_emit_changed (rows->pdata[i]);
}

void
ka_row_model_take_ids (KaRowModel *model, KaQuery *query, GArray *ids)
{
  g_autoptr (GPtrArray) held = NULL;
  GHashTableIter iter;
  gpointer row;
  guint before, kept;

  g_return_if_fail (KA_IS_ROW_MODEL (model));
  g_return_if_fail (query != NULL && ids != NULL);

  before = model->ids->len;
  kept = MIN (before, ids->len);
  if (model->query != NULL && ka_query_get_kind (model->query) != ka_query_get_kind (query))
    kept = 0;
  forget_rows (model, kept);
  if (kept == 0 && before > 0)
    {
      g_array_set_size (model->ids, 0);
      g_list_model_items_changed (G_LIST_MODEL (model), 0, before, 0);
      before = 0;
    }

  held = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, model->alive);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    g_ptr_array_add (held, g_object_ref (row));
  replace_ids (model, query, ids);
  if (before != ids->len)
    g_list_model_items_changed (G_LIST_MODEL (model), kept, before - kept, ids->len - kept);
  emit_rows_changed (held);
}

gboolean
ka_row_model_set_query (KaRowModel *model, KaQuery *query, GError **error)
{
  GArray *ids;

  g_return_val_if_fail (KA_IS_ROW_MODEL (model), FALSE);
  g_return_val_if_fail (query != NULL, FALSE);

  ids = ka_query_ids (query, model->ledger, NULL, error);
  if (ids == NULL)
    return FALSE;
  /* The model's own query may be given back to it. */
  ka_row_model_take_ids (model, query == model->query ? query : ka_query_copy (query), ids);

  return TRUE;
}

KaQuery *
ka_row_model_get_query (KaRowModel *model)
{
  g_return_val_if_fail (KA_IS_ROW_MODEL (model), NULL);

  return model->query;
}

gint64
ka_row_model_get_id (KaRowModel *model, guint position)
{
  g_return_val_if_fail (KA_IS_ROW_MODEL (model), 0);

  return position < model->ids->len ? g_array_index (model->ids, gint64, position) : 0;
}

guint
ka_row_model_find (KaRowModel *model, gint64 id)
{
  gpointer position;

  g_return_val_if_fail (KA_IS_ROW_MODEL (model), G_MAXUINT);

  if (model->positions == NULL)
    {
      model->positions = g_hash_table_new (g_int64_hash, g_int64_equal);
      for (guint i = 0; i < model->ids->len; i++)
        g_hash_table_insert (model->positions, &g_array_index (model->ids, gint64, i),
                             GUINT_TO_POINTER (i));
    }

  return g_hash_table_lookup_extended (model->positions, &id, NULL, &position)
           ? GPOINTER_TO_UINT (position)
           : G_MAXUINT;
}

void
ka_row_model_touch (KaRowModel *model, gint64 id)
{
  KaRow *row;
  guint place;

  g_return_if_fail (KA_IS_ROW_MODEL (model));

  /* One that nobody holds is read anew anyway. */
  place = ka_row_model_find (model, id);
  row = g_hash_table_lookup (model->alive, GUINT_TO_POINTER (place));
  if (row == NULL)
    return;
  ka_row_mark_stale (row);
  ka_row_emit_changed (row);
}
