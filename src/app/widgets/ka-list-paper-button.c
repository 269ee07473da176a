/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-list-paper-button.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>

struct _KaListPaperButton
{
  AdwBin parent_instance;

  /* Borrowed */
  GtkMenuButton *button;
  const KaListForm *chosen;

  /* Owned */
  KaContext *context;
};

#define WIDEST 16

G_DEFINE_FINAL_TYPE (KaListPaperButton, ka_list_paper_button, ADW_TYPE_BIN)

static const KaListForm *
find_form (const char *id)
{
  guint n;
  const KaListForm *forms = ka_list_forms (&n);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (forms[i].id, id))
      return &forms[i];
  return NULL;
}

/* ---- writing one ---- */

typedef struct
{
  const KaListForm *form;
  char *path;
} Job;

static void
free_job (gpointer data)
{
  g_free (((Job *)data)->path);
  g_free (data);
}

static gpointer
write_list (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  const Job *job = data;
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);

  if (!ka_list_form_write (ledger, job->form, ka_today (), job->path, warnings,
                           ka_work_get_cancellable (work), error))
    return NULL;
  return g_strdup (job->path);
}

void
ka_list_paper_button_write (KaListPaperButton *self, const KaListForm *form, GFile *file)
{
  Job *job;

  g_return_if_fail (KA_IS_LIST_PAPER_BUTTON (self) && form != NULL);

  job = g_new0 (Job, 1);
  job->form = form;
  job->path = g_file_get_path (file);
  ka_ask (self->context, self, NULL,
          ka_work_new (_ ("导出"), KA_WORK_READS, write_list, job, free_job, g_free),
          ka_window_tell_written);
}

static void
on_file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaListPaperButton) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);

  if (file != NULL && ka_context_get_ledger (self->context) != NULL)
    ka_list_paper_button_write (self, self->chosen, file);
}

/* "officials.xlsx" */
static void
export_list (GtkWidget *widget, const char *action, GVariant *parameter)
{
  KaListPaperButton *self = KA_LIST_PAPER_BUTTON (widget);
  g_auto (GStrv) parts = g_strsplit (g_variant_get_string (parameter, NULL), ".", 2);
  gboolean paper = g_str_equal (parts[1], "pdf");
  g_autofree char *name = NULL, *pattern = g_strconcat ("*.", parts[1], NULL);

  self->chosen = find_form (parts[0]);
  name = g_strdup_printf ("%s.%s", self->chosen->title, parts[1]);
  ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), self->chosen->title,
                        GTK_FILE_CHOOSER_ACTION_SAVE, name,
                        paper ? _ ("PDF 文件") : _ ("Excel 文件"), pattern, FALSE,
                        on_file_chosen_cb, g_object_ref (self));
}

/* More columns than a page can take. */
static gboolean
is_wide (const KaListForm *form)
{
  g_auto (GStrv) headings = g_strsplit (form->headings, ";", -1);

  return g_strv_length (headings) > WIDEST;
}

void
ka_list_paper_button_set (KaListPaperButton *self, KaContext *context, const char *ids)
{
  static const char *const SUFFIXES[] = { "pdf", "xlsx" };
  g_autoptr (GMenu) menu = g_menu_new ();
  g_auto (GStrv) split = g_strsplit (ids, "|", -1);

  g_return_if_fail (KA_IS_LIST_PAPER_BUTTON (self));

  g_set_object (&self->context, context);
  for (guint i = 0; split[i] != NULL; i++)
    {
      const KaListForm *form = find_form (split[i]);
      g_autoptr (GMenu) section = g_menu_new ();

      for (guint s = is_wide (form) ? 1 : 0; s < G_N_ELEMENTS (SUFFIXES); s++)
        {
          g_autofree char *label
            = g_strdup_printf ("%s（%s）…", form->title, s == 0 ? "PDF" : "Excel");
          g_autofree char *action = g_strdup_printf ("lists.export::%s.%s", form->id, SUFFIXES[s]);

          g_menu_append (section, label, action);
        }
      g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
    }
  gtk_menu_button_set_menu_model (self->button, G_MENU_MODEL (menu));
}

static void
ka_list_paper_button_dispose (GObject *object)
{
  g_clear_object (&KA_LIST_PAPER_BUTTON (object)->context);
  G_OBJECT_CLASS (ka_list_paper_button_parent_class)->dispose (object);
}

static void
ka_list_paper_button_class_init (KaListPaperButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ka_list_paper_button_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "lists.export", "s", export_list);
}

static void
ka_list_paper_button_init (KaListPaperButton *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_label (self->button, _ ("台账和公示表"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("台账和公示表"), -1);
  ka_set_tooltip (GTK_WIDGET (self->button), _ ("按上级的表头导出整本台账和要公示的表"));
  /* GTK 4.8 gives a menu button no name of its own. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("台账和公示表"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}
