/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-due-node.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is due, by group and rule; what was unfolded stays so when all is computed anew. Signals: "open", "note"
 * and "list" (the node). */
#define KA_TYPE_DUE_LIST (ka_due_list_get_type ())
G_DECLARE_FINAL_TYPE (KaDueList, ka_due_list, KA, DUE_LIST, GtkBox)

void ka_due_list_set_items (KaDueList *self, GPtrArray *items); /* KaDueItem */
/* Unfolds the group and goes to it. */
void ka_due_list_show_group (KaDueList *self, KaDueGroup group);

G_END_DECLS
