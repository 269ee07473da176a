/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <string.h>

/* The headings stand among the first rows; a ledger with more lines above them is none. */
#define MAX_SEARCHED_ROWS (KA_MAX_HEAD_ROWS - MAX_HEADING_ROWS)
#define MAX_HEADING_ROWS 3
/* Less than this share of what would be perfect is not recognised. */
#define MIN_SCORE 0.42
/* … unless it tells more of mines that are known already (边坡高度 | 在线监测): of what a mine must have, little
 * stands there, so that no row can make a new one. */
#define MIN_UPDATE_SCORE 0.25
#define MIN_UPDATE_SUM 2.7
/* All that stands in it was understood, and what its kind needs is there. */
#define CLEAR_SCORE 0.55
/* The title names the kind with most of its words. */
#define MIN_TITLED 0.5
/* Cells that name numbers of the kind tell more than one heading. */
#define METRICS_SUM 4
/* Fewer labels over a table are remarks on it. */
#define MIN_FORM_LABELS 4
/* A heading that names one of the officials who answer for a mine. */
#define MIN_OFFICIAL 0.8

typedef struct
{
  const KaHead *head;
  const char *sheet, *file;
  char *title; /* of the row being tried */
} Search;

static double
rate_name (const Search *search, const KaKind *kind)
{
  double sheet = ka_kind_name_score (kind, search->sheet);
  double title = 0.9 * ka_kind_name_score (kind, search->title);
  double file = 0.8 * ka_kind_name_score (kind, search->file);

  return MAX (sheet, MAX (title, file));
}

/* What a row with headings of its own has that a row of data or a title line has not: several columns
 * known, and most of those that are named; fewer where the title says what they are of. */
static gboolean
is_heading (const KaMatch *match, gboolean titled)
{
  if (match->matched >= 3)
    return match->matched * (titled ? 4 : 3) >= match->named;
  return match->matched >= 1 && match->matched * 10 >= match->named * 6 && match->named >= 2;
}

static gboolean
has_quarters (const KaKind *kind)
{
  const KaField *spread = ka_find_spread (kind);

  return spread != NULL && spread->type == KA_FIELD_QUARTER;
}

static void
find_across (const Search *search, KaFound *found, guint below)
{
  g_autoptr (GArray) months = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  if (found->kind == NULL || ka_find_spread (found->kind) == NULL)
    return;
  texts = ka_months_split (found->levels, has_quarters (found->kind), &months);
  if (texts != NULL && ka_months_are_bare (texts, months))
    {
      const KaAcrossPlace place
        = { search->head, below, months, search->title, search->sheet, search->file };

      if (!ka_across_find (&found->across, found->kind, &place))
        ka_across_clear (&found->across);
    }
}

static KaFound *
make_found (const Search *search, guint row, guint n_rows, const KaKind *kind, GPtrArray *texts)
{
  const KaHead *head = search->head;
  KaFound *found = ka_found_new (texts, search->title);

  found->kind = kind;
  found->heading_row = head->numbers[row];
  found->n_heading_rows = n_rows;
  for (guint r = row; r < row + n_rows; r++)
    g_ptr_array_add (found->levels, ka_head_join (head, r, 1));
  found->first_row
    = row + n_rows < head->n_rows ? head->numbers[row + n_rows] : head->numbers[row] + n_rows;
  found->topic = ka_topic_find (search->title, search->sheet, texts);
  find_across (search, found, row + n_rows);
  ka_found_assign (found, kind);
  return found;
}

typedef struct
{
  guint row, n_rows;
  const KaKind *kind;
  double score;     /* how sure */
  double sum;       /* how much of the headings is known */
  gboolean titled;  /* the records are named */
  gboolean topical; /* … and what the title says is told of them */
} Choice;

/* Rows that may be headings. */
typedef struct
{
  guint row, n_rows;
  GPtrArray *headings; /* KaHeading a column */
  GPtrArray *last;     /* … of the lowest row alone, or NULL */
  GArray *months;      /* that stand across, or NULL */
  gboolean quarters;   /* … they are */
  gboolean bare;       /* some of the months stand alone */
  int topic;           /* of the title */
} Trial;

/* 合计, 全年 beside the months: what stands in them once more. */
static guint
count_sums (GPtrArray *headings)
{
  static const char *const sums[]
    = { "合计", "小计", "总计", "累计", "共计", "全年", "全年合计", "全年累计", "年度合计", NULL };
  guint n = 0;

  for (guint c = 0; c < headings->len; c++)
    n += g_strv_contains (sums, ((const KaHeading *)g_ptr_array_index (headings, c))->bare);
  return n;
}

/* Bare months are a column more, if it is known what they hold; so is what says which number a row has. */
static void
match_across (const Search *search, const Trial *trial, const KaKind *kind, KaMatch *match)
{
  const KaAcrossPlace place
    = { search->head, trial->row + trial->n_rows, trial->months, search->title, search->sheet,
        search->file };
  KaAcross across;

  if (!trial->bare)
    return;
  match->named++;
  if (ka_across_find (&across, kind, &place))
    {
      match->matched += 1 + (across.metric_column >= 0);
      match->sum += across.metric_column >= 0 ? METRICS_SUM : 1;
      match->named -= MIN (match->named, count_sums (trial->headings));
    }
  ka_across_clear (&across);
}

static gboolean
is_value_of (const KaKind *kind, const char *text)
{
  for (guint f = 0; f < kind->n_fields; f++)
    {
      g_autofree char *value = ka_option_read (&kind->fields[f], text);

      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

/* 一般 | 重大 with ticks below them are one column, of the value that is ticked. */
static gboolean
match_options (const Search *search, const Trial *trial, const KaKind *kind, KaMatch *match)
{
  const KaHead *head = search->head;
  guint row = trial->row + trial->n_rows - 1, n = 0, known = 0, matched = 0;

  for (guint c = 0; c < head->n_columns && trial->months == NULL; c++)
    {
      if (head->texts[row][c][0] == '\0' || !ka_head_stands_over_marks (head, row, c)
          || (match->fields[c] != NULL && match->fields[c]->type != KA_FIELD_CHOICE))
        continue;
      n++;
      known += is_value_of (kind, head->texts[row][c]);
      matched += match->fields[c] != NULL;
    }
  if (n < 2)
    return FALSE;
  match->named -= MIN (n - 1, match->named);
  if (known >= 2 && matched == 0)
    {
      match->matched++;
      match->sum += 1;
    }
  return TRUE;
}

/* 行政区责任人姓名 | 监管部门责任人姓名: of whom the row tells is no person. */
static gboolean
names_officials (const Search *search, const Trial *trial, const KaKind *kind)
{
  const KaKind *mine = ka_kind_get ("mine");
  const KaField *title = kind->title != NULL ? ka_kind_field (kind, kind->title) : NULL;
  guint above = trial->row > 0 && trial->n_rows < MAX_HEADING_ROWS, n = 0;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GPtrArray) headings = NULL;
  g_autofree double *scores = NULL;

  if (title == NULL || title->format != KA_FORMAT_NAME)
    return FALSE;
  /* Whose names they are may stand in the row above. */
  texts = ka_head_join (search->head, trial->row - above, trial->n_rows + above);
  headings = ka_parse_headings (texts);
  scores = g_new0 (double, mine->n_fields);
  for (guint c = 0; c < headings->len; c++)
    {
      ka_heading_match (g_ptr_array_index (headings, c), mine, scores);
      for (guint f = 0; f < mine->n_fields; f++)
        if (g_str_has_prefix (mine->fields[f].id, "official_") && scores[f] >= MIN_OFFICIAL)
          {
            n++;
            break;
          }
    }
  return n >= 2;
}

static gboolean
heads_word (const Trial *trial, const char *word)
{
  for (guint c = 0; c < trial->headings->len; c++)
    if (strstr (((const KaHeading *)g_ptr_array_index (trial->headings, c))->whole, word) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_word (const Search *search, const Trial *trial, const char *word)
{
  const char *const told[] = { search->title, search->sheet, search->file };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (told[i] != NULL && strstr (told[i], word) != NULL)
      return TRUE;
  return heads_word (trial, word);
}

/* Heights and monitoring are a pond's only where a pond or a dam is spoken of; who has an 执法证 is no worker of
 * a mine. */
static gboolean
is_other_thing (const Search *search, const Trial *trial, const KaKind *kind)
{
  if (strcmp (kind->id, "pond") == 0)
    return !has_word (search, trial, "库") && !has_word (search, trial, "坝")
           && !has_word (search, trial, "尾矿");
  if (strcmp (kind->id, "person") == 0)
    return heads_word (trial, "执法证") || heads_word (trial, "执法资格")
           || heads_word (trial, "执法岗位");
  return FALSE;
}

/* 检查时间 over 3月, 4月、10月: not when it was, but when it is to be. */
static gboolean
tells_months (const Search *search, const Trial *trial, const KaMatch *match, const KaKind *kind)
{
  const KaHead *head = search->head;
  guint months = 0;

  if (strcmp (kind->id, "inspection") != 0)
    return FALSE;
  for (guint c = 0; c < trial->headings->len; c++)
    {
      if (match->fields[c] == NULL || g_strcmp0 (match->fields[c]->id, kind->date) != 0)
        continue;
      for (guint r = trial->row + trial->n_rows; r < head->n_rows; r++)
        {
          const char *text = head->texts[r][c];
          g_autoptr (GPtrArray) list = NULL;

          if (*text == '\0')
            continue;
          list = strstr (text, "月") != NULL ? ka_value_split_months (text, 2000) : NULL;
          if (list == NULL)
            return FALSE;
          months++;
        }
    }
  return months >= 2;
}

static gboolean
names_records (const KaMatch *match, const Trial *trial, const KaKind *kind)
{
  for (guint c = 0; kind->title != NULL && c < trial->headings->len; c++)
    if (match->fields[c] != NULL && strcmp (match->fields[c]->id, kind->title) == 0)
      return TRUE;
  return FALSE;
}

/* 投保单位 | 保险止期 under 安全生产责任保险投保情况: whom it is about, and what the title says of them. */
static gboolean
is_of_topic (const KaMatch *match, const Trial *trial, const KaKind *kind)
{
  if (!names_records (match, trial, kind))
    return FALSE;
  for (guint c = 0; c < trial->headings->len; c++)
    if (match->fields[c] != NULL && ka_topic_is_of (trial->topic, kind, match->fields[c]))
      return TRUE;
  return FALSE;
}

static void
try_kind (Search *search, const Trial *trial, const KaKind *kind, Choice *best)
{
  guint row = trial->row, n_rows = trial->n_rows;
  gboolean across = trial->months != NULL, ticked;
  KaMatch match = { NULL, 0, 0, 0, -1 };
  double score, sum, named = rate_name (search, kind);

  ka_match_columns (trial->headings, trial->last, kind, &match);
  match_across (search, trial, kind, &match);
  ticked = match_options (search, trial, kind, &match);
  ka_match_values (search->head, row + n_rows, trial->headings, trial->last, kind, &match);
  /* What most offices keep no sheet of is taken only where all of it is there. */
  if ((kind->flags & KA_KIND_INTERNAL) != 0
      && ka_match_required (&match, trial->headings->len, kind, across) < 1)
    {
      g_free (match.fields);
      return;
    }
  if ((is_heading (&match, named >= MIN_TITLED) || is_of_topic (&match, trial, kind))
      && !is_other_thing (search, trial, kind) && !tells_months (search, trial, &match, kind)
      && !names_officials (search, trial, kind))
    {
      double fit = match.named == 0 ? 0 : MIN (1, match.sum / match.named);

      score = 0.5 * fit + 0.25 * ka_match_required (&match, trial->headings->len, kind, across)
              + 0.25 * named;
      /* Each month is a heading that is understood; so is each value that is ticked. */
      sum = match.sum - 0.5 * (n_rows - 1) + across + ticked;
      /* Of one kind the row that names most; of several kinds the surest. */
      if (best->kind == NULL || (best->kind == kind ? sum > best->sum : score > best->score))
        *best = (Choice){ row,
                          n_rows,
                          kind,
                          score,
                          sum,
                          names_records (&match, trial, kind),
                          is_of_topic (&match, trial, kind) };
    }
  g_free (match.fields);
}

static guint
count_votes (GPtrArray *headings, guint *votes)
{
  guint n_kinds, most = 0;

  ka_kinds (&n_kinds);
  for (guint c = 0; c < headings->len; c++)
    ka_heading_vote (g_ptr_array_index (headings, c), votes);
  for (guint k = 0; k < n_kinds; k++)
    most = MAX (most, votes[k]);
  return most;
}

/* The headings of the rows joined; where months stand across, those of one month. NULL: no quarters do. */
static GPtrArray *
join_row_headings (const KaHead *head, Trial *trial)
{
  guint row = trial->row, n_rows = trial->n_rows;
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) texts = NULL;

  for (guint r = row; r < row + n_rows; r++)
    g_ptr_array_add (levels, ka_head_join (head, r, 1));
  texts = ka_months_split (levels, trial->quarters, &trial->months);
  trial->bare = texts != NULL && ka_months_are_bare (texts, trial->months);
  if (texts != NULL)
    return ka_months_reduce (texts, trial->months);
  if (trial->quarters)
    return NULL;
  texts = ka_head_join (head, row, n_rows);
  ka_dates_reduce (texts);
  return g_steal_pointer (&texts);
}

/* Nothing stands in the row above, or there is none. */
static gboolean
is_below_blank (const KaHead *head, guint row)
{
  return row > 0
         && (head->numbers[row] > head->numbers[row - 1] + 1 || ka_head_count (head, row - 1) == 0);
}

static gboolean
has_options (const KaHead *head, const Trial *trial)
{
  guint row = trial->row + trial->n_rows - 1, n = 0;

  for (guint c = 0; c < head->n_columns; c++)
    n += head->texts[row][c][0] != '\0' && ka_head_stands_over_marks (head, row, c);
  return n > 1;
}

/* FALSE: a row of data; what stands below it is tried for itself. */
static gboolean
try_rows (Search *search, Trial *trial, const KaKind *only, GPtrArray *choices)
{
  guint n_kinds, most;
  const KaKind *const *kinds = ka_kinds (&n_kinds);
  g_autoptr (GPtrArray) texts = join_row_headings (search->head, trial);
  g_autoptr (GArray) months = trial->months;
  int topic = texts ? ka_topic_find (search->title, search->sheet, texts) : KA_TOPIC_NONE;
  g_autoptr (GPtrArray) headings = texts ? ka_parse_headings_of (texts, topic) : NULL;
  g_autoptr (GPtrArray) last = NULL;
  g_autofree guint *votes = g_new0 (guint, n_kinds);

  if (headings == NULL)
    return TRUE;
  trial->topic = topic;
  most = count_votes (headings, votes);
  trial->headings = headings;
  if (trial->n_rows > 1 && months == NULL)
    {
      g_autoptr (GPtrArray) last_texts
        = ka_head_join (search->head, trial->row + trial->n_rows - 1, 1);

      ka_dates_reduce (last_texts);
      last = ka_parse_headings_of (last_texts, topic);
      trial->last = last;
      most = count_votes (last, votes);
    }
  if (most == 0 && trial->n_rows > 1 && !has_options (search->head, trial))
    return FALSE;
  for (guint k = 0; k < n_kinds; k++)
    if ((only == NULL || only == kinds[k]) && votes[k] >= 1 && votes[k] * 2 >= most
        && (months == NULL
            || (ka_find_spread (kinds[k]) != NULL && has_quarters (kinds[k]) == trial->quarters))
        && ka_kind_is_read (kinds[k]))
      try_kind (search, trial, kinds[k], g_ptr_array_index (choices, k));
  return TRUE;
}

static void
try_row (Search *search, guint row, const KaKind *only, GPtrArray *choices)
{
  for (guint n_rows = 1; n_rows <= MAX_HEADING_ROWS && row + n_rows <= search->head->n_rows
                         && (n_rows == 1 || !is_below_blank (search->head, row + n_rows - 1));
       n_rows++)
    {
      Trial trial = { .row = row, .n_rows = n_rows };
      Trial quarters = { .row = row, .n_rows = n_rows, .quarters = TRUE };

      if (!try_rows (search, &trial, only, choices))
        break;
      try_rows (search, &quarters, only, choices);
    }
}

/* Not recognised: the fullest of the first rows stands for the headings, for the user to say. */
static KaFound *
make_unknown (Search *search, const KaKind *kind)
{
  g_autoptr (GPtrArray) texts = NULL;
  guint row = 0, most = 0;

  for (guint r = 0; r < search->head->n_rows && r < 10; r++)
    if (ka_head_count (search->head, r) > most)
      {
        most = ka_head_count (search->head, r);
        row = r;
      }
  search->title = ka_head_title (search->head, row);
  texts = ka_head_join (search->head, row, 1);
  return make_found (search, row, 1, kind, texts);
}

/* Headings merged down from the row above belong to a heading that begins there. */
static void
extend_upwards (const KaHead *head, KaGrid *grid, guint *row, guint *n_rows)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  if (head->group_row >= 0 && (guint)head->group_row + 1 == *row)
    {
      (*row)--;
      (*n_rows)++;
    }
  for (guint i = 0; i<n && * row> 0 && *n_rows < MAX_HEADING_ROWS; i++)
    if (merges[i].row == head->numbers[*row - 1] && merges[i].last_row >= head->numbers[*row]
        && merges[i].column < head->n_columns && head->texts[*row][merges[i].column][0] != '\0')
      {
        (*row)--;
        (*n_rows)++;
        i = (guint)-1; /* there may be one more */
      }
}

/* Headings merged down over the next row: it has headings too. */
static void
extend_downwards (const KaHead *head, KaGrid *grid, guint row, guint *n_rows)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  if (head->group_row >= 0 && (guint)head->group_row + 1 == row + *n_rows)
    (*n_rows)++;
  for (guint i = 0; i < n && *n_rows < MAX_HEADING_ROWS && row + *n_rows < head->n_rows; i++)
    if (merges[i].row >= head->numbers[row] && merges[i].row < head->numbers[row + *n_rows]
        && merges[i].last_row >= head->numbers[row + *n_rows] && merges[i].column < head->n_columns
        && head->texts[row][merges[i].column][0] != '\0')
      {
        (*n_rows)++;
        i = (guint)-1; /* there may be one more */
      }
}

static gboolean
is_clear (const Choice *choice)
{
  return choice->score >= MIN_SCORE
         || (strcmp (choice->kind->id, "mine") == 0 && choice->titled
             && choice->score >= MIN_UPDATE_SCORE && choice->sum >= MIN_UPDATE_SUM)
         || (choice->titled && choice->topical && choice->score >= MIN_UPDATE_SCORE);
}

/* What is clear before what is not, whatever the two score. */
static gboolean
is_better (const Choice *a, const Choice *b)
{
  return is_clear (a) != is_clear (b) ? is_clear (a) : a->score > b->score;
}

static const Choice *
choose (GPtrArray *choices)
{
  const Choice *best = NULL;

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (choices, i);

      if (choice->kind != NULL && (best == NULL || is_better (choice, best)))
        best = choice;
    }
  return best;
}

/* Below a blank line another table may begin, and be the clearer of the two: one that was understood above
 * it, with rows of its own, is the first of several all the same. */
static gboolean
ends_above (const KaHead *head, guint row, const Choice *best)
{
  return best != NULL && best->score >= CLEAR_SCORE && is_below_blank (head, row)
         && row > best->row + best->n_rows + (ka_head_count (head, row - 1) == 0);
}

static KaFound *
find_table (KaGrid *grid,
            const KaSheetPart *part,
            const char *file,
            const KaKind *kind,
            double *sum)
{
  guint n_kinds, n_rows = ka_grid_get_n_rows (grid);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  KaHead *head;
  Search search;
  const Choice *best;
  KaFound *found;

  if (n_rows <= part->first)
    return NULL;
  ka_kinds (&n_kinds);
  for (guint k = 0; k < n_kinds; k++)
    g_ptr_array_add (choices, g_new0 (Choice, 1));
  head = ka_head_new (grid, part);
  search = (Search){ head, ka_grid_get_name (grid), file, NULL };
  for (guint r = 0; r < head->n_rows && r < MAX_SEARCHED_ROWS; r++)
    {
      if (ends_above (head, r, choose (choices)))
        break;
      search.title = ka_head_title (head, r);
      try_row (&search, r, kind, choices);
      g_clear_pointer (&search.title, g_free);
      best = choose (choices);
      /* Headings this clear need no further search but that of a second level. */
      if (best != NULL && best->score > 0.8 && r >= best->row + 2)
        break;
    }
  best = choose (choices);
  if (best != NULL && (is_clear (best) || kind != NULL))
    {
      guint row = best->row, rows = best->n_rows;
      g_autoptr (GPtrArray) texts = NULL;

      extend_upwards (head, grid, &row, &rows);
      extend_downwards (head, grid, row, &rows);
      texts = ka_head_join (head, row, rows);
      ka_dates_reduce (texts);
      search.title = ka_head_title (head, row);
      found = make_found (&search, row, rows, best->kind, texts);
      found->score = MIN (1, best->score);
      *sum = best->sum;
    }
  else
    found = make_unknown (&search, kind);
  found->last_row = ka_grid_row_number (grid, n_rows - 1);
  found->first_column = part->first_column;
  found->last_column = part->last_column;
  g_free (search.title);
  ka_head_free (head);
  return found;
}

KaFound *
ka_recognise_part (KaGrid *grid, const KaSheetPart *part, const char *file, const KaKind *kind)
{
  double sum = 0;
  KaFound *found = find_table (grid, part, file, kind, &sum);

  if (found != NULL)
    {
      ka_found_read_legends (found, grid);
      ka_found_read_values (found, grid, kind != NULL);
      ka_found_read_title (found, ka_grid_get_name (grid), file);
    }
  return found;
}

/* 被检查矿山：甲矿 and the like in lines above a table say what its rows are of. */
static gboolean
is_told_above (const KaFound *form, const KaFound *found)
{
  const GArray *places = form->forms->len > 0 ? g_ptr_array_index (form->forms, 0) : NULL;

  /* The table below a form that is one is read with it. */
  if (found->kind == NULL || form->below > 0 || form->last_row >= found->heading_row)
    return FALSE;
  for (guint i = 0; places != NULL && i < places->len; i++)
    if (g_array_index (places, KaPlace, i).offset > 0)
      return TRUE;
  return FALSE;
}

/* The form of an inspection over the table of its hazards: both are read. */
static gboolean
is_form_of_table (KaGrid *grid, const KaFound *form, guint n_labels, const KaFound *found)
{
  return form->below > 0 && n_labels >= MIN_FORM_LABELS && found->kind != NULL
         && found->heading_row >= ka_grid_row_number (grid, form->below)
         && ka_kind_refers_to (found->kind, form->kind);
}

KaFound *
ka_recognise (KaGrid *grid, const char *file, const KaKind *kind)
{
  double sum = 0;
  guint n_labels;
  const KaSheetPart all = { 0, 0, G_MAXUINT };
  KaFound *found = find_table (grid, &all, file, kind, &sum);
  KaFound *form = found ? ka_form_find (grid, file, kind, sum + 1, &n_labels) : NULL;

  /* In a form each label stands alone; of a table, few of its cells can be mistaken for labels, and those in its
   * headings are none. */
  if (form != NULL && (n_labels > sum + 1 || is_form_of_table (grid, form, n_labels, found))
      && !is_told_above (form, found)
      && (found->kind == NULL || form->last_row >= found->first_row
          || form->heading_row < found->heading_row))
    {
      ka_found_free (found);
      found = g_steal_pointer (&form);
    }
  ka_found_free (form);
  if (found != NULL)
    {
      ka_found_read_legends (found, grid);
      ka_found_read_values (found, grid, kind != NULL);
      ka_found_read_title (found, ka_grid_get_name (grid), file);
    }
  return found;
}

/* ---- headings that are said ---- */

/* Of the lines above them so many may be a title. */
#define ROWS_ABOVE 12u

static const KaKind *
choose_kind (Search *search, guint row, guint n_rows, double *score)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  Trial trial = { .row = row, .n_rows = n_rows };
  Trial quarters = { .row = row, .n_rows = n_rows, .quarters = TRUE };
  const Choice *best;
  guint n_kinds;

  ka_kinds (&n_kinds);
  for (guint k = 0; k < n_kinds; k++)
    g_ptr_array_add (choices, g_new0 (Choice, 1));
  try_rows (search, &trial, NULL, choices);
  try_rows (search, &quarters, NULL, choices);
  best = choose (choices);
  *score = best != NULL ? MIN (1, best->score) : 0;
  return best != NULL && best->score >= MIN_SCORE ? best->kind : NULL;
}

KaFound *
ka_recognise_headed (KaGrid *grid, const KaHeadingRows *rows, const char *file, const KaKind *kind)
{
  guint n_rows = ka_grid_get_n_rows (grid), at = 0, from, n = 1;
  g_autoptr (GPtrArray) texts = NULL;
  KaSheetPart part;
  KaHead *head;
  Search search;
  KaFound *found;
  double score = 1;

  while (at < n_rows && ka_grid_row_number (grid, at) < rows->first)
    at++;
  if (at == n_rows || ka_grid_row_number (grid, at) > rows->last)
    return NULL;
  from = at > ROWS_ABOVE ? at - ROWS_ABOVE : 0;
  part = (KaSheetPart){ from, rows->first_column, rows->last_column };
  head = ka_head_new (grid, &part);
  while (at - from + n < head->n_rows && head->numbers[at - from + n] <= rows->last)
    n++;
  search = (Search){ head, ka_grid_get_name (grid), file, ka_head_title (head, at - from) };
  if (kind == NULL)
    kind = choose_kind (&search, at - from, n, &score);
  texts = ka_head_join (head, at - from, n);
  ka_dates_reduce (texts);
  found = make_found (&search, at - from, n, kind, texts);
  found->score = score;
  found->last_row = ka_grid_row_number (grid, n_rows - 1);
  found->first_column = rows->first_column;
  found->last_column = rows->last_column;
  g_free (search.title);
  ka_head_free (head);
  ka_found_read_legends (found, grid);
  ka_found_read_values (found, grid, TRUE);
  ka_found_read_title (found, ka_grid_get_name (grid), file);
  return found;
}

gboolean
ka_heading_rows_find (KaGrid *grid,
                      KaHeadingRows *rows,
                      gboolean (*is_known) (GPtrArray *headings, gpointer data),
                      gpointer data)
{
  const KaSheetPart all = { 0, 0, G_MAXUINT };
  KaHead *head;
  gboolean known = FALSE;

  if (ka_grid_get_n_rows (grid) == 0)
    return FALSE;
  head = ka_head_new (grid, &all);
  for (guint r = 0; r < head->n_rows && !known; r++)
    for (guint n = MIN (KA_MAX_SAID_ROWS, head->n_rows - r); n > 0 && !known; n--)
      {
        g_autoptr (GPtrArray) texts = ka_head_join (head, r, n);

        ka_dates_reduce (texts);
        known = is_known (texts, data);
        if (known)
          *rows = (KaHeadingRows){ head->numbers[r], head->numbers[r + n - 1], 0, G_MAXUINT };
      }
  ka_head_free (head);
  return known;
}
