/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "wide-ledger.h"

#include <ka-check.h>
#include <ka-import.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <xlsxwriter.h>

/* Rows that share a town, merged in the sheet. */
#define MERGED_ROWS 5

static void
fail (const char *what)
{
  fprintf (stderr, "%s\n", what);
  exit (1);
}

/* A code with the right check character. */
static void
make_code (guint row, char *code)
{
  g_snprintf (code, 19, "91500116MA%06u00", row);
  code[16] = '0';
  for (const char *c = "0123456789ABCDEFGHJKLMNPQRTUWXY"; *c != '\0'; c++)
    {
      code[17] = *c;
      if (ka_credit_code_valid (code, NULL))
        return;
    }
  fail ("no check character");
}

static char *
make_remark (guint row)
{
  GString *remark = g_string_new (NULL);

  for (guint i = 0; i < 4; i++)
    g_string_append_printf (remark, "第%u次检查发现%u处，已责令限期整改，复查合格；", i + 1,
                            (row * 7 + i) % 100000);
  return g_string_free (remark, FALSE);
}

static char *
make_text (const KaField *field, guint row)
{
  char code[20];

  if (strcmp (field->id, "name") == 0)
    return g_strdup_printf ("江津区示例第%06u号石料有限公司", row);
  if (strcmp (field->id, "town") == 0)
    return g_strdup (row / MERGED_ROWS % 2 ? "德感街道" : "珞璜镇");
  switch (field->format)
    {
    case KA_FORMAT_CREDIT_CODE:
      make_code (row, code);
      return g_strdup (code);
    case KA_FORMAT_PHONE:
      return g_strdup_printf ("139%08u", row);
    default:
      return field->type == KA_FIELD_LONG ? make_remark (row)
                                          : g_strdup_printf ("%s%06u", field->label, row);
    }
}

static char *
make_value (const KaField *field, guint row)
{
  g_autofree const char **choices = NULL;

  switch (field->type)
    {
    case KA_FIELD_INT:
    case KA_FIELD_DEC:
      return g_strdup_printf ("%u", row % 1000);
    case KA_FIELD_FLAG:
      return g_strdup (row % 2 ? "是" : "否");
    case KA_FIELD_DATE:
      return g_strdup_printf ("20%02u-%02u-%02u", 10 + row % 15, 1 + row % 12, 1 + row % 28);
    case KA_FIELD_CHOICE:
      if (strcmp (field->id, "town") == 0)
        return make_text (field, row);
      choices = ka_field_choices (field, KA_DAY_NONE);
      return g_strdup (choices != NULL ? choices[0] : NULL);
    default:
      return make_text (field, row);
    }
}

static void
write_csv (const char *path, const KaKind *kind, guint rows)
{
  FILE *out = fopen (path, "w");

  if (out == NULL)
    fail (path);
  for (guint row = 0; row <= rows; row++)
    for (guint f = 0; f < kind->n_fields; f++)
      {
        g_autofree char *text
          = row == 0 ? ka_field_heading (&kind->fields[f]) : make_value (&kind->fields[f], row);

        fprintf (out, "%s%s", text, f + 1 < kind->n_fields ? "," : "\r\n");
      }
  if (fclose (out) != 0)
    fail (path);
}

static void
write_xlsx (const char *path, const KaKind *kind, guint rows)
{
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, kind->label);
  int town = ka_kind_field_index (kind, "town");

  for (guint row = 0; row <= rows; row++)
    {
      for (guint f = 0; f < kind->n_fields; f++)
        {
          const KaField *field = &kind->fields[f];
          g_autofree char *text = row == 0 ? ka_field_heading (field) : make_value (field, row);

          if (row > 0 && (int)f == town && row % MERGED_ROWS != 0)
            continue;
          if (row > 0 && (field->type == KA_FIELD_INT || field->type == KA_FIELD_DEC))
            worksheet_write_number (sheet, row, f, atoi (text), NULL);
          else
            worksheet_write_string (sheet, row, f, text, NULL);
        }
      if (row > 0 && row % MERGED_ROWS == 0 && row + MERGED_ROWS - 1 <= rows)
        {
          g_autofree char *text = make_value (&kind->fields[town], row);

          worksheet_merge_range (sheet, row, town, row + MERGED_ROWS - 1, town, text, NULL);
        }
    }
  if (workbook_close (workbook) != LXW_NO_ERROR)
    fail (path);
}

void
wide_ledger_write (const char *path, guint rows)
{
  const KaKind *kind = ka_kind_get ("enterprise");

  if (g_str_has_suffix (path, ".csv"))
    write_csv (path, kind, rows);
  else
    write_xlsx (path, kind, rows);
}

WideCost
wide_ledger_run (char **argv)
{
  gint64 began = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  struct rusage usage;
  WideCost cost;
  int status;
  GPid pid;

  if (!g_spawn_async (NULL, argv, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL,
                      NULL, NULL, &pid, &error))
    fail (error->message);
  if (wait4 (pid, &status, 0, &usage) != pid || status != 0)
    fail (argv[0]);
  cost.wall = (g_get_monotonic_time () - began) / (double)G_USEC_PER_SEC;
  cost.seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec
                 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  cost.mib = usage.ru_maxrss / 1024.0;
  return cost;
}

void
wide_ledger_import (const char *path, const char *ledger_path)
{
  g_autoptr (GError) error = NULL;
  KaLedger *ledger = ka_ledger_create (ledger_path, &error);
  g_autoptr (KaImport) import = ka_import_new ();
  gint64 change;

  if (ledger == NULL || !ka_import_add_file (import, path, NULL, NULL, NULL, &error)
      || !ka_import_commit (import, ledger, NULL, NULL, NULL, &change, &error)
      || !ka_ledger_close (ledger, &error))
    fail (error->message);
  if (change == 0)
    fail ("nothing was imported");
  g_object_unref (ledger);
}
