/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-mine-map.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <ka-query.h>
#include <ka-text.h>
#include <ka-reason.h>
#include <math.h>

#define GROUND "map.ground"
/* Degrees beyond the ground in which a mine may still lie. */
#define BEYOND 0.25
/* Degrees from the town's point at which those without coordinates stand around it. */
#define AROUND 0.011
/* So many of those outside are named. */
#define MOST_NAMES 3

typedef struct
{
  const char *name;
  KaTone tone;
} Class;

static const struct
{
  const char *label;
  Class classes[5];
  const char *sql; /* number of the class, from 0 */
} MAPS[] = {
  [KA_MINE_MAP_RISK] = {
    N_ ("风险分级"),
    { { N_ ("A级"), KA_TONE_GOOD },
      { N_ ("B级"), KA_TONE_ACCENT },
      { N_ ("C级"), KA_TONE_WARNING },
      { N_ ("D级"), KA_TONE_BAD },
      { N_ ("未分级"), KA_TONE_MUTED } },
    "CASE m.risk_grade WHEN 'A' THEN 0 WHEN 'B' THEN 1 WHEN 'C' THEN 2 WHEN 'D' THEN 3 ELSE 4 END",
  },
  [KA_MINE_MAP_HAZARDS] = {
    N_ ("重大事故隐患"),
    { { N_ ("没有未销号的重大隐患"), KA_TONE_GOOD },
      { N_ ("有未销号的重大隐患"), KA_TONE_WARNING },
      { N_ ("有逾期的重大隐患"), KA_TONE_BAD } },
    "COALESCE ((SELECT MAX (CASE WHEN h.deadline < :day THEN 2 ELSE 1 END) FROM hazard h"
    " WHERE h.mine = m.id AND h.level = '重大' AND h.found <= :day"
    " AND (h.closed IS NULL OR h.closed > :day)), 0)",
  },
  [KA_MINE_MAP_STANDARD] = {
    N_ ("标准化等级"),
    { { N_ ("一级"), KA_TONE_GOOD },
      { N_ ("二级"), KA_TONE_ACCENT },
      { N_ ("三级"), KA_TONE_WARNING },
      { N_ ("未达标或已到期"), KA_TONE_BAD } },
    "CASE WHEN m.std_until < :day THEN 3 ELSE CASE m.std_level WHEN '一级' THEN 0 WHEN '二级' THEN 1"
    " WHEN '三级' THEN 2 ELSE 3 END END",
  },
};

const char *
ka_mine_map_label (KaMineMapBy by)
{
  g_return_val_if_fail (by < KA_N_MINE_MAPS, NULL);

  return _ (MAPS[by].label);
}

void
ka_mine_map_free (KaMineMap *map)
{
  g_clear_pointer (&map->chart, ka_chart_unref);
  g_clear_pointer (&map->ids, g_array_unref);
  g_clear_pointer (&map->outside_ids, g_array_unref);
  if (map->outside != NULL)
    g_string_free (map->outside, TRUE);
  g_free (map);
}

/* ---- the ground ---- */

KaGeo *
ka_mine_map_ground (KaLedger *ledger, GError **error)
{
  const char *sha256 = ka_ledger_setting (ledger, GROUND);
  g_autoptr (GBytes) bytes = NULL;
  const char *json;
  gsize length;

  if (*sha256 == '\0')
    return ka_geo_default ();
  bytes = ka_ledger_get_blob (ledger, sha256, error);
  if (bytes == NULL)
    return NULL;
  json = g_bytes_get_data (bytes, &length);
  return ka_geo_parse (json, length, error);
}

static gboolean
write_ground (KaLedger *ledger, gpointer data, GError **error)
{
  g_autofree char *sha256 = data != NULL ? ka_ledger_put_blob (ledger, data, error) : NULL;

  if (data != NULL && sha256 == NULL)
    return FALSE;
  return ka_ledger_set_setting (ledger, GROUND, sha256, error);
}

gboolean
ka_mine_map_set_ground (KaLedger *ledger, GBytes *geojson, GError **error)
{
  if (geojson != NULL)
    {
      gsize length;
      const char *json = g_bytes_get_data (geojson, &length);
      g_autoptr (KaGeo) geo = ka_geo_parse (json, length, error);

      if (geo == NULL)
        return FALSE;
    }
  return ka_ledger_transact (ledger, KA_CHANGE_SAVE, KA_WHY_GROUND, write_ground, geojson, NULL,
                             error);
}

gboolean
ka_mine_map_load_ground (KaLedger *ledger, const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GStatBuf about;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && path != NULL, FALSE);

  if (g_stat (path, &about) != 0 || !S_ISREG (about.st_mode)
      || (file = g_mapped_file_new (path, FALSE, NULL)) == NULL)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND, _ ("“%s”读不出来，请检查文件后再选。"),
                   path);
      return FALSE;
    }
  /* A copy: the file may be cut short by others while it is read. */
  if (g_mapped_file_get_length (file) <= KA_GEO_MOST_BYTES)
    bytes = g_bytes_new (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));
  else
    bytes = g_mapped_file_get_bytes (file);
  return ka_mine_map_set_ground (ledger, bytes, error);
}

/* ---- the mines ---- */

typedef struct
{
  KaMineMap *map;
  KaGeo *ground;
  KaGeoBox box;
  GHashTable *crowds; /* town → how many stand around it so far */
} Builder;

static gboolean
is_near (const Builder *builder, const KaPlace *place)
{
  const KaGeoBox *box = &builder->box;

  return place->longitude >= box->west - BEYOND && place->longitude <= box->east + BEYOND
         && place->latitude >= box->south - BEYOND && place->latitude <= box->north + BEYOND;
}

/* On a spiral about the town's point, so that all can be seen. */
static gboolean
place_by_town (Builder *builder, const char *town, KaPlace *place)
{
  const KaPlace *point = ka_geo_find (builder->ground, town);
  guint n;
  double angle, far;

  if (point == NULL)
    return FALSE;
  n = GPOINTER_TO_UINT (g_hash_table_lookup (builder->crowds, town));
  g_hash_table_insert (builder->crowds, g_strdup (town), GUINT_TO_POINTER (n + 1));
  angle = 2.399963 * (n + 1);
  far = AROUND * sqrt (n + 1);
  place->longitude = point->longitude + far * cos (angle);
  place->latitude = point->latitude + far * sin (angle) * 0.88;
  return TRUE;
}

static void
place_mine (Builder *builder, KaCursor *cursor, guint category)
{
  KaMineMap *map = builder->map;
  gint64 id = ka_cursor_get_int (cursor, 0);
  KaPlace place;

  if (!ka_cursor_is_null (cursor, 3) && !ka_cursor_is_null (cursor, 4))
    {
      place.longitude = ka_cursor_get_int (cursor, 3) / 1e6;
      place.latitude = ka_cursor_get_int (cursor, 4) / 1e6;
      if (g_strcmp0 (ka_cursor_get_text (cursor, 5), "GCJ-02") == 0)
        {
          place = ka_place_from_gcj02 (place);
          map->n_converted++;
        }
      if (is_near (builder, &place))
        {
          ka_chart_set_place (map->chart, category, &place, FALSE);
          return;
        }
      g_array_append_val (map->outside_ids, id);
      if (map->n_outside++ < MOST_NAMES)
        g_string_append_printf (map->outside, "%s%s", map->outside->len > 0 ? "、" : "",
                                ka_cursor_get_text (cursor, 1));
    }
  else
    map->n_unplaced++;
  if (place_by_town (builder, ka_cursor_get_text (cursor, 2), &place))
    ka_chart_set_place (map->chart, category, &place, TRUE);
  else
    map->n_nowhere++;
}

static gboolean
read_mines (Builder *builder,
            KaLedger *ledger,
            KaMineMapBy by,
            KaDay on,
            guint *counts,
            GError **error)
{
  g_autofree char *sql = g_strdup_printf (
    "SELECT m.id, m.name, m.town, m.longitude, m.latitude, m.datum, %s FROM mine m"
    " WHERE m.status <> '关闭' ORDER BY m.name COLLATE KA_ZH, m.id",
    MAPS[by].sql);
  g_autoptr (KaCursor) cursor = ka_cursor_new (ledger, sql, error);
  g_autofree char *day = ka_day_to_iso (on);
  GError *failure = NULL;

  if (cursor == NULL)
    return FALSE;
  ka_cursor_bind_text (cursor, ":day", day);
  while (ka_cursor_next (cursor, &failure))
    {
      gint64 id = ka_cursor_get_int (cursor, 0);
      guint class = (guint)ka_cursor_get_int (cursor, 6);
      guint category = ka_chart_add_category (builder->map->chart, ka_cursor_get_text (cursor, 1));

      g_array_append_val (builder->map->ids, id);
      ka_chart_set_value (builder->map->chart, class, category, 1,
                          _ (MAPS[by].classes[class].name));
      counts[class]++;
      place_mine (builder, cursor, category);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return TRUE;
}

KaMineMap *
ka_mine_map_new (KaLedger *ledger, KaMineMapBy by, KaDay on, GError **error)
{
  g_autoptr (KaMineMap) map = g_new0 (KaMineMap, 1);
  g_autoptr (KaGeo) ground = NULL;
  g_autoptr (GHashTable) crowds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[G_N_ELEMENTS (MAPS[0].classes)] = { 0 };
  Builder builder = { .map = map, .crowds = crowds };
  g_autofree char *title = NULL;

  g_return_val_if_fail (KA_IS_LEDGER (ledger) && by < KA_N_MINE_MAPS, NULL);

  ground = ka_mine_map_ground (ledger, error);
  if (ground == NULL)
    return NULL;
  builder.ground = ground;
  map->rough = *ka_ledger_setting (ledger, GROUND) == '\0';
  map->outside = g_string_new (NULL);
  map->outside_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ka_geo_box (ground, &builder.box);
  title = g_strdup_printf (_ ("矿山分布图（%s）"), ka_mine_map_label (by));
  map->chart = ka_chart_new (KA_CHART_MAP, title, NULL);
  map->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ka_chart_set_ground (map->chart, ground);
  for (guint i = 0; i < G_N_ELEMENTS (counts) && MAPS[by].classes[i].name != NULL; i++)
    ka_chart_add_series (map->chart, _ (MAPS[by].classes[i].name), MAPS[by].classes[i].tone);
  if (!read_mines (&builder, ledger, by, on, counts, error))
    return NULL;
  for (guint i = 0; i < ka_chart_get_n_series (map->chart); i++)
    {
      g_autofree char *name
        = g_strdup_printf (_ ("%s %u座"), _ (MAPS[by].classes[i].name), counts[i]);

      ka_chart_set_series_name (map->chart, i, name);
    }
  return g_steal_pointer (&map);
}

KaQuery *
ka_mine_map_unplaced_query (void)
{
  KaQuery *query = ka_query_new (ka_kind_get ("mine"));

  ka_query_set_predicate (
    query, "t.status <> '关闭' AND (t.longitude IS NULL OR t.latitude IS NULL)", NULL);
  return query;
}

KaQuery *
ka_mine_map_outside_query (const KaMineMap *map)
{
  KaQuery *query = ka_query_new (ka_kind_get ("mine"));
  g_autoptr (GString) sql = g_string_new ("t.id IN (0");

  for (guint i = 0; i < map->outside_ids->len; i++)
    g_string_append_printf (sql, ", %" PRId64, g_array_index (map->outside_ids, gint64, i));
  g_string_append_c (sql, ')');
  ka_query_set_predicate (query, sql->str, NULL);
  return query;
}

char *
ka_mine_map_note (const KaMineMap *map)
{
  g_autoptr (GString) note = g_string_new (_ ("示意图，不作划界和定位依据。"));

  if (map->rough)
    g_string_append (
      note, _ ("镇街位置凭公开资料估读，误差可达数公里；有测绘成果的可更换底图（GeoJSON）。"));
  if (map->n_unplaced > 0)
    g_string_append_printf (note, _ ("%u座没有经纬度，画在所在镇街旁（空心）。"), map->n_unplaced);
  if (map->n_converted > 0)
    g_string_append_printf (note, _ ("%u座的坐标是GCJ-02，已换算。"), map->n_converted);
  if (map->n_outside > 0)
    g_string_append_printf (
      note, _ ("%u座的经纬度在区外（%s%s），可能写错或者坐标系不对，按镇街示意，请核对。"),
      map->n_outside, map->outside->str, map->n_outside > MOST_NAMES ? _ ("等") : "");
  if (map->n_nowhere > 0)
    g_string_append_printf (note, _ ("%u座没有经纬度，底图上也没有它的镇街，没有画出。"),
                            map->n_nowhere);
  return g_string_free (g_steal_pointer (&note), FALSE);
}
