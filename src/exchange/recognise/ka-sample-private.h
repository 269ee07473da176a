/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-recognise-private.h"

G_BEGIN_DECLS

/* Some values of every column of a table, to see what they are of. */
typedef struct
{
  KaFound *found;
  KaGrid *grid;
  GPtrArray *columns;  /* GArray of KaCell a column */
  GStringChunk *texts; /* of the cells: what is put together from several goes with its row */
  guint n_rows;        /* that were looked at */
} KaSample;

KaSample *ka_sample_new (KaFound *found, KaGrid *grid);
void ka_sample_free (KaSample *sample);

gboolean ka_sample_is_date (const KaField *field); /* or a time, a month */
gboolean ka_sample_is_like (const KaField *field, const KaCell *cell);
/* The share of the values of a column that are values of the field; -1: too few to say. */
double ka_sample_rate (const KaSample *sample, guint column, const KaField *field);
/* Of few values, each one. */
gboolean ka_sample_fits_all (const KaSample *sample, guint column, const KaField *field);
guint ka_sample_count_distinct (const KaSample *sample, guint column);
/* Whether they are 1, 2, 3 … */
gboolean ka_sample_counts_rows (const KaSample *sample, guint column);

/* The values do not speak against the field. */
gboolean ka_sample_may_hold (const KaSample *sample, guint column, const KaField *field);

/* ---- ka-recognise-lists.c: which column is of a list, which the day ---- */

/* All that stands there answers a question, as 已完成 does, and none of it is of the list alone. */
gboolean ka_sample_only_answers (const KaSample *sample, guint column, const KaField *field);
void ka_sample_move_choice (KaSample *sample, guint column);
void ka_sample_take_bare_day (KaSample *sample);

/* ---- ka-recognise-names.c ---- */

/* What looks like the name of a firm, of a mine, of a person. */
gboolean ka_sample_is_firm (const KaCell *cell);
gboolean ka_sample_is_mine (const KaCell *cell);
gboolean ka_sample_is_person (const KaCell *cell);

/* ---- ka-recognise-shapes.c: what the values alone show ---- */

/* No kind knows the heading. */
gboolean ka_heading_is_unheard (const KaHeading *heading);
/* What looks like a telephone number, the number of a paper, that of a certificate, a day (or from one to another),
 * months, a quarter, a sentence, a credit code. */
gboolean ka_sample_is_phone (const KaCell *cell);
gboolean ka_sample_is_paper (const KaCell *cell);
gboolean ka_sample_is_code (const KaCell *cell);
gboolean ka_sample_is_day (const KaCell *cell);
gboolean ka_sample_is_months (const KaCell *cell);
gboolean ka_sample_is_quarter (const KaCell *cell);
gboolean ka_sample_is_sentence (const KaCell *cell);
gboolean ka_sample_is_credit_code (const KaCell *cell);

/* Gives columns whose headings say nothing the fields of the kind that nothing else can be. */
void ka_found_take_lists (KaSample *sample);
void ka_found_take_titles (KaSample *sample);
void ka_found_take_shapes (KaSample *sample);

/* ---- ka-recognise-guesses.c ---- */

/* Remembers the columns of which the headings do not say what they were taken for. */
void ka_found_note_shown (KaFound *found);

G_END_DECLS
