/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-home-page.h"

#include "ka-record-text.h"
#include "ka-window.h"
#include "ka-wrap-layout.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-quarterly.h>

struct _KaHomePage
{
  KaPage parent_instance;

  /* Template widgets */
  GtkBox *counts;
  GtkWidget *draft_section;
  GtkListBox *drafts;
  GtkListBox *due;
  GtkLabel *due_nothing;
  GtkLabel *report_state;
  GtkLabel *report_title;
  GtkStack *stack;
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

/* In the first month the quarter before is reported, then the running one is prepared. */
static KaQuarter
quarter_due (void)
{
  KaDay today = ka_today ();
  KaQuarter quarter = ka_quarter_of (today);

  return today < ka_day_add_months (ka_quarter_start (quarter), 1) ? quarter - 1 : quarter;
}

static void
show_report (KaHomePage *self, KaLedger *ledger)
{
  KaQuarter quarter = quarter_due ();
  g_autofree char *name = ka_quarter_to_chinese (quarter);
  g_autofree char *title = g_strdup_printf (_ ("%s工作情况报告"), name);
  g_autofree char *end = ka_day_to_chinese (ka_quarter_end (quarter));
  g_autoptr (KaFrozen) frozen = ka_quarterly_get_frozen (ledger, quarter, NULL);
  g_autofree char *state = NULL;

  if (frozen != NULL)
    state = g_strdup_printf (_ ("第 %" PRId64 " 版已于 %.10s 锁定"), frozen->edition, frozen->at);
  else if (ka_quarter_end (quarter) < ka_today ())
    state = g_strdup_printf (_ ("季度已于 %s 结束，报告还没有锁定"), end);
  else
    state = g_strdup_printf (_ ("季度到 %s 结束，可以先看草稿"), end);
  gtk_label_set_label (self->report_title, title);
  gtk_label_set_label (self->report_state, state);
}

/* ---- what is due, what there is ---- */

static void
show_due (KaHomePage *self)
{
  KaDue *due = ka_context_get_due (ka_page_get_context (KA_PAGE (self)));
  guint n;
  const KaQuestion *questions = ka_questions (&n);
  gboolean any = FALSE;

  clear (GTK_WIDGET (self->due));
  for (guint i = 0; i < n; i++)
    {
      const KaKind *kind = ka_kind_get (questions[i].kind);
      gint64 count = questions[i].due ? ka_due_count_question (due, &questions[i]) : 0;
      g_autofree char *title = NULL;
      g_autofree char *number = NULL;
      GtkWidget *row, *label;

      if (count <= 0)
        continue;
      title = g_strdup_printf ("%s：%s", ka_kind_label (kind), _ (questions[i].label));
      number = g_strdup_printf ("%" G_GINT64_FORMAT " %s", count, kind->counter);
      row = create_row (title, NULL);
      label = gtk_label_new (number);
      gtk_widget_add_css_class (label, "numeric");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      g_object_set_data (G_OBJECT (row), "ka-question", (gpointer)&questions[i]);
      gtk_list_box_append (self->due, row);
      any = TRUE;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->due), any);
  gtk_widget_set_visible (GTK_WIDGET (self->due_nothing), !any);
}

static void
on_count_clicked_cb (GtkButton *button, KaHomePage *self)
{
  const KaKind *kind = g_object_get_data (G_OBJECT (button), "ka-kind");
  g_autoptr (KaLocation) location = ka_location_new (NULL, kind, 0);

  ka_window_go (ka_window_of (self), location);
}

/* Whether the office has written anything: what the program seeded itself does not count. */
static gboolean
show_counts (KaHomePage *self)
{
  KaDue *due = ka_context_get_due (ka_page_get_context (KA_PAGE (self)));
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);
  gboolean any = FALSE;

  clear (GTK_WIDGET (self->counts));
  for (guint i = 0; i < n; i++)
    {
      gint64 count = ka_due_count_kind (due, kinds[i]);
      g_autofree char *text = NULL;
      GtkWidget *button;

      if ((kinds[i]->flags & KA_KIND_INTERNAL) || count < 0)
        continue;
      any |= count > 0 && !g_str_equal (kinds[i]->id, "target")
             && !g_str_equal (kinds[i]->id, "measure");
      if (count == 0)
        continue;
      text = g_strdup_printf ("%s %" G_GINT64_FORMAT " %s", ka_kind_label (kinds[i]), count,
                              kinds[i]->counter);
      button = gtk_button_new_with_label (text);
      g_object_set_data (G_OBJECT (button), "ka-kind", (gpointer)kinds[i]);
      g_signal_connect (button, "clicked", G_CALLBACK (on_count_clicked_cb), self);
      gtk_box_append (self->counts, button);
    }
  return any;
}

static void
show_drafts (KaHomePage *self, KaLedger *ledger)
{
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

static void
show_all (KaHomePage *self)
{
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  KaDue *due = ka_context_get_due (ka_page_get_context (KA_PAGE (self)));
  gboolean any;

  if (ledger == NULL)
    return;
  any = show_counts (self);
  show_due (self);
  show_drafts (self, ledger);
  show_report (self, ledger);
  /* Not counted yet: neither is said. */
  if (ka_due_count_kind (due, ka_kind_get ("mine")) >= 0)
    gtk_stack_set_visible_child_name (self->stack, any ? "overview" : "start");
}

static void
on_due_changed_cb (KaHomePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_all (self);
}

static void
on_due_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaHomePage *self)
{
  ka_window_ask (ka_window_of (self), g_object_get_data (G_OBJECT (row), "ka-question"));
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

static void
ka_home_page_refresh (KaPage *page)
{
  show_all (KA_HOME_PAGE (page));
}

static void
ka_home_page_constructed (GObject *object)
{
  KaHomePage *self = KA_HOME_PAGE (object);
  KaContext *context;

  G_OBJECT_CLASS (ka_home_page_parent_class)->constructed (object);

  context = ka_page_get_context (KA_PAGE (self));
  g_signal_connect_object (ka_context_get_due (context), "changed", G_CALLBACK (on_due_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
ka_home_page_dispose (GObject *object)
{
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

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-home-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, counts);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, draft_section);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, drafts);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, due);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, due_nothing);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, report_state);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, report_title);
  gtk_widget_class_bind_template_child (widget_class, KaHomePage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_due_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_report_clicked_cb);
}

static void
ka_home_page_init (KaHomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (self->counts), ka_wrap_layout_new ());
}
