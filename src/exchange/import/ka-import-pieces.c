/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-private.h"

#include <string.h>

/* A cell as the values that it holds: mostly one. */

/* What others are read by comes first: the year, then the date. */
guint
ka_piece_pass (const KaField *field, const KaField *date)
{
  if (field->id[0] == 'y' && strcmp (field->id, "year") == 0)
    return 0;
  return field == date ? 1 : 2;
}

static void
add_piece (GArray *pieces, const KaCell *cell, const char *text, const KaField *field, guint pass)
{
  KaPiece piece = { *cell, field, pass };

  if (text != NULL)
    {
      piece.cell.type = KA_CELL_TEXT;
      piece.cell.text = text;
    }
  g_array_append_val (pieces, piece);
}

/* 死亡1人、重伤2人: a number each. */
static void
add_casualties (GArray *pieces, GStringChunk **texts, const KaKind *kind, const KaCell *cell)
{
  char *counts[KA_N_CASUALTIES] = { NULL };

  if (cell->type != KA_CELL_TEXT || !ka_pair_split_casualties (cell->text, counts))
    {
      add_piece (pieces, cell, NULL, ka_kind_field (kind, ka_casualties[0]), 2);
      return;
    }
  if (*texts == NULL)
    *texts = g_string_chunk_new (256);
  for (guint i = 0; i < KA_N_CASUALTIES; i++)
    {
      if (counts[i] != NULL)
        add_piece (pieces, cell, g_string_chunk_insert (*texts, counts[i]),
                   ka_kind_field (kind, ka_casualties[i]), 2);
      g_free (counts[i]);
    }
}

/* 姓名/性别/电话: FALSE: the cell does not hold them. */
static gboolean
add_parts (GArray *pieces,
           GStringChunk **texts,
           const KaFound *found,
           const KaCell *cell,
           const KaField *date)
{
  GPtrArray *fields = ka_found_parts (found, cell->column);
  g_auto (GStrv) values = NULL;

  if (fields == NULL || cell->type != KA_CELL_TEXT)
    return FALSE;
  values = ka_parts_split (fields, cell->text);
  if (values == NULL)
    return FALSE;
  if (*texts == NULL)
    *texts = g_string_chunk_new (256);
  for (guint i = 0; i < fields->len; i++)
    {
      const KaField *field = g_ptr_array_index (fields, i);

      if (field != NULL)
        add_piece (pieces, cell, g_string_chunk_insert (*texts, values[i]), field,
                   ka_piece_pass (field, date));
    }
  return TRUE;
}

/* texts: holds what was cut. */
void
ka_pieces_add (GArray *pieces,
               GStringChunk **texts,
               const KaFound *found,
               const KaCell *cell,
               const KaField *field,
               const KaField *date)
{
  const KaField *second = ka_found_second (found, cell->column);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (second != NULL && strcmp (second->id, ka_casualties[1]) == 0)
    {
      add_casualties (pieces, texts, found->kind, cell);
      return;
    }
  if (add_parts (pieces, texts, found, cell, date))
    return;
  if (second == NULL || cell->type != KA_CELL_TEXT
      || !ka_pair_split (field, second, cell->text, &a, &b))
    {
      add_piece (pieces, cell, NULL, field, ka_piece_pass (field, date));
      return;
    }
  if (*texts == NULL)
    *texts = g_string_chunk_new (256);
  add_piece (pieces, cell, g_string_chunk_insert (*texts, a), field, ka_piece_pass (field, date));
  add_piece (pieces, cell, g_string_chunk_insert (*texts, b), second, ka_piece_pass (second, date));
}
