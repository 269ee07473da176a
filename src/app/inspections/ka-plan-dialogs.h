/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the year's plan asks of the user; all of it stands over the window of the widget. */

/* Moves a line to the month; asks why first where the plan is approved. */
void
ka_plan_move_ask (GtkWidget *over, KaContext *context, gint64 plan, guint month, gboolean approved);
/* Date and number of the approval, date of filing. */
void ka_plan_approve_ask (GtkWidget *over, KaContext *context, gint64 plan_year);
/* Proposes what is still missing, shows it, and takes it over as one change. */
void ka_plan_propose_present (GtkWidget *over, KaContext *context, int year);

G_END_DECLS
