/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 相似: accidents and cases that read like the one that is open, each with what both say, and a link to it. A
 * KaRecordPane. */
#define KA_TYPE_SIMILAR_PANE (ka_similar_pane_get_type ())
G_DECLARE_FINAL_TYPE (KaSimilarPane, ka_similar_pane, KA, SIMILAR_PANE, AdwBin)

GtkWidget *ka_similar_pane_new (KaContext *context, const KaKind *kind);
gboolean ka_similar_pane_is_loading (KaSimilarPane *self);

G_END_DECLS
