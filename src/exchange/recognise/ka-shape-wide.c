/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-private.h"

#include <string.h>

/* 企业基本情况登记表, one a firm: the firm, its mine and their permits in one form. Read as forms of one kind, the rest
 * would be lost: it is read as a table of one row a record, with a column for each label, in which the kinds are
 * found as in any table. */

/* Labels of another kind than the form's own. */
#define MIN_OTHERS 3
#define MAX_WIDE_COLUMNS 80u

static const char *const wide_kinds[] = { "enterprise", "mine", "permit", "pond", NULL };

typedef struct
{
  GPtrArray *headings; /* char * a column */
  GArray *nth;         /* guint: which label of that text in its form it is */
  GPtrArray *forms;    /* GArray of KaPlace */
  GArray *labels;      /* KaLabel */
  GArray *of;          /* guint a label: its column */
  guint first_row, last_row, n_others;
} Wide;

static void
clear_wide (Wide *wide)
{
  g_clear_pointer (&wide->headings, g_ptr_array_unref);
  g_clear_pointer (&wide->nth, g_array_unref);
  g_clear_pointer (&wide->forms, g_ptr_array_unref);
  g_clear_pointer (&wide->labels, g_array_unref);
  g_clear_pointer (&wide->of, g_array_unref);
}

/* The column of the label; -1: there is none, and add is FALSE. */
static int
find_column (Wide *wide, const char *heading, guint nth, gboolean add)
{
  for (guint c = 0; c < wide->headings->len; c++)
    if (g_array_index (wide->nth, guint, c) == nth
        && strcmp (g_ptr_array_index (wide->headings, c), heading) == 0)
      return (int)c;
  if (!add)
    return -1;
  g_ptr_array_add (wide->headings, g_strdup (heading));
  g_array_append_val (wide->nth, nth);
  return (int)wide->headings->len - 1;
}

/* given: heading → how many of it there were in this form. TRUE: the first label stands there once more. */
static guint
count_label (Wide *wide, GHashTable *given, const char *heading)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (given, heading));

  if (wide->forms->len == 0
      || (n > 0 && strcmp (g_ptr_array_index (wide->headings, 0), heading) == 0))
    {
      g_ptr_array_add (wide->forms, g_array_new (FALSE, FALSE, sizeof (KaPlace)));
      g_hash_table_remove_all (given);
      n = 0;
    }
  g_hash_table_insert (given, g_strdup (heading), GUINT_TO_POINTER (n + 1));
  return n;
}

static void
take_label (Wide *wide, const KaFormCell *label, const KaFormCell *value, guint column)
{
  const KaLabel place = { label->row, label->column };
  GArray *places = g_ptr_array_index (wide->forms, wide->forms->len - 1);

  if (wide->labels->len == 0)
    wide->first_row = label->row;
  wide->last_row = MAX (label->row, value != NULL ? value->row : 0);
  g_array_append_val (wide->labels, place);
  g_array_append_val (wide->of, column);
  if (value != NULL)
    {
      const KaPlace at
        = { column, value->index, value->row, value->column, value == label ? value->offset : 0 };

      g_array_append_val (places, at);
    }
}

static void
read_wide (const KaFormSheet *sheet, const KaKind *kind, Wide *wide)
{
  g_autoptr (GHashTable) given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const KaFormCell *last = NULL; /* a value */

  wide->headings = g_ptr_array_new_with_free_func (g_free);
  wide->nth = g_array_new (FALSE, FALSE, sizeof (guint));
  wide->forms = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  wide->labels = g_array_new (FALSE, FALSE, sizeof (KaLabel));
  wide->of = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < sheet->cells->len && wide->headings->len < MAX_WIDE_COLUMNS; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i), *value;
      const KaField *field = cell != last ? ka_form_find_label (sheet, cell) : NULL;
      g_autofree char *heading = NULL;
      gboolean taken;
      guint nth;
      int column;

      if (field == NULL)
        continue;
      value = ka_form_find_value (sheet, cell, field, &taken);
      /* A title may be named like a field. */
      if (taken || (value == NULL && wide->forms->len == 0))
        continue;
      last = value != cell ? value : last;
      heading = ka_form_get_heading (cell);
      nth = count_label (wide, given, heading);
      /* 负责人（签字）: what nothing was ever filled in for is no column. */
      column = find_column (wide, heading, nth, value != NULL);
      if (column < 0)
        continue;
      take_label (wide, cell, value, (guint)column);
      wide->n_others += wide->forms->len == 1
                        && (field < kind->fields || field >= kind->fields + kind->n_fields);
    }
}

static KaFound *
make_found (const Wide *wide, const KaFound *form)
{
  KaFound *found = ka_found_new (wide->headings, form->title);

  found->heading_row = found->first_row = wide->first_row;
  found->last_row = MAX (wide->last_row, form->last_row);
  found->score = form->score;
  ka_found_assign (found, form->kind);
  found->wide = TRUE;
  found->forms = g_ptr_array_ref (wide->forms);
  found->labels = g_array_ref (wide->labels);
  return found;
}

static gboolean
is_held (GPtrArray *tables, guint column)
{
  for (guint i = 0; i < tables->len; i++)
    {
      const KaFound *found = g_ptr_array_index (tables, i);

      if (g_ptr_array_index (found->fields, column) != NULL || found->context_column == (int)column
          || found->former_column == (int)column)
        return TRUE;
    }
  return FALSE;
}

/* What is told of a label that is nobody's is told with its value. */
static void
forget_labels (const Wide *wide, GPtrArray *tables)
{
  for (guint i = wide->labels->len; i-- > 0;)
    if (!is_held (tables, g_array_index (wide->of, guint, i)))
      g_array_remove_index (wide->labels, i);
}

static GPtrArray *
find_tables (KaGrid *grid, const Wide *wide, const KaFound *form, const char *file)
{
  g_autoptr (GPtrArray) tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_found_free);
  g_autoptr (GPtrArray) permits = NULL;
  KaFound *found = make_found (wide, form), *other;

  g_ptr_array_add (tables, found);
  ka_found_read_values (found, grid, TRUE);
  other = ka_joined_find (found, grid);
  permits = ka_permits_find (found, other);
  if (other != NULL)
    g_ptr_array_add (tables, other);
  for (guint i = 0; i < permits->len; i++)
    g_ptr_array_add (tables, g_ptr_array_index (permits, i));
  if (tables->len < 2)
    return NULL;
  forget_labels (wide, tables);
  for (guint i = 0; i < tables->len; i++)
    ka_found_read_title (g_ptr_array_index (tables, i), ka_grid_get_name (grid), file);
  return g_steal_pointer (&tables);
}

GPtrArray *
ka_wide_find (KaGrid *grid, const KaFound *form, const char *file)
{
  GPtrArray *tables = NULL;
  KaFormSheet sheet;
  Wide wide = { NULL };

  if (form->kind == NULL || form->forms == NULL || form->below > 0
      || !g_strv_contains (wide_kinds, form->kind->id))
    return NULL;
  ka_form_read_sheet (grid, &sheet);
  ka_form_read_as (&sheet, form->kind);
  for (guint k = 0; wide_kinds[k] != NULL; k++)
    ka_form_read_also (&sheet, ka_kind_get (wide_kinds[k]));
  read_wide (&sheet, form->kind, &wide);
  if (wide.n_others >= MIN_OTHERS)
    tables = find_tables (grid, &wide, form, file);
  clear_wide (&wide);
  ka_form_clear_sheet (&sheet);
  return tables;
}
