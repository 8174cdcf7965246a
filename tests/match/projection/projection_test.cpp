#include "match/projection/projection.hpp"

#include <gmock/gmock.h>

#include "match/columns/random_facts.hpp"
#include "match/fit.hpp"

namespace kilograph::match::projection {
namespace {

using domain::DeviceEntity, domain::ModelEntity;
using match::tests::random_judge, match::tests::RandomFacts, match::tests::seed_of_run;

constexpr unsigned kCatalogues = 200, kModels = 4, kDevices = 5;

// All that `fit` prints of a pair.
std::string words_of(const domain::Verdict& verdict) {
  std::string text = std::string(name_of(verdict.answer)) + " " + verdict.runtime + " " + verdict.model_name + " " +
                     verdict.device_name + (verdict.runtime_assumed ? " assumed" : "");
  for (const domain::RequirementLine& line : verdict.lines) {
    text += "\n" + std::string(name_of(line.kind)) + " " + std::string(name_of(line.status)) + " " + line.required +
            " " + line.available + " " + line.note + " " + std::to_string(line.margin_bytes.value_or(-1));
  }
  return text;
}

struct Catalogue {
  std::vector<ModelEntity> models;
  std::vector<DeviceEntity> devices;
  Projection projection;
};

Catalogue random_catalogue(RandomFacts& random) {
  Catalogue made;
  for (unsigned i = 0; i < kModels; ++i) {
    ModelEntity model = random.model();
    model.id += std::to_string(i);
    made.projection.put(model);
    made.models.push_back(std::move(model));
  }
  const auto base = std::make_shared<const DeviceEntity>(random.device());
  for (unsigned i = 0; i < kDevices; ++i) {
    DeviceEntity device = random.device();
    device.id += std::to_string(i);
    if (random.roll(3) == 0) device.bases = {base};
    for (auto& document : device.documents) {
      if (random.roll(3) == 0) document.facts.labels = {{"framework", "arduino"}, {"site", std::to_string(i)}};
      document.facts.mcu = random.roll(2) ? "rp2040" : "";
      document.facts.title = random.roll(2) ? "D" : "";
    }
    made.projection.put(device);
    made.devices.push_back(std::move(device));
  }
  return made;
}

Projection reread(const Projection& projection) {
  auto stored = Projection::from_bytes(view_of(projection.to_bytes("7 mark")));
  EXPECT_TRUE(stored) << stored.error().to_text();
  EXPECT_EQ(stored->mark, "7 mark");
  return std::move(stored->projection);
}

TEST(Projection, JudgesAsTheFactsThatItWasMadeFrom) {
  const unsigned first = seed_of_run(1);
  for (unsigned seed = first; seed < first + kCatalogues; ++seed) {
    RandomFacts random(seed);
    const Catalogue made = random_catalogue(random);
    const Projection kept = reread(made.projection);
    ASSERT_EQ(kept.to_bytes("7 mark"), made.projection.to_bytes("7 mark")) << "seed " << seed;
    for (const FactSet facts : {FactSet::best, FactSet::published}) {
      const Judge judge = random_judge(seed, facts);
      for (const ModelEntity& model : made.models) {
        const ModelEntity bare = kept.model(kept.models().find(model.id).value());
        for (const DeviceEntity& device : made.devices) {
          const DeviceEntity bare_device = kept.device(kept.devices().find(device.id).value());
          ASSERT_EQ(words_of(match::judge(bare, bare_device, judge)), words_of(match::judge(model, device, judge)))
              << "seed " << seed;
        }
      }
    }
  }
}

TEST(Projection, KeepsEqualFactsOnceAndForgetsThemWithTheirLastEntity) {
  RandomFacts random(3);
  DeviceEntity device = random.device();
  Projection projection;
  for (const char* id : {"urn:a", "urn:b", "urn:c"}) {
    device.id = id;
    projection.put(device);
  }
  EXPECT_EQ(projection.devices().size(), 3u);
  EXPECT_EQ(projection.devices().facts().size(), 1u);
  projection.remove("urn:a");
  projection.remove("urn:b");
  EXPECT_EQ(projection.devices().facts().size(), 1u);
  projection.remove("urn:c");
  projection.remove("urn:c");
  EXPECT_EQ(projection.devices().facts().size(), 0u);
  EXPECT_EQ(projection.to_bytes(""), Projection().to_bytes(""));
}

TEST(Projection, NamesWhatHangsOnAnEntity) {
  auto base = std::make_shared<DeviceEntity>();
  base->id = "urn:board";
  DeviceEntity own{"urn:own", "own", {{{}, {}}}};
  own.documents[0].facts.based_on = {"urn:board"};
  own.bases = {base};
  DeviceEntity waiting{"urn:waiting", "waiting", {{{}, {}}}};
  waiting.missing_bases = {"urn:absent"};
  DeviceEntity united{"urn:united", "united", {{{}, {}}}};
  united.same_as = {"urn:other"};
  Projection projection;
  for (const auto* device : {&own, &waiting, &united}) projection.put(*device);
  using ::testing::ElementsAre, ::testing::IsEmpty;
  EXPECT_THAT(projection.dependents("urn:board"), ElementsAre("urn:own"));
  EXPECT_THAT(projection.dependents("urn:absent"), ElementsAre("urn:waiting"));
  EXPECT_THAT(projection.dependents("urn:other"), ElementsAre("urn:united"));
  EXPECT_THAT(projection.dependents("urn:own"), IsEmpty());
  projection.remove("urn:own");
  EXPECT_THAT(projection.dependents("urn:board"), IsEmpty());
}

TEST(ProjectionBytes, AreRefusedWhereverTheyAreCutOrChanged) {
  RandomFacts random(5);
  const std::string bytes = random_catalogue(random).projection.to_bytes("1 a");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    const auto stored = Projection::from_bytes(view_of(std::string_view(bytes).substr(0, size)));
    ASSERT_FALSE(stored) << size;
    ASSERT_EQ(stored.error().kind, ErrorKind::bad_input);
  }
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    ASSERT_FALSE(Projection::from_bytes(view_of(changed))) << at;
  }
  EXPECT_FALSE(Projection::from_bytes(view_of(bytes + "x")));
}

}  // namespace
}  // namespace kilograph::match::projection
