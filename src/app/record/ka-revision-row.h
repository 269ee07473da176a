/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-history.h>

G_BEGIN_DECLS

/* One revision in a history. Signal "restore" (gint64 rev). */
#define KA_TYPE_REVISION_ROW (ka_revision_row_get_type ())
G_DECLARE_FINAL_TYPE (KaRevisionRow, ka_revision_row, KA, REVISION_ROW, GtkListBoxRow)

KaRevisionRow *ka_revision_row_new (const KaRevision *revision,
                                    const char *changes,
                                    const char *origin,
                                    gboolean restorable);

G_END_DECLS
