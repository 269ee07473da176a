/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-picture.h"

#include <math.h>
#include <string.h>

/* No camera has more; a file that says so is wrong. */
#define LARGEST 30000
/* Decoded, a pixel takes four bytes, and what a PNG of a few bytes says of its size is up to it. */
#define MOST_PIXELS (16 * 1000 * 1000)
/* Of a side on paper: 200 dpi over the width of the text. */
#define PRINTED 1600

struct _KaPicture
{
  grefcount count;
  GBytes *file;
  gboolean png;
  guint width, height; /* of the file */
  guint turn;          /* Exif's orientation: 1 … 8 */
};

/* ---- what the file says of itself ---- */

static guint
get_short (const guint8 *at, gboolean little)
{
  return little ? (guint)(at[0] | at[1] << 8) : (guint)(at[0] << 8 | at[1]);
}

static guint32
get_long (const guint8 *at, gboolean little)
{
  return little ? get_short (at, TRUE) | (guint32)get_short (at + 2, TRUE) << 16
                : (guint32)get_short (at, FALSE) << 16 | get_short (at + 2, FALSE);
}

/* The orientation in a segment APP1; 1 where there is none. */
static guint
read_turn (const guint8 *data, gsize size)
{
  gboolean little;
  guint32 place;
  guint n;

  if (size < 14 || memcmp (data, "Exif\0\0", 6) != 0)
    return 1;
  data += 6;
  size -= 6;
  little = data[0] == 'I';
  place = get_long (data + 4, little);
  if (place > size - 2)
    return 1;
  n = get_short (data + place, little);
  for (guint i = 0; i < n && place + 2 + (i + 1) * 12 <= size; i++)
    {
      const guint8 *entry = data + place + 2 + i * 12;
      guint turn = get_short (entry + 8, little);

      if (get_short (entry, little) == 0x0112)
        return turn >= 1 && turn <= 8 ? turn : 1;
    }
  return 1;
}

/* From segment to segment to the one that begins the frame. */
static gboolean
read_head (KaPicture *self, const guint8 *data, gsize size)
{
  gsize at = 2;

  if (size < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 4 <= size && data[at] == 0xff)
    {
      guint mark = data[at + 1];
      guint length = get_short (data + at + 2, FALSE);

      if (length < 2 || at + 2 + length > size)
        return FALSE;
      if (mark == 0xe1)
        self->turn = read_turn (data + at + 4, length - 2);
      if (mark >= 0xc0 && mark <= 0xc2 && length >= 8)
        {
          self->height = get_short (data + at + 5, FALSE);
          self->width = get_short (data + at + 7, FALSE);
          return self->width > 0 && self->height > 0 && self->width <= LARGEST
                 && self->height <= LARGEST;
        }
      at += 2 + length;
    }
  return FALSE;
}

/* ---- PNG ---- */

typedef struct
{
  const guint8 *data;
  gsize left;
} Rest;

static cairo_status_t
read_rest (void *closure, unsigned char *data, unsigned int length)
{
  Rest *rest = closure;

  if (length > rest->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, rest->data, length);
  rest->data += length;
  rest->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* NULL: it is damaged. */
static cairo_surface_t *
decode_png (KaPicture *self)
{
  Rest rest = { NULL, 0 };
  cairo_surface_t *surface;

  rest.data = g_bytes_get_data (self->file, &rest.left);
  surface = cairo_image_surface_create_from_png_stream (read_rest, &rest);
  if (cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS
      && (guint)cairo_image_surface_get_width (surface) == self->width
      && (guint)cairo_image_surface_get_height (surface) == self->height)
    return surface;
  cairo_surface_destroy (surface);
  return NULL;
}

/* Its first chunk says how large it is; decoded once to see that it can be. */
static gboolean
read_png (KaPicture *self, const guint8 *data, gsize size)
{
  static const guint8 head[]
    = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R' };
  cairo_surface_t *surface;

  if (size < sizeof head + 8 || memcmp (data, head, sizeof head) != 0)
    return FALSE;
  self->png = TRUE;
  self->width = get_long (data + sizeof head, FALSE);
  self->height = get_long (data + sizeof head + 4, FALSE);
  if (self->width == 0 || self->height == 0 || self->width > LARGEST || self->height > LARGEST
      || (guint64)self->width * self->height > MOST_PIXELS)
    return FALSE;
  surface = decode_png (self);
  if (surface == NULL)
    return FALSE;
  cairo_surface_destroy (surface);
  return TRUE;
}

KaPicture *
ka_picture_new (GBytes *file)
{
  g_autoptr (KaPicture) self = g_new0 (KaPicture, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (file, &size);

  g_ref_count_init (&self->count);
  self->file = g_bytes_ref (file);
  self->turn = 1;
  return data != NULL && (read_head (self, data, size) || read_png (self, data, size))
           ? g_steal_pointer (&self)
           : NULL;
}

KaPicture *
ka_picture_ref (KaPicture *self)
{
  g_ref_count_inc (&self->count);
  return self;
}

void
ka_picture_unref (KaPicture *self)
{
  if (!g_ref_count_dec (&self->count))
    return;
  g_bytes_unref (self->file);
  g_free (self);
}

void
ka_picture_get_size (KaPicture *self, guint *width, guint *height)
{
  gboolean lies = self->turn >= 5;

  *width = lies ? self->height : self->width;
  *height = lies ? self->width : self->height;
}

/* ---- drawing ---- */

/* The unit square onto itself: by the corner that is the first pixel, and the side that is its row. */
static void
turn_square (cairo_t *cr, guint turn)
{
  static const double matrices[9][6] = {
    [1] = { 1, 0, 0, 1, 0, 0 },   [2] = { -1, 0, 0, 1, 1, 0 }, [3] = { -1, 0, 0, -1, 1, 1 },
    [4] = { 1, 0, 0, -1, 0, 1 },  [5] = { 0, 1, 1, 0, 0, 0 },  [6] = { 0, 1, -1, 0, 1, 0 },
    [7] = { 0, -1, -1, 0, 1, 1 }, [8] = { 0, -1, 1, 0, 0, 1 },
  };
  const double *m = matrices[turn];
  cairo_matrix_t matrix = { m[0], m[1], m[2], m[3], m[4], m[5] };

  cairo_transform (cr, &matrix);
}

/* A single pixel carries the file: what is written is its JPEG, in its own size. */
static cairo_surface_t *
carry_jpeg (KaPicture *self)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (self->file, &size);

  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                   (cairo_destroy_func_t)g_bytes_unref, g_bytes_ref (self->file))
      != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (self->file);
  return surface;
}

/* On white, and not larger than it can be seen on paper. */
static cairo_surface_t *
print_png (KaPicture *self)
{
  cairo_surface_t *whole = decode_png (self);
  double scale = MIN (1.0, (double)PRINTED / MAX (self->width, self->height));
  int width = MAX (1, (int)(self->width * scale)), height = MAX (1, (int)(self->height * scale));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (whole != NULL)
    {
      cairo_scale (cr, (double)width / self->width, (double)height / self->height);
      cairo_set_source_surface (cr, whole, 0, 0);
      cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
      cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
      cairo_paint (cr);
      cairo_surface_destroy (whole);
    }
  cairo_destroy (cr);
  return surface;
}

void
ka_picture_draw (KaPicture *self, cairo_t *cr, double width, double height)
{
  cairo_surface_t *surface = self->png ? print_png (self) : carry_jpeg (self);
  cairo_matrix_t matrix;

  cairo_save (cr);
  cairo_scale (cr, width, height);
  turn_square (cr, self->turn);
  cairo_set_source_surface (cr, surface, 0, 0);
  /* The unit square holds the whole of it. */
  cairo_matrix_init_scale (&matrix, cairo_image_surface_get_width (surface),
                           cairo_image_surface_get_height (surface));
  cairo_pattern_set_matrix (cairo_get_source (cr), &matrix);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_NONE);
  cairo_rectangle (cr, 0, 0, 1, 1);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}
