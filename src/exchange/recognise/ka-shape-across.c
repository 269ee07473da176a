/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* What the cells under bare months are (1月 | 2月 | …): a number that the title names (总工程师在岗天数统计表) or a
 * cell of the row does (项目: 总工程师在岗天数), a value of a list (重点检查), or a mark: in this month it is. */

/* Of the cells that are looked at. */
#define MIN_SHARE 0.8
#define MIN_METRICS 2
#define MIN_METRIC_SCORE 0.8
/* … of what is only like one, and by how much more than like any other. */
#define MIN_METRIC_GUESS 0.5
#define MIN_METRIC_LEAD 0.1
#define MIN_NAME_SCORE 0.4
/* Two words of three bytes a character: 在岗天数. */
#define MIN_SUBJECT_BYTES 12

static gboolean
is_measured (const KaField *field)
{
  return ka_field_is_number (field) && !(field->flags & KA_REQUIRED);
}

/* Each word of the name stands in the line too. Both are sorted. */
static gboolean
holds_words (GPtrArray *line, GPtrArray *name)
{
  guint l = 0;

  for (guint n = 0; n < name->len; n++)
    {
      while (l < line->len && strcmp (g_ptr_array_index (line, l), g_ptr_array_index (name, n)) < 0)
        l++;
      if (l == line->len || strcmp (g_ptr_array_index (line, l), g_ptr_array_index (name, n)) != 0)
        return FALSE;
    }
  return name->len > 1;
}

/* The name of a number of the kind that the line holds: the one that says most, if no other field's does. */
static char *
find_in_line (const KaKind *kind, const char *text)
{
  g_autofree char *folded = ka_text_fold (text);
  g_autoptr (GPtrArray) line = ka_heading_words (folded);
  const KaField *best = NULL;
  g_autofree char *subject = NULL;
  gsize most = MIN_SUBJECT_BYTES - 1;
  gboolean several = FALSE;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      g_autofree char *all
        = g_strconcat (field->label, "|", field->aliases ? field->aliases : "", NULL);
      g_auto (GStrv) names = g_strsplit (all, "|", -1);

      for (guint i = 0; is_measured (field) && names[i] != NULL; i++)
        {
          g_autofree char *name = ka_text_fold (names[i]);
          g_autoptr (GPtrArray) words = ka_heading_words (name);
          gsize len = 0;

          for (guint w = 0; w < words->len; w++)
            len += strlen (g_ptr_array_index (words, w));
          if (len < most || !holds_words (line, words))
            continue;
          several = len == most && best != NULL && best != field;
          most = len;
          best = field;
          g_free (subject);
          subject = g_strdup (names[i]);
        }
    }
  return several ? NULL : g_steal_pointer (&subject);
}

static char *
find_subject (const KaKind *kind, const KaAcrossPlace *place)
{
  g_auto (GStrv) lines = g_strsplit (place->title ? place->title : "", "\n", -1);
  char *subject = NULL;

  for (guint i = g_strv_length (lines); i-- > 0 && subject == NULL;)
    subject = find_in_line (kind, lines[i]);
  if (subject == NULL && place->sheet != NULL)
    subject = find_in_line (kind, place->sheet);
  if (subject == NULL && place->file != NULL)
    subject = find_in_line (kind, place->file);
  return subject;
}

/* 主要负责人组织隐患排查（次）: no table lists it, and it is like one number alone. */
static const KaField *
guess_metric (const KaHeading *heading, const KaKind *kind)
{
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  const KaField *best = NULL;
  double most = 0, next = 0;

  ka_heading_guess (heading, kind, scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] > most)
      {
        next = most;
        most = scores[f];
        best = &kind->fields[f];
      }
    else
      next = MAX (next, scores[f]);
  return most >= MIN_METRIC_GUESS && most >= next + MIN_METRIC_LEAD && is_measured (best) ? best
                                                                                          : NULL;
}

const KaField *
ka_across_metric (const KaKind *kind, const char *text)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  const KaField *best = NULL;
  double most = MIN_METRIC_SCORE;

  ka_heading_match (heading, kind, scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] > most && is_measured (&kind->fields[f]))
      {
        most = scores[f];
        best = &kind->fields[f];
      }
  return best ? best : guess_metric (heading, kind);
}

/* The column whose cells say which number the row has; -1: none. */
static int
find_metrics (const KaKind *kind, const KaAcrossPlace *place)
{
  const KaHead *head = place->head;

  for (guint c = 0; c < head->n_columns; c++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
      guint n = 0, known = 0;

      if (g_array_index (place->months, int, c) != 0)
        continue;
      for (guint r = place->first_row; r < head->n_rows; r++)
        {
          const KaField *field;

          if (head->texts[r][c][0] == '\0')
            continue;
          n++;
          field = ka_across_metric (kind, head->texts[r][c]);
          known += field != NULL;
          if (field != NULL)
            g_hash_table_add (seen, (gpointer)field);
        }
      if (g_hash_table_size (seen) >= MIN_METRICS && known >= MIN_SHARE * n)
        return (int)c;
    }
  return -1;
}

gboolean
ka_across_is_mark (const char *text)
{
  static const char *const marks[] = { "√", "✓", "✔", "☑", "○",  "〇", "●", "◎", "▲",
                                       "△", "★", "☆", "■", "是", "v",  "y", "1", NULL };
  g_autofree char *folded = ka_text_fold (text);

  return g_strv_contains (marks, folded);
}

gboolean
ka_across_is_stroke (const char *text)
{
  static const char *const strokes[]
    = { "/", "-", "--", "—", "——", "×", "x", "无", "否", "0", NULL };
  g_autofree char *folded = ka_text_fold (text);

  return g_strv_contains (strokes, folded);
}

/* 合计 under the marks: how many there are. */
static gboolean
is_sum (const KaHead *head, guint row)
{
  for (guint c = 0; c < head->n_columns; c++)
    if (head->texts[row][c][0] != '\0' && !g_ascii_isdigit (head->texts[row][c][0]))
      return g_str_has_suffix (head->texts[row][c], "计");
  return FALSE;
}

/* Cells are marks, or values of one list of the kind. */
static gboolean
find_marks (const KaKind *kind, const KaAcrossPlace *place, const KaField **choice)
{
  const KaHead *head = place->head;
  guint n = 0, marks = 0;
  g_autofree guint *fit = g_new0 (guint, kind->n_fields);

  for (guint r = place->first_row; r < head->n_rows; r++)
    for (guint c = 0; c < head->n_columns && !is_sum (head, r); c++)
      {
        const char *text = head->texts[r][c];

        if (g_array_index (place->months, int, c) == 0 || *text == '\0'
            || ka_across_is_stroke (text))
          continue;
        n++;
        marks += ka_across_is_mark (text);
        for (guint f = 0; f < kind->n_fields; f++)
          {
            char *value = NULL;

            if (kind->fields[f].type == KA_FIELD_CHOICE && !g_ascii_isdigit (*text)
                && ka_field_parse (&kind->fields[f], text, KA_DAY_NONE, &value, NULL, NULL))
              fit[f] += value != NULL;
            g_free (value);
          }
      }
  *choice = NULL;
  for (guint f = 0; f < kind->n_fields; f++)
    if (n > 0 && fit[f] + marks >= MIN_SHARE * n && fit[f] > 0
        && (*choice == NULL || fit[f] > fit[*choice - kind->fields]))
      *choice = &kind->fields[f];
  return n > 0 && (*choice != NULL || marks >= MIN_SHARE * n);
}

gboolean
ka_across_find (KaAcross *across, const KaKind *kind, const KaAcrossPlace *place)
{
  double name;

  *across = (KaAcross){ kind, NULL, -1, FALSE, NULL };
  across->metric_column = find_metrics (kind, place);
  if (across->metric_column >= 0)
    return TRUE;
  across->subject = find_subject (kind, place);
  if (across->subject != NULL)
    return TRUE;
  name = MAX (ka_kind_name_score (kind, place->title), ka_kind_name_score (kind, place->sheet));
  name = MAX (name, ka_kind_name_score (kind, place->file));
  across->marks = name >= MIN_NAME_SCORE && find_marks (kind, place, &across->choice);
  return across->marks;
}

void
ka_across_clear (KaAcross *across)
{
  g_free (across->subject);
  *across = (KaAcross){ NULL, NULL, -1, FALSE, NULL };
}
