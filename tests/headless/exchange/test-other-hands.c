/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "other-ledgers.h"

/* Ledgers as offices elsewhere keep them: two values in one cell, months over marks, forms with labels that
 * no list has, lists of mines that do not say whose they are. */

/* ---- two values in one cell ---- */

static void
test_name_and_phone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "企业.csv",
    "企业名称,主要负责人及联系方式,实控人（电话）,内部举报奖励机制建立情况,安责险投保情况\n"
    "江津甲矿业有限公司,张建国13900000001,李四（13900000002）,已建立（2025.3.1）,已投保（至2026-05-04）\n"
    "江津乙石材厂,\"王五\n139 0000 0003\",赵六 023-47520001,未建立,否\n"
    "江津丙砖厂,13900000005（孙七）,/,有,是\n"
    "江津丁砖厂,周八，电话：13900000006,13900000007,无,是\n");
  const KaImportTable *table = table_of (import, 0);

  g_assert_cmpstr (((const KaField *)table->fields->pdata[1])->id, ==, "principal");
  g_assert_cmpstr (((const KaField *)table->seconds->pdata[1])->id, ==, "principal_phone");
  assert_counts (import, 0, 4, 0, 0, 0);
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "principal", "张建国");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "principal_phone",
                "13900000001");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "controller", "李四");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "controller_phone",
                "13900000002");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "reward_scheme", "1");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "reward_scheme_since",
                "2025-03-01");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "insured_until", "2026-05-04");
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "principal", "王五");
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "principal_phone", "13900000003");
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "controller_phone", "023-47520001");
  assert_value (fixture, "enterprise", "name", "江津乙石材厂", "reward_scheme", "0");
  assert_value (fixture, "enterprise", "name", "江津丙砖厂", "principal", "孙七");
  assert_value (fixture, "enterprise", "name", "江津丁砖厂", "principal", "周八");
  assert_value (fixture, "enterprise", "name", "江津丁砖厂", "principal_phone", "13900000006");
}

static void
test_number_and_term (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "证照.csv",
                        "序号,持证单位,证照名称,证照编号/有效期限,颁发单位\n"
                        "1,江津甲矿业有限公司,营业执照,YZ500131000077/长期,江津区市场监管局\n"
                        "2,江津乙石材厂,安全生产许可证,（渝）FM安许证字〔2024〕0003号/"
                        "2024.5.6-2027.5.5,重庆市应急管理局\n"
                        "3,江津乙石材厂,营业执照,YZ500131000078/2033-01-02,江津区市场监管局\n");
  assert_clean (import);
  assert_counts (import, 0, 3, 0, 0, 0);
  assert_value (fixture, "permit", "number", "YZ500131000077", "valid_until", "9999-12-31");
  assert_value (fixture, "permit", "valid_from", "2024-05-06", "valid_until", "2027-05-05");
  assert_value (fixture, "permit", "number", "YZ500131000078", "valid_until", "2033-01-02");
}

static void
test_coordinates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  import = import_text (
    fixture, "矿山.csv",
    "隶属企业,矿山名称,开采方式,目前状态,所在镇街,中心点坐标\n"
    "江津甲矿业有限公司,甲一矿,露天开采,生产,德感,\"东经106°15′30″，北纬29°10′12″\"\n"
    "江津乙石材厂,乙一矿,露天转地下联合开采,停产,双福,\"N29°10'12.00\"\" E106°15'30.00\"\"\"\n"
    "江津乙石材厂,乙二矿,地下开采,生产,双福,\"106.258333, 29.17\"\n"
    "江津乙石材厂,乙三矿,地下开采,生产,双福,/\n");
  assert_clean (import);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const names[] = { "甲一矿", "乙一矿", "乙二矿" };

      assert_value (fixture, "mine", "name", names[i], "longitude", "106.258333");
      assert_value (fixture, "mine", "name", names[i], "latitude", "29.17");
    }
  assert_value (fixture, "mine", "name", "乙一矿", "type", "露天地下联合");
}

/* The answers of the user go before what the values say. */
static void
test_second_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = open_text (fixture, "企业.csv",
                                           "企业名称,主要负责人及联系方式\n"
                                           "江津甲矿业有限公司,张建国13900000001\n");
  const KaKind *kind = ka_kind_get ("enterprise");

  ka_import_set_field (import, 0, 1, ka_kind_field (kind, "note"));
  commit (fixture, import);
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "note", "张建国13900000001");
  assert_value (fixture, "enterprise", "name", "江津甲矿业有限公司", "principal", NULL);
}

/* ---- months across ---- */

static void
test_month_marks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "2025年度监督检查计划安排表.csv",
                        "2025年度监督检查计划安排表,,,,,\n"
                        "序号,矿山名称,检查类型,计划检查月份,计划检查月份,计划检查月份\n"
                        ",,,1月,2月,3月\n"
                        "1,甲一矿,重点,√,,√\n"
                        "2,乙一矿,一般,,√,\n"
                        "合计,,,1,1,1\n");
  assert_clean (import);
  assert_counts (import, 0, 3, 0, 0, 0);
  g_assert_cmpint (count (fixture, "plan"), ==, 3);
  assert_value (fixture, "plan", "month", "2025-02", "kind", "一般检查");
}

/* ---- whose a record is ---- */

static void
test_mines_by_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "四化.csv",
                        "矿山名称,标准化等级,在线视频监控\n甲一矿,三级,是\n乙一矿,二级达标,否\n");
  assert_clean (import);
  assert_counts (import, 0, 0, 2, 0, 0);
  assert_value (fixture, "mine", "name", "甲一矿", "std_level", "三级");
  assert_value (fixture, "mine", "name", "乙一矿", "std_level", "二级");
}

/* Two mines of one name: whose is not said, and not guessed. */
static void
test_mines_of_one_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autofree char *problems = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  ka_import_free (import_text (fixture, "矿山.csv", MINES));
  import = open_text (fixture, "四化.csv", "矿山名称,标准化等级,在线视频监控\n一号矿,三级,是\n");
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  problems = show_problems (import);
  g_assert_true (g_str_has_prefix (problems, "match_ambiguous@"));
  g_assert_cmpint (count (fixture, "mine"), ==, 3);
}

static void
test_owner_of_mine (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) owner = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (fixture, "五职矿长.csv",
                        "矿山名称,职务,姓名,电话\n甲一矿,矿长,张三,13900000001\n");
  assert_clean (import);
  owner = find (fixture, "enterprise", "name", "江津甲矿业有限公司");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, owner->id);
  assert_value (fixture, "person", "name", "张三", "enterprise", id);
}

/* The pond of an enterprise that has other mines too. */
static void
test_pond_of_its_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) mine = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (fixture, "尾矿库台账.csv",
                        "库名,企业,使用状态,等别,头顶库（是/否）\n"
                        "乙二矿,江津乙石材厂,在用,五等库,否\n");
  assert_clean (import);
  mine = find (fixture, "mine", "name", "乙二矿");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, mine->id);
  assert_value (fixture, "pond", "name", "乙二矿", "mine", id);
}

/* ---- permits side by side ---- */

static void
test_permits_with_terms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "两证.csv",
    "企业名称,矿山名称,采矿许可证证号,采矿许可证起止日期,采矿许可证矿区面积（平方公里）,"
    "安全生产许可证证号,安全生产许可证起止日期,安全生产许可证许可范围\n"
    "江津甲矿业有限公司,甲一矿,C5001162020017130120001,自2020/01/02起至2030/01/01止,0.5,"
    "（渝）FM安许证字〔2024〕0001号,2024年3月1日至2027年2月28日,石灰岩露天开采\n");
  assert_clean (import);
  assert_value (fixture, "permit", "number", "C5001162020017130120001", "valid_from", "2020-01-02");
  assert_value (fixture, "permit", "number", "C5001162020017130120001", "area_km2", "0.5");
  assert_value (fixture, "permit", "valid_from", "2024-03-01", "valid_until", "2027-02-28");
  assert_value (fixture, "permit", "valid_from", "2024-03-01", "scope", "石灰岩露天开采");
}

/* ---- forms ---- */

static void
test_form_labels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) hazard = NULL;

  import_base (fixture);
  import = import_text (fixture, "重大事故隐患治理信息档案.csv",
                        "重大事故隐患治理信息档案,,,\n"
                        "矿山名称,甲一矿,隐患来源,企业自查\n"
                        "发现日期,2025年2月12日,隐患等级,重大事故隐患\n"
                        "隐患部位,采场,整改责任人,张三 13900000001\n"
                        "隐患内容,边坡高度超过200米未在线监测,,\n"
                        "整改措施,停产整改,整改资金,20万元\n"
                        "整改完成时间,2025.4.15,验收销号时间,2025.4.20\n");
  assert_counts (import, 0, 1, 0, 0, 0);
  hazard = find (fixture, "hazard", "found", "2025-02-12");
  g_assert_cmpstr (ka_record_get (hazard, "level"), ==, "重大");
  g_assert_cmpstr (ka_record_get (hazard, "description"), ==, "边坡高度超过200米未在线监测");
  g_assert_cmpstr (ka_record_get (hazard, "responsible"), ==, "张三");
  g_assert_cmpstr (ka_record_get (hazard, "funds"), ==, "20");
  g_assert_cmpstr (ka_record_get (hazard, "rectified"), ==, "2025-04-15");
  g_assert_cmpstr (ka_record_get (hazard, "closed"), ==, "2025-04-20");
}

/* A table on its side, whose values are also words of headings. */
static void
test_turned_states (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  ka_import_free (import_text (fixture, "企业.csv", ENTERPRISES));
  import = import_text (fixture, "矿山情况对照表.csv",
                        "矿山名称,甲一矿,乙一矿,乙二矿\n"
                        "权属企业,江津甲矿业有限公司,江津乙石材厂,江津乙石材厂\n"
                        "开采矿种,建筑石料用灰岩,石灰岩,石灰岩\n开采方式,露天,露天,地下\n"
                        "矿山状态,生产,停产,生产\n所在乡镇,德感街道,双福街道,双福街道\n");
  assert_clean (import);
  assert_counts (import, 0, 3, 0, 0, 0);
  assert_value (fixture, "mine", "name", "乙二矿", "status", "生产");
}

/* ---- values ---- */

static void
test_words_of_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "2025年典型执法案例报送汇总表.csv",
                   "2025年典型执法案例报送汇总表,,,,\n"
                   "报送季度,案件名称,案例类别,违法主体,联系人及电话\n"
                   "三季度,甲未按设计施工案,打非治违类,江津甲矿业有限公司,\"张三，13900000001\"\n"
                   "Q4,乙未按设计施工案,执法案例,江津乙石材厂,李四/13900000002\n");

  assert_clean (import);
  assert_value (fixture, "typical_case", "title", "甲未按设计施工案", "quarter", "2025Q3");
  assert_value (fixture, "typical_case", "title", "甲未按设计施工案", "kind", "打非治违");
  assert_value (fixture, "typical_case", "title", "甲未按设计施工案", "party",
                "江津甲矿业有限公司");
  assert_value (fixture, "typical_case", "title", "甲未按设计施工案", "phone", "13900000001");
  assert_value (fixture, "typical_case", "title", "乙未按设计施工案", "quarter", "2025Q4");
}

/* What denies a value or names two is none of them. */
static void
test_words_that_deny (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autofree char *problems = NULL;

  import_base (fixture);
  import = open_text (fixture, "检查.csv",
                      "被检查矿山,检查日期,检查来源\n甲一矿,2025-03-05,群众举报\n"
                      "甲一矿,2025-03-06,非双随机抽查\n甲一矿,2025-03-07,双随机或举报核查\n");
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  problems = show_problems (import);
  g_assert_cmpstr (problems, ==, "choice_unknown@C3 choice_unknown@C4");
  assert_value (fixture, "inspection", "started", "2025-03-05", "trigger", "投诉举报");
}

/* 完成情况 is progress in words, unless the words are those of the list of states. */
static void
test_states_by_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "八条硬措施任务分解及推进情况表（2025年第四季度）.csv",
    "编号,措施,具体任务,责任主体,量化指标,完成时限,牵头单位,责任单位,完成情况,推进情况,存在的问题,下一步打算\n"
    "1,压实责任,每月带队排查,企业,每月1次,全年,区应急局,各企业,落实,按节点推进,无,\n"
    "2,压实责任,每季度研究,属地政府,每季1次,全年,区应急局,各镇街,部分落实,滞后,资料不全,督促\n"
    "3,清零,建立重大隐患台账,地方监管,每月1次,全年,区应急局,各科室,不落实,未启动,人手不足,增员\n");

  g_assert_cmpint (count (fixture, "measure_progress"), ==, 3);
  assert_value (fixture, "measure_progress", "problem", "人手不足", "state", "不落实");
  assert_value (fixture, "measure_progress", "problem", "人手不足", "progress", "未启动");
}

/* ---- several tables ---- */

static void
test_two_lists (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "失信.csv",
                   "安全生产严重失信主体名单,,,,\n一、单位,,,,\n"
                   "序号,失信单位名称,列入原因,列入决定书号,列入时间\n"
                   "1,江津甲矿业有限公司,无证生产,（江津）应急信列〔2024〕1号,2024.3.1\n"
                   "2,江津乙石材厂,瞒报事故,（江津）应急信列〔2024〕2号,2024.4.1\n,,,,\n"
                   "二、个人,,,,\n序号,姓名,所在单位,列入原因,列入决定书号,列入时间\n"
                   "1,张三,江津甲矿业有限公司,无证生产,（江津）应急信列〔2024〕3号,2024.3.1\n");
  g_assert_cmpint (count (fixture, "discredit"), ==, 3);
  assert_value (fixture, "discredit", "decision_no", "（江津）应急信列〔2024〕1号", "subject",
                "单位");
  assert_value (fixture, "discredit", "decision_no", "（江津）应急信列〔2024〕3号", "person",
                "张三");
}

/* ---- what a row says without writing it ---- */

/* The lines above name the mine and the day; where they sign below is no hazard. */
static void
test_problem_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "甲一矿.csv",
                        "现场检查问题清单,,,,\n被检查单位：甲一矿,,检查日期：2025年3月11日,,\n"
                        "序号,存在问题,问题部位,整改建议,整改期限\n"
                        "1,破碎平台临边无护栏,破碎站,加装护栏,3月26日前\n"
                        "2,值班记录不全,办公区,补齐,7日内\n"
                        "检查人员：,,被检查单位负责人：,,\n");
  assert_clean (import);
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "hazard", "description", "值班记录不全", "level", "一般");
  assert_value (fixture, "hazard", "description", "值班记录不全", "found", "2025-03-11");
  assert_value (fixture, "hazard", "description", "值班记录不全", "deadline", "2025-03-18");
  assert_value (fixture, "hazard", "description", "值班记录不全", "measures", "补齐");
}

/* What the ledger knows of the hazard is not talked over. */
static void
test_implied_yields (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (
    fixture, "隐患.csv", "矿山名称,发现日期,隐患描述,隐患等级\n甲一矿,2025-03-11,边坡失稳,重大\n"));
  ka_import_free (
    import_text (fixture, "复查.csv",
                 "矿山名称,发现日期,隐患描述,复查日期\n甲一矿,2025-03-11,边坡失稳,2025-04-01\n"));
  g_assert_cmpint (count (fixture, "hazard"), ==, 1);
  assert_value (fixture, "hazard", "description", "边坡失稳", "level", "重大");
  assert_value (fixture, "hazard", "description", "边坡失稳", "reviewed", "2025-04-01");
}

static void
test_firms_and_people (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) owner = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "处罚.csv",
    "被处罚单位（个人）,所属企业,案由,处罚种类及金额,,处罚文书号,决定日期,执行情况（日期）\n"
    ",,,种类,罚款金额（元）,,,\n"
    "江津甲矿业有限公司,江津甲矿业有限公司,未设护栏,罚款,20000,（江津）应急罚〔2025〕1号,2025-03-01,"
    "已缴纳（2025.3.9）\n"
    "田建国,江津甲矿业有限公司,违章指挥,罚款,5000,（江津）应急罚〔2025〕2号,2025-03-02,已缴清2025-03-10\n"
    "江津乙石材厂,江津乙石材厂,未设护栏,警告,/,（江津）应急罚〔2025〕3号,2025-03-03,/\n");
  assert_clean (import);
  owner = find (fixture, "enterprise", "name", "江津甲矿业有限公司");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, owner->id);
  assert_value (fixture, "penalty", "decided", "2025-03-02", "person", "田建国");
  assert_value (fixture, "penalty", "decided", "2025-03-02", "enterprise", id);
  assert_value (fixture, "penalty", "decided", "2025-03-02", "executed", "2025-03-10");
  assert_value (fixture, "penalty", "decided", "2025-03-01", "person", NULL);
  assert_value (fixture, "penalty", "decided", "2025-03-01", "kind", "罚款");
  assert_value (fixture, "penalty", "decided", "2025-03-01", "executed", "2025-03-09");
}

static void
test_blacklist (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "诚信管理黑名单.csv",
                        "企业名称,纳入原因,纳入时间,认定文号\n"
                        "江津甲矿业有限公司,拒不整改,2023-05-08,江津应急黑〔2023〕1号\n");
  assert_clean (import);
  assert_value (fixture, "discredit", "listed", "2023-05-08", "subject", "单位");
}

static void
test_casualties (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import
    = import_text (fixture, "事故.csv",
                   "事故名称,事发时间,事故类型,伤亡情况\n"
                   "甲“3·7”坍塌事故,2025-03-07 14:30,坍塌,死亡1人、重伤2人\n"
                   "乙“4·7”坍塌事故,2025-04-07 14:30,坍塌,0/1/3\n"
                   "丙“5·7”坍塌事故,2025-05-07 14:30,坍塌,2人死亡，轻伤：1人，失联1人\n");

  assert_clean (import);
  assert_value (fixture, "accident", "title", "甲“3·7”坍塌事故", "deaths", "1");
  assert_value (fixture, "accident", "title", "甲“3·7”坍塌事故", "serious", "2");
  assert_value (fixture, "accident", "title", "甲“3·7”坍塌事故", "minor", NULL);
  assert_value (fixture, "accident", "title", "乙“4·7”坍塌事故", "deaths", "0");
  assert_value (fixture, "accident", "title", "乙“4·7”坍塌事故", "minor", "3");
  assert_value (fixture, "accident", "title", "丙“5·7”坍塌事故", "deaths", "2");
  assert_value (fixture, "accident", "title", "丙“5·7”坍塌事故", "minor", "1");
  assert_value (fixture, "accident", "title", "丙“5·7”坍塌事故", "missing", "1");
}

/* A validity known to the month lasts until its end; of another day that is not enough. */
static void
test_dates_by_month (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autofree char *problems = NULL;

  import_base (fixture);
  import
    = open_text (fixture, "持证.csv",
                 "企业名称,姓名,岗位,证书编号,初领日期,应复审日期,有效期至\n"
                 "江津甲矿业有限公司,张三,特种作业人员,T01,2024年2月,2026.2,2027年11月\n"
                 "江津甲矿业有限公司,李四,特种作业人员,T02,2024-02-01,2026年2月底,2027年13月\n");
  ka_import_set_skip_bad (import, TRUE);
  commit (fixture, import);
  problems = show_problems (import);
  g_assert_cmpstr (problems, ==,
                   "date_by_month@E2 ?date_by_month@F2 ?date_by_month@G2 date_unreadable@G3");
  assert_value (fixture, "person", "cert_no", "T01", "cert_issued", NULL);
  assert_value (fixture, "person", "cert_no", "T01", "cert_review", "2026-02-28");
  assert_value (fixture, "person", "cert_no", "T01", "cert_until", "2027-11-30");
  assert_value (fixture, "person", "cert_no", "T02", "cert_review", "2026-02-28");
}

/* ---- which column names what ---- */

static void
test_mine_beside_firm (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) mine = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (
    fixture, "2026年度执法检查计划.csv",
    "被检查单位,检查矿山,检查级别,计划时间\n江津乙石材厂,乙一矿,重点检查,2026年4月\n");
  assert_clean (import);
  mine = find (fixture, "mine", "name", "乙一矿");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, mine->id);
  assert_value (fixture, "plan", "month", "2026-04", "mine", id);
}

static void
test_mines_as_firms (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) mine = NULL;
  g_autofree char *id = NULL;

  import_base (fixture);
  import = import_text (fixture, "安全生产许可证到期情况.csv",
                        "企业（矿山）名称,许可证编号,有效期自,有效期至\n"
                        "乙一矿,（渝）FM安许证字〔2024〕0009号,2024年1月2日,2027年1月1日\n");
  assert_clean (import);
  mine = find (fixture, "mine", "name", "乙一矿");
  id = g_strdup_printf ("%" G_GINT64_FORMAT, mine->id);
  assert_value (fixture, "permit", "valid_until", "2027-01-01", "mine", id);
  assert_value (fixture, "permit", "valid_until", "2027-01-01", "enterprise",
                ka_record_get (mine, "enterprise"));
}

/* Two kinds in a row: what stands under the enterprise's heading is the enterprise's. */
static void
test_headed_groups (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = import_text (
    fixture, "一矿一行.csv",
    "企业基本信息,,,,,矿山基本信息,,"
    ",,\n"
    "单位名称,统一代码,所属镇街,法人,实控人姓名/手机,矿山名称,矿产,开采方式,设计规模,生产状态\n"
    "江津甲矿业有限公司,,德感,张三,李四/13900000001,甲一矿,石灰岩,露天,20万吨/年,生产\n"
    "江津乙石材厂,,双福,王五,赵六/13900000002,乙一矿,石灰岩,露天,30万吨/年,停产\n");
  g_autoptr (KaRecord) firm = find (fixture, "enterprise", "name", "江津乙石材厂");
  g_autoptr (KaRecord) mine = find (fixture, "mine", "name", "乙一矿");

  g_assert_cmpstr (ka_record_get (firm, "town"), ==, ka_record_get (mine, "town"));
  g_assert_nonnull (ka_record_get (firm, "town"));
  g_assert_cmpstr (ka_record_get (firm, "controller"), ==, "赵六");
  g_assert_cmpstr (ka_record_get (firm, "controller_phone"), ==, "13900000002");
}

/* Any of our fields, and what is none of ours, in one column. */
static void
test_several_in_one (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;
  g_autoptr (KaRecord) first = NULL;
  g_autoptr (KaRecord) last = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "人员.csv",
                   "矿山名称,姓名/性别,岗位,\"学历、职称及专业\",证书编号及有效期\n"
                   "甲一矿,张 三/男,矿长,本科/工程师/采矿工程,FM000001（2026-02-03）\n"
                   "甲一矿,李四（女）,总工程师,大专、高级工程师、地质,\"FM000002\n2026.5.6\"\n"
                   "乙一矿,王五，男,安全员,高中；助理工程师；安全工程,FM000003/2027年1月2日\n");
  assert_clean (import);
  assert_counts (import, 0, 3, 0, 0, 0);
  first = find (fixture, "person", "name", "张三");
  last = find (fixture, "person", "name", "王五");
  g_assert_cmpstr (ka_record_get (first, "cert_no"), ==, "FM000001");
  g_assert_cmpstr (ka_record_get (first, "cert_until"), ==, "2026-02-03");
  g_assert_cmpstr (ka_record_get (first, "title"), ==, "工程师");
  g_assert_cmpstr (ka_record_get (first, "specialty"), ==, "采矿工程");
  g_assert_cmpstr (ka_record_get (last, "education"), ==, "高中");
  g_assert_cmpstr (ka_record_get (last, "cert_until"), ==, "2027-01-02");
  assert_value (fixture, "person", "name", "李四", "cert_until", "2026-05-06");
}

/* 一季度 over its months, in a file without merged cells. */
static void
test_months_under_quarters (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import = import_text (fixture, "2026年检查安排.csv",
                        "矿山名称,检查类别,一季度,,,第二季度,,\n"
                        ",,1月,2月,3月,4月,5月,6月\n"
                        "甲一矿,重点检查,,●,,,,\n"
                        "乙一矿,一般检查,,,,,,●\n");
  assert_clean (import);
  assert_counts (import, 0, 2, 0, 0, 0);
  assert_value (fixture, "plan", "month", "2026-02", "kind", "重点检查");
  assert_value (fixture, "plan", "month", "2026-06", "kind", "一般检查");
}

/* ---- steps of the work ---- */

/* What has to be told of each stands under a heading that no list has. */
static void
test_prose (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import_base (fixture);
  import
    = import_text (fixture, "重大事故隐患治理督办表.csv",
                   "单位名称,排查时间,隐患具体情形,所处部位,责任人,治理时限,督办级别,销号日期\n"
                   "甲一矿,2025-03-04,采场边坡角大于设计,+300米平台,张三,2025-06-01,区级,\n");
  assert_clean (import);
  assert_value (fixture, "hazard", "found", "2025-03-04", "description", "采场边坡角大于设计");
  assert_value (fixture, "hazard", "found", "2025-03-04", "place", "+300米平台");
  assert_value (fixture, "hazard", "found", "2025-03-04", "responsible", "张三");
}

static void
test_measures_in_other_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KaImport) import = NULL;

  import = import_text (
    fixture, "八条硬措施调度表.csv",
    "矿山安全“八条硬措施”落实情况调度表（2025年第四季度）,,,,,,,,\n"
    "任务序号,任务事项,任务主体,标准要求,推进时限,牵头科室,是否落实到位,工作推进情况,下步工作安排\n"
    "一、压实安全责任,,,,,,,,\n"
    "1,主要负责人每月带队排查隐患,矿山企业,每月1次,12月底前,矿山科,已落实,已组织三轮,持续跟踪\n"
    "2,明确包保领导,属地政府,全部明确,12月底前,矿山科,部分落实,已明确两名,持续跟踪\n");
  assert_clean (import);
  assert_value (fixture, "measure", "task", "明确包保领导", "heading", "压实安全责任");
  assert_value (fixture, "measure", "task", "明确包保领导", "actor", "属地政府");
  assert_value (fixture, "measure_progress", "progress", "已明确两名", "state", "部分落实");
  assert_value (fixture, "measure_progress", "progress", "已明确两名", "next", "持续跟踪");
}

static void
test_small_registers (Fixture *fixture, gconstpointer data)
{
  import_base (fixture);
  ka_import_free (import_text (fixture, "会诊.csv",
                               "会诊时间,会诊矿山,会诊专家,查出问题（个）,整改到位（个）\n"
                               "2025-05-18,甲一矿,张三、李四,6,5\n"));
  assert_value (fixture, "expert_visit", "held", "2025-05-18", "problems", "6");
  assert_value (fixture, "expert_visit", "held", "2025-05-18", "solved", "5");
  ka_import_free (import_text (
    fixture, "信访举报.csv",
    "来件日期,举报形式,举报人,被举报矿山企业,反映主要问题,调查结论,处理意见,发放奖金（元）,答复时间,办结时间\n"
    "2025-06-06,电话,张三,江津甲矿业有限公司,越界开采,属实,责令停产,1000,2025-07-06,2025-07-04\n"));
  assert_value (fixture, "tip", "received", "2025-06-06", "subject", "江津甲矿业有限公司");
  assert_value (fixture, "tip", "received", "2025-06-06", "closed", "2025-07-04");
  assert_value (fixture, "tip", "received", "2025-06-06", "reward", "1000");
  ka_import_free (import_text (fixture, "八条硬措施任务清单.csv",
                               "条目,硬措施,具体举措,责任主体,落实标准,时间节点\n"
                               "1,强化源头管控,对新建矿山开展联合审查,企业,每季1次,长期\n"
                               "2,强化源头管控,落实包保责任制度,属地政府,每季1次,长期\n"));
  assert_value (fixture, "measure", "task", "落实包保责任制度", "due", "长期");
  ka_import_free (import_text (fixture, "目标.csv",
                               "考核指标,目标值（%）,完成时间,目标来源\n"
                               "大中型矿山比例,65,2026-12-31,江津府办发〔2026〕3号\n"));
  assert_value (fixture, "target", "due", "2026-12-31", "value", "65");
  ka_import_free (import_text (
    fixture, "失信.csv",
    "失信对象,失信名单类别,失信情形,认定文书号,认定机关,认定日期\n"
    "江津乙石材厂,严重失信主体名单,拒不执行停产指令,失信〔2025〕1号,江津区应急管理局,2025-03-02\n"));
  assert_value (fixture, "discredit", "decision_no", "失信〔2025〕1号", "subject", "单位");
}

#define ADD(name, func) g_test_add ("/other-hands/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("name-and-phone", test_name_and_phone);
  ADD ("number-and-term", test_number_and_term);
  ADD ("coordinates", test_coordinates);
  ADD ("second-taken-back", test_second_taken_back);
  ADD ("month-marks", test_month_marks);
  ADD ("mines-by-name", test_mines_by_name);
  ADD ("mines-of-one-name", test_mines_of_one_name);
  ADD ("owner-of-mine", test_owner_of_mine);
  ADD ("pond-of-its-name", test_pond_of_its_name);
  ADD ("permits-with-terms", test_permits_with_terms);
  ADD ("form-labels", test_form_labels);
  ADD ("turned-states", test_turned_states);
  ADD ("words-of-lists", test_words_of_lists);
  ADD ("words-that-deny", test_words_that_deny);
  ADD ("states-by-values", test_states_by_values);
  ADD ("two-lists", test_two_lists);
  ADD ("problem-list", test_problem_list);
  ADD ("implied-yields", test_implied_yields);
  ADD ("firms-and-people", test_firms_and_people);
  ADD ("blacklist", test_blacklist);
  ADD ("casualties", test_casualties);
  ADD ("dates-by-month", test_dates_by_month);
  ADD ("mine-beside-firm", test_mine_beside_firm);
  ADD ("mines-as-firms", test_mines_as_firms);
  ADD ("headed-groups", test_headed_groups);
  ADD ("several-in-one", test_several_in_one);
  ADD ("months-under-quarters", test_months_under_quarters);
  ADD ("prose", test_prose);
  ADD ("measures-in-other-words", test_measures_in_other_words);
  ADD ("small-registers", test_small_registers);
  return g_test_run ();
}
