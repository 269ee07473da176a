/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-recognise-private.h"

#include <ka-text.h>
#include <string.h>

/* Permits side by side: 采矿许可证号 | 有效期 | 安全生产许可证号 | 有效期 in the rows of enterprises, of mines or of
 * permits; people with their certificates likewise (主要负责人 | 证书编号 | 有效期). Each group of columns is a table
 * of its own over the same rows; a row without a number in the group gives no record. Where the posts of a mine stand
 * side by side (矿长 | 总工程师 | 安全副矿长 …), a name is enough. */

#define MAX_GROUPS 8u
#define MIN_SCORE 0.8
/* Posts side by side: of one alone, the column is the mine's. */
#define MIN_POSTS 3
/* Rows in which their headings may begin. */
#define MAX_POST_ROWS 10u

/* What a group of columns is of: a kind, and what one of its fields is in all rows. */
static const struct
{
  const char *kind;
  const char *value;
  const char *words[6];
} kinds[] = {
  { "permit", "采矿许可证", { "采矿许可证", "采矿权许可证", "采矿证" } },
  { "permit", "安全生产许可证", { "安全生产许可证", "安全许可证", "安许证" } },
  { "permit",
    "爆破作业单位许可证",
    { "爆破作业单位许可证", "爆破作业许可证", "爆破许可证", "爆破证" } },
  { "person", "主要负责人", { "主要负责人", "企业负责人" } },
  { "person", "安全生产管理人员", { "安全生产管理人员", "安全管理人员", "专职安全员", "安全员" } },
  { "person", "总工程师", { "总工程师", "技术负责人", "总工" } },
  { "person", "矿长", { "矿长" } },
  { "person", "安全副矿长", { "安全副矿长", "安全矿长", "分管安全副矿长" } },
  { "person", "生产副矿长", { "生产副矿长", "生产矿长", "分管生产副矿长" } },
  { "person", "机电副矿长", { "机电副矿长", "机电矿长", "分管机电副矿长" } },
};

/* What is found in such a group; the first is what the heading of the group alone names. */
static const char *const permit_fields[]
  = { "number", "issuer",   "issued",    "valid_from", "valid_until",
      "scope",  "area_km2", "elevation", NULL };
static const char *const person_fields[]
  = { "name",       "id_number", "phone", "cert_no", "cert_issued",
      "cert_until", "education", "title", NULL };

enum
{
  KIND_MINING,
  KIND_SAFETY,
};

static gboolean
is_person (guint kind)
{
  return strcmp (kinds[kind].kind, "person") == 0;
}

typedef struct
{
  guint kind;     /* of kinds */
  GArray *fields; /* int a column: index of the field of its kind, -1 */
  gboolean numbered;
  gboolean named; /* a name alone gives a record */
} Group;

static void
free_group (gpointer data)
{
  Group *group = data;

  g_array_unref (group->fields);
  g_free (group);
}

static gboolean
has_field (const Group *group, int field)
{
  for (guint c = 0; c < group->fields->len; c++)
    if (g_array_index (group->fields, int, c) == field)
      return TRUE;
  return FALSE;
}

const char *
ka_permit_skip_name (const char *heading)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds) && !is_person (k); k++)
    for (guint w = 0; w < G_N_ELEMENTS (kinds[k].words) && kinds[k].words[w] != NULL; w++)
      if (g_str_has_prefix (heading, kinds[k].words[w]))
        return heading + strlen (kinds[k].words[w]);
  return NULL;
}

/* Which permit the heading names, and what it says of it (char *, NULL: none). */
static char *
find_kind (const char *heading, guint *kind)
{
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    for (guint w = 0; w < G_N_ELEMENTS (kinds[k].words) && kinds[k].words[w] != NULL; w++)
      {
        const char *at = strstr (heading, kinds[k].words[w]);

        /* 负责人 of something else. */
        if (at == NULL || (is_person (k) && at != heading))
          continue;
        *kind = k;
        return g_strdup_printf ("%.*s%s", (int)(at - heading), heading,
                                at + strlen (kinds[k].words[w]));
      }
  return NULL;
}

/* The field that the rest of the heading names; -1: none. of_group: the heading names the group too. */
static int
find_field (const char *rest, guint group, gboolean of_group)
{
  const KaKind *kind = ka_kind_get (kinds[group].kind);
  const char *const *fields = is_person (group) ? person_fields : permit_fields;
  g_autofree double *scores = g_new0 (double, kind->n_fields);
  g_autoptr (KaHeading) heading = ka_heading_new (rest);
  static const char *const numbers[] = { "号", "编号", "号码", "证号", "证编号", NULL };
  static const char *const untils[]
    = { "到期", "到期日", "止", "至", "截止", "届满", "期满", "失效", NULL };
  static const char *const froms[] = { "起", "始", "自", "起始", "开始", NULL };
  double best = MIN_SCORE;
  int field = -1;

  if (g_strv_contains (untils, heading->bare))
    return ka_kind_field_index (kind, is_person (group) ? "cert_until" : "valid_until");
  if (!is_person (group) && g_strv_contains (froms, heading->bare))
    return ka_kind_field_index (kind, "valid_from");
  if (of_group && *heading->bare == '\0')
    return ka_kind_field_index (kind, fields[0]);
  if (of_group && !is_person (group) && g_strv_contains (numbers, heading->bare))
    return ka_kind_field_index (kind, "number");
  ka_heading_match (heading, kind, scores);
  for (guint i = of_group ? 0 : 1; fields[i] != NULL; i++)
    {
      int f = ka_kind_field_index (kind, fields[i]);

      if (scores[f] > best)
        {
          best = scores[f];
          field = f;
        }
    }
  return field;
}

/* Without it there is no record. */
static gboolean
is_number (guint group, int field)
{
  const KaKind *kind = ka_kind_get (kinds[group].kind);
  const char *id = field >= 0 ? kind->fields[field].id : "";

  return is_person (group) ? strcmp (id, "cert_no") == 0 || strcmp (id, "id_number") == 0
                           : strcmp (id, "number") == 0;
}

static Group *
get_group (GPtrArray *groups, guint kind, guint n_columns)
{
  Group *group;

  for (guint i = 0; i < groups->len; i++)
    if (((Group *)g_ptr_array_index (groups, i))->kind == kind)
      return g_ptr_array_index (groups, i);
  group = g_new0 (Group, 1);
  group->kind = kind;
  group->fields = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint c = 0, none = -1; c < n_columns; c++)
    g_array_append_val (group->fields, none);
  g_ptr_array_add (groups, group);
  return group;
}

static gboolean
has_name (const Group *group)
{
  return has_field (group, ka_kind_field_index (ka_kind_get ("person"), "name"));
}

/* 矿长 | 总工程师 | 安全副矿长: a list of who holds which post. */
static void
mark_posts (GPtrArray *groups)
{
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const Group *group = g_ptr_array_index (groups, i);

      n += is_person (group->kind) && has_name (group);
    }
  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = g_ptr_array_index (groups, i);

      group->named = n >= MIN_POSTS && is_person (group->kind) && has_name (group);
    }
}

/* 许可证号 alone is that of the permit that the table is of: 采矿权人 stands in it, or the title says so. */
static gboolean
find_bare_kind (const KaFound *found, const KaHeading *heading, guint *kind)
{
  static const char *const numbers[]
    = { "许可证号", "许可证编号", "许可证号码", "许可证证号", NULL };
  const char *title = found->title != NULL ? found->title : "";

  if (!g_strv_contains (numbers, heading->bare))
    return FALSE;
  *kind = KIND_MINING;
  for (guint c = 0; c < found->headings->len; c++)
    if (strstr (g_ptr_array_index (found->headings, c), "采矿权") != NULL)
      return TRUE;
  if (strstr (title, "采矿权") != NULL || strstr (title, "采矿许可") != NULL)
    return TRUE;
  *kind = KIND_SAFETY;
  return strstr (title, "安全生产许可") != NULL;
}

static GPtrArray *
find_groups (const KaFound *found)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (free_group);
  Group *group = NULL;
  gboolean bare = FALSE; /* the group is all that the table says of permits */

  for (guint c = 0; c < found->headings->len; c++)
    {
      g_autoptr (KaHeading) heading = ka_heading_new (g_ptr_array_index (found->headings, c));
      guint kind = 0;
      g_autofree char *rest = find_kind (heading->bare, &kind);
      int field = -1;

      if (rest != NULL)
        {
          group = get_group (groups, kind, found->headings->len);
          field = find_field (rest, kind, TRUE);
        }
      else if (groups->len == 0 && find_bare_kind (found, heading, &kind))
        {
          group = get_group (groups, kind, found->headings->len);
          field = ka_kind_field_index (ka_kind_get ("permit"), "number");
          bare = TRUE;
        }
      else if (group != NULL)
        field = find_field (heading->bare, group->kind, FALSE);
      if (field < 0 || has_field (group, field))
        {
          /* 有效期 belongs to the permit right before it. */
          if (rest == NULL && !bare)
            group = NULL;
          continue;
        }
      g_array_index (group->fields, int, c) = field;
      group->numbered |= is_number (group->kind, field);
    }
  mark_posts (groups);
  for (guint i = groups->len; i-- > 0;)
    {
      const Group *each = g_ptr_array_index (groups, i);

      if ((!each->numbered && !each->named) || (is_person (each->kind) && !has_name (each)))
        g_ptr_array_remove_index (groups, i);
    }
  return groups;
}

/* The column of the field in the table, or -1. */
static int
column_of (const KaFound *found, const char *field)
{
  const KaField *wanted = found ? ka_kind_field (found->kind, field) : NULL;
  guint column;

  if (wanted == NULL || !g_ptr_array_find (found->fields, wanted, &column))
    return -1;
  return (int)column;
}

static void
take_owner (KaFound *permits, const KaFound *of, const char *field)
{
  gboolean is_owner = strcmp (of->kind->id, field) == 0;
  int column = column_of (of, is_owner ? "name" : field);

  if (column >= 0 && permits->fields->pdata[column] == NULL)
    permits->fields->pdata[column] = (gpointer)ka_kind_field (permits->kind, field);
}

static KaFound *
make_found (const KaFound *of, const KaFound *joined, const Group *group)
{
  const KaKind *kind = ka_kind_get (kinds[group->kind].kind);
  KaFound *found = ka_found_new (of->headings, of->title);

  found->legends = of->legends ? g_ptr_array_ref (of->legends) : NULL;

  g_ptr_array_unref (found->levels);
  found->levels = g_ptr_array_ref (of->levels);
  found->kind = kind;
  found->heading_row = of->heading_row;
  found->n_heading_rows = of->n_heading_rows;
  found->first_row = of->first_row;
  found->last_row = of->last_row;
  found->score = of->score;
  found->wide = of->wide;
  found->forms = of->forms ? g_ptr_array_ref (of->forms) : NULL;
  found->labels = of->labels ? g_array_ref (of->labels) : NULL;
  found->join = KA_JOIN_UNDER;
  found->own = g_array_sized_new (FALSE, TRUE, 1, of->headings->len);
  g_array_set_size (found->own, of->headings->len);
  for (guint c = 0; c < of->headings->len; c++)
    {
      int field = g_array_index (group->fields, int, c);

      g_ptr_array_add (found->fields, field < 0 ? NULL : (gpointer)&kind->fields[field]);
      g_ptr_array_add (found->units, NULL);
      g_array_index (found->own, guint8, c)
        = is_number (group->kind, field)
          || (group->named && field == ka_kind_field_index (kind, "name"));
    }
  for (guint i = 0; i < 2; i++)
    {
      take_owner (found, of, i == 0 ? "enterprise" : "mine");
      if (joined != NULL)
        take_owner (found, joined, i == 0 ? "enterprise" : "mine");
    }
  found->fixed = ka_kind_field (kind, is_person (group->kind) ? "post" : "kind");
  found->fixed_value = g_strdup (kinds[group->kind].value);
  return found;
}

/* The columns are the group's alone; but who the 主要负责人 is, and his telephone, the enterprise has too. */
static void
give_away (KaFound *found, const Group *group)
{
  for (guint c = 0; found != NULL && c < group->fields->len; c++)
    {
      int field = g_array_index (group->fields, int, c);

      if (field < 0)
        continue;
      if (is_person (group->kind)
          && (field == ka_kind_field_index (ka_kind_get ("person"), "name")
              || field == ka_kind_field_index (ka_kind_get ("person"), "phone")))
        continue;
      found->fields->pdata[c] = NULL;
    }
}

GPtrArray *
ka_permits_find (KaFound *found, KaFound *joined)
{
  GPtrArray *tables = g_ptr_array_new ();
  g_autoptr (GPtrArray) groups = NULL;
  gboolean of_permits, of_people;

  if (found->kind == NULL || (found->forms != NULL && !found->wide) || found->spread != NULL)
    return tables;
  of_permits = strcmp (found->kind->id, "permit") == 0;
  of_people = strcmp (found->kind->id, "person") == 0;
  if (!of_permits && !of_people && strcmp (found->kind->id, "mine") != 0
      && strcmp (found->kind->id, "enterprise") != 0)
    return tables;
  groups = find_groups (found);
  if ((of_permits && column_of (found, "kind") >= 0)
      || (of_people && (groups->len < MIN_POSTS || column_of (found, "post") >= 0)))
    return tables;
  /* One group of permits alone is an ordinary table, whose headings say of which kind they are. */
  if (of_permits && groups->len == 1 && !is_person (((Group *)g_ptr_array_index (groups, 0))->kind))
    {
      const Group *group = g_ptr_array_index (groups, 0);

      found->fixed = ka_kind_field (found->kind, "kind");
      ka_set_string (&found->fixed_value, kinds[group->kind].value);
    }
  if (of_permits && groups->len < 2)
    return tables;
  for (guint i = 0; i < MIN (groups->len, MAX_GROUPS); i++)
    g_ptr_array_add (tables, make_found (found, joined, g_ptr_array_index (groups, i)));
  for (guint i = 0; i < groups->len; i++)
    {
      give_away (found, g_ptr_array_index (groups, i));
      give_away (joined, g_ptr_array_index (groups, i));
    }
  return tables;
}

static gboolean
lists_posts (const KaFound *found)
{
  g_autoptr (GPtrArray) groups = find_groups (found);
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    n += ((const Group *)g_ptr_array_index (groups, i))->named;
  return n >= MIN_POSTS && column_of (found, "post") < 0
         && (column_of (found, "mine") >= 0 || column_of (found, "enterprise") >= 0);
}

static KaFound *
make_posts (const KaHead *head, guint row, guint n_rows)
{
  g_autofree char *title = ka_head_title (head, row);
  g_autoptr (GPtrArray) texts = ka_head_join (head, row, n_rows);
  KaFound *found = ka_found_new (texts, title);

  found->heading_row = head->numbers[row];
  found->n_heading_rows = n_rows;
  for (guint r = row; r < row + n_rows; r++)
    g_ptr_array_add (found->levels, ka_head_join (head, r, 1));
  found->first_row = head->numbers[row + n_rows];
  ka_found_assign (found, ka_kind_get ("person"));
  return found;
}

KaFound *
ka_posts_find (KaGrid *grid)
{
  const KaSheetPart all = { 0, 0, G_MAXUINT };
  KaHead *head = ka_head_new (grid, &all);
  KaFound *found = NULL;

  for (guint row = 0; row < MIN (head->n_rows, MAX_POST_ROWS) && found == NULL; row++)
    for (guint n = 2; n >= 1 && found == NULL; n--)
      {
        if (row + n >= head->n_rows)
          continue;
        found = make_posts (head, row, n);
        if (!lists_posts (found))
          g_clear_pointer (&found, ka_found_free);
      }
  if (found != NULL)
    {
      found->last_row = ka_grid_row_number (grid, ka_grid_get_n_rows (grid) - 1);
      ka_found_read_title (found, ka_grid_get_name (grid), NULL);
    }
  ka_head_free (head);
  return found;
}
