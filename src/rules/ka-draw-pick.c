/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-draw.h"

#include <string.h>
#include <sys/random.h>

/* On paper, and so Chinese in every language. */
const char *
ka_draw_algorithm (void)
{
  return "KA-DRAW-1：随机数流的第i个数（i从0起连续编号，一次抽取共用）为 SHA-256(种子 + \":\" + i) "
         "的前8字节（大端无符号整数，种子按UTF-8，i写成十进制）；要在0到W-1中取一个数时，不小于"
         "2^64-(2^64 mod W) 的数舍去另取下一个，其余除以W取余。"
         "候选对象按编号从小到大排列，W为尚未抽中者的权重之和，"
         "从头累加权重，首个累计权重大于所取数的候选抽中，抽中的不放回，直到抽满。"
         "然后按抽中的顺序，为每个对象在未排除的候选人员中（按编号排列、权重都是1）"
         "用同样的办法抽取检查人员。";
}

static guint64
next_number (const char *seed, guint64 *counter)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *rest = g_strdup_printf (":%" G_GUINT64_FORMAT, (*counter)++);
  guint8 digest[32];
  gsize size = sizeof digest;
  guint64 number = 0;

  g_checksum_update (checksum, (const guchar *)seed, (gssize)strlen (seed));
  g_checksum_update (checksum, (const guchar *)rest, (gssize)strlen (rest));
  g_checksum_get_digest (checksum, digest, &size);
  for (guint i = 0; i < 8; i++)
    number = number << 8 | digest[i];
  return number;
}

/* Each of 0 … range-1 with the same chance: the numbers above the last whole multiple are passed over. */
static guint64
next_below (const char *seed, guint64 *counter, guint64 range)
{
  /* 2^64 mod range without 2^64. */
  guint64 rest = (G_MAXUINT64 % range + 1) % range;

  for (;;)
    {
      guint64 number = next_number (seed, counter);

      if (rest == 0 || number < G_MAXUINT64 - rest + 1)
        return number % range;
    }
}

void
ka_draw_pick (const char *seed,
              guint64 *counter,
              const guint *weights,
              guint n,
              guint count,
              guint *picked)
{
  g_autofree guint *left = g_memdup2 (weights, n * sizeof *weights);
  guint64 total = 0;

  g_return_if_fail (count <= n);

  for (guint i = 0; i < n; i++)
    total += left[i];
  for (guint k = 0; k < count; k++)
    {
      guint64 number, sum = 0;
      guint i;

      g_return_if_fail (total > 0);
      number = next_below (seed, counter, total);
      for (i = 0; i < n - 1; i++)
        {
          sum += left[i];
          if (sum > number)
            break;
        }
      picked[k] = i;
      total -= left[i];
      left[i] = 0;
    }
}

char *
ka_draw_make_seed (void)
{
  guint8 bytes[16];
  GString *text = g_string_new (NULL);

  /* So few bytes are given whole once the system is up. */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    ;
  for (guint i = 0; i < sizeof bytes; i++)
    g_string_append_printf (text, "%02x", bytes[i]);
  return g_string_free (text, FALSE);
}

/* ---- a draw ---- */

static gboolean
is_recused (const KaDraw *self, gint64 id, gint64 person)
{
  for (guint i = 0; i < self->exclusions->len; i++)
    {
      const KaDrawExclusion *exclusion = g_ptr_array_index (self->exclusions, i);

      if (exclusion->id == id && exclusion->person == person)
        return TRUE;
    }
  return FALSE;
}

static void
pick_people (const KaDraw *self, guint64 *counter, KaDrawPick *pick)
{
  g_autoptr (GPtrArray) there = g_ptr_array_new ();
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree guint *weights = NULL;
  g_autofree guint *picked = NULL;
  guint team;

  for (guint i = 0; i < self->people->len; i++)
    {
      KaDrawOne *person = g_ptr_array_index (self->people, i);

      if (!is_recused (self, pick->id, person->id))
        g_ptr_array_add (there, person);
    }
  team = MIN (self->team, there->len);
  weights = g_new (guint, MAX (there->len, 1));
  picked = g_new (guint, MAX (team, 1));
  for (guint i = 0; i < there->len; i++)
    weights[i] = 1;
  ka_draw_pick (self->seed, counter, weights, there->len, team, picked);
  for (guint i = 0; i < team; i++)
    {
      const KaDrawOne *person = g_ptr_array_index (there, picked[i]);

      g_array_append_val (pick->people, person->id);
      g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", person->name);
    }
  pick->people_names = g_string_free (g_steal_pointer (&names), FALSE);
}

void
ka_draw_run (KaDraw *self)
{
  guint n = self->candidates->len, count = MIN (self->count, n);
  g_autofree guint *weights = g_new (guint, MAX (n, 1));
  g_autofree guint *picked = g_new (guint, MAX (count, 1));
  g_autofree char *receipt = NULL;
  guint64 counter = 0;

  g_ptr_array_set_size (self->picks, 0);
  for (guint i = 0; i < n; i++)
    weights[i] = ((const KaDrawOne *)g_ptr_array_index (self->candidates, i))->weight;
  ka_draw_pick (self->seed, &counter, weights, n, count, picked);
  for (guint i = 0; i < count; i++)
    {
      const KaDrawOne *one = g_ptr_array_index (self->candidates, picked[i]);
      KaDrawPick *pick = g_new0 (KaDrawPick, 1);

      pick->id = one->id;
      pick->name = g_strdup (one->name);
      pick->people = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_ptr_array_add (self->picks, pick);
    }
  for (guint i = 0; i < count; i++)
    pick_people (self, &counter, g_ptr_array_index (self->picks, i));
  receipt = ka_draw_receipt (self);
  g_free (self->hash);
  self->hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, receipt, -1);
}
