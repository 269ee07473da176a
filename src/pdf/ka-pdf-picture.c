/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "ka-pdf-picture-private.h"

/* More points than a page of A4 at 400 dots an inch are not looked at. */
#define MAX_POINTS 16000000.0
#define A4_SIDE 842.0

/* By what the formats begin with. */
static const struct
{
  const char *magic;
  gsize length;
} FORMATS[] = {
  { "\x89PNG\r\n\x1a\n", 8 },
  { "\xff\xd8\xff", 3 },
  { "GIF8", 4 },
  { "BM", 2 },
  { "II*\0", 4 },
  { "MM\0*", 4 },
};

gboolean
ka_pdf_picture_is (int file)
{
  char head[8] = "";

  if (pread (file, head, sizeof head, 0) != (ssize_t)sizeof head)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (memcmp (head, FORMATS[i].magic, FORMATS[i].length) == 0)
      return TRUE;
  return FALSE;
}

static void
on_size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  double scale = sqrt (MAX_POINTS / ((double)width * height));

  if (scale < 1)
    gdk_pixbuf_loader_set_size (loader, MAX (1, (int)(width * scale)),
                                MAX (1, (int)(height * scale)));
}

static GdkPixbuf *
load (int file)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autofree guint8 *part = g_malloc (65536);
  gboolean whole = TRUE;
  off_t place = 0;
  ssize_t n = 0;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared_cb), NULL);
  while (whole && (n = pread (file, part, 65536, place)) > 0)
    {
      whole = gdk_pixbuf_loader_write (loader, part, (gsize)n, NULL);
      place += n;
    }
  if (!gdk_pixbuf_loader_close (loader, NULL) || !whole || n != 0
      || gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    return NULL;
  return gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
}

static void
copy_row (guint32 *to, const guint8 *from, int width, int channels)
{
  for (int x = 0; x < width; x++, from += channels)
    {
      guint alpha = channels == 4 ? from[3] : 255;
      guint rgb[3];

      for (int i = 0; i < 3; i++)
        rgb[i] = (from[i] * alpha + 255 * (255 - alpha)) / 255;
      to[x] = rgb[0] << 16 | rgb[1] << 8 | rgb[2];
    }
}

cairo_surface_t *
ka_pdf_picture_read (int file)
{
  g_autoptr (GdkPixbuf) pixbuf = load (file);
  cairo_surface_t *picture;
  int width, height;

  if (pixbuf == NULL)
    return NULL;
  width = gdk_pixbuf_get_width (pixbuf);
  height = gdk_pixbuf_get_height (pixbuf);
  picture = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (cairo_surface_status (picture) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (picture);
      return NULL;
    }
  for (int y = 0; y < height; y++)
    copy_row ((guint32 *)(gpointer)(cairo_image_surface_get_data (picture)
                                    + y * cairo_image_surface_get_stride (picture)),
              gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf), width,
              gdk_pixbuf_get_n_channels (pixbuf));
  cairo_surface_mark_dirty (picture);
  return picture;
}

void
ka_pdf_picture_get_size (cairo_surface_t *picture, double *width, double *height)
{
  double across = cairo_image_surface_get_width (picture);
  double down = cairo_image_surface_get_height (picture);
  double scale = A4_SIDE / MAX (across, down);

  *width = across * scale;
  *height = down * scale;
}
