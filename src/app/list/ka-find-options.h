/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

G_BEGIN_DECLS

/* What a KaPicker finds: values of a code table, records that a REF may point to. The source is a GObject. */
gpointer ka_option_source_new (KaContext *context, const KaField *field);
void ka_find_options (const char *text, GListStore *into, gpointer source);

G_END_DECLS
