/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-grid.h"

#include <ka-indicator.h>
#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* A table that someone else made (xlsx), to be filled from the ledger and sent back: its titles, merges,
 * fonts, formulas and notes stay, only the empty cells under its headings get values. Two shapes are
 * known: one record a row under headings, and one indicator a row (its name at the left, figures beside). */
typedef struct _KaTemplate KaTemplate;

/* What a column is filled with. */
typedef enum
{
  KA_SOURCE_NONE,    /* stays as it is */
  KA_SOURCE_FIELD,   /* a field of the record, or of what it refers to */
  KA_SOURCE_COUNTER, /* 1, 2, 3 … */
  /* of an indicator */
  KA_SOURCE_NUMERATOR,
  KA_SOURCE_DENOMINATOR,
  KA_SOURCE_VALUE,
  KA_SOURCE_TARGET,
  KA_SOURCE_GAP,
  KA_SOURCE_MET,
  KA_SOURCE_DUE,
  KA_SOURCE_UNIT,
  KA_SOURCE_CLAUSE,
} KaTemplateSource;

typedef struct
{
  guint column;  /* from 0 */
  char *heading; /* joined from top to bottom */
  char *word;    /* what it is filled with: "name", "mine.enterprise.credit_code",
                  * "permit[采矿许可证].number", "#" a running number, "numerator" …; "-": nothing */
  char *label;   /* the same for people */
  gboolean sure; /* named in so many words, or said by the caller */
  gboolean remembered;
} KaTemplateColumn;

/* sheet: its name, NULL: the one that fits best. kind: NULL: the one that its headings name best.
 * KA_ERROR_FORMAT where no table is found that could be filled. */
KaTemplate *ka_template_open (const char *path,
                              const char *sheet,
                              const KaKind *kind,
                              GCancellable *cancellable,
                              GError **error);
void ka_template_free (KaTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaTemplate, ka_template_free)

const char *ka_template_get_sheet (KaTemplate *template);
const KaKind *ka_template_get_kind (KaTemplate *template); /* NULL: a table of indicators */
guint ka_template_get_room (KaTemplate *template);         /* empty rows that stand ready */
GPtrArray *
ka_template_get_columns (KaTemplate *template); /* KaTemplateColumn that have a heading */
/* Says what a column is filled with; the word as in KaTemplateColumn. */
gboolean
ka_template_set_column (KaTemplate *template, guint column, const char *word, GError **error);
/* What was said is kept in the ledger with the headings, and said again when the same table comes (unless
 * it was about another kind than the one given to open). TRUE also where nothing is known of it. */
gboolean ka_template_recall (KaTemplate *template, KaLedger *ledger, GError **error);
gboolean ka_template_remember (KaTemplate *template, KaLedger *ledger, GError **error);

typedef struct
{
  guint filled;       /* records, or indicators */
  guint added;        /* rows that had to be added */
  GPtrArray *remarks; /* char *: Chinese sentences on what to look at */
} KaTemplateReport;
void ka_template_report_clear (KaTemplateReport *report);

/* Writes the filled copy: the rows of the query in its order, or the indicators on the day. The template
 * itself is never changed. Private fields are masked unless `unmasked`. Written beside and renamed. */
gboolean ka_template_write (KaTemplate *template,
                            KaLedger *ledger,
                            KaQuery *query,
                            KaDay on,
                            gboolean unmasked,
                            const char *path,
                            KaTemplateReport *report,
                            KaProgress progress,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);

G_END_DECLS
