/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* The headings stand among the first rows; a ledger with more lines above them is none. */
#define MAX_SEARCHED_ROWS 40
#define MAX_HEADING_ROWS 3
/* Places of a sheet where one more table is looked for. */
#define MAX_TABLES 50
/* Columns that can be headings: what lies beyond is formatting. */
#define MAX_HEADING_COLUMNS 300
#define MAX_HEADING_BYTES 400
/* Less than this share of what would be perfect is not recognised. */
#define MIN_SCORE 0.42

/* The first rows as a grid of texts in which a merged cell's text stands in all of its places. */
typedef struct
{
  guint n_rows;
  guint n_columns;
  guint *numbers;
  char ***texts; /* [row][column], "" where empty */
} Head;

typedef struct
{
  const KaField **fields; /* by column */
  double sum;             /* of the scores of the columns */
  guint matched;
  guint named; /* columns that have a heading (序号 left out) */
  int context_column;
} Match;

void
ka_found_free (KaFound *found)
{
  if (found == NULL)
    return;
  g_ptr_array_unref (found->headings);
  g_ptr_array_unref (found->levels);
  g_clear_pointer (&found->shares, g_ptr_array_unref);
  g_clear_pointer (&found->months, g_array_unref);
  g_clear_pointer (&found->forms, g_ptr_array_unref);
  g_clear_pointer (&found->own, g_array_unref);
  g_hash_table_unref (found->constants);
  g_ptr_array_unref (found->fields);
  g_ptr_array_unref (found->units);
  g_free (found->title);
  g_free (found);
}

KaFound *
ka_found_new (GPtrArray *headings, const char *title)
{
  KaFound *found = g_new0 (KaFound, 1);

  found->n_heading_rows = 1;
  found->headings = g_ptr_array_ref (headings);
  found->levels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  found->constants = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  found->fields = g_ptr_array_new ();
  found->units = g_ptr_array_new_with_free_func (g_free);
  found->title = g_strdup (title);
  found->context_column = -1;
  return found;
}

/* ---- the first rows ---- */

static int
find_row (const Head *head, guint number)
{
  for (guint i = 0; i < head->n_rows; i++)
    if (head->numbers[i] == number)
      return (int)i;
  return -1;
}

static void
spread_merges (Head *head, KaGrid *grid)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  for (guint i = 0; i < n; i++)
    {
      const KaMerge *merge = &merges[i];
      int top = find_row (head, merge->row);
      g_autofree char *text = NULL;

      if (top < 0 || merge->column >= head->n_columns)
        continue;
      text = g_strdup (head->texts[top][merge->column]);
      for (guint r = top; r < head->n_rows && head->numbers[r] <= merge->last_row; r++)
        for (guint c = merge->column; c <= merge->last_column && c < head->n_columns; c++)
          if (head->texts[r][c][0] == '\0')
            {
              g_free (head->texts[r][c]);
              head->texts[r][c] = g_strdup (text);
            }
    }
}

static Head *
read_head (KaGrid *grid, guint first)
{
  Head *head = g_new0 (Head, 1);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));

  head->n_rows = MIN (ka_grid_get_n_rows (grid) - first, MAX_SEARCHED_ROWS + MAX_HEADING_ROWS);
  head->n_columns = MIN (ka_grid_get_n_columns (grid), MAX_HEADING_COLUMNS);
  head->numbers = g_new0 (guint, head->n_rows);
  head->texts = g_new0 (char **, head->n_rows);
  for (guint r = 0; r < head->n_rows; r++)
    {
      head->numbers[r] = ka_grid_row_number (grid, first + r);
      head->texts[r] = g_new0 (char *, head->n_columns);
      ka_grid_read_row (grid, first + r, cells);
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          if (cell->column < head->n_columns && cell->type != KA_CELL_ERROR
              && strlen (cell->text) <= MAX_HEADING_BYTES)
            {
              g_free (head->texts[r][cell->column]);
              head->texts[r][cell->column] = g_strdup (cell->text);
            }
        }
      for (guint c = 0; c < head->n_columns; c++)
        if (head->texts[r][c] == NULL)
          head->texts[r][c] = g_strdup ("");
    }
  spread_merges (head, grid);
  return head;
}

static void
free_head (Head *head)
{
  for (guint r = 0; r < head->n_rows; r++)
    {
      for (guint c = 0; c < head->n_columns; c++)
        g_free (head->texts[r][c]);
      g_free (head->texts[r]);
    }
  g_free (head->texts);
  g_free (head->numbers);
  g_free (head);
}

/* 主要负责人 over 姓名 and 电话: 主要负责人姓名, 主要负责人电话. A text merged down stands once. */
static GPtrArray *
join_headings (const Head *head, guint row, guint n_rows)
{
  GPtrArray *joined = g_ptr_array_new_with_free_func (g_free);

  for (guint c = 0; c < head->n_columns; c++)
    {
      GString *text = g_string_new (NULL);
      const char *last = "";

      for (guint r = row; r < row + n_rows && r < head->n_rows; r++)
        {
          const char *part = head->texts[r][c];

          if (*part != '\0' && strcmp (part, last) != 0)
            g_string_append (text, part);
          if (*part != '\0')
            last = part;
        }
      g_ptr_array_add (joined, g_string_free (text, FALSE));
    }
  return joined;
}

/* ---- columns to fields ---- */

typedef struct
{
  double score;
  guint column;
  const KaField *field;
} Candidate;

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;

  if (x->score > y->score)
    return -1;
  if (x->score < y->score)
    return 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

static GPtrArray *
parse_headings (GPtrArray *texts)
{
  GPtrArray *headings = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_heading_free);

  for (guint c = 0; c < texts->len; c++)
    g_ptr_array_add (headings, ka_heading_new (g_ptr_array_index (texts, c)));
  return headings;
}

/* 检查对象（企业名称）: the brackets say that not the mine but its enterprise stands here. */
static gboolean
names_enterprise (const KaHeading *heading, const KaKind *kind)
{
  const KaKind *mine = ka_kind_get ("mine");
  g_autofree double *scores = NULL;
  g_autoptr (KaHeading) inner = NULL;

  if (heading->unit == NULL || ka_kind_field (kind, "mine") == NULL
      || ka_kind_field (kind, "enterprise") != NULL)
    return FALSE;
  scores = g_new0 (double, mine->n_fields);
  inner = ka_heading_new (heading->unit);
  ka_heading_match (inner, mine, scores);
  return scores[ka_kind_field_index (mine, "enterprise")] > 0.9;
}

/* A kind that only knows its mine may be told the mine's enterprise beside it: names of mines repeat. */
static int
find_context (GPtrArray *headings, const KaKind *kind, const KaField **fields)
{
  const KaKind *mine = ka_kind_get ("mine");
  const KaField *enterprise = ka_kind_field (mine, "enterprise");
  g_autofree double *scores = g_new (double, mine->n_fields);
  double best = 0.8;
  int column = -1;

  if (ka_kind_field (kind, "mine") == NULL || ka_kind_field (kind, "enterprise") != NULL)
    return -1;
  for (guint c = 0; c < headings->len; c++)
    {
      if (fields[c] != NULL)
        continue;
      if (names_enterprise (g_ptr_array_index (headings, c), kind))
        return (int)c;
      ka_heading_match (g_ptr_array_index (headings, c), mine, scores);
      if (scores[enterprise - mine->fields] > best)
        {
          best = scores[enterprise - mine->fields];
          column = (int)c;
        }
    }
  return column;
}

/* Where only the enterprise is named, it stands for its mine: most have one. */
static void
take_owner (const KaKind *kind, const guint8 *taken, Match *match)
{
  int mine = ka_kind_field_index (kind, "mine");

  if (mine < 0 || taken[mine])
    return;
  match->fields[match->context_column] = &kind->fields[mine];
  match->context_column = -1;
}

/* last: the headings of the lowest row alone, which count a little less than the joined ones; or NULL. */
static void
match_columns (GPtrArray *headings, GPtrArray *last, const KaKind *kind, Match *match)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autofree guint8 *taken = g_new0 (guint8, kind->n_fields);
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autofree double *last_scores = g_new0 (double, kind->n_fields);

  match->fields = g_new0 (const KaField *, headings->len);
  for (guint c = 0; c < headings->len; c++)
    {
      const KaHeading *heading = g_ptr_array_index (headings, c);

      if (heading->whole[0] == '\0')
        continue;
      match->named += !ka_heading_is_counter (heading);
      if (names_enterprise (heading, kind))
        continue;
      ka_heading_match (heading, kind, scores);
      if (last != NULL)
        ka_heading_match (g_ptr_array_index (last, c), kind, last_scores);
      for (guint f = 0; f < kind->n_fields; f++)
        {
          Candidate candidate = { MAX (scores[f], 0.9 * last_scores[f]), c, &kind->fields[f] };

          if (candidate.score > 0)
            g_array_append_val (candidates, candidate);
        }
    }
  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      gsize f = candidate->field - kind->fields;

      if (match->fields[candidate->column] != NULL || taken[f])
        continue;
      taken[f] = TRUE;
      match->fields[candidate->column] = candidate->field;
      match->sum += candidate->score;
      match->matched++;
    }
  match->context_column = find_context (headings, kind, match->fields);
  if (match->context_column >= 0)
    {
      match->sum += 1;
      match->matched++;
      take_owner (kind, taken, match);
    }
}

static gboolean
has_field (const Match *match, guint n_columns, const KaField *field)
{
  for (guint c = 0; c < n_columns; c++)
    if (match->fields[c] == field)
      return TRUE;
  return FALSE;
}

static double
rate_required (const Match *match, guint n_columns, const KaKind *kind, gboolean across)
{
  guint required = 0, given = 0;

  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];

      if (!(field->flags & KA_REQUIRED) || (field->flags & KA_AUTO))
        continue;
      required++;
      given += has_field (match, n_columns, field) || (across && field->type == KA_FIELD_MONTH);
    }
  return required == 0 ? 1 : given / (double)required;
}

/* ---- choosing ---- */

typedef struct
{
  const Head *head;
  const char *sheet, *file;
  char *title; /* of the row being tried */
} Search;

static char *
join_title (const Head *head, guint row)
{
  GString *title = g_string_new (NULL);

  for (guint r = 0; r < row; r++)
    for (guint c = 0; c < head->n_columns; c++)
      {
        const char *text = head->texts[r][c];

        if (*text != '\0' && (c == 0 || strcmp (text, head->texts[r][c - 1]) != 0))
          g_string_append_printf (title, "%s%s", title->len > 0 ? "\n" : "", text);
      }
  return g_string_free (title, FALSE);
}

static double
rate_name (const Search *search, const KaKind *kind)
{
  double sheet = ka_kind_name_score (kind, search->sheet);
  double title = 0.9 * ka_kind_name_score (kind, search->title);
  double file = 0.8 * ka_kind_name_score (kind, search->file);

  return MAX (sheet, MAX (title, file));
}

/* What a row with headings of its own has that a row of data or a title line has not: several columns
 * known, and most of those that are named. */
static gboolean
is_heading (const Match *match)
{
  if (match->matched >= 3)
    return match->matched * 3 >= match->named;
  return match->matched >= 1 && match->matched * 10 >= match->named * 6 && match->named >= 2;
}

static KaFound *
make_found (const Search *search, guint row, guint n_rows, const KaKind *kind, GPtrArray *texts)
{
  const Head *head = search->head;
  KaFound *found = ka_found_new (texts, search->title);

  found->kind = kind;
  found->heading_row = head->numbers[row];
  found->n_heading_rows = n_rows;
  for (guint r = row; r < row + n_rows; r++)
    g_ptr_array_add (found->levels, join_headings (head, r, 1));
  found->first_row
    = row + n_rows < head->n_rows ? head->numbers[row + n_rows] : head->numbers[row] + n_rows;
  ka_found_assign (found, kind);
  return found;
}

typedef struct
{
  guint row, n_rows;
  const KaKind *kind;
  double score; /* how sure */
  double sum;   /* how much of the headings is known */
} Choice;

static void
try_kind (Search *search,
          guint row,
          guint n_rows,
          GPtrArray *headings,
          GPtrArray *last,
          const KaKind *kind,
          gboolean across,
          Choice *best)
{
  Match match = { NULL, 0, 0, 0, -1 };
  double score, sum;

  match_columns (headings, last, kind, &match);
  if (is_heading (&match))
    {
      double fit = match.named == 0 ? 0 : MIN (1, match.sum / match.named);

      score = 0.5 * fit + 0.25 * rate_required (&match, headings->len, kind, across)
              + 0.25 * rate_name (search, kind);
      sum = match.sum - 0.5 * (n_rows - 1);
      /* Of one kind the row that names most; of several kinds the surest. */
      if (best->kind == NULL || (best->kind == kind ? sum > best->sum : score > best->score))
        *best = (Choice){ row, n_rows, kind, score, sum };
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

/* The field that months across are values of. */
static const KaField *
find_spread (const KaKind *kind)
{
  for (guint f = 0; f < kind->n_fields; f++)
    if (kind->fields[f].type == KA_FIELD_MONTH && (kind->fields[f].flags & KA_REQUIRED))
      return &kind->fields[f];
  return NULL;
}

/* The headings of the rows joined; where months stand across, those of one month. */
static GPtrArray *
join_row_headings (const Head *head, guint row, guint n_rows, GArray **months)
{
  g_autoptr (GPtrArray) levels = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) texts = NULL;

  for (guint r = row; r < row + n_rows; r++)
    g_ptr_array_add (levels, join_headings (head, r, 1));
  texts = ka_months_split (levels, months);
  return texts ? ka_months_reduce (texts, *months) : join_headings (head, row, n_rows);
}

static void
try_row (Search *search, guint row, const KaKind *only, GPtrArray *choices)
{
  guint n_kinds;
  const KaKind *const *kinds = ka_kinds (&n_kinds);

  for (guint n_rows = 1; n_rows <= MAX_HEADING_ROWS && row + n_rows <= search->head->n_rows;
       n_rows++)
    {
      g_autoptr (GArray) months = NULL;
      g_autoptr (GPtrArray) texts = join_row_headings (search->head, row, n_rows, &months);
      g_autoptr (GPtrArray) headings = parse_headings (texts);
      g_autoptr (GPtrArray) last = NULL;
      g_autofree guint *votes = g_new0 (guint, n_kinds);
      guint most = count_votes (headings, votes);

      if (n_rows > 1 && months == NULL)
        {
          g_autoptr (GPtrArray) last_texts = join_headings (search->head, row + n_rows - 1, 1);

          last = parse_headings (last_texts);
          most = count_votes (last, votes);
        }
      /* A row of data: what stands below it is tried for itself. */
      if (most == 0 && n_rows > 1)
        break;
      for (guint k = 0; k < n_kinds; k++)
        if ((only == NULL || only == kinds[k]) && votes[k] >= 1 && votes[k] * 2 >= most
            && (months == NULL || find_spread (kinds[k]) != NULL)
            && !(kinds[k]->flags & KA_KIND_INTERNAL))
          try_kind (search, row, n_rows, headings, last, kinds[k], months != NULL,
                    g_ptr_array_index (choices, k));
    }
}

static guint
count_texts (const Head *head, guint row)
{
  guint n = 0;

  for (guint c = 0; c < head->n_columns; c++)
    n += head->texts[row][c][0] != '\0'
         && (c == 0 || strcmp (head->texts[row][c], head->texts[row][c - 1]) != 0);
  return n;
}

/* Not recognised: the fullest of the first rows stands for the headings, for the user to say. */
static KaFound *
make_unknown (Search *search, const KaKind *kind)
{
  g_autoptr (GPtrArray) texts = NULL;
  guint row = 0, most = 0;

  for (guint r = 0; r < search->head->n_rows && r < 10; r++)
    if (count_texts (search->head, r) > most)
      {
        most = count_texts (search->head, r);
        row = r;
      }
  search->title = join_title (search->head, row);
  texts = join_headings (search->head, row, 1);
  return make_found (search, row, 1, kind, texts);
}

/* Headings merged down from the row above belong to a heading that begins there. */
static void
extend_upwards (const Head *head, KaGrid *grid, guint *row, guint *n_rows)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  for (guint i = 0; i<n && * row> 0 && *n_rows < MAX_HEADING_ROWS; i++)
    if (merges[i].row == head->numbers[*row - 1] && merges[i].last_row >= head->numbers[*row]
        && merges[i].column < head->n_columns && head->texts[*row][merges[i].column][0] != '\0')
      {
        (*row)--;
        (*n_rows)++;
        i = (guint)-1; /* there may be one more */
      }
}

static const Choice *
choose (GPtrArray *choices)
{
  const Choice *best = NULL;

  for (guint i = 0; i < choices->len; i++)
    {
      const Choice *choice = g_ptr_array_index (choices, i);

      if (choice->kind != NULL && (best == NULL || choice->score > best->score))
        best = choice;
    }
  return best;
}

static KaFound *
find_table (KaGrid *grid, guint first, const char *file, const KaKind *kind, double *sum)
{
  guint n_kinds, n_rows = ka_grid_get_n_rows (grid);
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_free);
  Head *head;
  Search search;
  const Choice *best;
  KaFound *found;

  if (n_rows <= first)
    return NULL;
  ka_kinds (&n_kinds);
  for (guint k = 0; k < n_kinds; k++)
    g_ptr_array_add (choices, g_new0 (Choice, 1));
  head = read_head (grid, first);
  search = (Search){ head, ka_grid_get_name (grid), file, NULL };
  for (guint r = 0; r < head->n_rows && r < MAX_SEARCHED_ROWS; r++)
    {
      search.title = join_title (head, r);
      try_row (&search, r, kind, choices);
      g_clear_pointer (&search.title, g_free);
      best = choose (choices);
      /* Headings this clear need no further search but that of a second level. */
      if (best != NULL && best->score > 0.8 && r >= best->row + 2)
        break;
    }
  best = choose (choices);
  if (best != NULL && (best->score >= MIN_SCORE || kind != NULL))
    {
      guint row = best->row, rows = best->n_rows;
      g_autoptr (GPtrArray) texts = NULL;

      extend_upwards (head, grid, &row, &rows);
      texts = join_headings (head, row, rows);
      search.title = join_title (head, row);
      found = make_found (&search, row, rows, best->kind, texts);
      found->score = MIN (1, best->score);
      *sum = best->sum;
    }
  else
    found = make_unknown (&search, kind);
  found->last_row = ka_grid_row_number (grid, n_rows - 1);
  g_free (search.title);
  free_head (head);
  return found;
}

KaFound *
ka_recognise_from (KaGrid *grid, guint first, const char *file, const KaKind *kind)
{
  double sum = 0;
  KaFound *found = find_table (grid, first, file, kind, &sum);

  if (found != NULL)
    ka_found_read_title (found, ka_grid_get_name (grid), file);
  return found;
}

KaFound *
ka_recognise (KaGrid *grid, const char *file, const KaKind *kind)
{
  double sum = 0;
  guint n_labels;
  KaFound *found = find_table (grid, 0, file, kind, &sum);
  KaFound *form = found ? ka_form_find (grid, file, kind, &n_labels) : NULL;

  /* In a form each label stands alone; of a table, few of its cells can be mistaken for labels. */
  if (form != NULL && n_labels > sum + 1)
    {
      ka_found_free (found);
      found = g_steal_pointer (&form);
    }
  ka_found_free (form);
  if (found != NULL)
    ka_found_read_title (found, ka_grid_get_name (grid), file);
  return found;
}

/* The stored row with the number. */
static guint
find_index (KaGrid *grid, guint number)
{
  guint low = 0, high = ka_grid_get_n_rows (grid);

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (ka_grid_row_number (grid, middle) < number)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
same_texts (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (strcmp (g_ptr_array_index (a, i), g_ptr_array_index (b, i)) != 0)
      return FALSE;
  return TRUE;
}

/* The headings only stand there once more: nothing else is said of the rows below. */
static gboolean
goes_on (const KaFound *found, const KaFound *next)
{
  GHashTableIter iter;
  gpointer field, value;

  if (found->kind != next->kind || !same_texts (found->headings, next->headings))
    return FALSE;
  g_hash_table_iter_init (&iter, next->constants);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (g_strcmp0 (g_hash_table_lookup (found->constants, field), value) != 0)
      return FALSE;
  return TRUE;
}

/* What the lines above a later table do not say, those above the first may. */
static void
inherit (const KaFound *first, KaFound *next)
{
  GHashTableIter iter;
  gpointer field, value;

  if (next->year == 0)
    next->year = first->year;
  if (first->kind != next->kind)
    return;
  g_hash_table_iter_init (&iter, first->constants);
  while (g_hash_table_iter_next (&iter, &field, &value))
    if (!g_hash_table_contains (next->constants, field)
        && !g_ptr_array_find (next->fields, field, NULL))
      g_hash_table_insert (next->constants, field, g_strdup (value));
}

static void
add_joined (GPtrArray *all, KaFound *found, KaGrid *grid, const char *file)
{
  KaFound *other = ka_joined_find (found);

  g_ptr_array_add (all, found);
  if (other == NULL)
    return;
  ka_found_read_title (other, ka_grid_get_name (grid), file);
  g_ptr_array_add (all, other);
}

GPtrArray *
ka_recognise_all (KaGrid *grid, const char *file)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new ();
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_found_free);
  KaFound *found = ka_recognise (grid, file, NULL);
  guint at = 0, tries = 0;

  while (found != NULL)
    {
      KaFound *next = NULL;

      g_ptr_array_add (tables, found);
      while (
        found->kind != NULL && next == NULL && tries++ < MAX_TABLES
        && (at = ka_next_table (grid, found, MAX (at + 1, find_index (grid, found->first_row))))
             > 0)
        {
          next = ka_recognise_from (grid, at, file, NULL);
          if (next->kind != NULL)
            inherit (g_ptr_array_index (tables, 0), next);
          if (next->kind == NULL || goes_on (found, next))
            g_clear_pointer (&next, ka_found_free);
        }
      if (next != NULL)
        found->last_row = ka_grid_row_number (grid, at) - 1;
      found = next;
    }
  for (guint i = 0; i < tables->len; i++)
    add_joined (all, g_ptr_array_index (tables, i), grid, file);
  return all;
}

/* Other months have the fields of the first. */
static void
spread_fields (KaFound *found, GPtrArray *texts)
{
  for (guint c = 0; c < texts->len; c++)
    for (guint first = 0; first < c && g_array_index (found->months, int, c) != 0; first++)
      if (g_array_index (found->months, int, first) != 0
          && strcmp (g_ptr_array_index (texts, first), g_ptr_array_index (texts, c)) == 0)
        {
          found->fields->pdata[c] = found->fields->pdata[first];
          break;
        }
}

static void
forget_months (KaFound *found)
{
  found->spread = NULL;
  g_clear_pointer (&found->shares, g_ptr_array_unref);
  g_clear_pointer (&found->months, g_array_unref);
}

/* Finds the months across, if the kind has any: the headings without them. */
static GPtrArray *
find_months (KaFound *found, const KaKind *kind)
{
  const KaField *spread = kind ? find_spread (kind) : NULL;
  GPtrArray *texts;

  forget_months (found);
  if (spread == NULL)
    return NULL;
  texts = ka_months_split (found->levels, &found->months);
  if (texts == NULL)
    return NULL;
  found->spread = spread;
  found->shares = g_ptr_array_new_with_free_func (g_free);
  return texts;
}

void
ka_found_assign (KaFound *found, const KaKind *kind)
{
  g_autoptr (GPtrArray) whole = find_months (found, kind);
  g_autoptr (GPtrArray) reduced = whole ? ka_months_reduce (whole, found->months) : NULL;
  g_autoptr (GPtrArray) headings = parse_headings (reduced ? reduced : found->headings);
  g_autoptr (GPtrArray) last
    = found->levels->len > 1 && reduced == NULL
        ? parse_headings (g_ptr_array_index (found->levels, found->levels->len - 1))
        : NULL;
  Match match = { NULL, 0, 0, 0, -1 };

  found->kind = kind;
  found->context_column = -1;
  g_clear_pointer (&found->forms, g_ptr_array_unref);
  found->join = KA_JOIN_NONE;
  g_ptr_array_set_size (found->fields, 0);
  g_ptr_array_set_size (found->units, 0);
  if (kind != NULL)
    {
      match_columns (headings, last, kind, &match);
      found->context_column = match.context_column;
    }
  for (guint c = 0; c < found->headings->len; c++)
    {
      const KaHeading *heading = g_ptr_array_index (headings, c);

      g_ptr_array_add (found->fields, match.fields ? (gpointer)match.fields[c] : NULL);
      g_ptr_array_add (found->units, g_strdup (heading->unit));
    }
  if (whole != NULL)
    spread_fields (found, whole);
  g_free (match.fields);
}
