/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* The limit on the size of a file stands for a full disk: writes fail in the middle in the same way. */

/* No file grows beyond the limit. room_after: after so many refused writes others have made room, and all goes
 * on; 0: never. */
void test_disk_fill (guint64 limit, guint room_after);
/* As before. Returns how many writes were refused. */
guint test_disk_mend (void);
