/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What counts towards the yearly cap of inspections of one enterprise (国办发〔2024〕54号), as SQL: whoever
 * plans, draws, warns or reports counts with these.
 *
 * Visits are counted, not records. Those of one enterprise that begin on one day are one visit, and so are
 * the lines of the plan that are put together (联合检查: 综合查一次) in one month, whether they are carried
 * out on one day or on several. Complaints, transfers and leads are not bound by the cap, and a review is
 * no new visit. */

/* Whether the inspection i is bound by it. */
#define KA_VISIT_COUNTS(i)                                                                         \
  "(" i ".\"trigger\" IS NULL OR " i ".\"trigger\" IN ('计划', '双随机', '专项部署'))"

/* The inspection i carries out the line p of the plan: it names it or, where none is named, it was made by
 * plan in the month laid down. */
#define KA_VISIT_CARRIES_OUT(i, p)                                                                 \
  "(" i ".plan = " p ".id OR (" i ".plan IS NULL AND " i ".mine = " p ".mine AND " i               \
  ".\"trigger\" = '计划' AND substr (" i ".started, 1, 7) = " p ".month))"

/* Which visit to its enterprise the line p of a plan belongs to. */
#define KA_VISIT_OF_PLAN(p) "CASE WHEN " p ".joint = 1 THEN " p ".month ELSE 'p' || " p ".id END"

/* Which visit the inspection i of the enterprise belongs to: the plan's joint one that is carried out by it,
 * or by another of that day; else that of the day. */
#define KA_VISIT_OF_INSPECTION(i, enterprise)                                                      \
  "COALESCE ((SELECT min (vp.month) FROM mine AS vm JOIN inspection AS vi ON vi.mine = vm.id"      \
  " JOIN plan AS vp ON vp.mine = vm.id AND vp.joint = 1 AND " KA_VISIT_CARRIES_OUT (               \
    "vi", "vp") " WHERE vm.enterprise = " enterprise " AND vi.started = " i                        \
                ".started AND " KA_VISIT_COUNTS ("vi") "), " i ".started)"

/* Visits to the enterprise that began on the days from first to last. */
#define KA_VISITS_SQL(enterprise, first, last)                                                     \
  "(SELECT count (DISTINCT " KA_VISIT_OF_INSPECTION (                                              \
    "v", enterprise) ") FROM mine AS w JOIN inspection AS v ON v.mine = w.id WHERE w.enterprise"   \
                     " = " enterprise " AND v.started BETWEEN " first " AND " last                 \
                     " AND " KA_VISIT_COUNTS ("v") ")"
