/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-private.h"
#include "ka-import-private.h"

/* Forms turned into tables on their side: the labels in one column, each further column one more record, which has
 * a name of its own. */

/* 项目 | 单位 | 第1座 | 第2座: where the name would stand there is a stroke, and the values of the first record
 * stand in the column behind. */
static guint
skip_units (const KaFormSheet *sheet, KaForm *form, const KaField *title, guint row, guint column)
{
  GArray *first = g_ptr_array_index (form->forms, 0);
  const KaFormCell *name = ka_form_cell_at (sheet, row, column);

  if (name == NULL || !ka_value_is_nothing (name->text, title)
      || ka_form_cell_at (sheet, row, column + 1) == NULL)
    return column;
  for (guint i = first->len; i-- > 0;)
    {
      KaPlace *place = &g_array_index (first, KaPlace, i);

      ka_form_take_label (form, ka_form_cell_at (sheet, place->row, place->column));
      place->column = column + 1;
      place->offset = 0;
    }
  return column + 1;
}

/* Left of the column nothing stands in the row but a word for what the rows below are. */
static gboolean
is_headed (const KaFormSheet *sheet, guint row, guint column)
{
  static const char *const words[]
    = { "项目",     "指标",     "内容",     "名称",     "事项", "类别",
        "项目名称", "指标名称", "填报项目", "基本项目", "栏目", "要素",
        "序号",     "信息项",   "填报内容", "",         NULL };
  gboolean headed = FALSE;

  for (guint c = 0; c < column; c++)
    {
      const KaFormCell *label = ka_form_cell_at (sheet, row, c);

      if (label != NULL
          && (label->heading == NULL || !g_strv_contains (words, label->heading->bare)))
        return FALSE;
      headed |= label != NULL;
    }
  return headed;
}

/* 项目 | 甲库 | 乙库 over the first label: what the records are called stands where no label names it. */
static void
take_names_above (const KaFormSheet *sheet, KaForm *form)
{
  const KaField *title = form->kind->title ? ka_kind_field (form->kind, form->kind->title) : NULL;
  GArray *first = form->forms->len == 1 ? g_ptr_array_index (form->forms, 0) : NULL;
  const KaFormCell *name = NULL;
  guint column = first != NULL && first->len >= KA_FORM_MIN_LABELS
                   ? g_array_index (first, KaPlace, 0).column
                   : 0;
  KaPlace place;

  if (title == NULL || column == 0 || title->type != KA_FIELD_TEXT
      || g_ptr_array_find (form->fields, title, NULL))
    return;
  for (guint i = 0; i < first->len; i++)
    if (g_array_index (first, KaPlace, i).column != column)
      return;
  for (guint i = 0; name == NULL && i < sheet->cells->len; i++)
    {
      const KaFormCell *cell = &g_array_index (sheet->cells, KaFormCell, i);

      if (cell->row < form->first_row && cell->column == column
          && is_headed (sheet, cell->row, column))
        name = cell;
    }
  if (name == NULL || name->last_column != column || ka_form_find_label (sheet, name) != NULL
      || (ka_form_cell_at (sheet, name->row, column + 1) == NULL
          && form->first_row > name->row + 1))
    return;
  place = (KaPlace){ ka_form_take_column (form, title, title->label), name->index, name->row,
                     column, 0 };
  g_array_append_val (first, place);
  for (guint c = 0; c < column; c++)
    if (ka_form_cell_at (sheet, name->row, c) != NULL)
      ka_form_take_label (form, ka_form_cell_at (sheet, name->row, c));
  form->first_row = name->row;
  form->n_labels++;
}

void
ka_form_read_turned (const KaFormSheet *sheet, KaForm *form)
{
  const KaField *title = form->kind->title ? ka_kind_field (form->kind, form->kind->title) : NULL;
  const GArray *first = form->forms->len == 1 ? g_ptr_array_index (form->forms, 0) : NULL;
  guint column = 0, title_row = 0;
  gboolean named = FALSE;

  take_names_above (sheet, form);
  for (guint i = 0; first != NULL && i < first->len; i++)
    {
      const KaPlace *place = &g_array_index (first, KaPlace, i);

      if (i > 0 && place->column != column)
        return;
      column = place->column;
      if (g_ptr_array_index (form->fields, place->virtual_column) == title)
        {
          title_row = place->row;
          named = TRUE;
        }
    }
  if (named)
    column = skip_units (sheet, form, title, title_row, column);
  for (guint c = column + 1; named && c < KA_FORM_MAX_COLUMNS; c++)
    {
      const KaFormCell *name = ka_form_cell_at (sheet, title_row, c);
      GArray *places;

      if (name == NULL || ka_form_find_label (sheet, name) != NULL)
        return;
      places = g_array_new (FALSE, FALSE, sizeof (KaPlace));
      for (guint i = 0; i < first->len; i++)
        {
          KaPlace place = g_array_index (first, KaPlace, i);
          const KaFormCell *cell = ka_form_cell_at (sheet, place.row, c);

          place.column = c;
          if (cell != NULL)
            g_array_append_val (places, place);
        }
      /* A remark beside one of the values is no record. */
      if (places->len < KA_FORM_MIN_LABELS)
        {
          g_array_unref (places);
          return;
        }
      g_ptr_array_add (form->forms, places);
    }
}
