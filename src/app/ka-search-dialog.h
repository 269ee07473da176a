/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-window.h"

G_BEGIN_DECLS

/* Search over everything, over the window: what is found by kind as one types, Enter goes there. */
#define KA_TYPE_SEARCH_DIALOG (ka_search_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaSearchDialog, ka_search_dialog, KA, SEARCH_DIALOG, AdwWindow)

KaSearchDialog *ka_search_dialog_present (KaWindow *window);
/* For tests: types the text; whether the answer to what was typed is shown; how many lines it has. */
void ka_search_dialog_set_text (KaSearchDialog *self, const char *text);
gboolean ka_search_dialog_is_ready (KaSearchDialog *self);
guint ka_search_dialog_get_n_hits (KaSearchDialog *self);
void ka_search_dialog_activate (KaSearchDialog *self);

G_END_DECLS
