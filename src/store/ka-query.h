/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger.h"

G_BEGIN_DECLS

/* A question to the ledger about one kind: filters, free text, order. Values are always bound, column
 * names come only from the kind's table. */
typedef struct _KaQuery KaQuery;

typedef enum
{
  KA_OP_EQ,
  KA_OP_NE,
  KA_OP_LT,
  KA_OP_LE,
  KA_OP_GT,
  KA_OP_GE,
  KA_OP_CONTAINS, /* text, or the title of a REF, contains */
  KA_OP_EMPTY,
  KA_OP_GIVEN,
} KaOp;

KaQuery *ka_query_new (const KaKind *kind);
KaQuery *ka_query_copy (const KaQuery *query);
void ka_query_free (KaQuery *query);
const KaKind *ka_query_get_kind (const KaQuery *query);

/* Value: canonical text (NULL for EMPTY, GIVEN). Several are joined by AND. "id" is a field too. */
void ka_query_filter (KaQuery *query, const char *field, KaOp op, const char *value);
/* Free text: in any text field, code label or title of a REF, by ka_text_matches(). NULL: none. */
void ka_query_set_text (KaQuery *query, const char *text);
/* A predicate of src/rules over the kind's table under the alias t, with named parameters
 * (:day …) from `parameters` (name → canonical text or decimal integer text; may be NULL). Copied. */
void ka_query_set_predicate (KaQuery *query, const char *sql, GHashTable *parameters);
/* A further one, that has to hold too. Its parameters are its own, whatever names others use. */
void ka_query_add_predicate (KaQuery *query, const char *sql, GHashTable *parameters);
/* NULL: by the kind's own order. REF fields sort by title, text by pinyin, choices by their order. */
void ka_query_set_order (KaQuery *query, const char *field, gboolean descending);

/* Ids in order (gint64 elements). */
GArray *ka_query_ids (KaQuery *query, KaLedger *ledger, GCancellable *cancellable, GError **error);
/* KaRecord elements in order. */
GPtrArray *ka_query_records (KaQuery *query, KaLedger *ledger, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaQuery, ka_query_free)

/* ---- SQL of src/rules and src/report: read-only cursors with bound parameters ---- */

typedef struct _KaCursor KaCursor;

/* Prepares one SELECT; anything that writes is refused. */
KaCursor *ka_cursor_new (KaLedger *ledger, const char *sql, GError **error);
void ka_cursor_free (KaCursor *cursor);
/* A parameter that the statement does not have is passed over. */
void ka_cursor_bind_text (KaCursor *cursor, const char *name, const char *value); /* NULL: null */
void ka_cursor_bind_int (KaCursor *cursor, const char *name, gint64 value);
/* TRUE: a row is there. FALSE: the end, or a failure if error was set. */
gboolean ka_cursor_next (KaCursor *cursor, GError **error);
gboolean ka_cursor_is_null (KaCursor *cursor, guint column);
gint64 ka_cursor_get_int (KaCursor *cursor, guint column);
const char *ka_cursor_get_text (KaCursor *cursor, guint column); /* until next; NULL */
/* SQL functions every connection has: ka_size (mineral, capacity, capacity_unit, density, size_class)
 * → 大型/中型/小型/NULL; ka_matches (text, needle) → 0/1; ka_decimal (value, places) → text;
 * ka_add_days, ka_add_months (date, n), ka_add_minutes (time, n); ka_credit_code (code) → 0/1; collation
 * KA_ZH. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaCursor, ka_cursor_free)

G_END_DECLS
