/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Values in the dress of a form or of a program: ☑露天 □地下, ["张三","李四"], null. What is meant is read
 * before anything else looks at the cell. */

#define MAX_BYTES 400
#define MAX_LABEL_CHARS 24

/* ---- boxes ---- */

static const char *const ticked[] = { "☑", "☒", "■", "▣", "√", "✓", "✔", "✅", "●", "◉", "R", NULL };
static const char *const empty[] = { "□", "☐", "◻", "▢", "▭", "○", "◯", "◇", NULL };
/* A box with its tick beside or in it, and boxes of brackets. */
static const struct
{
  const char *written, *is;
} pairs[] = {
  { "□√", "☑" },    { "√□", "☑" },    { "□✓", "☑" },     { "□✔", "☑" },    { "☐√", "☑" },
  { "[√]", "☑" },   { "[✓]", "☑" },   { "[x]", "☑" },    { "[X]", "☑" },   { "(√)", "☑" },
  { "（√）", "☑" }, { "【√】", "☑" }, { "[ ]", "□" },    { "( )", "□" },   { "（ ）", "□" },
  { "（）", "□" },  { "()", "□" },    { "（　）", "□" }, { "【 】", "□" }, { "[]", "□" },
};

static gsize
skip_mark (const char *text, const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    /* Wingdings' R is a tick before Chinese only. */
    if (g_str_has_prefix (text, marks[i]) && (*marks[i] != 'R' || (guchar)text[1] >= 0xe3))
      return strlen (marks[i]);
  return 0;
}

typedef struct
{
  GString *taken;
  guint n_boxes, n_labels, n_taken;
} Boxes;

/* FALSE: it is too long for what stands beside a box. */
static gboolean
add_label (Boxes *boxes, const char *from, const char *to, gboolean is_taken)
{
  g_autofree char *label = g_strndup (from, to - from);

  g_strstrip (label);
  for (gsize len = strlen (label); len > 0; len = strlen (label))
    {
      char *last = g_utf8_prev_char (label + len);

      if (g_utf8_strchr (";；,，、/|。　\302\240", -1, g_utf8_get_char (last)) == NULL)
        break;
      *last = '\0';
      g_strchomp (label);
    }
  if (g_utf8_strlen (label, -1) > MAX_LABEL_CHARS || strchr (label, '\n') != NULL)
    return FALSE;
  if (*label == '\0')
    return TRUE;
  boxes->n_labels++;
  if (is_taken)
    {
      boxes->n_taken++;
      g_string_append_printf (boxes->taken, "%s%s", boxes->taken->len > 0 ? "、" : "", label);
    }
  return TRUE;
}

/* ☑有 □无: the box stands before its label, or behind all of them: 有☑ 无□. */
static gboolean
read_boxes (const char *text, Boxes *boxes)
{
  const char *from = text, *at = text;
  gboolean before = skip_mark (text, ticked) > 0 || skip_mark (text, empty) > 0;
  gboolean last = FALSE;

  while (*at != '\0')
    {
      gsize tick = skip_mark (at, ticked), box = tick > 0 ? tick : skip_mark (at, empty);

      if (box == 0)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      if ((!before || at > text) && !add_label (boxes, from, at, before ? last : tick > 0))
        return FALSE;
      boxes->n_boxes++;
      last = tick > 0;
      at += box;
      from = at;
    }
  return add_label (boxes, from, at, before && last) && boxes->n_boxes == boxes->n_labels;
}

static char *
unwrap_boxes (const char *text)
{
  g_autoptr (GString) plain = g_string_new (text);
  g_auto (GStrv) marks = NULL;
  Boxes boxes = { 0 };
  gboolean open = FALSE, ok;

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (plain, pairs[i].written, pairs[i].is, 0);
  g_string_truncate (plain, strlen (g_strstrip (plain->str)));
  for (guint i = 0; empty[i] != NULL; i++)
    open |= strstr (plain->str, empty[i]) != NULL;
  /* A tick alone is a mark as any, and √露天 says no more than 露天. */
  if (!open && strstr (plain->str, "☑") == NULL && strstr (plain->str, "■") == NULL)
    return NULL;
  boxes.taken = g_string_new (NULL);
  ok = read_boxes (plain->str, &boxes) && (boxes.n_labels > 1 || boxes.n_taken > 0);
  return g_string_free (boxes.taken, !ok);
}

/* ---- lists and nothing, as programs write them ---- */

static void
add_item (GString *out, const char *item)
{
  g_autofree char *bare = g_strstrip (g_strdup (item));

  if (*bare != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? "、" : "", bare);
}

/* ["张三","李四"]; NULL: it is none of texts. */
static char *
unwrap_json (const char *text)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) out = g_string_new (NULL);
  JsonArray *items;

  if (!json_parser_load_from_data (parser, text, -1, NULL)
      || !JSON_NODE_HOLDS_ARRAY (json_parser_get_root (parser)))
    return NULL;
  items = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (items); i++)
    {
      JsonNode *item = json_array_get_element (items, i);

      if (!JSON_NODE_HOLDS_VALUE (item) || json_node_get_value_type (item) != G_TYPE_STRING)
        return NULL;
      add_item (out, json_node_get_string (item));
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* [张三, 李四]: how Java writes a list. [2025]12号 is none. */
static char *
unwrap_list (const char *text)
{
  gsize len = strlen (text);
  g_autofree char *inner = g_strndup (text + 1, len - 2);
  g_autoptr (GString) out = NULL;
  g_auto (GStrv) items = NULL;

  if (strpbrk (inner, "[]{}\"") != NULL || strstr (inner, ", ") == NULL)
    return NULL;
  out = g_string_new (NULL);
  items = g_strsplit (inner, ", ", -1);
  for (guint i = 0; items[i] != NULL; i++)
    add_item (out, items[i]);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static gboolean
is_null (const char *text)
{
  static const char *const words[]
    = { "null", "NULL", "Null",   "(null)", "<null>", "[null]", "undefined",
        "None", "NaN",  "nan",    "NaT",    "\\N",    "[]",     "{}",
        "N/A",  "n/a",  "(NULL)", "<NULL>", "无数据", "--",     NULL };
  static const char firsts[] = "nN(<[u\\{-";

  return strchr (firsts, *text) != NULL && g_strv_contains (words, text);
}

char *
ka_value_unwrap (const char *text)
{
  gsize len;

  /* Most cells are none of it: their first byte and a look for the signs tell. */
  if ((guchar)*text < 0x80)
    {
      if (is_null (text))
        return g_strdup ("");
      if (*text == '[' && (len = strlen (text)) > 2 && len <= MAX_BYTES && text[len - 1] == ']')
        {
          char *list = unwrap_json (text);

          return list != NULL ? list : unwrap_list (text);
        }
    }
  if (strchr (text, '\xe2') == NULL || strlen (text) > MAX_BYTES)
    return NULL;
  return unwrap_boxes (text);
}
