#include "cpng.h"
#include "libpng.h"
