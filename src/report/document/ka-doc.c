/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ka-doc-private.h"

#define N_LEVELS 4
/* A line of an officer's text is a heading only up to this many characters. */
#define MAX_HEADING 40

static void
free_head (KaBlockHead *head)
{
  g_free (head->issuer);
  g_free (head->number);
  g_free (head->signer);
  g_free (head->copy_number);
  g_free (head->secrecy);
  g_free (head->urgency);
  g_free (head);
}

static void
free_form (KaBlockForm *form)
{
  g_free (form->series);
  g_free (form->name);
  g_free (form->number);
  g_free (form->signer);
  g_free (form->copies);
  g_free (form->strip);
  g_free (form);
}

static void
clear_cell (gpointer data)
{
  KaBlockCell *cell = data;

  g_free (cell->label);
  g_free (cell->text);
}

static void
free_block (gpointer data)
{
  KaBlock *block = data;

  g_clear_pointer (&block->form, free_form);
  g_clear_pointer (&block->cells, g_array_unref);
  g_clear_pointer (&block->head, free_head);
  g_clear_pointer (&block->table, ka_table_unref);
  g_clear_pointer (&block->chart, ka_chart_unref);
  g_clear_pointer (&block->picture, ka_picture_unref);
  g_free (block->text);
  g_free (block->date);
  g_free (block);
}

KaDoc *
ka_doc_new (void)
{
  KaDoc *self = g_new0 (KaDoc, 1);

  self->blocks = g_ptr_array_new_with_free_func (free_block);
  return self;
}

void
ka_doc_free (KaDoc *self)
{
  g_return_if_fail (self != NULL);

  g_ptr_array_unref (self->blocks);
  g_free (self->copies);
  g_free (self->printer);
  g_free (self->print_date);
  g_strfreev (self->font_dirs);
  g_free (self);
}

char *
ka_doc_strip_marks (const char *text)
{
  GString *plain;
  gboolean in_uri = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  plain = g_string_sized_new (strlen (text));
  for (const char *p = text; *p != '\0'; p++)
    if (*p == *KA_DOC_LINK)
      in_uri = TRUE;
    else if (*p == *KA_DOC_LINK_TEXT)
      in_uri = FALSE;
    else if (!in_uri && *p != *KA_DOC_LINK_END && *p != *KA_DOC_BOLD && *p != *KA_DOC_PLAIN
             && *p != *KA_DOC_BLANK && *p != *KA_DOC_BLANK_END)
      g_string_append_c (plain, *p);
  return g_string_free (plain, FALSE);
}

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || c == 0x3000;
}

/* Blanks at both ends belong to typing, not to the text: the page has its own indents. */
static char *
trim (const char *text)
{
  const char *end;

  if (text == NULL)
    return g_strdup ("");
  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  end = text + strlen (text);
  while (end > text)
    {
      const char *last = g_utf8_prev_char (end);

      if (!is_blank (g_utf8_get_char (last)))
        break;
      end = last;
    }
  return g_strndup (text, end - text);
}

/* Text as given may not even be UTF-8; from here on it is. */
static char *
take_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  return trim (valid);
}

static char *
take_optional (const char *text)
{
  g_autofree char *taken = take_text (text);

  return *taken != '\0' ? g_steal_pointer (&taken) : NULL;
}

static KaBlock *
add_block (KaDoc *self, KaBlockKind kind, const char *text)
{
  KaBlock *block = g_new0 (KaBlock, 1);

  block->kind = kind;
  block->text = take_text (text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
ka_doc_add_head (KaDoc *self, const KaDocHead *head)
{
  KaBlockHead *copy;

  g_return_if_fail (self != NULL && head != NULL);

  copy = g_new0 (KaBlockHead, 1);
  copy->issuer = take_text (head->issuer);
  copy->number = take_text (head->number);
  copy->signer = take_optional (head->signer);
  copy->copy_number = take_optional (head->copy_number);
  copy->secrecy = take_optional (head->secrecy);
  copy->urgency = take_optional (head->urgency);
  add_block (self, KA_BLOCK_HEAD, NULL)->head = copy;
}

void
ka_doc_add_title (KaDoc *self, const char *title)
{
  g_return_if_fail (self != NULL);

  add_block (self, KA_BLOCK_TITLE, title);
}

void
ka_doc_add_addressee (KaDoc *self, const char *addressee)
{
  g_autofree char *name = take_text (addressee);
  g_autofree char *line = NULL;

  g_return_if_fail (self != NULL);

  if (*name == '\0')
    return;
  line = g_str_has_suffix (name, "：") ? g_strdup (name) : g_strconcat (name, "：", NULL);
  add_block (self, KA_BLOCK_ADDRESSEE, line);
}

/* ---- headings ---- */

static const char *const numerals[]
  = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十" };

static char *
format_numeral (guint n)
{
  if (n <= 10)
    return g_strdup (numerals[n]);
  if (n < 20)
    return g_strconcat ("十", numerals[n - 10], NULL);
  if (n < 100)
    return g_strconcat (numerals[n / 10], "十", n % 10 != 0 ? numerals[n % 10] : "", NULL);
  return g_strdup_printf ("%u", n);
}

static char *
format_number (guint level, guint n)
{
  g_autofree char *numeral = format_numeral (n);

  switch (level)
    {
    case 1:
      return g_strconcat (numeral, "、", NULL);
    case 2:
      return g_strconcat ("（", numeral, "）", NULL);
    case 3:
      return g_strdup_printf ("%u.", n);
    default:
      return g_strdup_printf ("（%u）", n);
    }
}

/* Skips a Chinese numeral up to 99 and gives its value; 0: there is none. */
static guint
skip_numeral (const char **text)
{
  guint value = 0;

  for (gboolean found = TRUE; found;)
    {
      found = FALSE;
      for (guint i = 1; i <= 10; i++)
        if (g_str_has_prefix (*text, numerals[i]))
          {
            if (i == 10)
              value = MAX (value, 1) * 10;
            else if (value != 0 && value % 10 != 0)
              return 0;
            else
              value += i;
            *text += strlen (numerals[i]);
            found = TRUE;
            break;
          }
      if (value > 99)
        return 0;
    }
  return value;
}

static gboolean
skip_any (const char **text, const char *const *alternatives)
{
  for (; *alternatives != NULL; alternatives++)
    if (g_str_has_prefix (*text, *alternatives))
      {
        *text += strlen (*alternatives);
        return TRUE;
      }
  return FALSE;
}

/* The level of the number that the text begins with; 0: none. */
static guint
parse_number (const char *text, guint *n, const char **rest)
{
  static const char *const opening[] = { "（", "(", NULL };
  static const char *const closing[] = { "）", ")", NULL };
  static const char *const comma[] = { "、", NULL };
  static const char *const dots[] = { "．", ".", NULL };
  const char *p = text;
  gboolean bracket = skip_any (&p, opening);
  guint value = skip_numeral (&p);
  guint level = 0;

  if (value != 0)
    level = bracket ? 2 : 1;
  else if (g_ascii_isdigit (*p))
    {
      for (; g_ascii_isdigit (*p) && value < 1000; p++)
        value = value * 10 + (guint)(*p - '0');
      level = bracket ? 4 : 3;
    }
  if (level == 0 || !skip_any (&p, bracket ? closing : level == 1 ? comma : dots))
    return 0;
  /* 3.5万吨 is not the third point. */
  if (level == 3 && g_ascii_isdigit (*p))
    return 0;

  *n = value;
  *rest = p;
  return level;
}

/* The heading with its number: the one that it brings, or the next. */
static char *
number_heading (KaDoc *self, guint level, const char *text)
{
  g_autofree char *trimmed = take_text (text);
  g_autofree char *number = NULL;
  const char *rest = trimmed;
  guint n = self->counters[level - 1] + 1;
  guint given;

  if (parse_number (trimmed, &given, &rest) == level)
    n = given;
  else
    rest = trimmed;
  self->counters[level - 1] = n;
  for (guint i = level; i < N_LEVELS; i++)
    self->counters[i] = 0;

  number = format_number (level, n);
  return g_strconcat (number, rest, NULL);
}

void
ka_doc_add_heading (KaDoc *self, guint level, const char *text)
{
  g_autofree char *line = NULL;
  KaBlock *block;

  g_return_if_fail (self != NULL && level >= 1 && level <= N_LEVELS);

  line = number_heading (self, level, text);
  block = add_block (self, KA_BLOCK_HEADING, line);
  block->level = level;
}

void
ka_doc_add_run_in (KaDoc *self, guint level, const char *heading, const char *text)
{
  g_autofree char *lead = NULL;
  g_autofree char *line = NULL;
  g_autofree char *rest = take_text (text);
  KaBlock *block;

  g_return_if_fail (self != NULL && level >= 1 && level <= N_LEVELS);

  lead = number_heading (self, level, heading);
  if (!g_str_has_suffix (lead, "。"))
    {
      g_autofree char *bare = g_steal_pointer (&lead);

      lead = g_strconcat (bare, "。", NULL);
    }
  line = g_strconcat (lead, rest, NULL);
  block = add_block (self, KA_BLOCK_PARAGRAPH, line);
  block->level = level;
  block->lead = strlen (lead);
}

/* ---- text ---- */

void
ka_doc_add_paragraph (KaDoc *self, const char *text)
{
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (self != NULL);

  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *trimmed = take_text (*line);

      if (*trimmed != '\0')
        add_block (self, KA_BLOCK_PARAGRAPH, trimmed);
    }
}

static char *
format_item (KaListStyle style, guint n)
{
  char circled[8] = "";

  switch (style)
    {
    case KA_LIST_ARABIC:
      return g_strdup_printf ("%u.", n);
    case KA_LIST_PAREN:
      return g_strdup_printf ("（%u）", n);
    case KA_LIST_CIRCLED:
      /* ①…⑳ and ㉑…㊿ are all that there are. */
      if (n > 50)
        return g_strdup_printf ("（%u）", n);
      g_unichar_to_utf8 (n <= 20   ? 0x2460 + n - 1
                         : n <= 35 ? 0x3251 + n - 21
                                   : 0x32b1 + n - 36,
                         circled);
      return g_strdup (circled);
    case KA_LIST_PLAIN:
    default:
      return g_strdup ("");
    }
}

void
ka_doc_add_list (KaDoc *self, KaListStyle style, const char *const *items)
{
  g_return_if_fail (self != NULL && items != NULL);

  for (guint n = 1; *items != NULL; items++, n++)
    {
      g_autofree char *number = format_item (style, n);
      g_autofree char *item = take_text (*items);
      g_autofree char *line = g_strconcat (number, item, NULL);

      add_block (self, KA_BLOCK_PARAGRAPH, line);
    }
}

/* Whether a numbered line stands for itself: short, and no sentence. */
static gboolean
is_heading (const char *line)
{
  static const char *const ends[] = { "。", "；", "：", "，", "、", ";", ":", ",", NULL };

  for (const char *const *end = ends; *end != NULL; end++)
    if (g_str_has_suffix (line, *end))
      return FALSE;
  return g_utf8_strlen (line, -1) <= MAX_HEADING && strstr (line, "。") == NULL;
}

static void
add_line (KaDoc *self, const char *line)
{
  const char *rest, *stop;
  guint n, level = parse_number (line, &n, &rest);

  if (level != 0 && is_heading (line))
    {
      ka_doc_add_heading (self, level, line);
      return;
    }
  stop = strstr (line, "。");
  if ((level == 1 || level == 2) && stop != NULL
      && g_utf8_strlen (line, stop - line) <= MAX_HEADING)
    {
      g_autofree char *heading = g_strndup (line, stop - line);

      ka_doc_add_run_in (self, level, heading, stop + strlen ("。"));
      return;
    }
  ka_doc_add_paragraph (self, line);
}

void
ka_doc_add_text (KaDoc *self, const char *text)
{
  g_auto (GStrv) lines = NULL;

  g_return_if_fail (self != NULL);

  lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *trimmed = take_text (*line);

      if (*trimmed != '\0')
        add_line (self, trimmed);
    }
}

void
ka_doc_add_table (KaDoc *self, KaTable *table)
{
  g_return_if_fail (self != NULL && table != NULL);

  if (ka_table_get_n_columns (table) > 0)
    add_block (self, KA_BLOCK_TABLE, NULL)->table = ka_table_ref (table);
}

void
ka_doc_add_chart (KaDoc *self, KaChart *chart)
{
  g_return_if_fail (self != NULL && chart != NULL);

  add_block (self, KA_BLOCK_CHART, ka_chart_get_title (chart))->chart = ka_chart_ref (chart);
}

void
ka_doc_add_picture (KaDoc *self, KaPicture *picture, const char *caption)
{
  g_return_if_fail (self != NULL && picture != NULL && caption != NULL);

  add_block (self, KA_BLOCK_PICTURE, caption)->picture = ka_picture_ref (picture);
}

/* ---- end of the paper ---- */

void
ka_doc_add_annex_list (KaDoc *self)
{
  g_return_if_fail (self != NULL);

  add_block (self, KA_BLOCK_ANNEX_LIST, NULL);
}

void
ka_doc_add_signature (KaDoc *self, const char *name, const char *date, gboolean seal)
{
  KaBlock *block;

  g_return_if_fail (self != NULL);

  block = add_block (self, KA_BLOCK_SIGNATURE, name);
  block->date = take_text (date);
  block->flag = seal;
}

void
ka_doc_add_note (KaDoc *self, const char *note)
{
  g_autofree char *text = take_text (note);
  g_autofree char *line = NULL;

  g_return_if_fail (self != NULL);

  if (*text == '\0')
    return;
  line = g_str_has_prefix (text, "（") ? g_strdup (text) : g_strconcat ("（", text, "）", NULL);
  add_block (self, KA_BLOCK_NOTE, line);
}

void
ka_doc_begin_annex (KaDoc *self, const char *title, gboolean landscape)
{
  g_return_if_fail (self != NULL);

  add_block (self, KA_BLOCK_ANNEX, title)->flag = landscape;
  memset (self->counters, 0, sizeof self->counters);
}

/* ---- forms ---- */

void
ka_doc_begin_form (KaDoc *self, const KaDocForm *form)
{
  KaBlock *block;

  g_return_if_fail (self != NULL && form != NULL);

  block = add_block (self, KA_BLOCK_FORM, NULL);
  block->flag = form->landscape;
  block->form = g_new0 (KaBlockForm, 1);
  block->form->series = take_optional (form->series);
  block->form->name = take_optional (form->name);
  block->form->number = take_optional (form->number);
  block->form->signer = take_optional (form->signer);
  block->form->copies = take_optional (form->copies);
  block->form->strip = take_optional (form->strip);
  memset (self->counters, 0, sizeof self->counters);
}

static GArray *
new_cells (void)
{
  GArray *cells = g_array_new (FALSE, TRUE, sizeof (KaBlockCell));

  g_array_set_clear_func (cells, clear_cell);
  return cells;
}

static void
add_blanks (KaDoc *self, const KaDocBlank *blanks, guint n, gboolean sign)
{
  KaBlock *block = add_block (self, KA_BLOCK_BLANKS, NULL);

  block->flag = sign;
  block->cells = new_cells ();
  for (guint i = 0; i < n; i++)
    {
      KaBlockCell cell = { take_text (blanks[i].label), take_text (blanks[i].value), 1, FALSE };

      g_array_append_val (block->cells, cell);
    }
}

void
ka_doc_add_blanks (KaDoc *self, const KaDocBlank *blanks, guint n)
{
  g_return_if_fail (self != NULL && blanks != NULL && n > 0);

  add_blanks (self, blanks, n, FALSE);
}

void
ka_doc_add_sign (KaDoc *self, const KaDocBlank *blanks, guint n)
{
  g_return_if_fail (self != NULL && blanks != NULL && n > 0);

  add_blanks (self, blanks, n, TRUE);
}

void
ka_doc_add_ruled (KaDoc *self, const char *text, guint least)
{
  g_return_if_fail (self != NULL);

  add_block (self, KA_BLOCK_RULED, text)->level = least;
}

void
ka_doc_add_cells (KaDoc *self, const KaDocCell *cells, guint n, double height)
{
  KaBlock *block;

  g_return_if_fail (self != NULL && cells != NULL && n > 0);

  block = add_block (self, KA_BLOCK_CELLS, NULL);
  block->height = height;
  block->cells = new_cells ();
  for (guint i = 0; i < n; i++)
    {
      KaBlockCell cell = { NULL, take_text (cells[i].text), cells[i].width, cells[i].label };

      g_array_append_val (block->cells, cell);
    }
}

guint
ka_doc_count_annexes (KaDoc *self)
{
  guint n = 0;

  for (guint i = 0; i < self->blocks->len; i++)
    n += ((KaBlock *)g_ptr_array_index (self->blocks, i))->kind == KA_BLOCK_ANNEX;
  return n;
}

void
ka_doc_set_imprint (KaDoc *self, const char *copies, const char *printer, const char *date)
{
  g_return_if_fail (self != NULL);

  g_free (self->copies);
  g_free (self->printer);
  g_free (self->print_date);
  self->copies = take_optional (copies);
  self->printer = take_optional (printer);
  self->print_date = take_optional (date);
}

void
ka_doc_set_page_numbers (KaDoc *self, KaPageNumbers numbers)
{
  g_return_if_fail (self != NULL);

  self->page_numbers = numbers;
}

void
ka_doc_set_font_dirs (KaDoc *self, const char *const *dirs)
{
  g_return_if_fail (self != NULL);

  g_strfreev (self->font_dirs);
  self->font_dirs = g_strdupv ((char **)dirs);
}
