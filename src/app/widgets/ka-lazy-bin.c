/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ka-lazy-bin.h"

struct _KaLazyBin
{
  AdwBin parent_instance;
};

enum
{
  FILL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KaLazyBin, ka_lazy_bin, ADW_TYPE_BIN)

static void
ka_lazy_bin_map (GtkWidget *widget)
{
  if (adw_bin_get_child (ADW_BIN (widget)) == NULL)
    g_signal_emit (widget, signals[FILL], 0);
  GTK_WIDGET_CLASS (ka_lazy_bin_parent_class)->map (widget);
}

static void
ka_lazy_bin_class_init (KaLazyBinClass *klass)
{
  GTK_WIDGET_CLASS (klass)->map = ka_lazy_bin_map;

  signals[FILL] = g_signal_new ("fill", KA_TYPE_LAZY_BIN, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
ka_lazy_bin_init (KaLazyBin *self)
{
}
