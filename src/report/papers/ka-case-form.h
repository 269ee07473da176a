/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-ledger.h>

G_BEGIN_DECLS

#define KA_CASE_FORM_PDF "典型案例报送表.pdf"

/* What goes to the higher office: 典型案例报送表 as a sheet and as a paper, and the submitted originals beside
 * them, in a folder (made if it is not there). masked: names of people and enterprises, numbers and phones are
 * masked in the form, and the originals stay out, because in them they are not. originals: the paths of those that were written, or NULL. */
gboolean ka_case_form_write (KaLedger *ledger,
                             gint64 id,
                             const char *folder,
                             gboolean masked,
                             char ***originals,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS
