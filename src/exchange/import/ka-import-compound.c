/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <ka-check.h>
#include <string.h>

/* Names put together of others: a firm and its mine, somebody and his firm. */

#define MAX_NAMES_BYTES 180

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
  int person = ka_kind_field_index (record->kind, "person");

  if (!ka_keys_resolve (run->keys, enterprises, outer, 0, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_ONE)
    return take_inner_mine (run, row, inner, *id, error);
  if (*found != KA_LOOKUP_NONE || g_utf8_strlen (outer, -1) > 4)
    return TRUE;
  if (!ka_keys_resolve (run->keys, enterprises, inner, 0, found, id, error))
    return FALSE;
  if (*found == KA_LOOKUP_ONE && person >= 0 && record->values[person] == NULL)
    ka_record_take (record, person, g_strdup (outer));
  return TRUE;
}
