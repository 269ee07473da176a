/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-paper-view.h"
#include "ka-record-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The review of submitted cases: the paper on the left, on the right what is to be looked at, scored,
 * remarked, compared and decided. Files dropped on it are taken in, a case each. */
#define KA_TYPE_CASE_REVIEW_VIEW (ka_case_review_view_get_type ())
G_DECLARE_FINAL_TYPE (KaCaseReviewView, ka_case_review_view, KA, CASE_REVIEW_VIEW, AdwBin)

GtkWidget *ka_case_review_view_new (KaContext *context);
/* Shows a case; 0: none. */
void ka_case_review_view_open (KaCaseReviewView *self, gint64 id);
gint64 ka_case_review_view_get_open (KaCaseReviewView *self);
/* Attaches the files (GFile elements) to the case that is open. */
gboolean ka_case_review_view_attach (KaCaseReviewView *self, GSList *files);
/* Takes files in, a case each. */
gboolean ka_case_review_view_take (KaCaseReviewView *self, GSList *files);
/* The case that is open was read and looked through. */
gboolean ka_case_review_view_is_ready (KaCaseReviewView *self);
guint ka_case_review_view_get_n_wrong (KaCaseReviewView *self);
KaPaperView *ka_case_review_view_get_paper (KaCaseReviewView *self);
KaRecordView *ka_case_review_view_get_record (KaCaseReviewView *self);

G_END_DECLS
