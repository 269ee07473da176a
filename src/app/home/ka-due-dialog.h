/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-due-node.h"
#include "ka-window.h"

G_BEGIN_DECLS

/* Postpones one thing that is due to a day with a reason, or puts a note on it. Owned by GTK until closed. */
#define KA_TYPE_DUE_DIALOG (ka_due_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaDueDialog, ka_due_dialog, KA, DUE_DIALOG, AdwWindow)

GtkWindow *ka_due_dialog_present (KaWindow *window, KaDueNode *node);

G_END_DECLS
