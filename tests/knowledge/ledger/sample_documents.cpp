#include "knowledge/ledger/sample_documents.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <algorithm>
#include <random>
#include <utility>

namespace kilograph::knowledge::tests {
namespace {

using domain::ModelFacts;

std::string triples_of(std::string_view document, std::string_view entity, std::size_t count, std::uint64_t revision) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    text += fmt::format("<{}#layer-{}> <urn:example:p{}> \"value {} of revision {}\" .\n", document, i / 6, i % 6, i,
                        revision);
  }
  return text + fmt::format("<{}> <http://www.w3.org/ns/prov#wasDerivedFrom> <{}> .\n", entity, document);
}

ModelFacts facts_of(std::uint64_t number, const Digest& digest, SampleSize size) {
  ModelFacts facts;
  facts.name = fmt::format("Sample_{}", number);
  facts.sha256 = digest;
  facts.file_bytes = size.file_bytes;
  facts.macs = number * 1000;
  facts.operators = {{"CONV_2D", 3, 2}, {"SOFTMAX", 1, 1}};
  facts.number_formats = {domain::TensorType::int8};
  const domain::TensorSpec tensor{"input",
                                  domain::TensorType::int8,
                                  {1, 96, 96, 1},
                                  {domain::QuantizationScheme::per_tensor, 0, 1, 0.1F, 0.1F, -128}};
  facts.inputs = facts.outputs = {tensor};
  for (std::size_t i = 0; i < size.layers; ++i) {
    facts.layers.push_back({static_cast<std::uint32_t>(i),
                            0,
                            "CONV_2D",
                            3,
                            "Relu6",
                            domain::TensorType::int8,
                            {tensor},
                            {tensor},
                            1234,
                            56789});
  }
  return facts;
}

Document document_of(const Digest& file, std::string_view entity, domain::EntityKind kind, std::string place,
                     domain::Basis basis) {
  Document document;
  document.iri = domain::document_iri(file, std::string(entity) + place);
  document.entity = entity;
  document.kind = kind;
  document.source = {basis, "the sample", document.iri, std::move(place)};
  document.file = file;
  document.media_type = "application/octet-stream";
  return document;
}

}  // namespace

SampleFile sample_file(std::uint64_t number, SampleSize size, std::uint64_t revision) {
  std::mt19937_64 random(number);
  auto bytes = std::make_shared<Bytes>(size.file_bytes);
  // Half noise, half pattern: about as compressible as weights are.
  for (std::size_t i = 0; i < bytes->size(); ++i) {
    (*bytes)[i] = static_cast<std::uint8_t>(i % 2 == 0 ? random() : i / 64);
  }
  const Digest digest = sha256(*bytes);
  const std::string model = domain::model_iri(digest);
  const std::string device = fmt::format("urn:example:device-{}", number);

  SampleFile file{bytes, {}};
  Document read = document_of(digest, model, domain::EntityKind::model, fmt::format("sample_{}.tflite", number),
                              domain::Basis::planned);
  read.name = fmt::format("Sample_{}", number);
  read.triples = triples_of(read.iri, model, size.triples, 0);
  read.facts = facts_of(number, digest, size);

  Document row = document_of(digest, model, domain::EntityKind::model, fmt::format("sheet.csv, row {}", number),
                             domain::Basis::declared);
  row.name = fmt::format("Row {}", number);
  row.triples = triples_of(row.iri, model, 3, revision);
  ModelFacts stated;
  stated.metrics = {{"Top_1_accuracy", 90.0 + static_cast<double>(revision) / 3, "percent", {}, {}, {}, {}}};
  row.facts = stated;

  Document thing = document_of(digest, device, domain::EntityKind::device, "device.td.json", domain::Basis::declared);
  thing.name = fmt::format("Device {}", number);
  thing.triples = triples_of(thing.iri, device, 3, revision);
  domain::DeviceFacts capability;
  capability.title = thing.name;
  capability.regions = {{"SRAM", domain::RegionKind::ram, 262144, 187000 + revision, {}, {}}};
  thing.facts = capability;

  file.documents = {std::move(read), std::move(row), std::move(thing)};
  return file;
}

bool holds(const Catalogue& catalogue, const SampleFile& file) {
  for (const Document& wanted : file.documents) {
    const auto documents = catalogue.documents(wanted.entity);
    if (!documents) return false;
    const auto found = std::find_if(documents->begin(), documents->end(),
                                    [&](const Document& document) { return document.iri == wanted.iri; });
    if (found == documents->end() || found->triples != wanted.triples || found->facts != wanted.facts) return false;
    const auto kept = catalogue.file(wanted.file);
    if (!kept || !*kept || **kept != *file.original) return false;
  }
  return true;
}

bool lacks(const Catalogue& catalogue, const SampleFile& file) {
  return std::all_of(file.documents.begin(), file.documents.end(), [&](const Document& wanted) {
    const auto documents = catalogue.documents(wanted.entity);
    return documents && std::none_of(documents->begin(), documents->end(),
                                     [&](const Document& document) { return document.iri == wanted.iri; });
  });
}

ScratchFolder::ScratchFolder() {
  std::string name = (std::filesystem::temp_directory_path() / "kilograph-test-XXXXXX").string();
  path_ = ::mkdtemp(name.data()) != nullptr ? name : std::string();
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace kilograph::knowledge::tests
