/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-record-form.h"

#include "ka-field-row.h"
#include "ka-form-hints.h"
#include "ka-form-layout.h"

#include <glib/gi18n.h>
#include <ka-barred.h>
#include <ka-day.h>

#define CHECK_DELAY_MS 150

struct _KaRecordForm
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *sections;
  GtkScrolledWindow *scrolled;

  /* Borrowed */
  const KaKind *kind;
  GPtrArray *rows; /* KaFieldRow, one a field; the array is owned */

  /* Owned */
  KaContext *context;
  KaRecord *before;
  KaRecord *record; /* with the values that could be read */
  GHashTable *raw;

  guint check_source;
  gboolean showing;
  gboolean strict; /* saving was tried: what is required is asked for */
  gboolean editable;
};

enum
{
  CHANGED,
  OPEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaRecordForm, ka_record_form, ADW_TYPE_BIN)

static KaFieldRow *
nth_row (KaRecordForm *self, guint i)
{
  return g_ptr_array_index (self->rows, i);
}

/* ---- reading and checking ---- */

/* Takes the text of row i into the record, or into raw when it is no value yet. */
static void
read_row (KaRecordForm *self, guint i)
{
  const KaField *field = &self->kind->fields[i];
  KaFieldEditor *editor = ka_field_row_get_editor (nth_row (self, i));
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  if (ka_field_editor_read (editor, ka_record_dated (self->record, ka_today ()), &value, &error))
    {
      ka_record_take (self->record, i, g_steal_pointer (&value));
      g_hash_table_remove (self->raw, field->id);
      ka_field_row_set_problem (nth_row (self, i), NULL, FALSE);
    }
  else
    {
      g_hash_table_insert (self->raw, g_strdup (field->id), ka_field_editor_get_text (editor));
      ka_field_row_set_problem (nth_row (self, i), error->message, TRUE);
    }
}

static gboolean
differs (KaRecordForm *self, guint i)
{
  return g_strcmp0 (self->record->values[i], self->before->values[i]) != 0
         || g_hash_table_contains (self->raw, self->kind->fields[i].id);
}

static void
update_rows (KaRecordForm *self)
{
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const KaField *field = &self->kind->fields[i];
      g_autofree char *hint = ka_form_hint (self->record, field);

      ka_field_row_set_hint (nth_row (self, i), hint);
      ka_field_row_set_modified (nth_row (self, i), differs (self, i));
      gtk_widget_set_visible (GTK_WIDGET (nth_row (self, i)), ka_form_asks (self->record, field));
      if (field->type == KA_FIELD_REF)
        ka_field_row_set_openable (nth_row (self, i), self->record->values[i] != NULL);
    }
}

/* Whoever stands in the record is looked up in the list of those who are barred. */
static void
check_people (KaRecordForm *self, const gboolean *told)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaBarred) barred = ledger != NULL ? ka_barred_read (ledger, ka_today (), NULL) : NULL;
  g_autoptr (GPtrArray) hits = barred != NULL ? ka_barred_check (barred, self->record) : NULL;

  for (guint h = 0; hits != NULL && h < hits->len; h++)
    {
      const KaBarredHit *hit = g_ptr_array_index (hits, h);
      guint i = (guint)(hit->field - self->kind->fields);

      if (!told[i])
        ka_field_row_set_remark (nth_row (self, i), hit->message, ka_kind_get ("discredit"),
                                 hit->listing);
    }
}

/* Problems of the record as it stands; returns the first field that must not be saved, or -1. */
static int
check_now (KaRecordForm *self)
{
  g_autoptr (GPtrArray) problems = ka_record_check (self->record, ka_today ());
  g_autofree gboolean *told = g_new0 (gboolean, self->kind->n_fields);
  int first = -1;

  g_clear_handle_id (&self->check_source, g_source_remove);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (g_hash_table_contains (self->raw, self->kind->fields[i].id))
      {
        told[i] = TRUE;
        first = first < 0 ? (int)i : first;
      }
    else
      ka_field_row_set_problem (nth_row (self, i), NULL, FALSE);

  for (guint p = 0; p < problems->len; p++)
    {
      const KaProblem *problem = g_ptr_array_index (problems, p);
      gboolean refused = problem->severity == KA_SEVERITY_REFUSE;
      int i = problem->field != NULL ? ka_kind_field_index (self->kind, problem->field->id) : -1;

      if (i < 0 || (g_str_equal (problem->code, "required") && !self->strict))
        continue;
      if (refused && (first < 0 || i < first))
        first = i;
      if (!told[i] || refused)
        ka_field_row_set_problem (nth_row (self, (guint)i), problem->message, refused);
      told[i] = TRUE;
    }
  check_people (self, told);
  return first;
}

static gboolean
on_check_timeout (gpointer data)
{
  KaRecordForm *self = KA_RECORD_FORM (data);

  self->check_source = 0;
  check_now (self);
  update_rows (self);
  return G_SOURCE_REMOVE;
}

static void
on_row_changed_cb (KaFieldRow *row, KaRecordForm *self)
{
  guint i;

  if (self->showing || !g_ptr_array_find (self->rows, row, &i))
    return;
  read_row (self, i);
  ka_field_row_set_modified (row, differs (self, i));
  g_clear_handle_id (&self->check_source, g_source_remove);
  self->check_source = g_timeout_add (CHECK_DELAY_MS, on_check_timeout, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_row_open_cb (KaFieldRow *row, KaRecordForm *self)
{
  guint i;

  if (g_ptr_array_find (self->rows, row, &i))
    g_signal_emit (self, signals[OPEN], 0, &self->kind->fields[i]);
}

/* ---- building ---- */

static GtkWidget *
add_section (KaRecordForm *self, const char *title)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *grid = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_layout_manager (grid, ka_form_layout_new ());

  if (title != NULL)
    {
      GtkWidget *heading = gtk_label_new (_ (title));

      gtk_label_set_xalign (GTK_LABEL (heading), 0);
      gtk_widget_add_css_class (heading, "heading");
      gtk_box_append (GTK_BOX (box), heading);
    }
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (self->sections, box);
  return grid;
}

static void
build (KaRecordForm *self)
{
  /* A section that comes again goes on: fields are added at the end of their table. */
  g_autoptr (GHashTable) grids = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *grid = NULL;

  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      const KaField *field = &self->kind->fields[i];
      const char *section = field->section != NULL ? field->section : "";
      KaFieldRow *row = ka_field_row_new (self->context, field);

      if (grid == NULL || field->section != NULL)
        {
          grid = g_hash_table_lookup (grids, section);
          if (grid == NULL)
            {
              grid = add_section (self, field->section);
              g_hash_table_insert (grids, (gpointer)section, grid);
            }
        }
      if (field->type == KA_FIELD_LONG)
        ka_form_layout_set_wide (GTK_WIDGET (row));
      gtk_box_append (GTK_BOX (grid), GTK_WIDGET (row));
      g_ptr_array_add (self->rows, row);
      g_signal_connect (row, "changed", G_CALLBACK (on_row_changed_cb), self);
      g_signal_connect (row, "open", G_CALLBACK (on_row_open_cb), self);
    }
}

/* ---- object ---- */

static void
ka_record_form_dispose (GObject *object)
{
  KaRecordForm *self = KA_RECORD_FORM (object);

  g_clear_handle_id (&self->check_source, g_source_remove);
  g_ptr_array_set_size (self->rows, 0);
  /* Bound, and the bin's own child: it must not be taken from the bin behind its back. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_RECORD_FORM);
  G_OBJECT_CLASS (ka_record_form_parent_class)->dispose (object);
}

static void
ka_record_form_finalize (GObject *object)
{
  KaRecordForm *self = KA_RECORD_FORM (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->rows);
  g_clear_pointer (&self->before, ka_record_unref);
  g_clear_pointer (&self->record, ka_record_unref);
  g_hash_table_unref (self->raw);
  G_OBJECT_CLASS (ka_record_form_parent_class)->finalize (object);
}

static void
ka_record_form_class_init (KaRecordFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_record_form_dispose;
  object_class->finalize = ka_record_form_finalize;

  signals[CHANGED] = g_signal_new ("changed", KA_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[OPEN] = g_signal_new ("open", KA_TYPE_RECORD_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-record-form.ui");
  gtk_widget_class_bind_template_child (widget_class, KaRecordForm, scrolled);
  gtk_widget_class_bind_template_child (widget_class, KaRecordForm, sections);
}

static void
ka_record_form_init (KaRecordForm *self)
{
  self->rows = g_ptr_array_new ();
  self->raw = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->editable = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaRecordForm *
ka_record_form_new (KaContext *context, const KaKind *kind)
{
  KaRecordForm *self = g_object_new (KA_TYPE_RECORD_FORM, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->before = ka_record_new (kind);
  self->record = ka_record_new (kind);
  build (self);
  return self;
}

void
ka_record_form_show (KaRecordForm *self,
                     const KaRecord *before,
                     const KaRecord *record,
                     GHashTable *raw)
{
  gboolean other;

  g_return_if_fail (KA_IS_RECORD_FORM (self));
  g_return_if_fail (before != NULL && before->kind == self->kind);

  other = self->before->id != before->id;
  g_clear_pointer (&self->before, ka_record_unref);
  g_clear_pointer (&self->record, ka_record_unref);
  self->before = ka_record_copy (before);
  self->record = ka_record_copy (record != NULL ? record : before);
  g_hash_table_remove_all (self->raw);
  self->strict = FALSE;

  self->showing = TRUE;
  for (guint i = 0; i < self->kind->n_fields; i++)
    {
      KaFieldEditor *editor = ka_field_row_get_editor (nth_row (self, i));
      const char *text = raw != NULL ? g_hash_table_lookup (raw, self->kind->fields[i].id) : NULL;

      ka_field_editor_set_value (editor, self->record->values[i]);
      if (text != NULL)
        {
          ka_field_editor_set_text (editor, text);
          read_row (self, i);
        }
    }
  self->showing = FALSE;
  check_now (self);
  update_rows (self);
  if (other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

void
ka_record_form_set_editable (KaRecordForm *self, gboolean editable)
{
  g_return_if_fail (KA_IS_RECORD_FORM (self));

  if (self->editable == editable)
    return;
  self->editable = editable;
  for (guint i = 0; i < self->rows->len; i++)
    ka_field_editor_set_editable (ka_field_row_get_editor (nth_row (self, i)), editable);
}

const KaRecord *
ka_record_form_get_before (KaRecordForm *self)
{
  g_return_val_if_fail (KA_IS_RECORD_FORM (self), NULL);
  return self->before;
}

KaRecord *
ka_record_form_dup_record (KaRecordForm *self)
{
  KaRecord *record;

  g_return_val_if_fail (KA_IS_RECORD_FORM (self), NULL);

  record = ka_record_copy (self->record);
  for (guint i = 0; i < self->kind->n_fields; i++)
    if (g_hash_table_contains (self->raw, self->kind->fields[i].id))
      ka_record_take (record, i, g_strdup (self->before->values[i]));
  return record;
}

GHashTable *
ka_record_form_get_raw (KaRecordForm *self)
{
  g_return_val_if_fail (KA_IS_RECORD_FORM (self), NULL);
  return self->raw;
}

gboolean
ka_record_form_is_modified (KaRecordForm *self)
{
  g_return_val_if_fail (KA_IS_RECORD_FORM (self), FALSE);
  return g_hash_table_size (self->raw) > 0 || !ka_record_equal (self->before, self->record);
}

gboolean
ka_record_form_check (KaRecordForm *self)
{
  int first;

  g_return_val_if_fail (KA_IS_RECORD_FORM (self), FALSE);

  self->strict = TRUE;
  first = check_now (self);
  if (first >= 0)
    gtk_widget_grab_focus (GTK_WIDGET (ka_field_row_get_editor (nth_row (self, (guint)first))));
  return first < 0;
}

void
ka_record_form_focus_first (KaRecordForm *self)
{
  g_return_if_fail (KA_IS_RECORD_FORM (self));
  gtk_widget_grab_focus (GTK_WIDGET (ka_field_row_get_editor (nth_row (self, 0))));
}

GtkWidget *
ka_record_form_get_editor (KaRecordForm *self, const char *field)
{
  int i;

  g_return_val_if_fail (KA_IS_RECORD_FORM (self), NULL);

  i = ka_kind_field_index (self->kind, field);
  return i >= 0 ? GTK_WIDGET (ka_field_row_get_editor (nth_row (self, (guint)i))) : NULL;
}
