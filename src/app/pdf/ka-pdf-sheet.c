/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-pdf-sheet.h"

#include <glib/gi18n.h>
#include <math.h>

struct _KaPdfSheet
{
  GtkWidget parent_instance;

  /* Owned References */
  KaPdf *pdf;
  GCancellable *rendering;  /* under way, or NULL */
  cairo_surface_t *picture; /* at picture_scale, or NULL */
  GPtrArray *links;         /* KaPdfLink, or NULL: not asked for yet */
  char *failure;            /* why there is no picture */

  GArray *marks; /* KaPdfBox, or NULL */
  GArray *pins;  /* KaPdfBox, or NULL */
  KaPdfSelection *selection;
  GCancellable *selecting; /* under way, or NULL */

  guint page;
  guint turns;
  int present_mark;
  gboolean dark;
  double from_x, from_y;   /* where dragging began, in points */
  double place_x, place_y; /* where the page was clicked last */
  double width, height;    /* points */
  double zoom;
  double picture_scale;
  gboolean on_view;
};

enum
{
  SIGNAL_LINK,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaPdfSheet, ka_pdf_sheet, GTK_TYPE_WIDGET)

static double
get_wanted_scale (KaPdfSheet *self)
{
  return self->zoom * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void
stop_rendering (KaPdfSheet *self)
{
  g_cancellable_cancel (self->rendering);
  g_clear_object (&self->rendering);
}

static void
on_rendered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPdfSheet) self = data;
  g_autoptr (GError) error = NULL;
  cairo_surface_t *picture = ka_pdf_render_finish (KA_PDF (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->rendering);
  g_clear_pointer (&self->failure, g_free);
  if (picture == NULL)
    self->failure = g_strdup (error->message);
  else
    {
      g_clear_pointer (&self->picture, cairo_surface_destroy);
      self->picture = picture;
      self->picture_scale = cairo_image_surface_get_width (picture) / self->width;
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_links_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPdfSheet) self = data;
  g_autoptr (GPtrArray) links = ka_pdf_links_finish (KA_PDF (source), result, NULL);

  if (links != NULL && self->links == NULL)
    self->links = g_steal_pointer (&links);
}

static void
fetch (KaPdfSheet *self)
{
  double scale = get_wanted_scale (self);

  if (!self->on_view || self->pdf == NULL || scale <= 0
      || (self->picture != NULL && fabs (self->picture_scale / scale - 1) < 0.01))
    return;
  stop_rendering (self);
  self->rendering = g_cancellable_new ();
  ka_pdf_render_async (self->pdf, self->page, scale, self->rendering, on_rendered_cb,
                       g_object_ref (self));
  if (self->links == NULL)
    ka_pdf_links_async (self->pdf, self->page, self->rendering, on_links_cb, g_object_ref (self));
}

void
ka_pdf_sheet_set_on_view (KaPdfSheet *self, gboolean on_view)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  self->on_view = on_view;
  if (on_view)
    fetch (self);
  else
    {
      stop_rendering (self);
      g_clear_pointer (&self->picture, cairo_surface_destroy);
    }
}

void
ka_pdf_sheet_set_zoom (KaPdfSheet *self, double zoom)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  if (fabs (self->zoom - zoom) < 1e-6)
    return;
  self->zoom = zoom;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  fetch (self);
}

gboolean
ka_pdf_sheet_is_ready (KaPdfSheet *self)
{
  g_return_val_if_fail (KA_IS_PDF_SHEET (self), FALSE);
  return self->failure != NULL || (self->picture != NULL && self->rendering == NULL);
}

/* ---- places ---- */

/* From a point of the widget to one of the page as it lies. */
static void
to_page (KaPdfSheet *self, double wx, double wy, double *x, double *y)
{
  double u = wx / self->zoom, v = wy / self->zoom;

  *x = self->turns == 0 ? u : self->turns == 1 ? v : self->width - (self->turns == 2 ? u : v);
  *y = self->turns == 0 ? v : self->turns == 3 ? u : self->height - (self->turns == 2 ? v : u);
}

double
ka_pdf_sheet_get_down (KaPdfSheet *self, double x, double y)
{
  g_return_val_if_fail (KA_IS_PDF_SHEET (self), 0);

  return self->zoom
         * (self->turns == 0   ? y
            : self->turns == 1 ? x
            : self->turns == 2 ? self->height - y
                               : self->width - x);
}

/* ---- selection ---- */

void
ka_pdf_sheet_clear_selection (KaPdfSheet *self)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  g_cancellable_cancel (self->selecting);
  g_clear_object (&self->selecting);
  g_clear_pointer (&self->selection, ka_pdf_selection_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

typedef struct
{
  KaPdfSheet *self;
  GCancellable *selecting;
} Selecting;

static void
on_selection_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Selecting *selecting = data;
  g_autoptr (KaPdfSheet) self = selecting->self;
  g_autoptr (GCancellable) own = selecting->selecting;
  KaPdfSelection *selection = ka_pdf_select_finish (KA_PDF (source), result, NULL);

  if (own != self->selecting)
    {
      g_clear_pointer (&selection, ka_pdf_selection_free);
      return;
    }
  g_clear_object (&self->selecting);
  g_clear_pointer (&self->selection, ka_pdf_selection_free);
  self->selection = selection;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

void
ka_pdf_sheet_select (KaPdfSheet *self, double x1, double y1, double x2, double y2)
{
  Selecting *selecting;

  g_return_if_fail (KA_IS_PDF_SHEET (self));

  g_cancellable_cancel (self->selecting);
  g_clear_object (&self->selecting);
  self->place_x = x1;
  self->place_y = y1;
  self->selecting = g_cancellable_new ();
  selecting = g_new0 (Selecting, 1);
  selecting->self = g_object_ref (self);
  selecting->selecting = g_object_ref (self->selecting);
  ka_pdf_select_async (self->pdf, self->page, x1, y1, x2, y2, self->selecting, on_selection_cb,
                       selecting);
}

static void
on_drag_begin_cb (KaPdfSheet *self, double x, double y)
{
  to_page (self, x, y, &self->from_x, &self->from_y);
  self->place_x = self->from_x;
  self->place_y = self->from_y;
  ka_pdf_sheet_clear_selection (self);
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static void
on_drag_update_cb (KaPdfSheet *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x, y, to_x, to_y;

  if (fabs (dx) + fabs (dy) < 4 || !gtk_gesture_drag_get_start_point (drag, &x, &y))
    return;
  to_page (self, x + dx, y + dy, &to_x, &to_y);
  ka_pdf_sheet_select (self, self->from_x, self->from_y, to_x, to_y);
}

/* ---- links ---- */

static const char *
find_link (KaPdfSheet *self, double x, double y)
{
  double px, py;

  to_page (self, x, y, &px, &py);

  for (guint i = 0; self->links != NULL && i < self->links->len; i++)
    {
      const KaPdfLink *link = self->links->pdata[i];

      if (px >= link->box.x && px <= link->box.x + link->box.width && py >= link->box.y
          && py <= link->box.y + link->box.height)
        return link->uri;
    }
  return NULL;
}

static void
on_released_cb (KaPdfSheet *self, int n_press, double x, double y)
{
  const char *uri = find_link (self, x, y);

  if (uri != NULL)
    g_signal_emit (self, signals[SIGNAL_LINK], 0, uri);
}

static void
on_motion_cb (KaPdfSheet *self, double x, double y)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), find_link (self, x, y) ? "pointer" : NULL);
}

/* ---- widget ---- */

static void
ka_pdf_sheet_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  KaPdfSheet *self = KA_PDF_SHEET (widget);
  gboolean across = (orientation == GTK_ORIENTATION_HORIZONTAL) == (self->turns % 2 == 0);

  *minimum = *natural = MAX (1, lrint ((across ? self->width : self->height) * self->zoom));
}

/* From here on the page lies as it was written. */
static void
turn (KaPdfSheet *self, GtkSnapshot *snapshot)
{
  double width = self->width * self->zoom, height = self->height * self->zoom;

  if (self->turns == 1)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (height, 0));
  else if (self->turns == 2)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width, height));
  else if (self->turns == 3)
    gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, width));
  gtk_snapshot_rotate (snapshot, 90.0F * self->turns);
}

static void
draw_boxes (KaPdfSheet *self, GtkSnapshot *snapshot, GArray *boxes, const GdkRGBA *color)
{
  for (guint i = 0; boxes != NULL && i < boxes->len; i++)
    {
      const KaPdfBox *box = &g_array_index (boxes, KaPdfBox, i);

      gtk_snapshot_append_color (snapshot, color,
                                 &GRAPHENE_RECT_INIT (box->x * self->zoom, box->y * self->zoom,
                                                      box->width * self->zoom,
                                                      box->height * self->zoom));
    }
}

static void
draw_over (KaPdfSheet *self, GtkSnapshot *snapshot)
{
  const GdkRGBA found = { 1, 0.85, 0, 0.4 }, present = { 1, 0.45, 0, 0.5 };
  const GdkRGBA selected = { 0.2, 0.5, 1, 0.35 }, pin = { 0.75, 0.1, 0.1, 0.9 };

  draw_boxes (self, snapshot, self->marks, &found);
  if (self->marks != NULL && self->present_mark >= 0 && self->present_mark < (int)self->marks->len)
    {
      const KaPdfBox *box = &g_array_index (self->marks, KaPdfBox, (guint)self->present_mark);

      gtk_snapshot_append_color (snapshot, &present,
                                 &GRAPHENE_RECT_INIT (box->x * self->zoom, box->y * self->zoom,
                                                      box->width * self->zoom,
                                                      box->height * self->zoom));
    }
  if (self->selection != NULL)
    draw_boxes (self, snapshot, self->selection->boxes, &selected);
  for (guint i = 0; self->pins != NULL && i < self->pins->len; i++)
    {
      const KaPdfBox *box = &g_array_index (self->pins, KaPdfBox, i);

      gtk_snapshot_append_color (
        snapshot, &pin,
        &GRAPHENE_RECT_INIT (box->x * self->zoom - 4, box->y * self->zoom - 4, 9, 9));
    }
}

static void
ka_pdf_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaPdfSheet *self = KA_PDF_SHEET (widget);
  gboolean across = self->turns % 2 == 0;
  int width = across ? gtk_widget_get_width (widget) : gtk_widget_get_height (widget);
  int height = across ? gtk_widget_get_height (widget) : gtk_widget_get_width (widget);
  const GdkRGBA paper = { 1, 1, 1, 1 };
  graphene_matrix_t negative;
  graphene_vec4_t offset;
  cairo_t *cr;

  gtk_snapshot_save (snapshot);
  turn (self, snapshot);
  if (self->dark)
    {
      graphene_matrix_init_scale (&negative, -0.85F, -0.85F, -0.85F);
      graphene_vec4_init (&offset, 0.95F, 0.95F, 0.95F, 0);
      gtk_snapshot_push_color_matrix (snapshot, &negative, &offset);
    }
  gtk_snapshot_append_color (snapshot, &paper, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->picture != NULL)
    {
      double scale = (double)width / cairo_image_surface_get_width (self->picture);

      cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
      cairo_scale (cr, scale, scale);
      cairo_set_source_surface (cr, self->picture, 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  else if (self->failure != NULL)
    {
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, self->failure);
      const GdkRGBA ink = { 0.15, 0.15, 0.15, 1 };

      pango_layout_set_width (layout, MAX (1, width - 48) * PANGO_SCALE);
      pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (24, 24));
      gtk_snapshot_append_layout (snapshot, layout, &ink);
      gtk_snapshot_restore (snapshot);
    }
  if (self->dark)
    gtk_snapshot_pop (snapshot);
  draw_over (self, snapshot);
  gtk_snapshot_restore (snapshot);
}

static void
ka_pdf_sheet_dispose (GObject *object)
{
  KaPdfSheet *self = KA_PDF_SHEET (object);

  stop_rendering (self);
  g_cancellable_cancel (self->selecting);
  g_clear_object (&self->selecting);
  g_clear_pointer (&self->selection, ka_pdf_selection_free);
  g_clear_pointer (&self->marks, g_array_unref);
  g_clear_pointer (&self->pins, g_array_unref);
  g_clear_object (&self->pdf);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  g_clear_pointer (&self->failure, g_free);
  G_OBJECT_CLASS (ka_pdf_sheet_parent_class)->dispose (object);
}

static void
ka_pdf_sheet_class_init (KaPdfSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_pdf_sheet_dispose;
  widget_class->measure = ka_pdf_sheet_measure;
  widget_class->snapshot = ka_pdf_sheet_snapshot;

  signals[SIGNAL_LINK] = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "sheet");
}

static void
ka_pdf_sheet_init (KaPdfSheet *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (fetch), NULL);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->zoom = 1;
  self->present_mark = -1;
}

GtkWidget *
ka_pdf_sheet_new (KaPdf *pdf, guint page)
{
  KaPdfSheet *self = g_object_new (KA_TYPE_PDF_SHEET, NULL);
  g_autofree char *name = g_strdup_printf (_ ("第 %u 页"), page + 1);

  self->pdf = g_object_ref (pdf);
  self->page = page;
  ka_pdf_get_page_size (pdf, page, &self->width, &self->height);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}

/* ---- what the view sets ---- */

void
ka_pdf_sheet_set_rotation (KaPdfSheet *self, guint turns)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  self->turns = turns % 4;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
ka_pdf_sheet_set_dark (KaPdfSheet *self, gboolean dark)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  self->dark = dark;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
set_array (KaPdfSheet *self, GArray **place, GArray *array)
{
  if (array != NULL)
    g_array_ref (array);
  g_clear_pointer (place, g_array_unref);
  *place = array;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ka_pdf_sheet_set_marks (KaPdfSheet *self, GArray *marks, int present)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  self->present_mark = present;
  set_array (self, &self->marks, marks);
}

void
ka_pdf_sheet_set_pins (KaPdfSheet *self, GArray *pins)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  set_array (self, &self->pins, pins);
}

const char *
ka_pdf_sheet_get_selection (KaPdfSheet *self)
{
  g_return_val_if_fail (KA_IS_PDF_SHEET (self), NULL);

  return self->selection != NULL && *self->selection->text != '\0' ? self->selection->text : NULL;
}

void
ka_pdf_sheet_get_place (KaPdfSheet *self, double *x, double *y)
{
  g_return_if_fail (KA_IS_PDF_SHEET (self));

  *x = self->place_x;
  *y = self->place_y;
}

guint
ka_pdf_sheet_get_page (KaPdfSheet *self)
{
  g_return_val_if_fail (KA_IS_PDF_SHEET (self), 0);

  return self->page;
}
