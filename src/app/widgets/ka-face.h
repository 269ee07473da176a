/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The face of Chinese text in the window: a sans (黑体) with simplified forms, whatever the locale and
 * whatever else is installed (with a Kai face installed and no Chinese locale, fontconfig takes that). */

/* Before GTK makes its first text: tells Pango that Han characters are simplified Chinese. */
void ka_face_prepare (void);
/* After the display is open: puts a fitting family behind the desktop's own for all windows. */
void ka_face_install (void);
/* The family chosen; NULL: none is installed, and the user must be told. */
const char *ka_face_chosen (void);
/* The families that GTK really takes for the text, joined by 、. */
char *ka_face_used (const char *text);

G_END_DECLS
