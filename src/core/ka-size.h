/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-record.h"

G_BEGIN_DECLS

/* Size class of a mine, 国土资发〔2004〕208号 annex: 大型 ≥ large_min, 中型 ≥ medium_min, else 小型. The row
 * follows the mineral's use (建筑石料用灰岩 → 建筑石料, in 万立方米/年); a capacity in 万吨/年 is divided by
 * the density, the mine's own or the mineral's default from the code table. */

/* Returns 大型, 中型, 小型 (static) or NULL where the mineral has no row or the capacity is missing.
 * capacity and density in hundredths (dec2), 0 = not given. *rule (may be NULL) tells the rule applied:
 * "建筑石料：9万吨/年 ÷ 2.4t/m³ = 3.75万立方米/年；大型≥10、中型≥5（国土资发〔2004〕208号）". */
const char *ka_size_compute (const char *mineral,
                             gint64 capacity,
                             const char *capacity_unit,
                             gint64 density,
                             char **rule);

/* The size that counts: the one laid down in size_class (认定规模), else the computed one. */
const char *ka_size_of_mine (const KaRecord *mine, char **rule);

G_END_DECLS
