/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-form-hints.h"

#include <glib/gi18n.h>
#include <ka-decimal.h>
#include <ka-size.h>

static gint64
get_hundredths (const KaRecord *record, const char *field)
{
  const char *text = ka_record_get (record, field);
  gint64 value = 0;

  if (text == NULL || !ka_decimal_parse (text, 2, &value, NULL))
    return 0;
  return value;
}

static char *
describe_size (const KaRecord *record)
{
  g_autofree char *rule = NULL;
  const char *size = ka_size_compute (
    ka_record_get (record, "mineral"), get_hundredths (record, "capacity"),
    ka_record_get (record, "capacity_unit"), get_hundredths (record, "density"), &rule);

  if (size == NULL)
    return g_strdup (_ ("填写矿种、设计生产规模和单位后按规则计算；此处填写的认定规模优先。"));
  return g_strdup_printf (_ ("按规则计算为%s（%s）；此处填写的认定规模优先。"), size,
                          rule != NULL ? rule : "");
}

char *
ka_form_hint (const KaRecord *record, const KaField *field)
{
  if (g_str_equal (record->kind->id, "mine") && g_str_equal (field->id, "size_class"))
    return describe_size (record);
  return NULL;
}

gboolean
ka_form_asks (const KaRecord *record, const KaField *field)
{
  const char *type;

  if (!(field->flags & KA_UNDERGROUND) || ka_kind_field (record->kind, "type") == NULL
      || ka_record_get (record, field->id) != NULL)
    return TRUE;
  type = ka_record_get (record, "type");
  return type == NULL || strstr (type, "地下") != NULL;
}
