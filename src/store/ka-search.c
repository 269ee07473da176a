/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search.h"

#include "ka-search-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-text-search.h>
#include <ka-text.h>

#include <glib/gi18n-lib.h>
#include <string.h>

/* Characters of the text around what was found. */
#define CONTEXT_BEFORE 14
#define CONTEXT_AFTER 60
/* Phone and identity numbers are not shorter. */
#define LEAST_PRIVATE 7

void
ka_search_hit_free (KaSearchHit *hit)
{
  g_free (hit->title);
  g_free (hit->name);
  g_free (hit->before);
  g_free (hit->found);
  g_free (hit->after);
  g_free (hit);
}

void
ka_search_group_free (KaSearchGroup *group)
{
  g_ptr_array_unref (group->hits);
  g_free (group);
}

/* ---- what is looked for ---- */

typedef struct
{
  char *text; /* as it was written */
  char *key;  /* folded; never empty */
  char *day;  /* as a date: its key; or NULL */
} Word;

static void
free_word (gpointer data)
{
  Word *word = data;

  g_free (word->text);
  g_free (word->key);
  g_free (word->day);
  g_free (word);
}

static gboolean
is_number (const char *text)
{
  g_autofree char *narrow = ka_text_narrow (text);
  gboolean digit = FALSE;

  for (const char *p = narrow; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      digit = TRUE;
    else if (strchr (" ,-.()+", *p) == NULL)
      return FALSE;
  return digit;
}

/* 1,200.00 stands as 1200 in the ledger. */
static char *
trim_decimals (const char *key)
{
  const char *dot = strchr (key, '.');
  gsize length = strlen (key);

  if (dot == NULL || strspn (dot + 1, "0") != strlen (dot + 1) || dot[1] == '\0'
      || strspn (key, "0123456789.") != length)
    return g_strdup (key);
  return g_strndup (key, (gsize)(dot - key));
}

static void
add_word (GPtrArray *words, const char *text)
{
  g_autofree char *key = ka_text_search_key (text);
  Word *word;
  KaDay day;

  if (*key == '\0')
    return;
  word = g_new0 (Word, 1);
  word->text = trim_decimals (key);
  word->key = g_strdup (word->text);
  if (ka_day_parse (text, &day, NULL) && day != KA_DAY_NONE && day != KA_DAY_FOREVER)
    {
      g_autofree char *iso = ka_day_to_iso (day);

      word->day = ka_text_search_key (iso);
    }
  g_ptr_array_add (words, word);
}

static GPtrArray *
split_words (const char *text)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (free_word);
  g_autofree char *clean = g_utf8_make_valid (text, -1);
  g_autofree char *narrow = ka_text_narrow (clean);
  g_auto (GStrv) parts = NULL;

  /* The groups of a long number are one word. */
  if (is_number (narrow))
    {
      add_word (words, narrow);
      return words;
    }
  g_strdelimit (narrow, "\t\r\n", ' ');
  parts = g_strsplit (narrow, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    add_word (words, parts[i]);
  return words;
}

static void
append_phrase (GString *match, const char *part, const char *text)
{
  g_string_append_printf (match, "\"%s", part);
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (match, '"');
      if ((guchar)*p >= ' ')
        g_string_append_c (match, *p);
    }
  g_string_append_c (match, '"');
}

static char *
build_match (GPtrArray *words)
{
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = words->pdata[i];

      g_string_append (match, i > 0 ? " AND (" : "(");
      append_phrase (match, KA_PART_PLAIN, word->text);
      if (word->day != NULL)
        {
          g_string_append (match, " OR ");
          append_phrase (match, KA_PART_PLAIN, word->day);
        }
      if (ka_text_is_initials (word->key))
        {
          g_string_append (match, " OR ");
          append_phrase (match, KA_PART_INITIALS, word->key);
        }
      if (strlen (word->key) >= LEAST_PRIVATE)
        {
          g_string_append (match, " OR ");
          append_phrase (match, KA_PART_PRIVATE, word->key);
        }
      g_string_append_c (match, ')');
    }
  return g_string_free (match, FALSE);
}

/* ---- where it stands ---- */

static gboolean
find_word (const Word *word, const char *text, gboolean initials, gsize *start, gsize *end)
{
  return ka_text_search_find (text, word->key, initials, start, end)
         || (word->day != NULL && ka_text_search_find (text, word->day, FALSE, start, end));
}

static char *
take_line (const char *start, const char *end)
{
  char *line = g_strndup (start, (gsize)(end - start));

  g_strdelimit (line, "\n\r\f\t", ' ');
  return line;
}

static void
fill_context (KaSearchHit *hit, const char *text, gsize start, gsize end)
{
  const char *from = text + start, *to = text + end;
  gboolean cut;

  for (guint i = 0; i < CONTEXT_BEFORE && from > text; i++)
    from = g_utf8_prev_char (from);
  for (guint i = 0; i < CONTEXT_AFTER && *to != '\0'; i++)
    to = g_utf8_next_char (to);
  cut = from > text;
  hit->before = take_line (from, text + start);
  if (cut)
    {
      g_autofree char *line = hit->before;

      hit->before = g_strconcat ("…", line, NULL);
    }
  hit->found = take_line (text + start, text + end);
  hit->after = take_line (text + end, to);
}

static void
fill_private (KaSearchHit *hit, const KaField *field, const char *value)
{
  hit->before = g_strdup ("");
  hit->found = ka_field_display (field, value, TRUE);
  hit->after = g_strdup ("");
}

static gboolean
look_in_field (KaSearchHit *hit, const KaRecord *record, const KaField *field, const Word *word)
{
  const char *value = record->values[field - record->kind->fields];
  const char *part = value != NULL ? ka_search_part (record->kind, field) : NULL;
  g_autofree char *text = NULL;
  gsize start, end;

  if (part == NULL)
    return FALSE;
  if (part[0] == KA_PART_PRIVATE[0])
    {
      g_autofree char *key = ka_text_search_key (value);

      if (strcmp (key, word->key) != 0 || strlen (key) < LEAST_PRIVATE)
        return FALSE;
      hit->field = field;
      fill_private (hit, field, value);
      return TRUE;
    }
  text = ka_search_value (field, value);
  if (!find_word (word, text, part[0] == KA_PART_NAME[0], &start, &end))
    return FALSE;
  hit->field = field;
  fill_context (hit, text, start, end);
  return TRUE;
}

static void
look_in_record (KaSearchHit *hit, const KaRecord *record, GPtrArray *words)
{
  for (guint w = 0; w < words->len; w++)
    for (guint i = 0; i < record->kind->n_fields; i++)
      if (look_in_field (hit, record, &record->kind->fields[i], words->pdata[w]))
        return;
  hit->before = g_strdup ("");
  hit->found = g_strdup ("");
  hit->after = g_strdup (hit->title);
}

static void
look_in_text (KaSearchHit *hit, const char *text, GPtrArray *words)
{
  gsize start = 0, end = 0;

  for (guint w = 0; w < words->len; w++)
    if (find_word (words->pdata[w], text, FALSE, &start, &end))
      break;
  for (const char *p = text; p < text + start; p++)
    if (*p == '\f')
      hit->page++;
  fill_context (hit, text, start, end);
}

/* ---- hits ---- */

/* What an attachment belongs to takes its place. FALSE: it belongs to nothing that can be shown. */
static gboolean
turn_to_owner (KaLedger *ledger, KaSearchHit *hit, const KaRecord *attachment)
{
  const char *owner = ka_record_get (attachment, "owner_kind");
  const KaKind *kind = owner != NULL ? ka_kind_get (owner) : NULL;

  if (kind == NULL)
    return FALSE;
  hit->attachment = attachment->id;
  hit->name = g_strdup (ka_record_get (attachment, "name"));
  hit->kind = kind;
  hit->id = ka_record_get_int (attachment, "owner_id", 0);
  hit->title = g_strdup (ka_ledger_title (ledger, kind, hit->id));
  return TRUE;
}

static KaSearchHit *
describe_record (KaLedger *ledger, const KaKind *kind, gint64 id, GPtrArray *words)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, kind, id, NULL);
  KaSearchHit *hit;

  if (record == NULL)
    return NULL;
  hit = g_new0 (KaSearchHit, 1);
  hit->kind = kind;
  hit->id = id;
  if (strcmp (kind->id, "attachment") == 0)
    {
      if (!turn_to_owner (ledger, hit, record))
        {
          ka_search_hit_free (hit);
          return NULL;
        }
    }
  else
    hit->title = g_strdup (ka_ledger_title (ledger, kind, id));
  look_in_record (hit, record, words);
  return hit;
}

typedef struct
{
  KaLedger *ledger;
  GPtrArray *words;
  GPtrArray *groups;  /* by the place of the kind; NULL where nothing was found */
  GArray *places;     /* number of a kind in the index → place + 1 */
  GHashTable *seen;   /* attachments that were found by their name: not again by their text */
  GHashTable *papers; /* number of a document → GArray of its attachments; NULL: not read yet */
  GHashTable *late;   /* kind and id of what was looked through by itself; NULL: nothing was */
  guint limit;
} Search;

static KaSearchGroup *
get_group (Search *search, const KaKind *kind)
{
  guint place = ka_kind_index (kind);
  KaSearchGroup *group = search->groups->pdata[place];

  if (group == NULL)
    {
      group = g_new0 (KaSearchGroup, 1);
      group->kind = kind;
      group->hits = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_search_hit_free);
      search->groups->pdata[place] = group;
    }
  return group;
}

static void
add_record (Search *search, const KaKind *kind, gint64 id)
{
  KaSearchGroup *group = get_group (search, kind);

  group->n++;
  if (strcmp (kind->id, "attachment") == 0)
    g_hash_table_add (search->seen, g_memdup2 (&id, sizeof id));
  if (group->hits->len < search->limit)
    {
      KaSearchHit *hit = describe_record (search->ledger, kind, id, search->words);

      if (hit != NULL)
        g_ptr_array_add (group->hits, hit);
    }
}

static void
free_ids (gpointer ids)
{
  g_array_unref (ids);
}

/* All at once: one by one they take longer than the search itself. */
static gboolean
read_papers (Search *search, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (search->ledger->db,
                     "SELECT d.number, a.id FROM main.attachment AS a"
                     " JOIN main.document AS d ON d.sha256 = a.sha256 ORDER BY a.id DESC",
                     error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  search->papers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_ids);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      gint64 number = sqlite3_column_int64 (stmt, 0), id = sqlite3_column_int64 (stmt, 1);
      GArray *ids = g_hash_table_lookup (search->papers, &number);

      if (ids == NULL)
        {
          ids = g_array_new (FALSE, FALSE, sizeof (gint64));
          g_hash_table_insert (search->papers, g_memdup2 (&number, sizeof number), ids);
        }
      g_array_append_val (ids, id);
    }
  return answer == 0;
}

static void
add_paper (Search *search, KaSearchGroup *group, gint64 id, char **text)
{
  g_autoptr (KaRecord) attachment = ka_ledger_get (search->ledger, group->kind, id, NULL);
  KaSearchHit *hit = g_new0 (KaSearchHit, 1);

  if (attachment == NULL || !turn_to_owner (search->ledger, hit, attachment)
      || (*text == NULL
          && !ka_document_get (search->ledger, ka_record_get (attachment, "sha256"), NULL, NULL,
                               text, NULL)))
    {
      ka_search_hit_free (hit);
      return;
    }
  look_in_text (hit, *text, search->words);
  g_ptr_array_add (group->hits, hit);
}

static gboolean
add_document (Search *search, gint64 number, GError **error)
{
  g_autofree char *text = NULL;
  const GArray *ids;

  if (search->papers == NULL && !read_papers (search, error))
    return FALSE;
  ids = g_hash_table_lookup (search->papers, &number);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      KaSearchGroup *group;

      if (g_hash_table_contains (search->seen, &id))
        continue;
      group = get_group (search, ka_kind_get ("attachment"));
      group->n++;
      if (group->hits->len < search->limit)
        add_paper (search, group, id, &text);
    }
  return TRUE;
}

static gboolean
read_places (Search *search, GError **error)
{
  g_autoptr (sqlite3_stmt) stmt
    = ka_db_prepare (search->ledger->db, "SELECT number, kind FROM main.search_kind", error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      guint number = (guint)sqlite3_column_int64 (stmt, 0);
      const KaKind *kind = ka_kind_get ((const char *)sqlite3_column_text (stmt, 1));

      if (kind == NULL || number > 10000)
        continue;
      if (search->places->len <= number)
        g_array_set_size (search->places, number + 1);
      g_array_index (search->places, guint, number) = ka_kind_index (kind) + 1;
    }
  return answer == 0;
}

/* ---- what waits to be indexed ---- */

static gpointer
late_key (guint place, gint64 id)
{
  return GSIZE_TO_POINTER ((gsize)place << KA_SEARCH_KIND_SHIFT | (gsize)(id & KA_SEARCH_ID_MASK));
}

static gboolean
holds_word (const KaRecord *record, const Word *word)
{
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      KaSearchHit hit = { 0 };
      gboolean found = look_in_field (&hit, record, &record->kind->fields[i], word);

      g_free (hit.before);
      g_free (hit.found);
      g_free (hit.after);
      if (found)
        return TRUE;
    }
  return FALSE;
}

static gboolean
holds_words (const KaRecord *record, GPtrArray *words)
{
  for (guint w = 0; w < words->len; w++)
    if (!holds_word (record, words->pdata[w]))
      return FALSE;
  return TRUE;
}

static gboolean
look_through_kind (Search *search, const KaKind *kind, gint64 first, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  g_autoptr (sqlite3_stmt) stmt = NULL;
  int answer;

  ka_db_append_columns (sql, kind, "");
  g_string_append_printf (sql, " FROM main.\"%s\" WHERE rev >= ? ORDER BY id DESC", kind->id);
  stmt = ka_db_prepare (search->ledger->db, sql->str, error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, first);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      g_autoptr (KaRecord) record = ka_db_column_record (stmt, 0, kind);

      g_hash_table_add (search->late, late_key (ka_kind_index (kind), record->id));
      if (holds_words (record, search->words))
        add_record (search, kind, record->id);
    }
  return answer == 0;
}

/* Where the index cannot be brought up to date, what it lacks is read. */
static gboolean
look_through (Search *search, gint64 first, GError **error)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  search->late = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    if (ka_search_has_kind (kinds[i]) && !look_through_kind (search, kinds[i], first, error))
      return FALSE;
  return TRUE;
}

/* Records first, newest first, then documents: their rows stand below. */
static gboolean
run (Search *search, const char *match, GError **error)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  g_auto (KaUse) stmt = ka_ledger_use (
    search->ledger, "SELECT rowid FROM main.search WHERE search MATCH ? ORDER BY rowid DESC",
    error);
  int answer;

  if (stmt == NULL)
    return FALSE;
  ka_db_bind_text (stmt, 1, match);
  while ((answer = ka_db_step (stmt, error)) > 0)
    {
      gint64 row = sqlite3_column_int64 (stmt, 0);
      guint64 number = (guint64)row >> KA_SEARCH_KIND_SHIFT;
      guint place
        = number < search->places->len ? g_array_index (search->places, guint, number) : 0;

      if (number == 0 && !add_document (search, row, error))
        {
          answer = -1;
          break;
        }
      if (place > 0 && place <= n
          && (search->late == NULL
              || !g_hash_table_contains (search->late,
                                         late_key (place - 1, row & KA_SEARCH_ID_MASK))))
        add_record (search, kinds[place - 1], row & KA_SEARCH_ID_MASK);
    }
  return answer == 0;
}

static gboolean
run_all (Search *search, GCancellable *cancellable, GError **error)
{
  g_autofree char *match = build_match (search->words);
  gint64 first = 0;
  gboolean ok;

  if (!ka_search_catch_up (search->ledger, cancellable, &first, error))
    return FALSE;
  ka_ledger_listen (search->ledger, cancellable);
  ok = read_places (search, error) && (first == 0 || look_through (search, first, error))
       && run (search, match, error);
  ka_ledger_listen (search->ledger, NULL);
  return ok;
}

static void
free_group (gpointer group)
{
  if (group != NULL)
    ka_search_group_free (group);
}

static GPtrArray *
steal_found (GPtrArray *groups)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_search_group_free);

  for (guint i = 0; i < groups->len; i++)
    if (groups->pdata[i] != NULL)
      g_ptr_array_add (found, g_steal_pointer (&groups->pdata[i]));
  return found;
}

GPtrArray *
ka_ledger_search (KaLedger *ledger,
                  const char *text,
                  guint limit,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func (free_group);
  g_autoptr (GArray) places = g_array_new (FALSE, TRUE, sizeof (guint));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GPtrArray *found = NULL;
  Search search = { ledger, NULL, groups, places, seen, NULL, NULL, limit };
  guint n;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (text != NULL, NULL);

  if (!ka_ledger_check_open (ledger, error))
    return NULL;
  ka_kinds (&n);
  g_ptr_array_set_size (groups, (int)n);
  search.words = words = split_words (text);
  if (words->len == 0)
    return steal_found (groups);
  if (run_all (&search, cancellable, error))
    found = steal_found (groups);
  g_clear_pointer (&search.papers, g_hash_table_unref);
  g_clear_pointer (&search.late, g_hash_table_unref);
  return found;
}
