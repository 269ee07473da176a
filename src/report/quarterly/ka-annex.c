/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-annex.h"

#include <ka-check.h>
#include <ka-official.h>
#include <ka-text.h>

#include "ka-doc.h"

KaAnnex *
ka_annex_new (const char *title, gboolean landscape)
{
  KaAnnex *annex = g_new0 (KaAnnex, 1);

  annex->title = g_strdup (title);
  annex->landscape = landscape;
  annex->tables = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_table_unref);
  annex->names = g_ptr_array_new_with_free_func (g_free);
  annex->tables_set = TRUE;
  return annex;
}

void
ka_annex_free (KaAnnex *annex)
{
  g_free (annex->title);
  g_ptr_array_unref (annex->tables);
  g_ptr_array_unref (annex->names);
  g_clear_pointer (&annex->chart, ka_chart_unref);
  g_free (annex->text);
  g_free (annex);
}

void
ka_annex_take_table (KaAnnex *annex, const char *sheet, KaTable *table)
{
  g_ptr_array_add (annex->tables, table);
  g_ptr_array_add (annex->names, g_strdup (sheet));
}

char *
ka_annex_sheet_name (const KaAnnex *annex, guint number, guint table)
{
  return g_strdup_printf ("附件%u %s", number, (char *)g_ptr_array_index (annex->names, table));
}

GPtrArray *
ka_annexes_new (KaFigures *figures, GError **error)
{
  static KaAnnex *(*const makers[]) (KaFigures *, GError **)
    = { ka_annex_mines,    ka_annex_modernisation, ka_annex_inspections,
        ka_annex_hazards,  ka_annex_penalties,     ka_annex_cases,
        ka_annex_measures, ka_annex_duties,        ka_annex_affairs,
        ka_annex_map };
  g_autoptr (KaOfficial) official = ka_official_begin ();
  g_autoptr (GPtrArray) annexes = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_annex_free);

  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      GError *failure = NULL;
      KaAnnex *annex = makers[i](figures, &failure);

      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return NULL;
        }
      if (annex != NULL)
        g_ptr_array_add (annexes, annex);
    }
  return g_steal_pointer (&annexes);
}

/* ---- shared ---- */

GPtrArray *
ka_annex_records (KaFigures *figures, const char *kind, const char *where, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get (kind));
  g_autoptr (GHashTable) parameters = ka_figures_parameters (figures, KA_SPAN_QUARTER);

  ka_query_set_predicate (query, where, parameters);
  return ka_query_records (query, ka_figures_get_ledger (figures), error);
}

char *
ka_annex_show (KaFigures *figures, const KaRecord *record, const char *field)
{
  const KaField *described = ka_kind_field (record->kind, field);
  const char *value = ka_record_get (record, field);

  if (value == NULL)
    return g_strdup ("");
  /* Without separators a sheet takes it as the number that it is. */
  if (ka_field_is_number (described))
    return g_strdup (value);
  return ka_ledger_display (ka_figures_get_ledger (figures), record, described, TRUE);
}

char *
ka_annex_show_day (const KaRecord *record, const char *field)
{
  const char *iso = ka_record_get (record, field);

  if (iso == NULL)
    return g_strdup ("");
  return ka_day_from_iso (iso) == KA_DAY_FOREVER ? g_strdup ("长期") : g_strdup (iso);
}

gboolean
ka_annex_is_later (KaFigures *figures, const KaRecord *record, const char *field)
{
  const char *iso = ka_record_get (record, field);

  return iso != NULL && ka_day_from_iso (iso) > ka_figures_get_day (figures);
}

char *
ka_annex_show_survey (KaFigures *figures, const KaRecord *mine)
{
  const char *status = ka_record_get (mine, "survey_status");

  if (status == NULL)
    return g_strdup ("未填");
  return g_strdup (ka_annex_is_later (figures, mine, "survey_done") ? "进行中" : status);
}

char *
ka_annex_figure (KaFigures *figures, const char *name)
{
  const char *text = ka_figures_text (figures, name);

  g_return_val_if_fail (text != NULL, g_strdup (""));

  if (!ka_figures_counts (figures, name))
    return g_strdup (text);
  return g_strdup_printf (KA_DOC_LINK "kuangan:figure/%s" KA_DOC_LINK_TEXT "%s" KA_DOC_LINK_END,
                          name, text);
}

void
ka_annex_add_row (KaTable *table, KaRowKind kind, GPtrArray *cells)
{
  g_ptr_array_add (cells, NULL);
  ka_table_add_row (table, kind, (const char *const *)cells->pdata);
  g_ptr_array_set_size (cells, 0);
}
