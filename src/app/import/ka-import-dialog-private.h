/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-import-columns.h"
#include "ka-import-detail.h"
#include "ka-import-dialog.h"
#include "ka-import-job.h"
#include "ka-import-list.h"
#include "ka-import-questions.h"
#include "ka-import-sheet.h"

G_BEGIN_DECLS

#define KA_TYPE_IMPORT_DIALOG (ka_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KaImportDialog, ka_import_dialog, KA, IMPORT_DIALOG, AdwWindow)

struct _KaImportDialog
{
  AdwWindow parent_instance;

  /* Template Widgets */
  GtkWidget *accept;
  GtkWidget *compare;
  GtkStackPage *column_page;
  KaImportColumns *columns;
  KaImportDetail *detail;
  AdwStatusPage *failure;
  GtkWidget *go;
  GtkWidget *listing;
  GtkStack *place;
  GtkListView *problem_list;
  GtkStackPage *problem_page;
  GtkProgressBar *progress;
  GtkLabel *progress_text;
  GtkStackPage *question_page;
  KaImportQuestions *questions;
  GtkColumnView *row_view;
  GtkDropDown *severity;
  KaImportSheet *sheet;
  GtkCheckButton *skip;
  GtkStack *stack;
  GtkLabel *summary;
  GtkListBox *table_list;
  GtkStack *tabs;
  AdwToastOverlay *toasts;
  GtkWidget *write_problems;

  /* Borrowed References */
  KaWindow *window;
  KaWork *work; /* under way: nothing touches the import; or NULL */

  /* Owned References */
  KaContext *context;
  KaImport *import;
  KaImportList *rows; /* of the table shown */
  KaImportList *problems;
  GtkSingleSelection *row_selection;
  GtkSingleSelection *problem_selection;
  GPtrArray *failed; /* files that could not be read, as in KaImportJob */

  guint table;      /* shown */
  gboolean writing; /* into the ledger, by the work that is under way */
  gboolean closing; /* somebody closed the dialog meanwhile */
  gint64 merged;    /* the change by which two records became one here, that can be undone */
};

/* Takes job: what it adds is read, all is planned anew, then shown. */
void _ka_import_dialog_start_reading (KaImportDialog *self, KaImportJob *job);

/* Writes what was planned. */
void _ka_import_dialog_start_writing (KaImportDialog *self);

/* Undoes the merge that was made here, and plans anew. */
void _ka_import_dialog_undo_merge (KaImportDialog *self);

/* ---- ka-import-accept.c: what is asked before it is written ---- */

void _ka_import_accept_bind (GtkWidgetClass *widget_class);

/* ---- ka-import-merge.c: what is asked, beside what the ledger has; two of its records that are one ---- */

void _ka_import_merge_bind (GtkWidgetClass *widget_class);

/* ---- ka-import-review.c: what was found ---- */

void _ka_import_review_bind (GtkWidgetClass *widget_class);
void _ka_import_review_init (KaImportDialog *self);
void _ka_import_review_show (KaImportDialog *self);
/* The table, with its columns. */
void _ka_import_review_show_columns (KaImportDialog *self, guint table);
/* Before all is planned anew: of the plan nothing may be looked at meanwhile. */
void _ka_import_review_forget (KaImportDialog *self);
/* The row as it was planned, of those that are kept; or NULL. */
const KaImportRow *_ka_import_review_find_row (KaImportDialog *self, guint table, guint number);
/* Whether it may be written. */
void _ka_import_review_update_accept (KaImportDialog *self);

G_END_DECLS
