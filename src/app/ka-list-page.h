/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page.h"

G_BEGIN_DECLS

#define KA_TYPE_LIST_PAGE (ka_list_page_get_type ())
G_DECLARE_FINAL_TYPE (KaListPage, ka_list_page, KA, LIST_PAGE, KaPage)

G_END_DECLS
