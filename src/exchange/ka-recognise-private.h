/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid-private.h"

#include <ka-kind.h>

G_BEGIN_DECLS

/* ---- ka-recognise-heading.c: one heading and the fields that it may name ---- */

typedef struct
{
  char *whole; /* folded, without * and : */
  char *bare;  /* without what stands in brackets */
  char *unit;  /* what stands in the last brackets (folded), or NULL */
} KaHeading;

KaHeading *ka_heading_new (const char *text);
void ka_heading_free (KaHeading *heading);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaHeading, ka_heading_free)

/* 序号 and the like: counts rows, says nothing. */
gboolean ka_heading_is_counter (const KaHeading *heading);
/* How well the heading names each field of the kind: 1 its label, less an alias, less again a part; 0
 * not at all. scores has room for kind->n_fields. */
void ka_heading_match (const KaHeading *heading, const KaKind *kind, double *scores);
/* Adds 1 to votes[ka_kind_index] of every kind that has a field of just this heading. */
void ka_heading_vote (const KaHeading *heading, guint *votes);
/* How well a text (name of a sheet, title line, name of a file) names the kind: 0…1. */
double ka_kind_name_score (const KaKind *kind, const char *text);

/* ---- ka-recognise-table.c: where the table of a sheet is, and of what kind ---- */

typedef struct
{
  const KaKind *kind; /* or NULL */
  double score;
  guint heading_row;    /* from 0 */
  guint n_heading_rows; /* 1…3 */
  guint first_row, last_row;
  GPtrArray *headings; /* char * a column, joined from top to bottom */
  GPtrArray *levels;   /* GPtrArray of char * a column, one for each row of the headings */
  GPtrArray *fields;   /* const KaField * a column, or NULL */
  GPtrArray *units;    /* char * a column: the unit of its heading, or NULL */
  int context_column;  /* names the enterprise that its mine belongs to; -1: none */
  char *title;         /* the lines above the headings */
  GHashTable *constants; /* KaField → char *: values that title or name give to all rows */
} KaFound;

void ka_found_free (KaFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaFound, ka_found_free)

/* NULL: the sheet holds nothing. kind: only look for this one. file: base name, a weak hint. */
KaFound *ka_recognise (KaGrid *grid, const char *file, const KaKind *kind);
/* Gives each column the field of the kind that it names best; a field goes to one column. */
void ka_found_assign (KaFound *found, const KaKind *kind);

/* ---- ka-recognise-title.c ---- */

/* Looks in the name of the sheet, the lines above the table and the name of the file for the required
 * values that have no column. */
void ka_found_read_title (KaFound *found, const char *sheet, const char *file);

/* ---- ka-recognise-rows.c: the rows of a table as they are meant ---- */

/* Goes over the rows of data: merged cells are filled down, 同上 is what stands above; repeated headings,
 * sums, section lines and notes are passed over. */
typedef struct _KaRows KaRows;

KaRows *ka_rows_new (KaGrid *grid, const KaFound *found);
void ka_rows_free (KaRows *rows);
/* Cells (KaCell) of the next row of data and its number from 0. FALSE: the end. */
gboolean ka_rows_next (KaRows *rows, guint *number, GArray *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaRows, ka_rows_free)

G_END_DECLS
