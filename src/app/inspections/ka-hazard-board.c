/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-hazard-board.h"

#include "ka-act-dialog.h"
#include "ka-ask.h"
#include "ka-filter-bar.h"
#include "ka-page-view.h"
#include "ka-window.h"

#include <glib/gi18n.h>

struct _KaHazardBoard
{
  AdwBin parent_instance;

  /* Template widgets */
  GtkBox *box;
  GtkBox *columns;
  GtkStack *stack;

  /* Borrowed */
  KaFilterBar *filter;
  KaHazardColumn *of_state[KA_HAZARD_N_STATES];
  GtkWidget *menu; /* a popover while it is open */
  KaWork *work;    /* the queries under way on a worker */

  /* Owned */
  KaContext *context;

  gint64 menu_id;
};

static void ka_hazard_board_iface_init (KaPageViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KaHazardBoard,
                               ka_hazard_board,
                               ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (KA_TYPE_PAGE_VIEW,
                                                      ka_hazard_board_iface_init))

/* ---- asking the ledger ---- */

static KaQuery *
build_query (KaHazardBoard *self, KaHazardState state)
{
  KaQuery *query = ka_filter_bar_build_query (self->filter);
  g_autofree char *sql = g_strdup_printf ("%s = %d", ka_hazard_state_sql (), (int)state);

  ka_query_add_predicate (query, sql, NULL);
  if (state == KA_HAZARD_CLOSED)
    ka_query_set_order (query, "closed", TRUE);
  else
    ka_query_set_order (query, state == KA_HAZARD_FOUND ? "found" : "deadline", FALSE);
  return query;
}

static gpointer
ask_in_worker (KaLedger *ledger, KaWork *work, gpointer data, GError **error)
{
  GPtrArray *queries = data;
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (guint i = 0; i < queries->len; i++)
    {
      GArray *ids = ka_query_ids (g_ptr_array_index (queries, i), ledger,
                                  ka_work_get_cancellable (work), error);

      if (ids == NULL)
        return NULL;
      g_ptr_array_add (answers, ids);
    }
  return g_steal_pointer (&answers);
}

static void
on_asked_cb (gpointer owner, gpointer answer, const GError *error, gpointer data)
{
  KaHazardBoard *self = owner;
  const GPtrArray *queries = data;
  g_autoptr (GPtrArray) answers = answer;
  KaLedger *ledger = ka_context_get_ledger (self->context);
  guint n = 0;

  if (answers == NULL)
    {
      if (ka_window_of (self) != NULL)
        ka_window_tell_error (ka_window_of (self), _ ("看板没有读出"), error);
      return;
    }
  for (guint i = 0; i < answers->len; i++)
    {
      GArray *ids = g_ptr_array_index (answers, i);

      n += ids->len;
      ka_hazard_column_take (self->of_state[i], ledger, g_ptr_array_index (queries, i),
                             g_array_ref (ids));
    }
  gtk_stack_set_visible_child_name (
    self->stack, n > 0 || ka_filter_bar_is_filtered (self->filter) ? "board" : "empty");
  ka_page_view_described (KA_PAGE_VIEW (self));
}

static void
ask (KaHazardBoard *self)
{
  g_autoptr (GPtrArray) queries = NULL;

  if (ka_context_get_ledger (self->context) == NULL)
    return;
  queries = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_query_free);
  for (guint s = 0; s < KA_HAZARD_N_STATES; s++)
    g_ptr_array_add (queries, build_query (self, s));
  ka_ask (self->context, self, &self->work,
          ka_work_new (NULL, KA_WORK_READS, ask_in_worker, g_steal_pointer (&queries),
                       (GDestroyNotify)g_ptr_array_unref, (GDestroyNotify)g_ptr_array_unref),
          on_asked_cb);
}

gboolean
ka_hazard_board_is_loading (KaHazardBoard *self)
{
  g_return_val_if_fail (KA_IS_HAZARD_BOARD (self), FALSE);
  return self->work != NULL;
}

/* ---- acting ---- */

/* The first act that leads from the hazard's state to the other and is lawful; else the first that would
 * lead there, with why it is not. */
static const KaAct *
find_act (const KaRecord *hazard, KaHazardState to, GError **error)
{
  KaHazardState from = ka_hazard_state (hazard);
  g_autoptr (GError) first = NULL;
  guint n;
  const KaAct *acts = ka_acts (ka_kind_get ("hazard"), &n);

  for (guint i = 0; i < n; i++)
    {
      gboolean leads = (acts[i].to & KA_STATE_BIT (to)) != 0
                       || (to == KA_HAZARD_FILED && g_str_equal (acts[i].id, "file"));

      if (!leads || (acts[i].from & KA_STATE_BIT (from)) == 0)
        continue;
      if (ka_act_lawful (&acts[i], hazard, ka_today (), first == NULL ? &first : NULL))
        return &acts[i];
    }
  if (first != NULL)
    g_propagate_error (error, g_steal_pointer (&first));
  else
    g_set_error (error, KA_ERROR, KA_ERROR_INVALID, _ ("“%s”的隐患不能直接成为“%s”。"),
                 ka_hazard_state_label (from), ka_hazard_state_label (to));
  return NULL;
}

GtkWindow *
ka_hazard_board_drop (KaHazardBoard *self, gint64 id, KaHazardState to)
{
  KaLedger *ledger;
  KaWindow *window;
  g_autoptr (KaRecord) hazard = NULL;
  g_autoptr (GError) error = NULL;
  const KaAct *act;

  g_return_val_if_fail (KA_IS_HAZARD_BOARD (self), NULL);

  ledger = ka_context_get_ledger (self->context);
  window = ka_window_of (self);
  hazard = ka_ledger_get (ledger, ka_kind_get ("hazard"), id, &error);
  act = hazard != NULL ? find_act (hazard, to, &error) : NULL;
  if (act == NULL)
    {
      if (window != NULL)
        ka_window_tell_error (window, _ ("没有办理"), error);
      return NULL;
    }
  return ka_act_dialog_present (GTK_WIDGET (self), self->context, act, hazard->kind, id);
}

static void
on_drop_cb (KaHazardColumn *column, gint64 id, KaHazardBoard *self)
{
  if (ka_context_can_write (self->context))
    ka_hazard_board_drop (self, id, ka_hazard_column_get_state (column));
}

static void
on_move_cb (KaHazardColumn *column, gint64 id, int step, KaHazardBoard *self)
{
  int to = (int)ka_hazard_column_get_state (column) + step;

  if (to >= 0 && to < KA_HAZARD_N_STATES && ka_context_can_write (self->context))
    ka_hazard_board_drop (self, id, (KaHazardState)to);
}

static void
on_open_cb (KaHazardColumn *column, gint64 id, KaHazardBoard *self)
{
  ka_window_show_record (ka_window_of (self), ka_kind_get ("hazard"), id);
}

/* The rows that the number over the column counts. */
static void
on_list_cb (KaHazardColumn *column, KaHazardBoard *self)
{
  KaHazardState state = ka_hazard_column_get_state (column);

  ka_window_show_list (ka_window_of (self), build_query (self, state),
                       ka_hazard_state_label (state));
}

/* ---- the menu of a card ---- */

static void
act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaHazardBoard *self = KA_HAZARD_BOARD (widget);
  const KaAct *act = ka_act_get ("hazard", g_variant_get_string (parameter, NULL));

  if (act != NULL && self->menu_id != 0)
    ka_act_dialog_present (widget, self->context, act, ka_kind_get ("hazard"), self->menu_id);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KaHazardBoard *self = KA_HAZARD_BOARD (widget);

  if (self->menu_id != 0)
    ka_window_show_record (ka_window_of (self), ka_kind_get ("hazard"), self->menu_id);
}

static GMenuModel *
build_menu (KaHazardBoard *self, const KaRecord *hazard)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) first = g_menu_new ();
  g_autoptr (GMenu) second = g_menu_new ();
  guint n;
  const KaAct *acts = ka_acts (ka_kind_get ("hazard"), &n);

  g_menu_append (first, _ ("打开"), "board.open");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  for (guint i = 0; i < n && ka_context_can_write (self->context); i++)
    if (ka_act_lawful (&acts[i], hazard, ka_today (), NULL))
      {
        g_autofree char *action = g_strdup_printf ("board.act::%s", acts[i].id);

        g_menu_append (second, ka_act_label (&acts[i]), action);
      }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (menu);
}

static void
on_menu_cb (KaHazardColumn *column,
            gint64 id,
            GtkWidget *card,
            double x,
            double y,
            KaHazardBoard *self)
{
  g_autoptr (KaRecord) hazard
    = ka_ledger_get (ka_context_get_ledger (self->context), ka_kind_get ("hazard"), id, NULL);
  g_autoptr (GMenuModel) model = NULL;
  double there_x, there_y;

  if (hazard == NULL
      || !gtk_widget_translate_coordinates (card, GTK_WIDGET (self), x, y, &there_x, &there_y))
    return;
  self->menu_id = id;
  model = build_menu (self, hazard);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ (int)there_x, (int)there_y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* ---- page view ---- */

static void
ka_hazard_board_refresh (KaPageView *view)
{
  ask (KA_HAZARD_BOARD (view));
}

static char *
ka_hazard_board_describe (KaPageView *view)
{
  KaHazardBoard *self = KA_HAZARD_BOARD (view);
  guint open = 0, all = 0;

  for (guint s = 0; s < KA_HAZARD_N_STATES; s++)
    {
      guint n = ka_hazard_column_get_count (self->of_state[s]);

      all += n;
      open += s == KA_HAZARD_CLOSED ? 0 : n;
    }
  return g_strdup_printf (_ ("%u 条，未销号 %u 条"), all, open);
}

static void
ka_hazard_board_find (KaPageView *view)
{
  ka_filter_bar_focus_search (KA_HAZARD_BOARD (view)->filter);
}

static void
ka_hazard_board_iface_init (KaPageViewInterface *iface)
{
  iface->refresh = ka_hazard_board_refresh;
  iface->describe = ka_hazard_board_describe;
  iface->find = ka_hazard_board_find;
}

/* ---- object ---- */

static void
ka_hazard_board_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  KaHazardBoard *self = KA_HAZARD_BOARD (widget);

  GTK_WIDGET_CLASS (ka_hazard_board_parent_class)->size_allocate (widget, width, height, baseline);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
ka_hazard_board_dispose (GObject *object)
{
  KaHazardBoard *self = KA_HAZARD_BOARD (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), KA_TYPE_HAZARD_BOARD);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (ka_hazard_board_parent_class)->dispose (object);
}

static void
ka_hazard_board_class_init (KaHazardBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ka_hazard_board_dispose;
  widget_class->size_allocate = ka_hazard_board_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KA_RESOURCE_BASE "/ui/ka-hazard-board.ui");
  gtk_widget_class_bind_template_child (widget_class, KaHazardBoard, box);
  gtk_widget_class_bind_template_child (widget_class, KaHazardBoard, columns);
  gtk_widget_class_bind_template_child (widget_class, KaHazardBoard, stack);
  gtk_widget_class_install_action (widget_class, "board.act", "s", act_action);
  gtk_widget_class_install_action (widget_class, "board.open", NULL, open_action);
}

static void
ka_hazard_board_init (KaHazardBoard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint s = 0; s < KA_HAZARD_N_STATES; s++)
    {
      GtkWidget *column = ka_hazard_column_new (s);

      self->of_state[s] = KA_HAZARD_COLUMN (column);
      g_signal_connect (column, "drop", G_CALLBACK (on_drop_cb), self);
      g_signal_connect (column, "list", G_CALLBACK (on_list_cb), self);
      g_signal_connect (column, "menu", G_CALLBACK (on_menu_cb), self);
      g_signal_connect (column, "move", G_CALLBACK (on_move_cb), self);
      g_signal_connect (column, "open", G_CALLBACK (on_open_cb), self);
      gtk_box_append (self->columns, column);
    }
}

GtkWidget *
ka_hazard_board_new (KaContext *context)
{
  KaHazardBoard *self = g_object_new (KA_TYPE_HAZARD_BOARD, NULL);
  const KaKind *kind = ka_kind_get ("hazard");

  self->context = g_object_ref (context);
  self->filter = ka_filter_bar_new (context, kind, ka_context_get_list_settings (context, kind));
  g_signal_connect_swapped (self->filter, "changed", G_CALLBACK (ask), self);
  gtk_box_prepend (self->box, GTK_WIDGET (self->filter));
  return GTK_WIDGET (self);
}

KaHazardColumn *
ka_hazard_board_get_column (KaHazardBoard *self, KaHazardState state)
{
  g_return_val_if_fail (KA_IS_HAZARD_BOARD (self) && state < KA_HAZARD_N_STATES, NULL);
  return self->of_state[state];
}
