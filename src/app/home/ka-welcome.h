/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a window shows that has no ledger open. */
#define KA_TYPE_WELCOME (ka_welcome_get_type ())
G_DECLARE_FINAL_TYPE (KaWelcome, ka_welcome, KA, WELCOME, GtkBox)

GtkWidget *ka_welcome_new (void);

G_END_DECLS
