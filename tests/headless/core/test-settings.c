/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-settings.h"

static void
test_table (void)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) sections = g_hash_table_new (g_str_hash, g_str_equal);
  const char *section = NULL;
  guint n;
  const KaSetting *settings = ka_settings (&n);

  g_assert_cmpuint (n, >, 15);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_hash_table_add (keys, (gpointer)settings[i].key));
      g_assert_nonnull (settings[i].label);
      g_assert_nonnull (settings[i].otherwise);
      g_assert_true (ka_setting_get (settings[i].key) == &settings[i]);
      if (settings[i].type == KA_SETTING_FLAG)
        g_assert_true (g_str_equal (settings[i].otherwise, "0")
                       || g_str_equal (settings[i].otherwise, "1"));
      if (settings[i].type == KA_SETTING_INT)
        g_assert_true (
          g_ascii_string_to_signed (settings[i].otherwise, 10, 0, G_MAXINT, NULL, NULL));
      /* A section stands together: the page makes a group of it. */
      if (settings[i].section != NULL && g_strcmp0 (section, settings[i].section) != 0)
        g_assert_true (g_hash_table_add (sections, (gpointer)settings[i].section));
      section = settings[i].section;
    }
}

static void
test_values (void)
{
  static const struct
  {
    const char *key;
    const char *otherwise;
  } cases[] = {
    { "district.name", "江津区" },
    { "district.code", "500116" },
    { "bureau.name", "重庆市江津区应急管理局" },
    { "report.addressee", "重庆市应急管理局" },
    { "scope.construction", "1" },
    { "scope.suspended", "1" },
    { "scope.tailings", "0" },
    { "backup.keep", "14" },
    { "paper.abbreviation", "江津" },
    { "officer.name", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KaSetting *setting = ka_setting_get (cases[i].key);

      g_assert_nonnull (setting);
      g_assert_cmpstr (setting->otherwise, ==, cases[i].otherwise);
    }
  g_assert_null (ka_setting_get ("no.such"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/settings/table", test_table);
  g_test_add_func ("/core/settings/values", test_values);
  return g_test_run ();
}
