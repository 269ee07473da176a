/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-due.h"
#include "ka-owner.h"

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
#define MINE_ALIVE KA_MINE_ALIVE_SQL
#define OWNER_ALIVE KA_OWNER_ALIVE_SQL
#define WITH_MINE "EXISTS (SELECT 1 FROM mine m WHERE m.enterprise = t.id AND m.status <> '关闭')"
#define RUNS "t.status IN ('生产', '基建')"
#define UNDERGROUND "t.type IN ('地下矿山', '露天地下联合')"

#define NOT_RENEWED KA_PERMIT_NOT_RENEWED_SQL

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
