// deploy/dist/without_icu_and_lzma.cpp - libxml2's static archive in Debian uses ICU for encodings that iconv does not
// know, and liblzma for compressed files. Both would cost more than 30 MB. The program gives libxml2 neither: it
// parses memory, in UTF-8. These functions take their place, and always fail.
#if __has_include(<unicode/ucnv.h>)  // Debian 12's libxml2; that of 13 has no ICU
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
}
#endif

extern "C" {
// As in lzma.h, which Debian 13 does not install with libxml2. 8: LZMA_OPTIONS_ERROR.
int lzma_auto_decoder(void*, unsigned long, unsigned) { return 8; }
int lzma_code(void*, int) { return 8; }
void lzma_end(void*) {}
int lzma_properties_decode(void*, const void*, const unsigned char*, unsigned long) { return 8; }
}
