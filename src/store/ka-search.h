/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-ledger.h"

G_BEGIN_DECLS

/* Search over every text of every record and the text of every document. Words are joined by AND; each is
 * found wherever it stands in a text, from one character on (ka-text-search.h), in names also by pinyin
 * initials, dates in any way of writing, private fields only by all of their value. */

typedef struct
{
  gint64 id;            /* of the record; of an attachment the one that it belongs to */
  const KaKind *kind;   /* its kind */
  const KaField *field; /* where the first word stands; NULL: in a document's text */
  gint64 attachment;    /* the attachment that it was found in, or 0 */
  guint page;           /* of the document, from 0 */
  char *title;          /* what people call the record */
  char *name;           /* of the attachment, or NULL */
  char *before;         /* the text around what was found, on one line; masked where private */
  char *found;
  char *after;
} KaSearchHit;

typedef struct
{
  const KaKind *kind; /* of the records; that of attachments for these and their text */
  guint n;            /* how many there are */
  GPtrArray *hits;    /* KaSearchHit, the newest first; at most `limit` */
} KaSearchGroup;

/* KaSearchGroup elements, in the order of the kinds, those without a hit left out. Looks through the
 * present, also of an as-of connection. */
GPtrArray *ka_ledger_search (KaLedger *ledger,
                             const char *text,
                             guint limit,
                             GCancellable *cancellable,
                             GError **error);

/* What a large change wrote may wait to be indexed: searches find it nonetheless, and take longer. This indexes
 * it in short steps between which others can write. */
gboolean ka_search_is_waiting (KaLedger *ledger);
gboolean ka_search_index_waiting (KaLedger *ledger, GCancellable *cancellable, GError **error);

void ka_search_hit_free (KaSearchHit *hit);
void ka_search_group_free (KaSearchGroup *group);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaSearchGroup, ka_search_group_free)

/* ---- the text of documents ---- */

typedef enum
{
  KA_DOCUMENT_TEXT,
  KA_DOCUMENT_SCAN, /* pages without text */
  KA_DOCUMENT_ENCRYPTED,
  KA_DOCUMENT_UNREADABLE,
} KaDocumentState;

/* Keeps what is known of the text of a stored file; pages are parted by form feeds. In the running change,
 * or alone. What is known already stays. */
gboolean ka_document_put (KaLedger *ledger,
                          const char *sha256,
                          KaDocumentState state,
                          guint pages,
                          const char *text,
                          GError **error);
/* FALSE without error: nothing is known of it. text may be NULL. */
gboolean ka_document_get (KaLedger *ledger,
                          const char *sha256,
                          KaDocumentState *state,
                          guint *pages,
                          char **text,
                          GError **error);
/* The attached PDFs whose text was never read: ids of attachments (gint64), one for each content. */
GArray *ka_documents_unread (KaLedger *ledger, GError **error);

/* Who reads a PDF: src/pdf, which this layer does not know. The program sets it once at its start; what is
 * attached from then on is found by its text too. Gives the text, a form feed after each page. */
typedef char *(*KaDocumentReader) (const char *path,
                                   const char *password,
                                   gsize max_bytes,
                                   guint *n_pages,
                                   GCancellable *cancellable,
                                   GError **error);
void ka_documents_set_reader (KaDocumentReader reader);
/* Reads what was never read. For a worker thread; every document is kept as soon as it was read. */
gboolean ka_documents_read (KaLedger *ledger,
                            KaProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
