/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-report-page.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-frozen-row.h"
#include "ka-pdf-view.h"
#include "ka-print.h"
#include "ka-quarter-choice.h"
#include "ka-report-data.h"
#include "ka-report-editor.h"
#include "ka-window.h"

#include <glib/gi18n.h>

#define FIGURE_LINK "kuangan:figure/"

struct _KaReportPage
{
  KaPage parent_instance;

  /* Template Widgets */
  KaReportEditor *editor;
  AdwStatusPage *failure;
  GtkListBox *frozen_list;
  KaPdfView *pdf_view;
  GtkStack *preview;
  GtkDropDown *quarters;
  GtkSpinner *spinner;
  GtkLabel *state;
  GtkInfoBar *viewing;
  GtkLabel *viewing_text;
  GtkLabel *warning_text;
  GtkInfoBar *warnings;

  /* Borrowed References */
  KaWork *making; /* under way, or NULL */

  /* Owned References */
  KaReportMade *made; /* what is shown, or NULL */
  GPtrArray *frozen;  /* KaFrozen of all quarters */
  GCancellable *opening;
  char *read_warnings; /* those that the user put away */

  gint64 viewed; /* id of the frozen edition that is shown, or 0 */
};

G_DEFINE_FINAL_TYPE (KaReportPage, ka_report_page, KA_TYPE_PAGE)

static const KaFrozen *
find_frozen (KaReportPage *self, gint64 id)
{
  for (guint i = 0; self->frozen != NULL && i < self->frozen->len; i++)
    if (((KaFrozen *)self->frozen->pdata[i])->id == id)
      return self->frozen->pdata[i];
  return NULL;
}

/* The newest edition of the quarter shown; they are listed newest first. */
static const KaFrozen *
find_newest (KaReportPage *self)
{
  for (guint i = 0; self->frozen != NULL && i < self->frozen->len; i++)
    if (((KaFrozen *)self->frozen->pdata[i])->quarter == ka_quarter_choice_get (self->quarters))
      return self->frozen->pdata[i];
  return NULL;
}

static void
update_actions (KaReportPage *self)
{
  KaPage *page = KA_PAGE (self);
  KaContext *context = ka_page_get_context (page);
  gboolean open = ka_page_get_ledger (page) != NULL;

  ka_page_enable_action (page, "export", open);
  ka_page_enable_action (page, "print", self->made != NULL);
  ka_page_enable_action (page, "export-xlsx", open);
  ka_page_enable_action (page, "save", ka_context_can_write (context));
  ka_page_enable_action (page, "freeze", ka_context_can_write (context) && self->made != NULL);
}

static void
show_state (KaReportPage *self)
{
  const KaFrozen *newest = find_newest (self);
  g_autofree char *text = NULL;

  if (newest != NULL)
    text = g_strdup_printf (_ ("已锁定第 %d 版，此后的修改进入下一版"), (int)newest->edition);
  else if (ka_quarter_choice_get (self->quarters) >= ka_quarter_of (ka_today ()))
    text = g_strdup (_ ("季度进行中"));
  else
    text = g_strdup (_ ("未锁定"));
  gtk_label_set_label (self->state, text);
}

static void
fill_frozen (KaReportPage *self)
{
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  g_autoptr (GError) error = NULL;
  GtkWidget *row;

  g_clear_pointer (&self->frozen, g_ptr_array_unref);
  while ((row = GTK_WIDGET (gtk_list_box_get_row_at_index (self->frozen_list, 0))) != NULL)
    gtk_list_box_remove (self->frozen_list, row);
  if (ledger == NULL)
    return;
  self->frozen = ka_quarterly_list_frozen (ledger, &error);
  if (self->frozen == NULL)
    {
      ka_window_tell_error (ka_window_of (self), _ ("锁定记录没有读出来"), error);
      return;
    }
  for (guint i = 0; i < self->frozen->len; i++)
    gtk_list_box_append (self->frozen_list, ka_frozen_row_new (self->frozen->pdata[i]));
}

/* ---- the preview ---- */

static void
show_failure (KaReportPage *self, const GError *error)
{
  gboolean cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  adw_status_page_set_description (self->failure, cancelled ? _ ("已取消。") : error->message);
  gtk_stack_set_visible_child_name (self->preview, "failure");
}

static void
show_warnings (KaReportPage *self)
{
  GPtrArray *warnings = ka_quarterly_get_warnings (self->made->report);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", (char *)warnings->pdata[i]);
  gtk_label_set_label (self->warning_text, text->str);
  gtk_info_bar_set_revealed (self->warnings,
                             text->len > 0 && g_strcmp0 (text->str, self->read_warnings) != 0);
}

static void
on_warnings_read_cb (KaReportPage *self)
{
  g_free (self->read_warnings);
  self->read_warnings = g_strdup (gtk_label_get_label (self->warning_text));
  gtk_info_bar_set_revealed (self->warnings, FALSE);
}

static void
on_pdf_opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaReportPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KaPdf) pdf = ka_pdf_open_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->opening);
  gtk_spinner_stop (self->spinner);
  if (pdf == NULL)
    {
      show_failure (self, error);
      return;
    }
  ka_pdf_view_set_pdf (self->pdf_view, pdf);
  gtk_stack_set_visible_child_name (self->preview, "pdf");
}

static void
open_pdf (KaReportPage *self, GBytes *bytes)
{
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  self->opening = g_cancellable_new ();
  ka_pdf_open_bytes_async (bytes, NULL, self->opening, on_pdf_opened_cb, g_object_ref (self));
}

static void
show_frozen (KaReportPage *self, gint64 id)
{
  const KaFrozen *frozen = find_frozen (self, id);
  KaLedger *ledger = ka_page_get_ledger (KA_PAGE (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *quarter = NULL;
  g_autofree char *text = NULL;

  if (frozen == NULL || ledger == NULL)
    return;
  bytes = ka_ledger_get_blob (ledger, frozen->pdf_sha256, &error);
  if (bytes == NULL)
    {
      ka_window_tell_error (ka_window_of (self), _ ("锁定的文件没有打开"), error);
      return;
    }
  self->viewed = id;
  quarter = ka_quarter_to_chinese (frozen->quarter);
  text = g_strdup_printf (_ ("正在查看%s锁定的第 %d 版，即当时报送的文件。"), quarter,
                          (int)frozen->edition);
  gtk_label_set_label (self->viewing_text, text);
  gtk_info_bar_set_revealed (self->viewing, TRUE);
  open_pdf (self, bytes);
}

static void
close_frozen (KaReportPage *self)
{
  self->viewed = 0;
  gtk_info_bar_set_revealed (self->viewing, FALSE);
}

static void
on_made_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaReportPage *self = owner;
  g_autoptr (KaReportMade) made = answer;

  if (made == NULL)
    {
      gtk_spinner_stop (self->spinner);
      show_failure (self, error);
      return;
    }
  ka_report_editor_set_report (self->editor, NULL);
  g_clear_pointer (&self->made, ka_report_made_free);
  self->made = g_steal_pointer (&made);
  ka_report_editor_set_report (self->editor, self->made->report);
  show_warnings (self);
  update_actions (self);
  if (self->viewed == 0)
    open_pdf (self, self->made->preview);
}

static void
forget_work (KaReportPage *self)
{
  ka_ask_forget (&self->making);
  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
}

static void
drop_report (KaReportPage *self)
{
  ka_report_editor_set_report (self->editor, NULL);
  g_clear_pointer (&self->made, ka_report_made_free);
  ka_pdf_view_set_pdf (self->pdf_view, NULL);
  gtk_info_bar_set_revealed (self->warnings, FALSE);
}

static void
make (KaReportPage *self)
{
  KaContext *context = ka_page_get_context (KA_PAGE (self));

  forget_work (self);
  gtk_spinner_start (self->spinner);
  /* The old pages stay until the new ones are there. */
  if (self->made == NULL)
    gtk_stack_set_visible_child_name (self->preview, "busy");
  ka_ask (context, self, &self->making,
          ka_work_new (_ ("生成季度报告"), KA_WORK_READS, ka_report_make,
                       GINT_TO_POINTER (ka_quarter_choice_get (self->quarters)), NULL,
                       (GDestroyNotify)ka_report_made_free),
          on_made_cb);
}

static void
ka_report_page_refresh (KaPage *page)
{
  KaReportPage *self = KA_REPORT_PAGE (page);

  ka_quarter_choice_fill (self->quarters);
  fill_frozen (self);
  if (find_frozen (self, self->viewed) == NULL)
    close_frozen (self);
  show_state (self);
  ka_report_editor_load (self->editor, ka_page_get_context (page),
                         ka_quarter_choice_get (self->quarters));
  if (ka_page_get_ledger (page) != NULL)
    {
      if (self->made != NULL && self->made->quarter != ka_quarter_choice_get (self->quarters))
        drop_report (self);
      make (self);
    }
  update_actions (self);
}

static void
on_quarter_selected_cb (KaReportPage *self)
{
  if (self->made != NULL && self->made->quarter == ka_quarter_choice_get (self->quarters))
    return;
  close_frozen (self);
  ka_page_invalidate (KA_PAGE (self));
}

/* A figure in the preview leads to the rows that it counts. */
static void
on_link_cb (KaReportPage *self, const char *uri)
{
  const char *name = g_str_has_prefix (uri, FIGURE_LINK) ? uri + strlen (FIGURE_LINK) : NULL;
  KaQuery *query;

  if (name == NULL || self->made == NULL)
    return;
  query = ka_quarterly_figure_query (self->made->report, name);
  if (query == NULL)
    {
      ka_window_tell (ka_window_of (self), _ ("这个数字不是由一张名单数出来的。"));
      return;
    }
  ka_window_show_list (ka_window_of (self), query, ka_quarterly_figure_label (name));
}

/* ---- files ---- */

typedef struct
{
  KaReportPage *self;
  KaQuarter quarter;
  KaReportFile file;
  char *sha256;
} Wanted;

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Wanted *wanted = data;
  g_autoptr (KaReportPage) self = wanted->self;
  g_autofree char *sha256 = wanted->sha256;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (path == NULL)
    return;
  ka_ask (ka_page_get_context (KA_PAGE (self)), self, NULL,
          ka_work_new (wanted->file == KA_REPORT_PDF ? _ ("导出报告") : _ ("导出附表"),
                       KA_WORK_READS, ka_report_write,
                       ka_report_export_new (wanted->quarter, wanted->file, sha256, path),
                       ka_report_export_free, g_free),
          ka_window_tell_written);
}

static void
export_file (KaReportPage *self, const KaFrozen *frozen, KaReportFile file)
{
  Wanted *wanted = g_new0 (Wanted, 1);
  g_autofree char *name = NULL;

  wanted->self = g_object_ref (self);
  wanted->quarter = frozen != NULL ? frozen->quarter : ka_quarter_choice_get (self->quarters);
  wanted->file = file;
  if (frozen != NULL)
    wanted->sha256 = g_strdup (file == KA_REPORT_PDF ? frozen->pdf_sha256 : frozen->xlsx_sha256);
  name = ka_report_file_name (wanted->quarter, file, frozen != NULL ? frozen->edition : 0);
  ka_choose_file_async (
    GTK_WINDOW (ka_window_of (self)), file == KA_REPORT_PDF ? _ ("导出报告") : _ ("导出附表"),
    GTK_FILE_CHOOSER_ACTION_SAVE, name, file == KA_REPORT_PDF ? _ ("PDF 文件") : _ ("Excel 工作簿"),
    file == KA_REPORT_PDF ? "pdf" : "xlsx", FALSE, on_place_chosen_cb, wanted);
}

static void
on_export_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  KaReportPage *self = KA_REPORT_PAGE (page);

  export_file (self, find_frozen (self, self->viewed), KA_REPORT_PDF);
}

static void
on_export_xlsx_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  KaReportPage *self = KA_REPORT_PAGE (page);

  export_file (self, find_frozen (self, self->viewed), KA_REPORT_XLSX);
}

/* ---- freezing ---- */

static void
on_frozen_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaReportPage *self = owner;
  g_autoptr (KaFrozen) frozen = answer;
  g_autofree char *quarter = frozen ? ka_quarter_to_chinese (frozen->quarter) : NULL;
  g_autofree char *told
    = frozen ? g_strdup_printf (_ ("已锁定%s第 %d 版"), quarter, (int)frozen->edition) : NULL;

  if (told != NULL)
    ka_window_tell (ka_window_of (self), told);
  else
    ka_window_tell_error (ka_window_of (self), _ ("没有锁定"), error);
}

static void
on_freeze_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaReportPage) self = data;

  if (!ka_confirm_finish (result, NULL) || ka_page_get_ledger (KA_PAGE (self)) == NULL)
    return;
  ka_ask (ka_page_get_context (KA_PAGE (self)), self, NULL,
          ka_work_new (_ ("锁定季度"), KA_WORK_WRITES, ka_report_freeze,
                       GINT_TO_POINTER (ka_quarter_choice_get (self->quarters)), NULL,
                       (GDestroyNotify)ka_frozen_free),
          on_frozen_cb);
}

static void
on_freeze_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  KaReportPage *self = KA_REPORT_PAGE (page);
  const KaFrozen *newest = find_newest (self);
  g_autofree char *quarter = ka_quarter_to_chinese (ka_quarter_choice_get (self->quarters));
  g_autofree char *heading = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  guint unsaved = ka_report_editor_count_unsaved (self->editor);

  heading = g_strdup_printf (_ ("锁定%s第 %d 版"), quarter,
                             newest != NULL ? (int)newest->edition + 1 : 1);
  g_string_append (body, _ ("报告和附表按现在的台账和文字定稿，两个文件存入账本，今后可以原样重现。"
                            "台账仍可修改；以后要更正，另锁新的一版，并列出与上一版的不同。"));
  if (ka_quarter_choice_get (self->quarters) >= ka_quarter_of (ka_today ()))
    g_string_append (body, _ ("\n\n这个季度还没有结束。"));
  if (unsaved > 0)
    g_string_append_printf (body, _ ("\n\n有 %u 个部分的文字没有保存，不会进入定稿。"), unsaved);
  ka_confirm_async (GTK_WINDOW (ka_window_of (self)), heading, body->str, _ ("锁定"), FALSE,
                    on_freeze_answered_cb, g_object_ref (self));
}

/* ---- other actions ---- */

static void
on_print_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  KaReportPage *self = KA_REPORT_PAGE (page);
  const KaFrozen *frozen = find_frozen (self, self->viewed);
  KaQuarter quarter = frozen != NULL ? frozen->quarter : ka_quarter_choice_get (self->quarters);
  g_autofree char *title = ka_quarter_to_chinese (quarter);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;

  if (frozen != NULL)
    pdf = ka_ledger_get_blob (ka_page_get_ledger (KA_PAGE (self)), frozen->pdf_sha256, &error);
  else if (self->made != NULL)
    pdf = g_bytes_ref (self->made->preview);
  if (pdf != NULL)
    ka_print_pdf (GTK_WINDOW (ka_window_of (self)), title, pdf);
  else if (error != NULL)
    ka_window_tell_error (ka_window_of (self), _ ("没有打印"), error);
}

static void
on_save_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  ka_report_editor_save (KA_REPORT_PAGE (page)->editor);
}

static void
on_reload_cb (GSimpleAction *action, GVariant *parameter, gpointer page)
{
  ka_page_invalidate (KA_PAGE (page));
}

static void
open_frozen_action (GtkWidget *widget, const char *name, GVariant *id)
{
  show_frozen (KA_REPORT_PAGE (widget), g_variant_get_int64 (id));
}

static void
export_frozen_action (GtkWidget *widget, const char *name, GVariant *target)
{
  KaReportPage *self = KA_REPORT_PAGE (widget);
  const KaFrozen *frozen;
  gboolean xlsx;
  gint64 id;

  g_variant_get (target, "(xb)", &id, &xlsx);
  frozen = find_frozen (self, id);
  if (frozen != NULL)
    export_file (self, frozen, xlsx ? KA_REPORT_XLSX : KA_REPORT_PDF);
}

static void
close_frozen_action (GtkWidget *widget, const char *name, GVariant *target)
{
  KaReportPage *self = KA_REPORT_PAGE (widget);

  close_frozen (self);
  if (self->made != NULL)
    open_pdf (self, self->made->preview);
}

/* ---- object ---- */

/* The report reads over a connection of its own, which would keep a ledger locked that was closed. */
static void
on_ledger_cb (KaReportPage *self)
{
  forget_work (self);
  gtk_spinner_stop (self->spinner);
  close_frozen (self);
  drop_report (self);
  update_actions (self);
}

static void
on_can_write_cb (KaReportPage *self)
{
  update_actions (self);
  ka_report_editor_update (self->editor);
}

static void
ka_report_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (ka_report_page_parent_class)->constructed (object);
  g_signal_connect_object (ka_page_get_context (KA_PAGE (object)), "notify::ledger",
                           G_CALLBACK (on_ledger_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (ka_page_get_context (KA_PAGE (object)), "notify::can-write",
                           G_CALLBACK (on_can_write_cb), object, G_CONNECT_SWAPPED);
}

static void
ka_report_page_dispose (GObject *object)
{
  KaReportPage *self = KA_REPORT_PAGE (object);

  forget_work (self);
  if (self->editor != NULL)
    ka_report_editor_set_report (self->editor, NULL);
  g_clear_pointer (&self->made, ka_report_made_free);
  g_clear_pointer (&self->frozen, g_ptr_array_unref);
  g_clear_pointer (&self->read_warnings, g_free);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_REPORT_PAGE);
  G_OBJECT_CLASS (ka_report_page_parent_class)->dispose (object);
}

static void
ka_report_page_class_init (KaReportPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = ka_report_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = ka_report_page_dispose;
  KA_PAGE_CLASS (klass)->refresh = ka_report_page_refresh;

  g_type_ensure (KA_TYPE_PDF_VIEW);
  g_type_ensure (KA_TYPE_REPORT_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-report-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, editor);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, failure);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, frozen_list);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, pdf_view);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, preview);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, quarters);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, state);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, viewing);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, viewing_text);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, warning_text);
  gtk_widget_class_bind_template_child (widget_class, KaReportPage, warnings);
  gtk_widget_class_bind_template_callback (widget_class, on_link_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_quarter_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_warnings_read_cb);

  gtk_widget_class_install_action (widget_class, "report.open-frozen", "x", open_frozen_action);
  gtk_widget_class_install_action (widget_class, "report.export-frozen", "(xb)",
                                   export_frozen_action);
  gtk_widget_class_install_action (widget_class, "report.close-frozen", NULL, close_frozen_action);
}

static void
ka_report_page_init (KaReportPage *self)
{
  static const GActionEntry actions[] = {
    { "export", on_export_cb }, { "export-xlsx", on_export_xlsx_cb }, { "freeze", on_freeze_cb },
    { "print", on_print_cb },   { "reload", on_reload_cb },           { "save", on_save_cb },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  ka_page_add_actions (KA_PAGE (self), actions, G_N_ELEMENTS (actions));
}
