/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A further view of a list page beside the lists of its kinds: a board, a matrix, a summary. Which page has
 * which is the table in ka-page-view.c. */
#define KA_TYPE_PAGE_VIEW (ka_page_view_get_type ())
G_DECLARE_INTERFACE (KaPageView, ka_page_view, KA, PAGE_VIEW, GtkWidget)

struct _KaPageViewInterface
{
  GTypeInterface parent_interface;

  /* Shows what the ledger holds now. */
  void (*refresh) (KaPageView *self);
  /* The page's subtitle while the view is shown. Changes are told by "described". */
  char *(*describe) (KaPageView *self);
  /* Ctrl+F. NULL: it is looked for in the list. */
  void (*find) (KaPageView *self);
};

void ka_page_view_refresh (KaPageView *self);
char *ka_page_view_describe (KaPageView *self);
void ka_page_view_described (KaPageView *self);
gboolean ka_page_view_find (KaPageView *self); /* FALSE: nothing can be looked for in it */

typedef struct
{
  const char *page;
  const char *id;
  const char *title; /* Chinese, untranslated */
  GtkWidget *(*create) (KaContext *context);
} KaPageViewInfo;

/* All of them, in their order. */
const KaPageViewInfo *ka_page_views (guint *n);

G_END_DECLS
