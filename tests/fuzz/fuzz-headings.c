/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <ka-import.h>

/* Headings and rows as csv text: where the table is, of what kind, and what its columns hold, by itself
 * and told to be of every kind. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (KaImport) import = ka_import_new ();
  GPtrArray *tables;
  FuzzFile file;
  guint n_kinds;
  const KaKind *const *kinds = ka_kinds (&n_kinds);

  if (size == 0 || size > 4096)
    return 0;
  fuzz_file_open (&file, data, size);
  if (ka_import_add_file (import, file.path, NULL, NULL, NULL, NULL))
    {
      tables = ka_import_get_tables (import);
      for (guint t = 0; t < tables->len; t++)
        for (guint k = 0; k < n_kinds; k++)
          {
            const KaImportTable *table = g_ptr_array_index (tables, t);

            ka_import_set_kind (import, t, kinds[k]);
            g_assert_true (table->kind == kinds[k]);
            g_assert_cmpuint (table->headings->len, ==, table->fields->len);
            /* In a form labels and values stand in the same rows. */
            g_assert_cmpuint (table->first_row, >=, table->heading_row);
          }
    }
  fuzz_file_close (&file);
  return 0;
}
