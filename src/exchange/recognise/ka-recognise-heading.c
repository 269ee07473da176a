/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-heading-index-private.h"

#include <ka-text.h>
#include <string.h>

/* Scores: what stands exactly in the table of the kind, and what only ends in it. In Chinese the last
 * word says what a thing is: 企业统一社会信用代码 is a 统一社会信用代码, 总工程师职称 is no 总工程师. */
/* Less, where the words are others for the same; where what the kind is about was left out. */
#define SCORE_WORDS 0.06
#define SCORE_WITHIN 0.12
#define SCORE_LETTERS 0.14 /* less, of pinyin: four letters may stand for much */
#define MIN_LETTERS 3      /* fewer alone do not say what the table is about */
#define SCORE_VAGUE 0.62   /* 电话号码 where one field alone asks for a telephone */
#define SCORE_SEVERAL 0.45 /* … several do */
#define SCORE_SUBJECT 0.62
#define SCORE_LIKE 0.5
#define MIN_LIKENESS 0.74
#define SCORE_PART 0.55
#define MIN_PART_RATIO 0.4
/* 复查责任人 is no 责任人: a short word in the end is part of many others. */
#define MIN_PART_BYTES 9

/* Raises the scores (or NULL) of the kind's fields that the first of the names and those the same in the table
 * are of; FALSE: none is of the kind. */
static gboolean
match_names (const KaHeadingName *first,
             gsize same,
             const KaKind *kind,
             double less,
             double *scores)
{
  gboolean any = FALSE;

  for (const KaHeadingName *name = first; name != NULL;
       name = G_STRUCT_MEMBER (KaSameName, name, same).next)
    {
      gsize f = name->field - kind->fields;

      if (name->kind != kind)
        continue;
      if (scores != NULL)
        scores[f] = MAX (scores[f], name->score - less);
      any = TRUE;
    }
  return any;
}

static gboolean
match_exactly (const KaHeadingIndex *index,
               const char *text,
               const KaKind *kind,
               double less,
               double *scores)
{
  return match_names (g_hash_table_lookup (index->exact, text),
                      G_STRUCT_OFFSET (KaHeadingName, exact), kind, less, scores);
}

/* They are of one field of the kind alone. */
static gboolean
are_of_one (const KaHeadingName *first, gsize same, const KaKind *kind)
{
  const KaField *field = NULL;

  for (const KaHeadingName *name = first; name != NULL;
       name = G_STRUCT_MEMBER (KaSameName, name, same).next)
    {
      if (name->kind != kind)
        continue;
      if (field != NULL && field != name->field)
        return FALSE;
      field = name->field;
    }
  return field != NULL;
}

static const KaHeadingName *
find_words (const KaHeadingIndex *index, GPtrArray *words)
{
  return ka_heading_says_nothing (words) ? NULL : g_hash_table_lookup (index->words, words);
}

/* 手机号码 for 电话, 完成整改时间 for 整改完成时间. */
static gboolean
match_words (const KaHeadingIndex *index,
             const char *text,
             const KaKind *kind,
             double less,
             double *scores)
{
  const gsize in_words = G_STRUCT_OFFSET (KaHeadingName, in_words);
  const gsize in_within = G_STRUCT_OFFSET (KaHeadingName, in_within);
  gboolean says_little;
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GPtrArray) within = NULL;
  const KaHeadingName *first;

  if (ka_heading_is_bare_counter (text))
    return FALSE;
  words = ka_heading_words (text);
  first = find_words (index, words);
  if (!ka_heading_says_little (words))
    less += SCORE_WORDS;
  else
    less += KA_SCORE_ALIAS - (are_of_one (first, in_words, kind) ? SCORE_VAGUE : SCORE_SEVERAL);
  if (match_names (first, in_words, kind, less, scores))
    return TRUE;
  within = ka_heading_words_within (words, kind, &says_little);
  if (within->len == 0 || says_little)
    return FALSE;
  first = g_hash_table_lookup (ka_heading_index_get_kind (index, kind)->within, within);
  return are_of_one (first, in_within, kind)
         && match_names (first, in_within, kind, SCORE_WITHIN + less, scores);
}

/* 是否…, 检查发现的…, …情况, …姓名 add nothing to what a column holds. */
static char *
strip_filler (const char *text)
{
  static const char *const before[]
    = { "是否已",       "是否",       "有无",     "本次", "其中", "检查发现的",
        "检查中发现的", "排查发现的", "排查出的", "现",   NULL };
  static const char *const after[] = { "情况", "姓名", "信息", NULL };
  char *out;

  /* 2024年产量 */
  if (strspn (text, "0123456789") == 4 && g_str_has_prefix (text + 4, "年"))
    {
      text += 4 + strlen ("年");
      if (g_str_has_prefix (text, "度"))
        text += strlen ("度");
    }
  for (guint i = 0; before[i] != NULL; i++)
    if (g_str_has_prefix (text, before[i]))
      {
        text += strlen (before[i]);
        break;
      }
  out = g_strdup (text);
  for (guint i = 0; after[i] != NULL; i++)
    if (g_str_has_suffix (out, after[i]))
      {
        out[strlen (out) - strlen (after[i])] = '\0';
        break;
      }
  return out;
}

/* 普查完成时限 is no 完成时限 where another field is 普查完成日期: what stands before the name says whose it is. */
static gboolean
is_of_other (const KaHeadingIndex *index, const char *text, gsize len, const KaHeadingName *name)
{
  g_autofree char *before = g_strndup (text, len);
  gboolean other = FALSE;

  if (match_exactly (index, before, name->kind, 0, NULL))
    return FALSE;
  for (guint f = 0; f < name->kind->n_fields; f++)
    {
      GPtrArray *names = ka_heading_index_get_kind (index, name->kind)->fields[f];

      for (guint i = 0; i < names->len; i++)
        if (g_str_has_prefix (((const KaHeadingName *)g_ptr_array_index (names, i))->text, before))
          {
            if (&name->kind->fields[f] == name->field)
              return FALSE;
            other = TRUE;
          }
    }
  return other;
}

/* 主要负责人组织排查次数 has a word more than 主要负责人排查次数; 企业统一社会信用代码 ends in 统一社会信用代码. */
static double
part_score (const KaHeadingIndex *index,
            const char *text,
            GPtrArray *words,
            guint64 mask,
            GPtrArray *names)
{
  gsize len = strlen (text);
  double best = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const KaHeadingName *name = g_ptr_array_index (names, i);
      gsize name_len = name->len, shorter = MIN (len, name_len);
      double ratio = shorter / (double)MAX (len, name_len), likeness, score = 0;

      /* Two Chinese characters say too little. */
      if (shorter <= 6 || ratio < MIN_PART_RATIO)
        continue;
      likeness = (mask & name->mask) != 0 ? ka_heading_likeness (words, name->words) : 0;
      /* Asked of the few that are alike: it is no cheap question. */
      if (likeness >= MIN_LIKENESS)
        score = SCORE_LIKE + 0.3 * likeness;
      else if (name_len > MIN_PART_BYTES
               && memcmp (text + len - shorter, name->text + name_len - shorter, shorter) == 0
               && (name_len >= len || !is_of_other (index, text, len - name_len, name)))
        score = SCORE_PART + 0.3 * ratio;
      if (score > best && ka_heading_is_of_step (words, name->words, name->field, name->kind))
        best = score;
    }
  return best;
}

/* 被抽查矿山, 送训企业, 运营单位: whoever it is that is checked, taught or owns, the row is theirs. */
static void
match_subject (const char *text, const KaKind *kind, double *scores)
{
  static const char *const mines[] = { "矿山", "矿井", "生产系统", "采场", NULL };
  static const char *const firms[] = { "企业", "单位", "公司", NULL };
  static const char *const passive[]
    = { "被",   "受检", "受训", "参训", "送训",     "送培",     "用人",     "业主", "运营", "经营",
        "取证", "领证", "持证", "失信", "涉事",     "权属",     "隶属",     "任职", "服务", "拟检",
        "拟查", "辖区", "涉事", "涉案", "涉及",     "相关",     "事发",     "案发", "出事", "隐患",
        "存在", "抽查", "应检", "待检", "重点检查", "计划检查", "接受检查", NULL };
  g_autofree char *bare = g_strdup (text);
  const char *target = NULL;
  gboolean own;

  if (g_str_has_suffix (bare, "名称"))
    bare[strlen (bare) - strlen ("名称")] = '\0';
  for (guint i = 0; mines[i] != NULL && target == NULL; i++)
    if (g_str_has_suffix (bare, mines[i]))
      target = "mine";
  for (guint i = 0; firms[i] != NULL && target == NULL; i++)
    for (guint p = 0; passive[p] != NULL; p++)
      if (g_str_has_suffix (bare, firms[i]) && g_str_has_prefix (bare, passive[p]))
        target = "enterprise";
  if (target == NULL)
    return;
  own = ka_kind_field_index (kind, target) >= 0;
  for (guint f = 0; f < kind->n_fields; f++)
    if (kind->fields[f].type == KA_FIELD_REF
        && (strcmp (kind->fields[f].id, target) == 0
            || (!own && strcmp (kind->fields[f].id, "mine") == 0)))
      scores[f] = MAX (scores[f], SCORE_SUBJECT);
}

gboolean
ka_heading_asks_measure (const char *text)
{
  static const char *const ends[] = { "年限", "年数", "天数", "次数", "人数", "数量", "日期",
                                      "时间", "编号", "文号", "证号", "姓名", NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* 是否执法人员, 执法人员（是/否） ask for 是 or 否. */
static gboolean
asks_answer (const KaHeading *heading)
{
  static const char *const answers[]
    = { "是/否", "有/无", "是否", "有无", "是、否", "是或否", NULL };

  return strstr (heading->bare, "是否") != NULL || strstr (heading->bare, "有无") != NULL
         || (heading->unit != NULL && g_strv_contains (answers, heading->unit));
}

/* What is answered so is no person, though it may be named like one. */
static void
keep_answers (const KaHeading *heading, const KaKind *kind, double *scores)
{
  const char *text = heading->bare;

  for (guint f = 0; ka_heading_asks_measure (text) && f < kind->n_fields; f++)
    if (kind->fields[f].type == KA_FIELD_FLAG)
      scores[f] = 0;
  /* 总工姓名 is not for how many days that one was there. */
  for (guint f = 0; g_str_has_suffix (text, "姓名") && f < kind->n_fields; f++)
    if (kind->fields[f].type != KA_FIELD_TEXT && kind->fields[f].type != KA_FIELD_REF)
      scores[f] = 0;
  /* 抽查任务名称 is no number of a task, nor when it was. */
  for (guint f = 0; g_str_has_suffix (text, "名称") && f < kind->n_fields; f++)
    if (kind->fields[f].format == KA_FORMAT_NUMBER || kind->fields[f].type == KA_FIELD_DATE
        || ka_field_is_number (&kind->fields[f]))
      scores[f] = 0;
  if (!asks_answer (heading))
    return;
  for (guint f = 0; f < kind->n_fields; f++)
    if (kind->fields[f].type != KA_FIELD_FLAG && kind->fields[f].type != KA_FIELD_CHOICE)
      scores[f] = 0;
}

/* 第三季度, 12月份, 2025年度 are periods, no names of one. */
static gboolean
is_numbered (const char *text, const char *end)
{
  const char *at = text + strlen (text) - strlen (end);
  gunichar before;

  if (at == text)
    return FALSE;
  before = g_utf8_get_char (g_utf8_prev_char (at));
  return g_unichar_isdigit (before) || g_utf8_strchr ("一二三四五六七八九十", -1, before) != NULL;
}

/* 汇总月份, 填报年月, 执法年度, 归属季度: whichever it is called, the one period of the record. */
static void
match_period (const KaHeading *heading, const KaKind *kind, double *scores)
{
  static const struct
  {
    const char *end;
    KaFieldType type;
  } ends[]
    = { { "月份", KA_FIELD_MONTH }, { "月度", KA_FIELD_MONTH }, { "年月", KA_FIELD_MONTH },
        { "年度", KA_FIELD_INT },   { "年份", KA_FIELD_INT },   { "季度", KA_FIELD_QUARTER } };
  KaFieldType type = KA_FIELD_TEXT;

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_has_suffix (heading->bare, ends[i].end) && !is_numbered (heading->bare, ends[i].end))
      type = ends[i].type;
  if (g_strcmp0 (heading->unit, "月") == 0 || g_strcmp0 (heading->unit, "年月") == 0)
    type = KA_FIELD_MONTH;
  for (guint f = 0; type != KA_FIELD_TEXT && f < kind->n_fields; f++)
    if (kind->fields[f].type == type && (kind->fields[f].flags & KA_REQUIRED)
        && (type != KA_FIELD_INT || strcmp (kind->fields[f].id, "year") == 0))
      scores[f] = MAX (scores[f], SCORE_SUBJECT);
}

/* What is left without one of the ends, where it names fields of a list (or of yes and no). */
static gboolean
match_without (const KaHeadingIndex *index,
               const char *text,
               const KaKind *kind,
               const char *const *ends,
               gboolean flags,
               double *scores)
{
  gboolean any = FALSE;

  for (guint i = 0; ends[i] != NULL && !any; i++)
    {
      g_autofree char *bare = NULL;

      if (!g_str_has_suffix (text, ends[i]) || strlen (text) <= 2 * strlen (ends[i]))
        continue;
      bare = g_strndup (text, strlen (text) - strlen (ends[i]));
      match_exactly (index, bare, kind, SCORE_WITHIN, scores);
      for (guint f = 0; f < kind->n_fields; f++)
        {
          if (kind->fields[f].type != KA_FIELD_CHOICE
              && (!flags || kind->fields[f].type != KA_FIELD_FLAG))
            scores[f] = 0;
          any |= scores[f] > 0;
        }
    }
  return any;
}

/* 隐患来源类别 is 隐患来源: of which sort, said of what is one of a list anyway. */
static gboolean
match_sort (const KaHeadingIndex *index, const char *text, const KaKind *kind, double *scores)
{
  static const char *const ends[]
    = { "类别", "类型", "种类", "方式", "名称", "分类", "情形", NULL };

  return match_without (index, text, kind, ends, FALSE, scores);
}

/* 开采方式代码 is 开采方式, by numbers that a note explains; what is no list has numbers of its own. */
static gboolean
match_coded (const KaHeadingIndex *index, const char *text, const KaKind *kind, double *scores)
{
  static const char *const ends[] = { "代码", "代号", "选项", NULL };

  return match_without (index, text, kind, ends, TRUE, scores);
}

static void
match_loosely (const KaHeadingIndex *index,
               const KaHeading *heading,
               const KaKind *kind,
               gboolean parts,
               double *scores)
{
  g_autofree char *stripped = strip_filler (heading->bare);
  g_autoptr (GPtrArray) words = NULL;
  const KaKindNames *names;
  guint64 mask;

  if (*stripped == '\0' || match_exactly (index, stripped, kind, 3 * KA_SCORE_BARE, scores)
      || match_coded (index, stripped, kind, scores)
      || match_words (index, heading->whole, kind, 0, scores)
      || (strcmp (heading->bare, heading->whole) != 0
          && match_words (index, heading->bare, kind, KA_SCORE_BARE, scores))
      || (strcmp (stripped, heading->bare) != 0
          && match_words (index, stripped, kind, 2 * KA_SCORE_BARE, scores))
      || match_sort (index, heading->bare, kind, scores) || !parts)
    return;
  match_period (heading, kind, scores);
  words = ka_heading_words (heading->bare);
  if (words->len < 2) /* 单位名称 stands in the end of much */
    return;
  mask = ka_heading_mask_words (words);
  names = ka_heading_index_get_kind (index, kind);
  for (guint f = 0; f < kind->n_fields; f++)
    scores[f] = MAX (scores[f], part_score (index, stripped, words, mask, names->fields[f]));
  match_subject (heading->bare, kind, scores);
}

/* 中心坐标（经度）, 有效期限（起）: what stands in the brackets is part of the name; 参训（人）counts. A unit
 * or a list of the values is none. */
static char *
tell_brackets (const KaHeading *heading)
{
  static const char *const counts[] = { "人", "名", "个", NULL };
  GString *told;

  /* 企业（矿山）名称: not in the end, they say the same in another word. */
  if (heading->unit == NULL || *heading->unit == '\0' || !g_str_has_suffix (heading->whole, ")")
      || strpbrk (heading->unit, "/0123456789") != NULL || strstr (heading->unit, "、") != NULL)
    return NULL;
  told = g_string_new (heading->bare);
  /* 整改责任（责任人） */
  ka_heading_append (told, g_strv_contains (counts, heading->unit) ? "数" : heading->unit);
  return g_string_free (told, FALSE);
}

static gboolean
match_brackets (const KaHeadingIndex *index,
                const KaHeading *heading,
                const KaKind *kind,
                double *scores)
{
  g_autofree char *told = tell_brackets (heading);
  g_autoptr (GPtrArray) words = NULL;

  if (told == NULL)
    return FALSE;
  if (match_exactly (index, told, kind, KA_SCORE_BARE, scores))
    return TRUE;
  words = ka_heading_words (told);
  return !ka_heading_says_little (words)
         && match_names (find_words (index, words), G_STRUCT_OFFSET (KaHeadingName, in_words), kind,
                         SCORE_WORDS + KA_SCORE_BARE, scores);
}

/* 安全生产许可证起止日期 is the 起止日期 of that permit. */
static gboolean
match_behind_permit (const KaHeadingIndex *index,
                     const KaHeading *heading,
                     const KaKind *kind,
                     double *scores)
{
  const char *rest = strcmp (kind->id, "permit") == 0 ? ka_permit_skip_name (heading->bare) : NULL;

  return rest != NULL && *rest != '\0'
         && (match_exactly (index, rest, kind, SCORE_WITHIN, scores)
             || match_words (index, rest, kind, SCORE_WITHIN, scores));
}

/* 系统上报日期 is 系统上报时间. */
static gboolean
match_other_time (const KaHeadingIndex *index, const char *text, const KaKind *kind, double *scores)
{
  static const char *const words[] = { "日期", "时间" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_suffix (text, words[i]))
      {
        g_autofree char *other = g_strdup_printf (
          "%.*s%s", (int)(strlen (text) - strlen (words[i])), text, words[1 - i]);

        return match_exactly (index, other, kind, 2 * KA_SCORE_BARE, scores);
      }
  return FALSE;
}

/* credit_code is the column of our own ledger; KSMC is 矿山名称 by the first letters of its pinyin. */
static void
match_letters (const KaHeadingIndex *index, const char *letters, const KaKind *kind, double *scores)
{
  GPtrArray *names = ka_heading_index_find_by_length (index, letters);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const KaHeadingName *name = g_ptr_array_index (names, i);
      gsize f = name->field - kind->fields;

      if (name->kind == kind && scores[f] < name->score - SCORE_LETTERS
          && ka_heading_has_initials (name->text, letters))
        scores[f] = name->score - SCORE_LETTERS;
    }
  for (guint f = 0; f < kind->n_fields; f++)
    {
      g_autofree char *id = ka_heading_read_letters (kind->fields[f].id);

      if (g_strcmp0 (id, letters) == 0)
        scores[f] = KA_SCORE_ALIAS;
    }
}

static void
match (const KaHeading *heading, const KaKind *kind, gboolean parts, double *scores)
{
  const KaHeadingIndex *index = ka_heading_index_get ();

  for (guint f = 0; f < kind->n_fields; f++)
    scores[f] = 0;
  if (heading->letters != NULL)
    match_letters (index, heading->letters, kind, scores);
  if (heading->whole[0] == '\0' || match_exactly (index, heading->whole, kind, 0, scores)
      || match_brackets (index, heading, kind, scores)
      || (!asks_answer (heading)
          && match_exactly (index, heading->bare, kind, KA_SCORE_BARE, scores))
      || match_other_time (index, heading->bare, kind, scores)
      || match_behind_permit (index, heading, kind, scores))
    {
      /* 涉事企业 is the mine's where another column is the party. */
      if (parts)
        match_subject (heading->bare, kind, scores);
      return;
    }
  match_loosely (index, heading, kind, parts, scores);
  keep_answers (heading, kind, scores);
  ka_heading_keep_person (heading, kind, scores);
}

/* 停止公示日期, 公示截止期 is no 公示日期: the end of a thing is not when it began. */
void
ka_heading_keep_ends (const KaHeading *heading, const KaKind *kind, double *scores)
{
  static const char *const ends[] = { "停止", "截止", "期限", "届满", "到期", "终止", NULL };
  gboolean end = FALSE;

  if (strstr (heading->bare, "公示") == NULL && strstr (heading->bare, "公开") == NULL)
    return;
  for (guint i = 0; ends[i] != NULL; i++)
    end |= strstr (heading->bare, ends[i]) != NULL;
  for (guint f = 0; end && f < kind->n_fields; f++)
    if (strcmp (kind->fields[f].id, "published") == 0)
      scores[f] = 0;
}

/* A heading that asks is what would answer it, too. */
static void
match_asked (const KaHeading *heading, const KaKind *kind, gboolean parts, double *scores)
{
  g_autofree char *answer = ka_heading_answer (heading->bare, heading->unit);
  g_autofree double *asked = NULL;
  g_autoptr (KaHeading) other = NULL;

  match (heading, kind, parts, scores);
  ka_heading_keep_ends (heading, kind, scores);
  if (answer == NULL)
    return;
  asked = g_new0 (double, kind->n_fields);
  other = ka_heading_new (answer);
  match (other, kind, parts, asked);
  for (guint f = 0; f < kind->n_fields; f++)
    scores[f] = MAX (scores[f], asked[f] - SCORE_WORDS);
}

void
ka_heading_match (const KaHeading *heading, const KaKind *kind, double *scores)
{
  match_asked (heading, kind, TRUE, scores);
}

void
ka_heading_match_whole (const KaHeading *heading, const KaKind *kind, double *scores)
{
  match_asked (heading, kind, FALSE, scores);
}

static void
vote_by_letters (const KaHeadingIndex *index, const char *letters, guint *votes)
{
  GPtrArray *names
    = strlen (letters) >= MIN_LETTERS ? ka_heading_index_find_by_length (index, letters) : NULL;
  const KaKind *last = NULL;

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      const KaHeadingName *name = g_ptr_array_index (names, i);

      /* The names of one kind follow one another. */
      if (name->kind == last || !ka_heading_has_initials (name->text, letters))
        continue;
      last = name->kind;
      votes[name->index]++;
    }
}

static void
vote (const KaHeadingName *first, gsize same, guint *votes)
{
  const KaKind *last = NULL;

  for (const KaHeadingName *name = first; name != NULL;
       name = G_STRUCT_MEMBER (KaSameName, name, same).next)
    {
      votes[name->index] += name->kind != last;
      last = name->kind;
    }
}

void
ka_heading_vote (const KaHeading *heading, guint *votes)
{
  const KaHeadingIndex *index = ka_heading_index_get ();
  const KaHeadingName *first = g_hash_table_lookup (index->exact, heading->whole);

  if (first == NULL)
    first = g_hash_table_lookup (index->exact, heading->bare);
  if (first != NULL)
    {
      vote (first, G_STRUCT_OFFSET (KaHeadingName, exact), votes);
      return;
    }
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);
  if (!ka_heading_says_little (words))
    first = find_words (index, words);
  if (first == NULL && heading->letters != NULL)
    vote_by_letters (index, heading->letters, votes);
  vote (first, G_STRUCT_OFFSET (KaHeadingName, in_words), votes);
}

double
ka_kind_name_score (const KaKind *kind, const char *text)
{
  GPtrArray *names = ka_heading_index_get_kind (ka_heading_index_get (), kind)->called;
  g_autofree char *folded = text ? ka_heading_fold (text) : g_strdup ("");
  double best = 0;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);

      if (strcmp (folded, name) == 0)
        return 1;
      if (strstr (folded, name) != NULL)
        best = MAX (best, 0.4 + 0.5 * strlen (name) / (double)strlen (folded));
    }
  return best;
}
