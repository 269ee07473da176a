/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-application-private.h"

#include "ka-app-resources.h"
#include "ka-face.h"
#include "ka-label-width.h"
#include "ka-style.h"
#include "ka-tooltip.h"
#include "ka-window.h"

#include <glib/gi18n.h>
#include <ka-pdf.h>
#include <ka-search.h>
#include <ka-day.h>

G_DEFINE_FINAL_TYPE (KaApplication, ka_application, ADW_TYPE_APPLICATION)

static const GOptionEntry OPTIONS[] = {
  { "today", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("把今天当作这一天"), N_ ("日期") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("显示版本号"), NULL },
  { NULL },
};

static int
ka_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  const char *today;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("kuangan %s\n", KA_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "today", "&s", &today))
    {
      g_autoptr (GError) error = NULL;
      KaDay day;

      if (!ka_day_parse (today, &day, &error))
        {
          g_printerr ("%s\n", error->message);
          return 2;
        }
      ka_set_today (day);
      /* Another day is another program: it must not be handed to one that runs already. */
      g_application_set_flags (application,
                               g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
    }
  return -1;
}

static KaWindow *
find_window (GtkApplication *application, gboolean empty)
{
  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (KA_IS_WINDOW (l->data)
        && (!empty || ka_context_get_ledger (ka_window_get_context (l->data)) == NULL))
      return l->data;
  return NULL;
}

static void
ka_application_activate (GApplication *application)
{
  KaWindow *window = find_window (GTK_APPLICATION (application), FALSE);

  if (window == NULL)
    {
      g_auto (GStrv) recent = NULL;

      window = ka_window_new (GTK_APPLICATION (application));
      recent = g_settings_get_strv (ka_context_get_settings (ka_window_get_context (window)),
                                    "recent-ledgers");
      /* The ledger of yesterday is the one of today. */
      if (recent[0] != NULL && g_file_test (recent[0], G_FILE_TEST_IS_REGULAR))
        {
          g_autoptr (GFile) file = g_file_new_for_path (recent[0]);

          ka_window_open (window, file);
        }
    }
  ka_window_present_opened (window);
}

static void
ka_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    {
      KaWindow *window = ka_window_find (GTK_APPLICATION (application), files[i]);

      if (window == NULL)
        {
          window = find_window (GTK_APPLICATION (application), TRUE);
          if (window == NULL)
            window = ka_window_new (GTK_APPLICATION (application));
          ka_window_open (window, files[i]);
        }
      ka_window_present_opened (window);
    }
}

static void
ka_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (ka_application_parent_class)->startup (application);

  ka_style_install ();
  ka_face_install ();
  ka_label_width_install ();
  ka_tooltip_install ();
  ka_documents_set_reader (ka_pdf_extract_file);
  _ka_application_install_actions (KA_APPLICATION (application));
}

static void
ka_application_finalize (GObject *object)
{
  g_clear_object (&KA_APPLICATION (object)->menus);
  G_OBJECT_CLASS (ka_application_parent_class)->finalize (object);
}

static void
ka_application_class_init (KaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ka_application_finalize;
  application_class->activate = ka_application_activate;
  application_class->handle_local_options = ka_application_handle_local_options;
  application_class->open = ka_application_open;
  application_class->startup = ka_application_startup;
}

static void
ka_application_init (KaApplication *self)
{
  /* Compiled into a static library, so it must be asked for. */
  ka_app_register_resource ();
  ka_face_prepare ();
  g_application_add_main_option_entries (G_APPLICATION (self), OPTIONS);
  gtk_window_set_default_icon_name (KA_APP_ID);
}

KaApplication *
ka_application_new (GApplicationFlags flags)
{
  KaApplication *self = g_object_new (KA_TYPE_APPLICATION, "application-id", KA_APP_ID, "flags",
                                      G_APPLICATION_HANDLES_OPEN | flags, NULL);

  /* See ka-style.h; the id would stand in for it. */
  g_application_set_resource_base_path (G_APPLICATION (self), NULL);
  return self;
}

GMenu *
ka_application_get_menu (const char *id)
{
  KaApplication *self = KA_APPLICATION (g_application_get_default ());

  if (self->menus == NULL)
    self->menus = gtk_builder_new_from_resource (KA_RESOURCE_BASE "/ui/menus.ui");
  return G_MENU (gtk_builder_get_object (self->menus, id));
}
