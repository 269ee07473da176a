/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that are only appended and then read from anywhere. A little is kept in memory; more goes to a file
 * without a name that is mapped, of which only what was read last stays in memory. What was handed out stays
 * where it is, and may be read by several threads, once nothing is appended any more. */
typedef struct
{
  guint8 *data;
  gsize len;
  gsize room;
  int fd; /* -1: in memory */
  gboolean no_file;
  gsize appended;  /* since what was read or written last was let go */
  guint *blocks;   /* a bit for each block that may be in memory */
  guint n_touched; /* of them */
} KaSpool;

#define KA_SPOOL_BLOCK_SHIFT 16

void ka_spool_init (KaSpool *spool);
void ka_spool_clear (KaSpool *spool);
void ka_spool_append (KaSpool *spool, gconstpointer bytes, gsize n);
/* Notes that a block comes into memory, and lets go of all when they are too many. */
void ka_spool_touch (KaSpool *spool, gsize at);

static inline const guint8 *
ka_spool_at (KaSpool *spool, gsize at)
{
  if (G_UNLIKELY (spool->fd >= 0))
    ka_spool_touch (spool, at);
  return spool->data + at;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KaSpool, ka_spool_clear)

G_END_DECLS
