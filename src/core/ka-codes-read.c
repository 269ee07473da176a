/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-codes-private.h"
#include "ka-text.h"

#include <string.h>

static gboolean
cut_prefix (const char **text, const char *prefix)
{
  if (!g_str_has_prefix (*text, prefix) || (*text)[strlen (prefix)] == '\0')
    return FALSE;
  *text += strlen (prefix);
  return TRUE;
}

static gboolean
cut_suffix (char *text, const char *suffix)
{
  gsize n = strlen (text), m = strlen (suffix);

  if (m >= n || strcmp (text + n - m, suffix) != 0)
    return FALSE;
  text[n - m] = '\0';
  return TRUE;
}

/* ---- towns: 双福, 江津区双福街道, 重庆市江津区双福街道办事处, 支坪镇陡石梯村3组 ---- */

static const KaCode *
find_town_by_stem (const KaCodeTable *table, const char *stem)
{
  static const char *const ends[] = { "街道", "镇" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (stem, ends[i], NULL);
      const KaCode *code = ka_codes_find_folded (table, name, KA_DAY_NONE);

      if (code != NULL)
        return code;
    }
  return NULL;
}

/* The one town whose whole name begins the text, or NULL. */
static const KaCode *
find_town_at_start (const KaCodeTable *table, const char *text)
{
  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);

      if (g_str_has_prefix (text, code->value))
        return code;
    }
  return NULL;
}

const KaCode *
ka_codes_read_town (const KaCodeTable *table, const char *folded, KaDay on)
{
  static const char *const ends[]
    = { "人民政府", "政府", "街道办事处", "办事处", "街道办", "应急办",
        "街道",     "街",   "镇",         "乡",     "辖区" };
  g_autofree char *stem = NULL;
  const KaCode *code;

  cut_prefix (&folded, "重庆市");
  cut_prefix (&folded, "重庆");
  if (!cut_prefix (&folded, "江津区"))
    {
      cut_prefix (&folded, "江津市");
      cut_prefix (&folded, "江津");
    }
  if ((code = ka_codes_find_folded (table, folded, on)) != NULL)
    return code;
  /* Twelve digits of the statistical code end in 000. */
  if (strlen (folded) == 12 && g_str_has_suffix (folded, "000"))
    {
      g_autofree char *nine = g_strndup (folded, 9);

      return ka_codes_find_folded (table, nine, on);
    }
  stem = g_strdup (folded);
  if ((code = find_town_by_stem (table, stem)) != NULL)
    return code;
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (cut_suffix (stem, ends[i]))
      {
        code = ka_codes_find_folded (table, stem, on);
        if (code == NULL)
          code = find_town_by_stem (table, stem);
        if (code != NULL)
          return code;
      }
  return find_town_at_start (table, folded);
}

/* ---- minerals: 石灰岩矿, 灰岩（建筑石料用） ---- */

const KaCode *
ka_codes_read_mineral (const KaCodeTable *table, const char *folded, KaDay on)
{
  g_autofree char *text = g_strdup (folded);
  const char *open = strchr (text, '(');
  const KaCode *code;

  if (cut_suffix (text, "矿") && (code = ka_codes_find_folded (table, text, on)) != NULL)
    return code;
  if (open != NULL && g_str_has_suffix (text, ")"))
    {
      g_autofree char *outside = g_strndup (text, (gsize)(open - text));
      g_autofree char *inside = g_strndup (open + 1, strlen (open) - 2);
      g_autofree char *turned = g_strconcat (inside, outside, NULL);
      g_autofree char *used = g_strconcat (inside, "用", outside, NULL);

      if ((code = ka_codes_find_folded (table, turned, on)) != NULL)
        return code;
      return ka_codes_find_folded (table, used, on);
    }
  return NULL;
}

/* ---- kinds of accident: 01物体打击, 物体打击事故 ---- */

const KaCode *
ka_codes_read_accident (const KaCodeTable *table, const char *folded, KaDay on)
{
  g_autofree char *text = NULL;
  const KaCode *code;

  while (g_ascii_isdigit (*folded) || *folded == '.' || *folded == '-')
    folded++;
  if (g_str_has_prefix (folded, "、"))
    folded += strlen ("、");
  text = g_strdup (folded);
  if (*text != '\0' && (code = ka_codes_find_folded (table, text, on)) != NULL)
    return code;
  if (cut_suffix (text, "事故"))
    return ka_codes_find_folded (table, text, on);
  if (g_str_has_prefix (text, "wsa"))
    {
      text[MIN (strlen (text), 8)] = '\0';
      return ka_codes_find_folded (table, text, on);
    }
  return NULL;
}

/* ---- criteria of major hazards: 地下矿山（一）1, DX-1.1, 矿安〔2022〕88号 露天矿山第（七）条第1项 ---- */

static const struct
{
  const char *word;
  const char *letters;
} mine_words[] = {
  { "金属非金属地下矿山", "dx" },
  { "金属非金属露天矿山", "lt" },
  { "地下矿山", "dx" },
  { "露天矿山", "lt" },
  { "尾矿库", "wk" },
  { "地下", "dx" },
  { "露天", "lt" },
  { "尾矿", "wk" },
};

/* 一 … 九十九, or digits; 0 if there is no number. */
static guint
take_numeral (const char **text)
{
  static const char *const digits[] = { "一", "二", "三", "四", "五", "六", "七", "八", "九" };
  const char *p = *text;
  guint value = 0, unit = 0;
  gboolean any = FALSE;

  if (g_ascii_isdigit (*p))
    {
      while (g_ascii_isdigit (*p) && value < 1000)
        value = value * 10 + (guint)(*p++ - '0');
      *text = p;
      return value;
    }
  for (;;)
    {
      guint i;

      if (g_str_has_prefix (p, "十"))
        {
          value = (unit == 0 ? 1 : unit) * 10;
          unit = 0;
          p += strlen ("十");
          any = TRUE;
          continue;
        }
      for (i = 0; i < G_N_ELEMENTS (digits) && !g_str_has_prefix (p, digits[i]); i++)
        ;
      if (i == G_N_ELEMENTS (digits))
        break;
      unit = i + 1;
      p += strlen (digits[i]);
      any = TRUE;
    }
  if (any)
    *text = p;
  return any ? value + unit : 0;
}

static void
skip_marks (const char **text)
{
  static const char *const marks[] = { "第", "(",  ")",  ".",  "、", ",",    ":",  ";", "条",
                                       "款", "项", "目", "种", "点", "情形", "之", "-", "的" };

  for (guint i = 0; i < G_N_ELEMENTS (marks);)
    if (g_str_has_prefix (*text, marks[i]))
      {
        *text += strlen (marks[i]);
        i = 0;
      }
    else
      i++;
}

static const KaCode *
find_criterion (const KaCodeTable *table,
                const char *letters,
                gboolean added,
                guint major,
                guint minor,
                KaDay on)
{
  char code[32];

  if (major == 0)
    return NULL;
  if (added)
    g_snprintf (code, sizeof code, "%s-b%u", letters, major);
  else if (minor == 0)
    g_snprintf (code, sizeof code, "%s-%02u", letters, major);
  else
    g_snprintf (code, sizeof code, "%s-%02u.%u", letters, major, minor);
  return ka_codes_find_folded (table, code, on);
}

/* dx-01.1 and what is like it: dx1.1, dx－01．1, lt-b2; words may follow. */
static const KaCode *
read_criterion_code (const KaCodeTable *table, const char *text, KaDay on)
{
  char letters[3] = { 0 };
  gboolean added;
  guint major, minor = 0;

  if (strlen (text) < 3 || strncmp (text, "dx", 2) != 0)
    if (strncmp (text, "lt", 2) != 0 && strncmp (text, "wk", 2) != 0)
      return NULL;
  memcpy (letters, text, 2);
  text += 2;
  while (*text == '-' || *text == '_' || g_str_has_prefix (text, "—")
         || g_str_has_prefix (text, "–"))
    text = g_utf8_next_char (text);
  added = *text == 'b';
  if (added)
    text++;
  if (!g_ascii_isdigit (*text))
    return NULL;
  major = take_numeral (&text);
  if ((*text == '.' || *text == '-') && g_ascii_isdigit (text[1]))
    {
      text++;
      minor = take_numeral (&text);
    }
  return find_criterion (table, letters, added, major, minor, on);
}

static const char *
cut_paper (const char *text)
{
  static const char *const papers[] = { "《",
                                        "》",
                                        "根据",
                                        "依据",
                                        "按照",
                                        "矿安(2022)88号",
                                        "矿安(2024)41号",
                                        "矿安88号",
                                        "矿安41号",
                                        "88号文",
                                        "41号文",
                                        "88号",
                                        "41号",
                                        "金属非金属矿山重大事故隐患判定标准",
                                        "重大事故隐患判定标准",
                                        "判定标准补充情形",
                                        "判定标准",
                                        "补充情形",
                                        "附件",
                                        "中",
                                        "、",
                                        ",",
                                        ":",
                                        "之" };

  for (guint i = 0; i < G_N_ELEMENTS (papers);)
    if (g_str_has_prefix (text, papers[i]))
      {
        /* 补充情形（一） alone would lose what it says. */
        text += strlen (papers[i]);
        i = 0;
      }
    else
      i++;
  return text;
}

static gboolean
take_mine_word (const char **text, const char **letters, const char **type)
{
  for (guint i = 0; i < G_N_ELEMENTS (mine_words); i++)
    if (g_str_has_prefix (*text, mine_words[i].word))
      {
        *text += strlen (mine_words[i].word);
        *letters = mine_words[i].letters;
        *type = strcmp (*letters, "dx") == 0   ? "地下矿山"
                : strcmp (*letters, "lt") == 0 ? "露天矿山"
                                               : "尾矿库";
        return TRUE;
      }
  return FALSE;
}

/* The one criterion (of the type, if given) whose words stand in the text: the longest, as it tells more
 * than shorter ones. */
static const KaCode *
find_criterion_in_text (const KaCodeTable *table, const char *text, const char *type, KaDay on)
{
  const KaCode *found = NULL;
  gsize longest = 0;
  gboolean several = FALSE;

  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);
      g_autofree char *words = NULL;
      gsize len;

      if (!ka_code_is_valid (code, on) || (type != NULL && strcmp (code->group, type) != 0))
        continue;
      words = ka_text_fold (ka_codes_column (table, code, "text_short"));
      len = strlen (words);
      if (len < longest || strstr (text, words) == NULL)
        continue;
      several = len == longest;
      longest = len;
      found = code;
    }
  return several ? NULL : found;
}

/* The one criterion whose words hold the text. */
static const KaCode *
find_criterion_around_text (const KaCodeTable *table, const char *text, const char *type, KaDay on)
{
  const KaCode *found = NULL;

  if (g_utf8_strlen (text, -1) < 5)
    return NULL;
  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);
      g_autofree char *words = NULL;

      if (!ka_code_is_valid (code, on) || (type != NULL && strcmp (code->group, type) != 0))
        continue;
      words = ka_text_fold (ka_codes_column (table, code, "text_short"));
      if (strstr (words, text) == NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = code;
    }
  return found;
}

/* Number of the clause behind the kind of mine: （七）1, 补充（一）, 第七条第1项. */
static const KaCode *
read_clause (const KaCodeTable *table,
             const char *letters,
             const char *text,
             gboolean added,
             KaDay on)
{
  guint major, minor;

  if (g_str_has_prefix (text, "补充"))
    {
      added = TRUE;
      text += strlen ("补充");
    }
  skip_marks (&text);
  major = take_numeral (&text);
  skip_marks (&text);
  minor = take_numeral (&text);
  return find_criterion (table, letters, added, major, added ? 0 : minor, on);
}

const KaCode *
ka_codes_read_hazard (const KaCodeTable *table, const char *folded, KaDay on)
{
  const char *text = cut_paper (folded), *letters = NULL, *type = NULL;
  const KaCode *code = read_criterion_code (table, text, on);
  gboolean added;

  if (code != NULL)
    return code;
  take_mine_word (&text, &letters, &type);
  /* Words tell more than a number that may be one of them: 10分钟内不能反风 is no clause 10. */
  code = find_criterion_in_text (table, text, type, on);
  if (code == NULL && type != NULL)
    {
      /* cut_paper() takes 补充情形 away with the name of the paper. */
      added = strstr (folded, "补充情形") != NULL
              || (strstr (folded, "41号") != NULL && strstr (folded, "88号") == NULL);
      code = read_clause (table, letters, cut_paper (text), added, on);
    }
  return code != NULL ? code : find_criterion_around_text (table, text, type, on);
}
