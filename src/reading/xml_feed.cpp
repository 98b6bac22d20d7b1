#include "reading/xml_feed.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <exception>
#include <limits>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include "ascii.h"
#include "reading/plain_text.h"
#include "reading/xml_feed_handler.h"
#include "reading/xml_text.h"
#include "reading/xml_vocabulary.h"

namespace reading {
namespace {

// The callbacks of libxml2, which is C: no exception may pass through them.
struct Caller {
  XmlFeedHandler& handler;
  xmlParserCtxt* context = nullptr;
  std::exception_ptr thrown;
  std::optional<std::size_t> broken_at;
  std::string problem;

  std::size_t offset() const {
    const auto* input = context->input;
    return input == nullptr
               ? 0
               : static_cast<std::size_t>(input->consumed) + static_cast<std::size_t>(input->cur - input->base);
  }

  template <class Call>
  static void call(void* caller, const Call& call) noexcept {
    auto& it = *static_cast<Caller*>(caller);
    if (it.thrown) return;
    try {
      call(it);
    } catch (...) {
      it.thrown = std::current_exception();
    }
  }

  static std::string text_of(const xmlChar* text) {
    return text == nullptr ? std::string() : std::string(reinterpret_cast<const char*>(text));
  }

  static void start(void* caller, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int, const xmlChar**,
                    int count, int, const xmlChar** attributes) {
    call(caller, [&](Caller& it) {
      auto local = text_of(name);
      auto short_name = text_of(prefix);
      // A prefix that is not declared stays in the name.
      if (const auto colon = local.find(':'); colon != std::string::npos && uri == nullptr) {
        short_name = local.substr(0, colon);
        local = local.substr(colon + 1);
      }
      Attributes read;
      for (int i = 0; i < count; ++i) {
        const xmlChar** one = attributes + std::ptrdiff_t{5} * i;
        auto key = text_of(one[0]);
        if (one[1] != nullptr && text_of(one[1]) == "xml") key.insert(0, "xml:");
        if (const auto colon = key.find(':'); colon != std::string::npos && !key.starts_with("xml:"))
          key = key.substr(colon + 1);
        read.push_back({std::move(key),
                        std::string(reinterpret_cast<const char*>(one[3]), reinterpret_cast<const char*>(one[4]))});
      }
      it.handler.start(local, vocabulary_of(text_of(uri), short_name), std::move(read), it.offset());
    });
  }
  static void end(void* caller, const xmlChar* name, const xmlChar*, const xmlChar*) {
    call(caller, [&](Caller& it) { it.handler.end(text_of(name)); });
  }
  static void text(void* caller, const xmlChar* bytes, int size) {
    const std::string_view part(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
    call(caller, [&](Caller& it) { it.handler.text(part); });
  }
  static void error(void* caller, xmlErrorPtr error) {
    call(caller, [&](Caller& it) {
      if (it.broken_at || error->level < XML_ERR_ERROR || error->domain == XML_FROM_NAMESPACE) return;
      it.broken_at = it.offset();
      it.problem = fold_spaces(error->message == nullptr ? "" : error->message);
    });
  }
};

}  // namespace

bool looks_like_xml(std::string_view bytes) {
  const auto first = bytes.find_first_not_of(" \t\r\n\f\v");
  if (first == std::string_view::npos || bytes[first] != '<' || first + 1 >= bytes.size()) return false;
  const char next = bytes[first + 1];
  return next == '?' || next == '!' || is_alpha(next);
}

news::Feed read_xml_feed(std::string_view bytes, DiagnosticCollector& findings) {
  const auto first = std::min(bytes.find_first_not_of(" \t\r\n\f\v"), bytes.size());
  auto repaired = repair_xml(bytes.substr(first));
  repaired.erase(0, std::min(repaired.find_first_not_of(" \t\r\n"), repaired.size()));
  XmlFeedHandler handler(findings);
  Caller caller{handler, nullptr, nullptr, std::nullopt, ""};
  const std::unique_ptr<xmlParserCtxt, decltype(&xmlFreeParserCtxt)> context(xmlNewParserCtxt(), xmlFreeParserCtxt);
  if (context == nullptr || repaired.size() > std::numeric_limits<int>::max()) throw std::bad_alloc();
  caller.context = context.get();
  *context->sax = {};
  context->sax->initialized = XML_SAX2_MAGIC;
  context->sax->startElementNs = Caller::start;
  context->sax->endElementNs = Caller::end;
  context->sax->characters = Caller::text;
  context->sax->ignorableWhitespace = Caller::text;
  context->sax->cdataBlock = Caller::text;
  context->sax->serror = Caller::error;
  context->userData = &caller;
  // NOENT: without it, "&amp;" in an attribute arrives as "&#38;". There are only XML's five
  // entities, because declarations are ignored (sax->entityDecl is null).
  xmlFreeDoc(xmlCtxtReadMemory(context.get(), repaired.data(), static_cast<int>(repaired.size()), nullptr, "UTF-8",
                               XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOENT));
  if (caller.thrown) std::rethrow_exception(caller.thrown);
  const bool is_whole = context->wellFormed != 0 || !caller.broken_at;
  return handler.finish(is_whole, first + caller.broken_at.value_or(0), caller.problem);
}

}  // namespace reading
