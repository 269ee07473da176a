/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-picture.h"

#include <math.h>
#include <string.h>

/* No camera has more; a file that says so is wrong. */
#define LARGEST 30000

struct _KaPicture
{
  grefcount count;
  GBytes *jpeg;
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

KaPicture *
ka_picture_new (GBytes *jpeg)
{
  g_autoptr (KaPicture) self = g_new0 (KaPicture, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  g_ref_count_init (&self->count);
  self->jpeg = g_bytes_ref (jpeg);
  self->turn = 1;
  return data != NULL && read_head (self, data, size) ? g_steal_pointer (&self) : NULL;
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
  g_bytes_unref (self->jpeg);
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
void
ka_picture_draw (KaPicture *self, cairo_t *cr, double width, double height)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (self->jpeg, &size);

  if (cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                   (cairo_destroy_func_t)g_bytes_unref, g_bytes_ref (self->jpeg))
      != CAIRO_STATUS_SUCCESS)
    g_bytes_unref (self->jpeg);
  cairo_save (cr);
  cairo_scale (cr, width, height);
  turn_square (cr, self->turn);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_NONE);
  cairo_rectangle (cr, 0, 0, 1, 1);
  cairo_fill (cr);
  cairo_restore (cr);
  cairo_surface_destroy (surface);
}
