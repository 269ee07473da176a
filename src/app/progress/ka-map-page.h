/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page.h"

G_BEGIN_DECLS

/* 一张图: the mines on a map that needs no network. A click opens the mine; the wheel and + - zoom, dragging
 * and Ctrl+arrows move, the arrows go from mine to mine, Enter opens. */
#define KA_TYPE_MAP_PAGE (ka_map_page_get_type ())
G_DECLARE_FINAL_TYPE (KaMapPage, ka_map_page, KA, MAP_PAGE, KaPage)

/* Another ground from a GeoJSON file; NULL: the program's own. */
void ka_map_page_set_ground (KaMapPage *self, const char *path);

G_END_DECLS
