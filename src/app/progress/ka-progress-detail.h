/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"
#include "ka-progress-data.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* One indicator in full: how it is counted, by town and other divisions, and the records that it still
 * lacks, those with the least to do first. */
#define KA_TYPE_PROGRESS_DETAIL (ka_progress_detail_get_type ())
G_DECLARE_FINAL_TYPE (KaProgressDetail, ka_progress_detail, KA, PROGRESS_DETAIL, GtkBox)

/* progress and result are borrowed until the next call; both NULL: nothing is shown. */
void ka_progress_detail_show (KaProgressDetail *self,
                              KaContext *context,
                              KaQuarterProgress *progress,
                              const KaResult *result);

G_END_DECLS
