// `new thing`, `export --as td` and `export --original`.
#include <nlohmann/json.hpp>

#include <set>

#include "base/file.hpp"
#include "match/columns/columns.hpp"
#include "reply/workplace.hpp"
#include "shared_data.hpp"

namespace kilograph::reply {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class Things : public tests::Workplace {
 protected:
  Bytes bytes_of(const std::string& path) { return read_file(path, 64u << 20).value(); }
  std::string in_folder(const std::string& name) { return (folder_ / name).string(); }
};

constexpr const char* kLamp = R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1",
  "https://w3id.org/kilograph/context/v1"], "@type": "tm:ThingModel", "id": "urn:lamp", "title": "Lamp {{SERIAL}}",
  "tm:optional": ["/actions/fade"], "actions": {"fade": {}, "blink": {}},
  "parts": [{"@type": "MicroController", "processor": "Cortex-M4F", "clockHz": 64000000},
            {"@type": "Microphone", "rateHz": 16000}]})";

TEST_F(Things, AnInstanceOfAKeptModelTakesItsFacts) {
  ask<AddAnswer>("add", {{"path", write("lamp.tm.json", kLamp)}});
  const auto made = ask<ThingAnswer>("new", {{"what", "thing"},
                                             {"model", "urn:lamp"},
                                             {"id", "urn:lamp:17"},
                                             {"base", "https://lamp.example/"},
                                             {"set", "SERIAL=17"},
                                             {"output", in_folder("lamp17.td.json")}});
  EXPECT_EQ(made.model, "urn:lamp");
  const Json td = Json::parse(made.description);
  EXPECT_EQ(td["title"], "Lamp 17");
  EXPECT_FALSE(td["actions"].contains("fade"));
  const std::string bare =
      R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1"], "id": "urn:lamp:18", "title": "Lamp 18",
    "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}, "links": [{"rel": "type", "href": "urn:lamp"}]})";
  ask<AddAnswer>("add", {{"path", write("lamp18.td.json", bare)}});
  const auto shown = ask<DeviceAnswer>("show", {{"name", "urn:lamp:18"}});
  ASSERT_EQ(shown.device.bases.size(), 1u);
  const auto processor = shown.device.counted(&domain::DeviceFacts::processor);
  ASSERT_TRUE(processor);
  EXPECT_EQ(processor->value, "Cortex-M4F");
  EXPECT_EQ(processor->source.place, "lamp.tm.json");
  const auto again = run("new", {{"what", "thing"},
                                 {"model", "urn:lamp"},
                                 {"id", "urn:lamp:17"},
                                 {"base", "https://lamp.example/"},
                                 {"set", "SERIAL=17"},
                                 {"output", in_folder("lamp17.td.json")}});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().kind, ErrorKind::conflict) << "no file is written over";
}

TEST_F(Things, AModelIsMeantByItsTitleAmidItsInstances) {
  ask<AddAnswer>("add", {{"path", write("kit.tm.json", R"({"@context": "https://www.w3.org/2022/wot/td/v1.1",
    "@type": "tm:ThingModel", "id": "urn:kit", "title": "Kit"})")}});
  for (const std::string id : {"urn:kit:1", "urn:kit:2"}) {
    const std::string file = in_folder(id.substr(4, 3) + id.substr(8) + ".td.json");
    const auto made = ask<ThingAnswer>("new", {{"what", "thing"}, {"model", "Kit"}, {"id", id}, {"output", file}});
    EXPECT_EQ(made.model, "urn:kit");
    ask<AddAnswer>("add", {{"path", file}});
  }
}

TEST_F(Things, InstancesTakeTheHardwareOfTheirModelAndItsCorrections) {
  const auto kit = [&](const std::string& free_bytes) {
    return R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
      "@type": "tm:ThingModel", "id": "urn:kit", "title": "Kit", "parts": [{"@type": "MicroController",
      "processor": "Cortex-M4F", "memory": [{"@type": "MemoryRegion", "name": "SRAM", "kind": "working",
      "sizeBytes": 262144, "freeBytes": )" +
           free_bytes + R"(, "basis": "declared"}]}]})";
  };
  ask<AddAnswer>("add", {{"path", write("kit.tm.json", kit("200000"))}});
  for (const std::string id : {"urn:kit:1", "urn:kit:2"}) {
    const std::string file = in_folder("kit" + id.substr(8) + ".td.json");
    const auto made = ask<ThingAnswer>("new", {{"what", "thing"}, {"model", "urn:kit"}, {"id", id}, {"output", file}});
    EXPECT_FALSE(Json::parse(made.description).contains("parts"));
    ask<AddAnswer>("add", {{"path", file}});
  }
  ask<AddAnswer>("add", {{"path", write("kits.csv", "id,kind\nurn:kit:3,urn:kit\n")}, {"columns", "id=id,model=kind"}});
  for (const std::string free_bytes : {"200000", "150000"}) {
    ask<AddAnswer>("add", {{"path", write("kit.tm.json", kit(free_bytes))}});
    for (const std::string id : {"urn:kit:1", "urn:kit:2"}) {
      const auto regions = ask<DeviceAnswer>("show", {{"name", id}}).device.counted(&domain::DeviceFacts::regions);
      ASSERT_TRUE(regions);
      ASSERT_EQ(regions->value.size(), 1u);
      EXPECT_EQ(std::to_string(regions->value.front().free_bytes.value()), free_bytes);
    }
  }
}

// However an instance came, it is matched as its model is: one profile of capability for all.
TEST_F(Things, InstancesOfNewAndRowsOfAnInventoryAreOneKind) {
  ask<AddAnswer>("add", {{"path", write("lamp.tm.json", kLamp)}});
  const std::string file = in_folder("one.td.json");
  ask<ThingAnswer>("new", {{"what", "thing"},
                           {"model", "urn:lamp"},
                           {"id", "urn:lamp:1"},
                           {"set", "SERIAL=1"},
                           {"base", "coap://lamp.example"},
                           {"output", file}});
  ask<AddAnswer>("add", {{"path", file}});
  ask<AddAnswer>("add",
                 {{"path", write("lamps.csv", "id,kind,title\nurn:lamp:2,urn:lamp,Two\nurn:lamp:3,urn:lamp,Three\n")},
                  {"columns", "id=id,model=kind,title=title"}});
  const match::Judge judge;
  match::columns::Columns columns(judge);
  std::set<std::uint32_t> profiles;
  for (match::columns::Number number = 1; number <= 3; ++number) {
    const auto device = ask<DeviceAnswer>("show", {{"name", "urn:lamp:" + std::to_string(number)}}).device;
    columns.put(number, device);
    profiles.insert(columns.profile_of(number));
    EXPECT_EQ(device.counted(&domain::DeviceFacts::processor)->value, "Cortex-M4F");
  }
  EXPECT_EQ(profiles.size(), 1u);
}

TEST_F(Things, WhatWouldBreakARuleIsNotMade) {
  const std::string model = write("sensor.tm.json", R"({"@context": "https://www.w3.org/2022/wot/td/v1.1",
    "@type": "tm:ThingModel", "title": "Sensor", "properties": {"t": {"type": "number", "minimum": "{{MIN}}",
      "forms": [{"href": "https://s.example/t"}]}}})");
  const auto make = [&](const std::string& least) {
    return run("new", {{"what", "thing"},
                       {"model", model},
                       {"id", "urn:s:1"},
                       {"set", "MIN=" + least},
                       {"output", in_folder("s.td.json")}});
  };
  const auto refused = make("abc");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::bad_input);
  EXPECT_EQ(refused.error().where, "/properties/t/minimum");
  EXPECT_NE(refused.error().message.find("data-schema-minimum-type"), std::string::npos) << refused.error().message;
  EXPECT_FALSE(fs::exists(in_folder("s.td.json")));
  const auto made = make("-40");
  ASSERT_TRUE(made) << made.error().to_text();
  EXPECT_EQ(ask<AddAnswer>("add", {{"path", in_folder("s.td.json")}}).added, 1u);
}

TEST_F(Things, AModelReadsNoFileOutsideItsFolder) {
  fs::create_directories(folder_ / "models/parts");
  const std::string whole =
      R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel", "title": "S"})";
  write("secret.tm.json", whole);
  write("models/parts/near.tm.json", whole);
  fs::create_symlink(folder_ / "secret.tm.json", folder_ / "models/link.tm.json");
  const auto make = [&](const std::string& href) {
    const std::string model = write("models/my child.tm.json", R"({"@context": "https://www.w3.org/2022/wot/td/v1.1",
      "@type": "tm:ThingModel", "title": "Child", "links": [{"rel": "tm:extends", "href": ")" +
                                                                   href + "\"}]}");
    Call call;
    for (const auto& [name, value] : tests::Values{{"what", "thing"}, {"model", model}, {"id", "urn:x"}}) {
      call.give(name, value);
    }
    return answer("new", call, desk_);
  };
  for (const std::string& href : {std::string("../secret.tm.json"), in_folder("secret.tm.json"),
                                  std::string("link.tm.json"), std::string("parts/../../secret.tm.json")}) {
    const auto made = make(href);
    ASSERT_FALSE(made) << href;
    EXPECT_EQ(made.error().message, "the model names a file outside its folder: " + href);
  }
  const auto near = make("parts/near.tm.json");
  EXPECT_TRUE(near) << (near ? "" : near.error().to_text());
}

TEST_F(Things, DocumentsThatAModelNamesComeFromTheCatalogueFromBesideItOrByHand) {
  write("base.tm.json",
        R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel", "id": "urn:base",
    "title": "Base", "properties": {"on": {"type": "boolean"}}})");
  const auto child = [&](const std::string& href) {
    return write("child.tm.json", R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "@type": "tm:ThingModel",
      "title": "Child", "links": [{"rel": "tm:extends", "href": ")" +
                                      href + "\"}]}");
  };
  const auto make = [&](const std::string& model, const std::string& document) {
    Call call;
    for (const auto& [name, value] :
         tests::Values{{"what", "thing"}, {"model", model}, {"id", "urn:x"}, {"base", "https://x/"}}) {
      call.give(name, value);
    }
    if (!document.empty()) call.give("document", document);
    return answer("new", call, desk_);
  };
  EXPECT_TRUE(make(child("base.tm.json"), ""));
  const auto absent = make(child("https://models.example/base"), "");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().kind, ErrorKind::not_found);
  EXPECT_TRUE(make(child("https://models.example/base"), "https://models.example/base=" + in_folder("base.tm.json")));
  EXPECT_FALSE(make(child("urn:base"), ""));
  ask<AddAnswer>("add", {{"path", in_folder("base.tm.json")}});
  EXPECT_TRUE(make(child("urn:base"), ""));
}

TEST_F(Things, WhatAnOwnerSaysOfABoardStandsBesideItsThingModel) {
  ask<AddAnswer>("add", {{"path", std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/devices/raspberry-pi-pico.tm.json"}});
  const auto before = ask<DeviceAnswer>("show", {{"name", "Raspberry Pi Pico"}}).device;
  const std::string own = R"({"@context": ["https://www.w3.org/2022/wot/td/v1.1",
    "https://w3id.org/kilograph/context/v1"], "id": ")" +
                          before.id + R"(", "title": "Pico of mine", "security": "n",
    "securityDefinitions": {"n": {"scheme": "nosec"}}, "parts": [{"@type": "MicroController", "memory": [
    {"name": "RAM", "kind": "working", "freeBytes": 200000, "basis": "measured", "by": "urn:me"}]}]})";
  ask<AddAnswer>("add", {{"path", write("mine.td.json", own)}});
  const auto after = ask<DeviceAnswer>("show", {{"name", before.id}}).device;
  EXPECT_EQ(after.documents.size(), 2u);
  EXPECT_EQ(after.counted(&domain::DeviceFacts::mcu)->value, before.counted(&domain::DeviceFacts::mcu)->value);
  EXPECT_TRUE(after.counted(&domain::DeviceFacts::is_thing_model));
}

// A description says of every region who states it, because it may join several documents.
domain::DeviceFacts attributed(domain::DocumentFacts<domain::DeviceFacts> document) {
  for (domain::MemoryRegion& region : document.facts.regions) {
    if (region.by.empty()) region.by = document.source.by;
  }
  return document.facts;
}

TEST_F(Things, ExportedDescriptionsGiveTheSameFacts) {
  ask<AddAnswer>("add", {{"path", std::string(KILOGRAPH_SOURCE_DIR) + "/tests/shacl/every_fact.td.json"}});
  ask<AddAnswer>("add", {{"path", write("lamp.tm.json", kLamp)}});
  ask<AddAnswer>("add", {{"path", std::string(KILOGRAPH_SOURCE_DIR) + "/catalog/devices"}});
  ask<DescriptionsAnswer>("export", {{"path", in_folder("out")}, {"as", "td"}});
  const auto bundle = ask<DescriptionsAnswer>("export", {{"path", in_folder("all.json")}, {"as", "td"}});
  EXPECT_GE(bundle.written.size(), 8u);
  EXPECT_EQ(Json::parse(text_of(bytes_of(in_folder("all.json")))).size(), bundle.written.size());
  Desk elsewhere = desk_;
  elsewhere.catalogue = folder_ / "second";
  ASSERT_TRUE(answer("init", {}, elsewhere));
  Call add;
  add.give("path", in_folder("out"));
  const auto added = answer("add", add, elsewhere);
  ASSERT_TRUE(added);
  EXPECT_EQ(std::get<AddAnswer>(*added).failed, 0u);
  for (const Problem& problem : std::get<AddAnswer>(*added).problems) {
    EXPECT_NE(problem.message.find("a model that it implements, <https://w3id.org/kilograph/id/model/a>"),
              std::string::npos)
        << problem.message;
  }
  for (const std::string& id : bundle.written) {
    Call show;
    show.give("name", id);
    const auto then = answer("show", show, elsewhere);
    ASSERT_TRUE(then) << id;
    const auto now = ask<DeviceAnswer>("show", {{"name", id}});
    const auto& device = std::get<DeviceAnswer>(*then).device;
    ASSERT_EQ(device.documents.size(), 1u);
    EXPECT_EQ(device.documents.front().facts, attributed(now.device.documents.front())) << id;
  }
}

// The data sheet that a part names, beside who says the rest.
TEST_F(Things, EachPartShowsTheSourceThatItNames) {
  const std::string file = std::string(KILOGRAPH_SOURCE_DIR) + "/tests/shacl/every_fact.td.json";
  const auto expect_sources = [&](const std::string& name) {
    const auto shown = to_json(ask<DeviceAnswer>("show", {{"name", name}}));
    EXPECT_EQ(shown["sensors"][0]["source"]["by"], "https://example.org/camera.pdf");
    EXPECT_EQ(shown["sensors"][1]["source"]["by"], "every_fact.td.json");
    EXPECT_EQ(shown["sources"]["processor"]["by"], "https://example.org/chip.pdf");
    EXPECT_EQ(shown["sources"]["title"]["by"], "every_fact.td.json");
  };
  expect_sources(file);
  const std::string id = ask<AddAnswer>("add", {{"path", file}}).entities.at(0).id;
  expect_sources(id);
  const Json exported = Json::parse(ask<DescriptionsAnswer>("export", {{"path", "-"}, {"as", "td"}}).text).at(0);
  EXPECT_EQ(exported["parts"][0]["source"], "https://example.org/chip.pdf");
  EXPECT_EQ(exported["parts"][1]["source"], "https://example.org/camera.pdf");
}

// Exported as Thing Descriptions, by id.
std::map<std::string, Json> by_id(const std::string& text) {
  std::map<std::string, Json> things;
  for (const Json& thing : Json::parse(text)) things[thing["id"]] = thing;
  return things;
}

std::string with_security(const std::string& id, const std::string& title, const std::string& context) {
  return "{" + context + (id.empty() ? "" : R"("id": ")" + id + R"(", )") + R"("title": ")" + title +
         R"(", "created": "2026-01-02T00:00:00Z",
    "support": "mailto:a@b.example", "ex:shelf": {"ex:row": 7}, "@type": ["Thing", "ex:Probe"],
    "securityDefinitions": {"b": {"scheme": "basic", "in": "header"}}, "security": "b",
    "properties": {")" +
         title + R"(": {"type": "number", "forms": [{"href": "http://x.example/t"}]}}})";
}

constexpr const char* kWithPrefix =
    R"("@context": ["https://www.w3.org/2022/wot/td/v1.1", {"ex": "https://ex.example/"}], )";

void expect_kept(const Json& td, const std::string& title) {
  EXPECT_EQ(td["security"], "b") << title;
  EXPECT_EQ(td["securityDefinitions"]["b"]["scheme"], "basic");
  EXPECT_TRUE(td["properties"].contains(title)) << td.dump();
  EXPECT_EQ(td["created"], "2026-01-02T00:00:00Z");
  EXPECT_EQ(td["support"], "mailto:a@b.example");
  EXPECT_EQ(td["ex:shelf"]["ex:row"], 7);
  EXPECT_EQ(td["@type"], (Json{"Thing", "ex:Probe"}));
  EXPECT_EQ(td["@context"][1]["ex"], "https://ex.example/") << td["@context"].dump();
}

TEST_F(Things, ExportKeepsWhatADescriptionSaysWhereverInItsFileItStands) {
  ask<AddAnswer>("add", {{"path", write("one.td.json", with_security("urn:s:1", "one", kWithPrefix))}});
  ask<AddAnswer>("add", {{"path", write("list.td.json", "[" + with_security("urn:s:2", "two", kWithPrefix) + "," +
                                                            with_security("urn:s:3", "three", kWithPrefix) + "]")}});
  ask<AddAnswer>("add", {{"path", write("graph.td.json", std::string("{") + kWithPrefix + R"("@graph": [)" +
                                                             with_security("urn:s:4", "four", "") + "," +
                                                             with_security("urn:s:5", "five", "") + "]}")}});
  ask<AddAnswer>("add", {{"path", write("nameless.td.json", "[" + with_security("", "six", kWithPrefix) + "," +
                                                                with_security("", "seven", kWithPrefix) + "]")}});
  const auto things = by_id(ask<DescriptionsAnswer>("export", {{"path", "-"}, {"as", "td"}}).text);
  ASSERT_EQ(things.size(), 7u);
  for (const auto& [id, td] : things) expect_kept(td, td["title"]);
}

// Nothing but its place tells a nameless Thing from others of its title.
TEST_F(Things, NamelessThingsOfOneTitleKeepTheirOwnInteractions) {
  std::string list;
  for (int i = 0; i < 12; ++i) {
    const std::string number = std::to_string(i);
    list += (list.empty() ? "[" : ",") + std::string("{") + kWithPrefix + R"("title": "Lamp", "security": "n",
      "securityDefinitions": {"n": {"scheme": "nosec"}}, "properties": {"p)" +
            number + R"(": {"type": "number", "forms": [{"href": "http://x.example/)" + number + R"("}]}}})";
  }
  ask<AddAnswer>("add", {{"path", write("lamps.td.json", list + "]")}});
  const auto things = by_id(ask<DescriptionsAnswer>("export", {{"path", "-"}, {"as", "td"}}).text);
  ASSERT_EQ(things.size(), 12u);
  for (const auto& [id, td] : things) {
    const auto affordances =
        ask<DeviceAnswer>("show", {{"name", id}}).device.counted(&domain::DeviceFacts::affordances);
    ASSERT_TRUE(affordances && affordances->value.size() == 1) << id;
    const std::string name = affordances->value.front().name;
    EXPECT_EQ(td["title"], "Lamp");
    EXPECT_EQ(td["properties"][name]["forms"][0]["href"], "http://x.example/" + name.substr(1)) << td.dump();
  }
}

TEST_F(Things, ExportTakesOverATextThatStandsBesideARowOfAnInventory) {
  ask<AddAnswer>("add", {{"path", write("one.td.json", with_security("urn:s:1", "one", kWithPrefix))}});
  ask<AddAnswer>("add", {{"path", write("lamp.tm.json", kLamp)}});
  ask<AddAnswer>("add", {{"path", write("fleet.csv", "id,kind\nurn:s:1,urn:lamp\n")}, {"columns", "id=id,model=kind"}});
  const auto things = by_id(ask<DescriptionsAnswer>("export", {{"path", "-"}, {"as", "td"}}).text);
  expect_kept(things.at("urn:s:1"), "one");
}

TEST_F(Things, OriginalsComeBackByteForByte) {
  const std::string odd = "\n  " + std::string(kLamp) + " \r\n";
  ask<AddAnswer>("add", {{"path", write("lamp.tm.json", odd)}});
  EXPECT_EQ(ask<DescriptionsAnswer>("export", {{"path", "-"}, {"original", "urn:lamp"}}).text, odd);
  ask<DescriptionsAnswer>("export", {{"path", in_folder("back.json")}, {"original", "urn:lamp"}});
  EXPECT_EQ(text_of(bytes_of(in_folder("back.json"))), odd);
  EXPECT_FALSE(run("export", {{"path", in_folder("back.json")}, {"original", "urn:lamp"}}));
  EXPECT_FALSE(run("export", {{"path", "-"}, {"original", "urn:nobody"}}));
}

// Each valid description of the corpus.
TEST_F(Things, TheCorpusComesBackByteForByte) {
  KG_NEEDS_SHARED("reference/td/corpus/valid");
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kilograph::tests::shared("reference/td/corpus/valid"))) {
    const auto added = ask<AddAnswer>("add", {{"path", entry.path().string()}});
    if (added.entities.size() != 1) continue;
    const auto back = ask<DescriptionsAnswer>("export", {{"path", "-"}, {"original", added.entities.front().id}});
    ASSERT_EQ(back.text, text_of(bytes_of(entry.path().string()))) << entry.path();
    ++count;
  }
  EXPECT_GT(count, 50u);
}

}  // namespace
}  // namespace kilograph::reply
