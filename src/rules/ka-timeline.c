/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-timeline.h"

#include "ka-sentence-private.h"

#include <glib/gi18n-lib.h>
#include <ka-history.h>
#include <string.h>

const char *
ka_event_sort_id (KaEventSort sort)
{
  static const char *const IDS[KA_EVENT_N_SORTS] = {
    [KA_EVENT_INSPECTION] = N_ ("检查与服务"), [KA_EVENT_HAZARD] = N_ ("隐患"),
    [KA_EVENT_PENALTY] = N_ ("处罚与失信"),    [KA_EVENT_ACCIDENT] = N_ ("事故与举报"),
    [KA_EVENT_PERMIT] = N_ ("证照与标准化"),   [KA_EVENT_PROJECT] = N_ ("建设与停复产"),
    [KA_EVENT_PEOPLE] = N_ ("人员与培训"),     [KA_EVENT_MEASURE] = N_ ("硬措施"),
    [KA_EVENT_PAPER] = N_ ("文书与附件"),      [KA_EVENT_CHANGE] = N_ ("登记变更"),
  };

  g_return_val_if_fail (sort < KA_EVENT_N_SORTS, "");
  return IDS[sort];
}

const char *
ka_event_sort_label (KaEventSort sort)
{
  return _ (ka_event_sort_id (sort));
}

void
ka_event_free (KaEvent *event)
{
  g_free (event->text);
  g_free (event);
}

gboolean
ka_event_is_overdue (const KaEvent *event, KaDay on)
{
  return event->term && event->day < on;
}

typedef struct
{
  KaLedger *ledger;
  const KaKind *subject;
  gint64 mine;       /* 0: of the enterprise */
  gint64 enterprise; /* or the person */
  KaDay on;
  GPtrArray *events;
} Timeline;

/* ---- whose a record is ---- */

#define ITS_MINES "(SELECT m.id FROM mine m WHERE m.enterprise = :enterprise)"

static gboolean
has (const KaKind *kind, const char *field, const char *target)
{
  const KaField *its = ka_kind_field (kind, field);

  return its != NULL && ka_field_target (its) == ka_kind_get (target);
}

/* The mine of a record of the kind, as SQL over t; NULL: it can be of an enterprise only. */
static const char *
get_mine_sql (const KaKind *kind)
{
  if (strcmp (kind->id, "mine") == 0)
    return "t.id";
  if (has (kind, "mine", "mine"))
    return "t.mine";
  if (has (kind, "hazard", "hazard"))
    return "(SELECT h.mine FROM hazard h WHERE h.id = t.hazard)";
  return NULL;
}

/* One person may stand in the ledger more than once: at two mines, in two posts. */
#define SAME_PERSON                                                                                \
  "(t.id = :person OR (t.id_number IS NOT NULL AND t.id_number = (SELECT p.id_number FROM person"  \
  " p WHERE p.id = :person)) OR (t.id_number IS NULL AND t.cert_no = (SELECT p.cert_no FROM"       \
  " person p WHERE p.id = :person AND p.id_number IS NULL)))"

/* What belongs to the mine, and what its enterprise has without saying for which mine; or all that belongs
 * to an enterprise and its mines. NULL: records of the kind belong to neither. Free it. */
static char *
make_owner_sql (const Timeline *self, const KaKind *kind)
{
  gboolean of_mine = self->mine != 0;
  const char *mine = get_mine_sql (kind);
  gboolean both = mine != NULL && has (kind, "enterprise", "enterprise");

  if (strcmp (self->subject->id, "person") == 0)
    return kind == self->subject ? g_strdup (SAME_PERSON) : NULL;
  if (strcmp (kind->id, "enterprise") == 0)
    return g_strdup ("t.id = :enterprise");
  if (strcmp (kind->id, "mine") == 0)
    return g_strdup (of_mine ? "t.id = :mine" : "t.enterprise = :enterprise");
  if (mine == NULL)
    return has (kind, "enterprise", "enterprise") ? g_strdup ("t.enterprise = :enterprise") : NULL;
  /* By the index of the hazard's mine, then of what refers to the hazard. */
  if (strcmp (mine, "t.mine") != 0)
    return g_strdup_printf ("t.hazard IN (SELECT h.id FROM hazard h WHERE h.mine %s)",
                            of_mine ? "= :mine" : "IN " ITS_MINES);
  if (of_mine)
    return g_strdup (both ? "(t.mine = :mine OR (t.mine IS NULL AND t.enterprise = :enterprise))"
                          : "t.mine = :mine");
  return g_strdup (both ? "(t.enterprise = :enterprise OR t.mine IN " ITS_MINES ")"
                        : "t.mine IN " ITS_MINES);
}

static KaCursor *
open_cursor (Timeline *self, const char *sql, GError **error)
{
  KaCursor *cursor = ka_cursor_new (self->ledger, sql, error);
  g_autofree char *day = ka_day_to_iso (self->on);

  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_int (cursor, ":mine", self->mine);
  ka_cursor_bind_int (cursor, ":enterprise", self->enterprise);
  ka_cursor_bind_int (cursor, ":person", self->enterprise);
  ka_cursor_bind_text (cursor, ":day", day);
  return cursor;
}

static void
take_event (Timeline *self, KaEvent event)
{
  if (event.day == KA_DAY_NONE || event.day == KA_DAY_FOREVER)
    g_free (event.text);
  else
    g_ptr_array_add (self->events, g_memdup2 (&event, sizeof event));
}

static gboolean
end_cursor (GError *local, GError **error)
{
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- by the table ---- */

static char *
make_statement (const KaEventRule *rule, const KaKind *kind, const char *owner)
{
  const char *mine = get_mine_sql (kind);
  g_autofree char *field = g_strdup_printf ("t.\"%s\"", rule->field);
  const char *day = rule->day != NULL ? rule->day : field;
  GString *sql = g_string_new ("SELECT t.id, ");

  g_string_append_printf (sql, "%s, %s", day, mine != NULL ? mine : "NULL");
  for (guint i = 0; i < KA_EVENT_MAX_FACTS; i++)
    g_string_append_printf (sql, ", %s", rule->facts[i] != NULL ? rule->facts[i] : "NULL");
  g_string_append_printf (sql, " FROM \"%s\" t WHERE %s AND %s IS NOT NULL", kind->id, owner, day);
  if (rule->where != NULL)
    g_string_append_printf (sql, " AND (%s)", rule->where);
  return g_string_free (sql, FALSE);
}

static gboolean
find_of_rule (Timeline *self, const KaEventRule *rule, GError **error)
{
  const KaKind *kind = ka_kind_get (rule->kind);
  g_autofree char *owner = make_owner_sql (self, kind);
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  GError *local = NULL;

  if (owner == NULL)
    return TRUE;
  sql = make_statement (rule, kind, owner);
  cursor = open_cursor (self, sql, error);
  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    take_event (self, (KaEvent){ .rule = rule,
                                 .sort = rule->sort,
                                 .day = ka_day_from_iso (ka_cursor_get_text (cursor, 1)),
                                 .term = rule->term,
                                 .kind = kind,
                                 .id = ka_cursor_get_int (cursor, 0),
                                 .mine = ka_cursor_get_int (cursor, 2),
                                 .text = _ka_fill_sentence (_ (rule->sentence), cursor, 3,
                                                            KA_EVENT_MAX_FACTS) });
  return end_cursor (local, error);
}

/* ---- attachments ---- */

/* Dated by the change that put them in, whichever record they are kept with. */
static gboolean
find_attachments (Timeline *self, const KaKind *kind, GError **error)
{
  g_autofree char *owner = make_owner_sql (self, kind);
  const char *mine = get_mine_sql (kind);
  g_autofree char *sql = NULL;
  g_autoptr (KaCursor) cursor = NULL;
  GError *local = NULL;

  if (owner == NULL)
    return TRUE;
  sql = g_strdup_printf (
    "SELECT a.owner_id, substr (c.at, 1, 10), %s, a.name FROM attachment a JOIN \"%s\" t"
    " ON t.id = a.owner_id JOIN revision r ON r.rev = a.rev JOIN change c ON c.id = r.change"
    " WHERE a.owner_kind = '%s' AND %s",
    mine != NULL ? mine : "NULL", kind->id, kind->id, owner);
  cursor = open_cursor (self, sql, error);
  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    take_event (self, (KaEvent){ .sort = KA_EVENT_PAPER,
                                 .day = ka_day_from_iso (ka_cursor_get_text (cursor, 1)),
                                 .kind = kind,
                                 .id = ka_cursor_get_int (cursor, 0),
                                 .mine = ka_cursor_get_int (cursor, 2),
                                 .text = g_strdup_printf (_ ("%s的附件：%s"), ka_kind_label (kind),
                                                          ka_cursor_get_text (cursor, 3)) });
  return end_cursor (local, error);
}

/* ---- changes of the registry ---- */

#define MOST_FIELDS 3

static char *
show_value (Timeline *self, const KaRecord *record, const KaField *field)
{
  if (ka_record_get (record, field->id) == NULL)
    return g_strdup (_ ("空"));
  return ka_ledger_display (self->ledger, record, field, TRUE);
}

/* NULL: nothing that is told. */
static char *
describe_change (Timeline *self, const KaRevision *revision, const KaRevision *older)
{
  const KaRecord *after = revision->record, *before = older != NULL ? older->record : NULL;
  GString *text = g_string_new (NULL);
  guint n = 0;

  if (after == NULL)
    return g_string_free (g_string_append (text, _ ("从台账删除")), FALSE);
  if (before == NULL)
    {
      g_string_append (text, older != NULL ? _ ("恢复到台账") : _ ("登记到台账"));
      if (revision->file != NULL)
        g_string_append_printf (text, _ ("（来自%s）"), revision->file);
      return g_string_free (text, FALSE);
    }
  for (guint i = 0; i < after->kind->n_fields; i++)
    {
      const KaField *field = &after->kind->fields[i];
      g_autofree char *old = NULL, *new = NULL;

      if (g_strcmp0 (after->values[i], before->values[i]) == 0 || n++ >= MOST_FIELDS)
        continue;
      old = show_value (self, before, field);
      new = show_value (self, after, field);
      g_string_append_printf (text, "%s%s：%s → %s", text->len > 0 ? "；" : "",
                              ka_field_label (field), old, new);
    }
  if (n > MOST_FIELDS)
    g_string_append_printf (text, _ ("，等%u项"), n);
  return g_string_free (text, n == 0);
}

static gint64
get_mine_of (const KaRevision *revision, const KaKind *kind, gint64 id)
{
  if (strcmp (kind->id, "mine") == 0)
    return id;
  return revision->record != NULL && ka_kind_field (kind, "mine") != NULL
           ? ka_record_get_int (revision->record, "mine", 0)
           : 0;
}

static gboolean
find_changes (Timeline *self, const KaKind *kind, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) revisions = ka_ledger_history (self->ledger, kind, id, error);

  if (revisions == NULL)
    return FALSE;
  for (guint i = 0; i < revisions->len; i++)
    {
      const KaRevision *revision = revisions->pdata[i];
      char *text
        = describe_change (self, revision, i + 1 < revisions->len ? revisions->pdata[i + 1] : NULL);
      g_autofree char *day = g_strndup (revision->at, strlen ("2025-01-31"));

      if (text != NULL)
        take_event (self, (KaEvent){ .sort = KA_EVENT_CHANGE,
                                     .day = ka_day_from_iso (day),
                                     .kind = kind,
                                     .id = id,
                                     .mine = get_mine_of (revision, kind, id),
                                     .text = text });
    }
  return TRUE;
}

static gboolean
find_all_changes (Timeline *self, GCancellable *cancellable, GError **error)
{
  const KaKind *kind = ka_kind_get ("mine");
  const char *sql = "SELECT t.id FROM mine t WHERE t.enterprise = :enterprise";
  g_autoptr (KaCursor) cursor = NULL;
  GError *local = NULL;

  if (self->mine != 0)
    return find_changes (self, kind, self->mine, error);
  if (strcmp (self->subject->id, "person") == 0)
    {
      kind = self->subject;
      sql = "SELECT t.id FROM person t WHERE " SAME_PERSON;
    }
  else if (!find_changes (self, self->subject, self->enterprise, error))
    return FALSE;
  cursor = open_cursor (self, sql, error);
  if (cursor == NULL)
    return FALSE;
  while (ka_cursor_next (cursor, &local))
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !find_changes (self, kind, ka_cursor_get_int (cursor, 0), error))
      return FALSE;
  return end_cursor (local, error);
}

/* ---- all of it ---- */

gboolean
ka_timeline_has (const KaKind *kind)
{
  static const char *const KINDS[] = { "mine", "enterprise", "person", NULL };

  return g_strv_contains (KINDS, kind->id);
}

/* Within a day in the order in which things are done. */
static int
compare_events (gconstpointer a, gconstpointer b)
{
  const KaEvent *x = *(KaEvent *const *)a, *y = *(KaEvent *const *)b;

  if (x->day != y->day)
    return x->day > y->day ? -1 : 1;
  if (x->sort != y->sort)
    return (int)x->sort - (int)y->sort;
  if (x->kind != y->kind)
    return (int)ka_kind_index (x->kind) - (int)ka_kind_index (y->kind);
  if (x->id != y->id)
    return x->id < y->id ? -1 : 1;
  return x->rule != y->rule && x->rule != NULL && y->rule != NULL ? (x->rule < y->rule ? 1 : -1)
                                                                  : strcmp (x->text, y->text);
}

GPtrArray *
ka_timeline_find (KaLedger *ledger,
                  const KaKind *kind,
                  gint64 id,
                  KaDay on,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_event_free);
  g_autoptr (KaRecord) subject = NULL;
  gboolean of_mine = kind == ka_kind_get ("mine");
  Timeline self = { ledger, kind, of_mine ? id : 0, id, on, events };
  guint n;
  const KaEventRule *rules = ka_event_rules (&n);
  const KaKind *const *kinds;

  g_return_val_if_fail (KA_IS_LEDGER (ledger), NULL);
  g_return_val_if_fail (ka_timeline_has (kind), NULL);

  subject = ka_ledger_get (ledger, kind, id, error);
  if (subject == NULL)
    return NULL;
  if (of_mine)
    self.enterprise = ka_record_get_int (subject, "enterprise", 0);
  for (guint i = 0; i < n; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !find_of_rule (&self, &rules[i], error))
      return NULL;
  kinds = ka_kinds (&n);
  for (guint i = 0; i < n; i++)
    if ((kinds[i]->flags & KA_KIND_INTERNAL) == 0 && !find_attachments (&self, kinds[i], error))
      return NULL;
  if (!find_all_changes (&self, cancellable, error))
    return NULL;
  g_ptr_array_sort (events, compare_events);
  return g_steal_pointer (&events);
}
