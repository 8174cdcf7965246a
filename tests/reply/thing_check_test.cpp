// What `validate` says and what `add` does with the same text.
#include "reply/thing_check.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "base/file.hpp"
#include "reply/file_reading.hpp"
#include "reply/workplace.hpp"
#include "shared_data.hpp"

namespace kilograph::reply {
namespace {

using ingest::thing::Finding;
using ingest::thing::Report;
using testing::HasSubstr;

const std::string kContext = "\"https://www.w3.org/2022/wot/td/v1.1\"";

std::string thing(const std::string& id, const std::string& more = {}, const std::string& context = kContext) {
  return R"({"@context": )" + context + R"(, "title": "A", "securityDefinitions": {"n": {"scheme": "nosec"}},
    "security": "n")" +
         (id.empty() ? "" : R"(, "id": ")" + id + "\"") + more + "}";
}

std::vector<std::string> lines(const Report& report) {
  std::vector<std::string> all;
  for (const Finding& finding : report.findings) {
    all.push_back(finding.rule + " " + finding.where + ": " + finding.message + " " + json::to_text(finding.position));
  }
  return all;
}

// As `add` takes a file: true where it keeps something.
bool is_added(const Bytes& bytes, Report& report) {
  const auto read = read_documents(std::make_shared<const Bytes>(bytes), "thing.td.json", {.validates = true});
  if (!read) return false;
  report = read->validation;
  return read->validation.is_valid(false) && !read->documents.empty();
}

void expect_agreement(const Bytes& bytes, const std::string& name) {
  const Report validated = check_things(bytes, "thing.td.json", {});
  Report added;
  EXPECT_EQ(is_added(bytes, added), validated.is_valid(false)) << name;
  for (const std::string& line : lines(added)) EXPECT_THAT(lines(validated), testing::Contains(line)) << name;
}

TEST(ThingCheck, AddAndValidateAgree) {
  std::string chain = "{\"z\": \"http://z/\"";
  for (int i = 0; i < 100'000; ++i) {
    chain += ",\"t" + std::to_string(i) + "\":\"t" + std::to_string(i + 1) + ":x\"";
  }
  const std::string bad = thing("urn:b", R"(, "actions": {"a": {}})");
  for (const std::string& text :
       {thing("urn:a"),
        thing(""),
        bad,
        "[" + thing("urn:a") + "," + thing("urn:b") + "]",
        "[" + thing("urn:a") + "," + bad + "]",
        "[" + thing("urn:a") + "," + thing("urn:a") + "]",
        "[" + thing("urn:a") + ", 5]",
        "[" + thing("urn:a") + R"(, {"@context": {"x": "http://x/"}, "x:p": 1}])",
        R"({"@context": )" + kContext + R"(, "@graph": [)" + thing("urn:a") + "," + bad + "]}",
        R"({"@context": {"x": "http://x/"}, "@graph": [)" + thing("urn:a") + "," + bad + "]}",
        thing("no iri"),
        thing("lamp"),
        thing("urn:a", R"(, "id": "urn:b")"),
        thing("urn:a", R"(, "@id": "urn:b")"),
        thing("urn:a", R"(, "id": 5)"),
        thing("https://w3id.org/kilograph/id/model/x"),
        thing("http://www.w3.org/ns/td#x"),
        thing("urn:a", "", "[" + kContext + R"(, {"a": "b:x", "b": "a:y"}])"),
        thing("urn:a", "", "[" + kContext + R"(, {"a": {"@id": 5}}])"),
        thing("urn:a", "", "[" + kContext + R"(, "https://nobody.example/context"])"),
        thing("urn:a", "", "[" + kContext + "," + chain + "}]"),
        thing("urn:a", R"(, "x:y": {"@value": 1, "@type": "@id", "@language": "de"})"),
        thing("urn:a", R"(, "title": "B", "title": "C")"),
        std::string("{"),
        std::string("[]"),
        std::string("[[]]")}) {
    const ByteView bytes = view_of(text);
    expect_agreement(Bytes(bytes.begin(), bytes.end()), text.substr(0, 400));
  }
}

// What stands where JSON-LD takes objects alone is left out, whether the Thing stands alone or with others.
TEST(ThingCheck, AThingAmongOthersIsTakenAsItIsAlone) {
  const std::string odd = thing("urn:o", R"(, "properties": {"t": {"type": "object",
    "forms": [{"href": "http://x/t"}], "additionalProperties": {"properties": {"x": true}}}})");
  const std::string place = "/properties/t/additionalProperties/properties/x";
  const auto read = [](const std::string& text) {
    const ByteView bytes = view_of(text);
    return read_documents(std::make_shared<const Bytes>(bytes.begin(), bytes.end()), "a.td.json", {.validates = true});
  };
  const std::string others = thing("urn:a");
  for (const auto& [text, where, devices] :
       {std::tuple{odd, place, 1u},
        {"[" + odd + "]", "/0" + place, 1u},
        {"[" + others + "," + odd + "]", "/1" + place, 2u},
        {R"({"@context": )" + kContext + R"(, "@graph": [)" + odd + "," + others + "]}", "/@graph/0" + place, 2u}}) {
    const auto taken = read(text);
    ASSERT_TRUE(taken) << text << taken.error().to_text();
    EXPECT_TRUE(taken->validation.is_valid(false)) << text;
    ASSERT_EQ(taken->left_out.size(), 1u) << text;
    EXPECT_EQ(taken->left_out[0].place, where);
    EXPECT_EQ(std::ranges::count(taken->documents, domain::EntityKind::device, &knowledge::Document::kind), devices);
  }
}

// Beside an odd one, every Thing says what it says alone; the context around @graph holds within.
TEST(ThingCheck, MembersOfAGraphShareItsContext) {
  const std::string text = R"({"@context": [)" + kContext + R"(, {"x": "http://x.example/"}], "@graph": [
    {"title": "B", "id": "urn:i", "x:p": "v", "securityDefinitions": {"n": {"scheme": "nosec"}}, "security": "n",
     "properties": {"t": {"forms": [{"href": "http://x/t"}], "items": {"properties": {"x": true}}}}}]})";
  const ByteView bytes = view_of(text);
  const auto taken =
      read_documents(std::make_shared<const Bytes>(bytes.begin(), bytes.end()), "a.jsonld", {.validates = false});
  ASSERT_TRUE(taken) << taken.error().to_text();
  ASSERT_EQ(taken->documents.size(), 1u);
  EXPECT_THAT(taken->documents[0].triples, HasSubstr("<urn:i> <http://x.example/p> \"v\""));
}

// Warnings of the hardware, too: of a description without the context of its words, and of two controllers.
TEST(ThingCheck, WhatIsLostOfTheHardwareIsToldWithoutACatalogue) {
  const std::string parts = R"(, "parts": [{"@type": "MicroController", "memory": [{"sizeBytes": 1024}]},
    {"@type": "MicroController", "memory": [{"sizeBytes": 4096}]}])";
  const auto told = [&](const std::string& context) {
    return lines(check_things(view_of(thing("urn:a", parts, context)), "a.td.json", {}));
  };
  EXPECT_THAT(told(kContext), testing::ElementsAre(HasSubstr("kilograph/hardware-value /parts: nothing of the hard")));
  EXPECT_THAT(told("[" + kContext + R"(, "https://w3id.org/kilograph/context/v1"])"),
              testing::ElementsAre(HasSubstr("a further microcontroller")));
}

TEST(ThingCheck, AddAndValidateAgreeOnTheCorpus) {
  KG_NEEDS_SHARED("reference/td/corpus");
  std::size_t files = 0;
  for (const char* folder : {"corpus/valid", "corpus/invalid", "thing_models"}) {
    for (const auto& entry : std::filesystem::directory_iterator(kilograph::tests::shared("reference/td") / folder)) {
      // Without a context of TD it is no description for `add`, which may know it as something else.
      const Bytes bytes = read_file(entry.path(), 16u << 20).value();
      if (text_of(bytes).find("wot/td/v1") == std::string_view::npos) continue;
      expect_agreement(bytes, entry.path().string());
      std::string list = "[" + std::string(text_of(bytes)) + "]";
      const Report alone = check_things(bytes, "thing.td.json", {});
      const Report listed = check_things(view_of(list), "thing.td.json", {});
      EXPECT_EQ(listed.is_valid(false), alone.is_valid(false)) << entry.path();
      Report added;
      EXPECT_EQ(is_added(Bytes(list.begin(), list.end()), added), alone.is_valid(false)) << entry.path();
      ++files;
    }
  }
  EXPECT_GT(files, 300u);
}

// 17 MiB is read and refused by its size, 100 MB is not read at all.
TEST(ThingCheck, LargeDescriptionsAreRefusedAlike) {
  for (const std::size_t size : {std::size_t{17} << 20, std::size_t{100'000'000}}) {
    std::string text = thing("urn:a");
    text.insert(1, size - text.size(), ' ');
    const ByteView view = view_of(text);
    const Bytes bytes(view.begin(), view.end());
    Report added;
    EXPECT_FALSE(is_added(bytes, added)) << size;
    EXPECT_THAT(lines(check_things(bytes, "a.td.json", {})), testing::ElementsAre(HasSubstr("json/limit"))) << size;
  }
}

TEST(ThingCheck, ErrorsOfTheGraphHaveTheirPlace) {
  const auto found = [](const std::string& text) { return lines(check_things(view_of(text), "a.td.json", {})); };
  EXPECT_THAT(
      found(thing("https://w3id.org/kilograph/id/model/x")),
      testing::ElementsAre(HasSubstr("json/linked-data /id: the device's id <https://w3id.org/kilograph/id/mo")));
  EXPECT_THAT(found(thing("urn:a", "", "[" + kContext + R"(, {"a": "b:x", "b": "a:y"}])")),
              testing::ElementsAre(HasSubstr("Cyclic")));
  EXPECT_THAT(found(thing("urn:a", R"(, "parts": [{"@type": "Microphone", "rateHz": -1}])",
                          "[" + kContext + R"(, "https://w3id.org/kilograph/context/v1"])")),
              testing::ElementsAre(HasSubstr("kilograph/hardware-value /parts/0/rateHz: rateHz is -1")));
}

TEST(ThingCheck, ContextsThatNobodyKnowsAreToldAsByAdd) {
  const std::string text = thing("urn:a", "", "[" + kContext + R"(, "https://nobody.example/context"])");
  const auto told = lines(check_things(view_of(text), "a.td.json", {}));
  ASSERT_THAT(told,
              testing::ElementsAre(HasSubstr(
                  "kilograph/context-known /@context/1: the context <https://nobody.example/context> is not known "
                  "here, and nothing is fetched")));
  const auto read = read_documents(std::make_shared<const Bytes>(view_of(text).begin(), view_of(text).end()),
                                   "a.td.json", {.validates = true});
  ASSERT_TRUE(read);
  ASSERT_EQ(read->left_out.size(), 1u);
  EXPECT_EQ(read->left_out[0].place, "/@context/1");
  EXPECT_THAT(told[0], HasSubstr(read->left_out[0].message));
}

TEST(ThingCheck, HardwareWithoutOurContextIsTold) {
  const auto told = [](const std::string& text) { return lines(check_things(view_of(text), "a.td.json", {})); };
  for (const std::string parts :
       {R"([{"@type": "Microphone"}])", R"([{"@type": "X", "rateHz": 5}])", R"({"@type": "MicroController"})"}) {
    EXPECT_THAT(told(thing("urn:a", R"(, "parts": )" + parts)),
                testing::ElementsAre(HasSubstr("nothing of the hardware")))
        << parts;
  }
  EXPECT_THAT(told(R"({"@context": )" + kContext + R"(, "@graph": [)" +
                   thing("urn:a", R"(, "parts": [{"@type": "Microphone"}])") + "]}"),
              testing::ElementsAre(HasSubstr("/@graph/0/parts: nothing of the hardware")));
}

TEST(ThingCheck, UnitsOfRangesThatNobodyKnowsAreTold) {
  const auto found = [](const std::string& unit) {
    return lines(check_things(
        view_of(thing(
            "urn:a",
            R"(, "parts": [{"@type": "Accelerometer", "rangeLow": -4, "rangeHigh": 4, "rangeUnit": ")" + unit + "\"}]",
            "[" + kContext + R"(, "https://w3id.org/kilograph/context/v1"])")),
        "a.td.json", {}));
  };
  EXPECT_THAT(found("gee"),
              testing::ElementsAre(
                  HasSubstr("kilograph/hardware-value /parts/0/rangeUnit: the unit 'gee' of the range is not known")));
  EXPECT_THAT(found("deg/s"), testing::IsEmpty());
  EXPECT_THAT(found("unit:DEG_C"), testing::IsEmpty());
}

TEST(ThingCheck, RuntimesThatNobodyKnowsAreTold) {
  const auto found = [](const std::string& runtimes) {
    return lines(check_things(
        view_of(thing("urn:a", R"(, "parts": [{"@type": "MicroController", "runtimes": )" + runtimes + "}]",
                      "[" + kContext + R"(, "https://w3id.org/kilograph/context/v1"])")),
        "a.td.json", {}));
  };
  EXPECT_THAT(found(R"(["tflm-2026-08", "tflm-2026-8"])"),
              testing::ElementsAre(HasSubstr(
                  "/parts/0/runtimes/1: the runtime 'tflm-2026-8' is not known here (the nearest is tflm-2026-08)")));
  EXPECT_THAT(found(R"("mine")"),
              testing::ElementsAre(HasSubstr("/parts/0/runtimes: the runtime 'mine' is not known")));
  EXPECT_THAT(found(R"("https://w3id.org/kilograph/id/runtime/tflm-2021")"), testing::IsEmpty());
}

class AddThings : public tests::Workplace {};

TEST_F(AddThings, AFileThatIsNotThereIsAFindingAmongTheOthers) {
  const std::string good = write("good.td.json", thing("urn:a")), absent = (folder_ / "absent.td.json").string(),
                    bad = write("bad.td.json", thing("urn:b", R"(, "actions": {"a": {}})"));
  const auto answered = run("validate", {{"file", absent}, {"file", bad}, {"file", good}});
  ASSERT_TRUE(answered);
  const auto& answer = std::get<ValidateAnswer>(*answered);
  ASSERT_EQ(answer.files.size(), 3u);
  EXPECT_THAT(lines(answer.files[0].report), testing::ElementsAre(HasSubstr("file/readable : cannot open")));
  EXPECT_EQ(answer.files[1].report.errors, 1u);
  EXPECT_FALSE(answer.is_valid());
  EXPECT_EQ(exit_code_of(*answered), 4);
  const auto sarif = to_sarif(answer);
  EXPECT_EQ(sarif["runs"][0]["results"].size(), 2u);
  EXPECT_EQ(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
  EXPECT_EQ(exit_code_of(*run("validate", {{"file", bad}, {"file", good}})), 1);
  const auto among = run("validate", {{"file", folder_.string()}, {"file", good}});
  ASSERT_TRUE(among);
  EXPECT_THAT(lines(std::get<ValidateAnswer>(*among).files[0].report),
              testing::ElementsAre(HasSubstr("file/readable : it is a folder, not a file")));
  EXPECT_EQ(std::get<ValidateAnswer>(*among).files[1].report.things, 1u);
  EXPECT_EQ(exit_code_of(*among), 2);
}

TEST_F(AddThings, StandardInputIsAFileToo) {
  EXPECT_EQ(exit_code_of(*run("validate", {{"file", "-"}})), 2) << "there is none";
  std::uint64_t limit = 0;
  desk_.read_input = [&](std::uint64_t limit_bytes) -> Result<std::string> {
    limit = limit_bytes;
    return thing("urn:a", R"(, "actions": {"a": {}})");
  };
  const auto answer = ask<ValidateAnswer>("validate", {{"file", "-"}});
  ASSERT_EQ(answer.files.size(), 1u);
  EXPECT_EQ(answer.files[0].source, "-");
  EXPECT_EQ(answer.files[0].report.errors, 1u);
  EXPECT_EQ(limit, 16u << 20);
}

TEST_F(AddThings, SarifNamesFilesFromTheWorkingFolder) {
  ValidateAnswer answer;
  answer.folder = "/home/me/repo";
  for (const char* source : {"/home/me/repo/things/a b.json", "./b.json", "../c.json", "/etc/d.json", "-"}) {
    answer.files.push_back({source, {}, {}});
  }
  std::vector<std::string> uris;
  const auto sarif = to_sarif(answer);
  for (const auto& artifact : sarif["runs"][0]["artifacts"]) uris.push_back(artifact["location"]["uri"]);
  EXPECT_THAT(uris, testing::ElementsAre("things/a%20b.json", "b.json", "../c.json", "file:///etc/d.json", "-"));
}

std::string model(const std::string& more) {
  return R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel", "title": "M")" + more + "}";
}
std::string extending(const std::string& href) {
  return model(R"(, "links": [{"rel": "tm:extends", "href": ")" + href + "\"}]");
}

TEST_F(AddThings, AModelIsHeldToTheFilesBesideIt) {
  const auto told = [&](const std::string& path) {
    return lines(ask<ValidateAnswer>("validate", {{"file", path}}).files.at(0).report);
  };
  write("base.tm.json", model(R"(, "properties": {"on": {"type": "boolean"}})"));
  write("b.tm.json", extending("c.tm.json"));
  write("c.tm.json", extending("a.tm.json"));
  EXPECT_THAT(told(write("good.tm.json", extending("./base.tm.json"))), testing::IsEmpty());
  EXPECT_THAT(told(write("far.tm.json", extending("https://example.org/lamp.tm.json"))), testing::IsEmpty());
  EXPECT_THAT(told(write("a.tm.json", extending("b.tm.json"))),
              testing::ElementsAre(testing::AllOf(HasSubstr("kilograph/model-whole /links: a circle: "),
                                                  HasSubstr("a.tm.json \u2192 "), HasSubstr("c.tm.json \u2192 "))));
  EXPECT_THAT(told(write("alone.tm.json", extending("none.tm.json"))),
              testing::ElementsAre(HasSubstr("kilograph/model-there /links: the model needs none.tm.json")));
  EXPECT_THAT(
      told(write("ref.tm.json", model(R"(, "properties": {"a": {"tm:ref": "base.tm.json#/properties/off"}})"))),
      testing::ElementsAre(testing::AllOf(HasSubstr("kilograph/model-whole /properties/a/tm:ref: tm:ref leads to"),
                                          HasSubstr("base.tm.json#/properties/off, and nothing is there"))));
}

TEST_F(AddThings, AModelThatADeviceIsSaidToRunAndThatIsNotKeptIsTold) {
  const std::string id = ask<AddAnswer>("add", {{"path", write_sample("good.tflite", "tiny_float")}}).entities.at(0).id;
  const auto told = [&](const std::string& name, const std::string& model) {
    return ask<AddAnswer>(
               "add", {{"path", write(name, thing("urn:" + name, R"(, "parts": [{"@type": "MicroController",
      "implements": [")" + model + "\"]}]",
                                                  "[" + kContext + R"(, "https://w3id.org/kilograph/context/v1"])"))}})
        .problems;
  };
  EXPECT_THAT(told("a.td.json", id), testing::IsEmpty());
  const auto problems = told("b.td.json", "urn:nothing");
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_THAT(problems[0].message, HasSubstr("<urn:nothing>, is not in the catalogue"));
}

TEST_F(AddThings, ABoardIsLinkedByAPrefixedNameTooAndAMisspeltRelationIsTold) {
  const auto linked = [&](const std::string& name, const std::string& relation) {
    return ask<AddAnswer>(
               "add",
               {{"path", write(name, thing("urn:" + name,
                                           R"(, "links": [{"rel": ")" + relation + R"(", "href": "urn:board:x"}])",
                                           "[" + kContext + R"(, {"own": "https://w3id.org/kilograph/ns#"}])"))}})
        .problems;
  };
  EXPECT_THAT(linked("a.td.json", "own:board"), testing::IsEmpty());
  const auto kept = ask<DeviceAnswer>("show", {{"name", "urn:a.td.json"}}).device;
  ASSERT_TRUE(kept.stated(&domain::DeviceFacts::based_on));
  EXPECT_THAT(kept.stated(&domain::DeviceFacts::based_on)->value, testing::ElementsAre("urn:board:x"));
  for (const std::string relation : {"own:bord", "https://w3id.org/kilograph/ns#bord"}) {
    const auto problems = linked("b.td.json", relation);
    ASSERT_EQ(problems.size(), 1u);
    EXPECT_EQ(problems[0].where, "/links/0/rel");
    EXPECT_THAT(problems[0].message, HasSubstr("the nearest is <https://w3id.org/kilograph/ns#board>"));
  }
}

TEST_F(AddThings, TwoFilesAboutOneThingAreTold) {
  const std::string first = write("first.td.json", thing("urn:a")),
                    second = write("second.td.json", thing("urn:a", R"(, "support": "urn:s")"));
  const auto answer = ask<AddAnswer>("add", {{"path", first}, {"path", second}});
  EXPECT_EQ(answer.added, 1u);
  EXPECT_EQ(answer.failed, 0u);
  ASSERT_EQ(answer.problems.size(), 1u);
  EXPECT_EQ(answer.problems[0].kind, "warning");
  EXPECT_EQ(answer.problems[0].source, second);
  EXPECT_THAT(answer.problems[0].message, HasSubstr("<urn:a> is described by " + first + " too"));
  const auto last_change = [&] { return ask<LogAnswer>("log").entries.back().seq; };
  const auto before = last_change();
  const auto again = ask<AddAnswer>("add", {{"path", first}, {"path", second}});
  EXPECT_EQ(again.unchanged, 1u);
  EXPECT_EQ(again.changed, 0u);
  EXPECT_THAT(again.problems, testing::SizeIs(1));
  EXPECT_EQ(last_change(), before);
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", second}}).changed, 1u);  // a newer version
}

TEST_F(AddThings, ThingsWithoutTheirContextAreTakenAsRdfAndTold) {
  const auto answer = ask<AddAnswer>(
      "add", {{"path", write("a.jsonld", R"([{"@id": "urn:a", "@type": "https://www.w3.org/2019/wot/td#Thing"}])")}});
  ASSERT_EQ(answer.problems.size(), 1u);
  EXPECT_THAT(answer.problems[0].message, HasSubstr("taken as RDF, and not validated"));
}

}  // namespace
}  // namespace kilograph::reply
