// Facts to bytes and back by one list of fields a type, so that both ways agree.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "domain/entity.hpp"
#include "match/columns/key_bytes.hpp"

namespace kilograph::match::projection {

template <class T, class Plain>
concept Is = std::same_as<std::remove_const_t<T>, Plain>;

template <class T>
struct UnsignedOf : std::make_unsigned<T> {};
template <>
struct UnsignedOf<bool> {
  using type = std::uint8_t;
};

// --- the fields, in their order
template <class Form, Is<domain::Source> T>
void fields(Form& form, T& one) {
  form(one.basis, one.by);
}
template <class Form, Is<domain::Sensor> T>
void fields(Form& form, T& one) {
  form(one.sensor_class, one.info, one.rate_hz, one.axes, one.channels, one.width, one.height, one.resolution_bits,
       one.range_low, one.range_high, one.range_unit);
}
template <class Form, Is<domain::OperatorUse> T>
void fields(Form& form, T& one) {
  form(one.name, one.version);
}
template <class Form, Is<domain::MemoryRequirement> T>
void fields(Form& form, T& one) {
  form(one.use, one.bytes, one.runtime, one.kernels, one.pointer_bits, one.abi, one.basis, one.by, one.least_bytes);
}
template <class Form, Is<domain::StartRefusal> T>
void fields(Form& form, T& one) {
  form(one.runtime, one.kernels, one.reason, one.basis, one.by);
}
template <class Form, Is<domain::Observation> T>
void fields(Form& form, T& one) {
  form(one.property, one.value, one.low, one.high, one.device, one.runtime, one.kernels, one.basis, one.by, one.method);
}
template <class Form, Is<domain::ModelFacts> T>
void fields(Form& form, T& one) {
  form(one.file_bytes, one.operators, one.number_formats, one.sensors, one.memory, one.refusals, one.licence,
       one.observations);
}
template <class Form, Is<domain::MemoryRegion> T>
void fields(Form& form, T& one) {
  form(one.name, one.kind, one.size_bytes, one.free_bytes, one.basis, one.by, one.medium, one.reserved_bytes,
       one.contiguous, one.executable);
}
template <class Form, Is<domain::Label> T>
void fields(Form& form, T& one) {
  form(one.name, one.value);
}
template <class Form, Is<domain::DeviceFacts> T>
void fields(Form& form, T& one) {
  form(one.sensors, one.regions, one.processor, one.clock_hz, one.pointer_bits, one.runtimes, one.mcu, one.isa,
       one.has_fpu, one.has_dsp, one.has_mve, one.is_thing_model, one.based_on);
}
template <class Form, class T>
  requires Is<T, domain::DocumentFacts<domain::ModelFacts>> || Is<T, domain::DocumentFacts<domain::DeviceFacts>>
void fields(Form& form, T& one) {
  form(one.source, one.facts);
}

// The greatest value of each enumeration.
constexpr auto last_of(domain::Basis) { return domain::Basis::declared; }
constexpr auto last_of(domain::ObservedProperty) { return domain::ObservedProperty::energy; }
constexpr auto last_of(domain::MemoryUse) { return domain::MemoryUse::program; }
constexpr auto last_of(domain::RegionKind) { return domain::RegionKind::flash; }
constexpr auto last_of(domain::RegionMedium) { return domain::RegionMedium::external_flash; }
constexpr auto last_of(domain::TensorType) { return domain::TensorType::unknown; }

class FactWriter {
 public:
  template <class... T>
  void operator()(const T&... each) {
    (put(each), ...);
  }
  std::string take() { return key_.take(); }

 private:
  void put(const std::string& text) { key_.text(text); }
  void put(double value) { key_.real(value); }
  template <class T>
    requires std::integral<T>
  void put(T value) {
    key_.number(static_cast<typename UnsignedOf<T>::type>(value));
  }
  template <class T>
    requires std::is_enum_v<T>
  void put(T value) {
    key_.number(static_cast<std::uint64_t>(value));
  }
  template <class T>
  void put(const std::optional<T>& value) {
    key_.number(value ? 1 : 0);
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& all) {
    key_.number(all.size());
    for (const T& one : all) put(one);
  }
  template <class T>
    requires std::is_class_v<T>
  void put(const T& one) {
    fields(*this, one);
  }

  columns::KeyWriter key_;
};

// After a value that no FactWriter writes, is_whole() does not hold, and what was read is to be thrown away.
class FactReader {
 public:
  explicit FactReader(std::string_view bytes) : key_(bytes) {}

  template <class... T>
  void operator()(T&... each) {
    (get(each), ...);
  }
  bool is_whole() const { return is_right_ && !key_.failed() && key_.is_done(); }
  bool failed() const { return !is_right_ || key_.failed(); }

 private:
  void get(std::string& text) { text = key_.text(); }
  void get(double& value) { value = key_.real(); }
  template <class T>
    requires std::integral<T>
  void get(T& value) {
    const std::uint64_t read = key_.number();
    is_right_ = is_right_ && std::in_range<typename UnsignedOf<T>::type>(read) && (!std::same_as<T, bool> || read <= 1);
    value = static_cast<T>(read);
  }
  template <class T>
    requires std::is_enum_v<T>
  void get(T& value) {
    const std::uint64_t read = key_.number();
    is_right_ = is_right_ && read <= static_cast<std::uint64_t>(last_of(T{}));
    value = is_right_ ? static_cast<T>(read) : T{};
  }
  template <class T>
  void get(std::optional<T>& value) {
    bool is_there = false;
    get(is_there);
    if (is_there) get(value.emplace());
  }
  template <class T>
  void get(std::vector<T>& all) {
    const std::size_t count = key_.count();
    for (std::size_t i = 0; i < count && !failed(); ++i) get(all.emplace_back());
  }
  template <class T>
    requires std::is_class_v<T>
  void get(T& one) {
    fields(*this, one);
  }

  columns::KeyReader key_;
  bool is_right_ = true;
};

}  // namespace kilograph::match::projection
