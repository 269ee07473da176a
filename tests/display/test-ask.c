/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ka_ask(): who gets an answer, which one, and who gets none. */
#include "config.h"

#include "guitest.h"

#include "ka-aside.h"
#include "ka-ask.h"

#include <glib/gstdio.h>

/* ---- somebody who asks ---- */

#define ASKER_TYPE (asker_get_type ())
G_DECLARE_FINAL_TYPE (Asker, asker, TEST, ASKER, GObject)

struct _Asker
{
  GObject parent_instance;

  KaWork *work;
  KaWork *other;
};

G_DEFINE_FINAL_TYPE (Asker, asker, G_TYPE_OBJECT)

static void
asker_class_init (AskerClass *klass)
{
}

static void
asker_init (Asker *self)
{
}

/* ---- what is asked ---- */

/* A worker waits in here until it is let go, or, if it heeds that, until it is cancelled. */
typedef struct
{
  const char *name;
  gboolean heeds;
  KaError code; /* fails with it */
  gboolean mute;

  gint entered;
  gint left;
  gboolean cancelled; /* as it left */
} Work;

static gint gate_open;
static guint n_data_freed, n_answers_freed;
static KaContext *context;
static char *folder;

static void
free_data (gpointer data)
{
  n_data_freed++;
}

static void
free_answer (gpointer answer)
{
  n_answers_freed++;
  g_free (answer);
}

static gpointer
answer_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  Work *self = data;
  GCancellable *cancellable = ka_work_get_cancellable (work);

  g_atomic_int_set (&self->entered, TRUE);
  while (!g_atomic_int_get (&gate_open)
         && !(self->heeds && g_cancellable_is_cancelled (cancellable)))
    g_usleep (500);
  self->cancelled = g_cancellable_is_cancelled (cancellable);
  g_atomic_int_set (&self->left, TRUE);
  if (self->mute)
    return NULL;
  if (self->heeds && self->cancelled)
    {
      /* As the store says it. */
      g_set_error_literal (error, KA_ERROR, KA_ERROR_CANCELLED, "cancelled");
      return NULL;
    }
  if (self->code != 0)
    {
      g_set_error_literal (error, KA_ERROR, self->code, self->name);
      return NULL;
    }
  return g_strdup_printf ("%s of %s", self->name, ka_ledger_get_path (ledger));
}

/* Until a worker has it. */
static void
wait_for (Work *work)
{
  while (!g_atomic_int_get (&work->entered))
    g_usleep (500);
}

static KaWork *
make_work (Work *work, KaWorkFlags flags)
{
  return ka_work_new (NULL, flags, answer_in_worker, work, free_data, free_answer);
}

/* ---- what is answered ---- */

static guint n_answers, n_changed;
static char *last_answer;
static GError *last_error;
static Work *last_work;
static gboolean slot_was_free;
static guint changed_before;
static Work *ask_next;

static void
on_answer_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  Asker *self = TEST_ASKER (owner);

  n_answers++;
  g_free (last_answer);
  last_answer = answer;
  g_clear_error (&last_error);
  last_error = error != NULL ? g_error_copy (error) : NULL;
  g_assert_true ((answer == NULL) == (error != NULL));
  last_work = data;
  slot_was_free = self->work == NULL;
  changed_before = n_changed;
  if (ask_next != NULL)
    ka_ask (context, self, &self->work, make_work (g_steal_pointer (&ask_next), KA_WORK_READS),
            on_answer_cb);
}

static void
ask (Asker *self, Work *work)
{
  ka_ask (context, self, &self->work, make_work (work, KA_WORK_READS), on_answer_cb);
}

static void
on_changed_cb (void)
{
  n_changed++;
}

/* ---- the ledgers ---- */

static KaLedger *
create_ledger (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  KaLedger *ledger = ka_ledger_create (path, &error);

  g_assert_no_error (error);
  return ledger;
}

static Asker *
begin (void)
{
  if (ka_context_get_ledger (context) == NULL)
    {
      g_autofree char *name = g_strdup_printf ("%u.kuangan", g_random_int ());

      ka_context_take_ledger (context, create_ledger (name));
    }
  g_atomic_int_set (&gate_open, FALSE);
  n_answers = n_data_freed = n_answers_freed = n_changed = 0;
  g_clear_pointer (&last_answer, g_free);
  g_clear_error (&last_error);
  last_work = NULL;
  return g_object_new (ASKER_TYPE, NULL);
}

/* Until nothing is asked any more: whoever was to be answered has been. */
static void
let_go (guint n_asked)
{
  g_atomic_int_set (&gate_open, TRUE);
  guitest_until (n_data_freed == n_asked);
  guitest_settle ();
}

/* ---- tests ---- */

static void
test_answer (void)
{
  g_autoptr (Asker) asker = begin ();
  Work work = { .name = "one" };

  ask (asker, &work);
  g_assert_nonnull (asker->work);
  guitest_settle ();
  g_assert_cmpuint (n_answers, ==, 0);
  let_go (1);
  g_assert_cmpuint (n_answers, ==, 1);
  g_assert_true (g_str_has_prefix (last_answer, "one of "));
  g_assert_true (last_work == &work);
  g_assert_true (slot_was_free);
  g_assert_null (asker->work);
  /* Who asks takes the answer. */
  g_assert_cmpuint (n_answers_freed, ==, 0);
}

/* Of three in one slot the last is answered, whether the workers heed that they were cancelled or not; one in
 * another slot has nothing to do with it. */
static void
test_overtaken (void)
{
  for (int heeds = 0; heeds < 2; heeds++)
    {
      g_autoptr (Asker) asker = begin ();
      Work works[] = { { .name = "one", .heeds = heeds },
                       { .name = "two", .heeds = heeds },
                       { .name = "three", .heeds = heeds } };
      Work other = { .name = "other" };

      ask (asker, &works[0]);
      wait_for (&works[0]);
      ask (asker, &works[1]);
      ask (asker, &works[2]);
      ka_ask (context, asker, &asker->other, make_work (&other, KA_WORK_READS), NULL);
      let_go (4);
      g_assert_cmpuint (n_answers, ==, 1);
      g_assert_true (last_work == &works[2]);
      g_assert_true (g_str_has_prefix (last_answer, "three of "));
      g_assert_true (works[0].cancelled);
      g_assert_false (works[2].cancelled);
      g_assert_false (other.cancelled);
      g_assert_null (asker->work);
      g_assert_null (asker->other);
      /* What the first found all the same is not lost; nobody wanted the other's. */
      g_assert_cmpuint (n_answers_freed, ==, 1 + (heeds ? 0 : 1 + works[1].entered));
    }
}

/* A worker that takes a new question while it answers the one before. */
static void
test_again (void)
{
  g_autoptr (Asker) asker = begin ();
  Work first = { .name = "one" }, second = { .name = "two" };

  ask_next = &second;
  ask (asker, &first);
  let_go (2);
  g_assert_cmpuint (n_answers, ==, 2);
  g_assert_true (last_work == &second);
  g_assert_null (asker->work);
}

static void
test_forgotten (void)
{
  g_autoptr (Asker) asker = begin ();
  Work work = { .name = "one" };

  ask (asker, &work);
  wait_for (&work);
  ka_ask_forget (&asker->work);
  g_assert_null (asker->work);
  ka_ask_forget (&asker->work);
  let_go (1);
  g_assert_true (work.cancelled);
  g_assert_cmpuint (n_answers, ==, 0);
  g_assert_cmpuint (n_answers_freed, ==, 1);
}

/* The slot goes with its owner: nothing may touch it any more. */
static void
test_owner_gone (void)
{
  Asker *asker = begin ();
  Work asked = { .name = "one" }, without_slot = { .name = "two" };

  ask (asker, &asked);
  ka_ask (context, asker, NULL, make_work (&without_slot, KA_WORK_READS), on_answer_cb);
  wait_for (&asked);
  wait_for (&without_slot);
  g_object_unref (asker);
  let_go (2);
  g_assert_cmpuint (n_answers, ==, 0);
  g_assert_true (asked.cancelled);
  g_assert_false (without_slot.cancelled);
  g_assert_cmpuint (n_answers_freed, ==, 2);
}

/* Disposed of, but not gone, as a window that was closed. */
static void
test_owner_disposed (void)
{
  g_autoptr (Asker) asker = begin ();
  Work work = { .name = "one" };

  ask (asker, &work);
  wait_for (&work);
  g_object_run_dispose (G_OBJECT (asker));
  g_assert_null (asker->work);
  let_go (1);
  g_assert_true (work.cancelled);
  g_assert_cmpuint (n_answers, ==, 0);
}

static void
test_closed (void)
{
  g_autoptr (Asker) asker = begin ();
  g_autoptr (GError) error = NULL;
  Work asked = { .name = "one", .heeds = TRUE }, waiting = { .name = "two", .heeds = TRUE };

  ask (asker, &asked);
  ka_ask (context, asker, NULL, make_work (&waiting, KA_WORK_WRITES), on_answer_cb);
  wait_for (&asked);
  wait_for (&waiting);
  /* It waits for the workers, so that the file is whole. */
  g_assert_true (ka_context_close (context, &error));
  g_assert_no_error (error);
  g_assert_true (g_atomic_int_get (&asked.left) && g_atomic_int_get (&waiting.left));
  g_assert_null (asker->work);
  guitest_settle ();
  g_assert_cmpuint (n_answers, ==, 0);
  g_assert_cmpuint (n_data_freed, ==, 2);
}

/* Opens the gate and another ledger, for which the one that is being closed has to be closed too. */
static gboolean
replace_in_idle (gpointer data)
{
  g_atomic_int_set (&gate_open, TRUE);
  ka_context_take_ledger (context, data);
  return G_SOURCE_REMOVE;
}

/* Closing waits in the main loop; what is opened meanwhile stays open. */
static void
test_replaced_while_closing (void)
{
  g_autoptr (Asker) asker = begin ();
  g_autoptr (GError) error = NULL;
  Work asked = { .name = "one" };
  KaLedger *next = create_ledger ("next.kuangan");

  ask (asker, &asked);
  wait_for (&asked);
  g_idle_add (replace_in_idle, next);
  g_assert_true (ka_context_close (context, &error));
  g_assert_no_error (error);
  g_assert_true (ka_context_get_ledger (context) == next);
  g_assert_cmpint (ka_ledger_count (next, ka_kind_get ("mine"), &error), ==, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (n_answers, ==, 0);
  ask (asker, &asked);
  guitest_settle ();
  guitest_until (n_answers == 1);
}

static gboolean
drop_in_idle (gpointer data)
{
  g_object_unref (data);
  return G_SOURCE_REMOVE;
}

static gboolean
open_gate_later (gpointer data)
{
  g_atomic_int_set (&gate_open, TRUE);
  return G_SOURCE_REMOVE;
}

/* The owner may go while the ledger that is being closed waits for its worker. */
static void
test_owner_gone_while_closing (void)
{
  Asker *asker = begin ();
  Work work = { .name = "one" };

  ask (asker, &work);
  wait_for (&work);
  g_idle_add (drop_in_idle, asker);
  g_timeout_add (50, open_gate_later, NULL);
  g_assert_true (ka_context_close (context, NULL));
  g_assert_true (g_atomic_int_get (&work.left));
  g_assert_cmpuint (n_answers, ==, 0);
}

static gboolean
ask_in_idle (gpointer data)
{
  static Work late = { .name = "late", .heeds = TRUE };

  ask (TEST_ASKER (data), &late);
  return G_SOURCE_REMOVE;
}

/* What is asked of the old ledger is not answered of the new one, even if it is asked while the old one is
 * being closed. */
static void
test_replaced (void)
{
  g_autoptr (Asker) asker = begin ();
  Work old = { .name = "one", .heeds = TRUE }, new = { .name = "two" };

  ask (asker, &old);
  wait_for (&old);
  g_idle_add_full (G_PRIORITY_HIGH, ask_in_idle, asker, NULL);
  ka_context_take_ledger (context, create_ledger ("new.kuangan"));
  g_assert_null (asker->work);
  g_assert_cmpuint (n_answers, ==, 0);
  ask (asker, &new);
  let_go (n_data_freed + 1);
  g_assert_cmpuint (n_answers, ==, 1);
  g_assert_true (g_str_has_prefix (last_answer, "two of "));
  g_assert_true (g_str_has_suffix (last_answer, "new.kuangan"));
}

/* By the user, in the foot of the window: it is said, in one way. */
static void
test_cancelled (void)
{
  g_autoptr (Asker) asker = begin ();
  Work running = { .name = "one", .heeds = TRUE };

  ask (asker, &running);
  wait_for (&running);
  ka_work_cancel (asker->work);
  guitest_until (n_answers == 1);
  g_assert_error (last_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (slot_was_free);

  /* Before a worker came to it. */
  running.entered = FALSE;
  ask (asker, &running);
  ka_work_cancel (asker->work);
  guitest_until (n_answers == 2);
  g_assert_error (last_error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_errors (void)
{
  g_autoptr (Asker) asker = begin ();
  Work fails = { .name = "broken", .code = KA_ERROR_CORRUPT };
  Work mute = { .name = "mute", .mute = TRUE };

  ask (asker, &fails);
  let_go (1);
  g_assert_error (last_error, KA_ERROR, KA_ERROR_CORRUPT);
  g_assert_cmpstr (last_error->message, ==, "broken");
  g_assert_null (asker->work);
  ask (asker, &mute);
  let_go (2);
  g_assert_error (last_error, KA_ERROR, KA_ERROR_FAILED);
  g_assert_cmpuint (n_answers, ==, 2);
}

/* Nothing is answered before ka_ask() has returned. */
static void
test_no_ledger (void)
{
  g_autoptr (Asker) asker = begin ();
  Work work = { .name = "one" };

  g_assert_true (ka_context_close (context, NULL));
  ask (asker, &work);
  g_assert_cmpuint (n_answers, ==, 0);
  g_assert_nonnull (asker->work);
  let_go (1);
  g_assert_cmpuint (n_answers, ==, 1);
  g_assert_error (last_error, KA_ERROR, KA_ERROR_BUSY);
  g_assert_false (work.entered);
  g_assert_null (asker->work);
}

static gpointer
save_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("enterprise"));

  while (!g_atomic_int_get (&gate_open))
    g_usleep (500);
  ka_record_set (record, "name", "某某矿业有限公司");
  return ka_ledger_save (ledger, record, error) ? g_strdup ("saved") : NULL;
}

/* One at a time; the context has told of the change before the answer comes. */
static void
test_writing (void)
{
  g_autoptr (Asker) asker = begin ();
  GListModel *works = ka_context_get_works (context);
  Work second = { .name = "two" };

  ka_ask (context, asker, &asker->work,
          ka_work_new ("writing", KA_WORK_WRITES, save_in_worker, &second, free_data, free_answer),
          on_answer_cb);
  g_assert_false (ka_context_can_write (context));
  g_assert_cmpuint (g_list_model_get_n_items (works), ==, 1);
  ka_ask (context, asker, &asker->other, make_work (&second, KA_WORK_WRITES), on_answer_cb);
  guitest_until (n_answers == 1);
  g_assert_error (last_error, KA_ERROR, KA_ERROR_BUSY);
  g_assert_false (second.entered);
  g_assert_cmpuint (n_changed, ==, 0);
  let_go (2);
  g_assert_cmpstr (last_answer, ==, "saved");
  g_assert_cmpuint (changed_before, ==, 1);
  g_assert_true (ka_context_can_write (context));
  g_assert_cmpuint (g_list_model_get_n_items (works), ==, 0);
}

/* ---- what is freed aside ---- */

typedef struct
{
  GThread *thread; /* that freed it */
  gint done;
} Freed;

static void
free_aside (gpointer data)
{
  Freed *freed = data;

  freed->thread = g_thread_self ();
  g_atomic_int_inc (&freed->done);
}

/* All of it, once each, and not by the thread that wants to be rid of it. */
static void
test_aside (void)
{
  static Freed freed[20];

  for (guint i = 0; i < G_N_ELEMENTS (freed); i++)
    ka_free_aside (&freed[i], free_aside);
  ka_free_aside (NULL, free_aside);
  for (guint i = 0; i < G_N_ELEMENTS (freed); i++)
    {
      while (g_atomic_int_get (&freed[i].done) == 0)
        g_thread_yield ();
      g_assert_true (freed[i].thread != g_thread_self ());
    }
  for (guint i = 0; i < G_N_ELEMENTS (freed); i++)
    g_assert_cmpint (g_atomic_int_get (&freed[i].done), ==, 1);
}

static void
remove_folder (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
}

int
main (int argc, char **argv)
{
  int result;

  guitest_env ();
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("kuangan-ask-XXXXXX", NULL);
  context = ka_context_new ();
  g_signal_connect (context, "changed", G_CALLBACK (on_changed_cb), NULL);
  g_test_add_func ("/ask/answer", test_answer);
  g_test_add_func ("/ask/overtaken", test_overtaken);
  g_test_add_func ("/ask/again", test_again);
  g_test_add_func ("/ask/forgotten", test_forgotten);
  g_test_add_func ("/ask/owner-gone", test_owner_gone);
  g_test_add_func ("/ask/owner-disposed", test_owner_disposed);
  g_test_add_func ("/ask/closed", test_closed);
  g_test_add_func ("/ask/replaced-while-closing", test_replaced_while_closing);
  g_test_add_func ("/ask/owner-gone-while-closing", test_owner_gone_while_closing);
  g_test_add_func ("/ask/replaced", test_replaced);
  g_test_add_func ("/ask/cancelled", test_cancelled);
  g_test_add_func ("/ask/errors", test_errors);
  g_test_add_func ("/ask/no-ledger", test_no_ledger);
  g_test_add_func ("/ask/writing", test_writing);
  g_test_add_func ("/ask/aside", test_aside);
  result = g_test_run ();

  ka_context_close (context, NULL);
  g_clear_object (&context);
  g_free (last_answer);
  g_clear_error (&last_error);
  remove_folder ();
  return result;
}
