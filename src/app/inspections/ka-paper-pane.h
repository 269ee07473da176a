/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Beside a record the papers that can be made from it and those that were; over a paper of the register
 * the way to its pages. */
#define KA_TYPE_PAPER_PANE (ka_paper_pane_get_type ())
G_DECLARE_FINAL_TYPE (KaPaperPane, ka_paper_pane, KA, PAPER_PANE, AdwBin)

GtkWidget *ka_paper_pane_new (KaContext *context, const KaKind *kind);
GtkWidget *ka_paper_pane_new_of_paper (KaContext *context, const KaKind *kind);

G_END_DECLS
