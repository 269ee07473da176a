/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "guitest.h"
#include "window-fixture.h"

#include "ka-application.h"
#include "ka-list-page.h"
#include "ka-window.h"

#include <glib/gstdio.h>
#include <ka-day.h>

/* A window on a ledger of its own in a folder that is thrown away; what the tests of the window share. */
typedef struct
{
  KaApplication *application;
  KaWindow *window;
  KaContext *context;
  char *folder;
  char *path;
} Desk;

GUITEST_FN void
desk_window (Desk *desk)
{
  desk->window = ka_window_new (GTK_APPLICATION (desk->application));
  desk->context = ka_window_get_context (desk->window);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 1280, 800);
  guitest_present (GTK_WINDOW (desk->window));
}

GUITEST_FN void
desk_init (Desk *desk)
{
  desk->application = ka_application_new (G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (desk->application), NULL, NULL));
  guitest_settings ();
  guitest_is_busy = fixture_is_busy;
  ka_set_today (ka_day_from_iso ("2026-01-05"));
  desk->folder = g_dir_make_tmp ("ka-desk-XXXXXX", NULL);
  desk->path = g_build_filename (desk->folder, "台账.kuangan", NULL);
}

GUITEST_FN void
desk_open (Desk *desk)
{
  g_autoptr (GFile) file = g_file_new_for_path (desk->path);
  KaContext *context = desk->context;

  if (g_file_query_exists (file, NULL))
    ka_window_open (desk->window, file);
  else
    ka_window_create (desk->window, file);
  guitest_until (ka_context_get_ledger (context) != NULL);
  guitest_settle ();
}

/* A copy of the sample ledger in place of the empty one. */
GUITEST_FN void
desk_take_sample (Desk *desk)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_nonnull (g_getenv ("KA_SAMPLE"));
  g_assert_true (g_file_get_contents (g_getenv ("KA_SAMPLE"), &data, &length, NULL));
  g_assert_true (g_file_set_contents_full (desk->path, data, (gssize)length,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

GUITEST_FN void
desk_close (Desk *desk)
{
  gtk_window_close (GTK_WINDOW (desk->window));
  guitest_settle ();
  desk->window = NULL;
}

/* With the backups in it. */
GUITEST_FN void
desk_remove_folder (const char *folder)
{
  GDir *dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        desk_remove_folder (path);
      else
        g_remove (path);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_rmdir (folder);
}

GUITEST_FN void
desk_clear (Desk *desk)
{
  if (desk->window != NULL)
    desk_close (desk);
  g_clear_object (&desk->application);
  desk_remove_folder (desk->folder);
  g_free (desk->folder);
  g_free (desk->path);
}

GUITEST_FN KaLedger *
desk_ledger (Desk *desk)
{
  return ka_context_get_ledger (desk->context);
}

/* The list of the kind, shown. */
GUITEST_FN KaListView *
desk_list (Desk *desk, const char *kind)
{
  g_autoptr (KaLocation) location = ka_location_new (NULL, ka_kind_get (kind), 0);

  ka_window_go (desk->window, location);
  guitest_settle ();
  return ka_list_page_get_view (KA_LIST_PAGE (ka_window_get_page (desk->window)));
}

GUITEST_FN gint64
desk_add_enterprise (Desk *desk, const char *name)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));
  g_autoptr (GError) error = NULL;

  ka_record_set (record, "name", name);
  g_assert_true (ka_ledger_save (desk_ledger (desk), record, &error));
  g_assert_no_error (error);
  return record->id;
}
