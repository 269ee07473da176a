/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 公示: the table of those who are on the list today, as it is published, and buttons that write it as a workbook
 * or a PDF; below it who is to be considered for the list, by which clause, with a button that begins the listing.
 * A KaPageView. */
#define KA_TYPE_PUBLICITY_VIEW (ka_publicity_view_get_type ())
G_DECLARE_FINAL_TYPE (KaPublicityView, ka_publicity_view, KA, PUBLICITY_VIEW, AdwBin)

GtkWidget *ka_publicity_view_new (KaContext *context);
gboolean ka_publicity_view_is_loading (KaPublicityView *self);
/* Lines of the table. */
guint ka_publicity_view_get_n_lines (KaPublicityView *self);
/* A workbook where the name ends in .xlsx, else a PDF. */
void ka_publicity_view_export (KaPublicityView *self, GFile *file);

G_END_DECLS
