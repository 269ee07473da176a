/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page 设置: every setting of the table has its row, and what is entered is in the ledger. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-setting-row.h"

static GtkWidget *
find_row (KaPage *page, const char *key)
{
  const char *label = ka_setting_label (ka_setting_get (key));
  GtkWidget *text = guitest_by_text (GTK_WIDGET (page), label);

  return text != NULL ? gtk_widget_get_ancestor (text, KA_TYPE_SETTING_ROW) : NULL;
}

static void
test_all (void)
{
  guint n;
  const KaSetting *settings = ka_settings (&n);
  KaPage *page;

  fixture_open ("settings", TRUE);
  page = fixture_show ("settings");
  for (guint i = 0; i < n; i++)
    if (settings[i].section != NULL)
      g_assert_nonnull (find_row (page, settings[i].key));
}

static void
test_change (void)
{
  KaPage *page;
  GtkWidget *entry, *flag;

  fixture_open ("settings", TRUE);
  page = fixture_show ("settings");
  entry = guitest_by_type (find_row (page, "bureau.name"), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "重庆市永川区应急管理局");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpstr (ka_ledger_setting (fixture_ledger (), "bureau.name"), ==,
                   "重庆市永川区应急管理局");
  flag = guitest_by_type (find_row (page, "scope.tailings"), GTK_TYPE_SWITCH);
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (flag)));
  gtk_switch_set_active (GTK_SWITCH (flag), TRUE);
  g_assert_true (ka_ledger_setting_flag (fixture_ledger (), "scope.tailings"));

  /* Undone, the page follows the ledger. */
  guitest_action (GTK_WIDGET (fixture_window ()), "win.undo");
  fixture_rest (GTK_WINDOW (fixture_window ()));
  g_assert_false (gtk_switch_get_active (GTK_SWITCH (flag)));
}

static void
test_verify (void)
{
  KaPage *page;
  GtkWidget *findings;

  fixture_open ("settings", TRUE);
  page = fixture_show ("settings");
  findings = fixture_find (page, "findings");
  guitest_press (fixture_find (page, "verify"));
  guitest_until (g_str_has_prefix (gtk_label_get_label (GTK_LABEL (findings)), "核对完毕"));
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  g_test_add_func ("/settings-page/all", test_all);
  g_test_add_func ("/settings-page/change", test_change);
  g_test_add_func ("/settings-page/verify", test_verify);
  return fixture_run ();
}
