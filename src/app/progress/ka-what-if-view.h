/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page-view.h"

#include <adwaita.h>
#include <ka-scenario.h>

G_BEGIN_DECLS

/* 规模化测算 of the page 企业与矿山: which mines would be upgraded, merged or closed, what each ratio would be,
 * and scenarios kept under a name. Nothing of it reaches the registry. */
#define KA_TYPE_WHAT_IF_VIEW (ka_what_if_view_get_type ())
G_DECLARE_FINAL_TYPE (KaWhatIfView, ka_what_if_view, KA, WHAT_IF_VIEW, AdwBin)

GtkWidget *ka_what_if_view_new (KaContext *context);

const KaScenario *ka_what_if_view_get_scenario (KaWhatIfView *self);
/* What is shown of it; NULL: nothing was computed yet. */
const KaWhatIf *ka_what_if_view_get_result (KaWhatIfView *self);
void ka_what_if_view_export (KaWhatIfView *self, GFile *file);

G_END_DECLS
