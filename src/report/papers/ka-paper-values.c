/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <ka-check.h>
#include <ka-kind.h>
#include <ka-query.h>
#include <ka-visits.h>
#include <string.h>

/* What is filled into papers about a site: who, where, when, what was found and what is ordered. */

/* ---- records ---- */

const KaRecord *
ka_paper_record (KaPaper *paper, const char *kind)
{
  for (guint i = 0; i < paper->records->len; i++)
    {
      const KaRecord *record = g_ptr_array_index (paper->records, i);

      if (strcmp (record->kind->id, kind) == 0)
        return record;
    }
  return NULL;
}

/* Takes the record, and brings those that it refers to. */
void
ka_paper_add_record (KaPaper *paper, KaRecord *record)
{
  if (ka_paper_record (paper, record->kind->id) != NULL)
    {
      ka_record_unref (record);
      return;
    }
  g_ptr_array_add (paper->records, record);
  for (guint i = 0; i < record->kind->n_fields; i++)
    {
      const KaField *field = &record->kind->fields[i];
      gint64 id = field->type == KA_FIELD_REF ? ka_record_get_int (record, field->id, 0) : 0;
      KaRecord *other = id == 0 || ka_paper_record (paper, field->target) != NULL
                          ? NULL
                          : ka_ledger_get (paper->ledger, ka_field_target (field), id, NULL);

      if (other != NULL)
        ka_paper_add_record (paper, other);
    }
}

static char *
show_time (const char *time)
{
  int year, month, day, hour, minute;

  if (sscanf (time, "%d-%d-%dT%d:%d", &year, &month, &day, &hour, &minute) != 5)
    return g_strdup (time);
  return g_strdup_printf ("%d年%d月%d日%d时%02d分", year, month, day, hour, minute);
}

char *
ka_paper_show (KaPaper *paper, const KaRecord *record, const char *id)
{
  const KaField *field = record != NULL ? ka_kind_field (record->kind, id) : NULL;
  const char *value = field != NULL ? ka_record_get (record, id) : NULL;

  if (value == NULL)
    return g_strdup ("");
  if (field->type == KA_FIELD_DATE)
    return ka_day_to_chinese (ka_day_from_iso (value));
  if (field->type == KA_FIELD_TIME)
    return show_time (value);
  if (field->type == KA_FIELD_CHOICE || field->type == KA_FIELD_REF || field->type == KA_FIELD_FLAG)
    return ka_ledger_display (paper->ledger, record, field, FALSE);
  return g_strdup (value);
}

static char *
show (KaPaper *paper, const char *kind, const char *field)
{
  return ka_paper_show (paper, ka_paper_record (paper, kind), field);
}

/* The first that is given. */
char *
ka_paper_take_given (char *first, char *second)
{
  if (*first != '\0')
    {
      g_free (second);
      return first;
    }
  g_free (first);
  return second;
}

static char *
get_setting (KaPaper *paper, const char *key)
{
  return g_strdup (ka_ledger_setting (paper->ledger, key));
}

/* ---- the office ---- */

#define SETTING_VALUE(function, key)                                                               \
  static char *function (KaPaper *paper) { return get_setting (paper, key); }

SETTING_VALUE (get_bureau, "bureau.name")
SETTING_VALUE (get_section, "bureau.section")
SETTING_VALUE (get_reviewer, "paper.reviewer")
SETTING_VALUE (get_higher, "paper.higher")
SETTING_VALUE (get_court, "paper.court")
SETTING_VALUE (get_online, "paper.online")
SETTING_VALUE (get_office_address, "paper.address")
SETTING_VALUE (get_office_postcode, "paper.postcode")
SETTING_VALUE (get_office_contact, "paper.contact")
SETTING_VALUE (get_office_phone, "paper.phone")
SETTING_VALUE (get_bank, "paper.bank")
SETTING_VALUE (get_account, "paper.account")

static char *
get_district (KaPaper *paper)
{
  return get_setting (paper, "district.name");
}

static char *
get_date (KaPaper *paper)
{
  return ka_day_to_chinese (paper->day);
}

/* 《行政复议法》 of 2023, in force since 2024-01-01. */
static char *
get_old_law (KaPaper *paper)
{
  return g_strdup (paper->day < ka_day_from_ymd (2024, 1, 1) ? "1" : "");
}

static char *
expand_or_nothing (KaPaper *paper, const char *form)
{
  char *text = ka_paper_expand (paper, form, NULL);

  return text != NULL ? text : g_strdup ("");
}

static char *
get_remedy (KaPaper *paper)
{
  return expand_or_nothing (paper, "remedy");
}

static char *
get_remedy_spot (KaPaper *paper)
{
  return expand_or_nothing (paper, "remedy-spot");
}

/* ---- the one concerned ---- */

static char *
get_unit (KaPaper *paper)
{
  g_autofree char *enterprise = show (paper, "enterprise", "name");
  g_autofree char *mine = show (paper, "mine", "name");

  if (*enterprise == '\0')
    return g_steal_pointer (&mine);
  if (*mine == '\0' || strstr (enterprise, mine) != NULL)
    return g_steal_pointer (&enterprise);
  return g_strdup_printf ("%s（%s）", enterprise, mine);
}

static char *
get_address (KaPaper *paper)
{
  return ka_paper_take_given (show (paper, "mine", "address"),
                              show (paper, "enterprise", "address"));
}

static char *
get_legal (KaPaper *paper)
{
  return ka_paper_take_given (show (paper, "enterprise", "legal_rep"),
                              show (paper, "enterprise", "principal"));
}

static char *
get_legal_post (KaPaper *paper)
{
  g_autofree char *legal = show (paper, "enterprise", "legal_rep");
  g_autofree char *principal = show (paper, "enterprise", "principal");

  if (*legal != '\0')
    return g_strdup ("法定代表人");
  return g_strdup (*principal != '\0' ? "主要负责人" : "");
}

/* The telephone in the ledger is that of the principal: it is printed for no one else. */
static char *
get_legal_phone (KaPaper *paper)
{
  g_autofree char *legal = show (paper, "enterprise", "legal_rep");
  g_autofree char *principal = show (paper, "enterprise", "principal");

  if (*legal != '\0' && strcmp (legal, principal) != 0)
    return g_strdup ("");
  return show (paper, "enterprise", "principal_phone");
}

static char *
get_contact (KaPaper *paper)
{
  g_autofree char *name = ka_paper_take_given (show (paper, "inspection", "site_head"),
                                               show (paper, "enterprise", "principal"));
  g_autofree char *site = show (paper, "inspection", "site_head");
  g_autofree char *phone = show (paper, *site != '\0' ? "inspection" : "enterprise",
                                 *site != '\0' ? "site_head_phone" : "principal_phone");

  return *phone != '\0' ? g_strdup_printf ("%s　%s", name, phone) : g_steal_pointer (&name);
}

static char *
get_industry (KaPaper *paper)
{
  g_autofree char *type = show (paper, "mine", "type");

  return *type != '\0' ? g_strdup_printf ("非煤矿山（%s）", type) : g_strdup ("非煤矿山");
}

/* ---- the inspection ---- */

static char *
get_span (KaPaper *paper)
{
  g_autofree char *from = ka_paper_take_given (show (paper, "inspection", "begin_time"),
                                               show (paper, "inspection", "started"));
  g_autofree char *to = ka_paper_take_given (show (paper, "inspection", "end_time"),
                                             show (paper, "inspection", "ended"));

  if (*from == '\0' || *to == '\0' || strcmp (from, to) == 0)
    return g_strdup (from);
  return g_strdup_printf ("%s至%s", from, to);
}

static char *
get_inspected (KaPaper *paper)
{
  return ka_paper_take_given (show (paper, "inspection", "started"),
                              show (paper, "hazard", "found"));
}

/* Those of the inspection; on a review those who reviewed. */
static GStrv
split_inspectors (KaPaper *paper)
{
  gboolean review = strcmp (paper->form->id, "review") == 0;
  g_autofree char *names
    = ka_paper_take_given (review ? show (paper, "hazard", "reviewer") : g_strdup (""),
                           show (paper, "inspection", "inspectors"));

  return *names != '\0' ? g_strsplit (names, "、", -1) : g_new0 (char *, 1);
}

/* Of the enforcement certificate; "" where none is registered. */
static char *
find_certificate (KaPaper *paper, const char *name)
{
  g_autoptr (KaCursor) cursor
    = ka_cursor_new (paper->ledger,
                     "SELECT cert_no FROM regulator WHERE name = :name AND cert_no IS NOT NULL"
                     " ORDER BY id DESC LIMIT 1",
                     NULL);

  if (cursor == NULL)
    return g_strdup ("");
  ka_cursor_bind_text (cursor, "name", name);
  return g_strdup (ka_cursor_next (cursor, NULL) ? ka_cursor_get_text (cursor, 0) : "");
}

static char *
get_inspectors (KaPaper *paper)
{
  g_auto (GStrv) names = split_inspectors (paper);

  return g_strjoinv ("、", names);
}

static char *
get_certs (KaPaper *paper)
{
  g_auto (GStrv) names = split_inspectors (paper);
  g_autoptr (GPtrArray) certs = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *cert = find_certificate (paper, names[i]);

      if (*cert != '\0')
        g_ptr_array_add (certs, g_steal_pointer (&cert));
    }
  g_ptr_array_add (certs, NULL);
  return g_strjoinv ("、", (char **)certs->pdata);
}

/* 张三（500116001）、李四（…） */
static char *
get_officers (KaPaper *paper)
{
  g_auto (GStrv) names = split_inspectors (paper);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *cert = find_certificate (paper, names[i]);

      g_string_append_printf (text, *cert != '\0' ? "%s%s（%s）" : "%s%s", i > 0 ? "、" : "",
                              names[i], cert);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
get_nth_cert (KaPaper *paper, guint nth)
{
  g_auto (GStrv) names = split_inspectors (paper);

  return nth < g_strv_length (names) ? find_certificate (paper, names[nth]) : g_strdup ("");
}

static char *
get_cert1 (KaPaper *paper)
{
  return get_nth_cert (paper, 0);
}

static char *
get_cert2 (KaPaper *paper)
{
  return get_nth_cert (paper, 1);
}

static char *
get_reason (KaPaper *paper)
{
  g_autofree char *trigger = show (paper, "inspection", "trigger");
  g_autofree char *kind = show (paper, "inspection", "kind");
  g_autofree char *lead = show (paper, "inspection", "lead");
  g_autoptr (GString) text = g_string_new (trigger);

  if (*kind != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? "，" : "", kind);
  if (*lead != '\0')
    g_string_append_printf (text, "（%s）", lead);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Which visit of the year it is; those that the cap does not bind are none of them. */
static char *
get_times (KaPaper *paper)
{
  const KaRecord *inspection = ka_paper_record (paper, "inspection");
  const KaRecord *enterprise = ka_paper_record (paper, "enterprise");
  g_autoptr (KaCursor) cursor = NULL;
  const char *started = inspection != NULL ? ka_record_get (inspection, "started") : NULL;
  g_autofree char *year = started != NULL ? g_strndup (started, 4) : NULL;
  gint64 cap;

  if (enterprise == NULL || year == NULL)
    return g_strdup ("");
  cursor = ka_cursor_new (
    paper->ledger,
    "SELECT " KA_VISITS_SQL (
      ":enterprise", ":from",
      ":day") ", (SELECT max (cap) FROM plan_year WHERE year = :number), "
              "EXISTS (SELECT 1 FROM inspection i WHERE i.id = :inspection AND " KA_VISIT_COUNTS (
                "i") ")",
    NULL);
  if (cursor == NULL)
    return g_strdup ("");
  ka_cursor_bind_int (cursor, "number", g_ascii_strtoll (year, NULL, 10));
  ka_cursor_bind_int (cursor, "enterprise", enterprise->id);
  ka_cursor_bind_int (cursor, "inspection", inspection->id);
  ka_cursor_bind_text (cursor, "day", started);
  ka_cursor_bind_text (cursor, "from", year);
  if (!ka_cursor_next (cursor, NULL))
    return g_strdup ("");
  if (ka_cursor_get_int (cursor, 2) == 0)
    return g_strdup ("不计入年度频次");
  cap = ka_cursor_get_int (cursor, 1);
  return cap > 0
           ? g_strdup_printf ("第%d次（上限%d次）", (int)ka_cursor_get_int (cursor, 0), (int)cap)
           : g_strdup_printf ("第%d次", (int)ka_cursor_get_int (cursor, 0));
}

static char *
get_content (KaPaper *paper)
{
  g_autofree char *planned
    = ka_paper_take_given (show (paper, "plan", "content"), show (paper, "plan", "item"));
  g_autofree char *type = show (paper, "mine", "type");

  if (*planned != '\0' || *type == '\0')
    return g_steal_pointer (&planned);
  return g_strdup_printf (
    "1．安全生产责任制、规章制度和操作规程落实情况，主要负责人、总工程师履职和重大事故隐患排查情况。\n"
    "2．证照有效性，安全设施“三同时”、外包施工单位管理情况。\n"
    "3．“三项岗位”人员、%s持证和教育培训情况，逢查必考。\n"
    "4．现场：%s。\n"
    "5．上次检查发现问题的整改情况。",
    strstr (type, "地下") != NULL ? "五职矿长" : "矿长和专业技术人员",
    strstr (type, "地下") != NULL ? "通风、提升运输、顶板和采空区管理、防治水、供电、安全出口"
    : strcmp (type, "尾矿库") == 0
      ? "坝体、排洪系统、干滩长度和安全超高、在线监测、应急物资"
      : "开采方式和台阶参数、边坡和排土场、爆破、铲装运输、供电、在线监测");
}

static char *
get_method (KaPaper *paper)
{
  g_autofree char *method = show (paper, "plan", "method");
  g_autofree char *joint = show (paper, "inspection", "joint");

  return g_strdup_printf ("%s检查，查阅资料、现场查看、询问有关人员%s",
                          *method != '\0' ? method : "现场",
                          strcmp (joint, "是") == 0 ? "，联合检查（综合查一次）" : "");
}

/* ---- the table ---- */

static const KaPaperValue site_values[] = {
  { "account", "罚款缴纳账号", "setting", "paper.account", get_account, FALSE },
  { "address", "地址", "mine", "address", get_address, FALSE },
  { "bank", "罚款缴纳银行", "setting", "paper.bank", get_bank, FALSE },
  { "bureau", "机关全称", "setting", "bureau.name", get_bureau, FALSE },
  { "cert1", "执法人员一的证号", "inspection", "inspectors", get_cert1, FALSE },
  { "cert2", "执法人员二的证号", "inspection", "inspectors", get_cert2, FALSE },
  { "certs", "执法人员证号", "inspection", "inspectors", get_certs, FALSE },
  { "contact", "联系人", "enterprise", "principal", get_contact, FALSE },
  { "content", "检查内容", "plan", "content", get_content, FALSE },
  { "court", "诉讼法院", "setting", "paper.court", get_court, FALSE },
  { "date", "文书日期", NULL, NULL, get_date, FALSE },
  { "district", "区县名称", "setting", "district.name", get_district, TRUE },
  { "higher", "上级主管部门", "setting", "paper.higher", get_higher, FALSE },
  { "industry", "所属行业", "mine", "type", get_industry, FALSE },
  { "inspected", "现场检查日期", "inspection", "started", get_inspected, FALSE },
  { "inspectors", "执法人员", "inspection", "inspectors", get_inspectors, FALSE },
  { "legal", "法定代表人（负责人）", "enterprise", "legal_rep", get_legal, FALSE },
  { "legal_phone", "法定代表人（负责人）联系电话", "enterprise", "principal_phone", get_legal_phone,
    FALSE },
  { "legal_post", "法定代表人（负责人）职务", "enterprise", "legal_rep", get_legal_post, FALSE },
  { "method", "检查方式", "plan", "method", get_method, FALSE },
  { "office_address", "机关地址", "setting", "paper.address", get_office_address, FALSE },
  { "office_contact", "文书联系人", "setting", "paper.contact", get_office_contact, FALSE },
  { "office_phone", "文书联系电话", "setting", "paper.phone", get_office_phone, FALSE },
  { "office_postcode", "机关邮政编码", "setting", "paper.postcode", get_office_postcode, FALSE },
  { "officers", "执法人员及证号", "inspection", "inspectors", get_officers, FALSE },
  { "old_law", "2024年1月1日以前", NULL, NULL, get_old_law, TRUE },
  { "online", "网上申请行政复议渠道", "setting", "paper.online", get_online, FALSE },
  { "reason", "检查类型", "inspection", "trigger", get_reason, FALSE },
  { "remedy", "救济途径", NULL, NULL, get_remedy, TRUE },
  { "remedy_spot", "当场处罚的救济途径", NULL, NULL, get_remedy_spot, TRUE },
  { "reviewer", "行政复议机关", "setting", "paper.reviewer", get_reviewer, FALSE },
  { "section", "科室", "setting", "bureau.section", get_section, TRUE },
  { "span", "检查时间", "inspection", "started", get_span, FALSE },
  { "times", "本年检查次数", "plan_year", "cap", get_times, FALSE },
  { "unit", "被检查单位", "enterprise", "name", get_unit, FALSE },
  { NULL },
};

const KaPaperValue *
ka_paper_value (const char *name)
{
  const KaPaperValue *const tables[]
    = { site_values, ka_paper_hazard_values, ka_paper_case_values, ka_paper_notice_values };

  for (guint t = 0; t < G_N_ELEMENTS (tables); t++)
    for (const KaPaperValue *value = tables[t]; value->name != NULL; value++)
      if (strcmp (value->name, name) == 0)
        return value;
  return NULL;
}

gboolean
ka_paper_split_name (const char *name, const KaKind **kind, const KaField **field)
{
  const char *dot = strchr (name, '.');
  g_autofree char *id = dot != NULL ? g_strndup (name, dot - name) : NULL;

  *kind = id != NULL ? ka_kind_get (id) : NULL;
  *field = *kind != NULL ? ka_kind_field (*kind, dot + 1) : NULL;
  return *field != NULL;
}

const char *
ka_paper_value_label (const char *name)
{
  const KaPaperValue *value = ka_paper_value (name);
  const KaKind *kind;
  const KaField *field;

  if (value != NULL)
    return value->label;
  return ka_paper_split_name (name, &kind, &field) ? field->label : NULL;
}

/* ---- lists ---- */

static const KaListSpec lists[] = {
  { "hazards", "隐患", { "text", "require", "deadline", NULL } },
  { "shortfalls", "履职不到位", { "text", NULL } },
  { "case_gaps", "需要补正的内容", { "text", NULL } },
};

const KaListSpec *
ka_paper_list (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i].name, name) == 0)
      return &lists[i];
  return NULL;
}

GPtrArray *
ka_paper_items (KaPaper *paper, const char *list)
{
  if (strcmp (list, "hazards") == 0)
    return ka_paper_list_hazards (paper);
  return strcmp (list, "shortfalls") == 0 ? ka_paper_shortfalls (paper)
                                          : ka_paper_case_gaps (paper);
}
