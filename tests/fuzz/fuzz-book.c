/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

/* A file of any format, as it comes. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  FuzzFile file;

  fuzz_file_open (&file, data, size);
  fuzz_read_book (file.path);
  fuzz_file_close (&file);
  return 0;
}
