/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-measure-export.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-attachment.h>
#include <ka-measure-book.h>
#include <ka-measure-sheet.h>

typedef struct
{
  GtkWidget *widget; /* whose window tells how it went */
  KaContext *context;
  KaQuarter quarter;
  GPtrArray *units; /* char *; NULL: the analysis table */
  gboolean folder;
  char *path;
} Export;

static void
free_export (gpointer data)
{
  Export *export = data;

  g_clear_pointer (&export->units, g_ptr_array_unref);
  g_object_unref (export->widget);
  g_object_unref (export->context);
  g_free (export->path);
  g_free (export);
}

static char *
name_sheet (const Export *export, const char *unit)
{
  g_autofree char *words = ka_quarter_to_chinese (export->quarter);
  g_autofree char *name = g_strdup_printf ("八条硬措施填报表（%s，%s）.xlsx", unit, words);

  return ka_attachment_safe_name (name);
}

/* A result that is not NULL: what was written to. */
static gpointer
write_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Export *export = data;

  if (export->units == NULL)
    return ka_measure_book_write (ledger, export->quarter, export->path, error)
             ? g_strdup (export->path)
             : NULL;
  for (guint i = 0; i < export->units->len; i++)
    {
      const char *unit = g_ptr_array_index (export->units, i);
      g_autofree char *name = name_sheet (export, unit);
      g_autofree char *path
        = export->folder ? g_build_filename (export->path, name, NULL) : g_strdup (export->path);

      ka_work_progress ((double)i / export->units->len, unit, work);
      if (g_cancellable_set_error_if_cancelled (ka_work_get_cancellable (work), error)
          || !ka_measure_sheet_write (ledger, export->quarter, unit, path, error))
        return NULL;
    }
  return g_strdup (export->path);
}

static void
start (Export *export)
{
  ka_ask (export->context, export->widget, NULL,
          ka_work_new (_ ("导出"), KA_WORK_READS, write_in_worker, export, free_export, g_free),
          ka_window_tell_written);
}

static Export *
make_export (GtkWidget *widget, KaContext *context, KaQuarter quarter, GPtrArray *units)
{
  Export *export = g_new0 (Export, 1);

  export->widget = g_object_ref (widget);
  export->context = g_object_ref (context);
  export->quarter = quarter;
  export->units = units != NULL ? g_ptr_array_ref (units) : NULL;
  return export;
}

void
ka_measure_export_to (GtkWidget *widget,
                      KaContext *context,
                      KaQuarter quarter,
                      GPtrArray *units,
                      gboolean folder,
                      const char *path)
{
  Export *export = make_export (widget, context, quarter, units);

  export->folder = folder;
  export->path = g_strdup (path);
  start (export);
}

static void
on_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Export *export = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file == NULL || ka_context_get_ledger (export->context) == NULL)
    {
      free_export (export);
      return;
    }
  export->path = g_file_get_path (file);
  start (export);
}

static void
choose (Export *export, const char *title, const char *name)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (export->widget)), title,
                        export->folder ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                       : GTK_FILE_CHOOSER_ACTION_SAVE,
                        name, export->folder ? NULL : _ ("Excel 工作簿"),
                        export->folder ? NULL : "xlsx", FALSE, on_chosen_cb, export);
}

void
ka_measure_export_book (GtkWidget *widget, KaContext *context, KaQuarter quarter)
{
  g_autofree char *words = ka_quarter_to_chinese (quarter);
  g_autofree char *name = g_strdup_printf ("八条硬措施分析表（%s）.xlsx", words);

  choose (make_export (widget, context, quarter, NULL), _ ("导出分析表"), name);
}

void
ka_measure_export_sheet (GtkWidget *widget, KaContext *context, KaQuarter quarter, const char *unit)
{
  g_autoptr (GPtrArray) units = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *name = NULL;
  Export *export;

  g_ptr_array_add (units, g_strdup (unit));
  export = make_export (widget, context, quarter, units);
  name = name_sheet (export, unit);
  choose (export, _ ("导出填报表"), name);
}

void
ka_measure_export_towns (GtkWidget *widget, KaContext *context, KaQuarter quarter, GPtrArray *towns)
{
  Export *export = make_export (widget, context, quarter, towns);

  export->folder = TRUE;
  choose (export, _ ("选择存放各镇街填报表的文件夹"), NULL);
}
