/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <json-glib/json-glib.h>
#include <ka-attachment.h>
#include <ka-kind.h>
#include <ka-query.h>
#include <string.h>

/* ---- what it is made from ---- */

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)ka_record_unref);
}

static GPtrArray *
ask_hazards (KaPaper *self, const char *field, const char *value)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("hazard"));
  GPtrArray *found;

  ka_query_filter (query, field, KA_OP_EQ, value);
  ka_query_set_order (query, "id", FALSE);
  found = ka_query_records (query, self->ledger, NULL);
  return found != NULL ? found : new_records ();
}

/* Those that one order or review covers: of the same inspection, or under the same order. */
static GPtrArray *
find_hazards (KaPaper *self)
{
  const char *kind = self->subject->kind->id;
  gboolean review = strcmp (self->form->id, "review") == 0;
  const char *order = NULL;
  g_autofree char *id = NULL;
  GPtrArray *all, *wanted;

  if (strcmp (kind, "inspection") == 0)
    id = g_strdup_printf ("%" PRId64, self->subject->id);
  else if (strcmp (kind, "hazard") == 0)
    {
      order = ka_record_get (self->subject, "order_no");
      if (strcmp (self->form->id, "order") == 0)
        id = g_strdup (ka_record_get (self->subject, "inspection"));
      if (!(review && order != NULL) && id == NULL)
        {
          wanted = new_records ();
          g_ptr_array_add (wanted, ka_record_ref (self->subject));
          return wanted;
        }
    }
  else
    return new_records ();

  all = review && order != NULL ? ask_hazards (self, "order_no", order)
                                : ask_hazards (self, "inspection", id);
  if (strcmp (self->form->id, "decision") == 0 || strcmp (self->form->id, "record") == 0 || review
      || strcmp (kind, "inspection") == 0)
    return all;
  /* An order takes those that are under none yet, or all that are under this one. */
  wanted = new_records ();
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (ka_record_get (all->pdata[i], "order_no"), order) == 0)
      g_ptr_array_add (wanted, ka_record_ref (all->pdata[i]));
  g_ptr_array_unref (all);
  return wanted;
}

/* The newest time that the hazard was put off. */
static void
add_postponement (KaPaper *self)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("postponement"));
  g_autofree char *id = g_strdup_printf ("%" PRId64, self->subject->id);
  g_autoptr (GPtrArray) found = NULL;

  ka_query_filter (query, "hazard", KA_OP_EQ, id);
  ka_query_set_order (query, "id", TRUE);
  found = ka_query_records (query, self->ledger, NULL);
  if (found != NULL && found->len > 0)
    ka_paper_add_record (self, ka_record_ref (found->pdata[0]));
}

/* Takes the subject. */
static KaPaper *
create (KaLedger *ledger, const KaPaperForm *form, KaRecord *subject, KaDay day)
{
  KaPaper *self = g_new0 (KaPaper, 1);

  self->ledger = g_object_ref (ledger);
  self->form = form;
  self->day = day;
  self->subject = ka_record_ref (subject);
  self->records = new_records ();
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->lists
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  ka_paper_add_record (self, subject);
  return self;
}

KaPaper *
ka_paper_new_blank (KaLedger *ledger, const KaPaperForm *form, const KaRecord *subject, KaDay day)
{
  KaPaper *self = create (ledger, form, ka_record_copy (subject), day);

  self->hazards = new_records ();
  return self;
}

KaPaper *
ka_paper_new (KaLedger *ledger,
              const KaPaperForm *form,
              const KaKind *kind,
              gint64 id,
              KaDay day,
              GError **error)
{
  g_autoptr (KaPaper) self = NULL;
  KaRecord *subject;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && form != NULL && kind != NULL, NULL);

  if (!ka_paper_form_fits (form, kind))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("%s不能从%s生成，请另选文书。"),
                   form->name, ka_kind_label (kind));
      return NULL;
    }
  subject = ka_ledger_get (ledger, kind, id, error);
  if (subject == NULL)
    return NULL;
  self = create (ledger, form, subject, day);
  self->hazards = find_hazards (self);
  if (strcmp (kind->id, "hazard") == 0)
    add_postponement (self);
  else if (self->hazards->len > 0)
    ka_paper_add_record (self, ka_record_ref (self->hazards->pdata[0]));
  return g_steal_pointer (&self);
}

KaPaper *
ka_paper_new_registered (KaLedger *ledger, gint64 paper, GError **error)
{
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (KaPaper) self = NULL;
  const KaPaperForm *form;
  const KaKind *kind;
  const char *issued, *parts;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  record = ka_ledger_get (ledger, ka_kind_get ("paper"), paper, error);
  if (record == NULL)
    return NULL;
  form = ka_paper_form_get (ka_record_get (record, "form"));
  kind = ka_record_get (record, "subject_kind") != NULL
           ? ka_kind_get (ka_record_get (record, "subject_kind"))
           : NULL;
  if (form == NULL || kind == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("文书“%s”没有依据的记录，不能重新生成。"), ka_record_get (record, "name"));
      return NULL;
    }
  issued = ka_record_get (record, "issued");
  self = ka_paper_new (ledger, form, kind, ka_record_get_int (record, "subject_id", 0),
                       issued != NULL ? ka_day_from_iso (issued) : ka_today (), error);
  if (self == NULL)
    return NULL;
  parts = ka_record_get (record, "text");
  if (parts != NULL && !ka_paper_set_parts (self, parts, error))
    return NULL;
  self->number = g_strdup (ka_record_get (record, "number"));
  self->registered = g_steal_pointer (&record);
  return g_steal_pointer (&self);
}

void
ka_paper_free (KaPaper *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->registered, ka_record_unref);
  ka_record_unref (self->subject);
  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->hazards, g_ptr_array_unref);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->parts);
  g_hash_table_unref (self->lists);
  g_object_unref (self->ledger);
  g_free (self->number);
  g_free (self);
}

const KaPaperForm *
ka_paper_get_form (KaPaper *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->form;
}

/* ---- values ---- */

static char *
compute_value (KaPaper *self, const char *name)
{
  const KaPaperValue *value = ka_paper_value (name);
  const KaKind *kind;
  const KaField *field;

  if (value != NULL)
    return value->compute (self);
  if (!ka_paper_split_name (name, &kind, &field))
    return NULL;
  return ka_paper_show (self, ka_paper_record (self, kind->id), field->id);
}

const char *
ka_paper_get_value (KaPaper *self, const char *name)
{
  const char *text;
  char *computed;

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  text = g_hash_table_lookup (self->parts, name);
  if (text == NULL)
    text = g_hash_table_lookup (self->values, name);
  if (text != NULL)
    return text;
  computed = compute_value (self, name);
  if (computed == NULL)
    return NULL;
  g_hash_table_insert (self->values, g_strdup (name), computed);
  return computed;
}

static gboolean
is_part (KaPaper *self, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (self->form->parts != NULL ? self->form->parts : "", "|", -1);

  return g_strv_contains ((const char *const *)parts, name);
}

void
ka_paper_set_part (KaPaper *self, const char *part, const char *text)
{
  g_return_if_fail (self != NULL && part != NULL);
  g_return_if_fail (is_part (self, part));

  if (text != NULL)
    g_hash_table_insert (self->parts, g_strdup (part), g_strdup (text));
  else
    g_hash_table_remove (self->parts, part);
  /* Others may be made from it. */
  g_hash_table_remove_all (self->values);
  g_hash_table_remove_all (self->lists);
}

char *
ka_paper_dup_parts (KaPaper *self)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) json = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (g_hash_table_size (self->parts) == 0)
    return NULL;
  names = g_strsplit (self->form->parts, "|", -1);
  json = g_string_new ("{");
  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *text = g_hash_table_lookup (self->parts, names[i]);

      if (text == NULL)
        continue;
      if (json->len > 1)
        g_string_append_c (json, ',');
      ka_json_append_string (json, names[i]);
      g_string_append_c (json, ':');
      ka_json_append_string (json, text);
    }
  g_string_append_c (json, '}');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

gboolean
ka_paper_set_parts (KaPaper *self, const char *json, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  g_return_val_if_fail (self != NULL && json != NULL, FALSE);

  node = json_from_string (json, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("%s里改写的文字不能读取，请重新填写。"),
                   self->form->name);
      return FALSE;
    }
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    if (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
        && is_part (self, name))
      ka_paper_set_part (self, name, json_node_get_string (value));
  return TRUE;
}

/* ---- the paper ---- */

/* 〔2025〕　　号 with 草稿 in its place. */
static char *
make_draft_number (KaPaper *self)
{
  g_autofree char *text = ka_paper_get_form_text (self->ledger, self->form->id);
  g_autofree char *word = ka_paper_find_line (text, "字");

  if (!(self->form->flags & KA_PAPER_NUMBERED) || word == NULL)
    return NULL;
  return g_strdup ("（草稿）");
}

/* ---- photographs ---- */

#define MOST_PHOTOS 24
#define CAPTION 32

typedef struct
{
  KaPaper *paper;
  KaDoc *doc;
  guint n;
} Album;

static void
begin_album (Album *album)
{
  const KaPaper *paper = album->paper;
  g_autofree char *copies = g_strdup_printf ("《%s》%s附页", paper->form->name,
                                             paper->number != NULL ? paper->number : "");
  KaDocForm form = { .name = "现场照片", .copies = copies };

  ka_doc_begin_form (album->doc, &form);
}

/* On one line. */
static char *
make_caption (guint n, const char *words)
{
  g_autofree char *begin
    = g_utf8_strlen (words, -1) > CAPTION ? g_utf8_substring (words, 0, CAPTION) : NULL;

  return g_strdup_printf ("照片%u　%s%s", n, begin != NULL ? begin : words,
                          begin != NULL ? "…" : "");
}

/* words: below each; NULL: the name of the file. */
static gboolean
add_photos (Album *album, const KaRecord *record, const char *words, GError **error)
{
  KaLedger *ledger = album->paper->ledger;
  g_autoptr (GPtrArray) all = ka_attachments_of (ledger, record->kind, record->id, error);

  for (guint i = 0; all != NULL && i < all->len && album->n < MOST_PHOTOS; i++)
    {
      const KaRecord *attachment = all->pdata[i];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KaPicture) picture = NULL;
      g_autofree char *caption = NULL;

      if (g_strcmp0 (ka_record_get (attachment, "mime"), "image/jpeg") != 0
          && g_strcmp0 (ka_record_get (attachment, "mime"), "image/png") != 0)
        continue;
      bytes = ka_ledger_get_blob (ledger, ka_record_get (attachment, "sha256"), error);
      if (bytes == NULL)
        return FALSE;
      picture = ka_picture_new (bytes);
      /* It is evidence: left out without a word, the record would be another one. */
      if (picture == NULL)
        {
          g_set_error (
            error, KA_ERROR, KA_ERROR_FORMAT,
            _ (
              "%s的照片“%s”印不出来（文件损坏，或者超过1600万像素），请换一张，或者移走这个附件。"),
            ka_kind_label (record->kind), ka_record_get (attachment, "name"));
          return FALSE;
        }
      if (album->n++ == 0)
        begin_album (album);
      caption = make_caption (album->n, words != NULL ? words : ka_record_get (attachment, "name"));
      ka_doc_add_picture (album->doc, picture, caption);
    }
  return all != NULL;
}

/* The record of an inspection ends with the photographs of it and of its findings. */
static gboolean
add_album (KaPaper *self, KaDoc *doc, GError **error)
{
  Album album = { self, doc, 0 };
  const KaRecord *inspection = ka_paper_record (self, "inspection");
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("hazard"));
  g_autoptr (GPtrArray) hazards = NULL;
  g_autofree char *id = NULL;

  if (strcmp (self->form->id, "record") != 0 || inspection == NULL)
    return TRUE;
  id = g_strdup_printf ("%" PRId64, inspection->id);
  ka_query_filter (query, "inspection", KA_OP_EQ, id);
  ka_query_set_order (query, "id", FALSE);
  hazards = ka_query_records (query, self->ledger, error);
  if (hazards == NULL || !add_photos (&album, inspection, NULL, error))
    return FALSE;
  for (guint i = 0; i < hazards->len; i++)
    if (!add_photos (&album, hazards->pdata[i], ka_record_get (hazards->pdata[i], "description"),
                     error))
      return FALSE;
  return TRUE;
}

KaDoc *
ka_paper_make_doc (KaPaper *self, GError **error)
{
  g_autoptr (KaDoc) doc = NULL;
  g_autofree char *text = NULL, *draft = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  text = ka_paper_expand (self, self->form->id, error);
  if (text == NULL)
    return NULL;
  draft = self->number == NULL ? make_draft_number (self) : NULL;
  doc = ka_doc_new ();
  ka_doc_set_page_numbers (doc, KA_PAGE_NUMBERS_OUTSIDE);
  if (!ka_paper_set_lines (doc, text, self->number != NULL ? self->number : draft,
                           ka_ledger_setting (self->ledger, "bureau.name"), error)
      || !add_album (self, doc, error))
    return NULL;
  return g_steal_pointer (&doc);
}

gboolean
ka_paper_write_pdf (KaPaper *self,
                    const char *path,
                    guint *n_pages,
                    GPtrArray *warnings,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (KaDoc) doc = NULL;
  g_autofree char *title = NULL, *day = NULL, *date = NULL;
  KaDocMeta meta = { 0 };

  g_return_val_if_fail (self != NULL && path != NULL, FALSE);

  doc = ka_paper_make_doc (self, error);
  if (doc == NULL)
    return FALSE;
  day = ka_day_to_iso (self->day);
  date = g_strconcat (day, "T09:00:00+08:00", NULL);
  title = g_strconcat (self->form->name, self->number, NULL);
  meta.title = title;
  meta.author = ka_ledger_setting (self->ledger, "bureau.name");
  meta.subject = ka_paper_get_value (self, "unit");
  meta.date = date;
  return ka_doc_write_pdf (doc, path, &meta, n_pages, warnings, cancellable, error);
}

GBytes *
ka_paper_make_pdf (KaPaper *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("kuangan-XXXXXX", error);
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize length = 0;

  if (folder == NULL)
    return NULL;
  path = g_build_filename (folder, "paper.pdf", NULL);
  if (ka_paper_write_pdf (self, path, NULL, NULL, cancellable, error))
    g_file_get_contents (path, &data, &length, error);
  g_unlink (path);
  g_rmdir (folder);
  return data != NULL ? g_bytes_new_take (data, length) : NULL;
}
