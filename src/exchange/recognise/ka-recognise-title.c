/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-check.h>
#include <ka-codes.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* Bytes of a word that is found inside a text: two Chinese characters. */
#define MIN_WORD 6
#define MIN_SYNONYM 9
/* Score of a label before a colon. */
#define MIN_LABEL 0.8

/* What all records of a table share and no column says: 特种作业人员 as the name of the sheet, 2025年第四季度
 * in its title. */

/* 1-3月, 三、四季度: between the first and the last of several. */
static const char *const joints[] = { "-", "—", "~", "～", "至", "到", "、", "–" };

/* 诚信管理“黑名单” is 诚信管理黑名单. */
char *
ka_fold_words (const char *text)
{
  static const char *const quotes[] = { "“", "”", "\"", "「", "」", "《", "》", NULL };
  GString *folded = g_string_new (NULL);
  g_autofree char *raw = ka_text_fold (text);

  g_string_append (folded, raw);
  for (guint i = 0; quotes[i] != NULL; i++)
    g_string_replace (folded, quotes[i], "", 0);
  return g_string_free (folded, FALSE);
}

typedef struct
{
  const char *value; /* of the field's choices */
  gsize len;
  gboolean several;
  gsize told_off; /* of the longest word that is one of several */
} Best;

/* 矿井、采场和尾矿库, （含尾矿库）: of what is told off one by one, none is what all of it is. */
static gboolean
stands_alone (const char *text, const char *word)
{
  static const char *const before[] = { "、", "和", "及", "与", "含", NULL };
  static const char *const after[] = { "、", "和", "及", "与", NULL };

  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      g_autofree char *head = g_strndup (text, at - text);
      gboolean listed = FALSE;

      for (guint i = 0; before[i] != NULL; i++)
        listed |= g_str_has_suffix (head, before[i]);
      for (guint i = 0; after[i] != NULL; i++)
        listed |= g_str_has_prefix (at + strlen (word), after[i]);
      if (!listed)
        return TRUE;
    }
  return FALSE;
}

static void
try_word (Best *best, const char *folded, const char *word, gsize min, const char *value)
{
  g_autofree char *part = ka_fold_words (word);
  gsize len = strlen (part);

  if (len < min)
    return;
  if (!stands_alone (folded, part))
    {
      if (len > best->told_off && strstr (folded, part) != NULL)
        best->told_off = len;
      return;
    }
  if (len < best->len)
    return;
  best->several = len == best->len && strcmp (best->value, value) != 0;
  best->value = value;
  best->len = len;
}

/* The choice of which a word stands in the text: the longest word, if no other is as long. min: bytes of
 * a word that is enough. */
char *
ka_find_choice (const KaField *field, const char *folded, gsize min)
{
  g_autofree const char **choices = ka_field_choices (field, KA_DAY_NONE);
  g_auto (GStrv) synonyms = g_strsplit (field->synonyms ? field->synonyms : "", "|", -1);
  g_auto (GStrv) values = g_strdupv (synonyms);
  Best best = { NULL, 0, FALSE, 0 };

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    try_word (&best, folded, choices[i], min, choices[i]);
  for (guint i = 0; synonyms[i] != NULL; i++)
    {
      char *equals = strchr (synonyms[i], '=');

      if (equals == NULL)
        continue;
      *equals = '\0';
      g_free (values[i]);
      values[i] = g_strdup (equals + 1);
      /* Other words for it are also words of other things: 建设 in 四化建设情况. */
      try_word (&best, folded, synonyms[i], MAX (min, MIN_SYNONYM), values[i]);
    }
  /* 进度及停产复产: neither of the two. */
  return best.several || best.told_off >= best.len ? NULL : g_strdup (best.value);
}

char *
ka_find_quarter (const char *folded, int year)
{
  static const char *const numbers[] = { "一", "二", "三", "四" };
  const char *end = strstr (folded, "季度");
  int own = ka_value_find_year (folded);

  year = own != 0 ? own : year;
  /* 三、四季度 is none of them alone. */
  if (end == NULL || year == 0 || strstr (end + 1, "季度") != NULL)
    return NULL;
  for (guint q = 0; q < G_N_ELEMENTS (numbers); q++)
    {
      g_autofree char *before = g_strndup (folded, end - folded);
      g_autofree char *digit = g_strdup_printf ("%u", q + 1);
      const char *word = g_str_has_suffix (before, numbers[q]) ? numbers[q]
                         : g_str_has_suffix (before, digit)    ? digit
                                                               : NULL;

      if (word == NULL)
        continue;
      before[strlen (before) - strlen (word)] = '\0';
      for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
        if (g_str_has_suffix (before, joints[i]))
          return NULL;
      return g_strdup_printf ("%04dQ%u", year, q + 1);
    }
  return NULL;
}

/* 2025年3月 somewhere in the text: what begins with four digits and can be read as the field. */
static char *
find_period (const KaField *field, const char *folded)
{
  for (const char *at = folded; *at != '\0'; at++)
    {
      gsize digits = strspn (at, "0123456789");
      const char *end;
      g_autofree char *part = NULL;
      char *value = NULL;

      if (digits != 4)
        {
          at += digits > 0 ? digits - 1 : 0;
          continue;
        }
      end = strstr (at, field->type == KA_FIELD_QUARTER ? "季度" : "月");
      if (field->type == KA_FIELD_QUARTER && end != NULL)
        end += strlen ("季度");
      else if (field->type == KA_FIELD_MONTH && end != NULL)
        end += strlen ("月");
      else if (field->type == KA_FIELD_INT && g_str_has_prefix (at + 4, "年"))
        end = at + 4;
      if (end == NULL || end - at > 32)
        continue;
      part = g_strndup (at, end - at);
      if (ka_field_parse (field, part, KA_DAY_NONE, &value, NULL, NULL) && value != NULL)
        return value;
    }
  return field->type == KA_FIELD_QUARTER ? ka_find_quarter (folded, 0) : NULL;
}

/* 三月份 as the name of a sheet, 3月履职抽查表: the one month that the text names, of the year of the table. Of
 * 1-12月 none is meant. */
static char *
find_month (const char *folded, int year)
{
  int found = 0;

  for (const char *at = folded; *at != '\0';)
    {
      const char *rest;
      g_autofree char *before = g_strndup (folded, at - folded);
      int own, month;

      for (guint i = 0; i < G_N_ELEMENTS (joints); i++)
        if (g_str_has_suffix (before, joints[i]))
          return NULL;
      if (!ka_value_read_month (at, &own, &month, &rest) || (own != 0 && own != year))
        {
          gsize digits = strspn (at, "0123456789");

          at = digits > 0 ? at + digits : g_utf8_next_char (at);
          continue;
        }
      if (found != 0)
        return NULL;
      found = month;
      at = rest;
    }
  return found != 0 && year != 0 ? g_strdup_printf ("%04d-%02d", year, found) : NULL;
}

static char *
find_value (const KaField *field, const char *text)
{
  g_autofree char *folded = NULL;
  const char *rest;

  if (text == NULL || *text == '\0')
    return NULL;
  ka_skip_numbering (text, &rest);
  folded = ka_fold_words (rest);
  if (field->type == KA_FIELD_CHOICE)
    return ka_find_choice (field, folded, MIN_WORD);
  if (field->type == KA_FIELD_QUARTER || field->type == KA_FIELD_MONTH
      || (field->type == KA_FIELD_INT && strcmp (field->id, "year") == 0))
    return find_period (field, folded);
  return NULL;
}

static char *
find_lone_month (const KaFound *found, const char *sheet, char **lines, const char *file)
{
  g_autofree char *folded_sheet = ka_text_fold (sheet ? sheet : "");
  g_autofree char *folded_file = ka_text_fold (file ? file : "");
  char *month = find_month (folded_sheet, found->year);

  for (guint i = g_strv_length (lines); i-- > 0 && month == NULL;)
    {
      g_autofree char *folded = ka_text_fold (lines[i]);

      /* 填报日期：1月5日 is the day of the report. */
      if (strstr (folded, "日") == NULL)
        month = find_month (folded, found->year);
    }
  return month ? month : find_month (folded_file, found->year);
}

/* 第三季度 as the name of a sheet or above the table: of the year of the table. */
static char *
find_lone_quarter (const KaFound *found, const char *sheet, char **lines, const char *file)
{
  g_autofree char *folded_sheet = ka_text_fold (sheet ? sheet : "");
  g_autofree char *folded_file = ka_text_fold (file ? file : "");
  char *quarter = ka_find_quarter (folded_sheet, found->year);

  for (guint i = g_strv_length (lines); i-- > 0 && quarter == NULL;)
    {
      g_autofree char *folded = ka_text_fold (lines[i]);

      quarter = ka_find_quarter (folded, found->year);
    }
  return quarter ? quarter : ka_find_quarter (folded_file, found->year);
}

static char *
find_anywhere (const KaFound *found, const KaField *field, const char *sheet, const char *file)
{
  g_auto (GStrv) lines = g_strsplit (found->title ? found->title : "", "\n", -1);
  char *value = find_value (field, sheet);

  /* The line right above the table is about it alone. */
  for (guint i = g_strv_length (lines); i-- > 0 && value == NULL;)
    value = find_value (field, lines[i]);
  if (value == NULL)
    value = find_value (field, file);
  if (value == NULL && field->type == KA_FIELD_MONTH)
    value = find_lone_month (found, sheet, lines, file);
  if (value == NULL && field->type == KA_FIELD_QUARTER)
    value = find_lone_quarter (found, sheet, lines, file);
  return value;
}

/* Which month the columns are of, now that the year is known. */
static void
share_months (KaFound *found)
{
  if (found->spread == NULL || found->months == NULL)
    return;
  g_ptr_array_set_size (found->shares, 0);
  for (guint c = 0; c < found->months->len; c++)
    {
      int month = g_array_index (found->months, int, c);

      g_ptr_array_add (found->shares, month == 0 ? NULL : ka_months_write (month, found->year));
    }
}

/* 示例矿业有限公司三项岗位人员台账: the company whose name the text begins with. */
static char *
find_company (const char *text)
{
  static const char *const ends[] = { "有限责任公司", "有限公司", "股份公司", "集团公司", NULL };
  const char *rest;

  if (text == NULL)
    return NULL;
  ka_skip_numbering (text, &rest);
  for (guint i = 0; ends[i] != NULL; i++)
    {
      const char *at = strstr (rest, ends[i]);

      if (at != NULL && g_utf8_strlen (rest, at - rest) >= 3
          && g_utf8_strlen (rest, at - rest) <= 24 && strpbrk (rest, ":\n") == NULL
          && strstr (rest, "：") == NULL)
        return g_strndup (rest, at + strlen (ends[i]) - rest);
    }
  return NULL;
}

/* 江津区非煤矿, 各尾矿库, 全区露天矿 are many; NULL. */
static char *
tell_one_mine (const char *text, gsize len)
{
  static const char *const many[]
    = { "非煤矿", "各",   "全区",     "全县",     "全市",     "全镇",   "辖区",
        "辖内",   "所有", "重点",     "我区",     "我县",     "部分",   "年",
        "季",     "月",   "区露天矿", "区地下矿", "区尾矿库", "金属矿", NULL };
  char *name = g_strndup (text, len);

  for (guint i = 0; many[i] != NULL; i++)
    if (strstr (name, many[i]) != NULL)
      {
        g_free (name);
        return NULL;
      }
  return name;
}

/* 甲山石灰岩矿2025年隐患台账: the mine whose name the text begins with, where something of the paper follows. */
static char *
find_mine (const char *text)
{
  static const char *const ends[] = { "尾矿库", "采石场", "砂石场", "石场", "砂场", "矿", NULL };
  static const char *const after[]
    = { "19",   "20",   "二〇", "年",   "隐患",       "事故", "安全", "检查", "自查",
        "问题", "履职", "月报", "培训", "实际控制人", "整改", "重大", "台账", "登记",
        "专家", "（",   "(",    "\"",   "“",          " ",    NULL };
  const char *rest;

  if (text == NULL)
    return NULL;
  ka_skip_numbering (text, &rest);
  if (g_ascii_isdigit (*rest))
    return NULL;
  for (const char *at = rest; *at != '\0'; at = g_utf8_next_char (at))
    for (guint i = 0; ends[i] != NULL; i++)
      {
        const char *end = at + strlen (ends[i]);

        if (!g_str_has_prefix (at, ends[i]) || g_utf8_strlen (rest, end - rest) < 4
            || g_utf8_strlen (rest, end - rest) > 24 || memchr (rest, ':', end - rest) != NULL)
          continue;
        for (guint w = 0; after[w] != NULL; w++)
          if (g_str_has_prefix (end, after[w]))
            return tell_one_mine (rest, end - rest);
      }
  return NULL;
}

/* 报送时间 is no 收稿日期, which it may stand for where nothing else does. */
static gboolean
is_best (const KaKind *kind, const double *scores, const KaField *field)
{
  for (guint f = 0; f < kind->n_fields; f++)
    if (scores[f] > scores[field - kind->fields])
      return FALSE;
  return TRUE;
}

/* What the line says the field is: 单位名称：示例矿业有限公司　填报日期：…; cells of a line come one a line too, so
 * that a label may end it and the value stand in the next. */
static char *
find_told (const KaFound *found, const KaField *field, char **lines)
{
  g_autofree double *scores = g_new (double, found->kind->n_fields);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *line = ka_text_narrow (lines[i]);
      const char *colon = strchr (line, ':');
      g_autofree char *label = colon ? g_strndup (line, colon - line) : NULL;
      g_autoptr (KaHeading) heading = NULL;
      g_autofree char *value = NULL;

      if (label == NULL || strlen (label) > 60)
        continue;
      heading = ka_heading_new (label);
      ka_heading_match_whole (heading, found->kind, scores);
      if (scores[field - found->kind->fields] < MIN_LABEL || !is_best (found->kind, scores, field))
        continue;
      value = g_strdup (colon + 1);
      if (*g_strstrip (value) == '\0' && lines[i + 1] != NULL)
        {
          g_free (value);
          value = g_strdup (lines[i + 1]);
        }
      /* More labels in the same cell. */
      value[strcspn (value, ":\n")] = '\0';
      for (char *blank = strstr (value, "  "); blank != NULL; blank = NULL)
        *blank = '\0';
      if (*g_strstrip (value) != '\0' && strlen (value) <= 120)
        return g_steal_pointer (&value);
    }
  return NULL;
}

static gboolean
is_ref_to (const KaField *field, const char *kind)
{
  return field->type == KA_FIELD_REF && strcmp (field->target, kind) == 0;
}

/* 报送单位：江津区应急局　　报送时间：2025年3月5日: one label a line, however they stand. */
static char **
split_labels (const char *title)
{
  GString *out = g_string_new (title ? title : "");

  g_string_replace (out, "\t", "\n", 0);
  for (char *at = strstr (out->str, "  "); at != NULL; at = strstr (at + 1, "  "))
    at[0] = '\n';
  g_string_replace (out, "　", "\n", 0);
  /* 检查日期：3月5日 检查人员：张三 */
  for (char *at = strchr (out->str, ' '); at != NULL; at = strchr (at + 1, ' '))
    {
      gsize n = strcspn (at + 1, " \n:");
      const char *wide = strstr (at + 1, "：");

      if ((at[1 + n] == ':' || (wide != NULL && (gsize)(wide - at - 1) <= n)) && n > 0)
        *at = '\n';
    }
  {
    g_autofree char *text = g_string_free (out, FALSE);

    return g_strsplit (text, "\n", -1);
  }
}

/* What the lines above a form say of it: 报送时间：… */
static char *
find_for_form (const KaFound *found, const KaField *field)
{
  g_auto (GStrv) lines = split_labels (found->title);
  g_autofree char *told = find_told (found, field, lines);
  char *value = NULL;

  if (told == NULL || field->type == KA_FIELD_REF)
    return g_steal_pointer (&told);
  ka_field_parse (field, told, KA_DAY_NONE, &value, NULL, NULL);
  return value;
}

#define MAX_TOWN 4 /* characters of its short name */

/* 填报单位：白沙镇, 区应急局: an office that sent the table, not the enterprise that its rows are of. */
static gboolean
is_office (const char *name)
{
  static const char *const ends[] = { "局",     "政府", "办事处", "委员会", "安委办", "应急办",
                                      "安监办", "支队", "大队",   "科",     NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (name, ends[i]))
      return TRUE;
  /* 吴滩镇 alone; 吴滩镇大佛页岩砖厂 lies there. */
  return (g_utf8_strlen (name, -1) <= MAX_TOWN || g_str_has_suffix (name, "镇")
          || g_str_has_suffix (name, "乡") || g_str_has_suffix (name, "街道"))
         && ka_codes_match (ka_codes_get ("towns"), name, KA_DAY_NONE) != NULL;
}

/* 填报单位：白沙镇 above a table of the towns' own answers. */
static char *
find_town_for_all (const KaFound *found, const KaField *field)
{
  const KaField *enterprise = ka_kind_field (found->kind, "enterprise");
  g_auto (GStrv) lines = NULL;
  g_autofree char *told = NULL;
  char *value = NULL;

  if (found->kind->apart == NULL || enterprise == NULL
      || g_ptr_array_find (found->fields, enterprise, NULL))
    return NULL;
  lines = split_labels (found->title);
  told = find_told (found, enterprise, lines);
  if (told != NULL)
    ka_field_parse (field, told, KA_DAY_NONE, &value, NULL, NULL);
  return value;
}

/* The mine, or the company whose only mine it is. */
static char *
find_mine_for_all (GStrv lines, const char *sheet, const char *file)
{
  char *value = NULL;

  for (guint i = 0; lines[i] != NULL && value == NULL; i++)
    value = find_mine (lines[i]);
  for (guint i = 0; lines[i] != NULL && value == NULL; i++)
    value = find_company (lines[i]);
  if (value == NULL)
    value = find_mine (sheet);
  return value != NULL ? value : find_mine (file);
}

/* The one enterprise or mine, or the one day, that the lines above say all rows are of. */
static char *
find_for_all (const KaFound *found, const KaField *field, const char *sheet, const char *file)
{
  gboolean enterprise = is_ref_to (field, "enterprise");
  g_auto (GStrv) lines = NULL;
  char *value = NULL;

  if (g_strcmp0 (field->codes, "towns") == 0)
    return find_town_for_all (found, field);
  if (!enterprise && !is_ref_to (field, "mine")
      && (!(field->flags & KA_REQUIRED) || field->type != KA_FIELD_DATE))
    return NULL;
  lines = split_labels (found->title);
  value = find_told (found, field, lines);
  if (value != NULL && field->type == KA_FIELD_DATE)
    {
      char *day = NULL;

      ka_field_parse (field, value, KA_DAY_NONE, &day, NULL, NULL);
      g_free (value);
      return day;
    }
  if (value != NULL && enterprise && is_office (value))
    g_clear_pointer (&value, g_free);
  for (guint i = 0; enterprise && value == NULL && lines[i] != NULL; i++)
    value = find_company (lines[i]);
  if (enterprise && value == NULL)
    value = find_company (sheet);
  if (enterprise && value == NULL)
    value = find_company (file);
  if (value == NULL && is_ref_to (field, "mine") && (field->flags & KA_REQUIRED)
      && found->forms == NULL && strcmp (found->kind->id, "pond") != 0)
    value = find_mine_for_all (lines, sheet, file);
  return value;
}

/* 2025年, and 2025 alone. */
static int
find_year_of_sheet (const char *sheet)
{
  g_autofree char *named = NULL;

  if (strlen (sheet) != 4)
    return ka_value_find_year (sheet);
  named = g_strconcat (sheet, "年", NULL);
  return ka_value_find_year (named);
}

/* The sheet bears the name of a value: 双随机, 地方监管部门. */
static gboolean
is_year (const KaField *field)
{
  return field->type == KA_FIELD_INT && (field->flags & KA_REQUIRED)
         && strcmp (field->id, "year") == 0;
}

static char *
find_in_name (const KaField *field, const char *sheet)
{
  char *value = NULL;

  if (sheet == NULL || field->type != KA_FIELD_CHOICE
      || (field->choices == NULL && g_strcmp0 (field->codes, "towns") != 0)
      || g_utf8_strlen (sheet, -1) < 2 || g_ascii_isdigit (*sheet))
    return NULL;
  if (ka_field_parse (field, sheet, KA_DAY_NONE, &value, NULL, NULL))
    return value;
  return NULL;
}

/* 单位：元 above the table: the unit of what has none of its own. */
static void
take_units (KaFound *found)
{
  g_autofree char *folded = ka_text_fold (found->title ? found->title : "");
  const char *at = strstr (folded, "单位:");
  g_auto (GStrv) units = NULL;

  if (at == NULL || found->kind == NULL || found->forms != NULL)
    return;
  at += strlen ("单位:");
  {
    g_autofree char *told = g_strndup (at, strcspn (at, "\n)"));

    units = g_strsplit_set (told, ",/; ", -1);
  }
  for (guint i = 0; units[i] != NULL; i++)
    {
      g_auto (GStrv) listed = g_strsplit (units[i], "、", -1);

      for (guint u = 0; listed[u] != NULL; u++)
        for (guint c = 0; c < found->fields->len && c < found->units->len; c++)
          {
            const KaField *field = g_ptr_array_index (found->fields, c);
            g_autofree char *converted = NULL;

            if (field == NULL || g_ptr_array_index (found->units, c) != NULL)
              continue;
            converted = ka_value_convert ("1", listed[u], field);
            if (converted != NULL)
              found->units->pdata[c] = g_strdup (listed[u]);
          }
    }
}

/* 双随机抽查结果公示, and no column says why each check was made: the name or the title says it of all of them. */
static char *
find_trigger (const KaFound *found, const KaField *field, const char *sheet, const char *file)
{
  const char *const texts[] = { sheet, found->title, file };
  g_auto (GStrv) choices = NULL;
  char *value = NULL;

  if (strcmp (field->id, "trigger") != 0 || field->choices == NULL)
    return NULL;
  choices = g_strsplit (field->choices, "|", -1);
  for (guint t = 0; t < G_N_ELEMENTS (texts) && value == NULL; t++)
    for (guint i = 0; texts[t] != NULL && choices[i] != NULL; i++)
      {
        /* 检查计划执行情况, 复查情况 are of any checks. */
        if (strlen (choices[i]) <= 6 || strstr (texts[t], choices[i]) == NULL)
          continue;
        if (value != NULL)
          {
            g_free (value);
            return NULL;
          }
        value = g_strdup (choices[i]);
      }
  return value;
}

void
ka_found_read_title (KaFound *found, const char *sheet, const char *file)
{
  const KaKind *kind = found->kind;

  g_hash_table_remove_all (found->constants);
  found->year = sheet ? find_year_of_sheet (sheet) : 0;
  /* 2026年度检查计划 above 制表：2025年12月25日 is of 2026: a day says the year where nothing else does. */
  for (guint days = 0; days < 2; days++)
    {
      if (found->year == 0 && found->title != NULL)
        found->year = ka_value_find_year_in (found->title, days > 0);
      if (found->year == 0 && file != NULL)
        found->year = ka_value_find_year_in (file, days > 0);
    }
  share_months (found);
  take_units (found);
  if (found->fixed != NULL)
    g_hash_table_insert (found->constants, (gpointer)found->fixed, g_strdup (found->fixed_value));
  for (guint f = 0; kind != NULL && f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      char *value = NULL;

      if (field == found->spread || field == found->fixed
          || g_ptr_array_find (found->fields, field, NULL))
        continue;
      if (found->forms == NULL && found->context_column < 0)
        value = find_for_all (found, field, sheet, file);
      else if (found->forms != NULL)
        value = find_for_form (found, field);
      if (value == NULL && is_year (field) && found->year != 0)
        value = g_strdup_printf ("%d", found->year);
      if (value == NULL && (field->flags & KA_REQUIRED))
        value = find_anywhere (found, field, sheet, file);
      else if (value == NULL && found->forms == NULL)
        value = find_in_name (field, sheet);
      if (value == NULL)
        value = find_trigger (found, field, sheet, file);
      if (value != NULL)
        g_hash_table_insert (found->constants, (gpointer)field, value);
    }
}
