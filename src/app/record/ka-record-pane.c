/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-record-pane.h"

#include "ka-act-buttons.h"
#include "ka-case-pane.h"
#include "ka-finding-pane.h"
#include "ka-paper-pane.h"
#include "ka-similar-pane.h"
#include "ka-timeline-pane.h"

#include <glib/gi18n.h>

G_DEFINE_INTERFACE (KaRecordPane, ka_record_pane, GTK_TYPE_WIDGET)

static guint count_changed;

static void
ka_record_pane_default_init (KaRecordPaneInterface *iface)
{
  count_changed = g_signal_new ("count-changed", KA_TYPE_RECORD_PANE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);
}

void
ka_record_pane_show (KaRecordPane *self, gint64 id)
{
  g_return_if_fail (KA_IS_RECORD_PANE (self));
  KA_RECORD_PANE_GET_IFACE (self)->show (self, id);
}

void
ka_record_pane_set_modified (KaRecordPane *self, gboolean modified)
{
  g_return_if_fail (KA_IS_RECORD_PANE (self));
  if (KA_RECORD_PANE_GET_IFACE (self)->set_modified != NULL)
    KA_RECORD_PANE_GET_IFACE (self)->set_modified (self, modified);
}

guint
ka_record_pane_get_count (KaRecordPane *self)
{
  g_return_val_if_fail (KA_IS_RECORD_PANE (self), 0);
  return KA_RECORD_PANE_GET_IFACE (self)->get_count != NULL
           ? KA_RECORD_PANE_GET_IFACE (self)->get_count (self)
           : 0;
}

void
ka_record_pane_count_changed (KaRecordPane *self)
{
  g_return_if_fail (KA_IS_RECORD_PANE (self));
  g_signal_emit (self, count_changed, 0);
}

static const KaRecordPaneInfo PANES[] = {
  { "hazard", "acts", NULL, ka_act_buttons_new },
  { "discredit", "acts", NULL, ka_act_buttons_new },
  { "project", "acts", NULL, ka_act_buttons_new },
  { "suspension", "acts", NULL, ka_act_buttons_new },
  { "tip", "acts", NULL, ka_act_buttons_new },
  { "penalty", "acts", NULL, ka_act_buttons_new },
  { "inspection", "findings", N_ ("问题录入"), ka_finding_pane_new },
  { "inspection", "case", N_ ("案卷检查"), ka_case_pane_new },
  { "inspection", "papers", N_ ("文书"), ka_paper_pane_new },
  { "hazard", "papers", N_ ("文书"), ka_paper_pane_new },
  { "penalty", "papers", N_ ("文书"), ka_paper_pane_new },
  { "discredit", "papers", N_ ("文书"), ka_paper_pane_new },
  { "accident", "papers", N_ ("文书"), ka_paper_pane_new },
  { "accident", "similar", N_ ("相似"), ka_similar_pane_new },
  { "typical_case", "papers", N_ ("文书"), ka_paper_pane_new },
  { "typical_case", "similar", N_ ("相似"), ka_similar_pane_new },
  { "mine", "timeline", N_ ("时间线"), ka_timeline_pane_new },
  { "enterprise", "timeline", N_ ("时间线"), ka_timeline_pane_new },
  { "person", "timeline", N_ ("资质"), ka_timeline_pane_new },
  { "mine", "papers", N_ ("文书"), ka_paper_pane_new },
  { "duty", "papers", N_ ("文书"), ka_paper_pane_new },
  { "paper", "acts", NULL, ka_paper_pane_new_of_paper },
};

const KaRecordPaneInfo *
ka_record_panes (guint *n)
{
  *n = G_N_ELEMENTS (PANES);
  return PANES;
}
