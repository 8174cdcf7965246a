// Answers as people read them.
#pragma once

#include <string>

#include "base/error.hpp"
#include "reply/answer.hpp"
#include "serve/cli/style.hpp"

namespace kilograph::serve::cli {

struct TextOptions {
  Style style{};
  bool quiet = false;  // leaves out legends and hints
};

std::string answer_text(const reply::Answer& answer, const TextOptions& options);
// "error: …", then where, expected and advice, a line each.
std::string error_text(const Error& error);
// A pair of a stream, a line.
std::string pair_text(const reply::FitPair& pair, const Style& style);
// A warning, a line, of devices of which it is not known whether they are selected; empty where there are none.
std::string doubt_text(const reply::Selection& selection);

// One function an answer.
std::string text_of(const reply::InitAnswer& answer, const TextOptions& options);
std::string text_of(const reply::AddAnswer& answer, const TextOptions& options);
std::string text_of(const reply::ModelAnswer& answer, const TextOptions& options);
std::string text_of(const reply::DeviceAnswer& answer, const TextOptions& options);
std::string text_of(const reply::GraphAnswer& answer, const TextOptions& options);
std::string text_of(const reply::StatementAnswer& answer, const TextOptions& options);
std::string text_of(const reply::DescriptionAnswer& answer, const TextOptions& options);
std::string text_of(const reply::PlanAnswer& answer, const TextOptions& options);
std::string text_of(const reply::FitAnswer& answer, const TextOptions& options);
std::string text_of(const reply::CountsAnswer& answer, const TextOptions& options);
std::string text_of(const reply::PairStreamAnswer& answer, const TextOptions& options);  // below the pairs
std::string text_of(const reply::WhyAnswer& answer, const TextOptions& options);
std::string text_of(const reply::RankAnswer& answer, const TextOptions& options);
std::string text_of(const reply::ThingAnswer& answer, const TextOptions& options);
std::string text_of(const reply::DescriptionsAnswer& answer, const TextOptions& options);
std::string text_of(const reply::QueryResults& answer, const TextOptions& options);
std::string text_of(const reply::ExampleList& answer, const TextOptions& options);
std::string text_of(const reply::TransferAnswer& answer, const TextOptions& options);
std::string text_of(const reply::RemoveAnswer& answer, const TextOptions& options);
std::string text_of(const reply::LogAnswer& answer, const TextOptions& options);
std::string text_of(const reply::VerifyAnswer& answer, const TextOptions& options);
std::string text_of(const reply::ValidateAnswer& answer, const TextOptions& options);
std::string text_of(const reply::ContextAnswer& answer, const TextOptions& options);
std::string text_of(const reply::HelpAnswer& answer, const TextOptions& options);
std::string text_of(const reply::ReferenceAnswer& answer, const TextOptions& options);
std::string text_of(const reply::VocabularyAnswer& answer, const TextOptions& options);
std::string text_of(const reply::GroupAnswer& answer, const TextOptions& options);
std::string text_of(const reply::FleetFitAnswer& answer, const TextOptions& options);
std::string text_of(const reply::DiffAnswer& answer, const TextOptions& options);
std::string text_of(const reply::FleetDiffAnswer& answer, const TextOptions& options);
std::string text_of(const reply::CardAnswer& answer, const TextOptions& options);
std::string text_of(const reply::AssignAnswer& answer, const TextOptions& options);
std::string text_of(const reply::VersionAnswer& answer, const TextOptions& options);

}  // namespace kilograph::serve::cli
