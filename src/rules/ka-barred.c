/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-barred.h"

#include "ka-discredit-state.h"

#include <glib/gi18n-lib.h>
#include <ka-query.h>
#include <string.h>

typedef struct
{
  gint64 id;
  char *id_number; /* or NULL */
  char *number;    /* of the decision, or NULL */
  char *until;     /* the end of its term */
  gboolean post;   /* 职业禁入 */
} Listing;

struct _KaBarred
{
  GHashTable *names; /* name → GPtrArray of Listing */
};

static void
free_listing (gpointer data)
{
  Listing *listing = data;

  g_free (listing->id_number);
  g_free (listing->number);
  g_free (listing->until);
  g_free (listing);
}

static void
unref_listings (gpointer listings)
{
  g_ptr_array_unref (listings);
}

void
ka_barred_hit_free (KaBarredHit *hit)
{
  g_free (hit->message);
  g_free (hit);
}

void
ka_barred_free (KaBarred *barred)
{
  g_hash_table_unref (barred->names);
  g_free (barred);
}

guint
ka_barred_size (KaBarred *barred)
{
  return g_hash_table_size (barred->names);
}

static void
add_listing (KaBarred *barred, const KaRecord *record)
{
  const char *name = ka_record_get (record, "person");
  const char *restrictions = ka_record_get (record, "restrictions");
  GPtrArray *listings = g_hash_table_lookup (barred->names, name);
  Listing *listing = g_new0 (Listing, 1);

  listing->id = record->id;
  listing->id_number = g_strdup (ka_record_get (record, "id_number"));
  listing->number = g_strdup (ka_record_get (record, "decision_no"));
  listing->until = ka_day_to_iso (ka_discredit_last_day (record));
  listing->post = restrictions != NULL && strstr (restrictions, "禁入") != NULL;
  if (listings == NULL)
    {
      listings = g_ptr_array_new_with_free_func (free_listing);
      g_hash_table_insert (barred->names, g_strdup (name), listings);
    }
  g_ptr_array_add (listings, listing);
}

KaBarred *
ka_barred_read (KaLedger *ledger, KaDay on, GError **error)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("discredit"));
  g_autoptr (GHashTable) parameters
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) records = NULL;
  KaBarred *barred;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);

  g_hash_table_insert (parameters, g_strdup ("day"), ka_day_to_iso (on));
  ka_query_set_predicate (query,
                          "t.person IS NOT NULL AND t.listed <= :day"
                          " AND (t.removed IS NULL OR t.removed > :day)",
                          parameters);
  records = ka_query_records (query, ledger, error);
  if (records == NULL)
    return NULL;
  barred = g_new0 (KaBarred, 1);
  barred->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_listings);
  for (guint i = 0; i < records->len; i++)
    add_listing (barred, records->pdata[i]);
  return barred;
}

/* ---- asking ---- */

static char *
say (const Listing *listing, const char *name, gboolean certain)
{
  g_autofree char *number
    = listing->number != NULL ? g_strdup_printf ("（%s）", listing->number) : g_strdup ("");

  if (certain && listing->post)
    return g_strdup_printf (_ ("%s在失信名单上%s，管理期限至%s，受职业禁入限制，不能任职。"), name,
                            number, listing->until);
  if (certain)
    return g_strdup_printf (_ ("%s在失信名单上%s，管理期限至%s。"), name, number, listing->until);
  if (listing->post)
    return g_strdup_printf (
      _ ("%s与失信名单上受职业禁入限制的人员同名%s，管理期限至%s，请核对身份证号。"), name, number,
      listing->until);
  return g_strdup_printf (_ ("%s与失信名单上的人员同名%s，管理期限至%s，请核对身份证号。"), name,
                          number, listing->until);
}

static void
check_name (KaBarred *barred,
            const KaField *field,
            const char *name,
            const char *id_number,
            GPtrArray *hits)
{
  GPtrArray *listings = g_hash_table_lookup (barred->names, name);

  for (guint i = 0; listings != NULL && i < listings->len; i++)
    {
      const Listing *listing = listings->pdata[i];
      gboolean known = id_number != NULL && listing->id_number != NULL;
      KaBarredHit *hit;

      if (known && strcmp (id_number, listing->id_number) != 0)
        continue;
      hit = g_new0 (KaBarredHit, 1);
      hit->field = field;
      hit->listing = listing->id;
      hit->certain = known;
      hit->message = say (listing, name, known);
      g_ptr_array_add (hits, hit);
    }
}

/* The identity number beside the name: only where the record is about one person. */
static const char *
get_id_number (const KaRecord *record, const KaField *field)
{
  return strcmp (record->kind->id, "person") == 0 && strcmp (field->id, "name") == 0
           ? ka_record_get (record, "id_number")
           : NULL;
}

GPtrArray *
ka_barred_check (KaBarred *barred, const KaRecord *record)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_barred_hit_free);

  if (ka_barred_size (barred) == 0 || strcmp (record->kind->id, "discredit") == 0)
    return hits;
  for (guint f = 0; f < record->kind->n_fields; f++)
    {
      const KaField *field = &record->kind->fields[f];
      g_auto (GStrv) names = NULL;

      if (record->values[f] == NULL
          || (field->format != KA_FORMAT_NAME && field->format != KA_FORMAT_LIST))
        continue;
      names = g_strsplit (record->values[f], "、", -1);
      for (guint i = 0; names[i] != NULL; i++)
        check_name (barred, field, names[i], get_id_number (record, field), hits);
    }
  return hits;
}
