/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-error.h"

G_DEFINE_QUARK (ka - error - quark, ka_error)

gboolean
ka_refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID, text);
  return FALSE;
}
