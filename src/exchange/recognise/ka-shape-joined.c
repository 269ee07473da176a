/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Rows that hold records of two kinds, of which one refers to the other: an inspection over its hazards,
 * a task beside its progress. Both are found in the same headings; what either names better is its own,
 * what ties them together (whose, when, which number) is of both. */

/* Columns of its own that a second kind must have; that an event must have, and where its number stands there,
 * which the other refers to. */
#define MIN_OWN 3
#define MIN_OWN_OF_EVENT 2
#define MIN_OWN_OF_NUMBERED 1
#define MIN_TITLED 0.5
#define MIN_SCORE 0.8

static double *
score_columns (const KaFound *found, const KaKind *kind)
{
  double *scores = g_new0 (double, found->headings->len);
  g_autofree double *all = g_new0 (double, kind->n_fields);

  for (guint c = 0; c < found->headings->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      g_autoptr (KaHeading) heading = NULL;

      if (field == NULL)
        continue;
      heading = ka_heading_new (g_ptr_array_index (found->headings, c));
      ka_heading_match (heading, kind, all);
      scores[c] = all[field - kind->fields];
      if (found->levels->len > 1)
        {
          GPtrArray *last = g_ptr_array_index (found->levels, found->levels->len - 1);
          g_autoptr (KaHeading) lowest = ka_heading_new (g_ptr_array_index (last, c));

          ka_heading_match (lowest, kind, all);
          scores[c] = MAX (scores[c], 0.9 * all[field - kind->fields]);
        }
    }
  return scores;
}

/* Tells which record is meant: a reference, what is required, what dates it, a part of a key. */
static gboolean
is_tie (const KaKind *kind, const KaField *field)
{
  if (field->type == KA_FIELD_REF || (field->flags & KA_REQUIRED)
      || g_strcmp0 (kind->date, field->id) == 0)
    return TRUE;
  for (guint k = 0; k < G_N_ELEMENTS (kind->keys) && kind->keys[k] != NULL; k++)
    {
      g_auto (GStrv) parts = g_strsplit (kind->keys[k], "+", -1);

      if (g_strv_contains ((const char *const *)parts, field->id))
        return TRUE;
    }
  return FALSE;
}

gboolean
ka_kind_refers_to (const KaKind *from, const KaKind *to)
{
  for (guint f = 0; f < from->n_fields; f++)
    if (from->fields[f].type == KA_FIELD_REF && strcmp (from->fields[f].target, to->id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_required (const KaFound *found)
{
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      /* A period stands in the title. */
      if ((field->flags & KA_REQUIRED) && !(field->flags & KA_AUTO)
          && g_strcmp0 (field->id, ka_kind_implied_field (found->kind)) != 0
          && field->type != KA_FIELD_QUARTER && field->type != KA_FIELD_MONTH
          && !g_ptr_array_find (found->fields, field, NULL))
        return FALSE;
    }
  return TRUE;
}

static KaFound *
copy_headings (const KaFound *found, const KaKind *kind)
{
  KaFound *other = ka_found_new (found->headings, found->title);

  other->legends = found->legends ? g_ptr_array_ref (found->legends) : NULL;

  g_ptr_array_unref (other->levels);
  other->levels = g_ptr_array_ref (found->levels);
  other->topic = found->topic;
  other->heading_row = found->heading_row;
  other->n_heading_rows = found->n_heading_rows;
  other->first_row = found->first_row;
  other->last_row = found->last_row;
  other->score = found->score;
  ka_found_assign (other, kind);
  other->wide = found->wide;
  other->forms = found->forms ? g_ptr_array_ref (found->forms) : NULL;
  other->labels = found->labels ? g_array_ref (found->labels) : NULL;
  return other;
}

/* The heading over the column's own says the kind. */
static gboolean
is_headed (const KaFound *found, guint column, const KaKind *kind)
{
  const char *top, *lowest;

  if (found->levels->len < 2)
    return FALSE;
  top = g_ptr_array_index ((GPtrArray *)g_ptr_array_index (found->levels, 0), column);
  lowest = g_ptr_array_index (
    (GPtrArray *)g_ptr_array_index (found->levels, found->levels->len - 1), column);
  return strcmp (top, lowest) != 0 && strstr (top, ka_kind_label (kind)) != NULL;
}

/* Marks the columns that are of one alone. Of those, how many the rows below have only because they come first:
 * they tell nothing for there being two kinds. */
static guint
share_columns (KaFound *under, KaFound *over, GArray *under_own, GArray *over_own)
{
  guint contested = 0;

  g_autofree double *a = score_columns (under, under->kind);
  g_autofree double *b = score_columns (over, over->kind);

  for (guint c = 0; c < under->headings->len; c++)
    {
      const KaField *x = g_ptr_array_index (under->fields, c);
      const KaField *y = g_ptr_array_index (over->fields, c);

      if (x != NULL && y != NULL)
        {
          /* What stands under 企业基本信息 is the enterprise's; what a mine must have is the mine's too. */
          if (is_headed (over, c, over->kind) && !is_headed (over, c, under->kind))
            {
              if (!is_tie (under->kind, x))
                under->fields->pdata[c] = NULL;
            }
          /* What is as good in both is of the one whose rows these are. */
          else if (a[c] >= b[c] && !is_tie (over->kind, y))
            {
              over->fields->pdata[c] = NULL;
              contested += a[c] - b[c] < 0.01 && a[c] >= MIN_SCORE;
            }
          else if (a[c] < b[c] && !is_tie (under->kind, x))
            under->fields->pdata[c] = NULL;
        }
      x = g_ptr_array_index (under->fields, c);
      y = g_ptr_array_index (over->fields, c);
      g_array_index (under_own, guint8, c) = x != NULL && y == NULL && a[c] >= MIN_SCORE;
      g_array_index (over_own, guint8, c) = y != NULL && x == NULL && b[c] >= MIN_SCORE;
    }
  return contested;
}

static guint
count_own (const GArray *own)
{
  guint n = 0;

  for (guint c = 0; c < own->len; c++)
    n += g_array_index (own, guint8, c);
  return n;
}

/* A title that says 执法检查 of rows of hazards, and not 隐患整改台账. */
static gboolean
is_titled (const KaFound *under, const KaFound *over)
{
  double score = ka_kind_name_score (over->kind, over->title);

  return score >= MIN_TITLED && score > ka_kind_name_score (under->kind, over->title);
}

/* 检查日期 | 检查人员 | 检查记录文号 over the hazards: who did what when, and the number by which the rows refer to
 * it. */
static guint
count_needed (const KaFound *under, const KaFound *over)
{
  if (over->kind->date == NULL
      || !g_ptr_array_find (over->fields, ka_kind_field (over->kind, over->kind->date), NULL))
    return MIN_OWN;
  for (guint c = 0; c < under->fields->len; c++)
    {
      const KaField *x = g_ptr_array_index (under->fields, c);
      const KaField *y = g_ptr_array_index (over->fields, c);

      if (x != NULL && y != NULL && x->type == KA_FIELD_REF
          && strcmp (x->target, over->kind->id) == 0 && strcmp (y->id, over->kind->title) == 0)
        return MIN_OWN_OF_NUMBERED;
    }
  return is_titled (under, over) ? MIN_OWN_OF_NUMBERED : MIN_OWN_OF_EVENT;
}

/* What tells that an event is meant and not only who looked when: the number of its paper, its outcome, what was
 * counted at it. */
static gboolean
tells_event (const KaField *field)
{
  return (field->type == KA_FIELD_TEXT && field->format == KA_FORMAT_NUMBER)
         || field->type == KA_FIELD_INT || strcmp (field->id, "result") == 0;
}

/* 发现的隐患 | 整改期限 in the rows of a check: what was found and by when it is to be gone is a hazard, however little
 * else is told of it. */
static gboolean
tells_hazard (const KaFound *under, const GArray *own)
{
  const KaField *what = ka_kind_field (under->kind, "description");
  const KaField *deadline = ka_kind_field (under->kind, "deadline");
  guint column;

  if (strcmp (under->kind->id, "hazard") != 0 || !g_ptr_array_find (under->fields, what, NULL)
      || !g_ptr_array_find (under->fields, deadline, &column))
    return FALSE;
  return g_array_index (own, guint8, column);
}

/* Its cells are merged over several rows. */
static gboolean
is_grouped (const KaFound *found, guint column, KaGrid *grid)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  for (guint i = 0; i < n; i++)
    if (merges[i].row >= found->first_row && merges[i].last_row > merges[i].row
        && merges[i].column == column)
      return TRUE;
  return FALSE;
}

/* Hazards with the day and the people of an inspection are still hazards: the rows tell of inspections too where
 * one of them is told of or stands once over its hazards, or the title says so. */
static gboolean
describes_events (const KaFound *under, const KaFound *over, const GArray *own, KaGrid *grid)
{
  const KaKind *kind = over->kind;
  const KaField *title = ka_kind_field (kind, kind->title), *date;

  if (title->format != KA_FORMAT_NUMBER || kind->date == NULL || is_titled (under, over))
    return TRUE;
  date = ka_kind_field (kind, kind->date);
  for (guint c = 0; c < over->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (over->fields, c);

      if (field != NULL
          && (field == title || (g_array_index (own, guint8, c) && tells_event (field))
              || ((field == date || g_array_index (own, guint8, c)) && is_grouped (over, c, grid))))
        return TRUE;
    }
  return FALSE;
}

static GArray *
make_own (const KaFound *found)
{
  GArray *own = g_array_sized_new (FALSE, TRUE, 1, found->headings->len);

  g_array_set_size (own, found->headings->len);
  return own;
}

/* What the values showed to be the day is the day of both. */
static void
share_day (const KaFound *found, KaFound *other)
{
  const KaField *mine = found->kind->date ? ka_kind_field (found->kind, found->kind->date) : NULL;
  const KaField *field = other->kind->date ? ka_kind_field (other->kind, other->kind->date) : NULL;
  guint column;

  if (mine != NULL && field != NULL && mine->type == field->type && (field->flags & KA_REQUIRED)
      && !g_ptr_array_find (other->fields, field, NULL)
      && g_ptr_array_find (found->fields, mine, &column)
      && g_ptr_array_index (other->fields, column) == NULL)
    other->fields->pdata[column] = (gpointer)field;
}

/* What the values showed to be the mine is the mine of both. */
static void
share_owners (const KaFound *found, KaFound *other)
{
  for (guint f = 0; f < other->kind->n_fields; f++)
    {
      const KaField *field = &other->kind->fields[f];

      if (field->type != KA_FIELD_REF || !(field->flags & KA_REQUIRED)
          || g_ptr_array_find (other->fields, field, NULL))
        continue;
      for (guint c = 0; c < found->fields->len; c++)
        {
          const KaField *mine = g_ptr_array_index (found->fields, c);

          if (mine != NULL && mine->type == KA_FIELD_REF
              && strcmp (mine->target, field->target) == 0
              && g_ptr_array_index (other->fields, c) == NULL)
            {
              other->fields->pdata[c] = (gpointer)field;
              break;
            }
        }
    }
}

/* What the values showed to be the number of the inspection is that by which its hazards refer to it. */
static void
share_number (const KaFound *found, KaFound *other)
{
  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c), *theirs = NULL;

      if (field == NULL || g_ptr_array_index (other->fields, c) != NULL)
        continue;
      if (field->type == KA_FIELD_REF && strcmp (field->target, other->kind->id) == 0)
        theirs = ka_kind_field (other->kind, other->kind->title);
      else if (g_strcmp0 (field->id, found->kind->title) == 0 && field->format == KA_FORMAT_NUMBER)
        theirs = ka_kind_field (other->kind, found->kind->id);
      if (theirs != NULL && !g_ptr_array_find (other->fields, theirs, NULL))
        other->fields->pdata[c] = (gpointer)theirs;
    }
}

/* Tries one pair; the columns given away come back where it is none. */
static KaFound *
try_pair (KaFound *found, const KaKind *kind, gboolean found_is_over, KaGrid *grid)
{
  g_autoptr (KaFound) other = copy_headings (found, kind);
  g_autoptr (GPtrArray) kept = g_ptr_array_copy (found->fields, NULL, NULL);
  g_autoptr (GArray) mine = make_own (found);
  g_autoptr (GArray) theirs = make_own (found);
  guint needed, contested;

  share_owners (found, other);
  share_day (found, other);
  share_number (found, other);
  if (found_is_over)
    contested = share_columns (other, found, theirs, mine);
  else
    contested = share_columns (found, other, mine, theirs);
  needed = found_is_over ? count_needed (other, found) : count_needed (found, other);
  if ((count_own (mine) >= (found_is_over ? needed : MIN_OWN + contested)
       || (!found_is_over && tells_hazard (found, mine)))
      && (count_own (theirs) >= (found_is_over ? MIN_OWN + contested : needed)
          || (found_is_over && tells_hazard (other, theirs)))
      && has_required (found) && has_required (other)
      && (found_is_over ? describes_events (other, found, mine, grid)
                        : describes_events (found, other, theirs, grid)))
    {
      found->join = found_is_over ? KA_JOIN_OVER : KA_JOIN_UNDER;
      other->join = found_is_over ? KA_JOIN_UNDER : KA_JOIN_OVER;
      found->own = g_steal_pointer (&mine);
      other->own = g_steal_pointer (&theirs);
      return g_steal_pointer (&other);
    }
  for (guint c = 0; c < kept->len; c++)
    found->fields->pdata[c] = g_ptr_array_index (kept, c);
  return NULL;
}

KaFound *
ka_joined_find (KaFound *found, KaGrid *grid)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  if (found->kind == NULL || (found->forms != NULL && !found->wide)
      || (found->spread != NULL && found->spread->type != KA_FIELD_QUARTER))
    return NULL;
  for (guint k = 0; k < n; k++)
    {
      gboolean up = ka_kind_refers_to (found->kind, kinds[k]),
               down = ka_kind_refers_to (kinds[k], found->kind);
      KaFound *other;

      if (kinds[k] == found->kind || (kinds[k]->flags & KA_KIND_INTERNAL) || (!up && !down))
        continue;
      other = try_pair (found, kinds[k], !up, grid);
      if (other != NULL)
        return other;
    }
  return NULL;
}
