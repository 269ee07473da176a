/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* A date in three columns: 检查时间 over 年 | 月 | 日. They are one, and stand in the first. */

static const char *const parts[] = { "年", "月", "日" };

/* The heading without the part of the date, NULL if it does not end in it. */
static char *
strip_part (const char *text, guint part)
{
  g_autofree char *folded = ka_text_fold (text);

  if (!g_str_has_suffix (folded, parts[part]))
    return NULL;
  return g_strndup (folded, strlen (folded) - strlen (parts[part]));
}

static gboolean
is_triple (GPtrArray *texts, guint column, char **stem)
{
  g_autofree char *first = NULL;

  if (column + G_N_ELEMENTS (parts) > texts->len)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *own = strip_part (g_ptr_array_index (texts, column + i), i);

      if (own == NULL || (i > 0 && strcmp (own, first) != 0))
        return FALSE;
      if (i == 0)
        first = g_steal_pointer (&own);
    }
  if (stem != NULL)
    *stem = g_steal_pointer (&first);
  return TRUE;
}

static void
set_text (GPtrArray *texts, guint column, char *text)
{
  g_free (g_ptr_array_index (texts, column));
  texts->pdata[column] = text;
}

void
ka_dates_reduce (GPtrArray *texts)
{
  for (guint c = 0; c + G_N_ELEMENTS (parts) <= texts->len; c++)
    {
      char *stem = NULL;

      if (!is_triple (texts, c, &stem))
        continue;
      /* 检查年 is the year of 检查日期. */
      if (*stem != '\0' && strstr (stem, "期") == NULL && strstr (stem, "时间") == NULL
          && strstr (stem, "时限") == NULL)
        set_text (texts, c, g_strconcat (stem, "日期", NULL));
      else
        set_text (texts, c, g_strdup (stem));
      g_free (stem);
      set_text (texts, c + 1, g_strdup (""));
      set_text (texts, c + 2, g_strdup (""));
    }
}

gboolean
ka_dates_stand_at (const KaFound *found, guint column)
{
  GPtrArray *last;

  if (found->forms != NULL || found->levels->len == 0)
    return FALSE;
  last = g_ptr_array_index (found->levels, found->levels->len - 1);
  return is_triple (last, column, NULL)
         && *(char *)g_ptr_array_index (found->headings, column + 1) == '\0';
}

static const KaCell *
cell_at (GArray *cells, guint column)
{
  for (guint i = 0; i < cells->len; i++)
    if (g_array_index (cells, KaCell, i).column == column)
      return &g_array_index (cells, KaCell, i);
  return NULL;
}

static gint64
read_part (const KaCell *cell, guint part)
{
  g_autofree char *text = cell ? ka_text_fold (cell->text) : NULL;
  gint64 value;

  if (text == NULL)
    return 0;
  if (g_str_has_suffix (text, parts[part]))
    text[strlen (text) - strlen (parts[part])] = '\0';
  return g_ascii_string_to_signed (text, 10, 1, 9999, &value, NULL) ? value : 0;
}

void
ka_dates_join (GArray *cells, guint column, GStringChunk *texts)
{
  gint64 date[3];
  char text[32];

  for (guint i = 0; i < 3; i++)
    date[i] = read_part (cell_at (cells, column + i), i);
  /* What is no date stays as it is, and is told. */
  if (date[0] == 0 || date[1] == 0 || date[2] == 0)
    return;
  g_snprintf (text, sizeof text, "%04d-%02d-%02d", (int)(date[0] < 100 ? 2000 + date[0] : date[0]),
              (int)date[1], (int)date[2]);
  for (guint i = 0; i < cells->len; i++)
    {
      KaCell *cell = &g_array_index (cells, KaCell, i);

      if (cell->column != column)
        continue;
      cell->text = g_string_chunk_insert (texts, text);
      cell->type = KA_CELL_TEXT;
    }
}
