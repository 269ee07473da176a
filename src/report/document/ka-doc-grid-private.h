/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-doc-strip-private.h"
#include "ka-table.h"

G_BEGIN_DECLS

/* A table measured for a page: columns as wide as they come out, rows as high. */
typedef struct _KaGrid KaGrid;

/* A piece of a row that stays in one piece: a whole row, or some lines of one too high for a page. */
typedef struct
{
  guint row;
  guint first_line, last_line; /* of each of its cells */
  gboolean starts, ends;       /* whether the row begins, ends with it */
  double height;
} KaGridPiece;

/* height: of the page that it must go on. */
KaGrid *ka_grid_new (KaSetter *setter, KaTable *table, double width, double height);
void ka_grid_free (KaGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaGrid, ka_grid_free)

double ka_grid_get_size (KaGrid *grid);
double ka_grid_get_head_height (KaGrid *grid);
guint ka_grid_get_n_pieces (KaGrid *grid);
const KaGridPiece *ka_grid_get_piece (KaGrid *grid, guint piece);
/* Whether a page must not end behind that piece. */
gboolean ka_grid_keeps_next (KaGrid *grid, guint piece);

/* Called for each link that is drawn: x, y, width, height, uri. */
typedef void (
  *KaGridLink) (double x, double y, double width, double height, const char *uri, gpointer data);

/* Draws the head and the pieces first … last − 1 from x, y on. */
void ka_grid_draw (KaGrid *grid,
                   cairo_t *cr,
                   double x,
                   double y,
                   guint first,
                   guint last,
                   KaGridLink on_link,
                   gpointer data);

G_END_DECLS
