/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-settings.h"

#include "ka-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const KaSetting settings[] = {
  { "district.name", N_ ("区县名称"), KA_SETTING_TEXT, "江津区", N_ ("单位"), NULL },
  { "district.code", N_ ("区县代码"), KA_SETTING_TEXT, "500116", N_ ("单位"),
    N_ ("六位行政区划代码。") },
  { "district.towns", N_ ("另有的镇街"), KA_SETTING_TEXT, "", N_ ("单位"),
    N_ ("内置名单里没有的本区镇街，用“、”分开；导入别区的台账时自动记下。") },
  { "city.name", N_ ("所属市"), KA_SETTING_TEXT, "重庆市", N_ ("单位"), NULL },
  { "bureau.name", N_ ("机关全称"), KA_SETTING_TEXT, "重庆市江津区应急管理局", N_ ("单位"),
    N_ ("用于公文署名和执法文书。") },
  { "bureau.short", N_ ("机关简称"), KA_SETTING_TEXT, "江津区应急管理局", N_ ("单位"), NULL },
  { "bureau.section", N_ ("科室"), KA_SETTING_TEXT, "非煤矿山安全监督管理科", N_ ("单位"), NULL },
  { "officer.name", N_ ("经办人"), KA_SETTING_TEXT, "", N_ ("单位"),
    N_ ("写入修改记录的姓名；不填时用系统登录名。") },
  { "report.red_head", N_ ("发文机关标志"), KA_SETTING_TEXT, "重庆市江津区应急管理局文件",
    N_ ("季度报告"), N_ ("首页红色大字，一般是机关全称加“文件”。") },
  { "report.number_word", N_ ("发文机关代字"), KA_SETTING_TEXT, "江津应急文", N_ ("季度报告"),
    N_ ("发文字号〔年份〕前面的字。") },
  { "report.number", N_ ("发文顺序号"), KA_SETTING_TEXT, "", N_ ("季度报告"),
    N_ ("本季度报告的顺序号，不编虚位；不填时发文字号留空。") },
  { "report.addressee", N_ ("主送机关"), KA_SETTING_TEXT, "重庆市应急管理局", N_ ("季度报告"),
    NULL },
  { "report.signatory", N_ ("签发人"), KA_SETTING_TEXT, "", N_ ("季度报告"),
    N_ ("上行文须标注签发人姓名。") },
  { "report.contact", N_ ("联系人"), KA_SETTING_TEXT, "", N_ ("季度报告"), NULL },
  { "report.phone", N_ ("联系电话"), KA_SETTING_TEXT, "", N_ ("季度报告"), NULL },
  { "report.copy_to", N_ ("抄送"), KA_SETTING_TEXT, "江津区人民政府办公室", N_ ("季度报告"),
    N_ ("几个机关之间用“，”分开。") },
  { "report.print_to", N_ ("印发机关"), KA_SETTING_TEXT, "重庆市江津区应急管理局办公室",
    N_ ("季度报告"), N_ ("版记中印发日期左边的机关。") },
  { "paper.abbreviation", N_ ("执法文书地区简称"), KA_SETTING_TEXT, "江津", N_ ("执法文书"),
    N_ ("文书号括号里的字，如（江津）应急检记〔2025〕1号。") },
  { "paper.number", N_ ("文书号样式"), KA_SETTING_TEXT, "（{地区}）{字}〔{年}〕{号}号",
    N_ ("执法文书"), N_ ("{地区}是地区简称，{字}是文书字，{年}是年度，{号}是顺序号。") },
  { "paper.reviewer", N_ ("行政复议机关"), KA_SETTING_TEXT, "重庆市江津区人民政府", N_ ("执法文书"),
    N_ ("2024年1月1日起只向本级人民政府申请行政复议。") },
  { "paper.higher", N_ ("上级主管部门"), KA_SETTING_TEXT, "重庆市应急管理局", N_ ("执法文书"),
    N_ ("只用于2023年底以前的文书。") },
  { "paper.court", N_ ("行政诉讼法院"), KA_SETTING_TEXT, "重庆市江津区人民法院", N_ ("执法文书"),
    N_ ("实行集中管辖的，写集中管辖的法院。") },
  { "paper.online", N_ ("网上申请行政复议渠道"), KA_SETTING_TEXT, "", N_ ("执法文书"),
    N_ ("通过互联网送达文书时须写明。") },
  { "paper.address", N_ ("机关地址"), KA_SETTING_TEXT, "", N_ ("执法文书"), NULL },
  { "paper.postcode", N_ ("邮政编码"), KA_SETTING_TEXT, "", N_ ("执法文书"), NULL },
  { "paper.contact", N_ ("文书联系人"), KA_SETTING_TEXT, "", N_ ("执法文书"), NULL },
  { "paper.phone", N_ ("文书联系电话"), KA_SETTING_TEXT, "", N_ ("执法文书"), NULL },
  { "paper.bank", N_ ("罚款缴纳银行"), KA_SETTING_TEXT, "", N_ ("执法文书"), NULL },
  { "paper.account", N_ ("罚款缴纳账号"), KA_SETTING_TEXT, "", N_ ("执法文书"), NULL },
  { "plan.frequency.D", N_ ("D级矿山每年检查次数"), KA_SETTING_INT, "2", N_ ("检查计划"),
    N_ ("拟定计划时按分类分级安排；D级风险最高。") },
  { "plan.frequency.C", N_ ("C级矿山每年检查次数"), KA_SETTING_INT, "2", N_ ("检查计划"), NULL },
  { "plan.frequency.B", N_ ("B级矿山每年检查次数"), KA_SETTING_INT, "1", N_ ("检查计划"), NULL },
  { "plan.frequency.A", N_ ("A级矿山每年检查次数"), KA_SETTING_INT, "1", N_ ("检查计划"), NULL },
  { "plan.frequency.none", N_ ("未分级矿山每年检查次数"), KA_SETTING_INT, "1", N_ ("检查计划"),
    NULL },
  { "plan.frequency.idle", N_ ("停产停建矿山每年检查次数"), KA_SETTING_INT, "1", N_ ("检查计划"),
    N_ ("不多于按分类分级的次数。") },
  { "plan.level2_less", N_ ("二级以上标准化减少次数"), KA_SETTING_INT, "1", N_ ("检查计划"),
    N_ ("二级及以上标准化企业减少检查频次，但每年不少于1次（江津府办发〔2023〕11号）。") },
  { "plan.cap", N_ ("同一企业年度频次上限"), KA_SETTING_INT, "2", N_ ("检查计划"),
    N_ ("年度计划里没有填上限的按这个数；同一企业几座矿山同月一并检查算一次"
        "（国办发〔2024〕54号、综合查一次）。") },
  { "plan.days.key", N_ ("重点检查每次工作日"), KA_SETTING_INT, "3", N_ ("检查计划"),
    N_ ("人日，含检查前后的准备和文书。") },
  { "plan.days.general", N_ ("一般检查每次工作日"), KA_SETTING_INT, "2", N_ ("检查计划"), NULL },
  { "plan.flood", N_ ("汛期月份"), KA_SETTING_TEXT, "5-9", N_ ("检查计划"),
    N_ ("露天矿山和尾矿库优先排在这几个月，写作5-9。") },
  { "plan.item", N_ ("检查事项"), KA_SETTING_TEXT, "非煤矿山安全生产监督检查", N_ ("检查计划"),
    N_ ("拟定的计划按这里填写检查事项、依据和内容。") },
  { "plan.basis", N_ ("实施依据"), KA_SETTING_TEXT, "《中华人民共和国安全生产法》第六十二条",
    N_ ("检查计划"), NULL },
  { "plan.content", N_ ("检查内容"), KA_SETTING_TEXT,
    "安全生产责任制、边坡和排土场管理、爆破作业、双重预防机制", N_ ("检查计划"), NULL },
  { "plan.team", N_ ("每次检查人数"), KA_SETTING_INT, "2", N_ ("检查计划"),
    N_ ("双随机每次抽取的检查人员，不少于2名。") },
  { "plan.sample", N_ ("竣工验收抽查比例（%）"), KA_SETTING_INT, "10", N_ ("检查计划"),
    N_ ("不低于10%（渝安办〔2025〕13号）。") },
  { "scope.construction", N_ ("统计基建矿山"), KA_SETTING_FLAG, "1", N_ ("统计口径"),
    N_ ("四化指标的矿山总数是否包括基建矿山。") },
  { "scope.suspended", N_ ("统计停产停建矿山"), KA_SETTING_FLAG, "1", N_ ("统计口径"),
    N_ ("四化指标的矿山总数是否包括停产、停建矿山。") },
  { "scope.tailings", N_ ("统计尾矿库"), KA_SETTING_FLAG, "0", N_ ("统计口径"),
    N_ ("四化指标的矿山总数是否包括尾矿库。") },
  { "due.ladder", N_ ("提醒阶梯"), KA_SETTING_DAYS, "90,60,30,7", N_ ("到期提醒"),
    N_ ("到期前多少天开始提醒和再次提醒，由大到小，用“,”分开。") },
  { "due.notify", N_ ("打开时通知逾期事项"), KA_SETTING_FLAG, "1", N_ ("到期提醒"),
    N_ ("打开账本时有逾期事项，就发一条系统通知。") },
  { "backup.keep", N_ ("保留备份份数"), KA_SETTING_INT, "14", N_ ("备份"),
    N_ ("每天打开台账时自动备份一次，只留最近的几份。") },
  { "map.ground", N_ ("一张图的底图"), KA_SETTING_TEXT, "", NULL, NULL },
};

const KaSetting *
ka_settings (guint *n)
{
  if (n != NULL)
    *n = G_N_ELEMENTS (settings);
  return settings;
}

typedef struct
{
  const KaSetting *settings;
  guint n;
} Further;

static Further *further; /* read by every thread */

void
ka_settings_set_further (const KaSetting *given, guint n)
{
  Further *list = g_new (Further, 1);

  g_return_if_fail (g_atomic_pointer_get (&further) == NULL);

  list->settings = given;
  list->n = n;
  g_atomic_pointer_set (&further, list);
}

static const KaSetting *
find_setting (const KaSetting *list, guint n, const char *key)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (list[i].key, key) == 0)
      return &list[i];
  return NULL;
}

const KaSetting *
ka_setting_get (const char *key)
{
  const KaSetting *found;
  const Further *list = g_atomic_pointer_get (&further);

  g_return_val_if_fail (key != NULL, NULL);

  found = find_setting (settings, G_N_ELEMENTS (settings), key);
  if (found == NULL && list != NULL)
    found = find_setting (list->settings, list->n, key);
  return found;
}

const char *
ka_setting_label (const KaSetting *setting)
{
  return _ (setting->label);
}

static gboolean
is_days (const char *value)
{
  g_auto (GStrv) steps = g_strsplit_set (value, ",， 、", -1);
  guint n = 0;

  for (guint i = 0; steps[i] != NULL; i++)
    {
      guint64 days;

      if (steps[i][0] == '\0')
        continue;
      if (!g_ascii_string_to_unsigned (steps[i], 10, 1, 3650, &days, NULL))
        return FALSE;
      n++;
    }
  return n > 0;
}

gboolean
ka_setting_check (const KaSetting *setting, const char *value, GError **error)
{
  gboolean fits = TRUE;

  g_return_val_if_fail (setting != NULL && value != NULL, FALSE);

  switch (setting->type)
    {
    case KA_SETTING_FLAG:
      fits = strcmp (value, "0") == 0 || strcmp (value, "1") == 0;
      break;
    case KA_SETTING_INT:
      fits
        = *value != '\0' && strlen (value) < 10 && strspn (value, "0123456789") == strlen (value);
      break;
    case KA_SETTING_DAYS:
      if (!is_days (value))
        return ka_refuse (error, _ ("“%s”要填天数（1到3650），几个之间用“,”分开，不能是“%s”。"),
                          ka_setting_label (setting), value);
      break;
    case KA_SETTING_TEXT:
      break;
    }
  if (!fits)
    g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("设置“%s”不能是“%s”，请改正。"),
                 ka_setting_label (setting), value);

  return fits;
}
