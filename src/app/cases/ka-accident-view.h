/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 统计: the accidents by year, month, category, town and mineral as pictures; a bar opens its rows. A
 * KaPageView. */
#define KA_TYPE_ACCIDENT_VIEW (ka_accident_view_get_type ())
G_DECLARE_FINAL_TYPE (KaAccidentView, ka_accident_view, KA, ACCIDENT_VIEW, AdwBin)

GtkWidget *ka_accident_view_new (KaContext *context);
gboolean ka_accident_view_is_loading (KaAccidentView *self);

G_END_DECLS
