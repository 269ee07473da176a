/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-quarterly-template.h"

#include <glib/gi18n-lib.h>

#include "ka-doc.h"

#define MOST_DEPTH 16

typedef struct
{
  const char *at;
  const KaTemplateSource *source;
  gpointer data;          /* NULL: only check */
  const KaListSpec *list; /* of the {#each} that stands around, or NULL */
  char **item;            /* NULL while checking */
  guint index;            /* of the item */
  guint counter;          /* of {#} */
  guint depth;
  gboolean writing_out; /* lists of words become text, all else stays as it is written */
  GString *out;
} Run;

/* What ends a block. */
typedef enum
{
  END_FAILED,
  END_TEXT,
  END_ELSE,
  END_IF,
  END_EACH,
} End;

static End run_block (Run *run, gboolean active, GError **error);

/* Whether the names of the block are left as they stand: not those of an item that is written out. */
static gboolean
keeps (const Run *run, const char *name)
{
  return run->writing_out && (*name != '.' || run->item == NULL);
}

static void
put_tag (Run *run, const char *tag)
{
  g_string_append_printf (run->out, "{%s}", tag);
}

/* How whoever writes the text calls a tag. */
static char *
say_tag (const KaTemplateSource *source, const char *mark, const char *rest)
{
  g_autofree char *tag = g_strconcat (mark, rest, NULL);

  return source->say != NULL ? source->say (tag) : g_steal_pointer (&tag);
}

G_GNUC_PRINTF (2, 3)
static void
fail (GError **error, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, KA_ERROR, KA_ERROR_INVALID, message);
}

/* 一 … 九十九. */
static char *
format_chinese (guint n)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  if (n < 10)
    return g_strdup (digits[n]);
  return g_strconcat (n >= 20 ? digits[n / 10 % 10] : "", "十", digits[n % 10], NULL);
}

/* ---- tags ---- */

static gboolean
is_name (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_islower (*text) && !g_ascii_isdigit (*text) && *text != '_' && *text != '.')
      return FALSE;
  return TRUE;
}

/* The inside of the tag that begins here, and goes behind it; NULL with an error if it does not end. */
static char *
read_tag (Run *run, GError **error)
{
  const char *end = strpbrk (run->at + 1, "{}\n");
  char *tag;

  if (end == NULL || *end != '}')
    {
      g_autofree char *part = g_utf8_substring (run->at, 0, MIN (12, g_utf8_strlen (run->at, -1)));

      fail (error, _ ("“%s”处的花括号没有闭合，请补上“}”；要写花括号本身，请写“{{”。"), part);
      return NULL;
    }
  tag = g_strstrip (g_strndup (run->at + 1, end - run->at - 1));
  run->at = end + 1;
  return tag;
}

static gboolean
refuse_name (const KaTemplateSource *source, const char *name, GError **error)
{
  const char *nearest = source->nearest != NULL ? source->nearest (name) : NULL;

  if (nearest != NULL)
    {
      g_autofree char *said = say_tag (source, "", nearest);

      fail (error, _ ("没有名为“{%s}”的数据，最接近的是“{%s}”，请改正。"), name, said);
    }
  else
    fail (error, _ ("没有名为“{%s}”的数据，请从数据清单中选用。"), name);
  return FALSE;
}

/* A word that names nothing may be a slip of one that does. */
static gboolean
refuse_no_name (const KaTemplateSource *source, const char *tag, GError **error)
{
  if (source->say != NULL && !g_str_is_ascii (tag) && *tag != '.')
    return refuse_name (source, tag, error);
  fail (error, _ ("“{%s}”不是数据名；要写花括号本身，请写“{{”。"), tag);
  return FALSE;
}

/* The place of a field of the list around; -1 with an error. */
static int
find_field (Run *run, const char *name, GError **error)
{
  g_autofree char *said = say_tag (run->source, "", name);

  if (run->list == NULL)
    {
      g_autofree char *begins = say_tag (run->source, "#each ", "…");
      g_autofree char *ends = say_tag (run->source, "/each", "");

      fail (error, _ ("“{%s}”只能用在“{%s}”和“{%s}”之间。"), said, begins, ends);
      return -1;
    }
  for (int i = 0; i < (int)G_N_ELEMENTS (run->list->fields) && run->list->fields[i] != NULL; i++)
    if (g_str_equal (run->list->fields[i], name + 1))
      return i;
  fail (error, _ ("列表“%s”里没有“{%s}”这一项，请改正。"), run->list->label, said);
  return -1;
}

/* 未填 takes no measure word: not 未填人. */
static void
skip_measure (Run *run, const char *said)
{
  static const char *const measures[]
    = { "万元", "万吨", "人次", "家次", "矿次", "座次", "项次", "人", "个", "座",
        "家",   "件",   "项",   "处",   "起",   "元",   "次",   "名", "期", "天" };

  if (strstr (said, "未填") == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    if (g_str_has_prefix (run->at, measures[i]))
      {
        run->at += strlen (measures[i]);
        return;
      }
}

static gboolean
put_field (Run *run, const char *name, gboolean active, GError **error)
{
  g_autofree char *number = NULL;
  int field;

  if (run->list != NULL && (g_str_equal (name, ".n") || g_str_equal (name, ".cn")))
    {
      number
        = name[1] == 'n' ? g_strdup_printf ("%u", run->index + 1) : format_chinese (run->index + 1);
      if (active)
        g_string_append (run->out, number);
      return TRUE;
    }
  field = find_field (run, name, error);
  if (field < 0 || !active || run->item == NULL)
    return field >= 0;
  if (run->writing_out)
    {
      g_autoptr (GString) literal = g_string_new (run->item[field]);

      g_string_replace (literal, "{", "{{", 0);
      g_string_append (run->out, literal->str);
    }
  else
    {
      g_string_append (run->out, run->item[field]);
      if (g_str_equal (run->item[field], "未填"))
        skip_measure (run, run->item[field]);
    }
  return TRUE;
}

static gboolean
put_figure (Run *run, const char *name, gboolean active, GError **error)
{
  if (!is_name (name))
    return refuse_no_name (run->source, name, error);
  if (active && keeps (run, name))
    {
      put_tag (run, name);
      return TRUE;
    }
  if (name[0] == '.')
    return put_field (run, name, active, error);
  if (!run->source->known (name))
    return refuse_name (run->source, name, error);
  if (run->source->list (name) != NULL)
    {
      g_autofree char *said = say_tag (run->source, "", name);
      g_autofree char *begins = say_tag (run->source, "#each ", name);
      g_autofree char *ends = say_tag (run->source, "/each", "");

      fail (error, _ ("“{%s}”是列表，请用“{%s}……{%s}”逐项写出。"), said, begins, ends);
      return FALSE;
    }
  if (active && run->data != NULL)
    {
      gsize before = run->out->len;

      run->source->put (run->data, name, run->out);
      skip_measure (run, run->out->str + before);
    }
  return TRUE;
}

/* ---- {#if} and {#each} ---- */

static gboolean
test_condition (Run *run, const char *condition, gboolean *holds, GError **error)
{
  const char *name = condition + (*condition == '!');
  int field;

  *holds = FALSE;
  if (!is_name (name))
    return refuse_no_name (run->source, name, error);
  if (name[0] == '.')
    {
      field = find_field (run, name, error);
      if (field < 0)
        return FALSE;
      *holds
        = run->item != NULL && *run->item[field] != '\0' && !g_str_equal (run->item[field], "0");
    }
  else if (!run->source->known (name))
    return refuse_name (run->source, name, error);
  else if (run->data != NULL)
    *holds = run->source->holds (run->data, name);
  if (*condition == '!')
    *holds = !*holds;
  return TRUE;
}

/* What begins with this mark does not end. */
static void
fail_open (Run *run, const char *mark, const char *rest, const char *end, GError **error)
{
  g_autofree char *begins = say_tag (run->source, mark, rest);
  g_autofree char *ends = say_tag (run->source, end, "");

  fail (error, _ ("“{%s}”没有对应的“{%s}”，请补上。"), begins, ends);
}

/* A condition that stays in the text: both its branches do. */
static End
keep_if (Run *run, const char *condition, GError **error)
{
  End end;

  g_string_append_printf (run->out, "{#if %s}", condition);
  end = run_block (run, TRUE, error);
  if (end == END_ELSE)
    {
      put_tag (run, "#else");
      end = run_block (run, TRUE, error);
    }
  if (end == END_IF)
    put_tag (run, "/if");
  return end;
}

static gboolean
run_if (Run *run, const char *condition, gboolean active, GError **error)
{
  gboolean kept = active && keeps (run, condition + (*condition == '!'));
  gboolean holds;
  End end;

  if (!test_condition (run, condition, &holds, error))
    return FALSE;
  end = kept ? keep_if (run, condition, error) : run_block (run, active && holds, error);
  if (end == END_ELSE && !kept)
    end = run_block (run, active && !holds, error);
  if (end == END_IF)
    return TRUE;
  if (end != END_FAILED)
    fail_open (run, "#if ", condition, "/if", error);
  return FALSE;
}

/* A list of figures stays a list. */
static gboolean
keep_each (Run *run, const KaListSpec *list, const char *rest, GError **error)
{
  End end;

  g_string_append_printf (run->out, "{#each %s}", rest);
  run->list = list;
  end = run_block (run, TRUE, error);
  run->list = NULL;
  if (end == END_EACH)
    put_tag (run, "/each");
  else if (end != END_FAILED)
    fail_open (run, "#each ", list->name, "/each", error);
  return end == END_EACH;
}

static gboolean
run_each (Run *run, const char *rest, gboolean active, GError **error)
{
  const char *blank = strchr (rest, ' ');
  g_autofree char *name = blank != NULL ? g_strndup (rest, blank - rest) : g_strdup (rest);
  const char *separator = blank != NULL ? blank + 1 : "";
  const char *start = run->at;
  const KaListSpec *list = run->source->list (name);
  GPtrArray *items;
  guint n;
  End end = END_EACH;

  if (list == NULL)
    {
      fail (error, _ ("没有名为“%s”的列表，请从数据清单中选用。"), name);
      return FALSE;
    }
  if (run->list != NULL)
    {
      fail (error, _ ("列表里面不能再写列表，请分开写。"));
      return FALSE;
    }
  if (run->writing_out && active && !list->quoted)
    return keep_each (run, list, rest, error);
  items = run->data != NULL ? run->source->items (run->data, name) : NULL;
  n = items != NULL && active ? items->len : 0;
  run->list = list;
  /* Once without output where there is nothing, to find the end. */
  for (guint i = 0; i < MAX (n, 1) && end == END_EACH; i++)
    {
      run->at = start;
      run->index = i;
      run->item = n > 0 ? g_ptr_array_index (items, i) : NULL;
      if (i > 0)
        g_string_append (run->out, separator);
      end = run_block (run, n > 0, error);
    }
  run->list = NULL;
  run->item = NULL;
  if (end == END_EACH)
    return TRUE;
  if (end != END_FAILED)
    fail_open (run, "#each ", name, "/each", error);
  return FALSE;
}

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " ");
}

static End
run_tag (Run *run, const char *tag, gboolean active, GError **error)
{
  if (g_str_equal (tag, "#else"))
    return END_ELSE;
  if (g_str_equal (tag, "/if"))
    return END_IF;
  if (g_str_equal (tag, "/each"))
    return END_EACH;
  if (g_str_equal (tag, "#"))
    {
      g_autofree char *number = NULL;

      if (!active)
        return END_TEXT;
      if (run->writing_out)
        {
          put_tag (run, tag);
          return END_TEXT;
        }
      number = format_chinese (++run->counter);
      g_string_append (run->out, number);
      return END_TEXT;
    }
  if (g_str_has_prefix (tag, "#if "))
    return run_if (run, skip_blanks (tag + 4), active, error) ? END_TEXT : END_FAILED;
  if (g_str_has_prefix (tag, "#each "))
    return run_each (run, skip_blanks (tag + 6), active, error) ? END_TEXT : END_FAILED;
  return put_figure (run, tag, active, error) ? END_TEXT : END_FAILED;
}

/* Goes on to the tag that ends the block, or to the end of the text. */
static End
run_block (Run *run, gboolean active, GError **error)
{
  End end = END_TEXT;

  if (++run->depth > MOST_DEPTH)
    {
      fail (error, _ ("条件嵌套太深，请拆成几段。"));
      return END_FAILED;
    }
  while (end == END_TEXT && *run->at != '\0')
    {
      g_autofree char *tag = NULL;
      gsize n = strcspn (run->at, "{");

      if (active)
        g_string_append_len (run->out, run->at, n);
      run->at += n;
      if (*run->at == '\0')
        break;
      if (run->at[1] == '{')
        {
          if (active)
            g_string_append (run->out, run->writing_out ? "{{" : "{");
          run->at += 2;
          continue;
        }
      tag = read_tag (run, error);
      end = tag != NULL ? run_tag (run, tag, active, error) : END_FAILED;
    }
  run->depth--;
  return end;
}

/* ---- lines ---- */

/* Whether a line holds nothing but {#…} and {/…}. */
static gboolean
is_control (const char *line)
{
  gboolean any = FALSE;

  for (;;)
    {
      line += strspn (line, " \t\r");
      if (*line == '\0')
        return any;
      /* {#} gives text. */
      if (line[0] != '{' || (line[1] != '#' && line[1] != '/') || line[2] == '}')
        return FALSE;
      line = strchr (line, '}');
      if (line == NULL)
        return FALSE;
      line++;
      any = TRUE;
    }
}

static char *
join_control_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (g_str_has_prefix (lines[i], "//"))
        continue;
      if (is_control (lines[i]))
        {
          g_string_append (out, g_strstrip (lines[i]));
          continue;
        }
      g_string_append (out, lines[i]);
      if (lines[i + 1] != NULL)
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

/* What is said to whoever edits the template is not said of this text. */
static char *
drop_remarks (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_prefix (lines[i], "//"))
      *lines[i] = '\0';
  return g_strjoinv ("\n", lines);
}

static char *
drop_empty_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] == '\0')
        continue;
      if (out->len > 0)
        g_string_append_c (out, '\n');
      g_string_append (out, lines[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
run_text (const char *text,
          const KaTemplateSource *source,
          gpointer data,
          gboolean writing_out,
          GError **error)
{
  g_autofree char *joined = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  Run run = { .source = source, .data = data, .out = out, .writing_out = writing_out };
  End end;

  if (!g_utf8_validate (text, -1, NULL))
    {
      fail (error, _ ("文字里有无法识别的字符，请重新录入。"));
      return NULL;
    }
  joined = writing_out ? drop_remarks (text) : join_control_lines (text);
  run.at = joined;
  end = run_block (&run, TRUE, error);

  if (end == END_FAILED)
    return NULL;
  if (end != END_TEXT)
    {
      g_autofree char *said = say_tag (source,
                                       end == END_EACH ? "/each"
                                       : end == END_IF ? "/if"
                                                       : "#else",
                                       "");

      fail (error, _ ("多了一个“{%s}”，请删去。"), said);
      return NULL;
    }
  return drop_empty_lines (out->str);
}

char *
ka_template_expand_from (const char *text,
                         const KaTemplateSource *source,
                         gpointer data,
                         GError **error)
{
  g_return_val_if_fail (text != NULL && source != NULL, NULL);

  return run_text (text, source, data, FALSE, error);
}

/* ---- texts of the report ---- */

typedef struct
{
  KaFigures *figures;
  gboolean links;
} Report;

static void
put_in_report (gpointer data, const char *name, GString *out)
{
  Report *report = data;
  const char *text = ka_figures_text (report->figures, name);

  if (report->links && ka_figures_counts (report->figures, name))
    g_string_append_printf (
      out, KA_DOC_LINK "kuangan:figure/%s" KA_DOC_LINK_TEXT "%s" KA_DOC_LINK_END, name, text);
  else
    g_string_append (out, text);
}

static gboolean
holds_in_report (gpointer data, const char *name)
{
  return ka_figures_holds (((Report *)data)->figures, name);
}

static GPtrArray *
list_in_report (gpointer data, const char *list)
{
  return ka_figures_items (((Report *)data)->figures, list);
}

static const KaTemplateSource report_source = {
  ka_figure_known, ka_list_known,  ka_figure_nearest,   put_in_report,
  holds_in_report, list_in_report, ka_template_say_tag,
};

char *
ka_template_expand (const char *text, KaFigures *figures, gboolean links, GError **error)
{
  Report report = { figures, links };

  return ka_template_expand_from (text, &report_source, &report, error);
}

char *
ka_template_write_out (const char *text, KaFigures *figures, GError **error)
{
  Report report = { figures, FALSE };

  return run_text (text, &report_source, &report, TRUE, error);
}

gboolean
ka_template_check (const char *text, GError **error)
{
  g_autofree char *out = ka_template_expand_from (text, &report_source, NULL, error);

  return out != NULL;
}
