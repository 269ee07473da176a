/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-case-job.h"
#include "ka-case-review-view.h"

G_BEGIN_DECLS

struct _KaCaseReviewView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkDropDown *cases;
  GtkListBox *checklist;
  GtkListBox *comments;
  GtkEntry *comment_entry;
  GtkLabel *comment_hint;
  GtkTextView *difference;
  GtkLabel *difference_hint;
  GtkButton *approve;
  GtkButton *give_back;
  GtkButton *report;
  GtkButton *start;
  GtkTextView *opinion;
  GtkStack *main;
  GtkWidget *note;
  GtkWidget *comment_box;
  GtkWidget *score_save;
  GtkWidget *none; /* in the place of the paper */
  AdwBin *paper_bin;
  GtkStack *paper_stack;
  GtkDropDown *papers;
  GtkWidget *papers_row;
  GtkEntry *receipt;
  AdwBin *record_bin;
  GtkBox *score_box;
  GtkLabel *score_sum;
  GtkSpinner *spinner;
  GtkStack *stack;
  GtkLabel *state;
  GtkDropDown *target;

  /* Borrowed */
  KaPaperView *paper;
  KaRecordView *record;
  KaWork *work; /* the case being read, or NULL */

  /* Owned */
  KaContext *context;
  GArray *ids; /* gint64, as the drop-down has them */
  KaCaseState *known;
  GHashTable *points; /* name of a criterion → points */

  gint64 id;
  gint64 chosen; /* of its papers; 0: the newest */
  gboolean filling;
};

/* ---- ka-case-review-tabs.c: what was read, as it is shown ---- */

void _ka_case_review_show_known (KaCaseReviewView *self);
void _ka_case_review_show_sum (KaCaseReviewView *self);

/* ---- ka-case-review-papers.c: which paper is looked at ---- */

void _ka_case_review_class_add_papers (GtkWidgetClass *klass);
void _ka_case_review_add_paper_drop (KaCaseReviewView *self);
void _ka_case_review_show_papers (KaCaseReviewView *self);

/* ---- ka-case-review-view.c ---- */

void _ka_case_review_choose_paper (KaCaseReviewView *self, gint64 attachment);

/* ---- ka-case-review-acts.c: what is done with it ---- */

void _ka_case_review_class_add_acts (GtkWidgetClass *klass);
void _ka_case_review_update_acts (KaCaseReviewView *self);

G_END_DECLS
