/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Whom a record of the table t belongs to, and whether it is still asked about, as SQL: what is due and what is
 * reported must not differ in it. */

#define KA_MINE_ALIVE_SQL "EXISTS (SELECT 1 FROM mine m WHERE m.id = t.mine AND m.status <> '关闭')"

/* Of a record that may belong to a mine or to an enterprise: not of one that is closed altogether. */
#define KA_OWNER_ALIVE_SQL                                                                         \
  "(CASE WHEN t.mine IS NOT NULL THEN " KA_MINE_ALIVE_SQL                                          \
  " ELSE EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.enterprise AND m.status <> '关闭')" \
  " OR NOT EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.enterprise) END)"

/* A permit that was renewed by a later one is done with. */
#define KA_PERMIT_NOT_RENEWED_SQL                                                                  \
  "NOT EXISTS (SELECT 1 FROM permit o WHERE o.kind = t.kind AND o.id <> t.id"                      \
  " AND o.valid_until > t.valid_until AND (o.valid_from IS NULL OR o.valid_from <= :day)"          \
  " AND (o.mine = t.mine OR (t.mine IS NULL AND o.mine IS NULL AND o.enterprise = t.enterprise)))"
