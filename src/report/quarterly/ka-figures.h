/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-indicator.h>

G_BEGIN_DECLS

/* The named figures of a quarter. A figure is computed once, from the ledger, by one line of a table, and
 * stands under its name in the text, in the annexes and in the workbook; so they cannot disagree. What
 * goes on paper is Chinese in every language of the program: only messages are translated. */
typedef struct _KaFigures KaFigures;

/* The spans in which what has a date is counted. */
typedef enum
{
  KA_SPAN_QUARTER, /* {inspections} */
  KA_SPAN_YEAR,    /* {inspections.year}: from the year's first day to the quarter's last */
  KA_SPAN_LAST,    /* {inspections.last}: the quarter before */
  KA_SPAN_AGO,     /* {inspections.ago}: the same quarter of the year before */
  KA_N_SPANS,
} KaSpan;

/* One figure: how many records of a kind a predicate finds, or the sum of what they give. */
typedef struct
{
  const char *name;  /* inspections.random */
  const char *label; /* 双随机检查 */
  const char *unit;  /* 家次 */
  const char *kind;  /* of the rows that it counts */
  const char *where; /* SQL over t; $N: the mines that count (src/rules) */
  const char
    *date;         /* SQL of the day by which it falls into a span; NULL: a state on the last day */
  const char *sum; /* SQL whole number of a row; NULL: 1 */
  guint places;    /* of the sum */
} KaFigureSpec;

/* {plan.rate}: "58.3%（28/48）". */
typedef struct
{
  const char *name, *label;
  const char *numerator, *denominator; /* names of counts */
} KaRatioSpec;

/* What only code can say: {quarter}, {accidents.safe_days} … */
typedef struct
{
  const char *name, *label;
} KaWordSpec;

/* {#each accidents.list}: its items and what each tells ({.title}). */
typedef struct
{
  const char *name, *label;
  const char *fields[12];
  gboolean quoted; /* words of records alone, no figures: a text may write them out */
} KaListSpec;

/* The tables, in the order of the report. */
const KaFigureSpec *ka_figure_specs (guint *n);
const KaRatioSpec *ka_ratio_specs (guint *n);
const KaWordSpec *ka_word_specs (guint *n);
const KaListSpec *ka_list_specs (guint *n);
const KaFigureSpec *ka_figure_spec (const char *name); /* NULL if there is none */
/* The predicate with $N put in; free it. */
char *ka_figure_where (const KaFigureSpec *spec);

/* Every name that a text may use, in order. */
GPtrArray *ka_figure_names (void);
gboolean ka_figure_known (const char *name);
const KaListSpec *ka_list_known (const char *name);
/* The name nearest to one that does not exist, or NULL. */
const char *ka_figure_nearest (const char *name);

/* on: the day on the paper. */
KaFigures *ka_figures_new (KaLedger *ledger, KaQuarter quarter, KaDay on, GError **error);
void ka_figures_free (KaFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaFigures, ka_figures_free)

KaLedger *ka_figures_get_ledger (KaFigures *figures);
KaQuarter ka_figures_get_quarter (KaFigures *figures);
KaDay ka_figures_get_day (KaFigures *figures); /* the quarter's last */
/* Parameters of predicates: those of the indicators, :start and :end of the span, :soon … */
GHashTable *ka_figures_parameters (KaFigures *figures, KaSpan span);

/* NULL only for names that do not exist. */
const char *ka_figures_text (KaFigures *figures, const char *name);
const char *
ka_figure_label (const char *name); /* its own, no other's; NULL if there is no such name */
const char *
ka_figure_by_label (const char *label); /* the name; NULL if no figure or list is called so */
/* Whether {#if name} holds: a number that is not 0, a text that is not empty. */
gboolean ka_figures_holds (KaFigures *figures, const char *name);
/* The number behind a count, sum or ratio's part; 0 where there is none. */
gint64 ka_figures_number (KaFigures *figures, const char *name);
/* How many rows a count or sum of the table counts. */
gint64 ka_figures_rows (KaFigures *figures, const char *name);
/* Whether it is a number that counts rows, so that it can lead to them. */
gboolean ka_figures_counts (KaFigures *figures, const char *name);
KaQuery *ka_figures_query (KaFigures *figures, const char *name);
/* Items: char ** in the order of the list's fields, "" for what is not given. */
GPtrArray *ka_figures_items (KaFigures *figures, const char *list);

/* The indicators of the quarter. */
GPtrArray *ka_figures_results (KaFigures *figures);
KaResult *ka_figures_result (KaFigures *figures, const char *code);

/* "甲矿、乙矿、丙矿", "甲矿、乙矿等7座（见附件2）": where: "见附件2" or NULL. ids: gint64. */
char *ka_figures_join_names (KaLedger *ledger,
                             const KaKind *kind,
                             GArray *ids,
                             guint most,
                             const char *where);
/* "58.3%（28/48）", "—". */
char *ka_figures_ratio (gint64 numerator, gint64 denominator);

G_END_DECLS
