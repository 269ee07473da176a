/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"
#include "ka-sample-private.h"

#include <ka-check.h>
#include <string.h>

/* Rows that are looked at, and values of a column among them. */
#define MAX_SAMPLE_ROWS 120
#define MAX_SAMPLES 40
#define MIN_SAMPLES 3
#define MAX_SAMPLE_BYTES 120
#define MAX_COUNT 1900 /* what is more may be a year */

KaSample *
ka_sample_new (KaFound *found, KaGrid *grid)
{
  KaSample *sample = g_new0 (KaSample, 1);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  g_autoptr (KaRows) rows = ka_rows_new (grid, found);
  guint number, n = 0;

  sample->found = found;
  sample->grid = grid;
  sample->columns = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  sample->texts = g_string_chunk_new (4096);
  for (guint c = 0; c < found->fields->len; c++)
    g_ptr_array_add (sample->columns, g_array_new (FALSE, FALSE, sizeof (KaCell)));
  for (; n < MAX_SAMPLE_ROWS && ka_rows_next (rows, &number, cells); n++)
    for (guint i = 0; i < cells->len; i++)
      {
        KaCell *cell = &g_array_index (cells, KaCell, i);
        GArray *column;

        if (cell->column >= sample->columns->len || cell->type == KA_CELL_ERROR
            || ka_rows_is_filled (rows, cell->column, NULL))
          continue;
        column = g_ptr_array_index (sample->columns, cell->column);
        if (column->len >= MAX_SAMPLES)
          continue;
        cell->text = g_string_chunk_insert (sample->texts, cell->text);
        g_array_append_val (column, *cell);
      }
  sample->n_rows = n;
  return sample;
}

void
ka_sample_free (KaSample *sample)
{
  g_ptr_array_unref (sample->columns);
  g_string_chunk_free (sample->texts);
  g_free (sample);
}

/* ---- does a column hold a field? ---- */

gboolean
ka_sample_is_date (const KaField *field)
{
  return field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME
         || field->type == KA_FIELD_MONTH;
}

/* A number is also a code of a list (1=一级), 是 also a choice: that shows nothing. */
static gboolean
is_telling (const KaField *field, const KaCell *cell)
{
  static const char *const words[] = { "是", "否", "有", "√", "×", "已", "未", "Y", "N", NULL };

  if (field->type != KA_FIELD_CHOICE)
    return TRUE;
  return cell->type == KA_CELL_TEXT && !g_ascii_isdigit (*cell->text)
         && !g_strv_contains (words, cell->text);
}

static gboolean
is_bare_month (const char *text)
{
  char *end = NULL;
  guint64 month = g_ascii_strtoull (text, &end, 10);

  return end > text && month >= 1 && month <= 12
         && (*end == '\0' || strcmp (end, "月") == 0 || strcmp (end, "月份") == 0);
}

/* 3月5日 of a year that stands elsewhere. */
static gboolean
is_bare_day (const KaCell *cell)
{
  const char *text = cell->text;
  gsize month = strspn (text, "0123456789"), day;

  if (cell->type != KA_CELL_TEXT || month == 0 || month > 2
      || !g_str_has_prefix (text + month, "月"))
    return FALSE;
  text += month + strlen ("月");
  day = strspn (text, "0123456789");
  return day > 0 && day <= 2 && (text[day] == '\0' || strncmp (text + day, "日", 3) == 0);
}

gboolean
ka_sample_is_like (const KaField *field, const KaCell *cell)
{
  char *value = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean ok;

  if (strlen (cell->text) > MAX_SAMPLE_BYTES)
    return FALSE;
  if (cell->type == KA_CELL_DATE || cell->type == KA_CELL_TIME)
    return ka_sample_is_date (field) || field->type == KA_FIELD_QUARTER;
  if (!is_telling (field, cell))
    return FALSE;
  if (field->type == KA_FIELD_DATE && ka_value_split_range (cell->text, &from, &to))
    return TRUE;
  /* 3 and 3月 of a year that stands elsewhere. */
  if (field->type == KA_FIELD_MONTH && is_bare_month (cell->text))
    return TRUE;
  ok = ka_field_parse (field, cell->text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL;
  g_free (value);
  return ok || (field->type == KA_FIELD_DATE && is_bare_day (cell));
}

/* The share of the values of a column that are values of the field; -1: too few to say. */
double
ka_sample_rate (const KaSample *sample, guint column, const KaField *field)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  guint n = 0, fit = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (ka_value_is_nothing (cell->text, field) || ka_value_is_pending (cell->text, field))
        continue;
      n++;
      fit += ka_sample_is_like (field, cell);
    }
  return n < MIN_SAMPLES ? -1 : fit / (double)n;
}

gboolean
ka_sample_fits_all (const KaSample *sample, guint column, const KaField *field)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);

  for (guint i = 0; i < cells->len; i++)
    if (!ka_sample_is_like (field, &g_array_index (cells, KaCell, i)))
      return FALSE;
  return cells->len > 0;
}

guint
ka_sample_count_distinct (const KaSample *sample, guint column)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cells->len; i++)
    g_hash_table_add (seen, (gpointer)g_array_index (cells, KaCell, i).text);
  return g_hash_table_size (seen);
}

/* 1, 2、 (3) as a number; 0: it counts nothing. Numbers of papers and years are longer. */
static guint
read_count (const char *text)
{
  gsize lead = strspn (text, "( ");
  char *end = NULL;
  guint64 n = g_ascii_strtoull (text + lead, &end, 10);

  if (end == text + lead || end - (text + lead) > 4 || n > MAX_COUNT)
    return 0;
  if (g_str_has_prefix (end, "、"))
    end += strlen ("、");
  return end[strspn (end, ".) ")] == '\0' ? (guint)n : 0;
}

/* 1, 2, 3 … count the rows, of each group anew. */
gboolean
ka_sample_counts_rows (const KaSample *sample, guint column)
{
  const GArray *cells = g_ptr_array_index (sample->columns, column);
  guint steps = 0, before = 0, first = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      guint n = read_count (g_array_index (cells, KaCell, i).text);

      if (i == 0)
        first = n;
      else
        steps += n > 0 && (n == before + 1 || (n == 1 && first == 1 && before > 1));
      before = n;
    }
  return first > 0 && cells->len > 1 && steps * 10 >= (cells->len - 1) * 7;
}
