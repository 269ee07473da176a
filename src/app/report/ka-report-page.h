/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page.h"

G_BEGIN_DECLS

#define KA_TYPE_REPORT_PAGE (ka_report_page_get_type ())
G_DECLARE_FINAL_TYPE (KaReportPage, ka_report_page, KA, REPORT_PAGE, KaPage)

G_END_DECLS
