// A catalogue in a folder of its own, served on a free port by a thread of the test's.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <thread>

#include "reply/verb.hpp"
#include "serve/service/service.hpp"
#include "surface/http/raw_client.hpp"

namespace kilograph::serve::tests {

using Json = nlohmann::ordered_json;

class ServedCatalogue : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
    folder_ = std::filesystem::temp_directory_path() /
              ("kilograph_served_" + std::string(test->name()) + "_" + std::to_string(getpid()));
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
    desk_.catalogue = folder_ / "catalogue";
    const auto made = reply::answer("init", {}, desk_);
    ASSERT_TRUE(made) << made.error().to_text();
    start();
  }

  void TearDown() override {
    stop();
    std::filesystem::remove_all(folder_);
  }

  void start() {
    auto service = service::Service::open(*desk_.catalogue, {});
    ASSERT_TRUE(service) << service.error().to_text();
    service_.emplace(std::move(*service));
    port_ = service_->server().port();
    thread_ = std::thread([this] { service_->run(); });
  }

  void stop() {
    if (!thread_.joinable()) return;
    service_->server().stop();
    thread_.join();
    service_.reset();
  }

  RawAnswer ask(std::string_view method, std::string_view target, std::string_view fields = "",
                std::string_view body = "") {
    return RawClient(port_).ask(request_text(method, target, fields, body), method == "HEAD");
  }

  Result<reply::Answer> run(std::string_view verb, std::initializer_list<std::pair<const char*, std::string>> values) {
    reply::Call call;
    for (const auto& [name, value] : values) call.give(name, value);
    return reply::answer(verb, call, desk_);
  }

  std::string write(const std::string& name, std::string_view text) {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return (folder_ / name).string();
  }

  static void expect_problem(const RawAnswer& answer, unsigned status) {
    EXPECT_EQ(answer.status, status) << answer.head << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/problem+json; charset=utf-8");
    const Json json = Json::parse(answer.body, nullptr, false);
    ASSERT_TRUE(json.is_object()) << answer.body;
    EXPECT_EQ(json.value("status", 0u), status);
    EXPECT_FALSE(json.value("title", "").empty());
    EXPECT_FALSE(json.value("detail", "").empty());
  }

  std::filesystem::path folder_;
  reply::Desk desk_;
  std::optional<service::Service> service_;
  std::thread thread_;
  std::uint16_t port_ = 0;
};

}  // namespace kilograph::serve::tests
