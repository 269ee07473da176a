/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-map-page.h"

#include "ka-ask.h"
#include "ka-chart-view.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-mine-map.h>
#include <math.h>

#define ZOOM_STEP 1.25
#define MOVE_STEP 0.15
/* Degrees of latitude: nearer than that there is nothing to see, farther nothing to find. */
#define NEAREST 0.004
#define FARTHEST 20.0

struct _KaMapPage
{
  KaPage parent_instance;

  /* Template Widgets */
  GtkDropDown *themes;
  KaChartView *chart;
  AdwStatusPage *failure;
  GtkLabel *note;
  GtkStack *stack;

  /* Borrowed References */
  KaWork *work; /* under way, or NULL */

  /* Owned References */
  KaMineMap *map; /* shown now, or NULL */

  KaGeoBox box; /* shown, if zoomed */
  KaGeoBox dragged;
  gboolean zoomed;
  guint marked; /* category, or KA_CHART_ALL */
};

G_DEFINE_FINAL_TYPE (KaMapPage, ka_map_page, KA_TYPE_PAGE)

/* ---- what part is shown ---- */

static void
get_box (KaMapPage *self, KaGeoBox *box)
{
  ka_chart_get_box (self->map->chart, gtk_widget_get_width (GTK_WIDGET (self->chart)),
                    gtk_widget_get_height (GTK_WIDGET (self->chart)), box);
}

static void
show_box (KaMapPage *self)
{
  ka_chart_set_box (self->map->chart, self->zoomed ? &self->box : NULL);
  ka_chart_set_marked (self->map->chart, self->marked);
  ka_chart_view_redraw (self->chart);
}

/* About a place given in parts of the picture. */
static void
zoom (KaMapPage *self, double factor, double x, double y)
{
  double wide, high, longitude, latitude;

  if (self->map == NULL)
    return;
  get_box (self, &self->box);
  wide = self->box.east - self->box.west;
  high = self->box.north - self->box.south;
  if (high / factor < NEAREST || high / factor > FARTHEST)
    return;
  longitude = self->box.west + wide * x;
  latitude = self->box.north - high * y;
  wide /= factor;
  high /= factor;
  self->box = (KaGeoBox){ longitude - wide * x, latitude - high * (1 - y),
                          longitude + wide * (1 - x), latitude + high * y };
  self->zoomed = TRUE;
  show_box (self);
}

/* In parts of what is shown. */
static void
move (KaMapPage *self, const KaGeoBox *from, double east, double north)
{
  double x = (from->east - from->west) * east, y = (from->north - from->south) * north;

  self->box = (KaGeoBox){ from->west + x, from->south + y, from->east + x, from->north + y };
  self->zoomed = TRUE;
  show_box (self);
}

static void
on_zoom_action_cb (GtkWidget *widget, const char *name, GVariant *factor)
{
  zoom (KA_MAP_PAGE (widget), g_variant_get_double (factor), 0.5, 0.5);
}

static void
on_fit_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMapPage *self = KA_MAP_PAGE (widget);

  self->zoomed = FALSE;
  if (self->map != NULL)
    show_box (self);
}

static void
on_move_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaMapPage *self = KA_MAP_PAGE (widget);
  KaGeoBox box;
  double east, north;

  if (self->map == NULL)
    return;
  g_variant_get (parameter, "(dd)", &east, &north);
  get_box (self, &box);
  move (self, &box, east * MOVE_STEP, north * MOVE_STEP);
}

static gboolean
on_scroll_cb (KaMapPage *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (scroll));
  double x = 0, y = 0;
  double width = gtk_widget_get_width (GTK_WIDGET (self->chart));
  double height = gtk_widget_get_height (GTK_WIDGET (self->chart));
  graphene_point_t point;

  if (fabs (dy) < 0.01 || event == NULL || width <= 0 || height <= 0)
    return FALSE;
  if (!gdk_event_get_position (event, &x, &y)
      || !gtk_widget_compute_point (GTK_WIDGET (gtk_widget_get_native (GTK_WIDGET (self->chart))),
                                    GTK_WIDGET (self->chart), &GRAPHENE_POINT_INIT (x, y), &point))
    point = GRAPHENE_POINT_INIT (width / 2, height / 2);
  zoom (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP, CLAMP (point.x / width, 0, 1),
        CLAMP (point.y / height, 0, 1));
  return TRUE;
}

static void
on_drag_begin_cb (KaMapPage *self)
{
  if (self->map != NULL)
    get_box (self, &self->dragged);
}

static void
on_drag_update_cb (KaMapPage *self, double x, double y, GtkGesture *drag)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->chart));
  double height = gtk_widget_get_height (GTK_WIDGET (self->chart));

  if (self->map == NULL || width <= 0 || height <= 0
      || !gtk_drag_check_threshold (GTK_WIDGET (self->chart), 0, 0, (int)x, (int)y))
    return;
  /* From here on it is no click. */
  gtk_gesture_set_state (drag, GTK_EVENT_SEQUENCE_CLAIMED);
  move (self, &self->dragged, -x / width, y / height);
}

/* ---- from mine to mine ---- */

static void
open_mine (KaMapPage *self, guint category)
{
  if (self->map != NULL && category < self->map->ids->len)
    ka_window_show_record (ka_window_of (self), ka_kind_get ("mine"),
                           g_array_index (self->map->ids, gint64, category));
}

static void
on_picked_cb (KaMapPage *self, guint series, guint category)
{
  self->marked = category;
  open_mine (self, category);
}

static void
on_step_action_cb (GtkWidget *widget, const char *name, GVariant *step)
{
  KaMapPage *self = KA_MAP_PAGE (widget);
  int n = self->map != NULL ? (int)self->map->ids->len : 0;
  int next = self->marked == KA_CHART_ALL ? -1 : (int)self->marked;

  if (n == 0)
    return;
  next += g_variant_get_int32 (step);
  self->marked = (guint)((next % n + n) % n);
  show_box (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT,
                                  ka_chart_get_category_label (self->map->chart, self->marked), -1);
}

static void
on_open_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  open_mine (KA_MAP_PAGE (widget), KA_MAP_PAGE (widget)->marked);
}

/* ---- computing ---- */

static gpointer
compute (KaLedger *ledger, KaWork *work, gpointer by, GError **error)
{
  return ka_mine_map_new (ledger, GPOINTER_TO_UINT (by), ka_today (), error);
}

static void
append_link (GString *text, const char *target, const char *format, guint n)
{
  g_autofree char *words = NULL;

  if (n == 0)
    return;
  words = g_strdup_printf (_ (format), n);
  g_string_append_printf (text, "　<a href=\"%s\">%s</a>", target, words);
}

/* What is doubtful leads to the mines where it is put right. */
static void
show_note (KaMapPage *self)
{
  g_autofree char *note = ka_mine_map_note (self->map);
  g_autofree char *escaped = g_markup_escape_text (note, -1);
  g_autoptr (GString) text = g_string_new (escaped);

  append_link (text, "unplaced", N_ ("列出没有经纬度的%u座"), self->map->n_unplaced);
  append_link (text, "outside", N_ ("列出区外的%u座"), self->map->n_outside);
  gtk_label_set_markup (self->note, text->str);
}

static gboolean
on_link_cb (KaMapPage *self, const char *target)
{
  gboolean outside = g_str_equal (target, "outside");

  if (self->map != NULL)
    ka_window_show_list (ka_window_of (self),
                         outside ? ka_mine_map_outside_query (self->map)
                                 : ka_mine_map_unplaced_query (),
                         outside ? _ ("经纬度在区外的矿山") : _ ("没有经纬度的矿山"));
  return TRUE;
}

static void
take_map (KaMapPage *self, KaMineMap *map)
{
  g_clear_pointer (&self->map, ka_mine_map_free);
  self->map = map;
  if (map == NULL || self->marked >= map->ids->len)
    self->marked = KA_CHART_ALL;
  ka_chart_view_set_chart (self->chart, map != NULL ? map->chart : NULL);
  if (map == NULL)
    return;
  show_box (self);
  show_note (self);
  gtk_stack_set_visible_child_name (self->stack, map->ids->len > 0 ? "map" : "empty");
}

static void
on_computed_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMapPage *self = owner;
  g_autoptr (KaMineMap) map = answer;

  if (map != NULL)
    {
      take_map (self, g_steal_pointer (&map));
      return;
    }
  take_map (self, NULL);
  adw_status_page_set_description (self->failure, error->message);
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
ka_map_page_refresh (KaPage *page)
{
  KaMapPage *self = KA_MAP_PAGE (page);

  if (ka_page_get_ledger (page) == NULL)
    {
      ka_ask_forget (&self->work);
      take_map (self, NULL);
      gtk_stack_set_visible_child_name (self->stack, "empty");
      return;
    }
  ka_ask (ka_page_get_context (page), self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, compute,
                       GUINT_TO_POINTER (gtk_drop_down_get_selected (self->themes)), NULL,
                       (GDestroyNotify)ka_mine_map_free),
          on_computed_cb);
}

static void
on_theme_selected_cb (KaMapPage *self)
{
  ka_page_invalidate (KA_PAGE (self));
}

/* ---- the ground ---- */

/* path: NULL is back to the program's own. */
static gpointer
write_ground (KaLedger *ledger, KaWork *work, gpointer path, GError **error)
{
  gboolean done = path != NULL ? ka_mine_map_load_ground (ledger, path, error)
                               : ka_mine_map_set_ground (ledger, NULL, error);

  return done ? GINT_TO_POINTER (TRUE) : NULL;
}

static void
on_ground_written_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaMapPage *self = owner;

  if (ka_window_of (self) == NULL)
    return;
  if (answer == NULL)
    ka_window_tell_error (ka_window_of (self), _ ("底图没有更换"), error);
  else
    {
      ka_window_tell_undoable (ka_window_of (self), _ ("底图已更换"));
      on_fit_action_cb (GTK_WIDGET (self), NULL, NULL);
    }
}

void
ka_map_page_set_ground (KaMapPage *self, const char *path)
{
  g_return_if_fail (KA_IS_MAP_PAGE (self));

  ka_ask (ka_page_get_context (KA_PAGE (self)), self, NULL,
          ka_work_new (_ ("更换底图"), KA_WORK_WRITES, write_ground, g_strdup (path), g_free, NULL),
          on_ground_written_cb);
}

static void
on_ground_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaMapPage) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL)
    ka_map_page_set_ground (self, g_file_peek_path (file));
}

static void
on_choose_ground_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("更换底图"),
                        GTK_FILE_CHOOSER_ACTION_OPEN, NULL, _ ("GeoJSON 文件"), "geojson;json",
                        FALSE, on_ground_chosen_cb, g_object_ref (widget));
}

static void
on_default_ground_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_map_page_set_ground (KA_MAP_PAGE (widget), NULL);
}

/* ---- object ---- */

static void
ka_map_page_dispose (GObject *object)
{
  KaMapPage *self = KA_MAP_PAGE (object);

  if (self->chart != NULL)
    ka_chart_view_set_chart (self->chart, NULL);
  g_clear_pointer (&self->map, ka_mine_map_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_MAP_PAGE);
  G_OBJECT_CLASS (ka_map_page_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key, keypad;
    double east, north;
    int step;
  } ways[] = {
    { GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0, -1 },
    { GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0, 1 },
    { GDK_KEY_Up, GDK_KEY_KP_Up, 0, 1, -1 },
    { GDK_KEY_Down, GDK_KEY_KP_Down, 0, -1, 1 },
  };
  static const guint nearer[] = { GDK_KEY_plus, GDK_KEY_equal, GDK_KEY_KP_Add };
  static const guint farther[] = { GDK_KEY_minus, GDK_KEY_KP_Subtract };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      gtk_widget_class_add_binding_action (klass, ways[i].key, GDK_CONTROL_MASK, "map.move", "(dd)",
                                           ways[i].east, ways[i].north);
      gtk_widget_class_add_binding_action (klass, ways[i].keypad, GDK_CONTROL_MASK, "map.move",
                                           "(dd)", ways[i].east, ways[i].north);
    }
  for (guint i = 0; i < G_N_ELEMENTS (nearer); i++)
    gtk_widget_class_add_binding_action (klass, nearer[i], 0, "map.zoom", "d", ZOOM_STEP);
  for (guint i = 0; i < G_N_ELEMENTS (farther); i++)
    gtk_widget_class_add_binding_action (klass, farther[i], 0, "map.zoom", "d", 1 / ZOOM_STEP);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_0, 0, "map.fit", NULL);
}

static void
ka_map_page_class_init (KaMapPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_map_page_dispose;
  KA_PAGE_CLASS (klass)->refresh = ka_map_page_refresh;

  g_type_ensure (KA_TYPE_CHART_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, KA_RESOURCE_BASE "/ui/ka-map-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaMapPage, chart);
  gtk_widget_class_bind_template_child (widget_class, KaMapPage, failure);
  gtk_widget_class_bind_template_child (widget_class, KaMapPage, note);
  gtk_widget_class_bind_template_child (widget_class, KaMapPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KaMapPage, themes);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_theme_selected_cb);

  gtk_widget_class_install_action (widget_class, "map.zoom", "d", on_zoom_action_cb);
  gtk_widget_class_install_action (widget_class, "map.fit", NULL, on_fit_action_cb);
  gtk_widget_class_install_action (widget_class, "map.move", "(dd)", on_move_action_cb);
  gtk_widget_class_install_action (widget_class, "map.step", "i", on_step_action_cb);
  gtk_widget_class_install_action (widget_class, "map.open", NULL, on_open_action_cb);
  gtk_widget_class_install_action (widget_class, "map.choose-ground", NULL, on_choose_ground_cb);
  gtk_widget_class_install_action (widget_class, "map.default-ground", NULL, on_default_ground_cb);
  add_keys (widget_class);
}

/* The arrows would else go from widget to widget before the page sees them. */
static gboolean
on_key_cb (KaMapPage *self, guint key, guint code, GdkModifierType state)
{
  static const guint forward[] = { GDK_KEY_Right, GDK_KEY_Down, GDK_KEY_KP_Right, GDK_KEY_KP_Down };
  static const guint back[] = { GDK_KEY_Left, GDK_KEY_Up, GDK_KEY_KP_Left, GDK_KEY_KP_Up };

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (forward); i++)
    if (key == forward[i] || key == back[i])
      return gtk_widget_activate_action (GTK_WIDGET (self), "map.step", "i",
                                         key == forward[i] ? 1 : -1);
  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
    return gtk_widget_activate_action (GTK_WIDGET (self), "map.open", NULL);
  return FALSE;
}

static void
add_controllers (KaMapPage *self)
{
  GtkWidget *chart = GTK_WIDGET (self->chart);
  GtkEventController *scroll = gtk_event_controller_scroll_new (
    GTK_EVENT_CONTROLLER_SCROLL_VERTICAL | GTK_EVENT_CONTROLLER_SCROLL_DISCRETE);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect_object (scroll, "scroll", G_CALLBACK (on_scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (on_drag_begin_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (on_drag_update_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (chart, scroll);
  gtk_widget_add_controller (chart, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (chart, keys);
}

static void
ka_map_page_init (KaMapPage *self)
{
  g_autoptr (GtkStringList) themes = gtk_string_list_new (NULL);

  self->marked = KA_CHART_ALL;
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < KA_N_MINE_MAPS; i++)
    gtk_string_list_append (themes, ka_mine_map_label (i));
  gtk_drop_down_set_model (self->themes, G_LIST_MODEL (themes));
  gtk_widget_set_focusable (GTK_WIDGET (self->chart), TRUE);
  add_controllers (self);
}
