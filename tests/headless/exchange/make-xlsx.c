/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "make-xlsx.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/relationships"

static char *
make_path (const char *ending)
{
  g_autofree char *template = g_strdup_printf ("kuangan-test-XXXXXX%s", ending);
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  int fd = g_file_open_tmp (template, &path, &error);

  g_assert_no_error (error);
  close (fd);
  return path;
}

char *
make_zip (const Part *parts, gboolean compress)
{
  char *path = make_path (".xlsx");
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_set_options (archive, compress ? "zip:compression=deflate"
                                                                : "zip:compression=store"),
                   ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (; parts->name != NULL; parts++)
    {
      struct archive_entry *entry = archive_entry_new ();
      gsize len = parts->len < 0 ? strlen (parts->text) : (gsize)parts->len;

      archive_entry_set_pathname (entry, parts->name);
      archive_entry_set_filetype (entry, AE_IFREG);
      archive_entry_set_size (entry, len);
      g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
      for (gsize at = 0; at < len;)
        {
          la_ssize_t n = archive_write_data (archive, parts->text + at, len - at);

          g_assert_cmpint (n, >, 0);
          at += n;
        }
      archive_entry_free (entry);
    }
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
  return path;
}

char *
make_xlsx (const char *data, const char *strings, const char *styles)
{
  g_autofree char *sheet
    = g_strdup_printf ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"" MAIN "\">"
                       "<dimension ref=\"A1:XFD1048576\"/><sheetData>%s",
                       data);
  g_autofree char *sst
    = g_strdup_printf ("<sst xmlns=\"" MAIN "\">%s</sst>", strings ? strings : "");
  g_autofree char *style
    = g_strdup_printf ("<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>", styles ? styles : "");
  g_autofree char *whole = strstr (sheet, "</sheetData>")
                             ? g_strconcat (sheet, "</worksheet>", NULL)
                             : g_strconcat (sheet, "</sheetData></worksheet>", NULL);
  const Part parts[] = {
    { "_rels/.rels",
      "<Relationships xmlns=\"" PACKAGE "\"><Relationship Id=\"r1\" Type=\"" RELATIONS
      "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
      -1 },
    { "xl/workbook.xml",
      "<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONS
      "\"><sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>",
      -1 },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships xmlns=\"" PACKAGE "\">"
      "<Relationship Id=\"r1\" Type=\"" RELATIONS "/worksheet\" Target=\"worksheets/one.xml\"/>"
      "<Relationship Id=\"r2\" Type=\"" RELATIONS
      "/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
      "<Relationship Id=\"r3\" Type=\"" RELATIONS "/styles\" Target=\"styles.xml\"/>"
      "</Relationships>",
      -1 },
    { "xl/worksheets/one.xml", whole, -1 },
    { "xl/SharedStrings.xml", sst, -1 },
    { "xl/styles.xml", style, -1 },
    { NULL, NULL, 0 },
  };

  return make_zip (parts, TRUE);
}

char *
make_file (const char *bytes, gsize len, const char *ending)
{
  char *path = make_path (ending);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, len, &error);
  g_assert_no_error (error);
  return path;
}
