/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-page-view.h"

#include "ka-accident-view.h"
#include "ka-analysis-view.h"
#include "ka-case-review-view.h"
#include "ka-clearance-view.h"
#include "ka-hazard-board.h"
#include "ka-matrix-view.h"
#include "ka-measure-view.h"
#include "ka-plan-view.h"
#include "ka-what-if-view.h"
#include "ka-publicity-view.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (KaPageView, ka_page_view, GTK_TYPE_WIDGET)

static guint described;

static void
ka_page_view_default_init (KaPageViewInterface *iface)
{
  described = g_signal_new ("described", KA_TYPE_PAGE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                            G_TYPE_NONE, 0);
}

void
ka_page_view_refresh (KaPageView *self)
{
  g_return_if_fail (KA_IS_PAGE_VIEW (self));
  KA_PAGE_VIEW_GET_IFACE (self)->refresh (self);
}

char *
ka_page_view_describe (KaPageView *self)
{
  g_return_val_if_fail (KA_IS_PAGE_VIEW (self), NULL);
  return KA_PAGE_VIEW_GET_IFACE (self)->describe (self);
}

void
ka_page_view_described (KaPageView *self)
{
  g_return_if_fail (KA_IS_PAGE_VIEW (self));
  g_signal_emit (self, described, 0);
}

gboolean
ka_page_view_find (KaPageView *self)
{
  KaPageViewInterface *iface;

  g_return_val_if_fail (KA_IS_PAGE_VIEW (self), FALSE);

  iface = KA_PAGE_VIEW_GET_IFACE (self);
  if (iface->find != NULL)
    iface->find (self);
  return iface->find != NULL;
}

static const KaPageViewInfo VIEWS[] = {
  { "accidents", "statistics", N_ ("统计"), ka_accident_view_new },
  { "discredit", "publicity", N_ ("公示"), ka_publicity_view_new },
  { "cases", "review", N_ ("审核"), ka_case_review_view_new },
  { "plans", "year", N_ ("年度安排"), ka_plan_view_new },
  { "hazards", "board", N_ ("看板"), ka_hazard_board_new },
  { "hazards", "clearance", N_ ("动态清零"), ka_clearance_view_new },
  { "mines", "what-if", N_ ("规模化测算"), ka_what_if_view_new },
  { "measures", "matrix", N_ ("进展矩阵"), ka_measure_view_new },
  { "measures", "analysis", N_ ("季度分析"), ka_analysis_view_new },
  { "people", "duties", N_ ("履职对照"), ka_matrix_view_new_duties },
  { "people", "posts", N_ ("配备与持证"), ka_matrix_view_new_posts },
};

const KaPageViewInfo *
ka_page_views (guint *n)
{
  *n = G_N_ELEMENTS (VIEWS);
  return VIEWS;
}
