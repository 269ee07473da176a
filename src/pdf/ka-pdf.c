/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#include <ka-error.h>

#include "ka-pdf-worker-private.h"
#include "ka-pdf.h"

/* Pages on which the helper failed in a row, after which the rest of a file is left unread. */
#define MAX_FAILURES 3

struct _KaPdf
{
  GObject parent_instance;

  GAsyncQueue *tasks; /* GTask; what is no GTask ends the thread */
  guint n_pages;
  char *title;
  GArray *sizes; /* of the pages: width, height */
};

G_DEFINE_FINAL_TYPE (KaPdf, ka_pdf, G_TYPE_OBJECT)

typedef struct
{
  double width, height;
} Size;

/* What is asked of the thread. */
typedef struct
{
  KaPdfOperation operation;
  guint page;
  double scale;
  double box[4];
  char *needle;
  KaPdfWorker *worker; /* to be opened */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->worker, ka_pdf_worker_free);
  g_free (job->needle);
  g_free (job);
}

void
ka_pdf_link_free (KaPdfLink *link)
{
  g_return_if_fail (link != NULL);

  g_free (link->uri);
  g_free (link);
}

void
ka_pdf_entry_free (KaPdfEntry *entry)
{
  g_return_if_fail (entry != NULL);

  g_free (entry->title);
  g_free (entry);
}

void
ka_pdf_selection_free (KaPdfSelection *selection)
{
  g_return_if_fail (selection != NULL);

  g_array_unref (selection->boxes);
  g_free (selection->text);
  g_free (selection);
}

/* ---- on the thread ---- */

static void
take_sizes (KaPdf *self, GVariant *opened)
{
  g_autoptr (GVariant) sizes = g_variant_get_child_value (opened, 2);
  guint32 n_pages;
  Size size;

  g_variant_get_child (opened, 0, "u", &n_pages);
  g_variant_get_child (opened, 1, "s", &self->title);
  self->n_pages = n_pages;
  for (gsize i = 0; i < g_variant_n_children (sizes); i++)
    {
      g_variant_get_child (sizes, i, "(dd)", &size.width, &size.height);
      /* A page of no size is shown as a point rather than not at all. */
      size.width = isfinite (size.width) && size.width >= 1 ? MIN (size.width, 1e6) : 1;
      size.height = isfinite (size.height) && size.height >= 1 ? MIN (size.height, 1e6) : 1;
      g_array_append_val (self->sizes, size);
    }
}

static void
render (KaPdfWorker *worker, GTask *task, const Job *job)
{
  GError *error = NULL;
  guint width = 0, height = 0;
  int file = ka_pdf_worker_render (worker, job->page, job->scale, &width, &height,
                                   g_task_get_cancellable (task), &error);
  cairo_surface_t *surface;
  gboolean whole = TRUE;

  if (file < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)width, (int)height);
  /* Read, not mapped: the helper could shorten the file at any time. */
  if (cairo_surface_status (surface) != CAIRO_STATUS_SUCCESS
      || cairo_image_surface_get_stride (surface) != (int)width * 4)
    whole = FALSE;
  else
    whole = ka_pdf_read (file, cairo_image_surface_get_data (surface), (gsize)width * 4 * height);
  close (file);
  if (whole)
    {
      cairo_surface_mark_dirty (surface);
      g_task_return_pointer (task, surface, (GDestroyNotify)cairo_surface_destroy);
      return;
    }
  cairo_surface_destroy (surface);
  g_task_return_new_error (task, KA_ERROR, KA_ERROR_FULL,
                           _ ("内存不足，第 %u 页无法显示；请关闭其他程序后重试。"), job->page + 1);
}

static GArray *
take_boxes (GVariant *answer)
{
  GArray *boxes = g_array_new (FALSE, FALSE, sizeof (KaPdfBox));

  for (gsize i = 0; i < g_variant_n_children (answer); i++)
    {
      KaPdfBox box;

      g_variant_get_child (answer, i, "(dddd)", &box.x, &box.y, &box.width, &box.height);
      g_array_append_val (boxes, box);
    }
  return boxes;
}

static GPtrArray *
take_links (GVariant *answer)
{
  GPtrArray *links = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_pdf_link_free);

  for (gsize i = 0; i < g_variant_n_children (answer); i++)
    {
      KaPdfLink *link = g_new0 (KaPdfLink, 1);

      g_variant_get_child (answer, i, "(dddds)", &link->box.x, &link->box.y, &link->box.width,
                           &link->box.height, &link->uri);
      g_ptr_array_add (links, link);
    }
  return links;
}

static GPtrArray *
take_outline (GVariant *answer)
{
  GPtrArray *outline = g_ptr_array_new_with_free_func ((GDestroyNotify)ka_pdf_entry_free);

  for (gsize i = 0; i < g_variant_n_children (answer); i++)
    {
      KaPdfEntry *entry = g_new0 (KaPdfEntry, 1);

      g_variant_get_child (answer, i, "(uus)", &entry->depth, &entry->page, &entry->title);
      g_ptr_array_add (outline, entry);
    }
  return outline;
}

static KaPdfSelection *
take_selection (GVariant *answer)
{
  KaPdfSelection *selection = g_new0 (KaPdfSelection, 1);
  g_autoptr (GVariant) boxes = g_variant_get_child_value (answer, 1);

  g_variant_get_child (answer, 0, "s", &selection->text);
  selection->boxes = take_boxes (boxes);
  return selection;
}

static const GVariantType *
get_answer_type (KaPdfOperation operation)
{
  return operation == KA_PDF_TEXT      ? G_VARIANT_TYPE ("s")
         : operation == KA_PDF_FIND    ? G_VARIANT_TYPE ("a(dddd)")
         : operation == KA_PDF_OUTLINE ? G_VARIANT_TYPE ("a(uus)")
         : operation == KA_PDF_SELECT  ? G_VARIANT_TYPE ("(sa(dddd))")
                                       : G_VARIANT_TYPE ("a(dddds)");
}

static void
ask (KaPdfWorker *worker, GTask *task, const Job *job)
{
  GError *error = NULL;
  g_autoptr (GVariant) answer
    = ka_pdf_worker_ask (worker, job->operation, job->page, job->needle, job->box,
                         get_answer_type (job->operation), g_task_get_cancellable (task), &error);

  if (answer == NULL)
    g_task_return_error (task, error);
  else if (job->operation == KA_PDF_TEXT)
    g_task_return_pointer (task, g_variant_dup_string (answer, NULL), g_free);
  else if (job->operation == KA_PDF_FIND)
    g_task_return_pointer (task, take_boxes (answer), (GDestroyNotify)g_array_unref);
  else if (job->operation == KA_PDF_OUTLINE)
    g_task_return_pointer (task, take_outline (answer), (GDestroyNotify)g_ptr_array_unref);
  else if (job->operation == KA_PDF_SELECT)
    g_task_return_pointer (task, take_selection (answer), (GDestroyNotify)ka_pdf_selection_free);
  else
    g_task_return_pointer (task, take_links (answer), (GDestroyNotify)g_ptr_array_unref);
}

static void
serve (KaPdfWorker *worker, GTask *task)
{
  const Job *job = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return;
  if (job->operation == KA_PDF_RENDER)
    render (worker, task, job);
  else
    ask (worker, task, job);
}

typedef struct
{
  KaPdfWorker *worker;
  GAsyncQueue *tasks;
} Thread;

static gpointer
run_thread (gpointer data)
{
  Thread *thread = data;

  for (;;)
    {
      gpointer next = g_async_queue_pop (thread->tasks);

      if (next == thread->tasks)
        break;
      serve (thread->worker, next);
      g_object_unref (next);
    }
  ka_pdf_worker_free (thread->worker);
  g_async_queue_unref (thread->tasks);
  g_free (thread);
  return NULL;
}

/* ---- opening ---- */

static KaPdf *
create (KaPdfWorker *worker, GVariant *opened)
{
  KaPdf *self = g_object_new (KA_TYPE_PDF, NULL);
  Thread *thread = g_new0 (Thread, 1);

  take_sizes (self, opened);
  thread->worker = worker;
  thread->tasks = g_async_queue_ref (self->tasks);
  g_thread_unref (g_thread_new ("pdf", run_thread, thread));
  return self;
}

static void
open_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GVariant) opened = NULL;
  GError *error = NULL;

  opened = ka_pdf_worker_open (job->worker, cancellable, &error);
  if (opened == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, create (g_steal_pointer (&job->worker), opened), g_object_unref);
}

static void
open_async (int file,
            const char *name,
            const char *password,
            GError *error,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job;

  g_task_set_source_tag (task, ka_pdf_open_async);
  if (file < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  job = g_new0 (Job, 1);
  job->worker = ka_pdf_worker_new (file, name, password);
  g_task_set_task_data (task, job, free_job);
  g_task_run_in_thread (task, open_thread);
}

void
ka_pdf_open_async (const char *path,
                   const char *password,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_autofree char *name = NULL;
  GError *error = NULL;
  int file;

  g_return_if_fail (path != NULL);

  name = g_filename_display_basename (path);
  file = ka_pdf_open_file (path, &error);
  open_async (file, name, password, error, cancellable, callback, data);
}

void
ka_pdf_open_bytes_async (GBytes *bytes,
                         const char *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  GError *error = NULL;
  int file;

  g_return_if_fail (bytes != NULL);

  file = ka_pdf_open_memory (bytes, &error);
  open_async (file, _ ("附件"), password, error, cancellable, callback, data);
}

KaPdf *
ka_pdf_open_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- what is known ---- */

guint
ka_pdf_get_n_pages (KaPdf *self)
{
  g_return_val_if_fail (KA_IS_PDF (self), 0);

  return self->n_pages;
}

void
ka_pdf_get_page_size (KaPdf *self, guint page, double *width, double *height)
{
  Size size = { 595, 842 };

  g_return_if_fail (KA_IS_PDF (self) && page < self->n_pages);

  if (self->sizes->len > 0)
    size = g_array_index (self->sizes, Size, MIN (page, self->sizes->len - 1));
  if (width != NULL)
    *width = size.width;
  if (height != NULL)
    *height = size.height;
}

const char *
ka_pdf_get_title (KaPdf *self)
{
  g_return_val_if_fail (KA_IS_PDF (self), NULL);

  return self->title != NULL && *self->title != '\0' ? self->title : NULL;
}

/* ---- requests ---- */

static void
push (KaPdf *self,
      KaPdfOperation operation,
      guint page,
      double scale,
      const char *needle,
      const double *box,
      gpointer tag,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer data)
{
  GTask *task = g_task_new (self, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->operation = operation;
  job->page = page;
  job->scale = scale;
  job->needle = g_strdup (needle);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, job, free_job);
  if (box != NULL)
    memcpy (job->box, box, sizeof job->box);
  g_async_queue_push (self->tasks, task);
}

void
ka_pdf_render_async (KaPdf *self,
                     guint page,
                     double scale,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  g_return_if_fail (KA_IS_PDF (self) && page < self->n_pages && scale > 0);

  push (self, KA_PDF_RENDER, page, scale, NULL, NULL, ka_pdf_render_async, cancellable, callback,
        data);
}

cairo_surface_t *
ka_pdf_render_finish (KaPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ka_pdf_render_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ka_pdf_text_async (KaPdf *self,
                   guint page,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_return_if_fail (KA_IS_PDF (self) && page < self->n_pages);

  push (self, KA_PDF_TEXT, page, 1, NULL, NULL, ka_pdf_text_async, cancellable, callback, data);
}

char *
ka_pdf_text_finish (KaPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ka_pdf_text_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ka_pdf_find_async (KaPdf *self,
                   guint page,
                   const char *needle,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer data)
{
  g_return_if_fail (KA_IS_PDF (self) && page < self->n_pages && needle != NULL);

  push (self, KA_PDF_FIND, page, 1, needle, NULL, ka_pdf_find_async, cancellable, callback, data);
}

GArray *
ka_pdf_find_finish (KaPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ka_pdf_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ka_pdf_links_async (KaPdf *self,
                    guint page,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer data)
{
  g_return_if_fail (KA_IS_PDF (self) && page < self->n_pages);

  push (self, KA_PDF_LINKS, page, 1, NULL, NULL, ka_pdf_links_async, cancellable, callback, data);
}

GPtrArray *
ka_pdf_links_finish (KaPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ka_pdf_links_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ka_pdf_outline_async (KaPdf *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer data)
{
  g_return_if_fail (KA_IS_PDF (self));

  push (self, KA_PDF_OUTLINE, 0, 1, NULL, NULL, ka_pdf_outline_async, cancellable, callback, data);
}

GPtrArray *
ka_pdf_outline_finish (KaPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ka_pdf_outline_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
ka_pdf_select_async (KaPdf *self,
                     guint page,
                     double x1,
                     double y1,
                     double x2,
                     double y2,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer data)
{
  const double box[4] = { x1, y1, x2, y2 };

  g_return_if_fail (KA_IS_PDF (self) && page < self->n_pages);

  push (self, KA_PDF_SELECT, page, 1, NULL, box, ka_pdf_select_async, cancellable, callback, data);
}

KaPdfSelection *
ka_pdf_select_finish (KaPdf *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, ka_pdf_select_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* ---- all text ---- */

/* As many whole characters as still fit. */
static gboolean
append_text (GString *text, const char *page, gsize max_bytes)
{
  gsize room = max_bytes > text->len ? max_bytes - text->len : 0;
  const char *end = page + strlen (page);

  if ((gsize)(end - page) <= room)
    {
      g_string_append (text, page);
      return text->len < max_bytes;
    }
  end = g_utf8_find_prev_char (page, page + room + 1);
  if (end != NULL)
    g_string_append_len (text, page, end - page);
  return FALSE;
}

/* file: taken over. */
static char *
extract (int file,
         const char *name,
         const char *password,
         gsize max_bytes,
         guint *n_pages,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (KaPdfWorker) worker = ka_pdf_worker_new (file, name, password);
  g_autoptr (GVariant) opened = ka_pdf_worker_open (worker, cancellable, error);
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0, failures = 0;

  if (opened == NULL)
    return NULL;

  g_variant_get_child (opened, 0, "u", &n);
  if (n_pages != NULL)
    *n_pages = n;
  for (guint page = 0; page < n && failures < MAX_FAILURES; page++)
    {
      g_autoptr (GError) local = NULL;
      g_autoptr (GVariant) answer = ka_pdf_worker_ask (worker, KA_PDF_TEXT, page, NULL, NULL,
                                                       G_VARIANT_TYPE ("s"), cancellable, &local);

      if (g_error_matches (local, KA_ERROR, KA_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return NULL;
        }
      failures = answer == NULL ? failures + 1 : 0;
      if (!append_text (text, answer != NULL ? g_variant_get_string (answer, NULL) : "", max_bytes)
          || !append_text (text, "\f", max_bytes))
        break;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
ka_pdf_extract_text (GBytes *bytes,
                     gsize max_bytes,
                     guint *n_pages,
                     GCancellable *cancellable,
                     GError **error)
{
  int file;

  g_return_val_if_fail (bytes != NULL, NULL);

  file = ka_pdf_open_memory (bytes, error);
  return file < 0 ? NULL : extract (file, _ ("附件"), NULL, max_bytes, n_pages, cancellable, error);
}

char *
ka_pdf_extract_file (const char *path,
                     const char *password,
                     gsize max_bytes,
                     guint *n_pages,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *name = NULL;
  int file;

  g_return_val_if_fail (path != NULL, NULL);

  name = g_filename_display_basename (path);
  file = ka_pdf_open_file (path, error);
  return file < 0 ? NULL : extract (file, name, password, max_bytes, n_pages, cancellable, error);
}

/* ---- the object ---- */

static void
ka_pdf_finalize (GObject *object)
{
  KaPdf *self = KA_PDF (object);

  /* The thread ends, and with it the helper. */
  g_async_queue_push (self->tasks, self->tasks);
  g_async_queue_unref (self->tasks);
  g_array_unref (self->sizes);
  g_free (self->title);

  G_OBJECT_CLASS (ka_pdf_parent_class)->finalize (object);
}

static void
ka_pdf_class_init (KaPdfClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ka_pdf_finalize;
}

static void
ka_pdf_init (KaPdf *self)
{
  self->tasks = g_async_queue_new ();
  self->sizes = g_array_new (FALSE, FALSE, sizeof (Size));
}
