/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

#include "ka-doc.h"
#include "ka-table.h"

G_BEGIN_DECLS

/* Who is published on :day as 安全生产严重失信主体, over discredit t. */
#define KA_PUBLICITY_SQL                                                                           \
  "t.list = '安全生产严重失信主体' AND t.listed <= :day"                                 \
  " AND (t.removed IS NULL OR t.removed > :day)"

/* Lists that are hung up, sent or filed: a table each, as a paper and as a workbook. */
typedef struct
{
  const char *id;       /* officials, publicity, … */
  const char *kind;     /* whose records it lists */
  const char *title;    /* 非煤矿山“三个责任人”公示表; Chinese in every language */
  const char *headings; /* of its columns behind 序号, joined by ';' */
  const double *widths; /* of all columns */
  const char *sql;      /* its cells in their order; :day, :year, :year_start, :year_end */
  const char *note;     /* below it; or NULL */
} KaListForm;

const KaListForm *ka_list_forms (guint *n);
/* By its id; NULL: the first of the kind. NULL if there is none. */
const KaListForm *ka_list_form_get (const KaKind *kind, const char *id);

KaTable *ka_list_form_table (KaLedger *ledger, const KaListForm *form, KaDay day, GError **error);
KaDoc *ka_list_form_make_doc (KaLedger *ledger, const KaListForm *form, KaDay day, GError **error);
/* A workbook where the path ends in .xlsx, else a PDF. warnings: see ka_doc_write_pdf(). */
gboolean ka_list_form_write (KaLedger *ledger,
                             const KaListForm *form,
                             KaDay day,
                             const char *path,
                             GPtrArray *warnings,
                             GCancellable *cancellable,
                             GError **error);

/* ---- 一矿一档, 一企一档 ---- */

/* The registry sheet of a mine (of an enterprise and its mines), then all that happened and what is to come. */
char *ka_dossier_title (KaLedger *ledger, const KaKind *kind, gint64 id);
KaTable *ka_dossier_table (KaLedger *ledger,
                           const KaKind *kind,
                           gint64 id,
                           KaDay day,
                           gboolean sections, /* a line for each month, and one for the day */
                           GCancellable *cancellable,
                           GError **error);
gboolean ka_dossier_write_list (KaLedger *ledger,
                                const KaKind *kind,
                                gint64 id,
                                KaDay day,
                                const char *path,
                                GPtrArray *warnings,
                                GCancellable *cancellable,
                                GError **error);

G_END_DECLS
