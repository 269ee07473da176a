/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-paper-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* The printed text of a form, a line a block: a word that says what it is, a blank, and what stands there.
 *   系列 文书 字 签发 附 续页    the form's head, what is signed on its further pages, its foot
 *   公文 题 主送 标题 落款 附注  a letter instead, and its parts
 *   抬头 栏 段 条 横线 N         addressee, labels with blanks, paragraphs, items, N ruled lines
 *   表 W W …                    columns of a table; 格 H｜#印｜填*2: a row of it as high as H at least,
 *                               # what is printed, * how many columns a cell takes
 *   签名 印章 日期               the end */

#define BAR "｜"
#define BLANK "　　　　　　" /* to be filled in by hand */
#define MOST_COLUMNS 16

typedef struct
{
  KaDoc *doc;
  const char *number;
  const char *sender;
  KaDocForm form;
  GPtrArray *kept; /* char *: what form points to */
  gboolean letter;
  gboolean begun;
  double widths[MOST_COLUMNS];
  guint n_columns;
} Setting;

/* ---- pieces of a line ---- */

/* Without the marks of blanks, its lines apart. */
static char *
take_plain (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (*text == *KA_PAPER_LINE)
      g_string_append_c (out, '\n');
    else if (g_str_has_prefix (text, "\\n"))
      {
        g_string_append_c (out, '\n');
        text++;
      }
    else if (*text != *KA_DOC_BLANK && *text != *KA_DOC_BLANK_END && *text != *KA_PAPER_EMPTY)
      g_string_append_c (out, *text);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A paragraph with its blanks; several lines of a value are one here. */
static char *
take_filled (const char *text)
{
  g_autoptr (GString) out = g_string_new (text);

  g_string_replace (out, KA_PAPER_EMPTY, BLANK, 0);
  g_string_replace (out, KA_PAPER_LINE, "", 0);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static const char *
keep (Setting *setting, char *text)
{
  g_ptr_array_add (setting->kept, text);
  return text;
}

/* label BLANK value END … */
static GArray *
split_blanks (Setting *setting, const char *text)
{
  GArray *blanks = g_array_new (FALSE, TRUE, sizeof (KaDocBlank));
  g_auto (GStrv) parts = g_strsplit (text, BAR, -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *mark = strstr (parts[i], KA_DOC_BLANK);
      KaDocBlank blank = { 0 };

      blank.value = keep (setting, mark != NULL ? take_plain (mark) : g_strdup (""));
      if (mark != NULL)
        *mark = '\0';
      blank.label = keep (setting, g_strdup (parts[i]));
      g_array_append_val (blanks, blank);
    }
  return blanks;
}

/* ---- blocks ---- */

static void
begin (Setting *setting)
{
  if (setting->begun || setting->letter)
    return;
  setting->begun = TRUE;
  setting->form.number = setting->number;
  ka_doc_begin_form (setting->doc, &setting->form);
}

static gboolean
set_head (Setting *setting, const char *text, guint which)
{
  const char **places[] = { &setting->form.series, &setting->form.name, &setting->form.signer,
                            &setting->form.copies, &setting->form.strip };
  g_autofree char *plain = take_plain (text);
  GString *value = g_string_new (plain);

  if (which == 2)
    g_string_assign (value, *plain != '\0' ? plain : "　　　");
  if (which == 4)
    g_string_replace (value, BAR, "|", 0);
  *places[which] = keep (setting, g_string_free (value, FALSE));
  return TRUE;
}

static gboolean
set_series (Setting *setting, const char *text)
{
  return set_head (setting, text, 0);
}

static gboolean
set_name (Setting *setting, const char *text)
{
  return set_head (setting, text, 1);
}

static gboolean
set_signer (Setting *setting, const char *text)
{
  return set_head (setting, text, 2);
}

static gboolean
set_copies (Setting *setting, const char *text)
{
  return set_head (setting, text, 3);
}

static gboolean
set_strip (Setting *setting, const char *text)
{
  return set_head (setting, text, 4);
}

static gboolean
pass_over (Setting *setting, const char *text)
{
  return *text != '\0';
}

static gboolean
set_letter (Setting *setting, const char *text)
{
  KaDocHead head = { .issuer = setting->sender, .number = setting->number };

  if (setting->begun || setting->letter)
    return FALSE;
  setting->letter = TRUE;
  ka_doc_add_head (setting->doc, &head);
  return TRUE;
}

static gboolean
set_title (Setting *setting, const char *text)
{
  g_autofree char *plain = take_plain (text);

  begin (setting);
  ka_doc_add_title (setting->doc, plain);
  return TRUE;
}

static gboolean
set_addressee (Setting *setting, const char *text)
{
  g_autofree char *plain = take_plain (text);

  begin (setting);
  ka_doc_add_addressee (setting->doc, plain);
  return TRUE;
}

static gboolean
set_heading (Setting *setting, const char *text)
{
  g_autofree char *plain = take_plain (text);

  begin (setting);
  ka_doc_add_heading (setting->doc, 1, plain);
  return TRUE;
}

static gboolean
set_paragraph (Setting *setting, const char *text)
{
  g_autofree char *shown = setting->letter ? take_plain (text) : take_filled (text);

  begin (setting);
  ka_doc_add_paragraph (setting->doc, shown);
  return TRUE;
}

/* 抬头: the one whom a form is handed to, underlined. */
static gboolean
set_party (Setting *setting, const char *text)
{
  g_autofree char *filled = take_filled (text);

  begin (setting);
  ka_doc_add_addressee (setting->doc, filled);
  return TRUE;
}

static gboolean
set_blanks (Setting *setting, const char *text)
{
  g_autoptr (GArray) blanks = split_blanks (setting, text);

  begin (setting);
  ka_doc_add_blanks (setting->doc, (const KaDocBlank *)(gpointer)blanks->data, blanks->len);
  return TRUE;
}

static gboolean
set_sign (Setting *setting, const char *text)
{
  g_autoptr (GArray) blanks = split_blanks (setting, text);

  begin (setting);
  ka_doc_add_sign (setting->doc, (const KaDocBlank *)(gpointer)blanks->data, blanks->len);
  return TRUE;
}

static gboolean
set_item (Setting *setting, const char *text)
{
  g_autofree char *plain = take_plain (text);

  begin (setting);
  ka_doc_add_ruled (setting->doc, plain, 1);
  return TRUE;
}

static gboolean
set_ruled (Setting *setting, const char *text)
{
  char *rest = NULL;
  guint64 least = g_ascii_strtoull (text, &rest, 10);
  g_autofree char *plain = take_plain (rest);

  if (rest == text || least > 100)
    return FALSE;
  begin (setting);
  ka_doc_add_ruled (setting->doc, plain, (guint)least);
  return TRUE;
}

static gboolean
set_columns (Setting *setting, const char *text)
{
  g_auto (GStrv) widths = g_strsplit (text, " ", -1);

  setting->n_columns = 0;
  for (guint i = 0; widths[i] != NULL; i++)
    {
      double width = g_ascii_strtod (widths[i], NULL);

      if (*widths[i] == '\0')
        continue;
      if (width <= 0 || setting->n_columns == MOST_COLUMNS)
        return FALSE;
      setting->widths[setting->n_columns++] = width;
    }
  begin (setting);
  return setting->n_columns > 0;
}

/* How many columns the cell takes: a star and digits at its end. */
static guint
take_span (char *cell)
{
  char *star = strrchr (cell, '*');
  guint span;

  if (star == NULL || star[1] == '\0' || strspn (star + 1, "0123456789") != strlen (star + 1))
    return 1;
  span = (guint)CLAMP (atoi (star + 1), 1, MOST_COLUMNS);
  *star = '\0';
  return span;
}

static gboolean
set_row (Setting *setting, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, BAR, -1);
  g_autoptr (GArray) cells = g_array_new (FALSE, TRUE, sizeof (KaDocCell));
  guint at = 0;
  double height = parts[0] != NULL ? g_ascii_strtod (parts[0], NULL) : 0;

  for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
    {
      guint span = take_span (parts[i]);
      KaDocCell cell = { 0 };

      cell.label = *parts[i] == '#';
      cell.text = keep (setting, take_plain (parts[i] + (cell.label ? 1 : 0)));
      for (guint c = at; c < MIN (at + span, setting->n_columns); c++)
        cell.width += setting->widths[c];
      at += span;
      g_array_append_val (cells, cell);
    }
  if (cells->len == 0 || at != setting->n_columns || height < 0 || height > 600)
    return FALSE;
  ka_doc_add_cells (setting->doc, (const KaDocCell *)(gpointer)cells->data, cells->len, height);
  return TRUE;
}

static gboolean
add_signature (Setting *setting, const char *text, const char *mark)
{
  g_auto (GStrv) parts = g_strsplit (text, BAR, -1);
  g_autofree char *name = NULL, *date = NULL, *shown = NULL;

  if (g_strv_length (parts) != 2)
    return FALSE;
  name = take_plain (parts[0]);
  date = take_plain (parts[1]);
  shown = g_strconcat (name, mark, NULL);
  begin (setting);
  ka_doc_add_signature (setting->doc, shown, date, TRUE);
  return TRUE;
}

static gboolean
set_seal (Setting *setting, const char *text)
{
  return add_signature (setting, text, "（印章）");
}

static gboolean
set_sender (Setting *setting, const char *text)
{
  return add_signature (setting, text, "");
}

static gboolean
set_date (Setting *setting, const char *text)
{
  g_autofree char *plain = take_plain (text);

  begin (setting);
  ka_doc_add_signature (setting->doc, "", plain, FALSE);
  return TRUE;
}

static gboolean
set_note (Setting *setting, const char *text)
{
  g_autofree char *plain = take_plain (text);

  begin (setting);
  ka_doc_add_note (setting->doc, plain);
  return TRUE;
}

/* ---- lines ---- */

static const struct
{
  const char *word;
  gboolean (*set) (Setting *setting, const char *text);
} words[] = {
  { "系列", set_series },  { "文书", set_name },   { "字", pass_over },
  { "签发", set_signer },  { "附", set_copies },   { "续页", set_strip },
  { "公文", set_letter },  { "题", set_title },    { "主送", set_addressee },
  { "标题", set_heading }, { "落款", set_sender }, { "附注", set_note },
  { "抬头", set_party },   { "栏", set_blanks },   { "段", set_paragraph },
  { "条", set_item },      { "横线", set_ruled },  { "表", set_columns },
  { "格", set_row },       { "签名", set_sign },   { "印章", set_seal },
  { "日期", set_date },
};

static gboolean
set_line (Setting *setting, const char *line, GError **error)
{
  gsize length = strcspn (line, " ");
  const char *rest = line + length;
  g_autofree char *shown = NULL;

  rest += strspn (rest, " ");
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strlen (words[i].word) == length && strncmp (words[i].word, line, length) == 0
        && words[i].set (setting, rest))
      return TRUE;

  shown = take_plain (line);
  if (g_utf8_strlen (shown, -1) > 30)
    *g_utf8_offset_to_pointer (shown, 30) = '\0';
  g_set_error (error, KA_ERROR, KA_ERROR_INVALID,
               _ ("文书式样里“%s”这一行不合写法，请对照原来的式样改正。"), shown);
  return FALSE;
}

gboolean
ka_paper_set_lines (KaDoc *doc,
                    const char *text,
                    const char *number,
                    const char *sender,
                    GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  Setting setting = { .doc = doc, .number = number, .sender = sender, .kept = kept };

  for (guint i = 0; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !set_line (&setting, lines[i], error))
      return FALSE;
  begin (&setting);
  return TRUE;
}

char *
ka_paper_find_line (const char *text, const char *keyword)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  gsize length = strlen (keyword);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strncmp (lines[i], keyword, length) == 0
        && (lines[i][length] == ' ' || lines[i][length] == '\0'))
      return take_plain (lines[i] + length + (lines[i][length] == ' ' ? 1 : 0));
  return NULL;
}

/* The lines are tried with nothing filled in. */
gboolean
ka_paper_check_form_text (const char *text, GError **error)
{
  g_autoptr (KaDoc) doc = ka_doc_new ();
  g_autofree char *expanded = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  expanded = ka_template_expand_from (text, &ka_paper_source, NULL, error);
  return expanded != NULL && ka_paper_set_lines (doc, expanded, NULL, "", error);
}
