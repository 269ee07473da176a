/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-search-dialog.h"

#include "ka-ask.h"

#include <glib/gi18n.h>
#include <ka-search.h>
#include <string.h>

#define DELAY_MS 120
/* Lines of each kind; what there is more is told by its count. */
#define SHOWN 8

struct _KaSearchDialog
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkSearchEntry *entry;
  GtkListBox *list;
  GtkLabel *message;
  GtkStack *stack;

  /* Borrowed */
  KaWindow *window;
  KaWork *work; /* the search under way, or NULL */

  /* Owned */
  GPtrArray *groups;

  guint source;
};

G_DEFINE_FINAL_TYPE (KaSearchDialog, ka_search_dialog, ADW_TYPE_WINDOW)

/* ---- what is shown ---- */

static const KaSearchHit *
get_hit (GtkListBoxRow *row)
{
  return row != NULL ? g_object_get_data (G_OBJECT (row), "ka-hit") : NULL;
}

static void
update_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  const KaSearchGroup *group = g_object_get_data (G_OBJECT (row), "ka-group");
  const KaSearchGroup *above
    = before != NULL ? g_object_get_data (G_OBJECT (before), "ka-group") : NULL;
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (group == above)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  text = group->n > group->hits->len
           ? g_strdup_printf (_ ("%s %u（列出 %u）"), ka_kind_label (group->kind), group->n,
                              group->hits->len)
           : g_strdup_printf ("%s %u", ka_kind_label (group->kind), group->n);
  label = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "ka-group");
  gtk_list_box_row_set_header (row, label);
}

static char *
describe_place (const KaSearchHit *hit)
{
  if (hit->field != NULL && hit->name == NULL)
    return g_strdup (ka_field_label (hit->field));
  if (hit->field != NULL)
    return g_strdup (hit->name);
  return g_strdup_printf (_ ("%s 第 %u 页"), hit->name != NULL ? hit->name : "", hit->page + 1);
}

static GtkWidget *
create_label (const char *markup, gboolean quiet)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (quiet)
    gtk_widget_add_css_class (label, "ka-quiet");
  return label;
}

static GtkWidget *
create_row (const KaSearchGroup *group, const KaSearchHit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *place = describe_place (hit);
  g_autofree char *title = g_markup_escape_text (hit->title, -1);
  g_autofree char *text
    = g_markup_printf_escaped ("%s：%s<b>%s</b>%s", place, hit->before, hit->found, hit->after);

  gtk_box_append (GTK_BOX (box), create_label (title, FALSE));
  gtk_box_append (GTK_BOX (box), create_label (text, TRUE));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "ka-hit", (gpointer)hit);
  g_object_set_data (G_OBJECT (row), "ka-group", (gpointer)group);
  return row;
}

static void
show_groups (KaSearchDialog *self, GPtrArray *groups)
{
  GtkListBoxRow *row;

  /* By rows: the headers are children of the list too, and go with them. */
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups;
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const KaSearchGroup *group = groups->pdata[i];

      for (guint h = 0; h < group->hits->len; h++)
        gtk_list_box_append (self->list, create_row (group, group->hits->pdata[h]));
    }
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
}

static void
show_message (KaSearchDialog *self, const char *text)
{
  show_groups (self, NULL);
  gtk_label_set_label (self->message, text);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
show_hint (KaSearchDialog *self)
{
  show_message (self, _ ("在所有记录和附件的文字中查找。一个字起即可；也可以输入拼音首字母、日期、"
                         "金额或文书号，几个词之间用空格隔开。"));
}

/* ---- searching ---- */

static void
free_groups (gpointer groups)
{
  g_ptr_array_unref (groups);
}

static gpointer
search_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  return ka_ledger_search (ledger, data, SHOWN, ka_work_get_cancellable (work), error);
}

static void
on_searched_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaSearchDialog *self = owner;
  g_autoptr (GPtrArray) groups = answer;

  if (groups == NULL)
    show_message (self, error->message);
  else if (groups->len == 0)
    show_message (self,
                  _ ("没有找到。电话和身份证号要写全；也可以换一个说法，或者只写其中几个字。"));
  else
    {
      show_groups (self, g_steal_pointer (&groups));
      gtk_stack_set_visible_child_name (self->stack, "list");
    }
}

static gboolean
search (gpointer data)
{
  KaSearchDialog *self = data;
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  self->source = 0;
  if (text[strspn (text, " \t")] == '\0')
    {
      ka_ask_forget (&self->work);
      show_hint (self);
      return G_SOURCE_REMOVE;
    }
  ka_ask (ka_window_get_context (self->window), self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, search_in_worker, g_strdup (text), g_free, free_groups),
          on_searched_cb);
  return G_SOURCE_REMOVE;
}

static void
on_changed_cb (KaSearchDialog *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (DELAY_MS, search, self);
}

/* ---- going there ---- */

/* What has no page of its own belongs to something that has. */
static KaLocation *
find_place (KaSearchDialog *self, const KaSearchHit *hit)
{
  KaLedger *ledger = ka_context_get_ledger (ka_window_get_context (self->window));
  g_autoptr (KaRecord) record = NULL;

  if (ka_page_info_of_kind (hit->kind) != NULL)
    return ka_location_new_hit (hit->kind, hit->id, hit->field != NULL ? hit->field->id : NULL,
                                hit->attachment, hit->page);
  record = ledger != NULL ? ka_ledger_get (ledger, hit->kind, hit->id, NULL) : NULL;
  for (guint i = 0; record != NULL && i < hit->kind->n_fields; i++)
    {
      const KaKind *target = ka_field_target (&hit->kind->fields[i]);

      if (target != NULL && record->values[i] != NULL && ka_page_info_of_kind (target) != NULL)
        return ka_location_new (NULL, target, g_ascii_strtoll (record->values[i], NULL, 10));
    }
  return NULL;
}

static void
go (KaSearchDialog *self, GtkListBoxRow *row)
{
  const KaSearchHit *hit = get_hit (row);
  g_autoptr (KaLocation) location = hit != NULL ? find_place (self, hit) : NULL;

  if (location == NULL)
    return;
  ka_window_go (self->window, location);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_activated_cb (KaSearchDialog *self, GtkListBoxRow *row)
{
  go (self, row);
}

static void
on_activate_cb (KaSearchDialog *self)
{
  go (self, gtk_list_box_get_selected_row (self->list));
}

static gboolean
on_key_cb (KaSearchDialog *self, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int place = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  GtkListBoxRow *next;

  if (key != GDK_KEY_Down && key != GDK_KEY_Up)
    return FALSE;
  next = gtk_list_box_get_row_at_index (self->list, place + (key == GDK_KEY_Down ? 1 : -1));
  if (next != NULL)
    {
      graphene_rect_t bounds;
      GtkWidget *scrolled = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_VIEWPORT);
      GtkAdjustment *adjustment
        = scrolled != NULL ? gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (scrolled)) : NULL;

      gtk_list_box_select_row (self->list, next);
      if (adjustment != NULL
          && gtk_widget_compute_bounds (GTK_WIDGET (next), GTK_WIDGET (self->list), &bounds))
        gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                                   bounds.origin.y + bounds.size.height);
    }
  return TRUE;
}

/* ---- object ---- */

static void
ka_search_dialog_dispose (GObject *object)
{
  KaSearchDialog *self = KA_SEARCH_DIALOG (object);

  g_clear_handle_id (&self->source, g_source_remove);
  /* While the list goes it still asks for headers of the rows that are left. */
  if (self->list != NULL)
    show_groups (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_SEARCH_DIALOG);
  G_OBJECT_CLASS (ka_search_dialog_parent_class)->dispose (object);
}

static void
ka_search_dialog_class_init (KaSearchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_search_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-search-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KaSearchDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, KaSearchDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KaSearchDialog, message);
  gtk_widget_class_bind_template_child (widget_class, KaSearchDialog, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_search_dialog_init (KaSearchDialog *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  show_hint (self);
}

KaSearchDialog *
ka_search_dialog_present (KaWindow *window)
{
  KaSearchDialog *self;

  g_return_val_if_fail (KA_IS_WINDOW (window), NULL);

  self = g_object_new (KA_TYPE_SEARCH_DIALOG, "transient-for", window, NULL);
  self->window = window;
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return self;
}

void
ka_search_dialog_set_text (KaSearchDialog *self, const char *text)
{
  g_return_if_fail (KA_IS_SEARCH_DIALOG (self));
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
}

gboolean
ka_search_dialog_is_ready (KaSearchDialog *self)
{
  g_return_val_if_fail (KA_IS_SEARCH_DIALOG (self), FALSE);
  return self->source == 0 && self->work == NULL;
}

guint
ka_search_dialog_get_n_hits (KaSearchDialog *self)
{
  guint n = 0;

  g_return_val_if_fail (KA_IS_SEARCH_DIALOG (self), 0);

  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    n += ((KaSearchGroup *)self->groups->pdata[i])->hits->len;
  return n;
}

void
ka_search_dialog_activate (KaSearchDialog *self)
{
  g_return_if_fail (KA_IS_SEARCH_DIALOG (self));
  on_activate_cb (self);
}
