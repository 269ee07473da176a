/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-check.h>
#include <ka-day.h>
#include <ka-text.h>
#include <string.h>

/* What all records of a table share and no column says: 特种作业人员 as the name of the sheet, 2025年第四季度
 * in its title. */

/* The choice whose words stand in the text: the longest of them, and only one of that length. */
static const char *
find_choice (const KaField *field, const char *folded)
{
  g_autofree const char **choices = ka_field_choices (field, KA_DAY_NONE);
  const char *best = NULL;
  gsize best_len = 0;
  gboolean several = FALSE;

  for (guint i = 0; choices != NULL && choices[i] != NULL; i++)
    {
      g_autofree char *choice = ka_text_fold (choices[i]);
      gsize len = strlen (choice);

      if (len < 6 || len < best_len || strstr (folded, choice) == NULL)
        continue;
      several = len == best_len;
      best = choices[i];
      best_len = len;
    }
  return several ? NULL : best;
}

/* 2025年第四季度 somewhere in the text: what begins with four digits and can be read as the field. */
static char *
find_period (const KaField *field, const char *folded)
{
  for (const char *at = folded; *at != '\0'; at++)
    {
      gsize digits = strspn (at, "0123456789");
      const char *end;
      g_autofree char *part = NULL;
      char *value = NULL;

      if (digits != 4)
        {
          at += digits > 0 ? digits - 1 : 0;
          continue;
        }
      end = strstr (at, field->type == KA_FIELD_QUARTER ? "季度" : "月");
      if (field->type == KA_FIELD_QUARTER && end != NULL)
        end += strlen ("季度");
      else if (field->type == KA_FIELD_MONTH && end != NULL)
        end += strlen ("月");
      else if (field->type == KA_FIELD_INT && g_str_has_prefix (at + 4, "年"))
        end = at + 4;
      if (end == NULL || end - at > 32)
        continue;
      part = g_strndup (at, end - at);
      if (ka_field_parse (field, part, KA_DAY_NONE, &value, NULL, NULL) && value != NULL)
        return value;
    }
  return NULL;
}

static char *
find_value (const KaField *field, const char *text)
{
  g_autofree char *folded = NULL;

  if (text == NULL || *text == '\0')
    return NULL;
  folded = ka_text_fold (text);
  if (field->type == KA_FIELD_CHOICE)
    return g_strdup (find_choice (field, folded));
  if (field->type == KA_FIELD_QUARTER || field->type == KA_FIELD_MONTH
      || (field->type == KA_FIELD_INT && strcmp (field->id, "year") == 0))
    return find_period (field, folded);
  return NULL;
}

void
ka_found_read_title (KaFound *found, const char *sheet, const char *file)
{
  const KaKind *kind = found->kind;

  g_hash_table_remove_all (found->constants);
  for (guint f = 0; kind != NULL && f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];
      char *value = NULL;

      if (!(field->flags & KA_REQUIRED) || g_ptr_array_find (found->fields, field, NULL))
        continue;
      value = find_value (field, sheet);
      if (value == NULL)
        value = find_value (field, found->title);
      if (value == NULL)
        value = find_value (field, file);
      if (value != NULL)
        g_hash_table_insert (found->constants, (gpointer)field, value);
    }
}
