#ifndef CCURL_LIBCURL_H
#define CCURL_LIBCURL_H

// The part of libcurl's interface that is used here, in its own names. libcurl promises that none of these values ever
// changes within libcurl.so.4, which is all there has been since 2006 (https://curl.se/libcurl/abi.html). CI compares
// them with the real header.

typedef void CURL;
typedef void CURLM;
struct curl_slist;

typedef struct CURLMsg {
    int msg;
    CURL *easy_handle;
    union {
        void *whatever;
        int result;
    } data;
} CURLMsg;

enum { CURLMSG_DONE = 1, CURL_GLOBAL_DEFAULT = 3, CURL_HTTP_VERSION_1_1 = 2, CURL_ERROR_SIZE = 256 };

enum {
    CURLOPT_UPLOAD = 46,
    CURLOPT_POST = 47,
    CURLOPT_FRESH_CONNECT = 74,
    CURLOPT_FORBID_REUSE = 75,
    CURLOPT_HTTP_VERSION = 84,
    CURLOPT_DNS_CACHE_TIMEOUT = 92,
    CURLOPT_BUFFERSIZE = 98,
    CURLOPT_NOSIGNAL = 99,
    CURLOPT_IGNORE_CONTENT_LENGTH = 136,
    CURLOPT_CONNECTTIMEOUT_MS = 156,
    CURLOPT_HTTP_CONTENT_DECODING = 158,
    CURLOPT_TCP_KEEPALIVE = 213,
    CURLOPT_TCP_KEEPIDLE = 214,
    CURLOPT_TCP_KEEPINTVL = 215,
    CURLOPT_SUPPRESS_CONNECT_HEADERS = 265,

    CURLOPT_WRITEDATA = 10001,
    CURLOPT_URL = 10002,
    CURLOPT_PROXY = 10004,
    CURLOPT_READDATA = 10009,
    CURLOPT_ERRORBUFFER = 10010,
    CURLOPT_POSTFIELDS = 10015,
    CURLOPT_HTTPHEADER = 10023,
    CURLOPT_HEADERDATA = 10029,
    CURLOPT_CAINFO = 10065,
    CURLOPT_CAPATH = 10097,
    CURLOPT_ACCEPT_ENCODING = 10102,
    CURLOPT_NOPROXY = 10177,

    CURLOPT_WRITEFUNCTION = 20011,
    CURLOPT_READFUNCTION = 20012,
    CURLOPT_HEADERFUNCTION = 20079,

    CURLOPT_INFILESIZE_LARGE = 30115,
    CURLOPT_POSTFIELDSIZE_LARGE = 30120,
};

enum {
    CURLINFO_CAINFO = 0x100000 + 61,
    CURLINFO_CAPATH = 0x100000 + 62,
    CURLINFO_SSL_VERIFYRESULT = 0x200000 + 13,
    CURLINFO_HTTP_CONNECTCODE = 0x200000 + 22,
    CURLINFO_OS_ERRNO = 0x200000 + 25,
    CURLINFO_NAMELOOKUP_TIME = 0x300000 + 4,
    CURLINFO_PRETRANSFER_TIME = 0x300000 + 6,
    CURLINFO_APPCONNECT_TIME = 0x300000 + 33,
};

/// libcurl's functions by their names without `curl_`.
typedef struct libcurl {
    int (*global_init)(long flags);
    char *(*version)(void);
    CURL *(*easy_init)(void);
    int (*easy_setopt)(CURL *, int option, ...);
    int (*easy_getinfo)(CURL *, int info, ...);
    const char *(*easy_strerror)(int code);
    void (*easy_cleanup)(CURL *);
    struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
    void (*slist_free_all)(struct curl_slist *);
    CURLM *(*multi_init)(void);
    int (*multi_add_handle)(CURLM *, CURL *);
    int (*multi_remove_handle)(CURLM *, CURL *);
    int (*multi_perform)(CURLM *, int *running);
    int (*multi_poll)(CURLM *, void *descriptors, unsigned count, int milliseconds, int *events);
    int (*multi_wakeup)(CURLM *);
    CURLMsg *(*multi_info_read)(CURLM *, int *left);
    int (*multi_cleanup)(CURLM *);
} libcurl;

/// Valid once `ccurl_load` has returned NULL.
extern libcurl curl;

#endif
