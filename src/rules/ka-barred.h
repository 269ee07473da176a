/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <ka-day.h>
#include <ka-ledger.h>

G_BEGIN_DECLS

/* The people who are on a list, by name: whoever is entered anywhere is looked up among them. */
typedef struct _KaBarred KaBarred;

/* Those who are on a list on the day. Holds nothing of the ledger afterwards. */
KaBarred *ka_barred_read (KaLedger *ledger, KaDay on, GError **error);
void ka_barred_free (KaBarred *barred);
guint ka_barred_size (KaBarred *barred);

typedef struct
{
  const KaField *field; /* in which the name stands */
  gint64 listing;       /* the record of discredit */
  gboolean certain;     /* by the identity number too; else only of the same name */
  char *message;        /* Chinese: who, since when and until when, what to do */
} KaBarredHit;

void ka_barred_hit_free (KaBarredHit *hit);
/* Everyone who stands in the record's fields for names (KaBarredHit); listings themselves are not asked. Who
 * bears the name but another identity number is somebody else. */
GPtrArray *ka_barred_check (KaBarred *barred, const KaRecord *record);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaBarred, ka_barred_free)

G_END_DECLS
