/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <math.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ka-pdf-jail-private.h"
#include "ka-pdf-picture-private.h"
#include "ka-pdf-protocol-private.h"

/* Reads one PDF, or one picture, for the program that started it. Whatever the file does to this process, it has nothing
 * to lose: no network, no writing, little memory, few seconds. */

/* ---- packets ---- */

typedef struct
{
  KaPdfRequest head;
  char text[KA_PDF_MAX_TEXT + 1];
  int file; /* −1: none came along */
} Packet;

static gboolean
receive (Packet *packet)
{
  struct iovec parts[]
    = { { &packet->head, sizeof packet->head }, { packet->text, KA_PDF_MAX_TEXT } };
  union
  {
    struct cmsghdr header;
    char space[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct msghdr message = {
    .msg_iov = parts, .msg_iovlen = 2, .msg_control = &control, .msg_controllen = sizeof control
  };
  struct cmsghdr *attached;
  ssize_t n;

  memset (packet, 0, sizeof *packet);
  packet->file = -1;
  do
    n = recvmsg (KA_PDF_SOCKET, &message, MSG_CMSG_CLOEXEC);
  while (n < 0 && errno == EINTR);
  if (n < (ssize_t)sizeof packet->head || packet->head.version != KA_PDF_VERSION)
    return FALSE;

  packet->text[MIN ((gsize)n - sizeof packet->head, KA_PDF_MAX_TEXT)] = '\0';
  attached = CMSG_FIRSTHDR (&message);
  if (attached != NULL && attached->cmsg_level == SOL_SOCKET && attached->cmsg_type == SCM_RIGHTS
      && attached->cmsg_len == CMSG_LEN (sizeof (int)))
    memcpy (&packet->file, CMSG_DATA (attached), sizeof packet->file);
  return TRUE;
}

/* file: closed here; −1: none. */
static gboolean
answer (const KaPdfReply *reply, int file)
{
  struct iovec part = { (void *)reply, sizeof *reply };
  union
  {
    struct cmsghdr header;
    char space[CMSG_SPACE (sizeof (int))];
  } control = { 0 };
  struct msghdr message = { .msg_iov = &part, .msg_iovlen = 1 };
  ssize_t n;

  if (file >= 0)
    {
      message.msg_control = &control;
      message.msg_controllen = sizeof control;
      control.header.cmsg_level = SOL_SOCKET;
      control.header.cmsg_type = SCM_RIGHTS;
      control.header.cmsg_len = CMSG_LEN (sizeof (int));
      memcpy (CMSG_DATA (&control.header), &file, sizeof file);
    }
  do
    n = sendmsg (KA_PDF_SOCKET, &message, MSG_NOSIGNAL);
  while (n < 0 && errno == EINTR);
  if (file >= 0)
    close (file);
  return n == (ssize_t)sizeof *reply;
}

static gboolean
answer_status (KaPdfStatus status)
{
  KaPdfReply reply = { status };

  return answer (&reply, -1);
}

static gboolean
answer_variant (GVariant *variant)
{
  g_autoptr (GVariant) value = g_variant_ref_sink (variant);
  KaPdfReply reply = { KA_PDF_OK };
  gsize size = g_variant_get_size (value);
  const char *data = g_variant_get_data (value);
  int file;

  if (size > KA_PDF_MAX_ANSWER)
    return answer_status (KA_PDF_NO_MEMORY);
  file = memfd_create ("answer", MFD_CLOEXEC);
  for (gsize done = 0; file >= 0 && done < size;)
    {
      ssize_t n = write (file, data + done, size - done);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          close (file);
          file = -1;
        }
      else
        done += (gsize)n;
    }
  if (file < 0)
    return answer_status (KA_PDF_NO_MEMORY);
  reply.length = (guint32)size;
  return answer (&reply, file);
}

/* ---- requests ---- */

/* What was handed over: one of the two. */
typedef struct
{
  PopplerDocument *document;
  cairo_surface_t *picture;
} Source;

/* The password only where one is wanted: with a wrong one Poppler 22.12 tries again on a descriptor that it
 * has closed, and calls the file damaged. */
static PopplerDocument *
open_file (int file, const char *password, KaPdfStatus *status)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_fd (dup (file), NULL, &error);

  *status = KA_PDF_OK;
  if (document != NULL)
    return document;
  if (!g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED))
    {
      *status = KA_PDF_DAMAGED;
      return NULL;
    }
  if (*password != '\0')
    document = poppler_document_new_from_fd (dup (file), password, NULL);
  if (document == NULL)
    *status = KA_PDF_ENCRYPTED;
  return document;
}

static gboolean
open_picture (Source *source, int file)
{
  GVariantBuilder sizes;
  double width, height;

  source->picture = ka_pdf_picture_read (file);
  if (source->picture == NULL)
    return answer_status (KA_PDF_DAMAGED);
  ka_pdf_picture_get_size (source->picture, &width, &height);
  g_variant_builder_init (&sizes, G_VARIANT_TYPE ("a(dd)"));
  g_variant_builder_add (&sizes, "(dd)", width, height);
  return answer_variant (g_variant_new ("(usa(dd))", 1, "", &sizes));
}

static gboolean
tell_document (PopplerDocument *document)
{
  g_autofree char *title = NULL;
  GVariantBuilder sizes;
  int n_pages = poppler_document_get_n_pages (document);

  if (n_pages <= 0)
    return answer_status (KA_PDF_EMPTY);

  g_variant_builder_init (&sizes, G_VARIANT_TYPE ("a(dd)"));
  for (int i = 0; i < MIN (n_pages, KA_PDF_MAX_SIZES); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      double width = 0, height = 0;

      if (page != NULL)
        poppler_page_get_size (page, &width, &height);
      g_variant_builder_add (&sizes, "(dd)", width, height);
      g_clear_object (&page);
    }
  title = poppler_document_get_title (document);
  if (title == NULL || !g_utf8_validate (title, -1, NULL))
    {
      g_free (title);
      title = g_strdup ("");
    }
  return answer_variant (g_variant_new ("(usa(dd))", (guint32)n_pages, title, &sizes));
}

static gboolean
open_source (Source *source, const Packet *packet)
{
  KaPdfStatus status = KA_PDF_OK;
  gboolean served;

  g_clear_object (&source->document);
  g_clear_pointer (&source->picture, cairo_surface_destroy);
  if (ka_pdf_picture_is (packet->file))
    served = open_picture (source, packet->file);
  else
    {
      source->document = open_file (packet->file, packet->text, &status);
      served = source->document != NULL ? tell_document (source->document) : answer_status (status);
    }
  if (packet->file >= 0)
    close (packet->file);
  return served;
}

/* The scale comes down until the picture has no more pixels than allowed. */
static void
get_pixels (double w, double h, double *scale, int *width, int *height)
{
  w = isfinite (w) && w >= 1 ? w : 1;
  h = isfinite (h) && h >= 1 ? h : 1;
  *scale = isfinite (*scale) && *scale > 0 ? *scale : 1;
  *scale = MIN (*scale, sqrt (KA_PDF_MAX_PIXELS / w / h));
  *scale = MIN (*scale, KA_PDF_MAX_SIDE / MAX (w, h));
  *width = MAX (1, (int)floor (w * *scale + 1e-6));
  *height = MAX (1, (int)floor (h * *scale + 1e-6));
}

static void
draw (cairo_t *cr, PopplerPage *page, cairo_surface_t *picture)
{
  double width, height;

  if (page != NULL)
    {
      poppler_page_render (page, cr);
      return;
    }
  ka_pdf_picture_get_size (picture, &width, &height);
  cairo_scale (cr, width / cairo_image_surface_get_width (picture),
               height / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_GOOD);
  cairo_paint (cr);
}

/* page: NULL: the picture. */
static gboolean
render_page (PopplerPage *page, cairo_surface_t *picture, double scale)
{
  KaPdfReply reply = { KA_PDF_OK };
  cairo_surface_t *surface;
  cairo_t *cr;
  double w, h;
  int width, height, file;
  gsize size;
  void *pixels;

  if (page != NULL)
    poppler_page_get_size (page, &w, &h);
  else
    ka_pdf_picture_get_size (picture, &w, &h);
  get_pixels (w, h, &scale, &width, &height);
  size = (gsize)width * 4 * (gsize)height;
  file = memfd_create ("page", MFD_CLOEXEC);
  if (file < 0 || ftruncate (file, (off_t)size) != 0)
    {
      if (file >= 0)
        close (file);
      return answer_status (KA_PDF_NO_MEMORY);
    }
  pixels = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (pixels == MAP_FAILED)
    {
      close (file);
      return answer_status (KA_PDF_NO_MEMORY);
    }

  surface
    = cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_RGB24, width, height, width * 4);
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  draw (cr, page, picture);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  munmap (pixels, size);

  reply.width = (guint32)width;
  reply.height = (guint32)height;
  reply.length = (guint32)size;
  return answer (&reply, file);
}

static gboolean
tell_text (PopplerPage *page)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  return answer_variant (g_variant_new ("s", valid));
}

/* From PDF's corner at the bottom left to the window's at the top left. */
static void
add_box (GVariantBuilder *builder, PopplerPage *page, const PopplerRectangle *box, const char *uri)
{
  double width, height;
  double x = MIN (box->x1, box->x2), y;

  poppler_page_get_size (page, &width, &height);
  y = height - MAX (box->y1, box->y2);
  if (uri != NULL)
    g_variant_builder_add (builder, "(dddds)", x, y, fabs (box->x2 - box->x1),
                           fabs (box->y2 - box->y1), uri);
  else
    g_variant_builder_add (builder, "(dddd)", x, y, fabs (box->x2 - box->x1),
                           fabs (box->y2 - box->y1));
}

static gboolean
find_text (PopplerPage *page, const char *needle)
{
  GVariantBuilder builder;
  GList *boxes = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dddd)"));
  if (*needle != '\0' && g_utf8_validate (needle, -1, NULL))
    boxes = poppler_page_find_text (page, needle);
  for (GList *l = boxes; l != NULL; l = l->next)
    add_box (&builder, page, l->data, NULL);
  g_list_free_full (boxes, (GDestroyNotify)poppler_rectangle_free);
  return answer_variant (g_variant_builder_end (&builder));
}

static gboolean
tell_links (PopplerPage *page)
{
  GVariantBuilder builder;
  GList *links = poppler_page_get_link_mapping (page);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dddds)"));
  for (GList *l = links; l != NULL; l = l->next)
    {
      PopplerLinkMapping *link = l->data;

      if (link->action != NULL && link->action->type == POPPLER_ACTION_URI
          && link->action->uri.uri != NULL && g_utf8_validate (link->action->uri.uri, -1, NULL))
        add_box (&builder, page, &link->area, link->action->uri.uri);
    }
  poppler_page_free_link_mapping (links);
  return answer_variant (g_variant_builder_end (&builder));
}

/* ---- table of contents ---- */

static int
get_page_number (PopplerDocument *document, const PopplerAction *action)
{
  PopplerDest *named = NULL;
  const PopplerDest *dest;
  int page;

  if (action == NULL || action->type != POPPLER_ACTION_GOTO_DEST || action->goto_dest.dest == NULL)
    return -1;
  dest = action->goto_dest.dest;
  if (dest->type == POPPLER_DEST_NAMED && dest->named_dest != NULL)
    dest = named = poppler_document_find_dest (document, dest->named_dest);
  page = dest != NULL ? dest->page_num - 1 : -1;
  if (named != NULL)
    poppler_dest_free (named);
  return page;
}

static void
add_outline (GVariantBuilder *builder,
             PopplerDocument *document,
             PopplerIndexIter *iter,
             guint depth,
             guint *n)
{
  do
    {
      PopplerAction *action = poppler_index_iter_get_action (iter);
      PopplerIndexIter *child;
      int page = get_page_number (document, action);
      const char *title = action != NULL ? action->any.title : NULL;

      if (title != NULL && page >= 0 && page < poppler_document_get_n_pages (document)
          && g_utf8_validate (title, -1, NULL))
        g_variant_builder_add (builder, "(uus)", depth, (guint32)page, title);
      if (action != NULL)
        poppler_action_free (action);
      (*n)++;
      child = depth < 8 ? poppler_index_iter_get_child (iter) : NULL;
      if (child != NULL)
        {
          add_outline (builder, document, child, depth + 1, n);
          poppler_index_iter_free (child);
        }
    }
  while (*n < KA_PDF_MAX_OUTLINE && poppler_index_iter_next (iter));
}

static gboolean
tell_outline (PopplerDocument *document)
{
  GVariantBuilder builder;
  PopplerIndexIter *iter = document != NULL ? poppler_index_iter_new (document) : NULL;
  guint n = 0;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(uus)"));
  if (iter != NULL)
    {
      add_outline (&builder, document, iter, 0, &n);
      poppler_index_iter_free (iter);
    }
  return answer_variant (g_variant_builder_end (&builder));
}

/* ---- selection ---- */

static gboolean
tell_selection (PopplerPage *page, const double box[4])
{
  PopplerRectangle ends = { box[0], box[1], box[2], box[3] };
  g_autofree char *text = NULL;
  g_autofree char *valid = NULL;
  GVariantBuilder builder;
  cairo_region_t *region;

  for (int i = 0; i < 4; i++)
    if (!isfinite (box[i]) || fabs (box[i]) > 1e6)
      return answer_status (KA_PDF_NO_PAGE);
  text = poppler_page_get_selected_text (page, POPPLER_SELECTION_GLYPH, &ends);
  valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  region = poppler_page_get_selected_region (page, 1.0, POPPLER_SELECTION_GLYPH, &ends);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(dddd)"));
  for (int i = 0; region != NULL && i < MIN (cairo_region_num_rectangles (region), 1000); i++)
    {
      cairo_rectangle_int_t part;

      cairo_region_get_rectangle (region, i, &part);
      g_variant_builder_add (&builder, "(dddd)", (double)part.x, (double)part.y, (double)part.width,
                             (double)part.height);
    }
  if (region != NULL)
    cairo_region_destroy (region);
  return answer_variant (g_variant_new ("(sa(dddd))", valid, &builder));
}

/* A picture has neither text nor links. */
static gboolean
serve_picture (cairo_surface_t *picture, const Packet *packet)
{
  if (packet->head.page > 0)
    return answer_status (KA_PDF_NO_PAGE);

  switch (packet->head.operation)
    {
    case KA_PDF_RENDER:
      return render_page (NULL, picture, packet->head.scale);
    case KA_PDF_TEXT:
      return answer_variant (g_variant_new ("s", ""));
    case KA_PDF_FIND:
      return answer_variant (g_variant_new ("a(dddd)", NULL));
    case KA_PDF_LINKS:
      return answer_variant (g_variant_new ("a(dddds)", NULL));
    case KA_PDF_SELECT:
      return answer_variant (g_variant_new ("(sa(dddd))", "", NULL));
    default:
      return FALSE;
    }
}

static gboolean
serve_page (const Source *source, const Packet *packet)
{
  PopplerDocument *document = source->document;
  PopplerPage *page = NULL;
  gboolean served;

  if (source->picture != NULL)
    return serve_picture (source->picture, packet);
  if (document != NULL && packet->head.page < (guint)poppler_document_get_n_pages (document))
    page = poppler_document_get_page (document, (int)packet->head.page);
  if (page == NULL)
    return answer_status (KA_PDF_NO_PAGE);

  switch (packet->head.operation)
    {
    case KA_PDF_RENDER:
      served = render_page (page, NULL, packet->head.scale);
      break;
    case KA_PDF_TEXT:
      served = tell_text (page);
      break;
    case KA_PDF_FIND:
      served = find_text (page, packet->text);
      break;
    case KA_PDF_LINKS:
      served = tell_links (page);
      break;
    case KA_PDF_SELECT:
      served = tell_selection (page, packet->head.box);
      break;
    default:
      served = FALSE;
    }
  g_object_unref (page);
  return served;
}

int
main (int argc, char **argv)
{
  Source source = { NULL };
  gboolean served = TRUE;
  Packet packet;

  ka_pdf_jail_enter ();
  while (served && receive (&packet))
    {
      ka_pdf_jail_allow_seconds (10);
      if (packet.head.operation == KA_PDF_OPEN)
        served = open_source (&source, &packet);
      else if (packet.head.operation == KA_PDF_OUTLINE)
        served = tell_outline (source.document);
      else
        served = serve_page (&source, &packet);
    }
  /* Nothing to tidy up: the process is the rubbish bin. */
  _exit (EXIT_SUCCESS);
}
