/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "walk-checks.h"

#include "guitest.h"

#include <adwaita.h>
#include <math.h>

/* A text or a control as it is seen: its place in the window, and the part of it that its scrolled
 * windows let through. */
typedef struct
{
  GtkWidget *widget; /* held: moving the focus may rebuild what is shown */
  graphene_rect_t bounds;
  graphene_rect_t visible;
  gboolean scrolled; /* inside a scrolled window: may reach beyond it */
} Seen;

typedef struct
{
  GtkWindow *window;
  GArray *seen;
  GPtrArray *found;
} Walk;

static const char *
get_widget_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_INSCRIPTION (widget))
    return gtk_inscription_get_text (GTK_INSCRIPTION (widget));
  return NULL;
}

static gboolean
is_control (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_EDITABLE (widget) || GTK_IS_CHECK_BUTTON (widget)
         || GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget) || GTK_IS_TEXT_VIEW (widget)
         || GTK_IS_MENU_BUTTON (widget) || GTK_IS_SCALE (widget);
}

char *
walk_describe (GtkWidget *widget)
{
  g_autoptr (GString) path = g_string_new (NULL);
  const char *text = get_widget_text (widget);
  int depth = 0;

  for (GtkWidget *w = widget; w != NULL && !GTK_IS_WINDOW (w); w = gtk_widget_get_parent (w))
    {
      const char *id = gtk_buildable_get_buildable_id (GTK_BUILDABLE (w));
      g_autofree char *name = NULL;

      if (id != NULL && g_str_has_prefix (id, "___"))
        id = NULL; /* given by GtkBuilder */
      if (depth++ > 0 && id == NULL && !g_str_has_prefix (G_OBJECT_TYPE_NAME (w), "Ka"))
        continue;
      name = g_strdup_printf ("%s%s%s", G_OBJECT_TYPE_NAME (w), id ? "#" : "", id ? id : "");
      if (path->len > 0)
        g_string_prepend (path, "/");
      g_string_prepend (path, name);
    }
  if (text != NULL)
    g_string_append_printf (path, " “%s”", text);
  return g_string_free (g_steal_pointer (&path), FALSE);
}

G_GNUC_PRINTF (3, 4)
static void
report (Walk *walk, GtkWidget *widget, const char *format, ...)
{
  g_autofree char *who = walk_describe (widget);
  g_autofree char *what = NULL;
  va_list args;

  va_start (args, format);
  what = g_strdup_vprintf (format, args);
  va_end (args);
  g_ptr_array_add (walk->found, g_strdup_printf ("%s: %s", who, what));
}

static gboolean
is_inside (GtkWidget *widget, GType type)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL && gtk_widget_get_ancestor (parent, type) != NULL;
}

/* The part of the widget that shows, clipped by every scrolled window above it. FALSE: nothing does. */
static gboolean
look_at (Walk *walk, GtkWidget *widget, Seen *seen)
{
  seen->widget = widget;
  seen->scrolled = FALSE;
  if (!gtk_widget_compute_bounds (widget, GTK_WIDGET (walk->window), &seen->bounds))
    return FALSE;
  seen->visible = seen->bounds;
  for (GtkWidget *w = gtk_widget_get_parent (widget); w != NULL; w = gtk_widget_get_parent (w))
    {
      graphene_rect_t clip;

      /* The rows and columns of a view that lie beyond its edge are mapped too. */
      if (!GTK_IS_SCROLLED_WINDOW (w) && !GTK_IS_SCROLLABLE (w))
        continue;
      seen->scrolled = TRUE;
      if (!gtk_widget_compute_bounds (w, GTK_WIDGET (walk->window), &clip)
          || !graphene_rect_intersection (&seen->visible, &clip, &seen->visible))
        return FALSE;
    }
  return seen->visible.size.width > 0 && seen->visible.size.height > 0;
}

static gboolean
is_shown (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_child_visible (widget)
         && gtk_widget_get_opacity (widget) > 0;
}

static void
check_place (Walk *walk, const Seen *seen)
{
  int width = gtk_widget_get_width (GTK_WIDGET (walk->window));
  int height = gtk_widget_get_height (GTK_WIDGET (walk->window));
  const graphene_rect_t *b = &seen->bounds;

  if (b->size.width < 1 || b->size.height < 1)
    report (walk, seen->widget, "has no size (%gx%g)", b->size.width, b->size.height);
  else if (!seen->scrolled
           && (b->origin.x < -1 || b->origin.y < -1 || b->origin.x + b->size.width > width + 1
               || b->origin.y + b->size.height > height + 1))
    report (walk, seen->widget, "reaches out of the window (%g,%g %gx%g in %dx%d)", b->origin.x,
            b->origin.y, b->size.width, b->size.height, width, height);
}

/* Everything that shows and matters, in the order of the tree. Popovers are windows of their own. */
static void
collect (Walk *walk, GtkWidget *widget, gboolean check)
{
  const char *text = get_widget_text (widget);

  if (!is_shown (widget))
    return;
  if ((text != NULL && *text != '\0') || is_control (widget))
    {
      Seen seen;

      if (look_at (walk, widget, &seen))
        {
          g_object_ref (widget);
          g_array_append_val (walk->seen, seen);
          if (check)
            check_place (walk, &seen);
        }
      else if (check && !seen.scrolled)
        check_place (walk, &seen);
    }
  for (GtkWidget *c = gtk_widget_get_first_child (widget); c != NULL;
       c = gtk_widget_get_next_sibling (c))
    /* What floats above the window stands where it must: popovers, and the tooltip of what lies under
     * the resting pointer. */
    if (!GTK_IS_NATIVE (c))
      collect (walk, c, check);
}

/* ---- texts cut off ---- */

static gboolean
has_tooltip (GtkWidget *widget)
{
  /* The cell, row or button around a label may carry it. */
  for (int i = 0; widget != NULL && i < 4; i++, widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget))
      return TRUE;
  return FALSE;
}

static void
check_cut (Walk *walk, const Seen *seen)
{
  int width = gtk_widget_get_width (seen->widget), height = gtk_widget_get_height (seen->widget);
  int need_width, need_height;

  if (GTK_IS_LABEL (seen->widget))
    {
      PangoLayout *layout = gtk_label_get_layout (GTK_LABEL (seen->widget));

      pango_layout_get_pixel_size (layout, &need_width, &need_height);
      if (pango_layout_is_ellipsized (layout))
        {
          if (!has_tooltip (seen->widget))
            report (walk, seen->widget, "is ellipsized and has no tooltip");
          return;
        }
    }
  else if (GTK_IS_INSCRIPTION (seen->widget))
    {
      const char *text = get_widget_text (seen->widget);
      g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (seen->widget, text);

      pango_layout_get_pixel_size (layout, &need_width, &need_height);
      if (need_width > width && has_tooltip (seen->widget))
        need_width = width;
    }
  else
    return;
  if (need_width > width + 1 || need_height > height + 1)
    report (walk, seen->widget, "is cut off: needs %dx%d, has %dx%d", need_width, need_height,
            width, height);
}

/* Text that shows must show whole, or be scrolled: what is above a label may be narrower than it. */
static void
check_clipped (Walk *walk, const Seen *seen)
{
  if (get_widget_text (seen->widget) == NULL)
    return;
  for (GtkWidget *w = gtk_widget_get_parent (seen->widget); w != NULL;
       w = gtk_widget_get_parent (w))
    {
      graphene_rect_t clip;

      if (GTK_IS_SCROLLED_WINDOW (w) || GTK_IS_SCROLLABLE (w))
        return;
      if (gtk_widget_get_overflow (w) != GTK_OVERFLOW_HIDDEN
          || !gtk_widget_compute_bounds (w, GTK_WIDGET (walk->window), &clip))
        continue;
      if (seen->bounds.origin.x + 1 < clip.origin.x || seen->bounds.origin.y + 1 < clip.origin.y
          || seen->bounds.origin.x + seen->bounds.size.width > clip.origin.x + clip.size.width + 1
          || seen->bounds.origin.y + seen->bounds.size.height
               > clip.origin.y + clip.size.height + 1)
        {
          report (walk, seen->widget, "is clipped by %s", G_OBJECT_TYPE_NAME (w));
          return;
        }
    }
}

/* ---- texts and controls over one another ---- */

static gboolean
may_overlap (GtkWidget *a, GtkWidget *b)
{
  GtkWidget *common;

  if (gtk_widget_is_ancestor (a, b) || gtk_widget_is_ancestor (b, a))
    return TRUE;
  for (common = gtk_widget_get_parent (a); common != NULL && !gtk_widget_is_ancestor (b, common);)
    common = gtk_widget_get_parent (common);
  /* What lies over its neighbours by design: toasts, and what a GtkOverlay is made for. The header
   * of a column view has drag handles between its titles. */
  return common == NULL || GTK_IS_OVERLAY (common) || ADW_IS_TOAST_OVERLAY (common)
         || GTK_IS_STACK (common) || ADW_IS_LEAFLET (common) || GTK_IS_TEXT (common);
}

static void
check_overlap (Walk *walk)
{
  for (guint i = 0; i < walk->seen->len; i++)
    for (guint j = i + 1; j < walk->seen->len; j++)
      {
        const Seen *a = &g_array_index (walk->seen, Seen, i);
        const Seen *b = &g_array_index (walk->seen, Seen, j);
        graphene_rect_t both;

        if (!graphene_rect_intersection (&a->visible, &b->visible, &both) || both.size.width <= 2
            || both.size.height <= 2 || may_overlap (a->widget, b->widget))
          continue;
        else
          {
            g_autofree char *other = walk_describe (b->widget);

            report (walk, a->widget, "overlaps %s by %gx%g", other, both.size.width,
                    both.size.height);
          }
      }
}

/* ---- names and Tab ---- */

static gboolean
report_unnamed (GtkWidget *widget, gconstpointer data)
{
  Walk *walk = (Walk *)data;

  if (guitest_is_unnamed_ (widget, NULL))
    report (walk, widget, "has no accessible name (tooltip: %s)",
            gtk_widget_get_tooltip_text (widget) ? gtk_widget_get_tooltip_text (widget) : "none");
  return FALSE;
}

static gboolean
can_take_focus (GtkWidget *widget)
{
  if (!gtk_widget_get_focusable (widget) || !gtk_widget_is_sensitive (widget))
    return FALSE;
  for (GtkWidget *w = widget; w != NULL; w = gtk_widget_get_parent (w))
    if (!gtk_widget_get_can_focus (w))
      return FALSE;
  return TRUE;
}

/* Tab goes to one of what arrow keys go through: rows, cells, a group of radio buttons, a tab bar. */
static gboolean
is_reached_by_arrows (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);

  if (is_inside (widget, GTK_TYPE_LIST_VIEW) || is_inside (widget, GTK_TYPE_COLUMN_VIEW)
      || is_inside (widget, GTK_TYPE_GRID_VIEW) || is_inside (widget, GTK_TYPE_LIST_BOX)
      || is_inside (widget, GTK_TYPE_FLOW_BOX) || is_inside (widget, GTK_TYPE_WINDOW_CONTROLS))
    return TRUE;
  if (GTK_IS_CHECK_BUTTON (widget) && first != NULL
      && g_str_equal (gtk_widget_get_css_name (first), "radio"))
    return TRUE;
  return GTK_IS_TOGGLE_BUTTON (widget);
}

static void
check_tab (Walk *walk)
{
  g_autoptr (GHashTable) reached = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_autoptr (GtkWidget) before = NULL;
  GtkWidget *focus = gtk_window_get_focus (walk->window);

  if (focus != NULL)
    before = g_object_ref (focus);
  gtk_window_set_focus (walk->window, NULL);
  while ((focus = guitest_tab (walk->window)) != NULL
         && g_hash_table_add (reached, g_object_ref (focus)))
    for (GtkWidget *w = gtk_widget_get_parent (focus); w != NULL; w = gtk_widget_get_parent (w))
      if (is_control (w))
        g_hash_table_add (reached, g_object_ref (w));
  for (guint i = 0; i < walk->seen->len; i++)
    {
      GtkWidget *widget = g_array_index (walk->seen, Seen, i).widget;

      if (gtk_widget_get_mapped (widget) && is_control (widget) && can_take_focus (widget)
          && !is_reached_by_arrows (widget) && !g_hash_table_contains (reached, widget))
        report (walk, widget, "is out of Tab's reach");
    }
  if (before != NULL && gtk_widget_get_root (before) == GTK_ROOT (walk->window))
    gtk_window_set_focus (walk->window, before);
}

/* ---- contrast ---- */

static double
get_luminance (const guchar *bgra)
{
  double linear[3];

  for (int i = 0; i < 3; i++)
    {
      double c = bgra[i] / 255.0;

      linear[i] = c <= 0.03928 ? c / 12.92 : pow ((c + 0.055) / 1.055, 2.4);
    }
  return 0.0722 * linear[0] + 0.7152 * linear[1] + 0.2126 * linear[2];
}

static double
get_contrast (double a, double b)
{
  return a > b ? (a + 0.05) / (b + 0.05) : (b + 0.05) / (a + 0.05);
}

/* The commonest colour in the box is the ground; of the rest the one farthest from it is the text at
 * its fullest (its edges are smoothed). -1: nothing is drawn there. */
static double
measure_contrast (const guchar *pixels, gsize stride, const cairo_rectangle_int_t *box)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value, ground = NULL;
  guint most = 0;
  double best = -1;

  for (int y = box->y; y < box->y + box->height; y++)
    for (int x = box->x; x < box->x + box->width; x++)
      {
        guint32 pixel = *(const guint32 *)(const void *)(pixels + y * stride + x * 4) | 0xff000000;
        guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, GUINT_TO_POINTER (pixel))) + 1;

        g_hash_table_insert (counts, GUINT_TO_POINTER (pixel), GUINT_TO_POINTER (n));
        if (n > most)
          {
            most = n;
            ground = GUINT_TO_POINTER (pixel);
          }
      }
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      guint32 a = GPOINTER_TO_UINT (key), b = GPOINTER_TO_UINT (ground);

      if (key != ground)
        best
          = MAX (best, get_contrast (get_luminance ((guchar *)&a), get_luminance ((guchar *)&b)));
    }
  return best;
}

/* Whether enough of a text that is scrolled partly out of view shows to be measured: a number that stands
 * at the far end of its cell may be out of view while its cell is not. */
static gboolean
shows_text (const Seen *seen)
{
  const graphene_rect_t *v = &seen->visible, *b = &seen->bounds;
  PangoRectangle ink;
  double left, right;
  int x, y;

  if (v->size.width >= b->size.width - 1)
    return TRUE;
  if (!GTK_IS_LABEL (seen->widget))
    return v->size.width >= 24;
  gtk_label_get_layout_offsets (GTK_LABEL (seen->widget), &x, &y);
  pango_layout_get_pixel_extents (gtk_label_get_layout (GTK_LABEL (seen->widget)), &ink, NULL);
  left = b->origin.x + x + ink.x;
  right = MIN (left + ink.width, v->origin.x + v->size.width);
  left = MAX (left, v->origin.x);
  return right - left >= MIN (ink.width, 14) - 0.5;
}

static void
check_contrast (Walk *walk, cairo_surface_t *picture, double least)
{
  int width = cairo_image_surface_get_width (picture);
  int height = cairo_image_surface_get_height (picture);
  double scale = (double)width / gtk_widget_get_width (GTK_WIDGET (walk->window));

  for (guint i = 0; i < walk->seen->len; i++)
    {
      const Seen *seen = &g_array_index (walk->seen, Seen, i);
      const graphene_rect_t *v = &seen->visible;
      cairo_rectangle_int_t box = { ceil (v->origin.x * scale), ceil (v->origin.y * scale),
                                    v->size.width * scale, v->size.height * scale };
      double contrast;

      /* What cannot be used is meant to look so; a sliver of a scrolled row says nothing. */
      if (get_widget_text (seen->widget) == NULL || !gtk_widget_is_sensitive (seen->widget)
          || v->size.height < seen->bounds.size.height - 1 || v->size.width < 8
          || !shows_text (seen))
        continue;
      box.x = CLAMP (box.x, 0, width);
      box.y = CLAMP (box.y, 0, height);
      box.width = MIN (box.width, width - box.x);
      box.height = MIN (box.height, height - box.y);
      contrast = measure_contrast (cairo_image_surface_get_data (picture),
                                   cairo_image_surface_get_stride (picture), &box);
      if (contrast > 0 && contrast < least)
        report (walk, seen->widget, "has a contrast of only %.1f : 1", contrast);
    }
}

/* What the window's last frame shows, at the scale of its surface. */
static cairo_surface_t *
render (GtkWindow *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (GTK_WIDGET (window));
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (window));
  int width = gtk_widget_get_width (GTK_WIDGET (window));
  int height = gtk_widget_get_height (GTK_WIDGET (window));
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, scale * width, scale * height);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  /* The paintable, other than the snapshot vfunc, has the window's own ground too. */
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  cairo_scale (cr, scale, scale);
  if (node != NULL)
    {
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
clear_seen (gpointer seen)
{
  g_object_unref (((Seen *)seen)->widget);
}

void
walk_check (GtkWindow *window, WalkChecks checks, const char *png, GPtrArray *found)
{
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (Seen));
  Walk walk = { window, seen, found };

  g_array_set_clear_func (seen, clear_seen);
  guitest_paint (window);
  collect (&walk, GTK_WIDGET (window), (checks & WALK_PLACE) != 0);
  for (guint i = 0; (checks & WALK_CUT) != 0 && i < seen->len; i++)
    {
      check_cut (&walk, &g_array_index (seen, Seen, i));
      check_clipped (&walk, &g_array_index (seen, Seen, i));
    }
  if (checks & WALK_OVERLAP)
    check_overlap (&walk);
  if ((checks & (WALK_CONTRAST | WALK_HIGH_CONTRAST)) != 0 || png != NULL)
    {
      cairo_surface_t *picture = render (window);

      if (checks & (WALK_CONTRAST | WALK_HIGH_CONTRAST))
        check_contrast (&walk, picture, checks & WALK_HIGH_CONTRAST ? 7 : 4.5);
      if (png != NULL)
        g_assert_cmpint (cairo_surface_write_to_png (picture, png), ==, CAIRO_STATUS_SUCCESS);
      cairo_surface_destroy (picture);
    }
  if (checks & WALK_NAME)
    guitest_find (GTK_WIDGET (window), report_unnamed, &walk);
  if (checks & WALK_TAB)
    check_tab (&walk);
}
