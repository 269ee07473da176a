/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-pdf-sheet.h"
#include "ka-pdf-view.h"

G_BEGIN_DECLS

struct _KaPdfView
{
  GtkBox parent_instance;

  /* Template Widgets */
  GtkToggleButton *fit;
  GtkSpinButton *number;
  GtkLabel *of;
  GtkBox *pages;
  GtkScrolledWindow *scrolled;
  GtkLabel *zoom_label;
  GtkBox *tools;
  GtkRevealer *find_bar;
  GtkSearchEntry *find_entry;
  GtkLabel *find_label;
  GtkListBox *outline;
  GtkRevealer *side;
  GtkStack *side_stack;
  GtkBox *thumbnails;
  GtkScrolledWindow *thumbnails_scrolled;

  /* Owned References */
  KaPdf *pdf;

  double zoom;
  double share; /* place to go back to once the pages are laid out anew; negative: none */
  guint look_source;
  gboolean placing; /* the number follows the pages, not the pages the number */

  guint turns;
  gboolean dark;
  guint wanted_page;    /* to be shown once the pages are laid out; G_MAXUINT: none */
  KaPdfSheet *selected; /* borrowed; the one with the selection or the last click */

  /* What is looked for. */
  GCancellable *finding;
  char *needle;
  GPtrArray *marks; /* GArray of KaPdfBox for each page, or NULL where nothing was looked for yet */
  guint find_page;  /* that is being looked through */
  guint n_found;
  guint present_page;
  int present_mark; /* −1: none */
};

KaPdfSheet *_ka_pdf_view_nth (KaPdfView *self, guint page);

/* ---- ka-pdf-view-tools.c: finding, contents, thumbnails, turning ---- */

void _ka_pdf_view_class_add_tools (GtkWidgetClass *klass);
/* Another PDF is shown, or none. */
void _ka_pdf_view_reset_tools (KaPdfView *self);
/* The pages are on view that now are: so are their thumbnails. */
void _ka_pdf_view_look_at_thumbnails (KaPdfView *self);

G_END_DECLS
