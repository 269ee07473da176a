/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-filter.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Field, comparison, value: inside the popover of 添加条件. Signal "add" (KaCondition *, borrowed). */
#define KA_TYPE_CONDITION_BOX (ka_condition_box_get_type ())
G_DECLARE_FINAL_TYPE (KaConditionBox, ka_condition_box, KA, CONDITION_BOX, GtkBox)

KaConditionBox *ka_condition_box_new (KaContext *context, const KaKind *kind);

G_END_DECLS
