/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-plot-private.h"

/* Kilometres in a degree of latitude. */
#define DEGREE 111.2
/* Of the text's size. */
#define SIGN 0.48
/* Where there are more, no name finds a place free of them. */
#define MOST_SIGNS 1000

/* Degrees to the picture: of even scale, as a degree of longitude is shorter by the cosine. */
typedef struct
{
  double longitude, latitude; /* of the middle */
  double across, up;          /* units of the picture in a degree */
  double x, y;                /* the middle in the picture */
} Frame;

static gboolean
find_box (KaChart *chart, KaGeoBox *box)
{
  gboolean found = FALSE;

  if (chart->boxed)
    {
      *box = chart->box;
      return TRUE;
    }
  *box = (KaGeoBox){ 180, 90, -180, -90 };
  if (chart->ground != NULL)
    found = ka_geo_box (chart->ground, box);
  for (guint i = 0; i < chart->categories->len; i++)
    {
      const KaPlace *place = &ka_chart_category (chart, i)->place;

      if (isnan (place->longitude))
        continue;
      found = TRUE;
      box->west = MIN (box->west, place->longitude);
      box->east = MAX (box->east, place->longitude);
      box->south = MIN (box->south, place->latitude);
      box->north = MAX (box->north, place->latitude);
    }
  return found;
}

static gboolean
make_frame (KaChart *chart, double width, double height, double margin, Frame *frame)
{
  KaGeoBox box;
  double shrink, wide, high;

  if (!find_box (chart, &box))
    return FALSE;
  frame->longitude = (box.west + box.east) / 2;
  frame->latitude = (box.south + box.north) / 2;
  shrink = MAX (cos (frame->latitude / 180 * G_PI), 0.05);
  wide = MAX ((box.east - box.west) * shrink, 0.002);
  high = MAX (box.north - box.south, 0.002);
  frame->up = MIN (MAX (width - 2 * margin, 1) / wide, MAX (height - 2 * margin, 1) / high);
  frame->across = frame->up * shrink;
  frame->x = width / 2;
  frame->y = height / 2;
  return TRUE;
}

static double
get_margin (KaChart *chart, double size)
{
  return chart->boxed ? 0 : 2.2 * size;
}

static double
get_x (const Frame *frame, double longitude)
{
  return frame->x + (longitude - frame->longitude) * frame->across;
}

static double
get_y (const Frame *frame, double latitude)
{
  return frame->y - (latitude - frame->latitude) * frame->up;
}

void
ka_chart_get_box (KaChart *chart, double width, double height, KaGeoBox *box)
{
  Frame frame;

  g_return_if_fail (chart != NULL && box != NULL);

  /* About the margin that it is drawn with; the caller zooms from here. */
  if (!make_frame (chart, width, height, get_margin (chart, 14), &frame))
    {
      *box = (KaGeoBox){ 0, 0, 1, 1 };
      return;
    }
  *box = (KaGeoBox){ frame.longitude - width / 2 / frame.across,
                     frame.latitude - height / 2 / frame.up,
                     frame.longitude + width / 2 / frame.across,
                     frame.latitude + height / 2 / frame.up };
}

/* The series in which a category has its value: what its sign is. */
static guint
find_series (KaChart *chart, guint category)
{
  for (guint s = 0; s < chart->series->len; s++)
    if (!isnan (ka_chart_value (chart, s, category)->value))
      return s;
  return KA_CHART_ALL;
}

/* ---- the ground ---- */

static void
draw_lines (KaPlot *plot, const Frame *frame)
{
  KaGeo *ground = plot->chart->ground;

  for (guint i = 0; i < ka_geo_n_lines (ground); i++)
    {
      gboolean closed;
      guint n;
      const KaPlace *places = ka_geo_line (ground, i, &n, &closed);

      for (guint p = 0; p < n; p++)
        cairo_line_to (plot->cr, get_x (frame, places[p].longitude),
                       get_y (frame, places[p].latitude));
      if (closed)
        {
          cairo_close_path (plot->cr);
          ka_plot_set_source (plot, &plot->style->line, 0.18);
          cairo_fill_preserve (plot->cr);
        }
      ka_plot_set_source (plot, &plot->style->line, 1);
      cairo_set_line_width (plot->cr, 0.08 * plot->size);
      cairo_stroke (plot->cr);
    }
}

/* ---- the names of the ground ---- */

static gboolean
is_free (GArray *taken, const cairo_rectangle_t *box)
{
  for (guint i = 0; i < taken->len; i++)
    {
      const cairo_rectangle_t *other = &g_array_index (taken, cairo_rectangle_t, i);

      if (box->x < other->x + other->width && other->x < box->x + box->width
          && box->y < other->y + other->height && other->y < box->y + box->height)
        return FALSE;
    }
  return TRUE;
}

static GArray *
list_sign_boxes (KaPlot *plot, const Frame *frame)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  double r = 1.2 * SIGN * plot->size;

  for (guint i = 0; i < plot->chart->categories->len && boxes->len < MOST_SIGNS; i++)
    {
      const KaPlace *place = &ka_chart_category (plot->chart, i)->place;
      cairo_rectangle_t box = { 0, 0, 2 * r, 2 * r };

      if (isnan (place->longitude) || find_series (plot->chart, i) == KA_CHART_ALL)
        continue;
      box.x = get_x (frame, place->longitude) - r;
      box.y = get_y (frame, place->latitude) - r;
      g_array_append_val (boxes, box);
    }
  return boxes;
}

/* Beside its point, where it covers no other name and, if it can be, no sign: right, left, above, below. */
static gboolean
place_name (KaPlot *plot,
            double x,
            double y,
            double wide,
            GArray *names,
            GArray *signs,
            cairo_rectangle_t *box)
{
  double size = plot->size, high = 1.2 * size;
  const cairo_rectangle_t places[] = {
    { x + 0.5 * size, y - high / 2, wide, high },
    { x - 0.5 * size - wide, y - high / 2, wide, high },
    { x - wide / 2, y - 0.4 * size - high, wide, high },
    { x - wide / 2, y + 0.4 * size, wide, high },
  };

  for (guint covers = 0; covers < 2; covers++)
    for (guint i = 0; i < G_N_ELEMENTS (places); i++)
      if (is_free (names, &places[i]) && (covers || is_free (signs, &places[i])))
        {
          *box = places[i];
          return TRUE;
        }
  return FALSE;
}

/* Names give way to each other: the first come stays. */
static void
draw_points (KaPlot *plot, const Frame *frame)
{
  KaGeo *ground = plot->chart->ground;
  g_autoptr (GArray) names = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  g_autoptr (GArray) signs = list_sign_boxes (plot, frame);

  for (guint i = 0; i < ka_geo_n_points (ground); i++)
    {
      const char *name;
      const KaPlace *place = ka_geo_point (ground, i, &name);
      double x = get_x (frame, place->longitude), y = get_y (frame, place->latitude);
      double wide = name != NULL ? ka_plot_measure (plot, name) : 0;
      cairo_rectangle_t box;

      if (x < 0 || y < 0 || x > plot->width || y > plot->height)
        continue;
      ka_plot_fill (plot, x - 0.14 * plot->size, y - 0.14 * plot->size, 0.28 * plot->size,
                    0.28 * plot->size, &plot->style->secondary, 1);
      if (wide <= 0 || !place_name (plot, x, y, wide, names, signs, &box))
        continue;
      g_array_append_val (names, box);
      ka_plot_write (plot, name, box.x, 0, box.y + box.height / 2, 0, &plot->style->secondary);
    }
}

/* ---- signs ---- */

/* A shape for each series, so that grey print and the colour-blind can tell them. */
static void
trace_sign (cairo_t *cr, guint series, double x, double y, double r)
{
  cairo_new_path (cr);
  switch (series % 4)
    {
    case 0:
      cairo_arc (cr, x, y, r, 0, 2 * G_PI);
      break;
    case 1:
      cairo_rectangle (cr, x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r);
      break;
    case 2:
      cairo_move_to (cr, x, y - 1.25 * r);
      cairo_line_to (cr, x + 1.2 * r, y + 0.85 * r);
      cairo_line_to (cr, x - 1.2 * r, y + 0.85 * r);
      cairo_close_path (cr);
      break;
    default:
      cairo_move_to (cr, x, y - 1.3 * r);
      cairo_line_to (cr, x + 1.3 * r, y);
      cairo_line_to (cr, x, y + 1.3 * r);
      cairo_line_to (cr, x - 1.3 * r, y);
      cairo_close_path (cr);
    }
}

static void
draw_sign (KaPlot *plot, guint series, gboolean rough, double x, double y)
{
  const KaColor *color = &plot->style->tones[ka_chart_series (plot->chart, series)->tone];
  double r = SIGN * plot->size;

  trace_sign (plot->cr, series, x, y, r);
  ka_plot_set_source (plot, rough ? &plot->style->background : color, 1);
  cairo_fill_preserve (plot->cr);
  ka_plot_set_source (plot, rough ? color : &plot->style->background, 1);
  cairo_set_line_width (plot->cr, (rough ? 0.16 : 0.08) * plot->size);
  cairo_stroke (plot->cr);
}

static gboolean
find_place (KaPlot *plot, const Frame *frame, guint i, guint *series, double *x, double *y)
{
  const KaPlace *place = &ka_chart_category (plot->chart, i)->place;
  double edge = 2 * SIGN * plot->size;

  if (isnan (place->longitude))
    return FALSE;
  *x = get_x (frame, place->longitude);
  *y = get_y (frame, place->latitude);
  if (*x < -edge || *y < -edge || *x > plot->width + edge || *y > plot->height + edge)
    return FALSE;
  *series = find_series (plot->chart, i);
  return *series != KA_CHART_ALL;
}

static cairo_surface_t *
make_stamp (KaPlot *plot, guint series, gboolean rough, int side)
{
  KaPlot one = *plot;
  cairo_surface_t *stamp = cairo_surface_create_similar (cairo_get_target (plot->cr),
                                                         CAIRO_CONTENT_COLOR_ALPHA, side, side);

  one.cr = cairo_create (stamp);
  draw_sign (&one, series, rough, side / 2.0, side / 2.0);
  cairo_destroy (one.cr);
  return stamp;
}

/* Thousands of signs on a screen: each shape is drawn once and stamped, and not twice where the eye cannot
 * tell. (Paper gets them all, as shapes.) */
static void
stamp_signs (KaPlot *plot, const Frame *frame)
{
  int side = 2 * (int)ceil (2 * SIGN * plot->size), cell = MAX ((int)(0.5 * SIGN * plot->size), 1);
  gsize columns = (gsize)(plot->width + 2 * side) / cell + 1;
  gsize rows = (gsize)(plot->height + 2 * side) / cell + 1;
  g_autoptr (GPtrArray) stamps
    = g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
  g_autofree guint32 *there = g_new0 (guint32, columns * rows);
  guint series;
  double x, y;

  for (guint s = 0; s < plot->chart->series->len; s++)
    for (guint rough = 0; rough < 2; rough++)
      g_ptr_array_add (stamps, make_stamp (plot, s, rough, side));
  for (guint i = 0; i < plot->chart->categories->len; i++)
    if (find_place (plot, frame, i, &series, &x, &y))
      {
        guint n = 2 * series + (ka_chart_category (plot->chart, i)->rough ? 1 : 0);
        gsize at = (gsize)(y + side) / cell * columns + (gsize)(x + side) / cell;

        if ((there[at] & 1u << n % 32) != 0)
          continue;
        there[at] |= 1u << n % 32;
        cairo_set_source_surface (plot->cr, stamps->pdata[n], floor (x - side / 2.0 + 0.5),
                                  floor (y - side / 2.0 + 0.5));
        cairo_paint (plot->cr);
      }
}

static void
draw_signs (KaPlot *plot, const Frame *frame)
{
  guint series;
  double x, y;

  if (plot->chart->categories->len > MOST_SIGNS
      && cairo_surface_get_type (cairo_get_target (plot->cr)) == CAIRO_SURFACE_TYPE_IMAGE)
    {
      stamp_signs (plot, frame);
      return;
    }
  for (guint i = 0; i < plot->chart->categories->len; i++)
    if (find_place (plot, frame, i, &series, &x, &y))
      draw_sign (plot, series, ka_chart_category (plot->chart, i)->rough, x, y);
}

static void
draw_marked (KaPlot *plot, const Frame *frame)
{
  const KaChartCategory *category;
  double x, y, wide;

  if (plot->chart->marked >= plot->chart->categories->len)
    return;
  category = ka_chart_category (plot->chart, plot->chart->marked);
  if (isnan (category->place.longitude))
    return;
  x = get_x (frame, category->place.longitude);
  y = get_y (frame, category->place.latitude);
  cairo_new_path (plot->cr);
  cairo_arc (plot->cr, x, y, 0.95 * plot->size, 0, 2 * G_PI);
  ka_plot_set_source (plot, &plot->style->foreground, 1);
  cairo_set_line_width (plot->cr, 0.14 * plot->size);
  cairo_stroke (plot->cr);
  wide = ka_plot_measure (plot, category->label);
  x = CLAMP (x + 1.3 * plot->size, 0, MAX (plot->width - wide - 0.6 * plot->size, 0));
  ka_plot_fill (plot, x - 0.3 * plot->size, y - 0.8 * plot->size, wide + 0.6 * plot->size,
                1.6 * plot->size, &plot->style->background, 0.92);
  ka_plot_write (plot, category->label, x, 0, y, 0, &plot->style->foreground);
}

/* ---- what belongs to a map ---- */

static void
draw_legend (KaPlot *plot)
{
  double line = LINE * plot->size, x = plot->size, wide = 0, y;
  guint n = plot->chart->series->len;

  for (guint s = 0; s < n; s++)
    wide = MAX (wide, ka_plot_measure (plot, ka_chart_series (plot->chart, s)->name));
  y = plot->height - n * line - 0.5 * plot->size;
  ka_plot_fill (plot, 0.2 * plot->size, y - 0.4 * plot->size, wide + 2.6 * plot->size,
                n * line + 0.7 * plot->size, &plot->style->background, 0.88);
  for (guint s = 0; s < n; s++, y += line)
    {
      draw_sign (plot, s, FALSE, x, y + line / 2);
      ka_plot_write (plot, ka_chart_series (plot->chart, s)->name, x + plot->size, 0, y + line / 2,
                     0, &plot->style->foreground);
    }
}

static void
draw_measure (KaPlot *plot, const Frame *frame)
{
  static const double steps[] = { 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100 };
  double unit = frame->up / DEGREE, length = steps[0], right = plot->width - plot->size;
  double y = plot->height - 0.8 * plot->size;
  g_autofree char *words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (steps) && steps[i] * unit < plot->width / 4; i++)
    length = steps[i];
  words = length < 1 ? g_strdup_printf (_ ("%.0f米"), length * 1000)
                     : g_strdup_printf (_ ("%.0f公里"), length);
  ka_plot_rule (plot, right - length * unit, y, right, y, 0.14, &plot->style->foreground, FALSE);
  ka_plot_write (plot, words, right, 1, y - 0.8 * plot->size, 0, &plot->style->foreground);
  ka_plot_write (plot, _ ("北↑"), right, 1, plot->size, 0, &plot->style->foreground);
}

void
ka_plot_draw_map (KaPlot *plot)
{
  Frame frame;

  if (!make_frame (plot->chart, plot->width, plot->height, get_margin (plot->chart, plot->size),
                   &frame))
    {
      ka_plot_write (plot, _ ("无数据"), plot->width / 2, 0.5, plot->height / 2, 0,
                     &plot->style->secondary);
      return;
    }
  cairo_rectangle (plot->cr, 0, 0, plot->width, plot->height);
  cairo_clip (plot->cr);
  if (plot->chart->ground != NULL)
    {
      draw_lines (plot, &frame);
      draw_points (plot, &frame);
    }
  draw_signs (plot, &frame);
  draw_marked (plot, &frame);
  draw_legend (plot);
  draw_measure (plot, &frame);
}

double
ka_plot_get_map_height (KaPlot *plot)
{
  KaGeoBox box;
  double shape = 0.7;

  if (find_box (plot->chart, &box) && box.east > box.west)
    shape = (box.north - box.south)
            / ((box.east - box.west) * MAX (cos ((box.north + box.south) / 2 / 180 * G_PI), 0.05));
  /* With its title, a note and the imprint it fits a page. */
  return plot->width * CLAMP (shape, 0.5, 0.85);
}

void
ka_plot_pick_map (KaPlot *plot, double x, double y, guint *series, guint *category)
{
  double nearest = 1.2 * plot->size;
  Frame frame;

  if (!make_frame (plot->chart, plot->width, plot->height, get_margin (plot->chart, plot->size),
                   &frame))
    return;
  for (guint i = 0; i < plot->chart->categories->len; i++)
    {
      const KaPlace *place = &ka_chart_category (plot->chart, i)->place;
      double far;

      if (isnan (place->longitude) || find_series (plot->chart, i) == KA_CHART_ALL)
        continue;
      far = hypot (get_x (&frame, place->longitude) - x, get_y (&frame, place->latitude) - y);
      if (far >= nearest)
        continue;
      nearest = far;
      *category = i;
      *series = find_series (plot->chart, i);
    }
}
