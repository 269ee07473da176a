/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-pages.h"

#include "ka-home-page.h"
#include "ka-list-page.h"
#include "ka-map-page.h"
#include "ka-progress-page.h"
#include "ka-report-page.h"
#include "ka-settings-page.h"

#include <glib/gi18n.h>

/* Every kind that has a page stands on exactly one (tests/display/test-window.c). The icons
 * are the program's own (ui/icons) or those that GTK brings itself, so that none is missing without an
 * icon theme. */
static const KaPageInfo PAGES[] = {
  { "home", N_ ("工作台"), "user-home-symbolic", NULL, ka_home_page_get_type, { NULL } },
  { "mines",
    N_ ("企业与矿山"),
    "ka-mines-symbolic",
    NULL,
    ka_list_page_get_type,
    { "mine", "enterprise", "permit", "pond", "project", "suspension" } },
  { "progress",
    N_ ("四化进度"),
    "ka-progress-symbolic",
    NULL,
    ka_progress_page_get_type,
    { NULL } },
  { "map", N_ ("一张图"), "ka-map-symbolic", NULL, ka_map_page_get_type, { NULL } },
  { "targets", N_ ("指标目标"), "ka-targets-symbolic", NULL, ka_list_page_get_type, { "target" } },
  { "plans",
    N_ ("检查计划"),
    "ka-plans-symbolic",
    N_ ("检查执法"),
    ka_list_page_get_type,
    { "plan", "plan_year", "workday_item", "draw", "recusal", "holiday" } },
  { "inspections",
    N_ ("检查"),
    "ka-inspections-symbolic",
    N_ ("检查执法"),
    ka_list_page_get_type,
    { "inspection", "expert_visit", "tip", "clause" } },
  { "hazards",
    N_ ("隐患"),
    "dialog-warning-symbolic",
    N_ ("检查执法"),
    ka_list_page_get_type,
    { "hazard", "postponement", "hazard_round" } },
  { "penalties",
    N_ ("行政处罚"),
    "ka-penalties-symbolic",
    N_ ("检查执法"),
    ka_list_page_get_type,
    { "penalty" } },
  { "papers",
    N_ ("文书登记"),
    "ka-papers-symbolic",
    N_ ("检查执法"),
    ka_list_page_get_type,
    { "paper" } },
  { "discredit",
    N_ ("失信名单"),
    "ka-discredit-symbolic",
    NULL,
    ka_list_page_get_type,
    { "discredit", "discredit_notice" } },
  { "accidents",
    N_ ("事故"),
    "ka-accidents-symbolic",
    N_ ("案例"),
    ka_list_page_get_type,
    { "accident", "prevention", "mine_output" } },
  { "cases",
    N_ ("典型案例"),
    "ka-cases-symbolic",
    N_ ("案例"),
    ka_list_page_get_type,
    { "typical_case", "case_criterion" } },
  { "measures",
    N_ ("八条硬措施"),
    "ka-measures-symbolic",
    NULL,
    ka_list_page_get_type,
    { "measure_progress", "measure" } },
  { "people",
    N_ ("履职与人员"),
    "ka-people-symbolic",
    NULL,
    ka_list_page_get_type,
    { "duty", "person", "training", "training_plan", "regulator" } },
  { "report", N_ ("报表"), "ka-report-symbolic", NULL, ka_report_page_get_type, { NULL } },
  { "settings", N_ ("设置"), "emblem-system-symbolic", NULL, ka_settings_page_get_type, { NULL } },
};

const KaPageInfo *
ka_pages (guint *n)
{
  *n = G_N_ELEMENTS (PAGES);
  return PAGES;
}

const KaPageInfo *
ka_page_info_get (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    if (g_str_equal (PAGES[i].id, id))
      return &PAGES[i];
  return NULL;
}

const KaPageInfo *
ka_page_info_of_kind (const KaKind *kind)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (PAGES); i++)
    for (guint k = 0; k < KA_PAGE_MAX_KINDS && PAGES[i].kinds[k] != NULL; k++)
      if (g_str_equal (PAGES[i].kinds[k], kind->id))
        return &PAGES[i];
  return NULL;
}
