/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-compare.h"

#include "ka-import-item.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <ka-merge.h>
#include <ka-query.h>

/* More records of one name than that are not shown beside each other. */
#define MAX_RECORDS 4

struct _KaImportCompare
{
  AdwWindow parent_instance;

  /* Template widgets */
  GtkGrid *grid;
  GtkLabel *intro;
  GtkWidget *merge;
  GtkWidget *none;
  GtkLabel *rest;

  /* Owned */
  KaContext *context;
  char *text;
  GPtrArray *records; /* KaRecord of the ledger, in the order of the columns */
  GPtrArray *same;    /* GtkWidget, borrowed: the buttons that say "this one" */
  GPtrArray *chosen;  /* GtkCheckButton, borrowed: those that may be merged */
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_MERGE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportCompare, ka_import_compare, ADW_TYPE_WINDOW)

/* ---- what is decided ---- */

static void
answer (KaImportCompare *self, const char *name)
{
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, name);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_same_cb (GtkButton *button, KaImportCompare *self)
{
  guint place;

  if (g_ptr_array_find (self->same, button, &place))
    {
      const KaRecord *record = g_ptr_array_index (self->records, place);
      g_autofree char *name = g_strdup (ka_record_get (record, record->kind->title));

      answer (self, name);
    }
}

static void
on_none_cb (KaImportCompare *self)
{
  answer (self, "");
}

/* The two that are chosen, of one kind; FALSE: they are not two. */
static gboolean
get_pair (KaImportCompare *self, const KaRecord *pair[2])
{
  guint n = 0;

  for (guint i = 0; i < self->chosen->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->chosen, i)))
      {
        if (n < 2)
          pair[n] = g_ptr_array_index (self->records, i);
        n++;
      }
  return n == 2 && pair[0]->kind == pair[1]->kind;
}

static void
on_chosen_cb (KaImportCompare *self)
{
  const KaRecord *pair[2];

  gtk_widget_set_sensitive (self->merge, get_pair (self, pair)
                                           && ka_context_can_edit (self->context, pair[0]->kind));
}

static void
on_merge_cb (KaImportCompare *self)
{
  const KaRecord *pair[2];

  if (!get_pair (self, pair))
    return;
  g_signal_emit (self, signals[SIGNAL_MERGE], 0, pair[0]->kind, pair[0]->id, pair[1]->id);
  gtk_window_destroy (GTK_WINDOW (self));
}

/* ---- what is shown ---- */

static GtkWidget *
add_label (KaImportCompare *self, int column, int line, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_label_set_selectable (GTK_LABEL (label), column > 0 && line > 2);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (self->grid, label, column, line, 1, 1);
  return label;
}

/* What the row says of a field of the records: its own where it is of their kind, else what it has under the
 * same name (town, enterprise …). */
static char *
say_row (KaImportCompare *self, KaImport *import, const KaImportRow *row, const KaField *field)
{
  const KaRecord *first = g_ptr_array_index (self->records, 0);
  KaLedger *ledger = ka_context_get_ledger (self->context);
  int own = row != NULL ? ka_kind_field_index (row->record->kind, field->id) : -1;

  if (row != NULL && row->record->kind == first->kind && own >= 0)
    return ka_import_say_value (import, ledger, row, (guint)own);
  if (g_strcmp0 (field->id, first->kind->title) == 0)
    return g_strdup (self->text);
  if (own >= 0 && row->record->kind->fields[own].type == field->type
      && field->type != KA_FIELD_LONG)
    return ka_import_say_value (import, ledger, row, (guint)own);
  return g_strdup ("");
}

/* Beside what the row says: whether the record says the same, in a sign too. */
static void
add_value (KaImportCompare *self, int column, int line, const char *said, const char *text)
{
  g_autofree char *shown = NULL;
  gboolean both = *said != '\0' && *text != '\0';
  gboolean same = both && g_str_equal (said, text);

  if (*text == '\0')
    shown = g_strdup ("—");
  else if (both)
    shown = g_strdup_printf ("%s %s", same ? "＝" : "≠", text);
  else
    shown = g_strdup (text);
  add_label (self, column, line, shown, both && !same ? "ka-heading" : NULL);
}

static void
add_fields (KaImportCompare *self, KaImport *import, const KaImportRow *row, int line)
{
  const KaRecord *first = g_ptr_array_index (self->records, 0);
  KaLedger *ledger = ka_context_get_ledger (self->context);

  for (guint f = 0; f < first->kind->n_fields; f++)
    {
      const KaField *field = &first->kind->fields[f];
      g_autofree char *said = say_row (self, import, row, field);
      gboolean any = *said != '\0';

      for (guint i = 0; i < self->records->len; i++)
        {
          const KaRecord *record = g_ptr_array_index (self->records, i);

          any |= record->kind == first->kind && record->values[f] != NULL;
        }
      if (!any)
        continue;
      add_label (self, 0, line, ka_field_label (field), "ka-quiet");
      add_label (self, 1, line, *said != '\0' ? said : "—", NULL);
      for (guint i = 0; i < self->records->len; i++)
        {
          const KaRecord *record = g_ptr_array_index (self->records, i);
          const KaField *its = ka_kind_field (record->kind, field->id);
          g_autofree char *text
            = its != NULL ? ka_ledger_display (ledger, record, its, TRUE) : g_strdup ("");

          add_value (self, 2 + (int)i, line, said, text);
        }
      line++;
    }
}

static void
add_record (KaImportCompare *self, guint i)
{
  const KaRecord *record = g_ptr_array_index (self->records, i);
  KaLedger *ledger = ka_context_get_ledger (self->context);
  const char *title = ka_ledger_title (ledger, record->kind, record->id);
  gint64 links = ka_merge_count_links (ledger, record->kind, record->id, NULL);
  g_autofree char *head
    = g_strdup_printf (_ ("台账里的%s #%" PRId64), ka_kind_label (record->kind), record->id);
  g_autofree char *linked = g_strdup_printf (_ ("%" PRId64 " 条"), MAX (links, 0));
  g_autofree char *spoken = g_strdup_printf (_ ("就是“%s”"), title);
  g_autofree char *joined = g_strdup_printf (_ ("合并“%s”"), title);
  GtkWidget *same = gtk_button_new_with_label (_ ("就是它"));
  GtkWidget *chosen = gtk_check_button_new_with_label (_ ("参与合并"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  int column = 2 + (int)i;

  add_label (self, column, 0, head, "ka-heading");
  gtk_accessible_update_property (GTK_ACCESSIBLE (same), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (chosen), GTK_ACCESSIBLE_PROPERTY_LABEL, joined,
                                  -1);
  gtk_widget_set_visible (same, FALSE);
  g_signal_connect_object (same, "clicked", G_CALLBACK (on_same_cb), self, 0);
  g_signal_connect_object (chosen, "toggled", G_CALLBACK (on_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), same);
  gtk_box_append (GTK_BOX (box), chosen);
  gtk_grid_attach (self->grid, box, column, 1, 1, 1);
  add_label (self, column, 2, linked, NULL);
  g_ptr_array_add (self->same, same);
  g_ptr_array_add (self->chosen, chosen);
}

static void
show_records (KaImportCompare *self, KaImport *import, const KaImportRow *row)
{
  add_label (self, 0, 0, _ ("项目"), "ka-heading");
  add_label (self, 1, 0, _ ("表里这一行"), "ka-heading");
  add_label (self, 0, 2, _ ("相关记录"), "ka-quiet");
  for (guint i = 0; i < self->records->len; i++)
    add_record (self, i);
  add_fields (self, import, row, 3);
  /* Two are what is mostly asked about; of more, who decides says which. */
  for (guint i = 0; i < self->chosen->len; i++)
    {
      gtk_widget_set_visible (g_ptr_array_index (self->chosen, i), self->chosen->len > 1);
      gtk_check_button_set_active (g_ptr_array_index (self->chosen, i), self->chosen->len == 2);
    }
  gtk_widget_set_visible (self->merge, self->records->len > 1);
  on_chosen_cb (self);
}

/* What else stands in a row that is of another kind: it tells who may be meant. */
static void
show_rest (KaImportCompare *self, KaImport *import, const KaImportRow *row, const KaKind *kind)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint f = 0; row != NULL && row->record->kind != kind && f < row->record->kind->n_fields;
       f++)
    {
      g_autofree char *value = ka_import_say_value (import, ledger, row, f);

      if (*value != '\0')
        g_string_append_printf (text, "%s%s：%s", text->len > 0 ? "；" : "",
                                ka_field_label (&row->record->kind->fields[f]), value);
    }
  if (text->len > 0)
    {
      g_autofree char *whole = g_strdup_printf (_ ("这一行（%s）写着：%s"),
                                                ka_kind_label (row->record->kind), text->str);

      gtk_label_set_label (self->rest, whole);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->rest), text->len > 0);
}

/* A name may be that of several records, and of a mine's enterprise. */
static void
collect_records (KaImportCompare *self, const KaKind *kind, const char *name)
{
  const KaKind *const kinds[] = { kind, ka_kind_get ("enterprise") };
  KaLedger *ledger = ka_context_get_ledger (self->context);

  for (guint k = 0; k < G_N_ELEMENTS (kinds) && (k == 0 || kinds[k] != kind); k++)
    {
      g_autoptr (KaQuery) query = ka_query_new (kinds[k]);
      g_autoptr (GPtrArray) found = NULL;

      ka_query_filter (query, kinds[k]->title, KA_OP_EQ, name);
      found = ka_query_records (query, ledger, NULL);
      for (guint i = 0; found != NULL && i < found->len && self->records->len < MAX_RECORDS; i++)
        g_ptr_array_add (self->records, ka_record_ref (g_ptr_array_index (found, i)));
      if (found != NULL && found->len > 0)
        return;
    }
}

/* ---- object ---- */

static void
ka_import_compare_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), KA_TYPE_IMPORT_COMPARE);
  G_OBJECT_CLASS (ka_import_compare_parent_class)->dispose (object);
}

static void
ka_import_compare_finalize (GObject *object)
{
  KaImportCompare *self = KA_IMPORT_COMPARE (object);

  g_clear_object (&self->context);
  g_free (self->text);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->same);
  g_ptr_array_unref (self->chosen);
  G_OBJECT_CLASS (ka_import_compare_parent_class)->finalize (object);
}

static void
ka_import_compare_class_init (KaImportCompareClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_import_compare_dispose;
  object_class->finalize = ka_import_compare_finalize;

  signals[SIGNAL_ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_MERGE]
    = g_signal_new ("merge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 3, G_TYPE_POINTER, G_TYPE_INT64, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-import-compare.ui");
  gtk_widget_class_bind_template_child (widget_class, KaImportCompare, grid);
  gtk_widget_class_bind_template_child (widget_class, KaImportCompare, intro);
  gtk_widget_class_bind_template_child (widget_class, KaImportCompare, merge);
  gtk_widget_class_bind_template_child (widget_class, KaImportCompare, none);
  gtk_widget_class_bind_template_child (widget_class, KaImportCompare, rest);
  gtk_widget_class_bind_template_callback (widget_class, on_merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_none_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
ka_import_compare_init (KaImportCompare *self)
{
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_record_unref);
  self->same = g_ptr_array_new ();
  self->chosen = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
ka_import_compare_set_question (KaImportCompare *self, gboolean is_new)
{
  g_return_if_fail (KA_IS_IMPORT_COMPARE (self));

  for (guint i = 0; i < self->same->len; i++)
    gtk_widget_set_visible (g_ptr_array_index (self->same, i), TRUE);
  gtk_button_set_label (GTK_BUTTON (self->none), is_new ? _ ("都不是，是新的") : _ ("都不是"));
  gtk_widget_set_visible (self->none, TRUE);
}

KaImportCompare *
ka_import_compare_present (GtkWindow *parent,
                           KaContext *context,
                           const KaKind *kind,
                           const char *text,
                           GPtrArray *names,
                           KaImport *import,
                           const KaImportRow *row)
{
  KaImportCompare *self
    = g_object_new (KA_TYPE_IMPORT_COMPARE, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *intro = NULL;

  self->context = g_object_ref (context);
  self->text = g_strdup (text);
  for (guint i = 0; i < names->len; i++)
    collect_records (self, kind, g_ptr_array_index (names, i));
  if (self->records->len > 0)
    {
      intro = g_strdup_printf (_ ("表里的“%s”与台账里的记录对照：＝ 相同，≠ 不同。"), text);
      show_records (self, import, row);
    }
  else
    intro = g_strdup_printf (_ ("与“%s”相近的名称也在这次要导入的表里，台账里还没有，不能对照。"),
                             text);
  gtk_label_set_label (self->intro, intro);
  show_rest (self, import, row, kind);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
