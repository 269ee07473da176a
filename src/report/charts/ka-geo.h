/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The ground of a map: outlines and named points in degrees (CGCS2000, which for this purpose is
 * WGS-84), read from GeoJSON. Immutable, reference counted, of any thread. */
typedef struct _KaGeo KaGeo;

typedef struct
{
  double longitude, latitude; /* degrees, east and north */
} KaPlace;

typedef struct
{
  double west, south, east, north;
} KaGeoBox;

#define KA_GEO_MOST_BYTES (16 * 1024 * 1024)

/* Polygons, lines and points with properties.name (or NAME, 名称), single or in a FeatureCollection.
 * KA_ERROR_FORMAT with a Chinese sentence for anything else; at most 16 MiB. */
KaGeo *ka_geo_parse (const char *json, gsize length, GError **error);
/* The ground that the program brings: points of the towns, roughly, without any boundary. */
KaGeo *ka_geo_default (void);
KaGeo *ka_geo_ref (KaGeo *geo);
void ka_geo_unref (KaGeo *geo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaGeo, ka_geo_unref)

guint ka_geo_n_lines (KaGeo *geo);
/* closed: of a polygon. */
const KaPlace *ka_geo_line (KaGeo *geo, guint line, guint *n, gboolean *closed);
guint ka_geo_n_points (KaGeo *geo);
const KaPlace *ka_geo_point (KaGeo *geo, guint point, const char **name);
const KaPlace *ka_geo_find (KaGeo *geo, const char *name); /* NULL if no point has this name */
/* What holds all of it; FALSE where there is nothing. */
gboolean ka_geo_box (KaGeo *geo, KaGeoBox *box);

/* GCJ-02, which Chinese web maps show, back to CGCS2000: exact to below a metre inside China, unchanged
 * outside. */
KaPlace ka_place_from_gcj02 (KaPlace place);
KaPlace ka_place_to_gcj02 (KaPlace place);

G_END_DECLS
