/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-sample-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* What the values say of their column, where its heading says too little or something else: a column whose
 * values pass the check of the credit code is the credit code, whatever stands above it. */

/* Of the values of a column that is a field; of one that cannot be it. */
#define MIN_FIT 0.8
#define MAX_MISFIT 0.2
/* Distinct values that show which list of choices they are from. */
#define MIN_CHOICES 2
/* A heading that no table lists is taken for what it is most like, if nothing else is as like. */
#define MIN_GUESS 0.5
#define MIN_FORMED 0.33 /* … whose values have the form that is asked for */
#define MIN_LIKE 0.2    /* less is nothing */
#define MIN_LEAD 0.12
#define MIN_PROSE 5 /* characters of a cell, on the average */

/* ---- columns whose heading misleads ---- */

/* Text holds anything: only what must have a form can be told not to be it. */
static gboolean
has_form (const KaField *field)
{
  switch (field->type)
    {
    case KA_FIELD_TEXT:
      return field->format == KA_FORMAT_CREDIT_CODE || field->format == KA_FORMAT_ID_NUMBER
             || field->format == KA_FORMAT_PHONE;
    case KA_FIELD_LONG:
    case KA_FIELD_REF:
      return FALSE;
    default:
      return TRUE;
    }
}

static const KaField *guess_field (const KaSample *sample, guint column);

/* 规模 may be 中型 or 15: of the other fields that the heading may name, the one that the values are of. */
static void
correct_column (KaSample *sample, guint column)
{
  KaFound *found = sample->found;
  const KaField *field = g_ptr_array_index (found->fields, column), *best = NULL;
  g_autoptr (KaHeading) heading = NULL;
  g_autofree double *scores = NULL;
  double most = 0, fit;

  if (field == NULL || !has_form (field))
    return;
  fit = ka_sample_rate (sample, column, field);
  if (fit < 0 || fit > MAX_MISFIT)
    return;
  heading = ka_heading_new (g_ptr_array_index (found->headings, column));
  scores = g_new0 (double, found->kind->n_fields);
  ka_heading_match (heading, found->kind, scores);
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *other = &found->kind->fields[f];

      if (other == field || scores[f] <= most || g_ptr_array_find (found->fields, other, NULL)
          || (has_form (other) && ka_sample_rate (sample, column, other) < MIN_FIT))
        continue;
      most = scores[f];
      best = other;
    }
  if (best == NULL)
    {
      /* 整改完成情况 over days is when, not how. */
      found->fields->pdata[column] = NULL;
      best = guess_field (sample, column);
      if (best != NULL && !has_form (best))
        best = NULL;
    }
  found->fields->pdata[column] = (gpointer)(best != NULL ? best : field);
}

/* 检查类型 over 双随机抽查, 举报核查, 专项检查: of two lists, the one that has all of the values, whichever the heading
 * names. Of several the one that it names best. */
static void
widen_choice (KaSample *sample, guint column)
{
  KaFound *found = sample->found;
  const KaField *field = g_ptr_array_index (found->fields, column), *best = NULL;
  g_autoptr (KaHeading) heading = NULL;
  g_autofree double *scores = NULL;
  double most = -1, fit;

  if (field == NULL || field->type != KA_FIELD_CHOICE || (field->flags & KA_REQUIRED)
      || ka_found_option (found, column) != NULL)
    return;
  fit = ka_sample_rate (sample, column, field);
  if (fit < 0 || fit >= MIN_FIT || ka_sample_count_distinct (sample, column) <= MIN_CHOICES)
    return;
  heading = ka_heading_new (g_ptr_array_index (found->headings, column));
  scores = g_new0 (double, found->kind->n_fields);
  ka_heading_match (heading, found->kind, scores);
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *other = &found->kind->fields[f];

      if (other == field || other->type != KA_FIELD_CHOICE || scores[f] <= most
          || g_ptr_array_find (found->fields, other, NULL)
          || ka_sample_rate (sample, column, other) < MIN_FIT)
        continue;
      most = scores[f];
      best = other;
    }
  if (best != NULL)
    found->fields->pdata[column] = (gpointer)best;
}

/* ---- columns whose heading says nothing ---- */

/* Fields that their values alone show. */
static gboolean
is_distinctive (const KaField *field)
{
  if (field->type == KA_FIELD_CHOICE)
    return !g_str_has_prefix (field->id, "capacity_unit");
  return field->type == KA_FIELD_TEXT
         && (field->format == KA_FORMAT_CREDIT_CODE || field->format == KA_FORMAT_ID_NUMBER);
}

/* 罚款 in every row: of what happened, one word of the list in full is enough. */
static gboolean
is_just_choice (const KaSample *sample, guint column, const KaField *field)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  g_auto (GStrv) choices = NULL;

  if (sample->found->kind->date == NULL || field->choices == NULL || cells->len == 0)
    return FALSE;
  choices = g_strsplit (field->choices, "|", -1);
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;

      if (g_utf8_strlen (text, -1) < 2 || !g_strv_contains ((const char *const *)choices, text))
        return FALSE;
    }
  return TRUE;
}

/* The one field without a column that the values are of; NULL: none, or several. */
static const KaField *
find_by_values (const KaSample *sample, guint column, gboolean choices)
{
  const KaFound *found = sample->found;
  const KaField *best = NULL;

  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (!is_distinctive (field) || choices != (field->type == KA_FIELD_CHOICE)
          || g_ptr_array_find (found->fields, field, NULL)
          || (field->type == KA_FIELD_CHOICE && field->codes == NULL
              && ka_sample_count_distinct (sample, column) < MIN_CHOICES
              && !is_just_choice (sample, column, field))
          || ka_sample_rate (sample, column, field) < MIN_FIT
          || (choices && ka_sample_only_answers (sample, column, field)))
        continue;
      if (best != NULL)
        return NULL;
      best = field;
    }
  return best;
}

static const KaField *
find_code (const KaSample *sample, guint column)
{
  return find_by_values (sample, column, FALSE);
}

static const KaField *
find_choice (const KaSample *sample, guint column)
{
  return find_by_values (sample, column, TRUE);
}

/* The column of nothing else whose values are of the field; -1: none, or several. */
static int
find_column_of (const KaSample *sample, const KaField *field)
{
  const KaFound *found = sample->found;
  int column = -1;

  for (guint c = 0; c < found->fields->len; c++)
    {
      if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c
          || (ka_sample_rate (sample, c, field) < MIN_FIT && !ka_sample_fits_all (sample, c, field))
          || ka_sample_counts_rows (sample, c))
        continue;
      if (column >= 0)
        return -1;
      column = (int)c;
    }
  return column;
}

/* The column of nothing else whose heading names the field, now that it is free. column: what held it, which is no
 * such thing. */
static void
take_freed (KaFound *found, const KaFound *other, const KaField *field, guint column)
{
  g_autofree double *scores = g_new0 (double, found->kind->n_fields);
  double most = MIN_GUESS;
  int best = -1;

  for (guint c = 0; c < found->fields->len; c++)
    {
      g_autoptr (KaHeading) heading = NULL;

      if (c == column || g_ptr_array_index (found->fields, c) != NULL
          || found->context_column == (int)c
          || (other != NULL && g_ptr_array_index (other->fields, c) != NULL))
        continue;
      heading = ka_heading_new (g_ptr_array_index (found->headings, c));
      ka_heading_match (heading, found->kind, scores);
      if (scores[field - found->kind->fields] > most)
        {
          most = scores[field - found->kind->fields];
          best = (int)c;
        }
    }
  if (best >= 0)
    found->fields->pdata[best] = (gpointer)field;
}

/* 完成情况 over 落实, 部分落实: values of a list of the kind are that, whatever text the heading may name. */
static void
correct_text (KaSample *sample, guint column, const KaFound *other)
{
  KaFound *found = sample->found;
  const KaField *field = g_ptr_array_index (found->fields, column), *choice;

  if (field == NULL || (field->type != KA_FIELD_LONG && field->type != KA_FIELD_TEXT)
      || has_form (field) || field->format == KA_FORMAT_NAME || field->format == KA_FORMAT_TITLE
      || (field->flags & KA_REQUIRED))
    return;
  choice = find_choice (sample, column);
  if (choice == NULL || choice->codes != NULL)
    return;
  found->fields->pdata[column] = (gpointer)choice;
  take_freed (found, other, field, column);
}

/* 检查单位 beside 矿山 over firms: whose the mines are, and not who inspects them. */
static void
part_office (KaSample *sample, guint column)
{
  KaFound *found = sample->found;
  const KaField *field = g_ptr_array_index (found->fields, column);
  const KaField *mine = ka_kind_field (found->kind, "mine");
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  guint n = 0;

  if (field == NULL || strcmp (field->id, "dept") != 0 || cells->len == 0)
    return;
  for (guint i = 0; i < cells->len; i++)
    n += ka_sample_is_firm (&g_array_index (cells, KaCell, i));
  if (n < MIN_FIT * cells->len)
    return;
  found->fields->pdata[column] = NULL;
  if (mine != NULL && found->context_column < 0 && g_ptr_array_find (found->fields, mine, NULL)
      && ka_kind_field (found->kind, "enterprise") == NULL)
    found->context_column = (int)column;
  take_freed (found, NULL, field, column);
}

/* A column headed 名称, 姓名 or 编号 holds what the records of the kind are called by. */
static gboolean
is_bare_title (const char *text)
{
  static const char *const words[]
    = { "名称",   "姓名",     "编号",     "名字",     "全称", "文号", "标题",
        "文书号", "文书编号", "文书文号", "文件编号", "案号", NULL };
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  return g_strv_contains (words, heading->bare);
}

static void
take_title_column (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaField *title
    = found->kind->title ? ka_kind_field (found->kind, found->kind->title) : NULL;

  if (title == NULL || title->type != KA_FIELD_TEXT
      || g_ptr_array_find (found->fields, title, NULL))
    return;
  for (guint c = 0; c < found->fields->len; c++)
    if (g_ptr_array_index (found->fields, c) == NULL
        && is_bare_title (g_ptr_array_index (found->headings, c))
        && !ka_sample_counts_rows (sample, c))
      {
        found->fields->pdata[c] = (gpointer)title;
        return;
      }
}

/* A date or a month that every record must have, where only one column can be it. */
static void
take_required (KaSample *sample)
{
  KaFound *found = sample->found;

  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];
      int column;

      if (!(field->flags & KA_REQUIRED) || !ka_sample_is_date (field)
          || g_ptr_array_find (found->fields, field, NULL))
        continue;
      column = find_column_of (sample, field);
      if (column >= 0)
        found->fields->pdata[column] = (gpointer)field;
    }
}

/* 隐患具体情形: text that every record must have, where only one column can be it. */
static gboolean
is_prose (const KaSample *sample, guint column)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  glong length = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (cell->type != KA_CELL_TEXT)
        return FALSE;
      length += g_utf8_strlen (cell->text, -1);
    }
  return cells->len > 0 && length >= MIN_PROSE * (glong)cells->len;
}

static void
take_prose (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaKind *kind = found->kind;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      int column = -1;

      if (!(field->flags & KA_REQUIRED) || field->type != KA_FIELD_LONG
          || g_ptr_array_find (found->fields, field, NULL))
        continue;
      for (guint c = 0; c < found->fields->len; c++)
        {
          if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c
              || !ka_heading_says_what (g_ptr_array_index (found->headings, c), kind)
              || !is_prose (sample, c))
            continue;
          if (column >= 0)
            return;
          column = (int)c;
        }
      if (column >= 0)
        found->fields->pdata[column] = (gpointer)field;
    }
}

/* 编号, 检查编号 that count the rows are not the number of a paper, 条目 that counts them not what is to be done. */
static void
drop_counter (KaSample *sample, guint column)
{
  const KaField *field = g_ptr_array_index (sample->found->fields, column);
  g_autoptr (KaHeading) heading
    = ka_heading_new (g_ptr_array_index (sample->found->headings, column));

  if (field != NULL && (field->flags & KA_AUTO) == 0
      && (ka_heading_is_counter (heading) || field->type == KA_FIELD_LONG
          || (field->type == KA_FIELD_TEXT && field->format == KA_FORMAT_NUMBER))
      && ka_sample_counts_rows (sample, column))
    sample->found->fields->pdata[column] = NULL;
}

/* ---- headings that no table lists ---- */

static gboolean
has_any_of (const char *text, const char *chars)
{
  return text[strcspn (text, chars)] != '\0';
}

/* Text may hold anything; but a column of numbers, dates or marks is none. */
static gboolean
is_like_text (const KaField *field, const KaCell *cell)
{
  glong length = g_utf8_strlen (cell->text, -1);

  if (field->format == KA_FORMAT_NUMBER)
    return cell->type == KA_CELL_NUMBER
           || (cell->type == KA_CELL_TEXT && has_any_of (cell->text, "0123456789")
               && strspn (cell->text, "0123456789.-/ ") != strlen (cell->text));
  if (cell->type != KA_CELL_TEXT || strspn (cell->text, "0123456789.,%-/:") == strlen (cell->text))
    return FALSE;
  if (field->format == KA_FORMAT_NAME)
    return length >= 2 && length <= 8;
  return length >= 2;
}

gboolean
ka_sample_may_hold (const KaSample *sample, guint column, const KaField *field)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  guint n = 0, fit = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (ka_value_is_nothing (cell->text, field) || ka_value_is_pending (cell->text, field))
        continue;
      n++;
      fit += has_form (field) ? ka_sample_is_like (field, cell) : is_like_text (field, cell);
    }
  return n > 0 && fit >= MIN_FIT * n;
}

static gboolean
is_stray (const KaFound *found, guint column, const KaField *field)
{
  g_autoptr (GPtrArray) headings = NULL;

  if (!g_str_has_suffix (field->id, "_until"))
    return FALSE;
  headings = ka_parse_headings (found->headings);
  return ka_end_is_stray (headings, (const KaField *const *)found->fields->pdata, column, field,
                          found->kind);
}

static const KaField *
guess_field (const KaSample *sample, guint column)
{
  const KaFound *found = sample->found;
  const char *text = g_ptr_array_index (found->headings, column);
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  g_autofree double *scores = g_new0 (double, found->kind->n_fields);
  const KaField *best = NULL;
  double most = 0, next = 0;

  if (heading->bare[0] == '\0' || ka_heading_is_counter (heading))
    return NULL;
  ka_heading_guess (heading, found->kind, scores);
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (scores[f] <= MAX (next, MIN_LIKE) || field->type == KA_FIELD_REF
          || (field->format == KA_FORMAT_NUMBER && g_str_has_suffix (heading->bare, "名称"))
          || (field->type == KA_FIELD_FLAG && ka_heading_asks_measure (heading->bare))
          || !ka_sample_may_hold (sample, column, field))
        continue;
      if (scores[f] > most)
        {
          next = most;
          most = scores[f];
          best = field;
        }
      else
        next = scores[f];
    }
  if (best == NULL || g_ptr_array_find (found->fields, best, NULL) || most < next + MIN_LEAD
      || is_stray (found, column, best))
    return NULL;
  return most >= MIN_GUESS || (has_form (best) && most >= MIN_FORMED && next < MIN_LIKE) ? best
                                                                                         : NULL;
}

/* 任职方式（专职、兼职）: the one field whose values the brackets list. */
static const KaField *
find_listed (const KaSample *sample, guint column)
{
  const KaFound *found = sample->found;
  g_autoptr (KaHeading) heading = ka_heading_new (g_ptr_array_index (found->headings, column));
  g_auto (GStrv) words = NULL;
  const KaField *best = NULL;

  if (heading->unit == NULL)
    return NULL;
  words = g_strsplit_set (heading->unit, "/,;|", -1);
  if (words[0] != NULL && words[1] == NULL)
    {
      g_strfreev (words);
      words = g_strsplit (heading->unit, "、", -1);
    }
  for (guint f = 0; f < found->kind->n_fields && g_strv_length (words) >= 2; f++)
    {
      const KaField *field = &found->kind->fields[f];
      guint fit = 0;

      if ((field->type != KA_FIELD_CHOICE && field->type != KA_FIELD_FLAG)
          || g_ptr_array_find (found->fields, field, NULL))
        continue;
      for (guint i = 0; words[i] != NULL; i++)
        {
          char *value = NULL;

          fit += ka_field_parse (field, words[i], KA_DAY_NONE, &value, NULL, NULL) && value != NULL;
          g_free (value);
        }
      if (fit < g_strv_length (words) || !ka_sample_may_hold (sample, column, field))
        continue;
      if (best != NULL)
        return NULL;
      best = field;
    }
  return best;
}

static void
fill_columns (KaSample *sample, const KaField *(*find) (const KaSample *, guint))
{
  KaFound *found = sample->found;

  for (guint c = 0; c < found->fields->len; c++)
    if (g_ptr_array_index (found->fields, c) == NULL && found->context_column != (int)c)
      found->fields->pdata[c] = (gpointer)find (sample, c);
}

/* 生产 2, 停产 1 over the towns: what stands where the names should is counts. */
static gboolean
counts_instead_of_names (const KaSample *sample)
{
  const KaKind *kind = sample->found->kind;
  const KaField *title = kind->title != NULL ? ka_kind_field (kind, kind->title) : NULL;
  const GArray *cells;
  guint column, n = 0;

  if (title == NULL || (title->format != KA_FORMAT_TITLE && title->format != KA_FORMAT_NAME)
      || !g_ptr_array_find (sample->found->fields, title, &column))
    return FALSE;
  cells = g_ptr_array_index (sample->columns, column);
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;

      n += strspn (text, "0123456789.,% ") == strlen (text);
    }
  return cells->len > 1 && n >= MIN_FIT * cells->len;
}

void
ka_found_correct_joined (KaFound *found, const KaFound *other, KaGrid *grid)
{
  KaSample *sample = ka_sample_new (found, grid);

  /* What is the other's is not looked at. */
  for (guint c = 0; c < found->fields->len; c++)
    if (g_ptr_array_index (found->fields, c) == NULL
        && g_ptr_array_index (other->fields, c) != NULL)
      g_array_set_size (g_ptr_array_index (sample->columns, c), 0);
  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);

      drop_counter (sample, c);
      if (field != NULL && g_ptr_array_index (found->fields, c) == NULL)
        {
          g_array_set_size (g_ptr_array_index (sample->columns, c), 0);
          take_freed (found, NULL, field, c);
        }
      correct_column (sample, c);
      correct_text (sample, c, other);
    }
  ka_found_take_pairs (found, sample->columns);
  ka_found_take_options (found, sample->columns);
  for (guint c = 0; c < found->fields->len; c++)
    if (g_ptr_array_index (found->fields, c) == NULL
        && g_ptr_array_index (other->fields, c) == NULL)
      found->fields->pdata[c] = (gpointer)guess_field (sample, c);
  ka_sample_free (sample);
}

/* Of the other kind, what the column is a list of, under a heading that names it; NULL: nothing. */
static const KaField *
find_list_of (const KaSample *sample, guint column, const KaKind *kind)
{
  g_autoptr (KaHeading) heading
    = ka_heading_new (g_ptr_array_index (sample->found->headings, column));
  g_autofree double *scores = g_new0 (double, kind->n_fields);

  ka_heading_match (heading, kind, scores);
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] > MIN_GUESS && kind->fields[f].type == KA_FIELD_CHOICE
        && ka_sample_rate (sample, column, &kind->fields[f]) >= MIN_FIT)
      return &kind->fields[f];
  return NULL;
}

static void
set_own (KaFound *found, guint column, gboolean own)
{
  if (found->own != NULL && column < found->own->len)
    g_array_index (found->own, guint8, column) = own;
}

void
ka_found_settle_joined (KaFound *found, KaFound *other, KaGrid *grid)
{
  KaSample *sample = ka_sample_new (found, grid);

  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c), *theirs;
      double fit;

      if (field == NULL || field->type != KA_FIELD_CHOICE || (field->flags & KA_REQUIRED)
          || g_ptr_array_index (other->fields, c) != NULL)
        continue;
      fit = ka_sample_rate (sample, c, field);
      theirs = fit >= 0 && fit < MIN_FIT ? find_list_of (sample, c, other->kind) : NULL;
      if (theirs == NULL || g_ptr_array_find (other->fields, theirs, NULL))
        continue;
      found->fields->pdata[c] = NULL;
      other->fields->pdata[c] = (gpointer)theirs;
      set_own (found, c, FALSE);
      set_own (other, c, TRUE);
    }
  ka_sample_free (sample);
}

void
ka_found_read_values (KaFound *found, KaGrid *grid, gboolean given)
{
  KaSample *sample;

  if (found->kind == NULL)
    return;
  sample = ka_sample_new (found, grid);
  if (found->spread != NULL)
    {
      ka_found_take_names (found, sample->columns);
      ka_found_take_shapes (sample);
      ka_found_note_shown (found);
      ka_sample_free (sample);
      return;
    }
  ka_found_take_pairs (found, sample->columns);
  if (found->forms != NULL)
    {
      ka_sample_free (sample);
      return;
    }
  if (!given && ka_found_lists_mines (found, sample->columns))
    ka_found_assign (found, ka_kind_get ("mine"));
  for (guint c = 0; c < found->fields->len; c++)
    {
      drop_counter (sample, c);
      correct_column (sample, c);
      widen_choice (sample, c);
      ka_sample_move_choice (sample, c);
      correct_text (sample, c, NULL);
      part_office (sample, c);
    }
  ka_found_take_clocks (found, sample->columns);
  ka_found_take_quarters (found, sample->columns);
  ka_found_take_options (found, sample->columns);
  ka_found_take_papers (found, sample->columns);
  take_title_column (sample);
  ka_found_take_titles (sample);
  ka_found_part_people (found, sample->columns);
  ka_found_take_names (found, sample->columns);
  ka_found_take_mixed (found, sample->columns);
  ka_found_take_lists (sample);
  fill_columns (sample, find_code);
  fill_columns (sample, find_listed);
  fill_columns (sample, guess_field);
  fill_columns (sample, find_choice);
  ka_found_take_people (found, sample->columns);
  ka_sample_take_bare_day (sample);
  ka_found_take_shapes (sample);
  ka_found_drop_identities (found, sample->columns);
  take_required (sample);
  ka_found_take_sorts (found);
  take_prose (sample);
  if (!given && counts_instead_of_names (sample))
    {
      found->kind = NULL;
      for (guint c = 0; c < found->fields->len; c++)
        found->fields->pdata[c] = NULL;
    }
  if (found->kind != NULL)
    ka_found_note_shown (found);
  ka_sample_free (sample);
}
