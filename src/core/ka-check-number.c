/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check-private.h"
#include "ka-decimal.h"
#include "ka-text.h"

#include <string.h>

/* Units that people write behind a number: how much of the field's unit one of them is, as a fraction.
 * The first row of a field's unit names what it is called otherwise. */
typedef struct
{
  const char *unit;    /* of the field */
  const char *written; /* folded: NFKC, lower case */
  gint64 times;
  gint64 by;
} Unit;

static const Unit units[] = {
  { "元", "元", 1, 1 },
  { "元", "元整", 1, 1 },
  { "元", "人民币元", 1, 1 },
  { "元", "万元", 10000, 1 },
  { "元", "万", 10000, 1 },
  { "元", "千元", 1000, 1 },
  { "元", "亿元", 100000000, 1 },
  { "万元", "万元", 1, 1 },
  { "万元", "万", 1, 1 },
  { "万元", "元", 1, 10000 },
  { "万元", "千元", 1, 10 },
  { "万元", "亿元", 10000, 1 },
  { "万元", "亿", 10000, 1 },
  { "万吨", "万吨", 1, 1 },
  { "万吨", "万t", 1, 1 },
  { "万吨", "吨", 1, 10000 },
  { "万吨", "t", 1, 10000 },
  { "万吨", "万吨/年", 1, 1 },
  { "万吨", "万t/a", 1, 1 },
  { "万吨", "万", 1, 1 },
  { "t/m³", "t/m3", 1, 1 },
  { "t/m³", "吨/立方米", 1, 1 },
  { "t/m³", "吨/m3", 1, 1 },
  { "t/m³", "g/cm3", 1, 1 },
  { "t/m³", "kg/m3", 1, 1000 },
  { "t/m³", "t/立方米", 1, 1 },
  { "t/m³", "克/立方厘米", 1, 1 },
  { "m", "m", 1, 1 },
  { "m", "米", 1, 1 },
  { "m", "cm", 1, 100 },
  { "m", "公里", 1000, 1 },
  { "m", "km", 1000, 1 },
  { "km²", "km2", 1, 1 },
  { "km²", "平方公里", 1, 1 },
  { "km²", "平方千米", 1, 1 },
  { "km²", "公顷", 1, 100 },
  { "km²", "hm2", 1, 100 },
  { "km²", "ha", 1, 100 },
  { "km²", "m2", 1, 1000000 },
  { "km²", "平方米", 1, 1000000 },
  { "km²", "亩", 1, 1500 },
  { "万m³", "万m3", 1, 1 },
  { "万m³", "万立方米", 1, 1 },
  { "万m³", "万立方", 1, 1 },
  { "万m³", "万方", 1, 1 },
  { "万m³", "m3", 1, 10000 },
  { "万m³", "立方米", 1, 10000 },
  { "万m³", "亿m3", 10000, 1 },
  { "万m³", "万", 1, 1 },
  { "年", "年", 1, 1 },
  { "年", "a", 1, 1 },
  { "年", "个月", 1, 12 },
  { "月", "月", 1, 1 },
  { "月", "个月", 1, 1 },
  { "月", "年", 12, 1 },
  { "工作日", "工作日", 1, 1 },
  { "工作日", "个工作日", 1, 1 },
  { "工作日", "天", 1, 1 },
  { "工作日", "日", 1, 1 },
  { "工作日", "d", 1, 1 },
  { "次", "次", 1, 1 },
  { "次", "场", 1, 1 },
  { "次", "场次", 1, 1 },
  { "次", "回", 1, 1 },
  { "项", "项", 1, 1 },
  { "项", "条", 1, 1 },
  { "项", "个", 1, 1 },
  { "项", "处", 1, 1 },
};

/* The unit of a capacity (mine.capacity) is a field of its own, but always of ten thousand. */
static const Unit capacity_units[] = {
  { NULL, "万吨/年", 1, 1 },     { NULL, "万t/a", 1, 1 },
  { NULL, "万吨", 1, 1 },        { NULL, "万t", 1, 1 },
  { NULL, "万t/年", 1, 1 },      { NULL, "万吨/a", 1, 1 },
  { NULL, "万立方米/年", 1, 1 }, { NULL, "万m3/a", 1, 1 },
  { NULL, "万m3/年", 1, 1 },     { NULL, "万m3", 1, 1 },
  { NULL, "万立方米", 1, 1 },    { NULL, "万方/年", 1, 1 },
  { NULL, "万方", 1, 1 },        { NULL, "万立方/年", 1, 1 },
  { NULL, "万立方", 1, 1 },      { NULL, "万", 1, 1 },
  { NULL, "吨/年", 1, 10000 },   { NULL, "吨", 1, 10000 },
  { NULL, "t/a", 1, 10000 },     { NULL, "t/年", 1, 10000 },
  { NULL, "t", 1, 10000 },       { NULL, "立方米/年", 1, 10000 },
  { NULL, "m3/年", 1, 10000 },   { NULL, "m3/a", 1, 10000 },
  { NULL, "立方米", 1, 10000 },  { NULL, "m3", 1, 10000 },
  { NULL, "方/年", 1, 10000 },   { NULL, "方", 1, 10000 },
};

/* What may stand behind the number of a field that has no unit: it says nothing new. */
static const char *const plain_units[] = {
  "人", "名", "个", "次", "天", "工作日", "个工作日", "日", "年",    "年度",  "分",     "项",
  "条", "家", "座", "起", "处", "%",      "人次",     "岁", "名/次", "次/年", "个岗位", "岗",
};

static const char *const about_marks[] = {
  "约", "大约", "近",     "共",  "≈",    "~",    "大概", "合计",
  "¥",  "￥",   "人民币", "rmb", "东经", "北纬", "e",    "n",
};

static const char *
skip_about (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (about_marks);)
    if (g_str_has_prefix (text, about_marks[i]))
      {
        text += strlen (about_marks[i]);
        i = 0;
      }
    else
      i++;
  return text;
}

static gboolean
is_listed (const char *const *words, guint n, const char *word)
{
  for (guint i = 0; i < n; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
find_in (const Unit *list,
         guint n,
         const char *unit,
         const char *written,
         gint64 *times,
         gint64 *by)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (list[i].unit, unit) == 0 && strcmp (list[i].written, written) == 0)
      {
        *times = list[i].times;
        *by = list[i].by;
        return TRUE;
      }
  return FALSE;
}

/* FALSE if nobody would write this unit behind a number of the field. */
static gboolean
find_unit (const KaField *field, const char *written, gint64 *times, gint64 *by)
{
  *times = *by = 1;
  if (*written == '\0')
    return TRUE;
  if (field->unit != NULL)
    return find_in (units, G_N_ELEMENTS (units), field->unit, written, times, by);
  if (strcmp (field->id, "capacity") == 0)
    return find_in (capacity_units, G_N_ELEMENTS (capacity_units), NULL, written, times, by);
  if (field->places == 6) /* degrees of a place on the earth */
    return strcmp (written, "°") == 0 || strcmp (written, "度") == 0;
  return is_listed (plain_units, G_N_ELEMENTS (plain_units), written);
}

static gboolean
scale_number (const char *digits,
              guint places,
              gint64 times,
              gint64 by,
              gint64 *value,
              gboolean *rounded)
{
  gint64 fine, rest;
  const guint more = 4; /* further places, so that 12345元 is 1.2345万元 before it is rounded */

  if (times == 1 && by == 1)
    return ka_decimal_parse (digits, places, value, rounded);
  *rounded = FALSE;
  if (!ka_decimal_parse (digits, places + more, &fine, NULL) || !ka_multiply (fine, times, &fine)
      || !ka_multiply (by, 10000, &by))
    return FALSE;
  *value = fine / by;
  rest = fine % by;
  if (ABS (rest) >= by - ABS (rest))
    *value += rest < 0 ? -1 : 1;
  return TRUE;
}

gboolean
ka_is_canonical_number (const KaField *field, const char *text)
{
  const char *p = text;
  guint places = 0;

  if (*p == '0' && g_ascii_isdigit (p[1]))
    return FALSE;
  while (g_ascii_isdigit (*p))
    p++;
  if (p == text || p - text > 12)
    return FALSE;
  if (*p == '.' && field->type == KA_FIELD_DEC)
    {
      p++;
      while (g_ascii_isdigit (*p))
        {
          p++;
          places++;
        }
      if (places == 0 || places > field->places || p[-1] == '0')
        return FALSE;
    }
  return *p == '\0';
}

/* Plain digits without leading zeros: the longer is the greater. */
static gboolean
is_within (const char *value, const char *max)
{
  gsize n = strspn (value, "0123456789"), m = strspn (max, "0123456789");

  return value[n] == '\0' && max[m] == '\0' && n > 0 && (value[0] != '0' || n == 1)
         && (n < m || (n == m && strcmp (value, max) <= 0));
}

gboolean
ka_number_in_range (const KaField *field, const char *value, const char **code)
{
  guint places = field->type == KA_FIELD_DEC ? field->places : 0;
  gint64 number, limit;

  /* Most limits are zero, and a number that begins with a digit is not below it. */
  if ((field->max == NULL || is_within (value, field->max))
      && (field->min == NULL || (strcmp (field->min, "0") == 0 && g_ascii_isdigit (value[0]))))
    return TRUE;
  if (!ka_decimal_parse (value, places, &number, NULL))
    {
      *code = "number_unreadable";
      return FALSE;
    }
  if (field->min != NULL && ka_decimal_parse (field->min, places, &limit, NULL) && number < limit)
    {
      *code = number < 0 && limit >= 0 ? "number_negative" : "number_range";
      return FALSE;
    }
  if (field->max != NULL && ka_decimal_parse (field->max, places, &limit, NULL) && number > limit)
    {
      *code = "number_range";
      return FALSE;
    }
  return TRUE;
}

char *
ka_parse_number (const KaField *field, const char *text, const char **code)
{
  static const char *const tails[] = { "左右", "余", "多", "许" };
  guint places = field->type == KA_FIELD_DEC ? field->places : 0;
  g_autofree char *folded = NULL;
  g_autofree char *digits = NULL;
  g_autofree char *value = NULL;
  const char *begin;
  gsize n;
  gint64 times, by, number;
  gboolean rounded;

  if (ka_is_canonical_number (field, text))
    return ka_number_in_range (field, text, code) ? g_strdup (text) : NULL;

  *code = "number_unreadable";
  folded = ka_text_fold (text);
  begin = skip_about (folded);
  n = strspn (begin, "+-0123456789.,");
  if (n == 0)
    return NULL;
  digits = g_strndup (begin, n);
  begin += n;
  for (guint i = 0; i < G_N_ELEMENTS (tails); i++)
    if (g_str_has_prefix (begin, tails[i]))
      begin += strlen (tails[i]);
  if (!find_unit (field, begin, &times, &by)
      || !scale_number (digits, places, times, by, &number, &rounded))
    return NULL;
  /* Half a person is a mistake, not something to be rounded away. */
  if (field->type == KA_FIELD_INT && rounded)
    return NULL;
  value = ka_decimal_format (number, places);
  if (!ka_number_in_range (field, value, code))
    return NULL;
  *code = rounded ? "number_rounded" : NULL;
  return g_steal_pointer (&value);
}
