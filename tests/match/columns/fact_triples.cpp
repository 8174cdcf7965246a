#include "match/columns/fact_triples.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "domain/device_core.hpp"
#include "domain/sensor_need.hpp"
#include "domain/spelling.hpp"
#include "match/requirement_lines.hpp"
#include "match/sensor_offer.hpp"

namespace kilograph::match::tests {
namespace {

using namespace domain;

constexpr const char* kSubClassOf = "<http://www.w3.org/2000/01/rdf-schema#subClassOf>";
constexpr const char* kType = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>";

std::string iri(const std::string& name) { return "<urn:t:" + name + ">"; }
std::string quoted(const std::string& text) { return "\"" + text + "\""; }
std::string integer(std::uint64_t value) {
  return "\"" + std::to_string(value) + "\"^^<http://www.w3.org/2001/XMLSchema#integer>";
}
std::string millionths(double value) { return integer(static_cast<std::uint64_t>(std::llround(value * 1e6))); }

class Triples {
 public:
  void add(const std::string& subject, const char* predicate, const std::string& object) {
    text_ += iri(subject) + " " + (predicate[0] == '<' ? predicate : iri(predicate)) + " " + object + " .\n";
  }
  void flag(const std::string& subject, const char* type) { add(subject, kType, iri(type)); }

  void sensor(const std::string& at, const char* link, const std::string& owner, const Sensor& one,
              const char* property_link, const char* amount) {
    add(owner, link, iri(at));
    add(at, "class", class_iri(one.sensor_class));
    const auto property = [&](const char* name, std::optional<double> value) {
      if (!value) return;
      const std::string place = at + "-" + name;
      add(at, property_link, iri(place));
      add(place, "property", iri(name));
      add(place, amount, integer(static_cast<std::uint64_t>(*value)));
    };
    property("rate", one.rate_hz);
    property("axes", one.axes);
    property("channels", one.channels);
    property("bits", one.resolution_bits);
  }

  static std::string class_iri(const std::string& name) {
    return name.starts_with("http") ? "<" + name + ">" : iri("class-" + name);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
};

void add_classes(Triples& to) {
  for (const SensorClassRow& row : sensor_classes()) {
    const std::string name = "class-" + std::string(row.name);
    to.flag(name, "Known");
    if (!row.parent.empty()) to.add(name, kSubClassOf, iri("class-" + std::string(row.parent)));
  }
}

// Alternatives of terms that must all be kept.
const std::map<std::string, std::vector<std::vector<std::string>>> kLicenceTerms{
    {"MIT", {{"mit"}}},
    {"apache-2.0", {{"apache-2.0"}}},
    {"GPL-3.0-only", {{"gpl-3.0-only"}}},
    {"my own", {{"my own"}}},
    {"MIT OR GPL-3.0-only", {{"mit"}, {"gpl-3.0-only"}}},
    {"MIT AND GPL-3.0-only", {{"mit", "gpl-3.0-only"}}}};

void add_limits(Triples& to, const Limits& limits) {
  if (limits.seconds) to.add("latency", "limit", millionths(*limits.seconds));
  if (limits.joules) to.add("energy", "limit", millionths(*limits.joules));
  for (const std::string& id : limits.licences) to.add("policy", "allows", quoted(lower_case(id)));
  for (const std::string& id : limits.known_licences) to.add("policy", "knows", quoted(lower_case(id)));
}

void add_licence(Triples& to, const std::string& at, const ModelEntity& model) {
  const auto licence = model.counted(&ModelFacts::licence);
  if (!licence) return;
  to.flag(at, "Licensed");
  unsigned number = 0;
  for (const auto& alternative : kLicenceTerms.at(licence->value)) {
    const std::string place = at + "-l" + std::to_string(number++);
    to.add(at, "offered", iri(place));
    for (const std::string& term : alternative) to.add(place, "term", quoted(term));
  }
}

void add_model(Triples& to, const std::string& at, const ModelEntity& model) {
  to.flag(at, "Model");
  add_licence(to, at, model);
  if (const auto sensors = model.counted(&ModelFacts::sensors)) {
    unsigned number = 0;
    for (const Sensor& need : distinct_needs(sensors->value)) {
      if (is_no_sensor(need)) {
        to.flag(at, "NeedsNoSensor");
        continue;
      }
      to.sensor(at + "-s" + std::to_string(number++), "needs", at, need, "asks", "least");
    }
  }
  if (const auto operators = model.counted(&ModelFacts::operators)) {
    to.flag(at, "OperatorsKnown");
    for (const OperatorUse& use : operators->value) {
      const std::string place = at + "-" + use.name.substr(use.name.find(':') + 1) + std::to_string(use.version);
      to.add(at, "uses", iri(place));
      to.add(place, "operator", "\"" + use.name + "\"");
      to.add(place, "version", integer(static_cast<std::uint64_t>(use.version)));
    }
  }
  if (const auto formats = model.counted(&ModelFacts::number_formats)) {
    const bool is_whole = std::ranges::find(formats->value, TensorType::unknown) == formats->value.end();
    if (is_whole) to.flag(at, "FormatsKnown");
    for (const TensorType type : formats->value) {
      if (type != TensorType::unknown) to.add(at, "computes", integer(static_cast<std::uint64_t>(type)));
    }
  }
}

void add_region(Triples& to, const std::string& at, const char* link, const DeviceEntity& device, RegionKind kind,
                FactSet facts) {
  const auto choice = best_region(device, kind, facts);
  if (!choice) return;
  const std::string place = at + "-" + link;
  to.add(at, link, iri(place));
  if (choice->is_free) to.add(place, "free", integer(choice->bytes));
  to.add(place, "most", integer(choice->most_bytes));
}

void add_runtime(Triples& to, const std::string& at, const RuntimeChoice& choice) {
  const Runtime& runtime = choice.runtime;
  if (!choice.known) return;
  if (!runtime.kernels.empty() && runtime.kernels != "reference") to.add(at, "special", quoted(runtime.kernels));
  if (!runtime.operators.empty()) to.flag(at, "TableKnown");
  if (!runtime.number_formats.empty()) to.flag(at, "AcceptsKnown");
  if (runtime.refuses_versions) to.flag(at, "RefusesVersions");
  for (const OperatorSupport& row : runtime.operators) {
    const std::string place = at + "-" + row.name;
    to.add(at, "brings", iri(place));
    to.add(place, "operator", "\"" + row.name + "\"");
    to.add(place, "newest", integer(static_cast<std::uint64_t>(row.newest_version)));
  }
  for (const TensorType type : runtime.number_formats) to.add(at, "accepts", integer(static_cast<std::uint64_t>(type)));
}

// What counts of the model on that device with that runtime.
void add_observed(Triples& to, const std::string& model_at, const std::string& device_at, const std::string& runtime_at,
                  const ModelEntity& model, const DeviceEntity& device, const Runtime& runtime) {
  for (const auto property : {ObservedProperty::latency, ObservedProperty::energy}) {
    const auto counted = observed(model, property, places_of(device), runtime);
    if (!counted) continue;
    const std::string name = property == ObservedProperty::latency ? "latency" : "energy";
    const std::string place = model_at + "-" + device_at + "-" + runtime_at + "-" + name;
    to.add(place, "observes", iri(model_at));
    to.add(place, "on", iri(device_at));
    to.add(place, "runBy", iri(runtime_at));
    to.add(place, "property", iri(name));
    to.add(place, "least", millionths(counted->value.least()));
    to.add(place, "most", millionths(counted->value.most()));
  }
}

// What a model asks of memory with one runtime on one machine.
void add_bytes(Triples& to, const std::string& model_at, const std::string& runtime_at, const ModelEntity& model,
               const Runtime& runtime, const Machine& machine, FactSet facts) {
  const std::string place = model_at + "-" + runtime_at;
  to.add(place, "of", iri(model_at));
  to.add(place, "with", iri(runtime_at));
  const ByteBounds ram = working_memory_bounds(model, runtime, machine, facts);
  const ByteBounds flash = program_memory_bounds(model, runtime, machine, facts);
  if (refusal_of(model, runtime)) to.flag(place, "Refused");
  if (ram.met_from) to.add(place, "ramFrom", integer(*ram.met_from));
  if (flash.met_from) to.add(place, "flashFrom", integer(*flash.met_from));
  to.add(place, "ramBelow", integer(ram.unmet_below));
  to.add(place, "flashBelow", integer(flash.unmet_below));
}

}  // namespace

std::string fact_triples(const std::vector<ModelEntity>& models, const std::vector<DeviceEntity>& devices,
                         const Judge& with) {
  Triples to;
  add_classes(to);
  add_limits(to, with.limits);
  for (std::size_t m = 0; m < models.size(); ++m) add_model(to, "m" + std::to_string(m), models[m]);
  std::map<std::string, std::string> runtimes;  // places by id and machine
  for (std::size_t d = 0; d < devices.size(); ++d) {
    const DeviceEntity& device = devices[d];
    const std::string at = "d" + std::to_string(d);
    to.flag(at, "Device");
    if (const auto sensors = device.counted(&DeviceFacts::sensors)) {
      unsigned number = 0;
      for (const Sensor& one : sensors->value) {
        to.sensor(at + "-s" + std::to_string(number++), "has", at, one, "states", "value");
      }
    }
    add_region(to, at, "ram", device, RegionKind::ram, with.facts);
    add_region(to, at, "flash", device, RegionKind::flash, with.facts);
    const Machine machine = machine_of(device);
    const DeviceCore core = core_of(device);
    if (core.row) to.flag(at, "CoreKnown");
    for (const std::string& kernels : core.kernels) to.add(at, "runsKernels", quoted(kernels));
    for (const RuntimeChoice& choice : choices_for({}, device, with)) {
      const std::string key = choice.runtime.id + "\n" + std::to_string(machine.pointer_bits) + "\n" + machine.abi;
      const auto [found, is_new] = runtimes.try_emplace(key, "r" + std::to_string(runtimes.size()));
      to.add(at, "runs", iri(found->second));
      for (std::size_t m = 0; m < models.size(); ++m) {
        add_observed(to, "m" + std::to_string(m), at, found->second, models[m], device, choice.runtime);
      }
      if (!is_new) continue;
      add_runtime(to, found->second, choice);
      for (std::size_t m = 0; m < models.size(); ++m) {
        add_bytes(to, "m" + std::to_string(m), found->second, models[m], choice.runtime, machine, with.facts);
      }
    }
  }
  return to.take();
}

const std::string kSurely = R"(
PREFIX : <urn:t:>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?m ?d WHERE {
  ?m a :Model, :OperatorsKnown, :FormatsKnown .
  ?bytes :of ?m ; :with ?r ; :ramFrom ?ramFrom ; :flashFrom ?flashFrom .
  ?r a :TableKnown, :AcceptsKnown .
  ?d a :Device ; :runs ?r ; :ram/:free ?ram ; :flash/:free ?flash .
  FILTER(?ram >= ?ramFrom && ?flash >= ?flashFrom)
  FILTER NOT EXISTS { ?bytes a :Refused }
  FILTER(EXISTS { ?m :needs ?some } || EXISTS { ?m a :NeedsNoSensor })
  FILTER NOT EXISTS {
    ?m :needs ?need . ?need :class ?wanted .
    FILTER NOT EXISTS {
      ?d :has ?offer . ?offer :class ?offered . ?offered rdfs:subClassOf* ?wanted .
      FILTER(?offered != :class-OtherSensor && ?wanted != :class-OtherSensor)
      FILTER NOT EXISTS {
        ?need :asks ?ask . ?ask :property ?property ; :least ?least .
        FILTER NOT EXISTS { ?offer :states ?stated . ?stated :property ?property ; :value ?value . FILTER(?value >= ?least) }
      }
    }
  }
  FILTER NOT EXISTS {
    ?m :uses ?use . ?use :operator ?operator ; :version ?version .
    FILTER NOT EXISTS { ?r :brings ?row . ?row :operator ?operator ; :newest ?newest . FILTER(?version <= ?newest) }
  }
  FILTER NOT EXISTS { ?m :computes ?format . FILTER NOT EXISTS { ?r :accepts ?format } }
  FILTER NOT EXISTS { ?r :special ?special . FILTER NOT EXISTS { ?d :runsKernels ?special } }
  FILTER(NOT EXISTS { :policy :allows ?any } ||
         EXISTS { ?m :offered ?offered1 . FILTER NOT EXISTS { ?offered1 :term ?term . FILTER NOT EXISTS { :policy :allows ?term } } })
  FILTER NOT EXISTS {
    ?limited :limit ?limit .
    FILTER NOT EXISTS {
      ?seen :observes ?m ; :on ?d ; :runBy ?r ; :property ?limited ; :most ?most . FILTER(?most <= ?limit)
    }
  }
})";

const std::string kPossibly = R"(
PREFIX : <urn:t:>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?m ?d WHERE {
  ?m a :Model .
  ?bytes :of ?m ; :with ?r ; :ramBelow ?ramBelow ; :flashBelow ?flashBelow .
  ?d a :Device ; :runs ?r .
  FILTER NOT EXISTS { ?bytes a :Refused }
  FILTER NOT EXISTS { ?d :ram/:most ?ram . FILTER(?ram < ?ramBelow) }
  FILTER NOT EXISTS { ?d :flash/:most ?flash . FILTER(?flash < ?flashBelow) }
  FILTER NOT EXISTS {
    ?d :has ?some . ?m :needs ?need . ?need :class ?wanted .
    FILTER NOT EXISTS {
      ?d :has ?offer . ?offer :class ?offered .
      FILTER(EXISTS { ?offered rdfs:subClassOf* ?wanted } || EXISTS { ?wanted rdfs:subClassOf* ?offered } ||
             NOT EXISTS { ?offered a :Known } || NOT EXISTS { ?wanted a :Known })
      FILTER NOT EXISTS {
        ?need :asks ?ask . ?ask :property ?property ; :least ?least .
        ?offer :states ?stated . ?stated :property ?property ; :value ?value . FILTER(?value < ?least)
      }
    }
  }
  FILTER NOT EXISTS {
    ?r a :TableKnown . ?m :uses ?use . ?use :operator ?operator ; :version ?version .
    FILTER NOT EXISTS {
      ?r :brings ?row . ?row :operator ?operator ; :newest ?newest .
      FILTER(?version <= ?newest || NOT EXISTS { ?r a :RefusesVersions })
    }
  }
  FILTER NOT EXISTS { ?r a :AcceptsKnown . ?m :computes ?format . FILTER NOT EXISTS { ?r :accepts ?format } }
  FILTER NOT EXISTS { ?d a :CoreKnown . ?r :special ?special . FILTER NOT EXISTS { ?d :runsKernels ?special } }
  FILTER(NOT EXISTS { :policy :allows ?any } || NOT EXISTS { ?m a :Licensed } ||
         EXISTS { ?m :offered ?offered1 .
                  FILTER NOT EXISTS { ?offered1 :term ?term . :policy :knows ?term . FILTER NOT EXISTS { :policy :allows ?term } } })
  FILTER NOT EXISTS {
    ?limited :limit ?limit .
    ?seen :observes ?m ; :on ?d ; :runBy ?r ; :property ?limited ; :least ?least . FILTER(?least > ?limit)
  }
})";

}  // namespace kilograph::match::tests
