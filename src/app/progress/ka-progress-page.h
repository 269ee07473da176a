/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page.h"

G_BEGIN_DECLS

#define KA_TYPE_PROGRESS_PAGE (ka_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (KaProgressPage, ka_progress_page, KA, PROGRESS_PAGE, KaPage)

G_END_DECLS
