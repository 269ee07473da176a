/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-import-questions.h"

#include "ka-steps.h"
#include "ka-tooltip.h"

#include <glib/gi18n.h>

struct _KaImportQuestions
{
  AdwBin parent_instance;

  GtkWidget *grid;
  KaImport *import; /* borrowed */
  guint next;       /* question to be added */
};

enum
{
  SIGNAL_ANSWERED,
  SIGNAL_COMPARE,
  SIGNAL_LOOK,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaImportQuestions, ka_import_questions, ADW_TYPE_BIN)

/* The choices: not said, the guesses, none of them. */
static void
on_selected_cb (GtkDropDown *choice, GParamSpec *pspec, KaImportQuestions *self)
{
  const KaImportQuestion *question = g_object_get_data (G_OBJECT (choice), "question");
  guint selected = gtk_drop_down_get_selected (choice);

  if (selected == GTK_INVALID_LIST_POSITION)
    return;
  g_signal_emit (self, signals[SIGNAL_ANSWERED], 0, question,
                 selected == 0 ? NULL
                 : selected <= question->guesses->len
                   ? g_ptr_array_index (question->guesses, selected - 1)
                   : "");
}

static void
on_look_cb (GtkButton *button, KaImportQuestions *self)
{
  g_signal_emit (self, signals[SIGNAL_LOOK], 0, g_object_get_data (G_OBJECT (button), "question"));
}

static void
on_compare_cb (GtkButton *button, KaImportQuestions *self)
{
  g_signal_emit (self, signals[SIGNAL_COMPARE], 0,
                 g_object_get_data (G_OBJECT (button), "question"));
}

static GtkWidget *
make_choice (KaImportQuestions *self, const KaImportQuestion *question)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *spoken
    = g_strdup_printf (_ ("“%s”是哪一%s"), question->text, question->kind->counter);
  GtkWidget *choice;
  guint selected = 0;

  gtk_string_list_append (names,
                          question->is_new ? _ ("未定：按新的导入") : _ ("未定：有它的行不导入"));
  for (guint i = 0; i < question->guesses->len; i++)
    {
      const char *name = g_ptr_array_index (question->guesses, i);
      g_autofree char *same = g_strdup_printf (_ ("就是“%s”"), name);

      gtk_string_list_append (names, same);
      if (g_strcmp0 (question->answer, name) == 0)
        selected = i + 1;
    }
  gtk_string_list_append (names, question->is_new ? _ ("都不是，是新的") : _ ("都不是"));
  if (question->answer != NULL && *question->answer == '\0')
    selected = question->guesses->len + 1;
  choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (names)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data (G_OBJECT (choice), "question", (gpointer)question);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (on_selected_cb), self, 0);
  return choice;
}

static void
add_question (KaImportQuestions *self, const KaImportQuestion *question, int line)
{
  g_autofree char *text = g_strdup_printf (
    question->recalled ? _ ("%s“%s”（%u 处，按上次的回答）") : _ ("%s“%s”（%u 处）"),
    ka_kind_label (question->kind), question->text, question->n);
  g_autofree char *spoken = g_strdup_printf (_ ("“%s”转到单元格"), question->text);
  GtkWidget *label = gtk_label_new (text);
  g_autofree char *compared = g_strdup_printf (_ ("“%s”与台账对照"), question->text);
  GtkWidget *look = gtk_button_new_with_label (_ ("转到单元格"));
  GtkWidget *compare = gtk_button_new_with_label (_ ("对照…"));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_sensitive (look, question->place.row > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (look), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (look), "question", (gpointer)question);
  g_signal_connect_object (look, "clicked", G_CALLBACK (on_look_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), label, 0, line, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), make_choice (self, question), 1, line, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), look, 2, line, 1, 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (compare), GTK_ACCESSIBLE_PROPERTY_LABEL, compared,
                                  -1);
  ka_set_tooltip (compare, _ ("这一行和台账里相近的记录并排看；台账里的两条是同一家的，可以合并"));
  g_object_set_data (G_OBJECT (compare), "question", (gpointer)question);
  g_signal_connect_object (compare, "clicked", G_CALLBACK (on_compare_cb), self, 0);
  gtk_grid_attach (GTK_GRID (self->grid), compare, 3, line, 1, 1);
}

guint
ka_import_questions_count_open (KaImport *import)
{
  GPtrArray *questions = ka_import_get_questions (import);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    n += ((KaImportQuestion *)g_ptr_array_index (questions, i))->answer == NULL;
  return n;
}

/* There may be hundreds, and a list to choose from takes milliseconds to make. */
static gboolean
on_step_cb (gpointer widget)
{
  KaImportQuestions *self = widget;
  GPtrArray *questions = ka_import_get_questions (self->import);

  if (self->next < questions->len)
    {
      add_question (self, g_ptr_array_index (questions, self->next), (int)self->next);
      self->next++;
    }
  return self->next < questions->len;
}

void
ka_import_questions_show (KaImportQuestions *self, KaImport *import)
{
  GtkWidget *child;

  g_return_if_fail (KA_IS_IMPORT_QUESTIONS (self));

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  self->import = import;
  self->next = 0;
  if (ka_import_get_questions (import)->len > 0)
    ka_take_steps (self, on_step_cb);
}

static void
ka_import_questions_class_init (KaImportQuestionsClass *klass)
{
  signals[SIGNAL_ANSWERED]
    = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_STRING);
  signals[SIGNAL_COMPARE] = g_signal_new ("compare", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_LOOK] = g_signal_new ("look", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
ka_import_questions_init (KaImportQuestions *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->grid = gtk_grid_new ();
  gtk_widget_add_css_class (self->grid, "ka-import-detail");
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->grid);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
