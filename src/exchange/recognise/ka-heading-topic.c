/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* 排土场安全管理台账: what all rows are about is said once, in the title; the headings below leave it out (在线监测,
 * 稳定性分析时间). Those that are known with it before them are read as if it stood there. */

#define MIN_SCORE 0.8

static const struct
{
  const char *words[4]; /* the first is put before the headings */
  const char *kind;
  const char *fields; /* what their names begin with */
} topics[] = {
  { { "排土场" }, "mine", "dump_" },
  { { "边坡" }, "mine", "slope_" },
  { { "标准化" }, "mine", "std_" },
  { { "安责险", "安全生产责任保险", "安全生产责任险" }, "enterprise", "insured" },
};

static gboolean
names_topic (const char *text, guint topic)
{
  for (guint w = 0; w < G_N_ELEMENTS (topics[topic].words) && topics[topic].words[w] != NULL; w++)
    if (text != NULL && strstr (text, topics[topic].words[w]) != NULL)
      return TRUE;
  return FALSE;
}

int
ka_topic_find (const char *title, const char *sheet, GPtrArray *texts)
{
  int found = KA_TOPIC_NONE;

  for (guint t = 0; t < G_N_ELEMENTS (topics); t++)
    {
      if (!names_topic (title, t) && !names_topic (sheet, t))
        continue;
      if (found != KA_TOPIC_NONE)
        return KA_TOPIC_NONE;
      found = (int)t;
    }
  /* 许可证有效期至 | 有效期至 beside the topic's own: each would have to be told apart. */
  for (guint c = 0; found != KA_TOPIC_NONE && c < texts->len; c++)
    if (strstr (g_ptr_array_index (texts, c), "许可") != NULL)
      return KA_TOPIC_NONE;
  return found;
}

gboolean
ka_topic_is_of (int topic, const KaKind *kind, const KaField *field)
{
  return topic != KA_TOPIC_NONE && strcmp (topics[topic].kind, kind->id) == 0
         && g_str_has_prefix (field->id, topics[topic].fields);
}

/* 投保单位 says whom the row is about, with the topic or without. */
static gboolean
names_owner (const char *text, const KaKind *kind)
{
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  ka_heading_match_whole (heading, kind, scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] >= MIN_SCORE
        && (kind->fields[f].type == KA_FIELD_REF
            || g_strcmp0 (kind->fields[f].id, kind->title) == 0))
      return TRUE;
  return FALSE;
}

/* The heading with the topic before it, where that is known; NULL: it is not. */
static KaHeading *
complete (const char *text, guint topic)
{
  const KaKind *kind = ka_kind_get (topics[topic].kind);
  g_autofree char *whole = g_strconcat (topics[topic].words[0], text, NULL);
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autoptr (KaHeading) heading = ka_heading_new (whole);

  if (names_owner (text, kind))
    return NULL;
  ka_heading_match_whole (heading, kind, scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] >= MIN_SCORE && g_str_has_prefix (kind->fields[f].id, topics[topic].fields))
      return g_steal_pointer (&heading);
  return NULL;
}

GPtrArray *
ka_parse_headings_of (GPtrArray *texts, int topic)
{
  GPtrArray *headings = ka_parse_headings (texts);

  for (guint c = 0; topic != KA_TOPIC_NONE && c < texts->len; c++)
    {
      const char *text = g_ptr_array_index (texts, c);
      KaHeading *heading
        = *text == '\0' || names_topic (text, (guint)topic) ? NULL : complete (text, (guint)topic);

      if (heading == NULL)
        continue;
      ka_heading_free (headings->pdata[c]);
      headings->pdata[c] = heading;
    }
  return headings;
}
