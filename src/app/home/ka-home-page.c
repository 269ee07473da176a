/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-home-page.h"

#include "ka-agenda.h"
#include "ka-ask.h"
#include "ka-due-dialog.h"
#include "ka-due-list.h"
#include "ka-home-data.h"
#include "ka-indicator-tile.h"
#include "ka-record-text.h"
#include "ka-tooltip.h"
#include "ka-window.h"
#include "ka-wrap-layout.h"
#include "ka-year-view.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-quarterly.h>

/* In place of a group: the rules that are switched off, what the report lacks. */
#define RULES_OFF -2
#define LACKING -1

struct _KaHomePage
{
  KaPage parent_instance;

  /* Template widgets */
  GtkBox *counts;
  GtkWidget *draft_section;
  GtkListBox *drafts;
  KaDueList *due;
  GtkStack *due_stack;
  AdwStatusPage *failure;
  GtkListBox *lacks;
  GtkLabel *lacks_title;
  GtkLabel *report_state;
  GtkLabel *report_title;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkBox *summary;
  GtkBox *tiles;
  GtkStack *views;
  KaYearView *year;

  /* Borrowed */
  KaWork *work; /* under way, or NULL */

  /* Owned */
  KaHomeData *data; /* computed last, or NULL */
  GPtrArray *items; /* shown now, or NULL */

  gboolean stale_overview;
  gboolean stale_year;

  int asked_year; /* 0: the running one */
  guint n_lacks;
};

G_DEFINE_FINAL_TYPE (KaHomePage, ka_home_page, KA_TYPE_PAGE)

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
show_report (KaHomePage *self)
{
  const KaHomeData *data = self->data;
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

  lacking = self->n_lacks > 0 ? g_strdup_printf (_ ("距季报还差 %u 项"), self->n_lacks)
                              : g_strdup (_ ("季报所需的数据已经齐全"));
  gtk_label_set_label (self->lacks_title, lacking);
  clear (GTK_WIDGET (self->lacks));
  for (guint i = 0; i < self->n_lacks; i++)
    {
      const KaLack *lack = g_ptr_array_index (data->lacks, i);
      GtkWidget *row = create_row (lack->text, NULL);

      g_object_set_data (G_OBJECT (row), "ka-rule", (gpointer)lack->rule);
      g_object_set_data_full (G_OBJECT (row), "ka-text", g_strdup (lack->text), g_free);
      gtk_list_box_append (self->lacks, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lacks), self->n_lacks > 0);
}

/* The records that lack it, or where what is lacking is entered. */
static void
go_to_rule (KaHomePage *self, const KaDueRule *rule, KaDay on, const char *label)
{
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  g_autoptr (KaLocation) location = NULL;

  if (rule->where != NULL)
    {
      ka_window_show_list (ka_window_of (self), ka_due_query (ledger, rule, on), label);
      return;
    }
  location = ka_location_new (NULL, ka_kind_get (rule->kind), 0);
  ka_window_go (ka_window_of (self), location);
}

static void
on_lack_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaHomePage *self)
{
  go_to_rule (self, g_object_get_data (G_OBJECT (row), "ka-rule"),
              ka_quarter_end (ka_home_quarter ()), g_object_get_data (G_OBJECT (row), "ka-text"));
}

/* ---- what there is ---- */

static void
on_count_clicked_cb (GtkButton *button, KaHomePage *self)
{
  const KaKind *kind = g_object_get_data (G_OBJECT (button), "ka-kind");
  g_autoptr (KaLocation) location = ka_location_new (NULL, kind, 0);

  ka_window_go (ka_window_of (self), location);
}

/* Whether the office has written anything: what the program seeded itself does not count. */
static gboolean
has_records (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & KA_KIND_INTERNAL) == 0 && !g_str_equal (kinds[i]->id, "target")
        && !g_str_equal (kinds[i]->id, "measure") && ka_agenda_count_kind (agenda, kinds[i]) > 0)
      return TRUE;
  return FALSE;
}

static void
show_counts (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));
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
show_drafts (KaHomePage *self)
{
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  KaDrafts *drafts = ka_context_get_drafts (ka_page_get_context (KA_PAGE (self)));
  guint n = ka_drafts_get_n (drafts);

  clear (GTK_WIDGET (self->drafts));
  for (guint i = 0; i < n; i++)
    {
      KaDraft *draft = ka_drafts_nth (drafts, i);
      g_autofree char *title = ka_draft_describe (ledger, draft);
      GtkWidget *row = create_row (title, ka_kind_label (draft->record->kind));

      g_object_set_data_full (G_OBJECT (row), "ka-draft", ka_draft_ref (draft),
                              (GDestroyNotify)ka_draft_unref);
      gtk_list_box_append (self->drafts, row);
    }
  gtk_widget_set_visible (self->draft_section, n > 0);
}

/* ---- what is due ---- */

static void
on_group_clicked_cb (GtkButton *button, KaHomePage *self)
{
  int group = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "ka-group"));

  if (group == RULES_OFF)
    {
      ka_window_show_page (ka_window_of (self), "settings");
      return;
    }
  gtk_stack_set_visible_child_name (self->views, group >= 0 ? "due" : "overview");
  if (group >= 0)
    ka_due_list_show_group (self->due, (KaDueGroup)group);
}

static GtkWidget *
append_summary (KaHomePage *self, int group, const char *text)
{
  GtkWidget *button = gtk_button_new_with_label (text);

  gtk_widget_add_css_class (button, "ka-question");
  g_object_set_data (G_OBJECT (button), "ka-group", GINT_TO_POINTER (group));
  g_signal_connect (button, "clicked", G_CALLBACK (on_group_clicked_cb), self);
  gtk_box_append (self->summary, button);
  return button;
}

/* What is not told any more is told here: nothing is silenced without a trace. */
static void
append_rules_off (KaHomePage *self)
{
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  g_autoptr (GPtrArray) off = ledger != NULL ? ka_due_rules_off (ledger) : NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *text = NULL;

  if (off == NULL || off->len == 0)
    return;
  for (guint i = 0; i < off->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "",
                            ka_due_rule_name (g_ptr_array_index (off, i)));
  text = g_strdup_printf (_ ("停用的规则 %u"), off->len);
  ka_set_tooltip (append_summary (self, RULES_OFF, text), names->str);
}

static void
show_summary (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));
  g_autofree char *lacking = NULL;

  clear (GTK_WIDGET (self->summary));
  for (int group = 0; group < KA_DUE_N_GROUPS; group++)
    {
      guint count = ka_agenda_count_group (agenda, (KaDueGroup)group);
      g_autofree char *text
        = g_strdup_printf ("%s %u", ka_due_group_label ((KaDueGroup)group), count);

      if (count > 0)
        append_summary (self, group, text);
    }
  append_rules_off (self);
  if (self->n_lacks == 0)
    return;
  lacking = g_strdup_printf (_ ("距季报还差 %u 项"), self->n_lacks);
  append_summary (self, LACKING, lacking);
}

static void
show_due (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));
  GPtrArray *items = ka_agenda_get_items (agenda);
  const char *failure = ka_agenda_get_failure (agenda);

  if (failure != NULL)
    {
      adw_status_page_set_description (self->failure, failure);
      gtk_stack_set_visible_child_name (self->due_stack, "failure");
      return;
    }
  if (items == NULL)
    return;
  if (items != self->items)
    {
      g_clear_pointer (&self->items, g_ptr_array_unref);
      self->items = g_ptr_array_ref (items);
      ka_due_list_set_items (self->due, items);
    }
  gtk_stack_set_visible_child_name (self->due_stack, items->len > 0 ? "list" : "nothing");
}

static void
on_due_open_cb (KaHomePage *self, KaDueNode *node)
{
  const KaDueItem *item = ka_due_node_get_item (node);

  if (item->id > 0)
    ka_window_show_record (ka_window_of (self), ka_kind_get (item->rule->kind), item->id);
  else
    go_to_rule (self, item->rule, ka_today (), NULL);
}

static void
on_due_list_cb (KaHomePage *self, KaDueNode *node)
{
  const KaDueRule *rule = ka_due_node_get_rule (node);

  go_to_rule (self, rule, ka_today (), ka_due_rule_name (rule));
}

static void
on_due_note_cb (KaHomePage *self, KaDueNode *node)
{
  if (ka_context_can_write (ka_page_get_context (KA_PAGE (self))))
    ka_due_dialog_present (ka_window_of (self), node);
  else
    ka_window_tell (ka_window_of (self), _ ("账本现在不能写入，不能延后或者备注。"));
}

/* ---- what a worker computes besides ---- */

static void
show_tiles (KaHomePage *self)
{
  clear (GTK_WIDGET (self->tiles));
  for (guint i = 0; i < self->data->results->len; i++)
    {
      const KaResult *result = g_ptr_array_index (self->data->results, i);
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

/* Each view when it is looked at: the year alone has hundreds of cells. */
static void
show_view (KaHomePage *self)
{
  const char *view = gtk_stack_get_visible_child_name (self->views);

  if (self->stale_year && self->data != NULL && g_strcmp0 (view, "year") == 0)
    {
      self->stale_year = FALSE;
      ka_year_view_show (self->year, self->data->year, self->data->cells);
    }
  if (self->stale_overview && self->data != NULL && g_strcmp0 (view, "overview") == 0)
    {
      self->stale_overview = FALSE;
      show_report (self);
      show_drafts (self);
      show_tiles (self);
      show_counts (self);
    }
}

static void
take_data (KaHomePage *self, KaHomeData *data)
{
  g_clear_pointer (&self->data, ka_home_data_free);
  self->data = data;
  self->n_lacks = data->frozen != NULL ? 0 : data->lacks->len;
  self->stale_overview = self->stale_year = TRUE;
  show_summary (self);
  show_view (self);
}

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaHomePage *self = owner;

  gtk_spinner_stop (self->spinner);
  if (answer != NULL)
    take_data (self, answer);
  else if (ka_window_of (self) != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("年历和指标没有算出来"), error);
}

static void
compute (KaHomePage *self)
{
  int year;

  ka_day_get_ymd (ka_today (), &year, NULL, NULL);
  if (self->asked_year != 0)
    year = self->asked_year;
  gtk_spinner_start (self->spinner);
  ka_ask (ka_page_get_context (KA_PAGE (self)), self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, ka_home_data_compute, GINT_TO_POINTER (year), NULL,
                       (GDestroyNotify)ka_home_data_free),
          on_computed_cb);
}

static void
on_year_cb (KaHomePage *self, int year)
{
  self->asked_year = CLAMP (year, 1990, 2200);
  compute (self);
}

static void
on_duty_cb (KaHomePage *self, const char *kind)
{
  g_autoptr (KaLocation) location = ka_location_new (NULL, ka_kind_get (kind), 0);

  ka_window_go (ka_window_of (self), location);
}

/* ---- the page ---- */

static void
show_all (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));

  if (ka_page_get_ledger (KA_PAGE (self)) == NULL)
    return;
  show_due (self);
  show_summary (self);
  self->stale_overview = TRUE;
  show_view (self);
  /* Not counted yet: neither is said. */
  if (ka_agenda_count_kind (agenda, ka_kind_get ("mine")) >= 0)
    gtk_stack_set_visible_child_name (self->stack, has_records (self) ? "overview" : "start");
}

static void
on_agenda_changed_cb (KaHomePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}

static void
on_draft_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaHomePage *self)
{
  ka_window_show_draft (ka_window_of (self), g_object_get_data (G_OBJECT (row), "ka-draft"));
}

static void
on_report_clicked_cb (KaHomePage *self)
{
  ka_window_show_page (ka_window_of (self), "report");
}

/* A tile's figure leads to who is missing. */
static void
on_detail_action_cb (GtkWidget *widget, const char *name, GVariant *code)
{
  KaWindow *window = ka_window_of (widget);

  ka_window_show_page (window, "progress");
  gtk_widget_activate_action_variant (GTK_WIDGET (ka_window_get_page (window)), name, code);
}

static void
ka_home_page_refresh (KaPage *page)
{
  show_all (KA_HOME_PAGE (page));
  if (ka_page_get_ledger (page) != NULL)
    compute (KA_HOME_PAGE (page));
}

static void
ka_home_page_constructed (GObject *object)
{
  KaHomePage *self = KA_HOME_PAGE (object);
  KaContext *context;

  G_OBJECT_CLASS (ka_home_page_parent_class)->constructed (object);

  context = ka_page_get_context (KA_PAGE (self));
  g_signal_connect_object (ka_agenda_of (context), "changed", G_CALLBACK (on_agenda_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
ka_home_page_dispose (GObject *object)
{
  KaHomePage *self = KA_HOME_PAGE (object);

  g_clear_pointer (&self->data, ka_home_data_free);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  /* Bound, and the bin's own child: it must not be taken from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_HOME_PAGE);
  G_OBJECT_CLASS (ka_home_page_parent_class)->dispose (object);
}

static void
ka_home_page_class_init (KaHomePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = ka_home_page_constructed;
  object_class->dispose = ka_home_page_dispose;
  KA_PAGE_CLASS (klass)->refresh = ka_home_page_refresh;

  g_type_ensure (KA_TYPE_DUE_LIST);
  g_type_ensure (KA_TYPE_YEAR_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, counts);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, draft_section);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, drafts);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, due);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, due_stack);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, failure);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, lacks);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, lacks_title);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, report_state);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, report_title);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, summary);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, tiles);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, views);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, year);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_due_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_due_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_due_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_duty_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_lack_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_report_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_view);
  gtk_widget_class_bind_template_callback (widget_class, on_year_cb);
  gtk_widget_class_install_action (widget_class, "progress.detail", "s", on_detail_action_cb);
}

static void
ka_home_page_init (KaHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->counts), ka_wrap_layout_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->summary), ka_wrap_layout_new ());
  gtk_widget_set_layout_manager (GTK_WIDGET (self->tiles), ka_wrap_layout_new_even ());
}
