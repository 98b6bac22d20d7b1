// html_events.h - HTML as a stream of events, from libxml2's HTML parser. It builds no tree, so
// deep nesting costs nothing. The network, external entities and huge documents are off.
#pragma once

#include <libxml/HTMLparser.h>

#include <exception>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

// The callbacks of libxml2, which is C: no exception may pass through it.
template <class Handler>
struct HtmlEventCaller {
  Handler& handler;
  std::exception_ptr thrown;

  template <class Call>
  static void call(void* caller, const Call& call) noexcept {
    auto& it = *static_cast<HtmlEventCaller*>(caller);
    if (it.thrown) return;
    try {
      call(it.handler);
    } catch (...) {
      it.thrown = std::current_exception();
    }
  }
  static const char* characters(const xmlChar* text) { return reinterpret_cast<const char*>(text); }
  static void start(void* caller, const xmlChar* name, const xmlChar** attributes) {
    call(caller, [&](Handler& it) { it.start(std::string_view(characters(name)), attributes); });
  }
  static void end(void* caller, const xmlChar* name) {
    call(caller, [&](Handler& it) { it.end(std::string_view(characters(name))); });
  }
  static void text(void* caller, const xmlChar* bytes, int size) {
    call(caller, [&](Handler& it) { it.text(std::string_view(characters(bytes), static_cast<std::size_t>(size))); });
  }
};

// Calls handler.start(name, attributes), handler.end(name), handler.text(text) in the order of
// `html`. `html` is UTF-8; an encoding that it declares is ignored. `attributes` is null, or an
// array of names and values that ends in null. A value may be null. Every start has its end: the
// parser closes what is left open. Names are in lower case. `options` are more of libxml2's
// htmlParserOption. Throws std::bad_alloc, std::length_error for more than 1 GiB, and what the
// handler throws.
template <class Handler>
void read_html_events(std::string_view html, Handler& handler, int options = 0) {
  using Caller = HtmlEventCaller<Handler>;
  static const bool is_initialised = (xmlInitParser(), true);
  (void)is_initialised;
  const std::unique_ptr<htmlParserCtxt, decltype(&htmlFreeParserCtxt)> context(htmlNewParserCtxt(), htmlFreeParserCtxt);
  if (context == nullptr) throw std::bad_alloc();
  Caller caller{handler, nullptr};
  *context->sax = {};
  context->sax->startElement = Caller::start;
  context->sax->endElement = Caller::end;
  context->sax->characters = Caller::text;
  context->sax->ignorableWhitespace = Caller::text;
  context->sax->cdataBlock = Caller::text;
  context->userData = &caller;

  // The parser takes a NUL for the end of the text.
  std::string without_nul;
  if (html.find('\0') != std::string_view::npos) {
    for (const char c : html) c == '\0' ? without_nul += "\xEF\xBF\xBD" : without_nul += c;
    html = without_nul;
  }
  if (html.size() > 1u << 30) throw std::length_error("HTML of more than 1 GiB");  // the parser counts in int
  xmlFreeDoc(htmlCtxtReadMemory(context.get(), html.data(), static_cast<int>(html.size()), nullptr, "UTF-8",
                                HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                                    HTML_PARSE_NODEFDTD | options));
  if (caller.thrown) std::rethrow_exception(caller.thrown);
}
