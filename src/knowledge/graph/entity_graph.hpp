// Models, devices and their sameness as statements, by their own names in the vocabulary.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "domain/entity.hpp"
#include "knowledge/graph/writer.hpp"

namespace kilograph::knowledge::graph {

// `facts` must outlive the writer.
void write_model(Writer& writer, std::string_view model, const domain::ModelFacts& facts);
void write_device(Writer& writer, std::string_view device, const domain::DeviceFacts& facts);
void write_statement(Writer& writer, std::string_view iri, const domain::SameStatement& statement);

// A sensor that a model needs or a device has.
void write_sensor(Writer& writer, std::string_view node, const domain::Sensor& sensor);

// The study's way to say how much memory a microcontroller has free: kB of 1,000 bytes, below a
// system capability. One property a region whose free bytes are known.
void write_published_capability(Writer& writer, std::string_view controller, const domain::DeviceFacts& facts);

// Who says what the document says of the entity, and where.
void write_provenance(Writer& writer, std::string_view entity, std::string_view document, const domain::Source& source);

// Bytes as kB of 1,000 bytes, exact: "94.128".
std::string kilobytes_of(std::uint64_t bytes);

}  // namespace kilograph::knowledge::graph
