/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-due.h"

#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/* Words of the predicates. What is dated after the day has not happened yet. */
#define OPEN(field) "(t." field " IS NULL OR t." field " > :day)"
#define DONE(field) "t." field " <= :day"
/* On the ladder: from so many days before on. */
#define NEAR(date) date " <= ka_add_days (:day, :ahead)"

#define ITS_MINE(column) "(SELECT m." column " FROM mine m WHERE m.id = t.mine)"
#define MINE_IN(statuses)                                                                          \
  "EXISTS (SELECT 1 FROM mine m WHERE m.id = t.mine AND m.status IN (" statuses "))"
#define MINE_ALIVE "EXISTS (SELECT 1 FROM mine m WHERE m.id = t.mine AND m.status <> '关闭')"
/* Of a record that may belong to a mine or to an enterprise: not of one that is closed altogether. */
#define OWNER_ALIVE                                                                                \
  "(CASE WHEN t.mine IS NOT NULL THEN " MINE_ALIVE                                                 \
  " ELSE EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.enterprise AND m.status <> '关闭')" \
  " OR NOT EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.enterprise) END)"
#define WITH_MINE "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')"
#define RUNS "t.status IN ('生产', '基建')"
#define UNDERGROUND "t.type IN ('地下矿山', '露天地下联合')"

/* A permit that was renewed by a later one is done with. */
#define NOT_RENEWED                                                                                \
  "NOT EXISTS (SELECT 1 FROM permit o WHERE o.kind = t.kind AND o.id <> t.id"                      \
  " AND o.valid_until > t.valid_until AND (o.valid_from IS NULL OR o.valid_from <= :day)"          \
  " AND (o.mine = t.mine OR (t.mine IS NULL AND o.mine IS NULL AND o.enterprise = t.enterprise)))"

#define JINJIN "江津府办发〔2023〕11号 "
#define YUAN "渝安办〔2025〕13号 "

/* The rows, by area; each ends with a code of NULL. */
extern const KaDueRule ka_due_mine_rules[];
extern const KaDueRule ka_due_people_rules[];
extern const KaDueRule ka_due_enforcement_rules[];
extern const KaDueRule ka_due_mine_affair_rules[];
extern const KaDueRule ka_due_affair_rules[];
extern const KaDueRule ka_due_questions[];

G_END_DECLS
