/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-finding.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <ka-codes.h>
#include <ka-query.h>
#include <ka-text.h>
#include <ka-reason.h>
#include <string.h>

/* So many phrases that were written before are offered: what is used most. */
#define MOST_USED 4000
/* A place is short; what is longer is the beginning of a sentence. */
#define LONGEST_PLACE 20

void
ka_phrase_free (KaPhrase *self)
{
  g_free (self->text);
  g_free (self->code);
  g_free (self->criterion);
  g_free (self->violated);
  g_free (self->mine_type);
  g_free (self->measures);
  g_free (self);
}

/* ---- the library ---- */

static void
add_criteria (GPtrArray *phrases, KaDay on)
{
  const KaCodeTable *table = ka_codes_get ("hazards");

  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);
      KaPhrase *phrase;

      if (!ka_code_is_valid (code, on))
        continue;
      phrase = g_new0 (KaPhrase, 1);
      phrase->source = KA_PHRASE_CRITERION;
      phrase->text = g_strdup (ka_codes_column (table, code, "text_short"));
      phrase->code = g_strdup (code->value);
      phrase->criterion = g_strdup (code->value);
      phrase->mine_type = g_strdup (ka_codes_column (table, code, "mine_type"));
      phrase->major = TRUE;
      g_ptr_array_add (phrases, phrase);
    }
}

static gboolean
add_clauses (KaLedger *ledger, GPtrArray *phrases, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("clause"));
  g_autoptr (GPtrArray) clauses = ka_query_records (query, ledger, error);

  if (clauses == NULL)
    return FALSE;
  for (guint i = 0; i < clauses->len; i++)
    {
      const KaRecord *clause = g_ptr_array_index (clauses, i);
      KaPhrase *phrase = g_new0 (KaPhrase, 1);

      phrase->source = KA_PHRASE_CLAUSE;
      phrase->text = g_strdup (ka_record_get (clause, "text"));
      phrase->code = g_strdup (ka_record_get (clause, "code"));
      phrase->criterion = g_strdup (ka_record_get (clause, "criterion"));
      phrase->violated = g_strdup (ka_record_get (clause, "violated"));
      phrase->mine_type = g_strdup (ka_record_get (clause, "mine_type"));
      phrase->measures = g_strdup (ka_record_get (clause, "requirement"));
      phrase->major = g_strcmp0 (ka_record_get (clause, "level"), "重大") == 0;
      phrase->days = (int)ka_record_get_int (clause, "days", 0);
      g_ptr_array_add (phrases, phrase);
    }
  return TRUE;
}

/* What was written before, with the clause and the measures that went with it. */
static gboolean
add_used (KaLedger *ledger, GPtrArray *phrases, GError **error)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT description, count (*), max (violated), max (measures)"
                       " FROM hazard WHERE level = '一般' GROUP BY description"
                       " ORDER BY count (*) DESC, max (found) DESC LIMIT %d",
                       MOST_USED);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autoptr (GError) failure = NULL;

  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &failure))
    {
      KaPhrase *phrase = g_new0 (KaPhrase, 1);

      phrase->source = KA_PHRASE_USED;
      phrase->text = g_strdup (ka_cursor_get_text (cursor, 0));
      phrase->used = (guint)ka_cursor_get_int (cursor, 1);
      phrase->violated = g_strdup (ka_cursor_get_text (cursor, 2));
      phrase->measures = g_strdup (ka_cursor_get_text (cursor, 3));
      g_ptr_array_add (phrases, phrase);
    }
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

GPtrArray *
ka_phrases_read (KaLedger *ledger, KaDay on, GError **error)
{
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_phrase_free);

  if (!add_clauses (ledger, phrases, error) || !add_used (ledger, phrases, error))
    return NULL;
  add_criteria (phrases, on);
  return g_steal_pointer (&phrases);
}

/* A mine that is both open and underground takes the criteria of both. */
static gboolean
suits (const KaPhrase *phrase, const char *mine_type)
{
  if (phrase->mine_type == NULL || mine_type == NULL || strcmp (mine_type, phrase->mine_type) == 0)
    return TRUE;
  return strcmp (mine_type, "露天地下联合") == 0
         && (strcmp (phrase->mine_type, "露天矿山") == 0
             || strcmp (phrase->mine_type, "地下矿山") == 0);
}

static int
compare_phrases (gconstpointer a, gconstpointer b)
{
  const KaPhrase *one = *(const KaPhrase *const *)a, *other = *(const KaPhrase *const *)b;

  if (one->source != other->source)
    return (int)one->source - (int)other->source;
  return one->used == other->used ? 0 : one->used > other->used ? -1 : 1;
}

GPtrArray *
ka_phrases_search (const GPtrArray *phrases, const char *text, const char *mine_type, guint most)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *needle = g_strstrip (g_strdup (text));

  for (guint i = 0; i < phrases->len && *needle != '\0'; i++)
    {
      KaPhrase *phrase = g_ptr_array_index (phrases, i);

      if (suits (phrase, mine_type)
          && (ka_text_matches (phrase->text, needle)
              || (phrase->code != NULL && ka_text_matches (phrase->code, needle))))
        g_ptr_array_add (found, phrase);
    }
  g_ptr_array_sort (found, compare_phrases);
  if (found->len > most)
    g_ptr_array_set_size (found, (int)most);
  return found;
}

/* ---- a typed line ---- */

static char *
take_term (char *text)
{
  char *blank = strrchr (text, ' ');
  char *term;

  if (blank == NULL || !ka_deadline_is_term (blank + 1))
    return NULL;
  term = g_strdup (blank + 1);
  *blank = '\0';
  g_strchomp (text);
  return term;
}

void
ka_finding_line_parse (const char *text, KaFindingLine *line)
{
  g_autofree char *whole = g_strstrip (g_strdup (text));
  const char *colon, *half;

  *line = (KaFindingLine){ NULL, NULL, NULL };
  line->term = take_term (whole);
  colon = strstr (whole, "：");
  half = strchr (whole, ':');
  if (colon == NULL || (half != NULL && half < colon))
    colon = half;
  if (colon != NULL && colon > whole && g_utf8_pointer_to_offset (whole, colon) <= LONGEST_PLACE
      && *g_utf8_next_char (colon) != '\0')
    {
      line->place = g_strstrip (g_strndup (whole, colon - whole));
      line->description = g_strstrip (g_strdup (g_utf8_next_char (colon)));
      return;
    }
  line->description = g_steal_pointer (&whole);
}

void
ka_finding_line_clear (KaFindingLine *line)
{
  g_clear_pointer (&line->place, g_free);
  g_clear_pointer (&line->description, g_free);
  g_clear_pointer (&line->term, g_free);
}

static const char *
source_of (const KaRecord *inspection)
{
  const char *trigger = ka_record_get (inspection, "trigger");

  return g_strcmp0 (trigger, "投诉举报") == 0   ? "举报"
         : g_strcmp0 (trigger, "转办交办") == 0 ? "上级交办"
                                                : "监管检查";
}

/* The day of the finding: today while the inspection goes on, else its first day. */
static KaDay
day_of (const KaRecord *inspection)
{
  KaDay first = ka_day_from_iso (ka_record_get (inspection, "started"));
  const char *ended = ka_record_get (inspection, "ended");
  KaDay last = ended != NULL ? ka_day_from_iso (ended) : first;
  KaDay today = ka_today ();

  return today > first && today <= last ? today : first;
}

KaRecord *
ka_finding_draft (KaLedger *ledger,
                  const KaRecord *inspection,
                  const char *text,
                  const KaPhrase *phrase,
                  GError **error)
{
  g_auto (KaFindingLine) line = { NULL, NULL, NULL };
  g_autoptr (KaRecord) hazard = ka_record_new (ka_kind_get ("hazard"));
  g_autofree char *id = g_strdup_printf ("%" PRId64, inspection->id);
  KaDay day = day_of (inspection);
  g_autofree char *found = ka_day_to_iso (day);
  KaDay deadline = KA_DAY_NONE;

  ka_finding_line_parse (text, &line);
  if (*line.description == '\0')
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_REQUIRED, _ ("没有写问题，请写一句再回车。"));
      return NULL;
    }
  if (line.term != NULL)
    {
      g_autoptr (KaWorkdays) workdays = ka_workdays_new (ledger, error);

      if (workdays == NULL)
        return NULL;
      deadline = ka_deadline_reckon (line.term, day, workdays);
    }
  else if (phrase != NULL && phrase->days > 0)
    deadline = day + phrase->days;
  ka_record_set (hazard, "mine", ka_record_get (inspection, "mine"));
  ka_record_set (hazard, "inspection", id);
  ka_record_set (hazard, "source", source_of (inspection));
  ka_record_set (hazard, "found", found);
  ka_record_set (hazard, "level", phrase != NULL && phrase->major ? "重大" : "一般");
  ka_record_set (hazard, "place", line.place);
  ka_record_set (hazard, "description", line.description);
  if (phrase != NULL)
    {
      ka_record_set (hazard, "criterion", phrase->criterion);
      ka_record_set (hazard, "violated", phrase->violated);
      ka_record_set (hazard, "measures", phrase->measures);
    }
  if (deadline != KA_DAY_NONE)
    {
      g_autofree char *iso = ka_day_to_iso (deadline);

      ka_record_set (hazard, "deadline", iso);
    }
  return g_steal_pointer (&hazard);
}

static gboolean
save_hazard (KaLedger *ledger, gpointer data, GError **error)
{
  return ka_ledger_save (ledger, data, error);
}

gint64
ka_finding_save (KaLedger *ledger,
                 const KaRecord *inspection,
                 const char *text,
                 const KaPhrase *phrase,
                 GError **error)
{
  g_autoptr (KaRecord) hazard = ka_finding_draft (ledger, inspection, text, phrase, error);
  g_autofree char *why = NULL;

  if (hazard == NULL)
    return 0;
  why = g_strdup_printf (KA_WHY_FINDING, ka_record_get (hazard, "description"));
  if (!ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, save_hazard, hazard, NULL, error))
    return 0;
  return hazard->id;
}
