/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-text-search.h"

#include <string.h>

static void
test_key (void)
{
  static const struct
  {
    const char *text, *key;
  } cases[] = {
    { "重庆 江津　区", "重庆江津区" },
    { "（江津）应急检记〔2025〕1号", "(江津)应急检记(2025)1号" },
    { "【2025】[1]{2}", "(2025)(1)(2)" },
    { "ＡＢｃ１２", "abc12" },
    { "1,050.5 元", "1050.5元" },
    { "023-4752 1234", "02347521234" },
    { "２０２５－０３－０５", "20250305" },
    { "理，矿山。", "理矿山。" },
    { "km²", "km2" },
    { "㎡", "m2" },
    { "Ⅲ级", "iii级" },
    { "两\n行\f页", "两行页" },
    { "——，- ", "" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *key = ka_text_search_key (cases[i].text);
      g_autofree char *again = ka_text_search_key (key);

      g_assert_cmpstr (key, ==, cases[i].key);
      g_assert_cmpstr (again, ==, key);
    }
}

static void
test_find (void)
{
  static const struct
  {
    const char *text, *needle, *found;
    gboolean initials;
  } cases[] = {
    { "重庆陡石梯建材有限公司", "石梯", "石梯", FALSE },
    { "罚款 1,050,000 元整", "1050000", "1,050,000", FALSE },
    { "电话 023-4752 1234。", "47521234", "4752 1234", FALSE },
    { "面积 30㎡ 左右", "30m2", "30㎡", FALSE },
    { "面积 30㎡ 左右", "2左", "㎡ 左", FALSE },
    { "ＧＢ５０４７１", "gb504", "ＧＢ５０４", FALSE },
    { "安全\n生产", "全生", "全\n生", FALSE },
    { "重庆市江津区石场", "zqs", "重庆市", TRUE },
    { "重庆市江津区石场", "cqs", "重庆市", TRUE },
    { "重庆市江津区石场", "cqs", NULL, FALSE },
    { "江津（一）号矿", "jyhk", "津（一）号矿", TRUE },
    { "陡石梯3号矿", "dst3h", "陡石梯3号", TRUE },
    { "陡石梯3号矿", "dst4h", NULL, TRUE },
    { "陡石梯", "石场", NULL, FALSE },
    { "", "石", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize start = 0, end = 0;
      g_autofree char *key = ka_text_search_key (cases[i].needle);
      g_autofree char *found = NULL;

      if (ka_text_search_find (cases[i].text, key, cases[i].initials, &start, &end))
        found = g_strndup (cases[i].text + start, end - start);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* The key of a part is a part of the key of the whole, whatever the characters. */
static void
test_parts (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20250905);
  static const char *const alphabet
    = "矿山安全〔2025〕１２，,-— .ＡbC㎡Ⅲ①½ﬁ（）[]“”、。\n　é한カ\xf0\xa0\x80\x80";
  glong n = g_utf8_strlen (alphabet, -1);

  g_test_message ("seed 20250905");
  for (guint round = 0; round < 3000; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *whole = NULL, *part = NULL, *needle = NULL;
      glong length = g_rand_int_range (rand, 1, 40), from, to;
      gsize start, end;

      for (glong i = 0; i < length; i++)
        {
          const char *p
            = g_utf8_offset_to_pointer (alphabet, g_rand_int_range (rand, 0, (gint32)n));

          g_string_append_unichar (text, g_utf8_get_char (p));
        }
      from = g_rand_int_range (rand, 0, (gint32)length);
      to = g_rand_int_range (rand, (gint32)from, (gint32)length) + 1;
      needle = g_utf8_substring (text->str, from, to);
      whole = ka_text_search_key (text->str);
      part = ka_text_search_key (needle);
      g_assert_nonnull (strstr (whole, part));
      if (*part != '\0')
        g_assert_true (ka_text_search_find (text->str, part, FALSE, &start, &end));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text-search/key", test_key);
  g_test_add_func ("/text-search/find", test_find);
  g_test_add_func ("/text-search/parts", test_parts);
  return g_test_run ();
}
