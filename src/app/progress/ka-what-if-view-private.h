/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-what-if-view.h"

#include <ka-row-model.h>

G_BEGIN_DECLS

struct _KaWhatIfView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkToggleButton *compare;
  GtkDropDown *kept;
  GtkLabel *least;
  GtkEditable *name;
  GtkLabel *notes;
  GtkEditable *note;
  GtkToggleButton *only_chosen;
  GtkToggleButton *only_small;
  GtkLabel *problem;
  GtkGrid *ratios;
  GtkMenuButton *save;
  GtkSearchEntry *search;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkColumnView *view;

  /* Borrowed */
  KaWork *listing, *computing;

  /* Owned */
  KaContext *context;
  KaRowModel *model; /* NULL: no ledger is open */
  KaLedger *ledger;  /* whose rows they are */
  GtkMultiSelection *selection;
  KaScenario *scenario;
  GArray *ids;       /* gint64: of the kept ones, in the order of the drop-down, 0 first */
  GPtrArray *names;  /* char *: theirs */
  GPtrArray *shown;  /* KaWhatIf: of the scenario, then of those it is compared with; or NULL */
  GPtrArray *titles; /* char *: of them */

  gint64 open; /* the kept one that is shown, or 0 */
  gboolean changed;
  gboolean loading;
};

/* ka-what-if-list.c: the mines, and what is supposed of them */
void ka_what_if_view_make_columns (KaWhatIfView *self);
void ka_what_if_view_ask_list (KaWhatIfView *self);
/* The scenario is another one: what is shown of it follows. */
void ka_what_if_view_touch (KaWhatIfView *self, const KaScenario *before);
void ka_what_if_view_put_selected (KaWhatIfView *self, const char *act);
/* Mines merge into the largest of them. */
void ka_what_if_view_merge_selected (KaWhatIfView *self);

/* ka-what-if-ratios.c: what follows */
void ka_what_if_view_ask_ratios (KaWhatIfView *self);

/* ka-what-if-view.c */
void ka_what_if_view_changed (KaWhatIfView *self, const KaScenario *before);

G_END_DECLS
