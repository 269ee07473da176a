/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The year's plan on the page 检查计划: what days there are, mines × months, and what makes a plan of it. */
#define KA_TYPE_PLAN_VIEW (ka_plan_view_get_type ())
G_DECLARE_FINAL_TYPE (KaPlanView, ka_plan_view, KA, PLAN_VIEW, AdwBin)

GtkWidget *ka_plan_view_new (KaContext *context);

G_END_DECLS
