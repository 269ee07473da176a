/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sample-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

/* What a column may hold of which that is not certain: for the officer to say. Ranked by how much its heading is like
 * the names of a field, and by how far its values show it. */

/* The lowest of several rows of headings counts a little less than all of them. */
#define LAST_SHARE 0.9
/* A heading that is less like a name than this is not like it. */
#define MIN_LIKE 0.2
/* What the heading, and what the values may show at most. */
#define HEADING_SHARE 0.9
#define VALUE_SHARE 0.85
/* Less is no guess, nor is what is far behind the best. */
#define MIN_SCORE 0.12
#define MIN_OF_BEST 0.3
/* Of the values of a column. */
#define MIN_FIT 0.8

/* A heading that is as much like a name of the field says it; of months across, as each heading says the month too. */
#define MIN_SURE 0.75
#define MIN_SURE_ACROSS 0.4

/* ---- columns taken that are not certain ---- */

/* Under 伤亡情况 the heading 死亡人数 says it all. */
static gboolean
names_below (const KaFound *found, guint column)
{
  const GPtrArray *last
    = found->levels->len > 1 ? g_ptr_array_index (found->levels, found->levels->len - 1) : NULL;
  g_autofree double *scores = NULL;
  g_autoptr (KaHeading) heading = NULL;

  if (last == NULL)
    return FALSE;
  scores = g_new0 (double, found->kind->n_fields);
  heading = ka_heading_new (g_ptr_array_index (last, column));
  ka_heading_match (heading, found->kind, scores);
  return scores[(const KaField *)g_ptr_array_index (found->fields, column) - found->kind->fields]
         > 0;
}

void
ka_found_note_shown (KaFound *found)
{
  g_autofree double *scores = g_new0 (double, found->kind->n_fields);

  g_clear_pointer (&found->shown, g_array_unref);
  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      g_autoptr (KaHeading) heading = ka_heading_new (g_ptr_array_index (found->headings, c));
      gsize f;

      if (field == NULL || ka_found_option (found, c) != NULL
          || (*heading->bare != '\0' && !ka_heading_is_unheard (heading)) || names_below (found, c))
        continue;
      f = field - found->kind->fields;
      ka_heading_match (heading, found->kind, scores);
      if (scores[f] > 0)
        continue;
      ka_heading_guess (heading, found->kind, scores);
      if (scores[f] > (found->spread != NULL ? MIN_SURE_ACROSS : MIN_SURE))
        continue;
      if (found->shown == NULL)
        found->shown = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (found->shown, c);
    }
}

/* ---- what values look like ---- */

/* How much values of the look show, if one field alone has such values. */
static const double weights[] = {
  [KA_LOOK_NONE] = 0,     [KA_LOOK_CREDIT_CODE] = 1, [KA_LOOK_ID_NUMBER] = 1,
  [KA_LOOK_PHONE] = 0.9,  [KA_LOOK_PAPER] = 0.8,     [KA_LOOK_FIRM] = 0.8,
  [KA_LOOK_MINE] = 0.8,   [KA_LOOK_LIST] = 0.9,      [KA_LOOK_DAY] = 0.6,
  [KA_LOOK_MONTHS] = 0.7, [KA_LOOK_QUARTER] = 0.7,   [KA_LOOK_PERSON] = 0.5,
  [KA_LOOK_ANSWER] = 0.4, [KA_LOOK_NUMBER] = 0.4,    [KA_LOOK_SENTENCE] = 0.5,
};

static KaLook
look_of_text (const KaKind *kind, const KaField *field)
{
  switch (field->format)
    {
    case KA_FORMAT_CREDIT_CODE:
      return KA_LOOK_CREDIT_CODE;
    case KA_FORMAT_ID_NUMBER:
      return KA_LOOK_ID_NUMBER;
    case KA_FORMAT_PHONE:
      return KA_LOOK_PHONE;
    case KA_FORMAT_NUMBER:
      return KA_LOOK_PAPER;
    case KA_FORMAT_NAME:
      return KA_LOOK_PERSON;
    case KA_FORMAT_LIST:
      return strstr (field->label, "人") != NULL ? KA_LOOK_PERSON : KA_LOOK_NONE;
    case KA_FORMAT_TITLE:
      return strcmp (kind->id, "enterprise") == 0 ? KA_LOOK_FIRM
             : strcmp (kind->id, "mine") == 0     ? KA_LOOK_MINE
                                                  : KA_LOOK_NONE;
    case KA_FORMAT_NONE:
    default:
      return KA_LOOK_NONE;
    }
}

/* What the values of the field look like, where they look like anything. */
static KaLook
look_of (const KaKind *kind, const KaField *field)
{
  switch (field->type)
    {
    case KA_FIELD_TEXT:
      return look_of_text (kind, field);
    case KA_FIELD_LONG:
      return KA_LOOK_SENTENCE;
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      return KA_LOOK_NUMBER;
    case KA_FIELD_DATE:
    case KA_FIELD_TIME:
      return KA_LOOK_DAY;
    case KA_FIELD_MONTH:
      return KA_LOOK_MONTHS;
    case KA_FIELD_QUARTER:
      return KA_LOOK_QUARTER;
    case KA_FIELD_FLAG:
      return KA_LOOK_ANSWER;
    case KA_FIELD_CHOICE:
      return KA_LOOK_LIST;
    case KA_FIELD_REF:
    default:
      return strcmp (field->target, "enterprise") == 0 ? KA_LOOK_FIRM
             : strcmp (field->target, "mine") == 0     ? KA_LOOK_MINE
             : strcmp (field->target, "person") == 0   ? KA_LOOK_PERSON
             : strcmp (field->target, "tip") == 0      ? KA_LOOK_NONE
                                                       : KA_LOOK_PAPER;
    }
}

static gboolean
is_identity (const KaCell *cell)
{
  static const KaField number
    = { .id = "", .label = "", .type = KA_FIELD_TEXT, .format = KA_FORMAT_ID_NUMBER };

  return ka_sample_is_like (&number, cell);
}

static gboolean
is_number_of_paper (const KaCell *cell)
{
  return (ka_sample_is_paper (cell) || ka_sample_is_code (cell)) && !ka_sample_is_credit_code (cell)
         && !is_identity (cell);
}

/* One, or several of them. */
static gboolean
is_people (const KaCell *cell)
{
  g_auto (GStrv) names = g_strsplit (cell->text, "、", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      KaCell each = *cell;

      each.text = names[i];
      if (!ka_sample_is_person (&each))
        return FALSE;
    }
  return names[0] != NULL;
}

static gboolean
looks_like (const KaField *field, KaLook look, const KaCell *cell)
{
  static gboolean (*const tests[]) (const KaCell *) = {
    [KA_LOOK_CREDIT_CODE] = ka_sample_is_credit_code,
    [KA_LOOK_PHONE] = ka_sample_is_phone,
    [KA_LOOK_PAPER] = is_number_of_paper,
    [KA_LOOK_FIRM] = ka_sample_is_firm,
    [KA_LOOK_MINE] = ka_sample_is_mine,
    [KA_LOOK_DAY] = ka_sample_is_day,
    [KA_LOOK_MONTHS] = ka_sample_is_months,
    [KA_LOOK_QUARTER] = ka_sample_is_quarter,
    [KA_LOOK_PERSON] = is_people,
    [KA_LOOK_SENTENCE] = ka_sample_is_sentence,
  };

  if (look < G_N_ELEMENTS (tests) && tests[look] != NULL)
    return tests[look](cell);
  return ka_sample_is_like (field, cell);
}

/* Most values of the column look like those of the field. */
static gboolean
column_looks_like (const KaSample *sample, guint column, const KaField *field, KaLook look)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  guint n = 0, fit = 0;

  for (guint i = 0; look != KA_LOOK_NONE && i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (ka_across_is_stroke (cell->text))
        continue;
      n++;
      fit += looks_like (field, look, cell);
    }
  return n > 0 && fit >= MIN_FIT * n;
}

/* Beside a look as telling as this, those that tell less say nothing. */
#define MIN_STRONG 0.8

/* ---- the fields of a column ---- */

typedef struct
{
  const KaSample *sample;
  guint column;
  double *named;    /* by field: how much the heading is like its names */
  gboolean foreign; /* the heading says what it is, and that is of another kind */
  guint sharing[G_N_ELEMENTS (weights)]; /* by look: fields that the values may be of */
} Column;

/* Not 日期, 编号 alone. */
static gboolean
says_much (const KaHeading *heading)
{
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);

  for (guint i = 0; i < words->len; i++)
    if (!ka_heading_word_is_generic (g_ptr_array_index (words, i)))
      return TRUE;
  return FALSE;
}

static void
name_column (Column *column)
{
  const KaFound *found = column->sample->found;
  g_autofree double *scores = g_new0 (double, found->kind->n_fields);
  g_autoptr (KaHeading) heading
    = ka_heading_new (g_ptr_array_index (found->headings, column->column));

  if (*heading->bare == '\0')
    return;
  column->foreign = !ka_heading_is_unheard (heading) && says_much (heading);
  ka_heading_match (heading, found->kind, column->named);
  ka_heading_guess (heading, found->kind, scores);
  for (guint f = 0; f < found->kind->n_fields; f++)
    column->named[f] = MAX (column->named[f], scores[f]);
  if (found->levels->len > 1)
    {
      g_autoptr (KaHeading) last = ka_heading_new (g_ptr_array_index (
        (GPtrArray *)g_ptr_array_index (found->levels, found->levels->len - 1), column->column));

      ka_heading_match (last, found->kind, scores);
      ka_heading_keep_person (heading, found->kind, scores);
      for (guint f = 0; f < found->kind->n_fields; f++)
        column->named[f] = MAX (column->named[f], LAST_SHARE * scores[f]);
    }
}

static int
compare_guesses (gconstpointer a, gconstpointer b)
{
  const KaGuess *x = *(KaGuess *const *)a, *y = *(KaGuess *const *)b;

  if (x->score > y->score || x->score < y->score)
    return x->score > y->score ? -1 : 1;
  return x->field < y->field ? -1 : x->field > y->field;
}

static void
add_guess (const Column *column, GPtrArray *guesses, const KaField *field, KaLook look)
{
  const KaKind *kind = column->sample->found->kind;
  double named = column->named[field - kind->fields];
  double shown = look == KA_LOOK_NONE ? 0 : weights[look] / sqrt (MAX (1, column->sharing[look]));
  const KaField *present = g_ptr_array_index (column->sample->found->fields, column->column);
  double score;
  KaGuess *guess;

  if (named < MIN_LIKE)
    named = 0;
  score = 1 - (1 - HEADING_SHARE * MIN (1, named)) * (1 - VALUE_SHARE * shown);
  if (field != present && (score < MIN_SCORE || (column->foreign && named < MIN_LIKE)))
    return;
  guess = g_new0 (KaGuess, 1);
  guess->field = field;
  guess->score = score;
  guess->named = named > 0;
  guess->look = look;
  g_ptr_array_add (guesses, guess);
}

/* The field that it was taken for comes first, the others by their scores. */
static void
sort_guesses (GPtrArray *guesses, const KaField *present)
{
  g_ptr_array_sort (guesses, compare_guesses);
  for (guint i = 1; i < guesses->len; i++)
    if (((KaGuess *)g_ptr_array_index (guesses, i))->field == present)
      g_ptr_array_insert (guesses, 0, g_ptr_array_steal_index (guesses, i));
  while (guesses->len > KA_MAX_GUESSES
         || (guesses->len > 1
             && ((KaGuess *)g_ptr_array_index (guesses, guesses->len - 1))->score
                  < MIN_OF_BEST * ((KaGuess *)g_ptr_array_index (guesses, 0))->score))
    g_ptr_array_remove_index (guesses, guesses->len - 1);
}

static GPtrArray *
guess_column (const KaSample *sample, guint c, gboolean *taken)
{
  const KaKind *kind = sample->found->kind;
  const KaField *present = g_ptr_array_index (sample->found->fields, c);
  GPtrArray *guesses = g_ptr_array_new_with_free_func (g_free);
  g_autofree double *named = g_new0 (double, kind->n_fields);
  g_autofree KaLook *looks = g_new0 (KaLook, kind->n_fields);
  g_autofree gboolean *open = g_new0 (gboolean, kind->n_fields);
  Column column = { .sample = sample, .column = c, .named = named };
  gboolean strong = FALSE;

  name_column (&column);
  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];

      open[f] = field == present || (!taken[f] && ka_sample_may_hold (sample, c, field));
      if (!open[f])
        continue;
      looks[f] = look_of (kind, field);
      if (!column_looks_like (sample, c, field, looks[f]))
        looks[f] = KA_LOOK_NONE;
      strong |= weights[looks[f]] >= MIN_STRONG;
    }
  /* Telephone numbers are numbers too. */
  for (guint f = 0; f < kind->n_fields; f++)
    {
      if (strong && weights[looks[f]] < MIN_STRONG)
        looks[f] = KA_LOOK_NONE;
      column.sharing[looks[f]]++;
    }
  for (guint f = 0; f < kind->n_fields; f++)
    if (open[f])
      add_guess (&column, guesses, &kind->fields[f], looks[f]);
  sort_guesses (guesses, present);
  if (guesses->len > 0)
    return guesses;
  g_ptr_array_unref (guesses);
  return NULL;
}

static gboolean
is_shown (const KaFound *found, guint column)
{
  for (guint i = 0; found->shown != NULL && i < found->shown->len; i++)
    if (g_array_index (found->shown, guint, i) == column)
      return TRUE;
  return FALSE;
}

static gboolean
is_counter (const KaSample *sample, guint column)
{
  g_autoptr (KaHeading) heading
    = ka_heading_new (g_ptr_array_index (sample->found->headings, column));

  return ka_heading_is_counter (heading)
         || (*heading->bare == '\0' && ka_sample_counts_rows (sample, column));
}

GPtrArray *
ka_found_guess (KaFound *found, KaGrid *grid, const gboolean *passed)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_guesses_unref);
  g_autofree gboolean *taken = NULL;
  KaSample *sample;

  g_ptr_array_set_size (all, found->fields->len);
  if (found->kind == NULL || found->forms != NULL)
    return all;
  taken = g_new0 (gboolean, found->kind->n_fields);
  for (guint f = 0; f < found->kind->n_fields; f++)
    for (guint c = 0; c < found->fields->len && !taken[f]; c++)
      taken[f] = ka_found_holds (found, c, &found->kind->fields[f]);
  sample = ka_sample_new (found, grid);
  for (guint c = 0; c < found->fields->len; c++)
    {
      const GArray *cells = g_ptr_array_index (sample->columns, c);

      if (!passed[c] && cells->len > 0
          && (g_ptr_array_index (found->fields, c) == NULL || is_shown (found, c))
          && !is_counter (sample, c))
        all->pdata[c] = guess_column (sample, c, taken);
    }
  ka_sample_free (sample);
  return all;
}

void
ka_guesses_unref (GPtrArray *guesses)
{
  if (guesses != NULL)
    g_ptr_array_unref (guesses);
}

char *
ka_guess_explain (const KaGuess *guess)
{
  static const char *const likes[] = {
    [KA_LOOK_CREDIT_CODE] = N_ ("内容像统一社会信用代码"),
    [KA_LOOK_ID_NUMBER] = N_ ("内容像身份证号"),
    [KA_LOOK_PHONE] = N_ ("内容像电话号码"),
    [KA_LOOK_PAPER] = N_ ("内容像文书、证照的编号"),
    [KA_LOOK_FIRM] = N_ ("内容像企业名称"),
    [KA_LOOK_MINE] = N_ ("内容像矿山名称"),
    [KA_LOOK_PERSON] = N_ ("内容像人名"),
    [KA_LOOK_LIST] = N_ ("内容都是这一项的选项"),
    [KA_LOOK_DAY] = N_ ("内容像日期"),
    [KA_LOOK_MONTHS] = N_ ("内容像月份"),
    [KA_LOOK_QUARTER] = N_ ("内容像季度"),
    [KA_LOOK_ANSWER] = N_ ("内容像是、否"),
    [KA_LOOK_NUMBER] = N_ ("内容是数"),
    [KA_LOOK_SENTENCE] = N_ ("内容是成句的话"),
  };
  const char *like = guess->look != KA_LOOK_NONE ? _ (likes[guess->look]) : NULL;

  if (guess->named && like != NULL)
    return g_strdup_printf (_ ("表头相近，%s"), like);
  return g_strdup (like != NULL ? like : _ ("表头相近"));
}
