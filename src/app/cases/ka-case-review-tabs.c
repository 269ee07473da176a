/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-case-review-private.h"

#include <glib/gi18n.h>
#include <ka-case-text.h>

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
create_row (const char *head, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), create_label (head, NULL));
  gtk_box_append (GTK_BOX (box), create_label (text, "ka-quiet"));
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

/* ---- checklist ---- */

/* What is wrong comes first, what is well last; the order of the list within. */
static void
show_checklist (KaCaseReviewView *self)
{
  static const KaCaseVerdict order[] = { KA_CASE_WRONG, KA_CASE_DOUBT, KA_CASE_OK };
  static const char *const marks[]
    = { [KA_CASE_OK] = "✓", [KA_CASE_DOUBT] = "？", [KA_CASE_WRONG] = "✗" };
  static const char *const words[]
    = { [KA_CASE_OK] = N_ ("无误"), [KA_CASE_DOUBT] = N_ ("待核"), [KA_CASE_WRONG] = N_ ("问题") };

  clear_list (self->checklist);
  if (self->known->scan)
    gtk_list_box_append (
      self->checklist,
      create_row (_ ("？ 待核 · 扫描件"), _ ("来稿没有文字，请对照图像填写；下面只核对了表单。")));
  for (guint v = 0; v < G_N_ELEMENTS (order); v++)
    for (guint i = 0; i < self->known->findings->len; i++)
      {
        const KaCaseFinding *finding = self->known->findings->pdata[i];
        g_autofree char *head = NULL;
        GtkWidget *row;

        if (finding->verdict != order[v])
          continue;
        head = g_strdup_printf ("%s %s · %s", marks[finding->verdict], _ (words[finding->verdict]),
                                finding->label);
        row = create_row (head, finding->message);
        g_object_set_data (G_OBJECT (row), "ka-finding", (gpointer)finding);
        gtk_list_box_append (self->checklist, row);
      }
}

/* ---- score ---- */

void
_ka_case_review_show_sum (KaCaseReviewView *self)
{
  guint score = 0;
  g_autofree char *detail = NULL;
  g_autofree char *text = NULL;

  if (self->known == NULL)
    return;
  detail = ka_case_format_score (self->known->criteria, self->points, &score);
  text = g_strdup_printf (_ ("合计 %u 分"), score);
  gtk_label_set_label (self->score_sum, text);
}

static void
on_points_cb (GtkSpinButton *spin, KaCaseReviewView *self)
{
  const char *name = g_object_get_data (G_OBJECT (spin), "ka-criterion");

  g_hash_table_insert (self->points, g_strdup (name),
                       GUINT_TO_POINTER ((guint)gtk_spin_button_get_value_as_int (spin)));
  _ka_case_review_show_sum (self);
}

static void
add_criterion (KaCaseReviewView *self, const KaRecord *criterion)
{
  const char *name = ka_record_get (criterion, "criterion");
  const char *standard = ka_record_get (criterion, "standard");
  gint64 most = ka_record_get_int (criterion, "points", 1);
  g_autofree char *caption = g_strdup_printf ("%s（%" G_GINT64_FORMAT "）", name, most);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *spin = gtk_spin_button_new_with_range (0, (double)most, 1);

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), create_label (caption, NULL));
  if (standard != NULL)
    gtk_box_append (GTK_BOX (texts), create_label (standard, "ka-quiet"));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin),
                             GPOINTER_TO_UINT (g_hash_table_lookup (self->points, name)));
  gtk_widget_set_valign (spin, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spin), GTK_ACCESSIBLE_PROPERTY_LABEL, caption,
                                  -1);
  g_object_set_data_full (G_OBJECT (spin), "ka-criterion", g_strdup (name), g_free);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (on_points_cb), self, 0);
  gtk_box_append (GTK_BOX (box), spin);
  gtk_box_append (self->score_box, box);
}

static void
show_score (KaCaseReviewView *self)
{
  GtkWidget *child;

  g_clear_pointer (&self->points, g_hash_table_unref);
  self->points = ka_case_parse_score (ka_record_get (self->known->record, "score_detail"));
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->score_box))) != NULL)
    gtk_box_remove (self->score_box, child);
  for (guint i = 0; i < self->known->criteria->len; i++)
    add_criterion (self, self->known->criteria->pdata[i]);
  _ka_case_review_show_sum (self);
}

/* ---- remarks ---- */

static void
show_comments (KaCaseReviewView *self)
{
  g_autoptr (GArray) pins = g_array_new (FALSE, FALSE, sizeof (KaPdfPin));
  gint64 shown = ka_paper_view_get_attachment (self->paper);

  clear_list (self->comments);
  for (guint i = 0; i < self->known->comments->len; i++)
    {
      const KaRecord *comment = self->known->comments->pdata[i];
      const char *author = ka_record_get (comment, "author");
      const char *quote = ka_record_get (comment, "quote");
      gint64 page = ka_record_get_int (comment, "page", 0);
      g_autofree char *head
        = page > 0 ? g_strdup_printf (_ ("第 %d 页 %s"), (int)page, author != NULL ? author : "")
                   : g_strdup (author != NULL ? author : "");
      g_autofree char *text
        = quote != NULL ? g_strdup_printf ("“%s”\n%s", quote, ka_record_get (comment, "text"))
                        : g_strdup (ka_record_get (comment, "text"));
      gboolean settled = ka_record_get_int (comment, "settled", 0) != 0;
      g_autofree char *line = settled ? g_strdup_printf (_ ("✓ 已处理 · %s"), head) : NULL;
      GtkWidget *row = create_row (settled ? line : head, text);
      KaPdfPin pin = { (guint)MAX (page - 1, 0), (double)ka_record_get_int (comment, "place_x", 0),
                       (double)ka_record_get_int (comment, "place_y", 0) };

      g_object_set_data (G_OBJECT (row), "ka-comment", (gpointer)comment);
      gtk_list_box_append (self->comments, row);
      /* What was said of another paper is not pinned on this one. */
      if (page > 0 && ka_record_get_int (comment, "attachment", shown) == shown)
        g_array_append_val (pins, pin);
    }
  ka_pdf_view_set_pins (ka_paper_view_get_pdf_view (self->paper),
                        (const KaPdfPin *)(gpointer)pins->data, pins->len);
  gtk_label_set_label (self->comment_hint, self->known->comments->len > 0
                                             ? ""
                                             : _ ("先在来稿上点一处或选一段文字，再写批注。"));
  gtk_widget_set_visible (GTK_WIDGET (self->comments), self->known->comments->len > 0);
}

/* ---- two versions ---- */

static void
show_difference (KaCaseReviewView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->difference);
  GtkTextIter end;
  gboolean any = FALSE;

  gtk_text_buffer_set_text (buffer, "", -1);
  if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), "removed") == NULL)
    {
      gtk_text_buffer_create_tag (buffer, "removed", "strikethrough", TRUE, "foreground", "#a51d2d",
                                  NULL);
      gtk_text_buffer_create_tag (buffer, "added", "weight", PANGO_WEIGHT_BOLD, "foreground",
                                  "#1a5fb4", NULL);
    }
  for (guint i = 0; self->known->differences != NULL && i < self->known->differences->len; i++)
    {
      const KaCaseParagraph *paragraph = self->known->differences->pdata[i];
      g_autofree char *line = g_strdup_printf ("%s%s\n",
                                               paragraph->change == KA_CASE_REMOVED ? _ ("删 ")
                                               : paragraph->change == KA_CASE_ADDED ? _ ("增 ")
                                                                                    : "",
                                               paragraph->text);

      any = any || paragraph->change != KA_CASE_SAME;
      gtk_text_buffer_get_end_iter (buffer, &end);
      gtk_text_buffer_insert_with_tags_by_name (buffer, &end, line, -1,
                                                paragraph->change == KA_CASE_REMOVED ? "removed"
                                                : paragraph->change == KA_CASE_ADDED ? "added"
                                                                                     : NULL,
                                                NULL);
    }
  gtk_label_set_label (self->difference_hint,
                       self->known->differences == NULL
                         ? _ ("补正后的新稿更换或添加为附件，就能在这里和原稿对比。")
                       : any ? _ ("新稿与原稿的差别，按段落对比：")
                             : _ ("两稿的文字没有差别。"));
}

void
_ka_case_review_show_known (KaCaseReviewView *self)
{
  const char *review = ka_record_get (self->known->record, "review");
  const char *opinion = ka_record_get (self->known->record, "comment");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->opinion);
  const char *wrong = self->known->wrong;

  gtk_label_set_label (self->state, review != NULL ? review : "待审核");
  show_checklist (self);
  show_score (self);
  show_comments (self);
  show_difference (self);
  if (gtk_text_buffer_get_char_count (buffer) == 0)
    gtk_text_buffer_set_text (buffer, opinion != NULL ? opinion : wrong != NULL ? wrong : "", -1);
}
