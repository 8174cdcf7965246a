#include "knowledge/graph/reading.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "domain/byte_limit.hpp"
#include "domain/sensor.hpp"
#include "knowledge/graph/bad_words.hpp"
#include "knowledge/graph/json_places.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"

namespace kilograph::knowledge::graph {
namespace {

constexpr std::array<std::string_view, 4> kNothing = {"None", "N.A.", "N/A", "n.a."};

bool says_nothing(std::string_view text) { return std::ranges::find(kNothing, text) != kNothing.end(); }

// What a relative IRI was before it was resolved, where the value lies beside or below the base.
std::string_view relative_part(std::string_view iri, std::string_view base) {
  const std::string_view folder = base.substr(0, base.rfind('/') + 1);
  return folder.size() > 1 && iri.starts_with(folder) ? iri.substr(folder.size()) : std::string_view();
}

// "download.tensorflow.org/models/…": a host with dots, then a path.
bool is_web_address(std::string_view text) {
  const std::string_view host = text.substr(0, text.find('/'));
  return host.size() < text.size() && host.find('.') != std::string_view::npos && host.front() != '.' &&
         std::ranges::all_of(host, [](unsigned char c) { return std::isalnum(c) != 0 || c == '.' || c == '-'; });
}

// What a figure of a device may be.
struct Bounds {
  std::string_view property, expected;
  bool (*hold)(std::uint64_t);
};

static_assert(domain::kMostBytes == 281474976710656, "kByteCount says so");

bool is_byte_count(std::uint64_t bytes) { return bytes <= domain::kMostBytes; }

constexpr std::string_view kPixels = "a whole number of pixels, 1 to 1000000";
bool is_pixel_count(std::uint64_t pixels) { return pixels > 0 && pixels <= 1'000'000; }

constexpr Bounds kBounds[] = {
    {kg::sizeBytes, "a whole number of bytes, 1 to 281474976710656",
     [](std::uint64_t bytes) { return bytes > 0 && is_byte_count(bytes); }},
    {kg::freeBytes, kByteCount, is_byte_count},
    {kg::reservedBytes, kByteCount, is_byte_count},
    {kg::axes, "a whole number, 1 to 16", [](std::uint64_t axes) { return axes > 0 && axes <= 16; }},
    {kg::channels, "a whole number, 1 to 1024",
     [](std::uint64_t channels) { return channels > 0 && channels <= 1024; }},
    {kg::width, kPixels, is_pixel_count},
    {kg::height, kPixels, is_pixel_count},
    {kg::resolutionBits, "a whole number of bits, 1 to 64", [](std::uint64_t bits) { return bits > 0 && bits <= 64; }},
    {kg::clockHz, "a whole number of hertz above 0", [](std::uint64_t hertz) { return hertz > 0; }},
    {kg::pointerBits, "8, 16, 32 or 64",
     [](std::uint64_t bits) { return bits == 8 || bits == 16 || bits == 32 || bits == 64; }},
};

bool is_number_type(std::string_view datatype) {
  return datatype == xsd::integer || datatype == xsd::decimal || datatype == xsd::double_ || datatype == xsd::float_;
}

const Bounds& bounds_of(std::string_view property) { return *std::ranges::find(kBounds, property, &Bounds::property); }

}  // namespace

void Reading::visit(std::string_view node) {
  const auto defects = source_.defects.find(std::string(node));
  if (defects == source_.defects.end()) return;
  for (const std::string_view defect : defects->second) warn(std::string(defect));
}

std::string Reading::by(std::string_view node) const {
  const rdf::Term* agent = view.object(node, other::wasAttributedTo);
  if (!agent) return {};
  const std::string name = view.text(agent->value, schema::name);
  return name.empty() ? agent->value : name;
}

domain::Basis Reading::basis(std::string_view node) const {
  if (view.objects(node, kg::basis).size() > 1) return domain::Basis::declared;
  return basis_from(view.text(node, kg::basis)).value_or(domain::Basis::declared);
}

std::string Reading::known_text(std::string_view subject, std::string_view predicate) const {
  std::string text = view.text(subject, predicate);
  return says_nothing(text) ? std::string() : text;
}

std::string Reading::reference(std::string_view subject, std::string_view predicate, std::string_view what) {
  const std::string value = view.text(subject, predicate);
  const std::string_view relative = relative_part(value, base);
  if (says_nothing(value) || says_nothing(relative)) {
    warn("the " + std::string(what) + " <None> or <N.A.> says that it is unknown");
    return {};
  }
  if (!relative.empty() && is_web_address(relative)) {
    warn("the " + std::string(what) + " <" + std::string(relative) + "> lacks its scheme; http is assumed");
    return "http://" + std::string(relative);
  }
  return value;
}

std::optional<std::uint64_t> Reading::figure(std::string_view node, std::string_view property) {
  const View::Terms values = view.objects(node, property);
  if (values.empty()) return std::nullopt;
  const Bounds& bounds = bounds_of(property);
  const auto number = values.front()->datatype == xsd::integer ? view.count(node, property) : std::nullopt;
  if (values.size() == 1 && number && bounds.hold(*number)) return number;
  reject(node, property, bounds.expected);
  return std::nullopt;
}

std::optional<std::uint64_t> Reading::byte_count(std::string_view node, std::string_view property) {
  const auto bytes = view.count(node, property);
  if (!bytes || is_byte_count(*bytes)) return bytes;
  reject(node, property, kByteCount);
  return std::nullopt;
}

std::optional<double> Reading::number(std::string_view node, std::string_view property, std::string_view expected,
                                      bool (*holds)(double)) {
  const View::Terms values = view.objects(node, property);
  if (values.empty()) return std::nullopt;
  const auto number = is_number_type(values.front()->datatype) ? view.number(node, property) : std::nullopt;
  if (values.size() == 1 && number && holds(*number)) return number;
  reject(node, property, expected);
  return std::nullopt;
}

std::optional<bool> Reading::flag(std::string_view node, std::string_view property) {
  const View::Terms values = view.objects(node, property);
  if (values.empty()) return std::nullopt;
  const rdf::Term& value = *values.front();
  if (values.size() == 1 && value.datatype == xsd::boolean) {
    if (value.value == "true" || value.value == "1") return true;
    if (value.value == "false" || value.value == "0") return false;
  }
  reject(node, property, "true or false");
  return std::nullopt;
}

std::string Reading::one_text(std::string_view node, std::string_view property) {
  const View::Terms values = view.objects(node, property);
  if (values.empty()) return {};
  const rdf::Term& value = *values.front();
  const bool is_text = value.kind == rdf::Term::Kind::literal && value.datatype.empty();
  if (values.size() == 1 && is_text) return value.value;
  reject(node, property, "one text");
  return {};
}

void Reading::reject(std::string_view node, std::string_view property, std::string_view expected) {
  const std::string_view name = key_of(property);
  for (const rdf::Term* value : view.objects(node, property)) {
    const bool is_text = value->datatype.empty() && value->kind == rdf::Term::Kind::literal;
    const std::string shown = is_text ? "the text \"" + value->value + "\"" : value->value;
    bad_values_.push_back({std::string(node), std::string(property), value->value,
                           std::string(name) + " is " + shown + "; expected " + std::string(expected) +
                               ". It is left out, so that it is unknown; correct it and add the file again."});
  }
}

View::Terms Reading::ordered(std::string_view subject, std::string_view predicate,
                             std::string_view list_predicate) const {
  const rdf::Term* list = view.object(subject, list_predicate);
  return list ? view.list(list->value) : view.objects(subject, predicate);
}

std::string sensor_class_at(Reading& reading, std::string_view node) {
  reading.visit(node);
  std::string found;
  for (const rdf::Term* type : reading.view.objects(node, rdf_term::type)) {
    if (type->value == other::Sensor) {
      if (found.empty()) found = reading.view.text(node, rdf_term::label);
      if (found.empty()) found = domain::kOtherSensor;
    } else if (type->value == kg::OtherSensor || domain::sensor_class_by_iri(type->value)) {
      return sensor_class_from(type->value);
    }
  }
  return found;
}

std::vector<std::string> sensor_classes_at(Reading& reading, std::string_view node) {
  const bool is_controller = reading.view.has_type(node, other::MicroController);
  std::vector<std::string> classes;
  const auto add = [&](std::string klass) {
    if (std::ranges::find(classes, klass) == classes.end()) classes.push_back(std::move(klass));
  };
  for (const rdf::Term* type : reading.view.objects(node, rdf_term::type)) {
    const bool is_known = type->value == kg::OtherSensor || domain::sensor_class_by_iri(type->value) != nullptr;
    if (is_known) add(sensor_class_from(type->value));
    if (!is_known && !is_controller && is_misspelt_sensor(type->value)) add(std::string(domain::kOtherSensor));
  }
  if (classes.empty() && !is_controller) {
    std::string klass = sensor_class_at(reading, node);
    if (!klass.empty()) classes.push_back(std::move(klass));
  }
  return classes;
}

std::optional<std::uint64_t> published_bytes(Reading& reading, std::string_view node, std::string_view predicate) {
  const rdf::Term* value = reading.view.object(node, predicate);
  if (!value) return std::nullopt;
  const auto number = number_of(value->value);
  constexpr double kLargest = static_cast<double>(domain::kMostBytes) / 1000;
  if (!number || *number < 0 || *number > kLargest) {
    reading.warn("the memory figure " + value->value + " is no amount");
    return std::nullopt;
  }
  const std::string unit = reading.view.text(node, schema::unitCode);
  if (unit == "om:kilobyte") reading.warn("the unit om:kilobyte is a text where an IRI is meant");
  if (unit != other::kilobyte && unit != "om:kilobyte") {
    reading.warn("the memory figure " + value->value + " has no unit that is known here (om:kilobyte)");
    return std::nullopt;
  }
  return static_cast<std::uint64_t>(std::llround(*number * 1000));
}

std::optional<domain::MemoryUse> published_use(Reading& reading, std::string_view node) {
  reading.visit(node);
  if (reading.view.has_type(node, nnet::RAM)) return domain::MemoryUse::working;
  if (reading.view.has_type(node, nnet::Flash)) return domain::MemoryUse::program;
  if (!reading.view.has_type(node, other::Memory)) return std::nullopt;
  reading.warn("a memory is neither RAM nor Flash; it is taken for RAM");
  return domain::MemoryUse::working;
}

}  // namespace kilograph::knowledge::graph
