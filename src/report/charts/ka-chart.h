/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include <ka-geo.h>
#include <ka-table.h>

G_BEGIN_DECLS

/* A picture of numbers: one drawing code for the window and for the page. What is written beside a bar
 * or at the end of a line is text given by the caller (the exact figure); the doubles only place it. */
typedef struct _KaChart KaChart;

typedef enum
{
  KA_CHART_BARS,  /* a horizontal bar for each category, against its target; one series */
  KA_CHART_TREND, /* a line for each series over the categories (quarters), last value at the end */
  KA_CHART_MULTIPLES, /* a small panel for each series (town), each a line over the categories */
  KA_CHART_STACKED,   /* a horizontal bar for each category, cut into one segment for each series */
  KA_CHART_MAP, /* a sign on a map for each category that has a place; its series, the one in which it
                   has a value, gives colour and shape */
} KaChartType;

typedef enum
{
  KA_TONE_ACCENT,
  KA_TONE_GOOD,
  KA_TONE_WARNING,
  KA_TONE_BAD,
  KA_TONE_MUTED,
  KA_TONE_SET_1, /* the categorical set: the same colour for the same thing everywhere */
  KA_TONE_SET_2,
  KA_TONE_SET_3,
  KA_TONE_SET_4,
  KA_TONE_SET_5,
  KA_TONE_SET_6,
} KaTone;
#define KA_N_TONES (KA_TONE_SET_6 + 1)

#define KA_CHART_ALL G_MAXUINT

/* unit: "%", "座" … written with the scale; or NULL. */
KaChart *ka_chart_new (KaChartType type, const char *title, const char *unit);
KaChart *ka_chart_ref (KaChart *chart);
void ka_chart_unref (KaChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaChart, ka_chart_unref)

/* Both return the new one's place: 0, 1 … */
guint ka_chart_add_category (KaChart *chart, const char *label);
guint ka_chart_add_series (KaChart *chart, const char *name, KaTone tone);
void ka_chart_set_series_name (KaChart *chart, guint series, const char *name);

/* value NAN: there is none (未填 is not 0); text ("58.3%（7/12）", "未填") is what is written, NULL: nothing. */
void
ka_chart_set_value (KaChart *chart, guint series, guint category, double value, const char *text);
/* The target of a category, or of all (KA_CHART_ALL): a line across its bar, or across the picture. */
void ka_chart_set_target (KaChart *chart, guint category, double value, const char *text);
/* The colour of one category's bar in place of its series' (met, missed). Never the only sign: the text
 * must say it too. */
void ka_chart_set_tone (KaChart *chart, guint category, KaTone tone);
/* The scale; by default from 0 to a round number above all values and targets. */
void ka_chart_set_range (KaChart *chart, double min, double max);

/* Maps. Takes references; the ground is drawn below the signs. */
void ka_chart_set_ground (KaChart *chart, KaGeo *ground);
/* rough: the place is only about there; drawn hollow. */
void ka_chart_set_place (KaChart *chart, guint category, const KaPlace *place, gboolean rough);
/* The part that is shown; NULL: all. */
void ka_chart_set_box (KaChart *chart, const KaGeoBox *box);
/* The part that is really shown in a picture of this size: a box keeps its proportions. */
void ka_chart_get_box (KaChart *chart, double width, double height, KaGeoBox *box);
/* Written beside its sign and ringed; KA_CHART_ALL: none. */
void ka_chart_set_marked (KaChart *chart, guint category);

KaChartType ka_chart_get_chart_type (KaChart *chart);
const char *ka_chart_get_title (KaChart *chart);
guint ka_chart_get_n_series (KaChart *chart);
const char *ka_chart_get_category_label (KaChart *chart, guint category);

typedef struct
{
  double red, green, blue;
} KaColor;

/* What the place where it is drawn decides: the window's theme, or print. Lengths are in the units of the
 * cairo context (pixels in the window, points on paper). */
typedef struct
{
  KaColor foreground; /* text */
  KaColor background; /* what it is drawn on (not painted): text on bars takes the better of both */
  KaColor secondary;  /* names of axes, notes */
  KaColor line;       /* rules, grid */
  KaColor tones[KA_N_TONES];
  double text_size;
} KaChartStyle;

/* Dark enough to be told apart in grey print. 10.5 pt. */
const KaChartStyle *ka_chart_style_print (void);

/* Draws into 0, 0, width, height (without title: whoever places the chart sets it). context: from the
 * widget, or from the page; its font description names the family. */
void ka_chart_draw (KaChart *chart,
                    cairo_t *cr,
                    PangoContext *context,
                    const KaChartStyle *style,
                    double width,
                    double height);
/* The height at which it looks best. */
double ka_chart_get_height (KaChart *chart,
                            PangoContext *context,
                            const KaChartStyle *style,
                            double width);
/* What stands at a place of the picture: KA_CHART_ALL where no series (category) can be said. */
gboolean ka_chart_pick (KaChart *chart,
                        PangoContext *context,
                        const KaChartStyle *style,
                        double width,
                        double height,
                        double x,
                        double y,
                        guint *series,
                        guint *category);

/* The same in words, for reading aloud: title, then each value and target. */
char *ka_chart_describe (KaChart *chart);
/* The same as a table. */
KaTable *ka_chart_to_table (KaChart *chart);

G_END_DECLS
