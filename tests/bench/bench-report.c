/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include <ka-doc.h>

/* A report of some 60 pages (150 paragraphs, a table of 560 rows) against LibreOffice's conversion of the
 * same text as .fodt. Prints ratios: seconds say little on another machine. */

#define N_PARAGRAPHS 150
#define N_ROWS 560
#define N_ROUNDS 5

static const char *const sentences[] = {
  "江津区应急管理局依法对辖区内非煤矿山企业开展安全生产监督检查，发现事故隐患的，责令立即排除。",
  "全区在册矿山52座，其中地下矿山9座、露天矿山41座、尾矿库2座，大中型矿山占比58.3%（7/12）。",
  "根据《中华人民共和国安全生产法》第四十一条第二款的规定，生产经营单位应当建立健全隐患排查治理制度；",
  "截至2025年9月30日，累计排查隐患1234处，整改1198处，整改率97.1%，较上季度提高2.3个百分点，",
  "重大事故隐患治理情况应当及时向负有安全生产监督管理职责的部门和职工大会报告。",
  "各镇街要压实属地责任，紧盯汛期、岁末年初等重点时段，严防边坡坍塌、透水、冒顶片帮等事故发生，",
};

static char *
make_paragraph (GRand *rand)
{
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (rand, 2, 7);

  for (int i = 0; i < n; i++)
    g_string_append (text, sentences[g_rand_int_range (rand, 0, G_N_ELEMENTS (sentences))]);
  return g_string_free (text, FALSE);
}

static char *
make_cell (GRand *rand, guint row, guint column)
{
  switch (column)
    {
    case 0:
      return g_strdup_printf ("%u", row + 1);
    case 1:
      return g_strdup_printf ("江津区第%u石灰石矿有限公司", row % 97);
    case 2:
      return g_strdup (row % 3 == 0 ? "珞璜镇" : row % 3 == 1 ? "德感街道" : "白沙镇");
    case 5:
      return g_strdup_printf ("2025-%02u-%02u", row % 12 + 1, row % 28 + 1);
    default:
      return g_strdup_printf ("%.1f", g_rand_double_range (rand, 0, 100));
    }
}

static const char *const headings[]
  = { "序号", "矿山名称", "镇街", "产能", "完成率", "到期日", "分值" };

/* The same text twice: as blocks, and as a flat ODF text document. */
static KaDoc *
make_doc (GString *fodt)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20251012);
  g_autoptr (KaTable) table = ka_table_new ("表1 矿山清单");
  KaDoc *doc = ka_doc_new ();
  guint section = 0;

  ka_doc_add_title (doc, "江津区非煤矿山安全生产工作情况报告");
  g_string_append (fodt,
                   "<text:p text:style-name=\"T\">江津区非煤矿山安全生产工作情况报告</text:p>");
  for (guint i = 0; i < N_PARAGRAPHS; i++)
    {
      g_autofree char *text = make_paragraph (rand);

      if (i % 6 == 0)
        {
          ka_doc_add_heading (doc, i % 12 == 0 ? 1 : 2, "工作开展情况");
          g_string_append_printf (
            fodt,
            "<text:h text:outline-level=\"1\" text:style-name=\"H\">%u、工作开展情况</text:h>",
            ++section);
        }
      ka_doc_add_paragraph (doc, text);
      g_string_append_printf (fodt, "<text:p text:style-name=\"P\">%s</text:p>", text);
    }

  g_string_append_printf (
    fodt,
    "<table:table table:name=\"a\"><table:table-column table:number-columns-repeated=\"%u\"/>"
    "<table:table-header-rows><table:table-row>",
    (guint)G_N_ELEMENTS (headings));
  for (guint c = 0; c < G_N_ELEMENTS (headings); c++)
    {
      ka_table_add_column (table, headings[c], 0, c > 2 ? KA_ALIGN_RIGHT : KA_ALIGN_LEFT);
      g_string_append_printf (
        fodt, "<table:table-cell><text:p text:style-name=\"C\">%s</text:p></table:table-cell>",
        headings[c]);
    }
  g_string_append (fodt, "</table:table-row></table:table-header-rows>");
  for (guint r = 0; r < N_ROWS; r++)
    {
      g_auto (GStrv) cells = g_new0 (char *, G_N_ELEMENTS (headings) + 1);

      g_string_append (fodt, "<table:table-row>");
      for (guint c = 0; c < G_N_ELEMENTS (headings); c++)
        {
          cells[c] = make_cell (rand, r, c);
          g_string_append_printf (
            fodt, "<table:table-cell><text:p text:style-name=\"C\">%s</text:p></table:table-cell>",
            cells[c]);
        }
      g_string_append (fodt, "</table:table-row>");
      ka_table_add_row (table, KA_ROW_PLAIN, (const char *const *)cells);
    }
  g_string_append (fodt, "</table:table>");
  ka_doc_add_table (doc, table);
  return doc;
}

static const char fodt_head[]
  = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
    "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
    "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
    "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
    "xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\" "
    "xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\" "
    "office:version=\"1.2\" office:mimetype=\"application/vnd.oasis.opendocument.text\">"
    "<office:styles/><office:automatic-styles>"
    "<style:style style:name=\"P\" style:family=\"paragraph\"><style:paragraph-properties "
    "fo:text-indent=\"11.3mm\" fo:line-height=\"28.99pt\" fo:text-align=\"justify\"/>"
    "<style:text-properties fo:font-size=\"16pt\" style:font-size-asian=\"16pt\" "
    "style:font-name-asian=\"FandolFang\" fo:letter-spacing=\"-0.2pt\"/></style:style>"
    "<style:style style:name=\"H\" style:family=\"paragraph\"><style:paragraph-properties "
    "fo:text-indent=\"11.3mm\" fo:line-height=\"28.99pt\" fo:keep-with-next=\"always\"/>"
    "<style:text-properties style:font-size-asian=\"16pt\" style:font-name-asian=\"FandolHei\"/></style:style>"
    "<style:style style:name=\"T\" style:family=\"paragraph\"><style:paragraph-properties "
    "fo:text-align=\"center\"/><style:text-properties style:font-size-asian=\"22pt\" "
    "style:font-name-asian=\"FandolSong\"/></style:style>"
    "<style:style style:name=\"C\" style:family=\"paragraph\"><style:text-properties fo:font-size=\"12pt\" "
    "style:font-size-asian=\"12pt\" style:font-name-asian=\"FandolFang\"/></style:style>"
    "<style:page-layout style:name=\"L\"><style:page-layout-properties fo:page-width=\"210mm\" "
    "fo:page-height=\"297mm\" fo:margin-top=\"37mm\" fo:margin-bottom=\"35mm\" fo:margin-left=\"28mm\" "
    "fo:margin-right=\"26mm\"/></style:page-layout></office:automatic-styles>"
    "<office:master-styles><style:master-page style:name=\"Standard\" style:page-layout-name=\"L\"/>"
    "</office:master-styles><office:body><office:text>";
static const char fodt_tail[] = "</office:text></office:body></office:document>";

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double one = *(const double *)a, two = *(const double *)b;

  return one < two ? -1 : one > two ? 1 : 0;
}

static double
measure_ours (KaDoc *doc, const char *path, guint *n_pages)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  if (!ka_doc_write_pdf (doc, path, NULL, n_pages, NULL, NULL, &error))
    g_error ("%s", error->message);
  return (double)(g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
}

/* A process of its own with a profile of its own, as an office would start it; negative: not there. */
static double
measure_office (const char *program, const char *dir)
{
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/profile", dir);
  g_autofree char *source = g_build_filename (dir, "a.fodt", NULL);
  g_autofree char *target = g_build_filename (dir, "a.pdf", NULL);
  const char *argv[]
    = { program, profile, "--headless", "--convert-to", "pdf", "--outdir", dir, source, NULL };
  gint64 start;

  g_unlink (target);
  start = g_get_monotonic_time ();
  if (!g_spawn_sync (NULL, (char **)argv, NULL,
                     G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                     NULL, NULL, NULL)
      || !g_file_test (target, G_FILE_TEST_EXISTS))
    return -1;
  return (double)(g_get_monotonic_time () - start) / G_TIME_SPAN_SECOND;
}

static void
remove_tree (const char *path)
{
  const char *argv[] = { "rm", "-r", path, NULL };

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = g_dir_make_tmp ("kuangan-bench-XXXXXX", NULL);
  g_autofree char *ours = g_build_filename (dir, "ours.pdf", NULL);
  g_autofree char *source = g_build_filename (dir, "a.fodt", NULL);
  g_autofree char *office = g_find_program_in_path ("soffice");
  g_autoptr (GString) fodt = g_string_new (fodt_head);
  g_autoptr (KaDoc) doc = make_doc (fodt);
  double times[N_ROUNDS], ratios[N_ROUNDS];
  struct rusage usage;
  guint n_pages = 0, n_ratios = 0;

  g_string_append (fodt, fodt_tail);
  g_file_set_contents (source, fodt->str, (gssize)fodt->len, NULL);
  if (office != NULL)
    measure_office (office, dir); /* makes its profile */
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double theirs;

      times[i] = measure_ours (doc, ours, &n_pages);
      theirs = office != NULL && i < 3 ? measure_office (office, dir) : -1;
      if (theirs > 0)
        ratios[n_ratios++] = times[i] / theirs;
    }
  getrusage (RUSAGE_SELF, &usage);
  qsort (times, N_ROUNDS, sizeof (double), compare_doubles);
  g_print ("report: %u pages, %.0f pages/s (wanted: 100), peak %ld MiB (wanted: 80)\n", n_pages,
           n_pages / times[N_ROUNDS / 2], usage.ru_maxrss / 1024);
  if (n_ratios > 0)
    {
      qsort (ratios, n_ratios, sizeof (double), compare_doubles);
      g_print ("report: %.2f of LibreOffice's time (wanted: 0.30)\n", ratios[n_ratios / 2]);
    }
  remove_tree (dir);
  return 0;
}
