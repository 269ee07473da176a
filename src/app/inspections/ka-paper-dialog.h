/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-paper-work.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One paper before it is issued: what is missing, each a link to where it is mended, the parts that may be
 * rewritten, and its pages; and after: its pages, to be printed, exported or voided. */
#define KA_TYPE_PAPER_DIALOG (ka_paper_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaPaperDialog, ka_paper_dialog, KA, PAPER_DIALOG, AdwWindow)

GtkWindow *ka_paper_dialog_present (GtkWidget *over, KaContext *context, const KaPaperJob *job);
/* Whether its pages are shown. */
gboolean ka_paper_dialog_is_ready (KaPaperDialog *self);

G_END_DECLS
