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

static struct archive *
begin_zip (const char *path, gboolean compress)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  g_assert_cmpint (archive_write_set_options (archive, compress ? "zip:compression=deflate"
                                                                : "zip:compression=store"),
                   ==, ARCHIVE_OK);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  return archive;
}

static void
end_zip (struct archive *archive)
{
  g_assert_cmpint (archive_write_close (archive), ==, ARCHIVE_OK);
  archive_write_free (archive);
}

static void
begin_part (struct archive *archive, const char *name, gsize len)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_size (entry, len);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  archive_entry_free (entry);
}

static void
write_data (struct archive *archive, const char *text, gsize len)
{
  for (gsize at = 0; at < len;)
    {
      la_ssize_t n = archive_write_data (archive, text + at, len - at);

      g_assert_cmpint (n, >, 0);
      at += n;
    }
}

char *
make_zip (const Part *parts, gboolean compress)
{
  char *path = make_path (".xlsx");
  struct archive *archive = begin_zip (path, compress);

  for (; parts->name != NULL; parts++)
    {
      gsize len = parts->len < 0 ? strlen (parts->text) : (gsize)parts->len;

      begin_part (archive, parts->name, len);
      write_data (archive, parts->text, len);
    }
  end_zip (archive);
  return path;
}

char *
make_large_xlsx (const char *head, gsize megabytes)
{
  static const char WORKBOOK[]
    = "<workbook><sheets><sheet name=\"a\" sheetId=\"1\"/></sheets></workbook>";
  gsize block = 1024 * 1024;
  g_autofree char *spaces = g_strnfill (block, ' ');
  char *path = make_path (".xlsx");
  struct archive *archive = begin_zip (path, TRUE);

  begin_part (archive, "xl/workbook.xml", strlen (WORKBOOK));
  write_data (archive, WORKBOOK, strlen (WORKBOOK));
  begin_part (archive, "xl/worksheets/sheet1.xml", strlen (head) + megabytes * block);
  write_data (archive, head, strlen (head));
  for (gsize i = 0; i < megabytes; i++)
    write_data (archive, spaces, block);
  end_zip (archive);
  return path;
}

void
declare_size (const char *path, const char *part, guint32 size)
{
  static const struct
  {
    const char *magic;
    guint name, size;
  } PLACES[] = { { "PK\3\4", 30, 22 }, { "PK\1\2", 46, 24 } };
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  guint32 declared = GUINT32_TO_LE (size);
  gsize len, n = strlen (part);
  guint found = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &len, &error));
  /* Before the part itself, and in the list at the end. */
  for (gsize at = 0; at + 46 + n <= len; at++)
    for (guint i = 0; i < G_N_ELEMENTS (PLACES); i++)
      if (memcmp (bytes + at, PLACES[i].magic, 4) == 0
          && memcmp (bytes + at + PLACES[i].name, part, n) == 0)
        {
          memcpy (bytes + at + PLACES[i].size, &declared, sizeof declared);
          found++;
        }
  g_assert_cmpuint (found, ==, 2);
  g_assert_true (g_file_set_contents (path, bytes, len, &error));
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
