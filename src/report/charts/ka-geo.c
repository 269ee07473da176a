/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-geo.h"

#include "ka-report-resources.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <ka-error.h>
#include <math.h>

#define MAX_PLACES 500000
/* Deeper than any GeoJSON; the parser goes down by recursion. */
#define MAX_DEPTH 32

typedef struct
{
  guint first, n;
  gboolean closed;
} Line;

struct _KaGeo
{
  gatomicrefcount refs;
  GArray *places; /* KaPlace, of all lines */
  GArray *lines;  /* Line */
  GArray *points; /* KaPlace */
  GPtrArray *names;
};

static KaGeo *
ka_geo_new (void)
{
  KaGeo *self = g_new0 (KaGeo, 1);

  g_atomic_ref_count_init (&self->refs);
  self->places = g_array_new (FALSE, FALSE, sizeof (KaPlace));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->points = g_array_new (FALSE, FALSE, sizeof (KaPlace));
  self->names = g_ptr_array_new_with_free_func (g_free);
  return self;
}

KaGeo *
ka_geo_ref (KaGeo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
ka_geo_unref (KaGeo *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_array_unref (self->places);
  g_array_unref (self->lines);
  g_array_unref (self->points);
  g_ptr_array_unref (self->names);
  g_free (self);
}

/* ---- reading ---- */

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
               _ ("底图文件不能用：%s。请另存为经纬度的 GeoJSON 后再选。"), why);
  return FALSE;
}

static gboolean
check_depth (const char *json, gsize length, GError **error)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < length; i++)
    if (quoted && json[i] == '\\')
      i++;
    else if (json[i] == '"')
      quoted = !quoted;
    else if (!quoted && (json[i] == '[' || json[i] == '{') && ++depth > MAX_DEPTH)
      return refuse (error, _ ("嵌套太深"));
    else if (!quoted && (json[i] == ']' || json[i] == '}') && depth > 0)
      depth--;
  return TRUE;
}

static double
get_number (JsonArray *array, guint i)
{
  JsonNode *node = json_array_get_element (array, i);

  if (!JSON_NODE_HOLDS_VALUE (node))
    return NAN;
  return json_node_get_value_type (node) == G_TYPE_DOUBLE
             || json_node_get_value_type (node) == G_TYPE_INT64
           ? json_node_get_double (node)
           : NAN;
}

static gboolean
read_place (JsonNode *node, KaPlace *place, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (array == NULL || json_array_get_length (array) < 2)
    return refuse (error, _ ("坐标不成对"));
  place->longitude = get_number (array, 0);
  place->latitude = get_number (array, 1);
  if (!(fabs (place->longitude) <= 180) || !(fabs (place->latitude) <= 90))
    return refuse (error, _ ("坐标不是经纬度"));
  return TRUE;
}

static gboolean
read_line (KaGeo *self, JsonNode *node, gboolean closed, GError **error)
{
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  Line line = { self->places->len, 0, closed };

  if (array == NULL)
    return refuse (error, _ ("线没有坐标"));
  line.n = json_array_get_length (array);
  if (self->places->len + line.n > MAX_PLACES)
    return refuse (error, _ ("点太多，请先简化"));
  for (guint i = 0; i < line.n; i++)
    {
      KaPlace place;

      if (!read_place (json_array_get_element (array, i), &place, error))
        return FALSE;
      g_array_append_val (self->places, place);
    }
  if (line.n > 1)
    g_array_append_val (self->lines, line);
  return TRUE;
}

static gboolean
read_point (KaGeo *self, JsonNode *node, const char *name, GError **error)
{
  KaPlace place;

  if (self->points->len >= MAX_PLACES)
    return refuse (error, _ ("点太多，请先简化"));
  if (!read_place (node, &place, error))
    return FALSE;
  g_array_append_val (self->points, place);
  g_ptr_array_add (self->names, g_strdup (name));
  return TRUE;
}

/* depth: of arrays above what `what` reads: 0 Point, LineString; 1 Polygon, Multi…; 2 MultiPolygon. */
static gboolean
read_coordinates (KaGeo *self,
                  JsonNode *node,
                  guint depth,
                  char what,
                  const char *name,
                  GError **error)
{
  JsonArray *array;

  if (depth == 0)
    return what == 'p' ? read_point (self, node, name, error)
                       : read_line (self, node, what == 'a', error);
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (error, _ ("坐标不完整"));
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_coordinates (self, json_array_get_element (array, i), depth - 1, what, name, error))
      return FALSE;
  return TRUE;
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
             && json_node_get_value_type (node) == G_TYPE_STRING
           ? json_node_get_string (node)
           : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static const char *
get_name (JsonObject *feature)
{
  static const char *const members[] = { "name", "NAME", "Name", "名称", "镇街" };
  JsonObject *properties = get_object (feature, "properties");

  for (guint i = 0; properties != NULL && i < G_N_ELEMENTS (members); i++)
    {
      const char *name = get_text (properties, members[i]);

      if (name != NULL && *name != '\0')
        return name;
    }
  return NULL;
}

static gboolean read_object (KaGeo *self, JsonObject *object, const char *name, GError **error);

static gboolean
read_members (KaGeo *self, JsonArray *array, const char *name, GError **error)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_OBJECT (node)
          && !read_object (self, json_node_get_object (node), name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_object (KaGeo *self, JsonObject *object, const char *name, GError **error)
{
  static const struct
  {
    const char *type;
    guint depth;
    char what; /* point, line, area */
  } shapes[] = {
    { "Point", 0, 'p' },           { "MultiPoint", 1, 'p' }, { "LineString", 0, 'l' },
    { "MultiLineString", 1, 'l' }, { "Polygon", 1, 'a' },    { "MultiPolygon", 2, 'a' },
  };
  const char *type = get_text (object, "type");
  JsonNode *coordinates = json_object_get_member (object, "coordinates");

  if (g_strcmp0 (type, "FeatureCollection") == 0)
    return read_members (self, get_array (object, "features"), NULL, error);
  if (g_strcmp0 (type, "GeometryCollection") == 0)
    return read_members (self, get_array (object, "geometries"), name, error);
  if (g_strcmp0 (type, "Feature") == 0)
    {
      JsonObject *geometry = get_object (object, "geometry");

      return geometry == NULL || read_object (self, geometry, get_name (object), error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_strcmp0 (type, shapes[i].type) == 0)
      return coordinates != NULL
               ? read_coordinates (self, coordinates, shapes[i].depth, shapes[i].what, name, error)
               : refuse (error, _ ("坐标不完整"));
  return refuse (error, _ ("不是 GeoJSON"));
}

KaGeo *
ka_geo_parse (const char *json, gsize length, GError **error)
{
  g_autoptr (KaGeo) self = ka_geo_new ();
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  g_return_val_if_fail (json != NULL || length == 0, NULL);

  if (length > KA_GEO_MOST_BYTES)
    {
      refuse (error, _ ("大于 16 MB"));
      return NULL;
    }
  /* As some programs begin a file of UTF-8. */
  if (length >= 3 && memcmp (json, "\xef\xbb\xbf", 3) == 0)
    {
      json += 3;
      length -= 3;
    }
  if (!check_depth (json, length, error))
    return NULL;
  if (length == 0 || !json_parser_load_from_data (parser, json, (gssize)length, NULL)
      || (root = json_parser_get_root (parser)) == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      refuse (error, _ ("不是 GeoJSON"));
      return NULL;
    }
  if (!read_object (self, json_node_get_object (root), NULL, error))
    return NULL;
  if (self->lines->len == 0 && self->points->len == 0)
    {
      refuse (error, _ ("里面没有点和线"));
      return NULL;
    }
  return g_steal_pointer (&self);
}

KaGeo *
ka_geo_default (void)
{
  static gsize once;
  static KaGeo *geo;

  if (g_once_init_enter (&once))
    {
      g_autoptr (GBytes) bytes = NULL;
      const char *json;
      gsize length;

      /* By hand: the linker drops what registers itself in a static library. */
      ka_report_register_resource ();
      bytes = g_resource_lookup_data (ka_report_get_resource (),
                                      KA_RESOURCE_BASE "/report/town_places.geojson",
                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
      json = g_bytes_get_data (bytes, &length);

      geo = ka_geo_parse (json, length, NULL);
      g_once_init_leave (&once, 1);
    }
  return ka_geo_ref (geo);
}

/* ---- looking ---- */

guint
ka_geo_n_lines (KaGeo *self)
{
  return self->lines->len;
}

const KaPlace *
ka_geo_line (KaGeo *self, guint line, guint *n, gboolean *closed)
{
  const Line *it = &g_array_index (self->lines, Line, line);

  *n = it->n;
  *closed = it->closed;
  return &g_array_index (self->places, KaPlace, it->first);
}

guint
ka_geo_n_points (KaGeo *self)
{
  return self->points->len;
}

const KaPlace *
ka_geo_point (KaGeo *self, guint point, const char **name)
{
  *name = g_ptr_array_index (self->names, point);
  return &g_array_index (self->points, KaPlace, point);
}

const KaPlace *
ka_geo_find (KaGeo *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->points->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->names, i), name) == 0)
      return &g_array_index (self->points, KaPlace, i);
  return NULL;
}

static void
widen (KaGeoBox *box, GArray *places)
{
  for (guint i = 0; i < places->len; i++)
    {
      const KaPlace *place = &g_array_index (places, KaPlace, i);

      box->west = MIN (box->west, place->longitude);
      box->east = MAX (box->east, place->longitude);
      box->south = MIN (box->south, place->latitude);
      box->north = MAX (box->north, place->latitude);
    }
}

gboolean
ka_geo_box (KaGeo *self, KaGeoBox *box)
{
  *box = (KaGeoBox){ 180, 90, -180, -90 };
  widen (box, self->places);
  widen (box, self->points);
  return box->west <= box->east;
}

/* ---- GCJ-02 ---- */

/* The published approximation of the shift, on the Krasovsky ellipsoid. */
#define AXIS 6378245.0
#define ECCENTRICITY 0.00669342162296594323

static double
shift_waves (double x, double along)
{
  return (20 * sin (6 * x * G_PI) + 20 * sin (2 * x * G_PI)) * 2 / 3
         + (20 * sin (along * G_PI) + 40 * sin (along / 3 * G_PI)) * 2 / 3;
}

KaPlace
ka_place_to_gcj02 (KaPlace place)
{
  double x = place.longitude - 105, y = place.latitude - 35;
  double radians = place.latitude / 180 * G_PI, sine = sin (radians);
  double root = 1 - ECCENTRICITY * sine * sine;
  double north, east;

  if (place.longitude < 72.004 || place.longitude > 137.8347 || place.latitude < 0.8293
      || place.latitude > 55.8271)
    return place;
  north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt (fabs (x))
          + shift_waves (x, y) + (160 * sin (y / 12 * G_PI) + 320 * sin (y * G_PI / 30)) * 2 / 3;
  east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt (fabs (x)) + shift_waves (x, x)
         + (150 * sin (x / 12 * G_PI) + 300 * sin (x / 30 * G_PI)) * 2 / 3;
  place.latitude += north * 180 / (AXIS * (1 - ECCENTRICITY) / (root * sqrt (root)) * G_PI);
  place.longitude += east * 180 / (AXIS / sqrt (root) * cos (radians) * G_PI);
  return place;
}

KaPlace
ka_place_from_gcj02 (KaPlace place)
{
  KaPlace guess = place;

  /* The shift hardly changes over a few hundred metres: this settles at once. */
  for (guint i = 0; i < 6; i++)
    {
      KaPlace there = ka_place_to_gcj02 (guess);

      guess.longitude += place.longitude - there.longitude;
      guess.latitude += place.latitude - there.latitude;
    }
  return guess;
}
