/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-template-private.h"

#include <string.h>

/* Formulas are taken apart only as far as the places in them: A1, $A$1, A1:B2, 3:5, with the sheet in front.
 * Names, functions, texts and what stands in square brackets are passed over. */

/* One end of a range: a cell, or a whole row (letters empty). */
typedef struct
{
  char letters[4];
  gboolean fixed_column, fixed_row;
  guint row; /* from 1 */
} Corner;

typedef struct
{
  const KaShift *shift; /* or NULL: a copy is moved */
  gboolean own;
  guint row;
  int rows, columns;
} Change;

guint
ka_shift_row (const KaShift *shift, guint row)
{
  return row > shift->after ? MIN (row + shift->rows, KA_MAX_ROWS) : row;
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '$' || c == '\\' || c == '?'
         || (guchar)c >= 0x80;
}

static gboolean
parse_corner (const char *text, gsize len, Corner *corner)
{
  gsize at = 0, n = 0;
  guint column = 0;

  memset (corner, 0, sizeof *corner);
  if (at < len && text[at] == '$')
    {
      corner->fixed_column = TRUE;
      at++;
    }
  for (; at < len && g_ascii_isalpha (text[at]); at++)
    {
      if (n == 3)
        return FALSE;
      corner->letters[n++] = text[at];
      column = column * 26 + (g_ascii_toupper (text[at]) - 'A' + 1);
    }
  if (n == 0)
    {
      corner->fixed_row = corner->fixed_column;
      corner->fixed_column = FALSE;
    }
  else if (at < len && text[at] == '$')
    {
      corner->fixed_row = TRUE;
      at++;
    }
  if (at == len || len - at > 7 || column > KA_MAX_COLUMNS)
    return FALSE;
  for (; at < len; at++)
    {
      if (!g_ascii_isdigit (text[at]))
        return FALSE;
      corner->row = corner->row * 10 + (text[at] - '0');
    }
  return corner->row > 0 && corner->row <= KA_MAX_ROWS;
}

static void
append_corner (GString *out, const Corner *corner)
{
  if (corner->fixed_column)
    g_string_append_c (out, '$');
  g_string_append (out, corner->letters);
  g_string_append_printf (out, "%s%u", corner->fixed_row ? "$" : "", corner->row);
}

static gboolean
move_corner (const Change *change, Corner *corner)
{
  guint column = 0;
  char letters[8];

  if (!corner->fixed_row)
    {
      gint64 row = (gint64)corner->row + change->rows;

      if (row < 1 || row > KA_MAX_ROWS)
        return FALSE;
      corner->row = (guint)row;
    }
  if (corner->fixed_column || corner->letters[0] == '\0' || change->columns == 0)
    return TRUE;
  for (const char *c = corner->letters; *c != '\0'; c++)
    column = column * 26 + (g_ascii_toupper (*c) - 'A' + 1);
  if ((gint64)column + change->columns < 1 || column + change->columns > KA_MAX_COLUMNS)
    return FALSE;
  ka_column_letters (column + change->columns - 1, letters);
  g_strlcpy (corner->letters, letters, sizeof corner->letters);
  return TRUE;
}

/* Both ends of a range in the sheet that grows. */
static void
shift_corners (const Change *change, Corner *first, Corner *last)
{
  const KaShift *shift = change->shift;
  gboolean inside = change->row >= shift->first && change->row <= shift->after;
  gboolean grows = last->row > shift->after || (last->row == shift->after && shift->grows);

  /* In a row of the data, what ends with that row is its own (a sum across, a running total). */
  if (last->row == shift->after && inside && !last->fixed_row)
    grows = FALSE;
  /* One row of several columns is no list. */
  if (last->row == shift->after && first->row == last->row
      && strcmp (first->letters, last->letters) != 0)
    grows = FALSE;
  if (grows)
    last->row = MIN (last->row + shift->rows, KA_MAX_ROWS);
  first->row = ka_shift_row (shift, first->row);
}

/* The name in front of ! is the shifted sheet's. */
static gboolean
is_sheet (const char *text, gsize len, const char *sheet)
{
  g_autofree char *name = g_strndup (text, len);
  g_autofree char *left = NULL, *right = NULL;

  if (len >= 2 && name[0] == '\'' && name[len - 1] == '\'')
    {
      g_autofree char *inner = g_strndup (name + 1, len - 2);
      g_auto (GStrv) parts = g_strsplit (inner, "''", -1);

      g_free (name);
      name = g_strjoinv ("'", parts);
    }
  left = g_utf8_casefold (name, -1);
  right = g_utf8_casefold (sheet, -1);
  return strcmp (left, right) == 0;
}

/* Length of a quoted text or of what stands in brackets; 0: neither begins here. */
static gsize
skip_quoted (const char *at)
{
  gsize len = 1;

  if (*at == '"' || *at == '\'')
    {
      while (at[len] != '\0' && (at[len] != *at || at[len + 1] == *at))
        len += at[len] == *at ? 2 : 1;
      return at[len] == '\0' ? len : len + 1;
    }
  if (*at == '[')
    {
      guint depth = 1;

      for (; at[len] != '\0' && depth > 0; len++)
        depth += at[len] == '[' ? 1 : at[len] == ']' ? -1 : 0;
      return len;
    }
  return 0;
}

/* Appends the place that begins here (perhaps a range), changed; gives its length, 0: none begins here. */
static gsize
change_place (const Change *change, const char *at, gsize len, gboolean meant, GString *out)
{
  Corner first, last;
  gsize second = 0;

  if (!parse_corner (at, len, &first))
    return 0;
  if (at[len] == ':')
    {
      while (is_word (at[len + 1 + second]))
        second++;
      if (!parse_corner (at + len + 1, second, &last)
          || (first.letters[0] == '\0') != (last.letters[0] == '\0') || at[len + 1 + second] == '('
          || at[len + 1 + second] == '!')
        second = 0;
    }
  if (second == 0)
    {
      if (first.letters[0] == '\0' || at[len] == '(')
        return 0;
      last = first;
    }
  if (!meant)
    {
      g_string_append_len (out, at, len + (second > 0 ? second + 1 : 0));
      return len + (second > 0 ? second + 1 : 0);
    }
  if (change->shift == NULL)
    {
      if (!move_corner (change, &first) || !move_corner (change, &last))
        {
          g_string_append (out, "#REF!");
          return len + (second > 0 ? second + 1 : 0);
        }
    }
  else if (second > 0)
    shift_corners (change, &first, &last);
  else
    first.row = ka_shift_row (change->shift, first.row);
  append_corner (out, &first);
  if (second > 0)
    {
      g_string_append_c (out, ':');
      append_corner (out, &last);
    }
  return len + (second > 0 ? second + 1 : 0);
}

static char *
change_formula (const char *formula, const Change *change)
{
  GString *out = g_string_sized_new (strlen (formula) + 16);
  const char *at = formula;
  gboolean meant = change->own, outside = FALSE;

  while (*at != '\0')
    {
      gsize len = skip_quoted (at);
      gboolean bracket = *at == '[';

      if (len == 0)
        while (is_word (at[len]))
          len++;
      if (len == 0)
        {
          meant = change->own;
          outside = FALSE;
          g_string_append_c (out, *at++);
          continue;
        }
      if (at[len] == '!' && !bracket && *at != '"')
        {
          meant = change->shift == NULL || (!outside && is_sheet (at, len, change->shift->sheet));
          g_string_append_len (out, at, len + 1);
          at += len + 1;
          continue;
        }
      if (is_word (*at))
        {
          gsize used = change_place (change, at, len, meant, out);

          if (used > 0)
            {
              at += used;
              continue;
            }
        }
      outside = bracket;
      g_string_append_len (out, at, len);
      at += len;
    }
  return g_string_free (out, FALSE);
}

char *
ka_shift_formula (const char *formula, const KaShift *shift, gboolean own, guint row)
{
  Change change = { .shift = shift, .own = own, .row = own ? row : 0 };

  if (shift->rows == 0)
    return g_strdup (formula);
  return change_formula (formula, &change);
}

char *
ka_move_formula (const char *formula, int rows, int columns)
{
  Change change = { .own = TRUE, .rows = rows, .columns = columns };

  return change_formula (formula, &change);
}

char *
ka_shift_ranges (const char *ranges, const KaShift *shift)
{
  Change change = { .shift = shift, .own = TRUE };

  if (shift->rows == 0)
    return g_strdup (ranges);
  return change_formula (ranges, &change);
}
