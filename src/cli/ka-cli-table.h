/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text in columns that stand under one another, Chinese characters counted as two. */
typedef struct _KaCliTable KaCliTable;

KaCliTable *ka_cli_table_new (guint n_columns);
void ka_cli_table_free (KaCliTable *table);
/* The next cell, row by row; line breaks become blanks, overlong text ends in …. */
void ka_cli_table_add (KaCliTable *table, const char *text);
void ka_cli_table_take (KaCliTable *table, char *text);
void ka_cli_table_align_right (KaCliTable *table, guint column);
void ka_cli_table_print (KaCliTable *table, const char *indent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCliTable, ka_cli_table_free)

G_END_DECLS
