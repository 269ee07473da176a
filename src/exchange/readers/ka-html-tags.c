/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-html-private.h"

#include "ka-grid-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How much work the tags of a page are for libxml2, before it sees them.
 *
 * Which “<” begins a tag hangs on comments, scripts and much else that parsers do not agree upon. So no
 * “<” is passed over: each may begin one. As what follows within a tag depends on its state alone, it is
 * enough to keep, for each state, the most attributes that any beginning has led to it with: no tag that
 * libxml2 can see has more. Where it is not certain how it goes on, both ways are kept.
 *
 * What is bounded is not the attributes of a tag, as scripts hold long stretches that look like one, but
 * the letters of names times the names they are held against, in all of the page. */

#define FREE_WORK 500000000u   /* some tenths of a second */
#define WORK_A_BYTE 1024u      /* tags of a thousand attributes, one after another */
#define NAME_CHARS 100u        /* HTML_PARSER_BUFFER_SIZE: longer names are taken to pieces */
#define CHECK_BYTES (1u << 20) /* between two looks at the cancel button and the work */

typedef enum
{
  OPEN,  /* after “<” */
  TAG,   /* its name */
  READY, /* for an attribute */
  NAME,
  NAMED, /* and blanks after it */
  EQUALS,
  BARE, /* a value without quotes, or what is no attribute, up to a blank */
  DOUBLE,
  SINGLE,
  N_STATES,
  LEFT = N_STATES
} State;

typedef enum
{
  BLANK,
  EQUAL,
  GREATER,
  QUOTE,
  APOSTROPHE,
  FIRST, /* of a name */
  LATER, /* within a name */
  OTHER,
  N_CLASSES
} Class;

static const guint8 next_state[N_STATES][N_CLASSES] = {
  [OPEN] = { LEFT, LEFT, LEFT, LEFT, LEFT, TAG, LEFT, LEFT },
  [TAG] = { READY, BARE, LEFT, BARE, BARE, TAG, TAG, BARE },
  [READY] = { READY, BARE, LEFT, BARE, BARE, NAME, BARE, BARE },
  [NAME] = { NAMED, EQUALS, LEFT, BARE, BARE, NAME, NAME, BARE },
  [NAMED] = { NAMED, EQUALS, LEFT, BARE, BARE, NAME, BARE, BARE },
  [EQUALS] = { EQUALS, BARE, LEFT, DOUBLE, SINGLE, BARE, BARE, BARE },
  [BARE] = { READY, BARE, LEFT, BARE, BARE, BARE, BARE, BARE },
  [DOUBLE] = { DOUBLE, DOUBLE, DOUBLE, READY, DOUBLE, DOUBLE, DOUBLE, DOUBLE },
  [SINGLE] = { SINGLE, SINGLE, SINGLE, SINGLE, READY, SINGLE, SINGLE, SINGLE },
};

typedef struct
{
  gint64 most[N_STATES]; /* attributes so far; -1: no beginning leads here */
  guint run;             /* letters of the name so far */
  guint64 work;
} Tags;

static Class
classify (char c)
{
  switch (c)
    {
    case ' ':
    case '\t':
    case '\r':
    case '\n':
      return BLANK;
    case '=':
      return EQUAL;
    case '>':
      return GREATER;
    case '"':
      return QUOTE;
    case '\'':
      return APOSTROPHE;
    case '_':
    case ':':
    case '.':
      return FIRST;
    case '-':
      return LATER;
    default:
      return g_ascii_isalpha (c) ? FIRST : g_ascii_isdigit (c) ? LATER : OTHER;
    }
}

/* FALSE: no beginning is left. */
static gboolean
take (Tags *tags, char c)
{
  Class class = classify (c);
  gint64 most[N_STATES + 1];
  gboolean cut, any = FALSE;

  tags->run = class == FIRST || class == LATER ? tags->run + 1 : 0;
  cut = tags->run > 0 && tags->run % NAME_CHARS == 1;
  memset (most, 0xff, sizeof most);
  for (guint s = 0; s < N_STATES; s++)
    {
      guint to = next_state[s][class];
      gint64 n = tags->most[s];

      if (n < 0)
        continue;
      if (cut && to == s && (s == TAG || s == NAME))
        {
          most[BARE] = MAX (most[BARE], n);
          most[NAME] = MAX (most[NAME], n + 1);
        }
      else
        most[to] = MAX (most[to], to == NAME && s != NAME ? n + 1 : n);
    }
  if (c == '<')
    most[OPEN] = 0;
  for (guint s = 0; s < N_STATES; s++)
    any |= (tags->most[s] = most[s]) >= 0;
  if (most[NAME] > 0)
    tags->work += (guint64)most[NAME];
  return any;
}

static gboolean
check (const Tags *tags, gsize at, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, _ ("已取消读取。"));
  else if (tags->work > FREE_WORK + (guint64)at * WORK_A_BYTE)
    g_set_error_literal (error, KA_ERROR, KA_ERROR_TOO_LARGE,
                         _ ("网页里一个标记带有上千项属性，不是正常的导出文件，没有读入；"
                            "请重新导出，或用 Excel、WPS 打开后另存为 xlsx。"));
  else
    return TRUE;
  return FALSE;
}

gboolean
ka_html_check_tags (const char *text, gsize len, GCancellable *cancellable, GError **error)
{
  const char *end = text + len;
  const char *due = text; /* for a look around */
  Tags tags;

  memset (tags.most, 0xff, sizeof tags.most);
  tags.run = 0;
  tags.work = 0;
  for (const char *p = text; p < end; p++)
    {
      if (p >= due)
        {
          if (!check (&tags, (gsize)(p - text), cancellable, error))
            return FALSE;
          due = p + MIN (CHECK_BYTES, (gsize)(end - p));
        }
      if (!take (&tags, *p))
        {
          const char *next = memchr (p + 1, '<', (gsize)(end - p - 1));

          if (next == NULL)
            break;
          p = next - 1;
        }
    }
  return check (&tags, len, cancellable, error);
}
