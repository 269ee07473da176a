/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-accident-view.h"

#include "ka-ask.h"
#include "ka-chart-view.h"
#include "ka-page-view.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-accident-stats.h>
#include <ka-chart.h>
#include <ka-decimal.h>

struct _KaAccidentView
{
  AdwBin parent_instance;

  /* Borrowed */
  KaChartView *charts[KA_ACCIDENTS_N_DIVISIONS];
  GtkWidget *groups[KA_ACCIDENTS_N_DIVISIONS];
  GtkGrid *years_grid;
  GtkLabel *rates_remark;
  GtkLabel *summary;
  GtkWidget *years_group;
  KaChartView *rates;

  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  GPtrArray *stats; /* GPtrArray of KaAccidentCount for each division */
  GPtrArray *years; /* KaAccidentYear */

  KaDay on;
};

static void ka_accident_view_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaAccidentView,
                               ka_accident_view,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_accident_view_iface_init))

static char *
label_value (KaAccidentDivision division, const char *value)
{
  if (*value == '\0')
    return g_strdup (_ ("未填"));
  if (division == KA_ACCIDENTS_BY_YEAR)
    return g_strdup_printf (_ ("%s年"), value);
  if (division == KA_ACCIDENTS_BY_MONTH)
    return g_strdup_printf (_ ("%d月"), (int)g_ascii_strtoll (value, NULL, 10));
  return g_strdup (value);
}

static void
show_chart (KaAccidentView *self, KaAccidentDivision division)
{
  const GPtrArray *counts = g_ptr_array_index (self->stats, division);
  g_autoptr (KaChart) chart
    = ka_chart_new (KA_CHART_BARS, ka_accident_division_name (division), _ ("起"));
  guint series = ka_chart_add_series (chart, _ ("事故"), KA_TONE_ACCENT);

  for (guint i = 0; i < counts->len; i++)
    {
      const KaAccidentCount *count = g_ptr_array_index (counts, i);
      g_autofree char *label = label_value (division, count->value);
      g_autofree char *text
        = g_strdup_printf (_ ("%u 起，死亡 %d 人"), count->accidents, (int)count->deaths);
      guint category = ka_chart_add_category (chart, label);

      ka_chart_set_value (chart, series, category, count->accidents, text);
      if (count->larger > 0)
        ka_chart_set_tone (chart, category, KA_TONE_BAD);
    }
  ka_chart_view_set_chart (self->charts[division], counts->len > 0 ? chart : NULL);
  gtk_widget_set_visible (self->groups[division], counts->len > 0);
}

/* linked: with the numbers as links to their rows. */
static char *
sum_up (KaAccidentView *self, gboolean linked)
{
  const GPtrArray *years = g_ptr_array_index (self->stats, KA_ACCIDENTS_BY_YEAR);
  guint accidents = 0, larger = 0;
  gint64 deaths = 0, serious = 0;
  g_autofree char *all = NULL;
  g_autofree char *large = NULL;

  for (guint i = 0; i < years->len; i++)
    {
      const KaAccidentCount *count = g_ptr_array_index (years, i);

      accidents += count->accidents;
      larger += count->larger;
      deaths += count->deaths;
      serious += count->serious;
    }
  if (accidents == 0)
    return g_strdup (
      linked ? _ ("台账中没有事故。录入或者导入以后，这里按年、月、类型、镇街和矿种统计。")
             : _ ("没有事故"));
  all = g_strdup_printf (linked ? "<a href=\"all\">%u</a>" : "%u", accidents);
  large = g_strdup_printf (linked ? "<a href=\"larger\">%u</a>" : "%u", larger);
  return g_strdup_printf (_ ("事故 %s 起，其中较大以上 %s 起；死亡 %d 人，重伤 %d 人。"), all,
                          large, (int)deaths, (int)serious);
}

/* ---- the years, and what they come to for each million tonnes ---- */

static void
show_rates (KaAccidentView *self)
{
  g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_BARS, _ ("百万吨死亡率"), _ ("人/百万吨"));
  guint series = ka_chart_add_series (chart, _ ("死亡率"), KA_TONE_ACCENT);
  gboolean any = FALSE;

  for (guint i = 0; i < self->years->len; i++)
    {
      const KaAccidentYear *year = g_ptr_array_index (self->years, i);
      g_autofree char *label = g_strdup_printf (_ ("%d年"), year->year);
      g_autofree char *rate = ka_accident_rate (year->deaths, year->output);
      guint category = ka_chart_add_category (chart, label);

      /* No output, no bar: a rate of nothing is not zero. */
      if (rate != NULL)
        ka_chart_set_value (chart, series, category, g_ascii_strtod (rate, NULL), rate);
      any = any || rate != NULL;
    }
  ka_chart_view_set_chart (self->rates, any ? chart : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rates), any);
}

static gboolean
on_link_cb (KaAccidentView *self, const char *target)
{
  gboolean all = g_str_equal (target, "all"), larger = g_str_equal (target, "larger");
  g_autofree char *label = NULL;
  KaQuery *query;

  if (all || larger)
    {
      label = g_strdup (all ? _ ("全部事故") : _ ("较大以上事故"));
      query = ka_accident_larger_query (larger, self->on);
    }
  else
    {
      label = label_value (KA_ACCIDENTS_BY_YEAR, target);
      query = ka_accident_stats_query (KA_ACCIDENTS_BY_YEAR, target, self->on);
    }
  ka_window_show_list (ka_window_of (self), query, label);
  return TRUE;
}

static void
add_cell (KaAccidentView *self, int column, int row, const char *text)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), text);
  g_signal_connect_swapped (label, "activate-link", G_CALLBACK (on_link_cb), self);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_widget_add_css_class (label, row == 0 ? "heading" : "numeric");
  gtk_grid_attach (self->years_grid, label, column, row, 1, 1);
}

static void
add_year (KaAccidentView *self, int row, const KaAccidentYear *year)
{
  g_autofree char *loss = ka_decimal_format (year->loss, 4);
  g_autofree char *output = year->output >= 0 ? ka_decimal_format (year->output, 2) : NULL;
  g_autofree char *deaths = ka_accident_rate (year->deaths, year->output);
  g_autofree char *accidents = ka_accident_rate (year->accidents, year->output);
  g_autofree char *number = g_strdup_printf (_ ("%d年"), year->year);
  g_autofree char *happened
    = year->accidents > 0 ? g_strdup_printf ("<a href=\"%04d\">%u</a>", year->year, year->accidents)
                          : g_strdup ("0");
  g_autofree char *dead = g_strdup_printf ("%d", (int)year->deaths);
  g_autofree char *serious = g_strdup_printf ("%d", (int)year->serious);
  const char *const cells[] = { number, happened, dead, serious, loss, output, deaths, accidents };

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    add_cell (self, (int)i, row, cells[i] != NULL ? cells[i] : "—");
}

static void
show_years (KaAccidentView *self)
{
  static const char *const headings[]
    = { N_ ("年度"),         N_ ("事故（起）"),   N_ ("死亡（人）"),   N_ ("重伤（人）"),
        N_ ("损失（万元）"), N_ ("产量（万吨）"), N_ ("百万吨死亡率"), N_ ("百万吨事故率") };
  g_autofree char *remark = ka_accident_rates_remark (self->years);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->years_grid))) != NULL)
    gtk_grid_remove (self->years_grid, child);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    add_cell (self, (int)i, 0, _ (headings[i]));
  for (guint i = 0; i < self->years->len; i++)
    add_year (self, (int)i + 1, g_ptr_array_index (self->years, i));
  gtk_label_set_label (self->rates_remark, remark != NULL ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->rates_remark), remark != NULL);
  gtk_widget_set_visible (self->years_group, self->years->len > 0);
  show_rates (self);
}

static void
show (KaAccidentView *self)
{
  g_autofree char *text = sum_up (self, TRUE);

  gtk_label_set_markup (self->summary, text);
  for (guint i = 0; i < KA_ACCIDENTS_N_DIVISIONS; i++)
    show_chart (self, i);
  show_years (self);
  ka_page_view_described (KA_PAGE_VIEW (self));
}

/* ---- asking ---- */

typedef struct
{
  GPtrArray *stats, *years;
} Answer;

static void
free_answer (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->stats, g_ptr_array_unref);
  g_clear_pointer (&answer->years, g_ptr_array_unref);
  g_free (answer);
}

static gpointer
read_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) years = ka_accident_years (ledger, GPOINTER_TO_INT (data), error);
  Answer *answer;
  g_autoptr (GPtrArray) stats = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);

  if (years == NULL)
    return NULL;
  for (guint i = 0; i < KA_ACCIDENTS_N_DIVISIONS; i++)
    {
      GPtrArray *counts = ka_accident_stats (ledger, i, GPOINTER_TO_INT (data), error);

      if (counts == NULL)
        return NULL;
      g_ptr_array_add (stats, counts);
    }
  answer = g_new0 (Answer, 1);
  answer->stats = g_steal_pointer (&stats);
  answer->years = g_steal_pointer (&years);
  return answer;
}

static void
on_read_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaAccidentView *self = owner;
  Answer *read = answer;

  if (read == NULL)
    {
      if (ka_window_of (self) != NULL)
        ka_window_tell_error (ka_window_of (self), _ ("事故统计没有读出"), error);
      return;
    }
  g_clear_pointer (&self->stats, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_ptr_array_unref);
  self->stats = g_steal_pointer (&read->stats);
  self->years = g_steal_pointer (&read->years);
  free_answer (read);
  show (self);
}

static void
ka_accident_view_refresh (KaPageView *view)
{
  KaAccidentView *self = KA_ACCIDENT_VIEW (view);

  if (ka_context_get_ledger (self->context) == NULL)
    return;
  self->on = ka_today ();
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, read_in_worker, GINT_TO_POINTER (self->on), NULL,
                       free_answer),
          on_read_cb);
}

static char *
ka_accident_view_describe (KaPageView *view)
{
  KaAccidentView *self = KA_ACCIDENT_VIEW (view);

  return self->stats != NULL ? sum_up (self, FALSE) : NULL;
}

static void
ka_accident_view_iface_init (KaPageViewInterface *iface)
{
  iface->refresh = ka_accident_view_refresh;
  iface->describe = ka_accident_view_describe;
}

gboolean
ka_accident_view_is_loading (KaAccidentView *self)
{
  g_return_val_if_fail (KA_IS_ACCIDENT_VIEW (self), FALSE);
  return self->work != NULL;
}

/* ---- every number opens its rows ---- */

static void
on_picked_cb (KaChartView *chart, guint series, guint category, KaAccidentView *self)
{
  KaAccidentDivision division
    = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (chart), "ka-division"));
  const GPtrArray *counts = self->stats != NULL ? g_ptr_array_index (self->stats, division) : NULL;
  const KaAccidentCount *count;
  g_autofree char *label = NULL;

  if (counts == NULL || category >= counts->len)
    return;
  count = g_ptr_array_index (counts, category);
  label = label_value (division, count->value);
  ka_window_show_list (ka_window_of (self),
                       ka_accident_stats_query (division, count->value, self->on), label);
}

/* ---- object ---- */

static void
ka_accident_view_dispose (GObject *object)
{
  KaAccidentView *self = KA_ACCIDENT_VIEW (object);

  g_clear_pointer (&self->stats, g_ptr_array_unref);
  g_clear_pointer (&self->years, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_accident_view_parent_class)->dispose (object);
}

static void
ka_accident_view_finalize (GObject *object)
{
  g_clear_object (&KA_ACCIDENT_VIEW (object)->context);
  G_OBJECT_CLASS (ka_accident_view_parent_class)->finalize (object);
}

static void
ka_accident_view_class_init (KaAccidentViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_accident_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = ka_accident_view_finalize;
}

static GtkWidget *
create_group (KaAccidentView *self, KaAccidentDivision division)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (ka_accident_division_name (division));
  GtkWidget *chart = ka_chart_view_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  g_object_set_data (G_OBJECT (chart), "ka-division", GUINT_TO_POINTER (division));
  g_signal_connect (chart, "picked", G_CALLBACK (on_picked_cb), self);
  gtk_box_append (GTK_BOX (group), title);
  gtk_box_append (GTK_BOX (group), chart);
  gtk_widget_set_visible (group, FALSE);
  self->charts[division] = KA_CHART_VIEW (chart);
  self->groups[division] = group;
  return group;
}

static GtkWidget *
create_years (KaAccidentView *self)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *title = gtk_label_new (_ ("历年事故和百万吨死亡率"));
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  self->years_grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->years_grid, 12);
  gtk_grid_set_row_spacing (self->years_grid, 4);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->years_grid));
  self->rates = KA_CHART_VIEW (ka_chart_view_new ());
  self->rates_remark = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->rates_remark, 0);
  gtk_label_set_wrap (self->rates_remark, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->rates_remark), "ka-quiet");
  gtk_box_append (GTK_BOX (group), title);
  gtk_box_append (GTK_BOX (group), GTK_WIDGET (self->rates));
  gtk_box_append (GTK_BOX (group), scroller);
  gtk_box_append (GTK_BOX (group), GTK_WIDGET (self->rates_remark));
  gtk_widget_set_visible (group, FALSE);
  self->years_group = group;
  return group;
}

static void
ka_accident_view_init (KaAccidentView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->summary = GTK_LABEL (gtk_label_new (NULL));
  g_signal_connect_swapped (self->summary, "activate-link", G_CALLBACK (on_link_cb), self);
  gtk_label_set_xalign (self->summary, 0);
  gtk_label_set_wrap (self->summary, TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->summary));
  for (guint i = 0; i < KA_ACCIDENTS_N_DIVISIONS; i++)
    gtk_box_append (GTK_BOX (box), create_group (self, i));
  gtk_box_append (GTK_BOX (box), create_years (self));
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 900);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  adw_bin_set_child (ADW_BIN (self), scroller);
}

GtkWidget *
ka_accident_view_new (KaContext *context)
{
  KaAccidentView *self = g_object_new (KA_TYPE_ACCIDENT_VIEW, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}
