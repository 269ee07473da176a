/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Cells of one size, beside names and under headings that stay in sight. Only what is in sight is drawn, so
 * that thousands of rows scroll. What the cells hold and where the keyboard is, is the subclass's; rows and
 * columns are those shown, counted from 0. */
#define KA_TYPE_CELL_GRID (ka_cell_grid_get_type ())
G_DECLARE_DERIVABLE_TYPE (KaCellGrid, ka_cell_grid, KA, CELL_GRID, GtkWidget)

/* What is needed while it is drawn. */
typedef struct
{
  GtkSnapshot *snapshot;
  GtkStyleContext *style;
  PangoLayout *layout; /* for every text, one after the other */
  GdkRGBA text, quiet, line, accent;
  int width, height; /* of the widget */
  int head, row, names,
    cell;      /* heights of the headings and a row, widths of the names and a column */
  double x, y; /* scrolled by */
  gboolean focused;
} KaCellDraw;

struct _KaCellGridClass
{
  GtkWidgetClass parent_class;

  /* In pixels */
  int head, row;
  int least_names, most_names; /* the names give way where there is little room */
  int cell;
  gboolean fills; /* a cell is at least so wide, and the columns share the width */

  guint rows, columns; /* as many are asked room for */

  void (*draw) (KaCellGrid *self, KaCellDraw *draw);
};

void ka_cell_grid_set_shown (KaCellGrid *self, guint n_rows, guint n_columns);
/* A column is at least so wide, besides what the class says: its heading has to be read whole. */
void ka_cell_grid_set_least_cell (KaCellGrid *self, int width);
void ka_cell_grid_scroll_to (KaCellGrid *self, guint row, guint column);
/* Where the point is: -1 above the rows, beside the columns; it may lie beyond the last. */
void ka_cell_grid_hit (KaCellGrid *self, double x, double y, int *row, int *column);
/* Where the middle of a cell is, in the widget (for tests and menus). FALSE: out of sight. */
gboolean ka_cell_grid_locate (KaCellGrid *self, guint row, guint column, graphene_point_t *point);
/* The rows that a page down goes by. */
int ka_cell_grid_get_page (KaCellGrid *self);
/* Takes what is said of the cell under the keyboard. */
void ka_cell_grid_say (KaCellGrid *self, char *spoken);
const char *ka_cell_grid_get_spoken (KaCellGrid *self);

/* ---- drawing ---- */

double ka_cell_draw_x (const KaCellDraw *draw, guint column);
double ka_cell_draw_y (const KaCellDraw *draw, guint row);
/* The first row and column that are in sight. */
guint ka_cell_draw_first_row (const KaCellDraw *draw);
guint ka_cell_draw_first_column (const KaCellDraw *draw);
/* Until gtk_snapshot_pop() nothing is drawn over the headings, over the names. */
void ka_cell_draw_push_clip (const KaCellDraw *draw, gboolean spare_head, gboolean spare_names);
/* A colour of the theme, by its name. */
GdkRGBA ka_cell_draw_color (const KaCellDraw *draw, const char *name);
GdkRGBA ka_color_fade (const GdkRGBA *color, float alpha);
void ka_cell_draw_fill (const KaCellDraw *draw,
                        const GdkRGBA *color,
                        double x,
                        double y,
                        double width,
                        double height);
/* The same with round corners. */
void ka_cell_draw_ground (const KaCellDraw *draw, const GdkRGBA *color, const graphene_rect_t *box);
void ka_cell_draw_edge (const KaCellDraw *draw,
                        const GdkRGBA *color,
                        const graphene_rect_t *box,
                        float width);
/* n_lines: as many as it may have. It never passes the box. */
void ka_cell_draw_text (const KaCellDraw *draw,
                        const char *text,
                        const graphene_rect_t *box,
                        int n_lines,
                        gboolean centred,
                        const GdkRGBA *color);

G_END_DECLS
