/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-location.h"
#include "ka-pages.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Base class of the pages beside the sidebar. A page is made when it is first gone to, and lives as
 * long as its window.
 *
 * The page's actions are entries of one group, which the window offers as "page.…" while the page is
 * shown, so that keys and menus work wherever the focus is. The common names (their keys stand in
 * ka-application-actions.c): new save export print find edit delete copy reload.
 *
 * Properties: "context" and "info" (construct only), "title", "subtitle" (shown in the header bar), "tools" (a
 * widget for the header bar's end, or NULL). */
#define KA_TYPE_PAGE (ka_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (KaPage, ka_page, KA, PAGE, AdwBin)

struct _KaPageClass
{
  AdwBinClass parent_class;

  /* Shows what the ledger holds now. Called while the page is mapped: when it first is, and whenever
   * the context has "changed" since. There may be no ledger. */
  void (*refresh) (KaPage *self);
  /* Goes to a kind, record or list of the page. Called before the page is shown. */
  void (*go) (KaPage *self, KaLocation *location);
  /* Where the page is now, for the way back; NULL (or not implemented): just the page. */
  KaLocation *(*where) (KaPage *self);

  gpointer padding[4];
};

/* As an instance of info->type. */
KaPage *ka_page_new (KaContext *context, const KaPageInfo *info);
KaContext *ka_page_get_context (KaPage *self);
const KaPageInfo *ka_page_get_info (KaPage *self);
KaLedger *ka_page_get_ledger (KaPage *self); /* or NULL */
void ka_page_set_title (KaPage *self, const char *title);
const char *ka_page_get_subtitle (KaPage *self);
void ka_page_set_subtitle (KaPage *self, const char *subtitle);
void ka_page_set_tools (KaPage *self, GtkWidget *tools);

/* Actions of the page; their user data is the page. */
void ka_page_add_actions (KaPage *self, const GActionEntry *entries, guint n);
void ka_page_enable_action (KaPage *self, const char *name, gboolean enabled);
GActionGroup *ka_page_get_actions (KaPage *self);

/* Calls refresh now if the page is mapped, else when it is mapped next. */
void ka_page_invalidate (KaPage *self);
void ka_page_go (KaPage *self, KaLocation *location);
KaLocation *ka_page_where (KaPage *self);

G_END_DECLS
