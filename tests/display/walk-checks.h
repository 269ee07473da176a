/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

/* What the walk looks for on whatever a window shows. Each check adds one line a finding to `found`
 * (char *): what is wrong, the widget's path from the window, its text. */

typedef enum
{
  WALK_CUT = 1 << 0, /* text cut off: ellipsized without a tooltip, or given less than it needs */
  WALK_OVERLAP = 1 << 1,  /* texts or controls over one another */
  WALK_PLACE = 1 << 2,    /* outside the window, or of no size */
  WALK_NAME = 1 << 3,     /* controls that a screen reader cannot name */
  WALK_TAB = 1 << 4,      /* controls out of Tab's reach */
  WALK_CONTRAST = 1 << 5, /* text below 4.5 : 1, measured from the pixels */
  WALK_ALL = (1 << 6) - 1,
  WALK_HIGH_CONTRAST = 1 << 6, /* text below 7 : 1 */
} WalkChecks;

/* Paints the window once more and looks. png: where to keep the picture, or NULL. */
void walk_check (GtkWindow *window, WalkChecks checks, const char *png, GPtrArray *found);
/* The widget as a finding names it: the named ones from the window down to it, and its text. */
char *walk_describe (GtkWidget *widget);
