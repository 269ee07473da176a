/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "due-cases.h"

#define LISTED_PERSON                                                                              \
  "+discredit subject=个人 person=乙 list=安全生产严重失信主体 reason=甲 listed=2025-09-01 "
#define BARRED LISTED_PERSON "restrictions=职业禁入 "
#define NOT_BARRED LISTED_PERSON "restrictions=投融资"
#define OTHERS "+person name=乙 post=总工程师; +person name=丙 post=专业技术人员"
#define FOUR                                                                                       \
  "+person name=乙 post=总工程师; +person name=丙 post=安全副矿长; "                    \
  "+person name=丁 post=生产副矿长; +person name=戊 post=机电副矿长"

const DueCase due_cases_people[] = {
  { "controller_days", "+duty month=2025-09 controller_days=9", "2025-10-01", WRONG },
  { "controller_days", "+duty month=2025-09 controller_days=10", "2025-10-01", NULL },
  { "controller_days", "+duty month=2025-09 controller_days=9", "2025-09-30", WRONG },
  { "controller_days", "+duty month=2025-09 controller_days=9", "2025-09-29", NULL },
  { "controller_days", "+duty month=2025-09 controller_days=9", "2025-11-01", NULL },
  { "controller_days", "+duty month=2025-09", "2025-10-01", MISSING },

  { "controller_meeting", "+duty month=2025-09 controller_meetings=0", "2025-10-01", WRONG },
  { "controller_meeting", "+duty month=2025-09 controller_meetings=1", "2025-10-01", NULL },
  { "controller_meeting", "+duty month=2025-09 controller_meetings=0; mine status=关闭",
    "2025-10-01", NULL },

  { "engineer_days", "+duty month=2025-09 engineer_days=14", "2025-10-01", WRONG },
  { "engineer_days", "+duty month=2025-09 engineer_days=15", "2025-10-01", NULL },
  { "engineer_days", "+duty month=2025-09 engineer_days=0; mine status=停产", "2025-10-01", NULL },
  { "engineer_days", "+duty month=2025-09; mine chief_engineer=张某", "2025-10-01", MISSING },
  { "engineer_days", "+duty month=2025-09", "2025-10-01", NULL },

  { "principal_check", "+duty month=2025-09 principal_checks=0", "2025-10-01", WRONG },
  { "principal_check", "+duty month=2025-09 principal_checks=1", "2025-10-01", NULL },
  { "principal_check", "+duty month=2025-08 principal_checks=0", "2025-10-01", NULL },

  { "major_check", "+duty month=2025-09 major_checks=0", "2025-10-01", WRONG },
  { "major_check", "+duty month=2025-09 major_checks=1", "2025-10-01", NULL },
  { "major_check", "+duty month=2025-10 major_checks=0", "2025-10-01", NULL },

  { "duty_missing", "+duty month=2025-08", "2025-10-01", MISSING },
  { "duty_missing", "+duty month=2025-09", "2025-10-01", NULL },
  { "duty_missing", "+duty month=2025-09", "2025-10-31", MISSING },
  { "duty_missing", "+duty month=2025-08; mine status=停产", "2025-10-01", NULL },

  { "no_engineer", "", "2025-10-01", WRONG },
  { "no_engineer", "mine chief_engineer=张某", "2025-10-01", NULL },
  { "no_engineer", "mine status=关闭", "2025-10-01", NULL },

  { "five_posts", "mine type=地下矿山; " FOUR, "2025-10-01", WRONG },
  { "five_posts", "mine type=地下矿山; +person name=己 post=矿长; " FOUR, "2025-10-01", NULL },
  { "five_posts", FOUR, "2025-10-01", NULL },

  { "open_pit_posts", OTHERS, "2025-10-01", WRONG },
  { "open_pit_posts", "+person name=己 post=矿长; " OTHERS, "2025-10-01", NULL },
  { "open_pit_posts",
    "mine chief_engineer=乙; +person name=己 post=矿长; +person name=丙 post=专业技术人员",
    "2025-10-01", NULL },

  { "cert_expiry", "+person name=乙 post=主要负责人 cert_until=2025-12-30", "2025-10-01", LATER },
  { "cert_expiry", "+person name=乙 post=主要负责人 cert_until=2025-12-31", "2025-10-01", NULL },
  { "cert_expiry", "+person name=乙 post=主要负责人 cert_until=2025-09-30", "2025-10-01", OVERDUE },
  { "cert_expiry", "+person name=乙 post=特种作业人员", "2025-10-01", MISSING },
  { "cert_expiry", "+person name=乙 post=班组长", "2025-10-01", NULL },

  { "cert_review", "+person name=乙 post=特种作业人员 cert_review=2025-09-30 cert_until=2028-09-30",
    "2025-10-01", OVERDUE },
  { "cert_review", "+person name=乙 post=特种作业人员 cert_review=2025-11-30 cert_until=2028-09-30",
    "2025-10-01", LATER }, /* 60 days */
  { "cert_review", "+person name=乙 post=特种作业人员 cert_review=2025-12-01 cert_until=2028-09-30",
    "2025-10-01", NULL },
  { "cert_review", "+person name=乙 post=特种作业人员 cert_review=2025-09-30 cert_until=2025-09-30",
    "2025-10-01", NULL },

  { "training_missing", "", "2025-10-01", LATER }, /* 91 days before the year's end */
  { "training_missing", "", "2025-09-30", NULL },
  { "training_missing",
    "+training held=2025-03-01 kind=主要负责人; +training held=2025-03-01 kind=安全生产管理人员; "
    "+training held=2025-03-01 kind=特种作业人员",
    "2025-12-31", NULL },

  /* the same person; the same name, perhaps; another person of that name */
  { "person_barred", BARRED ID_A "; +person name=乙 post=矿长 " ID_A, "2025-10-01", WRONG },
  { "person_barred", BARRED ID_A "; +person name=乙 post=矿长", "2025-10-01", MISSING },
  { "person_barred", BARRED "; +person name=乙 post=矿长 " ID_A, "2025-10-01", MISSING },
  { "person_barred", BARRED ID_A "; +person name=乙 post=矿长 " ID_B, "2025-10-01", NULL },
  { "person_barred", BARRED "; +person name=丙 post=矿长", "2025-10-01", NULL },
  { "person_barred", BARRED "removed=2025-10-01; +person name=乙 post=矿长", "2025-10-01", NULL },
  { "person_barred", BARRED "removed=2025-10-02; +person name=乙 post=矿长", "2025-10-01",
    MISSING },
  { "person_barred", BARRED "; +person name=乙 post=矿长", "2025-08-31", NULL },
  { "person_barred", NOT_BARRED "; +person name=乙 post=矿长", "2025-10-01", NULL },

  { NULL },
};
