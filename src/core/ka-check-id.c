/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check.h"

#include <string.h>

/* GB 32100-2015: the characters in the order of their values; I O S V Z are left out. */
#define CREDIT_CHARACTERS "0123456789ABCDEFGHJKLMNPQRTUWXY"

gboolean
ka_credit_code_valid (const char *code, const char **why)
{
  static const char characters[] = CREDIT_CHARACTERS;
  static const guint8 weights[]
    = { 1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28 };
  guint sum = 0;

  g_return_val_if_fail (code != NULL, FALSE);

  if (why != NULL)
    *why = "credit_code_form";
  if (strlen (code) != 18)
    return FALSE;
  for (guint i = 0; i < 18; i++)
    {
      const char *found = strchr (characters, code[i]);

      /* The region (places 3 to 8) is digits, of whatever region and year: codes outlive reforms. */
      if (found == NULL || (i >= 2 && i < 8 && !g_ascii_isdigit (code[i])))
        return FALSE;
      if (i < 17)
        sum += (guint)(found - characters) * weights[i];
      else if ((31 - sum % 31) % 31 != (guint)(found - characters))
        {
          if (why != NULL)
            *why = "credit_code_check";
          return FALSE;
        }
    }
  if (why != NULL)
    *why = NULL;
  return TRUE;
}

gboolean
ka_id_number_valid (const char *number, const char **why)
{
  static const guint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  static const char checks[] = "10X98765432";
  guint sum = 0;
  int year = 0, rest = 0;

  g_return_val_if_fail (number != NULL, FALSE);

  if (why != NULL)
    *why = "id_form";
  if (strlen (number) != 18 || strspn (number, "0123456789") < 17
      || !(g_ascii_isdigit (number[17]) || number[17] == 'X'))
    return FALSE;
  for (guint i = 0; i < 17; i++)
    sum += (guint)(number[i] - '0') * weights[i];
  for (guint i = 6; i < 10; i++)
    year = year * 10 + (number[i] - '0');
  for (guint i = 10; i < 14; i++)
    rest = rest * 10 + (number[i] - '0');
  if (year < 1850 || year > 2200 || ka_day_from_ymd (year, rest / 100, rest % 100) == KA_DAY_NONE)
    return FALSE;
  if (checks[sum % 11] != number[17])
    {
      if (why != NULL)
        *why = "id_check";
      return FALSE;
    }
  if (why != NULL)
    *why = NULL;
  return TRUE;
}
