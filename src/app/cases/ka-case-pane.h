/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 案卷检查 of an inspection: what is missing or contradictory, each a link to the field that mends it, and
 * the button that files the case. A KaRecordPane. */
#define KA_TYPE_CASE_PANE (ka_case_pane_get_type ())
G_DECLARE_FINAL_TYPE (KaCasePane, ka_case_pane, KA, CASE_PANE, AdwBin)

GtkWidget *ka_case_pane_new (KaContext *context, const KaKind *kind);

G_END_DECLS
