/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-list-view.h"

G_BEGIN_DECLS

/* One field of many records at once. field: the one offered first, or NULL. */
#define KA_TYPE_BULK_DIALOG (ka_bulk_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaBulkDialog, ka_bulk_dialog, KA, BULK_DIALOG, AdwWindow)

GtkWindow *ka_bulk_dialog_present (KaListView *view, GArray *ids, const KaField *field);

G_END_DECLS
