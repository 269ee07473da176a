/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

/* What goes to the higher office: 典型案例报送表 as a sheet and as a paper, and the submitted originals beside
 * them, in a folder (made if it is not there). masked: names of people and enterprises, numbers and phones are
 * masked in the form, and the originals stay out, because in them they are not. */
gboolean ka_case_form_write (KaLedger *ledger,
                             gint64 id,
                             const char *folder,
                             gboolean masked,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
