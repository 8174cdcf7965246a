#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/sensor_text.hpp"
#include "reply/naming.hpp"
#include "serve/cli/table.hpp"
#include "serve/cli/text/answer_text.hpp"
#include "serve/cli/text/phrase.hpp"

namespace kilograph::serve::cli {
namespace {

using namespace domain;
using M = ModelFacts;

constexpr std::size_t kTextWidth = 96;

struct TextRow {
  const char* label;
  std::string M::* field;
};
constexpr TextRow kTexts[] = {{"description", &M::description},
                              {"task", &M::task},
                              {"category", &M::category},
                              {"creator", &M::creator},
                              {"licence", &M::licence},
                              {"version", &M::version},
                              {"created", &M::date_created},
                              {"input", &M::input_info},
                              {"output", &M::output_info},
                              {"trained on", &M::training_dataset},
                              {"preprocessing", &M::preprocessing},
                              {"revises", &M::revises},
                              {"citation", &M::citation},
                              {"code", &M::code_repository},
                              {"runs on", &M::runtime_platform}};

std::string operators_text(const std::vector<OperatorUse>& operators) {
  return listed(operators, [](const OperatorUse& use) {
    return use.name + " v" + std::to_string(use.version) + " ×" + std::to_string(use.count);
  });
}

std::string formats_text(const std::vector<TensorType>& types) {
  return listed(types, [](TensorType type) { return name_of(type); });
}

std::string sensors_text(const std::vector<Sensor>& sensors) {
  std::string text;
  for (const Sensor& sensor : sensors) {
    text += (text.empty() ? "" : "; ") + to_text(sensor) + (sensor.info.empty() ? "" : " (" + sensor.info + ")");
  }
  return text;
}

std::string file_text(const reply::ModelAnswer& answer) {
  const auto bytes = answer.model.counted(&M::file_bytes);
  const std::string size = bytes ? grouped(*bytes->value) + " B" : "size unknown";
  return size + (answer.has_weights ? "" : "; description only, no weights");
}

std::string macs_text(const ModelEntity& model, std::uint64_t macs) {
  const std::string names = listed(reply::uncounted_operators(model));
  return grouped(macs) + (names.empty() ? "" : "; not counted by the rule: " + names);
}

std::string facts_text(const reply::ModelAnswer& answer, Footnotes& notes, const Style& style) {
  const ModelEntity& model = answer.model;
  Table table({{""}, {""}, {""}});
  const auto put = [&](const char* label, std::string text, const std::optional<Source>& source) {
    table.add({{label, Tone::faint}, cut_to(printable(text), kTextWidth), {notes.mark(source), Tone::faint}});
  };
  const auto put_count = [&](const char* label, std::optional<std::uint64_t> M::* field) {
    if (const auto value = model.counted(field)) put(label, grouped(*value->value), value->source);
  };
  put("id", model.id, {});
  for (const std::string& id : model.same_as) put("same as", id, {});
  const auto bytes = model.counted(&M::file_bytes);
  put("file", file_text(answer), bytes ? std::optional(bytes->source) : std::nullopt);
  for (const TextRow& row : kTexts) {
    if (const auto value = model.counted(row.field)) put(row.label, value->value, value->source);
  }
  for (const auto& [label, field] : {std::pair{"labels", &M::labels}, {"tags", &M::tags}}) {
    if (const auto words = model.counted(field)) put(label, listed(words->value), words->source);
  }
  if (const auto macs = model.counted(&M::macs)) put("MACs", macs_text(model, *macs->value), macs->source);
  put_count("parameters", &M::parameters);
  put_count("constant bytes", &M::constant_bytes);
  if (const auto types = model.counted(&M::number_formats))
    put("number formats", formats_text(types->value), types->source);
  if (const auto uses = model.counted(&M::operators)) put("operators", operators_text(uses->value), uses->source);
  if (const auto sensors = model.counted(&M::sensors)) put("sensors", sensors_text(sensors->value), sensors->source);
  return table.to_text(style, "  ");
}

std::string quantization_text(const Quantization& quantization) {
  if (quantization.scheme == QuantizationScheme::none) return "";
  return std::string(name_of(quantization.scheme));
}

std::string tensors_text(const ModelEntity& model, const Style& style) {
  Table table({{"tensor"}, {"name"}, {"type"}, {"shape"}, {"quantization"}});
  const auto put = [&](const char* role, std::vector<TensorSpec> M::* field) {
    const auto tensors = model.counted(field);
    if (!tensors) return;
    for (const TensorSpec& tensor : tensors->value) {
      table.add({role, cut_to(printable(tensor.name), 48), std::string(name_of(tensor.type)), to_text(tensor.shape),
                 quantization_text(tensor.quantization)});
    }
  };
  put("input", &M::inputs);
  put("output", &M::outputs);
  return table.empty() ? "" : "\n" + table.to_text(style, "  ");
}

std::string memory_text(const ModelEntity& model, Footnotes& notes, const Style& style) {
  Table table({{"memory"}, {"bytes", Align::right}, {"for"}, {""}});
  for (const auto& document : model.documents) {
    for (const MemoryRequirement& need : document.facts.memory) {
      Source source = document.source;
      source.basis = need.basis;
      if (!need.by.empty()) source.by = need.by;
      table.add({std::string(name_of(need.use)),
                 need.is_exact() ? grouped(need.bytes) : grouped(need.low()) + " to " + grouped(need.bytes),
                 match::to_text(match::key_of(need)),
                 {notes.mark(source), Tone::faint}});
    }
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ");
}

std::string refusals_text(const ModelEntity& model, Footnotes& notes, const Style& style) {
  Table table({{"does not start on"}, {"because"}, {""}});
  for (const auto& document : model.documents) {
    for (const StartRefusal& refusal : document.facts.refusals) {
      Source source = document.source;
      source.basis = refusal.basis;
      if (!refusal.by.empty()) source.by = refusal.by;
      table.add({printable(refusal.runtime + (refusal.kernels.empty() ? "" : ", " + refusal.kernels + " kernels")),
                 printable(refusal.reason),
                 {notes.mark(source), Tone::faint}});
    }
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ");
}

std::string observations_text(const ModelEntity& model, Footnotes& notes, const Style& style) {
  Table table({{"for one answer"}, {"takes", Align::right}, {"on"}, {"with"}, {""}});
  for (const auto& document : model.documents) {
    for (const Observation& one : document.facts.observations) {
      Source source = document.source;
      source.basis = one.basis;
      if (!one.by.empty()) source.by = one.by;
      table.add({std::string(name_of(one.property)),
                 amount_text(one),
                 one.device.empty() ? "not stated" : printable(one.device),
                 printable(one.runtime + (one.kernels.empty() ? "" : ", " + one.kernels + " kernels")),
                 {notes.mark(source), Tone::faint}});
    }
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ");
}

std::string metrics_text(const ModelEntity& model, Footnotes& notes, const Style& style) {
  Table table({{"metric"}, {"value", Align::right}, {"data set"}, {"split"}, {""}});
  for (const auto& document : model.documents) {
    for (const Metric& metric : document.facts.metrics) {
      Source source = document.source;
      source.basis = metric.basis;
      if (!metric.by.empty()) source.by = metric.by;
      table.add({metric.measure,
                 value_text(metric),
                 cut_to(printable(metric.dataset), 64),
                 printable(metric.split),
                 {notes.mark(source), Tone::faint}});
    }
  }
  return table.empty() ? "" : "\n" + table.to_text(style, "  ");
}

std::string layers_text(const ModelEntity& model, const Style& style) {
  const auto layers = model.counted(&M::layers);
  if (!layers) return "";
  Table table({{"layer", Align::right},
               {"operator"},
               {"activation"},
               {"in"},
               {"out"},
               {"parameters", Align::right},
               {"MACs", Align::right}});
  const auto first_shape = [](const std::vector<TensorSpec>& tensors) {
    return tensors.empty() ? std::string() : to_text(tensors.front().shape);
  };
  const auto count = [](const std::optional<std::uint64_t>& known) {
    return known ? grouped(*known) : std::string("?");
  };
  for (const Layer& layer : layers->value) {
    table.add({std::to_string(layer.index), layer.op + " v" + std::to_string(layer.version), layer.activation,
               first_shape(layer.inputs), first_shape(layer.outputs), count(layer.parameters), count(layer.macs)});
  }
  return "\n" + table.to_text(style, "  ");
}

}  // namespace

std::string text_of(const reply::ModelAnswer& answer, const TextOptions& options) {
  const Style& style = options.style;
  Footnotes notes;
  std::string text =
      style.paint(printable(with_further(answer.model.name, reply::further_names(answer.model))), Tone::strong) +
      "  (model)\n";
  text += facts_text(answer, notes, style);
  text += tensors_text(answer.model, style);
  text += memory_text(answer.model, notes, style);
  text += refusals_text(answer.model, notes, style);
  text += observations_text(answer.model, notes, style);
  text += metrics_text(answer.model, notes, style);
  text += layers_text(answer.model, style);
  return text + contradictions_text(answer.contradictions) + "\n" + notes.list("  ");
}

}  // namespace kilograph::serve::cli
