/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "ka-doc-layout-private.h"

#define EPSILON 0.05

static void
free_section (gpointer data)
{
  KaSection *section = data;

  for (guint i = 0; i < section->items->len; i++)
    g_free (g_array_index (section->items, KaItem, i).bookmark);
  g_array_unref (section->items);
  g_clear_pointer (&section->running, g_array_unref);
  g_free (section);
}

static void
free_page (gpointer data)
{
  KaPage *page = data;

  g_array_unref (page->placed);
  g_free (page);
}

KaLayout *
ka_layout_new (KaDoc *doc, KaSetter *setter, GCancellable *cancellable)
{
  g_autoptr (KaLayout) self = g_new0 (KaLayout, 1);

  self->doc = doc;
  self->setter = setter;
  self->sections = g_ptr_array_new_with_free_func (free_section);
  self->strips = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_strip_free);
  self->grids = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_grid_free);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_form_row_free);
  self->pages = g_ptr_array_new_with_free_func (free_page);
  ka_layout_set_imprint (self);
  ka_layout_flow (self, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  ka_layout_paginate (self);
  return g_steal_pointer (&self);
}

void
ka_layout_free (KaLayout *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->pages);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->grids);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->strips);
  g_ptr_array_unref (self->imprint);
  g_free (self);
}

/* ---- pages ---- */

typedef struct
{
  KaLayout *layout;
  const KaSection *section;
  KaPage *page;
  double y;
  double phase; /* where the grid of lines begins on this page */
  double top;   /* where it begins below what every page bears */
  guint n_top;  /* of that */
} Breaker;

static KaItem *
get_item (const KaSection *section, guint i)
{
  return &g_array_index (section->items, KaItem, i);
}

static void place (Breaker *breaker, const KaItem *item);

static void
begin_page (Breaker *breaker)
{
  gboolean further = breaker->page != NULL && breaker->page->section == breaker->section;
  KaPage *page = g_new0 (KaPage, 1);

  page->section = breaker->section;
  page->placed = g_array_new (FALSE, FALSE, sizeof (KaPlaced));
  g_ptr_array_add (breaker->layout->pages, page);
  breaker->page = page;
  breaker->y = breaker->phase = breaker->top = 0;
  breaker->n_top = 0;
  if (!further || breaker->section->running == NULL)
    return;
  for (guint i = 0; i < breaker->section->running->len; i++)
    place (breaker, &g_array_index (breaker->section->running, KaItem, i));
  breaker->top = breaker->y;
  breaker->n_top = page->placed->len;
}

/* Where the item comes to stand if what is above it ends at y. */
static double
snap (const Breaker *breaker, const KaItem *item, double y)
{
  double lines;

  if (!item->snap)
    return y;
  lines = (y - breaker->phase) / breaker->section->pitch;
  return breaker->phase
         + ceil (lines - EPSILON / breaker->section->pitch) * breaker->section->pitch;
}

static gboolean
is_dropped (const Breaker *breaker, const KaItem *item, double y)
{
  return item->kind == KA_ITEM_SPACE && y <= breaker->top;
}

static double
advance (const Breaker *breaker, const KaItem *item, double y)
{
  return is_dropped (breaker, item, y) ? y : snap (breaker, item, y) + item->height;
}

/* Blank at the foot of a page needs no room. */
static gboolean
fits (const Breaker *breaker, const KaItem *item, double bottom)
{
  return item->kind == KA_ITEM_SPACE
         || bottom <= breaker->section->height - breaker->section->foot + EPSILON;
}

/* The head of a table whose rows go on here. */
static const KaItem *
find_head (const Breaker *breaker, guint i)
{
  const KaItem *item = get_item (breaker->section, i);

  if (item->kind != KA_ITEM_PIECE)
    return NULL;
  while (i > 0 && get_item (breaker->section, i)->kind != KA_ITEM_HEAD)
    i--;
  return get_item (breaker->section, i);
}

static void
place (Breaker *breaker, const KaItem *item)
{
  KaPlaced placed = { item, snap (breaker, item, breaker->y) };

  if (!is_dropped (breaker, item, breaker->y) && item->kind != KA_ITEM_SPACE)
    g_array_append_val (breaker->page->placed, placed);
  breaker->y = advance (breaker, item, breaker->y);
  if (item->kind == KA_ITEM_RULE)
    breaker->phase = breaker->y;
  if (item->kind != KA_ITEM_SPACE)
    breaker->page->bottom = breaker->y;
}

static void
begin_page_at (Breaker *breaker, guint i)
{
  const KaItem *head = find_head (breaker, i);

  begin_page (breaker);
  if (head != NULL)
    place (breaker, head);
}

static gboolean
chunk_fits (const Breaker *breaker, guint first, guint last)
{
  double y = breaker->y;

  for (guint i = first; i < last; i++)
    {
      const KaItem *item = get_item (breaker->section, i);

      y = advance (breaker, item, y);
      if (!fits (breaker, item, y))
        return FALSE;
    }
  return TRUE;
}

/* What must stay together is placed together, if it can be at all. */
static void
place_chunk (Breaker *breaker, guint first, guint last)
{
  if (!chunk_fits (breaker, first, last) && breaker->page->placed->len > breaker->n_top)
    begin_page_at (breaker, first);
  for (guint i = first; i < last; i++)
    {
      const KaItem *item = get_item (breaker->section, i);

      if (!fits (breaker, item, advance (breaker, item, breaker->y))
          && breaker->page->placed->len > breaker->n_top
          && !(breaker->page->placed->len == breaker->n_top + 1 && find_head (breaker, i) != NULL))
        begin_page_at (breaker, i);
      place (breaker, item);
    }
}

static void
place_section (Breaker *breaker)
{
  guint n = breaker->section->items->len;

  begin_page (breaker);
  for (guint first = 0, last; first < n; first = last)
    {
      last = first + 1;
      while (last < n && get_item (breaker->section, last - 1)->keep)
        last++;
      place_chunk (breaker, first, last);
    }
}

/* 版记 stands at the foot of the last page, on one of its own if there is no room. */
static void
place_imprint (Breaker *breaker)
{
  double room = KA_TYPE_HEIGHT - breaker->page->bottom;

  if (breaker->layout->imprint_height <= 0)
    return;
  if (breaker->section->landscape || breaker->section->form != NULL
      || room < breaker->layout->imprint_height + KA_PITCH / 2)
    {
      breaker->section = g_ptr_array_index (breaker->layout->sections, 0);
      begin_page (breaker);
    }
  breaker->page->imprint = TRUE;
}

/* The pages of each form are counted for themselves. */
static void
number_forms (KaLayout *self)
{
  for (guint first = 0, last; first < self->pages->len; first = last)
    {
      const KaSection *section = ((KaPage *)g_ptr_array_index (self->pages, first))->section;

      last = first + 1;
      while (last < self->pages->len
             && ((KaPage *)g_ptr_array_index (self->pages, last))->section == section)
        last++;
      for (guint i = first; i < last && section->form != NULL; i++)
        {
          KaPage *page = g_ptr_array_index (self->pages, i);

          page->number = i - first + 1;
          page->count = last - first;
        }
    }
}

void
ka_layout_paginate (KaLayout *self)
{
  Breaker breaker = { self };

  for (guint i = 0; i < self->sections->len; i++)
    {
      breaker.section = g_ptr_array_index (self->sections, i);
      if (breaker.section->items->len > 0 || self->sections->len == 1)
        place_section (&breaker);
    }
  place_imprint (&breaker);
  number_forms (self);
}
