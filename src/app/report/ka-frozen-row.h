/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <ka-quarterly.h>

G_BEGIN_DECLS

/* One frozen edition: when, at which revision, what differs from the one before. Its buttons run
 * "report.open-frozen", "report.export-frozen" with its id. */
#define KA_TYPE_FROZEN_ROW (ka_frozen_row_get_type ())
G_DECLARE_FINAL_TYPE (KaFrozenRow, ka_frozen_row, KA, FROZEN_ROW, GtkListBoxRow)

GtkWidget *ka_frozen_row_new (const KaFrozen *frozen);

G_END_DECLS
