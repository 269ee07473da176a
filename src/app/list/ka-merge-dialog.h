/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-window.h"

G_BEGIN_DECLS

/* Asks how two records that are one become one: which stays, and of what both have, whose value. The merge
 * is one change that can be undone. Signal "merged": it was done; TRUE: who asked tells of it. */
#define KA_TYPE_MERGE_DIALOG (ka_merge_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaMergeDialog, ka_merge_dialog, KA, MERGE_DIALOG, AdwWindow)

/* NULL (and told in the window): one of them is there no more. */
GtkWindow *
ka_merge_dialog_present (KaWindow *window, const KaKind *kind, gint64 first, gint64 second);

G_END_DECLS
