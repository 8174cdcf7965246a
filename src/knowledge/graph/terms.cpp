#include "knowledge/graph/terms.hpp"

#include <algorithm>
#include <cctype>

#include "domain/sensor.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

struct Row {
  std::string_view name;
  std::string_view name_space;
  std::string_view local;
};

constexpr std::string_view kOperatorPrefix = "operator-";

// Layer types that the published ontology declares.
constexpr Row kOperators[] = {
    {"AVERAGE_POOL_2D", kNnet, "AveragePool2D"},
    {"CONV_2D", kNnet, "Conv2D"},
    {"DEPTHWISE_CONV_2D", kNnet, "DepthwiseConv2D"},
    {"DEQUANTIZE", kNnet, "Dequantize"},
    {"FULLY_CONNECTED", kNnet, "FullyConnected"},
    {"LOGISTIC", kNnet, "Logistic"},
    {"MAX_POOL_2D", kNnet, "MaxPool2D"},
    {"QUANTIZE", kNnet, "Quantize"},
    {"RESHAPE", kNnet, "Reshape"},
    {"RESIZE_NEAREST_NEIGHBOR", kNnet, "ResizeNearestNeighbor"},
    {"SOFTMAX", kNnet, "Softmax"},
};

constexpr Row kActivations[] = {
    {"Relu", kNnet, "Relu"},         {"Tanh", kNnet, "Tanh"},     {"Relu6", kKg, "Relu6"},
    {"ReluN1To1", kKg, "ReluN1To1"}, {"SignBit", kKg, "SignBit"}, {"Sigmoid", kKg, "Sigmoid"},
};

constexpr Row kCategories[] = {
    {"Classification", kNnet, "Classification"},       {"ObjectDetection", kNnet, "ObjectDetection"},
    {"FeatureExtraction", kNnet, "FeatureExtraction"}, {"Unsupervised", kNnet, "Unsupervised"},
    {"OtherCategory", kKg, "OtherCategory"},
};

constexpr Row kMeasures[] = {
    {"Top_1_accuracy", kNnet, "Top_1_accuracy"},
    {"Top_5_accuracy", kNnet, "Top_5_accuracy"},
    {"AUC", kKg, "AUC"},
    {"Other_metric", kKg, "Other_metric"},
};

constexpr Row kUnits[] = {{"percent", kKg, "Percent"}, {"ratio", kKg, "Ratio"}};

constexpr domain::TensorType kPublishedFormats[] = {domain::TensorType::float32, domain::TensorType::float16,
                                                    domain::TensorType::int16, domain::TensorType::int8};

std::string joined(std::string_view a, std::string_view b) { return std::string(a).append(b); }

template <std::size_t N>
std::string iri_in(const Row (&table)[N], std::string_view name) {
  const auto row = std::ranges::find(table, name, &Row::name);
  return row == std::end(table) ? std::string() : joined(row->name_space, row->local);
}

template <std::size_t N>
std::string name_in(const Row (&table)[N], std::string_view iri) {
  for (const Row& row : table) {
    if (iri.starts_with(row.name_space) && iri.substr(row.name_space.size()) == row.local) return std::string(row.name);
  }
  return {};
}

std::string capitalised(std::string_view name) {
  std::string text(name);
  if (!text.empty()) text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

std::string uncapitalised(std::string_view name) {
  std::string text(name);
  if (!text.empty()) text.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(text.front())));
  return text;
}

// "per-axis" ↔ "PerAxis"
std::string camel_case(std::string_view name) {
  std::string text;
  bool start = true;
  for (const char c : name) {
    if (c == '-') {
      start = true;
      continue;
    }
    text += start ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    start = false;
  }
  return text;
}

std::optional<std::string_view> local_in(std::string_view name_space, std::string_view iri) {
  if (!iri.starts_with(name_space)) return std::nullopt;
  return iri.substr(name_space.size());
}

bool is_unreserved(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.' || c == '-';
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool has_iri_characters(std::string_view text) {
  constexpr std::string_view kOthers = "-._~:/?#@!$&'()*+,;=";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c == '%') {
      if (i + 2 >= text.size() || !std::isxdigit(static_cast<unsigned char>(text[i + 1])) ||
          !std::isxdigit(static_cast<unsigned char>(text[i + 2]))) {
        return false;
      }
    } else if (c >= 0x80 || (!std::isalnum(c) && kOthers.find(text[i]) == std::string_view::npos)) {
      return false;
    }
  }
  return std::ranges::count(text, '#') < 2;
}

bool is_authority(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view host = text.substr(0, colon);
  const std::string_view port = colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
  return !host.empty() && std::ranges::all_of(host, is_unreserved) &&
         std::ranges::all_of(port, [](unsigned char c) { return std::isdigit(c) != 0; });
}

}  // namespace

std::string operator_iri(std::string_view name) {
  std::string iri = iri_in(kOperators, name);
  if (!iri.empty()) return iri;
  return joined(kKg, kOperatorPrefix) + encode(name);
}

std::optional<std::string> operator_from(std::string_view iri) {
  std::string name = name_in(kOperators, iri);
  if (!name.empty()) return name;
  const auto local = local_in(kKg, iri);
  if (!local || !local->starts_with(kOperatorPrefix)) return std::nullopt;
  return decode(local->substr(kOperatorPrefix.size()));
}

bool is_custom_operator(std::string_view name) {
  return !std::ranges::all_of(name, [](char c) {
    return std::isupper(static_cast<unsigned char>(c)) != 0 || std::isdigit(static_cast<unsigned char>(c)) != 0 ||
           c == '_';
  });
}

std::string number_format_iri(domain::TensorType type) {
  const bool published = std::ranges::find(kPublishedFormats, type) != std::end(kPublishedFormats);
  return joined(published ? kNnet : kKg, capitalised(domain::name_of(type)));
}

std::optional<domain::TensorType> number_format_from(std::string_view iri) {
  const bool published = iri.starts_with(kNnet);
  const auto local = local_in(published ? kNnet : kKg, iri);
  if (!local) return std::nullopt;
  const auto type = domain::tensor_type_from(uncapitalised(*local));
  if (!type || number_format_iri(*type) != iri) return std::nullopt;
  return type;
}

std::string activation_iri(std::string_view name) { return iri_in(kActivations, name); }
std::string category_iri(std::string_view name) { return iri_in(kCategories, name); }
std::string measure_iri(std::string_view name) { return iri_in(kMeasures, name); }
std::string unit_iri(std::string_view name) { return iri_in(kUnits, name); }
std::string activation_from(std::string_view iri) { return name_in(kActivations, iri); }
std::string category_from(std::string_view iri) { return name_in(kCategories, iri); }
std::string measure_from(std::string_view iri) { return name_in(kMeasures, iri); }
std::string unit_from(std::string_view iri) { return name_in(kUnits, iri); }

std::string basis_iri(domain::Basis basis) { return joined(kKg, capitalised(domain::name_of(basis))); }

std::optional<domain::Basis> basis_from(std::string_view iri) {
  const auto local = local_in(kKg, iri);
  return local ? domain::basis_from(uncapitalised(*local)) : std::nullopt;
}

std::string scheme_iri(domain::QuantizationScheme scheme) {
  return joined(kKg, camel_case(domain::name_of(scheme))) + "Quantization";
}

std::optional<domain::QuantizationScheme> scheme_from(std::string_view iri) {
  using enum domain::QuantizationScheme;
  for (const auto scheme : {none, per_tensor, per_axis, other}) {
    if (scheme_iri(scheme) == iri) return scheme;
  }
  return std::nullopt;
}

std::string sensor_class_iri(std::string_view name) {
  if (name == domain::kOtherSensor) return std::string(kg::OtherSensor);
  for (const auto& row : domain::sensor_classes()) {
    if (row.name == name) return std::string(row.iri);
  }
  return is_iri(name) ? std::string(name) : std::string();
}

std::string sensor_class_from(std::string_view iri) {
  if (iri == kg::OtherSensor) return std::string(domain::kOtherSensor);
  const auto* row = domain::sensor_class_by_iri(iri);
  return std::string(row ? row->name : iri);
}

// What every RDF parser takes: ASCII, an authority of host and port, percent signs only before two digits.
std::string_view local_name(std::string_view iri) { return iri.substr(iri.find_last_of("#/:") + 1); }

bool is_iri(std::string_view text) {
  const bool is_urn = text.starts_with("urn:");
  const std::size_t scheme = is_urn ? 4 : text.starts_with("http://") ? 7 : text.starts_with("https://") ? 8 : 0;
  std::string_view rest = text.substr(scheme);
  if (scheme == 0 || rest.empty() || !has_iri_characters(rest)) return false;
  return is_urn || is_authority(rest.substr(0, rest.find_first_of("/?#")));
}

std::string encode(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return out;
}

std::string decode(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace kilograph::knowledge::graph
