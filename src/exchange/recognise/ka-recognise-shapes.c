/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-sample-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* Columns whose headings say nothing to anybody: what they hold is read from the values alone, where no other
 * field of the kind has such values and no other column holds them. What may be either is left alone: a value
 * taken for another is worse than one that is asked for. */

/* Of the values of a column. */
#define MIN_SHARE 0.9
/* Words and days look like others: fewer of them show nothing. */
#define MIN_CELLS 3
#define MIN_DISTINCT 0.9
#define MIN_GROUPED 0.6 /* … of what may stand for several records */
#define MIN_FILLED 0.8
#define MIN_SENTENCE 5      /* characters */
#define MIN_LONG_SENTENCE 8 /* … that no name of an indicator has */

/* A heading that is less like the name of another field speaks of none; of one whose values are like many
 * others' it may not speak that much. */
#define MAX_TOLD 0.55
#define MAX_TOLD_WEAK 0.4

/* ---- which columns are looked at ---- */

gboolean
ka_heading_is_unheard (const KaHeading *heading)
{
  guint n_kinds;
  g_autofree guint *votes = NULL;

  if (heading->bare[0] == '\0' || ka_heading_is_counter (heading))
    return FALSE;
  ka_kinds (&n_kinds);
  votes = g_new0 (guint, n_kinds);
  ka_heading_vote (heading, votes);
  for (guint k = 0; k < n_kinds; k++)
    if (votes[k] > 0)
      return FALSE;
  return TRUE;
}

/* No kind knows the heading, nor is it like the name of another field that the values may be of. */
static gboolean
says_nothing (const KaSample *sample, guint column, const KaField *field, double most)
{
  const KaKind *kind = sample->found->kind;
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autofree double *guesses = g_new0 (double, kind->n_fields);
  g_autoptr (KaHeading) heading
    = ka_heading_new (g_ptr_array_index (sample->found->headings, column));

  if (!ka_heading_is_unheard (heading))
    return FALSE;
  ka_heading_match (heading, kind, scores);
  ka_heading_guess (heading, kind, guesses);
  for (guint f = 0; f < kind->n_fields; f++)
    if ((scores[f] > 0 || guesses[f] > most) && field != &kind->fields[f]
        && ka_sample_may_hold (sample, column, &kind->fields[f]))
      return FALSE;
  return TRUE;
}

/* The column is nothing's yet, and its heading does not say that it is not the field's. */
static gboolean
is_open (const KaSample *sample, guint column, const KaField *field, double most)
{
  const KaFound *found = sample->found;

  return g_ptr_array_index (found->fields, column) == NULL && found->context_column != (int)column
         && found->former_column != (int)column && ka_found_option (found, column) == NULL
         && says_nothing (sample, column, field, most);
}

static gboolean
is_free (const KaFound *found, const KaField *field)
{
  for (guint c = 0; c < found->fields->len; c++)
    if (ka_found_holds (found, c, field))
      return FALSE;
  return TRUE;
}

/* ---- what a value looks like ---- */

typedef gboolean (*IsLike) (const KaCell *cell);

gboolean
ka_sample_is_phone (const KaCell *cell)
{
  static const KaField phone
    = { .id = "", .label = "", .type = KA_FIELD_TEXT, .format = KA_FORMAT_PHONE };
  g_autofree char *value = NULL;

  return ka_field_parse (&phone, cell->text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL
         && strlen (value) >= 11 && (*value == '1' || *value == '0');
}

/* 〔2025〕12号, (渝)FM安许证字〔2023〕011号, C5001162010127120054321, 渝FMFZ202290001: something before the figures,
 * and many of them. */
gboolean
ka_sample_is_paper (const KaCell *cell)
{
  g_autofree char *text = ka_text_document_number (cell->text);
  guint digits = 0, others = 0;

  if (cell->type != KA_CELL_TEXT || text == NULL || strlen (text) > 90)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      digits += g_ascii_isdigit (*at);
      others += !g_ascii_isdigit (*at);
    }
  if (g_str_has_suffix (text, "号") && strstr (text, "〕") != NULL)
    return digits >= 5;
  return digits >= 6 && others > 0 && others <= 6 && !g_ascii_isdigit (*text) && *text != '('
         && g_ascii_isdigit (text[strlen (text) - 1]) && strpbrk (text, "./:~") == NULL;
}

static gboolean
is_range (const KaCell *cell)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  return cell->type == KA_CELL_TEXT && ka_value_split_range (cell->text, &from, &to);
}

gboolean
ka_sample_is_day (const KaCell *cell)
{
  static const KaField day = { .id = "", .label = "", .type = KA_FIELD_TIME };

  return ka_sample_is_like (&day, cell) || is_range (cell);
}

/* The number of a certificate: figures and letters, too many to count anything. */
gboolean
ka_sample_is_code (const KaCell *cell)
{
  gsize len = strlen (cell->text), digits = 0;

  for (const char *at = cell->text; *at != '\0'; at++)
    {
      if (!g_ascii_isalnum (*at) && *at != '-')
        return ka_sample_is_paper (cell);
      digits += g_ascii_isdigit (*at);
    }
  return len >= 8 && len <= 30 && digits >= 6 && !ka_sample_is_phone (cell)
         && !ka_sample_is_day (cell);
}

gboolean
ka_sample_is_sentence (const KaCell *cell)
{
  return cell->type == KA_CELL_TEXT && g_utf8_strlen (cell->text, -1) >= MIN_SENTENCE
         && strcspn (cell->text, "0123456789") > 0 && !is_range (cell) && !ka_sample_is_firm (cell)
         && !ka_sample_is_mine (cell) && !ka_sample_is_code (cell);
}

static gboolean
ends_in (const char *text, const char *const *ends)
{
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_named (const KaCell *cell)
{
  return ka_sample_is_firm (cell) || ka_sample_is_mine (cell);
}

static gboolean
is_accident (const KaCell *cell)
{
  return g_str_has_suffix (cell->text, "事故") || g_str_has_suffix (cell->text, "事件");
}

static gboolean
is_project (const KaCell *cell)
{
  static const char *const ends[]
    = { "工程", "项目", "技改", "改造", "建设", "改扩建", "扩建", "工程）", "项目）", NULL };

  return ends_in (cell->text, ends);
}

static gboolean
is_case (const KaCell *cell)
{
  return g_str_has_suffix (cell->text, "案") || g_str_has_suffix (cell->text, "案例");
}

static gboolean
is_pond (const KaCell *cell)
{
  return g_str_has_suffix (cell->text, "库") || g_str_has_suffix (cell->text, "尾矿堆");
}

/* 1.1, 2.3.1 */
static gboolean
is_outline (const KaCell *cell)
{
  return g_ascii_isdigit (*cell->text) && strchr (cell->text, '.') != NULL
         && strspn (cell->text, "0123456789.") == strlen (cell->text);
}

gboolean
ka_sample_is_months (const KaCell *cell)
{
  g_autoptr (GPtrArray) months = NULL;

  if (cell->type != KA_CELL_TEXT || strstr (cell->text, "月") == NULL)
    return FALSE;
  months = ka_value_split_months (cell->text, 2000);
  return months != NULL;
}

gboolean
ka_sample_is_credit_code (const KaCell *cell)
{
  static const KaField code
    = { .id = "", .label = "", .type = KA_FIELD_TEXT, .format = KA_FORMAT_CREDIT_CODE };

  return ka_sample_is_like (&code, cell);
}

/* The share of the values that look like it; 0: fewer than least. */
static double
rate (const KaSample *sample, guint column, IsLike is_like, guint least)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  guint n = 0, fit = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (ka_across_is_stroke (cell->text))
        continue;
      n++;
      fit += is_like (cell);
    }
  return n < least ? 0 : fit / (double)n;
}

/* Each record has one of its own. */
static gboolean
is_own (const KaSample *sample, guint column, double distinct)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);

  return cells->len > 0 && ka_sample_count_distinct (sample, column) >= distinct * cells->len
         && (cells->len >= 40 || cells->len >= MIN_FILLED * sample->n_rows);
}

/* What the values of a column must be like. */
typedef struct
{
  IsLike is_like;
  guint least;     /* values */
  double distinct; /* the share of them that are told once; 0: any */
  double told;     /* as in is_open() */
  gboolean plain;  /* others have such values too: no word of the heading may be theirs */
} Shape;

static gboolean
tells_other (const KaSample *sample, guint column, const KaField *field)
{
  g_autoptr (KaHeading) heading
    = ka_heading_new (g_ptr_array_index (sample->found->headings, column));

  return ka_heading_tells_other (heading, sample->found->kind, field);
}

/* The one open column whose values look like it; -1: none, or several. */
static int
find_like (const KaSample *sample, const KaField *field, const Shape *shape)
{
  int column = -1;

  for (guint c = 0; c < sample->found->fields->len; c++)
    {
      if (!is_open (sample, c, field, shape->told)
          || rate (sample, c, shape->is_like, shape->least) < MIN_SHARE
          || (shape->distinct > 0 && !is_own (sample, c, shape->distinct))
          || (shape->plain && tells_other (sample, c, field)))
        continue;
      if (column >= 0)
        return -1;
      column = (int)c;
    }
  return column;
}

static gboolean
take (KaSample *sample, const KaField *field, Shape shape)
{
  int column = find_like (sample, field, &shape);

  if (column < 0)
    return FALSE;
  sample->found->fields->pdata[column] = (gpointer)field;
  return TRUE;
}

/* ---- lists ---- */

/* Every value is one of the list; exact: as it stands there. */
static gboolean
is_of_list (const KaSample *sample, guint column, const KaField *field, gboolean exact)
{
  static const KaField flag = { .id = "", .label = "", .type = KA_FIELD_FLAG };
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  g_auto (GStrv) choices = g_strsplit (field->choices != NULL ? field->choices : "", "|", -1);
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;
      g_autofree char *value = NULL;
      g_autofree char *answer = NULL;

      if (ka_across_is_stroke (text))
        continue;
      n++;
      if (g_strv_contains ((const char *const *)choices, text) && g_utf8_strlen (text, -1) >= 2)
        continue;
      if (exact || g_utf8_strlen (text, -1) < 2 || g_ascii_isdigit (*text)
          || !ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) || value == NULL
          || ka_field_parse (&flag, text, KA_DAY_NONE, &answer, NULL, NULL))
        return FALSE;
    }
  return n > 0;
}

/* The one field whose list the values are of; NULL: none, or several. */
static const KaField *
find_list (const KaSample *sample, guint column, gboolean exact)
{
  const KaKind *kind = sample->found->kind;
  const KaField *best = NULL;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];

      if (field->type != KA_FIELD_CHOICE || g_str_has_prefix (field->id, "capacity_unit")
          || !is_of_list (sample, column, field, exact))
        continue;
      if (best != NULL)
        return NULL;
      best = field;
    }
  return best;
}

void
ka_found_take_lists (KaSample *sample)
{
  KaFound *found = sample->found;

  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = NULL;

      if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c)
        continue;
      field = find_list (sample, c, TRUE);
      if (field == NULL)
        field = find_list (sample, c, FALSE);
      if (field != NULL && is_free (found, field) && is_open (sample, c, field, MAX_TOLD))
        found->fields->pdata[c] = (gpointer)field;
    }
}

/* ---- names ---- */

/* 施工单位, 发证机关: other fields that a firm may stand in. */
static gboolean
has_other_firms (const KaFound *found)
{
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (field->type == KA_FIELD_TEXT && is_free (found, field)
          && (strstr (field->label, "单位") != NULL || strstr (field->label, "机构") != NULL))
        return TRUE;
    }
  return FALSE;
}

/* What the rows belong to, where they need not say it. */
static void
take_owner (KaSample *sample)
{
  const KaField *enterprise = ka_kind_field (sample->found->kind, "enterprise");

  if (enterprise != NULL && enterprise->type == KA_FIELD_REF && is_free (sample->found, enterprise)
      && !has_other_firms (sample->found))
    take (sample, enterprise, (Shape){ ka_sample_is_firm, 2, 0, MAX_TOLD, TRUE });
}

/* 企业名称 was taken for the mine, as no other column was: where the mines stand beside it, it is whose they are. */
static void
part_owner (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaField *mine = ka_kind_field (found->kind, "mine");
  guint owner;
  int column;

  if (mine == NULL || mine->type != KA_FIELD_REF || found->context_column >= 0
      || ka_kind_field (found->kind, "enterprise") != NULL
      || !g_ptr_array_find (found->fields, mine, &owner)
      || rate (sample, owner, ka_sample_is_firm, 1) < MIN_FILLED)
    return;
  column = find_like (sample, mine, &(Shape){ ka_sample_is_mine, 1, 0, MAX_TOLD });
  if (column < 0)
    return;
  found->fields->pdata[column] = (gpointer)mine;
  found->fields->pdata[owner] = NULL;
  found->context_column = (int)owner;
}

/* What a record of the kind is called by. */
void
ka_found_take_titles (KaSample *sample)
{
  static const struct
  {
    const char *kind, *field;
    Shape shape;
  } titles[] = {
    { "accident", "title", { is_accident, 1, MIN_GROUPED, MAX_TOLD } },
    { "project", "name", { is_project, 2, MIN_GROUPED, MAX_TOLD } },
    { "typical_case", "title", { is_case, 1, MIN_GROUPED, MAX_TOLD } },
    { "pond", "name", { is_pond, 1, MIN_GROUPED, MAX_TOLD } },
    { "tip", "subject", { is_named, 1, 0, MAX_TOLD } },
    { "target", "source", { ka_sample_is_paper, 1, 0, MAX_TOLD } },
    { "measure", "no", { is_outline, MIN_CELLS, MIN_DISTINCT, MAX_TOLD } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].kind, sample->found->kind->id) == 0)
      {
        const KaField *field = ka_kind_field (sample->found->kind, titles[i].field);

        if (is_free (sample->found, field))
          take (sample, field, titles[i].shape);
      }
}

/* ---- numbers ---- */

/* The one field of the format that has no column; NULL: none, or several. */
static const KaField *
find_only (const KaFound *found, KaFieldFormat format)
{
  const KaField *only = NULL;

  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (field->type != KA_FIELD_TEXT || field->format != format || !is_free (found, field))
        continue;
      if (only != NULL)
        return NULL;
      only = field;
    }
  return only;
}

/* The number of the paper that the record is, or of a person's certificate: of a kind that knows no other. What
 * numbers the mines in a database is not the certificate that some of them have. */
static void
take_number (KaSample *sample)
{
  const KaField *code = find_only (sample->found, KA_FORMAT_CREDIT_CODE);
  const KaField *number = find_only (sample->found, KA_FORMAT_NUMBER);

  if (code != NULL)
    take (sample, code, (Shape){ ka_sample_is_credit_code, 1, 0, 1 });
  if (number == NULL || (number->flags & KA_AUTO) || g_str_has_prefix (number->id, "std_"))
    return;
  if (!take (sample, number, (Shape){ ka_sample_is_paper, 1, MIN_GROUPED, MAX_TOLD, TRUE }))
    take (sample, number, (Shape){ ka_sample_is_code, 2, MIN_DISTINCT, MAX_TOLD, TRUE });
}

/* 总工程师 | 13900000000: the phone of whom the column before it names. */
static const KaField *
find_phone_of (const KaFound *found, guint column)
{
  const KaField *owner = column > 0 ? g_ptr_array_index (found->fields, column - 1) : NULL;
  const KaField *phone;
  g_autofree char *id = NULL;

  if (owner == NULL || owner->format != KA_FORMAT_NAME)
    return NULL;
  id = g_strconcat (owner->id, "_phone", NULL);
  phone = ka_kind_field (found->kind, id);
  return phone != NULL && is_free (found, phone) ? phone : NULL;
}

static void
take_phones (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaField *only = find_only (found, KA_FORMAT_PHONE);

  if (only != NULL)
    {
      take (sample, only, (Shape){ ka_sample_is_phone, 2, 0, MAX_TOLD, TRUE });
      return;
    }
  for (guint c = 1; c < found->fields->len; c++)
    {
      const KaField *phone = find_phone_of (found, c);

      if (phone != NULL && is_open (sample, c, phone, MAX_TOLD) && !tells_other (sample, c, phone)
          && rate (sample, c, ka_sample_is_phone, 2) >= MIN_SHARE)
        found->fields->pdata[c] = (gpointer)phone;
    }
}

/* ---- days ---- */

/* From and to in each cell, of a kind that has one such pair. */
static void
take_range (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaField *until = NULL;

  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f], *partner;
      gboolean is_end = FALSE;

      if (field->type != KA_FIELD_DATE)
        continue;
      partner = ka_value_range_partner (found->kind, field, &is_end);
      if (partner == NULL || !is_end)
        continue;
      if (until != NULL || !is_free (found, field) || !is_free (found, partner))
        return;
      until = field;
    }
  if (until != NULL)
    take (sample, until, (Shape){ is_range, 2, 0, MAX_TOLD });
}

gboolean
ka_sample_is_quarter (const KaCell *cell)
{
  static const KaField quarter = { .id = "", .label = "", .type = KA_FIELD_QUARTER };

  return ka_sample_is_like (&quarter, cell);
}

static gboolean
is_figure (const KaCell *cell)
{
  static const KaField figure = { .id = "", .label = "", .type = KA_FIELD_DEC, .places = 4 };

  return cell->type == KA_CELL_NUMBER || ka_sample_is_like (&figure, cell);
}

/* What every record must have in figures, of a kind that asks for no others. */
static void
take_figures (KaSample *sample)
{
  const KaKind *kind = sample->found->kind;
  const KaField *only = NULL;

  for (guint f = 0; f < kind->n_fields; f++)
    if (ka_field_is_number (&kind->fields[f]) && is_free (sample->found, &kind->fields[f]))
      {
        if (only != NULL)
          return;
        only = &kind->fields[f];
      }
  if (only != NULL && (only->flags & KA_REQUIRED) && strcmp (only->id, "year") != 0)
    take (sample, only, (Shape){ is_figure, 2, 0, MAX_TOLD_WEAK, TRUE });
}

static void
take_quarter (KaSample *sample)
{
  const KaKind *kind = sample->found->kind;
  const KaField *quarter = ka_kind_field (kind, "quarter");

  if (quarter != NULL && quarter->type == KA_FIELD_QUARTER && is_free (sample->found, quarter))
    take (sample, quarter, (Shape){ ka_sample_is_quarter, 2, 0, MAX_TOLD_WEAK });
}

/* The day, or the months, that every record must have. */
static void
take_when (KaSample *sample)
{
  const KaKind *kind = sample->found->kind;
  const KaField *when = kind->date != NULL ? ka_kind_field (kind, kind->date) : NULL;

  if (when == NULL || !(when->flags & KA_REQUIRED) || !is_free (sample->found, when))
    return;
  if (when->type == KA_FIELD_DATE || when->type == KA_FIELD_TIME)
    take (sample, when, (Shape){ ka_sample_is_day, 2, 0, MAX_TOLD_WEAK });
  else if (when->type == KA_FIELD_MONTH)
    take (sample, when, (Shape){ ka_sample_is_months, 2, 0, MAX_TOLD_WEAK });
}

/* ---- what happened ---- */

/* 隐患描述 under any heading: what every record must say in words, where one column alone is of sentences. */
static void
take_sentences (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaField *wanted = NULL;

  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];

      if (!(field->flags & KA_REQUIRED) || field->type != KA_FIELD_LONG || !is_free (found, field))
        continue;
      if (wanted != NULL)
        return;
      wanted = field;
    }
  if (wanted != NULL)
    take (sample, wanted, (Shape){ ka_sample_is_sentence, 2, MIN_GROUPED, MAX_TOLD_WEAK });
}

void
ka_found_take_shapes (KaSample *sample)
{
  part_owner (sample);
  if (sample->found->spread != NULL)
    return;
  take_owner (sample);
  take_number (sample);
  take_phones (sample);
  take_range (sample);
  take_when (sample);
  take_quarter (sample);
  take_figures (sample);
  take_sentences (sample);
}

/* ---- before the kind is known ---- */

/* Rows below the headings that are looked at. */
#define MAX_LOOKED 12u
#define MIN_KNOWN 2
/* What the values say counts less than what a heading says. */
#define SCORE_SHAPE 0.7

static gboolean
is_long_sentence (const KaCell *cell)
{
  return g_utf8_strlen (cell->text, -1) >= MIN_LONG_SENTENCE && ka_sample_is_sentence (cell);
}

/* What the values of the field must be like for the field to be there; FALSE: nothing shows it. */
static gboolean
find_shape (const KaKind *kind, const KaField *field, Shape *shape)
{
  gboolean title = g_strcmp0 (kind->title, field->id) == 0;
  const char *named = field->type == KA_FIELD_REF ? field->target : title ? kind->id : "";

  *shape = (Shape){ NULL, 1, title, 0 };
  if (strcmp (named, "enterprise") == 0)
    shape->is_like = ka_sample_is_firm;
  else if (strcmp (named, "mine") == 0)
    shape->is_like = ka_sample_is_mine;
  else if (title && field->format == KA_FORMAT_NAME)
    *shape = (Shape){ ka_sample_is_person, MIN_CELLS, 1, 0 };
  else if (field->type == KA_FIELD_TEXT && field->format == KA_FORMAT_NUMBER)
    shape->is_like = ka_sample_is_paper;
  else if (field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME)
    *shape = (Shape){ ka_sample_is_day, 2, 0, 0 };
  else if (field->type == KA_FIELD_MONTH)
    *shape = (Shape){ ka_sample_is_months, 2, 0, 0 };
  else if (field->type == KA_FIELD_LONG)
    *shape = (Shape){ is_long_sentence, 2, 0, 0 };
  return shape->is_like != NULL;
}

static gboolean
column_is_like (const KaHead *head, guint first_row, guint column, const Shape *shape)
{
  guint n = 0, fit = 0;
  gboolean differ = FALSE;
  const char *first = NULL;
  const KaCell above = { .type = KA_CELL_TEXT, .text = head->texts[first_row - 1][column] };

  /* A row of data is no heading of those below it; any two or three characters may be a person. */
  if (shape->is_like != ka_sample_is_person && shape->is_like (&above))
    return FALSE;
  for (guint r = first_row; r < head->n_rows && r < first_row + MAX_LOOKED; r++)
    {
      KaCell cell = { .column = column, .type = KA_CELL_TEXT, .text = head->texts[r][column] };

      if (*cell.text == '\0' || ka_across_is_stroke (cell.text))
        continue;
      n++;
      fit += shape->is_like (&cell);
      differ |= first != NULL && strcmp (first, cell.text) != 0;
      first = cell.text;
    }
  return n >= shape->least && fit >= MIN_FILLED * n && (n == 1 || differ || shape->distinct <= 0);
}

void
ka_match_values (const KaHead *head,
                 guint first_row,
                 GPtrArray *headings,
                 GPtrArray *last,
                 const KaKind *kind,
                 KaMatch *match)
{
  if (match->matched < MIN_KNOWN)
    return;
  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      gboolean title = g_strcmp0 (kind->title, field->id) == 0, taken = FALSE;
      Shape shape;

      for (guint c = 0; c < headings->len && !taken; c++)
        taken = match->fields[c] == field;
      if (taken || (!(field->flags & KA_REQUIRED) && !title) || (field->flags & KA_AUTO)
          || !find_shape (kind, field, &shape))
        continue;
      for (guint c = 0; c < headings->len && c < head->n_columns; c++)
        if (match->fields[c] == NULL && match->context_column != (int)c
            && column_is_like (head, first_row, c, &shape)
            && ka_heading_is_unheard (g_ptr_array_index (headings, c))
            && (last == NULL || ka_heading_is_unheard (g_ptr_array_index (last, c))))
          {
            match->fields[c] = field;
            match->matched++;
            match->sum += SCORE_SHAPE;
            break;
          }
    }
}
