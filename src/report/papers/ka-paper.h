/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

#include "ka-doc.h"

G_BEGIN_DECLS

/* Official papers out of the records. What is printed stands in resources/papers/<form>.txt, or in the
 * ledger where the office has changed it; what is filled in comes from the record and those it refers to. */

typedef enum
{
  KA_PAPER_NUMBERED = 1 << 0,   /* takes a number when it is issued */
  KA_PAPER_INSPECTORS = 1 << 1, /* two inspectors with their certificates */
} KaPaperFlags;

typedef struct
{
  const char *id;    /* record */
  const char *name;  /* 现场检查记录 */
  guint flags;       /* KaPaperFlags */
  const char *kinds; /* ids of the kinds of record that it is made from, joined by '|' */
  /* The field that keeps its number: inspection.record_no; or NULL. Where it is given before the
   * paper is issued, that is its number. */
  const char *numbers;
  const char *day; /* field that takes its day where it is empty: hazard.ordered; or NULL */
  const char
    *parts; /* names of the values that may be rewritten on a paper, joined by '|'; or NULL */
  const char *needs; /* names of the values without which it is not issued, joined by '|' */
} KaPaperForm;

const KaPaperForm *ka_paper_forms (guint *n);
const KaPaperForm *ka_paper_form_get (const char *id); /* NULL if there is none */
gboolean ka_paper_form_fits (const KaPaperForm *form, const KaKind *kind);
/* The one that is taken where none is named; NULL: none fits the kind. */
const KaPaperForm *ka_paper_form_default (const KaKind *kind);

/* ---- printed text ---- */

/* Of a form, or one that forms take in (remedy, remedy-spot). */
gboolean ka_paper_has_form_text (const char *form);
/* As the office has it, or as it comes; free it. */
char *ka_paper_get_form_text (KaLedger *ledger, const char *form);
/* NULL: as it comes. KA_ERROR_INVALID says which line is wrong. */
gboolean
ka_paper_set_form_text (KaLedger *ledger, const char *form, const char *text, GError **error);
gboolean ka_paper_check_form_text (const char *text, GError **error);

/* ---- a paper ---- */

typedef struct _KaPaper KaPaper;

/* day: the day on the paper. NULL with an error if the form does not fit or the record is gone. */
KaPaper *ka_paper_new (KaLedger *ledger,
                       const KaPaperForm *form,
                       const KaKind *kind,
                       gint64 id,
                       KaDay day,
                       GError **error);
/* A draft or an issued one from the register. */
KaPaper *ka_paper_new_registered (KaLedger *ledger, gint64 paper, GError **error);
void ka_paper_free (KaPaper *paper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPaper, ka_paper_free)

const KaPaperForm *ka_paper_get_form (KaPaper *paper);
/* A value by its name; "" where it is empty, never NULL for names that exist. */
const char *ka_paper_get_value (KaPaper *paper, const char *name);
/* What a name means, for people; NULL if there is no such name. */
const char *ka_paper_value_label (const char *name);
/* Rewrites one of the form's parts; NULL: as the records have it. */
void ka_paper_set_part (KaPaper *paper, const char *part, const char *text);
/* The rewritten parts as JSON; NULL: none. */
char *ka_paper_dup_parts (KaPaper *paper);
gboolean ka_paper_set_parts (KaPaper *paper, const char *json, GError **error);

/* Something that the paper cannot do without. */
typedef struct
{
  char *message;        /* Chinese: what, where, what to do */
  const KaKind *kind;   /* the record to be mended; NULL: a setting or a part */
  gint64 id;            /* 0: there is no such record yet */
  const KaField *field; /* or NULL */
  const char *part;     /* name of the part to be written, or NULL */
} KaPaperGap;

void ka_paper_gap_free (KaPaperGap *gap);
/* KaPaperGap elements; empty: it can be issued. */
GPtrArray *ka_paper_list_gaps (KaPaper *paper);

/* As it would be printed now; a draft has 草稿 where its number will stand. */
KaDoc *ka_paper_make_doc (KaPaper *paper, GError **error);
gboolean ka_paper_write_pdf (KaPaper *paper,
                             const char *path,
                             guint *n_pages,
                             GPtrArray *warnings,
                             GCancellable *cancellable,
                             GError **error);

/* The same as bytes. */
GBytes *ka_paper_make_pdf (KaPaper *paper, GCancellable *cancellable, GError **error);

/* ---- the register ---- */

/* Keeps the rewritten parts as a draft; gives its number in the register, 0 on failure. */
gint64 ka_paper_save_draft (KaPaper *paper, GError **error);
/* Numbers the paper, keeps it with its PDF and writes the number into the records, in one change; refused
 * with the gaps while there are any. Gives its number in the register, 0 on failure. */
gint64 ka_paper_issue (KaPaper *paper, GCancellable *cancellable, GError **error);
/* The papers of a record, newest first (KaRecord): made from it, or naming it. */
GPtrArray *ka_paper_list_of (KaLedger *ledger, const KaKind *kind, gint64 id, GError **error);
/* The PDF as it was issued. */
GBytes *ka_paper_get_issued (KaLedger *ledger, gint64 paper, GError **error);
/* The number stays with it. */
gboolean ka_paper_void (KaLedger *ledger, gint64 paper, const char *reason, GError **error);

/* ---- for the day in the field ---- */

/* Registry sheet, last findings, open hazards, permits that lapse, criteria and a blank record of a mine
 * in one document. */
KaDoc *ka_paper_make_pack (KaLedger *ledger, gint64 mine, KaDay day, GError **error);

G_END_DECLS
