/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-pages.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A page in the sidebar: icon, word, badge. */
#define KA_TYPE_SIDEBAR_ROW (ka_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (KaSidebarRow, ka_sidebar_row, KA, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget *ka_sidebar_row_new (const KaPageInfo *info);
const KaPageInfo *ka_sidebar_row_get_info (KaSidebarRow *self);
/* text NULL: none. tooltip says what is counted. due: it asks for something to be done. */
void
ka_sidebar_row_set_badge (KaSidebarRow *self, const char *text, const char *tooltip, gboolean due);

G_END_DECLS
