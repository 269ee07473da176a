/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-codes.h>

G_BEGIN_DECLS

/* The laws that texts name, looked up in the code table "laws" (an edition a row). */
typedef struct
{
  gboolean known;       /* some edition of it is in the table */
  const KaCode *code;   /* that of the day, or NULL */
  const char *note;     /* how that edition came about, or NULL */
  const char *articles; /* how many it has, or NULL where the table does not say */
  gboolean
    checked; /* its number and days agree with a source; else they are as they are commonly given */
} KaLaw;

/* By whole or short name, with or without the country's. */
KaLaw _ka_law_find (const char *name, KaDay on);
/* The edition of the day has the article (0: none in particular), as far as the table tells. */
gboolean _ka_law_has_article (const KaLaw *law, guint article);

/* A law or standard of the table, named in the text, that was not in force on the day. */
gboolean _ka_law_not_in_force (const char *text, KaDay on);

G_END_DECLS
