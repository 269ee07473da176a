/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* The quarterly report: figures → document → PDF, and the same figures → annexes in xlsx. */
typedef struct _KaQuarterly KaQuarterly;

/* Computes all figures of the quarter from the ledger (as it is, or as of a revision), dated `on` (the
 * day on the paper; KA_DAY_NONE: today). For a worker thread. */
KaQuarterly *ka_quarterly_new (KaLedger *ledger, KaQuarter quarter, KaDay on, GError **error);
void ka_quarterly_free (KaQuarterly *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaQuarterly, ka_quarterly_free)

/* Chinese warnings that the user should see before sending (fonts missing, nothing reported …). char * */
GPtrArray *ka_quarterly_get_warnings (KaQuarterly *report);

gboolean ka_quarterly_write_pdf (KaQuarterly *report,
                                 const char *path,
                                 GCancellable *cancellable,
                                 GError **error);
gboolean ka_quarterly_write_xlsx (KaQuarterly *report,
                                  const char *path,
                                  GCancellable *cancellable,
                                  GError **error);

/* The same pages for the screen: figures are links to kuangan:figure/NAME. */
gboolean ka_quarterly_write_preview (KaQuarterly *report,
                                     const char *path,
                                     GCancellable *cancellable,
                                     GError **error);
/* The rows that a figure counts ("inspections.count"), for the window; NULL if it counts none. */
KaQuery *ka_quarterly_figure_query (KaQuarterly *report, const char *name);

/* ---- the text of the parts ---- */

/* The parts of the report, in order: the lead (导语, set without a heading), then ten. */
guint ka_quarterly_n_parts (void);
const char *ka_quarterly_part_id (guint part);    /* lead, general, modernisation … */
const char *ka_quarterly_part_title (guint part); /* 总体情况 … */
/* How texts with figures are written, for whoever edits them. */
char *ka_quarterly_help (void);
/* The text with its figures named, {在册非煤矿山}: what the officer wrote for this quarter, else the shipped
 * template. ka_quarterly_help() tells how it is written. */
char *ka_quarterly_get_text (KaLedger *ledger, KaQuarter quarter, guint part, gboolean *edited);
/* Keeps the officer's text (a revision); NULL: back to the template. Refuses a figure name that does not
 * exist, naming it. */
gboolean ka_quarterly_set_text (KaLedger *ledger,
                                KaQuarter quarter,
                                guint part,
                                const char *text,
                                GError **error);
/* The part's text with its figures filled in. */
char *ka_quarterly_expand (KaQuarterly *report, guint part, GError **error);
/* The same for a text that is not kept yet (the window, while it is typed): refuses what
 * ka_quarterly_set_text() would refuse, with the same sentence. */
char *ka_quarterly_expand_text (KaQuarterly *report, const char *text, GError **error);
/* The text with what records say in words (problems, next steps …) written out, so that it can be edited
 * sentence by sentence; figures stay named. */
char *ka_quarterly_write_out (KaQuarterly *report, const char *text, GError **error);
/* The figures that a text may use: three char * each, what it is called (在册非煤矿山), its present value (48)
 * and what puts it into a text ({在册非煤矿山}). */
GPtrArray *ka_quarterly_figures (KaQuarterly *report);
/* mines.total → 在册非煤矿山; NULL: there is none of that name. */
const char *ka_quarterly_figure_label (const char *name);
/* Whether the inside of a tag gives a figure or what an item tells, no condition or list. */
gboolean ka_quarterly_is_figure (const char *tag);

/* ---- freezing ---- */

typedef struct
{
  gint64 id;
  KaQuarter quarter;
  gint64 edition;  /* 1, 2 … */
  gint64 revision; /* the ledger's revision that it shows */
  char *at;        /* when it was frozen */
  KaDay on;        /* the day on the paper */
  char *pdf_sha256, *xlsx_sha256;
  char *differs; /* what differs from the edition before, Chinese lines; or NULL */
} KaFrozen;
void ka_frozen_free (KaFrozen *frozen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaFrozen, ka_frozen_free)

/* Freezes the quarter as the ledger is now: keeps revision, text and both files. A further one is a new
 * edition with what differs. KA_ERROR_INVALID: the quarter has not begun. */
KaFrozen *ka_quarterly_freeze (KaLedger *ledger,
                               KaQuarter quarter,
                               GCancellable *cancellable,
                               GError **error);
GPtrArray *ka_quarterly_list_frozen (KaLedger *ledger, GError **error); /* KaFrozen, newest first */
/* The newest frozen edition of the quarter, NULL without error if there is none. */
KaFrozen *ka_quarterly_get_frozen (KaLedger *ledger, KaQuarter quarter, GError **error);
/* Computes it again from the ledger as of the revision (same bytes with the same program). */
KaQuarterly *ka_quarterly_new_frozen (KaLedger *ledger, const KaFrozen *frozen, GError **error);

G_END_DECLS
