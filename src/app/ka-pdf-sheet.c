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

  guint page;
  double width, height; /* points */
  double zoom;
  double picture_scale;
  gboolean on_view;
};

enum
{
  SIGNAL_LINK,
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

/* ---- links ---- */

static const char *
find_link (KaPdfSheet *self, double x, double y)
{
  double px = x / self->zoom, py = y / self->zoom;

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

  *minimum = *natural
    = MAX (1, lrint ((orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height)
                     * self->zoom));
}

static void
ka_pdf_sheet_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaPdfSheet *self = KA_PDF_SHEET (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const GdkRGBA paper = { 1, 1, 1, 1 };
  cairo_t *cr;

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
}

static void
ka_pdf_sheet_dispose (GObject *object)
{
  KaPdfSheet *self = KA_PDF_SHEET (object);

  stop_rendering (self);
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

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "sheet");
}

static void
ka_pdf_sheet_init (KaPdfSheet *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (fetch), NULL);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  self->zoom = 1;
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
