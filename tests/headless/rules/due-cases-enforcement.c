/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "due-cases.h"

#define MAJOR_FULL                                                                                 \
  "+hazard level=重大 found=2025-09-01 description=甲 responsible=张某 measures=乙 funds=1 " \
  "deadline=2025-12-01 "
#define DISCREDIT "+discredit subject=单位 list=诚信管理黑名单 reason=甲 "
#define UNLICENSED "+penalty doc_no=一 kind=警告 facts=未取得采矿许可证擅自开采 "
#define MAJOR_PENALTY(no, day)                                                                     \
  "+penalty doc_no=" no " kind=罚款 amount=1 major_hazard=1 executed=" day " decided=" day

const DueCase due_cases_enforcement[] = {
  { "plan_missing", "+mine2; +plan year=2025 month=2025-03 kind=一般检查 mine=mine2", "2025-10-01",
    WRONG },
  { "plan_missing", "+plan year=2025 month=2025-03 kind=一般检查", "2025-10-01", NULL },
  { "plan_missing", "+plan year=2024 month=2024-03 kind=一般检查", "2025-10-01", NULL },

  { "plan_overdue", "+plan year=2025 month=2025-09 kind=一般检查", "2025-10-01", OVERDUE },
  { "plan_overdue", "+plan year=2025 month=2025-09 kind=一般检查", "2025-09-30", NULL },
  { "plan_overdue",
    "+plan year=2025 month=2025-09 kind=一般检查; +inspection started=2025-09-01 trigger=计划",
    "2025-10-01", NULL },
  { "plan_overdue",
    "+plan year=2025 month=2025-09 kind=一般检查; +inspection started=2025-08-31 trigger=计划",
    "2025-10-01", OVERDUE },

  { "over_cap",
    "+plan_year year=2025 cap=2; +inspection started=2025-02-01; +inspection started=2025-03-01; "
    "+inspection started=2025-04-01",
    "2025-10-01", WRONG },
  { "over_cap",
    "+plan_year year=2025 cap=2; +inspection started=2025-02-01; +inspection started=2025-03-01; "
    "+inspection started=2025-04-01 trigger=投诉举报",
    "2025-10-01", NULL },
  { "over_cap",
    "+inspection started=2025-02-01; +inspection started=2025-03-01; +inspection "
    "started=2025-04-01",
    "2025-10-01", NULL },
  /* Mines of one enterprise on one day are one visit. */
  { "over_cap",
    "+plan_year year=2025 cap=2; +mine2; +inspection started=2025-02-01; +inspection "
    "started=2025-03-01; +inspection started=2025-03-01 mine=mine2",
    "2025-10-01", NULL },
  /* 综合查一次: the joint lines of a month, on two days. */
  { "over_cap",
    "+plan_year year=2025 cap=2; +mine2; +plan year=2025 month=2025-03 kind=一般检查 joint=1; "
    "+plan year=2025 month=2025-03 kind=一般检查 joint=1 mine=mine2; +inspection "
    "started=2025-02-01; +inspection started=2025-03-03 trigger=计划; +inspection "
    "started=2025-03-05 trigger=计划 mine=mine2",
    "2025-10-01", NULL },
  { "over_cap",
    "+plan_year year=2025 cap=2; +mine2; +plan year=2025 month=2025-03 kind=一般检查 joint=0; "
    "+plan year=2025 month=2025-03 kind=一般检查 joint=0 mine=mine2; +inspection "
    "started=2025-02-01; +inspection started=2025-03-03 trigger=计划; +inspection "
    "started=2025-03-05 trigger=计划 mine=mine2",
    "2025-10-01", WRONG },

  { "favour_level2",
    "mine std_level=二级 std_until=2025-10-01; +plan year=2025 month=2025-03 kind=一般检查; "
    "+plan year=2025 month=2025-06 kind=一般检查",
    "2025-10-01", ADVICE },
  { "favour_level2",
    "mine std_level=二级 std_until=2025-10-01; +plan year=2025 month=2025-03 kind=一般检查",
    "2025-10-01", NULL },
  { "favour_level2",
    "mine std_level=二级 std_until=2025-09-30; +plan year=2025 month=2025-03 kind=一般检查; "
    "+plan year=2025 month=2025-06 kind=一般检查",
    "2025-10-01", NULL },

  { "exam_missing", "+inspection started=2025-10-01", "2025-10-01", MISSING },
  { "exam_missing", "+inspection started=2025-10-01 examined=0", "2025-10-01", WRONG },
  { "exam_missing", "+inspection started=2025-10-01 examined=1", "2025-10-01", NULL },
  { "exam_missing", "+inspection started=2025-10-01", "2026-03-31", MISSING },
  { "exam_missing", "+inspection started=2025-09-30", "2026-03-31", NULL },

  { "hazard_overdue", "+hazard level=一般 found=2025-09-01 description=甲 deadline=2025-09-30",
    "2025-10-01", OVERDUE },
  { "hazard_overdue", "+hazard level=一般 found=2025-09-01 description=甲 deadline=2025-10-01",
    "2025-10-01", TODAY },
  { "hazard_overdue", "+hazard level=一般 found=2025-09-01 description=甲 deadline=2025-11-01",
    "2025-10-01", NULL },
  { "hazard_overdue",
    "+hazard level=一般 found=2025-09-01 description=甲 deadline=2025-09-30 rectified=2025-10-01",
    "2025-10-01", NULL },
  { "hazard_overdue",
    "+hazard level=一般 found=2025-09-01 description=甲 deadline=2025-09-30 rectified=2025-10-02",
    "2025-10-01", OVERDUE },

  { "review_overdue", "+hazard level=一般 found=2025-09-01 description=甲 rectified=2025-09-20",
    "2025-10-01", OVERDUE },
  { "review_overdue", "+hazard level=一般 found=2025-09-01 description=甲 rectified=2025-09-21",
    "2025-10-01", TODAY }, /* 10 days */
  { "review_overdue", "+hazard level=一般 found=2025-09-01 description=甲 rectified=2025-09-29",
    "2025-10-01", NULL },
  { "review_overdue",
    "+hazard level=一般 found=2025-09-01 description=甲 rectified=2025-09-20 reviewed=2025-10-01",
    "2025-10-01", NULL },

  { "major_incomplete", MAJOR_FULL, "2025-10-01", WRONG },
  { "major_incomplete", MAJOR_FULL "contingency=丙", "2025-10-01", NULL },
  { "major_incomplete", MAJOR_FULL "closed=2025-10-01", "2025-10-01", NULL },
  { "major_incomplete", MAJOR_FULL "closed=2025-10-02", "2025-10-01", WRONG },

  { "major_unsupervised", MAJOR_FULL, "2025-10-01", WRONG },
  { "major_unsupervised", MAJOR_FULL "supervised=未挂牌", "2025-10-01", WRONG },
  { "major_unsupervised", MAJOR_FULL "supervised=区级", "2025-10-01", NULL },
  { "major_unsupervised", "+hazard level=一般 found=2025-09-01 description=甲", "2025-10-01",
    NULL },

  { "major_repeat",
    "+hazard level=重大 found=2024-09-01 description=甲 criterion=LT-09; "
    "+hazard level=重大 found=2025-09-01 description=甲 criterion=LT-09",
    "2025-10-01", WRONG },
  { "major_repeat",
    "+hazard level=重大 found=2024-08-31 description=甲 criterion=LT-09; "
    "+hazard level=重大 found=2025-09-01 description=甲 criterion=LT-09",
    "2025-10-01", NULL },
  { "major_repeat",
    "+hazard level=重大 found=2025-08-31 description=甲 criterion=LT-06; "
    "+hazard level=重大 found=2025-09-01 description=甲 criterion=LT-09",
    "2025-10-01", NULL },

  { "major_twice",
    "+hazard level=重大 found=2025-07-01 description=甲; "
    "+hazard level=重大 found=2025-09-01 description=甲",
    "2025-10-01", WRONG },
  { "major_twice",
    "+hazard level=重大 found=2025-06-30 description=甲; "
    "+hazard level=重大 found=2025-09-01 description=甲",
    "2025-10-01", NULL },
  { "major_twice",
    "+hazard level=重大 found=2025-09-01 description=甲; "
    "+hazard level=重大 found=2025-09-01 description=乙",
    "2025-10-01", NULL },
  /* 28 February and three months are 28 May. */
  { "major_twice",
    "+hazard level=重大 found=2025-02-28 description=甲; "
    "+hazard level=重大 found=2025-05-20 description=甲",
    "2025-05-28", WRONG },
  { "major_twice",
    "+hazard level=重大 found=2025-02-28 description=甲; "
    "+hazard level=重大 found=2025-05-20 description=甲",
    "2025-05-31", NULL },
  { "major_twice",
    "mine status=停产; +hazard level=重大 found=2025-08-01 description=甲; "
    "+hazard level=重大 found=2025-09-01 description=甲",
    "2025-10-01", NULL },

  { "penalty_frequency",
    MAJOR_PENALTY ("一", "2025-04-05") "; " MAJOR_PENALTY ("二", "2025-08-01") "; " MAJOR_PENALTY (
      "三",
      "2025-09-01"),
    "2025-10-01", WRONG }, /* 179 days */
  { "penalty_frequency",
    MAJOR_PENALTY ("一", "2025-04-04") "; " MAJOR_PENALTY ("二", "2025-08-01") "; " MAJOR_PENALTY (
      "三",
      "2025-09-01"),
    "2025-10-01", NULL },
  { "penalty_frequency",
    MAJOR_PENALTY ("一", "2024-10-02") "; " MAJOR_PENALTY ("二", "2024-12-01") "; " MAJOR_PENALTY (
      "三",
      "2025-02-01") "; " MAJOR_PENALTY ("四", "2025-09-01"),
    "2025-10-01", WRONG },
  { "penalty_frequency",
    MAJOR_PENALTY ("一", "2024-10-01") "; " MAJOR_PENALTY ("二", "2024-12-01") "; " MAJOR_PENALTY (
      "三",
      "2025-02-01") "; " MAJOR_PENALTY ("四", "2025-09-01"),
    "2025-10-01", NULL },

  /* Who answers for the enterprise is fined for the same deed: that is no penalty of the enterprise. */
  { "penalty_frequency",
    MAJOR_PENALTY ("一", "2025-08-01") "; " MAJOR_PENALTY ("二", "2025-09-01") "; " MAJOR_PENALTY (
      "三",
      "2025-09-01") " person=张某",
    "2025-10-01", NULL },

  { "penalty_unexecuted", "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-09-15", "2025-10-01",
    OVERDUE },
  { "penalty_unexecuted", "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-09-16", "2025-10-01",
    TODAY },
  { "penalty_unexecuted",
    "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-09-01 executed=2025-10-01", "2025-10-01",
    NULL },
  /* served later, put off */
  { "penalty_unexecuted",
    "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-09-10 delivered=2025-09-16", "2025-10-01",
    TODAY },
  { "penalty_unexecuted",
    "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-09-01 pay_by=2025-12-31", "2025-10-01",
    LATER },

  { "case_term", "+penalty doc_no=一 filed=2025-07-02", "2025-09-29", SOON },
  { "case_term", "+penalty doc_no=一 filed=2025-07-02", "2025-09-30", TODAY },
  { "case_term", "+penalty doc_no=一 filed=2025-07-02", "2025-10-01", OVERDUE },
  { "case_term", "+penalty doc_no=一 filed=2025-07-02", "2025-08-30", NULL },
  { "case_term", "+penalty doc_no=一 filed=2025-07-02 extended_until=2025-12-29", "2025-10-01",
    NULL },
  { "case_term", "+penalty doc_no=一 filed=2025-07-02 decided=2025-09-30", "2025-10-01", NULL },

  /* 28 September 2025 was worked, the first eight days of October were not. */
  { "penalty_publish", "+penalty doc_no=一 kind=警告 decided=2025-09-22", "2025-09-30", TODAY },
  { "penalty_publish", "+penalty doc_no=一 kind=警告 decided=2025-09-22", "2025-10-01", OVERDUE },
  { "penalty_publish", "+penalty doc_no=一 kind=警告 decided=2025-09-23", "2025-10-08", SOON },
  { "penalty_publish", "+penalty doc_no=一 kind=警告 decided=2025-09-23", "2025-10-09", TODAY },
  { "penalty_publish", "+penalty doc_no=一 kind=警告 decided=2025-09-22 published=2025-09-30",
    "2025-10-01", NULL },
  { "penalty_publish", "+penalty doc_no=一 kind=警告 decided=2024-09-30", "2025-10-01", NULL },

  /* half a year for review and litigation, then three months */
  { "penalty_enforce", "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-03-31", "2025-10-01",
    LATER },
  { "penalty_enforce", "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-04-01", "2025-10-01",
    NULL },
  { "penalty_enforce", "+penalty doc_no=一 kind=罚款 amount=1 decided=2024-12-31", "2025-10-01",
    OVERDUE },
  { "penalty_enforce",
    "+penalty doc_no=一 kind=罚款 amount=1 decided=2024-12-31 delivered=2025-01-05", "2025-10-01",
    SOON },
  { "penalty_enforce", "+penalty doc_no=一 kind=罚款 amount=1 decided=2024-12-31 pay_by=2025-10-01",
    "2025-10-01", NULL },
  { "penalty_enforce",
    "+penalty doc_no=一 kind=罚款 amount=1 decided=2024-12-31 enforced=2025-09-01", "2025-10-01",
    NULL },

  /* by the words of the penalty; the day the ordinance came into force; a listing since, one before */
  { "discredit_penalty", UNLICENSED "decided=2023-10-01", "2025-10-01", ADVICE },
  { "discredit_penalty", UNLICENSED "decided=2023-09-30", "2025-10-01", NULL },
  { "discredit_penalty", UNLICENSED "decided=2025-10-02", "2025-10-01", NULL },
  { "discredit_penalty", "+penalty doc_no=一 kind=警告 facts=没有培训 decided=2025-09-01",
    "2025-10-01", NULL },
  { "discredit_penalty", UNLICENSED "decided=2025-09-01; " SERIOUS "listed=2025-09-01",
    "2025-10-01", NULL },
  { "discredit_penalty", UNLICENSED "decided=2025-09-01; " SERIOUS "listed=2025-08-31",
    "2025-10-01", ADVICE },
  { "discredit_penalty", UNLICENSED "decided=2025-09-01; " SERIOUS, "2025-10-01", NULL },
  { "discredit_penalty", UNLICENSED "decided=2025-09-01; " DISCREDIT "penalty_no=一", "2025-10-01",
    NULL },
  { "discredit_penalty", "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-04-01", "2025-10-01",
    ADVICE },
  { "discredit_penalty", "+penalty doc_no=一 kind=罚款 amount=1 decided=2025-04-02", "2025-10-01",
    NULL },

  { "discredit_due", DISCREDIT "listed=2022-10-01", "2025-10-01", TODAY },
  { "discredit_due", DISCREDIT "listed=2022-10-31", "2025-10-01", SOON }, /* 30 days */
  { "discredit_due", DISCREDIT "listed=2022-11-01", "2025-10-01", NULL },
  { "discredit_due", DISCREDIT "listed=2024-09-30 term_months=12", "2025-10-01", OVERDUE },
  { "discredit_due", DISCREDIT "listed=2022-10-01 removed=2025-10-01", "2025-10-01", NULL },

  { "discredit_repair", DISCREDIT "listed=2024-10-01", "2025-10-01", ADVICE },
  { "discredit_repair", DISCREDIT "listed=2024-10-02", "2025-10-01", NULL },
  { "discredit_repair", DISCREDIT "listed=2024-09-01 repair_applied=2025-09-30", "2025-10-01",
    NULL },

  { "discredit_repair", DISCREDIT "listed=2024-09-01 repair_applied=2025-10-02", "2025-10-01",
    ADVICE },

  { "discredit_restrictions", DISCREDIT "listed=2025-10-01", "2025-10-01", MISSING },
  { "discredit_restrictions", DISCREDIT "listed=2025-10-02", "2025-10-01", NULL },
  { "discredit_restrictions", DISCREDIT "listed=2025-10-01 restrictions=土地出让", "2025-10-01",
    NULL },

  { "discredit_unsent", DISCREDIT "listed=2025-09-24 restrictions=投融资", "2025-10-01", TODAY },
  { "discredit_unsent", DISCREDIT "listed=2025-09-23 restrictions=投融资", "2025-10-01", OVERDUE },
  { "discredit_unsent", DISCREDIT "listed=2025-09-23 restrictions=投融资 sent=2025-09-30",
    "2025-10-01", NULL },
  { "discredit_unsent",
    DISCREDIT "listed=2025-09-23 restrictions=投融资; +discredit_notice discredit=last "
              "restriction=投融资 sent_to=区金融办 sent=2025-09-30",
    "2025-10-01", NULL },

  { "discredit_lift",
    DISCREDIT "listed=2022-09-23 removed=2025-10-01 removal=期满移出; +discredit_notice "
              "discredit=last restriction=投融资 sent_to=区金融办 sent=2022-09-30",
    "2025-10-01", WRONG },
  { "discredit_lift",
    DISCREDIT "listed=2022-09-23 removed=2025-10-01 removal=期满移出; +discredit_notice "
              "discredit=last restriction=投融资 sent_to=区金融办 sent=2022-09-30 "
              "lifted=2025-10-01",
    "2025-10-01", NULL },
  { "discredit_lift",
    DISCREDIT "listed=2022-09-23 removed=2025-10-02 removal=期满移出; +discredit_notice "
              "discredit=last restriction=投融资 sent_to=区金融办 sent=2022-09-30",
    "2025-10-01", NULL },

  { NULL },
};
