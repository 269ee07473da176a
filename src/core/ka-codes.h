/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-day.h"
#include "ka-types.h"

G_BEGIN_DECLS

/* A code table read from resources/codes/<name>.csv (compiled in). The stored value of a choice field
 * is `value`; people see `label`. */
struct _KaCode
{
  const char *value;    /* what the ledger stores: a code (LT-06) or the name (德感街道) */
  const char *code;     /* the official code, or NULL */
  const char *label;    /* what people read: "LT-06 边坡稳定性…", "德感街道" */
  const char *group;    /* e.g. the mine type of a criterion, the standard of a category, or NULL */
  const char *source;   /* where the row comes from, or NULL */
  KaDay valid_from;     /* KA_DAY_NONE: always */
  KaDay valid_to;       /* last valid day; KA_DAY_NONE: still */
};

/* The tables: towns minerals hazards accident_categories indicators districts size_classes measures.
 * NULL if there is none of that name. Lives as long as the program. */
const KaCodeTable *ka_codes_get (const char *name);
const char *const *ka_codes_names (void);
const char *ka_codes_source (const KaCodeTable *table); /* the table's source, for people */

guint ka_codes_size (const KaCodeTable *table);
const KaCode *ka_codes_nth (const KaCodeTable *table, guint i);
/* A further column of the table by its heading in the csv (size_class_row, density …), or NULL. */
const char *ka_codes_column (const KaCodeTable *table, const KaCode *code, const char *column);

/* By stored value or official code, valid on the day (KA_DAY_NONE: any day). */
const KaCode *ka_codes_lookup (const KaCodeTable *table, const char *value, KaDay on);
/* The same, and also by label, short form (双福, 江津区双福街道) and spelling: what people write. */
const KaCode *ka_codes_match (const KaCodeTable *table, const char *text, KaDay on);

G_END_DECLS
