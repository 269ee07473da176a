/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger-private.h"
#include "ka-search.h"

G_BEGIN_DECLS

/* What begins a part of an indexed text (ka-tokenizer.c). */
#define KA_PART_INITIALS "\x1c"
#define KA_PART_PRIVATE "\x1d"
#define KA_PART_NAME "\x1e"
#define KA_PART_PLAIN "\x1f"

/* Rows of records begin here; below are those of documents. */
#define KA_SEARCH_KIND_SHIFT 40
#define KA_SEARCH_ID_MASK ((G_GINT64_CONSTANT (1) << KA_SEARCH_KIND_SHIFT) - 1)

/* ---- ka-tokenizer.c ---- */

gboolean ka_tokenizer_add (sqlite3 *db);

/* ---- ka-search-index.c ---- */

/* Whether records of the kind are found. */
gboolean ka_search_has_kind (const KaKind *kind);
/* How a field's value is found: a KA_PART_…, or NULL: not at all. */
const char *ka_search_part (const KaKind *kind, const KaField *field);
/* The value as it is indexed and looked for: in words where the ledger holds a code. */
char *ka_search_value (const KaField *field, const char *value);
/* 0: none has been given yet. */
gint64 ka_search_number (sqlite3 *db, const KaKind *kind);

/* Keep the index with the rows, in the running change; what a large change brings may wait. */
gboolean ka_search_put (KaLedger *ledger, const KaRecord *record, gboolean exists, GError **error);
gboolean ka_search_remove (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
/* Indexes what waits, where that can be written. *first: what this revision and those after it wrote still
 * waits; 0: nothing does. */
gboolean
ka_search_catch_up (KaLedger *ledger, GCancellable *cancellable, gint64 *first, GError **error);
/* Makes the index of a ledger that has none, or one of another version. */
gboolean ka_search_ensure (sqlite3 *db, GError **error);

/* ---- ka-document.c ---- */

typedef struct
{
  KaDocumentState state;
  guint pages;
  char *text;     /* owned */
  gboolean known; /* FALSE: nobody reads documents */
} KaDocument;

/* Reads a PDF; FALSE only when it was cancelled. */
gboolean ka_document_take (const char *path,
                           KaDocument *document,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
