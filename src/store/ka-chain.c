/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <nettle/sha2.h>
#include <string.h>

/* The hash chain: each link is SHA-256 (link before ‖ what is written now). Every part is preceded by its
 * length, numbers have 8 bytes, most significant first, so that no two contents give the same bytes.
 *
 * By Nettle, not by GChecksum: it uses the processor's own SHA instructions, and hashing was half of the
 * time that it takes to verify a ledger. */

static void
add_int (struct sha256_ctx *hash, gint64 value)
{
  guint64 bytes = GUINT64_TO_BE ((guint64)value);

  sha256_update (hash, sizeof bytes, (const guint8 *)&bytes);
}

/* -1 stands for the length of what is not there. */
static void
add_text (struct sha256_ctx *hash, const char *text, gssize length)
{
  if (text == NULL)
    {
      add_int (hash, -1);
      return;
    }
  if (length < 0)
    length = strlen (text);
  add_int (hash, length);
  sha256_update (hash, (gsize)length, (const guint8 *)text);
}

static void
begin (struct sha256_ctx *hash, const guint8 *tip, char tag)
{
  sha256_init (hash);
  if (tip != NULL)
    sha256_update (hash, KA_HASH_SIZE, tip);
  sha256_update (hash, 1, (const guint8 *)&tag);
}

void
ka_chain_change (guint8 *tip,
                 gint64 id,
                 const char *at,
                 const char *who,
                 const char *what,
                 const char *why,
                 gint64 undoes)
{
  struct sha256_ctx hash;

  begin (&hash, tip, 'C');
  add_int (&hash, id);
  add_text (&hash, at, -1);
  add_text (&hash, who, -1);
  add_text (&hash, what, -1);
  add_text (&hash, why, -1);
  add_int (&hash, undoes);
  sha256_digest (&hash, KA_HASH_SIZE, tip);
}

void
ka_chain_revision (guint8 *tip,
                   gint64 rev,
                   gint64 change,
                   const char *kind,
                   gint64 id,
                   const char *body,
                   gssize body_length,
                   const guint8 *source,
                   guint source_row)
{
  struct sha256_ctx hash;

  begin (&hash, tip, 'R');
  add_int (&hash, rev);
  add_int (&hash, change);
  add_text (&hash, kind, -1);
  add_int (&hash, id);
  add_text (&hash, body, body_length);
  add_text (&hash, (const char *)source, KA_HASH_SIZE);
  add_int (&hash, source_row);
  sha256_digest (&hash, KA_HASH_SIZE, tip);
}

void
ka_chain_source (guint8 *digest,
                 gint64 change,
                 const char *file,
                 const char *sheet,
                 const char *columns)
{
  struct sha256_ctx hash;

  begin (&hash, NULL, 'S');
  add_int (&hash, change);
  add_text (&hash, file, -1);
  add_text (&hash, sheet, -1);
  add_text (&hash, columns, -1);
  sha256_digest (&hash, KA_HASH_SIZE, digest);
}
