/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-work.h"

#include <ka-quarterly.h>

G_BEGIN_DECLS

/* The report of a quarter as a worker made it: its figures (on a connection of their own, so that they can
 * be asked on), and its pages for the screen. */
typedef struct
{
  KaQuarter quarter;
  KaLedger *ledger;
  KaQuarterly *report;
  GBytes *preview;
} KaReportMade;

void ka_report_made_free (KaReportMade *made);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaReportMade, ka_report_made_free)

/* KaWorkFunc; data: a KaQuarter in a pointer → KaReportMade. */
gpointer ka_report_make (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error);

/* The same without its pages: preview is NULL. */
gpointer ka_report_compute (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error);

typedef enum
{
  KA_REPORT_PDF,
  KA_REPORT_XLSX,
} KaReportFile;

/* What is to be written, and where to. sha256: of a kept file; NULL: made from the ledger now. */
typedef struct
{
  KaQuarter quarter;
  KaReportFile file;
  char *sha256;
  char *path;
} KaReportExport;

KaReportExport *
ka_report_export_new (KaQuarter quarter, KaReportFile file, const char *sha256, const char *path);
void ka_report_export_free (gpointer export);
/* KaWorkFunc; data: KaReportExport → its path (char *). */
gpointer ka_report_write (KaLedger *ledger, KaWork *work, gpointer export, GError **error);

/* KaWorkFunc; data: a KaQuarter in a pointer → KaFrozen. */
gpointer ka_report_freeze (KaLedger *ledger, KaWork *work, gpointer quarter, GError **error);

/* 2025Q4-report.pdf, 2025Q4-annexes.xlsx; edition 0: none. */
char *ka_report_file_name (KaQuarter quarter, KaReportFile file, gint64 edition);

G_END_DECLS
