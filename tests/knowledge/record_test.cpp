#include "knowledge/record.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <iterator>
#include <limits>
#include <random>
#include <type_traits>

namespace kilograph::knowledge {
namespace {

using namespace domain;

// Facts with every field set or not, by chance.
class RandomFacts {
 public:
  explicit RandomFacts(unsigned seed) : random_(seed) {}

  ModelFacts model() {
    ModelFacts facts;
    for (std::string ModelFacts::* field :
         {&ModelFacts::name, &ModelFacts::description, &ModelFacts::creator, &ModelFacts::licence, &ModelFacts::version,
          &ModelFacts::category, &ModelFacts::task, &ModelFacts::date_created, &ModelFacts::citation,
          &ModelFacts::code_repository, &ModelFacts::training_dataset, &ModelFacts::input_info,
          &ModelFacts::output_info, &ModelFacts::runtime_platform, &ModelFacts::preprocessing, &ModelFacts::revises}) {
      facts.*field = text();
    }
    facts.labels = list([&] { return text(); });
    facts.tags = list([&] { return text(); });
    if (maybe()) facts.sha256 = sha256(view_of(text()));
    for (auto field :
         {&ModelFacts::file_bytes, &ModelFacts::constant_bytes, &ModelFacts::parameters, &ModelFacts::macs}) {
      if (maybe()) facts.*field = number();
    }
    facts.operators = list([&] { return OperatorUse{text(), small(), static_cast<std::uint32_t>(number())}; });
    facts.number_formats = list([&] { return type(); });
    facts.inputs = list([&] { return tensor(); });
    facts.outputs = list([&] { return tensor(); });
    facts.layers = list([&] { return layer(); });
    facts.sensors = list([&] { return Sensor{text(), text()}; });
    facts.memory = list([&] {
      return MemoryRequirement{maybe() ? MemoryUse::working : MemoryUse::program,
                               number(),
                               text(),
                               text(),
                               maybe() ? 32U : 0U,
                               text(),
                               basis(),
                               text(),
                               optional()};
    });
    facts.refusals = list([&] { return StartRefusal{text(), text(), text(), basis(), text()}; });
    facts.observations = list([&] {
      return Observation{maybe() ? ObservedProperty::latency : ObservedProperty::energy,
                         real(),
                         maybe() ? std::optional(real()) : std::nullopt,
                         maybe() ? std::optional(real()) : std::nullopt,
                         text(),
                         text(),
                         text(),
                         basis(),
                         text(),
                         text()};
    });
    facts.metrics = list([&] {
      return Metric{text(), maybe() ? std::optional(real()) : std::nullopt, text(), text(), text(), basis(), text()};
    });
    return facts;
  }

  DeviceFacts device() {
    DeviceFacts facts;
    facts.title = text();
    facts.description = text();
    facts.manufacturer = text();
    facts.sensors = list([&] { return Sensor{text(), text()}; });
    facts.regions = list([&] {
      return MemoryRegion{text(), maybe() ? RegionKind::ram : RegionKind::flash, optional(), optional(), basis(),
                          text()};
    });
    facts.processor = text();
    facts.clock_hz = optional();
    facts.pointer_bits = maybe() ? 64 : 0;
    facts.runtimes = list([&] { return text(); });
    facts.implements = list([&] { return text(); });
    facts.affordances = list([&] { return Affordance{static_cast<Affordance::Kind>(random_() % 3), text(), text()}; });
    return facts;
  }

 private:
  bool maybe() { return random_() % 2 == 0; }
  std::uint64_t number() { return random_() >> (random_() % 64); }
  std::int32_t small() { return static_cast<std::int32_t>(random_()); }
  std::optional<std::uint64_t> optional() { return maybe() ? std::optional(number()) : std::nullopt; }
  Basis basis() { return static_cast<Basis>(random_() % 4); }
  TensorType type() { return static_cast<TensorType>(random_() % (static_cast<unsigned>(TensorType::unknown) + 1)); }

  std::string text() {
    static const std::string pieces[] = {"a", "Z",  " ",    "\"",   "\\", "\n", "\t",
                                         "é", "模", "\x01", "\x7f", "/",  "😀", "0"};
    std::string text;
    for (auto left = random_() % 6; left > 0; --left) text += pieces[random_() % std::size(pieces)];
    return text;
  }

  double real() {
    const std::uint64_t bits = random_();
    double value = 0;
    static_assert(sizeof value == sizeof bits);
    std::memcpy(&value, &bits, sizeof value);
    return std::isnan(value) ? 93.2 : value;
  }

  float single() {
    const auto bits = static_cast<std::uint32_t>(random_());
    float value = 0;
    std::memcpy(&value, &bits, sizeof value);
    return std::isnan(value) ? 0.1F : value;
  }

  template <class Make>
  std::vector<std::invoke_result_t<Make>> list(Make make) {
    std::vector<std::invoke_result_t<Make>> values;
    for (auto left = random_() % 4; left > 0; --left) values.push_back(make());
    return values;
  }

  TensorSpec tensor() {
    return {text(),
            type(),
            list([&] { return small(); }),
            {static_cast<QuantizationScheme>(random_() % 4), small(), static_cast<std::uint32_t>(number()), single(),
             single(), maybe() ? std::optional(static_cast<std::int64_t>(random_())) : std::nullopt}};
  }

  Layer layer() {
    return {
        static_cast<std::uint32_t>(number()), static_cast<std::uint32_t>(number()), text(),   small(), text(), type(),
        list([&] { return tensor(); }),       list([&] { return tensor(); }),       number(), number()};
  }

  std::mt19937_64 random_;
};

Facts back(EntityKind kind, const Record& record) {
  const auto facts = from_record(kind, record.facts, record.detail);
  EXPECT_TRUE(facts) << (facts ? "" : facts.error().to_text()) << "\n" << record.facts;
  return facts.value_or(Facts{});
}

TEST(Record, KeepsRandomFacts) {
  for (unsigned seed = 0; seed < 500; ++seed) {
    RandomFacts random(seed);
    const Facts model = random.model();
    EXPECT_TRUE(back(EntityKind::model, to_record(model)) == model) << "seed " << seed;
    const Facts device = random.device();
    EXPECT_TRUE(back(EntityKind::device, to_record(device)) == device) << "seed " << seed;
  }
}

TEST(Record, IsWrittenTheSameAgain) {
  for (unsigned seed = 0; seed < 100; ++seed) {
    const Record record = to_record(RandomFacts(seed).model());
    const Record again = to_record(back(EntityKind::model, record));
    EXPECT_EQ(record.facts, again.facts);
    EXPECT_EQ(record.detail, again.detail);
  }
}

TEST(Record, LeavesOutWhatIsNotKnown) {
  ModelFacts facts;
  EXPECT_EQ(to_record(facts).facts, "{}");
  EXPECT_EQ(to_record(facts).detail, "");
  facts.name = "Hello \"World\"";
  facts.macs = 0;
  facts.memory = {{MemoryUse::program, 2488, "tflm-2021", {}, 0, {}, Basis::measured, {}}};
  facts.metrics = {{"AUC", 0.1, "ratio", {}, {}, Basis::declared, {}}};
  EXPECT_EQ(to_record(facts).facts,
            R"({"name":"Hello \"World\"","macs":0,)"
            R"("memory":[{"use":"program","bytes":2488,"runtime":"tflm-2021","basis":"measured"}],)"
            R"("metrics":[{"measure":"AUC","value":0.1,"unit":"ratio"}]})");
}

TEST(Record, KeepsNumbersThatJsonHasNot) {
  ModelFacts facts;
  facts.metrics = {{"a", std::numeric_limits<double>::infinity(), {}, {}, {}, {}, {}},
                   {"b", -std::numeric_limits<double>::infinity(), {}, {}, {}, {}, {}},
                   {"c", -0.0, {}, {}, {}, {}, {}},
                   {"d", std::numeric_limits<double>::quiet_NaN(), {}, {}, {}, {}, {}}};
  const auto read = std::get<ModelFacts>(back(EntityKind::model, to_record(facts)));
  ASSERT_EQ(read.metrics.size(), 4U);
  EXPECT_EQ(read.metrics[0].value, facts.metrics[0].value);
  EXPECT_EQ(read.metrics[1].value, facts.metrics[1].value);
  EXPECT_TRUE(std::signbit(*read.metrics[2].value));
  EXPECT_TRUE(std::isnan(*read.metrics[3].value));
}

TEST(Record, WritesTextThatIsNoUtf8AsReplacement) {
  DeviceFacts facts;
  facts.title =
      "a\xff"
      "b";
  EXPECT_EQ(std::get<DeviceFacts>(back(EntityKind::device, to_record(facts))).title,
            "a\xef\xbf\xbd"
            "b");
}

TEST(Record, LayersMayBeLeftOut) {
  ModelFacts facts = RandomFacts(7).model();
  facts.layers = {{0, 0, "CONV_2D", 1, {}, TensorType::int8, {}, {}, 1, 2}};
  const Record record = to_record(facts);
  const auto read = from_record(EntityKind::model, record.facts, {});
  ASSERT_TRUE(read);
  facts.layers.clear();
  EXPECT_TRUE(*read == Facts(facts));
}

TEST(Record, OfAGraphIsEmpty) {
  EXPECT_EQ(to_record(Facts{}).facts, "");
  EXPECT_TRUE(back(EntityKind::graph, {}) == Facts{});
  EXPECT_TRUE(back(EntityKind::model, {}) == Facts{});
}

TEST(Record, RefusesWhatItDidNotWrite) {
  const std::pair<EntityKind, const char*> refused[] = {
      {EntityKind::model, "["},
      {EntityKind::model, "[]"},
      {EntityKind::model, "null"},
      {EntityKind::model, R"({"name":1})"},
      {EntityKind::model, R"({"nom":"x"})"},
      {EntityKind::model, R"({"macs":-1})"},
      {EntityKind::model, R"({"macs":1.5})"},
      {EntityKind::model, R"({"macs":18446744073709551616})"},
      {EntityKind::model, R"({"operators":[{"version":2147483648}]})"},
      {EntityKind::model, R"({"sha256":"12"})"},
      {EntityKind::model, R"({"number_formats":["int99"]})"},
      {EntityKind::model, R"({"metrics":[{"value":"much"}]})"},
      {EntityKind::model, R"({"inputs":[{"quantization":{"largest_scale":1e300}}]})"},
      {EntityKind::model, R"({"layers":[]})"},
      {EntityKind::device, R"({"regions":{}})"},
      {EntityKind::device, R"({"sensors":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]})"},
      {EntityKind::graph, "{}"},
  };
  for (const auto& [kind, text] : refused) {
    const auto facts = from_record(kind, text, {});
    ASSERT_FALSE(facts) << text;
    EXPECT_EQ(facts.error().kind, ErrorKind::internal) << text;
  }
  EXPECT_FALSE(from_record(EntityKind::device, "{}", "[]"));
}

}  // namespace
}  // namespace kilograph::knowledge
