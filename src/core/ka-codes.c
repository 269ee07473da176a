/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-codes-private.h"
#include "ka-core-private.h"
#include "ka-core-resources.h"
#include "ka-csv.h"
#include "ka-text.h"

#include <string.h>

/* Which columns of a file hold what; the rest is reached by ka_codes_column(). */
typedef struct
{
  const char *name;
  const char *value;
  const char *code;
  const char
    *words; /* column behind the value in the label, or what the label is if value is a code */
  const char *group;
  KaCodesReader read; /* understands what people write beyond the words of the table */
  gboolean bare;      /* the words alone are the label */
} Layout;

static const Layout layouts[] = {
  { "towns", "name", "code", NULL, "kind", ka_codes_read_town },
  { "minerals", "name", "code", NULL, "size_class_row", ka_codes_read_mineral },
  { "hazards", "code", "code", "text_short", "mine_type", ka_codes_read_hazard },
  { "accident_categories", "name", "code", NULL, "standard", ka_codes_read_accident },
  { "indicators", "code", "code", "name", "group", NULL, .bare = TRUE },
  { "targets", "indicator", NULL, NULL, NULL, NULL },
  { "case_criteria", "criterion", NULL, NULL, NULL, NULL },
  { "laws", "law", NULL, NULL, NULL, NULL },
  { "holidays", "day", NULL, NULL, "kind", NULL },
  { "districts", "name", "code", NULL, "kind", NULL },
  { "size_classes", "mineral", NULL, NULL, "unit", NULL },
  { "measures", "item_no", NULL, "text_short", "actor", NULL },
  { "ledger_headings", "heading", NULL, NULL, "form", NULL },
};

struct _KaCodeTable
{
  const Layout *layout;
  char *source;
  GPtrArray *heading; /* of char * */
  GPtrArray *rows;    /* of GPtrArray of char * */
  KaCode *codes;      /* one a row */
  char **labels;      /* those labels that had to be made */
  GHashTable *exact;  /* value or code → GArray of indices */
  GHashTable *folded; /* folded words → GArray of indices */
};

static KaCodeTable *tables[G_N_ELEMENTS (layouts)];

static int
find_column (const KaCodeTable *table, const char *column)
{
  for (guint i = 0; column != NULL && i < table->heading->len; i++)
    if (strcmp (g_ptr_array_index (table->heading, i), column) == 0)
      return (int)i;
  return -1;
}

static const char *
get_cell (const KaCodeTable *table, guint row, int column)
{
  const GPtrArray *cells = g_ptr_array_index (table->rows, row);
  const char *text;

  if (column < 0 || (guint)column >= cells->len)
    return NULL;
  text = g_ptr_array_index (cells, (guint)column);
  return *text == '\0' ? NULL : text;
}

static void
add_key (GHashTable *index, char *key, guint row)
{
  GArray *rows = g_hash_table_lookup (index, key);

  if (rows == NULL)
    {
      rows = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (index, key, rows);
    }
  else
    g_free (key);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, guint, i) == row)
      return;
  g_array_append_val (rows, row);
}

static void
add_words (KaCodeTable *table, guint row)
{
  const KaCode *code = &table->codes[row];
  const char *aliases = get_cell (table, row, find_column (table, "aliases"));
  const char *words = get_cell (table, row, find_column (table, table->layout->words));

  add_key (table->exact, g_strdup (code->value), row);
  add_key (table->folded, ka_text_fold (code->value), row);
  add_key (table->folded, ka_text_fold (code->label), row);
  if (code->code != NULL)
    {
      add_key (table->exact, g_strdup (code->code), row);
      add_key (table->folded, ka_text_fold (code->code), row);
    }
  if (words != NULL)
    add_key (table->folded, ka_text_fold (words), row);
  if (aliases != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (aliases, "|", -1);

      for (guint i = 0; parts[i] != NULL; i++)
        add_key (table->folded, ka_text_fold (parts[i]), row);
    }
}

static KaDay
read_day (const char *text)
{
  return text == NULL ? KA_DAY_NONE : ka_day_from_iso (text);
}

static void
fill_codes (KaCodeTable *table)
{
  const Layout *layout = table->layout;
  int value = find_column (table, layout->value), code = find_column (table, layout->code);
  int words = find_column (table, layout->words), group = find_column (table, layout->group);
  int source = find_column (table, "source"), from = find_column (table, "valid_from");
  int to = find_column (table, "valid_to");
  guint n = table->rows->len;

  table->codes = g_new0 (KaCode, n);
  table->labels = g_new0 (char *, n);
  for (guint i = 0; i < n; i++)
    {
      KaCode *row = &table->codes[i];
      const char *text = get_cell (table, i, words);

      row->value = get_cell (table, i, value);
      if (row->value == NULL) /* 措施标题行 have no number of their own */
        row->value = get_cell (table, i, 0);
      row->code = get_cell (table, i, code);
      row->group = get_cell (table, i, group);
      row->source = get_cell (table, i, source);
      row->valid_from = read_day (get_cell (table, i, from));
      row->valid_to = read_day (get_cell (table, i, to));
      row->label = row->value;
      if (text != NULL && layout->bare)
        row->label = text;
      else if (text != NULL)
        row->label = table->labels[i] = g_strdup_printf ("%s %s", row->value, text);
      add_words (table, i);
    }
}

/* Nothing registers the resource of a static library by itself. */
static GResource *
get_resource (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      ka_core_register_resource ();
      g_once_init_leave (&once, 1);
    }
  return ka_core_get_resource ();
}

static KaCodeTable *
load_table (const Layout *layout)
{
  g_autofree char *path = g_strdup_printf (KA_RESOURCE_BASE "/codes/%s.csv", layout->name);
  g_autoptr (GBytes) bytes
    = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  KaCodeTable *table = g_new0 (KaCodeTable, 1);
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *rest = memchr (text, '\n', size);

  g_assert (text[0] == '#' && rest != NULL);
  table->layout = layout;
  table->source = g_strstrip (g_strndup (text + 1, (gsize)(rest - text - 1)));
  table->rows = ka_csv_parse (rest + 1, (gssize)size - (rest + 1 - text), ',');
  table->heading = g_ptr_array_steal_index (table->rows, 0);
  table->exact = g_hash_table_new (g_str_hash, g_str_equal);
  table->folded = g_hash_table_new (g_str_hash, g_str_equal);
  fill_codes (table);
  return table;
}

const KaCodeTable *
ka_codes_get (const char *name)
{
  static gsize once[G_N_ELEMENTS (layouts)];

  g_return_val_if_fail (name != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (strcmp (layouts[i].name, name) == 0)
      {
        if (g_once_init_enter (&once[i]))
          {
            tables[i] = load_table (&layouts[i]);
            g_once_init_leave (&once[i], 1);
          }
        return tables[i];
      }
  return NULL;
}

const char *const *
ka_codes_names (void)
{
  static const char *names[G_N_ELEMENTS (layouts) + 1];
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
        names[i] = layouts[i].name;
      g_once_init_leave (&once, 1);
    }
  return names;
}

const char *
ka_codes_source (const KaCodeTable *table)
{
  return table->source;
}

guint
ka_codes_size (const KaCodeTable *table)
{
  return table->rows->len;
}

const KaCode *
ka_codes_nth (const KaCodeTable *table, guint i)
{
  g_return_val_if_fail (i < table->rows->len, NULL);

  return &table->codes[i];
}

const char *
ka_codes_column (const KaCodeTable *table, const KaCode *code, const char *column)
{
  if (code < table->codes || code >= table->codes + table->rows->len)
    return NULL; /* a town that was added */
  return get_cell (table, (guint)(code - table->codes), find_column (table, column));
}

const char **
ka_codes_further (const KaCodeTable *table)
{
  const Layout *layout = table->layout;
  const char *const held[] = { layout->value, layout->code, layout->words, layout->group,
                               "source",      "valid_from", "valid_to" };
  g_autoptr (GPtrArray) further = g_ptr_array_new ();

  for (guint i = 0; i < table->heading->len; i++)
    {
      const char *heading = g_ptr_array_index (table->heading, i);
      guint h;

      for (h = 0; h < G_N_ELEMENTS (held) && g_strcmp0 (held[h], heading) != 0; h++)
        ;
      if (h == G_N_ELEMENTS (held))
        g_ptr_array_add (further, (gpointer)heading);
    }
  g_ptr_array_add (further, NULL);
  return (const char **)g_ptr_array_free (g_steal_pointer (&further), FALSE);
}

gboolean
ka_code_is_valid (const KaCode *code, KaDay on)
{
  return on == KA_DAY_NONE
         || ((code->valid_from == KA_DAY_NONE || on >= code->valid_from)
             && (code->valid_to == KA_DAY_NONE || on <= code->valid_to));
}

/* The one row among those of a key that is valid on the day; NULL if there is none or if rows of
 * different values are. */
static const KaCode *
choose_row (const KaCodeTable *table, const GArray *rows, KaDay on)
{
  const KaCode *chosen = NULL;

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const KaCode *code = &table->codes[g_array_index (rows, guint, i)];

      if (!ka_code_is_valid (code, on))
        continue;
      if (chosen == NULL)
        chosen = code;
      else if (strcmp (chosen->value, code->value) != 0)
        return NULL;
    }
  return chosen;
}

const KaCode *
ka_codes_lookup (const KaCodeTable *table, const char *value, KaDay on)
{
  const KaCode *code;

  g_return_val_if_fail (table != NULL && value != NULL, NULL);

  code = choose_row (table, g_hash_table_lookup (table->exact, value), on);
  return code == NULL && table->layout->read == ka_codes_read_town ? ka_towns_find (value) : code;
}

const KaCode *
ka_codes_find_folded (const KaCodeTable *table, const char *folded, KaDay on)
{
  return choose_row (table, g_hash_table_lookup (table->folded, folded), on);
}

const KaCode *
ka_codes_match (const KaCodeTable *table, const char *text, KaDay on)
{
  const KaCode *code = ka_codes_lookup (table, text, on);
  g_autofree char *folded = NULL;

  if (code != NULL)
    return code;
  folded = ka_text_fold (text);
  if (*folded == '\0')
    return NULL;
  code = ka_codes_find_folded (table, folded, on);
  if (code == NULL && table->layout->read != NULL)
    code = table->layout->read (table, folded, on);
  if (code == NULL && table->layout->read == ka_codes_read_town)
    code = ka_towns_read (folded);
  return code;
}
