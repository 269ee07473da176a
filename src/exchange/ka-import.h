/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid.h"
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

/* One table found in one sheet of one file. */
typedef struct
{
  char *file; /* base name */
  char *sheet;
  gboolean hidden;           /* its sheet is hidden: offered, not taken */
  gboolean taken;            /* takes part; the caller may change it */
  const KaKind *kind;        /* or NULL: not recognised; set by ka_import_set_kind() */
  double score;              /* of the recognition, 0…1 */
  guint heading_row;         /* first row of the headings, from 0 */
  guint first_row, last_row; /* rows of data, from 0 */
  GPtrArray *headings;       /* char * a column ("" where none) */
  GPtrArray *fields;         /* const KaField * a column, NULL where it is passed over */
  guint read, added, changed, unchanged, refused; /* rows, after the plan */
} KaImportTable;

typedef struct
{
  char *file, *sheet;
  char *cell;           /* "D7", or NULL: the row or the sheet as a whole */
  guint row;            /* from 1 as people count; 0: none */
  const KaField *field; /* or NULL */
  KaSeverity severity;
  const char *code; /* static */
  char *message;    /* Chinese sentence with place and advice */
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
  KaRecord *before; /* as it stands now, or NULL */
} KaImportRow;

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
GPtrArray *ka_import_get_tables (KaImport *import); /* KaImportTable */
/* Rows of data that the table has. */
guint ka_import_count_rows (KaImport *import, guint table);
/* Says what a table is, or which field a column holds; undoes the plan. */
void ka_import_set_kind (KaImport *import, guint table, const KaKind *kind);
void ka_import_set_field (KaImport *import, guint table, guint column, const KaField *field);
/* Applies what was answered before about sheets with the same headings (committing an import keeps the
 * answers in the ledger) to tables about which nothing was said yet. Planning does so too. */
gboolean ka_import_recall (KaImport *import, KaLedger *ledger, GError **error);
/* Take the rows that are sound and leave out the refused ones (else one refusal stops all). */
void ka_import_set_skip_bad (KaImport *import, gboolean skip);

/* Understands every row against the ledger: fills counts, problems, rows. Writes nothing. */
gboolean ka_import_plan (KaImport *import,
                         KaLedger *ledger,
                         KaProgress progress,
                         gpointer data,
                         GCancellable *cancellable,
                         GError **error);
GPtrArray *ka_import_get_problems (KaImport *import); /* KaImportProblem, in order of place */
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

/* 问题清单: the refused rows of every sheet as they stand in the file, with a column of reasons. */
gboolean ka_import_write_problems (KaImport *import, const char *path, GError **error);

G_END_DECLS
