#include "session.h"

#include "error.h"

PNG_NORETURN void cpng_session_fail(png_structp png, png_const_charp words)
{
    cpng_session *session = png_get_error_ptr(png);
    if (!session->has_error) {
        session->has_error = true;
        cpng_fail_with_words(session->error, cpng_fault_libpng, NULL, NULL, words);
    }
    longjmp(session->jump, 1);
}

void cpng_session_warn(png_structp png, png_const_charp words)
{
    (void)png;
    (void)words;
}
