#include "knowledge/catalogue/evidence.hpp"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <optional>
#include <set>

#include "base/listing.hpp"
#include "domain/mcu_name.hpp"
#include "domain/spelling.hpp"

namespace kilograph::knowledge {
namespace {

using domain::DeviceEntity, domain::MemoryRequirement, domain::MemoryUse, domain::ModelEntity, domain::ModelFacts;
using Numbers = std::set<std::uint64_t>;
using Words = std::set<std::string>;

std::string bytes_text(std::uint64_t bytes) { return std::to_string(bytes) + " B"; }

template <class T>
std::optional<T> shared(const std::set<T>& one, const std::set<T>& other) {
  const auto found = std::ranges::find_if(one, [&](const T& value) { return other.contains(value); });
  return found == one.end() ? std::nullopt : std::optional(*found);
}

// What is known on both sides speaks for the same entity or against it.
class Weighing {
 public:
  void weigh(const Numbers& one, const Numbers& other, const std::string& what, std::string (*text)(std::uint64_t)) {
    if (one.empty() || other.empty()) return;
    if (const auto value = shared(one, other)) return speak_for(what + " " + text(*value));
    speak_against(what + " " + text(*one.begin()) + " and " + text(*other.begin()));
  }
  void speak_for(std::string sentence) { for_.push_back("the same " + std::move(sentence)); }
  void speak_against(std::string sentence) { against_.push_back("different " + std::move(sentence)); }

  std::size_t count() const { return for_.size(); }
  Evidence evidence(std::size_t needed) && {
    if (against_.empty() && for_.size() >= needed) return {true, false, std::move(for_)};
    return {false, false, std::move(against_)};
  }

 private:
  std::vector<std::string> for_, against_;
};

Words names_of(const ModelEntity& model) {
  Words names;
  for (const auto& document : model.documents) {
    if (!document.facts.name.empty()) names.insert(domain::lower_case(document.facts.name));
  }
  return names;
}

template <class F>
Numbers numbers_of(const ModelEntity& model, F take) {
  Numbers numbers;
  for (const auto& document : model.documents) take(document.facts, numbers);
  return numbers;
}

void take_file_bytes(const ModelFacts& facts, Numbers& numbers) {
  if (facts.file_bytes) numbers.insert(*facts.file_bytes);
  for (const MemoryRequirement& need : facts.memory) {
    if (need.use == MemoryUse::program && need.by == domain::kPublishedStudy) numbers.insert(need.bytes);
  }
}

// Printed figures have seven digits, so that the last may be rounded.
void take_macs(const ModelFacts& facts, Numbers& numbers) {
  constexpr std::uint64_t kDigits = 10'000'000;
  if (!facts.macs) return;
  std::uint64_t unit = 1;
  while (*facts.macs / unit >= kDigits) unit *= 10;
  numbers.insert((*facts.macs + unit / 2) / unit * unit);
}

bool same_subject(const MemoryRequirement& a, const MemoryRequirement& b) {
  return a.use == MemoryUse::working && b.use == MemoryUse::working && a.runtime == b.runtime &&
         a.kernels == b.kernels && a.pointer_bits == b.pointer_bits && a.abi == b.abi && a.by == b.by &&
         !a.by.empty() && a.is_exact() && b.is_exact();
}

void weigh_working_memory(const ModelEntity& one, const ModelEntity& other, Weighing& weighing) {
  Numbers ones, others;
  for (const auto& a : one.documents) {
    for (const MemoryRequirement& need : a.facts.memory) {
      for (const auto& b : other.documents) {
        for (const MemoryRequirement& peer : b.facts.memory) {
          if (!same_subject(need, peer)) continue;
          ones.insert(need.bytes);
          others.insert(peer.bytes);
        }
      }
    }
  }
  weighing.weigh(ones, others, "working memory by one author:", bytes_text);
}

Words words_of(const std::string& title) {
  Words words;
  std::string word;
  for (const char c : domain::lower_case(title) + " ") {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
      word += c;
    } else if (!word.empty()) {
      words.insert(std::exchange(word, {}));
    }
  }
  return words;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

// The words of one that the other lacks, without the number of a copy ("…_1").
Words further_words(const std::string& title, const Words& other) {
  Words further;
  std::ranges::set_difference(words_of(title), other, std::inserter(further, further.end()));
  const std::size_t digits = title.find_last_not_of("0123456789");
  if (digits != std::string::npos && digits + 1 < title.size()) further.erase(title.substr(digits + 1));
  return further;
}

bool titles_agree(const std::string& one, const std::string& other) {
  const Words ones = words_of(one), others = words_of(other);
  Words both;
  std::ranges::set_intersection(ones, others, std::inserter(both, both.end()));
  std::erase_if(both, is_number);
  if (both.size() < 2) return false;
  const auto lacks_number = [](const Words& words, const Words& peer) {
    return std::ranges::none_of(words, [&](const auto& word) { return is_number(word) && !peer.contains(word); });
  };
  if (!lacks_number(ones, others) && !lacks_number(others, ones)) return false;  // copy 1 is not copy 2
  return further_words(one, others).empty() || further_words(other, ones).empty();
}

Numbers free_bytes_of(const DeviceEntity& device, domain::RegionKind kind) {
  Numbers numbers;
  for (const auto& document : device.documents) {
    for (const auto& region : document.facts.regions) {
      if (region.kind == kind && region.free_bytes) numbers.insert(*region.free_bytes);
    }
  }
  return numbers;
}

Words sensors_of(const DeviceEntity& device) {
  Words classes;
  if (const auto sensors = device.counted(&domain::DeviceFacts::sensors)) {
    for (const auto& sensor : sensors->value) classes.insert(sensor.sensor_class);
  }
  return classes;
}

// "STM32F429ZI" is "STM32F429ZITx" but for the package.
std::string shared_mcu(const DeviceEntity& one, const DeviceEntity& other) {
  const auto chip = one.counted(&domain::DeviceFacts::mcu), peer = other.counted(&domain::DeviceFacts::mcu);
  if (!chip || !peer) return {};
  const std::string name = domain::mcu_name(chip->value), peers = domain::mcu_name(peer->value);
  return name.starts_with(peers) || peers.starts_with(name) ? chip->value : "";
}

// A maker's word may stand in either title ("Arduino Nano 33 BLE", "Nano 33 BLE").
Evidence board_evidence(const DeviceEntity& one, const DeviceEntity& other) {
  Words ones = words_of(one.name), others = words_of(other.name);
  for (const auto* device : {&one, &other}) {
    for (const auto& document : device->documents) {
      for (const std::string& word : words_of(document.facts.manufacturer)) {
        ones.erase(word);
        others.erase(word);
      }
    }
  }
  if (ones.empty() || ones != others) return {false, false, {"different titles"}};
  const std::string mcu = shared_mcu(one, other);
  if (mcu.empty()) return {false, false, {"no MCU in common"}};
  return {true, false, {"titles of the same words: " + one.name + ", " + other.name, "the same MCU " + mcu}};
}

}  // namespace

std::string board_folder() { return std::string(domain::kIdBase) + "board/"; }

bool is_board_definition(std::string_view id) {
  return id.starts_with(domain::kIdBase) && id.substr(domain::kIdBase.size()).starts_with("board/");
}

bool is_class(const DeviceEntity& device) {
  return std::ranges::any_of(device.documents,
                             [](const auto& document) { return document.facts.is_thing_model == true; });
}

Evidence evidence_of(const ModelEntity& one, const ModelEntity& other) {
  const auto digest = one.counted(&ModelFacts::sha256), peer = other.counted(&ModelFacts::sha256);
  if (digest && peer) {
    if (*digest->value == *peer->value) return {true, true, {"the same SHA-256 " + digest->value->hex()}};
    return {false, false, {"different SHA-256"}};
  }
  const auto name = shared(names_of(one), names_of(other));
  if (!name) return {false, false, {"different names"}};
  Weighing weighing;
  weighing.weigh(numbers_of(one, take_file_bytes), numbers_of(other, take_file_bytes), "file:", bytes_text);
  weighing.weigh(numbers_of(one, take_macs), numbers_of(other, take_macs),
                 "MACs:", [](std::uint64_t macs) { return std::to_string(macs); });
  weigh_working_memory(one, other, weighing);
  Evidence evidence = std::move(weighing).evidence(2);
  if (evidence.agrees) evidence.sentences.insert(evidence.sentences.begin(), "the same name " + one.name);
  return evidence;
}

Evidence evidence_of(const DeviceEntity& one, const DeviceEntity& other) {
  if (is_board_definition(one.id) || is_board_definition(other.id)) return board_evidence(one, other);
  if (!titles_agree(one.name, other.name)) return {false, false, {"different titles"}};
  Weighing weighing;
  weighing.weigh(free_bytes_of(one, domain::RegionKind::ram), free_bytes_of(other, domain::RegionKind::ram),
                 "free RAM:", bytes_text);
  weighing.weigh(free_bytes_of(one, domain::RegionKind::flash), free_bytes_of(other, domain::RegionKind::flash),
                 "free flash:", bytes_text);
  const Words sensors = sensors_of(one), peers = sensors_of(other);
  if (sensors == peers && !sensors.empty()) {
    weighing.speak_for("sensors: " + listed(sensors));
  } else if (!sensors.empty() && !peers.empty()) {
    weighing.speak_against("sensors: " + listed(sensors) + " and " + listed(peers));
  }
  Evidence evidence = std::move(weighing).evidence(3);
  if (evidence.agrees) {
    evidence.sentences.insert(evidence.sentences.begin(), "titles of the same words: " + one.name + ", " + other.name);
  }
  return evidence;
}

}  // namespace kilograph::knowledge
