/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-list.h"

#include "ka-import-item.h"

struct _KaImportList
{
  GObject parent_instance;

  /* Borrowed */
  KaImport *import; /* NULL: the lines are problems */

  /* Owned */
  KaLedger *ledger;
  GPtrArray *lines; /* const KaImportRow or KaImportProblem */
  GHashTable *refusals;
};

static GType
ka_import_list_get_item_type (GListModel *list)
{
  return KA_TYPE_IMPORT_ITEM;
}

static guint
ka_import_list_get_n_items (GListModel *list)
{
  return KA_IMPORT_LIST (list)->lines->len;
}

static gpointer
ka_import_list_get_item (GListModel *list, guint position)
{
  KaImportList *self = KA_IMPORT_LIST (list);
  const KaImportRow *row;
  const char *refusal = NULL;

  if (position >= self->lines->len)
    return NULL;
  if (self->import == NULL)
    return ka_import_item_new_problem (g_ptr_array_index (self->lines, position));
  row = g_ptr_array_index (self->lines, position);
  if (row->state == KA_ROW_REFUSED)
    refusal = g_hash_table_lookup (self->refusals, GUINT_TO_POINTER (row->row));
  return ka_import_item_new_row (self->import, self->ledger, row, refusal);
}

static void
ka_import_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = ka_import_list_get_item_type;
  iface->get_n_items = ka_import_list_get_n_items;
  iface->get_item = ka_import_list_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (KaImportList,
                               ka_import_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, ka_import_list_model_init))

static void
take_lines (KaImportList *self,
            KaImport *import,
            KaLedger *ledger,
            GPtrArray *lines,
            GHashTable *refusals)
{
  guint before = self->lines->len;

  self->import = import;
  g_set_object (&self->ledger, ledger);
  g_ptr_array_unref (self->lines);
  self->lines = lines;
  if (refusals != NULL)
    g_hash_table_ref (refusals);
  g_clear_pointer (&self->refusals, g_hash_table_unref);
  self->refusals = refusals;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, lines->len);
}

void
ka_import_list_take_rows (KaImportList *self,
                          KaImport *import,
                          KaLedger *ledger,
                          GPtrArray *rows,
                          GHashTable *refusals)
{
  g_return_if_fail (KA_IS_IMPORT_LIST (self));
  g_return_if_fail (import != NULL);
  take_lines (self, import, ledger, rows, refusals);
}

void
ka_import_list_take_problems (KaImportList *self, GPtrArray *problems)
{
  g_return_if_fail (KA_IS_IMPORT_LIST (self));
  take_lines (self, NULL, NULL, problems, NULL);
}

static void
ka_import_list_finalize (GObject *object)
{
  KaImportList *self = KA_IMPORT_LIST (object);

  g_clear_object (&self->ledger);
  g_ptr_array_unref (self->lines);
  g_clear_pointer (&self->refusals, g_hash_table_unref);
  G_OBJECT_CLASS (ka_import_list_parent_class)->finalize (object);
}

static void
ka_import_list_class_init (KaImportListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_import_list_finalize;
}

static void
ka_import_list_init (KaImportList *self)
{
  self->lines = g_ptr_array_new ();
}

KaImportList *
ka_import_list_new (void)
{
  return g_object_new (KA_TYPE_IMPORT_LIST, NULL);
}
