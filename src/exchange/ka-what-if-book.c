/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-what-if-book.h"

#include "ka-xlsx-writer.h"

#include <ka-official.h>
#include <ka-scenario.h>
#include <ka-size.h>

static gboolean
write_ratios (KaXlsxWriter *writer, const KaWhatIf *what_if, GError **error)
{
  static const KaXlsxColumn columns[] = {
    { .heading = "指标", .width = 14, .text = TRUE, .lead = TRUE },
    { .heading = "目标", .width = 6, .text = TRUE },
    { .heading = "现在分子", .width = 6 },
    { .heading = "现在分母", .width = 6 },
    { .heading = "现在(%)", .width = 6, .text = TRUE },
    { .heading = "设想后分子", .width = 6 },
    { .heading = "设想后分母", .width = 6 },
    { .heading = "设想后(%)", .width = 6, .text = TRUE },
    { .heading = "达标", .width = 5, .text = TRUE },
    { .heading = "还差", .width = 5, .text = TRUE },
  };

  if (!ka_xlsx_writer_begin_sheet (writer, "测算结果", columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < what_if->after->len; i++)
    {
      const KaResult *before = g_ptr_array_index (what_if->before, i);
      const KaResult *after = g_ptr_array_index (what_if->after, i);
      g_autofree char *gap
        = after->gap > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, after->gap) : NULL;

      if (!ka_xlsx_writer_begin_row (writer, error))
        return FALSE;
      ka_xlsx_writer_text (writer, 0, ka_indicator_name (after->indicator));
      ka_xlsx_writer_text (writer, 1, after->target);
      ka_xlsx_writer_decimal (writer, 2, before->numerator, 0);
      ka_xlsx_writer_decimal (writer, 3, before->denominator, 0);
      ka_xlsx_writer_text (writer, 4, before->value);
      ka_xlsx_writer_decimal (writer, 5, after->numerator, 0);
      ka_xlsx_writer_decimal (writer, 6, after->denominator, 0);
      ka_xlsx_writer_text (writer, 7, after->value);
      ka_xlsx_writer_text (writer, 8, after->met < 0 ? "—" : after->met ? "是" : "否");
      ka_xlsx_writer_text (writer, 9, gap);
    }
  return TRUE;
}

static gboolean
write_mine (KaXlsxWriter *writer,
            KaLedger *ledger,
            gint64 id,
            const char *act,
            gint64 keeper,
            GError **error)
{
  const KaKind *kind = ka_kind_get ("mine");
  g_autoptr (KaRecord) mine = ka_ledger_get (ledger, kind, id, error);
  static const char *const shown[]
    = { "enterprise", "town", "mineral", "capacity", "capacity_unit", "status" };

  if (mine == NULL || !ka_xlsx_writer_begin_row (writer, error))
    return FALSE;
  ka_xlsx_writer_text (writer, 0, ka_record_get (mine, "name"));
  for (guint f = 0; f < G_N_ELEMENTS (shown); f++)
    {
      g_autofree char *text
        = ka_ledger_display (ledger, mine, ka_kind_field (kind, shown[f]), TRUE);

      ka_xlsx_writer_text (writer, 1 + f, text);
    }
  ka_xlsx_writer_text (writer, 1 + G_N_ELEMENTS (shown), ka_size_of_mine (mine, NULL));
  ka_xlsx_writer_text (writer, 2 + G_N_ELEMENTS (shown), act);
  if (keeper > 0)
    ka_xlsx_writer_text (writer, 3 + G_N_ELEMENTS (shown),
                         keeper == id ? "保留" : ka_ledger_title (ledger, kind, keeper));
  return TRUE;
}

static gboolean
write_ids (KaXlsxWriter *writer,
           KaLedger *ledger,
           const GArray *ids,
           const char *act,
           gboolean merged,
           GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!write_mine (writer, ledger, g_array_index (ids, gint64, i), act,
                     merged ? g_array_index (ids, gint64, 0) : 0, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_mines (KaXlsxWriter *writer, KaLedger *ledger, const KaScenario *scenario, GError **error)
{
  static const KaXlsxColumn columns[] = {
    { .heading = "矿山名称", .width = 14, .text = TRUE, .lead = TRUE },
    { .heading = "所属企业", .width = 16, .text = TRUE },
    { .heading = "所在镇街", .width = 6, .text = TRUE },
    { .heading = "开采矿种", .width = 8, .text = TRUE },
    { .heading = "设计生产规模", .width = 6, .text = TRUE },
    { .heading = "规模单位", .width = 7, .text = TRUE },
    { .heading = "矿山状态", .width = 5, .text = TRUE },
    { .heading = "现在规模", .width = 5, .text = TRUE },
    { .heading = "设想", .width = 5, .text = TRUE },
    { .heading = "并入矿山", .width = 14, .text = TRUE },
  };

  if (!ka_xlsx_writer_begin_sheet (writer, "矿山", columns, G_N_ELEMENTS (columns), error)
      || !write_ids (writer, ledger, scenario->upgrade, "升级", FALSE, error)
      || !write_ids (writer, ledger, scenario->close, "关闭", FALSE, error))
    return FALSE;
  for (guint i = 0; i < scenario->merge->len; i++)
    if (!write_ids (writer, ledger, g_ptr_array_index (scenario->merge, i), "合并", TRUE, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_notes (KaXlsxWriter *writer, const KaWhatIf *what_if, GError **error)
{
  static const KaXlsxColumn columns[]
    = { { .heading = "说明", .width = 50, .text = TRUE, .wrap = TRUE } };

  if (!ka_xlsx_writer_begin_sheet (writer, "说明", columns, G_N_ELEMENTS (columns), error))
    return FALSE;
  for (guint i = 0; i < what_if->notes->len; i++)
    {
      if (!ka_xlsx_writer_begin_row (writer, error))
        return FALSE;
      ka_xlsx_writer_text (writer, 0, g_ptr_array_index (what_if->notes, i));
    }
  return TRUE;
}

gboolean
ka_what_if_book_write (KaLedger *ledger,
                       const char *name,
                       const KaScenario *scenario,
                       KaDay on,
                       const char *path,
                       GError **error)
{
  g_autoptr (KaOfficial) official = ka_official_begin ();
  g_autofree char *title
    = name != NULL ? g_strdup_printf ("规模化测算：%s", name) : g_strdup ("规模化测算");
  g_autoptr (KaWhatIf) what_if = NULL;
  g_autoptr (KaXlsxWriter) writer = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && scenario != NULL && path != NULL, FALSE);

  what_if = ka_what_if_new (ledger, scenario, on, error);
  writer = what_if != NULL ? ka_xlsx_writer_new (path, title, error) : NULL;
  return writer != NULL && write_ratios (writer, what_if, error)
         && write_mines (writer, ledger, scenario, error) && write_notes (writer, what_if, error)
         && ka_xlsx_writer_finish (writer, error);
}
