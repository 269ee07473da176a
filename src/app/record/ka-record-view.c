/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-record-view.h"

#include "ka-field-editor.h"
#include "ka-history-view.h"
#include "ka-record-form.h"
#include "ka-record-pane.h"
#include "ka-related-view.h"
#include "ka-tooltip.h"
#include "ka-width-layout.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-reason.h>

/* A draft is written when the typing pauses. */
#define DRAFT_DELAY_MS 400

struct _KaRecordView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkInfoBar *banner;
  GtkLabel *banner_label;
  GtkButton *banner_button;
  GtkButton *delete_button;
  GtkButton *discard_button;
  AdwBin *form_bin;
  GtkBox *head;
  GtkButton *save_button;
  GtkLabel *state;
  GtkStack *stack;
  GtkLabel *title;

  /* Borrowed */
  const KaKind *kind;
  KaRecordForm *form;
  KaAttachmentsView *attachments;
  KaHistoryView *history;
  KaRelatedView *related;

  /* Owned */
  KaContext *context;
  GPtrArray *panes; /* of KaRecordPane, borrowed */
  char *draft_key;

  guint draft_source;
  gboolean modified;
  gboolean conflict;
};

enum
{
  PROP_0,
  PROP_MODIFIED,
  N_PROPS,
};

enum
{
  CLOSE,
  DELETE,
  SAVED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaRecordView, ka_record_view, ADW_TYPE_BIN)

static KaLedger *
get_ledger (KaRecordView *self)
{
  return ka_context_get_ledger (self->context);
}

/* ---- what stands above the form ---- */

static void
show_banner (KaRecordView *self, const char *text, GtkMessageType type, const char *button)
{
  gtk_label_set_label (self->banner_label, text != NULL ? text : "");
  gtk_info_bar_set_message_type (self->banner, type);
  gtk_widget_set_visible (GTK_WIDGET (self->banner_button), button != NULL);
  gtk_button_set_label (self->banner_button, button != NULL ? button : "");
  gtk_info_bar_set_revealed (self->banner, text != NULL);
}

static char *
format_title (KaRecordView *self, const KaRecord *record)
{
  if (ka_record_get (record, self->kind->title) == NULL)
    return record->id == 0 ? g_strdup_printf (_ ("新建%s"), ka_kind_label (self->kind))
                           : g_strdup (ka_ledger_title (get_ledger (self), self->kind, record->id));
  return ka_ledger_display (get_ledger (self), record,
                            ka_kind_field (self->kind, self->kind->title), FALSE);
}

static void
update_state (KaRecordView *self)
{
  g_autoptr (KaRecord) record = NULL;
  g_autofree char *title = NULL;
  gboolean modified, can_write;

  /* Between two ledgers: the page goes with the one that was closed. */
  if (get_ledger (self) == NULL)
    return;
  record = ka_record_form_dup_record (self->form);
  modified = ka_record_form_is_modified (self->form);
  can_write = ka_context_can_edit (self->context, self->kind);
  title = format_title (self, record);

  gtk_label_set_label (self->title, title);
  ka_set_tooltip (GTK_WIDGET (self->title), title);
  gtk_label_set_label (self->state, !can_write        ? _ ("只读")
                                    : modified        ? _ ("未保存")
                                    : record->id == 0 ? _ ("新建")
                                                      : _ ("已保存"));
  if (modified)
    gtk_widget_add_css_class (GTK_WIDGET (self->state), "ka-warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->state), "ka-warning");
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button),
                            can_write && (modified || record->id == 0));
  gtk_widget_set_sensitive (GTK_WIDGET (self->discard_button), modified);
  gtk_widget_set_sensitive (GTK_WIDGET (self->delete_button), can_write && record->id != 0);
  ka_record_form_set_editable (self->form, can_write);
  for (guint i = 0; i < self->panes->len; i++)
    ka_record_pane_set_modified (g_ptr_array_index (self->panes, i), modified);
  if (self->modified != modified)
    {
      self->modified = modified;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODIFIED]);
    }
}

/* ---- drafts ---- */

static void
write_draft (KaRecordView *self)
{
  KaDrafts *drafts = ka_context_get_drafts (self->context);
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->draft_source, g_source_remove);
  if (drafts == NULL || self->draft_key == NULL)
    return;
  if (!ka_record_form_is_modified (self->form))
    {
      ka_drafts_drop (drafts, self->draft_key);
      return;
    }
  record = ka_record_form_dup_record (self->form);
  if (!ka_drafts_put (drafts, self->draft_key, record, ka_record_form_get_before (self->form),
                      ka_record_form_get_raw (self->form), &error))
    show_banner (self, error->message, GTK_MESSAGE_WARNING, NULL);
}

static gboolean
on_draft_timeout (gpointer data)
{
  KaRecordView *self = KA_RECORD_VIEW (data);

  self->draft_source = 0;
  write_draft (self);
  return G_SOURCE_REMOVE;
}

static void
on_form_changed_cb (KaRecordView *self)
{
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->draft_source = g_timeout_add (DRAFT_DELAY_MS, on_draft_timeout, self);
  update_state (self);
}

void
ka_record_view_flush (KaRecordView *self)
{
  g_return_if_fail (KA_IS_RECORD_VIEW (self));
  if (self->draft_source != 0)
    write_draft (self);
}

/* ---- showing ---- */

static void
show_tabs (KaRecordView *self, gint64 id)
{
  ka_related_view_show (self->related, id);
  ka_attachments_view_show (self->attachments, id);
  ka_history_view_show (self->history, id);
  for (guint i = 0; i < self->panes->len; i++)
    ka_record_pane_show (g_ptr_array_index (self->panes, i), id);
  if (id == 0)
    gtk_stack_set_visible_child_name (self->stack, "form");
}

static void
show_records (KaRecordView *self,
              const KaRecord *before,
              const KaRecord *record,
              GHashTable *raw,
              const char *key)
{
  char *own = key != NULL ? g_strdup (key) : ka_drafts_new_key (self->kind, before->id);

  self->conflict = FALSE;
  g_free (self->draft_key);
  self->draft_key = own;
  show_banner (self, NULL, GTK_MESSAGE_INFO, NULL);
  ka_record_form_show (self->form, before, record, raw);
  show_tabs (self, before->id);
  update_state (self);
}

/* Somebody else saved the record while it was being edited. */
static void
tell_conflict (KaRecordView *self)
{
  self->conflict = TRUE;
  show_banner (self,
               _ ("这条记录在您编辑期间被修改过。可以保留您的修改并继续，其余字段改为最新内容；"
                  "或者放弃您的修改。"),
               GTK_MESSAGE_WARNING, _ ("保留我的修改"));
}

gboolean
ka_record_view_show (KaRecordView *self, gint64 id)
{
  KaDraft *draft;
  g_autoptr (KaRecord) record = NULL;

  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), FALSE);

  ka_record_view_flush (self);
  draft = ka_drafts_find (ka_context_get_drafts (self->context), self->kind, id);
  record = ka_ledger_get (get_ledger (self), self->kind, id, NULL);
  if (record == NULL)
    return FALSE;
  if (draft == NULL)
    show_records (self, record, NULL, NULL, NULL);
  else
    {
      show_records (self, draft->before, draft->record, draft->raw, draft->key);
      if (draft->record->rev != record->rev)
        tell_conflict (self);
    }
  return TRUE;
}

void
ka_record_view_show_new (KaRecordView *self, const KaRecord *given)
{
  g_autoptr (KaRecord) empty = NULL;

  g_return_if_fail (KA_IS_RECORD_VIEW (self));

  ka_record_view_flush (self);
  empty = ka_record_new (self->kind);
  show_records (self, empty, given, NULL, NULL);
  ka_record_view_focus (self);
}

void
ka_record_view_show_draft (KaRecordView *self, KaDraft *draft)
{
  g_autoptr (KaDraft) kept = NULL;

  g_return_if_fail (KA_IS_RECORD_VIEW (self));

  kept = ka_draft_ref (draft);
  ka_record_view_flush (self);
  if (kept->record->id == 0 || !ka_record_view_show (self, kept->record->id))
    show_records (self, kept->before, kept->record, kept->raw, kept->key);
}

gboolean
ka_record_view_refresh (KaRecordView *self)
{
  const KaRecord *before = ka_record_form_get_before (self->form);
  g_autoptr (KaRecord) record = NULL;

  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), FALSE);

  if (before->id == 0)
    {
      update_state (self);
      return TRUE;
    }
  record = ka_ledger_get (get_ledger (self), self->kind, before->id, NULL);
  if (record == NULL)
    {
      /* What was typed stays as a draft; there is nothing left to show it on. */
      ka_record_view_flush (self);
      return FALSE;
    }
  if (record->rev == before->rev)
    {
      show_tabs (self, record->id);
      update_state (self);
    }
  else if (ka_record_form_is_modified (self->form))
    tell_conflict (self);
  else
    show_records (self, record, NULL, NULL, self->draft_key);
  return TRUE;
}

/* What was edited, on top of what the record is now. */
static void
rebase (KaRecordView *self)
{
  const KaRecord *before = ka_record_form_get_before (self->form);
  g_autoptr (KaRecord) mine = ka_record_form_dup_record (self->form);
  g_autoptr (KaRecord) newest = ka_ledger_get (get_ledger (self), self->kind, before->id, NULL);
  g_autoptr (KaRecord) merged = NULL;
  g_autoptr (GHashTable) raw = g_hash_table_ref (ka_record_form_get_raw (self->form));
  g_autoptr (GHashTable) texts = NULL;
  GHashTableIter iter;
  gpointer field, text;

  if (newest == NULL)
    return;
  merged = ka_record_copy (newest);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (g_strcmp0 (mine->values[i], before->values[i]) != 0)
      ka_record_take (merged, i, g_strdup (mine->values[i]));
  /* The form empties its own table as it shows. */
  texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, raw);
  while (g_hash_table_iter_next (&iter, &field, &text))
    g_hash_table_insert (texts, g_strdup (field), g_strdup (text));
  show_records (self, newest, merged, texts, self->draft_key);
  write_draft (self);
}

static void
on_banner_clicked_cb (KaRecordView *self)
{
  if (self->conflict)
    rebase (self);
}

/* ---- saving ---- */

static gboolean
save_in_change (KaLedger *ledger, gpointer data, GError **error)
{
  return ka_ledger_save (ledger, data, error);
}

gboolean
ka_record_view_save (KaRecordView *self)
{
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *title = NULL;
  g_autofree char *why = NULL;
  g_autofree char *key = NULL;

  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), FALSE);

  if (!ka_context_can_edit (self->context, self->kind))
    return FALSE;
  if (!ka_record_form_check (self->form))
    {
      gtk_stack_set_visible_child_name (self->stack, "form");
      show_banner (self, _ ("有字段不能保存，请按红字提示改正后再保存。"), GTK_MESSAGE_ERROR, NULL);
      return FALSE;
    }
  record = ka_record_form_dup_record (self->form);
  title = format_title (self, record);
  why = g_strdup_printf (record->id == 0 ? KA_WHY_NEW : KA_WHY_SAVE, self->kind->label, title);
  /* The draft goes first in memory, so that "changed" does not meet a record and its own draft. */
  g_clear_handle_id (&self->draft_source, g_source_remove);
  key = g_strdup (self->draft_key);
  if (!ka_ledger_transact (get_ledger (self), KA_CHANGE_SAVE, why, save_in_change, record, NULL,
                           &error))
    {
      write_draft (self);
      if (g_error_matches (error, KA_ERROR, KA_ERROR_CONFLICT))
        tell_conflict (self);
      else
        show_banner (self, error->message, GTK_MESSAGE_ERROR, NULL);
      return FALSE;
    }
  ka_drafts_drop (ka_context_get_drafts (self->context), key);
  show_records (self, record, NULL, NULL, NULL);
  g_signal_emit (self, signals[SAVED], 0, record->id);
  return TRUE;
}

void
ka_record_view_discard (KaRecordView *self)
{
  const KaRecord *before;
  gint64 id;

  g_return_if_fail (KA_IS_RECORD_VIEW (self));

  before = ka_record_form_get_before (self->form);
  id = before->id;
  g_clear_handle_id (&self->draft_source, g_source_remove);
  ka_drafts_drop (ka_context_get_drafts (self->context), self->draft_key);
  if (id == 0 || !ka_record_view_show (self, id))
    g_signal_emit (self, signals[CLOSE], 0);
}

/* ---- buttons ---- */

static void
on_save_clicked_cb (KaRecordView *self)
{
  ka_record_view_save (self);
}

static void
on_discard_clicked_cb (KaRecordView *self)
{
  ka_record_view_discard (self);
}

static void
on_delete_clicked_cb (KaRecordView *self)
{
  g_signal_emit (self, signals[DELETE], 0);
}

static void
on_close_clicked_cb (KaRecordView *self)
{
  ka_record_view_flush (self);
  g_signal_emit (self, signals[CLOSE], 0);
}

static void
on_form_open_cb (KaRecordView *self, const KaField *field)
{
  g_autoptr (KaRecord) record = ka_record_form_dup_record (self->form);
  gint64 id = ka_record_get_int (record, field->id, 0);
  KaWindow *window = ka_window_of (self);

  if (id != 0 && window != NULL)
    ka_window_show_record (window, ka_field_target (field), id);
}

static void
on_related_count_cb (KaRecordView *self)
{
  guint n = ka_related_view_get_count (self->related);
  g_autofree char *title = n > 0 ? g_strdup_printf (_ ("相关 %u"), n) : g_strdup (_ ("相关"));

  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, GTK_WIDGET (self->related)), title);
}

static void
on_pane_count_cb (KaRecordPane *pane, KaRecordView *self)
{
  const KaRecordPaneInfo *info = g_object_get_data (G_OBJECT (pane), "ka-pane");
  guint n = ka_record_pane_get_count (pane);
  g_autofree char *title
    = n > 0 ? g_strdup_printf ("%s %u", _ (info->title), n) : g_strdup (_ (info->title));

  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, GTK_WIDGET (pane)), title);
}

/* What the kind shows beside its form. */
static void
add_panes (KaRecordView *self)
{
  guint n;
  const KaRecordPaneInfo *infos = ka_record_panes (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *pane;

      if (infos[i].kind != NULL && !g_str_equal (infos[i].kind, self->kind->id))
        continue;
      pane = infos[i].create (self->context, self->kind);
      g_ptr_array_add (self->panes, pane);
      if (infos[i].title == NULL)
        {
          gtk_box_append (self->head, pane);
          continue;
        }
      g_object_set_data (G_OBJECT (pane), "ka-pane", (gpointer)&infos[i]);
      gtk_stack_add_titled (self->stack, pane, infos[i].id, _ (infos[i].title));
      g_signal_connect (pane, "count-changed", G_CALLBACK (on_pane_count_cb), self);
    }
}

static void
on_attachments_count_cb (KaRecordView *self)
{
  guint n = ka_attachments_view_get_count (self->attachments);
  g_autofree char *title = n > 0 ? g_strdup_printf (_ ("附件 %u"), n) : g_strdup (_ ("附件"));

  gtk_stack_page_set_title (gtk_stack_get_page (self->stack, GTK_WIDGET (self->attachments)),
                            title);
}

/* Files dropped on a saved record are its papers; on a new one the window asks what they are. */
static gboolean
on_drop_cb (KaRecordView *self, const GValue *value)
{
  if (!ka_attachments_view_take_files (self->attachments, g_value_get_boxed (value)))
    return FALSE;
  gtk_stack_set_visible_child_name (self->stack, "attachments");
  return TRUE;
}

/* ---- object ---- */

static void
ka_record_view_dispose (GObject *object)
{
  KaRecordView *self = KA_RECORD_VIEW (object);

  if (self->form != NULL && self->context != NULL)
    ka_record_view_flush (self);
  g_clear_handle_id (&self->draft_source, g_source_remove);
  self->form = NULL;
  g_ptr_array_set_size (self->panes, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_RECORD_VIEW);
  G_OBJECT_CLASS (ka_record_view_parent_class)->dispose (object);
}

static void
ka_record_view_finalize (GObject *object)
{
  KaRecordView *self = KA_RECORD_VIEW (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->panes);
  g_free (self->draft_key);
  G_OBJECT_CLASS (ka_record_view_parent_class)->finalize (object);
}

static void
ka_record_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_MODIFIED:
      g_value_set_boolean (value, KA_RECORD_VIEW (object)->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_record_view_class_init (KaRecordViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_record_view_dispose;
  object_class->finalize = ka_record_view_finalize;
  object_class->get_property = ka_record_view_get_property;

  properties[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CLOSE] = g_signal_new ("close", KA_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  signals[DELETE] = g_signal_new ("delete", KA_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[SAVED] = g_signal_new ("saved", KA_TYPE_RECORD_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (KA_TYPE_WIDTH_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-record-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, banner);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, banner_button);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, banner_label);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, delete_button);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, discard_button);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, form_bin);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, head);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, save_button);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, stack);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, state);
  gtk_widget_class_bind_template_child (widget_class, KaRecordView, title);
  gtk_widget_class_bind_template_callback (widget_class, on_banner_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_close_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_discard_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
}

static void
ka_record_view_init (KaRecordView *self)
{
  self->panes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaRecordView *
ka_record_view_new (KaContext *context, const KaKind *kind)
{
  KaRecordView *self = g_object_new (KA_TYPE_RECORD_VIEW, NULL);
  GtkDropTarget *drop;

  self->context = g_object_ref (context);
  self->kind = kind;
  self->form = ka_record_form_new (context, kind);
  self->related = ka_related_view_new (context, kind);
  self->attachments = ka_attachments_view_new (context, kind);
  self->history = ka_history_view_new (context, kind);
  adw_bin_set_child (self->form_bin, GTK_WIDGET (self->form));
  add_panes (self);
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->related), "related", _ ("相关"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->attachments), "attachments", _ ("附件"));
  gtk_stack_add_titled (self->stack, GTK_WIDGET (self->history), "history", _ ("历史"));
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (on_form_changed_cb), self);
  g_signal_connect_swapped (self->form, "open", G_CALLBACK (on_form_open_cb), self);
  g_signal_connect_swapped (self->related, "notify::count", G_CALLBACK (on_related_count_cb), self);
  g_signal_connect_swapped (self->attachments, "notify::count",
                            G_CALLBACK (on_attachments_count_cb), self);
  drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (on_drop_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (context, "notify::can-write", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gint64
ka_record_view_get_id (KaRecordView *self)
{
  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), 0);
  return ka_record_form_get_before (self->form)->id;
}

gboolean
ka_record_view_is_modified (KaRecordView *self)
{
  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), FALSE);
  return self->modified;
}

void
ka_record_view_focus (KaRecordView *self)
{
  g_return_if_fail (KA_IS_RECORD_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, "form");
  ka_record_form_focus_first (self->form);
}

void
ka_record_view_show_related (KaRecordView *self)
{
  ka_record_view_show_tab (self, "related");
}

void
ka_record_view_show_tab (KaRecordView *self, const char *tab)
{
  g_return_if_fail (KA_IS_RECORD_VIEW (self));
  gtk_stack_set_visible_child_name (self->stack, tab);
}

void
ka_record_view_focus_field (KaRecordView *self, const char *field)
{
  GtkWidget *editor;

  g_return_if_fail (KA_IS_RECORD_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, "form");
  editor = ka_record_form_get_editor (self->form, field);
  if (editor != NULL)
    gtk_widget_grab_focus (ka_field_editor_get_control (KA_FIELD_EDITOR (editor)));
}

void
ka_record_view_show_attachment (KaRecordView *self, gint64 attachment, guint page)
{
  g_return_if_fail (KA_IS_RECORD_VIEW (self));

  gtk_stack_set_visible_child_name (self->stack, "attachments");
  if (attachment != 0)
    ka_attachments_view_open (self->attachments, attachment, page);
}

KaAttachmentsView *
ka_record_view_get_attachments (KaRecordView *self)
{
  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), NULL);
  return self->attachments;
}

GtkWidget *
ka_record_view_get_editor (KaRecordView *self, const char *field)
{
  g_return_val_if_fail (KA_IS_RECORD_VIEW (self), NULL);
  return ka_record_form_get_editor (self->form, field);
}
