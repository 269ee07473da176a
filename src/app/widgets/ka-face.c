/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-face.h"

/* In the order of liking: faces of Debian, UOS, Kylin, and of fonts that offices bring along. */
static const char *const FAMILIES[] = {
  "Noto Sans CJK SC",
  "Noto Sans SC",
  "Source Han Sans SC",
  "Source Han Sans CN",
  "思源黑体 CN",
  "HarmonyOS Sans SC",
  "MiSans",
  "Alibaba PuHuiTi",
  "Microsoft YaHei UI",
  "Microsoft YaHei",
  "微软雅黑",
  "PingFang SC",
  "WenQuanYi Micro Hei",
  "WenQuanYi Zen Hei",
  "Droid Sans Fallback",
  "SimHei",
  "FandolHei",
};

static const char *chosen;

void
ka_face_prepare (void)
{
  /* Pango reads this once, for the script of each run. */
  g_setenv ("PANGO_LANGUAGE", "zh-cn", FALSE);
}

static const char *
choose_family (void)
{
  PangoFontFamily **families;
  const char *found = NULL;
  int n;

  pango_font_map_list_families (pango_cairo_font_map_get_default (), &families, &n);
  for (guint i = 0; i < G_N_ELEMENTS (FAMILIES) && found == NULL; i++)
    for (int f = 0; f < n && found == NULL; f++)
      if (g_ascii_strcasecmp (pango_font_family_get_name (families[f]), FAMILIES[i]) == 0)
        found = FAMILIES[i];
  g_free (families);
  return found;
}

/* The desktop's own family first, for Latin letters and numbers, if it is a plain sans; the chosen one
 * right behind it. */
static void
load_css (GtkSettings *settings, GParamSpec *pspec, GtkCssProvider *provider)
{
  g_autofree char *name = NULL;
  g_autofree char *css = NULL;
  g_autofree char *own = NULL;
  PangoFontDescription *font;

  g_object_get (settings, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name != NULL ? name : "Sans 11");
  own = g_strescape (pango_font_description_get_family (font) != NULL
                       ? pango_font_description_get_family (font)
                       : "Sans",
                     "\200\201\202\203\204\205\206\207\210\211\212\213\214\215\216\217"
                     "\220\221\222\223\224\225\226\227\230\231\232\233\234\235\236\237"
                     "\240\241\242\243\244\245\246\247\250\251\252\253\254\255\256\257"
                     "\260\261\262\263\264\265\266\267\270\271\272\273\274\275\276\277"
                     "\300\301\302\303\304\305\306\307\310\311\312\313\314\315\316\317"
                     "\320\321\322\323\324\325\326\327\330\331\332\333\334\335\336\337"
                     "\340\341\342\343\344\345\346\347\350\351\352\353\354\355\356\357"
                     "\360\361\362\363\364\365\366\367\370\371\372\373\374\375\376\377");
  pango_font_description_free (font);
  css
    = g_strdup_printf ("window, tooltip { font-family: \"%s\", \"%s\", sans-serif; }", own, chosen);
  gtk_css_provider_load_from_data (provider, css, -1);
}

void
ka_face_install (void)
{
  GdkDisplay *display = gdk_display_get_default ();
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  if (chosen == NULL)
    chosen = choose_family ();
  if (chosen == NULL || display == NULL)
    return;
  load_css (settings, NULL, provider);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (load_css), provider, 0);
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

const char *
ka_face_chosen (void)
{
  return chosen;
}

char *
ka_face_used (const char *text)
{
  GtkWidget *window = g_object_ref_sink (gtk_window_new ());
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (window, text);
  g_autoptr (GString) used = g_string_new (NULL);
  PangoLayoutIter *iter = pango_layout_get_iter (layout);

  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoFontDescription *font;

      if (run == NULL)
        continue;
      font = pango_font_describe (run->item->analysis.font);
      if (strstr (used->str, pango_font_description_get_family (font)) == NULL)
        g_string_append_printf (used, "%s%s", used->len > 0 ? "、" : "",
                                pango_font_description_get_family (font));
      pango_font_description_free (font);
    }
  while (pango_layout_iter_next_run (iter));

  pango_layout_iter_free (iter);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (window);
  return g_string_free (g_steal_pointer (&used), FALSE);
}
