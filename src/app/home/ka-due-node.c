/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-due-node.h"

/* More do not fit beside a rule. */
#define MAX_NAMES 8

typedef enum
{
  LEVEL_GROUP,
  LEVEL_RULE,
  LEVEL_ITEM,
} Level;

struct _KaDueNode
{
  GObject parent_instance;

  /* Owned */
  GPtrArray *items; /* all of them */

  Level level;
  guint first, n; /* its part of the items */
};

G_DEFINE_FINAL_TYPE (KaDueNode, ka_due_node, G_TYPE_OBJECT)

/* ---- the findings of a rule, made as they are asked for ---- */

#define KA_TYPE_DUE_SLICE (ka_due_slice_get_type ())
G_DECLARE_FINAL_TYPE (KaDueSlice, ka_due_slice, KA, DUE_SLICE, GObject)

struct _KaDueSlice
{
  GObject parent_instance;

  GPtrArray *items;
  guint first, n;
};

static KaDueNode *create_node (GPtrArray *items, Level level, guint first, guint n);

static GType
get_item_type (GListModel *model)
{
  return KA_TYPE_DUE_NODE;
}

static guint
get_n_items (GListModel *model)
{
  return KA_DUE_SLICE (model)->n;
}

static gpointer
get_item (GListModel *model, guint position)
{
  KaDueSlice *self = KA_DUE_SLICE (model);

  return position < self->n ? create_node (self->items, LEVEL_ITEM, self->first + position, 1)
                            : NULL;
}

static void
init_model (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KaDueSlice,
                               ka_due_slice,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, init_model))

static void
ka_due_slice_finalize (GObject *object)
{
  g_clear_pointer (&KA_DUE_SLICE (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_due_slice_parent_class)->finalize (object);
}

static void
ka_due_slice_class_init (KaDueSliceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_due_slice_finalize;
}

static void
ka_due_slice_init (KaDueSlice *self)
{
}

/* ---- nodes ---- */

static const KaDueItem *
nth (GPtrArray *items, guint i)
{
  return g_ptr_array_index (items, i);
}

static KaDueNode *
create_node (GPtrArray *items, Level level, guint first, guint n)
{
  KaDueNode *self = g_object_new (KA_TYPE_DUE_NODE, NULL);

  self->items = g_ptr_array_ref (items);
  self->level = level;
  self->first = first;
  self->n = n;
  return self;
}

/* Divides a part of the items where the next group or rule begins. */
static GListModel *
divide (GPtrArray *items, Level level, guint first, guint n)
{
  GListStore *nodes = g_list_store_new (KA_TYPE_DUE_NODE);

  for (guint i = first; i < first + n;)
    {
      g_autoptr (KaDueNode) node = NULL;
      guint end = i + 1;

      while (end < first + n && nth (items, end)->group == nth (items, i)->group
             && (level == LEVEL_GROUP || nth (items, end)->rule == nth (items, i)->rule))
        end++;
      node = create_node (items, level, i, end - i);
      g_list_store_append (nodes, node);
      i = end;
    }
  return G_LIST_MODEL (nodes);
}

GListModel *
ka_due_node_groups (GPtrArray *items)
{
  g_return_val_if_fail (items != NULL, NULL);
  return divide (items, LEVEL_GROUP, 0, items->len);
}

GListModel *
ka_due_node_children (KaDueNode *self)
{
  KaDueSlice *slice;

  g_return_val_if_fail (KA_IS_DUE_NODE (self), NULL);

  if (self->level == LEVEL_ITEM)
    return NULL;
  if (self->level == LEVEL_GROUP)
    return divide (self->items, LEVEL_RULE, self->first, self->n);
  slice = g_object_new (KA_TYPE_DUE_SLICE, NULL);
  slice->items = g_ptr_array_ref (self->items);
  slice->first = self->first;
  slice->n = ka_due_node_get_n_children (self);
  return G_LIST_MODEL (slice);
}

KaDueGroup
ka_due_node_get_group (KaDueNode *self)
{
  return ka_due_node_get_first (self)->group;
}

const KaDueRule *
ka_due_node_get_rule (KaDueNode *self)
{
  g_return_val_if_fail (KA_IS_DUE_NODE (self), NULL);
  return self->level == LEVEL_GROUP ? NULL : nth (self->items, self->first)->rule;
}

const KaDueItem *
ka_due_node_get_item (KaDueNode *self)
{
  g_return_val_if_fail (KA_IS_DUE_NODE (self), NULL);
  return self->level == LEVEL_ITEM ? nth (self->items, self->first) : NULL;
}

const KaDueItem *
ka_due_node_get_first (KaDueNode *self)
{
  g_return_val_if_fail (KA_IS_DUE_NODE (self), NULL);
  return nth (self->items, self->first);
}

guint
ka_due_node_get_count (KaDueNode *self)
{
  g_return_val_if_fail (KA_IS_DUE_NODE (self), 0);
  return self->n;
}

guint
ka_due_node_get_n_children (KaDueNode *self)
{
  g_return_val_if_fail (KA_IS_DUE_NODE (self), 0);
  return MIN (self->n, KA_DUE_NODE_MOST);
}

char *
ka_due_node_say_names (KaDueNode *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const char *last = NULL;
  guint n = 0;

  g_return_val_if_fail (KA_IS_DUE_NODE (self), g_strdup (""));

  for (guint i = 0; i < self->n && n < MAX_NAMES; i++)
    {
      const char *name = nth (self->items, self->first + i)->name;

      if (name == NULL || name[0] == '\0' || g_strcmp0 (name, last) == 0)
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? "、" : "", name);
      last = name;
      n++;
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
ka_due_node_get_key (KaDueNode *self)
{
  const KaDueRule *rule = ka_due_node_get_rule (self);

  return g_strdup_printf ("%d/%s", ka_due_node_get_group (self), rule != NULL ? rule->code : "");
}

static void
ka_due_node_finalize (GObject *object)
{
  g_clear_pointer (&KA_DUE_NODE (object)->items, g_ptr_array_unref);
  G_OBJECT_CLASS (ka_due_node_parent_class)->finalize (object);
}

static void
ka_due_node_class_init (KaDueNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_due_node_finalize;
}

static void
ka_due_node_init (KaDueNode *self)
{
}
