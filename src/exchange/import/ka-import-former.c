/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-run-private.h"

#include <string.h>

/* 重庆甲矿业有限公司（原江津甲采石场）: an enterprise and the name that it bore before. Older papers go on with
 * that, and are its own: what a record was once called stands in its history. */

void
ka_understood_take_former (KaUnderstood *understood, const char *text)
{
  const char *name = ka_name_skip_former (text);

  if (ka_value_is_nothing (text, ka_kind_field (understood->record->kind, "name")))
    return;
  g_free (understood->former);
  understood->former = g_strdup (name && *name != '\0' ? name : text);
}

/* 原料厂 is no former name. */
static gboolean
is_firm (const char *name)
{
  static const char *const ends[]
    = { "公司", "厂", "场", "矿", "社", "院", "站", "队", "企业", NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (name, ends[i]))
      return g_utf8_strlen (name, -1) >= 4;
  return FALSE;
}

char *
ka_understood_split_former (KaUnderstood *understood, const KaField *field, const char *text)
{
  const KaKind *kind = understood->record->kind;
  g_autofree char *outer = NULL;
  g_autofree char *inner = NULL;
  const char *former;

  if (strcmp (kind->id, "enterprise") != 0 || strcmp (field->id, kind->title) != 0
      || !ka_name_split (text, &outer, &inner))
    return NULL;
  former = ka_name_skip_former (inner);
  if (former == NULL || !is_firm (former))
    return NULL;
  ka_understood_take_former (understood, former);
  return g_steal_pointer (&outer);
}

/* Two credit codes are two enterprises, whatever the names. */
static gboolean
may_be_renamed (const KaRecord *record, const KaRecord *known)
{
  const char *code = ka_record_get (record, "credit_code");
  const char *other = ka_record_get (known, "credit_code");

  return code == NULL || other == NULL || strcmp (code, other) == 0;
}

gboolean
ka_run_find_former (KaRun *run, const KaUnderstood *row, gint64 *id, GError **error)
{
  g_autoptr (KaRecord) known = NULL;
  KaLookup found;

  *id = 0;
  if (row->former == NULL)
    return TRUE;
  if (!ka_keys_resolve (run->keys, row->record->kind, row->former, 0, &found, id, error))
    return FALSE;
  if (found == KA_LOOKUP_ONE)
    {
      known = ka_ledger_get (run->ledger, row->record->kind, *id, error);
      if (known == NULL)
        return FALSE;
    }
  if (known == NULL || !may_be_renamed (row->record, known))
    *id = 0;
  return TRUE;
}

gboolean
ka_run_save_former (KaRun *run, const KaUnderstood *row, KaRecord **record, GError **error)
{
  const KaKind *kind = (*record)->kind;
  g_autoptr (KaRecord) once = NULL;
  KaRecord *now;

  if (row->former == NULL || (*record)->id != 0)
    return TRUE;
  once = ka_record_copy (*record);
  ka_record_set (once, kind->title, row->former);
  if (!ka_ledger_save (run->ledger, once, error))
    return FALSE;
  now = ka_ledger_get (run->ledger, kind, once->id, error);
  if (now == NULL)
    return FALSE;
  ka_record_set (now, kind->title, ka_record_get (*record, kind->title));
  ka_keys_add_former (run->keys, kind, row->former, now->id);
  ka_record_unref (*record);
  *record = now;
  return TRUE;
}
