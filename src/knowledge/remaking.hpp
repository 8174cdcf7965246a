// What a kept file's documents should be, made from its bytes anew by the room that reads files.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "knowledge/document.hpp"

namespace kilograph::knowledge {

// Names of a document's entity, and places of what names it, by documents made from other files; 256 documents
// at most, so that one entity with very many of them takes no more time than many with few.
using AliasesOf = std::function<Result<std::vector<std::string>>(const Document& head)>;

// `kept` are heads of documents: without triples and facts. One result for each, in their order: the document as it
// would be if the file were added now; an error where the file gives no such document. It may take at most a stated
// multiple of the time that adding the file takes, however many documents there are. Errors: io, internal.
using Remake = std::function<Result<std::vector<Result<Document>>>(
    const std::shared_ptr<const Bytes>& original, const std::vector<Document>& kept, const AliasesOf& aliases_of)>;

}  // namespace kilograph::knowledge
