/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "due-cases.h"

#define DEATHS "+accident title=甲 deaths="
#define TASK "+measure no=1 task=甲; "
#define CELL "+measure_progress measure=task quarter="
#define PREVENTION                                                                                 \
  "+accident title=甲 occurred=2025-07-01T10:00; +prevention accident=last measure=设防护栏 "

const DueCase due_cases_affairs[] = {
  { "discredit_accident", DEATHS "10 occurred=2025-08-01T10:00", "2025-10-01", ADVICE },
  { "discredit_accident", DEATHS "9 occurred=2025-08-01T10:00", "2025-10-01", NULL },
  { "discredit_accident", DEATHS "10 occurred=2023-09-30T23:59", "2025-10-01", NULL },
  { "discredit_accident", DEATHS "1 reporting=瞒报 occurred=2025-08-01T10:00", "2025-10-01",
    ADVICE },
  { "discredit_accident", DEATHS "1 reporting=迟报 occurred=2025-08-01T10:00", "2025-10-01", NULL },
  { "discredit_accident",
    DEATHS "3 occurred=2025-08-01T10:00; " DEATHS "3 occurred=2024-08-02T10:00", "2025-10-01",
    ADVICE },
  { "discredit_accident",
    DEATHS "3 occurred=2025-08-01T10:00; " DEATHS "3 occurred=2024-08-01T10:00", "2025-10-01",
    NULL },
  { "discredit_accident", DEATHS "10 occurred=2025-08-01T10:00; " SERIOUS "notified=2025-08-01",
    "2025-10-01", NULL },

  { "no_case", "", "2025-08-31", SOON }, /* 30 days before the quarter's end */
  { "no_case", "+typical_case quarter=2025Q2 title=甲 reported=2025-06-30", "2025-08-30", NULL },
  { "no_case", "+typical_case quarter=2025Q3 title=甲 reported=2025-09-01", "2025-09-30", NULL },
  { "no_case", "+typical_case quarter=2025Q3 title=甲", "2025-09-30", TODAY },
  { "no_case", "", "2025-10-31", OVERDUE },
  { "no_case", "", "2025-11-01", NULL },

  { "case_waiting", "+typical_case quarter=2025Q3 title=甲 received=2025-09-20", "2025-10-01",
    OVERDUE },
  { "case_waiting", "+typical_case quarter=2025Q3 title=甲 received=2025-09-21", "2025-10-01",
    NULL }, /* 10 days */
  { "case_waiting", "+typical_case quarter=2025Q3 title=甲 received=2025-09-20 review=审核中",
    "2025-10-01", NULL },

  { "late_report",
    "+accident title=甲 occurred=2025-08-14T15:20 known=2025-08-14T15:55 "
    "reported=2025-08-14T16:56",
    "2025-10-01", WRONG },
  { "late_report",
    "+accident title=甲 occurred=2025-08-14T15:20 known=2025-08-14T15:55 "
    "reported=2025-08-14T16:55",
    "2025-10-01", NULL }, /* 60 minutes */
  { "late_report",
    "+accident title=甲 occurred=2025-08-14T23:20 known=2025-08-14T23:30 "
    "reported=2025-08-15T00:31",
    "2025-10-01", WRONG },
  { "late_report", "+accident title=甲 occurred=2025-08-14T15:20 known=2025-08-14T15:55",
    "2025-10-01", NULL },

  { "accident_investigation", "+accident title=甲 occurred=2025-08-02T10:00", "2025-10-01",
    TODAY }, /* 60 days */
  { "accident_investigation",
    "+accident title=甲 occurred=2025-07-02T10:00 extended_until=2025-10-02", "2025-10-01", SOON },
  { "accident_investigation", "+accident title=甲 occurred=2025-08-01T10:00", "2025-10-01",
    OVERDUE },
  { "accident_investigation", "+accident title=甲 occurred=2025-08-01T10:00 closed=2025-09-20",
    "2025-10-01", NULL },

  { "accident_evaluation", "+accident title=甲 occurred=2024-08-01T10:00 closed=2024-10-01",
    "2025-10-01", TODAY },
  { "accident_evaluation", "+accident title=甲 occurred=2024-08-01T10:00 closed=2024-09-30",
    "2025-10-01", OVERDUE },
  { "accident_evaluation",
    "+accident title=甲 occurred=2024-08-01T10:00 closed=2024-09-30 evaluated=2025-09-30",
    "2025-10-01", NULL },

  { "accident_investigation", "+accident title=甲 occurred=2025-07-01T10:00 submitted=2025-08-30",
    "2025-10-01", NULL },

  { "accident_reply", "+accident title=甲 occurred=2025-07-01T10:00 submitted=2025-09-16",
    "2025-10-01", TODAY }, /* 15 days */
  { "accident_reply", "+accident title=甲 occurred=2025-07-01T10:00 submitted=2025-09-15",
    "2025-10-01", OVERDUE },
  { "accident_reply", DEATHS "30 occurred=2025-07-01T10:00 submitted=2025-09-01", "2025-10-01",
    TODAY }, /* 30 days of an extreme one */
  { "accident_reply",
    "+accident title=甲 occurred=2025-07-01T10:00 submitted=2025-09-01 closed=2025-09-15",
    "2025-10-01", NULL },

  { "accident_accountability",
    "+accident title=甲 occurred=2025-04-01T10:00 submitted=2025-06-20 closed=2025-07-03",
    "2025-10-01", TODAY },
  { "accident_accountability",
    "+accident title=甲 occurred=2025-04-01T10:00 submitted=2025-06-20 closed=2025-07-02",
    "2025-10-01", OVERDUE },
  { "accident_accountability",
    "+accident title=甲 occurred=2025-04-01T10:00 submitted=2025-06-20 closed=2025-07-02 "
    "accountability_done=2025-09-01",
    "2025-10-01", NULL },
  { "accident_accountability", "+accident title=甲 occurred=2025-04-01T10:00 closed=2025-07-02",
    "2025-10-01", NULL },

  { "prevention_overdue", PREVENTION "responsible=乙 due=2025-10-01", "2025-10-01", TODAY },
  { "prevention_overdue", PREVENTION "responsible=乙 due=2025-09-30", "2025-10-01", OVERDUE },
  { "prevention_overdue", PREVENTION "responsible=乙 due=2025-09-30 done=2025-09-30", "2025-10-01",
    NULL },

  { "prevention_unclear", PREVENTION "due=2026-09-30", "2025-10-01", WRONG },
  { "prevention_unclear", PREVENTION "responsible=乙", "2025-10-01", WRONG },
  { "prevention_unclear", PREVENTION "responsible=乙 due=2026-09-30", "2025-10-01", NULL },

  { "prevention_evaluation",
    "+accident title=甲 occurred=2024-08-01T10:00 closed=2024-09-30 evaluated=2025-09-30; "
    "+prevention accident=last measure=设防护栏 responsible=乙 due=2025-09-01 done=2025-08-01",
    "2025-10-01", WRONG },
  { "prevention_evaluation",
    "+accident title=甲 occurred=2024-08-01T10:00 closed=2024-09-30 evaluated=2025-09-30; "
    "+prevention accident=last measure=设防护栏 responsible=乙 due=2025-09-01 done=2025-08-01 "
    "evaluated=2025-09-30 result=已落实",
    "2025-10-01", NULL },
  { "prevention_evaluation", PREVENTION "responsible=乙 due=2025-09-01 done=2025-08-01",
    "2025-10-01", NULL },

  { "measure_unmet",
    "+measure no=1 task=甲; +measure_progress quarter=2025Q4 state=假落实 measure=last",
    "2025-10-01", WRONG },
  { "measure_unmet",
    "+measure no=1 task=甲; +measure_progress quarter=2025Q4 state=部分落实 measure=last",
    "2025-10-01", NULL },
  { "measure_unmet",
    "+measure no=1 task=甲; +measure_progress quarter=2025Q4 state=软落实 measure=last "
    "action=列为重点执法对象",
    "2025-10-01", NULL },
  { "measure_unmet",
    "+plan year=2025 month=2025-11 kind=重点检查; +measure no=1 task=甲; "
    "+measure_progress quarter=2025Q4 state=软落实 measure=last enterprise=its",
    "2025-10-01", NULL },
  { "measure_unmet",
    "+measure no=1 task=甲; +measure_progress quarter=2026Q1 state=假落实 measure=last",
    "2025-10-01", NULL },

  { "measure_review", TASK CELL "2025Q2 state=落实 review=待回头看", "2025-09-28",
    TODAY }, /* 90 days */
  { "measure_review", TASK CELL "2025Q2 state=落实 review=待回头看", "2025-09-29", OVERDUE },
  { "measure_review", TASK CELL "2025Q2 state=落实 review=待回头看", "2025-09-27", SOON },
  { "measure_review", TASK CELL "2025Q2 review=待回头看 review_due=2025-08-01", "2025-08-02",
    OVERDUE },
  { "measure_review", TASK CELL "2025Q2 review=已核实 reviewed=2025-09-01", "2025-10-01", NULL },
  { "measure_review", TASK CELL "2026Q1 review=待回头看 review_due=2025-10-02", "2025-10-01",
    NULL },

  { "measure_relapse", TASK CELL "2025Q2 review=反弹 reviewed=2025-10-01", "2025-10-01", WRONG },
  { "measure_relapse", TASK CELL "2025Q2 review=反弹 reviewed=2025-10-02", "2025-10-01", NULL },
  { "measure_relapse", TASK CELL "2025Q2 review=反弹 action=约谈", "2025-10-01", NULL },
  { "measure_relapse", TASK CELL "2025Q2 review=反弹 action=无", "2025-10-01", WRONG },
  { "measure_relapse", TASK CELL "2025Q2 review=已核实", "2025-10-01", NULL },

  { "measure_unreviewed", TASK CELL "2024Q4 state=软落实; " CELL "2025Q1 state=落实", "2025-10-01",
    ADVICE },
  { "measure_unreviewed", TASK CELL "2024Q4 state=部分落实; " CELL "2025Q1 state=落实",
    "2025-10-01", NULL },
  { "measure_unreviewed", TASK CELL "2024Q3 state=软落实; " CELL "2025Q1 state=落实", "2025-10-01",
    NULL },
  { "measure_unreviewed",
    TASK CELL "2025Q1 state=软落实 town=白沙镇; " CELL "2025Q2 state=落实 enterprise=its",
    "2025-10-01", NULL },
  { "measure_unreviewed",
    TASK CELL "2025Q1 state=不落实 town=白沙镇; " CELL "2025Q2 state=落实 town=白沙镇",
    "2025-10-01", ADVICE },
  { "measure_unreviewed",
    TASK CELL "2025Q1 state=假落实; " CELL "2025Q2 state=落实 review=待回头看", "2025-10-01",
    NULL },

  { NULL },
};
