/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-location.h"
#include "ka-page.h"

#include <adwaita.h>
#include <ka-due.h>

G_BEGIN_DECLS

#define KA_TYPE_WINDOW (ka_window_get_type ())
G_DECLARE_FINAL_TYPE (KaWindow, ka_window, KA, WINDOW, AdwApplicationWindow)

KaWindow *ka_window_new (GtkApplication *application);
/* The window that the widget stands in; NULL while it stands in none. */
KaWindow *ka_window_of (gpointer widget);
KaContext *ka_window_get_context (KaWindow *self);
KaPage *ka_window_get_page (KaWindow *self); /* the one shown; NULL: none (no ledger is open) */

/* The main menu, made when it is first opened: it has more widgets than the page that is seen first. */
void ka_window_set_menu (GtkMenuButton *button);

/* ---- going places: every jump can be gone back ---- */
void ka_window_go (KaWindow *self, KaLocation *location);
void ka_window_show_page (KaWindow *self, const char *page);
void ka_window_show_record (KaWindow *self, const KaKind *kind, gint64 id);
/* The same, at one of its fields. */
void ka_window_show_field (KaWindow *self, const KaKind *kind, gint64 id, const char *field);
/* The form of a new record with the values given. */
void ka_window_new_record (KaWindow *self, const KaRecord *given);
/* Something typed and not saved. */
void ka_window_show_draft (KaWindow *self, KaDraft *draft);
/* The list that a number counts. Takes query; label is shown as its chip ("未达标：大中型矿山比例"). */
void ka_window_show_list (KaWindow *self, KaQuery *query, const char *label);
/* What the rule found on that day, or where what it misses is entered; label as above. */
void ka_window_show_rule (KaWindow *self, const KaDueRule *rule, KaDay on, const char *label);

/* ---- telling ---- */
/* A short remark that goes by itself. */
void ka_window_tell (KaWindow *self, const char *text);
/* The same with a button that undoes the newest change. */
void ka_window_tell_undoable (KaWindow *self, const char *text);
/* A refusal or failure, with its sentence; what: "没有保存". Cancellation is not told. */
void ka_window_tell_error (KaWindow *self, const char *what, const GError *error);
/* A KaAnswerFunc for whatever writes a file: the answer is its path (char *). */
void ka_window_tell_written (gpointer widget, gpointer path, const GError *error, gpointer data);

/* ---- ledgers ---- */
void ka_window_open (KaWindow *self, GFile *file);
void ka_window_create (KaWindow *self, GFile *file);
/* The window that has that ledger, or is opening it; NULL: none. */
KaWindow *ka_window_find (GtkApplication *application, GFile *file);
/* As gtk_window_present (), but waits a little for a ledger that is being opened: the first picture then has
 * it, and the window is laid out once. */
void ka_window_present_opened (KaWindow *self);

G_END_DECLS
