/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-decimal.h>
#include <ka-text.h>
#include <string.h>

/* What people write in a cell that is no value of its field, and yet means something. */

static gboolean
has_choice (const KaField *field, const char *value)
{
  g_autofree const char **choices = NULL;

  if (field->type != KA_FIELD_CHOICE)
    return FALSE;
  choices = ka_field_choices (field, KA_DAY_NONE);
  return choices != NULL && g_strv_contains ((const char *const *)choices, value);
}

/* 　　年　　月　　日: a printed form that nobody filled. */
static gboolean
is_blank_date (const char *text, const KaField *field)
{
  if (field->type != KA_FIELD_DATE && field->type != KA_FIELD_TIME && field->type != KA_FIELD_MONTH)
    return FALSE;
  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_isspace (c) && c != '_' && c != '-' && c != '/' && c != 0x5e74 && c != 0x6708
          && c != 0x65e5 && c != 0x65f6 && c != 0x5206)
        return FALSE;
    }
  return TRUE;
}

gboolean
ka_value_says_none (const char *text, const KaField *field)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (field->nothing == NULL || strlen (text) > 60)
    return FALSE;
  folded = ka_text_fold (text);
  if (g_str_has_suffix (folded, "。"))
    folded[strlen (folded) - strlen ("。")] = '\0';
  if (strcmp (folded, "无") == 0)
    return TRUE;
  words = g_strsplit (field->nothing, "|", -1);
  return g_strv_contains ((const char *const *)words, folded);
}

gboolean
ka_value_is_nothing (const char *text, const KaField *field)
{
  static const char *const strokes[]
    = { "/", "／", "\\", "-", "--", "—", "——", "－", "–", "無", "无", NULL };
  const char *start = text;
  char stroke[8];
  gsize len;

  static const char *const everybody[] = { "全区",     "全辖区",     "各企业",
                                           "各矿山",   "各矿山企业", "所有企业",
                                           "全部企业", "辖区企业",   NULL };

  if (g_ascii_isalnum (*text))
    return FALSE;
  /* A training of all is none of one enterprise. */
  if (field->type == KA_FIELD_REF && g_strv_contains (everybody, text))
    return TRUE;
  while (*start != '\0' && g_unichar_isspace (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  if (*start == '\0' || is_blank_date (start, field))
    return TRUE;
  /* Nothing that is more than a stroke needs a closer look. */
  for (len = 0; start[len] != '\0' && !g_ascii_isspace (start[len]); len++)
    if (len >= sizeof stroke - 1)
      return FALSE;
  if (strspn (start + len, " \t\n\f\r\v") != strlen (start + len) || strlen (start) > 12)
    return FALSE;
  memcpy (stroke, start, len);
  stroke[len] = '\0';
  return g_strv_contains (strokes, stroke)
         && (strcmp (stroke, "无") != 0
             || (field->type != KA_FIELD_FLAG && !has_choice (field, "无")));
}

static gboolean
begins_with (const char *text, const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;
  return FALSE;
}

/* 办理中 where the number of a paper would stand. */
static gboolean
is_applied_for (const char *text)
{
  static const char *const words[]
    = { "办理中", "正在",   "申办",   "申请中", "待办", "未办", "未取得", "延续中",
        "延期中", "换证中", "审批中", "尚未",   "暂无", "暂未", NULL };

  return strpbrk (text, "0123456789") == NULL && begins_with (text, words);
}

/* 整改中 where the opinion of those who looked again would stand. */
static gboolean
is_under_way (const char *text)
{
  static const char *const words[]
    = { "整改中", "正在", "未复查", "待复查", "未整改", "尚未", "未到期", NULL };

  return begins_with (text, words);
}

gboolean
ka_value_is_pending (const char *text, const KaField *field)
{
  static const char *const words[]
    = { "未",     "待",     "尚",     "暂",       "正在",     "无",     "没有",
        "不详",   "整改中", "立即",   "立行立改", "即知即改", "办理中", "进行中",
        "施工中", "审批中", "停产",   "停建",     "停工",     "调查中", "处理中",
        "审理中", "查处中", "核查中", "验收中",   "试运行",   "公示中", "执行中",
        "建设中", "申请中", "延期中", "续办中",   "拟于",     "计划",   "预计",
        "否",     "还没",   "还未",   "还在",     "没完成",   "没整改", NULL };

  if (field->format == KA_FORMAT_NAME)
    return ka_text_names_nobody (text);
  if (field->format == KA_FORMAT_NUMBER)
    return is_applied_for (text);
  if (strcmp (field->id, "review_result") == 0)
    return is_under_way (text);
  if (field->type != KA_FIELD_DATE && field->type != KA_FIELD_TIME && field->type != KA_FIELD_INT
      && field->type != KA_FIELD_DEC)
    return FALSE;
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_isdigit (g_utf8_get_char (at)))
      return FALSE;
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  /* 已履行, without the day. */
  if (field->type == KA_FIELD_DATE && g_str_has_prefix (text, "已"))
    return TRUE;
  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (text, words[i]))
      return TRUE;
  return FALSE;
}

const KaField *
ka_value_range_partner (const KaKind *kind, const KaField *field, gboolean *field_is_end)
{
  static const struct
  {
    const char *from, *to;
  } ranges[] = { { "valid_from", "valid_until" }, { "started", "ended" }, { "started", "due" } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    {
      const KaField *from, *to;

      if (strcmp (field->id, ranges[i].from) != 0 && strcmp (field->id, ranges[i].to) != 0)
        continue;
      from = ka_kind_field (kind, ranges[i].from);
      to = ka_kind_field (kind, ranges[i].to);
      if (from == NULL || to == NULL)
        continue;
      *field_is_end = field == to;
      return field == to ? from : to;
    }
  return NULL;
}

const KaField *
ka_value_day_partner (const KaKind *kind, const KaField *field)
{
  static const struct
  {
    const char *answer, *day;
  } pairs[] = { { "insured", "insured_until" }, { "reward_scheme", "reward_scheme_since" },
                { "std_level", "std_until" },   { "survey_status", "survey_done" },
                { "disposal", "disposal_due" }, { "review_result", "reviewed" },
                { "removal", "removed" } };

  if (field->type != KA_FIELD_FLAG && field->type != KA_FIELD_CHOICE)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (field->id, pairs[i].answer) == 0)
      return ka_kind_field (kind, pairs[i].day);
  return NULL;
}

/* The units that stand in headings of ledgers, as powers of ten of each other. */
static const struct
{
  const char *unit;
  const char *base;
  int power; /* unit = 10^power base */
} units[] = {
  { "元", "元", 0 },   { "千元", "元", 3 },     { "万元", "元", 4 },     { "亿元", "元", 8 },
  { "km2", "m2", 6 },  { "平方公里", "m2", 6 }, { "平方千米", "m2", 6 }, { "公顷", "m2", 4 },
  { "hm2", "m2", 4 },  { "ha", "m2", 4 },       { "平方米", "m2", 0 },   { "m2", "m2", 0 },
  { "m", "m", 0 },     { "米", "m", 0 },        { "km", "m", 3 },        { "公里", "m", 3 },
  { "cm", "m", -2 },   { "厘米", "m", -2 },     { "万m3", "m3", 4 },     { "万立方米", "m3", 4 },
  { "万方", "m3", 4 }, { "m3", "m3", 0 },       { "立方米", "m3", 0 },   { "方", "m3", 0 },
  { "万吨", "t", 4 },  { "万t", "t", 4 },       { "吨", "t", 0 },        { "t", "t", 0 },
  { "千吨", "t", 3 },
};

static int
find_unit (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (strcmp (units[i].unit, text) == 0)
      return (int)i;
  return -1;
}

/* Moves the point of a plain decimal; NULL if it is none. */
static char *
shift_point (const char *text, int power)
{
  g_autoptr (GString) figures = g_string_new (NULL);
  int point = -1;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_ascii_isdigit (*at))
        g_string_append_c (figures, *at);
      else if (*at == '.' && point < 0)
        point = (int)figures->len;
      else if (*at != ',')
        return NULL;
    }
  if (figures->len == 0 || figures->len > 40)
    return NULL;
  point = (point < 0 ? (int)figures->len : point) + power;
  while (point <= 0)
    {
      g_string_prepend_c (figures, '0');
      point++;
    }
  while (point > (int)figures->len)
    g_string_append_c (figures, '0');
  if (point < (int)figures->len)
    g_string_insert_c (figures, point, '.');
  return g_string_free (g_steal_pointer (&figures), FALSE);
}

/* 约15, 15左右 */
static char *
skip_about (char *text)
{
  static const char *const before[] = { "大约", "约为", "约", "近", NULL };
  static const char *const after[] = { "左右", "上下", NULL };

  for (guint i = 0; before[i] != NULL; i++)
    if (g_str_has_prefix (text, before[i]))
      {
        memmove (text, text + strlen (before[i]), strlen (text + strlen (before[i])) + 1);
        break;
      }
  for (guint i = 0; after[i] != NULL; i++)
    if (g_str_has_suffix (text, after[i]))
      text[strlen (text) - strlen (after[i])] = '\0';
  return text;
}

char *
ka_value_convert (const char *text, const char *unit, const KaField *field)
{
  g_autofree char *narrow = NULL;
  g_autofree char *wanted = NULL;
  int from, to;

  if (unit == NULL || field->unit == NULL || !ka_field_is_number (field)
      || strcmp (unit, field->unit) == 0)
    return NULL;
  wanted = ka_text_fold (field->unit);
  if (strcmp (unit, wanted) == 0)
    return NULL;
  narrow = skip_about (ka_text_narrow (text));
  if (strcmp (unit, "年") == 0 && strcmp (wanted, "月") == 0)
    {
      gint64 years;

      return ka_decimal_parse (narrow, 2, &years, NULL) && years >= 0 && years < 100000
               ? ka_decimal_format (years * 12, 2)
               : NULL;
    }
  from = find_unit (unit);
  to = find_unit (wanted);
  if (from < 0 || to < 0 || strcmp (units[from].base, units[to].base) != 0)
    return NULL;
  return shift_point (narrow, units[from].power - units[to].power);
}

const KaField *
ka_value_unit_field (const KaKind *kind, const KaField *field)
{
  gsize len;

  if (!ka_field_is_number (field))
    return NULL;
  len = strlen (field->id);
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const char *id = kind->fields[i].id;

      if (kind->fields[i].type == KA_FIELD_CHOICE && strncmp (id, field->id, len) == 0
          && strcmp (id + len, "_unit") == 0)
        return &kind->fields[i];
    }
  return NULL;
}

char *
ka_value_find_unit (const KaField *unit_field, const char *text, const char *heading_unit)
{
  g_autofree char *folded = ka_text_fold (text);
  const char *rest = folded + strcspn (folded, "0123456789");
  char *value = NULL;

  rest += strspn (rest, "0123456789.,");
  if (*rest != '\0' && ka_field_parse (unit_field, rest, KA_DAY_NONE, &value, NULL, NULL)
      && value != NULL)
    return value;
  if (heading_unit != NULL
      && ka_field_parse (unit_field, heading_unit, KA_DAY_NONE, &value, NULL, NULL))
    return value;
  return NULL;
}
