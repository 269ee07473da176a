/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-private.h"

#include <glib/gi18n-lib.h>
#include <ka-reason.h>
#include <ka-settings.h>

#include "ka-quarterly-template.h"
#include "ka-report-resources.h"

#include <string.h>

static const struct
{
  const char *id, *title;
} parts[] = {
  { "lead", "导语" },
  { "general", "总体情况" },
  { "modernisation", "“四化六体系”建设情况" },
  { "inspection", "监督检查情况" },
  { "hazard", "隐患排查治理情况" },
  { "penalty", "行政处罚和失信惩戒情况" },
  { "accident", "生产安全事故情况" },
  { "case", "典型案例报送情况" },
  { "measure", "“八条硬措施”落实情况" },
  { "duty", "履职抽查和培训情况" },
  { "plan", "存在问题和下步工作" },
};

guint
ka_quarterly_n_parts (void)
{
  return G_N_ELEMENTS (parts);
}

const char *
ka_quarterly_part_id (guint part)
{
  g_return_val_if_fail (part < G_N_ELEMENTS (parts), NULL);

  return parts[part].id;
}

const char *
ka_quarterly_part_title (guint part)
{
  g_return_val_if_fail (part < G_N_ELEMENTS (parts), NULL);

  return parts[part].title;
}

/* ---- the text of the parts ---- */

/* Registered by hand: the linker would drop a constructor out of a static library. */
static GResource *
get_resource (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      ka_report_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return ka_report_get_resource ();
}

static char *
load_text (const char *id)
{
  g_autofree char *path = g_strdup_printf (KA_RESOURCE_BASE "/report/%s.txt", id);
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_return_val_if_fail (bytes != NULL, g_strdup (""));

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *
load_template (guint part)
{
  return load_text (parts[part].id);
}

char *
ka_quarterly_help (void)
{
  return load_text ("help");
}

/* The id of the officer's text, 0 if there is none, -1 on failure. */
static gint64
find_narrative (KaLedger *ledger, KaQuarter quarter, guint part, char **text, GError **error)
{
  g_autofree char *name = ka_quarter_to_text (quarter);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = ka_cursor_new (ledger,
                          "SELECT t.id, t.text FROM narrative t"
                          " WHERE t.quarter = :quarter AND t.part = :part ORDER BY t.id",
                          error);
  if (cursor == NULL)
    return -1;
  ka_cursor_bind_text (cursor, ":quarter", name);
  ka_cursor_bind_text (cursor, ":part", parts[part].id);
  if (!ka_cursor_next (cursor, &local))
    {
      if (local == NULL)
        return 0;
      g_propagate_error (error, g_steal_pointer (&local));
      return -1;
    }
  if (text != NULL)
    *text = g_strdup (ka_cursor_get_text (cursor, 1));
  return ka_cursor_get_int (cursor, 0);
}

char *
_ka_quarterly_read_text (KaLedger *ledger, KaQuarter quarter, guint part, gboolean *edited)
{
  g_autofree char *text = NULL;
  gint64 id;

  g_return_val_if_fail (part < G_N_ELEMENTS (parts), NULL);

  id = find_narrative (ledger, quarter, part, &text, NULL);
  if (edited != NULL)
    *edited = id > 0;
  if (id > 0)
    return text != NULL ? g_steal_pointer (&text) : g_strdup ("");
  return load_template (part);
}

char *
ka_quarterly_get_text (KaLedger *ledger, KaQuarter quarter, guint part, gboolean *edited)
{
  g_autofree char *text = _ka_quarterly_read_text (ledger, quarter, part, edited);

  return text != NULL ? ka_template_to_words (text) : NULL;
}

typedef struct
{
  KaQuarter quarter;
  guint part;
  const char *text; /* NULL: back to the template */
} Edit;

static gboolean
write_text (KaLedger *ledger, gpointer data, GError **error)
{
  const Edit *edit = data;
  const KaKind *kind = ka_kind_get ("narrative");
  g_autofree char *quarter = ka_quarter_to_text (edit->quarter);
  g_autoptr (KaRecord) record = NULL;
  gint64 id = find_narrative (ledger, edit->quarter, edit->part, NULL, error);

  if (id < 0)
    return FALSE;
  if (edit->text == NULL)
    return id == 0 || ka_ledger_delete (ledger, kind, id, error);
  if (id > 0)
    record = ka_ledger_get (ledger, kind, id, error);
  else
    record = ka_record_new (kind);
  if (record == NULL)
    return FALSE;
  ka_record_set (record, "quarter", quarter);
  ka_record_set (record, "part", parts[edit->part].id);
  ka_record_set (record, "text", edit->text);
  return ka_ledger_save (ledger, record, error);
}

gboolean
ka_quarterly_set_text (KaLedger *ledger,
                       KaQuarter quarter,
                       guint part,
                       const char *text,
                       GError **error)
{
  /* How a text ends is not what it says: files and editors end it with a line break. */
  g_autofree char *kept = text != NULL ? g_strchomp (ka_template_to_names (text)) : NULL;
  Edit edit = { quarter, part, kept };
  g_autofree char *shipped = NULL;
  g_autofree char *name = NULL;
  g_autofree char *why = NULL;

  g_return_val_if_fail (part < G_N_ELEMENTS (parts), FALSE);

  if (kept != NULL && !ka_template_check (kept, error))
    return FALSE;
  /* What is as it was shipped follows the template of later versions. */
  shipped = g_strchomp (load_template (part));
  if (kept != NULL && g_str_equal (kept, shipped))
    edit.text = NULL;
  name = ka_quarter_to_chinese (quarter);
  why = g_strdup_printf (edit.text != NULL ? KA_WHY_REPORT_TEXT : KA_WHY_REPORT_TEMPLATE, name,
                         ka_quarterly_part_title (part));
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, why, write_text, &edit, NULL, error);
}

char *
ka_quarterly_expand_text (KaQuarterly *report, const char *text, GError **error)
{
  g_autofree char *named = ka_template_to_names (text);

  return ka_template_expand (named, report->figures, FALSE, error);
}

char *
ka_quarterly_expand (KaQuarterly *report, guint part, GError **error)
{
  g_autofree char *text = _ka_quarterly_read_text (report->ledger, report->quarter, part, NULL);

  return ka_template_expand (text, report->figures, FALSE, error);
}

char *
ka_quarterly_write_out (KaQuarterly *report, const char *text, GError **error)
{
  g_autofree char *named = ka_template_to_names (text);
  g_autofree char *written = ka_template_write_out (named, report->figures, error);

  return written != NULL ? ka_template_to_words (written) : NULL;
}

GPtrArray *
ka_quarterly_figures (KaQuarterly *report)
{
  GPtrArray *names = ka_figure_names ();
  GPtrArray *figures = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *text = ka_figures_text (report->figures, name);
      GPtrArray *items = ka_figures_items (report->figures, name);

      g_ptr_array_add (figures, g_strdup (ka_figure_label (name)));
      g_ptr_array_add (figures,
                       text != NULL ? g_strdup (text) : g_strdup_printf ("列表，%u项", items->len));
      g_ptr_array_add (figures, ka_template_use (name));
    }
  return figures;
}

const char *
ka_quarterly_figure_label (const char *name)
{
  return ka_figure_label (name);
}

gboolean
ka_quarterly_is_figure (const char *tag)
{
  g_autofree char *text = g_strdup_printf ("{%s}", tag);
  g_autofree char *named = ka_template_to_names (text);

  named[strlen (named) - 1] = '\0';
  return named[1] == '.' || ka_figure_known (named + 1);
}

KaQuery *
ka_quarterly_figure_query (KaQuarterly *report, const char *name)
{
  return ka_figures_query (report->figures, name);
}

/* ---- the report ---- */

void
ka_quarterly_warn (KaQuarterly *report, char *warning)
{
  if (g_ptr_array_find_with_equal_func (report->warnings, warning, g_str_equal, NULL))
    g_free (warning);
  else
    g_ptr_array_add (report->warnings, warning);
}

/* An office elsewhere changes the name of its district first: what still names the one that the program knows. */
static void
warn_of_district (KaQuarterly *report)
{
  const char *home = ka_setting_get ("district.name")->otherwise;
  const char *district = ka_ledger_setting (report->ledger, "district.name");
  g_autofree char *stem = g_utf8_substring (home, 0, g_utf8_strlen (home, -1) - 1);
  g_autoptr (GString) labels = g_string_new (NULL);
  const KaSetting *settings;
  guint n;

  if (strstr (district, stem) != NULL)
    return;
  settings = ka_settings (&n);
  for (guint i = 0; i < n; i++)
    if (settings[i].section != NULL && settings[i].type == KA_SETTING_TEXT
        && strstr (ka_ledger_setting (report->ledger, settings[i].key), stem) != NULL)
      g_string_append_printf (labels, "%s%s", labels->len > 0 ? "、" : "",
                              ka_setting_label (&settings[i]));
  if (labels->len > 0)
    ka_quarterly_warn (report, g_strdup_printf (_ ("区县是%s，设置里的%s还写着%s，请改正。"),
                                                district, labels->str, stem));
  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      g_autofree char *text = _ka_quarterly_read_text (report->ledger, report->quarter, i, NULL);

      if (strstr (text, stem) != NULL)
        ka_quarterly_warn (
          report, g_strdup_printf (_ ("区县是%s，报告的“%s”还写着%s，请在报表页改写这一部分。"),
                                   district, ka_quarterly_part_title (i), stem));
    }
}

static void
add_warnings (KaQuarterly *report)
{
  g_autoptr (GPtrArray) fonts = ka_doc_check_fonts ();
  guint unfilled = 0;

  /* Before all else: without mines there is nothing to report. */
  if (!ka_figures_holds (report->figures, "mines.total"))
    ka_quarterly_warn (report, g_strdup (_ ("台账里没有在册矿山，请先导入台账。")));
  for (guint i = 0; i < fonts->len; i++)
    ka_quarterly_warn (report, g_strdup (g_ptr_array_index (fonts, i)));
  if (report->on < ka_figures_get_day (report->figures))
    ka_quarterly_warn (
      report, g_strdup_printf (_ ("%s还没有结束，数据截止日为%s，期末前的变化不在报告里。"),
                               ka_figures_text (report->figures, "quarter"),
                               ka_figures_text (report->figures, "day")));
  warn_of_district (report);
  if (*ka_ledger_setting (report->ledger, "report.signatory") == '\0')
    ka_quarterly_warn (report,
                       g_strdup (_ ("上行文须标注签发人，签发人还没有填写，请在设置里补上。")));
  if (*ka_ledger_setting (report->ledger, "report.number") == '\0')
    ka_quarterly_warn (report,
                       g_strdup (_ ("发文顺序号还没有填写，发文字号留有空位，可在设置里补上。")));
  if (!ka_figures_holds (report->figures, "cases.sent"))
    ka_quarterly_warn (report, g_strdup (_ ("本季没有报送典型案例，按要求每季度至少报送1个。")));
  for (guint i = 0; i < ka_figures_results (report->figures)->len; i++)
    {
      const KaResult *result = g_ptr_array_index (ka_figures_results (report->figures), i);

      unfilled += result->missing->len > 0;
    }
  if (unfilled > 0)
    ka_quarterly_warn (
      report, g_strdup_printf (_ ("%u项指标有未填的数据，未填按否计，请核对。"), unfilled));
}

static KaQuarterly *
make_report (KaLedger *ledger, KaQuarter quarter, KaDay on, GError **error)
{
  g_autoptr (KaQuarterly) report = g_new0 (KaQuarterly, 1);

  report->ledger = g_object_ref (ledger);
  report->quarter = quarter;
  report->on = on != KA_DAY_NONE ? on : ka_today ();
  report->warnings = g_ptr_array_new_with_free_func (g_free);
  report->figures = ka_figures_new (ledger, quarter, report->on, error);
  if (report->figures == NULL)
    return NULL;
  report->annexes = ka_annexes_new (report->figures, error);
  if (report->annexes == NULL)
    return NULL;
  report->trend = ka_indicator_trend (ledger, NULL, quarter - 1, KA_TREND_LENGTH - 1, error);
  if (report->trend == NULL)
    return NULL;
  add_warnings (report);
  return g_steal_pointer (&report);
}

/* All figures are of one moment, whatever is saved meanwhile. */
KaQuarterly *
ka_quarterly_new (KaLedger *ledger, KaQuarter quarter, KaDay on, GError **error)
{
  KaQuarterly *report;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  if (!ka_ledger_hold (ledger, error))
    return NULL;
  report = make_report (ledger, quarter, on, error);
  ka_ledger_release (ledger);
  return report;
}

void
ka_quarterly_free (KaQuarterly *report)
{
  if (report == NULL)
    return;
  g_clear_pointer (&report->annexes, g_ptr_array_unref);
  g_clear_pointer (&report->trend, g_ptr_array_unref);
  g_clear_pointer (&report->figures, ka_figures_free);
  g_clear_pointer (&report->warnings, g_ptr_array_unref);
  g_clear_object (&report->ledger);
  g_free (report);
}

GPtrArray *
ka_quarterly_get_warnings (KaQuarterly *report)
{
  return report->warnings;
}

char *
ka_quarterly_timestamp (KaQuarterly *report)
{
  g_autofree char *iso = ka_day_to_iso (report->on);

  return g_strconcat (iso, "T09:00:00+08:00", NULL);
}

char *
ka_quarterly_title (KaQuarterly *report, gboolean broken)
{
  return g_strdup_printf ("%s%s%s非煤矿山安全生产工作情况报告",
                          ka_figures_text (report->figures, "quarter"),
                          ka_figures_text (report->figures, "district"), broken ? "\n" : "");
}
