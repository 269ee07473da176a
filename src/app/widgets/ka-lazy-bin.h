/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A place in a template whose content is made when it is first looked at: until then it costs nothing.
 * Signals: "fill", in which the content is to be set as its child. */
#define KA_TYPE_LAZY_BIN (ka_lazy_bin_get_type ())
G_DECLARE_FINAL_TYPE (KaLazyBin, ka_lazy_bin, KA, LAZY_BIN, AdwBin)

G_END_DECLS
