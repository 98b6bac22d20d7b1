// deploy/dist/without_icu_and_lzma.cpp - libxml2's static archive in Debian uses ICU for encodings that iconv does not
// know, and liblzma for compressed files. Both would cost more than 30 MB. The program gives libxml2 neither: it
// parses memory, in UTF-8. These functions take their place, and always fail.
#include <lzma.h>
#include <unicode/ucnv.h>

extern "C" {
UConverter* ucnv_open(const char*, UErrorCode* error) {
  *error = U_UNSUPPORTED_ERROR;
  return nullptr;
}
void ucnv_close(UConverter*) {}
void ucnv_convertEx(UConverter*, UConverter*, char**, const char*, const char**, const char*, UChar*, UChar**, UChar**,
                    const UChar*, UBool, UBool, UErrorCode* error) {
  *error = U_UNSUPPORTED_ERROR;
}
void ucnv_setToUCallBack(UConverter*, UConverterToUCallback, const void*, UConverterToUCallback*, const void**,
                         UErrorCode* error) {
  *error = U_UNSUPPORTED_ERROR;
}
void ucnv_setFromUCallBack(UConverter*, UConverterFromUCallback, const void*, UConverterFromUCallback*, const void**,
                           UErrorCode* error) {
  *error = U_UNSUPPORTED_ERROR;
}
void UCNV_TO_U_CALLBACK_STOP(const void*, UConverterToUnicodeArgs*, const char*, int32_t, UConverterCallbackReason,
                             UErrorCode*) {}
void UCNV_FROM_U_CALLBACK_STOP(const void*, UConverterFromUnicodeArgs*, const UChar*, int32_t, UChar32,
                               UConverterCallbackReason, UErrorCode*) {}

lzma_ret lzma_auto_decoder(lzma_stream*, uint64_t, uint32_t) { return LZMA_OPTIONS_ERROR; }
lzma_ret lzma_code(lzma_stream*, lzma_action) { return LZMA_PROG_ERROR; }
void lzma_end(lzma_stream*) {}
lzma_ret lzma_properties_decode(lzma_filter*, const lzma_allocator*, const uint8_t*, size_t) {
  return LZMA_OPTIONS_ERROR;
}
}
