// Which models fit which devices, for all pairs, from columns projected out of their facts. The answer of every
// pair is judge()'s; the reason is not kept: ask judge() for the pair shown.
//
// Entities go by numbers that the caller chooses, small and dense. Cost: put and remove take time by the facts
// of one entity; a question about one model takes time by profiles, about one device by classes; a device takes
// about 8 bytes beside its profile, a model likewise beside its class. For one thread; const calls may share.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <roaring/roaring.hh>

#include "match/columns/level.hpp"
#include "match/columns/shared_table.hpp"

namespace kilograph::match::columns {

using Number = std::uint32_t;
inline constexpr Number kNone = UINT32_MAX;

// Of one model, devices; of one device, models. `possibly` holds `surely`; what is in neither does not fit.
struct Fitting {
  Roaring surely, possibly;
};

struct FitCounts {
  std::uint64_t fits = 0, unknown = 0;  // the rest does not fit

  friend bool operator==(const FitCounts&, const FitCounts&) = default;
};

// Devices of equal capability.
struct Profile {
  OfferLevel ram{}, flash{};
  std::uint32_t sensors = 0, runtimes = 0;  // places in the tables of sensor offers and of sets of runtime keys
  Roaring devices{};
  std::uint32_t count = 0;
};

// Models of equal requirements.
struct Class {
  std::vector<std::uint32_t> sensors{};  // places in the table of sensor needs
  std::vector<Need> needs{};             // by runtime key
  Roaring models{};
  std::uint32_t count = 0;
};

class Columns {
 public:
  explicit Columns(Judge with);

  // Takes the entity in, or its changed facts in place of those that it had.
  void put(Number model, const domain::ModelEntity& entity);
  void put(Number device, const domain::DeviceEntity& entity);
  // By keys of the same projection (profile.hpp). Answers false, and changes nothing, where the key is none.
  bool put_model(Number model, std::string_view key);
  bool put_device(Number device, std::string_view key);
  void remove_model(Number model);    // nothing, where it is not there
  void remove_device(Number device);

  const Judge& with() const { return with_; }
  bool has_model(Number model) const { return model < class_of_.size() && class_of_[model] != kNone; }
  bool has_device(Number device) const { return device < profile_of_.size() && profile_of_[device] != kNone; }

  // Of numbers that are there.
  domain::Answer answer(Number model, Number device) const;
  Fitting devices_for(Number model) const;
  Fitting models_for(Number device) const;
  FitCounts count_for(Number model) const;

  // --- what scan.hpp reads
  std::uint32_t class_of(Number model) const { return class_of_[model]; }
  std::uint32_t profile_of(Number device) const { return profile_of_[device]; }
  Number model_limit() const { return static_cast<Number>(class_of_.size()); }      // all numbers are below
  Number device_limit() const { return static_cast<Number>(profile_of_.size()); }
  const SharedTable<Class>& classes() const { return classes_; }
  const SharedTable<Profile>& profiles() const { return profiles_; }
  const std::vector<std::vector<std::uint32_t>>& runtime_sets() const { return runtime_sets_; }
  // Of a sensor that a class needs and the sensors that a profile offers.
  domain::Status sensor_status(std::uint32_t need, std::uint32_t offer) const {
    return static_cast<domain::Status>(sensor_offers_[offer].status[need]);
  }
  std::uint32_t sensor_need_limit() const { return sensor_needs_.places(); }
  domain::Answer judged(const Class& one, const Profile& profile) const;
  std::uint64_t changes() const { return changes_; }  // grows with every put and remove

 private:
  struct SensorOffer {
    std::vector<domain::Sensor> sensors;
    std::vector<std::uint8_t> status;  // by sensor need
  };
  struct SensorNeed {
    std::vector<domain::Sensor> sensor;  // one; none: not known what feeds the model
  };

  void fill(Class& one, const domain::ModelEntity& requirement);
  void fill(Profile& one, const Capability& capability);
  std::uint32_t sensor_need(const std::vector<domain::Sensor>& sensor);
  std::uint32_t sensor_offer(const std::vector<domain::Sensor>& sensors);
  std::uint32_t runtime_set(const Capability& capability);
  std::uint32_t runtime_key(RuntimeKey key);
  void drop_class(std::uint32_t place);
  void drop_profile(std::uint32_t place);

  Judge with_;
  SharedTable<Class> classes_;
  SharedTable<Profile> profiles_;
  SharedTable<SensorNeed> sensor_needs_;
  SharedTable<SensorOffer> sensor_offers_;
  std::vector<RuntimeKey> runtime_keys_;  // few: they only grow
  std::unordered_map<std::string, std::uint32_t> runtime_key_places_, runtime_set_places_;
  std::vector<std::vector<std::uint32_t>> runtime_sets_;  // each sorted
  std::vector<std::uint32_t> class_of_, profile_of_;      // by number; kNone: not there
  std::uint64_t changes_ = 0;
};

}  // namespace kilograph::match::columns
