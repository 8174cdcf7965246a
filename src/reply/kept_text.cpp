#include "reply/kept_text.hpp"

#include <algorithm>
#include <array>

#include "base/listing.hpp"
#include "domain/spelling.hpp"
#include "knowledge/graph/entity_graph.hpp"
#include "knowledge/graph/terms.hpp"
#include "knowledge/graph/vocabulary.hpp"
#include "knowledge/graph/writer.hpp"
#include "match/fit.hpp"

namespace kilograph::reply {
namespace {

namespace graph = knowledge::graph;
using knowledge::Catalogue;

constexpr std::size_t kMostNameBytes = 256;

struct KindRow {
  TextKind kind;
  std::string_view name, media_type, making;
};
constexpr std::array kKinds{
    KindRow{TextKind::columns, "columns", "text/x-kilograph-columns",
            "`kilograph add FILE --columns \"id=…,model=…\" --mapping NAME` keeps one."},
    KindRow{TextKind::group, "group", "text/x-kilograph-selector",
            "`kilograph group add NAME --where \"ram_free >= 64KiB\"` makes one."},
};

const KindRow& row_of(TextKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string folder_of(TextKind kind) { return std::string(domain::kIdBase) + std::string(row_of(kind).name) + "/"; }

std::string iri_of(TextKind kind, const std::string& name) { return folder_of(kind) + graph::encode(name); }

knowledge::Document document_of(TextKind kind, const std::string& name, const std::string& text) {
  const std::string entity = iri_of(kind, name);
  knowledge::Document document;
  document.file = sha256(view_of(text));
  document.iri = domain::document_iri(document.file, entity);
  document.entity = entity;
  document.kind = domain::EntityKind::graph;
  document.name = std::string(row_of(kind).name) + ":" + name;
  document.source = {domain::Basis::declared, std::string(match::kAsker), document.iri, name};
  document.media_type = row_of(kind).media_type;
  graph::Writer writer(document.iri);
  graph::write_provenance(writer, entity, document.iri, document.source);
  writer.text(entity, graph::schema::name, name);
  writer.text(entity, graph::schema::description, text);
  document.triples = std::move(writer).take();
  return document;
}

Error absent(TextKind kind, const std::string& name, const std::vector<KeptText>& all) {
  std::vector<std::string> names;
  for (const KeptText& one : all) names.push_back(one.name);
  const auto near = domain::nearest(name, names, 1);
  const std::string what(row_of(kind).name);
  return {ErrorKind::not_found,
          "there is no " + std::string(kind == TextKind::group ? "group" : "mapping") + " '" + name + "'",
          {},
          names.empty() ? "" : "one of: " + listed(names),
          near.empty() ? std::string(row_of(kind).making) : "Did you mean '" + near.front() + "'?"};
}

}  // namespace

std::string_view name_of(TextKind kind) { return row_of(kind).name; }

bool is_kept_text(std::string_view media_type) {
  return std::ranges::find(kKinds, media_type, &KindRow::media_type) != kKinds.end();
}

Result<knowledge::Document> remade_text(ByteView bytes, const knowledge::Document& kept) {
  const auto row = std::ranges::find(kKinds, kept.media_type, &KindRow::media_type);
  if (row == kKinds.end()) return fail(ErrorKind::bad_input, "is no kept text");
  return document_of(row->kind, kept.source.place, std::string(text_of(bytes)));
}

Result<knowledge::Change> keep_text(Catalogue& catalogue, const std::string& actor, TextKind kind,
                                    const KeptText& text) {
  if (text.name.empty() || text.name.size() > kMostNameBytes) {
    return fail(ErrorKind::usage, "the name is empty or longer than 256 bytes", "", "a short name");
  }
  knowledge::Change change = knowledge::Change::unchanged;
  Catalogue::Batch batch =
      KG_TRY(catalogue.begin(actor, [&](const knowledge::Acknowledgement& ack) { change = ack.change; }));
  const auto bytes = std::make_shared<const Bytes>(text.text.begin(), text.text.end());
  KG_CHECK(batch.add(bytes, {document_of(kind, text.name, text.text)}));
  KG_CHECK(batch.commit());
  return change;
}

Result<std::vector<KeptText>> kept_texts(const Catalogue& catalogue, TextKind kind) {
  const std::string folder = folder_of(kind);
  std::vector<KeptText> texts;
  std::vector<std::string> entities;
  KG_CHECK(catalogue.each_name([&](const knowledge::EntityName& named) {
    if (named.entity.starts_with(folder)) entities.push_back(named.entity);
  }));
  for (const std::string& entity : entities) {
    for (const knowledge::Document& document : KG_TRY(catalogue.documents(entity))) {
      if (document.media_type != row_of(kind).media_type) continue;
      const auto bytes = KG_TRY(catalogue.file(document.file));
      if (bytes) texts.push_back({document.source.place, std::string(text_of(*bytes))});
    }
  }
  std::ranges::sort(texts, {}, &KeptText::name);
  return texts;
}

Result<std::string> kept_text(const Catalogue& catalogue, TextKind kind, const std::string& name) {
  for (const knowledge::Document& document : KG_TRY(catalogue.documents(iri_of(kind, name)))) {
    const auto bytes = KG_TRY(catalogue.file(document.file));
    if (bytes) return std::string(text_of(*bytes));
  }
  return fail(absent(kind, name, KG_TRY(kept_texts(catalogue, kind))));
}

Result<void> drop_text(Catalogue& catalogue, const std::string& actor, TextKind kind, const std::string& name) {
  KG_TRY(kept_text(catalogue, kind, name));
  return catalogue.remove(iri_of(kind, name), actor);
}

}  // namespace kilograph::reply
