/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-official.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

struct _KaOfficial
{
  locale_t own;
  locale_t before;
};

/* What is not translated is given back as it is. */
gboolean
ka_official_is_foreign (void)
{
  static const char *const probe = N_ ("企业");

  return _ (probe) != probe;
}

/* gettext goes by the thread's own locale, and translates nothing where that of the messages is "C". All
 * else (numbers, collation) stays as it is. */
KaOfficial *
ka_official_begin (void)
{
  KaOfficial *self = g_new0 (KaOfficial, 1);
  locale_t base = duplocale (uselocale ((locale_t)0));

  self->own = base != (locale_t)0 ? newlocale (LC_MESSAGES_MASK, "C", base) : (locale_t)0;
  if (self->own == (locale_t)0)
    g_error ("There is no memory for a locale.");
  self->before = uselocale (self->own);
  return self;
}

void
ka_official_end (KaOfficial *self)
{
  if (self == NULL)
    return;
  uselocale (self->before);
  freelocale (self->own);
  g_free (self);
}
