/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-sample-private.h"

#include <ka-check.h>
#include <string.h>

/* Which of the columns that may be of a list (or the day of the record) is it: their values say so. */

/* Of the values of a column that is a field; of one that cannot be it. */
#define MIN_FIT 0.8
#define MAX_MISFIT 0.2
/* Distinct values that show which list of choices they are from. */
#define MIN_CHOICES 2
#define MIN_GUESS 0.5 /* of a heading */

/* 已完成, 未完成 answer any question; words of the list itself are of it all the same. */
gboolean
ka_sample_only_answers (const KaSample *sample, guint column, const KaField *field)
{
  static const KaField flag = { .id = "", .label = "", .type = KA_FIELD_FLAG };
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  g_auto (GStrv) choices = field->choices != NULL ? g_strsplit (field->choices, "|", -1) : NULL;

  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;
      g_autofree char *value = NULL;

      if ((choices != NULL && g_strv_contains ((const char *const *)choices, text))
          || !ka_field_parse (&flag, text, KA_DAY_NONE, &value, NULL, NULL))
        return FALSE;
    }
  return TRUE;
}

/* Every value is of the list, and they are of several of its entries: that is no chance. */
static gboolean
is_surely_of_list (const KaSample *sample, guint column, const KaField *field)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (field->type != KA_FIELD_CHOICE || field->codes != NULL
      || !ka_sample_fits_all (sample, column, field)
      || ka_sample_only_answers (sample, column, field))
    return FALSE;
  for (guint i = 0; i < cells->len; i++)
    {
      char *value = NULL;

      if (ka_field_parse (field, g_array_index (cells, KaCell, i).text, KA_DAY_NONE, &value, NULL,
                          NULL)
          && value != NULL)
        g_hash_table_add (values, value);
    }
  return g_hash_table_size (values) >= MIN_CHOICES;
}

/* 班次 | 培训对象 over 第1期 | 安全管理人员: of two columns that may be of a list, the one whose values are. */
void
ka_sample_move_choice (KaSample *sample, guint column)
{
  KaFound *found = sample->found;
  const KaField *field = g_ptr_array_index (found->fields, column);
  g_autofree double *scores = NULL;
  double fit;
  int better = -1;

  if (field == NULL || field->type != KA_FIELD_CHOICE || ka_found_option (found, column) != NULL)
    return;
  fit = ka_sample_rate (sample, column, field);
  if (fit < 0 || fit >= MIN_FIT)
    return;
  scores = g_new0 (double, found->kind->n_fields);
  for (guint c = 0; c < found->fields->len; c++)
    {
      g_autoptr (KaHeading) heading = NULL;

      if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c
          || ka_sample_rate (sample, c, field) < MIN_FIT)
        continue;
      heading = ka_heading_new (g_ptr_array_index (found->headings, c));
      ka_heading_match (heading, found->kind, scores);
      /* 职务 | 资格类型 over 董事长 | 主要负责人. */
      if ((fit > MAX_MISFIT || scores[field - found->kind->fields] <= MIN_GUESS)
          && !is_surely_of_list (sample, c, field))
        continue;
      if (better >= 0)
        return;
      better = (int)c;
    }
  if (better < 0)
    return;
  found->fields->pdata[better] = (gpointer)field;
  found->fields->pdata[column] = NULL;
}

static gboolean
is_short_day (const KaCell *cell)
{
  const char *text = cell->text;
  gsize month = strspn (text, "0123456789"), day;

  if (cell->type != KA_CELL_TEXT || month == 0 || month > 2 || text[month] == '\0'
      || strchr ("./-", text[month]) == NULL)
    return FALSE;
  day = strspn (text + month + 1, "0123456789");
  return day > 0 && day <= 2 && text[month + 1 + day] == '\0';
}

/* 日期 and no more is the day of the record, be it 12.6 of a year that stands elsewhere. */
void
ka_sample_take_bare_day (KaSample *sample)
{
  KaFound *found = sample->found;
  const KaField *day = found->kind->date ? ka_kind_field (found->kind, found->kind->date) : NULL;

  if (day == NULL || day->type != KA_FIELD_DATE || g_ptr_array_find (found->fields, day, NULL))
    return;
  for (guint c = 0; c < found->fields->len; c++)
    {
      const GArray *cells = g_ptr_array_index (sample->columns, c);
      g_autoptr (KaHeading) heading = ka_heading_new (g_ptr_array_index (found->headings, c));
      g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);
      guint fit = 0;

      if (g_ptr_array_index (found->fields, c) != NULL || words->len != 1
          || strcmp (g_ptr_array_index (words, 0), "日期") != 0)
        continue;
      for (guint i = 0; i < cells->len; i++)
        fit += ka_sample_is_like (day, &g_array_index (cells, KaCell, i))
               || is_short_day (&g_array_index (cells, KaCell, i));
      if (fit > 0 && fit >= MIN_FIT * cells->len)
        {
          found->fields->pdata[c] = (gpointer)day;
          return;
        }
    }
}
