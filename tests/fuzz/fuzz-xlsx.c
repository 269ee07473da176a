/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "fuzz.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

/* The first byte says which part of a sound workbook the rest is: behind the checksums of a zip file no
 * fuzzer would find the parts. */
static const char *const names[]
  = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
      "xl/_rels/workbook.xml.rels" };

static const char *const sound[] = {
  "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>45000"
  "</v></c></row></sheetData></worksheet>",
  "<sst><si><t>a</t></si><si><t>b</t></si></sst>",
  "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>",
  "<workbook><sheets><sheet name=\"a\" sheetId=\"1\" id=\"r1\"/></sheets></workbook>",
  "<Relationships><Relationship Id=\"r1\" Type=\"" RELATIONS
  "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"" RELATIONS
  "/sharedStrings\" Target=\"sharedStrings.xml\"/><Relationship Id=\"r3\" Type=\"" RELATIONS
  "/styles\" Target=\"styles.xml\"/></Relationships>",
};

static void
add_part (struct archive *archive, const char *name, const void *bytes, gsize size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, size);
  archive_write_header (archive, entry);
  archive_write_data (archive, bytes, size);
  archive_entry_free (entry);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  struct archive *archive;
  FuzzFile file;
  guint which;

  if (size == 0)
    return 0;
  which = data[0] % G_N_ELEMENTS (names);
  fuzz_file_open (&file, NULL, 0);
  archive = archive_write_new ();
  archive_write_set_format_zip (archive);
  archive_write_set_options (archive, "zip:compression=store");
  archive_write_open_fd (archive, file.fd);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (i == which)
      add_part (archive, names[i], data + 1, size - 1);
    else
      add_part (archive, names[i], sound[i], strlen (sound[i]));
  archive_write_free (archive);
  fuzz_read_book (file.path);
  fuzz_file_close (&file);
  return 0;
}
