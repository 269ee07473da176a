/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-page.h"

#include "ka-list-paper-button.h"
#include "ka-page-view.h"
#include "ka-width-layout.h"

#include <glib/gi18n.h>

struct _KaListPage
{
  KaPage parent_instance;

  /* Template widgets */
  GtkStack *stack;
  GtkStackSwitcher *switcher;
  GtkBox *tools;
  KaListPaperButton *papers;

  const KaKind *papers_of; /* what the papers' menu is for */
  gboolean in_page;        /* the stack is being filled */
};

G_DEFINE_FINAL_TYPE (KaListPage, ka_list_page, KA_TYPE_PAGE)

/* ---- the views: one a kind, made when it is first looked at ---- */

static KaListView *
find_view (KaListPage *self, const KaKind *kind)
{
  GtkWidget *bin = gtk_stack_get_child_by_name (self->stack, kind->id);
  GtkWidget *view = adw_bin_get_child (ADW_BIN (bin));

  return view != NULL ? KA_LIST_VIEW (view) : NULL;
}

static void update_state (KaListPage *self);

static KaListView *
make_view (KaListPage *self, const KaKind *kind)
{
  KaListView *view = find_view (self, kind);

  if (view == NULL)
    {
      view = ka_list_view_new (ka_page_get_context (KA_PAGE (self)), kind);
      adw_bin_set_child (ADW_BIN (gtk_stack_get_child_by_name (self->stack, kind->id)),
                         GTK_WIDGET (view));
      g_signal_connect_swapped (view, "state-changed", G_CALLBACK (update_state), self);
      ka_list_view_refresh (view);
    }
  return view;
}

/* The further view that is shown; NULL: the list of a kind is. */
static KaPageView *
present_page_view (KaListPage *self)
{
  GtkWidget *child = gtk_stack_get_visible_child (self->stack);

  return child != NULL && KA_IS_PAGE_VIEW (child) ? KA_PAGE_VIEW (child) : NULL;
}

/* The main kind while a further view is shown. */
static const KaKind *
present_kind (KaListPage *self)
{
  if (present_page_view (self) != NULL)
    return ka_kind_get (ka_page_get_info (KA_PAGE (self))->kinds[0]);
  return ka_kind_get (gtk_stack_get_visible_child_name (self->stack));
}

static KaListView *
present_view (KaListPage *self)
{
  return make_view (self, present_kind (self));
}

static void
update_page_view_state (KaListPage *self)
{
  static const char *const of_lists[]
    = { "save",         "delete", "edit", "edit-many", "copy",         "related",
        "filter-value", "export", "fill", "close",     "clear-filters" };
  KaPage *page = KA_PAGE (self);
  g_autofree char *subtitle = ka_page_view_describe (present_page_view (self));

  for (guint i = 0; i < G_N_ELEMENTS (of_lists); i++)
    ka_page_enable_action (page, of_lists[i], FALSE);
  ka_page_enable_action (page, "new", ka_context_can_write (ka_page_get_context (page)));
  ka_page_set_title (page, _ (ka_page_get_info (page)->label));
  ka_page_set_subtitle (page, subtitle);
}

/* The ledgers and notices that are made of the whole kind. */
static void
update_papers (KaListPage *self)
{
  const KaKind *kind = present_kind (self);
  g_autoptr (GString) ids = g_string_new (NULL);
  guint n;
  const KaListForm *forms = ka_list_forms (&n);

  if (kind == self->papers_of)
    return;
  self->papers_of = kind;
  for (guint i = 0; i < n; i++)
    if (g_str_equal (forms[i].kind, kind->id))
      g_string_append_printf (ids, "%s%s", ids->len > 0 ? "|" : "", forms[i].id);
  if (ids->len > 0)
    ka_list_paper_button_set (self->papers, ka_page_get_context (KA_PAGE (self)), ids->str);
  gtk_widget_set_visible (GTK_WIDGET (self->papers), ids->len > 0);
}

static void
update_state (KaListPage *self)
{
  KaPage *page = KA_PAGE (self);
  KaListView *view = find_view (self, present_kind (self));
  gboolean can_write = ka_context_can_edit (ka_page_get_context (page), present_kind (self));
  g_autofree char *subtitle = NULL;
  guint selected;

  update_papers (self);
  if (present_page_view (self) != NULL)
    update_page_view_state (self);
  if (present_page_view (self) != NULL || view == NULL)
    return;
  subtitle = ka_list_view_describe (view);
  selected = ka_list_view_get_n_selected (view);
  ka_page_set_title (page, ka_kind_label (present_kind (self)));
  ka_page_set_subtitle (page, subtitle);
  ka_page_enable_action (page, "new", can_write);
  ka_page_enable_action (page, "save", can_write && ka_list_view_has_record (view));
  ka_page_enable_action (page, "delete",
                         can_write && (selected > 0 || ka_list_view_get_open (view) != 0));
  ka_page_enable_action (page, "edit", selected > 0);
  ka_page_enable_action (page, "edit-many", can_write && selected > 0);
  ka_page_enable_action (page, "copy", selected > 0);
  ka_page_enable_action (page, "merge", can_write && selected == 2);
  ka_page_enable_action (page, "paste", can_write);
  ka_page_enable_action (page, "related", selected > 0);
  ka_page_enable_action (page, "filter-value", selected > 0);
  ka_page_enable_action (page, "export", ka_list_view_get_n_shown (view) > 0);
  ka_page_enable_action (page, "fill", ka_list_view_get_n_shown (view) > 0);
  ka_page_enable_action (page, "close", ka_list_view_has_record (view));
  ka_page_enable_action (page, "clear-filters", ka_list_view_is_filtered (view));
}

static void
on_visible_child_cb (KaListPage *self)
{
  if (self->in_page || ka_page_get_ledger (KA_PAGE (self)) == NULL)
    return;
  if (present_page_view (self) != NULL)
    ka_page_view_refresh (present_page_view (self));
  else
    present_view (self);
  update_state (self);
}

/* ---- actions ---- */

/* The list that is shown, or that of the main kind in place of a further view. */
static KaListView *
show_list (KaListPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, present_kind (self)->id);
  return present_view (self);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_open_new (show_list (data), NULL);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_save (present_view (data));
}

static void
delete_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_delete (present_view (data));
}

static void
edit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_edit (present_view (data));
}

static void
edit_many_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_edit_many (present_view (data));
}

static void
related_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_open_related (present_view (data));
}

static void
copy_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_copy (present_view (data));
}

static void
merge_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_merge (present_view (data));
}

static void
paste_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_paste (present_view (data));
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_export (present_view (data));
}

static void
fill_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_fill (present_view (data));
}

static void
find_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  KaPageView *view = present_page_view (data);

  if (view == NULL || !ka_page_view_find (view))
    ka_list_view_find (show_list (data));
}

static void
close_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_close (present_view (data));
}

static void
menu_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  if (present_page_view (data) == NULL)
    ka_list_view_menu (present_view (data));
}

static void
filter_value_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_filter_by_value (present_view (data));
}

static void
clear_filters_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ka_list_view_clear_filters (present_view (data));
}

static const GActionEntry ACTIONS[] = {
  { "clear-filters", clear_filters_action },
  { "close", close_action },
  { "copy", copy_action },
  { "delete", delete_action },
  { "edit", edit_action },
  { "edit-many", edit_many_action },
  { "export", export_action },
  { "fill", fill_action },
  { "filter-value", filter_value_action },
  { "find", find_action },
  { "menu", menu_action },
  { "merge", merge_action },
  { "new", new_action },
  { "paste", paste_action },
  { "related", related_action },
  { "save", save_action },
};

/* ---- page ---- */

static void
ka_list_page_refresh (KaPage *page)
{
  KaListPage *self = KA_LIST_PAGE (page);
  const KaPageInfo *info = ka_page_get_info (page);

  if (ka_page_get_ledger (page) == NULL)
    return;
  /* Those that are not looked at too: they are asked again when the switch goes to them, but a record
   * that is open in them must not go on showing what is no more. */
  for (guint i = 0; i < KA_PAGE_MAX_KINDS && info->kinds[i] != NULL; i++)
    {
      KaListView *view = find_view (self, ka_kind_get (info->kinds[i]));

      if (view != NULL)
        ka_list_view_refresh (view);
    }
  if (present_page_view (self) != NULL)
    ka_page_view_refresh (present_page_view (self));
  else
    present_view (self);
  update_state (self);
}

static void
ka_list_page_go (KaPage *page, KaLocation *location)
{
  KaListPage *self = KA_LIST_PAGE (page);
  KaListView *view;

  if (location->view != NULL)
    gtk_stack_set_visible_child_name (self->stack, location->view);
  if (location->kind == NULL || ka_page_get_ledger (page) == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, location->kind->id);
  view = present_view (self);
  ka_list_view_show_query (view, location->query, location->label);
  if (location->id != 0)
    ka_list_view_open (view, location->id);
  if (location->attachment != 0)
    ka_list_view_show_attachment (view, location->attachment, location->leaf);
  else if (location->field != NULL)
    ka_list_view_show_field (view, location->field);
}

static KaLocation *
ka_list_page_where (KaPage *page)
{
  KaListPage *self = KA_LIST_PAGE (page);
  KaListView *view = find_view (self, present_kind (self));
  KaLocation *location;

  if (present_page_view (self) != NULL)
    {
      location = ka_location_new (ka_page_get_info (page)->id, NULL, 0);
      location->view = g_intern_string (gtk_stack_get_visible_child_name (self->stack));
      return location;
    }
  location = ka_location_new (NULL, present_kind (self), 0);
  if (view == NULL)
    return location;
  location->id = ka_list_view_get_open (view);
  if (ka_list_view_get_base (view) != NULL)
    {
      location->query = ka_query_copy (ka_list_view_get_base (view));
      location->label = g_strdup (ka_list_view_get_base_label (view));
    }
  return location;
}

static guint
add_page_views (KaListPage *self)
{
  const KaPageInfo *info = ka_page_get_info (KA_PAGE (self));
  guint n, added = 0;
  const KaPageViewInfo *views = ka_page_views (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (views[i].page, info->id))
      {
        GtkWidget *view = views[i].create (ka_page_get_context (KA_PAGE (self)));

        if (ADW_IS_BIN (view))
          gtk_widget_set_layout_manager (view, ka_width_layout_new ());
        gtk_stack_add_titled (self->stack, view, views[i].id, _ (views[i].title));
        g_signal_connect_swapped (view, "described", G_CALLBACK (update_state), self);
        added++;
      }
  return added;
}

static void
ka_list_page_constructed (GObject *object)
{
  KaListPage *self = KA_LIST_PAGE (object);
  const KaPageInfo *info;
  guint n = 0, n_views = 0;

  G_OBJECT_CLASS (ka_list_page_parent_class)->constructed (object);

  info = ka_page_get_info (KA_PAGE (self));
  self->in_page = TRUE;
  for (; n < KA_PAGE_MAX_KINDS && info->kinds[n] != NULL; n++)
    {
      const KaKind *kind = ka_kind_get (info->kinds[n]);
      GtkWidget *bin = adw_bin_new ();

      gtk_widget_set_layout_manager (bin, ka_width_layout_new ());
      gtk_stack_add_titled (self->stack, bin, kind->id, ka_kind_label (kind));
      /* Beside the list that they look at in another way, before the kinds that only go with it. */
      if (n == 0)
        n_views = add_page_views (self);
    }
  self->in_page = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->switcher), n + n_views > 1);
  ka_page_set_title (KA_PAGE (self), ka_kind_label (present_kind (self)));
  ka_page_set_tools (KA_PAGE (self), GTK_WIDGET (self->tools));
  g_signal_connect_object (ka_page_get_context (KA_PAGE (self)), "notify::can-write",
                           G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
}

static void
ka_list_page_dispose (GObject *object)
{
  KA_LIST_PAGE (object)->in_page = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_LIST_PAGE);
  G_OBJECT_CLASS (ka_list_page_parent_class)->dispose (object);
}

static void
ka_list_page_class_init (KaListPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KaPageClass *page_class = KA_PAGE_CLASS (klass);

  object_class->constructed = ka_list_page_constructed;
  object_class->dispose = ka_list_page_dispose;
  page_class->go = ka_list_page_go;
  page_class->refresh = ka_list_page_refresh;
  page_class->where = ka_list_page_where;

  g_type_ensure (KA_TYPE_LIST_PAPER_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-list-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaListPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KaListPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, KaListPage, papers);
  gtk_widget_class_bind_template_child (widget_class, KaListPage, tools);
  gtk_widget_class_bind_template_callback (widget_class, on_visible_child_cb);
}

static void
ka_list_page_init (KaListPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ka_page_add_actions (KA_PAGE (self), ACTIONS, G_N_ELEMENTS (ACTIONS));
}

void
ka_list_page_new_record (KaListPage *self, const KaRecord *given)
{
  g_return_if_fail (KA_IS_LIST_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, given->kind->id);
  ka_list_view_open_new (present_view (self), given);
}

void
ka_list_page_show_draft (KaListPage *self, KaDraft *draft)
{
  g_return_if_fail (KA_IS_LIST_PAGE (self));

  gtk_stack_set_visible_child_name (self->stack, draft->record->kind->id);
  ka_list_view_open_draft (present_view (self), draft);
}

KaListView *
ka_list_page_get_view (KaListPage *self)
{
  g_return_val_if_fail (KA_IS_LIST_PAGE (self), NULL);
  return present_view (self);
}
