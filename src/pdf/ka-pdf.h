/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

/* A PDF that may come from anyone. It is read by a small program of its own (kuangan-pdf-helper) that has
 * no network, little memory and five seconds a request: a hostile file costs a Chinese sentence, never
 * the window. All calls are for the thread whose main context was the default when it was opened;
 * requests are answered one at a time, in order, cancelled ones are skipped. */
#define KA_TYPE_PDF (ka_pdf_get_type ())
G_DECLARE_FINAL_TYPE (KaPdf, ka_pdf, KA, PDF, GObject)

/* Lengths in points from the page's top left corner, as it is shown. */
typedef struct
{
  double x, y, width, height;
} KaPdfBox;

typedef struct
{
  KaPdfBox box;
  char *uri;
} KaPdfLink;
void ka_pdf_link_free (KaPdfLink *link);

/* password may be NULL; KA_ERROR_ENCRYPTED says that one is needed or that it was wrong. */
void ka_pdf_open_async (const char *path,
                        const char *password,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
void ka_pdf_open_bytes_async (GBytes *bytes,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer data);
KaPdf *ka_pdf_open_finish (GAsyncResult *result, GError **error);

guint ka_pdf_get_n_pages (KaPdf *self);
void ka_pdf_get_page_size (KaPdf *self, guint page, double *width, double *height); /* points */
const char *ka_pdf_get_title (KaPdf *self);                                         /* NULL: none */

/* scale: pixels a point; lowered where the picture would pass 40 million pixels. */
void ka_pdf_render_async (KaPdf *self,
                          guint page,
                          double scale,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
/* CAIRO_FORMAT_RGB24, on white. */
cairo_surface_t *ka_pdf_render_finish (KaPdf *self, GAsyncResult *result, GError **error);

void ka_pdf_text_async (KaPdf *self,
                        guint page,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
char *ka_pdf_text_finish (KaPdf *self, GAsyncResult *result, GError **error);

/* Where needle stands on the page: KaPdfBox. */
void ka_pdf_find_async (KaPdf *self,
                        guint page,
                        const char *needle,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer data);
GArray *ka_pdf_find_finish (KaPdf *self, GAsyncResult *result, GError **error);

/* The links of the page that have a URI: KaPdfLink. */
void ka_pdf_links_async (KaPdf *self,
                         guint page,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
GPtrArray *ka_pdf_links_finish (KaPdf *self, GAsyncResult *result, GError **error);

/* The table of contents: KaPdfEntry. */
typedef struct
{
  guint depth;
  guint page;
  char *title;
} KaPdfEntry;
void ka_pdf_entry_free (KaPdfEntry *entry);

void ka_pdf_outline_async (KaPdf *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data);
GPtrArray *ka_pdf_outline_finish (KaPdf *self, GAsyncResult *result, GError **error);

/* The text from one point of the page to another, as a reader would mark it, and where it stands. */
typedef struct
{
  char *text;
  GArray *boxes; /* KaPdfBox */
} KaPdfSelection;
void ka_pdf_selection_free (KaPdfSelection *selection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KaPdfSelection, ka_pdf_selection_free)

void ka_pdf_select_async (KaPdf *self,
                          guint page,
                          double x1,
                          double y1,
                          double x2,
                          double y2,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer data);
KaPdfSelection *ka_pdf_select_finish (KaPdf *self, GAsyncResult *result, GError **error);

/* The text of all pages, a form feed after each, for the search index; waits, so only for a worker thread or
 * the command line. At most max_bytes; n_pages may be NULL. */
char *ka_pdf_extract_text (GBytes *bytes,
                           gsize max_bytes,
                           guint *n_pages,
                           GCancellable *cancellable,
                           GError **error);
char *ka_pdf_extract_file (const char *path,
                           const char *password,
                           gsize max_bytes,
                           guint *n_pages,
                           GCancellable *cancellable,
                           GError **error);

G_END_DECLS
