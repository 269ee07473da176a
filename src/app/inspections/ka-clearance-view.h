/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 动态清零: the major hazards that are open and for how long, the trend, what comes back. A KaPageView. */
#define KA_TYPE_CLEARANCE_VIEW (ka_clearance_view_get_type ())
G_DECLARE_FINAL_TYPE (KaClearanceView, ka_clearance_view, KA, CLEARANCE_VIEW, AdwBin)

GtkWidget *ka_clearance_view_new (KaContext *context);
gboolean ka_clearance_view_is_loading (KaClearanceView *self);

G_END_DECLS
