/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-check.h"
#include "ka-text.h"

/* ---- what must hold of every table ---- */

static void
assert_field (const KaKind *kind, const char *id)
{
  if (id != NULL && ka_kind_field (kind, id) == NULL)
    g_error ("%s names a field %s that it does not have", kind->id, id);
}

static void
test_kinds (void)
{
  guint n, shown = 0;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      const KaKind *kind = kinds[i];

      g_assert_true (ka_kind_get (kind->id) == kind);
      g_assert_true (ka_kind_by_label (kind->label) == kind);
      g_assert_cmpuint (ka_kind_index (kind), ==, i);
      g_assert_nonnull (kind->counter);
      g_assert_cmpuint (kind->n_fields, >, 0);
      g_assert_nonnull (kind->title);
      assert_field (kind, kind->title);
      assert_field (kind, kind->subtitle);
      assert_field (kind, kind->date);
      assert_field (kind, kind->order);
      g_assert_nonnull (kind->keys[0]);
      for (guint k = 0; k < G_N_ELEMENTS (kind->keys) && kind->keys[k] != NULL; k++)
        {
          g_auto (GStrv) parts = g_strsplit (kind->keys[k], "+", -1);

          for (guint p = 0; parts[p] != NULL; p++)
            assert_field (kind, parts[p]);
        }
      if (kind->apart != NULL)
        {
          g_auto (GStrv) apart = g_strsplit (kind->apart, "+", -1);

          for (guint p = 0; apart[p] != NULL; p++)
            assert_field (kind, apart[p]);
        }
      shown += (kind->flags & KA_KIND_INTERNAL) == 0;
    }
  g_assert_cmpuint (shown, ==, 23);
  g_assert_null (ka_kind_get ("no_such"));
  g_assert_null (ka_kind_by_label ("没有"));
}

static void
test_fields (void)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < kinds[i]->n_fields; f++)
      {
        const KaField *field = &kinds[i]->fields[f];
        const KaKind *target = ka_field_target (field);

        g_assert_true (ka_kind_field (kinds[i], field->id) == field);
        g_assert_cmpstr (ka_field_label (field), !=, "");
        g_assert_cmpint (field->type == KA_FIELD_REF, ==, field->target != NULL);
        g_assert_cmpint (field->type == KA_FIELD_CHOICE, ==,
                         field->choices != NULL || field->codes != NULL);
        g_assert_cmpint (field->places > 0, ==, field->type == KA_FIELD_DEC);
        if (field->codes != NULL)
          g_assert_nonnull (ka_field_codes (field));
        /* A kind stands behind those that it refers to. */
        if (target != NULL)
          g_assert_cmpuint (ka_kind_index (target), <, i);
        if (field->min != NULL && ka_field_is_number (field))
          g_assert_true (ka_field_check (field, field->min, KA_DAY_NONE, NULL, NULL));
        if (field->max != NULL)
          g_assert_true (ka_field_check (field, field->max, KA_DAY_NONE, NULL, NULL));
        g_assert_true (field->format == KA_FORMAT_NONE || field->type == KA_FIELD_TEXT);
        g_assert_true ((field->flags & KA_FOREVER) == 0 || field->type == KA_FIELD_DATE);
        if (field->help != NULL)
          g_assert_true (g_str_has_suffix (field->help, "。"));
      }
}

/* What an officer sees of a kind in its list: not less than tells records apart, not more than fits. */
static void
test_widths (void)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      guint columns = 0, width = 0, sections = 0;

      if ((kinds[i]->flags & KA_KIND_INTERNAL) != 0)
        continue;
      for (guint f = 0; f < kinds[i]->n_fields; f++)
        {
          columns += kinds[i]->fields[f].width > 0;
          width += kinds[i]->fields[f].width;
          sections += kinds[i]->fields[f].section != NULL;
          if ((kinds[i]->fields[f].flags & KA_PRIVATE) != 0)
            g_assert_cmpuint (kinds[i]->fields[f].width, ==, 0);
        }
      g_test_message ("%s: %u columns, %u wide", kinds[i]->id, columns, width);
      g_assert_cmpuint (columns, >=, 4);
      g_assert_cmpuint (columns, <=, 9);
      g_assert_cmpuint (width, <=, 80);
      g_assert_cmpuint (sections, >, 0);
      g_assert_nonnull (kinds[i]->fields[0].section);
    }
}

/* A heading means one field of a kind, but for those that people use of two: what stands below tells (矿山企业,
 * 有限责任公司). */
static void
test_aliases (void)
{
  static const char *const told_by_values[] = { "enterprise 企业类型", NULL };
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (guint f = 0; f < kinds[i]->n_fields; f++)
        {
          const KaField *field = &kinds[i]->fields[f];
          g_autofree char *all = g_strjoin ("|", field->label, field->aliases, NULL);
          g_auto (GStrv) words = g_strsplit (all, "|", -1);

          for (guint w = 0; words[w] != NULL; w++)
            {
              g_autofree char *folded = ka_text_fold (words[w]);
              g_autofree char *twice = g_strconcat (kinds[i]->id, " ", words[w], NULL);

              g_assert_cmpstr (folded, !=, "");
              if (g_strv_contains (told_by_values, twice))
                continue;
              if (!g_hash_table_add (seen, g_strdup (folded)))
                g_error ("%s: %s stands twice (again in %s)", kinds[i]->id, words[w], field->id);
            }
        }
    }
}

/* Synonyms are looked up in folded form and lead to values that there are. */
static void
test_synonyms (void)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    for (guint f = 0; f < kinds[i]->n_fields; f++)
      {
        const KaField *field = &kinds[i]->fields[f];
        g_auto (GStrv) pairs = NULL;

        if (field->synonyms == NULL)
          continue;
        pairs = g_strsplit (field->synonyms, "|", -1);
        for (guint p = 0; pairs[p] != NULL; p++)
          {
            g_auto (GStrv) pair = g_strsplit (pairs[p], "=", -1);
            g_autofree char *folded = ka_text_fold (pair[0]);
            g_autofree char *value = NULL;
            g_autofree char *given = NULL;

            g_test_message ("%s.%s %s", kinds[i]->id, field->id, pairs[p]);
            g_assert_cmpuint (g_strv_length (pair), ==, 2);
            g_assert_cmpstr (pair[0], ==, folded);
            g_assert_true (ka_field_parse (field, pair[1], KA_DAY_NONE, &value, NULL, NULL));
            if (field->type == KA_FIELD_CHOICE)
              g_assert_cmpstr (value, ==, pair[1]);
            if (*pair[0] == '#') /* only behind a number */
              continue;
            g_assert_true (ka_field_parse (field, pair[0], KA_DAY_NONE, &given, NULL, NULL));
            g_assert_cmpstr (given, ==, value);
          }
      }
}

static void
test_choices (void)
{
  const KaField *status = ka_kind_field (ka_kind_get ("mine"), "status");
  const KaField *category = ka_kind_field (ka_kind_get ("accident"), "category");
  g_autofree const char **all = ka_field_choices (status, KA_DAY_NONE);
  g_autofree const char **old = ka_field_choices (category, ka_day_from_ymd (2026, 6, 30));
  g_autofree const char **new = ka_field_choices (category, ka_day_from_ymd (2026, 7, 1));
  g_autofree char *heading
    = ka_field_heading (ka_kind_field (ka_kind_get ("mine"), "slope_height"));

  g_assert_cmpuint (g_strv_length ((char **)all), ==, 5);
  g_assert_cmpstr (all[0], ==, "生产");
  g_assert_cmpuint (g_strv_length ((char **)old), ==, 20);
  g_assert_cmpuint (g_strv_length ((char **)new), ==, 27);
  g_assert_true (g_strv_contains (old, "车辆伤害"));
  g_assert_false (g_strv_contains (new, "车辆伤害"));
  g_assert_cmpstr (heading, ==, "最高边坡高度(m)");
}

/* ---- the tables against the words of the ledger, kinds.md ---- */

static const char *
type_name (const KaField *field)
{
  static const char *const names[]
    = { "text", "long", "int", "dec", "date", "month", "quarter", "time", "flag", "choice", "ref" };

  return names[field->type];
}

static void
compare_field (const KaKind *kind, guint index, const char *part)
{
  g_autoptr (GRegex) regex = g_regex_new (
    "^(\\w+)([*=!]*) ([^:]+?)(?:\\(([^()]*)\\))?:([a-z]+)(\\d?)(?:\\(([^)]*)\\))?( \\w+)?", 0, 0,
    NULL);
  g_autoptr (GMatchInfo) match = NULL;
  const KaField *field;
  g_auto (GStrv) words = NULL;
  guint flags = 0;

  if (!g_regex_match (regex, part, 0, &match))
    g_error ("%s: cannot read %s", kind->id, part);
  words = g_match_info_fetch_all (match);
  g_test_message ("%s.%s", kind->id, words[1]);
  g_assert_cmpuint (index, <, kind->n_fields);
  field = &kind->fields[index];
  g_assert_cmpstr (field->id, ==, words[1]);
  g_assert_cmpstr (field->label, ==, words[3]);
  g_assert_cmpstr (field->unit != NULL ? field->unit : "", ==, words[4]);
  g_assert_cmpstr (type_name (field), ==, words[5]);
  if (field->type == KA_FIELD_DEC)
    g_assert_cmpuint (field->places, ==, (guint)g_ascii_digit_value (words[6][0]));
  flags |= strchr (words[2], '*') != NULL ? KA_REQUIRED : 0;
  flags |= strchr (words[2], '=') != NULL ? KA_UNIQUE : 0;
  flags |= strchr (words[2], '!') != NULL ? KA_PRIVATE : 0;
  g_assert_cmpuint (field->flags & (KA_REQUIRED | KA_UNIQUE | KA_PRIVATE), ==, flags);
  if (field->type == KA_FIELD_CHOICE && field->codes != NULL)
    g_assert_cmpstr (field->codes, ==, words[7]);
  if (field->type == KA_FIELD_CHOICE && field->choices != NULL)
    {
      g_autofree char *choices = g_strdelimit (g_strdup (words[7]), " ", '|');

      g_assert_cmpstr (field->choices, ==, choices);
    }
  if (field->type == KA_FIELD_REF)
    g_assert_cmpstr (field->target, ==, g_strstrip (words[8]));
}

static void
compare_kind (const char *id, const char *label, const char *body)
{
  const KaKind *kind = ka_kind_get (id);
  g_autofree char *line = g_strdelimit (g_strdup (body), "\n", ' ');
  g_auto (GStrv) parts = g_strsplit (line, "·", -1);
  guint n = 0;

  if (kind == NULL)
    g_error ("no kind %s", id);
  g_assert_cmpstr (kind->label, ==, label);
  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      compare_field (kind, n++, parts[i]);
  /* A kind may gain fields, behind these. */
  g_assert_cmpuint (kind->n_fields, >=, n);
}

static void
test_words (void)
{
  const char *shared = g_getenv ("KA_SHARED");
  g_autofree char *path
    = shared == NULL ? NULL : g_build_filename (shared, "domain", "kinds.md", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("^## (\\w+) (\\S+)[^\\n]*\\n(.*?)(?=^#|\\z)",
                                          G_REGEX_MULTILINE | G_REGEX_DOTALL, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint n = 0;

  if (path == NULL || !g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("kinds.md is not here");
      return;
    }
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *id = g_match_info_fetch (match, 1);
      g_autofree char *label = g_match_info_fetch (match, 2);
      g_autofree char *body = g_match_info_fetch (match, 3);

      compare_kind (id, label, body);
      n++;
    }
  g_assert_cmpuint (n, ==, 23);
}

/* A list that two people wrote on at once may hold a kind twice. */
static void
test_once (void)
{
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpuint (ka_kind_index (kinds[i]), ==, i);
      g_assert_true (ka_kind_get (kinds[i]->id) == kinds[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/kinds/once", test_once);
  g_test_add_func ("/core/kinds/kinds", test_kinds);
  g_test_add_func ("/core/kinds/fields", test_fields);
  g_test_add_func ("/core/kinds/widths", test_widths);
  g_test_add_func ("/core/kinds/aliases", test_aliases);
  g_test_add_func ("/core/kinds/synonyms", test_synonyms);
  g_test_add_func ("/core/kinds/choices", test_choices);
  g_test_add_func ("/core/kinds/words", test_words);
  return g_test_run ();
}
