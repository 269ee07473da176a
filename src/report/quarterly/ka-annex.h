/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-chart.h"
#include "ka-figures.h"
#include "ka-table.h"

G_BEGIN_DECLS

/* An annex of the quarterly report: its tables stand in the PDF and, one a sheet, in the workbook. Sums in
 * their last rows are figures, as links (KA_DOC_LINK) to kuangan:figure/NAME. */
typedef struct
{
  char *title; /* 矿山基本情况一览表 */
  gboolean landscape;
  GPtrArray *tables;   /* KaTable */
  GPtrArray *names;    /* char *, names of their sheets */
  KaChart *chart;      /* a picture above the tables, or NULL */
  char *text;          /* what stands in place of the tables on paper (typical cases), or NULL */
  gboolean tables_set; /* whether paper shows the tables */
} KaAnnex;

void ka_annex_free (KaAnnex *annex);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaAnnex, ka_annex_free)

/* What the sheet of a table is called: 附件1 矿山基本情况. number: of the annex, from 1. */
char *ka_annex_sheet_name (const KaAnnex *annex, guint number, guint table);

/* All annexes in order: KaAnnex elements. */
GPtrArray *ka_annexes_new (KaFigures *figures, GError **error);

/* ---- one each ---- */

KaAnnex *ka_annex_mines (KaFigures *figures, GError **error);
KaAnnex *ka_annex_modernisation (KaFigures *figures, GError **error);
KaAnnex *ka_annex_inspections (KaFigures *figures, GError **error);
KaAnnex *ka_annex_hazards (KaFigures *figures, GError **error);
KaAnnex *ka_annex_penalties (KaFigures *figures, GError **error);
KaAnnex *ka_annex_cases (KaFigures *figures, GError **error);
KaAnnex *ka_annex_measures (KaFigures *figures, GError **error);
KaAnnex *ka_annex_duties (KaFigures *figures, GError **error);
KaAnnex *ka_annex_affairs (KaFigures *figures, GError **error);
/* Only where some mine has coordinates: NULL without an error else. */
KaAnnex *ka_annex_map (KaFigures *figures, GError **error);

/* ---- shared by them ---- */

KaAnnex *ka_annex_new (const char *title, gboolean landscape);
/* Takes the table. */
void ka_annex_take_table (KaAnnex *annex, const char *sheet, KaTable *table);
/* Records of a kind for which the predicate holds, by the SQL or the kind's own order; parameters are those of the
 * quarter. */
GPtrArray *
ka_annex_records (KaFigures *figures, const char *kind, const char *where, GError **error);
/* A value for people: "" where it is empty. */
char *ka_annex_show (KaFigures *figures, const KaRecord *record, const char *field);
/* Of a later day than the quarter's last: it had not happened by then. */
gboolean ka_annex_is_later (KaFigures *figures, const KaRecord *record, const char *field);
char *ka_annex_show_survey (KaFigures *figures, const KaRecord *mine); /* 已完成, 未填 */
char *ka_annex_show_day (const KaRecord *record, const char *field);   /* 2025-12-31, 长期 */
/* The text of a figure as a link. */
char *ka_annex_figure (KaFigures *figures, const char *name);
/* Takes the strings: cells as a row of the table; the array is emptied. */
void ka_annex_add_row (KaTable *table, KaRowKind kind, GPtrArray *cells);

G_END_DECLS
