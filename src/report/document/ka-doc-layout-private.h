/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-doc-grid-private.h"
#include "ka-doc-private.h"

G_BEGIN_DECLS

/* GB/T 9704—2012 5.1–5.3 and 6: A4, 版心 156 mm × 225 mm, 天头 37 mm, 订口 28 mm; 22 lines of 28 characters
 * of size 3 (16 pt). */
#define KA_MM (72 / 25.4)
#define KA_PAPER_WIDTH (210 * KA_MM)
#define KA_PAPER_HEIGHT (297 * KA_MM)
#define KA_MARGIN_TOP (37 * KA_MM)
#define KA_MARGIN_LEFT (28 * KA_MM)
#define KA_TYPE_WIDTH (156 * KA_MM)
#define KA_TYPE_HEIGHT (225 * KA_MM)
#define KA_LINES 22
#define KA_CHARACTERS 28
#define KA_PITCH (KA_TYPE_HEIGHT / KA_LINES)
#define KA_CELL (KA_TYPE_WIDTH / KA_CHARACTERS)
#define KA_SIZE_TITLE 22.0 /* 2号 */
#define KA_SIZE_TEXT 16.0  /* 3号 */
#define KA_SIZE_SMALL 14.0 /* 4号 */
/* Of the em square of a hanzi, above the baseline: the same for every face, so that a line stands alike
 * whatever face stands in. */
#define KA_ASCENT 0.88

/* Forms: margins, text of size 5 (10.5 pt) on lines of 21 pt. */
#define KA_FORM_MARGIN_X 84.0
#define KA_FORM_MARGIN_Y 72.0
#define KA_FORM_PITCH 21.0
#define KA_FORM_SIZE 10.5

typedef enum
{
  KA_ITEM_LINE,  /* of text */
  KA_ITEM_SPACE, /* blank lines; nothing at the top of a page */
  KA_ITEM_RULE,  /* the red line */
  KA_ITEM_HEAD,  /* of a table */
  KA_ITEM_PIECE, /* of a table's row */
  KA_ITEM_CHART,
  KA_ITEM_PICTURE,
  KA_ITEM_DOUBLE, /* two fine rules */
  KA_ITEM_ROW,    /* of a form, or a piece of one */
} KaItemKind;

/* Cells of a form beside each other: boxed, or blanks on rules. */
typedef struct
{
  KaStrip *strip;  /* borrowed */
  GArray *lines;   /* KaLine */
  double x, width; /* of the cell */
  gboolean printed;
  gboolean ruled; /* a blank: each of its lines stands on a rule */
} KaFormCell;

typedef struct
{
  GArray *cells; /* KaFormCell */
  gboolean boxed;
  double pitch, size;
  guint n_lines; /* of the highest cell */
} KaFormRow;

/* What stands on a page below each other. */
typedef struct
{
  KaItemKind kind;
  double height;
  double baseline; /* from its top */
  double x;
  gboolean keep; /* with the next */
  gboolean snap; /* on the grid of lines */
  gboolean red;
  double stretch; /* of the width of characters; 0: none */
  guint level;    /* of a bookmark; 0: none */
  char *bookmark;
  KaStrip *strip; /* borrowed */
  KaLine line;
  KaGrid *grid; /* borrowed */
  guint piece;
  KaChart *chart;              /* borrowed */
  KaPicture *picture;          /* borrowed */
  gboolean ruled;              /* a line of text on a rule as wide as the type area */
  KaFormRow *row;              /* borrowed */
  guint first_line, last_line; /* of the row's cells */
} KaItem;

/* The paper itself, or one of its annexes. */
typedef struct
{
  gboolean landscape;
  double width, height;    /* of the type area */
  guint characters;        /* in a line */
  double cell;             /* width of one */
  double pitch, size;      /* of lines and text */
  double left, top;        /* margins */
  GArray *items;           /* KaItem */
  const KaBlockForm *form; /* NULL: none */
  GArray *running;         /* KaItem: what each further page of a form begins with; or NULL */
  KaFormRow *strip;        /* signed at the foot of each page of a form but the last; or NULL */
  double foot;             /* height kept free for it */
} KaSection;

typedef struct
{
  const KaItem *item;
  double y; /* in the type area */
} KaPlaced;

typedef struct
{
  const KaSection *section;
  GArray *placed; /* KaPlaced */
  double bottom;  /* of what stands on it */
  gboolean imprint;
  guint number, count; /* of the pages of its form; 0: of none */
} KaPage;

typedef struct
{
  KaDoc *doc;
  KaSetter *setter;
  GPtrArray *sections; /* KaSection */
  GPtrArray *strips;   /* KaStrip */
  GPtrArray *grids;    /* KaGrid */
  GPtrArray *rows;     /* KaFormRow */
  GPtrArray *pages;    /* KaPage */
  GPtrArray *imprint;  /* KaStrip: 抄送, 印发机关, 印发日期, each may be NULL */
  double imprint_height;
} KaLayout;

/* Sets the blocks into lines and the lines onto pages. NULL if cancelled. */
KaLayout *ka_layout_new (KaDoc *doc, KaSetter *setter, GCancellable *cancellable);
void ka_layout_free (KaLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaLayout, ka_layout_free)

/* Blocks into items. */
void ka_layout_flow (KaLayout *layout, GCancellable *cancellable);
/* The red head into items. */
void ka_layout_flow_head (KaLayout *layout, KaSection *section, const KaBlockHead *head);
/* Forms: their head, and blocks into items. */
void ka_layout_flow_form (KaLayout *layout, KaSection *section, const KaBlockForm *form);
void ka_layout_flow_blanks (KaLayout *layout, KaSection *section, const KaBlock *block);
void ka_layout_flow_ruled (KaLayout *layout, KaSection *section, const KaBlock *block);
void ka_layout_flow_cells (KaLayout *layout, KaSection *section, const KaBlock *block);
void ka_form_row_free (KaFormRow *row);
/* What is drawn of them: a row's lines first … last − 1 in a box, and what stands at the foot of a page. */
void
ka_form_row_draw (KaFormRow *row, cairo_t *cr, double y, double height, guint first, guint last);
void ka_layout_draw_double (const KaSection *section, cairo_t *cr, double y);
void ka_layout_draw_form_foot (KaLayout *layout, const KaPage *page, cairo_t *cr);

/* The end of the text goes over to the next page with what must not stand there alone. */
void ka_section_keep_before (KaSection *section);

/* Items onto pages. */
void ka_layout_paginate (KaLayout *layout);

/* 版记: strips and height; drawing it at the foot of the type area. */
void ka_layout_set_imprint (KaLayout *layout);
void ka_layout_draw_imprint (KaLayout *layout, cairo_t *cr);

/* Helpers to make items. The layout owns the strip. */
KaStrip *ka_layout_shape (KaLayout *layout, const char *text, const KaTextStyle *style);
KaItem *ka_section_add (KaSection *section, KaItemKind kind, double height);
KaItem *ka_section_add_line (KaSection *section, KaStrip *strip, const KaLine *line, double x);
void ka_section_add_blank (KaSection *section, double lines);

/* Draws all pages on a PDF surface; FALSE if cancelled. */
gboolean ka_layout_draw (KaLayout *layout,
                         cairo_surface_t *surface,
                         gboolean links,
                         GCancellable *cancellable);

G_END_DECLS
