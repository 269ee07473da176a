/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarter-choice.h"

#include <glib/gi18n.h>

/* As many quarters can be chosen as the trend shows, twice over. */
#define N_QUARTERS 16

/* On the model: the quarter that stands first in it. */
#define NEWEST "ka-newest-quarter"

void
ka_quarter_choice_fill (GtkDropDown *quarters)
{
  GListModel *before = gtk_drop_down_get_model (quarters);
  g_autoptr (GtkStringList) list = NULL;
  KaQuarter newest = ka_quarter_of (ka_today ());

  if (before != NULL && GPOINTER_TO_INT (g_object_get_data (G_OBJECT (before), NEWEST)) == newest)
    return;
  list = gtk_string_list_new (NULL);
  g_object_set_data (G_OBJECT (list), NEWEST, GINT_TO_POINTER (newest));
  for (int i = 0; i < N_QUARTERS; i++)
    {
      g_autofree char *name = ka_quarter_to_chinese (newest - i);
      g_autofree char *label = i == 0 ? g_strdup_printf (_ ("%s（进行中）"), name) : NULL;

      gtk_string_list_append (list, label != NULL ? label : name);
    }
  gtk_drop_down_set_model (quarters, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (quarters, 1);
}

KaQuarter
ka_quarter_choice_get (GtkDropDown *quarters)
{
  GListModel *model = gtk_drop_down_get_model (quarters);
  guint selected = gtk_drop_down_get_selected (quarters);

  g_return_val_if_fail (model != NULL, KA_QUARTER_NONE);
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (model), NEWEST))
         - (selected == GTK_INVALID_LIST_POSITION ? 0 : (int)selected);
}
