/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-work.h"

#include <ka-import.h>

G_BEGIN_DECLS

/* What the import dialog has a worker do. The import belongs to the dialog, which does not touch it while
 * a job runs. */
typedef struct
{
  KaImport *import;
  GObject *owner;      /* whose the import is; kept until the job is done */
  GPtrArray *paths;    /* files to add (char *), or NULL */
  GPtrArray *failures; /* files that could not be read: name, line feed, sentence (char *) */
  char *text;          /* cells from the clipboard to add, or NULL */
  const KaKind *kind;  /* what they are if they bring no headings, or NULL */
  GPtrArray *fields;   /* KaField: then their columns */
  char *out;           /* where the list of what is refused goes, or NULL */
  gint64 change;       /* of the commit; or to be undone */
} KaImportJob;

KaImportJob *ka_import_job_new (KaImport *import, gpointer owner);
void ka_import_job_add_path (KaImportJob *job, const char *path);
void
ka_import_job_set_text (KaImportJob *job, const char *text, const KaKind *kind, GPtrArray *fields);
void ka_import_job_free (gpointer job);

/* KaWorkFuncs: data is the job, and so is the result (a copy of what was found). Adds the files, if any,
 * and plans; writes; undoes a change and plans; writes the list of what is refused. */
gpointer ka_import_job_read (KaLedger *ledger, KaWork *work, gpointer job, GError **error);
gpointer ka_import_job_undo (KaLedger *ledger, KaWork *work, gpointer job, GError **error);
gpointer
ka_import_job_write_problems (KaLedger *ledger, KaWork *work, gpointer job, GError **error);
gpointer ka_import_job_commit (KaLedger *ledger, KaWork *work, gpointer job, GError **error);

G_END_DECLS
