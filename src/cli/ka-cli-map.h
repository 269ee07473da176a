/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-import.h>

G_BEGIN_DECLS

/* Answers what the recognition could not say (--map FILE): kinds of tables and fields of columns. */
gboolean ka_cli_map_apply (KaImport *import, const char *path, GError **error);
/* What such a FILE would hold to answer the problem (a column that is not certain, a sheet that was not recognised);
 * NULL: it asks nothing. */
char *ka_cli_map_suggest (KaImport *import, const KaImportProblem *problem);
/* The problem's message, with that. */
char *ka_cli_map_explain (KaImport *import, const KaImportProblem *problem, const char *message);

G_END_DECLS
