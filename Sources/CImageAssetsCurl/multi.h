#ifndef CCURL_MULTI_H
#define CCURL_MULTI_H

#include "libcurl.h"

// Multi handles that outlive their exchange, because libcurl keeps in them what it parsed of the system's certificates.
// One serves one exchange at a time, on whichever thread that runs.

/// One that is idle, else a new one. NULL when there is no memory.
CURLM *ccurl_take_multi(void);

/// Nothing may be in it any more.
void ccurl_give_multi(CURLM *multi);

#endif
