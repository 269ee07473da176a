/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <ka-quarterly-template.h>
#include <ka-quarterly.h>

#include "store-test.h"

#include <string.h>

#define QUARTER "2025Q4"

typedef struct
{
  char *folder;
  KaLedger *ledger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = test_folder_new ();
  fixture->ledger = test_ledger_new (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->ledger);
  test_folder_remove (fixture->folder);
}

/* Whatever has a name has a word of its own, which can stand in a tag. */
static void
test_words (void)
{
  GPtrArray *names = ka_figure_names ();
  const KaListSpec *lists;
  guint n;

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      const char *label = ka_figure_label (name);

      g_test_message ("%s %s", name, label);
      g_assert_cmpstr (ka_figure_by_label (label), ==, name);
      g_assert_null (strpbrk (label, " .#/!{}\n"));
    }
  lists = ka_list_specs (&n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < G_N_ELEMENTS (lists[i].fields) && lists[i].fields[k] != NULL; k++)
      {
        g_autofree char *tag = g_strdup_printf ("{.%s}", lists[i].fields[k]);
        g_autofree char *words = ka_template_to_words (tag);
        g_autofree char *back = ka_template_to_names (words);

        g_test_message ("%s %s", lists[i].name, tag);
        g_assert_cmpstr (words, !=, tag);
        g_assert_cmpstr (back, ==, tag);
      }
}

static void
test_turned (void)
{
  static const struct
  {
    const char *names, *words;
  } cases[] = {
    { "在册{mines.total}座。", "在册{在册非煤矿山}座。" },
    { "{#if mines.closed}有{#else}无{/if}", "{如有 已关闭矿山}有{否则}无{如完}" },
    { "{#if !mines.closed}无{/if}", "{如无 已关闭矿山}无{如完}" },
    { "{#each minerals 、}{.cn}{.name}{.count}座{/each}",
      "{逐项 按矿种 、}{.中文序号}{.名称}{.数量}座{逐项完}" },
    { "{#each minerals}{#if !.count}无{/if}{/each}", "{逐项 按矿种}{如无 .数量}无{如完}{逐项完}" },
    { "{#}是甲", "{序}是甲" },
    { "{scale.value}", "{大中型矿山比例（现值）}" },
    { "{{mines.total}", "{{mines.total}" },
    { "// {mines.total}\n{mines.total}", "// {mines.total}\n{在册非煤矿山}" },
    { "{no.such}{.no_such}{#if no.such}", "{no.such}{.no_such}{如有 no.such}" },
    { "{mines.total 座", "{mines.total 座" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      test_assert_text (ka_template_to_words (cases[i].names), cases[i].words);
      test_assert_text (ka_template_to_names (cases[i].words), cases[i].names);
      /* Either is understood where the other stands. */
      test_assert_text (ka_template_to_words (cases[i].words), cases[i].words);
      test_assert_text (ka_template_to_names (cases[i].names), cases[i].names);
    }
}

/* The texts as shipped are shown without one name of the program, and kept unchanged are no change. */
static void
test_shipped (Fixture *fixture, gconstpointer data)
{
  KaQuarter quarter = ka_quarter_from_text (QUARTER);

  for (guint i = 0; i < ka_quarterly_n_parts (); i++)
    {
      g_autofree char *text = ka_quarterly_get_text (fixture->ledger, quarter, i, NULL);
      g_autoptr (GError) error = NULL;
      gboolean edited;

      g_test_message ("%s", ka_quarterly_part_id (i));
      g_assert_false (g_regex_match_simple ("\\{[^}]*[a-z#/!]", text, 0, 0));
      g_assert_true (ka_quarterly_set_text (fixture->ledger, quarter, i, text, &error));
      g_assert_no_error (error);
      g_free (ka_quarterly_get_text (fixture->ledger, quarter, i, &edited));
      g_assert_false (edited);
    }
}

/* The ledger keeps names: what a figure is called may be said better one day. */
static void
test_kept (Fixture *fixture, gconstpointer data)
{
  KaQuarter quarter = ka_quarter_from_text (QUARTER);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ka_quarterly_set_text (fixture->ledger, quarter, 1,
                                        "在册{在册非煤矿山}座{如有 no}。{如完}", &error)
                 == FALSE);
  g_clear_error (&error);
  g_assert_true (
    ka_quarterly_set_text (fixture->ledger, quarter, 1, "在册{在册非煤矿山}座。", &error));
  g_assert_no_error (error);
  cursor = ka_cursor_new (fixture->ledger, "SELECT text FROM narrative", &error);
  g_assert_true (ka_cursor_next (cursor, &error));
  g_assert_cmpstr (ka_cursor_get_text (cursor, 0), ==, "在册{mines.total}座。");
  g_clear_pointer (&cursor, ka_cursor_free);
  test_assert_text (ka_quarterly_get_text (fixture->ledger, quarter, 1, NULL),
                    "在册{在册非煤矿山}座。");
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text, *message;
  } cases[] = {
    { "{在册非煤矿}", "*“{在册非煤矿}”*“{在册非煤矿山}”*" },
    { "{如有 已关闭的矿山}有{如完}", "*“{已关闭的矿山}”*“{已关闭矿山}”*" },
    { "{如有 已关闭矿山}有", "*“{如有 已关闭矿山}”*“{如完}”*" },
    { "有{如完}", "*多了*“{如完}”*" },
    { "{否则}", "*多了*“{否则}”*" },
    { "{逐项完}", "*多了*“{逐项完}”*" },
    { "{逐项 按矿种 、}{.名称}", "*“{逐项 按矿种}”*“{逐项完}”*" },
    { "{逐项 按矿种}{.任务}{逐项完}", "*“按矿种”*“{.任务}”*" },
    { "{.名称}", "*“{.名称}”*“{逐项 …}”*“{逐项完}”*" },
    { "{按矿种}", "*“{按矿种}”是列表*“{逐项 按矿种}……{逐项完}”*" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_false (ka_quarterly_set_text (fixture->ledger, ka_quarter_from_text (QUARTER), 1,
                                             cases[i].text, &error));
      g_assert_error (error, KA_ERROR, KA_ERROR_INVALID);
      g_test_message ("%s", error->message);
      g_assert_true (g_pattern_match_simple (cases[i].message, error->message));
    }
}

/* What is inserted is at once a text that holds; so is every list. */
static void
test_uses (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KaQuarterly) report = ka_quarterly_new (
    fixture->ledger, ka_quarter_from_text (QUARTER), ka_day_from_iso ("2026-01-05"), &error);
  g_autoptr (GPtrArray) figures = NULL;

  g_assert_no_error (error);
  figures = ka_quarterly_figures (report);
  g_assert_cmpuint (figures->len % 3, ==, 0);
  for (guint i = 0; i < figures->len; i += 3)
    {
      g_autofree char *text
        = ka_quarterly_expand_text (report, g_ptr_array_index (figures, i + 2), &error);

      g_test_message ("%s", (char *)g_ptr_array_index (figures, i + 2));
      g_assert_no_error (error);
      g_assert_nonnull (text);
    }
}

/* Any text that holds says the same in names and in words; the others are refused in both. */
static void
test_any_text (Fixture *fixture, gconstpointer data)
{
  static const char *const pieces[]
    = { "{",      "}",   "{{",       "{#if ",  "{如有 ",       "{#else}", "{否则}", "{/if}",
        "{如完}", "{#}", "{序}",     " ",      "{逐项 ",       "{/each}", "按矿种", "minerals",
        ".name",  "!",   ".名称",    "\n",     "//",           "座",      "、",     "mines.total",
        "{{{",    "}}",  "{逐项完}", "{如无 ", "在册非煤矿山", "{#each " };
  guint32 seed = (guint32)g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      guint n = (guint)g_rand_int_range (rand, 0, 12);

      for (guint i = 0; i < n; i++)
        g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

      g_autofree char *names = ka_template_to_names (text->str);
      g_autofree char *words = ka_template_to_words (text->str);
      g_autofree char *back = ka_template_to_names (words);

      g_assert_cmpint (ka_template_check (back, NULL), ==, ka_template_check (names, NULL));
      if (ka_template_check (names, NULL))
        g_assert_cmpstr (back, ==, names);
    }
}

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);

#define add(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  g_test_add_func ("/wording/words", test_words);
  g_test_add_func ("/wording/turned", test_turned);
  add ("/wording/shipped", test_shipped);
  add ("/wording/kept", test_kept);
  add ("/wording/refused", test_refused);
  add ("/wording/uses", test_uses);
  add ("/wording/any-text", test_any_text);
  return g_test_run ();
}
