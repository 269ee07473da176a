/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-private.h"
#include "ka-import-private.h"

#include <ka-text.h>
#include <string.h>

/* Forms: the label in one cell, the value in the cell right of it, one record a sheet or several one
 * under another; or label and value in one cell (案例名称：…). A form is shown as a table with a column for each
 * label and a row for each record. */

/* A sheet with more rows is no form, or too many of them. */
#define MAX_ROWS 400u
#define MIN_TYPED 2 /* values of a form, none of which is one */

typedef struct
{
  const char *sheet, *file; /* names */
  const KaKind *only;
} Search;

typedef struct
{
  KaFound *found;
  guint n_labels;
  double score;
} Best;

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
  KaFormKnown known;

  form->kind = kind;
  form->headings = g_ptr_array_new_with_free_func (g_free);
  form->fields = g_ptr_array_new ();
  form->forms = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  form->labels = g_array_new (FALSE, FALSE, sizeof (KaLabel));
  ka_form_find_known (sheet, &known);
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
        field = ka_form_guess_label (sheet, cell, kind, &known);
      if (field == NULL)
        continue;
      value = ka_form_find_value (sheet, cell, field, &taken);
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
          if (next != value && !ka_form_is_choice_of (field, next))
            break;
          g_hash_table_add (values, (gpointer)next);
        }
      heading = ka_form_get_heading (cell);
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
          || ka_form_may_be_value (field, cell))
        return TRUE;
    }
  return typed < MIN_TYPED;
}

/* Not less than the labels of the form that the sheet is of the kind: those that have a value, and what names the
 * record of a turned one. */
static guint
count_labels (KaFormSheet *sheet, const KaKind *kind)
{
  g_autoptr (GHashTable) fields = g_hash_table_new (NULL, NULL);

  ka_form_read_as (sheet, kind);
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);
      const KaField *field = ka_form_find_label (sheet, cell);
      gboolean taken;

      if (field != NULL && !g_hash_table_contains (fields, field)
          && ka_form_find_value (sheet, cell, field, &taken) != NULL && !taken)
        g_hash_table_add (fields, (gpointer)field);
    }
  return g_hash_table_size (fields) + 1;
}

static gboolean
may_be_of (const KaKind *kind, const KaKind *only, guint votes)
{
  return (only == NULL || kind == only) && votes >= KA_FORM_MIN_LABELS
         && (kind->flags & KA_KIND_INTERNAL) == 0;
}

/* Most sheets are tables, of which no kind has so many labels: to read them as forms of each is not cheap. */
static gboolean
may_have_more (KaFormSheet *sheet, const KaKind *only, const guint *votes, double more_than)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  if (sheet->below > 0)
    return TRUE;
  for (guint k = 0; k < n; k++)
    /* Each field has one label; the enterprise of a mine may be one more. */
    if (may_be_of (kinds[k], only, votes[k]) && kinds[k]->n_fields + 1 > more_than
        && count_labels (sheet, kinds[k]) > more_than)
      return TRUE;
  return FALSE;
}

/* The form that the sheet is of the kind, if it is a better one than those before. */
static void
try_kind (KaFormSheet *sheet, const KaKind *kind, const Search *search, Best *best)
{
  KaForm form = { 0 };

  ka_form_read_as (sheet, kind);
  read_form (sheet, kind, &form);
  ka_form_read_turned (sheet, &form);
  if (form.n_labels >= KA_FORM_MIN_LABELS && form.n_rows >= 2
      && (search->only != NULL || holds_values (sheet, &form)))
    {
      g_autofree char *title = read_title (sheet, form.first_row);
      double score = rate (&form, search->sheet, title, search->file);

      if (score > best->score)
        {
          best->score = score;
          best->n_labels = form.n_labels;
          ka_found_free (best->found);
          best->found = make_found (&form, title);
          best->found->score = MIN (1, 0.5 + 0.05 * form.n_labels);
          best->found->below = sheet->below;
        }
    }
  clear_form (&form);
}

KaFound *
ka_form_find (KaGrid *grid, const char *file, const KaKind *only, double more_than, guint *n_labels)
{
  guint n, n_rows = ka_grid_get_n_rows (grid);
  const KaKind *const *kinds = ka_kinds (&n);
  const Search search = { ka_grid_get_name (grid), file, only };
  Best best = { NULL, 0, 0 };
  g_autofree guint *votes = g_new0 (guint, n);
  guint alone;
  KaFormSheet sheet;

  *n_labels = 0;
  if (n_rows < 2 || n_rows > MAX_ROWS)
    return NULL;
  ka_form_read_sheet (grid, &sheet);
  count_votes (&sheet, n, votes, &alone);
  if (alone >= KA_FORM_MIN_LABELS && may_have_more (&sheet, only, votes, more_than))
    for (guint k = 0; k < n; k++)
      if (may_be_of (kinds[k], only, votes[k]))
        try_kind (&sheet, kinds[k], &search, &best);
  ka_form_clear_sheet (&sheet);
  *n_labels = best.n_labels;
  return best.found;
}
