/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-spool-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Most ledgers are smaller than this, and never see a file. */
#define MAX_IN_MEMORY ((gsize)1 << 20)
#define FILE_STEP ((gsize)8 << 20) /* whole words of blocks */
#define BLOCK_BYTES ((gsize)1 << KA_SPOOL_BLOCK_SHIFT)
/* Of the file so much is in memory at a time. */
#define MAX_APPENDED ((gsize)1 << 20)
#define MAX_TOUCHED 24u

void
ka_spool_init (KaSpool *spool)
{
  *spool = (KaSpool){ .fd = -1 };
}

void
ka_spool_clear (KaSpool *spool)
{
  if (spool->fd >= 0)
    {
      munmap (spool->data, spool->room);
      close (spool->fd);
    }
  else
    g_free (spool->data);
  g_free (spool->blocks);
  ka_spool_init (spool);
}

/* In a folder that is meant for what may be large, readable by nobody else. */
static int
open_file (void)
{
  const char *folders[] = { g_getenv ("TMPDIR"), "/var/tmp", "/tmp" };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *name = NULL;
      int fd;

      if (folders[i] == NULL)
        continue;
      fd = open (folders[i], O_TMPFILE | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
      if (fd >= 0)
        return fd;
      /* Not every file system knows files without a name. */
      name = g_build_filename (folders[i], "kuangan-XXXXXX", NULL);
      fd = g_mkstemp_full (name, O_RDWR | O_CLOEXEC, 0600);
      if (fd >= 0)
        {
          g_unlink (name);
          return fd;
        }
    }
  return -1;
}

/* Nothing is lost: the pages are the file's. */
static void
let_go (KaSpool *spool)
{
  madvise (spool->data, spool->room, MADV_DONTNEED);
  for (gsize i = 0; i < spool->room / BLOCK_BYTES / 32; i++)
    g_atomic_int_set (&spool->blocks[i], 0);
  g_atomic_int_set (&spool->n_touched, 0);
  spool->appended = 0;
}

static void
make_blocks (KaSpool *spool, gsize before)
{
  gsize words = spool->room / BLOCK_BYTES / 32, had = before / BLOCK_BYTES / 32;

  spool->blocks = g_renew (guint, spool->blocks, words);
  memset (spool->blocks + had, 0, (words - had) * sizeof (guint));
}

/* The room is taken from the disk at once: a full one must show here, not when a page is written. */
static gboolean
move_to_file (KaSpool *spool)
{
  int fd = open_file ();
  void *map = MAP_FAILED;

  if (fd >= 0 && posix_fallocate (fd, 0, FILE_STEP) == 0)
    map = mmap (NULL, FILE_STEP, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (map == MAP_FAILED)
    {
      if (fd >= 0)
        close (fd);
      return FALSE;
    }
  memcpy (map, spool->data, spool->len);
  g_free (spool->data);
  spool->data = map;
  spool->fd = fd;
  spool->room = FILE_STEP;
  make_blocks (spool, 0);
  return TRUE;
}

static gboolean
grow_file (KaSpool *spool, gsize needed)
{
  gsize before = spool->room, room = (needed / FILE_STEP + 1) * FILE_STEP;
  void *map = MAP_FAILED;

  if (posix_fallocate (spool->fd, 0, (off_t)room) == 0)
    map = mremap (spool->data, before, room, MREMAP_MAYMOVE);
  if (map == MAP_FAILED)
    return FALSE;
  spool->data = map;
  spool->room = room;
  make_blocks (spool, before);
  return TRUE;
}

/* No room on the disk: memory it is, as far as that goes. */
static void
move_to_memory (KaSpool *spool)
{
  guint8 *data = g_malloc (spool->room);

  memcpy (data, spool->data, spool->len);
  munmap (spool->data, spool->room);
  close (spool->fd);
  spool->data = data;
  spool->fd = -1;
}

static void
make_room (KaSpool *spool, gsize n)
{
  gsize needed = spool->len + n, room = MAX (spool->room, 4096);

  if (spool->fd < 0 && needed > MAX_IN_MEMORY && !spool->no_file)
    spool->no_file = !move_to_file (spool);
  if (spool->fd >= 0 && spool->room < needed && !grow_file (spool, needed))
    {
      spool->no_file = TRUE;
      move_to_memory (spool);
    }
  if (spool->room >= needed)
    return;
  while (room < needed)
    room *= 2;
  spool->data = g_realloc (spool->data, room);
  spool->room = room;
}

void
ka_spool_append (KaSpool *spool, gconstpointer bytes, gsize n)
{
  if (n == 0)
    return; /* nothing may be at NULL */
  if (spool->len + n > spool->room)
    make_room (spool, n);
  memcpy (spool->data + spool->len, bytes, n);
  spool->len += n;
  if (spool->fd < 0)
    return;
  spool->appended += n;
  if (spool->appended > MAX_APPENDED)
    let_go (spool);
}

void
ka_spool_touch (KaSpool *spool, gsize at)
{
  gsize block = at >> KA_SPOOL_BLOCK_SHIFT;
  guint *word = &spool->blocks[block / 32], bit = 1u << block % 32;

  if (g_atomic_int_get (word) & bit)
    return;
  if (!(g_atomic_int_or (word, bit) & bit)
      && (guint)g_atomic_int_add (&spool->n_touched, 1) >= MAX_TOUCHED)
    let_go (spool);
}
