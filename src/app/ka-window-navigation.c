/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-window-private.h"

#include "ka-agenda.h"
#include "ka-list-page.h"
#include "ka-record-text.h"
#include "ka-sidebar-row.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>

#define MAX_HISTORY 100

/* ---- sidebar ---- */

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const char *group = ka_sidebar_row_get_info (KA_SIDEBAR_ROW (row))->group;
  const char *above
    = before != NULL ? ka_sidebar_row_get_info (KA_SIDEBAR_ROW (before))->group : NULL;
  GtkWidget *header;

  if (group == NULL || g_strcmp0 (group, above) == 0)
    {
      /* The end of a group is seen by a line. */
      gtk_list_box_row_set_header (row, group == NULL && above != NULL
                                          ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL)
                                          : NULL);
      return;
    }
  header = gtk_label_new (_ (group));
  gtk_label_set_xalign (GTK_LABEL (header), 0);
  gtk_widget_add_css_class (header, "ka-group");
  gtk_list_box_row_set_header (row, header);
}

void
_ka_window_fill_sidebar (KaWindow *self)
{
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  gtk_list_box_set_header_func (self->sidebar, update_header, NULL, NULL);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->sidebar, ka_sidebar_row_new (&pages[i]));
}

/* What presses on a page's lists, as its badge; the start page counts all of it. */
void
_ka_window_update_badges (KaWindow *self)
{
  KaAgenda *agenda = ka_agenda_of (self->context);
  guint n;
  const KaDueRule *const *rules = ka_due_rules (&n);
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    {
      const KaPageInfo *info = ka_sidebar_row_get_info (KA_SIDEBAR_ROW (row));
      gboolean home = g_str_equal (info->id, "home");
      g_autoptr (GString) tooltip = g_string_new (NULL);
      g_autofree char *text = NULL;
      guint sum = 0;

      for (guint r = 0; r < n; r++)
        {
          guint count = ka_agenda_count_pressing (agenda, rules[r]);

          if (count == 0 || (!home && ka_page_info_of_kind (ka_kind_get (rules[r]->kind)) != info))
            continue;
          sum += count;
          if (!home)
            g_string_append_printf (tooltip, "%s%s %u", tooltip->len > 0 ? "，" : "",
                                    ka_due_rule_name (rules[r]), count);
        }
      if (home && sum > 0)
        g_string_append_printf (tooltip, _ ("逾期 %u，今日到期 %u，不符合规定 %u"),
                                ka_agenda_count_group (agenda, KA_DUE_OVERDUE),
                                ka_agenda_count_group (agenda, KA_DUE_TODAY),
                                ka_agenda_count_group (agenda, KA_DUE_WRONG));
      text = sum > 0 ? g_strdup_printf ("%u", sum) : NULL;
      ka_sidebar_row_set_badge (KA_SIDEBAR_ROW (row), text, sum > 0 ? tooltip->str : NULL, TRUE);
    }
}

static void
on_notifier_appeared_cb (GDBusConnection *connection,
                         const char *name,
                         const char *owner,
                         gpointer data)
{
  KaWindow *self = KA_WINDOW (data);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (GNotification) notification
    = ledger != NULL ? ka_agenda_make_notification (ka_agenda_of (self->context), ledger) : NULL;

  if (notification != NULL && application != NULL)
    g_application_send_notification (G_APPLICATION (application), "overdue", notification);
  g_clear_handle_id (&self->notifier, g_bus_unwatch_name);
}

static void
on_notifier_vanished_cb (GDBusConnection *connection, const char *name, gpointer data)
{
  g_clear_handle_id (&KA_WINDOW (data)->notifier, g_bus_unwatch_name);
}

/* Once for each ledger that is opened, where the desk shows notifications at all: GLib would complain about
 * one that does not. */
void
_ka_window_notify_overdue (KaWindow *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);

  if (ledger == NULL || ka_agenda_get_items (ka_agenda_of (self->context)) == NULL
      || g_strcmp0 (self->notified, ka_ledger_get_path (ledger)) == 0)
    return;
  g_free (self->notified);
  self->notified = g_strdup (ka_ledger_get_path (ledger));
  if (self->notifier == 0)
    self->notifier = g_bus_watch_name (G_BUS_TYPE_SESSION, "org.freedesktop.Notifications",
                                       G_BUS_NAME_WATCHER_FLAGS_AUTO_START, on_notifier_appeared_cb,
                                       on_notifier_vanished_cb, self, NULL);
}

void
_ka_window_fill_drafts (KaWindow *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  KaDrafts *drafts = ka_context_get_drafts (self->context);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->drafts))) != NULL)
    gtk_list_box_remove (self->drafts, child);
  for (guint i = 0; drafts != NULL && i < ka_drafts_get_n (drafts); i++)
    {
      KaDraft *draft = ka_drafts_nth (drafts, i);
      g_autofree char *title = ka_draft_describe (ledger, draft);
      g_autofree char *text
        = g_strdup_printf ("%s · %s", ka_kind_label (draft->record->kind), title);
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (text);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      ka_set_tooltip (label, text);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data_full (G_OBJECT (row), "ka-draft", ka_draft_ref (draft),
                              (GDestroyNotify)ka_draft_unref);
      gtk_list_box_append (self->drafts, row);
    }
}

void
_ka_window_on_draft_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaWindow *self)
{
  g_autoptr (KaDraft) draft = ka_draft_ref (g_object_get_data (G_OBJECT (row), "ka-draft"));

  gtk_menu_button_popdown (self->drafts_button);
  ka_window_show_draft (self, draft);
}

static void
select_row (KaWindow *self, const char *page)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (ka_sidebar_row_get_info (KA_SIDEBAR_ROW (row))->id == page)
      gtk_list_box_select_row (self->sidebar, row);
}

void
_ka_window_on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaWindow *self)
{
  /* While a ledger is being opened there is nothing behind the rows. */
  if (ka_context_get_ledger (self->context) != NULL)
    ka_window_show_page (self, ka_sidebar_row_get_info (KA_SIDEBAR_ROW (row))->id);
}

/* ---- places ---- */

static KaPage *
ensure_page (KaWindow *self, const char *id)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, id);

  if (page == NULL)
    {
      page = GTK_WIDGET (ka_page_new (self->context, ka_page_info_get (id)));
      gtk_stack_add_named (self->pages, page, id);
    }
  return KA_PAGE (page);
}

static void
show_location (KaWindow *self, KaLocation *location)
{
  KaPage *page = ensure_page (self, location->page);

  ka_page_go (page, location);
  if (page != self->page)
    {
      self->page = page;
      gtk_widget_insert_action_group (GTK_WIDGET (self), "page", ka_page_get_actions (page));
      g_binding_group_set_source (self->bindings, page);
      gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
    }
  select_row (self, location->page);
  adw_leaflet_set_visible_child_name (self->leaflet, "content");
  _ka_window_update_actions (self);
}

/* Where we are may have changed within the page since it was gone to. */
static void
note_present_place (KaWindow *self)
{
  KaLocation *where = self->page != NULL ? ka_page_where (self->page) : NULL;

  if (where == NULL)
    return;
  if (self->history->len == 0)
    ka_location_unref (where);
  else
    {
      ka_location_unref (g_ptr_array_index (self->history, self->place));
      g_ptr_array_index (self->history, self->place) = where;
    }
}

void
ka_window_go (KaWindow *self, KaLocation *location)
{
  g_return_if_fail (KA_IS_WINDOW (self));
  g_return_if_fail (location != NULL);

  note_present_place (self);
  if (self->history->len > 0)
    {
      KaLocation *present = g_ptr_array_index (self->history, self->place);

      if (!ka_location_equal (present, location))
        {
          g_ptr_array_set_size (self->history, (int)self->place + 1);
          g_ptr_array_add (self->history, ka_location_ref (location));
        }
    }
  else
    g_ptr_array_add (self->history, ka_location_ref (location));
  if (self->history->len > MAX_HISTORY)
    g_ptr_array_remove_index (self->history, 0);
  self->place = self->history->len - 1;
  show_location (self, location);
}

void
ka_window_show_page (KaWindow *self, const char *page)
{
  g_autoptr (KaLocation) location = ka_location_new (page, NULL, 0);

  ka_window_go (self, location);
}

void
ka_window_show_record (KaWindow *self, const KaKind *kind, gint64 id)
{
  g_autoptr (KaLocation) location = ka_location_new (NULL, kind, id);

  ka_window_go (self, location);
}

void
ka_window_show_list (KaWindow *self, KaQuery *query, const char *label)
{
  g_autoptr (KaLocation) location = ka_location_new_list (query, label);

  ka_window_go (self, location);
}

void
ka_window_show_field (KaWindow *self, const KaKind *kind, gint64 id, const char *field)
{
  g_autoptr (KaLocation) location = NULL;

  g_return_if_fail (KA_IS_WINDOW (self));

  location = ka_location_new_hit (kind, id, g_intern_string (field), 0, 0);
  ka_window_go (self, location);
}

void
ka_window_new_record (KaWindow *self, const KaRecord *given)
{
  g_autoptr (KaLocation) location = ka_location_new (NULL, given->kind, 0);

  ka_window_go (self, location);
  ka_list_page_new_record (KA_LIST_PAGE (self->page), given);
}

void
ka_window_show_draft (KaWindow *self, KaDraft *draft)
{
  g_autoptr (KaDraft) kept = ka_draft_ref (draft);
  g_autoptr (KaLocation) location = ka_location_new (NULL, kept->record->kind, kept->record->id);

  ka_window_go (self, location);
  ka_list_page_show_draft (KA_LIST_PAGE (self->page), kept);
}

void
ka_window_show_rule (KaWindow *self, const KaDueRule *rule, KaDay on, const char *label)
{
  g_autoptr (KaLocation) location = NULL;

  g_return_if_fail (KA_IS_WINDOW (self));
  g_return_if_fail (rule != NULL);

  if (rule->where != NULL)
    {
      ka_window_show_list (self, ka_due_query (ka_context_get_ledger (self->context), rule, on),
                           label);
      return;
    }
  location = ka_location_new (NULL, ka_kind_get (rule->kind), 0);
  ka_window_go (self, location);
}

gboolean
_ka_window_can_go (KaWindow *self, int step)
{
  return step < 0 ? self->place > 0 : self->place + 1 < self->history->len;
}

void
_ka_window_go_history (KaWindow *self, int step)
{
  if (!_ka_window_can_go (self, step))
    return;
  note_present_place (self);
  self->place += (guint)step;
  show_location (self, g_ptr_array_index (self->history, self->place));
}

/* Another ledger: its records have other numbers, and its pages start anew. */
void
_ka_window_forget_history (KaWindow *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->history, 0);
  self->place = 0;
  self->page = NULL;
  g_binding_group_set_source (self->bindings, NULL);
  adw_bin_set_child (self->tools, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
}
