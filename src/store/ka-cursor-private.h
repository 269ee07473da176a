/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-query.h"

G_BEGIN_DECLS

/* The ledger closes: ends the cursor's statement, which gives no more rows. */
void ka_cursor_detach (KaCursor *cursor);

G_END_DECLS
