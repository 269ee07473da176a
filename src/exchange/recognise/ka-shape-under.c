/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <string.h>

/* A form and a table below it: 被检查矿山 | 甲矿 | 检查时间 | … over 序号 | 隐患描述 | 整改期限. The rows of the table are of
 * the record of the form: its mine, its day and itself are theirs. */

/* The text of the form under the label of the field, or NULL. */
static const char *
read_value (const KaFound *form, GArray *cells, const char *id)
{
  const KaField *field = id ? ka_kind_field (form->kind, id) : NULL;
  guint column;

  if (field == NULL || !g_ptr_array_find (form->fields, field, &column))
    return NULL;
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, KaCell, i).column == column)
      return g_array_index (cells, KaCell, i).text;
  return NULL;
}

/* By which a record of the form's kind is known. */
static const char *
read_name (const KaFound *form, GArray *cells)
{
  const char *name = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (form->kind->keys) && form->kind->keys[k] != NULL; k++)
    if (name == NULL && strchr (form->kind->keys[k], '+') == NULL)
      name = read_value (form, cells, form->kind->keys[k]);
  return name;
}

static void
take_values (const KaFound *form, GArray *cells, KaFound *table)
{
  for (guint f = 0; f < table->kind->n_fields; f++)
    {
      const KaField *field = &table->kind->fields[f];
      const char *text = NULL;
      char *value = NULL;

      if (g_ptr_array_find (table->fields, field, NULL))
        continue;
      if (field->type == KA_FIELD_REF)
        text = strcmp (field->target, form->kind->id) == 0 ? read_name (form, cells)
                                                           : read_value (form, cells, field->id);
      else if (g_strcmp0 (field->id, table->kind->date) == 0)
        text = read_value (form, cells, form->kind->date);
      if (text == NULL)
        continue;
      if (field->type == KA_FIELD_REF)
        value = g_strdup (text);
      else
        ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL);
      if (value != NULL)
        g_hash_table_insert (table->constants, (gpointer)field, value);
    }
}

/* The table is of the form's record, and not another one that stands on the same page. */
static gboolean
is_of_form (const KaFound *form, const KaFound *table)
{
  if (table == NULL || table->kind == NULL || table->forms != NULL)
    return FALSE;
  for (guint f = 0; f < table->kind->n_fields; f++)
    if (table->kind->fields[f].type == KA_FIELD_REF
        && strcmp (table->kind->fields[f].target, form->kind->id) == 0)
      return TRUE;
  return FALSE;
}

KaFound *
ka_under_find (KaGrid *grid, const KaFound *form, const char *file)
{
  const KaSheetPart part = { form->below, 0, G_MAXUINT };
  g_autoptr (GArray) cells = NULL;
  g_autoptr (KaRows) rows = NULL;
  KaFound *table;
  guint number;

  if (form->kind == NULL || form->forms == NULL || form->below == 0 || form->forms->len != 1)
    return NULL;
  table = ka_recognise_part (grid, &part, file, NULL);
  if (!is_of_form (form, table))
    {
      ka_found_free (table);
      return NULL;
    }
  cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  rows = ka_rows_new (grid, form);
  if (ka_rows_next (rows, &number, cells))
    take_values (form, cells, table);
  return table;
}
