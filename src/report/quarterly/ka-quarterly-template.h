/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-figures.h"

G_BEGIN_DECLS

/* The little language of texts with named values; resources/report/help.txt tells it to the officer.
 *   {mines.total}              a figure
 *   {#if mines.closed}…{#else}…{/if}   a figure that is not 0 or empty, a list with items; {#if !…}: not
 *   {#each minerals 、}{.name}{.count}座{/each}   the items of a list, with what stands between them;
 *                              {.n} and {.cn}: 1, 2 … and 一, 二 …
 *   {#}                        the next of 一, 二, 三 … of this text
 *   {{                         a brace
 *   // at the beginning of a line: a remark
 * A line of nothing but {#…} and {/…} goes without a trace; so does an empty one. */

/* Where the values of a text come from. data NULL: the text is only checked. */
typedef struct
{
  gboolean (*known) (const char *name);         /* a value or a list */
  const KaListSpec *(*list) (const char *name); /* NULL: no list of that name */
  const char *(*nearest) (const char *name);    /* of those that exist, or NULL; may be NULL */
  void (*put) (gpointer data, const char *name, GString *out);
  gboolean (*holds) (gpointer data, const char *name);   /* for {#if name} */
  GPtrArray *(*items) (gpointer data, const char *list); /* char **, in the order of its fields */
} KaTemplateSource;

char *ka_template_expand_from (const char *text,
                               const KaTemplateSource *source,
                               gpointer data,
                               GError **error);

/* links: figures that count rows become links (KA_DOC_LINK) to kuangan:figure/NAME. */
char *ka_template_expand (const char *text, KaFigures *figures, gboolean links, GError **error);
/* The text with the lists of words (KaListSpec.quoted) written out item by item, so that each can be edited;
 * figures and what depends on them stay named. */
char *ka_template_write_out (const char *text, KaFigures *figures, GError **error);
/* KA_ERROR_INVALID for a name that does not exist (with the nearest one) and for what is not closed. */
gboolean ka_template_check (const char *text, GError **error);

G_END_DECLS
