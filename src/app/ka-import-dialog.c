/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-dialog.h"

void
ka_import_dialog_present (KaWindow *window, GFile **files)
{
  g_return_if_fail (KA_IS_WINDOW (window));
}
