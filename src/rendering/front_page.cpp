#include "rendering/front_page.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace rendering {

mstch::array controls_context(const std::vector<Control>& controls) {
  mstch::array all;
  for (const auto& control : controls) {
    mstch::array options;
    for (const auto& option : control.options) {
      options.emplace_back(mstch::map{{"option", option}, {"selected", option == control.value}});
    }
    all.emplace_back(mstch::map{{"name", control.name},
                                {"meaning", control.meaning},
                                {"allowed", control.allowed},
                                {"type", control.type},
                                {"has_options", !control.options.empty()},
                                {"options", options},
                                {"value", control.value},
                                {"least", control.least},
                                {"most", control.most},
                                {"lists", std::to_string(control.lists)}});
  }
  return all;
}

mstch::map publisher_context(const PublisherPage& page) {
  const auto lines = [](const std::vector<std::string>& texts) {
    mstch::array all;
    for (const auto& text : texts) all.emplace_back(mstch::map{{"line", text}});
    return all;
  };
  mstch::array sources;
  for (const auto& source : page.sources) {
    sources.emplace_back(mstch::map{{"name", source.name},
                                    {"since", source.since},
                                    {"items", std::to_string(source.items)},
                                    {"fault", source.fault},
                                    {"has_warnings", !source.warnings.empty()},
                                    {"warnings", lines(source.warnings)}});
  }
  mstch::array pages;
  for (const auto& one : page.pages) {
    pages.emplace_back(mstch::map{{"host", one.host}, {"partner", one.partner}, {"requests", one.requests}});
  }
  return {{"count", std::to_string(page.count)},
          {"has_pages", !page.pages.empty()},
          {"pages", pages},
          {"edition", page.name},
          {"loaded", page.loaded},
          {"now", page.now},
          {"newest", page.newest},
          {"sources", sources},
          {"assets", page.assets},
          {"assets_fault", page.assets_fault},
          {"has_waiting", !page.waiting.empty()},
          {"waiting", lines(page.waiting)}};
}

mstch::map ways_context(const Files& files) {
  constexpr const char* path = "widget/ways.json";
  try {
    const auto json = nlohmann::json::parse(file_at(files, path));
    mstch::array ways;
    for (const auto& way : json.at("ways")) ways.emplace_back(mstch::map{{"way", way.at("name").get<std::string>()}});
    mstch::array hosts;
    for (const auto& host : json.at("hosts")) {
      mstch::array cells;
      for (const auto& way : json.at("ways")) {
        cells.emplace_back(mstch::map{{"text", host.at(way.at("id").get<std::string>()).get<std::string>()}});
      }
      hosts.emplace_back(mstch::map{{"host", host.at("name").get<std::string>()},
                                    {"tried", host.at("tried").get<std::string>()},
                                    {"cells", cells}});
    }
    return {{"ways", ways}, {"hosts", hosts}};
  } catch (const nlohmann::json::exception& fault) {
    throw std::runtime_error(std::string(path) + ": " + fault.what());
  }
}

}  // namespace rendering
