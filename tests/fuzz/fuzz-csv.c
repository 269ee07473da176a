/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <string.h>

/* Text: encodings and dialects. What another reader would take is given a line before it, so that the
 * time is not spent on signatures. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree guint8 *text = g_malloc (size + 1);
  FuzzFile file;

  text[0] = ',';
  memcpy (text + 1, data, size);
  fuzz_file_open (&file, text, size + 1);
  fuzz_read_book (file.path);
  fuzz_file_close (&file);
  /* And as it is: marks of encodings stand first. */
  fuzz_file_open (&file, data, size);
  fuzz_read_book (file.path);
  fuzz_file_close (&file);
  return 0;
}
