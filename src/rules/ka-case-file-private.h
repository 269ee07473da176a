/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-case-file.h"
#include "ka-workdays.h"

G_BEGIN_DECLS

struct _KaCase
{
  KaRecord *inspection;
  GPtrArray *hazards;       /* KaRecord */
  GPtrArray *postponements; /* KaRecord */
  GPtrArray *rounds;        /* KaRecord */
  GPtrArray *penalties;     /* KaRecord */
  GHashTable *certificates; /* name → number of the enforcement certificate, "" without one */
  KaWorkdays *workdays;
  KaDay on;
};

G_END_DECLS
