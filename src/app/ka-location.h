/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-query.h>

G_BEGIN_DECLS

/* A place in the window that one can come back to: a page, on it a kind, on that a record, or the list
 * that a number counts. Immutable once it is shared; reference counted. */
typedef struct
{
  const char *page;   /* id of ka_pages(); static */
  const KaKind *kind; /* or NULL */
  gint64 id;          /* record, or 0 */
  KaQuery *query;     /* the list behind a number, or NULL; owned */
  const char *view;   /* of a list page: a further view (ka-page-view.h), or NULL; static */
  char *label;        /* what that number is: 未达标：大中型矿山比例; owned */
  const char *field;  /* of the record: the one that gets the focus, or NULL; static */
  gint64 attachment;  /* of the record: the one that is shown, or 0 */
  guint leaf;         /* its page, from 0 */
} KaLocation;

/* page may be NULL where a kind is given: the page that shows the kind. */
KaLocation *ka_location_new (const char *page, const KaKind *kind, gint64 id);
/* A field of a record (NULL: none), or a page of one of its attachments (0: none). */
KaLocation *ka_location_new_hit (const KaKind *kind,
                                 gint64 id,
                                 const char *field,
                                 gint64 attachment,
                                 guint leaf);
/* Takes query. */
KaLocation *ka_location_new_list (KaQuery *query, const char *label);
KaLocation *ka_location_ref (KaLocation *self);
void ka_location_unref (KaLocation *self);
gboolean ka_location_equal (const KaLocation *a, const KaLocation *b);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaLocation, ka_location_unref)

G_END_DECLS
