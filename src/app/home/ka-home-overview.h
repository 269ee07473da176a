/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-home-data.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What the start page has besides what is due: the report and what it lacks, drafts, the indicators, and how
 * much of each kind there is. */
#define KA_TYPE_HOME_OVERVIEW (ka_home_overview_get_type ())
G_DECLARE_FINAL_TYPE (KaHomeOverview, ka_home_overview, KA, HOME_OVERVIEW, AdwBin)

GtkWidget *ka_home_overview_new (void);
void ka_home_overview_show (KaHomeOverview *self, KaContext *context, const KaHomeData *data);

G_END_DECLS
