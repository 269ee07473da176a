/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "due-cases.h"

#define LACKING(month) "+duty month=" month " controller_days=9; "

const DueCase due_cases_projects[] = {
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-09-30", "2025-10-01", OVERDUE },
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-10-01", "2025-10-01", TODAY },
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-12-31", "2025-10-01", NULL },
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-09-30 status=关闭", "2025-10-01",
    NULL },

  { "project_overdue", "+project name=甲 due=2025-09-30", "2025-10-01", OVERDUE },
  { "project_overdue", "+project name=甲 due=2025-10-01", "2025-10-01", TODAY },
  { "project_overdue", "+project name=甲 due=2025-09-30 extended_until=2026-09-30", "2025-10-01",
    NULL },
  { "project_overdue", "+project name=甲 due=2025-09-30 accepted=2025-09-30", "2025-10-01", NULL },
  { "project_overdue", "+project name=甲 started=2024-09-30 months=12", "2025-10-01", OVERDUE },
  /* No term, no end. */
  { "project_overdue", "+project name=甲 started=2024-09-30", "2025-10-01", NULL },

  { "project_extension", "+project name=甲 due=2025-01-31 extended_until=2026-02-01", "2025-10-01",
    WRONG },
  { "project_extension", "+project name=甲 due=2025-01-31 extended_until=2026-01-31", "2025-10-01",
    NULL }, /* a year */
  { "project_extension", "+project name=甲 due=2025-01-31", "2025-10-01", NULL },

  { "acceptance_sample", "+project name=甲 accepted=2025-02-01 sampled=0", "2025-12-15", SOON },
  { "acceptance_sample", "+project name=甲 accepted=2025-02-01 sampled=1", "2025-12-15", NULL },
  { "acceptance_sample", "", "2025-12-15", NULL },
  { "acceptance_sample", "+project name=甲 accepted=2025-02-01 sampled=0", "2025-12-31", TODAY },
  /* One of ten is 10 %, one of eleven is not. */
  { "acceptance_sample",
    "+project name=第1 accepted=2025-02-01 sampled=0; "
    "+project name=第2 accepted=2025-02-01 sampled=0; "
    "+project name=第3 accepted=2025-02-01 sampled=0; "
    "+project name=第4 accepted=2025-02-01 sampled=0; "
    "+project name=第5 accepted=2025-02-01 sampled=0; "
    "+project name=第6 accepted=2025-02-01 sampled=0; "
    "+project name=第7 accepted=2025-02-01 sampled=0; "
    "+project name=第8 accepted=2025-02-01 sampled=0; "
    "+project name=第9 accepted=2025-02-01 sampled=0; "
    "+project name=第十 accepted=2025-02-01 sampled=1",
    "2025-12-15", NULL },
  { "acceptance_sample",
    "+project name=第1 accepted=2025-02-01 sampled=0; "
    "+project name=第2 accepted=2025-02-01 sampled=0; "
    "+project name=第3 accepted=2025-02-01 sampled=0; "
    "+project name=第4 accepted=2025-02-01 sampled=0; "
    "+project name=第5 accepted=2025-02-01 sampled=0; "
    "+project name=第6 accepted=2025-02-01 sampled=0; "
    "+project name=第7 accepted=2025-02-01 sampled=0; "
    "+project name=第8 accepted=2025-02-01 sampled=0; "
    "+project name=第9 accepted=2025-02-01 sampled=0; "
    "+project name=第十 accepted=2025-02-01 sampled=1; "
    "+project name=第十一 accepted=2025-02-01 sampled=0",
    "2025-12-15", SOON },

  { "project_unapproved", "+project name=甲 started=2025-03-02 approved=2025-03-03", "2025-10-01",
    WRONG },
  { "project_unapproved", "+project name=甲 started=2025-03-02 approved=2025-03-02", "2025-10-01",
    NULL },
  { "project_unapproved", "+project name=甲 started=2025-03-02", "2025-10-01", WRONG },
  { "project_unapproved", "+project name=甲 started=2025-03-02 approval_no=一", "2025-10-01",
    MISSING },
  { "project_unapproved", "+project name=甲 started=2025-10-02", "2025-10-01", NULL },
  { "project_unapproved", "+project name=甲 started=2025-03-02 accepted=2025-09-01", "2025-10-01",
    NULL },

  { "sample_undone", "+project name=甲 accepted=2025-07-02 sampled=1", "2025-10-01", OVERDUE },
  { "sample_undone", "+project name=甲 accepted=2025-07-03 sampled=1", "2025-10-01",
    TODAY }, /* 90 */
  { "sample_undone", "+project name=甲 accepted=2025-07-02 sampled=1 sampled_on=2025-10-01",
    "2025-10-01", NULL },
  { "sample_undone", "+project name=甲 accepted=2025-07-02 sampled=0", "2025-10-01", NULL },

  { "resumption_unapproved", "+suspension kind=复产 since=2025-09-01", "2025-10-01", WRONG },
  { "resumption_unapproved",
    "+suspension kind=复产 since=2025-09-01 accepted=2025-09-01 approved=2025-09-02", "2025-10-01",
    WRONG },
  { "resumption_unapproved",
    "+suspension kind=复产 since=2025-09-01 accepted=2025-08-31 approved=2025-09-01", "2025-10-01",
    NULL },
  { "resumption_unapproved", "+suspension kind=复产 since=2025-09-01 accepted=2025-09-01",
    "2025-10-01", MISSING },
  { "resumption_unapproved", "+suspension kind=复产 since=2025-10-02", "2025-10-01", NULL },
  { "resumption_unapproved", "+suspension kind=停产 since=2025-09-01", "2025-10-01", NULL },

  { "resumption_waiting", "+suspension kind=复工 filed=2025-09-10", "2025-09-30",
    TODAY }, /* 15 working days; the Sunday before the holidays is one */
  { "resumption_waiting", "+suspension kind=复工 filed=2025-09-10", "2025-10-01", OVERDUE },
  { "resumption_waiting", "+suspension kind=复工 filed=2025-09-10 approved=2025-10-01",
    "2025-10-01", NULL },
  { "resumption_waiting", "+suspension kind=复工", "2025-10-01", NULL },

  { "suspension_status", "+suspension kind=停产 since=2025-09-01", "2025-10-01", WRONG },
  { "suspension_status", "mine status=停产; +suspension kind=停产 since=2025-09-01", "2025-10-01",
    NULL },
  { "suspension_status", "+suspension kind=停产 since=2025-10-02", "2025-10-01", NULL },
  { "suspension_status",
    "+suspension kind=停产 since=2025-08-01; +suspension kind=复产 since=2025-09-01", "2025-10-01",
    NULL },
  { "suspension_status",
    "mine status=停产; +suspension kind=停产 since=2025-08-01; +suspension kind=复产 "
    "since=2025-10-01",
    "2025-10-01", WRONG },

  { "tip_unaccepted", "+tip received=2025-09-24 subject=甲", "2025-09-30",
    TODAY }, /* 5 working days */
  { "tip_unaccepted", "+tip received=2025-09-24 subject=甲", "2025-10-01", OVERDUE },
  { "tip_unaccepted", "+tip received=2025-09-25 subject=甲", "2025-10-08", SOON },
  { "tip_unaccepted", "+tip received=2025-09-24 subject=甲 accepted=2025-10-01", "2025-10-01",
    NULL },
  { "tip_unaccepted", "+tip received=2025-09-24 subject=甲 closed=2025-10-01", "2025-10-01", NULL },

  { "tip_overdue", "+tip received=2025-07-01 accepted=2025-08-01 subject=甲", "2025-10-01",
    OVERDUE },
  { "tip_overdue", "+tip received=2025-07-01 accepted=2025-08-02 subject=甲", "2025-10-01",
    TODAY }, /* 60 days */
  { "tip_overdue", "+tip received=2025-08-02 subject=甲", "2025-10-01", TODAY },
  { "tip_overdue", "+tip received=2025-09-02 subject=甲", "2025-10-01", NULL },
  { "tip_overdue",
    "+tip received=2025-07-01 accepted=2025-08-01 extended_until=2025-10-30 subject=甲",
    "2025-10-01", SOON },
  { "tip_overdue", "+tip received=2025-07-01 accepted=2025-07-02 closed=2025-09-30 subject=甲",
    "2025-10-01", NULL },

  { "tip_extension",
    "+tip received=2025-07-01 accepted=2025-08-01 extended_until=2025-10-31 subject=甲",
    "2025-10-01", WRONG },
  { "tip_extension",
    "+tip received=2025-07-01 accepted=2025-08-01 extended_until=2025-10-30 subject=甲",
    "2025-10-01", NULL }, /* 90 days */
  { "tip_extension", "+tip received=2025-07-01 accepted=2025-08-01 subject=甲", "2025-10-01",
    NULL },

  { "tip_unanswered", "+tip received=2025-08-01 closed=2025-09-16 named=1 subject=甲", "2025-09-29",
    TODAY }, /* 10 working days */
  { "tip_unanswered", "+tip received=2025-08-01 closed=2025-09-16 named=1 subject=甲", "2025-09-30",
    OVERDUE },
  { "tip_unanswered", "+tip received=2025-08-01 closed=2025-09-16 named=0 subject=甲", "2025-09-30",
    NULL },
  { "tip_unanswered",
    "+tip received=2025-08-01 closed=2025-09-16 named=1 replied=2025-09-30 subject=甲",
    "2025-09-30", NULL },

  { "visit_owed", "", "2025-10-01", LATER }, /* 91 days before the year's end */
  { "visit_owed", "", "2025-09-30", NULL },
  { "visit_owed", "+expert_visit held=2025-01-01", "2025-10-01", NULL },
  { "visit_owed", "+expert_visit held=2024-12-31", "2025-10-01", LATER },
  { "visit_owed", "mine status=停产", "2025-10-01", NULL },

  { "visit_unsolved", "+expert_visit held=2025-08-01 problems=3 solved=2", "2025-10-01", OVERDUE },
  { "visit_unsolved", "+expert_visit held=2025-08-02 problems=3 solved=2", "2025-10-01",
    TODAY }, /* 60 days */
  { "visit_unsolved", "+expert_visit held=2025-08-01 problems=3 solved=3", "2025-10-01", NULL },
  { "visit_unsolved", "+expert_visit held=2025-08-01 problems=1", "2025-10-01", OVERDUE },

  { "disposal_unset", "", "2025-10-01", MISSING },
  { "disposal_unset", "mine disposal=保留", "2025-10-01", NULL },
  { "disposal_unset", "mine disposal=升级改造", "2025-10-01", MISSING },
  { "disposal_unset", "mine disposal=升级改造 disposal_due=2025-12-31", "2025-10-01", NULL },
  { "disposal_unset", "mine disposal=升级改造 disposal_done=2025-10-01", "2025-10-01", NULL },
  { "disposal_unset", "mine status=关闭", "2025-10-01", NULL },

  { "disposal_due", "mine disposal=升级改造 disposal_due=2025-09-30 disposal_done=2025-10-01",
    "2025-10-01", NULL },
  { "disposal_due", "mine disposal=升级改造 disposal_due=2025-09-30 disposal_done=2025-10-02",
    "2025-10-01", OVERDUE },
  { "disposal_due", "mine disposal=保留 disposal_due=2025-09-30", "2025-10-01", NULL },

  { "person_twice",
    "+mine2; +person name=乙 post=特种作业人员 " ID_A
    "; +person name=乙 post=特种作业人员 mine=mine2 " ID_A,
    "2025-10-01", "2 " WRONG },
  { "person_twice",
    "+mine2; +person name=乙 post=特种作业人员 " ID_A
    "; +person name=乙 post=特种作业人员 mine=mine2 " ID_B,
    "2025-10-01", NULL },
  { "person_twice",
    "+mine2; +person name=乙 post=特种作业人员 specialty=爆破 " ID_A
    "; +person name=乙 post=班组长 mine=mine2 " ID_A,
    "2025-10-01", NULL },
  { "person_twice", "+person name=乙 post=特种作业人员 " ID_A, "2025-10-01", NULL },

  { "training_behind", "+training_plan year=2025 kind=特种作业人员 persons=20", "2025-10-01",
    LATER },
  { "training_behind",
    "+training_plan year=2025 kind=特种作业人员 persons=20; +training held=2025-03-01 "
    "kind=特种作业人员 attended=19",
    "2025-10-01", LATER },
  { "training_behind",
    "+training_plan year=2025 kind=特种作业人员 persons=20; +training held=2025-03-01 "
    "kind=特种作业人员 attended=20",
    "2025-10-01", NULL },
  { "training_behind", "+training_plan year=2025 kind=特种作业人员 persons=20", "2025-09-30",
    NULL },
  { "training_behind", "+training_plan year=2024 kind=特种作业人员 persons=20", "2025-10-01",
    NULL },

  { "duty_repeat", LACKING ("2025-07") LACKING ("2025-08") LACKING ("2025-09"), "2025-10-01",
    WRONG },
  { "duty_repeat", LACKING ("2025-08") LACKING ("2025-09"), "2025-10-01", NULL },
  { "duty_repeat", LACKING ("2025-04") LACKING ("2025-05") LACKING ("2025-06"), "2025-10-01",
    WRONG },
  { "duty_repeat", LACKING ("2025-03") LACKING ("2025-05") LACKING ("2025-06"), "2025-10-01",
    NULL },
  { "duty_repeat",
    "+duty month=2025-07 controller_days=10; +duty month=2025-08 controller_days=10; "
    "+duty month=2025-09 controller_days=10",
    "2025-10-01", NULL },

  { NULL },
};
