/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-drafts.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define SUFFIX ".draft"

struct _KaDrafts
{
  GObject parent_instance;

  /* Owned */
  char *folder;
  GPtrArray *drafts; /* KaDraft */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaDrafts, ka_drafts, G_TYPE_OBJECT)

static void
clear_draft (gpointer data)
{
  KaDraft *self = data;

  g_free (self->key);
  g_clear_pointer (&self->record, ka_record_unref);
  g_clear_pointer (&self->before, ka_record_unref);
  g_clear_pointer (&self->raw, g_hash_table_unref);
}

KaDraft *
ka_draft_ref (KaDraft *self)
{
  return g_rc_box_acquire (self);
}

void
ka_draft_unref (KaDraft *self)
{
  g_rc_box_release_full (self, clear_draft);
}

static GHashTable *
create_raw (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* ---- files: a key file with the values as the JSON of a revision ---- */

static char *
format_path (KaDrafts *self, const char *key)
{
  g_autofree char *name = g_strconcat (key, SUFFIX, NULL);

  return g_build_filename (self->folder, name, NULL);
}

static gboolean
write_draft (KaDrafts *self, const KaDraft *draft, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *path = format_path (self, draft->key);
  g_autofree char *values = ka_record_to_json (draft->record);
  g_autofree char *before = ka_record_to_json (draft->before);
  g_autofree char *data = NULL;
  GHashTableIter iter;
  gpointer field, text;
  gsize length;

  g_key_file_set_string (file, "draft", "kind", draft->record->kind->id);
  g_key_file_set_int64 (file, "draft", "id", draft->record->id);
  g_key_file_set_int64 (file, "draft", "rev", draft->record->rev);
  g_key_file_set_string (file, "draft", "values", values);
  g_key_file_set_string (file, "draft", "before", before);
  g_hash_table_iter_init (&iter, draft->raw);
  while (g_hash_table_iter_next (&iter, &field, &text))
    g_key_file_set_string (file, "raw", field, text);
  data = g_key_file_to_data (file, &length, NULL);

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_IO,
                   _ ("草稿文件夹 %s 不能写入，未保存的修改只留在内存里，请及时保存。"),
                   self->folder);
      return FALSE;
    }
  return g_file_set_contents_full (path, data, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error);
}

static KaRecord *
read_record (GKeyFile *file, const KaKind *kind, const char *name)
{
  g_autofree char *json = g_key_file_get_string (file, "draft", name, NULL);
  KaRecord *record = json != NULL ? ka_record_from_json (kind, json, -1, NULL) : NULL;

  if (record == NULL)
    return NULL;
  record->id = g_key_file_get_int64 (file, "draft", "id", NULL);
  record->rev = g_key_file_get_int64 (file, "draft", "rev", NULL);
  return record;
}

static void
read_raw (GKeyFile *file, const KaKind *kind, GHashTable *raw)
{
  g_auto (GStrv) fields = g_key_file_get_keys (file, "raw", NULL, NULL);

  for (char **f = fields; f != NULL && *f != NULL; f++)
    if (ka_kind_field (kind, *f) != NULL)
      g_hash_table_insert (raw, g_strdup (*f), g_key_file_get_string (file, "raw", *f, NULL));
}

/* NULL: the file is no draft of this program; it is left alone. */
static KaDraft *
read_draft (const char *path, const char *key)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *id = NULL;
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaRecord) before = NULL;
  const KaKind *kind;
  KaDraft *draft;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  id = g_key_file_get_string (file, "draft", "kind", NULL);
  kind = id != NULL ? ka_kind_get (id) : NULL;
  if (kind == NULL)
    return NULL;
  record = read_record (file, kind, "values");
  before = read_record (file, kind, "before");
  if (record == NULL || before == NULL)
    return NULL;

  draft = g_rc_box_new0 (KaDraft);
  draft->key = g_strdup (key);
  draft->record = g_steal_pointer (&record);
  draft->before = g_steal_pointer (&before);
  draft->raw = create_raw ();
  read_raw (file, kind, draft->raw);
  return draft;
}

static void
read_folder (KaDrafts *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);
      g_autofree char *key = NULL;
      KaDraft *draft;

      if (!g_str_has_suffix (name, SUFFIX))
        continue;
      key = g_strndup (name, strlen (name) - strlen (SUFFIX));
      draft = read_draft (path, key);
      if (draft != NULL)
        g_ptr_array_add (self->drafts, draft);
    }
}

/* ---- object ---- */

static void
ka_drafts_finalize (GObject *object)
{
  KaDrafts *self = KA_DRAFTS (object);

  g_free (self->folder);
  g_ptr_array_unref (self->drafts);
  G_OBJECT_CLASS (ka_drafts_parent_class)->finalize (object);
}

static void
ka_drafts_class_init (KaDraftsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_drafts_finalize;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_DRAFTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
ka_drafts_init (KaDrafts *self)
{
  self->drafts = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_draft_unref);
}

KaDrafts *
ka_drafts_new (const char *ledger_path)
{
  KaDrafts *self;
  g_autofree char *full = NULL;
  g_autofree char *sum = NULL;

  g_return_val_if_fail (ledger_path != NULL, NULL);

  self = g_object_new (KA_TYPE_DRAFTS, NULL);
  full = g_canonicalize_filename (ledger_path, NULL);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, full, -1);
  sum[16] = '\0';
  self->folder = g_build_filename (g_get_user_state_dir (), "kuangan", "drafts", sum, NULL);
  read_folder (self);
  return self;
}

guint
ka_drafts_get_n (KaDrafts *self)
{
  g_return_val_if_fail (KA_IS_DRAFTS (self), 0);
  return self->drafts->len;
}

KaDraft *
ka_drafts_nth (KaDrafts *self, guint i)
{
  g_return_val_if_fail (KA_IS_DRAFTS (self), NULL);
  g_return_val_if_fail (i < self->drafts->len, NULL);
  return g_ptr_array_index (self->drafts, i);
}

static int
find_key (KaDrafts *self, const char *key)
{
  for (guint i = 0; i < self->drafts->len; i++)
    if (g_str_equal (ka_drafts_nth (self, i)->key, key))
      return (int)i;
  return -1;
}

KaDraft *
ka_drafts_find (KaDrafts *self, const KaKind *kind, gint64 id)
{
  g_return_val_if_fail (KA_IS_DRAFTS (self), NULL);

  for (guint i = 0; i < self->drafts->len; i++)
    {
      KaDraft *draft = ka_drafts_nth (self, i);

      if (draft->record->kind == kind && draft->record->id == id)
        return draft;
    }
  return NULL;
}

char *
ka_drafts_new_key (const KaKind *kind, gint64 id)
{
  g_autofree char *unique = NULL;

  if (id != 0)
    return g_strdup_printf ("%s-%" G_GINT64_FORMAT, kind->id, id);
  unique = g_uuid_string_random ();
  return g_strdup_printf ("%s-new-%s", kind->id, unique);
}

gboolean
ka_drafts_put (KaDrafts *self,
               const char *key,
               const KaRecord *record,
               const KaRecord *before,
               GHashTable *raw,
               GError **error)
{
  GHashTableIter iter;
  gpointer field, text;
  KaDraft *draft;
  gboolean written;
  int place;

  g_return_val_if_fail (KA_IS_DRAFTS (self), FALSE);

  draft = g_rc_box_new0 (KaDraft);
  draft->key = g_strdup (key);
  draft->record = ka_record_copy (record);
  draft->before = ka_record_copy (before);
  draft->raw = create_raw ();
  if (raw != NULL)
    {
      g_hash_table_iter_init (&iter, raw);
      while (g_hash_table_iter_next (&iter, &field, &text))
        g_hash_table_insert (draft->raw, g_strdup (field), g_strdup (text));
    }

  place = find_key (self, key);
  if (place >= 0)
    {
      ka_draft_unref (g_ptr_array_index (self->drafts, place));
      g_ptr_array_index (self->drafts, place) = draft;
    }
  else
    g_ptr_array_add (self->drafts, draft);
  written = write_draft (self, draft, error);
  g_signal_emit (self, signals[CHANGED], 0);
  return written;
}

void
ka_drafts_drop (KaDrafts *self, const char *key)
{
  g_autofree char *path = NULL;
  int place;

  g_return_if_fail (KA_IS_DRAFTS (self));

  place = find_key (self, key);
  if (place < 0)
    return;
  path = format_path (self, key);
  g_ptr_array_remove_index (self->drafts, (guint)place);
  g_unlink (path);
  g_signal_emit (self, signals[CHANGED], 0);
}
