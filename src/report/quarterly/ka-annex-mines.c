/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-annex.h"

#include <ka-size.h>

#include "ka-mine-map.h"

/* ---- 1 矿山基本情况一览表 ---- */

/* The end of the newest permit of a kind. */
static GHashTable *
read_permits (KaFigures *figures, const char *kind, GError **error)
{
  g_autofree char *day = ka_day_to_iso (ka_figures_get_day (figures));
  g_autoptr (GHashTable) ends = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (KaCursor) cursor = NULL;
  g_autoptr (GError) local = NULL;

  cursor = ka_cursor_new (ka_figures_get_ledger (figures),
                          "SELECT t.mine, MAX (t.valid_until) FROM permit t WHERE t.kind = :kind"
                          " AND t.mine IS NOT NULL AND t.valid_until IS NOT NULL"
                          " AND (t.valid_from IS NULL OR t.valid_from <= :day) GROUP BY t.mine",
                          error);
  if (cursor == NULL)
    return NULL;
  ka_cursor_bind_text (cursor, ":kind", kind);
  ka_cursor_bind_text (cursor, ":day", day);
  while (ka_cursor_next (cursor, &local))
    {
      gint64 mine = ka_cursor_get_int (cursor, 0);
      const char *end = ka_cursor_get_text (cursor, 1);

      g_hash_table_insert (ends, g_memdup2 (&mine, sizeof mine),
                           g_strdup (ka_day_from_iso (end) == KA_DAY_FOREVER ? "长期" : end));
    }
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return g_steal_pointer (&ends);
}

static char *
show_capacity (KaFigures *figures, const KaRecord *mine)
{
  g_autofree char *capacity = ka_annex_show (figures, mine, "capacity");
  g_autofree char *unit = ka_annex_show (figures, mine, "capacity_unit");

  return *capacity != '\0' ? g_strconcat (capacity, unit, NULL) : g_strdup ("");
}

static char *
show_size (const KaRecord *mine)
{
  const char *size = ka_size_of_mine (mine, NULL);

  return g_strdup (size != NULL ? size : "未核定");
}

static KaTable *
make_mine_table (void)
{
  KaTable *table = ka_table_new (NULL);

  ka_table_add_column (table, "序号", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "矿山名称", 10, KA_ALIGN_LEFT);
  ka_table_add_column (table, "所属企业", 16, KA_ALIGN_LEFT);
  ka_table_add_column (table, "所在镇街", 5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "矿山类型", 5, KA_ALIGN_CENTER);
  ka_table_add_column (table, "开采矿种", 7, KA_ALIGN_LEFT);
  ka_table_add_column (table, "设计生产规模", 8, KA_ALIGN_LEFT);
  ka_table_add_column (table, "规模", 4, KA_ALIGN_CENTER);
  ka_table_add_column (table, "状态", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "风险分级", 3, KA_ALIGN_CENTER);
  ka_table_add_column (table, "有效期至|采矿许可证", 6, KA_ALIGN_CENTER);
  ka_table_add_column (table, "有效期至|安全生产许可证", 6, KA_ALIGN_CENTER);
  return table;
}

KaAnnex *
ka_annex_mines (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("矿山基本情况一览表", TRUE);
  g_autoptr (GPtrArray) mines = ka_annex_records (figures, "mine", "t.status <> '关闭'", error);
  g_autoptr (GHashTable) mining
    = mines != NULL ? read_permits (figures, "采矿许可证", error) : NULL;
  g_autoptr (GHashTable) safety
    = mining != NULL ? read_permits (figures, "安全生产许可证", error) : NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  KaTable *table;

  if (safety == NULL)
    return NULL;
  table = make_mine_table ();
  ka_annex_take_table (annex, "矿山基本情况", table);
  for (guint i = 0; i < mines->len; i++)
    {
      const KaRecord *mine = g_ptr_array_index (mines, i);

      g_ptr_array_add (cells, g_strdup_printf ("%u", i + 1));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "name"));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "enterprise"));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "town"));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "type"));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "mineral"));
      g_ptr_array_add (cells, show_capacity (figures, mine));
      g_ptr_array_add (cells, show_size (mine));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "status"));
      g_ptr_array_add (cells, ka_annex_show (figures, mine, "risk_grade"));
      g_ptr_array_add (cells, g_strdup (g_hash_table_lookup (mining, &mine->id)));
      g_ptr_array_add (cells, g_strdup (g_hash_table_lookup (safety, &mine->id)));
      for (guint c = 0; c < cells->len; c++)
        if (g_ptr_array_index (cells, c) == NULL)
          g_ptr_array_index (cells, c) = g_strdup ("");
      ka_annex_add_row (table, KA_ROW_PLAIN, cells);
    }
  g_ptr_array_add (cells, g_strdup ("合计"));
  g_ptr_array_add (cells, ka_annex_figure (figures, "mines.total"));
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
  ka_table_set_note (
    table,
    "注：含尾矿库，不含已关闭矿山；规模按国土资发〔2004〕208号核定，已有认定规模的从其认定。");
  return g_steal_pointer (&annex);
}

/* ---- 2 “四化”进展表 ---- */

/* √ for what is there, × for what is not, 未填 for what nobody said, / for what does not apply. */
static char *
show_flag (const KaRecord *record, const char *field)
{
  const char *value = ka_record_get (record, field);

  if (value == NULL)
    return g_strdup ("未填");
  return g_strdup (g_str_equal (value, "1") ? "√" : "×");
}

static gboolean
is_underground (const KaRecord *mine)
{
  const char *type = ka_record_get (mine, "type");

  return g_strcmp0 (type, "地下矿山") == 0 || g_strcmp0 (type, "露天地下联合") == 0;
}

static char *
show_cards (const KaRecord *mine)
{
  const char *carded = ka_record_get (mine, "posts_carded");
  const char *key = ka_record_get (mine, "posts_key");

  if (carded == NULL && key == NULL)
    return g_strdup ("未填");
  return g_strdup_printf ("%s/%s", carded != NULL ? carded : "未填", key != NULL ? key : "未填");
}

/* 奖励机制 is the enterprise's: id → KaRecord. */
static GHashTable *
read_enterprises (KaFigures *figures, GError **error)
{
  g_autoptr (GPtrArray) records = ka_annex_records (figures, "enterprise", "1 = 1", error);
  GHashTable *enterprises;

  if (records == NULL)
    return NULL;
  enterprises
    = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)ka_record_unref);
  for (guint i = 0; i < records->len; i++)
    {
      KaRecord *record = g_ptr_array_index (records, i);

      g_hash_table_insert (enterprises, &record->id, ka_record_ref (record));
    }
  return enterprises;
}

static char *
show_reward (KaFigures *figures, GHashTable *enterprises, const KaRecord *mine)
{
  gint64 id = ka_record_get_int (mine, "enterprise", 0);
  const KaRecord *enterprise = g_hash_table_lookup (enterprises, &id);

  if (enterprise == NULL)
    return g_strdup ("");
  if (g_strcmp0 (ka_record_get (enterprise, "reward_scheme"), "1") == 0
      && ka_annex_is_later (figures, enterprise, "reward_scheme_since"))
    return g_strdup ("×");
  return show_flag (enterprise, "reward_scheme");
}

static KaTable *
make_progress_table (void)
{
  static const struct
  {
    const char *heading;
    double width;
    KaAlign align;
  } columns[] = {
    { "序号", 3, KA_ALIGN_CENTER },
    { "矿山名称", 10, KA_ALIGN_LEFT },
    { "所在镇街", 5, KA_ALIGN_CENTER },
    { "规模化|规模", 3, KA_ALIGN_CENTER },
    { "机械化|开采", 3, KA_ALIGN_CENTER },
    { "机械化|铲装", 3, KA_ALIGN_CENTER },
    { "机械化|运输", 3, KA_ALIGN_CENTER },
    { "机械化|通风", 3, KA_ALIGN_CENTER },
    { "标准化|等级", 3, KA_ALIGN_CENTER },
    { "标准化|有效期至", 6, KA_ALIGN_CENTER },
    { "信息化|管理", 3, KA_ALIGN_CENTER },
    { "信息化|视频", 3, KA_ALIGN_CENTER },
    { "六体系|总工程师", 4, KA_ALIGN_CENTER },
    { "六体系|两单两卡", 5, KA_ALIGN_CENTER },
    { "六体系|培训视频", 3, KA_ALIGN_CENTER },
    { "六体系|普查", 4, KA_ALIGN_CENTER },
    { "六体系|奖励机制", 3, KA_ALIGN_CENTER },
    { "六体系|三人公示", 3, KA_ALIGN_CENTER },
  };
  KaTable *table = ka_table_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    ka_table_add_column (table, columns[i].heading, columns[i].width, columns[i].align);
  return table;
}

static void
add_progress_row (KaFigures *figures,
                  KaTable *table,
                  GHashTable *enterprises,
                  const KaRecord *mine,
                  guint number)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  const char *level = ka_record_get (mine, "std_level");
  gboolean published = ka_record_get (mine, "officials_published") != NULL
                       && !ka_annex_is_later (figures, mine, "officials_published");

  g_ptr_array_add (cells, g_strdup_printf ("%u", number));
  g_ptr_array_add (cells, ka_annex_show (figures, mine, "name"));
  g_ptr_array_add (cells, ka_annex_show (figures, mine, "town"));
  g_ptr_array_add (cells, show_size (mine));
  g_ptr_array_add (cells, show_flag (mine, "mech_extraction"));
  g_ptr_array_add (cells, show_flag (mine, "mech_loading"));
  g_ptr_array_add (cells, show_flag (mine, "mech_haulage"));
  g_ptr_array_add (cells,
                   is_underground (mine) ? show_flag (mine, "mech_ventilation") : g_strdup ("/"));
  g_ptr_array_add (cells, g_strdup (level != NULL ? level : "未填"));
  g_ptr_array_add (cells, ka_annex_show_day (mine, "std_until"));
  g_ptr_array_add (cells, show_flag (mine, "info_management"));
  g_ptr_array_add (cells, show_flag (mine, "video"));
  g_ptr_array_add (cells, g_strdup (ka_record_get (mine, "chief_engineer") != NULL ? "√" : "×"));
  g_ptr_array_add (cells, show_cards (mine));
  g_ptr_array_add (cells, show_flag (mine, "training_video"));
  g_ptr_array_add (cells, ka_annex_show_survey (figures, mine));
  g_ptr_array_add (cells, show_reward (figures, enterprises, mine));
  g_ptr_array_add (cells, g_strdup (published ? "√" : "×"));
  ka_annex_add_row (table, KA_ROW_PLAIN, cells);
}

/* The last two rows: how many reach it, and which share that is. */
static void
add_progress_sums (KaFigures *figures, KaTable *table)
{
  static const char *const counts[] = {
    NULL,
    "mines.counted",
    NULL,
    "scale.numerator",
    "mech.extraction",
    "mech.loading",
    "mech.haulage",
    NULL,
    "standard3.numerator",
    NULL,
    "information.numerator",
    "video.numerator",
    "engineer.numerator",
    "cards.numerator",
    "training_video.numerator",
    "survey.numerator",
    "reward.numerator",
    "published.numerator",
  };
  static const char *const rates[] = {
    NULL,
    NULL,
    NULL,
    "scale",
    NULL,
    NULL,
    NULL,
    "mechanization",
    "standard3",
    NULL,
    "information",
    "video",
    "engineer",
    "cards",
    "training_video",
    "survey",
    "reward",
    "published",
  };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_ptr_array_add (cells,
                     counts[i] != NULL ? ka_annex_figure (figures, counts[i]) : g_strdup (""));
  g_free (g_ptr_array_index (cells, 0));
  g_ptr_array_index (cells, 0) = g_strdup ("合计");
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);

  for (guint i = 0; i < G_N_ELEMENTS (rates); i++)
    {
      const KaResult *result = rates[i] != NULL ? ka_figures_result (figures, rates[i]) : NULL;

      if (result == NULL)
        g_ptr_array_add (cells, g_strdup (i == 0 ? "占比" : ""));
      else
        g_ptr_array_add (cells, result->denominator > 0 ? g_strconcat (result->value, "%", NULL)
                                                        : g_strdup ("—"));
    }
  ka_annex_add_row (table, KA_ROW_TOTAL, cells);
}

KaAnnex *
ka_annex_modernisation (KaFigures *figures, GError **error)
{
  g_autoptr (KaAnnex) annex = ka_annex_new ("“四化六体系”进展表", TRUE);
  g_autoptr (GPtrArray) mines
    = ka_annex_records (figures, "mine", ka_indicator_mines_sql (), error);
  g_autoptr (GHashTable) enterprises = mines != NULL ? read_enterprises (figures, error) : NULL;
  KaTable *table;

  if (enterprises == NULL)
    return NULL;
  table = make_progress_table ();
  ka_annex_take_table (annex, "四化进展", table);
  for (guint i = 0; i < mines->len; i++)
    add_progress_row (figures, table, enterprises, g_ptr_array_index (mines, i), i + 1);
  add_progress_sums (figures, table);
  ka_table_set_note (
    table,
    "注：√为是，×为否，/为不适用；未填按否计。合计行，规模栏为大中型座数，标准化栏为三级及以上"
    "且证书有效的座数，两单两卡栏为已编制岗位数，奖励机制栏为企业家数；占比行，通风栏为"
    "主要作业工序机械化率。");
  return g_steal_pointer (&annex);
}

/* ---- 矿山分布图 ---- */

KaAnnex *
ka_annex_map (KaFigures *figures, GError **error)
{
  g_autoptr (KaMineMap) map = ka_mine_map_new (ka_figures_get_ledger (figures), KA_MINE_MAP_RISK,
                                               ka_figures_get_day (figures), error);
  g_autofree char *note = NULL;
  KaAnnex *annex;

  /* A map of nothing but guesses is no map. */
  if (map == NULL || map->ids->len == map->n_unplaced + map->n_outside)
    return NULL;
  note = ka_mine_map_note (map);
  annex = ka_annex_new ("矿山分布图", FALSE);
  annex->chart = ka_chart_ref (map->chart);
  annex->text = g_steal_pointer (&note);
  return annex;
}
