/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-book.h"

#include "ka-xlsx-writer.h"

#include <ka-decimal.h>
#include <ka-measures.h>
#include <ka-official.h>
#include <ka-query.h>

/* What the sheets count, in this order. */
#define N_COUNTS 12

static const char *const count_headings[N_COUNTS]
  = { "已填",   "涉及",       "落实",       "部分落实", "不落实", "假落实",
      "软落实", "比上季好转", "比上季后退", "待回头看", "已核实", "反弹" };

/* 58.3%（28/48） */
static char *
format_rate (guint numerator, guint denominator)
{
  g_autofree char *ratio = ka_ratio_format (numerator, denominator);

  return denominator == 0 ? g_strdup ("—")
                          : g_strdup_printf ("%s%%（%u/%u）", ratio, numerator, denominator);
}

static void
write_counts (KaXlsxWriter *writer, guint first, const KaMeasureCount *count)
{
  const guint counts[N_COUNTS]
    = { count->told,  count->applicable, count->done,      count->partial,
        count->unmet, count->sham,       count->soft,      count->better,
        count->worse, count->waiting,    count->confirmed, count->relapsed };
  g_autofree char *rate = format_rate (count->done, count->applicable);

  for (guint i = 0; i < N_COUNTS; i++)
    ka_xlsx_writer_decimal (writer, first + i, counts[i], 0);
  ka_xlsx_writer_text (writer, first + N_COUNTS, rate);
}

static void
set_count_columns (KaXlsxColumn *columns)
{
  for (guint i = 0; i < N_COUNTS; i++)
    columns[i] = (KaXlsxColumn){ .heading = count_headings[i], .width = 6 };
  columns[N_COUNTS] = (KaXlsxColumn){ .heading = "落实率", .width = 9, .text = TRUE };
}

static gboolean
write_units (KaXlsxWriter *writer, const KaMeasureTable *table, GError **error)
{
  KaXlsxColumn columns[2 + N_COUNTS + 1] = {
    { .heading = "单位", .width = 16, .text = TRUE, .lead = TRUE },
    { .heading = "类别", .width = 5, .text = TRUE },
  };

  set_count_columns (columns + 2);
  if (!ka_xlsx_writer_begin_sheet (writer, "按单位", columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < table->units->len; i++)
    {
      const KaMeasureUnit *unit = g_ptr_array_index (table->units, i);
      KaMeasureCount count;

      if (!ka_xlsx_writer_begin_row (writer, error))
        return FALSE;
      ka_measure_count_unit (table, i, &count);
      ka_xlsx_writer_text (writer, 0, unit->name);
      ka_xlsx_writer_text (writer, 1,
                           unit->enterprise > 0 ? "企业"
                           : unit->town != NULL ? "镇街"
                                                : "全区");
      write_counts (writer, 2, &count);
    }
  return TRUE;
}

static gboolean
write_tasks (KaXlsxWriter *writer, const KaMeasureTable *table, GError **error)
{
  KaXlsxColumn columns[6 + N_COUNTS + 1] = {
    { .heading = "编号", .width = 6, .text = TRUE, .lead = TRUE },
    { .heading = "工作任务", .width = 24, .text = TRUE, .wrap = TRUE, .lead = TRUE },
    { .heading = "责任主体", .width = 6, .text = TRUE },
    { .heading = "全区落实情况", .width = 7, .text = TRUE },
    { .heading = "上季", .width = 6, .text = TRUE },
    { .heading = "全区回头看", .width = 6, .text = TRUE },
  };

  set_count_columns (columns + 6);
  if (!ka_xlsx_writer_begin_sheet (writer, "按任务", columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < table->lines->len; i++)
    {
      const KaMeasureLine *line = g_ptr_array_index (table->lines, i);
      const KaMeasureCell *district = ka_measure_table_cell (table, i, 0);
      KaMeasureCount count;

      if (!ka_xlsx_writer_begin_row (writer, error))
        return FALSE;
      ka_measure_count_line (table, i, &count);
      ka_xlsx_writer_text (writer, 0, line->no);
      ka_xlsx_writer_text (writer, 1, line->task);
      ka_xlsx_writer_text (writer, 2, line->actor);
      ka_xlsx_writer_text (writer, 3, district != NULL ? district->state : NULL);
      ka_xlsx_writer_text (writer, 4, district != NULL ? district->last : NULL);
      ka_xlsx_writer_text (writer, 5, district != NULL ? district->review : NULL);
      write_counts (writer, 6, &count);
    }
  return TRUE;
}

/* ---- 短板清单 ---- */

/* The fields of a cell, as they are. */
static const char *const told[]
  = { "state", "progress", "problem", "next", "action", "review", "reviewed", "finding" };

static gboolean
falls_short (const KaMeasureCell *cell)
{
  return cell != NULL && cell->id > 0
         && ((cell->state != NULL && g_strcmp0 (cell->state, "落实") != 0
              && g_strcmp0 (cell->state, "不涉及") != 0)
             || g_strcmp0 (cell->review, "反弹") == 0);
}

static gboolean
write_cell (KaXlsxWriter *writer,
            KaLedger *ledger,
            const KaMeasureTable *table,
            guint i,
            guint unit,
            GError **error)
{
  const KaMeasureLine *line = g_ptr_array_index (table->lines, i);
  const KaMeasureCell *cell = ka_measure_table_cell (table, i, unit);
  g_autoptr (KaRecord) record
    = ka_ledger_get (ledger, ka_kind_get ("measure_progress"), cell->id, error);

  if (record == NULL || !ka_xlsx_writer_begin_row (writer, error))
    return FALSE;
  ka_xlsx_writer_text (writer, 0, ((KaMeasureUnit *)table->units->pdata[unit])->name);
  ka_xlsx_writer_text (writer, 1, line->no);
  ka_xlsx_writer_text (writer, 2, line->task);
  ka_xlsx_writer_text (writer, 3, cell->last);
  for (guint f = 0; f < G_N_ELEMENTS (told); f++)
    ka_xlsx_writer_text (writer, 4 + f, ka_record_get (record, told[f]));
  return TRUE;
}

static gboolean
write_short (KaXlsxWriter *writer, KaLedger *ledger, const KaMeasureTable *table, GError **error)
{
  KaXlsxColumn columns[4 + G_N_ELEMENTS (told)] = {
    { .heading = "单位", .width = 14, .text = TRUE, .lead = TRUE },
    { .heading = "编号", .width = 6, .text = TRUE, .lead = TRUE },
    { .heading = "工作任务", .width = 20, .text = TRUE, .wrap = TRUE },
    { .heading = "上季", .width = 6, .text = TRUE },
  };

  for (guint f = 0; f < G_N_ELEMENTS (told); f++)
    {
      const KaField *field = ka_kind_field (ka_kind_get ("measure_progress"), told[f]);
      gboolean wrap = field->type == KA_FIELD_LONG;

      columns[4 + f] = (KaXlsxColumn){
        .heading = field->label, .width = wrap ? 18 : 7, .text = TRUE, .wrap = wrap
      };
    }
  if (!ka_xlsx_writer_begin_sheet (writer, "短板清单", columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint unit = 0; unit < table->units->len; unit++)
    for (guint i = 0; i < table->lines->len; i++)
      if (falls_short (ka_measure_table_cell (table, i, unit))
          && !write_cell (writer, ledger, table, i, unit, error))
        return FALSE;
  return TRUE;
}

gboolean
ka_measure_book_write (KaLedger *ledger, KaQuarter quarter, const char *path, GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();
  g_autofree char *words = ka_quarter_to_chinese (quarter);
  g_autofree char *title = g_strdup_printf ("%s“八条硬措施”落实情况分析表", words);
  g_autoptr (KaMeasureTable) table = NULL;
  g_autoptr (KaXlsxWriter) writer = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && path != NULL, FALSE);

  table = ka_measure_table_new (ledger, quarter, error);
  writer = table != NULL ? ka_xlsx_writer_new (path, title, error) : NULL;
  return writer != NULL && write_units (writer, table, error) && write_tasks (writer, table, error)
         && write_short (writer, ledger, table, error) && ka_xlsx_writer_finish (writer, error);
}
