/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a printer and sends the PDF to it as it is, so that paper and file agree. */
void ka_print_pdf (GtkWindow *parent, const char *title, GBytes *pdf);

G_END_DECLS
