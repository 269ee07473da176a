/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-figures.h"

G_BEGIN_DECLS

struct _KaFigures
{
  KaLedger *ledger;
  KaLedger
    *last_ledger; /* as it showed the quarter before, while the figures are computed; NULL: nothing
                          * is known of it */
  KaQuarter quarter;
  KaDay day, on;
  GHashTable *values;      /* name → Value */
  GHashTable *items;       /* name of a list → GPtrArray of char ** */
  GPtrArray *results;      /* KaResult */
  GPtrArray *last_results; /* KaResult, or NULL */
};

/* Sets a figure. holds: see ka_figures_holds (); text is taken. */
void
ka_figures_set (KaFigures *figures, const char *name, char *text, gint64 number, gboolean holds);
void ka_figures_set_count (KaFigures *figures, const char *name, gint64 number);
/* A cursor with the parameters of a span bound; NULL on failure. */
KaCursor *ka_figures_cursor (KaFigures *figures, KaSpan span, const char *sql, GError **error);
void ka_figures_get_span (KaFigures *figures, KaSpan span, KaDay *start, KaDay *end);

/* The parts of ka_figures_new (). */
gboolean ka_figures_compute_words (KaFigures *figures, GError **error);
gboolean ka_figures_compute_lists (KaFigures *figures, GError **error);
gboolean ka_figures_compute_scenarios (KaFigures *figures, GError **error);
void ka_figures_compute_indicators (KaFigures *figures);

/* What an indicator is called in texts: {scale.value} … Ended by NULL. */
extern const char *const ka_indicator_aspects[];

G_END_DECLS
