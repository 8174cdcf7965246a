// What one document says of a model: the typed record that `match` reads and the graph is made from.
// Everything is optional, because no document says everything; absent means unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "domain/sensor.hpp"
#include "domain/source.hpp"
#include "domain/tensor.hpp"

namespace kilograph::domain {

// An operator with its version and how often the model uses it.
struct OperatorUse {
  std::string name;
  std::int32_t version = 1;
  std::uint32_t count = 0;

  friend bool operator==(const OperatorUse&, const OperatorUse&) = default;
};

// One operator in execution order. Indices count from 0 without gaps, over all subgraphs.
struct Layer {
  std::uint32_t index = 0;
  std::uint32_t subgraph = 0;
  std::string op;                        // "CONV_2D"
  std::int32_t version = 1;
  std::string activation{};              // "Relu6"; empty for none
  TensorType number_format = TensorType::unknown;  // of its first activation input
  std::vector<TensorSpec> inputs{};      // activations only; constants are counted as parameters
  std::vector<TensorSpec> outputs{};
  std::optional<std::uint64_t> parameters{};  // constant elements it reads; absent: not stated
  std::optional<std::uint64_t> macs{};        // absent: not stated, or a foreign operator's

  friend bool operator==(const Layer&, const Layer&) = default;
};

enum class MemoryUse { working, program };  // RAM, Flash
std::string_view name_of(MemoryUse use);    // "working memory"

// Bytes that a model needs, for one runtime, kernel set and ABI. Many may stand side by side. An estimate has two
// bounds: `bytes` are surely enough, fewer than `least_bytes` surely are not, and between them nobody knows.
struct MemoryRequirement {
  MemoryUse use = MemoryUse::working;
  std::uint64_t bytes = 0;
  std::string runtime{};                 // "tflm-2021", "tflm-2026-08"; empty where it does not depend on it
  std::string kernels{};                 // "reference", "cmsis-nn-dsp"
  unsigned pointer_bits = 0;             // 32 or 64; 0 where it does not depend on it
  std::string abi{};                     // "arm32", "host64"; empty where it is not stated, or does not matter
  Basis basis = Basis::declared;
  std::string by{};                      // kPublishedStudy for the study's figures
  std::optional<std::uint64_t> least_bytes{};  // below `bytes`; absent: `bytes` are exact, as far as `basis` goes

  std::uint64_t low() const { return least_bytes.value_or(bytes); }
  bool is_exact() const { return !least_bytes; }
  friend bool operator==(const MemoryRequirement&, const MemoryRequirement&) = default;
};

// A runtime on which the model does not start, with the reason in words.
struct StartRefusal {
  std::string runtime;
  std::string kernels{};                 // empty: with any
  std::string reason{};                  // "CONV_2D is hybrid: float32 activations with int8 weights, …"
  Basis basis = Basis::declared;
  std::string by{};

  friend bool operator==(const StartRefusal&, const StartRefusal&) = default;
};

// What is known of the model at work.
enum class ObservedProperty { latency, energy };  // time, and energy, for one answer
std::string_view name_of(ObservedProperty property);  // "time"

struct Observation;
std::string amount_text(const Observation& one);  // "12.5 ms", "12.5 ms (10 ms to 16 ms)"
std::string amount_text(ObservedProperty property, double amount);  // of seconds, of joules: "12.5 ms"

// Of the model on one device, or on the devices of one Thing Model or board. A prediction has an interval; without one
// the value is exact, as far as `basis` goes.
struct Observation {
  ObservedProperty property = ObservedProperty::latency;
  double value = 0;                      // seconds, joules
  std::optional<double> low{}, high{};   // the ends of its interval, likewise
  std::string device{};                  // an IRI; empty: not stated, and it says nothing of any device
  std::string runtime{}, kernels{};      // empty: not stated: it counts for any
  Basis basis = Basis::declared;
  std::string by{}, method{};            // who says it; how a prediction was made

  double least() const { return low.value_or(value); }
  double most() const { return high.value_or(value); }
  friend bool operator==(const Observation&, const Observation&) = default;
};

struct Metric {
  std::string measure;                   // "Top_1_accuracy", "Top_5_accuracy", "AUC", "Other_metric"
  std::optional<double> value{};         // absent is unknown; never 0 for unknown
  std::string unit{};                    // "percent" or "ratio"
  std::string dataset{};                 // an IRI where there is one
  std::string split{};
  Basis basis = Basis::declared;
  std::string by{};

  friend bool operator==(const Metric&, const Metric&) = default;
};

// What one document says of a model.
struct ModelFacts {
  std::string name{}, description{}, creator{}, licence{}, version{}, category{}, task{}, date_created{};
  std::string citation{}, code_repository{}, training_dataset{}, input_info{}, output_info{}, runtime_platform{};
  std::string preprocessing{};                // what is done to samples before they are its input, in words
  std::string revises{};                      // IRI of the model that it is a later version of
  std::vector<std::string> labels{};          // of its first output's elements, in their order
  std::vector<std::string> tags{};            // words to find it by, in order of the alphabet, each once
  std::optional<Digest> sha256{};
  std::optional<std::uint64_t> file_bytes{}, constant_bytes{}, parameters{}, macs{};
  std::vector<OperatorUse> operators{};
  std::vector<TensorType> number_formats{};   // element types of activations computed in, each once
  std::vector<TensorSpec> inputs{}, outputs{};
  std::vector<Layer> layers{};
  std::vector<Sensor> sensors{};              // what must feed its inputs
  std::vector<MemoryRequirement> memory{};
  std::vector<StartRefusal> refusals{};       // none for a runtime says nothing of it
  std::vector<Observation> observations{};
  std::vector<Metric> metrics{};

  friend bool operator==(const ModelFacts&, const ModelFacts&) = default;
};

}  // namespace kilograph::domain
