#include "reply/file_reading.hpp"

#include <algorithm>
#include <iterator>

#include "base/file.hpp"
#include "base/utf8.hpp"
#include "base/version.hpp"
#include "ingest/board/board_iri.hpp"
#include "ingest/card/model_card.hpp"
#include "ingest/encoding.hpp"
#include "ingest/thing/validation/validation.hpp"
#include "inspect/facts.hpp"
#include "inspect/plan/requirement.hpp"
#include "knowledge/context_document.hpp"
#include "reply/card_subjects.hpp"
#include "reply/doubtful_words.hpp"
#include "reply/source_documents.hpp"
#include "reply/thing_check.hpp"

namespace kilograph::reply {
namespace {

knowledge::rdf::Syntax syntax_of(ingest::RdfSyntax syntax) {
  using From = ingest::RdfSyntax;
  using To = knowledge::rdf::Syntax;
  switch (syntax) {
    case From::turtle: return To::turtle;
    case From::ntriples: return To::ntriples;
    case From::nquads: return To::nquads;
    case From::trig: return To::trig;
    case From::rdfxml: return To::rdfxml;
    case From::jsonld: return To::jsonld;
  }
  return To::turtle;
}

constexpr std::string_view kThingTerms = "https://www.w3.org/2019/wot/td#";

// A model's own file is read by stated rules: everything in it is planned, by this program.
Result<void> take(FileReading& reading, const domain::Model& model) {
  domain::ModelFacts facts = KG_TRY(inspect::facts_of(model));
  inspect::PlannedFacts planned = inspect::planned_facts(model);
  std::ranges::move(planned.memory, std::back_inserter(facts.memory));
  facts.refusals = std::move(planned.refusals);
  if (!inspect::is_planned_when_added(model)) {
    reading.warnings.push_back("its arena is not among its facts: it has more than " +
                               grouped(inspect::kMaxPlannedTensors) +
                               " tensors; `kilograph plan` works it out when asked");
  }
  const domain::Source source{domain::Basis::planned, signature(), {}, reading.origin.place};
  reading.documents.push_back(knowledge::document_from(reading.origin, domain::model_iri(model.sha256), facts, source));
  return {};
}

Result<void> take(FileReading& reading, const ingest::RdfDocument& rdf, const ReadingOptions& options) {
  const bool validates = rdf.is_thing && options.validates;
  if (validates) {
    ingest::thing::ValidationLimits limits;
    limits.json.bytes = options.max_thing_bytes;
    reading.validation = ingest::thing::validate(*rdf.json, limits);
    if (!reading.validation.is_valid(false)) return {};
  }
  auto read = knowledge::documents_from_rdf(reading.origin, *reading.original, syntax_of(rdf.syntax),
                                            options.base.empty() ? rdf.base : options.base,
                                            knowledge::views_of(options.contexts), rdf.json.get());
  if (!read && validates && read.error().kind == ErrorKind::bad_input) {
    add_refusal(reading.validation, std::move(read).error(), rdf.json->root());
    return {};
  }
  knowledge::Intake intake = KG_TRY(std::move(read));
  reading.documents = std::move(intake.documents);
  reading.warnings = std::move(intake.warnings);
  reading.left_out = std::move(intake.unknown_contexts);
  std::ranges::move(intake.left_out, std::back_inserter(reading.left_out));
  if (rdf.is_thing) std::ranges::move(doubtful_words(rdf.json->root()), std::back_inserter(reading.left_out));
  if (rdf.json && !rdf.is_thing && text_of(*reading.original).find(kThingTerms) != std::string_view::npos) {
    reading.warnings.emplace_back(
        "Things in JSON-LD without the context of Thing Description are taken as RDF, and not validated");
  }
  return {};
}

void take(FileReading& reading, ingest::BoardDefinitions definitions) {
  for (const ingest::BoardDefinition& board : definitions.boards) {
    const std::string entity = ingest::board::board_iri(definitions.platform, board.id);
    reading.documents.push_back(knowledge::document_from(reading.origin, entity, board.facts, board.source));
  }
  for (ingest::Warning& problem : definitions.problems) {
    reading.left_out.push_back({std::move(problem.place), std::move(problem.message)});
  }
}

// A card is about the models beside it; without one, front matter that says nothing of models is another page's.
Result<void> take_card(FileReading& reading, const std::filesystem::path& path, const ReadingOptions& options) {
  if (!ingest::card::is_model_card(KG_TRY(ingest::utf8_text(*reading.original))) && models_beside(path).empty()) {
    return fail(ErrorKind::unsupported, "its front matter has no key of a model card, and no model is beside it", {},
                "license, tags, model-index, kilograph, …");
  }
  CardSubjects subjects = KG_TRY(subjects_of(*reading.card, reading.origin.file, path, options.max_bytes));
  if (subjects.revised_by) {
    domain::ModelFacts& facts = reading.card->facts;
    facts.revises = domain::model_iri(*facts.sha256);
    facts.sha256 = subjects.revised_by;
    std::erase_if(reading.left_out, [](const auto& warning) { return warning.place.starts_with("kilograph.revises"); });
  }
  for (ingest::Warning& warning : subjects.warnings) {
    reading.left_out.push_back({std::move(warning.place), std::move(warning.message)});
  }
  for (const std::string& entity : subjects.entities) {
    reading.documents.push_back(card_document(reading.origin, entity, *reading.card));
  }
  return {};
}

void take(FileReading& reading, ingest::ModelCard card) {
  for (const ingest::Warning& warning : card.warnings) reading.left_out.push_back({warning.place, warning.message});
  reading.card = std::move(card);
}

}  // namespace

Result<FileReading> read_documents(const std::filesystem::path& path, const ReadingOptions& options) {
  auto original = std::make_shared<const Bytes>(KG_TRY(read_file(path, options.max_bytes)));
  FileReading reading = KG_TRY(read_documents(std::move(original), clean_utf8(path.filename().string()), options));
  if (reading.card) KG_CHECK(take_card(reading, path, options));
  return reading;
}

Result<FileReading> read_documents(knowledge::KeptFile original, const std::string& name,
                                   const ReadingOptions& options) {
  FileReading reading;
  reading.original = std::move(original);
  ingest::Ingested ingested = KG_TRY(ingest::read(*reading.original, name, {options.max_bytes}));
  reading.origin = {sha256(*reading.original), name, std::string(ingest::media_type_of(ingested.format))};
  if (auto* model = std::get_if<domain::Model>(&ingested.content)) {
    KG_CHECK(take(reading, *model));
  } else if (auto* rdf = std::get_if<ingest::RdfDocument>(&ingested.content)) {
    KG_CHECK(take(reading, *rdf, options));
  } else if (auto* boards = std::get_if<ingest::BoardDefinitions>(&ingested.content)) {
    take(reading, std::move(*boards));
  } else if (auto* card = std::get_if<ingest::ModelCard>(&ingested.content)) {
    take(reading, std::move(*card));
  } else {
    reading.rows = std::get<ingest::ModelRows>(std::move(ingested.content));
    reading.is_sheet = true;
  }
  return reading;
}

}  // namespace kilograph::reply
