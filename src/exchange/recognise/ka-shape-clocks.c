/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* The day in one column and the time of day in the next: 发生日期 | 发生时刻. They are one value, in the first. */

#define MIN_SHARE 0.8

static gboolean
heading_holds (const KaFound *found, guint column, const char *const *words)
{
  const char *heading = g_ptr_array_index (found->headings, column);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (heading, words[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* 13:35, 13时35分许, 0.5659 of a day: HH:MM, or NULL. */
static char *
read_clock (const KaCell *cell)
{
  static const KaField time = { .id = "time", .label = "time", .type = KA_FIELD_TIME };
  g_autofree char *text = NULL;
  char *value = NULL, *clock;

  if (cell->type == KA_CELL_TIME)
    return strlen (cell->text) >= 16 ? g_strndup (cell->text + 11, 5) : NULL;
  if (cell->type == KA_CELL_NUMBER)
    {
      double day = g_ascii_strtod (cell->text, NULL);
      int minutes = (int)(day * 24 * 60 + 0.5);

      return day > 0 && minutes < 24 * 60
               ? g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60)
               : NULL;
    }
  if (cell->type != KA_CELL_TEXT || strlen (cell->text) > 60)
    return NULL;
  text = g_strdup_printf ("2000-01-01 %s", cell->text);
  if (!ka_field_parse (&time, text, KA_DAY_NONE, &value, NULL, NULL) || value == NULL
      || strlen (value) < 16)
    {
      g_free (value);
      return NULL;
    }
  clock = g_strndup (value + 11, 5);
  g_free (value);
  return clock;
}

static gboolean
holds_clocks (const GArray *cells)
{
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *clock = read_clock (&g_array_index (cells, KaCell, i));

      n += clock != NULL;
    }
  return n > 0 && n >= MIN_SHARE * cells->len;
}

void
ka_found_take_clocks (KaFound *found, GPtrArray *columns)
{
  static const char *const days[] = { "日期", "年月日", "日子", NULL };
  static const char *const clocks[] = { "时刻", "时间", "时分", "钟点", "几时", NULL };

  for (guint c = 0; c + 1 < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      const KaField *next = g_ptr_array_index (found->fields, c + 1);

      if ((field != NULL) == (next != NULL) || (field ? field : next)->type != KA_FIELD_TIME
          || !heading_holds (found, c, days) || !heading_holds (found, c + 1, clocks)
          || !holds_clocks (g_ptr_array_index (columns, c + 1)))
        continue;
      found->fields->pdata[c] = (gpointer)(field ? field : next);
      found->fields->pdata[c + 1] = NULL;
      if (found->clocks == NULL)
        found->clocks = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (found->clocks, c);
    }
}

void
ka_clock_join (GArray *cells, guint column, GStringChunk *texts)
{
  KaCell *day = NULL;
  const KaCell *clock = NULL;
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < cells->len; i++)
    {
      KaCell *cell = &g_array_index (cells, KaCell, i);

      if (cell->column == column)
        day = cell;
      else if (cell->column == column + 1)
        clock = cell;
    }
  if (day == NULL || clock == NULL
      || (day->type != KA_CELL_TEXT && day->type != KA_CELL_DATE && day->type != KA_CELL_TIME))
    return;
  time = read_clock (clock);
  if (time == NULL)
    return;
  text = day->type == KA_CELL_TEXT ? g_strdup_printf ("%s %s", day->text, time)
                                   : g_strdup_printf ("%.10s %s", day->text, time);
  day->text = g_string_chunk_insert (texts, text);
  day->type = KA_CELL_TEXT;
}
