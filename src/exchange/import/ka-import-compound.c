/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <ka-check.h>
#include <string.h>

/* Names put together of others: a firm and its mine, somebody and his firm. */

#define MAX_NAMES_BYTES 180
#define MAX_PERSON 4 /* characters */

/* The name of an enterprise ends here, if one stands there at all. */
static gboolean
ends_firm (const char *text, const char *end)
{
  static const char *const ends[]
    = { "公司", "厂", "场", "集团", "合作社", "矿", "站", "部", NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    if ((gsize)(end - text) > strlen (ends[i])
        && strncmp (end - strlen (ends[i]), ends[i], strlen (ends[i])) == 0)
      return TRUE;
  return FALSE;
}

/* 甲公司一号矿, 甲公司-一号矿: the enterprise, and what stands behind it if that is a mine of it; *mine: NULL: it
 * is not so. */
static gboolean
find_firm_and_mine (KaRun *run, const char *text, gint64 *owner, char **mine, GError **error)
{
  static const char joints[] = " -/_.,:";

  *mine = NULL;
  for (const char *end = text; *end != '\0' && strlen (text) <= MAX_NAMES_BYTES;
       end = g_utf8_next_char (end))
    {
      g_autofree char *firm = NULL;
      const char *rest = end;
      KaLookup found;
      gint64 id;

      if (!ends_firm (text, end))
        continue;
      firm = g_strndup (text, end - text);
      if (!ka_keys_resolve (run->keys, ka_kind_get ("enterprise"), firm, 0, &found, owner, error))
        return FALSE;
      if (found != KA_LOOKUP_ONE)
        continue;
      while (*rest != '\0' && strchr (joints, *rest) != NULL)
        rest++;
      for (guint i = 0; i < 2; i++)
        if (g_str_has_prefix (rest, i == 0 ? "—" : "·"))
          rest = g_utf8_next_char (rest);
      if (*rest == '\0'
          || !ka_keys_resolve (run->keys, ka_kind_get ("mine"), rest, *owner, &found, &id, error))
        return *rest == '\0';
      if (found == KA_LOOKUP_ONE)
        {
          *mine = g_strdup (rest);
          return TRUE;
        }
    }
  return TRUE;
}

/* 主要负责人, 安全员张三: a post, and who holds it; NULL: it is none. */
static const char *
skip_post (const char *text)
{
  static const char *const posts[]
    = { "法定代表人",   "主要负责人", "实际控制人", "安全生产管理人员",
        "安全管理人员", "安全负责人", "现场负责人", "生产负责人",
        "分管负责人",   "直接责任人", "总经理",     "董事长",
        "副总经理",     "执行董事",   "总工程师",   "副矿长",
        "矿长",         "副厂长",     "厂长",       "场长",
        "经理",         "负责人",     "安全员",     "法人代表",
        "法人",         "投资人",     "经营者",     "合伙人",
        "从业人员",     "职工",       "员工",       "工人",
        "特种作业人员", NULL };

  text += strspn (text, " :-,/");
  if (g_str_has_prefix (text, "的"))
    text += strlen ("的");
  for (guint i = 0; posts[i] != NULL; i++)
    if (g_str_has_prefix (text, posts[i]))
      return text + strlen (posts[i]);
  return NULL;
}

static gboolean
is_person_name (const char *text)
{
  glong length = g_utf8_strlen (text, -1);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    if (g_unichar_get_script (g_utf8_get_char (at)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  return length >= 2 && length <= MAX_PERSON;
}

static void
take_person (KaRecord *record, const char *name)
{
  int person = ka_kind_field_index (record->kind, "person");

  if (person >= 0 && record->values[person] == NULL && is_person_name (name))
    ka_record_take (record, person, g_strdup (name));
}

/* 甲公司主要负责人, 甲公司主要负责人张三: the enterprise that the text begins with, and whoever is named behind the
 * post. Only of kinds whose records are of people too. */
static gboolean
find_firm_and_post (KaRun *run,
                    const KaUnderstood *row,
                    const char *text,
                    KaLookup *found,
                    gint64 *owner,
                    const char **name,
                    GError **error)
{
  *name = NULL;
  if (ka_kind_field_index (row->record->kind, "person") < 0 || strlen (text) > MAX_NAMES_BYTES)
    return TRUE;
  for (const char *end = text; *end != '\0'; end = g_utf8_next_char (end))
    {
      const char *rest = ends_firm (text, end) ? skip_post (end) : NULL;
      g_autofree char *firm = NULL;
      KaLookup lookup;

      if (rest == NULL || (*rest != '\0' && !is_person_name (rest)))
        continue;
      firm = g_strndup (text, end - text);
      if (!ka_keys_resolve (run->keys, ka_kind_get ("enterprise"), firm, 0, &lookup, owner, error))
        return FALSE;
      if (lookup != KA_LOOKUP_ONE)
        continue;
      *found = lookup;
      *name = rest;
      return TRUE;
    }
  return TRUE;
}

gboolean
ka_run_find_joined (KaRun *run,
                    const KaUnderstood *row,
                    const KaKind *target,
                    const char *text,
                    KaLookup *found,
                    gint64 *id,
                    GError **error)
{
  KaRecord *record = row->record;
  int column = ka_kind_field_index (record->kind, "mine");
  g_autofree char *mine = NULL;
  gint64 owner = 0;

  if (!find_firm_and_mine (run, text, &owner, &mine, error))
    return FALSE;
  if (mine == NULL && strcmp (target->id, "enterprise") == 0)
    {
      const char *name;

      if (!find_firm_and_post (run, row, text, found, id, &name, error))
        return FALSE;
      if (name != NULL)
        take_person (record, name);
    }
  if (mine == NULL)
    return TRUE;
  if (strcmp (target->id, "mine") == 0)
    return ka_keys_resolve (run->keys, target, mine, owner, found, id, error);
  *found = KA_LOOKUP_ONE;
  *id = owner;
  /* Looked up in its turn, by its name. */
  if (column >= 0 && record->values[column] == NULL)
    ka_record_take (record, column, g_steal_pointer (&mine));
  return TRUE;
}

/* 甲公司（乙矿） in a column of enterprises: the mine is known too. */
static gboolean
take_inner_mine (KaRun *run,
                 const KaUnderstood *row,
                 const char *inner,
                 gint64 owner,
                 GError **error)
{
  KaRecord *record = row->record;
  int column = ka_kind_field_index (record->kind, "mine");
  KaLookup found;
  gint64 id;

  if (column < 0 || record->kind->fields[column].type != KA_FIELD_REF
      || record->values[column] != NULL)
    return TRUE;
  if (!ka_keys_resolve (run->keys, ka_kind_get ("mine"), inner, owner, &found, &id, error))
    return FALSE;
  if (found == KA_LOOKUP_ONE)
    ka_record_take (record, column, g_strdup (inner));
  return TRUE;
}

gboolean
ka_name_is_town (const char *text)
{
  char *value = NULL;
  gboolean is = ka_field_parse (ka_kind_field (ka_kind_get ("mine"), "town"), text, KA_DAY_NONE,
                                &value, NULL, NULL)
                && value != NULL;

  g_free (value);
  return is;
}

gboolean
ka_run_find_employer (KaRun *run,
                      const KaUnderstood *row,
                      const char *outer,
                      const char *inner,
                      KaLookup *found,
                      gint64 *id,
                      GError **error)
{
  const KaKind *enterprises = ka_kind_get ("enterprise");
  KaRecord *record = row->record;
  const char *name;

  if (!ka_keys_resolve (run->keys, enterprises, outer, 0, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_ONE)
    {
      name = skip_post (inner);
      if (name != NULL)
        take_person (record, name);
      return name != NULL || take_inner_mine (run, row, inner, *id, error);
    }
  if (*found != KA_LOOKUP_NONE || g_utf8_strlen (outer, -1) > MAX_PERSON)
    return TRUE;
  if (!ka_keys_resolve (run->keys, enterprises, inner, 0, found, id, error)
      || (*found == KA_LOOKUP_NONE
          && !find_firm_and_post (run, row, inner, found, id, &name, error)))
    return FALSE;
  if (*found == KA_LOOKUP_ONE)
    take_person (record, outer);
  return TRUE;
}
