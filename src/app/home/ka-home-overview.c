/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-home-overview.h"

#include "ka-agenda.h"
#include "ka-indicator-tile.h"
#include "ka-record-text.h"
#include "ka-window.h"
#include "ka-wrap-layout.h"

#include <glib/gi18n.h>
#include <inttypes.h>

struct _KaHomeOverview
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *counts;
  GtkWidget *draft_section;
  GtkListBox *drafts;
  GtkListBox *lacks;
  GtkLabel *lacks_title;
  GtkLabel *report_state;
  GtkLabel *report_title;
  GtkBox *tiles;
};

G_DEFINE_FINAL_TYPE (KaHomeOverview, ka_home_overview, ADW_TYPE_BIN)

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    {
      if (GTK_IS_LIST_BOX (box))
        gtk_list_box_remove (GTK_LIST_BOX (box), child);
      else
        gtk_box_remove (GTK_BOX (box), child);
    }
}

static GtkWidget *
create_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

/* ---- the report that is due ---- */

static void
show_report (KaHomeOverview *self, const KaHomeData *data)
{
  guint n_lacks = ka_home_data_count_lacks (data);
  g_autofree char *name = ka_quarter_to_chinese (data->quarter);
  g_autofree char *title = g_strdup_printf (_ ("%s工作情况报告"), name);
  g_autofree char *end = ka_day_to_chinese (ka_quarter_end (data->quarter));
  g_autofree char *state = NULL;
  g_autofree char *lacking = NULL;

  if (data->frozen != NULL)
    state = g_strdup_printf (_ ("第 %" PRId64 " 版已于 %.10s 锁定"), data->frozen->edition,
                             data->frozen->at);
  else if (ka_quarter_end (data->quarter) < ka_today ())
    state = g_strdup_printf (_ ("季度已于 %s 结束，报告还没有锁定"), end);
  else
    state = g_strdup_printf (_ ("季度到 %s 结束，可以先看草稿"), end);
  gtk_label_set_label (self->report_title, title);
  gtk_label_set_label (self->report_state, state);

  lacking = n_lacks > 0 ? g_strdup_printf (_ ("距季报还差 %u 项"), n_lacks)
                        : g_strdup (_ ("季报所需的数据已经齐全"));
  gtk_label_set_label (self->lacks_title, lacking);
  clear (GTK_WIDGET (self->lacks));
  for (guint i = 0; i < n_lacks; i++)
    {
      const KaLack *lack = g_ptr_array_index (data->lacks, i);
      GtkWidget *row = create_row (lack->text, NULL);

      g_object_set_data (G_OBJECT (row), "ka-rule", (gpointer)lack->rule);
      g_object_set_data_full (G_OBJECT (row), "ka-text", g_strdup (lack->text), g_free);
      gtk_list_box_append (self->lacks, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lacks), n_lacks > 0);
}

static void
on_lack_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaHomeOverview *self)
{
  ka_window_show_rule (ka_window_of (self), g_object_get_data (G_OBJECT (row), "ka-rule"),
                       ka_quarter_end (ka_home_quarter ()),
                       g_object_get_data (G_OBJECT (row), "ka-text"));
}

/* ---- what there is ---- */

static void
on_count_clicked_cb (GtkButton *button, KaHomeOverview *self)
{
  const KaKind *kind = g_object_get_data (G_OBJECT (button), "ka-kind");
  g_autoptr (KaLocation) location = ka_location_new (NULL, kind, 0);

  ka_window_go (ka_window_of (self), location);
}

static void
show_counts (KaHomeOverview *self, KaAgenda *agenda)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  clear (GTK_WIDGET (self->counts));
  for (guint i = 0; i < n; i++)
    {
      gint64 count = ka_agenda_count_kind (agenda, kinds[i]);
      g_autofree char *text = NULL;
      GtkWidget *button;

      if ((kinds[i]->flags & KA_KIND_INTERNAL) || count <= 0)
        continue;
      text = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", ka_kind_label (kinds[i]), count,
                              kinds[i]->counter);
      button = gtk_button_new_with_label (text);
      g_object_set_data (G_OBJECT (button), "ka-kind", (gpointer)kinds[i]);
      g_signal_connect (button, "clicked", G_CALLBACK (on_count_clicked_cb), self);
      gtk_box_append (self->counts, button);
    }
}

static void
show_drafts (KaHomeOverview *self, KaContext *context)
{
  KaDrafts *drafts = ka_context_get_drafts (context);
  guint n = ka_drafts_get_n (drafts);

  clear (GTK_WIDGET (self->drafts));
  for (guint i = 0; i < n; i++)
    {
      KaDraft *draft = ka_drafts_nth (drafts, i);
      g_autofree char *title = ka_draft_describe (ka_context_get_ledger (context), draft);
      GtkWidget *row = create_row (title, ka_kind_label (draft->record->kind));

      g_object_set_data_full (G_OBJECT (row), "ka-draft", ka_draft_ref (draft),
                              (GDestroyNotify)ka_draft_unref);
      gtk_list_box_append (self->drafts, row);
    }
  gtk_widget_set_visible (self->draft_section, n > 0);
}

static void
show_tiles (KaHomeOverview *self, GPtrArray *results)
{
  clear (GTK_WIDGET (self->tiles));
  for (guint i = 0; i < results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (results, i);
      GtkWidget *tile;

      if (!ka_home_shows (result->indicator))
        continue;
      tile = ka_indicator_tile_new (result);
      gtk_widget_set_size_request (tile, 216, -1);
      gtk_widget_add_css_class (tile, "card");
      gtk_widget_add_css_class (tile, "ka-progress-row");
      gtk_box_append (self->tiles, tile);
    }
}

static void
on_draft_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaHomeOverview *self)
{
  ka_window_show_draft (ka_window_of (self), g_object_get_data (G_OBJECT (row), "ka-draft"));
}

static void
on_report_clicked_cb (KaHomeOverview *self)
{
  ka_window_show_page (ka_window_of (self), "report");
}

/* ---- object ---- */

static void
ka_home_overview_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_HOME_OVERVIEW);
  G_OBJECT_CLASS (ka_home_overview_parent_class)->dispose (object);
}

static void
ka_home_overview_class_init (KaHomeOverviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_home_overview_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-home-overview.ui");
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, counts);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, draft_section);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, drafts);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, lacks);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, lacks_title);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, report_state);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, report_title);
  gtk_widget_class_bind_template_child (widget_class, KaHomeOverview, tiles);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_lack_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_report_clicked_cb);
}

static void
ka_home_overview_init (KaHomeOverview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->counts), ka_wrap_layout_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->tiles), ka_wrap_layout_new_even ());
}

GtkWidget *
ka_home_overview_new (void)
{
  return g_object_new (KA_TYPE_HOME_OVERVIEW, NULL);
}

void
ka_home_overview_show (KaHomeOverview *self, KaContext *context, const KaHomeData *data)
{
  g_return_if_fail (KA_IS_HOME_OVERVIEW (self));

  show_report (self, data);
  show_drafts (self, context);
  show_tiles (self, data->results);
  show_counts (self, ka_agenda_of (context));
}
