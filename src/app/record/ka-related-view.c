/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-related-view.h"

#include "ka-record-text.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-query.h>

/* So many of each kind are shown here; the rest stands in the list. */
#define SHOWN 12

struct _KaRelatedView
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *sections;
  GtkLabel *nothing;

  /* Borrowed */
  const KaKind *kind;

  /* Owned */
  KaContext *context;
  GArray *referrers;

  gint64 id;
  guint count;
  guint idle;
};

enum
{
  PROP_0,
  PROP_COUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaRelatedView, ka_related_view, ADW_TYPE_BIN)

GArray *
ka_referrers (const KaKind *target)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (KaReferrer));
  guint n;
  const KaKind *const *kinds = ka_kinds (&n);

  for (guint k = 0; k < n; k++)
    for (guint f = 0; f < kinds[k]->n_fields; f++)
      {
        KaReferrer referrer = { kinds[k], &kinds[k]->fields[f] };

        if (ka_kind_has_page (kinds[k]) && referrer.field->type == KA_FIELD_REF
            && ka_field_target (referrer.field) == target)
          g_array_append_val (found, referrer);
      }
  return found;
}

static KaQuery *
query_of (KaRelatedView *self, const KaReferrer *referrer)
{
  KaQuery *query = ka_query_new (referrer->kind);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);

  ka_query_filter (query, referrer->field->id, KA_OP_EQ, value);
  return query;
}

/* ---- one section ---- */

static const KaReferrer *
referrer_of (KaRelatedView *self, gpointer widget)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "ka-referrer"));

  return &g_array_index (self->referrers, KaReferrer, i);
}

static void
on_row_activated_cb (GtkListBox *list, GtkListBoxRow *row, KaRelatedView *self)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "ka-id");

  ka_window_show_record (ka_window_of (self), referrer_of (self, list)->kind, *id);
}

static void
on_all_clicked_cb (GtkButton *button, KaRelatedView *self)
{
  const KaReferrer *referrer = referrer_of (self, button);
  g_autofree char *label = g_strdup_printf (
    "%s：%s", ka_field_label (referrer->field),
    ka_ledger_title (ka_context_get_ledger (self->context), self->kind, self->id));

  ka_window_show_list (ka_window_of (self), query_of (self, referrer), label);
}

static void
on_new_clicked_cb (GtkButton *button, KaRelatedView *self)
{
  const KaReferrer *referrer = referrer_of (self, button);
  g_autoptr (KaRecord) record = ka_record_new (referrer->kind);
  g_autofree char *value = g_strdup_printf ("%" G_GINT64_FORMAT, self->id);

  ka_record_set (record, referrer->field->id, value);
  ka_window_new_record (ka_window_of (self), record);
}

static GtkWidget *
create_row (KaRelatedView *self, const KaReferrer *referrer, gint64 id)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, referrer->kind, id, NULL);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;
  g_autofree char *whole = NULL;
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  if (record != NULL)
    {
      title = ka_record_describe (ledger, record, referrer->field, &subtitle);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
      whole = g_strdup_printf ("%s\n%s", title, subtitle);
      ka_set_tooltip (row, g_strchomp (whole));
    }
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "ka-id", g_memdup2 (&id, sizeof id), g_free);
  return row;
}

static GtkWidget *
add_button (GtkWidget *box, guint i, const char *icon, const char *label, const char *spoken)
{
  GtkWidget *button
    = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  ka_set_tooltip (button, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data (G_OBJECT (button), "ka-referrer", GUINT_TO_POINTER (i));
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static char *
name_referrer (KaRelatedView *self, const KaReferrer *referrer, guint n)
{
  guint same = 0;

  for (guint i = 0; i < self->referrers->len; i++)
    same += g_array_index (self->referrers, KaReferrer, i).kind == referrer->kind;
  /* Two fields of one kind that point here are told apart by the field. */
  return same > 1 ? g_strdup_printf ("%s（%s）%u", ka_kind_label (referrer->kind),
                                     ka_field_label (referrer->field), n)
                  : g_strdup_printf ("%s %u", ka_kind_label (referrer->kind), n);
}

static void
add_section (KaRelatedView *self, guint i, GArray *ids)
{
  const KaReferrer *referrer = &g_array_index (self->referrers, KaReferrer, i);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  g_autofree char *name = name_referrer (self, referrer, ids->len);
  g_autofree char *all = g_strdup_printf (_ ("在列表中显示全部%s"), ka_kind_label (referrer->kind));
  g_autofree char *add = g_strdup_printf (_ ("新建%s"), ka_kind_label (referrer->kind));
  GtkWidget *heading = gtk_label_new (name);
  GtkWidget *button;

  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (heading, ids->len > 0 ? "heading" : "ka-quiet");
  gtk_box_append (GTK_BOX (head), heading);
  if (ids->len > 0)
    {
      button = add_button (head, i, "view-list-symbolic", NULL, all);
      g_signal_connect (button, "clicked", G_CALLBACK (on_all_clicked_cb), self);
    }
  button = add_button (head, i, "list-add-symbolic", NULL, add);
  gtk_widget_set_sensitive (button, ka_context_can_edit (self->context, referrer->kind));
  g_signal_connect (button, "clicked", G_CALLBACK (on_new_clicked_cb), self);
  gtk_box_append (GTK_BOX (box), head);

  if (ids->len > 0)
    {
      GtkWidget *list = gtk_list_box_new ();

      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      ka_kind_label (referrer->kind), -1);
      g_object_set_data (G_OBJECT (list), "ka-referrer", GUINT_TO_POINTER (i));
      for (guint r = 0; r < MIN (ids->len, SHOWN); r++)
        gtk_list_box_append (GTK_LIST_BOX (list),
                             create_row (self, referrer, g_array_index (ids, gint64, r)));
      g_signal_connect (list, "row-activated", G_CALLBACK (on_row_activated_cb), self);
      gtk_box_append (GTK_BOX (box), list);
    }
  if (ids->len > SHOWN)
    {
      g_autofree char *rest
        = g_strdup_printf (_ ("全部 %u %s…"), ids->len, referrer->kind->counter);

      button = add_button (box, i, NULL, rest, all);
      g_signal_connect (button, "clicked", G_CALLBACK (on_all_clicked_cb), self);
    }
  gtk_box_append (self->sections, box);
}

/* ---- all ---- */

static void
clear (KaRelatedView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->sections))) != NULL)
    gtk_box_remove (self->sections, child);
}

static void
fill (KaRelatedView *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  guint count = 0;

  clear (self);
  for (guint i = 0; i < self->referrers->len && self->id != 0 && ledger != NULL; i++)
    {
      g_autoptr (KaQuery) query = query_of (self, &g_array_index (self->referrers, KaReferrer, i));
      GArray *ids = ka_query_ids (query, ledger, NULL, NULL);

      g_ptr_array_add (answers, ids != NULL ? ids : g_array_new (FALSE, FALSE, sizeof (gint64)));
      count += ids != NULL ? ids->len : 0;
    }
  /* What is there first; then what could be there, each in one line. */
  for (int there = 1; there >= 0; there--)
    for (guint i = 0; i < answers->len; i++)
      {
        GArray *ids = g_ptr_array_index (answers, i);

        const KaKind *kind = g_array_index (self->referrers, KaReferrer, i).kind;

        if ((ids->len > 0) == there && (there || (kind->flags & KA_KIND_READ_ONLY) == 0))
          add_section (self, i, ids);
      }
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), answers->len == 0);
  gtk_label_set_label (self->nothing, self->id == 0 ? _ ("保存后可以在这里登记与它相关的记录。")
                                                    : _ ("没有别的记录会引用这类记录。"));
  if (self->count != count)
    {
      self->count = count;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
    }
}

static gboolean
on_idle (gpointer data)
{
  KaRelatedView *self = KA_RELATED_VIEW (data);

  self->idle = 0;
  fill (self);
  return G_SOURCE_REMOVE;
}

void
ka_related_view_show (KaRelatedView *self, gint64 id)
{
  g_return_if_fail (KA_IS_RELATED_VIEW (self));

  self->id = id;
  if (self->idle == 0)
    self->idle = g_idle_add_full (G_PRIORITY_LOW, on_idle, self, NULL);
}

guint
ka_related_view_get_count (KaRelatedView *self)
{
  g_return_val_if_fail (KA_IS_RELATED_VIEW (self), 0);
  return self->count;
}

static void
ka_related_view_dispose (GObject *object)
{
  KaRelatedView *self = KA_RELATED_VIEW (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_RELATED_VIEW);
  G_OBJECT_CLASS (ka_related_view_parent_class)->dispose (object);
}

static void
ka_related_view_finalize (GObject *object)
{
  KaRelatedView *self = KA_RELATED_VIEW (object);

  g_clear_object (&self->context);
  g_clear_pointer (&self->referrers, g_array_unref);
  G_OBJECT_CLASS (ka_related_view_parent_class)->finalize (object);
}

static void
ka_related_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  switch (id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, KA_RELATED_VIEW (object)->count);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_related_view_class_init (KaRelatedViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ka_related_view_dispose;
  object_class->finalize = ka_related_view_finalize;
  object_class->get_property = ka_related_view_get_property;

  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-related-view.ui");
  gtk_widget_class_bind_template_child (widget_class, KaRelatedView, nothing);
  gtk_widget_class_bind_template_child (widget_class, KaRelatedView, sections);
}

static void
ka_related_view_init (KaRelatedView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

KaRelatedView *
ka_related_view_new (KaContext *context, const KaKind *kind)
{
  KaRelatedView *self = g_object_new (KA_TYPE_RELATED_VIEW, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->referrers = ka_referrers (kind);
  return self;
}
