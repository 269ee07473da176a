/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written for others is whole or not there: papers, lists, a mine's whole file. */
#include "config.h"

#include "paper-world.h"
#include "writer-test.h"

#include <ka-list-paper.h>
#include <string.h>

typedef struct
{
  World world;
  const KaListForm *form;
  const char *kind;
  gint64 id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->world = world_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  world_clear (&fixture->world);
}

static gboolean
write_list (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;

  return ka_list_form_write (fixture->world.ledger, fixture->form, ka_today (), path, NULL,
                             cancellable, error);
}

static void
test_lists (Fixture *fixture, gconstpointer data)
{
  guint n;
  const KaListForm *forms = ka_list_forms (&n);

  for (guint i = 0; i < n; i++)
    {
      fixture->form = &forms[i];
      test_writer ("表.xlsx", write_list, fixture, TRUE);
    }
  fixture->form = ka_list_form_get (ka_kind_get ("mine"), "officials");
  test_writer ("表.pdf", write_list, fixture, TRUE);
}

static gboolean
write_dossier (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;

  return ka_dossier_write_list (fixture->world.ledger, ka_kind_get (fixture->kind), fixture->id,
                                ka_today (), path, NULL, cancellable, error);
}

static void
test_dossiers (Fixture *fixture, gconstpointer data)
{
  fixture->kind = "mine";
  fixture->id = fixture->world.mine;
  test_writer ("一矿一档.pdf", write_dossier, fixture, TRUE);
  test_writer ("一矿一档.xlsx", write_dossier, fixture, TRUE);
  fixture->kind = "enterprise";
  fixture->id = fixture->world.enterprise;
  test_writer ("一企一档.xlsx", write_dossier, fixture, TRUE);
}

static gboolean
write_paper (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  const Fixture *fixture = data;
  g_autoptr (KaPaper) paper
    = world_open_paper (&fixture->world, "reminder", fixture->kind, "2025-10-08");

  return ka_paper_write_pdf (paper, path, NULL, NULL, cancellable, error);
}

static void
test_reminder (Fixture *fixture, gconstpointer data)
{
  fixture->kind = "duty";
  test_writer ("履职提醒函.pdf", write_paper, fixture, TRUE);
}

#define ADD(name, func) g_test_add ("/writers/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  test_init (&argc, &argv);
  ADD ("lists", test_lists);
  ADD ("dossiers", test_dossiers);
  ADD ("reminder", test_reminder);
  return g_test_run ();
}
