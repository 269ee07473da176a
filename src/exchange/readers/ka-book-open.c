/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-grid-private.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef enum
{
  FORMAT_TEXT,
  FORMAT_ZIP,
  FORMAT_OLE,
  FORMAT_HTML,
  FORMAT_XML,
  FORMAT_FOREIGN, /* known, and not read */
} Format;

/* Formats known by their first bytes, each with what to say. */
static const struct
{
  const char *bytes;
  gsize len;
  Format format;
  const char *message;
} signatures[] = {
  { "PK\3\4", 4, FORMAT_ZIP, NULL },
  { "PK\5\6", 4, FORMAT_ZIP, NULL },
  { "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, FORMAT_OLE, NULL },
  { "\x09\x08\x08\x00", 4, FORMAT_OLE, NULL }, /* BIFF5 without its container */
  { "\x09\x08\x10\x00", 4, FORMAT_OLE, NULL }, /* BIFF8 likewise */
  { "\x09\x04\x06\x00", 4, FORMAT_FOREIGN,
    N_ ("这是 Excel 4.0 的 xls 文件，不能直接读取；请用 Excel 或 WPS 打开后另存为 xlsx 再导入。") },
  { "\x09\x02\x06\x00", 4, FORMAT_FOREIGN,
    N_ ("这是 Excel 3.0 的 xls 文件，不能直接读取；请用 Excel 或 WPS 打开后另存为 xlsx 再导入。") },
  { "%PDF", 4, FORMAT_FOREIGN,
    N_ (
      "这是 PDF 文件，不是表格；典型案例的 PDF 请在“案例”页收件，台账请选择 xlsx 或 csv 文件。") },
  { "{\\rtf", 5, FORMAT_FOREIGN, N_ ("这是 RTF 文档，不是表格；请选择 xlsx 或 csv 文件。") },
  { "\x1f\x8b", 2, FORMAT_FOREIGN, N_ ("这是压缩文件，请先解压，再导入其中的表格。") },
  { "Rar!", 4, FORMAT_FOREIGN, N_ ("这是压缩文件，请先解压，再导入其中的表格。") },
  { "7z\xbc\xaf", 4, FORMAT_FOREIGN, N_ ("这是压缩文件，请先解压，再导入其中的表格。") },
  { "\x89PNG", 4, FORMAT_FOREIGN, N_ ("这是图片，不是表格；请选择 xlsx 或 csv 文件。") },
  { "\xff\xd8\xff", 3, FORMAT_FOREIGN, N_ ("这是图片，不是表格；请选择 xlsx 或 csv 文件。") },
  { "SQLite format 3", 15, FORMAT_FOREIGN,
    N_ ("这是数据库文件，不是表格；若是矿安台账，请用“打开台账”打开。") },
};

static gboolean
open_head (const char *path, guint8 *head, gsize size, gsize *len, GError **error)
{
  GStatBuf info;
  gssize got;
  int fd;

  if (g_stat (path, &info) != 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                           _ ("文件不存在；请检查名称和位置。"));
      return FALSE;
    }
  /* A pipe or a device would never end. */
  if (!S_ISREG (info.st_mode))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT, _ ("这不是文件，不能导入。"));
      return FALSE;
    }
  fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  got = fd < 0 ? -1 : read (fd, head, size);
  if (fd >= 0)
    close (fd);
  if (got < 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_IO, _ ("文件不能读取；请检查是否有权限。"));
      return FALSE;
    }
  *len = got;
  return TRUE;
}

/* A compound file says by the names in its directory what it holds: an encrypted package has
 * EncryptedPackage, an old workbook Workbook or Book. */
static gboolean
holds_stream (const char *bytes, gsize len, const char *name)
{
  g_autoptr (GByteArray) wide = g_byte_array_new ();

  for (const char *at = name; *at != '\0'; at++)
    {
      guint8 pair[2] = { *at, 0 };

      g_byte_array_append (wide, pair, 2);
    }
  g_byte_array_append (wide, (const guint8 *)"\0", 2);
  return memmem (bytes, len, wide->data, wide->len) != NULL;
}

/* What a compound file holds that is no old workbook. */
static gboolean
check_ole (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  const char *bytes = file ? g_mapped_file_get_contents (file) : "";
  gsize len = file ? g_mapped_file_get_length (file) : 0;

  if (holds_stream (bytes, len, "EncryptedPackage"))
    {
      g_set_error_literal (
        error, KA_ERROR, KA_ERROR_ENCRYPTED,
        _ ("文件设有打开密码，不能读取；请用 Excel 或 WPS 去掉密码后另存，再导入。"));
      return FALSE;
    }
  if (holds_stream (bytes, len, "WordDocument") && !holds_stream (bytes, len, "Workbook"))
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT,
                           _ ("这是 Word 文档（doc），不是表格；请选择 xlsx、xls 或 csv 文件。"));
      return FALSE;
    }
  return TRUE;
}

/* Web pages and Excel 2003 XML often carry the name .xls. *message: what to say where it is not read. */
static Format
find_markup (const guint8 *head, gsize len, const char **message)
{
  static const char *const pages[]
    = { "<html", "<table", "<meta", "<head", "<body", "<style", "<div", NULL };
  g_autofree char *plain = g_malloc (len + 1);
  g_autofree char *text = NULL;
  gsize n = 0;

  /* UTF-16 has a NUL beside each of these letters. */
  for (gsize i = 0; i < len; i++)
    if (head[i] != 0 && (n > 0 || head[i] < 0x80) && (n > 0 || !g_ascii_isspace (head[i])))
      plain[n++] = (char)head[i];
  plain[n] = '\0';
  if (n == 0)
    return FORMAT_TEXT;
  if (g_str_has_prefix (plain, "MIME-Version:") && strstr (plain, "multipart/related") != NULL)
    {
      *message = N_ (
        "这是单个文件网页（MHTML，虽以表格为名），不能直接读取；请用 Excel 或 WPS 打开后另存为 xlsx 再导入。");
      return FORMAT_FOREIGN;
    }
  if (plain[0] != '<')
    return FORMAT_TEXT;
  text = g_ascii_strdown (plain, (gssize)n);
  if (g_str_has_prefix (text, "<?xml")
      && strstr (text, "urn:schemas-microsoft-com:office:spreadsheet") != NULL
      && strstr (text, "<html") == NULL)
    return FORMAT_XML;
  if (g_str_has_prefix (text, "<!doctype html") || strstr (text, "<html") != NULL)
    return FORMAT_HTML;
  for (guint i = 0; pages[i] != NULL; i++)
    if (g_str_has_prefix (text, pages[i]))
      return FORMAT_HTML;
  if (!g_str_has_prefix (text, "<?xml"))
    return FORMAT_TEXT;
  *message = N_ ("这是 XML 文件，不是表格；请选择 xlsx 或 csv 文件。");
  return FORMAT_FOREIGN;
}

static Format
sniff (const guint8 *head, gsize len, const char **message)
{
  for (guint i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (len >= signatures[i].len && memcmp (head, signatures[i].bytes, signatures[i].len) == 0)
      {
        *message = signatures[i].message;
        return signatures[i].format;
      }
  *message = NULL;
  return find_markup (head, len, message);
}

static KaBook *
open_sniffed (const char *path,
              KaProgress progress,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  guint8 head[4096];
  const char *message;
  gsize len;

  if (!open_head (path, head, sizeof head, &len, error))
    return NULL;
  if (len == 0)
    {
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT, _ ("文件是空的，没有内容可以导入。"));
      return NULL;
    }
  switch (sniff (head, len, &message))
    {
    case FORMAT_ZIP:
      return ka_xlsx_read (path, progress, data, cancellable, error);
    case FORMAT_OLE:
      return check_ole (path, error) ? ka_xls_read (path, progress, data, cancellable, error)
                                     : NULL;
    case FORMAT_HTML:
      return ka_html_read (path, progress, data, cancellable, error);
    case FORMAT_XML:
      return ka_xml_read (path, progress, data, cancellable, error);
    case FORMAT_FOREIGN:
      g_set_error_literal (error, KA_ERROR, KA_ERROR_FORMAT, _ (message));
      return NULL;
    case FORMAT_TEXT:
    default:
      return ka_csv_read (path, progress, data, cancellable, error);
    }
}

KaBook *
ka_book_open (const char *path,
              KaProgress progress,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  KaBook *book = open_sniffed (path, progress, data, cancellable, error);

  if (book == NULL)
    {
      g_autofree char *name = g_filename_display_basename (path);

      g_prefix_error (error, _ ("“%s”："), name);
    }
  return book;
}
