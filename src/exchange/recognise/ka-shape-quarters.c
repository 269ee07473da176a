/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* 一季度 | 二季度 | … with the months in their cells (3月, 7月、9月): the months of the row, in whichever quarter each of
 * them stands. They are one, and stand in the first of the columns. */

#define MIN_MONTHS 0.8

/* 第一季度, 2026年2季度, 上半年, and nothing else. */
static gboolean
is_season (const char *text)
{
  static const char *const ends[] = { "季度", "季", "上半年", "下半年", NULL };
  g_autofree char *folded = ka_text_fold (text);
  const char *at = folded;

  if (strspn (at, "0123456789") == 4 && g_str_has_prefix (at + 4, "年"))
    at += 4 + strlen ("年");
  if (g_str_has_prefix (at, "第"))
    at += strlen ("第");
  if (g_strv_contains (ends, at))
    return g_str_has_suffix (at, "半年");
  if (*at >= '1' && *at <= '4')
    at++;
  else if (g_utf8_strchr ("一二三四", -1, g_utf8_get_char (at)) != NULL && *at != '\0')
    at = g_utf8_next_char (at);
  else
    return FALSE;
  return g_strv_contains (ends, at);
}

/* 3月, 3月、5月; a bare number may count the checks of the quarter. */
static gboolean
is_months (const KaCell *cell)
{
  g_autofree char *folded = NULL;

  if (cell->type == KA_CELL_DATE)
    return TRUE;
  if (cell->type != KA_CELL_TEXT || strlen (cell->text) > 60 || strstr (cell->text, "月") == NULL)
    return FALSE;
  folded = ka_text_fold (cell->text);
  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_ascii_isdigit (*at) && strchr (" ,;.-~", *at) == NULL && !g_str_has_prefix (at, "月")
        && !g_str_has_prefix (at, "年") && !g_str_has_prefix (at, "份")
        && !g_str_has_prefix (at, "、") && !g_str_has_prefix (at, "和"))
      return FALSE;
  return TRUE;
}

static gboolean
holds_months (const GArray *cells)
{
  guint n = 0, months = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      if (ka_across_is_stroke (cell->text))
        continue;
      n++;
      months += is_months (cell);
    }
  return months >= MIN_MONTHS * n;
}

static const KaField *
find_month (const KaKind *kind)
{
  const KaField *field = ka_find_spread (kind);

  return field != NULL && field->type == KA_FIELD_MONTH ? field : NULL;
}

void
ka_found_take_quarters (KaFound *found, GPtrArray *columns)
{
  const KaField *month = find_month (found->kind);
  g_autoptr (GArray) quarters = g_array_new (FALSE, FALSE, sizeof (guint));
  GPtrArray *last;
  guint held, given = 0;

  g_clear_pointer (&found->quarters, g_array_unref);
  if (month == NULL || found->levels->len == 0 || found->forms != NULL)
    return;
  last = g_ptr_array_index (found->levels, found->levels->len - 1);
  for (guint c = 0; c < found->fields->len && c < last->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      const GArray *cells = g_ptr_array_index (columns, c);

      if ((field != NULL && field != month) || !is_season (g_ptr_array_index (last, c))
          || !holds_months (cells))
        continue;
      given += cells->len > 0;
      g_array_append_val (quarters, c);
    }
  if (given == 0)
    return;
  /* 计划月份 beside them says it better. */
  if (g_ptr_array_find (found->fields, month, &held))
    {
      for (guint i = 0; i < quarters->len; i++)
        if (g_array_index (quarters, guint, i) == held)
          found->fields->pdata[held] = NULL;
      if (g_ptr_array_index (found->fields, held) != NULL)
        return;
    }
  found->fields->pdata[g_array_index (quarters, guint, 0)] = (gpointer)month;
  found->quarters = g_steal_pointer (&quarters);
}

gboolean
ka_found_is_quarter (const KaFound *found, guint column)
{
  for (guint i = 0; found->quarters != NULL && i < found->quarters->len; i++)
    if (g_array_index (found->quarters, guint, i) == column)
      return TRUE;
  return FALSE;
}

static char *
write_months (const KaCell *cell)
{
  return cell->type == KA_CELL_DATE ? g_strdup_printf ("%.4s年%.2s月", cell->text, cell->text + 5)
                                    : g_strdup (cell->text);
}

void
ka_quarters_join (GArray *cells, const GArray *quarters, GStringChunk *texts)
{
  g_autoptr (GString) months = g_string_new (NULL);
  guint first = g_array_index (quarters, guint, 0);
  KaCell joined = { 0 };
  guint at = 0;

  for (guint i = 0; i < cells->len;)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      gboolean is_one = FALSE;

      for (guint q = 0; q < quarters->len && !is_one; q++)
        is_one = g_array_index (quarters, guint, q) == cell->column;
      if (!is_one)
        {
          at += cell->column < first;
          i++;
          continue;
        }
      if (!ka_across_is_stroke (cell->text))
        {
          g_autofree char *text = write_months (cell);

          joined = *cell;
          g_string_append_printf (months, "%s%s", months->len > 0 ? "、" : "", text);
        }
      g_array_remove_index (cells, i);
    }
  if (months->len == 0)
    return;
  joined.column = first;
  joined.type = KA_CELL_TEXT;
  joined.text = g_string_chunk_insert (texts, months->str);
  g_array_insert_val (cells, MIN (at, cells->len), joined);
}
