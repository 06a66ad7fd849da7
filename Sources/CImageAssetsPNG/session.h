#ifndef CPNG_SESSION_H
#define CPNG_SESSION_H

#include <setjmp.h>

#include "cpng.h"
#include "libpng.h"

/// One use of libpng. It lives on the heap, so that nothing it holds is a local that a jump could spoil.
///
/// libpng reports errors by a call that must not return; `cpng_session_fail` keeps the words and jumps to where
/// `jump` was set, in the same C file that called libpng. No frame of Swift is ever between the two.
typedef struct cpng_session {
    jmp_buf jump;
    cpng_error *error;
    /// Whether `error` already says more than libpng can.
    bool has_error;
} cpng_session;

/// libpng's error callback; its `error_ptr` is a session.
PNG_NORETURN void cpng_session_fail(png_structp png, png_const_charp words);

/// libpng's warnings concern what cannot change a pixel: every fault that can is an error under
/// `png_set_benign_errors(0)`.
void cpng_session_warn(png_structp png, png_const_charp words);

#endif
