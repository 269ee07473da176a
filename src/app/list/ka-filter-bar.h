/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-columns.h"
#include "ka-context.h"
#include "ka-filter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What narrows a list, and any other view of the records of a kind: free text, the usual questions, conditions, the predicate of a number. Signal
 * "changed". */
#define KA_TYPE_FILTER_BAR (ka_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KaFilterBar, ka_filter_bar, KA, FILTER_BAR, GtkBox)

/* settings: of the list (org.kuangan.Kuangan.List); filters are kept there. */
KaFilterBar *ka_filter_bar_new (KaContext *context, const KaKind *kind, GSettings *settings);
/* The columns that the bar's menu chooses from; without them it has no such menu. */
void ka_filter_bar_set_columns (KaFilterBar *self, KaColumns *columns);

/* Controls of the view before and after those of the bar, in their line. */
void ka_filter_bar_take_controls (KaFilterBar *self, GtkWidget *before, GtkWidget *after);

/* All of it as one query, without an order. */
KaQuery *ka_filter_bar_build_query (KaFilterBar *self);
gboolean ka_filter_bar_is_filtered (KaFilterBar *self);
void ka_filter_bar_clear (KaFilterBar *self);
void ka_filter_bar_focus_search (KaFilterBar *self);
void ka_filter_bar_set_text (KaFilterBar *self, const char *text);
void ka_filter_bar_add (KaFilterBar *self, const KaCondition *condition);

/* What is asked, as it can be kept: text, questions, conditions; not the list behind a number. */
GStrv ka_filter_bar_dup_words (KaFilterBar *self);
/* Asks that again; FALSE: some of it is of another ledger or another version and was left out. */
gboolean ka_filter_bar_set_words (KaFilterBar *self, const char *const *words);

/* The list behind a number (NULL: none); everything else is cleared. */
void ka_filter_bar_set_base (KaFilterBar *self, const KaQuery *query, const char *label);
const KaQuery *ka_filter_bar_get_base (KaFilterBar *self);
const char *ka_filter_bar_get_base_label (KaFilterBar *self);

G_END_DECLS
