/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-chart-view.h"

struct _KaChartView
{
  GtkWidget parent_instance;

  /* Owned References */
  KaChart *chart;
  GdkTexture *picture; /* of a map, as it was drawn last; or NULL */
};

enum
{
  SIGNAL_PICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaChartView, ka_chart_view, GTK_TYPE_WIDGET)

/* The categorical six, each at least 3 : 1 on the ground of its theme. */
static const char *const SET_LIGHT[]
  = { "#1c71d8", "#b34700", "#1f8a57", "#813d9c", "#865e3c", "#5e5c64" };
static const char *const SET_DARK[]
  = { "#78aeed", "#ffa348", "#57e389", "#d09be8", "#cdab8f", "#c0bfbc" };

static KaColor
get_color (const GdkRGBA *rgba, const KaColor *ground)
{
  double a = rgba->alpha;

  if (ground == NULL)
    return (KaColor){ rgba->red, rgba->green, rgba->blue };
  return (KaColor){ rgba->red * a + ground->red * (1 - a),
                    rgba->green * a + ground->green * (1 - a),
                    rgba->blue * a + ground->blue * (1 - a) };
}

static KaColor
look_up (GtkStyleContext *style, const char *name, const KaColor *ground, KaColor otherwise)
{
  GdkRGBA rgba;

  return gtk_style_context_lookup_color (style, name, &rgba) ? get_color (&rgba, ground)
                                                             : otherwise;
}

static KaColor
mix (const KaColor *a, const KaColor *b, double share)
{
  return (KaColor){ a->red * share + b->red * (1 - share),
                    a->green * share + b->green * (1 - share),
                    a->blue * share + b->blue * (1 - share) };
}

/* Everything from the theme, so that light, dark and high contrast follow by themselves. */
static void
get_style (KaChartView *self, KaChartStyle *out)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  const KaColor white = { 1, 1, 1 };
  gboolean dark;
  GdkRGBA rgba;

  gtk_style_context_get_color (style, &rgba);
  out->background = look_up (style, "view_bg_color", NULL, white);
  out->foreground = get_color (&rgba, &out->background);
  out->secondary = mix (&out->foreground, &out->background, 0.76);
  out->line = mix (&out->foreground, &out->background, 0.2);
  dark = out->foreground.green > out->background.green;

  out->tones[KA_TONE_ACCENT] = look_up (style, "accent_color", &out->background, out->foreground);
  out->tones[KA_TONE_GOOD] = look_up (style, "success_color", &out->background, out->foreground);
  out->tones[KA_TONE_WARNING] = look_up (style, "warning_color", &out->background, out->foreground);
  out->tones[KA_TONE_BAD] = look_up (style, "error_color", &out->background, out->foreground);
  out->tones[KA_TONE_MUTED] = mix (&out->foreground, &out->background, 0.5);
  for (guint i = 0; i < G_N_ELEMENTS (SET_LIGHT); i++)
    if (gdk_rgba_parse (&rgba, dark ? SET_DARK[i] : SET_LIGHT[i]))
      out->tones[KA_TONE_SET_1 + i] = get_color (&rgba, NULL);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72;
  out->text_size = size * 0.92;
}

static GtkSizeRequestMode
ka_chart_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
ka_chart_view_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  KaChartView *self = KA_CHART_VIEW (widget);

  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 24;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 260 : 24;
  if (orientation == GTK_ORIENTATION_VERTICAL && self->chart != NULL)
    {
      KaChartStyle style;

      get_style (self, &style);
      *natural = (int)(ka_chart_get_height (self->chart, gtk_widget_get_pango_context (widget),
                                            &style, for_size < 0 ? 260 : MAX (for_size, 160))
                       + 0.99);
      /* A map makes do with the room there is. */
      *minimum = ka_chart_get_chart_type (self->chart) == KA_CHART_MAP ? 160 : *natural;
      *natural = MAX (*natural, *minimum);
    }
}

/* A map may have tens of thousands of signs: what GTK keeps of it is what it looks like. */
static GdkTexture *
draw_picture (KaChartView *self, int width, int height)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int scale = gtk_widget_get_scale_factor (widget);
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);
  g_autoptr (GBytes) bytes = NULL;
  KaChartStyle style;
  cairo_t *cr;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_set_device_scale (surface, scale, scale);
  get_style (self, &style);
  cr = cairo_create (surface);
  ka_chart_draw (self->chart, cr, gtk_widget_get_pango_context (widget), &style, width, height);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface),
                                      (gsize)stride * (gsize)(height * scale),
                                      (GDestroyNotify)cairo_surface_destroy, surface);
  return gdk_memory_texture_new (width * scale, height * scale, GDK_MEMORY_DEFAULT, bytes,
                                 (gsize)stride);
}

static gboolean
is_as_large (GdkTexture *picture, int width, int height)
{
  return picture != NULL && gdk_texture_get_width (picture) == width
         && gdk_texture_get_height (picture) == height;
}

static void
ka_chart_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaChartView *self = KA_CHART_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int scale = gtk_widget_get_scale_factor (widget);
  graphene_rect_t all = GRAPHENE_RECT_INIT (0, 0, width, height);
  KaChartStyle style;
  cairo_t *cr;

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  if (ka_chart_get_chart_type (self->chart) == KA_CHART_MAP)
    {
      if (!is_as_large (self->picture, width * scale, height * scale))
        {
          g_clear_object (&self->picture);
          self->picture = draw_picture (self, width, height);
        }
      gtk_snapshot_append_texture (snapshot, self->picture, &all);
      return;
    }
  get_style (self, &style);
  cr = gtk_snapshot_append_cairo (snapshot, &all);
  ka_chart_draw (self->chart, cr, gtk_widget_get_pango_context (widget), &style, width, height);
  cairo_destroy (cr);
}

static void
ka_chart_view_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (ka_chart_view_parent_class)->css_changed (widget, change);
  g_clear_object (&KA_CHART_VIEW (widget)->picture);
  gtk_widget_queue_resize (widget);
}

static void
on_released_cb (KaChartView *self, int n_press, double x, double y)
{
  KaChartStyle style;
  guint series, category;

  if (self->chart == NULL)
    return;
  get_style (self, &style);
  if (ka_chart_pick (self->chart, gtk_widget_get_pango_context (GTK_WIDGET (self)), &style,
                     gtk_widget_get_width (GTK_WIDGET (self)),
                     gtk_widget_get_height (GTK_WIDGET (self)), x, y, &series, &category))
    g_signal_emit (self, signals[SIGNAL_PICKED], 0, series, category);
}

static void
ka_chart_view_finalize (GObject *object)
{
  KaChartView *self = KA_CHART_VIEW (object);

  g_clear_pointer (&self->chart, ka_chart_unref);
  g_clear_object (&self->picture);
  G_OBJECT_CLASS (ka_chart_view_parent_class)->finalize (object);
}

static void
ka_chart_view_class_init (KaChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = ka_chart_view_finalize;
  widget_class->get_request_mode = ka_chart_view_get_request_mode;
  widget_class->measure = ka_chart_view_measure;
  widget_class->snapshot = ka_chart_view_snapshot;
  widget_class->css_changed = ka_chart_view_css_changed;

  signals[SIGNAL_PICKED]
    = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "chart");
}

static void
ka_chart_view_init (KaChartView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_object (click, "released", G_CALLBACK (on_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
ka_chart_view_new (void)
{
  return g_object_new (KA_TYPE_CHART_VIEW, NULL);
}

void
ka_chart_view_set_chart (KaChartView *self, KaChart *chart)
{
  g_autofree char *words = NULL;

  g_return_if_fail (KA_IS_CHART_VIEW (self));

  if (chart != NULL)
    ka_chart_ref (chart);
  g_clear_pointer (&self->chart, ka_chart_unref);
  self->chart = chart;
  g_clear_object (&self->picture);
  words = chart ? ka_chart_describe (chart) : g_strdup ("");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  chart ? ka_chart_get_title (chart) : "",
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words, -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
ka_chart_view_redraw (KaChartView *self)
{
  g_return_if_fail (KA_IS_CHART_VIEW (self));

  g_clear_object (&self->picture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
