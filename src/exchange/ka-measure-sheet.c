/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-sheet.h"

#include "ka-reference.h"
#include "ka-xlsx-writer.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>

/* What the tasks of enterprises are called; a task without a 责任主体 may be anybody's. */
#define STANDS "(m.until IS NULL OR m.until >= :quarter)"
#define OF_ENTERPRISES "(m.actor IS NULL OR m.actor = '企业') AND " STANDS
#define IN_TOWN "n.town = :unit AND n.status <> '关闭'"

/* The record that is there already, of the cell of … */
#define RECORD                                                                                     \
  "(SELECT p.id FROM measure_progress p WHERE p.measure = m.id AND p.quarter = :quarter AND "
#define NEWEST " ORDER BY p.id DESC LIMIT 1)"
#define OF_ENTERPRISE RECORD "p.enterprise = e.id" NEWEST
#define OF_TOWN RECORD "p.enterprise IS NULL AND p.town = :unit" NEWEST
#define OF_DISTRICT RECORD "p.enterprise IS NULL AND p.town IS NULL" NEWEST

/* Which rows: task, its words, enterprise, the record, town. A town's own tasks name the town. */
#define EACH "SELECT m.id AS task, m.task, e.id AS enterprise, " OF_ENTERPRISE ", NULL FROM"

static const char *const questions[] = {
  EACH " (SELECT id FROM enterprise WHERE name = :unit) e JOIN measure m ON " OF_ENTERPRISES
       " ORDER BY enterprise, task",
  EACH
  " (SELECT x.id FROM enterprise x WHERE EXISTS (SELECT 1 FROM mine n WHERE n.enterprise = x.id"
  " AND " IN_TOWN ")) e JOIN measure m ON " OF_ENTERPRISES
  " UNION ALL SELECT m.id, m.task, 0, " OF_TOWN ", :unit FROM measure m WHERE m.actor ="
  " '属地政府' AND " STANDS " AND EXISTS (SELECT 1 FROM mine n WHERE " IN_TOWN ")"
  " ORDER BY enterprise, task",
  "SELECT m.id AS task, m.task, 0, " OF_DISTRICT ", NULL FROM measure m WHERE " STANDS
  " AND (ka_matches (m.unit, :unit) OR ka_matches (m.lead, :unit)) ORDER BY task",
};

/* The fields after task, enterprise and town, in the order of the kind. */
static const char *const filled[]
  = { "state",  "progress",   "problem",  "next",     "action", "evidence",
      "review", "review_due", "reviewed", "reviewer", "finding" };

enum
{
  COLUMN_NO,
  COLUMN_TASK,
  COLUMN_QUARTER,
  COLUMN_ENTERPRISE,
  COLUMN_TOWN,
  COLUMN_FILLED,
};

static gboolean
begin_sheet (KaXlsxWriter *writer, const KaKind *kind, GError **error)
{
  KaXlsxColumn columns[COLUMN_FILLED + G_N_ELEMENTS (filled)] = {
    /* As the importer knows it: of the two, the number tells which task. */
    [COLUMN_NO] = { .heading = "任务编号", .width = 6, .text = TRUE, .lead = TRUE, .key = TRUE },
    [COLUMN_TASK]
    = { .heading = "工作任务", .width = 20, .text = TRUE, .wrap = TRUE, .lead = TRUE, .key = TRUE },
    [COLUMN_QUARTER] = { .heading = "季度", .width = 6, .text = TRUE, .key = TRUE },
    [COLUMN_ENTERPRISE] = { .heading = "企业", .width = 12, .text = TRUE, .key = TRUE },
    [COLUMN_TOWN] = { .heading = "镇街", .width = 6, .text = TRUE, .key = TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (filled); i++)
    {
      const KaField *field = ka_kind_field (kind, filled[i]);
      KaXlsxColumn *column = &columns[COLUMN_FILLED + i];

      column->heading = field->label;
      column->choices = field->choices;
      column->text = TRUE;
      column->wrap = field->type == KA_FIELD_LONG;
      column->width = column->wrap ? 20 : 8;
    }
  return ka_xlsx_writer_begin_sheet (writer, kind->label, columns, G_N_ELEMENTS (columns), error);
}

static gboolean
write_row (KaXlsxWriter *writer,
           KaLedger *ledger,
           KaReferences *references,
           KaCursor *cursor,
           const char *quarter,
           GError **error)
{
  const KaKind *kind = ka_kind_get ("measure_progress");
  gint64 enterprise = ka_cursor_get_int (cursor, 2), id = ka_cursor_get_int (cursor, 3);
  g_autoptr (KaRecord) record = NULL;

  if (!ka_xlsx_writer_begin_row (writer, error))
    return FALSE;
  ka_xlsx_writer_text (
    writer, COLUMN_NO,
    ka_references_text (references, ka_kind_get ("measure"), ka_cursor_get_int (cursor, 0)));
  ka_xlsx_writer_text (writer, COLUMN_TASK, ka_cursor_get_text (cursor, 1));
  ka_xlsx_writer_text (writer, COLUMN_QUARTER, quarter);
  /* What is empty there is as settled as what is not. */
  ka_xlsx_writer_text (writer, COLUMN_ENTERPRISE,
                       enterprise > 0
                         ? ka_references_text (references, ka_kind_get ("enterprise"), enterprise)
                         : NULL);
  ka_xlsx_writer_text (writer, COLUMN_TOWN, ka_cursor_get_text (cursor, 4));
  if (id == 0)
    return TRUE;
  record = ka_ledger_get (ledger, kind, id, error);
  for (guint i = 0; record != NULL && i < G_N_ELEMENTS (filled); i++)
    ka_xlsx_writer_text (writer, COLUMN_FILLED + i, ka_record_get (record, filled[i]));
  return record != NULL;
}

/* n: how many rows there are. */
static gboolean
write_rows (KaXlsxWriter *writer,
            KaLedger *ledger,
            const char *question,
            const char *unit,
            KaQuarter quarter,
            guint *n,
            GError **error)
{
  g_autoptr (KaReferences) references = ka_references_new (ledger);
  g_autofree char *code = ka_quarter_to_text (quarter);
  g_autofree char *words = ka_quarter_to_chinese (quarter);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, question, error);
  g_autoptr (GError) local = NULL;

  *n = 0;
  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":unit", unit);
  ka_cursor_bind_text (cursor, ":quarter", code);
  while (ka_cursor_next (cursor, &local))
    {
      if (!write_row (writer, ledger, references, cursor, words, error))
        return FALSE;
      (*n)++;
    }
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

gboolean
ka_measure_sheet_write (KaLedger *ledger,
                        KaQuarter quarter,
                        const char *unit,
                        const char *path,
                        GError **error)
{
  const KaKind *kind = ka_kind_get ("measure_progress");
  g_autoptr (KaXlsxWriter) writer = NULL;
  guint n = 0;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && unit != NULL && path != NULL, FALSE);

  writer = ka_xlsx_writer_new (path, kind->label, error);
  if (writer == NULL || !begin_sheet (writer, kind, error))
    return FALSE;
  for (guint i = 0; n == 0 && i < G_N_ELEMENTS (questions); i++)
    if (!write_rows (writer, ledger, questions[i], unit, quarter, &n, error))
      return FALSE;
  if (n == 0)
    {
      g_set_error (
        error, KA_ERROR, KA_ERROR_NOT_FOUND,
        _ ("没有“%s”要填的硬措施任务；请写企业、镇街或者责任单位的名称，并先导入任务清单。"), unit);
      return FALSE;
    }
  return ka_xlsx_writer_finish (writer, error);
}
