/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A ledger that has nothing, one enterprise or one mine: each page and each of its tabs says what it can, and
 * never that nothing out of nothing is 0 %. With GUITEST_TEXTS=1 it tells all that is to be read. */
#include "config.h"

#include "guitest.h"
#include "window-fixture.h"

#include "ka-agenda.h"
#include "ka-pages.h"

#include <string.h>

typedef enum
{
  NOTHING,
  ENTERPRISE,
  MINE,
  N_LEDGERS,
} Ledger;

static const char *const NAMES[N_LEDGERS] = { "nothing", "enterprise", "mine" };

static void
save (const char *kind, ...)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_autoptr (GError) error = NULL;
  const char *field;
  va_list values;

  va_start (values, kind);
  while ((field = va_arg (values, const char *)) != NULL)
    ka_record_set (record, field, va_arg (values, const char *));
  va_end (values);
  ka_ledger_save (fixture_ledger (), record, &error);
  g_assert_no_error (error);
}

static void
open_ledger (Ledger ledger)
{
  KaAgenda *agenda = ka_agenda_of (ka_window_get_context (fixture_window ()));

  fixture_open (NAMES[ledger], FALSE);
  if (ledger >= ENTERPRISE
      && ka_ledger_count (fixture_ledger (), ka_kind_get ("enterprise"), NULL) == 0)
    save ("enterprise", "name", "重庆示例建材有限公司", NULL);
  if (ledger == MINE && ka_ledger_count (fixture_ledger (), ka_kind_get ("mine"), NULL) == 0)
    save ("mine", "name", "示例石灰岩矿", "enterprise", "1", "town", "双福街道", "mineral",
          "石灰岩", "type", "露天矿山", "status", "生产", NULL);
  /* It counts a little after the change. */
  guitest_until (ka_agenda_count_kind (agenda, ka_kind_get ("enterprise")) == (ledger >= ENTERPRISE)
                 && ka_agenda_count_kind (agenda, ka_kind_get ("mine")) == (ledger == MINE));
}

/* ---- what is to be read ---- */

/* What must stand there, beginning with a tab of the page. */
static const struct
{
  Ledger ledger;
  const char *page, *text;
} EXPECTED[] = {
  { NOTHING, "home", "账本还是空的" },
  { NOTHING, "mines", "还没有矿山" },
  { NOTHING, "mines",
    "矿山在册以后，在这里设想升级、关闭、合并，看各项比例怎样变化；矿山台账不变。" },
  { NOTHING, "progress", "还没有矿山" },
  { NOTHING, "map", "还没有矿山" },
  { NOTHING, "plans", "矿山在册以后，在这里按月安排检查，和完成情况对照。" },
  { NOTHING, "hazards",
    "导入隐患台账，或者在检查记录的“问题录入”里逐条录入；录入后按办理环节排在这里。" },
  /* Nothing was cleared where nothing was found. */
  { NOTHING, "hazards",
    "台账里还没有重大隐患。录入或者导入以后，这里列出没有销号的和各季的变化。" },
  { NOTHING, "accidents",
    "台账中没有事故。录入或者导入以后，这里按年、月、类型、镇街和矿种统计。" },
  { NOTHING, "measures", "还没有任务" },
  { NOTHING, "people", "还没有矿山" },
  { ENTERPRISE, "home", "台账里没有在册矿山" },
  { ENTERPRISE, "progress", "还没有矿山" },
  { MINE, "home", "没有总工程师" },
  { MINE, "plans", "2026年还没有检查计划：按“拟定计划…”由程序按分类分级等拟定，或者逐条新建。" },
};

typedef struct
{
  GPtrArray *stacks;
  GHashTable *texts; /* of all tabs of the page */
  GtkColumnView *view;
  const char *state;
} Reading;

static gboolean
is_nonsense (const char *text)
{
  static const char *const WORDS[] = { "nan", "NaN", "inf%", "0/0", "(null)", "—%", "-1" };

  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      const char *place = strstr (text, WORDS[i]);

      if (place == NULL)
        continue;
      /* -1: as a count, not in a day (2026-01-01). */
      if (WORDS[i][0] != '-' || place == text || !g_ascii_isalnum (place[-1]))
        return TRUE;
    }
  return FALSE;
}

/* The window shows where the ledger lies, which is the machine's to name. */
static gboolean
has_nonsense (const char *text)
{
  g_autofree char *folder = g_path_get_dirname (ka_ledger_get_path (fixture_ledger ()));
  g_auto (GStrv) parts = g_strsplit (text, folder, -1);
  gboolean found = FALSE;

  for (guint i = 0; !found && parts[i] != NULL; i++)
    found = is_nonsense (parts[i]);
  return found;
}

static gboolean
read_widget (GtkWidget *widget, gconstpointer data)
{
  Reading *reading = (Reading *)data;
  const char *text = NULL;
  GtkWidget *stack = NULL;

  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    text = gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_STACK_SWITCHER (widget))
    stack = GTK_WIDGET (gtk_stack_switcher_get_stack (GTK_STACK_SWITCHER (widget)));
  else if (ADW_IS_VIEW_SWITCHER (widget))
    stack = GTK_WIDGET (adw_view_switcher_get_stack (ADW_VIEW_SWITCHER (widget)));
  if (stack != NULL && !g_ptr_array_find (reading->stacks, stack, NULL))
    g_ptr_array_add (reading->stacks, stack);
  if (GTK_IS_COLUMN_VIEW (widget) && reading->view == NULL)
    reading->view = GTK_COLUMN_VIEW (widget);
  if (text == NULL || *text == '\0')
    return FALSE;
  g_hash_table_add (reading->texts, g_strdup (text));
  if (g_getenv ("GUITEST_TEXTS") != NULL)
    g_test_message ("%s | %s", reading->state, text);
  if (has_nonsense (text))
    g_test_fail_printf ("%s: %s", reading->state, text);
  return FALSE;
}

static void
read_state (Reading *reading, const char *state)
{
  GtkWindow *window = GTK_WINDOW (fixture_window ());

  fixture_rest (window);
  reading->state = state;
  guitest_find (GTK_WIDGET (window), read_widget, reading);
  if (g_getenv ("GUITEST_SHOTS") != NULL)
    {
      g_autofree char *name = g_strdup_printf ("%s.png", state);
      g_autofree char *safe = g_strdelimit (g_steal_pointer (&name), "/ ", '-');
      g_autofree char *path = g_build_filename (g_getenv ("GUITEST_SHOTS"), safe, NULL);

      guitest_shot (window, path);
    }
}

static GtkSelectionModel *
get_pages (GtkWidget *stack)
{
  return GTK_IS_STACK (stack) ? gtk_stack_get_pages (GTK_STACK (stack))
                              : adw_view_stack_get_pages (ADW_VIEW_STACK (stack));
}

/* Each tab of each switch, with those that only come with a tab. */
static void
read_tabs (Reading *reading, const char *state, guint first)
{
  guint n_stacks = reading->stacks->len;

  for (guint i = first; i < n_stacks; i++)
    {
      g_autoptr (GtkSelectionModel) pages = get_pages (reading->stacks->pdata[i]);
      guint n = g_list_model_get_n_items (G_LIST_MODEL (pages));

      for (guint p = 1; p < n; p++)
        {
          g_autofree char *name = g_strdup_printf ("%s %u.%u", state, i, p);
          guint known = reading->stacks->len;

          gtk_selection_model_select_item (pages, p, TRUE);
          read_state (reading, name);
          if (reading->stacks->len > known)
            read_tabs (reading, name, known);
        }
      gtk_selection_model_select_item (pages, 0, TRUE);
    }
}

static void
read_page (const char *page, Ledger ledger)
{
  g_autoptr (GPtrArray) stacks = g_ptr_array_new ();
  g_autoptr (GHashTable) texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = { .stacks = stacks, .texts = texts };
  g_autofree char *state = g_strdup_printf ("%s/%s", NAMES[ledger], page);
  g_autofree char *record = g_strconcat (state, " record", NULL);
  GtkSelectionModel *rows;
  guint known;

  fixture_show (page);
  read_state (&reading, state);
  read_tabs (&reading, state, 0);
  fixture_rest (GTK_WINDOW (fixture_window ()));
  reading.view = NULL;
  known = stacks->len;
  read_state (&reading, state);
  for (guint i = 0; i < G_N_ELEMENTS (EXPECTED); i++)
    if (EXPECTED[i].ledger == ledger && g_str_equal (EXPECTED[i].page, page)
        && !g_hash_table_contains (texts, EXPECTED[i].text))
      g_test_fail_printf ("%s does not say: %s", state, EXPECTED[i].text);
  rows = reading.view != NULL ? gtk_column_view_get_model (reading.view) : NULL;
  if (rows == NULL || g_list_model_get_n_items (G_LIST_MODEL (rows)) == 0)
    return;
  gtk_selection_model_select_item (rows, 0, TRUE);
  g_signal_emit_by_name (reading.view, "activate", 0);
  guitest_settle ();
  read_state (&reading, record);
  read_tabs (&reading, record, known);
}

static void
test_pages (gconstpointer data)
{
  Ledger ledger = GPOINTER_TO_UINT (data);
  guint n;
  const KaPageInfo *pages = ka_pages (&n);

  open_ledger (ledger);
  for (guint i = 0; i < n; i++)
    read_page (pages[i].id, ledger);
}

int
main (int argc, char **argv)
{
  if (!fixture_init (&argc, &argv, 1))
    return 77;
  for (Ledger i = 0; i < N_LEDGERS; i++)
    {
      g_autofree char *path = g_strdup_printf ("/empty/%s", NAMES[i]);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_pages);
    }
  return fixture_run ();
}
