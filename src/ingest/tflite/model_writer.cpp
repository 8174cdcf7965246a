#include "ingest/tflite/model_writer.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "ingest/tflite/model_file.hpp"
#include "ingest/tflite/model_reader.hpp"

namespace kilograph::ingest {
namespace tflite {
namespace {

constexpr std::size_t kRootFields = 8;  // version to signature_defs
constexpr std::size_t kAlignment = 16;

std::size_t vtable_slot(std::size_t field) { return 4 + 2 * field; }

// Data that are found by their distance from the file's start.
Result<void> check_nothing_lies_behind(const schema::Model& root) {
  const auto behind = [](const std::string& where) {
    return fail(ErrorKind::unsupported, "its data lie behind the FlatBuffer, and would move", where,
                "a model whose data are all within the FlatBuffer", "Convert the model again; small ones are.");
  };
  for (std::uint32_t i = 0; i < length(root.buffers()); ++i) {
    if (root.buffers()->Get(i)->offset() > 1) return behind("buffer " + std::to_string(i));
  }
  for (std::uint32_t s = 0; s < length(root.subgraphs()); ++s) {
    const auto* operators = root.subgraphs()->Get(s)->operators();
    for (std::uint32_t i = 0; i < length(operators); ++i) {
      if (operators->Get(i)->large_custom_options_offset() > 1)
        return behind("subgraph " + std::to_string(s) + ", operator " + std::to_string(i));
    }
  }
  return {};
}

Result<void> check_root_is_known(const flatbuffers::Table& root) {
  const std::uint8_t* vtable = root.GetVTable();
  const std::size_t bytes = flatbuffers::ReadScalar<flatbuffers::voffset_t>(vtable);
  for (std::size_t field = kRootFields; vtable_slot(field) + 2 <= bytes; ++field) {
    if (flatbuffers::ReadScalar<flatbuffers::voffset_t>(vtable + vtable_slot(field)) == 0) continue;
    return fail(ErrorKind::unsupported, "its root has field " + std::to_string(field) + ", which could be lost",
                "the model's root", "the fields 0 to " + std::to_string(kRootFields - 1) + " of schema version 3");
  }
  return {};
}

bool is_named(const schema::Metadata& entry, std::string_view name) {
  return entry.name() && entry.name()->string_view() == name;
}

bool holds(const schema::Model& root, const schema::Metadata& entry, ByteView content) {
  const auto* data = root.buffers()->Get(entry.buffer())->data();
  return length(data) == content.size() &&
         (content.empty() || std::memcmp(data->data(), content.data(), content.size()) == 0);
}

// Where a copy puts the content, and which entries it keeps.
struct Change {
  std::uint32_t buffer = 0;               // an index of the copy
  std::vector<std::uint32_t> kept_before;  // old entries before the new one, and behind it
  std::vector<std::uint32_t> kept_behind;
  bool is_there = false;                  // the model has it, as its only entry of that name
};

bool is_used_elsewhere(const schema::Model& root, std::uint32_t buffer, std::string_view name) {
  for (std::uint32_t s = 0; s < length(root.subgraphs()); ++s) {
    const auto* tensors = root.subgraphs()->Get(s)->tensors();
    for (std::uint32_t i = 0; i < length(tensors); ++i) {
      if (tensors->Get(i)->buffer() == buffer) return true;
    }
  }
  for (std::uint32_t i = 0; i < length(root.metadata()); ++i) {
    const schema::Metadata& entry = *root.metadata()->Get(i);
    if (entry.buffer() == buffer && !is_named(entry, name)) return true;
  }
  return buffer == 0;  // by convention the empty one
}

Change change_of(const schema::Model& root, std::string_view name, ByteView content) {
  Change change;
  change.buffer = length(root.buffers());
  std::size_t named = 0;
  for (std::uint32_t i = 0; i < length(root.metadata()); ++i) {
    const schema::Metadata& entry = *root.metadata()->Get(i);
    if (!is_named(entry, name)) {
      (named == 0 ? change.kept_before : change.kept_behind).push_back(i);
      continue;
    }
    if (++named == 1) {
      change.is_there = holds(root, entry, content);
      if (!is_used_elsewhere(root, entry.buffer(), name)) change.buffer = entry.buffer();
    }
  }
  change.is_there &= named == 1;
  return change;
}

// The new beginning of a file: parts in the order of their addresses, because references point forward. The old file
// follows it whole.
class Front {
 public:
  explicit Front(ByteView model) : model_(model) {}

  std::size_t size() const { return bytes_.size(); }
  void u16(std::size_t value) {
    bytes_.push_back(static_cast<std::uint8_t>(value));
    bytes_.push_back(static_cast<std::uint8_t>(value >> 8));
  }
  void u32(std::size_t value) {
    u16(value & 0xFFFF);
    u16(value >> 16);
  }
  void text(std::string_view text) {
    u32(text.size());
    bytes_.insert(bytes_.end(), text.begin(), text.end());
    bytes_.push_back(0);
  }
  void data(ByteView data) {
    u32(data.size());
    bytes_.insert(bytes_.end(), data.begin(), data.end());
  }
  void pad_to(std::size_t alignment, std::size_t rest = 0) {
    while (bytes_.size() % alignment != rest) bytes_.push_back(0);
  }

  // A reference to a part that comes later, or to one of the old file.
  std::size_t open_reference() {
    u32(0);
    return bytes_.size() - 4;
  }
  void close(std::size_t reference) { close_at(reference, bytes_.size()); }
  void close_at(std::size_t reference, std::size_t part) { set(reference, part - reference); }
  void old_reference(const void* part) {
    old_.push_back({bytes_.size(), static_cast<std::size_t>(static_cast<const std::uint8_t*>(part) - model_.data())});
    u32(0);
  }

  Bytes finish() && {
    pad_to(kAlignment);
    for (const auto& [at, target] : old_) set(at, bytes_.size() + target - at);
    bytes_.insert(bytes_.end(), model_.begin(), model_.end());
    return std::move(bytes_);
  }

 private:
  struct OldReference {
    std::size_t at;
    std::size_t target;  // in the old file
  };

  void set(std::size_t at, std::size_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes_[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
  }

  ByteView model_;
  Bytes bytes_;
  std::vector<OldReference> old_;
};

// A table of references and numbers of four bytes each, its vtable before it.
void begin_table(Front& front, const std::vector<bool>& fields) {
  const std::size_t vtable_bytes = 4 + 2 * fields.size();
  front.pad_to(4, (4 - vtable_bytes % 4) % 4);
  front.u16(vtable_bytes);
  front.u16(4 + 4 * static_cast<std::size_t>(std::ranges::count(fields, true)));
  std::size_t at = 4;
  for (const bool is_there : fields) {
    front.u16(is_there ? at : 0);
    at += is_there ? 4 : 0;
  }
  front.u32(vtable_bytes);
}

struct RootReferences {
  std::size_t buffers = 0;
  std::size_t metadata = 0;
};

RootReferences write_root(Front& front, const flatbuffers::Table& old) {
  constexpr std::size_t kVersion = 0, kBuffers = 4, kMetadata = 6;
  std::vector<bool> fields;
  for (std::size_t field = 0; field < kRootFields; ++field) {
    const bool is_there = old.GetOptionalFieldOffset(static_cast<flatbuffers::voffset_t>(vtable_slot(field))) != 0;
    fields.push_back(is_there || field == kBuffers || field == kMetadata);
  }
  const std::size_t root = front.open_reference();
  front.u32(flatbuffers::ReadScalar<std::uint32_t>(schema::ModelIdentifier()));
  begin_table(front, fields);
  RootReferences references;
  front.close_at(root, front.size() - 4);
  for (std::size_t field = 0; field < kRootFields; ++field) {
    if (!fields[field]) continue;
    const auto slot = static_cast<flatbuffers::voffset_t>(vtable_slot(field));
    if (field == kVersion) {
      front.u32(old.GetField<std::uint32_t>(slot, 0));
    } else if (field == kBuffers) {
      references.buffers = front.open_reference();
    } else if (field == kMetadata) {
      references.metadata = front.open_reference();
    } else {
      front.old_reference(old.GetPointer<const std::uint8_t*>(slot));
    }
  }
  return references;
}

Bytes write_copy(ByteView model, const Change& change, std::string_view name, ByteView content) {
  const schema::Model& root = *schema::GetModel(model.data());
  Front front(model);
  const RootReferences references = write_root(front, *flatbuffers::GetRoot<flatbuffers::Table>(model.data()));

  front.close(references.buffers);
  const std::uint32_t old_buffers = length(root.buffers());
  front.u32(std::max(old_buffers, change.buffer + 1));
  std::size_t new_buffer = 0;
  for (std::uint32_t i = 0; i < old_buffers || i <= change.buffer; ++i) {
    if (i == change.buffer) {
      new_buffer = front.open_reference();
    } else {
      front.old_reference(root.buffers()->Get(i));
    }
  }

  front.close(references.metadata);
  front.u32(change.kept_before.size() + 1 + change.kept_behind.size());
  for (const std::uint32_t i : change.kept_before) front.old_reference(root.metadata()->Get(i));
  const std::size_t new_entry = front.open_reference();
  for (const std::uint32_t i : change.kept_behind) front.old_reference(root.metadata()->Get(i));

  begin_table(front, {true, true});
  front.close_at(new_entry, front.size() - 4);
  const std::size_t new_name = front.open_reference();
  front.u32(change.buffer);
  front.close(new_name);
  front.text(name);

  begin_table(front, {true});
  front.close_at(new_buffer, front.size() - 4);
  const std::size_t new_data = front.open_reference();
  front.pad_to(kAlignment, kAlignment - 4);
  front.close(new_data);
  front.data(content);
  return std::move(front).finish();
}

Result<void> check_order(const std::vector<std::int32_t>& order, std::uint32_t operators, std::size_t subgraph) {
  std::vector<std::int32_t> sorted = order;
  std::ranges::sort(sorted);
  bool is_permutation = sorted.size() == operators;
  for (std::size_t i = 0; i < sorted.size() && is_permutation; ++i)
    is_permutation = sorted[i] == static_cast<std::int32_t>(i);
  if (is_permutation) return {};
  return fail(ErrorKind::usage, "the order does not name each operator once", "subgraph " + std::to_string(subgraph),
              "the numbers 0 to " + std::to_string(operators) + " without the last, in some order");
}

// The vector's references, each counted from its own place, exchanged in the copy.
Result<void> reorder(ByteView model, const schema::SubGraph& subgraph, const std::vector<std::int32_t>& order,
                     Bytes& copy) {
  if (order.empty()) return {};
  const auto first = static_cast<std::size_t>(subgraph.operators()->Data() - model.data());
  for (std::size_t i = 0; i < order.size(); ++i) {
    const std::size_t at = first + 4 * i;
    const auto* table = subgraph.operators()->Get(static_cast<std::uint32_t>(order[i]));
    const auto target = static_cast<std::size_t>(reinterpret_cast<const std::uint8_t*>(table) - model.data());
    if (target < first + 4 * order.size()) {
      return fail(ErrorKind::unsupported, "its operators lie before the list of them", "operator " + std::to_string(i),
                  "a file as converters write it");
    }
    flatbuffers::WriteScalar(copy.data() + at, static_cast<flatbuffers::uoffset_t>(target - at));
  }
  return {};
}

bool same(const domain::Operator& a, const domain::Operator& b) {
  return a.name == b.name && a.version == b.version && a.inputs == b.inputs && a.outputs == b.outputs;
}

// The copy reads as the old model in the new order: no other part lay where the lists are.
Result<void> check_reordered(const domain::Model& old, const std::vector<std::vector<std::int32_t>>& orders,
                             ByteView copy, const Limits& limits) {
  const domain::Model model = KG_TRY(read_model(copy, old.name, limits));
  bool is_right = model.subgraphs.size() == old.subgraphs.size();
  for (std::size_t s = 0; s < orders.size() && is_right; ++s) {
    for (std::size_t i = 0; i < orders[s].size() && is_right; ++i)
      is_right =
          same(model.subgraphs[s].operators[i], old.subgraphs[s].operators[static_cast<std::size_t>(orders[s][i])]);
  }
  if (is_right) return {};
  return fail(ErrorKind::unsupported, "its lists of operators share memory with other parts", {},
              "a file as converters write it");
}

}  // namespace
}  // namespace tflite

Result<Bytes> with_metadata(ByteView model, std::string_view name, ByteView content, const Limits& limits) {
  KG_CHECK(read_model(model, {}, limits));
  const tflite::schema::Model& root = *tflite::schema::GetModel(model.data());
  const tflite::Change change = tflite::change_of(root, name, content);
  if (change.is_there) return Bytes(model.begin(), model.end());
  KG_CHECK(tflite::check_nothing_lies_behind(root));
  KG_CHECK(tflite::check_root_is_known(*flatbuffers::GetRoot<flatbuffers::Table>(model.data())));
  return tflite::write_copy(model, change, name, content);
}

Result<Bytes> with_operator_order(ByteView model, const std::vector<std::vector<std::int32_t>>& orders,
                                  const Limits& limits) {
  const domain::Model old = KG_TRY(read_model(model, {}, limits));
  const tflite::schema::Model& root = *tflite::schema::GetModel(model.data());
  if (orders.size() != old.subgraphs.size()) {
    return fail(ErrorKind::usage, grouped(orders.size()) + " orders were given", {},
                "one for each of the " + grouped(old.subgraphs.size()) + " subgraphs");
  }
  Bytes copy(model.begin(), model.end());
  for (std::uint32_t s = 0; s < orders.size(); ++s) {
    const auto& subgraph = *root.subgraphs()->Get(s);
    KG_CHECK(tflite::check_order(orders[s], tflite::length(subgraph.operators()), s));
    KG_CHECK(tflite::reorder(model, subgraph, orders[s], copy));
  }
  KG_CHECK(tflite::check_reordered(old, orders, copy, limits));
  return copy;
}

}  // namespace kilograph::ingest
