/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* kuanganctl: everything scriptable, without a display. A verb is a row of a table; its function takes the
 * options and arguments of the command line, prints to stdout, and fails with an error whose message goes to
 * stderr as one line. Exit status: 0 done, 1 refused or failed, 2 wrong usage (KA_ERROR_USAGE). */
typedef struct
{
  const char *verb;
  char *path;  /* of the ledger */
  char **args; /* of the verb: options and arguments, then (after ka_cli_parse()) arguments alone */
  gboolean help; /* --help was asked for and answered: nothing more to do */
} KaCli;

typedef gboolean (*KaCliFunc) (KaCli *cli, GError **error);

typedef struct
{
  const char *name;
  const char *synopsis; /* arguments and options, as they are written */
  const char *summary;  /* one line */
  const char *details;  /* what else there is to say; or NULL */
  KaCliFunc run;
} KaCliVerb;

/* The groups of verbs; each ends with a NULL name. */
extern const KaCliVerb ka_cli_ledger_verbs[];
extern const KaCliVerb ka_cli_attach_verbs[];
extern const KaCliVerb ka_cli_pdf_verbs[];
extern const KaCliVerb ka_cli_import_verbs[];
extern const KaCliVerb ka_cli_sheet_verbs[];
extern const KaCliVerb ka_cli_record_verbs[];
extern const KaCliVerb ka_cli_enforcement_verbs[];
extern const KaCliVerb ka_cli_history_verbs[];
extern const KaCliVerb ka_cli_indicator_verbs[];
extern const KaCliVerb ka_cli_due_verbs[];
extern const KaCliVerb ka_cli_report_verbs[];
extern const KaCliVerb ka_cli_export_verbs[];
extern const KaCliVerb ka_cli_fill_verbs[];
extern const KaCliVerb ka_cli_merge_verbs[];
extern const KaCliVerb ka_cli_paper_verbs[];
extern const KaCliVerb ka_cli_plan_verbs[];
extern const KaCliVerb ka_cli_draw_verbs[];
extern const KaCliVerb ka_cli_what_if_verbs[];
extern const KaCliVerb ka_cli_measures_verbs[];
extern const KaCliVerb ka_cli_timeline_verbs[];

/* The whole program. argv holds what the shell gave. */
int ka_cli_main (int argc, char **argv);

/* ---- for the verbs ---- */

/* Takes the verb's options out of cli->args; what is left are between min and max arguments (max < 0: any
 * number). Texts are taken as FILENAME: as they are, whatever the locale. FALSE without error when --help
 * was answered. */
gboolean ka_cli_parse (KaCli *cli, GOptionEntry *entries, int min, int max, GError **error);
G_GNUC_PRINTF (2, 3) void ka_cli_set_usage_error (GError **error, const char *format, ...);

/* Opens the ledger to be read; revision ≥ 0: as it was after that one. */
KaLedger *ka_cli_open (KaCli *cli, gint64 revision, GError **error);
/* Opens it to be written: refused if another program holds it or the file may not be written. */
KaLedger *ka_cli_open_for_writing (KaCli *cli, GError **error);
/* Folds everything into the one file; a failure is the verb's failure. */
gboolean ka_cli_close (KaLedger *ledger, GError **error);

/* Arguments: a kind by id or label, a whole number, a day, a day or quarter (then its last day). */
const KaKind *ka_cli_kind (const char *text, GError **error);
gboolean ka_cli_number (const char *text, const char *what, gint64 *number, GError **error);
gboolean ka_cli_quarter (const char *text, KaQuarter *quarter, GError **error);
gboolean ka_cli_quarter_or_day (const char *text, KaQuarter *quarter, KaDay *day, GError **error);
/* A record by its number, title or natural key; 0 with an error if there is none or more than one. */
gint64 ka_cli_record (KaLedger *ledger, const KaKind *kind, const char *text, GError **error);
/* field=value: the canonical value (NULL: empty), references looked up, codes valid on the day (KA_DAY_NONE: any). */
gboolean ka_cli_value (KaLedger *ledger,
                       const KaField *field,
                       const char *text,
                       KaDay on,
                       char **value,
                       GError **error);

/* Output, as UTF-8 whatever the locale. */
G_GNUC_PRINTF (1, 2) void ka_cli_print (const char *format, ...);
/* Something worth knowing that is no failure: one line on stderr. */
G_GNUC_PRINTF (1, 2) void ka_cli_remark (const char *format, ...);
/* A KaProgress that tells on a terminal how far the work is. */
void ka_cli_progress (double fraction, const char *what, gpointer data);
void ka_cli_progress_end (void);

G_END_DECLS
