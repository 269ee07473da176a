/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-item.h"

#include <glib/gi18n.h>
#include <ka-check.h>

/* A new row shows as many of its values as one takes in at a glance. */
#define MAX_VALUES 6

struct _KaImportItem
{
  GObject parent_instance;

  /* Owned */
  char *place;
  char *state;
  char *name;
  char *text;

  /* Borrowed from the import, until it is planned again */
  const KaImportRow *row;
  const KaImportProblem *problem;
};

enum
{
  PROP_0,
  PROP_PLACE,
  PROP_STATE,
  PROP_NAME,
  PROP_TEXT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (KaImportItem, ka_import_item, G_TYPE_OBJECT)

static void
ka_import_item_finalize (GObject *object)
{
  KaImportItem *self = KA_IMPORT_ITEM (object);

  g_free (self->place);
  g_free (self->state);
  g_free (self->name);
  g_free (self->text);
  G_OBJECT_CLASS (ka_import_item_parent_class)->finalize (object);
}

static void
ka_import_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KaImportItem *self = KA_IMPORT_ITEM (object);

  switch (id)
    {
    case PROP_PLACE:
      g_value_set_string (value, self->place);
      break;
    case PROP_STATE:
      g_value_set_string (value, self->state);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ka_import_item_class_init (KaImportItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = ka_import_item_finalize;
  object_class->get_property = ka_import_item_get_property;
  properties[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, NULL, flags);
  properties[PROP_STATE] = g_param_spec_string ("state", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
ka_import_item_init (KaImportItem *self)
{
}

const char *
ka_row_state_say (KaRowState state)
{
  switch (state)
    {
    case KA_ROW_NEW:
      return _ ("新增");
    case KA_ROW_CHANGED:
      return _ ("修改");
    case KA_ROW_UNCHANGED:
      return _ ("未变");
    case KA_ROW_REFUSED:
    default:
      return _ ("拒绝");
    }
}

char *
ka_import_say_cell (KaImport *import, const KaImportRow *row, guint f)
{
  const KaField *field = &row->record->kind->fields[f];
  g_autofree char *text = ka_import_get_text (import, row->table, row->places[f]);

  if ((field->flags & KA_PRIVATE) != 0 && *text != '\0')
    return ka_mask (field, text);
  return g_steal_pointer (&text);
}

char *
ka_import_say_value (KaImport *import, KaLedger *ledger, const KaImportRow *row, guint f)
{
  const KaField *field = &row->record->kind->fields[f];

  if (row->record->values[f] != NULL)
    return ka_ledger_display (ledger, row->record, field, TRUE);
  /* What the same import makes has no number yet. */
  if (field->type == KA_FIELD_REF && row->state != KA_ROW_REFUSED && row->places[f].row > 0)
    return ka_import_say_cell (import, row, f);
  return g_strdup ("");
}

/* 设计生产规模：10 → 12；矿山状态：停产 → 生产 */
static char *
say_changes (KaLedger *ledger, const KaRecord *before, const KaRecord *after)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < after->kind->n_fields; i++)
    {
      const KaField *field = &after->kind->fields[i];
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;

      if (g_strcmp0 (before->values[i], after->values[i]) == 0)
        continue;
      old = ka_ledger_display (ledger, before, field, TRUE);
      new = ka_ledger_display (ledger, after, field, TRUE);
      g_string_append_printf (text, _ ("%s%s：%s → %s"), text->len > 0 ? _ ("；") : "",
                              ka_field_label (field), *old != '\0' ? old : _ ("空"),
                              *new != '\0' ? new : _ ("空"));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
say_values (KaImport *import, KaLedger *ledger, const KaImportRow *row)
{
  const KaRecord *record = row->record;
  g_autoptr (GString) text = g_string_new (NULL);
  guint shown = 0;

  for (guint i = 0; i < record->kind->n_fields && shown < MAX_VALUES; i++)
    {
      const KaField *field = &record->kind->fields[i];
      g_autofree char *value = NULL;

      if (field->width == 0 || g_str_equal (field->id, record->kind->title))
        continue;
      value = ka_import_say_value (import, ledger, row, i);
      if (*value == '\0')
        continue;
      g_string_append_printf (text, _ ("%s%s：%s"), text->len > 0 ? _ ("；") : "",
                              ka_field_label (field), value);
      shown++;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Of a refused row too, by which one finds it. */
static char *
say_name (KaImport *import, KaLedger *ledger, const KaImportRow *row)
{
  const KaKind *kind = row->record->kind;
  guint title = (guint)ka_kind_field_index (kind, kind->title);
  g_autofree char *name = ka_import_say_value (import, ledger, row, title);

  return *name == '\0' && row->places[title].row > 0 ? ka_import_say_cell (import, row, title)
                                                     : g_steal_pointer (&name);
}

KaImportItem *
ka_import_item_new_row (KaImport *import,
                        KaLedger *ledger,
                        const KaImportRow *row,
                        const char *refusal)
{
  KaImportItem *self = g_object_new (KA_TYPE_IMPORT_ITEM, NULL);

  self->row = row;
  self->place = g_strdup_printf ("%u", row->row);
  self->state = g_strdup (ka_row_state_say (row->state));
  if (row->record != NULL)
    self->name = say_name (import, ledger, row);
  if (refusal != NULL)
    self->text = g_strdup (refusal);
  else if (row->state == KA_ROW_CHANGED && row->before != NULL && row->record != NULL)
    self->text = say_changes (ledger, row->before, row->record);
  else if (row->state == KA_ROW_NEW && row->record != NULL)
    self->text = say_values (import, ledger, row);
  return self;
}

KaImportItem *
ka_import_item_new_problem (const KaImportProblem *problem)
{
  static const char *const severities[] = { N_ ("提示"), N_ ("注意"), N_ ("拒绝") };
  KaImportItem *self = g_object_new (KA_TYPE_IMPORT_ITEM, NULL);
  g_autofree char *row = NULL;

  self->problem = problem;
  if (problem->cell == NULL && problem->row > 0)
    row = g_strdup_printf (_ ("第 %u 行"), problem->row);
  self->place = g_strjoin (" · ", problem->file, problem->sheet ? problem->sheet : "",
                           problem->cell ? problem->cell : row, NULL);
  self->state = g_strdup (_ (severities[problem->severity]));
  self->text = g_strdup (problem->message);
  return self;
}

const KaImportRow *
ka_import_item_get_row (KaImportItem *self)
{
  return self->row;
}

const KaImportProblem *
ka_import_item_get_problem (KaImportItem *self)
{
  return self->problem;
}
