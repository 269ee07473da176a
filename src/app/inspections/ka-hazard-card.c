/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-card.h"

#include "ka-hazard-text.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>

#define LINES 4
#define LINE_SPACING 2
#define GAP 8
#define LEAST_WIDTH 150

struct _KaHazardCard
{
  GtkWidget parent_instance;

  /* Owned */
  KaRow *row;
  char *mine;
  char *text;
  char *term;
  gulong changed;

  gboolean major;
  gboolean overdue;
};

G_DEFINE_FINAL_TYPE (KaHazardCard, ka_hazard_card, GTK_TYPE_WIDGET)

/* ---- what it says ---- */

/* The date that matters in the state that it is in. */
static char *
describe_term (const KaRecord *hazard)
{
  static const char *const fields[KA_HAZARD_N_STATES] = {
    [KA_HAZARD_FOUND] = "found",         [KA_HAZARD_ORDERED] = "deadline",
    [KA_HAZARD_RECTIFYING] = "deadline", [KA_HAZARD_AWAITING] = "rectified",
    [KA_HAZARD_FAILED] = "reviewed",     [KA_HAZARD_FILED] = "case_filed",
    [KA_HAZARD_PASSED] = "reviewed",     [KA_HAZARD_CLOSED] = "closed",
  };
  const char *id = fields[ka_hazard_state (hazard)];
  const char *value = ka_record_get (hazard, id);

  return g_strdup_printf ("%s %s", ka_field_label (ka_kind_field (hazard->kind, id)),
                          value != NULL ? value : "—");
}

static void
read_row (KaHazardCard *self)
{
  KaRecord *hazard = self->row != NULL ? ka_row_get_record (self->row) : NULL;
  g_autofree char *overdue = NULL;
  g_autofree char *spoken = NULL;

  g_clear_pointer (&self->mine, g_free);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->term, g_free);
  if (hazard == NULL)
    return;
  overdue = ka_hazard_overdue_text (hazard);
  self->major = ka_hazard_is_major (hazard);
  self->overdue = overdue != NULL;
  self->mine
    = g_strdup (ka_row_get_text (self->row, (guint)ka_kind_field_index (hazard->kind, "mine")));
  self->text = g_strdup (
    ka_row_get_text (self->row, (guint)ka_kind_field_index (hazard->kind, "description")));
  self->term = overdue != NULL ? g_steal_pointer (&overdue) : describe_term (hazard);
  spoken = g_strdup_printf ("%s %s %s %s %s", self->mine, self->major ? _ ("重大") : "", self->text,
                            ka_hazard_state_label (ka_hazard_state (hazard)), self->term);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  ka_set_tooltip (GTK_WIDGET (self), self->text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ka_hazard_card_set_row (KaHazardCard *self, KaRow *row)
{
  g_return_if_fail (KA_IS_HAZARD_CARD (self));

  if (self->row != NULL)
    g_clear_signal_handler (&self->changed, self->row);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;
  self->changed = g_signal_connect_swapped (row, "changed", G_CALLBACK (read_row), self);
  read_row (self);
}

gint64
ka_hazard_card_get_id (KaHazardCard *self)
{
  g_return_val_if_fail (KA_IS_HAZARD_CARD (self), 0);
  return self->row != NULL ? ka_row_get_id (self->row) : 0;
}

/* ---- how it is drawn ---- */

static int
line_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (height);
}

static void
ka_hazard_card_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL
                          ? LEAST_WIDTH
                          : LINES * line_height (widget) + (LINES - 1) * LINE_SPACING;
}

static PangoLayout *
create_line (GtkWidget *widget, const char *text, int width, int lines, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_weight_new (weight));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (layout, -lines);
  return layout;
}

/* Draws one line (or block) at y; returns the width that its text takes. */
static int
draw_line (GtkWidget *widget,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           int x,
           int y,
           const GdkRGBA *colour)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, layout, colour);
  gtk_snapshot_restore (snapshot);
  return width;
}

static void
ka_hazard_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KaHazardCard *self = KA_HAZARD_CARD (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  int width = gtk_widget_get_width (widget);
  int step = line_height (widget) + LINE_SPACING;
  int taken = 0;
  g_autoptr (PangoLayout) mine = NULL, text = NULL, term = NULL;
  GdkRGBA colour, quiet, alarm;

  if (self->mine == NULL)
    return;
  gtk_style_context_get_color (style, &colour);
  if (!gtk_style_context_lookup_color (style, "ka_quiet_fg", &quiet))
    quiet = colour;
  if (!gtk_style_context_lookup_color (style, "error_color", &alarm))
    alarm = colour;

  if (self->major)
    {
      g_autoptr (PangoLayout) major = create_line (widget, _ ("重大"), width, 1, PANGO_WEIGHT_BOLD);

      pango_layout_get_pixel_size (major, &taken, NULL);
      draw_line (widget, snapshot, major, width - taken, 0, &alarm);
      taken += GAP;
    }
  mine = create_line (widget, self->mine, width - taken, 1, PANGO_WEIGHT_BOLD);
  draw_line (widget, snapshot, mine, 0, 0, &colour);
  text = create_line (widget, self->text, width, 2, PANGO_WEIGHT_NORMAL);
  draw_line (widget, snapshot, text, 0, step, &colour);
  term = create_line (widget, self->term, width, 1,
                      self->overdue ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  draw_line (widget, snapshot, term, 0, 3 * step, self->overdue ? &alarm : &quiet);
}

static void
ka_hazard_card_dispose (GObject *object)
{
  ka_hazard_card_set_row (KA_HAZARD_CARD (object), NULL);
  G_OBJECT_CLASS (ka_hazard_card_parent_class)->dispose (object);
}

static void
ka_hazard_card_finalize (GObject *object)
{
  KaHazardCard *self = KA_HAZARD_CARD (object);

  g_free (self->mine);
  g_free (self->text);
  g_free (self->term);
  G_OBJECT_CLASS (ka_hazard_card_parent_class)->finalize (object);
}

static void
ka_hazard_card_class_init (KaHazardCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_hazard_card_dispose;
  object_class->finalize = ka_hazard_card_finalize;
  widget_class->measure = ka_hazard_card_measure;
  widget_class->snapshot = ka_hazard_card_snapshot;
  gtk_widget_class_set_css_name (widget_class, "hazardcard");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
ka_hazard_card_init (KaHazardCard *self)
{
}

GtkWidget *
ka_hazard_card_new (void)
{
  return g_object_new (KA_TYPE_HAZARD_CARD, NULL);
}
