/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <ka-text.h>
#include <string.h>

/* 罚款人民币1.5万元 under 处罚结果: what was done and the sum of it in one cell. Other rows of the column may say
 * only what was done (警告). */

/* What stands between the two and belongs to neither. */
static const char *const between[]
  = { "人民币", "共计", "合计", "计", "金额", ":", "，", ",", NULL };

static void
strip_end (char *text)
{
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      g_strchomp (text);
      for (guint i = 0; between[i] != NULL; i++)
        if (g_str_has_suffix (text, between[i]))
          {
            text[strlen (text) - strlen (between[i])] = '\0';
            again = TRUE;
          }
    }
}

/* 罚款人民币 is 罚款; where more was done too (警告，并处罚款), the sum is of the fine. */
static char *
tell_what (const char *text, gsize len)
{
  static const char *const idle[] = { "人民币", "金额", "共计", "合计", "计" };
  char *what = g_strndup (text, len);

  strip_end (what);
  for (guint i = 0; i < G_N_ELEMENTS (idle); i++)
    if (g_str_has_suffix (what, idle[i]))
      what[strlen (what) - strlen (idle[i])] = '\0';
  strip_end (what);
  if (g_str_has_suffix (what, "并处罚款") || g_str_has_suffix (what, "并处以罚款")
      || g_str_has_suffix (what, "并罚款"))
    {
      g_free (what);
      what = g_strdup ("罚款");
    }
  return what;
}

/* 罚款贰万伍仟元整 */
static gboolean
split_capitals (const char *text, char **what, char **sum)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      char *figures = at > text ? ka_value_read_capitals (at) : NULL;

      if (figures == NULL)
        continue;
      *what = tell_what (text, at - text);
      *sum = figures;
      if (**what != '\0')
        return TRUE;
      g_clear_pointer (what, g_free);
      g_clear_pointer (sum, g_free);
      return FALSE;
    }
  return FALSE;
}

gboolean
ka_pair_split_sum (const char *text, char **what, char **sum)
{
  g_autofree char *narrow = ka_text_narrow (text);
  const char *number = narrow + strcspn (narrow, "0123456789");
  const char *unit = number + strspn (number, "0123456789.,");
  const char *end;

  if (*number == '\0')
    return split_capitals (narrow, what, sum);
  unit += strspn (unit, " ");
  end = g_str_has_prefix (unit, "万元") ? unit + strlen ("万元")
        : g_str_has_prefix (unit, "元") ? unit + strlen ("元")
                                        : NULL;
  if (number == narrow || end == NULL)
    return FALSE;
  if (g_str_has_prefix (end, "整"))
    end += strlen ("整");
  if (end[strspn (end, " ;。")] != '\0' && strcmp (end, "。") != 0 && strcmp (end, "；") != 0)
    return FALSE;
  *what = tell_what (narrow, number - narrow);
  *sum = g_strdup_printf ("%.*s%s", (int)strspn (number, "0123456789.,"), number,
                          g_str_has_prefix (unit, "万元") ? "万元" : "元");
  if (**what != '\0')
    return TRUE;
  g_clear_pointer (what, g_free);
  g_clear_pointer (sum, g_free);
  return FALSE;
}

/* The sum that the records of the kind have one of. */
static const KaField *
find_sum (const KaKind *kind)
{
  const KaField *sum = ka_kind_field (kind, "amount");

  return sum != NULL && sum->type == KA_FIELD_DEC ? sum : NULL;
}

const KaField *
ka_found_find_sum (const KaFound *found, guint column, const GArray *cells)
{
  const KaField *field = g_ptr_array_index (found->fields, column);
  const KaField *sum
    = field != NULL && field->type == KA_FIELD_CHOICE ? find_sum (found->kind) : NULL;
  guint numbers = 0, fit = 0;

  if (sum == NULL || g_ptr_array_find (found->fields, sum, NULL))
    return NULL;
  for (guint i = 0; i < cells->len; i++)
    {
      const char *text = g_array_index (cells, KaCell, i).text;
      g_autofree char *what = NULL;
      g_autofree char *much = NULL;

      if (text[strcspn (text, "0123456789")] == '\0')
        continue;
      numbers++;
      fit += ka_pair_split_sum (text, &what, &much);
    }
  return numbers > 0 && fit == numbers ? sum : NULL;
}
