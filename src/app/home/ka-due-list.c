/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-list.h"

#include "ka-due-row.h"
#include "ka-gradual-model.h"

#include <glib/gi18n.h>

struct _KaDueList
{
  GtkBox parent_instance;

  /* Template widgets */
  GtkListView *view;
  GtkWidget *scroll;

  /* Borrowed */
  KaGradualModel *gradual;

  /* Owned */
  GtkNoSelection *rows;
  GtkTreeListModel *tree;
  GHashTable *folded; /* keys of groups that were folded */
  GHashTable *open;   /* keys of rules that were unfolded */
};

enum
{
  OPEN,
  NOTE,
  LIST,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaDueList, ka_due_list, GTK_TYPE_BOX)

/* ---- rows ---- */

static void
on_note_cb (KaDueList *self, KaDueNode *node)
{
  g_signal_emit (self, signals[NOTE], 0, node);
}

static void
on_list_cb (KaDueList *self, KaDueNode *node)
{
  g_signal_emit (self, signals[LIST], 0, node);
}

static void
on_setup_cb (KaDueList *self, GtkListItem *item)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *row = ka_due_row_new ();

  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  g_signal_connect_object (row, "note", G_CALLBACK (on_note_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "list", G_CALLBACK (on_list_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, expander);
}

static void
on_bind_cb (KaDueList *self, GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));
  GtkTreeListRow *row = gtk_list_item_get_item (item);
  g_autoptr (KaDueNode) node = gtk_tree_list_row_get_item (row);

  gtk_tree_expander_set_list_row (expander, row);
  ka_due_row_show (KA_DUE_ROW (gtk_tree_expander_get_child (expander)), node);
}

static void
on_unbind_cb (KaDueList *self, GtkListItem *item)
{
  GtkTreeExpander *expander = GTK_TREE_EXPANDER (gtk_list_item_get_child (item));

  gtk_tree_expander_set_list_row (expander, NULL);
  ka_due_row_show (KA_DUE_ROW (gtk_tree_expander_get_child (expander)), NULL);
}

static void
on_activate_cb (KaDueList *self, guint position)
{
  g_autoptr (GtkTreeListRow) row
    = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->view)), position);
  g_autoptr (KaDueNode) node = gtk_tree_list_row_get_item (row);

  if (ka_due_node_get_item (node) != NULL)
    g_signal_emit (self, signals[OPEN], 0, node);
  else
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

/* ---- what is unfolded ---- */

static GListModel *
create_children (gpointer node, gpointer data)
{
  return ka_due_node_children (node);
}

/* Remembers what the rows that are there show, before they go. */
static void
remember (KaDueList *self)
{
  guint n = self->tree != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->tree)) : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (KaDueNode) node = gtk_tree_list_row_get_item (row);
      gboolean expanded = gtk_tree_list_row_get_expanded (row);
      GHashTable *table = gtk_tree_list_row_get_depth (row) == 0 ? self->folded : self->open;
      gboolean kept = (table == self->folded) != expanded;

      if (gtk_tree_list_row_get_depth (row) > 1)
        continue;
      /* Past all the findings below. */
      if (gtk_tree_list_row_get_depth (row) == 1 && expanded)
        i += ka_due_node_get_n_children (node);
      if (kept)
        g_hash_table_add (table, ka_due_node_get_key (node));
      else
        {
          g_autofree char *key = ka_due_node_get_key (node);

          g_hash_table_remove (table, key);
        }
    }
}

static void
unfold (KaDueList *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (KaDueNode) node = gtk_tree_list_row_get_item (row);
      g_autofree char *key = ka_due_node_get_key (node);
      guint depth = gtk_tree_list_row_get_depth (row);

      if (depth == 0)
        gtk_tree_list_row_set_expanded (row, !g_hash_table_contains (self->folded, key));
      else if (depth == 1 && g_hash_table_contains (self->open, key))
        {
          gtk_tree_list_row_set_expanded (row, TRUE);
          i += ka_due_node_get_n_children (node);
        }
    }
}

void
ka_due_list_set_items (KaDueList *self, GPtrArray *items)
{
  GtkAdjustment *adjustment;
  double place;

  g_return_if_fail (KA_IS_DUE_LIST (self));

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll));
  place = gtk_adjustment_get_value (adjustment);
  remember (self);
  g_clear_object (&self->tree);
  self->tree = gtk_tree_list_model_new (ka_due_node_groups (items), FALSE, FALSE, create_children,
                                        NULL, NULL);
  unfold (self);
  gtk_no_selection_set_model (self->rows, G_LIST_MODEL (self->tree));
  gtk_adjustment_set_value (adjustment, place);
}

void
ka_due_list_show_group (KaDueList *self, KaDueGroup group)
{
  g_return_if_fail (KA_IS_DUE_LIST (self));

  if (self->tree == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->tree), i);
      g_autoptr (KaDueNode) node = gtk_tree_list_row_get_item (row);

      if (gtk_tree_list_row_get_depth (row) == 1 && gtk_tree_list_row_get_expanded (row))
        i += ka_due_node_get_n_children (node);
      if (gtk_tree_list_row_get_depth (row) > 0 || ka_due_node_get_group (node) != group)
        continue;
      gtk_tree_list_row_set_expanded (row, TRUE);
      ka_gradual_model_scroll_to (self->gradual, i);
      return;
    }
}

/* ---- object ---- */

static void
ka_due_list_dispose (GObject *object)
{
  KaDueList *self = KA_DUE_LIST (object);

  g_clear_object (&self->tree);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->folded, g_hash_table_unref);
  g_clear_pointer (&self->open, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_DUE_LIST);
  G_OBJECT_CLASS (ka_due_list_parent_class)->dispose (object);
}

static void
ka_due_list_class_init (KaDueListClass *klass)
{
  static const char *const NAMES[] = { "open", "note", "list" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_due_list_dispose;

  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (NAMES[i], KA_TYPE_DUE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, KA_TYPE_DUE_NODE);

  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-due-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KaDueList, scroll);
  gtk_widget_class_bind_template_child (widget_class, KaDueList, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_unbind_cb);
}

static void
ka_due_list_init (KaDueList *self)
{
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = gtk_no_selection_new (NULL);
  self->gradual = ka_gradual_model_set (GTK_WIDGET (self->view), GTK_SELECTION_MODEL (self->rows));
}
