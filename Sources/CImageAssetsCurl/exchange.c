#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ccurl.h"
#include "libcurl.h"
#include "multi.h"

struct ccurl_exchange {
    /// What of a PUT's body is still to be sent.
    const char *rest;
    size_t rest_count;
    CURL *easy;
    CURLM *multi;
    struct curl_slist *headers;
    int code;
    bool is_over;
    bool is_encrypted;
    bool left_out_folder;
    char words[CURL_ERROR_SIZE];
};

/// Writing to a connection that the server has closed must not end the process: OpenSSL cannot be told so.
static void block_sigpipe(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

/// Where a file and a folder are trusted, the file alone, if there is one to be read.
static bool leave_out_folder(ccurl_exchange *e, const ccurl_request *request)
{
    if (request->asks_folder) return true;
    const char *file = request->certificates;
    // Versions before 7.84 do not tell, and have no cache either.
    if (*file == '\0' && curl.easy_getinfo(e->easy, CURLINFO_CAINFO, &file) != 0) return true;
    if (file == NULL || access(file, R_OK) != 0) return true;
    e->left_out_folder = true;
    return curl.easy_setopt(e->easy, CURLOPT_CAPATH, (char *)NULL) == 0;
}

/// Gives libcurl what fits of a PUT's body; 0 at its end.
static size_t give_body(char *to, size_t size, size_t count, void *context)
{
    ccurl_exchange *e = context;
    size_t given = size * count < e->rest_count ? size * count : e->rest_count;
    if (given == 0) return 0;
    memcpy(to, e->rest, given);
    e->rest += given;
    e->rest_count -= given;
    return given;
}

/// Each method by the option that libcurl has for it; without one it is a GET. A POST's body is sent from where it
/// lies, a PUT's is asked for piece by piece.
static bool set_method(ccurl_exchange *e, const ccurl_request *request)
{
    CURL *easy = e->easy;
    switch (request->method) {
    case CCURL_GET:
        return true;
    case CCURL_PUT:
        e->rest = request->body;
        e->rest_count = (size_t)request->body_count;
        return curl.easy_setopt(easy, CURLOPT_UPLOAD, 1L) == 0
            && curl.easy_setopt(easy, CURLOPT_INFILESIZE_LARGE, request->body_count) == 0
            && curl.easy_setopt(easy, CURLOPT_READFUNCTION, give_body) == 0
            && curl.easy_setopt(easy, CURLOPT_READDATA, e) == 0;
    case CCURL_POST:
        return curl.easy_setopt(easy, CURLOPT_POST, 1L) == 0
            && curl.easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, request->body_count) == 0
            && curl.easy_setopt(easy, CURLOPT_POSTFIELDS, request->body_count > 0 ? request->body : "") == 0;
    }
    return false;
}

/// False when libcurl refuses a setting: a request that goes out otherwise than it is meant to must not go out.
static bool configure(ccurl_exchange *e, const ccurl_request *request)
{
    CURL *easy = e->easy;
    return curl.easy_setopt(easy, CURLOPT_ERRORBUFFER, e->words) == 0
        && curl.easy_setopt(easy, CURLOPT_NOSIGNAL, 1L) == 0
        && curl.easy_setopt(easy, CURLOPT_URL, request->url) == 0
        && curl.easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1) == 0
        // What a multi handle keeps from one exchange to the next is what it read of certificates, and nothing else.
        && curl.easy_setopt(easy, CURLOPT_FRESH_CONNECT, 1L) == 0
        && curl.easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L) == 0
        && curl.easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, 0L) == 0
        // The name, the connection and its encryption. All other limits are the caller's.
        && curl.easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 60000L) == 0
        // A server may think for minutes, and what stands between forgets connections that are silent; and a peer that
        // is gone is found out by this alone.
        && curl.easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L) == 0
        && curl.easy_setopt(easy, CURLOPT_TCP_KEEPIDLE, 30L) == 0
        && curl.easy_setopt(easy, CURLOPT_TCP_KEEPINTVL, 15L) == 0
        && curl.easy_setopt(easy, CURLOPT_PROXY, request->proxy) == 0
        && curl.easy_setopt(easy, CURLOPT_NOPROXY, "") == 0
        && (*request->certificates == '\0' || curl.easy_setopt(easy, CURLOPT_CAINFO, request->certificates) == 0)
        && (*request->certificate_folder == '\0'
            || curl.easy_setopt(easy, CURLOPT_CAPATH, request->certificate_folder) == 0)
        && leave_out_folder(e, request)
        && curl.easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L) == 0
        // Unpacked by whoever reads it: libcurl gives up an answer that is not packed as its head says.
        && (!request->accepts_gzip || curl.easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "gzip") == 0)
        && curl.easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L) == 0
        // A length may be told wrong: the caller decides when an answer is over.
        && curl.easy_setopt(easy, CURLOPT_IGNORE_CONTENT_LENGTH, 1L) == 0
        && curl.easy_setopt(easy, CURLOPT_BUFFERSIZE, 128L << 10) == 0
        && set_method(e, request)
        && curl.easy_setopt(easy, CURLOPT_HEADERFUNCTION, request->take_head_line) == 0
        && curl.easy_setopt(easy, CURLOPT_HEADERDATA, request->context) == 0
        && curl.easy_setopt(easy, CURLOPT_WRITEFUNCTION, request->take_body) == 0
        && curl.easy_setopt(easy, CURLOPT_WRITEDATA, request->context) == 0;
}

ccurl_exchange *ccurl_open(const ccurl_request *request, const char **fault)
{
    *fault = "there is not enough memory for a request";
    block_sigpipe();
    ccurl_exchange *e = calloc(1, sizeof *e);
    if (e == NULL) return NULL;
    e->is_encrypted = strncmp(request->url, "https:", 6) == 0;
    e->easy = curl.easy_init();
    e->multi = ccurl_take_multi();
    if (e->easy == NULL || e->multi == NULL) {
        ccurl_close(e);
        return NULL;
    }
    if (!configure(e, request)) {
        *fault = "libcurl refuses a setting that it needs";
        ccurl_close(e);
        return NULL;
    }
    // A large body is sent at once, without asking first whether it is welcome: few servers answer that. The body's
    // type is the caller's to say: libcurl would call that of a POST a form.
    if (!ccurl_add_header(e, "Expect:") || !ccurl_add_header(e, "Content-Type:")
        || curl.multi_add_handle(e->multi, e->easy) != 0) {
        ccurl_close(e);
        return NULL;
    }
    return e;
}

bool ccurl_add_header(ccurl_exchange *e, const char *line)
{
    struct curl_slist *headers = curl.slist_append(e->headers, line);
    if (headers == NULL) return false;
    e->headers = headers;
    return curl.easy_setopt(e->easy, CURLOPT_HTTPHEADER, headers) == 0;
}

bool ccurl_step(ccurl_exchange *e)
{
    int running = 0, left = 0;
    if (e->is_over) return false;
    int fault = curl.multi_perform(e->multi, &running);
    if (fault == 0 && running > 0) return true;
    e->is_over = true;
    // CURLE_FAILED_INIT unless libcurl itself says how it ended.
    e->code = 2;
    for (CURLMsg *message; (message = curl.multi_info_read(e->multi, &left)) != NULL;) {
        if (message->msg == CURLMSG_DONE) e->code = message->data.result;
    }
    return false;
}

bool ccurl_wait(ccurl_exchange *e, int32_t milliseconds)
{
    return curl.multi_poll(e->multi, NULL, 0, milliseconds, NULL) == 0;
}

void ccurl_wake(ccurl_exchange *e)
{
    curl.multi_wakeup(e->multi);
}

/// Whether the exchange came to the point whose time `info` is.
static bool has_passed(ccurl_exchange *e, int info)
{
    double seconds = 0;
    return curl.easy_getinfo(e->easy, info, &seconds) == 0 && seconds > 0;
}

bool ccurl_has_begun(ccurl_exchange *e)
{
    // Some versions take a tunnel's beginning for the request's; but nothing is sent to a server before its encryption
    // stands.
    return has_passed(e, CURLINFO_PRETRANSFER_TIME)
        && (!e->is_encrypted || has_passed(e, CURLINFO_APPCONNECT_TIME));
}

bool ccurl_is_resolving(ccurl_exchange *e)
{
    return !e->is_over && !has_passed(e, CURLINFO_NAMELOOKUP_TIME);
}

ccurl_ending ccurl_end(ccurl_exchange *e)
{
    ccurl_ending ending = {.code = e->code};
    long system_error = 0, proxy_status = 0, certificate_fault = 0;
    curl.easy_getinfo(e->easy, CURLINFO_OS_ERRNO, &system_error);
    curl.easy_getinfo(e->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    curl.easy_getinfo(e->easy, CURLINFO_SSL_VERIFYRESULT, &certificate_fault);
    ending.system_error = system_error;
    ending.proxy_status = proxy_status;
    ending.certificate_fault = certificate_fault;
    const char *words = e->words[0] != '\0' ? e->words : curl.easy_strerror(e->code);
    snprintf(ending.text, sizeof ending.text, "%s", words);
    return ending;
}

bool ccurl_left_out_folder(ccurl_exchange *e)
{
    return e->left_out_folder;
}

void ccurl_close(ccurl_exchange *e)
{
    if (e->easy != NULL) {
        if (e->multi != NULL) curl.multi_remove_handle(e->multi, e->easy);
        curl.easy_cleanup(e->easy);
    }
    if (e->multi != NULL) ccurl_give_multi(e->multi);
    curl.slist_free_all(e->headers);
    free(e);
}
