/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-import-private.h"

#include <ka-barred.h>
#include <ka-history.h>

G_BEGIN_DECLS

typedef struct _KaLikely KaLikely;
typedef struct _KaWaiting KaWaiting;

/* One pass of an import over its rows: what the files of ka-import-write.c share. */
typedef struct
{
  KaImport *import;
  KaLedger *ledger;
  gboolean commit;
  gboolean finished; /* all rows were gone through */
  KaProgress progress;
  gpointer data;
  GCancellable *cancellable;
  GPtrArray *tables; /* KaTable taken, in the order of the ledger */
  KaKeys *keys;
  gint64 head;           /* newest revision before the run */
  gint64 *first_created; /* by kind: the first id that the run gave; 0: none yet. Ids only grow */
  GHashTable *sources;   /* of the table being written: columns (JSON) → number (gint64 *) */
  guint *plain;       /* of the same, by field: column + 1 in all its rows; 0: none is known yet */
  GPtrArray *history; /* of the record history_of, or NULL */
  const KaRecord *history_of;
  GHashTable
    *refused; /* kind and name (folded) of enterprises and mines whose rows were refused → where */
  GHashTable *waiting;  /* id of its record → KaWaiting, of the kind being written; or NULL */
  gboolean held;        /* some row waited */
  KaLikely *likely;     /* enterprises by what is left of their names; or NULL */
  GHashTable *accounts; /* KaGrid → KaAccount */
  GHashTable *said;     /* what is said of many places → the KaImportProblem */
  KaBarred *barred;     /* people on a list; NULL until the rows are gone through */
  guint table;
  guint rows, n_rows;
  guint kept; /* rows of the table kept for the preview */
} KaRun;

/* ---- ka-import-write.c ---- */

void ka_run_add_problem (const KaTable *table,
                         KaUnderstood *row,
                         const KaField *field,
                         KaSeverity severity,
                         const char *code,
                         const char *what);
/* Takes the problem over. */
void ka_run_take_problem (KaRun *run, KaImportProblem *problem);
gboolean ka_run_is_created (KaRun *run, const KaKind *kind, gint64 id);

/* That two rows of the table are one record and differ in the field; first: the earlier one, as people count, where
 * old stands. */
KaImportProblem *ka_run_tell_contradiction (KaRun *run,
                                            const KaTable *table,
                                            guint first,
                                            const KaUnderstood *row,
                                            const KaField *field,
                                            const char *old);
/* Writes a row that waited; before: its record as it stands. */
gboolean
ka_run_finish_row (KaRun *run, KaTable *table, KaUnderstood *row, KaRecord *before, GError **error);

/* ---- ka-import-waiting.c: rows of one record that differ ---- */

/* The row differs from what one further on brought before: TRUE: it is taken over, until that one is met. */
gboolean ka_run_hold (KaRun *run, KaTable *table, KaUnderstood *row, KaRecord *before);
/* Another row of the record: one that waits is finished, without what this one says otherwise. */
gboolean ka_run_meet (KaRun *run,
                      const KaTable *table,
                      KaUnderstood *row,
                      KaRecord **before,
                      GError **error);
/* Finishes those whose other row did not come. */
gboolean ka_run_end_waiting (KaRun *run, GError **error);
/* The rows kept for the preview stand as they do in their tables again. */
void ka_run_sort_rows (KaRun *run);

/* ---- ka-import-passed.c: cells of no value ---- */

/* Says which columns, rows and cells are left out that hold something. */
void ka_run_tell_passed (KaRun *run);

/* ---- ka-import-former.c: names that enterprises bore before ---- */

/* The record in the ledger that still bears the name that the row says was the former one; 0: none. */
gboolean ka_run_find_former (KaRun *run, const KaUnderstood *row, gint64 *id, GError **error);
/* Saves a new record under its former name, so that its history knows it; *record is then the one saved, with
 * the name that it has now. */
gboolean
ka_run_save_former (KaRun *run, const KaUnderstood *row, KaRecord **record, GError **error);

/* ---- ka-import-compound.c: names put together of others ---- */

/* 甲公司一号矿: of a column of mines the mine; of one of enterprises the enterprise, and the mine goes where mines
 * go. *found stays as it is where the text is no such name. */
gboolean ka_run_find_joined (KaRun *run,
                             const KaUnderstood *row,
                             const KaKind *target,
                             const char *text,
                             KaLookup *found,
                             gint64 *id,
                             GError **error);
/* 张三（甲公司） among the firms that were fined: the firm, and who of it; 甲公司（乙矿）: its mine too. */
gboolean ka_run_find_employer (KaRun *run,
                               const KaUnderstood *row,
                               const char *outer,
                               const char *inner,
                               KaLookup *found,
                               gint64 *id,
                               GError **error);
/* 甲公司（双福街道）: where it is, and nothing else. */
gboolean ka_name_is_town (const char *text);

/* ---- ka-import-several.c: several mines in one cell ---- */

/* A row of a plan for 甲矿、乙矿 is one for each: the further ones are added behind it. rows: KaUnderstood. */
gboolean ka_run_split_mines (KaRun *run, GPtrArray *rows, GError **error);

/* ---- ka-import-references.c: from names to records ---- */

/* A value of the field was refused in this row. */
gboolean ka_understood_is_refused (const KaUnderstood *row, const KaField *field);
/* The row of an enterprise or a mine was refused: those that name it are told so. */
void ka_run_note_refused (KaRun *run, const KaTable *table, const KaUnderstood *row);
/* From the names in the cells to ids. *sound: FALSE where the row cannot be taken without. */
gboolean ka_run_resolve_references (KaRun *run,
                                    const KaTable *table,
                                    KaUnderstood *row,
                                    gboolean *sound,
                                    GError **error);
/* In rows of two kinds, the record of the other that stands beside, where no number says which it is. */
gboolean ka_run_link_joined (KaRun *run, const KaTable *table, KaUnderstood *row, GError **error);
/* The enterprise of the mine, where none is named: a permit, a person, a penalty is its. What another table
 * says goes before. */
gboolean ka_run_take_mine_owner (KaRun *run, KaUnderstood *row, GError **error);

/* ---- ka-import-origin.c: where values come from ---- */

/* Says to the ledger from which cells the record saved next comes. */
gboolean
ka_run_set_source (KaRun *run, const KaTable *table, const KaUnderstood *row, GError **error);
/* History of the record as it stands, newest first; or NULL. Borrowed until the next row. */
GPtrArray *ka_run_get_history (KaRun *run, const KaRecord *before);
void ka_run_forget_history (KaRun *run);
/* 企业.xlsx · 企业 · C3, or 王五 2025-03-01 10:20. */
char *ka_origin_describe (const KaRevision *revision, const KaField *field);
/* Keeps a row for the preview. */
void ka_run_keep_row (KaRun *run,
                      const KaTable *table,
                      const KaUnderstood *understood,
                      KaRowState state,
                      const KaRecord *record,
                      const KaRecord *before);

/* ---- ka-import-ask.c: names that are unsure ---- */

/* Notes that it must be asked who is meant. guesses: char *, not empty. */
void ka_run_ask (KaRun *run,
                 const KaTable *table,
                 const KaUnderstood *row,
                 const KaField *field,
                 const KaKind *kind,
                 const char *text,
                 GPtrArray *guesses,
                 gboolean is_new);
/* The name that was answered for the text; *name NULL: nothing was, "": none of those that are like it. */
gboolean ka_run_find_answer (KaRun *run,
                             const KaTable *table,
                             KaUnderstood *row,
                             const KaField *field,
                             const KaKind *kind,
                             const char *text,
                             const char **name,
                             GError **error);
/* A new enterprise whose name differs from a known one by place or legal form alone, or that was known by
 * this name before: *id is the one that it is (0: none). Asks where it is not sure. */
gboolean ka_run_find_likely (KaRun *run,
                             const KaTable *table,
                             KaUnderstood *row,
                             gint64 *id,
                             GError **error);
/* A record was saved: others may be like it. */
void ka_run_add_likely (KaRun *run, const KaRecord *record);
void ka_likely_free (KaLikely *likely);

G_END_DECLS
