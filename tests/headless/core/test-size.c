/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-decimal.h"
#include "ka-size.h"

#include <json-glib/json-glib.h>

#define T "万吨/年"
#define V "万立方米/年"

static void
test_compute (void)
{
  static const struct
  {
    const char *mineral;
    gint64 capacity;
    const char *unit;
    gint64 density;
    const char *size;
    const char *rule; /* how it begins */
  } cases[] = {
    { "建筑石料用灰岩", 2600, T, 260, "大型",
      "建筑石料：26万吨/年 ÷ 2.6t/m³ = 10万立方米/年；大型≥10、中型≥5（" },
    { "建筑石料用灰岩", 2599, T, 260, "中型",
      "建筑石料：25.99万吨/年 ÷ 2.6t/m³ ≈ 9.996万立方米/年；" },
    { "建筑石料用灰岩", 1300, T, 0, "中型", "建筑石料：13万吨/年 ÷ 2.6t/m³ = 5万立方米/年；" },
    { "建筑石料用灰岩", 1299, T, 0, "小型",
      "建筑石料：12.99万吨/年 ÷ 2.6t/m³ ≈ 4.996万立方米/年；" },
    { "建筑石料用灰岩", 490, V, 0, "小型", "建筑石料：4.9万立方米/年；大型≥10、中型≥5（" },
    { "建筑用砂岩", 900, T, 0, "小型", "建筑石料：9万吨/年 ÷ 2.4t/m³ = 3.75万立方米/年；" },
    { "建筑用砂岩", 1200, T, 235, "中型", "建筑石料：12万吨/年 ÷ 2.35t/m³ ≈ 5.11万立方米/年；" },
    { "水泥用灰岩", 10000, T, 0, "大型", "石灰岩：100万吨/年；大型≥100、中型≥50（" },
    { "水泥用灰岩", 4900, T, 0, "小型", "石灰岩：49万吨/年；" },
    { "水泥用灰岩", 2000, V, 0, "中型", "石灰岩：20万立方米/年 × 2.6t/m³ = 52万吨/年；" },
    { "砖瓦用页岩", 500, T, 0, "中型", "页岩：5万吨/年；" },
    { "石英岩", 500, T, 0, NULL, NULL },
    { "没有的矿种", 500, T, 0, NULL, NULL },
    { "砖瓦用页岩", 0, T, 0, NULL, NULL },
    { "砖瓦用页岩", 500, NULL, 0, NULL, NULL },
    { NULL, 500, T, 0, NULL, NULL },
    { "建筑用砂岩", G_MAXINT64 / 2, T, 1, "大型", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *rule = NULL;
      const char *size = ka_size_compute (cases[i].mineral, cases[i].capacity, cases[i].unit,
                                          cases[i].density, &rule);

      g_assert_cmpstr (size, ==, cases[i].size);
      if (cases[i].rule != NULL && !g_str_has_prefix (rule, cases[i].rule))
        g_error ("%s does not begin with %s", rule, cases[i].rule);
      g_assert_cmpint (rule == NULL, ==, size == NULL);
    }
}

static void
test_laid_down (void)
{
  g_autoptr (KaRecord) mine = ka_record_new (ka_kind_get ("mine"));
  g_autofree char *rule = NULL;
  g_autofree char *computed = NULL;

  g_assert_null (ka_size_of_mine (mine, NULL));
  ka_record_set (mine, "mineral", "建筑石料用灰岩");
  ka_record_set (mine, "capacity", "25");
  ka_record_set (mine, "capacity_unit", T);
  ka_record_set (mine, "density", "2.65");
  g_assert_cmpstr (ka_size_of_mine (mine, &computed), ==, "中型");
  ka_record_set (mine, "size_class", "大型");
  g_assert_cmpstr (ka_size_of_mine (mine, &rule), ==, "大型");
  g_assert_nonnull (strstr (rule, "认定规模：大型"));
  g_assert_nonnull (strstr (rule, "中型"));
}

/* Limits and densities of every mineral as the sample ledgers' truth has them: the size just at a limit
 * and a hundredth below it. */
static void
test_all_minerals (void)
{
  const char *shared = g_getenv ("KA_SHARED");
  g_autofree char *path
    = shared == NULL ? NULL : g_build_filename (shared, "samples", "truth.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObjectIter iter;
  const char *mineral;
  JsonNode *node;
  guint n = 0;

  if (path == NULL || !json_parser_load_from_file (parser, path, NULL))
    {
      g_test_skip ("truth.json is not here");
      return;
    }
  json_object_iter_init (&iter, json_object_get_object_member (
                                  json_node_get_object (json_parser_get_root (parser)), "sizes"));
  while (json_object_iter_next (&iter, &mineral, &node))
    {
      JsonArray *row = json_node_get_array (node);
      const char *unit = json_array_get_string_element (row, 0);
      const char *other = strcmp (unit, T) == 0 ? V : T;
      gint64 limits[2], density;

      g_test_message ("%s", mineral);
      g_assert_true (
        ka_decimal_parse (json_array_get_string_element (row, 1), 2, &limits[0], NULL));
      g_assert_true (
        ka_decimal_parse (json_array_get_string_element (row, 2), 2, &limits[1], NULL));
      g_assert_true (ka_decimal_parse (json_array_get_string_element (row, 3), 2, &density, NULL));
      for (guint i = 0; i < 2; i++)
        {
          static const char *const names[] = { "大型", "中型", "小型" };
          gint64 converted
            = strcmp (other, T) == 0 ? limits[i] * density / 100 : limits[i] * 100 / density;

          g_assert_cmpstr (ka_size_compute (mineral, limits[i], unit, 0, NULL), ==, names[i]);
          g_assert_cmpstr (ka_size_compute (mineral, limits[i] - 1, unit, 0, NULL), ==,
                           names[i + 1]);
          g_assert_cmpstr (ka_size_compute (mineral, converted + 1, other, 0, NULL), ==, names[i]);
          g_assert_cmpstr (ka_size_compute (mineral, converted - 1, other, 0, NULL), ==,
                           names[i + 1]);
        }
      n++;
    }
  g_assert_cmpuint (n, >, 20);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/size/compute", test_compute);
  g_test_add_func ("/core/size/laid-down", test_laid_down);
  g_test_add_func ("/core/size/all-minerals", test_all_minerals);
  return g_test_run ();
}
