/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Places that a problem of many of them names. */
#define MAX_SHOWN_PLACES 6u

KaImportPlace
ka_form_place (const KaTable *table, guint form, guint row, guint column)
{
  const GArray *places = g_ptr_array_index (table->found->forms, form);

  for (guint p = 0; p < places->len; p++)
    {
      const KaPlace *place = &g_array_index (places, KaPlace, p);

      if (place->virtual_column == column)
        return (KaImportPlace){ place->row + 1, place->column };
    }
  return (KaImportPlace){ row + 1, column };
}

KaImportPlace
ka_table_place (const KaTable *table, guint row, guint column)
{
  GPtrArray *forms = table->found->forms;

  for (guint i = 0; forms != NULL && i < forms->len; i++)
    {
      const GArray *places = g_ptr_array_index (forms, i);

      if (places->len > 0 && g_array_index (places, KaPlace, 0).row == row)
        return ka_form_place (table, i, row, column);
    }
  return (KaImportPlace){ row + 1, column };
}

void
ka_import_problem_set_place (KaImportProblem *problem, KaImportPlace place)
{
  char letters[8];

  g_free (problem->cell);
  problem->place = place;
  problem->cell = g_strdup_printf ("%s%u", ka_column_letters (place.column, letters), place.row);
}

KaImportProblem *
ka_import_problem_new (const KaTable *table,
                       guint row,
                       int column,
                       const KaField *field,
                       KaSeverity severity,
                       const char *code,
                       char *message)
{
  KaImportProblem *problem = g_new0 (KaImportProblem, 1);

  problem->file = g_strdup (table->public.file);
  problem->sheet = g_strdup (table->public.sheet);
  problem->table = (int)table->index;
  problem->row = row;
  if (row > 0 && column >= 0)
    ka_import_problem_set_place (problem, ka_table_place (table, row - 1, column));
  problem->field = field;
  problem->severity = severity;
  problem->code = g_intern_string (code);
  problem->message = g_strdelimit (message, "\n\r\t", ' ');
  return problem;
}

void
ka_import_problem_free (KaImportProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->file);
  g_free (problem->sheet);
  g_free (problem->cell);
  g_free (problem->message);
  g_free (problem->what);
  g_clear_pointer (&problem->places, g_array_unref);
  g_free (problem);
}

KaImportPlace
ka_import_problem_get_place (const KaImportProblem *problem)
{
  if (problem->cell == NULL)
    return (KaImportPlace){ problem->row, KA_WHOLE_ROW };
  /* What was refused is the row, wherever its merged cells stand. */
  if (problem->severity == KA_SEVERITY_REFUSE)
    return (KaImportPlace){ problem->row, problem->place.column };
  return problem->place;
}

void
ka_import_problem_add_place (KaImportProblem *problem, KaImportPlace place)
{
  if (problem->places == NULL)
    {
      KaImportPlace own = ka_import_problem_get_place (problem);

      problem->places = g_array_new (FALSE, FALSE, sizeof (KaImportPlace));
      g_array_append_val (problem->places, own);
    }
  g_array_append_val (problem->places, place);
}

/* 第 4、7、9 行；J13、K13 等 72 格. */
void
ka_import_problem_tell_places (KaImportProblem *problem)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gboolean one_column = TRUE;
  guint shown;

  if (problem->places == NULL || problem->what == NULL)
    return;
  for (guint i = 1; i < problem->places->len; i++)
    one_column = one_column
                 && g_array_index (problem->places, KaImportPlace, i).column
                      == g_array_index (problem->places, KaImportPlace, 0).column;
  shown = MIN (problem->places->len, MAX_SHOWN_PLACES);
  for (guint i = 0; i < shown; i++)
    {
      const KaImportPlace *place = &g_array_index (problem->places, KaImportPlace, i);
      char letters[8];

      if (i > 0)
        g_string_append (list, "、");
      if (!one_column && place->column != KA_WHOLE_ROW)
        g_string_append (list, ka_column_letters (place->column, letters));
      g_string_append_printf (list, "%u", place->row);
    }
  g_free (problem->message);
  if (one_column && shown == problem->places->len)
    problem->message = g_strdup_printf (_ ("第 %s 行：%s"), list->str, problem->what);
  else if (one_column)
    problem->message = g_strdup_printf (_ ("第 %s 行等 %u 行：%s"), list->str, problem->places->len,
                                        problem->what);
  else if (shown == problem->places->len)
    problem->message = g_strdup_printf (_ ("%s：%s"), list->str, problem->what);
  else
    problem->message
      = g_strdup_printf (_ ("%s 等 %u 格：%s"), list->str, problem->places->len, problem->what);
}

/* By row; the files and sheets in the order in which they were met (the sort is stable). */
int
ka_import_problem_compare (gconstpointer a, gconstpointer b)
{
  const KaImportProblem *x = *(KaImportProblem *const *)a, *y = *(KaImportProblem *const *)b;
  int order = strcmp (x->file, y->file);

  if (order == 0)
    order = strcmp (x->sheet ? x->sheet : "", y->sheet ? y->sheet : "");
  if (order != 0)
    return order;
  return x->row < y->row ? -1 : x->row > y->row;
}

KaImportProblem *
ka_import_note_new (const char *file,
                    const char *sheet,
                    KaSeverity severity,
                    const char *code,
                    char *message)
{
  KaImportProblem *note = g_new0 (KaImportProblem, 1);

  note->file = g_strdup (file);
  note->sheet = g_strdup (sheet);
  note->table = -1;
  note->severity = severity;
  note->code = code;
  note->message = message;
  return note;
}
