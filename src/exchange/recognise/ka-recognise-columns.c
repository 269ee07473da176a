/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

void
ka_found_free (KaFound *found)
{
  if (found == NULL)
    return;
  g_ptr_array_unref (found->headings);
  g_ptr_array_unref (found->levels);
  g_clear_pointer (&found->seconds, g_ptr_array_unref);
  g_clear_pointer (&found->parts, g_ptr_array_unref);
  g_clear_pointer (&found->options, g_ptr_array_unref);
  g_clear_pointer (&found->legends, g_ptr_array_unref);
  g_clear_pointer (&found->clocks, g_array_unref);
  g_clear_pointer (&found->shown, g_array_unref);
  g_clear_pointer (&found->quarters, g_array_unref);
  g_clear_pointer (&found->shares, g_ptr_array_unref);
  g_clear_pointer (&found->months, g_array_unref);
  ka_across_clear (&found->across);
  g_clear_pointer (&found->forms, g_ptr_array_unref);
  g_clear_pointer (&found->labels, g_array_unref);
  g_clear_pointer (&found->own, g_array_unref);
  g_hash_table_unref (found->constants);
  g_ptr_array_unref (found->fields);
  g_ptr_array_unref (found->units);
  g_free (found->title);
  g_free (found->fixed_value);
  g_free (found);
}

KaFound *
ka_found_new (GPtrArray *headings, const char *title)
{
  KaFound *found = g_new0 (KaFound, 1);

  found->n_heading_rows = 1;
  found->headings = g_ptr_array_ref (headings);
  found->levels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  found->constants = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  found->fields = g_ptr_array_new ();
  found->units = g_ptr_array_new_with_free_func (g_free);
  found->title = g_strdup (title);
  found->context_column = -1;
  found->former_column = -1;
  found->topic = KA_TOPIC_NONE;
  found->across.metric_column = -1;
  found->last_column = G_MAXUINT;
  return found;
}

/* ---- columns to fields ---- */

#define COUNTER_SHARE 0.5
#define MIN_MINE 0.6
#define MIN_PART 0.9

typedef struct
{
  double score;
  gboolean alone; /* the column may be nothing else */
  guint column;
  const KaField *field;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->score > y->score)
    return -1;
  if (x->score < y->score)
    return 1;
  if (x->alone != y->alone)
    return x->alone ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

GPtrArray *
ka_parse_headings (GPtrArray *texts)
{
  GPtrArray *headings = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_heading_free);

  for (guint c = 0; c < texts->len; c++)
    g_ptr_array_add (headings, ka_heading_new (g_ptr_array_index (texts, c)));
  return headings;
}

/* 检查对象（企业名称）: the brackets say that not the mine but its enterprise stands here. 整改责任人（企业）is
 * about neither. */
static gboolean
names_enterprise (const KaHeading *heading, const KaKind *kind)
{
  const KaKind *mine = ka_kind_get ("mine");
  int own = ka_kind_field_index (kind, "mine");
  g_autofree double *scores = NULL;
  g_autofree double *bare_scores = NULL;
  g_autoptr (KaHeading) inner = NULL;
  g_autoptr (KaHeading) bare = NULL;

  if (heading->unit == NULL || own < 0 || ka_kind_field (kind, "enterprise") != NULL)
    return FALSE;
  bare = ka_heading_new (heading->bare);
  bare_scores = g_new0 (double, kind->n_fields);
  ka_heading_match (bare, kind, bare_scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (bare_scores[f] > bare_scores[own])
      return FALSE;
  scores = g_new0 (double, mine->n_fields);
  inner = ka_heading_new (heading->unit);
  ka_heading_match (inner, mine, scores);
  return scores[ka_kind_field_index (mine, "enterprise")] > 0.9;
}

/* A kind that only knows its mine may be told the mine's enterprise beside it: names of mines repeat. */
static int
find_context (GPtrArray *headings, const KaKind *kind, const KaField **fields)
{
  const KaKind *mine = ka_kind_get ("mine");
  const KaField *enterprise = ka_kind_field (mine, "enterprise");
  g_autofree double *scores = g_new (double, mine->n_fields);
  double best = 0.8;
  int column = -1;

  if (ka_kind_field (kind, "mine") == NULL || ka_kind_field (kind, "enterprise") != NULL)
    return -1;
  for (guint c = 0; c < headings->len; c++)
    {
      if (fields[c] != NULL)
        continue;
      if (names_enterprise (g_ptr_array_index (headings, c), kind))
        return (int)c;
      ka_heading_match (g_ptr_array_index (headings, c), mine, scores);
      if (scores[enterprise - mine->fields] > best)
        {
          best = scores[enterprise - mine->fields];
          column = (int)c;
        }
    }
  return column;
}

/* Where only the enterprise is named, it stands for its mine: most have one. */
static void
take_owner (const KaKind *kind, const guint8 *taken, KaMatch *match)
{
  int mine = ka_kind_field_index (kind, "mine");

  if (mine < 0 || taken[mine])
    return;
  match->fields[match->context_column] = &kind->fields[mine];
  match->context_column = -1;
}

gboolean
ka_heading_names_mine (const KaHeading *heading)
{
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);

  for (guint i = 0; i < words->len; i++)
    if (strcmp (g_ptr_array_index (words, i), "矿山") == 0)
      return TRUE;
  return FALSE;
}

/* 被检查单位 | 检查矿山: of two columns that may be the mine, the one that says so; the other is whose it is. */
static void
prefer_mine (GPtrArray *headings, const KaKind *kind, KaMatch *match)
{
  int mine = ka_kind_field_index (kind, "mine");
  g_autofree double *scores = NULL;
  double most = MIN_MINE;
  int from = -1, to = -1;

  if (mine < 0 || ka_kind_field (kind, "enterprise") != NULL)
    return;
  scores = g_new0 (double, kind->n_fields);
  for (guint c = 0; c < headings->len; c++)
    if (match->fields[c] == &kind->fields[mine])
      from = (int)c;
  if (from < 0 || ka_heading_names_mine (g_ptr_array_index (headings, from)))
    return;
  for (guint c = 0; c < headings->len; c++)
    if (match->fields[c] == NULL && ka_heading_names_mine (g_ptr_array_index (headings, c)))
      {
        ka_heading_match (g_ptr_array_index (headings, c), kind, scores);
        if (scores[mine] > most)
          {
            most = scores[mine];
            to = (int)c;
          }
      }
  if (to < 0)
    return;
  match->fields[to] = match->fields[from];
  match->fields[from] = NULL;
  match->context_column = from;
}

static gboolean
is_required (const KaField *field)
{
  return (field->flags & KA_REQUIRED) && !(field->flags & KA_AUTO);
}

/* 姓名/性别, 矿山及负责人: what must be there, and is named among others. */
static void
match_parts (GPtrArray *texts, const KaKind *kind, guint8 *taken, KaMatch *match)
{
  g_autofree double *scores = g_new0 (double, kind->n_fields);

  for (guint c = 0; c < texts->len; c++)
    {
      const KaHeading *heading = g_ptr_array_index (texts, c);
      g_auto (GStrv) names = NULL;
      gboolean marked;
      guint n = 0;

      if (match->fields[c] != NULL || (int)c == match->context_column || *heading->whole == '\0'
          || names_enterprise (heading, kind))
        continue;
      names = ka_heading_parts (heading->whole, &marked);
      for (guint i = 0; names != NULL && names[i] != NULL; i++)
        {
          g_autoptr (KaHeading) part = ka_heading_new (names[i]);

          ka_heading_match_whole (part, kind, scores);
          for (guint f = 0; f < kind->n_fields; f++)
            if (scores[f] > MIN_PART && !taken[f] && is_required (&kind->fields[f]))
              {
                taken[f] = TRUE;
                n++;
                break;
              }
        }
      match->matched += n > 0;
      match->sum += n > 0;
      match->joined += n;
    }
}

/* 当事人 over 单位 and 个人（姓名）: a person is no enterprise, and the reverse. */
static void
keep_sort (const KaHeading *heading, const KaHeading *last, const KaKind *kind, double *scores)
{
  static const char *const people[] = { "个人", "姓名", "自然人", "个人姓名", NULL };
  static const char *const firms[]
    = { "单位", "企业", "公司", "单位名称", "企业名称", "法人单位", "名称", NULL };
  const char *lowest = last != NULL && *last->bare != '\0' ? last->bare : heading->bare;
  gboolean person = g_strv_contains (people, lowest) || g_str_has_suffix (lowest, "个人");
  gboolean firm = g_strv_contains (firms, lowest);

  /* 被处罚单位（个人） is either. */
  if (heading->unit != NULL && strstr (heading->bare, "单位") == NULL
      && strstr (heading->bare, "企业") == NULL)
    {
      person |= g_strv_contains (people, heading->unit) && !firm;
      firm |= g_strv_contains (firms, heading->unit) && !person;
    }
  for (guint f = 0; f < kind->n_fields && person != firm; f++)
    if ((person && kind->fields[f].type == KA_FIELD_REF)
        || (firm && kind->fields[f].format == KA_FORMAT_NAME))
      scores[f] = 0;
}

/* 有效期止: says not of what. */
static gboolean
is_bare_end (const KaHeading *heading)
{
  static const char *const ends[] = { "有效期", "止", "期限", "日期", "期", NULL };
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);

  for (guint i = 0; i < words->len; i++)
    if (!g_strv_contains (ends, g_ptr_array_index (words, i)))
      return FALSE;
  return TRUE;
}

static gboolean
names_permit (GPtrArray *headings)
{
  for (guint c = 0; c < headings->len; c++)
    if (strstr (((const KaHeading *)g_ptr_array_index (headings, c))->whole, "许可证") != NULL)
      return TRUE;
  return FALSE;
}

/* std of std_until: another column is of it too. */
static gboolean
has_sibling (const KaField *const *fields, guint n_columns, const KaField *field)
{
  gsize prefix = strcspn (field->id, "_");

  for (guint c = 0; c < n_columns; c++)
    if (fields[c] != NULL && fields[c] != field && strncmp (fields[c]->id, field->id, prefix) == 0
        && (fields[c]->id[prefix] == '_' || fields[c]->id[prefix] == '\0'))
      return TRUE;
  return FALSE;
}

gboolean
ka_end_is_stray (GPtrArray *headings,
                 const KaField *const *fields,
                 guint column,
                 const KaField *field,
                 const KaKind *kind)
{
  return g_str_has_suffix (field->id, "_until") && strcmp (kind->id, "permit") != 0
         && is_bare_end (g_ptr_array_index (headings, column)) && names_permit (headings)
         && !has_sibling (fields, headings->len, field);
}

static void
drop_stray_ends (GPtrArray *headings, const KaKind *kind, guint8 *taken, KaMatch *match)
{
  for (guint c = 0; c < headings->len; c++)
    {
      const KaField *field = match->fields[c];

      if (field == NULL || !ka_end_is_stray (headings, match->fields, c, field, kind))
        continue;
      match->fields[c] = NULL;
      match->matched--;
      taken[field - kind->fields] = FALSE;
    }
}

/* 检查完成日期 where no other column says the day: most checks take one. */
static void
take_end_for_day (guint n_columns, const KaKind *kind, guint8 *taken, KaMatch *match)
{
  int started = ka_kind_field_index (kind, "started"), ended = ka_kind_field_index (kind, "ended");

  if (started < 0 || ended < 0 || taken[started] || !taken[ended]
      || !(kind->fields[started].flags & KA_REQUIRED))
    return;
  for (guint c = 0; c < n_columns; c++)
    if (match->fields[c] == &kind->fields[ended])
      {
        match->fields[c] = &kind->fields[started];
        taken[started] = TRUE;
        taken[ended] = FALSE;
        return;
      }
}

/* 联系电话 and no more. */
static gboolean
is_bare_phone (const KaHeading *heading)
{
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);

  return heading->unit == NULL && words->len == 1
         && strcmp (g_ptr_array_index (words, 0), "电话") == 0;
}

/* Whose phone it may be, beside the name. */
static const KaField *
find_phone_field (const KaKind *kind, const KaField *owner)
{
  g_autofree char *id = NULL;

  if (owner == NULL || owner->format != KA_FORMAT_NAME)
    return NULL;
  id = g_strconcat (owner->id, "_phone", NULL);
  return ka_kind_field (kind, id);
}

/* 主要负责人 | 联系电话 | 实际控制人 | 联系电话: each is of whom the column before it names. */
static void
place_phones (GPtrArray *headings, const KaKind *kind, guint8 *taken, KaMatch *match)
{
  for (guint c = 1; c < headings->len; c++)
    {
      const KaField *phone = find_phone_field (kind, match->fields[c - 1]);
      gboolean named = FALSE;

      if (phone == NULL || match->fields[c] == phone
          || !is_bare_phone (g_ptr_array_index (headings, c)))
        continue;
      for (guint other = 0; other < headings->len; other++)
        if (match->fields[other] == phone)
          {
            named = !is_bare_phone (g_ptr_array_index (headings, other));
            if (!named)
              match->fields[other] = NULL;
          }
      if (named)
        continue;
      if (match->fields[c] != NULL)
        taken[match->fields[c] - kind->fields] = FALSE;
      match->matched += match->fields[c] == NULL && !taken[phone - kind->fields];
      match->fields[c] = phone;
      taken[phone - kind->fields] = TRUE;
    }
}

/* last: the headings of the lowest row alone, which count a little less than the joined ones; or NULL. */
void
ka_match_columns (GPtrArray *headings, GPtrArray *last, const KaKind *kind, KaMatch *match)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree guint8 *taken = g_new0 (guint8, kind->n_fields);
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autofree double *last_scores = g_new0 (double, kind->n_fields);

  match->fields = g_new0 (const KaField *, headings->len);
  for (guint c = 0; c < headings->len; c++)
    {
      const KaHeading *heading = g_ptr_array_index (headings, c);
      guint before = candidates->len;

      if (heading->whole[0] == '\0')
        continue;
      match->named += !ka_heading_is_counter (heading);
      if (names_enterprise (heading, kind))
        continue;
      ka_heading_match (heading, kind, scores);
      if (last != NULL)
        {
          ka_heading_match (g_ptr_array_index (last, c), kind, last_scores);
          ka_heading_keep_person (heading, kind, last_scores);
          keep_sort (heading, g_ptr_array_index (last, c), kind, last_scores);
        }
      keep_sort (heading, last ? g_ptr_array_index (last, c) : NULL, kind, scores);
      for (guint f = 0; f < kind->n_fields; f++)
        {
          Candidate candidate
            = { MAX (scores[f], 0.9 * last_scores[f]), FALSE, c, &kind->fields[f] };

          /* 编号 mostly counts the rows: it is the number of the paper where no other column is. */
          if (ka_heading_is_counter (heading))
            candidate.score *= COUNTER_SHARE;
          if (candidate.score > 0)
            g_array_append_val (candidates, candidate);
        }
      if (candidates->len == before + 1)
        g_array_index (candidates, Candidate, before).alone = TRUE;
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      gsize f = candidate->field - kind->fields;

      if (match->fields[candidate->column] != NULL || taken[f])
        continue;
      taken[f] = TRUE;
      match->fields[candidate->column] = candidate->field;
      match->sum += candidate->score;
      match->matched++;
    }
  place_phones (headings, kind, taken, match);
  drop_stray_ends (headings, kind, taken, match);
  take_end_for_day (headings->len, kind, taken, match);
  prefer_mine (headings, kind, match);
  match_parts (headings, kind, taken, match);
  if (match->context_column >= 0)
    return;
  match->context_column = find_context (headings, kind, match->fields);
  if (match->context_column >= 0)
    {
      match->sum += 1;
      match->matched++;
      take_owner (kind, taken, match);
    }
}

static gboolean
has_field (const KaMatch *match, guint n_columns, const KaField *field)
{
  for (guint c = 0; c < n_columns; c++)
    if (match->fields[c] == field)
      return TRUE;
  return FALSE;
}

double
ka_match_required (const KaMatch *match, guint n_columns, const KaKind *kind, gboolean across)
{
  guint required = 0, given = match->joined;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];

      if (!is_required (field))
        continue;
      required++;
      given += has_field (match, n_columns, field) || (across && field == ka_find_spread (kind));
    }
  return required == 0 ? 1 : given / (double)required;
}

/* The field that months (or quarters) across are values of. */
const KaField *
ka_find_spread (const KaKind *kind)
{
  for (guint f = 0; f < kind->n_fields; f++)
    if ((kind->fields[f].type == KA_FIELD_MONTH || kind->fields[f].type == KA_FIELD_QUARTER)
        && (kind->fields[f].flags & KA_REQUIRED))
      return &kind->fields[f];
  return NULL;
}

/* Other months have the fields of the first. */
static void
spread_fields (KaFound *found, GPtrArray *texts)
{
  for (guint c = 0; c < texts->len; c++)
    for (guint first = 0; first < c && g_array_index (found->months, int, c) != 0; first++)
      if (g_array_index (found->months, int, first) != 0
          && strcmp (g_ptr_array_index (texts, first), g_ptr_array_index (texts, c)) == 0)
        {
          found->fields->pdata[c] = found->fields->pdata[first];
          break;
        }
}

static void
forget_months (KaFound *found)
{
  found->spread = NULL;
  g_clear_pointer (&found->shares, g_ptr_array_unref);
  g_clear_pointer (&found->months, g_array_unref);
}

/* Finds the months across, if the kind has any: the headings without them. */
static GPtrArray *
find_months (KaFound *found, const KaKind *kind)
{
  const KaField *spread = kind ? ka_find_spread (kind) : NULL;
  GPtrArray *texts;

  forget_months (found);
  if (spread == NULL)
    return NULL;
  texts = ka_months_split (found->levels, spread->type == KA_FIELD_QUARTER, &found->months);
  if (texts == NULL)
    return NULL;
  found->spread = spread;
  found->shares = g_ptr_array_new_with_free_func (g_free);
  if (found->across.kind == kind && found->across.subject != NULL)
    ka_months_name (texts, found->months, found->across.subject);
  return texts;
}

/* 种类 under 处罚种类及金额 is 处罚种类. */
static void
complete_last (GPtrArray *tops, GPtrArray *texts, guint column)
{
  const char *last = g_ptr_array_index (texts, column), *top = g_ptr_array_index (tops, column);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (strlen (last) < 6 || strcmp (last, top) == 0 || !ka_heading_split (top, &first, &second))
    return;
  for (guint i = 0; i < 2; i++)
    {
      char **part = i == 0 ? &first : &second;

      if (g_str_has_suffix (*part, last) && strlen (*part) > strlen (last))
        {
          g_free (texts->pdata[column]);
          texts->pdata[column] = g_steal_pointer (part);
          return;
        }
    }
}

/* The headings of the lowest of several rows. */
static GPtrArray *
parse_last (const KaFound *found)
{
  g_autoptr (GPtrArray) texts = NULL;

  if (found->levels->len < 2)
    return NULL;
  texts = g_ptr_array_copy (g_ptr_array_index (found->levels, found->levels->len - 1),
                            (GCopyFunc)(void (*) (void))g_strdup, NULL);
  g_ptr_array_set_free_func (texts, g_free);
  for (guint c = 0; c < texts->len; c++)
    complete_last (g_ptr_array_index (found->levels, 0), texts, c);
  ka_dates_reduce (texts);
  return ka_parse_headings_of (texts, found->topic);
}

/* 曾用名 beside the name of an enterprise. */
static int
find_former (const KaFound *found)
{
  static const char *const names[]
    = { "曾用名",     "曾用名称", "原名",       "原名称",   "原企业名称", "原单位名称",
        "更名前名称", "原用名",   "企业曾用名", "历史名称", NULL };

  for (guint c = 0; c < found->headings->len; c++)
    {
      g_autofree char *folded = ka_text_fold (g_ptr_array_index (found->headings, c));

      if (g_ptr_array_index (found->fields, c) == NULL && g_strv_contains (names, folded))
        return (int)c;
    }
  return -1;
}

void
ka_found_assign (KaFound *found, const KaKind *kind)
{
  g_autoptr (GPtrArray) whole = find_months (found, kind);
  g_autoptr (GPtrArray) reduced = whole ? ka_months_reduce (whole, found->months) : NULL;
  g_autoptr (GPtrArray) headings
    = ka_parse_headings_of (reduced ? reduced : found->headings, found->topic);
  g_autoptr (GPtrArray) last = reduced == NULL ? parse_last (found) : NULL;
  KaMatch match = { NULL, 0, 0, 0, -1 };

  found->kind = kind;
  found->context_column = -1;
  g_clear_pointer (&found->forms, g_ptr_array_unref);
  g_clear_pointer (&found->seconds, g_ptr_array_unref);
  g_clear_pointer (&found->parts, g_ptr_array_unref);
  g_clear_pointer (&found->options, g_ptr_array_unref);
  g_clear_pointer (&found->clocks, g_array_unref);
  g_clear_pointer (&found->shown, g_array_unref);
  g_clear_pointer (&found->quarters, g_array_unref);
  found->join = KA_JOIN_NONE;
  found->fixed = NULL;
  g_ptr_array_set_size (found->fields, 0);
  g_ptr_array_set_size (found->units, 0);
  if (kind != NULL)
    {
      ka_match_columns (headings, last, kind, &match);
      found->context_column = match.context_column;
    }
  for (guint c = 0; c < found->headings->len; c++)
    {
      const KaHeading *heading = g_ptr_array_index (headings, c);

      g_ptr_array_add (found->fields, match.fields ? (gpointer)match.fields[c] : NULL);
      g_ptr_array_add (found->units, g_strdup (heading->unit));
    }
  found->former_column
    = kind != NULL && strcmp (kind->id, "enterprise") == 0 ? find_former (found) : -1;
  if (whole != NULL)
    {
      spread_fields (found, whole);
      /* What stands under a month is not the month. */
      for (guint c = 0; c < found->fields->len; c++)
        if (g_array_index (found->months, int, c) != 0
            && g_ptr_array_index (found->fields, c) == found->spread)
          found->fields->pdata[c] = NULL;
    }
  g_free (match.fields);
}
