#include <pthread.h>
#include <stddef.h>

#include "multi.h"

/// Of those that are idle, no more are kept.
enum { LIMIT = 50 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static CURLM *idle[LIMIT];
static size_t count;

CURLM *ccurl_take_multi(void)
{
    CURLM *multi = NULL;
    pthread_mutex_lock(&lock);
    if (count > 0) multi = idle[--count];
    pthread_mutex_unlock(&lock);
    return multi != NULL ? multi : curl.multi_init();
}

void ccurl_give_multi(CURLM *multi)
{
    pthread_mutex_lock(&lock);
    if (count < LIMIT) {
        idle[count++] = multi;
        multi = NULL;
    }
    pthread_mutex_unlock(&lock);
    if (multi != NULL) curl.multi_cleanup(multi);
}
