/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-recognise-private.h"

G_BEGIN_DECLS

#define KA_FORM_MAX_COLUMNS 60u
#define KA_FORM_MIN_LABELS 3

typedef struct
{
  guint index, row, column;
  guint last_column; /* of its merge */
  const char *text;
  KaHeading *heading; /* NULL: too long for one */
  guint offset;       /* where its value begins in the text; 0: it is a label or a value */
} KaFormCell;

typedef struct
{
  GArray *cells;      /* KaFormCell, from top to bottom */
  GHashTable *place;  /* row and column → Cell index + 1 */
  guint below;        /* stored row of the headings of a table below the labels; 0: none */
  const KaKind *kind; /* that it is read as */
  GHashTable
    *labels; /* heading → KaField of the kind, or NULL: the same values stand in many cells */
  GHashTable *weaker; /* headings whose field another label names better */
} KaFormSheet;

typedef struct
{
  const KaKind *kind;
  GPtrArray *headings; /* char * a virtual column */
  GPtrArray *fields;   /* KaField a virtual column */
  GPtrArray *forms;    /* GArray of KaPlace */
  GArray *labels;      /* KaLabel */
  guint n_labels, n_rows;
  guint first_row, last_row;
} KaForm;

const KaFormCell *ka_form_cell_at (const KaFormSheet *sheet, guint row, guint column);
/* The field that the cell is a label of; of a kind that knows only its mine, also its enterprise. */
const KaField *ka_form_find_label (const KaFormSheet *sheet, const KaFormCell *cell);
guint ka_form_take_column (KaForm *form, const KaField *field, const char *heading);
/* The cell is a label, or what stands beside labels and is no value. */
void ka_form_take_label (KaForm *form, const KaFormCell *cell);

/* ---- ka-shape-turned.c ---- */

/* The records in the columns behind the first one's. */
void ka_form_read_turned (const KaFormSheet *sheet, KaForm *form);

G_END_DECLS
