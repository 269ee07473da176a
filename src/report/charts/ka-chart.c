/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "ka-chart-private.h"
#include "ka-doc.h"

static const KaChartValue no_value = { NAN, NULL };

static void
clear_category (gpointer data)
{
  KaChartCategory *category = data;

  g_free (category->label);
  g_free (category->target.text);
}

static void
clear_value (gpointer data)
{
  g_free (((KaChartValue *)data)->text);
}

static void
clear_series (gpointer data)
{
  KaChartSeries *series = data;

  g_free (series->name);
  g_array_unref (series->values);
}

/* Pictures carry no marks, and no bytes that are not text. */
static char *
take_text (const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return NULL;
  valid = g_utf8_make_valid (text, -1);
  return ka_doc_strip_marks (valid);
}

KaChart *
ka_chart_new (KaChartType type, const char *title, const char *unit)
{
  KaChart *self = g_new0 (KaChart, 1);

  g_atomic_ref_count_init (&self->refs);
  self->type = type;
  self->title = take_text (title != NULL ? title : "");
  self->unit = take_text (unit);
  self->target = no_value;
  self->marked = KA_CHART_ALL;
  self->categories = g_array_new (FALSE, TRUE, sizeof (KaChartCategory));
  g_array_set_clear_func (self->categories, clear_category);
  self->series = g_array_new (FALSE, TRUE, sizeof (KaChartSeries));
  g_array_set_clear_func (self->series, clear_series);
  return self;
}

KaChart *
ka_chart_ref (KaChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
ka_chart_unref (KaChart *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_array_unref (self->categories);
  g_array_unref (self->series);
  g_clear_pointer (&self->ground, ka_geo_unref);
  g_free (self->target.text);
  g_free (self->title);
  g_free (self->unit);
  g_free (self);
}

guint
ka_chart_add_category (KaChart *self, const char *label)
{
  KaChartCategory category = { .label = take_text (label != NULL ? label : ""),
                               .target = no_value,
                               .place = { NAN, NAN } };

  g_return_val_if_fail (self != NULL, 0);

  g_array_append_val (self->categories, category);
  return self->categories->len - 1;
}

guint
ka_chart_add_series (KaChart *self, const char *name, KaTone tone)
{
  KaChartSeries series = { take_text (name != NULL ? name : ""), tone };

  g_return_val_if_fail (self != NULL && tone < KA_N_TONES, 0);

  series.values = g_array_new (FALSE, TRUE, sizeof (KaChartValue));
  g_array_set_clear_func (series.values, clear_value);
  g_array_append_val (self->series, series);
  return self->series->len - 1;
}

void
ka_chart_set_series_name (KaChart *self, guint series, const char *name)
{
  g_return_if_fail (self != NULL && series < self->series->len);

  g_free (ka_chart_series (self, series)->name);
  ka_chart_series (self, series)->name = take_text (name);
}

static void
set_value (KaChartValue *place, double value, const char *text)
{
  g_free (place->text);
  place->value = isfinite (value) ? value : NAN;
  place->text = take_text (text);
}

void
ka_chart_set_value (KaChart *self, guint series, guint category, double value, const char *text)
{
  GArray *values;

  g_return_if_fail (self != NULL && series < self->series->len && category < self->categories->len);

  values = ka_chart_series (self, series)->values;
  while (values->len <= category)
    g_array_append_val (values, no_value);
  set_value (&g_array_index (values, KaChartValue, category), value, text);
}

void
ka_chart_set_target (KaChart *self, guint category, double value, const char *text)
{
  g_return_if_fail (self != NULL && (category == KA_CHART_ALL || category < self->categories->len));

  set_value (category == KA_CHART_ALL ? &self->target : &ka_chart_category (self, category)->target,
             value, text);
}

void
ka_chart_set_tone (KaChart *self, guint category, KaTone tone)
{
  g_return_if_fail (self != NULL && category < self->categories->len && tone < KA_N_TONES);

  ka_chart_category (self, category)->tone = tone;
  ka_chart_category (self, category)->toned = TRUE;
}

void
ka_chart_set_range (KaChart *self, double min, double max)
{
  g_return_if_fail (self != NULL && isfinite (min) && isfinite (max) && min < max);

  self->min = min;
  self->max = max;
  self->ranged = TRUE;
}

void
ka_chart_set_ground (KaChart *self, KaGeo *ground)
{
  g_return_if_fail (self != NULL);

  if (ground != NULL)
    ka_geo_ref (ground);
  g_clear_pointer (&self->ground, ka_geo_unref);
  self->ground = ground;
}

void
ka_chart_set_place (KaChart *self, guint category, const KaPlace *place, gboolean rough)
{
  g_return_if_fail (self != NULL && category < self->categories->len && place != NULL);

  ka_chart_category (self, category)->place = *place;
  ka_chart_category (self, category)->rough = rough;
}

void
ka_chart_set_box (KaChart *self, const KaGeoBox *box)
{
  g_return_if_fail (self != NULL);

  self->boxed = box != NULL;
  if (box != NULL)
    self->box = *box;
}

void
ka_chart_set_marked (KaChart *self, guint category)
{
  g_return_if_fail (self != NULL);

  self->marked = category;
}

KaChartType
ka_chart_get_chart_type (KaChart *self)
{
  g_return_val_if_fail (self != NULL, KA_CHART_BARS);

  return self->type;
}

const char *
ka_chart_get_title (KaChart *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

guint
ka_chart_get_n_series (KaChart *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->series->len;
}

const char *
ka_chart_get_category_label (KaChart *self, guint category)
{
  g_return_val_if_fail (self != NULL && category < self->categories->len, NULL);

  return ka_chart_category (self, category)->label;
}

KaChartCategory *
ka_chart_category (KaChart *self, guint category)
{
  return &g_array_index (self->categories, KaChartCategory, category);
}

KaChartSeries *
ka_chart_series (KaChart *self, guint series)
{
  return &g_array_index (self->series, KaChartSeries, series);
}

const KaChartValue *
ka_chart_value (KaChart *self, guint series, guint category)
{
  GArray *values = ka_chart_series (self, series)->values;

  return category < values->len ? &g_array_index (values, KaChartValue, category) : &no_value;
}

const KaChartValue *
ka_chart_target (KaChart *self, guint category)
{
  const KaChartValue *own = &ka_chart_category (self, category)->target;

  return isnan (own->value) ? &self->target : own;
}

/* ---- scale ---- */

static double
get_highest (KaChart *self)
{
  double highest = isnan (self->target.value) ? 0 : self->target.value;

  for (guint c = 0; c < self->categories->len; c++)
    {
      double target = ka_chart_target (self, c)->value, sum = 0;

      for (guint s = 0; s < self->series->len; s++)
        {
          double value = ka_chart_value (self, s, c)->value;

          if (isnan (value))
            continue;
          sum += value;
          highest = MAX (highest, self->type == KA_CHART_STACKED ? sum : value);
        }
      if (!isnan (target))
        highest = MAX (highest, target);
    }
  return highest;
}

/* 1, 2 or 5 times a power of ten. */
static double
round_step (double step)
{
  double power = pow (10, floor (log10 (step)));

  for (guint i = 0; i < 3; i++)
    {
      static const double steps[] = { 1, 2, 5 };

      if (step <= steps[i] * power * 1.0001)
        return steps[i] * power;
    }
  return 10 * power;
}

void
ka_chart_scale (KaChart *self, double *min, double *max, double *step)
{
  double highest;

  if (self->ranged)
    {
      *min = self->min;
      *max = self->max;
      *step = round_step ((self->max - self->min) / 5);
      return;
    }
  highest = get_highest (self);
  *min = 0;
  if (g_strcmp0 (self->unit, "%") == 0 && highest <= 100)
    highest = 100;
  if (highest <= 0)
    highest = 1;
  *step = round_step (highest / 5);
  *max = ceil (highest / *step - 0.0001) * *step;
}

/* ---- in words ---- */

static void
append_value (GString *words,
              const char *name,
              const KaChartValue *value,
              const KaChartValue *target)
{
  g_string_append (words, name);
  if (value->text != NULL && *value->text != '\0')
    g_string_append (words, value->text);
  else
    g_string_append (words, isnan (value->value) ? _ ("无数据") : "");
  if (target != NULL && target->text != NULL)
    g_string_append_printf (words, _ ("（目标%s）"), target->text);
}

/* More signs than this on a map are counted by the names of their series; nobody listens to them all. */
#define MOST_READ 200

static void
append_series (KaChart *self, guint s, GString *words)
{
  for (guint c = 0; c < self->categories->len; c++)
    {
      const KaChartValue *own = &ka_chart_category (self, c)->target;

      if (self->type == KA_CHART_MAP && isnan (ka_chart_value (self, s, c)->value))
        continue;
      append_value (words, ka_chart_category (self, c)->label, ka_chart_value (self, s, c),
                    s == 0 && own->text != NULL ? own : NULL);
      g_string_append (words, c + 1 < self->categories->len ? _ ("，")
                              : s + 1 < self->series->len   ? _ ("；")
                                                            : _ ("。"));
    }
}

char *
ka_chart_describe (KaChart *self)
{
  gboolean counted;
  GString *words;

  g_return_val_if_fail (self != NULL, NULL);

  words = g_string_new (self->title);
  if (self->categories->len == 0 || self->series->len == 0)
    {
      g_string_append (words, _ ("：无数据。"));
      return g_string_free (words, FALSE);
    }
  if (self->target.text != NULL)
    g_string_append_printf (words, _ ("，目标%s"), self->target.text);
  g_string_append (words, _ ("："));
  counted = self->type == KA_CHART_MAP && self->categories->len > MOST_READ;
  for (guint s = 0; s < self->series->len; s++)
    {
      const char *name = ka_chart_series (self, s)->name;

      if (counted)
        g_string_append_printf (words, "%s%s", name,
                                s + 1 < self->series->len ? _ ("，") : _ ("。"));
      else if (self->series->len > 1 || self->type == KA_CHART_MULTIPLES)
        g_string_append_printf (words, "%s ", name);
      if (!counted)
        append_series (self, s, words);
    }
  return g_string_free (words, FALSE);
}

KaTable *
ka_chart_to_table (KaChart *self)
{
  gboolean targets = FALSE;
  KaTable *table;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint c = 0; c < self->categories->len; c++)
    targets = targets || ka_chart_target (self, c)->text != NULL;
  table = ka_table_new (self->title);
  ka_table_add_column (table, _ ("项目"), 0, KA_ALIGN_LEFT);
  for (guint s = 0; s < self->series->len; s++)
    {
      const char *name = ka_chart_series (self, s)->name;

      ka_table_add_column (table, *name != '\0' ? name : _ ("数值"), 0, KA_ALIGN_RIGHT);
    }
  if (targets)
    ka_table_add_column (table, _ ("目标"), 0, KA_ALIGN_RIGHT);

  for (guint c = 0; c < self->categories->len; c++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new ();
      const char *target = ka_chart_target (self, c)->text;

      g_ptr_array_add (cells, ka_chart_category (self, c)->label);
      for (guint s = 0; s < self->series->len; s++)
        {
          const char *text = ka_chart_value (self, s, c)->text;

          g_ptr_array_add (cells, (gpointer)(text != NULL ? text : ""));
        }
      if (targets)
        g_ptr_array_add (cells, (gpointer)(target != NULL ? target : ""));
      g_ptr_array_add (cells, NULL);
      ka_table_add_row (table, KA_ROW_PLAIN, (const char *const *)cells->pdata);
    }
  return table;
}
