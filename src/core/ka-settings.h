/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What an office can set, kept in the ledger (and so in its revisions). One table, shown on the
 * settings page by section. */
typedef enum
{
  KA_SETTING_TEXT,
  KA_SETTING_FLAG, /* "1" or "0" */
  KA_SETTING_INT,
  KA_SETTING_DAYS, /* whole numbers of days, divided by commas */
} KaSettingType;

typedef struct
{
  const char *key;   /* bureau.name, scope.tailings … */
  const char *label; /* Chinese; ka_setting_label() translates */
  KaSettingType type;
  const char *otherwise; /* value where nothing was set; never NULL */
  const char *section;   /* NULL: set elsewhere than on the settings page */
  const char *help;      /* or NULL */
} KaSetting;

const KaSetting *ka_settings (guint *n);
/* Those that a layer above has (the rules of what is due): told once, static; ka_setting_get() knows them. */
void ka_settings_set_further (const KaSetting *settings, guint n);
const KaSetting *ka_setting_get (const char *key); /* NULL if there is none */
const char *ka_setting_label (const KaSetting *setting);
/* Whether the value is of the setting's type; else KA_ERROR_INVALID with the sentence. */
gboolean ka_setting_check (const KaSetting *setting, const char *value, GError **error);

G_END_DECLS
