/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <ka-due.h>

G_BEGIN_DECLS

/* One line of what is due: a group, a rule within it with its findings, or one finding. */
#define KA_TYPE_DUE_NODE (ka_due_node_get_type ())
G_DECLARE_FINAL_TYPE (KaDueNode, ka_due_node, KA, DUE_NODE, GObject)

/* The groups of the items (KaDueItem elements in their order); they share the items. */
GListModel *ka_due_node_groups (GPtrArray *items);
/* As many findings of a rule are unfolded; all of them stand in the list of the rule. */
#define KA_DUE_NODE_MOST 500
/* What stands below; NULL for one finding. Findings are made when they are looked at. */
GListModel *ka_due_node_children (KaDueNode *self);

KaDueGroup ka_due_node_get_group (KaDueNode *self);
const KaDueRule *ka_due_node_get_rule (KaDueNode *self); /* NULL: a group */
const KaDueItem *ka_due_node_get_item (KaDueNode *self); /* NULL: a group or a rule */
guint ka_due_node_get_count (KaDueNode *self);           /* findings below */
guint ka_due_node_get_n_children (KaDueNode *self);      /* of a rule: those that are unfolded */
/* Its first finding: of a rule the one that is due first. */
const KaDueItem *ka_due_node_get_first (KaDueNode *self);
/* The records of its first findings, 、 between; a record that is found twice once. */
char *ka_due_node_say_names (KaDueNode *self);
/* By which one knows it again when all was computed anew. */
char *ka_due_node_get_key (KaDueNode *self);

G_END_DECLS
