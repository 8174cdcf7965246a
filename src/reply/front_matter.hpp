// The front matter of a card as text that values are put into: every byte that a change is not about stays as it is.
#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"
#include "ingest/board/yaml_tree.hpp"

namespace kilograph::reply {

class FrontMatter {
 public:
  // `text`: lines from "---" to before the closing "---"; "---\n" alone states nothing. Errors: those of its YAML.
  static Result<FrontMatter> read(std::string text);

  // "kilograph.sensors[0].class". Null: absent, or without a value. Where one value stands instead of a list it is item
  // 0 of it.
  const ingest::board::YamlNode* at(std::string_view place) const;
  // "[]", which says that there is none.
  bool is_empty_list(std::string_view place) const;

  // Writes a value there in place of what stands there; maps and lists on the way are made. The text is read again and
  // must say what it said before, and this. Errors: unsupported, where it is written so that it cannot be changed.
  Result<void> put(std::string_view place, const nlohmann::ordered_json& value);

  const std::string& text() const { return text_; }

 private:
  FrontMatter(std::string text, ingest::board::YamlNode root) : text_(std::move(text)), root_(std::move(root)) {}
  const ingest::board::YamlNode* find(std::string_view place) const;

  std::string text_;
  ingest::board::YamlNode root_;
};

// A value as YAML in one line, {class: "Camera", rate_hz: 15}.
std::string flow_yaml(const nlohmann::ordered_json& value);

}  // namespace kilograph::reply
