/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 双随机 in three steps: seed and candidates are fixed, it is drawn, the result is put to work. */
#define KA_TYPE_DRAW_DIALOG (ka_draw_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaDrawDialog, ka_draw_dialog, KA, DRAW_DIALOG, AdwWindow)

void ka_draw_dialog_present (GtkWidget *over, KaContext *context, int year);

G_END_DECLS
