// The arena as SVG.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspect/picture/arena_svg.hpp"
#include "inspect/picture/labels.hpp"
#include "inspect/picture/xml_text.hpp"

namespace kilograph::inspect {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

domain::Tensor tensor(std::string name) {
  domain::Tensor made;
  made.spec.name = std::move(name);
  made.spec.type = domain::TensorType::float32;
  made.spec.shape = {1, 40};
  return made;
}

// in → ADD → MUL → out, each of 160 bytes.
domain::Model chain(const std::string& middle) {
  const auto step = [](std::string name, std::int32_t from, std::int32_t to) {
    domain::Operator op;
    op.name = std::move(name);
    op.inputs = {from, from};
    op.outputs = {to};
    return op;
  };
  domain::Model model;
  model.name = "chain";
  model.subgraphs = {
      {"main", {tensor("in"), tensor(middle), tensor("")}, {0}, {2}, {step("ADD", 0, 1), step("MUL", 1, 2)}}};
  return model;
}

MemoryPlan plan_of(const domain::Model& model) {
  return plan(model, {"tflm-2026-08", "reference", Abi::host64}).value();
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

TEST(ArenaSvg, HasARectangleABuffer) {
  const domain::Model model = chain("middle");
  const MemoryPlan planned = plan_of(model);
  const std::string svg = arena_svg(model, planned).value();
  EXPECT_TRUE(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\""));
  EXPECT_TRUE(svg.ends_with("</svg>\n"));
  EXPECT_EQ(count(svg, "<rect class=\"b "), planned.arena->buffers.size());
  EXPECT_THAT(svg, HasSubstr("<title>middle: 160 B at 160 to 320, steps 1 to 2</title>"));
  EXPECT_THAT(svg, HasSubstr("<title>tensor 2: 160 B at"));
  EXPECT_THAT(svg, HasSubstr("peak: 320 B alive at step 1, ADD"));
  EXPECT_THAT(svg, HasSubstr("offset in the arena, bytes"));
  EXPECT_THAT(svg, HasSubstr("prefers-color-scheme:dark"));
  EXPECT_EQ(svg, arena_svg(model, planned).value());
}

TEST(ArenaSvg, NamesFromTheFileStayText) {
  const domain::Model model = chain("</title><script>&\xFF\x01");
  const std::string svg = arena_svg(model, plan_of(model)).value();
  EXPECT_THAT(svg, Not(HasSubstr("<script>")));
  EXPECT_THAT(svg, HasSubstr("&lt;/title&gt;&lt;script&gt;&amp;? :"));
}

TEST(ArenaSvg, BuffersThatNoStepTouchesStandBeforeTheStart) {
  domain::Model model = chain("middle");
  model.subgraphs[0].tensors.push_back(tensor("lost"));
  const std::string svg = arena_svg(model, plan_of(model)).value();
  EXPECT_THAT(svg, HasSubstr("<title>lost: 160 B at 0 to 160, no step uses it</title>"));
}

TEST(ArenaSvg, HasNoneForAModelThatDoesNotStart) {
  domain::Model model = chain("middle");
  model.subgraphs[0].operators[1].name = "UNKNOWN(999)";
  const auto svg = arena_svg(model, plan_of(model));
  ASSERT_FALSE(svg);
  EXPECT_EQ(svg.error().kind, ErrorKind::unsupported);
  EXPECT_THAT(svg.error().message, HasSubstr("UNKNOWN(999)"));
}

TEST(Labels, CountWhatIsAlive) {
  const domain::Model model = chain("middle");
  const MemoryPlan planned = plan_of(model);
  ASSERT_EQ(steps_of(model).size(), 3u);
  EXPECT_THAT(alive_bytes(*planned.arena, 3), ElementsAre(160u, 320u, 320u));
  EXPECT_EQ(peak_step(*planned.arena, 3), 1u);
}

TEST(XmlText, TakesNothingThatXmlForbids) {
  EXPECT_EQ(xml_text("a<b>&\"'\n\x7F"), "a&lt;b&gt;&amp;&quot;&#39;  ");
  EXPECT_EQ(xml_text("\xC3\xA9\xC3\xEF\xBF\xBF!"),
            "\xC3\xA9???"
            "?!");
  EXPECT_EQ(cut_to_characters("\xC3\xA9\xC3\xA9\xC3\xA9", 2), "\xC3\xA9…");
  EXPECT_EQ(cut_to_characters("\xC3\xA9\xC3\xA9", 2), "\xC3\xA9\xC3\xA9");
}

}  // namespace
}  // namespace kilograph::inspect
