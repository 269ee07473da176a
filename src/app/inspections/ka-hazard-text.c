/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-text.h"

#include <glib/gi18n.h>

const char *
ka_hazard_state_tone (KaHazardState state)
{
  static const char *const tones[KA_HAZARD_N_STATES] = {
    [KA_HAZARD_FOUND] = "ka-tone-warn",     [KA_HAZARD_ORDERED] = "ka-tone-warn",
    [KA_HAZARD_RECTIFYING] = "ka-tone-dim", [KA_HAZARD_AWAITING] = "ka-tone-warn",
    [KA_HAZARD_FAILED] = "ka-tone-bad",     [KA_HAZARD_FILED] = "ka-tone-bad",
    [KA_HAZARD_PASSED] = "ka-tone-good",    [KA_HAZARD_CLOSED] = "ka-tone-good",
  };

  return tones[state];
}

char *
ka_hazard_overdue_text (const KaRecord *hazard)
{
  int days = ka_hazard_overdue (hazard, ka_today ());

  if (days == 0)
    return NULL;
  return g_strdup_printf (
    ka_hazard_state (hazard) == KA_HAZARD_AWAITING ? _ ("复查逾期%d天") : _ ("逾期%d天"), days);
}
