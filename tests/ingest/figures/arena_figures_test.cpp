#include "ingest/figures/arena_figures.hpp"

#include <gmock/gmock.h>

#include "base/file.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::figures {
namespace {

using domain::Basis;
using domain::MemoryRequirement;
using domain::MemoryUse;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string kStudy{domain::kPublishedStudy};
const std::string kQemu = "TensorFlow Lite Micro 2026-08-20 under QEMU";

ModelRows figures_of(std::string_view text) {
  auto rows = read_arena_figures(text, "figures.csv");
  EXPECT_TRUE(rows) << rows.error().to_text();
  return rows.value_or(ModelRows{});
}

TEST(ArenaFigures, OfTheStudyAreTheOldRuntimesAndTheFilesSize) {
  const ModelRows read = figures_of("model,file_bytes,arena_bytes\nPerson_Detection,236072,94128\n");
  ASSERT_EQ(read.rows.size(), 1u);
  const ModelRow& row = read.rows[0];
  EXPECT_EQ(row.name, "Person_Detection");
  EXPECT_EQ(row.place, "figures.csv line 2");
  EXPECT_EQ(row.source, (domain::Source{Basis::measured, kStudy, {}, "figures.csv line 2"}));
  EXPECT_EQ(row.facts.file_bytes, 236072u);
  EXPECT_THAT(row.facts.memory,
              ElementsAre(MemoryRequirement{MemoryUse::program, 236072, "", "", 0, "", Basis::declared, kStudy},
                          MemoryRequirement{MemoryUse::working, 94128, "tflm-2021", "reference", 64, "host64",
                                            Basis::measured, kStudy}));
  EXPECT_TRUE(read.warnings.empty());
}

TEST(ArenaFigures, OfTodaysRuntimeAreOneAKernelSetAndPointerWidth) {
  const ModelRows read = figures_of(
      "model,arm32_ref_arena_used_bytes,arm32_ref_head,arm32_cmsisnn_arena_used_bytes,host64_ref_arena_used_bytes\n"
      "Move,676,1,772,\n");
  ASSERT_EQ(read.rows.size(), 1u);
  EXPECT_EQ(read.rows[0].source.by, kQemu);
  EXPECT_THAT(read.rows[0].facts.memory,
              ElementsAre(MemoryRequirement{MemoryUse::working, 676, "tflm-2026-08", "reference", 32, "arm32",
                                            Basis::measured, kQemu},
                          MemoryRequirement{MemoryUse::working, 772, "tflm-2026-08", "cmsis-nn-dsp", 32, "arm32",
                                            Basis::measured, kQemu}));
}

TEST(ArenaFigures, AModelThatDoesNotStartIsUnknownAndSaidSo) {
  const ModelRows read = figures_of("model,arm32_ref_arena_used_bytes\nPerson_Detection,ALLOCFAIL\n");
  EXPECT_TRUE(read.rows[0].facts.memory.empty());
  ASSERT_EQ(read.warnings.size(), 1u);
  EXPECT_EQ(read.warnings[0].place, "line 2, column arm32_ref_arena_used_bytes");
  EXPECT_THAT(read.warnings[0].message, HasSubstr("does not start"));
}

TEST(ArenaFigures, RefuseWhatIsNoFigure) {
  const auto error_of = [](std::string_view text) { return read_arena_figures(text, "f.csv").error().to_text(); };
  EXPECT_THAT(error_of("model,arena_bytes\na,12kB\n"), HasSubstr("line 2, column arena_bytes: '12kB' is no number"));
  EXPECT_THAT(error_of("model,arena_bytes\na,-5\n"), HasSubstr("'-5' is no number"));
  EXPECT_THAT(error_of("model,arena_bytes\na,0\n"), HasSubstr("'0' is no number"));
  EXPECT_THAT(error_of("model,arena_bytes\na,99999999999999999999\n"), HasSubstr("is no number"));
  EXPECT_THAT(error_of("model,arena_bytes\na,18446744073709551615\n"),
              HasSubstr("line 2, column arena_bytes: 18446744073709551615 bytes are more than anything has"));
  EXPECT_THAT(error_of("model,file_bytes,arena_bytes\na,281474976710657,1\n"), HasSubstr("column file_bytes: 2814"));
  EXPECT_TRUE(read_arena_figures("model,arena_bytes\na,281474976710656\n", "f.csv"));
  EXPECT_THAT(error_of("model,arena_bytes\n,5\n"), HasSubstr("line 2, column model: the row names no model"));
  EXPECT_THAT(error_of("model,sha256,arena_bytes\na,xyz,5\n"), HasSubstr("'xyz' is no SHA-256 digest"));
  EXPECT_EQ(read_arena_figures("a,b\n1,2\n", "f.csv").error().kind, ErrorKind::unsupported);
}

TEST(ArenaFigures, OfTheReferenceDataComeInWhole) {
  KG_NEEDS_SHARED("reference/arena_tflm_2026-08.csv");
  const auto text_in = [](const char* name) { return read_file(tests::shared(name), 1 << 20).value(); };
  const Bytes old_runtime = text_in("reference/arena_tflm_2.4_host64.csv");
  const ModelRows published = figures_of(text_of(old_runtime));
  EXPECT_EQ(published.rows.size(), 23u);
  for (const ModelRow& row : published.rows) EXPECT_EQ(row.facts.memory.size(), 2u) << row.name;

  const Bytes today = text_in("reference/arena_tflm_2026-08.csv");
  const ModelRows measured = figures_of(text_of(today));
  EXPECT_EQ(measured.rows.size(), 23u);
  EXPECT_EQ(measured.warnings.size(), 3u);  // Person_Detection starts nowhere
  for (const ModelRow& row : measured.rows) {
    EXPECT_EQ(row.facts.memory.size(), row.name == "Person_Detection" ? 0u : 3u) << row.name;
  }
}

}  // namespace
}  // namespace kilograph::ingest::figures
