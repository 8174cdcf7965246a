// Any text is an answer that is a JSON array, or an error with a message; the documents stay as they were.
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "base/bytes.hpp"
#include "engine/error.hpp"
#include "engine/jsonpath.h"

using namespace kilograph;

namespace {

constexpr std::string_view kThings[] = {
    R"({"id":"a","title":"Lamp","n":1,"actions":{"on":{"forms":[{"href":"/on"},{"href":"/off"}]}}})",
    R"({"id":"b","title":"Heater","n":-2.5e3,"z":null,"tags":["x","y",["z"]],"é":{"a":{"a":{"a":true}}}})", "[]"};

KgDocuments* three() {
  KgDocuments* documents = kg_documents_new();
  if (!documents) std::abort();
  for (const std::string_view thing : kThings) {
    if (kg_documents_put(documents, engine::text(thing.substr(0, 9)), engine::text(thing), nullptr) != KG_OK)
      std::abort();
  }
  return documents;
}

std::string asked(KgDocuments* documents, std::string_view path) {
  const KgPathQuery query{engine::text(path), 1'000, 1u << 20};
  std::string answer;
  KgError* error = nullptr;
  const KgStatus status = kg_documents_query(
      documents, &query,
      [](void* user, KgText json) {
        return engine::kept([&] { static_cast<std::string*>(user)->assign(engine::view(json)); });
      },
      &answer, &error);
  if (status == KG_OK) return answer;
  const Error told = engine::take_error(status, error);
  if (told.message.empty() || told.kind == ErrorKind::internal) std::abort();
  return "[]";
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static KgDocuments* const documents = three();
  static const std::string all = asked(documents, "$[*]");
  if (!nlohmann::json::parse(asked(documents, text_of({data, size})), nullptr, false).is_array()) std::abort();
  if (asked(documents, "$[*]") != all) std::abort();
  return 0;
}
