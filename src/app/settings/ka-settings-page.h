/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-page.h"

G_BEGIN_DECLS

#define KA_TYPE_SETTINGS_PAGE (ka_settings_page_get_type ())
G_DECLARE_FINAL_TYPE (KaSettingsPage, ka_settings_page, KA, SETTINGS_PAGE, KaPage)

G_END_DECLS
