/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-error.h>
#include <ka-record.h>

G_BEGIN_DECLS

/* The ledger: one SQLite file. A KaLedger is one connection and belongs to one thread at a time; long
 * work takes its own by ka_ledger_dup(). */
#define KA_TYPE_LEDGER (ka_ledger_get_type ())
G_DECLARE_FINAL_TYPE (KaLedger, ka_ledger, KA, LEDGER, GObject)

typedef enum
{
  KA_OPEN_READ_WRITE, /* falls back to read-only if another program holds the ledger or it cannot be written */
  KA_OPEN_READ_ONLY,
} KaOpenMode;

/* Makes a new ledger (mode 0600) with the seeded targets; fails if the file is there. */
KaLedger *ka_ledger_create (const char *path, GError **error);
/* Opens, checks (application_id, version, quick_check), migrates after copying the file; too new a file
 * is refused with KA_ERROR_TOO_NEW, a damaged one with KA_ERROR_CORRUPT. */
KaLedger *ka_ledger_open (const char *path, KaOpenMode mode, GError **error);
/* A further connection to the same file, for another thread; shares the program's hold on it. */
KaLedger *ka_ledger_dup (KaLedger *ledger, GError **error);
/* The ledger as it was right after the revision: read-only, all tables hold what they held then, so
 * that every query and indicator works on it unchanged. Its own connection. */
KaLedger *ka_ledger_open_as_of (KaLedger *ledger, gint64 revision, GError **error);
/* The same connection goes further back, to an earlier revision: only what changed in between is read. What was
 * supposed is forgotten where it had been changed since. */
gboolean ka_ledger_rewind (KaLedger *as_of, gint64 revision, GError **error);
/* What if: in this ledger as of a revision the record (which has its number) stands so from now on,
 * unchecked. It is forgotten with the connection; nothing reaches the file. */
gboolean ka_ledger_suppose (KaLedger *as_of, const KaRecord *record, GError **error);

/* Ends the connection; the last one folds the write-ahead log into the one file. Done by dispose too,
 * but then failures cannot be told. */
gboolean ka_ledger_close (KaLedger *ledger, GError **error);

const char *ka_ledger_get_path (KaLedger *ledger);
gboolean ka_ledger_is_read_only (KaLedger *ledger);
const char *ka_ledger_get_read_only_reason (KaLedger *ledger); /* Chinese sentence, or NULL */
gint64 ka_ledger_get_head (KaLedger *ledger); /* newest revision; as-of: that one */
gboolean ka_ledger_is_as_of (KaLedger *ledger);

/* ---- reading ---- */

/* Whatever is read on this connection, and on those as of a revision that are opened from it from now on, ends
 * with KA_ERROR_CANCELLED soon after this is cancelled. NULL: no more. Not for one that writes. */
void ka_ledger_set_cancellable (KaLedger *ledger, GCancellable *cancellable);
/* All that is read until the release shows the ledger at one moment, whatever other connections write; and
 * reading many records one by one takes half the time. May be nested. Not for longer than a piece of work. */
gboolean ka_ledger_hold (KaLedger *ledger, GError **error);
void ka_ledger_release (KaLedger *ledger);

/* NULL with KA_ERROR_NOT_FOUND if there is no such record. Caller owns. */
KaRecord *ka_ledger_get (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
gint64 ka_ledger_count (KaLedger *ledger, const KaKind *kind, GError **error); /* -1 on failure */
/* The first record whose field has exactly this canonical value; 0 if none, -1 on failure. */
gint64 ka_ledger_find (KaLedger *ledger,
                       const KaKind *kind,
                       const char *field,
                       const char *value,
                       GError **error);
/* What people call the record: its title field (its first natural key where that is empty). Never NULL;
 * "" for a record that is gone. Cached until the next write. */
const char *ka_ledger_title (KaLedger *ledger, const KaKind *kind, gint64 id);
/* The same with the subtitle behind it where the title is a mere number (KA_KIND_CODED); free it. */
char *ka_ledger_caption (KaLedger *ledger, const KaKind *kind, gint64 id);
/* A field's value for people: like ka_field_display(), and the title for a REF. Never NULL. */
char *
ka_ledger_display (KaLedger *ledger, const KaRecord *record, const KaField *field, gboolean mask);

/* Settings (ka-settings.h): what is set, else the table's value. Never NULL; owned by the ledger until
 * the next write. */
const char *ka_ledger_setting (KaLedger *ledger, const char *key);
gboolean ka_ledger_setting_flag (KaLedger *ledger, const char *key);

/* ---- writing: every write is a change of one or many revisions, in one transaction ---- */

/* What a change was, kept with it. */
#define KA_CHANGE_SAVE "save"
#define KA_CHANGE_IMPORT "import"
#define KA_CHANGE_UNDO "undo"
#define KA_CHANGE_REDO "redo"
#define KA_CHANGE_RESTORE "restore"
#define KA_CHANGE_SEED "seed"
#define KA_CHANGE_FREEZE "freeze"
#define KA_CHANGE_MERGE "merge" /* first revision: the record that goes; last: the one that stays */

typedef gboolean (*KaWriteFunc) (KaLedger *ledger, gpointer data, GError **error);

/* The one door for writes: begins, calls func, commits; FALSE from func or any failure rolls all of it
 * back. `what` is one of KA_CHANGE_…, `why` a short Chinese text for the history (保存“陡石梯砂岩矿”).
 * *change (may be NULL): number of the change, 0 if nothing was really changed. */
gboolean ka_ledger_transact (KaLedger *ledger,
                             const char *what,
                             const char *why,
                             KaWriteFunc func,
                             gpointer data,
                             gint64 *change,
                             GError **error);

/* Inside ka_ledger_transact(), or alone (then its own change). Checks (ka_record_check(), unique,
 * references) and inserts (id 0) or updates; sets id and rev. Saving what already stands there makes no
 * revision. A record changed by others since it was read: KA_ERROR_CONFLICT. */
gboolean ka_ledger_save (KaLedger *ledger, KaRecord *record, GError **error);
/* Deletes; refused with KA_ERROR_REFERENCE and the names of those while others refer to it. */
gboolean ka_ledger_delete (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
/* NULL value: back to the table's. */
gboolean
ka_ledger_set_setting (KaLedger *ledger, const char *key, const char *value, GError **error);

/* Origin of imported values: registers a sheet in the running change, and says from which of its rows
 * the records saved from now on come (0: from none). columns: JSON object field → column letters. */
gint64 ka_ledger_add_source (KaLedger *ledger,
                             const char *file,
                             const char *sheet,
                             const char *columns,
                             GError **error);
void ka_ledger_set_source_row (KaLedger *ledger, gint64 source, guint row);

/* Files kept in the ledger, once each by content. put: inside ka_ledger_transact(); gives the SHA-256. */
char *ka_ledger_put_blob (KaLedger *ledger, GBytes *bytes, GError **error);
GBytes *ka_ledger_get_blob (KaLedger *ledger, const char *sha256, GError **error);

/* Emitted on the connection that wrote, after the commit: "changed" (gint64 change). A connection that
 * did not write itself learns of others' writes by this; TRUE (and emits "changed" with 0) if so. */
gboolean ka_ledger_refresh (KaLedger *ledger);

G_END_DECLS
