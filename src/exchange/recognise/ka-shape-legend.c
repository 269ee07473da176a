/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* Answers given by a number or a tick: 主体类别（1.企业 2.个人）over 1 and 2, 开采方式 over 1 and 2 with 1-露天，2-地下
 * said above or below the table, ☑是 □否 in a cell. */

#define MAX_CODES 20
#define MAX_WORD_BYTES 45
/* A note is not looked for below so many rows that hold none. */
#define MAX_NOTE_ROWS 20
#define MAX_NOTE_BYTES 4000
#define MAX_TICKED_BYTES 600
#define MAX_LABEL_BYTES 60

/* ---- legends ---- */

static gboolean
ends_word (gunichar c)
{
  return c == '\0' || g_unichar_isspace (c) || strchr (",;|/)", c < 128 ? (int)c : 'x') != NULL
         || c == 0x3001 /* 、 */ || c == 0x3002 /* 。 */;
}

/* 1 in 1.是, 01-露天, ①是; NULL: no code is here. Behind it stands something that parts it from its word. */
static char *
read_code (const char **at)
{
  static const char *const parts[]
    = { ".", "、", ":", "-", "=", ")", "—", "–", "为", "代表", "表示" };
  gunichar first = g_utf8_get_char (*at);
  const char *behind;
  gsize n;

  if (first >= 0x2460 && first <= 0x2473)
    {
      *at = g_utf8_next_char (*at);
      return g_strdup_printf ("%u", first - 0x2460 + 1);
    }
  if (*(*at) == '(')
    (*at)++;
  n = strspn (*at, "0123456789");
  if (n == 0 || n > 2)
    return NULL;
  behind = *at + n;
  while (*behind == ' ')
    behind++;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_has_prefix (behind, parts[i]))
      {
        char *code = g_strndup (*at, n);

        behind += strlen (parts[i]);
        while (*behind == ' ' || g_str_has_prefix (behind, "—"))
          behind += *behind == ' ' ? 1 : strlen ("—");
        *at = behind;
        return code;
      }
  return NULL;
}

/* 1.企业2.个人 */
static gboolean
begins_code (const char *at)
{
  g_autofree char *code = *at != '(' ? read_code (&at) : NULL;

  return code != NULL;
}

static char *
read_word (const char **at)
{
  const char *begin = *at;

  while (!ends_word (g_utf8_get_char (*at)) && **at != ':' && (*at == begin || !begins_code (*at)))
    *at = g_utf8_next_char (*at);
  /* 2.生产状态代码: the next of several legends. */
  if (*at == begin || **at == ':' || *at - begin > MAX_WORD_BYTES || g_ascii_isdigit (*begin))
    return NULL;
  return g_strndup (begin, *at - begin);
}

/* Code → word of the text (folded), which begins with them; NULL: it does not. */
static GHashTable *
read_legend (const char *text)
{
  g_autoptr (GHashTable) legend = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  while (g_hash_table_size (legend) < MAX_CODES)
    {
      g_autofree char *code = NULL;
      char *word;

      while (*text != '\0' && *text != '(' && ends_word (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      code = read_code (&text);
      word = code != NULL && !g_hash_table_contains (legend, code) ? read_word (&text) : NULL;
      if (word == NULL)
        break;
      g_hash_table_insert (legend, g_steal_pointer (&code), word);
    }
  return g_hash_table_size (legend) >= 2 ? g_steal_pointer (&legend) : NULL;
}

/* 主体类别（1.企业 2.个人） */
static GHashTable *
read_heading (const char *text)
{
  for (const char *at = strchr (text, '('); at != NULL; at = strchr (at + 1, '('))
    {
      GHashTable *legend = read_legend (at + 1);

      if (legend != NULL)
        return legend;
    }
  return NULL;
}

/* What a note about the column calls it: without what stands in brackets. */
static char *
name_column (const char *heading)
{
  g_autofree char *folded = ka_text_fold (heading);
  GString *name = g_string_new (NULL);

  for (const char *at = folded; *at != '\0' && *at != '('; at++)
    if (*at != ' ' && *at != '*')
      g_string_append_c (name, *at);
  return g_string_free (name, FALSE);
}

/* 注：1.开采方式代码：1-露天，2-地下；2.生产状态…: what the note (folded) says of the column. */
static GHashTable *
read_note (const char *note, const char *name)
{
  static const char *const fillers[]
    = { "栏", "一栏", "列", "填写", "填", "说明", "代码", "代号", "中", "请" };

  for (const char *at = strstr (note, name); at != NULL; at = strstr (at + 1, name))
    {
      const char *rest = at + strlen (name);
      GHashTable *legend;
      gboolean more = TRUE;

      if (strcspn (rest, "0123456789") > 60)
        continue;
      while (more)
        {
          more = FALSE;
          for (guint i = 0; i < G_N_ELEMENTS (fillers); i++)
            if (g_str_has_prefix (rest, fillers[i]))
              {
                rest += strlen (fillers[i]);
                more = TRUE;
              }
          for (; *rest == ':' || *rest == '(' || *rest == '"' || *rest == ' '; more = TRUE)
            rest++;
          if (g_str_has_prefix (rest, "”") || g_str_has_prefix (rest, "“"))
            {
              rest += strlen ("”");
              more = TRUE;
            }
        }
      legend = read_legend (rest);
      if (legend != NULL)
        return legend;
    }
  return NULL;
}

/* Lines that may explain the columns: those above the table, and the last ones of the sheet. */
static GPtrArray *
collect_notes (const KaFound *found, KaGrid *grid)
{
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  guint n = ka_grid_get_n_rows (grid);

  if (found->title != NULL)
    g_ptr_array_add (notes, ka_text_fold (found->title));
  for (guint i = n; i-- > 0 && n - i <= MAX_NOTE_ROWS;)
    {
      ka_grid_read_row (grid, i, cells);
      for (guint c = 0; cells->len <= 2 && c < cells->len; c++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, c);

          if (cell->type == KA_CELL_TEXT && strlen (cell->text) <= MAX_NOTE_BYTES)
            g_ptr_array_add (notes, ka_text_fold (cell->text));
        }
    }
  return notes;
}

static GHashTable *
find_legend (const KaFound *found, guint column, GPtrArray *notes)
{
  const char *heading = g_ptr_array_index (found->headings, column);
  g_autofree char *folded = ka_text_fold (heading);
  GHashTable *legend = read_heading (folded);

  for (guint l = found->levels->len; l-- > 0 && legend == NULL;)
    {
      GPtrArray *level = g_ptr_array_index (found->levels, l);
      g_autofree char *name = name_column (g_ptr_array_index (level, column));

      for (guint i = 0; i < notes->len && legend == NULL && strlen (name) >= 6; i++)
        legend = read_note (g_ptr_array_index (notes, i), name);
    }
  return legend;
}

static void
free_legend (gpointer legend)
{
  g_clear_pointer ((GHashTable **)&legend, g_hash_table_unref);
}

void
ka_found_read_legends (KaFound *found, KaGrid *grid)
{
  g_autoptr (GPtrArray) notes = NULL;

  g_clear_pointer (&found->legends, g_ptr_array_unref);
  notes = collect_notes (found, grid);
  for (guint c = 0; c < found->headings->len; c++)
    {
      GHashTable *legend = find_legend (found, c, notes);

      if (legend == NULL)
        continue;
      if (found->legends == NULL)
        found->legends = g_ptr_array_new_with_free_func (free_legend);
      if (found->legends->len < found->headings->len)
        g_ptr_array_set_size (found->legends, (int)found->headings->len);
      found->legends->pdata[c] = legend;
    }
}

/* ---- ticks ---- */

static const char *const empties[] = { "□", "☐", "◻", "▢", "囗", "⬜", NULL };
static const char *const fulls[] = { "☑", "☒", "■", "▣", "🗹", "✅", NULL };
static const char *const ticks[] = { "√", "✓", "✔", NULL };

static gboolean
skip_any (const char **at, const char *const *marks)
{
  for (guint i = 0; marks[i] != NULL; i++)
    if (g_str_has_prefix (*at, marks[i]))
      {
        *at += strlen (marks[i]);
        return TRUE;
      }
  return FALSE;
}

/* A box, empty or not, or a bare tick beside the boxes. */
static gboolean
skip_box (const char **at, gboolean *ticked)
{
  const char *rest;

  *ticked = FALSE;
  if (skip_any (at, fulls) || skip_any (at, ticks))
    {
      *ticked = TRUE;
      return TRUE;
    }
  if (!skip_any (at, empties))
    return FALSE;
  /* □√是 */
  rest = *at;
  if (skip_any (&rest, ticks))
    {
      *ticked = TRUE;
      *at = rest;
    }
  return TRUE;
}

/* 是（√） 否（ ）, 是[√]否[　]: as boxes. */
static char *
write_boxes (const char *text)
{
  static const char *const pairs[][2]
    = { { "（√）", "☑" }, { "(√)", "☑" }, { "[√]", "☑" },     { "【√】", "☑" }, { "（　）", "□" },
        { "（ ）", "□" }, { "( )", "□" }, { "[ ]", "□" },     { "（）", "□" },  { "()", "□" },
        { "【】", "□" },  { "[]", "□" },  { "（　　）", "□" } };
  GString *out = g_string_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_string_replace (out, pairs[i][0], pairs[i][1], 0);
  return g_string_free (out, FALSE);
}

static void
take_label (GString *label, gboolean ticked, GString *answer)
{
  g_autofree char *bare = NULL;
  static const char *const idle[] = { "、", "，", ",", ";", "；", "/", "。", NULL };
  gboolean more = TRUE;

  g_strstrip (label->str);
  bare = g_strdup (label->str);
  while (more)
    {
      more = FALSE;
      for (guint i = 0; idle[i] != NULL; i++)
        if (g_str_has_suffix (bare, idle[i]))
          {
            bare[strlen (bare) - strlen (idle[i])] = '\0';
            g_strstrip (bare);
            more = TRUE;
          }
    }
  if (ticked && *bare != '\0')
    g_string_append_printf (answer, "%s%s", answer->len > 0 ? "、" : "", bare);
  g_string_truncate (label, 0);
}

/* Nearly no cell has one: looked for by its bytes. */
static gboolean
holds_box (const char *text)
{
  for (const guchar *at = (const guchar *)text; *at != '\0'; at++)
    if ((at[0] == 0xe2 && (at[1] == 0x88 || (at[1] >= 0x96 && at[1] <= 0x9c) || at[1] == 0xac))
        || (at[0] == 0xe5 && at[1] == 0x9b && at[2] == 0x97) || at[0] == 0xf0)
      return TRUE;
  return FALSE;
}

static char *
read_boxes (const char *text)
{
  g_autofree char *boxes = g_strstrip (write_boxes (text));
  g_autoptr (GString) label = g_string_new (NULL);
  g_autoptr (GString) answer = g_string_new (NULL);
  gboolean before, ticked, last = FALSE;
  guint n = 0, empty = 0;
  const char *at;

  at = boxes;
  /* ☑是 □否, or 是☑ 否□ */
  before = skip_box (&at, &ticked);
  for (at = boxes; *at != '\0';)
    {
      if (!skip_box (&at, &ticked))
        {
          g_string_append_len (label, at, g_utf8_next_char (at) - at);
          at = g_utf8_next_char (at);
          if (label->len > MAX_LABEL_BYTES)
            return NULL;
          continue;
        }
      if (n > 0 || !before)
        take_label (label, before ? last : ticked, answer);
      last = ticked;
      n++;
      empty += !ticked;
    }
  if (before)
    take_label (label, last, answer);
  else if (label->len > 0 && *g_strstrip (label->str) != '\0')
    return NULL;
  /* A mark alone is an answer of its own. */
  if (n == 0 || (n == 1 ? !before || answer->len == 0 : empty == 0))
    return NULL;
  return g_string_free (g_steal_pointer (&answer), FALSE);
}

char *
ka_read_ticked (const char *text)
{
  return holds_box (text) && strlen (text) <= MAX_TICKED_BYTES ? read_boxes (text) : NULL;
}

/* ---- both ---- */

gboolean
ka_found_decode (const KaFound *found, KaCell *cell, GStringChunk **texts)
{
  g_autofree char *ticked = cell->type == KA_CELL_TEXT ? ka_read_ticked (cell->text) : NULL;
  GHashTable *legend = found->legends != NULL && cell->column < found->legends->len
                         ? g_ptr_array_index (found->legends, cell->column)
                         : NULL;
  const KaField *field;
  const char *word;

  field
    = cell->column < found->fields->len ? g_ptr_array_index (found->fields, cell->column) : NULL;
  /* Boxes before the lines of a text are none to be ticked. */
  if (ticked != NULL && *ticked == '\0' && field != NULL && field->type == KA_FIELD_LONG)
    return TRUE;
  if (ticked != NULL)
    {
      if (*texts == NULL)
        *texts = g_string_chunk_new (256);
      cell->text = g_string_chunk_insert (*texts, ticked);
      return *ticked != '\0';
    }
  if (legend == NULL || (cell->type != KA_CELL_TEXT && cell->type != KA_CELL_NUMBER))
    return TRUE;
  /* How many there are is no code. */
  if (field != NULL && field->type != KA_FIELD_CHOICE && field->type != KA_FIELD_FLAG
      && field->type != KA_FIELD_TEXT && field->type != KA_FIELD_LONG)
    return TRUE;
  word = g_hash_table_lookup (legend, cell->text);
  if (word != NULL)
    {
      cell->text = word;
      cell->type = KA_CELL_TEXT;
    }
  return TRUE;
}
