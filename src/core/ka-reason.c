/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "ka-reason.h"

#define MAX_PARTS 4

/* The longer wording of two that begin alike comes first; what fits much stands last. */
static const char *const REASONS[] = {
  KA_WHY_UNDO,
  KA_WHY_REDO,
  KA_WHY_IMPORT_SOME,
  KA_WHY_IMPORT,
  KA_WHY_MERGE,
  KA_WHY_SCENARIO,
  KA_WHY_SCENARIO_DELETE,
  KA_WHY_ATTACH,
  KA_WHY_ATTACH_SOME,
  KA_WHY_REPLACE,
  KA_WHY_SET,
  KA_WHY_REPORT_TEXT,
  KA_WHY_REPORT_TEMPLATE,
  KA_WHY_CREATE,
  KA_WHY_CHANGE_SOME,
  KA_WHY_CHANGE,
  KA_WHY_NEW,
  KA_WHY_SAVE,
  KA_WHY_DELETE,
  KA_WHY_DELETE_SOME,
  KA_WHY_RESTORE,
  KA_WHY_TAKE_CASES,
  KA_WHY_FILE_CASE,
  KA_WHY_FINDING,
  KA_WHY_EXAM,
  KA_WHY_PAPER_DRAFT,
  KA_WHY_PAPER_NUMBER,
  KA_WHY_PAPER_VOID,
  KA_WHY_FREEZE_AGAIN,
  KA_WHY_FREEZE,
  KA_WHY_GROUND,
  KA_WHY_DRAW,
  KA_WHY_PLAN_ITEMS,
  KA_WHY_PLAN,
  KA_WHY_PLAN_MOVE,
  KA_WHY_MEASURES,
  KA_WHY_MEASURES_PUBLIC,
  KA_WHY_MEASURES_LIST,
  KA_WHY_TARGETS,
  KA_WHY_HOLIDAYS,
  KA_WHY_CRITERIA,
  KA_WHY_CREATE_ONE,
  KA_WHY_ACT,
};

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* The next conversion of a format (%s, %u, %d, %2$s …); *end: behind it, *place: its argument, from 1, or 0: the
 * next one. NULL: there is none. */
static const char *
find_conversion (const char *format, const char **end, guint *place)
{
  const char *found = strchr (format, '%');
  char *dollar;
  guint64 number;

  if (found == NULL)
    return NULL;
  number = g_ascii_strtoull (found + 1, &dollar, 10);
  *place = *dollar == '$' ? (guint)number : 0;
  *end = *dollar == '$' ? dollar + 2 : found + 2;
  return found;
}

/* What stands in the text in the places of the format's conversions: char *. NULL: it is of another wording. */
static GPtrArray *
match (const char *format, const char *text)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *found, *end;
  guint place;

  while ((found = find_conversion (format, &end, &place)) != NULL)
    {
      gsize fixed = found - format;
      const char *next, *stop;
      g_autofree char *until = NULL;
      g_autofree char *part = NULL;

      if (strncmp (text, format, fixed) != 0)
        return NULL;
      text += fixed;
      next = strchr (end, '%');
      until = next != NULL ? g_strndup (end, next - end) : g_strdup (end);
      if (next == NULL && !g_str_has_suffix (text, until))
        return NULL;
      stop = next == NULL ? text + strlen (text) - strlen (until) : strstr (text, until);
      /* A number right behind a name: 矿山3条. */
      if (next != NULL && *until == '\0')
        stop = strpbrk (text, "0123456789");
      if (stop == NULL || *text == '\0')
        return NULL;
      part = g_strndup (text, stop - text);
      if (end[-1] != 's' && !is_number (part))
        return NULL;
      g_ptr_array_add (parts, g_steal_pointer (&part));
      text = stop;
      format = end;
    }
  return strcmp (text, format) == 0 ? g_steal_pointer (&parts) : NULL;
}

static const char *
translate (const char *text)
{
  return *text != '\0' ? _ (text) : text;
}

static char *
fill (const char *format, GPtrArray *parts)
{
  GString *text = g_string_new (NULL);
  const char *found, *end;
  guint place, next = 0;

  while ((found = find_conversion (format, &end, &place)) != NULL)
    {
      guint which = place > 0 ? place - 1 : next++;

      g_string_append_len (text, format, found - format);
      if (which < parts->len)
        g_string_append (text, g_ptr_array_index (parts, which));
      format = end;
    }
  g_string_append (text, format);
  return g_string_free (text, FALSE);
}

static char *
say_part (const char *format, const char *part)
{
  if (format == REASONS[0] || format == REASONS[1])
    return ka_reason_say (part);
  return g_strdup (translate (part));
}

char *
ka_reason_say (const char *why)
{
  if (why == NULL)
    return g_strdup ("");
  for (guint i = 0; i < G_N_ELEMENTS (REASONS); i++)
    {
      g_autoptr (GPtrArray) parts = match (REASONS[i], why);
      g_autoptr (GPtrArray) said = NULL;

      if (parts == NULL)
        continue;
      /* An act is one of the program's, or else the text is somebody's own. */
      if (i == G_N_ELEMENTS (REASONS) - 1 && translate (parts->pdata[0]) == parts->pdata[0])
        break;
      said = g_ptr_array_new_with_free_func (g_free);
      for (guint p = 0; p < parts->len; p++)
        g_ptr_array_add (said, say_part (REASONS[i], parts->pdata[p]));
      return fill (_ (REASONS[i]), said);
    }
  return g_strdup (why);
}
