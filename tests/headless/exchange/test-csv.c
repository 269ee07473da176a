/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"

#include <glib/gstdio.h>
#include <ka-grid.h>
#include <string.h>

/* All cells as row|row with fields parted by ^ where the file has them. */
static char *
read_bytes (const char *bytes, gsize len, GError **error)
{
  char *path = make_file (bytes, len, ".csv");
  g_autoptr (KaBook) book = ka_book_open (path, NULL, NULL, NULL, error);
  g_autoptr (GArray) cells = g_array_new (FALSE, FALSE, sizeof (KaCell));
  GString *out;
  KaGrid *grid;

  g_unlink (path);
  g_free (path);
  if (book == NULL)
    return NULL;
  out = g_string_new (NULL);
  grid = ka_book_get_sheet (book, 0);
  for (guint r = 0; r < ka_grid_get_n_rows (grid); r++)
    {
      guint column = 0;

      ka_grid_read_row (grid, r, cells);
      if (r > 0)
        g_string_append_c (out, '|');
      for (guint i = 0; i < cells->len; i++)
        {
          const KaCell *cell = &g_array_index (cells, KaCell, i);

          g_assert_cmpint (cell->type, ==, KA_CELL_TEXT);
          for (; column < cell->column; column++)
            g_string_append_c (out, '^');
          g_string_append (out, cell->text);
        }
    }
  if (ka_book_get_notes (book)->len > 0)
    g_string_append (out, " (note)");
  return g_string_free (out, FALSE);
}

static char *
read_text (const char *text, GError **error)
{
  return read_bytes (text, strlen (text), error);
}

static void
test_dialects (void)
{
  static const struct
  {
    const char *text, *read;
  } cases[] = {
    { "a,b,c\n1,2,3\n", "a^b^c|1^2^3" },
    { "a,b,c\r\n1,,3\r\n\r\n4,5", "a^b^c|1^^3|4^5" },
    { "a\rb\rc", "a|b|c" },
    { "a;b;c\n1,5;2;3\n", "a^b^c|1,5^2^3" },
    { "a\tb\n1\t2,5\n", "a^b|1^2,5" },
    { "a|b|c\n1|2|3\n", "a^b^c|1^2^3" },
    { "sep=;\na;b\n", "a^b" },
    /* quotes, doubled, with separators and line breaks inside */
    { "\"a\",\"b \"\"c\"\"\",\"d,e\"\n\"x\ny\",2,3\n", "a^b \"c\"^d,e|x\ny^2^3" },
    { "a,b\n1,\"2\"x\n3,4\n", "a^b|1^\"2\"x|3^4" },
    /* a stray quote is no beginning of a field that swallows the file */
    { "a,b\n\"1,2\n3,4\n5,6\n", "a^b|\"1^2|3^4|5^6" },
    { "'a','b'\n'1','2'\n'x,y','3'\n", "a^b|1^2|x,y^3" },
    { "a,b\n=\"0012\",2\n", "a^b|0012^2" },
    { "just one line", "just one line" },
    { "名称\n甲\n乙\n", "名称|甲|乙" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *read = read_text (cases[i].text, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (read, ==, cases[i].read);
    }
}

static void
test_encodings (void)
{
  static const struct
  {
    const char *encoding, *mark;
    gsize mark_len;
    const char *text, *read;
  } cases[] = {
    { "UTF-8", "", 0, "企业名称,镇街\n甲矿,德感街道\n", "企业名称^镇街|甲矿^德感街道" },
    { "UTF-8", "\xef\xbb\xbf", 3, "企业名称,镇街\n", "企业名称^镇街" },
    { "GB18030", "", 0, "企业名称,镇街\n甲矿,㑇坪\n", "企业名称^镇街|甲矿^㑇坪" },
    { "CP950", "", 0, "企業名稱,鄉鎮\n甲礦業有限公司,龍潭鎮\n",
      "企業名稱^鄉鎮|甲礦業有限公司^龍潭鎮" },
    { "WINDOWS-1252", "", 0,
      "the owners’ name,town\nthe miners’ lamp is in the house,of the north\n",
      "the owners’ name^town|the miners’ lamp is in the house^of the north (note)" },
    { "GBK", "", 0, "企业名称,罚款（元）\n", "企业名称^罚款（元）" },
    { "UTF-16LE", "\xff\xfe", 2, "企业名称,镇街\n", "企业名称^镇街" },
    { "UTF-16BE", "\xfe\xff", 2, "企业名称,镇街\n", "企业名称^镇街" },
    { "UTF-16LE", "", 0, "name,town\nabc,def\n", "name^town|abc^def" },
    { "UTF-16BE", "", 0, "name,town\nabc,def\n", "name^town|abc^def" },
    { "UTF-32LE", "\xff\xfe\0\0", 4, "企业,b\n", "企业^b" },
    { "UTF-32BE", "", 0, "name,town\nabc,def\n", "name^town|abc^def" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree char *read = NULL;
      g_autofree char *encoded = NULL;
      gsize len;

      encoded = g_convert (cases[i].text, -1, cases[i].encoding, "UTF-8", NULL, &len, &error);
      g_assert_no_error (error);
      g_byte_array_append (bytes, (const guint8 *)cases[i].mark, cases[i].mark_len);
      g_byte_array_append (bytes, (const guint8 *)encoded, len);
      read = read_bytes ((const char *)bytes->data, bytes->len, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (read, ==, cases[i].read);
    }
}

/* A file that broke off within a character; a stray byte behind a mark; a guess is told. */
static void
test_damage (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *broken = read_text ("甲,乙\n丙,\xe4\xb8", &error);
  g_autofree char *stray = read_text ("\xef\xbb\xbf甲,\xff乙\n", &error);
  g_autofree char *latin = read_text ("caf\xe9,b\nna\xefve,d\nd\xe9j\xe0 vu,e\n", &error);

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (broken, "甲^乙|丙"));
  g_assert_true (g_str_has_suffix (stray, "乙"));
  g_assert_true (g_utf8_validate (stray, -1, NULL));
  g_assert_true (g_str_has_prefix (latin, "café^b|naïve^d"));
  g_assert_true (g_str_has_suffix (latin, "(note)"));
}

/* Whatever bytes: an answer, valid text, no crash. */
static void
test_random (void)
{
  static const char bytes[]
    = { ',', ';',  '"',        '\'',       '\n',       '\r',       '\t', '|',
        'a', '\0', (char)0xe4, (char)0xb8, (char)0x80, (char)0xff, '=',  ' ' };

  for (guint i = 0; i < 500; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *read = NULL;
      char text[64];
      gsize len = g_test_rand_int_range (1, sizeof text);

      for (gsize b = 0; b < len; b++)
        text[b] = bytes[g_test_rand_int_range (0, sizeof bytes)];
      read = read_bytes (text, len, &error);
      g_assert_true ((read == NULL) == (error != NULL));
      g_assert_true (read == NULL || g_utf8_validate (read, -1, NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/dialects", test_dialects);
  g_test_add_func ("/csv/encodings", test_encodings);
  g_test_add_func ("/csv/damage", test_damage);
  g_test_add_func ("/csv/random", test_random);
  return g_test_run ();
}
