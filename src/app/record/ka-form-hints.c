/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-hints.h"

#include <glib/gi18n.h>
#include <ka-accident.h>
#include <ka-decimal.h>
#include <ka-size.h>

static gint64
get_hundredths (const KaRecord *record, const char *field)
{
  const char *text = ka_record_get (record, field);
  gint64 value = 0;

  if (text == NULL || !ka_decimal_parse (text, 2, &value, NULL))
    return 0;
  return value;
}

static char *
describe_size (const KaRecord *record)
{
  g_autofree char *rule = NULL;
  const char *size = ka_size_compute (
    ka_record_get (record, "mineral"), get_hundredths (record, "capacity"),
    ka_record_get (record, "capacity_unit"), get_hundredths (record, "density"), &rule);

  if (size == NULL)
    return g_strdup (_ ("填写矿种、设计生产规模和单位后按规则计算；此处填写的认定规模优先。"));
  return g_strdup_printf (_ ("按规则计算为%s（%s）；此处填写的认定规模优先。"), size,
                          rule != NULL ? rule : "");
}

static char *
describe_grade (const KaRecord *accident)
{
  KaAccidentGrade grade = ka_accident_grade_computed (accident);

  if (grade == KA_ACCIDENT_UNGRADED)
    return g_strdup (_ ("填写死亡、重伤人数和直接经济损失后按规则计算；此处填写的认定等级优先。"));
  return g_strdup_printf (
    _ (
      "按死亡、重伤和直接经济损失的最高档计算为%s（国务院令第493号第三条）；此处填写的认定等级优先。"),
    ka_accident_grade_name (grade));
}

/* Said, not decided: whether it was late the investigation finds. */
static char *
describe_report (const KaRecord *accident)
{
  gint64 minutes;

  if (!ka_accident_report_minutes (accident, &minutes) || minutes <= KA_ACCIDENT_REPORT_MINUTES)
    return NULL;
  return g_strdup_printf (
    _ ("接报到报告%d分钟，超过1小时（国务院令第493号第九条），疑似迟报，由调查认定。"),
    (int)minutes);
}

static char *
describe_investigation (const KaRecord *accident)
{
  KaDay end = ka_accident_investigation_end (accident);
  g_autofree char *day = end != KA_DAY_NONE ? ka_day_to_iso (end) : NULL;

  if (day == NULL)
    return NULL;
  if (ka_accident_extended_too_far (accident))
    return g_strdup (_ ("延长超过60日，超出国务院令第493号第二十九条的期限，请核对。"));
  return g_strdup_printf (_ ("调查报告应当在%s前提交。"), day);
}

static char *
describe_reply (const KaRecord *accident)
{
  KaDay end = ka_accident_reply_end (accident);
  g_autofree char *day = end != KA_DAY_NONE ? ka_day_to_iso (end) : NULL;

  return day != NULL ? g_strdup_printf (_ ("应当在%s前批复。"), day) : NULL;
}

static char *
describe_accident (const KaRecord *accident, const KaField *field)
{
  if (g_str_equal (field->id, "grade"))
    return describe_grade (accident);
  if (g_str_equal (field->id, "reporting"))
    return describe_report (accident);
  if (g_str_equal (field->id, "extended_until"))
    return describe_investigation (accident);
  if (g_str_equal (field->id, "closed"))
    return describe_reply (accident);
  return NULL;
}

char *
ka_form_hint (const KaRecord *record, const KaField *field)
{
  if (g_str_equal (record->kind->id, "mine") && g_str_equal (field->id, "size_class"))
    return describe_size (record);
  if (g_str_equal (record->kind->id, "accident"))
    return describe_accident (record, field);
  return NULL;
}

gboolean
ka_form_asks (const KaRecord *record, const KaField *field)
{
  const char *type;

  if (!(field->flags & KA_UNDERGROUND) || ka_kind_field (record->kind, "type") == NULL
      || ka_record_get (record, field->id) != NULL)
    return TRUE;
  type = ka_record_get (record, "type");
  return type == NULL || strstr (type, "地下") != NULL;
}
