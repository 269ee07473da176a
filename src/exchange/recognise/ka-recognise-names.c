/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-sample-private.h"

#include <ka-check.h>
#include <string.h>

/* Names that stand under any heading: what looks like companies is companies, whatever the office calls the
 * column. Only asked where a record without it would be nobody's. */

/* Of the values of a column. */
#define MIN_NAMES 0.7
#define MIN_PEOPLE 0.8
#define MIN_CELLS 3
#define MIN_OWNER 0.6
#define MAX_NAME_BYTES 200

static guint
count_distinct (const GArray *cells)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < cells->len; i++)
    g_hash_table_add (seen, (gpointer)g_array_index (cells, KaCell, i).text);
  return g_hash_table_size (seen);
}

static gboolean
ends_in (const char *text, const char *const *ends)
{
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (text, ends[i]))
      return TRUE;
  return FALSE;
}

/* As people write names into cells: with line breaks and blanks of all sorts. */
static char *
strip_blanks (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_len (out, at, g_utf8_next_char (at) - at);
  return g_string_free (out, FALSE);
}

static gboolean
is_like_name_of (const char *kind, const char *text)
{
  static const char *const enterprises[]
    = { "公司", "公司）", "厂", "厂）", "合作社", "集团", "采石场", "矿业", "经营部", NULL };
  static const char *const mines[] = { "矿",     "采石场", "石场", "矿山", "采场", "矿区",
                                       "尾矿库", "砂场",   "坑口", "矿井", "工区", NULL };
  /* What sort of mine one is. */
  static const char *const sorts[]
    = { "尾矿库",   "露天矿山", "地下矿山", "露天矿",         "地下矿",
        "非煤矿山", "采石场",   "在建矿山", "小型露天采石场", NULL };
  g_autofree char *name = strlen (text) <= MAX_NAME_BYTES ? strip_blanks (text) : NULL;
  glong length = name != NULL ? g_utf8_strlen (name, -1) : 0;

  if (length < 3 || length > 40 || g_strv_contains (sorts, name))
    return FALSE;
  return ends_in (name, strcmp (kind, "enterprise") == 0 ? enterprises : mines);
}

/* The one column of nothing else in which stand names of enterprises (of mines); -1: none, or several. */
static int
find_names (const KaFound *found, GPtrArray *columns, const char *kind)
{
  int column = -1;

  for (guint c = 0; c < found->fields->len; c++)
    {
      const GArray *cells = g_ptr_array_index (columns, c);
      guint n = 0;

      if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c
          || *(const char *)g_ptr_array_index (found->headings, c) == '\0')
        continue;
      for (guint i = 0; i < cells->len; i++)
        n += is_like_name_of (kind, g_array_index (cells, KaCell, i).text);
      if (n == 0 || n < MIN_NAMES * cells->len)
        continue;
      if (column >= 0)
        return -1;
      column = (int)c;
    }
  return column;
}

/* 张某某, and not again and again. */
static gboolean
is_like_person (const KaCell *cell)
{
  guint n = 0;

  for (const char *at = cell->text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        continue;
      if (g_unichar_get_script (c) != G_UNICODE_SCRIPT_HAN)
        return FALSE;
      n++;
    }
  return n >= 2 && n <= 4;
}

gboolean
ka_sample_is_firm (const KaCell *cell)
{
  return is_like_name_of ("enterprise", cell->text);
}

gboolean
ka_sample_is_mine (const KaCell *cell)
{
  return is_like_name_of ("mine", cell->text);
}

gboolean
ka_sample_is_person (const KaCell *cell)
{
  return is_like_person (cell) && !ka_sample_is_firm (cell) && !ka_sample_is_mine (cell);
}

/* 管理人员, 学员 over the names of people. */
void
ka_found_take_people (KaFound *found, GPtrArray *columns)
{
  const KaField *title
    = found->kind->title ? ka_kind_field (found->kind, found->kind->title) : NULL;
  int column = -1;

  if (title == NULL || title->format != KA_FORMAT_NAME
      || g_ptr_array_find (found->fields, title, NULL))
    return;
  for (guint c = 0; c < found->fields->len; c++)
    {
      const GArray *cells = g_ptr_array_index (columns, c);
      guint n = 0;

      if (g_ptr_array_index (found->fields, c) != NULL
          || *(const char *)g_ptr_array_index (found->headings, c) == '\0')
        continue;
      for (guint i = 0; i < cells->len; i++)
        n += is_like_person (&g_array_index (cells, KaCell, i));
      if (n < MIN_CELLS || n < MIN_PEOPLE * cells->len
          || count_distinct (cells) < MIN_NAMES * cells->len)
        continue;
      if (column >= 0)
        return;
      column = (int)c;
    }
  if (column >= 0)
    found->fields->pdata[column] = (gpointer)title;
}

static double
share_of (const GArray *cells, gboolean people)
{
  guint n = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      n += people ? is_like_person (cell) && !is_like_name_of ("enterprise", cell->text)
                  : is_like_name_of ("enterprise", cell->text);
    }
  return cells->len > 0 ? n / (double)cells->len : 0;
}

/* 失信主体名称（姓名） with firms and people in one column: as of firms, each person among them is told by what is said of
 * him (主体类型) or by his name. */
static void
take_both (KaFound *found, GPtrArray *columns, const KaField *enterprise)
{
  int column = -1;

  for (guint c = 0; c < found->fields->len; c++)
    {
      const GArray *cells = g_ptr_array_index (columns, c);
      double people = share_of (cells, TRUE), firms = share_of (cells, FALSE);

      if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c
          || people <= 0 || firms <= 0 || people + firms < MIN_PEOPLE)
        continue;
      if (column >= 0)
        return;
      column = (int)c;
    }
  if (column >= 0)
    found->fields->pdata[column] = (gpointer)enterprise;
}

/* 失信主体（姓名） | 所在单位: where the firms have their column, the other one of firms and people. */
static void
take_people_among (KaFound *found, GPtrArray *columns, const KaField *person)
{
  for (guint c = 0; c < found->fields->len; c++)
    {
      const GArray *cells = g_ptr_array_index (columns, c);
      double people = share_of (cells, TRUE), firms = share_of (cells, FALSE);

      if (g_ptr_array_index (found->fields, c) != NULL || found->context_column == (int)c
          || strstr (g_ptr_array_index (found->headings, c), "名") == NULL)
        continue;
      if (people > 0 && firms > 0 && people + firms >= MIN_PEOPLE)
        {
          found->fields->pdata[c] = (gpointer)person;
          return;
        }
    }
}

/* 被处罚单位（个人） | 所属企业: people among the firms, and beside them whose they are. */
void
ka_found_take_mixed (KaFound *found, GPtrArray *columns)
{
  const KaField *enterprise = ka_kind_field (found->kind, "enterprise");
  const KaField *person = ka_kind_field (found->kind, "person");
  g_autofree double *scores = NULL;
  guint mixed;

  if (enterprise == NULL || person == NULL || person->format != KA_FORMAT_NAME
      || g_ptr_array_find (found->fields, person, NULL))
    return;
  if (!g_ptr_array_find (found->fields, enterprise, &mixed))
    {
      take_both (found, columns, enterprise);
      return;
    }
  if (share_of (g_ptr_array_index (columns, mixed), TRUE) <= 0)
    {
      take_people_among (found, columns, person);
      return;
    }
  scores = g_new0 (double, found->kind->n_fields);
  for (guint c = 0; c < found->fields->len; c++)
    {
      g_autoptr (KaHeading) heading = ka_heading_new (g_ptr_array_index (found->headings, c));

      if (g_ptr_array_index (found->fields, c) != NULL)
        continue;
      ka_heading_match (heading, found->kind, scores);
      if (scores[enterprise - found->kind->fields] < MIN_OWNER
          || share_of (g_ptr_array_index (columns, c), FALSE) < MIN_NAMES)
        continue;
      found->fields->pdata[c] = (gpointer)enterprise;
      found->fields->pdata[mixed] = (gpointer)person;
      return;
    }
}

/* 单位 over the names of enterprises asks for no unit: names are no values of a list. */
static void
free_named (KaFound *found, guint column, const GArray *cells)
{
  const KaField *field = g_ptr_array_index (found->fields, column);
  guint n = 0;

  if (field == NULL || field->type != KA_FIELD_CHOICE || cells->len == 0)
    return;
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;
      char *value = NULL;

      n += is_like_name_of ("enterprise", text)
           && !(ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL);
      g_free (value);
    }
  if (n >= MIN_NAMES * cells->len)
    found->fields->pdata[column] = NULL;
}

/* 被检查单位, 填报单位 over the names of enterprises: without them the rows would be nobody's. */
void
ka_found_take_names (KaFound *found, GPtrArray *columns)
{
  for (guint c = 0; c < found->fields->len; c++)
    free_named (found, c, g_ptr_array_index (columns, c));
  for (guint f = 0; f < found->kind->n_fields; f++)
    {
      const KaField *field = &found->kind->fields[f];
      gboolean is_title = g_strcmp0 (field->id, found->kind->title) == 0;
      const char *kind = field->type == KA_FIELD_REF ? field->target
                         : is_title                  ? found->kind->id
                                                     : "";
      int column = -1;

      if ((!(field->flags & KA_REQUIRED) && !is_title)
          || g_ptr_array_find (found->fields, field, NULL)
          || (strcmp (kind, "enterprise") != 0 && strcmp (kind, "mine") != 0))
        continue;
      column = find_names (found, columns, kind);
      /* Most enterprises have one mine, and stand for it. */
      if (column < 0 && field->type == KA_FIELD_REF && strcmp (kind, "mine") == 0
          && found->context_column < 0)
        column = find_names (found, columns, "enterprise");
      if (column >= 0)
        found->fields->pdata[column] = (gpointer)field;
    }
}

/* 名称 | 企业 | 类型: 尾矿库: where nothing is told of a pond but its name and how it stands, it is in a list of
 * mines, which says of each what it is. */
gboolean
ka_found_lists_mines (const KaFound *found, GPtrArray *columns)
{
  static const char *const told[] = { "name", "mine", "status", "note", NULL };
  const KaField *type = ka_kind_field (ka_kind_get ("mine"), "type");
  gboolean typed = FALSE;

  if (strcmp (found->kind->id, "pond") != 0)
    return FALSE;
  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      const GArray *cells = g_ptr_array_index (columns, c);
      guint n = 0;

      if (field != NULL && !g_strv_contains (told, field->id))
        return FALSE;
      for (guint i = 0; field == NULL && i < cells->len; i++)
        {
          char *value = NULL;

          n += ka_field_parse (type, g_array_index (cells, KaCell, i).text, KA_DAY_NONE, &value,
                               NULL, NULL)
               && g_strcmp0 (value, "尾矿库") == 0;
          g_free (value);
        }
      typed |= n > 0 && n == cells->len;
    }
  return typed;
}

/* 被处罚人 over the names of people: who was punished, not whose firm. */
void
ka_found_part_people (KaFound *found, GPtrArray *columns)
{
  const KaField *enterprise = ka_kind_field (found->kind, "enterprise");
  const KaField *person = ka_kind_field (found->kind, "person");
  const GArray *cells;
  guint column, n = 0;

  if (enterprise == NULL || person == NULL || enterprise->type != KA_FIELD_REF
      || person->format != KA_FORMAT_NAME || g_ptr_array_find (found->fields, person, NULL)
      || !g_ptr_array_find (found->fields, enterprise, &column))
    return;
  cells = g_ptr_array_index (columns, column);
  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);

      n += is_like_person (cell) && !is_like_name_of ("enterprise", cell->text);
    }
  if (n >= MIN_CELLS && n >= MIN_PEOPLE * cells->len)
    found->fields->pdata[column] = (gpointer)person;
}

void
ka_found_drop_identities (KaFound *found, GPtrArray *columns)
{
  static const char *const papers[] = { "居民身份证",
                                        "身份证",
                                        "中国居民身份证",
                                        "护照",
                                        "军官证",
                                        "港澳居民来往内地通行证",
                                        "台湾居民来往大陆通行证",
                                        NULL };

  for (guint c = 0; c < found->fields->len; c++)
    {
      const KaField *field = g_ptr_array_index (found->fields, c);
      const GArray *cells = g_ptr_array_index (columns, c);
      guint n = 0;

      if (field == NULL || field->type != KA_FIELD_TEXT)
        continue;
      for (guint i = 0; i < cells->len; i++)
        n += g_strv_contains (papers, g_array_index (cells, KaCell, i).text);
      if (n > 0 && n == cells->len)
        found->fields->pdata[c] = NULL;
    }
}
