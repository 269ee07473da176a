/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-workdays.h"

#include <ka-query.h>
#include <string.h>

struct _KaWorkdays
{
  GHashTable *days;  /* KaDay → whether it is worked */
  GHashTable *years; /* what the table says something of */
};

KaWorkdays *
ka_workdays_new (KaLedger *ledger, GError **error)
{
  g_autoptr (KaWorkdays) self = g_new0 (KaWorkdays, 1);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  self->days = g_hash_table_new (NULL, NULL);
  self->years = g_hash_table_new (NULL, NULL);
  cursor = ka_cursor_new (ledger, "SELECT t.day, t.kind FROM holiday AS t", error);
  if (cursor == NULL)
    return NULL;
  while (ka_cursor_next (cursor, &local))
    {
      KaDay day = ka_day_from_iso (ka_cursor_get_text (cursor, 0));
      gboolean worked = strcmp (ka_cursor_get_text (cursor, 1), "调休上班") == 0;
      int year, month, dom;

      if (day == KA_DAY_NONE)
        continue;
      ka_day_get_ymd (day, &year, &month, &dom);
      g_hash_table_insert (self->days, GINT_TO_POINTER (day), GINT_TO_POINTER (worked));
      g_hash_table_add (self->years, GINT_TO_POINTER (year));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&self);
}

void
ka_workdays_free (KaWorkdays *self)
{
  g_hash_table_unref (self->days);
  g_hash_table_unref (self->years);
  g_free (self);
}

gboolean
ka_workdays_knows (const KaWorkdays *self, int year)
{
  return g_hash_table_contains (self->years, GINT_TO_POINTER (year));
}

gboolean
ka_workdays_is_workday (const KaWorkdays *self, KaDay day)
{
  gpointer worked;

  if (g_hash_table_lookup_extended (self->days, GINT_TO_POINTER (day), NULL, &worked))
    return GPOINTER_TO_INT (worked);
  return ka_day_weekday (day) <= 5;
}

int
ka_workdays_count (const KaWorkdays *self, KaDay first, KaDay last)
{
  int n = 0;

  g_return_val_if_fail (first != KA_DAY_NONE && last != KA_DAY_NONE && last < KA_DAY_FOREVER, 0);

  for (KaDay day = first; day <= last; day++)
    n += ka_workdays_is_workday (self, day);
  return n;
}

int
ka_workdays_of_year (const KaWorkdays *self, int year)
{
  return ka_workdays_count (self, ka_day_from_ymd (year, 1, 1), ka_day_from_ymd (year, 12, 31));
}

KaDay
ka_workdays_add (const KaWorkdays *self, KaDay day, int n)
{
  int step = n < 0 ? -1 : 1;

  g_return_val_if_fail (day != KA_DAY_NONE, KA_DAY_NONE);

  if (day == KA_DAY_FOREVER)
    return day;
  for (int left = ABS (n); left > 0;)
    {
      day += step;
      left -= ka_workdays_is_workday (self, day);
    }
  return day;
}
