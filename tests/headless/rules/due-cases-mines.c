/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "due-cases.h"

#define SAFETY "+permit kind=安全生产许可证 number=甲 valid_until="
#define ALL_FLAGS                                                                                  \
  "mine mech_extraction=1 mech_loading=1 mech_haulage=1 info_management=0 video=1 "                \
  "training_video=1 std_level=未达标 posts_key=3 "

const DueCase due_cases_mines[] = {
  { "permit_expiry", SAFETY "2025-12-31", "2025-10-01", LATER },
  { "permit_expiry", SAFETY "2025-12-30", "2025-10-01", LATER }, /* 90 days: pressing */
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

  { NULL },
};
