/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-accident.h"

#include <ka-decimal.h>
#include <string.h>

static const char *const NAMES[KA_ACCIDENT_N_GRADES] = {
  [KA_ACCIDENT_ORDINARY] = "一般",
  [KA_ACCIDENT_LARGER] = "较大",
  [KA_ACCIDENT_MAJOR] = "重大",
  [KA_ACCIDENT_EXTREME] = "特别重大",
};

/* From where on a grade begins. KA_ACCIDENT_GRADE_SQL says the same. */
static const struct
{
  gint64 deaths;
  gint64 serious;
  gint64 loss; /* 万元 */
  KaAccidentGrade grade;
} BOUNDS[] = {
  { 30, 100, 10000, KA_ACCIDENT_EXTREME },
  { 10, 50, 5000, KA_ACCIDENT_MAJOR },
  { 3, 10, 1000, KA_ACCIDENT_LARGER },
};

#define LOSS_PLACES 4
#define LOSS_SCALE 10000

const char *
ka_accident_grade_name (KaAccidentGrade grade)
{
  g_return_val_if_fail (grade < KA_ACCIDENT_N_GRADES, NULL);
  return NAMES[grade];
}

KaAccidentGrade
ka_accident_grade_of (gint64 deaths, gint64 serious, gint64 loss)
{
  for (guint i = 0; i < G_N_ELEMENTS (BOUNDS); i++)
    if (deaths >= BOUNDS[i].deaths || serious >= BOUNDS[i].serious
        || loss >= BOUNDS[i].loss * LOSS_SCALE)
      return BOUNDS[i].grade;
  return deaths >= 0 || serious >= 0 || loss >= 0 ? KA_ACCIDENT_ORDINARY : KA_ACCIDENT_UNGRADED;
}

static gint64
get_number (const KaRecord *record, const char *field, guint places)
{
  const char *text = ka_record_get (record, field);
  gint64 value;

  return text != NULL && ka_decimal_parse (text, places, &value, NULL) ? value : -1;
}

KaAccidentGrade
ka_accident_grade_computed (const KaRecord *accident)
{
  g_return_val_if_fail (strcmp (accident->kind->id, "accident") == 0, KA_ACCIDENT_UNGRADED);
  return ka_accident_grade_of (get_number (accident, "deaths", 0),
                               get_number (accident, "serious", 0),
                               get_number (accident, "loss", LOSS_PLACES));
}

KaAccidentGrade
ka_accident_grade (const KaRecord *accident)
{
  const char *laid_down = ka_record_get (accident, "grade");

  for (guint i = KA_ACCIDENT_ORDINARY; i < KA_ACCIDENT_N_GRADES; i++)
    if (g_strcmp0 (laid_down, NAMES[i]) == 0)
      return i;
  return ka_accident_grade_computed (accident);
}

/* A time of a record, 2025-08-14T15:20, in minutes. */
static gboolean
read_minutes (const KaRecord *record, const char *field, gint64 *minutes)
{
  const char *text = ka_record_get (record, field);
  g_autofree char *date = text != NULL ? g_strndup (text, 10) : NULL;
  KaDay day = date != NULL ? ka_day_from_iso (date) : KA_DAY_NONE;

  if (day == KA_DAY_NONE || strlen (text) != strlen ("2025-08-14T15:20"))
    return FALSE;
  *minutes = (gint64)day * 24 * 60 + g_ascii_strtoll (text + 11, NULL, 10) * 60
             + g_ascii_strtoll (text + 14, NULL, 10);
  return TRUE;
}

gboolean
ka_accident_report_minutes (const KaRecord *accident, gint64 *minutes)
{
  gint64 known, reported;

  if (!read_minutes (accident, "known", &known) || !read_minutes (accident, "reported", &reported))
    return FALSE;
  *minutes = reported - known;
  return TRUE;
}

static KaDay
get_day (const KaRecord *record, const char *field)
{
  const char *text = ka_record_get (record, field);
  g_autofree char *date = text != NULL ? g_strndup (text, 10) : NULL;

  return date != NULL ? ka_day_from_iso (date) : KA_DAY_NONE;
}

KaDay
ka_accident_investigation_end (const KaRecord *accident)
{
  KaDay occurred = get_day (accident, "occurred");
  KaDay extended = get_day (accident, "extended_until");

  if (extended != KA_DAY_NONE)
    return extended;
  return occurred != KA_DAY_NONE ? occurred + KA_ACCIDENT_INVESTIGATION_DAYS : KA_DAY_NONE;
}

KaDay
ka_accident_reply_end (const KaRecord *accident)
{
  KaDay submitted = get_day (accident, "submitted");

  if (submitted == KA_DAY_NONE)
    return KA_DAY_NONE;
  return submitted
         + (ka_accident_grade (accident) == KA_ACCIDENT_EXTREME ? KA_ACCIDENT_REPLY_DAYS_EXTREME
                                                                : KA_ACCIDENT_REPLY_DAYS);
}

gboolean
ka_accident_extended_too_far (const KaRecord *accident)
{
  KaDay occurred = get_day (accident, "occurred");
  KaDay extended = get_day (accident, "extended_until");

  return occurred != KA_DAY_NONE && extended != KA_DAY_NONE
         && extended > occurred + 2 * KA_ACCIDENT_INVESTIGATION_DAYS;
}
