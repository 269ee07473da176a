/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli.h"

#include <glib/gi18n-lib.h>
#include <ka-pdf.h>
#include <string.h>

/* A PDF as the window would see it: through the same helper process. */

#define MAX_TEXT ((gsize)64 << 20)
#define POINTS_TO_MM (25.4 / 72)
/* 150 dots an inch: to be read on a screen. */
#define PICTURE_SCALE (150.0 / 72)

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **place = data;
  *place = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static KaPdf *
open_pdf (const char *path, const char *password, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  ka_pdf_open_async (path, password, NULL, on_done_cb, &result);
  return ka_pdf_open_finish (await (&result), error);
}

static gboolean
has_text (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
print_text (const char *path, const char *password, GError **error)
{
  g_autofree char *text = ka_pdf_extract_file (path, password, MAX_TEXT, NULL, NULL, error);
  if (text == NULL)
    return FALSE;
  if (!has_text (text))
    {
      g_autofree char *name = g_filename_display_basename (path);
      g_set_error (error, KA_ERROR, KA_ERROR_FORMAT,
                   _ ("“%s”各页都没有文字，多半是扫描件，请对照图像录入。"), name);
      return FALSE;
    }
  ka_cli_print ("%s", text);
  return TRUE;
}

static gboolean
print_info (const char *path, const char *password, GError **error)
{
  guint n = 0;
  g_autoptr (KaPdf) pdf = open_pdf (path, password, error);
  if (pdf == NULL)
    return FALSE;
  g_autofree char *text = ka_pdf_extract_file (path, password, MAX_TEXT, &n, NULL, error);
  if (text == NULL)
    return FALSE;
  const char *title = ka_pdf_get_title (pdf);
  double width, height;
  ka_pdf_get_page_size (pdf, 0, &width, &height);
  ka_cli_print (_ ("页数：%u\n"), ka_pdf_get_n_pages (pdf));
  if (title != NULL)
    ka_cli_print (_ ("标题：%s\n"), title);
  ka_cli_print (_ ("首页：%.0f × %.0f 毫米\n"), width * POINTS_TO_MM, height * POINTS_TO_MM);
  if (has_text (text))
    ka_cli_print (_ ("文字：%ld 字\n"), g_utf8_strlen (text, -1));
  else
    ka_cli_print ("%s\n", _ ("文字：没有，多半是扫描件"));
  return TRUE;
}

static gboolean
write_page (const char *path, const char *password, gint64 page, const char *out, GError **error)
{
  g_autoptr (KaPdf) pdf = open_pdf (path, password, error);
  if (pdf == NULL)
    return FALSE;
  if (page < 1 || page > ka_pdf_get_n_pages (pdf))
    {
      g_set_error (error, KA_ERROR, KA_ERROR_NOT_FOUND,
                   _ ("这份 PDF 只有 %u 页，没有所要的一页，请改写页码。"),
                   ka_pdf_get_n_pages (pdf));
      return FALSE;
    }
  g_autoptr (GAsyncResult) result = NULL;
  ka_pdf_render_async (pdf, (guint)page - 1, PICTURE_SCALE, NULL, on_done_cb, &result);
  cairo_surface_t *picture = ka_pdf_render_finish (pdf, await (&result), error);
  if (picture == NULL)
    return FALSE;
  cairo_status_t status = cairo_surface_write_to_png (picture, out);
  cairo_surface_destroy (picture);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, KA_ERROR, KA_ERROR_IO, _ ("“%s”写不进去，请检查文件夹能否写入。"), out);
      return FALSE;
    }
  ka_cli_print (_ ("已写出：%s\n"), out);
  return TRUE;
}

static gboolean
run_pdf (KaCli *cli, GError **error)
{
  g_autofree char *password = NULL, *page = NULL, *out = NULL;
  gboolean text = FALSE, info = FALSE;
  gint64 number = 0;
  GOptionEntry entries[] = {
    { "password", 0, 0, G_OPTION_ARG_FILENAME, &password, NULL, NULL },
    { "text", 0, 0, G_OPTION_ARG_NONE, &text, NULL, NULL },
    { "info", 0, 0, G_OPTION_ARG_NONE, &info, NULL, NULL },
    { "page", 0, 0, G_OPTION_ARG_FILENAME, &page, NULL, NULL },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
    G_OPTION_ENTRY_NULL,
  };
  if (!ka_cli_parse (cli, entries, 1, 1, error)
      || (page != NULL && !ka_cli_number (page, _ ("--page"), &number, error)))
    return FALSE;
  if ((text ? 1 : 0) + (info ? 1 : 0) + (page != NULL ? 1 : 0) > 1)
    {
      ka_cli_set_usage_error (error, _ ("--text、--info 和 --page 只能写一个。"));
      return FALSE;
    }
  if ((page != NULL) != (out != NULL))
    {
      ka_cli_set_usage_error (error, _ ("页的图像要写明页码和文件：--page 1 -o 第1页.png。"));
      return FALSE;
    }
  if (page != NULL)
    return write_page (cli->args[0], password, number, out, error);
  return text ? print_text (cli->args[0], password, error)
              : print_info (cli->args[0], password, error);
}

const KaCliVerb ka_cli_pdf_verbs[] = {
  { "pdf", "FILE [--password P] [--text | --info | --page N -o OUT.png]",
    N_ ("看一份 PDF：页数、文字或一页的图像"),
    N_ ("在没有网络和权限的单独进程中读取；损坏、加密或过于复杂的文件以一句话说明。\n"
        "--info 是默认的；扫描件没有文字。"),
    run_pdf },
  { NULL },
};
