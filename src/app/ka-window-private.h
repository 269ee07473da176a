/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-window.h"

G_BEGIN_DECLS

struct _KaWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  GtkWidget *busy_bar;
  GtkWidget *busy_label;
  GtkWidget *busy_revealer;
  GtkListBox *drafts;
  GtkMenuButton *drafts_button;
  GtkWidget *info_bar;
  GtkLabel *info_label;
  AdwLeaflet *leaflet;
  GtkStack *main;
  GtkMenuButton *menu;
  GtkStack *pages;
  GtkListBox *sidebar;
  GtkLabel *sidebar_date;
  GtkLabel *sidebar_ledger;
  GtkLabel *sidebar_state;
  AdwWindowTitle *title;
  AdwToastOverlay *toasts;
  AdwBin *tools;
  AdwBin *welcome;

  /* Borrowed */
  KaPage *page;     /* the one shown */
  KaWork *backup;   /* under way, or NULL */
  KaWork *indexing; /* under way, or NULL */

  /* Owned */
  KaContext *context;
  GPtrArray *history; /* KaLocation */
  guint place;        /* the present one in it */
  GBindingGroup *bindings;
  KaWork *busy; /* the one that is shown */
  GSignalGroup *busy_signals;

  char *notified;      /* path of the ledger whose overdue items were told */
  guint notifier;      /* watch of who shows notifications, or 0 */
  KaDay backed_up;     /* when this ledger was, in this window */
  guint backup_source; /* waits for that, or 0 */
  guint presenter;     /* waits for the ledger, or 0 */
  char *opening_path;  /* or NULL */
  gboolean opening;    /* and nothing else to be seen */
  gboolean closing;
};

/* ka-window-actions.c */
void _ka_window_install_actions (KaWindowClass *klass);
void _ka_window_update_actions (KaWindow *self);
void _ka_window_remember_ledger (KaWindow *self);
/* A window holds one ledger: it is opened where there is none, and where it is open already, that is shown. */
void _ka_window_open_beside (KaWindow *self, GFile *file);

/* ka-window-backup.c */
void _ka_window_back_up (KaWindow *self);
/* Asks whether the newest backup shall take the place of the ledger that is damaged; FALSE: it is not that, or
 * there is none. */
gboolean _ka_window_offer_backup (KaWindow *self, const char *path, const GError *error);

/* ka-window-navigation.c */
void _ka_window_update_badges (KaWindow *self);
void _ka_window_notify_overdue (KaWindow *self);
void _ka_window_fill_drafts (KaWindow *self);
void _ka_window_on_draft_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaWindow *self);
void _ka_window_fill_sidebar (KaWindow *self);
void _ka_window_on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaWindow *self);
gboolean _ka_window_can_go (KaWindow *self, int step);
void _ka_window_go_history (KaWindow *self, int step);
void _ka_window_forget_history (KaWindow *self);

G_END_DECLS
