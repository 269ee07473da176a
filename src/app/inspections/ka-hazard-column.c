/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-column.h"

#include "ka-hazard-card.h"
#include "ka-hazard-text.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <ka-row-model.h>
#include <string.h>

#define COLUMN_WIDTH 204

struct _KaHazardColumn
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkLabel *title;
  GtkListView *list;
  GtkSingleSelection *selection;

  /* Owned */
  KaRowModel *model; /* of the ledger that is open; NULL: none */
  KaLedger *ledger;
  GArray *ids;

  KaHazardState state;
};

enum
{
  DROP,
  LIST,
  MENU,
  MOVE,
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaHazardColumn, ka_hazard_column, ADW_TYPE_BIN)

static void
update_title (KaHazardColumn *self)
{
  g_autofree char *text
    = g_strdup_printf ("%s %u", ka_hazard_state_label (self->state), self->ids->len);

  gtk_label_set_label (self->title, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (GTK_WIDGET (self->title))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static gint64
selected_id (KaHazardColumn *self)
{
  KaRow *row = gtk_single_selection_get_selected_item (self->selection);

  return row != NULL ? ka_row_get_id (row) : 0;
}

/* ---- cards ---- */

static GdkContentProvider *
on_drag_prepare_cb (GtkDragSource *source, double x, double y, KaHazardCard *card)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (card));

  gtk_drag_source_set_icon (source, picture, (int)x, (int)y);
  return gdk_content_provider_new_typed (G_TYPE_INT64, ka_hazard_card_get_id (card));
}

static void
on_pressed_cb (GtkGestureClick *click, int n, double x, double y, KaHazardCard *card)
{
  GtkWidget *column = gtk_widget_get_ancestor (GTK_WIDGET (card), KA_TYPE_HAZARD_COLUMN);

  if (column != NULL)
    g_signal_emit (column, signals[MENU], 0, ka_hazard_card_get_id (card), card, x, y);
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *card = ka_hazard_card_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect (drag, "prepare", G_CALLBACK (on_drag_prepare_cb), card);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (drag));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect (click, "pressed", G_CALLBACK (on_pressed_cb), card);
  gtk_widget_add_controller (card, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, card);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ka_hazard_card_set_row (KA_HAZARD_CARD (gtk_list_item_get_child (item)),
                          gtk_list_item_get_item (item));
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  ka_hazard_card_set_row (KA_HAZARD_CARD (gtk_list_item_get_child (item)), NULL);
}

static void
on_activate_cb (GtkListView *list, guint position, KaHazardColumn *self)
{
  g_signal_emit (self, signals[OPEN], 0, ka_row_model_get_id (self->model, position));
}

static void
on_title_cb (KaHazardColumn *self)
{
  g_signal_emit (self, signals[LIST], 0);
}

static gboolean
on_drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, KaHazardColumn *self)
{
  gint64 id = g_value_get_int64 (value);

  for (guint i = 0; i < self->ids->len; i++)
    if (g_array_index (self->ids, gint64, i) == id)
      return FALSE;
  g_signal_emit (self, signals[DROP], 0, id);
  return TRUE;
}

/* ---- keys: the menu, and to the column beside ---- */

static gboolean
on_menu_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  KaHazardColumn *self = KA_HAZARD_COLUMN (widget);
  gint64 id = selected_id (self);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (id == 0 || focus == NULL || !gtk_widget_is_ancestor (focus, widget))
    return FALSE;
  g_signal_emit (self, signals[MENU], 0, id, focus, 0.0, (double)gtk_widget_get_height (focus) / 2);
  return TRUE;
}

static gboolean
on_move_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  KaHazardColumn *self = KA_HAZARD_COLUMN (widget);
  gint64 id = selected_id (self);

  if (id == 0)
    return FALSE;
  g_signal_emit (self, signals[MOVE], 0, id, g_variant_get_int32 (args));
  return TRUE;
}

/* ---- object ---- */

static void
ka_hazard_column_dispose (GObject *object)
{
  KaHazardColumn *self = KA_HAZARD_COLUMN (object);

  g_clear_object (&self->model);
  g_clear_object (&self->ledger);
  g_clear_pointer (&self->ids, g_array_unref);
  G_OBJECT_CLASS (ka_hazard_column_parent_class)->dispose (object);
}

static void
ka_hazard_column_class_init (KaHazardColumnClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_hazard_column_dispose;

  signals[DROP] = g_signal_new ("drop", KA_TYPE_HAZARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LIST] = g_signal_new ("list", KA_TYPE_HAZARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[MENU]
    = g_signal_new ("menu", KA_TYPE_HAZARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 4, G_TYPE_INT64, GTK_TYPE_WIDGET, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[MOVE] = g_signal_new ("move", KA_TYPE_HAZARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_INT);
  signals[OPEN] = g_signal_new ("open", KA_TYPE_HAZARD_COLUMN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, on_menu_key, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK, on_move_key, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, on_move_key, "i", -1);
}

static void
ka_hazard_column_init (KaHazardColumn *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_button_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INT64, GDK_ACTION_MOVE);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_button_set_child (GTK_BUTTON (title), GTK_WIDGET (self->title));
  gtk_widget_add_css_class (title, "flat");
  gtk_widget_set_halign (title, GTK_ALIGN_START);
  ka_set_tooltip (title, _ ("在列表中打开这些隐患"));
  g_signal_connect_swapped (title, "clicked", G_CALLBACK (on_title_cb), self);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind_cb), NULL);
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "ka-cards");
  g_signal_connect (self->list, "activate", G_CALLBACK (on_activate_cb), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_widget_set_size_request (box, COLUMN_WIDTH, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "ka-board-column");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
ka_hazard_column_new (KaHazardState state)
{
  KaHazardColumn *self = g_object_new (KA_TYPE_HAZARD_COLUMN, NULL);

  self->state = state;
  gtk_widget_add_css_class (GTK_WIDGET (self->title), ka_hazard_state_tone (state));
  update_title (self);
  return GTK_WIDGET (self);
}

KaHazardState
ka_hazard_column_get_state (KaHazardColumn *self)
{
  g_return_val_if_fail (KA_IS_HAZARD_COLUMN (self), KA_HAZARD_FOUND);
  return self->state;
}

guint
ka_hazard_column_get_count (KaHazardColumn *self)
{
  g_return_val_if_fail (KA_IS_HAZARD_COLUMN (self), 0);
  return self->ids->len;
}

static gboolean
same_ids (const GArray *a, const GArray *b)
{
  return a->len == b->len
         && (a->len == 0 || memcmp (a->data, b->data, a->len * sizeof (gint64)) == 0);
}

void
ka_hazard_column_take (KaHazardColumn *self, KaLedger *ledger, KaQuery *query, GArray *ids)
{
  g_autoptr (GArray) taken = ids;

  g_return_if_fail (KA_IS_HAZARD_COLUMN (self));

  if (g_set_object (&self->ledger, ledger))
    {
      g_clear_object (&self->model);
      self->model = ledger != NULL ? ka_row_model_new (ledger) : NULL;
      g_array_set_size (self->ids, 0);
      gtk_single_selection_set_model (self->selection,
                                      self->model != NULL ? G_LIST_MODEL (self->model) : NULL);
    }
  if (self->model == NULL)
    {
      update_title (self);
      return;
    }
  /* A column that holds the same cards does not jump back to its top. */
  if (same_ids (taken, self->ids))
    {
      for (guint i = 0; i < taken->len; i++)
        ka_row_model_touch (self->model, g_array_index (taken, gint64, i));
      return;
    }
  g_array_set_size (self->ids, 0);
  g_array_append_vals (self->ids, taken->data, taken->len);
  ka_row_model_take_ids (self->model, ka_query_copy (query), g_steal_pointer (&taken));
  update_title (self);
}
