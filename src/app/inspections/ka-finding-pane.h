/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 问题录入 of an inspection: one line a finding, phrases by words, codes and initials; Enter makes the hazard.
 * Under it what was entered, and how many were examined. A KaRecordPane. */
#define KA_TYPE_FINDING_PANE (ka_finding_pane_get_type ())
G_DECLARE_FINAL_TYPE (KaFindingPane, ka_finding_pane, KA, FINDING_PANE, AdwBin)

GtkWidget *ka_finding_pane_new (KaContext *context, const KaKind *kind);
/* The phrases have been read. */
gboolean ka_finding_pane_is_ready (KaFindingPane *self);

G_END_DECLS
