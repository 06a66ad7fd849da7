#include <pthread.h>
#include <stdlib.h>

#include "ccurl.h"

typedef struct {
    void (*run)(void *);
    void *context;
} job;

static void *begin(void *argument)
{
    job given = *(job *)argument;
    free(argument);
    given.run(given.context);
    return NULL;
}

bool ccurl_spawn(void (*run)(void *), void *context)
{
    job *given = malloc(sizeof *given);
    if (given == NULL) return false;
    *given = (job){run, context};
    pthread_t thread;
    if (pthread_create(&thread, NULL, begin, given) != 0) {
        free(given);
        return false;
    }
    pthread_detach(thread);
    return true;
}
