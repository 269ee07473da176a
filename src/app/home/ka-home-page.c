/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-home-page.h"

#include "ka-agenda.h"
#include "ka-ask.h"
#include "ka-due-dialog.h"
#include "ka-due-list.h"
#include "ka-home-data.h"
#include "ka-home-overview.h"
#include "ka-lazy-bin.h"
#include "ka-tooltip.h"
#include "ka-window.h"
#include "ka-wrap-layout.h"
#include "ka-year-view.h"

#include <glib/gi18n.h>

/* In place of a group: the rules that are switched off, what the report lacks. */
#define RULES_OFF -2
#define LACKING -1

struct _KaHomePage
{
  KaPage parent_instance;

  /* Template widgets */
  KaDueList *due;
  GtkStack *due_stack;
  AdwBin *failure;
  AdwBin *overview;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkBox *summary;
  GtkStack *views;
  AdwBin *year;

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
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->summary))) != NULL)
    gtk_box_remove (self->summary, child);
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

static GtkWidget *
create_status (const char *icon, const char *title, const char *description)
{
  GtkWidget *status = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (status), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (status), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (status), description);
  return status;
}

static void
on_nothing_fill_cb (AdwBin *bin)
{
  adw_bin_set_child (bin, create_status ("object-select-symbolic", _ ("没有待办事项"),
                                         _ ("没有到期、逾期或者不符合规定的记录。")));
}

static void
show_failure (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));

  adw_bin_set_child (self->failure,
                     create_status ("dialog-error-symbolic", _ ("待办事项没有算出来"),
                                    ka_agenda_get_failure (agenda)));
}

static void
show_due (KaHomePage *self)
{
  KaAgenda *agenda = ka_agenda_of (ka_page_get_context (KA_PAGE (self)));
  GPtrArray *items = ka_agenda_get_items (agenda);
  const char *failure = ka_agenda_get_failure (agenda);

  if (failure != NULL)
    {
      show_failure (self);
      gtk_stack_set_visible_child_name (self->due_stack, "failure");
      return;
    }
  if (items == NULL)
    return;
  if (items != self->items)
    {
      GPtrArray *before = self->items;

      self->items = g_ptr_array_ref (items);
      ka_due_list_set_items (self->due, items);
      if (before != NULL)
        ka_agenda_release_items (before);
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
    ka_window_show_rule (ka_window_of (self), item->rule, ka_today (), NULL);
}

static void
on_due_list_cb (KaHomePage *self, KaDueNode *node)
{
  const KaDueRule *rule = ka_due_node_get_rule (node);

  ka_window_show_rule (ka_window_of (self), rule, ka_today (), ka_due_rule_name (rule));
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

/* Each view when it is looked at: the year alone has hundreds of cells. */
static void
show_view (KaHomePage *self)
{
  const char *view = gtk_stack_get_visible_child_name (self->views);

  GtkWidget *year = adw_bin_get_child (self->year);
  GtkWidget *overview = adw_bin_get_child (self->overview);

  if (self->stale_year && self->data != NULL && year != NULL && g_strcmp0 (view, "year") == 0)
    {
      self->stale_year = FALSE;
      ka_year_view_show (KA_YEAR_VIEW (year), self->data->year, self->data->cells);
    }
  if (self->stale_overview && self->data != NULL && overview != NULL
      && g_strcmp0 (view, "overview") == 0)
    {
      self->stale_overview = FALSE;
      ka_home_overview_show (KA_HOME_OVERVIEW (overview), ka_page_get_context (KA_PAGE (self)),
                             self->data);
    }
}

static void
on_overview_fill_cb (KaHomePage *self)
{
  adw_bin_set_child (self->overview, ka_home_overview_new ());
  show_view (self);
}

static void
take_data (KaHomePage *self, KaHomeData *data)
{
  g_clear_pointer (&self->data, ka_home_data_free);
  self->data = data;
  self->n_lacks = ka_home_data_count_lacks (data);
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

static void
on_year_fill_cb (KaHomePage *self)
{
  GtkWidget *year = g_object_new (KA_TYPE_YEAR_VIEW, NULL);

  g_signal_connect_swapped (year, "duty", G_CALLBACK (on_duty_cb), self);
  g_signal_connect_swapped (year, "year", G_CALLBACK (on_year_cb), self);
  adw_bin_set_child (self->year, year);
  show_view (self);
}

/* ---- the page ---- */

static void
append_start_button (GtkBox *box, const char *label, const char *action, gboolean suggested)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_add_css_class (button, "pill");
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  gtk_box_append (box, button);
}

static void
on_start_fill_cb (AdwBin *bin)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *status = create_status (
    "folder-documents-symbolic", _ ("账本还是空的"),
    _ ("把现有的企业、矿山、隐患等台账（xlsx、xls、et、ods、csv）拖进窗口，核对后一次导入。"));

  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  append_start_button (GTK_BOX (box), _ ("导入台账"), "win.import", TRUE);
  append_start_button (GTK_BOX (box), _ ("打开示例"), "win.open-sample", FALSE);
  adw_status_page_set_child (ADW_STATUS_PAGE (status), box);
  adw_bin_set_child (bin, status);
}

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
  g_clear_pointer (&self->items, ka_agenda_release_items);
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
  g_type_ensure (KA_TYPE_LAZY_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, due);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, due_stack);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, failure);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, overview);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, summary);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, views);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, year);
  gtk_widget_class_bind_template_callback (widget_class, on_due_list_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_due_note_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_due_open_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_nothing_fill_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_overview_fill_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_start_fill_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_year_fill_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_failure);
  gtk_widget_class_bind_template_callback (widget_class, show_view);
  gtk_widget_class_install_action (widget_class, "progress.detail", "s", on_detail_action_cb);
}

static void
ka_home_page_init (KaHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->summary), ka_wrap_layout_new ());
}
