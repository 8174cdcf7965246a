// An entity as one document: the facts of all its documents, in today's terms, without weights.
#pragma once

#include <string>

#include "base/result.hpp"
#include "domain/entity.hpp"

namespace kilograph::reply {

enum class DescriptionLanguage { turtle, ntriples };

// Single values are those that count; requirements, metrics, regions and sensors of all documents
// stand side by side, each once, each saying who states it.
domain::ModelFacts merged(const domain::ModelEntity& model);
domain::DeviceFacts merged(const domain::DeviceEntity& device);

// The same facts give the same text.
Result<std::string> description_of(const domain::ModelEntity& model, DescriptionLanguage language);
Result<std::string> description_of(const domain::DeviceEntity& device, DescriptionLanguage language);
Result<std::string> description_of(const std::string& iri, const domain::SameStatement& statement,
                                   DescriptionLanguage language);

}  // namespace kilograph::reply
