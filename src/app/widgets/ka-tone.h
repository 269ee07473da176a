/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-kind.h>

G_BEGIN_DECLS

/* The CSS class of the dot beside a state ("ka-tone-good" …), NULL where a value has none. The word
 * always stands beside it: nothing is said by colour alone. */
const char *ka_tone_of (const KaField *field, const char *value);
/* All of these classes, NULL-terminated. */
const char *const *ka_tones (void);

G_END_DECLS
