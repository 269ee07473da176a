/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-import.h>

G_BEGIN_DECLS

/* Answers what the recognition could not say (--map FILE): kinds of tables and fields of columns. */
gboolean ka_cli_map_apply (KaImport *import, const char *path, GError **error);

G_END_DECLS
