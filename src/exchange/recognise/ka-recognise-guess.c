/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <math.h>
#include <string.h>

/* Headings that no table lists. What a heading has in common with the names of each field is weighed by how
 * much it tells: 体重 is said of one field of a mine alone, 日期 of many. Only told apart here; whether the
 * values are of the field is looked at by ka_found_read_values(). */

/* A word that nothing lists is a specification of its own (矿山数量 is no 从业人员数量), one that only the
 * name has is often left out. */
#define WEIGHT_UNKNOWN 0.7
#define SHARE_MISSING 0.5
#define WEIGHT_GENERIC 0.15

typedef enum
{
  SORT_ANY,
  SORT_DATE,
  SORT_NUMBER,
  SORT_PHONE,
  SORT_CODE,
  SORT_PLACE,
  SORT_FLAG,
} Sort;

static const struct
{
  const char *word;
  Sort sort;
  gboolean dimension; /* what is measured: a name without it is of something else */
} sorts[] = {
  { "电话", SORT_PHONE },        { "日期", SORT_DATE },         { "止", SORT_DATE, TRUE },
  { "起", SORT_DATE, TRUE },     { "数", SORT_NUMBER },         { "次", SORT_NUMBER },
  { "天", SORT_NUMBER },         { "资金", SORT_NUMBER },       { "金额", SORT_NUMBER },
  { "高度", SORT_NUMBER, TRUE }, { "经度", SORT_NUMBER, TRUE }, { "纬度", SORT_NUMBER, TRUE },
  { "产量", SORT_NUMBER },       { "生产规模", SORT_NUMBER },   { "号", SORT_CODE },
  { "证号", SORT_CODE },         { "信用代码", SORT_CODE },     { "角度", SORT_NUMBER, TRUE },
  { "宽度", SORT_NUMBER, TRUE }, { "容量", SORT_NUMBER, TRUE }, { "深度", SORT_NUMBER, TRUE },
  { "长度", SORT_NUMBER, TRUE }, { "面积", SORT_NUMBER, TRUE }, { "坝高", SORT_NUMBER, TRUE },
  { "库容", SORT_NUMBER, TRUE }, { "身份证", SORT_CODE },       { "地址", SORT_PLACE },
  { "期限", SORT_ANY, TRUE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (sorts) <= 32);

/* A bit for each line of the table whose word is among them. Headings are compared with every name there is:
 * they are not looked through for each. */
static guint32
find_sorts (GPtrArray *words)
{
  static gsize ready = 0;
  static const char *interned[G_N_ELEMENTS (sorts)];
  guint32 found = 0;

  if (g_once_init_enter (&ready))
    {
      for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
        interned[i] = ka_dictionary_get (sorts[i].word);
      g_once_init_leave (&ready, 1);
    }
  for (guint w = 0; w < words->len; w++)
    for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
      if (g_ptr_array_index (words, w) == interned[i])
        found |= 1u << i;
  return found;
}

typedef struct
{
  GPtrArray *names;  /* GPtrArray of words, of each name of each field */
  GArray *fields;    /* guint: the field of each of them */
  GArray *sorts;     /* guint32: the sorts of value that each of them says */
  GHashTable *usage; /* word → number of fields that have it */
} Names;

static Names *
make_names (const KaKind *kind)
{
  Names *names = g_new0 (Names, 1);

  names->names = g_ptr_array_new ();
  names->fields = g_array_new (FALSE, FALSE, sizeof (guint));
  names->sorts = g_array_new (FALSE, FALSE, sizeof (guint32));
  names->usage = g_hash_table_new (NULL, NULL);
  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      g_autofree char *all
        = g_strconcat (field->label, "|", field->aliases ? field->aliases : "", NULL);
      g_auto (GStrv) texts = g_strsplit (all, "|", -1);
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      for (guint i = 0; texts[i] != NULL; i++)
        {
          g_autoptr (KaHeading) heading = ka_heading_new (texts[i]);
          GPtrArray *words = ka_heading_words (heading->bare);
          guint32 said = find_sorts (words);

          if (ka_heading_says_kind (kind, field, words))
            {
              g_ptr_array_unref (words);
              continue;
            }
          g_ptr_array_add (names->names, words);
          g_array_append_val (names->sorts, said);
          g_array_append_val (names->fields, f);
          for (guint w = 0; w < words->len; w++)
            if (g_hash_table_add (seen, g_ptr_array_index (words, w)))
              {
                gpointer word = g_ptr_array_index (words, w);
                guint n = GPOINTER_TO_UINT (g_hash_table_lookup (names->usage, word));

                g_hash_table_insert (names->usage, word, GUINT_TO_POINTER (n + 1));
              }
        }
    }
  return names;
}

/* Made when first needed; lives as long as the program. */
static const Names *
get_names (const KaKind *kind)
{
  static GMutex mutex;
  static GHashTable *all;
  Names *names;

  g_mutex_lock (&mutex);
  if (all == NULL)
    all = g_hash_table_new (NULL, NULL);
  names = g_hash_table_lookup (all, kind);
  if (names == NULL)
    {
      names = make_names (kind);
      g_hash_table_insert (all, (gpointer)kind, names);
    }
  g_mutex_unlock (&mutex);
  return names;
}

static double
weigh (const Names *names, const char *word)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (names->usage, word));

  if (n == 0)
    return WEIGHT_UNKNOWN;
  return ka_heading_word_is_generic (word) ? WEIGHT_GENERIC : 1 / sqrt (n);
}

/* Each word is one string. */
static gboolean
has_word (GPtrArray *words, const char *word)
{
  for (guint i = 0; i < words->len; i++)
    if (g_ptr_array_index (words, i) == word)
      return TRUE;
  return FALSE;
}

static double
compare (const Names *names, GPtrArray *heading, GPtrArray *name)
{
  double common = 0, more = 0, missing = 0;
  gboolean telling = FALSE;

  for (guint i = 0; i < heading->len; i++)
    {
      const char *word = g_ptr_array_index (heading, i);
      double weight = weigh (names, word);

      if (has_word (name, word))
        {
          common += weight;
          telling |= !ka_heading_word_is_generic (word);
        }
      else
        more += weight;
    }
  if (!telling)
    return 0;
  for (guint i = 0; i < name->len; i++)
    if (!has_word (heading, g_ptr_array_index (name, i)))
      missing += weigh (names, g_ptr_array_index (name, i));
  return common / (common + more + SHARE_MISSING * missing);
}

/* 排土场数量 is no height, 有效期起 no end: each says another sort. */
static gboolean
contradicts (guint32 heading, guint32 name)
{
  for (guint i = 0; (heading | name) >> i != 0 && i < G_N_ELEMENTS (sorts); i++)
    {
      gboolean mine = (heading >> i & 1) != 0, theirs = (name >> i & 1) != 0;

      if (mine && !theirs && sorts[i].dimension)
        return TRUE;
      if (mine && theirs)
        return FALSE;
    }
  return heading != 0 && name != 0;
}

/* Which sort of value the heading asks for, where it says so. */
static Sort
find_sort (const KaHeading *heading, guint32 said)
{
  if (strstr (heading->whole, "是否") != NULL || strstr (heading->whole, "有无") != NULL
      || g_strcmp0 (heading->unit, "是/否") == 0)
    return SORT_FLAG;
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if ((said >> i & 1) != 0)
      return sorts[i].sort;
  return SORT_ANY;
}

/* 运行是否正常 is answered by 是 or 否: a list that has neither is not what is asked for. */
static gboolean
reads_answers (const KaField *field)
{
  static const char *const answers[] = { "是", "否" };

  if (field->type == KA_FIELD_FLAG)
    return TRUE;
  for (guint i = 0; field->type == KA_FIELD_CHOICE && i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *value = NULL;

      if (ka_field_parse (field, answers[i], KA_DAY_NONE, &value, NULL, NULL) && value != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_of_sort (const KaField *field, Sort sort)
{
  switch (sort)
    {
    case SORT_DATE:
      return field->type == KA_FIELD_DATE || field->type == KA_FIELD_TIME
             || field->type == KA_FIELD_MONTH;
    case SORT_NUMBER:
      return ka_field_is_number (field);
    case SORT_PHONE:
      return field->format == KA_FORMAT_PHONE;
    case SORT_CODE:
      return field->format == KA_FORMAT_NUMBER || field->format == KA_FORMAT_CREDIT_CODE
             || field->format == KA_FORMAT_ID_NUMBER;
    case SORT_PLACE:
      return field->type == KA_FIELD_LONG
             || (field->type == KA_FIELD_TEXT && field->format == KA_FORMAT_NONE);
    case SORT_FLAG:
      return reads_answers (field);
    case SORT_ANY:
    default:
      return field->format != KA_FORMAT_PHONE && field->format != KA_FORMAT_ID_NUMBER;
    }
}

static gboolean
asks_sort (const char *text)
{
  return g_str_has_suffix (text, "类别") || g_str_has_suffix (text, "类型")
         || g_str_has_suffix (text, "种类") || g_str_has_suffix (text, "性质");
}

/* 主要负责人证书编号 is that person's, not the mine's: of what a heading names only in part, what belongs to
 * somebody else goes. */
void
ka_heading_keep_person (const KaHeading *heading, const KaKind *kind, double *scores)
{
  static const char *const people[][2]
    = { { "主要负责人", "principal" },    { "企业负责人", "principal" },
        { "第一责任人", "principal" },    { "安全生产第一责任人", "principal" },
        { "实际控制人", "controller" },   { "实控人", "controller" },
        { "法定代表人", "legal_rep" },    { "法人代表", "legal_rep" },
        { "总工程师", "chief_engineer" }, { "矿长", "mine_head" },
        { "安全管理人员", "safety" } };
  static const char *const theirs[]
    = { "证", "姓名", "电话", "手机", "联系", "学历", "职称", "有效期", NULL };
  gboolean personal = FALSE;

  /* 处罚对象类别 says of which sort somebody is, not who. */
  for (guint f = 0; asks_sort (heading->bare) && f < kind->n_fields; f++)
    if (kind->fields[f].type == KA_FIELD_TEXT && kind->fields[f].format == KA_FORMAT_NAME)
      scores[f] = 0;
  if (ka_kind_field (kind, "post") != NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const char *rest = heading->bare + strlen (people[i][0]);

      if (!g_str_has_prefix (heading->bare, people[i][0]))
        continue;
      for (guint t = 0; theirs[t] != NULL && !personal; t++)
        personal = strstr (rest, theirs[t]) != NULL;
      for (guint f = 0; personal && f < kind->n_fields; f++)
        if (!g_str_has_prefix (kind->fields[f].id, people[i][1]))
          scores[f] = 0;
      return;
    }
}

void
ka_heading_guess (const KaHeading *heading, const KaKind *kind, double *scores)
{
  const Names *names = get_names (kind);
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);
  guint32 said = find_sorts (words);
  Sort sort = find_sort (heading, said);

  for (guint f = 0; f < kind->n_fields; f++)
    scores[f] = 0;
  for (guint i = 0; i < names->names->len; i++)
    {
      guint f = g_array_index (names->fields, guint, i);

      if (is_of_sort (&kind->fields[f], sort)
          && !ka_heading_turns (words, g_ptr_array_index (names->names, i))
          && !contradicts (said, g_array_index (names->sorts, guint32, i))
          && ka_heading_is_of_step (words, g_ptr_array_index (names->names, i), &kind->fields[f],
                                    kind))
        scores[f] = MAX (scores[f], compare (names, words, g_ptr_array_index (names->names, i)));
    }
  ka_heading_keep_person (heading, kind, scores);
  ka_heading_keep_ends (heading, kind, scores);
}

/* 法人代表手机 is no phone of a controller: a word that names other fields of the kind says that it is not this
 * one. */
gboolean
ka_heading_tells_other (const KaHeading *heading, const KaKind *kind, const KaField *field)
{
  const Names *names = get_names (kind);
  g_autoptr (GPtrArray) words = ka_heading_words (heading->bare);

  for (guint w = 0; w < words->len; w++)
    {
      char *word = g_ptr_array_index (words, w);
      gboolean own = FALSE;

      /* What no list knows is parted into single characters. */
      if (g_utf8_strlen (word, -1) < 2 || ka_heading_word_is_generic (word)
          || g_hash_table_lookup (names->usage, word) == NULL)
        continue;
      for (guint i = 0; i < names->names->len && !own; i++)
        own = &kind->fields[g_array_index (names->fields, guint, i)] == field
              && has_word (g_ptr_array_index (names->names, i), word);
      if (!own)
        return TRUE;
    }
  return FALSE;
}
