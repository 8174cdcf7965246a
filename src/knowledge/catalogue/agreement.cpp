#include "knowledge/catalogue/agreement.hpp"

#include <fmt/format.h>

#include <array>
#include <memory>
#include <utility>

#include "knowledge/record.hpp"

namespace kilograph::knowledge {
namespace {

Result<std::string> unpacked(ledger::Packer& packer, const ledger::Packed& packed) {
  const Bytes bytes = KG_TRY(packer.unpack(packed.bytes, packed.unpacked_bytes));
  return std::string(text_of(bytes));
}

constexpr std::int64_t kMostAliases = 256;

struct Aspect {
  std::string_view name;
  bool same;
};

// What of the kept document is not as its file gives it; empty when all is.
Result<std::string> difference(ledger::Packer& packer, const ledger::StoredDocument& kept, const Document& remade) {
  const Document& head = kept.head;
  const Record record = to_record(remade.facts);
  const std::string detail = KG_TRY(unpacked(packer, kept.detail));
  const std::string triples = KG_TRY(unpacked(packer, kept.triples));
  const std::array aspects{
      Aspect{"entity", head.entity == remade.entity && head.kind == remade.kind},
      Aspect{"name", head.name == remade.name},
      Aspect{"source", head.source == remade.source && source_key_of(head) == source_key_of(remade)},
      Aspect{"media type", head.media_type == remade.media_type},
      Aspect{"base", head.base == remade.base},
      Aspect{"origin", head.derived_from == remade.derived_from},
      Aspect{"typed record", kept.facts == record.facts && detail == record.detail},
      Aspect{"graph", triples == remade.triples},
  };
  std::string what;
  for (const Aspect& aspect : aspects) {
    if (!aspect.same) what += (what.empty() ? "" : ", ") + std::string(aspect.name);
  }
  if (what.empty() || head.source.by == remade.source.by) return what;
  return fmt::format("{}; it is by '{}', and now would be by '{}'", what, head.source.by, remade.source.by);
}

}  // namespace

Result<void> Agreement::check() {
  return ledger_.files.each([&](const Digest& digest, const ledger::Packed& packed) -> Result<void> {
    auto bytes = ledger_.packer.unpack(packed.bytes, packed.unpacked_bytes);
    return bytes ? check_file(digest, std::move(*bytes)) : Result<void>{};
  });
}

Result<void> Agreement::check_file(const Digest& digest, Bytes bytes) {
  const std::vector<Document> heads = KG_TRY(heads_of(digest));
  const auto aliases = [this](const Document& head) { return aliases_of(head); };
  const auto remade = KG_TRY(remake_(std::make_shared<const Bytes>(std::move(bytes)), heads, aliases));
  if (remade.size() != heads.size()) return fail(ErrorKind::internal, "not every document was made anew", digest.hex());
  for (std::size_t i = 0; i < heads.size(); ++i) KG_CHECK(check_document(heads[i].iri, remade[i]));
  return {};
}

Result<void> Agreement::check_document(const std::string& iri, const Result<Document>& remade) {
  const auto kept = KG_TRY(ledger_.documents.find(iri));
  if (!kept) return {};
  if (!remade) return differs_(*kept, "its file gives no such document: " + remade.error().to_text(), nullptr);
  const auto what = difference(ledger_.packer, *kept, *remade);
  if (!what) return differs_(*kept, what.error().to_text(), nullptr);
  return what->empty() ? Result<void>{} : differs_(*kept, "does not agree with its file in: " + *what, &*remade);
}

Result<std::vector<Document>> Agreement::heads_of(const Digest& file) {
  std::vector<Document> heads;
  KG_CHECK(ledger_.documents.each_head_of_file(file, [&](ledger::StoredDocument kept) -> Result<void> {
    heads.push_back(std::move(kept.head));
    return {};
  }));
  return heads;
}

Result<std::vector<std::string>> Agreement::aliases_of(const Document& head) {
  auto statement =
      KG_TRY(ledger_.connection().prepare("SELECT name, place, file FROM documents WHERE entity = ? LIMIT ?"));
  auto rows = KG_TRY(statement.start(head.entity, kMostAliases));
  std::vector<std::string> aliases;
  while (KG_TRY(rows.next())) {
    if (KG_TRY(rows.digest(2)) == head.file) continue;
    aliases.emplace_back(rows.text(0));
    aliases.emplace_back(rows.text(1));
  }
  return aliases;
}

}  // namespace kilograph::knowledge
