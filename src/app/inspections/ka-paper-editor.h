/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The printed text of a form, to be brought to the bureau's own: kept in the ledger, and gone back from. */
#define KA_TYPE_PAPER_EDITOR (ka_paper_editor_get_type ())
G_DECLARE_FINAL_TYPE (KaPaperEditor, ka_paper_editor, KA, PAPER_EDITOR, AdwWindow)

/* Signal "saved". */
GtkWindow *
ka_paper_editor_present (GtkWindow *over, KaContext *context, const char *form, const char *name);

G_END_DECLS
