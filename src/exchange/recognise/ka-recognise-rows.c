/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* A line of remarks or signatures has no more cells. */
#define MAX_REMARK_CELLS 4

/* What fills a column down: a vertically merged cell. */
typedef struct
{
  guint first_row;
  guint last_row; /* included; the merge holds below its first row up to here */
  gboolean active;
  gboolean given; /* its first row has a value */
  KaCell cell;
} Fill;

struct _KaRows
{
  KaGrid *grid;
  const KaFound *found;
  guint i;        /* next stored row */
  GArray *merges; /* KaMerge of the data that reach down, by row */
  guint next_merge;
  GHashTable *wide; /* row * KA_MAX_COLUMNS + column of the merges over three columns and more */
  Fill *fills;      /* by column */
  KaCell *above;    /* by column: the cell of the row of data before; text NULL where none */
  guint n_columns;
  guint form;              /* next of the forms */
  gboolean below_headings; /* no row of data since */
  guint8 *filled;          /* by column: the cell of the present row is that of a merge above */
  GPtrArray *lines;        /* char *: section lines above the present row, by depth */
  GArray *depths;          /* guint: of each of them */
  GHashTable *context;     /* what they say, or NULL */
  guint item;              /* the row's number under them */
  gboolean in_remarks;     /* the row before was one */
  GArray *dates;           /* guint: columns in which a date begins that stands in three */
  GStringChunk *texts;     /* of them */
  KaPassedLineFunc watch;
  gpointer watch_data;
};

static int
compare_merges (gconstpointer a, gconstpointer b)
{
  const KaMerge *x = a, *y = b;

  return x->row < y->row ? -1 : x->row > y->row;
}

static gpointer
place_key (guint row, guint column)
{
  return GSIZE_TO_POINTER ((gsize)row * KA_MAX_COLUMNS + column + 1);
}

KaRows *
ka_rows_new (KaGrid *grid, const KaFound *found)
{
  KaRows *rows = g_new0 (KaRows, 1);
  const KaMerge *merges;
  guint n;

  rows->grid = grid;
  rows->found = found;
  rows->below_headings = TRUE;
  rows->n_columns = found->fields->len;
  rows->fills = g_new0 (Fill, rows->n_columns);
  rows->above = g_new0 (KaCell, rows->n_columns);
  rows->filled = g_new0 (guint8, rows->n_columns + 1);
  rows->lines = g_ptr_array_new_with_free_func (g_free);
  rows->depths = g_array_new (FALSE, FALSE, sizeof (guint));
  rows->merges = g_array_new (FALSE, FALSE, sizeof (KaMerge));
  rows->wide = g_hash_table_new (NULL, NULL);
  merges = ka_grid_get_merges (grid, &n);
  for (guint i = 0; i < n; i++)
    {
      if (merges[i].row >= found->first_row && merges[i].last_row > merges[i].row
          && merges[i].column < rows->n_columns)
        g_array_append_val (rows->merges, merges[i]);
      if (merges[i].last_column >= merges[i].column + 2)
        g_hash_table_add (rows->wide, place_key (merges[i].row, merges[i].column));
    }
  g_array_sort (rows->merges, compare_merges);
  rows->dates = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint c = 0; c < found->headings->len; c++)
    if (ka_dates_stand_at (found, c))
      g_array_append_val (rows->dates, c);
  if (rows->dates->len > 0 || found->clocks != NULL || found->quarters != NULL)
    rows->texts = g_string_chunk_new (1024);
  while (rows->i < ka_grid_get_n_rows (grid)
         && ka_grid_row_number (grid, rows->i) < found->first_row)
    rows->i++;
  return rows;
}

void
ka_rows_watch (KaRows *rows, KaPassedLineFunc func, gpointer data)
{
  rows->watch = func;
  rows->watch_data = data;
}

void
ka_rows_free (KaRows *rows)
{
  if (rows == NULL)
    return;
  g_array_unref (rows->merges);
  g_hash_table_unref (rows->wide);
  g_free (rows->fills);
  g_free (rows->above);
  g_free (rows->filled);
  g_ptr_array_unref (rows->lines);
  g_array_unref (rows->depths);
  g_array_unref (rows->dates);
  g_clear_pointer (&rows->texts, g_string_chunk_free);
  g_clear_pointer (&rows->context, g_hash_table_unref);
  g_free (rows);
}

static gboolean
has_prefix_of (const char *text, const char *const *prefixes)
{
  for (guint i = 0; prefixes[i] != NULL; i++)
    if (g_str_has_prefix (text, prefixes[i]))
      return TRUE;
  return FALSE;
}

/* 共47座, 检查60次: a count of what stands above. */
static gboolean
is_count (const char *text, gboolean alone)
{
  static const char *const words[]
    = { "座", "家", "条", "项", "人", "个", "处", "本", "起", "件", "户", "次", "矿", "名", NULL };
  const char *digits = text + strcspn (text, "0123456789");
  const char *after = digits + strspn (digits, "0123456789");

  if (digits == after || digits == text || digits - text > 18
      || (!alone && !g_str_has_prefix (text, "共")))
    return FALSE;
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (after, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* A row of nothing but counts. */
static gboolean
is_all_counts (GArray *cells)
{
  if (cells->len > MAX_REMARK_CELLS)
    return FALSE;
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autofree char *text = NULL;

      if (cell->type != KA_CELL_TEXT || strlen (cell->text) > 60)
        return FALSE;
      text = ka_text_fold (cell->text);
      if (!is_count (text, TRUE))
        return FALSE;
    }
  return cells->len > 0;
}

/* 专业监管人员占比 in the column of the indicators is the name of one. */
static gboolean
is_code (const KaRows *rows, const KaCell *cell)
{
  const KaField *field = cell->column < rows->found->fields->len
                           ? g_ptr_array_index (rows->found->fields, cell->column)
                           : NULL;
  const KaCodeTable *table = field ? ka_field_codes (field) : NULL;

  return table && ka_codes_match (table, cell->text, KA_DAY_NONE);
}

/* 合计, 双福街道小计, 占比: no record. Short, and in one of the first columns that hold text. */
static gboolean
is_sum (const KaRows *rows, GArray *cells)
{
  static const char *const sums[]
    = { "合计", "小计", "总计", "共计", "累计", "平均", "占比", "百分比", NULL };
  guint looked = 0;

  if (is_all_counts (cells))
    return TRUE;
  for (guint i = 0; i < cells->len && looked < 3; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autofree char *text = NULL;

      if (cell->type != KA_CELL_TEXT || strlen (cell->text) > 60)
        continue;
      looked++;
      if (strstr (cell->text, "计") == NULL && strstr (cell->text, "平均") == NULL
          && strstr (cell->text, "比") == NULL && strstr (cell->text, "共") == NULL)
        continue;
      text = ka_text_fold (cell->text);
      if (strlen (text) > 36)
        continue;
      if (is_count (text, FALSE))
        return TRUE;
      for (guint w = 0; sums[w] != NULL; w++)
        if (g_str_has_prefix (text, sums[w]) || g_str_has_suffix (text, sums[w]))
          return !is_code (rows, cell);
    }
  return FALSE;
}

/* 检查人员：　　被检查单位负责人：　　年　月　日: where they sign. */
static gboolean
is_signed (GArray *cells)
{
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autofree char *text = NULL;

      if (cell->type != KA_CELL_TEXT || strlen (cell->text) > 120)
        return FALSE;
      text = ka_text_fold (cell->text);
      if (g_str_has_suffix (text, ":") || g_str_has_suffix (text, "(签名)")
          || g_str_has_suffix (text, "(签字)") || g_str_has_suffix (text, "(盖章)"))
        n++;
      else if (text[strspn (text, "年月日 ")] != '\0')
        return FALSE;
    }
  return n > 0;
}

/* A line that explains or signs the table. */
gboolean
ka_cells_are_remark (GArray *cells)
{
  static const char *const remarks[]
    = { "注:",  "注1",        "备注:",    "说明",    "填表",      "制表", "审核",
        "填报", "单位负责人", "分管领导", "联系人:", "联系电话:", "注意", NULL };
  const KaCell *cell = &g_array_index (cells, KaCell, 0);
  g_autofree char *text = NULL;

  if (cells->len > MAX_REMARK_CELLS)
    return FALSE;
  text = ka_text_fold (cell->text);
  return has_prefix_of (text, remarks) || is_signed (cells);
}

/* 2.生产状态代码：… below 注：1.… */
static gboolean
is_more_remark (const KaRows *rows, GArray *cells)
{
  const KaCell *cell = &g_array_index (cells, KaCell, 0);
  const char *rest;
  guint depth;

  if (!rows->in_remarks || cells->len != 1 || cell->type != KA_CELL_TEXT || cell->column > 1)
    return FALSE;
  depth = ka_skip_numbering (cell->text, &rest);
  return depth == 0 || depth >= 3;
}

/* 一、压实各方安全责任 over the width of the table: what it says is true of the rows below it, down to the
 * next line that is as deep. */
static gboolean
take_section (KaRows *rows, guint number, GArray *cells)
{
  const KaCell *cell = &g_array_index (cells, KaCell, 0);
  const char *rest;
  guint depth;

  if (cells->len != 1 || cell->type != KA_CELL_TEXT || cell->column > 1)
    return FALSE;
  depth = ka_skip_numbering (cell->text, &rest);
  if ((depth == 0 || depth >= 3)
      && !g_hash_table_contains (rows->wide, place_key (number, cell->column))
      && !ka_found_is_period_line (rows->found, cell->text))
    return FALSE;
  while (rows->depths->len > 0
         && g_array_index (rows->depths, guint, rows->depths->len - 1) >= MAX (depth, 1))
    {
      g_array_set_size (rows->depths, rows->depths->len - 1);
      g_ptr_array_set_size (rows->lines, rows->lines->len - 1);
    }
  depth = MAX (depth, 1);
  g_array_append_val (rows->depths, depth);
  g_ptr_array_add (rows->lines, g_strdup (cell->text));
  g_clear_pointer (&rows->context, g_hash_table_unref);
  if (rows->found->kind != NULL)
    rows->context = ka_found_read_section (rows->found, rows->lines);
  rows->item = 0;
  return TRUE;
}

/* Numbered on three levels (一、（一）1.): the field that the ledger would number itself is given the number
 * of the list, as 1.1.1, so that the same list finds its rows again. */
static void
number_row (KaRows *rows)
{
  const KaKind *kind = rows->found->kind;
  g_autoptr (GString) number = g_string_new (NULL);

  rows->item++;
  if (rows->context == NULL || rows->lines->len < 2)
    return;
  for (guint l = 0; l < rows->lines->len; l++)
    {
      guint n = ka_read_numbering (g_ptr_array_index (rows->lines, l));

      if (n == 0)
        return;
      g_string_append_printf (number, "%u.", n);
    }
  g_string_append_printf (number, "%u", rows->item);
  for (guint f = 0; f < kind->n_fields; f++)
    if ((kind->fields[f].flags & KA_AUTO) && kind->fields[f].type == KA_FIELD_TEXT
        && !g_ptr_array_find (rows->found->fields, &kind->fields[f], NULL))
      g_hash_table_insert (rows->context, (gpointer)&kind->fields[f], g_strdup (number->str));
}

/* The text is what one of the rows of headings says over the column. */
static gboolean
is_heading_at (const KaRows *rows, const KaCell *cell)
{
  for (guint l = 0; cell->type == KA_CELL_TEXT && l < rows->found->levels->len; l++)
    {
      GPtrArray *level = g_ptr_array_index (rows->found->levels, l);
      const char *heading
        = cell->column < level->len ? g_ptr_array_index (level, cell->column) : NULL;

      if (heading != NULL && heading[0] == cell->text[0] && strcmp (heading, cell->text) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The headings again in the middle; of headings in several rows each one, or all in one. */
static gboolean
is_repeated_heading (const KaRows *rows, GArray *cells)
{
  guint same = 0;

  for (guint i = 0; i < cells->len; i++)
    same += is_heading_at (rows, &g_array_index (cells, KaCell, i));
  return same >= 2 && same * 10 >= cells->len * 6;
}

static gboolean
holds_data (const KaRows *rows, GArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (cell->column < rows->n_columns
          && (g_ptr_array_index (rows->found->fields, cell->column) != NULL
              || (int)cell->column == rows->found->across.metric_column))
        return TRUE;
    }
  return FALSE;
}

static void
begin_merges (KaRows *rows, guint number)
{
  while (rows->next_merge < rows->merges->len)
    {
      const KaMerge *merge = &g_array_index (rows->merges, KaMerge, rows->next_merge);

      if (merge->row > number)
        break;
      rows->next_merge++;
      rows->fills[merge->column] = (Fill){
        .first_row = merge->row, .last_row = merge->last_row, .active = TRUE, .given = FALSE
      };
    }
}

static int
compare_cells (gconstpointer a, gconstpointer b)
{
  const KaCell *x = a, *y = b;

  return x->column < y->column ? -1 : x->column > y->column;
}

static gboolean
is_ditto (const KaCell *cell)
{
  static const char *const marks[] = { "同上", "〃", "″", "\"", "''", "″″", "同前", NULL };
  static const char firsts[] = { "同"[0], "〃"[0], "″"[0], '"', '\'', '\0' };
  const char *text = cell->text;
  gsize len;

  if (cell->type != KA_CELL_TEXT)
    return FALSE;
  while (*text == ' ')
    text++;
  if (strchr (firsts, *text) == NULL
      || (*text == "同"[0] && strncmp (text, "同", strlen ("同")) != 0))
    return FALSE;
  for (guint i = 0; marks[i] != NULL; i++)
    {
      len = strlen (marks[i]);
      if (strncmp (text, marks[i], len) == 0 && strspn (text + len, " ") == strlen (text + len))
        return TRUE;
    }
  return FALSE;
}

/* One number a row: the mine stands only beside the first of them. */
static void
fill_references (KaRows *rows, GArray *cells)
{
  guint given = cells->len;

  for (guint c = 0; c < rows->n_columns; c++)
    {
      const KaField *field = g_ptr_array_index (rows->found->fields, c);
      gboolean there = rows->above[c].text == NULL
                       || ((field == NULL || field->type != KA_FIELD_REF)
                           && rows->found->context_column != (int)c);

      for (guint i = 0; i < given && !there; i++)
        there = g_array_index (cells, KaCell, i).column == c;
      if (!there)
        g_array_append_val (cells, rows->above[c]);
    }
  if (cells->len > given)
    g_array_sort (cells, compare_cells);
}

/* Cells merged down get their value in every row; 同上 the value above. */
static void
fill_down (KaRows *rows, guint number, GArray *cells)
{
  guint given = cells->len;

  memset (rows->filled, 0, rows->n_columns);
  for (guint c = 0; c < rows->n_columns; c++)
    {
      Fill *fill = &rows->fills[c];

      if (fill->active && number > fill->last_row)
        fill->active = FALSE;
    }
  for (guint i = 0; i < given; i++)
    {
      KaCell *cell = &g_array_index (cells, KaCell, i);
      Fill *fill;

      if (cell->column >= rows->n_columns)
        continue;
      if (is_ditto (cell) && rows->above[cell->column].text != NULL)
        *cell = rows->above[cell->column];
      fill = &rows->fills[cell->column];
      if (fill->active && !fill->given)
        {
          fill->cell = *cell;
          fill->given = TRUE;
        }
      else if (fill->active)
        fill->active = FALSE; /* a value of its own under the merge */
    }
  for (guint c = 0; c < rows->n_columns; c++)
    {
      Fill *fill = &rows->fills[c];
      gboolean there = FALSE;

      if (!fill->active || !fill->given)
        continue;
      for (guint i = 0; i < given && !there; i++)
        there = g_array_index (cells, KaCell, i).column == c;
      if (!there)
        {
          g_array_append_val (cells, fill->cell);
          rows->filled[c] = TRUE;
        }
    }
  if (cells->len > given)
    g_array_sort (cells, compare_cells);
}

static void
remember (KaRows *rows, GArray *cells)
{
  memset (rows->above, 0, rows->n_columns * sizeof (KaCell));
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (cell->column < rows->n_columns)
        rows->above[cell->column] = *cell;
    }
}

guint
ka_rows_get_form (const KaRows *rows)
{
  return rows->form > 0 ? rows->form - 1 : 0;
}

GHashTable *
ka_rows_get_context (const KaRows *rows)
{
  return rows->context;
}

gboolean
ka_rows_is_filled (const KaRows *rows, guint column, guint *row)
{
  if (column >= rows->n_columns || !rows->filled[column])
    return FALSE;
  if (row != NULL)
    *row = rows->fills[column].first_row;
  return TRUE;
}

/* What the cells mean where it is not what they say; one that means nothing is not there. */
static void
unwrap_cells (KaRows *rows, GArray *cells)
{
  for (guint i = cells->len; i-- > 0;)
    {
      KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autofree char *meant = cell->type == KA_CELL_TEXT ? ka_value_unwrap (cell->text) : NULL;

      if (meant == NULL)
        continue;
      if (*meant == '\0')
        g_array_remove_index (cells, i);
      else
        {
          if (rows->texts == NULL)
            rows->texts = g_string_chunk_new (1024);
          cell->text = g_string_chunk_insert_const (rows->texts, meant);
        }
    }
}

/* The values of one form, from wherever they stand. */
static gboolean
read_form (KaRows *rows, guint *number, GArray *cells)
{
  g_autoptr (GArray) row = g_array_new (FALSE, FALSE, sizeof (KaCell));
  const GArray *places;
  guint read = G_MAXUINT;

  if (rows->form >= rows->found->forms->len)
    return FALSE;
  places = g_ptr_array_index (rows->found->forms, rows->form++);
  g_array_set_size (cells, 0);
  for (guint i = 0; i < places->len; i++)
    {
      const KaPlace *place = &g_array_index (places, KaPlace, i);

      if (i == 0)
        *number = place->row;
      if (read != place->index)
        ka_grid_read_row (rows->grid, place->index, row);
      read = place->index;
      for (guint c = 0; c < row->len; c++)
        {
          KaCell cell = g_array_index (row, KaCell, c);

          if (cell.column != place->column)
            continue;
          cell.column = place->virtual_column;
          if (place->offset > 0 && strlen (cell.text) > place->offset)
            cell.text += place->offset;
          g_array_append_val (cells, cell);
        }
    }
  g_array_sort (cells, compare_cells);
  unwrap_cells (rows, cells);
  return TRUE;
}

/* Beside it stands another table. */
static void
keep_part (const KaFound *found, GArray *cells)
{
  if (found->last_column == G_MAXUINT)
    return;
  for (guint i = cells->len; i-- > 0;)
    {
      guint column = g_array_index (cells, KaCell, i).column;

      if (column < found->first_column || column > found->last_column)
        g_array_remove_index (cells, i);
    }
}

/* The stored row is none of data. */
static gboolean
is_line (KaRows *rows, guint index, guint number, GArray *cells)
{
  KaPassedLine line;

  rows->in_remarks = ka_cells_are_remark (cells) || is_more_remark (rows, cells);
  if (is_sum (rows, cells))
    line = KA_PASSED_SUM;
  else if (rows->in_remarks)
    line = KA_PASSED_REMARK;
  else if (take_section (rows, number, cells))
    line = KA_PASSED_SECTION;
  else if (is_repeated_heading (rows, cells)
           || (rows->below_headings && ka_cells_number_columns (cells)))
    line = KA_PASSED_REPEATED;
  else
    return FALSE;
  rows->below_headings = line == KA_PASSED_REPEATED;
  if (rows->watch != NULL)
    rows->watch (index, line, rows->watch_data);
  return TRUE;
}

/* What is said by a number or a tick; what is not is no cell. */
static void
decode_cells (KaRows *rows, GArray *cells)
{
  for (guint i = cells->len; i-- > 0;)
    if (!ka_found_decode (rows->found, &g_array_index (cells, KaCell, i), &rows->texts))
      g_array_remove_index (cells, i);
}

gboolean
ka_rows_next (KaRows *rows, guint *number, GArray *cells)
{
  if (rows->found->forms != NULL)
    {
      while (read_form (rows, number, cells))
        {
          decode_cells (rows, cells);
          if (cells->len > 0)
            return TRUE;
        }
      return FALSE;
    }
  while (rows->i < ka_grid_get_n_rows (rows->grid))
    {
      guint i = rows->i++;

      *number = ka_grid_row_number (rows->grid, i);
      if (*number > rows->found->last_row)
        return FALSE;
      ka_grid_read_row (rows->grid, i, cells);
      keep_part (rows->found, cells);
      unwrap_cells (rows, cells);
      if (cells->len == 0)
        continue;
      begin_merges (rows, *number);
      if (is_line (rows, i, *number, cells) || !holds_data (rows, cells))
        continue;
      rows->below_headings = FALSE;
      fill_down (rows, *number, cells);
      if (rows->found->spread != NULL && rows->found->across.metric_column >= 0)
        fill_references (rows, cells);
      for (guint d = 0; d < rows->dates->len; d++)
        ka_dates_join (cells, g_array_index (rows->dates, guint, d), rows->texts);
      for (guint d = 0; rows->found->clocks != NULL && d < rows->found->clocks->len; d++)
        ka_clock_join (cells, g_array_index (rows->found->clocks, guint, d), rows->texts);
      if (rows->found->quarters != NULL)
        ka_quarters_join (cells, rows->found->quarters, rows->texts);
      decode_cells (rows, cells);
      remember (rows, cells);
      number_row (rows);
      return TRUE;
    }
  return FALSE;
}
