/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* Bytes of a word that is found inside a text: two Chinese characters. */
#define MIN_WORD 6
#define MIN_SYNONYM 9
/* … for what may also be said otherwise or not at all. */
#define MIN_SURE_WORD 12

/* What all records of a table share and no column says: 特种作业人员 as the name of the sheet, 2025年第四季度
 * in its title. */

/* 诚信管理“黑名单” is 诚信管理黑名单. */
static char *
fold_words (const char *text)
{
  static const char *const quotes[] = { "“", "”", "\"", "「", "」", "《", "》", NULL };
  GString *folded = g_string_new (NULL);
  g_autofree char *raw = ka_text_fold (text);

  g_string_append (folded, raw);
  for (guint i = 0; quotes[i] != NULL; i++)
    g_string_replace (folded, quotes[i], "", 0);
  return g_string_free (folded, FALSE);
}

typedef struct
{
  const char *value; /* of the field's choices */
  gsize len;
  gboolean several;
} Best;

static void
try_word (Best *best, const char *folded, const char *word, gsize min, const char *value)
{
  g_autofree char *part = fold_words (word);
  gsize len = strlen (part);

  if (len < min || len < best->len || strstr (folded, part) == NULL)
    return;
  best->several = len == best->len && strcmp (best->value, value) != 0;
  best->value = value;
  best->len = len;
}

/* The choice of which a word stands in the text: the longest word, if no other is as long. min: bytes of
 * a word that is enough. */
static char *
find_choice (const KaField *field, const char *folded, gsize min)
{
  g_autofree const char **choices = ka_field_choices (field, KA_DAY_NONE);
  g_auto (GStrv) synonyms = g_strsplit (field->synonyms ? field->synonyms : "", "|", -1);
  g_auto (GStrv) values = g_strdupv (synonyms);
  Best best = { NULL, 0, FALSE };

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    try_word (&best, folded, choices[i], min, choices[i]);
  for (guint i = 0; synonyms[i] != NULL; i++)
    {
      char *equals = strchr (synonyms[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      g_free (values[i]);
      values[i] = g_strdup (equals + 1);
      /* Other words for it are also words of other things: 建设 in 四化建设情况. */
      try_word (&best, folded, synonyms[i], MAX (min, MIN_SYNONYM), values[i]);
    }
  return best.several ? NULL : g_strdup (best.value);
}

/* 第四季度, 4季度, 四季度 with the year before it, right before or anywhere. */
static char *
find_quarter (const KaField *field, const char *folded)
{
  static const char *const numbers[] = { "一", "二", "三", "四" };
  int year = ka_value_find_year (folded);
  const char *end = strstr (folded, "季度");

  for (guint q = 0; end != NULL && year != 0 && q < G_N_ELEMENTS (numbers); q++)
    {
      g_autofree char *before = g_strndup (folded, end - folded);
      g_autofree char *digit = g_strdup_printf ("%u", q + 1);

      if (g_str_has_suffix (before, numbers[q]) || g_str_has_suffix (before, digit))
        return g_strdup_printf ("%04dQ%u", year, q + 1);
    }
  return NULL;
}

/* 2025年3月 somewhere in the text: what begins with four digits and can be read as the field. */
static char *
find_period (const KaField *field, const char *folded)
{
  for (const char *at = folded; *at != '\0'; at++)
    {
      gsize digits = strspn (at, "0123456789");
      const char *end;
      g_autofree char *part = NULL;
      char *value = NULL;

      if (digits != 4)
        {
          at += digits > 0 ? digits - 1 : 0;
          continue;
        }
      end = strstr (at, field->type == KA_FIELD_QUARTER ? "季度" : "月");
      if (field->type == KA_FIELD_QUARTER && end != NULL)
        end += strlen ("季度");
      else if (field->type == KA_FIELD_MONTH && end != NULL)
        end += strlen ("月");
      else if (field->type == KA_FIELD_INT && g_str_has_prefix (at + 4, "年"))
        end = at + 4;
      if (end == NULL || end - at > 32)
        continue;
      part = g_strndup (at, end - at);
      if (ka_field_parse (field, part, KA_DAY_NONE, &value, NULL, NULL) && value != NULL)
        return value;
    }
  return field->type == KA_FIELD_QUARTER ? find_quarter (field, folded) : NULL;
}

static char *
find_value (const KaField *field, const char *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  folded = fold_words (text);
  if (field->type == KA_FIELD_CHOICE)
    return find_choice (field, folded, MIN_WORD);
  if (field->type == KA_FIELD_QUARTER || field->type == KA_FIELD_MONTH
      || (field->type == KA_FIELD_INT && strcmp (field->id, "year") == 0))
    return find_period (field, folded);
  return NULL;
}

static char *
find_anywhere (const KaFound *found, const KaField *field, const char *sheet, const char *file)
{
  g_auto (GStrv) lines = g_strsplit (found->title ? found->title : "", "\n", -1);
  char *value = find_value (field, sheet);

  /* The line right above the table is about it alone. */
  for (guint i = g_strv_length (lines); i-- > 0 && value == NULL;)
    value = find_value (field, lines[i]);
  return value ? value : find_value (field, file);
}

/* Which month the columns are of, now that the year is known. */
static void
share_months (KaFound *found)
{
  if (found->spread == NULL)
    return;
  g_ptr_array_set_size (found->shares, 0);
  for (guint c = 0; c < found->months->len; c++)
    {
      int month = g_array_index (found->months, int, c);
      int year = month >= 10000 ? month / 100 : found->year;

      g_ptr_array_add (found->shares,
                       month == 0 ? NULL : g_strdup_printf ("%04d-%02d", year, month % 100));
    }
}

void
ka_found_read_title (KaFound *found, const char *sheet, const char *file)
{
  const KaKind *kind = found->kind;

  g_hash_table_remove_all (found->constants);
  found->year = sheet ? ka_value_find_year (sheet) : 0;
  if (found->year == 0 && found->title != NULL)
    found->year = ka_value_find_year (found->title);
  if (found->year == 0 && file != NULL)
    found->year = ka_value_find_year (file);
  share_months (found);
  if (found->fixed != NULL)
    g_hash_table_insert (found->constants, (gpointer)found->fixed, g_strdup (found->fixed_value));
  for (guint f = 0; kind != NULL && f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      char *value;

      if (!(field->flags & KA_REQUIRED) || field == found->spread || field == found->fixed
          || g_ptr_array_find (found->fields, field, NULL))
        continue;
      value = find_anywhere (found, field, sheet, file);
      if (value != NULL)
        g_hash_table_insert (found->constants, (gpointer)field, value);
    }
}

/* ---- lines between the rows ---- */

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
  static const char *const digits[]
    = { "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", NULL };
  const char *next;

  while ((next = skip_any (text, digits)) != NULL)
    text = next;
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

/* heading: it is the line that heads the rows. */
static char *
read_section (const KaField *field, const char *line, gboolean heading)
{
  const char *rest;
  char *value = NULL;
  g_autofree char *folded = NULL;

  ka_skip_numbering (line, &rest);
  if (field->type == KA_FIELD_CHOICE)
    {
      folded = fold_words (rest);
      return find_choice (field, folded,
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
        value = read_section (field, g_ptr_array_index (lines, l), l == heading);
      if (value != NULL)
        g_hash_table_insert (values, (gpointer)field, value);
    }
  return values;
}
