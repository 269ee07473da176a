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

/* Where labels stand, and the fields that they name. */
typedef struct
{
  guint in_column[KA_FORM_MAX_COLUMNS];
  GHashTable *fields;
} KaFormKnown;

/* ---- ka-form-sheet.c: the cells of a sheet that may be a form ---- */

void ka_form_read_sheet (KaGrid *grid, KaFormSheet *sheet);
void ka_form_clear_sheet (KaFormSheet *sheet);
/* The text of the label alone. */
char *ka_form_get_heading (const KaFormCell *cell);
const KaFormCell *ka_form_cell_at (const KaFormSheet *sheet, guint row, guint column);

/* ---- ka-form-labels.c: which cells are labels, and where their values stand ---- */

/* From now on the labels are those of the kind. */
void ka_form_read_as (KaFormSheet *sheet, const KaKind *kind);
/* What is no label yet is one of the kind, if it names a field of it. */
void ka_form_read_also (KaFormSheet *sheet, const KaKind *kind);
/* The field that the cell is a label of; of a kind that knows only its mine, also its enterprise. */
const KaField *ka_form_find_label (const KaFormSheet *sheet, const KaFormCell *cell);
/* 隐患等级 | 重大事故隐患: what stands right of the label is a value of its list, whatever else it names. */
gboolean ka_form_is_choice_of (const KaField *field, const KaFormCell *cell);
/* The value of a label; NULL: there is none. *taken: a label stands there instead. */
const KaFormCell *ka_form_find_value (const KaFormSheet *sheet,
                                      const KaFormCell *label,
                                      const KaField *field,
                                      gboolean *taken);
/* What the labels that some table lists say; known->fields is the caller's to unref. */
void ka_form_find_known (const KaFormSheet *sheet, KaFormKnown *known);
gboolean ka_form_may_be_value (const KaField *field, const KaFormCell *cell);
/* A cell among labels, right of which something stands: the field that it is most like. */
const KaField *ka_form_guess_label (const KaFormSheet *sheet,
                                    const KaFormCell *cell,
                                    const KaKind *kind,
                                    const KaFormKnown *known);

/* ---- ka-shape-form.c: the records of a form ---- */

guint ka_form_take_column (KaForm *form, const KaField *field, const char *heading);
/* The cell is a label, or what stands beside labels and is no value. */
void ka_form_take_label (KaForm *form, const KaFormCell *cell);

/* ---- ka-shape-turned.c ---- */

/* The records in the columns behind the first one's. */
void ka_form_read_turned (const KaFormSheet *sheet, KaForm *form);

G_END_DECLS
