/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <string.h>

/* 1.坡面有浮石；2.车挡高度不足 in one cell: a hazard each. What stands beside them in as many items is
 * theirs one by one, and all else is of each of them. */

#define MAX_ITEMS 60u
#define MIN_ITEM_CHARS 2

/* ① … ⑳ */
static guint
read_circled (const char *text, const char **rest)
{
  gunichar c = g_utf8_get_char (text);

  if (c < 0x2460 || c > 0x2473)
    return 0;
  *rest = g_utf8_next_char (text);
  return c - 0x2460 + 1;
}

static const char *
skip_any (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return text + strlen (words[i]);
  return NULL;
}

/* 隐患1：, 问题二： */
static guint
read_named (const char *text, const char **rest)
{
  static const char *const names[] = { "隐患", "问题", "事故隐患", "存在问题", "问题隐患", NULL };
  static const char *const numbers[]
    = { "一", "二", "三", "四", "五", "六", "七", "八", "九", NULL };
  static const char *const colons[] = { "：", ":", "、", "．", ".", NULL };
  const char *at = skip_any (text, names), *end;
  guint number = 0;

  if (at == NULL)
    return 0;
  if (g_ascii_isdigit (*at))
    number = (guint)strtoul (at, (char **)&at, 10);
  for (guint i = 0; number == 0 && numbers[i] != NULL; i++)
    if (g_str_has_prefix (at, numbers[i]))
      {
        number = i + 1;
        at += strlen (numbers[i]);
      }
  end = number > 0 ? skip_any (at, colons) : NULL;
  if (end == NULL)
    return 0;
  *rest = end;
  return number;
}

/* 1) 2） */
static guint
read_half (const char *text, const char **rest)
{
  static const char *const ends[] = { ")", "）", ":", "：", NULL };
  gsize digits = strspn (text, "0123456789");
  const char *end = digits > 0 && digits <= 2 ? skip_any (text + digits, ends) : NULL;

  if (end == NULL)
    return 0;
  *rest = end;
  return (guint)g_ascii_strtoull (text, NULL, 10);
}

/* The number that an item begins with, in which manner (0: none) and what follows. */
static guint
read_mark (const char *text, guint *number, const char **rest)
{
  guint depth;

  if ((*number = read_circled (text, rest)) > 0)
    return 10;
  if ((*number = read_named (text, rest)) > 0)
    return 11;
  if ((*number = read_half (text, rest)) > 0)
    return 12;
  depth = ka_skip_numbering (text, rest);
  *number = depth > 0 ? ka_read_numbering (text) : 0;
  /* 1.5米; 1、2号皮带. */
  return *number > 0 && !g_ascii_isdigit (**rest) ? depth : 0;
}

/* Where a further item may begin: not within a number, nor behind 第. */
static gboolean
may_begin (const char *start, const char *at)
{
  gunichar before = g_utf8_get_char (g_utf8_prev_char (at));

  return at > start && !g_unichar_isdigit (before) && before != '.' && before != '-'
         && g_utf8_strchr ("第约为距长宽高深至到和及与或－—", -1, before) == NULL;
}

static void
add_item (GPtrArray *items, const char *from, const char *to)
{
  g_autofree char *item = g_strndup (from, to - from);

  g_strstrip (item);
  for (gsize len = strlen (item); len > 0; len = strlen (item))
    {
      char *last = g_utf8_prev_char (item + len);

      if (g_utf8_strchr ("；;。，,、", -1, g_utf8_get_char (last)) == NULL)
        break;
      *last = '\0';
      g_strchomp (item);
    }
  g_ptr_array_add (items, g_steal_pointer (&item));
}

/* The items of the text (char *); NULL: it is one. */
static GPtrArray *
split_items (const char *text)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  const char *rest, *from;
  guint number, manner;

  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  manner = read_mark (text, &number, &rest);
  if (manner == 0 || number != 1)
    return NULL;
  from = rest;
  for (const char *at = rest; *at != '\0' && items->len < MAX_ITEMS;)
    {
      if (may_begin (text, at) && read_mark (at, &number, &rest) == manner
          && number == items->len + 2)
        {
          add_item (items, from, at);
          from = at = rest;
        }
      else
        at = g_utf8_next_char (at);
    }
  add_item (items, from, from + strlen (from));
  for (guint i = 0; i < items->len; i++)
    if (g_utf8_strlen (g_ptr_array_index (items, i), -1) < MIN_ITEM_CHARS)
      return NULL;
  return g_steal_pointer (&items);
}

static void
take_item (KaRecord *record, guint field, GPtrArray *items, guint i)
{
  ka_record_take (record, field, g_strdup (g_ptr_array_index (items, i)));
}

/* 整改措施 beside 2 hazards that says 1.… 2.… too: one for each. */
static GPtrArray *
find_parallel (const KaUnderstood *understood, guint field, guint n)
{
  const KaField *of = &understood->record->kind->fields[field];
  const char *value = understood->record->values[field];
  GPtrArray *items;

  if (value == NULL || (of->type != KA_FIELD_TEXT && of->type != KA_FIELD_LONG))
    return NULL;
  items = split_items (value);
  if (items != NULL && items->len != n)
    g_clear_pointer (&items, g_ptr_array_unref);
  return items;
}

void
ka_understood_split_items (KaUnderstood *understood, GPtrArray *out)
{
  const KaKind *kind = understood->record->kind;
  const char *text
    = strcmp (kind->id, "hazard") == 0 ? ka_record_get (understood->record, "description") : NULL;
  g_autoptr (GPtrArray) items = text != NULL ? split_items (text) : NULL;
  g_autoptr (GPtrArray) records = NULL;

  if (items == NULL)
    return;
  records = g_ptr_array_new ();
  g_ptr_array_add (records, understood);
  for (guint i = 1; i < items->len; i++)
    {
      KaUnderstood *more = ka_understood_copy (understood);

      g_ptr_array_add (records, more);
      g_ptr_array_add (out, more);
    }
  for (guint f = 0; f < kind->n_fields; f++)
    {
      g_autoptr (GPtrArray) own = find_parallel (understood, f, items->len);

      for (guint i = 0; own != NULL && i < own->len; i++)
        take_item (((KaUnderstood *)g_ptr_array_index (records, i))->record, f, own, i);
    }
}
