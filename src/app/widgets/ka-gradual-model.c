/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-gradual-model.h"

#include "ka-steps.h"

/* Pixels: no list has lower ones. */
#define ROW_HEIGHT 30
/* Rows where the view stands in no window yet. */
#define FIRST 40
#define STEP 8
/* Widgets, of which a row has as many as columns. */
#define FREED 24
/* With these GTK has made all the widgets that it wants; further rows cost nothing. */
#define ALL_WIDGETS 256

struct _KaGradualModel
{
  GObject parent_instance;

  /* Borrowed */
  GtkWidget *view; /* NULL once it is gone */

  /* Owned */
  GtkSelectionModel *inner;
  GPtrArray *leaving; /* widgets that the view has given up */

  guint n;     /* rows of the inner model */
  guint shown; /* so many of them are ours */
  guint place; /* that is to be scrolled to, or G_MAXUINT */
};

/* ---- list model ---- */

static GType
ka_gradual_model_get_item_type (GListModel *list)
{
  return g_list_model_get_item_type (G_LIST_MODEL (KA_GRADUAL_MODEL (list)->inner));
}

static guint
ka_gradual_model_get_n_items (GListModel *list)
{
  return KA_GRADUAL_MODEL (list)->shown;
}

static gpointer
ka_gradual_model_get_item (GListModel *list, guint position)
{
  KaGradualModel *self = KA_GRADUAL_MODEL (list);

  return position < self->shown ? g_list_model_get_item (G_LIST_MODEL (self->inner), position)
                                : NULL;
}

static void
ka_gradual_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = ka_gradual_model_get_item_type;
  iface->get_n_items = ka_gradual_model_get_n_items;
  iface->get_item = ka_gradual_model_get_item;
}

/* ---- selection model ---- */

static gboolean
ka_gradual_model_is_selected (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_is_selected (KA_GRADUAL_MODEL (model)->inner, position);
}

static GtkBitset *
ka_gradual_model_get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  return gtk_selection_model_get_selection_in_range (KA_GRADUAL_MODEL (model)->inner, position, n);
}

static gboolean
ka_gradual_model_select_item (GtkSelectionModel *model, guint position, gboolean only)
{
  return gtk_selection_model_select_item (KA_GRADUAL_MODEL (model)->inner, position, only);
}

static gboolean
ka_gradual_model_unselect_item (GtkSelectionModel *model, guint position)
{
  return gtk_selection_model_unselect_item (KA_GRADUAL_MODEL (model)->inner, position);
}

static gboolean
ka_gradual_model_select_range (GtkSelectionModel *model, guint position, guint n, gboolean only)
{
  return gtk_selection_model_select_range (KA_GRADUAL_MODEL (model)->inner, position, n, only);
}

static gboolean
ka_gradual_model_unselect_range (GtkSelectionModel *model, guint position, guint n)
{
  return gtk_selection_model_unselect_range (KA_GRADUAL_MODEL (model)->inner, position, n);
}

static gboolean
ka_gradual_model_select_all (GtkSelectionModel *model)
{
  return gtk_selection_model_select_all (KA_GRADUAL_MODEL (model)->inner);
}

static gboolean
ka_gradual_model_unselect_all (GtkSelectionModel *model)
{
  return gtk_selection_model_unselect_all (KA_GRADUAL_MODEL (model)->inner);
}

static gboolean
ka_gradual_model_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  return gtk_selection_model_set_selection (KA_GRADUAL_MODEL (model)->inner, selected, mask);
}

static void
ka_gradual_model_selection_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = ka_gradual_model_is_selected;
  iface->get_selection_in_range = ka_gradual_model_get_selection_in_range;
  iface->select_item = ka_gradual_model_select_item;
  iface->unselect_item = ka_gradual_model_unselect_item;
  iface->select_range = ka_gradual_model_select_range;
  iface->unselect_range = ka_gradual_model_unselect_range;
  iface->select_all = ka_gradual_model_select_all;
  iface->unselect_all = ka_gradual_model_unselect_all;
  iface->set_selection = ka_gradual_model_set_selection;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KaGradualModel,
                               ka_gradual_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ka_gradual_model_list_init)
                                 G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                        ka_gradual_model_selection_init))

/* ---- growing and shrinking ---- */

/* What has the rows; or NULL. */
static GtkWidget *
find_list (KaGradualModel *self)
{
  GtkWidget *list = self->view;

  if (list != NULL && GTK_IS_COLUMN_VIEW (list))
    for (list = gtk_widget_get_first_child (list); list != NULL && !GTK_IS_LIST_VIEW (list);)
      list = gtk_widget_get_next_sibling (list);
  return list;
}

static void
scroll_now (KaGradualModel *self)
{
  /* GTK 4.8 has this for the inner list of a column view only. */
  GtkWidget *list = find_list (self);

  if (list == NULL || self->place >= self->shown)
    return;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", self->place);
  self->place = G_MAXUINT;
}

/* Two hundred rows of a dozen cells take as long to be freed as to be made: the view may give them up at once,
 * they are freed in the frames that follow. What is in them it takes apart by itself. */
static void
hold_widgets (KaGradualModel *self, GtkWidget *parent)
{
  for (GtkWidget *child = parent != NULL ? gtk_widget_get_first_child (parent) : NULL;
       child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      g_ptr_array_add (self->leaving, g_object_ref (child));
      hold_widgets (self, child);
    }
}

static void
let_stay (KaGradualModel *self)
{
  for (guint i = self->leaving->len; i > 0; i--)
    if (gtk_widget_get_parent (g_ptr_array_index (self->leaving, i - 1)) != NULL)
      g_ptr_array_remove_index_fast (self->leaving, i - 1);
}

static gboolean
is_changing (KaGradualModel *self)
{
  return self->shown < self->n || self->leaving->len > 0;
}

static gboolean
on_step_cb (gpointer view)
{
  KaGradualModel *self = g_object_get_data (view, "ka-gradual");
  guint before = self->shown;

  if (self->leaving->len > 0)
    {
      g_ptr_array_set_size (self->leaving, MAX (0, (int)self->leaving->len - FREED));
      return is_changing (self);
    }
  self->shown = before + STEP < ALL_WIDGETS ? MIN (before + STEP, self->n) : self->n;
  if (self->shown > before)
    g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->shown - before);
  scroll_now (self);
  return is_changing (self);
}

/* As many rows as fill the window. */
static guint
count_first (KaGradualModel *self)
{
  GtkRoot *window = self->view != NULL ? gtk_widget_get_root (self->view) : NULL;
  int width, height;

  if (!GTK_IS_WINDOW (window))
    return FIRST;
  height = gtk_widget_get_height (GTK_WIDGET (window));
  if (height == 0)
    gtk_window_get_default_size (GTK_WINDOW (window), &width, &height);
  return (guint)MAX (height, 0) / ROW_HEIGHT + 1;
}

/* From position on the inner model has other rows now: as many of them as is due. */
static void
show_tail (KaGradualModel *self, guint position)
{
  guint removed = self->shown - position;
  guint added = MIN (self->n - position, MAX (count_first (self), removed));

  if (position >= ALL_WIDGETS)
    added = self->n - position;
  self->shown = position + added;
  if (removed > added + STEP && self->shown < ALL_WIDGETS)
    hold_widgets (self, find_list (self));
  if (removed > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
  let_stay (self);
  if (is_changing (self) && self->view != NULL)
    ka_take_steps (self->view, on_step_cb);
}

static void
on_items_changed_cb (KaGradualModel *self, guint position, guint removed, guint added)
{
  gboolean whole = self->shown == self->n;
  gboolean tail = position + removed == self->n;

  self->n += added - removed;
  if (whole && !tail)
    {
      self->shown = self->n;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
    }
  else if (whole || position < self->shown)
    show_tail (self, position);
  scroll_now (self);
}

static void
on_selection_changed_cb (KaGradualModel *self, guint position, guint n)
{
  if (position < self->shown)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position,
                                           MIN (n, self->shown - position));
}

void
ka_gradual_model_scroll_to (KaGradualModel *self, guint position)
{
  g_return_if_fail (KA_IS_GRADUAL_MODEL (self));

  self->place = position < self->n ? position : G_MAXUINT;
  scroll_now (self);
}

/* ---- object ---- */

static void
ka_gradual_model_dispose (GObject *object)
{
  KaGradualModel *self = KA_GRADUAL_MODEL (object);

  if (self->view != NULL)
    g_object_remove_weak_pointer (G_OBJECT (self->view), (gpointer *)&self->view);
  self->view = NULL;
  if (self->inner != NULL)
    g_signal_handlers_disconnect_by_data (self->inner, self);
  g_clear_object (&self->inner);
  g_ptr_array_set_size (self->leaving, 0);
  G_OBJECT_CLASS (ka_gradual_model_parent_class)->dispose (object);
}

static void
ka_gradual_model_finalize (GObject *object)
{
  g_ptr_array_unref (KA_GRADUAL_MODEL (object)->leaving);
  G_OBJECT_CLASS (ka_gradual_model_parent_class)->finalize (object);
}

static void
ka_gradual_model_class_init (KaGradualModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_gradual_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = ka_gradual_model_finalize;
}

static void
ka_gradual_model_init (KaGradualModel *self)
{
  self->place = G_MAXUINT;
  self->leaving = g_ptr_array_new_with_free_func (g_object_unref);
}

KaGradualModel *
ka_gradual_model_set (GtkWidget *view, GtkSelectionModel *model)
{
  KaGradualModel *self;

  g_return_val_if_fail (GTK_IS_COLUMN_VIEW (view) || GTK_IS_LIST_VIEW (view), NULL);
  g_return_val_if_fail (GTK_IS_SELECTION_MODEL (model), NULL);

  self = g_object_new (KA_TYPE_GRADUAL_MODEL, NULL);
  self->view = view;
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *)&self->view);
  g_object_set_data_full (G_OBJECT (view), "ka-gradual", self, g_object_unref);
  self->inner = g_object_ref (model);
  self->n = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_signal_connect_swapped (model, "items-changed", G_CALLBACK (on_items_changed_cb), self);
  g_signal_connect_swapped (model, "selection-changed", G_CALLBACK (on_selection_changed_cb), self);
  g_object_set (view, "model", self, NULL);
  show_tail (self, 0);
  return self;
}
