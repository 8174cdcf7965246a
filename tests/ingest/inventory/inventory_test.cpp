#include <gmock/gmock.h>

#include "ingest/document.hpp"
#include "ingest/inventory/inventory.hpp"
#include "ingest/inventory/samples.hpp"

namespace kilograph::ingest::inventory {
namespace {

using domain::Label;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const Columns kColumns{"Serial", "Type", "Name", {{"site", "Site"}}};

Error column_error(std::string_view text) {
  const auto columns = parse_columns(text);
  return columns ? Error{ErrorKind::internal, "no error"} : columns.error();
}

TEST(Columns, SayWhichColumnIsWhat) {
  const auto columns = parse_columns("id=Serial, model=Type,label:site=\"Site, hall\",label:*=*,title=Name");
  ASSERT_TRUE(columns) << columns.error().to_text();
  EXPECT_EQ(columns->id, "Serial");
  EXPECT_EQ(columns->title, "Name");
  EXPECT_EQ(columns->labels.at(0).column, "Site, hall");
  EXPECT_EQ(to_text(*parse_columns(to_text(*columns))), to_text(*columns));
}

TEST(Columns, ThatAreWrongAreErrorsWithTheirPlace) {
  EXPECT_EQ(column_error("id=Serial,modell=Type").where, "column 11");
  EXPECT_EQ(column_error("id=Serial,modell=Type").advice, "Did you mean 'model'?");
  EXPECT_THAT(column_error("id=Serial").message, HasSubstr("no column is said to be the model"));
  EXPECT_THAT(column_error("id=a,id=b,model=c").message, HasSubstr("'id' is given twice"));
  EXPECT_THAT(column_error("id=a,,model=c").message, HasSubstr("an item is empty"));
  EXPECT_THAT(column_error("id=a,model=c,label:*=Site").message, HasSubstr("stands for several columns"));
  EXPECT_THAT(column_error("id=a,model=c,label:x=a,label:x=b").message, HasSubstr("'x' is given twice"));
  EXPECT_THAT(column_error("id=,model=c").message, HasSubstr("names no column"));
}

TEST(CsvInventory, GivesARowADevice) {
  const auto inventory = read_csv_inventory(tests::kCsv, kColumns);
  ASSERT_TRUE(inventory) << inventory.error().to_text();
  ASSERT_THAT(inventory->rows, SizeIs(2));
  EXPECT_EQ(inventory->rows[0].place.line, 2u);
  EXPECT_EQ(inventory->rows[0].title, "Press 1");
  EXPECT_THAT(inventory->rows[0].labels, ElementsAre(Label{"site", "hall 3, north"}));
  EXPECT_EQ(inventory->rows[1].title, "SN-2");  // nobody named it
}

TEST(CsvInventory, NamesEachBadRowWithItsLineAndKeepsTheRest) {
  const auto inventory = read_csv_inventory(tests::kCsv, kColumns);
  ASSERT_TRUE(inventory);
  std::vector<std::string> bad;
  for (const BadRow& row : inventory->bad) bad.push_back(std::to_string(row.place.line) + ": " + row.message);
  EXPECT_THAT(bad, ElementsAre("4: the id is empty", "5: the model is empty", "6: the id 'SN-1' is that of line 2",
                               "7: the row has 2 cells, the header 4", HasSubstr("8: text follows a closing quote")));
}

TEST(CsvInventory, SaysWhichColumnsThereAre) {
  const auto inventory = read_csv_inventory(tests::kCsv, {"Serial", "Typ", {}, {}});
  ASSERT_FALSE(inventory);
  EXPECT_EQ(inventory.error().expected, "one of: Serial, Type, Name, Site");
  EXPECT_EQ(inventory.error().advice, "Did you mean 'Type'?");
  const auto german = read_csv_inventory("Serial;Type\nSN-1;Nano\n", kColumns);
  ASSERT_FALSE(german);
  EXPECT_THAT(german.error().advice, HasSubstr("semicolons"));
}

TEST(CsvInventory, AllOtherColumnsCanBeLabels) {
  const auto inventory = read_csv_inventory(tests::kCsv, {"Serial", "Type", {}, {{"*", "*"}}});
  ASSERT_TRUE(inventory);
  EXPECT_THAT(inventory->rows[0].labels, ElementsAre(Label{"Name", "Press 1"}, Label{"Site", "hall 3, north"}));
}

TEST(Exports, AreToldByTheirContent) {
  EXPECT_EQ(export_of(tests::kHawkbit), Export::hawkbit);
  EXPECT_EQ(export_of(tests::kAzureTwins), Export::azure_iot_hub);
  EXPECT_EQ(export_of(tests::kAzureLines), Export::azure_iot_hub);
  EXPECT_EQ(export_of(tests::kAws), Export::aws_iot);
  EXPECT_EQ(export_of(R"({"@context": "https://www.w3.org/2022/wot/td/v1.1", "content": 1, "controllerId": 2})"),
            std::nullopt);
  EXPECT_EQ(export_of("[]"), std::nullopt);
  EXPECT_EQ(export_of(""), std::nullopt);
}

TEST(Exports, OfAzureAreKnownByDeviceIdOrByIdWithETag) {
  for (const std::string_view text :
       {R"({"id":"d1","eTag":"MA==","modelId":"X"})", R"({"id":"d1","twinETag":"MA==","modelId":"X"})",
        R"([{"deviceId":"d1","modelId":"X"}])", R"({"deviceId":"d1","modelId":"X"})",
        R"([{"id":"d1","eTag":"MA==","modelId":"X"}])", "{\n \"deviceId\": \"d1\",\n \"modelId\": \"X\"\n}\n"}) {
    ASSERT_EQ(export_of(text), Export::azure_iot_hub) << text;
    const auto inventory = read_export(text, Export::azure_iot_hub, usual_columns(Export::azure_iot_hub));
    ASSERT_TRUE(inventory) << text;
    ASSERT_THAT(inventory->rows, SizeIs(1)) << text;
    EXPECT_EQ(inventory->rows[0].id, "d1");
    EXPECT_EQ(inventory->rows[0].model, "X");
    EXPECT_THAT(inventory->bad, IsEmpty());
  }
  EXPECT_EQ(export_of(R"({"id":"d1","modelId":"X"})"), std::nullopt);
}

TEST(Exports, PagesMayBeEmpty) {
  for (const auto& [text, kind] : {std::pair{R"({"things":[]})", Export::aws_iot},
                                   {R"({"things": [ ], "nextToken": null})", Export::aws_iot},
                                   {R"({"content":[],"total":0})", Export::hawkbit}}) {
    ASSERT_EQ(export_of(text), kind) << text;
    const auto inventory = read_export(text, kind, usual_columns(kind));
    ASSERT_TRUE(inventory) << text;
    EXPECT_THAT(inventory->rows, IsEmpty());
    EXPECT_THAT(inventory->warnings, IsEmpty());
  }
  EXPECT_EQ(export_of(R"({"content":[]})"), std::nullopt);
  EXPECT_EQ(export_of(R"({"things":[1]})"), std::nullopt);
}

Inventory usual(std::string_view text) {
  const Export kind = export_of(text).value();
  auto inventory = read_export(text, kind, usual_columns(kind));
  if (!inventory) ADD_FAILURE() << inventory.error().to_text();
  return inventory ? *inventory : Inventory{};
}

TEST(Exports, OfHawkbitWarnOfFurtherPages) {
  const Inventory inventory = usual(tests::kHawkbit);
  ASSERT_THAT(inventory.rows, SizeIs(1));
  EXPECT_EQ(inventory.rows[0].id, "dev-1");
  EXPECT_EQ(inventory.rows[0].model, "Nano33");
  EXPECT_EQ(inventory.rows[0].title, "Press 1");
  EXPECT_THAT(inventory.rows[0].labels, ElementsAre(Label{"site", "hall 3"}));
  EXPECT_THAT(inventory.warnings, ElementsAre(HasSubstr("holds 2 of 120 targets")));
  ASSERT_THAT(inventory.bad, SizeIs(1));
  EXPECT_EQ(inventory.bad[0].message, "the model is empty");
  EXPECT_EQ(inventory.bad[0].place.line, 6u);
}

TEST(Exports, OfAzureGiveTagsAndReportedProperties) {
  for (const std::string_view text : {tests::kAzureTwins, tests::kAzureLines}) {
    const Inventory inventory = usual(text);
    ASSERT_THAT(inventory.rows, SizeIs(1));
    EXPECT_EQ(inventory.rows[0].id, "dev-1");
    EXPECT_EQ(inventory.rows[0].model, "dtmi:com:example:Nano33;1");
    EXPECT_THAT(inventory.rows[0].labels, ElementsAre(Label{"location.plant", "P1"}, Label{"firmware", "1.2"}));
  }
}

TEST(Exports, OfAzureLinesKeepWhatIsNotBroken) {
  const auto inventory = usual(std::string(tests::kAzureLines) + "{\"id\": \n");
  EXPECT_THAT(inventory.rows, SizeIs(1));
  ASSERT_THAT(inventory.bad, SizeIs(1));
  EXPECT_EQ(inventory.bad[0].place.line, 2u);
}

TEST(Exports, OnOneLineNameTheRecord) {
  const auto inventory = usual(R"({"things": [{"thingName": "a", "thingTypeName": "T"}, {"thingName": "b"}, 7]})");
  ASSERT_THAT(inventory.bad, SizeIs(2));
  EXPECT_EQ(to_text(inventory.bad[0].place), "record 2 (line 1, column 55)");
  EXPECT_EQ(to_text(inventory.bad[1].place), "record 3 (line 1, column 75)");
}

TEST(Exports, WithDeviceKeysAreRefused) {
  std::string text(tests::kAzureLines);
  text.replace(text.find("null"), 4, "\"c2VjcmV0\"");
  const auto inventory = read_export(text, Export::azure_iot_hub, usual_columns(Export::azure_iot_hub));
  ASSERT_FALSE(inventory);
  EXPECT_THAT(inventory.error().message, HasSubstr("device keys"));
}

TEST(Exports, OfAwsGiveAttributes) {
  const Inventory inventory = usual(tests::kAws);
  ASSERT_THAT(inventory.rows, SizeIs(1));
  EXPECT_EQ(inventory.rows[0].id, "dev-1");
  EXPECT_EQ(inventory.rows[0].model, "Nano33");
  EXPECT_THAT(inventory.rows[0].labels, ElementsAre(Label{"site", "hall 3"}));
}

TEST(Exports, OfAwsWarnOfFurtherPages) {
  std::string page(tests::kAws);
  page.insert(page.find('{') + 1, R"("nextToken": "abc", )");
  const Inventory inventory = usual(page);
  EXPECT_TRUE(inventory.is_partial);
  EXPECT_THAT(inventory.warnings, ElementsAre(HasSubstr("says that there are more")));
}

TEST(Exports, TakeAnyMemberByItsPath) {
  const auto columns = parse_columns("id=deviceId,model=tags.location.plant,label:status=status");
  const auto inventory = read_export(tests::kAzureTwins, Export::azure_iot_hub, *columns);
  ASSERT_TRUE(inventory);
  EXPECT_EQ(inventory->rows.at(0).model, "P1");
  EXPECT_THAT(inventory->rows.at(0).labels, ElementsAre(Label{"status", "enabled"}));
}

TEST(Exports, CutAtEveryByteAreErrorsOrHaveFewerRows) {
  for (const std::string_view text : {tests::kHawkbit, tests::kAzureTwins, tests::kAzureLines, tests::kAws}) {
    const Export kind = export_of(text).value();
    for (std::size_t bytes = 0; bytes < text.size(); ++bytes) {
      const auto cut = read_export(text.substr(0, bytes), kind, usual_columns(kind));
      EXPECT_TRUE(!cut || cut->rows.size() <= 1) << bytes;
    }
  }
}

TEST(CsvInventory, CutAtEveryByteIsAnErrorOrHasNoMoreRows) {
  for (std::size_t bytes = 0; bytes < tests::kCsv.size(); ++bytes) {
    const auto cut = read_csv_inventory(tests::kCsv.substr(0, bytes), kColumns);
    EXPECT_TRUE(!cut || cut->rows.size() <= 3) << bytes;
  }
}

TEST(Inventory, AmongOtherFilesIsToldHowToBeAdded) {
  const auto read = ingest::read(view_of(tests::kAws), "things.json", {});
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().advice, HasSubstr("Add it alone"));
  const auto table = ingest::read(view_of("Serial,Type\n1,Uno\n"), "fleet.csv", {});
  ASSERT_FALSE(table);
  EXPECT_THAT(table.error().advice, HasSubstr("--columns"));
}

}  // namespace
}  // namespace kilograph::ingest::inventory
