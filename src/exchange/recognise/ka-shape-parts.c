/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <string.h>

/* Several values in one cell, as its heading says: 姓名/性别/电话 over 张三/男/13900000000. */

#define MAX_PARTS 4
#define MAX_CELL_BYTES 240
#define MAX_JOINTS 10
/* What is none of ours is a word or a number. */
#define MAX_STRANGER_BYTES 40

static void
unref_fields (gpointer fields)
{
  if (fields != NULL)
    g_ptr_array_unref (fields);
}

/* ---- the heading ---- */

static GStrv
split_text (const char *text, const char *const *marks, const char *before)
{
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  guint n = 0;

  for (const char *at = text, *begin = text;;)
    {
      gsize len = 0;

      for (guint m = 0; marks[m] != NULL && len == 0; m++)
        if (g_str_has_prefix (at, marks[m]))
          len = strlen (marks[m]);
      if (*at != '\0' && len == 0)
        {
          at = g_utf8_next_char (at);
          continue;
        }
      if (at > begin)
        {
          g_autofree char *part = g_strdup_printf ("%s%.*s", before, (int)(at - begin), begin);

          g_strv_builder_add (parts, part);
          n++;
        }
      if (*at == '\0')
        break;
      begin = at = at + len;
    }
  return n >= 2 && n <= MAX_PARTS ? g_strv_builder_end (parts) : NULL;
}

gboolean
ka_heading_counts (const char *unit)
{
  static const char *const units[] = { "人", "名", "个", "人次", NULL };

  return unit != NULL && g_strv_contains (units, unit);
}

GStrv
ka_heading_parts (const char *text, gboolean *marked)
{
  static const char *const marks[]
    = { "及其", "及", "和", "与", "/", "、", "，", ",", "+", ";", "；", "|", NULL };
  static const char *const breaks[] = { "\n", "\r", NULL };
  static const char *const brackets[] = { "(", ")", NULL };
  g_autoptr (KaHeading) heading = ka_heading_new (text);
  GStrv parts = split_text (heading->bare, marks, "");

  *marked = parts != NULL;
  /* 参训/合格（人）: each of them is counted. */
  for (guint i = 0; parts != NULL && ka_heading_counts (heading->unit) && parts[i] != NULL; i++)
    {
      char *counted = g_strdup_printf ("%s(%s)", parts[i], heading->unit);

      g_free (parts[i]);
      parts[i] = counted;
    }
  if (parts == NULL && heading->unit != NULL)
    {
      /* 坝高（设计/现状）米: what follows the brackets is the unit. */
      g_autofree char *before = g_strndup (heading->whole, strcspn (heading->whole, "("));

      parts = split_text (heading->unit, marks, before);
    }
  if (parts == NULL && heading->unit != NULL)
    parts = split_text (heading->whole, brackets, "");
  return parts ? parts : split_text (text, breaks, "");
}

/* ---- the values ---- */

/* Names hold blanks, and brackets that belong to them. */
static gboolean
may_stand_before (const KaField *field, const char *joint)
{
  static const char *const within[] = { "（", "(", "：", ":", " ", "　", NULL };

  return field == NULL || (field->type != KA_FIELD_REF && field->format != KA_FORMAT_TITLE)
         || !g_strv_contains (within, joint);
}

static gboolean
is_part (const KaField *field, const char *text)
{
  if (*text == '\0')
    return FALSE;
  if (field == NULL)
    return strlen (text) <= MAX_STRANGER_BYTES && strchr (text, ' ') == NULL;
  return ka_pair_is_value (field, text);
}

static gboolean
split_from (GPtrArray *fields, guint first, const char *text, GStrv values)
{
  const KaField *field = g_ptr_array_index (fields, first);

  if (first + 1 == fields->len)
    {
      if (!is_part (field, text))
        return FALSE;
      values[first] = g_strdup (text);
      return TRUE;
    }
  for (guint j = 0; ka_pair_joints[j] != NULL; j++)
    for (const char *at = strstr (text, ka_pair_joints[j]); at != NULL;
         at = strstr (at + 1, ka_pair_joints[j]))
      {
        g_autofree char *before = ka_pair_strip (text, at - text);
        g_autofree char *after = ka_pair_strip (at, strlen (at));

        if (!may_stand_before (field, ka_pair_joints[j]) || !is_part (field, before)
            || !split_from (fields, first + 1, after, values))
          continue;
        values[first] = g_steal_pointer (&before);
        return TRUE;
      }
  return FALSE;
}

/* More are a text; and all ways to cut it would be tried. */
static gboolean
has_many_joints (const char *text)
{
  guint n = 0;

  for (guint j = 0; ka_pair_joints[j] != NULL; j++)
    for (const char *at = strstr (text, ka_pair_joints[j]); at != NULL && n <= MAX_JOINTS;
         at = strstr (at + 1, ka_pair_joints[j]))
      n++;
  return n > MAX_JOINTS;
}

GStrv
ka_parts_split (GPtrArray *fields, const char *text)
{
  g_autofree char **values = NULL;

  if (strlen (text) > MAX_CELL_BYTES || has_many_joints (text))
    return NULL;
  values = g_new0 (char *, fields->len + 1);
  return split_from (fields, 0, text, values) ? g_steal_pointer (&values) : NULL;
}

/* ---- the columns ---- */

GPtrArray *
ka_found_parts (const KaFound *found, guint column)
{
  return found->parts != NULL && column < found->parts->len
           ? g_ptr_array_index (found->parts, column)
           : NULL;
}

gboolean
ka_found_holds (const KaFound *found, guint column, const KaField *field)
{
  GPtrArray *parts = ka_found_parts (found, column);

  return g_ptr_array_index (found->fields, column) == field
         || ka_found_second (found, column) == field
         || (parts != NULL && g_ptr_array_find (parts, field, NULL));
}

void
ka_found_set_parts (KaFound *found, guint column, GPtrArray *fields)
{
  if (found->parts == NULL)
    found->parts = g_ptr_array_new_with_free_func (unref_fields);
  if (found->parts->len < found->fields->len)
    g_ptr_array_set_size (found->parts, (int)found->fields->len);
  unref_fields (found->parts->pdata[column]);
  found->parts->pdata[column] = g_ptr_array_ref (fields);
}

void
ka_found_forget_parts (KaFound *found, guint column)
{
  if (ka_found_second (found, column) != NULL)
    found->seconds->pdata[column] = NULL;
  if (ka_found_parts (found, column) != NULL)
    {
      g_ptr_array_unref (found->parts->pdata[column]);
      found->parts->pdata[column] = NULL;
    }
}
