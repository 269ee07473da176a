/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-heading-index-private.h"

#include <string.h>

#define SCORE_CALLED 0.04 /* less: what it is called, where it is to be told */

guint64
ka_heading_mask_words (GPtrArray *words)
{
  guint64 mask = 0;

  for (guint i = 0; i < words->len; i++)
    mask |= G_GUINT64_CONSTANT (1) << (g_str_hash (g_ptr_array_index (words, i)) % 64);
  return mask;
}

static void
add_to (GHashTable *table, gpointer key, KaHeadingName *name, gsize same)
{
  KaHeadingName *first = g_hash_table_lookup (table, key);

  if (first == NULL)
    g_hash_table_insert (table, key, first = name);
  else
    G_STRUCT_MEMBER (KaSameName, G_STRUCT_MEMBER (KaSameName, first, same).last, same).next = name;
  G_STRUCT_MEMBER (KaSameName, first, same).last = name;
}

/* 矿山属地 is a town, and says in other words no more than 矿山: those are left to what is one. */
static gboolean
is_word_of_owner (const KaKind *kind, const KaField *field, GPtrArray *words)
{
  const char *word = words->len == 1 ? g_ptr_array_index (words, 0) : "";

  return (strcmp (word, "企业") == 0 || strcmp (word, "矿山") == 0) && field->type != KA_FIELD_REF
         && g_strcmp0 (kind->title, field->id) != 0;
}

static void
add_name (KaHeadingIndex *index,
          const KaKind *kind,
          const KaField *field,
          char *folded,
          double score)
{
  KaHeadingName *name;

  if (*folded == '\0')
    {
      g_free (folded);
      return;
    }
  name = g_new0 (KaHeadingName, 1);
  name->kind = kind;
  name->field = field;
  name->index = ka_kind_index (kind);
  name->text = folded;
  name->words = ka_heading_words (folded);
  name->len = strlen (folded);
  name->score = score;
  /* 是否整改到位 asks how, 整改完成情况 may be when. */
  name->exact_only = field->type == KA_FIELD_CHOICE && g_str_has_prefix (folded, "是否");
  name->of_owner = is_word_of_owner (kind, field, name->words)
                   || ka_heading_says_kind (kind, field, name->words);
  g_ptr_array_add (index->names, name);
  add_to (index->exact, name->text, name, G_STRUCT_OFFSET (KaHeadingName, exact));
  if (!name->exact_only && !name->of_owner && !ka_heading_says_nothing (name->words))
    add_to (index->words, name->words, name, G_STRUCT_OFFSET (KaHeadingName, in_words));
}

static void
add_field_name (KaHeadingIndex *index,
                const KaKind *kind,
                const KaField *field,
                const char *text,
                double score)
{
  g_autoptr (KaHeading) heading = ka_heading_new (text);

  if (strcmp (heading->whole, heading->bare) != 0)
    {
      add_name (index, kind, field, g_steal_pointer (&heading->whole), score);
      score -= KA_SCORE_BARE;
    }
  add_name (index, kind, field, g_steal_pointer (&heading->bare), score);
}

static void
add_kind (KaHeadingIndex *index, const KaKind *kind)
{
  for (guint f = 0; f < kind->n_fields; f++)
    {
      const KaField *field = &kind->fields[f];

      add_field_name (index, kind, field, field->label, KA_SCORE_LABEL);
      if (field->aliases != NULL)
        {
          g_auto (GStrv) aliases = g_strsplit (field->aliases, "|", -1);

          /* 案件名称 beside 违法行为 is not the facts. */
          for (guint i = 0; aliases[i] != NULL; i++)
            add_field_name (index, kind, field, aliases[i],
                            field->type == KA_FIELD_LONG && g_str_has_suffix (aliases[i], "名称")
                              ? KA_SCORE_ALIAS - SCORE_CALLED
                              : KA_SCORE_ALIAS);
        }
    }
}

const KaHeadingIndex *
ka_heading_index_get (void)
{
  static gsize ready = 0;
  static KaHeadingIndex index;

  if (g_once_init_enter (&ready))
    {
      guint n;
      const KaKind *const *kinds = ka_kinds (&n);

      index.names = g_ptr_array_new ();
      index.exact = g_hash_table_new (g_str_hash, g_str_equal);
      index.words = g_hash_table_new (ka_heading_words_hash, ka_heading_words_equal);
      index.kinds = g_new0 (KaKindNames, n);
      for (guint k = 0; k < n; k++)
        {
          index.kinds[k].first = index.names->len;
          if (ka_kind_is_read (kinds[k]))
            add_kind (&index, kinds[k]);
          index.kinds[k].last = index.names->len;
        }
      g_once_init_leave (&ready, 1);
    }
  return &index;
}

static GPtrArray *
read_called (const KaKind *kind)
{
  GPtrArray *called = g_ptr_array_new ();

  if (!ka_kind_is_read (kind))
    return called;
  g_ptr_array_add (called, ka_heading_fold (kind->label));
  if (kind->aliases != NULL)
    {
      g_auto (GStrv) aliases = g_strsplit (kind->aliases, "|", -1);

      for (guint i = 0; aliases[i] != NULL; i++)
        g_ptr_array_add (called, ka_heading_fold (aliases[i]));
    }
  return called;
}

static void
add_within (GHashTable *within, KaHeadingName *name)
{
  gboolean says_little;
  GPtrArray *words = ka_heading_words_within (name->words, name->kind, &says_little);
  gboolean taken = words->len > 0 && !g_hash_table_contains (within, words);

  if (words->len > 0)
    add_to (within, words, name, G_STRUCT_OFFSET (KaHeadingName, in_within));
  if (!taken)
    g_ptr_array_unref (words);
}

const KaKindNames *
ka_heading_index_get_kind (const KaHeadingIndex *index, const KaKind *kind)
{
  KaKindNames *names = &index->kinds[ka_kind_index (kind)];

  if (g_once_init_enter (&names->ready))
    {
      names->fields = g_new0 (GPtrArray *, kind->n_fields);
      for (guint f = 0; f < kind->n_fields; f++)
        names->fields[f] = g_ptr_array_new ();
      names->within = g_hash_table_new (ka_heading_words_hash, ka_heading_words_equal);
      names->called = read_called (kind);
      for (guint i = names->first; i < names->last; i++)
        {
          KaHeadingName *name = g_ptr_array_index (index->names, i);

          if (name->exact_only)
            continue;
          name->mask = ka_heading_mask_words (name->words);
          g_ptr_array_add (names->fields[name->field - kind->fields], name);
          if (!name->of_owner)
            add_within (names->within, name);
        }
      g_once_init_leave (&names->ready, 1);
    }
  return names;
}

GPtrArray *
ka_heading_index_find_by_length (const KaHeadingIndex *index, const char *letters)
{
  static gsize ready = 0;
  static GHashTable *lengths; /* characters → GPtrArray of KaHeadingName */

  if (g_once_init_enter (&ready))
    {
      lengths = g_hash_table_new (NULL, NULL);
      for (guint i = 0; i < index->names->len; i++)
        {
          KaHeadingName *name = g_ptr_array_index (index->names, i);
          gpointer length = GSIZE_TO_POINTER (g_utf8_strlen (name->text, -1));
          GPtrArray *names = g_hash_table_lookup (lengths, length);

          if (names == NULL)
            g_hash_table_insert (lengths, length, names = g_ptr_array_new ());
          g_ptr_array_add (names, name);
        }
      g_once_init_leave (&ready, 1);
    }
  return g_hash_table_lookup (lengths, GSIZE_TO_POINTER (strlen (letters)));
}
