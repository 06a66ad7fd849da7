#ifndef CLIBPNG_SHIM_H
#define CLIBPNG_SHIM_H

#endif
