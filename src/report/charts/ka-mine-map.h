/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-chart.h"

#include <ka-ledger.h>
#include <ka-query.h>

G_BEGIN_DECLS

/* 一张图: the mines of the ledger on a map, for the window and for paper. */

typedef enum
{
  KA_MINE_MAP_RISK,     /* 分类分级 */
  KA_MINE_MAP_HAZARDS,  /* 未销号重大事故隐患 */
  KA_MINE_MAP_STANDARD, /* 标准化等级, valid on the day */
} KaMineMapBy;
#define KA_N_MINE_MAPS (KA_MINE_MAP_STANDARD + 1)

typedef struct
{
  KaChart *chart;    /* a category for each mine that is not closed */
  GArray *ids;       /* gint64, of the mines in the order of the categories */
  guint n_unplaced;  /* without coordinates: stand about their town, hollow */
  guint n_converted; /* given in GCJ-02: stand where they really are */
  guint n_outside;   /* farther from all of the ground than a district is wide: taken as unplaced */
  GString *outside;  /* the names of the first of them */
  GArray *outside_ids; /* gint64, all of them */
  gboolean rough; /* the ground is the program's own: the towns stand where they are only roughly */
  guint n_nowhere; /* neither coordinates nor a town that the ground knows: not drawn */
} KaMineMap;

/* What the ledger keeps as ground (setting map.ground), or the program's own. */
KaGeo *ka_mine_map_ground (KaLedger *ledger, GError **error);
/* NULL: back to the program's own. Refuses what ka_geo_parse () refuses; one change. */
gboolean ka_mine_map_set_ground (KaLedger *ledger, GBytes *geojson, GError **error);
gboolean ka_mine_map_load_ground (KaLedger *ledger, const char *path, GError **error);

const char *ka_mine_map_label (KaMineMapBy by); /* translated: 风险分级 … */
KaMineMap *ka_mine_map_new (KaLedger *ledger, KaMineMapBy by, KaDay on, GError **error);
void ka_mine_map_free (KaMineMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaMineMap, ka_mine_map_free)
/* The mines that have no coordinates, and those that have some outside the district. */
KaQuery *ka_mine_map_unplaced_query (void);
KaQuery *ka_mine_map_outside_query (const KaMineMap *map);
/* What one must know of it: whose places are rough, converted or doubtful. Free with g_free(). */
char *ka_mine_map_note (const KaMineMap *map);

G_END_DECLS
