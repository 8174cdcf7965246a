// Models and devices to judge, built by hand.
#pragma once

#include <string>
#include <vector>

#include "match/fit.hpp"

namespace kilograph::match::tests {

// A code of one byte: known, and easy to see in a sum.
inline const domain::CodeBytes kSmallCode{.base = 1};
inline const domain::Runtime kToday{
    "tflm-2026-08", "TFLM of 2026-08", "reference",     {domain::TensorType::int8, domain::TensorType::float32},
    "its sources",  kSmallCode,        {{"CONV_2D", 3}}};
inline const domain::Runtime kEarlier{
    "tflm-2021",      "TFLM of 2021",
    "reference",      {domain::TensorType::int8, domain::TensorType::uint8, domain::TensorType::float32},
    "its sources",    kSmallCode,
    {{"CONV_2D", 3}}, true};
inline const Judge kBest{{kToday, kEarlier}, FactSet::best, {}};
inline const Judge kPublished{{kToday, kEarlier}, FactSet::published, {}};

inline domain::MemoryRequirement arena(std::uint64_t bytes, std::string runtime, unsigned bits, std::string by = "") {
  return {domain::MemoryUse::working, bytes,        std::move(runtime), "reference", bits, {},
          domain::Basis::planned,     std::move(by)};
}

inline domain::MemoryRequirement program(std::uint64_t bytes, std::string by = "") {
  return {domain::MemoryUse::program, bytes, {}, {}, 0, {}, domain::Basis::planned, std::move(by)};
}

inline domain::MemoryRegion region(domain::RegionKind kind, std::optional<std::uint64_t> free,
                                   std::optional<std::uint64_t> size = {}, std::string by = "") {
  return {kind == domain::RegionKind::ram ? "SRAM" : "Flash", kind, size, free, domain::Basis::declared, std::move(by)};
}

template <class F>
domain::Entity<F> entity(std::string name, F facts) {
  return {"https://example.org/" + name,
          name,
          {{{domain::Basis::declared, "a test", "doc:" + name, name + ".ttl"}, std::move(facts)}}};
}

// A camera model of 100,000 B arena for today's runtime and 200,000 B of file.
inline domain::ModelEntity camera_model(std::string name = "Watcher") {
  domain::ModelFacts facts;
  facts.name = name;
  facts.category = "Classification";
  facts.training_dataset = "https://example.org/pictures";
  facts.sensors = {{"Camera"}};
  facts.number_formats = {domain::TensorType::int8};
  facts.operators = {{"CONV_2D", 3, 2}};
  facts.memory = {arena(100'000, "tflm-2026-08", 32), program(200'000)};
  return entity(std::move(name), std::move(facts));
}

inline domain::DeviceEntity camera_board(std::string name = "Board", std::uint64_t ram = 120'000,
                                         std::uint64_t flash = 300'000) {
  domain::DeviceFacts facts;
  facts.title = name;
  facts.sensors = {{"Camera"}, {"Microphone"}};
  facts.regions = {region(domain::RegionKind::ram, ram), region(domain::RegionKind::flash, flash)};
  facts.pointer_bits = 32;
  return entity(std::move(name), std::move(facts));
}

inline domain::ModelFacts& facts_of(domain::ModelEntity& model) { return model.documents.front().facts; }
inline domain::DeviceFacts& facts_of(domain::DeviceEntity& device) { return device.documents.front().facts; }

inline const domain::RequirementLine* line_of(const domain::Verdict& verdict, domain::RequirementKind kind) {
  for (const auto& line : verdict.lines) {
    if (line.kind == kind) return &line;
  }
  return nullptr;
}

}  // namespace kilograph::match::tests
