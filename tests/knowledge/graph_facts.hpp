// Facts that tests write and read back: every field set, and a model of median size.
#pragma once

#include <string>

#include "base/bytes.hpp"
#include "domain/device_facts.hpp"
#include "domain/model_facts.hpp"

namespace kilograph::tests {

inline domain::ModelFacts full_model() {
  using namespace domain;
  const Quantization per_tensor{QuantizationScheme::per_tensor, 0, 1, 0.00392157F, 0.00392157F, -128};
  const Quantization per_axis{QuantizationScheme::per_axis, 3, 8, 1.5e-9F, 3.0e9F, std::nullopt};
  const TensorSpec image{"image", TensorType::int8, {1, 96, 96, 1}, per_tensor};
  const TensorSpec anything{"anything", TensorType::float32, {-1, 4}, {}};
  const TensorSpec scores{"scores", TensorType::int8, {1, 2}, per_axis};
  const TensorSpec scalar{"", TensorType::unknown, {}, {}};
  ModelFacts facts;
  facts.name = "Person \"Detection\"\n";
  facts.description = "tells whether somebody is there";
  facts.creator = "https://example.org/people/someone";
  facts.licence = "Apache-2.0";
  facts.version = "7";
  facts.category = "Classification";
  facts.task = "person detection";
  facts.date_created = "2021-12-12";
  facts.citation = "https://arxiv.org/abs/1906.05721";
  facts.code_repository = "not an IRI";
  facts.training_dataset = "https://arxiv.org/abs/1906.05721";
  facts.input_info = "grey image";
  facts.output_info = "0: nobody, 1: somebody";
  facts.runtime_platform = "TFLite Micro";
  facts.preprocessing = "scaled to -1 … 1";
  facts.revises = "https://example.org/models/person-6";
  facts.labels = {"nobody", "somebody", "a crowd", "zebra", "ape", "5", "6", "7", "8", "9", "10th"};
  facts.tags = {"people", "vision"};
  facts.sha256 = sha256(view_of("bytes"));
  facts.file_bytes = 300568;
  facts.constant_bytes = 0;
  facts.parameters = 208112;
  facts.macs = 18446744073709551615ULL;
  facts.operators = {{"CONV_2D", 3, 14}, {"ADD", 1, 2}, {"CUSTOM:ethos-u", 1, 1}};
  facts.number_formats = {TensorType::int8, TensorType::float32, TensorType::int4};
  facts.inputs = {anything, image, image};
  facts.outputs = {scores, scalar};
  facts.layers = {
      {0, 0, "CONV_2D", 3, "Relu6", TensorType::int8, {image, anything, image}, {scores}, 100, 2000},
      {1, 0, "ADD", 1, "Relu", TensorType::uint8, {scores, image}, {scalar}, 0, 0},
      {2, 1, "CUSTOM:ethos-u", 2, "", TensorType::unknown, {}, {}, 1, 0},
      {3, 1, "UNKNOWN(999)", 1, "Tanh", TensorType::int16, {scalar}, {scores, anything}, 0, 5},
  };
  facts.sensors = {{"Camera", "OV7675"},
                   {std::string(kOtherSensor), ""},
                   {"https://example.org/Lidar", "far"},
                   {"Accelerometer", ""},
                   {"something odd", "", 16000, std::nullopt, 2, std::nullopt, std::nullopt, 24}};
  facts.memory = {
      {MemoryUse::working, 94128, "tflm-2021", "reference", 64, "host64", Basis::measured,
       std::string(kPublishedStudy)},
      {MemoryUse::working, 84000, "tflm-2026-08", "cmsis-nn-dsp", 32, "arm32", Basis::planned, "kilograph 0.1.0"},
      {MemoryUse::program, 300568, "", "", 0, "", Basis::declared, ""},
  };
  facts.observations = {
      {ObservedProperty::latency, 0.0125, std::nullopt, std::nullopt, "https://example.org/board", "tflm-2021",
       "reference", Basis::measured, "a bench"},
      {ObservedProperty::energy, 2e-7, 1e-7, 3e-7, "", "", "", Basis::predicted, "", "https://example.org/method"},
  };
  facts.metrics = {
      {"Top_1_accuracy", 93.25, "percent", "https://example.org/set", "test", Basis::measured, "a bench"},
      {"AUC", std::nullopt, "ratio", "a set", "", Basis::declared, std::string(kPublishedStudy)},
      {"mean average precision", 0.5, "points", "", "", Basis::predicted, ""},
  };
  return facts;
}

// Fifteen layers in a chain, quantized to int8, as most of the study's models are.
inline domain::ModelFacts median_model() {
  using namespace domain;
  ModelFacts facts;
  facts.name = "Median";
  facts.sha256 = sha256(view_of("median"));
  facts.file_bytes = 40000;
  facts.constant_bytes = 36000;
  facts.parameters = 35000;
  facts.macs = 2500000;
  facts.number_formats = {TensorType::int8};
  facts.operators = {{"CONV_2D", 3, 7}, {"DEPTHWISE_CONV_2D", 3, 7}, {"SOFTMAX", 2, 1}};
  const auto tensor = [](std::int32_t i) {
    const Quantization q{QuantizationScheme::per_tensor,    0,   1, 0.01F * static_cast<float>(i + 1),
                         0.01F * static_cast<float>(i + 1), -128};
    return TensorSpec{"MobilenetV1/Conv2d_" + std::to_string(i) + "/Relu6",
                      TensorType::int8,
                      {1, 48 / (i / 4 + 1), 48 / (i / 4 + 1), 8},
                      q};
  };
  for (std::int32_t i = 0; i < 15; ++i) {
    const bool last = i == 14;
    facts.layers.push_back({static_cast<std::uint32_t>(i),
                            0,
                            last         ? "SOFTMAX"
                            : i % 2 == 0 ? "CONV_2D"
                                         : "DEPTHWISE_CONV_2D",
                            last ? 2 : 3,
                            last ? "" : "Relu6",
                            TensorType::int8,
                            {tensor(i)},
                            {tensor(i + 1)},
                            last ? 0u : 2500u,
                            last ? 0u : 178571u});
  }
  facts.inputs = {tensor(0)};
  facts.outputs = {tensor(15)};
  facts.memory = {{MemoryUse::program, 40000, "", "", 0, {}, Basis::planned, "kilograph 0.1.0"}};
  return facts;
}

inline domain::DeviceFacts full_device() {
  using namespace domain;
  DeviceFacts facts;
  facts.title = "Board";
  facts.description = "a board";
  facts.manufacturer = "Somebody";
  facts.sensors = {{"Microphone", "MP34DT05"},
                   {"Thermometer", ""},
                   {std::string(kOtherSensor), "?"},
                   {"Camera", "HM0360", 15.5, std::nullopt, 1, 640, 480, 8, std::nullopt, std::nullopt, ""},
                   {"Accelerometer", "", 1600, 3, std::nullopt, std::nullopt, std::nullopt, 16, -16, 15.9, "g"}};
  facts.regions = {
      {"SRAM", RegionKind::ram, 262144, 172000, Basis::declared, std::string(kPublishedStudy)},
      {"DTCM", RegionKind::ram, 65536, std::nullopt, Basis::measured, "a bench", RegionMedium::tcm, 1024, true, false},
      {"Flash", RegionKind::flash, std::nullopt, 628000, Basis::declared, ""},
      {"", RegionKind::flash, std::nullopt, std::nullopt, Basis::predicted, "", RegionMedium::external_flash},
  };
  facts.processor = "Cortex-M4F";
  facts.clock_hz = 64000000;
  facts.pointer_bits = 32;
  facts.runtimes = {"tflm-2026-08", "a runtime/with odd name", "tflm-2021"};
  facts.implements = {"https://w3id.org/kilograph/id/model/b", "https://w3id.org/kilograph/id/model/a"};
  facts.affordances = {{Affordance::Kind::property, "sound", "Sound", {"urn:m#input", "urn:a#input"}, {"urn:m#output"}},
                       {Affordance::Kind::event, "alarm", ""},
                       {Affordance::Kind::action, "", "Update"},
                       {Affordance::Kind::property, "temperature", "Temperature"}};
  facts.mcu = "nRF52840";
  facts.isa = "ARMv7E-M";
  facts.power_source = "battery";
  facts.has_fpu = true;
  facts.has_dsp = true;
  facts.has_mve = false;
  facts.accelerators = {{"Ethos-U55", {TensorType::int8, TensorType::int16, TensorType::int4}}, {"NDP101", {}}};
  facts.is_thing_model = true;
  facts.based_on = {"urn:uuid:7e0c0d40-0000-4000-8000-000000000001", "https://example.org/boards/b", "urn:a"};
  facts.labels = {{"site", "hall 3"}, {"owner", "\xC3\x9Cmit"}};
  return facts;
}

}  // namespace kilograph::tests
