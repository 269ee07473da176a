/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-settings.h>

G_BEGIN_DECLS

/* One setting of the ledger: its label, its help, and the control for its type. What is entered counts at
 * once and can be undone. */
#define KA_TYPE_SETTING_ROW (ka_setting_row_get_type ())
G_DECLARE_FINAL_TYPE (KaSettingRow, ka_setting_row, KA, SETTING_ROW, AdwActionRow)

GtkWidget *ka_setting_row_new (KaContext *context, const KaSetting *setting);
/* Shows what the ledger holds. */
void ka_setting_row_refresh (KaSettingRow *self);

G_END_DECLS
