/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-draw-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A line of a receipt: its parts are joined by a bar that no name has. */
#define BAR "｜"

/* ---- making and freeing ---- */

static void
free_one (gpointer data)
{
  KaDrawOne *one = data;

  g_free (one->name);
  g_free (one);
}

static void
free_exclusion (gpointer data)
{
  KaDrawExclusion *exclusion = data;

  g_free (exclusion->name);
  g_free (exclusion->person_name);
  g_free (exclusion->reason);
  g_free (exclusion);
}

static void
free_pick (gpointer data)
{
  KaDrawPick *pick = data;

  g_free (pick->name);
  g_array_unref (pick->people);
  g_free (pick->people_names);
  g_free (pick);
}

KaDraw *
ka_draw_new (void)
{
  KaDraw *self = g_new0 (KaDraw, 1);

  self->drawn = KA_DAY_NONE;
  self->candidates = g_ptr_array_new_with_free_func (free_one);
  self->people = g_ptr_array_new_with_free_func (free_one);
  self->exclusions = g_ptr_array_new_with_free_func (free_exclusion);
  self->picks = g_ptr_array_new_with_free_func (free_pick);
  return self;
}

void
ka_draw_free (KaDraw *self)
{
  g_free (self->number);
  g_free (self->purpose);
  g_free (self->state);
  g_free (self->seed);
  g_free (self->fixed);
  g_free (self->hash);
  g_ptr_array_unref (self->candidates);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->exclusions);
  g_ptr_array_unref (self->picks);
  g_free (self);
}

static char *
clean_part (const char *text)
{
  g_auto (GStrv) parts = NULL;

  if (text == NULL)
    return g_strdup ("");
  parts = g_strsplit (text, BAR, -1);
  return g_strdelimit (g_strjoinv ("|", parts), "\n\r", ' ');
}

void
ka_draw_add_one (GPtrArray *to, gint64 id, const char *name, guint weight)
{
  KaDrawOne *one = g_new0 (KaDrawOne, 1);

  one->id = id;
  one->name = clean_part (name);
  one->weight = weight;
  g_ptr_array_add (to, one);
}

void
ka_draw_exclude (KaDraw *self,
                 gint64 id,
                 const char *name,
                 gint64 person,
                 const char *person_name,
                 const char *reason)
{
  KaDrawExclusion *exclusion = g_new0 (KaDrawExclusion, 1);

  exclusion->id = id;
  exclusion->name = clean_part (name);
  exclusion->person = person;
  exclusion->person_name = clean_part (person_name);
  exclusion->reason = clean_part (reason);
  g_ptr_array_add (self->exclusions, exclusion);
}

/* ---- writing ---- */

static char *
finish_lines (GString *text)
{
  if (text->len > 0)
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, text->len == 0);
}

char *
ka_draw_write_ones (GPtrArray *ones)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ones->len; i++)
    {
      const KaDrawOne *one = g_ptr_array_index (ones, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT BAR "%s" BAR "%u\n", one->id, one->name,
                              one->weight);
    }
  return finish_lines (text);
}

char *
ka_draw_write_exclusions (const KaDraw *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->exclusions->len; i++)
    {
      const KaDrawExclusion *e = g_ptr_array_index (self->exclusions, i);

      g_string_append_printf (
        text, "%" G_GINT64_FORMAT BAR "%s" BAR "%" G_GINT64_FORMAT BAR "%s" BAR "%s\n", e->id,
        e->name, e->person, e->person_name, e->reason);
    }
  return finish_lines (text);
}

char *
ka_draw_write_picks (const KaDraw *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->picks->len; i++)
    {
      const KaDrawPick *pick = g_ptr_array_index (self->picks, i);

      g_string_append_printf (text, "%u" BAR "%" G_GINT64_FORMAT BAR "%s" BAR, i + 1, pick->id,
                              pick->name);
      for (guint k = 0; k < pick->people->len; k++)
        g_string_append_printf (text, "%s%" G_GINT64_FORMAT, k > 0 ? "," : "",
                                g_array_index (pick->people, gint64, k));
      g_string_append_printf (text, BAR "%s\n", pick->people_names);
    }
  return finish_lines (text);
}

char *
ka_draw_receipt (const KaDraw *self)
{
  g_autofree char *candidates = ka_draw_write_ones (self->candidates);
  g_autofree char *people = ka_draw_write_ones (self->people);
  g_autofree char *exclusions = ka_draw_write_exclusions (self);
  g_autofree char *picks = ka_draw_write_picks (self);

  return g_strdup_printf ("抽取编号：%s\n抽取事项：%s\n年度：%d\n抽取数：%u\n每次检查人数：%u\n"
                          "种子：%s\n种子固定时间：%s\n抽取算法：%s\n"
                          "候选对象（编号｜名称｜权重）：\n%s\n候选人员（编号｜姓名｜权重）：\n%s\n"
                          "排除及理由（对象编号｜名称｜人员编号｜姓名｜理由）：\n%s\n"
                          "抽取结果（序号｜编号｜名称｜人员编号｜姓名）：\n%s\n",
                          self->number, self->purpose, self->year, self->count, self->team,
                          self->seed, self->fixed, ka_draw_algorithm (),
                          candidates != NULL ? candidates : "", people != NULL ? people : "",
                          exclusions != NULL ? exclusions : "", picks != NULL ? picks : "");
}

/* ---- reading ---- */

static void
read_ones (GPtrArray *to, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, BAR, -1);
      guint64 weight;

      if (g_strv_length (parts) != 3
          || !g_ascii_string_to_unsigned (parts[2], 10, 1, 1000000, &weight, NULL))
        continue;
      ka_draw_add_one (to, g_ascii_strtoll (parts[0], NULL, 10), parts[1], (guint)weight);
    }
}

static void
read_exclusions (KaDraw *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, BAR, -1);

      if (g_strv_length (parts) == 5)
        ka_draw_exclude (self, g_ascii_strtoll (parts[0], NULL, 10), parts[1],
                         g_ascii_strtoll (parts[2], NULL, 10), parts[3], parts[4]);
    }
}

static void
read_picks (KaDraw *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) parts = g_strsplit (*line, BAR, -1);
      g_auto (GStrv) people = NULL;
      KaDrawPick *pick;

      if (g_strv_length (parts) != 5)
        continue;
      pick = g_new0 (KaDrawPick, 1);
      pick->id = g_ascii_strtoll (parts[1], NULL, 10);
      pick->name = g_strdup (parts[2]);
      pick->people = g_array_new (FALSE, FALSE, sizeof (gint64));
      pick->people_names = g_strdup (parts[4]);
      people = g_strsplit (parts[3], ",", -1);
      for (char **person = people; *person != NULL; person++)
        {
          gint64 id = g_ascii_strtoll (*person, NULL, 10);

          g_array_append_val (pick->people, id);
        }
      g_ptr_array_add (self->picks, pick);
    }
}

static KaDraw *
read_record (const KaRecord *record)
{
  KaDraw *self = ka_draw_new ();
  const char *drawn = ka_record_get (record, "drawn");

  self->record = record->id;
  self->number = g_strdup (ka_record_get (record, "number"));
  self->purpose = g_strdup (ka_record_get (record, "purpose"));
  self->state = g_strdup (ka_record_get (record, "state"));
  self->seed = g_strdup (ka_record_get (record, "seed"));
  self->fixed = g_strdup (ka_record_get (record, "fixed"));
  self->year = (int)ka_record_get_int (record, "year", 0);
  self->drawn = drawn != NULL ? ka_day_from_iso (drawn) : KA_DAY_NONE;
  self->count = (guint)ka_record_get_int (record, "count", 0);
  self->team = (guint)ka_record_get_int (record, "team", 0);
  self->hash = g_strdup (ka_record_get (record, "hash"));
  read_ones (self->candidates, ka_record_get (record, "candidates"));
  read_ones (self->people, ka_record_get (record, "people"));
  read_exclusions (self, ka_record_get (record, "exclusions"));
  read_picks (self, ka_record_get (record, "result"));
  return self;
}

KaDraw *
ka_draw_load (KaLedger *ledger, gint64 id, GError **error)
{
  g_autoptr (KaRecord) record = ka_ledger_get (ledger, ka_kind_get ("draw"), id, error);

  return record != NULL ? read_record (record) : NULL;
}

/* ---- again ---- */

static KaDraw *
copy_draw (const KaDraw *self)
{
  g_autofree char *candidates = ka_draw_write_ones (self->candidates);
  g_autofree char *people = ka_draw_write_ones (self->people);
  g_autofree char *exclusions = ka_draw_write_exclusions (self);
  KaDraw *copy = ka_draw_new ();

  copy->number = g_strdup (self->number);
  copy->purpose = g_strdup (self->purpose);
  copy->seed = g_strdup (self->seed);
  copy->fixed = g_strdup (self->fixed);
  copy->year = self->year;
  copy->count = self->count;
  copy->team = self->team;
  read_ones (copy->candidates, candidates);
  read_ones (copy->people, people);
  read_exclusions (copy, exclusions);
  return copy;
}

gboolean
ka_draw_verify (const KaDraw *self, char **why)
{
  g_autoptr (KaDraw) again = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *drawn = NULL;

  *why = NULL;
  if (self->hash == NULL)
    {
      *why = g_strdup (_ ("还没有抽取，没有可以核对的结果。"));
      return FALSE;
    }
  again = copy_draw (self);
  ka_draw_run (again);
  kept = ka_draw_write_picks (self);
  drawn = ka_draw_write_picks (again);
  if (g_strcmp0 (kept, drawn) != 0)
    *why = g_strdup (_ ("按收据重新抽取，结果与登记的不同。"));
  else if (g_strcmp0 (self->hash, again->hash) != 0)
    *why = g_strdup (_ ("收据的内容与校验值不符。"));
  return *why == NULL;
}
