/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-codes.h"

/* What people write for a code, beyond the words of its table: text is folded (ka_text_fold()). */
typedef const KaCode *(*KaCodesReader) (const KaCodeTable *table, const char *folded, KaDay on);

const KaCode *ka_codes_read_town (const KaCodeTable *table, const char *folded, KaDay on);
const KaCode *ka_codes_read_mineral (const KaCodeTable *table, const char *folded, KaDay on);
const KaCode *ka_codes_read_hazard (const KaCodeTable *table, const char *folded, KaDay on);
const KaCode *ka_codes_read_accident (const KaCodeTable *table, const char *folded, KaDay on);

/* By folded words of the table: value, code, label, alias. NULL also where they mean several codes. */
const KaCode *ka_codes_find_folded (const KaCodeTable *table, const char *folded, KaDay on);

/* ---- ka-towns.c: towns that the table does not have ---- */

const KaCode *ka_towns_find (const char *folded);
const KaCode *ka_towns_read (const char *folded);
