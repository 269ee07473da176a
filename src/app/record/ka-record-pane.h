/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What a kind's record shows beside its form: a tab of its own, or a bar over the tabs. A widget that shows
 * what belongs to one saved record; which kinds have which is the table in ka-record-pane.c. */
#define KA_TYPE_RECORD_PANE (ka_record_pane_get_type ())
G_DECLARE_INTERFACE (KaRecordPane, ka_record_pane, KA, RECORD_PANE, GtkWidget)

struct _KaRecordPaneInterface
{
  GTypeInterface parent_interface;

  /* The record as it stands in the ledger now; 0: a new one, nothing to show. */
  void (*show) (KaRecordPane *self, gint64 id);
  /* The form holds what is not saved: acts on the record must wait. May be NULL. */
  void (*set_modified) (KaRecordPane *self, gboolean modified);
  /* The number beside the tab's title; 0: none. May be NULL. Changes are told by "count-changed". */
  guint (*get_count) (KaRecordPane *self);
};

void ka_record_pane_show (KaRecordPane *self, gint64 id);
void ka_record_pane_set_modified (KaRecordPane *self, gboolean modified);
guint ka_record_pane_get_count (KaRecordPane *self);
void ka_record_pane_count_changed (KaRecordPane *self);

typedef struct
{
  const char *kind; /* NULL: every kind */
  const char *id;
  const char *title; /* Chinese, untranslated; NULL: a bar over the tabs */
  GtkWidget *(*create) (KaContext *context, const KaKind *kind);
} KaRecordPaneInfo;

/* All of them, in their order. */
const KaRecordPaneInfo *ka_record_panes (guint *n);

G_END_DECLS
