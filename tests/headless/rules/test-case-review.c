/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include <ka-case-review.h>
#include <ka-case-text.h>
#include <ka-query.h>

/* ---- texts ---- */

static char *
join_clauses (const char *text)
{
  g_autoptr (GPtrArray) clauses = ka_case_find_clauses (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < clauses->len; i++)
    {
      const KaCaseClause *clause = clauses->pdata[i];

      g_string_append_printf (out, "%s%s#%u", i > 0 ? "|" : "", clause->law, clause->article);
    }
  return g_string_free (out, FALSE);
}

static char *
join_amounts (const char *text)
{
  g_autoptr (GPtrArray) amounts = ka_case_find_amounts (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < amounts->len; i++)
    g_string_append_printf (out, "%s%" G_GINT64_FORMAT, i > 0 ? "|" : "",
                            ((KaCaseAmount *)amounts->pdata[i])->cents);
  return g_string_free (out, FALSE);
}

static char *
join_dates (const char *text)
{
  g_autoptr (GPtrArray) dates = ka_case_find_dates (text);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < dates->len; i++)
    {
      g_autofree char *iso = ka_day_to_iso (((KaCaseDate *)dates->pdata[i])->day);

      g_string_append_printf (out, "%s%s", i > 0 ? "|" : "", iso);
    }
  return g_string_free (out, FALSE);
}

static char *
join_all (GPtrArray *found)
{
  char *text;

  g_ptr_array_add (found, NULL);
  text = g_strjoinv ("|", (char **)found->pdata);
  g_ptr_array_unref (found);
  return text;
}

static char *
join_documents (const char *text)
{
  return join_all (ka_case_find_documents (text));
}

static char *
join_ids (const char *text)
{
  return join_all (ka_case_find_id_numbers (text));
}

static char *
join_phones (const char *text)
{
  return join_all (ka_case_find_phones (text));
}

static char *
join_names (const char *text)
{
  return join_all (ka_case_find_names (text));
}

static void
test_texts (void)
{
  static const struct
  {
    char *(*find) (const char *text);
    const char *text, *found;
  } cases[] = {
    { join_clauses, "违反了《中华人民共和国安全生产法》第四十一条第二款的规定",
      "中华人民共和国安全生产法#41" },
    { join_clauses, "《安全生产法》\n第一百\n零二条", "安全生产法#102" },
    { join_clauses, "依据《安全生产法》第114条第（一）项、《行政处罚法》第八十六条",
      "安全生产法#114|行政处罚法#86" },
    { join_clauses, "下达《责令限期整改指令书》", "责令限期整改指令书#0" },
    { join_clauses, "《暂行规定》（总局令第34号）第十条", "暂行规定#10" },
    { join_clauses, "没有引用", "" },
    { join_amounts, "罚款人民币12万元、对矿长罚款２，５００元", "12000000|250000" },
    { join_amounts, "罚款1,050,000.50元", "105000050" },
    { join_amounts, "24.1 万\n元", "24100000" },
    { join_amounts, "12人、3座", "" },
    { join_dates, "2025年3月5日至2025.3.12，2025-02-30不算", "2025-03-05|2025-03-12" },
    { join_dates, "２０２５ 年 ３ 月 ５ 日", "2025-03-05" },
    { join_documents, "下达（江津）应急罚〔2025〕1号和（江津）应急责改【2025】12号",
      "(江津)应急罚〔2025〕1号|(江津)应急责改【2025】12号" },
    { join_documents, "按渝安办〔2025〕13号文", "" },
    { join_ids, "身份证500101199001011239，编号2025010112345678901", "500101199001011239" },
    { join_ids, "50010119900101123X", "50010119900101123X" },
    { join_ids, "5001**********1239", "" },
    { join_phones, "电话13900001015，座机02347521234", "13900001015" },
    { join_phones, "139****1015", "" },
    { join_names, "法定代表人张三，矿长：李小四（男）", "张三|李小四" },
    { join_names, "法定代表人张某，矿长李某某，负责人刘*", "" },
    { join_names, "主要负责人未履行职责，负责人对此负责", "" },
    { join_names, "当事人重庆某矿业有限公司", "" },
    { ka_case_mask_name, "张三", "张某" },
    { ka_case_mask_name, "李小四", "李某某" },
    { ka_case_mask_name, "欧阳小四", "欧阳某某" },
    { ka_case_mask_name, "欧阳", "欧某" },
    { ka_case_mask_enterprise, "重庆陡石梯建材有限公司", "某建材有限公司" },
    { ka_case_mask_enterprise, "重庆甲乙有限公司", "某有限公司" },
    { ka_case_mask_enterprise, "甲乙丙", "某企业" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = cases[i].find (cases[i].text);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (found, ==, cases[i].found);
    }
}

static const char PAPER[]
  = "重庆某建材有限公司未及时消除事故隐患案\n"
    "一、基本案情\n"
    "2025年3月5日，江津区应急管理局对重庆某建材有限公司开展执法检查时，发现该公司采场一面墙\n"
    "开采、边坡监测设备失效，经查情况属实。下达（江津）应急责改〔2025〕3号文书。\n"
    "上述行为违反了《中华人民共和国安全生产法》第四十一条第二款的规定。\n"
    "二、处理结果\n"
    "依据《中华人民共和国安全生产法》第一百零二条，责令立即消除，给予罚款12万元的行政处罚。\n"
    "三、典型意义\n"
    "边坡监测是露天矿山防坍塌的最后一道防线，失效即停，是对同类企业的警示。\n";

static void
test_propose (void)
{
  static const struct
  {
    const char *field, *value;
  } cases[] = {
    { "title", "重庆某建材有限公司未及时消除事故隐患案" },
    { "kind", "执法案例" },
    { "occurred", "2025-03-05" },
    { "agency", "江津区应急管理局" },
    { "party", "重庆某建材有限公司" },
    { "violated", "《中华人民共和国安全生产法》第四十一条第二款" },
    { "basis", "《中华人民共和国安全生产法》第一百零二条" },
    { "significance", "边坡监测是露天矿山防坍塌的最后一道防线，失效即停，是对同类企业的警示。" },
  };
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("typical_case"));
  g_autoptr (KaRecord) scan = ka_record_new (ka_kind_get ("typical_case"));
  g_autoptr (KaRecord) given = ka_record_new (ka_kind_get ("typical_case"));

  ka_case_propose (record, PAPER, "/tmp/一份.pdf");
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (ka_record_get (record, cases[i].field), ==, cases[i].value);
  g_assert_true (g_str_has_prefix (ka_record_get (record, "facts"), "2025年3月5日，江津区"));
  g_assert_nonnull (strstr (ka_record_get (record, "facts"), "采场一面墙开采"));
  g_assert_nonnull (strstr (ka_record_get (record, "outcome"), "12万元"));

  /* A scan has nothing but its name. */
  ka_case_propose (scan, NULL, "/tmp/某石场无证开采案 2025-06-01.pdf");
  g_assert_cmpstr (ka_record_get (scan, "title"), ==, "某石场无证开采案 2025-06-01");
  g_assert_cmpstr (ka_record_get (scan, "occurred"), ==, "2025-06-01");

  /* What is there stays. */
  ka_record_set (given, "title", "已有的标题");
  ka_case_propose (given, PAPER, NULL);
  g_assert_cmpstr (ka_record_get (given, "title"), ==, "已有的标题");
}

static void
test_compare (void)
{
  g_autoptr (GPtrArray) all
    = ka_case_compare ("第一段。\n第二段，罚款五万元。\n第三段。\n",
                       "第一段。\n第二段，罚款十二万元。\n第三段。\n新段。\n");
  static const KaCaseChange changes[]
    = { KA_CASE_SAME, KA_CASE_REMOVED, KA_CASE_ADDED, KA_CASE_SAME, KA_CASE_ADDED };

  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (changes));
  for (guint i = 0; i < all->len; i++)
    g_assert_cmpint (((KaCaseParagraph *)all->pdata[i])->change, ==, changes[i]);
}

/* ---- a ledger ---- */

typedef struct
{
  char *folder, *path;
  KaLedger *ledger;
  gint64 penalty;
} Fixture;

static gint64
save (KaLedger *ledger, const char *kind, const char *const *values)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get (kind));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; values[i] != NULL; i += 2)
    ka_record_set (record, values[i], values[i + 1]);
  ka_ledger_save (ledger, record, &error);
  g_assert_no_error (error);
  return record->id;
}

#define SAVE(kind, ...) save (f->ledger, kind, (const char *const[]){ __VA_ARGS__, NULL })

static void
set_up (Fixture *f, gconstpointer data)
{
  ka_set_today (ka_day_from_ymd (2025, 9, 30));
  f->folder = g_dir_make_tmp ("ka-case-XXXXXX", NULL);
  f->path = g_build_filename (f->folder, "ledger.kuangan", NULL);
  f->ledger = ka_ledger_create (f->path, NULL);
  SAVE ("enterprise", "name", "重庆陡石梯建材有限公司", "legal_rep", "税某丁一");
  f->penalty = SAVE ("penalty", "enterprise", "1", "doc_no", "（江津）应急罚〔2025〕1号", "decided",
                     "2025-04-10", "amount", "120000");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  ka_ledger_close (f->ledger, NULL);
  g_object_unref (f->ledger);
  dir = g_dir_open (f->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
  g_free (f->path);
}

static const KaCaseFinding *
find_finding (GPtrArray *findings, const char *code, const char *part)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const KaCaseFinding *finding = findings->pdata[i];

      if (strcmp (finding->code, code) == 0
          && (strstr (finding->message, part) != NULL || strstr (finding->label, part) != NULL))
        return finding;
    }
  return NULL;
}

/* Each line changes one thing of a sound case and says what is found. */
static void
test_review (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *field, *value; /* NULL field: the paper */
    const char *code, *part;
    KaCaseVerdict verdict;
  } cases[] = {
    { "party", NULL, "complete", "当事人", KA_CASE_WRONG },
    { "party", "某公司", "complete", "当事人", KA_CASE_OK },
    { "facts", "有隐患", "complete", "违法事实", KA_CASE_WRONG },
    { "violated", "安全生产法", "complete", "违反条款", KA_CASE_WRONG },
    { "significance", NULL, "complete", "典型意义", KA_CASE_WRONG },
    { NULL, "见（江津）应急罚〔2025〕1号", "document", "行政处罚", KA_CASE_OK },
    { NULL, "见(江津)应急罚[2025]1号", "document", "行政处罚", KA_CASE_OK },
    { NULL, "见（江津）应急罚〔2025〕99号", "document", "99号", KA_CASE_WRONG },
    { "outcome", "责令限期改正，罚款12万元。", "amount", "120000", KA_CASE_OK },
    { "outcome", "责令限期改正，罚款120,000元。", "amount", "120000", KA_CASE_OK },
    { "outcome", "责令限期改正，罚款5万元。", "amount", "没有这个金额", KA_CASE_WRONG },
    { "outcome", "责令限期改正并处罚款。", "amount", "没有写金额", KA_CASE_WRONG },
    { "outcome", "2025年4月10日罚款12万元。", "date", "与处罚记录一致", KA_CASE_OK },
    { "occurred", "2025-05-01", "date", "之后", KA_CASE_WRONG },
    { NULL, "证号500101199001011239", "mask", "身份证号", KA_CASE_WRONG },
    { NULL, "电话13900001015", "mask", "电话", KA_CASE_WRONG },
    { NULL, "矿长李小四在场", "mask", "李小四", KA_CASE_WRONG },
    { NULL, "税某丁一到场", "mask", "税某丁一", KA_CASE_WRONG },
    { NULL, "矿长李某某在场", "mask", "没有看到", KA_CASE_OK },
    { "violated", "《安全生产法》第一百二十条", "clause", "119", KA_CASE_WRONG },
    { "violated", "《安全生产法》第四十一条", "clause", "2021年修正", KA_CASE_OK },
    { "violated", "《矿山安全法》第三条", "clause", "未对照原文", KA_CASE_OK },
    { "violated", "《矿产资源法》第六十条", "clause", "53", KA_CASE_WRONG },
    { "violated", "《生产安全事故罚款处罚规定（试行）》第三条", "clause", "不在施行期间",
      KA_CASE_WRONG },
    { "violated", "《某某自编办法》第三条", "clause", "法规表", KA_CASE_DOUBT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("typical_case"));
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      const KaCaseFinding *finding;

      ka_case_propose (record, PAPER, NULL);
      ka_record_set (record, "penalty", "1");
      if (cases[i].field != NULL)
        ka_record_set (record, cases[i].field, cases[i].value);
      findings = ka_case_review (f->ledger, record, cases[i].field == NULL ? cases[i].value : NULL,
                                 &error);
      g_assert_no_error (error);
      finding = find_finding (findings, cases[i].code, cases[i].part);
      g_test_message ("%s %s", cases[i].code, cases[i].part);
      g_assert_nonnull (finding);
      g_assert_cmpint (finding->verdict, ==, cases[i].verdict);
    }
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *to, *comment, *receipt;
    guint n_wrong;
    int day;  /* of September 2025 */
    int code; /* -1: done */
  } cases[] = {
    { "已报送", NULL, "R1", 0, 10, KA_ERROR_INVALID },
    { "退回补正", NULL, NULL, 1, 10, KA_ERROR_REQUIRED },
    { "退回补正", "1. 缺少典型意义，请补写。", NULL, 1, 10, -1 },
    { "已报送", NULL, "R1", 0, 10, KA_ERROR_INVALID },
    { "审核中", NULL, NULL, 1, 11, -1 },
    { "审核通过", NULL, NULL, 2, 12, KA_ERROR_REQUIRED },
    { "审核通过", "金额另附说明", NULL, 2, 12, -1 },
    { "已报送", NULL, NULL, 0, 15, KA_ERROR_REQUIRED },
    { "已报送", NULL, "R1", 0, 11, KA_ERROR_INVALID },
    { "已报送", NULL, "渝矿报2025-9", 0, 15, -1 },
    { "审核中", NULL, NULL, 0, 16, KA_ERROR_INVALID },
  };
  gint64 id = SAVE ("typical_case", "title", "某案", "quarter", "2025Q3");
  g_autoptr (KaRecord) record = NULL;
  g_autoptr (GError) late = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KaCaseStep step
        = { cases[i].to,      cases[i].comment, "王五", ka_day_from_ymd (2025, 9, cases[i].day),
            cases[i].receipt, cases[i].n_wrong };
      g_autoptr (GError) error = NULL;
      gboolean done = ka_case_take_step (f->ledger, id, &step, &error);

      g_test_message ("%u %s", i, cases[i].to);
      if (cases[i].code < 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, KA_ERROR, cases[i].code);
      g_assert_cmpint (done, ==, cases[i].code < 0);
    }
  record = ka_ledger_get (f->ledger, ka_kind_get ("typical_case"), id, NULL);
  g_assert_cmpstr (ka_record_get (record, "review"), ==, "已报送");
  g_assert_cmpstr (ka_record_get (record, "reported"), ==, "2025-09-15");
  g_assert_cmpstr (ka_record_get (record, "reviewed"), ==, "2025-09-12");
  g_assert_nonnull (ka_record_get (record, "receipt"));
}

static void
test_score (Fixture *f, gconstpointer data)
{
  g_autoptr (KaQuery) query = ka_query_new (ka_kind_get ("case_criterion"));
  g_autoptr (GPtrArray) criteria = ka_query_records (query, f->ledger, NULL);
  g_autoptr (GHashTable) points = ka_case_parse_score ("要素完整 20/20\n事实清楚 15/20\n坏的行\n");
  g_autofree char *detail = NULL;
  g_autoptr (GHashTable) again = NULL;
  guint score = 0;

  g_assert_cmpuint (criteria->len, ==, 7);
  detail = ka_case_format_score (criteria, points, &score);
  g_assert_cmpuint (score, ==, 35);
  again = ka_case_parse_score (detail);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (again, "事实清楚")), ==, 15);
  g_hash_table_insert (points, g_strdup ("要素完整"), GUINT_TO_POINTER (999));
  g_free (detail);
  detail = ka_case_format_score (criteria, points, &score);
  g_assert_cmpuint (score, ==, 35);
}

static void
test_mask (Fixture *f, gconstpointer data)
{
  g_autoptr (KaRecord) record = ka_record_new (ka_kind_get ("typical_case"));
  g_autofree char *masked = NULL;

  ka_record_set (record, "penalty", "1");
  ka_record_set (record, "party", "重庆陡石梯建材有限公司");
  masked = ka_case_mask (f->ledger, record,
                         "重庆陡石梯建材有限公司的税某丁一和矿长李小四，电话13900001015。");
  g_assert_cmpstr (masked, ==, "某建材有限公司的税某某和矿长李某某，电话139****1015。");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/case-review/texts", test_texts);
  g_test_add_func ("/case-review/propose", test_propose);
  g_test_add_func ("/case-review/compare", test_compare);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/case-review/review", test_review);
  ADD ("/case-review/steps", test_steps);
  ADD ("/case-review/score", test_score);
  ADD ("/case-review/mask", test_mask);
  return g_test_run ();
}
