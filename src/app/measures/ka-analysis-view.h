/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page-view.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* 季度分析 of the eight hard measures (渝安办〔2025〕13号 一: progress, shortcomings, next steps, once a quarter),
 * which is part eight of the quarter's report: drafted from the cells, edited as its text and kept with it. */
#define KA_TYPE_ANALYSIS_VIEW (ka_analysis_view_get_type ())
G_DECLARE_FINAL_TYPE (KaAnalysisView, ka_analysis_view, KA, ANALYSIS_VIEW, AdwBin)

GtkWidget *ka_analysis_view_new (KaContext *context);

G_END_DECLS
