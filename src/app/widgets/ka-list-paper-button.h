/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>
#include <ka-list-paper.h>

G_BEGIN_DECLS

/* A menu of lists to be hung up or sent, each as PDF and as a workbook. */
#define KA_TYPE_LIST_PAPER_BUTTON (ka_list_paper_button_get_type ())
G_DECLARE_FINAL_TYPE (KaListPaperButton, ka_list_paper_button, KA, LIST_PAPER_BUTTON, AdwBin)

/* ids: of the lists, joined by '|'. */
void ka_list_paper_button_set (KaListPaperButton *self, KaContext *context, const char *ids);
/* .xlsx: a workbook, else a PDF. */
void ka_list_paper_button_write (KaListPaperButton *self, const KaListForm *form, GFile *file);

G_END_DECLS
