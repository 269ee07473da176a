/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The filters of a list that were kept under a name, in the settings of the list (key "filters"): one is
 * asked again, dropped, or the present one kept. Signal "use" (GStrv): the words of the one chosen. */
#define KA_TYPE_KEPT_FILTERS (ka_kept_filters_get_type ())
G_DECLARE_FINAL_TYPE (KaKeptFilters, ka_kept_filters, KA, KEPT_FILTERS, GtkPopover)

GtkWidget *ka_kept_filters_new (GSettings *settings);
/* What would be kept (ka_filter_bar_dup_words()); empty: nothing is asked at present. */
void ka_kept_filters_set_words (KaKeptFilters *self, const char *const *words);

G_END_DECLS
