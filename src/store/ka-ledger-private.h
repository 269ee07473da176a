/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-db-private.h"
#include "ka-hold-private.h"
#include "ka-ledger.h"

G_BEGIN_DECLS

#define KA_HASH_SIZE 32 /* SHA-256 */

/* The statements that every read and save of a kind needs; prepared on first use, kept. */
typedef struct
{
  sqlite3_stmt *get;
  sqlite3_stmt *insert;
  sqlite3_stmt *update;
  sqlite3_stmt *remove;
  GHashTable *titles;   /* gint64 * → char *; NULL: none read yet */
  gint64 next_id;       /* in the running change; 0: not known yet */
  gint64 search_number; /* in the running change; 0: not known yet */
  gboolean stands_in;   /* as-of: the table of the past stands before the real one */
  gboolean wanted;      /* as-of: a statement that was just prepared reads it */
} KaKindState;

/* A sheet of the running change, and what the revisions from it carry in the chain. */
typedef struct
{
  gint64 id;
  guint8 digest[KA_HASH_SIZE];
} KaSource;

/* What the authorizer lets pass while a statement is prepared. */
typedef enum
{
  KA_AUTH_ALL,
  KA_AUTH_SELECT, /* a cursor's: nothing but reading */
} KaAuth;

struct _KaLedger
{
  GObject parent_instance;

  sqlite3 *db; /* NULL once closed */
  KaHold *hold;
  char *path;
  char *reason; /* why it is read-only, or NULL */
  gboolean read_only;
  gboolean immutable;
  gint64 as_of; /* -1: the present */
  gint64 data_version;
  KaAuth auth;
  GCancellable *cancellable; /* ends what is read, or NULL */
  guint held;                /* how often ka_ledger_hold() was called */
  gboolean holding;          /* by a transaction of its own */

  KaKindState *kinds;     /* one a kind, by ka_kind_index() */
  GHashTable *statements; /* SQL → sqlite3_stmt *, for what is asked again and again */
  GHashTable *settings;   /* key → value of the settings that are set; NULL: not read yet */
  GPtrArray *cursors;     /* borrowed: those that are open */

  /* The running change. */
  gboolean writing;
  gint64 change; /* 0: nothing was written yet */
  gint64 undoes;
  const char *what;
  const char *why;
  gint64 next_rev;
  guint64 n_written; /* revisions so far */
  guint8 tip[KA_HASH_SIZE];
  GString *body;
  GArray *sources; /* KaSource: the sheets registered in it */
  guint source;    /* place + 1 in sources of that of the records saved from now on; 0: none */
  guint source_row;
  gboolean search_waits; /* it was noted that rows of the change are not in the search index yet */
  GError *failure; /* what a write that was left half done failed of: the change cannot be kept */
};

/* ---- ka-ledger.c ---- */

/* Prepares with the as-of tables standing in where the statement reads them. */
sqlite3_stmt *ka_ledger_prepare (KaLedger *ledger, const char *sql, KaAuth auth, GError **error);
/* The same, kept for the next time. */
sqlite3_stmt *ka_ledger_use (KaLedger *ledger, const char *sql, GError **error);
KaKindState *ka_ledger_kind_state (KaLedger *ledger, const KaKind *kind);
void ka_ledger_drop_caches (KaLedger *ledger);
gboolean ka_ledger_check_open (KaLedger *ledger, GError **error);
void ka_ledger_emit_changed (KaLedger *ledger, gint64 change);

/* ---- ka-reading.c ---- */

/* Lets the cancellable end what runs, or where it is NULL, what the ledger has. */
void ka_ledger_listen (KaLedger *ledger, GCancellable *cancellable);

/* ---- ka-asof.c ---- */

/* Makes the table of the past for the kind, unless it is there. */
gboolean ka_asof_stand_in (KaLedger *ledger, const KaKind *kind, GError **error);

/* ---- ka-write.c ---- */

gboolean
ka_write_begin (KaLedger *ledger, const char *what, const char *why, gint64 undoes, GError **error);
gboolean ka_write_commit (KaLedger *ledger, gint64 *change, GError **error);
void ka_write_rollback (KaLedger *ledger);
/* That a change is running and can still be kept. */
gboolean ka_write_check (KaLedger *ledger, GError **error);
/* Something was left half done: the change cannot be kept. */
void ka_write_doom (KaLedger *ledger, const GError *error);
/* Runs a statement that gives no rows; what fails dooms the change. */
gboolean ka_write_run (KaLedger *ledger, sqlite3_stmt *stmt, GError **error);
/* Writes a row as it is given, unchecked but by the schema. exists: the row is there already. */
gboolean ka_write_row (KaLedger *ledger, KaRecord *record, gboolean exists, GError **error);
gboolean ka_write_deletion (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);

/* Takes a row out that comes back in the same change: no revision tells of it. */
gboolean ka_write_take_out (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);

/* ---- ka-attachment.c ---- */

/* SHA-256 of what is stored in a row of the table blob, read in chunks. */
char *ka_blob_checksum (sqlite3 *db, gint64 row, gint64 size, GError **error);

/* ---- ka-save.c ---- */

/* FALSE if a check of the record refuses it. */
gboolean ka_save_check (const KaRecord *record, GError **error);

/* ---- ka-refusal.c: what the schema refused, in words that name the other record ---- */

void ka_refusal_of_save (KaLedger *ledger, const KaRecord *record, int code, GError **error);
void ka_refusal_of_delete (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
/* TRUE and an error, if the record refers to one that is not there, or others to one that is gone. */
gboolean ka_refusal_of_reference (KaLedger *ledger, const KaRecord *record, GError **error);
gboolean ka_refusal_of_lost (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
/* 企业“重庆某矿业有限公司” */
char *ka_refusal_name (KaLedger *ledger, const KaKind *kind, gint64 id);

/* ---- ka-chain.c ---- */

void ka_chain_change (guint8 *tip,
                      gint64 id,
                      const char *at,
                      const char *who,
                      const char *what,
                      const char *why,
                      gint64 undoes);
/* body NULL: a deletion; source NULL: from no file. */
void ka_chain_revision (guint8 *tip,
                        gint64 rev,
                        gint64 change,
                        const char *kind,
                        gint64 id,
                        const char *body,
                        gssize body_length,
                        const guint8 *source,
                        guint source_row);
void ka_chain_source (guint8 *digest,
                      gint64 change,
                      const char *file,
                      const char *sheet,
                      const char *columns);

/* ---- ka-seed.c ---- */

/* Gives the ledger what it begins with and has never had. */
gboolean ka_ledger_seed (KaLedger *ledger, GError **error);

/* ---- ka-title.c ---- */

/* Appends an SQL expression for the title of the kind's record under the alias; NULL where it has none. */
void ka_title_append_sql (GString *sql, const KaKind *kind, const char *alias, guint depth);

G_END_DECLS
