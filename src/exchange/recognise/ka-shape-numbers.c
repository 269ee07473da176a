/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* 栏次 | 甲 | 乙 | 1 | 2 | 3=1+2 below the headings: forms number their columns there, and say nothing of a record. */

#define MAX_NUMBER_BYTES 24
#define MIN_NUMBERED 3

typedef enum
{
  ROW_NONE,
  ROW_STEMS,
  ROW_DIGITS,
  ROW_LETTERS,
} Sort;

/* 天干, and 地支 where they do not suffice. */
static const char *const stems[]
  = { "甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸", "子",
      "丑", "寅", "卯", "辰", "巳", "午", "未", "申", "酉", "戌", "亥" };

static gboolean
is_caption (const char *text)
{
  static const char *const captions[]
    = { "栏次", "栏目", "栏号", "列次", "列号", "栏", "编号", "序号", NULL };

  return g_strv_contains (captions, text);
}

/* Which number of its sort, from 1. what follows: 3=1+2, and brackets around it. */
static Sort
read_number (const char *text, guint *n)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *at = folded, *rest = NULL;
  Sort sort = ROW_NONE;

  at += strspn (at, "([ ");
  for (guint i = 0; i < G_N_ELEMENTS (stems) && rest == NULL; i++)
    if (g_str_has_prefix (at, stems[i]))
      {
        *n = i + 1;
        sort = ROW_STEMS;
        rest = at + strlen (stems[i]);
      }
  if (rest == NULL && g_ascii_isdigit (*at))
    {
      char *end;

      *n = (guint)g_ascii_strtoull (at, &end, 10);
      sort = ROW_DIGITS;
      rest = end;
    }
  else if (rest == NULL && g_ascii_isalpha (*at))
    {
      *n = (guint)(g_ascii_tolower (*at) - 'a') + 1;
      sort = ROW_LETTERS;
      rest = at + 1;
    }
  if (rest == NULL)
    return ROW_NONE;
  rest += strspn (rest, ")] ");
  return *rest == '\0' || *rest == '=' ? sort : ROW_NONE;
}

gboolean
ka_cells_number_columns (const GArray *cells)
{
  guint last[ROW_LETTERS + 1] = { 0 }, n_numbered = 0;
  gboolean marked = FALSE;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      guint n = 0;
      Sort sort;

      if (strlen (cell->text) > MAX_NUMBER_BYTES || cell->type == KA_CELL_DATE)
        return FALSE;
      if (i == 0 && is_caption (cell->text))
        {
          marked = TRUE;
          continue;
        }
      sort = read_number (cell->text, &n);
      /* One after another, of each sort from the first on. */
      if (sort == ROW_NONE || n != last[sort] + 1)
        return FALSE;
      last[sort] = n;
      n_numbered++;
    }
  return n_numbered >= MIN_NUMBERED || (marked && n_numbered > 0);
}
