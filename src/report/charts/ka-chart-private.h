/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-chart.h"

G_BEGIN_DECLS

typedef struct
{
  double value; /* NAN: none */
  char *text;   /* or NULL */
} KaChartValue;

typedef struct
{
  char *label;
  KaChartValue target;
  gboolean toned;
  KaTone tone;
  KaPlace place; /* NAN: none */
  gboolean rough;
} KaChartCategory;

typedef struct
{
  char *name;
  KaTone tone;
  GArray *values; /* KaChartValue, as many as were set */
} KaChartSeries;

struct _KaChart
{
  gatomicrefcount refs;
  KaChartType type;
  char *title, *unit;
  GArray *categories;  /* KaChartCategory */
  GArray *series;      /* KaChartSeries */
  KaChartValue target; /* of all */
  gboolean ranged;
  double min, max;
  KaGeo *ground; /* or NULL */
  KaGeoBox box;
  gboolean boxed;
  guint marked;
};

KaChartCategory *ka_chart_category (KaChart *chart, guint category);
KaChartSeries *ka_chart_series (KaChart *chart, guint series);
/* A value of NAN and no text where none was set. */
const KaChartValue *ka_chart_value (KaChart *chart, guint series, guint category);
/* The target of the category, its own or that of all. */
const KaChartValue *ka_chart_target (KaChart *chart, guint category);
/* The scale, and the steps that it is marked in. */
void ka_chart_scale (KaChart *chart, double *min, double *max, double *step);

G_END_DECLS
