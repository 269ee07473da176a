/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-ledger-private.h"

#include <string.h>

/* The hash chain: each link is SHA-256 (link before ‖ what is written now). Every part is preceded by its
 * length, numbers have 8 bytes, most significant first, so that no two contents give the same bytes. */

static void
add_int (GChecksum *checksum, gint64 value)
{
  guint64 bytes = GUINT64_TO_BE ((guint64)value);

  g_checksum_update (checksum, (const guchar *)&bytes, sizeof bytes);
}

/* -1 stands for the length of what is not there. */
static void
add_text (GChecksum *checksum, const char *text, gssize length)
{
  if (text == NULL)
    {
      add_int (checksum, -1);
      return;
    }
  if (length < 0)
    length = strlen (text);
  add_int (checksum, length);
  g_checksum_update (checksum, (const guchar *)text, length);
}

static void
begin (GChecksum *checksum, const guint8 *tip, char tag)
{
  g_checksum_reset (checksum);
  if (tip != NULL)
    g_checksum_update (checksum, tip, KA_HASH_SIZE);
  g_checksum_update (checksum, (const guchar *)&tag, 1);
}

static void
end (GChecksum *checksum, guint8 *digest)
{
  gsize length = KA_HASH_SIZE;

  g_checksum_get_digest (checksum, digest, &length);
}

void
ka_chain_change (GChecksum *checksum,
                 guint8 *tip,
                 gint64 id,
                 const char *at,
                 const char *who,
                 const char *what,
                 const char *why,
                 gint64 undoes)
{
  begin (checksum, tip, 'C');
  add_int (checksum, id);
  add_text (checksum, at, -1);
  add_text (checksum, who, -1);
  add_text (checksum, what, -1);
  add_text (checksum, why, -1);
  add_int (checksum, undoes);
  end (checksum, tip);
}

void
ka_chain_revision (GChecksum *checksum,
                   guint8 *tip,
                   gint64 rev,
                   gint64 change,
                   const char *kind,
                   gint64 id,
                   const char *body,
                   gssize body_length,
                   const guint8 *source,
                   guint source_row)
{
  begin (checksum, tip, 'R');
  add_int (checksum, rev);
  add_int (checksum, change);
  add_text (checksum, kind, -1);
  add_int (checksum, id);
  add_text (checksum, body, body_length);
  add_text (checksum, (const char *)source, KA_HASH_SIZE);
  add_int (checksum, source_row);
  end (checksum, tip);
}

void
ka_chain_source (GChecksum *checksum,
                 guint8 *digest,
                 gint64 change,
                 const char *file,
                 const char *sheet,
                 const char *columns)
{
  begin (checksum, NULL, 'S');
  add_int (checksum, change);
  add_text (checksum, file, -1);
  add_text (checksum, sheet, -1);
  add_text (checksum, columns, -1);
  end (checksum, digest);
}
