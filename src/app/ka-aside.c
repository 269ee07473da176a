/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-aside.h"

typedef struct
{
  gpointer data;
  GDestroyNotify free;
} Waste;

static void
free_in_thread (gpointer item, gpointer data)
{
  Waste *waste = item;

  waste->free (waste->data);
  g_free (waste);
}

void
ka_free_aside (gpointer data, GDestroyNotify free)
{
  static gsize pool = 0;
  Waste *waste;

  g_return_if_fail (free != NULL);

  if (data == NULL)
    return;
  /* One thread, which GLib ends or lends to others while there is nothing to do. */
  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, (gsize)g_thread_pool_new (free_in_thread, NULL, 1, FALSE, NULL));
  waste = g_new (Waste, 1);
  waste->data = data;
  waste->free = free;
  g_thread_pool_push ((GThreadPool *)pool, waste, NULL);
}
