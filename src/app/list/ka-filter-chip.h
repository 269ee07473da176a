/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A condition that is in force, with a button that takes it away. Signal "remove". */
#define KA_TYPE_FILTER_CHIP (ka_filter_chip_get_type ())
G_DECLARE_FINAL_TYPE (KaFilterChip, ka_filter_chip, KA, FILTER_CHIP, GtkBox)

GtkWidget *ka_filter_chip_new (const char *text);

G_END_DECLS
