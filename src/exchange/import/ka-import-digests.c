/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <string.h>

/* Entries by a digest of 64 bits: of a hundred thousand names and numbers two megabytes, not the twenty that
 * they take as text. Digests are seeded anew in every run, so that no file can be made to collide. */

#define MIN_SLOTS 256

struct _KaDigests
{
  GArray *digests;  /* guint64 by entry; entry 0 is not used */
  GHashTable *next; /* entry → the one before with the same digest: few have one */
  guint64 *slots;   /* half of a digest and its entry, 0 where free; probed in line */
  guint n_slots;    /* a power of two */
};

KaDigests *
ka_digests_new (void)
{
  KaDigests *digests = g_new0 (KaDigests, 1);

  digests->digests = g_array_new (FALSE, TRUE, sizeof (guint64));
  g_array_set_size (digests->digests, 1);
  digests->next = g_hash_table_new (NULL, NULL);
  digests->slots = g_new0 (guint64, MIN_SLOTS);
  digests->n_slots = MIN_SLOTS;
  return digests;
}

void
ka_digests_free (KaDigests *digests)
{
  if (digests == NULL)
    return;
  g_array_unref (digests->digests);
  g_hash_table_unref (digests->next);
  g_free (digests->slots);
  g_free (digests);
}

guint64
ka_digest_mix (guint64 h, const char *text)
{
  gsize n = strlen (text);
  guint64 word;

  h ^= n;
  for (; n > 0; n -= MIN (n, sizeof word), text += sizeof word)
    {
      word = 0;
      memcpy (&word, text, MIN (n, sizeof word));
      h = (h ^ word) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
      h ^= h >> 32;
    }
  h *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return h ^ (h >> 33);
}

#define ENTRY_MASK G_GUINT64_CONSTANT (0xffffffff)

/* The slot of the digest, or the free one where it would stand. What tells most digests apart stands in the
 * slots themselves: memory is far away. */
static guint64 *
find_slot (const KaDigests *digests, guint64 digest)
{
  guint mask = digests->n_slots - 1;
  guint at = (guint)digest & mask;

  for (;; at = (at + 1) & mask)
    {
      guint64 slot = digests->slots[at];

      if (slot == 0
          || ((slot ^ digest) >> 32 == 0
              && g_array_index (digests->digests, guint64, slot & ENTRY_MASK) == digest))
        return &digests->slots[at];
    }
}

static guint64
make_slot (guint64 digest, guint entry)
{
  return (digest & ~ENTRY_MASK) | entry;
}

/* At most two thirds are taken. Of entries with one digest the newest heads the chain. */
static void
grow_slots (KaDigests *digests)
{
  if (digests->digests->len < digests->n_slots / 3 * 2)
    return;
  g_free (digests->slots);
  digests->n_slots *= 2;
  digests->slots = g_new0 (guint64, digests->n_slots);
  for (guint e = 1; e < digests->digests->len; e++)
    {
      guint64 digest = g_array_index (digests->digests, guint64, e);

      if (digest != KA_DIGEST_NONE)
        *find_slot (digests, digest) = make_slot (digest, e);
    }
}

guint
ka_digests_add (KaDigests *digests, guint64 digest)
{
  guint64 *slot;
  guint entry;

  grow_slots (digests);
  entry = digests->digests->len;
  g_array_append_val (digests->digests, digest);
  if (digest == KA_DIGEST_NONE)
    return entry;
  slot = find_slot (digests, digest);
  if (*slot != 0)
    g_hash_table_insert (digests->next, GUINT_TO_POINTER (entry),
                         GUINT_TO_POINTER ((guint)(*slot & ENTRY_MASK)));
  *slot = make_slot (digest, entry);
  return entry;
}

guint64
ka_digests_get (const KaDigests *digests, guint entry)
{
  return g_array_index (digests->digests, guint64, entry);
}

guint
ka_digests_find (const KaDigests *digests, guint64 digest)
{
  return (guint)(*find_slot (digests, digest) & ENTRY_MASK);
}

guint
ka_digests_next (const KaDigests *digests, guint entry)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (digests->next, GUINT_TO_POINTER (entry)));
}
