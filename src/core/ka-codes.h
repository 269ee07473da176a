/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-day.h"
#include "ka-types.h"

G_BEGIN_DECLS

/* A code table read from resources/codes/<name>.csv (compiled in). The stored value of a choice field
 * is `value`; people see `label`. */
struct _KaCode
{
  const char *value;  /* what the ledger stores: a code (LT-06) or the name (德感街道) */
  const char *code;   /* the official code, or NULL */
  const char *label;  /* what people read: "LT-06 边坡稳定性…", "德感街道" */
  const char *group;  /* e.g. the mine type of a criterion, the standard of a category, or NULL */
  const char *source; /* where the row comes from, or NULL */
  KaDay valid_from;   /* KA_DAY_NONE: always */
  KaDay valid_to;     /* last valid day; KA_DAY_NONE: still */
};

/* The tables: towns minerals hazards accident_categories indicators targets holidays case_criteria laws districts size_classes
 * measures ledger_headings. NULL if there is none of that name. Lives as long as the program. All
 * functions may be called from any thread. Columns of the files, for ka_codes_column():
 *   towns            code name kind district_code aliases
 *   minerals         code name size_class_row density aliases
 *   hazards          code mine_type number text_short source valid_from valid_to
 *   accident_categories standard code seq name valid_from valid_to maps_to aliases
 *   indicators       code name group unit source definition aliases
 *   targets          indicator value due source (the targets that a new ledger begins with)
 *   holidays         day kind name basis (those of the State Council's notices)
 *   case_criteria    criterion points standard order_no (those that a new ledger begins with)
 *   laws             law short articles valid_from valid_to note checked (an edition a row; checked: what
 *                    of it agrees with a source, empty: nothing was compared)
 *   districts        code name kind valid_from status valid_to note
 *   size_classes     mineral unit large_min medium_min status note
 *   measures         measure_no item_no heading official_heading_note actor text_short metric deadline
 *                    source status (heading, verified or placeholder)
 *   ledger_headings  form heading variants */
const KaCodeTable *ka_codes_get (const char *name);
const char *const *ka_codes_names (void);
const char *ka_codes_source (const KaCodeTable *table); /* the table's source, for people */

guint ka_codes_size (const KaCodeTable *table);
const KaCode *ka_codes_nth (const KaCodeTable *table, guint i);
/* A further column of the table by its heading in the csv (size_class_row, density …), or NULL. */
const char *ka_codes_column (const KaCodeTable *table, const KaCode *code, const char *column);

/* The headings of the columns that KaCode does not hold, in their order: NULL-terminated, free with g_free()
 * (the strings live as long as the table). */
const char **ka_codes_further (const KaCodeTable *table);

/* Whether the code was in force on the day (KA_DAY_NONE: any day). */
gboolean ka_code_is_valid (const KaCode *code, KaDay on);

/* By stored value or official code, valid on the day (KA_DAY_NONE: any day). */
const KaCode *ka_codes_lookup (const KaCodeTable *table, const char *value, KaDay on);
/* The same, and also by label, short form (双福, 江津区双福街道) and spelling: what people write. What may
 * mean several codes gives NULL: 露天矿山 put before the words of a criterion tells which list is meant. */
const KaCode *ka_codes_match (const KaCodeTable *table, const char *text, KaDay on);

/* The towns of the table are those of one district. An office elsewhere adds its own (…镇, …乡, …街道): they
 * are known to this program from then on, as if they stood in the table. FALSE: that names no town. */
gboolean ka_towns_add (const char *name);
void ka_towns_add_all (const char *list); /* joined by 、 */
const KaCode *ka_towns_nth (guint i);     /* of those that were added; NULL: no more */
/* 重庆市永川区红炉镇人民政府 → 红炉镇, whether it is known or not; NULL: that names no town. */
char *ka_town_name (const char *text);

G_END_DECLS
