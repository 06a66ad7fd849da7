#ifndef CPNG_LIBPNG_H
#define CPNG_LIBPNG_H

#if !__has_include(<png.h>)
#error "libpng is missing. Debian, Ubuntu: apt-get install libpng-dev zlib1g-dev. Fedora, UBI, Amazon Linux: dnf install libpng-devel zlib-devel. Alpine: apk add libpng-dev zlib-dev. Nix: IMAGE_ASSETS_PKG_CONFIG=1 in nix-shell -p libpng zlib pkg-config. macOS: brew install libpng pkg-config"
#endif
#if !__has_include(<zlib.h>)
#error "zlib is missing. Debian, Ubuntu: apt-get install zlib1g-dev. Fedora, UBI, Amazon Linux: dnf install zlib-devel. Alpine: apk add zlib-dev. Nix: IMAGE_ASSETS_PKG_CONFIG=1 in nix-shell -p zlib. macOS: it comes with the Xcode command line tools"
#endif
#include <png.h>
#include <zlib.h>

#endif
