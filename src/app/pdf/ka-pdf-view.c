/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-pdf-view-private.h"

#include <glib/gi18n.h>
#include <math.h>

#define MIN_ZOOM 0.3
#define MAX_ZOOM 6.0
/* As paper is on a screen of 96 dots an inch. */
#define ZOOM_100 (96.0 / 72.0)
#define MARGIN 12

enum
{
  SIGNAL_LINK,
  SIGNAL_SELECTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaPdfView, ka_pdf_view, GTK_TYPE_BOX)

static GtkAdjustment *
get_adjustment (KaPdfView *self)
{
  return gtk_scrolled_window_get_vadjustment (self->scrolled);
}

/* Top of a page in the column, and its height. */
static gboolean
get_extent (KaPdfView *self, GtkWidget *sheet, double *top, double *height)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (sheet, GTK_WIDGET (self->pages), &bounds))
    return FALSE;
  *top = bounds.origin.y;
  *height = bounds.size.height;
  return TRUE;
}

static void fit_width (KaPdfView *self);

/* Pages on view and their neighbours have pictures; the page in the middle gives the number. */
static gboolean
look (gpointer data)
{
  KaPdfView *self = data;
  GtkAdjustment *adjustment = get_adjustment (self);
  double from = gtk_adjustment_get_value (adjustment);
  double size = gtk_adjustment_get_page_size (adjustment);
  guint page = 0, middle = 0;

  self->look_source = 0;
  fit_width (self);
  if (self->wanted_page != G_MAXUINT)
    {
      guint wanted = self->wanted_page;

      self->wanted_page = G_MAXUINT;
      ka_pdf_view_show_page (self, wanted);
      from = gtk_adjustment_get_value (adjustment);
    }
  for (GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); sheet != NULL;
       sheet = gtk_widget_get_next_sibling (sheet), page++)
    {
      double top, height;

      if (!get_extent (self, sheet, &top, &height))
        continue;
      if (top <= from + size / 2)
        middle = page;
      ka_pdf_sheet_set_on_view (KA_PDF_SHEET (sheet),
                                top + height > from - size && top < from + 2 * size);
    }
  self->placing = TRUE;
  if (page > 0)
    gtk_spin_button_set_value (self->number, middle + 1);
  self->placing = FALSE;
  _ka_pdf_view_look_at_thumbnails (self);
  return G_SOURCE_REMOVE;
}

static void
queue_look (KaPdfView *self)
{
  if (self->look_source == 0)
    self->look_source = g_idle_add (look, self);
}

static void
set_zoom (KaPdfView *self, double zoom)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  double upper = gtk_adjustment_get_upper (adjustment);
  g_autofree char *text = NULL;

  zoom = CLAMP (zoom, MIN_ZOOM, MAX_ZOOM);
  if (fabs (zoom - self->zoom) < 1e-6)
    return;
  self->zoom = zoom;
  for (GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); sheet != NULL;
       sheet = gtk_widget_get_next_sibling (sheet))
    ka_pdf_sheet_set_zoom (KA_PDF_SHEET (sheet), zoom);
  if (upper > 0 && self->share < 0)
    self->share = gtk_adjustment_get_value (adjustment) / upper;
  text = g_strdup_printf ("%.0f%%", zoom / ZOOM_100 * 100);
  gtk_label_set_label (self->zoom_label, text);
  queue_look (self);
}

static void
fit_width (KaPdfView *self)
{
  double widest = 0, room = gtk_widget_get_width (GTK_WIDGET (self->scrolled)) - 2 * MARGIN;

  if (self->pdf == NULL || room <= 0 || !gtk_toggle_button_get_active (self->fit))
    return;
  /* Annexes lie across: the widest page must fit. */
  for (guint page = 0; page < ka_pdf_get_n_pages (self->pdf); page++)
    {
      double width, height;

      ka_pdf_get_page_size (self->pdf, page, &width, &height);
      widest = MAX (widest, self->turns % 2 == 0 ? width : height);
    }
  if (widest > 0)
    set_zoom (self, room / widest);
}

static void
on_fit_toggled_cb (KaPdfView *self)
{
  fit_width (self);
}

static void
zoom_action (GtkWidget *widget, const char *name, GVariant *target)
{
  KaPdfView *self = KA_PDF_VIEW (widget);
  double by = g_variant_get_double (target);

  gtk_toggle_button_set_active (self->fit, FALSE);
  set_zoom (self, by <= 0 ? ZOOM_100 : self->zoom * by);
}

static void
on_number_changed_cb (KaPdfView *self)
{
  if (!self->placing)
    ka_pdf_view_show_page (self, gtk_spin_button_get_value_as_int (self->number) - 1);
}

static void
on_link_cb (KaPdfView *self, const char *uri)
{
  g_signal_emit (self, signals[SIGNAL_LINK], 0, uri);
}

static void
on_sheet_selected_cb (KaPdfView *self, KaPdfSheet *sheet)
{
  if (self->selected != NULL && self->selected != sheet)
    ka_pdf_sheet_clear_selection (self->selected);
  self->selected = sheet;
  g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static gboolean
on_scroll_cb (KaPdfView *self, double dx, double dy, GtkEventController *controller)
{
  if ((gtk_event_controller_get_current_event_state (controller) & GDK_CONTROL_MASK) == 0)
    return FALSE;
  gtk_toggle_button_set_active (self->fit, FALSE);
  set_zoom (self, self->zoom * (dy < 0 ? 1.1 : 1 / 1.1));
  return TRUE;
}

/* The pages have been laid out anew: back to the place where they were. */
static void
on_extent_changed_cb (KaPdfView *self)
{
  GtkAdjustment *adjustment = get_adjustment (self);

  if (self->share >= 0)
    gtk_adjustment_set_value (adjustment, self->share * gtk_adjustment_get_upper (adjustment));
  self->share = -1;
  queue_look (self);
}

static void
ka_pdf_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GTK_WIDGET_CLASS (ka_pdf_view_parent_class)->size_allocate (widget, width, height, baseline);
  /* Laying out again from within a layout is refused by GTK. */
  queue_look (KA_PDF_VIEW (widget));
}

static void
ka_pdf_view_dispose (GObject *object)
{
  KaPdfView *self = KA_PDF_VIEW (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  g_clear_pointer (&self->needle, g_free);
  g_clear_object (&self->pdf);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_PDF_VIEW);
  G_OBJECT_CLASS (ka_pdf_view_parent_class)->dispose (object);
}

static void
ka_pdf_view_class_init (KaPdfViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_pdf_view_dispose;
  widget_class->size_allocate = ka_pdf_view_size_allocate;

  signals[SIGNAL_LINK] = g_signal_new ("link", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[SIGNAL_SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-pdf-view.ui");
  _ka_pdf_view_class_add_tools (widget_class);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, fit);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, number);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, of);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, pages);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, scrolled);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, tools);
  gtk_widget_class_bind_template_child (widget_class, KaPdfView, zoom_label);
  gtk_widget_class_bind_template_callback (widget_class, on_fit_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_number_changed_cb);

  gtk_widget_class_install_action (widget_class, "pdf.zoom", "d", zoom_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_plus, GDK_CONTROL_MASK, "pdf.zoom",
                                       "d", 1.2);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_equal, GDK_CONTROL_MASK, "pdf.zoom",
                                       "d", 1.2);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_minus, GDK_CONTROL_MASK, "pdf.zoom",
                                       "d", 1 / 1.2);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0, GDK_CONTROL_MASK, "pdf.zoom", "d",
                                       0.0);
}

static void
ka_pdf_view_init (KaPdfView *self)
{
  GtkEventController *scroll;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->zoom = ZOOM_100;
  self->share = -1;
  self->wanted_page = G_MAXUINT;
  self->present_mark = -1;
  scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  gtk_event_controller_set_propagation_phase (scroll, GTK_PHASE_CAPTURE);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scroll_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled), scroll);
  g_signal_connect_object (get_adjustment (self), "value-changed", G_CALLBACK (queue_look), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_adjustment (self), "changed", G_CALLBACK (on_extent_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

void
ka_pdf_view_set_pdf (KaPdfView *self, KaPdf *pdf)
{
  GtkAdjustment *adjustment = get_adjustment (self);
  g_autofree char *of = NULL;
  GtkWidget *sheet;
  guint n;

  g_return_if_fail (KA_IS_PDF_VIEW (self));

  if (self->pdf == pdf)
    return;
  if (self->pdf != NULL && pdf != NULL && gtk_adjustment_get_upper (adjustment) > 0)
    self->share = gtk_adjustment_get_value (adjustment) / gtk_adjustment_get_upper (adjustment);
  self->selected = NULL;
  self->wanted_page = G_MAXUINT;
  g_set_object (&self->pdf, pdf);
  while ((sheet = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, sheet);
  n = pdf != NULL ? ka_pdf_get_n_pages (pdf) : 0;
  for (guint page = 0; page < n; page++)
    {
      sheet = ka_pdf_sheet_new (pdf, page);
      ka_pdf_sheet_set_zoom (KA_PDF_SHEET (sheet), self->zoom);
      ka_pdf_sheet_set_rotation (KA_PDF_SHEET (sheet), self->turns);
      ka_pdf_sheet_set_dark (KA_PDF_SHEET (sheet), self->dark);
      g_signal_connect_object (sheet, "selected", G_CALLBACK (on_sheet_selected_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (sheet, "link", G_CALLBACK (on_link_cb), self, G_CONNECT_SWAPPED);
      gtk_box_append (self->pages, sheet);
    }
  of = g_strdup_printf (_ ("共 %u 页"), n);
  gtk_label_set_label (self->of, of);
  self->placing = TRUE;
  gtk_spin_button_set_range (self->number, 1, MAX (n, 1));
  self->placing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->tools), n > 0);
  _ka_pdf_view_reset_tools (self);
  queue_look (self);
}

void
ka_pdf_view_show_page (KaPdfView *self, guint page)
{
  GtkWidget *sheet;
  double top, height;

  g_return_if_fail (KA_IS_PDF_VIEW (self));

  sheet = GTK_WIDGET (_ka_pdf_view_nth (self, page));
  if (sheet == NULL)
    return;
  /* Not laid out yet: it is shown once it is. */
  if (gtk_widget_get_height (sheet) == 0 || !get_extent (self, sheet, &top, &height))
    {
      self->wanted_page = page;
      return;
    }
  self->share = -1;
  gtk_adjustment_set_value (get_adjustment (self), top);
}

void
ka_pdf_view_show_place (KaPdfView *self, guint page, double x, double y)
{
  GtkAdjustment *adjustment;
  GtkWidget *sheet;
  double top, height, down;

  g_return_if_fail (KA_IS_PDF_VIEW (self));

  adjustment = get_adjustment (self);
  sheet = GTK_WIDGET (_ka_pdf_view_nth (self, page));
  if (sheet == NULL || gtk_widget_get_height (sheet) == 0
      || !get_extent (self, sheet, &top, &height))
    {
      ka_pdf_view_show_page (self, page);
      return;
    }
  down = ka_pdf_sheet_get_down (KA_PDF_SHEET (sheet), x, y);
  self->share = -1;
  gtk_adjustment_set_value (adjustment, top + down - gtk_adjustment_get_page_size (adjustment) / 3);
}

KaPdfSheet *
_ka_pdf_view_nth (KaPdfView *self, guint page)
{
  GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->pages));

  for (guint i = 0; sheet != NULL && i < page; i++)
    sheet = gtk_widget_get_next_sibling (sheet);
  return (KaPdfSheet *)sheet;
}

gboolean
ka_pdf_view_is_ready (KaPdfView *self)
{
  GtkAdjustment *adjustment;
  double from, size, top, height;

  g_return_val_if_fail (KA_IS_PDF_VIEW (self), FALSE);

  adjustment = get_adjustment (self);
  from = gtk_adjustment_get_value (adjustment);
  size = gtk_adjustment_get_page_size (adjustment);
  if (self->look_source != 0)
    return FALSE;
  for (GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->pages)); sheet != NULL;
       sheet = gtk_widget_get_next_sibling (sheet))
    if (get_extent (self, sheet, &top, &height) && top + height > from && top < from + size
        && !ka_pdf_sheet_is_ready (KA_PDF_SHEET (sheet)))
      return FALSE;
  return self->pdf != NULL;
}
