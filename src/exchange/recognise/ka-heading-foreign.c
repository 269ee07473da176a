/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text-search.h>
#include <string.h>

/* Headings as other systems give them out of their databases: ENT_NAME, entName, QYMC (企业名称 by the first
 * letters of its pinyin), and such a name beside the Chinese one (XM/姓名). Names in English are cut into
 * their words, and these told in Chinese one after another: what is then a heading like any other is matched
 * like any other. A word that is not listed leaves the name untold: CREATE_TIME, DEL_FLAG and TENANT_ID are
 * the machine's. */

#define MAX_WORDS 8
#define MAX_PHRASE 3 /* words */
#define MAX_IDENTIFIER 40

/* The words in Chinese; the English ones for them (of several words: longer ones first). */
static const struct
{
  const char *chinese;
  const char *english;
} words[] = {
  { "统一社会信用代码",
    "unified social credit code|social credit code|uni social code|credit code|credit no|uscc|"
    "uscode|usc code|uniscid|uniscode|social code|credit number" },
  { "法定代表人", "legal person|legal rep|legal representative|legal man|legal name|corporation "
                  "name|corporation person|juridical person|legal" },
  { "主要负责人", "principal person|principal name|main person|person in charge|main principal|"
                  "principal|main leader|chief person" },
  { "实际控制人", "actual controller|real controller|actual ctrl|actual control|controller name|"
                  "controller|actual control person" },
  { "责任人", "responsible person|charge person|resp person|duty person|liable person|"
              "responsible man" },
  { "联系人", "contact person|contact name|link man|linkman|contact man|contacts|contact" },
  { "电话", "contact tel|contact phone|link phone|link tel|phone number|phone no|mobile phone|"
            "tel no|tel number|cell phone|cellphone|telephone|mobile|phone|tel" },
  { "企业名称", "company name|enterprise name|ent name|corp name|comp name|unit name|org name|"
                "firm name" },
  { "企业", "enterprise|company|ent|corp|comp|firm" },
  { "矿山名称", "mine name|mines name|mine site name" },
  { "矿山", "mine|mines" },
  { "尾矿库", "tailings pond|tailing pond|tailings dam|tailings|tailing|pond" },
  { "姓名", "person name|staff name|emp name|employee name|worker name|user name|real name|"
            "full name|holder name|officer name" },
  { "从业人数", "employee number|employee num|emp num|staff num|staff number|emp count|"
                "employee count|staff count|worker num|employees num|employees" },
  { "专职安全管理人员数", "safety manager num|safe manager num|safety staff num|safe mgr num|"
                          "safety manager count|safety officer num" },
  { "身份证号", "id card no|id card number|id card|idcard no|idcard|identity card|identity no|"
                "id number|id no|cert id|identity number" },
  { "行政区划", "region name|area name|region|district name|county name|division name" },
  { "所在镇街", "town name|street name|township name|township|town street|town|street" },
  { "地址", "address|addr|registered address|business address" },
  { "地点", "place|location|site|position" },
  { "经度", "longitude|lng|lon" },
  { "纬度", "latitude|lat" },
  { "名称", "name" },
  { "类型", "type name|type|kind name|kind|category name|category|class name" },
  { "等级", "level name|level|grade name|grade|rank" },
  { "状态", "status name|state name|status|state" },
  { "开采矿种", "mineral type name|mineral type|mineral name|mining mineral|main mineral|"
                "ore type|ore name|mineral species|mineral kind|mineral" },
  { "开采方式", "mining method name|mining method|exploit method|exploitation method|mining mode|"
                "mining type|exploit type|mining way|exploit mode" },
  { "规模单位", "capacity unit|scale unit|production unit|capacity units" },
  { "设计生产规模",
    "design production capacity|design capacity|production capacity|design scale|production scale|"
    "approved capacity|mining scale|annual capacity|prod capacity|capacity|scale" },
  { "上年度产量", "last year output|annual output|actual output|year output|annual yield|output|"
                  "yield" },
  { "设计服务年限", "design service life|service life|service years" },
  { "最高边坡高度", "max slope height|highest slope height|slope height|slope max height" },
  { "标准化证书编号", "std cert no|standard cert no|standardization cert no|"
                      "standardization certificate no" },
  { "标准化等级", "safety standard level|standardization level|standard level|std level|"
                  "standardization grade|standard grade|std grade|safety std level" },
  { "标准化有效期至", "std valid until|std valid to|standard valid to|std expire date|"
                      "standardization expire date|std end date|std until" },
  { "总工程师", "chief engineer name|chief engineer" },
  { "风险等级", "risk level name|risk level|risk grade" },
  { "证照类型", "license type|licence type|permit type|license kind|licence kind|permit kind|"
                "license type name|licence type name|permit type name" },
  { "证号", "license no|licence no|license number|licence number|permit no|permit number|"
            "license code|licence code|permit code|license num|licence num" },
  { "证书编号", "cert no|cert number|certificate no|certificate number|cert code|cert num|"
                "certificate code" },
  { "许可范围", "license scope|licence scope|permit scope|permission scope|license range|scope" },
  { "发证日期", "issue date|issued date|issue time|grant date|licence date|license date|"
                "cert date|sign date|award date|issued" },
  { "初领日期", "first issue date|first date|cert issue date|cert first date" },
  { "应复审日期", "review due date|cert review date|review date|next review date|recheck due" },
  { "发证机关", "issuing authority|issue authority|issue org|issue organ|issue dept|issue unit|"
                "issuing org|license authority|issuing department|issuer|issue office|cert org|"
                "issuing unit|issue department" },
  { "有效期起", "valid from|valid start date|valid start|valid begin date|valid begin|start "
                "valid|effective date|effect date|validity start|validity from|effective from|"
                "valid date start|valid from date|validity begin" },
  { "有效期至", "valid to|valid until|valid end date|valid end|valid to date|expire date|"
                "expiry date|expiration date|expired date|expire time|expiry time|end valid|"
                "validity end|validity to|effective to|valid date end|valid thru|invalid date|"
                "due to|expires|expire" },
  { "矿区面积", "mine area|mining area|area size" },
  { "开采标高", "mining elevation|elevation|mining depth" },
  { "性别", "sex|gender" },
  { "学历", "education level|education|edu|degree|edu level" },
  { "职称", "job title|professional title|tech title|title name" },
  { "岗位", "post name|post|job name|job|duty name|position name" },
  { "人员类别", "person type|personnel type|staff type|post type|person kind|person category" },
  { "专业", "specialty|speciality|major" },
  { "作业类别", "work type|operation type|operate type|work category|operation category|job type" },
  { "检查日期", "check date|check time|inspect date|inspection date|inspection time|"
                "inspect time|check start time|check begin time|inspection start time|"
                "check start date|started" },
  { "检查人员", "check person|check persons|checker|inspector|inspectors|check user name|"
                "check people|inspector name|checker name|check man|inspect person|enforcer|"
                "enforcers|law enforcer" },
  { "检查类别", "check type|inspection type|check kind|inspection kind|inspect type" },
  { "检查结果", "check result|inspection result|inspect result" },
  { "检查情况", "check content|inspection content|check situation|check detail|check desc" },
  { "检查", "check|inspection|inspect" },
  { "隐患描述",
    "hidden danger desc|hidden danger description|hidden danger content|hidden trouble desc|danger "
    "desc|danger description|hazard desc|hazard description|hazard content|trouble desc|problem "
    "desc|danger content|problem description|hazard detail|danger detail|hidden desc" },
  { "隐患等级", "hidden danger level|hidden danger grade|danger level|danger grade|hazard level|"
                "hazard grade|hidden danger type|trouble level|hazard rank|hidden level" },
  { "隐患来源", "hidden danger source|danger source|hazard source" },
  { "隐患部位", "hidden danger place|danger place|hazard place|danger location|hazard location|"
                "danger position|hazard position|hidden danger location" },
  { "隐患", "hidden danger|hidden trouble|hazard|danger" },
  { "发现日期", "find date|find time|found date|found time|discover time|discover date|"
                "discovery date|discovery time" },
  { "整改期限", "rectify deadline|rectification deadline|rectify limit|reform deadline|rectify "
                "limit date|rectify end date|reform limit|rectify term|rectification limit|"
                "deadline|rectify due date|limit date|rectify limit time|reform limit time" },
  { "整改完成日期", "rectify finish date|rectify finish time|rectify complete date|rectify "
                    "complete time|rectification date|rectify date|rectify time|reform date|finish "
                    "date|complete date|rectified date|rectification time|reform finish time|"
                    "actual finish date|rectification finish date" },
  { "整改责任人", "rectify person|rectify principal|rectification person|reform person|rectify "
                  "responsible person|rectify duty person|rectify man|rectify leader" },
  { "整改措施", "rectify measure|rectify measures|rectification measure|rectification measures|"
                "reform measure|rectify scheme|measures" },
  { "整改资金", "rectify fund|rectify funds|rectify money|rectification fund|reform fund|"
                "rectification funds|rectify cost" },
  { "复查日期", "recheck date|recheck time|re check date|reinspect date|reinspection date|"
                "review time|re check time" },
  { "复查人", "recheck person|rechecker|re check person|reviewer|reinspector" },
  { "复查意见", "recheck result|recheck opinion|review result|reinspection result" },
  { "销号日期", "close date|closed date|close time|write off date|cancel date|closed time" },
  { "处罚决定书文号", "penalty decision no|punish decision no|decision no|penalty doc no|"
                      "punish doc no|penalty no|punish no|decision number|case doc no|"
                      "punishment no|penalty document no" },
  { "处罚决定日期", "penalty date|punish date|decision date|penalty decision date|"
                    "punish decision date|decide date|punishment date" },
  { "违法事实", "illegal fact|illegal facts|illegal behavior|illegal act|violation fact|facts|"
                "illegal action|fact" },
  { "处罚依据", "penalty basis|punish basis|punish according|legal basis|basis" },
  { "处罚种类", "penalty type|punish type|penalty kind|punish kind|punishment type" },
  { "罚款金额", "fine amount|fine money|penalty amount|penalty money|punish money|fine|"
                "punish amount" },
  { "立案日期", "file date|case date|filing date|register case date|case filing date" },
  { "事故名称", "accident name|accident title" },
  { "事故类型", "accident type|accident category" },
  { "事故等级", "accident level|accident grade" },
  { "发生时间", "accident time|accident date|occur time|occur date|happen time|happen date|"
                "occurred time|occurrence time" },
  { "事故地点", "accident place|accident location|accident site" },
  { "死亡人数", "death num|death number|dead num|dead number|deaths num|death count|deaths|"
                "death toll" },
  { "重伤人数", "serious injury num|serious injured|seriously injured num|heavy injury num|"
                "serious num|severe injury num" },
  { "轻伤人数", "minor injury num|slight injury num|light injury num|minor injured|minor num" },
  { "直接经济损失", "direct economic loss|economic loss|direct loss|loss money|loss" },
  { "事故经过", "accident process|accident course|accident desc|accident description|"
                "accident content" },
  { "直接原因", "direct cause|direct reason|accident cause|accident reason" },
  { "文书号", "doc no|document no|paper no|doc number|document number" },
  { "项目名称", "project name" },
  { "培训日期", "train date|training date|train time|training time|class start date" },
  { "培训类型", "train type|training type|class type" },
  { "参加人数", "train num|attend num|attendance|attend count|attended|join num|train count" },
  { "合格人数", "pass num|passed num|qualified num|pass count|qualified count|passed" },
  { "描述", "description|desc|content|detail" },
  { "来源", "source name|source" },
  { "依据", "according to" },
  { "原因", "reason|cause" },
  { "年度", "year" },
  { "月份", "month|stat month|report month" },
  { "日期", "date|time" },
  { "备注", "remark|remarks|note|notes|memo|comments" },
  { "是否", "is|has|whether|if" },
  { "保险", "insured|insurance" },
  { "视频监控", "video monitor|video monitoring|video surveillance|video" },
};

/* ---- names in English ---- */

typedef struct
{
  const char *at[MAX_WORDS];
  guint len[MAX_WORDS];
  guint n;
} Words;

/* entName, ENT_NAME, ent-name, USCCode. FALSE: it is no such name. */
static gboolean
cut (const char *text, Words *out)
{
  gsize len;

  out->n = 0;
  if (!g_ascii_isalpha (*text) || (len = strlen (text)) > MAX_IDENTIFIER)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    {
      gboolean starts;

      if (strchr ("_-. ", text[i]) != NULL)
        continue;
      if (!g_ascii_isalnum (text[i]))
        return FALSE;
      starts = i == 0 || !g_ascii_isalnum (text[i - 1])
               || (g_ascii_isupper (text[i]) && g_ascii_islower (text[i - 1]))
               || (g_ascii_isupper (text[i]) && g_ascii_isupper (text[i - 1]) && i + 1 < len
                   && g_ascii_islower (text[i + 1]));
      if (starts)
        {
          if (out->n == MAX_WORDS)
            return FALSE;
          out->at[out->n] = text + i;
          out->len[out->n++] = 0;
        }
      out->len[out->n - 1]++;
    }
  return TRUE;
}

static GHashTable *
get_phrases (void)
{
  static gsize ready = 0;
  static GHashTable *phrases;

  if (g_once_init_enter (&ready))
    {
      phrases = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          g_auto (GStrv) english = g_strsplit (words[i].english, "|", -1);

          for (guint k = 0; english[k] != NULL; k++)
            if (!g_hash_table_contains (phrases, english[k]))
              g_hash_table_insert (phrases, g_strdup (english[k]), (gpointer)words[i].chinese);
        }
      g_once_init_leave (&ready, 1);
    }
  return phrases;
}

/* The Chinese for n words from the one on; NULL: they are none of ours. */
static const char *
find_phrase (const Words *cut, guint from, guint n)
{
  GString *phrase = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = from; i < from + n; i++)
    {
      if (i > from)
        g_string_append_c (phrase, ' ');
      g_string_append_len (phrase, cut->at[i], cut->len[i]);
    }
  text = g_ascii_strdown (phrase->str, (gssize)phrase->len);
  g_string_free (phrase, TRUE);
  return g_hash_table_lookup (get_phrases (), text);
}

char *
ka_heading_translate (const char *text)
{
  g_autoptr (GString) out = NULL;
  Words found;

  if (!cut (text, &found))
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < found.n;)
    {
      const char *chinese = NULL;
      guint n = MIN (MAX_PHRASE + 1, found.n - i);

      for (; n > 0 && chinese == NULL; n--)
        chinese = find_phrase (&found, i, n);
      if (chinese == NULL)
        return NULL;
      g_string_append (out, chinese);
      i += n + 1;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* ---- beside the Chinese name ---- */

static gboolean
is_identifier (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

static gsize
skip_joint (const char *text)
{
  static const char *const joints[]
    = { "/", "|", "-", ":", " ", "\n", "(", "：", "（", "、", NULL };
  gsize skipped = 0;

  for (gboolean any = TRUE; any;)
    {
      any = FALSE;
      for (guint i = 0; joints[i] != NULL; i++)
        if (g_str_has_prefix (text + skipped, joints[i]))
          {
            skipped += strlen (joints[i]);
            any = TRUE;
          }
    }
  return skipped;
}

const char *
ka_heading_skip_identifier (const char *text)
{
  gsize len = 0;
  const char *rest;
  guint chinese = 0;

  if (!g_ascii_isalpha (*text))
    return text;
  while (is_identifier (text[len]))
    len++;
  rest = text + len + skip_joint (text + len);
  for (const char *at = rest; *at != '\0'; at = g_utf8_next_char (at))
    chinese += g_utf8_get_char (at) >= 0x2e80;
  /* A级, ABC证: part of the name. */
  return len >= 2 && chinese >= 2 && g_utf8_get_char (rest) >= 0x2e80 ? rest : text;
}

/* ---- first letters of pinyin ---- */

char *
ka_heading_read_letters (const char *text)
{
  char letters[MAX_IDENTIFIER + 1];
  guint n = 0;

  for (const char *at = text; *at != '\0'; at++)
    if (g_ascii_isalpha (*at) && n < MAX_IDENTIFIER)
      letters[n++] = g_ascii_tolower (*at);
    else if (*at != '_')
      return NULL;
  return n >= 2 ? g_strndup (letters, n) : NULL;
}

gboolean
ka_heading_has_initials (const char *name, const char *initials)
{
  for (; *name != '\0'; name = g_utf8_next_char (name), initials++)
    {
      gunichar c = g_utf8_get_char (name);

      if (*initials == '\0' || c < 0x2e80
          || (ka_text_initials (c) & (1u << (*initials - 'a'))) == 0)
        return FALSE;
    }
  return *initials == '\0';
}
