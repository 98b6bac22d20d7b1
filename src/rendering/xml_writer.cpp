#include "rendering/xml_writer.h"

#include <new>

namespace rendering {
namespace {

const xmlChar* bytes_of(const char* text) { return reinterpret_cast<const xmlChar*>(text); }

// Our texts have no control characters, but may have U+FFFE and U+FFFF.
std::string without_forbidden(const std::string& text) {
  std::string allowed;
  allowed.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto c = static_cast<unsigned char>(text[at]);
    const bool is_noncharacter = c == 0xEF && at + 2 < text.size() &&
                                 static_cast<unsigned char>(text[at + 1]) == 0xBF &&
                                 static_cast<unsigned char>(text[at + 2]) >= 0xBE;
    if (is_noncharacter) {
      at += 2;
    } else if (c >= 0x20 || c == '\t' || c == '\n' || c == '\r') {
      allowed += text[at];
    }
  }
  return allowed;
}

}  // namespace

XmlWriter::XmlWriter() : buffer_(xmlBufferCreate()) {
  if (buffer_) writer_.reset(xmlNewTextWriterMemory(buffer_.get(), 0));
  if (!writer_ || xmlTextWriterStartDocument(writer_.get(), nullptr, "UTF-8", nullptr) < 0) throw std::bad_alloc();
}

void XmlWriter::start(const char* element) { xmlTextWriterStartElement(writer_.get(), bytes_of(element)); }

void XmlWriter::end() { xmlTextWriterEndElement(writer_.get()); }

void XmlWriter::attribute(const char* name, const std::string& value) {
  xmlTextWriterWriteAttribute(writer_.get(), bytes_of(name), bytes_of(without_forbidden(value).c_str()));
}

void XmlWriter::text(const std::string& value) {
  xmlTextWriterWriteString(writer_.get(), bytes_of(without_forbidden(value).c_str()));
}

void XmlWriter::element(const char* name, const std::string& value) {
  if (value.empty()) return;
  start(name);
  text(value);
  end();
}

std::string XmlWriter::finish() {
  xmlTextWriterEndDocument(writer_.get());
  writer_.reset();
  return {reinterpret_cast<const char*>(xmlBufferContent(buffer_.get())),
          static_cast<std::size_t>(xmlBufferLength(buffer_.get()))};
}

}  // namespace rendering
