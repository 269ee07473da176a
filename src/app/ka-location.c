/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-location.h"

#include "ka-pages.h"

KaLocation *
ka_location_new (const char *page, const KaKind *kind, gint64 id)
{
  KaLocation *self;
  const KaPageInfo *info = page != NULL ? ka_page_info_get (page) : ka_page_info_of_kind (kind);

  g_return_val_if_fail (info != NULL, NULL);

  self = g_rc_box_new0 (KaLocation);
  self->page = info->id;
  self->kind = kind;
  self->id = id;
  return self;
}

KaLocation *
ka_location_new_hit (const KaKind *kind,
                     gint64 id,
                     const char *field,
                     gint64 attachment,
                     guint leaf)
{
  KaLocation *self = ka_location_new (NULL, kind, id);

  g_return_val_if_fail (self != NULL, NULL);

  self->field = attachment == 0 ? field : NULL;
  self->attachment = attachment;
  self->leaf = leaf;
  return self;
}

KaLocation *
ka_location_new_list (KaQuery *query, const char *label)
{
  KaLocation *self = ka_location_new (NULL, ka_query_get_kind (query), 0);

  g_return_val_if_fail (self != NULL, NULL);

  self->query = query;
  self->label = g_strdup (label);
  return self;
}

KaLocation *
ka_location_ref (KaLocation *self)
{
  return g_rc_box_acquire (self);
}

static void
clear_location (gpointer data)
{
  KaLocation *self = data;

  g_clear_pointer (&self->query, ka_query_free);
  g_free (self->label);
}

void
ka_location_unref (KaLocation *self)
{
  g_rc_box_release_full (self, clear_location);
}

gboolean
ka_location_equal (const KaLocation *a, const KaLocation *b)
{
  return a->page == b->page && a->kind == b->kind && a->id == b->id && a->view == b->view
         && a->query == b->query && a->field == b->field && a->attachment == b->attachment
         && a->leaf == b->leaf;
}
