#include "ingest/sheet/study_row.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>

#include "base/trimmed.hpp"
#include "domain/spelling.hpp"

namespace kilograph::ingest::sheet {
namespace {

using domain::ModelFacts;

// Columns that are plain text of the facts.
struct TextColumn {
  std::string_view heading;
  std::string ModelFacts::* field;
};

constexpr std::array kTextColumns{
    TextColumn{"inputcomment", &ModelFacts::input_info},
    TextColumn{"outputcomment", &ModelFacts::output_info},
    TextColumn{"location", &ModelFacts::code_repository},
    TextColumn{"reference", &ModelFacts::citation},
    TextColumn{"creator", &ModelFacts::creator},
    TextColumn{"description", &ModelFacts::description},
    TextColumn{"runtimeplatform", &ModelFacts::runtime_platform},
    TextColumn{"licence", &ModelFacts::licence},
    TextColumn{"license", &ModelFacts::licence},
    TextColumn{"task", &ModelFacts::task},
    TextColumn{"version", &ModelFacts::version},
};

constexpr std::array<std::string_view, 9> kOtherColumns{
    "name", "sha256", "hardware", "hardwareinfo", "metrics", "metricvalue", "category", "dataset", "date"};

constexpr std::array<std::string_view, 7> kNothingStated{"none", "n.a.", "n/a", "na", "nan", "unknown", "-"};

// The sheet's word for a thing, and the vocabulary's.
struct Term {
  std::string_view word, term;
};

constexpr std::array kMeasures{Term{"top_1_acc", "Top_1_accuracy"}, Term{"top_5_acc", "Top_5_accuracy"},
                               Term{"auc", "AUC"}, Term{"other_metric", "Other_metric"}};
constexpr std::array kCategories{Term{"Classification", "Classification"}, Term{"ObjectDetection", "ObjectDetection"},
                                 Term{"FeatureExtraction", "FeatureExtraction"}, Term{"Unsupervised", "Unsupervised"},
                                 Term{"Other", "OtherCategory"}};

template <std::size_t N>
std::string_view term_of(const std::array<Term, N>& table, std::string_view word) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Term& row) { return row.word == word; });
  return found == table.end() ? std::string_view{} : found->term;
}

std::optional<double> number_in(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

// A workbook keeps a date as the number of days since 1899-12-30.
std::string date_in(const std::string& text) {
  const auto serial = code_in(text);
  if (!serial || *serial < 10'000 || *serial > 100'000) return text;
  using namespace std::chrono;
  const year_month_day date{sys_days{year{1899} / December / 30} + days{*serial}};
  std::array<char, 16> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return buffer.data();
}

class RowReader {
 public:
  RowReader(const std::vector<Heading>& headings, const std::vector<std::string>& cells, const std::string& place,
            std::vector<Warning>& warnings)
      : place_(place), warnings_(warnings) {
    for (std::size_t i = 0; i < std::min(headings.size(), cells.size()); ++i) {
      cells_.try_emplace(headings[i].name, Cell{&headings[i], std::string(trimmed(cells[i]))});
    }
  }

  ModelRow read() {
    ModelRow row;
    row.name = stated("name");
    row.facts.name = row.name;
    if (const std::string text = stated("sha256"); !text.empty()) {
      row.sha256 = Digest::from_hex(domain::lower_case(text));
      if (!row.sha256) warn("sha256", "'" + text + "' is no SHA-256 digest; it is left out");
    }
    for (const TextColumn& column : kTextColumns) {
      if (auto text = stated(column.heading); !text.empty()) row.facts.*column.field = std::move(text);
    }
    row.facts.date_created = date_in(stated("date"));
    row.facts.training_dataset = dataset();
    row.facts.category = category();
    read_sensors(row.facts);
    read_metric(row.facts);
    return row;
  }

 private:
  struct Cell {
    const Heading* heading;
    std::string text;
  };

  // Only of a column that the sheet has.
  void warn(std::string_view column, std::string message) {
    warnings_.push_back({place_ + ", column " + cell(column)->heading->title, std::move(message)});
  }

  const Cell* cell(std::string_view column) const {
    const auto found = cells_.find(column);
    return found == cells_.end() ? nullptr : &found->second;
  }

  // The cell's text; empty, with a warning, where it says in words that it says nothing.
  std::string stated(std::string_view column) {
    const Cell* found = cell(column);
    if (!found) return {};
    if (std::find(kNothingStated.begin(), kNothingStated.end(), domain::lower_case(found->text)) ==
        kNothingStated.end()) {
      return found->text;
    }
    warn(column, "'" + found->text + "' is taken as unknown");
    return {};
  }

  // The word that the heading gives for a code; empty, with a warning, where it gives none.
  std::string decoded(std::string_view column, const std::string& text) {
    const auto& codes = cell(column)->heading->codes;
    const auto code = code_in(text);
    if (!code) {
      if (codes.empty()) return text;
      for (const auto& [number, word] : codes) {
        if (domain::lower_case(word) == domain::lower_case(text)) return word;
      }
    } else if (codes.contains(*code)) {
      return codes.at(*code);
    }
    warn(column, "'" + text + "' is no code of this column; it is left unknown");
    return {};
  }

  std::string dataset() {
    const std::string text = stated("dataset");
    if (text.empty() || text.find("://") != std::string::npos || text.find(' ') != std::string::npos) return text;
    if (text.find('.') == std::string::npos || text.find('/') == std::string::npos) return text;
    warn("dataset", "'" + text + "' lacks its scheme; it is taken as http://" + text);
    return "http://" + text;
  }

  std::string category() {
    const std::string text = stated("category");
    if (text.empty()) return {};
    const std::string word = decoded("category", text);
    const std::string_view term = term_of(kCategories, word);
    if (!word.empty() && term.empty()) warn("category", "'" + word + "' is no known category; it is left unknown");
    return std::string(term);
  }

  void read_sensors(ModelFacts& facts) {
    std::string list = stated("hardware");
    const std::string info = stated("hardwareinfo");
    while (!list.empty()) {
      const std::size_t comma = std::min(list.find(','), list.size());
      const std::string code(trimmed(list.substr(0, comma)));
      list.erase(0, comma + 1);
      if (code.empty()) continue;
      const std::string word = decoded("hardware", code);
      if (!word.empty()) add_sensor(word, info, facts);
    }
  }

  void add_sensor(const std::string& word, const std::string& info, ModelFacts& facts) {
    const domain::SensorClassRow* known = domain::sensor_class_by_name(word);
    if (known) {
      facts.sensors.push_back({std::string(known->name), info});
    } else if (word == domain::kOtherSensor) {
      facts.sensors.push_back({word, info});
    } else {
      warn("hardware", "'" + word + "' is no known sensor; it is left unknown");
    }
  }

  void read_metric(ModelFacts& facts) {
    const std::string text = stated("metricvalue");
    if (text.empty()) return;
    const auto value = number_in(text);
    const std::string kind = stated("metrics");
    const std::string word = kind.empty() ? std::string{} : decoded("metrics", kind);
    const std::string measure(word.empty() ? "" : term_of(kMeasures, word));
    if (!word.empty() && measure.empty()) warn("metrics", "'" + word + "' is no known metric; it is left unknown");
    if (!value || *value < 0) {
      warn("metricvalue", "'" + text + "' is no metric's value; it is left unknown");
    } else if (*value == 0) {
      warn("metricvalue", "0 stands for a value that was not recorded; it is left unknown");
    } else if (!measure.empty()) {
      add_metric(measure, *value, facts);
    }
  }

  void add_metric(const std::string& measure, double value, ModelFacts& facts) {
    const bool accuracy = measure.ends_with("accuracy");
    if (accuracy && value > 100) {
      warn("metricvalue", "an accuracy above 100 percent cannot be; it is left unknown");
      return;
    }
    if (accuracy && value <= 1) warn("metricvalue", "the accuracy is taken as a ratio, not as percent");
    const std::string unit = !accuracy ? "" : value <= 1 ? "ratio" : "percent";
    facts.metrics.push_back({measure,
                             value,
                             unit,
                             facts.training_dataset,
                             {},
                             domain::Basis::declared,
                             std::string(domain::kPublishedStudy)});
  }

  const std::string& place_;
  std::vector<Warning>& warnings_;
  std::map<std::string, Cell, std::less<>> cells_;
};

}  // namespace

bool is_study_column(std::string_view heading_name) {
  const auto is_it = [&](const TextColumn& column) { return column.heading == heading_name; };
  return std::find(kOtherColumns.begin(), kOtherColumns.end(), heading_name) != kOtherColumns.end() ||
         std::any_of(kTextColumns.begin(), kTextColumns.end(), is_it);
}

std::string study_column_names() {
  return "Hardware, hardware_info, input_comment, output_comment, metrics, metric_value, category, location, "
         "dataset, reference, date, creator, description, runtimePlatform, sha256";
}

ModelRow read_study_row(const std::vector<Heading>& headings, const std::vector<std::string>& cells,
                        const std::string& place, std::vector<Warning>& warnings) {
  return RowReader(headings, cells, place, warnings).read();
}

}  // namespace kilograph::ingest::sheet
