/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-window-private.h"

#include "ka-agenda.h"
#include "ka-ask.h"
#include "ka-dialogs.h"

#include <glib/gi18n.h>
#include <ka-maintain.h>

/* The first picture and what follows it come first. */
#define DELAY_MS 1000

/* ---- each day ---- */

static gpointer
back_up_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  gint64 keep = g_ascii_strtoll (ka_ledger_setting (ledger, "backup.keep"), NULL, 10);

  return ka_ledger_daily_backup (ledger, (guint)CLAMP (keep, 1, 1000),
                                 ka_work_get_cancellable (work), error)
           ? GINT_TO_POINTER (TRUE)
           : NULL;
}

static void
on_backed_up_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  if (answer == NULL)
    ka_window_tell_error (KA_WINDOW (owner), _ ("今天的备份没有做成"), error);
}

static gboolean
on_backup_timeout (gpointer window)
{
  KaWindow *self = KA_WINDOW (window);

  self->backup_source = 0;
  if (ka_context_get_ledger (self->context) != NULL)
    ka_ask (self->context, self, &self->backup,
            ka_work_new (NULL, KA_WORK_READS, back_up_in_worker, NULL, NULL, NULL),
            on_backed_up_cb);
  return G_SOURCE_REMOVE;
}

/* Once a day a copy of the ledger beside it: after opening, and on a later day with the first change. */
void
_ka_window_back_up (KaWindow *self)
{
  KaLedger *ledger = ka_context_get_ledger (self->context);
  KaAgenda *agenda = ka_agenda_of (self->context);

  if (ledger == NULL)
    {
      self->backed_up = KA_DAY_NONE;
      g_clear_handle_id (&self->backup_source, g_source_remove);
      return;
    }
  /* Not counted yet: the ledger is just being opened. */
  if (ka_agenda_get_items (agenda) == NULL && ka_agenda_get_failure (agenda) == NULL)
    return;
  if (self->backed_up == ka_today () || ka_ledger_is_read_only (ledger))
    return;
  self->backed_up = ka_today ();
  if (self->backup_source == 0)
    self->backup_source = g_timeout_add (DELAY_MS, on_backup_timeout, self);
}

/* ---- in place of a damaged ledger ---- */

typedef struct
{
  char *backup;
  char *path;
} Offer;

static void
on_offer_answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Offer *offer = data;
  g_autofree char *backup = offer->backup;
  g_autofree char *path = offer->path;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KaWindow *self = KA_WINDOW (source);

  if (!ka_confirm_finish (result, NULL) || self->closing)
    return;
  if (!ka_ledger_restore_file (backup, path, &error))
    {
      ka_window_tell_error (self, _ ("没有恢复"), error);
      return;
    }
  ka_window_tell (self, _ ("已恢复；原来的账本保留在同一文件夹"));
  ka_window_open (self, file);
}

gboolean
_ka_window_offer_backup (KaWindow *self, const char *path, const GError *error)
{
  g_autoptr (GPtrArray) backups = ka_list_backups (path);
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  Offer *offer;

  if (!g_error_matches (error, KA_ERROR, KA_ERROR_CORRUPT) || backups->len == 0)
    return FALSE;
  offer = g_new (Offer, 1);
  offer->backup = g_strdup (g_ptr_array_index (backups, 0));
  offer->path = g_strdup (path);
  name = g_path_get_basename (offer->backup);
  body = g_strdup_printf (_ ("%s\n最近的备份是“%s”；恢复后，损坏的账本改名留在同一文件夹。"),
                          error->message, name);
  ka_confirm_async (GTK_WINDOW (self), _ ("账本没有打开"), body, _ ("恢复备份"), FALSE,
                    on_offer_answered_cb, offer);
  return TRUE;
}
