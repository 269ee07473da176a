/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-figures-private.h"

/* Which names a text may use. They follow from the tables alone, so that a text can be checked before any
 * figure is computed. */

static const struct
{
  const char *suffix, *label;
  gboolean dated, state, sums;
} endings[] = {
  { "", "", TRUE, TRUE, FALSE },
  { ".year", "本年累计", TRUE, FALSE, FALSE },
  { ".last", "上季", TRUE, TRUE, FALSE },
  { ".ago", "上年同期", TRUE, FALSE, FALSE },
  { ".change", "与上季比", TRUE, TRUE, FALSE },
  { ".growth", "与上年同期比", TRUE, FALSE, FALSE },
  { ".unfilled", "未填的条数", FALSE, FALSE, TRUE },
};

static const struct
{
  const char *aspect, *label;
} aspects[] = {
  { "value", "现值" },
  { "numerator", "分子" },
  { "denominator", "分母" },
  { "target", "目标" },
  { "due", "期限" },
  { "met", "已达到目标" },
  { "unmet", "未达到目标" },
  { "gap", "尚差" },
  { "progress", "与目标比" },
  { "failing", "未达到的个数" },
  { "laggards", "未达到的名单" },
  { "missing", "未填的个数" },
  { "unfilled", "未填的名单" },
  { "change", "与上季末比" },
};

const char *const ka_indicator_aspects[]
  = { "value",    "numerator", "denominator", "target",  "due",      "met",    "unmet", "gap",
      "progress", "failing",   "laggards",    "missing", "unfilled", "change", NULL };

typedef struct
{
  GPtrArray *names;
  GHashTable *labels;   /* name → label */
  GHashTable *by_label; /* label → name */
} Registry;

static void
add_name (Registry *registry, char *name, char *label)
{
  g_ptr_array_add (registry->names, name);
  g_hash_table_insert (registry->labels, name, label);
  g_hash_table_insert (registry->by_label, label, name);
}

static char *
join_label (const char *label, const char *what)
{
  return *what != '\0' ? g_strdup_printf ("%s（%s）", label, what) : g_strdup (label);
}

static void
add_specs (Registry *registry)
{
  const KaFigureSpec *specs;
  guint n;

  specs = ka_figure_specs (&n);
  for (guint i = 0; i < n; i++)
    for (guint e = 0; e < G_N_ELEMENTS (endings); e++)
      if ((specs[i].date != NULL && endings[e].dated) || (specs[i].date == NULL && endings[e].state)
          || (specs[i].sum != NULL && endings[e].sums))
        add_name (registry, g_strconcat (specs[i].name, endings[e].suffix, NULL),
                  join_label (specs[i].label, *endings[e].label != '\0' ? endings[e].label : ""));
}

static Registry *
make_registry (void)
{
  Registry *registry = g_new0 (Registry, 1);
  const KaIndicator *indicators;
  const KaRatioSpec *ratios;
  const KaWordSpec *words;
  const KaListSpec *lists;
  guint n;

  registry->names = g_ptr_array_new_with_free_func (g_free);
  registry->labels = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  registry->by_label = g_hash_table_new (g_str_hash, g_str_equal);
  words = ka_word_specs (&n);
  for (guint i = 0; i < n; i++)
    add_name (registry, g_strdup (words[i].name), g_strdup (words[i].label));
  indicators = ka_indicators (&n);
  for (guint i = 0; i < n; i++)
    for (guint a = 0; a < G_N_ELEMENTS (aspects); a++)
      add_name (registry, g_strdup_printf ("%s.%s", indicators[i].code, aspects[a].aspect),
                join_label (ka_indicator_name (&indicators[i]), aspects[a].label));
  add_specs (registry);
  ratios = ka_ratio_specs (&n);
  for (guint i = 0; i < n; i++)
    {
      add_name (registry, g_strdup (ratios[i].name), g_strdup (ratios[i].label));
      if (ka_figure_spec (ratios[i].numerator)->date != NULL
          && ka_figure_spec (ratios[i].denominator)->date != NULL)
        add_name (registry, g_strconcat (ratios[i].name, ".year", NULL),
                  join_label (ratios[i].label, "本年累计"));
    }
  lists = ka_list_specs (&n);
  for (guint i = 0; i < n; i++)
    add_name (registry, g_strdup (lists[i].name), g_strdup (lists[i].label));
  return registry;
}

static Registry *
get_registry (void)
{
  static gsize registry;

  if (g_once_init_enter (&registry))
    g_once_init_leave (&registry, (gsize)make_registry ());
  return (Registry *)registry;
}

GPtrArray *
ka_figure_names (void)
{
  return get_registry ()->names;
}

gboolean
ka_figure_known (const char *name)
{
  return g_hash_table_contains (get_registry ()->labels, name);
}

const char *
ka_figure_label (const char *name)
{
  return g_hash_table_lookup (get_registry ()->labels, name);
}

const char *
ka_figure_by_label (const char *label)
{
  return g_hash_table_lookup (get_registry ()->by_label, label);
}

const KaListSpec *
ka_list_known (const char *name)
{
  const KaListSpec *lists;
  guint n;

  lists = ka_list_specs (&n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (lists[i].name, name))
      return &lists[i];
  return NULL;
}

/* ---- the nearest name ---- */

#define LONGEST 64

/* Changes of one letter that lead from a to b (Levenshtein). */
static guint
measure_distance (const gunichar *a, glong m, const gunichar *b, glong n)
{
  guint row[LONGEST + 1];

  if (m > LONGEST || n > LONGEST)
    return G_MAXUINT;
  for (glong j = 0; j <= n; j++)
    row[j] = (guint)j;
  for (glong i = 1; i <= m; i++)
    {
      guint diagonal = row[0];

      row[0] = (guint)i;
      for (glong j = 1; j <= n; j++)
        {
          guint above = row[j];
          guint best = diagonal + (a[i - 1] != b[j - 1]);

          best = MIN (best, above + 1);
          best = MIN (best, row[j - 1] + 1);
          diagonal = above;
          row[j] = best;
        }
    }
  return row[n];
}

/* Names are compared with names, words with what figures are called. */
const char *
ka_figure_nearest (const char *name)
{
  GPtrArray *names = ka_figure_names ();
  gboolean is_word = !g_str_is_ascii (name);
  const char *nearest = NULL;
  glong m;
  g_autofree gunichar *typed = g_utf8_to_ucs4_fast (name, -1, &m);
  guint best = MAX ((guint)m / 2, 2);

  for (guint i = 0; i < names->len; i++)
    {
      const char *other = g_ptr_array_index (names, i);
      glong n;
      g_autofree gunichar *called
        = g_utf8_to_ucs4_fast (is_word ? ka_figure_label (other) : other, -1, &n);
      guint distance = measure_distance (typed, m, called, n);

      if (distance < best)
        {
          best = distance;
          nearest = other;
        }
    }
  return nearest;
}
