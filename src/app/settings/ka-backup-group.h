/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The ledger file: where it is, backing it up, putting a backup in its place, checking it. */
#define KA_TYPE_BACKUP_GROUP (ka_backup_group_get_type ())
G_DECLARE_FINAL_TYPE (KaBackupGroup, ka_backup_group, KA, BACKUP_GROUP, GtkBox)

void ka_backup_group_refresh (KaBackupGroup *self, KaContext *context);

G_END_DECLS
