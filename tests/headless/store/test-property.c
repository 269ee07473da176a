/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store-test.h"

#include <string.h>

/* Random saves, deletions, undos and redos against a model in memory: after every step the ledger holds
 * what the model holds, refuses what the model refuses, and in the end the ledger as of every revision is
 * what the model was then. */

#define N_STEPS 250
#define MAX_BATCH 6

static const char *const kind_names[] = { "enterprise", "mine", "pond", "permit" };

/* One record of the model: "kind/id" → JSON body, as a ref-counted string (NULL: not there). */
typedef struct
{
  char *key;
  char *before; /* NULL: was not there */
  char *after;
} Edit;

typedef struct
{
  gint64 id;
  GPtrArray *edits; /* Edit, one a record, in order */
  gint64 undoes;    /* root change: 0 */
  gboolean undone;  /* root: stands undone; undo: was redone */
} Change;

typedef struct
{
  KaLedger *ledger;
  GRand *rand;
  GHashTable *rows;      /* key → body */
  GPtrArray *changes;    /* Change */
  GHashTable *snapshots; /* revision → copy of rows */
  Change *running;
} Model;

static void
free_edit (gpointer data)
{
  Edit *edit = data;

  g_free (edit->key);
  g_free (edit->before);
  g_free (edit->after);
  g_free (edit);
}

static void
free_change (gpointer data)
{
  Change *change = data;

  g_ptr_array_unref (change->edits);
  g_free (change);
}

static GHashTable *
new_rows (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GHashTable *
copy_rows (GHashTable *rows)
{
  GHashTable *copy = new_rows ();
  GHashTableIter iter;
  gpointer key, body;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &key, &body))
    g_hash_table_insert (copy, g_strdup (key), g_strdup (body));

  return copy;
}

static void
put (GHashTable *rows, const char *key, const char *body)
{
  if (body != NULL)
    g_hash_table_insert (rows, g_strdup (key), g_strdup (body));
  else
    g_hash_table_remove (rows, key);
}

static Change *
new_change (Model *model)
{
  Change *change = g_new0 (Change, 1);

  change->edits = g_ptr_array_new_with_free_func (free_edit);

  return change;
}

static void
take_snapshot (Model *model)
{
  gint64 head = ka_ledger_get_head (model->ledger);

  g_hash_table_insert (model->snapshots, g_memdup2 (&head, sizeof head), copy_rows (model->rows));
}

static void
note_edit (Model *model, const char *key, const char *body)
{
  Edit *edit = NULL;

  for (guint i = 0; i < model->running->edits->len && edit == NULL; i++)
    {
      Edit *other = g_ptr_array_index (model->running->edits, i);

      if (strcmp (other->key, key) == 0)
        edit = other;
    }
  if (edit == NULL)
    {
      edit = g_new0 (Edit, 1);
      edit->key = g_strdup (key);
      edit->before = g_strdup (g_hash_table_lookup (model->rows, key));
      g_ptr_array_add (model->running->edits, edit);
    }
  g_free (edit->after);
  edit->after = g_strdup (body);
  put (model->rows, key, body);
  take_snapshot (model);
}

/* ---- what the model knows of references and unique values ---- */

static KaRecord *
parse (const char *key, const char *body)
{
  g_auto (GStrv) parts = g_strsplit (key, "/", 2);
  KaRecord *record = ka_record_from_json (ka_kind_get (parts[0]), body, -1, NULL);

  g_assert_nonnull (record);
  record->id = g_ascii_strtoll (parts[1], NULL, 10);

  return record;
}

static gboolean
are_references_whole (GHashTable *rows)
{
  GHashTableIter iter;
  gpointer key, body;
  gboolean whole = TRUE;

  g_hash_table_iter_init (&iter, rows);
  while (whole && g_hash_table_iter_next (&iter, &key, &body))
    {
      g_autoptr (KaRecord) record = parse (key, body);

      for (guint i = 0; i < record->kind->n_fields && whole; i++)
        if (record->kind->fields[i].type == KA_FIELD_REF && record->values[i] != NULL)
          {
            g_autofree char *target
              = g_strdup_printf ("%s/%s", record->kind->fields[i].target, record->values[i]);

            whole = g_hash_table_contains (rows, target);
          }
    }

  return whole;
}

/* ---- random records ---- */

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
pick (Model *model, const char *kind)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autofree char *prefix = g_strconcat (kind, "/", NULL);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, model->rows);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (g_str_has_prefix (key, prefix))
      g_ptr_array_add (keys, key);
  if (keys->len == 0)
    return NULL;

  /* The order of a hash table is no order to draw from if a seed is to mean something. */
  g_ptr_array_sort (keys, compare_keys);
  return g_strdup (g_ptr_array_index (keys, g_rand_int_range (model->rand, 0, keys->len)));
}

static char *
pick_id (Model *model, const char *kind)
{
  g_autofree char *key = pick (model, kind);

  return key != NULL ? g_strdup (strchr (key, '/') + 1) : NULL;
}

static void
fill (Model *model, KaRecord *record)
{
  static const char *const notes[] = { NULL, "一", "二\n三", "“引号”/\\\"", "𠮷" };
  const char *kind = record->kind->id;
  g_autofree char *name = g_strdup_printf ("名称%d", g_rand_int_range (model->rand, 0, 50));
  g_autofree char *enterprise = pick_id (model, "enterprise");
  g_autofree char *mine = pick_id (model, "mine");

  ka_record_set (record, "note", notes[g_rand_int_range (model->rand, 0, G_N_ELEMENTS (notes))]);
  if (strcmp (kind, "permit") == 0)
    {
      ka_record_set (record, "number", name);
      ka_record_set (record, "kind", "采矿许可证");
      ka_record_set (record, "mine", g_rand_boolean (model->rand) ? mine : NULL);
      ka_record_set (record, "enterprise", g_rand_boolean (model->rand) ? enterprise : NULL);
      return;
    }
  ka_record_set (record, "name", name);
  if (strcmp (kind, "mine") == 0)
    {
      ka_record_set (record, "enterprise", enterprise);
      ka_record_set (record, "type", "露天矿山");
      ka_record_set (record, "status", g_rand_boolean (model->rand) ? "生产" : "停产");
      ka_record_set (record, "town", "德感街道");
      ka_record_set (record, "capacity", g_rand_boolean (model->rand) ? "15.6" : NULL);
      ka_record_set (record, "video", g_rand_boolean (model->rand) ? "1" : "0");
    }
  else if (strcmp (kind, "pond") == 0)
    ka_record_set (record, "mine", mine);
}

/* ---- steps ---- */

static gboolean
save_one (Model *model, GError **error)
{
  const char *kind = kind_names[g_rand_int_range (model->rand, 0, G_N_ELEMENTS (kind_names))];
  g_autofree char *key = g_rand_int_range (model->rand, 0, 3) > 0 ? pick (model, kind) : NULL;
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *body = NULL;
  gint64 head = ka_ledger_get_head (model->ledger);

  if (key != NULL)
    {
      record = ka_ledger_get (model->ledger, ka_kind_get (kind),
                              g_ascii_strtoll (strchr (key, '/') + 1, NULL, 10), error);
      g_assert_nonnull (record);
    }
  else
    record = ka_record_new (ka_kind_get (kind));
  fill (model, record);
  /* One that belongs to nobody yet is not made. */
  if ((strcmp (kind, "mine") == 0 && ka_record_get (record, "enterprise") == NULL)
      || (strcmp (kind, "pond") == 0 && ka_record_get (record, "mine") == NULL))
    return TRUE;

  if (!ka_ledger_save (model->ledger, record, error))
    return FALSE;
  if (key == NULL)
    key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, kind, record->id);
  body = ka_record_to_json (record);
  if (g_strcmp0 (body, g_hash_table_lookup (model->rows, key)) != 0)
    note_edit (model, key, body);
  else
    g_assert_cmpint (ka_ledger_get_head (model->ledger), ==, head);

  return TRUE;
}

static gboolean
delete_one (Model *model, GError **error)
{
  const char *kind = kind_names[g_rand_int_range (model->rand, 0, G_N_ELEMENTS (kind_names))];
  g_autofree char *key = pick (model, kind);
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean done;

  if (key == NULL)
    return TRUE;
  rows = copy_rows (model->rows);
  g_hash_table_remove (rows, key);
  done = ka_ledger_delete (model->ledger, ka_kind_get (kind),
                           g_ascii_strtoll (strchr (key, '/') + 1, NULL, 10), &local_error);
  g_assert_cmpint (done, ==, are_references_whole (rows));
  if (done)
    note_edit (model, key, NULL);
  else
    g_assert_error (local_error, KA_ERROR, KA_ERROR_REFERENCE);

  return TRUE;
}

static gboolean
write_batch (KaLedger *ledger, gpointer data, GError **error)
{
  Model *model = data;
  guint n = g_rand_int_range (model->rand, 1, MAX_BATCH);

  for (guint i = 0; i < n; i++)
    if (!(g_rand_int_range (model->rand, 0, 4) > 0 ? save_one (model, error)
                                                   : delete_one (model, error)))
      return FALSE;
  if (g_rand_int_range (model->rand, 0, 10) == 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, "取消");
      return FALSE;
    }

  return TRUE;
}

static void
forget_snapshots_after (Model *model, gint64 head)
{
  GHashTableIter iter;
  gpointer rev;

  g_hash_table_iter_init (&iter, model->snapshots);
  while (g_hash_table_iter_next (&iter, &rev, NULL))
    if (*(gint64 *)rev > head)
      g_hash_table_iter_remove (&iter);
}

static void
step_write (Model *model)
{
  g_autoptr (GHashTable) before = copy_rows (model->rows);
  gint64 head = ka_ledger_get_head (model->ledger);
  g_autoptr (GError) error = NULL;
  gint64 written = 0;

  model->running = new_change (model);
  if (!ka_ledger_transact (model->ledger, KA_CHANGE_IMPORT, "一批", write_batch, model, &written,
                           &error))
    {
      g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
      g_hash_table_unref (model->rows);
      model->rows = g_steal_pointer (&before);
      forget_snapshots_after (model, head);
    }
  if (written == 0)
    {
      g_assert_cmpint (ka_ledger_get_head (model->ledger), ==, head);
      free_change (model->running);
      return;
    }
  model->running->id = written;
  g_ptr_array_add (model->changes, model->running);
}

static Change *
find_change (Model *model, gint64 id)
{
  for (guint i = 0; i < model->changes->len; i++)
    if (((Change *)g_ptr_array_index (model->changes, i))->id == id)
      return g_ptr_array_index (model->changes, i);

  return NULL;
}

static gboolean
touches (const Change *change, const char *key)
{
  for (guint i = 0; i < change->edits->len; i++)
    if (strcmp (((Edit *)g_ptr_array_index (change->edits, i))->key, key) == 0)
      return TRUE;

  return FALSE;
}

/* The rows after the change was taken back; NULL if it cannot be. */
static GHashTable *
foresee (Model *model, const Change *change)
{
  g_autoptr (GHashTable) rows = copy_rows (model->rows);

  if (change->undone)
    return NULL;
  for (guint i = 0; i < change->edits->len; i++)
    {
      const Edit *edit = g_ptr_array_index (change->edits, i);

      if (g_strcmp0 (g_hash_table_lookup (model->rows, edit->key), edit->after) != 0)
        return NULL;
      for (guint j = 0; j < model->changes->len; j++)
        {
          const Change *later = g_ptr_array_index (model->changes, j);

          if (later->id > change->id && later->undoes == 0 && !later->undone
              && touches (later, edit->key))
            return NULL;
        }
      put (rows, edit->key, edit->before);
    }

  return are_references_whole (rows) ? g_steal_pointer (&rows) : NULL;
}

static Change *
resolve (Model *model, Change *change)
{
  /* Of a redo: the change that it did again. */
  while (change->undoes != 0 && find_change (model, change->undoes)->undoes != 0)
    change = find_change (model, find_change (model, change->undoes)->undoes);

  return change;
}

static void
step_undo (Model *model, Change *asked)
{
  Change *change = resolve (model, asked);
  g_autoptr (GHashTable) expected = foresee (model, change);
  g_autoptr (GError) error = NULL;
  gint64 done = ka_ledger_undo_change (model->ledger, asked->id, &error);
  Change *made;

  if (expected == NULL)
    {
      g_assert_error (error, KA_ERROR, KA_ERROR_CONFLICT);
      g_assert_cmpint (done, ==, 0);
      return;
    }
  g_assert_no_error (error);
  change->undone = TRUE;
  if (change->undoes != 0)
    find_change (model, change->undoes)->undone = FALSE;
  /* A change that ends where it began leaves nothing to take back. */
  if (done == 0)
    {
      g_assert_cmpuint (change->edits->len, ==, 0);
      return;
    }

  made = new_change (model);
  made->id = done;
  made->undoes = change->id;
  for (guint i = 0; i < change->edits->len; i++)
    {
      const Edit *edit = g_ptr_array_index (change->edits, i);
      Edit *back = g_new0 (Edit, 1);

      back->key = g_strdup (edit->key);
      back->before = g_strdup (edit->after);
      back->after = g_strdup (edit->before);
      g_ptr_array_add (made->edits, back);
    }
  g_ptr_array_add (model->changes, made);
  g_hash_table_unref (model->rows);
  model->rows = g_steal_pointer (&expected);
  take_snapshot (model);
}

static void
step_undo_next (Model *model, gboolean redo)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) next = redo ? ka_ledger_next_redo (model->ledger, &error)
                                   : ka_ledger_next_undo (model->ledger, &error);
  Change *expected = NULL;

  g_assert_no_error (error);
  for (guint i = model->changes->len; i > 0 && expected == NULL; i--)
    {
      Change *change = g_ptr_array_index (model->changes, i - 1);

      if (redo && change->undoes == 0)
        break;
      if (redo ? find_change (model, change->undoes)->undoes == 0 && !change->undone
               : change->undoes == 0 && !change->undone)
        expected = change;
    }
  g_assert_cmpint (next != NULL ? next->id : 0, ==, expected != NULL ? expected->id : 0);
  if (expected != NULL)
    step_undo (model, expected);
}

/* ---- comparing ---- */

static void
compare_kind (KaLedger *ledger, const char *name, GHashTable *rows, guint *n)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get (name));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) records = ka_query_records (query, ledger, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < records->len; i++)
    {
      const KaRecord *record = g_ptr_array_index (records, i);
      g_autofree char *key = g_strdup_printf ("%s/%" G_GINT64_FORMAT, name, record->id);
      g_autofree char *body = ka_record_to_json (record);

      g_assert_cmpstr (body, ==, g_hash_table_lookup (rows, key));
    }
  *n += records->len;
}

static void
compare (KaLedger *ledger, GHashTable *rows)
{
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kind_names); i++)
    compare_kind (ledger, kind_names[i], rows, &n);
  g_assert_cmpuint (n, ==, g_hash_table_size (rows));
}

static void
compare_past (Model *model)
{
  GHashTableIter iter;
  gpointer rev, rows;

  g_hash_table_iter_init (&iter, model->snapshots);
  while (g_hash_table_iter_next (&iter, &rev, &rows))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (KaLedger) past = ka_ledger_open_as_of (model->ledger, *(gint64 *)rev, &error);

      g_assert_no_error (error);
      compare (past, rows);
    }
}

static int
compare_descending (gconstpointer a, gconstpointer b)
{
  gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;

  return (x < y) - (x > y);
}

/* One connection that goes further and further back shows the same. */
static void
compare_rewound (Model *model)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GList) revisions
    = g_list_sort (g_hash_table_get_keys (model->snapshots), compare_descending);
  g_autoptr (KaLedger) past
    = ka_ledger_open_as_of (model->ledger, ka_ledger_get_head (model->ledger), &error);

  g_assert_no_error (error);
  for (GList *l = revisions; l != NULL; l = l->next)
    {
      gint64 revision = *(gint64 *)l->data;

      ka_ledger_rewind (past, revision, &error);
      g_assert_no_error (error);
      g_assert_cmpint (ka_ledger_get_head (past), ==, revision);
      compare (past, g_hash_table_lookup (model->snapshots, &revision));
    }
}

static void
test_random (void)
{
  guint32 seed = g_test_rand_int ();
  char *folder = test_folder_new ();
  Model model = { .ledger = test_ledger_new (folder), .rand = g_rand_new_with_seed (seed) };

  g_test_message ("seed %u", seed);
  model.rows = new_rows ();
  model.changes = g_ptr_array_new_with_free_func (free_change);
  model.snapshots = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify)g_hash_table_unref);
  for (guint i = 0; i < N_STEPS; i++)
    {
      switch (g_rand_int_range (model.rand, 0, 10))
        {
        case 0:
          step_undo_next (&model, FALSE);
          break;
        case 1:
          step_undo_next (&model, TRUE);
          break;
        case 2:
        case 3:
          if (model.changes->len > 0)
            step_undo (&model,
                       g_ptr_array_index (model.changes,
                                          g_rand_int_range (model.rand, 0, model.changes->len)));
          break;
        default:
          step_write (&model);
        }
      if (i % 10 == 0)
        compare (model.ledger, model.rows);
    }
  compare (model.ledger, model.rows);
  compare_past (&model);
  compare_rewound (&model);
  test_verify (model.ledger);
  g_test_message ("%u changes, %u snapshots, %u records", model.changes->len,
                  g_hash_table_size (model.snapshots), g_hash_table_size (model.rows));

  g_hash_table_unref (model.rows);
  g_hash_table_unref (model.snapshots);
  g_ptr_array_unref (model.changes);
  g_rand_free (model.rand);
  g_object_unref (model.ledger);
  test_folder_remove (folder);
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

  g_test_add_func ("/store/property/random", test_random);

  return g_test_run ();
}
