/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>
#include <string.h>

#include "test-paper-pages.h"

/* Random papers: nothing is lost, repeated or moved, no line breaks a rule, whatever stands in the text. */

#define N_DOCS 12

static const char *const pieces[] = {
  "安全",
  "矿山",
  "重大事故隐患",
  "应急管理局",
  "江津区",
  "整改",
  "监督检查",
  "珞璜镇",
  "标准化",
  "的",
  "和",
  "，",
  "。",
  "、",
  "；",
  "：",
  "？",
  "“",
  "”",
  "（",
  "）",
  "《",
  "》",
  "〔2025〕12号",
  "——",
  "……",
  "·",
  "12",
  "58.3%",
  "10%～15%",
  "3.5万吨",
  "2025年10月12日",
  "1,234.56",
  "GB/T 9704—2012",
  "A4",
  "kuangan",
  "㎡",
  "瀼渡镇",
  "5.6～7.8",
  "№7",
  "/",
  "(7/12)",
  "a b",
  "\"x\"",
  "023-47520000",
};

static char *
make_text (GRand *rand, int max)
{
  GString *text = g_string_new ("甲");
  int n = g_rand_int_range (rand, 1, max);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  /* Blanks at the ends are not text. */
  g_string_append (text, "乙");
  return g_string_free (text, FALSE);
}

/* What the pages must hold: the text without blanks, and where its paragraphs end. */
typedef struct
{
  GString *text;
  GHashTable *ends; /* bytes of text */
} Wanted;

static void
add_text (Wanted *wanted, const char *text)
{
  g_autofree char *bare = pages_squeeze (text);

  g_string_append (wanted->text, bare);
  g_hash_table_add (wanted->ends, GSIZE_TO_POINTER (wanted->text->len));
}

static KaDoc *
make_doc (GRand *rand, Wanted *wanted, gboolean tables)
{
  KaDoc *doc = ka_doc_new ();
  int n = g_rand_int_range (rand, 5, 40);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *text = make_text (rand, g_rand_int_range (rand, 2, 120));

      switch (g_rand_int_range (rand, 0, tables ? 7 : 6))
        {
        case 0:
          {
            g_autofree char *heading = g_strdup_printf ("%d.%s", i + 1, text);

            ka_doc_add_heading (doc, 3, heading);
            add_text (wanted, heading);
            break;
          }
        case 1:
          {
            const char *items[] = { text, "丙", NULL };
            g_autofree char *first = g_strconcat ("①", text, NULL);

            ka_doc_add_list (doc, KA_LIST_CIRCLED, items);
            add_text (wanted, first);
            add_text (wanted, "②丙");
            break;
          }
        case 6:
          {
            KaTable *table = ka_table_new (NULL);

            ka_table_add_column (table, "丁", 0, KA_ALIGN_LEFT);
            ka_table_add_cells (table, KA_ROW_PLAIN, text, NULL);
            ka_doc_add_table (doc, table);
            ka_table_unref (table);
            add_text (wanted, "丁");
            add_text (wanted, text);
            break;
          }
        default:
          ka_doc_add_paragraph (doc, text);
          add_text (wanted, text);
        }
    }
  return doc;
}

static gboolean
contains (const char *set, gunichar c)
{
  char utf8[8];

  utf8[g_unichar_to_utf8 (c, utf8)] = '\0';
  return strstr (set, utf8) != NULL;
}

static gunichar
get_first (const char *text)
{
  return g_utf8_get_char (text);
}

static gunichar
get_last (const char *text)
{
  return g_utf8_get_char (g_utf8_prev_char (text + strlen (text)));
}

/* 避头尾, and figures in one piece: between two lines of a paragraph. Quotation marks are not looked at:
 * in random text they open where they should close. */
static void
check_lines (GStrv lines, const Wanted *wanted)
{
  gsize at = 0;

  for (guint i = 0; lines[i] != NULL && lines[i + 1] != NULL; i++)
    {
      gunichar before = get_last (lines[i]), after = get_first (lines[i + 1]);

      at += strlen (lines[i]);
      if (g_hash_table_contains (wanted->ends, GSIZE_TO_POINTER (at)))
        continue;
      if (contains ("，。、；：？）》～·%", after) || contains ("（《〔№", before)
          || (g_unichar_isdigit (before) && g_unichar_isdigit (after))
          || (before == after && before == 0x2014) || (before == after && before == 0x2026)
          || before == 0x3015 /* 〕 */)
        {
          g_test_message ("%s | %s", lines[i], lines[i + 1]);
          g_test_fail ();
        }
    }
}

/* Names the place where they part. */
static void
assert_same_text (const char *ours, const char *wanted)
{
  gsize same = 0;

  while (ours[same] != '\0' && ours[same] == wanted[same])
    same++;
  while (same > 0 && ((guchar)wanted[same] & 0xc0) == 0x80)
    same--;
  if (ours[same] != wanted[same])
    g_test_message ("at %" G_GSIZE_FORMAT ": %.60s instead of %.60s", same, ours + same,
                    wanted + same);
  g_assert_true (g_str_equal (ours, wanted));
}

static void
test_random (gconstpointer data)
{
  guint seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < N_DOCS; i++)
    {
      gboolean tables = i % 3 == 2;
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GHashTable) ends = g_hash_table_new (NULL, NULL);
      Wanted wanted = { text, ends };
      g_autoptr (KaDoc) doc = make_doc (rand, &wanted, tables);
      g_autoptr (Pages) pages = NULL;
      g_autofree char *all = NULL;
      g_auto (GStrv) lines = NULL;

      if (pages_font_dirs (GPOINTER_TO_UINT (data)) != NULL)
        ka_doc_set_font_dirs (doc, pages_font_dirs (GPOINTER_TO_UINT (data)));
      pages = pages_new (doc, NULL);
      lines = pages_get_raw_lines (pages);
      if (lines == NULL)
        {
          g_test_skip ("no pdftotext");
          return;
        }
      all = g_strjoinv (NULL, lines);
      if (!tables)
        {
          check_lines (lines, &wanted);
          assert_same_text (all, wanted.text->str);
        }
      else
        {
          /* A table that goes on repeats its head: it alone may be seen again. */
          g_autoptr (GRegex) head = g_regex_new ("丁", 0, 0, NULL);
          g_autofree char *ours = g_regex_replace_literal (head, all, -1, 0, "", 0, NULL);
          g_autofree char *theirs
            = g_regex_replace_literal (head, wanted.text->str, -1, 0, "", 0, NULL);

          assert_same_text (ours, theirs);
        }
    }
}

/* Bytes that are no text, characters that turn or hide it, lines without end: pages all the same. */
static void
test_hostile (void)
{
  const char *const texts[] = {
    "\xff\xfe\x80 broken",
    "\xe5\xae",
    "",
    "   　　 ",
    "a\tb\vc\001d",
    "甲\u202e乙\u2066丙\ufeff",
    "العربية في النص",
    "שלום",
    "e\u0301\u0301\u0301\u0301",
    "👩‍👩‍👧‍👦🇨🇳",
    "\u00ad\u200b\u2060",
    "。。。。。。。。。",
    "（（（（（（（",
    "%n%s%d",
    KA_DOC_BOLD,
    KA_DOC_LINK,
    KA_DOC_LINK "x" KA_DOC_LINK_TEXT,
    KA_DOC_LINK_END KA_DOC_PLAIN,
    "\n\n\n",
    "|||",
  };
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autoptr (KaTable) table = ka_table_new (texts[0]);
  g_autoptr (GString) endless = g_string_new (NULL);
  g_autoptr (Pages) pages = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (endless, "1234567890");
  ka_table_add_column (table, "||", 0, KA_ALIGN_LEFT);
  ka_table_add_column (table, "甲|乙|丙", -5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "甲|乙", 1e9, KA_ALIGN_RIGHT);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const KaDocHead head = { texts[i], texts[i], texts[i], texts[i], texts[i], texts[i] };

      ka_doc_add_head (doc, &head);
      ka_doc_add_title (doc, texts[i]);
      ka_doc_add_addressee (doc, texts[i]);
      ka_doc_add_heading (doc, 1 + i % 4, texts[i]);
      ka_doc_add_run_in (doc, 1 + i % 4, texts[i], texts[i]);
      ka_doc_add_paragraph (doc, texts[i]);
      ka_doc_add_text (doc, texts[i]);
      ka_doc_add_annex_list (doc);
      ka_doc_add_signature (doc, texts[i], texts[i], i % 2 != 0);
      ka_doc_add_note (doc, texts[i]);
      ka_table_add_cells (table, i % 3, texts[i], texts[i], texts[i], NULL);
      ka_doc_begin_annex (doc, texts[i], i % 2 != 0);
      ka_doc_add_table (doc, table);
    }
  ka_doc_add_paragraph (doc, endless->str);
  ka_doc_add_signature (doc, endless->str, endless->str, TRUE);
  ka_doc_set_imprint (doc, texts[0], texts[10], texts[8]);
  pages = pages_new (doc, NULL);
  g_assert_cmpuint (pages->n_pages, >, G_N_ELEMENTS (texts));
}

/* Nothing at all is one empty page. */
static void
test_empty (void)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autoptr (Pages) pages = pages_new (doc, NULL);

  g_assert_cmpuint (pages->n_pages, ==, 1);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < pages_n_font_sets (); i++)
    {
      g_autofree char *name = g_strdup_printf ("/report/random/text/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_random);
    }
  g_test_add_func ("/report/random/hostile", test_hostile);
  g_test_add_func ("/report/random/empty", test_empty);
  return g_test_run ();
}
