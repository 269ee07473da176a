/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-import.h"
#include <ka-day.h>
#include "ka-recognise-private.h"

G_BEGIN_DECLS

/* Problems that are kept and shown; what comes after is only counted. */
#define KA_MAX_PROBLEMS 20000u
/* Rows of each table kept for the preview. */
#define KA_MAX_PREVIEW_ROWS 5000u

typedef struct
{
  KaImportTable public;
  KaGrid *grid;
  KaFound *found;
  guint index;        /* into the tables of the import */
  guint number;       /* of the tables of its sheet, from 0 */
  char *fingerprint;  /* of its headings as they were found */
  gboolean answered;  /* the user said what it is */
  gboolean recalled;  /* what was remembered of it was looked up */
  gboolean unknown;   /* nothing was recognised when it was read: said, until it is */
  KaHeadingRows rows; /* where its headings stand, if public.headed */
  gboolean settled;   /* nothing is to be asked of its columns */
  GHashTable *said;   /* columns + 1 of which the user said what they are; or NULL */
  GPtrArray *guesses; /* by column: KaGuess (GPtrArray), or NULL; NULL: not looked for yet */
} KaTable;

/* Of a sheet, what became of each of its cells. */
typedef struct _KaAccount KaAccount;

struct _KaImport
{
  GPtrArray *books;     /* KaBook */
  GPtrArray *tables;    /* KaTable: begins with its KaImportTable */
  GPtrArray *notes;     /* KaImportProblem: remarks on files */
  GPtrArray *problems;  /* KaImportProblem of the last plan */
  GPtrArray *official;  /* the same in Chinese, where problems are not; or NULL */
  GPtrArray *rows;      /* KaImportRow of the last plan */
  GPtrArray *questions; /* KaImportQuestion of the last plan */
  GPtrArray *dropped;  /* char *: fingerprints of headings that are not to be remembered any more */
  GHashTable *answers; /* key of ka_import_name_key() → char *: name meant, "" for none */
  GHashTable *recalled; /* the same of earlier imports: "=name", or "?" where nothing is known */
  GHashTable *accounts; /* KaGrid → KaAccount, of the last plan; NULL: there was none */
  guint n_refusals;
  gboolean skip_bad;
  guint max_rows; /* kept for the preview of each table */
  gboolean keep_committed;
};

/* What was planned before holds no more. */
void ka_import_forget_plan (KaImport *import);

/* ---- ka-import-guess.c: columns that are not certain ---- */

void ka_table_forget_guesses (KaTable *table);
/* As ka_import_get_guesses(). */
GPtrArray *ka_table_get_guesses (KaImport *import, KaTable *table, guint column);
/* “主要负责人电话”（内容像电话号码）、“…”（…); NULL: there are none. */
char *ka_guesses_say (GPtrArray *guesses, guint first);

/* ---- ka-import-problem.c: what is said of a place in a file ---- */

/* Of a row from 0; a cell of a form stands elsewhere. */
KaImportPlace ka_table_place (const KaTable *table, guint row, guint column);
KaImportPlace ka_form_place (const KaTable *table, guint form, guint row, guint column);
KaImportProblem *ka_import_problem_new (const KaTable *table,
                                        guint row,
                                        int column,
                                        const KaField *field,
                                        KaSeverity severity,
                                        const char *code,
                                        char *message);
/* Another cell than that of row and column. */
void ka_import_problem_set_place (KaImportProblem *problem, KaImportPlace place);
/* Where it is, as one of several places. */
KaImportPlace ka_import_problem_get_place (const KaImportProblem *problem);
/* It is about this place too. */
void ka_import_problem_add_place (KaImportProblem *problem, KaImportPlace place);
/* Says of which places it is, where they are several. */
void ka_import_problem_tell_places (KaImportProblem *problem);
void ka_import_problem_free (KaImportProblem *problem);
int ka_import_problem_compare (gconstpointer a, gconstpointer b);
/* A remark on a file or a sheet (or NULL) as a whole. Takes the message over; code: a literal. */
KaImportProblem *ka_import_note_new (const char *file,
                                     const char *sheet,
                                     KaSeverity severity,
                                     const char *code,
                                     char *message);

/* ---- ka-import-understood.c: what a row says, without the ledger ---- */

typedef struct
{
  guint row;        /* from 0 */
  guint form;       /* of several in the same rows, which; from 0 */
  KaRecord *record; /* REF fields hold the text of the cell */
  guint64 weak;     /* by field: said by title or sheet alone; what the ledger has goes before */
  guint64 inferred; /* by field: of a new record only, from what its mine is */
  guint *columns;   /* by field: column + 1 of the cell that its value is from; 0: none */
  guint8 *bases;    /* by field: KaImportBasis of a value that is from no cell */
  GArray *nothing;  /* guint: columns of cells that say that there is none; or NULL */
  char *context;    /* the enterprise of its mine, or NULL */
  char *former;     /* the name that the enterprise bore before, or NULL */
  GArray *tops;     /* guint a column: 1 + row in which a cell merged down stands; NULL: none are */
  GPtrArray *months;   /* char *: further months of the same cell, each a record more; or NULL */
  gboolean none;       /* it says that there is nothing to record: no record, only its remarks */
  GPtrArray *problems; /* KaImportProblem, or NULL */
} KaUnderstood;

void ka_understood_free (KaUnderstood *understood);
/* Where the cell of the column stands, which may be merged down or anywhere in a form. */
KaImportPlace ka_understood_place (const KaTable *table, const KaUnderstood *row, guint column);
/* Another of the same row. */
KaUnderstood *ka_understood_copy (const KaUnderstood *understood);
void ka_understood_set_basis (KaUnderstood *understood, const KaField *field, KaImportBasis basis);
/* Makes a problem of the row: row as people count, cell where the value stands. */
KaImportProblem *ka_understood_problem (const KaTable *table,
                                        const KaUnderstood *understood,
                                        int column,
                                        const KaField *field,
                                        KaSeverity severity,
                                        const char *code,
                                        const char *what);
/* What the rules between fields say of the record (the row's own, or that with the row's values in it). A
 * value that must not stand is left out, and the rest kept. */
void ka_understood_check (const KaTable *table, KaUnderstood *understood, KaRecord *record);
void ka_understood_take_problem (KaUnderstood *understood, KaImportProblem *problem);
/* The column of the field in its table, or -1. */
int ka_table_column_of (const KaTable *table, const KaField *field);
/* The day that dates the row: codes are checked as they were valid then. */
KaDay ka_understand_date (const KaRecord *record);

/* ---- ka-import-understand-cell.c: the value of a cell ---- */

/* Puts what the cell says into the record, or among its problems why it is none. on: the day that dates the
 * row, where it is known by now. */
void ka_understand_cell (const KaTable *table,
                         KaUnderstood *understood,
                         const KaCell *cell,
                         const KaField *field,
                         KaDay on);

/* ---- ka-import-understand.c: the cells of a row → records ---- */

/* The records (KaUnderstood) that the row rows stands at gives: one, several or none. */
void ka_understand_row (const KaTable *table,
                        const KaRows *rows,
                        guint row,
                        GArray *cells,
                        GPtrArray *understood);

/* ---- ka-import-items.c ---- */

/* Hazards that are numbered in their cell become a record each; the further ones go to out. */
void ka_understood_split_items (KaUnderstood *understood, GPtrArray *out);

/* ---- ka-import-former.c: names that enterprises bore before ---- */

/* 新名（原旧名） as the name of an enterprise: the name that it has now, the other kept with the row. NULL:
 * it is one name. */
char *ka_understood_split_former (KaUnderstood *understood, const KaField *field, const char *text);
/* … which stands in a column of its own. */
void ka_understood_take_former (KaUnderstood *understood, const char *text);

/* ---- ka-import-implied.c ---- */

/* Fills in what every record must have and the row says without a column of its own. */
/* 区应急管理局 among the towns that people work in: their level. */
gboolean ka_understood_take_unit (KaUnderstood *understood,
                                  const KaField *field,
                                  const char *text,
                                  guint column);
void ka_understood_imply (const KaTable *table, KaUnderstood *understood);

/* ---- ka-import-adapt.c ---- */

/* What Excel holds as a number or a date, as text that suits the field; NULL: it stands as it is. */
char *ka_cell_adapt (const KaTable *table, const KaCell *cell, const KaField *field);
/* A code of 18 digits that went through a number. */
/* 3.1 as a number may have been 3.10, the tenth of March. */
gboolean ka_cell_may_lack_zero (const KaTable *table, const KaCell *cell, const KaField *field);
gboolean ka_cell_has_lost_digits (const KaCell *cell, const KaField *field);

/* ---- ka-import-values.c: what is written in a cell and is no value of its field ---- */

/* A stroke says that there is nothing; so does 无, where it is not itself an answer. */
gboolean ka_value_is_nothing (const char *text, const KaField *field);
/* 未公示, 整改中, 停产 where a date or a number is asked for: there is none yet. */
gboolean ka_value_is_pending (const char *text, const KaField *field);
/* 未发现问题 where a hazard would be described: the words of the field that say there is none. */
gboolean ka_value_says_none (const char *text, const KaField *field);

/* ---- ka-value-time.c ---- */

/* 2023.5.6-2026.5.5: both dates in canonical text. */
gboolean ka_value_split_range (const char *text, char **from, char **to);
/* 7日内, 一个月内, counted in calendar days from the day: canonical text, or NULL. */
char *ka_value_relative_day (const char *text, KaDay from);
/* 15 under 整改期限（天） is 15日内; NULL: it is not. */
char *ka_value_days (const char *text, const char *unit);
/* 2月、8月; 2025.3: canonical months (char *). year: of months that name none, 0: unknown. NULL: these
 * are no months. */
GPtrArray *ka_value_split_months (const char *text, int year);

/* ---- ka-import-values.c ---- */

/* The other end of a validity or duration that may stand in one cell, or NULL. */
const KaField *
ka_value_range_partner (const KaKind *kind, const KaField *field, gboolean *field_is_end);
/* The day that dates an answer (投保 … 至, 已建立（2025.2.3）), or NULL. */
const KaField *ka_value_day_partner (const KaKind *kind, const KaField *field);
/* A plain number in the unit of the heading (folded) → in that of the field; NULL: as it is. */
char *ka_value_convert (const char *text, const char *unit, const KaField *field);

/* The field that holds the unit of this one (capacity_unit of capacity), or NULL. */
const KaField *ka_value_unit_field (const KaKind *kind, const KaField *field);
/* The unit behind the number in the cell, else that of the heading; NULL if neither is one. */
char *ka_value_find_unit (const KaField *unit_field, const char *text, const char *heading_unit);

/* ---- ka-import-digests.c: entries by a digest ---- */

typedef struct _KaDigests KaDigests;

#define KA_DIGEST_NONE G_GUINT64_CONSTANT (0) /* of what is not there: it is never found */

KaDigests *ka_digests_new (void);
void ka_digests_free (KaDigests *digests);
/* Its entry: 1, 2 … */
guint ka_digests_add (KaDigests *digests, guint64 digest);
guint64 ka_digests_get (const KaDigests *digests, guint entry);
/* The newest entry with the digest; 0: none. */
guint ka_digests_find (const KaDigests *digests, guint64 digest);
/* The one before it. */
guint ka_digests_next (const KaDigests *digests, guint entry);
/* Goes on with the text from h; not yet a digest where that may be KA_DIGEST_NONE. */
guint64 ka_digest_mix (guint64 h, const char *text);

/* ---- ka-value-mend.c ---- */

/* What a text that is no value of the field says all the same, to be read again; NULL: nothing. year: of the
 * ledger, for days without one; 0: unknown. */
/* 叁万伍仟元整: 35000元; NULL: it is no such sum. */
char *ka_value_read_capitals (const char *text);
char *ka_value_mend (const char *text, const KaField *field, int year);
/* 2026年5月: its last day, or NULL. */
char *ka_value_month_end (const char *text);
/* The first whole day that the text names: canonical text, or NULL. */
char *ka_value_find_day (const char *text);

/* ---- ka-import-keys.c: natural keys and names of records ---- */

typedef struct _KaKeys KaKeys;

typedef enum
{
  KA_LOOKUP_NONE,
  KA_LOOKUP_ONE,
  KA_LOOKUP_SEVERAL,
} KaLookup;

KaKeys *ka_keys_new (KaLedger *ledger);
void ka_keys_free (KaKeys *keys);
/* Which record is the same as this one by its kind's natural keys, in their order; a key that both have
 * and that differs says that they are not the same. */
gboolean
ka_keys_match (KaKeys *keys, const KaRecord *record, KaLookup *found, gint64 *id, GError **error);
/* A record was saved: it can be found from now on. */
gboolean ka_keys_add (KaKeys *keys, const KaRecord *record, GError **error);
/* Which record of the kind a text names; enterprise: id of the one it must belong to, or 0. */
gboolean ka_keys_resolve (KaKeys *keys,
                          const KaKind *kind,
                          const char *text,
                          gint64 enterprise,
                          KaLookup *found,
                          gint64 *id,
                          GError **error);

/* A record saved in this run bore the name before. */
void ka_keys_add_former (KaKeys *keys, const KaKind *kind, const char *name, gint64 id);

/* The record into which one of this name was merged, that is there no more; 0: none. */
gboolean ka_keys_find_merged (KaKeys *keys,
                              const KaKind *kind,
                              const char *text,
                              gint64 *id,
                              GError **error);

/* The mine of the enterprise, where it has just one. */
gboolean
ka_keys_only_mine (KaKeys *keys, gint64 enterprise, KaLookup *found, gint64 *id, GError **error);

/* Names of records of the kind that are alike but not the same (char *, at most three). */
gboolean ka_keys_guess (KaKeys *keys,
                        const KaKind *kind,
                        const char *text,
                        GPtrArray *guesses,
                        GError **error);

/* ---- ka-name-judge.c: are two names of companies or mines one? ---- */

typedef enum
{
  KA_NAME_DIFFERENT,
  KA_NAME_ALIKE, /* nobody but the officer can say */
  KA_NAME_SAME,
} KaNameVerdict;

KaNameVerdict ka_name_judge (const char *a, const char *b);
/* What is left without places and legal forms: to look for likeness, never for identity. */
char *ka_name_core (const char *name);
/* 甲公司（乙矿）: what stands before and in the last brackets. */
gboolean ka_name_split (const char *name, char **outer, char **inner);
/* 原…, 曾用名…: the former name, else NULL. */
const char *ka_name_skip_former (const char *text);

/* ---- ka-import-reader.c: the understood rows of all tables, one batch after the other ---- */

typedef struct
{
  guint table;     /* index into the tables given */
  GPtrArray *rows; /* KaUnderstood */
} KaRowBatch;

typedef struct _KaRowReader KaRowReader;

/* tables: const KaTable, which must not change until the reader is freed. accounts: KaGrid → KaAccount; rows
 * that are passed over are noted when the batch is asked for. */
KaRowReader *ka_row_reader_new (GPtrArray *tables, GHashTable *accounts);
/* Borrowed until the next one is asked for; NULL: the end, after which it is not asked again. */
const KaRowBatch *ka_row_reader_next (KaRowReader *reader);
void ka_row_reader_free (KaRowReader *reader);

/* ---- ka-import-headed.c: headings that are said ---- */

/* Looks in the sheets of tables about which nothing was said for headings whose rows were said of others, and
 * recognises those tables so. */
gboolean ka_import_recall_headings (KaImport *import, KaLedger *ledger, GError **error);
/* Forgets what was remembered of headings and is not wanted any more, within its transaction. */
gboolean ka_import_forget_headings (KaImport *import, KaLedger *ledger, GError **error);
/* Applies what is remembered of the table (JSON), and says for what that was. */
void ka_import_apply_answers (KaImport *import, guint index, const KaRecord *record);

/* ---- ka-import-sheets.c ---- */

/* Shows what was found anew. */
void ka_table_show_found (KaTable *table);
/* Nothing is said of its columns any more. */
/* Says of which tables nobody knows what they are. */
void ka_import_tell_unknown (KaImport *import);
void ka_table_forget_said (KaTable *table);
KaTable *ka_import_table_new (KaGrid *grid, const char *file, KaFound *found);

/* ---- ka-import-memory.c: what was answered about headings ---- */

/* The heading of the reasons in 问题清单: what stands behind it was not in the file. */
#define KA_REASON_HEADING "未导入的原因"

/* Before the fingerprint of headings whose rows were said. */
#define KA_HEADED "heads:"

char *ka_import_fingerprint (const KaFound *found);
/* Of headings whose rows were said. */
char *ka_import_headed_fingerprint (GPtrArray *headings);
/* The fingerprint under which the answer about a name is kept. */
char *ka_import_name_key (const KaKind *kind, const char *text);
/* The answer of this import or of an earlier one; NULL: none. Borrowed until the next answer. */
gboolean ka_import_find_answer (KaImport *import,
                                KaLedger *ledger,
                                const KaKind *kind,
                                const char *text,
                                const char **answer,
                                gboolean *recalled,
                                GError **error);
/* Keeps the answers of this import in the ledger, within its transaction. */
gboolean ka_import_remember (KaImport *import, KaLedger *ledger, GError **error);

/* ---- ka-import-account.c: what became of every cell ---- */

/* Cells beside those that have headings are looked at as far as this. */
#define KA_MAX_ACCOUNT_COLUMNS 256u

KaAccount *ka_account_new (KaGrid *grid);
void ka_account_free (KaAccount *account);
/* The stored row is no row of data of the table. */
void ka_account_set_line (KaAccount *account, const KaFound *found, guint index, KaImportPart part);
/* Of a row from 0. What is said of a cell already and says more stays. */
void ka_account_set_cell (KaAccount *account, guint row, guint column, KaImportPart part);
/* What was said of the cell, or of its row. */
KaImportPart ka_account_get (const KaAccount *account, guint index, guint column);
guint ka_account_get_n_columns (const KaAccount *account);
/* The row was written, found unchanged or refused. */
void ka_account_take_row (KaAccount *account,
                          const KaTable *table,
                          const KaUnderstood *row,
                          KaRowState state);
/* The row says that there is nothing. */
void ka_account_pass_row (KaAccount *account, const KaTable *table, const KaUnderstood *row);
/* What the cell is by where it stands in the tables (KaTable) of the sheet. */
KaImportPart ka_tables_get_part (GPtrArray *tables, KaGrid *grid, guint row, guint column);
/* The cells of the column are of a field. */
gboolean ka_found_uses_column (const KaFound *found, guint column);

/* ---- ka-import-towns.c ---- */

/* The value of the setting district.towns once the tables are imported, if they tell of a district whose
 * towns are not in the table; NULL: nothing new (or, with error set, a failure). */
char *ka_import_find_towns (GPtrArray *tables, KaLedger *ledger, GError **error);

/* ---- ka-import-write.c: the one pass that plans and commits ---- */

/* commit FALSE: everything is rolled back and only the plan is kept. */
gboolean ka_import_run (KaImport *import,
                        KaLedger *ledger,
                        gboolean commit,
                        KaProgress progress,
                        gpointer data,
                        GCancellable *cancellable,
                        gint64 *change,
                        GError **error);

/* ---- ka-import-pieces.c: the values that a cell holds ---- */

#define KA_N_PASSES 3

/* A value of a cell: its own, or one of the two that it holds. */
typedef struct
{
  KaCell cell;
  const KaField *field;
  guint pass;
} KaPiece;

/* What others are read by comes first: the year, then the date. */
guint ka_piece_pass (const KaField *field, const KaField *date);
/* texts: holds what was cut. */
void ka_pieces_add (GArray *pieces,
                    GStringChunk **texts,
                    const KaFound *found,
                    const KaCell *cell,
                    const KaField *field,
                    const KaField *date);

G_END_DECLS
