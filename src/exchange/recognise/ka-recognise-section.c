/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* What lines between the rows say of those below them. */

/* Bytes of a word that is found inside a line; of what may also be said otherwise or not at all. */
#define MIN_WORD 6
#define MIN_SURE_WORD 12

static const char *
skip_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return text + strlen (words[i]);
  return NULL;
}

static const char *
skip_number (const char *text)
{
  gunichar c;

  while ((c = g_utf8_get_char (text)) >= 0x4e00 && c <= 0x56db
         && g_utf8_strchr ("一二三四五六七八九十", -1, c) != NULL)
    text = g_utf8_next_char (text);
  return text;
}

guint
ka_skip_numbering (const char *text, const char **rest)
{
  static const char *const open[] = { "（", "(", NULL }, *const close[] = { "）", ")", NULL };
  static const char *const part[] = { "、", "．", ".", NULL };
  const char *at, *next;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  *rest = text;
  at = skip_any (text, open);
  if (at != NULL)
    {
      gsize digits = strspn (at, "0123456789");

      next = skip_any (digits > 0 ? at + digits : skip_number (at), close);
      if (next == NULL || next - at > 20 || next == skip_any (at, close))
        return 0;
      *rest = next;
      return digits > 0 ? 4 : 2;
    }
  at = skip_number (text);
  if (at != text)
    {
      next = skip_any (at, part);
      *rest = next ? next : text;
      return next ? 1 : 0;
    }
  at = text + strspn (text, "0123456789");
  if (at == text || at - text > 3)
    return 0;
  next = skip_any (at, part);
  if (next == NULL)
    return 0;
  *rest = next;
  return 3;
}

guint
ka_read_numbering (const char *text)
{
  static const char *const digits[]
    = { "一", "二", "三", "四", "五", "六", "七", "八", "九", NULL };
  const char *end;
  guint tens = 0, units = 0;

  if (ka_skip_numbering (text, &end) == 0)
    return 0;
  for (; text < end; text = g_utf8_next_char (text))
    {
      if (g_ascii_isdigit (*text))
        return (guint)g_ascii_strtoull (text, NULL, 10);
      if (g_str_has_prefix (text, "十"))
        {
          tens = MAX (units, 1);
          units = 0;
        }
      for (guint i = 0; digits[i] != NULL; i++)
        if (g_str_has_prefix (text, digits[i]))
          units = i + 1;
    }
  return tens * 10 + units;
}

/* 双福街道, 企业任务清单, 企业任务清单（15条）: the whole line is a word for it. */
static char *
read_word (const KaField *field, const char *line)
{
  g_autofree char *text = NULL;
  const char *rest;
  char *value = NULL, *remark;

  ka_skip_numbering (line, &rest);
  text = g_strdup (rest);
  if (ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL)
    return value;
  remark = strstr (text, "（");
  if (remark == NULL || !g_str_has_suffix (text, "）"))
    return NULL;
  *remark = '\0';
  return ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) ? value : NULL;
}

/* Whether the line says no more than what a choice of the sections is: 一、企业任务清单. */
static gboolean
is_section_word (const KaKind *kind, const char *line)
{
  for (guint f = 0; f < kind->n_fields; f++)
    {
      g_autofree char *value = NULL;

      if ((kind->fields[f].flags & KA_SECTION) && kind->fields[f].type == KA_FIELD_CHOICE)
        value = read_word (&kind->fields[f], line);
      if (value != NULL)
        return TRUE;
    }
  return FALSE;
}

/* The outermost line that is the heading itself; where there is none, the outermost. */
static guint
find_heading (const KaKind *kind, GPtrArray *lines)
{
  for (guint l = 0; l < lines->len; l++)
    if (!is_section_word (kind, g_ptr_array_index (lines, l)))
      return l;
  return 0;
}

/* 三月, 2026年3月份（4家）: the month of the rows below; of a day it is not. */
static char *
read_month (const char *line, int year)
{
  g_autofree char *folded = ka_text_fold (line);
  const char *rest;
  int own, month;

  if (!ka_value_read_month (folded, &own, &month, &rest)
      || (*rest != '\0' && *rest != '(' && *rest != ':' && !g_str_has_prefix (rest, "计划")
          && !g_str_has_prefix (rest, "安排")))
    return NULL;
  year = own != 0 ? own : year;
  return year != 0 ? g_strdup_printf ("%04d-%02d", year, month) : NULL;
}

/* Where no year is known and none is asked for. */
#define SOME_YEAR 2000

/* 第三季度, 2025年三季度（4件）: the quarter likewise. */
static char *
read_quarter (const char *line, int year)
{
  g_autofree char *folded = ka_text_fold (line);
  const char *rest = strstr (folded, "季度");

  if (rest == NULL || rest - folded > 30)
    return NULL;
  rest += strlen ("季度");
  return *rest == '\0' || *rest == '(' || *rest == ':' ? ka_find_quarter (folded, year) : NULL;
}

gboolean
ka_found_is_period_line (const KaFound *found, const char *line)
{
  const KaField *period = found->kind != NULL ? ka_find_spread (found->kind) : NULL;
  g_autofree char *value = NULL;

  if (found->kind == NULL || found->spread != NULL
      || (period != NULL && g_ptr_array_find (found->fields, period, NULL)))
    return FALSE;
  /* The rows have dates of their own. */
  if (period == NULL)
    {
      value = read_month (line, found->year != 0 ? found->year : SOME_YEAR);
      if (value == NULL)
        value = read_quarter (line, found->year != 0 ? found->year : SOME_YEAR);
      return value != NULL;
    }
  value = period->type == KA_FIELD_QUARTER ? read_quarter (line, found->year)
                                           : read_month (line, found->year);
  return value != NULL;
}

/* heading: it is the line that heads the rows. */
static char *
read_section (const KaField *field, const char *line, int year, gboolean heading)
{
  const char *rest;
  char *value = NULL;
  g_autofree char *folded = NULL;

  ka_skip_numbering (line, &rest);
  if (field->type == KA_FIELD_MONTH)
    return read_month (rest, year);
  if (field->type == KA_FIELD_QUARTER)
    return read_quarter (rest, year);
  if (field->type == KA_FIELD_CHOICE)
    {
      folded = ka_fold_words (rest);
      return ka_find_choice (field, folded,
                             field->flags & (KA_REQUIRED | KA_SECTION) ? MIN_WORD : MIN_SURE_WORD);
    }
  if ((field->flags & KA_SECTION) && heading && field->type == KA_FIELD_TEXT)
    return ka_field_parse (field, rest, KA_DAY_NONE, &value, NULL, NULL) ? value : NULL;
  if (field->type == KA_FIELD_REF && strcmp (field->target, "enterprise") == 0)
    {
      static const char *const ends[] = { "公司", "厂", "采石场", "矿", "合作社", "企业", NULL };

      for (guint i = 0; ends[i] != NULL; i++)
        if (g_str_has_suffix (rest, ends[i]) && strlen (rest) > 12)
          return g_strdup (rest);
    }
  return NULL;
}

GHashTable *
ka_found_read_section (const KaFound *found, GPtrArray *lines)
{
  GHashTable *values = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  guint heading = find_heading (found->kind, lines);

  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];
      char *value = NULL;

      if (g_ptr_array_find (found->fields, field, NULL) || field == found->spread)
        continue;
      /* What says it outright goes before what only has its word in it (压实企业责任). */
      for (guint l = lines->len; field->type == KA_FIELD_CHOICE && l-- > 0 && value == NULL;)
        value = read_word (field, g_ptr_array_index (lines, l));
      for (guint l = lines->len; l-- > 0 && value == NULL;)
        value = read_section (field, g_ptr_array_index (lines, l), found->year, l == heading);
      if (value != NULL)
        g_hash_table_insert (values, (gpointer)field, value);
    }
  return values;
}
