/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-private.h"

#include <ka-check.h>
#include <string.h>

/* Which cells of a form are labels, of which fields, and where their values stand. */

#define MIN_SCORE 0.8
#define MIN_WEAKER 0.03 /* an alias is less than a label */

static const KaField *
match_label (const KaHeading *heading, const KaKind *kind)
{
  const KaKind *mine = ka_kind_get ("mine");
  g_autofree double *scores = g_new0 (double, MAX (kind->n_fields, mine->n_fields));
  double best = MIN_SCORE;
  const KaField *field = NULL;

  ka_heading_match_whole (heading, kind, scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] > best)
      {
        best = scores[f];
        field = &kind->fields[f];
      }
  if (field != NULL || ka_kind_field (kind, "mine") == NULL
      || ka_kind_field (kind, "enterprise") != NULL)
    return field;
  ka_heading_match_whole (heading, mine, scores);
  field = ka_kind_field (mine, "enterprise");
  return scores[field - mine->fields] > MIN_SCORE ? field : NULL;
}

/* The field that the cell is a label of; of a kind that knows only its mine, also its enterprise. */
const KaField *
ka_form_find_label (const KaFormSheet *sheet, const KaFormCell *cell)
{
  gpointer field;

  if (cell == NULL || cell->heading == NULL || cell->heading->whole[0] == '\0')
    return NULL;
  if (!g_hash_table_lookup_extended (sheet->labels, cell->heading->whole, NULL, &field))
    {
      field = (gpointer)match_label (cell->heading, sheet->kind);
      g_hash_table_insert (sheet->labels, cell->heading->whole, field);
    }
  return field;
}

/* 被检查单位 beside 矿山名称 is whose the mine is. */
static void
part_owner (KaFormSheet *sheet)
{
  const KaField *mine = ka_kind_field (sheet->kind, "mine");
  gboolean named = FALSE;

  if (mine == NULL || ka_kind_field (sheet->kind, "enterprise") != NULL)
    return;
  for (guint i = 0; i < sheet->cells->len && !named; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);

      named = ka_form_find_label (sheet, cell) == mine && ka_heading_names_mine (cell->heading);
    }
  for (guint i = 0; named && i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);

      if (ka_form_find_label (sheet, cell) == mine && !ka_heading_names_mine (cell->heading))
        g_hash_table_replace (sheet->labels, cell->heading->whole,
                              (gpointer)ka_kind_field (ka_kind_get ("mine"), "enterprise"));
    }
}

static void
drop_label (KaFormSheet *sheet, const KaFormCell *cell)
{
  g_hash_table_replace (sheet->labels, cell->heading->whole, NULL);
  g_hash_table_add (sheet->weaker, cell->heading->whole);
}

static double
rate_label (const KaFormSheet *sheet, const KaFormCell *cell, const KaField *field)
{
  g_autofree double *scores = g_new0 (double, sheet->kind->n_fields);

  ka_heading_match_whole (cell->heading, sheet->kind, scores);
  return scores[field - sheet->kind->fields];
}

/* 违法行为类型 and 违法事实, the title 建设项目 and 项目名称: of two labels of one field the one that is less its name
 * is none, where something stands beside the other. */
static void
drop_weaker (KaFormSheet *sheet)
{
  g_autoptr (GHashTable) best = g_hash_table_new (NULL, NULL); /* KaField → KaFormCell */

  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i), *other;
      const KaField *field = ka_form_find_label (sheet, cell);
      double less;

      if (field == NULL || field < sheet->kind->fields
          || field >= sheet->kind->fields + sheet->kind->n_fields)
        continue;
      other = g_hash_table_lookup (best, field);
      if (other == NULL || strcmp (other->heading->whole, cell->heading->whole) == 0)
        {
          g_hash_table_insert (best, (gpointer)field, (gpointer)(other != NULL ? other : cell));
          continue;
        }
      less = rate_label (sheet, cell, field) - rate_label (sheet, other, field);
      if (less > MIN_WEAKER && ka_form_cell_at (sheet, cell->row, cell->last_column + 1) != NULL)
        {
          drop_label (sheet, other);
          g_hash_table_insert (best, (gpointer)field, (gpointer)cell);
        }
      else if (-less > MIN_WEAKER
               && ka_form_cell_at (sheet, other->row, other->last_column + 1) != NULL)
        drop_label (sheet, cell);
    }
}

void
ka_form_read_as (KaFormSheet *sheet, const KaKind *kind)
{
  sheet->kind = kind;
  g_hash_table_remove_all (sheet->labels);
  g_hash_table_remove_all (sheet->weaker);
  part_owner (sheet);
  drop_weaker (sheet);
}

void
ka_form_read_also (KaFormSheet *sheet, const KaKind *kind)
{
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);

      if (cell->heading != NULL && cell->heading->whole[0] != '\0'
          && ka_form_find_label (sheet, cell) == NULL)
        g_hash_table_replace (sheet->labels, cell->heading->whole,
                              (gpointer)match_label (cell->heading, kind));
    }
}

gboolean
ka_form_is_choice_of (const KaField *field, const KaFormCell *cell)
{
  char *value = NULL;
  gboolean is;

  if (field->type != KA_FIELD_CHOICE)
    return FALSE;
  is = ka_field_parse (field, cell->text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL;
  g_free (value);
  return is;
}

static const KaFormCell *
first_of_row (const KaFormSheet *sheet, guint row)
{
  for (guint c = 0; c < KA_FORM_MAX_COLUMNS; c++)
    if (ka_form_cell_at (sheet, row, c) != NULL)
      return ka_form_cell_at (sheet, row, c);
  return NULL;
}

/* 人员伤亡 | 死亡 | 重伤 | 轻伤: labels side by side, each above its value, behind a cell that has none below: in a
 * table every heading stands above values. NULL: no value stands there. */
static const KaFormCell *
find_below (const KaFormSheet *sheet, const KaFormCell *label)
{
  const KaFormCell *below = ka_form_cell_at (sheet, label->row + 1, label->column);
  const KaFormCell *first = first_of_row (sheet, label->row);

  if (below == NULL || ka_form_find_label (sheet, below) != NULL || first == label
      || ka_form_find_label (sheet, first) != NULL
      || ka_form_cell_at (sheet, label->row + 1, first->column) != NULL)
    return NULL;
  first = first_of_row (sheet, below->row);
  return ka_form_find_label (sheet, first) == NULL ? below : NULL;
}

const KaFormCell *
ka_form_find_value (const KaFormSheet *sheet,
                    const KaFormCell *label,
                    const KaField *field,
                    gboolean *taken)
{
  const KaFormCell *value
    = label->offset > 0 ? label : ka_form_cell_at (sheet, label->row, label->last_column + 1);

  *taken = value != label && value != NULL && ka_form_find_label (sheet, value) != NULL
           && !ka_form_is_choice_of (field, value);
  if (*taken || value == NULL)
    {
      const KaFormCell *below = find_below (sheet, label);

      *taken = *taken && below == NULL;
      return below;
    }
  return value;
}

/* ---- labels that no table lists ---- */

#define MIN_LOOSE 0.5
#define MIN_LOOSE_LEAD 0.1

void
ka_form_find_known (const KaFormSheet *sheet, KaFormKnown *known)
{
  memset (known->in_column, 0, sizeof known->in_column);
  known->fields = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);
      const KaField *field = ka_form_find_label (sheet, cell);
      gboolean taken;

      if (field == NULL)
        continue;
      ka_form_find_value (sheet, cell, field, &taken);
      if (taken)
        continue;
      known->in_column[cell->column]++;
      g_hash_table_add (known->fields, (gpointer)field);
    }
}

gboolean
ka_form_may_be_value (const KaField *field, const KaFormCell *cell)
{
  const char *text = cell->text + cell->offset;
  char *value = NULL;
  gboolean is;

  if (field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG)
    return field->format != KA_FORMAT_PHONE || text[strcspn (text, "0123456789")] != '\0';
  is = ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL;
  g_free (value);
  return is;
}

/* 填报人及电话: the first of the two; the second is found by the values. */
static const KaField *
find_first_label (const KaFormCell *cell, const KaKind *kind, const KaFormKnown *known)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (KaHeading) heading = NULL;
  const KaField *field;

  if (!ka_heading_split (cell->text, &first, &second))
    return NULL;
  heading = ka_heading_new (first);
  field = match_label (heading, kind);
  return field != NULL && !g_hash_table_contains (known->fields, field) ? field : NULL;
}

const KaField *
ka_form_guess_label (const KaFormSheet *sheet,
                     const KaFormCell *cell,
                     const KaKind *kind,
                     const KaFormKnown *known)
{
  const KaFormCell *value
    = cell->offset > 0 ? cell : ka_form_cell_at (sheet, cell->row, cell->last_column + 1);
  g_autofree double *scores = NULL;
  g_autofree double *guesses = NULL;
  const KaField *best = NULL;
  double most = 0, next = 0;

  if (cell->heading == NULL || cell->heading->whole[0] == '\0'
      || g_hash_table_contains (sheet->weaker, cell->heading->whole)
      || known->in_column[cell->column] < 2 || value == NULL
      || (value != cell && ka_form_find_label (sheet, value) != NULL))
    return NULL;
  scores = g_new0 (double, kind->n_fields);
  guesses = g_new0 (double, kind->n_fields);
  ka_heading_match (cell->heading, kind, scores);
  ka_heading_guess (cell->heading, kind, guesses);
  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      double score = MAX (scores[f], guesses[f]);

      if (score <= next || field->type == KA_FIELD_REF
          || g_hash_table_contains (known->fields, field) || !ka_form_may_be_value (field, value))
        continue;
      if (score > most)
        {
          next = most;
          most = score;
          best = field;
        }
      else
        next = score;
    }
  if (most >= MIN_LOOSE && most >= next + MIN_LOOSE_LEAD)
    return best;
  return find_first_label (cell, kind, known);
}
