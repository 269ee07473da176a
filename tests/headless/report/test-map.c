/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The ground of the map, GCJ-02, and where each mine stands. */
#include "config.h"

#include <ka-mine-map.h>
#include <locale.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "store-test.h"

/* ---- GeoJSON ---- */

typedef struct
{
  const char *name, *json;
  int lines, points; /* -1: refused */
} Ground;

static const Ground GROUNDS[] = {
  { "point", "{\"type\":\"Point\",\"coordinates\":[106.2,29.1]}", 0, 1 },
  { "height", "{\"type\":\"Point\",\"coordinates\":[106.2,29.1,300]}", 0, 1 },
  { "feature",
    "{\"type\":\"Feature\",\"properties\":{\"名称\":\"甲镇\"},\"geometry\":"
    "{\"type\":\"MultiPoint\",\"coordinates\":[[106,29],[107,29]]}}",
    0, 2 },
  { "polygon",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":null,"
    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1,1],[2,1],[2,2],[1,1]],[[1.2,1.1],[1.4,1.1],"
    "[1.4,1.2]]]}}]}",
    2, 0 },
  { "areas",
    "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[1,1],[2,1],[2,2]]],[[[3,3],[4,3],[4,4]]]]}", 2,
    0 },
  { "geometries",
    "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"LineString\",\"coordinates\":"
    "[[1,1],[2,2]]},{\"type\":\"Point\",\"coordinates\":[1,2]}]}",
    1, 1 },
  { "no-geometry",
    "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":null},"
    "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}",
    0, 1 },
  { "empty", "", -1, 0 },
  { "none", "{\"type\":\"FeatureCollection\",\"features\":[]}", -1, 0 },
  { "array", "[1,2]", -1, 0 },
  { "text", "镇街", -1, 0 },
  { "projected", "{\"type\":\"Point\",\"coordinates\":[36421000.5,3220000.1]}", -1, 0 },
  { "words", "{\"type\":\"Point\",\"coordinates\":[\"106\",\"29\"]}", -1, 0 },
  { "half", "{\"type\":\"Point\",\"coordinates\":[106]}", -1, 0 },
  { "flat", "{\"type\":\"Polygon\",\"coordinates\":[1,2]}", -1, 0 },
  { "topology", "{\"type\":\"Topology\",\"objects\":{}}", -1, 0 },
  { "cut", "{\"type\":\"Point\",\"coordinates\":[106,29]", -1, 0 },
};

static void
test_ground (gconstpointer data)
{
  const Ground *ground = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaGeo) geo = ka_geo_parse (ground->json, strlen (ground->json), &error);

  if (ground->lines < 0)
    {
      g_assert_null (geo);
      g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpint (ka_geo_n_lines (geo), ==, ground->lines);
  g_assert_cmpint (ka_geo_n_points (geo), ==, ground->points);
}

/* The parser goes down by recursion: what is nested without end is refused before. */
static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (1000000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (ka_geo_parse (deep, 1000000, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
}

/* Every town of the code table can be found on the program's own ground. */
static void
test_default_ground (void)
{
  g_autoptr (KaGeo) geo = ka_geo_default ();
  const KaField *town = ka_kind_field (ka_kind_get ("mine"), "town");
  g_autofree const char **towns = ka_field_choices (town, ka_day_from_ymd (2025, 1, 1));

  g_assert_cmpuint (g_strv_length ((char **)towns), ==, ka_geo_n_points (geo));
  for (guint i = 0; towns[i] != NULL; i++)
    {
      const KaPlace *place = ka_geo_find (geo, towns[i]);

      g_test_message ("%s", towns[i]);
      g_assert_nonnull (place);
      g_assert_true (place->longitude > 105.7 && place->longitude < 106.7);
      g_assert_true (place->latitude > 28.4 && place->latitude < 29.6);
    }
}

/* The vector is that of the implementations in use. */
static void
test_gcj02 (void)
{
  KaPlace there = ka_place_to_gcj02 ((KaPlace){ 116.404, 39.915 });

  g_assert_cmpfloat_with_epsilon (there.longitude, 116.41024449916938, 1e-9);
  g_assert_cmpfloat_with_epsilon (there.latitude, 39.91640428150164, 1e-9);
  there = ka_place_to_gcj02 ((KaPlace){ -0.12, 51.5 });
  g_assert_cmpfloat_with_epsilon (there.longitude, -0.12, 1e-12);

  for (guint i = 0; i < 1000; i++)
    {
      KaPlace here = { g_test_rand_double_range (75, 130), g_test_rand_double_range (18, 52) };
      KaPlace back = ka_place_from_gcj02 (ka_place_to_gcj02 (here));

      /* A hundred-thousandth of a degree is a metre. */
      g_assert_cmpfloat_with_epsilon (back.longitude, here.longitude, 1e-6);
      g_assert_cmpfloat_with_epsilon (back.latitude, here.latitude, 1e-6);
    }
}

/* ---- mines ---- */

static gint64
add_mine (KaLedger *ledger, gint64 enterprise, const char *name, const char *const *values)
{
  gint64 id = test_mine (ledger, enterprise, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaRecord) mine = ka_ledger_get (ledger, ka_kind_get ("mine"), id, &error);

  g_assert_no_error (error);
  for (guint i = 0; values[i] != NULL; i += 2)
    ka_record_set (mine, values[i], values[i + 1]);
  g_assert_true (ka_ledger_save (ledger, mine, &error));
  g_assert_no_error (error);
  return id;
}

static void
test_mines (void)
{
  const KaChartStyle *style = ka_chart_style_print ();
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 enterprise = test_enterprise (ledger, "甲矿业有限公司");
  PangoFontMap *fonts = pango_cairo_font_map_new ();
  PangoContext *context = pango_font_map_create_context (fonts);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaMineMap) map = NULL;
  g_autofree char *note = NULL, *words = NULL;
  guint series, category;
  gint64 there;

  there = add_mine (ledger, enterprise, "一",
                    (const char *[]){ "longitude", "106.2", "latitude", "29.1", "risk_grade", "D",
                                      "town", "白沙镇", NULL });
  add_mine (ledger, enterprise, "二",
            (const char *[]){ "longitude", "106.2", "latitude", "29.3", "datum", "GCJ-02", "town",
                              "白沙镇", NULL });
  add_mine (ledger, enterprise, "三", (const char *[]){ "town", "四面山镇", NULL });
  add_mine (ledger, enterprise, "四",
            (const char *[]){ "longitude", "116.2", "latitude", "39.1", "town", "白沙镇", NULL });
  add_mine (ledger, enterprise, "五", (const char *[]){ "status", "关闭", "town", "白沙镇", NULL });

  for (guint by = 0; by < KA_N_MINE_MAPS; by++)
    {
      g_clear_pointer (&map, ka_mine_map_free);
      map = ka_mine_map_new (ledger, by, ka_day_from_ymd (2025, 12, 31), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (map->ids->len, ==, 4);
    }
  g_clear_pointer (&map, ka_mine_map_free);
  map = ka_mine_map_new (ledger, KA_MINE_MAP_RISK, ka_day_from_ymd (2025, 12, 31), &error);
  g_assert_cmpuint (map->n_unplaced, ==, 1);
  g_assert_cmpuint (map->n_converted, ==, 1);
  g_assert_cmpuint (map->n_outside, ==, 1);
  g_assert_cmpuint (map->n_nowhere, ==, 0);
  note = ka_mine_map_note (map);
  g_assert_nonnull (strstr (note, "已换算"));
  g_assert_nonnull (strstr (note, "1座的经纬度在区外（四）"));
  g_assert_nonnull (strstr (note, "误差可达数公里"));
  words = ka_chart_describe (map->chart);
  g_assert_nonnull (strstr (words, "一D级"));

  /* Zoomed in on it, the middle of the picture is the mine. */
  ka_chart_set_box (map->chart, &(KaGeoBox){ 106.19, 29.09, 106.21, 29.11 });
  g_assert_true (
    ka_chart_pick (map->chart, context, style, 400, 400, 202, 198, &series, &category));
  g_assert_cmpint (g_array_index (map->ids, gint64, category), ==, there);
  g_assert_cmpuint (series, ==, 3);
  g_assert_false (
    ka_chart_pick (map->chart, context, style, 400, 400, 350, 350, &series, &category));

  g_object_unref (context);
  g_object_unref (fonts);
  g_object_unref (g_steal_pointer (&ledger));
  test_folder_remove (folder);
}

#define POINT "{\"type\":\"Point\",\"coordinates\":[106.2,29.3]}"

/* From a file: with the mark of UTF-8 before it, and none that is too large, no file or not there. */
static void
test_load (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autofree char *path = g_build_filename (folder, "底图.geojson", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "\xef\xbb\xbf" POINT, -1, NULL));
  g_assert_true (ka_mine_map_load_ground (ledger, path, &error));
  g_assert_no_error (error);
  g_assert_cmpint (truncate (path, KA_GEO_MOST_BYTES + 1), ==, 0);
  g_assert_false (ka_mine_map_load_ground (ledger, path, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_assert_nonnull (strstr (error->message, "16 MB"));
  g_clear_error (&error);
  g_assert_false (ka_mine_map_load_ground (ledger, folder, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_NOT_FOUND);
  g_object_unref (g_steal_pointer (&ledger));
  test_folder_remove (folder);
}

static guint
count_mines (KaLedger *ledger, KaQuery *query)
{
  g_autoptr (KaQuery) own = query;
  g_autoptr (GArray) ids = ka_query_ids (own, ledger, NULL, NULL);

  return ids->len;
}

/* What is doubtful can be listed. */
static void
test_doubtful (void)
{
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  gint64 enterprise = test_enterprise (ledger, "甲");
  gint64 here = test_mine (ledger, enterprise, "区内"),
         far = test_mine (ledger, enterprise, "区外");
  g_autoptr (KaMineMap) map = NULL;
  g_autoptr (GError) error = NULL;

  test_mine (ledger, enterprise, "没有坐标");
  test_change (ledger, "mine", here, "longitude", "106.26");
  test_change (ledger, "mine", here, "latitude", "29.29");
  test_change (ledger, "mine", far, "longitude", "116.4");
  test_change (ledger, "mine", far, "latitude", "39.9");
  map = ka_mine_map_new (ledger, KA_MINE_MAP_RISK, ka_day_from_ymd (2025, 12, 31), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (map->n_unplaced, ==, 1);
  g_assert_cmpuint (map->n_outside, ==, 1);
  g_assert_cmpuint (count_mines (ledger, ka_mine_map_unplaced_query ()), ==, 1);
  g_assert_cmpuint (count_mines (ledger, ka_mine_map_outside_query (map)), ==, 1);
  g_assert_cmpint (g_array_index (map->outside_ids, gint64, 0), ==, far);
  g_object_unref (g_steal_pointer (&ledger));
  test_folder_remove (folder);
}

/* The office's own ground is kept in the ledger, and refused if it is none. */
static void
test_own_ground (void)
{
  static const char json[] = "{\"type\":\"Feature\",\"properties\":{\"name\":\"白沙镇\"},"
                             "\"geometry\":{\"type\":\"Point\",\"coordinates\":[106.5,29.5]}}";
  char *folder = test_folder_new ();
  g_autoptr (KaLedger) ledger = test_ledger_new (folder);
  g_autoptr (GBytes) good = g_bytes_new_static (json, strlen (json));
  g_autoptr (GBytes) bad = g_bytes_new_static ("{}", 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (KaGeo) geo = NULL, own = NULL;
  g_autoptr (KaMineMap) map = NULL;
  g_autofree char *note = NULL;

  g_assert_false (ka_mine_map_set_ground (ledger, bad, &error));
  g_assert_error (error, KA_ERROR, KA_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_true (ka_mine_map_set_ground (ledger, good, &error));
  geo = ka_mine_map_ground (ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ka_geo_n_points (geo), ==, 1);
  g_assert_cmpfloat_with_epsilon (ka_geo_find (geo, "白沙镇")->longitude, 106.5, 1e-9);
  test_verify (ledger);
  /* The office's own towns stand where they are. */
  map = ka_mine_map_new (ledger, KA_MINE_MAP_RISK, ka_day_from_ymd (2025, 12, 31), &error);
  g_assert_no_error (error);
  note = ka_mine_map_note (map);
  g_assert_null (strstr (note, "误差可达数公里"));
  g_assert_true (ka_mine_map_set_ground (ledger, NULL, &error));
  own = ka_mine_map_ground (ledger, &error);
  g_assert_cmpuint (ka_geo_n_points (own), >, 20);
  g_object_unref (g_steal_pointer (&ledger));
  test_folder_remove (folder);
}

/* Of tens of thousands of mines a reader aloud says how many, not which; of some it says all. */
static void
test_described (void)
{
  static const struct
  {
    guint n;
    gboolean named;
  } cases[] = { { 3, TRUE }, { 200, TRUE }, { 201, FALSE }, { 50000, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaChart) chart = ka_chart_new (KA_CHART_MAP, "矿山分布图", NULL);
      g_autofree char *words = NULL;

      ka_chart_add_series (chart, "A级 1座", KA_TONE_GOOD);
      ka_chart_add_series (chart, "B级 若干", KA_TONE_BAD);
      for (guint c = 0; c < cases[i].n; c++)
        {
          g_autofree char *name = g_strdup_printf ("第%u矿", c);

          ka_chart_add_category (chart, name);
          ka_chart_set_value (chart, c > 0 ? 1 : 0, c, 1, NULL);
          ka_chart_set_place (chart, c, &(KaPlace){ 106.2, 29.1 }, FALSE);
        }
      words = ka_chart_describe (chart);
      g_assert_nonnull (strstr (words, "A级 1座"));
      g_assert_nonnull (strstr (words, "B级 若干"));
      g_assert_cmpint (strstr (words, "第2矿") != NULL, ==, cases[i].named);
      g_assert_true (g_str_has_suffix (words, "。"));
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (GROUNDS); i++)
    {
      g_autofree char *path = g_strconcat ("/report/map/ground/", GROUNDS[i].name, NULL);

      g_test_add_data_func (path, &GROUNDS[i], test_ground);
    }
  g_test_add_func ("/report/map/depth", test_depth);
  g_test_add_func ("/report/map/default-ground", test_default_ground);
  g_test_add_func ("/report/map/gcj02", test_gcj02);
  g_test_add_func ("/report/map/mines", test_mines);
  g_test_add_func ("/report/map/described", test_described);
  g_test_add_func ("/report/map/own-ground", test_own_ground);
  g_test_add_func ("/map/load", test_load);
  g_test_add_func ("/map/doubtful", test_doubtful);
  return g_test_run ();
}
