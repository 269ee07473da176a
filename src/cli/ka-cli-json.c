/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-cli-json.h"

#include <ka-check.h>
#include <ka-kind.h>
#include <stdio.h>

void
ka_cli_json_add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
ka_cli_json_add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_reference (JsonBuilder *builder, KaLedger *ledger, const KaField *field, const char *value)
{
  g_autofree char *name = g_strconcat (field->id, "_name", NULL);
  if (value == NULL)
    {
      ka_cli_json_add_string (builder, field->id, NULL);
      ka_cli_json_add_string (builder, name, NULL);
      return;
    }
  gint64 id = g_ascii_strtoll (value, NULL, 10);
  ka_cli_json_add_int (builder, field->id, id);
  ka_cli_json_add_string (builder, name, ka_ledger_title (ledger, ka_field_target (field), id));
}

static void
add_field (JsonBuilder *builder,
           KaLedger *ledger,
           const KaField *field,
           const char *value,
           gboolean mask)
{
  if (field->type == KA_FIELD_REF)
    add_reference (builder, ledger, field, value);
  else if (value == NULL)
    ka_cli_json_add_string (builder, field->id, NULL);
  else if (field->type == KA_FIELD_INT)
    ka_cli_json_add_int (builder, field->id, g_ascii_strtoll (value, NULL, 10));
  else if (field->type == KA_FIELD_FLAG)
    {
      json_builder_set_member_name (builder, field->id);
      json_builder_add_boolean_value (builder, *value == '1');
    }
  else if (mask && (field->flags & KA_PRIVATE) != 0)
    {
      g_autofree char *masked = ka_mask (field, value);
      ka_cli_json_add_string (builder, field->id, masked);
    }
  else
    ka_cli_json_add_string (builder, field->id, value);
}

void
ka_cli_json_add_record (JsonBuilder *builder,
                        KaLedger *ledger,
                        const KaRecord *record,
                        gboolean mask)
{
  ka_cli_json_add_int (builder, "id", record->id);
  for (guint i = 0; i < record->kind->n_fields; i++)
    add_field (builder, ledger, &record->kind->fields[i], record->values[i], mask);
}

void
ka_cli_json_add_records (JsonBuilder *builder,
                         const char *name,
                         KaLedger *ledger,
                         const KaKind *kind,
                         GArray *ids)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      json_builder_begin_object (builder);
      ka_cli_json_add_string (builder, "kind", kind->id);
      ka_cli_json_add_int (builder, "id", id);
      ka_cli_json_add_string (builder, "name", ka_ledger_title (ledger, kind, id));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
ka_cli_json_print (JsonBuilder *builder, gboolean pretty)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  json_generator_set_pretty (generator, pretty);
  json_generator_set_root (generator, root);
  g_autofree char *text = json_generator_to_data (generator, NULL);
  fputs (text, stdout);
  if (pretty)
    fputc ('\n', stdout);
}
