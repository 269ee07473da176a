/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-error.h"

G_DEFINE_QUARK (ka - error - quark, ka_error)
