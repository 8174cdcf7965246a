#include "reply/directory/directory.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "ingest/thing/validation/validation.hpp"
#include "ingest/thing_model/assembly.hpp"
#include "reply/file_reading.hpp"

namespace kilograph::reply::directory {
namespace {

using ingest::thing::Finding;
using ingest::thing::Level;
using ingest::thing::Report;
using knowledge::Catalogue;

constexpr const char* kFileName = "thing.td.json";  // under which a description is read

void add_error(Report& report, std::string rule, std::string where, std::string message) {
  ++report.errors;
  report.findings.push_back({Level::error, std::move(rule), std::move(where), std::move(message), {}});
}

// All that is wrong with a description that is to be registered.
Report check(const Json& thing, const std::string& text) {
  Report report = ingest::thing::validate(view_of(text));
  if (thing.contains("@graph")) {
    add_error(report, "directory/one-thing", "/@graph", "a registration is of one Thing: send each on its own");
  }
  if (const auto bad = check_registration(thing)) {
    add_error(report, "directory/registration", bad->where, bad->message);
  }
  if (ingest::thing_model::is_thing_model(thing)) {
    add_error(report, "directory/no-thing-model", "/@type",
              "this is a Thing Model, the directory holds Things: make one of it with `kilograph new thing`");
  }
  return report;
}

Outcome refused(Report report) {
  Outcome outcome;
  const auto first = std::ranges::find(report.findings, Level::error, &Finding::level);
  outcome.error =
      Error{ErrorKind::bad_input,
            first == report.findings.end() ? "the description is not valid" : "not valid: " + first->message,
            first == report.findings.end() ? "" : first->where};
  outcome.report = std::move(report);
  return outcome;
}

Outcome failed(Error error) {
  Outcome outcome;
  outcome.error = std::move(error);
  return outcome;
}

Error no_such_thing(const std::string& id) { return {ErrorKind::not_found, "there is no Thing of this id", id}; }

std::string id_of(const Json& thing) {
  const auto id = thing.find("id");
  return id != thing.end() && id->is_string() ? id->get<std::string>() : "";
}

}  // namespace

// Orders on their way into one commit.
class Directory::Group {
 public:
  Group(Directory& directory, std::vector<Outcome>& outcomes) : directory_(directory), outcomes_(outcomes) {}

  void take(const Order& order) {
    Outcome outcome = stage(order);
    const bool is_staged = !outcome.error && order.kind != Order::Kind::remove;
    outcomes_.push_back(std::move(outcome));
    if (is_staged) staged_.push_back(outcomes_.size() - 1);
    // What was checked against the ledger is written at once, before others write.
    if (order.only_if.is_given() || order.kind == Order::Kind::patch) finish();
  }

  // What is staged becomes durable, or all of it fails.
  void finish() {
    const Result<void> done = batch_ ? batch_->commit() : Result<void>{};
    batch_.reset();
    is_new_.clear();
    const Result<void> followed = done ? directory_.follow() : done;
    for (const std::size_t at : std::exchange(staged_, {})) {
      Outcome& outcome = outcomes_[at];
      if (!followed) {
        outcome.error = followed.error();
      } else if (const ShelvedThing thing = directory_.shelf_->find(outcome.id)) {
        outcome.etag = thing->etag;
      }
    }
  }

 private:
  Outcome stage(const Order& order) {
    switch (order.kind) {
      case Order::Kind::create: return create(order);
      case Order::Kind::put: return put(order);
      case Order::Kind::patch: return patch(order);
      case Order::Kind::remove: return remove(order);
    }
    return {};
  }

  Outcome create(const Order& order) {
    auto thing = parse_object(order.body, "description");
    if (!thing) return failed(std::move(thing).error());
    if (thing->contains("id")) {
      return failed({ErrorKind::bad_input, "a description that has an id already is put at its own address", "/id",
                     "none", "PUT it to /things/{id}."});
    }
    return keep(*std::move(thing), new_thing_id());
  }

  Outcome put(const Order& order) {
    auto thing = parse_object(order.body, "description");
    if (!thing) return failed(std::move(thing).error());
    if (auto held = holds(order); !held) return failed(std::move(held).error());
    if (id_of(*thing) != order.id) return failed(other_id(*thing, order.id));
    return keep(*std::move(thing), order.id);
  }

  Outcome patch(const Order& order) {
    if (auto followed = catch_up(); !followed) return failed(std::move(followed).error());
    const auto body = parse_object(order.body, "merge patch");
    if (!body) return failed(body.error());
    if (!directory_.shelf_->find(order.id)) return failed(no_such_thing(order.id));
    if (auto held = holds(order); !held) return failed(std::move(held).error());
    auto kept = kept_description(*directory_.catalogue_, order.id);
    if (!kept) return failed(std::move(kept).error());
    if (!*kept) return failed(no_such_thing(order.id));
    Json thing = std::move((*kept)->thing);
    thing.merge_patch(*body);
    if (id_of(thing) != order.id) return failed(other_id(thing, order.id));
    Outcome outcome = keep(std::move(thing), order.id);
    outcome.is_new = false;
    return outcome;
  }

  Outcome remove(const Order& order) {
    if (auto followed = catch_up(); !followed) return failed(std::move(followed).error());
    if (!directory_.shelf_->find(order.id)) return failed(no_such_thing(order.id));
    if (auto held = holds(order); !held) return failed(std::move(held).error());
    auto removed = directory_.catalogue_->remove(order.id, directory_.actor_);
    if (removed) removed = directory_.follow();
    if (!removed) return failed(std::move(removed).error());
    Outcome outcome;
    outcome.id = order.id;
    return outcome;
  }

  // The shelf is what the ledger is now: with what was staged before, and with what others wrote.
  Result<void> catch_up() {
    if (!staged_.empty()) finish();
    return directory_.follow();
  }

  Result<void> holds(const Order& order) {
    if (!order.only_if.is_given()) return {};
    KG_CHECK(catch_up());
    return check_precondition(order.only_if, directory_.shelf_->find(order.id), order.id);
  }

  static Error other_id(const Json& thing, const std::string& id) {
    return {ErrorKind::bad_input,
            thing.contains("id") ? "the id is not that of the address" : "the description has no id", "/id", id};
  }

  Outcome keep(Json thing, const std::string& id) {
    Json checked = thing;
    if (!checked.contains("id")) checked["id"] = id;
    Report report = check(checked, text_of(checked));
    if (!report.is_valid(false)) return refused(std::move(report));
    const std::string text = text_of(kept_form(std::move(thing), id, now()));
    const ByteView bytes = view_of(text);
    const auto original = std::make_shared<const Bytes>(bytes.begin(), bytes.end());
    auto reading = read(original);
    if (!reading && reading.error().kind == ErrorKind::bad_input) {
      const std::string where = reading.error().where.starts_with('/') ? reading.error().where : "";
      add_error(report, "linked-data-refused", where, reading.error().to_text());
      return refused(std::move(report));
    }
    if (!reading) return failed(std::move(reading).error());
    Outcome outcome;
    outcome.id = id;
    outcome.is_new = !directory_.shelf_->find(id) && is_new_.insert(id).second;
    outcome.report = std::move(report);
    auto staged = stage(original, std::move(reading->documents));
    if (!staged) outcome.error = std::move(staged).error();
    return outcome;
  }

  Result<FileReading> read(const knowledge::KeptFile& original) {
    if (!options_) {
      options_.emplace();
      options_->contexts = KG_TRY(directory_.catalogue_->contexts());
    }
    return read_documents(original, kFileName, *options_);
  }

  Result<void> stage(const knowledge::KeptFile& original, std::vector<knowledge::Document> documents) {
    if (!batch_) batch_ = KG_TRY(directory_.catalogue_->begin(directory_.actor_, {}));
    return batch_->add(original, std::move(documents));
  }

  Directory& directory_;
  std::vector<Outcome>& outcomes_;
  std::vector<std::size_t> staged_;  // positions of outcomes that wait for the commit
  std::set<std::string> is_new_;     // of these, what is not on the shelf yet
  std::optional<Catalogue::Batch> batch_;
  std::optional<ReadingOptions> options_;
};

Directory::Directory(Catalogue catalogue, std::string actor)
    : catalogue_(std::make_unique<Catalogue>(std::move(catalogue))),
      actor_(std::move(actor)),
      shelf_(std::make_unique<Shelf>()) {}

Result<Directory> Directory::open(const std::filesystem::path& catalogue, std::string actor) {
  Directory directory(KG_TRY(Catalogue::open(catalogue, Catalogue::Access::write)), std::move(actor));
  KG_CHECK(directory.follow());
  return directory;
}

std::vector<Outcome> Directory::carry_out(std::span<const Order> orders) {
  std::vector<Outcome> outcomes;
  outcomes.reserve(orders.size());
  if (const Result<void> followed = follow(); !followed) {
    outcomes.resize(orders.size());
    for (Outcome& outcome : outcomes) outcome.error = followed.error();
    return outcomes;
  }
  Group group(*this, outcomes);
  for (const Order& order : orders) group.take(order);
  group.finish();
  return outcomes;
}

Result<void> Directory::follow() {
  auto events = KG_TRY(shelf_->follow(*catalogue_));
  std::ranges::move(events, std::back_inserter(events_));
  return {};
}

Result<void> Directory::purge(Moment at) {
  const std::vector<std::string> ids = shelf_->expired(at);
  if (ids.empty()) return {};
  KG_CHECK(catalogue_->remove_all(ids, actor_));
  return follow();
}

}  // namespace kilograph::reply::directory
