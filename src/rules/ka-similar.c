/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-similar.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>
#include <ka-text.h>
#include <math.h>
#include <string.h>

#define LEAST_PERCENT 10
#define MAX_SHARED 4   /* passages that are named */
#define MAX_PASSAGE 12 /* characters of one */
#define MAX_TEXT 20000 /* bytes of a record that are looked at */

/* What tells of a record, and the fields whose agreement is worth a word. */
static const struct
{
  const char *kind;
  const char *texts[6];
  const char *same[4];
} KINDS[] = {
  { "accident",
    { "title", "place", "course", "direct_cause", "indirect_cause" },
    { "category", "mine" } },
  { "typical_case", { "title", "facts", "violated", "significance" }, { "kind", "mine" } },
};

typedef struct
{
  KaRecord *record;
  char *text;        /* folded, without what separates */
  GHashTable *pairs; /* pair → how often */
  double length;     /* of its vector */
} Paper;

typedef struct
{
  GPtrArray *papers;  /* Paper */
  GHashTable *spread; /* pair → number of papers that have it */
} Collection;

void
ka_similar_free (KaSimilar *similar)
{
  g_free (similar->title);
  g_free (similar->why);
  g_free (similar);
}

static void
free_paper (gpointer data)
{
  Paper *paper = data;

  ka_record_unref (paper->record);
  g_hash_table_unref (paper->pairs);
  g_free (paper->text);
  g_free (paper);
}

static guint
find_kind (const KaKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (strcmp (KINDS[i].kind, kind->id) == 0)
      return i;
  g_return_val_if_reached (0);
}

/* ---- reading ---- */

/* Two characters in one number. */
static gpointer
make_pair (const char *at)
{
  gunichar first = g_utf8_get_char (at), second = g_utf8_get_char (g_utf8_next_char (at));

  return GSIZE_TO_POINTER (((gsize)first << 21) | second);
}

/* Ideographs and letters; a stroke between passages, so that none runs over an end. */
static char *
reduce (const char *text)
{
  g_autofree char *folded = ka_text_fold (text);
  GString *out = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && out->len < MAX_TEXT; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalpha (c))
        g_string_append_unichar (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != '|')
        g_string_append_c (out, '|');
    }
  return g_string_free (out, FALSE);
}

static gboolean
is_pair (const char *at)
{
  return *at != '|' && *at != '\0' && *g_utf8_next_char (at) != '|'
         && *g_utf8_next_char (at) != '\0';
}

static void
count_pairs (Collection *all, Paper *paper)
{
  for (const char *p = paper->text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gpointer pair = is_pair (p) ? make_pair (p) : NULL;
      guint n = pair != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (paper->pairs, pair)) : 0;

      if (pair == NULL)
        continue;
      g_hash_table_insert (paper->pairs, pair, GUINT_TO_POINTER (n + 1));
      if (n == 0)
        g_hash_table_insert (
          all->spread, pair,
          GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (all->spread, pair)) + 1));
    }
}

static void
add_paper (Collection *all, const KaRecord *record)
{
  guint k = find_kind (record->kind);
  g_autoptr (GString) text = g_string_new (NULL);
  Paper *paper = g_new0 (Paper, 1);

  for (guint i = 0; i < G_N_ELEMENTS (KINDS[k].texts) && KINDS[k].texts[i] != NULL; i++)
    if (ka_record_get (record, KINDS[k].texts[i]) != NULL)
      g_string_append_printf (text, "%s|", ka_record_get (record, KINDS[k].texts[i]));
  paper->record = ka_record_copy (record);
  paper->text = reduce (text->str);
  paper->pairs = g_hash_table_new (NULL, NULL);
  count_pairs (all, paper);
  g_ptr_array_add (all->papers, paper);
}

static gboolean
read_all (Collection *all, KaLedger *ledger, GCancellable *cancellable, GError **error)
{
  for (guint k = 0; k < G_N_ELEMENTS (KINDS); k++)
    {
      g_autoptr (KaQuery) query = ka_query_new (ka_kind_get (KINDS[k].kind));
      g_autoptr (GPtrArray) records = ka_query_records (query, ledger, error);

      if (records == NULL)
        return FALSE;
      for (guint i = 0; i < records->len; i++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          add_paper (all, records->pdata[i]);
        }
    }
  return TRUE;
}

/* ---- comparing ---- */

static double
get_weight (const Collection *all, gpointer pair)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (all->spread, pair));

  return log ((1.0 + all->papers->len) / MAX (n, 1));
}

static double
multiply (const Collection *all, const Paper *a, const Paper *b)
{
  GHashTableIter iter;
  gpointer pair, count;
  double sum = 0;

  if (g_hash_table_size (a->pairs) > g_hash_table_size (b->pairs))
    return multiply (all, b, a);
  g_hash_table_iter_init (&iter, a->pairs);
  while (g_hash_table_iter_next (&iter, &pair, &count))
    {
      guint other = GPOINTER_TO_UINT (g_hash_table_lookup (b->pairs, pair));
      double weight = other > 0 ? get_weight (all, pair) : 0;

      /* What is said again and again counts a little more, not so much more. */
      sum += weight * weight * (1 + log (GPOINTER_TO_UINT (count))) * (1 + log (MAX (other, 1)));
    }
  return sum;
}

/* ---- why ---- */

typedef struct
{
  char *text;
  double weight;
} Passage;

static void
free_passage (gpointer data)
{
  g_free (((Passage *)data)->text);
  g_free (data);
}

static int
compare_passages (gconstpointer a, gconstpointer b)
{
  const Passage *one = *(Passage *const *)a, *two = *(Passage *const *)b;

  return one->weight < two->weight   ? 1
         : one->weight > two->weight ? -1
                                     : strcmp (one->text, two->text);
}

/* From here on: as many characters as the other has too, one after another. */
static const char *
extend (const char *from, const Paper *other, double *weight, const Collection *all)
{
  const char *end = from;
  guint n = 0;

  *weight = 0;
  while (n < MAX_PASSAGE && is_pair (end) && g_hash_table_contains (other->pairs, make_pair (end)))
    {
      const char *next = g_utf8_next_char (g_utf8_next_char (end));
      g_autofree char *passage = g_strndup (from, (gsize)(next - from));

      if (strstr (other->text, passage) == NULL)
        break;
      *weight += get_weight (all, make_pair (end));
      end = g_utf8_next_char (end);
      n++;
    }
  return n > 0 ? g_utf8_next_char (end) : from;
}

/* What both say, the weightiest first; a passage within another is not named again. */
static char *
list_shared (const Collection *all, const Paper *paper, const Paper *other)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (free_passage);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (const char *p = paper->text; *p != '\0';)
    {
      double weight;
      const char *end = extend (p, other, &weight, all);

      if (end != p)
        {
          Passage *passage = g_new0 (Passage, 1);

          passage->text = g_strndup (p, (gsize)(end - p));
          passage->weight = weight;
          g_ptr_array_add (found, passage);
          p = end;
        }
      else
        p = g_utf8_next_char (p);
    }
  g_ptr_array_sort (found, compare_passages);
  for (guint i = 0; i < found->len && n < MAX_SHARED; i++)
    {
      const Passage *passage = found->pdata[i];

      if (strstr (text->str, passage->text) != NULL)
        continue;
      g_string_append_printf (text, "%s%s", n > 0 ? "、" : "", passage->text);
      n++;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
explain (const Collection *all, KaLedger *ledger, const Paper *paper, const Paper *other)
{
  g_autoptr (GString) why = g_string_new (NULL);
  g_autofree char *shared = list_shared (all, paper, other);
  guint k = find_kind (paper->record->kind);

  for (guint i = 0; KINDS[k].same[i] != NULL; i++)
    {
      const char *field = KINDS[k].same[i];
      const char *value = ka_record_get (paper->record, field);
      g_autofree char *shown = NULL;

      if (value == NULL || ka_kind_field (other->record->kind, field) == NULL
          || g_strcmp0 (value, ka_record_get (other->record, field)) != 0)
        continue;
      shown = ka_ledger_display (ledger, paper->record, ka_kind_field (paper->record->kind, field),
                                 TRUE);
      g_string_append_printf (why, _ ("同为%s；"), shown);
    }
  if (*shared != '\0')
    g_string_append_printf (why, _ ("同写：%s"), shared);
  return g_string_free (g_steal_pointer (&why), FALSE);
}

/* ---- all of it ---- */

static int
compare_similar (gconstpointer a, gconstpointer b)
{
  const KaSimilar *one = *(KaSimilar *const *)a, *two = *(KaSimilar *const *)b;

  return one->percent != two->percent ? (int)two->percent - (int)one->percent
         : one->id < two->id          ? 1
                                      : -1;
}

static const Paper *
find_paper (const Collection *all, const KaKind *kind, gint64 id)
{
  for (guint i = 0; i < all->papers->len; i++)
    {
      const Paper *paper = all->papers->pdata[i];

      if (paper->record->kind == kind && paper->record->id == id)
        return paper;
    }
  return NULL;
}

static GPtrArray *
compare_all (const Collection *all, const Paper *paper)
{
  GPtrArray *out = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_similar_free);

  for (guint i = 0; i < all->papers->len; i++)
    {
      const Paper *other = all->papers->pdata[i];
      double both = paper->length * other->length;
      guint percent = both > 0 ? (guint)(100 * multiply (all, paper, other) / both + 0.5) : 0;
      KaSimilar *similar;

      if (other == paper || percent < LEAST_PERCENT)
        continue;
      similar = g_new0 (KaSimilar, 1);
      similar->kind = other->record->kind;
      similar->id = other->record->id;
      similar->title = g_strdup (ka_record_get (other->record, similar->kind->title));
      similar->percent = MIN (percent, 100);
      g_ptr_array_add (out, similar);
    }
  g_ptr_array_sort (out, compare_similar);
  return out;
}

GPtrArray *
ka_similar_find (KaLedger *ledger,
                 const KaKind *kind,
                 gint64 id,
                 guint n,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (free_paper);
  g_autoptr (GHashTable) spread = g_hash_table_new (NULL, NULL);
  Collection all = { papers, spread };
  const Paper *paper;
  GPtrArray *out;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (!read_all (&all, ledger, cancellable, error))
    return NULL;
  paper = find_paper (&all, kind, id);
  if (paper == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify)ka_similar_free);
  for (guint i = 0; i < papers->len; i++)
    ((Paper *)papers->pdata[i])->length
      = sqrt (multiply (&all, papers->pdata[i], papers->pdata[i]));
  out = compare_all (&all, paper);
  g_ptr_array_set_size (out, (int)MIN (out->len, n));
  for (guint i = 0; i < out->len; i++)
    {
      KaSimilar *similar = out->pdata[i];

      similar->why = explain (&all, ledger, paper, find_paper (&all, similar->kind, similar->id));
    }
  return out;
}
