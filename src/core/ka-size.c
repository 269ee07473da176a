/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-decimal.h"
#include "ka-size.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SOURCE "国土资发〔2004〕208号"

typedef struct
{
  const char *name;
  const char *unit;
  gint64 large; /* hundredths */
  gint64 medium;
} Row;

/* Whether capacity, converted by density, is at least the limit: c/100 ÷ (d/100) ≥ l/100, without
 * dividing. conversion: -1 tonnes to cubic metres, 1 the other way, 0 none. */
static gboolean
reaches (gint64 capacity, gint64 density, int conversion, gint64 limit)
{
  __int128 left = capacity, right = limit;

  if (conversion < 0)
    {
      left *= 100;
      right *= density;
    }
  else if (conversion > 0)
    {
      left *= density;
      right *= 100;
    }
  return left >= right;
}

/* top ÷ by, which is in hundredths, rounded half up for people: to as many places as it takes not to be written
 * as on the other side of a limit (9.996 is not ≈10 and yet below it). */
static char *
format_converted (__int128 top, __int128 by, const gint64 limits[2])
{
  __int128 scale = 1;

  for (guint places = 2;; places++, scale *= 10)
    {
      __int128 rounded = (2 * top * scale + by) / (2 * by);
      gboolean same = TRUE;

      for (guint i = 0; i < 2; i++)
        same = same && (rounded >= limits[i] * scale) == (top >= limits[i] * by);
      if (same || places == 6)
        return ka_decimal_format ((gint64)rounded, places);
    }
}

static char *
describe (const Row *row, gint64 capacity, const char *unit, gint64 density, int conversion)
{
  g_autofree char *given = ka_decimal_format (capacity, 2);
  g_autofree char *heavy = ka_decimal_format (density, 2);
  g_autofree char *large = ka_decimal_format (row->large, 2);
  g_autofree char *medium = ka_decimal_format (row->medium, 2);
  g_autofree char *result = NULL;
  __int128 top = (__int128)capacity * (conversion < 0 ? 100 : density);
  __int128 by = conversion < 0 ? density : 100;
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s：%s%s", row->name, given, unit);
  if (conversion != 0)
    {
      result = format_converted (top, by, (const gint64[]){ row->large, row->medium });
      g_string_append_printf (out, " %s %st/m³ %s %s%s", conversion < 0 ? "÷" : "×", heavy,
                              top % by == 0 ? "=" : "≈", result, row->unit);
    }
  g_string_append_printf (out, "；大型≥%s、中型≥%s（%s）", large, medium, SOURCE);
  return g_string_free (out, FALSE);
}

static gboolean
find_row (const char *mineral, Row *row, gint64 *density)
{
  const KaCodeTable *minerals = ka_codes_get ("minerals"), *sizes = ka_codes_get ("size_classes");
  const KaCode *code = ka_codes_lookup (minerals, mineral, KA_DAY_NONE), *size;
  const char *heavy;

  row->name = code == NULL ? NULL : ka_codes_column (minerals, code, "size_class_row");
  if (row->name == NULL || (size = ka_codes_lookup (sizes, row->name, KA_DAY_NONE)) == NULL)
    return FALSE;
  row->unit = ka_codes_column (sizes, size, "unit");
  heavy = ka_codes_column (minerals, code, "density");
  if (*density <= 0 && (heavy == NULL || !ka_decimal_parse (heavy, 2, density, NULL)))
    return FALSE;
  return ka_decimal_parse (ka_codes_column (sizes, size, "large_min"), 2, &row->large, NULL)
         && ka_decimal_parse (ka_codes_column (sizes, size, "medium_min"), 2, &row->medium, NULL);
}

const char *
ka_size_compute (const char *mineral,
                 gint64 capacity,
                 const char *capacity_unit,
                 gint64 density,
                 char **rule)
{
  Row row;
  int conversion = 0;

  if (rule != NULL)
    *rule = NULL;
  if (mineral == NULL || capacity <= 0 || capacity_unit == NULL
      || !find_row (mineral, &row, &density))
    return NULL;
  if (strcmp (capacity_unit, row.unit) != 0)
    conversion = g_str_has_prefix (row.unit, "万立方米") ? -1 : 1;
  if (rule != NULL)
    *rule = describe (&row, capacity, capacity_unit, density, conversion);
  if (reaches (capacity, density, conversion, row.large))
    return "大型";
  return reaches (capacity, density, conversion, row.medium) ? "中型" : "小型";
}

static gint64
get_hundredths (const KaRecord *record, const char *field)
{
  const char *value = ka_record_get (record, field);
  gint64 number;

  return value != NULL && ka_decimal_parse (value, 2, &number, NULL) ? number : 0;
}

const char *
ka_size_of_mine (const KaRecord *mine, char **rule)
{
  const char *laid_down;

  g_return_val_if_fail (mine != NULL && strcmp (mine->kind->id, "mine") == 0, NULL);

  laid_down = ka_record_get (mine, "size_class");
  if (laid_down == NULL)
    return ka_size_compute (ka_record_get (mine, "mineral"), get_hundredths (mine, "capacity"),
                            ka_record_get (mine, "capacity_unit"), get_hundredths (mine, "density"),
                            rule);
  if (rule != NULL)
    {
      g_autofree char *computed = NULL;
      const char *size = ka_size_compute (
        ka_record_get (mine, "mineral"), get_hundredths (mine, "capacity"),
        ka_record_get (mine, "capacity_unit"), get_hundredths (mine, "density"), &computed);

      *rule = size == NULL ? g_strdup_printf (_ ("认定规模：%s"), laid_down)
                           : g_strdup_printf (_ ("认定规模：%s；按规则算为%s（%s）"), laid_down,
                                              size, computed);
    }
  return laid_down;
}
