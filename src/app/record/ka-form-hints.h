/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-record.h>

G_BEGIN_DECLS

/* What the program works out beside a field: the size class by rule beside 认定规模, the grade of an accident
 * beside 认定等级. NULL: nothing. */
char *ka_form_hint (const KaRecord *record, const KaField *field);
/* Whether the field is asked of this record at all (通风机械化: of underground mines only). */
gboolean ka_form_asks (const KaRecord *record, const KaField *field);

G_END_DECLS
