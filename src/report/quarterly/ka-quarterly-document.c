/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-quarterly-template.h"

/* ---- charts ---- */

const char *const ka_quarterly_bars[]
  = { "scale",       "mechanization", "mechanization_large", "standard3", "standard2",
      "information", "video",         "training_video",      NULL };
const char *const ka_quarterly_lines[]
  = { "scale", "mechanization", "standard3", "information", NULL };

const KaResult *
ka_point_result (const KaPoint *point, const char *code)
{
  for (guint i = 0; i < point->results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (point->results, i);

      if (g_str_equal (result->indicator->code, code))
        return result;
    }
  return NULL;
}

char *
ka_point_label (const KaPoint *point)
{
  g_autofree char *quarter = ka_quarter_to_text (point->quarter);

  return point->basis == KA_BASIS_ESTIMATE ? g_strdup_printf ("%s（推算）", quarter)
                                           : g_steal_pointer (&quarter);
}

/* Only places a bar or a point; the exact figure is written beside it. */
static double
get_percent (const KaResult *result)
{
  if (result->denominator <= 0)
    return NAN;
  return 100.0 * (double)result->numerator / (double)result->denominator;
}

KaChart *
ka_quarterly_target_chart (KaQuarterly *report)
{
  KaChart *chart = ka_chart_new (KA_CHART_BARS, "图1 “四化”指标与目标对照", "%");
  guint series = ka_chart_add_series (chart, "现值", KA_TONE_ACCENT);

  for (guint i = 0; ka_quarterly_bars[i] != NULL; i++)
    {
      const KaResult *result = ka_figures_result (report->figures, ka_quarterly_bars[i]);
      guint category = ka_chart_add_category (chart, ka_indicator_name (result->indicator));
      g_autofree char *text = ka_figures_ratio (result->numerator, MAX (result->denominator, 0));

      ka_chart_set_value (chart, series, category, get_percent (result), text);
      if (result->target != NULL)
        {
          g_autofree char *target = g_strconcat (result->target, "%", NULL);

          ka_chart_set_target (chart, category, g_ascii_strtod (result->target, NULL), target);
        }
      if (result->met >= 0)
        ka_chart_set_tone (chart, category, result->met ? KA_TONE_GOOD : KA_TONE_WARNING);
    }
  ka_chart_set_range (chart, 0, 100);
  return chart;
}

static void
add_trend_value (KaChart *chart, guint series, guint category, const KaResult *result)
{
  g_autofree char *text = result != NULL ? g_strdup (result->value) : NULL;

  ka_chart_set_value (chart, series, category, result != NULL ? get_percent (result) : NAN, text);
}

static gboolean
is_estimated (KaQuarterly *report)
{
  for (guint i = 0; i < report->trend->len; i++)
    if (((KaPoint *)g_ptr_array_index (report->trend, i))->basis == KA_BASIS_ESTIMATE)
      return TRUE;
  return FALSE;
}

KaChart *
ka_quarterly_trend_chart (KaQuarterly *report)
{
  KaChart *chart = ka_chart_new (KA_CHART_TREND,
                                 is_estimated (report)
                                   ? "图2 “四化”主要指标季度变化（标推算的季度按现有台账推算）"
                                   : "图2 “四化”主要指标季度变化",
                                 "%");
  g_autofree char *quarter = ka_quarter_to_text (report->quarter);
  guint last;

  for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
    ka_chart_add_series (chart, ka_indicator_name (ka_indicator_get (ka_quarterly_lines[i])),
                         KA_TONE_SET_1 + i);
  for (guint p = 0; p < report->trend->len; p++)
    {
      const KaPoint *point = g_ptr_array_index (report->trend, p);
      g_autofree char *label = ka_point_label (point);
      guint category = ka_chart_add_category (chart, label);

      for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
        add_trend_value (chart, i, category, ka_point_result (point, ka_quarterly_lines[i]));
    }
  last = ka_chart_add_category (chart, quarter);
  for (guint i = 0; ka_quarterly_lines[i] != NULL; i++)
    add_trend_value (chart, i, last, ka_figures_result (report->figures, ka_quarterly_lines[i]));
  ka_chart_set_range (chart, 0, 100);
  return chart;
}

/* ---- the document ---- */

static const char *
get_setting (KaQuarterly *report, const char *key)
{
  return ka_ledger_setting (report->ledger, key);
}

/* 江津应急文〔2026〕12号; without a number of its own the place stays open for the pen. */
static char *
make_number (KaQuarterly *report)
{
  const char *number = get_setting (report, "report.number");
  int year;

  ka_day_get_ymd (report->on, &year, NULL, NULL);
  return g_strdup_printf ("%s〔%d〕%s号", get_setting (report, "report.number_word"), year,
                          *number != '\0' ? number : "　　");
}

static void
add_first_page (KaQuarterly *report, KaDoc *doc)
{
  g_autofree char *number = make_number (report);
  g_autofree char *title = ka_quarterly_title (report, TRUE);
  const KaDocHead head = {
    .issuer = get_setting (report, "report.red_head"),
    .number = number,
    .signer = get_setting (report, "report.signatory"),
  };

  ka_doc_add_head (doc, &head);
  ka_doc_add_title (doc, title);
  ka_doc_add_addressee (doc, get_setting (report, "report.addressee"));
}

static gboolean
add_parts (KaQuarterly *report, KaDoc *doc, gboolean links, GError **error)
{
  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      g_autofree char *text = _ka_quarterly_read_text (report->ledger, report->quarter, i, NULL);
      g_autofree char *expanded = ka_template_expand (text, report->figures, links, error);

      if (expanded == NULL)
        {
          g_prefix_error (error, _ ("报告“%s”："), ka_quarterly_part_title (i));
          return FALSE;
        }
      if (i > 0)
        ka_doc_add_heading (doc, 1, ka_quarterly_part_title (i));
      ka_doc_add_text (doc, expanded);
      if (g_str_equal (ka_quarterly_part_id (i), "modernisation")
          && ka_figures_holds (report->figures, "mines.counted"))
        {
          g_autoptr (KaChart) bars = ka_quarterly_target_chart (report);
          g_autoptr (KaChart) lines = ka_quarterly_trend_chart (report);

          ka_doc_add_chart (doc, bars);
          ka_doc_add_chart (doc, lines);
        }
    }
  return TRUE;
}

static void
add_signature (KaQuarterly *report, KaDoc *doc)
{
  const char *contact = get_setting (report, "report.contact");
  const char *phone = get_setting (report, "report.phone");
  g_autoptr (GString) note = g_string_new (NULL);

  ka_doc_add_annex_list (doc);
  ka_doc_add_signature (doc, get_setting (report, "bureau.name"),
                        ka_figures_text (report->figures, "on"), TRUE);
  if (*contact != '\0')
    g_string_append_printf (note, "联系人：%s", contact);
  if (*phone != '\0')
    g_string_append_printf (note, "%s电话：%s", note->len > 0 ? "，" : "", phone);
  ka_doc_add_note (doc, note->str);
}

/* \x1f begins the title of a case. */
static void
add_annex_text (KaDoc *doc, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (lines[i][0] == '\x1f')
      ka_doc_add_heading (doc, 1, lines[i] + 1);
    else if (*lines[i] != '\0')
      ka_doc_add_paragraph (doc, lines[i]);
}

/* A longer table is read on a screen: on paper (twenty pages by then) it would help nobody. */
#define MOST_ROWS 500

static void
add_annex_table (KaDoc *doc, const KaAnnex *annex, guint number, guint which)
{
  KaTable *table = g_ptr_array_index (annex->tables, which);
  guint rows = ka_table_count_rows (table, KA_ROW_PLAIN);
  g_autoptr (KaTable) abridged = NULL;

  if (rows > MOST_ROWS)
    {
      g_autofree char *sheet = ka_annex_sheet_name (annex, number, which);
      g_autofree char *rest = g_strdup_printf ("其余%u行见Excel附表“%s”，合计按全部%u行计算。",
                                               rows - MOST_ROWS, sheet, rows);

      abridged = ka_table_abridge (table, MOST_ROWS, rest);
    }
  ka_doc_add_table (doc, abridged != NULL ? abridged : table);
}

static void
add_annexes (KaQuarterly *report, KaDoc *doc)
{
  for (guint i = 0; i < report->annexes->len; i++)
    {
      const KaAnnex *annex = g_ptr_array_index (report->annexes, i);

      ka_doc_begin_annex (doc, annex->title, annex->landscape);
      if (annex->text != NULL)
        add_annex_text (doc, annex->text);
      if (annex->chart != NULL)
        ka_doc_add_chart (doc, annex->chart);
      for (guint t = 0; annex->tables_set && t < annex->tables->len; t++)
        add_annex_table (doc, annex, i + 1, t);
    }
}

static gboolean
write_document (KaQuarterly *report,
                const char *path,
                gboolean links,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *title = ka_quarterly_title (report, FALSE);
  g_autofree char *date = ka_quarterly_timestamp (report);
  const KaDocMeta meta = {
    .title = title,
    .author = get_setting (report, "bureau.name"),
    .subject = ka_figures_text (report->figures, "quarter"),
    .date = date,
    .links = links,
  };

  add_first_page (report, doc);
  if (!add_parts (report, doc, links, error))
    return FALSE;
  add_signature (report, doc);
  add_annexes (report, doc);
  ka_doc_set_imprint (doc, get_setting (report, "report.copy_to"),
                      get_setting (report, "report.print_to"),
                      ka_figures_text (report->figures, "on"));
  if (!ka_doc_write_pdf (doc, path, &meta, NULL, warnings, cancellable, error))
    return FALSE;
  for (guint i = 0; i < warnings->len; i++)
    ka_quarterly_warn (report, g_strdup (g_ptr_array_index (warnings, i)));
  return TRUE;
}

gboolean
ka_quarterly_write_pdf (KaQuarterly *report,
                        const char *path,
                        GCancellable *cancellable,
                        GError **error)
{
  return write_document (report, path, FALSE, cancellable, error);
}

gboolean
ka_quarterly_write_preview (KaQuarterly *report,
                            const char *path,
                            GCancellable *cancellable,
                            GError **error)
{
  return write_document (report, path, TRUE, cancellable, error);
}
