/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid.h"
#include "ka-guess.h"
#include <ka-ledger.h>

G_BEGIN_DECLS

/* An import: files are read, their tables recognised, their rows understood and compared with the ledger
 * (plan), and then written as ONE change (commit). Nothing is written before commit. Holds no connection
 * between calls; each call works on the connection it is given, on any thread. */
typedef struct _KaImport KaImport;

/* How a REF stands in a sheet (the writer writes it so, the import reads it so): the title of the record
 * (矿山名称, 检查记录文书号, 处罚决定书文号 …), for a mine with its enterprise in the column 所属企业 (in kinds that
 * have an enterprise of their own, that one) beside it; where the title is empty or borne by several
 * records, the values of the first natural key that is complete, joined by ／ in the order of the key:
 * 示例坪石灰岩矿／2025-03／重点检查 for a plan. */

typedef enum
{
  KA_ROW_NEW,
  KA_ROW_CHANGED,
  KA_ROW_UNCHANGED,
  KA_ROW_REFUSED,
} KaRowState;

/* Where a cell stands in its sheet, as people count. */
typedef struct
{
  guint row;    /* from 1; 0: there is no cell */
  guint column; /* from 0 */
} KaImportPlace;

/* What a cell of a sheet is, as the import took it. Of what is KA_PART_NONE a problem says that it was left out. */
typedef enum
{
  KA_PART_NONE,
  KA_PART_VALUE, /* gives a value */
  KA_PART_NOTHING, /* says that there is none: a stroke, a hazard 未发现, a line without its answer */
  KA_PART_TOLD,     /* a problem names it */
  KA_PART_REFUSED,  /* of a record that was refused */
  KA_PART_TITLE,    /* of the lines above the headings */
  KA_PART_HEADING,  /* a heading, a unit below it, the label of a form */
  KA_PART_REPEATED, /* the headings again */
  KA_PART_SECTION,  /* a line that says something of the rows below it */
  KA_PART_SUM,      /* of a row of totals */
  KA_PART_REMARK,   /* of a line that explains or signs the table */
  KA_PART_COUNTER,  /* 序号 */
  KA_PART_OWNER,    /* names the enterprise that the mine of the row belongs to */
  KA_PART_FORMER,   /* names what the enterprise was called before */
  KA_PART_METRIC,   /* says which number stands under the months of the row */
  KA_PART_JOINED,   /* month, day or time of day: read with the cell left of it */
  KA_PART_REASON,   /* the program wrote it into the list of problems */
} KaImportPart;

/* What a value is from. */
typedef enum
{
  KA_BASIS_NONE,
  KA_BASIS_CELL,
  KA_BASIS_LINE,    /* a line over the rows, the name of the sheet or of the file */
  KA_BASIS_HEADING, /* the heading of the column: its month, its permit */
  KA_BASIS_IMPLIED, /* what is usual where nothing is said, with a remark */
  KA_BASIS_LINKED, /* another record: the enterprise of the mine, the inspection beside the hazard */
} KaImportBasis;

#define KA_WHOLE_ROW G_MAXUINT

/* One table found in one sheet of one file. */
typedef struct
{
  char *file; /* base name */
  char *sheet;
  gboolean hidden;    /* its sheet is hidden: offered, not taken */
  gboolean taken;     /* takes part; the caller may change it */
  const KaKind *kind; /* or NULL: not recognised; set by ka_import_set_kind() */
  double score;       /* of the recognition, 0…1 */
  guint heading_row;  /* first row of the headings, from 0 */
  guint n_heading_rows;
  gboolean headed;           /* … where the user said (ka_import_set_headings()) */
  guint first_row, last_row; /* rows of data, from 0 */
  GPtrArray *headings;       /* char * a column ("" where none) */
  GPtrArray *fields;         /* const KaField * a column, NULL where it is passed over */
  GPtrArray
    *seconds; /* the same of what stands beside that in one cell (张三 139…); or NULL: nowhere */
  guint read, added, changed, unchanged, refused; /* rows, after the plan */
  char *
    recalled; /* what the answers were given for that were applied (德感街道, 一季度台账), or NULL */
} KaImportTable;

typedef struct
{
  char *file, *sheet;
  int table;            /* index into the tables; -1: the file or the sheet as a whole */
  KaImportPlace place;  /* the same as cell */
  char *cell;           /* "D7", or NULL: the row or the sheet as a whole */
  guint row;            /* from 1 as people count; 0: none */
  const KaField *field; /* or NULL */
  KaSeverity severity;
  const char *code; /* static */
  char *message;    /* Chinese sentence with place and advice */
  char *what;       /* the same of one place, without saying where; or NULL */
  GArray *places;   /* KaImportPlace: all that it is about, where they are several; or NULL. Of a
                     * row as a whole the column is KA_WHOLE_ROW */
  gint64 listing;   /* the record of discredit that it is about; 0: none */
} KaImportProblem;

/* What one row would do, for the preview. */
typedef struct
{
  guint table; /* index into the tables */
  guint row;   /* from 1 */
  KaRowState state;
  gint64 id; /* the record that it changes, or 0 */
  KaRecord
    *record; /* as it would stand in the ledger; references to rows of the same import are unset */
  KaRecord *before;      /* as it stands now, or NULL */
  KaImportPlace *places; /* by field: the cell that gives its value */
  guint8 *bases;         /* by field: KaImportBasis */
  char *
    *origins; /* by field: where the value came from that is replaced (企业.xlsx · 企业 · C3; or who
                   * saved it and when), NULL where none is; or NULL: nothing is replaced */
} KaImportRow;

/* A name that stands in the sheets and is like others, but not sure to be one of them. */
typedef struct
{
  const KaKind *kind; /* whose name it is */
  char *text;         /* as it stands in the sheets */
  GPtrArray *guesses; /* char *: names that the ledger has, the best first */
  gboolean
    is_new;  /* its own row is there: unless it is one of the guesses, it is a new record. Else rows
                       * refer to it, and are refused until it is said who is meant */
  int table; /* where it was met first */
  KaImportPlace place;
  guint n;           /* how many rows have it */
  char *answer;      /* one of the guesses (or any other name); "": none of them; NULL: not said */
  gboolean recalled; /* the answer is that of an earlier import */
} KaImportQuestion;

KaImport *ka_import_new (void);
void ka_import_free (KaImport *import);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaImport, ka_import_free)

/* Reads and recognises. A file that cannot be read fails and leaves the import as it was. */
gboolean ka_import_add_file (KaImport *import,
                             const char *path,
                             KaProgress progress,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);
/* Cells as a spreadsheet puts them on the clipboard: tabs between them, quoted where they hold line breaks.
 * name: what is shown for the file. kind, fields (KaField, in order): what the cells are if they bring no
 * headings of their own; or NULL. */
gboolean ka_import_add_text (KaImport *import,
                             const char *text,
                             const char *name,
                             const KaKind *kind,
                             GPtrArray *fields,
                             GError **error);
GPtrArray *ka_import_get_tables (KaImport *import); /* KaImportTable */
/* The sheet that the table is in. Borrowed. */
KaGrid *ka_import_get_grid (KaImport *import, guint table);
/* What stands in the cell, as it is in the file; "" if nothing does. Caller owns. */
char *ka_import_get_text (KaImport *import, guint table, KaImportPlace place);
/* What the plan took the cell for; the table is one of its sheet. */
KaImportPart ka_import_get_part (KaImport *import, guint table, KaImportPlace place);
/* Rows of data that the table has. */
guint ka_import_count_rows (KaImport *import, guint table);
/* Says what a table is, or which field a column holds; undoes the plan. */
void ka_import_set_kind (KaImport *import, guint table, const KaKind *kind);
void ka_import_set_field (KaImport *import, guint table, guint column, const KaField *field);
/* Says in which rows of its sheet (from 0) the headings of a table stand, and of which kind it is (NULL: as the headings
 * say): it is recognised anew, with what else stands in its rows. The numbers of the tables behind it may change.
 * FALSE: nothing stands there. */
gboolean
ka_import_set_headings (KaImport *import, guint table, guint first, guint last, const KaKind *kind);
/* Takes that back: the whole sheet is recognised as when it was read. The numbers of the tables behind it may change. */
void ka_import_recognise_again (KaImport *import, guint table);
/* What the column may hold where that is not certain: its heading is none that is known, and nobody said what it is
 * (KaGuess, the best first; of a column that was taken by its values alone, what it was taken for). NULL: it is
 * certain, or nothing is like it. Borrowed until something is said of the table. */
GPtrArray *ka_import_get_guesses (KaImport *import, guint table, guint column);
/* Columns of the tables taken that have guesses. */
guint ka_import_count_unsure (KaImport *import);
/* What is open of its columns stays as it is: it is not asked again, nor when a sheet of the same headings comes. */
void ka_import_settle (KaImport *import, guint table);
/* Applies what was answered before about sheets with the same headings (committing an import keeps the
 * answers in the ledger) to tables about which nothing was said yet. Planning does so too. */
gboolean ka_import_recall (KaImport *import, KaLedger *ledger, GError **error);
/* Takes back what was recalled for the table: it is recognised anew, and that will be remembered. */
void ka_import_drop_recalled (KaImport *import, guint table);
/* Says who is meant by a name (KaImportQuestion); NULL takes the answer back. Undoes the plan. */
void ka_import_answer (KaImport *import, const KaKind *kind, const char *text, const char *name);
/* Take the rows that are sound and leave out the refused ones (else one refusal stops all). */
void ka_import_set_skip_bad (KaImport *import, gboolean skip);

/* Understands every row against the ledger: fills counts, problems, rows. Writes nothing. */
gboolean ka_import_plan (KaImport *import,
                         KaLedger *ledger,
                         KaProgress progress,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);
GPtrArray *ka_import_get_problems (KaImport *import);  /* KaImportProblem, in order of place */
GPtrArray *ka_import_get_questions (KaImport *import); /* KaImportQuestion */
/* How many rows of each table are kept for ka_import_get_rows() (5000); said here, those of the commit are
 * kept too. */
void ka_import_keep_rows (KaImport *import, guint max);
/* The rows of the plan for a preview: at most `limit` of each table (0: all). KaImportRow. */
GPtrArray *ka_import_get_rows (KaImport *import, guint limit);
guint ka_import_get_n_refusals (KaImport *import);

/* Plans (again: the ledger may have changed) and writes as one change. FALSE with nothing written when
 * anything is refused and refusals are not skipped. *change: its number, 0 if nothing changed. */
gboolean ka_import_commit (KaImport *import,
                           KaLedger *ledger,
                           KaProgress progress,
                           gpointer data,
                           GCancellable *cancellable,
                           gint64 *change,
                           GError **error);

/* 问题清单: the refused rows of every sheet as they stand in the file, with a column of reasons. Corrected,
 * it can be imported like the file itself. */
gboolean ka_import_write_problems (KaImport *import, const char *path, GError **error);

G_END_DECLS
