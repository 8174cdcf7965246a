// Groups, fit over a fleet, and what differs.
#include <gmock/gmock.h>

#include <algorithm>

#include "inspect/runtime/runtimes.hpp"
#include "reply/csv_text.hpp"
#include "reply/fleet.hpp"
#include "reply/projection.hpp"
#include "reply/subject.hpp"
#include "reply/workplace.hpp"

namespace kilograph::reply {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;

class FleetAnswers : public tests::Workplace {
 protected:
  void SetUp() override {
    Workplace::SetUp();
    small_ = write_sample("small.tflite", "tiny_float");
    for (const auto& [name, bytes] : {std::pair{"Big", 200'000}, {"Large", 300'000}, {"Little", 100}}) {
      add_device(name, bytes);
    }
  }
  void add_device(const std::string& name, int free_bytes) {
    ask<AddAnswer>("add", {{"path", write(name + ".td.json", R"({
      "@context": ["https://www.w3.org/2022/wot/td/v1.1", "https://w3id.org/kilograph/context/v1"],
      "id": "urn:device:)" + name + R"(", "title": "=)" + name + R"(", "security": "n",
      "securityDefinitions": {"n": {"scheme": "nosec"}}, "parts": [{"@type": "MicroController", "memory": [
        {"@type": "MemoryRegion", "name": "SRAM", "kind": "working", "freeBytes": )" +
                                                                 std::to_string(free_bytes) + "}]}]}")}});
  }
  Error error_of(std::string_view verb, tests::Values values) {
    const auto answered = run(verb, values);
    return answered ? Error{ErrorKind::internal, "no error"} : answered.error();
  }
  std::string small_;
};

TEST_F(FleetAnswers, GroupsAreKeptCountedListedAndRemoved) {
  const auto added = ask<GroupAnswer>("group", {{"action", "add"}, {"name", "large"}, {"where", "ram_free >= 64KiB"}});
  EXPECT_EQ(added.groups.at(0).in, 2u);
  EXPECT_EQ(added.groups.at(0).out, 1u);
  EXPECT_EQ(ask<GroupAnswer>("group", {{"action", "list"}}).groups.at(0).where, "ram_free >= 64KiB");
  add_device("Huge", 1'000'000);
  EXPECT_EQ(ask<GroupAnswer>("group", {{"action", "show"}, {"name", "large"}}).groups.at(0).in, 3u);
  EXPECT_THAT(ask<VerifyAnswer>("verify").problems, IsEmpty());

  ask<TransferAnswer>("export", {{"path", (folder_ / "out").string()}});
  desk_.catalogue = folder_ / "second";
  ASSERT_TRUE(run("init"));
  ask<TransferAnswer>("import", {{"path", (folder_ / "out").string()}});
  EXPECT_THAT(ask<GroupAnswer>("group", {{"action", "list"}}).groups, SizeIs(1));
  ask<GroupAnswer>("group", {{"action", "remove"}, {"name", "large"}});
  EXPECT_THAT(ask<GroupAnswer>("group", {{"action", "list"}}).groups, IsEmpty());
  EXPECT_EQ(error_of("group", {{"action", "show"}, {"name", "large"}}).kind, ErrorKind::not_found);
}

TEST_F(FleetAnswers, AWrongSelectorIsNotKept) {
  const Error error = error_of("group", {{"action", "add"}, {"name", "x"}, {"where", "ram_fre >= 1B"}});
  EXPECT_EQ(error.where, "--where: column 1");
  EXPECT_EQ(error.advice, "Did you mean 'ram_free'?");
  EXPECT_THAT(ask<GroupAnswer>("group", {{"action", "list"}}).groups, IsEmpty());
}

TEST_F(FleetAnswers, AWordThatNoDeviceHasIsAnErrorWithTheNearest) {
  ask<AddAnswer>("add", {{"path", write("row.csv", "Serial,Type,Site\nSN-1,=Big,yard\n")},
                         {"columns", "id=Serial,model=Type,label:site=Site"}});
  const auto said = [&](const std::string& where) {
    const Error error = error_of("fit", {{"where", where}, {"model", small_}});
    return error.message + "; " + error.where + "; " + error.advice;
  };
  EXPECT_EQ(said("class = =Bog"),
            "a value is wanted here; --where: column 9; The comparisons are =, !=, <, <=, > and >=.");
  EXPECT_EQ(said("class = '=Bog'"), "no device has the class '=bog'; --where: column 9; Did you mean '=big'?");
  EXPECT_EQ(said("label.sit = yard"), "no device has the label 'sit'; --where: column 1; Did you mean 'site'?");
  EXPECT_THAT(said("ram_free > 1B and runtime = tflm-2026-8"), HasSubstr("column 29; Did you mean 'tflm-2026-08'?"));
  EXPECT_THAT(said("core = kortex-m4"), HasSubstr("no device has the core 'kortex-m4'"));
  EXPECT_EQ(ask<FleetFitAnswer>("fit", {{"where", "core = cortex-m4f or label.site = nowhere"}}).selection.in, 0u);
  EXPECT_EQ(error_of("group", {{"action", "add"}, {"name", "x"}, {"where", "label.sit = a"}}).kind, ErrorKind::usage);
}

TEST_F(FleetAnswers, FitAnswersForEachKindAsForEachDevice) {
  const auto fleet = ask<FleetFitAnswer>("fit", {{"where", "ram_free > 0B"}, {"model", small_}});
  EXPECT_EQ(fleet.selection.in, 3u);
  ASSERT_THAT(fleet.classes, SizeIs(3));
  for (std::size_t i = 0; i < fleet.classes.size(); ++i) {
    const auto single = ask<FitAnswer>("fit", {{"model", small_}, {"device", fleet.classes[i].id}});
    EXPECT_EQ(single.verdict(0).answer, fleet.verdict(0, i).answer) << fleet.classes[i].name;
  }
}

// Two ways to the same devices: from the projection, and from the ledger's records.
TEST_F(FleetAnswers, TheProjectionSelectsAndJudgesAsTheLedgerDoes) {
  ask<AddAnswer>("add", {{"path", models()}});
  ask<AddAnswer>("add", {{"path", devices()}});
  ask<AddAnswer>("add", {{"path", write("row.csv", "Serial,Type,Site\nSN-1,=Big,yard\nSN-2,Adafruit PyBadge,hall 3\n")},
                         {"columns", "id=Serial,model=Type,label:site=Site"}});
  const auto catalogue = open_catalogue(desk_, knowledge::Catalogue::Access::read);
  ASSERT_TRUE(catalogue);
  const auto all = projection_of(*catalogue);
  ASSERT_TRUE(all);
  const auto models = catalogue->models();
  const match::Judge judge{.runtimes = *inspect::runtimes()};
  for (const char* where :
       {"", "ram_free >= 64KiB", "ram_total > 1KiB or ram_free is unknown", "sensor = InertialSensor",
        "label.site = yard", "class = \"=Big\"", "core = cortex-m4", "not title = \"=Little\"",
        "clock >= 48MHz and flash_free is not unknown", "runtime is unknown"}) {
    const auto kept = fleet_of(**all, Selection{"", where}, Words::as_kept);
    const auto ledger = fleets_of(*catalogue->devices(), {}, Selection{"", where});
    ASSERT_TRUE(kept) << where << ": " << kept.error().to_text();
    ASSERT_TRUE(ledger) << where << ": " << ledger.error().to_text();
    const Fleet& other = ledger->first;
    EXPECT_EQ(kept->selection.in, other.selection.in) << where;
    EXPECT_EQ(kept->selection.unknown, other.selection.unknown) << where;
    ASSERT_EQ(kept->devices.size(), other.devices.size()) << where;
    const FleetClasses classes = classes_of(*kept);
    for (std::size_t i = 0; i < other.devices.size(); ++i) {
      ASSERT_EQ(kept->devices[i].id, other.devices[i].id) << where;
      EXPECT_EQ(kept->kind_of(kept->devices[i]), other.kind_of(other.devices[i])) << where;
      const auto& judged_once = kept->devices[classes.representatives[classes.of[i]]];
      for (const auto& model : *models) {
        ASSERT_EQ(match::judge(model, judged_once, judge).answer, match::judge(model, other.devices[i], judge).answer)
            << where << ": " << model.name << " on " << other.devices[i].name;
      }
    }
  }
}

TEST_F(FleetAnswers, CsvHasARowADeviceAndNoFormula) {
  const auto fleet = ask<FleetFitAnswer>("fit", {{"where", "ram_free > 64KiB"}, {"model", small_}, {"csv", ""}});
  EXPECT_THAT(fleet.csv, StartsWith("device,id,class,"));
  EXPECT_EQ(std::ranges::count(fleet.csv, '\n'), 3);
  EXPECT_THAT(fleet.csv, HasSubstr("'=Big,urn:device:Big,"));
  EXPECT_EQ(csv_cell("-1+cmd"), "'-1+cmd");
  EXPECT_EQ(csv_cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
  EXPECT_EQ(csv_cell("  =1"), "'  =1");
  EXPECT_EQ(csv_cell("a\x1B[31m\x07"), "a [31m ");
  EXPECT_EQ(csv_cell("a\u202Eb\u2066c\u0085d é €"), "a b c d é €");
  EXPECT_EQ(csv_cell("@x,y"), "\"'@x,y\"");
}

TEST_F(FleetAnswers, JsonEndsWithHowManyDevicesAreSelectedAndOfHowManyItIsNotKnown) {
  ask<AddAnswer>("add", {{"path", write("bare.td.json", R"({"@context": "https://www.w3.org/2022/wot/td/v1.1",
    "id": "urn:device:bare", "title": "bare", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}})")}});
  const auto last_line = [&](const std::string& where) {
    const std::string text = json_text(*run("fit", {{"where", where}, {"model", small_}}));
    return text.substr(text.rfind('\n', text.size() - 2) + 1);
  };
  EXPECT_EQ(last_line("ram_free > 64KiB"),
            R"({"selection":{"group":null,"where":"ram_free > 64KiB","in":2,"out":1,"unknown":1,"kinds":0}})"
            "\n");
  EXPECT_EQ(last_line("ram_free > 64MiB"),
            R"({"selection":{"group":null,"where":"ram_free > 64MiB","in":0,"out":3,"unknown":1,"kinds":0}})"
            "\n");
}

TEST_F(FleetAnswers, OptionsThatExcludeEachOtherAreSaid) {
  EXPECT_EQ(error_of("fit", {{"where", "id = a"}, {"group", "b"}}).kind, ErrorKind::usage);
  EXPECT_EQ(error_of("fit", {{"where", "id = a"}, {"device", "=Big"}}).kind, ErrorKind::usage);
  EXPECT_EQ(error_of("group", {{"action", "shw"}}).expected, "add, list, show, remove");
}

TEST_F(FleetAnswers, DiffOfTwoDevicesNamesEachFactThatDiffers) {
  const auto diff = ask<DiffAnswer>("diff", {{"name", "=Big"}, {"name", "=Little"}});
  std::vector<std::string> rows;
  for (const DiffRow& row : diff.rows) rows.push_back(row.fact + ": " + row.left + " / " + row.right);
  EXPECT_THAT(rows, ElementsAre("RAM SRAM free: 200,000 B / 100 B", "title: =Big / =Little"));
  EXPECT_THAT(ask<DiffAnswer>("diff", {{"name", "=Big"}, {"name", "=Big"}}).rows, IsEmpty());
  EXPECT_EQ(error_of("diff", {{"name", "=Big"}}).kind, ErrorKind::usage);
  EXPECT_EQ(error_of("diff", {{"name", "=Big"}, {"name", small_}}).kind, ErrorKind::usage);
}

TEST_F(FleetAnswers, DiffOfTwoDatesSaysWhatBeginsAndCeasesToFit) {
  ask<AddAnswer>("add", {{"path", small_}});
  const std::string then = (folder_ / "then").string();
  ask<TransferAnswer>("export", {{"path", then}});
  add_device("Big", 50);
  const auto one = ask<DiffAnswer>("diff", {{"name", "=Big"}, {"with", then}});
  ASSERT_THAT(one.rows, SizeIs(1));
  EXPECT_EQ(one.rows[0].left, "200,000 B");
  EXPECT_EQ(one.rows[0].right, "50 B");
  const auto fleet = ask<FleetDiffAnswer>("diff", {{"where", "ram_free > 0B"}, {"with", then}});
  ASSERT_THAT(fleet.changes, SizeIs(1));  // too little now
  EXPECT_EQ(fleet.changes[0].device, "=Big");
  EXPECT_EQ(fleet.changes[0].after, domain::Answer::does_not_fit);
  EXPECT_EQ(fleet.same, 2u);
}

TEST_F(FleetAnswers, DiffSinceAnswersFromTheLedgerAlone) {
  ask<AddAnswer>("add", {{"path", small_}});
  const auto change = [&] { return std::to_string(ask<LogAnswer>("log").entries.back().seq); };
  const std::string first = change();
  add_device("Big", 50);
  const std::string second = change();
  add_device("New", 400'000);
  ask<RemoveAnswer>("remove", {{"name", "=Large"}});
  const auto fleet = ask<FleetDiffAnswer>("diff", {{"where", "ram_free > 0B"}, {"since", first}});
  EXPECT_EQ(fleet.left, "change " + first);
  ASSERT_THAT(fleet.changes, SizeIs(3));
  const auto verdict = [&](const std::string& device) {
    return *std::ranges::find(fleet.changes, device, &FleetDiffAnswer::Change::device);
  };
  EXPECT_EQ(verdict("=Big").after, domain::Answer::does_not_fit);
  EXPECT_FALSE(verdict("=New").before);
  EXPECT_FALSE(verdict("=Large").after);
  EXPECT_EQ(fleet.came(), 1u);
  EXPECT_EQ(fleet.went(), 1u);
  EXPECT_EQ(fleet.begin() + fleet.cease(), 0u);  // what comes or goes does not begin or cease to fit
  EXPECT_EQ(fleet.same, 1u);

  const auto between = ask<FleetDiffAnswer>("diff", {{"since", first}, {"until", second}, {"model", small_}});
  ASSERT_THAT(between.changes, SizeIs(1));
  EXPECT_EQ(between.right, "change " + second);
  const Error reversed = error_of("diff", {{"since", second}, {"until", first}, {"model", small_}});
  EXPECT_EQ(reversed.kind, ErrorKind::usage);
  EXPECT_EQ(reversed.message, first + " is before " + second);

  const auto big = ask<DiffAnswer>("diff", {{"name", "=Big"}, {"since", first}});
  ASSERT_THAT(big.rows, SizeIs(1));
  EXPECT_EQ(big.rows[0].left + " " + big.rows[0].right, "200,000 B 50 B");
  EXPECT_EQ(ask<DiffAnswer>("diff", {{"name", "=New"}, {"since", first}}).absent, Absent::left);
  EXPECT_EQ(ask<DiffAnswer>("diff", {{"name", "=Large"}, {"since", first}}).absent, Absent::right);
}

// The group is asked on both sides, the verdicts of its devices are told on both.
TEST_F(FleetAnswers, DiffOfADeviceThatLeavesTheGroupTellsItsVerdicts) {
  ask<AddAnswer>("add", {{"path", small_}});
  const std::string then = std::to_string(ask<LogAnswer>("log").entries.back().seq);
  add_device("Big", 50);
  const auto fleet = ask<FleetDiffAnswer>("diff", {{"where", "ram_free >= 150KiB"}, {"since", then}});
  ASSERT_THAT(fleet.changes, SizeIs(1));
  EXPECT_EQ(fleet.changes[0].device, "=Big");
  EXPECT_EQ(fleet.changes[0].after, domain::Answer::does_not_fit);
}

TEST_F(FleetAnswers, DiffNamesDatesThatAreNotKnown) {
  EXPECT_EQ(error_of("diff", {{"since", "yesterday"}}).where, "--since");
  EXPECT_EQ(error_of("diff", {{"since", "2999-01-01"}}).message, "'2999-01-01' is still to come");
  EXPECT_EQ(error_of("diff", {{"since", "1000"}}).kind, ErrorKind::usage);
  EXPECT_EQ(error_of("diff", {{"until", "1"}}).kind, ErrorKind::usage);
  EXPECT_EQ(error_of("diff", {{"since", "1"}, {"with", "x"}}).kind, ErrorKind::usage);
  add_device("Big", 50);
  ask<TransferAnswer>("export", {{"path", (folder_ / "out").string()}});
  desk_.catalogue = folder_ / "second";
  ASSERT_TRUE(run("init"));
  ask<TransferAnswer>("import", {{"path", (folder_ / "out").string()}});
  const Error error = error_of("diff", {{"since", "2"}});
  EXPECT_EQ(error.kind, ErrorKind::not_found);
  EXPECT_THAT(error.advice, HasSubstr("--with EXPORT"));
}

TEST_F(FleetAnswers, ANameOfAModelAndADeviceIsOfTheKindThatThePlaceExpects) {
  ask<AddAnswer>("add", {{"path", small_}});
  const std::string model = ask<ModelAnswer>("show", {{"name", small_}}).model.id;
  ask<AddAnswer>("add", {{"path", write("small.td.json", R"({"@context": "https://www.w3.org/2022/wot/td/v1.1",
    "id": "urn:device:small", "title": "small", "security": "n", "securityDefinitions": {"n": {"scheme": "nosec"}}})")}});
  const auto fit = ask<FitAnswer>("fit", {{"model", "small"}, {"device", "small"}});
  EXPECT_EQ(fit.models.at(0).id, model);
  EXPECT_EQ(fit.devices.at(0).id, "urn:device:small");
  const Error error = error_of("show", {{"name", "small"}});
  EXPECT_EQ(error.kind, ErrorKind::ambiguous);
  EXPECT_THAT(error.advice, HasSubstr("urn:device:small (a device)"));
}

TEST_F(FleetAnswers, DiffOfTwoModelsOverAGroup) {
  const auto same = ask<FleetDiffAnswer>("diff", {{"where", "ram_free > 0B"}, {"model", small_}, {"model", small_}});
  EXPECT_THAT(same.changes, IsEmpty());
  EXPECT_EQ(same.same, 3u);
}

}  // namespace
}  // namespace kilograph::reply
