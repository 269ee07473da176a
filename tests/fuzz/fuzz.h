/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <ka-grid.h>

/* The entry of libFuzzer. */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A file in memory with a path of its own; close gives it back. */
typedef struct
{
  int fd;
  char path[32];
} FuzzFile;

void fuzz_file_open (FuzzFile *file, const void *bytes, gsize size);
void fuzz_file_close (FuzzFile *file);
/* Reads the file and goes over every cell; aborts where what comes back breaks its promises. */
void fuzz_read_book (const char *path);
