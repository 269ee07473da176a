/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-progress-page.h"

#include "ka-ask.h"
#include "ka-indicator-text.h"
#include "ka-progress-detail.h"
#include "ka-progress-row.h"
#include "ka-quarter-choice.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>

struct _KaProgressPage
{
  KaPage parent_instance;

  /* Template Widgets */
  GtkLabel *basis;
  KaProgressDetail *detail;
  AdwStatusPage *failure;
  GtkGrid *others;
  GtkDropDown *quarters;
  GtkBox *rows;
  GtkSpinner *spinner;
  GtkStack *stack;

  /* Borrowed References */
  KaWork *work; /* under way, or NULL */

  /* Owned References */
  KaQuarterProgress *progress; /* shown now, or NULL */
  char *code;                  /* the indicator whose detail is shown, or NULL */
};

G_DEFINE_FINAL_TYPE (KaProgressPage, ka_progress_page, KA_TYPE_PAGE)

/* ---- the other indicators, as a table ---- */

static GtkWidget *
attach_label (KaProgressPage *self, const char *text, int column, int row, gboolean number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), !number);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_grid_attach (self->others, label, column, row, 1, 1);
  return label;
}

static void
attach_result (KaProgressPage *self, const KaResult *result, int row)
{
  g_autofree char *value = ka_result_say_value (result);
  g_autofree char *counts = ka_result_say_counts (result);
  g_autofree char *target = ka_result_say_target (result);
  g_autofree char *state = ka_result_say_state (result);
  g_autofree char *spoken
    = g_strdup_printf (_ ("%s：%s，查看名单"), ka_indicator_name (result->indicator), state);
  GtkWidget *button = gtk_button_new_with_label (state);
  GtkWidget *cell;

  cell = attach_label (self, ka_indicator_name (result->indicator), 0, row, FALSE);
  gtk_widget_set_hexpand (cell, TRUE);
  attach_label (self, value, 1, row, TRUE);
  attach_label (self, counts, 2, row, TRUE);
  cell = attach_label (self, target, 3, row, FALSE);
  gtk_widget_set_hexpand (cell, TRUE);
  ka_set_tooltip (cell, result->target_source);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_END);
  if (result->met >= 0)
    gtk_widget_add_css_class (button, result->met ? "success" : "warning");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "progress.detail");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", result->indicator->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_grid_attach (self->others, button, 4, row, 1, 1);
}

static void
fill_others (KaProgressPage *self)
{
  static const char *const headings[]
    = { N_ ("指标"), N_ ("完成"), N_ ("个数"), N_ ("目标"), N_ ("差距") };
  const char *group = NULL;
  GtkWidget *child;
  int row = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->others))) != NULL)
    gtk_grid_remove (self->others, child);
  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    {
      child = attach_label (self, _ (headings[i]), i, row, i == 1 || i == 2);
      gtk_widget_add_css_class (child, "ka-quiet");
      if (i == 4)
        gtk_label_set_xalign (GTK_LABEL (child), 1);
    }
  for (guint i = 0; i < self->progress->results->len; i++)
    {
      const KaResult *result = self->progress->results->pdata[i];
      const char *its = ka_indicator_group (result->indicator);

      if (g_strv_contains (ka_progress_groups (), its))
        continue;
      if (g_strcmp0 (its, group) != 0)
        {
          group = its;
          child = attach_label (self, group, 0, ++row, FALSE);
          gtk_widget_add_css_class (child, "heading");
          gtk_widget_set_margin_top (child, 8);
        }
      attach_result (self, result, ++row);
    }
}

/* ---- computing ---- */

static void
show_basis (KaProgressPage *self)
{
  g_autofree char *day = ka_day_to_iso (self->progress->on);
  g_autofree char *text
    = self->progress->edition > 0
        ? g_strdup_printf (_ ("按锁定的第 %d 版计算，计至 %s。"), (int)self->progress->edition, day)
        : g_strdup_printf (_ ("按现行台账计算，计至 %s；走势中带 * 的季度由现行台账推算。"), day);

  gtk_label_set_label (self->basis, text);
}

static void
show_detail (KaProgressPage *self)
{
  const KaResult *result = self->code != NULL && self->progress != NULL
                             ? ka_quarter_progress_find (self->progress, self->code)
                             : NULL;

  ka_progress_detail_show (self->detail, ka_page_get_context (KA_PAGE (self)), self->progress,
                           result);
  gtk_stack_set_visible_child_name (self->stack, result != NULL ? "detail" : "overview");
}

static void
on_trend_done_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaProgressPage *self = owner;
  g_autoptr (GPtrArray) points = answer;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    ka_progress_row_set_trend (KA_PROGRESS_ROW (row), self->progress, points);
  if (points == NULL)
    ka_window_tell_error (ka_window_of (self), _ ("逐季走势没有算出来"), error);
}

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaProgressPage *self = owner;
  KaQuarterProgress *progress = answer;

  gtk_spinner_stop (self->spinner);
  if (progress == NULL)
    {
      adw_status_page_set_description (self->failure, error->message);
      gtk_stack_set_visible_child_name (self->stack, "failure");
      return;
    }
  ka_progress_detail_show (self->detail, NULL, NULL, NULL);
  g_clear_pointer (&self->progress, ka_quarter_progress_free);
  self->progress = progress;
  show_basis (self);
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    ka_progress_row_set_progress (KA_PROGRESS_ROW (row), progress);
  fill_others (self);
  show_detail (self);

  ka_ask (ka_page_get_context (KA_PAGE (self)), self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, ka_quarter_progress_compute_trend,
                       GINT_TO_POINTER (progress->quarter), NULL,
                       (GDestroyNotify)g_ptr_array_unref),
          on_trend_done_cb);
}

static void
ka_progress_page_refresh (KaPage *page)
{
  KaProgressPage *self = KA_PROGRESS_PAGE (page);
  KaLedger *ledger = ka_page_get_ledger (page);
  const KaKind *mine = ka_kind_get ("mine");

  if (ledger == NULL || ka_ledger_count (ledger, mine, NULL) == 0)
    {
      ka_ask_forget (&self->work);
      ka_progress_detail_show (self->detail, NULL, NULL, NULL);
      g_clear_pointer (&self->progress, ka_quarter_progress_free);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  ka_quarter_choice_fill (self->quarters);
  if (self->progress == NULL)
    gtk_stack_set_visible_child_name (self->stack, "overview");
  gtk_spinner_start (self->spinner);
  ka_ask (ka_page_get_context (page), self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, ka_quarter_progress_compute,
                       GINT_TO_POINTER (ka_quarter_choice_get (self->quarters)), NULL,
                       (GDestroyNotify)ka_quarter_progress_free),
          on_computed_cb);
}

/* ---- what the user does ---- */

static void
on_quarter_selected_cb (KaProgressPage *self)
{
  if (self->progress != NULL && self->progress->quarter != ka_quarter_choice_get (self->quarters))
    ka_page_invalidate (KA_PAGE (self));
}

static void
on_town_cb (KaProgressPage *self, const char *code, const char *town)
{
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  const KaIndicator *indicator = ka_indicator_get (code);
  g_autofree char *label
    = g_strdup_printf (_ ("未达标：%s，%s"), ka_indicator_name (indicator), town);
  KaQuery *query;

  if (ledger == NULL || self->progress == NULL)
    return;
  query = ka_indicator_query (ledger, indicator, self->progress->on, TRUE);
  if (g_str_equal (town, "未填"))
    ka_query_filter (query, "town", KA_OP_EMPTY, NULL);
  else
    ka_query_filter (query, "town", KA_OP_EQ, town);
  ka_window_show_list (ka_window_of (self), query, label);
}

static void
on_detail_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  KaProgressPage *self = KA_PROGRESS_PAGE (widget);

  g_free (self->code);
  self->code = g_variant_dup_string (target, NULL);
  show_detail (self);
}

static void
on_overview_action_cb (GtkWidget *widget, const char *name, GVariant *target)
{
  KaProgressPage *self = KA_PROGRESS_PAGE (widget);

  g_clear_pointer (&self->code, g_free);
  show_detail (self);
}

static void
on_reload_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  ka_page_invalidate (KA_PAGE (page));
}

/* ---- object ---- */

static void
ka_progress_page_dispose (GObject *object)
{
  KaProgressPage *self = KA_PROGRESS_PAGE (object);

  if (self->detail != NULL)
    ka_progress_detail_show (self->detail, NULL, NULL, NULL);
  g_clear_pointer (&self->progress, ka_quarter_progress_free);
  g_clear_pointer (&self->code, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_PROGRESS_PAGE);
  G_OBJECT_CLASS (ka_progress_page_parent_class)->dispose (object);
}

static void
ka_progress_page_class_init (KaProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_progress_page_dispose;
  KA_PAGE_CLASS (klass)->refresh = ka_progress_page_refresh;

  g_type_ensure (KA_TYPE_PROGRESS_DETAIL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, basis);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, detail);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, failure);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, others);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, quarters);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, rows);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaProgressPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_quarter_selected_cb);

  gtk_widget_class_install_action (widget_class, "progress.detail", "s", on_detail_action_cb);
  gtk_widget_class_install_action (widget_class, "progress.overview", NULL, on_overview_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "progress.overview", NULL);
}

static void
ka_progress_page_init (KaProgressPage *self)
{
  static const GActionEntry actions[] = { { "reload", on_reload_cb } };

  gtk_widget_init_template (GTK_WIDGET (self));
  ka_page_add_actions (KA_PAGE (self), actions, G_N_ELEMENTS (actions));
  for (const char *const *group = ka_progress_groups (); *group != NULL; group++)
    {
      GtkWidget *row = ka_progress_row_new (*group);

      g_signal_connect_object (row, "town", G_CALLBACK (on_town_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->rows, row);
    }
}
