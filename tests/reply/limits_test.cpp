// What a call asks for beside what models need, and what is answered.
#include "reply/limits.hpp"

#include <gmock/gmock.h>

#include <map>

#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using domain::ObservedProperty;
using ::testing::HasSubstr;

TEST(Limits, AmountsHaveUnits) {
  EXPECT_DOUBLE_EQ(*parse_limit(ObservedProperty::latency, "50ms"), 0.05);
  EXPECT_DOUBLE_EQ(*parse_limit(ObservedProperty::latency, "1.5 s"), 1.5);
  EXPECT_DOUBLE_EQ(*parse_limit(ObservedProperty::energy, "2uJ"), 2e-6);
  EXPECT_DOUBLE_EQ(*parse_limit(ObservedProperty::latency, "1e-3ms"), 1e-6);
  EXPECT_DOUBLE_EQ(*parse_limit(ObservedProperty::latency, "5 \u00B5s"), 5e-6) << "the micro sign";
  EXPECT_DOUBLE_EQ(*parse_limit(ObservedProperty::energy, "1\u03BCJ"), 1e-6) << "the Greek letter";
  EXPECT_EQ(parse_limit(ObservedProperty::latency, "50Ms").error().advice, "Did you mean ms?");
  for (const auto& [text, message] : {std::pair{"50", "the amount '50' has no unit"},
                                      {"50mJ", "unknown unit 'mJ'"},
                                      {"1e999s", "'1e999s' is no amount above 0"},
                                      {"-1ms", "'-1ms' is no amount above 0"},
                                      {"0s", "'0s' is no amount above 0"},
                                      {"infs", "'infs' is no amount above 0"},
                                      {"inf s", "'inf s' is no amount above 0"},
                                      {"nan", "'nan' is no amount above 0"},
                                      {"", "'' is no amount above 0"}}) {
    const auto wrong = parse_limit(ObservedProperty::latency, text);
    ASSERT_FALSE(wrong) << text;
    EXPECT_EQ(wrong.error().message, message);
    EXPECT_EQ(wrong.error().where, "--deadline");
    EXPECT_EQ(wrong.error().expected, "a number and s, ms, us, \u00B5s or ns: 50ms");
  }
}

class LimitedAnswers : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    ask<AddAnswer>("add", {{"path", models()}});
    ask<AddAnswer>("add", {{"path", devices()}});
    const auto shown = ask<ModelAnswer>("show", {{"name", "Person_Detection"}});
    model_ = shown.model.id;
    board_ = ask<DeviceAnswer>("show", {{"name", "Arduino Nano 33 BLE"}}).device.id;
  }
  // The line of that kind of a pair.
  domain::RequirementLine line(domain::RequirementKind kind, const char* option, const std::string& value) {
    const auto why =
        ask<WhyAnswer>("why", {{"model", "Person_Detection"}, {"device", "Arduino Nano 33 BLE"}, {option, value}});
    for (const auto& one : why.verdict.lines) {
      if (one.kind == kind) return one;
    }
    ADD_FAILURE() << "no line";
    return {};
  }
  std::string observation(const std::string& type, const std::string& rest) const {
    return "@prefix kg: <https://w3id.org/kilograph/ns#> .\n@prefix sosa: <http://www.w3.org/ns/sosa/> .\n"
           "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n<urn:o> a kg:" +
           type + " ; kg:ofModel <" + model_ + "> ; kg:onDevice <" + board_ +
           "> ; sosa:observedProperty kg:Latency ; " + rest + " .\n";
  }
  std::string model_, board_;
};

TEST_F(LimitedAnswers, ADeadlineIsUnknownUntilItIsMeasured) {
  using domain::RequirementKind, domain::Status;
  const auto open = line(RequirementKind::time, "deadline", "50ms");
  EXPECT_EQ(open.status, Status::unknown);
  EXPECT_EQ(open.required, "at most 50 ms");
  EXPECT_THAT(open.note, HasSubstr("kg:Measurement"));

  ask<AddAnswer>(
      "add",
      {{"path", write("p.ttl", observation("Prediction",
                                           "kg:value \"40\"^^xsd:double ; kg:valueUnit \"ms\" ; "
                                           "kg:intervalLow \"30\"^^xsd:double ; kg:intervalHigh \"60\"^^xsd:double ; "
                                           "sosa:usedProcedure <urn:method>"))}});
  EXPECT_EQ(line(RequirementKind::time, "deadline", "60ms").status, Status::met);
  EXPECT_EQ(line(RequirementKind::time, "deadline", "50ms").status, Status::unknown);
  EXPECT_EQ(line(RequirementKind::time, "deadline", "29ms").status, Status::unmet);

  ask<AddAnswer>(
      "add",
      {{"path", write("m.ttl", observation("Measurement", "kg:value \"45000\"^^xsd:double ; kg:valueUnit \"us\""))}});
  const auto met = line(RequirementKind::time, "deadline", "50ms");
  EXPECT_EQ(met.status, Status::met);
  EXPECT_EQ(met.available, "45 ms");
  EXPECT_EQ(met.available_source->basis, domain::Basis::measured);
  EXPECT_EQ(line(RequirementKind::time, "deadline", "44ms").status, Status::unmet);
  EXPECT_EQ(line(RequirementKind::energy, "energy", "1mJ").status, Status::unknown);

  // The columns say the same, of all pairs.
  for (const char* deadline : {"44ms", "50ms"}) {
    const auto pairs = ask<FitAnswer>("fit", {{"model", "Person_Detection"}, {"deadline", deadline}});
    const auto counts =
        ask<CountsAnswer>("fit", {{"model", "Person_Detection"}, {"deadline", deadline}, {"counts", ""}});
    std::uint64_t fits = 0, unknown = 0;
    for (std::size_t pair = 0; pair < pairs.pairs.size(); ++pair) {
      fits += pairs.verdict(pair).answer == domain::Answer::fits;
      unknown += pairs.verdict(pair).answer == domain::Answer::unknown;
    }
    ASSERT_EQ(counts.rows.size(), 1u);
    EXPECT_EQ(counts.rows[0].fits, fits);
    EXPECT_EQ(counts.rows[0].unknown, unknown);
  }
}

TEST_F(LimitedAnswers, ALicenceIsAllowedRefusedOrUnknown) {
  using domain::RequirementKind, domain::Status;
  EXPECT_EQ(line(RequirementKind::licence, "licence", "Apache-2.0").status,
            line(RequirementKind::licence, "licence", "apache-2.0").status);
  const auto wrong = run("fit", {{"licence", "Apache-2"}});
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().message, "'Apache-2' is no licence of SPDX");
  EXPECT_EQ(wrong.error().advice, "Did you mean 'Apache-2.0'?");
  const auto published = run("fit", {{"deadline", "1s"}, {"facts", "published"}});
  ASSERT_FALSE(published);
  EXPECT_EQ(published.error().kind, ErrorKind::usage);
}

// What rank() says of each model that it keeps.
std::map<std::string, const match::Candidate*> candidates_of(const RankAnswer& answer) {
  std::map<std::string, const match::Candidate*> all;
  for (const match::Group& group : answer.ranking.groups) {
    for (const match::Candidate& one : group.candidates) all[one.model] = &one;
  }
  for (const match::Candidate& one : answer.ranking.unranked) all[one.model] = &one;
  return all;
}

TEST_F(LimitedAnswers, RankMarksWhatNobodyKnowsToBeAllowed) {
  const auto all = candidates_of(ask<RankAnswer>("rank", {}));
  ask<AddAnswer>("add", {{"path", write("l.ttl",
                                        "@prefix s: <https://schema.org/> .\n"
                                        "@prefix n: <https://w3id.org/tinyml-schema/neural-network-schema#> .\n<" +
                                            model_ + "> a n:NeuralNetwork ; s:license \"MIT\" .\n")}});
  const auto allowed = ask<RankAnswer>("rank", {{"licence", "MIT"}});
  EXPECT_EQ(allowed.left_out, 0u);
  const auto marked = candidates_of(allowed);
  ASSERT_EQ(marked.size(), all.size());
  for (const auto& [model, candidate] : marked) {
    EXPECT_EQ(allowed.licences.at(model), model == model_ ? domain::Status::met : domain::Status::unknown);
    EXPECT_TRUE(model == model_ || candidate->pareto != match::Pareto::yes) << candidate->name;
  }
  const auto refused = ask<RankAnswer>("rank", {{"licence", "ISC"}});
  EXPECT_EQ(refused.left_out, 1u);
  EXPECT_FALSE(candidates_of(refused).contains(model_));
}

TEST_F(LimitedAnswers, RankStarsOnDevicesWhatSurelyFits) {
  for (const char* option : {"deadline", "energy"}) {
    const char* value = option == std::string_view("energy") ? "1nJ" : "1ns";
    const auto nowhere = run("rank", {{option, value}});
    ASSERT_FALSE(nowhere) << option;
    EXPECT_EQ(nowhere.error().kind, ErrorKind::usage);
    EXPECT_EQ(nowhere.error().where, "--" + std::string(option));
    EXPECT_EQ(nowhere.error().advice, "Name one: --device NAME.");

    const auto there = ask<RankAnswer>("rank", {{option, value}, {"device", board_}});
    const auto candidates = candidates_of(there);
    EXPECT_FALSE(candidates.empty());
    for (const auto& [model, candidate] : candidates) {
      EXPECT_EQ(there.verdicts.at(model), domain::Answer::unknown);
      EXPECT_NE(candidate->pareto, match::Pareto::yes) << candidate->name;
    }
    const auto fits = ask<FitAnswer>("fit", {{"device", board_}, {option, value}});
    std::uint64_t misfits = 0;
    for (std::size_t pair = 0; pair < fits.pairs.size(); ++pair)
      misfits += fits.verdict(pair).answer == domain::Answer::does_not_fit;
    EXPECT_EQ(there.left_out, misfits);
  }
}

// One rule for `plan --device`, judge and columns.
TEST_F(LimitedAnswers, KernelsThatTheCoreHasNotAreRefused) {
  const auto pairs = ask<FitAnswer>("fit", {{"device", "Arduino Nano 33 BLE"}, {"if", "kernels = cmsis-nn-mve"}});
  for (std::size_t pair = 0; pair < pairs.pairs.size(); ++pair) {
    EXPECT_EQ(pairs.verdict(pair).answer, domain::Answer::does_not_fit);
    const bool says_why = std::ranges::any_of(pairs.verdict(pair).lines, [](const auto& one) {
      return one.note == "its core, a Cortex-M4F, cannot run cmsis-nn-mve kernels";
    });
    EXPECT_TRUE(says_why || pairs.verdict(pair).worst()->kind != domain::RequirementKind::operators);
  }
  const auto counts =
      ask<CountsAnswer>("fit", {{"device", "Arduino Nano 33 BLE"}, {"if", "kernels = cmsis-nn-mve"}, {"counts", ""}});
  for (const auto& row : counts.rows) EXPECT_EQ(row.does_not_fit, 1u);
}

}  // namespace
}  // namespace kilograph::reply
