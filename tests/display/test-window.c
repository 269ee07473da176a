/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame: pages, kinds, keys, templates, the Chinese face, opening and closing. */
#include "config.h"

#include "ka-desk.h"

#include "ka-ask.h"
#include "ka-dialogs.h"
#include "ka-face.h"
#include "ka-sidebar-row.h"
#include "ka-tooltip.h"

static Desk desk;

/* Nothing in the ledger is out of reach. */
static void
test_every_kind_has_a_page (void)
{
  guint n_kinds, n_pages;
  const KaKind *const *kinds = ka_kinds (&n_kinds);
  const KaPageInfo *pages = ka_pages (&n_pages);

  for (guint k = 0; k < n_kinds; k++)
    {
      guint found = 0;

      for (guint p = 0; p < n_pages; p++)
        for (guint i = 0; i < KA_PAGE_MAX_KINDS && pages[p].kinds[i] != NULL; i++)
          found += g_str_equal (pages[p].kinds[i], kinds[k]->id);
      g_test_message ("%s", kinds[k]->id);
      g_assert_cmpuint (found, ==, ka_kind_has_page (kinds[k]) ? 1 : 0);
    }
  for (guint p = 0; p < n_pages; p++)
    for (guint i = 0; i < KA_PAGE_MAX_KINDS && pages[p].kinds[i] != NULL; i++)
      g_assert_nonnull (ka_kind_get (pages[p].kinds[i]));
}

/* Each page, each of its kinds, with warnings fatal; and all of it gone afterwards. */
static void
test_every_page_shows (void)
{
  guint n_pages, n_kinds;
  const KaPageInfo *pages = ka_pages (&n_pages);
  const KaKind *const *kinds = ka_kinds (&n_kinds);
  gpointer watched;

  desk_window (&desk);
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (desk.window), "打开一本台账"));
  desk_open (&desk);
  for (guint p = 0; p < n_pages; p++)
    {
      ka_window_show_page (desk.window, pages[p].id);
      guitest_paint (GTK_WINDOW (desk.window));
      g_assert_cmpstr (ka_page_get_info (ka_window_get_page (desk.window))->id, ==, pages[p].id);
    }
  for (guint k = 0; k < n_kinds; k++)
    if (ka_kind_has_page (kinds[k]))
      {
        desk_list (&desk, kinds[k]->id);
        if (!ka_context_can_edit (desk.context, kinds[k]))
          {
            g_assert_false (guitest_can_act (GTK_WIDGET (desk.window), "page.new", NULL));
            continue;
          }
        guitest_action (GTK_WIDGET (desk.window), "page.new");
        guitest_paint (GTK_WINDOW (desk.window));
        guitest_action (GTK_WIDGET (desk.window), "page.close");
      }
  watched = desk.window;
  g_object_add_weak_pointer (G_OBJECT (desk.window), &watched);
  desk_close (&desk);
  g_assert_null (watched);
}

static void
test_sidebar_and_keys (void)
{
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  desk_window (&desk);
  desk_open (&desk);
  for (guint i = 0; i < MIN (n, 9); i++)
    {
      guitest_action_on (GTK_WIDGET (desk.window), "win.nth-page", g_variant_new ("i", (int)i + 1));
      g_assert_cmpstr (ka_page_get_info (ka_window_get_page (desk.window))->id, ==, pages[i].id);
    }
  desk_close (&desk);
}

static void
collect_accelerators (GtkWidget *widget, GHashTable *found)
{
  if (GTK_IS_SHORTCUTS_SHORTCUT (widget))
    {
      g_autofree char *keys = NULL;

      g_object_get (widget, "accelerator", &keys, NULL);
      g_hash_table_add (found, g_steal_pointer (&keys));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_accelerators (child, found);
}

/* At the sizes that the sidebar shows, the program's own are pictures: what draws SVG need not be loaded. */
static void
test_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  for (guint i = 0; i < n; i++)
    for (int scale = 1; scale <= 2; scale++)
      {
        g_autoptr (GtkIconPaintable) icon
          = gtk_icon_theme_lookup_icon (theme, pages[i].icon, NULL, 16, scale, GTK_TEXT_DIR_LTR, 0);
        g_autoptr (GFile) file = gtk_icon_paintable_get_file (icon);
        g_autofree char *uri = file != NULL ? g_file_get_uri (file) : NULL;

        g_test_message ("%s at %d: %s", pages[i].icon, scale, uri);
        g_assert_true (gtk_icon_theme_has_icon (theme, pages[i].icon));
        g_assert_nonnull (uri);
        if (g_str_has_prefix (pages[i].icon, "ka-"))
          g_assert_true (g_str_has_suffix (uri, ".symbolic.png"));
      }
}

/* Both menus are made when they are opened, with the ledgers opened last. */
static void
test_menu (void)
{
  const char *const recent[] = { "/nowhere/甲.kuangan", "/nowhere/乙.kuangan", NULL };
  GtkMenuButton *button;
  GMenu *menu;

  desk_window (&desk);
  desk_open (&desk);
  button = GTK_MENU_BUTTON (guitest_by_id (GTK_WIDGET (desk.window), "menu"));
  g_assert_null (gtk_menu_button_get_menu_model (button));
  g_settings_set_strv (ka_context_get_settings (desk.context), "recent-ledgers", recent);
  gtk_menu_button_popup (button);
  g_assert_nonnull (gtk_menu_button_get_menu_model (button));
  g_assert_nonnull (gtk_menu_button_get_popover (button));
  menu = ka_application_get_menu ("recent-menu");
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 2);
  gtk_menu_button_popdown (button);
  gtk_menu_button_popup (button);
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (menu)), ==, 2);
  gtk_menu_button_popdown (button);
  desk_close (&desk);
}

/* What Ctrl+? tells is what the keys do. */
static void
test_help_overlay (void)
{
  g_autoptr (GtkBuilder) builder
    = gtk_builder_new_from_resource (KA_RESOURCE_BASE "/ui/ka-help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;
  const KaKey *keys = ka_application_keys (&n);

  collect_accelerators (overlay, told);
  g_assert_cmpuint (g_hash_table_size (told), >, 10);
  for (guint i = 0; i < n; i++)
    {
      g_auto (GStrv) each = g_strsplit (keys[i].keys, "|", -1);
      g_autofree char *accelerator = g_strdup (each[0]);
      guint key;
      GdkModifierType modifiers;
      gboolean found = FALSE;
      GHashTableIter iter;
      gpointer one;

      g_assert_true (gtk_accelerator_parse (accelerator, &key, &modifiers));
      if (g_str_has_prefix (keys[i].action, "win.nth-page"))
        continue; /* said once, as a range */
      g_hash_table_iter_init (&iter, told);
      while (g_hash_table_iter_next (&iter, &one, NULL))
        {
          guint k;
          GdkModifierType m;

          if (gtk_accelerator_parse (one, &k, &m) && k == key && m == modifiers)
            found = TRUE;
        }
      g_test_message ("%s %s", keys[i].action, accelerator);
      g_assert_true (found);
    }
  gtk_window_destroy (GTK_WINDOW (overlay));
}

/* A sans with simplified forms, whatever the locale says. */
static void
test_face (void)
{
  g_autofree char *used = ka_face_used ("矿山安全监管台账复查销号");
  PangoLanguage *language = pango_language_from_string ("zh-cn");

  if (ka_face_chosen () == NULL)
    {
      g_test_skip ("no Chinese sans is installed");
      return;
    }
  g_test_message ("%s", used);
  g_assert_cmpstr (used, ==, ka_face_chosen ());
  g_assert_null (strstr (used, "Kai"));
  g_assert_null (strstr (used, "Serif"));
  g_assert_null (strstr (used, "Ming"));
  /* Without a locale, Han text is taken to be simplified Chinese. */
  g_assert_true (pango_language_matches (language, g_getenv ("PANGO_LANGUAGE")));
}

static void
test_close_and_open_again (void)
{
  g_autofree char *state = NULL;

  desk_window (&desk);
  desk_open (&desk);
  state = g_strdup (
    gtk_label_get_text (GTK_LABEL (guitest_by_id (GTK_WIDGET (desk.window), "sidebar_state"))));
  g_assert_cmpstr (state, ==, "已保存");
  desk_list (&desk, "enterprise");
  guitest_action (GTK_WIDGET (desk.window), "page.new");
  guitest_paint (GTK_WINDOW (desk.window));
  g_assert_true (ka_context_close (desk.context, NULL));
  guitest_settle ();
  g_assert_null (ka_window_get_page (desk.window));
  guitest_paint (GTK_WINDOW (desk.window));
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (desk.window), "打开一本台账"));
  /* The page that had the focus is gone, but not the way on by Tab. */
  g_assert_nonnull (guitest_tab (GTK_WINDOW (desk.window)));
  desk_open (&desk);
  g_assert_nonnull (ka_window_get_page (desk.window));
  desk_close (&desk);
}

static void
test_refused_file (void)
{
  g_autofree char *path = g_build_filename (desk.folder, "不是账本.kuangan", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialog;

  g_assert_true (g_file_set_contents (path, "plain text", -1, NULL));
  desk_window (&desk);
  ka_window_open (desk.window, file);
  guitest_until ((dialog = guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "账本没有打开");
  g_assert_cmpuint (strlen (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog))), >, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_null (ka_context_get_ledger (desk.context));
  desk_close (&desk);
}

static void
write_file (const char *path, const char *data, gsize length)
{
  g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
}

/* A file that is no ledger of ours in one way or another: what there is of it in the message, then the welcome page. */
static void
test_refused_files (void)
{
  static const struct
  {
    const char *name, *says;
  } FILES[] = {
    { "不存在.kuangan", "找不到台账“不存在.kuangan”，请检查文件名和文件夹。" },
    { "没有的文件夹/甲.kuangan", "找不到台账“甲.kuangan”，请检查文件名和文件夹。" },
    { "文件夹.kuangan", "“文件夹.kuangan”是文件夹，不是账本，请选择文件夹里的 .kuangan 文件。" },
    { "空的.kuangan", "“空的.kuangan”不是矿安台账文件，请另选文件。" },
    { "文字.kuangan", "“文字.kuangan”不是矿安台账文件，请另选文件。" },
    { "新版.kuangan",
      "台账“新版.kuangan”由更新版本的程序保存（版本 9999，本程序到 %u），请升级程序后再打开。" },
    { "半个.kuangan", "台账“半个.kuangan”已损坏，请从备份恢复。" },
  };
  g_autofree char *sample = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("KA_SAMPLE"), &sample, &length, NULL));
  desk_window (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (FILES); i++)
    {
      g_autofree char *path = g_build_filename (desk.folder, FILES[i].name, NULL);
      g_autofree char *says = g_strdup (FILES[i].says);
      g_autoptr (GFile) file = g_file_new_for_path (path);
      GtkWidget *dialog;

      if (g_str_has_prefix (FILES[i].name, "文件夹"))
        g_assert_cmpint (g_mkdir (path, 0700), ==, 0);
      else if (g_str_has_prefix (FILES[i].name, "空的"))
        write_file (path, "", 0);
      else if (g_str_has_prefix (FILES[i].name, "文字"))
        write_file (path, "企业名称,镇街\n", strlen ("企业名称,镇街\n"));
      else if (g_str_has_prefix (FILES[i].name, "半个"))
        write_file (path, sample, length / 2);
      else if (g_str_has_prefix (FILES[i].name, "新版"))
        {
          g_autofree char *newer = g_memdup2 (sample, length);

          /* user_version of SQLite's header: 9999. */
          newer[60] = newer[61] = 0, newer[62] = 0x27, newer[63] = 0x0f;
          write_file (path, newer, length);
          g_free (says);
          says = g_strdup_printf (FILES[i].says, (guchar)sample[62] << 8 | (guchar)sample[63]);
        }
      ka_window_open (desk.window, file);
      guitest_until ((dialog = guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
      g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                       "账本没有打开");
      g_assert_cmpstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), ==, says);
      gtk_window_destroy (GTK_WINDOW (dialog));
      guitest_until (guitest_by_text (GTK_WIDGET (desk.window), "打开一本台账") != NULL);
      g_assert_null (ka_context_get_ledger (desk.context));
    }
  desk_close (&desk);
}

/* Where there are backups, the way on is one button. */
static void
test_damaged (void)
{
  g_autofree char *path = g_build_filename (desk.folder, "坏了.kuangan", NULL);
  g_autofree char *folder = g_strconcat (path, "-backups", NULL);
  g_autofree char *backup = g_build_filename (folder, "坏了-20260104.kuangan", NULL);
  g_autofree char *older = g_build_filename (folder, "坏了-20260103.kuangan", NULL);
  g_autofree char *sample = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *dialog;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("KA_SAMPLE"), &sample, &length, NULL));
  write_file (path, sample, length / 2);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  write_file (older, "x", 1);
  write_file (backup, sample, length);
  desk_window (&desk);
  ka_window_open (desk.window, file);
  guitest_until ((dialog = guitest_toplevel (ADW_TYPE_MESSAGE_DIALOG)) != NULL);
  g_assert_nonnull (
    strstr (adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (dialog)), "坏了-20260104.kuangan"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "accept");
  gtk_window_destroy (GTK_WINDOW (dialog));
  guitest_until (ka_context_get_ledger (desk.context) != NULL);
  g_assert_cmpstr (ka_ledger_get_path (desk_ledger (&desk)), ==, path);
  desk_close (&desk);
}

/* Held by another program: it can be looked at, and says so. */
static void
test_held (void)
{
  g_autoptr (KaLedger) other = NULL;
  g_autoptr (GError) error = NULL;

  desk_take_sample (&desk);
  other = ka_ledger_open (desk.path, KA_OPEN_READ_WRITE, &error);
  g_assert_no_error (error);
  desk_window (&desk);
  desk_open (&desk);
  g_assert_false (ka_context_can_write (desk.context));
  g_assert_true (gtk_info_bar_get_revealed (
    GTK_INFO_BAR (guitest_by_id (GTK_WIDGET (desk.window), "info_bar"))));
  g_test_message ("%s", ka_ledger_get_read_only_reason (desk_ledger (&desk)));
  g_assert_nonnull (guitest_by_text (GTK_WIDGET (desk.window),
                                     ka_ledger_get_read_only_reason (desk_ledger (&desk))));
  desk_close (&desk);
}

static gpointer
work_until_cancelled (KaLedger *ledger, KaWork *work, gpointer started, GError **error)
{
  g_atomic_int_set ((int *)started, 1);
  while (!g_cancellable_set_error_if_cancelled (ka_work_get_cancellable (work), error))
    g_usleep (1000);
  return NULL;
}

/* A window that is closed takes back what its workers were asked, and waits for them: the ledger is whole. */
static void
test_close_while_working (void)
{
  int started = 0;
  g_autofree char *log = g_strconcat (desk.path, "-wal", NULL);
  gpointer window;

  desk_take_sample (&desk);
  desk_window (&desk);
  desk_open (&desk);
  ka_ask (desk.context, desk.window, NULL,
          ka_work_new ("检验", KA_WORK_WRITES, work_until_cancelled, &started, NULL, NULL), NULL);
  guitest_until (g_atomic_int_get (&started) == 1);
  window = desk.window;
  g_object_add_weak_pointer (G_OBJECT (desk.window), &window);
  desk_close (&desk);
  g_assert_null (window);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

/* A worker stays in here until it is let go, whatever was cancelled. */
typedef struct
{
  int started, gate;
} Stay;

static gpointer
work_until_let_go (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Stay *stay = data;

  g_atomic_int_inc (&stay->started);
  while (g_atomic_int_get (&stay->gate) == 0)
    g_usleep (1000);
  return stay;
}

static void
ask_to_stay (KaWindow *window, Stay *stay)
{
  ka_ask (ka_window_get_context (window), window, NULL,
          ka_work_new ("检验", KA_WORK_WRITES, work_until_let_go, stay, NULL, NULL), NULL);
}

typedef struct
{
  Stay stay;
  KaWindow *windows[2];
} Closing;

/* While one of the windows waits for its worker. */
static gboolean
on_close_again_cb (gpointer data)
{
  Closing *closing = data;

  g_atomic_int_set (&closing->stay.gate, 1);
  for (guint i = 0; i < G_N_ELEMENTS (closing->windows); i++)
    if (closing->windows[i] != NULL)
      gtk_window_close (GTK_WINDOW (closing->windows[i]));
  return G_SOURCE_REMOVE;
}

/* Whoever finds that leaving the program takes its time closes the windows: while one waits, the other goes. */
static void
test_close_twice (void)
{
  Closing closing = { 0 };
  g_autofree char *other = g_build_filename (desk.folder, "另一本.kuangan", NULL);
  g_autofree char *log = g_strconcat (desk.path, "-wal", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (other);

  desk_window (&desk);
  g_set_weak_pointer (&closing.windows[0], desk.window);
  ka_window_create (desk.window, file);
  guitest_until (ka_context_get_ledger (desk.context) != NULL);
  desk_take_sample (&desk);
  desk_window (&desk);
  g_set_weak_pointer (&closing.windows[1], desk.window);
  desk_open (&desk);
  for (guint i = 0; i < G_N_ELEMENTS (closing.windows); i++)
    ask_to_stay (closing.windows[i], &closing.stay);
  guitest_until (g_atomic_int_get (&closing.stay.started) == 2);
  g_idle_add (on_close_again_cb, &closing);
  g_action_group_activate_action (G_ACTION_GROUP (desk.application), "quit", NULL);
  guitest_settle ();
  desk.window = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (closing.windows); i++)
    g_assert_null (closing.windows[i]);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_remove (other);
}

/* A key pressed while a worker writes is answered, and does nothing else. */
static void
test_keys_while_writing (void)
{
  Stay stay = { 0 };
  const KaKind *kind = ka_kind_get ("enterprise");
  gint64 id, head;

  desk_take_sample (&desk);
  desk_window (&desk);
  desk_open (&desk);
  id = desk_add_enterprise (&desk, "写入前登记的石料厂");
  guitest_settle ();
  head = ka_ledger_get_head (desk_ledger (&desk));
  ask_to_stay (desk.window, &stay);
  guitest_until (g_atomic_int_get (&stay.started) == 1);
  g_assert_true (guitest_can_act (GTK_WIDGET (desk.window), "win.undo", NULL));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.undo", NULL);
  guitest_until (guitest_by_text (GTK_WIDGET (desk.window), "“检验”还没有完成，等它完成后再撤销。")
                 != NULL);
  g_assert_true (guitest_can_act (GTK_WIDGET (desk.window), "win.import", NULL));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.import", NULL);
  g_assert_null (guitest_toplevel (g_type_from_name ("KaImportDialog")));
  g_assert_cmpint (ka_ledger_get_head (desk_ledger (&desk)), ==, head);
  g_atomic_int_set (&stay.gate, 1);
  guitest_action (GTK_WIDGET (desk.window), "win.undo");
  g_assert_cmpint (ka_ledger_find (desk_ledger (&desk), kind, "name", "写入前登记的石料厂", NULL),
                   <=, 0);
  g_assert_cmpint (id, >, 0);
  desk_close (&desk);
}

/* Nobody needs to ask for it: each day the newest ones lie beside the ledger. */
static void
test_daily_backup (void)
{
  g_autofree char *folder = g_strconcat (desk.path, "-backups", NULL);
  g_autofree char *copy = g_build_filename (folder, "台账-20260105.kuangan", NULL);
  g_autofree char *next = g_build_filename (folder, "台账-20260106.kuangan", NULL);
  g_autoptr (KaLedger) backup = NULL;
  g_autoptr (KaRecord) enterprise = ka_record_new (ka_kind_get ("enterprise"));
  g_autoptr (GError) error = NULL;

  desk_remove_folder (folder);
  desk_window (&desk);
  desk_open (&desk);
  guitest_until (g_file_test (copy, G_FILE_TEST_EXISTS));

  /* Left open overnight: with the first change of the next day. */
  ka_set_today (ka_day_from_iso ("2026-01-06"));
  g_assert_false (g_file_test (next, G_FILE_TEST_EXISTS));
  ka_record_set (enterprise, "name", "次日登记的石料厂");
  g_assert_true (ka_ledger_save (desk_ledger (&desk), enterprise, &error));
  g_assert_no_error (error);
  guitest_until (g_file_test (next, G_FILE_TEST_EXISTS));
  ka_set_today (ka_day_from_iso ("2026-01-05"));
  desk_close (&desk);

  backup = ka_ledger_open (copy, KA_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (
    ka_ledger_find (backup, ka_kind_get ("enterprise"), "name", "次日登记的石料厂", NULL), <=, 0);
}

/* Folds below 900 pixels, and everything is still there. */
static void
test_folds (void)
{
  AdwLeaflet *leaflet;

  desk_window (&desk);
  desk_open (&desk);
  leaflet = ADW_LEAFLET (guitest_by_type (GTK_WIDGET (desk.window), ADW_TYPE_LEAFLET));
  g_assert_false (adw_leaflet_get_folded (leaflet));
  desk_close (&desk);

  desk.window = ka_window_new (GTK_APPLICATION (desk.application));
  desk.context = ka_window_get_context (desk.window);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 860, 700);
  guitest_present (GTK_WINDOW (desk.window));
  desk_open (&desk);
  guitest_paint (GTK_WINDOW (desk.window));
  leaflet = ADW_LEAFLET (guitest_by_type (GTK_WIDGET (desk.window), ADW_TYPE_LEAFLET));
  guitest_until (adw_leaflet_get_folded (leaflet));
  guitest_action (GTK_WIDGET (desk.window), "win.show-sidebar");
  g_assert_cmpstr (adw_leaflet_get_visible_child_name (leaflet), ==, "sidebar");
  desk_close (&desk);
}

/* The text of a tooltip stands on one line as long as it is short; GTK's own breaks Chinese after each
 * character. */
static void
test_tooltip (void)
{
  static const char *const texts[] = { "必填", "可以写 2027.1.31、1-31、今天", "main menu" };
  GtkTooltip *tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *button = g_object_ref_sink (gtk_button_new ());
      GtkWidget *label;
      gboolean answer = FALSE;
      int natural;

      if (i == 0)
        gtk_widget_set_tooltip_text (button, texts[i]);
      else if (i == 1)
        ka_set_tooltip (button, texts[i]);
      else
        g_object_set (button, "tooltip-text", texts[i], NULL);
      g_assert_cmpstr (ka_get_tooltip (button), ==, texts[i]);
      g_assert_cmpint (gtk_widget_get_tooltip_text (button) != NULL, ==, i == 0);
      g_signal_emit_by_name (button, "query-tooltip", 0, 0, FALSE, tooltip, &answer);
      g_assert_true (answer);
      label = g_object_get_data (G_OBJECT (tooltip), "ka-label");
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, texts[i]);
      gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
      gtk_widget_size_allocate (label, &(GtkAllocation){ 0, 0, natural, 100 }, -1);
      g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==,
                       1);
      ka_set_tooltip (button, NULL);
      g_assert_false (gtk_widget_get_has_tooltip (button));
      g_object_unref (button);
    }
  g_object_unref (tooltip);
}

/* A label need not be laid out at twenty widths because a box asks how wide it is for its height. */
static void
test_label_width (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("镇街位置凭公开资料估读，误差可达数公里"));
  int minimum, natural, minimum_for_height, natural_for_height, height, lower;

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, 200, &minimum_for_height,
                      &natural_for_height, NULL, NULL);
  g_assert_cmpint (minimum, <, natural);
  g_assert_cmpint (minimum_for_height, ==, minimum);
  g_assert_cmpint (natural_for_height, ==, natural);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, natural, &lower, NULL, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, natural / 2 + 10, &height, NULL, NULL, NULL);
  g_assert_cmpint (height, >, lower);
  g_object_unref (label);
}

/* What the leaflet sets its shadow to has no page behind it whose style would be looked at again. */
static void
test_shadow_last (void)
{
  AdwLeaflet *leaflet;
  gboolean shadow = FALSE;
  guint pages = 0;

  desk_window (&desk);
  leaflet = ADW_LEAFLET (guitest_by_type (GTK_WIDGET (desk.window), ADW_TYPE_LEAFLET));
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (leaflet)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (adw_leaflet_get_page (leaflet, child) == NULL)
      shadow = TRUE;
    else
      {
        g_assert_false (shadow);
        pages++;
      }
  g_assert_cmpuint (pages, ==, 3);
  desk_close (&desk);
}

/* Choosers offer a file whatever its ending is written in. */
static void
test_file_filter (void)
{
  static const struct
  {
    const char *suffixes;
    const char *name;
    gboolean offered;
  } cases[] = {
    { "xlsx;xls", "台账.xls", TRUE },   { "xlsx;xls", "台账.XLS", TRUE },
    { "xlsx;xls", "台账.xlsb", FALSE }, { "jpg;jpeg;png", "IMG_0001.JPG", TRUE },
    { "jpg;jpeg;png", "a.jpeg", TRUE }, { "jpg;jpeg;png", "jpg", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GtkFileFilter) filter = ka_file_filter_new ("文件", cases[i].suffixes);
      g_autoptr (GFileInfo) info = g_file_info_new ();

      g_test_message ("%s", cases[i].name);
      g_file_info_set_display_name (info, cases[i].name);
      g_assert_true (gtk_filter_match (GTK_FILTER (filter), info) == cases[i].offered);
    }
}

int
main (int argc, char *argv[])
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  if (!gtk_init_check ())
    return 77;
  desk_init (&desk);
  g_test_add_func ("/window/every-kind-has-a-page", test_every_kind_has_a_page);
  g_test_add_func ("/window/every-page-shows", test_every_page_shows);
  g_test_add_func ("/window/sidebar-and-keys", test_sidebar_and_keys);
  g_test_add_func ("/window/help-overlay", test_help_overlay);
  g_test_add_func ("/window/refused-files", test_refused_files);
  g_test_add_func ("/window/damaged", test_damaged);
  g_test_add_func ("/window/held", test_held);
  g_test_add_func ("/window/close-while-working", test_close_while_working);
  g_test_add_func ("/window/close-twice", test_close_twice);
  g_test_add_func ("/window/keys-while-writing", test_keys_while_writing);
  g_test_add_func ("/window/daily-backup", test_daily_backup);
  g_test_add_func ("/window/icons", test_icons);
  g_test_add_func ("/window/menu", test_menu);
  g_test_add_func ("/window/face", test_face);
  g_test_add_func ("/window/tooltip", test_tooltip);
  g_test_add_func ("/window/label-width", test_label_width);
  g_test_add_func ("/window/shadow-last", test_shadow_last);
  g_test_add_func ("/window/close-and-open-again", test_close_and_open_again);
  g_test_add_func ("/window/refused-file", test_refused_file);
  g_test_add_func ("/window/folds", test_folds);
  g_test_add_func ("/window/file-filter", test_file_filter);
  result = g_test_run ();
  desk_clear (&desk);
  return result;
}
