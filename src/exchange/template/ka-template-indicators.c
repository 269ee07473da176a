/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"
#include "ka-template-private.h"

#include <ka-codes.h>
#include <ka-text.h>
#include <string.h>

static const struct
{
  KaTemplateSource source;
  const char *words; /* joined by | */
} headings[] = {
  { KA_SOURCE_NUMERATOR, "分子|完成数|完成数量|已完成数|已完成|达标数|已达标数|达标数量|完成座数" },
  { KA_SOURCE_DENOMINATOR, "分母|总数|应完成数|应达标数|基数|总量|总座数|应完成" },
  { KA_SOURCE_VALUE,
    "完成值|完成率|完成比例|完成情况|实际完成|实际完成值|实际值|现状值|现状|当前值|指标值|"
    "比例|占比|完成百分比|目前完成|目前进度|进度|本季度完成|当前完成|达标率|数值" },
  { KA_SOURCE_TARGET, "目标|目标值|目标要求|年度目标|目标任务|要求|指标要求|任务目标|规定目标" },
  { KA_SOURCE_GAP, "差距|缺口|差额|还差|与目标差距|差距数|未完成数|尚差" },
  { KA_SOURCE_MET, "是否达标|达标情况|是否完成|是否达到|完成与否|是否达到目标" },
  { KA_SOURCE_DUE, "期限|完成时限|时限|完成期限|到期时间|目标期限" },
  { KA_SOURCE_UNIT, "单位|计量单位" },
  { KA_SOURCE_CLAUSE, "依据|来源|文件依据|指标来源" },
};

KaTemplateSource
ka_indicator_source_of_heading (const char *text)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      g_auto (GStrv) words = g_strsplit (headings[i].words, "|", -1);

      if (g_strv_contains ((const char *const *)words, heading->whole)
          || g_strv_contains ((const char *const *)words, heading->bare))
        return headings[i].source;
    }
  return KA_SOURCE_NONE;
}

/* 3.三级及以上标准化率（%） is 三级及以上标准化率. */
const KaIndicator *
ka_indicator_of_label (const char *text)
{
  const KaCodeTable *table = ka_codes_get ("indicators");
  const KaCode *code = ka_codes_match (table, text, KA_DAY_NONE);
  g_autoptr (KaHeading) heading = NULL;
  const char *bare;

  if (code == NULL && strlen (text) < 120)
    {
      heading = ka_heading_new (text);
      bare = heading->bare;
      while (g_ascii_isdigit (*bare) || *bare == '.' || g_str_has_prefix (bare, "、"))
        bare = g_utf8_next_char (bare);
      code = *bare != '\0' ? ka_codes_match (table, bare, KA_DAY_NONE) : NULL;
    }
  return code != NULL ? ka_indicator_get (code->value) : NULL;
}

static void
set_number (KaFill *fill, gint64 number)
{
  if (number < 0)
    return;
  fill->type = KA_FILL_NUMBER;
  fill->text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

/* 58.3 → 0.583 where the cell shows per cent by itself, 58.3% where nothing says so, else 58.3. */
static void
set_percent (KaFill *fill,
             const KaResult *result,
             const char *value,
             const KaCellStyle *look,
             gboolean percent_said)
{
  gboolean percent = strcmp (ka_indicator_unit (result->indicator), "%") == 0;
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (value == NULL || *value == '\0')
    return;
  fill->type = g_ascii_isdigit (*value) ? KA_FILL_NUMBER : KA_FILL_TEXT;
  if (fill->type == KA_FILL_TEXT || !percent || (percent_said && !(look && look->percent)))
    fill->text = g_strdup (value);
  else if (look != NULL && look->percent)
    fill->text = g_strdup (
      g_ascii_formatd (buffer, sizeof buffer, "%.10g", g_ascii_strtod (value, NULL) / 100));
  else
    {
      fill->type = KA_FILL_TEXT;
      fill->text = g_strdup_printf ("%s%%", value);
    }
}

static void
set_text (KaFill *fill, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  fill->type = KA_FILL_TEXT;
  fill->text = g_strdup (text);
}

void
ka_indicator_fill (const KaResult *result,
                   KaTemplateSource source,
                   const KaCellStyle *look,
                   gboolean percent_said,
                   KaFill *fill)
{
  switch (source)
    {
    case KA_SOURCE_NUMERATOR:
      set_number (fill, result->numerator);
      break;
    case KA_SOURCE_DENOMINATOR:
      set_number (fill, result->denominator);
      break;
    case KA_SOURCE_VALUE:
      set_percent (fill, result, result->value, look, percent_said);
      break;
    case KA_SOURCE_TARGET:
      set_percent (fill, result, result->target, look, percent_said);
      break;
    case KA_SOURCE_GAP:
      set_number (fill, result->gap);
      break;
    case KA_SOURCE_MET:
      set_text (fill, result->met < 0 ? NULL : result->met ? "是" : "否");
      break;
    case KA_SOURCE_DUE:
      if (result->due == KA_DAY_FOREVER || result->due == KA_DAY_NONE)
        break;
      fill->type = KA_FILL_DAY;
      fill->day = result->due;
      fill->text = ka_day_to_iso (result->due);
      break;
    case KA_SOURCE_UNIT:
      set_text (fill, ka_indicator_unit (result->indicator));
      break;
    case KA_SOURCE_CLAUSE:
      set_text (fill, result->target_source ? result->target_source
                                            : ka_indicator_source (result->indicator));
      break;
    case KA_SOURCE_NONE:
    case KA_SOURCE_FIELD:
    case KA_SOURCE_COUNTER:
    default:
      break;
    }
}
