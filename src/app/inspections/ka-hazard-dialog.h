/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-act.h>
#include <ka-hazard-state.h>

G_BEGIN_DECLS

/* Asks for what one act needs, and does it. */
#define KA_TYPE_HAZARD_DIALOG (ka_hazard_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaHazardDialog, ka_hazard_dialog, KA, HAZARD_DIALOG, AdwWindow)

/* Opens it over the window that the widget stands in; where the act is not lawful for the hazard, tells
 * why instead and gives NULL. */
GtkWindow *ka_hazard_dialog_present (GtkWidget *over,
                                     KaContext *context,
                                     const KaAct *act,
                                     const KaKind *kind,
                                     gint64 id);
/* The editor of one of the fields asked for; NULL if it is not. */
GtkWidget *ka_hazard_dialog_get_editor (KaHazardDialog *self, const char *field);

G_END_DECLS
