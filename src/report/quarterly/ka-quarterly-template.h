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
  char *(*say) (const char *tag); /* the inside of a tag as messages quote it; NULL: as it is */
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

/* ---- the report's texts in words ---- */

/* Back and forth between what the ledger keeps and what the officer reads and writes:
 *   {mines.total}                      {在册非煤矿山}
 *   {#if mines.closed}…{#else}…{/if}   {如有 已关闭矿山}…{否则}…{如完}; {#if !…}: {如无 …}
 *   {#each minerals 、}{.name}{/each}  {逐项 按矿种 、}{.名称}{逐项完}
 *   {#}                                {序}
 * What has no such name stays as it is; so do names among words, and words among names. */
char *ka_template_to_words (const char *text);
char *ka_template_to_names (const char *text);
char *
ka_template_say_tag (const char *tag); /* its inside: "#if mines.closed" → "如有 已关闭矿山" */
/* What uses a figure or a list: {在册非煤矿山}, {逐项 按矿种 、}{.名称}{.数量}{逐项完}; free it. */
char *ka_template_use (const char *name);

G_END_DECLS
