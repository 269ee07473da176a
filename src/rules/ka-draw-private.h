/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-draw.h"

G_BEGIN_DECLS

KaDraw *ka_draw_new (void);
/* Both copy the texts; what would part a line is taken out of them. */
void ka_draw_add_one (GPtrArray *to, gint64 id, const char *name, guint weight);
void ka_draw_exclude (KaDraw *draw,
                      gint64 id,
                      const char *name,
                      gint64 person,
                      const char *person_name,
                      const char *reason);
/* The parts of a receipt as they are kept in its fields; NULL where there is nothing. */
char *ka_draw_write_ones (GPtrArray *ones);
char *ka_draw_write_exclusions (const KaDraw *draw);
char *ka_draw_write_picks (const KaDraw *draw);

G_END_DECLS
