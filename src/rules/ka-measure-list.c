/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-list.h"

#include <glib/gi18n-lib.h>
#include <ka-codes.h>
#include <ka-query.h>
#include <ka-reason.h>

#define PREFIX "硬措施-"
#define MARK "（据公开文件整理，不是市级任务清单原文）"

gboolean
ka_measure_is_public (const char *no)
{
  return no != NULL && g_str_has_prefix (no, PREFIX);
}

gboolean
ka_measure_list_count (KaLedger *ledger, guint *public_tasks, guint *others, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger,
                                               "SELECT COALESCE (sum (CASE WHEN m.no LIKE '" PREFIX
                                               "%' THEN 1 ELSE 0 END), 0),"
                                               " count (*) FROM measure m WHERE m.until IS NULL",
                                               error);

  *public_tasks = *others = 0;
  if (cursor == NULL)
    return FALSE;
  if (ka_cursor_next (cursor, &local))
    {
      *public_tasks = (guint)ka_cursor_get_int (cursor, 0);
      *others = (guint)ka_cursor_get_int (cursor, 1) - *public_tasks;
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ---- loading ---- */

/* 2025-06-30: 6月底前, as lists of tasks say it. */
static char *
say_due (const char *text)
{
  KaDay day = text != NULL ? ka_day_from_iso (text) : KA_DAY_NONE;
  int month;

  if (day == KA_DAY_NONE)
    return g_strdup (text);
  ka_day_get_ymd (day, NULL, &month, NULL);
  return g_strdup_printf ("%d月底前", month);
}

static gboolean
load_task (KaLedger *ledger, const KaCodeTable *table, const KaCode *code, guint *n, GError **error)
{
  const KaKind *kind = ka_kind_get ("measure");
  const char *number = ka_codes_column (table, code, "item_no");
  const char *actor = ka_codes_column (table, code, "actor");
  const char *metric = ka_codes_column (table, code, "metric");
  g_autofree char *no = g_strconcat (PREFIX, number, NULL);
  g_autofree char *due = say_due (ka_codes_column (table, code, "deadline"));
  g_autofree char *source = g_strconcat (ka_codes_column (table, code, "source"), MARK, NULL);
  g_autoptr (KaRecord) record = NULL;
  gint64 there = ka_ledger_find (ledger, kind, "no", no, error);

  if (there != 0)
    return there > 0;
  record = ka_record_new (kind);
  ka_record_set (record, "no", no);
  ka_record_set (record, "heading", ka_codes_column (table, code, "heading"));
  ka_record_set (record, "actor", g_strcmp0 (actor, "监管部门") == 0 ? "地方监管" : actor);
  ka_record_set (record, "task", ka_codes_column (table, code, "text_short"));
  ka_record_set (record, "metric", g_strcmp0 (metric, "—") == 0 ? NULL : metric);
  ka_record_set (record, "due", due);
  ka_record_set (record, "source", source);
  (*n)++;
  return ka_ledger_save (ledger, record, error);
}

static gboolean
load_tasks (KaLedger *ledger, gpointer n, GError **error)
{
  const KaCodeTable *table = ka_codes_get ("measures");

  for (guint i = 0; i < ka_codes_size (table); i++)
    {
      const KaCode *code = ka_codes_nth (table, i);

      /* The others head them, or are places of the official list that nobody has published. */
      if (g_strcmp0 (ka_codes_column (table, code, "status"), "verified") == 0
          && !load_task (ledger, table, code, n, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
ka_measure_list_load (KaLedger *ledger, guint *n, GError **error)
{
  g_return_val_if_fail (KA_IS_LEDGER (ledger) && n != NULL, FALSE);

  *n = 0;
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, KA_WHY_MEASURES_PUBLIC, load_tasks, n, NULL,
                             error);
}

/* ---- replacing ---- */

typedef struct
{
  guint *deleted, *retired;
} Replacing;

static gboolean
replace_task (KaLedger *ledger, gint64 id, const char *last, Replacing *replacing, GError **error)
{
  const KaKind *kind = ka_kind_get ("measure");
  g_autoptr (KaRecord) there = NULL;
  g_autoptr (KaRecord) record = NULL;

  if (last == NULL)
    {
      (*replacing->deleted)++;
      return ka_ledger_delete (ledger, kind, id, error);
    }
  there = ka_ledger_get (ledger, kind, id, error);
  if (there == NULL)
    return FALSE;
  record = ka_record_copy (there);
  ka_record_set (record, "until", last);
  (*replacing->retired)++;
  return ka_ledger_save (ledger, record, error);
}

static gboolean
replace_tasks (KaLedger *ledger, gpointer data, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) lasts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (KaCursor) cursor = ka_cursor_new (
    ledger,
    "SELECT m.id, (SELECT max (p.quarter) FROM measure_progress p WHERE p.measure ="
    " m.id) FROM measure m WHERE m.until IS NULL AND m.no LIKE '" PREFIX "%'",
    error);

  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    {
      gint64 id = ka_cursor_get_int (cursor, 0);

      g_array_append_val (ids, id);
      g_ptr_array_add (lasts, g_strdup (ka_cursor_get_text (cursor, 1)));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  /* What reads must be at its end before anything is written. */
  g_clear_pointer (&cursor, ka_cursor_free);
  for (guint i = 0; i < ids->len; i++)
    if (!replace_task (ledger, g_array_index (ids, gint64, i), lasts->pdata[i], data, error))
      return FALSE;
  return TRUE;
}

gboolean
ka_measure_list_replace (KaLedger *ledger, guint *deleted, guint *retired, GError **error)
{
  Replacing replacing = { deleted, retired };
  guint public_tasks, others;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && deleted != NULL && retired != NULL, FALSE);

  *deleted = *retired = 0;
  if (!ka_measure_list_count (ledger, &public_tasks, &others, error))
    return FALSE;
  if (others == 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_USAGE,
                           _ ("还没有市级任务清单，请先导入，再停用公开文件提出的要求。"));
      return FALSE;
    }
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, KA_WHY_MEASURES_LIST, replace_tasks,
                             &replacing, NULL, error);
}
