/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-act.h>

G_BEGIN_DECLS

/* Asks for what one act needs, and does it. */
#define KA_TYPE_ACT_DIALOG (ka_act_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaActDialog, ka_act_dialog, KA, ACT_DIALOG, AdwWindow)

/* Opens it over the window that the widget stands in; where the act is not lawful for the record, tells
 * why instead and gives NULL. */
GtkWindow *ka_act_dialog_present (GtkWidget *over,
                                  KaContext *context,
                                  const KaAct *act,
                                  const KaKind *kind,
                                  gint64 id);
/* The editor of one of the fields asked for; NULL if it is not. */
GtkWidget *ka_act_dialog_get_editor (KaActDialog *self, const char *field);

G_END_DECLS
