/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A photograph for a page: the bytes of a JPEG go into the PDF as they are and are not decoded here; a PNG is
 * decoded, if it is not larger than a screen's picture can be. */
typedef struct _KaPicture KaPicture;

/* NULL: it is none that can be printed. */
KaPicture *ka_picture_new (GBytes *file);
KaPicture *ka_picture_ref (KaPicture *self);
void ka_picture_unref (KaPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPicture, ka_picture_unref)

/* As it is to be looked at: turned as the camera says. */
void ka_picture_get_size (KaPicture *self, guint *width, guint *height);
/* Into the rectangle from the origin. */
void ka_picture_draw (KaPicture *self, cairo_t *cr, double width, double height);

G_END_DECLS
