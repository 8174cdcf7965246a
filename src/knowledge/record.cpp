#include "knowledge/record.hpp"

#include "domain/name_table.hpp"
#include "knowledge/ledger/json_fields.hpp"

namespace kilograph::knowledge::ledger {
namespace {

constexpr domain::NameRow<domain::MemoryUse> kMemoryUses[] = {
    {domain::MemoryUse::working, "working"},
    {domain::MemoryUse::program, "program"},
};
constexpr domain::NameRow<domain::ObservedProperty> kProperties[] = {
    {domain::ObservedProperty::latency, "latency"},
    {domain::ObservedProperty::energy, "energy"},
};
constexpr domain::NameRow<domain::RegionKind> kRegionKinds[] = {
    {domain::RegionKind::ram, "ram"},
    {domain::RegionKind::flash, "flash"},
};
constexpr domain::NameRow<domain::RegionMedium> kMedia[] = {
    {domain::RegionMedium::unknown, "unknown"}, {domain::RegionMedium::sram, "sram"},
    {domain::RegionMedium::tcm, "tcm"},         {domain::RegionMedium::psram, "psram"},
    {domain::RegionMedium::flash, "flash"},     {domain::RegionMedium::external_flash, "external-flash"},
};
constexpr domain::NameRow<domain::SameStatement::Status> kStatuses[] = {
    {domain::SameStatement::Status::proposed, "proposed"},
    {domain::SameStatement::Status::accepted, "accepted"},
};
constexpr domain::NameRow<domain::Affordance::Kind> kAffordanceKinds[] = {
    {domain::Affordance::Kind::property, "property"},
    {domain::Affordance::Kind::action, "action"},
    {domain::Affordance::Kind::event, "event"},
};

}  // namespace

template <>
struct EnumText<domain::MemoryUse> {
  static std::string_view of(domain::MemoryUse value) { return domain::name_in(kMemoryUses, value); }
  static auto from(std::string_view name) { return domain::value_in(kMemoryUses, name); }
};
template <>
struct EnumText<domain::ObservedProperty> {
  static std::string_view of(domain::ObservedProperty value) { return domain::name_in(kProperties, value); }
  static auto from(std::string_view name) { return domain::value_in(kProperties, name); }
};
template <>
struct EnumText<domain::RegionKind> {
  static std::string_view of(domain::RegionKind value) { return domain::name_in(kRegionKinds, value); }
  static auto from(std::string_view name) { return domain::value_in(kRegionKinds, name); }
};
template <>
struct EnumText<domain::RegionMedium> {
  static std::string_view of(domain::RegionMedium value) { return domain::name_in(kMedia, value); }
  static auto from(std::string_view name) { return domain::value_in(kMedia, name); }
};
template <>
struct EnumText<domain::Affordance::Kind> {
  static std::string_view of(domain::Affordance::Kind value) { return domain::name_in(kAffordanceKinds, value); }
  static auto from(std::string_view name) { return domain::value_in(kAffordanceKinds, name); }
};
template <>
struct EnumText<domain::SameStatement::Status> {
  static std::string_view of(domain::SameStatement::Status value) { return domain::name_in(kStatuses, value); }
  static auto from(std::string_view name) { return domain::value_in(kStatuses, name); }
};
template <>
struct EnumText<domain::EntityKind> {
  static std::string_view of(domain::EntityKind value) { return domain::name_of(value); }
  static auto from(std::string_view name) { return domain::entity_kind_from(name); }
};
template <>
struct EnumText<domain::Basis> {
  static std::string_view of(domain::Basis value) { return domain::name_of(value); }
  static auto from(std::string_view name) { return domain::basis_from(name); }
};
template <>
struct EnumText<domain::TensorType> {
  static std::string_view of(domain::TensorType value) { return domain::name_of(value); }
  static auto from(std::string_view name) { return domain::tensor_type_from(name); }
};
template <>
struct EnumText<domain::QuantizationScheme> {
  static std::string_view of(domain::QuantizationScheme value) { return domain::name_of(value); }
  static auto from(std::string_view name) { return domain::quantization_scheme_from(name); }
};

using domain::Accelerator, domain::Affordance, domain::DeviceFacts, domain::Label, domain::Layer, domain::MemoryRegion,
    domain::MemoryRequirement;
using domain::Metric, domain::ModelFacts, domain::Observation, domain::OperatorUse, domain::Quantization,
    domain::SameStatement;
using domain::Sensor, domain::StartRefusal, domain::TensorSpec;

template <>
inline constexpr auto kFields<Sensor> =
    std::tuple{field("class", &Sensor::sensor_class),   field("info", &Sensor::info),
               field("rate_hz", &Sensor::rate_hz),      field("axes", &Sensor::axes),
               field("channels", &Sensor::channels),    field("width", &Sensor::width),
               field("height", &Sensor::height),        field("resolution_bits", &Sensor::resolution_bits),
               field("range_low", &Sensor::range_low),  field("range_high", &Sensor::range_high),
               field("range_unit", &Sensor::range_unit)};

template <>
inline constexpr auto kFields<OperatorUse> = std::tuple{
    field("name", &OperatorUse::name), field("version", &OperatorUse::version), field("count", &OperatorUse::count)};

template <>
inline constexpr auto kFields<Quantization> = std::tuple{field("scheme", &Quantization::scheme),
                                                         field("axis", &Quantization::axis),
                                                         field("count", &Quantization::count),
                                                         field("smallest_scale", &Quantization::smallest_scale),
                                                         field("largest_scale", &Quantization::largest_scale),
                                                         field("zero_point", &Quantization::zero_point)};

template <>
inline constexpr auto kFields<TensorSpec> =
    std::tuple{field("name", &TensorSpec::name), field("type", &TensorSpec::type), field("shape", &TensorSpec::shape),
               field("quantization", &TensorSpec::quantization)};

template <>
inline constexpr auto kFields<Layer> = std::tuple{field("index", &Layer::index),
                                                  field("subgraph", &Layer::subgraph),
                                                  field("op", &Layer::op),
                                                  field("version", &Layer::version),
                                                  field("activation", &Layer::activation),
                                                  field("number_format", &Layer::number_format),
                                                  field("inputs", &Layer::inputs),
                                                  field("outputs", &Layer::outputs),
                                                  field("parameters", &Layer::parameters),
                                                  field("macs", &Layer::macs)};

template <>
inline constexpr auto kFields<MemoryRequirement> = std::tuple{field("use", &MemoryRequirement::use),
                                                              field("bytes", &MemoryRequirement::bytes),
                                                              field("runtime", &MemoryRequirement::runtime),
                                                              field("kernels", &MemoryRequirement::kernels),
                                                              field("pointer_bits", &MemoryRequirement::pointer_bits),
                                                              field("abi", &MemoryRequirement::abi),
                                                              field("basis", &MemoryRequirement::basis),
                                                              field("by", &MemoryRequirement::by),
                                                              field("least_bytes", &MemoryRequirement::least_bytes)};

template <>
inline constexpr auto kFields<StartRefusal> = std::tuple{
    field("runtime", &StartRefusal::runtime), field("kernels", &StartRefusal::kernels),
    field("reason", &StartRefusal::reason), field("basis", &StartRefusal::basis), field("by", &StartRefusal::by)};

template <>
inline constexpr auto kFields<Observation> = std::tuple{field("property", &Observation::property),
                                                        field("value", &Observation::value),
                                                        field("low", &Observation::low),
                                                        field("high", &Observation::high),
                                                        field("device", &Observation::device),
                                                        field("runtime", &Observation::runtime),
                                                        field("kernels", &Observation::kernels),
                                                        field("basis", &Observation::basis),
                                                        field("by", &Observation::by),
                                                        field("method", &Observation::method)};

template <>
inline constexpr auto kFields<Metric> = std::tuple{field("measure", &Metric::measure),
                                                   field("value", &Metric::value),
                                                   field("unit", &Metric::unit),
                                                   field("dataset", &Metric::dataset),
                                                   field("split", &Metric::split),
                                                   field("basis", &Metric::basis),
                                                   field("by", &Metric::by)};

template <>
inline constexpr auto kFields<MemoryRegion> = std::tuple{field("name", &MemoryRegion::name),
                                                         field("kind", &MemoryRegion::kind),
                                                         field("size_bytes", &MemoryRegion::size_bytes),
                                                         field("free_bytes", &MemoryRegion::free_bytes),
                                                         field("basis", &MemoryRegion::basis),
                                                         field("by", &MemoryRegion::by),
                                                         field("medium", &MemoryRegion::medium),
                                                         field("reserved_bytes", &MemoryRegion::reserved_bytes),
                                                         field("contiguous", &MemoryRegion::contiguous),
                                                         field("executable", &MemoryRegion::executable)};

template <>
inline constexpr auto kFields<Affordance> =
    std::tuple{field("kind", &Affordance::kind), field("name", &Affordance::name), field("title", &Affordance::title),
               field("feeds", &Affordance::feeds), field("exposes", &Affordance::exposes)};

template <>
inline constexpr auto kFields<Accelerator> =
    std::tuple{field("name", &Accelerator::name), field("formats", &Accelerator::formats)};

template <>
inline constexpr auto kFields<Label> = std::tuple{field("name", &Label::name), field("value", &Label::value)};

// Without the layers, which are the record's detail.
template <>
inline constexpr auto kFields<ModelFacts> = std::tuple{field("name", &ModelFacts::name),
                                                       field("description", &ModelFacts::description),
                                                       field("creator", &ModelFacts::creator),
                                                       field("licence", &ModelFacts::licence),
                                                       field("version", &ModelFacts::version),
                                                       field("category", &ModelFacts::category),
                                                       field("task", &ModelFacts::task),
                                                       field("date_created", &ModelFacts::date_created),
                                                       field("citation", &ModelFacts::citation),
                                                       field("code_repository", &ModelFacts::code_repository),
                                                       field("training_dataset", &ModelFacts::training_dataset),
                                                       field("input_info", &ModelFacts::input_info),
                                                       field("output_info", &ModelFacts::output_info),
                                                       field("runtime_platform", &ModelFacts::runtime_platform),
                                                       field("preprocessing", &ModelFacts::preprocessing),
                                                       field("revises", &ModelFacts::revises),
                                                       field("labels", &ModelFacts::labels),
                                                       field("tags", &ModelFacts::tags),
                                                       field("sha256", &ModelFacts::sha256),
                                                       field("file_bytes", &ModelFacts::file_bytes),
                                                       field("constant_bytes", &ModelFacts::constant_bytes),
                                                       field("parameters", &ModelFacts::parameters),
                                                       field("macs", &ModelFacts::macs),
                                                       field("operators", &ModelFacts::operators),
                                                       field("number_formats", &ModelFacts::number_formats),
                                                       field("inputs", &ModelFacts::inputs),
                                                       field("outputs", &ModelFacts::outputs),
                                                       field("sensors", &ModelFacts::sensors),
                                                       field("memory", &ModelFacts::memory),
                                                       field("refusals", &ModelFacts::refusals),
                                                       field("observations", &ModelFacts::observations),
                                                       field("metrics", &ModelFacts::metrics)};

template <>
inline constexpr auto kFields<DeviceFacts> = std::tuple{field("title", &DeviceFacts::title),
                                                        field("description", &DeviceFacts::description),
                                                        field("manufacturer", &DeviceFacts::manufacturer),
                                                        field("sensors", &DeviceFacts::sensors),
                                                        field("regions", &DeviceFacts::regions),
                                                        field("processor", &DeviceFacts::processor),
                                                        field("clock_hz", &DeviceFacts::clock_hz),
                                                        field("pointer_bits", &DeviceFacts::pointer_bits),
                                                        field("runtimes", &DeviceFacts::runtimes),
                                                        field("implements", &DeviceFacts::implements),
                                                        field("affordances", &DeviceFacts::affordances),
                                                        field("mcu", &DeviceFacts::mcu),
                                                        field("isa", &DeviceFacts::isa),
                                                        field("power_source", &DeviceFacts::power_source),
                                                        field("has_fpu", &DeviceFacts::has_fpu),
                                                        field("has_dsp", &DeviceFacts::has_dsp),
                                                        field("has_mve", &DeviceFacts::has_mve),
                                                        field("accelerators", &DeviceFacts::accelerators),
                                                        field("is_thing_model", &DeviceFacts::is_thing_model),
                                                        field("based_on", &DeviceFacts::based_on),
                                                        field("labels", &DeviceFacts::labels)};

template <>
inline constexpr auto kFields<SameStatement> =
    std::tuple{field("of", &SameStatement::of), field("preferred", &SameStatement::preferred),
               field("other", &SameStatement::other), field("status", &SameStatement::status),
               field("evidence", &SameStatement::evidence)};

}  // namespace kilograph::knowledge::ledger

namespace kilograph::knowledge {
namespace {

constexpr unsigned kMaxDepth = 16;  // facts nest five deep

template <class T>
Result<void> read_text(std::string_view text, T& value) {
  const auto json = ledger::parse_json(text, kMaxDepth);
  if (!json) return ledger::not_json_of("JSON");
  return ledger::read_value(*json, value);
}

}  // namespace

Record to_record(const domain::Facts& facts) {
  Record record;
  if (const auto* model = std::get_if<domain::ModelFacts>(&facts)) {
    ledger::append_value(record.facts, *model);
    if (!model->layers.empty()) ledger::append_value(record.detail, model->layers);
  } else if (const auto* device = std::get_if<domain::DeviceFacts>(&facts)) {
    ledger::append_value(record.facts, *device);
  } else if (const auto* statement = std::get_if<domain::SameStatement>(&facts)) {
    ledger::append_value(record.facts, *statement);
  }
  return record;
}

Result<domain::Facts> from_record(domain::EntityKind kind, std::string_view facts, std::string_view detail) {
  if (!detail.empty() && (kind != domain::EntityKind::model || facts.empty())) {
    return ledger::not_json_of("layers of a model only");
  }
  if (facts.empty()) return domain::Facts{};
  switch (kind) {
    case domain::EntityKind::model: {
      domain::ModelFacts model;
      KG_CHECK(read_text(facts, model));
      if (!detail.empty()) KG_CHECK(read_text(detail, model.layers));
      return model;
    }
    case domain::EntityKind::device: {
      domain::DeviceFacts device;
      KG_CHECK(read_text(facts, device));
      return device;
    }
    case domain::EntityKind::statement: {
      domain::SameStatement statement;
      KG_CHECK(read_text(facts, statement));
      if (statement.of != domain::EntityKind::model && statement.of != domain::EntityKind::device) {
        return ledger::not_json_of("a statement of two models or two devices");
      }
      return statement;
    }
    case domain::EntityKind::graph: break;
  }
  return ledger::not_json_of("no facts of a graph");
}

}  // namespace kilograph::knowledge
