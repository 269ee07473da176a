/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The records of other kinds that refer to a record, a section for each kind. Property "count". */
#define KA_TYPE_RELATED_VIEW (ka_related_view_get_type ())
G_DECLARE_FINAL_TYPE (KaRelatedView, ka_related_view, KA, RELATED_VIEW, AdwBin)

KaRelatedView *ka_related_view_new (KaContext *context, const KaKind *kind);
/* id 0: none. The counts follow when the main loop is idle. */
void ka_related_view_show (KaRelatedView *self, gint64 id);
guint ka_related_view_get_count (KaRelatedView *self);

/* A field by which records of a kind refer to another kind. */
typedef struct
{
  const KaKind *kind;
  const KaField *field;
} KaReferrer;

/* KaReferrer elements, in the order of the kinds; internal kinds are left out. */
GArray *ka_referrers (const KaKind *target);

G_END_DECLS
