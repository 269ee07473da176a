/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-workdays.h"

G_BEGIN_DECLS

/* A term as officers say it, reckoned from a day: 15日 15天 +15 (calendar days), 5个工作日 5工作日 +5工作日. The
 * day on which it begins is not counted. KA_DAY_NONE: the text is none. */
gboolean ka_deadline_is_term (const char *text);
KaDay ka_deadline_reckon (const char *text, KaDay from, const KaWorkdays *workdays);
/* Says what may be written instead of what is neither a day nor a term. FALSE. */
gboolean ka_deadline_refuse (const KaField *field, const char *text, GError **error);

G_END_DECLS
