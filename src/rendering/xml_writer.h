// rendering/xml_writer.h - XML 1.0 in UTF-8, by libxml2's writer. It escapes text and closes open
// elements.
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
  // Adds to the element that was started last. Call it before its content.
  void attribute(const char* name, const std::string& value);
  // Leaves out characters that XML does not allow (XML 1.0, section 2.2).
  void text(const std::string& value);
  // An element with text. Writes nothing if the text is "".
  void element(const char* name, const std::string& value);

  // Returns the document. Nothing can be written after it.
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
