/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-due-node.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One line of the start page's list: what it is about, what is due, by when, its clause, and what can be done.
 * Signals: "note" and "list" (the node). */
#define KA_TYPE_DUE_ROW (ka_due_row_get_type ())
G_DECLARE_FINAL_TYPE (KaDueRow, ka_due_row, KA, DUE_ROW, GtkBox)

GtkWidget *ka_due_row_new (void);
void ka_due_row_show (KaDueRow *self, KaDueNode *node); /* NULL: nothing */

G_END_DECLS
