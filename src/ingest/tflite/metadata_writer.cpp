#include <algorithm>
#include <cstring>

#include "ingest/tflite/file_front.hpp"
#include "ingest/tflite/model_file.hpp"
#include "ingest/tflite/model_reader.hpp"
#include "ingest/tflite/model_writer.hpp"

namespace kilograph::ingest {
namespace tflite {
namespace {

constexpr std::size_t kRootFields = 8;  // version to signature_defs

std::size_t vtable_slot(std::size_t field) { return 4 + 2 * field; }

// Data that are found by their distance from the file's start.
Result<void> check_nothing_lies_behind(const schema::Model& root) {
  const auto behind = [](const std::string& where) {
    return fail(ErrorKind::unsupported, "its data lie behind the FlatBuffer, and would move", where,
                "a model whose data are all within the FlatBuffer",
                "Such files come from models of over 2 GB; there is no copy of them with metadata.");
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
    return fail(ErrorKind::unsupported, "it has field " + std::to_string(field) + ", which could be lost",
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

struct RootReferences {
  std::size_t buffers = 0;
  std::size_t metadata = 0;
};

RootReferences write_root(FileFront& front, const flatbuffers::Table& old) {
  constexpr std::size_t kVersion = 0, kBuffers = 4, kMetadata = 6;
  std::vector<bool> fields;
  for (std::size_t field = 0; field < kRootFields; ++field) {
    const bool is_there = old.GetOptionalFieldOffset(static_cast<flatbuffers::voffset_t>(vtable_slot(field))) != 0;
    fields.push_back(is_there || field == kBuffers || field == kMetadata);
  }
  const std::size_t root = front.open_reference();
  front.u32(flatbuffers::ReadScalar<std::uint32_t>(schema::ModelIdentifier()));
  front.close_at(root, front.begin_table(fields));
  RootReferences references;
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
  FileFront front(model);
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

  front.close_at(new_entry, front.begin_table({true, true}));
  const std::size_t new_name = front.open_reference();
  front.u32(change.buffer);
  front.close(new_name);
  front.text(name);

  front.close_at(new_buffer, front.begin_table({true}));
  const std::size_t new_data = front.open_reference();
  front.data(new_data, content);
  return std::move(front).finish();
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

}  // namespace kilograph::ingest
