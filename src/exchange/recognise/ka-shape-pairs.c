/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-check.h>
#include <ka-text.h>
#include <string.h>

/* Two values in one cell: 张三 13900000000 under 主要负责人及电话, a number and its term under 证号/有效期, both
 * coordinates under 经纬度. The headings say which fields they are where they can, the values whether it is so. */

/* Of the values of a column that fall into the two. */
#define MIN_PAIRS 0.6
#define MIN_PLACES 0.8
#define MIN_PART_SCORE 0.55
#define MIN_WHOLE_SCORE 0.9
#define MAX_PAIR_BYTES 240
#define MAX_NAME_CHARS 12

/* Between the two; also 空格 and line breaks, which are looked at last: names hold them. */
const char *const ka_pair_joints[]
  = { "/", "／", "、", "，", ",", "；", ";", "|", "\n", "（", "(", "：", ":", " ", "　", NULL };

char *
ka_pair_strip (const char *text, gsize len)
{
  static const char *const more[] = { ")", "）", "-", "—", "\t", "\r", NULL };
  const char *end = text + len;
  gboolean again = TRUE;

  while (again && text < end)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (ka_pair_joints) + G_N_ELEMENTS (more); i++)
        {
          const char *joint = i < G_N_ELEMENTS (ka_pair_joints)
                                ? ka_pair_joints[i]
                                : more[i - G_N_ELEMENTS (ka_pair_joints)];
          gsize n = joint ? strlen (joint) : 0;

          if (n == 0)
            continue;
          if ((gsize)(end - text) >= n && memcmp (text, joint, n) == 0)
            {
              text += n;
              again = TRUE;
            }
          if ((gsize)(end - text) >= n && memcmp (end - n, joint, n) == 0)
            {
              end -= n;
              again = TRUE;
            }
        }
    }
  return g_strndup (text, end - text);
}

/* ---- a name and a telephone ---- */

/* The digits of a telephone: 1 and ten more, an area code and seven or eight, with blanks and strokes. */
static gboolean
is_phone (const char *digits, gsize n)
{
  return (n == 11 && digits[0] == '1') || (n >= 10 && n <= 12 && digits[0] == '0') || n == 8
         || n == 7;
}

/* The longest run of what a telephone is written with. */
static gboolean
find_phone (const char *text, const char **begin, const char **end)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      char digits[16];
      gsize n = 0, run = strspn (at, "0123456789 -()");

      if (!g_ascii_isdigit (*at))
        continue;
      for (gsize i = 0; i < run && n < sizeof digits; i++)
        if (g_ascii_isdigit (at[i]))
          digits[n++] = at[i];
      if (is_phone (digits, n))
        {
          *begin = at;
          *end = at + run;
          return TRUE;
        }
      at += strspn (at, "0123456789") - 1;
    }
  return FALSE;
}

/* 电话：, 手机, Tel between the two. */
static char *
strip_phone_word (char *name)
{
  static const char *const words[]
    = { "联系电话", "电话", "手机号码", "手机号", "手机", "联系方式", "Tel", "tel", NULL };

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_suffix (name, words[i]) && strlen (name) > strlen (words[i]))
      {
        char *bare = ka_pair_strip (name, strlen (name) - strlen (words[i]));

        g_free (name);
        return bare;
      }
  return name;
}

gboolean
ka_pair_split_phone (const char *text, char **name, char **phone)
{
  g_autofree char *narrow = ka_text_narrow (text);
  g_autofree char *before = NULL;
  const char *begin, *end;

  if (!find_phone (narrow, &begin, &end))
    return FALSE;
  before = ka_pair_strip (narrow, begin - narrow);
  /* 13900000000（张三） */
  if (*before == '\0')
    {
      g_free (before);
      before = ka_pair_strip (end, strlen (end));
    }
  else if (end[strspn (end, " )")] != '\0' && strstr (end, "）") != end)
    return FALSE;
  before = strip_phone_word (g_steal_pointer (&before));
  if (*before == '\0' || g_utf8_strlen (before, -1) > MAX_NAME_CHARS
      || before[strcspn (before, "0123456789")] != '\0')
    return FALSE;
  *name = g_steal_pointer (&before);
  *phone = g_strstrip (g_strndup (begin, end - begin));
  return TRUE;
}

/* ---- coordinates ---- */

/* 106°15′30.5″, 106.2584, 106度15分30秒: degrees. */
static gboolean
read_angle (const char **at, double *degrees)
{
  static const double steps[] = { 1, 60, 3600 };
  const char *p = *at;
  guint n = 0;

  *degrees = 0;
  while (n < 3 && g_ascii_isdigit (*p))
    {
      char *end;

      *degrees += g_ascii_strtod (p, &end) / steps[n++];
      p = end;
      p += strspn (p, " ");
      if (n == 1
          && !(g_str_has_prefix (p, "°") || g_str_has_prefix (p, "度")
               || g_str_has_prefix (p, "º")))
        break;
      while (*p != '\0' && strchr ("0123456789NSEWnsew,;/|()", *p) == NULL
             && !g_str_has_prefix (p, "，") && !g_str_has_prefix (p, "、")
             && !g_str_has_prefix (p, "；") && !g_str_has_prefix (p, "北")
             && !g_str_has_prefix (p, "东") && *p != '\n')
        p = g_utf8_next_char (p);
    }
  *at = p;
  return n > 0;
}

gboolean
ka_pair_split_place (const char *text, char **longitude, char **latitude)
{
  g_autofree char *narrow = ka_text_narrow (text);
  const char *at = narrow;
  const char *begins[2], *ends[2];
  double values[2];

  for (guint i = 0; i < 2; i++)
    {
      at += strcspn (at, "0123456789");
      begins[i] = at;
      if (!read_angle (&at, &values[i]))
        return FALSE;
      ends[i] = at;
    }
  if (at[strcspn (at, "0123456789")] != '\0')
    return FALSE;
  for (guint i = 0; i < 2; i++)
    if (values[i] > 73 && values[i] < 136 && values[1 - i] > 3 && values[1 - i] < 54)
      {
        *longitude = g_strstrip (g_strndup (begins[i], ends[i] - begins[i]));
        *latitude = g_strstrip (g_strndup (begins[1 - i], ends[1 - i] - begins[1 - i]));
        return TRUE;
      }
  return FALSE;
}

/* ---- the dead and the hurt ---- */

const char *const ka_casualties[KA_N_CASUALTIES] = { "deaths", "serious", "minor", "missing" };

/* The number right behind the word (死亡1人) or before it (1人死亡). */
static char *
find_count (const char *text, const char *word)
{
  for (const char *at = strstr (text, word); at != NULL; at = strstr (at + 1, word))
    {
      const char *after = at + strlen (word), *before = at;

      for (gboolean again = TRUE; again;)
        {
          again = FALSE;
          for (guint i = 0; i < 3; i++)
            {
              static const char *const words[] = { "人数", "人", ":" };

              if (g_str_has_prefix (after, words[i]))
                {
                  after += strlen (words[i]);
                  again = TRUE;
                }
            }
        }
      if (g_ascii_isdigit (*after))
        return g_strndup (after, strspn (after, "0123456789"));
      if (before - text >= 3 && memcmp (before - 3, "人", 3) == 0)
        before -= 3;
      at = after - 1;
      if (before > text && g_ascii_isdigit (before[-1]))
        {
          const char *begin = before;

          while (begin > text && g_ascii_isdigit (begin[-1]))
            begin--;
          return g_strndup (begin, before - begin);
        }
    }
  return NULL;
}

gboolean
ka_pair_split_casualties (const char *text, char **counts)
{
  static const char *const words[KA_N_CASUALTIES][3] = { { "死亡", "亡", "死" },
                                                         { "重伤", NULL, NULL },
                                                         { "轻伤", NULL, NULL },
                                                         { "失联", "失踪", "下落不明" } };
  g_autofree char *folded = ka_text_fold (text);
  g_auto (GStrv) parts = NULL;
  guint n = 0;

  if (strlen (text) > MAX_PAIR_BYTES)
    return FALSE;
  for (guint i = 0; i < KA_N_CASUALTIES; i++)
    for (guint w = 0; w < 3 && words[i][w] != NULL && counts[i] == NULL; w++)
      {
        counts[i] = find_count (folded, words[i][w]);
        n += counts[i] != NULL;
      }
  if (n > 0)
    return TRUE;
  /* 1/2/0 */
  parts = g_strsplit (folded, "/", -1);
  n = g_strv_length (parts);
  if (n < 2 || n > KA_N_CASUALTIES)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (*parts[i] == '\0' || strspn (parts[i], "0123456789") != strlen (parts[i]))
      return FALSE;
  for (guint i = 0; i < n; i++)
    counts[i] = g_strdup (parts[i]);
  return TRUE;
}

static gboolean
split_casualties (const char *text, char **a, char **b)
{
  char *counts[KA_N_CASUALTIES] = { NULL };
  gboolean ok = ka_pair_split_casualties (text, counts);

  for (guint i = 0; i < KA_N_CASUALTIES; i++)
    g_free (counts[i]);
  return ok;
}

/* ---- any two, told apart by what stands between them ---- */

gboolean
ka_pair_is_value (const KaField *field, const char *text)
{
  char *value = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  gboolean ok;

  if (field->type == KA_FIELD_REF)
    return *text != '\0';
  if (field->type == KA_FIELD_DATE && ka_value_split_range (text, &from, &to))
    return TRUE;
  ok = ka_field_parse (field, text, KA_DAY_NONE, &value, NULL, NULL) && value != NULL;
  g_free (value);
  return ok || ka_value_is_nothing (text, field);
}

static gboolean
split_at_joints (const KaField *first, const KaField *second, const char *text, char **a, char **b)
{
  for (guint j = 0; ka_pair_joints[j] != NULL; j++)
    for (const char *at = strstr (text, ka_pair_joints[j]); at != NULL;
         at = strstr (at + 1, ka_pair_joints[j]))
      {
        g_autofree char *before = ka_pair_strip (text, at - text);
        g_autofree char *after = ka_pair_strip (at, strlen (at));

        if (*before == '\0' || *after == '\0' || !ka_pair_is_value (first, before)
            || !ka_pair_is_value (second, after))
          continue;
        *a = g_steal_pointer (&before);
        *b = g_steal_pointer (&after);
        return TRUE;
      }
  return FALSE;
}

gboolean
ka_pair_split (const KaField *first, const KaField *second, const char *text, char **a, char **b)
{
  if (strlen (text) > MAX_PAIR_BYTES)
    return FALSE;
  if (second->format == KA_FORMAT_PHONE)
    return ka_pair_split_phone (text, a, b);
  if (strcmp (second->id, "latitude") == 0)
    return ka_pair_split_place (text, a, b);
  if (first->type == KA_FIELD_CHOICE && second->type == KA_FIELD_DEC
      && ka_pair_split_sum (text, a, b))
    return TRUE;
  return split_at_joints (first, second, text, a, b);
}

/* ---- which columns hold two ---- */

typedef gboolean (*Split) (const char *text, char **a, char **b);

static double
rate (const GArray *cells, Split split, const KaField *first, const KaField *second)
{
  guint n = 0, fit = 0;

  for (guint i = 0; i < cells->len; i++)
    {
      const KaCell *cell = &g_array_index (cells, KaCell, i);
      g_autofree char *a = NULL;
      g_autofree char *b = NULL;

      if (cell->text[strspn (cell->text, " /-")] == '\0' || strcmp (cell->text, "无") == 0
          || strcmp (cell->text, "—") == 0)
        continue;
      n++;
      if (cell->type == KA_CELL_TEXT && strlen (cell->text) <= MAX_PAIR_BYTES)
        fit += split != NULL ? split (cell->text, &a, &b)
                             : split_at_joints (first, second, cell->text, &a, &b);
    }
  return n > 0 ? fit / (double)n : 0;
}

static gboolean
is_taken (const KaFound *found, const KaField *field, guint except)
{
  for (guint c = 0; c < found->fields->len; c++)
    if (c != except && ka_found_holds (found, c, field))
      return TRUE;
  return FALSE;
}

static void
take_pair (KaFound *found, guint column, const KaField *first, const KaField *second)
{
  found->fields->pdata[column] = (gpointer)first;
  if (found->seconds == NULL)
    found->seconds = g_ptr_array_new ();
  if (found->seconds->len < found->fields->len)
    g_ptr_array_set_size (found->seconds, (int)found->fields->len);
  found->seconds->pdata[column] = (gpointer)second;
}

/* The field of the kind that a part of a heading names best, of those that no other column holds. */
static const KaField *
name_part (const KaFound *found, guint column, const char *text, const KaField *but)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  g_autofree double *scores = g_new0 (double, found->kind->n_fields);
  const KaField *best = NULL;
  double most = MIN_PART_SCORE;

  if (*heading->whole == '\0')
    return NULL;
  ka_heading_match (heading, found->kind, scores);
  for (guint f = 0; f < found->kind->n_fields; f++)
    if (scores[f] > most && &found->kind->fields[f] != but
        && !is_taken (found, &found->kind->fields[f], column))
      {
        most = scores[f];
        best = &found->kind->fields[f];
      }
  return best;
}

/* 标准化证号及到期: 标准化到期 is what the second means. */
static const KaField *
name_next (const KaFound *found, guint column, const char *before, const char *text)
{
  for (const char *at = before; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *whole = g_strdup_printf ("%.*s%s", (int)(at - before), before, text);
      g_autoptr (KaHeading) heading = ka_heading_new (whole);
      g_autofree double *scores = g_new0 (double, found->kind->n_fields);

      if (at == before)
        continue;
      ka_heading_match_whole (heading, found->kind, scores);
      for (guint f = 0; f < found->kind->n_fields; f++)
        if (scores[f] > MIN_WHOLE_SCORE && !is_taken (found, &found->kind->fields[f], column))
          return &found->kind->fields[f];
    }
  return name_part (found, column, text, NULL);
}

gboolean
ka_heading_split (const char *text, char **a, char **b)
{
  static const char *const words[]
    = { "及其", "及", "和", "与", "/", "、", "，", ",", "+", "\n", NULL };
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  const char *const sides[] = { heading->bare, heading->whole, heading->unit };

  for (guint s = 0; s < G_N_ELEMENTS (sides); s++)
    for (guint w = 0; sides[s] != NULL && words[w] != NULL; w++)
      {
        const char *at = strstr (sides[s], words[w]);
        const char *bare = s == 2 ? heading->bare : "";
        g_autofree char *unit = s == 0 && ka_heading_counts (heading->unit)
                                  ? g_strdup_printf ("(%s)", heading->unit)
                                  : g_strdup ("");

        if (at == NULL || at == sides[s] || at[strlen (words[w])] == '\0')
          continue;
        *a = g_strdup_printf ("%s%.*s%s", bare, (int)(at - sides[s]), sides[s], unit);
        *b = g_strdup_printf ("%s%s%s", bare, at + strlen (words[w]), unit);
        return TRUE;
      }
  /* 主要负责人（电话） */
  if (heading->unit == NULL || *heading->bare == '\0')
    return FALSE;
  *a = g_strdup (heading->bare);
  *b = g_strdup (heading->unit);
  return TRUE;
}

/* The telephone of a person whom a field names, and the reverse. */
static const KaField *
phone_of (const KaKind *kind, const KaField *name)
{
  g_autofree char *id = g_strconcat (name->id, "_phone", NULL);
  const KaField *phone = ka_kind_field (kind, id);

  if (phone == NULL && (strcmp (name->id, "name") == 0 || strcmp (name->id, "contact") == 0))
    phone = ka_kind_field (kind, "phone");
  return phone;
}

static const KaField *
name_of (const KaKind *kind, const KaField *phone)
{
  for (guint f = 0; f < kind->n_fields; f++)
    if (kind->fields[f].type == KA_FIELD_TEXT && phone_of (kind, &kind->fields[f]) == phone)
      return &kind->fields[f];
  return NULL;
}

static void
take_phones (KaFound *found, guint column, const GArray *cells)
{
  const KaField *field = g_ptr_array_index (found->fields, column), *name = NULL, *phone;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if ((field != NULL && field->type != KA_FIELD_TEXT)
      || rate (cells, ka_pair_split_phone, NULL, NULL) < MIN_PAIRS)
    return;
  if (field != NULL && field->format != KA_FORMAT_PHONE)
    name = field;
  else if (ka_heading_split (g_ptr_array_index (found->headings, column), &a, &b))
    name = name_part (found, column, a, field);
  if (name == NULL && field != NULL)
    name = name_of (found->kind, field);
  if (name == NULL || name->type != KA_FIELD_TEXT || name->format == KA_FORMAT_PHONE
      || is_taken (found, name, column))
    return;
  phone = phone_of (found->kind, name);
  take_pair (found, column, name, phone != NULL && !is_taken (found, phone, column) ? phone : NULL);
}

static void
take_places (KaFound *found, guint column, const GArray *cells)
{
  const KaField *longitude = ka_kind_field (found->kind, "longitude");
  const KaField *latitude = ka_kind_field (found->kind, "latitude");
  const KaField *field = g_ptr_array_index (found->fields, column);

  if (longitude == NULL || latitude == NULL || is_taken (found, longitude, column)
      || is_taken (found, latitude, column)
      || (field != NULL && field != longitude && field != latitude)
      || rate (cells, ka_pair_split_place, NULL, NULL) < MIN_PLACES)
    return;
  take_pair (found, column, longitude, latitude);
}

/* 伤亡情况 in one column: shown as the first two of its fields, read into all. */
static void
take_casualties (KaFound *found, guint column, const GArray *cells)
{
  const char *heading = g_ptr_array_index (found->headings, column);
  const KaField *fields[2];

  if (strstr (heading, "伤亡") == NULL && strstr (heading, "死伤") == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      fields[i] = ka_kind_field (found->kind, ka_casualties[i]);
      if (fields[i] == NULL || is_taken (found, fields[i], column))
        return;
    }
  if (rate (cells, split_casualties, NULL, NULL) >= MIN_PAIRS)
    take_pair (found, column, fields[0], fields[1]);
}

static void
take_sums (KaFound *found, guint column, const GArray *cells)
{
  const KaField *sum = ka_found_find_sum (found, column, cells);

  if (sum != NULL)
    take_pair (found, column, g_ptr_array_index (found->fields, column), sum);
}

static void
take_parts (KaFound *found, guint column, GPtrArray *fields, const KaField *first)
{
  const KaField *second = NULL;

  for (guint i = 0; i < fields->len && second == NULL; i++)
    if (g_ptr_array_index (fields, i) != first)
      second = g_ptr_array_index (fields, i);
  take_pair (found, column, first, second);
  ka_found_set_parts (found, column, fields);
}

/* 带队及检查人员 is a name of its own for one list of people. */
static gboolean
is_one_list (const KaFound *found, guint column)
{
  const KaField *field = g_ptr_array_index (found->fields, column);
  g_autoptr (KaHeading) heading = NULL;
  g_autofree double *scores = NULL;

  if (field == NULL || field->format != KA_FORMAT_LIST)
    return FALSE;
  heading = ka_heading_new (g_ptr_array_index (found->headings, column));
  scores = g_new0 (double, found->kind->n_fields);
  ka_heading_match_whole (heading, found->kind, scores);
  return scores[field - found->kind->fields] > MIN_WHOLE_SCORE;
}

/* 姓名/性别, 姓名、职务及电话: what is none of ours is passed over, where the column is of nothing else. */
static void
take_several (KaFound *found, guint column, const GArray *cells)
{
  gboolean marked;
  g_auto (GStrv) names = ka_heading_parts (g_ptr_array_index (found->headings, column), &marked);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  const KaField *first = NULL;
  guint n = 0, known = 0, fit = 0;

  if (is_one_list (found, column))
    return;
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      const KaField *field = i > 0 ? name_next (found, column, names[0], names[i])
                                   : name_part (found, column, names[0], NULL);

      if (field != NULL && (field->type == KA_FIELD_LONG || g_ptr_array_find (fields, field, NULL)))
        return;
      g_ptr_array_add (fields, (gpointer)field);
      known += field != NULL;
      first = first ? first : field;
    }
  if (known == 0 || (known < fields->len && !marked)
      || (known < fields->len && g_ptr_array_index (found->fields, column) != NULL
          && !g_ptr_array_find (fields, g_ptr_array_index (found->fields, column), NULL)))
    return;
  /* 曝光平台及日期: any text may say the other too; of a person or a number it would be too much. */
  if (known == 1 && first->type == KA_FIELD_TEXT && first->format == KA_FORMAT_NONE)
    {
      found->fields->pdata[column] = (gpointer)first;
      return;
    }
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;
      g_auto (GStrv) values = NULL;

      if (text[strspn (text, " /-")] == '\0' || strcmp (text, "无") == 0)
        continue;
      n++;
      values = ka_parts_split (fields, text);
      fit += values != NULL;
    }
  if (n > 0 && fit >= MIN_PAIRS * n)
    take_parts (found, column, fields, first);
}

/* 设计坝高 as it is now: 坝高. */
static const KaField *
as_it_stands (const KaKind *kind, const KaField *field)
{
  const KaField *now = g_str_has_prefix (field->id, "design_")
                         ? ka_kind_field (kind, field->id + strlen ("design_"))
                         : NULL;

  return now != NULL ? now : field;
}

static gboolean
ends_in (const char *text, const char *end)
{
  g_autoptr (KaHeading) whole = ka_heading_new (text);
  g_autoptr (KaHeading) part = ka_heading_new (end);

  return g_str_has_suffix (whole->bare, part->bare);
}

static void
take_named (KaFound *found, guint column, const GArray *cells)
{
  const KaField *first, *second;
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (is_one_list (found, column)
      || !ka_heading_split (g_ptr_array_index (found->headings, column), &a, &b))
    return;
  first = name_part (found, column, a, NULL);
  second = name_part (found, column, b, NULL);
  /* 库容/总库容: what may be either is not what the other names. */
  if (second != NULL && (first == second || (first == NULL && ends_in (b, a))))
    first = as_it_stands (found->kind, second);
  if (first == NULL || first == second)
    second = first ? name_part (found, column, b, first) : NULL;
  if (second == NULL || second->type == KA_FIELD_REF || second->type == KA_FIELD_LONG
      || first->type == KA_FIELD_LONG || rate (cells, NULL, first, second) < MIN_PAIRS)
    return;
  take_pair (found, column, first, second);
}

const KaField *
ka_found_second (const KaFound *found, guint column)
{
  return found->seconds != NULL && column < found->seconds->len
           ? g_ptr_array_index (found->seconds, column)
           : NULL;
}

void
ka_found_take_pairs (KaFound *found, GPtrArray *columns)
{
  for (guint c = 0; c < found->fields->len && c < columns->len; c++)
    {
      const GArray *cells = g_ptr_array_index (columns, c);

      if (found->context_column == (int)c || cells->len == 0)
        continue;
      take_places (found, c, cells);
      if (ka_found_second (found, c) == NULL)
        take_phones (found, c, cells);
      if (ka_found_second (found, c) == NULL)
        take_casualties (found, c, cells);
      if (ka_found_second (found, c) == NULL)
        take_sums (found, c, cells);
      if (ka_found_second (found, c) == NULL)
        take_named (found, c, cells);
      if (ka_found_second (found, c) == NULL)
        take_several (found, c, cells);
    }
}
