/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-text.h"

typedef struct
{
  const char *text;
  const char *want;
} Case;

static void
test_fold (void)
{
  static const Case cases[] = {
    { "重庆 江津　区", "重庆江津区" },
    { "（江津）应急检记〔2025〕1号", "(江津)应急检记(2025)1号" },
    { "【2025】[1]{2}", "(2025)(1)(2)" },
    { "ＡＢｃ１２", "abc12" },
    { "ABC def", "abcdef" },
    { "km²", "km2" },
    { "Ⅲ级", "iii级" },
    { "\xe2\x80\x8b零宽\xef\xbb\xbf", "零宽" },
    { "两\n行", "两行" },
    { "", "" },
    { "\xff坏", "\xef\xbf\xbd坏" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folded = ka_text_fold (cases[i].text);
      g_autofree char *again = ka_text_fold (folded);

      g_assert_cmpstr (folded, ==, cases[i].want);
      g_assert_cmpstr (again, ==, folded);
    }
}

/* The quick way and ICU's agree: a character that only ICU folds (Ⅲ) sends the text its way. */
static void
test_fold_ways (void)
{
  for (gunichar c = 1; c < 0x10000; c++)
    {
      char text[8] = { 0 };
      g_autofree char *slow_text = NULL;
      g_autofree char *quick = NULL;
      g_autofree char *slow = NULL;
      g_autofree char *joined = NULL;

      if (!g_unichar_validate (c) || g_unichar_ismark (c))
        continue;
      g_unichar_to_utf8 (c, text);
      slow_text = g_strconcat (text, "Ⅲ", NULL);
      quick = ka_text_fold (text);
      slow = ka_text_fold (slow_text);
      joined = g_strconcat (quick, "iii", NULL);
      g_assert_cmpstr (slow, ==, joined);
    }
}

static void
test_narrow (void)
{
  static const Case cases[] = {
    { "　１２．５　", "12.5" },
    { "（Ａ）", "(A)" },
    { "\xc2\xa0x\xc2\xa0", "x" },
    { "", "" },
    { "　", "" },
    { "矿〔1〕", "矿〔1〕" },
    { "a\tb", "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *narrow = ka_text_narrow (cases[i].text);

      g_assert_cmpstr (narrow, ==, cases[i].want);
    }
}

static void
test_clean (void)
{
  static const struct
  {
    const char *text;
    gboolean lines;
    const char *want;
  } cases[] = {
    { "  石料厂  ", FALSE, "石料厂" },
    { "　石料厂\xc2\xa0", FALSE, "石料厂" },
    { "江津区\n石料厂", FALSE, "江津区石料厂" },
    { "GB\n16423", FALSE, "GB 16423" },
    { "一\r\n二\r三  \n四", TRUE, "一\n二\n三\n四" },
    { "\n\n一\n\n", TRUE, "一" },
    { "a\x01"
      "b\x7f",
      FALSE, "ab" },
    { "\xef\xbb\xbf零\xe2\x80\x8b宽", FALSE, "零宽" },
    { "e\xcc\x81", FALSE, "é" },
    { "坏\xff字", FALSE, "坏\xef\xbf\xbd字" },
    { " \n\t　", TRUE, NULL },
    { "", FALSE, NULL },
    { "a\tb", FALSE, "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clean = ka_text_clean (cases[i].text, cases[i].lines);
      g_autofree char *again = clean == NULL ? NULL : ka_text_clean (clean, cases[i].lines);

      g_assert_cmpstr (clean, ==, cases[i].want);
      g_assert_cmpstr (again, ==, clean);
    }
}

static int
compare (const char *a, const char *b)
{
  return ka_text_collate (a, strlen (a), b, strlen (b));
}

/* As SQLite compares blobs. */
static int
compare_keys (const char *a, const char *b)
{
  gsize m, n;
  g_autofree guint8 *x = ka_text_sort_key (a, strlen (a), &m);
  g_autofree guint8 *y = ka_text_sort_key (b, strlen (b), &n);
  int order = memcmp (x, y, MIN (m, n));

  return order != 0 ? order : (m > n) - (m < n);
}

/* Of any texts, whole ones and bytes that are none, short and long. */
static void
test_sort_keys (void)
{
  static const char *const pieces[] = { "矿",
                                        "重",
                                        "庆",
                                        "1",
                                        "01",
                                        "9",
                                        "10",
                                        "a",
                                        "A",
                                        "ａ",
                                        "（",
                                        " ",
                                        "\xe7",
                                        "-",
                                        "号",
                                        "\xff",
                                        "江津",
                                        "石场",
                                        "一二三四五六七八九十" };
  guint32 seed = g_test_rand_int ();
  GRand *random = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) a = g_string_new (NULL);
      g_autoptr (GString) b = g_string_new (NULL);
      int by_text, by_key;

      for (gint n = g_rand_int_range (random, 0, i % 100 == 0 ? 200 : 5); n > 0; n--)
        g_string_append (a, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      if (g_rand_boolean (random))
        g_string_append (b, a->str);
      for (gint n = g_rand_int_range (random, 0, 4); n > 0; n--)
        g_string_append (b, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      by_text = compare (a->str, b->str);
      by_key = compare_keys (a->str, b->str);
      g_assert_cmpint ((by_key > 0) - (by_key < 0), ==, (by_text > 0) - (by_text < 0));
    }
  g_rand_free (random);
}

static void
test_collate (void)
{
  /* In order: by pinyin, numbers by their value. */
  static const char *const order[]
    = { "1号矿",    "9号矿", "10号矿", "白沙镇", "蔡家镇", "德感街道",
        "几江街道", "江津",  "油溪镇", "中山镇", "朱杨镇", "ABC" };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint j = 0; j < G_N_ELEMENTS (order); j++)
      {
        int got = compare (order[i], order[j]);

        g_assert_cmpint ((got > 0) - (got < 0), ==, (i > j) - (i < j));
        got = compare_keys (order[i], order[j]);
        g_assert_cmpint ((got > 0) - (got < 0), ==, (i > j) - (i < j));
      }
  /* What differs is never equal, or an index would lose one of the two. */
  g_assert_cmpint (compare ("01", "1"), !=, 0);
  g_assert_cmpint (compare ("ａ", "a"), ==, -compare ("a", "ａ"));
  g_assert_cmpint (compare ("ａ", "a"), !=, 0);
  g_assert_cmpint (compare ("", ""), ==, 0);
}

static gpointer
collate_often (gpointer data)
{
  for (int i = 0; i < 20000; i++)
    g_assert_cmpint (compare ("蔡家镇", "白沙镇"), >, 0);
  return NULL;
}

static void
test_collate_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, collate_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_matches (void)
{
  static const struct
  {
    const char *text;
    const char *needle;
    gboolean matches;
  } cases[] = {
    { "重庆市", "zqs", TRUE },
    { "重庆市", "cqs", TRUE },
    { "重庆市", "CQ", TRUE },
    { "重庆市", "qs", TRUE },
    { "重庆市", "zs", FALSE },
    { "江津石场", "jjsc", TRUE },
    { "江津石场", "jjdc", TRUE },
    { "几江街道", "jjjd", TRUE },
    { "长寿区", "csq", TRUE },
    { "长寿区", "zsq", TRUE },
    { "重大隐患", "zdyh", TRUE },
    { "行业", "hy", TRUE },
    { "单位", "dw", TRUE },
    { "曾某", "zm", TRUE },
    { "曾某", "cm", TRUE },
    { "朝阳", "cy", TRUE },
    { "会计", "kj", TRUE },
    { "厦门", "xm", TRUE },
    { "乐山", "ls", TRUE },
    { "乐山", "ys", TRUE },
    { "珞璜镇", "lhz", TRUE },
    { "綦江", "qj", TRUE },
    { "涪陵", "fl", TRUE },
    { "北碚", "bb", TRUE },
    { "石蟆镇", "smz", TRUE },
    { "贾嗣镇", "jsz", TRUE },
    { "LT-06 边坡", "lt06", TRUE },
    { "矿业（双福）公司", "kysfgs", TRUE },
    { "矿业公司", "矿业", TRUE },
    { "矿业公司", "业 公", TRUE },
    { "矿业公司", "业矿", FALSE },
    { "ＡＢＣ公司", "abc", TRUE },
    { "3号矿", "3hk", TRUE },
    { "矿业公司", "", TRUE },
    { "", "a", FALSE },
    { "", "", TRUE },
    { "矿业公司", "123", FALSE },
    { "（江津）应急检记〔2025〕1号", "[2025]1号", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s in %s", cases[i].needle, cases[i].text);
      g_assert_cmpint (ka_text_matches (cases[i].text, cases[i].needle), ==, cases[i].matches);
    }
}

static void
test_document_number (void)
{
  static const Case cases[] = {
    { "(江津)应急检记[2025]1号", "（江津）应急检记〔2025〕1号" },
    { "（江津）应急责改【2025】 2 号", "（江津）应急责改〔2025〕2号" },
    { "（渝）ＦＭ安许证字（2024）９９０３号", "（渝）FM安许证字〔2024〕9903号" },
    { "渝应急非煤设审〔2022〕91号", "渝应急非煤设审〔2022〕91号" },
    { "c500 0002 0221", "C50000020221" },
    { "(试行)", "（试行）" },
    { "江津府〔 2025 〕9号", "江津府〔2025〕9号" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = ka_text_document_number (cases[i].text);
      g_autofree char *again = ka_text_document_number (number);

      g_assert_cmpstr (number, ==, cases[i].want);
      g_assert_cmpstr (again, ==, number);
    }
}

/* No text whatever crashes or gives what is no UTF-8. */
static void
test_any_bytes (void)
{
  for (int n = 0; n < 20000; n++)
    {
      char bytes[24];
      guint len = (guint)g_test_rand_int_range (0, 23);
      g_autofree char *folded = NULL;
      g_autofree char *narrow = NULL;
      g_autofree char *clean = NULL;
      g_autofree char *number = NULL;

      for (guint i = 0; i < len; i++)
        bytes[i] = (char)g_test_rand_int_range (1, 256);
      bytes[len] = '\0';
      folded = ka_text_fold (bytes);
      narrow = ka_text_narrow (bytes);
      clean = ka_text_clean (bytes, n % 2 == 0);
      number = ka_text_document_number (bytes);
      g_assert_true (g_utf8_validate (folded, -1, NULL));
      g_assert_true (g_utf8_validate (narrow, -1, NULL));
      g_assert_true (clean == NULL || g_utf8_validate (clean, -1, NULL));
      g_assert_true (g_utf8_validate (number, -1, NULL));
      ka_text_matches (bytes, "zq");
      ka_text_collate (bytes, len, "矿", 3);
    }
}

static void
test_set_string (void)
{
  g_autofree char *string = NULL;

  g_assert_true (ka_set_string (&string, "a"));
  g_assert_false (ka_set_string (&string, "a"));
  g_assert_true (ka_set_string (&string, NULL));
  g_assert_null (string);
}

static void
test_lines (void)
{
  static const struct
  {
    const char *text;
    double width;
    guint lines;
  } rows[] = {
    { "", 10, 1 },
    { "矿山", 4, 1 },
    { "矿山", 3.9, 2 },
    { "abcd", 4, 1 },
    { "abcde", 4, 2 },
    { "矿\n山", 10, 2 },
    { "矿山\n", 4, 2 },
    { "矿a山b", 4, 2 },
    { "矿山", 1, 2 },
    { "e\xcc\x81"
      "e",
      2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpuint (ka_text_lines (rows[i].text, rows[i].width), ==, rows[i].lines);
  g_assert_cmpuint (ka_text_width ("a矿（"), ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/text/fold", test_fold);
  g_test_add_func ("/core/text/fold-ways", test_fold_ways);
  g_test_add_func ("/core/text/narrow", test_narrow);
  g_test_add_func ("/core/text/clean", test_clean);
  g_test_add_func ("/core/text/collate", test_collate);
  g_test_add_func ("/core/text/collate-keys", test_sort_keys);
  g_test_add_func ("/core/text/collate-threads", test_collate_threads);
  g_test_add_func ("/core/text/matches", test_matches);
  g_test_add_func ("/core/text/document-number", test_document_number);
  g_test_add_func ("/core/text/any-bytes", test_any_bytes);
  g_test_add_func ("/core/text/lines", test_lines);
  g_test_add_func ("/core/text/set-string", test_set_string);
  return g_test_run ();
}
