/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store-test.h"
#include "test-paper-pages.h"

#include <ka-paper.h>

G_BEGIN_DECLS

/* A ledger in which every form has all that it wants. */
typedef struct
{
  char *folder;
  KaLedger *ledger;
  gint64 enterprise, mine, inspection, hazard, penalty, discredit, accident, typical_case, duty;
} World;

char *world_text_of (gint64 id);
World world_new (void);
void world_clear (World *world);
gint64 world_subject (const World *world, const char *kind);
KaPaper *world_open_paper (const World *world, const char *form, const char *kind, const char *day);
Pages *world_set_paper (KaPaper *paper);
void world_assert_tells (Pages *pages, const char *words);
gboolean world_has_gap (KaPaper *paper, const char *kind, const char *field);

G_END_DECLS
