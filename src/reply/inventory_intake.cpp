#include "reply/inventory_intake.hpp"

#include <algorithm>

#include "base/bytes.hpp"
#include "base/listing.hpp"
#include "domain/spelling.hpp"

namespace kilograph::reply {
namespace {

using ingest::inventory::Inventory, ingest::inventory::Row;
using knowledge::Catalogue, knowledge::Change;

constexpr std::size_t kGroupRows = 4096;
constexpr std::size_t kMostSuggestions = 100;
constexpr std::string_view kOfInventories = "urn:kilograph:device:";

bool is_thing_model(const domain::DeviceEntity& device) {
  const auto stated = device.stated(&domain::DeviceFacts::is_thing_model);
  return stated && *stated->value;
}

class InventoryIntake {
 public:
  InventoryIntake(Catalogue& catalogue, const InventoryWish& wish, knowledge::KeptFile original, Desk& desk,
                  AddAnswer& answer)
      : catalogue_(catalogue), wish_(wish), original_(std::move(original)), desk_(desk), answer_(answer) {}

  Result<void> run() {
    auto inventory = KG_TRY(read_inventory(*original_, wish_.columns));
    ModelNamesOfDevices models = KG_TRY(ModelNamesOfDevices::read(catalogue_));
    const InventoryOrigin origin{sha256(*original_), wish_.source, to_text(wish_.columns)};
    for (const auto& bad : inventory.bad) refuse(bad.place, "bad-input", bad.message);
    for (const std::string& warning : inventory.warnings) warn(warning);
    std::vector<std::string> stated_before = KG_TRY(catalogue_.entities_of_source("inventory " + origin.source));
    known_.insert(stated_before.begin(), stated_before.end());
    for (const auto& bad : inventory.bad) see(bad);
    auto batch = KG_TRY(catalogue_.begin(desk_.actor, [this](const auto& ack) { acknowledge(ack); }));
    std::vector<knowledge::Document> group;
    for (std::size_t i = 0; i < inventory.rows.size(); ++i) {
      const Row row = std::move(inventory.rows[i]);  // a million rows are held once, as documents or as rows
      if (!known_.empty()) seen_.insert(device_iri(wish_.source, row.id));
      if (auto document = document_of(origin, row, models)) group.push_back(std::move(*document));
      const bool is_last = i + 1 == inventory.rows.size();
      if (group.size() < kGroupRows && !is_last) continue;
      KG_CHECK(batch.add(original_, std::exchange(group, {})));
      KG_CHECK(batch.commit());
      if (desk_.progress) desk_.progress({i + 1, inventory.rows.size(), wish_.path});
    }
    return settle_vanished(std::move(stated_before), inventory);
  }

 private:
  std::optional<knowledge::Document> document_of(const InventoryOrigin& origin, const Row& row,
                                                 ModelNamesOfDevices& models) {
    const auto model = models.model_of(row.model);
    if (!model) {
      const Error& error = model.error();
      refuse(row.place, std::string(error_kind_row(error.kind).name), error.to_text());
      return std::nullopt;
    }
    const std::string id = device_iri(origin.source, row.id);
    if (*model == id) {
      refuse(row.place, "bad-input", "the device is its own model");
      return std::nullopt;
    }
    if (models.is_other_kind(id) || (models.is_device(id) && !known_.contains(id) && is_kind_of_device(id))) {
      refuse(row.place, "conflict", "the id '" + id + "' is already that of a model or of a kind of device");
      return std::nullopt;
    }
    return inventory_document(origin, row, *model);
  }

  bool is_kind_of_device(const std::string& id) const {
    const auto device = catalogue_.device(id);
    return device && (id.starts_with(domain::kIdBase) || is_thing_model(*device));
  }

  void refuse(const ingest::inventory::Place& place, std::string kind, std::string message) {
    ++answer_.failed;
    report({wish_.path, to_text(place), std::move(kind), std::move(message)});
  }
  void warn(std::string message) { report({wish_.path, "", "warning", std::move(message)}); }
  void report(Problem problem) {
    if (answer_.streamed && desk_.reported) return desk_.reported(problem);
    answer_.problems.push_back(std::move(problem));
  }

  void acknowledge(const knowledge::Acknowledgement& ack) {
    Change change = ack.change;
    if (change == Change::added && !ack.entity_is_new) change = Change::changed;
    ++(change == Change::added ? answer_.added : change == Change::changed ? answer_.changed : answer_.unchanged);
    ++answer_.kinds["device"];
    if (!desk_.wants_entities && !answer_.streamed) return;
    AddedEntity entity{ack.entity, "device", ack.name, wish_.path, std::string(knowledge::name_of(change))};
    if (answer_.streamed && desk_.acknowledged) return desk_.acknowledged(entity);
    answer_.entities.push_back(std::move(entity));
  }

  // A refused row is one in the file.
  void see(const ingest::inventory::BadRow& bad) {
    const std::string id = bad.id.empty() ? "" : device_iri(wish_.source, bad.id);
    bool is_told = !id.empty();
    if (is_told) seen_.insert(id);
    for (const std::string& cell : bad.cells) {
      std::string possible = device_iri(wish_.source, cell);
      if (!known_.contains(possible)) continue;
      is_told = true;
      seen_.insert(std::move(possible));
    }
    if (!is_told && !first_untold_) first_untold_ = bad.place;
  }

  // Why the devices of the inventory cannot be told from the file; empty: they can.
  std::string doubt_about(const Inventory& inventory) const {
    if (inventory.is_partial) return "the file is a part of the inventory";
    if (first_untold_) return "which device's row stands at " + to_text(*first_untold_) + " cannot be told";
    return inventory.rows.empty() ? "the file lists no device" : "";
  }

  // Of the devices that this inventory stated before, those that it states no more.
  Result<void> settle_vanished(std::vector<std::string> vanished, const Inventory& inventory) {
    std::erase_if(vanished, [&](const std::string& id) { return seen_.contains(id); });
    if (vanished.empty()) return {};
    const std::string count = grouped(vanished.size()) + (vanished.size() == 1 ? " device" : " devices");
    const std::string doubt = doubt_about(inventory);
    if (wish_.prune && !doubt.empty()) {
      warn("--prune removed nothing: " + doubt);
      return {};
    }
    if (!wish_.prune) {
      warn(count + " of earlier inventories of this source " +
           (doubt.empty() ? "not in the file any more; kept" : "not among the rows that could be read; kept") +
           ", the first of them " + vanished.front() +
           (doubt.empty() ? "; --prune removes them" : "; --prune would remove nothing: " + doubt));
      return {};
    }
    KG_CHECK(catalogue_.remove_all(vanished, desk_.actor));
    answer_.notes.push_back(count + " not in the file any more: removed");
    return {};
  }

  Catalogue& catalogue_;
  const InventoryWish& wish_;
  knowledge::KeptFile original_;
  Desk& desk_;
  AddAnswer& answer_;
  std::unordered_set<std::string> known_;  // devices that this inventory stated before
  std::unordered_set<std::string> seen_;
  std::optional<ingest::inventory::Place> first_untold_;
};

}  // namespace

Result<ModelNamesOfDevices> ModelNamesOfDevices::read(const Catalogue& catalogue) {
  ModelNamesOfDevices names(catalogue);
  std::unordered_set<std::string> taken;
  KG_CHECK(catalogue.each_name([&](const knowledge::EntityName& named) {
    if (named.kind != domain::EntityKind::device) names.others_.insert(named.entity);
    if (named.kind != domain::EntityKind::device || named.entity.starts_with(kOfInventories)) return;
    names.ids_.insert(named.entity);
    if (named.name.empty() || !taken.insert(named.entity + '\n' + named.name).second) return;
    names.by_name_[named.name].push_back(named.entity);
    auto& same = names.by_lower_case_[domain::lower_case(named.name)];
    if (std::ranges::find(same, named.entity) == same.end()) same.push_back(named.entity);
  }));
  return names;
}

Result<std::string> ModelNamesOfDevices::model_of(const std::string& name) {
  const auto known = answers_.find(name);
  if (known != answers_.end()) return known->second;
  return answers_.emplace(name, found(name)).first->second;
}

Result<std::vector<std::string>> ModelNamesOfDevices::meant_by(const std::vector<std::string>& called_so) const {
  if (called_so.size() < 2) return called_so;
  std::vector<std::string> entities, kinds;
  for (const std::string& id : called_so) {
    const auto members = KG_TRY(catalogue_.same(id));
    const std::string& preferred = members.empty() ? id : members.front().id;
    if (std::ranges::find(entities, preferred) == entities.end()) entities.push_back(preferred);
  }
  for (const std::string& id : entities) {
    if (is_thing_model(KG_TRY(catalogue_.device(id)))) kinds.push_back(id);
  }
  return kinds.size() == 1 ? kinds : entities;
}

Result<std::string> ModelNamesOfDevices::found(const std::string& name) {
  if (ids_.contains(name)) return name;
  const auto exact = by_name_.find(name), loose = by_lower_case_.find(domain::lower_case(name));
  const std::vector<std::string> called_so = exact != by_name_.end()         ? exact->second
                                             : loose != by_lower_case_.end() ? loose->second
                                                                             : std::vector<std::string>{};
  const std::vector<std::string> meant = KG_TRY(meant_by(called_so));
  if (meant.size() == 1) return meant.front();
  if (!meant.empty()) {
    return fail(ErrorKind::ambiguous, "several kinds of device are called '" + name + "'", {}, {},
                "Name one by its id: " + listed(meant) + ".");
  }
  std::string advice;
  if (suggestions_++ < kMostSuggestions) {
    std::vector<std::string> all;
    for (const auto& [one, ids] : by_name_) all.push_back(one);
    for (const std::string& near : domain::nearest(name, all, 3)) {
      advice += (advice.empty() ? "The nearest are '" : ", '") + near + "'";
    }
  }
  return fail(ErrorKind::not_found, "no kind of device is called '" + name + "'", {}, {},
              advice.empty() ? "Add its Thing Model or board definition first." : advice + ".");
}

Result<void> take_inventory(Catalogue& catalogue, const InventoryWish& wish, const knowledge::KeptFile& original,
                            Desk& desk, AddAnswer& answer) {
  return InventoryIntake(catalogue, wish, original, desk, answer).run();
}

}  // namespace kilograph::reply
