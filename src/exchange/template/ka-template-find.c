/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <glib/gi18n-lib.h>
#include <ka-text.h>
#include <string.h>

/* A heading that names its field in so many words. */
#define SURE 0.85
/* Less than this share of the columns could be filled: it is another kind of table. */
#define MIN_RATE 0.3
/* Headings of indicators stand at most so many rows above the first of them. */
#define MAX_LABEL_HEADINGS 4

void
ka_template_take_remark (KaTemplate *template, char *remark)
{
  g_ptr_array_add (template->remarks, remark);
}

/* ---- the cells of the sheet by place ---- */

gboolean
ka_grid_find_row (KaGrid *grid, guint number, GArray *cells)
{
  guint low = 0, high = ka_grid_get_n_rows (grid);

  g_array_set_size (cells, 0);
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint found = ka_grid_row_number (grid, middle);

      if (found == number)
        {
          ka_grid_read_row (grid, middle, cells);
          return TRUE;
        }
      if (found < number)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}

static char *
read_text (KaGrid *grid, guint row, guint column)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));

  ka_grid_find_row (grid, row, cells);
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, KaCell, i).column == column)
      return g_strdup (g_array_index (cells, KaCell, i).text);
  return NULL;
}

/* ---- tables of indicators ---- */

typedef struct
{
  guint column, n;
  GArray *rows;      /* guint */
  GPtrArray *labels; /* const KaIndicator * */
} Labels;

static void
clear_labels (Labels *labels)
{
  g_array_unref (labels->rows);
  g_ptr_array_unref (labels->labels);
}

/* The column in which most cells are names of indicators. */
static void
find_labels (KaGrid *grid, Labels *labels)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autofree guint *hits = g_new0 (guint, MAX (ka_grid_get_n_columns (grid), 1));
  guint n_rows = MIN (ka_grid_get_n_rows (grid), 500);

  labels->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  labels->labels = g_ptr_array_new ();
  for (guint pass = 0; pass < 2; pass++)
    for (guint r = 0; r < n_rows; r++)
      {
        ka_grid_read_row (grid, r, cells);
        for (guint i = 0; i < cells->len; i++)
          {
            const KaCell *cell = &g_array_index (cells, KaCell, i);
            const KaIndicator *indicator;
            guint number = ka_grid_row_number (grid, r);

            if (cell->type != KA_CELL_TEXT || cell->column >= 20
                || (pass == 1 && cell->column != labels->column))
              continue;
            indicator = ka_indicator_of_label (cell->text);
            if (indicator == NULL)
              continue;
            if (pass == 0 && ++hits[cell->column] > hits[labels->column])
              labels->column = cell->column;
            if (pass == 1)
              {
                g_array_append_val (labels->rows, number);
                g_ptr_array_add (labels->labels, (gpointer)indicator);
              }
          }
      }
  labels->n = labels->rows->len;
}

static KaTemplateSource
find_source (KaGrid *grid, guint first, guint column, char **heading)
{
  for (guint r = first; r > 0 && r + MAX_LABEL_HEADINGS > first; r--)
    {
      g_autofree char *text = read_text (grid, r - 1, column);
      KaTemplateSource source
        = text != NULL ? ka_indicator_source_of_heading (text) : KA_SOURCE_NONE;

      if (source != KA_SOURCE_NONE)
        {
          *heading = g_steal_pointer (&text);
          return source;
        }
    }
  return KA_SOURCE_NONE;
}

static void
add_column (KaTemplate *template,
            guint number,
            const char *heading,
            KaPath *path,
            gboolean sure,
            const char *unit)
{
  KaTemplateColumn *column = g_new0 (KaTemplateColumn, 1);

  column->column = number;
  column->heading = g_strdup (heading);
  column->sure = sure;
  g_ptr_array_add (template->columns, column);
  g_array_append_val (template->paths, *path);
  g_ptr_array_add (template->units, g_strdup (unit));
}

static void
clear_columns (KaTemplate *template)
{
  g_ptr_array_set_size (template->columns, 0);
  g_array_set_size (template->paths, 0);
  g_ptr_array_set_size (template->units, 0);
}

/* FALSE: the labels stand beside no column that is known. */
static gboolean
take_labels (KaTemplate *template, Labels *labels)
{
  guint first = labels->n > 0 ? g_array_index (labels->rows, guint, 0) : 0, known = 0;

  clear_columns (template);
  for (guint c = labels->column + 1;
       labels->n > 0 && c < ka_grid_get_n_columns (template->grid) && c < labels->column + 100; c++)
    {
      g_autofree char *heading = NULL;
      KaPath path = { .source = find_source (template->grid, first, c, &heading) };
      g_autoptr (KaHeading) parsed = heading ? ka_heading_new (heading) : NULL;

      if (heading == NULL)
        continue;
      add_column (template, c, heading, &path, TRUE, parsed->unit);
      known += path.source != KA_SOURCE_UNIT && path.source != KA_SOURCE_CLAUSE;
    }
  if (labels->n < 2 || known == 0)
    {
      clear_columns (template);
      return FALSE;
    }
  template->kind = NULL;
  template->first_row = first;
  template->rows = g_array_ref (labels->rows);
  template->labels = g_ptr_array_ref (labels->labels);
  template->after = g_array_index (labels->rows, guint, labels->n - 1);
  return TRUE;
}

/* ---- tables of records ---- */

static double
score_text (const char *text, const KaKind *kind, guint f)
{
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  ka_heading_match (heading, kind, scores);
  return scores[f];
}

/* The headings joined, or the lowest alone: 规模 over 设计生产规模 says it just as well. */
static double
score_of (KaFound *found, guint c, const KaField *field)
{
  guint f = field - found->kind->fields;
  double joined = score_text (g_ptr_array_index (found->headings, c), found->kind, f), last = 0;

  if (found->levels->len > 1)
    {
      GPtrArray *level = g_ptr_array_index (found->levels, found->levels->len - 1);

      last = 0.95 * score_text (g_ptr_array_index (level, c), found->kind, f);
    }
  return MAX (joined, last);
}

static gboolean
find_path (KaFound *found, guint c, KaPath *path)
{
  const char *text = g_ptr_array_index (found->headings, c);
  const KaField *field = g_ptr_array_index (found->fields, c);
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  /* First: the validity of a permit is not that of whatever else the record has. */
  if (ka_path_guess_permit (path, found->kind, text))
    return TRUE;
  if (field != NULL && score_of (found, c, field) >= SURE)
    *path = (KaPath){ .source = KA_SOURCE_FIELD, .field = field };
  else if (field == NULL && ka_heading_is_counter (heading))
    path->source = KA_SOURCE_COUNTER;
  else if ((int)c == found->context_column)
    {
      *path = (KaPath){ .source = KA_SOURCE_FIELD, .n_links = 1 };
      path->links[0] = ka_kind_field (found->kind, "mine");
      path->field = ka_kind_field (ka_kind_get ("mine"), "enterprise");
    }
  else if (!ka_path_guess (path, found->kind, text) && field != NULL)
    {
      *path = (KaPath){ .source = KA_SOURCE_FIELD, .field = field };
      return FALSE;
    }
  return path->source != KA_SOURCE_NONE;
}

void
ka_template_take_columns (KaTemplate *template)
{
  KaFound *found = template->found;

  clear_columns (template);
  for (guint c = 0; c < found->headings->len; c++)
    {
      const char *text = g_ptr_array_index (found->headings, c);
      g_autoptr (KaHeading) heading = ka_heading_new (text);
      KaPath path = { 0 };
      gboolean sure;

      if (heading->whole[0] == '\0')
        continue;
      sure = find_path (found, c, &path);
      add_column (template, c, text, &path, sure, heading->unit);
    }
}

/* How much of the table could be filled with records of the kind: its own fields count most. */
static double
rate_found (KaFound *found, const char *sheet, const char *file)
{
  double sum = 0, name;
  guint named = 0;

  for (guint c = 0; c < found->headings->len; c++)
    {
      const char *text = g_ptr_array_index (found->headings, c);
      g_autoptr (KaHeading) heading = ka_heading_new (text);
      KaPath path = { 0 };
      gboolean sure;

      if (heading->whole[0] == '\0' || ka_heading_is_counter (heading))
        continue;
      named++;
      sure = find_path (found, c, &path);
      if (path.source == KA_SOURCE_FIELD)
        sum += !sure ? 0.3 : path.n_links > 0 ? 0.6 : path.permit != NULL ? 0.8 : 1;
      ka_path_clear (&path);
    }
  name = ka_kind_name_score (found->kind, sheet);
  name = MAX (name, 0.9 * ka_kind_name_score (found->kind, found->title));
  name = MAX (name, 0.8 * ka_kind_name_score (found->kind, file));
  return named == 0 || sum < 0.1 ? -1 : sum / named + 0.3 * name;
}

/* The kind whose records fill most of it; an import asks something else: what may be read from it. */
KaFound *
ka_template_find_table (KaGrid *grid, const char *file, const KaKind *wanted, double *score)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  KaFound *best = NULL;

  *score = -1;
  for (guint k = 0; k < n; k++)
    {
      KaFound *found;
      double rate;

      if ((kinds[k]->flags & KA_KIND_INTERNAL) || (wanted != NULL && wanted != kinds[k]))
        continue;
      found = ka_recognise (grid, file, kinds[k]);
      if (found == NULL)
        continue;
      rate = -1;
      /* Forms of one record and months across are read, but not filled. */
      if (found->kind != NULL && found->forms == NULL && found->spread == NULL)
        rate = rate_found (found, ka_grid_get_name (grid), file);
      if (rate > *score)
        {
          ka_found_free (best);
          best = g_steal_pointer (&found);
          *score = rate;
        }
      ka_found_free (found);
    }
  if (wanted == NULL && *score < MIN_RATE)
    *score = -1;
  return best;
}

static const KaTemplateColumn *
column_at (KaTemplate *template, guint number, KaTemplateSource *source)
{
  for (guint i = 0; i < template->columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, i);

      if (column->column == number)
        {
          *source = g_array_index (template->paths, KaPath, i).source;
          return column;
        }
    }
  *source = KA_SOURCE_NONE;
  return NULL;
}

static const KaMerge *
merge_at (KaTemplate *template, guint row, guint column)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (template->grid, &n);

  for (guint i = 0; i < n; i++)
    if (merges[i].row == row && merges[i].column == column)
      return &merges[i];
  return NULL;
}

/* What stands in the row and is neither a formula, a running number, nor a group's name beside. */
static gboolean
holds_content (KaTemplate *template, guint row, GArray *cells)
{
  ka_grid_find_row (template->grid, row, cells);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      const KaMerge *merge = merge_at (template, row, cell->column);
      KaTemplateSource source;

      column_at (template, cell->column, &source);
      if (cell->formula || (source == KA_SOURCE_COUNTER && cell->type == KA_CELL_NUMBER)
          || (source == KA_SOURCE_NONE && merge != NULL && merge->last_row > row))
        continue;
      return TRUE;
    }
  return FALSE;
}

/* 合计, 注：, 填表人： … end a table. */
static gboolean
ends_table (KaTemplate *template, guint row, GArray *cells)
{
  static const char *const words[]
    = { "合计",       "小计",     "总计",   "共计",     "注:",         "注1",
        "备注:",      "说明",     "填表",   "填报",     "审核",        "制表",
        "单位负责人", "分管领导", "联系人", "联系电话", "主要负责人:", NULL };

  for (guint i = 0; i < cells->len && i < 3; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autofree char *folded = ka_text_fold (cell->text);
      const KaMerge *merge = merge_at (template, row, cell->column);

      for (guint w = 0; words[w] != NULL; w++)
        if (g_str_has_prefix (folded, words[w]))
          return TRUE;
      if (i == 0 && cells->len == 1 && merge != NULL && merge->last_column >= merge->column + 2)
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_border (KaTemplate *template, const KaLine *line)
{
  for (guint i = 0; i < template->columns->len; i++)
    {
      const KaTemplateColumn *column = g_ptr_array_index (template->columns, i);
      const KaSheetCell *place = ka_sheet_place (template->index, line, column->column);

      if (place != NULL && place->style < template->styles->len
          && g_array_index (template->styles, KaCellStyle, place->style).border)
        return TRUE;
    }
  return FALSE;
}

/* A cell of the row that lies under one merged down from above. */
static gboolean
is_hidden_by_merge (KaTemplate *template, guint row)
{
  guint n;
  const KaMerge *merges = ka_grid_get_merges (template->grid, &n);

  for (guint i = 0; i < n; i++)
    {
      KaTemplateSource source;

      if (merges[i].row >= row || merges[i].last_row < row || merges[i].row < template->first_row)
        continue;
      column_at (template, merges[i].column, &source);
      if (source == KA_SOURCE_FIELD || source == KA_SOURCE_COUNTER)
        return TRUE;
    }
  return FALSE;
}

/* Below the headings, however far they are merged down. */
static guint
find_first_row (KaTemplate *template)
{
  KaFound *found = template->found;
  guint n, last = found->heading_row;
  guint levels = found->n_heading_rows;
  const KaMerge *merges = ka_grid_get_merges (template->grid, &n);

  for (guint i = 0; i < ka_grid_get_n_rows (template->grid) && levels > 0; i++)
    if (ka_grid_row_number (template->grid, i) >= found->heading_row)
      {
        last = ka_grid_row_number (template->grid, i);
        levels--;
      }
  for (guint i = 0; i < n; i++)
    if (merges[i].row >= found->heading_row && merges[i].row <= last
        && merges[i].last_row <= found->heading_row + 4)
      last = MAX (last, merges[i].last_row);
  return last + 1;
}

void
ka_template_find_rows (KaTemplate *template)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  gboolean bordered = FALSE;
  guint last = 0, given = 0;

  g_clear_pointer (&template->rows, g_array_unref);
  template->rows = g_array_new (FALSE, FALSE, sizeof (guint));
  template->first_row = find_first_row (template);
  template->after = template->first_row - 1;
  if (template->index->lines->len > 0)
    last = g_array_index (template->index->lines, KaLine, template->index->lines->len - 1).number;
  for (guint row = template->first_row; row <= last; row++)
    {
      const KaLine *line = ka_sheet_line (template->index, row);
      gboolean content = holds_content (template, row, cells);

      if (content && (template->rows->len > 0 || ends_table (template, row, cells)))
        break;
      if (!content && line == NULL)
        break;
      if (!content && template->rows->len == 0)
        bordered = has_border (template, line);
      if (!content && bordered && !has_border (template, line))
        break;
      template->after = row;
      if (content)
        given++;
      else if (!is_hidden_by_merge (template, row))
        g_array_append_val (template->rows, row);
    }
  if (given > 0)
    ka_template_take_remark (
      template, g_strdup_printf (_ ("表头下面已有 %u 行内容，保留不动，接在后面填写。"), given));
}

gboolean
ka_template_find_labels (KaTemplate *template)
{
  Labels labels = { 0 };
  gboolean found;

  g_clear_pointer (&template->rows, g_array_unref);
  g_clear_pointer (&template->labels, g_ptr_array_unref);
  find_labels (template->grid, &labels);
  found = take_labels (template, &labels);
  clear_labels (&labels);
  return found;
}
