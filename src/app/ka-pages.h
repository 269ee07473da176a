/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <ka-kind.h>

G_BEGIN_DECLS

#define KA_PAGE_MAX_KINDS 8

/* The sidebar, top to bottom. */
typedef struct
{
  const char *id;
  const char *label; /* Chinese, untranslated */
  const char *icon;
  const char *group; /* heading under which it stands (untranslated), or NULL */
  GType (*type) (void);
  const char *kinds[KA_PAGE_MAX_KINDS]; /* of a list page: the kinds it shows, the main one first */
} KaPageInfo;

const KaPageInfo *ka_pages (guint *n);
const KaPageInfo *ka_page_info_get (const char *id);         /* NULL if there is none */
const KaPageInfo *ka_page_info_of_kind (const KaKind *kind); /* NULL: the kind has no page */

G_END_DECLS
