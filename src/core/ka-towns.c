/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-codes-private.h"
#include "ka-text.h"

#include <string.h>

/* The table has the towns of one district. An office elsewhere has others: they are kept in its ledger (the
 * setting district.towns) and made known here when it is opened. */

#define MIN_STEM 1
#define MAX_NAME 12 /* characters */

static GRWLock lock;
static GHashTable *towns; /* folded name → KaCode; lives as long as the program */
static GPtrArray *order;  /* KaCode */

/* 重庆市永川区红炉镇 → 红炉镇. */
static const char *
skip_places (const char *text)
{
  static const char *const ends[] = { "省", "市", "自治县", "县", "区", NULL };

  for (guint i = 0; ends[i] != NULL; i++)
    {
      const char *end = strstr (text, ends[i]);

      if (end != NULL && end > text && g_utf8_strlen (end + strlen (ends[i]), -1) > 2
          && g_utf8_strlen (text, end - text) <= 8)
        text = end + strlen (ends[i]);
    }
  return text;
}

static gboolean
is_hanzi (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_get_script (g_utf8_get_char (text)) != G_UNICODE_SCRIPT_HAN)
      return FALSE;
  return TRUE;
}

char *
ka_town_name (const char *text)
{
  static const char *const ends[] = { "街道", "镇", "乡", NULL };
  g_autofree char *folded = ka_text_fold (text);
  const char *name = skip_places (folded);
  g_autofree char *town = NULL;

  if (g_str_has_suffix (name, "街道办事处"))
    town = g_strndup (name, strlen (name) - strlen ("办事处"));
  else if (g_str_has_suffix (name, "人民政府"))
    town = g_strndup (name, strlen (name) - strlen ("人民政府"));
  else
    town = g_strdup (name);
  if (!is_hanzi (town) || g_utf8_strlen (town, -1) > MAX_NAME)
    return NULL;
  for (guint i = 0; ends[i] != NULL; i++)
    if (g_str_has_suffix (town, ends[i])
        && g_utf8_strlen (town, -1) >= g_utf8_strlen (ends[i], -1) + MIN_STEM)
      return g_steal_pointer (&town);
  return NULL;
}

gboolean
ka_towns_add (const char *text)
{
  g_autofree char *name = ka_town_name (text);

  if (name == NULL)
    return FALSE;
  if (ka_codes_match (ka_codes_get ("towns"), name, KA_DAY_NONE) != NULL)
    return TRUE;
  g_rw_lock_writer_lock (&lock);
  if (towns == NULL)
    {
      towns = g_hash_table_new (g_str_hash, g_str_equal);
      order = g_ptr_array_new ();
    }
  if (!g_hash_table_contains (towns, name))
    {
      KaCode *code = g_new0 (KaCode, 1);

      code->value = code->label = g_intern_string (name);
      code->group = g_str_has_suffix (name, "街道") ? "街道" : "镇";
      code->valid_from = code->valid_to = KA_DAY_NONE;
      g_hash_table_insert (towns, (gpointer)code->value, code);
      g_ptr_array_add (order, code);
    }
  g_rw_lock_writer_unlock (&lock);
  return TRUE;
}

void
ka_towns_add_all (const char *list)
{
  g_auto (GStrv) names = g_strsplit_set (list, ",; \n", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (names[i], "、", -1);

      for (guint p = 0; parts[p] != NULL; p++)
        if (*parts[p] != '\0')
          ka_towns_add (parts[p]);
    }
}

const KaCode *
ka_towns_find (const char *folded)
{
  const KaCode *code;

  g_rw_lock_reader_lock (&lock);
  code = towns ? g_hash_table_lookup (towns, folded) : NULL;
  g_rw_lock_reader_unlock (&lock);
  return code;
}

const KaCode *
ka_towns_nth (guint i)
{
  const KaCode *code;

  g_rw_lock_reader_lock (&lock);
  code = order != NULL && i < order->len ? g_ptr_array_index (order, i) : NULL;
  g_rw_lock_reader_unlock (&lock);
  return code;
}

/* 清溪 for 清溪镇, 永川区清溪镇人民政府. */
const KaCode *
ka_towns_read (const char *folded)
{
  static const char *const ends[] = { "街道", "镇", "乡", NULL };
  g_autofree char *name = ka_town_name (folded);
  const KaCode *code = name ? ka_towns_find (name) : NULL;

  for (guint i = 0; ends[i] != NULL && code == NULL; i++)
    {
      g_autofree char *whole = g_strconcat (skip_places (folded), ends[i], NULL);

      code = ka_towns_find (whole);
    }
  return code;
}
