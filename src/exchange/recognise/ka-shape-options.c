/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <string.h>

/* A value ticked instead of written: 落实情况 over 落实 | 部分落实 | 不落实, 停产撤人 over 是 | 否, with a mark under
 * one of them. */

#define MIN_OPTIONS 2
/* How well the heading above must name a field of yes and no, whose values say nothing. */
#define MIN_NAMED 0.6

static const char *
heading_at (const KaFound *found, guint level, guint column)
{
  return g_ptr_array_index ((GPtrArray *)g_ptr_array_index (found->levels, level), column);
}

/* What stands right above the cells. */
static const char *
lowest (const KaFound *found, guint column)
{
  return found->levels->len > 0 ? heading_at (found, found->levels->len - 1, column)
                                : g_ptr_array_index (found->headings, column);
}

/* … and over that, if it is another; or "". */
static const char *
above (const KaFound *found, guint column)
{
  for (guint l = found->levels->len; l-- > 0;)
    {
      const char *text = heading_at (found, l, column);

      if (*text != '\0' && strcmp (text, lowest (found, column)) != 0)
        return text;
    }
  return "";
}

char *
ka_option_read (const KaField *field, const char *text)
{
  g_autoptr (KaHeading) heading = NULL;
  char *value = NULL;

  if ((field->type != KA_FIELD_CHOICE || field->choices == NULL) && field->type != KA_FIELD_FLAG)
    return NULL;
  heading = ka_heading_new (text);
  if (*heading->bare == '\0' || g_ascii_isdigit (*heading->bare)
      || (field->type == KA_FIELD_CHOICE && g_utf8_strlen (heading->bare, -1) < 2)
      || !ka_field_parse (field, heading->bare, KA_DAY_NONE, &value, NULL, NULL))
    return NULL;
  return value;
}

/* Nothing but marks and strokes; *n: how many marks that are no number. */
static gboolean
holds_marks (const GArray *cells, guint *n)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      /* A 1 may be a number. */
      if (ka_across_is_mark (cell->text))
        *n += !g_ascii_isdigit (*cell->text);
      else if (!ka_across_is_stroke (cell->text))
        return FALSE;
    }
  return TRUE;
}

/* No other column holds the field. */
static gboolean
is_free (const KaFound *found, const KaField *field, guint first, guint n)
{
  for (guint c = 0; c < found->fields->len; c++)
    if ((c < first || c >= first + n) && ka_found_holds (found, c, field))
      return FALSE;
  return TRUE;
}

static gboolean
may_hold (const KaFound *found, const KaField *field, guint column)
{
  const KaField *held = g_ptr_array_index (found->fields, column);

  return held == NULL || held == field;
}

static double
rate_above (const KaFound *found, const KaField *field, guint column)
{
  g_autofree double *scores = g_new0 (double, found->kind->n_fields);
  g_autofree double *guesses = g_new0 (double, found->kind->n_fields);
  g_autoptr (KaHeading) heading = ka_heading_new (above (found, column));
  gsize f = field - found->kind->fields;

  if (*heading->whole == '\0')
    return 0;
  ka_heading_match (heading, found->kind, scores);
  ka_heading_guess (heading, found->kind, guesses);
  return MAX (scores[f], guesses[f]);
}

/* How many columns from this one on stand under the same heading and are values of the field, no two the same,
 * with marks under them. */
static guint
count_values (const KaFound *found, GPtrArray *columns, const KaField *field, guint first)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint marks = 0, c;

  for (c = first; c < found->fields->len && c < columns->len; c++)
    {
      char *value
        = may_hold (found, field, c) && strcmp (above (found, c), above (found, first)) == 0
            ? ka_option_read (field, lowest (found, c))
            : NULL;

      if (value == NULL || g_hash_table_contains (seen, value)
          || !holds_marks (g_ptr_array_index (columns, c), &marks))
        {
          g_free (value);
          break;
        }
      g_hash_table_add (seen, value);
    }
  return marks > 0 ? c - first : 0;
}

/* The field of which the columns from this one on are values. */
static const KaField *
find_field (const KaFound *found, GPtrArray *columns, guint first, guint *n)
{
  const KaField *best = NULL;
  double most = 0;

  *n = 0;
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];
      gboolean of_list = field->type == KA_FIELD_CHOICE || field->type == KA_FIELD_FLAG;
      guint values = of_list ? count_values (found, columns, field, first) : 0;
      double named;

      if (values < MIN_OPTIONS || values < *n || !is_free (found, field, first, values))
        continue;
      named = rate_above (found, field, first);
      if ((field->type == KA_FIELD_FLAG && named < MIN_NAMED) || (values == *n && named <= most))
        continue;
      *n = values;
      most = named;
      best = field;
    }
  return best;
}

void
ka_found_take_options (KaFound *found, GPtrArray *columns)
{
  guint n;

  for (guint c = 0; c + 1 < found->fields->len; c += MAX (n, 1))
    {
      const KaField *field = find_field (found, columns, c, &n);

      for (guint i = c; field != NULL && i < c + n; i++)
        {
          if (found->options == NULL)
            found->options = g_ptr_array_new_with_free_func (g_free);
          if (found->options->len < found->fields->len)
            g_ptr_array_set_size (found->options, (int)found->fields->len);
          found->options->pdata[i] = ka_option_read (field, lowest (found, i));
          found->fields->pdata[i] = (gpointer)field;
        }
    }
}

const char *
ka_found_option (const KaFound *found, guint column)
{
  return found->options != NULL && column < found->options->len
           ? g_ptr_array_index (found->options, column)
           : NULL;
}
