/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-private.h"
#include "ka-import-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* Forms: the label in one cell, the value in the cell right of it, one record a sheet or several one
 * under another; or label and value in one cell (案例名称：…). A form is shown as a table with a column for each
 * label and a row for each record. */

/* A sheet with more rows is no form, or too many of them. */
#define MAX_ROWS 400u
#define MAX_CELLS 12000u
#define MAX_LABEL_BYTES 120
#define MAX_TOLD_BYTES 45 /* of a label before a colon */
#define MIN_SCORE 0.8
#define MIN_TYPED 2     /* values of a form, none of which is one */
#define MIN_WEAKER 0.03 /* an alias is less than a label */
/* A table below a form: rows of labels above it, its headings. */
#define MIN_LABEL_ROWS 2u
#define MIN_HEADINGS 4
#define MAX_HEADING_BYTES 60

static gpointer
place_key (guint row, guint column)
{
  return GSIZE_TO_POINTER ((gsize)row * KA_MAX_COLUMNS + column + 1);
}

static void
clear_cell (gpointer data)
{
  ka_heading_free (((KaFormCell *)data)->heading);
}

/* Some kind knows the cell as a heading. */
static gboolean
is_known (const KaCell *cell)
{
  guint n_kinds;
  g_autofree guint *votes = NULL;
  g_autoptr (KaHeading) heading = NULL;

  if (cell->type != KA_CELL_TEXT || strlen (cell->text) > MAX_HEADING_BYTES)
    return FALSE;
  ka_kinds (&n_kinds);
  votes = g_new0 (guint, n_kinds);
  heading = ka_heading_new (cell->text);
  ka_heading_vote (heading, votes);
  for (guint k = 0; k < n_kinds; k++)
    if (votes[k] > 0)
      return TRUE;
  return FALSE;
}

/* 序号 | 隐患描述 | 整改期限 | 整改责任人 with rows below: nearly all of it is headings of one kind, where of labels
 * and values only every other cell is. */
static gboolean
heads_table (KaGrid *grid, guint index, GArray *cells)
{
  g_autoptr (GArray) next = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint n_kinds, most = 0, counters = 0;
  g_autofree guint *votes = NULL;

  if (index < MIN_LABEL_ROWS || cells->len < MIN_HEADINGS || index + 1 >= ka_grid_get_n_rows (grid))
    return FALSE;
  ka_kinds (&n_kinds);
  votes = g_new0 (guint, n_kinds);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autoptr (KaHeading) heading = NULL;

      if (cell->type != KA_CELL_TEXT || strlen (cell->text) > MAX_HEADING_BYTES)
        return FALSE;
      heading = ka_heading_new (cell->text);
      counters += ka_heading_is_counter (heading);
      ka_heading_vote (heading, votes);
    }
  for (guint k = 0; k < n_kinds; k++)
    most = MAX (most, votes[k]);
  if (most < 3 || most * 4 < (cells->len - counters) * 3)
    return FALSE;
  /* Below it no label stands, and its first column is not left out: 人员伤亡 | 死亡 | 重伤 | 轻伤 with a number under
   * each but the first is a part of the form. */
  ka_grid_read_row (grid, index + 1, next);
  return next->len >= 2
         && g_array_index (next, KaCell, 0).column <= g_array_index (cells, KaCell, 0).column
         && !is_known (&g_array_index (next, KaCell, 0));
}

/* 案例名称：某公司违法案: where the value begins, *len: bytes of the label; 0: there are not both. 10:20 is a time. */
static guint
find_told (const char *text, gsize *len)
{
  const char *wide = strstr (text, "："), *narrow = strchr (text, ':');
  const char *colon = wide == NULL || (narrow != NULL && narrow < wide) ? narrow : wide, *value;
  gsize year = 0;

  if (colon == NULL || colon == text || colon - text > MAX_TOLD_BYTES)
    return 0;
  *len = colon - text;
  /* 2025年安全费用提取：… */
  if (strspn (text, "0123456789") == 4 && g_str_has_prefix (text + 4, "年"))
    year = 4;
  if (year + strcspn (text + year, "0123456789\n\t") < *len)
    return 0;
  value = g_utf8_next_char (colon);
  while (g_unichar_isspace (g_utf8_get_char (value)))
    value = g_utf8_next_char (value);
  return *value != '\0' ? (guint)(value - text) : 0;
}

static void
read_heading (KaFormCell *cell)
{
  gsize len;

  cell->offset = find_told (cell->text, &len);
  if (cell->offset > 0)
    {
      g_autofree char *label = g_strndup (cell->text, len);

      cell->heading = ka_heading_new (label);
    }
  else if (strlen (cell->text) <= MAX_LABEL_BYTES)
    cell->heading = ka_heading_new (cell->text);
}

static void
read_sheet (KaGrid *grid, KaFormSheet *sheet)
{
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint n;
  const KaMerge *merges = ka_grid_get_merges (grid, &n);

  sheet->cells = g_array_new (FALSE, FALSE, sizeof (KaFormCell));
  g_array_set_clear_func (sheet->cells, clear_cell);
  sheet->place = g_hash_table_new (NULL, NULL);
  sheet->labels = g_hash_table_new (g_str_hash, g_str_equal);
  sheet->weaker = g_hash_table_new (g_str_hash, g_str_equal);
  sheet->below = 0;
  for (guint i = 0; i < ka_grid_get_n_rows (grid); i++)
    {
      guint row = ka_grid_row_number (grid, i);

      ka_grid_read_row (grid, i, cells);
      if (heads_table (grid, i, cells))
        {
          sheet->below = i;
          break;
        }
      for (guint j = 0; j < cells->len && sheet->cells->len < MAX_CELLS; j++)
        {
          const KaCell *from = &g_array_index (cells, KaCell, j);
          KaFormCell cell = { i, row, from->column, from->column, from->text, NULL, 0 };

          if (from->column >= KA_FORM_MAX_COLUMNS)
            break;
          if (from->type == KA_CELL_TEXT)
            read_heading (&cell);
          g_array_append_val (sheet->cells, cell);
          g_hash_table_insert (sheet->place, place_key (row, from->column),
                               GUINT_TO_POINTER (sheet->cells->len));
        }
    }
  for (guint i = 0; i < n; i++)
    {
      guint at = GPOINTER_TO_UINT (
        g_hash_table_lookup (sheet->place, place_key (merges[i].row, merges[i].column)));

      if (at > 0)
        g_array_index (sheet->cells, KaFormCell, at - 1).last_column = merges[i].last_column;
    }
}

static void
clear_sheet (KaFormSheet *sheet)
{
  g_array_unref (sheet->cells);
  g_hash_table_unref (sheet->place);
  g_hash_table_unref (sheet->labels);
  g_hash_table_unref (sheet->weaker);
}

const KaFormCell *
ka_form_cell_at (const KaFormSheet *sheet, guint row, guint column)
{
  guint at = GPOINTER_TO_UINT (g_hash_table_lookup (sheet->place, place_key (row, column)));

  return at > 0 ? &g_array_index (sheet->cells, KaFormCell, at - 1) : NULL;
}

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

static void
read_as (KaFormSheet *sheet, const KaKind *kind)
{
  sheet->kind = kind;
  g_hash_table_remove_all (sheet->labels);
  g_hash_table_remove_all (sheet->weaker);
  part_owner (sheet);
  drop_weaker (sheet);
}

/* 隐患等级 | 重大事故隐患: what stands right of the label is a value of its list, whatever else it names. */
static gboolean
is_choice_of (const KaField *field, const KaFormCell *cell)
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

/* The value of a label; NULL: there is none. *taken: a label stands there instead. */
static const KaFormCell *
find_value (const KaFormSheet *sheet,
            const KaFormCell *label,
            const KaField *field,
            gboolean *taken)
{
  const KaFormCell *value
    = label->offset > 0 ? label : ka_form_cell_at (sheet, label->row, label->last_column + 1);

  *taken = value != label && value != NULL && ka_form_find_label (sheet, value) != NULL
           && !is_choice_of (field, value);
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

/* Where labels stand, and the fields that they name. */
typedef struct
{
  guint in_column[KA_FORM_MAX_COLUMNS];
  GHashTable *fields;
} Known;

static void
find_known (const KaFormSheet *sheet, Known *known)
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
      find_value (sheet, cell, field, &taken);
      if (taken)
        continue;
      known->in_column[cell->column]++;
      g_hash_table_add (known->fields, (gpointer)field);
    }
}

static gboolean
may_be_value (const KaField *field, const KaFormCell *cell)
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
find_first_label (const KaFormCell *cell, const KaKind *kind, const Known *known)
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

/* A cell among labels, right of which something stands: the field that it is most like. */
static const KaField *
guess_label (const KaFormSheet *sheet,
             const KaFormCell *cell,
             const KaKind *kind,
             const Known *known)
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
          || g_hash_table_contains (known->fields, field) || !may_be_value (field, value))
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

guint
ka_form_take_column (KaForm *form, const KaField *field, const char *heading)
{
  guint column;

  if (!g_ptr_array_find (form->fields, field, &column))
    {
      column = form->fields->len;
      g_ptr_array_add (form->fields, (gpointer)field);
      g_ptr_array_add (form->headings, g_strdup (heading));
    }
  return column;
}

/* The cell is a label, or what stands beside labels and is no value. */
void
ka_form_take_label (KaForm *form, const KaFormCell *cell)
{
  KaLabel label = { cell->row, cell->column };

  g_array_append_val (form->labels, label);
}

/* The text of the label alone. */
static char *
told_heading (const KaFormCell *cell)
{
  gsize len = strlen (cell->text);

  if (cell->offset > 0)
    find_told (cell->text, &len);
  return g_strndup (cell->text, len);
}

static gboolean
is_alone (const KaFormSheet *sheet, const KaFormCell *cell)
{
  for (guint c = 0; c < KA_FORM_MAX_COLUMNS; c++)
    if (c != cell->column && ka_form_cell_at (sheet, cell->row, c) != NULL)
      return FALSE;
  return TRUE;
}

static void
read_form (const KaFormSheet *sheet, const KaKind *kind, KaForm *form)
{
  g_autoptr (GHashTable) given = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) values = g_hash_table_new (NULL, NULL); /* KaFormCell: no labels */
  guint last_row = G_MAXUINT;
  Known known;

  form->kind = kind;
  form->headings = g_ptr_array_new_with_free_func (g_free);
  form->fields = g_ptr_array_new ();
  form->forms = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  form->labels = g_array_new (FALSE, FALSE, sizeof (KaLabel));
  find_known (sheet, &known);
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);
      const KaField *field;
      const KaFormCell *value;
      g_autofree char *heading = NULL;
      guint column;
      gboolean taken, known_label;

      if (g_hash_table_contains (values, cell))
        continue;
      field = ka_form_find_label (sheet, cell);
      known_label = field != NULL;
      if (field == NULL)
        field = guess_label (sheet, cell, kind, &known);
      if (field == NULL)
        continue;
      value = find_value (sheet, cell, field, &taken);
      if (taken)
        {
          ka_form_take_label (form, cell);
          continue;
        }
      /* A title may be named like a field. */
      if (value == NULL && form->forms->len == 0 && is_alone (sheet, cell))
        continue;
      /* 矿山状态 | 生产 | 停产 | 生产 of a table on its side: as long as they are of the list. */
      for (const KaFormCell *next = value; next != NULL && next != cell && next->heading != NULL;
           next = ka_form_cell_at (sheet, next->row, next->last_column + 1))
        {
          if (next != value && !is_choice_of (field, next))
            break;
          g_hash_table_add (values, (gpointer)next);
        }
      heading = told_heading (cell);
      column = ka_form_take_column (form, field, heading);
      /* The first label again: the next record. */
      if (form->forms->len == 0 || (column == 0 && g_hash_table_contains (given, field)))
        {
          g_ptr_array_add (form->forms, g_array_new (FALSE, FALSE, sizeof (KaPlace)));
          g_hash_table_remove_all (given);
        }
      if (!g_hash_table_add (given, (gpointer)field))
        continue;
      if (value != cell)
        ka_form_take_label (form, cell);
      form->n_labels += known_label && value != NULL && form->forms->len == 1;
      form->n_rows += cell->row != last_row;
      if (last_row == G_MAXUINT)
        form->first_row = cell->row;
      last_row = form->last_row = cell->row;
      if (value != NULL)
        {
          GArray *places = g_ptr_array_index (form->forms, form->forms->len - 1);
          KaPlace place
            = { column, value->index, value->row, value->column, value == cell ? cell->offset : 0 };

          g_array_append_val (places, place);
        }
    }
  g_hash_table_unref (known.fields);
}

static void
clear_form (KaForm *form)
{
  g_clear_pointer (&form->headings, g_ptr_array_unref);
  g_clear_pointer (&form->fields, g_ptr_array_unref);
  g_clear_pointer (&form->forms, g_ptr_array_unref);
  g_clear_pointer (&form->labels, g_array_unref);
}

/* What stands above the first label. */
static char *
read_title (const KaFormSheet *sheet, guint first_row)
{
  GString *title = g_string_new (NULL);

  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);

      if (cell->row < first_row)
        g_string_append_printf (title, "%s%s", title->len > 0 ? "\n" : "", cell->text);
    }
  return g_string_free (title, FALSE);
}

static KaFound *
make_found (const KaForm *form, const char *title)
{
  KaFound *found = ka_found_new (form->headings, title);
  const KaField *mine;

  found->kind = form->kind;
  found->heading_row = found->first_row = form->first_row;
  found->last_row = form->last_row;
  found->forms = g_ptr_array_ref (form->forms);
  found->labels = g_array_ref (form->labels);
  g_ptr_array_set_size (found->fields, 0);
  g_ptr_array_set_size (found->units, 0);
  for (guint c = 0; c < form->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (form->fields, c);
      g_autoptr (KaHeading) heading = ka_heading_new (g_ptr_array_index (form->headings, c));
      gboolean own
        = field >= form->kind->fields && field < form->kind->fields + form->kind->n_fields;

      if (!own)
        found->context_column = (int)c;
      g_ptr_array_add (found->fields, own ? (gpointer)field : NULL);
      g_ptr_array_add (found->units, g_strdup (heading->unit));
    }
  /* Where only the enterprise is named, it stands for its mine. */
  mine = ka_kind_field (form->kind, "mine");
  if (found->context_column >= 0 && mine != NULL && !g_ptr_array_find (found->fields, mine, NULL))
    {
      found->fields->pdata[found->context_column] = (gpointer)mine;
      found->context_column = -1;
    }
  return found;
}

/* The year or the quarter that no label asks for: the title, the sheet or the file says it. */
static gboolean
is_told (const KaField *field, const char *sheet, const char *title, const char *file)
{
  const char *const texts[] = { title, sheet, file };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *folded = ka_text_fold (texts[i] ? texts[i] : "");
      g_autofree char *quarter = NULL;

      if (field->type == KA_FIELD_INT && strcmp (field->id, "year") == 0
          && ka_value_find_year (folded) != 0)
        return TRUE;
      if (field->type == KA_FIELD_QUARTER)
        quarter = ka_find_quarter (folded, 0);
      if (quarter != NULL)
        return TRUE;
    }
  return FALSE;
}

static double
rate (const KaForm *form, const char *sheet, const char *title, const char *file)
{
  double name = MAX (
    ka_kind_name_score (form->kind, sheet),
    MAX (ka_kind_name_score (form->kind, title), 0.8 * ka_kind_name_score (form->kind, file)));
  guint required = 0, given = 0;

  for (guint f = 0; f < form->kind->n_fields; f++)
    if ((form->kind->fields[f].flags & KA_REQUIRED))
      {
        required++;
        given += g_ptr_array_find (form->fields, &form->kind->fields[f], NULL)
                 || is_told (&form->kind->fields[f], sheet, title, file);
      }
  if (required > 0 && given == 0)
    return 0;
  return form->n_labels * (0.5 + 0.5 * given / MAX (1, required)) + 3 * name;
}

/* Cells that some kind knows as headings; *alone: of those, with none to the right of it. In a table
 * headings stand side by side. */
static void
count_votes (const KaFormSheet *sheet, guint n_kinds, guint *votes, guint *alone)
{
  g_autofree guint8 *known = g_new0 (guint8, sheet->cells->len + 1);
  g_autofree guint *own = g_new0 (guint, n_kinds);

  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);

      if (cell->heading == NULL || cell->heading->whole[0] == '\0')
        continue;
      memset (own, 0, n_kinds * sizeof (guint));
      ka_heading_vote (cell->heading, own);
      for (guint k = 0; k < n_kinds; k++)
        {
          votes[k] += own[k];
          known[i] |= own[k] > 0;
        }
    }
  *alone = 0;
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i), *right;

      if (!known[i])
        continue;
      right = ka_form_cell_at (sheet, cell->row, cell->last_column + 1);
      *alone += right == NULL || !known[right - (const KaFormCell *)(gpointer)sheet->cells->data];
    }
}

/* 所在镇街 | 是否填报: nothing that stands beside the words is a value of theirs, so that they are no labels. */
static gboolean
holds_values (const KaFormSheet *sheet, const KaForm *form)
{
  const GArray *places = form->forms->len > 0 ? g_ptr_array_index (form->forms, 0) : NULL;
  guint typed = 0;

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const KaPlace *place = &g_array_index (places, KaPlace, i);
      const KaField *field = g_ptr_array_index (form->fields, place->virtual_column);
      const KaFormCell *cell = ka_form_cell_at (sheet, place->row, place->column);
      g_autofree char *ticked = cell != NULL ? ka_read_ticked (cell->text) : NULL;

      if (cell == NULL || field->type == KA_FIELD_TEXT || field->type == KA_FIELD_LONG
          || field->type == KA_FIELD_REF || ka_value_is_nothing (cell->text, field))
        continue;
      typed++;
      if (ticked != NULL || cell->text[strcspn (cell->text, "0123456789")] != '\0'
          || may_be_value (field, cell))
        return TRUE;
    }
  return typed < MIN_TYPED;
}

KaFound *
ka_form_find (KaGrid *grid, const char *file, const KaKind *only, guint *n_labels)
{
  guint n, n_rows = ka_grid_get_n_rows (grid);
  const KaKind *const *kinds = ka_kinds (&n);
  g_autofree guint *votes = g_new0 (guint, n);
  KaFound *found = NULL;
  double best = 0;
  guint alone;
  KaFormSheet sheet;

  *n_labels = 0;
  if (n_rows < 2 || n_rows > MAX_ROWS)
    return NULL;
  read_sheet (grid, &sheet);
  count_votes (&sheet, n, votes, &alone);
  for (guint k = 0; k < n && alone >= KA_FORM_MIN_LABELS; k++)
    {
      KaForm form = { 0 };

      if ((only != NULL && kinds[k] != only) || votes[k] < KA_FORM_MIN_LABELS
          || (kinds[k]->flags & KA_KIND_INTERNAL))
        continue;
      read_as (&sheet, kinds[k]);
      read_form (&sheet, kinds[k], &form);
      ka_form_read_turned (&sheet, &form);
      if (form.n_labels >= KA_FORM_MIN_LABELS && form.n_rows >= 2
          && (only != NULL || holds_values (&sheet, &form)))
        {
          g_autofree char *title = read_title (&sheet, form.first_row);
          double score = rate (&form, ka_grid_get_name (grid), title, file);

          if (score > best)
            {
              best = score;
              ka_found_free (found);
              found = make_found (&form, title);
              found->score = MIN (1, 0.5 + 0.05 * form.n_labels);
              found->below = sheet.below;
              *n_labels = form.n_labels;
            }
        }
      clear_form (&form);
    }
  clear_sheet (&sheet);
  return found;
}
