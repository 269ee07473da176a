/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a photograph says of its size and of how it was held; what is none. */
#include "config.h"

#include <ka-picture.h>

#define START "\xff\xd8"
#define FRAME(height, width) "\xff\xc0\0\x0b\x08" height width "\1\1\x11\0"
#define EXIF_BIG(turn)                                                                             \
  "\xff\xe1\0\x22"                                                                                 \
  "Exif\0\0"                                                                                       \
  "MM\0*\0\0\0\x08"                                                                                \
  "\0\1"                                                                                           \
  "\1\x12\0\3\0\0\0\1\0" turn "\0\0"                                                               \
  "\0\0\0\0"
#define EXIF_LITTLE(turn)                                                                          \
  "\xff\xe1\0\x22"                                                                                 \
  "Exif\0\0"                                                                                       \
  "II*\0\x08\0\0\0"                                                                                \
  "\1\0"                                                                                           \
  "\x12\1\3\0\1\0\0\0" turn "\0\0\0"                                                               \
  "\0\0\0\0"
#define PNG(width, height)                                                                         \
  "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" width height "\x08\2\0\0\0"                                      \
  "\0\0\0\0"
#define CASE(text, width, height)                                                                  \
  {                                                                                                \
    text, sizeof text - 1, width, height                                                           \
  }

static const struct
{
  const char *data;
  gsize size;
  guint width, height; /* 0: refused */
} cases[] = {
  CASE (START FRAME ("\0\x60", "\0\x80"), 128, 96),
  CASE (START EXIF_BIG ("\1") FRAME ("\0\x60", "\0\x80"), 128, 96),
  CASE (START EXIF_BIG ("\6") FRAME ("\0\x60", "\0\x80"), 96, 128),
  CASE (START EXIF_LITTLE ("\x08") FRAME ("\0\x60", "\0\x80"), 96, 128),
  CASE (START EXIF_BIG ("\x09") FRAME ("\0\x60", "\0\x80"), 128, 96),
  CASE (START "\xff\xe0\0\4ab" FRAME ("\0\x60", "\0\x80"), 128, 96),
  CASE (START FRAME ("\0\0", "\0\x80"), 0, 0),
  CASE (START FRAME ("\xff\xff", "\0\x80"), 0, 0),
  CASE (START "\xff\xe0\xff\xff" FRAME ("\0\x60", "\0\x80"), 0, 0),
  CASE (START "\xff\xe0\0\0", 0, 0),
  CASE (START, 0, 0),
  CASE ("\x89PNG", 0, 0),
  /* A small file that says it is 100,000 pixels square, and one of 16,001 × 1,000. */
  CASE (PNG ("\0\1\x86\xa0", "\0\1\x86\xa0"), 0, 0),
  CASE (PNG ("\0\0\x3e\x81", "\0\0\3\xe8"), 0, 0),
  CASE (PNG ("\0\0\0\x10", "\0\0\0\x10"), 0, 0),
  CASE ("", 0, 0),
};

static void
test_heads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].data, cases[i].size);
      g_autoptr (KaPicture) picture = ka_picture_new (bytes);
      guint width = 0, height = 0;

      g_test_message ("case %u", i);
      g_assert_cmpint (picture != NULL, ==, cases[i].width > 0);
      if (picture != NULL)
        ka_picture_get_size (picture, &width, &height);
      g_assert_cmpuint (width, ==, cases[i].width);
      g_assert_cmpuint (height, ==, cases[i].height);
    }
}

/* Cut short and spoilt at random, it is refused or has a size; nothing is read beyond its end. */
static void
test_spoilt (void)
{
  static const char whole[] = START EXIF_BIG ("\6") FRAME ("\0\x60", "\0\x80");
  guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  for (guint round = 0; round < 20000; round++)
    {
      gsize size = (gsize)g_rand_int_range (rand, 0, sizeof whole);
      guint8 *data = g_memdup2 (whole, MAX (size, 1));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KaPicture) picture = NULL;
      guint width, height;

      for (guint i = 0; i < 3 && size > 0; i++)
        data[g_rand_int_range (rand, 0, (gint32)size)] = (guint8)g_rand_int (rand);
      bytes = g_bytes_new_take (data, size);
      picture = ka_picture_new (bytes);
      if (picture == NULL)
        continue;
      ka_picture_get_size (picture, &width, &height);
      g_assert_true (width > 0 && height > 0 && width <= 30000 && height <= 30000);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report/picture/heads", test_heads);
  g_test_add_func ("/report/picture/spoilt", test_spoilt);
  return g_test_run ();
}
