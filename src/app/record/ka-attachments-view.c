/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-attachments-view.h"

#include "ka-ask.h"
#include "ka-attach-job.h"
#include "ka-attach.h"
#include "ka-dialogs.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <ka-attachment.h>
#include <ka-day.h>

struct _KaAttachmentsView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkWidget *add_button;
  GtkWidget *dossier_button;
  GtkListBox *list;
  GtkWidget *nothing;
  AdwBin *paper_bin;
  GtkWidget *paste_button;
  GtkLabel *size;

  /* Borrowed */
  const KaKind *kind;
  KaPaperView *paper;

  /* Owned */
  KaContext *context;
  GPtrArray *attachments; /* KaRecord */

  gint64 id;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaAttachmentsView, ka_attachments_view, ADW_TYPE_BIN)

/* ---- the one that is selected ---- */

static const KaRecord *
get_selected (KaAttachmentsView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  int place = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return place >= 0 && self->attachments != NULL && place < (int)self->attachments->len
           ? g_ptr_array_index (self->attachments, (guint)place)
           : NULL;
}

static void
update_actions (KaAttachmentsView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean selected = get_selected (self) != NULL;
  gboolean can_write = self->id != 0 && ka_context_can_write (self->context);

  gtk_widget_action_set_enabled (widget, "attachment.open", selected);
  gtk_widget_action_set_enabled (widget, "attachment.save-as", selected);
  gtk_widget_action_set_enabled (widget, "attachment.replace", selected && can_write);
  gtk_widget_action_set_enabled (widget, "attachment.remove", selected && can_write);
  gtk_widget_action_set_enabled (widget, "attachment.add", can_write);
  gtk_widget_action_set_enabled (widget, "attachment.paste", can_write);
  gtk_widget_action_set_enabled (widget, "attachment.dossier", self->id != 0);
}

/* ---- rows ---- */

static GtkWidget *
create_row (const KaRecord *record)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (ka_record_get (record, "name"));
  g_autofree char *text = g_format_size ((guint64)ka_record_get_int (record, "size", 0));
  GtkWidget *size = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_hexpand (name, TRUE);
  ka_set_tooltip (name, ka_record_get (record, "name"));
  gtk_widget_add_css_class (size, "ka-quiet");
  gtk_widget_add_css_class (size, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), size);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
show_size (KaAttachmentsView *self)
{
  guint n = ka_attachments_view_get_count (self);
  g_autofree char *size
    = n > 0 ? g_format_size ((guint64)ka_attachments_size (self->attachments)) : NULL;
  g_autofree char *text = n > 0 ? g_strdup_printf (_ ("%u 个附件，共 %s"), n, size) : NULL;

  gtk_label_set_label (self->size, text != NULL ? text : "");
}

static GtkListBoxRow *
find_row (KaAttachmentsView *self, gint64 attachment)
{
  for (guint i = 0; self->attachments != NULL && i < self->attachments->len; i++)
    if (((KaRecord *)self->attachments->pdata[i])->id == attachment)
      return gtk_list_box_get_row_at_index (self->list, (int)i);
  return NULL;
}

static gboolean
is_same (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (((KaRecord *)a->pdata[i])->id != ((KaRecord *)b->pdata[i])->id
        || ((KaRecord *)a->pdata[i])->rev != ((KaRecord *)b->pdata[i])->rev)
      return FALSE;
  return TRUE;
}

/* Made when the papers are looked at first; most records are read without. */
static KaPaperView *
ensure_paper (KaAttachmentsView *self)
{
  if (self->paper == NULL)
    {
      self->paper = ka_paper_view_new (self->context);
      adw_bin_set_child (self->paper_bin, GTK_WIDGET (self->paper));
    }
  return self->paper;
}

static void
on_selected_cb (KaAttachmentsView *self)
{
  const KaRecord *record;

  /* The list tells of its own end too. */
  if (self->list == NULL || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  record = get_selected (self);
  update_actions (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ka_paper_view_show (ensure_paper (self), record != NULL ? record->id : 0, 0);
}

static void
fill (KaAttachmentsView *self, GPtrArray *attachments)
{
  const KaRecord *selected = get_selected (self);
  gint64 kept = selected != NULL ? selected->id : 0;
  gint64 rev = selected != NULL ? selected->rev : 0;
  GtkWidget *child;
  GtkListBoxRow *row;

  g_signal_handlers_block_by_func (self->list, on_selected_cb, self);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  self->attachments = attachments;
  for (guint i = 0; attachments != NULL && i < attachments->len; i++)
    gtk_list_box_append (self->list, create_row (attachments->pdata[i]));
  row = find_row (self, kept);
  gtk_list_box_select_row (self->list, row);
  g_signal_handlers_unblock_by_func (self->list, on_selected_cb, self);
  /* What was replaced is to be seen anew. */
  selected = get_selected (self);
  if (selected == NULL || selected->rev != rev)
    {
      if (self->paper != NULL)
        ka_paper_view_show (self->paper, 0, 0);
      on_selected_cb (self);
    }
  gtk_widget_set_visible (self->nothing, ka_attachments_view_get_count (self) == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), ka_attachments_view_get_count (self) > 0);
  show_size (self);
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

void
ka_attachments_view_show (KaAttachmentsView *self, gint64 id)
{
  KaLedger *ledger;
  g_autoptr (GPtrArray) attachments = NULL;

  g_return_if_fail (KA_IS_ATTACHMENTS_VIEW (self));

  ledger = ka_context_get_ledger (self->context);
  if (id != 0 && ledger != NULL)
    attachments = ka_attachments_of (ledger, self->kind, id, NULL);
  if (self->id == id && is_same (self->attachments, attachments))
    {
      update_actions (self);
      return;
    }
  self->id = id;
  fill (self, g_steal_pointer (&attachments));
}

void
ka_attachments_view_open (KaAttachmentsView *self, gint64 attachment, guint page)
{
  GtkListBoxRow *row;

  g_return_if_fail (KA_IS_ATTACHMENTS_VIEW (self));

  row = find_row (self, attachment);
  if (row == NULL)
    return;
  g_signal_handlers_block_by_func (self->list, on_selected_cb, self);
  gtk_list_box_select_row (self->list, row);
  g_signal_handlers_unblock_by_func (self->list, on_selected_cb, self);
  update_actions (self);
  ka_paper_view_show (ensure_paper (self), attachment, page);
}

/* ---- adding ---- */

gboolean
ka_attachments_view_take_files (KaAttachmentsView *self, GSList *files)
{
  g_return_val_if_fail (KA_IS_ATTACHMENTS_VIEW (self), FALSE);

  return ka_attach_files (self->context, GTK_WIDGET (self), self->kind, self->id, files, FALSE);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_attach_choose (widget, _ ("添加附件"), FALSE, (KaTakeFiles)ka_attachments_view_take_files);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaAttachmentsView *self = KA_ATTACHMENTS_VIEW (widget);

  ka_attach_pasted (self->context, widget, self->kind, self->id, FALSE);
}

/* ---- with the one that is selected ---- */

typedef struct
{
  KaAttachmentsView *self;
  gint64 attachment;
} Choice;

static Choice *
create_choice (KaAttachmentsView *self)
{
  const KaRecord *record = get_selected (self);
  Choice *choice;

  if (record == NULL)
    return NULL;
  choice = g_new0 (Choice, 1);
  choice->self = g_object_ref (self);
  choice->attachment = record->id;
  return choice;
}

static void
on_written_to_open_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaAttachmentsView *self = owner;
  g_autoptr (GPtrArray) done = answer;
  g_autofree char *uri = NULL;
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (done == NULL)
    {
      ka_window_tell_error (window, _ ("附件没有打开"), error);
      return;
    }
  g_chmod (done->pdata[0], 0400);
  uri = g_filename_to_uri (done->pdata[0], NULL, NULL);
  gtk_show_uri (GTK_WINDOW (window), uri, GDK_CURRENT_TIME);
}

/* A copy to be looked at: what is changed in it does not come back, so that it cannot be changed. */
static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaAttachmentsView *self = KA_ATTACHMENTS_VIEW (widget);
  const KaRecord *record = get_selected (self);
  g_autofree char *folder = NULL;
  g_autofree char *safe = NULL;
  g_autofree char *path = NULL;

  if (record == NULL)
    return;
  folder
    = g_build_filename (g_get_user_cache_dir (), "kuangan", ka_record_get (record, "sha256"), NULL);
  safe = ka_attachment_safe_name (ka_record_get (record, "name"));
  path = g_build_filename (folder, safe, NULL);
  g_mkdir_with_parents (folder, 0700);
  ka_ask (self->context, self, NULL, ka_attach_write_work (record->id, path),
          on_written_to_open_cb);
}

static void
on_written_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaAttachmentsView *self = owner;
  g_autoptr (GPtrArray) done = answer;
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (done == NULL)
    ka_window_tell_error (window, _ ("没有写出"), error);
  else
    {
      g_autofree char *shown = g_filename_display_name (done->pdata[0]);
      g_autofree char *text = g_strdup_printf (_ ("已写出：%s"), shown);

      ka_window_tell (window, text);
    }
}

static void
on_save_place_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (KaAttachmentsView) self = choice->self;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    ka_ask (self->context, self, NULL, ka_attach_write_work (choice->attachment, path),
            on_written_cb);
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaAttachmentsView *self = KA_ATTACHMENTS_VIEW (widget);
  const KaRecord *record = get_selected (self);
  Choice *choice = create_choice (self);

  if (choice != NULL)
    ka_choose_file_async (GTK_WINDOW (ka_window_of (self)), _ ("另存附件"),
                          GTK_FILE_CHOOSER_ACTION_SAVE, ka_record_get (record, "name"), NULL, NULL,
                          FALSE, on_save_place_cb, choice);
}

static void
on_replaced_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaAttachmentsView *self = owner;
  g_autoptr (GPtrArray) done = answer;
  KaWindow *window = ka_window_of (self);

  if (window == NULL)
    return;
  if (done == NULL)
    ka_window_tell_error (window, _ ("附件没有更换"), error);
  else
    ka_window_tell_undoable (window, _ ("已更换附件，原来的在历史中"));
}

static void
on_replacement_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Choice *choice = data;
  g_autoptr (KaAttachmentsView) self = choice->self;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    ka_ask (self->context, self, NULL, ka_attach_replace_work (choice->attachment, path),
            on_replaced_cb);
}

static void
replace_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  Choice *choice = create_choice (KA_ATTACHMENTS_VIEW (widget));

  if (choice != NULL)
    ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("更换附件"),
                          GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL, NULL, FALSE, on_replacement_cb,
                          choice);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaAttachmentsView *self = KA_ATTACHMENTS_VIEW (widget);
  const KaRecord *record = get_selected (self);
  g_autoptr (GError) error = NULL;

  if (record == NULL)
    return;
  if (ka_ledger_delete (ka_context_get_ledger (self->context), record->kind, record->id, &error))
    ka_window_tell_undoable (ka_window_of (self), _ ("已删除附件"));
  else
    ka_window_tell_error (ka_window_of (self), _ ("附件没有删除"), error);
}

static void
on_folder_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KaAttachmentsView) self = data;
  g_autoptr (GFile) file = ka_choose_file_finish (result, NULL);
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL)
    ka_ask (self->context, self, NULL, ka_attach_dossier_work (self->kind, self->id, path),
            on_written_cb);
}

static void
dossier_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ka_choose_file_async (GTK_WINDOW (ka_window_of (widget)), _ ("把记录和附件写进文件夹"),
                        GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL, NULL, FALSE,
                        on_folder_cb, g_object_ref (widget));
}

/* ---- object ---- */

static void
ka_attachments_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ka_attachments_view_parent_class)->map (widget);
  /* Pages are only read once they are looked at. */
  on_selected_cb (KA_ATTACHMENTS_VIEW (widget));
}

static void
ka_attachments_view_dispose (GObject *object)
{
  KaAttachmentsView *self = KA_ATTACHMENTS_VIEW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_ATTACHMENTS_VIEW);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_attachments_view_parent_class)->dispose (object);
}

static void
ka_attachments_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, ka_attachments_view_get_count (KA_ATTACHMENTS_VIEW (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ka_attachments_view_class_init (KaAttachmentsViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_attachments_view_dispose;
  object_class->get_property = ka_attachments_view_get_property;
  widget_class->map = ka_attachments_view_map;

  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-attachments-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, add_button);
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, dossier_button);
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, list);
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, nothing);
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, paper_bin);
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, paste_button);
  gtk_widget_class_bind_template_child (widget_class, KaAttachmentsView, size);
  gtk_widget_class_bind_template_callback (widget_class, on_selected_cb);

  gtk_widget_class_install_action (widget_class, "attachment.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "attachment.paste", NULL, paste_action);
  gtk_widget_class_install_action (widget_class, "attachment.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "attachment.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (widget_class, "attachment.replace", NULL, replace_action);
  gtk_widget_class_install_action (widget_class, "attachment.remove", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "attachment.dossier", NULL, dossier_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "attachment.paste", NULL);
}

static void
ka_attachments_view_init (KaAttachmentsView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaAttachmentsView *
ka_attachments_view_new (KaContext *context, const KaKind *kind)
{
  KaAttachmentsView *self = g_object_new (KA_TYPE_ATTACHMENTS_VIEW, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  return self;
}

guint
ka_attachments_view_get_count (KaAttachmentsView *self)
{
  g_return_val_if_fail (KA_IS_ATTACHMENTS_VIEW (self), 0);
  return self->attachments != NULL ? self->attachments->len : 0;
}

KaPaperView *
ka_attachments_view_get_paper (KaAttachmentsView *self)
{
  g_return_val_if_fail (KA_IS_ATTACHMENTS_VIEW (self), NULL);
  return ensure_paper (self);
}
