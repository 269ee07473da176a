/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-tone.h"

#define GOOD "ka-tone-good"
#define WARN "ka-tone-warn"
#define BAD "ka-tone-bad"
#define DIM "ka-tone-dim"

static const struct
{
  const char *field;
  const char *value;
  const char *tone;
} TONES[] = {
  { "status", "生产", GOOD },
  { "status", "基建", GOOD },
  { "status", "停产", WARN },
  { "status", "停建", WARN },
  { "status", "关闭", DIM },
  { "status", "在用", GOOD },
  { "status", "在建", GOOD },
  { "status", "停用", WARN },
  { "status", "闭库", DIM },
  { "std_level", "一级", GOOD },
  { "std_level", "二级", GOOD },
  { "std_level", "三级", GOOD },
  { "std_level", "未达标", BAD },
  { "safety_degree", "正常", GOOD },
  { "safety_degree", "病", WARN },
  { "safety_degree", "险", BAD },
  { "safety_degree", "危", BAD },
  { "level", "重大", BAD },
  { "level", "一般", DIM },
  { "review_result", "合格", GOOD },
  { "review_result", "不合格", BAD },
  { "review", "待审核", WARN },
  { "review", "审核中", WARN },
  { "review", "退回补正", BAD },
  { "review", "审核通过", GOOD },
  { "review", "已报送", GOOD },
  { "state", "落实", GOOD },
  { "state", "部分落实", WARN },
  { "state", "不落实", BAD },
  { "state", "假落实", BAD },
  { "state", "软落实", BAD },
  { "state", "不涉及", DIM },
  { "survey_status", "已完成", GOOD },
  { "survey_status", "进行中", WARN },
  { "survey_status", "未开展", BAD },
  { "reporting", "正常", GOOD },
  { "reporting", "迟报", WARN },
  { "reporting", "漏报", BAD },
  { "reporting", "谎报", BAD },
  { "reporting", "瞒报", BAD },
  { "result", "未发现问题", GOOD },
  { "result", "责令整改", WARN },
  { "result", "现场处理", WARN },
  { "result", "立案处罚", BAD },
  { "result", "停产停业", BAD },
};

const char *
ka_tone_of (const KaField *field, const char *value)
{
  if (field->type != KA_FIELD_CHOICE || value == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (TONES); i++)
    if (g_str_equal (TONES[i].field, field->id) && g_str_equal (TONES[i].value, value))
      return TONES[i].tone;
  return NULL;
}

const char *const *
ka_tones (void)
{
  static const char *const ALL[] = { GOOD, WARN, BAD, DIM, NULL };

  return ALL;
}
