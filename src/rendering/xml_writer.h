// rendering/xml_writer.h - XML 1.0 in UTF-8, by libxml2's writer: it escapes, and closes what is open.
#pragma once

#include <libxml/xmlwriter.h>

#include <memory>
#include <string>

namespace rendering {

class XmlWriter {
 public:
  // Throws std::bad_alloc.
  XmlWriter();

  void start(const char* element);
  void end();
  // Of the element that was started last, before its content.
  void attribute(const char* name, const std::string& value);
  // Characters that XML cannot have (XML 1.0, section 2.2) are left out.
  void text(const std::string& value);
  // An element with text; none for "".
  void element(const char* name, const std::string& value);

  // The document. Nothing can be written after it.
  std::string finish();

 private:
  struct Free {
    void operator()(xmlBuffer* buffer) const { xmlBufferFree(buffer); }
    void operator()(xmlTextWriter* writer) const { xmlFreeTextWriter(writer); }
  };

  std::unique_ptr<xmlBuffer, Free> buffer_;
  std::unique_ptr<xmlTextWriter, Free> writer_;
};

}  // namespace rendering
