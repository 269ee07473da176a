/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The revisions of a record: who, when, why, what changed, where it came from; 恢复到此. */
#define KA_TYPE_HISTORY_VIEW (ka_history_view_get_type ())
G_DECLARE_FINAL_TYPE (KaHistoryView, ka_history_view, KA, HISTORY_VIEW, AdwBin)

KaHistoryView *ka_history_view_new (KaContext *context, const KaKind *kind);
/* id 0: none. Read when the view is looked at. */
void ka_history_view_show (KaHistoryView *self, gint64 id);

G_END_DECLS
