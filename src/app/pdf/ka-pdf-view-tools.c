/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-pdf-view-private.h"

#include "ka-tooltip.h"

#include <glib/gi18n.h>
#include <string.h>

#define THUMBNAIL_WIDTH 110.0

/* ---- finding ---- */

static void
show_found (KaPdfView *self)
{
  g_autofree char *text = NULL;

  if (self->needle != NULL && self->n_found > 0)
    text = g_strdup_printf (self->finding != NULL ? _ ("找到 %u 处…") : _ ("找到 %u 处"),
                            self->n_found);
  else if (self->needle != NULL)
    text = g_strdup (self->finding != NULL ? _ ("正在查找…") : _ ("没有找到"));
  gtk_label_set_label (self->find_label, text != NULL ? text : "");
}

static GArray *
get_marks (KaPdfView *self, guint page)
{
  return self->marks != NULL && page < self->marks->len ? self->marks->pdata[page] : NULL;
}

static void
draw_marks (KaPdfView *self, guint page)
{
  KaPdfSheet *sheet = _ka_pdf_view_nth (self, page);

  if (sheet != NULL)
    ka_pdf_sheet_set_marks (sheet, get_marks (self, page),
                            page == self->present_page ? self->present_mark : -1);
}

/* The place itself comes on view, not only the begin of its page. */
static void
go_to_mark (KaPdfView *self, guint page, int mark)
{
  guint before = self->present_page;
  const KaPdfBox *box = &g_array_index (get_marks (self, page), KaPdfBox, (guint)mark);
  GtkWidget *sheet = GTK_WIDGET (_ka_pdf_view_nth (self, page));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  graphene_rect_t bounds;

  self->present_page = page;
  self->present_mark = mark;
  draw_marks (self, before);
  draw_marks (self, page);
  ka_pdf_view_show_page (self, page);
  if (self->turns == 0 && gtk_widget_compute_bounds (sheet, GTK_WIDGET (self->pages), &bounds))
    gtk_adjustment_set_value (adjustment, bounds.origin.y + box->y * self->zoom
                                            - gtk_adjustment_get_page_size (adjustment) / 3);
}

static void find_next_page (KaPdfView *self);

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPdfView) self = data;
  g_autoptr (GError) error = NULL;
  GArray *marks = ka_pdf_find_finish (KA_PDF (source), result, &error);

  if (self->finding == NULL || self->pdf != KA_PDF (source)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_pointer (&marks, g_array_unref);
      return;
    }
  if (marks != NULL)
    {
      self->marks->pdata[self->find_page] = marks;
      self->n_found += marks->len;
      draw_marks (self, self->find_page);
      if (self->present_mark < 0 && marks->len > 0)
        go_to_mark (self, self->find_page, 0);
    }
  self->find_page++;
  find_next_page (self);
}

static void
find_next_page (KaPdfView *self)
{
  if (self->find_page < ka_pdf_get_n_pages (self->pdf))
    ka_pdf_find_async (self->pdf, self->find_page, self->needle, self->finding, on_found_cb,
                       g_object_ref (self));
  else
    g_clear_object (&self->finding);
  show_found (self);
}

static void
free_marks (gpointer marks)
{
  if (marks != NULL)
    g_array_unref (marks);
}

static void
forget_marks (KaPdfView *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->needle, g_free);
  for (guint i = 0; self->marks != NULL && i < self->marks->len; i++)
    if (self->marks->pdata[i] != NULL)
      {
        KaPdfSheet *sheet = _ka_pdf_view_nth (self, i);

        if (sheet != NULL)
          ka_pdf_sheet_set_marks (sheet, NULL, -1);
      }
  g_clear_pointer (&self->marks, g_ptr_array_unref);
  self->n_found = 0;
  self->present_mark = -1;
}

void
ka_pdf_view_find (KaPdfView *self, const char *needle)
{
  g_return_if_fail (KA_IS_PDF_VIEW (self));

  forget_marks (self);
  if (self->pdf != NULL && needle != NULL && *needle != '\0')
    {
      self->needle = g_strdup (needle);
      self->marks = g_ptr_array_new_with_free_func (free_marks);
      g_ptr_array_set_size (self->marks, (int)ka_pdf_get_n_pages (self->pdf));
      self->finding = g_cancellable_new ();
      self->find_page = 0;
      find_next_page (self);
    }
  show_found (self);
}

guint
ka_pdf_view_get_n_found (KaPdfView *self)
{
  g_return_val_if_fail (KA_IS_PDF_VIEW (self), 0);
  return self->n_found;
}

gboolean
ka_pdf_view_is_finding (KaPdfView *self)
{
  g_return_val_if_fail (KA_IS_PDF_VIEW (self), FALSE);
  return self->finding != NULL;
}

static void
step_found (KaPdfView *self, int step)
{
  guint n = self->marks != NULL ? self->marks->len : 0, page = self->present_page;
  GArray *marks = get_marks (self, page);
  int mark = self->present_mark + step;

  if (self->n_found == 0)
    return;
  while (marks == NULL || mark < 0 || mark >= (int)marks->len)
    {
      page = (page + n + (guint)step) % n;
      marks = get_marks (self, page);
      mark = step > 0 || marks == NULL ? 0 : (int)marks->len - 1;
    }
  go_to_mark (self, page, mark);
}

static void
on_find_changed_cb (KaPdfView *self)
{
  ka_pdf_view_find (self, gtk_editable_get_text (GTK_EDITABLE (self->find_entry)));
}

static void
on_find_next_cb (KaPdfView *self)
{
  step_found (self, 1);
}

static void
on_find_previous_cb (KaPdfView *self)
{
  step_found (self, -1);
}

static void
find_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPdfView *self = KA_PDF_VIEW (widget);
  gboolean shown = gtk_revealer_get_reveal_child (self->find_bar);

  gtk_revealer_set_reveal_child (self->find_bar, !shown);
  if (shown)
    ka_pdf_view_find (self, NULL);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->find_entry));
}

/* ---- turning, dark pages ---- */

static void
rotate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPdfView *self = KA_PDF_VIEW (widget);

  self->turns = (self->turns + 1) % 4;
  for (guint i = 0; self->pdf != NULL && i < ka_pdf_get_n_pages (self->pdf); i++)
    ka_pdf_sheet_set_rotation (_ka_pdf_view_nth (self, i), self->turns);
  gtk_widget_queue_allocate (widget);
}

static void
dark_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPdfView *self = KA_PDF_VIEW (widget);

  self->dark = !self->dark;
  for (guint i = 0; self->pdf != NULL && i < ka_pdf_get_n_pages (self->pdf); i++)
    ka_pdf_sheet_set_dark (_ka_pdf_view_nth (self, i), self->dark);
}

/* ---- beside the pages ---- */

static void
on_thumbnail_cb (GtkGestureClick *click, int n_press, double x, double y, KaPdfView *self)
{
  GtkWidget *sheet = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (click));

  ka_pdf_view_show_page (self, ka_pdf_sheet_get_page (KA_PDF_SHEET (sheet)));
}

static void
fill_thumbnails (KaPdfView *self)
{
  for (guint page = 0; page < ka_pdf_get_n_pages (self->pdf); page++)
    {
      GtkWidget *sheet = ka_pdf_sheet_new (self->pdf, page);
      GtkGesture *click = gtk_gesture_click_new ();
      double width, height;

      ka_pdf_get_page_size (self->pdf, page, &width, &height);
      ka_pdf_sheet_set_zoom (KA_PDF_SHEET (sheet), THUMBNAIL_WIDTH / MAX (width, height));
      gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
      g_signal_connect (click, "pressed", G_CALLBACK (on_thumbnail_cb), self);
      gtk_widget_add_controller (sheet, GTK_EVENT_CONTROLLER (click));
      gtk_box_append (self->thumbnails, sheet);
    }
}

void
_ka_pdf_view_look_at_thumbnails (KaPdfView *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->thumbnails_scrolled);
  double from = gtk_adjustment_get_value (adjustment);
  double size = gtk_adjustment_get_page_size (adjustment);

  if (!gtk_revealer_get_reveal_child (self->side))
    return;
  for (GtkWidget *sheet = gtk_widget_get_first_child (GTK_WIDGET (self->thumbnails)); sheet != NULL;
       sheet = gtk_widget_get_next_sibling (sheet))
    {
      graphene_rect_t bounds;

      if (gtk_widget_compute_bounds (sheet, GTK_WIDGET (self->thumbnails), &bounds))
        ka_pdf_sheet_set_on_view (KA_PDF_SHEET (sheet),
                                  bounds.origin.y + bounds.size.height > from - size
                                    && bounds.origin.y < from + 2 * size);
    }
}

static void
on_thumbnails_scrolled_cb (KaPdfView *self)
{
  _ka_pdf_view_look_at_thumbnails (self);
}

static void
on_outline_activated_cb (KaPdfView *self, GtkListBoxRow *row)
{
  ka_pdf_view_show_page (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "ka-page")));
}

static void
on_outline_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaPdfView) self = data;
  g_autoptr (GPtrArray) outline = ka_pdf_outline_finish (KA_PDF (source), result, NULL);

  if (self->pdf != KA_PDF (source) || outline == NULL)
    return;
  for (guint i = 0; i < outline->len; i++)
    {
      const KaPdfEntry *entry = outline->pdata[i];
      GtkWidget *row = gtk_list_box_row_new ();
      GtkWidget *label = gtk_label_new (entry->title);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_widget_set_margin_start (label, (int)entry->depth * 12);
      ka_set_tooltip (label, entry->title);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
      g_object_set_data (G_OBJECT (row), "ka-page", GUINT_TO_POINTER (entry->page));
      gtk_list_box_append (self->outline, row);
    }
}

static void
clear_side (KaPdfView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->thumbnails))) != NULL)
    gtk_box_remove (self->thumbnails, child);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->outline))) != NULL
         && GTK_IS_LIST_BOX_ROW (child))
    gtk_list_box_remove (self->outline, child);
}

/* Thumbnails and contents are made when they are first looked at. */
static void
fill_side (KaPdfView *self)
{
  if (self->pdf == NULL || gtk_widget_get_first_child (GTK_WIDGET (self->thumbnails)) != NULL)
    return;
  fill_thumbnails (self);
  ka_pdf_outline_async (self->pdf, NULL, on_outline_cb, g_object_ref (self));
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
side_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaPdfView *self = KA_PDF_VIEW (widget);
  gboolean shown = gtk_revealer_get_reveal_child (self->side);

  if (!shown)
    fill_side (self);
  gtk_revealer_set_reveal_child (self->side, !shown);
}

void
_ka_pdf_view_reset_tools (KaPdfView *self)
{
  forget_marks (self);
  show_found (self);
  clear_side (self);
  if (gtk_revealer_get_reveal_child (self->side))
    fill_side (self);
}

/* ---- selection, remarks ---- */

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *text = ka_pdf_view_get_selection (KA_PDF_VIEW (widget));

  if (text != NULL)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

const char *
ka_pdf_view_get_selection (KaPdfView *self)
{
  g_return_val_if_fail (KA_IS_PDF_VIEW (self), NULL);
  return self->selected != NULL ? ka_pdf_sheet_get_selection (self->selected) : NULL;
}

gboolean
ka_pdf_view_get_place (KaPdfView *self, guint *page, double *x, double *y)
{
  g_return_val_if_fail (KA_IS_PDF_VIEW (self), FALSE);

  if (self->selected == NULL)
    return FALSE;
  *page = ka_pdf_sheet_get_page (self->selected);
  ka_pdf_sheet_get_place (self->selected, x, y);
  return TRUE;
}

void
ka_pdf_view_set_pins (KaPdfView *self, const KaPdfPin *pins, guint n)
{
  g_return_if_fail (KA_IS_PDF_VIEW (self));

  for (guint page = 0; self->pdf != NULL && page < ka_pdf_get_n_pages (self->pdf); page++)
    {
      g_autoptr (GArray) own = g_array_new (FALSE, TRUE, sizeof (KaPdfBox));

      for (guint i = 0; i < n; i++)
        if (pins[i].page == page)
          {
            KaPdfBox box = { pins[i].x, pins[i].y, 0, 0 };

            g_array_append_val (own, box);
          }
      ka_pdf_sheet_set_pins (_ka_pdf_view_nth (self, page), own->len > 0 ? own : NULL);
    }
}

/* ---- class ---- */

void
_ka_pdf_view_class_add_tools (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_child (klass, KaPdfView, find_bar);
  gtk_widget_class_bind_template_child (klass, KaPdfView, find_entry);
  gtk_widget_class_bind_template_child (klass, KaPdfView, find_label);
  gtk_widget_class_bind_template_child (klass, KaPdfView, outline);
  gtk_widget_class_bind_template_child (klass, KaPdfView, side);
  gtk_widget_class_bind_template_child (klass, KaPdfView, side_stack);
  gtk_widget_class_bind_template_child (klass, KaPdfView, thumbnails);
  gtk_widget_class_bind_template_child (klass, KaPdfView, thumbnails_scrolled);
  gtk_widget_class_bind_template_callback (klass, on_find_changed_cb);
  gtk_widget_class_bind_template_callback (klass, on_find_next_cb);
  gtk_widget_class_bind_template_callback (klass, on_find_previous_cb);
  gtk_widget_class_bind_template_callback (klass, on_outline_activated_cb);
  gtk_widget_class_bind_template_callback (klass, on_thumbnails_scrolled_cb);

  gtk_widget_class_install_action (klass, "pdf.find", NULL, find_action);
  gtk_widget_class_install_action (klass, "pdf.rotate", NULL, rotate_action);
  gtk_widget_class_install_action (klass, "pdf.dark", NULL, dark_action);
  gtk_widget_class_install_action (klass, "pdf.side", NULL, side_action);
  gtk_widget_class_install_action (klass, "pdf.copy", NULL, copy_action);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "pdf.copy", NULL);
}
