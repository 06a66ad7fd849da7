#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

#include "ccurl.h"
#include "libcurl.h"

libcurl curl;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char fault[256];

#ifdef __APPLE__
static const char *const names[] = {"/usr/lib/libcurl.4.dylib", "libcurl.4.dylib"};
#else
/// The second is the same interface over GnuTLS, which machines have for git's sake.
static const char *const names[] = {"libcurl.so.4", "libcurl-gnutls.so.4"};
#endif

/// Whether the library has all that is used here.
static bool find_functions(void *library)
{
    const struct {
        const char *name;
        void *place;
    } functions[] = {
        {"curl_global_init", &curl.global_init},
        {"curl_version", &curl.version},
        {"curl_easy_init", &curl.easy_init},
        {"curl_easy_setopt", &curl.easy_setopt},
        {"curl_easy_getinfo", &curl.easy_getinfo},
        {"curl_easy_strerror", &curl.easy_strerror},
        {"curl_easy_cleanup", &curl.easy_cleanup},
        {"curl_slist_append", &curl.slist_append},
        {"curl_slist_free_all", &curl.slist_free_all},
        {"curl_multi_init", &curl.multi_init},
        {"curl_multi_add_handle", &curl.multi_add_handle},
        {"curl_multi_remove_handle", &curl.multi_remove_handle},
        {"curl_multi_perform", &curl.multi_perform},
        {"curl_multi_poll", &curl.multi_poll},
        {"curl_multi_wakeup", &curl.multi_wakeup},
        {"curl_multi_info_read", &curl.multi_info_read},
        {"curl_multi_cleanup", &curl.multi_cleanup},
    };
    for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
        void *function = dlsym(library, functions[i].name);
        if (function == NULL) return false;
        // POSIX lets a function's address pass through an object pointer; C has no cast that says so.
        *(void **)functions[i].place = function;
    }
    return true;
}

static void load(void)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        if (library != NULL && find_functions(library)) {
            int code = curl.global_init(CURL_GLOBAL_DEFAULT);
            if (code == 0) fault[0] = '\0';
            else snprintf(fault, sizeof fault, "libcurl cannot be used: %s", curl.easy_strerror(code));
            return;
        }
        // Of the first, which is the one that is wanted.
        if (fault[0] != '\0') continue;
        if (library == NULL) {
            snprintf(
                fault, sizeof fault,
                "libcurl cannot be loaded: install it (Debian, Ubuntu: libcurl4; elsewhere: libcurl); %s", dlerror());
        } else {
            snprintf(fault, sizeof fault, "%s is too old: libcurl 7.68 or later is needed", names[i]);
        }
    }
}

const char *ccurl_load(void)
{
    pthread_once(&once, load);
    return fault[0] == '\0' ? NULL : fault;
}

const char *ccurl_version(void)
{
    return curl.version();
}

void ccurl_system_certificates(char *file, char *folder, size_t size)
{
    file[0] = folder[0] = '\0';
    CURL *easy = curl.easy_init();
    if (easy == NULL) return;
    const char *found = NULL;
    if (curl.easy_getinfo(easy, CURLINFO_CAINFO, &found) == 0 && found != NULL) snprintf(file, size, "%s", found);
    found = NULL;
    if (curl.easy_getinfo(easy, CURLINFO_CAPATH, &found) == 0 && found != NULL) snprintf(folder, size, "%s", found);
    curl.easy_cleanup(easy);
}
