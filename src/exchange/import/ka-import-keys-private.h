/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ka-import-private.h"

G_BEGIN_DECLS

/* What ka-import-keys.c, -names.c and -resolve.c share: of each record of a kind the digests of its keys. */

#define KA_MAX_KEYS (G_N_ELEMENTS (((KaKind *)NULL)->keys) + 1)
#define KA_MAX_PARTS 6

typedef struct
{
  guint fields[KA_MAX_PARTS];
  guint n_fields;
} KaKey;

typedef struct
{
  const KaKind *kind;
  KaKey keys[KA_MAX_KEYS];
  KaKey apart;       /* fields that tell two apart even where a key does not name them */
  guint n_keys;      /* all of them, */
  guint n_natural;   /* of which so many decide whether two are the same */
  int owner;         /* field that names the enterprise, or -1 */
  gboolean numbered; /* the ledger gives numbers to its records */
  GArray *ids;       /* gint64; entry 0 is not used */
  GArray *owners;    /* gint64, where owner ≥ 0 */
  KaDigests *digests[KA_MAX_KEYS]; /* the same entries; KA_DIGEST_NONE: the key is not complete */
  GHashTable *former; /* folded name that it bore once → id (gint64 *), 0 where several did */
  GHashTable *merged; /* id that is there no more → the one that it was merged into; with former */
  GPtrArray *names;   /* char *: all names, to look for what is alike; NULL: not read */
  GHashTable *owned;  /* owner → entry of the only one that it has, or KA_SEVERAL */
} KaKindKeys;

#define KA_SEVERAL G_MAXUINT

struct _KaKeys
{
  KaLedger *ledger;
  guint64 seed;
  GHashTable *kinds; /* KaKind → KaKindKeys */
  /* Of the record that was matched last, if it is new: it is going to be added. */
  const KaRecord *matched;
  guint64 digests[KA_MAX_KEYS];
  guint guessed; /* names looked for among those that are alike */
};

/* ---- ka-import-keys.c ---- */

/* NULL on failure. */
KaKindKeys *ka_keys_get_kind (KaKeys *keys, const KaKind *kind, GError **error);
/* Of the values of all fields of the kind. */
guint64
ka_keys_digest (const KaKeys *keys, const KaKindKeys *kind, const KaKey *key, char *const *values);
gboolean ka_kind_keys_has (const KaKindKeys *kind, gint64 id);

/* ---- ka-import-names.c ---- */

/* The record that bore the name once. *found stays as it is where none did. */
gboolean ka_keys_find_former (KaKeys *keys,
                              KaKindKeys *kind,
                              const char *text,
                              KaLookup *found,
                              gint64 *id,
                              GError **error);

G_END_DECLS
