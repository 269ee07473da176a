/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every rule has a record that trips it, one that does not, and one on the very threshold. */
#include "config.h"

#include <ka-due.h>
#include <ka-history.h>
#include <ka-workdays.h>

#include "store-test.h"

typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
  fixture->enterprise = test_enterprise (fixture->ledger, "重庆甲矿业有限公司");
  fixture->mine = test_mine (fixture->ledger, fixture->enterprise, "甲石灰岩矿");
  test_change (fixture->ledger, "mine", fixture->mine, "type", "露天矿山");
  test_change (fixture->ledger, "mine", fixture->mine, "status", "生产");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

/* ---- a case: what the ledger holds besides one producing open pit and its enterprise ---- */

/* Records are divided by ";": "mine field=value …" and "enterprise …" change those there are, "+kind field=value
 * …" adds one of the mine or the enterprise. "mine2" is a further mine of the same enterprise. The group is what
 * the rule's only finding falls into; NULL: it finds nothing. */
typedef struct
{
  const char *rule, *records, *day, *group;
} Case;

#define OVERDUE "逾期"
#define TODAY "今日到期"
#define SOON "30 日内"
#define WRONG "不符合规定"
#define MISSING "数据缺失"
#define LATER "30 日后"
#define ADVICE "提示"

#define SAFETY "+permit kind=安全生产许可证 number=甲 valid_until="
#define ALL_FLAGS                                                                                  \
  "mine mech_extraction=1 mech_loading=1 mech_haulage=1 info_management=0 video=1 "                \
  "training_video=1 std_level=未达标 posts_key=3 "
#define MAJOR_FULL                                                                                 \
  "+hazard level=重大 found=2025-09-01 description=甲 responsible=张某 measures=乙 funds=1 " \
  "deadline=2025-12-01 "
#define DISCREDIT "+discredit subject=单位 list=诚信管理黑名单 reason=甲 "
#define SERIOUS "+discredit subject=单位 list=安全生产严重失信主体 reason=甲 "
#define UNLICENSED "+penalty doc_no=一 kind=警告 facts=未取得采矿许可证擅自开采 "
#define DEATHS "+accident title=甲 deaths="
#define LISTED_PERSON                                                                              \
  "+discredit subject=个人 person=乙 list=安全生产严重失信主体 reason=甲 listed=2025-09-01 "
#define BARRED LISTED_PERSON "restrictions=职业禁入 "
#define NOT_BARRED LISTED_PERSON "restrictions=投融资"
#define TASK "+measure no=1 task=甲; "
#define CELL "+measure_progress measure=task quarter="
#define PREVENTION                                                                                 \
  "+accident title=甲 occurred=2025-07-01T10:00; +prevention accident=last measure=设防护栏 "
#define ID_A "id_number=11010519491231002X"
#define ID_B "id_number=440524188001010014"
#define OTHERS "+person name=乙 post=总工程师; +person name=丙 post=专业技术人员"
#define FOUR                                                                                       \
  "+person name=乙 post=总工程师; +person name=丙 post=安全副矿长; "                    \
  "+person name=丁 post=生产副矿长; +person name=戊 post=机电副矿长"
#define LACKING(month) "+duty month=" month " controller_days=9; "
#define MAJOR_PENALTY(no, day)                                                                     \
  "+penalty doc_no=" no " kind=罚款 amount=1 major_hazard=1 executed=" day " decided=" day

static const Case cases[] = {
  { "permit_expiry", SAFETY "2025-12-31", "2025-10-01", LATER },
  { "permit_expiry", SAFETY "2026-03-30", "2025-10-01", LATER }, /* 180 days */
  { "permit_expiry", SAFETY "2026-03-31", "2025-10-01", NULL },
  { "permit_expiry", SAFETY "2025-10-31", "2025-10-01", SOON }, /* 30 days */
  { "permit_expiry", SAFETY "2025-11-01", "2025-10-01", LATER },
  { "permit_expiry", SAFETY "2025-10-01", "2025-10-01", TODAY },
  { "permit_expiry", SAFETY "2025-09-30", "2025-10-01", OVERDUE },
  { "permit_expiry", SAFETY "9999-12-31", "2025-10-01", NULL },
  { "permit_expiry", "+permit kind=采矿许可证 number=甲", "2025-10-01", MISSING },
  { "permit_expiry", "+permit kind=其他 number=甲", "2025-10-01", NULL },
  { "permit_expiry",
    SAFETY "2025-09-30; +permit kind=安全生产许可证 number=乙 valid_until=2028-09-30", "2025-10-01",
    NULL },
  { "permit_expiry", SAFETY "2025-09-30; mine status=关闭", "2025-10-01", NULL },

  { "permit_missing", "+permit kind=采矿许可证 number=甲", "2025-10-01", WRONG },
  { "permit_missing", "+permit kind=采矿许可证 number=甲; +permit kind=安全生产许可证 number=乙",
    "2025-10-01", NULL },
  { "permit_missing", "+permit kind=采矿许可证 number=甲; mine status=停产", "2025-10-01", NULL },
  { "permit_missing", "", "2025-10-01", NULL },

  { "std_expiry", "mine std_level=三级 std_until=2025-12-30", "2025-10-01", LATER }, /* 90 days */
  { "std_expiry", "mine std_level=三级 std_until=2025-12-31", "2025-10-01", NULL },
  { "std_expiry", "mine std_level=三级 std_until=2025-09-30", "2025-10-01", OVERDUE },
  { "std_expiry", "mine std_level=三级", "2025-10-01", MISSING },
  { "std_expiry", "mine std_level=未达标 std_until=2025-09-30", "2025-10-01", NULL },

  { "slope_monitor", "mine slope_height=200 slope_monitored=0", "2025-10-01", WRONG }, /* 200.0 m */
  { "slope_monitor", "mine slope_height=199.9 slope_monitored=0", "2025-10-01", NULL },
  { "slope_monitor", "mine slope_height=230.5 slope_monitored=1", "2025-10-01", NULL },
  { "slope_monitor", "mine slope_height=230.5", "2025-10-01", MISSING },
  { "slope_monitor", "mine slope_height=230.5 slope_monitored=0 status=关闭", "2025-10-01", NULL },

  { "slope_analysis", "mine slope_height=100 slope_analysed=2024-09-30", "2025-10-01", OVERDUE },
  { "slope_analysis", "mine slope_height=100 slope_analysed=2024-10-01", "2025-10-01", TODAY },
  { "slope_analysis", "mine slope_height=99.9 slope_analysed=2024-09-30", "2025-10-01", NULL },
  { "slope_analysis", "mine slope_height=100 slope_analysed=2025-06-01", "2025-10-01", NULL },
  { "slope_analysis", "mine slope_height=100", "2025-10-01", MISSING },

  { "dump_monitor", "mine dump_height=200 dump_monitored=0", "2025-10-01", WRONG },
  { "dump_monitor", "mine dump_height=199.9 dump_monitored=0", "2025-10-01", NULL },
  { "dump_monitor", "mine dump_height=200 dump_monitored=1", "2025-10-01", NULL },

  { "dump_analysis", "mine dump_height=100 dump_analysed=2024-09-30", "2025-10-01", OVERDUE },
  { "dump_analysis", "mine dump_height=100 dump_analysed=2024-10-01", "2025-10-01", TODAY },
  { "dump_analysis", "mine dump_height=99.9 dump_analysed=2024-09-30", "2025-10-01", NULL },

  { "officials_unpublished", "", "2025-10-01", WRONG },
  { "officials_unpublished", "mine officials_published=2025-10-01", "2025-10-01", NULL },
  { "officials_unpublished", "mine officials_published=2025-10-02", "2025-10-01", WRONG },
  { "officials_unpublished", "mine status=关闭", "2025-10-01", NULL },

  { "survey_late", "mine survey_status=进行中", "2025-10-01", OVERDUE },
  { "survey_late", "mine survey_status=进行中", "2025-09-30", TODAY },
  { "survey_late", "mine survey_status=进行中", "2025-07-02", LATER },
  { "survey_late", "mine survey_status=进行中", "2025-07-01", NULL }, /* 91 days */
  { "survey_late", "mine survey_status=已完成 survey_done=2025-09-30", "2025-10-01", NULL },
  { "survey_late", "", "2025-10-01", MISSING },

  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-09-30", "2025-10-01", OVERDUE },
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-10-01", "2025-10-01", TODAY },
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-12-31", "2025-10-01", NULL },
  { "disposal_due", "mine disposal=淘汰关闭 disposal_due=2025-09-30 status=关闭", "2025-10-01",
    NULL },

  { "reward_missing", "enterprise reward_scheme=0", "2025-07-01", OVERDUE },
  { "reward_missing", "enterprise reward_scheme=0", "2025-06-30", TODAY },
  { "reward_missing", "enterprise reward_scheme=1", "2025-07-01", NULL },
  { "reward_missing", "", "2025-07-01", MISSING },
  { "reward_missing", "enterprise reward_scheme=0; mine status=关闭", "2025-07-01", NULL },

  { "insured_missing", "enterprise insured=0", "2025-10-01", WRONG },
  { "insured_missing", "enterprise insured=1 insured_until=2025-10-31", "2025-10-01", SOON },
  { "insured_missing", "enterprise insured=1 insured_until=2025-11-01", "2025-10-01", NULL },
  { "insured_missing", "enterprise insured=1 insured_until=2025-09-30", "2025-10-01", OVERDUE },
  { "insured_missing", "", "2025-10-01", MISSING },

  { "data_missing", ALL_FLAGS "posts_carded=0", "2025-10-01", NULL },
  { "data_missing", ALL_FLAGS, "2025-10-01", MISSING },
  { "data_missing", ALL_FLAGS "posts_carded=0 type=地下矿山", "2025-10-01", MISSING },
  { "data_missing", "mine type=尾矿库", "2025-10-01", NULL },

  { "credit_code_bad", "", "2025-10-01", MISSING },
  { "credit_code_bad", "enterprise credit_code=11500381771784229H", "2025-10-01", NULL },
  { "credit_code_bad", "+enterprise name=乙公司", "2025-10-01", "2 " MISSING },

  { "duplicate_enterprise", "", "2025-10-01", NULL },
  { "duplicate_enterprise", "enterprise name=甲（集团）公司; +enterprise name=甲(集团)公司",
    "2025-10-01", "2 " MISSING },
  { "duplicate_enterprise", "+enterprise name=重庆甲矿业有限公司江津分公司", "2025-10-01", NULL },

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
  { "discredit_due", DISCREDIT "listed=2022-10-01", "2025-10-01", TODAY },
  { "discredit_due", DISCREDIT "listed=2022-10-31", "2025-10-01", SOON }, /* 30 days */
  { "discredit_due", DISCREDIT "listed=2022-11-01", "2025-10-01", NULL },
  { "discredit_due", DISCREDIT "listed=2024-09-30 term_months=12", "2025-10-01", OVERDUE },
  { "discredit_due", DISCREDIT "listed=2022-10-01 removed=2025-10-01", "2025-10-01", NULL },
  { "discredit_repair", DISCREDIT "listed=2024-10-01", "2025-10-01", ADVICE },
  { "discredit_repair", DISCREDIT "listed=2024-10-02", "2025-10-01", NULL },
  { "discredit_repair", DISCREDIT "listed=2024-09-01 repair_applied=2025-09-30", "2025-10-01",
    NULL },
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

  { "project_overdue", "+project name=甲 due=2025-09-30", "2025-10-01", OVERDUE },
  { "project_overdue", "+project name=甲 due=2025-10-01", "2025-10-01", TODAY },
  { "project_overdue", "+project name=甲 due=2025-09-30 extended_until=2026-09-30", "2025-10-01",
    NULL },
  { "project_overdue", "+project name=甲 due=2025-09-30 accepted=2025-09-30", "2025-10-01", NULL },
  { "project_overdue", "+project name=甲 started=2024-09-30 months=12", "2025-10-01", OVERDUE },
  { "project_extension", "+project name=甲 due=2025-01-31 extended_until=2026-02-01", "2025-10-01",
    WRONG },
  { "project_extension", "+project name=甲 due=2025-01-31 extended_until=2026-01-31", "2025-10-01",
    NULL }, /* a year */
  { "project_extension", "+project name=甲 due=2025-01-31", "2025-10-01", NULL },
  { "acceptance_sample", "+project name=甲 accepted=2025-02-01 sampled=0", "2025-12-15", SOON },
  { "acceptance_sample", "+project name=甲 accepted=2025-02-01 sampled=1", "2025-12-15", NULL },
  { "acceptance_sample", "", "2025-12-15", NULL },

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
};

/* ---- running them ---- */

typedef struct
{
  Fixture *fixture;
  const Case *one;
  gint64 mine2, last, task;
} Run;

static void
set_value (Run *run, KaRecord *record, const char *field, const char *value)
{
  gint64 id = 0;
  g_autofree char *text = NULL;

  if (g_str_equal (value, "mine2"))
    id = run->mine2;
  else if (g_str_equal (value, "last"))
    id = run->last;
  else if (g_str_equal (value, "task"))
    id = run->task;
  else if (g_str_equal (value, "its"))
    id = run->fixture->enterprise;
  text = id > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup (value);
  ka_record_set (record, field, text);
}

/* Of the mine, where the kind knows mines, else of the enterprise. */
static void
set_owner (Run *run, KaRecord *record)
{
  gboolean by_mine = ka_kind_field (record->kind, "mine") != NULL;
  gboolean by_enterprise = ka_kind_field (record->kind, "enterprise") != NULL;
  g_autofree char *mine = g_strdup_printf ("%" G_GINT64_FORMAT, run->fixture->mine);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, run->fixture->enterprise);

  if (by_mine)
    ka_record_set (record, "mine", mine);
  if (by_enterprise && (!by_mine || g_str_equal (record->kind->id, "penalty"))
      && !g_str_equal (record->kind->id, "measure_progress"))
    ka_record_set (record, "enterprise", enterprise);
}

static void
save_record (Run *run, const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  gboolean added = words[0][0] == '+';

  if (g_str_equal (words[0], "+mine2"))
    {
      run->mine2 = test_mine (run->fixture->ledger, run->fixture->enterprise, "乙石灰岩矿");
      test_change (run->fixture->ledger, "mine", run->mine2, "status", "停产");
      return;
    }
  if (added)
    {
      record = ka_record_new (ka_kind_get (words[0] + 1));
      set_owner (run, record);
    }
  else
    {
      gboolean mine = g_str_equal (words[0], "mine");

      record = ka_ledger_get (run->fixture->ledger, ka_kind_get (words[0]),
                              mine ? run->fixture->mine : run->fixture->enterprise, &error);
      g_assert_no_error (error);
    }
  for (guint i = 1; words[i] != NULL; i++)
    {
      char *equals = strchr (words[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      set_value (run, record, words[i], equals + 1);
    }
  ka_ledger_save (run->fixture->ledger, record, &error);
  g_assert_no_error (error);
  run->last = record->id;
  if (g_str_equal (record->kind->id, "measure"))
    run->task = record->id;
}

/* Inside a change that is rolled back afterwards. */
static gboolean
run_case (KaLedger *ledger, gpointer data, GError **error)
{
  Run *run = data;
  const Case *one = run->one;
  const KaDueRule *rule = ka_due_rule_get (one->rule);
  g_auto (GStrv) records = g_strsplit (one->records, "; ", -1);
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) local = NULL;
  guint expected = 1;
  const char *group = one->group;

  g_test_message ("%s on %s: %s", one->rule, one->day, one->records);
  g_assert_nonnull (rule);
  for (guint i = 0; records[i] != NULL; i++)
    if (records[i][0] != '\0')
      save_record (run, records[i]);
  items = ka_due_find_rule (ledger, rule, ka_day_from_iso (one->day), &local);
  g_assert_no_error (local);
  if (group != NULL && g_ascii_isdigit (group[0]) && group[1] == ' ')
    {
      expected = (guint)(group[0] - '0');
      group += 2;
    }
  g_assert_cmpuint (items->len, ==, group != NULL ? expected : 0);
  for (guint i = 0; i < items->len; i++)
    {
      const KaDueItem *item = g_ptr_array_index (items, i);

      g_test_message ("  %s", item->message);
      g_assert_cmpstr (ka_due_group_id (item->group), ==, group);
      g_assert_true ((item->id > 0) == (rule->where != NULL));
      g_assert_cmpint (item->name[0], !=, '\0');
      g_assert_null (strchr (item->message, '$'));
      g_assert_null (strstr (item->message, "—"));
    }
  g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, "rolled back");
  return FALSE;
}

static void
test_cases (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Run run = { .fixture = fixture, .one = &cases[i] };
      g_autoptr (GError) error = NULL;

      g_assert_false (
        ka_ledger_transact (fixture->ledger, KA_CHANGE_SAVE, "试", run_case, &run, NULL, &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_CANCELLED);
    }
}

/* No rule without its three sides. */
static void
test_table (void)
{
  guint n, n_settings;
  const KaDueRule *const *rules = ka_due_rules (&n);
  g_autoptr (GHashTable) codes = g_hash_table_new (g_str_hash, g_str_equal);
  const KaSetting *settings = ka_due_settings (&n_settings);

  g_assert_cmpuint (n, >, 60);
  for (guint i = 0; i < n; i++)
    {
      const KaDueRule *rule = rules[i];
      const KaKind *kind = ka_kind_get (rule->kind);
      guint found = 0, passed = 0;

      g_test_message ("%s", rule->code);
      g_assert_true (g_hash_table_add (codes, (gpointer)rule->code));
      g_assert_nonnull (kind);
      g_assert_true ((rule->where != NULL) != (rule->district != NULL));
      if (rule->field != NULL)
        g_assert_nonnull (ka_kind_field (kind, rule->field));
      if (ka_due_rule_is_question (rule))
        {
          g_assert_nonnull (rule->chip);
          continue;
        }
      g_assert_nonnull (rule->name);
      g_assert_nonnull (rule->message);
      g_assert_true (rule->unknown == NULL || rule->missing != NULL);
      g_assert_true (rule->urgent == NULL || rule->pressing != NULL);
      for (guint c = 0; c < G_N_ELEMENTS (cases); c++)
        if (g_str_equal (cases[c].rule, rule->code))
          {
            found += cases[c].group != NULL;
            passed += cases[c].group == NULL;
          }
      g_assert_cmpuint (found, >=, 1);
      g_assert_cmpuint (passed, >=, 1);
      g_assert_cmpuint (found + passed, >=, 3);
    }
  for (guint i = 0; i < n_settings; i++)
    {
      g_assert_true (ka_setting_get (settings[i].key) == &settings[i]);
      g_assert_nonnull (settings[i].label);
      g_assert_nonnull (settings[i].section);
    }
}

/* The predicates of lists and chips are the rules' own. */
static void
test_lists (Fixture *fixture, gconstpointer data)
{
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);
  KaDay on = ka_day_from_iso ("2025-10-01");

  test_save (fixture->ledger, "hazard", "mine", "1", "found", "2025-09-01", "level", "一般",
             "description", "甲", "deadline", "2025-10-05", NULL);
  test_save (fixture->ledger, "hazard", "mine", "1", "found", "2025-09-01", "level", "一般",
             "description", "乙", "deadline", "2025-09-30", NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KaQuery) query = NULL;
      g_autoptr (KaQuery) chip = NULL;
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GArray) narrower = NULL;
      g_autoptr (GError) error = NULL;

      if (rules[i]->where == NULL)
        continue;
      query = ka_due_query (fixture->ledger, rules[i], on);
      ids = ka_query_ids (query, fixture->ledger, NULL, &error);
      g_assert_no_error (error);
      chip = ka_query_copy (query);
      ka_due_apply_chip (fixture->ledger, rules[i], on, chip);
      narrower = ka_query_ids (chip, fixture->ledger, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (narrower->len, <=, ids->len);
      if (g_str_equal (rules[i]->code, "hazard_overdue"))
        {
          g_assert_cmpuint (ids->len, ==, 2);
          g_assert_cmpuint (narrower->len, ==, 1);
        }
    }
}

static const KaDueItem *
find_item (GPtrArray *items, const char *code)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (((KaDueItem *)items->pdata[i])->rule->code, code))
      return items->pdata[i];
  return NULL;
}

static GPtrArray *
find (KaLedger *ledger, const char *day)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *items = ka_due_find (ledger, ka_day_from_iso (day), NULL, &error);

  g_assert_no_error (error);
  return items;
}

/* Nothing can be silenced without a trace, and everything can be undone. */
static void
test_notes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = find (fixture->ledger, "2025-10-01");
  g_autoptr (GPtrArray) postponed = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) undone = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaChange) undo = NULL;
  const KaDueItem *item = find_item (before, "no_engineer");

  g_assert_nonnull (item);
  g_assert_cmpint (item->group, ==, KA_DUE_WRONG);
  /* A day needs a reason. */
  g_assert_false (
    ka_due_note (fixture->ledger, item, ka_day_from_iso ("2025-11-01"), NULL, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_REQUIRED);
  g_clear_error (&error);
  g_assert_true (
    ka_due_note (fixture->ledger, item, ka_day_from_iso ("2025-11-01"), "正在招聘", &error));
  g_assert_no_error (error);

  postponed = find (fixture->ledger, "2025-10-31");
  g_assert_cmpuint (postponed->len, ==, before->len);
  g_assert_cmpint (find_item (postponed, "no_engineer")->group, ==, KA_DUE_POSTPONED);
  g_assert_cmpstr (find_item (postponed, "no_engineer")->reason, ==, "正在招聘");
  again = find (fixture->ledger, "2025-11-01");
  g_assert_cmpint (find_item (again, "no_engineer")->group, ==, KA_DUE_WRONG);
  g_assert_cmpstr (find_item (again, "no_engineer")->reason, ==, "正在招聘");

  undo = ka_ledger_next_undo (fixture->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ka_ledger_undo_change (fixture->ledger, undo->id, &error), >, 0);
  undone = find (fixture->ledger, "2025-10-01");
  g_assert_cmpint (find_item (undone, "no_engineer")->group, ==, KA_DUE_WRONG);
  g_assert_cmpint (find_item (undone, "no_engineer")->note, ==, 0);

  item = find_item (undone, "no_engineer");
  g_assert_true (ka_due_note (fixture->ledger, item, KA_DAY_NONE, "已电话催办", &error));
  noted = find (fixture->ledger, "2025-10-01");
  item = find_item (noted, "no_engineer");
  g_assert_cmpint (item->group, ==, KA_DUE_WRONG);
  g_assert_cmpstr (item->reason, ==, "已电话催办");
  g_assert_true (ka_due_note (fixture->ledger, item, KA_DAY_NONE, NULL, &error));
  g_assert_cmpint (ka_ledger_count (fixture->ledger, ka_kind_get ("due_note"), NULL), ==, 0);
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) without = NULL;
  g_autoptr (GPtrArray) stricter = NULL;
  g_autoptr (GPtrArray) longer = NULL;
  g_autoptr (GError) error = NULL;

  test_change (fixture->ledger, "mine", 1, "slope_height", "150");
  test_change (fixture->ledger, "mine", 1, "slope_monitored", "0");
  test_change (fixture->ledger, "mine", 1, "std_level", "三级");
  test_change (fixture->ledger, "mine", 1, "std_until", "2026-03-01");
  before = find (fixture->ledger, "2025-10-01");
  g_assert_nonnull (find_item (before, "no_engineer"));
  g_assert_null (find_item (before, "slope_monitor"));
  g_assert_null (find_item (before, "std_expiry"));

  g_assert_true (ka_ledger_set_setting (fixture->ledger, "due.no_engineer", "0", &error));
  without = find (fixture->ledger, "2025-10-01");
  g_assert_null (find_item (without, "no_engineer"));
  g_assert_true (
    ka_ledger_set_setting (fixture->ledger, "due.slope_monitor.height", "150", &error));
  stricter = find (fixture->ledger, "2025-10-01");
  g_assert_nonnull (find_item (stricter, "slope_monitor"));
  g_assert_true (ka_ledger_set_setting (fixture->ledger, "due.ladder", "7，30，180", &error));
  g_assert_no_error (error);
  longer = find (fixture->ledger, "2025-10-01");
  g_assert_nonnull (find_item (longer, "std_expiry"));
  g_assert_cmpint (find_item (longer, "std_expiry")->step, ==, 180);
}

/* A ledger with nothing in it owes nothing; one as of a revision is judged like any other. */
static void
test_ledgers (void)
{
  char *folder = test_folder_new ();
  KaLedger *ledger = test_ledger_new (folder);
  g_autoptr (GPtrArray) empty = find (ledger, "2025-12-31");
  g_autoptr (GPtrArray) now = NULL;
  g_autoptr (GPtrArray) then = NULL;
  g_autoptr (KaLedger) past = NULL;
  gint64 head, mine;

  g_assert_cmpuint (empty->len, ==, 0);
  mine = test_mine (ledger, test_enterprise (ledger, "甲"), "乙");
  head = ka_ledger_get_head (ledger);
  test_change (ledger, "mine", mine, "chief_engineer", "张某");
  now = find (ledger, "2025-12-31");
  g_assert_null (find_item (now, "no_engineer"));
  past = ka_ledger_open_as_of (ledger, head, NULL);
  then = find (past, "2025-12-31");
  g_assert_nonnull (find_item (then, "no_engineer"));
  g_clear_object (&past);
  g_clear_object (&ledger);
  test_folder_remove (folder);
}

/* The rule reckons working days in SQL; the calendar does in C. */
static void
test_workdays (Fixture *fixture, gconstpointer data)
{
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (KaWorkdays) workdays = ka_workdays_new (fixture->ledger, NULL);
  g_autofree char *enterprise = g_strdup_printf ("%" G_GINT64_FORMAT, fixture->enterprise);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 60; i++)
    {
      KaDay decided = ka_day_from_ymd (2025, 1, 1) + g_rand_int_range (rand, 0, 700);
      g_autofree char *iso = ka_day_to_iso (decided);
      g_autofree char *number = g_strdup_printf ("罚%u", i);
      gint64 id = test_save (fixture->ledger, "penalty", "enterprise", enterprise, "doc_no", number,
                             "kind", "警告", "decided", iso, NULL);
      g_autoptr (GPtrArray) items = ka_due_find_rule (
        fixture->ledger, ka_due_rule_get ("penalty_publish"), decided + 1, NULL);
      const KaDueItem *item = NULL;

      for (guint k = 0; k < items->len; k++)
        if (((const KaDueItem *)g_ptr_array_index (items, k))->id == id)
          item = g_ptr_array_index (items, k);
      g_test_message ("%s", iso);
      g_assert_nonnull (item);
      g_assert_cmpint (item->due, ==, ka_workdays_add (workdays, decided, 7));
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  g_test_add_func ("/due/table", test_table);
  g_test_add ("/due/cases", Fixture, NULL, set_up, test_cases, tear_down);
  g_test_add ("/due/lists", Fixture, NULL, set_up, test_lists, tear_down);
  g_test_add ("/due/notes", Fixture, NULL, set_up, test_notes, tear_down);
  g_test_add ("/due/settings", Fixture, NULL, set_up, test_settings, tear_down);
  g_test_add_func ("/due/ledgers", test_ledgers);
  g_test_add ("/rules/due/workdays", Fixture, NULL, set_up, test_workdays, tear_down);
  return g_test_run ();
}
