/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search-private.h"

#include <ka-text-search.h>

#include <string.h>

/* Begins the token of two digits. */
#define KA_PAIR_OF_DIGITS '\x1b'

/* FTS5's tokenizer "kuangan": every folded character is a token of its own, so that a phrase finds exactly
 * what a search through the text would. A text is made of parts (ka-search-private.h):
 *   KA_PART_PLAIN     as it stands
 *   KA_PART_NAME      the same, and once more as the initials of its characters, every reading a token at
 *                     the same place
 *   KA_PART_PRIVATE   one token: found by all of it or not at all
 *   KA_PART_INITIALS  (in queries) only the initials
 * A token that stands for the border of two parts keeps phrases from running over it. */

typedef int (
  *TokenFunc) (void *context, int flags, const char *token, int length, int from, int to);

typedef struct
{
  TokenFunc func;
  void *context;
  int from, to;
} Sink;

static int
emit (const Sink *sink, int flags, const char *token, int length)
{
  return sink->func (sink->context, flags, token, length, sink->from, sink->to);
}

static int
emit_border (const Sink *sink)
{
  return emit (sink, 0, KA_PART_PLAIN, 1);
}

static gunichar
next_char (const char **p, const char *end)
{
  gunichar c = g_utf8_get_char_validated (*p, end - *p);

  if (c == (gunichar)-1 || c == (gunichar)-2)
    {
      (*p)++;
      return 0xfffd;
    }
  *p = g_utf8_next_char (*p);
  return c;
}

static gboolean
is_digit (gunichar c)
{
  return c >= '0' && c <= '9';
}

static int
emit_character (const Sink *sink, gunichar c)
{
  char token[6];
  int length = g_unichar_to_utf8 (c, token);

  return emit (sink, 0, token, length);
}

/* One character, now that the next one is known (0: it is the last). Digits stand everywhere: pairs of them
 * are found much faster than single ones. A text has both at one place; a query needs the pairs only, and
 * the last digit by itself where something else follows it. */
static int
emit_before (const Sink *sink, gboolean query, gunichar before, gunichar c, gunichar next)
{
  const char pair[] = { KA_PAIR_OF_DIGITS, (char)c, (char)next };
  gboolean pairs = is_digit (c) && is_digit (next);
  int code = SQLITE_OK;

  if (query && pairs)
    return emit (sink, 0, pair, sizeof pair);
  if (query && next == 0 && is_digit (c) && is_digit (before))
    return SQLITE_OK;
  code = emit_character (sink, c);
  return code == SQLITE_OK && pairs ? emit (sink, FTS5_TOKEN_COLOCATED, pair, sizeof pair) : code;
}

static int
emit_characters (Sink *sink, gboolean query, const char *text, const char *start, const char *end)
{
  gunichar before = 0, held = 0;
  int code = SQLITE_OK;

  for (const char *p = start; p < end && code == SQLITE_OK;)
    {
      gunichar folded[KA_SEARCH_FOLD_MAX];
      const char *from = p;
      guint n = ka_text_search_fold (next_char (&p, end), folded);

      for (guint i = 0; i < n && code == SQLITE_OK; i++)
        {
          if (held != 0)
            code = emit_before (sink, query, before, held, folded[i]);
          before = held;
          held = folded[i];
          sink->from = (int)(from - text);
          sink->to = (int)(p - text);
        }
    }
  return code == SQLITE_OK && held != 0 ? emit_before (sink, query, before, held, 0) : code;
}

static int
emit_initials (Sink *sink, const char *text, const char *start, const char *end)
{
  int code = SQLITE_OK;

  for (const char *p = start; p < end && code == SQLITE_OK;)
    {
      const char *from = p;
      gunichar c = next_char (&p, end);
      guint32 letters = ka_text_initials (c);
      char token[2] = { KA_PART_INITIALS[0], 0 };
      int flags = 0;

      sink->from = (int)(from - text);
      sink->to = (int)(p - text);
      if (c < 0x80 && g_ascii_isdigit ((char)c))
        {
          token[1] = (char)c;
          code = emit (sink, 0, token, 2);
        }
      for (int i = 0; i < 26 && code == SQLITE_OK; i++)
        if (letters & (1u << i))
          {
            token[1] = (char)('a' + i);
            code = emit (sink, flags, token, 2);
            flags = FTS5_TOKEN_COLOCATED;
          }
    }
  return code;
}

static int
emit_whole (Sink *sink, const char *text, const char *start, const char *end)
{
  g_autoptr (GString) token = g_string_new (KA_PART_PRIVATE);

  sink->from = (int)(start - text);
  sink->to = (int)(end - text);
  for (const char *p = start; p < end;)
    {
      gunichar folded[KA_SEARCH_FOLD_MAX];
      guint n = ka_text_search_fold (next_char (&p, end), folded);

      for (guint i = 0; i < n; i++)
        g_string_append_unichar (token, folded[i]);
    }
  return emit (sink, 0, token->str, (int)token->len);
}

static int
emit_part (Sink *sink,
           gboolean query,
           char part,
           const char *text,
           const char *start,
           const char *end)
{
  int code;

  if (part == KA_PART_PRIVATE[0])
    return emit_whole (sink, text, start, end);
  if (part == KA_PART_INITIALS[0])
    return emit_initials (sink, text, start, end);
  if (query)
    return emit_characters (sink, query, text, start, end);
  code = emit_characters (sink, query, text, start, end);
  if (code == SQLITE_OK && part == KA_PART_NAME[0])
    {
      code = emit_border (sink);
      if (code == SQLITE_OK)
        code = emit_initials (sink, text, start, end);
    }
  return code == SQLITE_OK ? emit_border (sink) : code;
}

static gboolean
is_part (char c)
{
  return c == KA_PART_PLAIN[0] || c == KA_PART_NAME[0] || c == KA_PART_PRIVATE[0]
         || c == KA_PART_INITIALS[0];
}

static int
tokenize (Fts5Tokenizer *tokenizer,
          void *context,
          int flags,
          const char *text,
          int length,
          TokenFunc func)
{
  Sink sink = { func, context, 0, 0 };
  const char *end = text + length, *p = text;
  int code = SQLITE_OK;

  while (p < end && code == SQLITE_OK)
    {
      char part = is_part (*p) ? *p++ : KA_PART_PLAIN[0];
      const char *stop = p;

      while (stop < end && !is_part (*stop))
        stop++;
      code = emit_part (&sink, (flags & FTS5_TOKENIZE_QUERY) != 0, part, text, p, stop);
      p = stop;
    }
  return code;
}

static int
create (void *context, const char **arguments, int n, Fts5Tokenizer **out)
{
  static char nothing;

  /* It holds nothing, but NULL would be taken for a failure. */
  *out = (Fts5Tokenizer *)(gpointer)&nothing;
  return SQLITE_OK;
}

static void
destroy (Fts5Tokenizer *tokenizer)
{
}

gboolean
ka_tokenizer_add (sqlite3 *db)
{
  static fts5_tokenizer kuangan = { create, destroy, tokenize };
  fts5_api *api = NULL;
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (db, "SELECT fts5 (?1)", -1, &stmt, NULL) != SQLITE_OK)
    return FALSE;
  sqlite3_bind_pointer (stmt, 1, &api, "fts5_api_ptr", NULL);
  sqlite3_step (stmt);
  sqlite3_finalize (stmt);
  return api != NULL && api->xCreateTokenizer (api, "kuangan", NULL, &kuangan, NULL) == SQLITE_OK;
}
