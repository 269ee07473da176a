/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <json-glib/json-glib.h>
#include <ka-codes.h>
#include <ka-query.h>
#include <ka-text.h>
#include <string.h>

/* Answers are remembered by the headings that they were given for: the form of one town office comes
 * again every quarter. */

#define NAME "name:"

/* n: as many of the headings. */
static char *
digest_headings (const char *prefix, GPtrArray *headings, guint n)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint c = 0; c < n; c++)
    {
      g_autofree char *folded = ka_text_fold (g_ptr_array_index (headings, c));

      if (strcmp (folded, KA_REASON_HEADING) == 0)
        break;
      g_checksum_update (checksum, (const guchar *)folded, -1);
      g_checksum_update (checksum, (const guchar *)"\x1f", 1);
    }
  return g_strconcat (prefix, g_checksum_get_string (checksum), NULL);
}

char *
ka_import_fingerprint (const KaFound *found)
{
  return digest_headings ("import:", found->headings, found->headings->len);
}

char *
ka_import_headed_fingerprint (GPtrArray *headings)
{
  guint n = headings->len;

  /* A cell far to the right makes the sheet wider. */
  for (guint c = 0; c < headings->len; c++)
    if (strcmp (g_ptr_array_index (headings, c), KA_REASON_HEADING) == 0)
      n = MIN (n, c);
  while (n > 0 && *(const char *)g_ptr_array_index (headings, n - 1) == '\0')
    n--;
  return digest_headings (KA_HEADED, headings, n);
}

/* ---- recalling ---- */

static void
apply_fields (KaImport *import, guint index, JsonArray *fields)
{
  const KaTable *table = g_ptr_array_index (import->tables, index);
  guint n = MIN (json_array_get_length (fields), table->found->fields->len);

  for (guint c = 0; c < n; c++)
    {
      JsonNode *node = json_array_get_element (fields, c);
      const char *id = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const KaField *field = id ? ka_kind_field (table->found->kind, id) : NULL;

      if (g_ptr_array_index (table->found->fields, c) != field)
        ka_import_set_field (import, index, c, field);
    }
}

/* What was written by a newer program or by hand and cannot be read says nothing. */
static void
apply_answers (KaImport *import, guint index, const char *answers)
{
  KaTable *table = g_ptr_array_index (import->tables, index);
  gboolean unknown = table->found->kind == NULL, taken = table->public.taken;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonNode *root, *kind_node, *fields;
  const KaKind *kind;

  if (!json_parser_load_from_data (parser, answers, -1, NULL))
    return;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    return;
  kind_node = json_object_get_member (json_node_get_object (root), "kind");
  fields = json_object_get_member (json_node_get_object (root), "fields");
  if (kind_node == NULL)
    return;
  kind = JSON_NODE_HOLDS_VALUE (kind_node) && json_node_get_string (kind_node) != NULL
           ? ka_kind_get (json_node_get_string (kind_node))
           : NULL;
  if (kind == NULL && !JSON_NODE_HOLDS_NULL (kind_node))
    return;
  if (kind != table->found->kind)
    ka_import_set_kind (import, index, kind);
  if (kind != NULL && fields != NULL && JSON_NODE_HOLDS_ARRAY (fields))
    apply_fields (import, index, json_node_get_array (fields));
  table->public.taken = kind != NULL && (taken || (unknown && !table->public.hidden));
  table->answered = FALSE;
}

void
ka_import_apply_answers (KaImport *import, guint index, const KaRecord *record)
{
  KaTable *table = g_ptr_array_index (import->tables, index);

  if (ka_record_get (record, "answers") == NULL)
    return;
  apply_answers (import, index, ka_record_get (record, "answers"));
  g_free (table->public.recalled);
  table->public.recalled = g_strdup (ka_record_get (record, "subject"));
}

gboolean
ka_import_recall (KaImport *import, KaLedger *ledger, GError **error)
{
  const KaKind *mapping = ka_kind_get ("mapping");

  if (!ka_import_recall_headings (import, ledger, error))
    return FALSE;
  for (guint i = 0; i < import->tables->len; i++)
    {
      KaTable *table = g_ptr_array_index (import->tables, i);
      g_autoptr (KaRecord) record = NULL;
      g_autoptr (GError) failure = NULL;
      gint64 id;

      if (table->answered || table->recalled)
        continue;
      table->recalled = TRUE;
      id = ka_ledger_find (ledger, mapping, "fingerprint", table->fingerprint, &failure);
      if (failure != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (id == 0)
        continue;
      record = ka_ledger_get (ledger, mapping, id, error);
      if (record == NULL)
        return FALSE;
      ka_import_apply_answers (import, i, record);
    }
  return TRUE;
}

/* ---- names ---- */

char *
ka_import_name_key (const KaKind *kind, const char *text)
{
  g_autofree char *folded = ka_text_fold (text);

  return g_strdup_printf (NAME "%s:%s", kind->id, folded);
}

gboolean
ka_import_find_answer (KaImport *import,
                       KaLedger *ledger,
                       const KaKind *kind,
                       const char *text,
                       const char **answer,
                       gboolean *recalled,
                       GError **error)
{
  const KaKind *mapping = ka_kind_get ("mapping");
  g_autofree char *key = ka_import_name_key (kind, text);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 id;

  *recalled = FALSE;
  *answer = g_hash_table_lookup (import->answers, key);
  if (*answer != NULL)
    return TRUE;
  *answer = g_hash_table_lookup (import->recalled, key);
  if (*answer != NULL)
    {
      *recalled = **answer != '?';
      *answer = *recalled ? *answer + 1 : NULL;
      return TRUE;
    }
  id = ka_ledger_find (ledger, mapping, "fingerprint", key, &failure);
  if (failure == NULL && id > 0)
    record = ka_ledger_get (ledger, mapping, id, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (record != NULL)
    {
      const char *kept = ka_record_get (record, "answers");
      char *mark = g_strconcat ("=", kept != NULL ? kept : "", NULL);

      g_hash_table_insert (import->recalled, g_steal_pointer (&key), mark);
      *answer = mark + 1;
      *recalled = TRUE;
    }
  else
    g_hash_table_insert (import->recalled, g_steal_pointer (&key), g_strdup ("?"));
  return TRUE;
}

static gboolean
remember_names (KaImport *import, KaLedger *ledger, GError **error)
{
  const KaKind *mapping = ka_kind_get ("mapping");

  for (guint i = 0; i < import->questions->len; i++)
    {
      const KaImportQuestion *question = g_ptr_array_index (import->questions, i);
      g_autofree char *key = ka_import_name_key (question->kind, question->text);
      const char *answer = g_hash_table_lookup (import->answers, key);
      g_autoptr (KaRecord) record = NULL;
      gint64 id;

      if (answer == NULL)
        continue;
      id = ka_ledger_find (ledger, mapping, "fingerprint", key, error);
      if (id < 0)
        return FALSE;
      record = id > 0 ? ka_ledger_get (ledger, mapping, id, error) : ka_record_new (mapping);
      if (record == NULL)
        return FALSE;
      ka_record_set (record, "fingerprint", key);
      ka_record_set (record, "subject", question->text);
      ka_record_set (record, "answers", answer);
      if (!ka_ledger_save (ledger, record, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- remembering ---- */

/* What the answers are said to be for when they are applied: the town whose sheet it is, else the file. */
static char *
make_subject (const KaTable *table)
{
  const KaCodeTable *towns = ka_codes_get ("towns");
  const char *const places[] = { table->public.file, table->public.sheet, table->found->title };
  char *stem, *dot;

  for (guint p = 0; p < G_N_ELEMENTS (places); p++)
    for (guint i = 0; places[p] != NULL && i < ka_codes_size (towns); i++)
      if (strstr (places[p], ka_codes_nth (towns, i)->label) != NULL)
        return g_strdup (ka_codes_nth (towns, i)->label);
  stem = g_strdup (table->public.file);
  dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';
  return stem;
}

static char *
write_answers (const KaTable *table)
{
  g_autoptr (GString) out = g_string_new ("{\"kind\":");
  const KaKind *kind = table->found->kind;

  if (kind == NULL)
    return g_strdup ("{\"kind\":null}");
  g_string_append_printf (out, "\"%s\",\"fields\":[", kind->id);
  for (guint c = 0; c < table->found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (table->found->fields, c);

      g_string_append (out, c > 0 ? "," : "");
      if (field != NULL)
        g_string_append_printf (out, "\"%s\"", field->id);
      else
        g_string_append (out, "null");
    }
  g_string_append (out, "]}");
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
remember (const KaTable *table, KaLedger *ledger, GError **error)
{
  const KaKind *mapping = ka_kind_get ("mapping");
  g_autofree char *answers = write_answers (table);
  g_autofree char *subject = make_subject (table);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 id = ka_ledger_find (ledger, mapping, "fingerprint", table->fingerprint, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  record = id > 0 ? ka_ledger_get (ledger, mapping, id, error) : ka_record_new (mapping);
  if (record == NULL)
    return FALSE;
  if (g_strcmp0 (ka_record_get (record, "answers"), answers) == 0)
    return TRUE;
  ka_record_set (record, "fingerprint", table->fingerprint);
  ka_record_set (record, "subject", subject);
  ka_record_set (record, "answers", answers);
  return ka_ledger_save (ledger, record, error);
}

gboolean
ka_import_remember (KaImport *import, KaLedger *ledger, GError **error)
{
  ka_ledger_set_source_row (ledger, 0, 0);
  if (!ka_import_forget_headings (import, ledger, error))
    return FALSE;
  for (guint i = 0; i < import->tables->len; i++)
    {
      const KaTable *table = g_ptr_array_index (import->tables, i);

      if (table->answered && !remember (table, ledger, error))
        return FALSE;
    }
  return remember_names (import, ledger, error);
}
