/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* For the helper. A submitted photograph is as foreign as a PDF, and is shown as a paper of one page. */

gboolean ka_pdf_picture_is (int file); /* by its first bytes */
/* Upright, on white, made smaller where it has more points than are shown; NULL: damaged. */
cairo_surface_t *ka_pdf_picture_read (int file);
/* The page: its longer side is that of A4. Points. */
void ka_pdf_picture_get_size (cairo_surface_t *picture, double *width, double *height);

G_END_DECLS
