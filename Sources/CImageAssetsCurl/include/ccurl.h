#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What Swift sees of libcurl: one exchange over a connection of its own, driven step by step by the thread that opened
// it.
//
// libcurl is loaded when the first request is made: with all that it needs it takes 12 ms, and most runs send nothing.
// It is there wherever Swift is (SwiftPM itself needs it, macOS brings it along), but its header is not.

typedef struct ccurl_exchange ccurl_exchange;

/// Takes `count` bytes (`size` is 1) and returns how many it took: fewer than `count` give the exchange up.
typedef size_t (*ccurl_take)(char *bytes, size_t size, size_t count, void *context);

typedef enum ccurl_method { CCURL_GET, CCURL_PUT, CCURL_POST } ccurl_method;

typedef struct ccurl_request {
    ccurl_method method;
    const char *url;
    /// Must stay where it is until the exchange is closed. A GET has none.
    const void *body;
    int64_t body_count;
    /// Whether the answer may be packed. It is never unpacked here.
    bool accepts_gzip;
    /// A proxy's address, or empty for none. libcurl itself looks into no variable of the environment.
    const char *proxy;
    /// A file and a folder of certificates that are trusted, each in place of the system's, or empty for the system's.
    const char *certificates;
    const char *certificate_folder;
    /// Whether the folder is asked too where there is a file. libcurl keeps what it parsed only of a file that stands
    /// alone, and parses the system's in 48 ms; so the folder is the second choice.
    bool asks_folder;
    /// Gets each line of each head and of the trailers, line breaks included, but not those of a proxy.
    ccurl_take take_head_line;
    /// Gets the body piece by piece as it is sent, to the end of the connection where no chunks say where it ends.
    ccurl_take take_body;
    void *context;
} ccurl_request;

typedef struct ccurl_ending {
    /// libcurl's CURLcode.
    int32_t code;
    /// errno of the connection that failed, or 0. Once there is a connection it may be an old one.
    int64_t system_error;
    /// The status with which a proxy answered the request for a tunnel, or 0.
    int64_t proxy_status;
    /// What is wrong with the certificate, in the numbers of the library that encrypts, or 0.
    int64_t certificate_fault;
    /// libcurl's own words.
    char text[256];
} ccurl_ending;

/// Loads libcurl unless that is done. NULL, or why it cannot be used. Any thread may call it.
const char *ccurl_load(void);

/// What libcurl calls itself and what it is built on, once it is loaded: `libcurl/7.88.1 OpenSSL/3.0.17 zlib/1.2.13`.
const char *ccurl_version(void);

/// The file and the folder of certificates that it trusts by itself, once it is loaded; each empty where there is none,
/// or where it does not tell (before 7.84). Both have room for `size` bytes.
void ccurl_system_certificates(char *file, char *folder, size_t size);

/// Runs a function on a thread of its own. False when there can be none.
bool ccurl_spawn(void (*run)(void *context), void *context);

/// NULL when it cannot be: then `fault` says why. Nothing is sent yet.
ccurl_exchange *ccurl_open(const ccurl_request *request, const char **fault);

/// Adds a line such as `Accept: application/json` before the first step. A name and a colon alone take back what
/// libcurl would send by itself.
bool ccurl_add_header(ccurl_exchange *exchange, const char *line);

/// Does what can be done without waiting. False once the exchange is over.
bool ccurl_step(ccurl_exchange *exchange);

/// Waits until there is something to do, until it is woken, or until so many milliseconds have passed. False when it
/// cannot wait.
bool ccurl_wait(ccurl_exchange *exchange, int32_t milliseconds);

/// Ends a wait, also the next one. The only function that another thread may call, until the exchange is closed.
void ccurl_wake(ccurl_exchange *exchange);

/// Whether the connection stood, its encryption and a proxy's tunnel included, so that the request may have been sent.
/// False is certain; true is not.
bool ccurl_has_begun(ccurl_exchange *exchange);

/// Whether the host's name is still being looked up: closing then waits for the resolver, perhaps for long.
bool ccurl_is_resolving(ccurl_exchange *exchange);

/// How it ended, once a step returned false.
ccurl_ending ccurl_end(ccurl_exchange *exchange);

/// Whether certificates were judged without the folder, which may vouch for more.
bool ccurl_left_out_folder(ccurl_exchange *exchange);

/// Gives the connection up, whatever its state.
void ccurl_close(ccurl_exchange *exchange);

#endif
