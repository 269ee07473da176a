/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Forward declarations of what several headers name, so that they need not include each other. */
typedef struct _KaKind KaKind;
typedef struct _KaField KaField;
typedef struct _KaRecord KaRecord;
typedef struct _KaCode KaCode;
typedef struct _KaCodeTable KaCodeTable;

/* Tells how far long work is: fraction 0…1 (negative: unknown) and a short Chinese text of what is
 * being done, or NULL. Called on the thread that does the work. */
typedef void (*KaProgress) (double fraction, const char *what, gpointer data);

G_END_DECLS
