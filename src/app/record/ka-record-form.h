/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The form of a kind, made from its table: sections of fields, checked as one types. Knows the record as
 * it stands in the ledger and as it would be saved. Emits "changed" on every edit, "open" (KaField *)
 * where a reference is to be followed. */
#define KA_TYPE_RECORD_FORM (ka_record_form_get_type ())
G_DECLARE_FINAL_TYPE (KaRecordForm, ka_record_form, KA, RECORD_FORM, AdwBin)

KaRecordForm *ka_record_form_new (KaContext *context, const KaKind *kind);
/* before: as it stands; record: with what was edited (NULL: nothing); raw: field id → unfinished text. */
void ka_record_form_show (KaRecordForm *self,
                          const KaRecord *before,
                          const KaRecord *record,
                          GHashTable *raw);
void ka_record_form_set_editable (KaRecordForm *self, gboolean editable);

const KaRecord *ka_record_form_get_before (KaRecordForm *self);
/* As it would be saved now. Fields that hold no value yet have their old one. Caller owns. */
KaRecord *ka_record_form_dup_record (KaRecordForm *self);
/* The texts that are no value yet. Borrowed. */
GHashTable *ka_record_form_get_raw (KaRecordForm *self);
gboolean ka_record_form_is_modified (KaRecordForm *self);
/* Checks everything, also what is required; the first problem gets the focus. */
gboolean ka_record_form_check (KaRecordForm *self);
void ka_record_form_focus_first (KaRecordForm *self);
/* The row's editor by field id, for tests and for the caret. */
GtkWidget *ka_record_form_get_editor (KaRecordForm *self, const char *field);

G_END_DECLS
