/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-private.h"

/* Months are judged once they have ended. */
#define IN_MONTH "t.month = :last_month AND "
#define OWED_BY_ALL IN_MONTH MINE_ALIVE
#define LESS(field, limit) " AND (t." field " IS NULL OR t." field " < :" limit ")"

/* At the mine, or at its enterprise without saying where. Asked in two, so that each has its index. */
#define HAS_POST(post)                                                                             \
  "(EXISTS (SELECT 1 FROM person p WHERE p.mine = t.id AND p.post = '" post "')"                   \
  " OR EXISTS (SELECT 1 FROM person p WHERE p.mine IS NULL AND p.post = '" post                    \
  "' AND p.enterprise = t.enterprise))"
#define HAS_ENGINEER "(t.chief_engineer IS NOT NULL OR " HAS_POST ("总工程师") ")"
#define LACK(post, has) "CASE WHEN " has " THEN '' ELSE '、" post "' END"

#define FIVE_LACKING                                                                               \
  "substr (" LACK ("矿长", HAS_POST ("矿长")) " || " LACK ("总工程师", HAS_ENGINEER) " || " LACK ( \
    "安全副矿长",                                                                                  \
    HAS_POST ("安全副矿长")) " || " LACK ("生产副矿长",                                            \
                                          HAS_POST (                                               \
                                            "生产副矿长")) " || " LACK ("机电副矿长",              \
                                                                        HAS_POST (                 \
                                                                          "机电副矿长")) ", 2)"
#define THREE_LACKING                                                                              \
  "substr (" LACK ("矿长", HAS_POST ("矿长")) " || " LACK ("总工程师", HAS_ENGINEER) " || " LACK ( \
    "专业技术人员", HAS_POST ("专业技术人员")) ", 2)"

#define HAS_TRAINING(kind)                                                                         \
  "EXISTS (SELECT 1 FROM training t WHERE t.kind = '" kind "' AND t.held BETWEEN :year_start AND " \
  ":day)"

/* On a list with 职业禁入: the same name. Without both identity numbers it cannot be said to be the same
 * person; with two that differ it is another. */
#define BARRED(and)                                                                                \
  "EXISTS (SELECT 1 FROM discredit d WHERE d.person = t.name AND d.listed <= :day"                 \
  " AND (d.removed IS NULL OR d.removed > :day) AND d.restrictions LIKE '%禁入%' AND "           \
    and ")"
#define SAME_PERSON BARRED ("d.id_number = t.id_number")
#define PERHAPS_THE_SAME BARRED ("(d.id_number IS NULL OR t.id_number IS NULL)")

const KaDueRule ka_due_people_rules[] = {
  /* ---- duties of the month ---- */
  {
    .code = "controller_days",
    .name = N_ ("实际控制人现场履职不足"),
    .area = N_ ("履职"),
    .kind = "duty",
    .field = "controller_days",
    .clause = JINJIN "三（一）3；" YUAN "三",
    .where = OWED_BY_ALL LESS ("controller_days", "days"),
    .missing = "t.controller_days IS NULL",
    .message = N_ ("$1实际控制人现场履职$2个工作日，少于$3个"),
    .unknown = N_ ("$1实际控制人现场履职未填"),
    .facts = { "t.month", "t.controller_days", ":days" },
    .limits = { { "days", N_ ("每月工作日"), 10 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "controller_meeting",
    .name = N_ ("实际控制人没有研究重大问题"),
    .area = N_ ("履职"),
    .kind = "duty",
    .field = "controller_meetings",
    .clause = JINJIN "三（一）3",
    .where = OWED_BY_ALL LESS ("controller_meetings", "times"),
    .missing = "t.controller_meetings IS NULL",
    .message = N_ ("$1研究安全生产重大问题$2次，少于$3次"),
    .unknown = N_ ("$1研究安全生产重大问题次数未填"),
    .facts = { "t.month", "t.controller_meetings", ":times" },
    .limits = { { "times", N_ ("每月次数"), 1 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "engineer_days",
    .name = N_ ("总工程师在岗不足"),
    .area = N_ ("履职"),
    .kind = "duty",
    .field = "engineer_days",
    .clause = JINJIN "三（一）3；" YUAN "三",
    /* Owed while the mine produces or is being built; where there is no engineer at all, that is told. */
    .where = IN_MONTH MINE_IN ("'生产', '基建'") " AND (t.engineer_days < :days OR (t.engineer_days"
                                                 " IS NULL AND " ITS_MINE (
                                                   "chief_engineer") " IS NOT NULL))",
    .missing = "t.engineer_days IS NULL",
    .message = N_ ("$1总工程师在岗$2个工作日，少于$3个"),
    .unknown = N_ ("$1总工程师在岗工作日未填"),
    .facts = { "t.month", "t.engineer_days", ":days" },
    .limits = { { "days", N_ ("每月工作日"), 15 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "principal_check",
    .name = N_ ("主要负责人没有排查隐患"),
    .area = N_ ("履职"),
    .kind = "duty",
    .field = "principal_checks",
    .clause = JINJIN "三（一）3",
    .where = OWED_BY_ALL LESS ("principal_checks", "times"),
    .missing = "t.principal_checks IS NULL",
    .message = N_ ("$1主要负责人隐患排查$2次，少于$3次"),
    .unknown = N_ ("$1主要负责人隐患排查次数未填"),
    .facts = { "t.month", "t.principal_checks", ":times" },
    .limits = { { "times", N_ ("每月次数"), 1 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "major_check",
    .name = N_ ("没有重大事故隐患排查"),
    .area = N_ ("履职"),
    .kind = "duty",
    .field = "major_checks",
    .clause = YUAN "四",
    .where = OWED_BY_ALL LESS ("major_checks", "times"),
    .missing = "t.major_checks IS NULL",
    .message = N_ ("$1重大事故隐患排查$2次，少于$3次"),
    .unknown = N_ ("$1重大事故隐患排查次数未填"),
    .facts = { "t.month", "t.major_checks", ":times" },
    .limits = { { "times", N_ ("每月次数"), 1 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "duty_missing",
    .name = N_ ("履职月报没有报"),
    .area = N_ ("履职"),
    .kind = "mine",
    .clause = YUAN "三",
    .where = RUNS
    " AND t.type <> '尾矿库' AND EXISTS (SELECT 1 FROM duty) AND NOT EXISTS (SELECT 1 FROM duty d"
    " WHERE d.mine = t.id AND d.month = :last_month)",
    .missing = "1 = 1",
    .message = N_ ("$1履职月报还没有"),
    .facts = { ":last_month" },
    .severity = KA_DUE_LOW,
  },
  /* ---- posts ---- */
  {
    .code = "no_engineer",
    .name = N_ ("没有总工程师"),
    .area = N_ ("人员"),
    .kind = "mine",
    .field = "chief_engineer",
    .clause = JINJIN "二、三（五）3",
    .where = "t.status <> '关闭' AND t.type <> '尾矿库' AND t.chief_engineer IS NULL",
    .message = N_ ("矿山台账没有总工程师"),
    .chip = N_ ("没有总工程师"),
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "five_posts",
    .name = N_ ("五职矿长不齐"),
    .area = N_ ("人员"),
    .kind = "mine",
    .clause = YUAN "七；矿安〔2022〕88号",
    .where = "t.status <> '关闭' AND " UNDERGROUND " AND " FIVE_LACKING " <> ''",
    .message = N_ ("地下矿山缺$1"),
    .facts = { FIVE_LACKING },
    .severity = KA_DUE_HIGH,
  },
  {
    .code = "open_pit_posts",
    .name = N_ ("露天矿山岗位不齐"),
    .area = N_ ("人员"),
    .kind = "mine",
    .clause = YUAN "七",
    .where = "t.status <> '关闭' AND t.type = '露天矿山' AND " THREE_LACKING " <> ''",
    .message = N_ ("露天矿山缺$1"),
    .facts = { THREE_LACKING },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "person_barred",
    .name = N_ ("职业禁入人员在岗"),
    .area = N_ ("人员"),
    .kind = "person",
    .field = "id_number",
    .clause = "应急管理部令第11号；《安全生产法》第九十四条（职业禁入）",
    .where = "(" SAME_PERSON " OR " PERHAPS_THE_SAME ")",
    .missing = "NOT " SAME_PERSON,
    .message = N_ ("$1在失信名单上，受职业禁入限制，不能任“$2”"),
    .unknown = N_ ("$1与受职业禁入限制的人员同名，身份证号不全，请核对"),
    .facts = { "t.name", "t.post" },
    .severity = KA_DUE_HIGH,
  },
  /* ---- certificates and training ---- */
  {
    .code = "cert_expiry",
    .name = N_ ("人员证书到期"),
    .area = N_ ("人员"),
    .kind = "person",
    .field = "cert_until",
    .clause = "《安全生产法》第二十七条、第三十条",
    .where = "(" NEAR ("t.cert_until") " OR (t.cert_until IS NULL AND t.post IN ('主要负责人',"
                                       " '安全生产管理人员', '特种作业人员'))) AND " OWNER_ALIVE,
    .due = "t.cert_until",
    .missing = "t.cert_until IS NULL",
    .message = N_ ("$1证书有效期至$2"),
    .unknown = N_ ("$1没有填证书有效期"),
    .facts = { "t.post", "t.cert_until" },
    .chip = N_ ("证书已过期"),
    .chip_where = "t.cert_until < :day",
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "cert_review",
    .name = N_ ("特种作业证应当复审"),
    .area = N_ ("人员"),
    .kind = "person",
    .field = "cert_review",
    .clause = "《特种作业人员安全技术培训考核管理规定》第二十一条（每3年复审1次）",
    .where = NEAR ("t.cert_review") " AND (t.cert_until IS NULL OR (t.cert_until >= :day"
                                    " AND t.cert_until > t.cert_review)) AND " OWNER_ALIVE,
    .due = "t.cert_review",
    .message = N_ ("$1，应复审日期$2"),
    .facts = { "COALESCE (t.specialty, t.post)", "t.cert_review" },
    .chip = N_ ("应当复审"),
    .chip_where = "t.cert_review <= :day",
    .limits = { { "ahead", N_ ("提前提醒（天）"), 60 } },
    .severity = KA_DUE_MEDIUM,
  },
  {
    .code = "training_missing",
    .name = N_ ("三项岗位培训没有开展"),
    .area = N_ ("人员"),
    .kind = "training",
    .clause = YUAN "七",
    /* From the year's last quarter on, while there is time left. */
    .district = "EXISTS (SELECT 1 FROM mine) AND :day >= ka_add_days (:year_end, - :ahead) AND NOT"
                " (" HAS_TRAINING ("主要负责人") " AND " HAS_TRAINING (
                  "安全生产管理人员") " AND " HAS_TRAINING ("特种作业人员") ")",
    .due = ":year_end",
    .message = N_ ("本年没有$1培训的记录"),
    .facts = { "substr (" LACK ("主要负责人", HAS_TRAINING ("主要负责人")) " || " LACK (
      "安全生产管理人员",
      HAS_TRAINING ("安全生产管理人员")) " || " LACK ("特种作业人员",
                                                      HAS_TRAINING ("特种作业人员")) ", 2)" },
    .limits = { { "ahead", N_ ("提前提醒（天）"), 91 } },
    .severity = KA_DUE_LOW,
  },
  { NULL },
};
