/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Headings as words. Offices say the same thing in other words (手机号码, 联系方式, 电话), in another order
 * (完成整改时间, 整改完成时间) and with words that add nothing (是否, 情况, 具体). A heading is cut into the words
 * below, each is put as the first of its line, and the order is dropped: what is then the same means the
 * same. */

#define MAX_FEW 16

/* A heading of just one of these says little … */
static const char *const vague[]
  = { "电话", "地址", "企业", "矿山",   "止",   "起",   "证号", "镇街", "月份", "年度",
      "依据", "措施", "结果", "责任人", "期限", "原因", "人员", "进展", NULL };
/* … of one of these nothing. */
static const char *const empty[]
  = { "日期", "数",   "号",   "类型", "等级", "描述", "完成", "来源", "次",   "天", "期",
      "高度", "会议", "现有", "书",   "金额", "人",   "工程", "检查", "整改", NULL };

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Of a few words, as there nearly always are. */
static void
sort_words (GPtrArray *words)
{
  if (words->len > MAX_FEW)
    {
      g_ptr_array_sort (words, compare_words);
      return;
    }
  for (guint i = 1; i < words->len; i++)
    {
      char *word = g_ptr_array_index (words, i);
      guint at = i;

      for (; at > 0 && strcmp (g_ptr_array_index (words, at - 1), word) > 0; at--)
        words->pdata[at] = words->pdata[at - 1];
      words->pdata[at] = word;
    }
}

GPtrArray *
ka_heading_words (const char *folded)
{
  GPtrArray *words = g_ptr_array_sized_new (8);

  /* 2024年产量 */
  if (strspn (folded, "0123456789") == 4 && g_str_has_prefix (folded + 4, "年"))
    folded += 4 + strlen ("年");
  for (const char *at = folded; *at != '\0';)
    {
      gsize len;
      const char *word = ka_dictionary_find (at, &len);

      if (*word != '\0')
        g_ptr_array_add (words, (gpointer)word);
      at += len;
    }
  sort_words (words);
  return words;
}

/* A list of words that is asked about each word of each name of each field: made when first needed. Each word
 * is one string. */
typedef struct
{
  const char *const *list;
  gsize ready;
  GHashTable *words;
} WordSet;

static gboolean
is_in_set (WordSet *set, const char *word)
{
  if (g_once_init_enter (&set->ready))
    {
      set->words = g_hash_table_new (NULL, NULL);
      for (guint i = 0; set->list[i] != NULL; i++)
        g_hash_table_add (set->words, (gpointer)ka_dictionary_get (set->list[i]));
      g_once_init_leave (&set->ready, 1);
    }
  return g_hash_table_contains (set->words, word);
}

static WordSet vague_set = { .list = vague }, empty_set = { .list = empty };

static gboolean
is_one_of (GPtrArray *words, WordSet *set)
{
  return words->len == 1 && is_in_set (set, g_ptr_array_index (words, 0));
}

/* What the headings of a kind may leave out or repeat: what the kind is about. */
static gboolean
is_about (const KaKind *kind, GPtrArray *own, const char *word)
{
  if (g_ptr_array_find (own, word, NULL))
    return TRUE;
  return strcmp (word, "矿山") == 0 && strcmp (kind->id, "enterprise") == 0;
}

gboolean
ka_heading_word_is_generic (const char *word)
{
  return is_in_set (&empty_set, word) || is_in_set (&vague_set, word);
}

gboolean
ka_heading_says_little (GPtrArray *words)
{
  return is_one_of (words, &vague_set);
}

gboolean
ka_heading_says_nothing (GPtrArray *words)
{
  return words->len == 0 || is_one_of (words, &empty_set);
}

/* 整改 … 整改 is once 整改. */
static guint
skip_same (GPtrArray *words, guint i)
{
  while (i + 1 < words->len && words->pdata[i + 1] == words->pdata[i])
    i++;
  return i + 1;
}

guint
ka_heading_words_hash (gconstpointer words)
{
  GPtrArray *list = (gpointer)words;
  guint hash = 5381;

  for (guint i = 0; i < list->len; i = skip_same (list, i))
    hash = hash * 33 + g_direct_hash (list->pdata[i]);
  return hash;
}

gboolean
ka_heading_words_equal (gconstpointer a, gconstpointer b)
{
  GPtrArray *x = (gpointer)a, *y = (gpointer)b;
  guint i = 0, j = 0;

  while (i < x->len && j < y->len && x->pdata[i] == y->pdata[j])
    {
      i = skip_same (x, i);
      j = skip_same (y, j);
    }
  return i == x->len && j == y->len;
}

/* The words of what each kind is called. */
static GPtrArray *
get_own_words (const KaKind *kind)
{
  static gsize ready = 0;
  static GPtrArray **own;

  if (g_once_init_enter (&ready))
    {
      guint n;
      const KaKind *const *kinds = ka_kinds (&n);

      own = g_new (GPtrArray *, n);
      for (guint k = 0; k < n; k++)
        own[k] = ka_heading_words (kinds[k]->label);
      g_once_init_leave (&ready, 1);
    }
  return own[ka_kind_index (kind)];
}

GPtrArray *
ka_heading_words_within (GPtrArray *words, const KaKind *kind, gboolean *says_little)
{
  GPtrArray *left = g_ptr_array_sized_new (words->len);
  GPtrArray *own = get_own_words (kind);

  for (guint i = 0; i < words->len; i++)
    if (!is_about (kind, own, g_ptr_array_index (words, i)))
      g_ptr_array_add (left, g_ptr_array_index (words, i));
  /* 检查年度 of a plan of inspections says more than 年度. */
  *says_little
    = is_one_of (left, &empty_set) || (left->len == words->len && is_one_of (left, &vague_set));
  return left;
}

/* Words that say of which sort the value is: what differs in one of them is not the same. */
static gboolean
is_measure (const char *word)
{
  static const char *const measures[]
    = { "日期", "止",   "起",   "有效期", "期限",   "电话",   "号",   "数",
        "次",   "天",   "地址", "人",     "责任人", "金额",   "资金", "高度",
        "经度", "纬度", "年度", "月份",   "类型",   "等级",   "企业", "矿山",
        "镇街", "依据", "措施", "结果",   "原因",   "机械化", NULL };
  static WordSet set = { .list = measures };

  return is_in_set (&set, word);
}

/* Which step of the work is meant; what is found at an inspection and what is ordered are one step each,
 * whatever its word. NULL: none. */
static const char *
find_step (const char *word)
{
  static const char *const steps[]
    = { "检查", "整改", "复查", "验收", "销号", "立案", "告知", "送达", "催告", "执行", "公示",
        "列入", "移出", "核查", "办结", "接报", "督办", "审核", "陪同", "发证", "处罚", "举报" };
  static const char *const others[][2]
    = { { "排查", "检查" }, { "发现", "检查" }, { "责改", "整改" } };
  static gsize ready = 0;
  static GHashTable *found;

  if (g_once_init_enter (&ready))
    {
      found = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
        g_hash_table_insert (found, (gpointer)ka_dictionary_get (steps[i]),
                             (gpointer)ka_dictionary_get (steps[i]));
      for (guint i = 0; i < G_N_ELEMENTS (others); i++)
        g_hash_table_insert (found, (gpointer)ka_dictionary_get (others[i][0]),
                             (gpointer)ka_dictionary_get (others[i][1]));
      g_once_init_leave (&ready, 1);
    }
  return g_hash_table_lookup (found, word);
}

static gboolean
has_step (GPtrArray *words, const char *step)
{
  for (guint i = 0; i < words->len; i++)
    if (find_step (g_ptr_array_index (words, i)) == step)
      return TRUE;
  return FALSE;
}

static gboolean
has_step_beyond (GPtrArray *a, GPtrArray *b, const KaKind *kind)
{
  GPtrArray *own = get_own_words (kind);

  for (guint i = 0; i < a->len; i++)
    {
      const char *word = g_ptr_array_index (a, i);
      const char *step = is_about (kind, own, word) ? NULL : find_step (word);

      if (step != NULL && !has_step (b, step))
        return TRUE;
    }
  return FALSE;
}

gboolean
ka_heading_is_of_step (GPtrArray *heading,
                       GPtrArray *name,
                       const KaField *field,
                       const KaKind *kind)
{
  gboolean bound = field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME
                   || (field->type == KA_FIELD_TEXT
                       && (field->format == KA_FORMAT_NAME || field->format == KA_FORMAT_LIST
                           || field->format == KA_FORMAT_NUMBER));

  return !bound
         || (!has_step_beyond (heading, name, kind) && !has_step_beyond (name, heading, kind));
}

gboolean
ka_heading_says_what (const char *text, const KaKind *kind)
{
  static const char *const what[] = { "描述", "事实", "问题", "隐患", "任务", "事项", NULL };
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);
  GPtrArray *own = get_own_words (kind);
  gboolean says = FALSE;

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = g_ptr_array_index (words, i);

      if (!is_about (kind, own, word) && find_step (word) != NULL && strcmp (word, "发现") != 0)
        return FALSE;
      says |= g_strv_contains (what, word) || is_about (kind, own, word);
    }
  return says;
}

static gboolean
is_passive (GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++)
    if (strcmp (g_ptr_array_index (words, i), "被") == 0)
      return TRUE;
  return FALSE;
}

/* 举报人 is not 被举报人: who does is not to whom it is done. */
gboolean
ka_heading_turns (GPtrArray *a, GPtrArray *b)
{
  return is_passive (a) != is_passive (b);
}

/* Both are sorted. Most pairs have nothing in common, and are asked by the ten thousand. */
static gboolean
share_word (GPtrArray *a, GPtrArray *b)
{
  for (guint i = 0, j = 0; i < a->len && j < b->len;)
    {
      const char *x = g_ptr_array_index (a, i), *y = g_ptr_array_index (b, j);
      int order = x == y ? 0 : strcmp (x, y);

      if (order == 0)
        return TRUE;
      i += order < 0;
      j += order > 0;
    }
  return FALSE;
}

double
ka_heading_likeness (GPtrArray *a, GPtrArray *b)
{
  gsize common = 0, all = 0;
  guint i = 0, j = 0;

  if (!share_word (a, b) || ka_heading_turns (a, b))
    return 0;
  while (i < a->len || j < b->len)
    {
      const char *x = i < a->len ? g_ptr_array_index (a, i) : NULL;
      const char *y = j < b->len ? g_ptr_array_index (b, j) : NULL;
      int order = x == NULL ? 1 : y == NULL ? -1 : strcmp (x, y);

      if (order == 0)
        common += strlen (x);
      else if (is_measure (order < 0 ? x : y))
        return 0;
      all += strlen (order <= 0 ? x : y);
      i += order <= 0;
      j += order >= 0;
    }
  return all > 0 ? common / (double)all : 0;
}

gboolean
ka_heading_says_kind (const KaKind *kind, const KaField *field, GPtrArray *words)
{
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) called = NULL;

  if (field->format != KA_FORMAT_NAME || words->len != 1)
    return FALSE;
  label = ka_heading_fold (kind->label);
  called = ka_heading_words (label);
  return ka_heading_words_equal (called, words);
}
