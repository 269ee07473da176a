/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-list-view.h"
#include "ka-page.h"

G_BEGIN_DECLS

/* The page of one or several kinds: a list with its record for each, and a switch between them. Made
 * from the kind tables alone. */
#define KA_TYPE_LIST_PAGE (ka_list_page_get_type ())
G_DECLARE_FINAL_TYPE (KaListPage, ka_list_page, KA, LIST_PAGE, KaPage)

/* The form of a new record of one of the page's kinds. */
void ka_list_page_new_record (KaListPage *self, const KaRecord *given);
void ka_list_page_show_draft (KaListPage *self, KaDraft *draft);
/* The view of the kind that is shown. */
KaListView *ka_list_page_get_view (KaListPage *self);

G_END_DECLS
