// The door for spreadsheets: the published sheet, cut and changed copies of it, and its limits.
#include "ingest/sheet/workbook.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/file.hpp"
#include "shared_data.hpp"

namespace kilograph::ingest::sheet {
namespace {

using ::testing::HasSubstr;

class PublishedSheet : public ::testing::Test {
 protected:
  void SetUp() override {
    KG_NEEDS_SHARED("reference/Models_Information.xlsx");
    bytes_ = *read_file(tests::shared("reference/Models_Information.xlsx"), 1 << 20);
  }

  Bytes bytes_;
};

TEST_F(PublishedSheet, HasARowAModelAndItsCellsAsText) {
  const auto workbook = read_workbook(bytes_);
  ASSERT_TRUE(workbook) << workbook.error().to_text();
  ASSERT_EQ(workbook->sheets.size(), 1u);
  const Sheet& sheet = workbook->sheets[0];
  EXPECT_EQ(sheet.rows.size(), 24u) << "a header and 23 models";
  bool has_none = false;
  for (const Sheet::Row& row : sheet.rows) {
    EXPECT_EQ(row.size(), sheet.rows[0].size());
    for (const std::string& cell : row) {
      has_none |= cell == "None";
      EXPECT_FALSE(cell.ends_with(".0") && cell.find_first_not_of("0123456789.") == std::string::npos) << cell;
    }
  }
  EXPECT_TRUE(has_none) << "a value that is missing is written as None";
}

TEST_F(PublishedSheet, LimitsHold) {
  EXPECT_EQ(read_workbook(bytes_, WorkbookLimits{.file_bytes = 1000}).error().kind, ErrorKind::too_large);
  EXPECT_EQ(read_workbook(bytes_, WorkbookLimits{.unpacked_bytes = 20'000}).error().kind, ErrorKind::too_large);
  const Error cells = read_workbook(bytes_, WorkbookLimits{.cells = 100}).error();
  EXPECT_EQ(cells.kind, ErrorKind::too_large);
  EXPECT_THAT(cells.expected, HasSubstr("100 cells"));
}

TEST_F(PublishedSheet, CutAnywhereItIsAnError) {
  for (std::size_t size = 0; size < bytes_.size(); size += size < 200 ? 1 : 97) {
    const auto workbook = read_workbook(ByteView(bytes_).first(size));
    ASSERT_FALSE(workbook) << "cut at " << size;
    EXPECT_EQ(workbook.error().kind, ErrorKind::bad_input);
    EXPECT_FALSE(workbook.error().message.empty());
  }
}

TEST_F(PublishedSheet, AChangedByteIsAnErrorOrAWorkbook) {
  for (std::size_t at = 0; at < bytes_.size(); at += 61) {
    Bytes changed = bytes_;
    changed[at] ^= 0x55;
    const auto workbook = read_workbook(changed);
    if (workbook) continue;
    EXPECT_NE(workbook.error().kind, ErrorKind::internal) << at << workbook.error().to_text();
  }
}

TEST(Workbook, WhatIsNoWorkbookIsSaidSo) {
  EXPECT_EQ(read_workbook(view_of("name,ram\nx,1\n")).error().kind, ErrorKind::bad_input);
  EXPECT_EQ(read_workbook({}).error().kind, ErrorKind::bad_input);
  const std::string_view compound = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and more";
  EXPECT_EQ(read_workbook(view_of(compound)).error().kind, ErrorKind::unsupported);
}

}  // namespace
}  // namespace kilograph::ingest::sheet
