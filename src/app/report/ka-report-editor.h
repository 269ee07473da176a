/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <gtk/gtk.h>
#include <ka-quarterly.h>

G_BEGIN_DECLS

/* The text of the report's parts, with {figures} in it, and what it becomes while it is typed. What is
 * typed and not yet saved is kept from part to part and over a crash. */
#define KA_TYPE_REPORT_EDITOR (ka_report_editor_get_type ())
G_DECLARE_FINAL_TYPE (KaReportEditor, ka_report_editor, KA, REPORT_EDITOR, GtkBox)

/* Edits this part alone, whose name is ka_quarterly_part_id (). Before the first load. */
void ka_report_editor_set_only (KaReportEditor *self, const char *part);
/* Reads the texts of the quarter again; the part shown stays. No ledger in the context: all is empty. */
void ka_report_editor_load (KaReportEditor *self, KaContext *context, KaQuarter quarter);
/* Where the figures come from; borrowed until the next call. NULL: they are being computed. */
void ka_report_editor_set_report (KaReportEditor *self, KaQuarterly *report);
/* How many parts have text that is not saved. */
guint ka_report_editor_count_unsaved (KaReportEditor *self);
/* Whether the ledger can be written has changed. */
void ka_report_editor_update (KaReportEditor *self);
gboolean ka_report_editor_can_save (KaReportEditor *self);
/* Saves the part shown. */
void ka_report_editor_save (KaReportEditor *self);

G_END_DECLS
