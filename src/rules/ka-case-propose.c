/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-text.h"

#include <ka-text.h>

#include <string.h>

/* What a submitted paper says by itself: headings, the first lines, turns of phrase. */

#define MAX_TITLE 60

typedef struct
{
  const char *field;
  const char *headings; /* joined by | */
} Part;

static const Part parts[] = {
  { "party", "当事人|被处罚单位|涉案单位|当事人基本情况" },
  { "facts", "基本案情|案情简介|简要案情|案情|违法事实|案件事实|事故经过|事故概况" },
  { "violated", "违反条款|违反规定" },
  { "basis", "处罚依据|法律依据" },
  { "outcome", "处理结果|处罚结果|查处结果|处理情况|查处情况|处理处罚结果" },
  { "significance", "典型意义|案例启示|警示意义|典型意义和启示|典型意义及启示|启示" },
};

/* ---- paragraphs ---- */

static gboolean
ends_paragraph (const char *line, glong length, glong longest)
{
  static const char *const ends[] = { "。", "：", ":", "；", "！", "？" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (line, ends[i]))
      return TRUE;
  /* A line that stops well before the edge. */
  return length * 10 < longest * 8;
}

/* The lines of a page put together again. */
static GPtrArray *
split_paragraphs (const char *text)
{
  GPtrArray *paragraphs = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) lines = g_strsplit_set (text, "\n\f", -1);
  g_autoptr (GString) open = g_string_new (NULL);
  glong longest = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    longest = MAX (longest, g_utf8_strlen (g_strstrip (lines[i]), -1));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0')
        continue;
      g_string_append (open, lines[i]);
      if (!ends_paragraph (lines[i], g_utf8_strlen (lines[i], -1), longest))
        continue;
      g_ptr_array_add (paragraphs, g_strdup (open->str));
      g_string_truncate (open, 0);
    }
  if (open->len > 0)
    g_ptr_array_add (paragraphs, g_strdup (open->str));
  return paragraphs;
}

/* ---- headings ---- */

/* 一、基本案情：… gives what follows; NULL: it is no such heading. */
static const char *
skip_heading (const char *paragraph, const char *headings)
{
  g_autofree char *pattern
    = g_strdup_printf ("^[（(【\\[]?(?:[一二三四五六七八九十0-9]+[、.．)）])?\\s*[【\\[]?(?:%s)"
                       "[】\\])）]?\\s*(?:[：:]|$)\\s*",
                       headings);
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  int start, end;

  if (!g_regex_match (regex, paragraph, 0, &match)
      || !g_match_info_fetch_pos (match, 0, &start, &end))
    return NULL;
  return paragraph + end;
}

static int
find_part (const char *paragraph, const char **rest)
{
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      *rest = skip_heading (paragraph, parts[i].headings);
      if (*rest != NULL)
        return (int)i;
    }
  return -1;
}

static void
set_if_empty (KaRecord *record, const char *id, const char *value)
{
  const KaField *field = ka_kind_field (record->kind, id);
  g_autofree char *clean = NULL;

  if (value == NULL || ka_record_get (record, id) != NULL)
    return;
  clean = ka_text_clean (value, field->type == KA_FIELD_LONG);
  ka_record_set (record, id, clean);
}

static void
take_parts (KaRecord *record, GPtrArray *paragraphs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int open = -1;

  for (guint i = 0; i <= paragraphs->len; i++)
    {
      const char *paragraph = i < paragraphs->len ? paragraphs->pdata[i] : NULL;
      const char *rest = paragraph;
      int part = paragraph != NULL ? find_part (paragraph, &rest) : -1;

      if (open >= 0 && (part >= 0 || paragraph == NULL))
        set_if_empty (record, parts[open].field, text->str);
      if (part >= 0)
        {
          open = part;
          g_string_truncate (text, 0);
          g_string_append (text, rest);
        }
      else if (open >= 0 && paragraph != NULL)
        {
          if (text->len > 0)
            g_string_append_c (text, '\n');
          g_string_append (text, paragraph);
        }
    }
}

/* ---- turns of phrase ---- */

static void
take_phrase (KaRecord *record, const char *field, const char *pattern, const char *text)
{
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *found = NULL;

  g_return_if_fail (regex != NULL);

  if (g_regex_match (regex, text, 0, &match))
    found = g_match_info_fetch (match, 1);
  set_if_empty (record, field, found);
}

#define CLAUSES                                                                                    \
  "(《[^《》]{2,60}》(?:（[^（）]{1,30}）)?第[^，。；《》]{1,16}[条款项]"         \
  "(?:[、和及]?《?[^，。；《》]{0,40}》?第[^，。；《》]{1,16}[条款项])*)"

static void
take_phrases (KaRecord *record, GPtrArray *paragraphs)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < paragraphs->len; i++)
    g_string_append (joined, paragraphs->pdata[i]);
  take_phrase (record, "violated", "违反了?" CLAUSES, joined->str);
  take_phrase (record, "basis", "(?:依据|根据|依照)" CLAUSES, joined->str);
  take_phrase (record, "party", "对([^，。；、对]{2,40}?(?:公司|厂|矿|场|队))(?:开展|进行|实施)",
               joined->str);
  take_phrase (record, "agency",
               "([^，。；、日]{2,20}(?:应急管理局|应急局|安监局|执法支队|执法大队))", joined->str);
  take_phrase (record, "facts", "((?:经查|发现|检查发现)[^。]{10,600}。)", joined->str);
  take_phrase (record, "outcome",
               "((?:责令|给予|作出|处以|处罚款|罚款)[^。]{4,300}罚款[^。]{2,200}。)", joined->str);
}

/* ---- title and day ---- */

static char *
strip_suffix (const char *name)
{
  g_autofree char *base = g_path_get_basename (name);
  char *dot = strrchr (base, '.');

  if (dot != NULL && dot > base)
    *dot = '\0';
  return g_strdup (base);
}

static char *
find_title (GPtrArray *paragraphs, const char *name)
{
  for (guint i = 0; i < MIN (paragraphs->len, 8); i++)
    {
      const char *paragraph = paragraphs->pdata[i], *rest;
      glong length = g_utf8_strlen (paragraph, -1);

      if (find_part (paragraph, &rest) < 0 && length >= 4 && length <= MAX_TITLE
          && (g_str_has_suffix (paragraph, "案") || g_str_has_suffix (paragraph, "事故")
              || g_str_has_suffix (paragraph, "案例")))
        return g_strdup (paragraph);
    }
  return name != NULL ? strip_suffix (name) : NULL;
}

static void
propose_day (KaRecord *record, const char *text, const char *name)
{
  g_autoptr (GPtrArray) dates = ka_case_find_dates (text);
  g_autoptr (GPtrArray) named = name != NULL ? ka_case_find_dates (name) : NULL;
  const KaCaseDate *date = dates->len > 0                    ? dates->pdata[0]
                           : named != NULL && named->len > 0 ? named->pdata[0]
                                                             : NULL;
  g_autofree char *iso = date != NULL ? ka_day_to_iso (date->day) : NULL;

  set_if_empty (record, "occurred", iso);
}

static const char *
guess_kind (const char *text, const char *title)
{
  if (strstr (text, "举报") != NULL && strstr (text, "奖励") != NULL)
    return "举报奖励";
  if (title != NULL && strstr (title, "事故") != NULL && strstr (title, "事故隐患") == NULL)
    return "事故案例";
  return strstr (text, "重大事故隐患") != NULL ? "重大隐患" : "执法案例";
}

void
ka_case_propose (KaRecord *record, const char *text, const char *name)
{
  g_autoptr (GPtrArray) paragraphs = NULL;
  g_autofree char *valid = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (record != NULL);

  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  paragraphs = split_paragraphs (valid);
  title = find_title (paragraphs, name);
  set_if_empty (record, "title", title);
  propose_day (record, valid, name);
  take_parts (record, paragraphs);
  take_phrases (record, paragraphs);
  if (ka_record_get (record, "kind") == NULL)
    ka_record_set (record, "kind", guess_kind (valid, title));
}

/* ---- two versions ---- */

static void
free_paragraph (gpointer data)
{
  KaCaseParagraph *paragraph = data;

  g_free (paragraph->text);
  g_free (paragraph);
}

static void
add_paragraph (GPtrArray *out, KaCaseChange change, const char *text)
{
  KaCaseParagraph *paragraph = g_new0 (KaCaseParagraph, 1);

  paragraph->change = change;
  paragraph->text = g_strdup (text);
  g_ptr_array_add (out, paragraph);
}

/* Lengths of the longest common run of what follows. */
static guint16 *
measure (GPtrArray *a, GPtrArray *b)
{
  guint width = b->len + 1;
  guint16 *table = g_new0 (guint16, (gsize)(a->len + 1) * width);

  for (guint i = a->len; i > 0; i--)
    for (guint j = b->len; j > 0; j--)
      {
        guint16 *cell = &table[(i - 1) * width + j - 1];

        *cell = strcmp (a->pdata[i - 1], b->pdata[j - 1]) == 0
                  ? (guint16)(table[i * width + j] + 1)
                  : MAX (table[i * width + j - 1], table[(i - 1) * width + j]);
      }
  return table;
}

static GPtrArray *
fold_all (GPtrArray *paragraphs)
{
  GPtrArray *folded = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < paragraphs->len; i++)
    g_ptr_array_add (folded, ka_text_fold (paragraphs->pdata[i]));
  return folded;
}

#define MAX_PARAGRAPHS 3000

GPtrArray *
ka_case_compare (const char *old, const char *new)
{
  g_autofree char *valid_old = g_utf8_make_valid (old, -1);
  g_autofree char *valid_new = g_utf8_make_valid (new, -1);
  g_autoptr (GPtrArray) a = split_paragraphs (valid_old);
  g_autoptr (GPtrArray) b = split_paragraphs (valid_new);
  g_autoptr (GPtrArray) fa = NULL;
  g_autoptr (GPtrArray) fb = NULL;
  g_autofree guint16 *table = NULL;
  GPtrArray *out = g_ptr_array_new_with_free_func (free_paragraph);
  guint i = 0, j = 0;

  if (a->len > MAX_PARAGRAPHS)
    g_ptr_array_set_size (a, MAX_PARAGRAPHS);
  if (b->len > MAX_PARAGRAPHS)
    g_ptr_array_set_size (b, MAX_PARAGRAPHS);
  fa = fold_all (a);
  fb = fold_all (b);
  table = measure (fa, fb);
  while (i < a->len || j < b->len)
    {
      guint width = b->len + 1;

      if (i < a->len && j < b->len && strcmp (fa->pdata[i], fb->pdata[j]) == 0)
        {
          add_paragraph (out, KA_CASE_SAME, b->pdata[j]);
          i++, j++;
        }
      else if (j == b->len
               || (i < a->len && table[(i + 1) * width + j] >= table[i * width + j + 1]))
        add_paragraph (out, KA_CASE_REMOVED, a->pdata[i++]);
      else
        add_paragraph (out, KA_CASE_ADDED, b->pdata[j++]);
    }
  return out;
}
