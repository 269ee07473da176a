/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-row-private.h"

#include <ka-record.h>

struct _KaRow
{
  GObject parent_instance;

  KaLedger *ledger; /* owned */
  const KaKind *kind;
  gint64 id;
  guint place;
  KaRecord *record; /* NULL: gone, or not read yet */
  char **texts;     /* one a field, made when asked for */
  gboolean fresh;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaRow, ka_row, G_TYPE_OBJECT)

static void
clear_texts (KaRow *self)
{
  for (guint i = 0; self->texts != NULL && i < self->kind->n_fields; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

static void
ka_row_finalize (GObject *object)
{
  KaRow *self = KA_ROW (object);

  clear_texts (self);
  g_free (self->texts);
  g_clear_pointer (&self->record, ka_record_unref);
  g_clear_object (&self->ledger);

  G_OBJECT_CLASS (ka_row_parent_class)->finalize (object);
}

static void
ka_row_class_init (KaRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ka_row_finalize;

  signals[SIGNAL_CHANGED]
    = g_signal_new ("changed", KA_TYPE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ka_row_init (KaRow *self)
{
}

KaRow *
ka_row_new (KaLedger *ledger, const KaKind *kind, gint64 id, guint place)
{
  KaRow *row = g_object_new (KA_TYPE_ROW, NULL);

  row->ledger = g_object_ref (ledger);
  row->kind = kind;
  row->id = id;
  row->place = place;

  return row;
}

guint
ka_row_get_place (KaRow *row)
{
  return row->place;
}

void
ka_row_set_id (KaRow *row, gint64 id)
{
  row->id = id;
  row->fresh = FALSE;
}

void
ka_row_ensure (KaRow *row)
{
  KaRecord *record;

  if (row->fresh)
    return;

  record = ka_ledger_get (row->ledger, row->kind, row->id, NULL);
  g_clear_pointer (&row->record, ka_record_unref);
  row->record = record;
  clear_texts (row);
  row->fresh = TRUE;
}

void
ka_row_mark_stale (KaRow *row)
{
  row->fresh = FALSE;
}

void
ka_row_emit_changed (KaRow *row)
{
  g_signal_emit (row, signals[SIGNAL_CHANGED], 0);
}

gint64
ka_row_get_id (KaRow *row)
{
  g_return_val_if_fail (KA_IS_ROW (row), 0);

  return row->id;
}

KaLedger *
ka_row_get_ledger (KaRow *row)
{
  g_return_val_if_fail (KA_IS_ROW (row), NULL);

  return row->ledger;
}

KaRecord *
ka_row_get_record (KaRow *row)
{
  g_return_val_if_fail (KA_IS_ROW (row), NULL);

  ka_row_ensure (row);

  return row->record;
}

const char *
ka_row_get_text (KaRow *row, guint field_index)
{
  g_return_val_if_fail (KA_IS_ROW (row), "");
  g_return_val_if_fail (field_index < row->kind->n_fields, "");

  ka_row_ensure (row);
  if (row->record == NULL)
    return "";
  if (row->texts == NULL)
    row->texts = g_new0 (char *, row->kind->n_fields);
  if (row->texts[field_index] == NULL)
    row->texts[field_index]
      = ka_ledger_display (row->ledger, row->record, &row->kind->fields[field_index], TRUE);

  return row->texts[field_index];
}
