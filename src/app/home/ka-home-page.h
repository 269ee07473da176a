/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page.h"

G_BEGIN_DECLS

#define KA_TYPE_HOME_PAGE (ka_home_page_get_type ())
G_DECLARE_FINAL_TYPE (KaHomePage, ka_home_page, KA, HOME_PAGE, KaPage)

G_END_DECLS
