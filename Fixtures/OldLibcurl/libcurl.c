/* What is left of a libcurl from before 7.66: no curl_multi_poll, no curl_multi_wakeup. */
int curl_global_init(long flags) { return flags < 0; }
char *curl_version(void) { return "libcurl/7.61.1"; }
