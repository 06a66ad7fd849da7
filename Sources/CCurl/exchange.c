#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

#include "ccurl.h"
#include "libcurl.h"

struct ccurl_exchange {
    CURL *easy;
    CURLM *multi;
    struct curl_slist *headers;
    int code;
    bool is_over;
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

static void configure(ccurl_exchange *e, const ccurl_request *request)
{
    curl.easy_setopt(e->easy, CURLOPT_ERRORBUFFER, e->words);
    curl.easy_setopt(e->easy, CURLOPT_NOSIGNAL, 1L);
    curl.easy_setopt(e->easy, CURLOPT_URL, request->url);
    curl.easy_setopt(e->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    // The name, the connection and its encryption. All other limits are the caller's.
    curl.easy_setopt(e->easy, CURLOPT_CONNECTTIMEOUT_MS, 60000L);
    // A server may think for minutes, and what stands between forgets connections that are silent.
    curl.easy_setopt(e->easy, CURLOPT_TCP_KEEPALIVE, 1L);
    if (!request->uses_proxies) curl.easy_setopt(e->easy, CURLOPT_PROXY, "");
    // OpenSSL's own variable; libcurl's built-in path goes before it.
    const char *certificates = getenv("SSL_CERT_FILE");
    if (certificates != NULL && certificates[0] != '\0') curl.easy_setopt(e->easy, CURLOPT_CAINFO, certificates);
    curl.easy_setopt(e->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl.easy_setopt(e->easy, CURLOPT_ACCEPT_ENCODING, "");
    curl.easy_setopt(e->easy, CURLOPT_BUFFERSIZE, 128L << 10);

    curl.easy_setopt(e->easy, CURLOPT_POST, 1L);
    curl.easy_setopt(e->easy, CURLOPT_POSTFIELDSIZE_LARGE, request->body_count);
    curl.easy_setopt(e->easy, CURLOPT_POSTFIELDS, request->body_count > 0 ? request->body : "");

    curl.easy_setopt(e->easy, CURLOPT_HEADERFUNCTION, request->take_head_line);
    curl.easy_setopt(e->easy, CURLOPT_HEADERDATA, request->context);
    curl.easy_setopt(e->easy, CURLOPT_WRITEFUNCTION, request->take_body);
    curl.easy_setopt(e->easy, CURLOPT_WRITEDATA, request->context);
}

ccurl_exchange *ccurl_open(const ccurl_request *request)
{
    block_sigpipe();
    ccurl_exchange *e = calloc(1, sizeof *e);
    if (e == NULL) return NULL;
    e->easy = curl.easy_init();
    // Its connections are its own: none has served a request before.
    e->multi = curl.multi_init();
    if (e->easy == NULL || e->multi == NULL) {
        ccurl_close(e);
        return NULL;
    }
    configure(e, request);
    // A large body is sent at once, without asking first whether it is welcome: few servers answer that.
    if (!ccurl_add_header(e, "Expect:") || curl.multi_add_handle(e->multi, e->easy) != 0) {
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
    curl.easy_setopt(e->easy, CURLOPT_HTTPHEADER, headers);
    return true;
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
    return has_passed(e, CURLINFO_PRETRANSFER_TIME);
}

bool ccurl_is_resolving(ccurl_exchange *e)
{
    return !e->is_over && !has_passed(e, CURLINFO_NAMELOOKUP_TIME);
}

ccurl_ending ccurl_end(ccurl_exchange *e)
{
    ccurl_ending ending = {.code = e->code};
    long system_error = 0, proxy_status = 0;
    curl.easy_getinfo(e->easy, CURLINFO_OS_ERRNO, &system_error);
    curl.easy_getinfo(e->easy, CURLINFO_HTTP_CONNECTCODE, &proxy_status);
    ending.system_error = system_error;
    ending.proxy_status = proxy_status;
    const char *words = e->words[0] != '\0' ? e->words : curl.easy_strerror(e->code);
    snprintf(ending.text, sizeof ending.text, "%s", words);
    return ending;
}

void ccurl_close(ccurl_exchange *e)
{
    if (e->easy != NULL) {
        if (e->multi != NULL) curl.multi_remove_handle(e->multi, e->easy);
        curl.easy_cleanup(e->easy);
    }
    if (e->multi != NULL) curl.multi_cleanup(e->multi);
    curl.slist_free_all(e->headers);
    free(e);
}
