/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* Months across: 1月 … 12月 over 在岗天数 and 排查次数, or the other way round, or in one heading
 * (1月在岗天数). Each row then is a record for each month. Quarters likewise. */

/* A quarter is kept as if it were a month of this number and more. */
#define QUARTERS 20

/* The month that the text is or begins with, and what is left of it. */
static int
take_month (const char *text, char **rest)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *left;
  int year, month;

  if (!ka_value_read_month (folded, &year, &month, &left))
    return 0;
  *rest = g_strdup (left);
  return year * 100 + month;
}

/* 第三季度, 2025年3季度进展: likewise. */
static int
take_quarter (const char *text, char **rest)
{
  static const char *const numbers[] = { "一", "二", "三", "四" };
  g_autofree char *folded = ka_text_fold (text);
  const char *at = folded;
  gsize digits = strspn (at, "0123456789");
  int year = 0;

  if (digits == 4 && g_str_has_prefix (at + 4, "年"))
    {
      year = (int)g_ascii_strtoull (at, NULL, 10);
      at += 4 + strlen ("年");
    }
  if (g_str_has_prefix (at, "第"))
    at += strlen ("第");
  for (int q = 1; q <= 4; q++)
    {
      g_autofree char *digit = g_strdup_printf ("%d季度", q);
      g_autofree char *word = g_strdup_printf ("%s季度", numbers[q - 1]);
      const char *found = g_str_has_prefix (at, digit) ? digit : word;

      if (!g_str_has_prefix (at, found))
        continue;
      *rest = g_strdup (at + strlen (found));
      return year * 100 + QUARTERS + q;
    }
  return 0;
}

char *
ka_months_write (int month, int year)
{
  year = month >= 10000 ? month / 100 : year;
  month %= 100;
  return month > QUARTERS ? g_strdup_printf ("%04dQ%d", year, month - QUARTERS)
                          : g_strdup_printf ("%04d-%02d", year, month);
}

static gboolean
has_two (const GArray *months)
{
  int first = 0;

  for (guint c = 0; c < months->len; c++)
    {
      int month = g_array_index (months, int, c);

      if (month == 0)
        continue;
      if (first != 0 && month != first)
        return TRUE;
      first = month;
    }
  return FALSE;
}

/* 2024年 over its months. */
static int
take_year (const char *text)
{
  g_autofree char *folded = ka_text_fold (text);
  int year;

  if (strspn (folded, "0123456789") != 4
      || (strcmp (folded + 4, "年") != 0 && strcmp (folded + 4, "年度") != 0))
    return 0;
  year = (int)g_ascii_strtoull (folded, NULL, 10);
  return year >= 1900 && year <= 2200 ? year : 0;
}

/* 一季度, 第2季度, 上半年 over their months say no more than these. */
static gboolean
is_season (const char *text)
{
  static const char *const seasons[] = { "一季度", "二季度", "三季度", "四季度", "1季度", "2季度",
                                         "3季度",  "4季度",  "上半年", "下半年", NULL };
  g_autofree char *folded = ka_text_fold (text);
  const char *bare = g_str_has_prefix (folded, "第") ? folded + strlen ("第") : folded;

  return g_strv_contains (seasons, bare);
}

/* 1 … 12 under 月份. */
static int
take_bare_number (const char *text, const char *above)
{
  g_autofree char *folded = ka_text_fold (above);
  gint64 month;

  if (strstr (folded, "月") == NULL || !g_ascii_string_to_signed (text, 10, 1, 12, &month, NULL))
    return 0;
  return (int)month;
}

static char *
join_levels (GPtrArray *levels, guint column)
{
  GString *joined = g_string_new (NULL);
  const char *last = "";

  for (guint l = 0; l < levels->len; l++)
    {
      const char *text = g_ptr_array_index ((GPtrArray *)g_ptr_array_index (levels, l), column);

      if (strcmp (text, last) != 0)
        g_string_append (joined, text);
      last = text;
    }
  return g_string_free (joined, FALSE);
}

typedef struct
{
  int month; /* year × 100 + month; 0: none */
  int year;  /* that stands alone */
  char *rest;
} Heading;

static Heading
read_column (GPtrArray *levels, gboolean quarters, guint column)
{
  Heading heading = { 0, 0, NULL };
  GString *rest = g_string_new (NULL);
  const char *last = "";

  for (guint l = 0; l < levels->len; l++)
    {
      const char *text = g_ptr_array_index ((GPtrArray *)g_ptr_array_index (levels, l), column);
      g_autofree char *left = NULL;
      int month = 0;

      if (strcmp (text, last) == 0 || (!quarters && is_season (text)))
        continue;
      if (heading.month == 0)
        month = quarters ? take_quarter (text, &left) : take_month (text, &left);
      if (heading.month == 0 && month == 0 && !quarters)
        month = take_bare_number (text, last);
      last = text;
      if (month != 0)
        heading.month = month;
      else if (heading.year == 0 && (heading.year = take_year (text)) != 0)
        continue;
      g_string_append (rest, month != 0 ? (left ? left : "") : text);
    }
  heading.rest = g_string_free (rest, FALSE);
  return heading;
}

/* 月份, 计划检查时间安排 over the months say nothing of what they hold. */
static gboolean
is_word_for_month (const char *text)
{
  /* What no heading has as a word comes as its characters: 计划, 安排, 实施, 进度, 执法, 监管, 时段. */
  static const char *const idle[]
    = { "月份", "日期", "检查", "年度", "计", "划", "安", "排", "实", "施", "进", "度", "各",
        "分",   "全",   "年",   "执",   "法", "监", "管", "表", "时", "段", "拟", NULL };
  g_autofree char *folded = ka_text_fold (text);
  g_autoptr (GPtrArray) words = ka_heading_words (folded);
  guint n = 0;

  for (guint i = 0; i < words->len; i++)
    n += g_strv_contains (idle, g_ptr_array_index (words, i));
  return words->len > 0 && n == words->len;
}

GPtrArray *
ka_months_split (GPtrArray *levels, gboolean quarters, GArray **months)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) found = NULL;
  guint n = levels->len > 0 ? ((GPtrArray *)g_ptr_array_index (levels, 0))->len : 0;

  found = g_array_sized_new (FALSE, TRUE, sizeof (int), n);
  g_array_set_size (found, n);
  for (guint c = 0; c < n; c++)
    {
      Heading heading = read_column (levels, quarters, c);

      if (heading.month != 0 && heading.month < 10000)
        heading.month += heading.year * 100;
      if (heading.month != 0 && is_word_for_month (heading.rest))
        *heading.rest = '\0';
      if (heading.month == 0 && heading.year != 0)
        {
          g_free (heading.rest);
          heading.rest = join_levels (levels, c);
        }
      g_array_index (found, int, c) = heading.month;
      g_ptr_array_add (texts, heading.rest);
    }
  if (!has_two (found))
    return NULL;
  *months = g_steal_pointer (&found);
  return g_steal_pointer (&texts);
}

void
ka_months_name (GPtrArray *texts, GArray *months, const char *heading)
{
  for (guint c = 0; c < texts->len; c++)
    if (g_array_index (months, int, c) != 0 && *(char *)g_ptr_array_index (texts, c) == '\0')
      {
        g_free (g_ptr_array_index (texts, c));
        texts->pdata[c] = g_strdup (heading);
      }
}

gboolean
ka_months_are_bare (GPtrArray *texts, GArray *months)
{
  for (guint c = 0; c < texts->len; c++)
    if (g_array_index (months, int, c) != 0 && *(char *)g_ptr_array_index (texts, c) == '\0')
      return TRUE;
  return FALSE;
}

GPtrArray *
ka_months_reduce (GPtrArray *texts, GArray *months)
{
  GPtrArray *reduced = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint c = 0; c < texts->len; c++)
    {
      const char *text = g_ptr_array_index (texts, c);
      gboolean again
        = g_array_index (months, int, c) != 0 && !g_hash_table_add (seen, (char *)text);

      g_ptr_array_add (reduced, g_strdup (again ? "" : text));
    }
  return reduced;
}
