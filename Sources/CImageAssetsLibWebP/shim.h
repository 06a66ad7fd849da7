#ifndef CLIBWEBP_SHIM_H
#define CLIBWEBP_SHIM_H

#endif
